# SPDX-License-Identifier: Apache-2.0
"""Recorded arrivals: what a trace must not hold, and what is said of it."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

import cordboard as cb

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MODEL = """
center:
  media: [{name: voice}]
  agents: [{userName: a1}]
  queues: [{name: calls, channel: voice}, {name: "8001", channel: voice}]
  routing: [{queue: calls, target: {agent: a1}}, {queue: "8001", target: {agent: a1}}]
start: 2026-03-02T08:00:00Z
duration: 4h
end: drain
arrivals: [{trace: day.parquet}]
"""


def model_with(folder, **columns):
    """Read a model whose trace has two calls, with columns changed."""
    row = {"time": NINE, "queue": "calls", "handling": 60.0, "patience": None}
    rows = [row, row | columns]
    pl.DataFrame(rows, infer_schema_length=None, strict=False).write_parquet(folder / "day.parquet")
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    return cb.Model.from_yaml(folder / "model.yaml")


def test_a_trace_is_played(tmp_path):
    run = cb.simulate(model_with(tmp_path, handling=30, media="voice"), seed=1, log=True)
    calls = [row for row in run.log().to_dicts() if row["action"] == "CallInboundCompleted"]
    assert [row["duration"] for row in calls] == [60_000_000, 30_000_000]


def test_a_number_is_a_name_of_a_queue(tmp_path):
    pl.DataFrame({"time": [NINE], "queue": [8001]}).write_parquet(tmp_path / "day.parquet")
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    assert cb.simulate(cb.Model.from_yaml(tmp_path / "model.yaml")).interactions == 1


WRONG = {
    "no time": ({"time": None}, "time: row 2: a timestamp is expected, not None"),
    "no queue": ({"queue": None}, "queue: row 2: a name is expected, not None"),
    "a negative handling": ({"handling": -5.0}, "handling: row 2: a number of seconds from 0 to "),
    "a handling of nothing": ({"handling": float("nan")}, "handling: row 2: a number of seconds"),
    "endless patience": ({"patience": float("inf")}, "patience: row 2: a number of seconds from"),
    "longer than a life": ({"handling": 1e30}, "handling: row 2: a number of seconds from 0 to "),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_value_that_cannot_be_is_refused_by_column_and_row(tmp_path, case):
    change, message = WRONG[case]
    with pytest.raises(cb.BadInput) as error:
        model_with(tmp_path, **change)
    assert str(error.value).startswith(f"{tmp_path / 'day.parquet'}: {message}")


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("time", [date(2026, 3, 2)], "time: row 1: a timestamp is expected, not datetime.date("),
        ("time", ["soon"], "time: row 1: a timestamp is expected, not 'soon'"),
        ("time", [2**62], "time: row 1: a timestamp is expected, not 4611686018427387904"),
        ("time", [1.5], "time: row 1: a timestamp is expected, not 1.5"),
        ("handling", ["long"], "handling: row 1: a number of seconds from 0 to 864,000,000 is"),
        ("media", [True], "media: row 1: a name is expected, not True"),
        ("queue", [1.5], "queue: row 1: a name is expected, not 1.5"),
    ],
)
def test_a_column_of_a_wrong_type_is_refused(tmp_path, column, values, message):
    columns = {"time": [NINE], "queue": ["calls"]} | {column: values}
    pl.DataFrame(columns).write_parquet(tmp_path / "day.parquet")
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    with pytest.raises(cb.BadInput) as error:
        cb.Model.from_yaml(tmp_path / "model.yaml")
    assert str(error.value).startswith(f"{tmp_path / 'day.parquet'}: {message}")
