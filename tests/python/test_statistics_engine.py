# SPDX-License-Identifier: Apache-2.0
"""cb.StatisticsEngine as the contract names it: worked examples of the statistics reference, every
form a log may come in, and what is said about rows that cannot be.
"""

import threading
from datetime import UTC, datetime, timedelta

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cordboard as cb

DAY = "2026-03-02T"
COLUMNS = ("object_type", "object", "action", "phase", "interaction")


def at(clock):
    """Give the instant of a clock time, "1 00:03:00" being on the day after the first."""
    day, clock = clock.split(" ") if " " in clock else ("0", clock)
    return datetime.fromisoformat(f"{DAY}{clock}+00:00") + timedelta(days=int(day))


def row(line, **more):
    """Read "09:00:00 Queue Q CallWait start c1": time, object, action, phase, interaction."""
    clock, *words = line.split()
    return {"time": at(clock), **dict(zip(COLUMNS, words, strict=False)), **more}


def lasted(begin, end, thing, action, call=None):
    """Give the rows of an action that lasts."""
    kind, name = thing.split()
    more = {"object_type": kind, "object": name, "action": action, "interaction": call}
    return [
        {"time": at(begin), "phase": "start", **more},
        {"time": at(end), "phase": "end", **more},
    ]


def occurred(when, thing, action, call=None, seconds=None):
    kind, name = thing.split()
    duration = None if seconds is None else timedelta(seconds=seconds)
    return {
        "time": at(when),
        "object_type": kind,
        "object": name,
        "action": action,
        "phase": "occur",
        "interaction": call,
        "duration": duration,
    }


def in_order(*rows):
    """Sort rows of several actions by time; of one instant the ends come first."""
    return sorted(rows, key=lambda one: (one["time"], one["phase"] != "end"))


def statistic(name, category, mask="", subject="DNAction", kind="QUEUE", **more):
    body = {"category": category, "subject": subject, "mainMask": mask, **more}
    return {"name": name, "objectType": kind, "statisticDefinitionEx": body}


def measured(rows, until, *definitions, objects=None, **options):
    """Give an engine that has seen the rows, at an instant."""
    objects = objects or [{"type": "QUEUE", "id": "Q"}, {"type": "AGENT", "id": "ann"}]
    engine = cb.StatisticsEngine(
        list(definitions), objects=objects, start=options.pop("start", at("00:00:00")), **options
    )
    engine.feed([one for one in rows if one["time"] <= at(until)])
    engine.advance_to(at(until))
    return engine


X1_CALLS = pl.DataFrame(
    [
        ("c1", "09:00:00", "09:00:30", "09:00:40", "09:05:40"),
        ("c2", "09:00:10", None, None, "09:00:50"),
        ("c3", "09:01:00", "09:01:20", None, "09:01:35"),
        ("c4", "09:02:00", "09:04:10", "09:04:15", None),
        ("c5", "09:10:00", None, None, None),
        ("c6", "09:10:30", None, None, "09:10:36"),
    ],
    schema=["id", "arrival", "distributed", "answer", "end"],
    orient="row",
).with_columns(
    pl.col("arrival", "distributed", "answer", "end").map_elements(
        at, return_dtype=pl.Datetime("us", "UTC")
    ),
    queue=pl.lit("Q"),
)
X1 = cb.actions_from_calls(X1_CALLS)

HOURLY = {"dynamicTimeProfile": "0:00+1:00"}
X1_VALUES = [
    (6, statistic("s", "TotalNumber", "CallEntered")),
    (3, statistic("s", "TotalNumber", "CallDistributed")),
    (2, statistic("s", "TotalNumber", "CallAbandoned")),
    (1, statistic("s", "TotalNumber", "CallAbandonedFromRinging")),
    (2, statistic("s", "TotalNumber", "CallAnswered")),
    (1, statistic("s", "TotalNumber", "CallReleased")),
    (1, statistic("s", "CurrentNumber", "CallWait")),
    (60, statistic("s", "CurrentMaxTime", "CallWait")),
    (45.2, statistic("s", "AverageTime", "CallWait", relativeMask="CallWait")),
    (175, statistic("s", "TotalTime", "CallAnswered")),
    (87.5, statistic("s", "AverageTime", "CallAnswered", relativeMask="CallAnswered")),
    (135, statistic("s", "MaxTime", "CallAnswered")),
    (6, statistic("s", "MinTime", "CallWait")),
    (35, statistic("s", "TotalTime", "CallAbandonedFromRinging")),
    (300, statistic("s", "TotalTime", "CallReleased")),
    (
        1,
        statistic(
            "s", "TotalNumberInTimeRange", "CallAnswered", timeRangeLeft=0, timeRangeRight=60
        ),
    ),
    (
        40,
        statistic("s", "TotalTimeInTimeRange", "CallAnswered", timeRangeLeft=0, timeRangeRight=60),
    ),
    (
        100 / 3,
        statistic(
            "s",
            "ServiceFactor1",
            timeRangeLeft=0,
            timeRangeRight=120,
            timeRangeLeft2=0,
            timeRangeRight2=10,
        ),
    ),
    (
        100 / 3,
        statistic("s", "RelativeNumberPercentage", "CallAbandoned", relativeMask="CallEntered"),
    ),
    (
        6 / 660,
        statistic("s", "TotalNumberPerSecond", "CallEntered", dynamicTimeProfile="0:00+1:00"),
    ),
]


