# SPDX-License-Identifier: Apache-2.0
"""Handles: short ways to say commands about one agent, interaction or queue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cordboard.errors import CommandError, NotFound
from cordboard.letters import AgentLetters, InteractionLetters
from cordboard.phone_numbers import phone_number
from cordboard.telephony import AgentTelephony

if TYPE_CHECKING:
    from cordboard.center import Center, Event

__all__ = ["AgentHandle", "InteractionHandle", "QueueHandle", "WorkbinHandle"]


class AgentHandle(AgentLetters, AgentTelephony):
    """An agent of a Center. Every method says one command and returns the events it caused.

    All methods raise CommandError when the engine refuses; nothing has changed then.
    """

    def __init__(self, center: Center, user_name: str) -> None:
        self._center = center
        self.user_name = user_name

    def start_session(
        self,
        channels: Sequence[str] | None = None,
        place: str | None = None,
        *,
        login_code: str | None = None,
        queue: str | None = None,
    ) -> list[Event]:
        """Start the contact-centre session, or add channels to it; each opens as NotReady.

        An unknown channel beside known ones is left out, with an event ``ChannelRefused``.

        Args:
            channels: the media to open; all of the centre unless given.
            place: where; the agent's default place unless given.
            login_code: one of his login codes; the first that fits the place unless given.
            queue: the queue of voice he logs in to.
        """
        media = list(channels) if channels is not None else self._center._core.media()
        return self._say(
            "StartContactCenterSession",
            channels=media,
            place=place,
            loginCode=login_code,
            queue=queue,
        )

    def end_session(self) -> list[Event]:
        """End the session: calls are released, the rest goes to its workbin or its place."""
        return self._say("EndContactCenterSession")

    def lose_connection(self) -> list[Event]:
        """Lose the connection: the session ends after ``session_grace`` unless he is back."""
        return self._say("LoseConnection")

    def restore_connection(self) -> list[Event]:
        """Be back before the grace is over: the session goes on."""
        return self._say("RestoreConnection")

    def ready(self, channel: str | None = None) -> list[Event]:
        """Become ready on a channel, or on all of the session."""
        return self._say("SetAgentState", media=channel, state="Ready")

    def not_ready(
        self, channel: str | None = None, reason: str | None = None, work_mode: str | None = None
    ) -> list[Event]:
        """Become not ready, with a reason and a work mode such as "AfterCallWork"."""
        return self._say(
            "SetAgentState",
            media=channel,
            state="NotReady",
            reason=reason or "",
            workMode=work_mode or "",
        )

    def set_state(self, operation_name: str, channel: str | None = None) -> list[Event]:
        """Take a defined agent state by its operation name, for example "OutToLunch".

        On all channels of the session, those that cannot are left out, each with an event
        ``ChannelRefused``.
        """
        return self._say("SetAgentState", media=channel, operationName=operation_name)

    def after_call_work(self, channel: str | None = None) -> list[Event]:
        """Be not ready with the work mode AfterCallWork."""
        return self.set_state("AfterCallWork", channel)

    def aux_work(self, channel: str | None = None) -> list[Event]:
        """Be not ready with the work mode AuxWork."""
        return self.set_state("AuxWork", channel)

    def offline(self, channel: str | None = None) -> list[Event]:
        """Log a channel out while the session goes on; ``not_ready`` brings it back."""
        return self.set_state("Offline", channel)

    def do_not_disturb(self, on: bool = True, channel: str | None = None) -> list[Event]:
        """Switch do-not-disturb; the state beneath it is remembered."""
        return self._say("SetDoNotDisturb", media=channel, on=on)

    def do_not_disturb_on(
        self, channel: str | None = None, *, device: str | None = None
    ) -> list[Event]:
        """Switch do-not-disturb on: for a channel, a device of the place, or all."""
        return self._say("SetDoNotDisturb", media=channel, device=device, on=True)

    def do_not_disturb_off(
        self, channel: str | None = None, *, device: str | None = None
    ) -> list[Event]:
        """Switch do-not-disturb off; the state beneath it shows again."""
        return self._say("SetDoNotDisturb", media=channel, device=device, on=False)

    def accept(self, interaction: str, nickname: str | None = None) -> list[Event]:
        """Accept an interaction that is offered; a call is answered.

        In a chat the agent is called by his nickname, or by his first name unless one is given.
        """
        return self._say("AcceptInteraction", interaction=interaction, nickname=nickname)

    def reject(self, interaction: str) -> list[Event]:
        """Reject an interaction that is offered; it goes to somebody else first."""
        return self._say("RejectInteraction", interaction=interaction)

    def complete(self, interaction: str) -> list[Event]:
        """Finish an interaction; a call is released."""
        return self._say("CompleteInteraction", interaction=interaction)

    def place_in_queue(self, interaction: str, queue: str) -> list[Event]:
        """Give an interaction to a queue of the same media."""
        return self._say("PlaceInQueue", interaction=interaction, queue=queue)

    def place_in_workbin(
        self,
        interaction: str,
        workbin: str,
        *,
        agent: str | None = None,
        group: str | None = None,
        place: str | None = None,
    ) -> list[Event]:
        """Put an interaction that the agent holds into a workbin, for later.

        Args:
            interaction: what is put there.
            workbin: the workbin's name.
            agent: whose content of it, where agents own it; his own unless given.
            group: whose, where agent groups own it; his group if he is in one only.
            place: whose, where places own it; his place unless given.
        """
        return self._say(
            "PlaceInWorkbin",
            interaction=interaction,
            workbin=workbin,
            workbinAgent=agent,
            workbinGroup=group,
            workbinPlace=place,
        )

    def pull(self, interaction: str) -> list[Event]:
        """Take an interaction out of the workbin it lies in; it does not count as capacity."""
        return self._say("PullInteraction", interaction=interaction)

    def transfer(
        self,
        interaction: str,
        to: str | AgentHandle | Mapping[str, str] | None = None,
        skill: str | None = None,
    ) -> list[Event]:
        """Transfer to another agent (kept until he accepts), or to whoever has a skill.

        Args:
            interaction: what is transferred.
            to: the other agent, or a target: ``{"agent": name}`` or ``{"skill": expression}``.
            skill: a skill expression such as "billing >= 5", instead of an agent.
        """
        target = {"agent": to.user_name if isinstance(to, AgentHandle) else to}
        if isinstance(to, Mapping):
            if list(to) not in (["agent"], ["skill"]):
                message = f"expected {{'agent': name}} or {{'skill': expression}}, not {dict(to)!r}"
                raise CommandError(2, message, "to", "invalid_value")
            target = dict(to)
        return self._say(
            "TransferInteraction",
            interaction=interaction,
            to=target.get("agent"),
            skill=target.get("skill", skill),
        )

    def dial(self, destination: str, user_data: Mapping[str, Any] | None = None) -> list[Event]:
        """Call a number: the device of another agent, a queue, or somebody outside.

        Who is outside answers with :meth:`InteractionHandle.answer_outside`.
        """
        return self._say("DialCall", destination=destination, userData=user_data)

    def answer(self, interaction: str) -> list[Event]:
        """Answer a call that rings."""
        return self._say("AnswerCall", interaction=interaction)

    def hangup(self, interaction: str) -> list[Event]:
        """Leave a call, in whatever state; one that a queue offers goes to somebody else."""
        return self._say("HangupCall", interaction=interaction)

    def hold(self, interaction: str) -> list[Event]:
        """Put a call on hold."""
        return self._say("HoldCall", interaction=interaction)

    def retrieve(self, interaction: str) -> list[Event]:
        """Take a call back from hold."""
        return self._say("RetrieveCall", interaction=interaction)

    def send_dtmf(self, interaction: str, digits: str) -> list[Event]:
        """Send tones: digits, ``*`` and ``#``."""
        return self._say("SendDtmf", interaction=interaction, digits=digits)

    def mute_call(self, interaction: str) -> list[Event]:
        """Let the others in a call not hear the agent."""
        return self._say("MuteCall", interaction=interaction, on=True)

    def unmute_call(self, interaction: str) -> list[Event]:
        """Let the others in a call hear the agent again."""
        return self._say("MuteCall", interaction=interaction, on=False)

    def initiate_transfer(self, interaction: str, destination: str) -> list[Event]:
        """Hold a call and make a consult call about it."""
        return self._say("InitiateTransfer", interaction=interaction, destination=destination)

    def initiate_conference(self, interaction: str, destination: str) -> list[Event]:
        """Hold a call and make a consult call about it."""
        return self._say("InitiateConference", interaction=interaction, destination=destination)

    def complete_transfer(self, interaction: str) -> list[Event]:
        """Join the others of a call and of its consult call, and leave both; name either."""
        return self._say("CompleteTransfer", interaction=interaction)

    def complete_conference(self, interaction: str) -> list[Event]:
        """Join a call and its consult call, and stay in it; name either."""
        return self._say("CompleteConference", interaction=interaction)

    def swap_calls(self, interaction: str, other: str) -> list[Event]:
        """Hold one of a call and its consult call, and retrieve the other."""
        return self._say("SwapCalls", interaction=interaction, other=other)

    def merge_with_other_call(self, interaction: str, other: str) -> list[Event]:
        """Join a call and its consult call, and stay in it."""
        return self._say("MergeWithOtherCall", interaction=interaction, other=other)

    def single_step_transfer(self, interaction: str, destination: str) -> list[Event]:
        """Leave a call to another agent, a queue or somebody outside."""
        return self._say("SingleStepTransfer", interaction=interaction, destination=destination)

    def single_step_conference(self, interaction: str, destination: str) -> list[Event]:
        """Call somebody into a call."""
        return self._say("SingleStepConference", interaction=interaction, destination=destination)

    def remove_participant_from_conference(self, interaction: str, participant: str) -> list[Event]:
        """Put a party out of a conference that the agent owns.

        Args:
            interaction: the call.
            participant: the party's phone number; ``""`` is the customer of a queue's call.
        """
        return self._say(
            "RemoveParticipantFromConference", interaction=interaction, participant=participant
        )

    def update_user_data(self, interaction: str, user_data: Mapping[str, Any]) -> list[Event]:
        """Add or replace keys of the attached data."""
        return self._change("Update", interaction, user_data)

    def attach_user_data(self, interaction: str, user_data: Mapping[str, Any]) -> list[Event]:
        """Attach keys to the attached data."""
        return self._change("Attach", interaction, user_data)

    def delete_user_data(
        self, interaction: str, keys: str | Iterable[str] | Mapping[str, Any]
    ) -> list[Event]:
        """Delete keys of the attached data: one, several, or those of a mapping."""
        return self._change(
            "Delete", interaction, dict.fromkeys([keys] if isinstance(keys, str) else keys)
        )

    def delete_user_data_pair(self, interaction: str, key: str) -> list[Event]:
        """Delete one key of the attached data, which must be there."""
        return self._say("DeleteUserDataPair", interaction=interaction, key=key)

    def _change(
        self, operation: str, interaction: str, user_data: Mapping[str, Any]
    ) -> list[Event]:
        return self._say(
            "ChangeUserData",
            interaction=interaction,
            operation=operation,
            userData=user_data,
        )

    @property
    def view(self) -> dict[str, Any]:
        """Everything about the agent now: channels with state and reason, skills, interactions."""
        view: dict[str, Any] = json.loads(self._center._core.agent(self.user_name))
        return view

    @property
    def state(self) -> dict[str, str]:
        """The state of each open channel: Ready, NotReady or Logout; {} without a session.

        Under do-not-disturb a channel that is ready reads NotReady.
        """
        return {channel["media"]: channel["shownState"] for channel in self.view["channels"]}

    @property
    def devices(self) -> list[dict[str, Any]]:
        """The devices where he works, or would work, and those assigned to him, with state."""
        devices: list[dict[str, Any]] = self.view["devices"]
        return devices

    @property
    def monitoring(self) -> dict[str, Any] | None:
        """Of a supervisor: whom he monitors (monitored), state, scope, mode, and in which call."""
        monitoring: dict[str, Any] | None = self.view["monitoring"]
        return monitoring

    @property
    def interactions(self) -> list[str]:
        """The interactions offered to the agent or held by him."""
        held: list[str] = self.view["interactions"]
        return held

    def _say(self, command: str, **fields: Any) -> list[Event]:
        given = {key: value for key, value in fields.items() if value is not None}
        return self._center.execute({"command": command, "agent": self.user_name, **given})

    def __repr__(self) -> str:
        states = ", ".join(f"{media} {state}" for media, state in self.state.items())
        return f"<Agent {self.user_name}: {states or 'no session'}>"


