# SPDX-License-Identifier: Apache-2.0
"""What a mask and a filter count on an object: ended ones, running ones, and their lengths.

Statistics reference, sections 5.1, 5.2, 8.2 and 8.3, decisions D-9, D-12 to D-15, D-23, D-24, D-29.
"""

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from oracle.actions import type_within
from oracle.elements import AFTER_ALL, BEFORE_ALL
from oracle.filters import Regarded
from oracle.masks import action_mask, status_mask
from oracle.runs import runs
from oracle.statuses import MEDIATION
from oracle.subjects import carriers


class Measure(NamedTuple):
    """One counted thing: its length inside the window, its whole length, whether it has one."""

    cut: int
    full: int
    timed: bool


class Spans(NamedTuple):
    """One element before equal interactions are put together."""

    interaction: str | None
    cut: tuple
    full: tuple
    timed: bool


@dataclass(frozen=True)
class Scope:
    """Everything that decides what is counted, but the mask."""

    world: object
    owner: tuple
    subject: str
    test: object  # The filter, or None.
    distinguish: bool
    instants: tuple
    window: object
    missed: int | None  # the last instant of which rows came before the opening


def regarded(element, attributes):
    """Return what a filter sees of an action with these attributes."""
    known = type_within(element.base) or element.call_type
    kind, id_, _ = element.device
    queue = id_ if kind in MEDIATION else ""
    return Regarded(attributes, element.media, element.interaction, known, element.related, queue)


def regarded_status(status):
    """Return what a filter sees of a status: the action that causes it."""
    return Regarded(
        status.attributes or {},
        status.media,
        status.interaction,
        status.call_type,
        status.related,
        status.queue,
    )


def _parts(element, test):
    """Return the parts of an action during which the filter holds."""
    if element.kind != "durable" or element.start.time == element.end.time:
        attributes = element.attributes_at(element.end.time)
        return [element] if test(regarded(element, attributes)) else []
    first = (element.start, element.attributes_at(element.start.time))
    later = {
        piece[0].time: piece
        for piece in element.pieces
        if element.start.time < piece[0].time < element.end.time
    }
    result, inside = [], False
    for point, attributes in [first, *later.values()]:
        if test(regarded(element, attributes)):
            if not inside:
                result.append(replace(element, start=point))
            inside = True
        elif inside:
            result[-1] = replace(result[-1], end=point)
            inside = False
    return result


def actions(scope, mask, *, filtered=True):
    """Return the actions, or their parts, that a mask and the filter admit."""
    counts = action_mask(mask, scope.owner[0])
    admitted = [
        element
        for element in scope.world.actions_of(*scope.owner)
        if counts(element.base, element.call_type, element.column)
    ]
    if scope.test is None or not filtered:
        return admitted
    return [part for element in admitted for part in _parts(element, scope.test)]


def known_late(scope, status_at, by_name):
    """Return what a statistic knows of a carrier's statuses.

    Through which actions a status lasted before the opening nobody keeps: the one that causes it
    then speaks for all of it.
    """
    if scope.missed is None or not by_name:
        return status_at
    present = status_at(scope.missed)
    cause = next((e for e in scope.world.elements if e.row == present.cause), None)
    if cause is None:
        return status_at
    past = [time for time in scope.instants if time <= scope.missed]
    run = list(takewhile(lambda time: _same(status_at(time), present), reversed(past)))

    def known(time):
        if not run[-1] <= time <= scope.missed:
            return status_at(time)
        return present._replace(attributes=cause.attributes_at(time))

    return known


def _same(one, other):
    return (one.name, one.call_type) == (other.name, other.call_type)


def statuses(scope, mask, *, filtered=True, by_name=True):
    """Return the status runs that a mask and the filter admit."""
    counts = status_mask(mask)

    def holds(status):
        if not counts(status.name, status.call_type):
            return False
        if scope.test is None or not filtered:
            return True
        return scope.test(regarded_status(status))

    found = [
        (known_late(scope, status_at, by_name), spans)
        for status_at, spans in carriers(scope.world, scope.subject, *scope.owner)
    ]
    return runs(found, scope.instants, holds, by_name=by_name)


def ended_actions(scope, mask, *, filtered=True, since=None):
    """Return X(M, I): the actions that ended or occurred in the window, in that order.

    What ended by one row is in the order of the rows that began it, wherever its part began.
    `since` restricts a relative mask to what ended after that row (D-24).
    """
    found = sorted(
        (
            element
            for element in actions(scope, mask, filtered=filtered)
            if scope.window.holds(element.end.time) and element.end.row >= scope.window.first_row
        ),
        key=lambda element: (element.end, element.row, element.start.time),
    )
    if since is not None:
        return [element for element in found if element.end > since]
    return found[-scope.window.last :] if scope.window.last else found


