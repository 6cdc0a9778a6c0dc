# SPDX-License-Identifier: Apache-2.0
"""The action table of the oracle: which names exist on which kind of object, and what they are.

A name is split into its base and its call type; media names stand for voice names. Statistics
reference, sections 2.1 to 2.4. Nothing here comes from the package.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

CALL_TYPES = ("Inbound", "Outbound", "Internal", "Consult", "Unknown")

# Where an object's own actions are looked up, the first column that knows the name wins (D-3).
COLUMNS = {
    "RegDN": ("regular",),
    "MediaChannel": ("media", "regular"),
    "Agent": ("regular", "media"),
    "Place": ("regular", "media"),
    "GroupAgents": ("regular", "media"),
    "GroupPlaces": ("regular", "media"),
    "Queue": ("mediation",),
    "RoutePoint": ("mediation",),
    "VirtualQueue": ("mediation",),
    "GroupQueues": ("mediation",),
    "StagingArea": ("staging",),
    "Workbin": ("workbin",),
    "Tenant": ("tenant",),
}

# Media name -> the voice name that counts it too (2.4).
VOICE_NAMES = {
    "Accepted": "CallAnswered",
    "Delivering": "CallRinging",
    "DeliveringStarted": "CallRingingStarted",
    "HandlingInbound": "CallInbound",
    "HandlingInternal": "CallInternal",
    "HandlingOutbound": "CallOutbound",
    "HandlingInboundStarted": "CallInboundStarted",
    "HandlingInternalStarted": "CallInternalStarted",
    "HandlingOutboundStarted": "CallOutboundStarted",
    "Active": "LoggedIn",
    "Available": "WaitForNextCall",
    "Blocked": "NotReadyForNextCall",
    "InteractionAbandonedDuringOffering": "CallAbandonedFromRinging",
    "TransferMade": "CallTransferMade",
    "TransferTaken": "CallTransferTaken",
    "ConferenceMade": "CallConferenceMade",
    "ConferenceJoined": "CallConferenceJoined",
}
GROUPS = {"Handling": ("HandlingInbound", "HandlingInternal", "HandlingOutbound")}

# Ticked as interaction-related in the table, but they describe a device and have no id (2.3).
ABOUT_DEVICES = {"DND", "DoNotDisturb", "Routable", "NotRoutable"}


class Named(NamedTuple):
    """An action name as it is understood on one kind of object."""

    base: str
    call_type: str | None
    column: str
    kind: str
    related: bool


@cache
def table():
    """Return (name, column) -> (kind, interaction-related)."""
    with (Path(__file__).parent / "actions.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["name"], row["column"]): (row["kind"], row["interaction"] == "1")
            for row in csv.DictReader(lines)
        }


def takes_a_type(base):
    """Return whether actions of this name are told apart by the type of their call."""
    typed_itself = any(word in base for word in CALL_TYPES)
    return base == "AfterCallWork" or (base.startswith("Call") and not typed_itself)


def _split(name):
    """Return (base, call type): CallWaitInbound is a CallWait, CallInbound is a base of its own."""
    for call_type in CALL_TYPES:
        base = name.removesuffix(call_type)
        if base != name and base != "Call" and takes_a_type(base):
            return base, call_type
    return name, None


def named(name, object_type):
    """Return what a name means on an object of this type, or None if it has no such action."""
    return next(iter(meanings(name, object_type)), None)


@cache
def meanings(name, object_type):
    """Return all that a name may mean, the first column first: two columns may know it."""
    if name == "InteractionAccepted" and "media" in COLUMNS[object_type]:
        name = "Accepted"
    base, call_type = _split(name)
    result = []
    for column in COLUMNS[object_type]:
        fact = table().get((base, column))
        if fact is not None and (call_type is None or column in {"regular", "mediation"}):
            kind, related = fact
            related = related and base not in ABOUT_DEVICES
            result.append(Named(base, call_type, column, kind, related))
    return tuple(result)


def type_within(base):
    """Return the call type that the base itself says, for CallInbound and its like."""
    for call_type in CALL_TYPES:
        if base in {f"Call{call_type}", f"Handling{call_type}"}:
            return call_type
    return None
