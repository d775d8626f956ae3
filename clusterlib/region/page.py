"""A region in a folder: the CSV pair, the report, the map and a page that compares."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from clusterlib.files.saving import check_names, save_files
from clusterlib.measures import structure_table
from clusterlib.measures.report import SHORTEST_PATHS_UP_TO, report
from clusterlib.networks.nearest import say_nearest
from clusterlib.networks.schema import KINDS
from clusterlib.networks.writing import cluster_csv
from clusterlib.plots.cluster_picture import plot_cluster
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.gathering import gather
from clusterlib.plots.images import image
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, style
from clusterlib.region.collaborating import Region
from clusterlib.region.comparing import FITTED, TWIN, compare_structure

if TYPE_CHECKING:
    import pandas as pd

#: The files of a region's folder.
FILES = ("actors.csv", "ties.csv", "report.txt", "map.png", "region.html")
_IN_A_ROW = 4
#: What a tie by a common project is not.
READ_WITH_CARE = """\
A tie says that two organisations were in a project together, not that one learned from the other.
Projects without public money, and contacts without a project, are not in it. All members of a
consortium are tied to each other, so contacts are tied to each other more often than by chance."""
_CSS = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 62rem; margin: 2rem auto;
  padding: 0 1rem } img { max-width: 100%; height: auto } h1 { line-height: 1.2 }
table { border-collapse: collapse; font-size: .85rem } caption { text-align: left }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd; text-align: right }
th:first-child, td:first-child { text-align: left } .scroll { overflow-x: auto }
.source { color: #555; font-size: .9rem }
"""


