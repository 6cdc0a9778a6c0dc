# SPDX-License-Identifier: Apache-2.0
"""The oracle sees mistakes: broken on purpose, it disagrees with itself on random questions."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from oracle import recount
from oracle.bugs import BUGS
from oracle.chance import OBJECTS, question_of

HERE = Path(__file__).parent
CATEGORIES = sorted(recount.HISTORICAL | recount.CURRENT)
CATEGORIES += [name for name in CATEGORIES if "InTimeRange" in name]
QUESTIONS = 4000


def answer(module, asked):
    return module.recount(
        asked.rows,
        OBJECTS,
        asked.definition,
        asked.owner,
        asked.at,
        start=asked.start,
        timezone=asked.timezone,
    )


@pytest.fixture(scope="module")
def answers():
    known = []
    for seed in range(QUESTIONS):
        asked = question_of(seed, CATEGORIES)
        try:
            known.append((asked, answer(recount, asked)))
        except recount.Refusal:
            continue
    return known


def broken(folder, bug):
    """Return the recount of a copy of the oracle that has the bug."""
    name, right, wrong = bug
    package = folder / "broken"
    package.mkdir()
    shutil.copy(HERE / "actions.csv", package)
    for file in HERE.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name == name:
            assert text.count(right) == 1, f"{name} has no single {right!r}"
            text = text.replace(right, wrong)
        text = text.replace("from oracle", "from broken")
        (package / file.name).write_text(text, encoding="utf-8")
    for module in [one for one in sys.modules if one.split(".")[0] == "broken"]:
        del sys.modules[module]
    importlib.invalidate_caches()
    return importlib.import_module("broken.recount")


def differs(module, asked, value):
    try:
        return answer(module, asked) != value
    except Exception:  # noqa: BLE001 - a crash is a difference too.
        return True


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_is_seen(answers, bug, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    module = broken(tmp_path, BUGS[bug])
    assert any(differs(module, asked, value) for asked, value in answers)
