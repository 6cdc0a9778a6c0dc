# SPDX-License-Identifier: Apache-2.0
"""Random cases: a log, statistics of it, and when they are read. They say nothing of an engine.

The same cases are asked of the engine, of the oracle, and of oracles that are broken on purpose.
"""

from typing import NamedTuple

from tests.properties.random_definitions import OWNERS, definition_of
from tests.properties.random_logs import (
    EDGES,
    OBJECTS,
    reached,
    rounded_up,
    rows_of,
    setting_of,
)

from oracle import recount
from oracle.elements import SECOND, cut
from oracle.profiles import profile_of, resets
from oracle.recount import HISTORICAL
from oracle.refusal import Refusal
from oracle.subjects import carriers, fitting

HOUR = 3600 * SECOND
# In seconds. A whole day is rarer: its samples take their time.
WAITS = (0, 0, 1, 1, 2, 7, 60, 300, 300, 300, 900, 4 * 3600)


class Asked(NamedTuple):
    """A statistic that is opened; `after` reads, or from the start."""

    name: str
    owner: tuple
    definition: dict
    after: int
    mode: str

    @property
    def entry(self):
        """Return the entry of statistics.yaml."""
        inner = dict(self.definition)
        entry = {"name": self.name, "objectType": self.owner[0], "notificationMode": self.mode}
        return {**entry, "statisticDefinitionEx": inner}


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


class Moment(NamedTuple):
    """A read of a case: how many rows are fed by then, and when it is."""

    number: int
    rows: int
    now: int


class Question(NamedTuple):
    """What the oracle is asked; `closing` asks for what an interval held that ends at `now`."""

    asked: Asked
    rows: list
    opened: int
    first_row: int
    now: int
    closing: bool


