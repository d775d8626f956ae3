"""From intervals to verdicts.

Two questions decide on an effect: does its whole interval lie on the side of zero that the paper
expects, and does it rule out an effect on that side that would be worth the name
(:data:`WORTH_NAMING`)?

============  =====================  =================
the interval  leaves such an effect  rules it out
============  =====================  =================
is beyond 0   holds                  holds, negligible
is not        not significant        fails
============  =====================  =================

So every interval has one verdict.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.experiments import Estimate, relative

#: Smaller effects are not worth the name: a share of the baseline, and a score such as a
#: correlation, from -1 to 1.
WORTH_NAMING = {"share": 0.03, "score": 0.1}


class Verdict(StrEnum):
    """What the experiments say about a claim."""

    HOLDS = "holds"
    NEGLIGIBLE = "holds, negligible"
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
    >>> str(of_effect(estimate([0.010, 0.012, 0.011]), 1, "share"))
    'holds, negligible'
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
        return Verdict.NEGLIGIBLE if high < least else Verdict.HOLDS
    return Verdict.FAILS if high < least else _UNCLEAR


_UNCLEAR = Verdict.NOT_SIGNIFICANT


def peak_of(values: Floats, *, level: float = 0.95) -> tuple[int, Verdict]:
    """Return where a curve is highest between its ends, and whether it rises to there and falls.

    Parameters
    ----------
    values : array, shape (points, replicates)
        Paired along the replicates, in the order of the curve; three points or more.
    level : float, default 0.95
        Of both intervals together with all other inner points: they are widened for having picked
        the best of these (Bonferroni).

    Returns
    -------
    place : int
        Of the best inner point.
    verdict : Verdict
        On an inverted U. It holds where the rise and the fall both hold as effects do: each sure,
        and neither negligible.

    Examples
    --------
    >>> place, verdict = peak_of(np.array([[0.1, 0.2, 0.1], [0.5, 0.7, 0.6], [0.2, 0.2, 0.3]]))
    >>> place, str(verdict)
    (1, 'holds')
    """
    best = 1 + int(np.argmax(values[1:-1].mean(axis=1)))
    level = 1 - (1 - level) / (len(values) - 2)
    rise = relative(values[0], values[best], level=level)
    fall = relative(values[best], values[-1], level=level)
    verdicts = {of_effect(rise, 1, "share"), of_effect(fall, -1, "share")}
    if verdicts & {Verdict.FAILS, Verdict.NEGLIGIBLE}:
        return best, Verdict.FAILS
    return best, verdicts.pop() if len(verdicts) == 1 else _UNCLEAR


def combined(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict on a claim from those on the experiments that count, in any order.

    Examples
    --------
    >>> str(combined([Verdict.HOLDS, Verdict.FAILS]))
    'holds in part'
    """
    found = set(verdicts)
    if Verdict.INVERTED_U in found:
        return Verdict.INVERTED_U
    if len(found) == 1:
        return verdicts[0]
    some = {Verdict.HOLDS, Verdict.NEGLIGIBLE, Verdict.IN_PART}
    return Verdict.IN_PART if some & found else _UNCLEAR
