"""Compare two settings: what difference does it make?"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.experiments.describing import describe, name_of
from clusterlib.experiments.outcomes import Outcome
from clusterlib.experiments.replicating import Cell, run_cells
from clusterlib.experiments.settings import Setting
from clusterlib.experiments.statistics import Estimate, estimate, relative
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """An outcome under two settings, in paired replicates.

    Attributes
    ----------
    outcome : str
        What was measured.
    baseline, changed : array, shape (replicates,)
        Its values; replicate k of both had the same random numbers.
    confidence : float
        Of the intervals, such as 0.95.
    """

    outcome: str
    baseline: Floats
    changed: Floats
    confidence: float = 0.95

    @property
    def difference(self) -> Estimate:
        """Changed minus baseline, with its interval and Cohen's d_z."""
        return estimate(self.changed - self.baseline, level=self.confidence)

    @property
    def relative(self) -> Estimate:
        """The difference as a share of the baseline's mean, with its interval."""
        return relative(self.baseline, self.changed, level=self.confidence)

    def frame(self) -> pd.DataFrame:
        """Return a tidy table with a row for each replicate: baseline, changed, difference."""
        import pandas as pd

        return pd.DataFrame(
            {
                "replicate": np.arange(self.baseline.size),
                "outcome": self.outcome,
                "baseline": self.baseline,
                "changed": self.changed,
                "difference": self.changed - self.baseline,
            }
        )

    def __str__(self) -> str:
        difference, share = self.difference, self.relative
        return (
            f"{self.outcome}: {self.baseline.mean():.3f} to {self.changed.mean():.3f}, "
            f"{share.mean:+.1%} ({self.confidence:.0%} interval {share.low:+.1%} to "
            f"{share.high:+.1%}); d = {difference.effect_size:.2f}, same sign in "
            f"{difference.share:.0%} of {difference.replicates} draws"
        )


def compare(
    baseline: Setting,
    changed: Setting,
    outcome: str | Outcome = "performance",
    *,
    replicates: int = 20,
    rng: Seed = None,
    confidence: float = 0.95,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
) -> Comparison:
    """Run two settings side by side with common random numbers.

    Parameters
    ----------
    baseline, changed : Setting
        What is compared. Usually ``changed = baseline.but(...)``.
    outcome : str or callable, default "performance"
        A key of ``clusterlib.experiments.OUTCOMES``, or a function that takes a ``History`` and
        returns an array with one number a cluster.
    replicates : int, default 20
        Pairs of runs, at least 2. Each pair draws a cluster and what happens to it anew.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).
    confidence : float, default 0.95
        Of the intervals, between 0 and 1.
    executor : concurrent.futures.Executor, optional
        Does the work: a process pool, loky's, or ``client.get_executor()`` of a dask client. The
        result is the same on all of them to the last bit.
    results : str or Path, optional
        A file that keeps what is finished; with it a stopped run goes on where it was.
    progress : bool, default False
        Show a progress bar.

    Returns
    -------
    Comparison
        The values of both, the difference and its interval.

    Raises
    ------
    ParameterError
        If something cannot be used. All problems are listed.

    Notes
    -----
    The interval is Student's t on the paired differences; :mod:`clusterlib.experiments.statistics`
    says why.

    Examples
    --------
    >>> base = Setting(periods=20)
    >>> result = compare(base, base.but(horizontal=0), replicates=4, rng=1)
    >>> result.difference.mean < 0
    True
    """
    _check_confidence(confidence)
    low, high = run_cells(
        [Cell(baseline, (outcome,)), Cell(changed, (outcome,))],
        replicates=replicates,
        rng=rng,
        executor=executor,
        results=results,
        progress=progress,
        about="compare",
        describe_as=lambda: {
            "baseline": describe(baseline),
            "changed": describe(changed),
            "outcome": describe(outcome),
        },
    )
    return Comparison(name_of(outcome), low[0], high[0], confidence)


def _check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        problem = f"confidence = {confidence!r}: give a number between 0 and 1."
        raise ParameterError.of([problem], "the experiment")
