# SPDX-License-Identifier: Apache-2.0
"""The closed forms against published figures, to the digits printed, and against each other."""

import dataclasses
import importlib.util
import math
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard import exact

TWENTY_SECONDS = 1 / 3  # in minutes

loads = st.floats(0.01, 200.0)
rates = st.floats(0.05, 20.0)
servers = st.integers(1, 80)


def printed(value: float, digits: int) -> object:
    """Agree with a figure that was rounded to so many digits after the point."""
    return pytest.approx(value, abs=0.5000001 * 10.0**-digits)


@pytest.mark.parametrize(
    ("count", "load", "lost", "waiting"),
    [
        (1, 1, 0.5, None),
        (2, 2, 0.4, None),
        (5, 3, 0.1100543478, 0.2361516035),
        (10, 5, 0.0183845703, 0.0361053592),
        (10, 10, 0.2145823431, None),
        (17, 10, 0.0129488752, None),
        (20, 15, 0.0455932156, 0.1604293874),
        (50, 45, 0.0541044722, 0.3638644672),
        (100, 100, 0.0757004527, None),
        (200, 180, 0.0103249952, 0.0944712182),
    ],
)
def test_erlang_b_and_c(count, load, lost, waiting):
    result = exact.erlang_b(count, load)
    assert result.blocking == printed(lost, 10)
    assert result.abandonment == result.blocking == result.probability_of_wait
    assert result.service_level(0) == 1.0 - result.blocking
    if load >= count:
        with pytest.raises(ValueError, match=r"^load: "):
            exact.erlang_c(count, load)
    elif waiting is not None:
        assert exact.erlang_c(count, load).probability_of_wait == printed(waiting, 10)


def test_pyworkforce_erlang_c():
    """100 calls in 30 minutes, 3 minutes each, 20 seconds; pyworkforce 0.5.4 prints these."""
    result = exact.erlang_c(servers=14, load=10, service_rate=1 / 3)
    assert result.service_level(TWENTY_SECONDS) == pytest.approx(0.8883500191794669, abs=1e-13)
    assert result.utilisation == pytest.approx(0.7142857142857143, abs=1e-15)
    assert result.probability_of_wait == pytest.approx(0.1741319335950498, abs=1e-13)
    result = exact.erlang_c(servers=15, load=10, service_rate=1 / 3)
    assert result.service_level(TWENTY_SECONDS) == printed(0.941, 3)
    assert result.utilisation == printed(0.667, 3)
    assert result.probability_of_wait == printed(0.102, 3)


@pytest.mark.parametrize(
    ("count", "wait", "left", "busy", "mean", "level"),
    [
        (14, 0.145260, 0.013984, 0.704297, 0.069919, 0.916792),
        (13, 0.225797, 0.024963, 0.750028, 0.124817, 0.858178),
    ],
)
def test_pyworkforce_erlang_a(count, wait, left, busy, mean, level):
    result = exact.erlang_a(100 / 30, 1 / 3, count, 1 / 5)
    assert result.probability_of_wait == printed(wait, 6)
    assert result.abandonment == printed(left, 6)
    assert result.utilisation == printed(busy, 6)
    assert result.mean_wait == printed(mean, 6)
    assert result.service_level(TWENTY_SECONDS) == printed(level, 6)


def test_octave_queueing_limited_places():
    """The values in the tests of octave-queueing 1.2.7, and a simmer vignette's model."""
    result = exact.mmck(40, 30, 3, 7)
    assert exact.state_probabilities(40, 30, 3, 7)[0] == printed(0.255037, 6)
    assert result.mean_wait / (1 - result.blocking) + 1 / 30 == printed(0.036517, 6)
    assert exact.mmck(50, 10, 4, 6).blocking == printed(0.293543, 6)
    states = exact.state_probabilities(3, 2, 2, 5)
    result = exact.mmck(3, 2, 2, 5)
    # Three of these were printed cut off, not rounded.
    assert states[0] == pytest.approx(0.179334, abs=1e-6)
    assert result.blocking == states[-1] == pytest.approx(0.085113, abs=1e-6)
    assert sum(n * p for n, p in enumerate(states)) == printed(2.00595, 5)
    assert result.mean_wait / (1 - result.blocking) == pytest.approx(0.230857, abs=1e-6)
    assert exact.state_probabilities(3, 4, 2, 3) == (
        printed(0.46800731, 8),
        printed(0.35100548, 8),
        printed(0.13162706, 8),
        printed(0.04936015, 8),
    )


