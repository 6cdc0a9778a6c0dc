# SPDX-License-Identifier: Apache-2.0
"""The categories whose value is a tree: what goes on below an object. Reference, section 5.5.

The root is the object that is asked, inner nodes are the objects below it, and leaves are at the
level of the subject: agents or places, their devices, or the actions of those.
"""

from typing import NamedTuple

from oracle.elements import ALWAYS
from oracle.masks import action_mask, status_mask
from oracle.runs import runs
from oracle.statuses import MEDIATION, device_status, group_status, person_status

CATEGORIES = ("CurrentState", "CurrentStateReasons", "CurrentTargetState")
PEOPLE = {"AgentStatus": {"Agent"}, "PlaceStatus": {"Place"}}


class Node(NamedTuple):
    """A node and what is below it; of a group only who is in it."""

    kind: str
    object_type: str
    object: str
    name: str | None
    since: int | None
    interaction: str | None
    routable: bool | None
    below: tuple


class Tree:
    """What goes on at the last of some instants."""

    def __init__(self, world, instants, subject, kind, mask):
        self.world = world
        self.instants = instants
        self.now = instants[-1]
        self.subject = subject
        self.counts = action_mask(mask, kind) if subject == "DNAction" else status_mask(mask)

    def root(self, kind, id_):
        """Return the node of the object that is asked, or of one below it."""
        if kind in {"Agent", "Place"}:
            return self.person(kind, id_)
        name = since = None
        if kind in {*MEDIATION, "RegDN", "MediaChannel"}:
            name, since = self.status(
                lambda time: device_status(self.world, (kind, id_, None), time)
            )
        elif self.subject == "GroupStatus":
            name, since = self.status(lambda time: group_status(self.world, kind, id_, time))
        below = []
        if self.subject in {"AgentStatus", "PlaceStatus"} and kind == "Tenant":
            person = "Agent" if self.subject == "AgentStatus" else "Place"
            below = [self.person(person, one) for one in self.world.ids(person)]
        elif self.subject != "GroupStatus":
            below = [
                self.root(*member)
                for member, spans in self.world.members(kind, id_)
                if self.present(spans)
            ]
        below += self.actions((kind, id_, None))
        return Node("object", kind, id_, name, since, None, None, in_order(below))

    def person(self, kind, id_):
        name, since = self.status(lambda time: person_status(self.world, kind, id_, time))
        below = []
        if kind not in PEOPLE.get(self.subject, ()):
            below = [
                self.device(device, spans)
                for device, spans in self.world.status_devices_of(kind, id_)
                if self.present(spans) and self.shows(device)
            ]
        return Node("object", kind, id_, name, since, None, None, in_order(below))

    def device(self, device, spans):
        # An own device has a status only while it is logged in; another has one of its own (D-3).
        spans = spans if device[0] in {"Agent", "Place"} else [ALWAYS]
        name, since = self.status(lambda time: device_status(self.world, device, time), spans)
        running = {element.base for element in self.running(device)}
        routable = True if "Routable" in running else False if "NotRoutable" in running else None
        below = in_order(self.actions(device))
        return Node("device", device[0], device[1], name, since, None, routable, below)

    def actions(self, device):
        if self.subject != "DNAction":
            return []
        return [
            Node(
                "action",
                device[0],
                device[1],
                element.base,
                element.start.time,
                element.interaction,
                None,
                (),
            )
            for element in self.running(device)
            if self.counts(element.base, element.call_type, element.column)
        ]

    def running(self, device):
        return [
            element
            for element in self.world.elements
            if element.device == device
            and element.kind == "durable"
            and element.start.time <= self.now < element.end.time
        ]

    def shows(self, device):
        status = device_status(self.world, device, self.now)
        return self.subject != "DNStatus" or self.counts(status.name, status.call_type)

    def status(self, status_at, spans=(ALWAYS,)):
        """Return the status of now, and since when it has been that."""
        found = runs([(status_at, spans)], self.instants, lambda _status: True)
        return status_at(self.now).name, found[-1].start

    def present(self, spans):
        return any(span.start.time <= self.now < span.end.time for span in spans)


def in_order(nodes):
    """Return nodes in an order of their own, so that trees compare."""
    return tuple(sorted(nodes, key=repr))
