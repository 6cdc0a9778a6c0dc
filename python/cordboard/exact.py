# SPDX-License-Identifier: Apache-2.0
"""Closed forms of single queues, as oracles beside a simulation.

One unit of time throughout, that of the rates given: 48 calls a minute and a service rate of 1
answer waits in minutes. The answers carry the metric names of ``Run.summary()``.

What is computed here, and from where:

- Erlang B, C and the queue with limited places are birth-death chains (A. K. Erlang, 1917).
- With patience, the wait that is offered to a caller has the density of M/M/n+G (Baccelli and
  Hebuterne, 1981; Zeltyn and Mandelbaum, 2005). Exponential patience makes it the Erlang A of Palm.
  The density is integrated numerically, to about twelve digits.
- Priorities follow Cobham (1954), the single server with general service Pollaczek and Khinchine.
"""

from __future__ import annotations

import functools
import html
import itertools
import math
from dataclasses import dataclass, field, fields
from operator import index
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "Measures",
    "Patience",
    "TimedMeasures",
    "constant",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "erlang_g",
    "exponential",
    "mg1",
    "mmck",
    "priority",
    "state_probabilities",
    "uniform",
]

_NODES = 16
_PANELS = 12
# Where the density has fallen by this exponent, the rest is below the last digit.
_NEGLIGIBLE = 46.0


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What a queue in steady state shows, under the metric names of a run."""

    arrival_rate: float
    service_rate: float
    servers: int
    #: Fraction of the offered who are never answered: they left, or found no place.
    abandonment: float
    #: Fraction of the offered who wait longer than 0, or leave.
    probability_of_wait: float
    #: Mean wait of all offered, zero waits and those who leave included.
    mean_wait: float
    mean_queue_length: float
    #: Share of their time that servers are busy.
    utilisation: float
    #: Fraction of the offered who find no place; a part of `abandonment`.
    blocking: float = 0.0

    @property
    def load(self) -> float:
        """The offered load in Erlang."""
        return self.arrival_rate / self.service_rate

    @property
    def offered(self) -> float:
        """Interactions offered in one unit of time."""
        return self.arrival_rate

    @property
    def answered(self) -> float:
        """Interactions answered in one unit of time."""
        return self.arrival_rate * (1.0 - self.abandonment)

    @property
    def abandoned(self) -> float:
        """Interactions lost in one unit of time."""
        return self.arrival_rate * self.abandonment

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{html.escape(part.name)}</th><td>{getattr(self, part.name):.7g}</td></tr>"
            for part in fields(self)
            if part.repr
        )
        return f"<table>{rows}</table>"


@dataclass(frozen=True, kw_only=True)
class TimedMeasures(Measures):
    """Measures of a queue whose waits are known as a whole distribution."""

    _answered: Callable[[float], float] = field(repr=False, compare=False)
    _waiting: Callable[[float], float] = field(repr=False, compare=False)

    def service_level(self, within: float) -> float:
        """Give the fraction of all offered who are answered within a time.

        Args:
            within: the threshold, in the unit of time of the rates; a wait equal to it counts.
        """
        return self._answered(_time("within", within))

    def abandoned_within(self, within: float) -> float:
        """Give the fraction of all offered who have left, unanswered, within a time."""
        within = _time("within", within)
        return max(0.0, 1.0 - self._waiting(within) - self._answered(within))


@dataclass(frozen=True)
class Patience:
    """How long callers are ready to wait; made by `exponential`, `uniform` or `constant`."""

    kind: str
    mean: float
    #: P(patience > x) and its integral from 0 to x.
    survival: Callable[[float], float] = field(repr=False, compare=False)
    integral: Callable[[float], float] = field(repr=False, compare=False)
    #: Where the survival bends or jumps.
    corners: tuple[float, ...] = ()


def exponential(mean: float) -> Patience:
    """Give exponential patience with this mean."""
    mean = _positive("mean", mean)
    return Patience(
        "exponential",
        mean,
        lambda x: math.exp(-x / mean),
        lambda x: -mean * math.expm1(-x / mean),
    )


def uniform(low: float, high: float) -> Patience:
    """Give patience spread evenly between two times."""
    low, high = _time("low", low), _positive("high", high)
    if low >= high:
        raise ValueError(f"high: expected more than low, {low:g}, not {high:g}")
    width = high - low

    def survival(x: float) -> float:
        return min(1.0, max(0.0, (high - x) / width))

    def integral(x: float) -> float:
        beyond = min(max(x - low, 0.0), width)
        return min(x, low) + beyond - beyond * beyond / (2.0 * width)

    return Patience("uniform", (low + high) / 2.0, survival, integral, (low, high))


def constant(value: float) -> Patience:
    """Give a patience that is the same for all."""
    value = _positive("value", value)
    return Patience(
        "constant",
        value,
        lambda x: 1.0 if x < value else 0.0,
        lambda x: min(x, value),
        (value,),
    )


def erlang_b(servers: int, load: float) -> TimedMeasures:
    """Solve the loss system M/G/c/c: who finds all servers busy is lost.

    By B(n) = a B(n-1) / (n + a B(n-1)); insensitive to the distribution of service. The unit of
    time is the mean service. In a model this is a patience of 0.
    """
    servers, load = _count("servers", servers), _positive("load", load)
    blocking = _blocking(servers, load)
    return TimedMeasures(
        arrival_rate=load,
        service_rate=1.0,
        servers=servers,
        abandonment=blocking,
        probability_of_wait=blocking,
        mean_wait=0.0,
        mean_queue_length=0.0,
        utilisation=load * (1.0 - blocking) / servers,
        blocking=blocking,
        _answered=lambda _: 1.0 - blocking,
        _waiting=lambda _: 0.0,
    )


def erlang_c(servers: int, load: float, service_rate: float = 1.0) -> TimedMeasures:
    """Solve M/M/c, where everybody waits as long as it takes.

    By C = c B / (c - a (1 - B)); a wait beyond t has the probability C exp(-(c mu - lambda) t).

    Args:
        servers: the number of servers, above the load.
        load: the offered load in Erlang.
        service_rate: of one server; by default the unit of time is the mean service.
    """
    servers, load = _count("servers", servers), _positive("load", load)
    service_rate = _positive("service_rate", service_rate)
    if load >= servers:
        raise ValueError(
            f"load: expected less than the {servers} servers, not {load:g}: without patience the "
            "queue would grow for ever"
        )
    wait = _probability_of_wait(servers, load)
    slack = (servers - load) * service_rate

    def waiting(t: float) -> float:
        return wait * math.exp(-slack * t)

    return TimedMeasures(
        arrival_rate=load * service_rate,
        service_rate=service_rate,
        servers=servers,
        abandonment=0.0,
        probability_of_wait=wait,
        mean_wait=wait / slack,
        mean_queue_length=load * service_rate * wait / slack,
        utilisation=load / servers,
        _answered=lambda t: 1.0 - waiting(t),
        _waiting=waiting,
    )


def erlang_a(
    arrival_rate: float, service_rate: float, servers: int, abandonment_rate: float
) -> TimedMeasures:
    """Solve M/M/c+M: callers whose patience is exponential leave the queue.

    An abandonment rate of 0 means that nobody leaves, which is `erlang_c`.
    """
    arrival_rate = _positive("arrival_rate", arrival_rate)
    service_rate = _positive("service_rate", service_rate)
    abandonment_rate = _time("abandonment_rate", abandonment_rate, "a rate")
    if abandonment_rate == 0.0:
        return erlang_c(servers, arrival_rate / service_rate, service_rate)
    return erlang_g(arrival_rate, service_rate, servers, exponential(1.0 / abandonment_rate))


def erlang_g(
    arrival_rate: float, service_rate: float, servers: int, patience: Patience
) -> TimedMeasures:
    """Solve M/M/c+G: patience of any of the kinds that this module makes.

    A caller who would have to wait x is answered when his patience exceeds x. That offered wait has
    the density lambda exp(lambda H(x) - c mu x) / (1/B(c-1) + lambda J) on x > 0, where H is the
    integral of the survival of patience and J that of the exponential.
    """
    arrival_rate = _positive("arrival_rate", arrival_rate)
    service_rate = _positive("service_rate", service_rate)
    servers = _count("servers", servers)
    if not isinstance(patience, Patience):
        raise ValueError(  # noqa: TRY004 -- one kind of error for every wrong parameter
            "patience: expected what exponential(), uniform() or constant() gives, "
            f"not {patience!r}"
        )
    offered_wait = _OfferedWait(arrival_rate, service_rate, servers, patience)
    survival = patience.survival
    abandonment = offered_wait.mean_of(lambda x: 1.0 - survival(x))
    mean_wait = offered_wait.mean_of(patience.integral)
    return TimedMeasures(
        arrival_rate=arrival_rate,
        service_rate=service_rate,
        servers=servers,
        abandonment=abandonment,
        probability_of_wait=offered_wait.positive,
        mean_wait=mean_wait,
        mean_queue_length=arrival_rate * mean_wait,
        utilisation=arrival_rate * (1.0 - abandonment) / (servers * service_rate),
        _answered=lambda t: 1.0 - offered_wait.positive + offered_wait.mean_of(survival, 0.0, t),
        _waiting=lambda t: survival(t) * offered_wait.mean_of(lambda _: 1.0, t),
    )


def state_probabilities(
    arrival_rate: float, service_rate: float, servers: int, places: int
) -> tuple[float, ...]:
    """Give the probabilities of 0, 1, ... `places` interactions in M/M/c/K, servers included."""
    arrival_rate = _positive("arrival_rate", arrival_rate)
    service_rate = _positive("service_rate", service_rate)
    servers, places = _count("servers", servers), _count("places", places)
    if places < servers:
        raise ValueError(f"places: expected at least the {servers} servers, not {places}")
    logs = [0.0]
    for number in range(1, places + 1):
        step = math.log(arrival_rate / (min(number, servers) * service_rate))
        logs.append(logs[-1] + step)
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


def mmck(arrival_rate: float, service_rate: float, servers: int, places: int) -> TimedMeasures:
    """Solve M/M/c/K: who finds all `places` taken, servers included, is lost."""
    states = state_probabilities(arrival_rate, service_rate, servers, places)
    length = math.fsum((n - servers) * states[n] for n in range(servers, places + 1))
    waiting_states = states[servers:places]

    def waiting(t: float) -> float:
        # Who comes behind k others waits for k + 1 departures of a Poisson process.
        mean = servers * service_rate * t
        term = cumulated = math.exp(-mean)
        total = 0.0
        for number, probability in enumerate(waiting_states, start=1):
            total += probability * cumulated
            term *= mean / number
            cumulated += term
        return total

    return TimedMeasures(
        arrival_rate=arrival_rate,
        service_rate=service_rate,
        servers=servers,
        abandonment=states[-1],
        probability_of_wait=math.fsum(states[servers:]),
        mean_wait=length / arrival_rate,
        mean_queue_length=length,
        utilisation=arrival_rate * (1.0 - states[-1]) / (servers * service_rate),
        blocking=states[-1],
        _answered=lambda t: 1.0 - states[-1] - waiting(t),
        _waiting=waiting,
    )


def mg1(arrival_rate: float, service_rate: float, cv: float) -> Measures:
    """Solve M/G/1, one server with any distribution of service, by Pollaczek and Khinchine.

    Args:
        arrival_rate: below the service rate.
        service_rate: 1 over the mean service.
        cv: standard deviation of a service over its mean.
    """
    arrival_rate = _positive("arrival_rate", arrival_rate)
    service_rate = _positive("service_rate", service_rate)
    cv = _time("cv", cv, "a number")
    busy = arrival_rate / service_rate
    if busy >= 1.0:
        raise ValueError(
            f"arrival_rate: expected less than the service rate {service_rate:g}, "
            f"not {arrival_rate:g}"
        )
    mean_wait = busy * (1.0 + cv * cv) / (2.0 * service_rate * (1.0 - busy))
    return Measures(
        arrival_rate=arrival_rate,
        service_rate=service_rate,
        servers=1,
        abandonment=0.0,
        probability_of_wait=busy,
        mean_wait=mean_wait,
        mean_queue_length=arrival_rate * mean_wait,
        utilisation=busy,
    )


def priority(
    arrival_rates: Sequence[float], service_rate: float, servers: int, *, preemptive: bool = False
) -> tuple[Measures, ...]:
    """Solve M/M/c with priorities and equal service: one answer a class, the most urgent first.

    Without pre-emption W(k) = C / (c mu (1 - s(k-1)) (1 - s(k))), where s(k) is the utilisation by
    the classes up to k. With pre-emption the classes up to k are an M/M/c of their own; `mean_wait`
    then includes interruptions, and `probability_of_wait` is that of waiting on arrival.

    The `utilisation` of a class is the part of the servers' time that it takes.
    """
    service_rate = _positive("service_rate", service_rate)
    servers = _count("servers", servers)
    rates = [_positive(f"arrival_rates[{i}]", rate) for i, rate in enumerate(arrival_rates)]
    capacity = servers * service_rate
    total = math.fsum(rates)
    if not 0.0 < total < capacity:
        raise ValueError(
            f"arrival_rates: expected a sum above 0 and below {capacity:g}, what {servers} servers "
            f"can do, not {total:g}"
        )
    answers: list[Measures] = []
    higher = queued = 0.0
    for rate in rates:
        upto = higher + rate
        wait = _probability_of_wait(servers, (upto if preemptive else total) / service_rate)
        if preemptive:
            together = upto * wait / (capacity - upto)
            mean_wait = (together - queued) / rate
            queued = together
        else:
            mean_wait = wait * capacity / ((capacity - higher) * (capacity - upto))
        answers.append(
            Measures(
                arrival_rate=rate,
                service_rate=service_rate,
                servers=servers,
                abandonment=0.0,
                probability_of_wait=wait,
                mean_wait=mean_wait,
                mean_queue_length=rate * mean_wait,
                utilisation=rate / capacity,
            )
        )
        higher = upto
    return tuple(answers)


class _OfferedWait:
    """The wait that a caller of endless patience would have in M/M/c+G."""

    def __init__(
        self, arrival_rate: float, service_rate: float, servers: int, patience: Patience
    ) -> None:
        self._arrival_rate = arrival_rate
        self._capacity = servers * service_rate
        self._patience = patience
        load = arrival_rate / service_rate
        # Everything is scaled by B(c - 1), which large systems need to stay within the doubles.
        blocking = _blocking(servers - 1, load)
        self._scale = math.log(blocking) if blocking > 0.0 else -math.inf
        self._peak = self._find_peak()
        self._from = self._fall(0.0) if self._peak > 0.0 else 0.0
        self._to = self._fall(math.inf)
        self._shift = max(0.0, self._scale + self._exponent(self._peak))
        self._norm = 1.0
        weight = self.mean_of(lambda _: 1.0)
        self._norm = math.exp(-self._shift) + weight
        self.positive = weight / self._norm

    def _exponent(self, x: float) -> float:
        return self._arrival_rate * self._patience.integral(x) - self._capacity * x

    def _find_peak(self) -> float:
        """Find where the density is highest: patience has thinned the arrivals to the capacity."""
        target = self._capacity / self._arrival_rate
        if self._patience.survival(0.0) <= target:
            return 0.0
        low, high = 0.0, self._patience.mean
        while self._patience.survival(high) > target:
            low, high = high, 2.0 * high
        return _bisect(lambda x: self._patience.survival(x) > target, low, high)

    def _fall(self, end: float) -> float:
        """Find where, towards an end, the density has become negligible."""
        floor = self._exponent(self._peak) - _NEGLIGIBLE
        if end == 0.0:
            if self._exponent(0.0) > floor:
                return 0.0
            return _bisect(lambda x: self._exponent(x) < floor, 0.0, self._peak)
        reach = 1.0 / self._capacity
        while self._exponent(self._peak + reach) > floor:
            reach *= 2.0
        return self._peak + reach

    def mean_of(
        self, value: Callable[[float], float], low: float = 0.0, high: float = math.inf
    ) -> float:
        """Integrate a value over the density of the positive waits between two bounds."""
        low, high = max(low, self._from), min(high, self._to)
        if low >= high or self._scale == -math.inf:
            return 0.0
        # Short patience before a long service bends the density near 0, far from where it ends.
        bends = (self._patience.mean * scale for scale in (1.0, 4.0, 16.0, 64.0))
        inner = [x for x in (self._peak, *self._patience.corners, *bends) if low < x < high]
        shift = self._scale - self._shift

        def density(x: float) -> float:
            return value(x) * math.exp(shift + self._exponent(x))

        total = _integral(density, sorted({low, *inner, high}))
        return self._arrival_rate * total / self._norm


def _blocking(servers: int, load: float) -> float:
    blocking = 1.0
    for number in range(1, servers + 1):
        blocking = load * blocking / (number + load * blocking)
    return blocking


def _probability_of_wait(servers: int, load: float) -> float:
    blocking = _blocking(servers, load)
    return servers * blocking / (servers - load * (1.0 - blocking))


def _bisect(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Find where a condition that holds at `low` ceases."""
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if holds(middle) else (low, middle)
    return high


