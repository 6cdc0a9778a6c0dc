# SPDX-License-Identifier: Apache-2.0
"""A log written by hand, in clock times of one Monday; 24:00 and later are the day after."""

from fractions import Fraction

from oracle.elements import SECOND
from oracle.recount import recount

MIDNIGHT = 1_772_409_600 * SECOND  # 2026-03-02, in UTC.


def at(clock):
    """Return the microsecond of a clock time such as 9:00, 09:00:30 or 25:10:00.5."""
    parts = [Fraction(part) for part in clock.split(":")]
    hours, minutes, seconds = ([*parts, Fraction(0)])[:3]
    return MIDNIGHT + int((hours * 3600 + minutes * 60 + seconds) * SECOND)


class Log:
    """Rows about objects, in the order of their times; of one time, as they were written.

    Questions are answered by the oracle, unless another answerer stands in its place: the same
    examples can be asked of an engine.
    """

    answered_by = staticmethod(recount)

    def __init__(self, *objects):
        self.objects = [
            one if isinstance(one, dict) else {"type": one[0], "id": one[1]} for one in objects
        ]
        self.written = []

    def row(self, clock, where, action, phase, **more):
        object_type, object_ = where
        columns = {"interaction": None, "media": None, "attributes": None, "duration": None}
        self.written.append(
            {
                "time": at(clock),
                "object_type": object_type,
                "object": object_,
                "action": action,
                "phase": phase,
                **columns,
                **more,
            }
        )

    def start(self, clock, where, action, interaction=None, **more):
        self.row(clock, where, action, "start", interaction=interaction, **more)

    def end(self, clock, where, action, interaction=None, **more):
        self.row(clock, where, action, "end", interaction=interaction, **more)

    def update(self, clock, where, action, interaction=None, **more):
        self.row(clock, where, action, "update", interaction=interaction, **more)

    def lasted(self, begin, finish, where, action, interaction=None, **more):
        self.start(begin, where, action, interaction, **more)
        self.end(finish, where, action, interaction, media=more.get("media"))

    def occurred(self, clock, where, action, interaction=None, carried=None, **more):
        duration = None if carried is None else int(Fraction(str(carried)) * SECOND)
        self.row(clock, where, action, "occur", interaction=interaction, duration=duration, **more)

    @property
    def rows(self):
        return sorted(self.written, key=lambda row: row["time"])

    def ask(self, where, category, mask, clock, *, subject="DNAction", opened="0:00", **more):
        """Return a value; further words are properties of the definition, or `closing`."""
        known = ("timezone", "truncate", "closing", "start")
        options = {key: more.pop(key) for key in known if key in more}
        if "start" in options:
            options["start"] = at(options["start"])
        definition = {"category": category, "mainMask": mask, "subject": subject, **more}
        options.setdefault("start", at(opened))
        return self.answered_by(self.rows, self.objects, definition, where, at(clock), **options)


def ready(log, agent, since):
    """Log an agent in on the phone, ready."""
    log.start(since, agent, "LoggedIn")
    log.start(since, agent, "WaitForNextCall")
