"""Folders for a while that a grading takes away, or the next one if it was killed itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where nothing is graded
    fcntl = None  # type: ignore[assignment]

#: How the names begin, and the file whose lock says that somebody is at work.
_PREFIX, _LOCK = "clusterlib-grade-", ".in-use"


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make an empty folder for a ``with`` block; nobody takes it away while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    # Where a file system has no locks, nobody can take one, and nothing is removed.
    with contextlib.suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX)
    inside = folder / "folder"
    inside.mkdir()
    try:
        # A submission in no sandbox may write into the inner folder, and finds no lock there.
        yield inside
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_left_folders() -> list[Path]:
    """Remove what gradings that were killed have left: ours only, and none that is in use."""
    gone = []
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            about = folder.lstat()
            if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
                continue
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder)
            finally:
                os.close(lock)
    return gone
