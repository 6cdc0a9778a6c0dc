# SPDX-License-Identifier: Apache-2.0
"""Chats with a session at the Python door: what is said, who reads it, and how it ends."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "chat"}],
    "agents": [{"userName": "ann", "firstName": "Ann"}, {"userName": "bob"}],
    "queues": [{"name": "support", "channel": "chat"}],
    "workbins": [{"name": "later", "owner": "agent", "default_for": ["chat"]}],
    "routing": [{"queue": "support", "target": {"agent": "ann"}}],
}


@pytest.fixture
def center():
    center = cb.Center(CONFIG)
    for name in ("ann", "bob"):
        center.agent(name).start_session()
    center.agent("ann").ready()
    return center


@pytest.fixture
def chat(center):
    chat = center.offer_chat("support", "Eve", "Help!")
    center.agent("ann").accept(chat.id)
    return chat


def said(events):
    return [
        (one["id"], one["messageType"], one["nickname"], one.get("text", one.get("noticeType")))
        for one in events
    ]


def test_both_sides_write(center, chat):
    ann = center.agent("ann")
    chat.start_typing()
    chat.send_message("My invoice is wrong.")
    chat.stop_typing()
    ann.send_start_typing_notification(chat.id)
    ann.send_message(chat.id, "Which one?")
    ann.send_stop_typing_notification(chat.id)
    assert said(chat.chat_history()) == [
        (1, "PARTY_JOINED", "Eve", None),
        (2, "MESSAGE", "Eve", "Help!"),
        (3, "PARTY_JOINED", "Ann", None),
        (4, "NOTICE", "Eve", "TypingStarted"),
        (5, "MESSAGE", "Eve", "My invoice is wrong."),
        (6, "NOTICE", "Eve", "TypingStopped"),
        (7, "NOTICE", "Ann", "TypingStarted"),
        (8, "MESSAGE", "Ann", "Which one?"),
        (9, "NOTICE", "Ann", "TypingStopped"),
    ]
    assert chat.view["chat"]["latestEventId"] == 9
    assert chat.view["chat"]["live"]


def test_some_words_are_for_agents_only(center, chat):
    center.agent("ann").send_message(chat.id, "He is angry.", "Agents")
    assert [one["visibility"] for one in chat.chat_history()] == ["All", "All", "All", "Agents"]


def test_an_agent_may_have_a_nickname(center):
    chat = center.offer_chat("support")
    center.agent("ann").accept(chat.id, nickname="Your helper")
    assert [one["nickname"] for one in chat.view["chat"]["parties"]] == ["", "Your helper"]


def test_history_is_read_from_an_event_on_by_who_holds_the_chat(center, chat):
    ann = center.agent("ann")
    assert [one["id"] for one in ann.request_chat_history(chat.id, 2)] == [2, 3]
    assert len(ann.request_chat_history(chat.id)) == 3
    with pytest.raises(cb.CommandError) as error:
        center.agent("bob").request_chat_history(chat.id)
    assert (error.value.status_code, error.value.reason) == (5, "not_owner")
    ann.end_chat_session(chat.id)
    assert [one["messageType"] for one in ann.request_chat_history(chat.id, 4)] == [
        "PARTY_LEFT",
        "PARTY_LEFT",
    ]


def test_history_gives_the_newest_events_that_fit(center, chat):
    for _ in range(600):
        chat.start_typing()
    events = chat.chat_history()
    assert [events[0]["id"], events[-1]["id"], len(events)] == [104, 603, 500]
    assert chat.view["chat"]["latestEventId"] == 603


def test_capabilities_follow_the_session(center, chat):
    assert set(chat.capabilities) == {
        "Complete",
        "PlaceInQueue",
        "Transfer",
        "UpdateUserData",
        "SendMessage",
        "SendStartTypingNotification",
        "SendStopTypingNotification",
        "EndChatSession",
        "RequestChatHistory",
    }
    chat.leave()
    assert set(chat.capabilities) == {
        "Complete",
        "PlaceInQueue",
        "Transfer",
        "UpdateUserData",
        "PlaceInWorkbin",
        "RequestChatHistory",
    }
    with pytest.raises(cb.CommandError) as error:
        chat.send_message("Hello?")
    assert error.value.reason == "not_in_state"


def test_a_customer_who_waits_is_not_put_into_a_workbin(center, chat):
    center.agent("ann").end_session()
    assert chat.state == "Queued"
    assert chat.view["chat"]["live"]
    assert len(center.workbin("later")) == 0


def test_sessions_survive_a_snapshot(center, chat):
    center.agent("ann").send_message(chat.id, "Hello.")
    restored = cb.Center.restore(center.snapshot())
    assert restored.state_hash() == center.state_hash()
    assert restored.interaction(chat.id).chat_history() == chat.chat_history()
    assert restored.interaction(chat.id).view == chat.view
