# SPDX-License-Identifier: Apache-2.0
"""Recorded arrivals: a Parquet or CSV file with one row an interaction (contract 6.3, point 6)."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from cordboard.clock import checked, instant_of
from cordboard.errors import BadInput, MissingExtra, UsageError

__all__ = ["read_trace"]

_COLUMNS = ("time", "queue")
_CELLS = (*_COLUMNS, "media", "handling", "patience")
_SECONDS_MOST = 10_000 * 86_400  # as long as any duration may be (limits: duration_days)


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


class _Cell(NamedTuple):
    """A value of the trace, and where it stands."""

    value: Any
    column: str
    path: Path
    row: int

    def wrong(self, expected: str) -> BadInput:
        message = f"row {self.row + 1}: {expected} is expected, not {self.value!r}"
        return BadInput(message, str(self.path), path=self.column)

    def instant(self) -> int:
        """Give microseconds since 1970; a datetime without a zone is UTC."""
        when = self.value
        if isinstance(when, bool):
            raise self.wrong("a timestamp")
        if isinstance(when, datetime) and when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        try:
            return checked(instant_of(when))
        except (BadInput, UsageError):
            raise self.wrong("a timestamp") from None

    def microseconds(self) -> int:
        """Give the microseconds of a number of seconds, -1 for none."""
        if self.value is None:
            return -1
        is_number = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not is_number or not 0 <= self.value <= _SECONDS_MOST:
            raise self.wrong(f"a number of seconds from 0 to {_SECONDS_MOST:,}")
        microseconds: int = round(self.value * 1_000_000)
        return microseconds

    def text(self) -> str:
        """Give a name; numbers are names too."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, str)):
            raise self.wrong("a name")
        return str(self.value)


def read_trace(path: Path) -> list[tuple[int, str, str, int, int]]:
    """Read the columns time, media, queue, handling and patience (seconds); sorted by time.

    media, handling and patience may be missing; what is missing is drawn from the model.

    Raises:
        BadInput: a column or a value is not what it should be; names column, row (the first is 1)
            and value.
    """
    table = _table(path)
    for column in _COLUMNS:
        if column not in table.column_names:
            raise BadInput(f"the trace has no column {column!r}", str(path))
    rows = []
    for at, row in enumerate(table.to_pylist()):
        cells = {name: _Cell(row.get(name), name, path, at) for name in _CELLS}
        rows.append(
            (
                cells["time"].instant(),
                cells["media"].text() if row.get("media") is not None else "",
                cells["queue"].text(),
                cells["handling"].microseconds(),
                cells["patience"].microseconds(),
            )
        )
    rows.sort(key=lambda row: row[0])
    return rows
