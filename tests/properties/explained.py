# SPDX-License-Identifier: Apache-2.0
"""From the rows of `explain` to the value, for each category by a small function of its own.

This is the other half of the promise of `explain`: what it lists is enough, and nothing too much.
It knows a definition and the rows, but neither the log nor the engine.
"""

from fractions import Fraction
from typing import NamedTuple

from tests.properties.against_oracle import at_microsecond

from oracle.counting import joint_length
from oracle.custom import split
from oracle.elements import SECOND
from oracle.formulas import Known, formula_of
from oracle.historical import DEFAULT_HANDLING, NO_AGENTS, SAMPLE, ratio, seconds

WORK = {"CallReleased", "ACWCompleted", "CallMissed", "ACWMissed"}


class Row(NamedTuple):
    """A row of the table; times are microseconds, an end beyond the interval is its edge."""

    mask: str
    action: str
    start: int
    end: int
    goes_on: bool
    cut: int
    full: int
    interaction: str | None
    value: float | None
    aggregate: int | None
    left: int | None
    right: int | None


class Asked(NamedTuple):
    """The rows of a statistic, and what its definition says of them."""

    rows: list
    definition: dict
    distinguish: bool

    def of(self, *masks, actions=None):
        """Return what stands on a side of the quotient, of some actions or of all."""
        return self._replace(
            rows=[
                row
                for row in self.rows
                if row.mask in masks and (actions is None or row.action in actions)
            ]
        )

    @property
    def main(self):
        return self.of("main", "both")

    @property
    def relative(self):
        return self.of("relative", "both")

    @property
    def length(self):
        return seconds(self.rows[0].right - self.rows[0].left) if self.rows else 0

    def groups(self):
        """Return the rows, those of one interaction together if interactions are told apart."""
        found = {}
        for number, row in enumerate(self.rows):
            alone = not self.distinguish or row.interaction is None
            found.setdefault((None, number) if alone else (row.interaction, 0), []).append(row)
        return list(found.values())

    def number(self):
        return len(self.groups())

    def cut(self):
        """Return how long each was inside the interval."""
        return [
            joint_length((row.end - row.cut, row.end) for row in rows) for rows in self.groups()
        ]

    def full(self):
        """Return how long each was, whatever the interval."""
        return [
            joint_length((row.end - row.full, row.end) for row in rows) for rows in self.groups()
        ]

    def values(self):
        return [Fraction(row.value) for row in self.rows]


def _total(lengths):
    return seconds(sum(lengths))


def _greatest(lengths):
    return seconds(max(lengths, default=0))


def _least(lengths):
    return seconds(min(lengths, default=0))


def _mean(values):
    return sum(values) / len(values) if values else Fraction(0)


def _running(asked, time):
    """Return the ages of what runs at a time."""
    running = asked._replace(
        rows=[row for row in asked.rows if row.start <= time and (row.goes_on or row.end > time)]
    )
    return [time - min(row.start for row in rows) for rows in running.groups()]


def _levels(asked):
    if not asked.rows:
        return [0]
    left = asked.rows[0].left
    times = {max(left, time) for row in asked.rows for time in (row.start, row.end)}
    return [len(_running(asked, time)) for time in {left, *times} if time <= asked.rows[0].right]


def _samples(asked):
    """Return the ages at each sample; without one those of the present."""
    if not asked.rows:
        return [[]]
    row = asked.rows[0]
    times = range(row.left + SAMPLE, row.right + 1, SAMPLE)
    present = [max(one.cut for one in rows) for rows in asked.groups()]
    return [_running(asked, time) for time in times] or [present]


def service_factor(asked):
    relative = asked.relative
    parts = [relative.of("relative", "both", actions={word}) for word in ANSWERED_OR_NOT]
    return 100 * ratio(asked.main.number(), sum(part.number() for part in parts))


ANSWERED_OR_NOT = ("CallAnswered", "CallAbandoned")


def _time_per_waiting(asked):
    def of(*actions):
        return asked.of("main", actions=set(actions))

    spent, calls = _total(of(*WORK).cut()), of("CallReleased", "CallMissed").number()
    handling = ratio(spent, calls) if calls else Fraction(DEFAULT_HANDLING)
    own = _total(of("CallReleased", "ACWCompleted").cut())
    share = ratio(own, spent) if spent else Fraction(1)
    return ratio(handling, (of("AgentActive").number() or NO_AGENTS) * share)


def _waiting_beyond_ready(asked):
    waiting, ready = (asked.of("main", actions={word}) for word in ("CallWait", "AgentReady"))
    return waiting.number() - ready.number()


def expected_wait_time(asked):
    waiting, rate = asked.main.number(), ratio(asked.relative.number(), asked.length)
    return ratio(waiting, rate) if rate else Fraction(waiting * DEFAULT_HANDLING)


def wait_estimate(asked):
    return _time_per_waiting(asked) * max(0, _waiting_beyond_ready(asked))


def formula(asked):
    whole, aggregates = formula_of(asked.definition["expression"])
    reduced = []
    for number, aggregate in enumerate(aggregates, start=1):
        rows = [row for row in asked.rows if row.aggregate == number]
        values = asked._replace(rows=rows).values()
        reduced.append(REDUCED[aggregate.function](values))
    return whole(Known({}, Fraction(0), reduced))


