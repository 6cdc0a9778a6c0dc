# SPDX-License-Identifier: Apache-2.0
"""The oracle on the worked examples X1 to X11 of the statistics reference, with their figures."""

from fractions import Fraction

import pytest

from oracle.log import Log, ready

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}
CALLS = "CallUnknown, CallConsult, CallInternal, CallOutbound, CallInbound"


@pytest.fixture(scope="module")
def queue():
    log = Log(Q)
    waits = {
        "c1": ("9:00:00", "9:00:30"),
        "c2": ("9:00:10", "9:00:50"),
        "c3": ("9:01:00", "9:01:20"),
        "c4": ("9:02:00", "9:04:10"),
        "c6": ("9:10:30", "9:10:36"),
    }
    for call, (entered, left) in waits.items():
        log.lasted(entered, left, Q, "CallWait", call)
        log.occurred(entered, Q, "CallEntered", call)
    log.start("9:10:00", Q, "CallWait", "c5")
    log.occurred("9:10:00", Q, "CallEntered", "c5")
    log.occurred("9:00:30", Q, "CallDistributed", "c1", 30)
    log.occurred("9:00:40", Q, "CallAnswered", "c1", 40)
    log.occurred("9:05:40", Q, "CallReleased", "c1", 300)
    log.occurred("9:00:50", Q, "CallAbandoned", "c2", 40)
    log.occurred("9:01:20", Q, "CallDistributed", "c3", 20)
    log.occurred("9:01:35", Q, "CallAbandonedFromRinging", "c3", 35)
    log.occurred("9:04:10", Q, "CallDistributed", "c4", 130)
    log.occurred("9:04:15", Q, "CallAnswered", "c4", 135)
    log.occurred("9:10:36", Q, "CallAbandoned", "c6", 6)
    return log


X1 = [
    ("TotalNumber", "CallEntered", {}, 6),
    ("TotalNumber", "CallDistributed", {}, 3),
    ("TotalNumber", "CallAbandoned", {}, 2),
    ("TotalNumber", "CallAbandonedFromRinging", {}, 1),
    ("TotalNumber", "CallAnswered", {}, 2),
    ("TotalNumber", "CallReleased", {}, 1),
    ("CurrentNumber", "CallWait", {}, 1),
    ("CurrentMaxTime", "CallWait", {}, 60),
    ("CurrentNumberInTimeRange", "CallWait", {"timeRangeLeft": 0, "timeRangeRight": 60}, 0),
    ("AverageTime", "CallWait", {"relativeMask": "CallWait"}, Fraction("45.2")),
    ("TotalTime", "CallAnswered", {}, 175),
    ("AverageTime", "CallAnswered", {}, Fraction("87.5")),
    ("MaxTime", "CallAnswered", {}, 135),
    ("MinTime", "CallWait", {}, 6),
    ("TotalTime", "CallAbandonedFromRinging", {}, 35),
    ("TotalTime", "CallReleased", {}, 300),
    ("TotalNumberInTimeRange", "CallAnswered", {"timeRangeRight": 60}, 1),
    ("TotalNumberInTimeRangePercentage", "CallAnswered", {"timeRangeRight": 60}, 50),
    ("TotalTimeInTimeRange", "CallAnswered", {"timeRangeRight": 60}, 40),
    (
        "ServiceFactor1",
        None,
        {"timeRangeRight": 120, "timeRangeLeft2": 0, "timeRangeRight2": 10},
        Fraction(100, 3),
    ),
    (
        "RelativeNumberPercentage",
        "CallAbandoned",
        {"relativeMask": "CallEntered"},
        Fraction(100, 3),
    ),
    ("TotalNumberPerSecond", "CallEntered", HOURLY, Fraction(6, 660)),
]


@pytest.mark.parametrize(("category", "mask", "more", "value"), X1)
def test_x1_queue(queue, category, mask, more, value):
    assert queue.ask(Q, category, mask, "9:11:00", **more) == value


def test_x1_what_entered_left_or_waits(queue):
    ways = "CallDistributed,CallAbandoned,CallCleared,StuckCallCleaned"
    left = [queue.ask(Q, "TotalNumber", way, "9:11:00") for way in ways.split(",")]
    waiting = queue.ask(Q, "CurrentNumber", "CallWait", "9:11:00")
    assert (left, waiting) == ([3, 2, 0, 0], 1)
    assert queue.ask(Q, "TotalNumber", "CallEntered", "9:11:00") == sum(left) + waiting


