# SPDX-License-Identifier: Apache-2.0
"""What `explain` lists is what counts: nothing that was forgotten, left out or asked elsewhere."""

import pytest

import cordboard as cb
from action_rows import at, in_order, lasted, measured, occurred, row, statistic

QUEUE = [{"type": "QUEUE", "id": "Q"}]
# a 10 s, b 30 s, c waits from 09:03:00 on.
WAITS = [
    *lasted("09:00:00", "09:00:10", "Queue Q", "CallWait", "a"),
    *lasted("09:01:00", "09:01:30", "Queue Q", "CallWait", "b"),
    row("09:03:00 Queue Q CallWait start c"),
]


def listed(engine, name="s", owner="Q", **wanted):
    """Give (mask, interaction) of the rows that `explain` lists."""
    rows = engine.explain(owner, name).to_dicts()
    kept = [one for one in rows if all(one[key] == value for key, value in wanted.items())]
    return [(one["mask"], one["interaction"]) for one in kept]


def waited(category, **more):
    return measured(WAITS, "09:04:00", statistic("s", category, "CallWait", **more), objects=QUEUE)


def test_what_was_counted_before_a_close_does_not_count_after_it():
    engine = measured(WAITS[:2], "09:00:30", statistic("s", "TotalNumber", "CallWait"))
    engine.close("Q", "s")
    engine.open("Q", "s")
    engine.feed(WAITS[2:])
    assert listed(engine) == [("main", "b")]
    assert engine.value("Q", "s") == 1


def test_a_statistic_opened_twice_is_explained_until_its_second_close():
    engine = measured(WAITS[:2], "09:00:30", statistic("s", "TotalNumber", "CallWait"))
    engine.open("Q", "s")
    engine.close("Q", "s")
    assert listed(engine) == [("main", "a")]


def test_closing_another_statistic_leaves_this_one_explained():
    one, other = (statistic(name, "TotalNumber", "CallWait") for name in ("s", "t"))
    engine = measured(WAITS[:2], "09:00:30", other, one)
    engine.close("Q", "t")
    engine.open("Q", "t")
    assert listed(engine) == [("main", "a")]
    assert listed(engine, "t") == []


def test_an_interval_since_a_login_lists_nothing_from_before_it():
    log = in_order(
        *lasted("08:00:00", "12:00:00", "Agent ann", "LoggedIn"),
        *lasted("08:10:00", "08:30:00", "Agent ann", "CallInbound", "a"),
        row("13:00:00 Agent ann LoggedIn start"),
        *lasted("13:10:00", "13:20:00", "Agent ann", "CallInbound", "b"),
    )
    since = {"kind": "AGENT", "intervalType": "SinceLogin"}
    calls = statistic("s", "TotalNumber", "CallInbound", **since)
    ready = statistic("r", "TotalTime", "*", subject="AgentStatus", **since)
    objects = [{"type": "AGENT", "id": "ann"}]
    engine = measured(log, "12:30:00", calls, ready, objects=objects)
    assert listed(engine, owner="ann") == [("main", "a")]
    seconds = engine.explain("ann", "r").to_dicts()
    # The status LoggedOut begins with the logout, which ends the interval.
    assert sum(one["seconds"] for one in seconds) == engine.value("ann", "r") == 4 * 3600
    engine = measured(log, "13:05:00", calls, objects=objects)
    assert listed(engine, owner="ann") == []
    engine = measured(log, "13:30:00", calls, objects=objects)
    assert listed(engine, owner="ann") == [("main", "b")]


def test_a_range_lists_what_lies_in_it():
    short = {"timeRangeLeft": 0, "timeRangeRight": 20}
    assert listed(waited("TotalNumberInTimeRange", **short)) == [("main", "a")]
    share = waited("TotalNumberInTimeRangePercentage", **short)
    assert listed(share) == [("both", "a"), ("relative", "b")]
    assert listed(waited("CurrentNumberInTimeRange", **short)) == []


def test_a_range_looks_at_interactions_that_are_told_apart_as_a_whole():
    log = [*WAITS[:2], *lasted("09:00:30", "09:00:45", "Queue Q", "CallWait", "a")]
    short = {"timeRangeLeft": 0, "timeRangeRight": 20, "distinguishByConnId": True}
    count = statistic("s", "TotalNumberInTimeRange", "CallWait", **short)
    assert listed(measured(log, "09:02:00", count, objects=QUEUE)) == []


def test_a_service_factor_lists_what_was_answered_or_abandoned_too_late():
    log = [
        occurred("09:00:00", "Queue Q", "CallAnswered", "quick", 10),
        occurred("09:01:00", "Queue Q", "CallAnswered", "slow", 200),
        occurred("09:02:00", "Queue Q", "CallAbandoned", "mistaken", 5),
        occurred("09:03:00", "Queue Q", "CallAbandoned", "tired", 60),
    ]
    ranges = {"timeRangeLeft": 0, "timeRangeRight": 120, "timeRangeRight2": 10}
    engine = measured(log, "09:04:00", statistic("s", "ServiceFactor1", **ranges), objects=QUEUE)
    assert listed(engine) == [("both", "quick"), ("relative", "slow"), ("relative", "tired")]
    assert engine.value("Q", "s") == pytest.approx(100 / 3)


def test_a_minimum_lists_nothing_without_a_length():
    log = [*WAITS[:2], occurred("09:00:20", "Queue Q", "CallEntered", "b")]
    least = statistic("s", "MinTime", "CallWait,CallEntered")
    assert listed(measured(log, "09:01:00", least, objects=QUEUE)) == [("main", "a")]


