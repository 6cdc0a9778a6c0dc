# SPDX-License-Identifier: Apache-2.0
"""A contact centre in your process: commands in, events out, time under your control."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cordboard import _core
from cordboard.clock import VirtualClock, checked, datetime_of, duration_of, instant_of
from cordboard.errors import (
    BadInput,
    BadSnapshot,
    CommandError,
    NotFound,
    NotReached,
    StrategyError,
    UsageError,
)
from cordboard.frames import Table
from cordboard.handles import AgentHandle, InteractionHandle, QueueHandle, WorkbinHandle
from cordboard.histories import REMEMBERED, Messages, range_of
from cordboard.offers import Offers
from cordboard.provisioning import Provisioning
from cordboard.stats import StatisticsSource, StatisticValue, statistics_source, structure_of
from cordboard.strategy import Strategy, built_in_choice, picked
from cordboard.texts import command_text, config_text, read_text, refusal_of

__all__ = ["Center"]

Event = dict[str, Any]

# Inside the class, `_core` is the property that guards the engine.
_CoreCenter = _core.Center

# The engine's word for a strategy that is asked from outside.
_ASKED = "External"

_SNAPSHOT = b"cordboard-center 3 "

_INSTANTS = ("at", "until")


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _event(raw: Event) -> Event:
    for key in _INSTANTS:
        value = raw.get(key)
        if value is not None:
            raw[key] = datetime_of(value)
    return raw


class Center(Offers, Provisioning):
    """One contact centre, run by the deterministic engine under a virtual clock.

    Args:
        config: the contents of a center.yaml as a mapping (contract 3); None for an empty centre.
        clock: where time starts and stands; 1970-01-01T00:00:00Z unless given.
        statistics: a statistics.yaml to measure by, as a path; None for no statistics of its own.
        seed: kept with the centre; the engine itself has no chance.
        strategy: who chooses among able agents; ``LongestIdle()`` unless given.
        remember: so many messages, at least the last half of them, are remembered for
            ``statistic_history`` and ``history``; each takes 32 bytes.
        on_forgotten: is given the messages (Tables like ``statistic_history``) that are forgotten,
            when a command is done, time has passed, or a history is asked for; with
            ``statistic_history`` behind them they are all messages there were. What it raises
            undoes nothing; the messages it was given come again.

    Raises:
        BadInput: the configuration is not valid; names field and remedy.
    """

    def __init__(
        self,
        config: Mapping[str, Any] | None = None,
        *,
        clock: VirtualClock | None = None,
        statistics: str | Path | None = None,
        seed: int = 0,
        strategy: Strategy | None = None,
        remember: int = REMEMBERED,
        on_forgotten: Callable[[Table], object] | None = None,
    ) -> None:
        text = config_text(config if config is not None else {}, "Center.from_yaml")
        self._messages = Messages(remember, on_forgotten)
        self._start(text, "config.json", clock, statistics, seed, strategy)

    @classmethod
    def from_yaml(
        cls,
        path: str | Path,
        *,
        clock: VirtualClock | None = None,
        statistics: str | Path | None = None,
        seed: int = 0,
        strategy: Strategy | None = None,
        remember: int = REMEMBERED,
        on_forgotten: Callable[[Table], object] | None = None,
    ) -> Center:
        """Read a center.yaml (or .json) file; the arguments are those of the class."""
        path = Path(path)
        center = cls.__new__(cls)
        center._messages = Messages(remember, on_forgotten)
        center._start(read_text(path), str(path), clock, statistics, seed, strategy)
        return center

    def _start(
        self,
        text: str,
        file: str,
        clock: VirtualClock | None,
        statistics: str | Path | None,
        seed: int,
        strategy: Strategy | None,
    ) -> None:
        self._open_core: _core.Center | None = None
        self._clock = clock if clock is not None else VirtualClock()
        self._clock.drive(self)
        source = statistics_source(text, file, statistics)
        source.warn(stacklevel=3)
        now = self._clock.microseconds
        core = _core.Center.make(text, file, now, source.text, source.file, source.zones)
        self._adopt(core, source, now, seed, strategy)
        self._let_choose(strategy)

    def _let_choose(self, strategy: Strategy | None) -> None:
        choice = built_in_choice(strategy) or _ASKED
        if choice != self._core.choice():
            self._core.choose_by(choice, self._clock.microseconds)

    def _adopt(
        self,
        core: _core.Center,
        source: StatisticsSource,
        begin: int,
        seed: int,
        strategy: Strategy | None,
    ) -> None:
        self._open_core = core
        self._source = source
        self._begin = begin
        self._seed = seed
        self._strategy = strategy
        self._asks = built_in_choice(strategy) is None
        self._view = core.decision_view(list(strategy.needs)) if strategy and self._asks else None
        self._deciding = False

    @property
    def _core(self) -> _core.Center:
        if self._open_core is None:
            raise UsageError("this Center is closed")
        if self._deciding:
            raise UsageError("a strategy must not call back into the Center that asks it")
        return self._open_core

    # Time

    @property
    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        if self._open_core is None:
            raise UsageError("this Center is closed")
        return self._clock.now

    def advance(self, duration: timedelta | str | float) -> list[Event]:
        """Let time pass; timers fire in order.

        Args:
            duration: "30s", "5min", a timedelta, or seconds.

        Returns:
            The events that happened, oldest first.
        """
        return self._advance_to(self._clock.microseconds + duration_of(duration))

    def advance_to(self, when: datetime | str) -> list[Event]:
        """Let time pass until an instant (aware, or ISO 8601 with zone)."""
        return self._advance_to(instant_of(when))

    def _advance_to(self, until: int) -> list[Event]:
        if checked(until) < self._clock.microseconds:
            raise UsageError("time cannot go back")
        first = self._core.event_count()
        while self._tick(until):
            pass
        self._core.pass_time(until)
        self._clock.move_to(until)
        return self._done(first)

    def run_until(
        self, predicate: Callable[[Center], bool], limit: timedelta | str | float = "1h"
    ) -> list[Event]:
        """Advance to the first event after which ``predicate(center)`` holds.

        Returns:
            The events on the way there; none when it holds already.

        Raises:
            NotReached: the limit came first; time stands at the limit.
        """
        first = self._core.event_count()
        until = checked(self._clock.microseconds + duration_of(limit))
        while not predicate(self):
            if not self._tick(until):
                self._advance_to(until)
                raise NotReached(f"the condition did not hold within {limit}")
        return self._done(first)

    def _tick(self, until: int) -> bool:
        deadline = self._core.next_deadline()
        if deadline is None or deadline > until:
            return False
        with self._undone_on_failure():
            self._core.tick(deadline)
            self._clock.move_to(deadline)
            self._decide()
        return True

    # Commands

    def execute(self, command: Mapping[str, Any]) -> list[Event]:
        """Carry out a command in its raw form (docs/reference/commands.md).

        Args:
            command: ``{"command": name, field: value, …}``.

        Returns:
            The events it caused, each a dict with the keys ``event`` and ``at`` and its fields.

        Raises:
            CommandError: the command cannot be read, or the engine refuses it; nothing has changed.
        """
        core = self._core
        first = core.event_count()
        text = command_text(command)
        if not self._asks and command.get("choice") == _ASKED:
            raise CommandError(2, "this Center has no strategy to ask", "choice", "no_strategy")
        with self._undone_on_failure():
            try:
                refusal = core.execute(text, self._clock.microseconds)
            except BadInput as error:
                raise refusal_of(error) from None
            if refusal is not None:
                status_code, reason, message, field = refusal
                raise CommandError(status_code, message, field, reason)
            self._decide()
        while self._tick(self._clock.microseconds):
            pass
        return self._done(first)

    @contextlib.contextmanager
    def _undone_on_failure(self) -> Iterator[None]:
        """A strategy that fails must leave nothing half done: go back to before the command."""
        if not self._asks:
            yield
            return
        core, before = self._core, self._clock.microseconds
        core.mark()
        try:
            yield
        except BaseException:
            core.roll_back()
            self._clock.return_to(before)
            raise

    def _decide(self) -> None:
        """Answer every routing decision that is awaited, one at a time."""
        core = self._core
        while (request := core.awaited_decision()) is not None:
            interaction, agent = request
            core.route(*self._ask(core, interaction, agent))

    def _ask(self, core: _CoreCenter, interaction: str, agent: str | None) -> tuple[str, str]:
        strategy = self._strategy
        pull = getattr(strategy, "pull", None)
        if strategy is None or self._view is None:
            return interaction, ""
        self._deciding = True
        try:
            if agent is not None and pull is not None:
                waiting = core.pullable(agent)
                index = pull(agent, [core.routed_interaction(one) for one in waiting])
                chosen = picked(index, waiting, "pull")
                return (chosen, agent) if chosen is not None else (interaction, "")
            agents = core.candidates(self._view)
            matrix = core.candidate_matrix(self._view)
            index = strategy.choose(core.routed_interaction(interaction), matrix)
            return interaction, picked(index, agents, "choose") or ""
        except StrategyError:
            raise
        except Exception as error:
            name = type(strategy).__name__
            raise StrategyError(f"{name} raised {type(error).__name__}: {error}") from error
        finally:
            self._deciding = False

    # Views

    def agent(self, user_name: str) -> AgentHandle:
        """Give a handle of an agent. Raises CommandError (6) for an unknown name."""
        self._known(user_name, self._core.agents(), "agent")
        return AgentHandle(self, user_name)

    def queue(self, name: str) -> QueueHandle:
        """Give a handle of a queue. Raises CommandError (6) for an unknown name."""
        self._known(name, self._core.queues(), "queue")
        return QueueHandle(self, name)

    def workbin(self, name: str) -> WorkbinHandle:
        """Give a handle of a workbin. Raises CommandError (6) for an unknown name."""
        self._known(name, self._core.workbins(), "workbin")
        return WorkbinHandle(self, name)

    def interaction(self, interaction_id: str) -> InteractionHandle:
        """Give a handle of an interaction that is alive. Raises CommandError (6) otherwise."""
        self._known(interaction_id, self._core.interactions(), "interaction")
        return InteractionHandle(self, interaction_id)

    def agents(self) -> list[AgentHandle]:
        """Give handles of all agents, in the order of the file."""
        return [AgentHandle(self, name) for name in self._core.agents()]

    def queues(self) -> list[QueueHandle]:
        """Give handles of all queues, in the order of the file."""
        return [QueueHandle(self, name) for name in self._core.queues()]

    def workbins(self) -> list[WorkbinHandle]:
        """Give handles of all workbins, in the order of the file."""
        return [WorkbinHandle(self, name) for name in self._core.workbins()]

    def interactions(self) -> list[InteractionHandle]:
        """Give handles of the interactions that are alive."""
        return [InteractionHandle(self, one) for one in self._core.interactions()]

    def explain(self, interaction_id: str) -> dict[str, Any]:
        """Tell who could take an interaction, in which order, and what keeps the others from it."""
        self._known(interaction_id, self._core.interactions(), "interaction")
        explanation: dict[str, Any] = json.loads(self._core.explain(interaction_id))
        return explanation

    @staticmethod
    def _known(name: str, names: Sequence[str], field: str) -> None:
        if name not in names:
            message = _core.unknown_name(field, name, names)
            raise CommandError(6, message, field, f"unknown_{field}")

    # Tables and statistics

    @property
    def events(self) -> Table:
        """Everything that has happened, one row an event (docs/reference/events.md)."""
        return Table(self._core.event_table())

    @property
    def actions(self) -> Table:
        """The action stream of the statistics, one row an action (contract 5)."""
        return Table(self._core.action_table())

    @property
    def statistic_history(self) -> Table:
        """The messages that clients of the statistics got, by their notification modes.

        They come as those of a ``StatisticsEngine``; each is worked out from the events once, when
        somebody asks.

        Returns:
            The columns time, object_type, object, statistic and value (null for structures).
        """
        self._messages.ask(self._core, self._clock)
        return Table(self._core.statistic_history())

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
            object: an agent, a queue, or a skill (for SKILL_AG and SKILL_Q).
            name: its name in the statistics file.
            object_type: AGENT, QUEUE, SKILL_AG or SKILL_Q; needed where the name has several.
            since: the earliest instant.
            until: the instant after the latest.
            last: at most so many, the latest ones.

        Returns:
            The columns time and value.

        Raises:
            NotFound: there is no such object or statistic, or ``object_type`` is needed.
        """
        within = range_of(since, until, last)
        self._messages.ask(self._core, self._clock)
        try:
            return Table(self._core.history(object, name, object_type or "", *within))
        except KeyError as error:
            raise NotFound(error.args[0]) from None

    def statistic(
        self, name: str, statistic: str, object_type: str | None = None
    ) -> StatisticValue:
        """Give the present value of a statistic of an object.

        Args:
            name: the object: an agent, a queue, or a skill (for SKILL_AG and SKILL_Q).
            statistic: its name in the statistics file.
            object_type: AGENT, QUEUE, SKILL_AG or SKILL_Q; needed where the name has several.

        Raises:
            NotFound: there is no such object or statistic, or ``object_type`` is needed.
        """
        try:
            value, structure, definition = self._core.statistic(name, statistic, object_type or "")
        except KeyError as error:
            raise NotFound(error.args[0]) from None
        if structure:
            value = structure_of(structure)
        return StatisticValue(value, self.now, json.loads(definition))

    def statistics(self) -> Table:
        """Give all present values: time, object_type, object, statistic, value, structure."""
        return Table(self._core.statistic_table())

    # Histories

    def snapshot(self) -> bytes:
        """Give bytes from which :meth:`restore` makes a Center that goes on alike."""
        head = {
            "now": self._clock.microseconds,
            "begin": self._begin,
            "seed": self._seed,
            "statistics": self._source.text,
            "statistics_file": self._source.file,
            "timezone": self._source.timezone,
            "forgotten": self._core.forgotten_count(),
        }
        body = json.dumps(head).encode() + b"\n" + self._core.snapshot()
        return _SNAPSHOT + _digest(body) + b"\n" + body

    @classmethod
    def restore(
        cls,
        snapshot: bytes,
        *,
        strategy: Strategy | None = None,
        remember: int = REMEMBERED,
        on_forgotten: Callable[[Table], object] | None = None,
    ) -> Center:
        """Make a Center from the bytes of :meth:`snapshot`.

        Args:
            snapshot: the bytes.
            strategy: who chooses from now on; unless given, the built-in strategy that chose
                before. A strategy in Python stands in no snapshot and has to be given anew.
            remember: as of a new Center; what was forgotten before is not there again.
            on_forgotten: as of a new Center.

        Raises:
            BadSnapshot: the bytes are no snapshot, or damaged.
            UsageError: a strategy in Python chose before, and none is given.
        """
        first, _, rest = bytes(snapshot).partition(b"\n")
        if not first.startswith(_SNAPSHOT):
            raise BadSnapshot("these bytes are no snapshot of a Center of this version")
        if first != _SNAPSHOT + _digest(rest):
            raise BadSnapshot("the snapshot is damaged: its content is not what was saved")
        line, _, body = rest.partition(b"\n")
        head = json.loads(line)
        now, begin, seed = head["now"], head["begin"], head["seed"]
        source = StatisticsSource(head["statistics"], head["statistics_file"], head["timezone"])
        center = cls.__new__(cls)
        center._messages = Messages(remember, on_forgotten)
        center._clock = VirtualClock(now)
        center._clock.drive(center)
        core = _core.Center.restore(
            body, begin, source.text, source.file, source.zones, head["forgotten"]
        )
        if strategy is None and core.choice() == _ASKED:
            raise UsageError(
                "a strategy in Python chose in this Center: Center.restore(snapshot, strategy=…)"
            )
        core.pass_time(now)
        center._adopt(core, source, begin, seed, strategy)
        if strategy is not None:
            center._let_choose(strategy)
        return center

    def fork(self) -> Center:
        """Make a second Center that goes on from here, alone: it gives no forgotten messages."""
        center = Center.__new__(Center)
        center._messages = Messages(self._messages.remember, None)
        center._clock = VirtualClock(self._clock.microseconds)
        center._clock.drive(center)
        core = self._core.fork()
        center._adopt(core, self._source, self._begin, self._seed, self._strategy)
        return center

    def state_hash(self) -> str:
        """Give the hash of the state: equal for equal histories, on every machine, in every run."""
        return f"{self._core.state_hash():016x}"

    def event_hash(self) -> str:
        """Give the hash chained over all events."""
        return f"{self._core.event_hash():016x}"

    def close(self) -> None:
        """Let go of the engine; every later use raises UsageError."""
        if self._deciding:
            raise UsageError("a strategy must not close the Center that asks it")
        self._open_core = None

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._open_core is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _done(self, first: int) -> list[Event]:
        """Tell whoever wants to know, and give the events from a number on."""
        if self._messages.on_forgotten is not None:
            self._messages.catch_up(self._core, self._clock)
        return [_event(raw) for raw in json.loads(self._core.events(first))]

    def __repr__(self) -> str:
        if self._open_core is None:
            return "<Center closed>"
        core = self._open_core
        return (
            f"<Center {self.now.isoformat()}: {len(core.agents())} agents,"
            f" {len(core.queues())} queues, {len(core.interactions())} interactions>"
        )

    def _repr_html_(self) -> str:
        from cordboard.display import center_html

        return center_html(self)
