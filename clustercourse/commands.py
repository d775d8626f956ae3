"""``clusterlib claims``: the paper's claims put to the test on the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

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
    from clustercourse.claims import claims_frame, command, table
    from clusterlib.files.saving import check_names, save_files
    from clusterlib.plots.effects import plot_effects
    from clusterlib.plots.images import image, kind_of_picture

    kind = kind_of_picture(options.picture)
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
    picture = image(plot_effects(frame), kind)
    save_files([(options.output, content), (options.picture, picture)], overwrite=options.overwrite)
    print(f"\nThe table is in {options.output}, the picture in {options.picture}")
    return 0
