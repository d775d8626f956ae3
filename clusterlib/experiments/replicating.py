"""Runs settings many times over, on any executor, with the same result on all of them.

The work is cut into pieces: one setting and a fixed stretch of replicates. Replicate k always gets
seed k, whatever the setting (common random numbers), the piece or the worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from tqdm.auto import tqdm

from clusterlib.arrays import Floats
from clusterlib.checks import whole_problems
from clusterlib.experiments.describing import describe
from clusterlib.experiments.outcomes import Outcome, measure, outcome_problems
from clusterlib.experiments.resultsfile import open_results
from clusterlib.experiments.settings import Setting
from clusterlib.learning.randomness import seeds_of
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed
from clusterlib.version import version

Seeds = tuple[np.random.SeedSequence, ...]

#: Replicates in a piece. Part of a results file's format: the pieces must be cut the same way.
PIECE = 16

#: So many pieces are handed to an executor ahead of time; enough for a large cluster of machines.
_AHEAD = 256


class Runnable(Protocol):
    """What can be run once for each seed: a setting of the course model, or another model."""

    def run(self, seeds: Seeds) -> list[list[float]]:
        """Run once for each seed; returns (outcomes, seeds) as lists."""

    def problems(self) -> list[str]:
        """Return all that is wrong with it."""


@dataclass(frozen=True)
class Cell:
    """One setting of the course model and what to measure in it."""

    setting: Setting
    outcomes: tuple[str | Outcome, ...]

    def run(self, seeds: Seeds) -> list[list[float]]:
        """Run the setting once for each seed; returns (outcomes, seeds) as lists."""
        history = self.setting.run(seeds)
        return [measure(outcome, history).tolist() for outcome in self.outcomes]

    def problems(self) -> list[str]:
        """Return all that is wrong with it."""
        found = [problem for outcome in self.outcomes for problem in outcome_problems(outcome)]
        if not isinstance(self.setting, Setting):
            found.append(f"{self.setting!r} is not a Setting; give one, such as Setting().")
        return found


@dataclass(frozen=True)
class Piece:
    """A stretch of replicates of a cell: what is sent to a worker."""

    cell: Runnable
    seeds: Seeds


def run_piece(piece: Piece) -> list[list[float]]:
    """Run a piece; returns (outcomes, replicates of the piece) as lists."""
    return piece.cell.run(piece.seeds)


def run_cells(
    cells: Sequence[Runnable],
    *,
    replicates: int,
    rng: Seed,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
    about: str = "experiment",
    describe_as: Callable[[], Any] | None = None,
) -> list[Floats]:
    """Run every cell; returns one array for each, shape (outcomes, replicates).

    Parameters
    ----------
    cells : sequence of Cell or the like
        What to run.
    replicates : int
        How often each cell is run, at least 2.
    rng : int, numpy Generator, SeedSequence or None
        Replicate k has the same seed in all cells.
    executor : concurrent.futures.Executor, optional
        Where the work is done; left out, here, one piece after the other.
    results : str or Path, optional
        A file that keeps every finished piece; if it holds some already, only the others are run.
    progress : bool, default False
        Show a progress bar.
    about : str
        What the bar and the file call it.
    describe_as : callable, optional
        Returns plain data that says in the file which experiment it is, where that is shorter than
        to list all cells.

    Raises
    ------
    ParameterError
        If an argument cannot be used, or the file holds another experiment.
    """
    _check(cells, replicates, rng, executor, results)
    seeds = tuple(seeds_of(rng, replicates))
    starts = range(0, replicates, PIECE)
    pieces = [Piece(cell, seeds[first : first + PIECE]) for cell in cells for first in starts]
    done: dict[int, list[list[float]]] = {}
    with ExitStack() as stack:
        file = None
        if results is not None:
            experiment = describe_as() if describe_as else describe(list(cells))
            header = _header(about, experiment, replicates, seeds[0])
            file = stack.enter_context(open_results(results, header, len(pieces)))
            done |= file.done
        left = [number for number in range(len(pieces)) if number not in done]
        bar = tqdm(
            total=len(pieces), initial=len(done), desc=about, unit="run", disable=not progress
        )
        stack.enter_context(bar)
        for number, values in _each(pieces, left, executor):
            if file is not None:
                file.add(number, values)
            done[number] = values
            bar.update()
    in_cell = len(starts)
    return [
        np.concatenate([done[in_cell * cell + k] for k in range(in_cell)], axis=1)
        for cell in range(len(cells))
    ]


def _each(
    pieces: Sequence[Piece], left: Iterable[int], executor: Executor | None
) -> Iterator[tuple[int, list[list[float]]]]:
    """Yield the number and the values of every piece as it gets ready."""
    if executor is None:
        for number in left:
            yield number, run_piece(pieces[number])
        return
    todo = iter(left)
    waiting: dict[Future[list[list[float]]], int] = {}
    try:
        while True:
            for number in islice(todo, _AHEAD - len(waiting)):
                waiting[executor.submit(run_piece, pieces[number])] = number
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()
    finally:
        # After an error or a key press nothing that has not begun is begun.
        for future in waiting:
            future.cancel()


def _header(
    about: str, experiment: Any, replicates: int, seed: np.random.SeedSequence
) -> dict[str, Any]:
    """Return what tells an experiment from all others, as plain data."""
    return {
        "clusterlib": version(),
        "about": about,
        "experiment": experiment,
        "replicates": replicates,
        "piece": PIECE,
        "seed": describe([seed.entropy, seed.spawn_key, seed.pool_size]),
    }


def _check(
    cells: Sequence[Runnable], replicates: int, rng: Seed, executor: object, results: object
) -> None:
    problems = whole_problems(2, replicates=replicates)
    for cell in cells:
        problems += cell.problems()
    if executor is not None and not callable(getattr(executor, "submit", None)):
        problems.append(
            f"executor = {executor!r}: give a concurrent.futures.Executor, such as "
            "ProcessPoolExecutor(2); of a dask client, client.get_executor()."
        )
    if results is not None and rng is None:
        problems.append("rng: with results= give a seed, else the run cannot be taken up again.")
    ParameterError.raise_any(list(dict.fromkeys(problems)), "the experiment")
