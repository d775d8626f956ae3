"""Building clusters: Fig. 1 of Wang, four archetypes, openness at a fixed budget."""

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterlib.networks import (
    ARCHETYPES,
    DIMENSIONS,
    KINDS,
    Structure,
    build_cluster,
    dimension_of,
)
from clusterlib.parameters import ParameterError

NONE = dict.fromkeys(
    (
        "universities",
        "research_institutes",
        "bridging_institutions",
        "government_agencies",
        "outside_rd",
        "lead_customers",
        "outside_subcontractors",
    ),
    0,
)


def counts(cluster, dimension):
    return sum(d == dimension for *_, d in cluster.edges(data="dimension"))


def same(a, b):
    return list(a.nodes(data=True)) == list(b.nodes(data=True)) and list(
        a.edges(data=True)
    ) == list(b.edges(data=True))


def test_baseline_is_made_of_the_parts_of_figure_1():
    cluster = build_cluster(rng=1)
    kinds = Counter(kind for _, kind in cluster.nodes(data="kind"))
    assert kinds == {
        "focal_firm": 4,
        "sme": 32,
        "university": 2,
        "research_institute": 2,
        "bridging_institution": 1,
        "government_agency": 1,
        "outside_rd": 6,
        "lead_customer": 3,
        "outside_subcontractor": 3,
    }
    stages = Counter(s for _, s in cluster.nodes(data="stage") if s is not None)
    assert stages == {1: 12, 2: 12, 3: 12}
    focal = Counter(a["stage"] for _, a in cluster.nodes(data=True) if a["kind"] == "focal_firm")
    assert focal == {2: 2, 1: 1, 3: 1}


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_every_tie_has_the_dimension_its_ends_imply(archetype):
    for seed in range(5):
        cluster = build_cluster(archetype, rng=seed)
        for a, b, tie in cluster.edges(data=True):
            mine, other = cluster.nodes[a], cluster.nodes[b]
            assert tie["dimension"] == dimension_of(
                mine["kind"], mine["stage"], other["kind"], other["stage"]
            )
            assert tie["weight"] == 1.0
            if tie["dimension"] == "vertical":
                assert abs(mine["stage"] - other["stage"]) == 1
        for _, actor in cluster.nodes(data=True):
            assert actor["layer"] == KINDS[actor["kind"]].layer
            assert (actor["stage"] is not None) == (actor["layer"] == "core")


def test_smes_have_the_declared_ties_on_average():
    means = np.zeros(3)
    for seed in range(300):
        cluster = build_cluster(openness=0, rng=seed)
        smes = [actor for actor, kind in cluster.nodes(data="kind") if kind == "sme"]
        for place, dimension in enumerate(("horizontal", "vertical", "multi_angle")):
            ends = sum(d == dimension for s in smes for *_, d in cluster.edges(s, "dimension"))
            means[place] += ends / len(smes) / 300
    assert means == pytest.approx([1.8, 1.8, 1.0], abs=0.06)


def test_openness_is_paid_from_a_fixed_budget():
    closed = build_cluster(openness=0, rng=3)
    local = closed.number_of_edges()
    assert counts(closed, "pipeline") == 0
    for openness in (0.1, 0.3, 0.6, 1.0):
        cluster = build_cluster(openness=openness, rng=3)
        pipelines = counts(cluster, "pipeline")
        given_up = local - (cluster.number_of_edges() - pipelines)
        assert given_up == round(openness * local)
        assert pipelines == round(given_up / 3)


def test_opening_up_keeps_a_part_of_the_same_local_ties():
    closed, opened = (build_cluster(openness=share, rng=5) for share in (0, 0.4))
    local = {frozenset(tie[:2]) for tie in opened.edges(data="dimension") if tie[2] != "pipeline"}
    assert local < {frozenset(tie) for tie in closed.edges}


