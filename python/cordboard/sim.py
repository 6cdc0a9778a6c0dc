# SPDX-License-Identifier: Apache-2.0
"""Simulated days: models, replications and what they measure (contract 6)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cordboard import _core
from cordboard.clock import datetime_of, stopwatch
from cordboard.errors import BadInput, StrategyError, UsageError
from cordboard.estimates import ratio_estimate
from cordboard.frames import Table
from cordboard.progress import Progress, progress_bar
from cordboard.spread import processors, spread
from cordboard.stats import StatisticsSource, statistics_file
from cordboard.strategy import Strategy, built_in_choice
from cordboard.texts import config_text, read_text
from cordboard.traces import read_trace
from cordboard.zones import zone_table

__all__ = ["Model", "Run", "simulate"]

# The columns of Run.statistics.
_STATISTICS = {
    "replication": "integer",
    "time": "instant",
    "object_type": "word",
    "object": "word",
    "statistic": "word",
    "value": "real",
    "structure": "text",
}

# Of one replication: its statistics and its log, as far as they were asked for.
Tables = tuple[Table | None, Table | None]


class Model:
    """A centre and how its customers and agents behave (contract 6.1).

    Args:
        config: the contents of a model.yaml as a mapping; ``center`` is a file name or a mapping.

    Raises:
        BadInput: the model is not valid; names file, line, field and remedy.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._read(config_text(config, "Model.from_yaml"), "model.json", Path())

    @classmethod
    def from_yaml(cls, path: str | Path) -> Model:
        """Read a model.yaml (or .json) file; file names inside are relative to it."""
        path = Path(path)
        model = cls.__new__(cls)
        model._read(read_text(path), str(path), path.parent)
        return model

    @classmethod
    def sample(cls) -> Model:
        """Give the sample day that ``cordboard demo`` plays."""
        return cls.from_yaml(Path(__file__).parent / "data" / "sample_day.yaml")

    def _read(self, text: str, file: str, folder: Path) -> None:
        def load(name: str) -> str:
            try:
                return read_text(folder / name)
            except OSError as error:
                raise BadInput(
                    f"cannot read {name!r}: {error.strerror}", file, path="center"
                ) from None

        self._source = (text, file, folder)
        self._core = _core.Model.read(
            text, file, load, zone_table, lambda name: read_trace(folder / name)
        )

    def __reduce__(self) -> tuple[Callable[..., Model], tuple[str, str, Path]]:
        return _model_of, self._source

    @property
    def queues(self) -> list[str]:
        """The names of its queues."""
        return self._core.queues

    def __repr__(self) -> str:
        core = self._core
        start = datetime_of(core.start).isoformat()
        length = _core.duration_text(core.duration)
        return f"<Model {start} for {length}: {core.agents} agents, {len(core.queues)} queues>"


def _model_of(text: str, file: str, folder: Path) -> Model:
    model = Model.__new__(Model)
    model._read(text, file, folder)
    return model


