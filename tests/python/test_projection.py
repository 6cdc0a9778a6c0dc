# SPDX-License-Identifier: Apache-2.0
"""What a Center tells its statistics of itself: presence on queues, room for more, its tenant."""

import json
import operator
import random

import pytest

import cordboard as cb
from action_rows import statistic
from scenario import CONFIG, Player


class Door:
    """A Center that measures by the given definitions."""

    def __init__(self, folder, definitions):
        file = folder / "statistics.json"
        file.write_text(json.dumps(definitions), encoding="utf-8")
        self.center = cb.Center(CONFIG, statistics=str(file))

    def advance_to(self, at):
        self.center.advance_to(at * 1_000_000)

    def say(self, command):
        return self.center.execute(command)


@pytest.fixture
def played(tmp_path):
    def play(text, *definitions):
        door = Door(tmp_path, definitions)
        Player(door).play(text, "here")
        return door.center

    return play


def now(mask, **more):
    return statistic(mask, "CurrentNumber", mask, **{"kind": "SKILL_Q", **more})


PRESENT = ("AgentLogin", "AgentActive", "AgentReady", "DNLogin", "DNActive", "DNReady")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 00:00 start bob voice chat", (1, 0, 0, 1, 0, 0)),
        ("at 00:00 start bob voice chat\nready bob", (1, 1, 1, 1, 1, 1)),
        ("at 00:00 start bob voice chat\nready bob voice", (1, 0, 0, 1, 1, 1)),
        ("at 00:00 start bob voice chat\nready bob\noffer c urgent", (1, 1, 0, 1, 1, 1)),
        ("at 00:00 start bob chat\nready bob", (1, 1, 1, 0, 0, 0)),
        ("at 00:00 start bob voice\nready bob\noffer k calls\naccept bob k", (1, 1, 0, 1, 1, 0)),
        ("at 00:00 start bob voice\nready bob\nend bob", (0, 0, 0, 0, 0, 0)),
    ],
)
def test_an_agent_is_present_on_the_queues_of_his_skills(played, text, expected):
    center = played(text, *map(now, PRESENT))
    for skill in ("billing", "sales"):
        found = [center.statistic(skill, name).value for name in PRESENT]
        assert found == list(expected)


def test_presence_follows_the_skills_of_an_agent(played):
    center = played("at 00:00 start bob voice\nat 00:00 ready bob", now("AgentReady"))
    center.execute({"command": "SetAgentSkill", "agent": "bob", "skill": "billing", "level": 0})
    assert center.statistic("billing", "AgentReady").value == 0
    assert center.statistic("sales", "AgentReady").value == 1
    center.execute({"command": "SetAgentSkill", "agent": "bob", "skill": "billing", "level": 2})
    assert center.statistic("billing", "AgentReady").value == 1
    again = cb.Center.restore(center.snapshot())
    assert again.statistic("billing", "AgentReady").value == 1


def on_queue(center, *names):
    return [center.statistic(name, "AgentLogin", object_type="QUEUE").value for name in names]


def test_an_agent_is_present_on_the_queues_that_he_is_to_serve_first(played):
    center = played(
        "at 00:00 start ann voice chat\nstart bob voice\nstart cleo voice\nready bob",
        now("AgentLogin", kind="QUEUE"),
        now("AgentReady", kind="QUEUE"),
    )
    # Who comes with an overflow is not there yet.
    assert on_queue(center, "support", "urgent", "calls", "mails") == [1, 2, 2, 3]
    assert center.statistic("calls", "AgentReady").value == 1


