# SPDX-License-Identifier: Apache-2.0
"""Random logs about objects of every type: what devices, agents, queues and tenants can do.

`dice` is a random.Random, or one that Hypothesis shrinks.
"""

from typing import NamedTuple

from oracle.actions import CALL_TYPES, named, table, takes_a_type
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

PLACES = {("RegDN", "501"): "desk"}
PEOPLE = (
    *(("Agent", "ann"), ("Agent", "bob"), ("Agent", "cid"), ("Place", "desk"), ("Place", "hut")),
    *(("GroupAgents", "g"), ("GroupPlaces", "gp"), ("Tenant", "t")),
)
# Who sees what objects of a type do.
ABOVE = {
    "Agent": (("GroupAgents", "g"), ("GroupAgents", "g"), ("GroupAgents", "h"), ("Tenant", "t")),
    "Place": (("GroupPlaces", "gp"), ("Tenant", "t")),
    "Queue": (("GroupQueues", "all"),),
    "RoutePoint": (("GroupQueues", "all"),),
    "VirtualQueue": (("GroupQueues", "all"),),
}


def _names(column):
    return tuple(sorted(name for name, where in table() if where == column))


STAGING, TENANT, WORKBIN = _names("staging"), _names("tenant"), _names("workbin")
PHONE = (
    *("LoggedIn", "WaitForNextCall", "NotReadyForNextCall", "AfterCallWork", "CallRinging"),
    *("CallInbound", "CallOnHold", "CallOnHoldInbound", "CallConsult", "CallAnswered") * 2,
    *("LoggedIn", "WaitForNextCall", "NotReadyForNextCall", "AfterCallWork", "CallRinging"),
    *("CallUnknown", "CallInternal", "CallRingingInbound", "CallDialing", "CallDialingOutbound"),
    *("CallOnHoldOutbound", "AfterCallWorkInbound", "CallAnsweredInbound", "CallReleased"),
    *("LoggedOut", "Monitored", "NotMonitored", "OnHook", "OffHook", "ASM_Engaged", "DND"),
    *("CallInboundStarted", "UserEvent"),
)
CHANNEL = (
    *("Active", "Active", "Active", "Available", "Blocked", "Delivering", "DeliveringStarted"),
    *("HandlingInbound", "HandlingOutbound", "Accepted", "InteractionAccepted", "TransferMade"),
    *("Routable", "NotRoutable"),
)
QUEUE = (
    *("CallWait", "CallWait", "CallWait", "CallWaitInbound", "CallWaitOutbound", "CallEntered"),
    *("CallAnswered", "CallAbandoned", "CallReleased", "CallDistributed", "CallCleared"),
    *("AgentReady", "AgentActive", "AgentActive", "CallMissed", "ACWCompleted", "ACWMissed"),
    "NotMonitored",
)
ORIGINATION = ("OrigDNCallWait", "OrigDNCallWait", "OrigDNCallEntered", "OrigDNCallAbandoned")
# Who does what: the object, its actions, its medium, and where rarer actions of it are found.
DOERS = (
    (("Agent", "ann"), PHONE, "voice", "regular"),
    (("Agent", "ann"), CHANNEL, "chat", "media"),
    (("Agent", "bob"), PHONE, "voice", "regular"),
    (("Agent", "bob"), ("Routable", "NotRoutable"), "voice", None),
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
    (("GroupAgents", "g"), ORIGINATION, "voice", None),
    (("StagingArea", "s"), STAGING, "email", "staging"),
    (("Tenant", "t"), TENANT, "email", "tenant"),
    (("Workbin", "w@x"), WORKBIN, "email", "workbin"),
)
# What stands beside the pairs of lists, with values that filters can tell apart: numbers written
# in several ways, words, and what has a wildcard's letters in it.
WORDS = ("7", "7.0", "-3", "x", "xy", "a b", "*")
ATTRIBUTES = (
    *("DNIS", "ANI", "CustomerID", "TenantID", "ThisQueue", "TreatmentType", "ExtensionReasonCode"),
    *("PlaceID", "AgentID", "Queue", "WorkbinID", "WorkbinOwnerID", "ThisDN", "OtherDN"),
    *("InteractionID", "MediaTypeID", "EventTime", "RouterID", "StrategyID", "MediaServerID"),
    *("ParentInteractionID", "Reason", "WorkbinTypeID", "WorkbinAgentID", "WorkbinGroupID"),
    *("ViewID", "TargetAgentID", "TargetPlaceID"),
)
LISTS = (
    *("UserData", "UserData", "UserData", "Reasons", "Reasons", "Extensions"),
    *("GlobalUserData", "GlobalUserData"),
)
# What capacity says, and what is no number of interactions.
FIGURES = ("MaximumNumber", "RoutableNumber")
NUMBERS = (1, 2, "3", "0", "-1", "2.5", "x")
KEYS = ("k", "k", "j")
VALUES = ("1", "1", "2", "2", "1.5e1", "-2", "", "a", "ab", 2, 2.5, True)
TYPES = ("Inbound", "Inbound", "Outbound", "Internal", "Consult", "Unknown")
# In seconds; the edges of ranges and the lengths of windows are among them.
EDGES = (5, 10, 20, 30, 60, 300)
PAUSES = (0, 0, 0, 0, 0.3, 1, 2, 5, 5, 10, 20, 30, 60, 300, 900)
GRID = 300 * SECOND


