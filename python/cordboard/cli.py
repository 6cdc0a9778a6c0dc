# SPDX-License-Identifier: Apache-2.0
"""The command line: demo, simulate, check, serve."""

from __future__ import annotations

import importlib
import math
import os
import re
import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as RichTable

import cordboard as cb
from cordboard import _core
from cordboard.stats import StatisticsSource, sample_of_a_day
from cordboard.texts import read_text

__all__ = ["main"]

app = typer.Typer(add_completion=False, no_args_is_help=True, help="A contact centre in a library.")
# Wide enough for a table where nobody looks at a terminal and nobody says how wide it is.
console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 140)

SHOWN = 12


def _version(wanted: bool) -> None:
    if wanted:
        console.print(f"cordboard {cb.__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A contact centre in a library."""


def print_table(title: str, table: cb.Table, keys: int = 1, most: int = SHOWN) -> None:
    """Print the first rows of a table: in parts, if it is too wide, each with the key columns."""
    columns = [
        [_header(name), *("" if cell is None else _cell(cell) for cell in table[name][:most])]
        for name in table.columns
    ]
    for part in _parts([_width(column) + 3 for column in columns], keys, console.width - 1):
        shown = RichTable()
        for at in part:
            shown.add_column(columns[at][0], overflow="fold", vertical="bottom")
        for row in zip(*(columns[at][1:] for at in part), strict=True):
            shown.add_row(*row)
        if len(table) > most:
            shown.caption = f"{len(table) - most:,} more rows"
        console.print(title, style="italic", markup=False, highlight=False, soft_wrap=True)
        console.print(shown)
        title = f"{title.removesuffix(CONTINUED)}{CONTINUED}"


CONTINUED = " (continued)"


def _parts(widths: list[int], keys: int, most: int) -> list[list[int]]:
    """Deal columns out to parts no wider than `most`, each with the key columns in front."""
    key = list(range(keys))
    parts = [[*key]]
    for at in range(keys, len(widths)):
        if len(parts[-1]) > keys and sum(widths[i] for i in [*parts[-1], at]) > most:
            parts.append([*key])
        parts[-1].append(at)
    return parts


def _header(name: str) -> str:
    """Break a name between its words: TotalHandlingTime, Total_Answered."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=_)(?=[^_])", "\n", name)


def _width(cells: list[str]) -> int:
    return max(len(line) for cell in cells for line in cell.split("\n"))


def _cell(value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if 1000 <= abs(value) < math.inf else f"{value:.4g}"


def _wide(statistics: cb.Table, object_type: str) -> cb.Table:
    """One row an object, one column a statistic."""
    names: list[str] = []
    values: dict[str, dict[str, float | None]] = {}
    for _, kind, name, statistic, value, structure in statistics.rows():
        if kind != object_type or structure is not None:
            continue
        values.setdefault(name, {})[statistic] = value
        if statistic not in names:
            names.append(statistic)
    key = object_type.split("_")[0].lower()
    columns: dict[str, tuple[str, list[Any]]] = {key: ("text", list(values))}
    for statistic in names:
        columns[statistic] = ("real", [row.get(statistic) for row in values.values()])
    return cb.Table.from_columns(columns)


@app.command()
def demo(
    interactions: Annotated[
        int | None, typer.Option(help="Play days until so many interactions have arrived.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of all draws.")] = 1,
) -> None:
    """Play a working day of the sample centre and print its statistics."""
    model = cb.Model.sample()
    console.print(f"The sample centre: {model!r}", highlight=False)
    run = cb.simulate(model, seed=seed, progress=True, statistics=sample_of_a_day("UTC"))
    day = run.statistics
    if interactions is not None and run.interactions < interactions:
        days = -(-interactions // max(run.interactions, 1))
        run = cb.simulate(model, seed=seed, progress=True, replications=days)
    for object_type, title in (
        ("QUEUE", "Queues"),
        ("SKILL_AG", "Skills: their agents"),
        ("SKILL_Q", "Skills: their virtual queues"),
        ("AGENT", "Agents"),
    ):
        print_table(title, _wide(day, object_type))
    console.print(
        f"Values at {day['time'][0]:%Y-%m-%d %H:%M} UTC, the end of the day: counts, times and"
        " ratios since midnight; what is current is 0, for everybody is served and has gone home."
        " The ServiceLevel of the sample's statistics.yaml begins anew each hour; here it has the"
        " whole day.",
        highlight=False,
    )
    print_table("The whole day", run.summary(), keys=3)
    console.print(f"{run.interactions:,} interactions in {run.seconds:.2f} s.", highlight=False)
    console.print("Next: cordboard simulate MODEL.yaml plays a day of your own;")
    console.print(
        "in Python, cb.simulate(cb.Model.sample(), YourStrategy()) plays this one by your rules."
    )


def _strategy(name: str | None) -> cb.Strategy | None:
    """Import module:Class, or take a built-in by its name."""
    if name is None:
        return None
    if ":" not in name:
        found = getattr(cb, name, None)
    else:
        module, _, attribute = name.partition(":")
        sys.path.insert(0, "")
        try:
            found = getattr(importlib.import_module(module), attribute, None)
        except Exception as error:  # noqa: BLE001 - whatever the module does
            what = f"{type(error).__name__}: {error}"
            raise typer.BadParameter(f"cannot import {module!r}: {what}") from None
    if not (isinstance(found, type) and issubclass(found, cb.Strategy)):
        raise typer.BadParameter(f"{name!r} is no strategy; write module:Class, or LongestIdle")
    try:
        return found()
    except TypeError as error:
        raise typer.BadParameter(f"{name!r} cannot be made without arguments: {error}") from None


@app.command()
def simulate(
    model: Annotated[Path, typer.Argument(help="A model.yaml.")],
    strategy: Annotated[str | None, typer.Option(help="module:Class, or a built-in.")] = None,
    replications: Annotated[int, typer.Option(min=1, help="Independent days.")] = 1,
    seed: Annotated[int, typer.Option(help="Seed of all draws.")] = 0,
    threads: Annotated[int, typer.Option(min=1, help="Worker threads.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Write the estimates to a Parquet file.")] = None,
) -> None:
    """Play a model and print its estimates."""
    run = cb.simulate(
        cb.Model.from_yaml(model),
        _strategy(strategy),
        replications=replications,
        seed=seed,
        threads=threads,
        progress=sys.stderr.isatty(),
    )
    summary = run.summary()
    print_table(str(model), summary, keys=3, most=len(summary))
    console.print(f"{run.interactions:,} interactions in {run.seconds:.2f} s.", highlight=False)
    if out is not None:
        summary.write_parquet(out)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="center, model or statistics files.")],
) -> None:
    """Check YAML files: names file, line, field and remedy of what is wrong."""
    faults = 0
    for file in files:
        try:
            kind = check_file(file)
            console.print(f"{file}: a valid {kind} file", highlight=False, soft_wrap=True)
        except (cb.CordboardError, OSError) as error:
            faults += 1
            text = _words(error)
            text = text if str(file) in text else f"{file}: {text}"
            Console(stderr=True).print(text, highlight=False, markup=False, soft_wrap=True)
    if faults:
        raise typer.Exit(1)


def check_file(file: Path) -> str:
    """Read a file as what its keys say it is.

    Returns:
        "center", "model" or "statistics".

    Raises:
        BadInput: what is wrong with it.
    """
    text = read_text(file)
    kind = _core.file_kind(text, str(file))
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        if kind == "statistics":
            StatisticsSource(text, str(file)).warn(stacklevel=1)
        elif kind == "model":
            cb.Model.from_yaml(file)
        else:
            cb.Center.from_yaml(file)
    for warning in found:
        line = f"warning: {warning.message}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return str(kind)


def _words(error: Exception) -> str:
    """Say an error in one line; a file that cannot be opened is an everyday one."""
    if isinstance(error, OSError) and error.filename is not None:
        why = (error.strerror or type(error).__name__).lower()
        return f"{error.filename}: cannot be opened, {why}; check the name and its folder"
    return str(error)


@app.command()
def serve() -> None:
    """Serve the sample centre live (comes with the API)."""
    console.print(
        "cordboard serve comes with the API: REST v2, statistics v1 and CometD are built next."
    )
    raise typer.Exit(1)


def main() -> None:
    """Run the command line; our own errors end it in one line, not in a traceback."""
    try:
        app()
    except (cb.CordboardError, OSError) as error:
        Console(stderr=True).print(
            f"cordboard: {_words(error)}", highlight=False, markup=False, soft_wrap=True
        )
        raise SystemExit(1) from None
