"""Gift, or broadcast: knowledge given to all neighbours for nothing in return.

After Cowan and Jonard (2003). The counterpart of barter: everyone ends with all there is to know,
and the network sets the speed only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from clusterlib.arrays import Floats
from clusterlib.classics import _exchange, _runs
from clusterlib.classics._runs import Networks
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "as in barter, Cowan and Jonard (2004)"


class Gift(Parameters):
    """Parameters of gift. See ``Gift.table()`` for ranges, units and meanings."""

    categories: int = parameter(5, 1, 100, "categories of knowledge", source=_SOURCE)
    absorption: float = parameter(
        0.1, 0.001, 1, "share of the gap that is closed in a period (alpha)", source=_SOURCE
    )
    experts: float = parameter(
        0.1, 0, 1, "share of actors who are experts in one category", source=_SOURCE
    )
    start_level: float = parameter(
        10, 0.001, 1000, "levels start between 0 and this", source=_SOURCE
    )
    expert_level: float = parameter(
        30, 0, 1000, "level of experts in their category", source=_SOURCE
    )


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : Gift
        The parameters of the run.
    knowledge : ndarray of float, shape (replicates, periods + 1)
        Mean level over actors and categories.
    variance : ndarray of float, shape (replicates, periods + 1)
        Variance between actors of their mean level.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Coefficient of variation of a category between actors, as a mean over categories; 0 when
        all are alike.
    ceiling : ndarray of float, shape (replicates,)
        Mean level when every actor knows all that is known in its component of the network. In a
        directed network: all that is known upstream.
    start, levels : ndarray of float, shape (replicates, actors, categories)
        Levels at the start and at the end; actors in the order of ``list(network)``.
    """

    parameters: Gift
    knowledge: Floats
    variance: Floats
    diversity: Floats
    ceiling: Floats
    start: Floats
    levels: Floats

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, knowledge, reached, variance, diversity.

        ``reached`` is knowledge over its ceiling, from 0 to 1.
        """
        return _runs.tidy(
            knowledge=self.knowledge,
            reached=self.knowledge / self.ceiling[:, None],
            variance=self.variance,
            diversity=self.diversity,
        )


def simulate(
    network: Networks,
    parameters: Gift | None = None,
    *,
    periods: int = 200,
    replicates: int | None = None,
    rng: Seed = None,
) -> History:
    """Let everyone give all they know to their neighbours.

    Parameters
    ----------
    network : networkx.Graph or list of them
        One network for all replicates, or one for each. In a directed network an arc u -> v means
        that u gives to v.
    parameters : Gift, optional
        Default ``Gift()``.
    periods : int, default 200
        Periods to run, at least 1.
    replicates : int, optional
        Number of runs; default 1, or one for each network. Run k is the same however many others
        there are, and starts from the levels of run k of :func:`barter.simulate` with the same
        seed and parameters.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`); it draws the first levels, all else is
        certain.

    Returns
    -------
    History
        Paths of knowledge and of diversity.

    Raises
    ------
    ParameterError
        If a count or a network cannot be used. All problems are listed.

    Notes
    -----
    Published (Cowan and Jonard 2003): actors broadcast what they know to their neighbours, who
    absorb a part of it. This course's version leaves out their innovation, takes the levels of
    the barter model, and lets each actor close a share ``absorption`` of its gap to its best
    neighbour in every category, all at the same time. So the category-wise maximum of a component
    is the limit for all in it, whatever the network.

    References
    ----------
    Cowan, R. and Jonard, N. (2003). The dynamics of collective invention. Journal of Economic
    Behavior and Organization 52(4), 513-532.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> history = simulate(topologies.ring(20), Gift(absorption=1), periods=10, rng=1)
    >>> bool((history.levels[0] == history.start[0].max(axis=0)).all())
    True
    """
    settings = _runs.chosen(parameters, Gift)
    networks, problems = _runs.check_networks(network, replicates)
    problems += _runs.check_counts(periods=periods)
    ParameterError.raise_any(problems, "gift.simulate")
    runs, actors = len(networks), len(networks[0])
    start, _ = _exchange.first_levels(
        _runs.streams(rng, runs),
        actors,
        settings.categories,
        settings.start_level,
        round(settings.experts * actors),
        settings.expert_level,
    )
    arcs = _runs.arcs(networks)
    levels = start.reshape(runs * actors, -1)
    paths = [_exchange.measures(start)]
    for _ in range(periods):
        best = np.maximum.reduceat(levels[arcs.source], arcs.first, axis=0)
        # Written so that a share of 1 lands on the best exactly.
        levels = best - (1 - settings.absorption) * (best - levels)
        paths.append(_exchange.measures(levels.reshape(start.shape)))
    knowledge, variance, diversity = (np.stack(path, axis=1) for path in zip(*paths, strict=True))
    ceiling = np.array([_ceiling(*pair) for pair in zip(networks, start, strict=True)])
    return History(
        settings, knowledge, variance, diversity, ceiling, start, levels.reshape(start.shape)
    )


def _ceiling(network: nx.Graph, levels: Floats) -> float:
    """Return the mean level when everyone knows all that can reach them."""
    position = {actor: place for place, actor in enumerate(network)}
    total = 0.0
    if network.is_directed():
        for actor in network:
            above = [position[u] for u in nx.ancestors(network, actor)] + [position[actor]]
            total += levels[above].max(axis=0).mean()
    else:
        for component in nx.connected_components(network):
            members = [position[actor] for actor in component]
            total += levels[members].max(axis=0).mean() * len(members)
    return total / len(network)
