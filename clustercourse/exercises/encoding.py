"""Answers as plain data: how a value leaves the sandbox and how the judge gets it back.

``encode`` runs beside the learner's code, ``decode`` in the judge, which trusts nothing that it
reads. JSON holds all but a few values; those stand in a dict with the key ``"$"``.
"""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from clusterlib.errors import ClusterlibError

#: No answer of the course comes near these sizes.
MOST_ITEMS = 5_000
MOST_LETTERS = 10_000
MOST_LETTERS_OF_NAME = 200
MOST_DEPTH = 12
_MARK = "$"
_WHOLE = 2**63


class NoAnswerError(ClusterlibError):
    """What arrived is no answer. The text says why, for the learner."""


_LARGE = "This answer is too large: the task asks for something smaller."


def encode(value: Any, depth: int = 0) -> Any:
    """Return a value as data that JSON can hold."""
    if value is None or value is ...:
        return None
    if depth > MOST_DEPTH:
        return {_MARK: "large"}
    if type(value).__module__ == "numpy" and hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value) if len(value) <= MOST_LETTERS else {_MARK: "large"}
    if isinstance(value, numbers.Real | Decimal):
        return _number(value)
    if _is_series(value):
        index, values = list(value.index), list(value)
        return {_MARK: "series", "index": encode(index, depth), "values": encode(values, depth)}
    if hasattr(type(value), "model_dump"):
        # Parameters and policies of the course: what they are set to.
        return encode(value.model_dump(), depth)
    if not isinstance(value, Mapping) and hasattr(value, "to_dict"):
        return _other(value)
    if isinstance(value, Mapping):
        items = list(islice(value.items(), MOST_ITEMS + 1))
        pairs = [[encode(a, depth + 1), encode(b, depth + 1)] for a, b in items]
        return {_MARK: "dict", "pairs": pairs} if len(pairs) <= MOST_ITEMS else {_MARK: "large"}
    if isinstance(value, Iterable):
        items = [encode(item, depth + 1) for item in islice(value, MOST_ITEMS + 1)]
        return items if len(items) <= MOST_ITEMS else {_MARK: "large"}
    return _other(value)


def _number(value: numbers.Real | Decimal) -> Any:
    if isinstance(value, numbers.Integral) and -_WHOLE <= int(value) < _WHOLE:
        return int(value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    except ValueError:
        # A signalling NaN, which no other number is.
        number = math.nan
    return number if math.isfinite(number) else {_MARK: "float", "value": str(number)}


def _is_series(value: Any) -> bool:
    kind = type(value)
    return kind.__module__.startswith("pandas") and kind.__name__ == "Series"


def _other(value: Any) -> Any:
    return {_MARK: "other", "type": type(value).__name__}


def decode(data: Any) -> Any:
    """Return the value that data from the sandbox stands for, out of types that are safe.

    Raises
    ------
    NoAnswerError
        If it is too large, too deep or malformed.
    """
    return _decode(data, [MOST_ITEMS], 0)


def _decode(data: Any, room: list[int], depth: int) -> Any:
    room[0] -= 1
    if room[0] < 0 or depth > MOST_DEPTH + 2:
        raise NoAnswerError(_LARGE)
    if data is None or isinstance(data, bool | float):
        return data
    if isinstance(data, int):
        return data if -_WHOLE <= data < _WHOLE else math.inf
    if isinstance(data, str):
        if len(data) > MOST_LETTERS:
            raise NoAnswerError(_LARGE)
        # Half of a surrogate pair cannot be written to any file.
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, list):
        return [_decode(item, room, depth + 1) for item in data]
    if isinstance(data, dict):
        return _decode_marked(data, room, depth)
    raise NoAnswerError("This answer cannot be read.")


def _decode_marked(data: dict[str, Any], room: list[int], depth: int) -> Any:
    kind = data.get(_MARK)
    if kind == "large":
        raise NoAnswerError(_LARGE)
    if kind == "float" and data.get("value") in ("nan", "inf", "-inf"):
        return float(data["value"])
    if kind == "other":
        return _stand_in(data.get("type"))
    if kind == "dict" and isinstance(data.get("pairs"), list):
        found = {}
        for pair in data["pairs"]:
            if not (isinstance(pair, list) and len(pair) == 2):
                raise NoAnswerError("This answer cannot be read.")
            found[_key(_decode(pair[0], room, depth + 1))] = _decode(pair[1], room, depth + 1)
        return found
    if kind == "series" and isinstance(data.get("index"), list | tuple):
        return _series(data, room, depth)
    raise NoAnswerError("This answer cannot be read.")


def _key(name: Any) -> Any:
    if isinstance(name, list):
        name = tuple(tuple(part) if isinstance(part, list) else part for part in name)
    if isinstance(name, str) and len(name) > MOST_LETTERS_OF_NAME:
        raise NoAnswerError("A name in this answer is far too long.")
    try:
        hash(name)
    except TypeError:
        raise NoAnswerError("A name in this answer cannot be read.") from None
    return name


def _series(data: dict[str, Any], room: list[int], depth: int) -> Any:
    import pandas as pd

    index, values = _decode(data["index"], room, depth), _decode(data.get("values"), room, depth)
    if not isinstance(values, list) or len(values) != len(index):
        raise NoAnswerError("This answer cannot be read.")
    return pd.Series(values, index=[_key(name) for name in index], dtype=object)


def _stand_in(name: Any) -> Any:
    """Return an object of a type of that name, which is all that a verdict says about it."""
    name = name if isinstance(name, str) and re.fullmatch(r"[A-Za-z_]\w{0,39}", name) else "object"
    return type(name, (), {})()
