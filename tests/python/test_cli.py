# SPDX-License-Identifier: Apache-2.0
"""The command line, as a shell sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cordboard as cb
from cordboard.stats import sample_of_a_day

MODEL = """
center:
  media: [{name: voice}]
  agents: [{userName: "a{n}", count: 3}]
  agent_groups: [{name: g0, agents: [a1, a2, a3]}]
  queues: [{name: calls, channel: voice}]
  routing: [{queue: calls, target: {agent_group: g0}}]
start: 2026-03-02T08:00:00Z
duration: 2h
arrivals: [{media: voice, queue: calls, rate: 2/min}]
handling: [{media: voice, distribution: exponential, mean: 60s}]
"""

STRATEGY = """
import cordboard as cb

class Last(cb.Strategy):
    def choose(self, interaction, candidates):
        return len(candidates) - 1
"""


def cordboard(*arguments, folder=None, **variables):
    command = [sys.executable, "-m", "cordboard", *map(str, arguments)]
    surroundings = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=surroundings | variables,
        check=False,
    )  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


def test_the_demo_plays_a_day_and_says_what_is_next():
    done = cordboard("demo")
    assert done.returncode == 0, done.stderr
    for word in ("Queues", "Skills", "Agents", "interactions in", "Next:", " steps"):
        assert (word in done.stdout) == (word != " steps")
    assert "1/1 9,550 interactions" in done.stdout
    assert "Values at 2026-03-02 21:35 UTC" in done.stdout


def test_the_demo_shows_the_service_level_of_the_day_not_of_its_last_hour():
    run = cb.simulate(cb.Model.sample(), seed=1, statistics=sample_of_a_day("UTC"), log=True)
    day = run.statistics.to_dicts()
    waits = {}
    for row in run.log().to_dicts():
        if row["object_type"] == "Queue" and row["action"] in {"CallAnswered", "CallAbandoned"}:
            waits.setdefault((row["object"], row["action"]), []).append(row["duration"] / 1e6)
    queues = {name for name, _ in waits}
    assert len(queues) == 8
    for name in queues:
        answered = waits[name, "CallAnswered"]
        late = [wait for wait in waits.get((name, "CallAbandoned"), []) if wait > 10]
        asked = {"object_type": "QUEUE", "object": name, "statistic": "ServiceLevel"}
        (level,) = (row["value"] for row in day if asked.items() <= row.items())
        in_time = sum(wait <= 120 for wait in answered)
        assert level == pytest.approx(100 * in_time / (len(answered) + len(late)))
    hour = cb.simulate(cb.Model.sample(), seed=1, statistics="sample").statistics.to_dicts()
    others = [row for row in day if row["statistic"] != "ServiceLevel"]
    assert others == [row for row in hour if row["statistic"] != "ServiceLevel"]


@pytest.mark.parametrize("columns", ["80", "140"])
def test_the_demo_shows_all_columns_however_wide(columns):
    lines = cordboard("demo", COLUMNS=columns).stdout.splitlines()
    assert max(map(len, lines)) <= int(columns)
    names = set()
    for begin in (at for at, line in enumerate(lines) if line.startswith("┏")):
        end = next(at for at in range(begin, len(lines)) if lines[at].startswith("┡"))
        rows = [line.strip("┃").split("┃") for line in lines[begin + 1 : end]]
        names |= {"".join(map(str.strip, words)) for words in zip(*rows, strict=True)}
    assert names >= {"Total_Answered", "CurrMaxCallWaitingTime", "CurrentNumberLoggedInAgents"}
    assert names >= {"ServiceLevel", "Productivity", "ConsultCalls", "TalkDuration"}
    assert names >= {"metric", "object_type", "object", "mean", "half_width", "replications"}


def test_simulate_prints_and_writes_estimates(model):
    (model.parent / "mine.py").write_text(STRATEGY, encoding="utf-8")
    out = model.parent / "out.parquet"
    done = cordboard(
        "simulate", model, "--strategy", "mine:Last", "--replications", 3, "--out", out,
        folder=model.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "abandonment" in done.stdout
    assert out.stat().st_size > 0


def test_check_accepts_good_files_and_names_what_is_wrong(model):
    good = cordboard("check", model)
    assert (good.returncode, "model" in good.stdout) == (0, True), good.stderr
    model.write_text(MODEL.replace("queue: calls, rate", "queue: call, rate"), encoding="utf-8")
    bad = cordboard("check", model)
    assert bad.returncode == 1
    assert "model.yaml:10" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_a_file_that_is_not_there_is_named_in_our_words(model):
    for verb in ("check", "simulate"):
        missing = cordboard(verb, "nothing.yaml", folder=model.parent)
        assert missing.returncode == 1
        expected = "nothing.yaml: cannot be opened, no such file or directory; check the name and"
        assert expected in missing.stderr
        assert "Errno" not in missing.stderr


def test_a_misspelt_key_is_named_at_its_own_place(model):
    model.write_text(MODEL.replace("duration:", "duraton:"), encoding="utf-8")
    bad = cordboard("check", model)
    expected = 'model.yaml:9:1: the key "duration" is missing; did you mean it by "duraton"?'
    assert (bad.returncode, expected in bad.stderr) == (1, True), bad.stderr


def test_check_names_a_file_that_is_not_utf_8_and_passes_warnings_on(tmp_path):
    path = tmp_path / "statistics.yaml"
    path.write_bytes(b"name: \xfc\n")
    bad = cordboard("check", path)
    assert (bad.returncode, "Traceback" in bad.stderr) == (1, False)
    assert "statistics.yaml: this is not UTF-8 text" in bad.stderr
    definition = "{category: TotalNumber, mainMask: CallRingin, subject: DNAction}"
    path.write_text(f"name: X\nobjectType: AGENT\nstatisticDefinitionEx: {definition}\n", "utf-8")
    center = tmp_path / "center.yaml"
    center.write_text("statistics: statistics.yaml\n", encoding="utf-8")
    for file in (path, center):
        good = cordboard("check", file)
        assert (good.returncode, good.stderr) == (0, "")
        assert good.stdout.startswith("warning: ")
        assert "'CallRingin' is read as 'CallRinging'" in good.stdout


def test_a_wrong_model_ends_in_one_line(model):
    model.write_text("center: {}\nduration: soon\n", encoding="utf-8")
    done = cordboard("simulate", model)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "model.yaml:2" in done.stderr


def test_the_version_is_printed():
    assert cordboard("--version").stdout.startswith("cordboard 0.")
