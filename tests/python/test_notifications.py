# SPDX-License-Identifier: Apache-2.0
"""What clients of statistics are told and when, what is remembered, and what makes up a value.

Statistics reference, section 9 and the worked examples X5, X7 and X22.
"""

import random

import pytest

import cordboard as cb
from told import DAY, WAITS, definition, engine_of, messages, row, told

HOURLY = {"dynamicTimeProfile": "0:00+1:00"}


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


AGENT = {"kind": "Agent", "object_": "ann"}
SINCE_LOGIN = {
    "target": "AGENT",
    "category": "TotalNumber",
    "mainMask": "CallInbound",
    "intervalType": "SinceLogin",
}
TWO_LOGINS = [
    row("10:00:10", "LoggedIn", "start", **AGENT),
    row("10:00:20", "CallInbound", "start", "1", **AGENT),
    row("10:00:30", "CallInbound", "end", "1", **AGENT),
    row("10:00:40", "LoggedIn", "end", **AGENT),
    row("10:00:50", "LoggedIn", "start", **AGENT),
    row("10:01:00", "LoggedIn", "end", **AGENT),
    row("10:01:10", "LoggedIn", "start", **AGENT),
]


@pytest.mark.parametrize("insensitivity", [0, 100])
def test_a_login_is_told_where_it_begins_the_interval_anew(insensitivity):
    since = definition("L", insensitivity=insensitivity, **SINCE_LOGIN)
    engine = engine_of(since, kind="AGENT", id_="ann")
    engine.feed(TWO_LOGINS)
    expected = [("10:00:00", 0), ("10:00:10", 0), ("10:00:30", 1), ("10:00:50", 0), ("10:01:10", 0)]
    assert told(engine.notifications, "L") == expected


def test_a_second_device_is_no_new_login():
    objects = [
        {"type": "AGENT", "id": "ann"},
        {"type": "RegDN", "id": "1", "place": "p"},
        {"type": "RegDN", "id": "2", "place": "p"},
    ]
    engine = cb.StatisticsEngine(
        [definition("L", **SINCE_LOGIN)], objects=objects, start=f"{DAY}10:00:00Z"
    )
    login = {"attributes": '{"AgentID": "ann"}'}
    first, second = ({"kind": "RegDN", "object_": number} for number in "12")
    engine.feed(
        [
            row("10:00:10", "LoggedIn", "start", **first) | login,
            row("10:00:20", "LoggedIn", "start", **second) | login,
            row("10:00:30", "LoggedIn", "end", **first),
        ]
    )
    assert told(engine.notifications, "L") == [("10:00:00", 0), ("10:00:10", 0)]


def test_a_reset_is_told_whatever_the_insensitivity_and_the_value():
    entered = {"category": "TotalNumber", "mainMask": "CallEntered"} | HOURLY
    engine = fed(definition("I", insensitivity=100, **entered), until="12:00:00")
    expected = [("10:00:00", 0), ("10:00:03", 1), ("11:00:00", 0), ("12:00:00", 0)]
    assert told(engine.notifications, "I") == expected


def test_a_current_value_has_no_resets():
    engine = fed(definition("I", **HOURLY), until="12:00:00")
    assert [time for time, _ in told(engine.notifications, "I")][-1] == "10:00:12"


def test_a_structure_is_told_when_a_client_sees_another():
    state = definition("S", target="AGENT", category="CurrentState", mainMask="*")
    engine = engine_of(state, kind="AGENT", id_="ann")
    engine.feed(
        [
            row("10:00:10", "LoggedIn", "start", **AGENT),
            row("10:00:20", "CallInbound", "start", "1", **AGENT),
            row("10:00:25", "CallAnswered", "occur", "1", 5_000_000, **AGENT),
            row("10:00:30", "CallInbound", "end", "1", **AGENT),
        ]
    )
    expected = [(f"10:00:{second}", None) for second in ("00", "10", "20", "30")]
    assert told(engine.notifications, "S") == expected


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
    assert [one for one in kept if f"{one[0]:%FT%TZ}" > later] == expected


def test_what_the_taker_of_forgotten_messages_raises_undoes_the_feed():
    taken, faults = [], [RuntimeError("no room")]

    def take(table):
        if faults:
            raise faults.pop()
        taken.append(table)

    engine = engine_of(definition("I"), remember=2, on_forgotten=take)
    engine.feed(WAITS[:2])
    engine.feed(WAITS[2:3])
    with pytest.raises(RuntimeError, match="no room"):
        engine.feed(WAITS[3:])
    assert (engine.now.second, engine.value("q", "I")) == (4, 1)
    engine.feed(WAITS[3:])
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = engine.notifications
    assert messages(*taken, kept) == messages(fed(definition("I")).notifications)


@pytest.mark.parametrize("piece", [1, 10, 30])
def test_a_feed_undone_at_its_very_end_leaves_no_trace(piece):
    log, taken, faults = long_log(120), [], []

    def take(table):
        if faults.pop():
            raise RuntimeError("no room")
        taken.append(table)

    engine = engine_of(*MODES, remember=24, on_forgotten=take)
    for first in range(0, len(log), piece):
        for fault in (True, False):
            faults[:] = [False, fault]
            try:
                engine.feed(log[first : first + piece])
                break
            except RuntimeError:
                assert fault
    whole = engine_of(*MODES)
    whole.feed(log)
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        assert messages(*taken, engine.notifications) == messages(whole.notifications)


def test_too_many_messages_are_refused():
    engine = engine_of(definition("P", "PERIODICAL", frequency=1))
    engine.feed(WAITS)
    engine.advance_to("2027-03-02T10:00:00Z")
    with pytest.raises(cb.UsageError, match="20,000,000 messages"):
        _ = engine.notifications


def test_a_long_silence_is_forgotten_in_pieces():
    sizes, taken = [], []

    def take(table):
        sizes.append(len(table))
        taken.extend(list(table["time"])[:1] + list(table["time"])[-1:])

    engine = engine_of(definition("P", "PERIODICAL", frequency=1), remember=2, on_forgotten=take)
    engine.feed(WAITS[:1])
    later = [{**one, "time": one["time"].replace("03-02", "03-09")} for one in WAITS]
    engine.feed(later)
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = engine.notifications
    assert max(sizes) < 70_000
    assert sum(sizes) + len(kept) == 7 * 86400 + 12 + 1
    assert taken == sorted(taken)


def test_the_last_values_of_a_history_are_there_however_many_there_were():
    engine = engine_of(definition("P", "PERIODICAL", frequency=1))
    engine.feed(WAITS)
    engine.advance_to("2026-03-03T10:00:00Z")
    last = engine.history("q", "P", last=2)
    assert [f"{time:%H:%M:%S}" for time in last["time"]] == ["09:59:59", "10:00:00"]


def test_who_takes_forgotten_messages_cannot_ask_the_engine_that_is_fed():
    def ask(_):
        engine.value("q", "I")

    engine = engine_of(definition("I"), remember=2, on_forgotten=ask)
    engine.feed(WAITS[:3])
    with pytest.raises(cb.UsageError, match="being fed"):
        engine.feed(WAITS[3:])


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