class InteractionHandle(InteractionLetters):
    """An interaction of a Center; it may have ended since."""

    def __init__(self, center: Center, interaction_id: str) -> None:
        self._center = center
        self.id = interaction_id

    @property
    def view(self) -> dict[str, Any]:
        """Everything about the interaction now. Raises NotFound when it has ended."""
        try:
            view: dict[str, Any] = json.loads(self._center._core.interaction(self.id))
        except KeyError as error:
            raise NotFound(error.args[0]) from None
        return view

    @property
    def state(self) -> str:
        """Queued, Invited, Accepted, Transferring, InWorkbin, Pulled, or Completed at its end.

        A draft of an e-mail is ReplyCreated instead of Accepted, and Sent until it has gone out. A
        call that agents have among themselves or with somebody outside is Accepted from its first
        moment; :attr:`participants` says more.
        """
        if self.id not in self._center._core.interactions():
            return "Completed"
        state: str = self.view["state"]
        return state

    @property
    def agent(self) -> str | None:
        """The agent who holds it, or to whom it is offered."""
        view = self.view
        agent: str | None = view["agent"] or view["invited"]
        return agent

    @property
    def media(self) -> str:
        """Its media, for example ``chat``."""
        media: str = self.view["media"]
        return media

    @property
    def type(self) -> str:
        """``Inbound``, ``Outbound``, ``Internal`` or ``Consult``."""
        kind: str = self.view["type"]
        return kind

    @property
    def priority(self) -> int:
        """Its priority before aging; the larger is served first."""
        priority: int = self.view["priority"]
        return priority

    @property
    def queue(self) -> str:
        """The queue it entered last."""
        queue: str = self.view["queue"]
        return queue

    @property
    def recording_state(self) -> str:
        """Of a call: ``Stopped``, ``Recording`` or ``Paused``."""
        state: str = self.view["recordingState"]
        return state

    @property
    def user_data(self) -> dict[str, Any]:
        """Its attached data."""
        user_data: dict[str, Any] = self.view["userData"]
        return user_data

    @property
    def capabilities(self) -> list[str]:
        """The operations that are possible now."""
        capabilities: list[str] = self.view["capabilities"]
        return capabilities

    @property
    def participants(self) -> list[dict[str, Any]]:
        """The parties of a call, in the order in which they joined.

        Each has agent (None: outside), phoneNumber, state (Dialing, Ringing, Established or Held),
        callType, mute, consult and parent (the other one of a call and its consult call),
        monitoring (how a supervisor is in the call), participants (the numbers of the others, as
        he sees them), and the capabilities that an agent has in it now.
        """
        participants: list[dict[str, Any]] = self.view["participants"]
        return participants

    @property
    def participants_info(self) -> list[dict[str, Any]]:
        """The numbers of the parties as people write them; see :func:`cordboard.phone_number`.

        Local numbers are those of the country that the setting ``countryCode`` names.
        """
        general = self._center.settings()["general-settings"]["settings"]
        region = {one["name"]: one["value"] for one in general}.get("countryCode")
        return [phone_number(one["phoneNumber"], region) for one in self.participants]

    def leave(self, phone_number: str | None = None) -> list[Event]:
        """Let the customer hang up or go away, or whoever else is outside under that number."""
        return self._say_outside("LeaveInteraction", phone_number)

    def answer_outside(self, phone_number: str | None = None) -> list[Event]:
        """Let the party outside answer that is dialed; the first unless a number is given."""
        return self._say_outside("AnswerOutside", phone_number)

    def refuse_outside(self, phone_number: str | None = None) -> list[Event]:
        """Let the party outside that is dialed be busy, or not answer."""
        return self._say_outside("RefuseOutside", phone_number)

    def _say_outside(self, command: str, phone_number: str | None) -> list[Event]:
        number = {} if phone_number is None else {"phoneNumber": phone_number}
        return self._say(command, **number)

    def _say(self, command: str, **fields: Any) -> list[Event]:
        return self._center.execute({"command": command, "interaction": self.id, **fields})

    def explain(self) -> dict[str, Any]:
        """See :meth:`Center.explain`."""
        return self._center.explain(self.id)

    def __repr__(self) -> str:
        return f"<Interaction {self.id}: {self.state}>"