class Run:
    """What a simulation measured."""

    def __init__(
        self,
        results: list[tuple[list[tuple[str, str, str, float, float]], int, int]],
        tables: list[Tables],
        seconds: float,
        decisions: int,
    ) -> None:
        self._results = results
        self._tables = tables
        self.seconds = seconds
        self.decisions = decisions

    @property
    def interactions(self) -> int:
        """How many interactions arrived, over all replications."""
        return _interactions(self._results)

    @property
    def event_hashes(self) -> list[str]:
        """The hash over all events of each replication."""
        return [f"{event_hash:016x}" for _, _, event_hash in self._results]

    @property
    def replications(self) -> Table:
        """Numerator and denominator of every metric in every replication."""
        rows = [
            (replication, *row)
            for replication, (measures, _, _) in enumerate(self._results)
            for row in measures
        ]
        names = ("replication", "metric", "object_type", "object", "numerator", "denominator")
        kinds = ("integer", "word", "word", "word", "real", "real")
        columns = {
            name: (kind, [row[i] for row in rows])
            for i, (name, kind) in enumerate(zip(names, kinds, strict=True))
        }
        return Table.from_columns(columns)

    def summary(self) -> Table:
        """Give the estimates: metric, object_type, object, mean, half_width (95 %), replications.

        Counts are means per replication; a ratio is total over total, its half-width by
        linearisation with Student's t (contract 6.3, point 8). The whole centre has the object
        ``*``.
        """
        totals: dict[tuple[str, str, str], tuple[list[float], list[float]]] = {}
        for measures, _, _ in self._results:
            for metric, object_type, name, numerator, denominator in measures:
                tops, bottoms = totals.setdefault((metric, object_type, name), ([], []))
                tops.append(numerator)
                bottoms.append(denominator)
        rows = [
            (*key, *ratio_estimate(tops, bottoms), len(tops))
            for key, (tops, bottoms) in totals.items()
        ]
        rows.sort(key=lambda row: row[1] != "*")
        names = ("metric", "object_type", "object", "mean", "half_width", "replications")
        kinds = ("word", "word", "word", "real", "real", "integer")
        return Table.from_columns(
            {
                name: (kind, [row[i] for row in rows])
                for i, (name, kind) in enumerate(zip(names, kinds, strict=True))
            }
        )

    def log(self, replication: int = 0) -> Table:
        """Give the action stream of a replication (contract 5).

        Raises:
            UsageError: the replication was not logged; simulate with log=True.
        """
        if not 0 <= replication < len(self._tables) or self._tables[replication][1] is None:
            raise UsageError(
                f"replication {replication} was not logged: simulate(…, log=True) logs the first,"
                " a list of numbers those, log='all' every one"
            )
        table = self._tables[replication][1]
        assert table is not None
        return table

    @property
    def statistics(self) -> Table:
        """The statistics at the end of each replication, as ``simulate(statistics=…)`` asks for.

        Several replications have a column ``replication`` in front. Without ``statistics=`` the
        table has no rows.
        """
        parts = [table for table, _ in self._tables if table is not None]
        if len(parts) == 1:
            return parts[0]
        rows = [
            (replication, *row) for replication, part in enumerate(parts) for row in part.rows()
        ]
        columns = {
            name: (kind, [row[i] for row in rows])
            for i, (name, kind) in enumerate(_STATISTICS.items())
        }
        if len(self._results) == 1:
            del columns["replication"]
        return Table.from_columns(columns)

    def __repr__(self) -> str:
        count = len(self._results)
        return (
            f"<Run: {count} replication{'s' * (count != 1)}, {self.interactions:,} interactions,"
            f" {self.seconds:.2f} s>"
        )

    def _repr_html_(self) -> str:
        return self.summary()._repr_html_()


def simulate(
    model: Model | Mapping[str, Any],
    strategy: Strategy | None = None,
    *,
    replications: int = 1,
    seed: int = 0,
    threads: int | None = None,
    progress: bool = False,
    log: bool | str | Iterable[int] = False,
    statistics: str | Path | StatisticsSource | None = None,
) -> Run:
    """Play a model.

    Replication r is the same for any number of replications, threads and logs; the k-th interaction
    of an arrival row draws the same numbers under every strategy.

    Args:
        model: a Model, or the contents of a model.yaml as a mapping.
        strategy: who chooses among able agents; ``LongestIdle()`` unless given. Every replication
            works on a deep copy of a strategy in Python.
        replications: how many independent days.
        seed: of all draws.
        threads: worker threads; worker processes when the strategy is in Python. On Linux these
            are forked, so that a strategy may be defined anywhere; elsewhere they import it anew,
            and a script that calls this needs ``if __name__ == "__main__":``. Unless given there is
            one, except that the days between two calls of ``choose_many`` run on all processors.
        progress: show a progress bar.
        log: keep the action stream: True for replication 0, a list of numbers, or "all".
        statistics: a statistics.yaml to measure by, or "sample".

    Raises:
        StrategyError: the strategy raised, or answered what cannot be done.
        BadInput: the statistics cannot be read.
    """
    _check_whole("replications", replications, 1, 1_000_000)
    if threads is not None:
        _check_whole("threads", threads, 1, 1_000)
    _check_whole("seed", seed, 0, 2**64 - 1)
    processes = min(threads or 1, replications)
    played = model if isinstance(model, Model) else Model(model)
    logged = _logged(log, replications)
    source = StatisticsSource("", "")
    if isinstance(statistics, StatisticsSource):
        source = statistics
    elif statistics is not None:
        source = statistics_file(statistics, played._core.timezone)
        source.warn(stacklevel=2)
    begin = stopwatch()
    choice = built_in_choice(strategy)
    if choice is not None:
        core = played._core.choosing(choice)
        with progress_bar(progress, replications) as bar:
            results, tables = _core.run_replications(
                core, seed, 0, logged, processes, source.text, source.file, source.zones, bar.update
            )
            bar.finish(len(results), _interactions(results))
        part = _Part(results, _wrapped(tables), 0)
    else:
        assert strategy is not None
        day = _Day(played, strategy, seed, logged, source)
        part = _by_strategy(day, threads, progress)
    return Run(part.results, part.tables, stopwatch() - begin, part.decisions)


