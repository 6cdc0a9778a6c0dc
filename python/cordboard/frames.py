# SPDX-License-Identifier: Apache-2.0
"""Tables whose columns C++ owns; any Arrow-capable library reads them without a copy."""

from __future__ import annotations

import html
import importlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cordboard import _core
from cordboard.clock import datetime_of, instant_of
from cordboard.errors import MissingExtra, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Table"]

_SHOWN_ROWS = 10  # at either end of a long table
_SHOWN_WIDTH = 160  # characters
_CELL_WIDTH = 40
_PIECE = 4096


class Table:
    """An immutable table.

    polars, pyarrow, DuckDB and pandas take it as it is, through ``__arrow_c_stream__``; every call
    of that gives a fresh stream. Instants are timestamps in microseconds, UTC; in Python they
    appear as aware datetimes. Texts of which there are few different ones are dictionary-encoded.
    """

    def __init__(self, core: _core.Table) -> None:
        self._core = core

    @classmethod
    def from_columns(cls, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> Table:
        """Build a table from ``{name: (type, values)}``.

        Types: ``integer``, ``real``, ``boolean``, ``text``, ``word`` (a text with few different
        values) and ``instant`` (aware datetimes, or microseconds since 1970). ``None`` is a missing
        value.

        Raises:
            ValueError: columns differ in length, a type is unknown, or a datetime has no time zone.
            TypeError: a value is not of the column's type.
        """
        given = [
            (name, kind, [_instant(value) for value in values] if kind == "instant" else [*values])
            for name, (kind, values) in columns.items()
        ]
        return cls(_core.table_of(given))

    @classmethod
    def from_arrow(cls, table: Any, columns: Sequence[str] = ()) -> Table:
        """Copy a table of polars, pyarrow, DuckDB, pandas or any other Arrow-capable library.

        Args:
            table: anything with ``__arrow_c_stream__``.
            columns: take these alone, of those that are there; without it all of them.

        Raises:
            TypeError: this is no Arrow-capable table.
            BadInput: a column cannot be read; the message names it.
        """
        if isinstance(table, Table) and not columns:
            return table
        if not hasattr(table, "__arrow_c_stream__"):
            raise TypeError(
                f"a table with __arrow_c_stream__ is expected, not {type(table).__name__}"
            )
        return cls(_core.table_from_stream(table.__arrow_c_stream__(), list(columns)))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give a fresh Arrow C stream over all rows."""
        return self._core.__arrow_c_stream__(requested_schema)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _ in self._core.schema]

    @property
    def column_types(self) -> dict[str, str]:
        """The type of each column, in the words of :meth:`from_columns`."""
        return dict(self._core.schema)

    def __len__(self) -> int:
        return len(self._core)

    def __getitem__(self, name: str) -> list[Any]:
        """Give the values of a column; instants as aware datetimes, missing ones as None."""
        names = self.columns
        if name not in names:
            raise NotFound(f"no column {name!r}; there are {', '.join(names)}")
        at = names.index(name)
        cells: list[Any] = self._core.column(at)
        return (
            [_datetime(cell) for cell in cells] if self._core.schema[at][1] == "instant" else cells
        )

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[Any, ...]]:
        """Go through rows as tuples of Python values."""
        instants = {at for at, (_, kind) in enumerate(self._core.schema) if kind == "instant"}
        size = len(self)
        end = size if stop is None else min(stop, size)
        # Piece by piece, so that a long table is never all in Python at once.
        for first in range(max(start, 0), end, _PIECE):
            for row in self._core.rows(first, min(first + _PIECE, end)):
                yield tuple(
                    _datetime(cell) if at in instants else cell for at, cell in enumerate(row)
                )

    def __reduce__(self) -> tuple[Callable[..., Table], tuple[bytes]]:
        return _table_of, (self._core.to_bytes(),)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows as dicts."""
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self.rows()]

    def equals(self, other: Table) -> bool:
        """Say whether columns, types and values are the same; NaN equals itself here."""
        return self._core.equals(other._core)

    def to_polars(self) -> Any:
        """Give a polars.DataFrame."""
        return _library("polars").DataFrame(self)

    def to_pyarrow(self) -> Any:
        """Give a pyarrow.Table."""
        return _library("pyarrow").table(self)

    def to_pandas(self) -> Any:
        """Give a pandas.DataFrame (pandas reads Arrow through pyarrow)."""
        pandas = _library("pandas")
        _library("pyarrow")
        if hasattr(pandas.DataFrame, "from_arrow"):
            return pandas.DataFrame.from_arrow(self)
        return self.to_pyarrow().to_pandas()

    def write_parquet(self, path: Any) -> None:
        """Write the table to a Parquet file (needs pyarrow or polars)."""
        try:
            parquet = importlib.import_module("pyarrow.parquet")
        except ImportError:
            self.to_polars().write_parquet(path)
            return
        parquet.write_table(self.to_pyarrow(), path)

    def _shown(self) -> list[list[str]]:
        """Give the first and the last rows as texts, with a line of dots for what lies between."""
        size = len(self)
        if size <= 2 * _SHOWN_ROWS:
            return [[_text(cell) for cell in row] for row in self.rows()]
        head = [[_text(cell) for cell in row] for row in self.rows(0, _SHOWN_ROWS)]
        tail = [[_text(cell) for cell in row] for row in self.rows(size - _SHOWN_ROWS)]
        return [*head, ["…"] * len(self.columns), *tail]

    def __repr__(self) -> str:
        types = self.column_types.values()
        texts = [self.columns, *self._shown()]
        drawn = [
            _aligned(cells, kind)
            for cells, kind in zip(zip(*texts, strict=True), types, strict=True)
        ]
        width, count = 0, 0
        for column in drawn:
            width += len(column[0]) + 2
            if count and width > _SHOWN_WIDTH:
                break
            count += 1
        lines = ["  ".join(cells).rstrip() for cells in zip(*drawn[:count], strict=True)]
        hidden = self.columns[count:]
        more = f", {len(hidden)} more columns: {', '.join(hidden)}" if hidden else ""
        return "\n".join([*lines, f"[{len(self):,} rows{more}]"])

    def _repr_html_(self) -> str:
        def line(tag: str, cells: Sequence[str]) -> str:
            inner = "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells)
            return f"<tr>{inner}</tr>"

        body = "".join(line("td", row) for row in self._shown())
        return (
            f"<table><caption>{len(self):,} rows</caption>"
            f"<thead>{line('th', self.columns)}</thead><tbody>{body}</tbody></table>"
        )


def _table_of(content: bytes) -> Table:
    return Table(_core.table_of_bytes(content))


def _datetime(cell: Any) -> Any:
    if cell is None:
        return None
    try:
        return datetime_of(cell)
    except OverflowError:
        return cell  # before the year 1 or after 9999: Python has no datetime for it


def _instant(value: Any) -> Any:
    return instant_of(value) if isinstance(value, datetime) else value


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell)


def _aligned(cells: Sequence[str], kind: str) -> list[str]:
    """Bring the cells of a column to one width, each on one line: numbers to the right."""
    short = [" ".join(cell.split()) for cell in cells]
    short = [cell if len(cell) <= _CELL_WIDTH else cell[: _CELL_WIDTH - 1] + "…" for cell in short]
    width = max(map(len, short))
    if kind in {"integer", "real"}:
        return [cell.rjust(width) for cell in short]
    return [cell.ljust(width) for cell in short]


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtra(
            f'this needs {name}, which is not installed: pip install "cordboard[data]"'
        ) from None
