# SPDX-License-Identifier: Apache-2.0
"""Random logs about objects of every type: what devices, agents, queues and tenants can do.

`dice` is a random.Random, or one that Hypothesis shrinks.
"""

from oracle.actions import named, table, takes_a_type
from oracle.elements import SECOND
from oracle.log import MIDNIGHT

# When a log begins, in minutes since midnight (UTC) of 2 March 2026: shortly before a midnight,
# in the morning, and before the clocks jump in Paris (23 h, 25 h), on Lord Howe Island (by half an
# hour) and in Saint John's.
BEGINNINGS = (
    ("UTC", 23 * 60 + 50),
    ("UTC", 600),
    ("Europe/Paris", 27 * 1440 + 50),
    ("Europe/Paris", 237 * 1440 + 25),
    ("Australia/Lord_Howe", 34 * 1440 + 800),
    ("Australia/Lord_Howe", 216 * 1440 + 900),
    ("America/St_Johns", 6 * 1440 + 180),
)
OBJECTS = (
    {"type": "AGENT", "id": "ann", "groups": ["g"]},
    {"type": "AGENT", "id": "bob"},
    {"type": "Agent", "id": "cid", "groups": ["g", "h"]},
    {"type": "RegDN", "id": "501", "place": "desk"},
    {"type": "RegDN", "id": "502"},
    {"type": "MediaChannel", "id": "m"},
    {"type": "Place", "id": "desk", "groups": ["gp"]},
    {"type": "Place", "id": "hut"},
    {"type": "QUEUE", "id": "Q", "groups": ["all"]},
    {"type": "RoutePoint", "id": "R", "groups": ["all"]},
    {"type": "SKILL_Q", "id": "V"},
    {"type": "SKILL_AG", "id": "g"},
    {"type": "GroupAgents", "id": "h"},
    {"type": "GroupPlaces", "id": "gp"},
    {"type": "GroupQueues", "id": "all"},
    {"type": "Tenant", "id": "t"},
    {"type": "StagingArea", "id": "s"},
    {"type": "Workbin", "id": "w@x"},
)


def _names(column):
    return tuple(sorted(name for name, where in table() if where == column))


STAGING, TENANT, WORKBIN = _names("staging"), _names("tenant"), _names("workbin")
PHONE = (
    *("LoggedIn", "LoggedIn", "LoggedIn", "LoggedOut", "Monitored", "NotMonitored"),
    *("WaitForNextCall", "NotReadyForNextCall", "AfterCallWork", "AfterCallWorkInbound"),
    *("CallInbound", "CallInbound", "CallConsult", "CallUnknown", "CallInternal"),
    *("CallRinging", "CallRingingInbound", "CallDialing", "CallDialingOutbound"),
    *("CallOnHoldInbound", "CallOnHoldOutbound", "OnHook", "OffHook", "ASM_Engaged", "DND"),
    *("CallAnswered", "CallAnsweredInbound", "CallReleased", "CallInboundStarted", "UserEvent"),
)
CHANNEL = (
    *("Active", "Active", "Active", "Available", "Blocked", "Delivering", "DeliveringStarted"),
    *("HandlingInbound", "HandlingOutbound", "Accepted", "InteractionAccepted", "TransferMade"),
)
QUEUE = (
    *("CallWait", "CallWait", "CallWait", "CallWaitInbound", "CallWaitOutbound", "CallEntered"),
    *("CallAnswered", "CallAbandoned", "CallReleased", "CallDistributed", "CallCleared"),
    *("AgentReady", "AgentActive", "AgentActive", "CallMissed", "ACWCompleted", "ACWMissed"),
    "NotMonitored",
)
# Who does what: the object, its actions, its medium, and where rarer actions of it are found.
DOERS = (
    (("Agent", "ann"), PHONE, "voice", "regular"),
    (("Agent", "ann"), CHANNEL, "chat", "media"),
    (("Agent", "bob"), PHONE, "voice", "regular"),
    (("Agent", "bob"), ("MemberOf",), None, None),
    (("Agent", "cid"), CHANNEL, "email", "media"),
    (("Agent", "cid"), ("MemberOf", *PHONE), "voice", "regular"),
    (("RegDN", "501"), PHONE, "voice", "regular"),
    (("RegDN", "502"), PHONE, "voice", "regular"),
    (("MediaChannel", "m"), CHANNEL, "chat", "media"),
    (("Place", "desk"), PHONE, "voice", "regular"),
    (("Place", "hut"), ("MemberOf", *CHANNEL), "chat", "media"),
    (("Queue", "Q"), QUEUE, "voice", "mediation"),
    (("Queue", "Q"), QUEUE, "voice", "mediation"),
    (("RoutePoint", "R"), QUEUE, "voice", "mediation"),
    (("VirtualQueue", "V"), QUEUE, "chat", "mediation"),
    (("StagingArea", "s"), STAGING, "email", "staging"),
    (("Tenant", "t"), TENANT, "email", "tenant"),
    (("Workbin", "w@x"), WORKBIN, "email", "workbin"),
)
ATTRIBUTES = (
    {},
    {},
    {"UserData": {"k": "1"}, "CallType": "Inbound"},
    {"UserData": {"k": "2"}, "Reasons": {"x": "y"}},
    {"UserData": {"k": "1.5e1", "j": "a"}},
    {"CallType": "Outbound", "Reasons": {"x": "z"}},
    {"ThisQueue": "Q", "CustomerID": "7"},
)
PAUSES = (0, 0, 0, 300_000, SECOND, 2 * SECOND, 5 * SECOND, 60 * SECOND, 900 * SECOND)


