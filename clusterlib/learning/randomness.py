"""One stream of random numbers for each cluster and purpose, whatever runs beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

INITIAL, OWN_RD = range(2)

# Sets the model's streams apart from a cluster's that was built from the same seed.
_MODEL = 1_818_321_774


def seeds_of(rng: Seed | Sequence[Seed], clusters: int) -> list[np.random.SeedSequence]:
    """Return one seed a cluster: number k of one seed, or one seed each where a list is given."""
    if not isinstance(rng, Sequence) or isinstance(rng, str):
        root = _root(rng)
        return [_child(root, _MODEL, place) for place in range(clusters)]
    if len(rng) != clusters:
        raise ParameterError(
            f"rng: {len(rng)} seeds for {clusters} clusters; give one seed, or one a cluster."
        )
    return [_child(_root(seed), _MODEL, 0) for seed in rng]


def stream(seed: np.random.SeedSequence, purpose: int) -> np.random.Generator:
    """Return the generator of one purpose, so that one never shifts the numbers of another."""
    return np.random.default_rng(_child(seed, purpose))


def _root(rng: Seed) -> np.random.SeedSequence:
    if isinstance(rng, np.random.SeedSequence):
        return rng
    if isinstance(rng, np.random.Generator):
        # Like any use of a generator this moves it on: the next call gets another stream.
        return rng.bit_generator.seed_seq.spawn(1)[0]  # type: ignore[no-any-return, attr-defined]
    try:
        return np.random.SeedSequence(rng)
    except (TypeError, ValueError):
        raise ParameterError(
            f"rng = {rng!r}: give a whole number from 0 upwards, a numpy Generator or "
            "SeedSequence, or None for fresh randomness."
        ) from None


def _child(seed: np.random.SeedSequence, *key: int) -> np.random.SeedSequence:
    """Return a descendant without counting it in ``seed``, which the caller may use again."""
    return np.random.SeedSequence(
        seed.entropy, spawn_key=(*seed.spawn_key, *key), pool_size=seed.pool_size
    )
