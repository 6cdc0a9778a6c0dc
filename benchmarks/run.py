# SPDX-License-Identifier: Apache-2.0
"""Run all benchmarks, keep their results as JSON, print each figure with its bar and ratio.

A figure is the best of several repetitions: other work on the machine only ever adds time.
"""

import json
import math
import subprocess
import sys
import time
from pathlib import Path

import cordboard as cb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import designs

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
BUILT = ROOT / "build" / "release" / "benchmarks" / "cpp"

REPETITIONS = 5
MM50M = designs.M.model()


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
        return cb.best_of_each(candidates[:, 0] + 0.01 * candidates[:, 1], offsets)


def native(name: str) -> dict[str, dict[str, float]]:
    """Run one C++ benchmark program; give the best of the repetitions of each benchmark."""
    out = RESULTS / f"{name}.json"
    command = [
        BUILT / name,
        f"--benchmark_repetitions={REPETITIONS}",
        "--benchmark_filter=-_fixed",
        f"--benchmark_out={out}",
        "--benchmark_out_format=json",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    best: dict[str, dict[str, float]] = {}
    for row in json.loads(out.read_text())["benchmarks"]:
        known = best.get(row["run_name"])
        if row["run_type"] == "iteration" and (not known or row["cpu_time"] < known["cpu_time"]):
            best[row["run_name"]] = row
    return best


def seconds_a_million(
    strategy: cb.Strategy, duration: str, replications: int
) -> tuple[float, float, float]:
    """Return seconds for a million decisions: by default, on one thread, and the deciding alone.

    Each is the best of the repetitions, which take turns. The deciding is what a run on one thread
    costs more than the same days under a built-in strategy.
    """
    model = cb.Model(MM50M | {"duration": duration})
    ways = ((strategy, None), (strategy, 1), (cb.LongestIdle(), 1))
    spent = [math.inf] * len(ways)
    decisions = 0
    for _ in range(REPETITIONS):
        for way, (one, threads) in enumerate(ways):
            begin = time.perf_counter()
            run = cb.simulate(model, one, seed=1, replications=replications, threads=threads)
            spent[way] = min(spent[way], time.perf_counter() - begin)
            decisions = run.decisions or decisions
    whole, on_one_thread, built_in = (seconds / decisions * 1e6 for seconds in spent)
    return whole, on_one_thread, on_one_thread - built_in


def measured() -> dict[str, float]:
    """Run everything; give each figure by the name that `FIGURES` uses."""
    rates, engine = native("simulation"), native("engine")
    rows, loads = native("stats_rows"), native("load_center")
    large = native("statistics")
    one, _, one_alone = seconds_a_million(BestFit(), "15d", 1)
    together, together_on_one, together_alone = seconds_a_million(BestFitTogether(), "5h", 128)
    routing = {n: engine[f"routing/{n}"]["cpu_time"] for n in (5, 20, 100)}
    standing = {n: engine[f"routing_at_one_instant/{n}"]["cpu_time"] for n in (5, 100)}
    engaged = {n: engine[f"routing_to_the_engaged/{n}"]["cpu_time"] for n in (5, 100)}
    off = next(row for name, row in rates.items() if name.startswith("statistics_off"))
    on = next(row for name, row in rates.items() if name.startswith("statistics_on"))
    return {
        "off": off["calls"] / 1e6,
        "on": on["calls"] / 1e6,
        "events": off["events"] / 1e6,
        "one": one,
        "together": together,
        "faster": one / together,
        "together_on_one": together_on_one,
        "alone": one_alone,
        "together_alone": together_alone,
        "faster_alone": one_alone / together_alone,
        "routing_5": routing[5],
        "routing_20": routing[20],
        "routing_100": routing[100],
        "routing_ratio": routing[100] / routing[5],
        "standing_ratio": standing[100] / standing[5],
        "engaged_ratio": engaged[100] / engaged[5],
        "fork": engine["fork"]["cpu_time"] / 1e3,
        "table": engine["table_of_a_million_events"]["cpu_time"],
        "rows": rows["rows_of_calls"]["items_per_second"] / 1e6,
        "feed_100": large["feed/100"]["items_per_second"] / 1e6,
        "feed_100000": large["feed/100000"]["items_per_second"] / 1e6,
        "idle_bytes": large["idle"]["bytes_each"],
        "message": large["immediate_notification/iterations:300000"]["cpu_time"],
        "sliding": large["feed_of_sliding_windows/900/iterations:8"]["items_per_second"] / 1e6,
        "load_count": loads["agents_by_count"]["cpu_time"],
        "load_each": loads["agents_one_by_one"]["cpu_time"],
    }


# Key, what it is, unit, and the bar: at least (">=") or at most ("<=") so much.
FIGURES: list[tuple[str, str, str, tuple[str, float] | None]] = [
    ("off", "M/M/50+M, statistics off", "M calls/s", (">=", 2.0)),
    ("on", "M/M/50+M, 25 statistics on", "M calls/s", (">=", 1.0)),
    ("events", "engine", "M events/s", None),
    ("one", "a million decisions of BestFit", "s", ("<=", 2.5)),
    ("together", "choose_many, a million decisions", "s", None),
    ("faster", "choose_many faster by", "times", (">=", 5)),
    ("together_on_one", "choose_many on one thread", "s", None),
    ("alone", "BestFit, the deciding alone", "s", None),
    ("together_alone", "choose_many, the deciding alone", "s", None),
    ("faster_alone", "choose_many decides faster by", "times", None),
    ("routing_5", "routing, 5 queues an agent", "ns", None),
    ("routing_20", "routing, 20 queues an agent", "ns", None),
    ("routing_100", "routing, 100 queues an agent", "ns", None),
    ("routing_ratio", "100 queues : 5 queues", "times", ("<=", 15)),
    ("standing_ratio", "the same while time stands still", "times", ("<=", 15)),
    ("engaged_ratio", "the same where everybody holds a call", "times", ("<=", 15)),
    ("fork", "fork of 5,000 agents", "ms", ("<=", 5)),
    ("table", "table of 1M events", "ms", None),
    ("rows", "statistics engine", "M rows/s", None),
    ("feed_100", "feed of tables, 100 agents", "M rows/s", (">=", 3.0)),
    ("feed_100000", "feed of tables, 100,000 agents", "M rows/s", (">=", 3.0)),
    ("idle_bytes", "an idle open statistic", "bytes", ("<=", 160)),
    ("message", "action to immediate messages", "ns", None),
    ("sliding", "feed, sliding windows of 15 min", "M rows/s", None),
    ("load_count", "load of 10,000 agents, by count", "ms", None),
    ("load_each", "load of 10,000 agents, one by one", "ms", None),
]


def main() -> None:
    """Run everything and print the table."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    found = measured()
    summary = []
    for key, name, unit, bar in FIGURES:
        sign, limit = bar or ("", 0.0)
        ratio = found[key] / limit if bar else None
        summary.append({"name": name, "figure": found[key], "unit": unit, "ratio_to_bar": ratio})
        beside = f"{sign} {limit:<6g} {ratio:6.2f} of the bar" if bar else ""
        sys.stdout.write(f"{name:40} {found[key]:10.3f} {unit:10} {beside}\n")
    (RESULTS / "summary.json").write_text(json.dumps(summary, indent=1))


if __name__ == "__main__":
    main()
