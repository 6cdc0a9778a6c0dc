# SPDX-License-Identifier: Apache-2.0
"""What is written: the operations of e-mail and chat, as parts of the handles."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cordboard.errors import CommandError

if TYPE_CHECKING:
    from cordboard.center import Center, Event

__all__ = ["AgentLetters", "InteractionLetters"]


class AgentLetters:
    """What an agent does with e-mails and chats."""

    _center: Center
    user_name: str

    def send_message(
        self, interaction: str, text: str, visibility: str | None = None
    ) -> list[Event]:
        """Say something in a chat, to ``"All"`` unless it is for ``"Agents"`` only."""
        return self._say("SendMessage", interaction=interaction, text=text, visibility=visibility)

    def send_start_typing_notification(self, interaction: str) -> list[Event]:
        """Show in a chat that the agent is typing."""
        return self._say("SendNotice", interaction=interaction, notice="TypingStarted")

    def send_stop_typing_notification(self, interaction: str) -> list[Event]:
        """Show in a chat that the agent has stopped typing."""
        return self._say("SendNotice", interaction=interaction, notice="TypingStopped")

    def end_chat_session(self, interaction: str) -> list[Event]:
        """End the session of a chat; the agent keeps the interaction, to finish his work."""
        return self._say("EndChatSession", interaction=interaction)

    def request_chat_history(self, interaction: str, event_id: int = 1) -> list[dict[str, Any]]:
        """Read what happened in the session of a chat that the agent holds, from an event on.

        See :meth:`InteractionHandle.chat_history`. Raises CommandError when he may not.
        """
        refusal, events = self._center._core.chat_history(self.user_name, interaction, event_id)
        if refusal is not None:
            status_code, reason, message, field = refusal
            raise CommandError(status_code, message, field, reason)
        history: list[dict[str, Any]] = json.loads(events)
        return history

    def reply(
        self,
        interaction: str,
        queue: str,
        *,
        subject_prefix: str | None = None,
        quote_original: bool | None = None,
        reply_to_start_line: str | None = None,
        indent_character: str | None = None,
    ) -> list[Event]:
        """Begin an answer to the sender of an e-mail: a draft, the interaction of the first event.

        Args:
            interaction: the e-mail, which the agent holds.
            queue: where the draft lives while it is written.
            subject_prefix: stands before the mail's subject, for example "Re: ".
            quote_original: whether the draft begins with the lines of the mail; not unless given.
            reply_to_start_line: the line above those that are quoted.
            indent_character: stands before each line that is quoted; "> " unless given.
        """
        return self._reply(
            interaction,
            queue,
            False,
            quote_original,
            subjectPrefix=subject_prefix,
            replyToStartLine=reply_to_start_line,
            indentCharacter=indent_character,
        )

    def reply_all(
        self,
        interaction: str,
        queue: str,
        *,
        subject_prefix: str | None = None,
        quote_original: bool | None = None,
        reply_to_start_line: str | None = None,
        indent_character: str | None = None,
    ) -> list[Event]:
        """Begin an answer to everybody whom an e-mail names; see :meth:`reply`.

        The lines of the mail are quoted unless ``quote_original`` is false.
        """
        return self._reply(
            interaction,
            queue,
            True,
            quote_original,
            subjectPrefix=subject_prefix,
            replyToStartLine=reply_to_start_line,
            indentCharacter=indent_character,
        )

    def _reply(
        self,
        interaction: str,
        queue: str,
        to_all: bool,
        quote_original: bool | None,
        **texts: str | None,
    ) -> list[Event]:
        return self._say(
            "ReplyToEmail",
            interaction=interaction,
            queue=queue,
            all=to_all,
            quoteOriginal=quote_original,
            **texts,
        )

    def create(
        self, queue: str, email: Mapping[str, str] | None = None, parent: str | None = None
    ) -> list[Event]:
        """Begin an e-mail that answers none: a draft, the interaction of the first event.

        Args:
            queue: where the draft lives while it is written.
            email: what it says so far: ``toAddress``, ``subject``, ``text`` and so on.
            parent: an interaction that it belongs to.
        """
        return self._say("CreateEmail", queue=queue, email=email, parent=parent)

    def change_email(self, interaction: str, email: Mapping[str, str]) -> list[Event]:
        """Change what a draft says: the texts that are given, the rest stays."""
        return self._say("ChangeEmail", interaction=interaction, email=email)

    def link_attachment(
        self,
        interaction: str,
        document: str,
        name: str,
        *,
        mime_type: str | None = None,
        size: int | None = None,
    ) -> list[Event]:
        """Attach a document to a draft by its id; its bytes are kept elsewhere."""
        return self._say(
            "LinkAttachment",
            interaction=interaction,
            document=document,
            name=name,
            mimeType=mime_type,
            size=size,
        )

    def remove_attachment(self, interaction: str, document: str) -> list[Event]:
        """Take a document from a draft."""
        return self._say("RemoveAttachment", interaction=interaction, document=document)

    def send(
        self, interaction: str, queue: str, email: Mapping[str, str] | None = None
    ) -> list[Event]:
        """Send a draft: it goes to a queue of outbound processing and leaves the agent.

        Args:
            interaction: the draft.
            queue: the queue of outbound processing.
            email: what it says anew; the rest is as in the draft.
        """
        return self._say("SendEmail", interaction=interaction, queue=queue, email=email)

    def cancel(self, interaction: str) -> list[Event]:
        """Throw a draft away."""
        return self._say("CancelEmail", interaction=interaction)

    @abstractmethod
    def _say(self, command: str, **fields: Any) -> list[Event]:
        """Say a command about it."""


class InteractionLetters:
    """What an e-mail says, what the mail server says of it, and the customer's side of a chat."""

    _center: Center
    id: str

    @property
    @abstractmethod
    def view(self) -> dict[str, Any]:
        """Everything about the interaction now."""

    def chat_history(self, event_id: int = 1) -> list[dict[str, Any]]:
        """What happened in the session of a chat, from an event on; no more than the newest 500.

        An event is a mapping: its ``id``, counted from 1, ``messageType`` (``PARTY_JOINED``,
        ``PARTY_LEFT``, ``MESSAGE`` or ``NOTICE``), the number of its ``party``, ``userType``,
        ``agent``, ``nickname``, ``visibility``, ``at`` in microseconds, and its ``text`` or
        ``noticeType``.
        """
        history: list[dict[str, Any]] = json.loads(
            self._center._core.chat_history("", self.id, event_id)[1]
        )
        return history

    def send_message(self, text: str) -> list[Event]:
        """Let the customer say something in a chat."""
        return self._say("SendCustomerMessage", text=text)

    def start_typing(self) -> list[Event]:
        """Show in a chat that the customer is typing."""
        return self._say("SendCustomerNotice", notice="TypingStarted")

    def stop_typing(self) -> list[Event]:
        """Show in a chat that the customer has stopped typing."""
        return self._say("SendCustomerNotice", notice="TypingStopped")

    @property
    def email(self) -> dict[str, str]:
        """What an e-mail says: ``fromAddress``, ``toAddress``, ``subject``, ``text`` and so on."""
        email: dict[str, str] = self.view.get("email", {})
        return email

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """The documents attached to an e-mail: document, name, mimeType and size of each."""
        attachments: list[dict[str, Any]] = self.view.get("attachments", [])
        return attachments

    def link_attachment(
        self, document: str, name: str, *, mime_type: str = "", size: int = 0
    ) -> list[Event]:
        """Say that an e-mail came in with a document; its bytes are kept elsewhere."""
        return self._say(
            "LinkAttachment", document=document, name=name, mimeType=mime_type, size=size
        )

    def confirm(self) -> list[Event]:
        """Let the mail server say that an e-mail on its way has been sent."""
        return self._say("ConfirmEmail")

    def give_back(self, reason: str = "") -> list[Event]:
        """Let the mail server say that an e-mail could not be sent; it is a draft again."""
        return self._say("ReturnEmail", reason=reason)

    @abstractmethod
    def _say(self, command: str, **fields: Any) -> list[Event]:
        """Say a command about it."""
