# SPDX-License-Identifier: Apache-2.0
"""A routing strategy in one method, compared with the built-in one on the same days."""

import cordboard as cb

SEED, DAYS = 7, 4


class BestFit(cb.Strategy):
    """Prefer high skill, and of equally skilled agents the one who has rested longest."""

    needs = ("skill_level", "idle_time")

    def choose(self, interaction, candidates):
        """Give the row of the best candidate."""
        return int((candidates[:, 0] + 0.001 * candidates[:, 1]).argmax())


def whole_day(run):
    """Return mean and half-width of each metric of the whole centre."""
    return {
        metric: (mean, half_width)
        for metric, _, name, mean, half_width, _ in run.summary().rows()
        if name == "*"
    }


def main():
    """Play the same days under both strategies and print a few of their metrics."""
    # The same seed: the same customers come at the same times under both strategies.
    model = cb.Model.sample()
    idle = cb.simulate(model, cb.LongestIdle(), seed=SEED, replications=DAYS)
    best = cb.simulate(model, BestFit(), seed=SEED, replications=DAYS)
    assert idle.interactions == best.interactions

    print(f"{DAYS} days, {idle.interactions:,} interactions,", end=" ")
    print(f"{best.decisions:,} decisions of BestFit\n")
    print(f"{'metric':14}{'LongestIdle':>20}{'BestFit':>20}")
    for metric in ("abandonment", "mean_wait", "service_level", "utilisation"):
        cells = []
        for run in (idle, best):
            mean, half_width = whole_day(run)[metric]
            cells.append(f"{mean:.4g} ± {half_width:.2g}")
        print(f"{metric:14}{cells[0]:>20}{cells[1]:>20}")


if __name__ == "__main__":
    main()
