# SPDX-License-Identifier: Apache-2.0
"""Promises that the compiler keeps: each program in tests/cpp/compile_fail must not build.

Every program has a line `#ifdef CORDBOARD_CONTROL`: with that macro it shows the right way to write
the same thing and must build, so that a broken include cannot pass for a kept promise. A comment
`// expected: words` names what the compiler has to complain about.
"""

import re
import shutil
import subprocess

import pytest

from conftest import ROOT

PROGRAMS = sorted((ROOT / "tests/cpp/compile_fail").glob("*.cpp"))
COMPILER = shutil.which("c++") or "c++"


def complaint(path, *macros):
    """Return what the compiler says against a program: nothing means that it builds."""
    command = [COMPILER, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion"]
    command += ["-Werror", f"-I{ROOT / 'cpp/include'}", *macros, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program_is_refused(path):
    """Protects a promise of the public headers; the first comment of the program names it."""
    assert complaint(path, "-DCORDBOARD_CONTROL") == "", "the right way must build"
    expected = re.search(r"// expected: (.+)", path.read_text())
    said = complaint(path)
    assert said, "this must not build"
    assert expected
    assert re.search(expected[1], said), said


def test_there_are_programs():
    """Protects against a folder that moved."""
    assert len(PROGRAMS) >= 3


def test_watch_tells_a_good_program_from_a_bad_one(tmp_path):
    """Protects the check itself."""
    path = tmp_path / "toy.cpp"
    path.write_text("#ifdef CORDBOARD_CONTROL\nint a;\n#else\nint a = nothing;\n#endif\n")
    assert complaint(path, "-DCORDBOARD_CONTROL") == ""
    assert "nothing" in complaint(path)
