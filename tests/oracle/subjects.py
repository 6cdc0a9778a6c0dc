# SPDX-License-Identifier: Apache-2.0
"""What a subject makes of an object: whose statuses are counted, and while when.

Statistics reference, section 4. DNAction is `World.actions_of`.
"""

from oracle.elements import ALWAYS, intersection
from oracle.refusal import Refusal
from oracle.statuses import device_status, group_status, person_status

GROUPS = {"GroupAgents": "AgentStatus", "GroupPlaces": "PlaceStatus"}
ACTION_OBJECTS = {
    "RegDN",
    "MediaChannel",
    "Agent",
    "Place",
    "Queue",
    "RoutePoint",
    "VirtualQueue",
    "StagingArea",
    "Workbin",
    "Tenant",
    "GroupAgents",
    "GroupPlaces",
    "GroupQueues",
}
STATUS_OBJECTS = {
    "DNStatus": {
        "RegDN",
        "MediaChannel",
        "Agent",
        "Place",
        "GroupAgents",
        "GroupPlaces",
        "Queue",
        "RoutePoint",
        "VirtualQueue",
    },
    "AgentStatus": {"Agent", "GroupAgents", "Tenant"},
    "PlaceStatus": {"Place", "GroupPlaces", "Tenant"},
    "GroupStatus": {"GroupAgents", "GroupPlaces"},
}


def fitting(subject, kind):
    """Return the subject that is counted, after the two corrections the reference names."""
    subject = {"Action": "DNAction"}.get(subject, subject)
    if (kind, subject) == ("Place", "AgentStatus"):
        return "PlaceStatus"
    if (kind, subject) == ("Agent", "PlaceStatus"):
        return "AgentStatus"
    allowed = ACTION_OBJECTS if subject == "DNAction" else STATUS_OBJECTS.get(subject, set())
    if kind not in allowed:
        raise Refusal(f"the subject {subject} does not go with {kind}")
    return subject


def carriers(world, subject, kind, id_):
    """Return (status at a time, spans) for every carrier of a status that is counted."""
    if subject == "GroupStatus":
        return [(lambda time: group_status(world, kind, id_, time), [ALWAYS])]
    if subject == "DNStatus":
        return [
            (lambda time, d=device: device_status(world, d, time), spans)
            for device, spans in _devices(world, kind, id_)
        ]
    if kind in {"Agent", "Place"}:
        people = [((kind, id_), [ALWAYS])]
    elif kind == "Tenant":
        person = "Agent" if subject == "AgentStatus" else "Place"
        people = [((person, one), [ALWAYS]) for one in world.ids(person)]
    else:
        people = world.members(kind, id_)
    return [
        (lambda time, p=person: person_status(world, *p, time), spans) for person, spans in people
    ]


def _devices(world, kind, id_):
    if kind in {"Agent", "Place"}:
        return world.status_devices_of(kind, id_)
    if kind not in GROUPS:
        return [((kind, id_, None), [ALWAYS])]
    result = []
    for member, joined in world.members(kind, id_):
        for device, belonging in world.status_devices_of(*member):
            common = [
                both for one in joined for other in belonging if (both := intersection(one, other))
            ]
            if common:
                result.append((device, sorted(common)))
    return result
