"""What an answer may be, when two answers are the same, and what to say about an unusable one.

An answer leaves the learner's notebook as plain data. Each kind of answer turns what the learner
gave into plain Python (``plain``) without trusting any method of the object, and compares only
plain data (``same``).
"""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

import numpy as np

from clusterlib.checks import closest
from clusterlib.errors import ClusterlibError
from clusterlib.files.letters import composed


class AnswerError(ClusterlibError):
    """The answer is not of the form that the task asks for. The text says what would be."""


class Answer(Protocol):
    """A kind of answer."""

    def plain(self, value: Any) -> Any:
        """Return the value as plain data; AnswerError if it is not of this kind."""

    def same(self, mine: Any, other: Any, slack: float = 1.0) -> bool:
        """Return whether two plain answers agree; ``slack`` widens the tolerance."""

    def slip(self, mine: Any, right: Any) -> str:
        """Name a slip of form that any task may meet, such as per cent; empty if there is none."""


#: What stands between the quotes of a text until the learner writes over it.
BLANK_TEXT = "Write your text here, over this sentence."


def attempted(value: Any) -> bool:
    """Return whether the learner has replaced the blank (``...``) by anything."""
    return value is not ... and value is not None


def describe_form(value: Any) -> str:
    """Return in words what was given, for a verdict that asks for another form."""
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, str):
        return f"the text {str.__str__(value)[:40]!r}"
    if isinstance(value, numbers.Real | Decimal):
        return "a number"
    if isinstance(value, Mapping):
        return "a dict"
    kind = type(value).__name__
    if kind in ("Series", "DataFrame", "ndarray", "Index"):
        forms = {"Series": "a column", "DataFrame": "a table", "ndarray": "an array"}
        return f"{forms.get(kind, 'an index')} of many values"
    if kind in ("function", "method", "builtin_function_or_method"):
        return "a function that was not called: round brackets are missing behind its name"
    if isinstance(value, list | tuple | set | frozenset):
        return f"a {kind.removeprefix('frozen')} of {len(value)}"
    return f"of type {kind}"


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


#: Slips of form that any number may have, and what to say to them.
_SLIPS: tuple[tuple[Callable[[float, float], bool], str], ...] = (
    (
        lambda mine, right: math.isclose(mine / 100, right, rel_tol=0.02),
        "This is in per cent. Give the number itself: 0.25, not 25.",
    ),
    (
        lambda mine, right: mine == 0 and float(right).is_integer(),
        "Nothing is counted: nobody and no row fits your conditions. Are all words spelled as in "
        "the data?",
    ),
    (
        lambda mine, right: mine != 0 and any(mine == round(right, digits) for digits in range(4)),
        "Nearly: this seems to be rounded. Give more decimals, or do not round.",
    ),
    (
        lambda mine, right: math.isclose(mine, -right, rel_tol=2e-3),
        "Nearly: the size is right, the sign is the other way round.",
    ),
    (
        lambda mine, right: abs(right) < 1 and math.isclose(mine - 1, right, rel_tol=2e-3),
        "Nearly: this is 1 too large. A change as a share of before is after / before - 1.",
    ),
    (
        lambda mine, right: (
            abs(right) < 1 and math.isclose((1 + mine) * (1 + right), 1, abs_tol=1e-5)
        ),
        "Before and after are the other way round: divide by the one that you start from.",
    ),
    (
        lambda mine, right: (
            abs(right) < 1 and math.isclose(mine * (1 + right), right, abs_tol=1e-6)
        ),
        "Above the line all is right. Look below it: by which of the two is it to be divided?",
    ),
    (
        lambda mine, right: math.isclose(mine * right, 1, rel_tol=2e-4),
        "The fraction is upside down: what stands above the line belongs below it.",
    ),
    (
        lambda mine, right: math.isclose(mine, 2 * right, rel_tol=2e-4),
        "This is twice the right number. Is something counted from both of its ends?",
    ),
    (
        # Half of a count is told from no mistake, and gives the answer away.
        lambda mine, right: (
            not float(right).is_integer() and math.isclose(2 * mine, right, rel_tol=2e-4)
        ),
        "This is half of the right number. Is a pair counted twice below the line?",
    ),
    (
        lambda mine, right: float(right).is_integer() and abs(mine - right) == 1,
        "Nearly: you are off by one. Is one counted that should not be, or left out?",
    ),
)


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
            if _looks_like_number(value):
                raise AnswerError("This is a text. The answer is a number: leave the quotes out.")
            raise AnswerError(f"This is {describe_form(value)}. The answer is one number.")
        if not isinstance(value, numbers.Real | Decimal):
            raise AnswerError(f"This is {describe_form(value)}. The answer is one number.")
        try:
            number = float(value)
        except OverflowError:
            raise AnswerError("This is too large for a number. The answer is finite.") from None
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise AnswerError(
                f"This is {number}, and the answer is a finite number. Somewhere nothing could be "
                "computed, such as a mean of no values, or a measure that some actors do not have: "
                "leave these out."
            )
        return number

    def same(self, mine: float, other: float, slack: float = 1.0) -> bool:
        """Compare within the tolerance."""
        return math.isclose(
            mine, other, rel_tol=self.relative * slack, abs_tol=self.absolute * slack
        )

    def slip(self, mine: float, right: float) -> str:
        """Recognise per cent, rounding, another sign and a ratio that should be a change."""
        return self.slip_of([(mine, right)])

    def slip_of(self, pairs: Iterable[tuple[float, float]]) -> str:
        """Recognise a slip that explains all that is wrong in pairs of mine and right."""
        wrong = [(mine, right) for mine, right in pairs if not self.same(mine, right)]
        for explains, message in _SLIPS:
            if wrong and all(right and explains(mine, right) for mine, right in wrong):
                return message
        return ""


