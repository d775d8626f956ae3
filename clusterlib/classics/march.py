"""March (1991): exploration and exploitation in organizational learning.

Individuals are socialised into an organizational code, and the code learns from the individuals
who do better than it. Fast socialisation makes all alike before the code has learnt from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.classics import _runs
from clusterlib.classics._runs import Signs
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_MARCH = "March (1991)"
_READING = "this course, after Rodan (2005), Chanda and Miller (2019)"


class March(Parameters):
    """Parameters of March's model. See ``March.table()`` for ranges, units and meanings."""

    dimensions: int = parameter(30, 1, 1000, "dimensions of reality", source=_MARCH)
    individuals: int = parameter(50, 2, 10_000, "individuals", unit="actors", source=_MARCH)
    p1: float = parameter(
        0.5, 0, 1, "probability that a belief follows the code (socialisation)", source=_MARCH
    )
    p2: float = parameter(
        0.5, 0, 1, "probability that the code follows a majority of one", source=_MARCH
    )
    p3: float = parameter(
        0.0, 0, 1, "probability that an individual is replaced by a naive one", source=_MARCH
    )
    p4: float = parameter(0.0, 0, 1, "probability that a dimension of reality flips", source=_MARCH)
    steps: int = parameter(
        1, 1, 2, "how far a belief moves at once: 1 by way of doubt, 2 all the way", source=_READING
    )
    acts: int = parameter(
        1, 0, 1, "1: the code judges and copies what people do, 0: what they know", source=_READING
    )


#: The reading that reproduces March's figure, and the one that his text alone suggests.
READINGS: dict[str, March] = {"figure": March(), "text": March(steps=2, acts=0)}


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : March
        The parameters of the run.
    code : ndarray of float, shape (replicates, periods + 1)
        Knowledge of the code: the mean over dimensions of code times reality, from -1 to 1.
    knowledge : ndarray of float, shape (replicates, periods + 1)
        Mean knowledge of the individuals, from -1 to 1.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Probability that two individuals differ on a dimension, from 0 to 1.
    beliefs : ndarray of int8, shape (replicates, individuals, dimensions)
        Beliefs at the end: -1, 0 or 1.
    """

    parameters: March
    code: Floats
    knowledge: Floats
    diversity: Floats
    beliefs: Signs

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, code, knowledge, diversity."""
        return _runs.tidy(code=self.code, knowledge=self.knowledge, diversity=self.diversity)


def simulate(
    parameters: March | None = None,
    *,
    periods: int = 80,
    replicates: int = 100,
    rng: Seed = None,
) -> History:
    """Run March's model.

    Parameters
    ----------
    parameters : March, optional
        Default ``March()``.
    periods : int, default 80
        Periods to run, at least 1.
    replicates : int, default 100
        Independent runs. Run k is the same however many others there are.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    History
        Paths of knowledge and of diversity.

    Raises
    ------
    ParameterError
        If ``periods`` or ``replicates`` is not a whole number of at least 1.

    Notes
    -----
    Published (March 1991): beliefs in {-1, 0, 1}, a code that starts at 0, socialisation p1, code
    learning 1 - (1 - p2)^k with k the margin of the majority among superior individuals, turnover
    p3, turbulence p4.

    A lesson in reproducibility: the text alone does not give the numbers of the paper's figure.
    They need two things that stand in the original program only (Rodan 2005; Chanda and Miller
    2019): a belief that contradicts the code first falls back to doubt, 0, and only then adopts
    the code (``steps=1``), and people act, with a coin flip where they are in doubt, so that the
    code compares and copies actions, not beliefs (``acts=1``). :data:`READINGS` holds both
    readings; ``simulate(READINGS["text"])`` shows the difference.

    One period: turnover and turbulence; everyone acts; beliefs move towards the code while the
    code learns from the superior, both from the state before.

    References
    ----------
    March, J.G. (1991). Exploration and exploitation in organizational learning. Organization
    Science 2(1), 71-87.
    Rodan, S. (2005). Exploration and exploitation revisited: extending March's model of mutual
    learning. Scandinavian Journal of Management 21(4), 407-428.
    Chanda, S.S. and Miller, K.D. (2019). Replicating agent-based models: revisiting March's
    exploration-exploitation study. Strategic Organization 17(4), 425-449.

    Examples
    --------
    Slow learners teach the code more:

    >>> slow = simulate(March(p1=0.1), replicates=20, rng=1)
    >>> fast = simulate(March(p1=0.9), replicates=20, rng=1)
    >>> bool(slow.code[:, -1].mean() > fast.code[:, -1].mean() + 0.1)
    True
    """
    settings = _runs.chosen(parameters, March)
    problems = _runs.check_counts(periods=periods, replicates=replicates)
    ParameterError.raise_any(problems, "march.simulate")
    generators = _runs.streams(rng, replicates)
    parts = [
        _run(settings, periods, generators[start : start + _runs.BATCH])
        for start in range(0, replicates, _runs.BATCH)
    ]
    code, knowledge, diversity, beliefs = (
        np.concatenate(part) for part in zip(*parts, strict=True)
    )
    return History(settings, code, knowledge, diversity, beliefs)


