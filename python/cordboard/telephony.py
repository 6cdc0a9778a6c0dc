# SPDX-License-Identifier: Apache-2.0
"""What goes on around calls: recording, forwarding, monitoring, as parts of the handles."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cordboard.center import Event

__all__ = ["AgentTelephony"]


class AgentTelephony:
    """What an agent asks of his calls beside call control."""

    def start_call_recording(self, interaction: str) -> list[Event]:
        """Record a call that the agent talks in; its user data say so in ``GSIP_RECORD``."""
        return self._say("StartCallRecording", interaction=interaction)

    def pause_call_recording(self, interaction: str) -> list[Event]:
        """Pause the recording of a call."""
        return self._say("PauseCallRecording", interaction=interaction)

    def resume_call_recording(self, interaction: str) -> list[Event]:
        """Go on with the recording of a call."""
        return self._say("ResumeCallRecording", interaction=interaction)

    def stop_call_recording(self, interaction: str | None = None) -> list[Event]:
        """Stop the recording of a call: of the one that the agent talks in unless it is named."""
        return self._say("StopCallRecording", interaction=interaction)

    def forward_calls_on(self, destination: str, device: str | None = None) -> list[Event]:
        """Send calls that are dialed to a device on to another number, at once.

        What a queue has for the agent is offered to him all the same.

        Args:
            destination: the number of a device or of a queue, or one outside.
            device: a device at his place; the first one unless given.
        """
        return self._say("ForwardCallsOn", destination=destination, device=device)

    def forward_calls_off(self, device: str | None = None) -> list[Event]:
        """Let calls that are dialed to a device ring there again."""
        return self._say("ForwardCallsOff", device=device)

    def listen_in(
        self, monitored: str, *, scope: str | None = None, mode: str | None = None
    ) -> list[Event]:
        """Hear the calls of an agent, heard and noticed by nobody; supervisors can.

        The supervisor comes into the call in which the agent talks, else into his next one.

        Args:
            monitored: the agent.
            scope: ``"Call"``, the default: until the call ends; ``"Agent"``: until he leaves it.
            mode: ``"AllCalls"``, the default, or ``"NextCall"``: one call and no more.
        """
        return self._monitor("ListenIn", monitored, scope, mode)

    def coach(
        self, monitored: str, *, scope: str | None = None, mode: str | None = None
    ) -> list[Event]:
        """Talk in the calls of an agent to him alone; see :meth:`listen_in`."""
        return self._monitor("Coach", monitored, scope, mode)

    def barge_in(
        self, monitored: str, *, scope: str | None = None, mode: str | None = None
    ) -> list[Event]:
        """Take part in the calls of an agent; see :meth:`listen_in`."""
        return self._monitor("BargeIn", monitored, scope, mode)

    def cancel_supervisor_monitoring(self, monitored: str | None = None) -> list[Event]:
        """Leave the agent's call, if there is one, and monitor him no longer."""
        return self._say("CancelSupervisorMonitoring", monitored=monitored)

    def _monitor(
        self, state: str, monitored: str, scope: str | None, mode: str | None
    ) -> list[Event]:
        return self._say("MonitorCalls", monitored=monitored, state=state, scope=scope, mode=mode)

    @abstractmethod
    def _say(self, command: str, **fields: Any) -> list[Event]:
        """Say a command of the agent."""
