# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, as one tree.

CordboardError
├── CommandError     the engine refused a command; nothing changed
├── BadInput         a file or a text cannot be read as what it should be; also a ValueError
├── NotFound         no such statistic, column or living interaction; also a KeyError
├── BadSnapshot      bytes that are no snapshot of this version
├── StrategyError    a routing strategy raised, or answered what cannot be done
├── NotReached       run_until() came to its limit
├── UsageError       the library is used against its rules (another thread, after close, …)
├── EngineBroken     a bug of ours: an invariant of the engine does not hold any more
└── MissingExtra     an optional package is needed; the message names the extra

An agent, a queue or an interaction that a command or a handle names and that does not exist is a
CommandError with status code 6, as in the web API. Arguments out of range, such as replications=0,
are ValueErrors of Python, those of a wrong type its TypeErrors.

StatisticsWarning is a warning, no error: a statistics file is read, but its author should know.
"""

from __future__ import annotations


class CordboardError(Exception):
    """Base of every error this package raises on purpose."""


class CommandError(CordboardError):
    """The engine refused a command; nothing has changed.

    Attributes:
        status_code: 1 value missing, 2 not valid now, 3 forbidden, 4 internal, 5 no permission,
            6 not found (the codes of the web API; web-services reference, 0.5).
        message: what is wrong, in a sentence, with the value that was refused.
        field: the field of the command at fault, "" for the command as a whole.
        reason: a stable word for the message, such as "not_invited".
    """

    def __init__(self, status_code: int, message: str, field: str = "", reason: str = "") -> None:
        super().__init__(status_code, message, field, reason)
        self.status_code = status_code
        self.message = message
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        where = f" (field {self.field!r})" if self.field else ""
        return f"{self.message}{where} [statusCode {self.status_code}]"


class BadInput(CordboardError, ValueError):
    """A file or text cannot be read.

    Attributes:
        message: what was expected and what stands there.
        file: the name of the file, or what the text is.
        line: counted from 1; 0 for the file as a whole.
        column: counted from 1.
        path: the field, such as ``agents[3].skills.billing``.
        remedy: what to do about it, may be "".
    """

    def __init__(
        self,
        message: str,
        file: str = "",
        line: int = 0,
        column: int = 0,
        path: str = "",
        remedy: str = "",
    ) -> None:
        super().__init__(message, file, line, column, path, remedy)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        parts = [part for part in (place, self.path, self.message) if part]
        return ": ".join(parts) + (f"; {self.remedy}" if self.remedy else "")


class NotFound(CordboardError, KeyError):
    """There is no such thing; the message names it."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class BadSnapshot(CordboardError, ValueError):
    """These bytes are no snapshot of this version of the engine."""


class StrategyError(CordboardError):
    """A routing strategy raised, or answered what cannot be done; the command was undone."""


class NotReached(CordboardError, TimeoutError):
    """``run_until`` came to its limit before the condition held."""


class UsageError(CordboardError, RuntimeError):
    """The library is used against its rules; nothing has changed."""


class EngineBroken(CordboardError, RuntimeError):
    """An invariant of the engine does not hold: a bug of ours; it takes no more commands."""


class MissingExtra(CordboardError, ImportError):
    """An optional package is missing; the message names what to install."""


class StatisticsWarning(UserWarning):
    """Something in a statistics file is read, but not as it is written; names file and line."""
