# SPDX-License-Identifier: Apache-2.0
"""What a Center's actions carry, and that its log says all that its own statistics looked at.

Random histories are measured three times: by the Center, by an engine that is fed the Center's
actions, and by the naive recount of them.
"""

import csv
import json
import random
from pathlib import Path

import pytest

import cordboard as cb
from action_rows import statistic
from oracle.recount import recount

CONFIG = {
    "tenant": {"name": "Bank"},
    "media": [{"name": "voice"}, {"name": "chat"}],
    "skills": [{"name": "billing"}, {"name": "sales"}],
    "places": [{"name": "desk 1"}, {"name": "desk 2"}],
    "agents": [
        {"userName": "ann", "skills": {"billing": 8}, "capacity": {"chat": 2}, "place": "desk 1"},
        {"userName": "bob", "skills": {"billing": 3, "sales": 5}},
    ],
    "queues": [
        {"name": "support", "channel": "chat"},
        {"name": "sale", "channel": "chat"},
        {"name": "calls", "channel": "voice", "phoneNumber": "8001"},
    ],
    "routing": [
        {"queue": "support", "target": {"skill": "billing"}, "timeout": "9s"},
        {"queue": "sale", "target": {"skill": "sales"}},
        {"queue": "calls", "target": {"skill": "billing | sales"}, "timeout": "7s"},
    ],
    "workbins": [{"name": "later", "owner": "agent"}, {"name": "common"}],
    "settings": {"after_call_work": "4s"},
}
FILTERS = {
    "vip": 'PairExists("vip", "1")',
    "any": 'PairExists(UserData, "vip")',
    "not_vip": '~PairExists("vip", "1")',
    "much": 'GetNumber("amount") > 5',
    "nested": 'PairExists("order", "*7*")',
    "lunch": 'PairExists(Reasons, "Lunch")',
    "ann": "AgentID=ann",
    "desk": 'PlaceID="desk 1"',
    "queue": "Queue=support",
    "this": "ThisQueue=calls",
    "dialed": "DNIS=8001",
    "inbound": "CallType=Inbound",
    "bank": "CustomerID=Bank",
    "chat": 'MediaType=chat & PairExists("vip")',
    "later": "WorkbinID=later",
    "kept": 'WorkbinOwnerID="ann"',
    "known": 'ConnID<>"" & InteractionID<>""',
}
OBJECTS = {
    ("AGENT", "ann"): ("Agent", "ann"),
    ("AGENT", "bob"): ("Agent", "bob"),
    ("QUEUE", "support"): ("Queue", "support"),
    ("QUEUE", "calls"): ("Queue", "calls"),
    ("SKILL_AG", "billing"): ("GroupAgents", "skill:billing"),
    ("SKILL_Q", "billing"): ("VirtualQueue", "skill:billing"),
    ("StagingArea", "support"): ("StagingArea", "support"),
    ("Tenant", "Bank"): ("Tenant", "Bank"),
    ("Workbin", "ann@later"): ("Workbin", "ann@later"),
}
DECLARED = [
    {"type": "AGENT", "id": "ann", "groups": ["skill:billing"]},
    {"type": "AGENT", "id": "bob", "groups": ["skill:billing", "skill:sales"]},
    {"type": "QUEUE", "id": "support"},
    {"type": "QUEUE", "id": "calls"},
    {"type": "SKILL_Q", "id": "skill:billing"},
    {"type": "StagingArea", "id": "support"},
    {"type": "Tenant", "id": "Bank"},
    {"type": "Workbin", "id": "ann@later"},
]
KINDS = ("AGENT", "QUEUE", "SKILL_AG", "SKILL_Q", "StagingArea", "Tenant", "Workbin")
MASKS = {
    **dict.fromkeys(KINDS[:1], "CallInbound,CallRinging,HandlingInbound,Delivering,AfterCallWork"),
    "SKILL_AG": "CallInbound,Accepted,Blocked,NotReadyForNextCall",
    "QUEUE": "CallWait,CallReleased,CallAnswered,CallAbandoned",
    "SKILL_Q": "CallWait,CallReleased,CallMissed,ACWMissed,CallCleared",
    "StagingArea": "*",
    "Tenant": "*",
    "Workbin": "*",
}
STRUCTURES = {"state", "target"}
MEASURES = ("TotalNumber", "TotalTime", "CurrentNumber")


