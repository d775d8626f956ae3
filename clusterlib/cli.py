"""The command ``clusterlib``: its own subcommands, and what packages above the library add.

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
from typing import Any

from clusterlib.commands import add_inspect, add_region, add_survey
from clusterlib.errors import ClusterlibError


def _commands() -> list[Callable[[Any], None]]:
    """Return what adds each subcommand, in the order in which ``--help`` shows them."""
    others = sorted(metadata.entry_points(group="clusterlib.commands"), key=lambda one: one.name)
    return [add_inspect, add_region, add_survey, *(other.load() for other in others)]


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
