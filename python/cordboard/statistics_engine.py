# SPDX-License-Identifier: Apache-2.0
"""Stat Server's figures from anybody's log, without a centre (contract, section 5)."""

from __future__ import annotations

import html
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cordboard import _core
from cordboard.action_rows import action_tables
from cordboard.clock import checked, datetime_of, duration_of, instant_of
from cordboard.errors import BadInput, StatisticsWarning, UsageError
from cordboard.frames import Table
from cordboard.histories import checked_count, checked_listener, range_of, warn_of_forgotten
from cordboard.log_pieces import pieces
from cordboard.stats import StatisticsSource, statistics_file, structure_of
from cordboard.texts import checked_text

__all__ = ["StatisticsEngine"]

Object = Mapping[str, Any]
Definitions = str | Path | Sequence[Mapping[str, Any]]


class StatisticsEngine:
    """Statistics of a log of actions: declare objects, feed rows, ask values at any time.

    Every definition is opened at ``start`` on every object it is for; rows before ``start`` only
    tell what was going on. Times of values are seconds. The reading of definitions and actions is
    that of Stat Server; docs/explanation/sources.md says where it is written down.

    Args:
        definitions: a statistics.yaml as a path, its text (with a line break in it, or beginning
            with a bracket), or its entries as mappings; ``"sample"`` is the file of the package.
        objects: what there is, as ``{"type": …, "id": …, "groups": [...], "place": …}``. Types are
            ``AGENT``, ``QUEUE``, ``SKILL_AG``, ``SKILL_Q`` or those of Stat Server (``Place``,
            ``RegDN``, ``GroupAgents`` …). ``groups`` (of agents, places, queues) holds from the
            beginning, and groups that are only named there exist; ``place`` is where a device
            stands. Objects that only rows name have no statistics.
        timezone: the zone of time profiles that name none.
        start: from when everything counts (aware datetime, ISO 8601 with zone, or microseconds).
        truncate: ``"seconds"`` cuts every time to the second, as Stat Server does; ``"none"``
            measures to the microsecond.
        configuration: what simple entries of the definitions refer to by name:
            ``{"statistic_types": …, "time_profiles": …, "time_ranges": …, "filters": …}``.
        remember: so many rows, at least the last half of them, are remembered for
            ``notifications``, ``history`` and ``explain``.
        on_forgotten: is given the messages (Tables like ``notifications``) of rows that have been
            forgotten, so that a history longer than ``remember`` can be kept elsewhere: with
            ``notifications`` behind them they are all messages there were. It is called before a
            feed ends, and again and again meanwhile when there are many. What it raises undoes the
            feed; the messages of a feed that is undone come again when its rows do.

    Raises:
        BadInput: a definition, an object, the zone or the start is not valid.
    """

    def __init__(
        self,
        definitions: Definitions,
        *,
        objects: Iterable[Object] = (),
        timezone: str = "UTC",
        start: datetime | str | int = 0,
        truncate: str = "seconds",
        configuration: Mapping[str, Any] | None = None,
        remember: int = 1_000_000,
        on_forgotten: Callable[[Table], object] | None = None,
    ) -> None:
        if truncate not in ("seconds", "none"):
            raise BadInput(f"{truncate!r} is no truncation", path="truncate", remedy=_TRUNCATIONS)
        self._configuration = _json(configuration, "configuration") if configuration else ""
        self._source = self._resolved(definitions, timezone)
        self._source.warn(stacklevel=2)
        begin = checked(instant_of(start))
        declared = [_declared(one, f"objects[{at}]") for at, one in enumerate(_listed(objects))]
        self._on_forgotten = checked_listener(on_forgotten)
        source = self._source
        self._core = _core.StatisticsEngine.make(
            source.text,
            source.file,
            source.zones,
            declared,
            begin,
            truncate == "seconds",
            checked_count(remember, "remember"),
        )
        for refusal in self._core.refusals():
            warnings.warn(f"not opened: {refusal}", StatisticsWarning, stacklevel=2)

    def _resolved(self, definitions: Definitions, timezone: str) -> StatisticsSource:
        return _source(definitions, timezone).resolved(self._configuration, "configuration")

    @property
    def now(self) -> datetime:
        """The engine's present time: that of the last row or advance, aware, UTC."""
        return datetime_of(self._core.now())

    def feed(self, rows: Any) -> None:
        """Take actions in and move time to the last of them.

        Args:
            rows: a table of polars, pyarrow, pandas, DuckDB or any other Arrow-capable library, the
                path of a Parquet file (read batch by batch; needs pyarrow), or dicts, sorted by
                time, with the columns ``time``, ``object_type``, ``object``, ``action``, ``phase``
                (``start``, ``end``, ``update``, ``occur``), and where there is something to say
                ``duration`` (a duration, or whole microseconds), ``interaction``, ``media`` and
                ``attributes`` (a JSON object). Times without a zone are UTC, but a text in a dict
                names its zone. Dictionary-encoded texts are quickest. One instant may be spread
                over two feeds.

        Raises:
            BadInput: a row cannot be; names column, row (the first is 0) and value. Nothing of
                this feed has been counted.
            MissingExtra: a Parquet file needs pyarrow.
            UsageError: from another thread, or while another feed runs.
        """
        tell = self._on_forgotten
        self._core.begin_feed(None if tell is None else lambda table: tell(Table(table)))
        try:
            for table in action_tables(rows):
                self._core.feed(table.__arrow_c_stream__())
            self._core.commit_feed()
        except BaseException:
            self._core.undo_feed()
            raise

    def advance_to(self, when: datetime | str | int) -> None:
        """Let time pass without a row until an instant (aware, or ISO 8601 with zone).

        Raises:
            UsageError: it lies before the present, which is the start in the beginning.
        """
        self._core.advance_to(checked(instant_of(when)))

    def value(self, object: str, name: str, object_type: str | None = None) -> Any:  # noqa: A002
        """Give the value of a statistic at the engine's present time.

        Args:
            object: the id of an object.
            name: the name of a definition.
            object_type: its type, as declared or Stat Server's, where the id alone is ambiguous.

        Returns:
            A float (times in seconds); of CurrentState and CurrentTargetState a list of nodes.

        Raises:
            NotFound: nothing is open under these names, or more than one.
        """
        value = self._core.value(*_names(object, name, object_type))
        return structure_of(value) if isinstance(value, str) else value

    def values_every(self, rows: Any, every: timedelta | str | float) -> Iterator[Table]:
        """Feed rows and give all values again and again meanwhile.

        Args:
            rows: as of ``feed``. They are fed piece by piece: what a row is refused for undoes its
                piece alone, and the number of the row counts from there.
            every: how far apart, such as ``"15min"``; what lies before the first of these instants
                is given with it. They are whole multiples since midnight of 1970-01-01, UTC, so
                that quarter hours are those of the clock.

        Returns:
            An iterator of tables like ``values()``, each at an instant up to that of the last row
            and with the rows up to there. When it ends, everything has been fed.

        Raises:
            BadInput: the period is not above zero; while iterating, what ``feed`` raises.
            MissingExtra: the rows are a table or a file, and there is no pyarrow.
        """
        step = duration_of(every)
        if step <= 0:
            raise BadInput(f"a period above zero is expected, not {every!r}", path="every")
        return self._values_every(rows, step)

    def _values_every(self, rows: Any, step: int) -> Iterator[Table]:
        for until, piece in pieces(action_tables(rows), step, self._core.now()):
            self.feed(piece)
            if until is not None:
                self.advance_to(until)
                yield self.values()

    def values(self) -> Table:
        """Give all values as a table.

        Returns:
            The columns time, object_type (as declared), object, statistic, value (float64, times
            in seconds) and structure (JSON, for CurrentState and CurrentTargetState).
        """
        return Table(self._core.values())

    @property
    def notifications(self) -> Table:
        """The messages that clients of the open statistics were sent, by their notification modes.

        PERIODICAL: every ``notificationFrequency`` seconds from the opening. IMMEDIATE: the first
        value, then after every instant that changed it by more than the insensitivity, and at each
        reset, also at the login of SinceLogin, whatever the value is; a value that grows by itself
        is told with the next row of its actions, a structure when a node of it changed. RESET: what
        the interval held that ends. They are worked out from the rows that are remembered; after
        some have been forgotten, and after :meth:`restore`, IMMEDIATE begins with the value that
        was there. What was closed since is among them.

        Returns:
            The columns time, object_type, object, statistic and value (null for structures).
        """
        self._warn_of_forgotten()
        return Table(self._core.notifications())

    def history(
        self,
        object: str,  # noqa: A002
        name: str,
        object_type: str | None = None,
        *,
        since: datetime | str | int | None = None,
        until: datetime | str | int | None = None,
        last: int | None = None,
    ) -> Table:
        """Give the values that a statistic's clients were sent, over time.

        Args:
            object: the id of an object.
            name: the name of a definition; it may be closed by now.
            object_type: its type, where the id alone is ambiguous.
            since: the earliest instant.
            until: the instant after the latest.
            last: at most so many, the latest ones.

        Returns:
            The columns time and value.

        Raises:
            NotFound: nothing is open under these names, or more than one.
        """
        self._warn_of_forgotten()
        within = range_of(since, until, last)
        return Table(self._core.history(*_names(object, name, object_type), *within))

    def explain(
        self,
        object: str,  # noqa: A002
        name: str,
        object_type: str | None = None,
    ) -> Table:
        """Say which actions and status segments make up the present value of a statistic.

        What does not count is not listed, so the rows make up the value, as the list below says
        for each category. "Above" and "below" are the sides of a quotient by ``mask``: ``main`` is
        above, ``relative`` below, ``both`` on both; where there is no quotient, all is above.
        Where interactions are told apart (``distinguishByConnId``), the rows of one on one side
        count as one, which lasts as long as the union of their times: of the ``seconds``, or the
        ``adjusted_seconds``, before each end. Numbers are those of rows, the length is that of the
        interval, and what is divided by nothing is 0. Rows of the log that are not remembered any
        more may be missing; a warning says so.

        - TotalNumber, TotalAdjustedNumber, TotalContinuousNumber, TotalNumberInTimeRange,
          CurrentNumber, CurrentNumberInTimeRange: the number.
        - TotalTime, TotalTimeInTimeRange, CurrentTime: the sum of ``seconds``; TotalAdjustedTime:
          of ``adjusted_seconds``.
        - MaxTime, CurrentMaxTime, CurrentContinuousTime: the greatest ``seconds``; MinTime,
          CurrentMinTime: the least.
        - AverageTime, CurrentAverageTime: the ``seconds`` above by the number below.
        - AverageNumberPerRelativeHour: 3600 times the number above by the ``seconds`` below.
        - RelativeNumberPercentage, TotalNumberInTimeRangePercentage and their current twins: 100
          times the number above by the number below.
        - RelativeTimePercentage, CurrentRelativeTimePercentage: 100 times the ``seconds`` above by
          those below.
        - ElapsedTimePercentage, TotalAdjustedTimePercentage: 100 times the sum of ``seconds``, or
          of ``adjusted_seconds``, by the length. TotalNumberPerSecond: the number by the length.
        - MaxNumber, MinNumber: how many ran at once, at most and at least, from the start of the
          interval to its end; what ends at an instant does not run there any more.
        - AverageOfCurrentNumber, AverageOfCurrentTime: the mean, over samples every two seconds
          after the start of the interval, of how many ran, or of the sum of their times since
          ``start``. In an interval too short for a sample: what runs now.
        - TotalDistinctNumber, CurrentDistinctNumber: the number of different interactions.
        - ServiceFactor1: 100 times the number above, answered in the first range, by the number
          below, answered or abandoned outside the second range. Interactions are told apart among
          the answered and among the abandoned.
        - EstimWaitTime, LoadBalance: no quotients of two sides, so all is above, and ``action``
          says what it is for: all but CallWait, AgentReady and AgentActive, by their ``seconds``
          and number, for the handling time and this queue's share of it; those three, by their
          number, for who waits, is ready and is active.
        - ExpectedWaitTime2: the number above, which waits, by the number below per second of the
          length; 90 seconds each if there is none below.
        - TotalCustomValue, MaxCustomValue, MinCustomValue, AverageCustomValue and their current
          twins: the sum, the greatest, the least, the mean of ``value``. Of interactions told apart
          the latest row alone is there.
        - Formula: each aggregate, with ``aggregate`` as its number from 1 in the expression, is
          made of the ``value`` of its rows (1 each for a COUNT), as its name says; the expression
          does the rest. What fails a condition is not there. Of whom SinceLogin has seen no login
          it is 0, whatever the expression says of nothing.

        Returns:
            One row for each: mask, object_type and object where it happened, action (or status;
            of several the first), start, end (null: it goes on), seconds (what of it counts in the
            interval; of current values the age), interaction, adjusted_seconds (not cut by the
            interval: what ranges look at), value (its worth to a custom value or an aggregate),
            aggregate, interval_start and interval_end (null for current values).

        Raises:
            NotFound: nothing is open under these names, or more than one.
            UsageError: the value is a structure (CurrentState, CurrentStateReasons,
                CurrentTargetState), whose nodes ``value`` gives: they are what it is made of.
        """
        self._warn_of_forgotten()
        return Table(self._core.explain(*_names(object, name, object_type)))

    def _warn_of_forgotten(self) -> None:
        since = self._core.remembered_since()
        if since is not None:
            warn_of_forgotten("rows", since, "engine")

    def open(
        self,
        object: str,  # noqa: A002
        definition: str | Mapping[str, Any],
        object_type: str | None = None,
    ) -> None:
        """Open a statistic on an object, now.

        Args:
            object: the id of an object; one that is new is declared with the definition's type.
            definition: the name of a definition the engine has, or a new one with the keys of
                statistics.yaml.
            object_type: which object, where the id alone is ambiguous.

        Raises:
            BadInput: the definition cannot be read, or not be opened; says why.
            NotFound: there is no such definition or object.
        """
        if isinstance(definition, str):
            self._core.open_named(*_names(object, definition, object_type))
            return
        source = self._resolved([definition], self._source.timezone)
        source.warn(stacklevel=2)
        self._core.open_definition(
            checked_text(object, "object"), source.text, source.file, source.zones
        )

    def close(self, object: str, name: str, object_type: str | None = None) -> None:  # noqa: A002
        """Close a statistic; one that was opened twice is closed with the second close.

        Raises:
            NotFound: nothing is open under these names, or more than one.
        """
        self._core.close(*_names(object, name, object_type))

    def save(self) -> bytes:
        """Give bytes from which :meth:`restore` makes an engine that goes on alike.

        They hold definitions, objects and all that was counted, but not the rows that are
        remembered for ``notifications``, ``history`` and ``explain``. Equal engines give equal
        bytes.

        Raises:
            UsageError: while a feed runs.
        """
        note = {"timezone": self._source.timezone, "configuration": self._configuration}
        return self._core.save(json.dumps(note))

    @classmethod
    def restore(
        cls,
        saved: bytes,
        *,
        remember: int = 1_000_000,
        on_forgotten: Callable[[Table], object] | None = None,
    ) -> StatisticsEngine:
        """Make an engine from the bytes of :meth:`save`; it answers and counts as the saved one.

        It remembers rows from here on.

        Args:
            saved: the bytes, your own: a digest finds damage, but not what strangers forge.
            remember: as of a new engine.
            on_forgotten: as of a new engine.

        Raises:
            BadInput: the bytes are no saved engine, those of another version, cut or damaged.
        """
        if not isinstance(saved, (bytes, bytearray, memoryview)):
            raise BadInput(f"bytes are expected, not {saved!r}", path="saved")
        engine = cls.__new__(cls)
        engine._core, note = _core.StatisticsEngine.restore(
            bytes(saved), checked_count(remember, "remember")
        )
        engine._on_forgotten = checked_listener(on_forgotten)
        known = json.loads(note)
        engine._configuration = known["configuration"]
        engine._source = StatisticsSource("", "definitions", known["timezone"])
        return engine

    def _summary(self) -> str:
        objects, statistics = self._core.counts()
        return f"{objects:,} objects, {statistics:,} statistics, at {self.now.isoformat()}"

    def __repr__(self) -> str:
        return f"<StatisticsEngine: {self._summary()}>"

    def _repr_html_(self) -> str:
        return (
            f"<div><b>StatisticsEngine</b> {html.escape(self._summary())}"
            f"{self.values()._repr_html_()}</div>"
        )

    def __reduce__(self) -> str:
        raise UsageError("a StatisticsEngine cannot be pickled or copied")


