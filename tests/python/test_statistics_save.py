# SPDX-License-Identifier: Apache-2.0
"""A saved engine of statistics, restored, answers and goes on as the original does."""

import random

import pytest
from tests.properties.random_cases import case_from
from tests.properties.random_logs import OBJECTS

import cordboard as cb
from action_rows import at, lasted, statistic
from cordboard import _core
from oracle.elements import SECOND

# Statistics of every category, and enough of each case that means something.
CASES = range(60)


def engine_of(seed, truncate):
    """Give the case of a seed and an engine with every statistic of it that means something."""
    case = case_from(random.Random(seed), rows=60, statistics=40)
    engine = cb.StatisticsEngine(
        [],
        objects=OBJECTS,
        start=case.start,
        timezone=case.timezone,
        truncate=truncate,
        configuration={"time_profiles": {"quarters": "0:00+0:15"}},
    )
    opened = set()
    for asked in case.asked:
        try:
            engine.open(asked.owner[1], asked.entry, asked.owner[0])
        except cb.BadInput:
            continue
        opened.add(asked.definition["category"])
    assert len(opened) > 10
    return case, engine, opened


def seen(engine):
    """Give every value and structure; what cannot be a number compares as text."""
    table = engine.values().to_polars()
    return [tuple(map(repr, one)) for one in table.iter_rows()]


def feed_both(engines, rows):
    """Feed row by row; what is refused, both must refuse alike."""
    for row in rows:
        answers = []
        for engine in engines:
            try:
                answers.append(engine.feed([row]))
            except cb.BadInput as refused:
                answers.append(str(refused))
        assert answers[0] == answers[1]


@pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")
@pytest.mark.parametrize("truncate", ["seconds", "none"])
@pytest.mark.parametrize("seed", CASES)
def test_a_restored_engine_goes_on_as_the_original(seed, truncate):
    case, original, _ = engine_of(seed, truncate)
    dice = random.Random(seed)
    rows = case.rows
    cuts = sorted({0, *(dice.randrange(len(rows) + 1) for _ in range(3)), len(rows)})
    restored = cb.StatisticsEngine.restore(original.save())
    for first, last in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        saved = original.save()
        assert saved == original.save()
        restored = cb.StatisticsEngine.restore(saved)
        assert restored.save() == saved
        assert (restored.now, seen(restored)) == (original.now, seen(original))
        feed_both((original, restored), rows[first:last])
        assert seen(restored) == seen(original)
        assert restored.save() == original.save()
    for engine in (original, restored):
        engine.advance_to(max(rows[-1]["time"], case.start) + 3600 * SECOND)
    assert seen(restored) == seen(original)
    assert restored.save() == original.save()


@pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")
def test_statistics_of_every_category_were_saved():
    saved = set().union(*(engine_of(seed, "seconds")[2] for seed in CASES))
    assert saved >= {name for name, *_ in _core.categories()}


@pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")
def test_equal_histories_give_equal_bytes():
    assert engine_of(7, "none")[1].save() == engine_of(7, "none")[1].save()
    assert engine_of(7, "none")[1].save() != engine_of(7, "seconds")[1].save()


def test_an_instant_may_be_saved_in_its_midst():
    objects = [{"type": "AGENT", "id": "ann"}]
    filtered = statistic(
        "f", "TotalNumber", "CallInbound", kind="AGENT", dynamicFilter='PairExists("k","1")'
    )
    status = statistic("t", "TotalTime", "CallInbound", "AgentStatus", kind="AGENT")
    engine = cb.StatisticsEngine([filtered, status], objects=objects, start=at("00:00:00"))
    first, last = lasted("09:00:00", "09:05:00", "Agent ann", "CallInbound", "c")
    engine.feed(lasted("08:00:00", "18:00:00", "Agent ann", "LoggedIn")[:1])
    engine.feed([first])
    # The update is pending until the instant is over, and so is the status.
    engine.feed([{**first, "phase": "update", "attributes": {"UserData": {"k": "1"}}}])
    restored = cb.StatisticsEngine.restore(engine.save())
    feed_both((engine, restored), [last])
    assert restored.value("ann", "f") == engine.value("ann", "f") == 1
    assert restored.value("ann", "t") == engine.value("ann", "t") == 300


