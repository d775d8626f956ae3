"""Where things stood that notebooks of earlier terms import: their imports still work."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

#: A module of an earlier term, and the modules that have its names now.
MODULES: dict[str, tuple[str, ...]] = {
    "clusterlib.claims": ("clustercourse.claims",),
    "clusterlib.claims.outcomes": ("clusterlib.experiments",),
    "clusterlib.claims.surgery": ("clusterlib.experiments",),
    "clusterlib.claims.verdicts": ("clustercourse.claims",),
    "clusterlib.environment": ("clustercourse.environment",),
    "clusterlib.exercises": ("clustercourse.exercises",),
    "clusterlib.labs": ("clustercourse.labs", "clustercourse.predictions"),
    "clusterlib.policy": ("clustercourse.policy",),
    "clusterlib.policy.pictures": ("clustercourse.policy",),
}
#: The same for single names of modules that are still there.
NAMES = {
    "clusterlib.check_environment": "clustercourse",
    "clusterlib.plots.plot_effects": "clustercourse.claims",
}


class _Moved(MetaPathFinder, Loader):
    """Finds a module of an earlier term and fills it with the names of today's."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name in MODULES else None

    def exec_module(self, module: ModuleType) -> None:
        for source in map(importlib.import_module, MODULES[module.__name__]):
            public = getattr(source, "__all__", vars(source))
            vars(module).update({name: getattr(source, name) for name in public if name[0] != "_"})


def install() -> None:
    """Make the old imports work in this process."""
    if not any(isinstance(finder, _Moved) for finder in sys.meta_path):
        sys.meta_path.append(_Moved())


def find(module: str, name: str) -> Any:
    """Return what stood in a module under a name.

    Raises
    ------
    AttributeError
        If nothing did.
    """
    old = f"{module}.{name}"
    if old not in NAMES:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    return getattr(importlib.import_module(NAMES[old]), name)