@dataclass(frozen=True)
class Name:
    """The id of one actor."""

    def plain(self, value: Any) -> str:
        """Return a str."""
        if not isinstance(value, str):
            raise AnswerError(
                f"This is {describe_form(value)}. The answer is the id of one actor, "
                "a text such as 'F01'."
            )
        return composed(str.strip(value))

    def same(self, mine: str, other: str, slack: float = 1.0) -> bool:
        """Compare the texts."""
        return mine == other

    def slip(self, mine: str, right: str) -> str:
        """Recognise nothing."""
        return ""


def _all_numbers(items: Sequence[Any]) -> bool:
    return all(isinstance(item, numbers.Real) for item in items)


@dataclass(frozen=True)
class Names:
    """A set of actor ids, in any container and any order."""

    def plain(self, value: Any) -> list[str]:
        """Return a sorted list without repeats."""
        wanted = "The answer is a set or list of ids."
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise AnswerError(f"This is {describe_form(value)}. {wanted}")
        items = list(value)
        if hasattr(value, "index") and hasattr(value, "to_dict") and _all_numbers(items):
            raise AnswerError(f"These are the numbers. {wanted} They are its index: .index")
        if odd := [item for item in items if not isinstance(item, str | np.generic)]:
            raise AnswerError(f"In it stands {describe_form(odd[0])}. {wanted}")
        return sorted({Name().plain(item) for item in items})

    def same(self, mine: list[str], other: list[str], slack: float = 1.0) -> bool:
        """Compare as sets."""
        return mine == other

    def slip(self, mine: list[str], right: list[str]) -> str:
        """Recognise an empty set, and one that is right as far as it goes or goes too far."""
        if not mine:
            return "This set is empty: it names nobody. There is at least one such actor."
        if set(mine) < set(right):
            return "All whom you name are right, but somebody is missing."
        if set(right) < set(mine):
            return "All who belong here are there, but you name some who do not."
        return ""


