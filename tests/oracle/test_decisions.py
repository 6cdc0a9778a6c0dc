# SPDX-License-Identifier: Apache-2.0
"""The oracle on what the worked examples leave open: the decisions D-n, each by hand."""

from fractions import Fraction

import pytest

from oracle.elements import SECOND
from oracle.log import Log, at, ready
from oracle.recount import recount
from oracle.refusal import Refusal

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
DN = ("RegDN", "501")
DESK = ("Place", "desk")
GROUP = ("GroupAgents", "g")
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}
STATUS = {"subject": "AgentStatus"}
ENTERED = {"category": "TotalNumber", "subject": "DNAction", "mainMask": "CallEntered"}
TEAM = [{"type": "AGENT", "id": name, "groups": ["g"]} for name in ("ann", "bob")]


def selection(number):
    return {"intervalType": "SlidingSelection", "dynamicTimeProfile": str(number)}


@pytest.mark.parametrize(("truncate", "number"), [("seconds", 1), ("none", 2)])
def test_d1_a_status_inside_one_second_vanishes(truncate, number):
    log = Log(ANN)
    log.start("10:00", ANN, "LoggedIn")
    log.lasted("10:01:00.1", "10:01:00.9", ANN, "WaitForNextCall")
    log.lasted("10:02", "10:03", ANN, "WaitForNextCall")
    asked = log.ask(ANN, "TotalNumber", "WaitForNextCall", "10:05", truncate=truncate, **STATUS)
    assert asked == number


@pytest.mark.parametrize(("truncate", "total"), [("seconds", 11), ("none", Fraction("10.593"))])
def test_d5_a_carried_duration_is_cut_at_both_ends(truncate, total):
    log = Log(Q)
    log.occurred("5:41:07.542", Q, "CallAnswered", "c", "10.593")
    assert log.ask(Q, "TotalTime", "CallAnswered", "6:00", truncate=truncate) == total


def test_d6_the_last_update_of_an_instant_counts():
    log = Log(Q)
    log.start("10:00", Q, "CallWait", "c", attributes={"UserData": {"a": "1"}})
    log.update("10:01:00.1", Q, "CallWait", "c", attributes={"UserData": {"b": "1"}})
    log.update("10:01:00.2", Q, "CallWait", "c", attributes={"UserData": {"a": "1"}})
    log.end("10:02", Q, "CallWait", "c", attributes={"UserData": {"b": "1"}})
    asked = [
        log.ask(Q, category, "CallWait", "10:03", dynamicFilter=f'PairExists("{key}")')
        for key in "ab"
        for category in ("TotalNumber", "TotalTime")
    ]
    assert asked == [1, 120, 0, 0]


def test_d7_rows_without_a_beginning_are_ignored():
    log = Log(Q)
    log.end("10:00", Q, "CallWait", "c")
    log.update("10:00", Q, "CallWait", "c")
    assert log.ask(Q, "TotalNumber", "CallWait", "10:04") == 0


def test_d7_the_call_type_does_not_tell_what_runs():
    log = Log(Q)
    log.start("10:01", Q, "CallWaitInbound", "c")
    log.end("10:03", Q, "CallWait", "c")
    assert log.ask(Q, "TotalNumber", "CallWait", "10:04") == 1
    assert log.ask(Q, "TotalTime", "CallWaitInbound", "10:04") == 120


def test_d7_what_runs_cannot_start():
    log = Log(Q)
    log.start("10:01", Q, "CallWaitInbound", "c")
    log.start("10:02", Q, "CallWaitOutbound", "c")
    with pytest.raises(Refusal, match="runs already"):
        log.ask(Q, "TotalNumber", "CallWait", "10:04")


@pytest.mark.parametrize(("subject", "mask"), [("DNStatus", "OnHook"), ("DNStatus", "*")])
def test_d8_a_dn_with_nothing_open_is_on_hook(subject, mask):
    log = Log(DN, ANN)
    log.occurred("9:00", ANN, "UserEvent")
    asked = log.ask(DN, "CurrentTime", mask, "10:00", subject=subject, opened="9:30")
    assert asked == 3600


