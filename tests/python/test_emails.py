# SPDX-License-Identifier: Apache-2.0
"""E-mails at the Python door: what comes in, the drafts of agents, and the mail server's side."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "email"}, {"name": "chat"}],
    "agents": [{"userName": "ann"}, {"userName": "bob"}],
    "queues": [
        {"name": "mails", "channel": "email"},
        {"name": "outbox", "channel": "email"},
        {"name": "chats", "channel": "chat"},
    ],
    "workbins": [{"name": "drafts", "owner": "agent", "default_for": ["email"]}],
    "routing": [{"queue": "mails", "target": {"agent": "ann"}}],
}
INVOICE = {
    "fromAddress": "eve@example.com",
    "toAddress": "help@example.org, sales@example.org",
    "ccAddresses": "boss@example.com",
    "subject": "Invoice 17",
    "text": "It is wrong.\nSee below.",
}


@pytest.fixture
def center():
    center = cb.Center(CONFIG)
    for name in ("ann", "bob"):
        center.agent(name).start_session()
    center.agent("ann").ready()
    return center


@pytest.fixture
def mail(center):
    mail = center.offer_email("mails", INVOICE, user_data={"Mailbox": "help"})
    center.agent("ann").accept(mail.id)
    return mail


def draft(center, events):
    return center.interaction(events[0]["interaction"])


def test_a_mail_says_what_it_says(center, mail):
    assert mail.email == INVOICE
    assert mail.user_data == {"Mailbox": "help"}
    assert (mail.view["subType"], mail.view["thread"], mail.view["parent"]) == (
        "InboundNew",
        mail.id,
        None,
    )
    assert {"Reply", "ReplyAll", "Complete"} <= set(mail.capabilities)
    assert "Send" not in mail.capabilities
    again = center.offer_email("mails", INVOICE, thread=mail.view["thread"])
    assert (again.view["subType"], again.view["thread"]) == ("InboundReply", mail.id)


def test_a_mail_without_content_is_an_interaction_like_others(center):
    plain = center.offer(queue="mails")
    assert (plain.email, plain.attachments) == ({}, [])
    center.agent("ann").accept(plain.id)
    answer = draft(center, center.agent("ann").reply(plain.id, "mails"))
    assert (answer.email, answer.view["thread"]) == ({}, plain.id)


def test_an_answer_is_a_draft_of_its_own(center, mail):
    ann = center.agent("ann")
    answer = draft(center, ann.reply(mail.id, "mails", subject_prefix="Re: "))
    assert answer.email == {
        "fromAddress": "help@example.org",
        "toAddress": "eve@example.com",
        "subject": "Re: Invoice 17",
    }
    assert (answer.state, answer.agent, answer.type) == ("ReplyCreated", "ann", "Outbound")
    assert (answer.view["parent"], answer.view["subType"]) == (mail.id, "OutboundReply")
    assert set(answer.capabilities) == {
        "Cancel",
        "Send",
        "PlaceInWorkbin",
        "UpdateProperties",
        "LinkAttachment",
        "UpdateUserData",
        "Transfer",
    }
    ann.change_email(answer.id, {"text": "Sorry."})
    ann.link_attachment(answer.id, "doc1", "new.pdf", mime_type="application/pdf", size=17)
    assert answer.email["text"] == "Sorry."
    assert answer.attachments == [
        {"document": "doc1", "name": "new.pdf", "mimeType": "application/pdf", "size": 17}
    ]
    ann.send(answer.id, "outbox")
    assert (answer.state, answer.capabilities, answer.agent) == ("Sent", [], None)
    answer.confirm()
    assert answer.state == "Completed"
    assert mail.state == "Accepted"


def test_an_answer_to_all_quotes_the_mail(center, mail):
    ann = center.agent("ann")
    answer = draft(center, ann.reply_all(mail.id, "mails", reply_to_start_line="Eve wrote:"))
    assert answer.email["ccAddresses"] == "sales@example.org, boss@example.com"
    assert answer.email["text"] == "Eve wrote:\n> It is wrong.\n> See below.\n"
    bare = draft(center, ann.reply_all(mail.id, "mails", quote_original=False))
    assert "text" not in bare.email


def test_what_could_not_be_sent_is_a_draft_again(center):
    ann = center.agent("ann")
    words = {"fromAddress": "a@b", "toAddress": "c@d", "subject": "x", "text": "y"}
    letter = draft(center, ann.create("mails", words))
    ann.send(letter.id, "outbox")
    events = letter.give_back("no such mailbox")
    assert events[0]["event"] == "EmailReturned"
    assert (events[0]["agent"], events[0]["reason"]) == ("ann", "no such mailbox")
    assert (letter.state, letter.agent, letter.email) == ("ReplyCreated", "ann", words)
    ann.cancel(letter.id)
    assert letter.state == "Completed"


def test_a_draft_is_kept_when_the_session_ends(center, mail):
    ann = center.agent("ann")
    answer = draft(center, ann.reply(mail.id, "mails"))
    ann.end_session()
    assert center.workbin("drafts").contents("ann") == [mail.id, answer.id]
    ann.start_session()
    ann.pull(answer.id)
    assert answer.state == "Pulled"
    assert "Send" in answer.capabilities


def test_a_mail_comes_in_with_documents(center, mail):
    mail.link_attachment("doc1", "bill.pdf", size=3)
    assert [one["name"] for one in mail.attachments] == ["bill.pdf"]
    with pytest.raises(cb.CommandError) as error:
        center.agent("ann").remove_attachment(mail.id, "doc1")
    assert error.value.reason == "not_in_state"


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ({"toAddress": "c@d"}, "missing_value"),
        ({**INVOICE, "toAddress": "nobody"}, "invalid_value"),
        ({**INVOICE, "colour": "red"}, "invalid_value"),
        ({**INVOICE, "text": "x" * (1 << 20)}, "too_long"),
    ],
)
def test_what_cannot_be_sent_is_refused(center, email, reason):
    ann = center.agent("ann")
    letter = draft(center, ann.create("mails"))
    before = center.state_hash()
    with pytest.raises(cb.CommandError) as error:
        ann.send(letter.id, "outbox", email)
    assert (error.value.reason, error.value.field) == (reason, "email")
    assert center.state_hash() == before


def test_only_mails_are_answered(center):
    with pytest.raises(cb.CommandError) as error:
        center.agent("ann").create("chats")
    assert (error.value.status_code, error.value.reason) == (3, "wrong_media")


def test_drafts_survive_a_snapshot(center, mail):
    ann = center.agent("ann")
    answer = draft(center, ann.reply_all(mail.id, "mails"))
    ann.link_attachment(answer.id, "doc1", "new.pdf", size=17)
    restored = cb.Center.restore(center.snapshot())
    assert restored.state_hash() == center.state_hash()
    assert restored.interaction(answer.id).view == answer.view
