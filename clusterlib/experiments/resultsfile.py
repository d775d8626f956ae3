"""A journal of the finished pieces of an experiment, so that a long run can go on later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from clusterlib.files.journal import Journal, as_line, open_journal
from clusterlib.parameters import ParameterError

Values = list[list[float]]


class ResultsFile:
    """Values of the pieces of one experiment, by number; use it as :func:`open_results` does."""

    def __init__(self, journal: Journal, path: Path, header: dict[str, Any], pieces: int) -> None:
        self._journal, self._path, self._pieces = journal, path, pieces
        mine = json.loads(json.dumps(header, sort_keys=True))
        if journal.lines or not as_line(mine).startswith(journal.rest):
            self._check_header([*journal.lines, journal.rest][0], mine)
        self.done = dict(self._read(line, at) for at, line in enumerate(journal.lines[1:], 2))
        journal.start(mine)

    def add(self, piece: int, values: Values) -> None:
        """Write down a finished piece; it is on the disk when this returns."""
        self._journal.add({"piece": piece, "values": values})

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
    with ExitStack() as stack:
        try:
            journal = stack.enter_context(open_journal(path))
        except BlockingIOError:
            raise ParameterError(
                f"results = {str(path)!r}: another run is writing to this file; wait for it or "
                "give another name."
            ) from None
        except OSError as error:
            raise ParameterError(
                f"results = {str(path)!r}: it cannot be opened ({error.strerror}); choose a file "
                "in a folder in which you may write."
            ) from None
        yield ResultsFile(journal, path, header, pieces)


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
