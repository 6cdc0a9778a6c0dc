# SPDX-License-Identifier: Apache-2.0
"""StatisticsEngine.feed(): every form a log may come in, and what is said of impossible rows."""

import sys
import threading
from datetime import timedelta
from itertools import pairwise

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cordboard as cb
from action_rows import at, measured, row, statistic

# Forms of a log


@pytest.fixture(scope="module")
def log():
    """Give a simulated morning and the engine's values after it."""
    run = cb.simulate(cb.Model.sample(), seed=3, log=True)
    return run.log()


def sample_engine(log):
    pairs = set(zip(log["object_type"], log["object"], strict=True))
    kinds = {"Agent": "AGENT", "Queue": "QUEUE"}
    objects = [
        {"type": kinds[kind], "id": name, "groups": ["all"]}
        for kind, name in sorted(pairs)
        if kind in kinds
    ]
    start = log["time"][0].replace(hour=0, minute=0, second=0, microsecond=0)
    return cb.StatisticsEngine("sample", objects=objects, start=start)


@pytest.fixture(scope="module")
def expected(log):
    engine = sample_engine(log)
    engine.feed(log)
    values = engine.values()
    answered = [one["value"] for one in values.to_dicts() if one["statistic"] == "Total_Answered"]
    assert sum(answered) > 100
    return values


def plain(log):
    return log.to_polars().with_columns(pl.col(pl.Categorical).cast(pl.String))


def strings(log):
    """Give the same rows in plain strings with offsets of 32 bits."""
    table = log.to_pyarrow()
    fields = [(one.name, pa.string() if one.name in TEXTS else one.type) for one in table.schema]
    return table.cast(pa.schema(fields))


def recut(log, rows):
    """Give the table in batches of so many rows, each with dictionaries of its own."""
    table = strings(log)
    batches = []
    for first in range(0, len(table), rows):
        piece = table.slice(first, rows)
        for name in ("object", "interaction"):
            encoded = piece.column(name).combine_chunks().dictionary_encode()
            piece = piece.set_column(piece.column_names.index(name), name, encoded)
        batches += piece.combine_chunks().to_batches()
    return pa.RecordBatchReader.from_batches(batches[0].schema, batches)


TEXTS = ("object_type", "object", "action", "phase", "interaction", "media", "attributes")

