# SPDX-License-Identifier: Apache-2.0
"""Resets of growing windows on wall clocks that jump. Statistics reference, section 6."""

from datetime import UTC, datetime

import pytest

from oracle.elements import SECOND
from oracle.profiles import profile_of, resets
from oracle.refusal import Refusal


def instant(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND


def last(profile, zone, at, number=1):
    """Return the last resets before a time in UTC, written in UTC."""
    found = resets(profile_of(profile, zone), instant(at))[-number:]
    shown = [datetime.fromtimestamp(reset / SECOND, UTC) for reset in found]
    return [moment.strftime("%a %H:%M") for moment in shown]


@pytest.mark.parametrize(
    ("profile", "zone", "at", "expected"),
    [
        ("0:00", "UTC", "2026-03-02T00:00", ["Mon 00:00"]),
        ("0:00", "UTC", "2026-03-01T23:59:59", ["Sun 00:00"]),
        ("9:00, 18:30", "UTC", "2026-03-02T17:00", ["Sun 18:30", "Mon 09:00"]),
        ("0:00 +0:30", "UTC", "2026-03-02T10:44", ["Mon 10:00", "Mon 10:30"]),
        # Seven hours do not fit a day: the last step is short.
        ("0:00 +7:00", "UTC", "2026-03-02T00:01", ["Sun 21:00", "Mon 00:00"]),
        ("TZ=Asia/Tokyo; 0:00", "UTC", "2026-03-02T16:00", ["Mon 15:00"]),
        ("Wed 6:00", "UTC", "2026-03-10T12:00", ["Wed 06:00"]),
        # Paris has 23 hours on 29 March 2026 and 25 on 25 October.
        ("0:00", "Europe/Paris", "2026-03-30T00:00", ["Sat 23:00", "Sun 22:00"]),
        ("0:00", "Europe/Paris", "2026-10-26T12:00", ["Sat 22:00", "Sun 23:00"]),
        ("2:30", "Europe/Paris", "2026-03-29T12:00", ["Sat 01:30", "Sun 01:00"]),
        ("2:30", "Europe/Paris", "2026-10-25T12:00", ["Sat 00:30", "Sun 00:30"]),
        # Lord Howe moves by half an hour, on 5 April and 4 October 2026.
        ("0:00", "Australia/Lord_Howe", "2026-04-06T00:00", ["Sat 13:00", "Sun 13:30"]),
        ("2:15", "Australia/Lord_Howe", "2026-10-04T12:00", ["Fri 15:45", "Sat 15:30"]),
    ],
)
def test_resets(profile, zone, at, expected):
    assert last(profile, zone, at, len(expected)) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("Mon 8:00 +24:00", ["Sun 07:00", "Mon 06:00"]),
        ("Sat 8:00 +24:00", ["Sun 07:00", "Mon 07:00"]),
    ],
)
def test_d32_steps_count_seconds_that_passed_from_an_anchor_that_moved(profile, expected):
    assert last(profile, "Europe/Paris", "2026-03-30T12:00", 2) == expected


def test_a_window_that_grows_for_ever_has_no_reset():
    assert resets(profile_of("ever", "UTC"), instant("2026-03-02T00:00")) == []


@pytest.mark.parametrize("text", ["", "24:00", "20/0:00", "0:60", "0:00+0:00", "Day 8:00", "9:00;"])
def test_other_texts_are_refused(text):
    with pytest.raises(Refusal):
        profile_of(text, "UTC")
