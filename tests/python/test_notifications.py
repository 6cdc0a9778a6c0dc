# SPDX-License-Identifier: Apache-2.0
"""What clients of statistics are told and when, what is remembered, and what makes up a value.

Statistics reference, section 9 and the worked examples X5, X7 and X22.
"""

import random

import pytest

import cordboard as cb

DAY = "2026-03-02T"


def definition(name, mode="IMMEDIATE", *, target="QUEUE", frequency=None, insensitivity=0, **inner):
    entry = {
        "name": name,
        "objectType": target,
        "notificationMode": mode,
        "insensitivity": insensitivity,
        "statisticDefinitionEx": {
            "category": "CurrentNumber",
            "mainMask": "CallWait",
            "subject": "DNAction",
            **inner,
        },
    }
    return entry if frequency is None else entry | {"notificationFrequency": frequency}


def row(time, action, phase, interaction=None, duration=None, *, kind="Queue", object_="q"):
    return {
        "time": f"{DAY}{time}Z",
        "object_type": kind,
        "object": object_,
        "action": action,
        "phase": phase,
        "interaction": interaction,
        "duration": duration,
    }


WAITS = [
    row("10:00:03", "CallEntered", "occur", "1"),
    row("10:00:03", "CallWait", "start", "1"),
    row("10:00:04", "CallEntered", "occur", "2"),
    row("10:00:04", "CallWait", "start", "2"),
    row("10:00:12", "CallWait", "end", "1"),
]
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}


def engine_of(*definitions, start="10:00:00", kind="QUEUE", id_="q", **others):
    objects = [{"type": kind, "id": id_}]
    return cb.StatisticsEngine(definitions, objects=objects, start=f"{DAY}{start}Z", **others)


def told(table, name):
    """Give (time of day, value) of the messages of a statistic."""
    rows = zip(*(table[column] for column in ("time", "statistic", "value")), strict=True)
    return [(f"{time:%H:%M:%S}", value) for time, statistic, value in rows if statistic == name]


def fed(*definitions, until="10:00:20", **others):
    engine = engine_of(*definitions, **others)
    engine.feed(WAITS)
    engine.advance_to(f"{DAY}{until}Z")
    return engine


def test_periodical_comes_with_its_frequency_whether_changed_or_not():
    engine = fed(definition("P", "PERIODICAL", frequency=10))
    expected = [("10:00:00", 0.0), ("10:00:10", 2.0), ("10:00:20", 1.0)]
    assert told(engine.notifications, "P") == expected


def test_immediate_comes_with_each_change():
    engine = fed(definition("I"))
    expected = [("10:00:00", 0), ("10:00:03", 1), ("10:00:04", 2), ("10:00:12", 1)]
    assert told(engine.notifications, "I") == expected


def test_insensitivity_keeps_small_changes_back():
    engine = fed(definition("S", insensitivity=60))
    assert told(engine.notifications, "S") == [("10:00:00", 0), ("10:00:03", 1), ("10:00:04", 2)]


def test_reset_tells_the_interval_that_ends():
    entered = {"category": "TotalNumber", "mainMask": "CallEntered"} | HOURLY
    engine = fed(definition("R", "RESET", **entered), until="11:00:00")
    assert told(engine.notifications, "R") == [("11:00:00", 2.0)]


def test_nobody_is_told_without_a_mode():
    engine = fed(definition("N", "NoNotification"))
    assert told(engine.notifications, "N") == []


def test_a_value_that_grows_by_itself_is_told_with_the_next_row():
    engine = fed(definition("T", category="CurrentTime"))
    expected = [("10:00:00", 0), ("10:00:04", 1), ("10:00:12", 8)]
    assert told(engine.notifications, "T") == expected


