# SPDX-License-Identifier: Apache-2.0
"""Rows of actions, definitions and engines for tests, in few words."""

from datetime import datetime, timedelta

import cordboard as cb

DAY = "2026-03-02T"
COLUMNS = ("object_type", "object", "action", "phase", "interaction")


def at(clock):
    """Give the instant of a clock time, "1 00:03:00" being on the day after the first."""
    day, clock = clock.split(" ") if " " in clock else ("0", clock)
    return datetime.fromisoformat(f"{DAY}{clock}+00:00") + timedelta(days=int(day))


def row(line, **more):
    """Read "09:00:00 Queue Q CallWait start c1": time, object, action, phase, interaction."""
    clock, *words = line.split()
    return {"time": at(clock), **dict(zip(COLUMNS, words, strict=False)), **more}


def lasted(begin, end, thing, action, call=None):
    """Give the rows of an action that lasts."""
    kind, name = thing.split()
    more = {"object_type": kind, "object": name, "action": action, "interaction": call}
    return [
        {"time": at(begin), "phase": "start", **more},
        {"time": at(end), "phase": "end", **more},
    ]


def occurred(when, thing, action, call=None, seconds=None):
    kind, name = thing.split()
    duration = None if seconds is None else timedelta(seconds=seconds)
    return {
        "time": at(when),
        "object_type": kind,
        "object": name,
        "action": action,
        "phase": "occur",
        "interaction": call,
        "duration": duration,
    }


def in_order(*rows):
    """Sort rows of several actions by time; of one instant the ends come first."""
    return sorted(rows, key=lambda one: (one["time"], one["phase"] != "end"))


def statistic(name, category, mask="", subject="DNAction", kind="QUEUE", **more):
    body = {"category": category, "subject": subject, "mainMask": mask, **more}
    return {"name": name, "objectType": kind, "statisticDefinitionEx": body}


def measured(rows, until, *definitions, objects=None, **options):
    """Give an engine that has seen the rows, at an instant."""
    objects = objects or [{"type": "QUEUE", "id": "Q"}, {"type": "AGENT", "id": "ann"}]
    engine = cb.StatisticsEngine(
        list(definitions), objects=objects, start=options.pop("start", at("00:00:00")), **options
    )
    engine.feed([one for one in rows if one["time"] <= at(until)])
    engine.advance_to(at(until))
    return engine
