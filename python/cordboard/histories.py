# SPDX-License-Identifier: Apache-2.0
"""What a Center and a StatisticsEngine say alike about the values they told over time."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import datetime

from cordboard import _core
from cordboard.clock import VirtualClock, checked, datetime_of, instant_of
from cordboard.errors import BadInput, StatisticsWarning
from cordboard.frames import Table

__all__ = [
    "REMEMBERED",
    "Messages",
    "checked_count",
    "checked_listener",
    "range_of",
    "warn_of_forgotten",
]

Listener = Callable[[Table], object]

# Messages of a Center, if nobody says how many.
REMEMBERED = 10_000_000

_FIRST = -(2**63)
_LAST = 2**63 - 1


def range_of(
    since: datetime | str | int | None, until: datetime | str | int | None, last: int | None
) -> tuple[int, int, int]:
    """Give the first instant, the instant after the last one, and how many of them at most.

    Raises:
        BadInput: one of them is no instant or no number.
    """
    return (
        _FIRST if since is None else checked(instant_of(since)),
        _LAST if until is None else checked(instant_of(until)),
        _LAST if last is None else checked_count(last, "last"),
    )


def checked_count(given: int, name: str) -> int:
    """Give a number back.

    Raises:
        BadInput: it is no whole number from 0.
    """
    if type(given) is not int or not 0 <= given <= _LAST:
        raise BadInput(f"a whole number from 0 is expected, not {given!r}", path=name)
    return given


def checked_listener(on_forgotten: Listener | None) -> Listener | None:
    """Give a function back, or None.

    Raises:
        BadInput: it is neither.
    """
    if on_forgotten is not None and not callable(on_forgotten):
        raise BadInput(f"a function is expected, not {on_forgotten!r}", path="on_forgotten")
    return on_forgotten


def warn_of_forgotten(what: str, since: int, maker: str) -> None:
    """Say on behalf of the caller's caller that what was before an instant is not there."""
    warnings.warn(
        f"{what} before {datetime_of(since).isoformat()} are not remembered; make the {maker} "
        "with a greater remember=, or take what is forgotten with on_forgotten=",
        StatisticsWarning,
        stacklevel=4,
    )


class Messages:
    """How many messages of its statistics a Center remembers, and who is given the others.

    Args:
        remember: so many, at least the last half of them.
        on_forgotten: is given Tables of those that are forgotten.

    Raises:
        BadInput: one of them is no number or no function.
    """

    def __init__(self, remember: int, on_forgotten: Listener | None) -> None:
        self.remember = checked_count(remember, "remember")
        self.on_forgotten = checked_listener(on_forgotten)
        self._telling = False

    def catch_up(self, core: _core.Center, clock: VirtualClock) -> None:
        """Work out the messages up to now, and forget the oldest of those that are too many."""
        if self._telling:
            return
        self._telling = True
        try:
            done = False
            while not done:
                done = core.tell(clock.microseconds)
                count = core.message_count()
                if count > self.remember:
                    self._forget(core, count - (self.remember + 1) // 2)
        finally:
            self._telling = False

    def _forget(self, core: _core.Center, count: int) -> None:
        if self.on_forgotten is not None:
            self.on_forgotten(Table(core.oldest_messages(count)))
        core.forget_messages(count)

    def ask(self, core: _core.Center, clock: VirtualClock) -> None:
        """Catch up, and say on behalf of the caller's caller if not all messages are there."""
        self.catch_up(core, clock)
        if core.forgotten_count() > 0:
            warn_of_forgotten("messages", core.messages_since(), "Center")