def test_rows_at_a_reset_are_of_the_new_interval():
    abandoned = {"category": "TotalNumber", "mainMask": "CallAbandoned"} | HOURLY
    engine = engine_of(definition("R", "RESET", **abandoned), definition("I", **abandoned))
    engine.feed([row("11:00:00", "CallAbandoned", "occur", "1", 30_000_000)])
    assert told(engine.notifications, "R") == [("11:00:00", 0.0)]
    assert told(engine.notifications, "I") == [("10:00:00", 0.0), ("11:00:00", 1.0)]


@pytest.mark.parametrize(
    ("category", "expected"),
    [("TotalTime", [300.0, 300.0]), ("TotalAdjustedTime", [0.0, 600.0])],
)
def test_quarter_hours_of_a_status(category, expected):
    inner = {
        "category": category,
        "subject": "AgentStatus",
        "mainMask": "WaitForNextCall",
        "dynamicTimeProfile": "0:00+0:15",
    }
    ready = definition("R", "RESET", target="AGENT", **inner)
    engine = engine_of(ready, start="14:50:00", kind="AGENT", id_="ann")
    agent = {"kind": "Agent", "object_": "ann"}
    engine.feed(
        [
            row("14:55:00", "LoggedIn", "start", **agent),
            row("14:55:00", "WaitForNextCall", "start", **agent),
            row("15:05:00", "WaitForNextCall", "end", **agent),
            row("15:05:00", "NotReadyForNextCall", "start", **agent),
        ]
    )
    engine.advance_to(f"{DAY}15:15:00Z")
    messages = told(engine.notifications, "R")
    assert messages == list(zip(["15:00:00", "15:15:00"], expected, strict=True))


def test_what_is_opened_while_running_is_told_from_then_on():
    engine = engine_of()
    engine.feed(WAITS[:2])
    engine.open("q", definition("I"))
    engine.feed(WAITS[2:])
    assert told(engine.notifications, "I") == [("10:00:03", 1), ("10:00:04", 2), ("10:00:12", 1)]


def test_asking_changes_nothing():
    engine = fed(definition("I"), definition("P", "PERIODICAL", frequency=10))
    first = engine.notifications
    assert list(engine.notifications["value"]) == list(first["value"])
    engine.feed([row("10:00:30", "CallWait", "end", "2")])
    assert told(engine.notifications, "I")[-1] == ("10:00:30", 0)


def test_history_by_number_and_by_range():
    engine = fed(definition("P", "PERIODICAL", frequency=10), until="10:01:00")
    everything = list(engine.history("q", "P")["value"])
    assert everything == [0, 2, 1, 1, 1, 1, 1]
    assert list(engine.history("q", "P", last=2)["value"]) == everything[-2:]
    some = engine.history("q", "P", since=f"{DAY}10:00:10Z", until=f"{DAY}10:00:30Z")
    assert list(some["value"]) == [2, 1]


@pytest.mark.parametrize("last", [-1, 1.5, True])
def test_history_refuses_what_is_no_number(last):
    with pytest.raises(cb.BadInput, match="last"):
        fed(definition("P")).history("q", "P", last=last)


MODES = [
    definition("I"),
    definition("R", "RESET", category="TotalTime", dynamicTimeProfile="0:00+0:05"),
    definition("P", "PERIODICAL", frequency=47),
]


def long_log(rows):
    """Return waits that begin and end, some at the same instant, with a pause now and then."""
    log, waiting, second, dice = [], [], 10 * 3600, random.Random(rows)
    while len(log) < rows:
        second += dice.choice([0, 0, 1, 2, 40])
        time = f"{second // 3600}:{second // 60 % 60:02}:{second % 60:02}"
        if len(waiting) > dice.randrange(8):
            log.append(row(time, "CallWait", "end", waiting.pop(dice.randrange(len(waiting)))))
        else:
            waiting.append(str(len(log)))
            log.append(row(time, "CallWait", "start", waiting[-1]))
    return log


def messages(*tables):
    columns = ("time", "statistic", "value")
    return sorted(
        one for table in tables for one in zip(*(table[name] for name in columns), strict=True)
    )


