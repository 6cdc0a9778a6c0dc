# SPDX-License-Identifier: Apache-2.0
"""Laws that any right count obeys, on random logs. Statistics reference, section 12."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.chance import OBJECTS, question_from
from oracle.elements import SECOND, cut
from oracle.masks import STATUSES
from oracle.recount import recount

DICE = st.randoms(use_true_random=False)
PERSON = {"Agent": "AgentStatus", "Place": "PlaceStatus", "RegDN": "DNStatus"}
FOR_EVER = {"intervalType": "GrowingWindow", "dynamicTimeProfile": "ever"}


def count(asked, owner, at=None, *, closing=False, **definition):
    definition = {"category": "TotalTime", **FOR_EVER, **definition}
    at = asked.at if at is None else at
    return recount(asked.rows, OBJECTS, definition, owner, at, start=asked.start, closing=closing)


def late_enough(asked):
    return max(asked.at, asked.start)


@pytest.mark.parametrize("owner", [("Agent", "ann"), ("Place", "desk"), ("RegDN", "501")])
@given(dice=DICE)
def test_somebody_always_has_one_status(owner, dice):
    asked = question_from(dice, ["TotalTime"])
    at = late_enough(asked)
    subject = PERSON[owner[0]]
    times = [count(asked, owner, at, subject=subject, mainMask=name) for name in STATUSES]
    assert sum(times) == Fraction(cut(at, "seconds") - cut(asked.start, "seconds"), SECOND)
    assert count(asked, owner, at, subject=subject, mainMask="*") == sum(times)
    assert count(asked, owner, at, subject=subject, mainMask="*", category="CurrentNumber") == 1


@pytest.mark.parametrize("subject", ["DNAction", "AgentStatus"])
@pytest.mark.parametrize("category", ["TotalAdjustedTime", "TotalAdjustedNumber"])
@given(dice=DICE)
def test_what_ended_is_shared_out_over_quarters(subject, category, dice):
    asked = question_from(dice, ["TotalTime"])
    quarter = 900 * SECOND
    first = cut(asked.start, "seconds") // quarter + 1
    edges = [number * quarter for number in range(first, late_enough(asked) // quarter + 1)]
    what = {"subject": subject, "mainMask": "*", "category": category}
    quarters = {**what, "intervalType": "GrowingWindow", "dynamicTimeProfile": "0:00+0:15"}
    at = late_enough(asked)
    closed = [count(asked, ("Agent", "ann"), edge, closing=True, **quarters) for edge in edges[-9:]]
    if len(edges) <= 9:
        running = count(asked, ("Agent", "ann"), at, **quarters)
        assert sum(closed) + running == count(asked, ("Agent", "ann"), at, **what)


@given(dice=DICE)
def test_the_waiting_of_a_queue_is_its_length_over_time(dice):
    asked = question_from(dice, ["TotalTime"])
    assume(asked.rows)
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
