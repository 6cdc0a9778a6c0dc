# SPDX-License-Identifier: Apache-2.0
"""Run a command that compiles, and show of its output only how far it is.

usage: compiling.py LOG COMMAND ...

Everything the command says goes to LOG; when it fails, the end of that is shown.
"""

import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

# As ninja counts: "[12/149] Building CXX object …".
STEP = re.compile(r"\s*\[(\d+)/(\d+)\] (?:Building|Linking) ")
TENTHS = 10
LAST_LINES = 60


def progress(lines: Iterable[str], in_place: bool) -> Iterator[str]:
    """Yield what to write: one line that changes at a terminal, else one for every tenth."""
    shown = -1
    written = False
    for line in lines:
        step = STEP.match(line)
        if step is None:
            continue
        done, all_ = map(int, step.groups())
        text = f"  compiling: {done} of {all_} steps"
        tenth = done * TENTHS // max(all_, 1)
        if in_place:
            written = True
            yield f"\r{text} "
        elif tenth != shown:
            yield f"{text}\n"
        shown = tenth
    if written:
        yield "\n"


def run(log: Path, command: list[str], write: Callable[[str], object], in_place: bool) -> int:
    """Run the command and return its exit code."""
    last: deque[str] = deque(maxlen=LAST_LINES)
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as child,
    ):

        def kept() -> Iterator[str]:
            for line in child.stdout or ():
                file.write(line)
                last.append(line)
                yield line

        for text in progress(kept(), in_place):
            write(text)
    if child.returncode:
        write("".join(last) + f"the command failed; {log} has all it said\n")
    return child.returncode


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        raise SystemExit(run(Path(sys.argv[1]), sys.argv[2:], _write, sys.stdout.isatty()))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
