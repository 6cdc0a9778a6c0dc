# SPDX-License-Identifier: Apache-2.0
"""Random cases for the statistics engine, and where it and the oracle say different things."""

from typing import NamedTuple

from tests.properties.random_definitions import OWNERS, definition_of
from tests.properties.random_logs import OBJECTS, beginning_of, rows_of

import cordboard as cb
from oracle.elements import SECOND, cut
from oracle.recount import CURRENT, recount
from oracle.refusal import Refusal

# What is added up, never divided.
COUNTED = {
    *("TotalNumber", "TotalTime", "TotalAdjustedNumber", "TotalAdjustedTime", "MaxTime", "MinTime"),
    *("MaxNumber", "MinNumber", "TotalContinuousNumber", "TotalDistinctNumber"),
    *("TotalNumberInTimeRange", "TotalTimeInTimeRange", "CurrentNumberInTimeRange"),
    *("CurrentNumber", "CurrentTime", "CurrentMaxTime", "CurrentMinTime", "CurrentDistinctNumber"),
    "CurrentContinuousTime",
}
DAY = 86_400 * SECOND
WAITS = (0, 0, SECOND, SECOND, 2 * SECOND, 7 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, DAY)


class Asked(NamedTuple):
    """A statistic that is opened; `after` reads, or from the start."""

    name: str
    owner: tuple
    definition: dict
    after: int

    @property
    def entry(self):
        """Return the entry of statistics.yaml."""
        inner = dict(self.definition)
        return {"name": self.name, "objectType": self.owner[0], "statisticDefinitionEx": inner}


class Read(NamedTuple):
    """When all values are read: so many rows are fed, then time passes."""

    rows: int
    wait: int


class Case(NamedTuple):
    """A log, the statistics of it and when they are read."""

    timezone: str
    truncate: str
    start: int
    rows: list
    asked: list
    reads: list
    one_by_one: bool

    def __repr__(self):
        rows = "".join(f"\n    {row}," for row in self.rows)
        fields = (f"{key}={value!r}" for key, value in self._asdict().items() if key != "rows")
        return f"Case({', '.join(fields)}, rows=[{rows}])"


class Difference(NamedTuple):
    """What the engine says, and what the oracle counts."""

    asked: Asked
    rows: int
    now: int
    engine: object
    oracle: object


def case_from(dice, *, rows, statistics):
    """Return a random case of up to so many rows and of so many statistics."""
    timezone, beginning = beginning_of(dice)
    log = rows_of(dice, beginning, rows)
    starts = [beginning - DAY, beginning, beginning - dice.randint(0, 100) * SECOND]
    starts += [dice.choice(log)["time"]] if log else []
    fed = sorted({dice.randint(0, len(log)), dice.randint(0, len(log)), len(log)})
    reads = [Read(number, dice.choice(WAITS) + dice.choice([0, 0, 250_000])) for number in fed]
    asked = []
    for number in range(statistics):
        owner = dice.choice(OWNERS)
        after = dice.randint(1, len(reads)) if dice.random() < 0.2 else 0
        asked.append(Asked(f"s{number}", owner, definition_of(dice, owner[0]), after))
    truncate = dice.choice(["seconds", "seconds", "none"])
    return Case(timezone, truncate, dice.choice(starts), log, asked, reads, dice.random() < 0.3)


def same(category, engine, exact):
    """Return whether a value is what the oracle counted: quotients but for their last digits."""
    close = 0.0 if category in COUNTED else 1e-12 * abs(float(exact))
    return abs(engine - float(exact)) <= close


class _Player:
    """An engine that lives through a case, and what it could open since when."""

    def __init__(self, case):
        self.case = case
        self.engine = cb.StatisticsEngine(
            [], objects=OBJECTS, timezone=case.timezone, start=case.start, truncate=case.truncate
        )
        self.now = case.start
        self.fed = 0
        self.opened = []

    def open(self, after):
        for asked in self.case.asked:
            if asked.after == after and self.may_open(asked):
                refusal = None
                try:
                    self.engine.open(asked.owner[1], asked.entry, asked.owner[0])
                except cb.BadInput as error:
                    refusal = error
                self.opened.append((asked, self.now, refusal))

    def may_open(self, asked):
        """Return whether the oracle can know what a statistic opened now would see.

        Calculation begins with the opening (1.3): an action that ended before, even in the same
        instant, is not counted. The oracle is told the instant alone, and would count it.
        Through which actions a status lasted nobody keeps: what a filter would have said of them,
        and of which interaction they were, only a statistic knows that was open then. ConnID is
        kept of an action that came without attributes only while somebody looks at attributes.
        """
        inner, text = asked.definition, asked.definition.get("dynamicFilter", "")
        current = inner["category"] in CURRENT
        if asked.after == 0:
            return True
        if inner["subject"] != "DNAction":
            by_interaction = "Distinct" in inner["category"] or inner.get("distinguishByConnId")
            return not text and not by_interaction
        times = {cut(row["time"], self.case.truncate) for row in self.case.rows[: self.fed]}
        in_mid_instant = cut(self.now, self.case.truncate) in times
        return "ConnID" not in text and (current or not in_mid_instant)

    def pass_to(self, read):
        rows = self.case.rows
        part = rows[self.fed : read.rows]
        for piece in [[row] for row in part] if self.case.one_by_one else [part]:
            self.engine.feed(piece)
        self.fed = read.rows
        self.now = max([self.now, *(row["time"] for row in part)])
        until = self.now + read.wait
        if self.fed < len(rows):
            until = min(until, rows[self.fed]["time"])
        if until > self.now:
            self.engine.advance_to(until)
            self.now = until

    def counted(self, asked, opened):
        case = self.case
        try:
            return recount(
                case.rows[: self.fed],
                OBJECTS,
                asked.entry,
                asked.owner,
                self.now,
                opened=opened,
                start=case.start,
                timezone=case.timezone,
                truncate=case.truncate,
            )
        except Refusal as refusal:
            return refusal

    def differences(self):
        for asked, opened, refusal in self.opened:
            exact = self.counted(asked, opened)
            value = refusal
            if refusal is None:
                value = self.engine.value(asked.owner[1], asked.name, asked.owner[0])
            if isinstance(exact, Refusal) or refusal is not None:
                equal = isinstance(exact, Refusal) and refusal is not None
            else:
                equal = same(asked.definition["category"], value, exact)
            if not equal:
                yield Difference(asked, self.fed, self.now, value, exact)


def differences(case):
    """Yield where the engine and the oracle differ, whenever the case is read."""
    player = _Player(case)
    player.open(0)
    for number, read in enumerate(case.reads, start=1):
        player.pass_to(read)
        player.open(number)
        yield from player.differences()
        before = player.engine.values()
        if not before.equals(player.engine.values()):
            raise AssertionError("asking changes what is answered")


def values_at_the_end(case, *, one_by_one):
    """Return all values when the whole log is fed at once, or row by row, and never asked."""
    player = _Player(case._replace(one_by_one=one_by_one, reads=[Read(len(case.rows), SECOND)]))
    player.open(0)
    player.pass_to(player.case.reads[0])
    return player.engine.values()
