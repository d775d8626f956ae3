"""The folder of submissions: which files are in it, and the code cells of a notebook.

Nothing here follows a link, waits for a pipe or trusts a file to be what its name says.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import stat
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clustergrader.limits import GradingError
from clusterlib.errors import ClusterlibError

_MOST_BYTES = 10_000_000
_MOST_CELLS = 2_000
_MOST_CODE = 2_000_000
_DEEP = 5
_IGNORED = {"__MACOSX", "Thumbs.db", "desktop.ini"}

#: How Moodle names the folder, or the file, of a learner.
_MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_[a-z]+_?/?(.*)", re.DOTALL)


class UnreadableError(ClusterlibError):
    """A submission is no notebook that could be run. The text says why, for its author."""


@dataclass(frozen=True)
class Submission:
    """One file of a learner.

    Attributes
    ----------
    name : str
        Its path inside the folder of submissions, with ``/``.
    content : bytes
        What it holds; empty if there is a problem.
    problem : str
        Why it cannot be read, or empty.
    """

    name: str
    content: bytes = b""
    problem: str = ""

    @property
    def digest(self) -> str:
        """A short text that is another one when the content is."""
        return hashlib.sha256(self.content + b"\0" + self.problem.encode()).hexdigest()[:20]


def label(name: str) -> str:
    """Return the name of a submission without what is the same in all.

    Examples
    --------
    >>> label("Ada Lovelace_101_assignsubmission_file_/01.ipynb")
    'Ada Lovelace (101): 01.ipynb'
    >>> label("01.ipynb")
    '01.ipynb'
    """
    if not (match := _MOODLE.fullmatch(name)):
        return name
    who, number, file = match.groups()
    return f"{who} ({number})" + (f": {file}" if file else "")


def collect(folder: Path) -> list[Submission]:
    """Return what a folder holds, a submission for each notebook in it or in its folders.

    Other files count as a submission too, one that is not a notebook, where no notebook is beside
    them: nobody who handed something in is left out of the table.

    Raises
    ------
    GradingError
        If there is no such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise GradingError(f"{folder}: there is no such folder. Give the one of the submissions.")
    found = list(_in_folder(folder, ""))
    if not found:
        raise GradingError(f"{folder}: there is nothing in this folder.")
    return sorted(found, key=lambda submission: submission.name)


def _in_folder(folder: Path, prefix: str, depth: int = 0) -> Iterator[Submission]:
    entries = [
        entry
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if not entry.name.startswith(".") and entry.name not in _IGNORED
    ]
    for entry in entries:
        # Some systems allow letters in names that no text file can hold.
        name = prefix + entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
        if entry.is_dir(follow_symlinks=False):
            inside = list(_in_folder(Path(entry), f"{name}/", depth + 1)) if depth < _DEEP else []
            yield from inside or [Submission(name, problem="There is no notebook in this folder.")]
        elif entry.name.lower().endswith(".ipynb"):
            yield _read(Path(entry), name)
        elif depth == 0:
            yield Submission(name, problem="This is not a notebook: its name must end in .ipynb.")


def _read(path: Path, name: str) -> Submission:
    """Read a file that is one; a link or a pipe is none."""
    nowhere = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(path, os.O_RDONLY | nowhere)
    except OSError:
        return Submission(name, problem="This is a link, or a file that cannot be opened.")
    with os.fdopen(number, "rb") as file:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            return Submission(name, problem="This is not a regular file.")
        if about.st_size > _MOST_BYTES:
            cure = "Clear all outputs and hand it in again."
            return Submission(name, problem=f"The file is too large. {cure}")
        return Submission(name, file.read(_MOST_BYTES))


def code_cells(content: bytes) -> list[str]:
    """Return the code cells of a notebook.

    Raises
    ------
    UnreadableError
        If it is not a notebook.
    """
    if not content.strip():
        raise UnreadableError("The file is empty.")
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableError("The file is damaged: it is no notebook.") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise UnreadableError("This is not a notebook, though its name says so.")
    code = [text for cell in cells if (text := _code(cell)) is not None]
    if len(code) > _MOST_CELLS or sum(map(len, code)) > _MOST_CODE:
        raise UnreadableError("The notebook is too large: there is far more code than needed.")
    return code


def _code(cell: Any) -> str | None:
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return None
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return None
    return source.encode("utf-8", "replace").decode("utf-8")


def fingerprint(cells: list[str], learner: str) -> str:
    """Return a text that is the same for the same code, whatever its comments, spaces and id."""
    return hashlib.sha256("\n".join(_bare(cell, learner) for cell in cells).encode()).hexdigest()


def _bare(cell: str, learner: str) -> str:
    try:
        words = [
            token.string
            for token in tokenize.generate_tokens(io.StringIO(cell).readline)
            if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE)
        ]
    except (tokenize.TokenError, SyntaxError, ValueError):
        words = cell.split()
    return " ".join("ID" if word.strip("\"'").strip() == learner else word for word in words)
