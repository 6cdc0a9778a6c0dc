# SPDX-License-Identifier: Apache-2.0
"""What `make demo` shows while it compiles."""

import sys

import compiling

LINES = ["Processing /work\n", "  [0/2] Re-checking globbed directories...\n"]
LINES += [f"  [{n}/40] Building CXX object {n}.o\n" for n in range(1, 41)]


def test_a_terminal_shows_one_line_that_changes():
    shown = "".join(compiling.progress(LINES, in_place=True))
    assert (shown.count("\r"), shown.count("\n")) == (40, 1)
    assert shown.endswith("\r  compiling: 40 of 40 steps \n")


def test_a_log_gets_a_line_for_every_tenth():
    shown = "".join(compiling.progress(LINES, in_place=False)).splitlines()
    assert shown[:2] == ["  compiling: 1 of 40 steps", "  compiling: 4 of 40 steps"]
    assert len(shown) == 11


def test_nothing_to_compile_shows_nothing():
    assert list(compiling.progress(["Processing\n", "Successfully installed\n"], True)) == []


def test_a_failure_shows_the_end_of_what_was_said_and_keeps_it_all(tmp_path):
    log, written = tmp_path / "build" / "python.log", []
    child = "import sys; print('[1/2] Linking a', 'x.cpp:1: error', sep='\\n'); sys.exit(3)"
    code = compiling.run(log, [sys.executable, "-c", child], written.append, in_place=False)
    assert code == 3
    assert "x.cpp:1: error\n" in written[-1]
    assert "x.cpp:1: error\n" in log.read_text("utf-8")
    assert compiling.run(log, [sys.executable, "-c", ""], written.append, in_place=False) == 0
