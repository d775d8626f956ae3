"""Make an invented download in exactly the shape of CORDIS, for learners, tests and benchmarks.

    python tools/cordis_example.py     writes clusterlib/data/cordis_example.zip

No real organisation or project is in it. As in the real ones some NUTS codes are missing, some
organisations have two ids, and some participants are natural persons.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import numpy as np

ORGANISATION = """
    projectID projectAcronym organisationID vatNumber name shortName SME activityType street
    postCode city country nutsCode geolocation organizationURL contactForm contentUpdateDate rcn
    order role ecContribution netEcContribution totalCost endOfParticipation active
""".split()  # noqa: SIM905
PROJECT = """
    id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics
    ecSignatureDate frameworkProgramme masterCall subCall fundingScheme nature objective
    contentUpdateDate rcn grantDoi
""".split()  # noqa: SIM905
COMMENT = b"Invented example in the shape of a CORDIS download: no real organisation or project."
EXAMPLE = Path(__file__).parent.parent / "clusterlib" / "data" / "cordis_example.zip"
#: How large the file is that comes with the library.
SHIPPED = {"participations": 5000, "count": 2400, "home": 0.06}

#: Country, code and a city; the first ones are the provinces of the region that is shown.
PLACES = [
    *(("IT", code, city) for code, city in (
        ("ITH55", "BOLOGNA"), ("ITH54", "MODENA"), ("ITH52", "PARMA"), ("ITH56", "FERRARA"),
        ("ITH53", "REGGIO NELL'EMILIA"), ("ITH59", "RIMINI"))),
    ("IT", "ITC4C", "MILANO"), ("IT", "ITI43", "ROMA"), ("DE", "DE212", "München"),
    ("DE", "DEA23", "KÖLN"), ("FR", "FR101", "PARIS"), ("FR", "FRK26", "LYON"),
    ("ES", "ES300", "MADRID"), ("ES", "ES511", "BARCELONA"), ("NL", "NL329", "AMSTERDAM"),
    ("AT", "AT130", "WIEN"), ("SE", "SE110", "STOCKHOLM"), ("PL", "PL911", "WARSZAWA"),
    ("EL", "EL303", "ATHINA"), ("PT", "PT170", "LISBOA"), ("FI", "FI1B1", "HELSINKI"),
    ("BE", "BE100", "BRUXELLES"), ("UK", "UKI31", "LONDON"), ("CH", "", "ZÜRICH"),
]  # fmt: skip
HOME = 6
SECTORS = ("packaging", "ceramics", "mechatronics", "biomedical")
#: Names of invented organisations: two syllables, and what each activity type adds.
STARTS = "Al Bor Cor Da Ela Fer Gal Lu Mar No Or Pel Qua Riv Sol Tor Val Zen".split()  # noqa: SIM905
ENDS = "bena dana dora lena linga mella nova pora rassa sena tecna vara zona".split()  # noqa: SIM905
TYPES = {
    "PRC": (0.55, ("S.P.A.", "SRL", "GMBH", "SAS", "& FIGLI SNC", "LTD")),
    "HES": (0.12, ("UNIVERSITY", "UNIVERSITÀ DEGLI STUDI", "TECHNISCHE HOCHSCHULE")),
    "REC": (0.13, ("INSTITUTE OF MATERIALS", "CENTRO RICERCHE", "RESEARCH LABORATORY")),
    "PUB": (0.08, ("REGIONAL AGENCY", "COMUNE", "MINISTRY")),
    "OTH": (0.12, ("CLUSTER ASSOCIATION", "CONSORZIO", "CHAMBER OF COMMERCE")),
}


def organisations(count: int, home: float, rng: np.random.Generator) -> dict[str, list]:
    """Return invented organisations: a share of them at home, a few much busier than the rest."""
    types = rng.choice(list(TYPES), count, p=[share for share, _ in TYPES.values()])
    at = np.where(
        rng.random(count) < home,
        rng.integers(HOME, size=count),
        rng.integers(HOME, len(PLACES), size=count),
    )
    first, second = rng.integers(len(STARTS), size=count), rng.integers(len(ENDS), size=count)
    stems = [f"{STARTS[a]}{ENDS[b]}" for a, b in zip(first, second, strict=True)]
    names = [
        f"{stem.upper()} {TYPES[kind][1][pick % len(TYPES[kind][1])]} {number}"
        for number, (stem, kind, pick) in enumerate(
            zip(stems, types, rng.integers(60, size=count).tolist(), strict=True)
        )
    ]
    busy = rng.lognormal(0, 1.2, count) * np.where(types == "PRC", 0.6, 2.0)
    return {
        "type": types.tolist(),
        "place": at.tolist(),
        "name": names,
        "short": [stem[:9] + str(n) if n % 4 else "" for n, stem in enumerate(stems)],
        "sme": [
            "true" if k == "PRC" and r < 0.6 else "false"
            for k, r in zip(types, rng.random(count), strict=True)
        ],
        "sector": rng.integers(len(SECTORS), size=count).tolist(),
        "busy": busy.tolist(),
    }


def consortia(
    made: dict[str, list], participations: int, rng: np.random.Generator
) -> list[list[int]]:
    """Return the members of each project, the coordinator first; like works with like."""
    busy, sector = np.array(made["busy"]), np.array(made["sector"])
    at_home = np.array(made["place"]) < HOME
    pools = []
    for which in range(len(SECTORS)):
        for near in (False, True):
            weight = (
                busy * np.where(sector == which, 6.0, 1.0) * np.where(at_home & near, 12.0, 1.0)
            )
            pools.append(rng.choice(busy.size, 3 * participations, p=weight / weight.sum()))
    found: list[list[int]] = []
    used, place = 0, [0] * len(pools)
    while used < participations:
        pool = int(rng.integers(len(pools)))
        size = 1 if rng.random() < 0.3 else min(2 + int(rng.lognormal(1.6, 0.8)), 60)
        drawn = pools[pool][place[pool] : place[pool] + size]
        place[pool] += size
        found.append(list(dict.fromkeys(drawn.tolist())))
        used += len(found[-1])
    return found


def write_download(
    path: Path,
    participations: int,
    *,
    count: int,
    home: float,
    sentences: int = 1,
    seed: int = 2020,
) -> None:
    """Write an invented download with so many participations of so many organisations.

    A share of them is at ``home``, and the objective of a project has so many ``sentences``.
    """
    rng = np.random.default_rng(seed)
    made = organisations(count, home, rng)
    rows, projects = [], []
    for number, members in enumerate(consortia(made, participations, rng), 1):
        start, sector = 2014 + int(rng.integers(7)), SECTORS[made["sector"][members[0]]]
        name, grant = f"{sector[:4].upper()}{number}", str(600000 + number)
        cost = 100_000 * len(members) + int(rng.integers(90_000))
        projects.append([
            grant, name, "CLOSED", f"New ways in {sector}, {number}", f"{start}-03-01",
            f"{start + 3}-02-28", f"{cost},50", f"{cost},5", "H2020-EU.2.1.",
            f"NMBP-{number % 40}-{start}", f"{start - 1}-11-20", "H2020",
            f"H2020-{start}", f"H2020-{start}-A", "RIA", "",
            " ".join([f'Partners look into "{sector}"; what they find is invented.'] * sentences),
            "2023-05-01 10:00:00",
            str(200000 + number), f"10.0000/{grant}",
        ])  # fmt: skip
        for order, org in enumerate(members, 1):
            rows.append(_participation(made, org, grant, name, order, int(rng.integers(1000))))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.comment = COMMENT
        for file, header, lines in (
            ("organization.csv", ORGANISATION, rows),
            ("project.csv", PROJECT, projects),
        ):
            text = io.StringIO(newline="")
            writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows([header, *lines])
            about = zipfile.ZipInfo(file, (2023, 5, 1, 10, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, text.getvalue().encode("utf-8"))


def _participation(
    made: dict[str, list], org: int, grant: str, acronym: str, order: int, chance: int
) -> list[str]:
    country, code, city = PLACES[made["place"][org]]
    name, kind = made["name"][org], made["type"][org]
    # One in 40 organisations is here and there under a second id, with its one VAT number.
    second = org % 40 == 0 and chance < 300
    person = chance == 999
    return [
        grant, acronym, str(999000000 + org - 500000 * second), f"{country}{10000000 + org}",
        f"Dr. {name.split()[0].title()} Rossi" if person else name,
        "" if person else made["short"][org], made["sme"][org], kind,
        f"VIA {name.split()[0]} {org % 90}", str(10000 + org % 80000), city, country,
        "" if chance < 30 else code, "", "", f"about/{order}", "2023-05-01 10:00:00",
        str(1900000 + org), str(order), "coordinator" if order == 1 else "participant",
        f"{100000 + chance},5", f"{100000 + chance},5", f"{100000 + chance},5", "false", "",
    ]  # fmt: skip


if __name__ == "__main__":
    write_download(EXAMPLE, **SHIPPED)
    print(f"{EXAMPLE}: {EXAMPLE.stat().st_size / 1000:.0f} kB")
