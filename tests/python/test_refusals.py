# SPDX-License-Identifier: Apache-2.0
"""What a refused command says: the value that was refused, and what may have been meant."""

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "voice"}, {"name": "chat"}],
    "skills": [{"name": "billing"}, {"name": "tax law"}],
    "agents": [{"userName": "ann", "skills": {"billing": 8}}, {"userName": "bob"}],
    "queues": [{"name": "support", "channel": "chat"}, {"name": "sales", "channel": "voice"}],
    "routing": [{"queue": "support", "target": {"skill": "billing >= 5"}}],
}


@pytest.fixture
def center() -> cb.Center:
    center = cb.Center(CONFIG)
    center.agent("ann").start_session()
    center.agent("ann").ready()
    return center


def command(name, **fields):
    return lambda center: center.execute({"command": name, **fields})


def offered(act):
    def given(center):
        chat = center.offer(queue="support")
        act(center.agent("ann"), chat.id)

    return given


def accepted(act):
    def given(center):
        chat = center.offer(queue="support")
        center.agent("ann").accept(chat.id)
        act(center.agent("ann"), chat.id)

    return given


NOT_NOW = 'the operation is not among the object\'s capabilities now: "00000FvOdcXaZtGy"'

SAID = {
    "a near queue": (
        lambda center: center.offer(queue="suport"),
        'no such queue "suport"; did you mean "support"? (field \'queue\') [statusCode 6]',
    ),
    "a far queue": (
        lambda center: center.offer(queue="zzz"),
        "no such queue \"zzz\" (field 'queue') [statusCode 6]",
    ),
    "a handle": (
        lambda center: center.agent("anne"),
        'no such agent "anne"; did you mean "ann"? (field \'agent\') [statusCode 6]',
    ),
    "a channel": (
        lambda center: center.agent("bob").start_session(channels=["chatt"]),
        'no such media "chatt"; did you mean "chat"? (field \'channels\') [statusCode 2]',
    ),
    "channels as a text": (
        command("StartContactCenterSession", agent="bob", channels="chat"),
        "the value is not valid: \"chat\"; expected: list of media (field 'channels') [statusC",
    ),
    "a place": (
        lambda center: center.agent("bob").start_session(place="Place_1"),
        "no such place \"Place_1\" (field 'place') [statusCode 6]",
    ),
    "a near state": (
        command("SetAgentState", agent="ann", state="Redy"),
        'the value is not valid: "Redy"; did you mean "Ready"? (field \'state\') [statusCode 2]',
    ),
    "a far state": (
        command("SetAgentState", agent="ann", state="Lunch"),
        'the value is not valid: "Lunch"; expected one of ',
    ),
    "a number": (
        command("AcceptInteraction", agent=5, interaction="x"),
        "the value is not valid: 5; expected: agent (field 'agent') [statusCode 2]",
    ),
    "a number too large": (
        command("OfferInteraction", queue="support", priority=2**40),
        "the value is out of its range: 1099511627776 (field 'priority') [statusCode 2]",
    ),
    "a duration": (
        command("SetDuration", setting="ring_timeout", duration="soon"),
        'the value is not valid: "soon"; expected: duration',
    ),
    "an interaction": (
        lambda center: center.agent("ann").accept("nothing"),
        "no such interaction \"nothing\" (field 'interaction') [statusCode 6]",
    ),
    "a skill in an expression": (
        accepted(lambda ann, chat: ann.transfer(chat, skill='"tax law" | biling >= 2')),
        'no such skill "biling"; did you mean "billing"? (field \'skill\') [statusCode 6]',
    ),
    "a skill's name with a blank": (
        command("SetAgentSkill", agent="ann", skill="tax lew", level=1),
        'no such skill "tax lew"; did you mean "tax law"?',
    ),
    "an expression": (
        accepted(lambda ann, chat: ann.transfer(chat, skill="billing >=")),
        'the skill expression cannot be read: "billing >="; write for example',
    ),
    "another's offer": (
        offered(lambda ann, chat: ann._center.agent("bob").accept(chat)),
        "the interaction is not offered to this agent: \"bob\" (field 'agent') [statusCode 2]",
    ),
    "what an offer does not allow": (
        offered(lambda ann, chat: ann.complete(chat)),
        f"{NOT_NOW}; now it has Accept, Reject, UpdateUserData (field 'interaction')",
    ),
    "what waiting does not allow": (
        lambda center: center.agent("ann").complete(center.offer(queue="sales").id),
        f"{NOT_NOW}; now it has none (field 'interaction') [statusCode 2]",
    ),
    "a queue of another media": (
        accepted(lambda ann, chat: ann.place_in_queue(chat, "sales")),
        "the operation does not exist for interactions of this media: \"sales\" (field 'queue')",
    ),
    "a command": (
        command("AcceptInteracton"),
        'no such command "AcceptInteracton"; did you mean "AcceptInteraction"?',
    ),
    "a near field": (
        command("OfferInteraction", qeue="support"),
        'the command has no such field "qeue"; did you mean "queue"? (field ',
    ),
    "a far field": (
        command("OfferInteraction", x=1),
        'the command has no such field "x"; docs/reference/commands.md lists them',
    ),
    "a long text": (
        command("OfferInteraction", queue="é" * 500),
        f"no such queue \"{'é' * 20}...\" (field 'queue') [statusCode 6]",
    ),
    "a missing value": (
        command("OfferInteraction"),
        "a value is required (field 'queue') [statusCode 1]",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_a_refusal_names_the_value_and_what_may_have_been_meant(center, case):
    act, said = SAID[case]
    with pytest.raises(cb.CommandError) as caught:
        act(center)
    assert str(caught.value).startswith(said)


def test_a_model_and_a_centre_name_the_skill_that_is_not_there():
    config = {**CONFIG, "routing": [{"queue": "support", "target": {"skill": "biling >= 5"}}]}
    with pytest.raises(cb.BadInput, match=r'target.skill: no such skill "biling"; did you mean'):
        cb.Center(config)
