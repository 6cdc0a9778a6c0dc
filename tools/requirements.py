# SPDX-License-Identifier: Apache-2.0
"""Print requirements out of pyproject.toml, one a line.

usage: requirements.py build | package | EXTRA ...

pip can install an extra only together with its package, which would build the C++ each time.
"""

import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def requirements(name: str) -> list[str]:
    """Return what `name` asks for: the build, the package itself or one of its extras."""
    settings = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    project = settings["project"]
    if name == "build":
        return list(settings["build-system"]["requires"])
    if name == "package":
        return list(project["dependencies"])
    extras = project["optional-dependencies"]
    if name not in extras:
        raise SystemExit(f"pyproject.toml has no extra {name!r}; it has {', '.join(extras)}")
    found: list[str] = []
    for line in extras[name]:
        own = line.startswith(f"{project['name']}[")
        names = line[line.index("[") + 1 : line.index("]")].split(",") if own else []
        found += [one for extra in names for one in requirements(extra.strip())]
        found += [] if own else [line]
    return found


if __name__ == "__main__":
    print("\n".join(line for name in sys.argv[1:] for line in requirements(name)))