class QueueHandle:
    """A queue of a Center."""

    def __init__(self, center: Center, name: str) -> None:
        self._center = center
        self.name = name

    @property
    def view(self) -> dict[str, Any]:
        """Everything about the queue now."""
        view: dict[str, Any] = json.loads(self._center._core.queue(self.name))
        return view

    @property
    def waiting(self) -> list[str]:
        """The interactions that wait in it."""
        waiting: list[str] = self.view["waiting"]
        return waiting

    def __len__(self) -> int:
        return len(self.waiting)

    def __repr__(self) -> str:
        return f"<Queue {self.name}: {len(self)} waiting>"


class WorkbinHandle:
    """A workbin of a Center: where agents keep work for later."""

    def __init__(self, center: Center, name: str) -> None:
        self._center = center
        self.name = name

    @property
    def view(self) -> dict[str, Any]:
        """Its owner (shared, agent, group or place) and contents, in the order of placing.

        An entry of the contents is a mapping: interaction, the agent, group or place whose it is,
        and when it was placed, in microseconds.
        """
        view: dict[str, Any] = json.loads(self._center._core.workbin(self.name))
        return view

    def contents(self, owner: str | None = None) -> list[str]:
        """The interactions in it, of all owners or of one agent, group or place."""
        view = self.view
        return [
            entry["interaction"]
            for entry in view["contents"]
            if owner is None or entry.get(view["owner"]) == owner
        ]

    def __len__(self) -> int:
        return len(self.contents())

    def __repr__(self) -> str:
        return f"<Workbin {self.name}: {len(self)} interactions>"
