# SPDX-License-Identifier: Apache-2.0
"""The oracle on the worked examples X1 to X22 of the statistics reference, with their figures."""

from fractions import Fraction

import pytest

from oracle.log import Log

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
GROUP = ("GroupAgents", "g")
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


def ready(log, agent, since):
    log.start(since, agent, "LoggedIn")
    log.start(since, agent, "WaitForNextCall")


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


@pytest.fixture(scope="module")
def transfer():
    log = Log(*({"type": "AGENT", "id": name, "groups": ["g"]} for name in ("ann", "bob")))
    log.start("9:00", ANN, "LoggedIn")
    ready(log, BOB, "9:00")
    log.lasted("10:00:00", "10:01:30", ANN, "CallInbound", "c1")
    log.lasted("10:01:00", "10:01:30", ANN, "CallOnHoldInbound", "c1")
    log.lasted("10:01:00", "10:01:10", ANN, "CallDialing", "c2")
    log.lasted("10:01:00", "10:01:10", BOB, "CallRinging", "c2")
    log.lasted("10:01:10", "10:01:30", ANN, "CallConsult", "c2")
    log.lasted("10:01:10", "10:01:30", BOB, "CallConsult", "c2")
    log.lasted("10:01:30", "10:03:30", BOB, "CallInbound", "c1")
    return log


X12 = [
    (ANN, "AgentStatus", "CallInbound", 60),
    (ANN, "AgentStatus", "CallOnHold", 10),
    (ANN, "AgentStatus", "CallDialing", 0),
    (ANN, "AgentStatus", "CallConsult", 20),
    (BOB, "AgentStatus", "CallRinging", 10),
    (BOB, "AgentStatus", "CallConsult", 20),
    (BOB, "AgentStatus", "CallInbound", 120),
    (ANN, "DNAction", "CallInbound", 90),
    (GROUP, "DNAction", "CallInbound", 210),
    (GROUP, "AgentStatus", "CallInbound", 180),
]


@pytest.mark.parametrize(("where", "subject", "mask", "total"), X12)
def test_x12_transfer(transfer, where, subject, mask, total):
    assert transfer.ask(where, "TotalTime", mask, "10:04", subject=subject) == total


@pytest.mark.parametrize(("distinguish", "number"), [(False, 2), (True, 1)])
def test_x12_one_call_of_two_agents(transfer, distinguish, number):
    told = {"distinguishByConnId": distinguish}
    assert transfer.ask(GROUP, "TotalNumber", "CallInbound", "10:04", **told) == number
    assert transfer.ask(GROUP, "TotalTime", "CallInbound", "10:04", **told) == 210


@pytest.mark.parametrize(("distinguish", "number", "total"), [(False, 2, 340), (True, 1, 240)])
def test_x13_conference(distinguish, number, total):
    log = Log(*({"type": "AGENT", "id": name, "groups": ["g"]} for name in ("ann", "bob")))
    log.lasted("10:00", "10:04", ANN, "CallInbound", "c1")
    log.lasted("10:01:20", "10:03", BOB, "CallInbound", "c1")
    told = {"distinguishByConnId": distinguish}
    assert log.ask(GROUP, "CurrentNumber", "CallInbound", "10:02", **told) == number
    assert log.ask(GROUP, "TotalTime", "CallInbound", "10:04", **told) == total


@pytest.fixture(scope="module")
def blended():
    log = Log(ANN)
    log.start("10:00", ANN, "LoggedIn", media="voice")
    log.start("10:00", ANN, "Active", media="chat")
    log.lasted("10:00", "10:02", ANN, "WaitForNextCall", media="voice")
    log.start("10:00", ANN, "Available", media="chat")
    log.lasted("10:01:00", "10:01:05", ANN, "Delivering", "i", media="chat")
    log.lasted("10:01:05", "10:04:00", ANN, "HandlingInbound", "i", media="chat")
    log.lasted("10:02", "10:03", ANN, "NotReadyForNextCall", media="voice")
    log.start("10:03", ANN, "WaitForNextCall", media="voice")
    log.lasted("10:03:30", "10:03:40", ANN, "CallRinging", "c", media="voice")
    log.lasted("10:03:40", "10:04:30", ANN, "CallInbound", "c", media="voice")
    return log


X14 = [
    ("TotalTime", "AgentStatus", "CallInbound", "10:05", {}, 205),
    ("TotalNumber", "AgentStatus", "CallInbound", "10:05", {}, 1),
    ("TotalTime", "AgentStatus", "CallRinging", "10:05", {}, 5),
    ("TotalTime", "AgentStatus", "WaitForNextCall", "10:05", {}, 90),
    ("TotalNumber", "DNAction", "CallInbound", "10:05", {}, 2),
    ("TotalNumber", "DNAction", "HandlingInbound", "10:05", {}, 1),
    ("TotalTime", "DNAction", "HandlingInbound", "10:05", {}, 175),
    ("CurrentNumber", "DNAction", "CallInbound", "10:03:50", {}, 2),
    (
        "CurrentNumber",
        "DNAction",
        "CallInbound",
        "10:03:50",
        {"dynamicFilter": "MediaType=voice"},
        1,
    ),
]


