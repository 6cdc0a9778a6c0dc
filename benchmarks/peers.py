# SPDX-License-Identifier: Apache-2.0
"""M/M/50+M in SimPy, Ciw and Cordboard: calls a second, and whether each finds the abandonment.

48 calls a minute, a minute of handling, 50 agents, patience of two minutes on average. Theory says
that 3.0912 % abandon; a simulator that is fast and wrong is no peer, so each must come near it.
"""

import random
import sys
import time
from collections.abc import Callable

import ciw
import simpy
from run import MM50M

import cordboard as cb

ABANDONMENT = 0.030912
TOLERANCE = 0.005  # about six standard errors of a day of calls in a heavily loaded centre
AGENTS, RATE, HANDLING, PATIENCE = 50, 48.0, 1.0, 2.0  # in minutes
Outcome = tuple[int, float]  # calls, share abandoned


def with_simpy(minutes: float) -> Outcome:
    """Let each call be a process that waits for an agent or gives up."""
    chance = random.Random(1)
    world = simpy.Environment()
    agents = simpy.Resource(world, AGENTS)
    ended = {"served": 0, "abandoned": 0}

    def call():
        with agents.request() as request:
            yield request | world.timeout(chance.expovariate(1 / PATIENCE))
            if not request.triggered:
                ended["abandoned"] += 1
                return
            yield world.timeout(chance.expovariate(1 / HANDLING))
            ended["served"] += 1

    def arrivals():
        while True:
            yield world.timeout(chance.expovariate(RATE))
            world.process(call())

    world.process(arrivals())
    world.run(until=minutes)
    calls = sum(ended.values())
    return calls, ended["abandoned"] / calls


def with_ciw(minutes: float) -> Outcome:
    """Describe the queue as a network of one node, where who reneges leaves."""
    ciw.seed(1)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(RATE)],
        service_distributions=[ciw.dists.Exponential(1 / HANDLING)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
        number_of_servers=[AGENTS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(minutes)
    kinds = [record.record_type for record in simulation.get_all_records()]
    return len(kinds), kinds.count("renege") / len(kinds)


def with_cordboard(minutes: float) -> Outcome:
    """Simulate through the engine, every event included."""
    run = cb.simulate(MM50M | {"duration": f"{minutes:.0f}min"}, seed=1)
    rows = {row["metric"]: row for row in run.summary().to_dicts() if row["object"] == "*"}
    return round(RATE * minutes), rows["abandonment"]["mean"]


PEERS: list[tuple[str, Callable[[float], Outcome], float]] = [
    ("Cordboard", with_cordboard, 30 * 1440),
    ("SimPy", with_simpy, 5 * 1440),
    ("Ciw", with_ciw, 2 * 1440),
]


def main() -> int:
    """Run all and print a table; 1 if one of them is wrong."""
    wrong = 0
    ours = 0.0
    for name, simulate, minutes in PEERS:
        begin = time.process_time()
        calls, abandonment = simulate(minutes)
        rate = calls / (time.process_time() - begin)
        ours = ours or rate
        near = abs(abandonment - ABANDONMENT) <= TOLERANCE
        wrong += not near
        verdict = "" if near else f"  expected {ABANDONMENT:.2%}"
        sys.stdout.write(
            f"{name:10} {rate:12,.0f} calls/s, {ours / rate:5.1f} times slower"
            f"   abandonment {abandonment:.2%}{verdict}\n"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
