# SPDX-License-Identifier: Apache-2.0
"""Laws that any right count obeys, on random logs. Statistics reference, section 12."""

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.random_logs import DOERS, OBJECTS, reached, rows_of, setting_of

from oracle.elements import SECOND, cut
from oracle.masks import STATUSES
from oracle.recount import recount

DICE = st.randoms(use_true_random=False)
PERSON = {"Agent": "AgentStatus", "Place": "PlaceStatus", "RegDN": "DNStatus"}
FOR_EVER = {"intervalType": "GrowingWindow", "dynamicTimeProfile": "ever"}


class Asked(NamedTuple):
    """A log, since when it is counted and when it is asked."""

    rows: list
    start: int
    at: int


def log_about(dice, owner):
    """Return a log in which something happens that an object may see."""
    doers = tuple(doer for doer in DOERS if owner in reached(doer[0]))
    rows = rows_of(dice, setting_of(dice)._replace(doers=doers), 40)
    times = [row["time"] for row in rows] or [0]
    start = dice.choice([times[0] - 3600 * SECOND, dice.choice(times)])
    return Asked(rows, start, max(times[-1], start) + dice.choice([0, 60, 1800]) * SECOND)


def count(asked, owner, at=None, *, closing=False, **definition):
    definition = {"category": "TotalTime", **FOR_EVER, **definition}
    at = asked.at if at is None else at
    return recount(asked.rows, OBJECTS, definition, owner, at, start=asked.start, closing=closing)


@pytest.mark.parametrize("owner", [("Agent", "ann"), ("Place", "desk"), ("RegDN", "501")])
@given(dice=DICE)
def test_somebody_always_has_one_status(owner, dice):
    asked = log_about(dice, owner)
    at = asked.at
    subject = PERSON[owner[0]]
    times = [count(asked, owner, at, subject=subject, mainMask=name) for name in STATUSES]
    assert sum(times) == Fraction(cut(at, "seconds") - cut(asked.start, "seconds"), SECOND)
    assert count(asked, owner, at, subject=subject, mainMask="*") == sum(times)
    assert count(asked, owner, at, subject=subject, mainMask="*", category="CurrentNumber") == 1


@pytest.mark.parametrize("subject", ["DNAction", "AgentStatus"])
@pytest.mark.parametrize("category", ["TotalAdjustedTime", "TotalAdjustedNumber"])
@given(dice=DICE)
def test_what_ended_is_shared_out_over_quarters(subject, category, dice):
    asked = log_about(dice, ("Agent", "ann"))
    quarter = 900 * SECOND
    first = cut(asked.start, "seconds") // quarter + 1
    edges = [number * quarter for number in range(first, asked.at // quarter + 1)]
    what = {"subject": subject, "mainMask": "*", "category": category}
    quarters = {**what, "intervalType": "GrowingWindow", "dynamicTimeProfile": "0:00+0:15"}
    at = asked.at
    closed = [count(asked, ("Agent", "ann"), edge, closing=True, **quarters) for edge in edges[-9:]]
    if len(edges) <= 9:
        running = count(asked, ("Agent", "ann"), at, **quarters)
        assert sum(closed) + running == count(asked, ("Agent", "ann"), at, **what)


@given(dice=DICE)
def test_the_waiting_of_a_queue_is_its_length_over_time(dice):
    asked = log_about(dice, ("Queue", "Q"))
    times = sorted({row["time"] // SECOND * SECOND for row in asked.rows})
    queue = {"subject": "DNAction", "mainMask": "CallWait"}
    numbers = [count(asked, ("Queue", "Q"), at, category="CurrentNumber", **queue) for at in times]
    pairs = zip(times, times[1:], numbers, strict=False)
    area = Fraction(sum((later - time) * number for time, later, number in pairs), SECOND)
    last, early = times[-1], times[0]
    waited = recount(
        asked.rows,
        OBJECTS,
        {"category": "TotalTime", **FOR_EVER, **queue},
        ("Queue", "Q"),
        last,
        start=early,
    )
    still = count(asked, ("Queue", "Q"), last, category="CurrentTime", **queue)
    assert area == waited + still
