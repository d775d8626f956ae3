"""Stages of the value chain in a file: their column, and what follows where it has none."""

from __future__ import annotations

from dataclasses import dataclass, field

from clusterlib.checks import did_you_mean
from clusterlib.files.csv_tables import Table, plain
from clusterlib.files.problems import FileReport
from clusterlib.networks.schema import DIMENSIONS

#: What a column of stages is called beside. It counts where all its numbers are whole.
_USUAL = ("stufe", "wertschöpfungsstufe", "tier")
_OF_YOUR_OWN = (
    f"The dimensions are {', '.join(DIMENSIONS)}; they follow from the kinds and stages of the "
    "actors. For words of your own give the column another name: it is kept."
)
_CURE = "give the firms a column 'stage': 1 is furthest from the final customer"


def name_stages(table: Table) -> list[str]:
    """Give a column of stages with a usual name its own; return a note if there is one."""
    if "stage" in table.columns:
        return []
    for at, name in enumerate(table.columns):
        cells = [row.cells.get(name, "") for row in table.rows]
        if plain(name) in _USUAL and any(cells) and all(c.isdecimal() for c in cells if c):
            table.columns[at] = "stage"
            for row in table.rows:
                row.cells["stage"] = row.cells.pop(name, "")
            return [f"column {name!r} is read as stage: 1 is furthest from the final customer"]
    return []


def no_stages(table: Table, firms: int) -> list[str]:
    """Return a note that stages are not known, where there are firms to have some."""
    if "stage" in table.columns or firms < 2:
        return []
    return [
        "no column 'stage' says where firms stand in the value chain, so all are in stage 1 and "
        "each tie of two firms is horizontal, none vertical. If you know the stages, " + _CURE
    ]


@dataclass
class OtherWords:
    """Words for the dimension of ties that are none: each is reported once.

    Attributes
    ----------
    staged : bool
        Whether the file of the actors has stages.
    lines : dict
        For each word the lines that have it, and the dimensions that the actors give.
    """

    staged: bool
    lines: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)

    def take(self, word: str, line: int, expected: str | None) -> bool:
        """Note a word if it is none for a dimension, or says that stages are missing."""
        of_stages = not self.staged and (word, expected) == ("vertical", "horizontal")
        if word and (word not in DIMENSIONS or of_stages):
            self.lines.setdefault(word, []).append((line, expected))
            return True
        return False

    def report(self, report: FileReport) -> None:
        """Report each word in its first line, with its number and the cure."""
        for word, found in self.lines.items():
            count = f" ({len(found)} ties)" if len(found) > 1 else ""
            if word in DIMENSIONS:
                what = f"dimension {word!r}{count}, but nothing says that firms are of two stages"
                cure = f"G{_CURE[1:]}."
            else:
                what = f"unknown dimension {word!r}{count}"
                cure = did_you_mean(word, DIMENSIONS) + _OF_YOUR_OWN
                if not self.staged and "horizontal" in {dimension for _, dimension in found}:
                    cure += f" Where it joins firms of two stages of the value chain, {_CURE}."
            report.add(found[0][0], what, cure)
