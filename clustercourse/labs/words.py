"""Numbers in words and pictures, written alike in Python and in the browser."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

#: What the words of labs mean.
WORDS = {
    "focal firm": "a large firm with many ties: it understands more, and often holds pipelines",
    "SME": "a small or medium-sized firm; most firms are SMEs",
    "institution": "a university, a research institute, a bridging institution or an agency",
    "pipeline": "a tie to a partner outside the cluster",
    "local tie": "a tie between two actors of the cluster",
    "performance": "the part of what a firm knows that the market values",
    "buzz": "how much partners within the cluster tell each other; 0 is silence",
    "reach": "the gap in knowledge from which a firm learns most: its absorptive capacity",
    "market moves": "other knowledge counts now, so all fall back",
    "archetype": "a type of cluster",
    "Marshallian district": "small firms tied to each other, without a focal firm",
    "hub and spoke": "ties gather at two large firms",
    "satellite platform": "branches of firms from elsewhere: few local ties, many pipelines",
    "state-anchored": "ties gather at universities, institutes and agencies",
    "degree centralisation": "how far ties gather at one actor: 1 in a star, 0 if all have as many",
    "way of working": "a choice in each of twelve decisions; its score says how good it is",
    "one-sided tie": "one has something to give, the other nothing to give in return",
    "rank correlation": "1: who is higher on the one is higher on the other; 0: no relation",
    "closeness": "how few steps lead from an actor to all others",
    "betweenness": "how often an actor lies on the shortest way between two others",
    "effective size": "how many partners an actor has who do not know each other",
    "constraint": "how far an actor's partners know each other; low where holes are between them",
    "gatekeeper": "an actor that carries knowledge from another stage into its own",
    "best found": "the best policy that a long search has found",
}

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


def listed(parts: dict[str, float], form: str) -> str:
    """Return names with their numbers, separated by semicolons.

    Examples
    --------
    >>> listed({"focal": 0.61, "SMEs": 0.4}, ".2f")
    'focal 0.61; SMEs 0.40'
    """
    return "; ".join(f"{name} {number(value, form)}" for name, value in parts.items())
