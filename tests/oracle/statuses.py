# SPDX-License-Identifier: Apache-2.0
"""The status of a device, an agent, a place or a group at a moment.

Statistics reference, section 3, decisions D-3, D-8 and D-35. Every function looks at the whole log
anew and answers for the state after everything of the instant.
"""

from typing import NamedTuple

from oracle.actions import VOICE_NAMES
from oracle.associations import once

RANKS = {
    "NotMonitored": 1,
    "Monitored": 2,
    "LoggedIn": 3,
    "OnHook": 4,
    "WaitForNextCall": 5,
    "OffHook": 6,
    "CallDialing": 7,
    "CallRinging": 8,
    "NotReadyForNextCall": 9,
    "AfterCallWork": 10,
    "CallOnHold": 11,
    "ASM_Engaged": 11.5,
    "ASM_Outbound": 11.5,
    "CallUnknown": 12,
    "CallConsult": 13,
    "CallInternal": 14,
    "CallOutbound": 15,
    "CallInbound": 16,
    "LoggedOut": 17,
}
HIDDEN_BY_HOLD = {"CallInternal", "CallInbound", "CallOutbound", "CallUnknown"}
MEDIATION = {"Queue", "RoutePoint", "VirtualQueue"}


class Status(NamedTuple):
    """A status and the action that caused it."""

    name: str
    call_type: str | None = None
    related: bool = False
    interaction: str | None = None
    media: str | None = None
    attributes: dict | None = None
    queue: str = ""
    cause: int | None = None  # the row that began that action

    @property
    def rank(self):
        return RANKS[self.name]


def _open(world, device, time):
    return [
        element
        for element in world.elements
        if element.device == device
        and element.kind == "durable"
        and element.start.time <= time < element.end.time
    ]


@once
def device_status(world, device, time):
    """Return the status of a DN, of a channel or of a mediation DN."""
    running = _open(world, device, time)
    if device[0] in MEDIATION:
        away = [(element.base, element) for element in running if element.base == "NotMonitored"]
        status = _highest(away, time) if away else Status("Monitored")
        return status._replace(queue=device[1])
    if device[0] == "MediaChannel" or device[2] is not None:
        return _channel_status(running, time)
    held = {element.interaction for element in running if element.base == "CallOnHold"}
    deciding = [
        (element.base, element)
        for element in running
        if element.base in RANKS
        and element.base not in {"LoggedIn", "LoggedOut"}
        and not (element.base in HIDDEN_BY_HOLD and element.interaction in held)
    ]
    return _highest(deciding, time) if deciding else Status("OnHook")


def _channel_status(running, time):
    if not any(element.base == "Active" for element in running):
        return Status("NotMonitored")
    media = [element for element in running if element.column == "media"]
    names = [(_voice_name(element), element) for element in media]
    return _highest([(name, element) for name, element in names if name in RANKS], time)


def _voice_name(element):
    if element.base == "Handling":
        return f"Call{element.call_type or 'Unknown'}"
    return VOICE_NAMES.get(element.base, element.base)


def _highest(deciding, time):
    """Return the status of the highest rank; of equals the first, then the lower id."""
    name, cause = min(
        deciding,
        key=lambda one: (-RANKS[one[0]], one[1].start.time, one[1].interaction or "", one[0]),
    )
    return Status(
        name,
        cause.call_type,
        cause.related,
        cause.interaction,
        cause.media,
        cause.attributes_at(time),
        cause=cause.row,
    )


def _present(spans, time):
    return any(span.start.time <= time < span.end.time for span in spans)


@once
def person_status(world, kind, id_, time):
    """Return the status of an agent or a place (3.3)."""
    devices = [
        device for device, spans in world.status_devices_of(kind, id_) if _present(spans, time)
    ]
    if not devices:
        return Status("LoggedOut" if kind == "Agent" else "NotMonitored")
    channels = [d for d in devices if d[0] == "MediaChannel" or d[2] is not None]
    phones = [d for d in devices if d not in channels]
    voice = _best(world, phones, time)
    other = _best(world, channels, time)
    if not channels:
        return voice
    if not phones:
        return other
    if voice.rank > RANKS["NotReadyForNextCall"]:
        return voice
    if other.rank > voice.rank:
        return other
    logged_in = any(
        _present([span for span, _ in world.login_spans(phone)], time) for phone in phones
    )
    return voice if logged_in else other


def _began(world, device, status, time):
    """Return when the causing action of a device's status began, for ties."""
    starts = [
        element.start.time
        for element in _open(world, device, time)
        if _voice_name(element) == status.name and element.interaction == status.interaction
    ]
    return min(starts, default=-(10**30))


def _best(world, devices, time):
    found = [(device, device_status(world, device, time)) for device in devices]
    return min(
        found,
        key=lambda one: (
            -one[1].rank,
            _began(world, one[0], one[1], time),
            one[1].interaction or "",
            str(one[0]),
        ),
        default=(None, None),
    )[1]


@once
def group_status(world, kind, id_, time):
    """Return the one status of a group (3.4)."""
    names = {
        person_status(world, *member, time).name
        for member, spans in world.members(kind, id_)
        if _present(spans, time)
    }
    if names <= {"NotMonitored"}:
        return Status("NotMonitored")
    if names <= {"NotMonitored", "LoggedOut"}:
        return Status("LoggedOut")
    ready = "WaitForNextCall" in names
    return Status("WaitForNextCall" if ready else "NotReadyForNextCall")
