# SPDX-License-Identifier: Apache-2.0
"""Scenario files: a timeline with expectations, one action a line.

    at 00:05  offer   c1 support
              expect  c1 Invited ann

A scenario is played at two doors: the Center class, and the raw core that takes commands as JSON.
At its end the same history is made again by replay, snapshot and fork, with the same hashes.
"""

import json
from pathlib import Path

import cordboard as cb
from cordboard import _core

NUMBERS = {"ann": "5001", "bob": "5002", "cleo": "5003"}
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
            "capacity": {"chat": 2},
            "place": "desk 5001",
        },
        {"userName": "bob", "skills": {"billing": 3, "sales": 5}, "place": "desk 5002"},
        {"userName": "cleo", "skills": {"sales": 2}, "capacity": {"chat": 0}, "place": "desk 5003"},
    ],
    "queues": [
        {"name": "support", "channel": "chat"},
        {"name": "urgent", "channel": "chat"},
        {"name": "calls", "channel": "voice", "phoneNumber": "8001"},
        {"name": "mails", "channel": "email"},
        {"name": "outbox", "channel": "email"},
        {"name": "tasks", "channel": "workitem"},
    ],
    "workbins": [{"name": "later", "owner": "agent"}, {"name": "shared", "owner": "shared"}],
    "places": [{"name": f"desk {number}", "devices": [number]} for number in NUMBERS.values()],
    "devices": [{"phoneNumber": number} for number in NUMBERS.values()],
    "routing": [
        {
            "queue": "support",
            "target": {"skill": "billing >= 5"},
            "aging": {"every": "10s", "add": 1},
            "overflow": {"after": "60s", "target": {"skill": "billing"}},
        },
        {"queue": "urgent", "target": {"skill": "billing"}, "priority": 3},
        {
            "queue": "calls",
            "target": [{"skill": "sales >= 4"}, {"agent": "cleo"}],
            "timeout": "15s",
        },
        {"queue": "mails", "target": {"skill": "billing | sales"}},
        {"queue": "tasks", "target": {"skill": "billing | sales"}},
    ],
    "settings": {"after_call_work": "20s"},
}

MAIL = {
    "fromAddress": "eve@example.com",
    "toAddress": "help@example.org",
    "subject": "Invoice 17",
    "text": "It is wrong.",
}


def change_user_data(agent, interaction, operation, text):
    return {
        "command": "ChangeUserData",
        "agent": agent,
        "interaction": interaction,
        "operation": operation,
        "userData": json.loads(text),
    }