_Part: TypeAlias = tuple[Floats, Floats, Floats, Signs]


def _run(settings: March, periods: int, generators: list[np.random.Generator]) -> _Part:
    """Run one batch of replicates side by side."""
    n, m = settings.individuals, settings.dimensions
    reality = 2 * _runs.whole(generators, 0, 2, m) - np.int8(1)
    beliefs = _runs.whole(generators, -1, 2, n, m)
    code = np.zeros_like(reality)
    paths = np.empty((3, len(generators), periods + 1))
    paths[:, :, 0] = _measure(code, beliefs, reality)
    for period in range(1, periods + 1):
        _shake(settings, beliefs, reality, generators)
        shown = _act(beliefs, generators) if settings.acts else beliefs
        learnt = _learn(settings, code, shown, reality, generators)
        _socialise(settings, beliefs, code, generators)
        code = learnt
        paths[:, :, period] = _measure(code, beliefs, reality)
    return paths[0], paths[1], paths[2], beliefs


def _measure(code: Signs, beliefs: Signs, reality: Signs) -> Floats:
    mean_belief = beliefs.mean(axis=1)
    return np.stack(
        [
            (code * reality).mean(axis=1),
            (mean_belief * reality).mean(axis=1),
            _runs.disagreement(beliefs, (-1, 0, 1)),
        ]
    )


def _shake(
    settings: March, beliefs: Signs, reality: Signs, generators: list[np.random.Generator]
) -> None:
    """Replace individuals (p3) and flip dimensions of reality (p4), in place."""
    n, m = settings.individuals, settings.dimensions
    if settings.p3:
        leaves = _runs.uniform(generators, n) < settings.p3
        beliefs[leaves] = _runs.whole(generators, -1, 2, n, m)[leaves]
    if settings.p4:
        reality[_runs.uniform(generators, m) < settings.p4] *= -1


def _act(beliefs: Signs, generators: list[np.random.Generator]) -> Signs:
    """Act on what one believes; flip a coin where one is in doubt."""
    heads = _runs.uniform(generators, *beliefs.shape[1:]) < 0.5
    return np.where(beliefs == 0, 2 * heads.view(np.int8) - np.int8(1), beliefs)


def _learn(
    settings: March,
    code: Signs,
    shown: Signs,
    reality: Signs,
    generators: list[np.random.Generator],
) -> Signs:
    """Return what the code becomes by following the majority of those who beat it."""
    # Small whole numbers are exact in float32, whose matrix product is the fast one.
    views = shown.astype(np.float32)
    scores = np.matmul(views, reality[:, :, None].astype(np.float32))[:, :, 0]
    bar = (code * reality).sum(axis=1, dtype=np.float32)
    superior = (scores > bar[:, None]).astype(np.float32)
    votes = np.matmul(superior[:, None, :], views)[:, 0, :]
    majority = np.sign(votes).astype(np.int8)
    change = _runs.uniform(generators, settings.dimensions) < 1 - (1 - settings.p2) ** np.abs(votes)
    return np.where((majority != 0) & (majority != code) & change, majority, code)


def _socialise(
    settings: March, beliefs: Signs, code: Signs, generators: list[np.random.Generator]
) -> None:
    """Move beliefs towards the code, in place."""
    heard = _runs.uniform(generators, *beliefs.shape[1:]) < settings.p1
    heard &= (code != 0)[:, None, :]
    gap = np.clip(code[:, None, :] - beliefs, -settings.steps, settings.steps)
    beliefs += gap * heard
