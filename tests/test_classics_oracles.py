"""The published models against what was published, and against an independent prototype.

The numbers stand in :mod:`clusterlib.classics.published`, which says how each was come by.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from clusterlib.classics import (
    barter,
    gift,
    landscapes,
    march,
    published,
    subgroups,
    topologies,
    twin_clusters,
)

pytestmark = pytest.mark.slow


def standard_error(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / np.sqrt(values.size))


# --- March (1991) --------------------------------------------------------------------------------


@pytest.mark.parametrize("p1", published.MARCH.values)
def test_march_equilibrium_knowledge(p1):
    history = march.simulate(march.March(p1=p1, p2=0.5), replicates=400, rng=1991)
    told, error = published.MARCH.values[p1], published.MARCH.error[p1]
    assert history.code[:, -1].mean() == pytest.approx(told, abs=error)


@pytest.mark.parametrize("p1", [0.1, 0.5])
def test_march_text_alone_misses_the_figure(p1):
    text = march.READINGS["text"].but(p1=p1)
    history = march.simulate(text, replicates=400, rng=1991)
    assert history.code[:, -1].mean() < published.MARCH.values[p1] - 0.05


def test_march_copying_makes_alike_and_fast_learners_are_alike_first():
    slow = march.simulate(march.March(p1=0.1), replicates=100, rng=1).diversity.mean(axis=0)
    fast = march.simulate(march.March(p1=0.9), replicates=100, rng=1).diversity.mean(axis=0)
    assert slow[0] == pytest.approx(2 / 3, abs=0.01)
    assert fast[10] < 0.1 < 0.4 < slow[10]


def test_march_turbulence_needs_turnover():
    turbulent = march.March(p1=0.5, p2=0.5, p4=0.02)
    closed = march.simulate(turbulent, periods=100, replicates=200, rng=1).knowledge
    assert closed[:, 10].mean() > 0.4
    assert closed[:, -1].mean() == pytest.approx(0, abs=0.06)
    renewed = march.simulate(turbulent.but(p3=0.1), periods=100, replicates=200, rng=1).knowledge
    assert renewed[:, 50:].mean() == pytest.approx(0.46, abs=0.03)


# --- Lazer and Friedman (2007) -------------------------------------------------------------------


@cache
def searched(build, bits: int, runs: int, periods: int) -> landscapes.History:
    chosen = landscapes.Landscapes(bits=bits)
    return landscapes.simulate(build(100), chosen, periods=periods, replicates=runs, rng=2007)


def crossing(bits: int, runs: int, periods: int) -> int:
    full, line = (
        searched(build, bits, runs, periods).performance.mean(axis=0)
        for build in (topologies.complete, topologies.line)
    )
    return int(np.flatnonzero(line[1:] > full[1:])[0]) + 1


def test_landscapes_small():
    full = searched(topologies.complete, 15, 60, 150).performance.mean(axis=0)
    line = searched(topologies.line, 15, 60, 150).performance.mean(axis=0)
    assert line[-1] > full[-1] + 0.1
    assert full[5] > line[5] + 0.1
    assert 10 <= crossing(15, 60, 150) <= 25


def test_landscapes_as_published():
    """Who is ahead at the end, and when the line passes the complete network."""
    full = searched(topologies.complete, 20, 200, 200).performance
    line = searched(topologies.line, 20, 200, 200).performance
    told = published.LAZER_FRIEDMAN.values
    # Three standard errors of a share of 200.
    ahead = (line[:, -1] > full[:, -1] + 1e-9).mean()
    assert ahead == pytest.approx(told["line"], abs=0.077)
    behind = (line[:, -1] < full[:, -1] - 1e-9).mean()
    assert behind == pytest.approx(told["complete"], abs=0.034)
    # With 1000 landscapes we find 19.
    early, late = published.CROSSING
    assert early - 1 <= crossing(20, 200, 200) <= late + 3


def test_landscapes_copying_makes_alike():
    full = searched(topologies.complete, 15, 60, 150)
    line = searched(topologies.line, 15, 60, 150)
    assert full.variety[:, 5].mean() < 2
    assert line.variety[:, 5].mean() > 20
    assert full.diversity[:, 5].mean() < line.diversity[:, 5].mean() / 10


def test_landscapes_without_links_have_one_top():
    chosen = landscapes.Landscapes(bits=15, links=0)
    for build in (topologies.complete, topologies.line):
        history = landscapes.simulate(build(100), chosen, periods=150, replicates=30, rng=1)
        assert (history.performance[:, -1] == 1).all()


# --- Fang, Lee and Schilling (2010) --------------------------------------------------------------


@cache
def grouped(rewiring: float, block: int = 5) -> np.ndarray:
    networks = topologies.several(12, topologies.caveman, 280, 7, rewiring, rng=2010)
    history = subgroups.simulate(networks, subgroups.Subgroups(block=block), rng=2010)
    assert history.settled.all()
    return history.performance[:, -1]


@pytest.mark.parametrize("rewiring", [0, 0.1, 1])
def test_subgroups_equilibrium(rewiring):
    told = published.FANG_LEE_SCHILLING
    found = grouped(rewiring)
    # Three standard errors of the difference; theirs are given twofold.
    error = np.hypot(standard_error(found), told.error[rewiring] / 2)
    assert abs(found.mean() - told.values[rewiring]) < 3 * error


def test_subgroups_some_isolation_is_best():
    """Published: moderate levels of cross-group linking give the highest equilibrium."""
    closed, between, open_to_all = (grouped(rewiring) for rewiring in (0, 0.1, 1))
    for worse in (closed, open_to_all):
        gap = between.mean() - worse.mean()
        assert gap > 4 * np.hypot(standard_error(between), standard_error(worse))


def test_subgroups_without_a_ring_learn_next_to_nothing():
    """Groups that are not joined settle at once, each at what its best member knew."""
    history = subgroups.simulate(nx.caveman_graph(40, 7), replicates=20, rng=2010)
    assert history.settled.all()
    assert history.performance.shape[1] < 60
    assert history.performance[:, -1].mean() < 0.05


def test_subgroups_simple_problems_have_no_optimum():
    levels = [grouped(rewiring, 1).mean() for rewiring in (0, 0.1, 1)]
    assert min(levels) > 0.98
    assert max(levels) - min(levels) < 0.02


# --- Cowan and Jonard (2004), Mueller et al. (2017) ----------------------------------------------


@cache
def bartered(rewiring: float, **changes: float) -> barter.History:
    networks = topologies.several(12, topologies.small_world, 500, 10, rewiring, rng=2004)
    return barter.simulate(networks, barter.Barter(**changes), rng=2004)


@pytest.mark.parametrize("rewiring", published.COWAN_JONARD.values)
def test_barter_levels(rewiring):
    history = bartered(rewiring)
    assert history.exhausted.all()
    told, error = (
        one[rewiring] for one in (published.COWAN_JONARD.values, published.COWAN_JONARD.error)
    )
    assert history.knowledge[:, -1].mean() == pytest.approx(told, abs=error)


def test_barter_is_best_on_a_small_world():
    lattice, small, random = (bartered(rewiring).knowledge[:, -1] for rewiring in (0.001, 0.15, 1))
    for worse in (lattice, random):
        gap = small.mean() - worse.mean()
        assert gap > 4 * np.hypot(standard_error(small), standard_error(worse))


def test_barter_on_a_small_world_is_less_unequal_than_on_a_random_network():
    """Published: the variance is largest there, the coefficient of variation smallest."""
    lattice, small, random = (bartered(rewiring) for rewiring in (0.001, 0.15, 1))
    assert small.inequality[:, -1].mean() < random.inequality[:, -1].mean() - 0.02
    assert small.variance[:, -1].mean() > lattice.variance[:, -1].mean() + 5


@pytest.mark.parametrize("changes", [{"absorption": 1.0}, {"experts": 0.0}], ids=str)
def test_barter_without_slow_absorption_or_experts_has_no_optimum(changes):
    levels = [bartered(rewiring, **changes).knowledge[:, -1] for rewiring in (0.001, 0.15, 1)]
    for less, more in pairwise(levels):
        assert more.mean() > less.mean() - 2 * standard_error(more)
    assert levels[2].mean() > levels[0].mean() * 1.01


def test_barter_stops_at_some_sixty_per_cent_of_what_gift_reaches():
    network = topologies.small_world(500, 10, 0.15, rng=1)
    ceiling = gift.simulate(network, periods=1, replicates=4, rng=1).ceiling
    share = barter.simulate(network, replicates=4, rng=1).knowledge[:, -1] / ceiling
    assert share.mean() == pytest.approx(0.6, abs=0.06)


def test_barter_suffers_from_unequal_degrees():
    told = published.MUELLER
    kinds = {
        "small world": (topologies.small_world, 100, 4, 0.15),
        "random": (topologies.random_graph, 100, 200),
        "scale-free": (topologies.scale_free, 100, 2),
    }
    found, spread = [], []
    for kind, arguments in kinds.items():
        networks = topologies.several(100, *arguments, rng=2017)
        levels = barter.simulate(networks, barter.SETTINGS["mueller"], rng=2017).knowledge[:, -1]
        assert levels.mean() == pytest.approx(told.values[kind], abs=told.error[kind])
        found.append(levels.mean())
        spread.append(np.var([degree for one in networks for _, degree in one.degree()]))
    assert found[0] > found[1] + 0.5 > found[2] + 1
    assert spread[0] < spread[1] < spread[2]


# --- gift ----------------------------------------------------------------------------------------


def test_gift_the_network_sets_the_speed_only():
    start, half = [], []
    for rewiring in (0, 0.1, 1):
        network = topologies.small_world(200, 4, rewiring, rng=3)
        assert nx.is_connected(network)
        history = gift.simulate(network, periods=1500, replicates=3, rng=1)
        start.append(history.start)
        most = history.start.max(axis=1, keepdims=True)
        assert np.abs(history.levels - most).max() < 1e-6
        reached = history.frame().groupby("period").reached.mean()
        half.append((reached < 0.9).sum())
    assert np.array_equal(start[0], start[2])
    assert half[0] > 1.5 * half[1] > 1.5 * half[2]


# --- after Morrison, Rabellotti and Zirulia (2013) -----------------------------------------------


@cache
def tied(name: str) -> tuple[twin_clusters.History, twin_clusters.History]:
    chosen = twin_clusters.SETTINGS[name]
    closed = twin_clusters.simulate(chosen.but(pipelines=0), replicates=40, rng=2013)
    return closed, twin_clusters.simulate(chosen, replicates=40, rng=2013)


@pytest.mark.parametrize(
    ("name", "sign"), [("poor_buzz", -1), ("rich_buzz", 1), ("small_and_weak", 1)]
)
def test_twin_clusters_when_pipelines_pay(name, sign):
    closed, open_ = tied(name)
    gain = open_.knowledge[:, -1] - closed.knowledge[:, -1]
    assert sign * gain.mean() > 4 * standard_error(gain)


@pytest.mark.parametrize(
    ("name", "measured"), [("poor_buzz", (14.6, 11.8)), ("small_and_weak", (8.9, 12.4))]
)
def test_twin_clusters_levels(name, measured):
    for history, level in zip(tied(name), measured, strict=True):
        assert history.knowledge[:, -1].mean() == pytest.approx(level, abs=0.8)


def test_twin_clusters_experts_become_external_stars():
    closed, open_ = tied("poor_buzz")
    assert open_.experts[:, -1].mean() > closed.experts[:, -1].mean() + 1
    assert open_.rest[:, -1].mean() < closed.rest[:, -1].mean() - 2
