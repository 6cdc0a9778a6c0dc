# SPDX-License-Identifier: Apache-2.0
"""Workbins at the Python door: handles, views, and what the statistics make of them."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "email"}],
    "agents": [{"userName": "ann"}, {"userName": "bob"}],
    "agent_groups": [{"name": "desk", "agents": ["ann", "bob"]}],
    "queues": [{"name": "mails", "channel": "email"}],
    "workbins": [
        {"name": "drafts", "owner": "agent", "default_for": ["email"]},
        {"name": "team", "owner": "group"},
    ],
    "routing": [{"queue": "mails", "target": {"agent": "ann"}}],
}


@pytest.fixture
def center():
    center = cb.Center(CONFIG)
    for name in ("ann", "bob"):
        center.agent(name).start_session()
    center.agent("ann").ready()
    return center


def accepted(center):
    mail = center.offer(queue="mails")
    center.agent("ann").accept(mail.id)
    return mail


def test_an_agent_keeps_a_mail_and_takes_it_out_again(center):
    ann, mail = center.agent("ann"), accepted(center)
    assert "PlaceInWorkbin" in mail.view["capabilities"]
    events = ann.place_in_workbin(mail.id, "drafts")
    assert events[0]["event"] == "InteractionPlacedInWorkbin"
    assert events[0]["workbin"] == "drafts"
    assert (mail.state, mail.agent, mail.view["workbin"]) == ("InWorkbin", None, "drafts")
    assert mail.view["capabilities"] == []
    drafts = center.workbin("drafts")
    assert drafts.contents() == drafts.contents("ann") == [mail.id]
    assert drafts.contents("bob") == []
    assert repr(drafts) == "<Workbin drafts: 1 interactions>"
    ann.pull(mail.id)
    assert (mail.state, mail.agent, len(drafts)) == ("Pulled", "ann", 0)
    assert "Complete" in mail.view["capabilities"]


def test_a_group_shares_a_workbin(center):
    ann, bob, mail = center.agent("ann"), center.agent("bob"), accepted(center)
    ann.place_in_workbin(mail.id, "team")
    assert center.workbin("team").contents("desk") == [mail.id]
    assert center.workbin("team").view["owner"] == "group"
    bob.pull(mail.id)
    with pytest.raises(cb.CommandError) as error:
        ann.pull(mail.id)
    assert (error.value.status_code, error.value.field) == (2, "interaction")


def test_an_agent_cannot_take_what_another_keeps(center):
    mail = accepted(center)
    center.agent("ann").place_in_workbin(mail.id, "drafts")
    before = center.state_hash()
    with pytest.raises(cb.CommandError) as error:
        center.agent("bob").pull(mail.id)
    assert (error.value.status_code, error.value.reason) == (5, "not_owner")
    assert center.state_hash() == before


def test_the_end_of_a_session_keeps_mails_in_the_default_workbin(center):
    mail = accepted(center)
    center.agent("ann").end_session()
    assert center.workbin("drafts").contents("ann") == [mail.id]


def test_a_snapshot_holds_workbins(center):
    mail = accepted(center)
    center.agent("ann").place_in_workbin(mail.id, "drafts")
    restored = cb.Center.restore(center.snapshot())
    assert restored.state_hash() == center.state_hash()
    assert restored.workbin("drafts").view == center.workbin("drafts").view
    restored.agent("ann").pull(mail.id)
    restored.agent("ann").complete(mail.id)


def test_an_unknown_workbin_is_named(center):
    assert [one.name for one in center.workbins()] == ["drafts", "team"]
    with pytest.raises(cb.CommandError, match="nowhere"):
        center.workbin("nowhere")


def test_statistics_of_a_workbin():
    waiting = {
        "name": "Kept",
        "objectType": "Workbin",
        "statisticDefinitionEx": {
            "category": "CurrentNumber",
            "mainMask": "InteractionWait",
            "subject": "DNAction",
        },
    }
    center = cb.Center(CONFIG | {"statistics": [waiting]})
    ann = center.agent("ann")
    ann.start_session()
    ann.ready()
    mail = accepted(center)
    ann.place_in_workbin(mail.id, "drafts")
    assert center.statistic("ann@drafts", "Kept").value == 1
    ann.pull(mail.id)
    assert center.statistic("ann@drafts", "Kept").value == 0
