# SPDX-License-Identifier: Apache-2.0
"""The filter language of the oracle. Statistics reference, section 8.2."""

import pytest

from oracle.filters import Regarded, filter_of
from oracle.refusal import Refusal

KNOWN = {
    "DNIS": "0800",
    "CustomerID": "acme",
    "UserData": {"Language": "Spanish", "amount": "12.50", "empty": ""},
    "Reasons": {"Lunch": "1"},
}


def holds(text, *, related=True):
    return filter_of(text)(Regarded(KNOWN, "voice", "c1", "Inbound", related))


@pytest.mark.parametrize(
    "text",
    [
        'PairExists("Language","Spanish")',
        'PairExists("Language", "*")',
        'PairExists(UserData,"Language","Sp?nish")',
        'PairExists(Reasons,"Lunch")',
        'PairExists("empty")',
        "MediaType=voice",
        "MediaType = v*",
        "ConnID=c1 & CallType=Inbound",
        "DNIS=800",  # Numbers, as both are numeric.
        "DNIS<>801",
        "TenantID=acme",
        'GetNumber("amount") = 12.5',
        'GetNumber("amount") >= 12.5',
        'GetNumber("Language") = 0',
        'GetString("none") = ""',
        'ANI = ""',
        "MediaType=chat & DNIS=1 | DNIS=0800",
        "DNIS=0800 | DNIS=0800 & MediaType=chat",
        "~(MediaType=chat | DNIS=1)",
        "not MediaType=chat and DNIS=0800",
        '"b" > "a"',
        '"10" > "9"',
        '"10" < "9x"',
    ],
)
def test_what_holds(text):
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        'PairExists("Language","French")',
        'PairExists("language")',
        'PairExists(Reasons,"Language")',
        'GetString("Language") = Span',
        '"v*" = MediaType',  # Wildcards count on the right only.
        "MediaType <> v*",
        "DNIS=0800 & MediaType=chat",
        "~MediaType=voice",
    ],
)
def test_what_does_not_hold(text):
    assert not holds(text)


def test_user_data_of_what_is_no_interaction_fails_the_whole_filter():
    text = '~PairExists("none") | MediaType=voice'
    assert (holds(text), holds(text, related=False)) == (True, False)
    assert holds('PairExists(Reasons,"Lunch")', related=False)


@pytest.mark.parametrize("text", ["", "DNIS", "DNIS=", "(DNIS=1", "DNIS=1)", "=1", "DNIS=1 DNIS=2"])
def test_what_cannot_be_read(text):
    with pytest.raises(Refusal):
        filter_of(text)
