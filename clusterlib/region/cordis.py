"""A download of CORDIS, the EU's list of research projects, as it is: a zip with two tables."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterlib.checks import did_you_mean
from clusterlib.files.problems import ClusterError, Problem

if TYPE_CHECKING:
    import pandas as pd

#: Our columns, and what the files of one framework programme or another call them. The first names
#: are those of Horizon 2020 and Horizon Europe, the others those of FP7 and of older downloads.
_ORGANISATIONS = {
    "project": ("projectID", "projectReference", "project_id"),
    "id": ("organisationID", "organizationID", "id"),
    "name": ("name", "organisationName"),
    "country": ("country",),
    "vat": ("vatNumber",),
    "short": ("shortName",),
    "sme": ("SME",),
    "type": ("activityType", "organisationType"),
    "city": ("city",),
    "nuts": ("nutsCode", "nuts"),
}
_NEEDED = ("project", "name", "country")
_PROJECTS = {
    "project": ("id", "projectID", "reference"),
    "start": ("startDate",),
    "end": ("endDate",),
    "framework": ("frameworkProgramme",),
}
#: Read only when a topic is asked for: they are most of the file.
_TEXTS = {
    "topics": ("topics", "topic"),
    "title": ("title",),
    "objective": ("objective",),
}
_GET = "Download it once more from CORDIS: the zip of a framework programme's projects as CSV."
#: How the name of a natural person begins, or what stands in its place.
_PERSON = re.compile(
    r"(dr|prof|professor|mr|mrs|ms|herr|frau|dott|dott\.ssa|sig|sig\.ra|mme)\.? |"
    r".*\b(natural person|physical person|persona fisica|personne physique)\b",
    re.IGNORECASE,
)
_EXAMPLE = "invented example"


@dataclass(frozen=True)
class Download:
    """What a download says, one row a participation.

    Attributes
    ----------
    participations : pandas.DataFrame
        Columns: project and org (numbers from 0), and the texts id, name, short, country, city,
        nuts, type (PRC, HES, REC, PUB, OTH) and sme ("true" or "false"); "" where nothing is said.
    source : str
        Where it comes from and under which licence, to be said wherever it is shown.
    notes : tuple of str
        What was done with the data on the way.
    """

    participations: pd.DataFrame
    source: str
    notes: tuple[str, ...]


def read_cordis(
    path: str | os.PathLike[str], *, topic: str = "", years: tuple[int, int] | None = None
) -> Download:
    """Read a download of CORDIS as it is.

    Parameters
    ----------
    path : path
        A zip with ``organization.csv`` and ``project.csv``, in any folder inside: the projects of
        Horizon Europe, Horizon 2020 or FP7 as CSV.
    topic : str, optional
        Only projects with this text in topic, title or objective; capitals do not matter.
    years : (int, int), optional
        Only projects that ran in one of these years, from the first to the last.

    Returns
    -------
    Download

    Raises
    ------
    ClusterError
        If it is no such zip, or if nothing is left of it.

    Notes
    -----
    Ids, VAT numbers and names in one country are ways to the same organisation: what shares one of
    them counts as one. Natural persons are left out: names with a title such as Dr, and what CORDIS
    writes in place of a name. Project members are counted once, whatever their role.
    """
    import pandas as pd

    path = Path(path)
    notes: list[str] = []
    with _opened(path) as archive:
        organisations = _table(archive, path, "organization", _ORGANISATIONS, notes)
        chosen = bool(topic or years)
        wanted = _PROJECTS | (_TEXTS if topic else {})
        projects = _table(archive, path, "project", wanted, notes, needed=chosen)
        invented = archive.comment.decode("utf-8", "replace").lower().startswith(_EXAMPLE)
    missing = [name for name in _NEEDED if name not in organisations]
    if missing:
        names = ", ".join(_ORGANISATIONS[name][0] for name in missing)
        raise _error(path, f"organization.csv has no column {names}", _GET)
    if absent := [name for name in _ORGANISATIONS if name not in organisations]:
        organisations[absent] = ""
        names = ", ".join(_ORGANISATIONS[name][0] for name in absent)
        notes.append(f"columns that the file does not have: {names}")
    if chosen:
        kept = _chosen(projects, topic, years, path, notes)
        organisations = organisations[organisations["project"].isin(kept)]
    named = organisations["name"].str.strip() != ""
    person = organisations["name"].map(
        {name: bool(_PERSON.match(name)) for name in organisations["name"].unique()}
    )
    people = int((named & person).sum())
    organisations = organisations[named & ~person.astype(bool)]
    if people:
        notes.append(f"natural persons are left out: {people} participations")
    if unnamed := int((~named).sum()):
        notes.append(f"participations without a name are left out: {unnamed}")
    if organisations.empty:
        raise _error(path, "no participation is left", "Ask for another topic or other years.")
    frame = organisations.reset_index(drop=True)
    frame["org"] = _same_organisation(frame, notes)
    frame["project"] = pd.factorize(frame["project"])[0]
    return Download(frame, _source(path, projects, invented), tuple(notes))


def example_path() -> Path:
    """Return where the invented download lies that comes with the library."""
    return Path(str(resources.files("clusterlib") / "data" / "cordis_example.zip"))


def example_download(*, topic: str = "", years: tuple[int, int] | None = None) -> Download:
    """Read the invented download that comes with the library; see :func:`read_cordis`.

    Examples
    --------
    >>> example_download(years=(2015, 2015)).source.partition(".")[0]
    'Source: an invented example in the shape of a CORDIS download'
    """
    return read_cordis(example_path(), topic=topic, years=years)


def _opened(path: Path) -> zipfile.ZipFile:
    if path.is_dir():
        raise _error(path, "this is a folder", "Give the zip as it was downloaded.")
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError:
        beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        cure = did_you_mean(path.name, beside) + "Check its name and folder."
        raise _error(path, f"there is no file '{path}'", cure) from None
    except zipfile.BadZipFile:
        raise _error(path, "this is no zip, or not a whole one", _GET) from None
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        raise _error(path, what, "Copy it to another place.") from None


def _table(
    archive: zipfile.ZipFile,
    path: Path,
    name: str,
    columns: Mapping[str, Sequence[str]],
    notes: list[str],
    *,
    needed: bool = True,
) -> pd.DataFrame:
    """Read those columns of a table that are known, under our names for them, all as texts."""
    import pandas as pd

    # Some zips have backslashes in the names; older ones call the file organizations.csv.
    pattern = re.compile(rf"(.*[\\/-])?(fp7|h2020)?{name}s?\.csv", re.IGNORECASE)
    names = [each for each in archive.namelist() if pattern.fullmatch(each)]
    if not names:
        if not needed:
            return pd.DataFrame(columns=list(columns))
        inside = ", ".join(archive.namelist()[:5]) or "nothing"
        raise _error(path, f"there is no {name}.csv in it, only {inside}", _GET)
    try:
        data = archive.read(names[0])
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _error(path, f"{names[0]} cannot be unpacked ({error})", _GET) from None
    codec = "utf-8-sig"
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        codec = "cp1252"
        notes.append(f"{name}.csv is not in UTF-8; its letters are read as cp1252 (Windows)")
    first = data[: data.find(b"\n") + 1 or None].decode(codec, "replace")
    mark = max(";,\t|", key=first.count)
    header = [cell.strip().strip('"').lower() for cell in first.strip().split(mark)]
    found: dict[str, int] = {}
    for ours, theirs in columns.items():
        places = [header.index(each.lower()) for each in theirs if each.lower() in header]
        if places and places[0] not in found.values():
            found[ours] = places[0]
    # One column more than there are shows which lines have too many cells.
    beyond = len(header)
    numbers = mark.join(map(str, range(beyond + 1))).encode()
    try:
        frame: Any = pd.read_csv(
            io.BytesIO(numbers + b"\n" + data[data.find(b"\n") + 1 :]), sep=mark, encoding=codec,
            usecols=[*sorted(found.values()), beyond], dtype=str, keep_default_na=False,
            encoding_errors="replace",
        )  # fmt: skip
    except pd.errors.ParserError as error:
        raise _error(path, f"{names[0]} cannot be read ({error})", _GET) from None
    frame.columns = [int(column) for column in frame.columns]
    wrong = frame.pop(beyond).fillna("") != ""
    if wrong.any():
        notes.append(f"{name}.csv: lines with too many cells are left out: {int(wrong.sum())}")
        frame = frame[~wrong]
    frame = frame.fillna("").rename(columns={place: ours for ours, place in found.items()})
    return frame[list(found)]


def _chosen(
    projects: pd.DataFrame,
    topic: str,
    years: tuple[int, int] | None,
    path: Path,
    notes: list[str],
) -> pd.Series:
    """Return the ids of the projects that were asked for."""
    import pandas as pd

    keep = pd.Series(True, index=projects.index)
    if topic:
        columns = [name for name in _TEXTS if name in projects]
        found = pd.Series(False, index=projects.index)
        for name in columns:
            found |= projects[name].str.contains(topic, case=False, regex=False)
        keep &= found
        notes.append(f"only projects with {topic!r} in {', '.join(columns)}: {int(keep.sum())}")
    if years:
        if "start" not in projects:
            raise _error(path, "project.csv has no column startDate", "Leave --years out.")
        # Dates are 2015-01-01, in old files 01/01/2015.
        starts = projects["start"].str.extract(r"(\d{4})", expand=False).astype(float)
        ends = starts
        if "end" in projects:
            ends = projects["end"].str.extract(r"(\d{4})", expand=False).astype(float)
            ends = ends.fillna(starts)
        keep &= (starts <= years[1]) & (ends >= years[0])
        notes.append(f"only projects that ran in {years[0]} to {years[1]}: {int(keep.sum())}")
        if undated := int(starts.isna().sum()):
            notes.append(f"projects without a date are left out: {undated}")
    if not keep.any():
        raise _error(path, "no project is left", "Ask for another topic or other years.")
    return projects.loc[keep, "project"]


def _same_organisation(frame: pd.DataFrame, notes: list[str]) -> Any:
    """Number the organisations: what shares an id, a VAT number, or name and country, is one."""
    import numpy as np
    import pandas as pd
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    plain = {name: re.sub(r"[\W_]+", "", name).casefold() for name in frame["name"].unique()}
    names = frame["name"].map(plain) + "|" + frame["country"]
    vats = frame["vat"].str.replace(r"[\W_]+", "", regex=True).str.upper()
    # Shorter ones, and words such as MISSING, are no VAT numbers.
    vats = vats.where(vats.str.fullmatch(r"(?=.*\d.*\d.*\d)[A-Z0-9]{7,}"), "")
    ids = frame["id"].str.strip()
    own = pd.factorize(ids.where(ids != "", names))[0]
    start, ends = own.max() + 1, []
    for keys in (names, vats):
        codes = pd.factorize(keys.where(keys != "", None), use_na_sentinel=True)[0]
        has = codes >= 0
        ends.append(np.stack([own[has], codes[has] + start]))
        start += codes.max(initial=-1) + 1
    rows, columns = np.concatenate(ends, axis=1)
    linked = coo_array((np.ones(rows.size, dtype=bool), (rows, columns)), shape=(start, start))
    groups = connected_components(linked, directed=False)[1][own]
    if joined := len(set(own.tolist())) - len(set(groups.tolist())):
        notes.append(
            f"organisations under several ids are joined ({joined} ids): the same VAT number, or "
            "the same name in one country"
        )
    return pd.factorize(groups)[0]


def _source(path: Path, projects: pd.DataFrame, invented: bool) -> str:
    if invented:
        return (
            "Source: an invented example in the shape of a CORDIS download. "
            "No real organisation or project is in it."
        )
    programmes = projects["framework"].unique() if "framework" in projects else []
    said = ", ".join(sorted(filter(None, programmes))[:3])
    return (
        f"Source: CORDIS, EU research projects{f' ({said})' if said else ''}, file {path.name}; "
        "© European Union, reused under CC BY 4.0 (Commission Decision 2011/833/EU). Changed: "
        "selected, joined and counted."
    )


def _error(path: Path, what: str, cure: str) -> ClusterError:
    return ClusterError([Problem(path.name, what, cure)], path.name)
