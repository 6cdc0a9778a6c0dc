# SPDX-License-Identifier: Apache-2.0
"""Masks: which actions or statuses a statistic counts. Statistics reference, section 7.

A call whose type no row says is of an unknown type.
"""

from oracle.actions import CALL_TYPES, GROUPS, VOICE_NAMES, meanings
from oracle.refusal import Refusal

STATUSES = (
    "NotMonitored",
    "Monitored",
    "LoggedIn",
    "OnHook",
    "WaitForNextCall",
    "OffHook",
    "CallDialing",
    "CallRinging",
    "NotReadyForNextCall",
    "AfterCallWork",
    "CallOnHold",
    "ASM_Engaged",
    "ASM_Outbound",
    "CallUnknown",
    "CallConsult",
    "CallInternal",
    "CallOutbound",
    "CallInbound",
    "LoggedOut",
)
TYPED_STATUSES = ("CallDialing", "CallRinging", "AfterCallWork", "CallOnHold")


def items(text):
    """Return (positive names, excluded names) of a mask."""
    words = ["".join(word.split()) for word in text.split(",")]
    if not all(word.strip("~") for word in words):
        raise Refusal(f"the mask {text!r} has an empty item")
    wanted = [word for word in words if not word.startswith("~")]
    excluded = [word[1:] for word in words if word.startswith("~")]
    return wanted or ["*"], excluded


def action_mask(text, object_type):
    """Return a test of (base, call type, column) for the actions of an object of this type."""

    def test_of(word):
        if word == "*":
            return lambda _base, _call_type, _column: True
        names = meanings(word, object_type)
        if not names:
            raise Refusal(f"{object_type} has no action {word}")
        return lambda *action: any(_counts(name, *action) for name in names)

    return _united(text, test_of)


def _counts(name, base, call_type, column):
    """Return whether a name of a mask counts an action."""
    if name.call_type not in {None, call_type or "Unknown"}:
        return False
    members = GROUPS.get(name.base, ()) if name.column == "media" else ()
    # A row may say the group and the type instead of the member.
    typed = f"{base}{call_type}"
    if column == "media" and typed in GROUPS.get(base, ()):
        base = typed
    if column == name.column and (base == name.base or base in members):
        return True
    alias = VOICE_NAMES.get(base)
    return column == "media" and name.column == "regular" and alias == name.base


def status_mask(text):
    """Return a test of (status, call type)."""

    def test_of(word):
        if word == "*":
            return lambda _status, _call_type: True
        if word in STATUSES:
            return lambda status, _call_type: status == word
        for base in TYPED_STATUSES:
            for kind in CALL_TYPES:
                if word == base + kind:
                    wanted = base, kind
                    return lambda status, call_type: (status, call_type or "Unknown") == wanted
        raise Refusal(f"there is no status {word}")

    return _united(text, test_of)


def _united(text, test_of):
    wanted, excluded = items(text)
    yes = [test_of(word) for word in wanted]
    no = [test_of(word) for word in excluded]

    def test(*candidate):
        return any(one(*candidate) for one in yes) and not any(one(*candidate) for one in no)

    return test
