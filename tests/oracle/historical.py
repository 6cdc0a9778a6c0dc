# SPDX-License-Identifier: Apache-2.0
"""Historical categories: one function each. Statistics reference, sections 5.2, 5.3 and 5.6.

Counts are integers, times are fractions of seconds, ratios are fractions.
"""

from fractions import Fraction
from typing import NamedTuple

from oracle.counting import Level, Scope, continuous, ended, ended_actions, lived, selection_start
from oracle.elements import SECOND
from oracle.intervals import range_of

SAMPLE = 2 * SECOND
DEFAULT_HANDLING = 90
NO_AGENTS = Fraction(1, 10_000)
RELEASED = "CallReleased,ACWCompleted"
ALL_WORK = "CallReleased,ACWCompleted,CallMissed,ACWMissed"


class Question(NamedTuple):
    """A definition on an object at a time."""

    scope: Scope
    main: str
    relative: str | None
    definition: dict


def ratio(part, whole):
    """Return a quotient; without a whole it is 0 (A-9)."""
    return Fraction(part) / Fraction(whole) if whole else Fraction(0)


def seconds(microseconds):
    """Return a duration in seconds, exactly."""
    return Fraction(microseconds, SECOND)


def _cut(measures):
    return seconds(sum(one.cut for one in measures))


def _full(measures):
    return seconds(sum(one.full for one in measures))


def main_lived(question):
    """Return what the main mask counts."""
    return lived(question.scope, question.main)


def main_ended(question):
    """Return what the main mask has completed."""
    return ended(question.scope, question.main)


def _relative(question, counted):
    """Return what the relative mask counts; without one, the same as the main mask (D-15)."""
    if question.relative is None:
        return counted(question.scope, question.main)
    since = selection_start(question.scope, question.main)
    return counted(question.scope, question.relative, filtered=False, since=since)


def relative_lived(question):
    """Return what the denominator counts."""
    return _relative(question, lived)


def total_number(question):
    return len(main_lived(question))


def total_time(question):
    return _cut(main_lived(question))


def total_adjusted_number(question):
    return len(main_ended(question))


def total_adjusted_time(question):
    return _full(main_ended(question))


def max_time(question):
    return seconds(max((one.cut for one in main_lived(question) if one.timed), default=0))


def min_time(question):
    return seconds(min((one.cut for one in main_ended(question) if one.timed), default=0))


def levels(question):
    """Return the number of running ones at the left edge and after each change."""
    window = question.scope.window
    level = Level(question.scope, question.main)
    times = [window.left, *level.changes(window.left, window.right)]
    return [len(level.ages(time)) for time in times]


def max_number(question):
    return max(levels(question))


def min_number(question):
    return min(levels(question))


def total_continuous_number(question):
    window = question.scope.window
    runs = [
        run
        for run in continuous(question.scope, question.main)
        if run.start <= window.right and run.end > window.left
    ]
    if not question.scope.distinguish:
        return len(runs)
    # Counted like TotalNumber: those of one interaction are one.
    return len({run.interaction or number for number, run in enumerate(runs)})


def average_time(question):
    return ratio(total_time(question), len(relative_lived(question)))


def average_number_per_relative_hour(question):
    return 3600 * ratio(total_number(question), _cut(relative_lived(question)))


def _samples(question):
    """Return when there were samples; without any the present counts (A-29, D-25)."""
    window = question.scope.window
    times = range(window.left + SAMPLE, window.right + 1, SAMPLE)
    return list(times) or [question.scope.instants[-1]]


def average_of_current_number(question):
    level = Level(question.scope, question.main)
    times = _samples(question)
    return Fraction(sum(len(level.ages(time)) for time in times), len(times))


def average_of_current_time(question):
    level = Level(question.scope, question.main)
    times = _samples(question)
    return seconds(sum(sum(level.ages(time)) for time in times)) / len(times)


def _elapsed(question):
    return seconds(question.scope.window.length)


def elapsed_time_percentage(question):
    return 100 * ratio(total_time(question), _elapsed(question))


def total_adjusted_time_percentage(question):
    return 100 * ratio(total_adjusted_time(question), _elapsed(question))


def total_number_per_second(question):
    return ratio(total_number(question), _elapsed(question))


def relative_number_percentage(question):
    first = range_of(question.definition, "", needed=False)
    second = range_of(question.definition, "2", needed=False)
    if first is None:
        part = total_number(question)
    else:
        part = sum(first.holds(one.full) for one in main_ended(question))
    if second is None:
        whole = len(relative_lived(question))
    else:
        whole = sum(second.holds(one.full) for one in _relative(question, ended))
    return 100 * ratio(part, whole)


