# SPDX-License-Identifier: Apache-2.0
"""Simulated days: models, replications and what they measure (contract 6)."""

from __future__ import annotations

import concurrent.futures
import copy
import json
import multiprocessing
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from cordboard import _core
from cordboard.clock import datetime_of, stopwatch
from cordboard.errors import BadInput, StrategyError, UsageError
from cordboard.estimates import ratio_estimate
from cordboard.frames import Table
from cordboard.progress import Progress, progress_bar
from cordboard.stats import StatisticsSource
from cordboard.strategy import Strategy, built_in_choice
from cordboard.traces import read_trace
from cordboard.zones import zone_table

__all__ = ["Model", "Run", "simulate"]

_COUNTS = ("offered", "answered", "abandoned", "unfinished")


class Model:
    """A centre and how its customers and agents behave (contract 6.1).

    Args:
        config: the contents of a model.yaml as a mapping; ``center`` is a file name or a mapping.

    Raises:
        BadInput: the model is not valid; names file, line, field and remedy.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._read(json.dumps(config), "model.json", Path())

    @classmethod
    def from_yaml(cls, path: str | Path) -> Model:
        """Read a model.yaml (or .json) file; file names inside are relative to it."""
        path = Path(path)
        model = cls.__new__(cls)
        model._read(path.read_text(encoding="utf-8"), str(path), path.parent)
        return model

    @classmethod
    def sample(cls) -> Model:
        """Give the sample day that ``cordboard demo`` plays."""
        return cls.from_yaml(Path(__file__).parent / "data" / "sample_day.yaml")

    def _read(self, text: str, file: str, folder: Path) -> None:
        def load(name: str) -> str:
            try:
                return (folder / name).read_text(encoding="utf-8")
            except OSError as error:
                raise BadInput(
                    f"cannot read {name!r}: {error.strerror}", file, path="center"
                ) from None

        self._source = (text, file, folder)
        self._core = _core.Model(
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
        tables: list[tuple[_core.Table | None, _core.Table | None]],
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
        return sum(interactions for _, interactions, _ in self._results)

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
        return Table(table)

    @property
    def statistics(self) -> Table:
        """The statistics at the end of each replication (with ``simulate(statistics=…)``)."""
        parts = [Table(table) for table, _ in self._tables if table is not None]
        if not parts:
            raise UsageError(
                'no statistics were measured: simulate(…, statistics="statistics.yaml")'
            )
        if len(parts) == 1:
            return parts[0]
        rows = [
            (replication, *row) for replication, part in enumerate(parts) for row in part.rows()
        ]
        names = ("replication", "time", "object_type", "object", "statistic", "value", "structure")
        kinds = ("integer", "instant", "word", "text", "word", "real", "text")
        columns: dict[str, tuple[str, list[Any]]] = {}
        for i, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            columns[name] = (kind, [row[i] for row in rows])
        return Table.from_columns(columns)

    def __repr__(self) -> str:
        return (
            f"<Run: {len(self._results)} replications, {self.interactions:,} interactions,"
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
    threads: int = 1,
    progress: bool = False,
    log: bool | str | Iterable[int] = False,
    statistics: str | Path | None = None,
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
        threads: worker threads; worker processes when the strategy is in Python.
        progress: show a progress bar.
        log: keep the action stream: True for replication 0, a list of numbers, or "all".
        statistics: a statistics.yaml to measure by, or "sample".

    Raises:
        StrategyError: the strategy raised, or answered what cannot be done.
        BadInput: the statistics cannot be read.
    """
    if replications < 1:
        raise ValueError(f"replications: expected 1 or more, got {replications}")
    if threads < 1:
        raise ValueError(f"threads: expected 1 or more, got {threads}")
    played = model if isinstance(model, Model) else Model(model)
    logged = _logged(log, replications)
    source = _statistics(statistics, played)
    begin = stopwatch()
    with progress_bar(progress, replications) as bar:
        choice = built_in_choice(strategy)
        if choice is not None:
            core = played._core.choosing(choice)
            results, tables = _core.run_replications(
                core, seed, 0, logged, threads, source.text, source.file, source.zones, bar.update
            )
            decisions = 0
        elif threads == 1 or replications == 1:
            assert strategy is not None
            results, tables, decisions = _with_strategy(
                played, strategy, seed, 0, logged, source, bar
            )
        else:
            assert strategy is not None
            results, tables, decisions = _in_processes(
                played, strategy, seed, logged, threads, source
            )
    return Run(results, tables, stopwatch() - begin, decisions)


