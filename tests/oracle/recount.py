# SPDX-License-Identifier: Apache-2.0
"""The naive second opinion on every value: counted anew from the whole log, for each question.

It imports nothing of the package. It is written to be obviously right, not to be fast; what it
reads is the statistics reference, with the decisions D-1 to D-35 over the text.
"""

from typing import NamedTuple

from oracle import current, custom, formulas, historical, structures
from oracle.associations import WEB_NAMES, World
from oracle.counting import Scope
from oracle.elements import cut
from oracle.filters import restriction_of
from oracle.historical import COMPOUND, NOT_OF_A_SELECTION, Question
from oracle.intervals import Moment, window_of
from oracle.masks import action_mask, items, status_mask
from oracle.refusal import Refusal
from oracle.subjects import fitting

HISTORICAL = historical.CATEGORIES | custom.HISTORICAL | {"Formula": formulas.formula}
CURRENT = current.CATEGORIES | custom.CURRENT
CUSTOM = custom.HISTORICAL | custom.CURRENT
OF_ACTIONS = {"TotalDistinctNumber", *CUSTOM}
OF_STATUSES = {"TotalContinuousNumber", "CurrentContinuousTime"}
QUEUE_STATUSES = {"Monitored", "NotMonitored"}
MEDIATION = {"Queue", "RoutePoint", "VirtualQueue", "GroupQueues"}


def recount(
    rows,
    objects,
    definition,
    object_,
    at,
    *,
    opened=None,
    first_row=0,
    start=0,
    timezone="UTC",
    truncate="seconds",
    closing=False,
):
    """Return the value of a definition on an object at a time, in seconds where it is a time.

    `definition` is an entry of statistics.yaml; `object_` an id, or (type, id). Times are
    microseconds. What was opened in the middle of an instant counts no row before `first_row`.
    `closing` asks for the message of a reset: what the interval ending there held.
    """
    sight = look(rows, objects, at, start=start, truncate=truncate, closing=closing)
    return count(sight, definition, object_, opened=opened, first_row=first_row, timezone=timezone)


class Sight(NamedTuple):
    """What there is to see at a time; many definitions can be counted on it."""

    world: World
    instants: tuple
    at: int
    start: int
    truncate: str
    closing: bool


def look(rows, objects, at, *, start=0, truncate="seconds", closing=False):
    """Return what `count` looks at: the rows up to a time, or before it at a reset."""
    at, start = cut(at, truncate), cut(start, truncate)
    first = min([start, *(cut(row["time"], truncate) for row in rows)])
    seen = [row for row in rows if cut(row["time"], truncate) < at + (not closing)]
    instants = {first, *(cut(row["time"], truncate) for row in seen)}
    if not closing:
        instants.add(at)
    world = World(seen, objects, truncate)
    return Sight(world, tuple(sorted(instants)), at, start, truncate, closing)


def count(sight, definition, object_, *, opened=None, first_row=0, timezone="UTC"):
    """Return the value of a definition on an object, as `recount` does."""
    start = sight.start
    opened = start if opened is None else max(start, cut(opened, sight.truncate))
    owner = _owner(sight.world, definition.get("objectType"), object_)
    inner = definition.get("statisticDefinitionEx", definition)
    moment = Moment(sight.at, opened, first_row, timezone, sight.closing)
    return _value(sight.world, owner, inner, moment, sight.instants)


def _owner(world, wanted, object_):
    """Return (type, id) of the object that is meant, by its declaration."""
    if isinstance(object_, tuple):
        kind, id_ = object_
        return WEB_NAMES.get(kind, (kind,))[0], id_
    kinds = WEB_NAMES.get(wanted, (wanted,))
    for one in world.declared:
        if one["id"] == object_ and one["type"] in kinds:
            return one["type"], object_
    return kinds[0], object_  # A group that only its members name.


def _value(world, owner, definition, moment, instants):
    category = definition["category"]
    if category not in {*HISTORICAL, *CURRENT, *structures.CATEGORIES}:
        raise Refusal(f"the oracle does not count {category}")
    subject = fitting(definition["subject"], owner[0])
    main = definition.get("mainMask")
    if main is None and category == "ServiceFactor1":
        main = "CallAnswered"
    if category == "Formula":
        main = "*"
    if main is None:
        raise Refusal(f"{category} needs a main mask")
    _check(category, subject, owner[0], definition, main)
    test = restriction_of(definition)
    if category in structures.CATEGORIES:
        return structures.Tree(world, instants, subject, owner[0], main, test).root(*owner)
    window = None
    if category in HISTORICAL:
        window = window_of(definition, world, owner, moment)
        if window is None:
            return 0
    told_apart = str(definition.get("distinguishByConnId") or "").lower() == "true"
    distinguish = told_apart or custom.split(definition.get("formula") or "")[0]
    missed = max(world.times[: moment.first_row], default=None)
    scope = Scope(world, owner, subject, test, distinguish, instants, window, missed)
    question = Question(scope, main, definition.get("relativeMask") or None, definition)
    return (HISTORICAL | CURRENT)[category](question)


def _check(category, subject, kind, definition, main):
    """Refuse what means nothing, whether or not this log would show it."""
    interval = definition.get("intervalType")
    masks = main, definition.get("relativeMask")
    if category == "Formula":  # Each aggregate has a mask of its own.
        masks = formulas.masks_of(definition.get("expression") or "", subject, interval)
    for mask in filter(None, masks):
        if subject == "DNAction":
            action_mask(mask, kind)
        else:
            status_mask(mask)
            wanted, excluded = items(mask)
            every = "*" in wanted or excluded
            if kind in MEDIATION and not every and set(wanted) - QUEUE_STATUSES:
                raise Refusal(f"{kind} is monitored or not, but never {mask}")
    if category in OF_ACTIONS and subject != "DNAction":
        raise Refusal(f"{category} is about actions")
    if category in OF_STATUSES and subject == "DNAction":
        raise Refusal(f"{category} is about statuses")
    if category == "CurrentTargetState" and kind in MEDIATION:
        raise Refusal("a target is an agent, a place or a group of those")
    if category == "CurrentContinuousTime" and kind not in {"Agent", "Place"}:
        raise Refusal("CurrentContinuousTime is about one agent or place")
    if category == "AverageNumberPerRelativeHour" and not definition.get("relativeMask"):
        raise Refusal("AverageNumberPerRelativeHour needs a relative mask")
    if category in CUSTOM:
        custom.expression_of(custom.split(definition.get("formula") or "")[1])
    if category in COMPOUND and (subject != "DNAction" or kind not in MEDIATION):
        raise Refusal(f"{category} is about the actions of a queue")
    if interval == "SlidingSelection" and category in HISTORICAL:
        if subject != "DNAction":
            raise Refusal("a selection is one of actions")
        if category in NOT_OF_A_SELECTION or category in COMPOUND:
            raise Refusal(f"{category} has no selection")
