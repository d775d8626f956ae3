"""The progress file: a small JSON file beside the notebook, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: Where progress is kept, beside the notebooks that the learner runs.
FILE = "my_progress.json"


class ProgressError(ValueError):
    """The progress file cannot be read. The text says which and what to do."""


def load(path: Path) -> dict[str, Any]:
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
        content = json.loads(text)
        return {str(learner): dict(tasks) for learner, tasks in content["learners"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ProgressError(
            f"{path.name} is damaged. Nothing was changed. Rename the file, and a new one starts; "
            "your answers are safe in the notebook."
        ) from None


def save(path: Path, learners: Mapping[str, Any]) -> None:
    """Replace the file by one with this content, in one step."""
    content = json.dumps({"version": 1, "learners": learners}, indent=1, ensure_ascii=False)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".my_progress", suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content + "\n")
    Path(name).replace(path)
