# SPDX-License-Identifier: Apache-2.0
"""C5, F3: the public face of the package is what it says, and it is light."""

import inspect
import subprocess
import sys
import types

import pytest

HEAVY = (
    *("numpy", "typer", "rich", "pandas", "polars", "pyarrow", "duckdb"),
    *("IPython", "phonenumbers"),
)
FACE = """
import sys
before = set(sys.modules)
import {module}
print(*sorted({{name.split(".")[0] for name in set(sys.modules) - before}}))
"""


def loaded_by(module):
    command = [sys.executable, "-c", FACE.format(module=module)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def undocumented(names, namespace):
    """Return the names whose object says nothing about itself; constants have nothing to say."""
    found = []
    for name in names:
        thing = namespace[name]
        speaks = inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing)
        own = thing.__dict__.get("__doc__") if inspect.isclass(thing) else thing.__doc__
        if speaks and not (own or "").strip():
            found.append(name)
    return found


def public_names(module):
    """Return what stands in a module by itself: no private names, no modules, no typing words."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and name not in {"annotations", "TYPE_CHECKING"}
        and not isinstance(value, types.ModuleType)
    }


def test_public_names_are_those_in_all():
    """Protects users from names that are there by accident, and from promised ones that are not."""
    import cordboard

    promised = {name for name in cordboard.__all__ if hasattr(cordboard, name)}
    assert promised == set(cordboard.__all__)
    assert public_names(cordboard) - promised == set()


def test_all_is_sorted_and_each_name_once():
    """Protects merges, and the eye."""
    import cordboard

    assert list(cordboard.__all__) == sorted(set(cordboard.__all__))


def test_contract_names_are_public():
    """Protects programs written against the contract."""
    import cordboard

    promised = {
        "Center", "CommandError", "Model", "Run", "StatisticValue", "Strategy", "Table",
        "VirtualClock", "exact", "simulate",
    }  # fmt: skip
    assert promised <= set(cordboard.__all__)


def test_every_public_name_says_what_it_is():
    """Protects `help()`: each class, function and module of the public face has a docstring."""
    import cordboard

    namespace = {name: getattr(cordboard, name) for name in cordboard.__all__}
    assert undocumented(cordboard.__all__, namespace) == []


def test_every_public_method_says_what_it_does():
    """Protects `help()` one level deeper."""
    import cordboard

    silent = []
    for name in cordboard.__all__:
        thing = getattr(cordboard, name)
        if inspect.isclass(thing):
            for attribute, value in vars(thing).items():
                speaks = inspect.isroutine(value) or isinstance(value, property)
                if speaks and not attribute.startswith("_") and not (value.__doc__ or "").strip():
                    silent.append(f"{name}.{attribute}")
    assert silent == []


def test_import_loads_nothing_heavy():
    """Protects the start-up of scripts and of people who need no NumPy (F3)."""
    assert loaded_by("cordboard") & set(HEAVY) == set()


def test_watch_on_imports_sees_what_is_loaded():
    """Protects the test above from passing because it looks in the wrong place."""
    assert "numpy" in loaded_by("numpy")
    assert "json" in loaded_by("json.decoder")


def test_watch_on_docstrings_sees_silence():
    """Protects the docstring tests: a subclass does not speak with its parent's voice."""

    class Speaks:
        """Say something."""

    class Silent(Speaks):
        pass

    namespace = {"Speaks": Speaks, "Silent": Silent, "figure": 3}
    assert undocumented(namespace, namespace) == ["Silent"]


def test_watch_on_names_sees_the_accidental_one():
    """Protects the comparison with `__all__`: modules and private names do not count, others do."""
    module = types.ModuleType("toy")
    module.__dict__.update(Path=pytest.MonkeyPatch, json=types, _private=1, VALUE=2)
    assert public_names(module) == {"Path", "VALUE"}
