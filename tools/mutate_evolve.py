#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Break every assignment of the engine's evolve code, one at a time; list what no test notices.

The code that changes the state is small: every cpp/src/*/evolve.cpp and the few files of
cpp/src/state that it calls. For each statement there that assigns, counts, inserts, removes or
calls such code, one mutant leaves the statement out; where a value is assigned, further mutants
alter it. A mutant that does not compile counts as found by the compiler; one that all C++ tests of
the engine pass is a survivor and is printed.

All mutants are compiled together: in a copy of the tree in a temporary directory every such
statement becomes a choice by the number of the active mutant, which the environment gives. So
there is one build, and one run of its tests for each mutant, which ends at the first failure, or
when it has used several times what the tests take. The checkout is never touched.

    tools/mutate_evolve.py                  all mutants, two at a time
    tools/mutate_evolve.py --only routing   those whose line in --list matches "routing"
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The build says which folders the engine is made of.
FOLDERS = re.findall(
    r"\w+",
    re.findall(
        r"cordboard_library\(core FOLDERS ([^)]*)\)", (ROOT / "cpp/CMakeLists.txt").read_text()
    )[0],
)
EXTRA_FILES = ["availability.hpp", "exclusions.cpp", "holding.cpp", "legs.cpp", "timers.hpp"]
# Lists that follow from the rest of the state; looked at only when asked for.
DERIVED_FILES = ["lanes.cpp", "pools.cpp"]
FLAGS = ["-std=c++20", "-O1", "-ffp-contract=off", "-D_GLIBCXX_ASSERTIONS", "-w"]
INCLUDES = ["-Icpp/include", "-Icpp/src", "-Itests/cpp"]
HEADER = """#pragma once
#include <cstdlib>
inline const int active_mutant = [] {
    const char* number = std::getenv("ACTIVE_MUTANT");
    return number == nullptr ? 0 : std::atoi(number);
}();
"""
REFUSED = re.compile(r"^mutant-(\d+):\d+:\d+: +(?:error|required)", re.MULTILINE)
BYTES = 4 << 30


@dataclasses.dataclass(frozen=True)
class Mutant:
    """Another text for one statement of one file, and what it is."""

    path: pathlib.Path  # relative to the root
    start: int
    end: int
    replacement: str
    what: str


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
        elif sign == "{" and depth == 0 and opens_block(text[start:at]):
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


def opens_block(before: str) -> bool:
    """Return whether the brace after this text opens a block, and no value in an expression."""
    body = re.sub(r"//[^\n]*|^ *#[^\n]*", "", before, flags=re.MULTILINE).strip()
    return bool(
        re.search(r"^$|(\)|\]\])$|\b(else|do|const)$|^(namespace|struct|class|enum)\b", body)
    )


ASSIGNMENT = re.compile(
    r"^(?P<left>\(.+?\)|[\w.\[\]()<>*&:\-\s,+]*?[\w\]\)])"
    r"\s*(?P<sign>=|\+=|-=|&=|\|=)(?!=)\s*(?P<right>.+);$",
    re.DOTALL,
)
DECLARATION = re.compile(
    r"^(const\s+)?(static\s+)?[A-Za-z_:]\w*(::\w+)*(<[^;=]*>)?\s*[&*]?\s+(const\s+)?[&*]?\w+\s*"
    r"(\[\])?\s*(=|\{|;)"
)
CALL = re.compile(r"^(?:\w+(?:\[[^;=]*?\])?(?:\.|->|::))*\w+\(.*\);$", re.DOTALL)
SKIPPED = re.compile(
    r"^(return|CHECK|using|namespace|#|template|struct|class|case|break|continue|enum|const|auto)\b"
)


def mutants_of(path: pathlib.Path, text: str) -> Iterator[Mutant]:
    """Yield the mutants of one file."""
    for start, end in statements(text):
        body = text[start:end]
        if SKIPPED.match(body) or DECLARATION.match(body):
            continue
        line = text.count("\n", 0, start) + 1
        label = f"{path}:{line}: {' '.join(body.split())}"
        for replacement, what in replacements(body):
            yield Mutant(path, start, end, replacement, f"{label} [{what}]")


def replacements(body: str) -> Iterator[tuple[str, str]]:
    """Yield other texts for a statement, and what they are."""
    stepped = re.fullmatch(r"(\+\+|--)(.+);", body, re.DOTALL)
    assigned = ASSIGNMENT.match(body)
    if stepped:
        yield ";", "left out"
        yield f"{'--' if stepped[1] == '++' else '++'}{stepped[2]};", "the other way"
    elif assigned or CALL.match(body):
        yield ";", "left out"
        if assigned and assigned["sign"] == "=":
            yield from altered(assigned["left"], assigned["right"].strip())
        yield from emptied(body)


def altered(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Replace the value by its type's empty value, or a truth or number by another."""
    swaps = {"true": "false", "false": "true", "1": "2", "0": "1"}
    if right in swaps:
        yield f"{left} = {swaps[right]};", swaps[right]
    elif re.fullmatch(r"[A-Z]\w+::\w+", right):
        other = f"static_cast<decltype({right})>(static_cast<int>({right}) ^ 1)"
        yield f"{left} = {other};", "another"
    elif right != "{}":
        yield f"{left} = {{}};", "{}"


def emptied(body: str) -> Iterator[tuple[str, str]]:
    """Empty each member of a braced value on its own: {name, kind} becomes {{}, kind}."""
    braced = re.search(r"(?:push_back\(\s*|= )\{(.+)\}", body, re.DOTALL)
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
        piece = braced[1][begin:end].strip()
        if piece != "{}" and len(pieces) > 1:
            before = braced.start(1)
            yield f"{body[: before + begin]} {{}}{body[before + end :]}", f"without {piece}"


def all_mutants(only: str, *, derived: bool) -> Iterator[Mutant]:
    """Yield the mutants of all files that match a pattern."""
    source = ROOT / "cpp/src"
    names = EXTRA_FILES + (DERIVED_FILES if derived else [])
    files = sorted(source.glob("*/evolve.cpp")) + [source / "state" / name for name in names]
    for file in files:
        for mutant in mutants_of(file.relative_to(ROOT), file.read_text()):
            if re.search(only, mutant.what):
                yield mutant


