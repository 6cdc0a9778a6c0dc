# SPDX-License-Identifier: Apache-2.0
"""Random definitions: every category, subject, interval, filter and range. Some mean nothing."""

from tests.properties.random_filters import BAD_FILTERS, custom_value_of, filter_of, formula_of
from tests.properties.random_logs import (
    CHANNEL,
    OBJECTS,
    PHONE,
    QUEUE,
    STAGING,
    TENANT,
    WORKBIN,
    reached,
)
from tests.properties.random_profiles import BAD_PROFILES, interval_of

from oracle import structures
from oracle.actions import CALL_TYPES, COLUMNS, VOICE_NAMES, named, table
from oracle.historical import COMPOUND, NOT_OF_A_SELECTION
from oracle.masks import STATUSES, TYPED_STATUSES
from oracle.recount import CURRENT, CUSTOM, HISTORICAL, OF_ACTIONS, OF_STATUSES

STAT_SERVER = {
    "AGENT": "Agent",
    "QUEUE": "Queue",
    "SKILL_Q": "VirtualQueue",
    "SKILL_AG": "GroupAgents",
}
OWNERS = tuple((STAT_SERVER.get(one["type"], one["type"]), one["id"]) for one in OBJECTS)
CATEGORIES = (*sorted(HISTORICAL | CURRENT), *structures.CATEGORIES)
# Formulas, structures, and what looks at ranges or at a second mask, can go wrong in more ways.
OFTEN = (
    *("Formula", "Formula", *structures.CATEGORIES),
    *(name for name in CATEGORIES if "Range" in name or "Relative" in name),
)
MEDIATION = {"Queue", "RoutePoint", "VirtualQueue", "GroupQueues"}
EVERY_SUBJECT = ("DNAction", "DNStatus", "AgentStatus", "PlaceStatus", "GroupStatus")
SUBJECTS = {
    "Agent": ("DNAction", "DNStatus", "AgentStatus"),
    "Place": ("DNAction", "DNStatus", "PlaceStatus"),
    "RegDN": ("DNAction", "DNStatus"),
    "MediaChannel": ("DNAction", "DNStatus"),
    "GroupAgents": ("DNAction", "DNStatus", "AgentStatus", "GroupStatus", "GroupStatus"),
    "GroupPlaces": ("DNAction", "DNStatus", "PlaceStatus", "GroupStatus", "GroupStatus"),
    "Queue": ("DNAction", "DNAction", "DNStatus"),
    "RoutePoint": ("DNAction", "DNAction", "DNStatus"),
    "VirtualQueue": ("DNAction", "DNStatus"),
    "GroupQueues": ("DNAction",),
    "Tenant": ("DNAction", "AgentStatus", "AgentStatus", "PlaceStatus"),
    "StagingArea": ("DNAction",),
    "Workbin": ("DNAction",),
}
# The likely words of masks. Any other name of the object is a rarer one.
STATUS_WORDS = (
    *("CallInbound", "WaitForNextCall", "NotReadyForNextCall", "AfterCallWork", "CallOnHold"),
    *("CallRinging", "LoggedOut", "NotMonitored", "LoggedIn", "OnHook", "CallConsult"),
)
QUEUE_WORDS = (*QUEUE, "CallWait", "CallWait", "CallAbandoned", "CallAnswered")
DEVICE_WORDS = (*PHONE, *CHANNEL, "Handling", "CallInbound", "CallInbound")
OTHER_WORDS = {"StagingArea": STAGING, "Tenant": TENANT, "Workbin": WORKBIN, "RegDN": PHONE}
# What ranges are about, too.
LEFTS = (0, 0, 5, 10, 20, 30, 60)
RIGHTS = (5, 10, 20, 30, 60, 300, -1)
MEDIA_TYPES = ("voice", "chat", "chat, email", "voice,email", "c*", "sms", ",")
RARELY = 0.03


def _done(owner, log):
    """Return what is done in a log that an object may see."""
    rows = [(row["object_type"], row["object"], row["action"]) for row in log]
    return [action for kind, id_, action in rows if owner in reached((kind, id_))]


def _words(owner, subject, log):
    """Return (what is done in the log, the likely words, all the words) of a mask."""
    kind, done = owner[0], _done(owner, log)
    if subject != "DNAction":
        typed = [base + call_type for base in TYPED_STATUSES for call_type in CALL_TYPES]
        every = (*STATUSES, *typed)
        seen = [VOICE_NAMES.get(action, action) for action in done]
        return [word for word in seen if word in every], STATUS_WORDS, every
    every = tuple(sorted(name for name, column in table() if column in COLUMNS[kind]))
    likely = QUEUE_WORDS if kind in MEDIATION else OTHER_WORDS.get(kind, DEVICE_WORDS)
    return [word for word in done if named(word, kind) is not None], likely, every


