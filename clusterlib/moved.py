"""Where things stood that notebooks of earlier terms import: their imports still work."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

#: The module of an earlier term, and where its names are now.
MODULES = {
    "clusterlib.claims": "clustercourse.claims",
    "clusterlib.claims.outcomes": "clustercourse.claims.outcomes",
    "clusterlib.claims.surgery": "clustercourse.claims.surgery",
    "clusterlib.claims.verdicts": "clustercourse.claims.verdicts",
    "clusterlib.environment": "clustercourse.environment",
    "clusterlib.exercises": "clustercourse.exercises",
    "clusterlib.labs": "clustercourse.labs",
    "clusterlib.policy": "clustercourse.policy",
    "clusterlib.policy.pictures": "clustercourse.policy.pictures",
}
#: The same for single names of ``clusterlib`` itself.
NAMES = {"check_environment": "clustercourse.environment"}


class _Moved(MetaPathFinder, Loader):
    """Finds a module of an earlier term and gives the one of today in its place."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> Any:
        return ModuleSpec(name, self) if name in MODULES else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(MODULES[spec.name])
        self._own = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._own  # the import has just put its own there


def install() -> None:
    """Make the old imports work in this process."""
    if not any(isinstance(finder, _Moved) for finder in sys.meta_path):
        sys.meta_path.append(_Moved())


def find(name: str) -> Any:
    """Return what stood in ``clusterlib`` under a name.

    Raises
    ------
    AttributeError
        If nothing did.
    """
    if name not in NAMES:
        raise AttributeError(f"module 'clusterlib' has no attribute {name!r}")
    return getattr(importlib.import_module(NAMES[name]), name)
