# SPDX-License-Identifier: Apache-2.0
"""C7: every notebook runs from top to bottom in a fresh kernel."""

import nbclient
import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from conftest import ROOT

NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))
SECONDS_A_CELL = 300


def execute(path, folder):
    """Run a notebook in a folder of its own and return it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    resources = {"metadata": {"path": str(folder)}}
    client = nbclient.NotebookClient(
        notebook, timeout=SECONDS_A_CELL, kernel_name="python3", resources=resources
    )
    return client.execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_runs(path, tmp_path):
    """Protects whoever opens the notebook: each cell works, in this order."""
    done = execute(path, tmp_path)
    assert any(cell.cell_type == "code" for cell in done.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_committed_without_outputs(path):
    """Protects reviews: outputs change with every run, the source says what was meant."""
    notebook = nbformat.read(path, as_version=4)
    assert [cell for cell in notebook.cells if cell.get("outputs")] == []


def test_there_are_notebooks():
    """Protects against a folder that moved."""
    assert NOTEBOOKS


def test_failing_cell_is_seen(tmp_path):
    """Protects the check itself: a notebook with an error does not pass."""
    path = tmp_path / "toy.ipynb"
    for source, good in (("a = 1\nprint(a)", True), ("1 / 0", False)):
        cells = [nbformat.v4.new_code_cell(source)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        if good:
            assert execute(path, tmp_path).cells[0].outputs[0].text == "1\n"
        else:
            with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
                execute(path, tmp_path)
