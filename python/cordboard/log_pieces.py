# SPDX-License-Identifier: Apache-2.0
"""Cut a log of actions where the clock strikes, without copying it."""

from __future__ import annotations

import importlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from cordboard.errors import BadInput, MissingExtra

__all__ = ["pieces"]


def pieces(tables: Iterable[Any], step: int, present: int) -> Iterator[tuple[int | None, Any]]:
    """Cut tables of one log at multiples of a step, in microseconds since 1970.

    Args:
        tables: Arrow-capable, each going on where the one before ended.
        step: the length of a piece.
        present: no piece ends before or at this instant.

    Returns:
        The instant up to which (included) a piece reaches and its rows; for the rows after the
        last multiple there is no instant.
    """
    held: list[Any] = []
    schema = None
    until: int | None = None
    for batch in _batches(tables):
        schema = schema or batch.schema
        times = _times(batch)
        first = 0
        if until is None and len(times):
            until = (max(present, times[0].value - 1) // step + 1) * step
        while until is not None and len(times) and times[-1].value > until:
            end = bisect_right(times, until, lo=first, key=_microseconds)
            yield until, _stream(schema, [*held, batch.slice(first, end - first)])
            held, first = [], end
            until += step
        held.append(batch.slice(first))
    if held:
        at_the_end = len(times) and times[-1].value == until
        yield (until if at_the_end else None), _stream(schema, held)


def _microseconds(time: Any) -> int:
    return int(time.value)


def _batches(tables: Iterable[Any]) -> Iterator[Any]:
    arrow = _arrow()
    for table in tables:
        yield from (one for one in arrow.RecordBatchReader.from_stream(table) if one.num_rows)


def _times(batch: Any) -> Any:
    arrow = _arrow()
    try:
        times = batch.column("time").cast(arrow.timestamp("us", "UTC"), safe=False)
    except (KeyError, arrow.ArrowException) as error:
        raise BadInput(f"the times of the log cannot be read: {error}", path="time") from None
    if times.null_count:
        raise BadInput("a value is missing", path="time")
    return times


def _stream(schema: Any, batches: list[Any]) -> Any:
    return _arrow().RecordBatchReader.from_batches(schema, batches)


def _arrow() -> Any:
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        raise MissingExtra(
            'cutting a log needs pyarrow: pip install "cordboard[data]"; or feed the rows up to an '
            "instant, ask for values() and go on"
        ) from None
