"""Stages of the value chain in a file: their column, and what follows where it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import networkx as nx

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
#: Beginnings of words for supply, or whole words if they end in "_", as in columns of ties.
_SUPPLY = (
    "supply supplies supplier deliver customer client buyer buys_ sells_ purchas procure vendor "
    "subcontract vertical upstream downstream zuliefer liefer beliefer kunde_ kunden abnehmer "
    "einkauf verkauf vorleistung vertikal fornit fornisc subforn fournis fournit livraison "
    "sous_trait achet proveedor suministr"
)
#: What cannot be known where all firms stand in one stage.
APART = "horizontal and vertical ties cannot be told apart"
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


def no_stages(table: Table, firms: int, supply: str) -> list[str]:
    """Return a note that stages are not known, where there are firms to have some."""
    if "stage" in table.columns or firms < 2:
        return []
    also = f", also {supply}" if supply else ""
    return [f"no column 'stage', so {APART} and all count as horizontal{also}; {_CURE}"]


def supply_ties(ties: Table, dimensions: Iterable[object], file: str) -> str:
    """Return how many ties that count as horizontal are called supply, and in which column."""
    horizontal = [
        row.cells
        for row, dimension in zip(ties.rows, dimensions, strict=True)
        if dimension == "horizontal"
    ]
    found = {
        name: Counter(cells[name] for cells in horizontal if _is_supply(cells[name]))
        for name in ties.columns
        if name and name not in ("source", "target")
    }
    column = max(found, key=lambda name: found[name].total(), default="")
    if not column or not found[column]:
        return ""
    said = ", ".join(repr(word) for word, _ in found[column].most_common(3))
    return f"{found[column].total()} of which column {column!r} in {file} says {said}"


def _is_supply(cell: str) -> bool:
    words = f"_{plain(cell)}_"
    return any(f"_{word}" in words for word in _SUPPLY.split())


def say_stages(cluster: nx.Graph) -> str:
    """Say what a network does not tell where all its firms stand in one stage; else nothing."""
    stages = [stage for _, stage in cluster.nodes(data="stage") if stage is not None]
    if "structure" in cluster.graph or len(stages) < 2 or len({*stages}) > 1:
        return ""
    return f"All firms stand in one stage: {APART}."


@dataclass
class OtherWords:
    """Words for the dimension of ties that are none: each is reported once.

    Attributes
    ----------
    staged : bool
        Whether the file of the actors has stages.
    lines : dict
        For each word the lines that have it, their ties where there are no lines, and the
        dimensions that the actors give.
    """

    staged: bool
    lines: dict[str, list[tuple[int, str, str | None]]] = field(default_factory=dict)

    def take(self, word: str, line: int, of: str, expected: str | None) -> bool:
        """Note a word if it is none for a dimension, or says that stages are missing."""
        of_stages = not self.staged and (word, expected) == ("vertical", "horizontal")
        if word and (word not in DIMENSIONS or of_stages):
            self.lines.setdefault(word, []).append((line, of, expected))
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
                if not self.staged and "horizontal" in {dimension for *_, dimension in found}:
                    cure += f" Where it joins firms of two stages of the value chain, {_CURE}."
            line, of, _ = found[0]
            report.add(line, what, cure, of)
