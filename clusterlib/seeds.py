"""What ``rng`` takes everywhere: the one source of randomness of a call, as in SPEC 7.

An int gives the same numbers on every call, a numpy Generator goes on where it stands, a
SeedSequence gives those of its own stream, and None gives fresh ones each time.
`SPEC 7 <https://scientific-python.org/specs/spec-0007/>`_ is what scientific packages agree on.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

Seed: TypeAlias = int | np.random.Generator | np.random.SeedSequence | None
