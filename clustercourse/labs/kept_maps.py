"""Maps of a lab, kept for each set of actors: a new map is slow to build."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
from matplotlib.axes import Axes

from clusterlib.plots import ClusterMap, cluster_layout


class KeptMaps:
    """Shows one cluster after the other on the same axes; the same actors stay in their places.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Axes of the map.
    **look
        Further arguments of every :class:`clusterlib.plots.ClusterMap`.
    """

    def __init__(self, ax: Axes, **look: Any) -> None:
        self._ax, self._look = ax, look
        self._maps: dict[Hashable, ClusterMap] = {}

    def show(self, cluster: nx.Graph, **values: Any) -> ClusterMap:
        """Return the map that shows a cluster; ``values`` are those of ``ClusterMap.update``."""
        key = ClusterMap.static_key(cluster, coloured="colour" in values, sized="size" in values)
        shown = self._maps.get(key)
        if shown is None:
            # Placed without regard to ties: the same actors always stand in the same places.
            places = cluster_layout(nx.create_empty_copy(cluster))
            # Regions are the same on every map; shaded once more, their round corners darken.
            first = not self._maps
            shown = ClusterMap(self._ax, positions=places, legend=False, shaded=first, **self._look)
        shown.update(cluster, **values)
        if key not in self._maps:
            self._maps[key] = shown
            # Nothing but the regions is in the background that is kept, so it stays right.
            for artist in shown.artists:
                artist.set_animated(True)
        return shown
