# SPDX-License-Identifier: Apache-2.0
"""What the names of a mask mean. Statistics reference, sections 2.4 and 7."""

import pytest

from oracle.log import Log

ANN = ("Agent", "ann")
CHANNEL = ("MediaChannel", "m")


def test_a_name_that_two_columns_know_means_the_actions_of_both():
    log = Log(ANN, CHANNEL)
    log.start("10:00", CHANNEL, "Active", media="email", attributes={"AgentID": "ann"})
    log.occurred("10:10", CHANNEL, "InteractionResponded", "c1", media="email")
    log.occurred("10:20", ANN, "InteractionResponded")
    assert log.ask(ANN, "TotalNumber", "InteractionResponded", "11:00") == 2


@pytest.mark.parametrize(
    ("mask", "number"),
    [
        ("Handling", 1),
        ("HandlingInbound", 1),
        ("CallInbound", 1),
        ("HandlingOutbound", 0),
        ("CallOutbound", 0),
        ("Handling,~CallInbound", 0),
    ],
)
def test_the_group_of_handling_with_a_type_is_its_member(mask, number):
    log = Log(ANN)
    log.start("10:00", ANN, "Handling", "c1", media="chat", attributes={"CallType": "Inbound"})
    log.end("10:10", ANN, "Handling", "c1", media="chat")
    assert log.ask(ANN, "TotalNumber", mask, "11:00") == number


def test_handling_of_no_type_is_of_none_of_its_members():
    log = Log(ANN)
    log.lasted("10:00", "10:10", ANN, "Handling", "c1", media="chat")
    masks = ("Handling", "HandlingInbound", "CallInbound", "CallUnknown")
    assert [log.ask(ANN, "TotalNumber", mask, "11:00") for mask in masks] == [1, 0, 0, 0]