def test_d8_the_status_of_an_agent_nobody_has_seen():
    asked = Log(ANN).ask(ANN, "CurrentTime", "LoggedOut", "10:00", opened="9:30", **STATUS)
    assert asked == 1800


def test_d9_a_status_counts_at_the_reset_it_lives_through():
    log = Log(ANN)
    ready(log, ANN, "9:30")
    log.end("11:00", ANN, "WaitForNextCall")
    asked = [
        log.ask(ANN, "TotalNumber", "WaitForNextCall", time, **STATUS, **HOURLY)
        for time in ("10:00", "11:00")
    ]
    assert asked == [1, 0]


def test_d10_and_type_changes_split_a_typed_status():
    log = Log(ANN)
    log.start("10:00", ANN, "LoggedIn")
    log.start("10:01", ANN, "CallRingingInbound", "c")
    log.update("10:02", ANN, "CallRingingConsult", "c")
    log.end("10:03", ANN, "CallRinging", "c")
    asked = [
        log.ask(ANN, category, mask, "10:04", **STATUS)
        for mask in ("CallRinging", "CallRingingInbound")
        for category in ("TotalNumber", "TotalTime")
    ]
    assert asked == [1, 120, 1, 60]
    assert log.ask(ANN, "TotalNumber", "CallRinging", "10:04") == 2


@pytest.mark.parametrize(("time", "number"), [("10:05", 1), ("10:14:59", 1), ("10:15", 0)])
def test_d12_only_the_edge_of_the_window_itself_is_outside(time, number):
    log = Log(Q)
    log.occurred("10:00", Q, "CallEntered", "c")
    window = {"intervalType": "SlidingWindow", "dynamicTimeProfile": "900", "opened": "10:00"}
    assert log.ask(Q, "TotalNumber", "CallEntered", time, **window) == number


def test_d13_before_the_first_login_there_is_nothing():
    log = Log(ANN)
    log.lasted("9:00", "9:30", ANN, "CallInbound", "c1")
    log.lasted("10:00", "11:00", ANN, "LoggedIn")
    log.lasted("10:30", "11:00", ANN, "CallInbound", "c2")
    log.lasted("10:30", "11:30", ANN, "CallInbound", "c3")
    asked = [
        log.ask(ANN, "TotalNumber", "CallInbound", time, intervalType="SinceLogin")
        for time in ("9:45", "10:45", "12:00")
    ]
    assert asked == [0, 0, 1]


def test_d14_a_filtered_age_begins_with_the_filter():
    log = Log(Q)
    log.start("10:00", Q, "CallWait", "c")
    log.update("10:01", Q, "CallWait", "c", attributes={"UserData": {"a": "1"}})
    asked = log.ask(Q, "CurrentTime", "CallWait", "10:03", dynamicFilter='PairExists("a")')
    assert asked == 120


@pytest.mark.parametrize(("relative", "value"), [(None, 60), ("CallWait", 30)])
def test_d15_an_explicit_relative_mask_is_unfiltered(relative, value):
    log = Log(Q)
    log.lasted("10:00", "10:01", Q, "CallWait", "c1", attributes={"UserData": {"a": "1"}})
    log.lasted("10:00", "10:01", Q, "CallWait", "c2")
    more = {"dynamicFilter": 'PairExists("a")', "relativeMask": relative}
    assert log.ask(Q, "AverageTime", "CallWait", "10:03", **more) == value


def test_d16_rows_of_the_opening_instant_count():
    log = Log(Q)
    log.occurred("9:59:59", Q, "CallEntered", "c1")
    log.occurred("10:00", Q, "CallEntered", "c2")
    assert log.ask(Q, "TotalNumber", "CallEntered", "10:01", opened="10:00") == 1


