# SPDX-License-Identifier: Apache-2.0
"""Routing strategies: which able agent is offered an interaction (contract 6.3, point 11).

A strategy is asked when an interaction arrives or its targets widen, with all agents who are able,
and when an agent becomes able, with that one. The same object decides in ``simulate``, in a
``Center`` and, later, live.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from cordboard import _core
from cordboard.errors import StrategyError

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "FewestOpen",
    "HighestSkill",
    "LeastOccupied",
    "LongestIdle",
    "RoutedInteraction",
    "Strategy",
    "best_of_each",
]


class RoutedInteraction(Protocol):
    """The interaction a strategy decides about; valid during the call."""

    @property
    def id(self) -> str:
        """Its identity."""

    @property
    def media(self) -> str:
        """Its media, for example ``chat``."""

    @property
    def queue(self) -> str:
        """The queue it waits in."""

    @property
    def type(self) -> str:
        """``Inbound``, ``Outbound`` or ``Internal``."""

    @property
    def priority(self) -> int:
        """Its priority before aging."""

    @property
    def waiting_time(self) -> float:
        """Seconds since it entered its queue."""


class Strategy:
    """Base of strategies written in Python.

    Set ``needs`` to the columns of the candidate matrix and implement :meth:`choose`. The matrix
    and the interaction are reused: they are valid during the call.

    Columns: ``skill_level`` (of the matched skill), ``idle_time`` (seconds since the agent became
    free of everything), ``occupancy`` (share of logged-in time spent handling),
    ``open_interactions``, ``open_<media>`` (``open_chats`` too), ``waiting_time`` (seconds),
    ``priority`` (with aging).

    A strategy may also define ``pull(agent, waiting)``: which of the waiting interactions an agent
    who became able takes (an index, or None). And ``choose_many(candidates, offsets)``: one
    decision of every replication in a call; rows ``offsets[i]:offsets[i + 1]`` belong to decision
    i, the answer is an integer array with an index into those rows for each, or -1 to let it wait:
    ``best_of_each(scores, offsets)``. Both arrays are reused.
    It must keep no state that differs between replications.
    """

    needs: ClassVar[Sequence[str]] = ()

    def choose(
        self, interaction: RoutedInteraction, candidates: np.ndarray[Any, Any]
    ) -> int | None:
        """Choose a candidate: a row of the float64 matrix [n, len(needs)], or None to wait."""
        raise TypeError(f"{type(self).__name__} has to define choose(interaction, candidates)")


def best_of_each(
    scores: np.ndarray[Any, Any], offsets: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Give the best candidate of each decision, as ``choose_many`` has to answer.

    Args:
        scores: one number for each candidate [rows]; NaN for one who shall not be chosen.
        offsets: as ``choose_many`` was given them [decisions + 1].

    Returns:
        For each decision the index of its first candidate with the highest score, counted from the
        decision's first row; -1 where nobody has a score.

    Raises:
        ValueError: the shapes do not fit.
    """
    best: np.ndarray[Any, Any] = _core.best_of_each(scores, offsets)
    return best


class _BuiltIn(Strategy):
    """A strategy that the engine itself carries out."""

    choice: ClassVar[str]

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class LongestIdle(_BuiltIn):
    """The agent who has been free of everything for the longest time (the default)."""

    choice = "LongestIdle"


class HighestSkill(_BuiltIn):
    """The agent with the highest level of the matched skill; ties by longest idle."""

    choice = "HighestSkill"


class LeastOccupied(_BuiltIn):
    """The agent with the smallest share of logged-in time spent handling; ties by longest idle."""

    choice = "LeastOccupied"


class FewestOpen(_BuiltIn):
    """The agent who holds the fewest interactions; ties by longest idle."""

    choice = "FewestOpen"


def built_in_choice(strategy: Strategy | None) -> str | None:
    """Give the engine's word for a built-in strategy, None for one that has to be asked.

    Raises:
        StrategyError: it is no strategy, or its ``needs`` are no list of names.
    """
    if strategy is None:
        return LongestIdle.choice
    if isinstance(strategy, _BuiltIn):
        return strategy.choice
    if isinstance(strategy, type):
        name = strategy.__name__
        raise StrategyError(f"expected an instance of a Strategy, found the class: write {name}()")
    if not callable(getattr(strategy, "choose", None)):
        raise StrategyError(f"expected an instance of a Strategy, found {strategy!r}")
    if isinstance(getattr(strategy, "needs", None), str | None):
        raise StrategyError('needs: expected a list of columns such as ["idle_time"]')
    return None


def picked(index: Any, choices: Sequence[str], method: str) -> str | None:
    """Check what a strategy answered."""
    if index is None:
        return None
    try:
        position: int = index.__index__()
    except AttributeError:
        position = -1
    if isinstance(index, bool) or not 0 <= position < len(choices):
        last = len(choices) - 1
        raise StrategyError(
            f"{method} answered {index!r}; expected None or an index from 0 to {last}"
        )
    return choices[position]
