"""The progress file: a small JSON file beside the notebook, written whole or not at all.

Every notebook of a learner writes to it, at times two at once, so a change holds a lock.

It holds, for each learner and task, the best result so far: ``{"version": 1, "learners": {"ada":
{"structure.openness": {"status": "right", "points": 15, "tries": 2}}}}``. Packed, it is a line of
letters and digits that fits into a message to oneself.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from clustercourse.exercises.messages import PlainError
from clusterlib.checks import is_whole
from clusterlib.files.letters import composed
from clusterlib.files.shared import locked, replace_text

#: Where progress is kept, beside the notebooks that the learner runs.
FILE = "my_progress.json"
#: How a packed line begins; the number is the version of the format.
_PREFIX = "p1."
#: No progress comes near this size, in bytes; more is damage or a joke.
_MOST = 1_000_000
#: A change takes a few milliseconds; after so many seconds the other notebook hangs.
_PATIENCE = 10.0
_DONE = ("right", "kept")

Record = dict[str, Any]
Learners = dict[str, dict[str, Record]]


class ProgressError(PlainError):
    """The progress file cannot be read. The text says which and what to do."""


def load(path: Path) -> Learners:
    """Return what the file holds, learner -> task id -> record; empty if there is no file.

    Raises
    ------
    ProgressError
        If the file is not a progress file. It is left as it is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ProgressError(f"{path.name} cannot be read ({error}). Move it away.") from None
    try:
        return _learners(text)
    except ValueError:
        raise ProgressError(
            f"{path.name} is damaged. Nothing was changed. Rename the file, and a new one starts; "
            "your answers are safe in the notebook."
        ) from None


def change(path: Path, by: Callable[[Learners], Learners]) -> Learners:
    """Read the file, change its content and replace it, while no other notebook does.

    Raises
    ------
    ProgressError
        If the file is no progress file, cannot be written, or is held by another notebook.
    """
    try:
        with locked(path, _PATIENCE):
            learners = by(load(path))
            content = {"version": 1, "learners": learners}
            replace_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    except TimeoutError:
        raise ProgressError(
            f"{path.name} is in use by another notebook. Nothing was changed. Restart the "
            "kernel of the other notebook, then run this cell again."
        ) from None
    except OSError as error:
        raise ProgressError(
            f"{path.name} cannot be written here ({error.strerror or error}). Nothing was changed. "
            "Copy the notebook to a folder of your own."
        ) from None
    return learners


def pack(learners: Mapping[str, Any]) -> str:
    """Return all progress as one line of letters, digits, ``-`` and ``_``."""
    content = json.dumps({"version": 1, "learners": learners}, separators=(",", ":"))
    return _PREFIX + base64.urlsafe_b64encode(zlib.compress(content.encode(), 9)).decode("ascii")


def unpack(line: str) -> Learners:
    """Return the progress that a line holds.

    Raises
    ------
    ProgressError
        If the line is damaged or something else.
    """
    text = "".join(line.split())
    if not text.startswith(_PREFIX):
        raise ProgressError(
            f"This is no line of export_progress(), which begins with {_PREFIX!r}, and no file "
            "of that name is here. Nothing was changed."
        )
    try:
        packed = base64.b64decode(text.removeprefix(_PREFIX), altchars=b"-_", validate=True)
        engine = zlib.decompressobj()
        content = engine.decompress(packed, _MOST)
        if not engine.eof:
            raise ValueError("cut off")
        return _learners(content.decode("utf-8"))
    except (ValueError, binascii.Error, zlib.error):
        raise ProgressError(
            "The line is damaged: a part of it is missing or was changed. Nothing was changed. "
            "Copy it once more, from the first quotation mark to the last."
        ) from None


def merge(mine: Learners, others: Learners) -> Learners:
    """Return both, with the better result where a task is in both; neither loses anything."""
    merged = {learner: dict(tasks) for learner, tasks in mine.items()}
    for learner, tasks in others.items():
        kept = merged.setdefault(learner, {})
        for task_id, record in tasks.items():
            before = kept.get(task_id)
            if before is None:
                kept[task_id] = record
                continue
            best = better(before, record)
            kept[task_id] = {**best, "tries": max(_whole(before, "tries"), _whole(record, "tries"))}
    return merged


def better(before: Record, after: Record) -> Record:
    """Return the better of two results of a task, the later one where they are as good."""

    def worth(record: Record) -> tuple[bool, int]:
        return record.get("status") in _DONE, _whole(record, "points")

    return after if worth(after) >= worth(before) else before


def points(records: Mapping[str, Record]) -> int:
    """Return the points of all tasks of a learner; a text that is kept counts as one."""
    return sum(
        max(_whole(record, "points"), int(record.get("status") in _DONE))
        for record in records.values()
    )


def result(record: Record | None, possible: int) -> tuple[str, int]:
    """Return the status and the points of a record, which somebody may have edited."""
    if not record:
        return "not attempted", 0
    status = record.get("status")
    points = min(max(_whole(record, "points"), 0), possible)
    return (status if isinstance(status, str) else "not attempted"), points


def tries(record: Record | None) -> int:
    """Return how often a task was checked."""
    return _whole(record or {}, "tries")


def _whole(record: Record, name: str) -> int:
    value = record.get(name, 0)
    return value if is_whole(value) else 0


def _learners(text: str) -> Learners:
    """Return what a JSON text holds; a ValueError when it is no progress."""
    try:
        content = json.loads(text)
        learners: Learners = {}
        for learner, tasks in content["learners"].items():
            records = {str(task): dict(record) for task, record in tasks.items()}
            # Ids that look the same are the same, however an earlier version wrote them.
            learners = merge(learners, {composed(str(learner)): records})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is no progress") from error
    if content.get("version", 1) != 1:
        raise ValueError("this is progress of another version of the course")
    return learners
