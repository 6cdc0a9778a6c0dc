# SPDX-License-Identifier: Apache-2.0
"""C5: the committed stubs of the extension equal a fresh generation."""

import pytest

import stubs


def test_stubs_say_what_the_extension_says():
    """Protects editors and mypy, and shows a changed face as a difference in review."""
    assert stubs.STUBS.read_text() == stubs.generate(), "run `make gen`"


def test_comparison_sees_a_difference(tmp_path, monkeypatch, capsys):
    """Protects the check: stale stubs and missing stubs both fail."""
    monkeypatch.setattr(stubs, "generate", lambda: stubs.HEADER + "def f() -> int: ...\n")
    monkeypatch.setattr(stubs, "STUBS", tmp_path / "_core.pyi")
    assert stubs.main(["--check"]) == 1
    assert stubs.main([]) == 0
    assert stubs.main(["--check"]) == 0
    stubs.STUBS.write_text(stubs.STUBS.read_text() + "def g() -> int: ...\n")
    assert stubs.main(["--check"]) == 1
    assert "make gen" in capsys.readouterr().out


def test_a_module_that_is_not_there_is_an_error():
    """Protects against comparing two empty texts."""
    with pytest.raises(SystemExit, match="pybind11-stubgen failed"):
        stubs.generate("cordboard._no_such_core")