def test_x1_the_end_of_a_range_is_outside(queue):
    ranged = {"timeRangeLeft": 0, "timeRangeRight": 60}
    assert queue.ask(Q, "CurrentNumberInTimeRange", "CallWait", "9:10:59", **ranged) == 1


@pytest.mark.parametrize(("left", "right", "number"), [(0, 11, 0), (11, 20, 1), (0, 12, 1)])
def test_x2_milliseconds_are_cut_before_subtracting(left, right, number):
    log = Log(Q)
    log.occurred("5:41:07.542", Q, "CallAnswered", "c", "10.593")
    ranged = {"timeRangeLeft": left, "timeRangeRight": right}
    assert log.ask(Q, "TotalNumberInTimeRange", "CallAnswered", "6:00", **ranged) == number


@pytest.mark.parametrize(("left", "right", "number"), [(0, 20, 0), (20, 50, 1)])
def test_x2_the_edges_of_a_range(left, right, number):
    log = Log(Q)
    log.occurred("5:00", Q, "CallAnswered", "c", 20)
    ranged = {"timeRangeLeft": left, "timeRangeRight": right}
    assert log.ask(Q, "TotalNumberInTimeRange", "CallAnswered", "6:00", **ranged) == number


X3 = [
    ("TotalNumber", (0, 0, 1, 1)),
    ("TotalTime", (0, 0, 180, 180)),
    ("TotalAdjustedTime", (0, 0, 300, 300)),
    ("MaxTime", (0, 0, 180, 180)),
    ("AverageTime", (0, 0, 180, 180)),
    ("TotalNumberInTimeRange", (0, 0, 0, 0)),
    ("CurrentNumber", (1, 1, 0, 0)),
    ("CurrentTime", (119, 180, 0, 0)),
]


@pytest.mark.parametrize(("category", "values"), X3)
def test_x3_action_across_midnight(category, values):
    log = Log(ANN)
    log.lasted("23:58", "24:03", ANN, "CallInbound", "c")
    times = ("23:59:59", "24:01", "24:03", "30:00")
    asked = [log.ask(ANN, category, "CallInbound", time, timeRangeRight=240) for time in times]
    assert tuple(asked) == values


X4 = [
    ("TotalTime", (540, 300, 600)),
    ("TotalNumber", (1, 1, 1)),
    ("TotalAdjustedTime", (0, 0, 1200)),
    ("TotalAdjustedNumber", (0, 0, 1)),
    ("CurrentTime", (540, 900, 0)),
]


@pytest.mark.parametrize(("category", "values"), X4)
def test_x4_status_across_midnight(category, values):
    log = Log(ANN)
    ready(log, ANN, "23:50")
    log.start("24:10", ANN, "CallInbound", "c")
    asked = [
        log.ask(ANN, category, "WaitForNextCall", time, subject="AgentStatus")
        for time in ("23:59", "24:05", "24:20")
    ]
    assert tuple(asked) == values


@pytest.mark.parametrize(
    ("category", "values"), [("TotalTime", (300, 300)), ("TotalAdjustedTime", (0, 600))]
)
def test_x5_quarter_hour_report(category, values):
    log = Log(ANN)
    ready(log, ANN, "14:55")
    log.end("15:05", ANN, "WaitForNextCall")
    quarters = {"dynamicTimeProfile": "0:00+0:15", "subject": "AgentStatus", "closing": True}
    asked = [
        log.ask(ANN, category, "WaitForNextCall", time, **quarters) for time in ("15:00", "15:15")
    ]
    assert tuple(asked) == values


