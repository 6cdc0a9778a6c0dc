# SPDX-License-Identifier: Apache-2.0
"""Statistics of waiting calls, rows that move them, and what their clients were told."""

import cordboard as cb

DAY = "2026-03-02T"


def definition(name, mode="IMMEDIATE", *, target="QUEUE", frequency=None, insensitivity=0, **inner):
    entry = {
        "name": name,
        "objectType": target,
        "notificationMode": mode,
        "insensitivity": insensitivity,
        "statisticDefinitionEx": {
            "category": "CurrentNumber",
            "mainMask": "CallWait",
            "subject": "DNAction",
            **inner,
        },
    }
    return entry if frequency is None else entry | {"notificationFrequency": frequency}


def row(time, action, phase, interaction=None, duration=None, *, kind="Queue", object_="q"):
    return {
        "time": f"{DAY}{time}Z",
        "object_type": kind,
        "object": object_,
        "action": action,
        "phase": phase,
        "interaction": interaction,
        "duration": duration,
    }


WAITS = [
    row("10:00:03", "CallEntered", "occur", "1"),
    row("10:00:03", "CallWait", "start", "1"),
    row("10:00:04", "CallEntered", "occur", "2"),
    row("10:00:04", "CallWait", "start", "2"),
    row("10:00:12", "CallWait", "end", "1"),
]


def engine_of(*definitions, start="10:00:00", kind="QUEUE", id_="q", **others):
    objects = [{"type": kind, "id": id_}]
    return cb.StatisticsEngine(definitions, objects=objects, start=f"{DAY}{start}Z", **others)


def told(table, name):
    """Give (time of day, value) of the messages of a statistic."""
    rows = zip(*(table[column] for column in ("time", "statistic", "value")), strict=True)
    return [(f"{time:%H:%M:%S}", value) for time, statistic, value in rows if statistic == name]


def messages(*tables):
    columns = ("time", "statistic", "value")
    return sorted(
        one for table in tables for one in zip(*(table[name] for name in columns), strict=True)
    )
