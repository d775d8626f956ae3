"""Sweep a grid of settings: how does an outcome depend on one or more things?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from clusterlib.arrays import Floats
from clusterlib.experiments.describing import describe, name_of
from clusterlib.experiments.outcomes import Outcome
from clusterlib.experiments.replicating import Cell, run_cells
from clusterlib.experiments.settings import Setting
from clusterlib.experiments.statistics import estimate, relative
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Sweep:
    """Outcomes on a grid of settings; P points, O outcomes, R replicates.

    Attributes
    ----------
    points : tuple of dict
        The P points; each gives a value to every name of the grid. The last name varies fastest.
    outcomes : tuple of str
        The O outcomes.
    values : array, shape (P, O, R)
        Replicate k had the same random numbers at all points.
    """

    points: tuple[dict[str, Any], ...]
    outcomes: tuple[str, ...]
    values: Floats

    def at(self, outcome: str | None = None, **point: Any) -> Floats:
        """Return the values of an outcome at a point; shape (R,).

        Parameters
        ----------
        outcome : str, optional
            Left out: the first.
        **point
            Values of the grid's names; those left out stand for their first value.
        """
        values: Floats = self.values[self._place(point), self._outcome(outcome)]
        return values

    def frame(
        self, reference: Mapping[str, Any] | None = None, *, confidence: float = 0.95
    ) -> pd.DataFrame:
        """Return a tidy table with a row for each point and outcome.

        Parameters
        ----------
        reference : mapping, optional
            The point that the others are compared with, by the names of the grid; what is left out
            stands for its first value. Left out altogether: the first point.
        confidence : float, default 0.95
            Of the intervals.

        Returns
        -------
        pandas.DataFrame
            The grid's names, ``outcome``, ``mean`` with its interval ``low`` to ``high``; against
            the reference the paired ``difference`` with ``difference_low`` and
            ``difference_high``, ``relative`` (as a share of the reference's mean), ``effect_size``
            (Cohen's d_z) and ``share`` (of the replicates with the difference's sign).
        """
        import pandas as pd

        base = self.values[self._place(reference or {})]
        rows = []
        for point, values in zip(self.points, self.values, strict=True):
            for place, name in enumerate(self.outcomes):
                mean = estimate(values[place], level=confidence)
                difference = estimate(values[place] - base[place], level=confidence)
                rows.append(
                    {
                        **{key: _cell(value) for key, value in point.items()},
                        "outcome": name,
                        "mean": mean.mean,
                        "low": mean.low,
                        "high": mean.high,
                        "difference": difference.mean,
                        "difference_low": difference.low,
                        "difference_high": difference.high,
                        "relative": relative(base[place], values[place]).mean,
                        "effect_size": difference.effect_size,
                        "share": difference.share,
                        "replicates": mean.replicates,
                    }
                )
        return pd.DataFrame(rows)

    def _outcome(self, name: str | None) -> int:
        if name is None:
            return 0
        if name not in self.outcomes:
            raise ParameterError(f"outcome = {name!r}: choose one of {', '.join(self.outcomes)}.")
        return self.outcomes.index(name)

    def _place(self, given: Mapping[str, Any]) -> int:
        wanted = {**self.points[0], **given}
        keys = [describe(point) for point in self.points]
        if describe(wanted) not in keys:
            raise ParameterError(
                f"{dict(given)!r} is not on the grid; its first point is {self.points[0]!r}, its "
                f"last {self.points[-1]!r}."
            )
        return keys.index(describe(wanted))


def sweep(
    setting: Setting,
    grid: Mapping[str, Sequence[Any]],
    outcome: str | Outcome | Sequence[str | Outcome] = "performance",
    *,
    replicates: int = 20,
    rng: Seed = None,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
) -> Sweep:
    """Run a setting with every combination of some values, with common random numbers.

    Parameters
    ----------
    setting : Setting
        What is the same everywhere.
    grid : mapping of str to sequence
        Names that ``Setting.but`` knows, and the values that each takes.
    outcome : str or callable, or a sequence of them, default "performance"
        Keys of ``clusterlib.experiments.OUTCOMES``, or functions that take a ``History`` and
        return an array with one number a cluster.
    replicates : int, default 20
        Runs at each point, at least 2. Replicate k has the same random numbers at all points.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`). With ``results`` it must not be None.
    executor : concurrent.futures.Executor, optional
        Does the work: a process pool, loky's, or ``client.get_executor()`` of a dask client. The
        result is the same on all of them to the last bit, with any number of workers.
    results : str or Path, optional
        A file that keeps every finished piece of work. Stop the run, however roughly, call
        ``sweep`` again with the same arguments, and it goes on where it was: nothing is lost,
        nothing is run twice. If the file holds another experiment nothing is written to it.
    progress : bool, default False
        Show a progress bar.

    Returns
    -------
    Sweep
        All values, and a tidy table with effects and intervals.

    Raises
    ------
    ParameterError
        If something cannot be used. All problems are listed.

    Examples
    --------
    >>> result = sweep(Setting(periods=20), {"openness": [0, 0.2, 0.5]}, replicates=3, rng=1)
    >>> result.values.shape
    (3, 1, 3)
    >>> list(result.frame().columns[:5])
    ['openness', 'outcome', 'mean', 'low', 'high']
    """
    if isinstance(outcome, str) or callable(outcome):
        outcome = [outcome]
    outcomes = tuple(outcome)
    points, settings = _points(setting, grid, outcomes)
    values = run_cells(
        [Cell(each, outcomes) for each in settings],
        replicates=replicates,
        rng=rng,
        executor=executor,
        results=results,
        progress=progress,
        about="sweep",
        describe_as=lambda: {
            "setting": describe(setting),
            "grid": describe([[name, list(values)] for name, values in grid.items()]),
            "outcomes": describe(outcomes),
        },
    )
    return Sweep(points, tuple(map(name_of, outcomes)), np.stack(values))


def _points(
    setting: Setting, grid: Mapping[str, Sequence[Any]], outcomes: Sequence[object]
) -> tuple[tuple[dict[str, Any], ...], list[Setting]]:
    """Return every point of the grid and its setting, or say all that is wrong with them."""
    problems = []
    if not isinstance(setting, Setting):
        problems.append(f"setting = {setting!r}: give a Setting, such as Setting(periods=80).")
    if not outcomes:
        problems.append("outcome: there is none; give at least one.")
    if not isinstance(grid, Mapping) or not grid:
        problems.append(
            f'grid = {grid!r}: give names and their values, such as {{"openness": [0, 0.2]}}.'
        )
    else:
        for name, values in grid.items():
            if isinstance(values, str) or not np.iterable(values) or not len(values):
                problems.append(f"grid, {name} = {values!r}: give a list of values.")
    ParameterError.raise_any(problems, "the experiment")
    # Each value is tried alone first, so that a mistake is named once and not at every point.
    for name, values in grid.items():
        for value in values:
            try:
                setting.but(**{name: value})
            except ParameterError as error:
                problems += error.problems
    ParameterError.raise_any(list(dict.fromkeys(problems)), "the grid")
    points = tuple(dict(zip(grid, values, strict=True)) for values in product(*grid.values()))
    return points, [setting.but(**point) for point in points]


def _cell(value: Any) -> Any:
    """Return a value as it stands in a table: numbers and texts as they are, others by name."""
    if isinstance(value, np.generic):
        return value.item()
    return value if isinstance(value, int | float | str) else name_of(value)
