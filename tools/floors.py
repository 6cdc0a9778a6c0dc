# SPDX-License-Identifier: Apache-2.0
"""Check who may look at whom: the floors of the house.

A folder may look at itself and down, never up. In C++ the unit is a room (a public header or a
folder of cpp/src) and looking is `#include`; in Python it is a module and looking is `import`. Both
tables stand below, as data; cpp/README.md draws the first one. Rule F1 of STYLE.md.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Violation(NamedTuple):
    """One look in a direction that the floors forbid."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Write it as compilers do, so that editors find the place."""
        return f"{self.path}:{self.line}: {self.message}"


# ------------------------------------------------------------------------------------------- C++

# Public headers that know nothing of the domain. Every public header that is named neither here nor
# in HEADER_ROOMS is vocabulary: what can be asked, what can happen, what a row looks like.
BASE_HEADERS = {"ids", "time", "result", "value", "limits", "text"}
HEADER_ROOMS = {
    "engine": "engine",
    "statistics": "stats",
    "statistic_definition": "stats",
    "columns": "columns",
    "codec": "codec",
}

# Features from the ground up; those on one line are neighbours and do not see each other.
FEATURE_FLOORS = (
    {"directory"},
    {"agent", "settings", "provisioning"},
    {"call", "email", "chat"},
    {"interaction"},
    {"call_control", "workbin"},
    {"routing"},
    {"session", "services"},
)
FEATURES = frozenset().union(*FEATURE_FLOORS)
EVENTS_ONLY = {"base", "vocabulary"}


def _rooms() -> dict[str, frozenset[str]]:
    seen = {
        "base": {"base"},
        "vocabulary": EVENTS_ONLY,
        "state": {*EVENTS_ONLY, "state"},
        "engine": {*EVENTS_ONLY, "state", *FEATURES, "engine"},
        "stats": {*EVENTS_ONLY, "stats"},
        "columns": {*EVENTS_ONLY, "columns"},
        "sim": {*EVENTS_ONLY, "state", *FEATURES, "engine", "sim"},
        "codec": {*EVENTS_ONLY, "state", *FEATURES, "engine", "stats", "sim", "codec"},
        "figures": {*EVENTS_ONLY, "stats", "columns", "figures"},
        "feed": {*EVENTS_ONLY, "stats", "columns", "codec", "figures", "feed"},
        "center": {
            *(*EVENTS_ONLY, "engine", "stats", "columns"),
            *("codec", "state", "figures", "center"),
        },
    }
    below: set[str] = set()
    for floor in FEATURE_FLOORS:
        seen |= {feature: {*EVENTS_ONLY, "state", *below, feature} for feature in floor}
        below |= floor
    return {room: frozenset(others) for room, others in seen.items()}


ROOMS = _rooms()

# Bindings are above everything: they may look at every room, and nothing looks at them.
BINDINGS = "bindings"

# Headers that are neither ours nor the standard library's, and the one room that knows them.
WALLS = {"nlohmann/": "codec", "yaml-cpp/": "codec", "pybind11/": BINDINGS, "Python.h": BINDINGS}

INCLUDE = re.compile(r"""^[ \t]*\#[ \t]*include[ \t]*([<"])([^>"]+)[>"]""", re.MULTILINE)


def header_room(name: str) -> str:
    """Return the room of the public header cordboard/<name>.hpp."""
    return "base" if name in BASE_HEADERS else HEADER_ROOMS.get(name, "vocabulary")


def room_of(path: Path) -> str | None:
    """Return the room of a file, given relative to the top of the tree."""
    match path.parts:
        case ("cpp", "include", "cordboard", name):
            return header_room(Path(name).stem)
        case ("cpp", "src", folder, *_):
            return folder
        case ("cpp", "bindings", *_):
            return BINDINGS
    return None


def look(room: str, quote: str, target: str) -> str | None:
    """Say what is wrong with an include of `target` in `room`, or None."""
    for prefix, owner in WALLS.items():
        if target.startswith(prefix):
            return None if room == owner else f"<{target}> is known in {owner} only, not in {room}"
    if quote == "<":
        if not target.startswith("cordboard/"):
            if "/" in target or target.endswith(".h"):
                return f"<{target}> is neither the standard library nor cordboard; no room knows it"
            return None
        other = header_room(target.removeprefix("cordboard/").removesuffix(".hpp"))
    elif target.startswith("cordboard/"):
        return f'write <{target}>, not "{target}": it is public'
    elif "/" not in target:
        return None if room == BINDINGS else f'"{target}" needs its folder: "{room}/{target}"'
    else:
        other = target.split("/")[0]
    if room == BINDINGS:
        return None
    if other not in ROOMS[room]:
        may = ", ".join(sorted(ROOMS[room] - {room})) or "nothing else"
        return f"{room} must not look at {other} ({target}); it may look at: {may}"
    return None


def check_cpp(path: Path, text: str) -> Iterator[Violation]:
    """Yield what is wrong with the includes of one C++ file."""
    room = room_of(path)
    if room is None:
        return
    if room != BINDINGS and room not in ROOMS:
        yield Violation(str(path), 1, f"cpp/src/{room} has no floor yet; give it one in {__file__}")
        return
    for match in INCLUDE.finditer(text):
        problem = look(room, match[1], match[2])
        if problem:
            yield Violation(str(path), text.count("\n", 0, match.start()) + 1, problem)


# ---------------------------------------------------------------------------------------- Python

