# SPDX-License-Identifier: Apache-2.0
"""Random cases for the statistics engine, and where it and the oracle say different things."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.properties.random_cases import (
    Asked,
    Oracle,
    Question,
    Read,
    closings,
    moments,
    opened_at,
)
from tests.properties.random_logs import OBJECTS

import cordboard as cb
from oracle import recount
from oracle.elements import SECOND, cut
from oracle.refusal import Refusal
from oracle.structures import Node, in_order

# What is added up, never divided.
COUNTED = {
    *("TotalNumber", "TotalTime", "TotalAdjustedNumber", "TotalAdjustedTime", "MaxTime", "MinTime"),
    *("MaxNumber", "MinNumber", "TotalContinuousNumber", "TotalDistinctNumber"),
    *("TotalNumberInTimeRange", "TotalTimeInTimeRange", "CurrentNumberInTimeRange"),
    *("CurrentNumber", "CurrentTime", "CurrentMaxTime", "CurrentMinTime", "CurrentDistinctNumber"),
    "CurrentContinuousTime",
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Of a day of quarter hours most messages are alike.
FIRST_MESSAGES = 8


class Difference(NamedTuple):
    """What the engine says, and what the oracle counts."""

    asked: Asked
    rows: int
    now: int
    closing: bool
    engine: object
    oracle: object


def same(category, engine, exact):
    """Return whether a value is what the oracle counted: quotients but for their last digits."""
    close = 0.0 if category in COUNTED else 1e-12 * abs(float(exact))
    if category.endswith("CustomValue") or category == "Formula":
        close += 1e-9  # A difference of numbers that are nearly the same.
    return abs(engine - float(exact)) <= close


class Player:
    """An engine that lives through a case, and what it could open since when."""

    def __init__(self, case):
        self.case = case
        self.engine = cb.StatisticsEngine(
            [], objects=OBJECTS, timezone=case.timezone, start=case.start, truncate=case.truncate
        )
        self.now = case.start
        self.fed = 0
        self.opened = []
        self.oracle = Oracle(recount, case)

    def open(self, moment):
        for asked in self.case.asked:
            if opened_at(self.case, asked, moment):
                refusal = None
                try:
                    self.engine.open(asked.owner[1], asked.entry, asked.owner[0])
                except cb.BadInput as error:
                    refusal = error
                self.opened.append((asked, self.now, self.fed, refusal))

    def pass_to(self, moment):
        part = self.case.rows[self.fed : moment.rows]
        for piece in [[row] for row in part] if self.case.one_by_one else [part]:
            self.engine.feed(piece)
        self.fed = moment.rows
        if moment.now > max([self.now, *(row["time"] for row in part)]):
            self.engine.advance_to(moment.now)
        self.now = moment.now

    def counted(self, asked, opened, first_row, at=None):
        """Return what the oracle counts now, or for the interval that ends at an earlier time."""
        closing = at is not None
        question = Question(
            asked,
            self.case.rows[: self.fed],
            opened,
            first_row,
            at if closing else self.now,
            closing,
        )
        try:
            return self.oracle.answer(question)
        except Refusal as refusal:
            return refusal

    def differences(self):
        for asked, opened, first_row, refusal in self.opened:
            exact = self.counted(asked, opened, first_row)
            value = refusal
            if refusal is None:
                value = self.engine.value(asked.owner[1], asked.name, asked.owner[0])
            if isinstance(value, list) and not isinstance(exact, Refusal):
                value = tree_of(value, self.case.truncate)
                equal = value == exact
            elif isinstance(exact, Refusal) or refusal is not None:
                equal = isinstance(exact, Refusal) and refusal is not None
            else:
                equal = same(asked.definition["category"], value, exact)
            if not equal:
                yield Difference(asked, self.fed, self.now, False, value, exact)

    def differences_at_resets(self):
        """Yield where messages at resets are wrong, or sent when there is no reset."""
        messages = {}
        for message in self.engine.notifications.to_dicts():
            sent = messages.setdefault(message["statistic"], [])
            sent.append((at_microsecond(message["time"]), message["value"]))
        for asked, opened, first_row, refusal in self.opened:
            if refusal is not None:
                continue
            sent = messages.get(asked.name, [])
            times = closings(self.case, asked, opened, self.now)
            if [time for time, _ in sent] != times:
                yield Difference(asked, self.fed, self.now, True, [time for time, _ in sent], times)
                continue
            for time, value in sent[:FIRST_MESSAGES] + sent[FIRST_MESSAGES:][-1:]:
                exact = self.counted(asked, opened, first_row, time)
                if isinstance(exact, Refusal) or not same(
                    asked.definition["category"], value, exact
                ):
                    yield Difference(asked, self.fed, time, True, value, exact)


def tree_of(nodes, truncate):
    """Return the nodes of a structure as the oracle has them; they come from the root down."""
    root, *others = nodes
    below = []
    while others:
        depth = others[0]["depth"]
        size = next(
            (at for at in range(1, len(others)) if others[at]["depth"] <= depth), len(others)
        )
        below.append(tree_of(others[:size], truncate))
        others = others[size:]
    shown = {name: root.get(name) for name in Node._fields if name not in {"kind", "below"}}
    if "since" in root:
        shown["since"] = cut(at_microsecond(root["since"]), truncate)
    for pairs in ("reasons", "user_data"):
        shown[pairs] = tuple(sorted(root.get(pairs, {}).items()))
    shown |= {"name": root["name"] or None, "media": root["media"]}
    return Node(kind=root["kind"], **shown, below=in_order(below))


def at_microsecond(moment):
    """Return the microsecond of a datetime, without the detour over a float."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def differences(case):
    """Yield where the engine and the oracle differ, whenever the case is read."""
    player = Player(case)
    player.open(None)
    for moment in moments(case):
        player.pass_to(moment)
        player.open(moment)
        yield from player.differences()
        before = player.engine.values()
        if not before.equals(player.engine.values()):
            raise AssertionError("asking changes what is answered")
    yield from player.differences_at_resets()


def values_at_the_end(case, *, one_by_one):
    """Return all values when the whole log is fed at once, or row by row, and never asked."""
    whole = case._replace(one_by_one=one_by_one, reads=[Read(len(case.rows), SECOND)])
    player = Player(whole)
    player.open(None)
    for moment in moments(whole):
        player.pass_to(moment)
    return player.engine.values()