def _word(dice, owner, words):
    done, likely, every = words
    word = dice.choice(dice.choice([*[done or likely] * 6, likely, every]))
    typed = word + dice.choice(CALL_TYPES)
    is_one = typed in every or (every[0] not in STATUSES and named(typed, owner[0]) is not None)
    return typed if dice.random() < 0.1 and is_one else word


def _mask(dice, owner, subject, log):
    """Return a mask: names, `*` for everything, and what is left out again."""
    if subject != "DNAction" and owner[0] in MEDIATION and dice.random() > RARELY:
        return dice.choice(["*", "Monitored", "NotMonitored", "~Monitored", "*,~NotMonitored"])
    words = _words(owner, subject, log)
    items = []
    for _ in range(dice.choice([1, 1, 2, 3, 4])):
        if dice.random() < 0.2:
            items.append("*")
        else:
            items.append(f"{'~' if dice.random() < 0.2 else ''}{_word(dice, owner, words)}")
    return dice.choice([",", ", "]).join(items)


def _ranges(dice):
    given = {}
    for suffix, often in (("", 0.6), ("2", 0.4)):
        if dice.random() < often:
            left, right = dice.choice(LEFTS), dice.choice(RIGHTS)
            if 0 <= right <= left and dice.random() < 0.9:
                right = -1
            given |= {f"timeRangeLeft{suffix}": left} if dice.random() < 0.8 else {}
            given |= {f"timeRangeRight{suffix}": right} if dice.random() < 0.9 else {}
    return given


def _interval(dice, setting, owner, category, subject):
    if dice.random() < RARELY:
        interval, profile = dice.choice(BAD_PROFILES)
    else:
        interval, profile = interval_of(dice, setting)
    no_login = interval == "SinceLogin" and owner[0] not in {"Agent", "Place", "RegDN"}
    counts = category in NOT_OF_A_SELECTION or category in COMPOUND or subject != "DNAction"
    no_selection = interval == "SlidingSelection" and category in HISTORICAL and counts
    if (no_login or no_selection) and dice.random() > RARELY:
        return {}
    given = {"intervalType": interval, "dynamicTimeProfile": profile}
    return {key: text for key, text in given.items() if text is not None}


def _category(dice, kind, subject):
    """Return a category; mostly one that goes with the object and the subject."""
    of_queues = kind in MEDIATION and subject == "DNAction"
    if of_queues and dice.random() < 0.2:
        return dice.choice(COMPOUND)
    if subject == "DNAction" and dice.random() < 0.1:
        return dice.choice(sorted(CUSTOM))
    while True:
        category = dice.choice((*CATEGORIES, *OFTEN, *OFTEN))
        fits = (
            not (category in COMPOUND and not of_queues)
            and not (category in OF_ACTIONS and subject != "DNAction")
            and not (category in OF_STATUSES and subject == "DNAction")
            and not (category == "CurrentContinuousTime" and kind not in {"Agent", "Place"})
        )
        if fits or dice.random() < RARELY:
            return category


def definition_of(dice, owner, setting, log):
    """Return a random definition about a log for an object (type, id)."""
    kind = owner[0]
    subjects = EVERY_SUBJECT if dice.random() < RARELY else SUBJECTS[kind]
    subject = dice.choice(subjects)
    category = _category(dice, kind, subject)
    given = {"category": category, "subject": subject, "mainMask": _mask(dice, owner, subject, log)}
    if dice.random() < 0.5 or category == "AverageNumberPerRelativeHour":
        given["relativeMask"] = _mask(dice, owner, subject, log)
    given |= _ranges(dice) | _interval(dice, setting, owner, category, subject)
    if dice.random() < 0.35:
        wrong = dice.random() < RARELY
        given["dynamicFilter"] = dice.choice(BAD_FILTERS) if wrong else filter_of(dice, setting)
    if dice.random() < 0.1:
        given["mediaType"] = dice.choice(MEDIA_TYPES)
    if dice.random() < 0.3:
        given["distinguishByConnId"] = True
    if "CustomValue" in category:
        given["formula"] = custom_value_of(dice)
    if category == "Formula":
        several = 1 if given.get("intervalType") == "SlidingSelection" else 3
        given["expression"] = formula_of(dice, lambda: _mask(dice, owner, subject, log), several)
        if subject != "DNAction":
            # Which of several statuses of one interaction is the latest, nobody says.
            given.pop("distinguishByConnId", None)
    return given