@pytest.mark.parametrize(("category", "subject", "mask", "time", "more", "value"), X14)
def test_x14_voice_and_chat(blended, category, subject, mask, time, more, value):
    asked = blended.ask(ANN, category, mask, time, subject=subject, opened="10:00", **more)
    assert asked == value


@pytest.mark.parametrize(
    ("category", "values"),
    [
        ("TotalTime", (0, 600, 1200)),
        ("TotalNumber", (0, 1, 1)),
        ("TotalAdjustedTime", (0, 0, 1200)),
    ],
)
def test_x15_filter_that_changes_during_a_status(category, values):
    log = Log(ANN)
    log.start("9:00", ANN, "LoggedIn")
    busy = "NotReadyForNextCall"
    log.lasted("10:00", "10:30", ANN, busy, attributes={"Reasons": {"Break": "1"}})
    log.update("10:10", ANN, busy, attributes={"Reasons": {"Lunch": "1"}})
    filtered = {"subject": "AgentStatus", "dynamicFilter": 'PairExists(Reasons,"Lunch")'}
    asked = [log.ask(ANN, category, busy, time, **filtered) for time in ("10:05", "10:20", "10:40")]
    assert tuple(asked) == values
    assert log.ask(ANN, "TotalTime", busy, "10:40", subject="AgentStatus") == 1800


def test_x15_filter_that_changes_during_a_wait():
    log = Log(Q)
    spanish = {"UserData": {"Language": "Spanish"}}
    log.lasted("10:00:00", "10:00:30", Q, "CallWait", "c")
    log.update("10:00:20", Q, "CallWait", "c", attributes=spanish)
    log.occurred("10:00:30", Q, "CallAbandoned", "c", 30, attributes=spanish)
    filtered = {"dynamicFilter": 'PairExists("Language","Spanish")'}
    questions = [
        ("TotalNumber", "CallAbandoned"),
        ("TotalTime", "CallAbandoned"),
        ("TotalTime", "CallWait"),
    ]
    asked = [log.ask(Q, category, mask, "10:01", **filtered) for category, mask in questions]
    assert asked == [1, 30, 10]


X16 = [
    ("AverageOfCurrentNumber", "10:50", Fraction("0.8")),
    ("MaxNumber", "10:50", 2),
    ("MinNumber", "10:50", 0),
    ("TotalTime", "10:50", 2400),
    ("AverageOfCurrentNumber", "10:15", Fraction(302, 450)),
    ("MaxNumber", "10:15", 2),
]


@pytest.mark.parametrize(("category", "time", "value"), X16)
def test_x16_levels(category, time, value):
    log = Log(Q)
    log.lasted("10:10", "10:20", Q, "CallWait", "c1")
    log.lasted("10:10", "10:40", Q, "CallWait", "c2")
    assert log.ask(Q, category, "CallWait", time, opened="10:00", **HOURLY) == value


def busy_queue(waiting, ready_agents, active):
    log = Log(Q)
    for number, (released, work) in enumerate([(300, 30)] * 4):
        log.occurred("10:00", Q, "CallReleased", f"r{number}", released)
        log.occurred("10:00", Q, "ACWCompleted", f"r{number}", work)
    log.occurred("10:00", Q, "CallMissed", "m", 180)
    return people(log, waiting, ready_agents, active)


def people(log, waiting, ready_agents, active):
    counts = {"CallWait": waiting, "AgentReady": ready_agents, "AgentActive": active}
    for action, count in counts.items():
        for number in range(count):
            log.start("10:01", Q, action, f"{action}{number}")
    return log


X17 = [
    ("EstimWaitTime", (7, 1, 10), Fraction(1800, 1) / Fraction("8.8")),
    ("LoadBalance", (7, 1, 10), Fraction(1800, 1) / Fraction("8.8")),
    ("EstimWaitTime", (0, 3, 10), 0),
    ("LoadBalance", (0, 3, 10), Fraction(-900, 1) / Fraction("8.8")),
]


@pytest.mark.parametrize(("category", "counts", "value"), X17)
def test_x17_wait_estimate(category, counts, value):
    assert busy_queue(*counts).ask(Q, category, "CallWait", "10:02") == value


def test_x17_wait_estimate_of_a_fresh_queue():
    log = people(Log(Q), 2, 0, 0)
    assert log.ask(Q, "EstimWaitTime", "CallWait", "10:02") == 1_800_000


