"""Read a cluster from the files that people have: of its actors, of its ties, or of both."""

from __future__ import annotations

import math
import os
import warnings
from importlib import resources
from pathlib import Path
from typing import TypedDict

import networkx as nx

from clusterlib.checks import did_you_mean
from clusterlib.files.csv_tables import Columns, Row, Table, plain, read_table
from clusterlib.files.letters import is_encoding
from clusterlib.files.problems import ClusterError, FileReport, Problem
from clusterlib.networks.checking import Actor, actor_faults, tie_faults, weight_faults
from clusterlib.networks.kinds import (
    KIND_NAMES,
    KindNames,
    ask_for_column,
    ask_for_kinds,
    kinds_said,
    name_kinds,
    no_kinds,
)
from clusterlib.networks.raw import RawNetwork, as_table
from clusterlib.networks.schema import KINDS, dimension_of
from clusterlib.networks.sources import ACTORS, TIES, read_source
from clusterlib.networks.stages import OtherWords, name_stages, no_stages, supply_ties

#: Where no kinds are known, all columns but the id are further ones.
_PLAIN = Columns(required=("id",), optional=())


#: So many of the ties that are left out are named.
_NAMED = 3


class _How(TypedDict):
    encoding: str
    decimal: str


def read_cluster(
    actors: str | os.PathLike[str],
    ties: str | os.PathLike[str] | None = None,
    *,
    directed: bool | None = None,
    encoding: str = "",
    decimal: str = "",
    kinds: str = "",
) -> nx.Graph:
    """Read a cluster from a file of its actors and a file of its ties, or from one file of both.

    Parameters
    ----------
    actors : path
        A CSV file with the columns ``id`` and ``kind`` (a name or label of :data:`KINDS`), and
        ``stage`` (a whole number from 1, for firms only). Without a column ``stage`` all firms
        stand in stage 1. A column ``layer`` may be there; the layer follows from the kind. Or,
        without ``ties``, one file of a whole network.
    ties : path, optional
        A CSV file with the columns ``source`` and ``target`` (ids of actors). ``dimension`` may be
        there and must then agree with the actors, else it is inferred; ``weight`` (above 0) may be
        there, and where it is blank the weight is 1. Or an adjacency matrix as CSV, or a network as
        GraphML, GEXF, GML, Pajek or UCINET DL.
    directed : bool, optional
        Whether ``source`` and ``target`` say who learns from whom: knowledge flows from the source
        to the target. Default: what the file says, and if it says nothing, no.
    encoding : str, optional
        What the files are in, if not in UTF-8, such as ``"cp1252"``.
    decimal : {".", ","}, optional
        The decimal mark, where the files do not show which it is: ``1.500`` between semicolons may
        be 1.5 or 1500.
    kinds : str, optional
        What the kinds are that the file has under other names: ``"firm=sme,uni=university"``.
        Before a colon may stand the column they are in: ``"type:firm=sme"``. ``*`` is all others.

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

    Warns
    -----
    UserWarning
        What was done that one might not expect, such as adding up ties that are listed twice.

    Notes
    -----
    Columns stand in any order. Their names, kinds and dimensions may be written with capitals,
    spaces or hyphens; ``from`` and ``to`` are as good as ``source`` and ``target``, ``name`` as
    ``id``, ``type`` as ``kind`` where it names kinds, ``tier`` as ``stage``, and so are these words
    in German. Beside ``id`` a column ``label``, as Gephi has it, names the actors; ties go by the
    id. The text is UTF-8, with or without byte order mark; commas, semicolons, tabs, pipes or
    spaces separate the cells. Unless it is the comma, the decimal mark may be a comma as well as a
    point. Blank lines are skipped, and white space around a cell is dropped.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     actors, ties = Path(folder, "actors.csv"), Path(folder, "ties.csv")
    ...     _ = actors.write_text("id,kind,stage,town\\nA,SME,1,Nove\\nB,SME,2,\\nC,Uni,,")
    ...     _ = ties.write_text("from;to;weight\\nA;B;0,5\\nC;B;")
    ...     cluster = read_cluster(actors, ties, kinds="uni=university")
    >>> cluster.nodes["A"]
    {'kind': 'sme', 'layer': 'core', 'stage': 1, 'town': 'Nove'}
    >>> for tie in cluster.edges(data=True):
    ...     print(tie)
    ('A', 'B', {'dimension': 'vertical', 'weight': 0.5})
    ('B', 'C', {'dimension': 'multi_angle', 'weight': 1.0})
    """
    cluster, notes = _read(
        actors, ties, directed, encoding=encoding, decimal=decimal, kinds=kinds, plain_too=False
    )
    for note in notes:
        # A line for each: where a person reads the file is no matter, and all may be well.
        warnings.warn_explicit(note, UserWarning, "read_cluster", 0)
    return cluster


