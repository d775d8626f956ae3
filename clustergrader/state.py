"""What is graded already: a journal with a line for each submission.

A grading that was stopped goes on from it, and one that is repeated with late submissions, or with
the points of texts, grades only what is new. It also keeps the secret when none was given.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from clustercourse.exercises.tasks import Task
from clustergrader.limits import GradingError
from clustergrader.one_submission import NOT_GRADED, Result
from clustergrader.page_folder import keep_copy
from clustergrader.submissions import Submission
from clustergrader.texts import code_of
from clusterlib.files.journal import Journal, open_journal
from clusterlib.version import version


class Graded:
    """The results so far; use it as :func:`open_graded` does."""

    def __init__(
        self,
        journal: Journal,
        path: Path,
        stem: str,
        secret: str | None,
        now: Mapping[str, str] | None = None,
    ) -> None:
        self._journal, self._path, self._now = journal, path, now
        self.results: dict[tuple[str, str], Result] = {}
        self._written: dict[str, str] = {}
        if journal.lines:
            self.secret = self._read_header(journal.lines[0], stem, secret)
        elif journal.rest and not journal.rest.startswith(b'{"clusterlib":'):
            raise _foreign(path)
        else:
            self.secret = secret or secrets.token_hex(16)
        for number, line in enumerate(journal.lines[1:], 2):
            if line.startswith(b'{"written":'):
                with suppress(ValueError):
                    self._written = dict(json.loads(line)["written"])
                continue
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
        if result is None or result.status == NOT_GRADED:
            return True
        return self._now is not None and result.definitions != self._now

    def piece_of(
        self, result: Result, there: set[tuple[str, str]], person_of: Callable[[Result], str]
    ) -> str:
        """Return the code of the piece of work that a result is of: a person's, and a content.

        It is that of an earlier one of the same code, whatever the id in it, which is no longer in
        the folder: under the same name or of the same person.
        """
        mine = result.name, result.digest
        person = person_of(result)
        for key, other in reversed(self.results.items()):
            if _content(other) != _content(result) or (key in there and key != mine):
                continue
            other_person = person_of(other)
            if other.name == result.name or other_person in ("", person) or not person:
                taken = {
                    code_of(self.results[one]) for one in there - {mine} if one in self.results
                }
                if code_of(other) not in taken:
                    return code_of(other)
        return code_of(result)

    def changed(self, submissions: Iterable[Submission]) -> set[str]:
        """Return the tasks that are others than when these submissions were graded."""
        keys = [(one.name, one.digest) for one in submissions]
        then = [self.results[key].definitions for key in keys if key in self.results]
        now = self._now or {}
        return {task for old in then for task in {*old, *now} if old.get(task) != now.get(task)}

    def points_then(self, task: Task, submissions: Iterable[Submission]) -> set[int]:
        """Return how many points there were for a task when these submissions were graded."""
        found = [self.results.get((one.name, one.digest)) for one in submissions]
        return {one.points[task.id] for one in found if one and task.id in one.points}

    def keep_edited(self, paths: Iterable[Path]) -> list[str]:
        """Copy tables that somebody has changed since they were written; say where they are."""
        said = []
        for path in paths:
            before = self._written.get(path.name)
            if not path.exists() or before in (None, _digest_of(path)):
                continue
            said.append(
                f"{path.name} was changed by hand. It is kept as {keep_copy(path).name} and "
                "written again: points of your own belong into the decisions."
            )
        return said

    def remember(self, paths: Iterable[Path]) -> None:
        """Write down how tables were written, to see when somebody changes them."""
        written = {path.name: _digest_of(path) for path in paths}
        if written != self._written:
            self._journal.add({"written": written})
            self._written = written

    def _header(self, stem: str, secret: str | None) -> dict[str, Any]:
        kept = {"secret_digest": _digest(secret)} if secret else {"secret": self.secret}
        return {"clusterlib": version(), "exercise": stem, **kept}

    def _read_header(self, line: bytes, stem: str, secret: str | None) -> str:
        try:
            header = json.loads(line)
            exercise, _ = header["exercise"], header["clusterlib"]
            kept, digest = header.get("secret"), header.get("secret_digest")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _foreign(self._path) from None
        if exercise != stem:
            raise self._other(f"exercise {exercise}, and now it is {stem}")
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
def open_graded(
    path: Path, stem: str, secret: str | None, now: Mapping[str, str] | None = None
) -> Iterator[Graded]:
    """Open the file of a grading, or start one.

    Parameters
    ----------
    path : Path
    stem : str
        The exercise.
    secret : str, optional
        With it and a learner's id a cluster is drawn. One is made up, and kept, if none is given.
    now : mapping, optional
        What the tasks are: what was graded when they were others is graded anew.

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
        yield Graded(journal, path, stem, secret, now)


def exercise_of(path: Path) -> str:
    """Return the exercise that a grading was begun with; empty where there is none to be read."""
    try:
        with path.open("rb") as file:
            return str(json.loads(file.readline())["exercise"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:20]


def _content(result: Result) -> str:
    return result.code or result.digest


def _foreign(path: Path) -> GradingError:
    return GradingError(f"{path}: this is another kind of file. Move it away.")


def _digest(secret: str) -> str:
    return hashlib.sha256(f"clusterlib\0{secret}".encode()).hexdigest()