REDUCED = {
    "COUNT": sum,
    "SUM": sum,
    "AVG": _mean,
    "MIN": lambda values: min(values, default=Fraction(0)),
    "MAX": lambda values: max(values, default=Fraction(0)),
}


def _distinct(asked):
    return len({row.interaction for row in asked.main.rows})


def _number(asked):
    return asked.main.number()


def _time(asked):
    return _total(asked.main.cut())


def _average_time(asked):
    return ratio(_time(asked), asked.relative.number())


def _number_percentage(asked):
    return 100 * ratio(_number(asked), asked.relative.number())


def _time_percentage(asked):
    return 100 * ratio(_time(asked), _total(asked.relative.cut()))


VALUES = {
    "TotalNumber": _number,
    "TotalTime": _time,
    "TotalAdjustedNumber": _number,
    "TotalAdjustedTime": lambda asked: _total(asked.main.full()),
    "MaxTime": lambda asked: _greatest(asked.main.cut()),
    "MinTime": lambda asked: _least(asked.main.cut()),
    "MaxNumber": lambda asked: max(_levels(asked.main)),
    "MinNumber": lambda asked: min(_levels(asked.main)),
    "TotalContinuousNumber": _number,
    "AverageTime": _average_time,
    "AverageNumberPerRelativeHour": lambda asked: (
        3600 * ratio(_number(asked), _total(asked.relative.cut()))
    ),
    "AverageOfCurrentNumber": lambda asked: _mean(
        [Fraction(len(ages)) for ages in _samples(asked.main)]
    ),
    "AverageOfCurrentTime": lambda asked: _mean([_total(ages) for ages in _samples(asked.main)]),
    "ElapsedTimePercentage": lambda asked: 100 * ratio(_time(asked), asked.length),
    "RelativeNumberPercentage": _number_percentage,
    "RelativeTimePercentage": _time_percentage,
    "TotalNumberInTimeRange": _number,
    "TotalNumberInTimeRangePercentage": _number_percentage,
    "TotalTimeInTimeRange": _time,
    "TotalNumberPerSecond": lambda asked: ratio(_number(asked), asked.length),
    "TotalAdjustedTimePercentage": lambda asked: (
        100 * ratio(_total(asked.main.full()), asked.length)
    ),
    "TotalDistinctNumber": _distinct,
    "ServiceFactor1": service_factor,
    "EstimWaitTime": wait_estimate,
    "EstimWaitingTime": wait_estimate,
    "ExpectedWaitTime": wait_estimate,
    "LoadBalance": lambda asked: _time_per_waiting(asked) * _waiting_beyond_ready(asked),
    "ExpectedWaitTime2": expected_wait_time,
    "CurrentNumber": _number,
    "CurrentTime": _time,
    "CurrentMaxTime": lambda asked: _greatest(asked.main.cut()),
    "CurrentMinTime": lambda asked: _least(asked.main.cut()),
    "CurrentContinuousTime": lambda asked: _greatest(asked.main.cut()),
    "CurrentAverageTime": _average_time,
    "CurrentNumberInTimeRange": _number,
    "CurrentNumberInTimeRangePercentage": _number_percentage,
    "CurrentRelativeNumberPercentage": _number_percentage,
    "CurrentRelativeTimePercentage": _time_percentage,
    "CurrentDistinctNumber": _distinct,
    "TotalCustomValue": lambda asked: sum(asked.main.values()),
    "MaxCustomValue": lambda asked: max(asked.main.values(), default=0),
    "MinCustomValue": lambda asked: min(asked.main.values(), default=0),
    "AverageCustomValue": lambda asked: _mean(asked.main.values()),
    "CurrentCustomValue": lambda asked: sum(asked.main.values()),
    "CurrentMaxCustomValue": lambda asked: max(asked.main.values(), default=0),
    "CurrentMinCustomValue": lambda asked: min(asked.main.values(), default=0),
    "CurrentAverageCustomValue": lambda asked: _mean(asked.main.values()),
    "Formula": formula,
}


def value_of(definition, told, now):
    """Return what rows of `explain`, as dicts, make together; `now` is in microseconds."""
    told_apart = definition.get("distinguishByConnId") is True
    distinguish = told_apart or split(definition.get("formula") or "")[0]
    rows = [_row(row, now) for row in told]
    return VALUES[definition["category"]](Asked(rows, definition, distinguish))


def _row(row, now):
    times = {
        name: None if row[name] is None else at_microsecond(row[name])
        for name in ("start", "end", "interval_start", "interval_end")
    }
    right = now if times["interval_end"] is None else times["interval_end"]
    end = now if times["end"] is None else times["end"]
    return Row(
        row["mask"],
        row["action"],
        times["start"],
        min(end, right),
        end > right or times["end"] is None,
        round(row["seconds"] * SECOND),
        round(row["adjusted_seconds"] * SECOND),
        row["interaction"],
        row["value"],
        row["aggregate"],
        times["interval_start"],
        times["interval_end"],
    )
