# SPDX-License-Identifier: Apache-2.0
"""Random cases see mistakes: an oracle that is broken on purpose counts something else.

The cases are those that the engine is compared on, so what would be a bug of the engine is seen.
"""

import importlib
import random
import shutil
import sys
from functools import cache

import pytest
from tests.properties.oracle_bugs import BUGS
from tests.properties.random_cases import Oracle, case_from, questions

from oracle import recount

SEEDS = 600


@cache
def known(seed):
    """Return a case, and what the oracle says to each of its questions, or that it refuses."""
    case = case_from(random.Random(seed), rows=60, statistics=12)
    oracle = Oracle(recount, case)
    return case, [(question, said(oracle, question)) for question in questions(case)]


def said(oracle, question):
    try:
        return oracle.answer(question)
    except oracle.module.Refusal:
        return "refused"


def broken(oracle, folder, bug):
    """Return the recount of a copy of the oracle that has the bug."""
    name, right, wrong = bug
    package = folder / "broken"
    package.mkdir()
    shutil.copy(oracle / "actions.csv", package)
    for file in oracle.glob("*.py"):
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


def differs(oracle, question, value):
    try:
        return said(oracle, question) != value
    except Exception:  # noqa: BLE001 - a crash is a difference too.
        return True


def sees(module, seed):
    case, answers = known(seed)
    oracle = Oracle(module, case)
    return any(differs(oracle, question, value) for question, value in answers)


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_is_seen(bug, root, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    module = broken(root / "tests" / "oracle", tmp_path, BUGS[bug])
    assert any(sees(module, seed) for seed in range(SEEDS))
