# SPDX-License-Identifier: Apache-2.0
"""The engine on the worked examples X1 to X22 of the statistics reference, with their figures.

Not here: what is sent on a change or at a reset (X22, and the reset messages of X5 and X7). The
values that would be sent are.
"""

import pytest

import cordboard as cb
from oracle.log import Log, at, ready

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
GROUP = ("GroupAgents", "g")
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}
CALLS = "CallUnknown, CallConsult, CallInternal, CallOutbound, CallInbound"
HOLDS = "CallOnHoldInbound,CallOnHoldOutbound,CallOnHoldInternal,CallOnHoldConsult"


class FedLog(Log):
    """A log whose questions an engine answers."""

    def ask(self, where, category, mask, clock, *, subject="DNAction", opened="0:00", **more):
        definition = {"category": category, "mainMask": mask, "subject": subject, **more}
        given = {name: value for name, value in definition.items() if value is not None}
        entry = {"name": "asked", "objectType": where[0], "statisticDefinitionEx": given}
        if all(one["id"] != where[1] for one in self.objects):
            self.objects.append({"type": where[0], "id": where[1]})
        engine = cb.StatisticsEngine([entry], objects=self.objects, start=at(opened))
        engine.feed([row for row in self.rows if row["time"] <= at(clock)])
        engine.advance_to(at(clock))
        return engine.value(where[1], "asked", where[0])


def asked(log, questions):
    """Return (what is asked and the value there is) where it is not the value expected."""
    wrong = []
    for *question, more, expected in questions:
        value = log.ask(*question, **more)
        if value != pytest.approx(expected, rel=1e-12, abs=0):
            wrong.append((question, more, value, expected))
    return wrong


def in_range(left, right, **more):
    return {"timeRangeLeft": left, "timeRangeRight": right, **more}


def sliding(text):
    return {"intervalType": "SlidingWindow", "dynamicTimeProfile": text, "opened": "9:00"}


def test_x1_queue():
    log = FedLog(Q)
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
    minute = in_range(0, 60)
    factor = in_range(0, 120, timeRangeLeft2=0, timeRangeRight2=10)
    questions = [
        ("TotalNumber", "CallEntered", {}, 6),
        ("TotalNumber", "CallDistributed", {}, 3),
        ("TotalNumber", "CallAbandoned", {}, 2),
        ("TotalNumber", "CallAbandonedFromRinging", {}, 1),
        ("TotalNumber", "CallAnswered", {}, 2),
        ("TotalNumber", "CallReleased", {}, 1),
        ("CurrentNumber", "CallWait", {}, 1),
        ("CurrentMaxTime", "CallWait", {}, 60),
        ("CurrentNumberInTimeRange", "CallWait", minute, 0),
        ("AverageTime", "CallWait", {"relativeMask": "CallWait"}, 45.2),
        ("TotalTime", "CallAnswered", {}, 175),
        ("AverageTime", "CallAnswered", {}, 87.5),
        ("MaxTime", "CallAnswered", {}, 135),
        ("MinTime", "CallWait", {}, 6),
        ("TotalTime", "CallAbandonedFromRinging", {}, 35),
        ("TotalTime", "CallReleased", {}, 300),
        ("TotalNumberInTimeRange", "CallAnswered", minute, 1),
        ("TotalNumberInTimeRangePercentage", "CallAnswered", minute, 50),
        ("TotalTimeInTimeRange", "CallAnswered", minute, 40),
        ("ServiceFactor1", None, factor, 100 / 3),
        ("RelativeNumberPercentage", "CallAbandoned", {"relativeMask": "CallEntered"}, 100 / 3),
        ("TotalNumberPerSecond", "CallEntered", HOURLY, 6 / 660),
    ]
    questions = [(Q, category, mask, "9:11:00", *rest) for category, mask, *rest in questions]
    questions.append((Q, "CurrentNumberInTimeRange", "CallWait", "9:10:59", minute, 1))
    assert asked(log, questions) == []


def test_x2_milliseconds_are_cut_before_subtracting():
    log = FedLog(Q)
    log.occurred("5:41:07.542", Q, "CallAnswered", "c", "10.593")
    number = (Q, "TotalNumberInTimeRange", "CallAnswered", "6:00")
    ranges = [(0, 11, 0), (11, 20, 1), (0, 12, 1)]
    assert asked(log, [(*number, in_range(left, right), n) for left, right, n in ranges]) == []