FORMS = {
    "polars": lambda log: log.to_polars(),
    "string_view": plain,
    "large_string": lambda log: plain(log).to_arrow(compat_level=pl.CompatLevel.oldest()),
    "string": strings,
    "nanoseconds": lambda log: plain(log).with_columns(
        pl.col("time").cast(pl.Datetime("ns", "UTC"))
    ),
    "local time": lambda log: log.to_polars().with_columns(
        pl.col("time").dt.convert_time_zone("Asia/Tokyo")
    ),
    "naive": lambda log: log.to_polars().with_columns(pl.col("time").dt.replace_time_zone(None)),
    "integers": lambda log: log.to_polars().with_columns(pl.col("time").cast(pl.Int64)),
    "durations": lambda log: log.to_polars().with_columns(
        pl.col("duration").cast(pl.Duration("us"))
    ),
    "pandas": lambda log: log.to_pandas(),
    "batches": lambda log: recut(log, 1_000),
    "dicts": lambda log: log.to_dicts(),
    "generator": lambda log: (one for one in log.to_dicts()),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_log_means_the_same_in_every_form(form, log, expected):
    engine = sample_engine(log)
    engine.feed(FORMS[form](log))
    assert engine.values().equals(expected)


@pytest.mark.parametrize("encoded", [True, False], ids=["dictionary", "plain"])
def test_a_parquet_file_is_read_batch_by_batch(encoded, log, expected, tmp_path):
    path = tmp_path / "log.parquet"
    table = log.to_pyarrow() if encoded else strings(log)
    pq.write_table(table.append_column("more", [[0] * len(table)]), path, row_group_size=10_000)
    engine = sample_engine(log)
    engine.feed(path)
    assert engine.values().equals(expected)


def test_a_log_may_come_in_pieces_that_cut_an_instant_in_two(log, expected):
    engine = sample_engine(log)
    table = log.to_pyarrow()
    for first in range(0, len(table), 777):
        engine.feed(table.slice(first, 777))
    assert engine.values().equals(expected)


def test_columns_with_nothing_to_say_may_be_missing():
    table = pl.DataFrame([row("09:00:00 Queue Q CallEntered occur")]).drop(
        "interaction", strict=False
    )
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    engine.feed(table)
    engine.feed(table.with_columns(attributes=pl.lit(None), media=pl.lit(None), duration=None))
    assert engine.value("Q", "s") == 2
    assert engine.now == at("09:00:00")


def test_a_group_of_agents_has_the_calls_of_its_origination_dns_only():
    rows = [
        row("09:00:00 GroupAgents team OrigDNCallEntered occur"),
        row("09:00:00 GroupAgents team OrigDNCallWait start c1"),
    ]
    entered = statistic("e", "TotalNumber", "OrigDNCallEntered", kind="GroupAgents")
    waiting = statistic("w", "CurrentNumber", "OrigDNCallWait", kind="GroupAgents")
    groups = [{"type": "GroupAgents", "id": "team"}]
    engine = cb.StatisticsEngine([entered, waiting], objects=groups, start=at("08:00:00"))
    engine.feed(rows)
    assert (engine.value("team", "e"), engine.value("team", "w")) == (1, 1)


# Rows that cannot be

WRONG = {
    "unknown type": (
        {"object_type": "Queu"},
        'object_type: row 1: "Queu" is no type of object that has rows; it is one of Agent, ',
    ),
    "group of queues": ({"object_type": "GroupQueues"}, "object_type: row 1: "),
    "group of agents": (
        {"object_type": "GroupAgents", "action": "CallAnswered"},
        'action: row 1: "CallAnswered" is no action of an object of type GroupAgents; it happens',
    ),
    "unknown action": (
        {"action": "CallEntred"},
        'action: row 1: "CallEntred" is no action of an object of type Queue; did you mean "Call',
    ),
    "action of others": (
        {"action": "CallRinging"},
        'action: row 1: "CallRinging" is no action of an object of type Queue; it happens on Agent',
    ),
    "unknown phase": ({"phase": "begin"}, 'phase: row 1: "begin" is no phase'),
    "phase of others": ({"phase": "start"}, 'phase: row 1: "start" is no phase of CallEntered'),
    "no time": ({"time": None}, "time: row 1: the value is missing"),
    "no object": ({"object": None}, "object: row 1: the value is missing"),
    "empty object": ({"object": ""}, "object: row 1: the name is empty"),
    "no action": ({"action": None}, "action: row 1: the value is missing"),
    "no phase": ({"phase": None}, "phase: row 1: the value is missing"),
    "earlier": (
        {"time": at("08:59:59")},
        "time: row 1: 2026-03-02T08:59:59Z is earlier than 2026-03-02T09:00:00Z",
    ),
    "negative": ({"duration": timedelta(seconds=-1)}, "duration: row 1: -1000000 us is negative"),
    "broken JSON": ({"attributes": "{"}, 'attributes: row 1: "{": this is not valid JSON'),
    "no object of JSON": ({"attributes": "[1]"}, 'attributes: row 1: "[1]": '),
    "no group": ({"action": "MemberOf", "phase": "start"}, "attributes: row 1: "),
    "runs already": (
        {"action": "CallWait", "phase": "start", "interaction": "c0"},
        "action: row 1: CallWait runs already on Queue 'Q'",
    ),
}
GOOD = row("09:00:00 Queue Q CallEntered occur c1")
OPENED = row("08:00:00 Queue Q CallWait start c0")


@pytest.mark.parametrize("case", WRONG)
def test_a_feed_that_is_refused_changes_nothing_and_says_where(case):
    change, message = WRONG[case]
    definitions = (
        statistic("entered", "TotalNumber", "CallEntered"),
        statistic("waiting", "CurrentNumber", "CallWait"),
    )
    engine = measured([OPENED], "08:00:00", *definitions)
    before = engine.values()
    saved = engine.save()
    with pytest.raises(cb.BadInput) as error:
        engine.feed([GOOD, {**GOOD, **change}])
    assert str(error.value).startswith(message)
    assert engine.values().equals(before)
    assert engine.save() == saved
    assert engine.now == at("08:00:00")
    engine.feed([GOOD])
    assert engine.value("Q", "entered") == 1
    assert engine.value("Q", "waiting") == 1


TABLES = {
    "no column": (pl.DataFrame({"time": [at("09:00:00")]}), "object_type: the table has no such"),
    "wrong type": (
        pl.DataFrame([GOOD]).with_columns(action=1),
        "action: the column is of type integer; it holds texts",
    ),
    "text time": (
        pl.DataFrame([GOOD]).with_columns(time=pl.lit("09:00")),
        "time: the column is of type",
    ),
    "text duration": (
        pl.DataFrame([GOOD]).with_columns(duration=pl.lit("5 s")),
        "duration: row 0: the column is of type text",
    ),
    "real duration": (
        pl.DataFrame([GOOD]).with_columns(duration=1.5),
        "duration: row 0: 1.500000 is no whole number of microseconds",
    ),
    "a late row": (
        pl.DataFrame([GOOD] * 5_000 + [{**GOOD, "action": "CallEntred"}]),
        "action: row 5000: ",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_that_cannot_be_read_is_refused_by_column_and_row(case):
    table, message = TABLES[case]
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    with pytest.raises(cb.BadInput) as error:
        engine.feed(table)
    assert str(error.value).startswith(message)
    assert engine.value("Q", "s") == 0


def test_rows_of_dicts_are_refused_by_row_and_column():
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    for wrong, message in {
        "time": "time: row 1: 1.5 is no instant",
        "object": "object: row 1: 1.5 is no text",
        "duration": "duration: row 1: 1.5 is no duration",
        "action": "action: row 1: 1.5 is no text",
        "attributes": "attributes: row 1: 1.5 is no JSON object",
    }.items():
        with pytest.raises(cb.BadInput) as error:
            engine.feed([GOOD, {**GOOD, wrong: 1.5}])
        assert str(error.value).startswith(message)
    with pytest.raises(cb.BadInput, match="row 1: a dict is expected"):
        engine.feed([GOOD, "row"])
    with pytest.raises(TypeError, match="an iterable of dicts, not int"):
        engine.feed(5)
    assert engine.value("Q", "s") == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"time": 2**70}, "time: row 0: 1180591620717411303424 microseconds are too many"),
        ({"duration": -(2**70)}, "duration: row 0: -1180591620717411303424 microseconds"),
        ({"object": "Q\ud800"}, r"object: row 0: 'Q\\ud800' holds half a character"),
    ],
)
def test_values_that_no_table_can_hold_are_refused(change, message):
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    with pytest.raises(cb.BadInput, match=message):
        engine.feed([{**GOOD, **change}])


