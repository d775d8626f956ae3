"""Formulas of a text as MathML, which every browser shows without a script or a network."""

from __future__ import annotations

import re
from functools import cache

from latex2mathml.converter import convert

# Code comes first: a dollar sign in it starts no formula.
_CODE_OR_FORMULA = re.compile(
    r"(?P<code>```.*?```|(?<!`)`[^`\n]+`)|\$\$(?P<display>[^$]+)\$\$|\$(?P<formula>[^$\n]+)\$",
    re.DOTALL,
)


def with_mathml(text: str) -> str:
    r"""Return Markdown with each ``$...$`` and ``$$...$$`` turned into MathML.

    Examples
    --------
    >>> print(with_mathml("`$x$` and $x$"))
    `$x$` and <math ...><mrow><mi>x</mi></mrow></math>
    """
    return _CODE_OR_FORMULA.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    if found["display"]:
        return _mathml(found["display"].strip(), "block")
    return _mathml(found["formula"].strip(), "inline")


@cache
def _mathml(formula: str, display: str) -> str:
    made = convert(formula, display=display)
    # A bar would end the cell of a table.
    return made.replace("|", "&#124;").replace("\n", " ")
