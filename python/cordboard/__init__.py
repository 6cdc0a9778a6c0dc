# SPDX-License-Identifier: Apache-2.0
"""Cordboard: a contact centre in a library.

One deterministic engine for interactions, agent states, routing and statistics, under your
control::

    import cordboard as cb

    center = cb.Center({"queues": [{"name": "support", "channel": "chat"}]})
    center.offer(queue="support")
    run = cb.simulate(cb.Model.sample())
    run.summary()
"""

from cordboard import exact
from cordboard._core import __version__
from cordboard.actions_from_calls import actions_from_calls
from cordboard.center import Center
from cordboard.clock import VirtualClock
from cordboard.errors import (
    BadInput,
    BadSnapshot,
    CommandError,
    CordboardError,
    EngineBroken,
    MissingExtra,
    NotFound,
    NotReached,
    StatisticsWarning,
    StrategyError,
    UsageError,
)
from cordboard.frames import Table
from cordboard.handles import AgentHandle, InteractionHandle, QueueHandle, WorkbinHandle
from cordboard.phone_numbers import phone_number
from cordboard.sim import Model, Run, simulate
from cordboard.statistics_engine import StatisticsEngine
from cordboard.stats import StatisticValue
from cordboard.strategy import (
    FewestOpen,
    HighestSkill,
    LeastOccupied,
    LongestIdle,
    Strategy,
    best_of_each,
)

__all__ = [
    "AgentHandle",
    "BadInput",
    "BadSnapshot",
    "Center",
    "CommandError",
    "CordboardError",
    "EngineBroken",
    "FewestOpen",
    "HighestSkill",
    "InteractionHandle",
    "LeastOccupied",
    "LongestIdle",
    "MissingExtra",
    "Model",
    "NotFound",
    "NotReached",
    "QueueHandle",
    "Run",
    "StatisticValue",
    "StatisticsEngine",
    "StatisticsWarning",
    "Strategy",
    "StrategyError",
    "Table",
    "UsageError",
    "VirtualClock",
    "WorkbinHandle",
    "__version__",
    "actions_from_calls",
    "best_of_each",
    "exact",
    "phone_number",
    "simulate",
]
