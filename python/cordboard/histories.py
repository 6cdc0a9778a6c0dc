# SPDX-License-Identifier: Apache-2.0
"""What a Center and a StatisticsEngine say alike about the values they told over time."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import datetime
from typing import Any

from cordboard.clock import checked, datetime_of, instant_of
from cordboard.errors import BadInput, StatisticsWarning

__all__ = ["Listener", "checked_count", "checked_listener", "range_of", "warn_of_forgotten"]

Listener = Callable[[Any], object]

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
