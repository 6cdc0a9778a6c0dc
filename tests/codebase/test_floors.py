# SPDX-License-Identifier: Apache-2.0
"""F1: a folder looks at itself and down, never up. The reader is tools/floors.py."""

from pathlib import Path

import pytest

import floors

OURS = {
    "cordboard",
    "cordboard.center",
    "cordboard.cli",
    "cordboard.clock",
    "cordboard.errors",
    "cordboard.frames",
    "cordboard.server",
    "cordboard.server.app",
    "cordboard.server.bayeux",
    "cordboard.server.bayeux.session",
}


def cpp(path, *includes):
    text = "// first line\n" + "".join(f"#include {name}\n" for name in includes)
    return [str(found) for found in floors.check_cpp(Path(path), text)]


def python(path, text):
    return [str(found) for found in floors.check_python(Path(path), text, OURS)]


def test_every_look_in_this_checkout_goes_down():
    """Protects the floors: one upward look and the core is no longer alone."""
    assert floors.check_tree() == []


@pytest.mark.parametrize(
    ("path", "include", "words"),
    [
        ("cpp/include/cordboard/time.hpp", "<cordboard/agent.hpp>", "base must not look at"),
        ("cpp/include/cordboard/agent.hpp", "<cordboard/engine.hpp>", "vocabulary must not look"),
        ("cpp/include/cordboard/agent.hpp", '"base/check.hpp"', None),
        ("cpp/src/base/digest.hpp", "<cordboard/events.hpp>", "base must not look at vocabulary"),
        ("cpp/src/base/digest.hpp", "<vector>", None),
        ("cpp/src/agent/decide.cpp", '"directory/find.hpp"', None),
        ("cpp/src/agent/decide.cpp", '"settings/codes.hpp"', "agent must not look at settings"),
        ("cpp/src/agent/decide.cpp", '"interaction/offer.hpp"', "must not look at interaction"),
        (
            "cpp/src/call/decide.cpp",
            '"interaction/transitions.hpp"',
            "must not look at interaction",
        ),
        ("cpp/src/interaction/decide.cpp", '"agent/transitions.hpp"', None),
        ("cpp/src/routing/decide.cpp", '"interaction/transitions.hpp"', None),
        ("cpp/src/routing/decide.cpp", '"session/decide.hpp"', "must not look at session"),
        ("cpp/src/directory/decide.cpp", "<cordboard/engine.hpp>", "must not look at engine"),
        ("cpp/src/agent/decide.cpp", "<cordboard/statistics.hpp>", "agent must not look at stats"),
        ("cpp/src/engine/engine.cpp", "<cordboard/statistics.hpp>", "must not look at stats"),
        ("cpp/src/sim/tally.cpp", "<cordboard/statistic_definition.hpp>", "must not look at stats"),
        ("cpp/src/stats/rows.cpp", "<cordboard/statistics.hpp>", None),
        ("cpp/src/codec/json.cpp", "<cordboard/statistics.hpp>", None),
        ("cpp/src/stats/mask.cpp", '"state/state.hpp"', "stats must not look at state"),
        ("cpp/src/stats/mask.cpp", '"stats/mask.hpp"', None),
        ("cpp/src/columns/events.cpp", '"state/state.hpp"', "columns must not look at state"),
        ("cpp/src/columns/events.cpp", "<cordboard/events.hpp>", None),
        ("cpp/src/engine/engine.cpp", "<cordboard/codec.hpp>", "engine must not look at codec"),
        ("cpp/src/engine/engine.cpp", "<nlohmann/json.hpp>", "known in codec only"),
        ("cpp/src/codec/json.cpp", "<nlohmann/json.hpp>", None),
        ("cpp/src/codec/yaml.cpp", "<yaml-cpp/yaml.h>", None),
        ("cpp/src/codec/json.cpp", '"center/center.hpp"', "codec must not look at center"),
        ("cpp/src/sim/simulate.cpp", "<yaml-cpp/yaml.h>", "known in codec only"),
        ("cpp/src/sim/simulate.cpp", "<sys/socket.h>", "no room knows it"),
        ("cpp/src/sim/simulate.cpp", "<boost/asio.hpp>", "no room knows it"),
        ("cpp/src/sim/simulate.cpp", "<cordboard/codec.hpp>", "sim must not look at codec"),
        ("cpp/src/sim/simulate.cpp", "<pybind11/pybind11.h>", "known in bindings only"),
        ("cpp/bindings/module.cpp", "<pybind11/pybind11.h>", None),
        ("cpp/bindings/module.cpp", '"sim/simulation.hpp"', None),
        ("cpp/bindings/module.cpp", '"casters.hpp"', None),
        ("cpp/src/agent/decide.cpp", '"transitions.hpp"', "needs its folder"),
        ("cpp/src/agent/decide.cpp", '"cordboard/time.hpp"', "write <cordboard/time.hpp>"),
        ("cpp/src/fax/decide.cpp", "<vector>", "has no floor yet"),
    ],
)
def test_reader_of_includes_sees_each_direction(path, include, words):
    """Protects the check itself: it must refuse what it claims to refuse, and nothing more."""
    found = cpp(path, include)
    if words is None:
        assert found == []
    else:
        assert len(found) == 1
        assert words in found[0]


