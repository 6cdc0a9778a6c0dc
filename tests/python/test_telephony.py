# SPDX-License-Identifier: Apache-2.0
"""Recording, forwarding and monitoring of calls, and single keys of user data, by the handles."""

import pytest

import cordboard as cb
from scenario import CONFIG


@pytest.fixture
def center():
    center = cb.Center(CONFIG)
    center.update_agent("cleo", roles=3)
    for name in ("ann", "bob", "cleo"):
        center.agent(name).start_session(["voice"])
    return center


@pytest.fixture
def call(center):
    """A call of bob's, from the queue, which he talks in."""
    center.agent("bob").ready()
    call = center.offer(queue="calls", user_data={"Colour": "red"})
    center.agent("bob").answer(call.id)
    return call


def refused(act, status_code, reason):
    with pytest.raises(cb.CommandError) as error:
        act()
    assert (error.value.status_code, error.value.reason) == (status_code, reason)


def test_one_key_of_user_data_goes(center, call):
    bob = center.agent("bob")
    refused(lambda: bob.delete_user_data_pair(call.id, "Size"), 6, "unknown_key")
    refused(lambda: bob.delete_user_data_pair(call.id, ""), 1, "missing_value")
    bob.delete_user_data_pair(call.id, "Colour")
    assert call.user_data == {}
    with pytest.raises(cb.CommandError, match='no such key "Colour"'):
        bob.delete_user_data_pair(call.id, "Colour")


def test_what_can_be_recorded_follows_from_the_state(center, call):
    bob = center.agent("bob")

    def can():
        return [name for name in call.capabilities if name.endswith("Recording")]

    assert (call.recording_state, can()) == ("Stopped", ["StartCallRecording"])
    bob.start_call_recording(call.id)
    assert (call.recording_state, can()) == (
        "Recording",
        ["PauseCallRecording", "StopCallRecording"],
    )
    bob.pause_call_recording(call.id)
    assert (call.recording_state, can()) == (
        "Paused",
        ["ResumeCallRecording", "StopCallRecording"],
    )
    bob.resume_call_recording(call.id)
    bob.stop_call_recording()
    assert call.user_data == {"Colour": "red", "GSIP_RECORD": "OFF"}
    center.disable_feature("api-call-recording")
    assert can() == []
    refused(lambda: bob.start_call_recording(call.id), 6, "feature_disabled")


def test_a_recording_outlives_a_snapshot(center, call):
    center.agent("bob").start_call_recording(call.id)
    restored = cb.Center.restore(center.snapshot())
    assert restored.interaction(call.id).recording_state == "Recording"
    assert restored.state_hash() == center.state_hash()


def test_a_device_shows_where_its_calls_go(center):
    ann, bob = center.agent("ann"), center.agent("bob")
    assert bob.devices[0]["capabilities"] == ["ForwardCallsOn"]
    bob.forward_calls_on("5003", device="5002")
    assert bob.devices[0]["forwardTo"] == "5003"
    assert bob.devices[0]["capabilities"] == ["ForwardCallsOff"]
    restored = cb.Center.restore(center.snapshot())
    assert restored.agent("bob").devices == bob.devices
    events = ann.dial("5002")
    assert [one["agent"] for one in events if one["event"] == "CallForwarded"] == ["bob"]
    assert [one["agent"] for one in events if one["event"] == "PartyRang"] == ["cleo"]
    refused(lambda: center.agent("cleo").forward_calls_on("5002"), 2, "invalid_value")
    bob.forward_calls_off()
    assert bob.devices[0]["forwardTo"] == ""


def test_a_forwarded_call_is_measured_where_it_was_dialed_to(center):
    center.agent("bob").forward_calls_on("+331")
    center.agent("ann").dial("5002")
    rows = [
        (row["action"], row["phase"], row["duration"] or 0)
        for row in center.actions.to_dicts()
        if row["object"] == "bob" and row["action"].startswith(("CallRinging", "CallForwarded"))
    ]
    assert rows == [
        ("CallRinging", "start", 0),
        ("CallRingingStarted", "occur", 0),
        ("CallRinging", "end", 0),
        ("CallForwarded", "occur", 0),
    ]


def test_who_sees_a_supervisor_follows_from_how_he_monitors(center, call):
    cleo = center.agent("cleo")
    assert cleo.view["capabilities"] == ["ListenIn", "Coach", "BargeIn"]
    assert center.agent("bob").view["capabilities"] == []
    cleo.listen_in("bob")
    assert cleo.monitoring == {
        "monitored": "bob",
        "state": "ListenIn",
        "scope": "Call",
        "mode": "AllCalls",
        "interaction": call.id,
    }
    assert cleo.view["capabilities"] == ["CancelSupervisorMonitoring", "Coach", "BargeIn"]

    def seen():
        return [one["participants"] for one in call.participants]

    assert seen() == [["5002"], [""], ["", "5002"]]
    cleo.coach("bob")
    assert seen() == [["5002"], ["", "5003"], ["", "5002"]]
    cleo.barge_in("bob", scope="Agent", mode="NextCall")
    assert seen() == [["5002", "5003"], ["", "5003"], ["", "5002"]]
    assert [one["monitoring"] for one in call.participants] == [None, None, "BargeIn"]
    cleo.mute_call(call.id)
    assert call.participants[2]["mute"] == "On"
    cleo.remove_participant_from_conference(call.id, "5002")
    assert (call.state, cleo.monitoring) == ("Completed", None)


def test_monitoring_is_for_supervisors(center):
    bob, cleo = center.agent("bob"), center.agent("cleo")
    refused(lambda: bob.listen_in("ann"), 5, "not_supervisor")
    refused(cleo.cancel_supervisor_monitoring, 2, "not_in_state")
    cleo.coach("ann")
    center.update_agent("bob", roles=2)
    refused(lambda: bob.listen_in("ann"), 2, "monitored")
    refused(lambda: bob.listen_in("nobody"), 6, "unknown_agent")
    restored = cb.Center.restore(center.snapshot())
    assert restored.agent("cleo").monitoring == cleo.monitoring
    cleo.cancel_supervisor_monitoring("ann")
    bob.listen_in("ann")
    center.disable_feature("api-supervisor-monitoring")
    assert bob.monitoring is None
    refused(lambda: bob.listen_in("ann"), 6, "feature_disabled")
