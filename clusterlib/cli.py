"""The command ``clusterlib``.

A subcommand is one function here that adds its parser, listed in ``COMMANDS``, and one that runs
it and returns the exit code. What it needs is imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from clusterlib.plots import CourseFigure

#: Beyond so many actors the measures that need all shortest paths would take minutes.
_SHORTEST_PATHS_UP_TO = 1_000

#: The kinds of pictures, and where each keeps the words that stand for it.
_WORDS_IN = {"png": "Description", "svg": "Description", "pdf": "Subject"}

_INSPECT = """\
Read a surveyed cluster, print what its structure is like and draw its map.

ACTORS has a line for each actor with the columns id, kind and, for firms, stage;
TIES a line for each tie with the columns source and target and, if you have
them, dimension and weight. Other columns are kept. Save both as CSV UTF-8.
If anything is wrong with them, all of it is listed with its line and the cure.
"""
_INSPECT_EXAMPLE = """\
example:
  clusterlib inspect actors.csv ties.csv --picture map.png
"""


def _add_inspect(commands: Any) -> None:
    parser = commands.add_parser(
        "inspect",
        help="report on the structure of a surveyed cluster and draw it",
        description=_INSPECT,
        epilog=_INSPECT_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("actors", metavar="ACTORS", type=Path, help="CSV file of the actors")
    parser.add_argument("ties", metavar="TIES", type=Path, help="CSV file of the ties")
    parser.add_argument(
        "--directed", action="store_true", help="knowledge flows from the source to the target only"
    )
    parser.add_argument(
        "--picture",
        metavar="FILE",
        type=Path,
        help="the map to draw: .png, .svg or .pdf (default: the name of ACTORS, in .png, here)",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the picture if there is one already"
    )
    parser.set_defaults(run=_inspect)


def _inspect(options: argparse.Namespace) -> int:
    from clusterlib.measures import structure_table
    from clusterlib.networks import read_cluster
    from clusterlib.networks.saving import check_names, save_files

    path = options.picture or Path(f"{options.actors.stem}.png")
    cluster = read_cluster(options.actors, options.ties, directed=options.directed)
    kind = _kind_of_picture(path)
    check_names([path], overwrite=options.overwrite)
    small = len(cluster) <= _SHORTEST_PATHS_UP_TO
    report = _report(structure_table(cluster, betweenness=small))
    # The report comes first: the map of a large cluster takes its time.
    print(f"Cluster of {options.actors} and {options.ties}\n\n{report}\n", flush=True)
    if not small:
        print(f"More than {_SHORTEST_PATHS_UP_TO} actors: betweenness is left out.\n", flush=True)
    save_files([(path, _picture(cluster, kind))], overwrite=options.overwrite)
    print(f"The map is in {path}")
    return 0


def _kind_of_picture(path: Path) -> str:
    from clusterlib.networks import ClusterError, Problem

    kind = path.suffix.removeprefix(".").lower()
    if kind not in _WORDS_IN:
        what = f"{path.suffix!r} is not a kind of picture" if kind else "the name has no ending"
        cure = "End the name in .png, .svg or .pdf."
        raise ClusterError([Problem(path.name, what, cure)], "the files to write")
    return kind


def _picture(cluster: nx.Graph, kind: str) -> bytes:
    from clusterlib.plots import plot_cluster

    return _image(plot_cluster(cluster), kind)


def _image(figure: CourseFigure, kind: str) -> bytes:
    """Return a figure as a file of that kind, with its description inside."""
    content = io.BytesIO()
    figure.savefig(content, format=kind, dpi=200, metadata={_WORDS_IN[kind]: figure.alt})
    return content.getvalue()


def _report(table: pd.DataFrame) -> str:
    """Set a table of the structure as text, a block for each aspect."""
    width = max(map(len, table.index)) + 2
    lines = []
    for aspect, rows in table.groupby("aspect", sort=False):
        lines += ["", str(aspect).capitalize()]
        for measure, row in rows.iterrows():
            text = f"  {measure:<{width}}{_value(row['value']):<11}  {row['meaning']}"
            lines.append(text.rstrip())
    return "\n".join(lines).lstrip("\n")


def _value(value: object) -> str:
    if isinstance(value, float):
        return "undefined" if value != value else f"{value:.3f}"
    return str(value)


_CLAIMS = """\
Run the paper's 31 claims as experiments. Prints a verdict on each with its effect, its
95% interval and the reason, and writes a table of all experiments and a picture.
"""
_CLAIMS_EXAMPLE = """\
examples:
  clusterlib claims --quick
  clusterlib claims --only 17,28-31
  clusterlib claims --results claims.jsonl    (run it again to go on after a stop)
