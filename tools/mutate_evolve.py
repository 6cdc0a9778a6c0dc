#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Break every assignment of the engine's evolve code, one at a time; list what no test notices.

The code that changes the state is small: every cpp/src/*/evolve.cpp and the few files of
cpp/src/state that it calls. For each statement there that assigns, counts, inserts, removes or
calls such code, one mutant leaves the statement out; where a value is assigned, further mutants
alter it. A mutant that does not compile counts as killed by the compiler; one that all C++ tests
pass is a survivor and is printed.

All work is done on copies of the tree in a temporary directory: the checkout is never touched.

    tools/mutate_evolve.py                  all mutants, two at a time
    tools/mutate_evolve.py --only routing   those whose line in --list matches "routing"
"""

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The build says which folders the engine is made of.
FOLDERS = re.findall(
    r"\w+",
    re.findall(
        r"cordboard_library\(core FOLDERS ([^)]*)\)", (ROOT / "cpp/CMakeLists.txt").read_text()
    )[0],
)
EXTRA_FILES = ["holding.cpp", "exclusions.cpp"]
# Lists that follow from the rest of the state; looked at only when asked for.
DERIVED_FILES = ["lanes.cpp", "pools.cpp"]
FLAGS = ["-std=c++20", "-O1", "-ffp-contract=off", "-D_GLIBCXX_ASSERTIONS", "-w"]
TEST_SECONDS = 20


@dataclasses.dataclass(frozen=True)
class Mutant:
    """One change of one file, and what it is."""

    path: pathlib.Path  # relative to the root
    start: int
    end: int
    replacement: str
    what: str

    def apply(self, text: str) -> str:
        """Return the text of the file with the change."""
        return text[: self.start] + self.replacement + text[self.end :]


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every simple statement, between braces and semicolons."""
    start = depth = 0
    skipped = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')
    at = 0
    while at < len(text):
        match = skipped.match(text, at)
        if match:
            at = match.end()
            continue
        sign = text[at]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "{" and depth == 0 and not is_initializer(text[start:at]):
            start = at + 1
        elif sign == "{":
            depth += 1
        elif sign == "}" and depth > 0:
            depth -= 1
        elif sign == "}":
            start = at + 1
        elif sign == ";" and depth == 0:
            body = text[start:at]
            lead = len(body) - len(re.sub(r"^(\s|//[^\n]*\n)*", "", body))
            yield start + lead, at + 1
            start = at + 1
        at += 1


def is_initializer(before: str) -> bool:
    """Return whether the brace after this text belongs to an expression, not to a block."""
    return bool(re.search(r"(=|return|,|\()\s*$", before)) and "operator=" not in before


ASSIGNMENT = re.compile(
    r"^(?P<left>[\w.\[\]()<>*&:\-\s,+]*?[\w\]\)])"
    r"\s*(?P<sign>=|\+=|-=|&=|\|=)(?!=)\s*(?P<right>.+);$",
    re.DOTALL,
)
DECLARATION = re.compile(
    r"^(const\s+)?(static\s+)?[A-Z_a-z:]\w*(::\w+)*(<[^;=]*>)?\s*[&*]?\s*(const\s+)?\w+\s*(=|\{|;)"
)
CALL = re.compile(r"^(?:[\w:]+(?:\.|->|::))*[\w]+\(.*\);$", re.DOTALL)
SKIPPED = re.compile(
    r"^(return|CHECK|using|namespace|#|template|struct|class|case|break|continue|enum)\b"
)


def mutants_of(path: pathlib.Path, text: str) -> Iterator[Mutant]:
    """Yield the mutants of one file."""
    for start, end in statements(text):
        body = text[start:end]
        if SKIPPED.match(body) or not body.strip():
            continue
        line = text.count("\n", 0, start) + 1
        label = f"{path}:{line}: {' '.join(body.split())}"
        stepped = re.fullmatch(r"(\+\+|--)(.+);", body, re.DOTALL)
        assigned = ASSIGNMENT.match(body)
        if stepped:
            yield Mutant(path, start, end, ";", f"{label} [left out]")
            other = "--" if stepped[1] == "++" else "++"
            yield Mutant(path, start, end, f"{other}{stepped[2]};", f"{label} [the other way]")
        elif DECLARATION.match(body) and not (
            assigned and re.match(r"[\w.\[\]>\-]+$", assigned["left"].strip())
        ):
            continue
        elif assigned or CALL.match(body):
            yield Mutant(path, start, end, ";", f"{label} [left out]")
            if assigned and assigned["sign"] == "=":
                yield from altered(path, (start, end), assigned, label)
            yield from emptied(path, start, body, label)


def altered(
    path: pathlib.Path, place: tuple[int, int], assigned: re.Match[str], label: str
) -> Iterator[Mutant]:
    """Replace the value by its type's empty value, or a truth or number by another."""
    start, end = place
    right = assigned["right"].strip()
    swaps = {"true": "false", "false": "true", "1": "2", "0": "1"}
    if right in swaps:
        text = f"{assigned['left']} = {swaps[right]};"
        yield Mutant(path, start, end, text, f"{label} [{swaps[right]}]")
    elif re.fullmatch(r"[A-Z]\w+::\w+", right):
        other = f"static_cast<decltype({right})>(static_cast<int>({right}) ^ 1)"
        yield Mutant(path, start, end, f"{assigned['left']} = {other};", f"{label} [another]")
    elif right != "{}":
        yield Mutant(path, start, end, f"{assigned['left']} = {{}};", f"{label} [{{}}]")


def emptied(path: pathlib.Path, start: int, body: str, label: str) -> Iterator[Mutant]:
    """Empty each member of a braced value on its own: {name, kind} becomes {{}, kind}."""
    braced = re.search(r"(?:push_back\(|= )\{(.+)\}", body, re.DOTALL)
    if not braced or braced[1].startswith("{"):
        return
    depth, begin = 0, 0
    pieces = []
    for at, sign in enumerate(braced[1] + ","):
        depth += sign in "([{"
        depth -= sign in ")]}"
        if sign == "," and depth == 0:
            pieces.append((begin, at))
            begin = at + 1
    for begin, end in pieces:
        piece = braced[1][begin:end]
        if piece.strip() != "{}" and len(pieces) > 1:
            at = start + braced.start(1)
            yield Mutant(path, at + begin, at + end, " {}", f"{label} [without {piece.strip()}]")


class Workshop:
    """A copy of the tree with all objects built, in which one mutant at a time is tried."""

    def __init__(self, home: pathlib.Path) -> None:
        self.home = home
        for part in ("cpp/src", "cpp/include", "tests/cpp"):
            shutil.copytree(ROOT / part, home / part)
        (home / "objects").mkdir()

    def source_files(self) -> list[pathlib.Path]:
        """Return the sources of the engine."""
        return [
            p.relative_to(self.home)
            for f in FOLDERS
            for p in sorted((self.home / "cpp/src" / f).glob("*.cpp"))
        ]

    def test_files(self) -> list[pathlib.Path]:
        """Return the tests of the engine; those of other floors need other libraries."""
        names = []
        for path in sorted((self.home / "tests/cpp").glob("*_test.cpp")):
            includes = re.findall(r'#include [<"]([^">]+)[">]', path.read_text())
            if not any(
                i.split("/")[0] in ("stats", "codec", "columns", "sim")
                or i.startswith(("cordboard/stat", "cordboard/col", "cordboard/codec", "stats_"))
                for i in includes
            ):
                names.append(path.relative_to(self.home))
        return names

    def object_of(self, path: pathlib.Path) -> pathlib.Path:
        """Return the object file of a source."""
        return self.home / "objects" / (str(path).replace("/", "_") + ".o")

    def compile(
        self, path: pathlib.Path, *, quick: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Compile one file; quickly means without keeping the result for next time."""
        compiler = ["ccache", "g++"] if shutil.which("ccache") and not quick else ["g++"]
        command = [
            *compiler,
            *FLAGS,
            "-Icpp/include",
            "-Icpp/src",
            "-Itests/cpp",
            "-c",
            str(path),
            "-o",
            str(self.object_of(path)),
        ]
        return subprocess.run(command, cwd=self.home, capture_output=True, text=True, check=False)

    def link(self) -> subprocess.CompletedProcess[str]:
        """Link the tests."""
        objects = [str(self.object_of(p)) for p in [*self.source_files(), *self.test_files()]]
        command = ["g++", *objects, "-lgtest", "-lgtest_main", "-lpthread", "-o", "tests_binary"]
        return subprocess.run(command, cwd=self.home, capture_output=True, text=True, check=False)

    def tests_pass(self) -> bool:
        """Run the tests."""
        try:
            done = subprocess.run(
                ["./tests_binary", "--gtest_brief=1", "--gtest_fail_fast"],
                cwd=self.home,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def build_all(self) -> None:
        """Build the tests of the unchanged tree, which must pass."""
        for path in [*self.source_files(), *self.test_files()]:
            done = self.compile(path)
            if done.returncode != 0:
                sys.exit(f"{path} does not compile:\n{done.stderr}")
        done = self.link()
        if done.returncode != 0:
            sys.exit(f"the tests do not link:\n{done.stderr}")
        if not self.tests_pass():
            sys.exit("the tests fail before anything was changed")

    def survives(self, mutant: Mutant) -> str:
        """Say who finds the mutant: the compiler, the tests, or nobody."""
        file = self.home / mutant.path
        original = file.read_text()
        try:
            file.write_text(mutant.apply(original))
            if self.compile(mutant.path, quick=True).returncode != 0:
                return "compiler"
            done = self.link()
            if done.returncode != 0:
                return "compiler"
            return "survivor" if self.tests_pass() else "tests"
        finally:
            file.write_text(original)

    def restore(self, path: pathlib.Path) -> None:
        """Build the object of the unchanged file again."""
        self.compile(path)


def all_mutants(only: str, *, derived: bool) -> Iterator[Mutant]:
    """Yield the mutants of all files that match a pattern."""
    source = ROOT / "cpp/src"
    names = EXTRA_FILES + (DERIVED_FILES if derived else [])
    files = sorted(source.glob("*/evolve.cpp")) + [source / "state" / name for name in names]
    for file in files:
        for mutant in mutants_of(file.relative_to(ROOT), file.read_text()):
            if re.search(only, mutant.what):
                yield mutant