def test_tables_name_only_headers_and_rooms_that_exist():
    """Protects a renamed header or folder from standing on no floor, or on the wrong one."""
    headers = {path.stem for path in floors.ROOT.glob("cpp/include/cordboard/*.hpp")}
    folders = {path.parent.name for path in floors.ROOT.glob("cpp/src/*/*.?pp")}
    assert {*floors.BASE_HEADERS, *floors.HEADER_ROOMS} <= headers
    assert set(floors.ROOMS) == {*folders, "vocabulary"}


def test_violation_names_file_and_line():
    """Protects the time of whoever reads the message."""
    (found,) = cpp("cpp/src/stats/mask.cpp", "<vector>", "<cordboard/engine.hpp>")
    assert found.startswith("cpp/src/stats/mask.cpp:3: ")


@pytest.mark.parametrize(
    ("module", "text", "words"),
    [
        ("errors", "import json", None),
        ("errors", "from cordboard.frames import Table", "must not import cordboard.frames"),
        ("errors", "import numpy", "must not import numpy"),
        ("frames", "from cordboard import _core", None),
        ("frames", "from cordboard.errors import UsageError", None),
        ("frames", "from .errors import UsageError", None),
        ("frames", "from .center import Center", "must not import cordboard.center"),
        ("frames", "from cordboard import Center", "must not import cordboard"),
        ("frames", "import pyarrow", "where it is used"),
        ("frames", "def f():\n    import pyarrow", None),
        (
            "frames",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import polars",
            None,
        ),
        ("frames", "import requests", "must not import requests"),
        ("center", "from cordboard.frames import Table", None),
        ("center", "def f():\n    from cordboard.cli import main", "nothing imports it"),
        ("cli", "import typer", None),
        ("cli", "from cordboard import Center", None),
        ("center", "import starlette", "must not import starlette"),
        ("server.bayeux.session", "from cordboard.errors import UsageError", None),
        ("server.bayeux.session", "from ..app import create", "must not import"),
        ("server.bayeux.session", "from cordboard.center import Center", "must not import"),
        ("server.app", "from cordboard.server.bayeux.session import Session", None),
    ],
)
def test_reader_of_imports_sees_each_direction(module, text, words):
    """Protects the check itself, as above."""
    found = python("python/cordboard/" + module.replace(".", "/") + ".py", text)
    if words is None:
        assert found == []
    else:
        assert len(found) == 1
        assert words in found[0]


def test_package_itself_loads_nothing_heavy():
    """Protects the start-up time of every script: F3, seen in the text."""
    assert python("python/cordboard/__init__.py", "import numpy") != []
    assert python("python/cordboard/__init__.py", "from cordboard.center import Center") == []
    assert python("python/cordboard/__init__.py", "from cordboard.cli import main") != []


def test_reader_walks_a_whole_tree(tmp_path):
    """Protects against a check that passes because it found no file."""
    bad_header = tmp_path / "cpp/include/cordboard/time.hpp"
    bad_module = tmp_path / "python/cordboard/errors.py"
    for path, text in (
        (bad_header, "#include <cordboard/agent.hpp>\n"),
        (bad_module, "import cordboard.errors\nimport rich\n"),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    found = [(one.path, one.line) for one in floors.check_tree(tmp_path)]
    assert found == [("cpp/include/cordboard/time.hpp", 1), ("python/cordboard/errors.py", 2)]


def test_no_two_features_see_each_other():
    """Protects the order itself: a circle in the table would let everything look anywhere."""
    for room, seen in floors.ROOMS.items():
        for other in seen - {room}:
            assert room not in floors.ROOMS[other], f"{room} and {other} look at each other"
