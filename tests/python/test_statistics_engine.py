# SPDX-License-Identifier: Apache-2.0
"""cb.StatisticsEngine as the contract names it: worked examples of the statistics reference, names,
and opening and closing.
"""

from datetime import UTC

import polars as pl
import pytest

import cordboard as cb
from action_rows import at, in_order, lasted, measured, occurred, row, statistic

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
        {"type": "AGENT", "id": "ann"},
        {"type": "AGENT", "id": "bob", "groups": ["sales"]},
        {"type": "SKILL_AG", "id": "billing"},
    ]
    calls = statistic("calls", "TotalNumber", "CallInbound", kind="SKILL_AG")
    rows = in_order(
        *lasted("09:00:00", "09:10:00", "Agent ann", "CallInbound", "c1"),
        *lasted("09:00:00", "09:10:00", "Agent bob", "CallInbound", "c2"),
        row("08:00:00 Agent ann MemberOf start", attributes={"GroupID": "billing"}),
        row("09:05:00 Agent ann MemberOf end", attributes={"GroupID": "billing"}),
        row("09:20:00 Agent bob MemberOf start", attributes='{"GroupID": "billing"}'),
        *lasted("09:30:00", "09:31:00", "Agent ann", "CallInbound", "c3"),
        *lasted("09:30:00", "09:31:00", "Agent bob", "CallInbound", "c4"),
    )
    engine = measured(rows, "10:00:00", calls, objects=objects)
    assert engine.value("billing", "calls") == 2  # c1 ended for the group at 09:05, and c4
    assert engine.value("sales", "calls") == 2


GOOD = row("09:00:00 Queue Q CallEntered occur c1")

# Names, opening and closing


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
    assert {node["interaction"] for node in nodes if "interaction" in node} == {"c1"}


def test_it_shows_itself():
    engine = measured([], "09:00:00", statistic("s", "TotalNumber", "CallEntered"))
    assert repr(engine) == (
        "<StatisticsEngine: 2 objects, 1 statistics, at 2026-03-02T09:00:00+00:00>"
    )
    assert "<table>" in engine._repr_html_()


CONFIGURATION = {
    "statistic_types": {
        "Answered": {"Category": "TotalNumberInTimeRange", "MainMask": "CallAnswered"}
        | {"Subject": "DNAction", "Objects": "Queue"}
    },
    "time_profiles": {"OneDay,Growing": "TZ=Europe/Paris; 0:00"},
    "time_ranges": {"Soon": "0-60"},
}
SIMPLE = {
    "name": "soon",
    "statisticDefinitionName": "Answered",
    "objectType": "QUEUE",
    "timeProfile": "OneDay",
    "timeRange": "Soon",
}


def test_simple_entries_are_resolved_by_the_configuration():
    rows = [
        occurred("22:30:00", "Queue Q", "CallAnswered", "c1", 5),
        occurred("23:30:00", "Queue Q", "CallAnswered", "c2", 5),
        occurred("23:30:00", "Queue Q", "CallAnswered", "c3", 65),
    ]
    engine = measured(rows, "23:40:00", SIMPLE, configuration=CONFIGURATION)
    assert engine.value("Q", "soon") == 1
    engine.open("Q", {**SIMPLE, "name": "later"})
    assert engine.value("Q", "later") == 0
    with pytest.raises(cb.BadInput, match="Answered"):
        measured([], "08:00:00", SIMPLE)
    with pytest.raises(cb.BadInput, match="configuration"):
        measured([], "08:00:00", SIMPLE, configuration={"time_profile": {}})
    with pytest.raises(cb.BadInput, match="configuration: this cannot be written as JSON"):
        measured([], "08:00:00", SIMPLE, configuration={"time_ranges": object()})


def windowed(name, category, mask, interval, profile, kind="QUEUE", **more):
    window = {"intervalType": interval, "dynamicTimeProfile": profile}
    return statistic(name, category, mask, kind=kind, **window, **more)


def test_a_sliding_window_looks_back_from_the_present_x8():
    rows = [
        occurred(clock, "Queue Q", "CallAnswered", call, seconds)
        for clock, call, seconds in (
            ("10:00:00", "c1", 10),
            ("10:05:00", "c2", 20),
            ("10:14:00", "c3", 30),
        )
    ]
    definitions = [
        windowed(name, name, "CallAnswered", "SlidingWindow", "900")
        for name in ("TotalNumber", "TotalTime")
    ]
    expected = {"10:14:30": (3, 60), "10:15:00": (2, 50), "10:20:00": (1, 30), "10:29:00": (0, 0)}
    for until, values in expected.items():
        engine = measured(rows, until, *definitions, start=at("09:00:00"))
        found = engine.value("Q", "TotalNumber"), engine.value("Q", "TotalTime")
        assert found == values, until


def test_a_selection_looks_at_the_last_ones_x9():
    rows = [
        occurred(f"10:0{n}:00", "Queue Q", "CallAnswered", f"c{n}", seconds)
        for n, seconds in enumerate((10, 20, 60, 5))
    ]
    mask = "CallAnswered"
    definitions = [
        windowed("number", "TotalNumber", mask, "SlidingSelection", "3"),
        windowed("average", "AverageTime", mask, "SlidingSelection", "3", relativeMask=mask),
        windowed("longest", "MaxTime", mask, "SlidingSelection", "3"),
    ]
    for until in ("10:10:00", "1 10:10:00"):
        engine = measured(rows, until, *definitions)
        names = ("number", "average", "longest")
        assert [engine.value("Q", name) for name in names] == [3, 85 / 3, 60], until


