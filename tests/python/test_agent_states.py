# SPDX-License-Identifier: Apache-2.0
"""Agent states and sessions at the Python door: what is shown, left out and counted."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "voice"}, {"name": "chat"}],
    "agents": [{"userName": "ann", "place": "desk", "loginCodes": ["7001"]}, {"userName": "bob"}],
    "places": [{"name": "desk", "devices": ["5001", "5002"]}, {"name": "spare"}],
    "devices": [{"phoneNumber": "5001"}, {"phoneNumber": "5002"}, {"phoneNumber": "5003"}],
    "queues": [{"name": "support", "channel": "chat"}],
    "routing": [{"queue": "support", "target": {"agent": "ann"}}],
    "agent_states": [
        {"operationName": "Lunch", "state": "NotReady", "reason": "food", "workMode": "AuxWork"}
    ],
    "settings": {"session_grace": "30s"},
}


@pytest.fixture
def center():
    return cb.Center(CONFIG, statistics="sample")


def shown(agent):
    return [(one["phoneNumber"], one["deviceState"], one["state"]) for one in agent.devices]


def actions(center, *names):
    """Return (action, phase) of ann's actions on her voice, as far as they are named."""
    return [
        (row[3], row[4])
        for row in center.actions.rows()
        if row[2] == "ann" and row[7] == "voice" and row[3] in names
    ]


def test_devices_of_the_default_place_are_inactive_before_and_after_a_session(center):
    ann = center.agent("ann")
    away = [("5001", "Inactive", "Logout"), ("5002", "Inactive", "Logout")]
    assert shown(ann) == away
    assert center.agent("bob").devices == []
    ann.start_session()
    assert shown(ann) == [("5001", "Active", "NotReady"), ("5002", "Active", "NotReady")]
    assert ann.view["loginCode"] == "7001"
    ann.ready()
    ann.do_not_disturb_on(device="5001")
    assert shown(ann)[0] == ("5001", "Active", "NotReady")
    assert [one["doNotDisturb"] for one in ann.devices] == [True, True]
    assert ann.state == {"voice": "NotReady", "chat": "Ready"}
    ann.do_not_disturb_off("voice")
    assert shown(ann)[1] == ("5002", "Active", "Ready")
    ann.end_session()
    assert shown(ann) == away


def test_a_session_at_another_place_shows_its_devices(center):
    ann = center.agent("ann")
    ann.start_session(place="spare")
    assert ann.devices == []


def test_a_channel_says_what_can_be_asked_of_it(center):
    ann = center.agent("ann")
    ann.start_session(["chat"])

    def capabilities():
        return ann.view["channels"][0]["capabilities"]

    assert capabilities() == ["Ready", "NotReady", "Offline", "DoNotDisturbOn"]
    ann.do_not_disturb_on()
    assert capabilities() == ["Ready", "NotReady", "Offline", "DoNotDisturbOff"]
    ann.offline()
    assert capabilities() == ["NotReady", "Offline", "DoNotDisturbOff"]


def test_the_state_beneath_do_not_disturb_is_what_was_asked_last(center):
    ann = center.agent("ann")
    ann.start_session(["chat"])
    ann.do_not_disturb_on()
    ann.ready()
    chat = center.offer(queue="support")
    assert (ann.state, chat.state) == ({"chat": "NotReady"}, "Queued")
    ann.do_not_disturb_off()
    assert (ann.state, chat.state) == ({"chat": "Ready"}, "Invited")


def test_all_channels_says_which_agreed_and_which_not(center):
    ann = center.agent("ann")
    ann.start_session()
    ann.offline("chat")
    told = [(one["event"], one.get("media") or one["channel"]) for one in ann.ready()]
    assert told == [("AgentStateChanged", "voice"), ("ChannelRefused", "chat")]
    with pytest.raises(cb.CommandError) as caught:
        ann.ready("chat")
    assert (caught.value.status_code, caught.value.reason) == (2, "not_in_state")


def test_the_same_state_again_is_told_once(center):
    ann = center.agent("ann")
    ann.start_session(["chat"])
    ann.ready()
    assert [one["event"] for one in ann.ready()] == ["AgentStateChanged"]


def test_work_modes_and_custom_states_are_found_by_what_they_mean(center):
    ann = center.agent("ann")
    ann.start_session(["voice"])
    for act, operation in ((ann.after_call_work, "AfterCallWork"), (ann.aux_work, "AuxWork")):
        act()
        channel = ann.view["channels"][0]
        assert (channel["operationName"], channel["workMode"]) == (operation, operation)
    ann.not_ready(reason="food", work_mode="AuxWork")
    assert ann.view["channels"][0]["operationName"] == "Lunch"


def test_going_offline_ends_what_the_channel_did_and_the_session_goes_on(center):
    ann = center.agent("ann")
    ann.start_session(["voice"])
    ann.offline()
    center.advance("10s")
    ann.not_ready()
    ann.ready()
    assert actions(center, "NotReadyForNextCall", "WaitForNextCall", "LoggedIn") == [
        ("LoggedIn", "start"),
        ("NotReadyForNextCall", "start"),
        ("NotReadyForNextCall", "end"),
        ("NotReadyForNextCall", "start"),
        ("NotReadyForNextCall", "end"),
        ("WaitForNextCall", "start"),
    ]


def test_a_session_without_a_connection_ends_when_its_grace_is_over(center):
    ann = center.agent("ann")
    ann.start_session()
    (lost,) = ann.lose_connection()
    assert (lost["until"] - lost["at"]).total_seconds() == 30
    assert ann.view["connected"] is False
    ann.restore_connection()
    assert ann.view["connected"] is True
    ann.lose_connection()
    assert [one["event"] for one in center.advance("30s")] == ["ContactCenterSessionEnded"]
    assert ann.state == {}
    assert ("AgentLogout", "occur") in actions(center, "AgentLogout")
