# SPDX-License-Identifier: Apache-2.0
"""Values of statistics, and where their definitions come from."""

from __future__ import annotations

import difflib
import json
import re
import warnings
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cordboard import _core
from cordboard.clock import datetime_of
from cordboard.errors import BadInput, StatisticsWarning
from cordboard.texts import checked_text, read_text
from cordboard.zones import zone_table

__all__ = [
    "StatisticValue",
    "StatisticsSource",
    "sample_of_a_day",
    "statistics_file",
    "statistics_source",
    "structure_of",
]


# A time profile may name a zone of its own: "TZ=Europe/Paris; 0:00".
_NAMED_ZONE = re.compile(r"TZ=[ \t]*([A-Za-z0-9_+\-/]+)")


@dataclass(frozen=True)
class StatisticValue:
    """A value of a statistic.

    Attributes:
        value: a number (times in seconds); for CurrentState and CurrentTargetState a list of nodes,
            whose ``since`` is an aware datetime.
        time: when it was computed, aware, UTC.
        definition: its definition, with the keys of statistics.yaml.
    """

    value: Any
    time: datetime
    definition: dict[str, Any]

    def _repr_html_(self) -> str:
        name = self.definition.get("name", "")
        return f"<b>{name}</b>: {self.value} <small>({self.time.isoformat()})</small>"


@dataclass(frozen=True)
class StatisticsSource:
    """Where definitions come from: the text of a statistics.yaml, the file's name, and the zone.

    Attributes:
        found: the warnings, if the text was made of another one that had them.
    """

    text: str
    file: str
    timezone: str = "UTC"
    found: tuple[str, ...] | None = None

    @property
    def zones(self) -> list[tuple[str, list[tuple[int, int]]]]:
        """The zone of time profiles without a zone of their own, and every zone they name."""
        own = zone_table(checked_text(self.timezone, "timezone"))
        if own is None:
            raise BadInput(
                f"no time zone {self.timezone!r}",
                path="timezone",
                remedy='write a name such as "Europe/Paris"',
            )
        named = _NAMED_ZONE.findall(self.text)
        return [(self.timezone, own), *((name, zone_table(name) or []) for name in named)]

    def warn(self, stacklevel: int) -> None:
        """Emit a StatisticsWarning for all that its author should know; levels as warnings.warn."""
        if self.found is None:
            found = list(_core.check_statistics(self.text, self.file, self.zones))
        else:
            found = list(self.found)
        for warning in found:
            warnings.warn(warning, StatisticsWarning, stacklevel=stacklevel + 1)

    def resolved(self, configuration: str, configuration_file: str) -> StatisticsSource:
        """Write simple entries out, by a configuration of statistic types, profiles and ranges."""
        if not configuration:
            return self
        both = replace(self, text=self.text + configuration)
        text, found = _core.resolve_statistics(
            self.text, self.file, both.zones, configuration, configuration_file
        )
        return replace(self, text=text, found=tuple(found))


def statistics_file(statistics: str | Path, timezone: str) -> StatisticsSource:
    """Read a statistics.yaml; ``sample`` stands for the sample file of the package.

    Raises:
        BadInput: there is no such file, or it is no text.
        OSError: the file is there and cannot be read.
    """
    path = Path(statistics)
    if str(statistics) == "sample":
        path = Path(__file__).parent / "data" / "statistics.yaml"
    try:
        return StatisticsSource(read_text(path), str(path), timezone)
    except FileNotFoundError:
        raise BadInput(
            "there is no such file",
            str(path),
            remedy=f"{_meant(path)}give the path of a statistics.yaml, or 'sample' for the sample "
            "of the package",
        ) from None


def _meant(path: Path) -> str:
    """Ask whether a word or a file that is called alike is meant; "" where nothing is."""
    known = ["sample"] if path.parent == Path() else []
    if path.parent.is_dir():
        known += sorted(one.name for one in path.parent.iterdir() if one.is_file())
    near = difflib.get_close_matches(path.name, known, n=3, cutoff=0.75)
    named = " or ".join(repr(one if one == "sample" else str(path.parent / one)) for one in near)
    return f"did you mean {named}? Otherwise " if named else ""


def sample_of_a_day(timezone: str) -> StatisticsSource:
    """Give the sample definitions with no interval shorter than the day since midnight."""
    sample = statistics_file("sample", timezone)
    return replace(sample, text=sample.text.replace('"0:00+1:00"', '"0:00"'))


def structure_of(text: str) -> Any:
    """Give the nodes of a structured value."""
    nodes = json.loads(text)
    for node in nodes:
        if "since" in node:
            node["since"] = datetime_of(node["since"])
    return nodes


def statistics_source(
    center_text: str, center_file: str, statistics: str | Path | None
) -> StatisticsSource:
    """Find the definitions of a centre: those given, or those its configuration names."""
    configured = json.loads(_core.center_extras(center_text, center_file))
    timezone = configured["timezone"]
    configuration = configured["statistics_configuration"]
    if statistics is None and configured["statistics"]:
        source = StatisticsSource(configured["statistics"], center_file, timezone)
        return source.resolved(configuration, center_file)
    name = statistics if statistics is not None else configured["statistics_file"]
    if not name:
        return StatisticsSource("", "", timezone).resolved(configuration, center_file)
    if statistics is None and name != "sample":
        name = Path(center_file).parent / name
    return statistics_file(name, timezone).resolved(configuration, center_file)
