# SPDX-License-Identifier: Apache-2.0
"""Hold designs against their exact values: coverage and width of the intervals, seeds 1 to 20.

    python benchmarks/validation/coverage.py [mm50m] [n] [v] [w]

The bars: no half-width above 0.5 % of the value, and of the 20 intervals at least 17 cover it.
The lengths come from a run of 40 replications with another seed: so many days that the half-width
of whatever varies most, a mean queue or a mean wait, is about 0.42 %. 300 replications make the
half-widths themselves vary little; still, the widest of 20 in M/M/50+M is 0.50 %. The last column
is the mean of the 20 estimates less the exact value, in standard errors of that mean; beyond 3 it
would show a bias that coverage hides.

On one thread: M/M/50+M plays 62 million calls a seed, N 48, V 16, W 25.
"""

import math
import sys
import time
from pathlib import Path

import cordboard as cb

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import designs

# Days of one replication.
DESIGNS = {
    "mm50m": (designs.M, 3),
    "n": (designs.N, 8),
    "v": (designs.V, 4.5),
    "w": (designs.W, 6.5),
}
REPLICATIONS = 300
SEEDS = range(1, 21)
COVERED_BAR = 17
WIDTH_BAR = 0.005


def validate(name: str) -> bool:
    """Play the seeds of a design, print its table and tell whether the bars are reached."""
    design, days = DESIGNS[name]
    exact = design.exact()
    # The slowest mode of these chains dies out with the patience, in 2 to 4 minutes.
    model = design.model() | {"duration": f"{days * 24:g}h", "warm_up": "1h"}
    estimates = {key: [] for key in exact}
    begin = time.process_time()
    for seed in SEEDS:
        run = cb.simulate(model, seed=seed, replications=REPLICATIONS)
        rows = {(row["object"], row["metric"]): row for row in run.summary().to_dicts()}
        for key, found in estimates.items():
            found.append((rows[key]["mean"], rows[key]["half_width"]))
        print(f"{name}: seed {seed}", file=sys.stderr, flush=True)
    print(f"{name}, {time.process_time() - begin:.0f} s of CPU time")
    print("| object | metric | exact | covered | half-width at most | bias |")
    print("| --- | --- | --- | --- | --- | --- |")
    reached = True
    for (thing, metric), value in sorted(exact.items()):
        found = estimates[thing, metric]
        covered = sum(abs(mean - value) <= half for mean, half in found)
        widest = max(half for _, half in found) / value
        bias = sum(mean - value for mean, _ in found) / len(found)
        error = math.sqrt(sum((half / 1.96) ** 2 for _, half in found)) / len(found)
        print(
            f"| {thing} | {metric} | {value:.7g} | {covered} of {len(found)} "
            f"| {100 * widest:.2f} % | {bias / error:+.1f} |"
        )
        reached = reached and covered >= COVERED_BAR and widest <= WIDTH_BAR
    print(f"bars {'reached' if reached else 'NOT REACHED'}\n", flush=True)
    return reached


if __name__ == "__main__":
    sys.exit(not all([validate(name) for name in sys.argv[1:] or DESIGNS]))  # noqa: C419