def beginning_of(dice):
    """Return a time zone and the microsecond at which a log begins."""
    timezone, minutes = dice.choice(BEGINNINGS)
    return timezone, MIDNIGHT + minutes * 60 * SECOND


class _Running:
    """What runs, with the row that began it, and how many interactions there were."""

    def __init__(self):
        self.began = {}
        self.interactions = 0

    def interaction(self, dice):
        """Return an interaction, or None; new ones come in the order of their names."""
        number = dice.choice([1, 1, 2, 2, 3, 0])
        self.interactions = max(self.interactions, min(number, self.interactions + 1))
        return f"c{min(number, self.interactions)}" if number else None


def rows_of(dice, beginning, most):
    """Return a log of up to `most` rows that an engine takes: nothing starts that already runs."""
    doers = dice.sample(DOERS, dice.choice([1, 2, 3, 5, len(DOERS)]))
    rows, running, time = [], _Running(), beginning
    for _ in range(dice.randint(1, most)):
        time += dice.choice(PAUSES)
        row = _row(dice, dice.choice(doers), running)
        if row is not None:
            rows.append({"time": time, **row})
    return rows


def _row(dice, doer, running):
    where, actions, media, column = doer
    action = dice.choice(actions)
    if column is not None and dice.random() < 0.05:
        action = dice.choice(_names(column))
    name = named(action, where[0])
    membership = action == "MemberOf"
    if name is None and not membership:
        return None
    attributes = _attributes(dice, action, where[0])
    interaction = None
    if action.startswith("Agent"):
        interaction = dice.choice(["ann", "bob"])
    elif name is not None and name.related:
        interaction = running.interaction(dice)
    group = attributes["GroupID"] if membership else media
    key = (where, "MemberOf" if membership else name.base, interaction, group)
    lasting = membership or name.kind == "durable"
    phase = _phase(dice, lasting, membership, key in running.began)
    if phase == "start":
        running.began[key] = action, attributes
    elif phase == "end":
        running.began.pop(key, None)
    elif phase == "update" and key in running.began and not takes_a_type(name.base):
        # Of what has no call type, an update says none.
        action, before = running.began[key]
        attributes.pop("CallType", None)
        attributes |= {"CallType": before["CallType"]} if "CallType" in before else {}
    duration = None
    if not lasting and name.kind == "retrospective" and dice.random() < 0.9:
        duration = dice.choice([dice.randint(0, 100) * SECOND, dice.randint(0, 100 * SECOND)])
    return {
        "object_type": where[0],
        "object": where[1],
        "action": action,
        "phase": phase,
        "duration": duration,
        "interaction": interaction,
        "media": media,
        "attributes": attributes,
    }


def _attributes(dice, action, kind):
    if action == "MemberOf":
        return {"GroupID": dice.choice(["g", "h"]) if kind == "Agent" else "gp"}
    attributes = dict(dice.choice(ATTRIBUTES))
    if action in {"LoggedIn", "Active"}:
        somebody = {"AgentID": dice.choice(["ann", "bob", "cid"])}
        attributes |= somebody | {"PlaceID": dice.choice(["desk", "hut"])}
    return attributes


def _phase(dice, lasting, membership, runs):
    if not lasting:
        return "occur"
    if runs:
        return "end" if membership else dice.choice(["end", "end", "update"])
    # What does not run cannot end or change: such rows are passed over (D-7).
    stray = not membership and dice.random() < 0.03
    return dice.choice(["end", "update"]) if stray else "start"
