"""Checks of single values, and what to say about those that cannot be used."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection
from numbers import Integral, Real
from typing import TypeGuard

#: Among more names than this, looking for a similar one would take longer than it helps.
_SEARCHED = 5_000


def is_number(value: object) -> TypeGuard[float]:
    """Return whether a value is a real number, Python's or NumPy's; True and False are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def is_whole(value: object, low: float = -math.inf, high: float = math.inf) -> TypeGuard[int]:
    """Return whether a value is an int, Python's or NumPy's, in a range.

    Examples
    --------
    >>> is_whole(3, 1), is_whole(0, 1), is_whole(3.0), is_whole(True)
    (True, False, False, False)
    """
    return isinstance(value, Integral) and not isinstance(value, bool) and low <= int(value) <= high


def whole_problems(least: int, **values: object) -> list[str]:
    """Return a problem for every value that is not a whole number from ``least`` upwards."""
    return [
        f"{name} = {value!r}: give a whole number from {least} upwards."
        for name, value in values.items()
        if not is_whole(value, least)
    ]


def closest(name: object, known: Collection[str], least: float = 0.6) -> str:
    """Return the known name that is most similar, whatever its capitals; empty if none is.

    Up to ``least``, from 0 to 1, they must be alike.
    """
    if len(known) > _SEARCHED:
        return ""
    folded = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(str(name).casefold(), folded, n=1, cutoff=least)
    return folded[close[0]] if close else ""


def did_you_mean(name: object, known: Collection[str], otherwise: str | None = None) -> str:
    """Ask for the most similar known name: a sentence to go on from, or the end of one.

    Examples
    --------
    >>> did_you_mean("trst", ["trust", "openness"])
    "Did you mean 'trust'? "
    >>> did_you_mean("curiosity", ["trust", "openness"])
    ''
    >>> did_you_mean("trst", ["trust", "openness"], "it is not a parameter here.")
    "did you mean 'trust'?"
    >>> did_you_mean("curiosity", ["trust", "openness"], "it is not a parameter here.")
    'it is not a parameter here.'
    """
    close = closest(name, known)
    if otherwise is None:
        return f"Did you mean {close!r}? " if close else ""
    return f"did you mean {close!r}?" if close else otherwise
