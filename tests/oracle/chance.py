# SPDX-License-Identifier: Apache-2.0
"""Random logs and questions, the same for the same seed: material to compare two counts with."""

import random
from typing import NamedTuple

from oracle.elements import SECOND
from oracle.log import MIDNIGHT

# When a log begins, in minutes since midnight of 2 March 2026: shortly before a midnight, and
# before the clocks of Paris jump in March and in October.
BEGINNINGS = (
    ("UTC", 23 * 60 + 50),
    ("UTC", 23 * 60 + 50),
    ("Europe/Paris", 27 * 1440 + 50),
    ("Europe/Paris", 237 * 1440 + 25),
)
OBJECTS = [
    {"type": "AGENT", "id": "ann", "groups": ["g"]},
    {"type": "AGENT", "id": "bob"},
    {"type": "RegDN", "id": "501", "place": "desk"},
    {"type": "MediaChannel", "id": "m"},
    {"type": "Place", "id": "desk"},
    {"type": "QUEUE", "id": "Q", "groups": ["all"]},
    {"type": "SKILL_AG", "id": "g"},
    {"type": "GroupQueues", "id": "all"},
]
PHONE = (
    "LoggedIn",
    "LoggedIn",
    "WaitForNextCall",
    "NotReadyForNextCall",
    "AfterCallWork",
    "CallInbound",
    "CallInbound",
    "CallRinging",
    "CallRingingInbound",
    "CallOnHoldInbound",
    "CallOnHoldOutbound",
    "CallConsult",
    "CallAnswered",
)
CHANNEL = ("Active", "Active", "Available", "Blocked", "Delivering", "HandlingInbound", "Accepted")
QUEUE = (
    "CallWait",
    "CallWait",
    "CallWaitInbound",
    "CallAnswered",
    "CallAbandoned",
    "CallEntered",
    "CallReleased",
    "AgentReady",
    "AgentActive",
)
INSTANT = {"CallAnswered", "Accepted", "CallAbandoned", "CallEntered", "CallReleased"}
STATES = {
    "LoggedIn",
    "WaitForNextCall",
    "NotReadyForNextCall",
    "AfterCallWork",
    "Active",
    "Available",
    "Blocked",
    "MemberOf",
}
ATTRIBUTES = (
    {},
    {"UserData": {"k": "1"}, "CallType": "Inbound"},
    {"UserData": {"k": "2"}, "Reasons": {"x": "y"}},
)
FILTERS = (
    "MediaType=voice",
    'PairExists("k","1")',
    '~PairExists("k","1")',
    "PairExists(Reasons,x) | MediaType=chat & ConnID=c1",
    'GetNumber("k") = 1',
    "CallType=Inbound",
)
AGENT_MASKS = (
    "CallInbound",
    "WaitForNextCall",
    "WaitForNextCall",
    "*",
    "*,~LoggedOut,~NotMonitored",
    "CallOnHoldInbound",
    "CallRinging,CallInbound",
    "NotReadyForNextCall,AfterCallWork",
)
QUEUE_MASKS = ("CallWait", "CallAnswered", "*", "CallWait,CallAbandoned", "*,~CallAnswered")
INTERVALS = (
    ("GrowingWindow", "0:00"),
    ("GrowingWindow", "0:00+0:15"),
    ("GrowingWindow", "ever"),
    ("GrowingWindow", "2:30"),
    ("SlidingWindow", "300"),
    ("SlidingWindow", "300:10"),
    ("SlidingSelection", "1"),
    ("SlidingSelection", "3"),
    ("SinceLogin", None),
    ("SinceLogin", None),
)
SUBJECTS = {
    "Agent": ("DNAction", "DNStatus", "AgentStatus"),
    "GroupAgents": ("DNAction", "DNStatus", "AgentStatus", "GroupStatus"),
    "Place": ("DNAction", "DNStatus", "PlaceStatus"),
    "RegDN": ("DNAction", "DNStatus"),
    "Queue": ("DNAction",),
    "GroupQueues": ("DNAction",),
}
OWNERS = (
    ("Agent", "ann"),
    ("Agent", "bob"),
    ("GroupAgents", "g"),
    ("GroupAgents", "g"),
    ("Place", "desk"),
    ("RegDN", "501"),
    ("Queue", "Q"),
    ("GroupQueues", "all"),
)


class Asked(NamedTuple):
    """What `recount` takes."""

    rows: list
    definition: dict
    owner: tuple
    at: int
    start: int
    timezone: str


