# SPDX-License-Identifier: Apache-2.0
"""How a model is read and what a run answers (contract 6), against exact results and by hand."""

import math
from datetime import datetime, timedelta

import pytest

import cordboard as cb
import designs


def model(**changes):
    """Two agents, one queue of calls; a model to change."""
    base = {
        "center": {
            "media": [{"name": "voice"}],
            "agent_groups": [{"name": "g0", "agents": ["a1", "a2"]}],
            "agents": [{"userName": "a{n}", "count": 2}],
            "queues": [{"name": "calls", "channel": "voice"}],
            "routing": [{"queue": "calls", "target": {"agent_group": "g0"}}],
        },
        "start": "2026-03-02T08:00:00Z",
        "duration": "8h",
        "arrivals": [{"media": "voice", "queue": "calls", "rate": "1.6/min"}],
        "handling": [{"media": "voice", "distribution": "exponential", "mean": "60s"}],
        "patience": [{"media": "voice", "distribution": "exponential", "mean": "2min"}],
        "service_level": [{"queue": "calls", "within": "20s"}],
    }
    return base | changes


def summary(run, name="*"):
    return {
        row["metric"]: row
        for row in run.summary().to_dicts()
        if row["object"] == name and row["mean"] is not None
    }


def fifty_agents(duration):
    return designs.M.model() | {
        "duration": duration,
        "warm_up": "1h",
        "service_level": [{"queue": "calls", "within": "20s"}],
    }


def test_fifty_agents_agree_with_erlang_a():
    run = cb.simulate(fifty_agents("10d"), seed=5, replications=8, threads=2)
    measured = summary(run)
    exact = cb.exact.erlang_a(arrival_rate=48, service_rate=1, servers=50, abandonment_rate=0.5)
    expected = {
        "abandonment": 0.03091225,
        "probability_of_wait": 0.46777407,
        "mean_wait": 0.06182450 * 60,
        "utilisation": 0.93032424,
        "mean_queue_length": 2.96757592,
        "service_level": 0.9430190,
    }
    assert exact.abandonment == pytest.approx(expected["abandonment"], rel=1e-6)
    for metric, value in expected.items():
        row = measured[metric]
        assert abs(row["mean"] - value) < 1.5 * row["half_width"], metric
        assert row["half_width"] < 0.06 * value


def test_replications_do_not_depend_on_how_they_are_run():
    config = model()
    plain = cb.simulate(config, seed=9, replications=4)
    assert cb.simulate(config, seed=9, replications=2).event_hashes == plain.event_hashes[:2]
    assert cb.simulate(config, seed=9, replications=4, threads=3).event_hashes == plain.event_hashes
    logged = cb.simulate(config, seed=9, replications=4, log="all", statistics="sample")
    assert logged.event_hashes == plain.event_hashes
    assert cb.simulate(config, seed=10).event_hashes != plain.event_hashes[:1]


def test_a_drained_run_leaves_nobody_and_a_stopped_one_counts_them():
    busy = model(arrivals=[{"queue": "calls", "rate": "6/min"}], patience=[], duration="1h")
    stopped = summary(cb.simulate(busy, seed=1))
    drained = summary(cb.simulate(busy | {"end": "drain"}, seed=1))
    assert stopped["unfinished"]["mean"] > 50
    assert drained["unfinished"]["mean"] == 0
    assert drained["answered"]["mean"] == drained["offered"]["mean"] == stopped["offered"]["mean"]
    assert stopped["answered"]["mean"] + stopped["unfinished"]["mean"] == stopped["offered"]["mean"]


def test_without_patience_only_who_is_served_at_once_is_served():
    row = summary(
        cb.simulate(
            model(patience=[{"distribution": "constant", "value": "0s"}], duration="30d"), seed=6
        )
    )
    blocked = cb.exact.erlang_b(servers=2, load=1.6).blocking
    assert row["abandonment"]["mean"] == pytest.approx(blocked, rel=0.02)
    assert row["mean_wait"]["mean"] == 0


def test_answers_take_time_and_patience_runs_on():
    config = model(
        answer=[{"distribution": "constant", "value": "4s"}],
        arrivals=[{"queue": "calls", "rate": "1/h"}],
        duration="30d",
        patience=[],
    )
    assert summary(cb.simulate(config, seed=1))["mean_wait"]["mean"] == pytest.approx(4, abs=0.2)
    impatient = config | {"patience": [{"distribution": "constant", "value": "3s"}]}
    assert summary(cb.simulate(impatient, seed=1))["abandonment"]["mean"] == 1


