"""Maps of clusters at some periods: who knows what, and when, in one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

from clusterlib.errors import ClusterlibError
from clusterlib.learning import History
from clusterlib.plots.cluster_picture import plot_cluster
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.style import INK, style

#: Height of a row of maps and of the title in inches.
_ROW, _TOP = 2.35, 0.4


def plot_over_time(
    title: str,
    runs: Mapping[str, tuple[nx.Graph, History]],
    periods: Sequence[int],
    *,
    high: float = 0.7,
) -> CourseFigure:
    """Draw clusters at some periods, a row each, every actor coloured by its performance.

    Parameters
    ----------
    title : str
        The finding.
    runs : mapping of str to (networkx.Graph, clusterlib.learning.History)
        The clusters and what happened in them, by name: the run of each is of it alone.
    periods : sequence of int
        The columns. The run must have a record of each.
    high : float, default 0.7
        Performance at the end of the colour scale.

    Returns
    -------
    CourseFigure
        The alt text gives the mean performance of the firms in every map.

    Raises
    ------
    ClusterlibError
        If there is no run or no period, or a run has no record of a period.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> from clusterlib.learning import simulate
    >>> cluster = build_cluster(rng=1)
    >>> run = simulate(cluster, periods=10, rng=1)
    >>> print(plot_over_time("Firms learn", {"usual": (cluster, run)}, [0, 10]).alt)
    Firms learn. Maps coloured by performance, from 0 to 0.7. Mean of the firms, usual: 0.24 in
    period 0, 0.34 in period 10.
    """
    missing = {p for _, run in runs.values() for p in periods if p not in run.period}
    if not runs or not periods or missing:
        raise ClusterlibError(
            "plot_over_time: give at least one run and one period, and runs with a record of each "
            f"period; missing are {sorted(missing) or 'none'}."
        )
    height, wide = _TOP + _ROW * len(runs), 0.91 / len(periods)
    tall, said = _ROW / height, []
    with style():
        figure = CourseFigure(figsize=(3.6 * len(periods) + 0.8, height))
        figure.suptitle(title, x=0.012, y=1 - 0.1 / height, ha="left", va="top", weight="bold")
        for row, (name, (cluster, run)) in enumerate(runs.items()):
            levels = []
            for column, period in enumerate(periods):
                at = list(run.period).index(period)
                bottom = (len(runs) - 1 - row) * tall
                ax = figure.add_axes((0.004 + column * wide, bottom, wide - 0.008, 0.87 * tall))
                known = dict(zip(run.ids, run.performance[at], strict=True))
                plot_cluster(
                    cluster, ax, colour=known, colour_range=(0, high), labels=False, legend=False
                )
                ax.set_title(f"{name}, period {period}", size=10, weight="normal", color=INK)
                levels.append(f"{run.level('core')[at, 0]:.2f} in period {period}")
            said.append(f"Mean of the firms, {name}: {', '.join(levels)}.")
        scale = figure.add_axes((0.93, 0.22, 0.012, 0.5))
        figure.colorbar(ScalarMappable(Normalize(0, high), "viridis"), scale)
        scale.set_ylabel(f"performance (0 to 1; yellow: {high:g} or more)", size=9.5, color=INK)
    about = f"Maps coloured by performance, from 0 to {high:g}."
    figure.alt = " ".join([f"{title}.", about, *said])
    return figure
