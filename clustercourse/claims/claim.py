"""A claim of the paper, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clustercourse.claims.evidence import Evidence
from clustercourse.claims.verdicts import Verdict

#: Between the parts of a quote something is left out.
GAP = " ... "


@dataclass(frozen=True)
class Claim:
    """A claim, where the paper makes it, and how it is put to the test.

    Attributes
    ----------
    number : int
        Its number in the ledger, from 1.
    title : str
        The claim in a few words.
    quote : str
        In the paper's words, with " ... " where words are left out.
    place : str
        The section of the paper.
    evidence : tuple of Evidence
        The experiments. The verdict rests on those that count.
    why : mapping of Verdict to str
        The mechanism, in a sentence for the layman, for the verdicts it explains.
    by_construction : str
        What of the result was put into the model rather than found in it: which equation or rule.
    """

    number: int
    title: str
    quote: str
    place: str
    evidence: tuple[Evidence, ...]
    why: Mapping[Verdict, str] = field(hash=False)
    by_construction: str = ""
