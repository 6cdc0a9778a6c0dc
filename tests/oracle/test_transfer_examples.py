# SPDX-License-Identifier: Apache-2.0
"""The oracle on the worked examples X12 and X13 of the statistics reference, row by row."""

import pytest

from oracle.log import Log, ready

A = ("Agent", "A")
B = ("Agent", "B")
Q = ("Queue", "Q")
PAIR = ("GroupAgents", "pair")


def begun():
    """Return a log in which two agents are there, one of them ready."""
    log = Log(*({"type": "AGENT", "id": name, "groups": ["pair"]} for name in "AB"), Q)
    log.start("9:00", A, "LoggedIn")
    ready(log, B, "9:00")
    return log


def consultation(log, held_until, answered, ended):
    """Write how A holds c1 at 10:01:00 and dials B, who answers, until the consultation ends."""
    log.occurred("10:01:00", A, "CallHeld", "c1")
    log.lasted("10:01:00", held_until, A, "CallOnHoldInbound", "c1")
    log.lasted("10:01:00", answered, A, "CallDialing", "c2")
    log.lasted("10:01:00", answered, B, "CallRinging", "c2")
    log.occurred(answered, A, "CallDialed", "c2", 10)
    log.occurred(answered, B, "CallAnswered", "c2", 10)
    for agent, action in ((A, "CallConsultOriginated"), (B, "CallConsultReceived")):
        log.lasted(answered, ended, agent, "CallConsult", "c2")
        log.lasted(answered, ended, agent, action, "c2")


@pytest.fixture(scope="module")
def transfer():
    log = begun()
    log.lasted("10:00:00", "10:01:30", A, "CallInbound", "c1")
    consultation(log, "10:01:30", "10:01:10", "10:01:30")
    log.occurred("10:01:30", A, "TransferredFromHold", "c1", 30)
    log.occurred("10:01:30", A, "CallConsultCompleted", "c2", 20)
    log.occurred("10:01:30", A, "CallInboundCompleted", "c1", 90)
    log.occurred("10:01:30", A, "CallTransferMade", "c1")
    log.occurred("10:01:30", Q, "CallReleased", "c1", 90)
    log.occurred("10:01:30", B, "CallPartyChanged", "c2", 20)
    log.occurred("10:01:30", B, "CallTransferTaken", "c1")
    log.lasted("10:01:30", "10:03:30", B, "CallInbound", "c1")
    return log


X12_ACTIONS = [
    (A, "CallInbound", 1, 90),
    (A, "CallInboundCompleted", 1, 90),
    (A, "CallHeld", 1, 0),
    (A, "CallOnHoldInbound", 1, 30),
    (A, "TransferredFromHold", 1, 30),
    (A, "CallDialing", 1, 10),
    (A, "CallDialed", 1, 10),
    (A, "CallConsult", 1, 20),
    (A, "CallConsultOriginated", 1, 20),
    (A, "CallConsultCompleted", 1, 20),
    (A, "CallTransferMade", 1, 0),
    (B, "CallRinging", 1, 10),
    (B, "CallAnswered", 1, 10),
    (B, "CallConsult", 1, 20),
    (B, "CallConsultReceived", 1, 20),
    (B, "CallPartyChanged", 1, 20),
    (B, "CallConsultCompleted", 0, 0),
    (B, "CallInbound", 1, 120),
    (B, "CallTransferTaken", 1, 0),
    (Q, "CallReleased", 1, 90),
    (PAIR, "CallInbound", 2, 210),
]


@pytest.mark.parametrize(("where", "mask", "number", "total"), X12_ACTIONS)
def test_x12_actions_of_a_transfer(transfer, where, mask, number, total):
    assert transfer.ask(where, "TotalNumber", mask, "10:04") == number
    assert transfer.ask(where, "TotalTime", mask, "10:04") == total


@pytest.mark.parametrize(
    ("where", "mask"),
    [
        (A, "CallTransferMade"),
        (A, "CallConsultCompleted"),
        (B, "CallTransferTaken"),
        (B, "CallPartyChanged"),
        (A, "TransferredFromHold"),
        (Q, "CallReleased"),
    ],
)
def test_x12_what_happens_when_it_is_completed(transfer, where, mask):
    asked = [transfer.ask(where, "TotalNumber", mask, time) for time in ("10:01:29", "10:01:30")]
    assert asked == [0, 1]


X12_STATUSES = [
    (A, "CallInbound", 60),
    (A, "CallOnHold", 10),
    (A, "CallDialing", 0),
    (A, "CallConsult", 20),
    (B, "CallRinging", 10),
    (B, "CallConsult", 20),
    (B, "CallInbound", 120),
    (PAIR, "CallInbound", 180),
]


@pytest.mark.parametrize(("where", "mask", "total"), X12_STATUSES)
def test_x12_statuses_of_a_transfer(transfer, where, mask, total):
    assert transfer.ask(where, "TotalTime", mask, "10:04", subject="AgentStatus") == total


@pytest.mark.parametrize(("distinguish", "number"), [(False, 2), (True, 1)])
def test_x12_one_call_of_two_agents(transfer, distinguish, number):
    told = {"distinguishByConnId": distinguish}
    assert transfer.ask(PAIR, "TotalNumber", "CallInbound", "10:04", **told) == number
    assert transfer.ask(PAIR, "TotalTime", "CallInbound", "10:04", **told) == 210


