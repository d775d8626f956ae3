"""Formulas of a text as MathML, which every browser shows without a script or a network."""

from __future__ import annotations

import re
from functools import cache

from latex2mathml.converter import convert

# Code comes first: a dollar sign in it starts no formula.
_CODE_OR_FORMULA = re.compile(
    r"(?P<code>```.*?```|(?<!`)`[^`\n]+`)|\$(?P<formula>[^$\n]+)\$", re.DOTALL
)


def with_mathml(text: str) -> str:
    r"""Return Markdown with each ``$...$`` turned into MathML.

    Examples
    --------
    >>> print(with_mathml("`$x$` and $x$"))
    `$x$` and <math ...><mrow><mi>x</mi></mrow></math>
    """
    return _CODE_OR_FORMULA.sub(
        lambda found: found["code"] or _mathml(found["formula"].strip()), text
    )


@cache
def _mathml(formula: str) -> str:
    made = convert(formula)
    # A bar would end the cell of a table.
    return made.replace("|", "&#124;").replace("\n", " ")
