# SPDX-License-Identifier: Apache-2.0
"""Actions with a beginning and an end, read from the rows of a log.

Statistics reference, sections 2.1 and 5.1, decisions D-1, D-5 to D-7 and D-11.
"""

import json
from dataclasses import dataclass, replace
from typing import NamedTuple

from oracle.actions import named, takes_a_type, type_within
from oracle.refusal import Refusal

SECOND = 1_000_000


class Point(NamedTuple):
    """A point of the log: a time, and the number of the row that stands there."""

    time: int
    row: int


BEFORE_ALL = Point(-(10**30), -1)
AFTER_ALL = Point(10**30, 10**30)


class Span(NamedTuple):
    """From a point of the log, included, to another, excluded."""

    start: Point
    end: Point


ALWAYS = Span(BEFORE_ALL, AFTER_ALL)


@dataclass(frozen=True)
class Element:
    """One action, or one status, of one device; an open one ends AFTER_ALL."""

    device: tuple
    base: str
    call_type: str | None
    column: str
    kind: str
    related: bool
    interaction: str | None
    media: str | None
    start: Point
    end: Point
    carried: int
    pieces: tuple  # of (Point, attributes): which set held from when on
    began: dict  # the attributes of the row that began it
    row: int  # that began it, wherever a part of it begins

    def attributes_at(self, time):
        """Return the attributes after everything of this instant, but for what follows its end."""
        held = [known for point, known in self.pieces if point.time <= time and point <= self.end]
        return held[-1] if held else self.pieces[0][1]

    def clipped(self, span):
        """Return the part of the element within a span of the log, or None."""
        if self.kind != "durable":
            return self if span.start < self.start < span.end else None
        start, end = max(self.start, span.start), min(self.end, span.end)
        return replace(self, start=start, end=end) if start < end else None


def intersection(one, other):
    """Return the common span of two, or None."""
    both = Span(max(one.start, other.start), min(one.end, other.end))
    return both if both.start < both.end else None


def cut(time, truncate):
    """Cut a time stamp to its second, unless microseconds are wanted (D-1)."""
    return time // SECOND * SECOND if truncate == "seconds" else time


def attributes_in(row):
    text = row.get("attributes")
    if not text:
        return {}
    return json.loads(text) if isinstance(text, str) else text


def elements_of(rows, truncate):
    """Return all actions of the log, in the order of their first rows."""
    closed, running = [], {}
    for number, row in enumerate(rows):
        name = named(row["action"], row["object_type"])
        if name is None or (name.kind == "durable") == (row["phase"] == "occur"):
            continue
        point = Point(cut(row["time"], truncate), number)
        # A media channel is one device; an agent or a place has a channel for each medium (D-3).
        own = row["object_type"] in {"Agent", "Place"} and name.column == "media"
        channel = (row.get("media") or "") if own else None
        device = (row["object_type"], row["object"], channel)
        key = (device, name.base, row.get("interaction"))
        if row["phase"] == "occur":
            closed.append(_instant(row, name, device, point, truncate))
        elif row["phase"] == "start":
            if key in running:
                raise Refusal(f"row {number}: {row['action']} runs already on {row['object']}")
            running[key] = _begun(row, name, device, point)
        elif key in running and row["phase"] == "end":
            closed.append(replace(running.pop(key), end=point))
        elif key in running:
            before, after = _updated(running[key], row, name, point)
            closed.extend(before)
            running[key] = after
    return sorted([*closed, *running.values()], key=lambda element: element.start)


def _begun(row, name, device, point):
    attributes = attributes_in(row)
    return Element(
        device=device,
        base=name.base,
        call_type=_type_said(name, attributes),
        column=name.column,
        kind=name.kind,
        related=name.related,
        interaction=row.get("interaction"),
        media=row.get("media"),
        start=point,
        end=AFTER_ALL,
        carried=0,
        pieces=((point, attributes),),
        began=attributes,
        row=point.row,
    )


def _type_said(name, attributes):
    """Return the call type (D-11), None too where the attributes say Unknown: it is the same."""
    said = attributes.get("CallType")
    return name.call_type or type_within(name.base) or (None if said == "Unknown" else said)


def _instant(row, name, device, point, truncate):
    carried = 0
    if name.kind == "retrospective" and row.get("duration"):
        carried = point.time - cut(row["time"] - row["duration"], truncate)
    return replace(_begun(row, name, device, point), end=point, carried=carried)


def _updated(element, row, name, point):
    """Return ([what ended], what goes on): another call type makes another action (2.4)."""
    attributes = attributes_in(row)
    call_type = _type_said(name, attributes)
    if "CallType" not in attributes and "CallType" not in element.pieces[-1][1]:
        # The suffix of the first row said it, not the attributes.
        call_type = call_type or element.call_type
    changes = (call_type or "Unknown") != (element.call_type or "Unknown")
    if takes_a_type(element.base) and changes:
        if point.time == element.start.time:
            # Within one instant the last word counts, so nothing of another type was there.
            return [], replace(element, call_type=call_type, pieces=((element.start, attributes),))
        return [replace(element, end=point)], replace(
            element,
            call_type=call_type,
            start=point,
            pieces=((point, attributes),),
            row=point.row,
        )
    return [], replace(element, pieces=(*element.pieces, (point, attributes)))
