"""Grade one submission: run it apart, then mark what came out. A worker does this, anywhere."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from clustercourse.exercises.registry import find_unit
from clustercourse.exercises.session import PRACTICE, draw_cluster
from clustergrader.course import make_course
from clustergrader.judging import Mark, mark
from clustergrader.limits import GradingError, Limits
from clustergrader.running import Ran, run_notebook
from clustergrader.sandbox import choose_sandbox
from clustergrader.submissions import Submission, UnreadableError, code_cells, fingerprint
from clustergrader.values import values_of
from clusterlib.version import version

#: What stopped a notebook, in words.
#: The status of a submission that ran to its end.
MARKED = "marked"
_ENDINGS = {
    "time": "stopped: time limit",
    "memory": "stopped: memory limit",
    "output": "stopped: printed too much",
    "answers": "stopped: sent too much",
    "processes": "stopped: too many processes",
    "files": "stopped: too many files",
    "ended": "ended before its last cell",
    "ran": MARKED,
}


#: The status of a submission that is tried again when the command is run again.
NOT_GRADED = "not graded"
UNREADABLE, NO_CLUSTER, ANOTHER = "unreadable", "no cluster", "another exercise"
#: What a person has to look at before it can be given any mark.
UNJUDGED = (NOT_GRADED, UNREADABLE, NO_CLUSTER, ANOTHER)


@dataclass(frozen=True)
class Job:
    """One submission and all that a worker must know; the secret never leaves the worker."""

    submission: Submission
    stem: str
    secret: str
    limits: Limits = field(default_factory=Limits)
    trust: bool = False
    #: The folder of the course as submissions see it; empty where each worker makes its own.
    course: str = ""
    version: str = field(default_factory=version)


@dataclass
class Result:
    """What is known about one submission, as plain data.

    Attributes
    ----------
    name, digest : str
        The submission and its content.
    status : str
        ``"marked"``, or what prevented or stopped it.
    note : str
        More about it, for the learner.
    learner : str
        The id in the notebook.
    learners : list of str
        All ids that the notebook used.
    tasks : dict
        A mark for each task.
    errors : list
        Cells that failed: number, kind of error, text.
    code : str
        The same for the same code.
    seconds : float
        How long the notebook ran.
    values : dict
        Beside a text: what is right for the learner's own cluster and for the fresh one.
    """

    name: str
    digest: str
    status: str
    note: str = ""
    learner: str = ""
    learners: list[str] = field(default_factory=list)
    tasks: dict[str, Mark] = field(default_factory=dict)
    errors: list[tuple[int, str, str]] = field(default_factory=list)
    code: str = ""
    seconds: float = 0.0
    values: dict[str, str] = field(default_factory=dict)

    @property
    def points(self) -> int:
        """Points that the judge gave, without texts."""
        return sum(int(task["points"]) for task in self.tasks.values())

    def plain(self) -> dict[str, Any]:
        """Return it as data for a file."""
        return asdict(self)


def grade_one(job: Job) -> Result:
    """Grade one submission.

    Raises
    ------
    GradingError
        If this machine cannot do it. Whatever the submission does gives a result.
    """
    try:
        return _grade(job)
    except GradingError:
        raise
    except Exception as error:
        # One submission that the grader cannot cope with must not keep the marks of all others.
        submission, tasks = job.submission, mark(find_unit(job.stem), None, {})
        note = _writable(f"The grader failed: {type(error).__name__}: {error}"[:300])
        return Result(submission.name, submission.digest, NOT_GRADED, note, tasks=tasks)


def _grade(job: Job) -> Result:
    if job.version != version():
        raise GradingError(
            f"This worker has version {version()} of the course, the grader {job.version}. "
            "Install the same on both."
        )
    submission = job.submission
    try:
        if submission.problem:
            raise UnreadableError(submission.problem)
        cells = code_cells(submission.content)
    except UnreadableError as error:
        tasks = mark(find_unit(job.stem), None, {})
        return Result(submission.name, submission.digest, UNREADABLE, str(error), tasks=tasks)
    sandbox = choose_sandbox(job.course or _own_course(), job.limits, trust=job.trust)
    ran = run_notebook(
        cells, job.stem, lambda learner: draw_cluster(learner, job.stem, job.secret), sandbox
    )
    return _result(job, ran, cells)


def _result(job: Job, ran: Ran, cells: Sequence[str]) -> Result:
    unit = find_unit(job.stem)
    # One id a notebook: what was answered under an earlier one does not count.
    answers = {task: data for (who, task), data in ran.answers.items() if who == ran.learner}
    cluster = draw_cluster(ran.learner, job.stem, job.secret) if ran.learner else None
    status, note = _ENDINGS[ran.ending], ""
    if not ran.learner:
        note = f'No cell asked for a cluster: my_cluster("your id", "{job.stem}").'
        status = NO_CLUSTER
        if ran.others:
            status, note = ANOTHER, f"This is the notebook of {ran.others[0]!r}."
    elif len(ran.learners) > 1:
        note = "The notebook used several ids. Only answers under the last one count."
    elif ran.learner == PRACTICE:
        note = "The id is still 'practice'. Write your own."
    tasks = mark(
        unit,
        cluster,
        answers,
        ran.errors,
        cells,
        secret=job.secret,
        finished=ran.ending == "ran",
    )
    values = {}
    if any(one["status"] == "kept" for one in tasks.values()):
        own = draw_cluster(ran.learner, job.stem)
        values = {"own": values_of(unit, own), "fresh": values_of(unit, cluster, tasks)}
    return Result(
        name=job.submission.name,
        digest=job.submission.digest,
        status=status,
        note=note,
        learner=_writable(ran.learner),
        learners=list(map(_writable, ran.learners)),
        tasks=tasks,
        errors=[(cell, _writable(kind), _writable(text)) for cell, kind, text in ran.errors],
        code=fingerprint(list(cells), ran.learner),
        seconds=ran.seconds,
        values=values,
    )


def _writable(text: str) -> str:
    """Return a text of a stranger as one that files can hold and that shows in one line."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(kept.encode("utf-8", "replace").decode("utf-8").split())


@lru_cache(maxsize=1)
def _own_course() -> str:
    """Make the course's folder once in this process, for a worker on another machine."""
    folder = tempfile.mkdtemp(prefix="clusterlib-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_course(Path(folder))
    return folder
