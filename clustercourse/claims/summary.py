"""All assessments in one table: text for the command line, and a frame for pandas."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clustercourse.claims.assessment import Assessment
from clustercourse.claims.reach import in_words, load_reach, main_experiment
from clustercourse.claims.verdicts import WORTH_NAMING, Verdict
from clustercourse.claims.worlds import set_by

if TYPE_CHECKING:
    import pandas as pd


def table(
    assessments: Sequence[Assessment],
    *,
    changes: Mapping[str, float] | None = None,
    width: int = 100,
) -> str:
    """Return the verdicts as text: a line for each claim and its reason below.

    Parameters
    ----------
    assessments : sequence of Assessment
        What :func:`clustercourse.claims.run_claims` returns.
    changes : mapping of str to float, optional
        Parameters that were not at their defaults, as given to ``run_claims``.
    width : int, default 100
        Of the lines.
    """
    lines = [f"{'':>2}  {'verdict':<19}claim"]
    for assessment in assessments:
        claim = assessment.claim
        mark = "*" if claim.by_construction else ""
        lines.append(f"{claim.number:>2}  {assessment.verdict:<19}{claim.title}{mark}")
        texts = [assessment.reason]
        if not changes:
            texts.append(f"Reach: {reach_words(assessment)}.")
        for text in texts:
            lines += textwrap.wrap(text, width, initial_indent=" " * 23, subsequent_indent=" " * 23)
    counts = Counter(assessment.verdict for assessment in assessments)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    replicates = assessments[0].findings[0].effect.replicates
    lines += ["", f"{len(assessments)} claims, {replicates} clusters each: {summary}."]
    notes = [_CHANCE.format(**WORTH_NAMING), at_once_words(assessments), _UNTESTED]
    if any(assessment.claim.by_construction for assessment in assessments):
        notes.append(
            "* By construction, wholly or in part: the reason says by which equation or rule."
        )
    if changes:
        notes.append(_changes_words(assessments, changes))
    else:
        notes.append(_REACH)
    for note in notes:
        lines += textwrap.wrap(note, width)
    return "\n".join(lines)


_CHANCE = (
    "In brackets the 95% interval. A claim holds when the interval lies on the side that the paper "
    "expects; it fails when not, and an effect of {share:.0%} (a correlation of {score:g}) on that "
    "side is ruled out; it holds, but negligibly, when both are so."
)
_UNTESTED = (
    "What the paper says and this model cannot test stands at the end of lecture 10, and in "
    "clustercourse.claims.load_sentences()."
)
_REACH = (
    "Reach: in what share of other worlds the main experiment holds (clusterlib reach); its "
    "brackets hold for all claims at once."
)


def at_once_words(assessments: Sequence[Assessment]) -> str:
    """Say on how many intervals the verdicts rest, and which would be others for all at once."""
    intervals = sum(
        finding.intervals
        for assessment in assessments
        for finding in assessment.findings
        if finding.counts
    )
    others = [
        f"{each.claim.number} ({each.at_once} instead of {each.verdict})"
        for each in assessments
        if each.at_once not in (None, each.verdict)
    ]
    changed = f"these verdicts change: {', '.join(others)}" if others else "no verdict changes"
    return (
        f"The verdicts rest on {intervals} intervals; on average {intervals / 20:.1f} of them miss "
        "the truth by chance. If all are widened until they hold at once with 95% (Bonferroni), "
        f"{changed}."
    )


def _changes_words(assessments: Sequence[Assessment], changes: Mapping[str, float]) -> str:
    """Say what was set, and where an experiment kept a value of its own."""
    own: dict[str, list[str]] = {name: [] for name in changes}
    for assessment in assessments:
        used = set().union(*map(set_by, assessment.claim.evidence))
        for name in used & changes.keys():
            own[name].append(str(assessment.claim.number))
    values = ", ".join(f"{name} = {value:g}" for name, value in changes.items())
    kept = "; ".join(
        f"{name} in claim{'s' * (len(numbers) > 1)} {', '.join(numbers)}"
        for name, numbers in own.items()
        if numbers
    )
    told = f"With {values}."
    return f"{told} Experiments that set it themselves keep their own: {kept}." if kept else told


def reach_words(assessment: Assessment) -> str:
    """Say in what share of other worlds a claim holds, from the run that comes with the course."""
    claim = assessment.claim
    main, reach = main_experiment(claim), load_reach().get(claim.number)
    if main is None or reach is None:
        return "not known; the experiments are on a published model"
    holds = assessment.findings[claim.evidence.index(main)].verdict == Verdict.HOLDS
    return in_words(reach, at_defaults=holds)


def claims_frame(assessments: Sequence[Assessment]) -> pd.DataFrame:
    """Return a tidy table with a row for each experiment.

    Parameters
    ----------
    assessments : sequence of Assessment
        What :func:`run_claims` returns.

    Returns
    -------
    pandas.DataFrame
        ``claim`` (number), ``title``, ``verdict`` (on the claim), ``at_once`` (the verdict if the
        intervals of the run are widened so that all hold at once), ``experiment``, ``model``,
        ``counts`` (whether the verdict rests on it), ``expected``, ``unit`` (a ``share`` of the
        baseline, or a ``score`` from -1 to 1), ``effect`` with its 95% interval ``low``, ``high``,
        ``effect_size`` (mean over standard deviation of the pairs), ``share`` of the replicates
        with the effect's sign, ``replicates``, of an inverted U the ``fall`` from the peak with
        ``fall_low`` and ``fall_high``, ``finding`` (the experiment's own verdict), ``detail``,
        ``reason``, ``reach`` (in what share of other worlds it holds, in words),
        ``by_construction``, ``quote`` and ``place``.
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
                    "at_once": str(assessment.at_once or assessment.verdict),
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
                    "reach": reach_words(assessment),
                    "by_construction": assessment.claim.by_construction,
                    "quote": assessment.claim.quote,
                    "place": assessment.claim.place,
                }
            )
    return pd.DataFrame(rows).astype({"fall": float, "fall_low": float, "fall_high": float})