def test_distinct_interactions_are_those_that_have_an_id():
    log = [*WAITS[:2], *lasted("09:01:00", "09:01:30", "Queue Q", "CallWait")]
    count = statistic("s", "TotalDistinctNumber", "CallWait")
    assert listed(measured(log, "09:02:00", count, objects=QUEUE)) == [("main", "a")]


def custom(one, worth):
    """Give a row with attached data."""
    return {**one, "attributes": f'{{"UserData": {{"amount": "{worth}"}}}}'}


def test_a_custom_value_is_told_for_each_action():
    log = [
        custom(occurred("09:00:00", "Queue Q", "CallAnswered", "a"), 2.5),
        custom(occurred("09:01:00", "Queue Q", "CallAnswered", "b"), 4),
        custom(occurred("09:02:00", "Queue Q", "CallAnswered", "a"), 1),
    ]
    formula = {"formula": 'GetNumber("amount")'}
    total = statistic("s", "TotalCustomValue", "CallAnswered", **formula)
    apart = statistic("t", "TotalCustomValue", "CallAnswered", distinguishByConnId=True, **formula)
    engine = measured(log, "09:03:00", total, apart, objects=QUEUE)
    assert list(engine.explain("Q", "s")["value"]) == [2.5, 4, 1]
    assert list(engine.explain("Q", "t")["value"]) == [4, 1]
    assert engine.value("Q", "t") == 5


def test_a_formula_lists_what_its_conditions_admit():
    expression = (
        "SUM(CallWait; duration; duration > 20) + @COUNT(CallWait) + @MAX(CallWait; duration)"
    )
    engine = waited("Formula", expression=expression)
    rows = engine.explain("Q", "s").to_dicts()
    told = [(one["aggregate"], one["interaction"], one["value"]) for one in rows]
    assert told == [(1, "b", 30.0), (2, "c", 1.0), (3, "c", 60.0)]
    assert engine.value("Q", "s") == 30 + 1 + 60


def test_levels_list_what_still_runs():
    assert listed(waited("MaxNumber")) == [("main", "a"), ("main", "b"), ("main", "c")]
    mean = waited("AverageOfCurrentTime", intervalType="SlidingWindow", dynamicTimeProfile="60")
    assert listed(mean) == [("main", "c")]
    assert mean.value("Q", "s") == 31.0  # Ages 2, 4, … 60 at the samples.


def test_estimates_list_who_waits_and_who_is_there():
    log = in_order(
        *WAITS,
        occurred("09:02:00", "Queue Q", "CallReleased", "a", 120),
        row("08:00:00 Queue Q AgentActive start ann"),
        row("08:00:00 Queue Q AgentReady start ann"),
    )
    for category in ("EstimWaitTime", "LoadBalance"):
        engine = measured(log, "09:04:00", statistic("s", category, "CallWait"), objects=QUEUE)
        for action, who in (("CallReleased", "a"), ("CallWait", "c"), ("AgentActive", "ann")):
            assert listed(engine, action=action) == [("main", who)]
        assert len(engine.explain("Q", "s")) == 4
    log.append(occurred("09:03:30", "Queue Q", "CallDistributed", "b", 30))
    expected = statistic("s", "ExpectedWaitTime2", "CallWait")
    engine = measured(in_order(*log), "09:04:00", expected, objects=QUEUE)
    assert listed(engine) == [("relative", "b"), ("main", "c")]


def test_the_interval_is_told():
    engine = waited("TotalTime", dynamicTimeProfile="9:01:15")
    (only,) = engine.explain("Q", "s").to_dicts()
    assert (only["interval_start"], only["interval_end"]) == (at("09:01:15"), at("09:04:00"))
    assert (only["seconds"], only["adjusted_seconds"]) == (15, 30)
    (only,) = waited("CurrentTime").explain("Q", "s").to_dicts()
    assert (only["interval_start"], only["interval_end"]) == (None, None)


@pytest.mark.parametrize("category", ["CurrentState", "CurrentStateReasons", "CurrentTargetState"])
def test_a_structure_says_itself_what_it_is_made_of(category):
    objects = [{"type": "AGENT", "id": "ann"}]
    shown = statistic("s", category, "*", kind="AGENT")
    engine = measured([], "09:00:00", shown, objects=objects)
    with pytest.raises(cb.UsageError, match=r"\"s\" is a structure .* value\(\) gives its nodes"):
        engine.explain("ann", "s")


def test_what_a_statistic_keeps_itself_is_explained_beyond_the_rows_remembered():
    window = {"intervalType": "SlidingWindow", "dynamicTimeProfile": "3600"}
    engine = waited("TotalNumber", **window)
    restored = cb.StatisticsEngine.restore(engine.save(), remember=10)
    with pytest.warns(cb.StatisticsWarning, match="are not remembered"):
        assert listed(restored) == [("main", "a"), ("main", "b")]


def test_what_goes_on_since_before_the_rows_remembered_has_its_true_length():
    engine = waited("TotalTime")
    restored = cb.StatisticsEngine.restore(engine.save(), remember=10)
    restored.feed([row("09:05:00 Queue Q CallWait end c")])
    with pytest.warns(cb.StatisticsWarning, match="are not remembered"):
        (only,) = restored.explain("Q", "s").to_dicts()
    assert (only["interaction"], only["seconds"]) == ("c", 120)
