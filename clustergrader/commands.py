"""``clusterlib grade``: its options, and what it says."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from clusterlib.commands import new_command
from clusterlib.errors import ClusterlibError

_GRADE = """\
Grade a folder of submitted exercise notebooks.

Each notebook is run in a sandbox, on a cluster that its author has never seen, and
its answers are marked. This writes the marks, a page of feedback for each notebook,
an overview of the class, a sheet with the texts that you mark yourself, and a file
for what you decide, such as other points: fill them in and run the same command
again with --overwrite. Neither is lost. A grading that was stopped goes on where it
was when you run the command again.
"""
_GRADE_EXAMPLE = """\
examples:
  clusterlib grade submissions --exercise 05 --roster roster.csv
  clusterlib grade group_b --exercise 05 --output marks_05_b.csv --feedback feedback_05_b
"""


def add_grade(commands: Any) -> None:
    parser = new_command(
        commands, "grade", "grade a folder of submitted exercises", _GRADE, _GRADE_EXAMPLE
    )
    add = parser.add_argument
    add("submissions", metavar="SUBMISSIONS", type=Path, help="folder of the notebooks")
    add("--exercise", required=True, metavar="NN", help="number or name of the exercise, as 05")
    add(
        "--output", metavar="FILE", type=Path,
        help="the marks; the names of the other tables begin like it (default: marks_NN.csv)",
    )  # fmt: skip
    add(
        "--feedback", metavar="FOLDER", type=Path,
        help="folder of the feedback pages (default: feedback_NN)",
    )  # fmt: skip
    add("--roster", metavar="FILE", type=Path, help="CSV file of the class, from Moodle or Canvas")
    add(
        "--markers", metavar="NAMES", type=_names, default=(),
        help="share the texts out among these people: Ada,Bo makes a sheet for each",
    )  # fmt: skip
    add(
        "--appeal", metavar="CODE",
        help="grade nothing: write a page with all that an appeal needs, for one submission",
    )  # fmt: skip
    add(
        "--encoding", metavar="NAME", default="",
        help="what the list and the sheets are in where they are not in UTF-8, such as cp1252",
    )  # fmt: skip
    add("--jobs", metavar="N", type=int, default=2, help="processes at work (default: 2)")
    add("--scheduler", metavar="ADDRESS", help="use the workers of this dask scheduler instead")
    add(
        "--secret", metavar="TEXT", default=os.environ.get("CLUSTERLIB_SECRET"),
        help="what the clusters are drawn with (default: the variable CLUSTERLIB_SECRET, else "
        "a new one, kept in the file ..._graded.jsonl)",
    )  # fmt: skip
    for_each = "for each notebook (default: %(default)s)"
    add("--seconds", metavar="N", type=int, default=120, help=for_each)
    add("--memory", metavar="MB", type=int, default=2_000, help=for_each)
    add(
        "--trust-submissions", action="store_true",
        help="run them without a sandbox: they can read and change whatever you can",
    )  # fmt: skip
    add("--overwrite", action="store_true", help="replace the marks if there are any")
    parser.set_defaults(run=_grade)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _grade(options: argparse.Namespace) -> int:
    from clustergrader import Grading, Limits, appeal, find_exercise, grade
    from clustergrader.showing import visible

    # Each exercise has names of its own: next week's marks never meet this week's.
    number = find_exercise(options.exercise).stem.partition("_")[0]
    same = (
        *("submissions", "exercise", "roster", "jobs", "scheduler", "secret", "overwrite"),
        *("markers", "encoding"),
    )
    plan = Grading(
        output=options.output or Path(f"marks_{number}.csv"),
        feedback=options.feedback or Path(f"feedback_{number}"),
        trust=options.trust_submissions,
        limits=Limits(options.seconds, max(options.seconds // 2, 1), options.memory),
        **{name: getattr(options, name) for name in same},
    )
    if options.appeal:
        print(f"Written, for you only: {appeal(plan, options.appeal)}")
        return 0
    try:
        report = grade(plan)
    except KeyboardInterrupt:
        print("clusterlib: stopped. Run the same command again, and it goes on.", file=sys.stderr)
        return 130
    except ClusterlibError as error:
        # It may name files of strangers.
        print(f"clusterlib: {visible(str(error))}", file=sys.stderr)
        return 2
    print(visible(str(report)))
    return 0