@pytest.fixture(scope="module")
def held():
    log = Log(ANN)
    log.start("10:00:00", ANN, "LoggedIn")
    log.start("10:00:00", ANN, "WaitForNextCall")
    log.lasted("10:00:20", "10:00:30", ANN, "CallRinging", "c")
    log.occurred("10:00:30", ANN, "CallAnswered", "c", 10)
    log.lasted("10:00:30", "10:04:00", ANN, "CallInbound", "c")
    log.lasted("10:02:00", "10:02:45", ANN, "CallOnHoldInbound", "c")
    log.occurred("10:02:45", ANN, "CallRetrievedFromHold", "c", 45)
    log.occurred("10:04:00", ANN, "CallInboundCompleted", "c", 210)
    log.end("10:04:00", ANN, "WaitForNextCall")
    log.lasted("10:04:00", "10:04:40", ANN, "AfterCallWork")
    log.start("10:04:40", ANN, "WaitForNextCall")
    return log


HOLDS = "CallOnHoldInbound,CallOnHoldOutbound,CallOnHoldInternal,CallOnHoldConsult"
X6 = [
    ("TotalNumber", "DNAction", "CallInbound", None, 1),
    ("TotalNumber", "AgentStatus", "CallInbound", None, 2),
    ("TotalAdjustedTime", "DNAction", CALLS, None, 210),
    ("TotalAdjustedTime", "DNAction", HOLDS, None, 45),
    ("TotalTime", "AgentStatus", "CallInbound", None, 165),
    ("TotalAdjustedTime", "AgentStatus", "AfterCallWork", None, 40),
    ("TotalAdjustedTime", "AgentStatus", "WaitForNextCall", None, 20),
    ("TotalTime", "AgentStatus", "WaitForNextCall", None, 40),
    ("AverageTime", "DNStatus", f"{CALLS}, AfterCallWork", CALLS, Fraction("102.5")),
    ("AverageNumberPerRelativeHour", "AgentStatus", CALLS, "*,~LoggedOut,~NotMonitored", 24),
    ("ElapsedTimePercentage", "AgentStatus", "AfterCallWork", None, Fraction(40, 3)),
    ("TotalTime", "DNAction", "CallAnswered", None, 10),
    ("TotalTime", "DNAction", "CallRetrievedFromHold", None, 45),
    ("TotalTime", "DNAction", "CallInboundCompleted", None, 210),
    ("TotalTime", "AgentStatus", "CallOnHold", None, 45),
    ("TotalTime", "AgentStatus", "CallOnHoldInbound", None, 45),
    ("TotalTime", "AgentStatus", "CallOnHoldOutbound", None, 0),
    ("TotalTime", "AgentStatus", "CallRinging", None, 10),
]


@pytest.mark.parametrize(("category", "subject", "mask", "relative", "value"), X6)
def test_x6_hold_splits_a_status_but_no_action(held, category, subject, mask, relative, value):
    more = {"subject": subject, "relativeMask": relative, "opened": "10:00"}
    assert held.ask(ANN, category, mask, "10:05", **more) == value


def test_x7_an_event_at_the_reset_is_of_the_new_interval():
    log = Log(Q)
    log.lasted("9:59:30", "10:00", Q, "CallWait", "c")
    log.occurred("10:00", Q, "CallAbandoned", "c", 30)
    message = log.ask(Q, "TotalNumber", "CallAbandoned", "10:00", closing=True, **HOURLY)
    asked = [
        log.ask(Q, category, mask, "10:00", **HOURLY)
        for category in ("TotalNumber", "TotalTime")
        for mask in ("CallAbandoned", "CallWait")
    ]
    assert (message, asked) == (0, [1, 1, 30, 0])


def test_x7_what_crosses_a_reset():
    log = Log(Q)
    log.lasted("9:59:30", "10:00:10", Q, "CallWait", "c")
    log.occurred("10:00:20", Q, "CallAnswered", "c", 50)
    questions = [
        ("TotalTime", "CallAnswered"),
        ("TotalTime", "CallWait"),
        ("TotalAdjustedTime", "CallWait"),
        ("AverageTime", "CallWait"),
    ]
    asked = [log.ask(Q, category, mask, "10:30", **HOURLY) for category, mask in questions]
    assert asked == [50, 10, 40, 10]


def sliding(text):
    return {"intervalType": "SlidingWindow", "dynamicTimeProfile": text, "opened": "9:00"}


