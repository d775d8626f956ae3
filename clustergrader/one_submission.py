"""Grade one submission: run it apart, then mark what came out. A worker does this, anywhere."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from clustercourse.exercises.registry import find_unit
from clustercourse.exercises.session import PRACTICE, draw_cluster
from clustergrader.course import make_course
from clustergrader.judging import Mark, mark
from clustergrader.likeness import likeness
from clustergrader.limits import GradingError, Limits
from clustergrader.notebook_run import NotebookRun, run_notebook
from clustergrader.sandbox import choose_sandbox
from clustergrader.submissions import Submission, UnreadableError, code_cells, fingerprint
from clustergrader.values import values_of
from clusterlib.version import version

#: The status of a submission that ran to its end.
MARKED = "marked"
#: The status by how a notebook ended.
_STATUSES = {
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
    #: What its tasks are, for the result to tell.
    definitions: dict[str, str] = field(default_factory=dict)


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
        How long the notebook run.
    values : dict
        Beside a text: what is right for the learner's own cluster and for the fresh one.
    definitions : dict
        A digest of what each task was, and ``points`` how many there were for it.
    piece : str
        The piece of work that this is, one person's and of one content: the code on the sheet of
        texts and in decisions. Empty until it is known.
    likeness : str
        A remark, if the code is much like the published solution or the references.
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
    definitions: dict[str, str] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    piece: str = ""
    likeness: str = ""

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
        result = _grade(job)
    except GradingError:
        raise
    except Exception as error:
        # One submission that the grader cannot cope with must not keep the marks of all others.
        said = f"The grader failed: {type(error).__name__}: {error}"
        result = no_marks(job, NOT_GRADED, _writable(said[:300]))
    result.definitions = job.definitions
    result.points = {task.id: task.points for task in find_unit(job.stem).tasks}
    return result


def no_marks(job: Job, status: str, note: str) -> Result:
    """Return the result of a submission that was not run."""
    tasks = mark(find_unit(job.stem), None, {})
    return Result(job.submission.name, job.submission.digest, status, note, tasks=tasks)


def _grade(job: Job) -> Result:
    if job.version != version():
        raise GradingError(
            f"This worker has version {version()} of the course, the grader {job.version}. "
            "Install the same on both."
        )
    if job.submission.problem:
        return no_marks(job, UNREADABLE, job.submission.problem)
    try:
        cells = code_cells(job.submission.content)
    except UnreadableError as error:
        return no_marks(job, UNREADABLE, str(error))
    sandbox = choose_sandbox(job.course or _own_course(), job.limits, trust=job.trust)
    run = run_notebook(
        cells, job.stem, lambda learner: draw_cluster(learner, job.stem, job.secret), sandbox
    )
    return _mark_run(job, run, cells)


def _mark_run(job: Job, run: NotebookRun, cells: list[str]) -> Result:
    unit = find_unit(job.stem)
    # One id a notebook: what was answered under an earlier one does not count.
    answers = {task: data for (who, task), data in run.answers.items() if who == run.learner}
    cluster = draw_cluster(run.learner, job.stem, job.secret) if run.learner else None
    own = draw_cluster(run.learner, job.stem) if run.learner else None
    status, note = _STATUSES[run.ending], ""
    if not run.learner:
        note = _no_cluster(job.stem, run, cells)
        status = NO_CLUSTER
        if run.others:
            status, note = ANOTHER, f"This is the notebook of {run.others[0]!r}."
    elif len(run.learners) > 1:
        note = "The notebook used several ids. Only answers under the last one count."
    elif run.learner == PRACTICE:
        note = "The id is still 'practice'. Write your own."
    finished = run.ending == "ran"
    tasks = mark(
        unit, cluster, answers, run.errors, cells, secret=job.secret, finished=finished, own=own
    )
    values = {}
    if any(given["status"] == "kept" for given in tasks.values()):
        values = {"own": values_of(unit, own), "fresh": values_of(unit, cluster, tasks)}
    return Result(
        name=job.submission.name,
        digest=job.submission.digest,
        status=status,
        note=note,
        learner=_writable(run.learner),
        learners=list(map(_writable, run.learners)),
        tasks=tasks,
        errors=[(cell, _writable(kind), _writable(text)) for cell, kind, text in run.errors],
        code=fingerprint(cells, run.learner),
        seconds=run.seconds,
        values=values,
        likeness=likeness(cells, job.stem),
    )


def _no_cluster(stem: str, run: NotebookRun, cells: list[str]) -> str:
    """Say why a notebook has no cluster: no cell asks for one, or the cell that asks stopped."""
    for number, kind, text in run.errors:
        cell = cells[number - 1] if number <= len(cells) else ""
        if "my_cluster" not in cell:
            continue
        if re.search(r"\binput\s*\(", cell):
            text = "nobody can type while a notebook is marked. Write the id between the quotes"
        said = f"{kind}: {text}" if text else kind
        return _writable(
            f"The cell that asks for the cluster (code cell {number}) stopped: {said}."
        )
    return f'No cell asked for a cluster: my_cluster("your id", "{stem}").'


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
