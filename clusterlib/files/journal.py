"""A journal: a file that grows by a line for each finished piece, so that long work can go on.

Every line is JSON; the first one, the header, says which work it is. A line that was being written
when the work was stopped is dropped, and its piece is done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows: nothing tells there that another process writes to the file
    fcntl = None  # type: ignore[assignment]

#: Journals to which this process is writing.
_IN_USE: set[Path] = set()


class Journal:
    """What a journal holds, and the way to go on with it; use it as :func:`open_journal` does.

    Nothing is written before :meth:`start`: first see whose journal it is.

    Attributes
    ----------
    lines : list of bytes
        The whole lines in it, the header first.
    rest : bytes
        What stands behind the last whole line.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        whole, newline, self.rest = file.read().rpartition(b"\n")
        self.lines = whole.split(b"\n") if newline else []
        self._end = len(whole + newline)

    def start(self, header: Mapping[str, Any]) -> None:
        """Drop what stands behind the last whole line; write the header if there is none."""
        self._file.seek(self._end)
        self._file.truncate()
        if not self.lines:
            self.add(header)

    def add(self, entry: Mapping[str, Any]) -> None:
        """Write an entry down; it is on the disk when this returns."""
        self._file.write(as_line(entry))
        self._file.flush()
        os.fsync(self._file.fileno())


def as_line(entry: Mapping[str, Any]) -> bytes:
    """Return an entry as its line; floats read back exactly."""
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


@contextmanager
def open_journal(path: Path, mode: int = 0o666) -> Iterator[Journal]:
    """Open a journal, or make one, for as long as the ``with`` block runs.

    Parameters
    ----------
    path : Path
    mode : int
        The rights of a new file.

    Raises
    ------
    BlockingIOError
        If somebody else, in this process or another, has it open.
    OSError
        If it cannot be opened.
    """
    name = path.resolve()
    if name in _IN_USE:  # to open and close it once more would give its lock up
        raise BlockingIOError(str(path))
    with open(path, "r+b", opener=lambda at, flags: os.open(at, flags | os.O_CREAT, mode)) as file:
        if fcntl is not None:
            try:
                # Unlike flock's, this lock does not live on in workers that outlive a kill.
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BlockingIOError(str(path)) from None
        _IN_USE.add(name)
        try:
            yield Journal(file)
        finally:
            _IN_USE.remove(name)