class Setting(NamedTuple):
    """Where and when a log happens, who is in it, and which attributes its rows know."""

    timezone: str
    beginning: int
    doers: tuple
    attributes: tuple
    words: tuple  # the values of those attributes


def setting_of(dice):
    """Return where a log happens: a few doers that have to do with each other, or many."""
    timezone, minutes = dice.choice(BEGINNINGS)
    first = dice.choice(DOERS)
    around = [doer for doer in DOERS if doer[0] == first[0] or first[0] in reached(doer[0])]
    doers = dice.choice([[first], around, around, dice.sample(DOERS, 3), list(DOERS)])
    attributes, words = dice.sample(ATTRIBUTES, 3), dice.sample(WORDS, 2)
    doers = tuple(_one_sided(dice, doer) for doer in doers)
    return Setting(
        timezone, MIDNIGHT + minutes * 60 * SECOND, doers, tuple(attributes), tuple(words)
    )


def _one_sided(dice, doer):
    """Return a doer who does only some of what he could, so that it meets more often."""
    where, actions, *more = doer
    some = dice.choice([4, 6, 10, len(actions)])
    if some >= len(actions):
        return doer
    logins = [action for action in ("LoggedIn", "Active") if action in actions]
    return (where, (*logins, *dice.sample(actions, some)), *more)


def reached(where):
    """Return (type, id) of the objects that may see what an object (type, id) does."""
    kind, _ = where
    if kind in {"RegDN", "MediaChannel"}:
        return [where, where, *PEOPLE]
    return [where, where, *ABOVE.get(kind, ())]


