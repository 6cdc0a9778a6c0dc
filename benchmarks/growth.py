# SPDX-License-Identifier: Apache-2.0
"""Count the instructions that an action costs the statistics engine as agents grow.

usage: growth.py [agents ...]

The definitions of the sample file are open on every object, and the actions are fed as tables.
Counted is feed_tables() of the program `statistics`, one feed of a table less and one with it; the
difference is what the actions of that table cost. What a feed costs beside its rows drops out.
Exits 1 where the dearest number of agents costs over 5 % more than the cheapest. Needs valgrind
and `cmake --build --preset release`.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "build/release/benchmarks/cpp/statistics"
AGENTS = (100, 100_000)
LIMIT = 5.0  # percent


def counted(agents: int, tables: int) -> tuple[int, float]:
    """Return the instructions of the feeds, and how many actions came after the opening."""
    command = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "--toggle-collect=*feed_tables*",
        str(PROGRAM),
        f"--benchmark_filter=^feed_fixed/{agents}/{tables}/",
        "--benchmark_format=json",
    ]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", answer.stderr)
    if answer.returncode or found is None:
        raise SystemExit(f"{agents} agents failed:\n{answer.stderr}")
    (row,) = json.loads(answer.stdout)["benchmarks"]
    return int(found[1]), row["actions"]


def main() -> int:
    """Count, print and judge."""
    costs = []
    for agents in [int(one) for one in sys.argv[1:]] or AGENTS:
        (less, few), (more, many) = counted(agents, 1), counted(agents, 2)
        costs.append((more - less) / (many - few))
        sys.stdout.write(f"{agents:8,} agents {costs[-1]:8.1f} instructions an action\n")
        sys.stdout.flush()
    spread = 100 * (max(costs) / min(costs) - 1)
    sys.stdout.write(f"{spread:.1f} % between them, at most {LIMIT:g} %\n")
    return spread > LIMIT


if __name__ == "__main__":
    sys.exit(main())
