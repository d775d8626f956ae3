"""``clusterlib claims`` and ``clusterlib reach``: the paper's claims on the command line."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterlib.commands import new_command

if TYPE_CHECKING:
    from concurrent.futures import Executor

_CLAIMS = """\
Run the paper's claims as experiments. Prints a verdict on each with its effect, its
95% interval and the reason, and writes a table of all experiments and a picture.
"""
_CLAIMS_EXAMPLE = """\
examples:
  clusterlib claims --quick
  clusterlib claims --only 17,28-31
  clusterlib claims --set trust=.9 --set loyalty=3
  clusterlib claims --results claims.jsonl    (run it again to go on after a stop)
"""
_REACH = """\
Run the main experiment of each claim in many worlds: all parameters that it does not set
itself are drawn from their plausible ranges. Prints in what share of the worlds the claim
holds, with its interval, and what decides.
"""
_REACH_EXAMPLE = """\
examples:
  clusterlib reach --quick --only 17,28-31
  clusterlib reach --results worlds.jsonl    (run it again to go on after a stop)
"""
#: Longer numbers are a slip of the hand, and ranges up to them would fill the memory.
_DIGITS = 4


def add_claims(commands: Any) -> None:
    parser = new_command(
        commands, "claims", "put the claims of the paper to the test", _CLAIMS, _CLAIMS_EXAMPLE
    )
    _add_common(parser)
    parser.add_argument(
        "--quick", action="store_true", help="a quarter of the runs: wider intervals, sooner"
    )
    parser.add_argument(
        "--set", metavar="NAME=VALUE", dest="changes", action="append", default=[],
        help="another value of a parameter of the course model, such as trust=.9; "
        "experiments that set it themselves keep their own",
    )  # fmt: skip
    parser.add_argument(
        "--output", metavar="FILE", type=Path, default=Path("claims.csv"),
        help="the table of all experiments (default: claims.csv)",
    )  # fmt: skip
    parser.add_argument(
        "--picture", metavar="FILE", type=Path, default=Path("claims.png"),
        help="the picture: .png, .svg or .pdf (default: claims.png)",
    )  # fmt: skip
    parser.set_defaults(run=_claims)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="NUMBERS", help="some claims, such as 3,17 or 28-31")
    parser.add_argument(
        "--jobs", metavar="N", type=int, default=2, help="processes at work (default: 2)"
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=2012, help="of all random numbers (default: 2012)"
    )
    parser.add_argument(
        "--results", metavar="FILE", type=Path,
        help="keep every finished run here; a stopped run then goes on where it was",
    )  # fmt: skip
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace the files that it writes, if there are any",
    )


def add_reach(commands: Any) -> None:
    parser = new_command(
        commands,
        "reach",
        "in what share of other worlds does each claim hold?",
        _REACH,
        _REACH_EXAMPLE,
    )
    _add_common(parser)
    parser.add_argument("--quick", action="store_true", help="an eighth of the worlds")
    parser.add_argument(
        "--output", metavar="FILE", type=Path, default=Path("reach.json"),
        help="what each claim says in each world (default: reach.json)",
    )  # fmt: skip
    parser.set_defaults(run=_reach)


def _reach(options: argparse.Namespace) -> int:
    from clustercourse.claims.reach import FULL, QUICK, REPLICATES, reach_table, run_reach, to_json
    from clusterlib.files.saving import check_names, save_files

    check_names([options.output], overwrite=options.overwrite)
    numbers = None if options.only is None else numbers_in(options.only)
    worlds = QUICK if options.quick else FULL
    try:
        with _pool(options.jobs) as pool:
            found = run_reach(
                numbers,
                worlds=worlds,
                seed=options.seed,
                executor=pool,
                results=options.results,
                progress=True,
            )
    except KeyboardInterrupt:
        return _stopped(options)
    print(reach_table(found))
    text = to_json(found, replicates=REPLICATES, seed=options.seed)
    save_files([(options.output, text.encode())], overwrite=options.overwrite)
    print(f"\nThe outcomes are in {options.output}")
    return 0


def _claims(options: argparse.Namespace) -> int:
    from clustercourse.claims import claims_frame, plot_effects, run_claims, table
    from clustercourse.claims.testing import FULL, QUICK
    from clusterlib.files.saving import check_names, save_files
    from clusterlib.plots.images import image, kind_of_picture

    kind = kind_of_picture(options.picture)
    # Before a run of minutes, not after it.
    check_names([options.output, options.picture], overwrite=options.overwrite)
    numbers = None if options.only is None else numbers_in(options.only)
    changes = changes_in(options.changes)
    try:
        with _pool(options.jobs) as pool:
            assessments = run_claims(
                numbers,
                changes=changes,
                replicates=QUICK if options.quick else FULL,
                rng=options.seed,
                executor=pool,
                results=options.results,
                progress=True,
            )
    except KeyboardInterrupt:
        return _stopped(options)
    frame = claims_frame(assessments)
    content = frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    print(table(assessments, changes=changes))
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


def changes_in(texts: Sequence[str]) -> dict[str, float]:
    """Return the parameters in texts such as ``"trust=.9"``.

    Raises
    ------
    ParameterError
        If a text is no such pair, or names no parameter, or a value that cannot be used. All
        problems are listed.

    Examples
    --------
    >>> changes_in(["trust=.9", "firms_per_stage=24"])
    {'trust': 0.9, 'firms_per_stage': 24}
    """
    from clustercourse.claims.worlds import PARAMETERS, parameter_problems
    from clusterlib.parameters import ParameterError

    found: dict[str, float] = {}
    problems = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        try:
            number = float(value)
        except ValueError:
            problems.append(f"{text!r}: write a name and a number, such as trust=.9.")
            continue
        if name in found:
            problems.append(f"{name} is set twice; give one value.")
        whole = name in PARAMETERS and PARAMETERS[name].whole and number.is_integer()
        found[name] = int(number) if whole else number
    ParameterError.raise_any(problems + parameter_problems(found), "--set")
    return found


@contextmanager
def _pool(jobs: int) -> Iterator[Executor | None]:
    """Give some processes to work in; none for a single job."""
    from concurrent.futures import ProcessPoolExecutor

    from clusterlib.parameters import ParameterError

    if jobs < 1:
        raise ParameterError(f"--jobs {jobs}: give 1 or more processes.")
    if jobs == 1:
        yield None
        return
    with ProcessPoolExecutor(jobs, initializer=_leave_to_parent) as pool:
        yield pool


def _stopped(options: argparse.Namespace) -> int:
    kept = f" What is done is in {options.results}." if options.results else ""
    print(f"clusterlib: stopped.{kept}", file=sys.stderr)
    return 130


def _leave_to_parent() -> None:
    """Ignore Ctrl-C in a worker: the parent stops it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
