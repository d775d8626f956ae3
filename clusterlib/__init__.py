"""How industrial clusters learn: networks, measures, models, labs and exercises.

Submodules load when they are first used, so ``import clusterlib`` stays light (SPEC 1).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
