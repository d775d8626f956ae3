"""The course: labs, predictions, exercises, the paper's claims and the policy game.

Submodules load when they are first used, so that the command ``clusterlib`` stays quick (SPEC 1).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["claims", "exercises", "labs", "policy", "predictions"],
    submod_attrs={"environment": ["check_environment"]},
)