def read_network(
    actors: str | os.PathLike[str],
    ties: str | os.PathLike[str] | None = None,
    *,
    directed: bool | None = None,
    encoding: str = "",
    decimal: str = "",
    kinds: str = "",
) -> tuple[nx.Graph, list[str]]:
    """Read a cluster, or a plain network where nothing says what the actors are.

    Parameters
    ----------
    actors, ties, directed, encoding, decimal, kinds
        As of :func:`read_cluster`.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        The network; its actors have no ``kind`` where the files know none.
    list of str
        What was done that one might not expect.

    Raises
    ------
    ClusterError
        If the files make no network. All problems are listed.
    """
    return _read(
        actors, ties, directed, encoding=encoding, decimal=decimal, kinds=kinds, plain_too=True
    )


def _read(
    actors: str | os.PathLike[str],
    ties: str | os.PathLike[str] | None,
    directed: bool | None,
    *,
    encoding: str,
    decimal: str,
    kinds: str,
    plain_too: bool,
) -> tuple[nx.Graph, list[str]]:
    if not is_encoding(encoding):
        raise ValueError(f"encoding={encoding!r}: Python knows none, such as 'cp1252'.")
    if decimal not in ("", ".", ","):
        raise ValueError(f"decimal={decimal!r}: give '.' or ','.")
    said = kinds_said(kinds)
    paths = [Path(actors)] + ([] if ties is None else [Path(ties)])
    names = [path.name if path.name != paths[0].name else str(path) for path in paths[1:]]
    first = str(paths[0]) if str(paths[-1]) in names else paths[0].name
    reports = [FileReport(first), FileReport(names[0] if names else first)]
    how: _How = {"encoding": encoding, "decimal": decimal}
    actor_table: Table | None = None
    if ties is not None:
        actor_table = read_table(paths[0], reports[0], ACTORS, **how)
    raw = read_source(paths[-1], reports[1], **how) or RawNetwork()
    if actor_table and raw.actors is None and raw.ties is None and _swapped(paths, how):
        what, cure = "the two files are swapped", "Give the actors first and the ties second."
        raise ClusterError([Problem(first, what, cure)], first)
    if ties is None:
        actor_table = raw.actors or _ends_of(raw.ties)
    notes = [f"{reports[1].name}: {note}" for note in raw.notes]
    cluster = nx.DiGraph() if (raw.directed if directed is None else directed) else nx.Graph()
    cluster.graph["name"] = paths[0].stem.replace("_", " ")
    known: dict[str, Actor | None] | None = None
    called: dict[str, str] = {}
    if actor_table and "id" in actor_table.columns:
        before = len(reports[0].problems)
        on_kinds: list[str] = []
        called = _called(actor_table, raw.also)
        has_kinds = name_kinds(actor_table, said, reports[0], on_kinds)
        if not has_kinds and len(reports[0].problems) == before:
            if plain_too:
                on_kinds.append(no_kinds(actor_table))
            else:
                ask_for_column(actor_table, reports[0])
        if has_kinds:
            on_kinds += name_stages(actor_table)
        known = _add_actors(cluster, actor_table, reports[0], said if has_kinds else None)
        notes += [f"{first}: {note}" for note in on_kinds]
    staged, supply = actor_table is None or "stage" in actor_table.columns, ""
    if raw.ties:
        on_ties, supply = _add_ties(cluster, raw.ties, known, reports[1], staged, called)
        notes += on_ties
    if problems := [problem for report in reports for problem in report.problems]:
        sources = dict.fromkeys(report.name for report in reports if report.problems)
        raise ClusterError(problems, " and ".join(sources))
    if actor_table and known:
        firms = [of for of in known.values() if of and KINDS[of[0]].layer == "core"]
        notes += [f"{first}: {note}" for note in no_stages(actor_table, len(firms), supply)]
    if actor_table and (labels := _labels(actor_table)):
        cluster = nx.relabel_nodes(cluster, labels)
        notes.append(f"{first}: actors are called by their Label; ties name their id")
    return cluster, notes


