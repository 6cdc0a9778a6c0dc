# SPDX-License-Identifier: Apache-2.0
"""Progress of long work, shown only when asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

__all__ = ["Progress", "progress_bar"]


class Progress:
    """Something that is told how far the work is."""

    def __init__(
        self, bar: Any = None, task: Any = None, steps: int = 0, finished: int = 0
    ) -> None:
        self._bar = bar
        self._task = task
        self._steps = steps
        self._finished = finished

    def after(self, steps: int, finished: int) -> Progress:
        """Give the progress of work that goes on after so much has been done."""
        return Progress(self._bar, self._task, steps, finished)

    def update(self, steps: int, finished: int) -> None:
        """Tell how many commands or decisions were made, and how many replications are finished."""
        if self._bar is not None:
            done, made = self._finished + finished, self._steps + steps
            self._bar.update(self._task, completed=done, work=f"{made:,} steps")

    def finish(self, replications: int, interactions: int) -> None:
        """Tell what all the work came to."""
        if self._bar is not None:
            work = f"{interactions:,} interactions"
            self._bar.update(self._task, completed=replications, work=work)


@contextlib.contextmanager
def progress_bar(shown: bool, replications: int) -> Iterator[Progress]:
    """Show a bar over replications while the body runs, if it is to be shown."""
    if not shown:
        yield Progress()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("simulating"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[work]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns) as bar:
        task = bar.add_task("simulate", total=replications, work="")
        yield Progress(bar, task)
