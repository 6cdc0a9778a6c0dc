# SPDX-License-Identifier: Apache-2.0
"""Estimates with half-widths from replications (contract 6.3, point 8).

A ratio metric is total over total across replications; its half-width follows by linearisation (the
delta method) with Student's t. Counts are means over replications.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["ratio_estimate", "student_t"]


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function by Lentz's continued fraction."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _incomplete_beta(b, a, 1.0 - x)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    fraction = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / (1.0 + term * d)
            c = 1.0 + term / c
            fraction *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return math.exp(log_front) / a * fraction


def student_t(degrees: int, confidence: float = 0.95) -> float:
    """Give the two-sided quantile of Student's t distribution."""
    low, high = 0.0, 1e4
    for _ in range(200):
        middle = (low + high) / 2.0
        tail = _incomplete_beta(degrees / 2.0, 0.5, degrees / (degrees + middle * middle))
        low, high = (middle, high) if tail > 1.0 - confidence else (low, middle)
    return (low + high) / 2.0


def ratio_estimate(
    numerators: Sequence[float], denominators: Sequence[float]
) -> tuple[float | None, float | None]:
    """Estimate a ratio of totals over replications.

    Returns:
        The mean and the 95 % half-width; the mean is None when all denominators are 0, the
        half-width None for fewer than two replications.
    """
    count = len(numerators)
    bottom = sum(denominators)
    if bottom == 0.0:
        return None, None
    mean = sum(numerators) / bottom
    if count < 2:
        return mean, None
    average = bottom / count
    squares = sum(
        (numerator - mean * denominator) ** 2
        for numerator, denominator in zip(numerators, denominators, strict=True)
    )
    deviation = math.sqrt(squares / (count - 1) / count) / average
    return mean, student_t(count - 1) * deviation
