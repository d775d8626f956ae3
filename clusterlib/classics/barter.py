"""Cowan and Jonard (2004): knowledge bartered on a small world.

Two actors who meet swap knowledge, one category for one, as long as both have something that the
other lacks. Mueller, Bogner, Buchmann and Kudic (2017) compare further networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clusterlib.arrays import Flags, Floats
from clusterlib.classics import _exchange, _runs
from clusterlib.classics._runs import Networks
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_SOURCE = "Cowan and Jonard (2004)"


class Barter(Parameters):
    """Parameters of barter. See ``Barter.table()`` for ranges, units and meanings."""

    categories: int = parameter(5, 2, 100, "categories of knowledge", source=_SOURCE)
    absorption: float = parameter(
        0.1, 0.001, 1, "share of the gap that is closed in a trade (alpha)", source=_SOURCE
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
    similarity: float = parameter(
        0.01, 0.0001, 1, "relative gap below which levels count as equal", source=_SOURCE
    )


#: Cowan and Jonard (2004), and the setting of Mueller et al. (2017): 100 actors, 200 ties.
SETTINGS: dict[str, Barter] = {"cowan_jonard": Barter(), "mueller": Barter(categories=10)}


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : Barter
        The parameters of the run.
    knowledge : ndarray of float, shape (replicates, periods + 1)
        Mean level over actors and categories.
    variance : ndarray of float, shape (replicates, periods + 1)
        Variance between actors of their mean level.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Coefficient of variation of a category between actors, as a mean over categories; 0 when
        all are alike.
    start, levels : ndarray of float, shape (replicates, actors, categories)
        Levels at the start and at the end; actors in the order of ``list(network)``.
    exhausted : ndarray of bool, shape (replicates,)
        Whether no trade was left at the end.
    """

    parameters: Barter
    knowledge: Floats
    variance: Floats
    diversity: Floats
    start: Floats
    levels: Floats
    exhausted: Flags

    @property
    def inequality(self) -> Floats:
        """Coefficient of variation of the actors' mean level, shape (replicates, periods + 1)."""
        return np.sqrt(self.variance) / self.knowledge

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, knowledge, variance, inequality, diversity."""
        return _runs.tidy(
            knowledge=self.knowledge,
            variance=self.variance,
            inequality=self.inequality,
            diversity=self.diversity,
        )


def simulate(
    network: Networks,
    parameters: Barter | None = None,
    *,
    periods: int | None = None,
    replicates: int | None = None,
    rng: Seed = None,
) -> History:
    """Let the actors of a network barter.

    Parameters
    ----------
    network : networkx.Graph or list of them
        One network for all replicates, or one for each, such as
        ``topologies.several(20, topologies.small_world, 500, 10, 0.1)``. Barter goes both ways:
        directions are ignored.
    parameters : Barter, optional
        Default ``Barter()``.
    periods : int, optional
        Periods to run, at least 1; by default until no trade is left anywhere. In a period each
        tie meets once in the mean. Paths are as long as the slowest replicate needs; one without
        trades left stays as it is.
    replicates : int, optional
        Number of runs; default 1, or one for each network. Run k is the same however many others
        there are, and has the same first levels on any network.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    History
        Paths of knowledge, of inequality and of diversity.

    Raises
    ------
    ParameterError
        If a count or a network cannot be used. All problems are listed.

    Notes
    -----
    Published (Cowan and Jonard 2004): levels U[0, 10], a tenth of the actors experts with 30 in
    one category; a tie drawn at random trades if both actors have something the other lacks; the
    one with less to give sets how many categories go each way; each level then grows by
    ``absorption`` times the gap; nobody loses what is passed on. Trade ends when no tie can swap
    any more, and the mean level then is highest on a small world. Mueller et al. (2017): 100
    actors, 200 ties, 10 categories, 10 experts; a small world does better than a random network
    and that better than a scale-free one.

    This course's reading: the categories that go are drawn at random among those on offer, and
    so is the category of each expert. Meetings are one after the other, as published;
    those that share no actor are computed side by side, which changes nothing.

    References
    ----------
    Cowan, R. and Jonard, N. (2004). Network structure and the diffusion of knowledge. Journal of
    Economic Dynamics and Control 28(8), 1557-1575.
    Mueller, M., Bogner, K., Buchmann, T. and Kudic, M. (2017). The effect of structural disparities
    on knowledge diffusion in networks: an agent-based simulation model. Journal of Economic
    Interaction and Coordination 12(3), 613-634.

    Examples
    --------
    >>> from clusterlib.classics import topologies
    >>> network = topologies.small_world(100, 4, 0.1, rng=1)
    >>> history = simulate(network, replicates=5, rng=1)
    >>> bool(history.exhausted.all()), bool((history.levels >= history.start).all())
    (True, True)
    """
    settings = _runs.chosen(parameters, Barter)
    networks, problems = _runs.check_networks(network, replicates)
    if periods is not None:
        problems += _runs.check_counts(periods=periods)
    ParameterError.raise_any(problems, "barter.simulate")
    generators = _runs.streams(rng, len(networks))
    actors = len(networks[0])
    start, _ = _exchange.first_levels(
        generators,
        actors,
        settings.categories,
        settings.start_level,
        round(settings.experts * actors),
        settings.expert_level,
    )
    pairs = {id(network): _runs.ties(network.to_undirected(as_view=True)) for network in networks}
    ties = [pairs[id(network)] for network in networks]
    traded = _exchange.barter(
        start,
        ties,
        [np.full(pair.shape[1], settings.absorption) for pair in ties],
        settings.similarity,
        [slice(None)],
        periods,
        generators,
    )
    knowledge, variance, diversity = np.moveaxis(traded.paths[:, :, 0], -1, 0)
    return History(settings, knowledge, variance, diversity, start, traded.levels, traded.exhausted)