# What a line says, as the command it means; `i` is an interaction by its name in the scenario.
WORDS = {
    "start": lambda a, *media: {
        "command": "StartContactCenterSession", "agent": a, "channels": list(media),
    },
    "start_as": lambda a, code, *media: {
        "command": "StartContactCenterSession", "agent": a, "channels": list(media),
        "loginCode": code,
    },
    "lose": lambda a: {"command": "LoseConnection", "agent": a},
    "restore": lambda a: {"command": "RestoreConnection", "agent": a},
    "code": lambda a, code: {"command": "AddLoginCode", "agent": a, "code": code},
    "be": lambda a, operation, m=None: {
        "command": "SetAgentState", "agent": a, "operationName": operation, "media": m,
    },
    "end": lambda a: {"command": "EndContactCenterSession", "agent": a},
    "ready": lambda a, m=None: {
        "command": "SetAgentState", "agent": a, "media": m, "state": "Ready",
    },
    "not_ready": lambda a, m=None: {"command": "SetAgentState", "agent": a, "media": m},
    "offline": lambda a, m=None: {
        "command": "SetAgentState", "agent": a, "media": m, "state": "Logout",
    },
    "disturb": lambda a, on: {"command": "SetDoNotDisturb", "agent": a, "on": on == "off"},
    "accept": lambda a, i: {"command": "AcceptInteraction", "agent": a, "interaction": i},
    "reject": lambda a, i: {"command": "RejectInteraction", "agent": a, "interaction": i},
    "complete": lambda a, i: {"command": "CompleteInteraction", "agent": a, "interaction": i},
    "leave": lambda i: {"command": "LeaveInteraction", "interaction": i},
    "place": lambda a, i, q: {
        "command": "PlaceInQueue", "agent": a, "interaction": i, "queue": q,
    },
    "keep": lambda a, i, w, *whose: {
        "command": "PlaceInWorkbin", "agent": a, "interaction": i, "workbin": w,
        **dict(one.split("=") for one in whose),
    },
    "share": lambda a, i: {
        "command": "PlaceInWorkbin", "agent": a, "interaction": i, "workbin": "shared",
    },
    "pull": lambda a, i: {"command": "PullInteraction", "agent": a, "interaction": i},
    "offer_mail": lambda q: {"command": "OfferEmail", "queue": q, "email": MAIL},
    "reply": lambda a, i, q: {
        "command": "ReplyToEmail", "agent": a, "interaction": i, "queue": q,
    },
    "reply_all": lambda a, i, q: {
        "command": "ReplyToEmail", "agent": a, "interaction": i, "queue": q, "all": True,
    },
    "change": lambda a, i, text: {
        "command": "ChangeEmail", "agent": a, "interaction": i, "email": {"text": text},
    },
    "link": lambda a, i, document: {
        "command": "LinkAttachment", "agent": a, "interaction": i, "document": document,
        "name": f"{document}.pdf",
    },
    "unlink": lambda a, i, document: {
        "command": "RemoveAttachment", "agent": a, "interaction": i, "document": document,
    },
    "create": lambda a, q: {"command": "CreateEmail", "agent": a, "queue": q},
    "send": lambda a, i, q, text: {
        "command": "SendEmail", "agent": a, "interaction": i, "queue": q, "email": {"text": text},
    },
    "offer_chat": lambda q, nickname: {"command": "OfferChat", "queue": q, "nickname": nickname},
    "say": lambda a, i, *text: {
        "command": "SendMessage", "agent": a, "interaction": i, "text": " ".join(text),
    },
    "type": lambda a, i, notice: {
        "command": "SendNotice", "agent": a, "interaction": i, "notice": notice,
    },
    "write": lambda i, *text: {
        "command": "SendCustomerMessage", "interaction": i, "text": " ".join(text),
    },
    "types": lambda i, notice: {
        "command": "SendCustomerNotice", "interaction": i, "notice": notice,
    },
    "end_session": lambda a, i: {"command": "EndChatSession", "agent": a, "interaction": i},
    "confirm": lambda i: {"command": "ConfirmEmail", "interaction": i},
    "give_back": lambda i: {"command": "ReturnEmail", "interaction": i, "reason": "refused"},
    "cancel": lambda a, i: {"command": "CancelEmail", "agent": a, "interaction": i},
    "transfer": lambda a, i, to: {
        "command": "TransferInteraction", "agent": a, "interaction": i, "to": to,
    },
    "transfer_to_skill": lambda a, i, *skill: {
        "command": "TransferInteraction", "agent": a, "interaction": i, "skill": " ".join(skill),
    },
    "update": lambda a, i, text: change_user_data(a, i, "Update", text),
    "attach": lambda a, i, text: change_user_data(a, i, "Attach", text),
    "delete": lambda a, i, text: change_user_data(a, i, "Delete", text),
    "delete_pair": lambda a, i, key: {
        "command": "DeleteUserDataPair", "agent": a, "interaction": i, "key": key,
    },
    "offer": lambda q, priority=None: {
        "command": "OfferInteraction", "queue": q,
        **({"priority": int(priority)} if priority else {}),
    },
    "dial": lambda a, *number: {
        "command": "DialCall", "agent": a, "destination": " ".join(number),
    },
    "answer": lambda a, i: {"command": "AnswerCall", "agent": a, "interaction": i},
    "hangup": lambda a, i: {"command": "HangupCall", "agent": a, "interaction": i},
    "hold": lambda a, i: {"command": "HoldCall", "agent": a, "interaction": i},
    "retrieve": lambda a, i: {"command": "RetrieveCall", "agent": a, "interaction": i},
    "tones": lambda a, i, digits: {
        "command": "SendDtmf", "agent": a, "interaction": i, "digits": digits,
    },
    "mute": lambda a, i, on: {
        "command": "MuteCall", "agent": a, "interaction": i, "on": on == "on",
    },
    "outside_answers": lambda i: {"command": "AnswerOutside", "interaction": i},
    "outside_refuses": lambda i: {"command": "RefuseOutside", "interaction": i},
    "consult": lambda a, i, number: {
        "command": "InitiateTransfer", "agent": a, "interaction": i, "destination": number,
    },
    "confer": lambda a, i, number: {
        "command": "InitiateConference", "agent": a, "interaction": i, "destination": number,
    },
    "complete_transfer": lambda a, i: {
        "command": "CompleteTransfer", "agent": a, "interaction": i,
    },
    "complete_conference": lambda a, i: {
        "command": "CompleteConference", "agent": a, "interaction": i,
    },
    "swap": lambda a, i, other: {
        "command": "SwapCalls", "agent": a, "interaction": i, "other": other,
    },
    "merge": lambda a, i, other: {
        "command": "MergeWithOtherCall", "agent": a, "interaction": i, "other": other,
    },
    "single_step_transfer": lambda a, i, number: {
        "command": "SingleStepTransfer", "agent": a, "interaction": i, "destination": number,
    },
    "single_step_conference": lambda a, i, number: {
        "command": "SingleStepConference", "agent": a, "interaction": i, "destination": number,
    },
    "remove": lambda a, i, number: {
        "command": "RemoveParticipantFromConference", "agent": a, "interaction": i,
        "participant": number,
    },
    "record": lambda what, a, i=None: {
        "command": f"{what}CallRecording", "agent": a, "interaction": i,
    },
    "forward": lambda a, number: {
        "command": "ForwardCallsOn", "agent": a, "destination": number,
    },
    "unforward": lambda a: {"command": "ForwardCallsOff", "agent": a},
    "monitor": lambda a, b, state, scope=None, mode=None: {
        "command": "MonitorCalls", "agent": a, "monitored": b, "state": state, "scope": scope,
        "mode": mode,
    },
    "unmonitor": lambda a: {"command": "CancelSupervisorMonitoring", "agent": a},
    "command": lambda *text: json.loads(" ".join(text)),
    "service": lambda service, state: {
        "command": "SetServiceState", "service": service, "state": state,
    },
    "disable": lambda feature: {"command": "DisableFeature", "feature": feature},
    "enable": lambda feature: {"command": "EnableFeature", "feature": feature},
    "dismiss": lambda a: {"command": "DeleteAgent", "agent": a},
    "forget_skill": lambda skill: {"command": "DeleteSkill", "skill": skill},
    "close_queue": lambda q: {"command": "DeleteQueue", "queue": q},
    "admit": lambda a, yes: {"command": "UpdateAgent", "agent": a, "enabled": yes == "yes"},
    "offer_as": lambda q, kind: {"command": "OfferInteraction", "queue": q, "type": kind},
}  # fmt: skip