def at_a_phone():
    """Return the log of one call of an hour at a DN, where ann logs in at half time."""
    log = Log({"type": "RegDN", "id": "501", "place": "desk"}, ANN, DESK)
    log.start("10:00", DN, "CallInbound", "c")
    log.start("10:30", DN, "LoggedIn", attributes={"AgentID": "ann"})
    log.end("11:00", DN, "CallInbound", "c")
    log.occurred("11:00", DN, "CallInboundCompleted", "c", 3600)
    log.end("12:00", DN, "LoggedIn")
    log.occurred("12:00", DN, "AgentLogout", carried=5400)
    return log


@pytest.mark.parametrize(("where", "total"), [(DN, 3600), (ANN, 1800), (DESK, 3600)])
def test_d19_an_agent_gets_what_happens_while_logged_in(where, total):
    assert at_a_phone().ask(where, "TotalTime", "CallInbound", "13:00") == total
    subject = {DN: "DNStatus", ANN: "AgentStatus", DESK: "PlaceStatus"}[where]
    assert at_a_phone().ask(where, "TotalTime", "CallInbound", "13:00", subject=subject) == total


@pytest.mark.parametrize(("where", "number"), [(DN, 1), (ANN, 0), (DESK, 1)])
def test_d21_rows_after_the_logout_do_not_reach_the_agent(where, number):
    assert at_a_phone().ask(where, "TotalNumber", "AgentLogout", "13:00") == number


def test_d22_d23_the_edge_of_a_growing_window():
    log = Log(Q)
    log.lasted("9:30", "10:00", Q, "CallWait", "c1")
    log.lasted("9:50", "10:10", Q, "CallWait", "c2")
    categories = ("MaxNumber", "MinTime", "TotalAdjustedNumber", "TotalAdjustedTime")
    asked = [log.ask(Q, category, "CallWait", "10:30", **HOURLY) for category in categories]
    assert asked == [1, 0, 2, 3000]


def test_d24_a_selection_orders_by_rows_and_spans_its_relative_mask():
    log = Log(Q)
    for number in range(4):
        log.occurred(f"10:0{number}", Q, "CallEntered", f"c{number}")
        log.occurred(f"10:0{number}", Q, "CallAnswered", f"c{number}", 10 * number)
    log.occurred("10:04", Q, "CallEntered", "c4")
    more = selection(2)
    assert log.ask(Q, "TotalTime", "CallAnswered", "11:00", **more) == 50
    relative = log.ask(
        Q, "RelativeNumberPercentage", "CallAnswered", "11:00", relativeMask="CallEntered", **more
    )
    assert relative == Fraction(200, 3)


def test_d25_without_a_sample_the_present_counts():
    log = Log(Q)
    log.start("10:00", Q, "CallWait", "c")
    asked = [
        log.ask(Q, category, "CallWait", "10:00:01", opened="10:00")
        for category in ("AverageOfCurrentTime", "AverageOfCurrentNumber")
    ]
    assert asked == [1, 1]


def test_d25_the_present_of_an_interval_that_a_logout_ended_is_now():
    log = Log(ANN)
    log.lasted("10:00:00", "10:00:01", ANN, "LoggedIn")
    more = {"subject": "AgentStatus", "intervalType": "SinceLogin"}
    assert log.ask(ANN, "AverageOfCurrentTime", "LoggedOut", "10:00:30", **more) == 29


@pytest.mark.parametrize(
    ("ranged", "number"),
    [({}, 1), ({"timeRangeLeft": 10}, 2), ({"timeRangeRight": -1}, 3), ({"timeRangeRight": 9}, 1)],
)
def test_d26_missing_sides_of_a_range(ranged, number):
    log = Log(Q)
    for carried in (5, 20, 50):
        log.occurred("10:00", Q, "CallAnswered", str(carried), carried)
    assert log.ask(Q, "TotalNumberInTimeRange", "CallAnswered", "11:00", **ranged) == number


def test_d28_work_after_a_call_never_passes_a_user_data_filter():
    log = Log(ANN)
    log.lasted("10:00", "10:01", ANN, "AfterCallWork", attributes={"UserData": {"a": "1"}})
    for text in ('PairExists("a")', '~PairExists("b")'):
        assert log.ask(ANN, "TotalNumber", "AfterCallWork", "10:02", dynamicFilter=text) == 0


