# SPDX-License-Identifier: Apache-2.0
"""The engine on the worked examples X1 to X22 and on the decisions of the statistics reference.

The examples are those of the oracle, asked once more: here an engine answers. A value that a reset
sends is the engine's message at that reset.
"""

from fractions import Fraction

import pytest
from tests.properties.against_oracle import tree_of

import cordboard as cb
from oracle.log import Log
from oracle.refusal import Refusal
from oracle.test_decisions import *  # noqa: F403
from oracle.test_examples import *  # noqa: F403
from oracle.test_further_decisions import *  # noqa: F403
from oracle.test_further_examples import *  # noqa: F403
from oracle.test_masks import *  # noqa: F403
from oracle.test_one_instant import *  # noqa: F403
from oracle.test_structures import *  # noqa: F403
from oracle.test_transfer_examples import *  # noqa: F403

# A quotient of numbers such as these is told apart from its neighbours by far less.
EXACT = 10**6


def answered_by_an_engine(
    rows,
    objects,
    definition,
    where,
    at,
    *,
    start,
    timezone="UTC",
    truncate="seconds",
    closing=False,
):
    given = {name: value for name, value in definition.items() if value is not None}
    entry = {"name": "asked", "objectType": where[0], "statisticDefinitionEx": given}
    entry["notificationMode"] = "RESET" if closing else "NoNotification"
    declared = [*objects]
    if where not in [(one["type"], one["id"]) for one in objects]:
        declared.append({"type": where[0], "id": where[1]})
    try:
        engine = cb.StatisticsEngine(
            [entry], objects=declared, start=start, timezone=timezone, truncate=truncate
        )
        engine.feed([row for row in rows if row["time"] <= at])
    except (cb.BadInput, cb.StatisticsWarning) as refused:
        raise Refusal(str(refused)) from refused
    engine.advance_to(at)
    value = engine.value(where[1], "asked", where[0])
    if isinstance(value, list):
        return tree_of(value, truncate)
    if closing:
        value = list(engine.notifications["value"])[-1]
    return Fraction(value).limit_denominator(EXACT)


@pytest.fixture(autouse=True)
def _the_engine_answers(monkeypatch):
    monkeypatch.setattr(Log, "answered_by", staticmethod(answered_by_an_engine))
