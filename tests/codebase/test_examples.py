# SPDX-License-Identifier: Apache-2.0
"""C7: every example runs as a user would run it."""

import os
import subprocess
import sys

import pytest

from conftest import ROOT

EXAMPLES = sorted(path for path in ROOT.glob("examples/*.py") if not path.name.endswith("_test.py"))


def run_example(path, folder):
    """Run an example in an empty folder, with warnings as errors; return what went wrong."""
    command = [sys.executable, "-W", "error", str(path)]
    environment = os.environ | {"COLUMNS": "100"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return "" if done.returncode == 0 else done.stderr or f"ended with {done.returncode}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_runs(path, tmp_path):
    """Protects whoever begins by copying an example."""
    assert run_example(path, tmp_path) == ""


def test_there_are_examples():
    """Protects against a folder that moved: the foundation promises two."""
    assert len(EXAMPLES) >= 2


def test_failing_example_is_seen(tmp_path):
    """Protects the check itself: errors, exits and warnings count."""
    path = tmp_path / "toy.py"
    for text, good in (("a = 1", True), ("1 / 0", False), ("raise SystemExit(3)", False)):
        path.write_text(text + "\n")
        assert (run_example(path, tmp_path) == "") == good
    path.write_text("import warnings\nwarnings.warn('old')\n")
    assert "old" in run_example(path, tmp_path)