def test_what_the_engine_knows_besides_values_is_kept():
    engine = cb.StatisticsEngine(
        [statistic("n", "CurrentNumber", "CallWait")],
        objects=[{"type": "QUEUE", "id": "Q", "groups": ["all"]}],
        timezone="Europe/Paris",
        start=at("00:00:00"),
        configuration={"filters": {"odd": 'PairExists("k","1")'}},
    )
    restored = cb.StatisticsEngine.restore(engine.save())
    daily = statistic("d", "TotalNumber", "CallEntered", dynamicTimeProfile="0:00")
    for one in (engine, restored):
        with pytest.raises(cb.NotFound, match='did you mean "Q"'):
            one.value("q", "n")
        one.open("Q", daily)
    when = {"time": at("22:30:00"), "object_type": "Queue", "object": "Q", "phase": "occur"}
    feed_both((engine, restored), [{**when, "action": "CallEntered", "interaction": "c"}])
    for one in (engine, restored):
        assert one.value("Q", "d") == 1
        one.advance_to(at("23:30:00"))  # After midnight in Paris.
        assert one.value("Q", "d") == 0
        with pytest.raises(cb.UsageError, match="time cannot go back"):
            one.advance_to(at("10:00:00"))


def small():
    """Give the bytes of an engine with little in it."""
    engine = cb.StatisticsEngine(
        [
            statistic(
                "n", "MaxNumber", "CallWait", intervalType="SlidingWindow", dynamicTimeProfile="60"
            )
        ],
        objects=[{"type": "QUEUE", "id": "Q"}],
        start=at("00:00:00"),
    )
    engine.feed(lasted("09:00:00", "09:00:10", "Queue Q", "CallWait", "c"))
    return engine.save()


def test_every_damaged_byte_is_refused():
    saved = small()
    for place in range(len(saved)):
        for flip in (0x01, 0x80, 0xFF):
            damaged = bytearray(saved)
            damaged[place] ^= flip
            with pytest.raises(cb.BadInput):
                cb.StatisticsEngine.restore(bytes(damaged))


def test_bytes_that_are_cut_or_longer_are_refused():
    saved = small()
    for length in range(len(saved)):
        with pytest.raises(cb.BadInput):
            cb.StatisticsEngine.restore(saved[:length])
    with pytest.raises(cb.BadInput, match="damaged"):
        cb.StatisticsEngine.restore(saved + b"\0")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"", "no saved statistics engine"),
        (b"PAR1 and so on", "no saved statistics engine"),
        (b"cordboard-statistics 2\n" + bytes(40), "another version"),
        (b"cordboard-statistics 1\n", "damaged"),
    ],
)
def test_foreign_bytes_are_refused_with_the_reason(given, message):
    with pytest.raises(cb.BadInput, match=message):
        cb.StatisticsEngine.restore(given)


def test_a_feed_that_runs_cannot_be_saved():
    engine = cb.StatisticsEngine([], objects=[{"type": "QUEUE", "id": "Q"}])

    def rows():
        engine.save()
        yield from ()

    with pytest.raises(cb.UsageError, match="being fed"):
        engine.feed(rows())
    assert cb.StatisticsEngine.restore(engine.save()).save() == engine.save()


def test_rows_are_remembered_from_the_restored_engine_on():
    engine = cb.StatisticsEngine(
        [statistic("n", "TotalNumber", "CallWait")],
        objects=[{"type": "QUEUE", "id": "Q"}],
        start=at("00:00:00"),
    )
    assert len(cb.StatisticsEngine.restore(engine.save()).explain("Q", "n")) == 0
    engine.feed(lasted("09:00:00", "09:00:10", "Queue Q", "CallWait", "c"))
    restored = cb.StatisticsEngine.restore(engine.save(), remember=10)
    restored.feed(lasted("09:01:00", "09:01:10", "Queue Q", "CallWait", "d"))
    with pytest.warns(cb.StatisticsWarning, match="rows before 2026-03-02T09:00:10"):
        explained = restored.explain("Q", "n").to_polars()
    assert restored.value("Q", "n") == 2
    assert explained["interaction"].to_list() == ["d"]
