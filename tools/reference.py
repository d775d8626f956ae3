"""Write the pages of the library's reference: one for each package, from its public names."""

from __future__ import annotations

import importlib
import inspect
from itertools import takewhile
from pathlib import Path
from types import ModuleType, UnionType

#: The packages in the order in which a reader of the course meets them.
PACKAGES = (
    "clusterlib.networks",
    "clusterlib.measures",
    "clusterlib.learning",
    "clusterlib.experiments",
    "clusterlib.plots",
    "clustercourse.claims",
    "clusterlib.classics",
    "clustercourse.policy",
    "clustercourse.labs",
    "clustercourse.predictions",
    "clustercourse.exercises",
)
#: What stands in no package.
SINGLE = ("clustercourse.check_environment", "clusterlib.ParameterError")


def write_reference(folder: Path) -> None:
    """Write index.rst and a page for each package into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, listed = [], []
    for name in PACKAGES:
        package, short = importlib.import_module(name), name.split(".")[1]
        (folder / f"{short}.rst").write_text(page(package), encoding="utf-8")
        rows.append(f":doc:`{name} <{short}>`\n    {first_line(package)}\n")
        listed.append(f"    {name} <{short}>")
    parts = [
        titled("The library", "="),
        "``clusterlib`` holds networks, measures and models, ``clustercourse`` what the notebooks "
        "have beside them. :ref:`All names <genindex>` from A to Z.\n",
        *rows,
        ".. toctree::\n    :hidden:\n",
        "\n".join(listed) + "\n",
        titled("Single functions", "-"),
        *(described(importlib.import_module(a), b) for a, _, b in map(_parted, SINGLE)),
    ]
    (folder / "index.rst").write_text("\n".join(parts), encoding="utf-8")


def _parted(name: str) -> tuple[str, str, str]:
    return name.rpartition(".")


def page(package: ModuleType) -> str:
    """Return the page of a package: what it is, then its public names."""
    parts = [titled(package.__name__, "="), f".. automodule:: {package.__name__}\n"]
    modules = [name for name in package.__all__ if inspect.ismodule(getattr(package, name))]
    taken = set()
    for name in modules:
        module = getattr(package, name)
        parts += [titled(module.__name__, "-"), f".. automodule:: {module.__name__}\n"]
        own = [
            one
            for one, value in vars(module).items()
            if not one.startswith("_") and getattr(value, "__module__", "") == module.__name__
        ]
        taken |= set(own)
        parts += [described(module, one) for one in own]
    parts += [described(package, one) for one in package.__all__ if one not in {*modules, *taken}]
    return "\n".join(parts)


def described(module: ModuleType, name: str) -> str:
    """Return the directive that describes one public name."""
    value = getattr(module, name)
    path = f"{module.__name__}.{name}"
    if inspect.isclass(value):
        if value.__name__ != name:  # Sphinx would call the name that notebooks use an alias
            path = f"{value.__module__}.{value.__qualname__}"
        kind = "exception" if issubclass(value, BaseException) else "class"
        return f".. auto{kind}:: {path}\n    :members:\n    :exclude-members: set\n"
    if callable(value):
        return f".. autofunction:: {path}\n"
    return f".. py:data:: {path}\n\n    {kind_of(value)}\n"


def kind_of(value: object) -> str:
    """Say in a few words what a constant holds."""
    if isinstance(value, int | float | str):
        return f"``{value!r}``"
    if isinstance(value, tuple | list | dict | frozenset | set):
        names = ", ".join(f"``{one}``" for one in value)
        return f"{type(value).__name__} of {len(value)}: {names}"
    if isinstance(value, UnionType):
        return f"``{value}``"
    return f"A {type(value).__name__}."


def one_name_each(
    app: object, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Give each attribute that shares its line with others a line of its own, for Sphinx."""
    done: list[str] = []
    place, inside = 0, False
    while place < len(lines):
        line = lines[place]
        place += 1
        if place < len(lines) and lines[place].startswith("---"):
            inside = line == "Attributes"
        names, colon, kind = line.partition(" : ")
        if not (inside and colon and ", " in names and not line.startswith(" ")):
            done.append(line)
            continue
        about = list(takewhile(lambda one: one.startswith(" "), lines[place:]))
        place += len(about)
        for one in names.split(", "):
            done += [f"{one} : {kind}", *about]
    lines[:] = done


def first_line(module: ModuleType) -> str:
    """Return the first sentence of a module's docstring."""
    return (module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def titled(text: str, line: str) -> str:
    """Return a heading in reStructuredText."""
    return f"{text}\n{line * len(text)}\n"
