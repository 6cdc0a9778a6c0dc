# SPDX-License-Identifier: Apache-2.0
"""Simulated designs against exact values: who is served where, and in which order.

`benchmarks/validation/coverage.py` does the same at length, over many seeds.
"""

import math

import pytest

import cordboard as cb
import designs

# Half-widths within which an estimate must lie: about four standard errors.
ALLOWED = 2


def measured(model, days, seed):
    run = cb.simulate(
        model | {"duration": f"{days}d", "warm_up": "1h"}, seed=seed, replications=30, threads=2
    )
    return {(row["object"], row["metric"]): row for row in run.summary().to_dicts()}


def agree(rows, expected, uncertain=0):
    for key, value in expected.items():
        row = rows[key]
        allowed = ALLOWED * math.hypot(row["half_width"], uncertain)
        assert abs(row["mean"] - value) < allowed, (key, row["mean"], value, allowed)
        assert row["half_width"] < 0.06 * value, key


# Solved by a program that is not part of this project; given with six digits.
FIGURES = {
    "n": (
        designs.N,
        {
            ("class0", "mean_queue_length"): 0.705689,
            ("class0", "mean_wait"): 60 * 0.088211,
            ("class0", "abandonment"): 0.044106,
            ("class0", "probability_of_wait"): 0.339021,
            ("class1", "mean_queue_length"): 0.778145,
            ("class1", "mean_wait"): 60 * 0.129691,
            ("class1", "abandonment"): 0.032423,
            ("class1", "probability_of_wait"): 0.509477,
            ("group0", "utilisation"): 0.840499,
            ("group1", "utilisation"): 0.841014,
        },
    ),
    "v": (
        designs.V,
        {
            ("class0", "mean_queue_length"): 0.481776,
            ("class0", "abandonment"): 0.060222,
            ("class0", "probability_of_wait"): 0.623531,
            ("class1", "mean_queue_length"): 1.374454,
            ("class1", "abandonment"): 0.171807,
            ("class1", "probability_of_wait"): 0.623531,
            ("group", "utilisation"): 0.883986,
        },
    ),
    "w": (
        designs.W,
        {
            ("class0", "mean_queue_length"): 0.642343,
            ("class0", "mean_wait"): 60 * 0.128469,
            ("class0", "abandonment"): 0.064234,
            ("class0", "probability_of_wait"): 0.465720,
            ("class1", "mean_queue_length"): 0.876974,
            ("class1", "mean_wait"): 60 * 0.219244,
            ("class1", "abandonment"): 0.109622,
            ("class1", "probability_of_wait"): 0.517271,
            ("own0", "utilisation"): 0.823171,
            ("own1", "utilisation"): 0.826465,
            ("flexible", "utilisation"): 0.822754,
        },
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_design_agrees_with_its_chain_and_the_chain_with_its_figures(name):
    design, figures = FIGURES[name]
    exact = design.exact()
    for key, value in figures.items():
        assert exact[key] == pytest.approx(value, rel=2e-5), key
    agree(measured(design.model(), 5, seed=2), exact)


def test_the_chain_of_fifty_agents_is_erlang_a():
    exact = designs.M.exact()
    closed = cb.exact.erlang_a(48, 1, 50, 0.5)
    assert exact["calls", "abandonment"] == pytest.approx(closed.abandonment, rel=1e-9)
    assert exact["calls", "mean_wait"] == pytest.approx(60 * closed.mean_wait, rel=1e-9)
    assert exact["group", "utilisation"] == pytest.approx(closed.utilisation, rel=1e-9)


# With the order of arrival the chain would have to remember it, so other people's simulations stand
# in for it: the estimates with their own half-widths.
LONGEST_WAITING = {
    "n": (
        designs.N,
        {
            ("class0", "abandonment"): (0.03509, 0.00016),
            ("class0", "mean_wait"): (60 * 0.07024, 60 * 0.00036),
            ("class0", "service_level"): (0.90045, 0.0006),
            ("class1", "abandonment"): (0.04306, 0.00011),
            ("class1", "mean_wait"): (60 * 0.17233, 60 * 0.0005),
            ("class1", "service_level"): (0.76149, 0.0008),
        },
    ),
    "w": (
        designs.W,
        {
            ("class0", "abandonment"): (0.08015, 0.00012),
            ("class0", "mean_wait"): (60 * 0.16039, 60 * 0.0003),
            ("class1", "abandonment"): (0.08669, 0.00013),
            ("class1", "mean_wait"): (60 * 0.17335, 60 * 0.0005),
        },
    ),
}


@pytest.mark.parametrize("name", LONGEST_WAITING)
def test_the_longest_waiting_is_pulled_from_all_queues(name):
    design, figures = LONGEST_WAITING[name]
    model = design.model(pull="longest_waiting") | {
        "service_level": [{"queue": queue, "within": "20s"} for queue in design.classes]
    }
    rows = measured(model, 5, seed=3)
    for key, (value, half_width) in figures.items():
        agree(rows, {key: value}, half_width)


def test_pulled_by_waiting_two_queues_of_a_group_are_one():
    model = designs.V.model(pull="longest_waiting") | {
        "service_level": [{"queue": queue, "within": "20s"} for queue in designs.V.classes]
    }
    rows = measured(model, 5, seed=4)
    together = cb.exact.erlang_a(8, 1, 8, 0.5)
    agree(rows, {("*", "mean_queue_length"): together.mean_queue_length})
    for queue in designs.V.classes:
        agree(
            rows,
            {
                (queue, "abandonment"): together.abandonment,
                (queue, "mean_wait"): 60 * together.mean_wait,
                (queue, "probability_of_wait"): together.probability_of_wait,
                (queue, "service_level"): together.service_level(1 / 3),
            },
        )


def test_the_order_of_service_does_not_change_the_sum_of_the_queues():
    waiting = [designs.V.exact()[queue, "mean_queue_length"] for queue in designs.V.classes]
    together = cb.exact.erlang_a(8, 1, 8, 0.5).mean_queue_length
    assert together == pytest.approx(1.856230, rel=1e-6)
    assert sum(waiting) == pytest.approx(together, rel=1e-9)


@pytest.mark.parametrize(
    ("agents", "rates", "waits"),
    [
        (8, (2, 2.5, 2.5), (0.1058860, 0.2420251, 1.4521509)),
        (1, (0.3, 0.4), (1, 3.3333333)),
        (1, (0.2, 0.6), (1, 5)),
    ],
)
def test_priorities_without_patience_agree_with_cobham(agents, rates, waits):
    design = designs.Design(
        {"one": agents},
        {f"class{k}": designs.CallClass(rate, 0, ("one",)) for k, rate in enumerate(rates)},
    )
    rows = measured(design.model(), 20, seed=5)
    answers = cb.exact.priority(rates, 1, agents)
    for k, (wait, answer) in enumerate(zip(waits, answers, strict=True)):
        assert answer.mean_wait == pytest.approx(wait, rel=1e-6)
        agree(
            rows,
            {
                (f"class{k}", "mean_wait"): 60 * wait,
                (f"class{k}", "probability_of_wait"): answer.probability_of_wait,
            },
        )
    assert rows["*", "abandonment"]["mean"] == 0
    agree(rows, {("one", "utilisation"): sum(rates) / agents})
