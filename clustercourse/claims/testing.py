"""Put the claims to the test: every run that they need once, then the verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from clustercourse.claims.assessment import reason_of
from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding, Mean, Model, Part
from clustercourse.claims.ledger import chosen
from clustercourse.claims.verdicts import Verdict, combined
from clusterlib.experiments.describing import describe
from clusterlib.experiments.replicating import Cell, Runnable, run_cells
from clusterlib.learning.randomness import Seed

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

#: Replicates of a full run, and of a quick one.
FULL, QUICK = 64, 16


@dataclass(frozen=True)
class Assessment:
    """What the experiments say about a claim.

    Attributes
    ----------
    claim : Claim
        The claim.
    findings : tuple of Finding
        One for each experiment, in the claim's order; the first is the main one.
    """

    claim: Claim
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict, from the findings that count."""
        return combined([finding.verdict for finding in self.findings if finding.counts])

    @property
    def reason(self) -> str:
        """The numbers and the mechanism, in sentences for the layman."""
        return reason_of(self.claim, self.verdict, self.findings)


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
        Which of the 31; left out, all.
    replicates : int, default 64
        Clusters drawn for each setting, at least 2.
    rng : int, numpy Generator, SeedSequence or None, default 2012
        Source of randomness (SPEC 7). Replicate k is the same cluster in all experiments.
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
    parts = [part for claim in claims for one in claim.evidence for part in one.parts()]
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
            mean: Floats = np.mean([get(one) for one in part.of], axis=0)
            return mean
        cell, row = place[_key(part)]
        found: Floats = values[cell][row]
        return found

    return [
        Assessment(claim, tuple(one.finding(get) for one in claim.evidence)) for claim in claims
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


def claims_frame(assessments: Sequence[Assessment]) -> pd.DataFrame:
    """Return a tidy table with a row for each experiment.

    Parameters
    ----------
    assessments : sequence of Assessment
        What :func:`run_claims` returns.

    Returns
    -------
    pandas.DataFrame
        ``claim`` (number), ``title``, ``verdict`` (on the claim), ``experiment``, ``model``,
        ``counts`` (whether the verdict rests on it), ``expected``, ``unit`` (a ``share`` of the
        baseline, or a ``score`` from -1 to 1), ``effect`` with its 95% interval ``low``, ``high``,
        ``effect_size`` (mean over standard deviation of the pairs), ``share`` of the replicates
        with the effect's sign, ``replicates``, of an inverted U the ``fall`` from the peak with
        ``fall_low`` and ``fall_high``, ``finding`` (the experiment's own verdict), ``detail``,
        ``reason``, ``by_construction``, ``quote`` and ``place``.
    """
    import pandas as pd

    rows = []
    for one in assessments:
        for finding in one.findings:
            fall = finding.fall
            rows.append(
                {
                    "claim": one.claim.number,
                    "title": one.claim.title,
                    "verdict": str(one.verdict),
                    "experiment": finding.what,
                    "model": finding.model,
                    "counts": finding.counts,
                    "expected": finding.expected,
                    "unit": finding.unit,
                    "effect": finding.effect.mean,
                    "low": finding.effect.low,
                    "high": finding.effect.high,
                    "effect_size": finding.effect.effect_size,
                    "share": finding.effect.share,
                    "replicates": finding.effect.replicates,
                    "fall": fall.mean if fall else None,
                    "fall_low": fall.low if fall else None,
                    "fall_high": fall.high if fall else None,
                    "finding": str(finding.verdict),
                    "detail": finding.detail,
                    "reason": one.reason,
                    "by_construction": one.claim.by_construction,
                    "quote": one.claim.quote,
                    "place": one.claim.place,
                }
            )
    return pd.DataFrame(rows).astype({"fall": float, "fall_low": float, "fall_high": float})