def test_an_agent_begins_anew_with_each_login_x10():
    rows = in_order(
        *lasted("08:00:00", "12:00:00", "Agent ann", "LoggedIn"),
        *lasted("08:20:00", "08:30:00", "Agent ann", "CallInbound", "c1"),
        *lasted("10:50:00", "11:00:00", "Agent ann", "CallInbound", "c2"),
        row("13:00:00 Agent ann LoggedIn start"),
        *lasted("13:10:00", "13:20:00", "Agent ann", "CallInbound", "c3"),
    )
    calls = windowed("calls", "TotalNumber", "CallInbound", "SinceLogin", "", kind="AGENT")
    for until, value in {"12:30:00": 2, "13:05:00": 0, "13:30:00": 1}.items():
        assert measured(rows, until, calls).value("ann", "calls") == value, until


def test_a_login_at_a_device_tells_whose_calls_it_has():
    objects = [
        {"type": "AGENT", "id": "ann", "groups": ["billing"]},
        {"type": "RegDN", "id": "5001"},
        {"type": "RegDN", "id": "5002", "place": "desk2"},
        {"type": "Place", "id": "desk1"},
    ]
    kinds = ("AGENT", "SKILL_AG", "RegDN", "Place")
    definitions = [statistic("calls", "TotalNumber", "CallInbound", kind=kind) for kind in kinds]
    who = {"AgentID": "ann", "PlaceID": "desk1"}
    at_second = {"AgentID": "ann", "PlaceID": "desk2"}
    rows = in_order(
        row("08:00:00 RegDN 5001 LoggedIn start", attributes=who),
        *lasted("08:10:00", "08:20:00", "RegDN 5001", "CallInbound", "c1"),
        row("09:00:00 RegDN 5001 LoggedIn end"),
        *lasted("09:10:00", "09:20:00", "RegDN 5001", "CallInbound", "c2"),
        row("09:30:00 RegDN 5002 LoggedIn start", attributes=at_second),
        *lasted("09:40:00", "09:50:00", "RegDN 5002", "CallInbound", "c3"),
        row("10:00:00 RegDN 5002 LoggedIn end"),
        *lasted("10:10:00", "10:20:00", "RegDN 5002", "CallInbound", "c4"),
    )
    engine = measured(rows, "11:00:00", *definitions, objects=objects)
    names = ("ann", "billing", "5001", "5002", "desk1", "desk2")
    assert {name: engine.value(name, "calls") for name in names} == {
        "ann": 2,
        "billing": 2,
        "5001": 2,
        "5002": 2,
        "desk1": 1,
        "desk2": 2,
    }


def test_an_engine_that_is_fed_takes_no_other_orders():
    engine = cb.StatisticsEngine([], objects=[{"type": "QUEUE", "id": "q"}])
    saved = engine.save()
    one = {"time": 1, "object_type": "Queue", "object": "q", "action": "CallEntered"}
    one["phase"] = "occur"
    for order in (
        lambda: engine.feed([one]),
        lambda: engine.advance_to(5),
        lambda: engine.open("ghost", {}),
        lambda: engine.close("q", "n"),
    ):

        def rows(order=order):
            order()
            yield one

        with pytest.raises((cb.UsageError, cb.BadInput)):
            engine.feed(rows())
        assert engine.save() == saved


@pytest.mark.parametrize("time", [9 * 10**18, -(2**63), -(2**62)])
def test_a_row_beyond_the_calendar_is_refused(time):
    engine = cb.StatisticsEngine([], objects=[{"type": "QUEUE", "id": "q"}])
    row = {"time": time, "object_type": "Queue", "object": "q", "action": "CallEntered"}
    with pytest.raises(cb.BadInput, match="years 1 to 9999"):
        engine.feed([row | {"phase": "occur"}])


def test_a_duration_beyond_a_century_is_refused():
    engine = cb.StatisticsEngine([], objects=[{"type": "QUEUE", "id": "q"}])
    row = {"time": 1, "object_type": "Queue", "object": "q", "action": "CallAbandoned"}
    with pytest.raises(cb.BadInput, match="hundred years"):
        engine.feed([row | {"phase": "occur", "duration": 2**63 - 1}])


def test_opening_and_closing_again_and_again_keeps_one_definition():
    engine = cb.StatisticsEngine([], objects=[{"type": "QUEUE", "id": "q"}])
    inner = {"category": "TotalNumber", "subject": "DNAction", "mainMask": "CallEntered"}
    entry = {"name": "n", "objectType": "QUEUE", "statisticDefinitionEx": inner}
    engine.open("q", entry)
    engine.close("q", "n")
    saved = engine.save()
    for _ in range(3):
        engine.open("q", entry)
        engine.close("q", "n")
    assert len(engine.save()) == len(saved)
    engine.open("q", "n")


@pytest.mark.parametrize(("wanted", "seconds"), [("2", 39 * 60), ("1", 0)])
def test_opened_late_the_present_cause_speaks_for_all_of_its_status(wanted, seconds):
    calls = [
        row("09:00:00 Agent ann LoggedIn start"),
        row("09:01:00 Agent ann CallInbound start x", attributes='{"UserData": {"k": "1"}}'),
        row("09:10:00 Agent ann CallInbound start y", attributes='{"UserData": {"k": "2"}}'),
        row("09:20:00 Agent ann CallInbound end x"),
    ]
    late = statistic("late", "CurrentTime", "CallInbound", "AgentStatus", "AGENT")
    late["statisticDefinitionEx"]["dynamicFilter"] = f'PairExists("k", "{wanted}")'
    engine = measured(calls, "09:30:00")
    engine.open("ann", late)
    engine.advance_to(at("09:40:00"))
    assert engine.value("ann", "late") == seconds
