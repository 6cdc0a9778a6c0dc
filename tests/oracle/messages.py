# SPDX-License-Identifier: Apache-2.0
"""What an IMMEDIATE client is told of a value that only rows and resets move.

Statistics reference, section 9, choices A-19 and A-27: all that happens at one instant is one
change, and each reset is told.
"""

from oracle import recount
from oracle.elements import cut
from oracle.intervals import Moment, window_of
from oracle.profiles import profile_of, resets


def immediate(rows, objects, entry, owner, until, *, start, timezone, truncate):
    """Return (time, value) of the messages from the opening at the start up to a time."""
    inner = entry["statisticDefinitionEx"]
    historical = inner["category"] in recount.HISTORICAL
    growing = inner.get("intervalType", "GrowingWindow") == "GrowingWindow"
    first, last = cut(start, truncate), cut(until, truncate)
    instants = {first, *(cut(row["time"], truncate) for row in rows)}
    if historical and growing:
        profile = profile_of(inner.get("dynamicTimeProfile") or "0:00", timezone)
        instants.update(resets(profile, last))
    messages = []
    for at in sorted(time for time in instants if first <= time <= last):
        sight = recount.look(rows, objects, at, start=start, truncate=truncate)
        value = recount.count(sight, entry, owner, timezone=timezone)
        window = None
        if historical and inner.get("intervalType") in {None, "GrowingWindow", "SinceLogin"}:
            window = window_of(inner, sight.world, owner, Moment(at, first, 0, timezone, False))
        is_reset = window is not None and window.left == at
        if is_reset or is_other(value, messages, entry.get("insensitivity", 0)):
            messages.append((at, value))
    return messages


def is_other(value, messages, percent):
    """Return whether a value differs from the one told last by more than so many percent of it."""
    if not messages:
        return True
    before = messages[-1][1]
    return abs(value - before) * 100 > percent * abs(before)