NAMING = {
    *("offer", "offer_as", "offer_mail", "offer_chat", "reply", "reply_all", "create"),
    *("dial", "consult", "confer"),
}


class CenterDoor:
    """The Center class."""

    def __init__(self, config=CONFIG, statistics="sample"):
        self.center = cb.Center(config, statistics=statistics)

    def advance_to(self, at):
        self.center.advance_to(at * 1_000_000)

    def say(self, command):
        try:
            return self.center.execute(command)
        except cb.CommandError as error:
            return error.reason

    def view(self, interaction):
        handle = self.center.interaction(interaction)
        return handle.view

    def alive(self):
        return [handle.id for handle in self.center.interactions()]

    def read(self, agent, interaction):
        return self.center.agent(agent).request_chat_history(interaction)

    def agent(self, name):
        return self.center.agent(name).state

    def hashes(self):
        return self.center.state_hash(), self.center.event_hash()


class CoreDoor:
    """The raw core: JSON in, JSON out, ticks by hand."""

    def __init__(self):
        self.core = _core.Center.make(json.dumps(CONFIG), "config.json", 0, "", "", [])
        self.now = 0
        self.told = []  # every command by its name, with the events it caused

    def advance_to(self, at):
        until = at * 1_000_000
        while (deadline := self.core.next_deadline()) is not None and deadline <= until:
            first = self.core.event_count()
            self.core.tick(deadline)
            self.told.append(("Tick", json.loads(self.core.events(first))))
        self.now = until

    def say(self, command):
        first = self.core.event_count()
        refusal = self.core.execute(json.dumps(command), self.now)
        if refusal:
            return refusal[1]
        events = json.loads(self.core.events(first))
        self.told.append((command["command"], events))
        return events

    def view(self, interaction):
        return json.loads(self.core.interaction(interaction))

    def alive(self):
        return self.core.interactions()

    def read(self, agent, interaction):
        refusal, events = self.core.chat_history(agent, interaction, 1)
        assert refusal is None, f"refused: {refusal}"
        return json.loads(events)

    def agent(self, name):
        return {
            one["media"]: one["shownState"] for one in json.loads(self.core.agent(name))["channels"]
        }

    def hashes(self):
        return f"{self.core.state_hash():016x}", f"{self.core.event_hash():016x}"


