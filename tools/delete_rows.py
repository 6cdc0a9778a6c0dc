#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Delete every row of the transition tables, one at a time; list what the named tests do not miss.

tests/operation_coverage.csv names, for each operation, the rows it needs. Without a row, the tests
of the operations that name it must fail; a table that does not compile without it counts as found.

All work is done on a copy of the tree in a temporary directory, whose module is built without
optimisation: the checkout is never touched. Run it with the Python in which cordboard is installed.

    tools/delete_rows.py                 every row, about 20 s each
    tools/delete_rows.py --only call     those whose file or text matches "call"
"""

import argparse
import csv
import dataclasses
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ("CMakeLists.txt", "pyproject.toml", "README.md", "cpp", "cmake", "python", "tests")
ROW = re.compile(r"^ *\{\w+, (?:Input::)?\w+, \w+\},\n", re.MULTILINE)
MACHINES = (
    "from cordboard import _core\n"
    "for name, rows in _core.machines():\n"
    "    for before, said, _ in rows:\n"
    "        print(f'{name}: {before} {said}')\n"
)


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of a table: where it stands, from the root."""

    path: pathlib.Path
    start: int
    end: int
    what: str


def all_rows(only: str) -> list[Row]:
    """Return the rows of all tables that match a pattern."""
    found = []
    for path in sorted((ROOT / "cpp/src").glob("*/*transitions.hpp")):
        name = path.relative_to(ROOT)
        for match in ROW.finditer(path.read_text()):
            what = f"{name}: {match[0].strip()}"
            if re.search(only, what):
                found.append(Row(name, *match.span(), what))
    return found


class Workshop:
    """A copy of the tree with a built module, in which one row at a time is missing."""

    def __init__(self, home: pathlib.Path) -> None:
        self.home = home
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, home / part)
        pybind11 = importlib.util.find_spec("pybind11")
        if pybind11 is None or pybind11.origin is None:
            sys.exit("pybind11 is not installed: run this with the Python of `make setup`")
        folder = pathlib.Path(pybind11.origin).parent / "share/cmake/pybind11"
        self.run(
            "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
            "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DCORDBOARD_PYTHON=ON", f"-Dpybind11_DIR={folder}",
            "-DSKBUILD_PROJECT_VERSION_FULL=0.0.0", f"-DPython_EXECUTABLE={sys.executable}",
        )  # fmt: skip
        if not self.build():
            sys.exit("the module does not build before anything is deleted")
        self.rows = self.rows_there()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy, with its package."""
        world = {**os.environ, "PYTHONPATH": str(self.home / "python")}
        return subprocess.run(
            command, cwd=self.home, env=world, capture_output=True, text=True, check=False
        )

    def build(self) -> bool:
        """Build the module and put it into the package."""
        if self.run("cmake", "--build", "build", "--target", "_core").returncode:
            return False
        for module in (self.home / "python/cordboard").glob("_core*.so"):
            module.unlink()
        (module,) = (self.home / "build").rglob("_core*.so")
        shutil.copy(module, self.home / "python/cordboard")
        return True

    def rows_there(self) -> set[str]:
        """Return the rows that the module has, in the words of the coverage table."""
        done = self.run(sys.executable, "-c", MACHINES)
        if done.returncode:
            sys.exit(done.stderr)
        return set(done.stdout.splitlines())

    def outcome(self, row: Row) -> str:
        """Say who misses the row: the compiler, the tests that name it, or nobody."""
        file = self.home / row.path
        original = file.read_text()
        try:
            file.write_text(original[: row.start] + original[row.end :])
            if not self.build():
                return "compiler"
            (deleted,) = self.rows - self.rows_there()
            done = self.run(
                sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
                *(f"tests/python/test_every_operation.py::{one}" for one in tests_of(deleted)),
            )  # fmt: skip
            return "tests" if done.returncode == 1 else "nobody"
        finally:
            file.write_text(original)


def tests_of(row: str) -> list[str]:
    """Return the tests of the operations that need a row."""
    with (ROOT / "tests/operation_coverage.csv").open(encoding="utf-8", newline="") as lines:
        return [
            f"test_the_command_causes_the_event_in_its_scenario[{one['reference']}"
            f" {one['operation']}]"
            for one in csv.DictReader(lines)
            if row in one["rows"].split("; ")
        ]


def main() -> int:
    """Try the rows that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="a pattern of the file's name and the row")
    options = parser.parse_args()
    begun = time.monotonic()
    counts = {"tests": 0, "compiler": 0, "nobody": 0}
    with tempfile.TemporaryDirectory(prefix="delete-rows-") as folder:
        shop = Workshop(pathlib.Path(folder))
        for row in all_rows(options.only):
            outcome = shop.outcome(row)
            counts[outcome] += 1
            print(f"{outcome:10} {row.what}", flush=True)
    print(
        f"{counts['tests']} rows are missed by their tests, {counts['compiler']} by the compiler,"
        f" {counts['nobody']} by nobody; {time.monotonic() - begun:.0f} s"
    )
    return 1 if counts["nobody"] else 0


if __name__ == "__main__":
    sys.exit(main())
