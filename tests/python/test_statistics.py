# SPDX-License-Identifier: Apache-2.0
"""The sample file's statistics against a naive recount from the log; the recount knows only the
definitions' meaning (statistics reference, 5.11) and imports nothing of the package's statistics.
"""

from collections import defaultdict
from datetime import timedelta

import pytest

import cordboard as cb

CALLS = ("CallInbound", "HandlingInbound")
# Lowest to highest rank (statistics reference, 3.1), media names by what they mean on voice.
RANKS = {
    "WaitForNextCall": 5,
    "Available": 5,
    "CallRinging": 8,
    "Delivering": 8,
    "NotReadyForNextCall": 9,
    "Blocked": 9,
    "AfterCallWork": 10,
    "CallInbound": 16,
    "HandlingInbound": 16,
}
STATUS = {5: "WaitForNextCall", 8: "CallRinging", 9: "NotReadyForNextCall", 10: "AfterCallWork"}
STATUS[16] = "CallInbound"


@pytest.fixture(scope="module")
def day():
    return cb.simulate(cb.Model.sample(), seed=11, log=True, statistics="sample")


@pytest.fixture(scope="module")
def rows(day):
    return day.log().to_dicts()


@pytest.fixture(scope="module")
def values(day):
    return {
        (row["object_type"], row["object"], row["statistic"]): row["value"]
        for row in day.statistics.to_dicts()
    }


def seconds(duration):
    return duration / timedelta(seconds=1)


def spans(rows, object_type, action):
    """The closed durations of an action by object, in seconds."""
    open_since, closed = {}, defaultdict(list)
    for row in rows:
        if row["object_type"] != object_type or row["action"] != action:
            continue
        key = row["object"], row["interaction"], row["media"]
        if row["phase"] == "start":
            open_since[key] = row["time"]
        elif row["phase"] == "end":
            closed[row["object"]].append(row["time"] - open_since.pop(key))
    return closed


def test_queues_count_and_average(rows, values):
    occurred = defaultdict(int)
    for row in rows:
        if row["object_type"] == "Queue" and row["phase"] == "occur":
            occurred[row["object"], row["action"]] += 1
    waits = spans(rows, "Queue", "CallWait")
    assert len(waits) == 8
    for name, waited in waits.items():
        assert values["QUEUE", name, "Total_Answered"] == occurred[name, "CallAnswered"]
        assert values["QUEUE", name, "Total_Abandoned"] == occurred[name, "CallAbandoned"]
        assert values["QUEUE", name, "Current_In_Queue"] == 0
        average = seconds(sum(waited, timedelta())) / len(waited)
        assert values["QUEUE", name, "AverageWaitingTime"] == pytest.approx(average, rel=1e-12)


def test_the_hour_of_the_service_level_is_the_last_one(rows, values):
    end = max(row["time"] for row in rows)
    begin = end.replace(minute=0, second=0, microsecond=0)
    for name in {row["object"] for row in rows if row["object_type"] == "Queue"}:
        mine = [
            row
            for row in rows
            if row["object_type"] == "Queue" and row["object"] == name and row["time"] >= begin
        ]
        answered = [row["duration"] or 0 for row in mine if row["action"] == "CallAnswered"]
        abandoned = [row["duration"] or 0 for row in mine if row["action"] == "CallAbandoned"]
        good = sum(duration < 120e6 for duration in answered)
        late = len(answered) + sum(duration >= 10e6 for duration in abandoned)
        expected = 100 * good / late if late else 0
        assert values["QUEUE", name, "ServiceLevel"] == pytest.approx(expected)


def test_agents_count_calls_and_talk(rows, values):
    talk = defaultdict(list)
    for action in CALLS:
        for name, closed in spans(rows, "Agent", action).items():
            talk[name] += closed
    assert len(talk) > 60
    for name, closed in talk.items():
        assert values["AGENT", name, "InboundCalls"] == len(closed)
        total = seconds(sum(closed, timedelta()))
        assert values["AGENT", name, "TalkDuration"] == pytest.approx(total, rel=1e-12)
        for statistic in ("InternalCalls", "OutboundCalls", "ConsultCalls", "HoldDuration"):
            assert values["AGENT", name, statistic] == 0


