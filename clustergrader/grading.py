"""Grade a class: from a folder of submissions to marks, feedback and an overview."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.tasks import Unit
from clustergrader.classbook import Entry, make_book
from clustergrader.course import make_course
from clustergrader.executors import grade_all, open_executor
from clustergrader.limits import GradingError, Limits
from clustergrader.marks import import_table, marks_table, out_of
from clustergrader.one_submission import Job, Result
from clustergrader.overview import overview_page
from clustergrader.page_folder import find_pages_of_others, remove_pages, save_page
from clustergrader.pages import feedback_page
from clustergrader.roster import Roster, read_roster
from clustergrader.sandbox import choose_sandbox
from clustergrader.state import exercise_of, open_graded
from clustergrader.submissions import Submission, collect
from clustergrader.texts import Sheet, make_sheet, read_sheet
from clusterlib.files.saving import check_names, save_files
from clusterlib.networks import Problem

#: So many texts that are half marked are named: who marks by criterion has many.
_SHOWN = 10


@dataclass(frozen=True)
class Grading:
    """What to grade and where everything goes.

    Attributes
    ----------
    submissions : Path
        The folder.
    exercise : str
        A number such as ``"05"`` or the whole name of the notebook.
    output : Path
        The marks. Names of all other files but the feedback are made from its name.
    feedback : Path
        The folder of the feedback pages.
    roster : Path, optional
    jobs : int
        Processes at work.
    scheduler : str, optional
        The address of a dask scheduler, to use instead.
    secret : str, optional
        What the fresh clusters are drawn with.
    trust : bool
        Run the submissions without a sandbox.
    overwrite : bool
        Replace the marks if there are any.
    limits : Limits
    """

    submissions: Path
    exercise: str
    output: Path
    feedback: Path
    roster: Path | None = None
    jobs: int = 2
    scheduler: str | None = None
    secret: str | None = None
    trust: bool = False
    overwrite: bool = False
    limits: Limits = field(default_factory=Limits)

    def beside(self, ending: str) -> Path:
        """Return a file beside the marks, such as ``marks_05_texts.csv``."""
        return self.output.with_name(f"{self.output.stem}{ending}")


@dataclass(frozen=True)
class GradingReport:
    """What was done: the class, and the files that were written."""

    unit: Unit
    entries: list[Entry]
    files: list[Path]
    graded_now: int
    half: tuple[Problem, ...] = ()
    removed: Sequence[Path] = ()

    def __str__(self) -> str:
        handed_in = [entry for entry in self.entries if entry.result]
        lines = [f"{self.unit.title}: {len(handed_in)} submissions, {self.graded_now} graded now."]
        states = Counter(entry.status for entry in self.entries)
        lines += [f"  {count:4d}  {status}" for status, count in states.most_common()]
        if doubts := sum(bool(entry.doubts) for entry in self.entries):
            lines.append(
                f"Look at {doubts} of them first: whose they are is in doubt, or they are no mark."
            )
        if texts := sum(entry.waiting(self.unit) > 0 for entry in self.entries):
            lines.append(f"{texts} texts wait for your mark.")
        if self.half:
            lines.append(f"Half marked, so counted as not yet marked: {len(self.half)}.")
            lines += [f"  {problem}" for problem in self.half[:_SHOWN]]
            if len(self.half) > _SHOWN:
                lines.append(f"  ... and {len(self.half) - _SHOWN} more.")
        if self.removed:
            pages = ", ".join(map(str, self.removed))
            lines.append(f"Removed, as their submissions are no longer in the folder: {pages}")
        return "\n".join([*lines, "Written: " + ", ".join(map(str, self.files))])


def find_exercise(name: str) -> Unit:
    """Return the exercise of a number or name.

    Raises
    ------
    GradingError
        If there is none, or several.
    """
    found = [unit for stem, unit in UNITS.items() if stem == name or stem.split("_")[0] == name]
    if len(found) != 1:
        raise GradingError(f"--exercise {name}: there is none. There are: {', '.join(UNITS)}.")
    return found[0]


def grade(plan: Grading, *, progress: bool = True) -> GradingReport:
    """Grade a class; a grading that was stopped goes on where it was.

    Raises
    ------
    GradingError, ClusterError
        If something cannot be used.
    """
    unit = find_exercise(plan.exercise)
    _check(plan, unit)
    roster = read_roster(plan.roster) if plan.roster else None
    submissions = collect(plan.submissions)
    names = [submission.name for submission in submissions]
    if others := find_pages_of_others(plan.feedback, unit.stem, names):
        raise GradingError(
            f"--feedback {plan.feedback}: pages of another exercise have the names of this one's "
            f"({len(others)}, such as {others[0]}). Give another folder."
        )
    with open_graded(plan.beside("_graded.jsonl"), unit.stem, plan.secret) as graded:
        # Points that a lecturer has typed in are read before the sheet is written again.
        path = plan.beside("_texts.csv")
        sheet = read_sheet(path, unit, graded.results.values()) if path.exists() else Sheet()
        todo = [*filter(graded.lacks, submissions)]
        total, done = len(submissions), len(submissions) - len(todo)
        bar = tqdm(desc="grade", total=total, initial=done, unit="notebook", disable=not progress)
        with bar:
            for result in _run(plan, unit, todo, graded.secret):
                graded.add(result)
                bar.update()
        results = [graded.results[found.name, found.digest] for found in submissions]
        former = {result.name for result in graded.results.values()}
    entries = make_book(unit, results, sheet.marks, roster)
    files = _write(plan, unit, entries, roster)
    gone = sorted(former.difference(names))
    removed = remove_pages(plan.feedback, unit.stem, gone)
    if not sheet.holds(results):
        if path.exists():
            save_files([(path.with_suffix(".before.csv"), path.read_bytes())], overwrite=True)
        save_files([(path, make_sheet(unit, results, sheet))], overwrite=True)
    if path.exists():
        files.append(path)
    return GradingReport(unit, entries, files, len(todo), sheet.half, removed)


def _check(plan: Grading, unit: Unit) -> None:
    problems = plan.limits.problems()
    if other := _other_exercise(plan, unit):
        problems.append(
            f"{plan.output}: the marks of {other} go by this name. They are left as they are, "
            "--overwrite or not. Give another --output."
        )
    if plan.jobs < 1:
        problems.append(f"--jobs {plan.jobs}: give 1 or more processes.")
    if plan.secret is not None and len(plan.secret) < 8:
        problems.append("--secret: give 8 letters or more; with a short one a cluster is guessed.")
    if plan.feedback.exists() and not plan.feedback.is_dir():
        problems.append(f"--feedback {plan.feedback}: this is no folder.")
    if problems:
        raise GradingError("\n".join(problems))
    # Before a run of minutes, not after it.
    check_names(_tables(plan), overwrite=plan.overwrite)


def _other_exercise(plan: Grading, unit: Unit) -> str:
    """Return another exercise whose marks have the name that is asked for, or an empty text."""
    begun = exercise_of(plan.beside("_graded.jsonl"))
    head = _first_line(plan.output)
    for other in UNITS.values():
        # The file of what is graded may be gone, and the table is there still.
        theirs = out_of(other) in head and out_of(unit) not in head
        if other is not unit and (theirs or other.stem == begun):
            return other.title
    return ""


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline()
    except OSError:
        return ""


def _tables(plan: Grading) -> list[Path]:
    endings = ["_overview.html", *(["_import.csv"] if plan.roster else [])]
    return [plan.output, *(plan.beside(ending) for ending in endings)]


def _run(plan: Grading, unit: Unit, todo: list[Submission], secret: str) -> Iterator[Result]:
    """Yield the results of what is to do."""
    if not todo:
        return
    with ExitStack() as stack:
        course = ""
        if not plan.scheduler:
            course = stack.enter_context(tempfile.TemporaryDirectory(prefix="clusterlib-"))
            choose_sandbox(course, plan.limits, trust=plan.trust)
            make_course(Path(course))
        executor = stack.enter_context(open_executor(plan.jobs, plan.scheduler))
        jobs = (Job(found, unit.stem, secret, plan.limits, plan.trust, course) for found in todo)
        yield from grade_all(jobs, executor)


def _write(plan: Grading, unit: Unit, entries: list[Entry], roster: Roster | None) -> list[Path]:
    """Write the tables, the overview and the pages; return the tables and the overview."""
    for entry in entries:
        if entry.result:
            save_page(plan.feedback, unit.stem, entry.result.name, feedback_page(unit, entry))
    link = Path(os.path.relpath(plan.feedback.resolve(), plan.output.resolve().parent)).as_posix()
    contents = [
        marks_table(unit, entries, roster, plan.feedback.as_posix()),
        overview_page(unit, entries, link),
    ]
    if roster is not None:
        contents.append(import_table(unit, entries, roster))
    files = _tables(plan)
    save_files(list(zip(files, contents, strict=True)), overwrite=plan.overwrite)
    return files
