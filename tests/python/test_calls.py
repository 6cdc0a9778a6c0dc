# SPDX-License-Identifier: Apache-2.0
"""Call control at the Python door, and examples X12 to X14 of the statistics driven through it."""

import json

import pytest

import cordboard as cb
from action_rows import statistic
from scenario import CONFIG, CenterDoor, Player, scenarios

TALK = "Hangup Hold SendDtmf MuteCall SingleStepTransfer SingleStepConference"
DATA = ["AttachUserData", "UpdateUserData", "DeleteUserData", "DeleteUserDataPair"]


@pytest.fixture
def center():
    center = cb.Center(CONFIG)
    for name in ("ann", "bob", "cleo"):
        center.agent(name).start_session(["voice"])
    return center


def legs(call):
    return [(one["agent"], one["phoneNumber"], one["state"]) for one in call.participants]


def newest(events):
    return next(one["interaction"] for one in events if one["event"] == "InteractionCreated")


def test_an_agent_calls_another_and_both_see_the_same(center):
    ann, bob = center.agent("ann"), center.agent("bob")
    call = center.interaction(newest(ann.dial("5002", user_data={"about": "lunch"})))
    assert (call.type, call.media, call.state, call.queue) == (
        "Internal",
        "voice",
        "Accepted",
        None,
    )
    assert legs(call) == [("ann", "5001", "Dialing"), ("bob", "5002", "Ringing")]
    assert ann.interactions == bob.interactions == [call.id]
    caller, called = (one["capabilities"] for one in call.participants)
    assert caller == ["Hangup", "SendDtmf", *DATA]
    assert called == ["Answer", "Hangup", *DATA]
    bob.answer(call.id)
    bob.update_user_data(call.id, {"when": "noon"})
    assert call.user_data == {"about": "lunch", "when": "noon"}
    assert call.participants[0]["capabilities"] == [
        *TALK.split(), "InitiateTransfer", "InitiateConference", "StartCallRecording", *DATA,
    ]  # fmt: skip
    assert call.explain()["agents"] == []
    ann.mute_call(call.id)
    assert [one["mute"] for one in call.participants] == ["On", "Off"]
    ann.unmute_call(call.id)
    ann.hold(call.id)
    ann.retrieve(call.id)
    assert ann.send_dtmf(call.id, "12#")[0]["digits"] == "12#"
    ann.hangup(call.id)
    assert (call.state, ann.interactions, bob.interactions) == ("Completed", [], [])


def test_somebody_outside_answers_refuses_and_leaves(center):
    ann = center.agent("ann")
    call = center.interaction(newest(ann.dial("+33 1 23")))
    assert call.participants[1] == {
        "agent": None,
        "phoneNumber": "+33 1 23",
        "state": "Ringing",
        "callType": "Outbound",
        "mute": "Off",
        "monitoring": None,
        "participants": ["5001"],
        "parent": None,
        "consult": None,
        "capabilities": [],
    }
    call.refuse_outside()
    assert call.state == "Completed"
    call = center.interaction(newest(ann.dial("+33 1 23")))
    call.answer_outside("+33 1 23")
    assert legs(call)[1] == (None, "+33 1 23", "Established")
    call.leave("+33 1 23")
    assert call.state == "Completed"


def test_a_consult_call_knows_its_call_and_carries_its_data(center):
    ann, bob = center.agent("ann"), center.agent("bob")
    bob.ready()
    call = center.offer(queue="calls", user_data={"Subject": "Invoice 17"})
    assert call.participants[1]["capabilities"] == ["Answer", "Hangup", *DATA]
    assert call.capabilities == ["Answer", "Hangup", *DATA]
    bob.answer(call.id)
    consult = center.interaction(newest(bob.initiate_transfer(call.id, "5001")))
    assert consult.user_data == {"Subject": "Invoice 17"}
    assert consult.type == "Consult"
    assert consult.participants[0]["parent"] == call.id
    assert call.participants[1]["consult"] == consult.id
    ann.answer(consult.id)
    bob.swap_calls(consult.id, call.id)
    bob.swap_calls(consult.id, call.id)
    bob.complete_transfer(call.id)
    assert legs(call) == [(None, "", "Established"), ("ann", "5001", "Established")]
    assert call.agent == "ann"


