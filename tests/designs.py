# SPDX-License-Identifier: Apache-2.0
"""Small centres whose steady state is known: as models to simulate and as Markov chains to solve.

A design has groups of agents and classes of calls. Arrivals, services and patience are exponential,
and every service takes a minute on average. So the numbers of busy agents a group and of waiting
calls a class are a Markov chain as long as a freed agent takes the classes in a fixed order; the
chain is cut where a queue of any class has grown so long that it does not count.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class CallClass:
    """Calls of one kind: rates a minute, and the groups that can serve them, the first tried first.

    An abandonment rate of 0 means that nobody leaves.
    """

    rate: float
    abandonment_rate: float
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Design:
    """Groups with their sizes, and classes with the most urgent first."""

    groups: dict[str, int]
    classes: dict[str, CallClass]
    longest: int = 40  # queue of a class in the chain

    def model(self, **settings: str) -> dict:
        """Give the model to simulate, without its duration."""
        urgency = range(len(self.classes), 0, -1)
        center = {
            "media": [{"name": "voice"}],
            "agents": [
                {"userName": f"{group}-{{n}}", "count": size} for group, size in self.groups.items()
            ],
            "agent_groups": [
                {"name": group, "agents": [f"{group}-{n}" for n in range(1, size + 1)]}
                for group, size in self.groups.items()
            ],
            "queues": [{"name": name, "channel": "voice"} for name in self.classes],
            "routing": [
                {
                    "queue": name,
                    "target": [{"agent_group": group} for group in kind.groups],
                    "priority": priority,
                }
                for priority, (name, kind) in zip(urgency, self.classes.items(), strict=True)
            ],
            "settings": settings,
        }
        return {
            "center": center,
            "start": "2026-03-02T00:00:00Z",
            "arrivals": [
                {"media": "voice", "queue": name, "rate": f"{kind.rate:g}/min"}
                for name, kind in self.classes.items()
            ],
            "handling": [{"media": "voice", "distribution": "exponential", "mean": "60s"}],
            "patience": [
                {
                    "queue": name,
                    "distribution": "exponential",
                    "mean": f"{60 / kind.abandonment_rate:g}s",
                }
                for name, kind in self.classes.items()
                if kind.abandonment_rate
            ],
        }

    def exact(self) -> dict[tuple[str, str], float]:
        """Solve the chain; the answer is keyed by object and metric, as a summary is."""
        states, probabilities = self._stationary()
        busy = probabilities @ states[:, : len(self.groups)]
        waiting = probabilities @ states[:, len(self.groups) :]
        values = {
            (group, "utilisation"): busy[g] / size
            for g, (group, size) in enumerate(self.groups.items())
        }
        index = {group: g for g, group in enumerate(self.groups)}
        for k, (name, kind) in enumerate(self.classes.items()):
            full = [states[:, index[group]] == self.groups[group] for group in kind.groups]
            values[name, "mean_queue_length"] = waiting[k]
            values[name, "mean_wait"] = 60 * waiting[k] / kind.rate
            values[name, "probability_of_wait"] = probabilities[np.all(full, axis=0)].sum()
            if kind.abandonment_rate:
                values[name, "abandonment"] = kind.abandonment_rate * waiting[k] / kind.rate
        return {key: float(value) for key, value in values.items()}

    def _steps(self, state: tuple[int, ...]):
        """Give where a state can go, with the rates."""
        groups, classes = list(self.groups.items()), list(self.classes.values())

        def changed(place: int, by: int) -> tuple[int, ...]:
            return (*state[:place], state[place] + by, *state[place + 1 :])

        for k, kind in enumerate(classes):
            queue = len(groups) + k
            able = [g for g, (name, _) in enumerate(groups) if name in kind.groups]
            able.sort(key=lambda g, kind=kind: kind.groups.index(groups[g][0]))
            free = [g for g in able if state[g] < groups[g][1]]
            if free or state[queue] < self.longest:
                yield changed(free[0] if free else queue, 1), kind.rate
            if state[queue]:
                yield changed(queue, -1), state[queue] * kind.abandonment_rate
        for g, (name, _) in enumerate(groups):
            queues = [len(groups) + k for k, kind in enumerate(classes) if name in kind.groups]
            taken = next((queue for queue in queues if state[queue]), g)
            if state[g]:
                yield changed(taken, -1), state[g]

    def _stationary(self):
        """Give all states that can be reached from the empty centre, and their probabilities."""
        empty = (0,) * (len(self.groups) + len(self.classes))
        number, found, moves = {empty: 0}, [empty], []
        for state in found:
            for target, rate in self._steps(state):
                if target not in number:
                    number[target] = len(found)
                    found.append(target)
                moves.append((number[target], number[state], rate))
        balance = np.zeros((len(found), len(found)))
        for target, source, rate in moves:
            balance[target, source] += rate
            balance[source, source] -= rate
        # One balance equation follows from the others; the sum of all probabilities replaces it.
        balance[0] = 1
        right = np.zeros(len(found))
        right[0] = 1
        return np.array(found), np.linalg.solve(balance, right)


M = Design({"group": 50}, {"calls": CallClass(48, 0.5, ("group",))}, longest=200)
N = Design(
    {"group0": 7, "group1": 9},
    {
        "class1": CallClass(6, 0.25, ("group1",)),
        "class0": CallClass(8, 0.5, ("group0", "group1")),
    },
)
V = Design(
    {"group": 8},
    {"class0": CallClass(4, 0.5, ("group",)), "class1": CallClass(4, 0.5, ("group",))},
)
W = Design(
    {"own0": 4, "own1": 3, "flexible": 3},
    {
        "class0": CallClass(5, 0.5, ("own0", "flexible")),
        "class1": CallClass(4, 0.5, ("own1", "flexible")),
    },
)
