# SPDX-License-Identifier: Apache-2.0
"""Recorded arrivals: a Parquet or CSV file with one row an interaction (contract 6.3, point 6)."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cordboard.clock import instant_of
from cordboard.errors import BadInput, MissingExtra

__all__ = ["read_trace"]

_COLUMNS = ("time", "queue")


def _table(path: Path) -> Any:
    name = "csv" if path.suffix == ".csv" else "parquet"
    try:
        module = importlib.import_module(f"pyarrow.{name}")
    except ImportError:
        raise MissingExtra(
            f'reading {path.name} needs pyarrow: pip install "cordboard[data]"'
        ) from None
    try:
        return module.read_csv(path) if name == "csv" else module.read_table(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot read the trace: {error}", str(path)) from None


def _instant(value: Any, path: Path, row: int) -> int:
    if isinstance(value, datetime):
        return instant_of(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, (int, str)):
        return instant_of(value)
    raise BadInput(f"row {row + 1} has no time", str(path), path="time")


def _microseconds(seconds: Any) -> int:
    return -1 if seconds is None else round(float(seconds) * 1_000_000)


def read_trace(path: Path) -> list[tuple[int, str, str, int, int]]:
    """Read the columns time, media, queue, handling and patience (seconds); sorted by time.

    media, handling and patience may be missing; what is missing is drawn from the model.
    """
    table = _table(path)
    for column in _COLUMNS:
        if column not in table.column_names:
            raise BadInput(f"the trace has no column {column!r}", str(path))
    rows = []
    for i, row in enumerate(table.to_pylist()):
        at = _instant(row["time"], path, i)
        handling, patience = _microseconds(row.get("handling")), _microseconds(row.get("patience"))
        rows.append((at, row.get("media") or "", str(row["queue"]), handling, patience))
    rows.sort(key=lambda row: row[0])
    return rows
