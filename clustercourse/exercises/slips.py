"""Slips that recur: what becomes of a right answer on a known wrong way.

Each function takes the right answer, a number or a number for each name, and returns a wrong one. A
slip such as another group or another period has no place here: it is a parameter of the reference.

Examples
--------
>>> negated({"a": 0.2, "b": -0.5})
{'a': -0.2, 'b': 0.5}
>>> swapped({"a": 0.2, "b": -0.5})
{'a': -0.5, 'b': 0.2}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

Answer = TypeVar("Answer", float, Mapping[str, float])


def negated(answer: Answer) -> Answer:
    """Turn the sign round."""
    return _each(answer, lambda number: -number)


def complement(share: Answer) -> Answer:
    """Take the other part: what is lost instead of what is left."""
    return _each(share, lambda number: 1 - number)


def plus(answer: Answer, by: float | Mapping[str, float]) -> Answer:
    """Be off by a number or one for each name; a change plus 1 is a ratio."""
    return _each(answer, lambda number, more: number + more, by)


def times(answer: Answer, by: float | Mapping[str, float]) -> Answer:
    """Multiply, by a number or one for each name: a change times the level before is no share."""
    return _each(answer, lambda number, factor: number * factor, by)


def divided(answer: Answer, by: float | Mapping[str, float]) -> Answer:
    """Divide, by a number or one for each name: a difference over the level before is a share."""
    return _each(answer, lambda number, divisor: number / divisor, by)


def turned_round(change: Answer) -> Answer:
    """Exchange before and after in a relative change: the baseline is swapped."""
    return _each(change, lambda number: 1 / (1 + number) - 1)


def swapped(answer: Mapping[str, float], *names: str) -> Mapping[str, float]:
    """Exchange the numbers of two names, which may be left out if there are only two."""
    first, second = names or answer
    return {**answer, first: answer[second], second: answer[first]}


def repeated(answer: Mapping[str, float], name: str) -> Mapping[str, float]:
    """Give one number for all names."""
    return dict.fromkeys(answer, answer[name])


def rounded(answer: Answer, digits: int) -> Answer:
    """Round, which is no slip if there are digits enough."""
    return _each(answer, lambda number: round(number, digits))


def _each(
    answer: Answer,
    change: Callable[..., float],
    *by: float | Mapping[str, float],
) -> Answer:
    """Change the number, or each number by what belongs to its name."""
    if not isinstance(answer, Mapping):
        return change(answer, *by)
    found = {
        name: change(number, *(one[name] if isinstance(one, Mapping) else one for one in by))
        for name, number in answer.items()
    }
    return found  # type: ignore[return-value]  # a float that is a Mapping too does not exist
