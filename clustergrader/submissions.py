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
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clustercourse.exercises.session import PRACTICE
from clustergrader.limits import GradingError
from clusterlib.errors import ClusterlibError

_MOST_BYTES = 10_000_000
_MOST_CELLS = 2_000
_MOST_CODE = 2_000_000
_DEEP = 5
_SHORTEST_ID = 3
_IGNORED = {"__MACOSX", "Thumbs.db", "desktop.ini"}

#: How Moodle names the folder, or the file, of a learner.
_MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_[a-z]+_?/?(.*)", re.DOTALL)

#: How Canvas names a file: whose, late or not, the numbers of the person and of the file.
CANVAS = re.compile(
    r"(?P<who>[^\W_]+)(?P<late>_LATE)?_(?P<person>\d+)_(?P<file>\d+)_(?P<name>[^/]+)"
)


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
        What it holds; empty if there is a problem, or until it is loaded.
    problem : str
        Why it cannot be read, or empty.
    path : Path or None
        Where it is, if it is to be loaded when its turn comes: a class is too much to hold at once.
    seen : str
        The digest of what was there when it was found.
    """

    name: str
    content: bytes = b""
    problem: str = ""
    path: Path | None = None
    seen: str = ""

    @property
    def digest(self) -> str:
        """A short text that is another one when the content is."""
        if self.seen:
            return self.seen
        return hashlib.sha256(self.content + b"\0" + self.problem.encode()).hexdigest()[:20]

    def loaded(self) -> Submission:
        """Return it with its content; a problem if that is no longer what was found."""
        if self.path is None:
            return self
        now = _read(self.path, self.name)
        if now.digest != self.digest:
            changed = "The file was changed while the class was graded. Grade again."
            return replace(self, path=None, problem=changed)
        return now


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


def owner(name: str) -> tuple[str, str] | None:
    """Return whose a file is by the name that its platform gave it, or None.

    Examples
    --------
    >>> owner("Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html")
    ('Ada Lovelace', '101')
    >>> owner("parkcleo_55_77_01-1.ipynb")
    ('parkcleo', '55')
    """
    if match := _MOODLE.fullmatch(name):
        return match[1], match[2]
    match = CANVAS.fullmatch(name)
    return (match["who"], match["person"]) if match else None


def latest(names: Sequence[str]) -> str:
    """Return the latest of several files of one person, if the platform says which; else nothing.

    Examples
    --------
    >>> latest(["parkcleo_55_77_01.ipynb", "parkcleo_55_81_01-1.ipynb"])
    'parkcleo_55_81_01-1.ipynb'
    >>> latest(["01.ipynb", "01 (1).ipynb"])
    ''
    """
    found = [match for name in names if (match := CANVAS.fullmatch(name))]
    if len(found) < len(names) or len({owner(name) for name in names}) > 1:
        return ""
    return max(found, key=lambda match: int(match["file"])).string


def collect(folder: Path) -> list[Submission]:
    """Return what a folder holds, a submission for each notebook in it or in its folders.

    Other files count as a submission too, one that is not a notebook, where no notebook is beside
    them: nobody who handed something in is left out of the table. What a platform puts beside a
    person's notebook, such as a text that was typed online, is no submission of its own.

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
    whole = {owner(one.name) for one in found if not one.problem} - {None}
    found = [one for one in found if not (one.problem and owner(one.name) in whole)]
    counted = Counter(submission.name for submission in found)
    return sorted(
        (one if counted[one.name] == 1 else _renamed(one) for one in found),
        key=lambda submission: submission.name,
    )


def _renamed(submission: Submission) -> Submission:
    """Return a submission under a name of its own: letters that no text can hold look alike."""
    place = os.fsencode(submission.path) if submission.path else submission.digest.encode()
    where, _, name = submission.name.rpartition("/")
    ending = hashlib.sha256(place).hexdigest()[:10]
    return replace(submission, name=f"{where}/{ending} {name}" if where else f"{ending} {name}")


def _in_folder(folder: Path, prefix: str, depth: int = 0) -> Iterator[Submission]:
    try:
        listed = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        if depth == 0:
            raise GradingError(f"{folder}: this folder cannot be read.") from None
        yield Submission(prefix.rstrip("/"), problem="This folder cannot be read.")
        return
    entries = [
        entry for entry in listed if not entry.name.startswith(".") and entry.name not in _IGNORED
    ]
    for entry in entries:
        # Some systems allow letters in names that no text file can hold.
        name = prefix + entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
        if entry.is_dir(follow_symlinks=False):
            inside = list(_in_folder(Path(entry), f"{name}/", depth + 1)) if depth < _DEEP else []
            yield from inside or [Submission(name, problem=_no_notebook_in(Path(entry)))]
        elif entry.name.lower().endswith(".ipynb"):
            found = _read(Path(entry), name)
            yield replace(found, content=b"", path=Path(entry), seen=found.digest)
        elif depth == 0:
            yield Submission(name, problem=_no_notebook(Path(entry)))


#: What is handed in where a notebook is asked for, and the cure.
_INSTEAD = {
    (
        ".zip",
        ".7z",
        ".rar",
        ".tar",
        ".gz",
        ".tgz",
    ): "an archive. Unpack it, and hand in the notebook",
    (".html", ".htm", ".pdf"): "a print of the notebook, which cannot be run. Hand in the .ipynb",
    (".py", ".md", ".docx", ".odt", ".txt"): "no notebook. Hand in the .ipynb of the exercise",
}


def _no_notebook(path: Path) -> str:
    """Say what a file is that is no notebook, and the cure."""
    name = path.name.lower()
    if ".ipynb." in name:
        last = path.suffix
        return f"A browser has added {last} to the name: take it away, so that it ends in .ipynb."
    for endings, cure in _INSTEAD.items():
        if name.endswith(endings):
            return f"This is {cure}: its name must end in .ipynb."
    return "This is not a notebook: its name must end in .ipynb."


def _no_notebook_in(folder: Path) -> str:
    """Say what is in a folder without a notebook, if it is one file."""
    there = [path for path in folder.iterdir() if not path.name.startswith(".")]
    said = _no_notebook(there[0]) if len(there) == 1 and there[0].is_file() else ""
    return f"There is no notebook in this folder. {said}".strip()


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
        raise UnreadableError(_damage(content)) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if isinstance(notebook, dict) and "worksheets" in notebook:
        raise UnreadableError(
            "This notebook is in the old format 3. Open it in Jupyter, save it, hand it in again."
        )
    if not isinstance(cells, list):
        raise UnreadableError("This is not a notebook, though its name says so.")
    code = [text for cell in cells if (text := _code(cell)) is not None]
    if len(code) > _MOST_CELLS or sum(map(len, code)) > _MOST_CODE:
        raise UnreadableError("The notebook is too large: there is far more code than needed.")
    return code


def _damage(content: bytes) -> str:
    """Say why a file cannot be read, and the cure where there is one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        return (
            "The file is in UTF-16: an editor has saved it so. Save it from Jupyter, or as UTF-8."
        )
    if content.startswith(b"PK"):
        return "This is a zip archive, though its name says notebook. Unpack it first."
    return "The file is damaged: it is no notebook. Download it from Jupyter once more."


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
    bare = " ".join("ID" if word.strip("\"'").strip() == learner else word for word in words)
    # In a text the id may stand too; but a short one, or "practice", may be a word like any other.
    if len(learner) < _SHORTEST_ID or learner == PRACTICE:
        return bare
    return re.sub(rf"(?<!\w){re.escape(learner)}(?!\w)", "ID", bare)