def _labels(table: Table) -> dict[str, str]:
    """Return what a column Label calls actors beside their id, as Gephi has both; each once."""
    column = next((name for name in table.columns if plain(name) == "label"), "")
    names = {row.cells["id"]: row.cells.get(column, "") or row.cells["id"] for row in table.rows}
    other = any(name != actor for actor, name in names.items())
    return names if column and other and len({*names.values()}) == len(names) else {}


def _called(table: Table, also: dict[str, str]) -> dict[str, str]:
    """Return what actors are called beside their id, for people who look for them."""
    column = next((name for name in table.columns if plain(name) in ("label", "name")), "")
    names = {row.cells.get("id", ""): row.cells.get(column, "") for row in table.rows}
    return {actor: name for actor, name in names.items() if name and name != actor} | also


def _swapped(paths: list[Path], how: _How) -> bool:
    """Return whether the file of the actors has ties, and that of the ties has actors."""
    unread = FileReport("")
    swapped = read_source(paths[0], unread, **how)
    table = read_table(paths[1], unread, ACTORS, **how)
    return bool(swapped and swapped.ties and table) and not unread.problems


def _ends_of(ties: Table | None) -> Table | None:
    """Return the actors that ties name, in the order in which they do."""
    if ties is None or not {*TIES.required} <= {*ties.columns}:
        return None
    ends = [row.cells.get(end, "") for row in ties.rows if row.sound for end in TIES.required]
    return as_table(({"id": actor} for actor in dict.fromkeys(filter(None, ends))), ("id",))


def _add_actors(
    cluster: nx.Graph, table: Table, report: FileReport, said: KindNames | None
) -> dict[str, Actor | None] | None:
    """Add the actors; return those whose id is known, with None for one that is not sound.

    Where nothing is ``said`` of kinds, none are known: the network is plain.
    Without any ids it returns None, or every actor of every tie would be reported as unknown.
    """
    if not table.rows:
        report.add(table.line, "no actors below the header", "Give each actor a line of its own.")
    if not table.rows:
        return None
    has_kinds = said is not None
    asked = said is not None and ask_for_kinds(table, said, report)
    known: dict[str, Actor | None] = {}
    lines: dict[str, int] = {}
    attributes: list[dict[str, object]] = []
    for number, row in enumerate(table.rows, 1):
        actor = row.cells.get("id", "")
        whose = "" if row.line else f"actor {repr(actor) if actor else f'number {number}'}"
        if row.sound and not actor:
            report.add(row.line, "no id", "Give every actor an id of its own.", whose)
        elif row.sound and actor in lines:
            cure = "Give every actor an id of its own"
            what = f"id {actor!r} is in line {lines[actor]} already"
            if row.line:
                report.add(row.line, what, f"{cure}, or delete one of the two lines.")
            else:
                report.add(0, "two actors have this id", f"{cure}.", whose)
        elif actor:
            known.setdefault(actor, None)
            lines.setdefault(actor, row.line)
        if not row.sound:
            continue
        about = _actor(row, table) if has_kinds else {}
        if has_kinds and not (asked and about["kind"] not in KINDS):
            faults = list(actor_faults(about["kind"], about["layer"], about["stage"]))
        else:
            faults = []
        for fault in faults:
            report.add(row.line, *fault, whose)
        if not faults and about.get("kind") in KINDS and lines.get(actor) == row.line:
            known[actor] = about["kind"], about["stage"]  # type: ignore[assignment]
        attributes.append(about)
    if not report.problems:
        _add_columns(attributes, table, ACTORS if has_kinds else _PLAIN)
        cluster.add_nodes_from(zip(known, attributes, strict=True))
    return known


