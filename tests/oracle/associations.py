# SPDX-License-Identifier: Apache-2.0
"""Who belongs to whom, and when; and the actions that an object gets from those below it.

Statistics reference, section 1.2, decisions D-2 to D-4, D-19, D-21 and D-34.
"""

from functools import wraps

from oracle.elements import (
    AFTER_ALL,
    ALWAYS,
    Point,
    Span,
    attributes_in,
    cut,
    elements_of,
    intersection,
)

WEB_NAMES = {
    "AGENT": ("Agent",),
    "QUEUE": ("Queue", "RoutePoint", "VirtualQueue"),
    "SKILL_AG": ("GroupAgents",),
    "SKILL_Q": ("VirtualQueue",),
}
GROUP_OF = {
    "Agent": "GroupAgents",
    "Place": "GroupPlaces",
    "Queue": "GroupQueues",
    "RoutePoint": "GroupQueues",
    "VirtualQueue": "GroupQueues",
}


def _beside(point, step):
    return point._replace(row=point.row + step)


def united(spans):
    """Return spans without overlaps, in order."""
    result = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def once(function):
    """Let what is asked of a World be answered once: its log does not change."""

    @wraps(function)
    def answered(world, *asked):
        key = function.__name__, *asked
        if key not in world.answers:
            world.answers[key] = function(world, *asked)
        return world.answers[key]

    return answered


class World:
    """A log and the objects it is about, both whole."""

    def __init__(self, rows, objects, truncate):
        self.answers = {}
        self.times = [cut(row["time"], truncate) for row in rows]
        self.elements = elements_of(rows, truncate)
        self.declared = [
            {**one, "type": kind}
            for one in objects
            for kind in (WEB_NAMES.get(one["type"], (one["type"],))[0],)
        ]
        self.joined = self._memberships(rows, truncate)

    @staticmethod
    def _memberships(rows, truncate):
        """Return ((type, id), group, span) for each MemberOf of the log (D-4)."""
        done, running = [], {}
        for number, row in enumerate(rows):
            if row["action"] != "MemberOf":
                continue
            point = Point(cut(row["time"], truncate), number)
            member = row["object_type"], row["object"]
            group = attributes_in(row).get("GroupID")
            if row["phase"] == "start":
                running.setdefault((member, row.get("interaction"), group), point)
            elif row["phase"] == "end":
                for key in list(running):
                    alike = key[:2] == (member, row.get("interaction"))
                    if alike and group in {None, key[2]}:
                        done.append((member, key[2], Span(running.pop(key), point)))
        return done + [
            (member, group, Span(point, AFTER_ALL)) for (member, _, group), point in running.items()
        ]

    def ids(self, kind):
        """Return the ids of the declared objects of a type."""
        return [one["id"] for one in self.declared if one["type"] == kind]

    @once
    def members(self, group_type, group):
        """Return ((type, id), spans) for everybody who ever was in the group."""
        result = []
        for one in self.declared:
            if GROUP_OF.get(one["type"]) != group_type:
                continue
            member = one["type"], one["id"]
            spans = [ALWAYS] if group in (one.get("groups") or []) else []
            spans += [span for who, where, span in self.joined if (who, where) == (member, group)]
            if spans:
                result.append((member, united(spans)))
        return result

    @once
    def login_spans(self, device):
        """Return the spans of the logins of a device, as (span, attributes of the start row).

        A device belongs to somebody from just before the login until just after the logout.
        """
        names = ("LoggedIn",) if device[2] is None else ("Active",)
        if device[0] == "MediaChannel":
            names = ("Active",)
        return [
            (Span(_beside(element.start, -0.25), _beside(element.end, 0.25)), element.began)
            for element in self.elements
            if element.device == device and element.base in names
        ]

    @once
    def devices_of(self, kind, id_):
        """Return (device, spans) of the DNs and channels below an agent or a place.

        Its own device belongs to it always; `status_devices_of` says when that gives a status.
        """
        attribute = "AgentID" if kind == "Agent" else "PlaceID"
        result = {}
        for element in self.elements:
            device = element.device
            if device[:2] == (kind, id_):
                result[device] = [ALWAYS]
            elif device[0] in {"RegDN", "MediaChannel"}:
                logins = self.login_spans(device)
                spans = [span for span, known in logins if known.get(attribute) == id_]
                if spans:
                    result[device] = united(spans)
        if kind == "Place":
            for one in self.declared:
                if one["type"] == "RegDN" and one.get("place") == id_:
                    result["RegDN", one["id"], None] = [ALWAYS]
        return sorted(result.items(), key=str)

    @once
    def status_devices_of(self, kind, id_):
        """Return the same for statuses: an own device counts only while it is logged in (D-3).

        It does not leave with the row of its logout; its status changes when the instant is over.
        """
        result = []
        for device, spans in self.devices_of(kind, id_):
            if device[:2] == (kind, id_):
                own = united([span for span, _ in self.login_spans(device)])
                over = [Span(one.start, Point(one.end.time, AFTER_ALL.row)) for one in own]
                if over:
                    result.append((device, over))
            else:
                result.append((device, spans))
        return result

    @once
    def actions_of(self, kind, id_):
        """Return the actions of an object, with those that reach it from below."""
        own = [element for element in self.elements if element.device[:2] == (kind, id_)]
        if kind in {"Agent", "Place"}:
            below = [
                element.clipped(span)
                for device, spans in self.devices_of(kind, id_)
                for span in spans
                for element in self.elements
                if element.device == device and device[:2] != (kind, id_)
            ]
        else:
            below = [
                element.clipped(span)
                for member, spans in self.members(kind, id_)
                for span in spans
                for element in self.actions_of(*member)
            ]
        return own + [element for element in below if element is not None]

    def logged_in_spans(self, kind, id_):
        """Return when an agent, a place or a DN is logged in anywhere, as spans without gaps."""
        if kind in {"Agent", "Place"}:
            spans = [
                both
                for device, belonging in self.status_devices_of(kind, id_)
                for span in belonging
                for login, _ in self.login_spans(device)
                if (both := intersection(span, login))
            ]
        else:
            channel = None
            spans = [span for span, _ in self.login_spans((kind, id_, channel))]
        result = []
        for span in sorted(span for span in spans if span.start.time < span.end.time):
            if result and span.start.time <= result[-1].end.time:
                result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
            else:
                result.append(span)
        return result
