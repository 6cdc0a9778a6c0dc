# SPDX-License-Identifier: Apache-2.0
"""The filter language. Statistics reference, section 8.2, decisions D-20, D-27 and D-28.

A filter becomes a test of a Regarded: one action or status as it is at a moment.
"""

import re
from typing import NamedTuple

from oracle.refusal import Refusal

ATTRIBUTES = {
    "DNIS",
    "ANI",
    "CustomerID",
    "TenantID",
    "MediaType",
    "ThisQueue",
    "TreatmentType",
    "ExtensionReasonCode",
    "CallType",
    "ConnID",
    "PlaceID",
    "AgentID",
    "Queue",
    "WorkbinID",
    "WorkbinOwnerID",
}
LISTS = {"UserData": "UserData", "Reasons": "Reasons", "Extensions": "Extensions"}
FUNCTIONS = {"PairExists", "GetString", "GetNumber"}
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
TOKEN = re.compile(r'\s*("[^"]*"|<>|!=|<=|>=|[=<>&|~(),]|[^\s"=<>!&|~(),]+)')


class Regarded(NamedTuple):
    """What a filter looks at."""

    attributes: dict
    media: str | None
    interaction: str | None
    call_type: str | None
    related: bool
    queue: str = ""  # the queue on which it happens


def number_of(text):
    """Return the number a text is, or None."""
    return float(text) if NUMBER.fullmatch(text) else None


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _attribute(one, name):
    if name == "MediaType":
        return one.media or ""
    if name == "ConnID":
        return one.interaction or ""
    if name == "ThisQueue":
        return _text(one.attributes.get(name, one.queue))
    if name == "CallType":
        return one.call_type or ""
    if name in {"CustomerID", "TenantID"}:
        known = [one.attributes.get(key) for key in (name, "CustomerID", "TenantID")]
        return next((_text(value) for value in known if value is not None), "")
    return _text(one.attributes.get(name))


def _like(text, pattern):
    parts = {"*": ".*", "?": "."}
    expression = "".join(parts.get(letter, re.escape(letter)) for letter in pattern)
    return re.fullmatch(expression, text, re.DOTALL) is not None


def compared(left, operator, right):
    """Return whether a comparison of two texts holds."""
    numbers = number_of(left), number_of(right)
    both = None not in numbers
    if operator in {"=", "<>", "!="}:
        equal = numbers[0] == numbers[1] if both else _like(left, right)
        return equal == (operator == "=")
    first, second = numbers if both else (left, right)
    return {
        "<": first < second,
        "<=": first <= second,
        ">": first > second,
        ">=": first >= second,
    }[operator]


class _Reader:
    """A reader of one filter, by descent; every method returns a function of a Regarded."""

    def __init__(self, text):
        self.text = text
        self.tokens = []
        self.about_user_data = False
        position = 0
        while text[position:].strip():
            match = TOKEN.match(text, position)
            if match is None:
                raise Refusal(f"the filter {text!r} cannot be read at {text[position:]!r}")
            self.tokens.append(match[1])
            position = match.end()

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def take(self, *expected):
        token = self.peek()
        if not token or (expected and token not in expected):
            raise Refusal(f"the filter {self.text!r} has {token!r}, not {expected}")
        return self.tokens.pop(0)

    def either(self):
        sides = [self.both()]
        while self.peek() in {"|", "or"}:
            self.take()
            sides.append(self.both())
        return lambda one: any(side(one) for side in sides)

    def both(self):
        sides = [self.negated()]
        while self.peek() in {"&", "and"}:
            self.take()
            sides.append(self.negated())
        return lambda one: all(side(one) for side in sides)

    def negated(self):
        if self.peek() in {"~", "not"}:
            self.take()
            inner = self.negated()
            return lambda one: not inner(one)
        if self.peek() == "(":
            self.take()
            inner = self.either()
            self.take(")")
            return inner
        return self.test()

    def test(self):
        is_function, left = self.value()
        if self.peek() in {"=", "<>", "!=", "<", "<=", ">", ">="}:
            operator = self.take()
            _, right = self.value()
            return lambda one: compared(_text(left(one)), operator, _text(right(one)))
        if not is_function:
            raise Refusal(f"the filter {self.text!r} compares nothing")
        return lambda one: bool(left(one))

    def value(self):
        token = self.take()
        if token in FUNCTIONS and self.peek() == "(":
            return True, self.function(token)
        if token.startswith('"'):
            return False, lambda _one: token[1:-1]
        if token in ATTRIBUTES:
            return False, lambda one: _attribute(one, token)
        if re.match(r"[=<>&|~(),!]", token):
            raise Refusal(f"the filter {self.text!r} has {token!r} where a value belongs")
        return False, lambda _one: token

    def function(self, name):
        self.take("(")
        words = [self.take()]
        while self.peek() == ",":
            self.take()
            words.append(self.take())
        self.take(")")
        kind = LISTS[words.pop(0)] if words[0] in LISTS and len(words) > 1 else "UserData"
        self.about_user_data |= kind == "UserData"
        key, *pattern = [word.strip('"') for word in words]

        def found(one):
            pairs = one.attributes.get(kind)
            value = pairs.get(key) if isinstance(pairs, dict) else None
            return None if value is None else _text(value)

        if name == "GetString":
            return lambda one: found(one) or ""
        if name == "GetNumber":
            return lambda one: number_of(found(one) or "") or 0
        wanted = pattern[0] if pattern else "*"
        return lambda one: (text := found(one)) is not None and _equal(text, wanted)


def _equal(text, wanted):
    return compared(text, "=", wanted)


def filter_of(text):
    """Return a test of a Regarded."""
    reader = _Reader(text)
    test = reader.either()
    if reader.tokens:
        raise Refusal(f"the filter {text!r} goes on with {reader.peek()!r}")
    if reader.about_user_data:
        return lambda one: one.related and test(one)
    return test
