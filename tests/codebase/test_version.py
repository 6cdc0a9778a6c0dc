# SPDX-License-Identifier: Apache-2.0
"""C5: the version is one number, written in pyproject.toml."""

import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def version(root):
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]


def test_package_knows_its_version(version):
    """Protects bug reports: what a user quotes is what we built."""
    import cordboard

    assert cordboard.__version__ == version
    assert importlib.metadata.version("cordboard") == version


def test_extension_was_built_from_this_version(version):
    """Protects against an extension left over from an earlier build."""
    from cordboard import _core

    assert _core.__version__ == version


def test_command_line_says_the_version(version):
    """Protects `cordboard --version`, which stands beside the interpreter it was installed for."""
    command = Path(sys.executable).with_name("cordboard")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == version


def test_changelog_has_a_place_for_what_comes_next(root):
    """Protects the habit: a change that users notice is written down in the commit that does it."""
    assert "## [Unreleased]" in (root / "CHANGELOG.md").read_text()
