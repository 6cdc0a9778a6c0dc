# SPDX-License-Identifier: Apache-2.0
"""What chance found out about the statistics engine when it was held against the oracle."""

import cordboard as cb
from oracle.log import Log, at

ANN = ("Agent", "ann")
Q = ("Queue", "Q")
DN = ("RegDN", "501")
GROUP = ("GroupAgents", "g")


def value(log, where, clock, definition, objects=(), *, opened_late=False):
    """Return a value after the rows up to a time, and after that time has passed."""
    inner = {"subject": "DNAction", **definition}
    entry = {"name": "asked", "objectType": where[0], "statisticDefinitionEx": inner}
    declared = [*log.objects, *objects]
    engine = cb.StatisticsEngine([] if opened_late else [entry], objects=declared, start=at("9:00"))
    if opened_late:
        engine.open(where[1], entry, where[0])
    engine.feed([row for row in log.rows if row["time"] <= at(clock)])
    engine.advance_to(at(clock))
    return engine.value(where[1], "asked", where[0])


def test_a_group_that_changes_is_told_when_the_instant_is_over():
    log = Log({"type": "AGENT", "id": "ann", "groups": ["g"]})
    log.start("10:00", ANN, "LoggedIn")
    busy = {"category": "TotalTime", "subject": "GroupStatus", "mainMask": "NotReadyForNextCall"}
    busy |= {"intervalType": "SlidingWindow", "dynamicTimeProfile": "7200"}
    assert value(log, GROUP, "10:05", busy) == 300


def test_a_login_does_not_make_a_window_forget():
    log = Log({"type": "RegDN", "id": "501", "place": "desk"}, ("Place", "desk"))
    log.start("10:00", DN, "CallDialing", "c")
    log.start("10:01", DN, "LoggedIn")
    log.end("10:02", DN, "CallDialing", "c")
    idle = {"category": "TotalAdjustedNumber", "subject": "DNStatus", "mainMask": "OnHook"}
    idle |= {"intervalType": "SlidingWindow", "dynamicTimeProfile": "300"}
    assert value(log, ("Place", "desk"), "10:02", idle) == 1


def test_what_ends_with_the_first_login_belongs_to_it():
    log = Log(DN, ANN)
    log.start("10:00", DN, "LoggedIn", attributes={"AgentID": "ann"})
    out = {"category": "TotalAdjustedNumber", "subject": "AgentStatus", "mainMask": "LoggedOut"}
    assert value(log, ANN, "10:00", out | {"intervalType": "SinceLogin"}) == 1


def test_a_zone_may_come_with_a_later_definition():
    log = Log(Q)
    log.occurred("9:30", Q, "CallEntered", "c")
    paris = {"dynamicTimeProfile": "TZ=Europe/Paris; 11:00"}
    entered = {"category": "TotalNumber", "mainMask": "CallEntered", **paris}
    assert value(log, Q, "9:59", entered, opened_late=True) == 1
    assert value(log, Q, "10:00", entered, opened_late=True) == 0


def test_a_filter_sees_the_call_type_that_a_name_says():
    log = Log(ANN)
    log.start("10:00", ANN, "CallInbound", "c1")
    log.start("10:00", ANN, "CallUnknown", "c2", attributes={"CallType": "Inbound"})
    log.occurred("10:00", ANN, "CallInboundStarted", "c1")
    running = {"category": "CurrentNumber", "mainMask": "*"}
    assert value(log, ANN, "10:01", running | {"dynamicFilter": "CallType=Inbound"}) == 1
    assert value(log, ANN, "10:01", running | {"dynamicFilter": "CallType=Unknown"}) == 1


def test_the_login_of_a_channel_is_the_cause_of_its_status():
    log = Log(ANN)
    log.start("10:00", ANN, "Active", media="chat", attributes={"CustomerID": "7"})
    logged_in = {"category": "TotalTime", "subject": "AgentStatus", "mainMask": "LoggedIn"}
    assert value(log, ANN, "10:01", logged_in | {"dynamicFilter": "CustomerID=7"}) == 60


def test_who_joins_a_group_brings_the_devices_below():
    log = Log(DN, ANN, GROUP)
    log.start("10:00", DN, "LoggedIn", attributes={"AgentID": "ann"})
    log.start("10:01", ANN, "MemberOf", attributes={"GroupID": "g"})
    log.end("10:02", ANN, "MemberOf", attributes={"GroupID": "g"})
    idle = {"category": "TotalAdjustedTime", "subject": "DNStatus", "mainMask": "OnHook"}
    idle |= {"intervalType": "SlidingWindow", "dynamicTimeProfile": "7200"}
    assert value(log, GROUP, "10:05", idle) == 60


def test_a_device_is_no_interaction_for_custom_values():
    log = Log(ANN)
    log.start("10:00", ANN, "DND", attributes={"UserData": {"k": "3"}})
    custom = {"category": "CurrentCustomValue", "mainMask": "*", "formula": 'GetNumber("k")'}
    assert value(log, ANN, "10:01", custom) == 0
    running = {"category": "CurrentNumber", "mainMask": "*"}
    assert value(log, ANN, "10:01", running | {"dynamicFilter": 'PairExists("k")'}) == 0
