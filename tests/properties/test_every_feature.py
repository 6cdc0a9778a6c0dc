# SPDX-License-Identifier: Apache-2.0
"""Agents, customers and time do anything in any order, and after every step the laws hold.

A step is a command with whatever it names, possible or not, or time that passes. A refused command
changes nothing. After each step: an interaction has one owner and he knows it, nobody holds more
than his capacity, whatever entered a queue is waiting there or has left it with one outcome, and
the time that a queue's interactions have waited is the area under its length (Little's law). At
the end the same commands, and a snapshot, lead to the same hashes.
"""

from collections import Counter

import pytest
from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

import cordboard as cb

CAPACITY = {
    "ann": {"chat": 2, "workitem": 2},
    "bob": {"chat": 3, "email": 2},
    "cleo": {"voice": 1, "chat": 0, "email": 3},
    "dan": {"chat": 2, "workitem": 3},
}
MEDIA = ("voice", "chat", "email", "workitem")
QUEUES = {"calls": "voice", "chats": "chat", "urgent": "chat", "mails": "email", "work": "workitem"}
WORKBINS = ("own", "shared", "team", "desk")
LEFT = ("CallDistributed", "CallAbandoned", "CallCleared")
HELD = {"Accepted", "Pulled", "Transferring", "ReplyCreated"}


def measured(name, category, mask):
    """Return the definition of a statistic of queues since the beginning."""
    return {
        "name": name,
        "objectType": "QUEUE",
        "statisticDefinitionEx": {
            "category": category,
            "mainMask": mask,
            "subject": "DNAction",
            "intervalType": "GrowingWindow",
            "dynamicTimeProfile": "0:00",
        },
    }


CONFIG = {
    "media": [
        {"name": "voice"},
        {"name": "chat"},
        {"name": "email", "with": ["voice"]},
        {"name": "workitem"},
    ],
    "skills": [{"name": "billing"}, {"name": "sales"}],
    "agents": [
        {
            "userName": "ann",
            "skills": {"billing": 8},
            "place": "first",
            "capacity": CAPACITY["ann"],
        },
        {"userName": "bob", "skills": {"billing": 3, "sales": 5}, "capacity": CAPACITY["bob"]},
        {"userName": "cleo", "skills": {"sales": 2}, "capacity": CAPACITY["cleo"]},
        {"userName": "dan", "skills": {"sales": 9}, "capacity": CAPACITY["dan"]},
    ],
    "places": [{"name": "first"}],
    "agent_groups": [{"name": "office", "agents": ["ann", "bob"]}],
    "queues": [{"name": name, "channel": media} for name, media in QUEUES.items()],
    "workbins": [
        {"name": "own", "owner": "agent", "default_for": ["email"]},
        {"name": "shared", "owner": "shared"},
        {"name": "team", "owner": "group"},
        {"name": "desk", "owner": "place"},
    ],
    "routing": [
        {"queue": "calls", "target": [{"skill": "sales"}, {"agent": "ann"}], "timeout": "15s"},
        {
            "queue": "chats",
            "target": {"skill": "billing >= 5"},
            "aging": {"every": "10s", "add": 1},
            "overflow": {"after": "40s", "target": {"skill": "billing"}},
        },
        {"queue": "urgent", "target": {"skill": "billing | sales"}, "priority": 3},
        {"queue": "mails", "target": {"skill": "billing | sales"}},
        {"queue": "work", "target": {"agent_group": "office"}},
    ],
    "settings": {"after_call_work": "20s"},
    "statistics": [
        measured("Waited", "TotalTime", "CallWait"),
        *(measured(action, "TotalNumber", action) for action in ("CallEntered", *LEFT)),
    ],
}

