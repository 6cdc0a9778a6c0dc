# SPDX-License-Identifier: Apache-2.0
"""Phone numbers as people write them and as networks dial them (decision 0018)."""

import importlib
from typing import Any

from cordboard.errors import MissingExtra

__all__ = ["phone_number"]


def phone_number(number: str, region: str | None = None) -> dict[str, Any]:
    """Say how a phone number is written, and where it belongs.

    What is no valid number, such as that of a desk within the house, stays as it was written.
    Needs ``pip install "cordboard[phone]"``.

    Args:
        number: as it was dialed, shown or typed.
        region: the country whose numbers need no prefix, in two letters, such as "DE"; without it
            only numbers that begin with a plus can be valid.

    Returns:
        phoneNumber (as given), digits (of it), isValidNumber; of a valid one formattedPhoneNumber
        (international), localPhoneNumber, e164Number, E164digits, country (name, code,
        callingCode) and location, None if the number does not tell it.
    """
    numbers = _library("phonenumbers")
    told: dict[str, Any] = {
        "phoneNumber": number,
        "digits": "".join(one for one in number if one in "0123456789"),
        "isValidNumber": False,
        "formattedPhoneNumber": number,
        "localPhoneNumber": number,
        "e164Number": "",
        "E164digits": "",
        "country": {"name": "", "code": "", "callingCode": ""},
        "location": None,
    }
    try:
        read = numbers.parse(number, region.upper() if region else None)
    except numbers.NumberParseException:
        return told
    if not numbers.is_valid_number(read):
        return told
    places = _library("phonenumbers.geocoder")
    name = places.country_name_for_number(read, "en")
    location = places.description_for_number(read, "en")
    e164 = numbers.format_number(read, numbers.PhoneNumberFormat.E164)
    return told | {
        "isValidNumber": True,
        "formattedPhoneNumber": numbers.format_number(
            read, numbers.PhoneNumberFormat.INTERNATIONAL
        ),
        "localPhoneNumber": numbers.format_number(read, numbers.PhoneNumberFormat.NATIONAL),
        "e164Number": e164,
        "E164digits": e164.removeprefix("+"),
        "country": {
            "name": name,
            "code": numbers.region_code_for_number(read) or "",
            "callingCode": str(read.country_code),
        },
        "location": location if location not in {"", name} else None,
    }


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtra(
            'this needs phonenumbers, which is not installed: pip install "cordboard[phone]"'
        ) from None
