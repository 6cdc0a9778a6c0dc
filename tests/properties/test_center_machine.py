# SPDX-License-Identifier: Apache-2.0
"""A Center against a small model of its own: one queue, agents who hold one chat each, the longest
idle first, the oldest chat first. After every step both must say the same of everybody.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import cordboard as cb

AGENTS = ("ann", "bob", "cleo")
CONFIG = {
    "media": [{"name": "chat"}],
    "agents": [{"userName": name} for name in AGENTS],
    "agent_groups": [{"name": "all", "agents": list(AGENTS)}],
    "queues": [{"name": "support", "channel": "chat"}],
    "routing": [{"queue": "support", "target": {"agent_group": "all"}, "timeout": "0s"}],
}


class Expected:
    """What the centre should be like."""

    def __init__(self):
        self.now = 0
        self.ready = set()
        self.in_session = set()
        self.free_since = dict.fromkeys(AGENTS, 0)
        self.holds = {}
        self.accepted = set()
        self.waiting = []

    def route(self):
        """Give the oldest chat to the agent who has been free longest, until nobody is able."""
        able = [name for name in AGENTS if name in self.ready and name not in self.holds]
        able.sort(key=lambda name: (self.free_since[name], AGENTS.index(name)))
        for name in able:
            if self.waiting:
                self.holds[name] = self.waiting.pop(0)

    def let_go(self, name):
        """The agent holds nothing any more."""
        chat = self.holds.pop(name)
        self.accepted.discard(chat)
        self.free_since[name] = self.now
        return chat


class CenterMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.center = cb.Center(CONFIG, statistics="sample")
        self.expected = Expected()
        self.said = []

    def say(self, command, **fields):
        self.said.append((self.expected.now, {"command": command, **fields}))
        return self.center.execute(self.said[-1][1])

    @rule(name=st.sampled_from(AGENTS))
    def start(self, name):
        if name not in self.expected.in_session:
            self.say("StartContactCenterSession", agent=name, channels=["chat"])
            self.expected.in_session.add(name)
            self.expected.free_since[name] = self.expected.now

    @rule(name=st.sampled_from(AGENTS), ready=st.booleans())
    def change_state(self, name, ready):
        if name in self.expected.in_session:
            self.say("SetAgentState", agent=name, state="Ready" if ready else "NotReady")
            (self.expected.ready.add if ready else self.expected.ready.discard)(name)
            self.expected.route()

    @rule()
    def offer(self):
        events = self.say("OfferInteraction", queue="support")
        self.expected.waiting.append(events[0]["interaction"])
        self.expected.route()

    @precondition(lambda self: self.expected.holds)
    @rule(data=st.data())
    def accept_or_complete(self, data):
        name = data.draw(st.sampled_from(sorted(self.expected.holds)))
        chat = self.expected.holds[name]
        if chat in self.expected.accepted:
            self.say("CompleteInteraction", agent=name, interaction=chat)
            self.expected.let_go(name)
            self.expected.route()
        else:
            self.say("AcceptInteraction", agent=name, interaction=chat)
            self.expected.accepted.add(chat)

    @precondition(lambda self: self.expected.waiting)
    @rule(data=st.data())
    def leave(self, data):
        chat = data.draw(st.sampled_from(self.expected.waiting))
        self.say("LeaveInteraction", interaction=chat)
        self.expected.waiting.remove(chat)

    @rule(seconds=st.integers(1, 3600))
    def advance(self, seconds):
        self.center.advance(seconds)
        self.expected.now += seconds

    @invariant()
    def both_say_the_same(self):
        assert self.center.queue("support").waiting == sorted(
            self.expected.waiting, key=self.center.queue("support").waiting.index
        )
        for name in AGENTS:
            held = self.center.agent(name).interactions
            assert held == [chat for owner, chat in self.expected.holds.items() if owner == name]
        for chat in self.expected.holds.values():
            expected = "Accepted" if chat in self.expected.accepted else "Invited"
            assert self.center.interaction(chat).state == expected
        waiting = self.center.statistic("support", "Current_In_Queue").value
        assert waiting == len(self.expected.waiting)

    def teardown(self):
        again = cb.Center(CONFIG, statistics="sample")
        for at, command in self.said:
            again.advance_to(at * 1_000_000)
            again.execute(command)
        again.advance_to(self.expected.now * 1_000_000)
        restored = cb.Center.restore(self.center.snapshot())
        for other in (again, restored):
            assert other.state_hash() == self.center.state_hash()
            assert other.event_hash() == self.center.event_hash()


TestCenterMachine = CenterMachine.TestCase
TestCenterMachine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
