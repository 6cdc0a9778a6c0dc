# SPDX-License-Identifier: Apache-2.0
"""Count the instructions of fixed workloads and compare them with the committed counts.

usage: callgrind.py [--update]

Seconds on a shared machine say little; the instructions of a deterministic program hardly move.
Each workload has a fixed number of iterations, which is checked: a clock that chose another
would compare unlike things. The warning that the library was built as DEBUG means libbenchmark's
own few instructions and is harmless here.
Exits 1 when one grew by more than 3 %, or when the counts were made with another compiler.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "build" / "release" / "benchmarks" / "cpp"
KEPT = ROOT / "benchmarks" / "results" / "instructions.json"
LIMIT = 3.0  # percent

# A program, which of its benchmarks, and its iterations.
WORKLOADS = [
    ("simulation", "statistics_off_fixed", 1),
    ("simulation", "statistics_on_fixed", 1),
    ("simulation", "decisions_fixed/64", 1),
    ("engine", "routing_fixed/5", 200_000),
    ("engine", "routing_fixed/100", 200_000),
    ("engine", "fork_fixed", 20),
    ("stats_rows", "rows_of_calls_fixed", 20),
    ("statistics", "feed_fixed/1000/1", 1),
    ("load_center", "agents_by_count", 1),
    ("load_center", "agents_one_by_one", 1),
]


def compiler() -> str:
    """Return the first line of g++ --version."""
    answer = subprocess.run(["g++", "--version"], check=True, capture_output=True, text=True)
    return answer.stdout.splitlines()[0]


def instructions(program: str, benchmark: str, iterations: int) -> int:
    """Run one workload under callgrind and return what it executed, set-up included."""
    command = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        str(BUILT / program),
        f"--benchmark_filter=^{benchmark}(/|$)",
        "--benchmark_min_time=0",
        "--benchmark_format=json",
    ]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", answer.stderr)
    if answer.returncode or found is None:
        raise SystemExit(f"{program} {benchmark} failed:\n{answer.stderr}")
    ran = [row["iterations"] for row in json.loads(answer.stdout)["benchmarks"]]
    if ran != [iterations]:
        raise SystemExit(f"{program} {benchmark} ran {ran} iterations, expected {iterations}")
    return int(found[1])


def main() -> int:
    """Count, print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="keep the counts of this run")
    update = parser.parse_args().update
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {"instructions": {}}
    here = compiler()
    if not update and kept.get("compiler") != here:
        raise SystemExit(f"counted with {kept.get('compiler')}, this is {here}: run --update")
    counts = {}
    grown = 0
    for program, benchmark, iterations in WORKLOADS:
        name = f"{program} {benchmark}"
        counts[name] = instructions(program, benchmark, iterations)
        before = kept["instructions"].get(name)
        change = 100 * (counts[name] / before - 1) if before else 0.0
        grown += change > LIMIT
        sys.stdout.write(f"{name:32} {counts[name]:16,} {change:+8.2f} %\n")
        sys.stdout.flush()
    if update:
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps({"compiler": here, "instructions": counts}, indent=2) + "\n")
        return 0
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
