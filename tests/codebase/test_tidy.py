# SPDX-License-Identifier: Apache-2.0
"""C2-C4, N13: words, names, lengths and first lines. The reader is tools/tidy.py."""

import pytest

import tidy

CPP_LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"
LICENCE = "# SPDX-License-Identifier: Apache-2.0\n"


def complaints(path, text):
    first = CPP_LICENCE if path.endswith(("pp",)) else LICENCE
    return [str(found) for found in tidy.check_text(path, first + text)]


def test_this_checkout_is_tidy():
    """Protects every rule of tools/tidy.py at once; the message names file and line."""
    found = tidy.check_tree()
    assert found == [], "\n" + "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cpp/src/agent/decide.cpp", "auto now = std::chrono::system_clock::now();"),
        ("cpp/include/cordboard/time.hpp", "#include <chrono>"),
        ("cpp/src/routing/decide.cpp", "std::unordered_map<int, int> queues;"),
        ("cpp/src/sim/arrivals.cpp", "std::mt19937 generator;"),
        ("cpp/src/sim/arrivals.cpp", "std::exponential_distribution<> gap;"),
        ("cpp/src/sim/arrivals.cpp", "auto gap = -std::log(u);"),
        ("cpp/src/stats/range.cpp", "auto x = std::pow(2.0, 3.0);"),
        ("cpp/src/stats/range.cpp", "float ratio = 0;"),
        ("cpp/src/agent/evolve.cpp", "double ratio = 0;"),
        ("cpp/src/state/state.hpp", "double ratio = 0;"),
        ("cpp/include/cordboard/agent.hpp", "double ratio = 0;"),
        ("cpp/src/engine/engine.cpp", "std::thread worker;"),
        ("cpp/src/codec/json.cpp", 'std::printf("x");'),
        ("cpp/src/codec/json.cpp", "std::cout << 1;"),
        ("cpp/src/sim/simulate.cpp", "std::ofstream file;"),
        ("cpp/src/engine/engine.cpp", "std::abort();"),
        ("cpp/src/engine/engine.cpp", "try {} catch (...) {}"),
        ("cpp/bindings/register_sim.cpp", "try {} catch (...) {}"),
        ("python/cordboard/center.py", "now = time.time()"),
        ("python/cordboard/center.py", "from time import monotonic"),
        ("python/cordboard/center.py", "now = datetime.now(UTC)"),
        ("python/cordboard/center.py", "now = dt.datetime.now(UTC)"),
        ("python/cordboard/center.py", "asyncio.sleep(1)"),
        ("python/cordboard/center.py", "import random"),
        ("tests/python/test_center.py", "time.sleep(1)"),
    ],
)
def test_banned_word_is_refused_unless_a_reason_stands_beside_it(path, line):
    """Protects determinism: each of these makes two runs differ, or speaks out of turn."""
    mark = "//" if path.endswith("pp") else "#"
    assert len(complaints(path, line + "\n")) == 1
    assert len(complaints(path, f"{line}  {mark} tidy: because\n")) == 1
    assert complaints(path, f"{line}  {mark} tidy: only the owner's thread is asked\n") == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cpp/src/agent/decide.cpp", "// std::chrono would be a clock."),
        ("cpp/src/agent/decide.cpp", '/* std::thread */ auto text = "std::cout";'),
        ("cpp/src/agent/decide.cpp", "constexpr auto big = 1'000'000; int clock_ = 0;"),
        ("cpp/src/routing/candidates.cpp", "double load = 0;"),
        ("cpp/include/cordboard/value.hpp", "double number = 0;"),
        ("cpp/src/sim/replications.cpp", "std::thread worker;"),
        ("cpp/src/sim/arrivals.cpp", "double mean = 0; auto root = std::sqrt(mean);"),
        ("cpp/bindings/register_errors.cpp", "try {} catch (...) {}"),
        ("cpp/bindings/register_engine.cpp", "auto owner = std::this_thread::get_id();"),
        ("tests/cpp/engine_test.cpp", "auto now = std::chrono::system_clock::now();"),
        ("python/cordboard/clock.py", "now = time.time()"),
        ("python/cordboard/center.py", 'text = "time.time()"  # datetime.now'),
        ("python/cordboard/center.py", 'text = f"{center.now} datetime.now"'),
    ],
)
def test_word_is_free_where_it_does_no_harm(path, line):
    """Protects against a check that people learn to work around."""
    assert complaints(path, line + "\n") == []


@pytest.mark.parametrize(
    ("path", "line", "refused"),
    [
        ("cpp/src/agent/a.hpp", "class TimerManager {};", True),
        ("cpp/src/agent/a.hpp", "enum class QueueInfo { one };", True),
        ("cpp/src/agent/a.hpp", "using AgentData = int;", True),
        ("cpp/src/agent/a.hpp", "struct InteractionUserDataUpdated {};", False),
        ("cpp/src/agent/a.hpp", "struct Database {};", False),
        ("tools/a.py", "class EventHandler: ...", True),
        ("tools/a.py", "class TimerQueue: ...", False),
    ],
)
def test_type_name_says_what_it_is(path, line, refused):
    """Protects readers from names that fit everything (N13)."""
    assert bool(complaints(path, line + "\n")) == refused