@pytest.mark.parametrize(
    ("time", "number", "total"),
    [("10:14:30", 3, 60), ("10:15", 2, 50), ("10:20", 1, 30), ("10:29", 0, 0)],
)
def test_x8_sliding_window(time, number, total):
    log = Log(Q)
    for clock, carried in (("10:00", 10), ("10:05", 20), ("10:14", 30)):
        log.occurred(clock, Q, "CallAnswered", clock, carried)
    exact = sliding("900")
    assert log.ask(Q, "TotalNumber", "CallAnswered", time, **exact) == number
    assert log.ask(Q, "TotalTime", "CallAnswered", time, **exact) == total


@pytest.mark.parametrize(
    ("profile", "time", "number"),
    [("900", "10:15:05", 2), ("900:10", "10:15:05", 3), ("900:10", "10:15:10", 2)],
)
def test_x8_sliding_window_with_steps(profile, time, number):
    log = Log(Q)
    for clock in ("10:00", "10:00:04", "10:05", "10:14"):
        log.occurred(clock, Q, "CallAnswered", clock, 5)
    assert log.ask(Q, "TotalNumber", "CallAnswered", time, **sliding(profile)) == number


@pytest.mark.parametrize(
    ("time", "total", "adjusted"), [("10:14", 180, 240), ("10:16", 60, 240), ("10:17", 0, 0)]
)
def test_x8_durable_action_leaves_a_sliding_window(time, total, adjusted):
    log = Log(ANN)
    log.lasted("9:58", "10:02", ANN, "CallInbound", "c")
    assert log.ask(ANN, "TotalTime", "CallInbound", time, **sliding("900")) == total
    assert log.ask(ANN, "TotalAdjustedTime", "CallInbound", time, **sliding("900")) == adjusted


@pytest.mark.parametrize("time", ["11:00", "35:00"])
def test_x9_selection(time):
    log = Log(Q)
    for clock, carried in (("10:00", 10), ("10:01", 20), ("10:02", 60), ("10:03", 5)):
        log.occurred(clock, Q, "CallAnswered", clock, carried)
    three = {"intervalType": "SlidingSelection", "dynamicTimeProfile": "3", "timeRangeRight": 30}
    categories = ("TotalNumber", "AverageTime", "MaxTime", "TotalNumberInTimeRangePercentage")
    asked = [log.ask(Q, category, "CallAnswered", time, **three) for category in categories]
    assert asked == [3, Fraction(85, 3), 60, Fraction(200, 3)]


@pytest.mark.parametrize(("time", "number"), [("12:30", 2), ("13:05", 0), ("13:30", 1)])
def test_x10_since_login(time, number):
    log = Log(ANN)
    log.lasted("8:00", "12:00", ANN, "LoggedIn")
    log.lasted("8:20", "8:30", ANN, "CallInbound", "c1")
    log.lasted("10:50", "11:00", ANN, "CallInbound", "c2")
    log.start("13:00", ANN, "LoggedIn")
    log.start("13:10", ANN, "Active", media="chat")
    log.lasted("13:15", "13:20", ANN, "CallInbound", "c3")
    since = {"intervalType": "SinceLogin"}
    assert log.ask(ANN, "TotalNumber", "CallInbound", time, **since) == number


X11 = [
    (Q, "AverageTime", "CallWait", {}),
    (Q, "ServiceFactor1", None, {"timeRangeRight": 120, "timeRangeRight2": 10}),
    (Q, "TotalNumberInTimeRangePercentage", "CallAnswered", {}),
    (
        ANN,
        "AverageNumberPerRelativeHour",
        "CallInbound",
        {"subject": "AgentStatus", "relativeMask": "*,~LoggedOut"},
    ),
    (Q, "ElapsedTimePercentage", "CallWait", {}),
    (Q, "CurrentAverageTime", "CallWait", {}),
    (Q, "AverageCustomValue", "CallWait", {"formula": 'GetNumber("amount")'}),
]


@pytest.mark.parametrize(("where", "category", "mask", "more"), X11)
def test_x11_nothing_over_nothing_is_nothing(where, category, mask, more):
    assert Log(Q, ANN).ask(where, category, mask, "24:00", **more) == 0


def test_x11_the_only_call_was_a_short_abandon():
    log = Log(Q)
    log.occurred("9:00", Q, "CallAbandoned", "c", 6)
    ranges = {"timeRangeRight": 120, "timeRangeRight2": 10}
    assert log.ask(Q, "ServiceFactor1", None, "9:01", **ranges) == 0
