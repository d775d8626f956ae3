"""Pictures of clusters and of results: pure functions that return a figure with alt text."""

from clusterlib.plots.cluster_map import ClusterMap
from clusterlib.plots.curves import CurvePanel, plot_curves
from clusterlib.plots.describe import describe_cluster
from clusterlib.plots.effects import plot_effects
from clusterlib.plots.figure import CourseFigure
from clusterlib.plots.layout import cluster_layout
from clusterlib.plots.lines import plot_lines
from clusterlib.plots.maps import plot_cluster

__all__ = [
    "ClusterMap",
    "CourseFigure",
    "CurvePanel",
    "cluster_layout",
    "describe_cluster",
    "plot_cluster",
    "plot_curves",
    "plot_effects",
    "plot_lines",
]