def test_long_line_is_refused():
    """Protects two windows side by side."""
    assert complaints("tools/a.py", "a = 1" + " " * 91 + "+ 22\n") == []
    assert len(complaints("tools/a.py", "a = 1" + " " * 92 + "+ 22\n")) == 1


def cpp_function(lines):
    return "int f(int a) {\n" + "    a += 1;\n" * (lines - 2) + "}\n"


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "namespace cordboard {{\n{}}}  // namespace cordboard\n",
        "class Engine : public Base<int> {{\n  public:\n{}}};\n",
        "template <class T, class U = std::vector<T>>\n{}",
        "struct Short {{\n    int a = 0;\n    int b{{1}};\n}};\n\n[[nodiscard]] {}",
        "constexpr std::array rows = {{\n    1, 2}};\n\n{}",
        "#define CHECK(x) \\\n    do {{        \\\n    }} while (0)\n\n{}",
    ],
)
def test_function_of_71_lines_is_refused_and_of_70_is_not(frame):
    """Protects the habit of small functions (C3), wherever the function stands."""
    assert complaints("cpp/src/agent/a.cpp", frame.format(cpp_function(69))) == []
    (found,) = complaints("cpp/src/agent/a.cpp", frame.format(cpp_function(75)))
    assert "a function of 7" in found


def test_constructor_with_initialisers_is_measured():
    """Protects against the reader taking `a_{1}` for a body."""
    text = "Engine::Engine(int a)\n    : a_{a}, b_{} {\n" + "    b_ += 1;\n" * 70 + "}\n"
    (found,) = complaints("cpp/src/agent/a.cpp", text)
    assert ":2: a function of 73 lines" in found


def test_long_table_and_long_class_are_no_functions():
    """Protects tables: data may be as long as its subject."""
    table = "constexpr Row rows[] = {\n" + "    {1, 2},\n" * 90 + "};\n"
    array = "constexpr auto rows = std::to_array<Row>({\n" + "    {1, f(2)},\n" * 90 + "});\n"
    scope = "struct Limits {\n" + "    int a = f(0);\n" * 90 + "};\n"
    assert complaints("cpp/src/agent/a.hpp", table + array + scope) == []


def test_long_python_function_is_refused():
    """Protects the same habit in Python."""
    body = "    a = 1\n"
    assert complaints("tools/a.py", "def f():\n" + body * 69) == []
    assert len(complaints("tools/a.py", "def f():\n" + body * 70)) == 1


@pytest.mark.parametrize(
    ("path", "most"), [("cpp/include/cordboard/a.hpp", 250), ("cpp/src/agent/a.hpp", 600)]
)
def test_long_file_is_refused(path, most):
    """Protects the size of one idea; a public header is a page of contracts."""
    line = "int a = 0;\n"
    assert complaints(path, line * (most - 1)) == []
    assert len(complaints(path, line * most)) == 1


def test_first_line_names_the_licence():
    """Protects whoever copies one file."""
    for path in ("cpp/src/agent/a.cpp", "tools/a.py", "CMakeLists.txt", "Makefile"):
        assert len(tidy.check_text(path, "\n")) == 1
    assert tidy.check_text("tools/a.py", "#!/usr/bin/env python3\n" + LICENCE) == []


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME"])
def test_unfinished_work_is_refused(mark):
    """Protects the main line: what is left to do is an issue, not a comment."""
    assert len(complaints("tools/a.py", f"# {mark}: later\n")) == 1
    assert len(tidy.check_text("docs/a.md", f"{mark} later\n")) == 1


def test_path_of_one_machine_is_refused():
    """Protects everybody else's machine."""
    assert len(tidy.check_text("docs/a.md", "see /" + "work/main\n")) == 1
    assert tidy.check_text("docs/a.md", "see docs/work/main and a/work/b\n") == []


def test_generated_file_may_be_long():
    """Protects generated pages from being cut by hand; what they must still have is the licence."""
    text = CPP_LICENCE + "// Generated by tools/gen.py; run `make gen`.\n" + "int a;\n" * 900
    assert tidy.check_text("cpp/src/codec/fields.cpp", text) == []


def test_orphan_is_found():
    """Protects against code that nothing builds and tests that nobody runs (C4)."""
    cmake = "cordboard_library(core FOLDERS base agent)"
    paths = ["cpp/src/fax/decide.cpp", "cpp/src/agent/deep/a.cpp", "tests/cpp/engine.cpp"]
    assert [one.path for one in tidy.orphans(paths, cmake)] == paths
    good = ["cpp/src/agent/decide.cpp", "tests/cpp/engine_test.cpp", "tests/codebase/test_tidy.py"]
    assert list(tidy.orphans(good, cmake)) == []
