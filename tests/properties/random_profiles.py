# SPDX-License-Identifier: Apache-2.0
"""Random time profiles, by the grammar of the statistics reference, section 6.

Rules of a growing window mostly name times near the beginning of the log, as the clocks of the
place show them, so that a short log sees resets.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from oracle.elements import SECOND
from oracle.profiles import DAYS

HOURS = ("0:00", "2:00", "2:30", "02:15", "1:59:30", "9:00")
SPANS = ("0:05", "0:15", "0:15", "0:30", "1:00", "0:07:30", "7:00", "24:00", "30:00")
ZONES = ("Europe/Paris", "UTC", "Australia/Lord_Howe", "America/St_Johns")
KINDS = (
    *(None, *["GrowingWindow"] * 8, *["SlidingWindow"] * 5, *["SlidingSelection"] * 4),
    *["SinceLogin"] * 4,
)
BAD_PROFILES = (
    ("GrowingWindow", "25:00"),
    ("GrowingWindow", "9:00,"),
    ("GrowingWindow", "9:61"),
    ("GrowingWindow", "0:00+0:00"),
    ("GrowingWindow", "Day 9:00"),
    ("SlidingWindow", "0"),
    ("SlidingWindow", "x"),
    ("SlidingWindow", "300:0"),
    ("SlidingSelection", "0"),
    ("SlidingSelection", "x"),
)


def _local(setting, zone):
    moment = datetime.fromtimestamp(setting.beginning // SECOND, UTC)
    return moment.astimezone(ZoneInfo(zone))


def _rule(dice, near):
    if dice.random() < 0.6:
        time = (near + timedelta(minutes=5 * dice.randint(-2, 20))).strftime("%H:%M")
        time = time.removeprefix("0") if dice.random() < 0.5 else time
    else:
        time = dice.choice(HOURS)
    day = ""
    if dice.random() < 0.2:
        day = f"{dice.choice([near.strftime('%a'), near.strftime('%a'), *DAYS])} "
    span = ""
    if dice.random() < 0.4:
        span = f"{dice.choice(['', ' '])}+{dice.choice(SPANS)}"
    return f"{day}{time}{span}"


def growing(dice, setting):
    """Return the text of a growing profile."""
    if dice.random() < 0.15:
        return "ever"
    zone = dice.choice(ZONES) if dice.random() < 0.15 else None
    near = _local(setting, zone or setting.timezone)
    rules = [_rule(dice, near) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
    blank = dice.choice(["", " "])
    return f"{f'TZ={zone};{blank}' if zone else ''}{f',{blank}'.join(rules)}"


def sliding(dice):
    """Return the text of a sliding window: a length, or a length and a step."""
    step = f":{dice.choice([1, 7, 10, 60, 300])}" if dice.random() < 0.4 else ""
    return f"{dice.choice([1, 30, 60, 300, 300, 300, 900, 100_000])}{step}"


def interval_of(dice, setting):
    """Return (interval kind or None, profile or None)."""
    kind = dice.choice(KINDS)
    if kind == "GrowingWindow":
        return kind, growing(dice, setting) if dice.random() < 0.9 else None
    if kind == "SlidingWindow":
        return kind, sliding(dice)
    if kind == "SlidingSelection":
        return kind, str(dice.choice([1, 1, 2, 3, 10]))
    return kind, None
