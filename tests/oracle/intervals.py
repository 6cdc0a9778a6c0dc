# SPDX-License-Identifier: Apache-2.0
"""The interval a historical value looks at. Statistics reference, sections 5.1 and 6."""

from typing import NamedTuple

from oracle.elements import SECOND
from oracle.profiles import last_reset
from oracle.refusal import Refusal


class Window(NamedTuple):
    """From left to right, both included unless the left is a sliding edge; times since opening."""

    left: int
    right: int
    left_open: bool
    opened: int
    first_row: int = 0  # What a row before this one ended is not counted.
    last: int | None = None  # A selection keeps so many.

    def holds(self, time):
        """Return whether something that happened then is inside."""
        after = time > self.left if self.left_open else time >= self.left
        return after and time <= self.right

    @property
    def length(self):
        """Return the microseconds between the edges."""
        return self.right - self.left


class Moment(NamedTuple):
    """When is asked, since when is counted, and whether an interval is just closing there.

    Of the instant of the opening, the rows before `first_row` came before it.
    """

    at: int
    opened: int
    first_row: int
    timezone: str
    closing: bool


def _whole(text):
    if not str(text).strip().isdecimal() or int(text) == 0:
        raise Refusal(f"{text!r} is not a positive number")
    return int(text)


def window_of(definition, world, owner, moment):
    """Return the window, or None for an object that never logged in since opening."""
    window = _window_of(definition, world, owner, moment)
    return None if window is None else window._replace(first_row=moment.first_row)


def _window_of(definition, world, owner, moment):
    kind = definition.get("intervalType") or "GrowingWindow"
    text = definition.get("dynamicTimeProfile")
    at, opened = moment.at, moment.opened
    if kind == "GrowingWindow":
        asked = at - 1 if moment.closing else at
        reset = last_reset(text or "0:00", moment.timezone, asked)
        left = opened if reset is None else max(reset, opened)
        return Window(left, at, left_open=False, opened=opened)
    if kind == "SlidingWindow":
        length, _, step = str(text).partition(":")
        edge = at
        if step:
            steps = (at - opened) // (_whole(step) * SECOND)
            edge = opened + steps * _whole(step) * SECOND
        left = edge - _whole(length) * SECOND
        if left < opened:
            return Window(opened, at, left_open=False, opened=opened)
        return Window(left, at, left_open=True, opened=opened)
    if kind == "SlidingSelection":
        return Window(opened, at, left_open=False, opened=opened, last=_whole(text))
    if kind == "SinceLogin":
        return _since_login(world, owner, moment)
    raise Refusal(f"there is no interval {kind}")


def _since_login(world, owner, moment):
    if owner[0] not in {"Agent", "Place", "RegDN"}:
        raise Refusal(f"{owner[0]} does not log in")
    found = None
    for start, end in world.logged_in_spans(*owner):
        if start.time <= moment.at and end >= (moment.opened, moment.first_row):
            left = max(start.time, moment.opened)
            found = Window(left, min(moment.at, end.time), left_open=False, opened=moment.opened)
    return found


class Range(NamedTuple):
    """A time range in seconds, from included, to excluded; no to is no end."""

    left: int
    right: int | None

    def holds(self, microseconds):
        """Return whether a duration lies in the range."""
        if microseconds < self.left * SECOND:
            return False
        return self.right is None or microseconds < self.right * SECOND


def range_of(definition, suffix, *, needed):
    """Return a time range; if it is not given, 0-20 where one is needed, or no restriction."""
    left = definition.get(f"timeRangeLeft{suffix}")
    right = definition.get(f"timeRangeRight{suffix}")
    if left is None and right is None:
        return Range(0, 20) if needed else None
    right = None if right is None or int(right) == -1 else int(right)
    return Range(int(left or 0), right)