# Modules and packages below `cordboard`. What is not named stands on DEFAULT_FLOOR.
DEFAULT_FLOOR = 3
TOP_FLOOR = 6
MODULE_FLOORS = {
    "errors": 0,
    "estimates": 0,
    "exact": 0,
    "progress": 3,
    "zones": 0,
    "_core": 1,
    "messages": 1,
    "clock": 1,
    "spread": 1,
    "texts": 1,
    "stats": 2,
    "strategy": 2,
    "frames": 2,
    "traces": 2,
    "journal": 2,
    "runtime": 3,
    "handles": 3,
    "display": 3,
    "sim": 3,
    "center": 3,
    "server.bayeux": 4,
    "server": 5,
    "testing": TOP_FLOOR,
    "cli": TOP_FLOOR,
    "__main__": TOP_FLOOR,
}
SESSION_ONLY_SEES = 1  # server.bayeux: no runtime, no center

# Other people's packages: which floor may import them at all, beyond the standard library. They are
# never imported when a module loads (F3), with the two exceptions in LOADS.
THIRD_PARTY = {
    "numpy": range(2, 7),
    "polars": range(2, 7),
    "pandas": range(2, 7),
    "pyarrow": range(2, 7),
    "duckdb": range(2, 7),
    "typer": range(TOP_FLOOR, 7),
    "rich": range(3, 7),
    "IPython": range(3, 7),
    "starlette": range(5, 7),
    "uvicorn": range(5, 7),
    "pytest": range(TOP_FLOOR, 7),
}
LOADS = {"typer": {"cli", "__main__"}, "rich": {"cli", "__main__"}, "pytest": {"testing"}}


def module_floor(module: str) -> int:
    """Return the floor of a dotted name below `cordboard`; "" is the package itself."""
    if not module:
        return TOP_FLOOR - 1
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        floor = MODULE_FLOORS.get(".".join(parts[:size]))
        if floor is not None:
            return floor
    return DEFAULT_FLOOR


def _loading(tree: ast.Module) -> set[ast.AST]:
    """Return the imports that run when the module loads: not those in functions or for types."""
    found: set[ast.AST] = set()
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.add(node)
        pending.extend(ast.iter_child_nodes(node))
    return found


def _targets(node: ast.AST, package: list[str], modules: set[str]) -> Iterator[str]:
    """Yield the dotted names a node imports; ours begin with "cordboard"."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = package[: len(package) + 1 - node.level] if node.level else []
        base = ".".join([*start, *([node.module] if node.module else [])])
        for alias in node.names:
            full = f"{base}.{alias.name}"
            yield full if full in modules or base == "cordboard" else base


def _wrong_import(module: str, target: str, *, loads: bool, modules: set[str]) -> str | None:
    floor = module_floor(module)
    top = target.split(".")[0]
    if top != "cordboard":
        if top in sys.stdlib_module_names or top == "__future__":
            return None
        if top not in THIRD_PARTY or floor not in THIRD_PARTY[top]:
            return f"{module or '__init__'} (floor {floor}) must not import {top}"
        if loads and module.split(".")[0] not in LOADS.get(top, set()):
            return f"import {top} where it is used, not when {module or 'the package'} loads"
        return None
    other = target.removeprefix("cordboard").removeprefix(".")
    if f"cordboard.{other}" not in modules and other != "_core":
        other = ""  # a public name of the package itself
    if other == module:
        return None
    if module.startswith("server.bayeux") and not other.startswith("server.bayeux"):
        limit = SESSION_ONLY_SEES
    else:
        limit = floor
    if module_floor(other) == TOP_FLOOR and module.split(".")[0] not in {
        other.split(".")[0],
        "__main__",
    }:
        return f"cordboard.{other} is on the top floor: nothing imports it"
    if module_floor(other) > limit:
        return (
            f"{module} (floor {floor}) must not import {target} (floor {module_floor(other)}); "
            f"it may look at floors 0 to {limit}"
        )
    return None


def check_python(path: Path, text: str, modules: set[str]) -> Iterator[Violation]:
    """Yield what is wrong with the imports of one module; `modules` are all our dotted names."""
    parts = path.with_suffix("").parts[1:]  # below python/
    package = list(parts[:-1])
    dotted = package if parts[-1] == "__init__" else list(parts)
    module = ".".join(dotted[1:])
    tree = ast.parse(text, str(path))
    loading = _loading(tree)
    for node in ast.walk(tree):
        for target in _targets(node, package, modules):
            problem = _wrong_import(module, target, loads=node in loading, modules=modules)
            if problem:
                yield Violation(str(path), getattr(node, "lineno", 1), problem)


# ------------------------------------------------------------------------------------------ both


def module_names(paths: Iterable[Path]) -> set[str]:
    """Return the dotted names of Python files below python/."""
    dotted = (".".join(path.with_suffix("").parts[1:]) for path in paths)
    return {name.removesuffix(".__init__") for name in dotted}


def check_tree(root: Path = ROOT) -> list[Violation]:
    """Return every violation in a checkout."""
    found: list[Violation] = []
    for pattern in ("cpp/**/*.hpp", "cpp/**/*.cpp"):
        for path in sorted(root.glob(pattern)):
            found += check_cpp(path.relative_to(root), path.read_text(encoding="utf-8"))
    paths = sorted(path.relative_to(root) for path in root.glob("python/cordboard/**/*.py"))
    modules = module_names(paths)
    for path in paths:
        found += check_python(path, (root / path).read_text(encoding="utf-8"), modules)
    return found


if __name__ == "__main__":
    violations = check_tree()
    print("\n".join(map(str, violations)) or "floors: every look goes down")
    sys.exit(bool(violations))
