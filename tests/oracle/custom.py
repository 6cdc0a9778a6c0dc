# SPDX-License-Identifier: Apache-2.0
"""Custom values: an expression over the attached data of each action. Reference, section 5.7."""

import re
from fractions import Fraction

from oracle.counting import actions, ended_actions
from oracle.pairs import FUNCTIONS, NUMBER, call_of
from oracle.refusal import Refusal

SIGNS = set("-+*/(),")
FLAGS = {"dcid", "distbyconnid", "distinguishbyconnid"}


def number_of(value, otherwise=Fraction(0)):
    """Return the number a value is, or another if it is none."""
    if isinstance(value, str):
        return Fraction(value) if NUMBER.fullmatch(value) else otherwise
    return Fraction(value)


def split(formula):
    """Return (whether interactions are told apart, the expression) of a formula."""
    flag, _, rest = formula.partition(",")
    return (True, rest) if flag.strip().lower() in FLAGS else (False, formula)


class Expression:
    """A reader of one formula; every method returns a function of the attributes."""

    token = re.compile(r'\s*("[^"]*"|\w+(?:\.\w+)?|\.\d+|[-+*/(),])', re.ASCII)

    def __init__(self, text):
        self.text = text
        self.tokens = []
        position = 0
        while text[position:].strip():
            match = self.token.match(text, position)
            if match is None:
                raise Refusal(f"the formula {text!r} cannot be read at {text[position:]!r}")
            self.tokens.append(match[1])
            position = match.end()

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def take(self, expected=None):
        if not self.tokens or (expected and self.tokens[0] != expected):
            raise Refusal(f"the formula {self.text!r} has {self.peek()!r}, not {expected}")
        return self.tokens.pop(0)

    def whole(self):
        return self.total()

    def total(self):
        value = self.product()
        while self.peek() in {"+", "-"}:
            sign = 1 if self.take() == "+" else -1
            value = self._sum(value, sign, self.product())
        return value

    @staticmethod
    def _sum(left, sign, right):
        return lambda known: left(known) + sign * right(known)

    def product(self):
        value = self.factor()
        while self.peek() in {"*", "/"}:
            apply = self._times if self.take() == "*" else self._divided
            value = apply(value, self.factor())
        return value

    @staticmethod
    def _times(left, right):
        return lambda known: left(known) * right(known)

    @staticmethod
    def _divided(left, right):
        return lambda known: left(known) / right(known) if right(known) else Fraction(0)

    def factor(self):
        token = self.take()
        if token in {"-", "+"}:
            inner = self.factor()
            return (lambda known: -inner(known)) if token == "-" else inner
        if token == "(":
            inner = self.whole()
            self.take(")")
            return inner
        return self.operand(token)

    def operand(self, token):
        if token in FUNCTIONS:
            return self.function(token)
        if not NUMBER.fullmatch(token):
            raise Refusal(f"the formula {self.text!r} has {token!r} where a value belongs")
        return lambda _known: Fraction(token)

    def function(self, name):
        self.take("(")
        words = [self.word()]
        while self.peek() == ",":
            self.take()
            words.append(self.word())
        self.take(")")
        _, value = call_of(name, words)
        return lambda known: number_of(value(known))

    def word(self):
        if self.peek() in SIGNS:
            raise Refusal(f"the formula {self.text!r} has {self.peek()!r} where a word belongs")
        return self.take()


def expression_of(text):
    """Return the function of attributes that a formula is."""
    reader = Expression(text)
    value = reader.whole()
    if reader.tokens:
        raise Refusal(f"the formula {text!r} goes on with {reader.peek()!r}")
    return value


def _values(question, found, *, historical):
    """Return the values that count; of an interaction told apart only that of the latest."""
    if question.scope.subject != "DNAction":
        raise Refusal("custom values are about actions")
    value = expression_of(split(question.definition.get("formula") or "")[1])
    now = question.scope.instants[-1]
    counted = [
        (one.interaction, value(one.attributes_at(min(one.end.time, now))))
        for one in found
        if one.related or (historical and one.base == "UserEvent")
    ]
    return latest_of_each(counted, question.scope.distinguish)


def latest_of_each(counted, distinguish):
    """Return the values of (interaction, value); of one told apart only that of the latest."""
    kept = {}
    for number, (interaction, value) in enumerate(counted):
        alone = not distinguish or interaction is None
        kept[(None, number) if alone else (interaction, 0)] = value
    return list(kept.values())


def _historical(reduce):
    def category(question):
        found = ended_actions(question.scope, question.main)
        return reduce(_values(question, found, historical=True))

    return category


def _current(reduce):
    def category(question):
        now = question.scope.instants[-1]
        running = [
            one
            for one in actions(question.scope, question.main)
            if one.kind == "durable" and one.start.time <= now < one.end.time
        ]
        running.sort(key=lambda one: (one.row, one.start.time))
        return reduce(_values(question, running, historical=False))

    return category


def _mean(values):
    return sum(values) / len(values) if values else Fraction(0)


def _greatest(values):
    return max(values, default=Fraction(0))


def _least(values):
    return min(values, default=Fraction(0))


HISTORICAL = {
    "TotalCustomValue": _historical(sum),
    "MaxCustomValue": _historical(_greatest),
    "MinCustomValue": _historical(_least),
    "AverageCustomValue": _historical(_mean),
}
CURRENT = {
    "CurrentCustomValue": _current(sum),
    "CurrentMaxCustomValue": _current(_greatest),
    "CurrentMinCustomValue": _current(_least),
    "CurrentAverageCustomValue": _current(_mean),
}
