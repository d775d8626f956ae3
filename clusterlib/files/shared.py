"""A small file that two programs change: one after the other, and whole or not at all."""

from __future__ import annotations

import secrets
import shutil
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# A browser's Python has only soft locks. They do, and the learner need not read of it.
with warnings.catch_warnings(action="ignore"):
    from filelock import FileLock, Timeout


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Keep other programs waiting inside a ``with`` block, where the folder knows locks.

    Parameters
    ----------
    path : Path
        The file; a link is the file that it points to.
    patience : float
        Seconds to wait for another program.

    Raises
    ------
    TimeoutError
        If another program holds the file for longer.
    """
    path = path.resolve()
    with ExitStack() as held:
        try:
            held.enter_context(FileLock(path.with_name(f".{path.name}.lock"), timeout=patience))
        except Timeout:
            raise
        except OSError:
            pass  # some network folders have none: better without than not at all
        yield


def replace_text(path: Path, text: str) -> None:
    """Replace a file by one with this text, in one step; it keeps its permissions."""
    path = path.resolve()  # a link stays one
    new = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.tmp")
    try:
        new.write_text(text, encoding="utf-8", errors="backslashreplace")
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
