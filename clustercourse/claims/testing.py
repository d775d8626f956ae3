"""Put the claims to the test: every run that they need once, then the verdicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np

from clustercourse.claims.assessment import Assessment, verdict_of
from clustercourse.claims.evidence import Get, Model, Part, Sum
from clustercourse.claims.ledger import chosen
from clustercourse.claims.worlds import in_world, parameter_problems
from clusterlib.arrays import Floats
from clusterlib.experiments.describing import describe
from clusterlib.experiments.replicating import Cell, Runnable, run_cells
from clusterlib.parameters import ParameterError
from clusterlib.seeds import Seed

#: Replicates of a full run, and of a quick one.
FULL, QUICK = 64, 16


def run_claims(
    numbers: Iterable[int] | None = None,
    *,
    changes: Mapping[str, float] | None = None,
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
    changes : mapping of str to float, optional
        Parameters of the course model by name, such as ``{"trust": 0.9}``. An experiment keeps
        the values that it sets itself, and published models have no such parameters.
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
    changes = dict(changes or {})
    ParameterError.raise_any(parameter_problems(changes), "the changes")
    claims = chosen(numbers)
    experiments = [experiment for claim in claims for experiment in claim.evidence]
    moved = [in_world(experiment, changes) for experiment in experiments]
    runs = Runs(part for parts in moved for part in parts.values())
    get = runs.run(
        replicates=replicates,
        rng=rng,
        executor=executor,
        results=results,
        progress=progress,
        about="claims",
    )
    here = [moved_to(parts, get) for parts in moved]
    findings = [one.finding(found) for one, found in zip(experiments, here, strict=True)]
    level = 1 - 0.05 / sum(one.intervals for one in findings if one.counts)
    widened = [one.finding(found, level) for one, found in zip(experiments, here, strict=True)]
    assessments, place = [], 0
    for claim in claims:
        mine = slice(place, place := place + len(claim.evidence))
        assessments.append(Assessment(claim, tuple(findings[mine]), verdict_of(widened[mine])))
    return assessments


class Runs:
    """What many experiments need: every setting once, with all that is measured in it."""

    def __init__(self, parts: Iterable[Part]) -> None:
        settings: dict[str, Any] = {}
        outcomes: dict[str, dict[str, Any]] = {}
        for part in parts:
            setting, outcome = _key(part)
            settings[setting] = part.of
            outcomes.setdefault(setting, {})[outcome] = part.outcome
        self.cells: list[Runnable] = []
        self._place: dict[tuple[str, str], tuple[int, int]] = {}
        for number, (key, of) in enumerate(settings.items()):
            wanted = outcomes[key]
            self.cells.append(of if isinstance(of, Model) else Cell(of, tuple(wanted.values())))
            self._place |= {(key, name): (number, row) for row, name in enumerate(wanted)}

    def run(self, **options: Any) -> Get:
        """Run them with the options of ``run_cells``; returns what gives each part its values."""
        values = run_cells(self.cells, **options)

        def get(part: Part) -> Floats:
            cell, row = self._place[_key(part)]
            found: Floats = values[cell][row]
            return found

        return with_sums(get)


def with_sums(get: Callable[[Part], Floats]) -> Get:
    """Return what gives the values of parts, and of sums of parts."""

    def either(part: Part | Sum) -> Floats:
        if isinstance(part, Sum):
            weights = np.array(part.weights)[:, None]
            total: Floats = (weights * [get(each) for each in part.of]).sum(axis=0)
            return total
        return get(part)

    return either


def moved_to(parts: Mapping[Part, Part], get: Get) -> Get:
    """Return what gives the values of an experiment's parts as they are in another world."""
    return with_sums(lambda part: get(parts[part]))


def _key(part: Part) -> tuple[str, str]:
    return json.dumps(describe(part.of)), json.dumps(describe(part.outcome))
