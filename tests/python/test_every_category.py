# SPDX-License-Identifier: Apache-2.0
"""Every category once, with a value worked out by hand: by the engine, and by the oracle.

`tests/category_coverage.csv` has one row for each category. Its page in docs/reference is made from
the same rows.
"""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

import cordboard as cb
from cordboard import _core
from oracle.log import Log, at

TABLE = Path(__file__).parent.parent / "category_coverage.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
NUMBERS = [row for row in ROWS if row["value"]]
BOTH = "object WaitForNextCall, device WaitForNextCall"
OPEN = "action LoggedIn, action WaitForNextCall"
STRUCTURES = {
    "CurrentState": f"{BOTH}, {OPEN}",
    "CurrentStateReasons": f"{BOTH}, {OPEN}",
    "CurrentTargetState": BOTH,
}

QUEUE, AGENT = ("Queue", "Queue"), ("Agent", "Agent")
WAITS = {  # from, to, amount
    "c1": ("9:00:00", "9:00:30", "4"),
    "c2": ("9:01:00", "9:01:10", "6"),
    "c3": ("9:05:00", None, "5"),
    "c4": ("9:08:00", None, "9"),
}


@pytest.fixture(scope="module")
def log():
    """Ten minutes of a queue and an agent, from when the statistics are open."""
    log = Log(QUEUE, AGENT)
    log.start("9:00:00", AGENT, "LoggedIn")
    log.start("9:00:00", AGENT, "WaitForNextCall")
    log.lasted("9:01:00", "9:01:10", AGENT, "CallRinging", "c1")
    log.lasted("9:01:10", "9:03:10", AGENT, "CallInbound", "c1")
    for call, (entered, left, amount) in WAITS.items():
        known = {"UserData": {"amount": amount}}
        log.start(entered, QUEUE, "CallWait", call, attributes=known)
        if left:
            log.end(left, QUEUE, "CallWait", call)
    log.occurred("9:00:30", QUEUE, "CallDistributed", "c1", 30)
    log.occurred("9:00:40", QUEUE, "CallAnswered", "c1", 40)
    log.occurred("9:01:10", QUEUE, "CallAbandoned", "c2", 10)
    log.occurred("9:05:40", QUEUE, "CallReleased", "c1", 300)
    log.start("9:00:00", QUEUE, "AgentActive", "ann")
    log.start("9:00:00", QUEUE, "AgentActive", "bob")
    log.start("9:06:00", QUEUE, "AgentReady", "ann")
    return log


def properties(row):
    more = dict(word.split("=", 1) for word in row["more"].split())
    return {key: int(text) if text.isdigit() else text for key, text in more.items()}


def subject_of(row):
    if row["category"] in STRUCTURES:
        return "DNStatus" if row["category"] == "CurrentTargetState" else "DNAction"
    return "AgentStatus" if row["object"] == "Agent" else "DNAction"


def value_of(log, row):
    definition = {
        "name": "here",
        "objectType": row["object"].upper(),
        "statisticDefinitionEx": {
            "category": row["category"],
            "subject": subject_of(row),
            "mainMask": row["mask"],
            **properties(row),
        },
    }
    objects = [{"type": kind, "id": name} for kind, name in (QUEUE, AGENT)]
    engine = cb.StatisticsEngine([definition], objects=objects, start=at("9:00"))
    engine.feed(log.rows)
    engine.advance_to(at("9:10"))
    return engine.value(row["object"], "here")


def test_the_table_names_exactly_the_categories_of_the_engine():
    assert [row["category"] for row in ROWS] == [name for name, *_ in _core.categories()]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["category"])
def test_a_category_has_the_value_worked_out_by_hand(log, row):
    assert value_of(log, row) == float(Fraction(row["value"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["category"])
def test_the_oracle_finds_the_same(log, row):
    more = {"subject": subject_of(row), "opened": "9:00", **properties(row)}
    where = QUEUE if row["object"] == "Queue" else AGENT
    answer = log.ask(where, row["category"], row["mask"], "9:10", **more)
    if row["category"] in STRUCTURES:
        assert ", ".join(described(answer)) == STRUCTURES[row["category"]]
    else:
        assert answer == Fraction(row["value"])


def described(node):
    """Give the kinds and names of a node of the oracle and of what is below it."""
    yield f"{node.kind} {node.name}"
    for one in node.below:
        yield from described(one)


@pytest.mark.parametrize("category", STRUCTURES)
def test_a_structure_names_what_goes_on(log, category):
    row = next(row for row in ROWS if row["category"] == category)
    nodes = value_of(log, row)
    assert ", ".join(f"{node['kind']} {node['name']}" for node in nodes) == STRUCTURES[category]
