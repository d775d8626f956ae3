"""Put the claims to the test: every run that they need once, then the verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np

from clustercourse.claims.assessment import Assessment
from clustercourse.claims.evidence import Mean, Model, Part
from clustercourse.claims.ledger import chosen
from clusterlib.arrays import Floats
from clusterlib.experiments.describing import describe
from clusterlib.experiments.replicating import Cell, Runnable, run_cells
from clusterlib.seeds import Seed

#: Replicates of a full run, and of a quick one.
FULL, QUICK = 64, 16


def run_claims(
    numbers: Iterable[int] | None = None,
    *,
    replicates: int = FULL,
    rng: Seed = 2012,
    executor: Executor | None = None,
    results: str | Path | None = None,
    progress: bool = False,
) -> list[Assessment]:
    """Put claims of the paper to the test.

    Parameters
    ----------
    numbers : iterable of int, optional
        Which of the ledger; left out, all.
    replicates : int, default 64
        Clusters drawn for each setting, at least 2.
    rng : int, numpy Generator, SeedSequence or None, default 2012
        Source of randomness (:mod:`clusterlib.seeds`). Replicate k is the same cluster in all
        experiments.
    executor : concurrent.futures.Executor, optional
        Does the work; the result is the same on all to the last bit.
    results : str or Path, optional
        A file that keeps what is finished; with it a stopped run goes on where it was.
    progress : bool, default False
        Show a progress bar.

    Returns
    -------
    list of Assessment
        One for each claim: findings, verdict and reason.

    Raises
    ------
    ParameterError
        If something cannot be used.

    Examples
    --------
    >>> assessment = run_claims([6], replicates=4, rng=1)[0]
    >>> str(assessment.verdict)
    'holds'
    """
    claims = chosen(numbers)
    parts = [
        part for claim in claims for experiment in claim.evidence for part in experiment.parts()
    ]
    cells, place = _cells(parts)
    values = run_cells(
        cells,
        replicates=replicates,
        rng=rng,
        executor=executor,
        results=results,
        progress=progress,
        about="claims",
    )

    def get(part: Part | Mean) -> Floats:
        if isinstance(part, Mean):
            mean: Floats = np.mean([get(each) for each in part.of], axis=0)
            return mean
        cell, row = place[_key(part)]
        found: Floats = values[cell][row]
        return found

    return [
        Assessment(claim, tuple(experiment.finding(get) for experiment in claim.evidence))
        for claim in claims
    ]


def _cells(parts: Sequence[Part]) -> tuple[list[Runnable], dict[str, tuple[int, int]]]:
    """Return every setting once with all that is measured in it, and where each part stands."""
    settings: dict[str, Any] = {}
    outcomes: dict[str, dict[str, Any]] = {}
    for part in parts:
        key = json.dumps(describe(part.of))
        settings[key] = part.of
        outcomes.setdefault(key, {})[json.dumps(describe(part.outcome))] = part.outcome
    cells: list[Runnable] = []
    place: dict[str, tuple[int, int]] = {}
    for number, (key, of) in enumerate(settings.items()):
        wanted = outcomes[key]
        cells.append(of if isinstance(of, Model) else Cell(of, tuple(wanted.values())))
        place |= {key + name: (number, row) for row, name in enumerate(wanted)}
    return cells, place


def _key(part: Part) -> str:
    return json.dumps(describe(part.of)) + json.dumps(describe(part.outcome))