"""


def _add_claims(commands: Any) -> None:
    parser = commands.add_parser(
        "claims",
        help="put the claims of the paper to the test",
        description=_CLAIMS,
        epilog=_CLAIMS_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--quick", action="store_true", help="a quarter of the runs: wider intervals, sooner"
    )
    parser.add_argument("--only", metavar="NUMBERS", help="some claims, such as 3,17 or 28-31")
    parser.add_argument(
        "--jobs", metavar="N", type=int, default=2, help="processes at work (default: 2)"
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=2012, help="of all random numbers (default: 2012)"
    )
    parser.add_argument(
        "--output", metavar="FILE", type=Path, default=Path("claims.csv"),
        help="the table of all experiments (default: claims.csv)",
    )  # fmt: skip
    parser.add_argument(
        "--picture", metavar="FILE", type=Path, default=Path("claims.png"),
        help="the picture: .png, .svg or .pdf (default: claims.png)",
    )  # fmt: skip
    parser.add_argument(
        "--results", metavar="FILE", type=Path,
        help="keep every finished run here; a stopped run then goes on where it was",
    )  # fmt: skip
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the table and picture if there are any"
    )
    parser.set_defaults(run=_claims)


def _claims(options: argparse.Namespace) -> int:
    from clusterlib.claims import claims_frame, command, table
    from clusterlib.networks.saving import check_names, save_files
    from clusterlib.plots.effects import plot_effects

    kind = _kind_of_picture(options.picture)
    # Before a run of minutes, not after it.
    check_names([options.output, options.picture], overwrite=options.overwrite)
    numbers = None if options.only is None else command.numbers_in(options.only)
    try:
        assessments = command.assess(
            numbers,
            quick=options.quick,
            jobs=options.jobs,
            seed=options.seed,
            results=options.results,
        )
    except KeyboardInterrupt:
        kept = f" What is done is in {options.results}." if options.results else ""
        print(f"clusterlib: stopped.{kept}", file=sys.stderr)
        return 130
    frame = claims_frame(assessments)
    content = frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    print(table(assessments))
    picture = _image(plot_effects(frame), kind)
    save_files([(options.output, content), (options.picture, picture)], overwrite=options.overwrite)
    print(f"\nThe table is in {options.output}, the picture in {options.picture}")
    return 0


_GRADE = """\
Grade a folder of submitted exercise notebooks.

Each notebook is run in a sandbox, on a cluster that its author has never seen, and
its answers are marked. This writes the marks, a page of feedback for each notebook,
an overview of the class, and a sheet with the texts that you mark yourself: fill it
in and run the same command again with --overwrite. A grading that was stopped goes
on where it was when you run the command again.
"""
_GRADE_EXAMPLE = """\
examples:
  clusterlib grade submissions --exercise 05 --roster roster.csv
  clusterlib grade group_b --exercise 05 --output marks_05_b.csv --feedback feedback_05_b
"""


def _add_grade(commands: Any) -> None:
    parser = commands.add_parser(
        "grade",
        help="grade a folder of submitted exercises",
        description=_GRADE,
        epilog=_GRADE_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
    add("--jobs", metavar="N", type=int, default=2, help="processes at work (default: 2)")
    add("--scheduler", metavar="ADDRESS", help="use the workers of this dask scheduler instead")
    add(
        "--secret", metavar="TEXT", default=os.environ.get("CLUSTERLIB_SECRET"),
        help="what the clusters are drawn with (default: the variable CLUSTERLIB_SECRET, else "
        "a new one, kept in the file ..._graded.jsonl)",
    )  # fmt: skip
    add(
        "--seconds", metavar="N", type=int, default=120, help="for each notebook (default: 120)"
    )  # fmt: skip
    add(
        "--memory", metavar="MB", type=int, default=2_000, help="for each notebook (default: 2000)"
    )  # fmt: skip
    add(
        "--trust-submissions", action="store_true",
        help="run them without a sandbox: they can read and change whatever you can",
    )  # fmt: skip
    add("--overwrite", action="store_true", help="replace the marks if there are any")
    parser.set_defaults(run=_grade)


def _grade(options: argparse.Namespace) -> int:
    from clusterlib.grading import Grading, Limits, find_exercise, grade

    # Each exercise has names of its own: next week's marks never meet this week's.
    number = find_exercise(options.exercise).stem.partition("_")[0]
    plan = Grading(
        submissions=options.submissions,
        exercise=options.exercise,
        output=options.output or Path(f"marks_{number}.csv"),
        feedback=options.feedback or Path(f"feedback_{number}"),
        roster=options.roster,
        jobs=options.jobs,
        scheduler=options.scheduler,
        secret=options.secret,
        trust=options.trust_submissions,
        overwrite=options.overwrite,
        limits=Limits(
            seconds=options.seconds,
            cell_seconds=max(options.seconds // 2, 1),
            memory=options.memory,
        ),
    )
    try:
        report = grade(plan)
    except KeyboardInterrupt:
        print("clusterlib: stopped. Run the same command again, and it goes on.", file=sys.stderr)
        return 130
    print(report)
    return 0


#: Every subcommand, in the order in which ``--help`` shows them.
COMMANDS: tuple[Callable[[Any], None], ...] = (_add_inspect, _add_claims, _add_grade)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process by default.

    Returns
    -------
    int
        The exit code: 0, or 2 when what was given cannot be used. All that is wrong with it then
        stands on standard error. Wrong options exit with 2 too, by ``SystemExit``.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that lacks a letter of a name shows its code instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(
        prog="clusterlib", description="How industrial clusters learn: the course's tools."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in COMMANDS:
        add(commands)
    options = parser.parse_args(argv)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader, such as head, has seen enough. Python would complain while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ValueError as error:
        if not _is_for_users(error):
            raise
        print(f"clusterlib: {error}", file=sys.stderr)
        return 2


def _is_for_users(error: ValueError) -> bool:
    from clusterlib.grading import GradingError
    from clusterlib.networks import ClusterError
    from clusterlib.parameters import ParameterError

    return isinstance(error, ClusterError | GradingError | ParameterError)