def test_an_error_of_who_makes_the_rows_undoes_the_feed():
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))

    def rows():
        yield from [GOOD] * 70_000
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.feed(rows())
    assert engine.value("Q", "s") == 0


def test_whoever_makes_the_rows_must_not_ask_the_engine():
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    said = []

    def batches():
        with pytest.raises(cb.UsageError) as error:
            engine.value("Q", "s")
        said.append(str(error.value))
        yield table.to_batches()[0]

    table = pl.DataFrame([GOOD]).to_arrow()
    engine.feed(pa.RecordBatchReader.from_batches(table.schema, batches()))
    assert said == ["the StatisticsEngine is being fed; ask it when feed() is done"]
    assert engine.value("Q", "s") == 1


def test_another_thread_is_refused():
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    said = []

    def ask():
        with pytest.raises(cb.UsageError) as error:
            engine.value("Q", "s")
        said.append(str(error.value))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert said == ["a StatisticsEngine belongs to the thread that made it; ask it there"]


def test_pandas_needs_no_conversion():
    frame = pd.DataFrame([GOOD, GOOD])
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    engine.feed(frame)
    assert engine.value("Q", "s") == 2


def test_a_parquet_file_needs_pyarrow_and_says_so(monkeypatch, tmp_path):
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    with pytest.raises(FileNotFoundError):
        engine.feed(tmp_path / "none.parquet")
    (tmp_path / "text.parquet").write_text("no Parquet")
    with pytest.raises(cb.BadInput, match="this is no Parquet file"):
        engine.feed(tmp_path / "text.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(cb.MissingExtra, match=r"needs pyarrow: pip install .*feed its table"):
        engine.feed(tmp_path / "text.parquet")


def test_a_file_that_breaks_off_is_undone(tmp_path):
    path = tmp_path / "log.parquet"
    rows = [{**GOOD, "object": "Q" if n < 70_000 else ""} for n in range(70_001)]
    pl.DataFrame(rows).write_parquet(path)
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    with pytest.raises(cb.BadInput, match="object: row 70000: the name is empty"):
        engine.feed(path)
    assert engine.value("Q", "s") == 0


def test_values_every_quarter_hour_are_those_of_feeding_up_to_there(log, tmp_path):
    """Protects replays: pieces cut by the clock mean what the rows up to each instant mean."""
    path = tmp_path / "log.parquet"
    log.write_parquet(path)
    whole = log.to_polars()
    tables = [*sample_engine(log).values_every(path, "15min")]
    times = [table["time"][0] for table in tables]
    assert times[0] - log["time"][0] <= timedelta(minutes=15)
    assert log["time"][-1] - times[-1] < timedelta(minutes=15)
    assert {after - before for before, after in pairwise(times)} == {timedelta(minutes=15)}
    assert {(one.minute % 15, one.second) for one in times} == {(0, 0)}
    for number in (0, len(times) // 2, len(times) - 1):
        engine = sample_engine(log)
        engine.feed(whole.filter(pl.col("time") <= times[number]))
        engine.advance_to(times[number])
        assert tables[number].equals(engine.values())


@pytest.mark.parametrize("rows_a_batch", [100, 1000])
def test_values_every_do_not_depend_on_batches(rows_a_batch, log, expected):
    engine, other = sample_engine(log), sample_engine(log)
    pieces = engine.values_every(recut(log, rows_a_batch), "1h")
    assert all(
        one.equals(two) for one, two in zip(pieces, other.values_every(log, "1h"), strict=True)
    )
    assert engine.values().equals(expected)


def test_rows_at_the_stroke_are_of_the_piece_that_ends_there():
    lines = ("09:00:00", "09:15:00", "09:50:00", "10:00:00")
    rows = [row(f"{clock} Queue Q CallEntered occur c{clock}") for clock in lines]
    counted = statistic("s", "TotalNumber", "CallEntered")
    engine = measured([], "09:00:00", counted)
    pieces = engine.values_every(rows, timedelta(minutes=15))
    found = {one["time"][0]: one["value"][0] for one in pieces}
    assert found == {
        at("09:15:00"): 2,
        at("09:30:00"): 2,
        at("09:45:00"): 2,
        at("10:00:00"): 4,
    }


def test_values_every_need_a_period_times_and_pyarrow(monkeypatch):
    engine = measured([], "09:00:00", statistic("s", "TotalNumber", "CallEntered"))
    with pytest.raises(cb.BadInput, match="a period above zero is expected, not 0"):
        engine.values_every([], 0)
    with pytest.raises(cb.BadInput, match=r"^time: .*missing"):
        next(engine.values_every([{"object": "Q"}], "1h"))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(cb.MissingExtra, match="cutting a log needs pyarrow"):
        next(engine.values_every([row("09:00:00 Queue Q CallEntered occur c1")], "1h"))
