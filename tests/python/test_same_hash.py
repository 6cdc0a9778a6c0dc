# SPDX-License-Identifier: Apache-2.0
"""The same history gives the same hashes, however the engine was compiled, run after run."""

import concurrent.futures
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = (
    "base",
    "state",
    "directory",
    "agent",
    "interaction",
    "call",
    "routing",
    "session",
    "settings",
    "engine",
)
# The build turns contraction off; -mfma gives the compiler every chance to fuse none the less.
VARIANTS = {"O0": ["-O0"], "O3": ["-O3"], "O3-fma": ["-O3", "-mfma"]}


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


def has_fma() -> bool:
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    return cpuinfo.exists() and " fma" in cpuinfo.read_text()


@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
def test_every_build_and_every_run_comes_to_the_same_hashes(tmp_path):
    outputs = {}
    for name, flags in VARIANTS.items():
        if "-mfma" in flags and not has_fma():
            continue
        folder = tmp_path / name
        folder.mkdir()
        program = compiled(folder, flags)
        for run in (1, 2):
            done = subprocess.run([str(program)], check=True, capture_output=True, text=True)
            outputs[name, run] = done.stdout
    first = outputs["O0", 1]
    assert len(first.splitlines()) == 6
    assert all(output == first for output in outputs.values())
