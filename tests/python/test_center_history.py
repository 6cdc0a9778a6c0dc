# SPDX-License-Identifier: Apache-2.0
"""The values that clients of a center's statistics were sent: kept, forgotten, asked for."""

import pytest

import cordboard as cb
from told import DAY, definition, messages, told

WAITING = definition("Waiting")
PERIOD = definition("Period", "PERIODICAL", frequency=10)


def center_of(*statistics, **others):
    return cb.Center(
        {
            "media": [{"name": "voice"}],
            "queues": [{"name": "support", "channel": "voice"}],
            "statistics": list(statistics),
        },
        clock=cb.VirtualClock(f"{DAY}09:00:00Z"),
        **others,
    )


def work(center, minutes=10, ask=None):
    """Let a customer call every minute, and time pass in steps."""
    for _ in range(minutes):
        center.advance("45s")
        center.offer(media="voice", queue="support")
        center.advance("15s")
        if ask:
            ask(center)
    return center


def test_a_center_tells_its_clients_too():
    center = center_of(WAITING)
    center.advance("5s")
    center.offer(media="voice", queue="support")
    center.advance("5s")
    assert told(center.statistic_history, "Waiting") == [("09:00:00", 0), ("09:00:05", 1)]


def test_asking_often_gives_what_asking_once_does():
    asked = work(center_of(WAITING, PERIOD), ask=lambda center: center.statistic_history)
    once = work(center_of(WAITING, PERIOD)).statistic_history
    assert messages(asked.statistic_history) == messages(once)
    assert len(once) == 1 + 10 + 61


def test_asking_within_an_instant_tells_what_it_would_bring():
    center = center_of(WAITING)
    for expected in ([0], [1], [2]):
        assert list(center.statistic_history["value"]) == expected
        center.offer(media="voice", queue="support")
    center.advance("1s")
    assert list(center.statistic_history["value"]) == [3]


def test_history_by_number_and_by_range():
    center = work(center_of(WAITING, PERIOD))
    everything = list(center.history("support", "Period")["value"])
    assert (len(everything), everything[-1]) == (61, 10)
    assert list(center.history("support", "Period", last=2)["value"]) == everything[-2:]
    some = center.history(
        "support", "Waiting", "QUEUE", since=f"{DAY}09:00:45Z", until=f"{DAY}09:02:45Z"
    )
    assert list(some["value"]) == [1, 2]
    latest = center.history("support", "Waiting", until=f"{DAY}09:02:45Z", last=1)
    assert list(latest["value"]) == [2]


@pytest.mark.parametrize(
    ("names", "missing"), [(("suport", "Period"), "suport"), (("support", "Perod"), "Perod")]
)
def test_history_of_what_is_not_there(names, missing):
    with pytest.raises(cb.NotFound, match=f'"{missing}"; did you mean'):
        center_of(PERIOD).history(*names)


@pytest.mark.parametrize("given", [-1, 1.5, True])
def test_numbers_that_are_none_are_refused(given):
    with pytest.raises(cb.BadInput, match="last"):
        center_of(PERIOD).history("support", "Period", last=given)
    with pytest.raises(cb.BadInput, match="remember"):
        center_of(PERIOD, remember=given)
    with pytest.raises(cb.BadInput, match="on_forgotten"):
        center_of(PERIOD, on_forgotten="x")


@pytest.mark.parametrize("remember", [0, 1, 7, 20])
def test_what_is_forgotten_and_what_is_remembered_are_all_messages(remember):
    spilled = []
    center = center_of(WAITING, PERIOD, remember=remember, on_forgotten=spilled.append)
    work(center)
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = center.statistic_history
    assert messages(*spilled, kept) == messages(work(center_of(WAITING, PERIOD)).statistic_history)
    assert (remember + 1) // 2 <= len(kept) <= remember + 2


def test_without_a_taker_the_oldest_messages_are_gone():
    center = work(center_of(WAITING, PERIOD, remember=20))
    with pytest.warns(cb.StatisticsWarning, match="messages before 2026-03-02T09:"):
        kept = messages(center.statistic_history)
    everything = messages(work(center_of(WAITING, PERIOD)).statistic_history)
    assert 10 <= len(kept) <= 22
    assert set(kept) <= set(everything)


def test_a_long_silence_is_forgotten_in_pieces():
    sizes = []
    center = center_of(PERIOD, remember=1000, on_forgotten=lambda table: sizes.append(len(table)))
    center.advance("14d")
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = center.statistic_history
    assert sum(sizes) + len(kept) == 14 * 8640 + 1
    assert max(sizes) < 70_000


def test_messages_that_nobody_could_take_come_again():
    spilled, faults = [], [RuntimeError("no room")]

    def take(table):
        if faults:
            raise faults.pop()
        spilled.append(table)

    center = center_of(PERIOD, remember=10, on_forgotten=take)
    with pytest.raises(RuntimeError, match="no room"):
        center.advance("5min")
    assert f"{center.now:%H:%M}" == "09:05"
    center.advance("5min")
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        kept = center.statistic_history
    other = center_of(PERIOD)
    other.advance("10min")
    assert messages(*spilled, kept) == messages(other.statistic_history)


def test_who_takes_messages_may_ask_the_center():
    seen = []
    center = center_of(
        PERIOD,
        remember=0,
        on_forgotten=lambda _: seen.append(center.statistic("support", "Period").value),
    )
    work(center, minutes=2)
    assert seen
    assert set(seen) <= {0, 1, 2}


@pytest.mark.parametrize("asks", [True, False], ids=["asked before", "not asked before"])
def test_a_fork_has_a_history_of_its_own(asks):
    spilled = []
    center = work(center_of(WAITING, PERIOD, remember=40, on_forgotten=spilled.append), minutes=4)
    if asks:
        assert len(center.statistic_history) == 1 + 4 + 25
    fork = center.fork()
    work(center, minutes=1)
    work(fork, minutes=2)
    fork.advance("1h")
    assert spilled == []
    assert len(center.statistic_history) == 1 + 5 + 31
    with pytest.warns(cb.StatisticsWarning, match="not remembered"):
        assert len(fork.statistic_history) <= 42


def test_a_restored_center_forgets_nothing_twice():
    spilled = []
    center = center_of(WAITING, PERIOD, remember=20, on_forgotten=spilled.append)
    work(center, minutes=5)
    snapshot = center.snapshot()
    forgotten = list(spilled)
    restored = cb.Center.restore(snapshot, remember=20, on_forgotten=forgotten.append)
    for one in (center, restored):
        work(one, minutes=5)
    whole = messages(work(center_of(WAITING, PERIOD)).statistic_history)
    for one, told_before in ((center, spilled), (restored, forgotten)):
        with pytest.warns(cb.StatisticsWarning, match="not remembered"):
            assert messages(*told_before, one.statistic_history) == whole


def test_reading_a_history_moves_no_hash_and_no_snapshot():
    center = work(center_of(WAITING, PERIOD))
    before = center.state_hash(), center.event_hash(), center.snapshot()
    assert len(center.statistic_history)
    assert (center.state_hash(), center.event_hash(), center.snapshot()) == before