def test_a_conference_grows_and_shrinks(center):
    ann, bob, cleo = (center.agent(name) for name in ("ann", "bob", "cleo"))
    call = center.interaction(newest(ann.dial("5002")))
    bob.answer(call.id)
    consult = center.interaction(newest(ann.initiate_conference(call.id, "5003")))
    cleo.answer(consult.id)
    ann.complete_conference(consult.id)
    assert [one["agent"] for one in call.participants] == ["ann", "bob", "cleo"]
    assert "RemoveParticipantFromConference" in call.participants[0]["capabilities"]
    ann.remove_participant_from_conference(call.id, "5003")
    ann.single_step_conference(call.id, "+331")
    call.answer_outside()
    assert [one["agent"] for one in call.participants] == ["ann", "bob", None]
    bob.single_step_transfer(call.id, "5003")
    cleo.answer(call.id)
    assert [one["agent"] for one in call.participants] == ["ann", None, "cleo"]
    other = center.interaction(newest(cleo.initiate_conference(call.id, "5002")))
    bob.answer(other.id)
    cleo.merge_with_other_call(call.id, other.id)
    assert [one["agent"] for one in call.participants] == ["ann", None, "cleo", "bob"]


def test_what_a_call_cannot_do_now_is_refused_with_what_it_can(center):
    ann = center.agent("ann")
    call = newest(ann.dial("5002"))
    with pytest.raises(cb.CommandError) as refused:
        ann.hold(call)
    assert (refused.value.reason, refused.value.status_code) == ("not_in_state", 2)
    assert "now it has Answer, Hangup" in str(refused.value)
    with pytest.raises(cb.CommandError) as refused:
        center.agent("cleo").hangup(call)
    assert (refused.value.reason, refused.value.field) == ("not_party", "agent")
    with pytest.raises(cb.CommandError) as refused:
        center.agent("cleo").dial("nobody")
    assert (refused.value.reason, refused.value.status_code) == ("unknown_number", 6)


def measured(folder, definitions, config=CONFIG):
    """Give the door of a Center that measures by the definitions."""
    file = folder / "statistics.json"
    file.write_text(json.dumps(definitions), encoding="utf-8")
    return CenterDoor(config, str(file))


def played(folder, name, until, *asked):
    """Play a scenario by its name, or another text, and give the values of what is asked."""
    definitions = [
        statistic(f"s{i}", category, mask, subject=subject, kind=kind, **more)
        for i, (_, kind, category, subject, mask, more) in enumerate(asked)
    ]
    door = measured(folder, definitions)
    Player(door).play(scenarios()[name].read_text(encoding="utf-8"), name)
    door.advance_to(until)
    return [
        door.center.statistic(object_, f"s{i}", kind).value
        for i, (object_, kind, *_) in enumerate(asked)
    ]


def both(agent, mask, number, time):
    """Expect how often an action ended on an agent and how long it took in all."""
    return [
        ((agent, "AGENT", "TotalNumber", "DNAction", mask, {}), number),
        ((agent, "AGENT", "TotalTime", "DNAction", mask, {}), time),
    ]


def during(agent, status, time):
    return [((agent, "AGENT", "TotalTime", "AgentStatus", status, {}), time)]


