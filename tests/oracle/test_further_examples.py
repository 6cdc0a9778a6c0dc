# SPDX-License-Identifier: Apache-2.0
"""The oracle on the worked examples X14 to X22 of the statistics reference, with their figures."""

from fractions import Fraction

import pytest

from oracle.log import Log, ready

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
GROUP = ("GroupAgents", "g")
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}


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
    log.start("10:00", ANN, "MemberOf", attributes={"GroupID": "g"})
    log.end("10:06", ANN, "MemberOf", attributes={"GroupID": "g"})
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
