# SPDX-License-Identifier: Apache-2.0
"""The category Formula: an expression over aggregates. Statistics reference, section 5.8."""

import operator
import re
from fractions import Fraction
from typing import NamedTuple

from oracle.counting import actions, ended_actions, ended_statuses, statuses
from oracle.custom import Expression, latest_of_each, number_of
from oracle.historical import seconds
from oracle.pairs import call_of
from oracle.refusal import Refusal

AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")
LISTS = {"udata": "UserData", "global_udata": "GlobalUserData"}
COMPARISONS = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Known(NamedTuple):
    """What an expression is about: one element, or the values of all aggregates."""

    attributes: dict
    duration: Fraction
    values: list


class Aggregate(NamedTuple):
    """An aggregate: its function, whether of the present, and its three parts."""

    function: str
    current: bool
    mask: str
    value: object
    condition: object


class _Formula(Expression):
    """A reader of one formula; every method returns a function of a Known."""

    token = re.compile(
        r'\s*("[^"]*"|<>|!=|<=|>=|[-+*/(),;@=<>&|~]|\d+(?:\.\d*)?|\.\d+|\w+)', re.ASCII
    )

    def __init__(self, text):
        super().__init__(text)
        self.aggregates = []
        self.inside = False

    def whole(self):
        sides = [self.both()]
        while self.peek() in {"|", "or"}:
            self.take()
            sides.append(self.both())
        return sides[0] if len(sides) == 1 else lambda known: _truth(any, sides, known)

    def both(self):
        sides = [self.negated()]
        while self.peek() in {"&", "and"}:
            self.take()
            sides.append(self.negated())
        return sides[0] if len(sides) == 1 else lambda known: _truth(all, sides, known)

    def negated(self):
        if self.peek() in {"~", "not"}:
            self.take()
            inner = self.negated()
            return lambda known: Fraction(inner(known) == 0)
        left = self.total()
        if self.peek() not in COMPARISONS:
            return left
        compare = COMPARISONS[self.take()]
        right = self.total()
        return lambda known: Fraction(compare(left(known), right(known)))

    def operand(self, token):
        if token == "@" or token in AGGREGATES:
            return self.aggregate(self.take() if token == "@" else token, current=token == "@")
        if token == "duration" and self.inside:
            return lambda known: known.duration
        if token in {"kvnum", "kvexists"} and self.inside:
            return self.pair(token)
        return super().operand(token)

    def pair(self, name):
        self.take("(")
        kind = self.take()
        if kind not in LISTS:
            raise Refusal(f"the formula {self.text!r} has {kind!r} where a list belongs")
        self.take(",")
        words = [LISTS[kind], self.word()]
        otherwise = Fraction(0)
        if self.peek() == ",":
            self.take()
            if name == "kvexists":
                words.append(self.word())
            else:
                sign = -1 if self.peek() == "-" and self.take() else 1
                otherwise = sign * Fraction(self.take())
        self.take(")")
        if name == "kvexists":
            _, exists = call_of("PairExists", words)
            return lambda known: Fraction(exists(known.attributes))
        _, text = call_of("GetString", words)
        return lambda known: number_of(text(known.attributes), otherwise)

    def aggregate(self, name, *, current):
        if name not in AGGREGATES or self.inside:
            raise Refusal(f"the formula {self.text!r} has {name!r} where no aggregate belongs")
        self.take("(")
        mask = ""
        while self.peek() not in {";", ")", "(", ""}:
            mask += self.take()
        value = (lambda _known: Fraction(1)) if name == "COUNT" else self.part()
        condition = self.part() if self.peek() == ";" else lambda _known: Fraction(1)
        self.take(")")
        number = len(self.aggregates)
        self.aggregates.append(Aggregate(name, current, mask, value, condition))
        return lambda known: known.values[number]

    def part(self):
        self.take(";")
        self.inside = True
        value = self.whole()
        self.inside = False
        return value


def _truth(over, sides, known):
    return Fraction(over(side(known) != 0 for side in sides))


def formula_of(text):
    """Return (the value of the aggregates' values, the aggregates)."""
    reader = _Formula(text)
    value = reader.whole()
    if reader.tokens:
        raise Refusal(f"the formula {text!r} goes on with {reader.peek()!r}")
    return value, reader.aggregates


def masks_of(text, subject, interval):
    """Return the masks of the aggregates; refuse an interval that a formula does not have."""
    if subject != "DNAction" and interval == "SlidingWindow":
        raise Refusal("a formula over a sliding window is one of actions")
    return [aggregate.mask for aggregate in formula_of(text)[1]]


def _elements(scope, aggregate):
    """Return (interaction, what is known) of all that an aggregate is about, in order."""
    # What a reset tells is about the instant of the reset, which no row may have.
    now, opened = max(scope.instants[-1], scope.window.right), scope.window.opened
    if scope.subject != "DNAction":
        if aggregate.current:
            found = statuses(scope, aggregate.mask)
            running = sorted(
                (one for one in found if one.start <= now < one.end), key=lambda one: one.start
            )
            return [(one.interaction, Known({}, seconds(now - one.start), [])) for one in running]
        ended = sorted(ended_statuses(scope, aggregate.mask), key=lambda one: (one.end, one.start))
        return [
            (one.interaction, Known({}, seconds(one.end - max(one.start, opened)), []))
            for one in ended
        ]
    if aggregate.current:
        return [
            (
                one.interaction,
                Known(one.attributes_at(now), seconds(now - one.start.time), []),
            )
            for one in sorted(
                actions(scope, aggregate.mask), key=lambda one: (one.row, one.start.time)
            )
            if one.kind == "durable" and one.start.time <= now < one.end.time
        ]
    result = []
    for one in ended_actions(scope, aggregate.mask):
        length = one.end.time - max(one.start.time, opened)
        length = length if one.kind == "durable" else one.carried
        known = Known(one.attributes_at(one.end.time), seconds(length), [])
        result.append((one.interaction, known))
    return result


def _value(scope, aggregate):
    admitted = [
        (interaction, aggregate.value(known))
        for interaction, known in _elements(scope, aggregate)
        if aggregate.condition(known) != 0
    ]
    values = latest_of_each(admitted, scope.distinguish)
    if aggregate.function in {"COUNT", "SUM"}:
        return Fraction(sum(values))
    if aggregate.function == "AVG":
        return Fraction(sum(values)) / len(values) if values else Fraction(0)
    return (min if aggregate.function == "MIN" else max)(values, default=Fraction(0))


def formula(question):
    """Return the value of a statistic of the category Formula."""
    whole, aggregates = formula_of(question.definition.get("expression") or "")
    values = [_value(question.scope, aggregate) for aggregate in aggregates]
    return whole(Known({}, Fraction(0), values))