def _actor(row: Row, table: Table) -> dict[str, object]:
    """Return kind, layer and stage of an actor; what cannot be understood stays as it is."""
    kind = KIND_NAMES.get(plain(row.cells["kind"]), row.cells["kind"])
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
    cluster: nx.Graph,
    table: Table,
    known: dict[str, Actor | None] | None,
    report: FileReport,
    staged: bool,
    called: dict[str, str],
) -> tuple[list[str], str]:
    """Add the ties, ``known`` is None when the actors could not be read.

    Returns what was added up or left out, and which ties are called supply though no stage is
    known. An actor is ``called`` something beside its id.
    """
    first: dict[object, int] = {}
    ends: list[tuple[str, str]] = []
    attributes: list[dict[str, object]] = []
    words = OtherWords(staged)
    outside: list[str] = []
    repeated = both_ways = 0
    for row in table.rows:
        if not row.sound:
            continue
        source, target = row.cells.get("source", ""), row.cells.get("target", "")
        tie = " - ".join(f"{a} ({called[a]})" if a in called else a for a in (source, target))
        of = "" if row.line else f"tie {tie}"
        _check_ends(row, table, known, report, of)
        mine, other = (known or {}).get(source), (known or {}).get(target)
        expected = dimension_of(*mine, *other) if mine and other else None
        if mine and other and not expected and source != target:
            outside.append(f"line {row.line}, {tie}" if row.line else tie)
            attributes.append({})
            ends.append((source, target))
            continue
        dimension = plain(row.cells.get("dimension", "")) or expected
        if words.take(dimension or "", row.line, of, expected):
            dimension = expected
        weight = _weight(row, table, report, of)
        if source and target:
            faults = list(tie_faults((source, target), (mine, other), dimension, weight))
        else:
            faults = list(weight_faults(weight))
        for fault in faults:
            report.add(row.line, *fault, of)
        pair = (source, target) if cluster.is_directed() else frozenset((source, target))
        row_of = first.setdefault(pair, len(ends))
        ends.append((source, target))
        attributes.append({"dimension": dimension, "weight": weight})
        if row_of < len(ends) - 1:
            attributes[row_of]["weight"] += weight  # type: ignore[operator]
            repeated += 1
            both_ways += ends[row_of] != (source, target)
    words.report(report)
    if report.problems:
        return [], ""
    _add_columns(attributes, table, TIES)
    for row_of in first.values():
        about = attributes[row_of]
        if about["dimension"] is None:
            del about["dimension"]
        cluster.add_edges_from([(*ends[row_of], about)])
    notes = [_left_out(outside)] if outside else []
    if repeated:
        notes.append(f"ties that come again are added up, weight to weight: {repeated}")
    if both_ways:
        notes[-1] += f", {both_ways} of them the other way round (--directed, in Python "
        notes[-1] += "directed=True, keeps the two ways apart)"
    dimensions = [about.get("dimension") for about in attributes]
    supply = "" if staged else supply_ties(table, dimensions, report.name)
    return [f"{report.name}: {note}" for note in notes], supply


def _left_out(ties: list[str]) -> str:
    """Return a note that ties of outside actors are left out: how many, and the first few."""
    shown = "; ".join(ties[:_NAMED])
    more = f" and {len(ties) - _NAMED} more" if len(ties) > _NAMED else ""
    many = f"{len(ties)} ties of two outside actors are" if len(ties) > 1 else ""
    return f"{many or '1 tie of two outside actors is'} left out ({shown}{more})"


def _check_ends(
    row: Row, table: Table, known: dict[str, Actor | None] | None, report: FileReport, of: str
) -> None:
    for column in TIES.required:
        actor = row.cells.get(column, "")
        if column in table.columns and not actor:
            report.add(row.line, f"no {column}", "Give the id of an actor.", of)
        elif actor and known is not None and actor not in known:
            cure = "Correct it, or add a line to the file of the actors."
            report.add(row.line, f"unknown actor {actor!r}", did_you_mean(actor, known) + cure, of)


def _weight(row: Row, table: Table, report: FileReport, of: str) -> float:
    cell = row.cells.get("weight", "")
    number = table.number(cell) if cell else 1.0
    if isinstance(number, str):
        mark = "0,5" if table.comma else "0.5"
        cure = f"Write a number like {mark}, or leave the cell blank for 1."
        report.add(row.line, f"weight {cell!r} is not a number", cure, of)
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
