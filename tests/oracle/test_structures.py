# SPDX-License-Identifier: Apache-2.0
"""Structures by hand: which nodes there are under masks and filters, and what each of them shows.

Statistics reference, section 5.5. That a filter chooses leaves, and changes nothing about them, is
a decision of this project; so is that a root which is itself such a leaf stays, without a status.
"""

import pytest

from oracle.log import Log, at
from oracle.refusal import Refusal

ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
GROUP = ("GroupAgents", "g")
DN = ("RegDN", "501")
CHANNEL = ("MediaChannel", "m")
Q = ("Queue", "Q")
TENANT = ("Tenant", "t")
TEAM = [
    {"type": "AGENT", "id": "ann", "groups": ["g"]},
    {"type": "AGENT", "id": "bob", "groups": ["g"]},
    {"type": "Tenant", "id": "t"},
]
PERSON = {"subject": "AgentStatus"}
DEVICE = {"subject": "DNStatus"}
BREAK = {"Reasons": {"why": "break"}}


def state(log, where, mask, clock, category="CurrentState", **more):
    return log.ask(where, category, mask, clock, **more)


def leaves(node):
    """Give the names of the nodes without any below them, the root's if it is one."""
    if not node.below:
        return [node.name]
    return [name for one in node.below for name in leaves(one)]


def people(node):
    return [(one.object, one.name) for one in node.below]


@pytest.fixture
def team():
    """Ann talks, Bob has a break."""
    log = Log(*TEAM)
    for agent in (ANN, BOB):
        log.start("8:00", agent, "LoggedIn", media="voice")
    log.start("8:10", ANN, "CallInbound", "c1", media="voice", attributes={"UserData": {"k": 1}})
    log.start("8:20", BOB, "NotReadyForNextCall", attributes=BREAK)
    return log


def test_a_mask_of_statuses_chooses_among_the_people_of_a_group(team):
    assert people(state(team, GROUP, "*", "9:00", **PERSON)) == [
        ("ann", "CallInbound"),
        ("bob", "NotReadyForNextCall"),
    ]
    assert people(state(team, GROUP, "CallInbound", "9:00", **PERSON)) == [("ann", "CallInbound")]
    assert people(state(team, TENANT, "~CallInbound", "9:00", **PERSON)) == [
        ("bob", "NotReadyForNextCall")
    ]
    assert people(state(team, GROUP, "OnHook", "9:00", **PERSON)) == []


def test_an_object_that_is_itself_a_leaf_stays_but_shows_no_status(team):
    for where, mask, subject in [
        (ANN, "OnHook", "AgentStatus"),
        (GROUP, "LoggedOut", "GroupStatus"),
    ]:
        root = state(team, where, mask, "9:00", subject=subject)
        assert (root.object_type, root.object) == where
        assert (root.name, root.since, root.interaction, root.below) == (None, None, None, ())
    root = state(team, GROUP, "NotReadyForNextCall", "9:00", subject="GroupStatus")
    assert (root.name, root.since) == ("NotReadyForNextCall", at("8:00"))


def test_a_mask_says_nothing_of_what_is_above_the_leaves(team):
    root = state(team, ANN, "OnHook", "9:00", **DEVICE)
    assert (root.name, root.below) == ("CallInbound", ())
    (ann, bob) = state(team, GROUP, "CallInbound", "9:00").below
    assert (ann.name, bob.name) == ("CallInbound", "NotReadyForNextCall")
    assert [leaves(ann), leaves(bob)] == [["CallInbound"], ["NotReadyForNextCall"]]
    assert [device.below for device in bob.below] == [()]


def test_a_filter_chooses_actions_as_they_are_now(team):
    team.start("8:30", ANN, "CallConsult", "c2", media="voice")
    team.update("8:40", ANN, "CallConsult", "c2", attributes={"UserData": {"k": 1}})
    team.update("8:50", ANN, "CallInbound", "c1", attributes={"UserData": {"j": 1}})
    spoken = {"dynamicFilter": 'PairExists("k","1")'}
    assert leaves(state(team, ANN, "*", "8:35", **spoken)) == ["CallInbound"]
    assert sorted(leaves(state(team, ANN, "*", "8:45", **spoken))) == ["CallConsult", "CallInbound"]
    assert leaves(state(team, ANN, "*", "8:55", **spoken)) == ["CallConsult"]


def test_what_a_filter_lets_through_is_shown_from_its_own_beginning(team):
    team.update("8:50", ANN, "CallInbound", "c1", attributes={"DNIS": "1"})
    root = state(team, ANN, "*", "9:00", **PERSON, dynamicFilter="DNIS=1")
    assert (root.name, root.since) == ("CallInbound", at("8:10"))


def test_a_filter_chooses_statuses_by_the_action_that_causes_them(team):
    reason = {"dynamicFilter": 'PairExists(Reasons,"why","break")'}
    assert people(state(team, GROUP, "*", "9:00", **PERSON, **reason)) == [
        ("bob", "NotReadyForNextCall")
    ]
    ann, bob = state(team, GROUP, "*", "9:00", **DEVICE, **reason).below
    assert (ann.name, ann.below) == ("CallInbound", ())
    assert leaves(bob) == ["NotReadyForNextCall"]


