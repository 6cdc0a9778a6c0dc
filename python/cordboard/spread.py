# SPDX-License-Identifier: Apache-2.0
"""Work spread over processes.

Where Linux forks, the workers inherit what they work on: nothing of it is pickled, so that classes
of a script, a notebook or a function will do, and no ``__main__`` runs twice. Elsewhere workers
start anew and import what they need.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from cordboard.errors import StrategyError

__all__ = ["processors", "spread"]

_START = "fork" if sys.platform == "linux" else "spawn"


def processors() -> int:
    """Say how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Worker:
    """What a worker process was started with, and whether it shall stop."""

    function: Callable[[Any, Any], Any]
    subject: Any
    busy: bool = False
    stopped: bool = False

    def do(self, piece: Any) -> Any:
        self.busy = True
        try:
            if self.stopped:
                raise KeyboardInterrupt
            return self.function(self.subject, piece)
        finally:
            self.busy = False

    def stop(self, *_: object) -> None:
        """End the piece at hand; never in the middle of a result that is being sent."""
        self.stopped = True
        if self.busy:
            raise KeyboardInterrupt


_worker: _Worker | None = None


def _begin(function: Callable[[Any, Any], Any], subject: Any) -> None:
    global _worker  # noqa: PLW0603 - a worker has nowhere else to keep what it was started with
    _worker = _Worker(function, subject)
    # Ctrl-C reaches the whole group of processes; the parent alone answers, and stops the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _worker.stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(piece: Any) -> Any:
    assert _worker is not None
    return _worker.do(piece)


@contextlib.contextmanager
def spread(
    function: Callable[[Any, Any], Any], subject: Any, pieces: Sequence[Any], processes: int
) -> Iterator[Iterator[tuple[int, Any]]]:
    """Call ``function(subject, piece)`` for every piece, in processes that live during the body.

    Yields:
        What goes through (number of the piece, result) in the order in which they are done. All
        processes are running then: threads of the body do not come between them and the fork.

    Raises:
        StrategyError: a worker process ended on its own.
    """
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context(_START),
        initializer=_begin,
        initargs=(function, subject),
    )
    try:
        with warnings.catch_warnings():
            # Threads of a notebook are no danger: a worker touches nothing that they hold.
            warnings.filterwarnings("ignore", ".*multi-threaded", DeprecationWarning)
            jobs = {pool.submit(_do, piece): at for at, piece in enumerate(pieces)}
        yield _results(jobs)
    except BaseException:
        for worker in list((pool._processes or {}).values()):
            worker.terminate()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _results(jobs: dict[Future[Any], int]) -> Iterator[tuple[int, Any]]:
    try:
        for job in as_completed(jobs):
            yield jobs[job], job.result()
    except BrokenProcessPool:
        raise StrategyError(
            "a worker process ended before its work; threads=1 shows what the strategy does"
        ) from None
