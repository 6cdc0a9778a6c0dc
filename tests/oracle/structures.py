# SPDX-License-Identifier: Apache-2.0
"""The categories whose value is a tree: what goes on below an object. Reference, section 5.5.

The root is the object that is asked, inner nodes are the objects below it, and leaves are at the
level of the subject: agents or places, their devices, or the actions of those. The mask and the
filter say which leaves there are; a root that is itself a leaf and not among them has no status.
"""

import re
from typing import NamedTuple

from oracle.actions import type_within
from oracle.counting import regarded, regarded_status
from oracle.elements import ALWAYS
from oracle.masks import action_mask, status_mask
from oracle.pairs import text_of
from oracle.runs import runs
from oracle.statuses import MEDIATION, device_status, group_status, person_status

CATEGORIES = ("CurrentState", "CurrentStateReasons", "CurrentTargetState")
OF_PEOPLE = {"Agent": "AgentStatus", "Place": "PlaceStatus"}
DEVICES = {"RegDN", "MediaChannel"}
# Of these a device can have only so many at a time.
OFFERED_OR_HANDLED = {
    *("CallRinging", "CallDialing", "CallConsult", "CallInbound", "CallOutbound", "CallInternal"),
    *("CallUnknown", "Delivering", "Handling", "HandlingInbound", "HandlingInternal"),
    "HandlingOutbound",
}
WHOLE_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)


class Node(NamedTuple):
    """A node and what is below it; of a group only who is in it."""

    kind: str
    object_type: str
    object: str
    name: str | None
    since: int | None
    interaction: str | None = None
    call_type: str | None = None
    media: str = ""
    reasons: tuple = ()
    user_data: tuple = ()
    current_number: int | None = None
    routable: bool | None = None
    maximum_number: int | None = None
    routable_number: int | None = None
    below: tuple = ()


