"""What is graded already: a journal with a line for each submission.

A grading that was stopped goes on from it, and one that is repeated with late submissions, or with
the points of texts, grades only what is new. It also keeps the secret when none was given.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from clustergrader.limits import GradingError
from clustergrader.one_submission import NOT_GRADED, Result
from clustergrader.submissions import Submission
from clusterlib.files.journal import Journal, open_journal
from clusterlib.version import version


class Graded:
    """The results so far; use it as :func:`open_graded` does."""

    def __init__(self, journal: Journal, path: Path, stem: str, secret: str | None) -> None:
        self._journal, self._path = journal, path
        self.results: dict[tuple[str, str], Result] = {}
        if journal.lines:
            self.secret = self._read_header(journal.lines[0], stem, secret)
        elif journal.rest and not journal.rest.startswith(b'{"clusterlib":'):
            raise _foreign(path)
        else:
            self.secret = secret or secrets.token_hex(16)
        for number, line in enumerate(journal.lines[1:], 2):
            result = self._read(line, number)
            self.results[result.name, result.digest] = result
        journal.start(self._header(stem, secret))

    def add(self, result: Result) -> None:
        """Write a result down; it is on the disk when this returns."""
        self._journal.add(result.plain())
        self.results[result.name, result.digest] = result

    def lacks(self, submission: Submission) -> bool:
        """Return whether a submission is to be graded, for the first time or once more."""
        result = self.results.get((submission.name, submission.digest))
        return result is None or result.status == NOT_GRADED

    def _header(self, stem: str, secret: str | None) -> dict[str, Any]:
        kept = {"secret_digest": _digest(secret)} if secret else {"secret": self.secret}
        return {"clusterlib": version(), "exercise": stem, **kept}

    def _read_header(self, line: bytes, stem: str, secret: str | None) -> str:
        try:
            header = json.loads(line)
            found = {"exercise": header["exercise"], "clusterlib": header["clusterlib"]}
            kept, digest = header.get("secret"), header.get("secret_digest")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _foreign(self._path) from None
        for what, now in (("exercise", stem), ("clusterlib", version())):
            if found[what] != now:
                raise self._other(f"{what} {found[what]}, and now it is {now}")
        if secret is None and kept is None:
            raise self._other("a secret of your own: give the same --secret again")
        if secret is not None and (_digest(secret) != digest if digest else secret != kept):
            raise self._other("another secret")
        return str(secret or kept)

    def _other(self, what: str) -> GradingError:
        return GradingError(
            f"{self._path}: this grading was begun with {what}. To start anew, give another "
            "--output."
        )

    def _read(self, line: bytes, number: int) -> Result:
        try:
            return Result(**json.loads(line))
        except (ValueError, TypeError):
            raise GradingError(
                f"{self._path}: line {number} was changed and cannot be read. Delete that line, "
                "and its submission is graded again."
            ) from None


@contextmanager
def open_graded(path: Path, stem: str, secret: str | None) -> Iterator[Graded]:
    """Open the file of a grading, or start one.

    Parameters
    ----------
    path : Path
    stem : str
        The exercise.
    secret : str, optional
        With it and a learner's id a cluster is drawn. One is made up, and kept, if none is given.

    Raises
    ------
    GradingError
        If the file belongs to another grading, is in use or cannot be read.
    """
    with ExitStack() as stack:
        try:
            # Nobody else on the machine may read it: there may be a secret in it.
            journal = stack.enter_context(open_journal(path, 0o600))
        except BlockingIOError:
            raise GradingError(f"{path}: another grading is at work on it. Wait.") from None
        except OSError as error:
            raise GradingError(f"{path}: it cannot be opened ({error.strerror}).") from None
        yield Graded(journal, path, stem, secret)


def exercise_of(path: Path) -> str:
    """Return the exercise that a grading was begun with; empty where there is none to be read."""
    try:
        with path.open("rb") as file:
            return str(json.loads(file.readline())["exercise"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _foreign(path: Path) -> GradingError:
    return GradingError(f"{path}: this is another kind of file. Move it away.")


def _digest(secret: str) -> str:
    return hashlib.sha256(f"clusterlib\0{secret}".encode()).hexdigest()
