# SPDX-License-Identifier: Apache-2.0
"""The same history gives the same hashes, however the engine was compiled, run after run."""

import concurrent.futures
import pathlib
import shutil
import subprocess

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
    assert len(output.splitlines()) == 6
    return output


def test_optimised_it_comes_to_the_same_hashes(reference, tmp_path):
    assert played(tmp_path, ["-O3"]) == reference


# The build turns contraction off; -mfma gives the compiler every chance to fuse none the less.
@pytest.mark.skipif(not HAS_FMA, reason="the processor cannot fuse multiply and add")
def test_where_the_processor_fuses_it_comes_to_the_same_hashes(reference, tmp_path):
    assert played(tmp_path, ["-O3", "-mfma"]) == reference
