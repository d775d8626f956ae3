"""What is wrong with a cluster, where, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clusterlib.errors import ClusterlibError, listed

#: So many problems are written out; the rest are counted, so that the first ones stay in view.
SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """One problem: its place, what is wrong there, and the cure."""

    place: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.cure}"


class ClusterError(ClusterlibError):
    """A cluster, or the files it comes from, cannot be used. Lists every problem with its cure.

    Parameters
    ----------
    problems : iterable of Problem
        All that is wrong, in the order in which it is to be read.
    source : str
        What the problems are in, such as ``"ties.csv"``.

    Attributes
    ----------
    problems : tuple of Problem
        All of them, also those that the text only counts (it shows 50).

    Examples
    --------
    >>> problem = Problem("ties.csv, line 7", "unknown actor 'F9'", "Did you mean 'F09'?")
    >>> print(ClusterError([problem], "ties.csv"))
    1 problem in ties.csv:
      - ties.csv, line 7: unknown actor 'F9'. Did you mean 'F09'?
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem], source: str = "the cluster") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.problems, source)

    def __str__(self) -> str:
        return listed(self.problems, self.source, SHOWN)


class FileReport:
    """Gathers the problems of one file and gives them back in the order of its lines.

    ``unit`` is what its places are called: lines, or the rows that a spreadsheet shows.
    """

    def __init__(self, name: str, unit: str = "line") -> None:
        self.name, self.unit = name, unit
        self._found: list[tuple[int, Problem]] = []

    def add(self, line: int | None, what: str, cure: str, of: str = "") -> None:
        """Note a problem; a problem of the file as a whole has no line. ``of`` says whose it is.

        Line 0 is none either: rows of a file that is no table have it.
        """
        place = f"{self.name}, {self.unit} {line}" if line else self.name
        place += (f" ({of})" if line else f", {of}") if of else ""
        self._found.append((line or 0, Problem(place, what, cure)))

    @property
    def problems(self) -> list[Problem]:
        """All problems, by line; those of one line in the order in which they were found."""
        return [problem for _, problem in sorted(self._found, key=lambda found: found[0])]