@pytest.mark.parametrize(
    ("value", "definition"),
    X1_VALUES,
    ids=[
        f"{one['statisticDefinitionEx']['category']} {one['statisticDefinitionEx']['mainMask']}"
        for _, one in X1_VALUES
    ],
)
def test_a_queue_has_the_values_of_example_x1(value, definition):
    engine = cb.StatisticsEngine(
        [definition], objects=[{"type": "QUEUE", "id": "Q"}], start=at("00:00:00")
    )
    engine.feed(X1)
    engine.advance_to(at("09:11:00"))
    assert engine.value("Q", "s") == value


def in_range(left, right):
    return statistic(
        f"{left}-{right}",
        "TotalNumberInTimeRange",
        "CallAnswered",
        timeRangeLeft=left,
        timeRangeRight=right,
    )


def test_times_are_cut_to_seconds_unless_told_otherwise_x2():
    answered = occurred("05:41:07.542", "Queue Q", "CallAnswered", "c1", seconds=10.593)
    ranges = in_range(0, 11), in_range(11, 20), in_range(0, 12)
    engine = measured([answered], "06:00:00", *ranges)
    assert [engine.value("Q", one["name"]) for one in ranges] == [0, 1, 1]
    total = statistic("t", "TotalTime", "CallAnswered")
    exact = measured([answered], "06:00:00", *ranges, total, truncate="none")
    assert [exact.value("Q", one["name"]) for one in ranges] == [1, 0, 1]
    assert exact.value("Q", "t") == 10.593


def test_a_call_across_midnight_counts_when_it_ends_x3():
    rows = lasted("23:58:00", "1 00:03:00", "Agent ann", "CallInbound", "c1")
    names = ("TotalNumber", "TotalTime", "TotalAdjustedTime", "MaxTime", "CurrentTime")
    definitions = [statistic(name, name, "CallInbound", kind="AGENT") for name in names]
    expected = {
        "23:59:59": [0, 0, 0, 0, 119],
        "1 00:01:00": [0, 0, 0, 0, 180],
        "1 00:03:00": [1, 180, 300, 180, 0],
    }
    for until, values in expected.items():
        engine = measured(rows, until, *definitions)
        assert [engine.value("ann", name) for name in names] == values, until


def test_a_status_across_midnight_is_cut_there_x4():
    rows = in_order(
        row("08:00:00 Agent ann LoggedIn start"),
        *lasted("23:50:00", "1 00:10:00", "Agent ann", "WaitForNextCall"),
        row("23:59:59 Agent ann UserEvent occur"),
        {**row("00:00:00 Agent ann CallInbound start c1"), "time": at("1 00:10:00")},
    )
    names = ("TotalTime", "TotalNumber", "TotalAdjustedTime", "TotalAdjustedNumber", "CurrentTime")
    definitions = [
        statistic(name, name, "WaitForNextCall", "AgentStatus", "AGENT") for name in names
    ]
    expected = {
        "23:59:00": [540, 1, 0, 0, 540],
        "1 00:05:00": [300, 1, 0, 0, 900],
        "1 00:20:00": [600, 1, 1200, 1, 0],
    }
    for until, values in expected.items():
        engine = measured(rows, until, *definitions)
        assert [engine.value("ann", name) for name in names] == values, until


X6 = in_order(
    row("10:00:00 Agent ann LoggedIn start"),
    *lasted("10:00:00", "10:00:20", "Agent ann", "WaitForNextCall"),
    *lasted("10:00:20", "10:00:30", "Agent ann", "CallRinging", "c1"),
    occurred("10:00:30", "Agent ann", "CallAnswered", "c1", 10),
    *lasted("10:00:30", "10:04:00", "Agent ann", "CallInbound", "c1"),
    *lasted("10:02:00", "10:02:45", "Agent ann", "CallOnHoldInbound", "c1"),
    occurred("10:02:45", "Agent ann", "CallRetrievedFromHold", "c1", 45),
    occurred("10:04:00", "Agent ann", "CallInboundCompleted", "c1", 210),
    *lasted("10:04:00", "10:04:40", "Agent ann", "AfterCallWorkInbound", "c1"),
    row("10:04:40 Agent ann WaitForNextCall start"),
)


