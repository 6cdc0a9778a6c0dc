# SPDX-License-Identifier: Apache-2.0
"""The generator of cases leaves nothing out: what it never asks, nobody would see broken."""

import random
import re

import pytest
from tests.properties.oracle_bugs import BUGS
from tests.properties.random_cases import Oracle, case_from, questions
from tests.properties.random_definitions import EVERY_SUBJECT

import cordboard as cb
from cordboard import _core
from oracle import recount, structures
from oracle.filters import ATTRIBUTES, COMPARISONS
from oracle.formulas import AGGREGATES
from oracle.pairs import FUNCTIONS, LISTS
from oracle.recount import CURRENT, HISTORICAL

SEEDS = 400
INTERVALS = {"GrowingWindow", "SlidingWindow", "SlidingSelection", "SinceLogin"}
SIGNS = {"&", "|", "~", "(", "and", "or", "not"}
WORD = re.compile(r'"[^"]*"|<>|!=|<=|>=|[A-Za-z_]+|[=<>&|~(@;]')


@pytest.fixture(scope="module")
def answered():
    """Return (definition, value) of everything that the oracle does not refuse."""
    result = []
    for seed in range(SEEDS):
        case = case_from(random.Random(seed), rows=60, statistics=12)
        oracle = Oracle(recount, case)
        for question in questions(case):
            try:
                result.append((question.asked.definition, oracle.answer(question)))
            except recount.Refusal:
                continue
    return result


def test_every_category_has_a_value_that_is_not_nothing(answered):
    counted = {definition["category"] for definition, value in answered if value != 0}
    assert counted == {*HISTORICAL, *CURRENT, *structures.CATEGORIES}
    assert counted >= {name for name, *_ in _core.categories()}


def test_every_interval_and_every_subject_has_a_value_that_is_not_nothing(answered):
    subjects = {one["subject"] for one, value in answered if value != 0}
    assert subjects == {*EVERY_SUBJECT}
    counted = [one for one, value in answered if value != 0 and one["category"] in HISTORICAL]
    actions = {one.get("intervalType") for one in counted if one["subject"] == "DNAction"}
    assert actions >= INTERVALS
    statuses = {one.get("intervalType") for one in counted if one["subject"] != "DNAction"}
    assert statuses >= INTERVALS - {"SlidingSelection"}


@pytest.mark.parametrize("words", [ATTRIBUTES, COMPARISONS, FUNCTIONS, LISTS, SIGNS], ids=min)
def test_every_word_of_filters_decides(answered, words):
    """A filter that lets everything or nothing through would not show a broken word."""
    texts = {one["dynamicFilter"] for one, value in answered if one.get("dynamicFilter") and value}
    assert set(words) <= {word for text in texts for word in WORD.findall(text)}


def test_every_aggregate_of_formulas_is_asked(answered):
    texts = [one["expression"] for one, value in answered if "expression" in one and value != 0]
    said = {word for text in texts for word in WORD.findall(text)}
    assert said >= {*AGGREGATES, "@", "duration", "kvnum", "kvexists", "udata", "global_udata"}


def test_every_property_of_a_profile_is_asked(answered):
    texts = {str(one.get("dynamicTimeProfile")) for one, _ in answered}
    for form in (r"TZ=.*;", r"ever", r"Mon .*", r"\d+:\d\d\s*\+.*", r".*,.*", r"\d+", r"\d+:\d+"):
        assert any(re.match(form, text) for text in texts), form


def test_the_attributes_are_those_of_the_engine():
    entry = {
        "name": "x",
        "objectType": "QUEUE",
        "statisticDefinitionEx": {
            "category": "TotalNumber",
            "subject": "DNAction",
            "mainMask": "CallEntered",
            "dynamicFilter": "Zzzzzzzzzzzz=y",
        },
    }
    with pytest.raises(cb.BadInput) as refused:
        cb.StatisticsEngine([entry], objects=[{"type": "QUEUE", "id": "Q"}])
    known = re.search(r"known are ([\w, ]+)", str(refused.value))[1]
    assert sorted(known.replace(",", " ").split()) == sorted(ATTRIBUTES)


def test_there_are_enough_bugs():
    assert len(BUGS) >= 55
