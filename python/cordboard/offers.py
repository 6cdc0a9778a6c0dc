# SPDX-License-Identifier: Apache-2.0
"""What customers bring to a Center: interactions of any media, and what they write."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cordboard.errors import CommandError

if TYPE_CHECKING:
    from cordboard import _core
    from cordboard.center import Event
    from cordboard.handles import InteractionHandle

__all__ = ["Offers"]


class Offers:
    """The customers' side of a Center."""

    def offer(
        self,
        media: str | None = None,
        queue: str | None = None,
        user_data: Mapping[str, Any] | None = None,
        priority: int | None = None,
    ) -> InteractionHandle:
        """Let a customer offer a new inbound interaction.

        Args:
            media: its media; may be left out, the queue has one.
            queue: the queue it enters.
            user_data: attached data, any JSON object.
            priority: replaces the queue's priority; the larger is served first.

        Returns:
            A handle of the interaction.
        """
        return self._offered("OfferInteraction", media, queue, user_data, priority)

    def offer_email(
        self,
        queue: str,
        email: Mapping[str, str],
        user_data: Mapping[str, Any] | None = None,
        priority: int | None = None,
        thread: str | None = None,
    ) -> InteractionHandle:
        """Let a customer's e-mail come in.

        Args:
            queue: the queue it enters.
            email: what it says: ``fromAddress``, ``toAddress``, ``ccAddresses``, ``replyTo``,
                ``subject``, ``text``, ``structuredText``, ``mimeType``; several addresses stand in
                one text with commas between.
            user_data: attached data, any JSON object.
            priority: replaces the queue's priority; the larger is served first.
            thread: the thread it continues, as the ``thread`` in the view of an earlier e-mail.

        Returns:
            A handle of the interaction.
        """
        more = {"email": dict(email), **({"thread": thread} if thread else {})}
        return self._offered("OfferEmail", None, queue, user_data, priority, **more)

    def offer_chat(
        self,
        queue: str,
        nickname: str | None = None,
        text: str | None = None,
        user_data: Mapping[str, Any] | None = None,
        priority: int | None = None,
    ) -> InteractionHandle:
        """Let a customer begin a chat with a session, in which both sides write.

        Args:
            queue: the queue it enters.
            nickname: how the customer is called.
            text: what the customer says first.
            user_data: attached data, any JSON object.
            priority: replaces the queue's priority; the larger is served first.

        Returns:
            A handle of the interaction.
        """
        said = {"nickname": nickname, "text": text}
        more = {key: value for key, value in said.items() if value is not None}
        return self._offered("OfferChat", None, queue, user_data, priority, **more)

    def _offered(
        self,
        name: str,
        media: str | None,
        queue: str | None,
        user_data: Mapping[str, Any] | None,
        priority: int | None,
        **more: Any,
    ) -> InteractionHandle:
        if queue is None:
            raise CommandError(1, "a value is required", "queue", "missing_value")
        if media is not None and queue in self._core.queues():
            expected = json.loads(self._core.queue(queue))["media"]
            if media != expected:
                raise CommandError(
                    2, f"the queue {queue!r} takes {expected}, not {media}", "media", "wrong_media"
                )
        command: dict[str, Any] = {"command": name, "queue": queue, **more}
        if user_data:
            command["userData"] = user_data
        if priority is not None:
            command["priority"] = priority
        events = self.execute(command)
        return self.interaction(events[0]["interaction"])

    @property
    @abstractmethod
    def _core(self) -> _core.Center:
        """The engine."""

    @abstractmethod
    def execute(self, command: Mapping[str, Any]) -> list[Event]:
        """Carry out a command."""

    @abstractmethod
    def interaction(self, interaction_id: str) -> InteractionHandle:
        """Return a handle of an interaction."""
