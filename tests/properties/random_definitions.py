# SPDX-License-Identifier: Apache-2.0
"""Random definitions: every category, subject, interval, filter and range. Some mean nothing."""

from tests.properties.random_logs import OBJECTS, STAGING, TENANT, WORKBIN

from oracle.recount import CURRENT, HISTORICAL

STAT_SERVER = {
    "AGENT": "Agent",
    "QUEUE": "Queue",
    "SKILL_Q": "VirtualQueue",
    "SKILL_AG": "GroupAgents",
}
OWNERS = tuple((STAT_SERVER.get(one["type"], one["type"]), one["id"]) for one in OBJECTS)
CATEGORIES = tuple(sorted(HISTORICAL | CURRENT))
MEDIATION = {"Queue", "RoutePoint", "VirtualQueue", "GroupQueues"}
EVERY_SUBJECT = ("DNAction", "DNStatus", "AgentStatus", "PlaceStatus", "GroupStatus")
SUBJECTS = {
    "Agent": ("DNAction", "DNStatus", "AgentStatus"),
    "Place": ("DNAction", "DNStatus", "PlaceStatus"),
    "RegDN": ("DNAction", "DNStatus"),
    "MediaChannel": ("DNAction", "DNStatus"),
    "GroupAgents": ("DNAction", "DNStatus", "AgentStatus", "GroupStatus"),
    "GroupPlaces": ("DNAction", "DNStatus", "PlaceStatus", "GroupStatus"),
    "Queue": ("DNAction", "DNAction", "DNStatus"),
    "RoutePoint": ("DNAction", "DNAction", "DNStatus"),
    "VirtualQueue": ("DNAction", "DNStatus"),
    "GroupQueues": ("DNAction",),
    "Tenant": ("DNAction", "AgentStatus", "PlaceStatus"),
    "StagingArea": ("DNAction",),
    "Workbin": ("DNAction",),
}
STATUS_MASKS = (
    *("CallInbound", "WaitForNextCall", "WaitForNextCall", "*", "*,~LoggedOut,~NotMonitored"),
    *("CallOnHoldInbound", "CallRinging,CallInbound", "NotReadyForNextCall,AfterCallWork"),
    *("NotMonitored", "Monitored", "LoggedOut", "OnHook", "~WaitForNextCall"),
    *("CallOnHold,~CallOnHoldInbound", "AfterCallWorkInbound,WaitForNextCall"),
    "LoggedIn,CallConsult",
)
QUEUE_MASKS = (
    *("CallWait", "CallWait", "CallWait,CallAbandoned", "CallWaitInbound", "CallAbandoned"),
    *("CallAnswered", "*", "*,~CallAnswered", "CallEntered", "CallReleased,CallMissed"),
    "AgentReady",
)
DEVICE_MASKS = (
    *("CallInbound", "CallInbound", "CallOnHoldInbound", "CallRinging,CallInbound"),
    *("*", "*,~CallInbound", "WaitForNextCall", "NotReadyForNextCall,AfterCallWork"),
    *("CallAnswered", "CallAnsweredInbound", "HandlingInbound", "Handling", "LoggedIn", "Active"),
    *("Delivering,CallDialing", "UserEvent,CallInbound"),
)
NAMES = {"StagingArea": STAGING, "Tenant": TENANT, "Workbin": WORKBIN}
PROFILES = (
    (None, None),
    ("GrowingWindow", None),
    ("GrowingWindow", "0:00"),
    ("GrowingWindow", "0:00+0:15"),
    ("GrowingWindow", "ever"),
    ("GrowingWindow", "2:30"),
    ("GrowingWindow", "2:00 +0:30, 1:59:30"),
    ("GrowingWindow", "Sun 2:30,Mon 0:00"),
    ("GrowingWindow", "TZ=Europe/Paris;2:30+0:20"),
    ("SlidingWindow", "300"),
    ("SlidingWindow", "60"),
    ("SlidingWindow", "300:10"),
    ("SlidingWindow", "60:7"),
    ("SlidingWindow", "900:60"),
    ("SlidingSelection", "1"),
    ("SlidingSelection", "3"),
    ("SlidingSelection", "10"),
    ("SinceLogin", None),
    ("SinceLogin", None),
)
BAD_PROFILES = (
    ("GrowingWindow", "25:00"),
    ("GrowingWindow", "9:00,"),
    ("GrowingWindow", "9:61"),
    ("SlidingWindow", "0"),
    ("SlidingWindow", "x"),
    ("SlidingWindow", "300:0"),
    ("SlidingSelection", "0"),
    ("SlidingSelection", "x"),
)
FILTERS = (
    "MediaType=voice",
    "MediaType=v*",
    "CallType=Inbound",
    "ConnID<>c1",
    'PairExists("k","1")',
    '~PairExists("k","1")',
    'GetNumber("k") = 1',
    "PairExists(Reasons,x) | MediaType=chat & ConnID=c1",
    'GetString("j")>"A" or not MediaType=voice',
    "CustomerID=7 | ThisQueue=Q",
)
BAD_FILTERS = ("MediaType", "(MediaType=voice", 'PairExists("k"', "= 3")
FORMULAS = (
    'GetNumber("k")',
    'GetNumber("k") * 2 - 1',
    'PairExists("k","1")+1',
    '1/GetNumber("k")',
    '-(2+GetNumber("j"))*3',
)
RARELY = 0.03