def definitions():
    found = []
    for kind in KINDS:
        for name, test in FILTERS.items():
            for measure in MEASURES:
                found.append(
                    statistic(f"{name} {measure}", measure, MASKS[kind], kind=kind)
                    | {"objectType": kind}
                )
                found[-1]["statisticDefinitionEx"]["dynamicFilter"] = test
        for measure in ("TotalCustomValue", "CurrentCustomValue"):
            one = statistic(measure, measure, MASKS[kind], kind=kind)
            one["statisticDefinitionEx"]["formula"] = 'GetNumber("amount")'
            found.append(one)
    for name in ("lunch", "any", "desk", "bank"):
        mask = "NotReadyForNextCall,CallInbound,AfterCallWork"
        one = statistic(f"{name} status", "TotalTime", mask, "AgentStatus", "AGENT")
        one["statisticDefinitionEx"]["dynamicFilter"] = FILTERS[name]
        found.append(one)
    found.append(statistic("state", "CurrentStateReasons", "*", "DNAction", "AGENT"))
    found.append(statistic("target", "CurrentTargetState", "*", "DNStatus", "AGENT"))
    return found


DEFINITIONS = definitions()


class Day:
    """A Center and somebody who does whatever comes to his mind."""

    def __init__(self, seed, statistics):
        self.dice = random.Random(seed)
        self.center = cb.Center(CONFIG, statistics=statistics)

    def user_data(self):
        given = {"vip": self.dice.choice(["1", 1, 0, True, None]), "amount": self.dice.choice(
            ["7", 7, 2.5, -1, "much"])}  # fmt: skip
        given["order"] = {"number": self.dice.choice([7, 8]), "lines": [1, "x"]}
        return {key: one for key, one in given.items() if self.dice.random() < 0.6}

    def step(self):
        dice = self.dice
        agent = dice.choice(["ann", "bob"])
        alive = [one.id for one in self.center.interactions()]
        verbs = ["AcceptInteraction", "AcceptInteraction", "ChangeUserData", "OfferInteraction"]
        verbs += ["SetAgentState", "SetDoNotDisturb", "RejectInteraction", "CompleteInteraction"]
        verbs += ["PlaceInQueue", "TransferInteraction", "LeaveInteraction"]
        verbs += ["PlaceInWorkbin", "PullInteraction"]
        verbs += ["ContactCenterSession"] if dice.random() < 0.3 else []
        verb = dice.choice(verbs)
        if verb == "OfferInteraction":
            said = {"queue": dice.choice(["support", "sale", "calls", "calls"])}
            said |= {"userData": self.user_data()} if dice.random() < 0.7 else {}
            said |= {"type": dice.choice(["Inbound", "Inbound", "Internal"])}
        elif verb == "SetAgentState":
            state, why = dice.choice(
                [("Ready", None), ("Ready", None), ("NotReady", "Lunch"), ("NotReady", "Break")]
            )
            said = {"agent": agent, "state": state} | ({"reason": why} if why else {})
        elif verb == "SetDoNotDisturb":
            said = {"agent": agent, "on": dice.random() < 0.3}
        elif verb == "ContactCenterSession":
            verb = dice.choice(["Start", "Start", "End"]) + verb
            said = {"agent": agent} | ({"channels": ["voice", "chat"]} if verb[0] == "S" else {})
        elif not alive:
            return
        else:
            said = {"agent": agent, "interaction": dice.choice(alive)}
            if verb == "LeaveInteraction":
                del said["agent"]
            elif verb == "PlaceInQueue":
                said["queue"] = dice.choice(["support", "sale"])
            elif verb == "PlaceInWorkbin":
                said["workbin"] = dice.choice(["later", "later", "common"])
            elif verb == "TransferInteraction":
                said |= dice.choice([{"to": "bob"}, {"to": "ann"}, {"skill": "sales"}])
            elif verb == "ChangeUserData":
                said |= {"operation": dice.choice(["Update", "Attach", "Delete"])}
                said["userData"] = self.user_data()
        try:
            self.center.execute({"command": verb, **said})
        except cb.CommandError:
            return

    def play(self, steps):
        for agent in ("ann", "bob"):
            self.center.execute({"command": "StartContactCenterSession", "agent": agent,
                                 "channels": ["voice", "chat"]})  # fmt: skip
            self.center.execute({"command": "SetAgentState", "agent": agent, "state": "Ready"})
        chat = self.center.offer(queue="support", user_data={"vip": "1", "amount": 7})
        ann = self.center.agent("ann")
        ann.accept(chat.id)
        ann.place_in_workbin(chat.id, "later")
        for _ in range(steps):
            self.step()
            self.center.advance(self.dice.choice([0, 0, 1, 1, 3]))
        return self.center