def relative_time_percentage(question):
    return 100 * ratio(total_time(question), _cut(relative_lived(question)))


def _in_range(question):
    wanted = range_of(question.definition, "", needed=True)
    return [one for one in main_ended(question) if wanted.holds(one.full)]


def total_number_in_time_range(question):
    return len(_in_range(question))


def total_number_in_time_range_percentage(question):
    return 100 * ratio(len(_in_range(question)), len(relative_lived(question)))


def total_time_in_time_range(question):
    return _cut(_in_range(question))


def total_distinct_number(question):
    found = ended_actions(question.scope, question.main)
    return len({one.interaction for one in found} - {None})


def service_factor(question):
    answered = lived(question.scope, "CallAnswered")
    abandoned = lived(question.scope, "CallAbandoned")
    in_time = range_of(question.definition, "", needed=True)
    too_short = range_of(question.definition, "2", needed=True)
    early = sum(in_time.holds(one.full) for one in answered)
    short = sum(too_short.holds(one.full) for one in abandoned)
    return 100 * ratio(early, len(answered) + len(abandoned) - short)


def _now(question, mask, *, filtered):
    level = Level(question.scope, mask, filtered=filtered)
    return len(level.ages(question.scope.window.right))


def _time_per_waiting(question):
    """Return how long the agents of a queue take for one more of its calls."""
    spent = _cut(lived(question.scope, ALL_WORK))
    calls = len(lived(question.scope, "CallReleased,CallMissed"))
    handling = ratio(spent, calls) if calls else Fraction(DEFAULT_HANDLING)
    own = _cut(lived(question.scope, RELEASED))
    share = ratio(own, spent) if spent else Fraction(1)
    active = _now(question, "AgentActive", filtered=False) or NO_AGENTS
    return ratio(handling, active * share)


def _waiting_beyond_ready(question):
    ready = _now(question, "AgentReady", filtered=False)
    return _now(question, "CallWait", filtered=True) - ready


def estimated_wait_time(question):
    return _time_per_waiting(question) * max(0, _waiting_beyond_ready(question))


def load_balance(question):
    return _time_per_waiting(question) * _waiting_beyond_ready(question)


def expected_wait_time(question):
    waiting = _now(question, "CallWait", filtered=True)
    gone = len(lived(question.scope, "CallDistributed,CallAbandoned,CallCleared"))
    rate = ratio(gone, _elapsed(question))
    return ratio(waiting, rate) if rate else Fraction(waiting * DEFAULT_HANDLING)


CATEGORIES = {
    "TotalNumber": total_number,
    "TotalTime": total_time,
    "TotalAdjustedNumber": total_adjusted_number,
    "TotalAdjustedTime": total_adjusted_time,
    "MaxTime": max_time,
    "MinTime": min_time,
    "MaxNumber": max_number,
    "MinNumber": min_number,
    "TotalContinuousNumber": total_continuous_number,
    "AverageTime": average_time,
    "AverageNumberPerRelativeHour": average_number_per_relative_hour,
    "AverageOfCurrentNumber": average_of_current_number,
    "AverageOfCurrentTime": average_of_current_time,
    "ElapsedTimePercentage": elapsed_time_percentage,
    "RelativeNumberPercentage": relative_number_percentage,
    "RelativeTimePercentage": relative_time_percentage,
    "TotalNumberInTimeRange": total_number_in_time_range,
    "TotalNumberInTimeRangePercentage": total_number_in_time_range_percentage,
    "TotalTimeInTimeRange": total_time_in_time_range,
    "TotalNumberPerSecond": total_number_per_second,
    "TotalAdjustedTimePercentage": total_adjusted_time_percentage,
    "TotalDistinctNumber": total_distinct_number,
    "ServiceFactor1": service_factor,
    "EstimWaitTime": estimated_wait_time,
    "EstimWaitingTime": estimated_wait_time,
    "ExpectedWaitTime": estimated_wait_time,
    "LoadBalance": load_balance,
    "ExpectedWaitTime2": expected_wait_time,
}
COMPOUND = (
    "ServiceFactor1",
    "EstimWaitTime",
    "EstimWaitingTime",
    "ExpectedWaitTime",
    "LoadBalance",
    "ExpectedWaitTime2",
)
# Those that a selection of elements does not have (5.3).
NOT_OF_A_SELECTION = (
    "MaxNumber",
    "MinNumber",
    "TotalContinuousNumber",
    "AverageNumberPerRelativeHour",
    "AverageOfCurrentNumber",
    "AverageOfCurrentTime",
    "ElapsedTimePercentage",
    "TotalNumberPerSecond",
    "TotalAdjustedTimePercentage",
    "TotalDistinctNumber",
)