def _mask(dice, kind, subject):
    if subject != "DNAction":
        return dice.choice(STATUS_MASKS)
    if kind in MEDIATION:
        return dice.choice(QUEUE_MASKS)
    if kind in NAMES:
        some = dice.choice(NAMES[kind]), dice.choice(NAMES[kind])
        return dice.choice(["*", some[0], ",".join(some), f"*,~{some[0]}"])
    return dice.choice(DEVICE_MASKS)


def _ranges(dice):
    given = {}
    if dice.random() < 0.5:
        given |= {"timeRangeLeft": dice.choice([0, 5, 30])} if dice.random() < 0.9 else {}
        given |= {"timeRangeRight": dice.choice([30, 60, 300, -1])} if dice.random() < 0.9 else {}
    if dice.random() < 0.4:
        given |= {"timeRangeLeft2": dice.choice([0, 3, 10])} if dice.random() < 0.9 else {}
        given |= {"timeRangeRight2": dice.choice([10, 60, -1])} if dice.random() < 0.9 else {}
    return given


def _interval(dice, kind):
    wrong = dice.random() < RARELY
    interval, profile = dice.choice(BAD_PROFILES if wrong else PROFILES)
    logs_in = kind in {"Agent", "Place", "RegDN"}
    if interval == "SinceLogin" and not logs_in and dice.random() > RARELY:
        return {}
    given = {"intervalType": interval, "dynamicTimeProfile": profile}
    return {key: text for key, text in given.items() if text is not None}


def definition_of(dice, kind):
    """Return a random definition for an object of a type, as statisticDefinitionEx."""
    subjects = EVERY_SUBJECT if dice.random() < RARELY else SUBJECTS[kind]
    subject = dice.choice(subjects)
    category = dice.choice(CATEGORIES)
    given = {"category": category, "subject": subject, "mainMask": _mask(dice, kind, subject)}
    if dice.random() < 0.5 or category == "AverageNumberPerRelativeHour":
        given["relativeMask"] = _mask(dice, kind, subject)
    given |= _ranges(dice) | _interval(dice, kind)
    if dice.random() < 0.4:
        given["dynamicFilter"] = dice.choice(BAD_FILTERS if dice.random() < RARELY else FILTERS)
    if dice.random() < 0.3:
        given["distinguishByConnId"] = True
    if "CustomValue" in category:
        given["formula"] = dice.choice(FORMULAS)
    return given
