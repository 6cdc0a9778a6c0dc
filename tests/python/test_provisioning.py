# SPDX-License-Identifier: Apache-2.0
"""Provisioning at the Python door: what administrators change, and what they look at."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "voice"}, {"name": "chat"}],
    "skills": [{"name": "billing"}, {"name": "tax", "description": "of the state"}],
    "agents": [
        {"userName": "ann", "skills": {"billing": 8, "tax": 2}, "emailAddress": "a@example.com"},
        {"userName": "bob", "roles": ["ROLE_SUPERVISOR", "ROLE_ADMIN"]},
    ],
    "queues": [{"name": "support", "channel": "chat", "description": "for all"}],
    "contacts": [{"name": "Eve", "phoneNumber": "1"}],
    "routing": [{"queue": "support", "target": {"skill": "billing >= 5"}}],
    "settings": {
        "general": {"countryCode": "DE"},
        "groups": [{"name": "colours", "key": "id", "settings": [{"id": "red", "shade": [1]}]}],
    },
}


@pytest.fixture
def center():
    return cb.Center(CONFIG, statistics="sample")


def refused(act, code, reason):
    with pytest.raises(cb.CommandError) as caught:
        act()
    assert (caught.value.status_code, caught.value.reason) == (code, reason)


def test_an_agent_is_changed_and_deleted(center):
    ann = center.agent("ann")
    center.update_agent("ann", firstName="Ann", roles=3)
    view = ann.view
    assert (view["firstName"], view["emailAddress"]) == ("Ann", "a@example.com")
    assert view["roles"] == ["ROLE_AGENT", "ROLE_SUPERVISOR"]
    assert center.agent("bob").view["roles"] == ["ROLE_SUPERVISOR", "ROLE_ADMIN"]
    center.update_agent("ann", enabled=False)
    refused(ann.start_session, 3, "agent_disabled")
    center.update_agent("ann", enabled=True)
    ann.start_session()
    refused(lambda: center.delete_agent("ann"), 3, "in_use")
    ann.end_session()
    center.delete_agent("ann")
    assert [one.user_name for one in center.agents()] == ["bob"]
    refused(lambda: center.agent("ann"), 6, "unknown_agent")
    center.create_agent("ann", firstName="Another")
    assert center.agent("ann").view["skills"] == {}


def test_a_deleted_skill_leaves_the_agents(center):
    ann = center.agent("ann")
    ann.start_session()
    ann.ready()
    refused(lambda: center.delete_skill("billing"), 3, "in_use")
    assert [one["event"] for one in center.delete_skill("tax")] == ["AgentSkillSet", "SkillDeleted"]
    assert ann.view["skills"] == {"billing": 8}
    assert center.skills() == [{"name": "billing", "description": ""}]
    center.update_skill("billing", "Invoices")
    assert center.skills() == [{"name": "billing", "description": "Invoices"}]
    center.create_skill("tax")
    center.set_agent_skill("ann", "tax", 3)
    assert ann.view["skills"] == {"billing": 8, "tax": 3}


def test_contacts_and_queues_are_changed_and_deleted(center):
    center.create_contact("Adam", "2")
    center.update_contact("Eve", name="Eva")
    center.delete_contact("Adam")
    assert center.contacts() == [{"name": "Eva", "type": "Custom", "phoneNumber": "1"}]
    center.create_queue("spare", "chat", description="unused")
    center.update_queue("spare", recordingPercentage=80)
    view = center.queue("spare").view
    assert (view["description"], view["recordingPercentage"]) == ("unused", 80)
    chat = center.offer(queue="support")
    refused(lambda: center.delete_queue("support"), 3, "in_use")
    chat.leave()
    center.delete_queue("support")
    assert [one.name for one in center.queues()] == ["spare"]


def test_settings_are_shown_by_group(center):
    center.set_center_setting("defaultServiceLevelInterval", "20")
    center.create_agent_state("Lunch", displayName="At lunch", reason="food")
    center.update_agent_state("Lunch", displayName="Lunching")
    shown = center.settings()
    assert list(shown) == ["general-settings", "reporting", "agent-states", "colours"]
    assert shown["general-settings"]["settings"] == [{"name": "countryCode", "value": "DE"}]
    assert shown["reporting"]["settings"] == [
        {"name": "defaultServiceLevelInterval", "value": "20"},
        {"name": "defaultTargetServiceLevelPercentage", "value": "80"},
    ]
    states = {one["operationName"]: one for one in shown["agent-states"]["settings"]}
    assert sorted(states) == ["AfterCallWork", "AuxWork", "Lunch", "NotReady", "Offline", "Ready"]
    assert states["Lunch"]["displayName"] == "Lunching"
    refused(lambda: center.update_agent_state("Ready", displayName="Go"), 3, "read_only")
    center.delete_agent_state("Lunch")
    names = [one["operationName"] for one in center.settings()["agent-states"]["settings"]]
    assert "Lunch" not in names


def test_groups_of_settings_hold_any_attributes_under_a_key(center):
    center.create_setting("colours", {"id": "blue", "of": {"sky": True, "sea": True}})
    refused(lambda: center.create_setting("colours", {"id": "red"}), 3, "already_exists")
    refused(lambda: center.create_setting("colours", {"name": "green"}), 1, "missing_value")
    center.update_setting("colours", {"id": "blue", "of": {"ice": False}, "n": 1.5})
    center.delete_setting("colours", {"id": "red"})
    assert center.settings()["colours"] == {
        "displayName": "colours",
        "key": "id",
        "settings": [{"id": "blue", "of": {"ice": False}, "n": 1.5}],
    }
    refused(lambda: center.update_setting("colors", {"id": "red"}), 6, "unknown_settings_group")
    center.delete_settings_group("colours")
    center.create_settings_group("colours", "Colours")
    assert center.settings()["colours"]["settings"] == []


def test_a_disabled_feature_vanishes(center):
    ann = center.agent("ann")
    ann.start_session()
    chat = center.offer(queue="support")
    center.disable_feature("api-multimedia")
    assert "api-multimedia" not in center.features()
    assert "Media" not in center.services()
    assert ann.state == {"voice": "NotReady"}
    refused(lambda: ann.accept(chat.id), 6, "feature_disabled")
    refused(lambda: center.offer(queue="support"), 6, "feature_disabled")
    center.enable_feature("api-multimedia")
    assert ann.state == {"voice": "NotReady", "chat": "NotReady"}
    ann.ready()
    assert chat.state == "Invited"


def test_features_of_the_file_are_those_that_are_on():
    center = cb.Center({**CONFIG, "features": ["api-multimedia", "api-call-recording"]})
    assert center.features() == ["api-multimedia", "api-call-recording"]
    assert center.services() == {
        "Provisioning": "Active",
        "Reporting": "Active",
        "Media": "Active",
    }
    with pytest.raises(cb.BadInput, match="did you mean api-voice"):
        cb.Center({**CONFIG, "features": ["api-vocie"]})


def test_a_service_that_is_away_is_told_and_comes_back(center):
    ann = center.agent("ann")
    ann.start_session()
    ann.ready()
    center.set_service_state("Media", "Inactive")
    assert center.services()["Media"] == "Inactive"
    refused(lambda: ann.ready("chat"), 4, "service_unavailable")
    events = center.set_service_state("Media", "Active")
    assert [one["event"] for one in events] == ["ServiceStateChanged", "AgentStateChanged"]
    assert ann.state == {"voice": "Ready", "chat": "NotReady"}
    center.set_service_state("Provisioning", "ReadOnly")
    refused(lambda: center.create_skill("law"), 4, "service_unavailable")


def test_a_snapshot_and_a_replay_keep_what_was_provided(center):
    center.delete_skill("tax")
    center.update_agent("bob", emailAddress="b@example.com")
    center.create_setting("colours", {"id": "blue"})
    center.disable_feature("api-voice")
    center.set_service_state("Media", "Inactive")
    restored = cb.Center.restore(center.snapshot())
    assert restored.state_hash() == center.state_hash()
    assert restored.settings() == center.settings()
    assert restored.skills() == center.skills()
    assert restored.features() == center.features()
    refused(lambda: restored.offer(queue="support"), 4, "service_unavailable")