@pytest.mark.parametrize(
    ("category", "value"),
    [("TotalNumber", 2), ("TotalTime", 240), ("MaxTime", 180), ("TotalNumberInTimeRange", 1)],
)
def test_d29_one_length_for_each_interaction(category, value):
    log = Log(*TEAM)
    log.lasted("10:00", "10:02", ANN, "CallInternal", "c")
    log.lasted("10:01", "10:03", BOB, "CallInternal", "c")
    log.lasted("10:00", "10:01", BOB, "CallInternal")
    told = {"distinguishByConnId": True, "timeRangeLeft": 180, "timeRangeRight": 181}
    assert log.ask(GROUP, category, "CallInternal", "11:00", **told) == value


def test_d30_only_missed_calls():
    log = Log(Q)
    log.occurred("10:00", Q, "CallMissed", "m", 180)
    log.start("10:01", Q, "CallWait", "c")
    assert log.ask(Q, "EstimWaitTime", "CallWait", "10:02") == 0


def test_d33_continuous_runs_of_several_devices():
    log = Log(*TEAM)
    for agent, since in ((ANN, "10:00"), (BOB, "10:05")):
        ready(log, agent, since)
        log.start("10:10", agent, "CallInbound", f"c{since}")
    mask = "WaitForNextCall,CallInbound"
    assert log.ask(GROUP, "TotalContinuousNumber", mask, "10:20", **STATUS) == 2
    assert log.ask(ANN, "CurrentContinuousTime", mask, "10:20", **STATUS) == 1200


def test_d34_a_tenant_counts_all_agents_and_only_its_own_actions():
    log = Log(*TEAM, ("Tenant", "t"))
    ready(log, ANN, "10:00")
    ready(log, BOB, "10:00")
    log.occurred("10:01", ("Tenant", "t"), "InteractionCreated", "i")
    assert log.ask(("Tenant", "t"), "CurrentNumber", "WaitForNextCall", "10:05", **STATUS) == 2
    assert log.ask(("Tenant", "t"), "TotalNumber", "*", "10:05") == 1


@pytest.mark.parametrize("kind", ["Queue", "RoutePoint", "VirtualQueue"])
def test_d2_queue_definitions_apply_to_what_is_declared(kind):
    log = Log((kind, "Q"), {"type": "GroupQueues", "id": "all"})
    log.objects[0]["groups"] = ["all"]
    log.occurred("10:00", (kind, "Q"), "CallEntered", "c")
    definition = {"objectType": "QUEUE", "statisticDefinitionEx": dict(ENTERED)}
    assert recount(log.rows, log.objects, definition, "Q", at("11:00"), start=at("9:00")) == 1
    assert log.ask(("GroupQueues", "all"), "TotalNumber", "CallEntered", "11:00") == 1


@pytest.mark.parametrize(("subject", "total"), [("DNAction", 1200), ("AgentStatus", 600)])
def test_d3_an_own_device_gives_a_status_only_while_logged_in(subject, total):
    log = Log(ANN)
    log.lasted("10:00", "10:20", ANN, "CallInbound", "c")
    log.lasted("10:10", "10:30", ANN, "LoggedIn")
    assert log.ask(ANN, "TotalTime", "CallInbound", "11:00", subject=subject) == total


def test_d11_the_suffix_says_the_type_before_the_attribute():
    log = Log(Q)
    log.lasted("10:00", "10:01", Q, "CallWait", "c1", attributes={"CallType": "Outbound"})
    log.lasted("10:00", "10:02", Q, "CallWaitInbound", "c2", attributes={"CallType": "Outbound"})
    masks = ("CallWait", "CallWaitInbound", "CallWaitOutbound")
    assert [log.ask(Q, "TotalTime", mask, "10:05") for mask in masks] == [180, 120, 60]


