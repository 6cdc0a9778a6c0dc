# SPDX-License-Identifier: Apache-2.0
"""A log of actions as it comes: tables, Parquet files and rows of dicts (contract, section 5)."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cordboard.clock import instant_of
from cordboard.errors import BadInput, MissingExtra
from cordboard.frames import Table
from cordboard.texts import checked_text

__all__ = ["action_tables"]

# The columns of an action stream, and what Table calls their types.
_COLUMNS = {
    "time": "instant",
    "object_type": "word",
    "object": "word",
    "action": "word",
    "phase": "word",
    "duration": "integer",
    "interaction": "text",
    "media": "word",
    "attributes": "text",
}

_TEXTS = ("object_type", "object", "action", "phase", "interaction", "media", "attributes")
_ROWS = 1 << 16
_MICROSECOND = timedelta(microseconds=1)


def action_tables(rows: Any) -> Iterator[Any]:
    """Give the rows of a log as Arrow-capable tables, piece by piece.

    Args:
        rows: such a table, the path of a Parquet file (read batch by batch) or dicts.

    Raises:
        BadInput: something is no row of a log; names the row and the column.
        MissingExtra: a Parquet file needs pyarrow.
        OSError: the file cannot be read.
        TypeError: it is none of these.
    """
    if hasattr(rows, "__arrow_c_stream__"):
        yield rows
    elif isinstance(rows, (str, Path)):
        yield _parquet(Path(rows))
    elif isinstance(rows, Iterable) and not isinstance(rows, Mapping):
        yield from _tables_of_dicts(rows)
    else:
        raise TypeError(
            "feed() takes an Arrow-capable table, the path of a Parquet file or an iterable of "
            f"dicts, not {type(rows).__name__}"
        )


def _parquet(path: Path) -> Any:
    """Give the batches of a file as a stream, so that it is never all in memory."""
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(
            f'reading {path.name} needs pyarrow: pip install "cordboard[data]"; or read the file '
            "with another library and feed its table"
        ) from None
    try:
        columns = [name for name in parquet.read_schema(path).names if name in _COLUMNS]
        texts = [name for name in columns if name in _TEXTS]
        file = parquet.ParquetFile(path, read_dictionary=texts)
        batches = file.iter_batches(batch_size=_ROWS, columns=columns)
        fields = [file.schema_arrow.field(name) for name in columns]
        return arrow.RecordBatchReader.from_batches(arrow.schema(fields), batches)
    except arrow.ArrowInvalid as error:
        raise BadInput(f"this is no Parquet file: {error}", str(path)) from None


def _tables_of_dicts(rows: Iterable[Any]) -> Iterator[Table]:
    first = 0
    pending = iter(rows)
    while piece := list(itertools.islice(pending, _ROWS)):
        for at, row in enumerate(piece, first):
            if not isinstance(row, Mapping):
                raise BadInput(f"row {at}: a dict is expected, not {row!r}")
        yield Table.from_columns(
            {
                name: (kind, [_cell(row, name, at) for at, row in enumerate(piece, first)])
                for name, kind in _COLUMNS.items()
            }
        )
        first += len(piece)


def _cell(row: Mapping[str, Any], name: str, at: int) -> Any:
    value = row.get(name)
    if value is None:
        return None
    if name == "time":
        if isinstance(value, datetime) and value.tzinfo is None:
            value = value.replace(tzinfo=UTC)
        if isinstance(value, (datetime, str, int)):
            return _sized(_instant(value, name, at), name, at)
    elif name == "duration":
        if isinstance(value, timedelta):
            return value // _MICROSECOND
        if isinstance(value, int):
            return _sized(value, name, at)
    elif name == "attributes" and isinstance(value, Mapping):
        return json.dumps(value)
    elif isinstance(value, str):
        return checked_text(value, name, f"row {at}: ")
    raise BadInput(f"row {at}: {value!r} is no {_EXPECTED.get(name, 'text')}", path=name)


def _instant(value: datetime | str | int, name: str, at: int) -> int:
    try:
        return instant_of(value)
    except BadInput as error:
        raise BadInput(f"row {at}: {error.message}", path=name, remedy=error.remedy) from None


def _sized(value: int, name: str, at: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise BadInput(f"row {at}: {value} microseconds are too many", path=name)
    return value


_EXPECTED = {
    "time": "instant (an aware datetime, ISO 8601 with zone, or microseconds since 1970)",
    "duration": "duration (a timedelta or microseconds)",
    "attributes": "JSON object",
}
