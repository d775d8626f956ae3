"""Read a cluster from a pair of CSV files: one of its actors, one of its ties."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import networkx as nx

from clusterlib.checks import did_you_mean
from clusterlib.files.csv_tables import Columns, Row, Table, plain, read_table
from clusterlib.files.problems import ClusterError, FileReport, Problem
from clusterlib.networks.checking import Actor, actor_faults, tie_faults, weight_faults
from clusterlib.networks.schema import KINDS, dimension_of

#: The columns of the two files.
ACTORS = Columns(required=("id", "kind"), optional=("stage", "layer"))
TIES = Columns(required=("source", "target"), optional=("dimension", "weight"))

#: A kind may be written as its name or as its label.
_KIND_NAMES = {plain(kind.label): name for name, kind in KINDS.items()} | {k: k for k in KINDS}


def read_cluster(
    actors: str | os.PathLike[str], ties: str | os.PathLike[str], *, directed: bool = False
) -> nx.Graph:
    """Read a cluster from a CSV file of its actors and a CSV file of its ties.

    Parameters
    ----------
    actors : path
        A CSV file with the columns ``id`` and ``kind`` (a name or label of :data:`KINDS`), and
        ``stage`` (a whole number from 1, for firms only). Without a column ``stage`` all firms
        stand in stage 1. A column ``layer`` may be there; the layer follows from the kind.
    ties : path
        A CSV file with the columns ``source`` and ``target`` (ids of actors). ``dimension`` may be
        there and must then agree with the actors, else it is inferred; ``weight`` (above 0) may be
        there, and where it is blank the weight is 1.
    directed : bool, default False
        Whether ``source`` and ``target`` say who learns from whom: knowledge flows from the source
        to the target. Undirected, each tie is listed once.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        The cluster, as :mod:`clusterlib.networks.schema` describes it, actors and ties in the
        order of the files. Every other column becomes an attribute of the same name: numbers or
        truth values where all its cells are (a leading zero as in ``08001`` makes a text), else
        texts; None where a cell is blank.

    Raises
    ------
    ClusterError
        If the files do not make a cluster. All problems of both files are listed, each with its
        file, line and cure.

    Notes
    -----
    Columns stand in any order. Their names, kinds and dimensions may be written with capitals,
    spaces or hyphens. The text is UTF-8, with or without byte order mark; commas, semicolons or
    tabs separate the cells. Unless it is the comma, the decimal mark may be a comma as well as a
    point. Blank lines are skipped, and white space around a cell is dropped.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     actors, ties = Path(folder, "actors.csv"), Path(folder, "ties.csv")
    ...     _ = actors.write_text("id,kind,stage,town\\nA,SME,1,Nove\\nB,SME,2,\\nC,University,,")
    ...     _ = ties.write_text("source;target;weight\\nA;B;0,5\\nC;B;")
    ...     cluster = read_cluster(actors, ties)
    >>> cluster.nodes["A"]
    {'kind': 'sme', 'layer': 'core', 'stage': 1, 'town': 'Nove'}
    >>> for tie in cluster.edges(data=True):
    ...     print(tie)
    ('A', 'B', {'dimension': 'vertical', 'weight': 0.5})
    ('B', 'C', {'dimension': 'multi_angle', 'weight': 1.0})
    """
    paths = Path(actors), Path(ties)
    names = [path.name for path in paths] if paths[0].name != paths[1].name else map(str, paths)
    reports = [FileReport(name) for name in names]
    actor_table = read_table(paths[0], reports[0], ACTORS)
    tie_table = read_table(paths[1], reports[1], TIES)
    if actor_table and tie_table and _swapped(actor_table, tie_table):
        what, cure = "the two files are swapped", "Give the actors first and the ties second."
        raise ClusterError([Problem(reports[0].name, what, cure)], reports[0].name)
    cluster = nx.DiGraph() if directed else nx.Graph()
    cluster.graph["name"] = paths[0].stem.replace("_", " ")
    known: dict[str, Actor | None] | None = None
    if actor_table:
        known = _add_actors(cluster, actor_table, reports[0])
    if tie_table:
        _add_ties(cluster, tie_table, known, reports[1])
    if problems := [problem for report in reports for problem in report.problems]:
        sources = [report.name for report in reports if report.problems]
        raise ClusterError(problems, " and ".join(sources))
    return cluster


def _swapped(actors: Table, ties: Table) -> bool:
    def fits(table: Table, columns: Columns) -> bool:
        return {plain(name) for name in table.columns} >= {*columns.required}

    return not fits(actors, ACTORS) and fits(actors, TIES) and fits(ties, ACTORS)


def _add_actors(
    cluster: nx.Graph, table: Table, report: FileReport
) -> dict[str, Actor | None] | None:
    """Add the actors; return those whose id is known, with None for one that is not sound.

    Without any ids it returns None, or every actor of every tie would be reported as unknown.
    """
    if not table.rows:
        report.add(table.line, "no actors below the header", "Give each actor a line of its own.")
    if not table.rows or "id" not in table.columns:
        return None
    known: dict[str, Actor | None] = {}
    lines: dict[str, int] = {}
    attributes: list[dict[str, object]] = []
    for row in table.rows:
        actor = row.cells.get("id", "")
        if row.sound and not actor:
            report.add(row.line, "no id", "Give every actor an id of its own.")
        elif row.sound and actor in lines:
            cure = "Give every actor an id of its own, or delete one of the two lines."
            report.add(row.line, f"id {actor!r} is in line {lines[actor]} already", cure)
        elif actor:
            known.setdefault(actor, None)
            lines.setdefault(actor, row.line)
        if not row.sound or "kind" not in table.columns:
            continue
        about = _actor(row, table)
        faults = list(actor_faults(about["kind"], about["layer"], about["stage"]))
        for fault in faults:
            report.add(row.line, *fault)
        if not faults and lines.get(actor) == row.line:
            known[actor] = about["kind"], about["stage"]  # type: ignore[assignment]
        attributes.append(about)
    if not report.problems:
        _add_columns(attributes, table, ACTORS)
        cluster.add_nodes_from(zip(known, attributes, strict=True))
    return known


def _actor(row: Row, table: Table) -> dict[str, object]:
    """Return kind, layer and stage of an actor; what cannot be understood stays as it is."""
    kind = _KIND_NAMES.get(plain(row.cells["kind"]), row.cells["kind"])
    layer = KINDS[kind].layer if kind in KINDS else None
    stage: object = None
    if "stage" not in table.columns:
        stage = 1 if layer == "core" else None
    elif cell := row.cells["stage"]:
        number = table.number(cell)
        # Spreadsheets and pandas write whole numbers as 2.0 where other cells are blank.
        stage = int(number) if isinstance(number, float) and number.is_integer() else number
    return {"kind": kind, "layer": plain(row.cells.get("layer", "")) or layer, "stage": stage}


def _add_ties(
    cluster: nx.Graph, table: Table, known: dict[str, Actor | None] | None, report: FileReport
) -> None:
    """Add the ties; ``known`` is None when the actors could not be read."""
    found: dict[object, tuple[int, Sequence[str]]] = {}
    pairs: list[tuple[str, str]] = []
    attributes: list[dict[str, object]] = []
    for row in table.rows:
        if not row.sound:
            continue
        _check_ends(row, table, known, report)
        source, target = row.cells.get("source", ""), row.cells.get("target", "")
        mine, other = (known or {}).get(source), (known or {}).get(target)
        expected = dimension_of(*mine, *other) if mine and other else None
        dimension = plain(row.cells.get("dimension", "")) or expected
        weight = _weight(row, table, report)
        if source and target:
            faults = list(tie_faults((source, target), (mine, other), dimension, weight))
        else:
            faults = list(weight_faults(weight))
        for fault in faults:
            report.add(row.line, *fault)
        if source and target and source != target:
            pair = (source, target) if cluster.is_directed() else frozenset((source, target))
            line, first = found.setdefault(pair, (row.line, (source, target)))
            if line != row.line:
                cure = "Delete one of the two lines"
                if first != (source, target):
                    cure += ", or read the files with directed=True (--directed)"
                what = f"the tie of {source!r} and {target!r} is in line {line} already"
                report.add(row.line, what, f"{cure}.")
        pairs.append((source, target))
        attributes.append({"dimension": dimension, "weight": weight})
    if not report.problems:
        _add_columns(attributes, table, TIES)
        ties = zip(pairs, attributes, strict=True)
        cluster.add_edges_from((*pair, about) for pair, about in ties)


def _check_ends(
    row: Row, table: Table, known: dict[str, Actor | None] | None, report: FileReport
) -> None:
    for column in TIES.required:
        actor = row.cells.get(column, "")
        if column in table.columns and not actor:
            report.add(row.line, f"no {column}", "Give the id of an actor.")
        elif actor and known is not None and actor not in known:
            cure = "Correct it, or add a line to the file of the actors."
            report.add(row.line, f"unknown actor {actor!r}", did_you_mean(actor, known) + cure)


def _weight(row: Row, table: Table, report: FileReport) -> float:
    cell = row.cells.get("weight", "")
    number = table.number(cell) if cell else 1.0
    if isinstance(number, str):
        mark = "0,5" if table.comma else "0.5"
        cure = f"Write a number like {mark}, or leave the cell blank for 1."
        report.add(row.line, f"weight {cell!r} is not a number", cure)
        return 1.0
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _add_columns(attributes: list[dict[str, object]], table: Table, columns: Columns) -> None:
    """Add the cells of all other columns to the attributes, row by row."""
    for name in table.columns:
        if name and name not in columns.known:
            for about, value in zip(attributes, table.values(name), strict=True):
                about[name] = value


def example_cluster() -> nx.Graph:
    """Return a small example cluster of bicycle makers. It is invented: no survey stands behind it.

    Returns
    -------
    networkx.Graph
        24 actors and their ties, read from the CSV pair that comes with the library in
        ``clusterlib/data``: an example of the format. Further attributes of the actors are their
        ``name``, ``employees`` and ``founded`` (a year), of the ties ``since`` (a year). ``weight``
        is contacts a month.

    Examples
    --------
    >>> cluster = example_cluster()
    >>> cluster.nodes["F07"]["name"]
    'Corvo Drivetrains'
    """
    folder = resources.files("clusterlib") / "data"
    with (
        resources.as_file(folder / "example_actors.csv") as actors,
        resources.as_file(folder / "example_ties.csv") as ties,
    ):
        cluster = read_cluster(actors, ties)
    cluster.graph["name"] = "invented cluster of bicycle makers"
    return cluster