@pytest.mark.parametrize(("text", "total"), [("ConnID=c2", 600), ("ConnID=c1", 300)])
def test_d35_of_equal_actions_the_first_gives_the_attributes(text, total):
    log = Log(DN, ANN)
    log.lasted("10:00", "10:20", DN, "CallInbound", "c2")
    log.lasted("10:05", "10:25", DN, "CallInbound", "c1")
    log.start("10:10", DN, "LoggedIn", attributes={"AgentID": "ann"})
    filtered = {"dynamicFilter": text, **STATUS}
    assert log.ask(ANN, "TotalTime", "CallInbound", "11:00", **filtered) == total
    assert log.ask(ANN, "TotalNumber", "CallInbound", "11:00", **STATUS) == 1


def test_the_status_of_a_group():
    log = Log(*TEAM)
    group = {"subject": "GroupStatus"}
    ready(log, ANN, "10:00")
    log.start("10:10", ANN, "CallInbound", "c")
    log.end("10:20", ANN, "CallInbound", "c")
    log.end("10:30", ANN, "LoggedIn")
    asked = [
        log.ask(GROUP, "TotalTime", mask, "10:40", opened="9:50", **group)
        for mask in ("LoggedOut", "WaitForNextCall", "NotReadyForNextCall", "NotMonitored")
    ]
    assert asked == [1200, 1200, 600, 0]


def test_a_place_without_a_login_on_its_phone_shows_its_channel():
    log = Log({"type": "RegDN", "id": "501", "place": "desk"}, DESK, ("MediaChannel", "m"))
    log.start("10:00", ("MediaChannel", "m"), "Active", attributes={"PlaceID": "desk"})
    log.start("10:05", DN, "LoggedIn", attributes={"AgentID": "ann"})
    log.start("10:10", ("MediaChannel", "m"), "Available")
    place = {"subject": "PlaceStatus", "opened": "9:00"}
    asked = [
        log.ask(DESK, "TotalTime", mask, "10:20", **place)
        for mask in ("OnHook", "LoggedIn", "WaitForNextCall")
    ]
    assert asked == [3600 + 300, 300, 600]


def test_days_of_23_and_25_hours_have_as_many_seconds():
    for day, hours in ((1774738800, 23), (1792879200, 25)):
        row = {"time": day * SECOND, "object_type": "Agent", "object": "ann", "phase": "start"}
        rows = [{**row, "action": "LoggedIn"}, {**row, "action": "WaitForNextCall"}]
        definition = {"category": "TotalTime", "mainMask": "WaitForNextCall", **STATUS}
        end = (day + hours * 3600) * SECOND
        objects = [{"type": "AGENT", "id": "ann"}]
        value = recount(
            rows, objects, definition, ANN, end, start=0, timezone="Europe/Paris", closing=True
        )
        assert value == hours * 3600


@pytest.mark.parametrize(
    ("where", "category", "mask", "more"),
    [
        (Q, "TotalNumber", "CallRingin", {}),
        (Q, "TotalNumber", "CallInbound", {}),
        (Q, "TotalNumber", "CallWait", STATUS),
        (ANN, "TotalNumber", "CallInbound", {"subject": "QueueStatus"}),
        (ANN, "ServiceFactor1", "CallAnswered", {}),
        (ANN, "TotalContinuousNumber", "CallInbound", {}),
        (GROUP, "CurrentContinuousTime", "CallInbound", STATUS),
        (GROUP, "TotalNumber", "CallInbound", {"intervalType": "SinceLogin"}),
        (ANN, "TotalNumber", "CallInbound", {**selection(3), **STATUS}),
        (ANN, "MaxNumber", "CallInbound", selection(3)),
        (ANN, "TotalNumber", "CallInbound", selection(0)),
        (ANN, "AverageNumberPerRelativeHour", "CallInbound", {}),
        (Q, "JavaCategory", "CallWait", {}),
    ],
)
def test_what_means_nothing_is_refused(where, category, mask, more):
    with pytest.raises(Refusal):
        Log(Q, *TEAM).ask(where, category, mask, "10:00", **more)


def test_the_clock_of_the_tests():
    assert at("24:00") - at("0:00") == 86_400 * SECOND