def test_mandelbaum_and_zeltyn():
    """Erlang C against Erlang A on 50 agents: the example of their survey."""
    patient = exact.erlang_c(50, 48)
    assert patient.mean_wait * 60 == printed(20.834, 3)
    assert patient.mean_queue_length == printed(16.667, 3)
    assert patient.utilisation == 0.96
    ninetieth = 58.139 / 60
    assert patient.service_level(ninetieth) == pytest.approx(0.9, abs=1e-5)
    result = exact.erlang_a(arrival_rate=48, service_rate=1, servers=50, abandonment_rate=0.5)
    assert result.abandonment * 100 == printed(3.0912, 4)
    assert result.mean_wait * 60 == printed(3.7095, 4)
    assert result.mean_queue_length == printed(2.9676, 4)
    assert result.utilisation == printed(0.930324, 6)
    waited = 1 - result.service_level(12.5 / 60) - result.abandoned_within(12.5 / 60)
    assert waited == pytest.approx(0.1, abs=1e-3)


@pytest.mark.parametrize(
    ("arrivals", "leaving", "wait", "queue", "left", "mean", "busy", "level", "gone"),
    [
        (48, 0.1, 0.58881531, 6.91489051, 0.01440602, 0.14406022, 0.94617022, 0.8287396, 0.0113566),
        (
            48,
            0.25,
            0.52534667,
            4.42774126,
            0.02306115,
            0.09224461,
            0.93786129,
            0.9046326,
            0.0208465,
        ),
        (48, 0.5, 0.46777407, 2.96757592, 0.03091225, 0.06182450, 0.93032424, 0.9430190, 0.0298454),
        (48, 1, 0.40540440, 1.89204074, 0.03941752, 0.03941752, 0.92215919, 0.9556141, 0.0391525),
        (48, 2, 0.34230880, 1.15252258, 0.04802177, 0.02401089, 0.91389910, 0.9516161, 0.0479962),
        (48, 5, 0.26462024, 0.56271414, 0.05861606, 0.01172321, 0.90372859, 0.9413821, 0.0586158),
        (40, 0.5, 0.07639679, 0.23122044, 0.00289026, 0.00578051, 0.79768780, 0.9965808, 0.0028755),
        (45, 0.5, 0.27957528, 1.32501927, 0.01472244, 0.02944487, 0.88674981, 0.9778929, 0.0144636),
        (50, 0.5, 0.60116765, 4.66845859, 0.04668459, 0.09336917, 0.95331541, 0.9000757, 0.0442467),
        (
            55,
            0.5,
            0.86623372,
            11.22882141,
            0.10208019,
            0.20416039,
            0.98771179,
            0.6922641,
            0.0891636,
        ),
        (
            60,
            0.5,
            0.97524139,
            20.18743073,
            0.16822859,
            0.33645718,
            0.99812569,
            0.3836172,
            0.1277226,
        ),
        (
            75,
            0.5,
            0.99999434,
            50.00002933,
            0.33333353,
            0.66666706,
            0.99999971,
            0.0051224,
            0.1533685,
        ),
    ],
)
def test_erlang_a(arrivals, leaving, wait, queue, left, mean, busy, level, gone):
    result = exact.erlang_a(arrivals, 1, 50, leaving)
    assert result.probability_of_wait == printed(wait, 8)
    assert result.mean_queue_length == printed(queue, 8)
    assert result.abandonment == printed(left, 8)
    assert result.mean_wait == printed(mean, 8)
    assert result.utilisation == printed(busy, 8)
    assert result.service_level(TWENTY_SECONDS) == printed(level, 7)
    assert result.abandoned_within(TWENTY_SECONDS) == printed(gone, 7)


def test_pooling():
    for count, arrivals, left in [(25, 24, 0.0499073), (50, 48, 0.0309122), (100, 96, 0.0179674)]:
        assert exact.erlang_a(arrivals, 1, count, 0.5).abandonment == printed(left, 7)


def test_four_definitions_of_service_level():
    result = exact.erlang_a(48, 1, 50, 0.5)
    served = result.service_level(TWENTY_SECONDS)
    gone = result.abandoned_within(TWENTY_SECONDS)
    assert served == printed(0.9430190, 7)
    assert served / (1 - gone) == printed(0.9720296, 7)
    assert served + gone == printed(0.9728644, 7)
    assert served / (1 - result.abandonment) == printed(0.9730997, 7)


