# SPDX-License-Identifier: Apache-2.0
"""What `explain` lists makes up the value, whatever is asked and however the statistic came about.

More of it, from other seeds, with CORDBOARD_CASES=20000 and CORDBOARD_SEED=1 in the environment.
"""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.against_oracle import Player, at_microsecond, same
from tests.properties.explained import value_of
from tests.properties.random_cases import case_from, moments

import cordboard as cb
from oracle.structures import CATEGORIES as STRUCTURES

FIRST = int(os.environ.get("CORDBOARD_SEED", "0"))
CASES = int(os.environ.get("CORDBOARD_CASES", "200"))
BLOCKS = 4
pytestmark = pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")
DICE = st.randoms(use_true_random=False)
NUMBERS = {"TotalNumber", "TotalAdjustedNumber", "TotalNumberInTimeRange", "CurrentNumber"}


class Explained(Player):
    """An engine that lives through a case; some statistics are closed, and opened again later."""

    def __init__(self, case):
        super().__init__(case)
        self.open_ones = []
        self.closed = []

    def open(self, moment):
        self.opened = []
        super().open(moment)
        self.open_ones += [asked for asked, _, _, refusal in self.opened if refusal is None]

    def explained(self):
        """Yield each statistic with its value and the rows of it."""
        for asked in self.open_ones:
            words = asked.owner[1], asked.name, asked.owner[0]
            if asked.definition["category"] in STRUCTURES:
                with pytest.raises(cb.UsageError, match="structure"):
                    self.engine.explain(*words)
            else:
                yield asked, self.engine.value(*words), self.engine.explain(*words).to_dicts()

    def unexplained(self):
        """Yield each statistic whose value the rows do not make up."""
        for asked, value, rows in self.explained():
            if not rows and value == 0 and may_lack_a_login(asked.definition):
                continue
            if not same(asked.definition["category"], value, self.made_up(asked, rows)):
                yield asked, value, rows

    def made_up(self, asked, rows):
        return value_of(asked.definition, rows, at_microsecond(self.engine.now))

    def close_some(self, dice):
        """Open what was closed before, and close a third; half of that is opened at once."""
        for asked in self.closed:
            self.engine.open(asked.owner[1], asked.name, asked.owner[0])
        before, self.open_ones, self.closed = self.open_ones + self.closed, [], []
        for asked in before:
            chance = dice.random()
            if chance < 1 / 3:
                self.engine.close(asked.owner[1], asked.name, asked.owner[0])
            if chance < 1 / 6:
                self.engine.open(asked.owner[1], asked.name, asked.owner[0])
            (self.closed if 1 / 6 <= chance < 1 / 3 else self.open_ones).append(asked)


def may_lack_a_login(definition):
    """Return whether a value may be 0 for want of an interval, whatever its formula says (D-13)."""
    return definition["category"] == "Formula" and definition.get("intervalType") == "SinceLogin"


def unexplained(case, dice):
    """Return the first statistic that its rows do not explain, or None."""
    player = Explained(case)
    player.open(None)
    for moment in moments(case):
        player.pass_to(moment)
        player.open(moment)
        found = next(player.unexplained(), None)
        if found is not None:
            return found
        player.close_some(dice)
    return next(player.unexplained(), None)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_rows_of_random_statistics_make_up_their_values(block):
    for number in range(block, CASES, BLOCKS):
        seed = FIRST + number
        dice = random.Random(seed)
        case = case_from(dice, rows=60, statistics=12)
        assert unexplained(case, dice) is None, f"seed {seed}: {case!r}"


@settings(max_examples=60)
@given(dice=DICE)
def test_the_rows_make_up_the_value(dice):
    case = case_from(dice, rows=12, statistics=3)
    assert unexplained(case, dice) is None, repr(case)


def test_a_row_more_or_less_makes_up_another_value():
    """The promise can be broken: a row left out, or told twice, does not go unnoticed."""
    tried = 0
    for seed in range(200):
        dice = random.Random(seed)
        player = Explained(case_from(dice, rows=60, statistics=12))
        player.open(None)
        for moment in moments(player.case):
            player.pass_to(moment)
        for asked, value, rows in player.explained():
            if not rows or asked.definition["category"] not in NUMBERS:
                continue
            apart = [row | {"interaction": None} for row in rows[:1]]
            assert value != player.made_up(asked, rows + apart)
            alone = [row for row in rows if row["interaction"] is None]
            if alone:
                rows.remove(alone[0])
                assert value != player.made_up(asked, rows)
            tried += 1
    assert tried > 10