# A command, which of the drawn values it names, and the states in which it is likely possible.
COMMANDS = {
    "StartContactCenterSession": (("agent", "channels"), ()),
    "EndContactCenterSession": (("agent",), ()),
    "LoseConnection": (("agent",), ()),
    "RestoreConnection": (("agent",), ()),
    "SetAgentState": (("agent", "media", "state"), ()),
    "SetDoNotDisturb": (("agent", "media", "on"), ()),
    "OfferInteraction": (("queue",), ()),
    "AcceptInteraction": (("agent", "interaction"), ("Invited", "Transferring")),
    "RejectInteraction": (("agent", "interaction"), ("Invited", "Transferring")),
    "CompleteInteraction": (("agent", "interaction"), ("Accepted", "Pulled")),
    "PlaceInQueue": (("agent", "interaction", "queue"), ("Accepted", "Pulled")),
    "TransferInteraction": (("agent", "interaction", "to"), ("Accepted", "Pulled")),
    "LeaveInteraction": (("interaction",), ("Queued", "Invited", "Accepted")),
    "ChangeUserData": (("agent", "interaction", "userData"), ("Accepted", "Pulled")),
    "PlaceInWorkbin": (("agent", "interaction", "workbin"), ("Accepted", "Pulled")),
    "PullInteraction": (("agent", "interaction"), ("InWorkbin",)),
    "OfferEmail": (("queue", "email"), ()),
    "ReplyToEmail": (("agent", "interaction", "queue"), ("Accepted", "Pulled")),
    "CreateEmail": (("agent", "queue", "email"), ()),
    "SendEmail": (("agent", "interaction", "queue", "email"), ("ReplyCreated", "Pulled")),
    "CancelEmail": (("agent", "interaction"), ("ReplyCreated", "Pulled")),
    "ConfirmEmail": (("interaction",), ("Sent",)),
    "ReturnEmail": (("interaction",), ("Sent",)),
    "OfferChat": (("queue",), ()),
    "SendMessage": (("agent", "interaction", "text"), ("Accepted", "Transferring")),
    "SendCustomerMessage": (("interaction", "text"), ("Queued", "Invited", "Accepted")),
    "EndChatSession": (("agent", "interaction"), ("Accepted",)),
}
OF_MAILS = {name for name in COMMANDS if "Email" in name}
EMAIL = {"fromAddress": "a@b", "toAddress": "c@d", "subject": "x", "text": "y"}
# Said more often, so that much is going on.
LIKELY = (
    *["OfferInteraction"] * 3,
    *["AcceptInteraction"] * 4,
    *["SetAgentState"] * 3,
    *["TransferInteraction"] * 3,
)

agents = st.sampled_from(tuple(CAPACITY))
drawn = st.fixed_dictionaries(
    {
        "agent": agents,
        "to": agents,
        "media": st.sampled_from((*MEDIA, None, None, None, None)),
        "state": st.sampled_from(("Ready", "Ready", "Ready", "NotReady", "Logout")),
        "on": st.sampled_from((False, False, True)),
        "queue": st.sampled_from(tuple(QUEUES)),
        "workbin": st.sampled_from(WORKBINS),
        "interaction": st.integers(0, 30),
        "is_likely": st.sampled_from((True, True, True, True, False)),
    }
)


def is_draft(view):
    """Whether an agent writes it: such is held beside any capacity."""
    return view.get("subType", "").startswith("Outbound")


