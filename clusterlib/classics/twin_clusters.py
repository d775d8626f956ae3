"""After Morrison, Rabellotti and Zirulia (2013): when do global pipelines help a cluster?

Two clusters barter inside and, expert to expert, with each other. Experts may become gatekeepers
who hand on what they learn abroad, or external stars who leave their own cluster behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.classics import _exchange, _runs, topologies
from clusterlib.parameters import ParameterError, Parameters, parameter
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

_PAPER = "after Morrison, Rabellotti and Zirulia (2013)"
_BARTER = "as in barter, Cowan and Jonard (2004)"


class TwinClusters(Parameters):
    """Parameters of both clusters. See ``TwinClusters.table()`` for ranges, units and meanings."""

    actors: int = parameter(100, 3, 5000, "actors in the cluster", unit="actors")
    far_actors: int = parameter(100, 3, 5000, "actors in the other cluster", unit="actors")
    degree: int = parameter(4, 2, 100, "neighbours of an actor; even", unit="actors")
    rewiring: float = parameter(0.1, 0, 1, "share of local ties moved (Watts-Strogatz)")
    categories: int = parameter(10, 2, 100, "categories of knowledge", source=_BARTER)
    start_level: float = parameter(
        10, 0.001, 1000, "levels start between 0 and this", source=_BARTER
    )
    experts: float = parameter(
        0.1, 0, 1, "share of actors who are experts in one category", source=_BARTER
    )
    far_experts: float = parameter(0.1, 0, 1, "the same in the other cluster", source=_BARTER)
    expert_level: float = parameter(
        30, 0, 1000, "level of experts in their category", source=_BARTER
    )
    far_expert_level: float = parameter(30, 0, 1000, "the same in the other cluster")
    buzz: float = parameter(
        0.1, 0.001, 1, "share of the gap closed in a trade inside a cluster", source=_PAPER
    )
    transfer: float = parameter(
        0.5, 0.001, 1, "share of the gap closed in a trade over a pipeline", source=_PAPER
    )
    pipelines: float = parameter(
        0.3, 0, 1, "probability that two experts of the two clusters are tied (q)", source=_PAPER
    )
    similarity: float = parameter(
        0.01, 0.0001, 1, "relative gap below which levels count as equal", source=_BARTER
    )


#: Three cases: pipelines hurt the first cluster and help the other two.
SETTINGS: dict[str, TwinClusters] = {
    "poor_buzz": TwinClusters(),
    "rich_buzz": TwinClusters(buzz=0.9),
    "small_and_weak": TwinClusters(actors=20, experts=0.2, expert_level=12),
}


@dataclass(frozen=True)
class History:
    """What happened in every replicate.

    Attributes
    ----------
    parameters : TwinClusters
        The parameters of the run.
    knowledge : ndarray of float, shape (replicates, periods + 1)
        Mean level in the cluster.
    experts, rest : ndarray of float, shape (replicates, periods + 1)
        Mean level of its experts, and of all its other actors; nan if there are none.
    far : ndarray of float, shape (replicates, periods + 1)
        Mean level in the other cluster.
    diversity : ndarray of float, shape (replicates, periods + 1)
        Coefficient of variation of a category between the actors of the cluster, as a mean over
        categories; 0 when all are alike.
    start, levels : ndarray of float, shape (replicates, actors + far_actors, categories)
        Levels at the start and at the end. The cluster comes first, and in each the experts.
    pipelines : ndarray of int, shape (replicates,)
        Number of pipelines.
    exhausted : ndarray of bool, shape (replicates,)
        Whether no trade was left at the end.
    """

    parameters: TwinClusters
    knowledge: Floats
    experts: Floats
    rest: Floats
    far: Floats
    diversity: Floats
    start: Floats
    levels: Floats
    pipelines: Ints
    exhausted: Flags

    def frame(self) -> pd.DataFrame:
        """Return a tidy table: replicate, period, knowledge, experts, rest, far, diversity."""
        return _runs.tidy(
            knowledge=self.knowledge,
            experts=self.experts,
            rest=self.rest,
            far=self.far,
            diversity=self.diversity,
        )


def simulate(
    parameters: TwinClusters | None = None,
    *,
    periods: int | None = None,
    replicates: int = 20,
    rng: Seed = None,
) -> History:
    """Let two clusters barter inside and over the pipelines between their experts.

    Parameters
    ----------
    parameters : TwinClusters, optional
        Default ``TwinClusters()``; :data:`SETTINGS` holds three cases.
    periods : int, optional
        Periods to run, at least 1; by default until no trade is left anywhere. In a period each
        tie meets once in the mean. Paths are as long as the slowest replicate needs; one without
        trades left stays as it is.
    replicates : int, default 20
        Independent runs, each with networks of its own. Run k is the same however many others
        there are, and its levels and local ties do not depend on ``pipelines``, so that runs with
        more and with fewer pipelines can be compared pair by pair.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    History
        Paths of knowledge in the cluster, of its experts and the rest, and of diversity.

    Raises
    ------
    ParameterError
        If a parameter or a count cannot be used. All problems are listed.

    Notes
    -----
    Published (Morrison, Rabellotti and Zirulia 2013): Cowan and Jonard's barter in two clusters,
    of which only experts are tied to each other. Their finding: those with pipelines tend to
    become external stars rather than gatekeepers, and pipelines add to the knowledge of a cluster
    only if its buzz is rich, or if it is small and weakly endowed.

    This is a reconstruction of this course, from what the abstracts say: the equations are those
    of :mod:`clusterlib.classics.barter`, every value marked "after" or without a source is ours,
    and only the signs of the three cases should be read as theirs. Why stars: an expert who has
    bartered abroad is ahead in all categories, and then nobody at home has anything to offer in
    return. A rich buzz trades at home before that happens.

    References
    ----------
    Morrison, A., Rabellotti, R. and Zirulia, L. (2013). When do global pipelines enhance the
    diffusion of knowledge in clusters? Economic Geography 89(1), 77-96.

    Examples
    --------
    >>> small = TwinClusters(actors=60, far_actors=60, categories=5, pipelines=0.5)
    >>> tied = simulate(small, replicates=8, rng=1)
    >>> closed = simulate(small.but(pipelines=0), replicates=8, rng=1)
    >>> bool(tied.experts[:, -1].mean() > closed.experts[:, -1].mean())
    True
    >>> bool(tied.rest[:, -1].mean() < closed.rest[:, -1].mean())
    True
    """
    settings = _runs.chosen(parameters, TwinClusters)
    ParameterError.raise_any(_problems(settings, periods, replicates), "twin_clusters.simulate")
    generators = _runs.streams(rng, replicates)
    built = [_build(settings, generator) for generator in generators]
    start = np.stack([levels for levels, _, _ in built])
    experts, actors = round(settings.experts * settings.actors), settings.actors
    groups = [slice(actors), slice(experts), slice(experts, actors), slice(actors, None)]
    traded = _exchange.barter(
        start,
        [ties for _, ties, _ in built],
        [rates for _, _, rates in built],
        settings.similarity,
        groups,
        periods,
        generators,
    )
    mean, _, diversity = np.moveaxis(traded.paths, -1, 0)
    home, of_experts, of_rest, far = np.moveaxis(mean, -1, 0)
    pipes = np.array([np.count_nonzero((ties < actors).sum(axis=0) == 1) for _, ties, _ in built])
    return History(
        settings,
        home,
        of_experts,
        of_rest,
        far,
        diversity[:, :, 0],
        start,
        traded.levels,
        pipes,
        traded.exhausted,
    )


def _problems(settings: TwinClusters, periods: int | None, replicates: int) -> list[str]:
    problems = _runs.check_counts(replicates=replicates)
    if periods is not None:
        problems += _runs.check_counts(periods=periods)
    smaller = min(settings.actors, settings.far_actors)
    if settings.degree % 2 or settings.degree >= smaller:
        problems.append(
            f"degree = {settings.degree}: give an even number below the actors of the smaller "
            f"cluster, {smaller}."
        )
    return problems


def _build(settings: TwinClusters, generator: np.random.Generator) -> tuple[Floats, Ints, Floats]:
    """Draw one pair of clusters: levels, ties and the absorption over each tie."""
    size, far_size = settings.actors, settings.far_actors
    experts = round(settings.experts * size)
    far_experts = round(settings.far_experts * far_size)
    levels, ties = _cluster(settings, size, experts, settings.expert_level, generator)
    far_levels, far_ties = _cluster(
        settings, far_size, far_experts, settings.far_expert_level, generator
    )
    # All luck is drawn whatever the probability: more pipelines are the same ones and others.
    tied = generator.random((experts, far_experts)) < settings.pipelines
    pipes = np.stack(np.nonzero(tied)) + np.array([[0], [size]])
    rates = np.full(ties.shape[1] + far_ties.shape[1] + pipes.shape[1], settings.buzz)
    rates[ties.shape[1] + far_ties.shape[1] :] = settings.transfer
    every = np.concatenate([ties, far_ties + size, pipes], axis=1)
    return np.concatenate([levels, far_levels]), every, rates


def _cluster(
    settings: TwinClusters,
    size: int,
    experts: int,
    expert_level: float,
    generator: np.random.Generator,
) -> tuple[Floats, Ints]:
    """Draw the levels and ties of one cluster, its experts first."""
    levels, who = _exchange.first_levels(
        [generator], size, settings.categories, settings.start_level, experts, expert_level
    )
    network = topologies.small_world(size, settings.degree, settings.rewiring, rng=generator)
    order = np.concatenate([who[0], np.setdiff1d(np.arange(size), who[0])])
    place = np.argsort(order)
    return levels[0, order], place[_runs.ties(network)]
