# SPDX-License-Identifier: Apache-2.0
"""What the order of rows decides within one instant, and what it does not.

Statistics reference, section 1.3 and decisions D-6, D-21 and D-24.
"""

import pytest

from oracle.log import Log, at
from oracle.recount import recount

ANN = ("Agent", "ann")
CHANNEL = ("MediaChannel", "m")
GROUP = ("GroupAgents", "g")
TEAM = ({"type": "Agent", "id": "ann", "groups": ["g"]}, CHANNEL)
AMOUNT = {"formula": 'GetNumber("k")'}
LAST = {"intervalType": "SlidingSelection", "dynamicTimeProfile": "1"}


def worth(number):
    return {"UserData": {"k": number}}


def log_in(log, clock):
    log.start(clock, CHANNEL, "Active", attributes={"AgentID": "ann"})


def test_d21_an_update_after_the_logout_does_not_reach_the_agent():
    log = Log(*TEAM)
    log_in(log, "10:00")
    log.start("10:00", CHANNEL, "Delivering", "c1", attributes=worth(1))
    log.update("10:10", CHANNEL, "Delivering", "c1", attributes=worth(2))
    log.end("10:10", CHANNEL, "Active")
    log.update("10:10", CHANNEL, "Delivering", "c1", attributes=worth(3))
    log.end("10:10", CHANNEL, "Delivering", "c1")
    for where, value in ((ANN, 2), (GROUP, 2), (CHANNEL, 3)):
        assert log.ask(where, "TotalCustomValue", "Delivering", "11:00", **AMOUNT) == value


@pytest.mark.parametrize("joined", ["9:30", "10:00", "10:10"])
def test_d24_what_ends_with_the_logout_is_in_the_order_of_the_actions_beginnings(joined):
    log = Log(*TEAM)
    log.start("9:00", CHANNEL, "Delivering", "c1", attributes=worth(1))
    if joined == "9:30":
        log_in(log, joined)
    log.start("10:00", CHANNEL, "Delivering", "c2", attributes=worth(2))
    if joined != "9:30":
        log_in(log, joined)
    log.end("10:30", CHANNEL, "Active")
    assert log.ask(ANN, "TotalCustomValue", "Delivering", "11:00", **LAST, **AMOUNT) == 2


def test_d24_the_part_that_a_filter_admits_stands_where_its_action_stands():
    log = Log(*TEAM)
    log_in(log, "9:00")
    log.start("9:10", CHANNEL, "Delivering", "c1", attributes={"DNIS": "0", **worth(1)})
    log.start("9:20", CHANNEL, "Delivering", "c2", attributes={"DNIS": "1", **worth(2)})
    log.update("9:30", CHANNEL, "Delivering", "c1", attributes={"DNIS": "1", **worth(1)})
    log.end("10:30", CHANNEL, "Active")
    asked = {**LAST, **AMOUNT, "dynamicFilter": "DNIS=1"}
    assert log.ask(ANN, "TotalCustomValue", "Delivering", "11:00", **asked) == 2


def test_d24_a_call_whose_type_is_corrected_at_once_began_when_it_began():
    log = Log(ANN)
    log.start("10:00", ANN, "CallRinging", "c", attributes={"CallType": "Inbound", **worth(1)})
    log.start("10:00", ANN, "CallDialing", "c", attributes=worth(2))
    log.update("10:00", ANN, "CallRinging", "c", attributes={"CallType": "Internal", **worth(1)})
    latest = {"formula": 'DCID,GetNumber("k")'}
    asked = log.ask(ANN, "CurrentCustomValue", "CallRinging,CallDialing", "10:20", **latest)
    assert asked == 2


@pytest.mark.parametrize(("relative", "percentage"), [(None, 100), ("Delivering", 0)])
def test_d24_a_relative_mask_looks_back_to_a_row_though_it_is_the_main_one(relative, percentage):
    log = Log(*TEAM)
    log_in(log, "10:00")
    log.start("10:00", CHANNEL, "Delivering", "c1")
    log.start("10:00", CHANNEL, "Delivering", "c2")
    log.end("10:30", CHANNEL, "Active")
    asked = {**LAST, "relativeMask": relative, "timeRangeLeft": 30}
    value = log.ask(ANN, "TotalNumberInTimeRangePercentage", "Delivering", "11:00", **asked)
    assert value == percentage


@pytest.mark.parametrize("order", [("ann", "bob"), ("bob", "ann")])
def test_d24_of_the_statuses_of_one_interaction_the_latest_counts(order):
    log = Log(*({"type": "Agent", "id": agent, "groups": ["g"]} for agent in order))
    for agent, began in (("ann", "10:00"), ("bob", "10:10")):
        log.start(began, ("Agent", agent), "LoggedIn")
        log.start(began, ("Agent", agent), "CallInbound", "c1")
        log.end("10:30", ("Agent", agent), "CallInbound", "c1")
    asked = {"subject": "AgentStatus", "distinguishByConnId": True}
    for clock, expression in (("11:00", "MAX"), ("10:20", "@MAX")):
        asked["expression"] = f"{expression}(CallInbound; duration)"
        value = log.ask(GROUP, "Formula", "CallInbound", clock, **asked)
        assert value == {"MAX": 1200, "@MAX": 600}[expression]


def opened_after(log, rows, where, category, subject, **more):
    """Return a value at 11:00 of a statistic that was opened in the instant of 10:30."""
    definition = {"category": category, "subject": subject, "mainMask": "*", **more}
    return recount(
        log.rows, log.objects, definition, where, at("11:00"), opened=at("10:30"), first_row=rows
    )


@pytest.mark.parametrize("subject", ["DNAction", "DNStatus"])
@pytest.mark.parametrize(("rows", "number"), [(2, 1), (3, 0)])
def test_what_left_before_the_opening_is_not_counted_though_it_was_in_that_instant(
    subject, rows, number
):
    log = Log(*TEAM)
    log.start("10:00", ("Queue", "Q"), "CallWait", "c1")
    log_in(log, "10:00")
    log.end("10:30", CHANNEL, "Active")
    assert opened_after(log, rows, GROUP, "TotalAdjustedNumber", subject) == number


@pytest.mark.parametrize("rows", [1, 2])
def test_an_own_device_changes_its_status_when_the_instant_of_the_logout_is_over(rows):
    log = Log(*TEAM)
    log.start("10:00", ANN, "LoggedIn")
    log.end("10:30", ANN, "LoggedIn")
    assert opened_after(log, rows, ANN, "TotalAdjustedNumber", "DNStatus") == 1


@pytest.mark.parametrize(("rows", "number"), [(2, 1), (3, 0)])
def test_who_had_logged_out_before_the_opening_has_not_logged_in_since(rows, number):
    log = Log(*TEAM)
    log_in(log, "10:00")
    log.start("10:00", CHANNEL, "Delivering", "c1")
    log.end("10:30", CHANNEL, "Active")
    value = opened_after(log, rows, ANN, "TotalNumber", "DNAction", intervalType="SinceLogin")
    assert value == 2 * number
