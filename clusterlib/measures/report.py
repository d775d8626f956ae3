"""A table of measures as text, for a terminal or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Beyond so many actors the measures that need all shortest paths would take minutes.
SHORTEST_PATHS_UP_TO = 1_000


def report(table: pd.DataFrame) -> str:
    """Set a table of the structure as text, a block for each aspect.

    Examples
    --------
    >>> import networkx as nx
    >>> from clusterlib.measures import structure_table
    >>> print(report(structure_table(nx.path_graph(3))).splitlines()[1])
      actors                      3            everyone in the network
    """
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
