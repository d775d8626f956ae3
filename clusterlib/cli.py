"""The command ``clusterlib``: ``inspect``, and what packages above the library add to it.

A subcommand is a function that adds its parser, and one that runs it and returns the exit code. A
package names the first in the entry points ``clusterlib.commands`` of pyproject.toml. What a
command needs is imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterlib.errors import ClusterlibError

if TYPE_CHECKING:
    import pandas as pd

#: Beyond so many actors the measures that need all shortest paths would take minutes.
_SHORTEST_PATHS_UP_TO = 1_000

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
    from clusterlib.files.saving import check_names, save_files
    from clusterlib.measures import structure_table
    from clusterlib.networks import read_cluster
    from clusterlib.plots import plot_cluster
    from clusterlib.plots.images import image, kind_of_picture

    path = options.picture or Path(f"{options.actors.stem}.png")
    cluster = read_cluster(options.actors, options.ties, directed=options.directed)
    kind = kind_of_picture(path)
    check_names([path], overwrite=options.overwrite)
    small = len(cluster) <= _SHORTEST_PATHS_UP_TO
    report = _report(structure_table(cluster, betweenness=small))
    # The report comes first: the map of a large cluster takes its time.
    print(f"Cluster of {options.actors} and {options.ties}\n\n{report}\n", flush=True)
    if not small:
        print(f"More than {_SHORTEST_PATHS_UP_TO} actors: betweenness is left out.\n", flush=True)
    save_files([(path, image(plot_cluster(cluster), kind))], overwrite=options.overwrite)
    print(f"The map is in {path}")
    return 0


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


def _commands() -> list[Callable[[Any], None]]:
    """Return what adds each subcommand, in the order in which ``--help`` shows them."""
    others = sorted(metadata.entry_points(group="clusterlib.commands"), key=lambda one: one.name)
    return [_add_inspect, *(other.load() for other in others)]


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
    for add in _commands():
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
    except ClusterlibError as error:
        print(f"clusterlib: {error}", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        # The library alone needs less than the commands that others add to it.
        print(
            f"clusterlib: the package {error.name!r} is missing. This command needs the whole "
            "course: python -m pip install -r requirements.txt, in the folder of the course.",
            file=sys.stderr,
        )
        return 2