def case_from(dice, *, rows, statistics):
    """Return a random case of up to so many rows and of so many statistics."""
    setting = setting_of(dice)
    log = rows_of(dice, setting, rows)
    beginning = setting.beginning
    starts = [beginning - HOUR, beginning, beginning - dice.randint(0, 100) * SECOND]
    if log:
        first_half = log[: len(log) // 2 + 1]
        starts += [dice.choice(log)["time"], dice.choice(first_half)["time"]]
    fed = sorted({dice.randint(0, len(log)), dice.randint(len(log) // 2, len(log)), len(log)})
    asked = []
    for number in range(statistics):
        owner = dice.choice(OWNERS)
        if dice.random() < 0.9:
            owner = dice.choice(reached(dice.choice(setting.doers)[0]))
        after = dice.randint(1, len(fed)) if dice.random() < 0.2 else 0
        definition = definition_of(dice, owner, setting, log)
        asked.append(Asked(f"s{number}", owner, definition, after, _mode(dice, definition)))
    truncate = dice.choice(["seconds", "seconds", "none"])
    start = dice.choice(starts)
    reads = [Read(number, _wait(dice, number, log, start)) for number in fed]
    return Case(setting.timezone, truncate, start, log, asked, reads, dice.random() < 0.3)


def _mode(dice, definition):
    """Return a notification mode: some statistics tell what an interval held when it ends."""
    growing = definition.get("intervalType", "GrowingWindow") == "GrowingWindow"
    resets = growing and definition["category"] in HISTORICAL and dice.random() < 0.4
    return "RESET" if resets else "NoNotification"


def _wait(dice, fed, log, start):
    """Return how long after a row is read; clocks like to show multiples of five minutes then."""
    now = max(start, log[fed - 1]["time"]) if fed else start
    if dice.random() < 0.35:
        return rounded_up(now) - now
    if fed and dice.random() < 0.2:  # A row stands on the edge of a window then.
        edge = dice.choice(log[:fed])["time"] + dice.choice(EDGES[-2:]) * SECOND
        return max(0, edge - now)
    if dice.random() < 0.02:
        return 24 * HOUR
    return dice.choice(WAITS) * SECOND + dice.choice([0, 0, 250_000])


def moments(case):
    """Yield the reads of a case in their order."""
    fed, now = 0, case.start
    for number, read in enumerate(case.reads, start=1):
        now = max([now, *(row["time"] for row in case.rows[fed : read.rows])])
        fed = read.rows
        until = now + read.wait
        if fed < len(case.rows):
            until = min(until, case.rows[fed]["time"])
        now = max(now, until)
        yield Moment(number, fed, now)


def may_open(case, asked, moment):
    """Return whether a statistic opened then can see what the oracle counts.

    What a filter would have said of a status that the instant of the opening has ended already
    only a statistic knows that was open then; nor of which interaction it was. ConnID is kept of
    an action that came without attributes only while somebody looks at attributes.
    """
    inner = asked.definition
    text = inner.get("dynamicFilter", "")
    if inner["subject"] == "DNAction":
        return "ConnID" not in text
    by_interaction = "Distinct" in inner["category"] or inner.get("distinguishByConnId")
    looks_at_causes = text or inner.get("mediaType") or by_interaction
    return not looks_at_causes or not _has_ended_a_status(case, asked, moment)


def _has_ended_a_status(case, asked, moment):
    """Return whether a row of the moment's own instant has, below the object that is asked."""
    asking = Question(asked, case.rows[: moment.rows], 0, 0, moment.now, closing=False)
    sight = Oracle(recount, case).sight(asking)
    try:
        subject = fitting(asked.definition["subject"], asked.owner[0])
    except Refusal:
        return False
    if all(cut(row["time"], case.truncate) != sight.at for row in asking.rows):
        return False
    return any(
        len({(one.name, one.cause) for one in map(status_at, sight.instants[-2:])}) > 1
        for status_at, _ in carriers(sight.world, subject, *asked.owner)
    )


def opened_at(case, asked, moment):
    """Return whether a statistic is opened at a read, or at the start if the read is None."""
    if moment is None:
        return asked.after == 0
    return asked.after == moment.number and may_open(case, asked, moment)


def questions(case):
    """Yield everything that the oracle can be asked about a case."""
    opened = [(asked, case.start, 0) for asked in case.asked if opened_at(case, asked, None)]
    before = case.start
    for moment in moments(case):
        opened += [
            (asked, moment.now, moment.rows)
            for asked in case.asked
            if opened_at(case, asked, moment)
        ]
        rows = case.rows[: moment.rows]
        for asked, since, first_row in opened:
            yield Question(asked, rows, since, first_row, moment.now, closing=False)
            for reset in closings(case, asked, max(since, before), moment.now)[:2]:
                yield Question(asked, rows, since, first_row, reset, closing=True)
        before = moment.now


def closings(case, asked, after, until):
    """Return the resets after a time and up to another at which a statistic sends a message."""
    if asked.mode != "RESET":
        return []
    try:
        profile = profile_of(asked.definition.get("dynamicTimeProfile", "0:00"), case.timezone)
    except Refusal:
        return []
    after, until = cut(after, case.truncate), cut(until, case.truncate)
    return [at for at in resets(profile, until) if at > after]


class Oracle:
    """An oracle, right or broken, that looks at each read of a case once."""

    def __init__(self, module, case):
        self.module = module
        self.case = case
        self.sights = {}

    def sight(self, question):
        """Return what there is to see when it is asked."""
        place = len(question.rows), question.now, question.closing
        if place not in self.sights:
            self.sights[place] = self.module.look(
                question.rows,
                OBJECTS,
                question.now,
                start=self.case.start,
                truncate=self.case.truncate,
                closing=question.closing,
            )
        return self.sights[place]

    def answer(self, question):
        """Return what it counts; it may raise its Refusal."""
        return self.module.count(
            self.sight(question),
            question.asked.entry,
            question.asked.owner,
            opened=question.opened,
            first_row=question.first_row,
            timezone=self.case.timezone,
        )
