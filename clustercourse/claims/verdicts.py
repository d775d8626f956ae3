"""From intervals to verdicts.

An effect *holds* when its interval lies on the side of zero that the paper expects. It *fails* when
the interval rules out an effect in that direction that would be worth the name
(:data:`WORTH_NAMING`). Between the two it is *not significant*: the runs cannot tell.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.experiments import Estimate, estimate

#: Smaller effects are not worth the name: a share of the baseline, and a score such as a
#: correlation, from -1 to 1.
WORTH_NAMING = {"share": 0.03, "score": 0.1}


class Verdict(StrEnum):
    """What the experiments say about a claim."""

    HOLDS = "holds"
    IN_PART = "holds in part"
    INVERTED_U = "inverted U"
    NOT_SIGNIFICANT = "not significant"
    FAILS = "fails"


def of_effect(effect: Estimate, expected: int, unit: str) -> Verdict:
    """Return the verdict on one effect.

    Parameters
    ----------
    effect : Estimate
        With its interval.
    expected : {1, -1, 0}
        The sign that the claim expects; 0 means no effect worth the name.
    unit : str
        A key of :data:`WORTH_NAMING`.

    Examples
    --------
    >>> from clusterlib.experiments import estimate
    >>> str(of_effect(estimate([0.1, 0.12, 0.11]), 1, "share"))
    'holds'
    >>> str(of_effect(estimate([0.1, 0.12, 0.11]), -1, "share"))
    'fails'
    >>> str(of_effect(estimate([0.2, -0.1, 0.1]), 1, "share"))
    'not significant'
    """
    least = WORTH_NAMING[unit]
    if expected == 0:
        if -least < effect.low and effect.high < least:
            return Verdict.HOLDS
        return Verdict.FAILS if effect.low > least or effect.high < -least else _UNCLEAR
    low, high = (effect.low, effect.high) if expected > 0 else (-effect.high, -effect.low)
    if low > 0:
        return Verdict.HOLDS
    return Verdict.FAILS if high < least else _UNCLEAR


_UNCLEAR = Verdict.NOT_SIGNIFICANT


def peak_of(values: Floats) -> int | None:
    """Return where a curve has a maximum that lies significantly above both of its ends.

    Parameters
    ----------
    values : array, shape (points, replicates)
        Paired along the replicates, in the order of the curve.

    Returns
    -------
    int or None
        Place of the maximum; None where there is no inverted U. Both differences must have a
        paired 95% interval above zero, widened for having picked the best of the inner points
        (Bonferroni).

    Examples
    --------
    >>> peak_of(np.array([[0.1, 0.2, 0.1], [0.5, 0.7, 0.6], [0.2, 0.2, 0.3]]))
    1
    """
    best = 1 + int(np.argmax(values[1:-1].mean(axis=1)))
    level = 1 - 0.05 / (len(values) - 2)
    ends = [estimate(values[best] - values[end], level=level) for end in (0, -1)]
    return best if all(effect.low > 0 for effect in ends) else None


def combined(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict on a claim from those on the experiments that count.

    Examples
    --------
    >>> str(combined([Verdict.HOLDS, Verdict.FAILS]))
    'holds in part'
    """
    if Verdict.INVERTED_U in verdicts:
        return Verdict.INVERTED_U
    if len(set(verdicts)) == 1:
        return verdicts[0]
    if {Verdict.HOLDS, Verdict.IN_PART} & set(verdicts):
        return Verdict.IN_PART
    return verdicts[0]
