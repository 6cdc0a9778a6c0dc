# SPDX-License-Identifier: Apache-2.0
"""The filter language. Statistics reference, 2.5 and 8.2, decisions D-20, D-27 and D-28.

A filter becomes a test of a Regarded: one action or status as it is at a moment.
"""

import re
from typing import NamedTuple

from oracle.pairs import FUNCTIONS, USER_DATA, call_of, compared, number_of, text_of
from oracle.refusal import Refusal

# The attributes of the reference, 2.5; voice first.
ATTRIBUTES = (
    *("DNIS", "ANI", "CustomerID", "TenantID", "MediaType", "ThisQueue", "TreatmentType"),
    *("ExtensionReasonCode", "CallType", "ConnID", "PlaceID", "AgentID", "Queue", "WorkbinID"),
    *("WorkbinOwnerID", "ThisDN", "OtherDN", "InteractionID", "MediaTypeID", "EventTime"),
    *("RouterID", "StrategyID", "MediaServerID", "ParentInteractionID", "Reason"),
    *("WorkbinTypeID", "WorkbinAgentID", "WorkbinGroupID", "ViewID", "TargetAgentID"),
    "TargetPlaceID",
)
COMPARISONS = {"=", "<>", "!=", "<", "<=", ">", ">="}
SIGN = re.compile(r"[=<>&|~(),!]")
TOKEN = re.compile(r'\s*("[^"]*"|<>|!=|<=|>=|[=<>&|~(),]|[^\s"=<>!&|~(),]+)')


class Regarded(NamedTuple):
    """What a filter looks at."""

    attributes: dict
    media: str | None
    interaction: str | None
    call_type: str | None
    related: bool
    queue: str = ""  # the queue on which it happens


def _attribute(one, name):
    if name == "MediaType":
        return one.media or ""
    if name == "ConnID":
        return one.interaction or ""
    if name == "ThisQueue":
        return text_of(one.attributes.get(name, one.queue))
    if name == "CallType":
        return one.call_type or text_of(one.attributes.get(name))
    if name in {"InteractionID", "MediaTypeID"}:
        usual = one.interaction if name == "InteractionID" else one.media
        return text_of(one.attributes.get(name, usual))
    if name in {"CustomerID", "TenantID"}:
        known = [one.attributes.get(key) for key in (name, "CustomerID", "TenantID")]
        return next((text_of(value) for value in known if value is not None), "")
    return text_of(one.attributes.get(name))


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
        left, value = self.value()
        if self.peek() in COMPARISONS:
            operator = self.take()
            right, other = self.value()
            # What looks at no action is always the same: a name that was misspelt.
            if {left, right} <= {"text", "word"} and "word" in {left, right}:
                raise Refusal(f"the filter {self.text!r} compares texts; one is not in quotes")
            return lambda one: compared(text_of(value(one)), operator, text_of(other(one)))
        if left != "function":
            raise Refusal(f"the filter {self.text!r} compares nothing")
        return lambda one: bool(value(one))

    def value(self):
        """Return what kind of value comes next, and the value."""
        token = self.take()
        if token in FUNCTIONS and self.peek() == "(":
            return "function", self.function(token)
        if token.startswith('"'):
            return "text", lambda _one: token[1:-1]
        if token in ATTRIBUTES:
            return "attribute", lambda one: _attribute(one, token)
        if SIGN.match(token):
            raise Refusal(f"the filter {self.text!r} has {token!r} where a value belongs")
        return "text" if number_of(token) is not None else "word", lambda _one: token

    def function(self, name):
        self.take("(")
        words = [self.take()]
        while self.peek() == ",":
            self.take()
            words.append(self.take())
        self.take(")")
        if any(SIGN.match(word) for word in words):
            raise Refusal(f"the filter {self.text!r} has a sign where a word belongs")
        kind, value = call_of(name, words)
        self.about_user_data |= kind in USER_DATA
        return lambda one: value(one.attributes)


def restriction_of(definition):
    """Return the test of a definition's filter and of its media types, or None if all passes."""
    text, media = definition.get("dynamicFilter"), definition.get("mediaType") or ""
    tests = [filter_of(text)] if text else []
    names = [name.strip() for name in media.split(",") if name.strip()]
    if names:
        tests.append(lambda one: any(compared(one.media or "", "=", name) for name in names))
    return (lambda one: all(test(one) for test in tests)) if tests else None


def filter_of(text):
    """Return a test of a Regarded."""
    reader = _Reader(text)
    test = reader.either()
    if reader.tokens:
        raise Refusal(f"the filter {text!r} goes on with {reader.peek()!r}")
    if reader.about_user_data:
        return lambda one: one.related and test(one)
    return test