def test_presence_on_a_queue_follows_its_targets_and_the_groups_of_an_agent(tmp_path):
    file = tmp_path / "statistics.json"
    file.write_text(json.dumps([now("AgentLogin", kind="QUEUE")]), encoding="utf-8")
    config = {
        "media": [{"name": "voice"}],
        "skills": [{"name": "a"}],
        "agents": [{"userName": name} for name in ("ann", "bob")],
        "agent_groups": [{"name": "g", "agents": ["ann"]}],
        "queues": [{"name": "q", "channel": "voice"}, {"name": "r", "channel": "voice"}],
        "routing": [
            {"queue": "q", "target": {"agent_group": "g"}},
            {"queue": "r", "target": [{"skill": "~a"}, {"agent": "bob"}]},
        ],
    }
    center = cb.Center(config, statistics=str(file))
    for name in ("ann", "bob"):
        command = {"command": "StartContactCenterSession", "agent": name, "channels": ["voice"]}
        center.execute(command)
    assert on_queue(center, "q", "r") == [1, 2]
    member = {"agent_group": "g", "agent": "bob"}
    center.execute({"command": "AddAgentToGroup", **member})
    for agent in ("ann", "bob"):
        command = {"command": "SetAgentSkill", "agent": agent, "skill": "a", "level": 3}
        center.execute(command)
    assert on_queue(center, "q", "r") == [2, 1]
    center.execute({"command": "RemoveAgentFromGroup", **member})
    assert on_queue(center, "q", "r") == [1, 1]
    assert on_queue(cb.Center.restore(center.snapshot()), "q", "r") == [1, 1]


def expression(dice, depth):
    """Return a random skill expression and whether levels meet it."""
    signs = {
        ">=": operator.ge, ">": operator.gt, "<": operator.lt, "<=": operator.le,
        "=": operator.eq, "!=": operator.ne, "<>": operator.ne,
    }  # fmt: skip
    kind = dice.choice(["skill", "test", "not", "and", "or"] if depth else ["skill", "test"])
    skill = dice.choice(["a", "b c", "d"])
    name = f'"{skill}"' if " " in skill or dice.random() < 0.3 else skill
    if kind == "skill":
        return name, lambda levels: levels[skill] >= 1
    if kind == "test":
        sign, level = dice.choice(sorted(signs)), dice.randint(0, 4)
        blank = dice.choice(["", " "])
        text = f"{name}{blank}{sign}{blank}{level}"
        return text, lambda levels: signs[sign](levels[skill], level)
    left, met = expression(dice, depth - 1)
    if kind == "not":
        return f"~({left})", lambda levels: not met(levels)
    right, also = expression(dice, depth - 1)
    if kind == "and":
        return f"({left}) & ({right})", lambda levels: met(levels) and also(levels)
    return f"({left} | {right})", lambda levels: met(levels) or also(levels)


@pytest.mark.parametrize("seed", range(5))
def test_who_is_to_serve_a_queue_is_who_meets_its_skill_expression(tmp_path, seed):
    file = tmp_path / "statistics.json"
    file.write_text(json.dumps([now("AgentLogin", kind="QUEUE")]), encoding="utf-8")
    dice = random.Random(seed)
    levels = {
        f"agent{n}": {skill: dice.randint(0, 4) for skill in ("a", "b c", "d")} for n in range(6)
    }
    asked = {f"q{n}": expression(dice, 3) for n in range(40)}
    config = {
        "media": [{"name": "voice"}],
        "skills": [{"name": name} for name in ("a", "b c", "d")],
        "agents": [{"userName": name, "skills": of} for name, of in levels.items()],
        "queues": [{"name": name, "channel": "voice"} for name in asked],
        "routing": [{"queue": name, "target": {"skill": asked[name][0]}} for name in asked],
    }
    center = cb.Center(config, statistics=str(file))
    for name in levels:
        command = {"command": "StartContactCenterSession", "agent": name, "channels": ["voice"]}
        center.execute(command)
    expected = [sum(met(of) for of in levels.values()) for _, met in asked.values()]
    assert on_queue(center, *asked) == expected


def test_the_wait_on_a_plain_queue_is_estimated_from_its_agents(played):
    wait = statistic("wait", "EstimWaitTime", "CallWait", kind="QUEUE")
    balance = statistic("balance", "LoadBalance", "CallWait", kind="QUEUE")
    center = played(
        """at 00:00 start bob voice
        ready bob
        offer k1 calls
        accept bob k1
        offer k2 calls
        offer k3 calls
        at 00:30 start cleo voice""",
        wait,
        balance,
    )
    # Two wait for one active agent, each call taking 90 s until one has ended.
    assert center.statistic("calls", "wait").value == 180
    assert center.statistic("calls", "balance").value == 180


