# SPDX-License-Identifier: Apache-2.0
"""Time zones as tables of (instant, offset), made from the zone rules of the machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["zone_table"]

_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _offset(zone: ZoneInfo, hour: int) -> timedelta:
    offset = (_EPOCH + timedelta(hours=hour)).astimezone(zone).utcoffset()
    return offset if offset is not None else timedelta()


@cache
def zone_table(name: str) -> list[tuple[int, int]] | None:
    """Give the offsets of a zone as (microseconds since 1970, offset in microseconds).

    Each offset holds from its instant on, the first also before it. Changes of offset are found to
    the minute; None for an unknown zone.
    """
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    days = (datetime(_LAST_YEAR, 1, 1, tzinfo=UTC) - _EPOCH).days
    before = _offset(zone, 0)
    table = [(0, before // _MICROSECOND)]
    for day in range(1, days):
        after = _offset(zone, 24 * day)
        if after != before:
            change = _change(zone, 24 * (day - 1), 24 * day)
            table.append(((change - _EPOCH) // _MICROSECOND, after // _MICROSECOND))
            before = after
    return table


def _change(zone: ZoneInfo, low_hour: int, high_hour: int) -> datetime:
    """Find the minute at which the offset becomes that of the later hour, by bisection."""
    low, high = low_hour * 60, high_hour * 60
    target = (_EPOCH + timedelta(minutes=high)).astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if (_EPOCH + timedelta(minutes=middle)).astimezone(zone).utcoffset() == target:
            high = middle
        else:
            low = middle
    return _EPOCH + timedelta(minutes=high)