@functools.cache
def _gauss_legendre() -> tuple[tuple[float, float], ...]:
    """Give nodes and weights on [-1, 1], by Newton's method on the Legendre polynomial."""
    rule = []
    for number in range(_NODES):
        x = math.cos(math.pi * (number + 0.75) / (_NODES + 0.5))
        slope = 1.0
        for _ in range(50):
            before, value = 1.0, x
            for n in range(2, _NODES + 1):
                before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
            slope = _NODES * (x * value - before) / (x * x - 1.0)
            x -= value / slope
        rule.append((x, 2.0 / ((1.0 - x * x) * slope * slope)))
    return tuple(rule)


def _integral(function: Callable[[float], float], bounds: Sequence[float]) -> float:
    """Integrate from the first bound to the last; between bounds the function is smooth."""

    def parts() -> Iterable[float]:
        for low, high in itertools.pairwise(bounds):
            half = (high - low) / (2.0 * _PANELS)
            for panel in range(_PANELS):
                middle = low + half * (2 * panel + 1)
                for node, weight in _gauss_legendre():
                    yield half * weight * function(middle + half * node)

    return math.fsum(parts())


def _time(name: str, value: float, what: str = "a time") -> float:
    number = _number(name, value)
    if not 0.0 <= number < math.inf:
        raise ValueError(f"{name}: expected {what} of 0 or more, not {value!r}")
    return number


def _positive(name: str, value: float) -> float:
    number = _number(name, value)
    if not 0.0 < number < math.inf:
        raise ValueError(f"{name}: expected a number above 0, not {value!r}")
    return number


def _number(name: str, value: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name}: expected a number, not {value!r}") from None


def _count(name: str, value: int) -> int:
    try:
        count = index(value)
    except TypeError:
        raise ValueError(f"{name}: expected a whole number, not {value!r}") from None
    if count < 1:
        raise ValueError(f"{name}: expected at least 1, not {value!r}")
    return count