def _check_whole(name: str, value: Any, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{name}: expected a whole number from {least} to {most}, got {value!r}")


def _logged(log: bool | str | Iterable[int], replications: int) -> list[bool]:
    if isinstance(log, bool):
        return [log and i == 0 for i in range(replications)]
    if isinstance(log, str):
        if log != "all":
            raise ValueError(f'log: expected True, a list of numbers or "all", got {log!r}')
        return [True] * replications
    wanted = set(log)
    return [i in wanted for i in range(replications)]


# So many replications stand side by side: fewer, and every call of choose_many answers less; more,
# and their states compete for the processor's cache (benchmarks/README.md).
_SIDE_BY_SIDE = 64


@dataclass(frozen=True)
class _Day:
    """What a strategy plays: a model, draws, and what is measured."""

    model: Model
    strategy: Strategy
    seed: int
    logged: list[bool]
    source: StatisticsSource


@dataclass
class _Part:
    """What came out of some replications that follow each other."""

    results: list[Any]
    tables: list[Tables]
    decisions: int


def _by_strategy(day: _Day, threads: int | None, progress: bool) -> _Part:
    count = len(day.logged)
    processes = min(threads or 1, count)
    if processes == 1:
        with progress_bar(progress, count) as bar:
            part = _play(day, range(count), bar, threads or processors())
            bar.finish(count, _interactions(part.results))
            return part
    # Those who decide side by side want long pieces; short ones tell sooner how far the work is.
    together = hasattr(day.strategy, "choose_many")
    size = min(-(-count // processes), _SIDE_BY_SIDE if together else -(-count // (8 * processes)))
    pieces = [range(first, min(first + size, count)) for first in range(0, count, size)]
    parts = {}
    with (
        spread(_play_quietly, day, pieces, processes) as played,
        progress_bar(progress, count) as bar,
    ):
        for at, part in played:
            parts[at] = part
            done = sum(len(one.results) for one in parts.values())
            bar.update(sum(one.decisions for one in parts.values()), done)
        bar.finish(count, sum(_interactions(one.results) for one in parts.values()))
    ordered = [parts[at] for at in range(len(pieces))]
    return _Part(
        [result for part in ordered for result in part.results],
        [tables for part in ordered for tables in part.tables],
        sum(part.decisions for part in ordered),
    )


def _interactions(results: list[Any]) -> int:
    return sum(interactions for _, interactions, _ in results)


def _play_quietly(day: _Day, piece: range) -> _Part:
    return _play(day, piece, Progress(), 1)


def _play(day: _Day, piece: range, bar: Progress, threads: int) -> _Part:
    """Play the replications of a piece, deciding by copies of the strategy."""
    strategy, source = day.strategy, day.source
    part = _Part([], [], 0)
    together = len(piece) > 1 and hasattr(strategy, "choose_many")
    own = copy.deepcopy(strategy)
    for begin in range(0, len(piece), _SIDE_BY_SIDE):
        some = piece[begin : begin + _SIDE_BY_SIDE]
        logged = day.logged[some.start : some.stop]
        core = day.model._core.choosing("External")
        measurements = _core.Measurements.of(
            core, some.start, logged, source.text, source.file, source.zones
        )
        run = _core.StrategyRun.of(
            core, day.seed, some.start, len(some), list(strategy.needs), measurements
        )
        done = bar.after(part.decisions, begin)
        try:
            if together:
                _decide_together(run, own, min(threads, len(some)), done)
            else:
                _decide_one_by_one(run, [copy.deepcopy(strategy) for _ in some], done)
        except Exception as error:
            if isinstance(error, UsageError) and not run.is_asking:
                raise  # of a model that cannot be played to its end
            name = type(strategy).__name__
            raise StrategyError(f"{name} raised {type(error).__name__}: {error}") from error
        part.results += run.results()
        part.tables += _wrapped(measurements.tables())
        part.decisions += run.decisions
    return part


def _wrapped(tables: list[Any]) -> list[Tables]:
    def wrapped(table: _core.Table | None) -> Table | None:
        return None if table is None else Table(table)

    return [(wrapped(statistics), wrapped(log)) for statistics, log in tables]


def _decide_together(run: _core.StrategyRun, strategy: Any, threads: int, bar: Progress) -> None:
    run.run_together(strategy.choose_many, getattr(strategy, "pull", None), threads, bar.update)


def _decide_one_by_one(run: _core.StrategyRun, copies: list[Any], bar: Progress) -> None:
    pulls = [one.pull for one in copies] if hasattr(copies[0], "pull") else None
    run.run_each([one.choose for one in copies], pulls, bar.update)
