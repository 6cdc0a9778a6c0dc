# SPDX-License-Identifier: Apache-2.0
"""The keys of a center.yaml, asked from its reader.

The reader names the known keys when it meets an unknown one. Each section is given the least that
is valid and one key too many; what the answer lists are the keys. A key without a meaning here, or
a meaning without a key, ends the generation with an error.
"""

import re

import cordboard as cb

UNKNOWN = "no_such_key"
_ANSWER = re.compile(r"known keys: (?P<keys>[\w, ]+)$")

_QUEUES = {"media": [{"name": "chat"}], "queues": [{"name": "a", "channel": "chat"}]}
_SKILLED = {**_QUEUES, "skills": [{"name": "b"}]}

_COUNTED = {"category": "CurrentNumber", "subject": "DNAction", "mainMask": "CallWait"}

_QUEUE_MEANINGS = {
    "name": "its name",
    "channel": "the media it takes",
    "phoneNumber": "the number that is dialled to reach it",
    "description": "what it is for",
}

MEANINGS: dict[str, dict[str, str]] = {
    "the file": {
        "tenant": "whose centre it is",
        "media": "the media types; voice, chat, email and workitem when the section is absent",
        "skills": "the skills agents have levels of",
        "agent_states": "states agents can take beside the built-in ones",
        "agents": "agents, supervisors and administrators",
        "agent_groups": "groups of agents",
        "places": "where agents work",
        "devices": "the phones of places",
        "queues": "where interactions wait",
        "virtual_queues": "queues of no switch; interactions may wait there too",
        "route_points": "numbers that are dialled and routed from",
        "workbins": "where agents keep work for later",
        "contacts": "people and numbers to look up",
        "routing": "for each queue, who takes its interactions",
        "settings": "durations, what a freed agent takes first, what clients read",
        "features": "features that are on; absent: all",
        "security": "bounds and keys of the server (kept for it)",
        "compat": "how the web API departs from its default (kept for it)",
        "statistics": "a statistics.yaml, the definitions themselves, or a mapping of these keys:",
        "timezone": "zone of shifts, resets and profiles; UTC unless given",
    },
    "tenant": {"name": "its name", "id": "its number"},
    "skills": {"name": "its name", "description": "what it is for"},
    "media": {
        "name": "its name",
        "alone": "true: never beside another medium",
        "with": "offered only to agents who hold nothing else but these media",
    },
    "agent_states": {
        "operationName": "what an agent asks for, such as OutToLunch",
        "displayName": "name shown to people",
        "state": "NotReady (default) or Ready",
        "workMode": "the work mode it means, such as AuxWork",
        "reason": "the reason it means; unique among the definitions",
    },
    "agents": {
        "userName": "the name that identifies the agent; with `count`, `{n}` is the number",
        "count": "makes so many agents, numbered from 1",
        "firstName": "first name",
        "lastName": "last name",
        "employeeId": "number in the company",
        "emailAddress": "where mail reaches the agent",
        "password": "kept for the server, never in the engine",
        "roles": "ROLE_AGENT (default), ROLE_SUPERVISOR, ROLE_ADMIN, ROLE_CLOUD_ADMIN",
        "loginCodes": "codes for logging in at a switch: texts, or mappings of these keys:",
        "capacity": "per media, how many interactions at one time; 1 unless given",
        "skills": "the level of each skill",
        "place": "the place taken when a session names none",
    },
    "agents: loginCodes": {"code": "the code", "switch": "the switch it is for"},
    "agent_groups": {"name": "its name", "agents": "its members"},
    "places": {"name": "its name", "devices": "the phone numbers of its devices"},
    "devices": {
        "phoneNumber": "its number",
        "telephonyNetwork": "Private or Public",
        "switch": "the switch it belongs to; the login codes of that switch fit it",
    },
    "queues": _QUEUE_MEANINGS,
    "virtual_queues": _QUEUE_MEANINGS,
    "route_points": _QUEUE_MEANINGS,
    "workbins": {
        "name": "its name",
        "owner": "who has a content of his own in it: agent, group or place; shared: all one",
        "default_for": "media whose interactions go there when a session ends",
    },
    "contacts": {
        "name": "the name",
        "phoneNumber": "the number",
        "type": "Custom, Queue or User",
    },
    "routing": {
        "queue": "the queue the rule is for",
        "target": "one target, or a list tried in order",
        "overflow": "one step or a list: who may take it too after a while",
        "aging": "how waiting raises the priority",
        "priority": "the larger number is served first; 0 unless given",
        "timeout": "how long an offer stands before it goes to somebody else",
    },
    "routing: target": {
        "skill": "a skill expression, such as `billing >= 5 & english`",
        "agent": "an agent",
        "agent_group": "a group of agents",
    },
    "routing: aging": {"every": "the period", "add": "added for every full period of waiting"},
    "routing: overflow": {
        "after": "time since entering the queue",
        "target": "the targets that are added then",
    },
    "settings": {
        "pull": "what a freed agent takes first: priority (default), skill_level, longest_waiting",
        "ring_timeout": "how long an offer stands where the queue has no timeout of its own",
        "after_call_work": "after-call work that a released call begins",
        "session_grace": "how long a session outlives its connection; 60 s unless given",
        "recording": "a group that clients read",
        "general": "a mapping of these keys, as texts:",
        "reporting": "a mapping of these keys, as numbers:",
        "groups": "groups of settings of the centre's own, each of these keys:",
    },
    "settings: general": {
        "countryCode": "the country, in two letters",
        "countryDigits": "its calling code",
        "countryName": "its name",
    },
    "settings: reporting": {
        "defaultServiceLevelInterval": "seconds within which an answer is in time",
        "defaultTargetServiceLevelPercentage": "1 to 100; 80 unless given",
    },
    "settings: groups": {
        "name": "its name, safe in a URI",
        "displayName": "name shown to people; the name unless given",
        "key": "the attribute that identifies a setting; name unless given",
        "settings": "mappings of any attributes",
    },
    "security": {
        "csrf": "on or off",
        "allowed_origins": "origins of web pages that may ask",
        "password_minimum": "characters of a password, at least",
        "customer_key": "key of the customer's side",
        "control_key": "key of the control side",
        "control": "true: the control side is on under the wall clock",
        "limits": "bounds of requests that replace the defaults",
    },
    "statistics": {
        "file": "the name of a statistics.yaml",
        "definitions": "a list of definitions, in place of a file",
        "statistic_types": "types that simple entries name as their statisticDefinitionName",
        "time_profiles": 'such as `{"OneDay,Growing": "0:00", "Quarter,Sliding": "900:10"}`',
        "time_ranges": "such as `{Range0-60: 0-60}`, in seconds",
        "filters": 'such as `{Spanish: \'PairExists("Language","Spanish")\'}`',
    },
    "statistics: statistic_types": {
        "name": "its name, where the types are a list; otherwise the name is the key",
        "category": "such as TotalNumber",
        "subject": "such as DNAction",
        "mainMask": "the actions or statuses it counts",
        "relativeMask": "those of the denominator; also relMask",
        "intervalType": "GrowingWindow, SlidingWindow, SlidingSelection or SinceLogin",
        "dynamicTimeProfile": "when it begins anew, its length, or its number of elements",
        "timeRangeLeft": "seconds, included",
        "timeRangeRight": "seconds, excluded; -1 is without bound",
        "timeRangeLeft2": "of the second range",
        "timeRangeRight2": "of the second range",
        "dynamicFilter": "a filter, written out",
        "mediaType": "the media types it counts, with commas",
        "distinguishByConnId": "true: interactions count once",
        "formula": "the custom value of an action; `DCID,` in front counts interactions once",
        "expression": "of the category Formula",
        "objects": "the object types it is for, such as `Agent, GroupAgents`; absent: all",
        "filter": "the name of one of the filters, or a filter",
        "timeProfile": "the name of one of the time profiles",
    },
}


