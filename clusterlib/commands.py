"""``clusterlib inspect``, ``region`` and ``survey``: networks of one's own on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_INSPECT = """\
Read the network of a cluster, print what its structure is like and draw its map.

ACTORS has a line for each actor with the columns id, kind and, for firms, stage
(1 is furthest from the final customer; without it no tie is vertical);
TIES a line for each tie with the columns source and target (or from and to) and,
if you have them, dimension and weight. TIES may also be an adjacency matrix.
One file alone is enough if it has the ties: a list or a matrix of them as CSV,
GraphML, GEXF (Gephi), GML, Pajek or UCINET DL. Other columns are kept.
If anything is wrong with them, all of it is listed with its line and the cure.
The kinds are focal_firm, sme, university, research_institute, bridging_institution,
government_agency, outside_rd, lead_customer, outside_subcontractor, outside_firm and
outside_body. Words of your own are asked for, with a line to paste.
"""
_INSPECT_EXAMPLE = """\
examples:
  clusterlib inspect actors.csv ties.csv --picture map.png
  clusterlib inspect network.gexf --kinds "type:company=sme,uni=university"
"""
_REGION = """\
Make the cluster of a region from a download of CORDIS, the EU's list of research
projects (open data, CC BY 4.0), as it is: the zip of a framework programme's projects
as CSV. Organisations are tied if they are in a project together.
Writes a folder: actors.csv and ties.csv, report.txt, map.png, and region.html, which
compares the region with archetypes and with random networks of the same degrees.
"""
_REGION_EXAMPLES = """\
examples:
  clusterlib region example --nuts ITH5      (an invented file that comes with the library)
  clusterlib region cordis-h2020projects-csv.zip --nuts ITH5 --topic packaging --cut 20
"""
_SURVEY = """\
Write a template for a survey of a cluster: actors.csv and ties.csv, which you fill
in, and survey.txt, which says where the cluster ends, whom to ask and what. With
--actors, your roster, the text has a sheet for one interview.
"""
_SURVEY_EXAMPLES = """\
examples:
  clusterlib survey
  clusterlib survey --actors survey/actors.csv --output interviews
"""


def new_command(
    commands: Any, name: str, help_: str, description: str, examples: str
) -> argparse.ArgumentParser:
    """Add the parser of a command, whose texts stand as they are written."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_,
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


def add_inspect(commands: Any) -> None:
    """Add the parser of ``inspect``."""
    parser = new_command(
        commands,
        "inspect",
        "report on the structure of a network of one's own and draw it",
        _INSPECT,
        _INSPECT_EXAMPLE,
    )
    parser.add_argument("actors", metavar="ACTORS", type=Path, help="file of the actors, or of all")
    parser.add_argument("ties", metavar="TIES", type=Path, nargs="?", help="file of the ties")
    parser.add_argument(
        "--kinds",
        metavar="NAMES",
        default="",
        help="what your kinds are, your word first: company=sme,uni=university; type:company=sme "
        "if the column is called type; *=sme for all others",
    )
    parser.add_argument(
        "--directed",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="knowledge flows from the source to the target only (default: as the file says)",
    )
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help="what they are in if not in UTF-8: cp1252"
    )
    parser.add_argument(
        "--decimal",
        choices=[".", ","],
        default="",
        help="the decimal mark, if the files do not show which it is",
    )
    parser.add_argument(
        "--picture",
        metavar="FILE",
        type=Path,
        help="the map to draw: .png, .svg or .pdf (default: the name of ACTORS, in .png, here)",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the picture if there is one already"
    )
    parser.set_defaults(run=_inspect)


def _inspect(options: argparse.Namespace) -> int:
    from clusterlib.files.saving import check_names, save_files
    from clusterlib.measures import structure_table
    from clusterlib.measures.report import SHORTEST_PATHS_UP_TO, report
    from clusterlib.networks import read_network
    from clusterlib.networks.nearest import say_nearest
    from clusterlib.plots import plot_cluster
    from clusterlib.plots.images import image, kind_of_picture

    path = options.picture or Path(f"{options.actors.stem}.png")
    same = {name: getattr(options, name) for name in ("directed", "encoding", "decimal", "kinds")}
    cluster, notes = read_network(options.actors, options.ties, **same)
    kind = kind_of_picture(path)
    check_names([path], overwrite=True)
    small = len(cluster) <= SHORTEST_PATHS_UP_TO
    text = report(structure_table(cluster, betweenness=small))
    if any(kind for _, kind in cluster.nodes(data="kind")):
        text += f"\n\n{say_nearest(cluster)}"
    # The report comes first: the map of a large cluster takes its time.
    files = " and ".join(str(file) for file in (options.actors, options.ties) if file)
    said = "".join(f"Note: {note}.\n" for note in notes)
    print(f"Cluster of {files}\n{said}\n{text}\n", flush=True)
    if not small:
        print(f"More than {SHORTEST_PATHS_UP_TO} actors: betweenness is left out.\n", flush=True)
    named = [file.name for file in (options.actors, options.ties) if file]
    chosen = [f"{name}={value!r}" for name, value in same.items() if value not in ("", None)]
    call = ", ".join([*map(repr, named), *chosen])
    print(f"In a notebook beside the files: own = read_cluster({call})\n", flush=True)
    # The report costs nobody a picture: one that is there already stops only the map.
    check_names([path], overwrite=options.overwrite)
    save_files([(path, image(plot_cluster(cluster), kind))], overwrite=options.overwrite)
    print(f"The map is in {path}")
    return 0


