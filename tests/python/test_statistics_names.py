# SPDX-License-Identifier: Apache-2.0
"""One name may stand for objects of several types, and for several targets of statistics."""

import pytest

import cordboard as cb
from action_rows import measured, row, statistic


def test_values_say_as_what_an_object_was_declared():
    objects = [
        {"type": "AGENT", "id": "ann", "groups": ["billing"]},
        {"type": "QUEUE", "id": "Q"},
        {"type": "RoutePoint", "id": "Q"},
        {"type": "SKILL_Q", "id": "billing"},
    ]
    definitions = (
        statistic("calls", "TotalNumber", "CallEntered"),
        statistic("skill", "TotalNumber", "CallEntered", kind="SKILL_Q"),
        statistic("group", "TotalNumber", "CallInbound", kind="GroupAgents"),
        statistic("calls", "TotalNumber", "CallInbound", kind="SKILL_AG"),
    )
    rows = [
        row("09:00:00 RoutePoint Q CallEntered occur c1"),
        row("09:00:00 VirtualQueue billing CallEntered occur c2"),
    ]
    engine = measured(rows, "09:00:00", *definitions, objects=objects)
    found = [
        (one["object_type"], one["object"], one["statistic"], one["value"])
        for one in engine.values().to_dicts()
    ]
    assert sorted(found) == [
        ("GroupAgents", "billing", "group", 0),
        ("QUEUE", "Q", "calls", 0),
        ("RoutePoint", "Q", "calls", 1),
        ("SKILL_AG", "billing", "calls", 0),
        ("SKILL_Q", "billing", "skill", 1),
    ]
    assert engine.value("Q", "calls", "RoutePoint") == 1
    assert engine.value("Q", "calls", object_type="Queue") == 0
    assert engine.value("billing", "skill") == 1
    with pytest.raises(cb.NotFound, match="several types of object"):
        engine.value("Q", "calls")
    with pytest.raises(cb.BadInput, match='"Quue" is no type of object'):
        engine.value("Q", "calls", "Quue")


def test_a_word_for_a_type_and_a_target_means_the_target():
    objects = [{"type": "AGENT", "id": "a", "groups": ["g"]}]
    definitions = (
        statistic("n", "TotalNumber", "CallInbound", kind="SKILL_AG"),
        statistic("n", "TotalTime", "CallInbound", kind="GroupAgents"),
    )
    rows = [
        row("09:00:00 Agent a CallInbound start c1"),
        row("09:00:05 Agent a CallInbound end c1"),
    ]
    engine = measured(rows, "09:00:10", *definitions, objects=objects)
    assert engine.value("g", "n", "SKILL_AG") == 1
    assert engine.value("g", "n", "GroupAgents") == 5
    with pytest.raises(cb.NotFound, match="several types of object"):
        engine.value("g", "n")
