# SPDX-License-Identifier: Apache-2.0
"""Current categories: what runs at the moment. Statistics reference, sections 5.2 and 5.4."""

from fractions import Fraction

from oracle.counting import Level, continuous
from oracle.historical import ratio, seconds
from oracle.intervals import range_of


def _ages(question, *, relative=False):
    """Return the ages by the main mask, or by the relative one if there is one."""
    mask, filtered = question.main, True
    if relative and question.relative is not None:
        mask, filtered = question.relative, False
    level = Level(question.scope, mask, filtered=filtered)
    return level.ages(question.scope.instants[-1])


def current_number(question):
    return len(_ages(question))


def current_time(question):
    return seconds(sum(_ages(question)))


def current_max_time(question):
    return seconds(max(_ages(question), default=0))


def current_min_time(question):
    return seconds(min(_ages(question), default=0))


def current_continuous_time(question):
    now = question.scope.instants[-1]
    runs = continuous(question.scope, question.main)
    return seconds(max((now - run.start for run in runs if run.end > now), default=0))


def current_average_time(question):
    return ratio(current_time(question), len(_ages(question, relative=True)))


def current_number_in_time_range(question):
    wanted = range_of(question.definition, "", needed=True)
    return sum(wanted.holds(age) for age in _ages(question))


def current_number_in_time_range_percentage(question):
    part = current_number_in_time_range(question)
    return 100 * ratio(part, len(_ages(question, relative=True)))


def current_relative_number_percentage(question):
    return 100 * ratio(current_number(question), len(_ages(question, relative=True)))


def current_relative_time_percentage(question):
    whole = seconds(sum(_ages(question, relative=True)))
    return 100 * ratio(current_time(question), Fraction(whole))


def current_distinct_number(question):
    level = Level(question.scope, question.main)
    return len(level.identities(question.scope.instants[-1]))


CATEGORIES = {
    "CurrentNumber": current_number,
    "CurrentTime": current_time,
    "CurrentMaxTime": current_max_time,
    "CurrentMinTime": current_min_time,
    "CurrentContinuousTime": current_continuous_time,
    "CurrentAverageTime": current_average_time,
    "CurrentNumberInTimeRange": current_number_in_time_range,
    "CurrentNumberInTimeRangePercentage": current_number_in_time_range_percentage,
    "CurrentRelativeNumberPercentage": current_relative_number_percentage,
    "CurrentRelativeTimePercentage": current_relative_time_percentage,
    "CurrentDistinctNumber": current_distinct_number,
}