X18 = [
    ("CurrentTime", "DNAction", "10:02", 420),
    ("TotalTime", "DNAction", "10:02", 0),
    ("TotalNumber", "DNAction", "10:06", 1),
    ("TotalTime", "DNAction", "10:06", 300),
    ("TotalAdjustedTime", "DNAction", "10:06", 300),
    ("TotalNumberInTimeRange", "DNAction", "10:06", 1),
    ("TotalTime", "AgentStatus", "10:02", 120),
]


@pytest.mark.parametrize(("category", "subject", "time", "value"), X18)
def test_x18_opened_during_a_call(category, subject, time, value):
    log = Log(ANN)
    log.start("9:00", ANN, "LoggedIn")
    log.lasted("9:55", "10:05", ANN, "CallInbound", "c")
    more = {"subject": subject, "opened": "10:00", "timeRangeRight": 400}
    assert log.ask(ANN, category, "CallInbound", time, **more) == value


X19 = [
    (GROUP, "CurrentMaxTime", "10:05", 300),
    (ANN, "CurrentMaxTime", "10:05", 3900),
    (GROUP, "CurrentMaxTime", "10:06", 0),
    (GROUP, "TotalTime", "10:10", 360),
    (GROUP, "TotalAdjustedTime", "10:10", 360),
]


@pytest.mark.parametrize(("where", "category", "time", "value"), X19)
def test_x19_membership(where, category, time, value):
    log = Log(ANN, {"type": "SKILL_AG", "id": "g"})
    ready(log, ANN, "9:00")
    log.lasted("10:00", "10:06", ANN, "MemberOf", attributes={"GroupID": "g"})
    assert log.ask(where, category, "WaitForNextCall", time, subject="AgentStatus") == value


X20 = [
    ("CurrentContinuousTime", "10:06", 60),
    ("CurrentTime", "10:06", 50),
    ("CurrentContinuousTime", "10:04", 0),
    ("CurrentContinuousTime", "10:08:30", 0),
    ("TotalContinuousNumber", "10:08:30", 1),
    ("TotalNumber", "10:08:30", 2),
]


@pytest.mark.parametrize(("category", "time", "value"), X20)
def test_x20_continuous_time(category, time, value):
    log = Log(ANN)
    ready(log, ANN, "10:00")
    log.lasted("10:05:00", "10:05:10", ANN, "CallRinging", "c")
    log.lasted("10:05:10", "10:08:00", ANN, "CallInbound", "c")
    log.start("10:08:00", ANN, "AfterCallWork")
    asked = log.ask(ANN, category, "CallRinging,CallInbound", time, subject="AgentStatus")
    assert asked == value


X21 = [
    ("TotalCustomValue", True, "110.5"),
    ("AverageCustomValue", True, "27.625"),
    ("MinCustomValue", True, "-2"),
    ("MaxCustomValue", True, "100"),
    ("TotalCustomValue", False, "110.5"),
    ("AverageCustomValue", False, "22.1"),
]


@pytest.mark.parametrize(("category", "filtered", "value"), X21)
def test_x21_custom_value(category, filtered, value):
    log = Log(ANN)
    for number, amount in enumerate(("12.5", "-2", "1e2", "abc", None)):
        known = {} if amount is None else {"UserData": {"amount": amount}}
        log.lasted("10:00", f"10:0{number + 1}", ANN, "CallInbound", str(number), attributes=known)
    more = {"formula": 'GetNumber("amount")'}
    if filtered:
        more["dynamicFilter"] = 'PairExists("amount","*")'
    assert log.ask(ANN, category, "CallInbound", "11:00", **more) == Fraction(value)


@pytest.fixture(scope="module")
def waiting():
    log = Log(Q)
    log.lasted("10:00:03", "10:00:12", Q, "CallWait", "c1")
    log.start("10:00:04", Q, "CallWait", "c2")
    log.occurred("10:00:03", Q, "CallEntered", "c1")
    log.occurred("10:00:04", Q, "CallEntered", "c2")
    return log


@pytest.mark.parametrize(
    ("times", "values"),
    [
        (("10:00:00", "10:00:10", "10:00:20"), (0, 2, 1)),
        (("10:00:00", "10:00:03", "10:00:04", "10:00:12"), (0, 1, 2, 1)),
    ],
)
def test_x22_values_that_are_sent(waiting, times, values):
    asked = [waiting.ask(Q, "CurrentNumber", "CallWait", time, opened="10:00") for time in times]
    assert tuple(asked) == values


def test_x22_value_at_a_reset(waiting):
    more = {"opened": "10:00", "closing": True, **HOURLY}
    assert waiting.ask(Q, "TotalNumber", "CallEntered", "11:00", **more) == 2