def test_media_types_are_a_filter_too(team):
    for action in ("Active", "Available"):
        team.start("8:00", ANN, action, media="chat")
    chat = {"mediaType": "chat, email"}
    assert leaves(state(team, ANN, "*", "9:00", **DEVICE, **chat)) == ["WaitForNextCall"]
    assert sorted(leaves(state(team, ANN, "*", "9:00", **DEVICE))) == [
        "CallInbound",
        "WaitForNextCall",
    ]
    root = state(team, ANN, "*", "9:00", **chat)
    shown = {one.media: sorted(action.name for action in one.below) for one in root.below}
    assert shown == {"voice": [], "chat": ["Active", "Available"]}


def test_media_types_restrict_numbers_too(team):
    team.start("8:00", ANN, "Delivering", "c3", media="chat")
    assert team.ask(ANN, "CurrentNumber", "*", "9:00", mediaType="chat") == 1
    assert team.ask(ANN, "CurrentNumber", "*", "9:00", mediaType="voice,chat") == 3
    assert team.ask(ANN, "CurrentNumber", "*", "9:00", mediaType="sms") == 0


def test_a_filter_that_cannot_be_read_is_refused(team):
    with pytest.raises(Refusal):
        state(team, ANN, "*", "9:00", dynamicFilter="MediaType")


def test_a_status_shows_what_is_known_of_its_cause(team):
    root = state(team, ANN, "*", "9:00", category="CurrentStateReasons")
    (phone,) = root.below
    for node in (root, phone):
        assert (node.interaction, node.call_type, node.media) == ("c1", "Inbound", "voice")
        assert (node.reasons, node.user_data) == ((), (("k", "1"),))
    root = state(team, BOB, "*", "9:00", **PERSON)
    assert (root.interaction, root.call_type, root.reasons) == (None, None, (("why", "break"),))


def test_the_reason_may_change_within_a_status(team):
    team.update("8:30", BOB, "NotReadyForNextCall", attributes={"Reasons": {"why": "lunch"}})
    root = state(team, BOB, "*", "9:00", category="CurrentStateReasons", **PERSON)
    assert (root.since, root.reasons) == (at("8:20"), (("why", "lunch"),))


def test_a_dn_that_is_asked_shows_reasons_and_capacity():
    log = Log({"type": "RegDN", "id": "501"})
    log.start("8:00", DN, "LoggedIn", media="voice")
    log.start("8:10", DN, "CallInbound", "c1", media="voice")
    log.start("8:10", DN, "CallOnHold", "c1", media="voice", attributes=BREAK)
    log.start("8:20", DN, "CallConsult", "c2", media="voice")
    for subject in ("DNAction", "DNStatus"):
        root = state(log, DN, "*", "9:00", subject=subject, category="CurrentTargetState")
        assert (root.name, root.media, root.current_number) == ("CallConsult", "voice", 2)
        assert root.routable is None
    log.end("8:30", DN, "CallConsult", "c2")
    root = state(log, DN, "*", "9:00", **DEVICE)
    assert (root.name, root.reasons, root.current_number) == (
        "CallOnHold",
        (("why", "break"),),
        1,
    )


def test_capacity_is_that_of_the_device_whatever_passes():
    log = Log({"type": "MediaChannel", "id": "m"})
    log.start("8:00", CHANNEL, "Active", media="chat")
    log.start("8:10", CHANNEL, "HandlingInbound", "c1", media="chat")
    log.start("8:10", CHANNEL, "Routable", attributes={"MaximumNumber": 3, "RoutableNumber": "2"})
    root = state(log, CHANNEL, "LoggedOut", "9:00", category="CurrentTargetState", **DEVICE)
    assert (root.name, root.media, root.current_number) == (None, "chat", 1)
    assert (root.routable, root.maximum_number, root.routable_number) == (True, 3, 2)


def test_the_last_word_about_capacity_holds():
    log = Log(ANN)
    log.start("8:00", ANN, "LoggedIn", media="voice")
    log.start("8:00", ANN, "Routable", media="voice", attributes={"MaximumNumber": 1})
    log.start("8:10", ANN, "NotRoutable", media="voice", attributes={"MaximumNumber": "1.5"})
    log.start("8:20", ANN, "Routable", media="chat", attributes={"MaximumNumber": 5})
    (phone,) = state(log, ANN, "*", "9:00", **DEVICE).below
    assert (phone.media, phone.routable, phone.maximum_number) == ("voice", False, None)


def test_an_interaction_counts_once_whatever_happens_with_it():
    log = Log(DN)
    for action in ("CallInbound", "CallConsult"):
        log.start("8:10", DN, action, "c1")
    assert state(log, DN, "*", "9:00").current_number == 1
    for action in ("CallRinging", "CallDialing"):
        log.start("8:20", DN, action)
    assert state(log, DN, "*", "9:00").current_number == 3


def test_a_queue_shows_its_calls_and_no_capacity():
    log = Log(Q)
    log.start("8:00", Q, "CallWait", "c1", attributes={"DNIS": "1"})
    log.start("8:00", Q, "CallWait", "c2")
    root = state(log, Q, "*", "9:00", dynamicFilter="DNIS=1")
    assert (root.name, root.current_number) == ("Monitored", None)
    assert [(one.name, one.interaction) for one in root.below] == [("CallWait", "c1")]
    away = state(log, Q, "NotMonitored", "9:00", **DEVICE)
    assert (away.name, away.since) == (None, None)
