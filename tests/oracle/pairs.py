# SPDX-License-Identifier: Apache-2.0
"""The lists of pairs that actions carry, and the functions that read them. Reference, 5.7 and 8.2.

Filters, custom values and formulas have them in common.
"""

import re

from oracle.refusal import Refusal

LISTS = ("UserData", "Reasons", "Extensions", "GlobalUserData")
# The list that a function reads if none is named.
FUNCTIONS = {
    "PairExists": "UserData",
    "GetString": "UserData",
    "GetNumber": "UserData",
    "GetGlobalString": "GlobalUserData",
    "GetGlobalNumber": "GlobalUserData",
}
USER_DATA = {"UserData", "GlobalUserData"}
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def number_of(text):
    """Return the number a text is, or None."""
    return float(text) if NUMBER.fullmatch(text) else None


def text_of(value):
    """Return a value as comparisons of texts see it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


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


def call_of(name, words):
    """Return (the list, a function of attributes) of a call; words are as they were written."""
    words = list(words)
    kind = FUNCTIONS[name]
    if kind == "UserData" and len(words) > 1 and words[0] in LISTS:
        kind = words.pop(0)
    if len(words) != 1 and not (name == "PairExists" and len(words) == 2):
        raise Refusal(f"{name} does not take {words}")
    key, *pattern = [word.strip('"') for word in words]

    def found(attributes):
        pairs = attributes.get(kind)
        value = pairs.get(key) if isinstance(pairs, dict) else None
        return None if value is None else text_of(value)

    if name == "PairExists":
        wanted = pattern[0] if pattern else "*"
        return (
            kind,
            lambda known: (
                (text := found(known)) is not None
                and (wanted == "*" or compared(text, "=", wanted))
            ),
        )
    if name.endswith("Number"):
        return kind, lambda known: number_of(found(known) or "") or 0.0
    return kind, lambda known: found(known) or ""