@pytest.fixture(scope="module")
def statistics(tmp_path_factory):
    file = tmp_path_factory.mktemp("statistics") / "statistics.json"
    file.write_text(json.dumps(DEFINITIONS), encoding="utf-8")
    return str(file)


def values(center):
    """Return what the Center says."""
    found = {}
    for one in center.statistics().to_dicts():
        key = one["object_type"], one["object"]
        if key in OBJECTS:
            name = one["statistic"]
            is_number = one["structure"] is None
            found[(*key, name)] = (
                one["value"] if is_number else center.statistic(key[1], name).value
            )
    return found


def fed(center):
    engine = cb.StatisticsEngine(DEFINITIONS, objects=DECLARED, start=0, truncate="none")
    engine.feed(center.actions)
    engine.advance_to(center.now)
    return engine


@pytest.mark.parametrize("seed", range(12))
def test_a_log_of_a_center_gives_the_values_of_the_center(statistics, seed):
    center = Day(seed, statistics).play(150)
    engine = fed(center)
    found = values(center)
    assert len(found) == len(OBJECTS) * (len(FILTERS) * 3 + 2) + 2 * 6
    for (kind, name, asked), value in found.items():
        object_type, object_ = OBJECTS[kind, name]
        assert engine.value(object_, asked, object_type) == value, f"{asked} of {name}"


@pytest.mark.parametrize("seed", range(4))
def test_the_naive_recount_of_the_log_gives_the_values_of_the_center(statistics, seed):
    center = Day(seed, statistics).play(60)
    rows = center.actions.to_dicts()
    for row in rows:
        row["time"] = round(row["time"].timestamp() * 1_000_000)
        row["attributes"] = json.loads(row["attributes"] or "{}")
    now = round(center.now.timestamp() * 1_000_000)
    asked = {(one["objectType"], one["name"]): one for one in DEFINITIONS}
    found = {key: one for key, one in values(center).items() if key[2] not in STRUCTURES}
    for kind, name, which in random.Random(seed).sample(sorted(found), 60):
        object_type, object_ = OBJECTS[kind, name]
        definition = asked[kind, which] | {"objectType": object_type}
        exact = recount(rows, DECLARED, definition, (object_type, object_), now, truncate="none")
        assert found[kind, name, which] == pytest.approx(float(exact)), f"{which} of {name}"


TABLE = Path(__file__).parent.parent / "attribute_coverage.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ATTRIBUTES = list(csv.DictReader(lines))


def test_a_center_carries_the_attributes_of_the_table_and_no_others(statistics):
    rows = Day(1, statistics).play(200).actions.to_dicts()
    found = {name for row in rows for name in json.loads(row["attributes"] or "{}")}
    assert found == {row["attribute"] for row in ATTRIBUTES if row["carried by"]}


@pytest.mark.parametrize("row", ATTRIBUTES, ids=lambda row: row["attribute"])
def test_what_a_center_does_not_carry_has_a_reason(row):
    assert bool(row["carried by"]) == bool(row["says"]) != bool(row["reason"])


def test_attributes_are_json_with_sorted_keys(statistics):
    for row in Day(2, statistics).play(60).actions.to_dicts():
        if row["attributes"]:
            said = json.loads(row["attributes"])
            compact = json.dumps(said, sort_keys=True, separators=(",", ":"))
            assert row["attributes"] == compact


def test_a_copy_of_a_center_goes_on_with_what_is_attached(statistics):
    day = Day(3, statistics)
    day.play(100)
    forked = day.center.fork()
    restored = cb.Center.restore(day.center.snapshot())
    assert restored.actions.to_dicts() == forked.actions.to_dicts()
    for center in (day.center, forked, restored):
        center.advance("1min")
    assert values(forked) == values(day.center) == values(restored)


def test_every_filter_passes_something_and_stops_something(statistics):
    found = values(Day(1, statistics).play(300))
    for name in FILTERS:
        numbers = [found[(*key, f"{name} TotalNumber")] for key in OBJECTS]
        assert max(numbers) > 0, name
    passed = {name: found["AGENT", "bob", f"{name} TotalNumber"] for name in FILTERS}
    assert 0 < passed["vip"] < passed["any"] < passed["known"]
    assert passed["ann"] == 0
    assert passed["this"] == passed["dialed"] > 0
