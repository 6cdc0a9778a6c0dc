# SPDX-License-Identifier: Apache-2.0
"""A contact centre in plain Python, small enough to be right by reading: two queues, three agents,
chats. It knows the rules (contract 6.3; web-services reference, 3.2 and 3.6; decision G-13) and
nothing of the package.
"""

from collections import deque
from dataclasses import dataclass, field

# Seconds: an offer's length, the pause of those who let a chat go, and the grace of a session.
OFFER, PAUSE, GRACE = 20, 30, 60
PRIORITY = {"support": 1, "sales": 0}
SERVE = {"support": ("ann", "bob", "cleo"), "sales": ("bob", "cleo")}
CAPACITY = {"ann": 1, "bob": 2, "cleo": 1}
AGENTS = tuple(CAPACITY)


@dataclass
class Agent:
    in_session: bool = False
    ready: bool = False
    offline: bool = False
    connected: bool = True
    do_not_disturb: bool = False
    free_since: int = 0
    held: set = field(default_factory=set)
    pulled: set = field(default_factory=set)  # from his workbin: no part of his capacity


@dataclass
class Chat:
    number: int
    queue: str
    entered: int
    state: str = "Queued"
    owner: str | None = None
    invited: str | None = None
    workbin_agent: str | None = None
    let_go: set = field(default_factory=set)
    log: list | None = None  # of its session: who, and what; without a session none
    live: bool = False

    @property
    def rank(self):
        """Who is served first: the larger priority, then the longer wait."""
        return -PRIORITY[self.queue], self.entered, self.number


