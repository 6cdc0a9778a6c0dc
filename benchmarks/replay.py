# SPDX-License-Identifier: Apache-2.0
"""Replay a log of ten million actions from Parquet, with all values every quarter hour of it.

usage: replay.py [actions]

A thousand agents, a hundred skills and fifty queues (`call_log.py`); the sample file is open on
every object. Exits 1 above ten seconds of CPU time, reading included.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
from call_log import action_log, engine

ACTIONS = 10_000_000
LIMIT = 10.0  # seconds for so many


def main() -> int:
    """Write the log, replay it and judge."""
    pa.set_cpu_count(1)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ACTIONS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        log = action_log(int(wanted * 0.81))  # logins come on top
        actions = len(log)
        log.write_parquet(path)
        del log
        centre = engine()
        tables = values = 0
        processor, wall = time.process_time(), time.perf_counter()
        for table in centre.values_every(path, "15min"):
            tables += 1
            values += len(table)
        processor, wall = time.process_time() - processor, time.perf_counter() - wall
    sys.stdout.write(
        f"{actions:,} actions, {values:,} values at {tables} quarter hours: {processor:.2f} s of "
        f"CPU time, {wall:.2f} s, {actions / processor / 1e6:.2f} M actions/s\n"
    )
    return processor > LIMIT * max(1.0, actions / ACTIONS)


if __name__ == "__main__":
    sys.exit(main())
