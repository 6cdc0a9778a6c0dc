# SPDX-License-Identifier: Apache-2.0
"""When a growing window begins anew. Statistics reference, section 6, decision D-32.

Resets are listed day by day around the question, on the wall clock of a zone.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oracle.elements import SECOND
from oracle.refusal import Refusal

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RULE = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+)?"
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    r"(?:\s*\+\s*(?P<span>\d+:\d{2}(?::\d{2})?))?",
    re.ASCII,
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Rule(NamedTuple):
    """A day of the week or None, the second of the day, the seconds of a step or None."""

    day: int | None
    second: int
    step: int | None


def _seconds(text):
    hours, minutes, seconds = ([int(part) for part in text.split(":")] + [0])[:3]
    if minutes > 59 or seconds > 59:
        raise Refusal(f"{text} is not a time")
    return hours * 3600 + minutes * 60 + seconds


def profile_of(text, timezone):
    """Return (zone, rules) of a growing profile; no rules mean that it grows for ever."""
    text = text.strip()
    zone = timezone
    if text.startswith("TZ="):
        zone, _, text = text[3:].partition(";")
    if text.strip() == "ever":
        return ZoneInfo(zone.strip()), []
    return ZoneInfo(zone.strip()), [_rule_of(part.strip()) for part in text.split(",")]


def _rule_of(text):
    match = RULE.fullmatch(text)
    if match is None:
        raise Refusal(f"{text!r} is not a rule of a time profile")
    second = _seconds(match["time"])
    step = None if match["span"] is None else _seconds(match["span"])
    if second >= 86_400 or step == 0:
        raise Refusal(f"{text!r} is not a rule of a time profile")
    return Rule(DAYS.index(match["day"]) if match["day"] else None, second, step)


@lru_cache(maxsize=10_000)
def instant_of(day, second, zone):
    """Return the microsecond at which a wall clock first shows this, or has passed it."""
    wall = datetime(day.year, day.month, day.day) + timedelta(seconds=second)

    def shown(instant):
        return (EPOCH + timedelta(seconds=instant)).astimezone(zone).replace(tzinfo=None)

    def seconds(moment):
        return int((moment.astimezone(UTC) - EPOCH).total_seconds())

    earlier, later = sorted(seconds(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if shown(earlier) == wall:
        return earlier * SECOND
    while later - earlier > 1:  # The time was skipped: find the second the clock jumped.
        middle = (earlier + later) // 2
        earlier, later = (earlier, middle) if shown(middle) >= wall else (middle, later)
    return later * SECOND


def _anchors(rule, first, last, zone):
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [instant_of(day, rule.second, zone) for day in days if rule.day in {None, day.weekday()}]


def resets(profile, at):
    """Return the resets of the last weeks up to and including `at`, in order."""
    zone, rules = profile
    today = (EPOCH + timedelta(microseconds=at)).astimezone(zone).date()
    found = set()
    for rule in rules:
        anchors = _anchors(rule, today - timedelta(days=15), today + timedelta(days=8), zone)
        for anchor, following in pairwise(anchors):
            step = following - anchor if rule.step is None else rule.step * SECOND
            # A day that a zone left out altogether gives no time between its anchors.
            found.update(range(anchor, following, max(step, 1)))
    return sorted(reset for reset in found if reset <= at)


@lru_cache(maxsize=1000)
def last_reset(text, timezone, at):
    """Return the last reset at or before `at`, or None."""
    before = resets(profile_of(text, timezone), at)
    return before[-1] if before else None