@pytest.fixture(scope="module")
def transfer_while_ringing():
    log = begun()
    log.lasted("10:00:00", "10:01:05", A, "CallInbound", "c1")
    log.occurred("10:01:00", A, "CallHeld", "c1")
    log.lasted("10:01:00", "10:01:05", A, "CallOnHoldInbound", "c1")
    log.occurred("10:01:05", A, "TransferredFromHold", "c1", 5)
    log.lasted("10:01:00", "10:01:05", A, "CallDialing", "c2")
    log.occurred("10:01:05", A, "CallDialTransferred", "c2", 5)
    log.occurred("10:01:05", A, "CallTransferMade", "c1")
    log.lasted("10:01:00", "10:01:05", B, "CallRingingConsult", "c2")
    log.occurred("10:01:05", B, "CallRingingPartyChanged", "c2", 5)
    log.lasted("10:01:05", "10:01:10", B, "CallRingingInbound", "c1")
    log.lasted("10:01:10", "10:03:30", B, "CallInbound", "c1")
    return log


X12_RINGING = [
    (A, "CallDialTransferred", 1, 5),
    (A, "CallDialed", 0, 0),
    (A, "CallConsult,CallConsultOriginated,CallConsultCompleted", 0, 0),
    (A, "TransferredFromHold", 1, 5),
    (A, "CallTransferMade", 1, 0),
    (B, "CallRingingPartyChanged", 1, 5),
    (B, "CallRinging", 2, 10),
    (B, "CallRingingInbound", 1, 5),
]


@pytest.mark.parametrize(("where", "mask", "number", "total"), X12_RINGING)
def test_x12_transfer_while_b_rings(transfer_while_ringing, where, mask, number, total):
    assert transfer_while_ringing.ask(where, "TotalNumber", mask, "10:04") == number
    assert transfer_while_ringing.ask(where, "TotalTime", mask, "10:04") == total


@pytest.mark.parametrize(
    ("mask", "number", "total"), [("CallRinging", 1, 10), ("CallRingingInbound", 1, 5)]
)
def test_x12_ringing_that_restarts_is_one_status(transfer_while_ringing, mask, number, total):
    told = {"subject": "AgentStatus"}
    assert transfer_while_ringing.ask(B, "TotalNumber", mask, "10:04", **told) == number
    assert transfer_while_ringing.ask(B, "TotalTime", mask, "10:04", **told) == total


@pytest.fixture(scope="module")
def conference():
    log = begun()
    log.lasted("10:00:00", "10:04:00", A, "CallInbound", "c1")
    consultation(log, "10:01:20", "10:01:10", "10:01:20")
    log.occurred("10:01:20", A, "CallRetrievedFromHold", "c1", 20)
    log.occurred("10:01:20", A, "CallConsultCompleted", "c2", 10)
    log.occurred("10:01:20", A, "CallConferenceMade", "c1")
    log.occurred("10:01:20", A, "CallConferencePartyAdded", "c1")
    log.lasted("10:01:20", "10:04:00", A, "CallConferenceOriginated", "c1")
    log.occurred("10:03:00", A, "CallConferencePartyDeleted", "c1")
    log.occurred("10:01:20", B, "CallPartyChanged", "c2", 10)
    log.lasted("10:01:20", "10:03:00", B, "CallInbound", "c1")
    log.occurred("10:01:20", B, "CallConferenceJoined", "c1")
    return log


X13 = [
    (A, "CallInbound", 1, 240),
    (A, "CallOnHoldInbound", 1, 20),
    (A, "CallRetrievedFromHold", 1, 20),
    (A, "CallDialing", 1, 10),
    (A, "CallDialed", 1, 10),
    (A, "CallConsult", 1, 10),
    (A, "CallConsultCompleted", 1, 10),
    (A, "CallConferenceMade", 1, 0),
    (A, "CallConferencePartyAdded", 1, 0),
    (A, "CallConferenceOriginated", 1, 160),
    (A, "CallConferencePartyDeleted", 1, 0),
    (B, "CallRinging", 1, 10),
    (B, "CallAnswered", 1, 10),
    (B, "CallConsult", 1, 10),
    (B, "CallPartyChanged", 1, 10),
    (B, "CallInbound", 1, 100),
    (B, "CallConferenceJoined", 1, 0),
]


@pytest.mark.parametrize(("where", "mask", "number", "total"), X13)
def test_x13_actions_of_a_conference(conference, where, mask, number, total):
    assert conference.ask(where, "TotalNumber", mask, "10:05") == number
    assert conference.ask(where, "TotalTime", mask, "10:05") == total


@pytest.mark.parametrize(
    ("mask", "before", "time"),
    [
        ("CallConferenceMade", "10:01:19", "10:01:20"),
        ("CallConferencePartyAdded", "10:01:19", "10:01:20"),
        ("CallConferencePartyDeleted", "10:02:59", "10:03:00"),
    ],
)
def test_x13_when_the_conference_changes(conference, mask, before, time):
    assert [conference.ask(A, "TotalNumber", mask, when) for when in (before, time)] == [0, 1]


@pytest.mark.parametrize(("distinguish", "number", "total"), [(False, 2, 340), (True, 1, 240)])
def test_x13_one_call_of_two_agents(conference, distinguish, number, total):
    told = {"distinguishByConnId": distinguish}
    assert conference.ask(PAIR, "CurrentNumber", "CallInbound", "10:02", **told) == number
    assert conference.ask(PAIR, "TotalTime", "CallInbound", "10:04", **told) == total
