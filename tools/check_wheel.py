# SPDX-License-Identifier: Apache-2.0
"""Try the wheel of a folder as a stranger would: in an empty virtual environment.

usage: check_wheel.py FOLDER VENV
"""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path


def run(*command: str | Path) -> str:
    """Run a command outside the checkout, so that only the installed package can be found."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd="/", text=True, stdout=subprocess.PIPE, check=True)
    return done.stdout.strip()


def main(folder: Path, environment: Path) -> None:
    """Check what the one wheel contains, install it and call its command."""
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise SystemExit(f"{folder} should hold one wheel, it holds {len(wheels)}")
    (wheel,) = wheels
    names = zipfile.ZipFile(wheel).namelist()
    if not any("libyaml-cpp" in name for name in names):
        raise SystemExit(f"{wheel} does not contain libyaml-cpp, so it works on this machine only")
    venv.create(environment, clear=True, with_pip=True)
    commands = environment.resolve() / "bin"
    run(commands / "python", "-m", "pip", "install", "--quiet", wheel.resolve())
    version = run(commands / "cordboard", "--version")
    if wheel.name.split("-")[1] not in version:
        raise SystemExit(f"{wheel.name} says that its version is {version!r}")
    if "interactions in" not in run(commands / "cordboard", "demo"):
        raise SystemExit(f"{wheel.name}: the demo does not end as it should")
    size = wheel.stat().st_size // 1024
    print(f"{wheel} ({size} KiB) plays the demo in an empty environment: {version}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
