# SPDX-License-Identifier: Apache-2.0
"""A Center as Python uses it: loading, commands through handles, forks and tables."""

import polars as pl
import pyarrow as pa
import pytest

import cordboard as cb

BIG = """\
media: [{name: voice}]
skills: [{name: billing}, {name: english}]
queues: [{name: support, channel: voice}]
agent_groups: [{name: all, agents: ["a{n}"]}]
routing: [{queue: support, target: {agent_group: all}}]
agents:
"""
SKILLS = "skills: {billing: 5, english: 3}"


def started(agents: int) -> cb.Center:
    """Give a center whose agents are all ready."""
    row = {"userName": "a{n}", "count": agents}
    center = cb.Center(
        {
            "media": [{"name": "voice"}],
            "agents": [row],
            "agent_groups": [{"name": "all", "agents": ["a{n}"]}],
            "queues": [{"name": "support", "channel": "voice"}],
            "routing": [{"queue": "support", "target": {"agent_group": "all"}}],
        }
    )
    for agent in center.agents():
        agent.start_session(["voice"])
        agent.ready("voice")
    return center


def one_call(center: cb.Center) -> None:
    """Offer a call, accept and complete it: three commands."""
    call = center.offer(queue="support")
    agent = center.agent(call.agent)
    agent.accept(call.id)
    agent.complete(call.id)


@pytest.fixture(scope="module")
def million() -> cb.Table:
    """Give the table of about a million events, from a simulation that keeps them."""
    center = started(50)
    while len(center.events) < 1_000_000:
        for _ in range(100_000):
            one_call(center)
    return center.events


@pytest.mark.parametrize("form", ["count", "one by one"])
def test_load_10000_agents(benchmark, tmp_path, form):
    rows = [f'  - {{userName: "a{{n}}", count: 10000, {SKILLS}}}']
    text = BIG
    if form == "one by one":
        names = [f"a{n}" for n in range(10_000)]
        rows = [f"  - {{userName: {name}, {SKILLS}}}" for name in names]
        text = BIG.replace('"a{n}"', ", ".join(names))
    path = tmp_path / "center.yaml"
    path.write_text(text + "\n".join(rows) + "\n")
    center = benchmark.pedantic(cb.Center.from_yaml, (path,), rounds=3, warmup_rounds=1)
    assert len(center.agents()) == 10_000


def test_three_commands_of_a_call(benchmark):
    center = started(50)
    benchmark(one_call, center)


def test_fork_5000_agents(benchmark):
    center = started(5_000)
    fork = benchmark(center.fork)
    assert fork.state_hash() == center.state_hash()


@pytest.mark.parametrize("consume", [pl.DataFrame, pa.table], ids=["polars", "pyarrow"])
def test_arrow_export_of_1m_events(benchmark, million, consume):
    frame = benchmark.pedantic(consume, (million,), rounds=5, warmup_rounds=1)
    assert len(frame) == len(million)
