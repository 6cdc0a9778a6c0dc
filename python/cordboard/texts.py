# SPDX-License-Identifier: Apache-2.0
"""Texts that come from outside: files, and commands as JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cordboard.errors import BadInput, CommandError

__all__ = ["checked_text", "command_text", "config_text", "read_text", "refusal_of"]

_SURROGATE = re.compile("[\ud800-\udfff]")

# Deeper than any limit of the engine; lists that hold themselves end here.
_DEPTH = 64


def read_text(path: Path) -> str:
    """Read a file.

    Raises:
        BadInput: it is not UTF-8.
        OSError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"this is not UTF-8 text (the byte at {error.start} cannot be read)",
            str(path),
            remedy="save it as UTF-8",
        ) from None


def checked_text(given: Any, path: str, where: str = "") -> str:
    """Give a text back.

    Raises:
        BadInput: it is none, or holds half a character; `where` stands before the reason.
    """
    if not isinstance(given, str):
        raise BadInput(f"{where}a text is expected, not {given!r}", path=path)
    if _SURROGATE.search(given):
        raise BadInput(f"{where}{given!r} holds half a character (a surrogate)", path=path)
    return given


def command_text(command: Mapping[str, Any]) -> str:
    """Give a command as JSON.

    Raises:
        CommandError: it has no name, or a field is nothing that JSON could say.
    """
    if not isinstance(command, Mapping):
        raise CommandError(2, "expected a mapping with the key 'command'", "", "invalid_value")
    name = command.get("command")
    if name is None:
        raise CommandError(1, "a value is required", "command", "missing_value")
    if not isinstance(name, str):
        message = f"the name of a command is a text, not {name!r}"
        raise CommandError(2, message, "command", "invalid_value")
    for field, value in command.items():
        fault = _fault(value, str(field), _DEPTH)
        if fault or not isinstance(field, str):
            message = fault or f"the name of a field is a text, not {field!r}"
            raise CommandError(2, message, str(field), "invalid_value")
    return json.dumps(command, default=dict)


def _fault(value: Any, place: str, depth: int) -> str:
    """Say what keeps a value from being JSON; "" where nothing does."""
    if value is None or isinstance(value, int):
        return ""
    if isinstance(value, str):
        return f"{place}: half a character (a surrogate)" if _SURROGATE.search(value) else ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else f"{place}: {value} is no number of JSON"
    if not isinstance(value, (Mapping, list, tuple)):
        return f"{place}: a value of type {type(value).__name__} cannot be written as JSON"
    if depth == 0:
        return f"{place[:100]}…: nested too deeply"
    if not isinstance(value, Mapping):
        faults = (_fault(one, f"{place}[{at}]", depth - 1) for at, one in enumerate(value))
        return next(filter(None, faults), "")
    for key, one in value.items():
        if not isinstance(key, str):
            return f"{place}: a key is a text, not {key!r}"
        if fault := _fault(one, f"{place}.{key}", depth - 1):
            return fault
    return ""


def refusal_of(error: BadInput) -> CommandError:
    """Say as the refusal of a command what its reader could not read."""
    field = re.split(r"[.\[]", error.path, maxsplit=1)[0]
    place = f"{error.path}: " if error.path != field else ""
    remedy = f"; {error.remedy}" if error.remedy else ""
    return CommandError(2, place + error.message + remedy, field, "invalid_value")


def config_text(config: Mapping[str, Any], reader: str) -> str:
    """Give a configuration as JSON.

    Raises:
        TypeError: it is a file's name, which ``reader`` takes.
    """
    if isinstance(config, str | Path):
        raise TypeError(f"expected a mapping; {reader}({str(config)!r}) reads a file")
    return json.dumps(config)