def _names(object_: str, name: str, object_type: str | None) -> tuple[str, str, str]:
    kind = "" if object_type is None else object_type
    return (
        checked_text(object_, "object"),
        checked_text(name, "name"),
        checked_text(kind, "object_type"),
    )


def _listed(objects: Iterable[Object]) -> Iterable[Object]:
    if isinstance(objects, (str, Mapping)) or not isinstance(objects, Iterable):
        raise BadInput(f"a list of objects is expected, not {objects!r}", path="objects")
    return objects


_TRUNCATIONS = 'write "seconds" or "none"'


def _source(definitions: Definitions, timezone: str) -> StatisticsSource:
    if isinstance(definitions, str):
        checked_text(definitions, "definitions")
    if isinstance(definitions, str) and ("\n" in definitions or definitions[:1] in {"{", "["}):
        return StatisticsSource(definitions, "definitions", timezone)
    if isinstance(definitions, (str, Path)):
        return statistics_file(definitions, timezone)
    if not isinstance(definitions, Iterable):
        raise BadInput(
            f"the path or the text of a statistics.yaml, or its entries are expected, not "
            f"{definitions!r}",
            path="definitions",
        )
    entries = [definitions] if isinstance(definitions, Mapping) else list(definitions)
    for at, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            raise BadInput(f"a mapping is expected, not {entry!r}", path=f"definitions[{at}]")
    return StatisticsSource(_json(entries, "definitions"), "definitions.json", timezone)


