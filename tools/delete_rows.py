#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Delete every row of the transition tables, one at a time; list what the named tests do not miss.

tests/operation_coverage.csv names, for each operation, the rows it needs. Without a row, the tests
of the operations that name it must all fail. Where they do not, a row without which the tables do
not compile counts as found by the compiler. A row that machines share is missing in all of them.

All work is done on a copy of the tree in a temporary directory. There every row has a number, and
the machines do without the row whose number the environment gives: one module, built without
optimisation, serves for all. Run it with the Python in which cordboard is installed.

    tools/delete_rows.py                 every row
    tools/delete_rows.py --only call     those whose file or text matches "call"
"""

import argparse
import csv
import dataclasses
import importlib
import importlib.util
import io
import multiprocessing
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ("CMakeLists.txt", "pyproject.toml", "README.md", "cpp", "cmake", "python", "tests")
TABLES = sorted(p.relative_to(ROOT) for p in (ROOT / "cpp/src").glob("*/*transitions.hpp"))
ROW = re.compile(r"^ *\{\w+, (?:Input::)?\w+, \w+\},\n", re.MULTILINE)
DELETED = """#include <cstdlib>
inline const int deleted_row = [] {
    const char* number = std::getenv("DELETED_ROW");
    return number == nullptr ? 0 : std::atoi(number);
}();
"""
# How the copy's machines, and the list of them that Python sees, do without a row.
CHANGES = {
    "cpp/src/base/transition.hpp": {
        "#pragma once\n": f"#pragma once\n{DELETED}",
        "    State to;\n": "    State to;\n    int number = 0;\n",
        "        State to{};\n": "        State to{};\n        int number = 0;\n",
        "cell = {true, row.to};": "cell = {true, row.to, row.number};",
        "].exists;": "].exists && cells_[index(from, input)].number != deleted_row;",
    },
    "cpp/bindings/register_reference.cpp": {
        "        using State = decltype(row.from);\n": """        using State = decltype(row.from);
        if (row.number == deleted_row) {
            continue;
        }
""",
    },
}
# These tests need neither plugins nor fixtures, and start at once without.
OPTIONS = ("-q", "--noconftest", "-p", "no:cacheprovider")
EVERY_OPERATION = "tests/python/test_every_operation.py"


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of a table: where it stands, from the root."""

    path: pathlib.Path
    start: int
    end: int
    what: str


def all_rows() -> dict[int, Row]:
    """Return the rows of all tables by their numbers."""
    rows = [
        Row(path, *match.span(), f"{path}: {match[0].strip()}")
        for path in TABLES
        for match in ROW.finditer((ROOT / path).read_text())
    ]
    return dict(enumerate(rows, 1))


