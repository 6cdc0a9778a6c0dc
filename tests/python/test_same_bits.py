# SPDX-License-Identifier: Apache-2.0
"""The same draws, bit for bit, whatever the optimisation and the instruction set."""

import os
import platform
import subprocess
from pathlib import Path

import pytest

# From many runs of many builds; a new value here means that every simulated day has changed.
EXPECTED = "58623761252c0735"

BUILDS = {
    "plain": ("-O0",),
    "fast": ("-O3",),
    "fused": ("-O3", "-mfma", "-march=haswell"),
}


def _runs_here(flags: tuple[str, ...]) -> bool:
    """Say whether this processor has what the flags ask for."""
    if "-mfma" not in flags:
        return True
    if platform.machine() not in {"x86_64", "AMD64"}:
        return False
    words = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    return {"fma", "avx2", "bmi2"} <= set(words)


def _digest(root: Path, folder: Path, flags: tuple[str, ...]) -> str:
    program = folder / "draws"
    command = [
        os.environ.get("CXX", "c++"),
        "-std=c++20",
        "-ffp-contract=off",
        *flags,
        f"-I{root / 'cpp/include'}",
        f"-I{root / 'cpp/src'}",
        str(root / "tests/cpp/programs/draws.cpp"),
        str(root / "cpp/src/base/distribution.cpp"),
        "-o",
        str(program),
    ]
    subprocess.run(command, check=True)
    return subprocess.run([program], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("name", [name for name, flags in BUILDS.items() if _runs_here(flags)])
def test_draws_have_the_same_bits(root: Path, tmp_path: Path, name: str) -> None:
    assert _digest(root, tmp_path, BUILDS[name]) == EXPECTED


def test_the_build_forbids_fusing(root: Path) -> None:
    assert "-ffp-contract=off" in (root / "CMakeLists.txt").read_text(encoding="utf-8")