def selection_start(scope, mask):
    """Return the row after which a selection's relative mask counts, or None without selection."""
    if not scope.window.last:
        return None
    every = ended_actions(replace(scope, window=scope.window._replace(last=None)), mask)
    left_out = every[: -scope.window.last]
    return left_out[-1].end if left_out else BEFORE_ALL


def _action_spans(element, window):
    end = element.end.time
    if element.kind != "durable":
        span = (end - element.carried, end)
        return Spans(element.interaction, span, span, element.kind == "retrospective")
    cut = (max(element.start.time, window.left), end)
    full = (max(element.start.time, window.opened), end)
    return Spans(element.interaction, cut, full, timed=True)


def _run_spans(run, window):
    end = min(run.end, window.right)
    cut = (max(run.start, window.left), end)
    return Spans(run.interaction, cut, (max(run.start, window.opened), end), timed=True)


def joint_length(spans):
    """Return how long at least one of the spans lasts."""
    length, reached = 0, None
    for start, end in sorted(spans):
        begin = start if reached is None else max(start, reached)
        length += max(0, end - begin)
        reached = end if reached is None else max(reached, end)
    return length


def measured(all_spans, distinguish):
    """Return a measure for each element, or for each interaction if those are told apart."""
    grouped = {}
    for number, one in enumerate(all_spans):
        alone = not distinguish or one.interaction is None
        grouped.setdefault((None, number) if alone else (one.interaction, 0), []).append(one)
    return [
        Measure(
            joint_length([one.cut for one in group]),
            joint_length([one.full for one in group]),
            any(one.timed for one in group),
        )
        for group in grouped.values()
    ]


def lived(scope, mask, *, filtered=True, since=None):
    """Return what TotalNumber counts: actions that ended, statuses that were there at all."""
    window = scope.window
    if scope.subject == "DNAction":
        found = ended_actions(scope, mask, filtered=filtered, since=since)
        return measured([_action_spans(one, window) for one in found], scope.distinguish)
    found = [
        run
        for run in statuses(scope, mask, filtered=filtered)
        if run.start <= window.right and run.end > window.left
    ]
    return measured([_run_spans(run, window) for run in found], scope.distinguish)


def ended_statuses(scope, mask, *, filtered=True):
    """Return Z(M, I): the statuses that ended in the window."""
    return [
        run
        for run in statuses(scope, mask, filtered=filtered)
        if scope.window.holds(run.end) and run.end_row >= scope.window.first_row
    ]


def ended(scope, mask, *, filtered=True, since=None):
    """Return what ended in the window, of actions and of statuses."""
    if scope.subject == "DNAction":
        return lived(scope, mask, filtered=filtered, since=since)
    found = ended_statuses(scope, mask, filtered=filtered)
    return measured([_run_spans(run, scope.window) for run in found], scope.distinguish)


def continuous(scope, mask):
    """Return the runs of counted statuses that are not broken by a change of name."""
    return statuses(scope, mask, by_name=False)


def _timeline(scope, mask, *, filtered=True):
    """Return (start, end, interaction) of everything that is current at some time."""
    if scope.subject == "DNAction":
        return [
            (element.start.time, element.end.time, element.interaction)
            for element in actions(scope, mask, filtered=filtered)
            if element.kind == "durable"
        ]
    return [
        (run.start, run.end, run.interaction) for run in statuses(scope, mask, filtered=filtered)
    ]


class Level:
    """The running ones of a mask, at any time."""

    def __init__(self, scope, mask, *, filtered=True):
        self.timeline = _timeline(scope, mask, filtered=filtered)
        self.distinguish = scope.distinguish

    def ages(self, time):
        """Return the ages of those that run at a time, one for each interaction if told apart."""
        running = [one for one in self.timeline if one[0] <= time < one[1]]
        spans = [Spans(one[2], (one[0], time), (one[0], time), timed=True) for one in running]
        return [one.full for one in measured(spans, self.distinguish)]

    def identities(self, time):
        """Return the different interactions that run at a time."""
        return {one[2] for one in self.timeline if one[0] <= time < one[1]} - {None}

    def changes(self, left, right):
        """Return the times in a window at which the number may change."""
        times = {time for start, end, _ in self.timeline for time in (start, end)}
        return sorted(time for time in times if left < time <= right and time < AFTER_ALL.time)
