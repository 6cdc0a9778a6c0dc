# SPDX-License-Identifier: Apache-2.0
"""What a decision of a strategy in Python costs: nothing but the call, BestFit, choose_many."""

import sys
from pathlib import Path

import pytest

import cordboard as cb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from run import MM50M, BestFit, BestFitTogether


class First(cb.Strategy):
    """Takes the first candidate: the price of being asked at all."""

    def choose(self, interaction, candidates):  # noqa: ARG002
        """Choose the first."""
        return 0


@pytest.mark.parametrize(
    ("strategy", "duration", "replications"),
    [(First(), "1d", 1), (BestFit(), "1d", 1), (BestFitTogether(), "1h", 100)],
    ids=["first", "best_fit", "choose_many"],
)
def test_decisions(benchmark, strategy, duration, replications):
    model = MM50M | {"duration": duration}
    run = benchmark.pedantic(
        cb.simulate,
        (model, strategy),
        {"seed": 1, "replications": replications},
        rounds=3,
        warmup_rounds=1,
    )
    seconds = benchmark.stats.stats.min
    benchmark.extra_info["microseconds_a_decision"] = seconds / run.decisions * 1e6
    assert run.decisions > 0
