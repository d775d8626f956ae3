"""All assessments in one table: text for the command line, and a frame for pandas."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clustercourse.claims.assessment import Assessment
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.verdicts import WORTH_NAMING, Verdict

if TYPE_CHECKING:
    import pandas as pd


def table(assessments: Sequence[Assessment], *, width: int = 100) -> str:
    """Return the verdicts as text: a line for each claim and its reason below.

    Parameters
    ----------
    assessments : sequence of Assessment
        What :func:`clustercourse.claims.run_claims` returns.
    width : int, default 100
        Of the lines.
    """
    lines = [f"{'':>2}  {'verdict':<16}claim"]
    for assessment in assessments:
        claim = assessment.claim
        lines.append(f"{claim.number:>2}  {assessment.verdict:<16}{claim.title}")
        lines += textwrap.wrap(
            assessment.reason, width, initial_indent=" " * 20, subsequent_indent=" " * 20
        )
    counts = Counter(assessment.verdict for assessment in assessments)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    replicates = assessments[0].findings[0].effect.replicates
    lines += ["", f"{len(assessments)} claims, {replicates} clusters each: {summary}."]
    lines += textwrap.wrap(
        "In brackets the 95% interval. A claim holds when the interval lies on the side that the "
        f"paper expects; it fails when it rules out an effect of {WORTH_NAMING['share']:.0%} (a "
        f"correlation of {WORTH_NAMING['score']:g}) on that side. Of {len(LEDGER)} intervals one "
        "or two miss the truth by chance.",
        width,
    )
    return "\n".join(lines)


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
    for assessment in assessments:
        for finding in assessment.findings:
            fall = finding.fall
            rows.append(
                {
                    "claim": assessment.claim.number,
                    "title": assessment.claim.title,
                    "verdict": str(assessment.verdict),
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
                    "reason": assessment.reason,
                    "by_construction": assessment.claim.by_construction,
                    "quote": assessment.claim.quote,
                    "place": assessment.claim.place,
                }
            )
    return pd.DataFrame(rows).astype({"fall": float, "fall_low": float, "fall_high": float})