def with_choices(text: str, mutants: dict[int, Mutant]) -> str:
    """Return the text of a file in which statements are chosen by the active mutant's number."""
    by_place: dict[tuple[int, int], list[int]] = {}
    for number, mutant in mutants.items():
        by_place.setdefault((mutant.start, mutant.end), []).append(number)
    for (start, end), numbers in sorted(by_place.items(), reverse=True):
        lines = ["switch (::active_mutant) {"]
        for number in numbers:
            # The compiler tells by the name of the file which mutant it does not take.
            lines += [f"case {number}:", f'#line 1 "mutant-{number}"']
            lines += [mutants[number].replacement, "break;"]
        path = mutants[numbers[0]].path
        line = text.count("\n", 0, start) + 1
        lines += ["default:", f'#line {line} "{path}"', text[start:end], "}"]
        text = text[:start] + "\n".join(lines) + text[end:]
    return f'#include "active_mutant.hpp"\n{text}'


class Workshop:
    """A copy of the tree whose tests are built with all mutants in them."""

    def __init__(self, home: pathlib.Path, mutants: Iterable[Mutant], parallel: int) -> None:
        self.home = home
        self.mutants = dict(enumerate(mutants, 1))
        self.pool = concurrent.futures.ThreadPoolExecutor(parallel)
        for part in ("cpp/src", "cpp/include", "tests/cpp"):
            shutil.copytree(ROOT / part, home / part)
        (home / "objects").mkdir()
        (home / "cpp/src/active_mutant.hpp").write_text(HEADER)
        for path in {mutant.path for mutant in self.mutants.values()}:
            self.write(path)

    def write(self, path: pathlib.Path) -> None:
        """Write a file with its mutants."""
        own = {number: one for number, one in self.mutants.items() if one.path == path}
        (self.home / path).write_text(with_choices((ROOT / path).read_text(), own))

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

    def run(self, *command: str, **world: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy."""
        return subprocess.run(
            command, cwd=self.home, env={**os.environ, **world}, capture_output=True, text=True,
            errors="replace", check=False,
        )  # fmt: skip

    def object_of(self, path: pathlib.Path) -> str:
        """Return the object file of a source."""
        return f"objects/{str(path).replace('/', '_')}.o"

    def compile(self, path: pathlib.Path) -> str:
        """Compile one file; return what the compiler has against it."""
        launcher = ["ccache"] if shutil.which("ccache") else []
        done = self.run(
            *launcher, "g++", *FLAGS, *INCLUDES, "-c", str(path), "-o", self.object_of(path)
        )
        return done.stderr if done.returncode else ""

    def build(self) -> list[Mutant]:
        """Build the tests and return the mutants that do not compile, which are left out."""
        dropped: list[Mutant] = []
        left = [*self.source_files(), *self.test_files()]
        while left:
            failed = []
            for path, said in zip(left, self.pool.map(self.compile, left), strict=True):
                bad = set(
                    re.findall(r"^mutant-(\d+):\d+:\d+: +(?:error|required)", said, re.MULTILINE)
                )
                if said and not bad:
                    sys.exit(f"{path} does not compile:\n{said}")
                if said:
                    failed.append(path)
                for mutant in [self.mutants.pop(int(one), None) for one in bad]:
                    if mutant is not None:
                        dropped.append(mutant)
                        self.write(mutant.path)
            left = failed
        return dropped

    def link(self, tests: Iterable[pathlib.Path]) -> None:
        """Link the tests, to be run in this order."""
        objects = [self.object_of(p) for p in [*tests, *self.source_files()]]
        done = self.run(
            "g++", *objects, "-lgtest", "-lgtest_main", "-lpthread", "-o", "tests_binary"
        )
        if done.returncode:
            sys.exit(f"the tests do not link:\n{done.stderr}")

    def arrange(self) -> None:
        """Link the tests with the quick ones first, and learn how long they may take."""
        self.link(self.test_files())
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = self.run("./tests_binary", "--gtest_brief=1", "--gtest_output=json:times.json")
        if done.returncode:
            sys.exit(f"the tests fail before anything was changed:\n{done.stdout}")
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        self.seconds = int(3 * used) + 2
        costs = dict.fromkeys(map(str, self.test_files()), 0.0)
        for suite in json.loads((self.home / "times.json").read_text())["testsuites"]:
            for test in suite["testsuite"]:
                costs[test["file"]] += float(test["time"].removesuffix("s"))
        self.link(pathlib.Path(path) for path in sorted(costs, key=lambda one: costs[one]))

    def is_found(self, number: int) -> bool:
        """Return whether a test fails with the mutant, or does not come to an end."""
        done = self.run(
            "prlimit", f"--cpu={self.seconds}", f"--as={BYTES}",
            "./tests_binary", "--gtest_brief=1", "--gtest_fail_fast", ACTIVE_MUTANT=str(number),
        )  # fmt: skip
        return done.returncode != 0

    def survivors(self) -> Iterator[Mutant]:
        """Try all mutants, and yield those that no test finds."""
        found = self.pool.map(self.is_found, self.mutants)
        for mutant, is_found in zip(self.mutants.values(), found, strict=True):
            if not is_found:
                yield mutant


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
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="mutate-evolve-") as folder:
        shop = Workshop(pathlib.Path(folder), mutants, options.parallel)
        dropped = shop.build()
        shop.arrange()
        built = time.monotonic()
        for survivor in shop.survivors():
            survivors += 1
            print(f"SURVIVOR {survivor.what}", flush=True)
    print(
        f"{len(mutants)} mutants: {len(mutants) - len(dropped) - survivors} found by tests,"
        f" {len(dropped)} do not compile, {survivors} survive;"
        f" {built - begun:.0f} s to build, {time.monotonic() - built:.0f} s to try"
    )
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
