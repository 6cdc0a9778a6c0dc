# SPDX-License-Identifier: Apache-2.0
"""``python -m cordboard``."""

from cordboard.cli import main

main()