def test_the_sample_file_measures_an_agent_x6():
    engine = cb.StatisticsEngine(
        "sample", objects=[{"type": "AGENT", "id": "ann"}], start=at("10:00:00")
    )
    engine.feed(X6)
    engine.advance_to(at("10:05:00"))
    expected = {
        "InboundCalls": 1,
        "TalkDuration": 210,
        "HoldDuration": 45,
        "WrapDuration": 40,
        "ReadyDuration": 20,
        "AverageHandlingTime": 102.5,
        "Productivity": 24,
    }
    assert {name: engine.value("ann", name) for name in expected} == expected


def test_what_happens_at_a_reset_belongs_to_the_new_interval_x7():
    names = {"abandoned": "TotalNumber", "lost": "TotalTime"}
    definitions = [
        statistic(name, category, "CallAbandoned", **HOURLY) for name, category in names.items()
    ] + [
        statistic("answered", "TotalTime", "CallAnswered", **HOURLY),
        statistic("waited", "TotalTime", "CallWait", **HOURLY),
        statistic("adjusted", "TotalAdjustedTime", "CallWait", **HOURLY),
    ]
    rows = [
        *lasted("09:59:30", "10:00:00", "Queue Q", "CallWait", "c1"),
        occurred("10:00:00", "Queue Q", "CallAbandoned", "c1", 30),
    ]
    engine = measured(rows, "10:30:00", *definitions)
    assert [engine.value("Q", name) for name in ("abandoned", "lost", "waited")] == [1, 30, 0]
    rows = [
        *lasted("09:59:30", "10:00:10", "Queue Q", "CallWait", "c2"),
        occurred("10:00:20", "Queue Q", "CallAnswered", "c2", 50),
    ]
    engine = measured(rows, "10:30:00", *definitions)
    assert [engine.value("Q", name) for name in ("answered", "waited", "adjusted")] == [50, 10, 40]


def test_rows_before_the_start_only_tell_what_was_going_on_x18():
    rows = in_order(
        *lasted("09:00:00", "09:01:00", "Agent ann", "CallInbound", "c0"),
        *lasted("09:55:00", "10:05:00", "Agent ann", "CallInbound", "c1"),
    )
    names = ("CurrentTime", "TotalTime", "TotalNumber", "TotalAdjustedTime")
    definitions = [statistic(name, name, "CallInbound", kind="AGENT") for name in names]
    for until, values in {"10:02:00": [420, 0, 0, 0], "10:06:00": [0, 300, 1, 300]}.items():
        engine = measured(rows, until, *definitions, start=at("10:00:00"))
        assert [engine.value("ann", name) for name in names] == values, until
    early = cb.StatisticsEngine(
        definitions, objects=[{"type": "AGENT", "id": "ann"}], start=at("10:00:00")
    )
    early.feed([one for one in rows if one["time"] < at("10:00:00")])
    assert early.now == at("10:00:00")
    assert early.value("ann", "CurrentTime") == 300
    assert [one["value"] for one in early.values().to_dicts()] == [300, 0, 0, 0]


def test_who_is_in_a_group_may_change():
    objects = [
        {"type": "AGENT", "id": "ann", "groups": ["billing"]},
        {"type": "AGENT", "id": "bob"},
    ]
    calls = statistic("calls", "TotalNumber", "CallInbound", kind="SKILL_AG")
    rows = in_order(
        *lasted("09:00:00", "09:10:00", "Agent ann", "CallInbound", "c1"),
        *lasted("09:00:00", "09:10:00", "Agent bob", "CallInbound", "c2"),
        row("09:05:00 Agent ann MemberOf end", attributes={"GroupID": "billing"}),
        row("09:20:00 Agent bob MemberOf start", attributes='{"GroupID": "billing"}'),
        *lasted("09:30:00", "09:31:00", "Agent ann", "CallInbound", "c3"),
        *lasted("09:30:00", "09:31:00", "Agent bob", "CallInbound", "c4"),
    )
    engine = measured(rows, "10:00:00", calls, objects=objects)
    assert engine.value("billing", "calls") == 2  # c1 ended for the group at 09:05, and c4


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