class EveryFeature(RuleBasedStateMachine):
    steps = 0

    def __init__(self):
        super().__init__()
        self.center = cb.Center(CONFIG)
        self.said = []
        self.queue = {}  # in which an interaction is, or was last
        self.owner = {}
        self.pulled = set()  # out of a workbin, by its owner: no part of his capacity
        self.since = {}  # when it began to wait
        self.length = Counter()
        self.area = Counter()
        self.waited = Counter()
        self.measured = {}  # until when the area of a queue is known

    @initialize()
    def begin(self):
        for name in CAPACITY:
            self.do("StartContactCenterSession", agent=name, channels=list(MEDIA))
            self.do("SetAgentState", agent=name, state="Ready")

    @rule(command=st.sampled_from((*COMMANDS, *LIKELY)), values=drawn)
    def say(self, command, values):
        EveryFeature.steps += 1
        fields, states = COMMANDS[command]
        if "interaction" in fields:
            views = [handle.view for handle in self.center.interactions()]
            if values["is_likely"]:
                views = [view for view in views if view["state"] in states]
            if not views:
                return
            view = views[values["interaction"] % len(views)]
            values["interaction"] = view["id"]
            if values["is_likely"]:
                values["agent"] = view["invited"] or view["agent"] or values["agent"]
        values |= {"channels": list(MEDIA), "userData": {"Step": len(self.said)}}
        values |= {"email": EMAIL, "text": "Hello"}
        if command in OF_MAILS and values["is_likely"]:
            values["queue"] = "mails"
        said = {name: values[name] for name in fields if values[name] is not None}
        before = self.center.state_hash(), self.center.event_hash()
        try:
            self.do(command, **said)
        except cb.CommandError:
            assert (self.center.state_hash(), self.center.event_hash()) == before

    def do(self, command, **fields):
        said = {"command": command, **fields}
        self.account(self.center.execute(said))
        self.said.append((self.center.now, said))

    @rule(seconds=st.integers(1, 60))
    def advance(self, seconds):
        EveryFeature.steps += 1
        self.account(self.center.advance(seconds))

    def account(self, events):
        """Follow who waits where since when, from the events alone."""
        for event in events:
            one = event.get("interaction")
            match event["event"]:
                case "InteractionQueued":
                    self.owner.pop(one, None)
                    self.queue[one] = event["queue"]
                    self.wait(one, event["at"])
                case "InteractionInvited" | "InteractionCompleted":
                    self.stop_waiting(one, event["at"])
                case "InteractionAccepted":
                    self.owner[one] = event["agent"]
                    self.pulled.discard(one)
                case "InteractionPulled":
                    self.owner[one] = event["agent"]
                    self.pulled.add(one)
                case "DraftCreated":
                    self.owner[one] = event["agent"]
                    self.queue[one] = event["queue"]
                case "EmailSent":
                    self.owner.pop(one)
                    self.queue[one] = event["queue"]
                    self.wait(one, event["at"])
                case "EmailReturned":
                    self.stop_waiting(one, event["at"])
                    self.queue[one] = event["queue"]
                    if event["agent"]:
                        self.owner[one] = event["agent"]
                case "InteractionPlacedInWorkbin":
                    self.owner.pop(one, None)
                case "InteractionRejected" | "InteractionRevoked":
                    if self.owner.get(one, event["agent"]) == event["agent"]:
                        self.owner.pop(one, None)
                        self.wait(one, event["at"])

    def wait(self, one, at):
        self.measure(self.queue[one], at)
        self.since[one] = at
        self.length[self.queue[one]] += 1

    def stop_waiting(self, one, at):
        if one in self.since:
            queue = self.queue[one]
            self.measure(queue, at)
            self.length[queue] -= 1
            self.waited[queue] += (at - self.since.pop(one)).total_seconds()

    def measure(self, queue, at):
        before = self.measured.get(queue, at)
        self.area[queue] += self.length[queue] * (at - before).total_seconds()
        self.measured[queue] = at

    @invariant()
    def who_holds_what_is_one_story(self):
        seen = {handle.id: handle.view for handle in self.center.interactions()}
        for name, capacity in CAPACITY.items():
            of_agent = {
                one.id for one in map(self.center.interaction, self.center.agent(name).interactions)
            }
            owned = {one for one, view in seen.items() if view["agent"] == name}
            invited = {one for one, view in seen.items() if view["invited"] == name}
            assert of_agent == owned | invited
            assert all(seen[one]["state"] in HELD for one in owned)
            drafts = {one for one in owned if is_draft(seen[one])}
            counted = Counter(
                seen[one]["media"] for one in (owned - self.pulled - drafts) | invited
            )
            for media in MEDIA:
                assert counted[media] <= capacity.get(media, 1)

    @invariant()
    def whatever_entered_a_queue_waits_or_has_left(self):
        now = self.center.now
        waiting = Counter(
            handle.view["queue"]
            for handle in self.center.interactions()
            if handle.view["state"] in {"Queued", "Sent"}
        )
        for queue in QUEUES:
            self.measure(queue, now)
            assert waiting[queue] == self.length[queue]
            still = sum(
                (now - at).total_seconds()
                for one, at in self.since.items()
                if self.queue[one] == queue
            )
            assert self.waited[queue] + still == self.area[queue]
            told = {
                name: self.center.statistic(queue, name).value
                for name in ("Waited", "CallEntered", *LEFT)
            }
            assert told["Waited"] == self.waited[queue]
            left = sum(told[action] for action in LEFT)
            assert told["CallEntered"] - left == waiting[queue]

    def teardown(self):
        again = cb.Center(CONFIG)
        for at, command in self.said:
            again.advance_to(at)
            again.execute(command)
        again.advance_to(self.center.now)
        restored = cb.Center.restore(self.center.snapshot())
        for other in (again, restored):
            assert other.state_hash() == self.center.state_hash()
            assert other.event_hash() == self.center.event_hash()


PARTS = 4
STEPS = 50_000  # of each part


@pytest.mark.parametrize("part", range(PARTS))
def test_the_laws_hold_after_every_step(part):
    EveryFeature.steps = 0
    run = settings(
        max_examples=STEPS // 90,
        stateful_step_count=100,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(seed(part)(EveryFeature), settings=run)
    assert EveryFeature.steps >= STEPS