def write_region(region: Region, folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write a region's cluster, its report, its map and a page that compares it.

    Parameters
    ----------
    region : Region
        From :func:`region_cluster`.
    folder : path
        Where to; it is made if it is not there.
    overwrite : bool, default False
        Whether files that are there may be replaced.

    Returns
    -------
    list of pathlib.Path
        The files: actors.csv and ties.csv (for :func:`clusterlib.read_cluster`), report.txt,
        map.png and region.html. All of them, or at an error none.

    Raises
    ------
    ClusterError
        If a file exists already, or if one cannot be written.
    """
    folder = Path(folder)
    paths = [folder / name for name in FILES]
    if folder.is_dir():
        check_names(paths, overwrite=overwrite)
    cluster = region.cluster
    actors, ties = cluster_csv(_signed(cluster, region.source))
    table = structure_table(cluster, betweenness=len(cluster) <= SHORTEST_PATHS_UP_TO)
    text = f"{_heading(region)}\n{region.source}\n\n{report(table)}\n\n"
    text += f"{say_nearest(cluster)}\n\nHow it was made\n"
    text += "".join(f"  - {note}\n" for note in region.notes)
    drawn = region_map(region)
    page = _page(region, drawn, compare_structure(cluster))
    folder.mkdir(parents=True, exist_ok=True)
    contents = [actors, ties, text.encode(), image(drawn, "png"), page.encode()]
    save_files([*zip(paths, contents, strict=True)], overwrite=overwrite)
    return paths


def region_map(region: Region) -> CourseFigure:
    """Draw the busiest organisations of a region and their busiest partners elsewhere."""
    title, drawn = _heading(region), gather(region.cluster)
    if not drawn.all_drawn:
        (inside, of), (outside, of_outside) = drawn.inside, drawn.outside
        title = (
            f"Region {region.name}: the {inside} busiest of {of:,} organisations, "
            f"{outside} of {of_outside:,} partners outside, their strongest ties"
        )
    figure = plot_cluster(region.cluster, title=title)
    assert isinstance(figure, CourseFigure)
    with style():
        figure.text(0.012, 0.008, region.source, fontsize=6, color=QUIET, wrap=True)
    figure.alt += f" {region.source}"
    return figure


def comparison_picture(table: pd.DataFrame) -> CourseFigure:
    """Draw each measure of a region beside its range in the archetypes and by chance."""
    others = list(dict.fromkeys(name for name, which in table.columns if which))
    rows = -(-len(table) // _IN_A_ROW)
    finding = _finding(table)
    with style():
        figure = CourseFigure(figsize=(12, 2.35 * rows + 0.7), alt=f"{finding}. {_alt(table)}")
        figure.suptitle(finding, x=0.012, ha="left", weight="bold", fontsize=12)
        axes = figure.subplots(rows, _IN_A_ROW, sharey=True, squeeze=False)
        for ax, (measure, row) in zip(axes.flat, table.iterrows(), strict=False):
            value = row["value", ""]
            for place, name in enumerate(others):
                chance = name == TWIN
                colour = OKABE_ITO["vermillion"] if chance else QUIET
                ends = [row[name, which] for which in ("least", "largest")]
                ax.plot(
                    ends,
                    [place, place],
                    color=colour,
                    linewidth=5,
                    alpha=0.45,
                    solid_capstyle="butt",
                )
                marker = "s" if chance else "o"
                ax.plot(row[name, "mean"], place, marker, color=colour, markersize=5)
            ax.axvline(value, color=OKABE_ITO["blue"], linewidth=2)
            ax.set_title(f"{measure}: {value:.2f}", fontsize=9.5)
            ax.set_xlabel(row["meaning", ""], fontsize=8, color=QUIET)
            ax.set_yticks(range(len(others)), [name.replace("_", " ") for name in others])
            ax.set_ylim(len(others) - 0.4, -0.6)
            ax.spines[["top", "right", "left"]].set_visible(False)
            ax.tick_params(left=False, labelsize=8, colors=INK)
        for ax in axes.flat[len(table) :]:
            ax.set_axis_off()
        figure.tight_layout(rect=(0, 0, 1, 0.98))
    return figure


def _heading(region: Region) -> str:
    layers = [layer for _, layer in region.cluster.nodes(data="layer")]
    outside = layers.count("supplementary")
    inside = len(layers) - outside
    return f"Region {region.name}: {inside:,} organisations, {outside:,} partners outside"


def _signed(cluster: nx.Graph, source: str) -> nx.Graph:
    """Return the cluster with its source beside each actor, so that the file says it too."""
    signed = cluster.copy()
    nx.set_node_attributes(signed, source.removeprefix("Source: "), "source")
    return signed


def _beside_chance(table: pd.DataFrame, which: str) -> list[str]:
    """Return the measures that are higher, lower or the same as in all random networks."""
    found = []
    for measure, row in table.iterrows():
        value, least, largest = (
            row[c] for c in (("value", ""), (TWIN, "least"), (TWIN, "largest"))
        )
        same = abs(least - largest) < 1e-12 and abs(value - least) < 1e-12
        said = "same" if same else "higher" if value > largest else "lower" if value < least else ""
        if said == which:
            found.append(str(measure))
    return found


def _finding(table: pd.DataFrame) -> str:
    higher, lower = (_beside_chance(table, which) for which in ("higher", "lower"))
    parts = [f"higher {_and(higher)}"] if higher else []
    parts += [f"lower {_and(lower)}"] if lower else []
    if not parts:
        return "Nothing here is beyond what the degrees alone would bring"
    return f"Beyond what the degrees alone would bring: {'; '.join(parts)}"


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _alt(table: pd.DataFrame) -> str:
    said = [
        f"{measure}: {row['value', '']:.2f}, by chance {row[TWIN, 'least']:.2f} to "
        f"{row[TWIN, 'largest']:.2f}"
        for measure, row in table.iterrows()
    ]
    return f"The region beside random networks of the same degrees. {'. '.join(said)}."


def _page(region: Region, drawn: CourseFigure, table: pd.DataFrame) -> str:
    others = list(dict.fromkeys(name for name, which in table.columns if which))
    head = "".join(f"<th>{_h(name.replace('_', ' '))}</th>" for name in others)
    rows = "".join(
        f"<tr><td>{_h(str(measure))}<br><small>{_h(row['meaning', ''])}</small></td>"
        f"<td><b>{row['value', '']:.2f}</b></td>"
        + "".join(
            f"<td>{row[name, 'least']:.2f} to {row[name, 'largest']:.2f}</td>" for name in others
        )
        + "</tr>"
        for measure, row in table.iterrows()
    )
    picture, draws = comparison_picture(table), table.attrs["draws"]
    notes = "".join(f"<li>{_h(note[0].upper() + note[1:])}.</li>" for note in region.notes)
    same = _beside_chance(table, "same")
    fitted = (
        f" <b>{FITTED.capitalize()}</b>: clusters that the model builds from the numbers of actors "
        "and from the ties of firms here; it knows no ties among institutions."
        if FITTED in others
        else ""
    )
    nearest = say_nearest(region.cluster)
    by_making = f" By making it is the same in: {_and(same)}." if same else ""
    found = Counter(kind for _, kind in region.cluster.nodes(data="kind"))
    kinds = "; ".join(f"{_h(KINDS[kind].label)}: {found[kind]:,}" for kind in KINDS if found[kind])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{_h(_heading(region))}</title>
<meta name="viewport" content="width=device-width"><style>{_CSS}</style></head><body>
<h1>{_h(_heading(region))}</h1>
<p class="source">{_h(region.source)}</p>
<p>{kinds}.</p>
<h2>Map</h2>
{_img(drawn)}
<h2>Beside the archetypes and beside chance</h2>
<p>Blue: the region. Bars: the range of {draws} networks each, from the least to the largest; the
mark is their mean. <b>{TWIN.capitalize()}</b>: random networks in which each organisation has as
many ties inside and outside as here.{_h(by_making)}{fitted} The archetypes (after Markusen 1996)
are drawn with the region's number of organisations, or 210. {_h(nearest)}</p>
{_img(picture)}
<div class="scroll"><table><caption>The same in numbers: the region, and the least and the largest
of {draws} networks</caption><tr><th>measure</th><th>region</th>{head}</tr>{rows}</table></div>
<h2>Read with care</h2>
<p>{READ_WITH_CARE}</p>
<h2>How it was made</h2>
<ul>{notes}</ul>
<p>The network itself is in actors.csv and ties.csv:
<code>read_cluster("actors.csv", "ties.csv")</code>.</p>
</body></html>
"""


def _img(figure: CourseFigure) -> str:
    """Return a picture with its words, inside the page."""
    return figure._repr_mimebundle_()[0]["text/html"]


def _h(text: str) -> str:
    return html.escape(text)