# Rows that cannot be

WRONG = {
    "unknown type": (
        {"object_type": "Queu"},
        'object_type: row 1: "Queu" is no type of object that has rows; it is one of Agent, ',
    ),
    "group": ({"object_type": "GroupAgents"}, "object_type: row 1: "),
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
    with pytest.raises(cb.BadInput) as error:
        engine.feed([GOOD, {**GOOD, **change}])
    assert str(error.value).startswith(message)
    assert engine.values().equals(before)
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


# Names, opening and closing


def test_values_say_as_what_an_object_was_declared():
    objects = [
        {"type": "AGENT", "id": "ann", "groups": ["billing"]},
        {"type": "QUEUE", "id": "Q"},
        {"type": "RoutePoint", "id": "Q"},
        {"type": "SKILL_Q", "id": "billing"},
    ]
    definitions = (
        statistic("calls", "TotalNumber", "CallEntered"),
        statistic("skill", "TotalNumber", "CallEntered", kind="SKILL_Q"),
        statistic("group", "TotalNumber", "CallInbound", kind="GroupAgents"),
        statistic("calls", "TotalNumber", "CallInbound", kind="SKILL_AG"),
    )
    rows = [
        row("09:00:00 RoutePoint Q CallEntered occur c1"),
        row("09:00:00 VirtualQueue billing CallEntered occur c2"),
    ]
    engine = measured(rows, "09:00:00", *definitions, objects=objects)
    found = [
        (one["object_type"], one["object"], one["statistic"], one["value"])
        for one in engine.values().to_dicts()
    ]
    assert sorted(found) == [
        ("GroupAgents", "billing", "group", 0),
        ("QUEUE", "Q", "calls", 0),
        ("RoutePoint", "Q", "calls", 1),
        ("SKILL_AG", "billing", "calls", 0),
        ("SKILL_Q", "billing", "skill", 1),
    ]
    assert engine.value("Q", "calls", "RoutePoint") == 1
    assert engine.value("Q", "calls", object_type="Queue") == 0
    assert engine.value("billing", "skill") == 1
    with pytest.raises(cb.NotFound, match="several types of object"):
        engine.value("Q", "calls")
    with pytest.raises(cb.BadInput, match='"Quue" is no type of object'):
        engine.value("Q", "calls", "Quue")


def test_unknown_names_are_answered_with_what_may_be_meant():
    engine = measured([], "09:00:00", statistic("Total_Answered", "TotalNumber", "CallAnswered"))
    for names, message in {
        ("R", "Total_Answered"): 'there is no object "R"',
        ("q", "Total_Answered"): 'there is no object "q"; did you mean "Q"?',
        ("Q", "TotalAnswerd"): 'of "Q"; did you mean "Total_Answered"?',
        ("ann", "Total_Answered"): 'there is no statistic "Total_Answered" of "ann"',
    }.items():
        with pytest.raises(cb.NotFound) as error:
            engine.value(*names)
        assert message in str(error.value)


def test_statistics_open_and_close_while_running():
    entered = statistic("entered", "TotalNumber", "CallEntered")
    engine = measured([GOOD], "09:30:00", entered)
    more = {**entered, "name": "more"}
    engine.open("Q", more)
    engine.open("R", entered)
    for name in "Q", "R":
        engine.feed([{**GOOD, "time": at("09:30:00"), "object": name}])
    assert engine.value("Q", "entered") == 2
    assert engine.value("Q", "more") == 1
    assert engine.value("R", "entered") == 1
    with pytest.raises(cb.BadInput, match='a statistic "more" is open on "Q" already'):
        engine.open("Q", more)
    engine.close("Q", "more")
    with pytest.raises(cb.NotFound, match=r'"more" of "Q" is not open'):
        engine.value("Q", "more")
    engine.open("Q", "more")
    assert engine.value("Q", "more") == 0
    with pytest.raises(cb.NotFound, match=r'no statistic "enterd".*did you mean "entered"'):
        engine.open("Q", "enterd")
    with pytest.raises(cb.BadInput, match="category"):
        engine.open("Q", statistic("wrong", "TotalNumbr", "CallEntered"))


OBJECTS = {
    "unknown type": ({"type": "Quue", "id": "Q"}, 'objects[1].type: "Quue" is no type of object'),
    "no id": ({"type": "QUEUE"}, "objects[1].id: a text is expected, not None"),
    "empty id": ({"type": "QUEUE", "id": ""}, "objects[1].id: an object needs a name"),
    "unknown key": ({"type": "QUEUE", "id": "Q", "group": "g"}, "objects[1]: 'group' is not known"),
    "group as text": (
        {"type": "AGENT", "id": "a", "groups": "g"},
        "objects[1].groups: a list of names is expected, not 'g'",
    ),
    "group of a group": (
        {"type": "SKILL_AG", "id": "g", "groups": ["h"]},
        "objects[1].groups: an object of type SKILL_AG is in no group",
    ),
    "place of a queue": (
        {"type": "QUEUE", "id": "Q", "place": "p"},
        "objects[1].place: an object of type QUEUE stands at no place",
    ),
    "no mapping": ("Q", "objects[1]: a mapping is expected, not 'Q'"),
}


@pytest.mark.parametrize("case", OBJECTS)
def test_an_object_that_cannot_be_is_named_by_its_place(case):
    wrong, message = OBJECTS[case]
    with pytest.raises(cb.BadInput) as error:
        cb.StatisticsEngine("sample", objects=[{"type": "QUEUE", "id": "P"}, wrong])
    assert str(error.value).startswith(message)


def test_definitions_come_as_file_text_or_mappings(tmp_path):
    entry = statistic("s", "TotalNumber", "CallEntered")
    text = (
        "name: s\nobjectType: QUEUE\nstatisticDefinitionEx:\n"
        "  {category: TotalNumber, subject: DNAction, mainMask: CallEntered}\n"
    )
    path = tmp_path / "statistics.yaml"
    path.write_text(text)
    for definitions in (path, str(path), text, [entry], (entry,), entry):
        engine = cb.StatisticsEngine(definitions, objects=[{"type": "QUEUE", "id": "Q"}])
        assert engine.value("Q", "s") == 0
    for wrong, message in {
        "name: [\n": "definitions:",
        (5,): r"definitions\[0\]: a mapping is expected, not 5",
    }.items():
        with pytest.raises(cb.BadInput, match=message):
            cb.StatisticsEngine(wrong)


def test_options_that_cannot_be_are_refused():
    with pytest.raises(cb.BadInput, match="timezone: no time zone 'Europe/Pari'"):
        cb.StatisticsEngine("sample", timezone="Europe/Pari")
    with pytest.raises(cb.BadInput, match="truncate: 'second' is no truncation"):
        cb.StatisticsEngine("sample", truncate="second")
    with pytest.raises(cb.BadInput):
        cb.StatisticsEngine("sample", start="2026-03-02")


def test_days_begin_in_the_zone_of_the_engine():
    calls = statistic("s", "TotalNumber", "CallEntered", dynamicTimeProfile="0:00")
    rows = [
        row("22:30:00 Queue Q CallEntered occur c1"),
        row("23:30:00 Queue Q CallEntered occur c2"),
    ]
    assert measured(rows, "23:45:00", calls).value("Q", "s") == 2
    assert measured(rows, "23:45:00", calls, timezone="Europe/Paris").value("Q", "s") == 1
    named = statistic("s", "TotalNumber", "CallEntered", dynamicTimeProfile="TZ=Europe/Paris; 0:00")
    assert measured(rows, "23:45:00", named).value("Q", "s") == 1


def test_time_moves_on_and_never_back():
    engine = measured([GOOD], "09:30:00", statistic("s", "TotalNumber", "CallEntered"))
    assert engine.now == at("09:30:00")
    assert engine.now.tzinfo is UTC
    engine.advance_to("2026-03-02T10:00:00Z")
    with pytest.raises(cb.UsageError, match="time cannot go back"):
        engine.advance_to(at("09:59:59"))
    with pytest.raises(cb.BadInput, match="time: row 0: "):
        engine.feed([GOOD])
    assert engine.now == at("10:00:00")


def test_a_state_names_interactions_as_the_log_does():
    state = statistic("s", "CurrentState", "*", kind="AGENT")
    engine = measured(X6, "10:01:00", state, start=at("10:00:00"))
    nodes = engine.value("ann", "s")
    assert nodes[0]["name"] == "CallInbound"
    assert nodes[0]["since"] == at("10:00:30")
    assert [node["interaction"] for node in nodes if "interaction" in node] == ["c1"]


def test_it_shows_itself():
    engine = measured([], "09:00:00", statistic("s", "TotalNumber", "CallEntered"))
    assert repr(engine) == (
        "<StatisticsEngine: 2 objects, 1 statistics, at 2026-03-02T09:00:00+00:00>"
    )
    assert "<table>" in engine._repr_html_()


def test_pandas_needs_no_conversion():
    frame = pd.DataFrame([GOOD, GOOD])
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    engine.feed(frame)
    assert engine.value("Q", "s") == 2