def rounded_up(time):
    """Return the next time at which clocks show a multiple of five minutes."""
    return -(-time // GRID) * GRID


class _Running:
    """What runs, with the row that began it, and how many interactions there were."""

    def __init__(self):
        self.began = {}
        self.interactions = 0

    def interaction(self, dice):
        """Return an interaction, or None; new ones come in the order of their names."""
        number = dice.choice([1, 1, 1, 1, 2, 2, 3, 0])
        self.interactions = max(self.interactions, min(number, self.interactions + 1))
        return f"c{min(number, self.interactions)}" if number else None


def rows_of(dice, setting, most):
    """Return a log of up to `most` rows that an engine takes: nothing starts that already runs."""
    rows, running, time = [], _Running(), setting.beginning
    if dice.random() < 0.6:
        for doer in setting.doers:
            login = next((action for action in ("LoggedIn", "Active") if action in doer[1]), None)
            if login is not None:
                rows.append({"time": time, **_row(dice, setting, doer, running, login)})
    for _ in range(max(dice.randint(1, most), dice.randint(1, most))):
        time += int(dice.choice(PAUSES) * SECOND)
        if dice.random() < 0.15:
            time = rounded_up(time)
        doer = dice.choice(setting.doers)
        row = _row(dice, setting, doer, running)
        if row is not None:
            rows.append({"time": time, **row})
            rows += [
                {"time": time, **one} for one in _afterwards(dice, setting, doer, running, row)
            ]
    return rows


def _afterwards(dice, setting, doer, running, row):
    """Return what still changes at a device in the instant of a logout."""
    going = _going(doer, running)
    logout = row["action"] in {"LoggedIn", "Active"} and row["phase"] == "end"
    if not logout or not going or dice.random() < 0.5:
        return []
    return [_row(dice, setting, doer, running, changed=dice.choice(going))]


def _going(doer, running):
    return [key for key in running.began if key[0] == doer[0] and key[3] == doer[2]]


def _row(dice, setting, doer, running, action=None, changed=None):
    """Return a random row of a doer, or one of this action, or a change of what runs."""
    where, actions, media, column = doer
    going = _going(doer, running)
    action = action or dice.choice(actions)
    if column is not None and dice.random() < 0.05:
        action = dice.choice(_names(column))
        action += dice.choice([*CALL_TYPES[:-1], ""]) if takes_a_type(action) else ""
    interaction = None
    if changed or (going and dice.random() < 0.4):
        key = changed or dice.choice(going)
        action, interaction = running.began[key][0], key[2]
    elif action.startswith("Agent"):
        interaction = dice.choice(["ann", "bob"])
    elif (name := named(action, where[0])) is not None and name.related:
        interaction = running.interaction(dice)
    name = named(action, where[0])
    membership = action == "MemberOf"
    if name is None and not membership:
        return None
    attributes = _attributes(dice, setting, action, where)
    group = attributes["GroupID"] if membership else media
    key = (where, "MemberOf" if membership else name.base, interaction, group)
    lasting = membership or name.kind == "durable"
    phase = "update" if changed else _phase(dice, lasting, membership, key in running.began)
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
        anything = dice.randint(0, 100 * SECOND)
        duration = dice.choice([dice.choice(EDGES) * SECOND, anything])
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


def _attributes(dice, setting, action, where):
    if action == "MemberOf":
        return {"GroupID": dice.choice(["g", "h"]) if where[0] == "Agent" else "gp"}
    attributes = {}
    if dice.random() < 0.3:
        attributes["CallType"] = dice.choice(TYPES)
    for name in setting.attributes:
        if dice.random() < 0.7:
            attributes[name] = dice.choice(setting.words)
    for _ in range(dice.choice([0, 1, 2, 2])):
        pairs = attributes.setdefault(dice.choice(LISTS), {})
        pairs[dice.choice(KEYS)] = dice.choice(VALUES)
    if action in {"LoggedIn", "Active"}:
        attributes["AgentID"] = dice.choice(["ann", "bob", "cid"])
        # A device that stands at one place is not used at another, which no document speaks of.
        attributes["PlaceID"] = PLACES.get(where) or dice.choice(["desk", "hut"])
    if action in {"Routable", "NotRoutable"}:
        for name in dice.choice([(), FIGURES[:1], FIGURES]):
            attributes[name] = dice.choice(NUMBERS)
    return attributes


def _phase(dice, lasting, membership, runs):
    if not lasting:
        return "occur"
    if runs:
        return "end" if membership else dice.choice(["end", "end", "update"])
    # What does not run cannot end or change: such rows are passed over (D-7).
    stray = not membership and dice.random() < 0.03
    return dice.choice(["end", "update"]) if stray else "start"