def try_all(mutants: list[Mutant], count: int) -> dict[Mutant, str]:
    """Try the mutants; a workshop takes those of one file in a row, so that it restores seldom."""
    outcomes: dict[Mutant, str] = {}
    by_file: dict[pathlib.Path, list[Mutant]] = {}
    for mutant in mutants:
        by_file.setdefault(mutant.path, []).append(mutant)
    waiting: queue.SimpleQueue[pathlib.Path] = queue.SimpleQueue()
    for path in sorted(by_file, key=lambda p: -len(by_file[p])):
        waiting.put(path)

    with tempfile.TemporaryDirectory(prefix="mutate-evolve-") as folder:
        first = Workshop(pathlib.Path(folder) / "0")
        first.build_all()
        shops = [first]
        for number in range(1, count):
            home = pathlib.Path(folder) / str(number)
            shutil.copytree(first.home, home)
            other = object.__new__(Workshop)
            other.home = home
            shops.append(other)

        def work(shop: Workshop) -> None:
            while True:
                try:
                    path = waiting.get_nowait()
                except queue.Empty:
                    return
                for mutant in by_file[path]:
                    outcomes[mutant] = shop.survives(mutant)
                    if outcomes[mutant] == "survivor":
                        print(f"SURVIVOR {mutant.what}", flush=True)
                shop.restore(path)

        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            for done in [pool.submit(work, shop) for shop in shops]:
                done.result()
    return outcomes


def main() -> int:
    """Try the mutants that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="a pattern of what --list prints")
    parser.add_argument("--parallel", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    parser.add_argument("--derived", action="store_true", help="break the derived lists as well")
    options = parser.parse_args()
    mutants = list(all_mutants(options.only, derived=options.derived))
    if options.list:
        print("\n".join(m.what for m in mutants))
        return 0
    begun = time.monotonic()
    outcomes = try_all(mutants, options.parallel)
    counts = {
        kind: sum(o == kind for o in outcomes.values())
        for kind in ("tests", "compiler", "survivor")
    }
    print(
        f"{len(mutants)} mutants: {counts['tests']} found by tests, {counts['compiler']} do not"
        f" compile, {counts['survivor']} survive; {time.monotonic() - begun:.0f} s"
    )
    return 1 if counts["survivor"] else 0


if __name__ == "__main__":
    sys.exit(main())
