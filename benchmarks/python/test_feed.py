# SPDX-License-Identifier: Apache-2.0
"""What an action costs from an Arrow table to the values: the whole of StatisticsEngine.feed()."""

import sys
from pathlib import Path

import pyarrow as pa
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from call_log import action_log, engine, plain

ACTIONS = 2_000_000
FORMS = {"dictionary": lambda log: log.to_pyarrow(), "plain": plain}


@pytest.fixture(scope="module")
def log():
    """Give an action stream of a thousand agents."""
    return action_log(ACTIONS)


@pytest.mark.parametrize("form", FORMS)
def test_feed(benchmark, log, form):
    table = FORMS[form](log)
    fed = benchmark.pedantic(
        lambda one: one.feed(table), setup=lambda: ((engine(),), {}), rounds=3, warmup_rounds=1
    )
    assert fed is None
    benchmark.extra_info["actions_a_second"] = len(log) / benchmark.stats.stats.min


def test_feed_of_parquet(benchmark, log, tmp_path):
    path = tmp_path / "log.parquet"
    log.write_parquet(path)
    benchmark.pedantic(
        lambda one: one.feed(path), setup=lambda: ((engine(),), {}), rounds=3, warmup_rounds=1
    )
    benchmark.extra_info["actions_a_second"] = len(log) / benchmark.stats.stats.min


def test_feed_of_one_row(benchmark):
    one = engine()
    at = pa.array([1_772_440_000_000_000], pa.timestamp("us", "UTC"))
    table = pa.table(
        {"time": at}
        | {
            name: [text]
            for name, text in (
                ("object_type", "Queue"),
                ("object", "queue1"),
                ("action", "CallEntered"),
                ("phase", "occur"),
            )
        }
    )
    benchmark(one.feed, table)


def test_values_of_all(benchmark, log):
    one = engine()
    one.feed(log)
    assert len(benchmark(one.values)) >= 13_000


def test_actions_from_calls(benchmark):
    from call_log import call_table

    import cordboard as cb

    table = call_table(100_000)
    actions = benchmark.pedantic(cb.actions_from_calls, (table,), rounds=3)
    benchmark.extra_info["actions_a_second"] = len(actions) / benchmark.stats.stats.min
