# SPDX-License-Identifier: Apache-2.0
"""Strategies in Python over several processes: wherever they are defined, however they end."""

import importlib
import io
import os
import select
import signal
import subprocess
import sys
from contextlib import redirect_stdout

import pytest

import cordboard as cb

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes start anew")

MODEL = {
    "center": {
        "media": [{"name": "voice"}],
        "agents": [{"userName": "a{n}", "count": 3}],
        "agent_groups": [{"name": "g0", "agents": ["a1", "a2", "a3"]}],
        "queues": [{"name": "calls", "channel": "voice"}],
        "routing": [{"queue": "calls", "target": {"agent_group": "g0"}}],
    },
    "start": "2026-03-02T08:00:00Z",
    "duration": "2h",
    "arrivals": [{"queue": "calls", "rate": "2/min"}],
    "handling": [{"distribution": "exponential", "mean": "60s"}],
}

SCRIPT = f"""
import cordboard as cb

MODEL = {MODEL!r}
print("started")

class Last(cb.Strategy):
    def choose(self, interaction, candidates):
        return len(candidates) - 1

print(len(cb.simulate(MODEL, Last(), replications=4, threads=2).event_hashes))
"""

MODULE = """
import cordboard as cb

class Last(cb.Strategy):
    def choose(self, interaction, candidates):
        return len(candidates) - 1
"""

ENDLESS = f"""
import os, sys, time
import cordboard as cb

MODEL = {MODEL!r}

class Endless(cb.Strategy):
    def choose(self, interaction, candidates):
        os.write(1, b"%d\\n" % os.getpid())
        while True:
            pass

cb.simulate(MODEL, Endless(), replications=4, threads=2)
"""


def local_strategy():
    class Last(cb.Strategy):
        def choose(self, interaction, candidates):
            return len(candidates) - 1

    return Last()


def test_a_script_without_a_guard_runs_once(tmp_path):
    script = tmp_path / "day.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["started", "4"], "")


def test_tables_come_back_from_processes():
    asked = {"seed": 5, "replications": 5, "log": [1, 4], "statistics": "sample"}
    one = cb.simulate(MODEL, local_strategy(), **asked)
    two = cb.simulate(MODEL, local_strategy(), **asked, threads=2)
    assert two.event_hashes == one.event_hashes
    assert two.decisions == one.decisions
    assert two.statistics.equals(one.statistics)
    assert two.statistics.column_types == one.statistics.column_types
    for replication in (1, 4):
        assert two.log(replication).equals(one.log(replication))
    with pytest.raises(cb.UsageError, match="replication 0 was not logged"):
        two.log()


def test_a_failure_in_a_process_is_a_strategy_error():
    class Failing(cb.Strategy):
        def choose(self, interaction, candidates):
            raise LookupError("lost")

    with pytest.raises(cb.StrategyError, match="Failing raised LookupError: lost"):
        cb.simulate(MODEL, Failing(), replications=4, threads=2)


def test_a_process_that_dies_is_a_strategy_error():
    class Leaving(cb.Strategy):
        def choose(self, interaction, candidates):
            os._exit(3)

    with pytest.raises(cb.StrategyError, match="a worker process ended"):
        cb.simulate(MODEL, Leaving(), replications=4, threads=2)


def test_progress_tells_of_pieces():
    shown = io.StringIO()
    with redirect_stdout(shown):
        cb.simulate(MODEL, local_strategy(), replications=4, threads=2, progress=True)
    assert "4/4" in shown.getvalue()


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_its_parent(tmp_path, ended_by):
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=-1, stderr=-1, text=True) as parent:
        try:
            workers = [os.pidfd_open(int(parent.stdout.readline())) for _ in range(2)]
            parent.send_signal(ended_by)
            _, errors = parent.communicate(timeout=20)
        finally:
            parent.kill()
    assert parent.returncode == -ended_by
    if ended_by == signal.SIGINT:
        assert errors.rstrip().endswith("KeyboardInterrupt")
    for worker in workers:
        ended, _, _ = select.select([worker], [], [], 20)
        os.close(worker)
        assert ended


def test_where_processes_start_anew_a_strategy_of_a_module_will_do(tmp_path, monkeypatch):
    (tmp_path / "my_strategies.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("cordboard.spread._START", "spawn")
    strategy = importlib.import_module("my_strategies").Last()
    asked = {"seed": 5, "replications": 2, "log": "all"}
    one = cb.simulate(MODEL, strategy, **asked)
    two = cb.simulate(MODEL, strategy, **asked, threads=2)
    assert two.event_hashes == one.event_hashes
    assert two.log(1).equals(one.log(1))
