"""Barter in the mean: the published rule, without the luck of who meets whom."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest

from clusterlib.classics import Barter, barter, mean_barter, topologies
from clusterlib.parameters import ParameterError

REWIRED = (0.0, 0.2, 1.0)


def levels(rewiring, **changes):
    """Mean knowledge at the end on small worlds, one number a network."""
    networks = topologies.several(24, topologies.small_world, 100, 10, rewiring, rng=2004)
    history = mean_barter.simulate(networks, Barter(**changes), periods=80, rng=2004)
    return history.knowledge[:, -1]


@pytest.mark.parametrize("absorption", [0.1, 0.9])
def test_a_period_is_what_the_rule_says(absorption):
    network = nx.gnm_random_graph(12, 30, seed=3)
    chosen = Barter(absorption=absorption, similarity=0.02)
    history = mean_barter.simulate(network, chosen, periods=4, rng=5)
    known = history.start[0].copy()
    for period in range(1, 5):
        learned, most, stuck = np.zeros_like(known), np.zeros_like(known), 0
        for tie in network.edges:
            for i, j in permutations(tie):
                lacks = known[j] > known[i] + 0.02 * known[i]
                offers = known[i] > known[j] + 0.02 * known[j]
                stuck += lacks.any() and not offers.any()
                if lacks.any() and offers.any():
                    gap = np.where(lacks, known[j] - known[i], 0)
                    chance = min(lacks.sum(), offers.sum()) / lacks.sum()
                    learned[i] += absorption * chance * gap
                    most[i] = np.maximum(most[i], gap)
        assert history.one_sided[0, period - 1] == pytest.approx(stuck / network.size())
        known += np.minimum(learned, most)
        assert np.allclose(known.mean(axis=1), history.levels[0, period], rtol=1e-5)


def test_it_starts_as_barter_does_and_is_its_mean_at_first():
    network = topologies.small_world(100, 10, 0.1, rng=1)
    mean = mean_barter.simulate(network, periods=2, replicates=20, rng=1)
    luck = barter.simulate(network, periods=2, replicates=20, rng=1)
    assert np.array_equal(mean.start, luck.start)
    assert mean.knowledge[:, 0] == pytest.approx(luck.knowledge[:, 0], rel=1e-5)
    gained, by_luck = (one.knowledge[:, 1].mean() - 5 for one in (mean, luck))
    assert gained == pytest.approx(by_luck, rel=0.15)


def test_the_small_world_is_best_and_by_the_clock_the_random_network_is_ahead():
    ring, small, random = (levels(rewiring) for rewiring in REWIRED)
    for worse in (ring, random):
        gain = small - worse
        assert gain.mean() > 2 * gain.std() / gain.size**0.5
        assert small.mean() > 1.02 * worse.mean()
    networks = [
        topologies.several(24, topologies.small_world, 100, 10, rewiring, rng=2004)
        for rewiring in REWIRED
    ]
    early = [mean_barter.simulate(one, periods=15, rng=2004).knowledge[:, -1] for one in networks]
    assert early[2].mean() > early[1].mean() > early[0].mean()


@pytest.mark.parametrize("changes", [{"absorption": 1.0}, {"experts": 0.0}], ids=str)
def test_without_slow_absorption_or_experts_there_is_no_optimum(changes):
    ring, small, random = (levels(rewiring, **changes).mean() for rewiring in REWIRED)
    assert ring < small < random


def test_levels_never_fall_and_nobody_passes_the_best():
    network = topologies.small_world(60, 6, 0.1, rng=2)
    for absorption in (0.05, 1):
        history = mean_barter.simulate(network, Barter(absorption=absorption), rng=1)
        assert (np.diff(history.levels, axis=1) > -1e-4).all()
        assert history.levels.max() <= history.start.max() + 1e-4


def test_in_the_end_nearly_all_ties_are_one_sided():
    history = mean_barter.simulate(topologies.small_world(100, 10, 0.1, rng=1), rng=1)
    assert history.one_sided[0, 0] < 0.1
    assert history.one_sided[0, -1] > 0.9


def test_a_run_does_not_depend_on_those_beside_it():
    networks = topologies.several(5, topologies.small_world, 40, 6, 0.2, rng=1)
    together = mean_barter.simulate(networks, periods=10, rng=7)
    alone = mean_barter.simulate(networks[:2], periods=10, rng=7)
    assert np.array_equal(together.levels[:2], alone.levels)
    assert np.array_equal(together.one_sided[:2], alone.one_sided)


def test_actors_without_ties_stay_as_they_are():
    history = mean_barter.simulate(nx.empty_graph(5), periods=3, rng=1)
    assert (history.levels == history.levels[:, :1]).all()
    assert (history.one_sided == 0).all()


def test_what_cannot_be_used_is_listed():
    with pytest.raises(ParameterError, match="2 problems in mean_barter"):
        mean_barter.simulate(nx.empty_graph(1), periods=0)
