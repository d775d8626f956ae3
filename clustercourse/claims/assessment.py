"""What the experiments say about a claim: the verdict, and the reason in words for the layman."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.verdicts import Verdict, combined

_UNSETTLED = "These runs cannot tell; more of them would."


@dataclass(frozen=True)
class Assessment:
    """What the experiments say about a claim.

    Attributes
    ----------
    claim : Claim
        The claim.
    findings : tuple of Finding
        One for each experiment, in the claim's order; the first is the main one.
    at_once : Verdict or None
        The verdict when the intervals of all claims of the run are widened so that all of them
        hold at once with 95% (Bonferroni).
    """

    claim: Claim
    findings: tuple[Finding, ...]
    at_once: Verdict | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict, from the findings that count."""
        return verdict_of(self.findings)

    @property
    def reason(self) -> str:
        """The numbers and the mechanism, in sentences for the layman."""
        return reason_of(self.claim, self.verdict, self.findings)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict that the findings that count come to."""
    return combined([finding.verdict for finding in findings if finding.counts])


def interval(mean: float, low: float, high: float, unit: str) -> str:
    """Return an effect with its interval, such as ``-37% [-39, -35]``.

    Examples
    --------
    >>> interval(-0.37, -0.39, -0.35, "share")
    '-37% [-39, -35]'
    """
    if unit == "score":
        return f"{mean:+.2f} [{low:+.2f}, {high:+.2f}]"
    digits = 0 if abs(mean) >= 0.1 else 1
    ends = [f"{100 * end:+.{digits}f}" for end in (mean, low, high)]
    return f"{ends[0]}% [{ends[1]}, {ends[2]}]"


def effect_of(finding: Finding) -> str:
    """Return a finding's effect with its interval; of an inverted U the rise and the fall."""
    rise, fall = finding.effect, finding.fall
    text = interval(rise.mean, rise.low, rise.high, finding.unit)
    if fall:
        text += f" to the peak, then {interval(fall.mean, fall.low, fall.high, 'share')}"
    return text


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
    """Say where a finding differs from the verdict."""
    return f" ({finding.verdict})" if finding.verdict != verdict and not finding.fall else ""


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