def _json(value: Any, path: str) -> str:
    """Write mappings of any kind as JSON.

    Raises:
        BadInput: something in it is nothing that JSON could say.
    """
    try:
        return json.dumps(value, default=dict)
    except (TypeError, ValueError) as error:
        raise BadInput(f"this cannot be written as JSON: {error}", path=path) from None


def _declared(given: Object, path: str) -> tuple[str, str, list[str], str]:
    if not isinstance(given, Mapping):
        raise BadInput(f"a mapping is expected, not {given!r}", path=path)
    for key in given:
        if key not in {"type", "id", "groups", "place"}:
            raise BadInput(
                f"{key!r} is not known", path=path, remedy="an object has type, id, groups, place"
            )
    texts = []
    for key in ("type", "id", "place"):
        text = given.get(key)
        none = text is None and key == "place"
        texts.append("" if none else checked_text(text, f"{path}.{key}"))
    groups = given.get("groups")
    if isinstance(groups, str) or not (groups is None or isinstance(groups, Iterable)):
        raise BadInput(
            f"a list of names is expected, not {groups!r}", path=f"{path}.groups", remedy="[name]"
        )
    names = [checked_text(group, f"{path}.groups") for group in groups or ()]
    if "" in names:
        raise BadInput("the name of a group is empty", path=f"{path}.groups")
    return texts[0], texts[1], names, texts[2]