def test_x2_the_edges_of_a_range():
    log = FedLog(Q)
    log.occurred("5:00", Q, "CallAnswered", "c", 20)
    number = (Q, "TotalNumberInTimeRange", "CallAnswered", "6:00")
    ranges = [(0, 20, 0), (20, 50, 1)]
    assert asked(log, [(*number, in_range(left, right), n) for left, right, n in ranges]) == []


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
    log = FedLog(ANN)
    log.lasted("23:58", "24:03", ANN, "CallInbound", "c")
    times = zip(("23:59:59", "24:01", "24:03", "30:00"), values, strict=True)
    more = {"timeRangeRight": 240}
    assert asked(log, [(ANN, category, "CallInbound", at_, more, n) for at_, n in times]) == []


X4 = [
    ("TotalTime", (540, 300, 600)),
    ("TotalNumber", (1, 1, 1)),
    ("TotalAdjustedTime", (0, 0, 1200)),
    ("TotalAdjustedNumber", (0, 0, 1)),
    ("CurrentTime", (540, 900, 0)),
]


@pytest.mark.parametrize(("category", "values"), X4)
def test_x4_status_across_midnight(category, values):
    log = FedLog(ANN)
    ready(log, ANN, "23:50")
    log.start("24:10", ANN, "CallInbound", "c")
    times = zip(("23:59", "24:05", "24:20"), values, strict=True)
    more = {"subject": "AgentStatus"}
    assert asked(log, [(ANN, category, "WaitForNextCall", at_, more, n) for at_, n in times]) == []


def test_x5_quarter_hour_report():
    log = FedLog(ANN)
    ready(log, ANN, "14:55")
    log.end("15:05", ANN, "WaitForNextCall")
    quarters = {"dynamicTimeProfile": "0:00+0:15", "subject": "AgentStatus"}
    questions = [
        ("TotalTime", "14:59:59", 299),
        ("TotalAdjustedTime", "14:59:59", 0),
        ("TotalTime", "15:14:59", 300),
        ("TotalAdjustedTime", "15:14:59", 600),
    ]
    assert asked(log, [(ANN, c, "WaitForNextCall", t, quarters, n) for c, t, n in questions]) == []


def test_x6_hold_splits_a_status_but_no_action():
    log = FedLog(ANN)
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
    questions = [
        ("TotalNumber", "DNAction", "CallInbound", None, 1),
        ("TotalNumber", "AgentStatus", "CallInbound", None, 2),
        ("TotalAdjustedTime", "DNAction", CALLS, None, 210),
        ("TotalAdjustedTime", "DNAction", HOLDS, None, 45),
        ("TotalTime", "AgentStatus", "CallInbound", None, 165),
        ("TotalAdjustedTime", "AgentStatus", "AfterCallWork", None, 40),
        ("TotalAdjustedTime", "AgentStatus", "WaitForNextCall", None, 20),
        ("TotalTime", "AgentStatus", "WaitForNextCall", None, 40),
        ("AverageTime", "DNStatus", f"{CALLS}, AfterCallWork", CALLS, 102.5),
        ("AverageNumberPerRelativeHour", "AgentStatus", CALLS, "*,~LoggedOut,~NotMonitored", 24),
        ("ElapsedTimePercentage", "AgentStatus", "AfterCallWork", None, 40 / 3),
        ("TotalNumber", "DNAction", "CallAnswered", None, 1),
        ("TotalTime", "DNAction", "CallAnswered", None, 10),
        ("TotalTime", "DNAction", "CallRetrievedFromHold", None, 45),
        ("TotalTime", "DNAction", "CallInboundCompleted", None, 210),
        ("TotalTime", "AgentStatus", "CallOnHold", None, 45),
        ("TotalTime", "AgentStatus", "CallOnHoldInbound", None, 45),
        ("TotalTime", "AgentStatus", "CallOnHoldOutbound", None, 0),
        ("TotalTime", "AgentStatus", "CallRinging", None, 10),
    ]
    assert (
        asked(
            log,
            [
                (ANN, category, mask, "10:05", more, value)
                for category, subject, mask, relative, value in questions
                for more in [{"subject": subject, "relativeMask": relative, "opened": "10:00"}]
            ],
        )
        == []
    )


