"""A template for a survey of who asks whom: two files to fill in, and how to ask."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx

from clusterlib.files.csv_tables import as_csv
from clusterlib.files.saving import check_names, save_files
from clusterlib.networks.reading import read_cluster
from clusterlib.networks.schema import KINDS

#: The files of a template.
FILES = ("actors.csv", "ties.csv", "survey.txt")
_ACTORS = [
    ("id", "name", "kind", "stage", "answered"),
    ("F1", "write your firms here", "sme", 1, "yes"),
    ("F2", "a line each", "focal_firm", 2, "yes"),
    ("U1", "and institutions", "university", "", "no"),
    ("X1", "and sources outside", "outside_rd", "", ""),
]
_TIES = [("source", "target", "weight"), ("F2", "F1", 3), ("U1", "F2", 1), ("X1", "F2", 2)]
_TEXT = """\
A SURVEY OF WHO ASKS WHOM FOR TECHNICAL ADVICE

1. The boundary. Before you ask, write down which firms and institutions belong to
   the cluster: the place, the trade, the smallest size, the date, and the lists that
   you took them from. Whoever is inside by this rule is asked; nobody else is.

2. The roster. List them in actors.csv, a line each, in place of the examples:
   id        short, and used in ties.csv
   name      for you; take it out before you pass the file on
   kind      {kinds}
   stage     of firms only: 1 is furthest from the final customer; leave the whole
             column out if you do not know the value chain
   answered  yes or no; blank for sources outside, who are not asked

3. The questions. Ask the person who knows the technical side. Show the whole roster:
   whoever names partners from memory forgets some.
   a. "When you had a technical problem in the last twelve months, which of these did
      you ask for advice? 1: once or twice. 2: several times. 3: every month or more."
   b. "Whom outside the cluster did you ask?" Add each as an actor of a kind that
      begins with outside, or as lead_customer.

4. The answers. Write a line into ties.csv for each "1", "2" or "3":
   source    who was asked: the knowledge comes from there
   target    who asked
   weight    1, 2 or 3

5. Consent. Say before you ask what becomes of the answers, and let people refuse.
   Pass on ids only. In a small cluster a reader may know a firm by its place alone.

6. Who did not answer. Of them you know by whom they are asked, not whom they ask.
   Say with each figure how many of the roster answered.

7. Read it. Lines that are wrong are listed, with the cure:
   clusterlib inspect actors.csv ties.csv --directed
   In a notebook: cluster = read_cluster("actors.csv", "ties.csv", directed=True)

Giuliani and Bell (2005), Research Policy 34(1), 47-68, asked the firms of a wine
cluster in this way, with a roster.
"""


def survey_template(
    folder: str | os.PathLike[str],
    actors: str | os.PathLike[str] | None = None,
    *,
    overwrite: bool = False,
) -> list[Path]:
    """Write what a survey of a cluster needs: two files to fill in, and a text on how to ask.

    Parameters
    ----------
    folder : path
        Where to; it is made if it is not there.
    actors : path, optional
        The roster, as a filled ``actors.csv``. With it the text ends with a sheet for one
        interview, which lists all who are to be asked about.
    overwrite : bool, default False
        Whether files that are there may be replaced.

    Returns
    -------
    list of pathlib.Path
        ``actors.csv`` (not with a roster of your own), ``ties.csv`` and ``survey.txt``. The first
        two hold examples until you replace them, and :func:`read_cluster` reads them as they are.

    Raises
    ------
    ClusterError
        If a file is there already, or the roster has mistakes. Nothing is written then.

    Examples
    --------
    >>> with TemporaryDirectory() as folder:
    ...     files = survey_template(folder)
    ...     cluster = read_cluster(*files[:2], directed=True)
    >>> [path.name for path in files], list(cluster["F2"])
    (['actors.csv', 'ties.csv', 'survey.txt'], ['F1'])
    """
    folder = Path(folder)
    text = _TEXT.format(kinds=_kinds())
    ties = _TIES
    contents = {"actors.csv": as_csv(_ACTORS)}
    if actors is not None:
        text += f"\n{_sheet(_roster(actors))}"
        ties, contents = _TIES[:1], {}
    contents |= {"ties.csv": as_csv(ties), "survey.txt": text}
    paths = [folder / name for name in contents]
    if folder.is_dir():
        check_names(paths, overwrite=overwrite)
    folder.mkdir(parents=True, exist_ok=True)
    encoded = [of.encode("utf-8" if of.isascii() else "utf-8-sig") for of in contents.values()]
    save_files([*zip(paths, encoded, strict=True)], overwrite=overwrite)
    return paths


def _kinds() -> str:
    """Return the kinds, in lines of their own."""
    rows = [""]
    for name in KINDS:
        if len(rows[-1]) + len(name) > 66:
            rows.append("")
        rows[-1] += f"{name}, "
    return f"\n{' ' * 13}".join(row.strip() for row in rows).rstrip(",")


def _roster(actors: str | os.PathLike[str]) -> nx.Graph:
    """Return the actors of a file, without ties."""
    with TemporaryDirectory() as folder:
        ties = Path(folder) / "ties.csv"
        ties.write_text(as_csv(_TIES[:1]), "utf-8")
        return read_cluster(actors, ties)


def _sheet(roster: nx.Graph) -> str:
    """Return the sheet for one interview."""
    lines = ["SHEET FOR ONE INTERVIEW          asked: ____________   date: ____________", ""]
    lines.append("Asked for advice in the last twelve months (tick one; none if never):")
    width = max(len(str(actor)) for actor in roster)
    for actor, about in roster.nodes(data=True):
        if about["layer"] != "supplementary":
            name = f"  {about['name']}" if about.get("name") else ""
            lines.append(f"  1 [ ]  2 [ ]  3 [ ]   {actor:<{width}}{name} ({_label(about)})")
    lines += ["", "Asked outside the cluster (name, kind, 1 to 3):", *["  ____________"] * 5, ""]
    return "\n".join(lines)


def _label(about: dict[str, object]) -> str:
    stage = f", stage {about['stage']}" if about.get("stage") else ""
    return f"{KINDS[str(about['kind'])].label}{stage}"