class ExpectedCenter:
    """What the centre should be like."""

    def __init__(self):
        self.now = 0
        self.agents = {name: Agent() for name in AGENTS}
        self.chats = {}
        self.offered = 0
        self.timers = []  # deadline, order of creation, chat or name of an agent
        self.created_timers = 0
        self.tasks = deque()

    # Routing

    def able(self, name):
        agent = self.agents[name]
        has_room = len(agent.held) < CAPACITY[name]
        return agent.in_session and agent.ready and not agent.do_not_disturb and has_room

    def takers(self, chat):
        """Give who could take it: the longest free first, then those who hold something."""
        able = [n for n in SERVE[chat.queue] if self.able(n) and n not in chat.let_go]
        return sorted(
            able,
            key=lambda n: (
                bool(self.agents[n].held),
                0 if self.agents[n].held else self.agents[n].free_since,
                AGENTS.index(n),
            ),
        )

    def route(self, chat):
        takers = self.takers(chat) if chat.state == "Queued" else []
        if takers:
            self.invite(chat, takers[0])

    def pull(self, name):
        waiting = [c for c in self.chats.values() if c.state == "Queued" and name in self.takers(c)]
        if waiting:
            self.invite(min(waiting, key=lambda chat: chat.rank), name)
            self.tasks.appendleft((self.pull, name))

    def settle(self):
        while self.tasks:
            task, about = self.tasks.popleft()
            task(about)

    def then(self, *tasks):
        self.tasks.extend(tasks)

    # What happens to a chat

    def start_timer(self, about, seconds):
        self.created_timers += 1
        self.timers.append((self.now + seconds, self.created_timers, about))

    def cancel_timer(self, about):
        self.timers = [timer for timer in self.timers if timer[2] is not about]

    def invite(self, chat, name):
        self.cancel_timer(chat)
        chat.state = "Transferring" if chat.owner else "Invited"
        chat.invited = name
        self.agents[name].held.add(chat.number)
        self.start_timer(chat, OFFER)

    def give_back(self, chat, name):
        agent = self.agents[name]
        agent.held.discard(chat.number)
        if not agent.held:
            agent.free_since = self.now

    def end_offer(self, chat):
        name, chat.invited = chat.invited, None
        self.cancel_timer(chat)
        self.give_back(chat, name)
        chat.state = "Accepted" if chat.owner else "Queued"
        if chat.let_go and not chat.owner:
            self.start_timer(chat, PAUSE)
        self.then((self.route, chat), (self.pull, name))

    def let_go(self, chat):
        if not chat.owner:
            chat.let_go.add(chat.invited)
        self.end_offer(chat)

    def end_ownership(self, chat):
        self.write(chat, chat.owner, "PARTY_LEFT")
        name, chat.owner = chat.owner, None
        if chat.number in self.agents[name].pulled:
            self.agents[name].pulled.discard(chat.number)
        else:
            self.give_back(chat, name)
        self.then((self.pull, name))

    def forgive(self, name):
        for chat in self.chats.values():
            chat.let_go.discard(name)

    # What is said

    def write(self, chat, who, what):
        """Put it into the log of a session, which has one line for each thing that happens."""
        if chat.live:
            chat.log.append((who, what))

    def end_conversation(self, chat):
        if chat.live:
            self.write(chat, None, "PARTY_LEFT")
            if chat.owner:
                self.write(chat, chat.owner, "PARTY_LEFT")
            chat.live = False

    # Commands

    def offer(self, chat_id, queue, with_session=False):
        self.offered += 1
        chat = self.chats[chat_id] = Chat(self.offered, queue, self.now)
        if with_session:
            chat.log, chat.live = [(None, "PARTY_JOINED")], True
        self.then((self.route, chat))

    def accept(self, chat):
        if chat.owner:
            self.end_ownership(chat)
        self.cancel_timer(chat)
        chat.owner, chat.invited, chat.state = chat.invited, None, "Accepted"
        self.write(chat, chat.owner, "PARTY_JOINED")
        chat.let_go.clear()

    def transfer(self, chat, name):
        self.invite(chat, name)

    def place_in_queue(self, chat, queue):
        self.end_ownership(chat)
        chat.state, chat.queue, chat.entered = "Queued", queue, self.now
        self.then((self.route, chat))

    def place_in_workbin(self, chat, whose):
        self.end_ownership(chat)
        chat.state, chat.workbin_agent = "InWorkbin", whose

    def pull_from_workbin(self, chat):
        chat.owner, chat.workbin_agent, chat.state = chat.workbin_agent, None, "Pulled"
        self.agents[chat.owner].pulled.add(chat.number)

    def end(self, chat_id):
        """Complete it, or let the customer of a chat that nobody holds leave."""
        chat = self.chats.pop(chat_id)
        if chat.invited:
            self.end_offer(chat)
        if chat.owner:
            self.end_ownership(chat)
        self.cancel_timer(chat)
        chat.state = "Completed"

    def start_session(self, name):
        if self.agents[name].in_session:
            self.restore_connection(name)
            self.then((self.pull, name))
        else:
            self.agents[name] = Agent(in_session=True, free_since=self.now)
        self.forgive(name)

    def lose_connection(self, name):
        self.agents[name].connected = False
        self.start_timer(name, GRACE)

    def restore_connection(self, name):
        self.agents[name].connected = True
        self.cancel_timer(name)

    def end_session(self, name):
        for chat in sorted(self.chats.values(), key=lambda one: one.rank):
            if chat.invited == name or (chat.owner == name and chat.invited):
                self.end_offer(chat)
            if chat.owner == name:
                self.end_ownership(chat)
                chat.state = "Queued"
                self.then((self.route, chat))
        self.agents[name].in_session = False
        self.cancel_timer(name)

    def set_state(self, name, state):
        self.agents[name].ready = state == "Ready"
        self.agents[name].offline = state == "Offline"
        self.forgive(name)
        self.then((self.pull, name))

    def set_do_not_disturb(self, name, on):
        if self.agents[name].do_not_disturb and not on:
            self.forgive(name)
        self.agents[name].do_not_disturb = on
        self.then((self.pull, name))

    def advance(self, seconds):
        until = self.now + seconds
        while self.timers and min(self.timers)[0] <= until:
            self.now, _, chat = min(self.timers, key=lambda timer: timer[:2])
            if isinstance(chat, str):
                self.end_session(chat)
            elif chat.invited:
                self.let_go(chat)
            else:
                self.cancel_timer(chat)
                chat.let_go.clear()
                self.then((self.route, chat))
            self.settle()
        self.now = until