def test_x7_an_event_at_the_reset_is_of_the_new_interval():
    log = FedLog(Q)
    log.lasted("9:59:30", "10:00", Q, "CallWait", "c")
    log.occurred("10:00", Q, "CallAbandoned", "c", 30)
    questions = [
        (Q, "TotalNumber", "CallAbandoned", "9:59:59", HOURLY, 0),
        (Q, "TotalNumber", "CallAbandoned", "10:00", HOURLY, 1),
        (Q, "TotalTime", "CallAbandoned", "10:00", HOURLY, 30),
        (Q, "TotalNumber", "CallWait", "10:00", HOURLY, 1),
        (Q, "TotalTime", "CallWait", "10:00", HOURLY, 0),
    ]
    assert asked(log, questions) == []


def test_x7_what_crosses_a_reset():
    log = FedLog(Q)
    log.lasted("9:59:30", "10:00:10", Q, "CallWait", "c")
    log.occurred("10:00:20", Q, "CallAnswered", "c", 50)
    questions = [
        (Q, "TotalTime", "CallAnswered", "10:30", HOURLY, 50),
        (Q, "TotalTime", "CallWait", "10:30", HOURLY, 10),
        (Q, "TotalAdjustedTime", "CallWait", "10:30", HOURLY, 40),
        (Q, "AverageTime", "CallWait", "10:30", HOURLY, 10),
    ]
    assert asked(log, questions) == []


def test_x8_sliding_window():
    log = FedLog(Q)
    for clock, carried in (("10:00", 10), ("10:05", 20), ("10:14", 30)):
        log.occurred(clock, Q, "CallAnswered", clock, carried)
    values = [("10:14:30", 3, 60), ("10:15", 2, 50), ("10:20", 1, 30), ("10:29", 0, 0)]
    for time, number, total in values:
        assert log.ask(Q, "TotalNumber", "CallAnswered", time, **sliding("900")) == number
        assert log.ask(Q, "TotalTime", "CallAnswered", time, **sliding("900")) == total


def test_x8_sliding_window_with_steps():
    log = FedLog(Q)
    for clock in ("10:00", "10:00:04", "10:05", "10:14"):
        log.occurred(clock, Q, "CallAnswered", clock, 5)
    values = [("900", "10:15:05", 2), ("900:10", "10:15:05", 3), ("900:10", "10:15:10", 2)]
    questions = [(Q, "TotalNumber", "CallAnswered", t, sliding(p), n) for p, t, n in values]
    assert asked(log, questions) == []


def test_x8_durable_action_leaves_a_sliding_window():
    log = FedLog(ANN)
    log.lasted("9:58", "10:02", ANN, "CallInbound", "c")
    for time, total, adjusted in (("10:14", 180, 240), ("10:16", 60, 240), ("10:17", 0, 0)):
        assert log.ask(ANN, "TotalTime", "CallInbound", time, **sliding("900")) == total
        assert log.ask(ANN, "TotalAdjustedTime", "CallInbound", time, **sliding("900")) == adjusted


@pytest.mark.parametrize("time", ["11:00", "35:00"])
def test_x9_selection(time):
    log = FedLog(Q)
    for clock, carried in (("10:00", 10), ("10:01", 20), ("10:02", 60), ("10:03", 5)):
        log.occurred(clock, Q, "CallAnswered", clock, carried)
    three = {"intervalType": "SlidingSelection", "dynamicTimeProfile": "3", "timeRangeRight": 30}
    values = [
        ("TotalNumber", 3),
        ("AverageTime", 85 / 3),
        ("MaxTime", 60),
        ("TotalNumberInTimeRangePercentage", 200 / 3),
    ]
    assert asked(log, [(Q, c, "CallAnswered", time, three, n) for c, n in values]) == []


def test_x10_since_login():
    log = FedLog(ANN)
    log.lasted("8:00", "12:00", ANN, "LoggedIn")
    log.lasted("8:20", "8:30", ANN, "CallInbound", "c1")
    log.lasted("10:50", "11:00", ANN, "CallInbound", "c2")
    log.start("13:00", ANN, "LoggedIn")
    log.start("13:10", ANN, "Active", media="chat")
    log.lasted("13:15", "13:20", ANN, "CallInbound", "c3")
    since = {"intervalType": "SinceLogin"}
    values = [("12:30", 2), ("13:05", 0), ("13:30", 1)]
    assert asked(log, [(ANN, "TotalNumber", "CallInbound", t, since, n) for t, n in values]) == []


