# SPDX-License-Identifier: Apache-2.0
"""Run all benchmarks, keep their results as JSON and print each figure beside its bar."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import cordboard as cb

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
BUILT = ROOT / "build" / "release" / "benchmarks" / "cpp"

MM50M = {
    "center": {
        "media": [{"name": "voice"}],
        "agents": [{"userName": "a{n}", "count": 50}],
        "agent_groups": [{"name": "g0", "agents": [f"a{n}" for n in range(1, 51)]}],
        "queues": [{"name": "support", "channel": "voice"}],
        "routing": [{"queue": "support", "target": {"agent_group": "g0"}}],
    },
    "start": "2026-03-02T00:00:00Z",
    "arrivals": [{"media": "voice", "queue": "support", "rate": "48/min"}],
    "handling": [{"media": "voice", "distribution": "exponential", "mean": "60s"}],
    "patience": [{"media": "voice", "distribution": "exponential", "mean": "2min"}],
}


class BestFit(cb.Strategy):
    """The strategy of the contract, chapter 6."""

    needs = ("skill_level", "idle_time", "open_interactions")

    def choose(self, interaction, candidates):  # noqa: ARG002
        """Choose the best fit."""
        return int((candidates[:, 0] + 0.01 * candidates[:, 1]).argmax())


class BestFitTogether(BestFit):
    """The same for one decision of every replication."""

    def choose_many(self, candidates, offsets):
        """Choose for all at once."""
        score = candidates[:, 0] + 0.01 * candidates[:, 1]
        best = np.maximum.reduceat(score, offsets[:-1])
        hits = np.flatnonzero(score == np.repeat(best, np.diff(offsets)))
        return hits[np.searchsorted(hits, offsets[:-1])] - offsets[:-1]


def native(name: str) -> dict[str, dict[str, float]]:
    """Run one C++ benchmark program."""
    out = RESULTS / f"{name}.json"
    command = [BUILT / name, f"--benchmark_out={out}", "--benchmark_out_format=json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {row["name"]: row for row in json.loads(out.read_text())["benchmarks"]}


def seconds_a_million(strategy: cb.Strategy, duration: str, replications: int) -> float:
    """Return CPU seconds for a million decisions."""
    begin = time.process_time()
    run = cb.simulate(MM50M | {"duration": duration}, strategy, seed=1, replications=replications)
    return (time.process_time() - begin) / run.decisions * 1e6


def main() -> None:
    """Run everything and print the table."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    rates = native("simulation")
    engine = native("engine")
    one = seconds_a_million(BestFit(), "15d", 1)
    together = seconds_a_million(BestFitTogether(), "6h", 100)
    routing = {n: engine[f"routing/{n}"]["cpu_time"] for n in (5, 20, 100)}
    off = next(row for name, row in rates.items() if name.startswith("statistics_off"))
    on = next(row for name, row in rates.items() if name.startswith("statistics_on"))
    rows = [
        ("M/M/50+M, statistics off", off["calls"] / 1e6, "M calls/s", ">= 2.0"),
        ("M/M/50+M, 25 statistics on", on["calls"] / 1e6, "M calls/s", ">= 1.0"),
        ("engine", off["events"] / 1e6, "M events/s", ""),
        ("a million decisions of BestFit", one, "s", "<= 2.5"),
        ("choose_many, a million decisions", together, "s", ""),
        ("choose_many faster by", one / together, "times", ">= 5"),
        ("routing, 5 queues an agent", routing[5], "ns", ""),
        ("routing, 20 queues an agent", routing[20], "ns", ""),
        ("routing, 100 queues an agent", routing[100], "ns", ""),
        ("100 queues : 5 queues", routing[100] / routing[5], "times", "<= 15"),
        ("fork of 5,000 agents", engine["fork"]["cpu_time"] / 1e3, "ms", "<= 5"),
        ("table of 1M events", engine["table_of_a_million_events"]["cpu_time"], "ms", ""),
    ]
    (RESULTS / "summary.json").write_text(json.dumps(rows, indent=1))
    for name, figure, unit, bar in rows:
        sys.stdout.write(f"{name:36} {figure:10.3f} {unit:10} {bar}\n")


if __name__ == "__main__":
    main()
