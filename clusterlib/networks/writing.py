"""Write a cluster as a pair of CSV files that gives the same cluster when it is read."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import numpy as np

from clusterlib.files.csv_tables import Columns, as_csv, as_values, plain
from clusterlib.files.problems import ClusterError, Problem
from clusterlib.files.saving import save_files
from clusterlib.networks.checking import check_cluster
from clusterlib.networks.sources import ACTORS, TIES

#: Cells of one column, by the name of the column.
_Cells = dict[str, list[str]]

#: A place such as "actor 'F01'" and the attributes there.
_Item = tuple[str, dict[str, object]]


def write_cluster(
    cluster: nx.Graph,
    actors: str | os.PathLike[str],
    ties: str | os.PathLike[str],
    *,
    overwrite: bool = False,
) -> tuple[Path, Path]:
    """Write a cluster as a CSV file of its actors and a CSV file of its ties.

    :func:`read_cluster` gives the same actors, ties and attributes back (``directed=True`` for a
    directed cluster). Attributes of the graph itself are not kept, and an attribute that only some
    actors or ties have comes back as None for the others.

    Parameters
    ----------
    cluster : networkx.Graph or networkx.DiGraph
        A cluster that :func:`check_cluster` accepts. Its ids are texts; its further attributes
        numbers, truth values or texts, each of one type throughout.
    actors, ties : path
        The files to write, in folders that exist.
    overwrite : bool, default False
        Whether files of these names may be replaced.

    Returns
    -------
    tuple of two pathlib.Path
        The files, for ``read_cluster(*files)``.

    Raises
    ------
    ClusterError
        If it is no cluster, if an attribute would not come back as it is, if a file exists, or if
        one cannot be written. All problems are listed, and neither file is written.

    Notes
    -----
    The text is UTF-8, with a byte order mark when there are letters beyond ASCII: without it Excel
    shows them wrongly and saves them so.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from clusterlib.networks import example_cluster, read_cluster
    >>> with TemporaryDirectory() as folder:
    ...     files = write_cluster(example_cluster(), f"{folder}/actors.csv", f"{folder}/ties.csv")
    ...     cluster = read_cluster(*files)
    >>> cluster.nodes == example_cluster().nodes
    True
    """
    files = Path(actors), Path(ties)
    save_files([*zip(files, cluster_csv(cluster), strict=True)], overwrite=overwrite)
    return files


def cluster_csv(cluster: nx.Graph) -> tuple[bytes, bytes]:
    """Return a cluster as two CSV files, of its actors and of its ties.

    Raises
    ------
    ClusterError
        If it is no cluster, or if an attribute would not come back as it is.
    """
    check_cluster(cluster)
    problems: list[Problem] = []
    actor_cells, tie_cells = _actor_cells(cluster, problems), _tie_cells(cluster, problems)
    if problems:
        raise ClusterError(problems)
    return _csv(actor_cells), _csv(tie_cells)


def _actor_cells(cluster: nx.Graph, problems: list[Problem]) -> _Cells:
    for actor in cluster:
        if not (isinstance(actor, str) and actor and _keeps(actor)):
            cure = "Make it a text without white space at its ends (see nx.relabel_nodes)."
            problems.append(Problem(f"actor {actor!r}", "an id that a CSV file cannot keep", cure))
    items = [(f"actor {actor!r}", about) for actor, about in cluster.nodes(data=True)]
    cells = {
        "id": [str(actor) for actor in cluster],
        "kind": [str(about["kind"]) for _, about in items],
        "stage": [_cell(about.get("stage")) for _, about in items],
    }
    return cells | _other_cells(items, ACTORS, ("kind", "layer", "stage"), problems)


def _tie_cells(cluster: nx.Graph, problems: list[Problem]) -> _Cells:
    arrow = "->" if cluster.is_directed() else "-"
    items = [(f"tie {u} {arrow} {v}", about) for u, v, about in cluster.edges(data=True)]
    cells = {
        "source": [str(source) for source, _ in cluster.edges],
        "target": [str(target) for _, target in cluster.edges],
        "dimension": [str(about["dimension"]) for _, about in items],
        "weight": [_cell(float(about["weight"])) for _, about in items],
    }
    return cells | _other_cells(items, TIES, ("dimension", "weight"), problems)


def _other_cells(
    items: list[_Item], columns: Columns, done: Sequence[str], problems: list[Problem]
) -> _Cells:
    """Return the columns of all further attributes; report those that would not come back."""
    cells: _Cells = {}
    for name in dict.fromkeys(name for _, about in items for name in about if name not in done):
        place = next(place for place, about in items if name in about)
        if not (isinstance(name, str) and name and _keeps(name)) or plain(name) in columns.known:
            cure = f"Rename it; {', '.join(columns.known)} have a meaning of their own."
            problems.append(Problem(place, f"attribute {name!r} cannot name a column", cure))
            continue
        values = [about.get(name) for _, about in items]
        cells[name] = [_cell(value) for value in values]
        back = as_values(cells[name])
        for (place, _), value, cell, other in zip(items, values, cells[name], back, strict=True):
            if not _keeps(cell) or not _same(value, other):
                what = f"{name} = {value!r} would come back as {other!r}"
                cure = f"Make all of {name!r} numbers, or all plain texts, or None where unknown."
                problems.append(Problem(place, what, cure))
    return cells


def _cell(value: object) -> str:
    """Return the text of a value; NumPy's numbers like Python's own."""
    if isinstance(value, np.generic):
        value = value.item()
    return "" if value is None else str(value)


def _same(value: object, back: object) -> bool:
    if isinstance(value, np.generic):
        value = value.item()
    return isinstance(value, str | int | float | None) and value == back


def _keeps(cell: str) -> bool:
    """Say whether reading a cell gives it back letter by letter."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return cell == cell.strip() and "\0" not in cell and len(cell) < csv.field_size_limit()


def _csv(cells: _Cells) -> bytes:
    text = as_csv([cells, *zip(*cells.values(), strict=True)])
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")
