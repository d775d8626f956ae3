"""The cluster of a region: its organisations, their partners elsewhere, and common projects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array, diags_array

from clusterlib.arrays import Flags, Ints
from clusterlib.files.letters import composed
from clusterlib.files.problems import ClusterError, Problem
from clusterlib.networks.schema import KINDS, dimension_of
from clusterlib.region.cordis import Download

if TYPE_CHECKING:
    import pandas as pd

#: What an activity type of CORDIS is inside the region, and outside.
_INSIDE = {
    "PRC": "sme",
    "HES": "university",
    "REC": "research_institute",
    "PUB": "government_agency",
    "OTH": "bridging_institution",
}
_OUTSIDE = {"PRC": "outside_firm", "HES": "outside_rd", "REC": "outside_rd"}
#: A focal firm is in so many projects, and of so large a share of the firms none is in more.
_FOCAL_PROJECTS, _FOCAL_SHARE = 2, 0.1
_ID_LETTERS = 14


@dataclass(frozen=True)
class Region:
    """A region's cluster and what has to be said with it.

    Attributes
    ----------
    cluster : networkx.Graph
        A cluster as :mod:`clusterlib.networks.schema` describes it. Further attributes of its
        actors: name, city, country, nuts, projects (how many) and, of firms, is_sme.
    name : str
        What the region was asked for by, such as ``"ITH5"``.
    source : str
        Where the data come from and under which licence.
    notes : tuple of str
        The rules by which it was made, with how much each of them did.
    """

    cluster: nx.Graph
    name: str
    source: str
    notes: tuple[str, ...]


def region_cluster(
    download: Download,
    *,
    nuts: Sequence[str] = (),
    cities: Sequence[str] = (),
    cut: int | None = None,
) -> Region:
    """Make the cluster of a region from the projects that its organisations take part in.

    Parameters
    ----------
    download : Download
        From :func:`read_cordis`.
    nuts : sequence of str
        Beginnings of NUTS codes: ``["ITH5"]`` is Emilia-Romagna with all its provinces.
    cities : sequence of str
        Cities, for files or organisations without NUTS codes. Accents and capitals do not matter.
    cut : int, optional
        Leave out projects of more organisations than these. Default: none.

    Returns
    -------
    Region

    Raises
    ------
    ClusterError
        If no organisation is in the region.

    Notes
    -----
    Two organisations are tied if they are in a project together. A project of n adds 1 / (n - 1) to
    the tie of each two of its members (Newman 2001), so it counts once for each member: the weights
    of an organisation's ties add up to the number of its projects with partners. Ties among two
    partners outside are not of the cluster.
    """
    rows = download.participations[["project", "org"]].drop_duplicates()
    inside = _inside(download.participations, nuts, cities)
    name = ", ".join([*nuts, *cities])
    if not inside.any():
        raise ClusterError([_nobody(download.participations, nuts, cities)], "the region")
    orgs, projects = rows["org"].to_numpy(), rows["project"].to_numpy()
    sizes = np.bincount(projects)
    kept = np.ones(sizes.size, dtype=bool) if cut is None else sizes <= cut
    notes = [*download.notes, *_asked(download.participations, nuts, cities, inside)]
    if cut is not None:
        notes.append(
            f"projects of more than {cut} organisations are left out: {int((~kept).sum())}"
        )
    member = csr_array((np.ones(orgs.size), (orgs, projects)), shape=(inside.size, sizes.size))
    own = np.flatnonzero(inside)
    each = np.where(kept & (sizes > 1), 1 / np.maximum(sizes - 1, 1), 0.0)
    shared = (member[own] @ diags_array(each) @ member.T).tocoo()
    mine, other = own[shared.coords[0]], shared.coords[1]
    tie = (shared.data > 0) & (mine != other) & (~inside[other] | (mine < other))
    mine, other, weight = mine[tie], other[tie], shared.data[tie]
    actors = np.union1d(own, other)
    about = _about(download.participations, actors)
    about["projects"] = (member[actors] @ kept.astype(float)).astype(int)
    about["strength"] = (
        np.bincount(mine, weight, inside.size) + np.bincount(other, weight, inside.size)
    )[actors]
    about["kind"] = _kinds(about, inside[actors], notes)
    cluster = _cluster(about, mine, other, weight)
    cluster.graph["name"] = f"region {name}"
    return Region(cluster, name, download.source, tuple(notes))


def _inside(frame: pd.DataFrame, nuts: Sequence[str], cities: Sequence[str]) -> Flags:
    """Return which organisations are in the region: where they are said to be most often."""
    count = int(frame["org"].max()) + 1
    code = frame["nuts"].str.upper().str.strip()
    here = code.str.startswith(tuple(part.upper() for part in nuts)) if nuts else code != code
    if cities:
        known = {_folded(city) for city in cities}
        named = {city: _folded(city) in known for city in frame["city"].unique()}
        # With both, cities speak for those only that have no code.
        here |= frame["city"].map(named).astype(bool) & ((code == "") if nuts else True)
    placed = (code != "") | here
    votes = np.bincount(frame["org"], np.where(here, 1.0, 0.0), count)
    return votes > np.bincount(frame["org"], np.where(placed & ~here, 1.0, 0.0), count)


def _asked(
    frame: pd.DataFrame, nuts: Sequence[str], cities: Sequence[str], inside: Flags
) -> list[str]:
    """Say where the border of the region runs."""
    parts = [f"their NUTS code begins with {' or '.join(nuts)}"] if nuts else []
    if cities:
        parts.append(
            f"{'they have no code and ' if nuts else ''}their city is {' or '.join(cities)}"
        )
    notes = [f"organisations are inside if {', or if '.join(parts)}: {int(inside.sum())}"]
    countries = {part[:2].upper() for part in nuts}
    missing = frame["country"].isin(countries) & (frame["nuts"].str.strip() == "")
    if missing.any():
        notes.append(
            f"participations from {', '.join(sorted(countries))} without a NUTS code: "
            f"{int(missing.sum())}; without --city they count as outside, unless the organisation "
            "has a code elsewhere in the file"
        )
    return notes


def _nobody(frame: pd.DataFrame, nuts: Sequence[str], cities: Sequence[str]) -> Problem:
    codes = frame.loc[frame["nuts"].str.startswith(tuple({p[:2].upper() for p in nuts})), "nuts"]
    usual = codes.str[:4].value_counts().head(6)
    column, cure = ("nuts", "Give --nuts ITH5 or --city Bologna,Parma.")
    if len(usual) and nuts:
        cure = f"The file has {', '.join(f'{code} ({n})' for code, n in usual.items())}."
    elif cities:
        column = "city"
        cure = f"Cities in it are {', '.join(frame[column].value_counts().head(6).index)}."
    elif not frame["nuts"].any():
        cure = "The file has no NUTS codes; give --city Bologna,Parma."
    return Problem(
        "the region", f"no organisation is in {', '.join([*nuts, *cities]) or '?'}", cure
    )


def _about(frame: pd.DataFrame, actors: Ints) -> pd.DataFrame:
    """Return what is said most often of each organisation."""
    import pandas as pd

    frame = frame[frame["org"].isin(actors)]
    about = pd.DataFrame(index=actors)
    for column in ("name", "short", "type", "sme", "city", "country", "nuts"):
        said = frame[frame[column] != ""].groupby(["org", column], sort=False).size()
        most = said.sort_values(ascending=False, kind="stable").reset_index()
        about[column] = most.drop_duplicates("org").set_index("org")[column]
    return about.fillna("")


def _kinds(about: pd.DataFrame, inside: Flags, notes: list[str]) -> list[str]:
    types = about["type"].str.upper().str.strip()
    kinds = np.where(
        inside,
        types.map(_INSIDE).fillna("bridging_institution"),
        types.map(_OUTSIDE).fillna("outside_body"),
    ).astype(object)
    firms = np.flatnonzero(kinds == "sme")
    large = about["sme"].str.lower().isin(("false", "no", "n", "0")).to_numpy()
    projects = about["projects"].to_numpy()
    busy = projects[firms]
    least = (
        max(_FOCAL_PROJECTS, np.sort(busy)[-max(1, int(_FOCAL_SHARE * firms.size))])
        if firms.size
        else 0
    )
    known = bool((about["sme"].to_numpy()[firms] != "").any())
    sure = large if known else np.ones(kinds.size, dtype=bool)
    focal = firms[(projects[firms] >= least) & sure[firms]]
    kinds[focal] = "focal_firm"
    notes.append(
        "kinds are CORDIS's activity types: firms PRC, universities HES, institutes REC, agencies "
        "PUB, bridging institutions OTH; outside, firms PRC, R&D HES and REC, other bodies the rest"
    )
    if unknown := int((inside & ~types.isin([*_INSIDE]).to_numpy()).sum()):
        notes.append(f"organisations inside without an activity type count as bridging: {unknown}")
    who = "no SME and " if known else ""
    notes.append(
        f"a firm is focal if it is {who}in {least} projects or more, which is the tenth of the "
        f"firms with most: {focal.size}"
    )
    others = int(large[firms].sum() - large[focal].sum())
    if others:
        notes.append(
            f"other firms that are no SMEs stand among the SMEs: {others} (column is_sme tells)"
        )
    notes.append(
        "CORDIS does not know the value chain: all firms stand in one stage, so that ties of two "
        "firms count as horizontal"
    )
    return [str(kind) for kind in kinds]


def _cluster(about: pd.DataFrame, mine: Ints, other: Ints, weight: Any) -> nx.Graph:
    place = {kind: at for at, kind in enumerate(KINDS)}
    about = about.assign(place=about["kind"].map(place))
    # The busiest first in each kind, so that the same file always gives the same order.
    about = about.sort_values(["place", "strength", "name"], ascending=[True, False, True])
    ids = dict(zip(about.index, _ids(about["short"], about["name"]), strict=True))
    cluster = nx.Graph()
    columns = ["kind", "name", "city", "country", "nuts", "projects", "sme"]
    for org, kind, name, city, country, nuts, projects, sme in about[columns].itertuples():
        firm = KINDS[kind].layer == "core"
        cluster.add_node(
            ids[org],
            kind=kind,
            layer=KINDS[kind].layer,
            stage=1 if firm else None,
            name=_tidy(name) or None,
            city=_tidy(city).title() or None,
            country=_tidy(country) or None,
            nuts=_tidy(nuts) or None,
            projects=int(projects),
            is_sme={"true": True, "yes": True, "false": False, "no": False}.get(sme.lower())
            if firm
            else None,
        )
    for u, v, w in zip(mine.tolist(), other.tolist(), weight.tolist(), strict=True):
        a, b = cluster.nodes[ids[u]], cluster.nodes[ids[v]]
        dimension = dimension_of(a["kind"], a["stage"], b["kind"], b["stage"])
        cluster.add_edge(ids[u], ids[v], dimension=dimension, weight=w)
    return cluster


def _ids(shorts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return short ids, each once: the short name, else the beginning of the name.

    Examples
    --------
    >>> _ids(["ALMA", "", "ALMA"], ["Alma Works", "Consorzio Acqua Chiara", "Alma Due"])
    ['ALMA', 'Consorzio Acqua', 'ALMA 2']
    """
    found: dict[str, int] = {}
    ids = []
    for short, name in zip(shorts, names, strict=True):
        text = (
            _tidy(short)
            if 1 < len(_tidy(short)) <= _ID_LETTERS
            else " ".join(_tidy(name).split()[:2])
        )
        text = text[: _ID_LETTERS + 4].strip() or "?"
        found[text] = found.get(text, 0) + 1
        made = text if found[text] == 1 else f"{text} {found[text]}"
        while made in found and found[text] > 1:
            found[text] += 1
            made = f"{text} {found[text]}"
        found.setdefault(made, 1)
        ids.append(made)
    return ids


def _tidy(text: str) -> str:
    return " ".join(composed(text).split())


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return (
        re.sub(r"\W+", " ", "".join(c for c in letters if not unicodedata.combining(c)))
        .casefold()
        .strip()
    )