class Workshop:
    """A copy of the tree with a built module, which can do without any one row."""

    def __init__(self, home: pathlib.Path, rows: dict[int, Row], parallel: int) -> None:
        self.home = home
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, home / part)
        self.write_headers()
        self.change(rows)
        self.build(parallel)
        if self.run(sys.executable, "-m", "pytest", *OPTIONS, EVERY_OPERATION).returncode:
            sys.exit("the tests fail before anything is deleted")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy, with its package."""
        world = {**os.environ, "PYTHONPATH": str(self.home / "python")}
        return subprocess.run(
            command, cwd=self.home, env=world, capture_output=True, text=True, check=False
        )

    def write_headers(self) -> None:
        """Write the tables beside the copy, as they are, for the compiler to look at."""
        shutil.copytree(self.home / "cpp/src", self.home / "tables")
        names = [path.relative_to("cpp/src") for path in TABLES]
        (self.home / "tables.cpp").write_text("".join(f'#include "{name}"\n' for name in names))
        if not self.compiles():
            sys.exit("the tables do not compile before anything is deleted")

    def compiles(self) -> bool:
        """Return whether the compiler takes the tables."""
        done = self.run(
            "g++", "-std=c++20", "-fsyntax-only", "-Icpp/include", "-Itables", "tables.cpp"
        )
        return done.returncode == 0

    def change(self, rows: dict[int, Row]) -> None:
        """Number the rows, and teach the machines to do without one."""
        for path in TABLES:
            text = (ROOT / path).read_text()
            for number, row in reversed(rows.items()):
                if row.path == path:
                    numbered = text[row.start : row.end].replace("},", f", {number}}},")
                    text = text[: row.start] + numbered + text[row.end :]
            (self.home / path).write_text(text)
        for name, changes in CHANGES.items():
            text = (self.home / name).read_text()
            for before, after in changes.items():
                if text.count(before) != 1:
                    sys.exit(f"{name} does not say once: {before}")
                text = text.replace(before, after)
            (self.home / name).write_text(text)

    def build(self, parallel: int) -> None:
        """Build the module and put it into the package."""
        pybind11 = importlib.util.find_spec("pybind11")
        if pybind11 is None or pybind11.origin is None:
            sys.exit("pybind11 is not installed: run this with the Python of `make setup`")
        folder = pathlib.Path(pybind11.origin).parent / "share/cmake/pybind11"
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        os.environ.update(CCACHE_BASEDIR=str(self.home), CCACHE_NOHASHDIR="true")
        done = self.run(
            "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
            "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DCORDBOARD_PYTHON=ON", f"-Dpybind11_DIR={folder}",
            "-DSKBUILD_PROJECT_VERSION_FULL=0.0.0", f"-DPython_EXECUTABLE={sys.executable}",
            *launcher,
        )  # fmt: skip
        if done.returncode == 0:
            done = self.run("cmake", "--build", "build", "--target", "_core", "-j", str(parallel))
        if done.returncode:
            sys.exit(f"the module does not build:\n{done.stdout}{done.stderr}")
        for module in (self.home / "python/cordboard").glob("_core*.so"):
            module.unlink()
        (module,) = (self.home / "build").rglob("_core*.so")
        shutil.copy(module, self.home / "python/cordboard")

    def is_needed_by_compiler(self, row: Row) -> bool:
        """Return whether the tables do not compile without the row."""
        file = self.home / "tables" / row.path.relative_to("cpp/src")
        original = file.read_text()
        try:
            file.write_text(original[: row.start] + original[row.end :])
            return not self.compiles()
        finally:
            file.write_text(original)

    def outcome(self, number: int, row: Row) -> str:
        """Say who misses the row: the tests that name it, the compiler, or nobody."""
        # A process of its own loads the module anew.
        asked = multiprocessing.get_context("fork").Process(
            target=miss_in_tests, args=(self.home, number)
        )
        asked.start()
        asked.join()
        if asked.exitcode == 0:
            return "tests"
        return "compiler" if self.is_needed_by_compiler(row) else "nobody"


class Failures:
    """Counts the tests that pass and those that fail."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one."""
        self.failed += report.failed
        self.passed += report.when == "call" and report.passed


def miss_in_tests(home: pathlib.Path, number: int) -> None:
    """Exit 0 if, of each machine that had the row, every test that names the row there fails."""
    os.environ.update(DELETED_ROW=str(number), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    os.chdir(home)
    sys.path[:0] = [str(home / "python"), str(home / "tests")]
    core = importlib.import_module("cordboard._core")
    there = {
        f"{name}: {before} {said}" for name, rows in core.machines() for before, said, _ in rows
    }
    deleted = {row for one in operations() for row in one["rows"].split("; ") if row} - there
    results = []
    for row in sorted(deleted):
        failures = Failures()
        with redirect_stdout(io.StringIO()):
            pytest.main([*OPTIONS, *tests_of(row)], plugins=[failures])
        results.append(failures.failed > 0 and failures.passed == 0)
    sys.exit(0 if results and all(results) else 1)


def operations() -> list[dict[str, str]]:
    """Return the rows of the coverage table."""
    with (ROOT / "tests/operation_coverage.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tests_of(row: str) -> list[str]:
    """Return the tests of the operations that need a row."""
    return [
        f"{EVERY_OPERATION}::test_the_command_causes_the_event_in_its_scenario"
        f"[{one['reference']} {one['operation']}]"
        for one in operations()
        if row in one["rows"].split("; ")
    ]


def main() -> int:
    """Try the rows that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="a pattern of the file's name and the row")
    parser.add_argument("--parallel", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    begun = time.monotonic()
    counts = {"tests": 0, "compiler": 0, "nobody": 0}
    with tempfile.TemporaryDirectory(prefix="delete-rows-") as folder:
        rows = all_rows()
        shop = Workshop(pathlib.Path(folder), rows, options.parallel)
        built = time.monotonic()
        for number, row in rows.items():
            if re.search(options.only, row.what):
                outcome = shop.outcome(number, row)
                counts[outcome] += 1
                print(f"{outcome:10} {row.what}", flush=True)
    print(
        f"{counts['tests']} rows are missed by their tests, {counts['compiler']} by the compiler,"
        f" {counts['nobody']} by nobody; {built - begun:.0f} s to build,"
        f" {time.monotonic() - built:.0f} s to try"
    )
    return 1 if counts["nobody"] else 0


if __name__ == "__main__":
    sys.exit(main())
