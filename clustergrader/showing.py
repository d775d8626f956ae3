"""Texts of strangers, such as names of files, so that they show what they are.

A terminal obeys control characters, and a page may show the letters after some marks from right to
left: a name could paint over what was said before it, or look like another one.
"""

from __future__ import annotations

import re

#: Control characters, line breaks of other systems, and marks that turn the direction of writing.
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def visible(text: str) -> str:
    """Return a text in which nothing is hidden and nothing acts; line breaks and tabs stay.

    Examples
    --------
    >>> visible("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    >>> visible("01\\u202egpj.ipynb")
    '01\\\\u202egpj.ipynb'
    """
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