def test_after_call_work_is_not_utilisation():
    config = model(
        arrivals=[{"queue": "calls", "rate": "0.2/min"}],
        handling=[{"distribution": "constant", "value": "60s"}],
        after_call=[{"distribution": "constant", "value": "30s"}],
        duration="30d",
    )
    row = summary(cb.simulate(config, seed=1))
    assert row["after_call"]["mean"] == pytest.approx(row["utilisation"]["mean"] / 2, rel=0.01)


def test_a_drain_in_which_every_offer_times_out_ends_with_its_reason():
    config = model(duration="1min", end="drain", patience=[])
    config["answer"] = [{"distribution": "constant", "value": "20s"}]
    rule = {"queue": "calls", "target": {"agent_group": "g0"}, "timeout": "10s"}
    config["center"] = config["center"] | {"routing": [rule]}
    with pytest.raises(cb.UsageError, match="the run does not drain: after its end 1000000 offers"):
        cb.simulate(config, seed=1)
    with pytest.raises(cb.UsageError, match="the run does not drain"):
        cb.simulate(config, Last(), seed=1)
    config["patience"] = [{"distribution": "constant", "value": "1h"}]
    assert summary(cb.simulate(config, seed=1))["unfinished"]["mean"] == 0


class Last(cb.Strategy):
    def choose(self, interaction, candidates):
        return len(candidates) - 1


def test_more_interactions_than_a_machine_holds_end_with_their_reason():
    config = model(arrivals=[{"queue": "calls", "rate": "5000000/s"}], duration="3s", patience=[])
    with pytest.raises(cb.UsageError, match="more than 4000000 interactions of the model are al"):
        cb.simulate(config, seed=1)


def test_a_run_says_how_often_the_day_was_played():
    assert repr(cb.simulate(model(), seed=1)).startswith("<Run: 1 replication, ")
    assert repr(cb.simulate(model(), seed=1, replications=2)).startswith("<Run: 2 replications, ")


def test_shifts_have_breaks_and_busy_agents_finish_first():
    config = model(
        shifts=[
            {
                "agent_group": "g0",
                "from": "09:00",
                "to": "12:00",
                "breaks": [{"from": "10:00", "to": "10:30"}],
            }
        ],
        handling=[{"distribution": "constant", "value": "20min"}],
        duration="6h",
        end="drain",
    )
    log = cb.simulate(config, seed=3, log=True).log().to_dicts()
    starts = [
        row["time"] for row in log if row["action"] == "CallInbound" and row["phase"] == "start"
    ]
    ends = [row["time"] for row in log if row["action"] == "CallInbound" and row["phase"] == "end"]
    hours = [when.hour + when.minute / 60 for when in starts]
    assert min(hours) >= 9
    assert max(hours) < 12
    assert not any(10 < hour < 10.5 for hour in hours)
    assert max(ends).hour >= 12
    assert sum(row["action"] == "LoggedIn" and row["phase"] == "end" for row in log) == 2


# Days whose clocks are changed: when the day before begins, the hours of the day, the hours until
# the clocks show six, and those until half past two: where that is skipped it is as late as it
# would have been, and where it is there twice it is the first.
CHANGED_DAYS = [
    ("Europe/Paris", "2026-03-27T23:00:00Z", 23, 5, 2.5),
    ("Europe/Paris", "2026-10-23T22:00:00Z", 25, 7, 2.5),
    ("Australia/Lord_Howe", "2026-04-03T13:00:00Z", 24.5, 6.5, 3),
    ("Australia/Lord_Howe", "2026-10-02T13:30:00Z", 23.5, 5.5, 2),
]


def logged_in_hours(zone, start, begin, end):
    """Return (hours from the midnight of the changed day, hours that it lasts) of its shift."""
    config = model(
        timezone=zone,
        start=start,
        duration="3d",
        end="drain",
        arrivals=[{"queue": "calls", "rate": "1/h"}],
        handling=[{"distribution": "constant", "value": "1s"}],
        shifts=[{"agent": "a1", "from": begin, "to": end}],
    )
    log = cb.simulate(config, seed=1, log=True).log().to_dicts()
    rows = [row for row in log if row["action"] == "LoggedIn" and row["object"] == "a1"]
    midnight = datetime.fromisoformat(start) + timedelta(days=1)
    starts = [row["time"] for row in rows if row["phase"] == "start"]
    ends = [row["time"] for row in rows if row["phase"] == "end"]
    hour = timedelta(hours=1)
    return [
        ((since - midnight) / hour, (until - since) / hour)
        for since, until in zip(starts, ends, strict=True)
        if midnight <= since < midnight + 20 * hour
    ]


