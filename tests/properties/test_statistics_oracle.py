# SPDX-License-Identifier: Apache-2.0
"""The statistics engine against the naive oracle, on random logs and random definitions.

What is tried is a sample; more of it, from other seeds, with CORDBOARD_CASES=20000 and
CORDBOARD_SEED=1 in the environment.
"""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.against_oracle import differences, values_at_the_end
from tests.properties.random_cases import case_from

FIRST = int(os.environ.get("CORDBOARD_SEED", "0"))
CASES = int(os.environ.get("CORDBOARD_CASES", "800"))
BLOCKS = 8
# Some definitions are told to be odd, such as ranges in which nothing falls.
pytestmark = pytest.mark.filterwarnings("ignore::cordboard.StatisticsWarning")
DICE = st.randoms(use_true_random=False)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_chance_finds_no_difference(block):
    for number in range(block, CASES, BLOCKS):
        seed = FIRST + number
        case = case_from(random.Random(seed), rows=60, statistics=12)
        assert next(differences(case), None) is None, f"seed {seed}: {case!r}"


@settings(max_examples=120)
@given(dice=DICE)
def test_engine_and_oracle_agree(dice):
    case = case_from(dice, rows=12, statistics=3)
    assert next(differences(case), None) is None, repr(case)


@settings(max_examples=60)
@given(dice=DICE)
def test_the_pieces_of_a_log_do_not_matter(dice):
    case = case_from(dice, rows=25, statistics=8)
    at_once = values_at_the_end(case, one_by_one=False)
    assert at_once.equals(values_at_the_end(case, one_by_one=True)), repr(case)
