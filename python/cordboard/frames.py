# SPDX-License-Identifier: Apache-2.0
"""Tables whose columns C++ owns; any Arrow-capable library reads them without a copy."""

from __future__ import annotations

import html
import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cordboard import _core
from cordboard.clock import datetime_of
from cordboard.errors import MissingExtra

__all__ = ["Table"]

_SHOWN = 10


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
        values) and ``instant`` (microseconds since 1970). ``None`` is a missing value.
        """
        given = [(name, kind, list(values)) for name, (kind, values) in columns.items()]
        return cls(_core.table_of(given))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give a fresh Arrow C stream over all rows."""
        return self._core.__arrow_c_stream__(requested_schema)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _ in self._core.schema]

    def __len__(self) -> int:
        return len(self._core)

    def __getitem__(self, name: str) -> list[Any]:
        """Give the values of a column; instants as aware datetimes, missing ones as None."""
        names = self.columns
        if name not in names:
            raise KeyError(f"no column {name!r}; there are {', '.join(names)}")
        at = names.index(name)
        return [row[at] for row in self.rows()]

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[Any, ...]]:
        """Go through rows as tuples of Python values."""
        instants = [kind == "instant" for _, kind in self._core.schema]
        size = len(self)
        end = size if stop is None else min(stop, size)
        # Piece by piece, so that a long table is never all in Python at once.
        for first in range(start, end, 4096):
            for row in self._core.rows(first, min(first + 4096, end)):
                yield tuple(
                    datetime_of(cell) if instant and cell is not None else cell
                    for cell, instant in zip(row, instants, strict=True)
                )

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows as dicts."""
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self.rows()]

    def to_polars(self) -> Any:
        """Give a polars.DataFrame."""
        return _library("polars").DataFrame(self)

    def to_pyarrow(self) -> Any:
        """Give a pyarrow.Table."""
        return _library("pyarrow").table(self)

    def to_pandas(self) -> Any:
        """Give a pandas.DataFrame."""
        pandas = _library("pandas")
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

    def _shown(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        size = len(self)
        if size <= 2 * _SHOWN:
            return list(self.rows()), []
        return list(self.rows(0, _SHOWN)), list(self.rows(size - _SHOWN, size))

    def __repr__(self) -> str:
        head, tail = self._shown()
        lines = [self.columns]
        lines += [[_text(cell) for cell in row] for row in head]
        if tail:
            lines += [["…"] * len(self.columns)]
            lines += [[_text(cell) for cell in row] for row in tail]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        body = "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return f"{body}\n[{len(self):,} rows]"

    def _repr_html_(self) -> str:
        head, tail = self._shown()

        def line(tag: str, cells: Sequence[Any]) -> str:
            inner = "".join(f"<{tag}>{html.escape(_text(cell))}</{tag}>" for cell in cells)
            return f"<tr>{inner}</tr>"

        body = [line("td", row) for row in head]
        if tail:
            body += [line("td", ["…"] * len(self.columns))]
            body += [line("td", row) for row in tail]
        return (
            f"<table><caption>{len(self):,} rows</caption>"
            f"<thead>{line('th', self.columns)}</thead><tbody>{''.join(body)}</tbody></table>"
        )


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtra(
            f'this needs {name}, which is not installed: pip install "cordboard[data]"'
        ) from None
