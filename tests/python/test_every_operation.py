# SPDX-License-Identifier: Apache-2.0
"""Every operation of agents and every cause of a notification is told by an event.

`tests/operation_coverage.csv` has one row for each operation and each cause of the web-services
reference that the engine has. A row names the command, a scenario in which it is given, the event
it must cause there, and the rows of the transition tables that it needs. docs/reference is made
from the table; `tools/delete_rows.py` shows that each row of a transition table is needed.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from cordboard import _core
from scenario import CoreDoor, Player, scenarios

TABLE = Path(__file__).parent.parent / "operation_coverage.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


def name_of(row):
    return f"{row['reference']} {row['operation']}"


@cache
def told(scenario):
    """Return every command of a scenario with the events it caused."""
    door = CoreDoor()
    Player(door).play(scenarios()[scenario].read_text(encoding="utf-8"), scenario)
    return door.told


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_command_causes_the_event_in_its_scenario(row):
    event, *fields = row["event"].split()
    wanted = {"event": event, **dict(one.split("=") for one in fields)}
    found = [
        {key: str(one.get(key)) for key in wanted}
        for command, events in told(row["scenario"])
        if command == row["command"]
        for one in events
    ]
    assert wanted in found


def test_no_two_rows_have_one_name():
    names = [name_of(row) for row in ROWS]
    assert len(set(names)) == len(names)


def test_every_row_of_a_transition_table_is_needed_by_an_operation():
    needed = {one for row in ROWS for one in row["rows"].split("; ") if one}
    there = {
        f"{machine}: {before} {said}"
        for machine, rows in _core.machines()
        for before, said, _ in rows
    }
    assert needed == there
