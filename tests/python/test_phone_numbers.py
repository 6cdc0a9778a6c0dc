# SPDX-License-Identifier: Apache-2.0
"""Phone numbers as people write them, of the parties of a call too."""

import subprocess
import sys

import pytest

import cordboard as cb

DESKS = {"ann": "5001", "bob": "5002"}
CONFIG = {
    "media": [{"name": "voice"}],
    "agents": [{"userName": name, "place": f"desk {number}"} for name, number in DESKS.items()],
    "places": [{"name": f"desk {number}", "devices": [number]} for number in DESKS.values()],
    "devices": [{"phoneNumber": number} for number in DESKS.values()],
    "settings": {"general": {"countryCode": "DE"}},
}
BERLIN = {
    "digits": "030123456",
    "isValidNumber": True,
    "formattedPhoneNumber": "+49 30 123456",
    "localPhoneNumber": "030 123456",
    "e164Number": "+4930123456",
    "E164digits": "4930123456",
    "country": {"name": "Germany", "code": "DE", "callingCode": "49"},
    "location": "Berlin",
}


def as_written(number, digits):
    return {
        "phoneNumber": number,
        "digits": digits,
        "isValidNumber": False,
        "formattedPhoneNumber": number,
        "localPhoneNumber": number,
        "e164Number": "",
        "E164digits": "",
        "country": {"name": "", "code": "", "callingCode": ""},
        "location": None,
    }


@pytest.mark.parametrize("region", ["DE", "de"])
def test_a_local_number_needs_its_region(region):
    assert cb.phone_number("030/123456", region) == {"phoneNumber": "030/123456", **BERLIN}
    assert cb.phone_number("030/123456") == as_written("030/123456", "030123456")
    assert cb.phone_number("030/123456", "XX") == as_written("030/123456", "030123456")


@pytest.mark.parametrize("region", [None, "US"])
def test_an_international_number_is_the_same_everywhere(region):
    expected = {"phoneNumber": "+49 30 123456", **BERLIN, "digits": "4930123456"}
    assert cb.phone_number("+49 30 123456", region) == expected


@pytest.mark.parametrize(
    ("number", "digits"), [("", ""), ("ann", ""), ("5001", "5001"), ("+33 1 23", "33123")]
)
def test_what_is_no_valid_number_stays_as_it_is(number, digits):
    assert cb.phone_number(number, "DE") == as_written(number, digits)


def test_a_country_is_no_location():
    told = cb.phone_number("+49 1512 3456789")
    assert (told["country"]["name"], told["location"]) == ("Germany", None)


def test_the_parties_of_a_call_are_told_in_the_region_of_the_center():
    center = cb.Center(CONFIG)
    ann = center.agent("ann")
    for agent in (ann, center.agent("bob")):
        agent.start_session(channels=["voice"])
    call = center.interaction(ann.dial("030 123456")[0]["interaction"])
    desk, outside = call.participants_info
    assert desk == as_written("5001", "5001")
    assert outside == {"phoneNumber": "030 123456", **BERLIN}
    center.set_center_setting("countryCode", "FR")
    assert call.participants_info[1]["isValidNumber"] is False


def test_without_the_extra_the_message_names_it():
    said = "import sys; sys.modules['phonenumbers'] = None; import cordboard as cb; "
    done = subprocess.run(
        [sys.executable, "-c", said + "cb.phone_number('1')"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "MissingExtra: this needs phonenumbers" in done.stderr
    assert 'pip install "cordboard[phone]"' in done.stderr