def add_region(commands: Any) -> None:
    """Add the parser of ``region``."""
    parser = new_command(
        commands, "region", "make a region's cluster from open data", _REGION, _REGION_EXAMPLES
    )
    parser.add_argument("download", metavar="ZIP", type=Path, help="the zip as it was downloaded")
    parser.add_argument(
        "--nuts", metavar="CODES", default="", help="beginnings of NUTS codes: ITH5 or ITH5,ITH3"
    )
    parser.add_argument(
        "--city", metavar="CITIES", default="", help="cities, where there is no code: Bologna,Parma"
    )
    parser.add_argument(
        "--topic", metavar="TEXT", default="", help="only projects with this in topic or objective"
    )
    parser.add_argument(
        "--years", metavar="YEARS", default="", help="only projects that ran then: 2015-2018"
    )
    parser.add_argument(
        "--cut", metavar="N", type=int, help="leave projects of more organisations out"
    )
    parser.add_argument(
        "--output", metavar="FOLDER", type=Path, help="default: region_ and the code, here"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the files in it, if there are any"
    )
    parser.set_defaults(run=_region)


def _region(options: argparse.Namespace) -> int:
    from clusterlib.region import read_cordis, region_cluster, write_region
    from clusterlib.region.cordis import example_path
    from clusterlib.region.page import FILES

    nuts, cities = _list(options.nuts), _list(options.city)
    years = years_in(options)
    name = "_".join([*nuts, *cities]).replace(" ", "_")
    folder = options.output or Path(f"region_{name}")
    path = options.download
    if str(path) == "example" and not path.exists():
        path = example_path()
    download = read_cordis(path, topic=options.topic, years=years)
    region = region_cluster(download, nuts=nuts, cities=cities, cut=options.cut)
    files = write_region(region, folder, overwrite=options.overwrite)
    print(files[FILES.index("report.txt")].read_text("utf-8"))
    print(f"Written into {folder}: {', '.join(FILES)}")
    return 0


def add_survey(commands: Any) -> None:
    """Add the parser of ``survey``."""
    parser = new_command(
        commands, "survey", "write a template for a survey", _SURVEY, _SURVEY_EXAMPLES
    )
    parser.add_argument("--actors", metavar="FILE", type=Path, help="your roster, to be printed")
    parser.add_argument(
        "--output", metavar="FOLDER", type=Path, default=Path("survey"), help="default: survey"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the files in it, if there are any"
    )
    parser.set_defaults(run=_survey)


def _survey(options: argparse.Namespace) -> int:
    from clusterlib.networks import survey_template

    files = survey_template(options.output, options.actors, overwrite=options.overwrite)
    print(f"Written into {options.output}: {', '.join(path.name for path in files)}")
    print(f"Begin with {files[-1]}")
    return 0


def years_in(options: argparse.Namespace) -> tuple[int, int] | None:
    """Return the years that are asked for, and check the other options.

    Raises
    ------
    ParameterError
        If an option cannot be used. All such options are listed.
    """
    from clusterlib.parameters import ParameterError

    first, dash, last = options.years.partition("-")
    last = last if dash else first
    problems = []
    sound = all(each.strip().isdecimal() and len(each.strip()) == 4 for each in (first, last))
    if options.years and not (sound and int(first) <= int(last)):
        problems.append(f"--years {options.years}: give years such as 2015-2018 or 2016.")
    if not (_list(options.nuts) or _list(options.city)):
        problems.append("no region: give --nuts ITH5 or --city Bologna,Parma.")
    if options.cut is not None and options.cut < 2:
        problems.append(f"--cut {options.cut}: give 2 or more organisations.")
    ParameterError.raise_any(problems, "the options")
    return (int(first), int(last)) if options.years else None


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
