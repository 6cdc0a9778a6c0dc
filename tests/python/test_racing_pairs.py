# SPDX-License-Identifier: Apache-2.0
"""Whatever can be asked by two at one instant stands in a scenario in both orders.

`tests/racing_pairs.csv` has a row for each racing pair: the scenario, and the two lines that stand
there one behind the other, in one order and in the other. What comes of them the scenario says. A
timer is always first at its instant (docs/explanation/determinism.md), so the line that comes
before it stands in the second before; its place is that of the `at` which fires it.
"""

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from scenario import scenarios

TABLE = Path(__file__).parent.parent / "racing_pairs.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def name_of(row):
    return row["pair"]


@cache
def lines(scenario):
    """Return what a scenario says, with "at" as a line of its own; what it looks at is left out."""
    said = []
    for line in scenarios()[scenario].read_text(encoding="utf-8").splitlines():
        words = line.split("#")[0].split()
        if words[:1] == ["at"]:
            said.append(" ".join(words[:2]))
            words = words[2:]
        if words and words[0] not in {"expect", "parties"}:
            said.append(" ".join(words))
    return said


def deed(line):
    """Return what is done and by whom, whatever comes of it and with which interaction."""
    words = line.split()
    return words[2:] if words[0] == "refused" else words


def of_one(first, second):
    """Whether two lines say the same of two interactions that begin alike."""
    a, b = deed(first), deed(second)
    return a[0] == b[0] and len(a) == len(b) and (a[0] == "at" or who(a) == who(b))


def who(words):
    return [word for word in words[1:] if word.isalpha()]


@pytest.mark.parametrize("row", ROWS, ids=name_of)
@pytest.mark.parametrize("way", ["one way", "the other way"])
def test_the_lines_stand_one_behind_the_other(row, way):
    first, second = row[way].split("; ")
    said = lines(row["scenario"])
    assert (first, second) in set(pairwise(said))


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_two_ways_are_two_orders_of_the_same(row):
    a, b = row["one way"].split("; ")
    other_b, other_a = row["the other way"].split("; ")
    assert of_one(a, other_a)
    assert of_one(b, other_b)
    assert not of_one(a, b)


def test_no_two_rows_have_one_name():
    names = [name_of(row) for row in ROWS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("answer bob a1", "refused unknown_interaction answer bob a2", True),
        ("answer bob a1", "answer ann a1", False),
        ("answer bob a1", "hangup bob a1", False),
        ("at 01:00", "at 02:00", True),
        ("at 01:00", "answer bob a1", False),
    ],
)
def test_the_watch_tells_the_same_from_another(one, other, expected):
    assert of_one(one, other) == expected