X11 = [
    (Q, "AverageTime", "CallWait", {}),
    (Q, "ServiceFactor1", None, in_range(0, 120, timeRangeRight2=10)),
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
    assert FedLog(Q, ANN).ask(where, category, mask, "24:00", **more) == 0


def test_x11_the_only_call_was_a_short_abandon():
    log = FedLog(Q)
    log.occurred("9:00", Q, "CallAbandoned", "c", 6)
    ranges = in_range(0, 120, timeRangeRight2=10)
    assert log.ask(Q, "ServiceFactor1", None, "9:01", **ranges) == 0


def two_agents():
    return FedLog(*({"type": "AGENT", "id": name, "groups": ["g"]} for name in ("ann", "bob")))


def test_x12_transfer():
    log = two_agents()
    log.start("9:00", ANN, "LoggedIn")
    ready(log, BOB, "9:00")
    log.lasted("10:00:00", "10:01:30", ANN, "CallInbound", "c1")
    log.occurred("10:01:00", ANN, "CallHeld", "c1")
    log.lasted("10:01:00", "10:01:30", ANN, "CallOnHoldInbound", "c1")
    log.lasted("10:01:00", "10:01:10", ANN, "CallDialing", "c2")
    log.lasted("10:01:00", "10:01:10", BOB, "CallRinging", "c2")
    log.occurred("10:01:10", ANN, "CallDialed", "c2", 10)
    log.occurred("10:01:10", BOB, "CallAnswered", "c2", 10)
    log.lasted("10:01:10", "10:01:30", ANN, "CallConsult", "c2")
    log.lasted("10:01:10", "10:01:30", BOB, "CallConsult", "c2")
    log.occurred("10:01:30", ANN, "CallInboundCompleted", "c1", 90)
    log.occurred("10:01:30", ANN, "TransferredFromHold", "c1", 30)
    log.occurred("10:01:30", ANN, "CallConsultCompleted", "c2", 20)
    log.occurred("10:01:30", BOB, "CallPartyChanged", "c2", 20)
    log.lasted("10:01:30", "10:03:30", BOB, "CallInbound", "c1")
    questions = [
        (ANN, "AgentStatus", "CallInbound", 60),
        (ANN, "AgentStatus", "CallOnHold", 10),
        (ANN, "AgentStatus", "CallDialing", 0),
        (ANN, "AgentStatus", "CallConsult", 20),
        (BOB, "AgentStatus", "CallRinging", 10),
        (BOB, "AgentStatus", "CallConsult", 20),
        (BOB, "AgentStatus", "CallInbound", 120),
        (ANN, "DNAction", "CallInbound", 90),
        (ANN, "DNAction", "TransferredFromHold", 30),
        (BOB, "DNAction", "CallPartyChanged", 20),
        (GROUP, "DNAction", "CallInbound", 210),
        (GROUP, "AgentStatus", "CallInbound", 180),
    ]
    assert (
        asked(
            log,
            [(o, "TotalTime", m, "10:04", {"subject": s}, value) for o, s, m, value in questions],
        )
        == []
    )
    for distinguish, number in ((False, 2), (True, 1)):
        told = {"distinguishByConnId": distinguish}
        assert log.ask(GROUP, "TotalNumber", "CallInbound", "10:04", **told) == number
        assert log.ask(GROUP, "TotalTime", "CallInbound", "10:04", **told) == 210


@pytest.mark.parametrize(("distinguish", "number", "total"), [(False, 2, 340), (True, 1, 240)])
def test_x13_conference(distinguish, number, total):
    log = two_agents()
    log.lasted("10:00", "10:04", ANN, "CallInbound", "c1")
    log.lasted("10:01:20", "10:03", BOB, "CallInbound", "c1")
    told = {"distinguishByConnId": distinguish}
    assert log.ask(GROUP, "CurrentNumber", "CallInbound", "10:02", **told) == number
    assert log.ask(GROUP, "TotalTime", "CallInbound", "10:04", **told) == total


def test_x14_voice_and_chat():
    log = FedLog(ANN)
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
    status = {"opened": "10:00", "subject": "AgentStatus"}
    action = {"opened": "10:00"}
    voice = {**action, "dynamicFilter": "MediaType=voice"}
    questions = [
        (ANN, "TotalTime", "CallInbound", "10:05", status, 205),
        (ANN, "TotalNumber", "CallInbound", "10:05", status, 1),
        (ANN, "TotalTime", "CallRinging", "10:05", status, 5),
        (ANN, "TotalTime", "WaitForNextCall", "10:05", status, 90),
        (ANN, "TotalNumber", "CallInbound", "10:05", action, 2),
        (ANN, "TotalNumber", "HandlingInbound", "10:05", action, 1),
        (ANN, "TotalTime", "HandlingInbound", "10:05", action, 175),
        (ANN, "CurrentNumber", "CallInbound", "10:03:50", action, 2),
        (ANN, "CurrentNumber", "CallInbound", "10:03:50", voice, 1),
    ]
    assert asked(log, questions) == []


@pytest.mark.parametrize(
    ("category", "values"),
    [
        ("TotalTime", (0, 600, 1200)),
        ("TotalNumber", (0, 1, 1)),
        ("TotalAdjustedTime", (0, 0, 1200)),
    ],
)
def test_x15_filter_that_changes_during_a_status(category, values):
    log = FedLog(ANN)
    log.start("9:00", ANN, "LoggedIn")
    busy = "NotReadyForNextCall"
    log.lasted("10:00", "10:30", ANN, busy, attributes={"Reasons": {"Break": "1"}})
    log.update("10:10", ANN, busy, attributes={"Reasons": {"Lunch": "1"}})
    lunch = {"subject": "AgentStatus", "dynamicFilter": 'PairExists(Reasons,"Lunch")'}
    times = zip(("10:05", "10:20", "10:40"), values, strict=True)
    assert asked(log, [(ANN, category, busy, time, lunch, value) for time, value in times]) == []
    assert log.ask(ANN, "TotalTime", busy, "10:40", subject="AgentStatus") == 1800


def test_x15_filter_that_changes_during_a_wait():
    log = FedLog(Q)
    known = {"UserData": {"Language": "Spanish"}}
    log.lasted("10:00:00", "10:00:30", Q, "CallWait", "c")
    log.update("10:00:20", Q, "CallWait", "c", attributes=known)
    log.occurred("10:00:30", Q, "CallAbandoned", "c", 30, attributes=known)
    spanish = {"dynamicFilter": 'PairExists("Language","Spanish")'}
    questions = [
        (Q, "TotalNumber", "CallAbandoned", "10:01", spanish, 1),
        (Q, "TotalTime", "CallAbandoned", "10:01", spanish, 30),
        (Q, "TotalTime", "CallWait", "10:01", spanish, 10),
    ]
    assert asked(log, questions) == []


def test_x16_levels():
    log = FedLog(Q)
    log.lasted("10:10", "10:20", Q, "CallWait", "c1")
    log.lasted("10:10", "10:40", Q, "CallWait", "c2")
    values = [
        ("AverageOfCurrentNumber", "10:50", 0.8),
        ("MaxNumber", "10:50", 2),
        ("MinNumber", "10:50", 0),
        ("TotalTime", "10:50", 2400),
        ("AverageOfCurrentNumber", "10:15", 302 / 450),
        ("MaxNumber", "10:15", 2),
    ]
    more = {"opened": "10:00", **HOURLY}
    assert asked(log, [(Q, c, "CallWait", time, more, value) for c, time, value in values]) == []


def people(log, waiting, ready_agents, active):
    counts = {"CallWait": waiting, "AgentReady": ready_agents, "AgentActive": active}
    for action, count in counts.items():
        for number in range(count):
            log.start("10:01", Q, action, f"{action}{number}")
    return log


def busy_queue(waiting, ready_agents, active):
    log = FedLog(Q)
    for number in range(4):
        log.occurred("10:00", Q, "CallReleased", f"r{number}", 300)
        log.occurred("10:00", Q, "ACWCompleted", f"r{number}", 30)
    log.occurred("10:00", Q, "CallMissed", "m", 180)
    return people(log, waiting, ready_agents, active)


X17 = [
    ("EstimWaitTime", (7, 1, 10), 1800 / 8.8),
    ("LoadBalance", (7, 1, 10), 1800 / 8.8),
    ("EstimWaitTime", (0, 3, 10), 0),
    ("LoadBalance", (0, 3, 10), -900 / 8.8),
]


@pytest.mark.parametrize(("category", "counts", "value"), X17)
def test_x17_wait_estimate(category, counts, value):
    log = busy_queue(*counts)
    assert asked(log, [(Q, category, "CallWait", "10:02", {}, value)]) == []


def test_x17_wait_estimate_of_a_fresh_queue():
    log = people(FedLog(Q), 2, 0, 0)
    assert asked(log, [(Q, "EstimWaitTime", "CallWait", "10:02", {}, 1_800_000)]) == []


def test_x18_opened_during_a_call():
    log = FedLog(ANN)
    log.start("9:00", ANN, "LoggedIn")
    log.lasted("9:55", "10:05", ANN, "CallInbound", "c")
    action = {"opened": "10:00", "timeRangeRight": 400}
    status = {**action, "subject": "AgentStatus"}
    questions = [
        (ANN, "CurrentTime", "CallInbound", "10:02", action, 420),
        (ANN, "TotalTime", "CallInbound", "10:02", action, 0),
        (ANN, "TotalNumber", "CallInbound", "10:06", action, 1),
        (ANN, "TotalTime", "CallInbound", "10:06", action, 300),
        (ANN, "TotalAdjustedTime", "CallInbound", "10:06", action, 300),
        (ANN, "TotalNumberInTimeRange", "CallInbound", "10:06", action, 1),
        (ANN, "TotalTime", "CallInbound", "10:02", status, 120),
    ]
    assert asked(log, questions) == []


def test_x19_membership():
    log = FedLog(ANN, GROUP)
    ready(log, ANN, "9:00")
    log.start("10:00", ANN, "MemberOf", attributes={"GroupID": "g"})
    log.end("10:06", ANN, "MemberOf", attributes={"GroupID": "g"})
    status = {"subject": "AgentStatus"}
    questions = [
        (GROUP, "CurrentMaxTime", "WaitForNextCall", "10:05", status, 300),
        (ANN, "CurrentMaxTime", "WaitForNextCall", "10:05", status, 3900),
        (GROUP, "CurrentMaxTime", "WaitForNextCall", "10:06", status, 0),
        (GROUP, "TotalTime", "WaitForNextCall", "10:10", status, 360),
        (GROUP, "TotalAdjustedTime", "WaitForNextCall", "10:10", status, 360),
    ]
    assert asked(log, questions) == []


def test_x20_continuous_time():
    log = FedLog(ANN)
    ready(log, ANN, "10:00")
    log.lasted("10:05:00", "10:05:10", ANN, "CallRinging", "c")
    log.lasted("10:05:10", "10:08:00", ANN, "CallInbound", "c")
    log.start("10:08:00", ANN, "AfterCallWork")
    status = {"subject": "AgentStatus"}
    mask = "CallRinging,CallInbound"
    questions = [
        (ANN, "CurrentContinuousTime", mask, "10:06", status, 60),
        (ANN, "CurrentTime", mask, "10:06", status, 50),
        (ANN, "CurrentContinuousTime", mask, "10:04", status, 0),
        (ANN, "CurrentContinuousTime", mask, "10:08:30", status, 0),
        (ANN, "TotalContinuousNumber", mask, "10:08:30", status, 1),
        (ANN, "TotalNumber", mask, "10:08:30", status, 2),
    ]
    assert asked(log, questions) == []


def test_x21_custom_value():
    log = FedLog(ANN)
    for number, amount in enumerate(("12.5", "-2", "1e2", "abc", None)):
        known = {} if amount is None else {"UserData": {"amount": amount}}
        log.lasted("10:00", f"10:0{number + 1}", ANN, "CallInbound", str(number), attributes=known)
    formula = {"formula": 'GetNumber("amount")'}
    filtered = {**formula, "dynamicFilter": 'PairExists("amount","*")'}
    questions = [
        ("TotalCustomValue", filtered, 110.5),
        ("AverageCustomValue", filtered, 27.625),
        ("MinCustomValue", filtered, -2),
        ("MaxCustomValue", filtered, 100),
        ("TotalCustomValue", formula, 110.5),
        ("AverageCustomValue", formula, 22.1),
    ]
    assert asked(log, [(ANN, c, "CallInbound", "11:00", more, n) for c, more, n in questions]) == []


def test_x22_values_that_are_sent():
    log = FedLog(Q)
    log.lasted("10:00:03", "10:00:12", Q, "CallWait", "c1")
    log.start("10:00:04", Q, "CallWait", "c2")
    log.occurred("10:00:03", Q, "CallEntered", "c1")
    log.occurred("10:00:04", Q, "CallEntered", "c2")
    opened = {"opened": "10:00"}
    times = {"10:00:00": 0, "10:00:03": 1, "10:00:04": 2, "10:00:10": 2, "10:00:12": 1}
    times |= {"10:00:20": 1}
    waiting = [(Q, "CurrentNumber", "CallWait", time, opened, n) for time, n in times.items()]
    assert asked(log, waiting) == []
    before_reset = (Q, "TotalNumber", "CallEntered", "10:59:59", {**opened, **HOURLY}, 2)
    assert asked(log, [before_reset]) == []