class Tree:
    """What goes on at the last of some instants."""

    def __init__(self, world, instants, subject, kind, mask, test):
        self.world = world
        self.instants = instants
        self.now = instants[-1]
        self.subject = subject
        self.counts = action_mask(mask, kind) if subject == "DNAction" else status_mask(mask)
        self.test = test or (lambda _regarded: True)

    def root(self, kind, id_):
        """Return the node of the object that is asked."""
        figures = self.capacity((kind, id_, None)) if kind in DEVICES else {}
        return self.member(kind, id_) or Node("object", kind, id_, None, None, **figures)

    def member(self, kind, id_):
        """Return the node of an object, or None if it is a leaf that does not count."""
        if kind in OF_PEOPLE:
            return self.person(kind, id_)
        node = Node("object", kind, id_, None, None)
        if kind in {*MEDIATION, *DEVICES}:
            device = kind, id_, None
            node = self.with_status(node, lambda time: device_status(self.world, device, time))
            if self.subject == "DNStatus" and not self.is_leaf(device_status, device):
                return None
            if kind in DEVICES:
                node = node._replace(**self.capacity(device))
        elif self.subject == "GroupStatus":
            if not self.is_leaf(group_status, kind, id_):
                return None
            node = self.with_status(node, lambda time: group_status(self.world, kind, id_, time))
        below = []
        if kind == "Tenant":
            people = [one for one in OF_PEOPLE if OF_PEOPLE[one] == self.subject]
            below = [self.person(one, who) for one in people for who in self.world.ids(one)]
        elif self.subject != "GroupStatus":
            below = [
                self.member(*member)
                for member, spans in self.world.members(kind, id_)
                if self.present(spans)
            ]
        return node._replace(below=in_order([*below, *self.actions((kind, id_, None))]))

    def person(self, kind, id_):
        is_last = OF_PEOPLE[kind] == self.subject
        if is_last and not self.is_leaf(person_status, kind, id_):
            return None
        node = Node("object", kind, id_, None, None)
        node = self.with_status(node, lambda time: person_status(self.world, kind, id_, time))
        devices = [] if is_last else self.world.status_devices_of(kind, id_)
        below = [self.device(device, spans) for device, spans in devices if self.present(spans)]
        return node._replace(below=in_order(below))

    def device(self, device, spans):
        if self.subject == "DNStatus" and not self.is_leaf(device_status, device):
            return None
        # An own device has a status only while it is logged in; another has one of its own (D-3).
        spans = spans if device[0] in OF_PEOPLE else [ALWAYS]
        node = Node("device", device[0], device[1], None, None)
        node = self.with_status(node, lambda time: device_status(self.world, device, time), spans)
        node = node._replace(**self.capacity(device))
        return node._replace(below=in_order(self.actions(device)))

    def is_leaf(self, status_of, *who):
        """Return whether the mask and the filter let the status of now through."""
        status = status_of(self.world, *who, self.now)
        return self.counts(status.name, status.call_type) and self.test(regarded_status(status))

    def with_status(self, node, status_at, spans=(ALWAYS,)):
        """Return a node with its status: since when, and what is known of its cause."""
        status = status_at(self.now)
        found = runs([(status_at, spans)], self.instants, lambda _status: True)
        shown = node._replace(name=status.name, since=found[-1].start)
        if status.attributes is None:
            return shown
        return self.with_facts(
            shown, status.call_type, status.media, status.interaction, status.attributes
        )

    def with_facts(self, node, call_type, media, interaction, attributes):
        return node._replace(
            call_type=None if call_type == "Unknown" else call_type,
            media=media or "",
            interaction=interaction,
            reasons=pairs_of(attributes, "Reasons"),
            user_data=pairs_of(attributes, "UserData"),
        )

    def capacity(self, device):
        """Return what a telephone or a channel shows besides its status."""
        running = self.running(device)
        media = device[2] or next((one.media for one in running if one.media), "")
        # Of a telephone it is told under its medium, where the channel of that name is.
        places = [device, (*device[:2], media)] if device[0] in OF_PEOPLE and media else [device]
        told = [
            one
            for place in places
            for one in self.running(place)
            if one.base in {"Routable", "NotRoutable"}
        ]
        at_it = [one for one in running if one.base in OFFERED_OR_HANDLED]
        known = {one.interaction for one in at_it if one.interaction is not None}
        nameless = [one for one in at_it if one.interaction is None]
        figures = {"media": media, "current_number": len(known) + len(nameless)}
        if not told:
            return figures
        latest = max(told, key=lambda one: one.start)
        attributes = latest.attributes_at(self.now)
        return figures | {
            "routable": latest.base == "Routable",
            "maximum_number": whole_number(attributes.get("MaximumNumber")),
            "routable_number": whole_number(attributes.get("RoutableNumber")),
        }

    def actions(self, device):
        if self.subject != "DNAction":
            return []
        return [
            self.with_facts(
                Node("action", device[0], device[1], element.base, element.start.time),
                type_within(element.base) or element.call_type,
                element.media,
                element.interaction,
                element.attributes_at(self.now),
            )
            for element in self.running(device)
            if self.counts(element.base, element.call_type, element.column)
            and self.test(regarded(element, element.attributes_at(self.now)))
        ]

    def running(self, device):
        return [
            element
            for element in self.world.elements
            if element.device == device
            and element.kind == "durable"
            and element.start.time <= self.now < element.end.time
        ]

    def present(self, spans):
        return any(span.start.time <= self.now < span.end.time for span in spans)


def pairs_of(attributes, name):
    """Return a list of pairs as a client sees it: texts, in no order."""
    return tuple(sorted((key, text_of(value)) for key, value in attributes.get(name, {}).items()))


def whole_number(value):
    text = text_of(value)
    return int(text) if WHOLE_NUMBER.fullmatch(text) else None


def in_order(nodes):
    """Return the nodes that there are, in an order of their own, so that trees compare."""
    return tuple(sorted((node for node in nodes if node is not None), key=repr))
