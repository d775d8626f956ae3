"""The map of the paper: each sentence that could be tested, and what the ledger does with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Sentence:
    """What the paper says in one place.

    Attributes
    ----------
    section : str
        Its heading in the paper.
    quote : str
        In the paper's words.
    claims : tuple of int
        The claims that test it, by their numbers in the ledger; empty if none does.
    cannot : str
        Why the model cannot speak to it, or to a part of it; empty if it can.
    """

    section: str
    quote: str
    claims: tuple[int, ...] = ()
    cannot: str = ""


@cache
def load_sentences() -> tuple[Sentence, ...]:
    """Return the sentences of the paper that could be tested, in its order.

    Examples
    --------
    >>> untested = [sentence for sentence in load_sentences() if not sentence.claims]
    >>> untested[0].quote
    'trust-building among cluster actors'
    """
    text = files("clustercourse.claims").joinpath("sentences.toml").read_text("utf-8")
    return tuple(
        Sentence(section, each["quote"], tuple(each.get("claims", ())), each.get("cannot", ""))
        for section, sentences in tomllib.loads(text).items()
        for each in sentences
    )
