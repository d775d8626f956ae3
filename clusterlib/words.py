"""Numbers in words and pictures, written alike in Python and in the browser."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_FORM = re.compile(r"(?P<sign>\+?)z?\.(?P<places>\d)(?P<kind>[f%])")


def number(value: float | None, form: str) -> str:
    """Return a number with a real minus, and without a sign where it is rounded to zero.

    Parameters
    ----------
    value : float or None
        None, nan and infinity are no number.
    form : str
        ``".2f"``, ``".0%"``, or with a plus where a sign is wanted: ``"+.1%"``.

    Returns
    -------
    str
        "none" where there is no number.

    Examples
    --------
    >>> number(0.4251, ".2f"), number(-0.04, "+.1%"), number(0.0004, "+.1%")
    ('0.43', '−4.0%', '0.0%')
    >>> number(None, ".2f")
    'none'
    """
    if value is None or not math.isfinite(value):
        return "none"
    found = _FORM.fullmatch(form)
    assert found, form
    percent = found["kind"] == "%"
    # Half is rounded up, as a browser does it, and not to the even figure.
    exact = Decimal(float(100 * abs(value) if percent else abs(value)))
    text = str(exact.quantize(Decimal(1).scaleb(-int(found["places"])), ROUND_HALF_UP))
    text += "%" * percent
    if not re.search("[1-9]", text):
        return text
    return ("−" if value < 0 else found["sign"]) + text


def decimals(*values: float) -> int:
    """Return how many decimals it takes to write all of these, at most six.

    Examples
    --------
    >>> decimals(1, 20), decimals(0.5, 0.25)
    (0, 2)
    """
    return next((p for p in range(6) if all(abs(round(v, p) - v) < 1e-9 for v in values)), 6)


def listed(parts: Mapping[str, float | None], form: str) -> str:
    """Return names with their numbers, separated by semicolons.

    Examples
    --------
    >>> listed({"focal": 0.61, "SMEs": 0.4}, ".2f")
    'focal 0.61; SMEs 0.40'
    """
    return "; ".join(f"{name} {number(value, form)}" for name, value in parts.items())


def gained(change: float, form: str) -> str:
    """Return a change of a level in words.

    Examples
    --------
    >>> gained(-0.1634, ".1%"), gained(0.006, ".1%"), gained(-0.0004, ".1%")
    ('lose 16.3%', 'gain 0.6%', 'lose 0.0%')
    """
    return f"{'gain' if change > 0 else 'lose'} {number(abs(change), form)}"