@pytest.mark.parametrize(("zone", "start", "day", "morning", "half_past_two"), CHANGED_DAYS)
def test_shifts_follow_the_clock_of_days_that_change_it(zone, start, day, morning, half_past_two):
    assert logged_in_hours(zone, start, "00:00", "06:00") == [(0, morning)]
    assert logged_in_hours(zone, start, "06:00", "18:00") == [(morning, 12)]
    assert logged_in_hours(zone, start, "06:00", "24:00") == [(morning, day - morning)]
    early = logged_in_hours(zone, start, "02:30", "06:00")
    assert early == [(half_past_two, morning - half_past_two)]


def test_a_profile_ends_with_its_last_interval_and_a_day_level_scatters():
    profile = {"queue": "calls", "profile": {"every": "30min", "mean": [40, 0, 20]}}
    run = cb.simulate(model(arrivals=[profile]), seed=1, replications=200, log="all")
    times = [
        row["time"]
        for replication in range(200)
        for row in run.log(replication).to_dicts()
        if row["action"] == "CallEntered"
    ]
    minutes = [(when.hour - 8) * 60 + when.minute for when in times]
    assert not any(30 <= minute < 60 or minute >= 90 for minute in minutes)
    assert len(times) / 200 == pytest.approx(60, rel=0.05)
    levelled = cb.simulate(
        model(arrivals=[profile | {"day_level": {"gamma": 10}}]), seed=1, replications=400
    )
    counts = [r["numerator"] for r in levelled.replications.to_dicts() if r["metric"] == "offered"]
    counts = counts[:: len(counts) // 400]
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    assert variance / mean == pytest.approx(1 + 60 / 10, rel=0.35)


def test_an_interaction_draws_the_same_under_every_strategy():
    def handled(strategy):
        log = cb.simulate(model(patience=[]), strategy, seed=8, log=True).log().to_dicts()
        return sorted(row["duration"] for row in log if row["action"] == "CallReleased")

    assert handled(cb.LongestIdle())[50:-50] == handled(cb.LeastOccupied())[50:-50]


def test_one_replication_has_no_half_width_and_ratios_are_of_totals():
    run = cb.simulate(model(), seed=1, replications=3)
    parts = [r for r in run.replications.to_dicts() if r["metric"] == "abandonment"]
    parts = [r for r in parts if r["object"] == "*"]
    total = sum(r["numerator"] for r in parts) / sum(r["denominator"] for r in parts)
    assert summary(run)["abandonment"]["mean"] == pytest.approx(total)
    assert summary(cb.simulate(model(), seed=1))["abandonment"]["half_width"] is None


def test_the_log_conserves_and_obeys_little():
    run = cb.simulate(model(arrivals=[{"queue": "calls", "rate": "3/min"}]), seed=2, log=True)
    rows = [row for row in run.log().to_dicts() if row["object_type"] == "Queue"]
    count = {
        action: sum(row["action"] == action and row["phase"] == "occur" for row in rows)
        for action in ("CallEntered", "CallDistributed", "CallAbandoned", "CallCleared")
    }
    open_waits = {}
    waited = 0
    level, area, last = 0, 0, None
    for row in rows:
        if row["action"] != "CallWait":
            continue
        if last is not None:
            area += level * ((row["time"] - last).total_seconds())
        last = row["time"]
        if row["phase"] == "start":
            open_waits[row["interaction"]] = row["time"]
            level += 1
        else:
            waited += (row["time"] - open_waits.pop(row["interaction"])).total_seconds()
            level -= 1
    waiting = len(open_waits)
    assert count["CallEntered"] == (
        count["CallDistributed"] + count["CallAbandoned"] + count["CallCleared"] + waiting
    )
    still = sum((last - when).total_seconds() for when in open_waits.values())
    assert math.isclose(area, waited + still, rel_tol=1e-9)


def test_nonsense_is_refused():
    for arguments in ({"replications": 0}, {"threads": 0}, {"log": "some"}):
        with pytest.raises(ValueError, match=next(iter(arguments))):
            cb.simulate(model(), **arguments)
    with pytest.raises(cb.UsageError, match="log=True"):
        cb.simulate(model()).log()


def test_statistics_that_were_not_measured_are_an_empty_table():
    one = cb.simulate(model())
    assert (len(one.statistics), one.statistics.columns[0]) == (0, "time")
    for replications in (1, 2):
        measured = cb.simulate(model(), replications=replications, statistics="sample").statistics
        empty = cb.simulate(model(), replications=replications).statistics
        assert len(empty) == 0
        assert empty.column_types == measured.column_types
