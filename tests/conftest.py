# SPDX-License-Identifier: Apache-2.0
"""What every test shares: how Hypothesis searches, and where the checkout is."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# No deadline: the machine is shared, and time is judged by benchmarks. In CI the same examples are
# tried each time, so that a red build is about the change; at the desk chance looks further.
settings.register_profile("desk", deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    deadline=None,
    print_blob=True,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT
