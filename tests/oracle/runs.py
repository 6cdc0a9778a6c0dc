# SPDX-License-Identifier: Apache-2.0
"""Statuses as elements: the longest runs of one name during which the mask and the filter hold.

Statistics reference, sections 3.1 and 5.1, decisions A-19, D-8 and D-10.
"""

from typing import NamedTuple

from oracle.elements import AFTER_ALL


class Run(NamedTuple):
    """A status from a time to a time; one that goes on ends at AFTER_ALL's time."""

    start: int
    end: int
    interaction: str | None
    carrier: int
    end_row: float = AFTER_ALL.row  # of its carrier's leaving, if that ended it


def runs(carrier_list, instants, holds, *, by_name=True):
    """Return the runs of all carriers; `holds` tests a status.

    Without `by_name` a change from one counted status to another does not break a run.
    """
    result = []
    for number, (status_at, spans) in enumerate(carrier_list):
        for span in spans:
            result += _runs_within(status_at, span, instants, holds, by_name, number)
    return result


def _runs_within(status_at, span, instants, holds, by_name, number):
    result = []
    times = [time for time in instants if span.start.time <= time < span.end.time]
    before = None
    for index, time in enumerate(times):
        end = times[index + 1] if index + 1 < len(times) else _end(span, instants)
        status = status_at(time)
        if not holds(status):
            before = None
            continue
        name = status.name if by_name else ""
        if before == name:
            result[-1] = result[-1]._replace(end=end)
        else:
            result.append(Run(time, end, status.interaction, number))
        before = name
    if before is not None and result[-1].end == span.end.time:
        result[-1] = result[-1]._replace(end_row=span.end.row)
    return result


def _end(span, instants):
    """Return where the last status of a span ends: with it, or not yet."""
    return span.end.time if span.end.time <= instants[-1] else AFTER_ALL.time
