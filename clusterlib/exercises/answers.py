"""What an answer may be, when two answers are the same, and what to say about an unusable one.

An answer leaves the learner's notebook as plain data. Each kind of answer turns what the learner
gave into plain Python (``plain``) without trusting any method of the object, and compares only
plain data (``same``).
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np


class AnswerError(ValueError):
    """The answer is not of the form that the task asks for. The text says what would be."""


class Answer(Protocol):
    """A kind of answer."""

    def plain(self, value: Any) -> Any:
        """Return the value as plain data; AnswerError if it is not of this kind."""

    def same(self, mine: Any, other: Any, slack: float = 1.0) -> bool:
        """Tell whether two plain answers agree; ``slack`` widens the tolerance."""


def attempted(value: Any) -> bool:
    """Tell whether the learner has replaced the blank (``...``) by anything."""
    return value is not ... and value is not None


@dataclass(frozen=True)
class Number:
    """A single number, right to about three digits."""

    relative: float = 2e-3
    absolute: float = 6e-4

    def plain(self, value: Any) -> float:
        """Return a float."""
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        if isinstance(value, bool | np.bool_):
            raise AnswerError("This is True or False. The answer is a number.")
        if isinstance(value, str):
            raise AnswerError("This is a text. The answer is a number: leave the quotes out.")
        if not isinstance(value, numbers.Real):
            raise AnswerError(f"This is a {type(value).__name__}. The answer is one number.")
        number = float(value)
        if not math.isfinite(number):
            raise AnswerError(f"This is {number}. The answer is a finite number.")
        return number

    def same(self, mine: float, other: float, slack: float = 1.0) -> bool:
        """Compare within the tolerance."""
        return math.isclose(
            mine, other, rel_tol=self.relative * slack, abs_tol=self.absolute * slack
        )


@dataclass(frozen=True)
class Name:
    """The id of one actor."""

    def plain(self, value: Any) -> str:
        """Return a str."""
        if not isinstance(value, str):
            raise AnswerError(
                f"This is a {type(value).__name__}. The answer is the id of one actor, "
                "a text such as 'F01'."
            )
        return str.strip(value)

    def same(self, mine: str, other: str, slack: float = 1.0) -> bool:
        """Compare the texts."""
        return mine == other


@dataclass(frozen=True)
class Names:
    """A set of actor ids, in any container and any order."""

    def plain(self, value: Any) -> list[str]:
        """Return a sorted list without repeats."""
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise AnswerError(
                f"This is a {type(value).__name__}. The answer is a set or list of actor ids."
            )
        return sorted({Name().plain(item) for item in value})

    def same(self, mine: list[str], other: list[str], slack: float = 1.0) -> bool:
        """Compare as sets."""
        return mine == other


@dataclass(frozen=True)
class Numbers:
    """A number for each of several names, such as a dict or a pandas Series."""

    number: Number = Number()

    def plain(self, value: Any) -> dict[str, float]:
        """Return a dict of floats; names whose number is zero are left out."""
        if not isinstance(value, Mapping) and hasattr(value, "to_dict"):
            value = value.to_dict()
        if not isinstance(value, Mapping):
            raise AnswerError(
                f"This is a {type(value).__name__}. The answer is a dict: a number for each name."
            )
        pairs = {Name().plain(name): self.number.plain(item) for name, item in value.items()}
        return {name: number for name, number in sorted(pairs.items()) if number != 0}

    def same(self, mine: dict[str, float], other: dict[str, float], slack: float = 1.0) -> bool:
        """Compare names exactly and numbers within the tolerance."""
        return mine.keys() == other.keys() and all(
            self.number.same(mine[name], other[name], slack) for name in mine
        )


@dataclass(frozen=True)
class Text:
    """A short text in the learner's own words, marked by a person."""

    words: int = 60

    def plain(self, value: Any) -> str:
        """Return the text; AnswerError while it is too short to be marked."""
        if not isinstance(value, str):
            raise AnswerError(f"This is a {type(value).__name__}. The answer is a text in quotes.")
        text = str.strip(value)
        count = len(text.split())
        if count < self.words:
            raise AnswerError(
                f"This text has {count} words. Write at least {self.words}, "
                "so that the reasoning can be followed."
            )
        return text

    def same(self, mine: str, other: str, slack: float = 1.0) -> bool:
        """Texts are marked by a person; no two count as the same here."""
        return False
