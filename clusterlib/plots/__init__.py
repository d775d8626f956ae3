"""Pictures of clusters and of results: pure functions that return a figure with alt text."""

from typing import Any

from clusterlib import moved
from clusterlib.plots.cluster_map import ClusterMap
from clusterlib.plots.cluster_picture import plot_cluster
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.plots.curve_panels import CurvePanel, plot_curves
from clusterlib.plots.describe import describe_cluster
from clusterlib.plots.estimates import plot_estimates
from clusterlib.plots.layout import cluster_layout
from clusterlib.plots.lines import plot_lines
from clusterlib.plots.over_time import plot_over_time

__all__ = [
    "ClusterMap",
    "CourseFigure",
    "CurvePanel",
    "cluster_layout",
    "describe_cluster",
    "plot_cluster",
    "plot_curves",
    "plot_estimates",
    "plot_lines",
    "plot_over_time",
]


def __getattr__(name: str) -> Any:
    return moved.find(__name__, name)
