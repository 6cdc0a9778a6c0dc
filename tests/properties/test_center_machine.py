# SPDX-License-Identifier: Apache-2.0
"""A Center against a model of its own: after every step both must say the same of everybody, and
in the end the same history told again, and a snapshot, must lead to the same hashes.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.properties.expected_center import (
    AGENTS,
    CAPACITY,
    OFFER,
    PRIORITY,
    SERVE,
    ExpectedCenter,
)

import cordboard as cb

CONFIG = {
    "media": [{"name": "chat"}],
    "agents": [{"userName": name, "capacity": {"chat": CAPACITY[name]}} for name in AGENTS],
    "agent_groups": [{"name": queue, "agents": list(names)} for queue, names in SERVE.items()],
    "queues": [{"name": queue, "channel": "chat"} for queue in SERVE],
    "workbins": [{"name": "later", "owner": "agent"}],
    "routing": [
        {
            "queue": queue,
            "target": {"agent_group": queue},
            "priority": PRIORITY[queue],
            "timeout": f"{OFFER}s",
        }
        for queue in SERVE
    ],
}
names = st.sampled_from(AGENTS)
queues = st.sampled_from(tuple(SERVE))


class CenterMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.center = cb.Center(CONFIG, statistics="sample")
        self.expected = ExpectedCenter()
        self.said = []

    def say(self, command, **fields):
        self.said.append((self.expected.now, {"command": command, **fields}))
        return self.center.execute(self.said[-1][1])

    def chats(self, *states):
        return [one for one, chat in self.expected.chats.items() if chat.state in states]

    def draw_chat(self, data, *states):
        chat_id = data.draw(st.sampled_from(self.chats(*states)))
        return chat_id, self.expected.chats[chat_id]

    @rule(name=names)
    def start_session(self, name):
        self.say("StartContactCenterSession", agent=name, channels=["chat"])
        self.expected.start_session(name)

    @rule(name=names)
    def end_session(self, name):
        if self.expected.agents[name].in_session:
            self.say("EndContactCenterSession", agent=name)
            self.expected.end_session(name)

    @rule(name=names)
    def lose_or_restore_connection(self, name):
        agent = self.expected.agents[name]
        if agent.in_session and agent.connected:
            self.say("LoseConnection", agent=name)
            self.expected.lose_connection(name)
        elif agent.in_session:
            self.say("RestoreConnection", agent=name)
            self.expected.restore_connection(name)

    @rule(name=names, state=st.sampled_from(("Ready", "Ready", "Ready", "NotReady", "Offline")))
    def change_state(self, name, state):
        agent = self.expected.agents[name]
        if agent.in_session and not (agent.offline and state == "Ready"):
            self.say("SetAgentState", agent=name, operationName=state)
            self.expected.set_state(name, state)

    @rule(name=names, on=st.booleans())
    def do_not_disturb(self, name, on):
        if self.expected.agents[name].in_session:
            self.say("SetDoNotDisturb", agent=name, on=on)
            self.expected.set_do_not_disturb(name, on)

    @rule(queue=queues, with_session=st.booleans())
    def offer(self, queue, with_session):
        name = "OfferChat" if with_session else "OfferInteraction"
        events = self.say(name, queue=queue)
        self.expected.offer(events[0]["interaction"], queue, with_session)

    def live_chats(self, *states):
        return [one for one in self.chats(*states) if self.expected.chats[one].live]

    @precondition(lambda self: self.live_chats("Queued", "Invited", "Accepted", "Transferring"))
    @rule(data=st.data())
    def customer_writes(self, data):
        states = ("Queued", "Invited", "Accepted", "Transferring")
        chat_id = data.draw(st.sampled_from(self.live_chats(*states)))
        self.say("SendCustomerMessage", interaction=chat_id, text="Hello?")
        self.expected.write(self.expected.chats[chat_id], None, "MESSAGE")

    @precondition(lambda self: self.live_chats("Accepted", "Transferring"))
    @rule(data=st.data(), types=st.booleans())
    def agent_writes(self, data, types):
        chat_id = data.draw(st.sampled_from(self.live_chats("Accepted", "Transferring")))
        chat = self.expected.chats[chat_id]
        if types:
            self.say("SendNotice", agent=chat.owner, interaction=chat_id, notice="TypingStarted")
        else:
            self.say("SendMessage", agent=chat.owner, interaction=chat_id, text="Yes.")
        self.expected.write(chat, chat.owner, "NOTICE" if types else "MESSAGE")

    @precondition(lambda self: self.live_chats("Accepted"))
    @rule(data=st.data(), by_customer=st.booleans())
    def end_conversation(self, data, by_customer):
        chat_id = data.draw(st.sampled_from(self.live_chats("Accepted")))
        chat = self.expected.chats[chat_id]
        if by_customer:
            self.say("LeaveInteraction", interaction=chat_id)
        else:
            self.say("EndChatSession", agent=chat.owner, interaction=chat_id)
        self.expected.end_conversation(chat)

    @precondition(lambda self: self.chats("Invited", "Transferring"))
    @rule(data=st.data())
    def accept(self, data):
        chat_id, chat = self.draw_chat(data, "Invited", "Transferring")
        self.say("AcceptInteraction", agent=chat.invited, interaction=chat_id)
        self.expected.accept(chat)

    @precondition(lambda self: self.chats("Invited", "Transferring"))
    @rule(data=st.data())
    def reject(self, data):
        chat_id, chat = self.draw_chat(data, "Invited", "Transferring")
        self.say("RejectInteraction", agent=chat.invited, interaction=chat_id)
        self.expected.let_go(chat)

    @precondition(lambda self: self.chats("Accepted", "Pulled"))
    @rule(data=st.data())
    def complete(self, data):
        chat_id, chat = self.draw_chat(data, "Accepted", "Pulled")
        self.say("CompleteInteraction", agent=chat.owner, interaction=chat_id)
        self.expected.end(chat_id)

    @precondition(lambda self: self.chats("Accepted", "Pulled"))
    @rule(data=st.data(), queue=queues)
    def place_in_queue(self, data, queue):
        chat_id, chat = self.draw_chat(data, "Accepted", "Pulled")
        self.say("PlaceInQueue", agent=chat.owner, interaction=chat_id, queue=queue)
        self.expected.place_in_queue(chat, queue)

    @precondition(lambda self: self.chats("Accepted", "Pulled"))
    @rule(data=st.data(), name=names)
    def place_in_workbin(self, data, name):
        chat_id, chat = self.draw_chat(data, "Accepted", "Pulled")
        if chat.live:
            return
        fields = {"interaction": chat_id, "workbin": "later", "workbinAgent": name}
        self.say("PlaceInWorkbin", agent=chat.owner, **fields)
        self.expected.place_in_workbin(chat, name)

    @precondition(lambda self: self.chats("InWorkbin"))
    @rule(data=st.data())
    def pull(self, data):
        chat_id, chat = self.draw_chat(data, "InWorkbin")
        if self.expected.agents[chat.workbin_agent].in_session:
            self.say("PullInteraction", agent=chat.workbin_agent, interaction=chat_id)
            self.expected.pull_from_workbin(chat)

    @precondition(lambda self: self.chats("Accepted", "Pulled"))
    @rule(data=st.data(), name=names)
    def transfer(self, data, name):
        chat_id, chat = self.draw_chat(data, "Accepted", "Pulled")
        if name != chat.owner and self.expected.able(name):
            self.say("TransferInteraction", agent=chat.owner, interaction=chat_id, to=name)
            self.expected.transfer(chat, name)

    @precondition(lambda self: self.chats("Queued", "Invited"))
    @rule(data=st.data())
    def leave(self, data):
        chat_id, chat = self.draw_chat(data, "Queued", "Invited")
        if chat.log and not chat.live:
            return
        self.say("LeaveInteraction", interaction=chat_id)
        self.expected.end(chat_id)

    @rule(seconds=st.integers(1, 60))
    def advance(self, seconds):
        self.center.advance(seconds)
        self.expected.advance(seconds)

    @invariant()
    def both_say_the_same(self):
        self.expected.settle()
        seen = {
            handle.id: (view["state"], view["queue"], view["agent"], view["invited"])
            for handle in self.center.interactions()
            for view in [handle.view]
        }
        assert seen == {
            one: (chat.state, chat.queue, chat.owner, chat.invited)
            for one, chat in self.expected.chats.items()
        }
        for one, chat in self.expected.chats.items():
            happened = self.center.interaction(one).chat_history()
            assert [(event["agent"], event["messageType"]) for event in happened] == (
                chat.log or []
            )
        for name, agent in self.expected.agents.items():
            held = {self.expected.chats[one].number for one in self.center.agent(name).interactions}
            assert held == agent.held | agent.pulled
            assert self.center.agent(name).view["connected"] == (
                agent.in_session and agent.connected
            )
        for queue in SERVE:
            waiting = self.center.statistic(queue, "Current_In_Queue").value
            states = [c.state for c in self.expected.chats.values() if c.queue == queue]
            assert waiting == states.count("Queued")

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
TestCenterMachine.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