def _where(dice):
    """Return ((type, id), its actions, its medium)."""
    return dice.choice(
        [
            (("Agent", "ann"), PHONE, "voice"),
            (("Agent", "ann"), CHANNEL, "chat"),
            (("Agent", "bob"), (*PHONE, "MemberOf"), "voice"),
            (("RegDN", "501"), PHONE, "voice"),
            (("MediaChannel", "m"), CHANNEL, "chat"),
            (("Queue", "Q"), QUEUE, "voice"),
            (("Queue", "Q"), QUEUE, "voice"),
        ]
    )


def rows_of(dice, beginning):
    """Return a log of up to 80 rows."""
    rows, running, time = [], set(), beginning
    for _ in range(dice.randint(1, 80)):
        time += dice.choice([0, 0, 300_000, SECOND, 5 * SECOND, 60 * SECOND])
        where, actions, media = _where(dice)
        action = dice.choice(actions)
        interaction = None if action in STATES else dice.choice(["c1", "c2"])
        attributes = dict(dice.choice(ATTRIBUTES))
        key = (where, action, interaction)
        phase = "start"
        if action in INSTANT:
            phase = "occur"
        elif key in running:
            phase = dice.choice(["end", "end", "update"])
        if action == "MemberOf":
            attributes = {"GroupID": "g"}
        elif action in {"LoggedIn", "Active"}:
            attributes |= {"AgentID": dice.choice(["ann", "bob"]), "PlaceID": "desk"}
        (running.discard if phase == "end" else running.add)(key)
        timed = action in INSTANT and action != "CallEntered"
        rows.append(
            {
                "time": time,
                "object_type": where[0],
                "object": where[1],
                "action": action,
                "phase": phase,
                "duration": dice.randint(0, 100) * SECOND if timed else None,
                "interaction": interaction,
                "media": media,
                "attributes": attributes,
            }
        )
    return rows


def definition_of(dice, categories, owner):
    """Return a random definition; not every one means something."""
    queue = owner[0] in {"Queue", "GroupQueues"}
    masks = QUEUE_MASKS if queue else AGENT_MASKS
    definition: dict = {
        "category": dice.choice(categories),
        "subject": dice.choice(SUBJECTS[owner[0]]),
        "mainMask": dice.choice(masks),
    }
    if dice.random() < 0.6:
        definition["relativeMask"] = dice.choice(masks)
    if dice.random() < 0.5:
        definition["timeRangeLeft"] = dice.choice([0, 5, 30])
        definition["timeRangeRight"] = dice.choice([30, 60, 300, -1])
    if dice.random() < 0.3:
        definition["timeRangeRight2"] = dice.choice([10, 60])
    kind, text = dice.choice(INTERVALS)
    if owner[0] not in {"Agent", "Place", "RegDN"} and kind == "SinceLogin":
        kind, text = INTERVALS[0]
    definition["intervalType"] = kind
    if text:
        definition["dynamicTimeProfile"] = text
    if dice.random() < 0.4:
        definition["dynamicFilter"] = dice.choice(FILTERS)
    definition["distinguishByConnId"] = dice.random() < 0.3
    definition["formula"] = 'GetNumber("k") * 2 - 1'
    return definition


def question_of(seed, categories):
    """Return the log and the question of a seed."""
    return question_from(random.Random(seed), categories)


def question_from(dice, categories):
    """Return a log and a question about it; `dice` may be one that Hypothesis shrinks."""
    timezone, minutes = dice.choice(BEGINNINGS)
    beginning = MIDNIGHT + minutes * 60 * SECOND
    rows = rows_of(dice, beginning)
    owner = dice.choice(OWNERS)
    long_ago = beginning - 86_400 * SECOND
    start = dice.choice([long_ago, dice.choice(rows)["time"]])
    at = _moment(dice, rows)
    seen = [row for row in rows if row["time"] <= at]
    return Asked(seen, definition_of(dice, categories, owner), owner, at, start, timezone)


def _moment(dice, rows):
    """Return when to ask: soon after the end, or where windows and ranges have their edges."""
    quarter = 900 * SECOND
    some = dice.choice(rows)["time"] // SECOND * SECOND
    return dice.choice(
        [
            rows[-1]["time"],
            rows[-1]["time"] + dice.choice([1, 60, 600, 1200]) * SECOND,
            some,
            some + 300 * SECOND,
            -(-some // quarter) * quarter,
        ]
    )
