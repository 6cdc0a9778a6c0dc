# SPDX-License-Identifier: Apache-2.0
"""The oracle is a second opinion only as long as it shares nothing with the package."""

import ast
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OWN = [file for file in sorted(HERE.glob("*.py")) if not file.name.startswith("test_")]


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.name)
def test_only_the_standard_library(file):
    names = {name.split(".")[0] for name in imported(ast.parse(file.read_text(encoding="utf-8")))}
    assert names <= sys.stdlib_module_names | {"oracle"}
