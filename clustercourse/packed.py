"""Texts that are packed so that nobody reads them by chance: answers, in what learners are given.

Packing hides nothing from somebody who wants to look: :func:`read` unpacks it. It keeps answers out
of searches, of previews and of an editor in which a learner looks for something else.
"""

from __future__ import annotations

import base64
import zlib
from importlib.resources.abc import Traversable
from pathlib import Path

_MARK = "packed "


def pack(text: str) -> str:
    """Return a text packed, in letters that any file can hold.

    Examples
    --------
    >>> unpack(pack("what is right")), unpack("what was never packed")
    ('what is right', 'what was never packed')
    """
    return _MARK + base64.b85encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpack(text: str) -> str:
    """Return a text as it was, packed or not."""
    if not text.startswith(_MARK):
        return text
    return zlib.decompress(base64.b85decode(text.removeprefix(_MARK).strip())).decode("utf-8")


def read(path: Path | Traversable) -> str:
    """Return what a file holds, packed or not."""
    return unpack(path.read_text(encoding="utf-8"))
