# SPDX-License-Identifier: Apache-2.0
"""From a log with one row a call to the stream of actions that statistics are made of.

Call logs say of each call when it arrived, when it was answered and when it ended. Stat Server's
statistics are about what happened in between on queues and agents; this module writes that out, in
the words of the statistics reference (2.2, example X1), whole columns at a time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cordboard import _core
from cordboard.clock import duration_of, instant_of
from cordboard.errors import BadInput
from cordboard.frames import Table

if TYPE_CHECKING:
    import numpy as np

    Integers = np.ndarray[tuple[int], np.dtype[np.int64]]
    Booleans = np.ndarray[tuple[int], np.dtype[np.bool_]]

__all__ = ["actions_from_calls"]

_NONE = -(2**63)  # no time, no duration
_SECOND = 1_000_000

# The columns that a call may have, and the one that a number in it counts from, in seconds.
_TIMES = {
    "arrival": "",
    "distributed": "arrival",
    "answer": "arrival",
    "end": "answer",
    "wrap_up_end": "end",
}
_STEPS = {
    "arrival": "arrival",
    "distributed": "distribution",
    "answer": "answer",
    "end": "end",
    "wrap_up_end": "end of the after-call work",
}
_TEXTS = ("queue", "agent", "outcome", "id", "media")

_OUTCOMES = {
    "answered": "answered",
    "handled": "answered",
    "agent": "answered",
    "abandoned": "abandoned",
    "lost": "abandoned",
    "hang": "abandoned",
    "cleared": "cleared",
}
_MEANINGS = ("answered", "abandoned", "cleared")

# What an agent's actions are called at a telephone, and on the channel of any other media.
_VOICE = {
    "login": "LoggedIn",
    "ready": "WaitForNextCall",
    "ringing": "CallRinging",
    "ringing_started": "CallRingingStarted",
    "answered": "CallAnswered",
    "abandoned": "CallAbandonedFromRinging",
    "talk": "CallInbound",
    "talk_started": "CallInboundStarted",
    "talk_completed": "CallInboundCompleted",
}
_CHANNEL = {
    "login": "Active",
    "ready": "Available",
    "ringing": "Delivering",
    "ringing_started": "DeliveringStarted",
    "answered": "Accepted",
    "abandoned": "InteractionAbandonedDuringOffering",
    "talk": "HandlingInbound",
    "talk_started": "HandlingInboundStarted",
    "talk_completed": "StoppedInbound",
}


def actions_from_calls(
    table: Any,
    columns: Mapping[str, str] | None = None,
    *,
    outcomes: Mapping[str, str] | None = None,
    logins: timedelta | str | float | None = None,
) -> Table:
    """Turn a table with one row a call into the action stream that StatisticsEngine.feed() takes.

    A call enters its queue, waits, is distributed to an agent, rings, is answered, ends and is
    followed by after-call work, or is abandoned while it waits or rings. What has not happened yet
    stays open: a call without an end goes on.

    Args:
        table: any Arrow-capable table, with or without more columns.
        columns: how its columns are called, ``{role: column}``; a role that is left out is looked
            for under its own name. The roles:

            * ``arrival`` (needed): when the call entered the queue, a timestamp. Those without a
              zone are UTC; texts are read as ISO 8601.
            * ``queue`` (needed) and ``agent``: their names; no agent where nobody took the call.
            * ``distributed``: when an agent was offered the call; without it, when he answered.
            * ``answer``: when it was answered; null where it was not.
            * ``end``: when the caller left, or the conversation was over.
            * ``wrap_up_end``: when the after-call work was over.
            * ``outcome``: what became of it, by the words of ``outcomes``. Without such a column,
              and where it is empty, a call with an answer is answered and another abandoned: from
              ringing if it was distributed.
            * ``id``: the id of the call; its row, counted from 0, where there is none. Several rows
              may be of one call, but not at one time in one queue or with one agent.
            * ``media``: its media; ``voice`` where there is none. Others than voice make actions
              of media channels.

            A number instead of a timestamp is seconds: of ``distributed`` and ``answer`` since the
            arrival, of ``end`` since the answer (since the arrival where there is none), of
            ``wrap_up_end`` since the end.
        outcomes: what the words of ``outcome`` mean: ``answered``, ``abandoned``, or ``cleared``
            for a call that left the queue otherwise before it was distributed. Such words mean
            themselves; ``handled`` and ``agent`` mean answered, ``lost`` and ``hang`` abandoned.
            Case and the blanks around a word do not matter.
        logins: call logs do not say who was logged in, so without this there are no such rows and
            no status of an agent but LoggedOut. With a duration such as ``"4h"`` an agent is taken
            to be logged in, and ready while he has nothing to do, from his first activity to his
            last before a pause longer than this. The time before the first and after the last call
            of a shift is then missing: a guess, for logs that have nothing better.

    Returns:
        The columns of an action stream, sorted by time.

    Raises:
        BadInput: a column is missing or of the wrong type, or a value is not possible; names
            column, row (the first is 0) and value.
    """
    calls = _Calls(_CallTable(table, columns or {}), outcomes or {})
    guessed = [*_logins(calls, duration_of(logins))] if logins is not None else []
    # Who leaves at the end of his last call leaves after it.
    logouts = [one for one in guessed if one.action in _LOGINS and one.phase == "end"]
    before = [one for one in guessed if not (one.action in _LOGINS and one.phase == "end")]
    return _stream(calls, [*before, *_queue_actions(calls), *_agent_actions(calls), *logouts])


_LOGINS = (_VOICE["login"], _CHANNEL["login"])


class _CallTable:
    """The columns of a call log by role, as arrays."""

    def __init__(self, table: Any, names: Mapping[str, str]) -> None:
        if not isinstance(names, Mapping):
            raise BadInput(f"a mapping of columns is expected, not {names!r}", path="columns")
        for role in names:
            if role not in _TIMES and role not in _TEXTS:
                raise BadInput(
                    f"{role!r} is no role of a column",
                    path="columns",
                    remedy="there are " + ", ".join([*_TIMES, *_TEXTS]),
                )
        self._names = {role: names.get(role, role) for role in (*_TIMES, *_TEXTS)}
        self._table = Table.from_arrow(table, list(dict.fromkeys(self._names.values())))
        self._places = {name: at for at, name in enumerate(self._table.columns)}
        for role in (*names, "arrival", "queue"):
            if self._names[role] not in self._places:
                raise BadInput(
                    f"the table has no column {self._names[role]!r}",
                    path=self._names[role],
                    remedy=f"say with columns={{{role!r}: …}} how the {role} of a call is called; "
                    f"there are {', '.join(self._places)}",
                )

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, role: str) -> bool:
        return self._names[role] in self._places

    def refuse(self, role: str, wrong: Booleans, why: str) -> None:
        """Raise for the first row that is wrong, if any; `{}` in `why` is its value."""
        if wrong.any():
            row = int(wrong.argmax())
            value = next(iter(self._table.rows(row, row + 1)))[self._places[self._names[role]]]
            shown = value.isoformat() if isinstance(value, datetime) else repr(value)
            raise BadInput(f"row {row}: {why.format(shown)}", path=self._names[role])

    def texts(self, role: str) -> tuple[Integers, list[str]]:
        """Give numbers of words, -1 for none, and the words; numbers as texts."""
        import numpy as np

        if role not in self:
            return np.full(len(self), -1), []
        place = self._places[self._names[role]]
        kind = self._table.column_types[self._names[role]]
        if kind in {"text", "word"}:
            codes, words = self._table._core.codes(place)
            codes = codes.astype(np.int64)
            codes[codes == 0] = -1  # the empty text is none
            return codes, words
        if kind == "integer":
            values, valid = self._table._core.numbers(place)
            different, codes = np.unique(values, return_inverse=True)
            return np.where(valid, codes, -1), [str(value) for value in different.tolist()]
        raise BadInput(f"a column of texts is expected, not of type {kind}", path=self._names[role])

    def times(self, role: str, base: Integers | None) -> Integers:
        """Give microseconds since 1970; numbers count in seconds from `base`."""
        import numpy as np

        if role not in self:
            return np.full(len(self), _NONE)
        place = self._places[self._names[role]]
        kind = self._table.column_types[self._names[role]]
        if kind in {"text", "word"}:
            return self._read(role, place)
        if kind == "instant" or (kind in {"integer", "real"} and base is not None):
            values, valid = self._table._core.numbers(place)
            if kind == "instant" or base is None:
                return np.where(valid, values, _NONE)
            valid &= ~np.isnan(values)
            self.refuse(role, valid & (values < 0), "{} seconds are negative")
            self.refuse(role, valid & (values > 1e9), "{} are more seconds than a call lasts")
            self.refuse(
                role, valid & (base == _NONE), f"{{}} seconds since no {_STEPS[_TIMES[role]]}"
            )
            micros = np.rint(np.where(valid, values, 0) * _SECOND).astype(np.int64)
            return np.where(valid, base + micros, _NONE)
        raise BadInput(
            f"a column of timestamps is expected, not of type {kind}", path=self._names[role]
        )

    def _read(self, role: str, place: int) -> Integers:
        import numpy as np

        codes, words = self._table._core.codes(place)
        instants = np.full(len(words) + 1, _NONE)
        for at, word in enumerate(words):
            if word:
                try:
                    instant = datetime.fromisoformat(word)
                except ValueError:
                    wrong = codes == at
                    self.refuse(role, wrong, "{} is no timestamp")
                    continue
                aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
                instants[at] = instant_of(aware)
        found: Integers = instants[codes]  # the number of none, -1, is the last
        return found


class _Calls:
    """What is known of each call, checked."""

    def __init__(self, table: _CallTable, outcomes: Mapping[str, str]) -> None:
        import numpy as np

        self.count = len(table)
        self.queue, self.queues = table.texts("queue")
        self.agent, self.agents = table.texts("agent")
        self.media, self.medias = table.texts("media")
        self.id, self.ids = table.texts("id")
        missing = self.id < 0
        if missing.any():
            self.id = np.where(missing, len(self.ids) + np.arange(self.count), self.id)
            self.ids = [*self.ids, *_further_ids(self.count, self.ids)]
        voice = [word.lower() == "voice" for word in self.medias]
        self.is_voice = np.array([*voice, True])[self.media]  # the last is that of none

        self.arrival = table.times("arrival", None)
        table.refuse("arrival", self.arrival == _NONE, "the value is missing")
        table.refuse("queue", self.queue < 0, "the value is missing")
        self.answer = table.times("answer", self.arrival)
        self.distributed = table.times("distributed", self.arrival)
        self._meaning(table, outcomes)
        self.answer = np.where(self.is_answered, self.answer, _NONE)
        offered = self.distributed
        late = self.is_answered & (offered == _NONE)
        self.distributed = np.where(late, self.answer, offered)
        # The caller leaves: what an end counts from is the arrival.
        since = np.where(self.is_answered, self.answer, self.arrival)
        self.end = table.times("end", since)
        self.wrap_up_end = table.times("wrap_up_end", self.end)
        self._check(table, offered)
        if not missing.all():
            self._check_ids(table)

    def _meaning(self, table: _CallTable, outcomes: Mapping[str, str]) -> None:
        import numpy as np

        known = {_folded(word): meaning for word, meaning in (_OUTCOMES | dict(outcomes)).items()}
        for word, meaning in outcomes.items():
            if meaning not in _MEANINGS:
                raise BadInput(
                    f"{word!r} cannot mean {meaning!r}",
                    path="outcomes",
                    remedy="it means " + ", ".join(_MEANINGS),
                )
        codes, words = table.texts("outcome")
        meanings = np.array([_meaning(known.get(_folded(word))) for word in words] + [-1])
        is_word = np.array([*(bool(_folded(word)) for word in words), False])
        codes = np.where(is_word[codes], codes, -1)
        found = meanings[codes]
        table.refuse(
            "outcome",
            (found < 0) & (codes >= 0),
            "{} is no outcome; say with outcomes={{word: meaning}} what it means",
        )
        has_answer = self.answer != _NONE
        self.is_answered = np.where(codes >= 0, found == 0, has_answer)
        self.is_cleared = found == 2
        if "outcome" in table:
            table.refuse(
                "outcome", self.is_answered & ~has_answer, "{}, but the call has no answer"
            )
            table.refuse(
                "outcome",
                self.is_cleared & (self.distributed != _NONE),
                "{}, but the call was distributed; then it is answered or abandoned",
            )

    def _check(self, table: _CallTable, distributed: Integers) -> None:
        import numpy as np

        steps = {
            "arrival": self.arrival,
            "distributed": distributed,
            "answer": self.answer,
            "end": self.end,
            "wrap_up_end": self.wrap_up_end,
        }
        latest = self.arrival
        for step, at in steps.items():
            wrong = (at != _NONE) & (at < latest)
            if wrong.any():
                row = int(wrong.argmax())
                last = [other for other, times in steps.items() if times[row] == latest[row]][-1]
                table.refuse(step, wrong, f"{{}} is earlier than the {_STEPS[last]}")
            latest = np.maximum(latest, at)

    def _check_ids(self, table: _CallTable) -> None:
        """Refuse an id that two calls have at once: of whose end would a row tell?

        At once is also when one begins in the instant in which the other ends.
        """
        import numpy as np

        if np.bincount(self.id, minlength=1).max() < 2:
            return
        busy = np.maximum(self.end, self.wrap_up_end)
        for role, who, begin, end in (
            ("queue", self.queue, self.arrival, _waited(self)),
            ("agent", self.agent, self.distributed, np.where(self.end == _NONE, _NONE, busy)),
        ):
            index = np.flatnonzero((who >= 0) & (begin != _NONE))
            order = index[np.lexsort((index, begin[index], who[index], self.id[index]))]
            first, second = order[:-1], order[1:]
            same = (self.id[first] == self.id[second]) & (who[first] == who[second])
            open_end = np.where(end[first] == _NONE, 2**62, end[first])
            together = np.flatnonzero(same & (begin[second] <= open_end))
            if len(together):
                one, other = sorted((int(first[together[0]]), int(second[together[0]])))
                table.refuse(
                    "id",
                    np.arange(self.count) == other,
                    f"{{}} is the id of row {one} too, at the same time on the same {role};"
                    " give each call an id of its own",
                )


def _further_ids(count: int, given: list[str]) -> list[str]:
    """Give an id for every row: its number, marked where a call has that for its own id."""
    taken = set(given)
    ids = []
    for row in range(count):
        name = str(row)
        while name in taken:
            name = f"#{name}"
        ids.append(name)
    return ids


def _folded(word: str) -> str:
    return word.strip().lower()


def _waited(calls: _Calls) -> Integers:
    """Give the ends of waiting."""
    import numpy as np

    return np.where(calls.distributed != _NONE, calls.distributed, calls.end)


def _meaning(word: str | None) -> int:
    return _MEANINGS.index(word) if word in _MEANINGS else -1


class _Piece(NamedTuple):
    """Rows of one action: of which calls or objects, when, and how long what ended had lasted."""

    action: str
    phase: str
    time: Integers
    object: Integers  # number of the queue, or of the agent
    call: Integers  # -1: none
    media: Integers
    duration: Integers | None = None
    of_agent: bool = True


def _queue_actions(calls: _Calls) -> Iterator[_Piece]:
    """Give the rows of queues, in the order in which they come within an instant."""
    import numpy as np

    def piece(action: str, phase: str, who: Booleans, at: Integers, since: Any = None) -> _Piece:
        index = np.flatnonzero(who)
        lasted = None if since is None else at[index] - since[index]
        return _Piece(
            action, phase, at[index], calls.queue[index], index, calls.media[index], lasted, False
        )

    everybody = np.ones(calls.count, dtype=np.bool_)
    offered = calls.distributed != _NONE
    gone = ~calls.is_answered & (calls.end != _NONE)
    left = gone & ~offered
    waited = _waited(calls)
    yield piece("CallEntered", "occur", everybody, calls.arrival)
    yield piece("CallWait", "start", everybody, calls.arrival)
    yield piece("CallWait", "end", offered | left, waited)
    yield piece("CallDistributed", "occur", offered, calls.distributed, calls.arrival)
    yield piece("CallAnswered", "occur", calls.is_answered, calls.answer, calls.arrival)
    yield piece("CallAbandoned", "occur", left & ~calls.is_cleared, calls.end, calls.arrival)
    yield piece("CallCleared", "occur", left & calls.is_cleared, calls.end, calls.arrival)
    yield piece("CallAbandonedFromRinging", "occur", gone & offered, calls.end, calls.arrival)
    released = calls.is_answered & (calls.end != _NONE)
    yield piece("CallReleased", "occur", released, calls.end, calls.answer)


def _agent_actions(calls: _Calls) -> Iterator[_Piece]:
    """Give the rows of agents, in the order in which they come within an instant."""
    import numpy as np

    offered = (calls.agent >= 0) & (calls.distributed != _NONE)
    answered = (calls.agent >= 0) & calls.is_answered
    ended = calls.end != _NONE
    lost = offered & ~answered & ended
    rang = np.where(answered, calls.answer, calls.end)
    for names, on in ((_VOICE, calls.is_voice), (_CHANNEL, ~calls.is_voice)):
        steps = (
            ("ringing", "start", offered, calls.distributed, None),
            ("ringing_started", "occur", offered, calls.distributed, None),
            ("ringing", "end", answered | lost, rang, None),
            ("answered", "occur", answered, calls.answer, calls.distributed),
            ("abandoned", "occur", lost, calls.end, calls.distributed),
            ("talk", "start", answered, calls.answer, None),
            ("talk_started", "occur", answered, calls.answer, None),
            ("talk", "end", answered & ended, calls.end, None),
            ("talk_completed", "occur", answered & ended, calls.end, calls.answer),
        )
        for name, phase, who, at, since in steps:
            index = np.flatnonzero(who & on)
            lasted = None if since is None else at[index] - since[index]
            yield _Piece(
                names[name], phase, at[index], calls.agent[index], index, calls.media[index], lasted
            )
    worked = np.flatnonzero(answered & ended & (calls.wrap_up_end > calls.end))
    for phase, at in (("start", calls.end), ("end", calls.wrap_up_end)):
        yield _Piece(
            "AfterCallWork", phase, at[worked], calls.agent[worked], worked, calls.media[worked]
        )


def _logins(calls: _Calls, pause: int) -> Iterator[_Piece]:
    """Give the rows of log-in and readiness that the calls of an agent let one guess."""
    import numpy as np

    for names, on in ((_VOICE, calls.is_voice), (_CHANNEL, ~calls.is_voice)):
        index = np.flatnonzero((calls.agent >= 0) & (calls.distributed != _NONE) & on)
        if not len(index):
            continue
        start = calls.distributed[index]
        media = calls.media[index]
        # A call that goes on keeps the agent busy beyond the log.
        open_end = np.where(calls.end[index] == _NONE, 2**62, calls.end[index])
        end = np.maximum(open_end, calls.wrap_up_end[index])
        channel = calls.agent[index] * (len(calls.medias) + 1) + media + 1
        order = np.lexsort((start, channel))
        start, end, channel = start[order], end[order], channel[order]
        busy_first, busy_end = _unions(start, end, channel)
        begin, finish, who = start[busy_first], busy_end, channel[busy_first]
        new = np.ones(len(begin), dtype=np.bool_)
        new[1:] = (who[1:] != who[:-1]) | (begin[1:] - finish[:-1] > pause)
        last = np.ones(len(begin), dtype=np.bool_)
        last[:-1] = new[1:]
        closed = last & (finish < 2**62)
        agent, medium = np.divmod(who, len(calls.medias) + 1)
        medium -= 1
        for key, phase, which, at in (
            ("login", "start", new, begin),
            ("ready", "end", ~new, begin),
            ("ready", "start", ~last, finish),
            ("login", "end", closed, finish),
        ):
            none = np.full(int(which.sum()), -1)
            yield _Piece(names[key], phase, at[which], agent[which], none, medium[which])


def _unions(start: Integers, end: Integers, key: Integers) -> tuple[Integers, Integers]:
    """Merge spans of one key that touch, given by key and start: where each begins, its end."""
    import numpy as np

    latest = end.copy()
    first = np.ones(len(start), dtype=np.bool_)
    first[1:] = key[1:] != key[:-1]
    # The latest end so far, key by key: a longer call may hold shorter ones.
    bounds = [*np.flatnonzero(first).tolist(), len(start)]
    for low, high in itertools.pairwise(bounds):
        np.maximum.accumulate(latest[low:high], out=latest[low:high])
    first[1:] |= start[1:] > latest[:-1]
    begins = np.flatnonzero(first)
    ends = latest[np.append(begins[1:], len(start)) - 1]
    return begins, ends


def _stream(calls: _Calls, pieces: list[_Piece]) -> Table:
    """Put the pieces in the order of time; within an instant they keep their own."""
    import numpy as np

    pieces = [piece for piece in pieces if len(piece.time)]
    actions = list(dict.fromkeys(piece.action for piece in pieces))
    phases = ["start", "end", "occur"]
    sizes = [len(piece.time) for piece in pieces]

    def spread(values: list[int]) -> Integers:
        return np.repeat(np.array(values, dtype=np.int64), sizes)

    def joined(arrays: list[Integers]) -> Integers:
        return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)

    time = joined([piece.time for piece in pieces])
    order = np.argsort(time, kind="stable")
    objects = [piece.object + (len(calls.queues) if piece.of_agent else 0) for piece in pieces]
    lasted = [
        np.full(size, _NONE) if piece.duration is None else piece.duration
        for piece, size in zip(pieces, sizes, strict=True)
    ]
    call = joined([piece.call for piece in pieces])
    ids = np.append(calls.id, -1)[call]
    columns = [
        ("time", "instant", time, []),
        ("object_type", "word", spread([int(p.of_agent) for p in pieces]), ["Queue", "Agent"]),
        ("object", "word", joined(objects), [*calls.queues, *calls.agents]),
        ("action", "word", spread([actions.index(p.action) for p in pieces]), actions),
        ("phase", "word", spread([phases.index(p.phase) for p in pieces]), phases),
        ("duration", "integer", joined(lasted), []),
        ("interaction", "word", ids, calls.ids),
        ("media", "word", joined([piece.media for piece in pieces]), calls.medias),
        ("attributes", "text", np.full(len(time), _NONE), []),
    ]
    return Table(
        _core.table_of_arrays(
            [(name, kind, values[order], words) for name, kind, values, words in columns]
        )
    )