def device_status(open_actions, device):
    """The status of one device: its highest action; OnHook where only the login is open."""
    ranks = [
        RANKS[action] for action, where, _ in open_actions if where == device and action in RANKS
    ]
    return max(ranks, default=0)


def agent_status(open_actions):
    """The status of an agent over his device and channels (statistics reference, 3.3)."""
    devices = {where for action, where, _ in open_actions if action in ("LoggedIn", "Active")}
    if not devices:
        return "LoggedOut"
    rank = {device: device_status(open_actions, device) for device in devices}
    voice = rank.get("voice")
    others = max((value for device, value in rank.items() if device != "voice"), default=None)
    if voice is None:
        best = others
    elif others is None or voice > 9:
        best = voice
    else:
        best = max(voice, others)
    return STATUS.get(best, "OnHook")


def statuses(rows, name):
    """The agent's statuses as (status, begin, end); those of no length vanish."""
    mine = [row for row in rows if row["object_type"] == "Agent" and row["object"] == name]
    open_actions, found = set(), []
    status, since = "LoggedOut", mine[0]["time"]
    for at, row in enumerate(mine):
        key = row["action"], row["media"], row["interaction"]
        if row["phase"] == "start":
            open_actions.add(key)
        elif row["phase"] == "end":
            open_actions.discard(key)
        is_last = at + 1 == len(mine) or mine[at + 1]["time"] != row["time"]
        now = agent_status(open_actions)
        if is_last and now != status:
            if row["time"] > since:
                found.append((status, since, row["time"]))
            status, since = now, row["time"]
    return found


def test_agents_statuses_add_up(rows, values):
    names = sorted({row["object"] for row in rows if row["object_type"] == "Agent"})
    for name in names:
        found = statuses(rows, name)
        total = defaultdict(timedelta)
        for status, begin, end in found:
            total[status] += end - begin
        for statistic, status in (
            ("ReadyDuration", "WaitForNextCall"),
            ("WrapDuration", "AfterCallWork"),
        ):
            expected = seconds(total[status])
            assert values["AGENT", name, statistic] == pytest.approx(expected, rel=1e-12), name
        calls = sum(status == "CallInbound" for status, _, _ in found)
        logged_in = sum(
            (end - begin for status, begin, end in found if status != "LoggedOut"), timedelta()
        )
        expected = calls / seconds(logged_in) * 3600
        assert values["AGENT", name, "Productivity"] == pytest.approx(expected, rel=1e-12), name


def test_everybody_has_gone_home(values):
    for (object_type, _, statistic), value in values.items():
        if object_type == "SKILL_AG" and statistic.startswith("Curr"):
            assert value == 0


def test_skills_count_their_agents_while_they_work():
    center = cb.Center(
        {
            "media": [{"name": "voice"}],
            "skills": [{"name": "billing"}],
            "agents": [{"userName": "a{n}", "count": 3, "skills": {"billing": 2}}],
            "queues": [{"name": "calls", "channel": "voice"}],
            "routing": [{"queue": "calls", "target": {"skill": "billing"}}],
            "settings": {"after_call_work": "30s"},
        },
        clock=cb.VirtualClock("2026-03-02T23:59:00Z"),
        statistics="sample",
    )
    for agent in center.agents():
        agent.start_session()
        agent.ready()
    calls = [center.offer(queue="calls") for _ in range(4)]
    center.advance("10s")
    center.agent("a1").accept(calls[0].id)

    def skill(statistic):
        return center.statistic("billing", statistic, "SKILL_AG").value

    assert skill("CurrNumberInCall") == 3
    assert skill("CurrentReadyAgents") == 0
    assert center.statistic("calls", "Current_In_Queue").value == 1
    assert center.statistic("calls", "CurrMaxCallWaitingTime").value == 10
    center.advance("70s")
    center.agent("a1").complete(calls[0].id)
    assert skill("CurrentNotReadyAgents") == 1
    assert center.statistic("a1", "InboundCalls").value == 1
    # The call crossed midnight: the whole of it is talk, the part of today is handling.
    assert center.statistic("a1", "TalkDuration").value == 70
    assert center.statistic("a1", "AverageHandlingTime").value == 20
    center.advance("30s")
    assert center.statistic("a1", "WrapDuration").value == 30
    assert center.statistic("calls", "Total_Answered").value == 0
