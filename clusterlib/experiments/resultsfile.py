"""A file that grows by a line for each finished piece of work, so that a long run can go on later.

The first line says which experiment it is. Floats are written so that they read back exactly. A
line that was being written when the run was stopped is dropped, and its piece is done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from clusterlib.parameters import ParameterError

try:
    import fcntl
except ImportError:  # Windows: nothing tells there that another run writes to the file
    fcntl = None  # type: ignore[assignment]

Values = list[list[float]]

#: Results files to which this process is writing.
_IN_USE: set[Path] = set()


class ResultsFile:
    """Values of the pieces of one experiment, by number; use it as :func:`open_results` does."""

    def __init__(self, file: IO[bytes], path: Path, header: dict[str, Any], pieces: int) -> None:
        self._file, self._path, self._pieces = file, path, pieces
        first = _line(header)
        content = file.read()
        whole, newline, rest = content.rpartition(b"\n")
        if not newline and first.startswith(rest):
            # New, or stopped while even the first line was written.
            file.seek(0)
            file.truncate()
            self.done: dict[int, Values] = {}
            self._write(first)
            return
        lines = whole.split(b"\n") if newline else [rest]
        self._check_header(lines[0], json.loads(first))
        self.done = dict(self._read(line, number) for number, line in enumerate(lines[1:], 2))
        file.seek(len(content) - len(rest))
        file.truncate()

    def add(self, piece: int, values: Values) -> None:
        """Write down a finished piece; it is on the disk when this returns."""
        self._write(_line({"piece": piece, "values": values}))

    def _write(self, line: bytes) -> None:
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _check_header(self, line: bytes, mine: dict[str, Any]) -> None:
        try:
            found = json.loads(line)
            found["experiment"]
        except (ValueError, TypeError, KeyError):
            raise ParameterError(
                f"results = {str(self._path)!r}: this file does not hold results of an experiment; "
                "give the name of a new file. Nothing was written to it."
            ) from None
        different = list(_differences(found, mine))
        if different:
            lines = "\n".join(f"  - {difference}" for difference in different[:12])
            raise ParameterError(
                f"results = {str(self._path)!r}: this file holds another experiment. Give the name "
                "of a new file, or run the experiment that it holds. Nothing was written to it. "
                f"In the file, and now:\n{lines}"
            )

    def _read(self, line: bytes, number: int) -> tuple[int, Values]:
        try:
            entry = json.loads(line)
            piece, values = int(entry["piece"]), entry["values"]
            if 0 <= piece < self._pieces and isinstance(values, list):
                return piece, values
        except (ValueError, TypeError, KeyError):
            pass
        raise ParameterError(
            f"results = {str(self._path)!r}: line {number} cannot be read, so the file was changed "
            "by something else. Delete that line to have its piece done again. Nothing was written "
            "to it."
        )


@contextmanager
def open_results(path: str | Path, header: dict[str, Any], pieces: int) -> Iterator[ResultsFile]:
    """Open a results file, or start one, for as long as the ``with`` block runs.

    Parameters
    ----------
    path : str or Path
        The file; a new one is made if there is none.
    header : dict
        Plain data that says which experiment it is.
    pieces : int
        How many pieces of work the experiment has.

    Raises
    ------
    ParameterError
        If the file holds something else, or another run is writing to it.
    """
    path = Path(path)
    try:
        path.touch()
        file = path.open("r+b")
    except OSError as error:
        raise ParameterError(
            f"results = {str(path)!r}: it cannot be opened ({error.strerror}); choose a file in a "
            "folder in which you may write."
        ) from None
    with file, _alone(file, path):
        yield ResultsFile(file, path, header, pieces)


@contextmanager
def _alone(file: IO[bytes], path: Path) -> Iterator[None]:
    """Make sure that nobody else writes to a file, in this process or another."""
    name = path.resolve()
    taken = name in _IN_USE
    if fcntl is not None and not taken:
        try:
            # Unlike flock's, this lock does not live on in worker processes that outlive a kill.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            taken = True
    if taken:
        raise ParameterError(
            f"results = {str(path)!r}: another run is writing to this file; wait for it or give "
            "another name."
        )
    _IN_USE.add(name)
    try:
        yield
    finally:
        _IN_USE.remove(name)


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _differences(found: Any, mine: Any, where: str = "") -> Iterator[str]:
    """Yield every place in which two descriptions differ."""
    if isinstance(found, dict) and isinstance(mine, dict):
        for name in sorted(found.keys() | mine.keys()):
            place = f"{where}.{name}" if where else name
            yield from _differences(found.get(name), mine.get(name), place)
    elif isinstance(found, list) and isinstance(mine, list) and len(found) == len(mine):
        for number, (old, new) in enumerate(zip(found, mine, strict=True)):
            yield from _differences(old, new, f"{where}[{number}]")
    elif found != mine:
        yield f"{where}: {_short(found)} and {_short(mine)}"


def _short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."