def test_gate_decides_who_owns_the_pipelines():
    def share_of_focal(gate):
        owners = Counter()
        for seed in range(30):
            cluster = build_cluster(gate=gate, rng=seed)
            for *ends, dimension in cluster.edges(data="dimension"):
                if dimension == "pipeline":
                    owners.update(
                        cluster.nodes[end]["kind"]
                        for end in ends
                        if cluster.nodes[end]["layer"] == "core"
                    )
        return owners["focal_firm"] / owners.total()

    assert share_of_focal(1.0) == 1.0
    assert share_of_focal(0.0) == 0.0
    assert share_of_focal(0.8) == pytest.approx(0.8, abs=0.1)


def test_archetypes_have_the_pattern_that_markusen_describes():
    def mean(measure, archetype):
        return np.mean([measure(build_cluster(archetype, rng=seed)) for seed in range(20)])

    def highest(measure):
        districts = [name for name in ARCHETYPES if name != "baseline"]
        return max(districts, key=lambda name: mean(measure, name))

    assert highest(lambda g: counts(g, "horizontal")) == "marshallian"
    assert highest(lambda g: counts(g, "pipeline") / g.size()) == "satellite_platform"
    assert highest(lambda g: counts(g, "multi_angle") / g.size()) == "state_anchored"
    firms = {"focal_firm", "sme"}
    assert (
        highest(lambda g: max(d for n, d in g.degree if g.nodes[n]["kind"] in firms) / g.size())
        == "hub_and_spoke"
    )


@pytest.mark.parametrize(
    "rng", [lambda: 7, lambda: np.random.default_rng(7), lambda: np.random.SeedSequence(7)]
)
def test_same_seed_same_cluster(rng):
    assert same(build_cluster(rng=rng()), build_cluster(rng=rng()))
    assert not same(build_cluster(rng=7), build_cluster(rng=8))


@settings(max_examples=60)
@given(
    stages=st.integers(1, 5),
    firms=st.integers(1, 9),
    focal=st.integers(0, 5),
    openness=st.floats(0, 1),
    gate=st.floats(0, 1),
    ties=st.floats(0, 20),
    institutions=st.integers(0, 2),
    outside=st.integers(0, 3),
    seed=st.integers(0, 2**32),
)
def test_any_structure_in_range_gives_a_valid_cluster(
    stages, firms, focal, openness, gate, ties, institutions, outside, seed
):
    cluster = build_cluster(
        stages=stages,
        firms_per_stage=firms,
        focal_firms=min(focal, stages * firms),
        openness=openness,
        gate=gate,
        horizontal_ties=ties,
        vertical_ties=ties,
        universities=institutions,
        outside_rd=outside,
        rng=seed,
    )
    assert nx.number_of_selfloops(cluster) == 0
    assert {d for *_, d in cluster.edges(data="dimension")} <= set(DIMENSIONS)
    assert len(cluster) == len(set(cluster))


def test_a_single_firm_and_a_full_stage_work():
    alone = build_cluster(stages=1, firms_per_stage=1, focal_firms=0, rng=1, **NONE)
    assert (len(alone), alone.size()) == (1, 0)
    full = build_cluster(
        stages=1, firms_per_stage=5, focal_firms=0, horizontal_ties=100, openness=0, rng=1, **NONE
    )
    assert full.size() == 10


def test_what_cannot_be_built_is_said():
    with pytest.raises(ParameterError, match="only 2 firms"):
        build_cluster(stages=1, firms_per_stage=2, focal_firms=3)
    with pytest.raises(ParameterError, match="choose one of baseline, marshallian"):
        build_cluster("marshalian")
    with pytest.raises(ParameterError, match="2 problems"):
        build_cluster(openness=2, gat=1)
    with pytest.raises(ParameterError, match="archetype = 3"):
        build_cluster(3)


def test_a_structure_of_your_own_is_an_archetype():
    cluster = build_cluster(Structure(stages=2, focal_firms=1), rng=1)
    assert cluster.graph["archetype"] == "custom"
    assert cluster.graph["structure"].stages == 2