class Player:
    """Plays a scenario at a door and keeps what was said, so that it can be said again."""

    def __init__(self, door):
        self.door = door
        self.names = {}
        self.said = []
        self.now = 0

    def play(self, text, file):
        for number, line in enumerate(text.splitlines(), 1):
            words = line.split("#")[0].split()
            if words:
                try:
                    self.line(words)
                except AssertionError as error:
                    raise AssertionError(f"{file}:{number}: {line.strip()}\n{error}") from None

    def line(self, words):
        if words[0] == "at":
            minutes, _, seconds = words[1].partition(":")
            self.now = 60 * int(minutes) + int(seconds)
            self.door.advance_to(self.now)
            words = words[2:]
        if not words:
            return
        verb, *rest = words
        if verb == "expect":
            self.expect(*rest)
        elif verb == "read":
            who, name, count = rest
            found = len(self.door.read(who, self.names[name]))
            assert found == int(count), f"there are {found} events"
        elif verb == "parties":
            self.parties(*rest)
        elif verb == "refused":
            answer = self.say(rest[1], rest[2:])
            assert answer == rest[0], f"expected a refusal {rest[0]}, got {answer}"
        else:
            answer = self.say(verb, rest)
            assert isinstance(answer, list), f"refused: {answer}"

    def say(self, verb, rest):
        name = rest.pop(0) if verb in NAMING else None
        command = WORDS[verb](*(self.names.get(word, word) for word in rest))
        command = {key: value for key, value in command.items() if value is not None}
        answer = self.door.say(command)
        if isinstance(answer, list):
            self.said.append((self.now, command))
            if name:
                created = [one for one in answer if one["event"] == "InteractionCreated"]
                self.names[name] = created[0]["interaction"]
        return answer

    def parties(self, name, *expected):
        """Check who is in a call and how, as "ann=Held 5003=Ringing customer=Established"."""
        found = [
            f"{one['agent'] or one['phoneNumber'] or 'customer'}={one['state']}"
            for one in self.door.view(self.names[name])["participants"]
        ]
        assert found == list(expected), f"they are {found}"

    def expect(self, name, state, agent=None):
        if name not in self.names:
            found = self.door.agent(name)
            assert found.get(state) == agent, f"{name} is {found}"
            return
        if state == "Completed":
            assert self.names[name] not in self.door.alive(), "it is still alive"
            return
        view = self.door.view(self.names[name])
        found = view["state"], view["invited"] or view["agent"]
        assert found == (state, agent), f"it is {found}"


def scenarios():
    """Return the scenario files by their names."""
    folder = Path(__file__).parent / "scenarios"
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}