@pytest.mark.parametrize(
    ("patience", "wait", "left", "mean"),
    [
        (exact.exponential(2), 0.4677741, 0.0309122, 0.0618245),
        (exact.uniform(0, 4), 0.5227236, 0.0234189, 0.0901820),
        (exact.uniform(0, 0.5), 0.3323001, 0.0493866, 0.0217463),
        (exact.constant(2), 0.6906786, 0.0005151, 0.3203586),
        (exact.constant(0.25), 0.4870315, 0.0282861, 0.0596559),
        (exact.constant(0.1), 0.3272477, 0.0500756, 0.0184045),
    ],
    ids=str,
)
def test_general_patience(patience, wait, left, mean):
    result = exact.erlang_g(48, 1, 50, patience)
    assert result.probability_of_wait == printed(wait, 7)
    assert result.abandonment == printed(left, 7)
    assert result.mean_wait == printed(mean, 7)


def test_priorities():
    waits = [answer.mean_wait for answer in exact.priority([2, 2.5, 2.5], 1, 8)]
    assert waits == [printed(0.1058860, 7), printed(0.2420251, 7), printed(1.4521509, 7)]
    conserved = sum(rate / 8 * wait for rate, wait in zip([2, 2.5, 2.5], waits, strict=True))
    assert conserved == printed(0.5559015, 7)
    sojourns = [
        answer.mean_wait + 1 for answer in exact.priority([2, 2.5, 2.5], 1, 8, preemptive=True)
    ]
    assert sojourns == [printed(1.0001909, 7), printed(1.0532760, 7), printed(2.7254561, 7)]
    one = [answer.mean_wait for answer in exact.priority([0.3, 0.4], 1, 1)]
    assert one == [pytest.approx(1.0), printed(3.3333333, 7)]
    one = [answer.mean_wait + 1 for answer in exact.priority([0.3, 0.4], 1, 1, preemptive=True)]
    assert one == [printed(1.4285714, 7), printed(4.7619048, 7)]
    assert [answer.mean_wait + 1 for answer in exact.priority([0.2, 0.6], 1, 1)] == [
        pytest.approx(2.0),
        pytest.approx(6.0),
    ]


def test_general_service():
    for cv, wait in [(1, 4), (0, 2), (math.sqrt(0.5), 3), (math.sqrt(1.5), 5)]:
        assert exact.mg1(0.8, 1, cv).mean_wait == pytest.approx(wait)
    assert exact.mg1(0.9, 1, 1).mean_wait + 1 == pytest.approx(10.0)


@given(rates, st.integers(1, 40), st.floats(0.05, 1.5), st.floats(0.05, 5.0))
def test_laws_that_hold_for_every_queue(service_rate, count, busy, leaving):
    arrivals = busy * count * service_rate
    result = exact.erlang_a(arrivals, service_rate, count, leaving)
    assert result.mean_queue_length == pytest.approx(arrivals * result.mean_wait)
    assert result.abandonment == pytest.approx(leaving * result.mean_wait, rel=1e-9)
    assert result.answered == pytest.approx(result.utilisation * count * service_rate)
    assert result.offered == pytest.approx(result.answered + result.abandoned)
    assert result.service_level(0.0) == pytest.approx(1 - result.probability_of_wait, abs=1e-12)
    assert result.service_level(1e6) == pytest.approx(1 - result.abandonment, abs=1e-12)
    assert result.abandoned_within(1e6) == pytest.approx(result.abandonment, abs=1e-12)
    levels = [result.service_level(t / 10) for t in range(8)]
    assert all(later >= sooner - 1e-12 for sooner, later in pairwise(levels))


@given(rates, st.integers(1, 40), st.floats(0.05, 1.5), st.floats(0.1, 5.0))
def test_erlang_a_is_its_birth_and_death_chain(service_rate, count, busy, leaving):
    arrivals = busy * count * service_rate
    weights = [1.0]
    while len(weights) < count + 2 or weights[-1] > 1e-17 * max(weights[count:]):
        number = len(weights)
        death = min(number, count) * service_rate + max(number - count, 0) * leaving
        weights.append(weights[-1] * arrivals / death)
    total = math.fsum(weights)
    queue = math.fsum((n - count) * w for n, w in enumerate(weights) if n > count) / total
    result = exact.erlang_a(arrivals, service_rate, count, leaving)
    assert result.mean_queue_length == pytest.approx(queue, rel=1e-9)
    assert result.probability_of_wait == pytest.approx(math.fsum(weights[count:]) / total, rel=1e-9)


