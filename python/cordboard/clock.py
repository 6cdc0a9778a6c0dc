# SPDX-License-Identifier: Apache-2.0
"""Clocks, instants and durations. The only module that may read the time of the machine."""

from __future__ import annotations

import math
import time
import weakref
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cordboard import _core
from cordboard.errors import BadInput, UsageError

__all__ = ["VirtualClock", "checked", "datetime_of", "duration_of", "instant_of", "stopwatch"]

_INSTANT = "give an aware datetime, ISO 8601 with zone, or microseconds since 1970"
_DURATION = 'give a timedelta, a text such as "30s", or seconds'
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LATEST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


def datetime_of(microseconds: int) -> datetime:
    """Give the aware UTC datetime of an instant in microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def instant_of(when: datetime | str | int) -> int:
    """Give microseconds since 1970 of an aware datetime, an ISO 8601 text with zone, or themselves.

    Raises:
        BadInput: it is no instant, or has no time zone.
    """
    if isinstance(when, int):
        return when
    if isinstance(when, str):
        return _parsed(_core.parse_instant, when)
    if not isinstance(when, datetime):
        raise BadInput(f"expected an instant, found {when!r}", remedy=_INSTANT)
    if when.tzinfo is None:
        raise BadInput(f"{when!r} has no time zone; write datetime(…, tzinfo=UTC)")
    return (when - _EPOCH) // _MICROSECOND


def duration_of(duration: timedelta | str | float) -> int:
    """Give the microseconds of a timedelta, a text such as "30s" or "5min", or a number of seconds.

    Raises:
        BadInput: it is no duration, or the number is not finite.
    """
    if isinstance(duration, timedelta):
        return duration // _MICROSECOND
    if isinstance(duration, str):
        return _parsed(_core.parse_duration, duration)
    number: object = duration
    if not isinstance(number, (int, float)) or not math.isfinite(number):
        raise BadInput(f"expected a duration, found {duration!r}", remedy=_DURATION)
    return round(duration * 1_000_000)


def checked(microseconds: int) -> int:
    """Give an instant back, if a datetime can show it.

    Raises:
        UsageError: it lies before the year 1 or beyond the year 9999.
    """
    if not _EARLIEST <= microseconds <= _LATEST:
        raise UsageError("the instant lies outside the years 1 to 9999")
    return microseconds


def _parsed(parse: Callable[[str], int], text: str) -> int:
    try:
        return parse(text)
    except ValueError as error:
        raise BadInput(str(error)) from None


def stopwatch() -> float:
    """Give seconds on the machine's own clock, to tell how long work took; nothing else uses it."""
    return time.perf_counter()


class VirtualClock:
    """A clock that stands still until it is advanced.

    Args:
        start: where it starts, 1970-01-01T00:00:00Z unless given.

    Raises:
        BadInput: the start cannot be read.
        UsageError: the start lies outside the years 1 to 9999.
    """

    def __init__(self, start: datetime | str | int = 0) -> None:
        self._now = checked(instant_of(start))
        self._driven: weakref.ref[Any] | None = None

    def drive(self, center: Any) -> None:
        """Belong to a Center from now on.

        Raises:
            UsageError: it drives another Center that is still open.
        """
        other = self._driven() if self._driven is not None else None
        if other is not None and other is not center and not other.closed:
            raise UsageError("this clock drives another Center already; give each its own")
        self._driven = weakref.ref(center)

    @property
    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime_of(self._now)

    @property
    def microseconds(self) -> int:
        """The present instant in microseconds since 1970."""
        return self._now

    def move_to(self, microseconds: int) -> None:
        """Move on to an instant; a Center does this as its timers fire.

        Raises:
            UsageError: the instant lies in the past.
        """
        if microseconds < self._now:
            raise UsageError("time cannot go back")
        self._now = checked(microseconds)

    def return_to(self, microseconds: int) -> None:
        """Go back to an instant; a Center does this when it undoes a command."""
        self._now = microseconds

    def __repr__(self) -> str:
        return f"VirtualClock({self.now.isoformat()!r})"
