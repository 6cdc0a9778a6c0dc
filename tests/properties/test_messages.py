# SPDX-License-Identifier: Apache-2.0
"""What IMMEDIATE clients are told, against a naive count of it, on random logs and definitions.

Only of values that no time moves: what is told of the others, the next row says (A-27).
"""

import os
import random

import pytest
from tests.properties.against_oracle import EPOCH, SECOND, same
from tests.properties.random_cases import Asked, case_from
from tests.properties.random_logs import OBJECTS

import cordboard as cb
from oracle.messages import immediate
from oracle.refusal import Refusal

FIRST = int(os.environ.get("CORDBOARD_SEED", "0"))
CASES = int(os.environ.get("CORDBOARD_CASES", "160"))
BLOCKS = 4
UNMOVED_BY_TIME = ("TotalNumber", "TotalAdjustedNumber", "TotalAdjustedTime", "CurrentNumber")
INTERVALS = ({}, {"dynamicTimeProfile": "0:00+0:05"}, {"intervalType": "SinceLogin"})
pytestmark = pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")


def entries_of(dice, case):
    """Yield the owners and entries of the case, changed so that they are told at once."""
    for asked in case.asked:
        inner = {**asked.definition, "category": dice.choice(UNMOVED_BY_TIME)}
        for key in ("intervalType", "dynamicTimeProfile"):
            inner.pop(key, None)
        inner |= dice.choice(INTERVALS)
        entry = Asked(asked.name, asked.owner, inner, 0, "IMMEDIATE").entry
        yield asked.owner, {**entry, "insensitivity": dice.choice([0, 0, 10, 50, 100])}


def difference(case, entries):
    """Return where the engine tells another story than the oracle; None: nowhere."""
    engine = cb.StatisticsEngine(
        [], objects=OBJECTS, timezone=case.timezone, start=case.start, truncate=case.truncate
    )
    told = {}
    for owner, entry in entries:
        try:
            engine.open(owner[1], entry, owner[0])
        except cb.BadInput:
            continue
        told[entry["name"]] = owner, entry
    engine.feed(case.rows)
    until = max([case.start, *(row["time"] for row in case.rows)]) + 600 * SECOND
    engine.advance_to(until)
    whole = {"start": case.start, "timezone": case.timezone, "truncate": case.truncate}
    for name, (owner, entry) in told.items():
        try:
            expected = immediate(case.rows, OBJECTS, entry, owner, until, **whole)
        except Refusal:
            continue
        history = engine.history(owner[1], name, owner[0]).to_dicts()
        sent = [
            (int((one["time"] - EPOCH).total_seconds() * SECOND), one["value"]) for one in history
        ]
        category = entry["statisticDefinitionEx"]["category"]
        equal = len(sent) == len(expected) and all(
            one[0] == other[0] and same(category, one[1], other[1])
            for one, other in zip(sent, expected, strict=True)
        )
        if not equal:
            return owner, entry, sent, expected
    return None


@pytest.mark.parametrize("block", range(BLOCKS))
def test_chance_finds_no_difference(block):
    for number in range(block, CASES, BLOCKS):
        seed = FIRST + number
        dice = random.Random(seed)
        case = case_from(dice, rows=25, statistics=6)
        found = difference(case, list(entries_of(dice, case)))
        assert found is None, f"seed {seed}: {found}\n{case!r}"