@dataclass(frozen=True)
class Numbers:
    """A number for each of several names, such as a dict or a pandas Series."""

    number: Number = Number()
    #: What is said of an empty dict, and of a name that has none.
    nothing: ClassVar = "This dict is empty: it holds no number."
    no_number: ClassVar = "No number"

    def plain(self, value: Any) -> dict[str, float]:
        """Return a dict of floats."""
        if not isinstance(value, Mapping) and hasattr(value, "to_dict"):
            value = value.to_dict()
        if not isinstance(value, Mapping):
            raise AnswerError(
                f"This is {describe_form(value)}. The answer is a dict: a number for each name."
            )
        pairs = {}
        for name, item in value.items():
            if not isinstance(name, str):
                raise AnswerError(
                    f"A name in this dict is of type {type(name).__name__}. Every name is a text."
                )
            if isinstance(item, str) and not _looks_like_number(item):
                raise AnswerError(
                    f"At {name!r} stands {describe_form(item)}. The answer is a dict with a number "
                    "for each name."
                )
            try:
                pairs[composed(str.strip(name))] = self.number.plain(item)
            except AnswerError as error:
                raise AnswerError(f"At {name!r}: {error}") from None
        return dict(sorted(pairs.items()))

    def same(self, mine: dict[str, float], other: dict[str, float], slack: float = 1.0) -> bool:
        """Compare names exactly and numbers within the tolerance."""
        return mine.keys() == other.keys() and all(
            self.number.same(mine[name], other[name], slack) for name in mine
        )

    def slip(self, mine: dict[str, float], right: dict[str, float]) -> str:
        """Recognise names that are misspelt, missing or too many, and what numbers may have."""
        if not mine:
            return self.nothing
        unknown = [name for name in mine if name not in right]
        missing = [name for name in right if name not in mine]
        meant = {name: _meant(name, missing) for name in unknown}
        if unknown and all(meant.values()):
            pairs = ", ".join(f"{name!r} (did you mean {meant[name]!r}?)" for name in unknown)
            return f"A name is spelt in another way: {pairs}."
        said = []
        if unknown:
            said.append(f"Not asked for: {list_some([*map(repr, unknown)])}.")
        if missing:
            said.append(f"{self.no_number} stands for {_count_or_names(missing)}.")
        if said:
            return " ".join(said)
        if not any(mine.values()):
            return "Every number is zero: something is compared with itself, or nothing is counted."
        if self._exchanged(mine, right):
            return "The numbers are right, but they stand at other names. Exchange them."
        return self.number.slip_of((mine[name], right[name]) for name in right)

    def _exchanged(self, mine: dict[str, float], right: dict[str, float]) -> bool:
        pairs = zip(sorted(mine.values()), sorted(right.values()), strict=True)
        return all(self.number.same(one, other) for one, other in pairs)


@dataclass(frozen=True)
class Counts(Numbers):
    """How often each of several names comes up: one that never does may be left out, or be 0."""

    nothing: ClassVar = "Every number is zero, or there is none: nothing fits your conditions."
    no_number: ClassVar = "No number, or zero,"

    def plain(self, value: Any) -> dict[str, float]:
        """Return a dict of floats; names whose number is zero are left out."""
        return {name: number for name, number in super().plain(value).items() if number != 0}


@dataclass(frozen=True)
class NameOfEach:
    """A name for each of several names: an answer that is given, and never asked for."""

    def plain(self, value: Any) -> dict[str, str]:
        """Return a dict of texts."""
        if not isinstance(value, Mapping) or not all(isinstance(k, str) for k in value):
            raise AnswerError(f"This is {describe_form(value)}, no dict.")
        return {composed(str.strip(name)): Name().plain(item) for name, item in value.items()}

    def same(self, mine: dict[str, str], other: dict[str, str], slack: float = 1.0) -> bool:
        """Compare names and texts."""
        return mine == other

    def slip(self, mine: dict[str, str], right: dict[str, str]) -> str:
        """Recognise nothing."""
        return ""


def _meant(name: str, others: list[str]) -> str:
    """Return the one of the others that a misspelt name means; ids differ only in form."""

    def bare(text: str) -> str:
        letters = re.sub(r"[\W_]", "", composed(text).casefold())
        return re.sub(r"(?<!\d)0+(?=\d)", "", letters)

    same = [other for other in others if bare(other) == bare(name)]
    if not same and not re.search(r"\d", name):
        return closest(name, others)
    return same[0] if same else ""


#: What the ids of actors look like.
_ACTOR = re.compile(r"[A-Z]+\d+")


def _count_or_names(missing: list[str]) -> str:
    """Name what a task names itself; who it is, among the actors, a learner is to find."""
    words = [name for name in missing if not _ACTOR.fullmatch(name)]
    actors = len(missing) - len(words)
    said = [list_some([*map(repr, words)])] if words else []
    if actors:
        said.append(f"{actors} whom the task asks for" if actors > 1 else "one that belongs there")
    return " and ".join(said)


def list_some(names: Sequence[str], most: int = 3) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


@dataclass(frozen=True)
class Text:
    """A short text in the learner's own words, marked by a person."""

    words: int = 60
    most: int = 150

    def plain(self, value: Any) -> str:
        """Return the text; AnswerError while it is too short to be marked."""
        if not isinstance(value, str):
            raise AnswerError(f"This is {describe_form(value)}. The answer is a text.")
        text = str.strip(value)
        count = len(text.split())
        if not self.words <= count <= self.most:
            raise AnswerError(
                f"Number of words: {count}. Write {self.words} to {self.most}, so that the "
                "reasoning can be followed and the main point be seen."
            )
        return text

    def same(self, mine: str, other: str, slack: float = 1.0) -> bool:
        """Texts are marked by a person; no two count as the same here."""
        return False

    def slip(self, mine: str, right: str) -> str:
        """Recognise nothing."""
        return ""
