# SPDX-License-Identifier: Apache-2.0
"""What clients of a statistic were told stays theirs, also when another takes its place."""

import pytest

import cordboard as cb
from told import DAY, WAITS, definition, engine_of, messages, row, told

ELSEWHERE = [
    row("10:00:20", "CallEntered", "occur", "9", object_="r"),
    row("10:00:30", "CallEntered", "occur", "8", object_="r"),
]
ENTERED = {"category": "TotalNumber", "mainMask": "CallEntered"}


def reopened(**others):
    """Close a statistic of q, and open another definition on r in its place."""
    engine = cb.StatisticsEngine(
        [definition("I")],
        objects=[{"type": "QUEUE", "id": "q"}],
        start=f"{DAY}10:00:00Z",
        **others,
    )
    engine.feed(WAITS[:4])
    engine.close("q", "I")
    engine.open("r", definition("E", "IMMEDIATE", **ENTERED))
    for one in ELSEWHERE:
        engine.feed([one])
    return engine


EARLY = [("10:00:00", 0), ("10:00:03", 1), ("10:00:04", 2)]
LATE = [("10:00:04", 0), ("10:00:20", 1), ("10:00:30", 2)]


def rows_of(*tables):
    columns = ("object", "statistic", "time", "value")
    return sorted(
        (object_, statistic, f"{time:%H:%M:%S}", value)
        for table in tables
        for object_, statistic, time, value in zip(*(table[one] for one in columns), strict=True)
    )


EVERYTHING = sorted(
    [("q", "I", time, value) for time, value in EARLY]
    + [("r", "E", time, value) for time, value in LATE]
)


def test_messages_keep_their_names():
    assert rows_of(reopened().notifications) == EVERYTHING


def test_history_of_a_closed_statistic_is_its_own():
    engine = reopened()
    assert list(engine.history("q", "I")["value"]) == [0, 1, 2]
    assert list(engine.history("r", "E")["value"]) == [0, 1, 2]
    assert list(engine.history("q", "I", last=1)["value"]) == [2]


def test_what_was_never_open_has_no_history():
    engine = reopened()
    with pytest.raises(cb.NotFound, match="E"):
        engine.history("q", "E")
    engine.open("q", definition("N", "NoNotification"))
    assert len(engine.history("q", "N")) == 0
    engine.close("q", "N")
    with pytest.raises(cb.NotFound, match="not open"):
        engine.history("q", "N")


@pytest.mark.parametrize("remember", [0, 1, 2, 3])
def test_forgotten_messages_keep_their_names(remember):
    spilled = []
    engine = reopened(remember=remember, on_forgotten=spilled.append)
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = engine.notifications
    assert rows_of(*spilled, kept) == EVERYTHING
    assert spilled


def test_messages_of_a_restored_engine_keep_their_names():
    engine = cb.StatisticsEngine.restore(reopened().save())
    engine.close("r", "E")
    engine.open("q", "I")
    engine.feed([row("10:00:40", "CallWait", "end", "2")])
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = engine.notifications
    assert rows_of(kept) == [
        ("q", "I", "10:00:30", 2),
        ("q", "I", "10:00:40", 1),
        ("r", "E", "10:00:30", 2),
    ]


def test_a_definition_that_replaces_another_of_its_name_has_a_history_of_its_own():
    engine = engine_of(definition("I"))
    engine.feed(WAITS[:4])
    engine.close("q", "I")
    engine.open("q", definition("I", **ENTERED))
    engine.feed([row("10:00:40", "CallEntered", "occur", "3")])
    assert told(engine.notifications, "I") == [
        *EARLY,
        ("10:00:04", 0),
        ("10:00:40", 1),
    ]
    assert list(engine.history("q", "I")["value"]) == [0, 1]


def test_a_statistic_that_is_closed_and_opened_again_goes_on():
    engine = engine_of(definition("I"))
    engine.feed(WAITS[:2])
    engine.close("q", "I")
    engine.feed(WAITS[2:4])
    engine.open("q", "I")
    engine.feed(WAITS[4:])
    expected = [("10:00:00", 0), ("10:00:03", 1), ("10:00:04", 2), ("10:00:12", 1)]
    assert told(engine.notifications, "I") == expected
    assert list(engine.history("q", "I")["value"]) == [0, 1, 2, 1]


def test_a_statistic_opened_twice_is_told_once_until_the_second_close():
    engine = engine_of(definition("I"), definition("P", "PERIODICAL", frequency=5))
    for name in ("I", "P"):
        engine.open("q", name)
    engine.feed(WAITS[:2])
    for name in ("I", "P"):
        engine.close("q", name)
    engine.feed(WAITS[2:4])
    for name in ("I", "P"):
        engine.close("q", name)
    engine.feed(WAITS[4:])
    assert told(engine.notifications, "I") == EARLY
    assert told(engine.notifications, "P") == [("10:00:00", 0)]


def test_periods_count_from_the_opening_also_after_rows_were_forgotten_or_restored():
    period = definition("P", "PERIODICAL", frequency=5)
    whole = engine_of(period)
    whole.feed(WAITS)
    restored = cb.StatisticsEngine.restore(whole.save())
    restored.advance_to(f"{DAY}10:00:21Z")
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        assert told(restored.notifications, "P") == [("10:00:15", 1), ("10:00:20", 1)]
    short = engine_of(period, remember=2)
    for one in WAITS:
        short.feed([one])
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = messages(short.notifications)
    assert kept == messages(whole.notifications)[-len(kept) :]
