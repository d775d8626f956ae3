"""Findings and verdicts in words: sentences for the layman and the table of the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.verdicts import WORTH_NAMING, Verdict
from clusterlib.experiments import Estimate

if TYPE_CHECKING:
    from clustercourse.claims.testing import Assessment

_WIDTH = 100
_UNSETTLED = "These runs cannot tell; more of them would."


def interval(effect: Estimate, unit: str) -> str:
    """Return an effect with its interval, such as ``-37% [-39, -35]``.

    Examples
    --------
    >>> interval(Estimate(-0.37, -0.39, -0.35, -5.0, 1.0, 20), "share")
    '-37% [-39, -35]'
    """
    if unit == "score":
        return f"{effect.mean:+.2f} [{effect.low:+.2f}, {effect.high:+.2f}]"
    digits = 0 if abs(effect.mean) >= 0.1 else 1
    low, mean, high = (f"{100 * x:+.{digits}f}" for x in (effect.low, effect.mean, effect.high))
    return f"{mean}% [{low}, {high}]"


def effect_of(finding: Finding) -> str:
    """Return a finding's effect with its interval; of an inverted U the rise and the fall."""
    text = interval(finding.effect, finding.unit)
    return f"{text} to the peak, then {interval(finding.fall, 'share')}" if finding.fall else text


def reason_of(claim: Claim, verdict: Verdict, findings: Sequence[Finding]) -> str:
    """Return the numbers of the findings that count, what limits them, and the mechanism."""
    parts = [
        f"{_capital(finding.what)}{_source(finding)}: {effect_of(finding)}"
        f"{_remark(finding, verdict)}."
        for finding in findings
        if finding.counts
    ]
    why = claim.why.get(verdict, _UNSETTLED if verdict == Verdict.NOT_SIGNIFICANT else "")
    return " ".join([*parts, *filter(None, [why, claim.by_construction])])


def _source(finding: Finding) -> str:
    return "" if finding.model == "course" else f" ({finding.model})"


def _remark(finding: Finding, verdict: Verdict) -> str:
    """Say where a finding differs from the verdict, or is too small to matter."""
    if finding.verdict != verdict and not finding.fall:
        return f" ({finding.verdict})"
    small = abs(finding.effect.mean) < WORTH_NAMING[finding.unit]
    return " (small)" if small and finding.verdict == Verdict.HOLDS else ""


def table(assessments: Sequence[Assessment], *, width: int = _WIDTH) -> str:
    """Return the verdicts as text: a line for each claim and its reason below.

    Parameters
    ----------
    assessments : sequence of Assessment
        What :func:`clustercourse.claims.run_claims` returns.
    width : int, default 100
        Of the lines.
    """
    lines = [f"{'':>2}  {'verdict':<16}claim"]
    for one in assessments:
        lines.append(f"{one.claim.number:>2}  {one.verdict:<16}{one.claim.title}")
        lines += textwrap.wrap(
            one.reason, width, initial_indent=" " * 20, subsequent_indent=" " * 20
        )
    counts = {verdict: sum(one.verdict == verdict for one in assessments) for verdict in Verdict}
    summary = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    replicates = assessments[0].findings[0].effect.replicates
    lines += ["", f"{len(assessments)} claims, {replicates} clusters each: {summary}."]
    lines += textwrap.wrap(
        "In brackets the 95% interval. A claim holds when the interval lies on the side that the "
        f"paper expects; it fails when it rules out an effect of {WORTH_NAMING['share']:.0%} (a "
        f"correlation of {WORTH_NAMING['score']:g}) on that side. Of 31 intervals one or two "
        "miss the truth by chance.",
        width,
    )
    return "\n".join(lines)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
