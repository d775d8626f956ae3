"""What a learner did, kept beside the progress: predictions, answers, what was tried.

The course's pages in a browser keep the same and save it as the same file.

It is written in a kernel only: who runs a script or a test leaves nothing behind. What cannot be
read or written is left alone; it is a convenience, and no lecture may stop for it.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython

from clusterlib.files.shared import locked, replace_text

#: The file, beside the notebooks that the learner runs.
FILE = "my_tries.json"
#: No tries come near this size, in bytes; more is damage or a joke.
_MOST = 2_000_000
_PATIENCE = 2.0

_log = logging.getLogger(__name__)


def recall(room: str, name: str) -> Any:
    """Return what was kept under a name in a room such as ``"labs"``, None without anything."""
    if not _in_kernel():
        return None
    return _load(Path(FILE)).get(room, {}).get(name)


def remember(room: str, name: str, value: Any) -> None:
    """Keep something that JSON can hold under a name in a room, instead of what was there."""
    if not _in_kernel():
        return
    path = Path(FILE)
    try:
        with locked(path, _PATIENCE):
            kept = _load(path)
            kept.setdefault(room, {})[name] = value
            replace_text(path, json.dumps(kept, ensure_ascii=False))
    except (OSError, TypeError, ValueError):
        _log.debug("could not keep %s %s", room, name, exc_info=True)


def holds_tries(path: Path) -> bool:
    """Return whether a file is one of these, from a notebook or from the course's pages."""
    kept = _load(path)
    return bool(kept) and "learners" not in kept


def take_in(others: Path) -> None:
    """Add what another such file holds to the one beside the notebook; nothing is lost.

    Raises
    ------
    OSError, TimeoutError
        If the file cannot be written.
    """
    path = Path(FILE)
    with locked(path, _PATIENCE):
        kept = _load(path)
        for room, names in _load(others).items():
            mine = kept.setdefault(room, {})
            for name, value in names.items():
                mine[name] = better(room, mine.get(name), value)
        replace_text(path, json.dumps(kept, ensure_ascii=False))


def better(room: str, before: Any, after: Any) -> Any:
    """Return the better of two records of the same thing; a page's store.js says the same.

    A prediction that was made stays, a task that was solved stays solved, and of all else the later
    record counts.

    Examples
    --------
    >>> better("tasks", {"status": "right", "tries": 1}, {"status": "wrong", "tries": 3})
    {'status': 'right', 'tries': 3}
    """
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return after
    if room == "predictions":
        made = before.get("given") is not None and before.get("asked") == after.get("asked")
        return before if made else after
    if room != "tasks":
        return after
    stays = before.get("status") == "right" != after.get("status")
    tries = max(before.get("tries", 0), after.get("tries", 0))
    return {**(before if stays else after), "tries": tries}


def _load(path: Path) -> dict[str, dict[str, Any]]:
    try:
        if path.stat().st_size > _MOST:
            return {}
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return (
        kept if isinstance(kept, dict) and all(isinstance(v, dict) for v in kept.values()) else {}
    )


def _in_kernel() -> bool:
    return hasattr(get_ipython(), "kernel")
