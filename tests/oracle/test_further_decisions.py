# SPDX-License-Identifier: Apache-2.0
"""More of the decisions D-n, each by hand, and that none of them is without a test."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from oracle.log import Log, at, ready
from oracle.recount import recount

Q = ("Queue", "Q")
ANN = ("Agent", "ann")
BOB = ("Agent", "bob")
GROUP = ("GroupAgents", "g")
TEAM = [{"type": "AGENT", "id": "ann", "groups": ["g"]}, {"type": "AGENT", "id": "bob"}]
HOURLY = {"dynamicTimeProfile": "0:00+1:00"}
STATUS = {"subject": "AgentStatus"}


@pytest.mark.parametrize(("subject", "total"), [("DNAction", 1200 + 300), ("AgentStatus", 1500)])
def test_d4_a_group_sees_a_member_from_joining_to_leaving(subject, total):
    log = Log(*TEAM)
    for agent in (ANN, BOB):
        log.start("9:00", agent, "LoggedIn")
        log.lasted("10:00", "10:20", agent, "CallInbound", f"of {agent[1]}")
    log.start("10:10", BOB, "MemberOf", attributes={"GroupID": "g"})
    log.end("10:15", BOB, "MemberOf", attributes={"GroupID": "g"})
    assert log.ask(GROUP, "TotalTime", "CallInbound", "11:00", subject=subject) == total
    assert log.ask(GROUP, "TotalNumber", "CallInbound", "11:00", subject=subject) == 2


@pytest.mark.parametrize(("value", "seconds"), [("2", 39 * 60), ("1", 0)])
def test_late_the_present_cause_speaks_for_all_of_its_status(value, seconds):
    log = Log(ANN)
    log.start("9:00", ANN, "LoggedIn")
    log.start("9:01", ANN, "CallInbound", "x", attributes={"UserData": {"k": "1"}})
    log.start("9:10", ANN, "CallInbound", "y", attributes={"UserData": {"k": "2"}})
    log.end("9:20", ANN, "CallInbound", "x")
    definition = {"category": "CurrentTime", "mainMask": "CallInbound", "subject": "AgentStatus"}
    definition["dynamicFilter"] = f'PairExists("k", "{value}")'
    opened = {"opened": at("9:30"), "first_row": len(log.rows), "start": at("0:00")}
    assert recount(log.rows, log.objects, definition, ANN, at("9:40"), **opened) == seconds


def test_d17_a_reset_tells_the_interval_without_the_rows_of_its_instant():
    log = Log(ANN)
    ready(log, ANN, "9:40")
    log.occurred("9:50", ANN, "UserEvent")
    log.end("10:00", ANN, "WaitForNextCall")
    log.occurred("10:00", ANN, "UserEvent")
    told = [
        log.ask(ANN, "TotalNumber", "UserEvent", "10:00", closing=True, **HOURLY),
        log.ask(ANN, "TotalTime", "WaitForNextCall", "10:00", closing=True, **STATUS, **HOURLY),
        log.ask(
            ANN, "TotalAdjustedTime", "WaitForNextCall", "10:00", closing=True, **STATUS, **HOURLY
        ),
    ]
    assert told == [1, 1200, 0]


def test_d17_a_reset_tells_no_more_than_what_was_open():
    log = Log(ANN)
    ready(log, ANN, "9:00")
    asked = log.ask(
        ANN,
        "TotalTime",
        "WaitForNextCall",
        "10:00",
        closing=True,
        opened="9:45",
        **STATUS,
        **HOURLY,
    )
    assert asked == 900


@pytest.mark.parametrize(
    ("ready_agents", "active", "wait"), [(0, 2, 90), (1, 2, 45), (2, 2, 0), (1, 1, 90)]
)
def test_d18_rows_on_the_queue_say_who_is_ready_and_active(ready_agents, active, wait):
    log = Log(Q, *TEAM)
    names = ("ann", "bob")
    for agent in names[:active]:
        log.start("9:00", Q, "AgentActive", agent)
    for agent in names[:ready_agents]:
        log.start("9:00", Q, "AgentReady", agent)
    for call in ("c1", "c2"):
        log.start("9:30", Q, "CallWait", call)
    # No call has ended, so that each takes 90 seconds; the agents' own states say nothing.
    ready(log, ANN, "9:00")
    assert log.ask(Q, "EstimWaitTime", "CallWait", "9:31") == wait


ATTRIBUTES = {
    "DNIS": "0800",
    "UserData": {"k": "u"},
    "Reasons": {"k": "r"},
    "Extensions": {"k": "e"},
    "GlobalUserData": {"k": "g"},
}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DNIS=0800", 1),
        ('GetString("k")=u', 1),
        ('GetString(UserData,"k")=u', 1),
        ('GetString(Reasons,"k")=r', 1),
        ('GetString(Extensions,"k")=e', 1),
        ('GetString(GlobalUserData,"k")=g', 1),
        ('GetGlobalString("k")=g', 1),
        ("MediaType=voice & MediaTypeID=voice", 1),
        ("ConnID=c & InteractionID=c", 1),
        ("MediaType=chat", 0),
        ("ConnID=d", 0),
    ],
)
def test_d20_where_attributes_stand(text, number):
    log = Log(Q)
    log.occurred("10:00", Q, "CallEntered", "c", media="voice", attributes=ATTRIBUTES)
    assert log.ask(Q, "TotalNumber", "CallEntered", "11:00", dynamicFilter=text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DNIS=10.0", 1),
        ("DNIS<>1e1", 0),
        ("DNIS<9", 0),
        ("DNIS>=9", 1),
        ('DNIS<"9x"', 1),  # Texts, as one of them is no number.
        ("DNIS=1*", 1),
        ("DNIS=?0", 1),
        ("1*=DNIS", 0),  # The right side is the pattern.
    ],
)
def test_d27_numbers_are_compared_as_such_and_patterns_stand_on_the_right(text, number):
    log = Log(Q)
    log.occurred("10:00", Q, "CallEntered", "c", attributes={"DNIS": "10"})
    assert log.ask(Q, "TotalNumber", "CallEntered", "11:00", dynamicFilter=text) == number


@pytest.mark.parametrize(
    ("formula", "total"),
    [('GetNumber("k")', 5), ('DCID, GetNumber("k")', 3), ('2 * PairExists("k", "3")', 2)],
)
def test_d31_the_key_formula_says_what_an_action_is_worth(formula, total):
    log = Log(Q)
    for value in ("2", "3"):
        log.occurred("10:00", Q, "CallEntered", "c", attributes={"UserData": {"k": value}})
    assert log.ask(Q, "TotalCustomValue", "CallEntered", "11:00", formula=formula) == total


def test_user_events_of_queues_have_custom_values_too():
    log = Log(Q)
    log.occurred("10:00", Q, "UserEvent", attributes={"UserData": {"k": "7"}})
    formula = 'GetNumber("k")'
    assert log.ask(Q, "TotalCustomValue", "UserEvent", "11:00", formula=formula) == 7


@pytest.mark.parametrize(("distinguish", "total"), [(False, 35 + 90), (True, 95)])
def test_d29_a_carried_duration_reaches_beyond_the_edge_that_cuts_the_wait(distinguish, total):
    log = Log(Q)
    log.lasted("9:58", "10:00:35", Q, "CallWait", "c")
    log.occurred("10:00:30", Q, "CallAnswered", "c", 90)
    more = {"distinguishByConnId": distinguish, **HOURLY}
    assert log.ask(Q, "TotalTime", "CallWait,CallAnswered", "10:30", **more) == total


def test_d24_a_piece_that_a_filter_ends_stands_where_its_row_stands():
    log = Log(Q)
    log.start("10:00", Q, "CallWait", "c1", attributes={"DNIS": "1"})
    log.update("10:10", Q, "CallWait", "c1", attributes={"DNIS": "2"})
    log.occurred("10:10", Q, "CallAnswered", "c2", 7, attributes={"DNIS": "1"})
    last = {"intervalType": "SlidingSelection", "dynamicTimeProfile": "1"}
    more = {"dynamicFilter": "DNIS=1", **last}
    assert log.ask(Q, "TotalTime", "CallWait,CallAnswered", "10:20", **more) == 7


def test_the_present_of_a_formula_is_not_over_with_the_logout():
    log = Log(ANN)
    log.lasted("9:00", "10:00", ANN, "LoggedIn")
    more = {"expression": "@SUM(LoggedOut; duration)", "intervalType": "SinceLogin", **STATUS}
    assert log.ask(ANN, "Formula", None, "10:10", **more) == 600


FORMULAS = [
    ("@COUNT(CallWait; duration > 60)", 1),
    ("SUM(CallWait; duration)", 30 + 50),
    ('AVG(CallWait; kvnum(udata, "k", 10))', Fraction(14, 2)),
    ('100 * COUNT(CallWait; kvexists(udata, "k")) / COUNT(CallWait)', 50),
    ("MAX(CallWait; duration) - MIN(CallWait; duration)", 20),
    ("COUNT(CallWait) > 1 & ~COUNT(CallAnswered)", 1),
    ("AVG(CallAnswered; duration)", 0),
]


@pytest.mark.parametrize(("expression", "value"), FORMULAS)
def test_a_formula_is_an_expression_over_aggregates(expression, value):
    log = Log(Q)
    log.lasted("10:00", "10:00:30", Q, "CallWait", "c1", attributes={"UserData": {"k": "4"}})
    log.lasted("10:00", "10:00:50", Q, "CallWait", "c2")
    log.start("10:01", Q, "CallWait", "c3")
    assert log.ask(Q, "Formula", None, "10:03", expression=expression) == value


def test_every_decision_has_a_test():
    here = Path(__file__).parent
    texts = [file.read_text(encoding="utf-8") for file in here.glob("test_*.py")]
    names = re.findall(r"def test_(d[d\d_]*\d)_", "\n".join(texts))
    tested = {int(number) for name in names for number in re.findall(r"d(\d+)", name)}
    assert tested == set(range(1, 36))