def target_state(center, agent):
    nodes = center.statistic(agent, "target").value
    keys = ("current_number", "maximum_number", "routable_number", "routable")
    return {
        one["media"] or "voice": tuple(one.get(key) for key in keys)
        for one in nodes
        if one["kind"] == "device"
    }


def test_a_target_state_tells_how_many_an_agent_may_hold_and_how_many_more(played):
    target = statistic("target", "CurrentTargetState", "*", "DNStatus", "AGENT")
    center = played(
        """at 00:00 start ann voice chat
        start bob voice chat email
        ready ann
        offer c1 support
        offer k1 calls""",
        target,
    )
    assert target_state(center, "ann") == {
        "voice": (0, 1, 1, True),
        "chat": (1, 2, 1, True),
    }
    center.offer(media="chat", queue="support")
    assert target_state(center, "ann")["chat"] == (2, 2, 0, False)
    center.execute({"command": "SetAgentCapacity", "agent": "ann", "media": "chat", "capacity": 5})
    assert target_state(center, "ann")["chat"] == (2, 5, 3, True)
    assert target_state(center, "cleo") == {}


def test_the_wait_is_estimated_from_the_agents_of_a_skill(played):
    estimate = statistic("wait", "EstimWaitTime", "CallWait", kind="SKILL_Q")
    center = played(
        """at 00:00 start bob voice
        ready bob
        offer k1 calls
        accept bob k1
        offer k2 calls
        offer k3 calls""",
        estimate,
    )
    # Two wait for the one agent, who is busy; a call takes 90 s until one has ended.
    assert center.statistic("sales", "wait").value == 180


def test_a_tenant_counts_its_interactions_but_no_calls(played):
    names = ("InteractionCreated", "InteractionAccepted", "InteractionDeleted")
    totals = [statistic(name, "TotalNumber", name, kind="Tenant") for name in names]
    waits = statistic("waits", "TotalTime", "InteractionWait", kind="Tenant")
    with_agents = statistic("held", "TotalTime", "InteractionAgentPartyInProgress", kind="Tenant")
    center = played(
        """at 00:00 start ann chat
        ready ann
        start bob chat voice
        offer c1 support
        offer k1 calls
        at 00:05 accept ann c1
        at 00:12 ready bob
        transfer ann c1 bob
        at 00:20 accept bob c1
        at 00:30 place bob c1 urgent
        at 00:34 accept bob c1
        at 00:37 complete bob c1""",
        *totals,
        waits,
        with_agents,
    )
    found = {name: center.statistic("Environment", name).value for name in names}
    assert found == {"InteractionCreated": 1, "InteractionAccepted": 3, "InteractionDeleted": 1}
    assert center.statistic("Environment", "waits").value == 5 + 4
    assert center.statistic("Environment", "held").value == 25 + 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"voice": True, "chat": True, "email": True}),
        ("offer k calls", {"voice": False, "chat": True, "email": True}),
        ("offer c urgent", {"voice": True, "chat": False, "email": False}),
        ("offer m mails", {"voice": True, "chat": True, "email": False}),
    ],
)
def test_an_agent_has_room_for_what_may_stand_beside_what_he_holds(played, text, expected):
    center = played(f"at 00:00 start bob voice chat email\nready bob\n{text}")
    room = {}
    for one in center.actions.to_dicts():
        if one["action"] in {"Routable", "NotRoutable"} and one["phase"] == "start":
            room[one["media"]] = one["action"] == "Routable"
    assert room == expected


def test_the_actions_of_a_center_are_a_log(played):
    masks = ("CallRingingInternal", "CallRingingOutbound", "CallRinging", "CallInternal")
    totals = [statistic(mask, "TotalTime", mask, kind="AGENT") for mask in masks]
    center = played(
        """at 00:00 start bob voice
        ready bob
        offer_as k1 calls Internal
        at 00:04 accept bob k1
        at 00:10 complete bob k1
        at 00:40 offer_as k2 calls Outbound
        at 00:47 accept bob k2""",
        *totals,
    )
    engine = cb.StatisticsEngine(totals, objects=[{"type": "AGENT", "id": "bob"}])
    engine.feed(center.actions)
    found = [engine.value("bob", mask) for mask in masks]
    assert found == [center.statistic("bob", mask).value for mask in masks] == [4, 7, 11, 6]
