# SPDX-License-Identifier: Apache-2.0
"""Every action of the table: where the engine generates it, and what it does to each object.

`tests/action_coverage.csv` has one row for each action and each typed family. It names a scenario,
the object and the length that the action has there, or says why the engine has no such event.
Whichever it is, the action is fed as a log too, on every class of objects that it can happen on,
and must be counted there and on all that is above.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

import cordboard as cb
from action_rows import at, lasted, occurred, statistic
from cordboard import _core
from scenario import CenterDoor, Player, scenarios

TABLE = Path(__file__).parent.parent / "action_coverage.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
ACTIONS = [row for row in ROWS if row["column"] != "typed"]
GENERATED = [row for row in ROWS if row["scenario"]]
KINDS = {(name, column): kind for name, column, kind, _, _ in _core.actions()}

TYPES = ("Unknown", "Inbound", "Outbound", "Internal", "Consult")
FAMILIES = {
    "AfterCallWork": "RegDN",
    "CallDialing": "RegDN",
    "CallObserved": "RegDN",
    "CallObserving": "RegDN",
    "CallOnHold": "RegDN",
    "CallRinging": "RegDN",
    "CallWait": "Queue",
}

# On which objects a row of a column can be, and what is above each.
ABOVE = {
    "RegDN": ("Agent", "GroupAgents", "Place", "GroupPlaces"),
    "MediaChannel": ("Agent", "GroupAgents", "Place", "GroupPlaces"),
    "Agent": ("GroupAgents",),
    "Place": ("GroupPlaces",),
    "Queue": ("GroupQueues",),
    "RoutePoint": ("GroupQueues",),
    "VirtualQueue": ("GroupQueues",),
    "StagingArea": (),
    "Tenant": (),
    "Workbin": (),
}
PLACES = {
    "regular": ("RegDN", "Agent", "Place", "MediaChannel"),
    "media": ("MediaChannel", "Agent", "Place"),
    "mediation": ("Queue", "RoutePoint", "VirtualQueue"),
    "virtual queue": ("VirtualQueue",),
    "staging": ("StagingArea",),
    "tenant": ("Tenant",),
    "workbin": ("Workbin",),
}
TARGET = {"RoutePoint": "QUEUE", "Queue": "QUEUE", "VirtualQueue": "QUEUE", "Agent": "AGENT"}
OBJECTS = [
    {"type": "RegDN", "id": "RegDN 1", "place": "Place 1"},
    {"type": "Agent", "id": "Agent 1", "groups": ["GroupAgents 1"]},
    {"type": "Place", "id": "Place 1", "groups": ["GroupPlaces 1"]},
    *(
        {"type": kind, "id": f"{kind} 1", "groups": ["GroupQueues 1"]}
        for kind in ("Queue", "RoutePoint", "VirtualQueue")
    ),
    *(
        {"type": kind, "id": f"{kind} 1"}
        for kind in ("MediaChannel", "StagingArea", "Tenant", "Workbin")
    ),
]
LOGINS = {"RegDN": "LoggedIn", "MediaChannel": "Active"}
WHO = {"AgentID": "Agent 1", "PlaceID": "Place 1"}
MEASURES = {"number": "TotalNumber", "time": "TotalTime", "now": "CurrentNumber"}
DURATION, CARRIED = 30.0, 17.0


def places_of(row):
    """Return the types of objects to feed it on. A login of a channel is its action Active."""
    places = PLACES[row["column"]]
    return places[:-1] if row["action"] == "LoggedIn" else places


def name_of(row):
    return f"{row['action']} ({row['column']})"


def test_the_coverage_table_names_exactly_the_actions_of_the_engine():
    assert [(row["action"], row["column"]) for row in ACTIONS] == list(KINDS)
    families = {row["action"] for row in ROWS if row["column"] == "typed"}
    assert families == {*FAMILIES, "Handling"}


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_no_row_of_the_coverage_table_is_empty(row):
    assert bool(row["scenario"]) != bool(row["reason"]), "a scenario or a reason, not both"
    assert bool(row["scenario"]) == bool(row["object"])


@cache
def played(scenario):
    """Return the actions of a scenario, in the words of the coverage table."""
    door = CenterDoor()
    Player(door).play(scenarios()[scenario].read_text(encoding="utf-8"), scenario)
    return door.center.actions.to_dicts()


def lengths(rows, action, objects):
    """Return how long an action took, each time it happened on an object in a scenario."""
    since, found = {}, []
    for one in rows:
        if one["action"] != action or f"{one['object_type']} {one['object']}" != objects:
            continue
        key = one["interaction"], one["media"]
        if one["phase"] == "occur":
            found.append((one["duration"] or 0) / 1_000_000)
        elif one["phase"] == "start":
            since[key] = one["time"]
        else:
            found.append((one["time"] - since.pop(key)).total_seconds())
    return found, len(since)


@pytest.mark.parametrize("row", GENERATED, ids=name_of)
def test_the_engine_generates_the_action_in_its_scenario(row):
    name = "HandlingInbound" if row["action"] == "Handling" else row["action"]
    ended, open_ = lengths(played(row["scenario"]), name, row["object"])
    if row["seconds"] == "":
        assert KINDS.get((name, row["column"])) != "retrospective"
        assert ended or open_, "the scenario has no such action on this object"
    else:
        assert float(row["seconds"]) in ended


def definitions(kinds, mask):
    """Return the three measures for each type of object."""
    return [
        statistic(measure, category, mask, kind=TARGET.get(kind, kind))
        for kind in dict.fromkeys(kinds)
        for measure, category in MEASURES.items()
    ]


def logged_in(kind, action):
    """Return the rows that tie a device to its agent and place, unless the action does it."""
    if kind not in LOGINS or action == LOGINS[kind]:
        return []
    return [
        {
            "time": at("08:00:00"),
            "object_type": kind,
            "object": f"{kind} 1",
            "action": LOGINS[kind],
            "phase": "start",
            "media": "chat" if kind == "MediaChannel" else None,
            "attributes": WHO,
        }
    ]


def rows_of(kind, action, how):
    """Return the log of one action on the first object of a type."""
    if how == "durable":
        rows = lasted("09:00:00", "09:00:30", f"{kind} X", action, "c1")
    else:
        rows = [occurred("09:00:00", f"{kind} X", action, "c1", CARRIED)]
    for one in rows:
        one["object"] = f"{kind} 1"
        one["media"] = "chat" if kind == "MediaChannel" else None
        if action == LOGINS.get(kind):
            one["attributes"] = WHO
    return rows


def measured_at(kind, action, how, mask):
    """Feed one action; return the measures of all objects while it lasts, and at its end."""
    reached = [kind, *ABOVE[kind]]
    engine = cb.StatisticsEngine(definitions(reached, mask), objects=OBJECTS, start=at("07:00:00"))
    engine.feed(logged_in(kind, action) + rows_of(kind, action, how)[:1])
    engine.advance_to(at("09:00:20"))
    during = figures(engine)
    engine.feed([one for one in rows_of(kind, action, how)[1:] if one["time"] > at("09:00:20")])
    engine.advance_to(at("09:00:40"))
    return during, figures(engine), {f"{one} 1" for one in reached}


def figures(engine):
    found = {}
    for one in engine.values().to_dicts():
        found.setdefault(one["object"], {})[one["statistic"]] = one["value"]
    return found


@pytest.mark.parametrize("row", ACTIONS, ids=name_of)
def test_a_fed_action_counts_on_each_object_it_can_be_on_and_above(row):
    how = KINDS[row["action"], row["column"]]
    for kind in places_of(row):
        during, after, reached = measured_at(kind, row["action"], how, row["action"])
        lasting = how == "durable"
        time = {"durable": DURATION, "momentary": 0.0, "retrospective": CARRIED}[how]
        for name in after:
            touched = name in reached
            expected = {
                "number": float(touched and not lasting),
                "time": 0.0 if lasting or not touched else time,
                "now": float(touched and lasting),
            }
            assert during[name] == expected, f"{name} while it lasts on {kind}"
            expected = {"number": float(touched), "time": time * touched, "now": 0.0}
            assert after[name] == expected, f"{name} after it was on {kind}"
        assert reached <= set(after)


@pytest.mark.parametrize("call_type", TYPES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_typed_action_counts_under_its_own_type_and_under_the_family(family, call_type):
    kind = FAMILIES[family]
    action = family + call_type
    for mask in (family, action):
        during, after, reached = measured_at(kind, action, "durable", mask)
        for name in reached:
            assert during[name]["now"] == 1
            assert after[name] == {"number": 1, "time": DURATION, "now": 0}
    others = ",".join(family + other for other in TYPES if other != call_type)
    during, after, _ = measured_at(kind, action, "durable", others)
    figures_of_others = [one for found in (during, after) for one in found.values()]
    assert not any(any(one.values()) for one in figures_of_others)


@pytest.mark.parametrize("call_type", ["Inbound", "Internal", "Outbound"])
def test_handling_counts_whatever_the_type_is(call_type):
    action = f"Handling{call_type}"
    for mask in ("Handling", action):
        _, after, reached = measured_at("MediaChannel", action, "durable", mask)
        assert all(after[name] == {"number": 1, "time": DURATION, "now": 0} for name in reached)
