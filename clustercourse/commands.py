"""``clusterlib claims``: the paper's claims put to the test on the command line."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clustercourse.claims import Assessment

_CLAIMS = """\
Run the paper's claims as experiments. Prints a verdict on each with its effect, its
95% interval and the reason, and writes a table of all experiments and a picture.
"""
_CLAIMS_EXAMPLE = """\
examples:
  clusterlib claims --quick
  clusterlib claims --only 17,28-31
  clusterlib claims --results claims.jsonl    (run it again to go on after a stop)
"""
#: Longer numbers are a slip of the hand, and ranges up to them would fill the memory.
_DIGITS = 4


def add_claims(commands: Any) -> None:
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
    from clustercourse.claims import claims_frame, plot_effects, table
    from clusterlib.files.saving import check_names, save_files
    from clusterlib.plots.images import image, kind_of_picture

    kind = kind_of_picture(options.picture)
    # Before a run of minutes, not after it.
    check_names([options.output, options.picture], overwrite=options.overwrite)
    numbers = None if options.only is None else numbers_in(options.only)
    try:
        assessments = _assess(
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
    picture = image(plot_effects(frame), kind)
    save_files([(options.output, content), (options.picture, picture)], overwrite=options.overwrite)
    print(f"\nThe table is in {options.output}, the picture in {options.picture}")
    return 0


def numbers_in(text: str) -> list[int]:
    """Return the numbers in a text such as ``"3,17,20-22"``.

    Raises
    ------
    ParameterError
        If a part is not a number or a range. All such parts are named.

    Examples
    --------
    >>> numbers_in("3, 17, 20-22")
    [3, 17, 20, 21, 22]
    """
    from clusterlib.parameters import ParameterError

    numbers: list[int] = []
    wrong = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        last = last if dash else first
        if first.isdecimal() and last.isdecimal() and len(last) <= _DIGITS:
            numbers += range(int(first), int(last) + 1)
        else:
            wrong.append(repr(part.strip()))
    if wrong:
        raise ParameterError(
            f"--only: {', '.join(wrong)} cannot be read; give numbers such as 3,17 or 20-22."
        )
    return numbers


def _assess(
    numbers: Iterable[int] | None, *, quick: bool, jobs: int, seed: int, results: Path | None
) -> list[Assessment]:
    """Run claims on some processes, with a progress bar."""
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import ExitStack

    from clustercourse.claims.testing import FULL, QUICK, run_claims
    from clusterlib.parameters import ParameterError

    if jobs < 1:
        raise ParameterError(f"--jobs {jobs}: give 1 or more processes.")
    with ExitStack() as stack:
        pool = None
        if jobs > 1:
            pool = stack.enter_context(ProcessPoolExecutor(jobs, initializer=_leave_to_parent))
        return run_claims(
            numbers,
            replicates=QUICK if quick else FULL,
            rng=seed,
            executor=pool,
            results=results,
            progress=True,
        )


def _leave_to_parent() -> None:
    """Ignore Ctrl-C in a worker: the parent stops it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