@pytest.mark.parametrize("piece", [1, 7, 400, 5000], ids="pieces of {}".format)
@pytest.mark.parametrize("remember", [2, 900])
def test_what_is_forgotten_and_what_is_remembered_are_all_messages(remember, piece):
    log = long_log(5000 if piece > 100 else 300)
    whole = engine_of(*MODES)
    whole.feed(log)
    spilled = []
    engine = engine_of(*MODES, remember=remember, on_forgotten=spilled.append)
    for first in range(0, len(log), piece):
        with pytest.raises(cb.BadInput):
            engine.feed([*log[first : first + piece], row("9:00:00", "CallWait", "start", "x")])
        engine.feed(log[first : first + piece])
    if spilled:
        with pytest.warns(cb.StatisticsWarning, match="not remembered"):
            kept = engine.notifications
    else:
        kept = engine.notifications
    assert messages(*spilled, kept) == messages(whole.notifications)
    assert bool(spilled) == (len(log) > remember)


def test_at_least_half_of_what_may_be_remembered_is():
    log = long_log(5000)
    whole, engine = engine_of(*MODES), engine_of(*MODES, remember=2500)
    whole.feed(log)
    engine.feed(log)
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = messages(engine.notifications)
    later = log[-1250]["time"]
    expected = [one for one in messages(whole.notifications) if f"{one[0]:%FT%TZ}" > later]
    assert [one for one in kept if f"{one[0]:%FT%TZ}" > later if one[1] != "P"] == [
        one for one in expected if one[1] != "P"
    ]


def test_a_feed_counts_although_nobody_took_what_was_forgotten():
    def refuse(_):
        raise RuntimeError("no room")

    engine = engine_of(definition("I"), remember=2, on_forgotten=refuse)
    engine.feed(WAITS[:2])
    with pytest.raises(RuntimeError, match="no room"):
        engine.feed(WAITS[2:])
    assert engine.now.second == 12
    assert engine.value("q", "I") == 1


def test_too_many_messages_are_refused():
    engine = engine_of(definition("P", "PERIODICAL", frequency=1))
    engine.feed(WAITS)
    engine.advance_to("2027-03-02T10:00:00Z")
    with pytest.raises(cb.UsageError, match="20,000,000 messages"):
        _ = engine.notifications


def test_too_many_forgotten_messages_undo_the_feed():
    spilled = []
    engine = engine_of(
        definition("P", "PERIODICAL", frequency=1), remember=4, on_forgotten=spilled.append
    )
    later = [{**one, "time": one["time"].replace("2026", "2027")} for one in WAITS]
    for one in WAITS[:1] + later[:3]:
        engine.feed([one])
    counted = engine.value("q", "P")
    for _ in range(2):
        with pytest.raises(cb.UsageError, match="20,000,000 messages"):
            engine.feed(later[3:])
        assert engine.value("q", "P") == counted
    assert spilled == []


def test_explain_lists_what_adds_up_to_the_value():
    engine = fed(
        definition("A", category="AverageTime", **HOURLY),
        definition("C", category="CurrentMaxTime"),
    )
    average = engine.explain("q", "A")
    assert list(average["seconds"]) == [9.0]
    assert list(average["interaction"]) == ["1"]
    assert list(average["mask"]) == ["both"]
    assert sum(average["seconds"]) / len(average) == engine.value("q", "A")
    waiting = engine.explain("q", "C")
    assert list(waiting["interaction"]) == ["2"]
    assert list(waiting["end"]) == [None]
    assert max(waiting["seconds"]) == engine.value("q", "C")


def test_a_center_tells_its_clients_too():
    calls = definition("Waiting", frequency=None)
    center = cb.Center(
        {
            "media": [{"name": "voice"}],
            "queues": [{"name": "support", "channel": "voice"}],
            "statistics": [calls],
        },
        clock=cb.VirtualClock(f"{DAY}09:00:00Z"),
    )
    center.advance("5s")
    center.offer(media="voice", queue="support")
    center.advance("5s")
    assert told(center.statistic_history, "Waiting") == [("09:00:00", 0), ("09:00:05", 1)]