def _logged(log: bool | str | Iterable[int], replications: int) -> list[bool]:
    if isinstance(log, bool):
        return [log and i == 0 for i in range(replications)]
    if isinstance(log, str):
        if log != "all":
            raise ValueError(f'log: expected True, a list of numbers or "all", got {log!r}')
        return [True] * replications
    wanted = set(log)
    return [i in wanted for i in range(replications)]


def _statistics(statistics: str | Path | None, model: Model) -> StatisticsSource:
    if statistics is None:
        return StatisticsSource("", "")
    path = Path(statistics)
    if str(statistics) == "sample":
        path = Path(__file__).parent / "data" / "statistics.yaml"
    return StatisticsSource(path.read_text(encoding="utf-8"), str(path), model._core.timezone)


# So many replications stand side by side: fewer, and every call of choose_many answers less; more,
# and their states compete for the processor's cache (benchmarks/README.md).
_SIDE_BY_SIDE = 32


def _with_strategy(
    model: Model,
    strategy: Strategy,
    seed: int,
    first: int,
    logged: list[bool],
    source: StatisticsSource,
    bar: Progress,
) -> tuple[list[Any], list[Any], int]:
    results: list[Any] = []
    tables: list[Any] = []
    decisions = 0
    together = len(logged) > 1 and hasattr(strategy, "choose_many")
    own = copy.deepcopy(strategy)
    for begin in range(0, len(logged), _SIDE_BY_SIDE):
        some = logged[begin : begin + _SIDE_BY_SIDE]
        core = model._core.choosing("External")
        measurements = _core.Measurements(
            core, first + begin, some, source.text, source.file, source.zones
        )
        run = _core.StrategyRun(
            core, seed, first + begin, len(some), list(strategy.needs), measurements
        )
        done = bar.after(decisions, begin)
        try:
            if together:
                _decide_together(run, own, done)
            else:
                _decide_one_by_one(run, [copy.deepcopy(strategy) for _ in some], done)
        except Exception as error:
            name = type(strategy).__name__
            raise StrategyError(f"{name} raised {type(error).__name__}: {error}") from error
        results += run.results()
        tables += measurements.tables()
        decisions += run.decisions
    return results, tables, decisions


def _decide_together(run: _core.StrategyRun, strategy: Any, bar: Progress) -> None:
    run.run_together(strategy.choose_many, getattr(strategy, "pull", None), bar.update)


def _decide_one_by_one(run: _core.StrategyRun, copies: list[Any], bar: Progress) -> None:
    pulls = [one.pull for one in copies] if hasattr(copies[0], "pull") else None
    run.run_each([one.choose for one in copies], pulls, bar.update)


def _work(
    model: Model,
    strategy: Strategy,
    seed: int,
    first: int,
    count: int,
) -> tuple[list[Any], int]:
    with progress_bar(False, count) as bar:
        results, _, decisions = _with_strategy(
            model, strategy, seed, first, [False] * count, StatisticsSource("", ""), bar
        )
    return results, decisions


def _in_processes(
    model: Model,
    strategy: Strategy,
    seed: int,
    logged: list[bool],
    threads: int,
    source: StatisticsSource,
) -> tuple[list[Any], list[Any], int]:
    if any(logged) or source.text:
        raise UsageError(
            "with a strategy in Python, log= and statistics= need threads=1: tables stay in their"
            " process"
        )
    size = -(-len(logged) // threads)
    pieces = [(first, min(size, len(logged) - first)) for first in range(0, len(logged), size)]
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(threads, mp_context=context) as pool:
        jobs = [pool.submit(_work, model, strategy, seed, first, count) for first, count in pieces]
        done = [job.result() for job in jobs]
    results = [result for part, _ in done for result in part]
    return results, [(None, None)] * len(results), sum(decisions for _, decisions in done)
