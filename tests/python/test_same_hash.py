# SPDX-License-Identifier: Apache-2.0
"""The same history gives the same hashes, however the engine was compiled, run after run.

So does it in Python, in whatever order sets of texts come there.
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from mutate_evolve import FOLDERS

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPU = pathlib.Path("/proc/cpuinfo")
HAS_FMA = CPU.exists() and " fma" in CPU.read_text()


def compiled(folder: pathlib.Path, flags: list[str]) -> pathlib.Path:
    sources = [str(p) for name in FOLDERS for p in sorted((ROOT / "cpp/src" / name).glob("*.cpp"))]
    sources.append(str(ROOT / "tests/cpp/programs/play_history.cpp"))
    launcher = ["ccache"] if shutil.which("ccache") else []
    objects = [str(folder / f"{number}.o") for number in range(len(sources))]

    def compile_one(source: str, target: str) -> None:
        subprocess.run(
            [
                *launcher,
                "g++",
                "-std=c++20",
                "-ffp-contract=off",
                *flags,
                f"-I{ROOT}/cpp/include",
                f"-I{ROOT}/cpp/src",
                "-c",
                source,
                "-o",
                target,
            ],
            check=True,
        )

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(compile_one, sources, objects))
    program = folder / "play_history"
    subprocess.run(["g++", *objects, "-o", str(program)], check=True)
    return program


def played(folder: pathlib.Path, flags: list[str]) -> str:
    """Build the history in a way of its own and play it twice."""
    program = str(compiled(folder, flags))
    outputs = [
        subprocess.run([program], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    ]
    assert outputs[0] == outputs[1]
    return outputs[0]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    output = played(tmp_path_factory.mktemp("O0"), ["-O0"])
    *histories, kinds = output.splitlines()
    assert len(histories) == 6
    assert kinds == "events of every kind"
    return output


def test_optimised_it_comes_to_the_same_hashes(reference, tmp_path):
    assert played(tmp_path, ["-O3"]) == reference


# The build turns contraction off; -mfma gives the compiler every chance to fuse none the less.
@pytest.mark.skipif(not HAS_FMA, reason="the processor cannot fuse multiply and add")
def test_where_the_processor_fuses_it_comes_to_the_same_hashes(reference, tmp_path):
    assert played(tmp_path, ["-O3", "-mfma"]) == reference


# Every scenario, a day with a strategy in Python, and what was measured of them.
IN_PYTHON = """
import cordboard as cb
from scenario import CenterDoor, Player, scenarios

for name, path in scenarios().items():
    door = CenterDoor()
    Player(door).play(path.read_text(encoding="utf-8"), name)
    center = door.center
    print(name, door.hashes(), center.statistics().to_dicts(), center.actions.to_dicts())
    print(center.events.to_dicts())


class Last(cb.Strategy):
    def choose(self, interaction, candidates):
        return len(candidates) - 1


run = cb.simulate(cb.Model.sample(), Last(), seed=7, statistics="sample")
print(run.event_hashes, run.summary().to_dicts(), run.statistics.to_dicts())
"""


def said_with(hash_seed):
    world = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        [sys.executable, "-c", IN_PYTHON], env=world, check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


def test_in_python_the_order_of_sets_changes_nothing():
    first, *others = [said_with(hash_seed) for hash_seed in ("0", "1", "20261122")]
    assert len(first) > 40
    assert others == [first, first]
