# SPDX-License-Identifier: Apache-2.0
"""C6: every generated file equals a fresh generation."""

import subprocess
import sys


def test_generated_files_are_fresh(root):
    """Protects the reference pages and tables from edits by hand and from being forgotten."""
    command = [sys.executable, "tools/gen.py", "--check"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
