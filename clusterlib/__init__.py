"""How industrial clusters learn: networks, measures, learning models, experiments and plots.

Submodules load when they are first used, so ``import clusterlib`` stays light (SPEC 1).
"""

from typing import Any

import lazy_loader

from clusterlib import moved

_attached, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
moved.install()


def __getattr__(name: str) -> Any:
    return _attached(name) if name in __all__ else moved.find(__name__, name)
