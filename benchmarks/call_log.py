# SPDX-License-Identifier: Apache-2.0
"""A made-up call log of a large centre, and what its statistics engine is asked to measure."""

import numpy as np
import polars as pl

import cordboard as cb

START = np.datetime64("2026-03-02T08:00:00", "us")
SKILLS = 100
QUEUES = 50


def call_table(calls, agents=1_000, seed=1):
    """Give one row a call: each agent takes one after another, and one call in twenty is lost."""
    chance = np.random.default_rng(seed)
    each = -(-calls // agents)
    shape = (agents, each)

    def seconds(mean):
        return np.ceil(chance.exponential(mean, shape) * 1e6).astype(np.int64)

    ring, talk, wrap_up, pause = seconds(5), seconds(180), seconds(20), seconds(15)
    offered = np.cumsum(ring + talk + wrap_up + pause, axis=1) - (ring + talk + wrap_up)
    waited = seconds(20)
    answered = offered + ring
    ended = answered + talk
    lost = chance.random(shape) < 0.05
    start = START.astype(np.int64)

    def column(values, absent):
        flat = pl.Series(values.ravel() + start).cast(pl.Datetime("us", "UTC"))
        return flat.scatter(np.flatnonzero(absent), None)

    names = np.array([f"agent{n}" for n in range(agents)])
    none = np.zeros(shape, dtype=bool)
    table = pl.DataFrame(
        {
            "arrival": column(offered - waited, none),
            "distributed": column(offered, lost),
            "answer": column(answered, lost),
            "end": column(np.where(lost, offered, ended), none),
            "wrap_up_end": column(ended + wrap_up, lost),
            "queue": np.array([f"queue{n}" for n in range(QUEUES)])[
                chance.integers(0, QUEUES, shape).ravel()
            ],
            "agent": np.repeat(names, each),
            "media": "voice",
        }
    )
    return (
        table.sort("arrival")
        .with_row_index("id")
        .with_columns(pl.format("0123456789AB{}", "id").alias("id"))
    )


def action_log(actions, agents=1_000):
    """Give an action stream of about as many rows, dictionary-encoded."""
    return cb.actions_from_calls(call_table(actions // 14, agents), logins="8h")


def plain(actions):
    """Give the same rows with plain strings (large_string)."""
    frame = actions.to_polars()
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String)).to_arrow(
        compat_level=pl.CompatLevel.oldest()
    )


def engine(agents=1_000):
    """Give an engine with the definitions of the sample file open on every object."""
    objects = [
        {
            "type": "AGENT",
            "id": f"agent{n}",
            "groups": sorted({f"skill{n % SKILLS}", f"skill{n // 10 % SKILLS}"}),
        }
        for n in range(agents)
    ]
    objects += [{"type": "QUEUE", "id": f"queue{n}"} for n in range(QUEUES)]
    objects += [{"type": "SKILL_AG", "id": f"skill{n}"} for n in range(SKILLS)]
    objects += [{"type": "SKILL_Q", "id": f"skill{n}"} for n in range(SKILLS)]
    return cb.StatisticsEngine("sample", objects=objects, start=f"{START}Z")