def _rule(**more: object) -> dict[str, object]:
    row = {"queue": "a", "target": {"skill": "b >= 1"}, **more}
    return {**_SKILLED, "routing": [row]}


def _probes() -> list[tuple[str, dict[str, object]]]:
    least: dict[str, dict[str, object]] = {
        "skills": {"name": "a"},
        "media": {"name": "chat"},
        "agent_states": {"operationName": "Lunch", "state": "NotReady"},
        "agents": {"userName": "a"},
        "agent_groups": {"name": "a"},
        "places": {"name": "a"},
        "devices": {"phoneNumber": "5001"},
        "queues": {"name": "a", "channel": "voice"},
        "virtual_queues": {"name": "a", "channel": "voice"},
        "route_points": {"name": "a", "channel": "voice"},
        "workbins": {"name": "a"},
        "contacts": {"name": "a"},
    }
    probes: list[tuple[str, dict[str, object]]] = [("the file", {UNKNOWN: 1})]
    probes.append(("tenant", {"tenant": {"name": "a", UNKNOWN: 1}}))
    probes += [(name, {name: [{**row, UNKNOWN: 1}]}) for name, row in least.items()]
    probes += [
        (
            "agents: loginCodes",
            {"agents": [{"userName": "a", "loginCodes": [{"code": "1", UNKNOWN: 1}]}]},
        ),
        ("routing", _rule(**{UNKNOWN: 1})),
        ("routing: target", {**_SKILLED, "routing": [{"queue": "a", "target": {UNKNOWN: 1}}]}),
        ("routing: aging", _rule(aging={"every": "30s", "add": 1, UNKNOWN: 1})),
        (
            "routing: overflow",
            _rule(overflow={"after": "60s", "target": {"skill": "b >= 0"}, UNKNOWN: 1}),
        ),
        ("settings", {"settings": {UNKNOWN: 1}}),
        ("settings: general", {"settings": {"general": {UNKNOWN: 1}}}),
        ("settings: reporting", {"settings": {"reporting": {UNKNOWN: 1}}}),
        ("settings: groups", {"settings": {"groups": [{"name": "a", UNKNOWN: 1}]}}),
        ("security", {"security": {UNKNOWN: 1}}),
        ("statistics", {"statistics": {"filters": {}, UNKNOWN: 1}}),
        (
            "statistics: statistic_types",
            {"statistics": {"statistic_types": {"a": {**_COUNTED, UNKNOWN: 1}}}},
        ),
    ]
    return probes


def known_keys(probe: dict[str, object]) -> list[str]:
    """Return the keys that the reader knows where the unknown key stands."""
    try:
        cb.Center(probe)
    except cb.BadInput as error:
        answer = _ANSWER.search(str(error))
        if answer is None:
            raise SystemExit(f"a probe of center.yaml is wrong itself: {error}") from None
        return answer["keys"].split(", ")
    raise SystemExit(f"the reader of center.yaml took an unknown key: {probe}")


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the title of each section with its keys and their meanings."""
    found = []
    for title, probe in _probes():
        keys, meanings = known_keys(probe), MEANINGS[title]
        if sorted(keys) != sorted(meanings):
            different = sorted(set(keys) ^ set(meanings))
            raise SystemExit(f"tools/gen_settings.py and the reader differ: {title}: {different}")
        found.append((title, [(f"`{key}`", meanings[key]) for key in keys]))
    return found