X12 = [
    *both("bob", "CallInbound", 1, 90),
    *both("bob", "CallInboundCompleted", 1, 90),
    *both("bob", "CallHeld", 1, 0),
    *both("bob", "CallOnHoldInbound", 1, 30),
    *both("bob", "TransferredFromHold", 1, 30),
    *both("bob", "CallDialing", 1, 10),
    *both("bob", "CallDialed", 1, 10),
    *both("bob", "CallConsult", 1, 20),
    *both("bob", "CallConsultOriginated", 1, 20),
    *both("bob", "CallConsultCompleted", 1, 20),
    *both("bob", "CallTransferMade", 1, 0),
    *both("cleo", "CallRinging", 1, 10),
    *both("cleo", "CallAnswered", 1, 10),
    *both("cleo", "CallConsult", 1, 20),
    *both("cleo", "CallConsultReceived", 1, 20),
    *both("cleo", "CallPartyChanged", 1, 20),
    *both("cleo", "CallConsultCompleted", 0, 0),
    *both("cleo", "CallInbound", 1, 120),
    *both("cleo", "CallTransferTaken", 1, 0),
    *during("bob", "CallInbound", 60),
    *during("bob", "CallOnHold", 10),
    *during("bob", "CallDialing", 0),
    *during("bob", "CallConsult", 20),
    *during("cleo", "CallRinging", 10),
    *during("cleo", "CallConsult", 20),
    *during("cleo", "CallInbound", 120),
    (("calls", "QUEUE", "TotalTime", "DNAction", "CallReleased", {}), 90),
    (("sales", "SKILL_AG", "TotalNumber", "DNAction", "CallInbound", {}), 2),
    (("sales", "SKILL_AG", "TotalTime", "DNAction", "CallInbound", {}), 210),
    (
        (
            "sales",
            "SKILL_AG",
            "TotalNumber",
            "DNAction",
            "CallInbound",
            {"distinguishByConnId": True},
        ),
        1,
    ),
]
X12_RINGING = [
    *both("bob", "CallDialTransferred", 1, 5),
    *both("bob", "CallDialed", 0, 0),
    *both("bob", "CallConsult", 0, 0),
    *both("bob", "TransferredFromHold", 1, 5),
    *both("bob", "CallTransferMade", 1, 0),
    *both("cleo", "CallRingingPartyChanged", 1, 5),
    *both("cleo", "CallRinging", 2, 10),
    *both("cleo", "CallRingingInbound", 1, 5),
    *both("cleo", "CallTransferTaken", 1, 0),
]
X13 = [
    *both("bob", "CallInbound", 1, 240),
    *both("bob", "CallOnHoldInbound", 1, 20),
    *both("bob", "CallRetrievedFromHold", 1, 20),
    *both("bob", "CallDialing", 1, 10),
    *both("bob", "CallDialed", 1, 10),
    *both("bob", "CallConsult", 1, 10),
    *both("bob", "CallConsultCompleted", 1, 10),
    *both("bob", "CallConferenceMade", 1, 0),
    *both("bob", "CallConferencePartyAdded", 1, 0),
    *both("bob", "CallConferenceOriginated", 1, 160),
    *both("bob", "CallConferencePartyDeleted", 1, 0),
    *both("cleo", "CallRinging", 1, 10),
    *both("cleo", "CallAnswered", 1, 10),
    *both("cleo", "CallConsult", 1, 10),
    *both("cleo", "CallPartyChanged", 1, 10),
    *both("cleo", "CallInbound", 1, 100),
    *both("cleo", "CallConferenceJoined", 1, 0),
]


@pytest.mark.parametrize(
    ("name", "until", "expected"),
    [
        ("transfer_in_two_steps", 240, X12),
        ("transfer_while_it_rings", 240, X12_RINGING),
        ("conference_in_two_steps", 300, X13),
    ],
    ids=["X12", "X12 while it rings", "X13"],
)
def test_the_examples_of_transfer_and_conference(tmp_path, name, until, expected):
    found = played(tmp_path, name, until, *(asked for asked, _ in expected))
    assert [(asked, value) for (asked, _), value in zip(expected, found, strict=True)] == expected


X14 = [
    ("TotalTime", "AgentStatus", "CallInbound", 300, {}, 205),
    ("TotalNumber", "AgentStatus", "CallInbound", 300, {}, 1),
    ("TotalTime", "AgentStatus", "CallRinging", 300, {}, 5),
    ("TotalTime", "AgentStatus", "WaitForNextCall", 300, {}, 90),
    ("TotalNumber", "DNAction", "CallInbound", 300, {}, 2),
    ("TotalTime", "DNAction", "HandlingInbound", 300, {}, 175),
    ("CurrentNumber", "DNAction", "CallInbound", 230, {}, 2),
    ("CurrentNumber", "DNAction", "CallInbound", 230, {"dynamicFilter": "MediaType=voice"}, 1),
]


@pytest.mark.parametrize(("category", "subject", "mask", "at", "more", "value"), X14)
def test_the_example_of_voice_and_chat_together(tmp_path, category, subject, mask, at, more, value):
    config = {
        "media": [{"name": "voice"}, {"name": "chat"}],
        "agents": [{"userName": "ann"}],
        "queues": [{"name": "calls", "channel": "voice"}, {"name": "chats", "channel": "chat"}],
        "routing": [{"queue": name, "target": {"agent": "ann"}} for name in ("calls", "chats")],
    }
    asked = statistic("asked", category, mask, subject=subject, kind="AGENT", **more)
    door = measured(tmp_path, [asked], config)
    center, ann = door.center, door.center.agent("ann")
    ann.start_session()
    ann.ready()
    door.advance_to(60)
    chat = center.offer(queue="chats")
    door.advance_to(65)
    ann.accept(chat.id)
    steps = {
        120: lambda: ann.not_ready("voice"),
        180: lambda: ann.ready("voice"),
        210: lambda: center.offer(queue="calls"),
        220: lambda: ann.answer(center.interactions()[-1].id),
        240: lambda: ann.complete(chat.id),
        270: lambda: [call.leave() for call in center.interactions()],
    }
    for when, step in steps.items():
        if when <= at:
            door.advance_to(when)
            step()
    door.advance_to(at)
    assert center.statistic("ann", "asked").value == value