@given(servers, st.floats(0.05, 0.95))
def test_endless_patience_is_erlang_c(count, busy):
    patient = exact.erlang_c(count, busy * count)
    assert exact.erlang_a(busy * count, 1.0, count, 0.0) == patient
    nearly = exact.erlang_a(busy * count, 1.0, count, 1e-10)
    assert nearly.mean_wait == pytest.approx(patient.mean_wait, rel=1e-5)
    assert nearly.service_level(0.5) == pytest.approx(patient.service_level(0.5), rel=1e-6)


@given(servers, loads)
def test_no_places_to_wait_is_erlang_b(count, load):
    lost = exact.erlang_b(count, load)
    limited = exact.mmck(load, 1.0, count, count)
    assert limited.blocking == pytest.approx(lost.blocking, rel=1e-9)
    assert limited.service_level(1.0) == pytest.approx(lost.service_level(1.0), rel=1e-9)


@given(st.integers(1, 20), st.floats(0.05, 0.6))
def test_many_places_are_erlang_c(count, busy):
    limited = exact.mmck(busy * count, 1.0, count, count + 200)
    patient = exact.erlang_c(count, busy * count)
    assert limited.mean_wait == pytest.approx(patient.mean_wait, rel=1e-9)
    assert limited.service_level(0.3) == pytest.approx(patient.service_level(0.3), rel=1e-9)


@given(st.integers(1, 20), st.lists(st.floats(0.1, 3.0), min_size=1, max_size=4), st.booleans())
def test_priorities_share_the_same_queue(count, rates_of_classes, preemptive):
    load = sum(rates_of_classes)
    service_rate = load / (0.9 * count)
    classes = exact.priority(rates_of_classes, service_rate, count, preemptive=preemptive)
    queue = sum(answer.mean_queue_length for answer in classes)
    together = exact.erlang_c(count, load / service_rate, service_rate)
    assert queue == pytest.approx(together.mean_queue_length)


def test_large_systems_stay_within_the_doubles():
    overloaded = exact.erlang_a(5000, 1, 4000, 0.01)
    assert overloaded.abandonment == pytest.approx(0.2)
    assert exact.erlang_a(100, 1, 4000, 0.01).probability_of_wait == 0.0
    assert exact.erlang_a(60, 1, 50, 1e-9).abandonment == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("servers", lambda: exact.erlang_b(0, 1)),
        ("servers", lambda: exact.erlang_b(2.5, 1)),
        ("load", lambda: exact.erlang_b(1, 0)),
        ("load", lambda: exact.erlang_c(2, 2)),
        ("load", lambda: exact.erlang_c(2, math.nan)),
        ("service_rate", lambda: exact.erlang_c(2, 1, -1)),
        ("arrival_rate", lambda: exact.erlang_a("many", 1, 1, 1)),
        ("abandonment_rate", lambda: exact.erlang_a(1, 1, 1, -0.5)),
        ("load", lambda: exact.erlang_a(2, 1, 1, 0)),
        ("patience", lambda: exact.erlang_g(1, 1, 1, 2.0)),
        ("mean", lambda: exact.exponential(0)),
        ("high", lambda: exact.uniform(2, 1)),
        ("value", lambda: exact.constant(math.inf)),
        ("places", lambda: exact.mmck(1, 1, 3, 2)),
        ("arrival_rate", lambda: exact.mg1(1, 1, 1)),
        ("cv", lambda: exact.mg1(0.5, 1, -1)),
        (r"arrival_rates\[1\]", lambda: exact.priority([1, -1], 1, 1)),
        ("arrival_rates", lambda: exact.priority([1, 1], 1, 1)),
        ("within", lambda: exact.erlang_c(2, 1).service_level(-1)),
    ],
)
def test_errors_name_the_parameter(name, call):
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        call()


def test_answers_are_frozen_and_shown():
    result = exact.erlang_a(48, 1, 50, 0.5)
    assert result == exact.erlang_a(48, 1, 50, 0.5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.abandonment = 0.0
    assert "<th>abandonment</th><td>0.03091225</td>" in result._repr_html_()
    assert "_answered" not in result._repr_html_() + repr(result)


def test_it_needs_the_standard_library_alone():
    """Loaded as a lone file in a bare interpreter, it brings no package along."""
    path = importlib.util.find_spec("cordboard.exact").origin
    code = (
        "import runpy, sys; runpy.run_path(sys.argv[1]); "
        "sys.exit(bool({'numpy', 'scipy', 'cordboard'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-I", "-c", code, path], check=False).returncode == 0
