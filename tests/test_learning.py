"""The course model: exact tests. What it shows is tested in test_learning_findings."""

from __future__ import annotations

import math
from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from multiprocessing import get_context

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clusterlib.learning.simulation as simulation
from clusterlib.learning import (
    CHANNELS,
    ChangeActors,
    ChangeParameters,
    CutFlows,
    CutPipelines,
    History,
    Learning,
    RemoveActors,
    TechnologyShift,
    initial_knowledge,
    one_period,
    simulate,
)
from clusterlib.learning.randomness import OWN_RD, seeds_of, stream
from clusterlib.networks import KINDS, ClusterError, build_cluster, dimension_of
from clusterlib.parameters import ParameterError

STILL = Learning(obsolescence=0, rd_sme=0, rd_focal=0, rd_research=0)
SILENT = Learning(horizontal=0, vertical=0, multi_angle=0, pipeline=0)


def any_cluster(seed: int, actors: int = 14, directed: bool = False, weighted: bool = True):
    """Return a cluster of any kinds, stages and ties, isolates included."""
    rng = np.random.default_rng(seed)
    cluster = nx.DiGraph() if directed else nx.Graph()
    for place in range(actors):
        kind = str(rng.choice(list(KINDS)))
        stage = int(rng.integers(1, 4)) if KINDS[kind].layer == "core" else None
        if place == 0:
            kind, stage = "sme", 3
        cluster.add_node(f"A{place}", kind=kind, layer=KINDS[kind].layer, stage=stage)
    about = cluster.nodes
    for u, v in permutations(cluster, 2):
        a, b = about[u], about[v]
        dimension = dimension_of(a["kind"], a["stage"], b["kind"], b["stage"])
        if dimension is not None and rng.random() < 0.2:
            weight = float(rng.uniform(0.2, 3)) if weighted else 1.0
            cluster.add_edge(u, v, dimension=dimension, weight=weight)
    return cluster


def first_market(fields: int, emerging: int):
    return np.repeat([1 / (fields - emerging), 0], [fields - emerging, emerging])


def draws_of(seed: int, periods: int, actors: int):
    return stream(seeds_of(seed, 1)[0], OWN_RD).random((periods, 2, actors))


def same(first: History, second: History) -> None:
    """Check that two histories are the same to the last bit."""
    for name in vars(first).keys() - {"union", "emerging_fields"}:
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    assert first.ids == second.ids


finite = {"allow_nan": False, "allow_infinity": False}


@st.composite
def parameters(draw) -> Learning:
    """Any parameters in range, infinite ones included."""
    values = {}
    for name, known in Learning.declarations().items():
        if known.whole:
            values[name] = draw(st.integers(int(known.low), 4))
        elif known.high == math.inf:
            values[name] = draw(st.floats(known.low, 100) | st.just(math.inf))
        else:
            values[name] = draw(st.floats(known.low, known.high, **finite))
    return Learning(**values)


# ---------------------------------------------------------------- the fast form and the readable


@settings(max_examples=60)
@given(p=parameters(), seed=st.integers(0, 10_000), directed=st.booleans())
def test_the_fast_period_equals_the_readable_one(p, seed, directed):
    cluster = any_cluster(seed, directed=directed)
    K = initial_knowledge(cluster, p, rng=seed)
    w = first_market(K.shape[1], p.emerging_fields)
    draws = draws_of(seed, 3, len(cluster))
    history = simulate(cluster, p, periods=3, rng=seed)
    assert np.array_equal(history.knowledge[0], K)
    for period in range(3):
        if rounding_decides(history.knowledge[period], history.performance[period]):
            break
        K, P = one_period(cluster, history.knowledge[period], w, p, draws[period])
        assert np.allclose(history.knowledge[period + 1], K, rtol=0, atol=1e-12)
        assert np.allclose(history.performance[period + 1], P, rtol=0, atol=1e-12)


def rounding_decides(knowledge: np.ndarray, performance: np.ndarray) -> bool:
    """Return whether two who know different things perform alike but for the last bits.

    Then each form may take another of them for the better one, and let others imitate it.
    """
    order = np.argsort(performance)
    alike = np.diff(performance[order]) < 1e-14
    other = (np.diff(knowledge[order], axis=0) != 0).any(axis=1)
    return bool((alike & other).any())


def test_the_fast_run_equals_the_readable_one_over_a_shift():
    cluster, p = build_cluster(rng=3), Learning()
    K = initial_knowledge(cluster, p, rng=3)
    history = simulate(cluster, p, periods=60, interventions=[TechnologyShift(at=30)], rng=3)
    for period, draws in enumerate(draws_of(3, 60, len(cluster))):
        w = np.repeat([1 / 9, 0], [9, 3]) if period < 30 else np.repeat([1 / 18, 1 / 6], [9, 3])
        K, P = one_period(cluster, K, w, p, draws)
        assert np.allclose(history.performance[period + 1], P, rtol=0, atol=1e-10)
    assert np.allclose(history.knowledge[-1], K, rtol=0, atol=1e-10)


def test_the_largest_gap_caps_learning():
    cluster = nx.star_graph(6)
    nx.set_node_attributes(cluster, "sme", "kind")
    nx.set_node_attributes(cluster, "core", "layer")
    nx.set_node_attributes(cluster, {0: 1} | dict.fromkeys(range(1, 7), 2), "stage")
    nx.set_edge_attributes(cluster, "vertical", "dimension")
    nx.set_edge_attributes(cluster, 1.0, "weight")
    p = STILL.but(learning_rate=1, attention=math.inf, reach_sme=math.inf, trust=1, curiosity=1)
    initial = np.full((7, 9), 0.1)
    initial[0, :2] = 0.9  # the hub offers two fields, each of its partners three
    initial[1:, 3:6] = 0.5
    history = simulate(cluster, p, periods=1, initial=initial, rng=1)
    assert np.allclose(history.knowledge[1, 0, 3:6], 0.5)  # six partners could give 6 * 2 / 3
    assert np.allclose(history.knowledge[1, 1:, :2], 0.9)
    flows = history.flow[1][history.target == 0]
    assert np.allclose(flows, 3 * 0.4 / 6)  # all gave the same, and together no more than the gap


# ---------------------------------------------------------------- special cases


def test_without_learning_knowledge_decays_exactly():
    cluster = build_cluster(rng=1)
    p = SILENT.but(rd_sme=0, rd_focal=0, rd_research=0)
    history = simulate(cluster, p, rng=1)
    inside = ~history.members("supplementary")
    decay = (1 - p.obsolescence) ** history.period[:, None, None]
    assert np.abs(history.knowledge - history.knowledge[0] * decay)[:, inside].max() < 1e-12
    assert not history.learning.any()


@pytest.mark.parametrize("learning_rate", [0.4, 1.0])
def test_gifts_reach_the_maximum_of_every_component(learning_rate):
    cluster = build_cluster(rng=2, multi_angle_ties=1.5, openness=0)
    gifts = nx.Graph(cluster)
    gifts.remove_edges_from(
        [(u, v) for u, v, d in cluster.edges(data="dimension") if d != "multi_angle"]
    )
    p = STILL.but(reach_sme=math.inf, reach_focal=math.inf, reach_institution=math.inf)
    p = p.but(learning_rate=learning_rate, curiosity=1)
    history = simulate(gifts, p, periods=1500, record_every=1500, rng=2)
    place = {actor: number for number, actor in enumerate(gifts)}
    components = [[place[actor] for actor in part] for part in nx.connected_components(gifts)]
    assert max(map(len, components)) > 20
    for part in components:
        top = history.knowledge[0, part].max(axis=0)
        assert np.abs(history.knowledge[-1, part] - top).max() < 1e-6


def test_vertical_ties_alone_are_mean_field_barter():
    """Cowan and Jonard (2004), in expectation over which fields are traded."""
    cluster = build_cluster(rng=4, horizontal_ties=0, multi_angle_ties=0, openness=0)
    p = STILL.but(trust=1, attention=math.inf, curiosity=1, learning_rate=0.1)
    p = p.but(reach_sme=math.inf, reach_focal=math.inf, reach_institution=math.inf)
    history = simulate(cluster, p, periods=40, rng=4)
    place = {actor: number for number, actor in enumerate(cluster)}
    for K, after in zip(history.knowledge, history.knowledge[1:], strict=False):
        D, most = np.zeros_like(K), np.zeros_like(K)
        for u, v in cluster.edges:
            for i, j in permutations((place[u], place[v])):
                lacks, offers = K[j] > K[i], K[i] > K[j]
                if lacks.any() and offers.any():
                    traded = min(lacks.sum(), offers.sum()) / lacks.sum()
                    D[i] += 0.1 * traded * np.where(lacks, K[j] - K[i], 0)
                    most[i] = np.maximum(most[i], np.where(lacks, K[j] - K[i], 0))
        assert np.allclose(after, K + np.minimum(D, most), rtol=0, atol=1e-12)


def test_barter_is_the_mean_of_random_trades():
    cluster = nx.Graph()
    cluster.add_node("F1", kind="sme", layer="core", stage=1)
    cluster.add_node("F2", kind="sme", layer="core", stage=2)
    cluster.add_edge("F1", "F2", dimension="vertical", weight=1.0)
    p = STILL.but(trust=1, attention=math.inf, curiosity=1, reach_sme=math.inf, learning_rate=0.1)
    initial = np.array([[0.9, 0.8, 0.1, 0.1, 0.1, 0.1], [0.1, 0.1, 0.9, 0.5, 0.3, 0.2]])
    history = simulate(cluster, p.but(emerging_fields=0), periods=1, initial=initial, rng=1)
    rng = np.random.default_rng(1)
    trades = np.zeros(6)
    for _ in range(20_000):  # F2 offers four fields for the two of F1, so two of its own go
        field = rng.choice([2, 3, 4, 5], 2, replace=False)
        trades[field] += 0.1 * (initial[1] - initial[0])[field]
    learned = history.knowledge[1] - initial
    assert np.allclose(learned[0], trades / 20_000, atol=1e-3)
    assert np.allclose(learned[1, :2], 0.1 * (initial[0] - initial[1])[:2])


def test_own_rd_alone_follows_its_probabilities():
    cluster = nx.Graph()
    for place in range(20_000):
        cluster.add_node(place, kind="sme", layer="core", stage=1)
    p = Learning(rd_sme=0.3, obsolescence=0)
    initial = np.tile([0.2, 0.4, 0.8, 0.1, 0.2, 0.4], (20_000, 1))
    history = simulate(cluster, p, periods=1, initial=initial, rng=5)
    found = history.knowledge[1] > initial
    chance = (initial[0] + 0.001) ** 2 * np.array([1, 1, 1, 0.15, 0.15, 0.15])
    assert found.sum(axis=1).max() == 1
    assert np.allclose(found.mean(axis=0), 0.3 * chance / chance.sum(), atol=0.01)
    gain = (history.knowledge[1] - initial)[found]
    assert np.allclose(gain, 0.1 * (1 - np.broadcast_to(initial, found.shape)[found]))


def test_the_weight_of_ties_shares_out_effort_only():
    cluster = build_cluster(rng=5)
    plain = simulate(cluster, periods=30, rng=5)
    nx.set_edge_attributes(cluster, 3.0, "weight")
    assert np.allclose(simulate(cluster, periods=30, rng=5).knowledge, plain.knowledge)
    actor = max(cluster, key=lambda one: cluster.degree(one))
    partner = next(iter(cluster[actor]))
    cluster.edges[actor, partner]["weight"] = 90.0
    heavy = simulate(cluster, periods=1, rng=5)
    mine = heavy.target == heavy.ids.index(actor)
    favoured = mine & (heavy.source == heavy.ids.index(partner))
    assert heavy.flow[1, favoured] >= plain.flow[1, favoured]
    assert heavy.flow[1, mine & ~favoured].sum() < 0.5 * plain.flow[1, mine & ~favoured].sum()


def test_of_equally_good_neighbours_the_first_is_imitated():
    cluster = nx.Graph()
    for place in range(5):
        cluster.add_node(place, kind="sme", layer="core", stage=1)
    for partner in (4, 2, 3, 1):
        cluster.add_edge(partner, 0, dimension="horizontal", weight=1.0)
    initial = np.array([[0.2] * 6, [0.3] * 6, [0.6] * 6, [0.6] * 6, [0.6] * 6])
    history = simulate(cluster, STILL, periods=1, initial=initial, rng=1)
    came = history.flow[1] > 0
    assert list(zip(history.source[came], history.target[came], strict=True)) == [(2, 0)]


def test_an_arc_carries_knowledge_one_way():
    cluster = nx.DiGraph()
    cluster.add_node("U1", kind="university", layer="supporting", stage=None)
    cluster.add_node("F1", kind="sme", layer="core", stage=1)
    cluster.add_edge("U1", "F1", dimension="multi_angle", weight=1.0)
    history = simulate(cluster, STILL, periods=5, initial=np.eye(6)[:2], rng=1)
    assert np.array_equal(history.knowledge[-1, 0], np.eye(6)[0])
    assert history.knowledge[-1, 1, 0] > 0
    assert (history.source.tolist(), history.target.tolist()) == ([0], [1])


# ---------------------------------------------------------------- invariants


@settings(max_examples=60)
@given(p=parameters(), seed=st.integers(0, 10_000), directed=st.booleans())
def test_knowledge_keeps_its_bounds_and_outside_actors_never_change(p, seed, directed):
    events = [RemoveActors("university", at=3), CutPipelines(sources="lead_customer", at=5)]
    if p.emerging_fields:
        events.append(TechnologyShift(at=4, share=1.0))
    cluster = any_cluster(seed, actors=10, directed=directed)
    history = simulate(cluster, p, periods=8, interventions=events, rng=seed)
    assert np.isfinite(history.knowledge).all()
    assert history.knowledge.min() >= 0
    assert history.knowledge.max() <= 1
    assert np.isfinite(history.performance).all()
    assert np.isfinite(history.flow).all()
    assert history.flow.min(initial=0) >= 0
    outside = history.members("supplementary")
    assert (history.knowledge[:, outside] == history.knowledge[0, outside]).all()
    assert not history.learning[:, outside].any()


def test_what_is_learned_is_what_knowledge_gains():
    cluster, p = build_cluster(rng=6), Learning(learning_rate=2, attention=20)
    history = simulate(cluster, p, periods=40, rng=6)
    inside = ~history.members("supplementary")
    gained = history.knowledge[1:] / (1 - p.obsolescence) - history.knowledge[:-1]
    unclipped = (history.knowledge[1:] < 1).all(axis=2) & inside
    learned = history.learning[1:].sum(axis=2)
    assert unclipped.mean() > 0.5
    assert np.allclose(gained.sum(axis=2)[unclipped], learned[unclipped], rtol=0, atol=1e-12)
    assert (history.learning.sum(axis=(0, 1)) > 0).all()  # every channel brings something


def test_records_add_up_what_was_learned_between_them():
    cluster = build_cluster(rng=7)
    often, seldom = (simulate(cluster, periods=25, record_every=n, rng=7) for n in (1, 10))
    assert seldom.period.tolist() == [0, 10, 20, 25]
    assert np.array_equal(seldom.knowledge, often.knowledge[seldom.period])
    assert np.allclose(seldom.flow[1], often.flow[1:11].sum(axis=0))
    assert np.allclose(seldom.own_rd[3], often.own_rd[21:26].sum(axis=0))


@pytest.mark.parametrize("ties_at_once", [1, 150, 400, 100_000])
def test_a_result_does_not_depend_on_what_runs_beside_it(monkeypatch, ties_at_once):
    monkeypatch.setattr(simulation, "_TIES_AT_ONCE", ties_at_once)
    monkeypatch.setattr(simulation, "_NUMBERS_AT_ONCE", 3_000)
    sizes = [1, 12, 2, 30, 12, 7]
    clusters = [
        build_cluster(rng=n, firms_per_stage=size, focal_firms=min(4, size))
        for n, size in enumerate(sizes)
    ]
    events = [TechnologyShift(at=15), RemoveActors("focal_firm", at=20)]
    rng = np.random.default_rng(1)
    high = {name: min(known.high, 3) for name, known in Learning.declarations().items()}
    whole = ("fields_per_stage", "emerging_fields")
    different = [
        Learning(
            **{name: rng.uniform(0.1, 1) * top for name, top in high.items() if name not in whole}
        )
        for _ in sizes
    ]
    seeds = list(range(len(sizes)))
    together = simulate(clusters, different, periods=30, interventions=events, rng=seeds)
    for n, cluster in enumerate(clusters):
        alone = simulate(cluster, different[n], periods=30, interventions=events, rng=n)
        same(together.one(n), alone)


@pytest.mark.slow
def test_a_result_does_not_depend_on_the_number_of_workers():
    clusters = [build_cluster(rng=seed) for seed in range(4)]
    together = simulate(clusters, periods=30, rng=list(range(4)))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        jobs = [workers.submit(simulate, one, periods=30, rng=n) for n, one in enumerate(clusters)]
        parts = [job.result() for job in jobs]
    for place, part in enumerate(parts):
        same(together.one(place), part)


def test_one_seed_gives_every_cluster_its_own_stream():
    cluster = build_cluster(rng=8)
    three = simulate([cluster] * 3, periods=10, rng=8)
    same(three.one(0), simulate(cluster, periods=10, rng=8))
    assert not np.array_equal(three.one(0).knowledge, three.one(1).knowledge)
    same(simulate([cluster] * 2, periods=10, rng=8).one(1), three.one(1))


def test_the_same_seed_gives_the_same_arrays():
    cluster = build_cluster(rng=9)
    same(simulate(cluster, periods=10, rng=9), simulate(cluster, periods=10, rng=9))
    seed = np.random.SeedSequence(9)
    first = simulate(cluster, periods=10, rng=seed)
    same(first, simulate(cluster, periods=10, rng=seed))
    same(first, simulate(cluster, periods=10, rng=9))
    generator = np.random.default_rng(9)
    one, two = (simulate(cluster, periods=10, rng=generator) for _ in range(2))
    assert not np.array_equal(one.knowledge, two.knowledge)


def test_more_periods_only_add_to_a_run():
    cluster = build_cluster(rng=10)
    short, long = (simulate(cluster, periods=n, rng=10) for n in (10, 20))
    assert np.array_equal(short.knowledge, long.knowledge[:11])


# ---------------------------------------------------------------- unusual clusters


@pytest.mark.parametrize(
    "changes",
    [
        {"horizontal_ties": 0, "vertical_ties": 0, "multi_angle_ties": 0},
        {"universities": 0, "research_institutes": 0}
        | {"bridging_institutions": 0, "government_agencies": 0},
        {"openness": 0},
        {"outside_rd": 0, "lead_customers": 0, "outside_subcontractors": 0},
        {"stages": 1, "firms_per_stage": 1, "focal_firms": 0},
        {"stages": 1, "firms_per_stage": 1, "focal_firms": 1, "openness": 1},
        {"stages": 5},
        {"openness": 1},
    ],
)
def test_unusual_clusters_run(changes):
    history = simulate(build_cluster(rng=1, **changes), periods=20, rng=1)
    assert np.isfinite(history.knowledge).all()
    assert history.level().shape == (21, 1)
    assert np.isfinite(history.level()).all()


def test_a_cluster_of_institutions_alone_runs():
    cluster = nx.Graph()
    cluster.add_node("U1", kind="university", layer="supporting", stage=None)
    history = simulate(cluster, periods=5, rng=1)
    assert history.knowledge.shape == (6, 1, 6)
    assert np.isnan(history.level("sme")).all()  # a mean over nobody


def test_no_periods_give_the_start():
    cluster = build_cluster(rng=1)
    history = simulate(cluster, periods=0, rng=1)
    assert history.period.tolist() == [0]
    assert np.array_equal(history.knowledge[0], initial_knowledge(cluster, rng=1))


# ---------------------------------------------------------------- the start


def test_initial_knowledge_keeps_to_its_ranges():
    cluster = build_cluster(rng=1, firms_per_stage=400, outside_rd=300, universities=200)
    K = initial_knowledge(cluster, rng=1)
    kind = np.array([one for _, one in cluster.nodes(data="kind")])
    stage = np.array([one or 0 for _, one in cluster.nodes(data="stage")])
    sme = (kind == "sme") & (stage == 1)
    assert np.allclose(K[sme].mean(axis=0)[[0, 3, 6, 9]], [0.40, 0.15, 0.059, 0.025], atol=0.02)
    assert K[sme, 0].min() >= 0.15
    assert K[sme, 0].max() <= 0.65
    assert K[sme, 6].min() == 0.01
    research = K[kind == "outside_rd"]
    assert ((research[:, 9:] == 1).sum(axis=1) == 1).all()
    frontier = research[:, :9] >= 0.85
    assert abs(frontier.mean() - 0.5) < 0.03
    assert (frontier | ((research[:, :9] >= 0.1) & (research[:, :9] <= 0.3))).all()
    customers, suppliers = K[kind == "lead_customer"], K[kind == "outside_subcontractor"]
    assert (customers[:, 3:9] == 0.95).all()
    assert (customers[:, :3] <= 0.3).all()
    assert (suppliers[:, :6] == 0.95).all()
    assert ((suppliers[:, 9:] >= 0.4) & (suppliers[:, 9:] <= 0.6)).all()
    university = K[kind == "university"]
    assert ((university >= 0.3) & (university <= 0.5)).all()


def test_changing_one_thing_changes_nobody_elses_start():
    cluster = build_cluster(rng=1)
    plain = initial_knowledge(cluster, rng=1)
    led = initial_knowledge(cluster, Learning(focal_lead=0.3), rng=1)
    focal = np.array([kind == "focal_firm" for _, kind in cluster.nodes(data="kind")])
    assert np.array_equal(plain[~focal], led[~focal])
    assert (led[focal] >= plain[focal]).all()
    alike = initial_knowledge(cluster, Learning(specialisation=0), rng=1)
    firms = np.array([layer == "core" for _, layer in cluster.nodes(data="layer")])
    assert np.ptp(alike[firms, :9].mean(axis=0)) < np.ptp(plain[firms, :9].mean(axis=0)) + 0.05
    assert np.array_equal(alike[~firms], plain[~firms])


# ---------------------------------------------------------------- interventions


def test_removed_actors_leave_everything_but_the_random_numbers():
    cluster = build_cluster(rng=2)
    gone = [actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"]
    history = simulate(cluster, periods=20, interventions=[RemoveActors(gone, at=5)], rng=2)
    focal = history.members("focal_firm")
    assert (history.knowledge[5:, focal] == history.knowledge[5, focal]).all()
    assert history.present[5].all()
    assert np.array_equal(history.present[6], ~focal)
    assert not history.flow[6:, focal[history.source] | focal[history.target]].any()
    plain = simulate(cluster, periods=20, rng=2)
    assert np.array_equal(plain.knowledge[:6], history.knowledge[:6])
    assert not np.isclose(history.level()[5], history.level("sme")[5])
    assert np.allclose(history.level()[6:], history.level("sme")[6:])


def test_removal_shifts_nobody_elses_random_numbers():
    cluster = build_cluster(rng=3)
    plain = simulate(cluster, SILENT, periods=30, rng=3)
    fewer = simulate(cluster, SILENT, periods=30, interventions=[RemoveActors("F01")], rng=3)
    assert np.array_equal(plain.own_rd[:, 1:], fewer.own_rd[:, 1:])
    assert not fewer.own_rd[:, 0].any()


def test_removing_actors_equals_a_cluster_without_their_ties():
    cluster = build_cluster(rng=4)
    bare = cluster.copy()
    bare.remove_edges_from(list(cluster.edges("F18")))
    removed = simulate(cluster, periods=20, interventions=[RemoveActors("F18")], rng=4)
    without = simulate(bare, periods=20, rng=4)
    others = ~removed.members("F18")
    assert np.array_equal(removed.knowledge[:, others], without.knowledge[:, others])


def test_cut_pipelines_equal_a_cluster_without_them():
    cluster = build_cluster(rng=5, openness=0.5)
    kind = dict(cluster.nodes(data="kind"))

    def without(keep):
        copy = cluster.copy()
        pipes = [tie for *tie, d in cluster.edges(data="dimension") if d == "pipeline"]
        cut = [tie for tie in pipes if not keep({kind[one] for one in tie})]
        assert 0 < len(cut) < len(pipes)
        copy.remove_edges_from(cut)
        return simulate(copy, periods=20, rng=5).knowledge

    def cut(**which):
        run = simulate(cluster, periods=20, interventions=[CutPipelines(**which)], rng=5)
        return run.knowledge

    assert np.array_equal(cut(owners="focal_firm"), without(lambda ends: "focal_firm" not in ends))
    to_customers = cut(sources="lead_customer")
    assert np.array_equal(to_customers, without(lambda ends: "lead_customer" not in ends))
    closed = simulate(cluster, Learning(pipeline=0), periods=20, interventions=[CutPipelines()])
    assert not closed.learning[:, :, CHANNELS.index("pipeline")].any()


@pytest.mark.parametrize("which", [{"owners": "lead_customer"}, {"sources": "sme"}])
def test_a_cut_that_cannot_cut_anything_is_no_silence(which):
    cluster = build_cluster(rng=1)
    with pytest.raises(ParameterError, match='write CutPipelines\\(sources="lead_customer"'):
        simulate(cluster, periods=2, interventions=[CutPipelines(**which)], rng=1)


def test_flows_that_are_cut_are_arcs_that_are_not_there():
    cluster = build_cluster(rng=5)
    layer = dict(cluster.nodes(data="layer"))
    one_way = cluster.to_directed()
    arcs = [(u, v) for u, v in one_way.edges if (layer[u], layer[v]) == ("core", "supporting")]
    assert arcs
    one_way.remove_edges_from(arcs)
    teach_only = simulate(one_way, periods=20, rng=5)
    cut = simulate(cluster, periods=20, interventions=[CutFlows("core", "supporting")], rng=5)
    assert np.allclose(cut.knowledge, teach_only.knowledge, rtol=1e-12, atol=0)
    later = simulate(cluster, periods=20, interventions=[CutFlows("F01", "core", at=9)], rng=5)
    whole = simulate(cluster, periods=20, rng=5)
    assert np.array_equal(later.knowledge[:10], whole.knowledge[:10])
    told = later.source == later.ids.index("F01")
    assert whole.flow[10:, told].any()
    assert not later.flow[10:, told].any()


def test_a_technology_shift_moves_the_market_and_not_what_is_known():
    cluster = build_cluster(rng=6)
    plain = simulate(cluster, periods=20, rng=6)
    shifted = simulate(cluster, periods=20, interventions=[TechnologyShift(0.4, at=10)], rng=6)
    assert np.array_equal(plain.performance[:11], shifted.performance[:11])
    assert np.allclose(shifted.market[11, 0], np.repeat([0.6 / 9, 0.4 / 3], [9, 3]))
    assert shifted.level()[11, 0] < plain.level()[11, 0]
    twice = [TechnologyShift(0.4, at=10), TechnologyShift(0.5, at=12)]
    moved = simulate(cluster, periods=20, interventions=twice, rng=6).market
    assert np.allclose(moved[-1, 0], np.repeat([0.3 / 9, 0.7 / 3], [9, 3]))


def test_changed_actors_and_parameters():
    cluster = build_cluster(rng=7)
    alone = simulate(cluster, periods=40, interventions=[ChangeActors("F02", rd=0)], rng=7)
    assert not alone.own_rd[:, 1].any()
    everywhere = simulate(cluster, periods=40, interventions=[ChangeActors("sme", rd=0)], rng=7)
    same(everywhere, simulate(cluster, Learning(rd_sme=0), periods=40, rng=7))
    wide = simulate(cluster, periods=9, interventions=[ChangeActors("sme", reach=0.5)], rng=7)
    same(wide, simulate(cluster, Learning(reach_sme=0.5), periods=9, rng=7))
    change = ChangeParameters({"trust": 0.2, "horizontal": 0}, at=10)
    later = simulate(cluster, periods=20, interventions=[change], rng=7)
    plain = simulate(cluster, periods=20, rng=7)
    assert np.array_equal(later.knowledge[:11], plain.knowledge[:11])
    assert not later.learning[11:, :, CHANNELS.index("horizontal")].any()


def test_every_cluster_may_have_its_own_interventions():
    cluster = build_cluster(rng=8)
    events = [[RemoveActors("F01")], [], [TechnologyShift(at=3)]]
    three = simulate([cluster] * 3, periods=6, interventions=events, rng=[8, 8, 8])
    for place, some in enumerate(events):
        same(three.one(place), simulate(cluster, periods=6, interventions=some, rng=8))


# ---------------------------------------------------------------- the history


def test_means_follow_from_the_arrays():
    clusters = [build_cluster(rng=n, firms_per_stage=4 + n) for n in range(3)]
    history = simulate(clusters, periods=12, interventions=[RemoveActors("F02", at=4)], rng=1)
    for place in range(3):
        firms = history.members() & (history.cluster == place)
        there = firms & history.present[-1]
        K = history.knowledge[-1, there]
        assert there.sum() == firms.sum() - 1
        assert history.level()[-1, place] == pytest.approx(history.performance[-1, there].mean())
        assert history.emerging()[-1, place] == pytest.approx(K[:, 9:].mean())
        pairs = [(a - b) ** 2 for a, b in permutations(K, 2)]
        assert history.variety()[-1, place] == pytest.approx(np.sqrt(np.mean(pairs)))
        assert np.allclose(history.gained()[-1, place], history.learning[-1, there].mean(axis=0))


def test_tables_are_tidy():
    clusters = [build_cluster(rng=n) for n in range(2)]
    history = simulate(clusters, periods=6, record_every=3, rng=1)
    frame = history.frame()
    assert len(frame) == 3 * 2 * 54
    row = frame[(frame.cluster == 1) & (frame.period == 3) & (frame.actor == "F05")].iloc[0]
    place = 54 + history.one(1).ids.index("F05")
    assert row.performance == history.performance[1, place]
    assert row.own_rd == history.own_rd[1, place]
    assert row.emerging == pytest.approx(history.knowledge[1, place, 9:].mean())
    assert row[list(CHANNELS)].sum() == pytest.approx(history.learning[1, place].sum())
    summary = history.summary("sme")
    assert summary.actors.tolist() == [32] * 6
    means = frame[frame.kind == "sme"].groupby(["period", "cluster"]).performance.mean()
    assert np.allclose(summary.performance, means)
    flows = history.flow_frame()
    assert flows.flow.sum() == pytest.approx(history.flow.sum())
    sources = flows[flows.dimension == "pipeline"].source_kind.map(lambda kind: KINDS[kind].layer)
    assert set(sources) == {"supplementary"}
    assert not (flows.target_kind.map(lambda kind: KINDS[kind].layer) == "supplementary").any()


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"trust": 1.1}, "trust = 1.1: give a number from 0 to 1"),
        ({"trust": math.nan}, "trust = nan"),
        ({"attention": -1}, "attention = -1"),
        ({"reach_sme": 0}, "reach_sme = 0"),
        ({"emerging_fields": 1.5}, "emerging_fields = 1.5: give a whole number"),
        ({"thrust": 0.5}, "did you mean 'trust'?"),
        ({"obsolescence": "much"}, "obsolescence = 'much'"),
    ],
)
def test_wrong_parameters_are_explained(values, hint):
    with pytest.raises(ParameterError) as error:
        Learning(**values)
    assert hint in str(error.value)


def test_all_that_is_wrong_with_a_call_is_told_at_once():
    with pytest.raises(ParameterError) as error:
        simulate(
            build_cluster(rng=1),
            {"trust": 0.5},
            periods=-1,
            record_every=0,
            interventions=["shift"],
            rng=-5,
        )
    text = str(error.value)
    assert text.startswith("5 problems")
    for hint in (
        "periods = -1: give a whole number from 0 upwards",
        "record_every = 0",
        "give a Learning",
        "'shift' is not one",
        "rng = -5",
    ):
        assert hint in text


def test_interventions_that_cannot_be_are_told_before_the_run():
    events = [
        RemoveActors(["F1", "focalfirm"], at=3),
        TechnologyShift(at=80),
        ChangeParameters({"specialisation": 1}, at=2),
        ChangeParameters({"trsut": 1}, at=2),
    ]
    with pytest.raises(ParameterError) as error:
        simulate(build_cluster(rng=1), periods=20, interventions=events)
    text = str(error.value)
    for hint in (
        "'F1': no such actor",
        "Did you mean 'focal_firm'?",
        "ends after 20 periods",
        "specialisation",
        "did you mean 'trust'?",
    ):
        assert hint in text, hint
    with pytest.raises(ParameterError, match="nowhere to go"):
        simulate(build_cluster(rng=1), Learning(emerging_fields=0), interventions=TechnologyShift())


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (RemoveActors(1), "RemoveActors, actors"),
        (ChangeActors(1, rd=0), "ChangeActors, actors"),
        (CutFlows(sources=1, targets="sme"), "CutFlows, sources"),
        (CutFlows("sme", {1}), "CutFlows, targets"),
        (CutPipelines(owners=1), "CutPipelines, owners"),
        (CutPipelines(sources=[1]), "CutPipelines, sources"),
    ],
)
def test_a_number_in_place_of_actors_is_told_what_to_give(event, place):
    with pytest.raises(ParameterError) as error:
        simulate(build_cluster(rng=1), periods=2, interventions=event)
    assert f"{place}: 1 unknown" in str(error.value)
    assert "1: not the id of an actor. Give an id such as 'F01', a set of ids" in str(error.value)
    assert "Did you mean" not in str(error.value)


def test_the_cure_for_a_number_in_place_of_actors_runs():
    cluster = build_cluster(rng=1)
    with pytest.raises(ParameterError) as error:
        simulate(cluster, periods=2, interventions=RemoveActors(1))
    cure = str(error.value).partition("are the set ")[2].rstrip(".")
    assert len(eval(cure, {"cluster": cluster})) == 12


def test_sets_in_a_list_are_told_how_to_join_them():
    events = CutFlows([{"F01"}, {"F02"}], "sme")
    with pytest.raises(ParameterError, match=r"CutFlows, sources: set inside.*joined by \|"):
        simulate(build_cluster(rng=1), periods=2, interventions=events)


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda: RemoveActors("F01", at=-1), "at = -1"),
        (lambda: RemoveActors("F01", at=1.5), "at = 1.5"),
        (lambda: TechnologyShift(1.5), "share = 1.5"),
        (lambda: TechnologyShift(math.nan), "share = nan"),
        (lambda: ChangeActors("sme"), "nothing changes"),
        (lambda: ChangeActors("sme", rd=2, reach=0), "rd = 2"),
        (lambda: ChangeActors("sme", reach=math.nan), "reach = nan"),
    ],
)
def test_wrong_interventions_are_explained(make, hint):
    with pytest.raises(ParameterError) as error:
        make()
    assert hint in str(error.value)


@pytest.mark.parametrize(
    ("initial", "hint"),
    [
        (np.zeros((54, 11)), "shape (54, 11); give (54, 12)"),
        (np.full((54, 12), 1.5), "numbers from 0 to 1"),
        (np.full((54, 12), np.nan), "numbers from 0 to 1"),
        ([np.zeros((54, 12))] * 2, "2 arrays for 1 clusters"),
    ],
)
def test_wrong_initial_knowledge_is_explained(initial, hint):
    with pytest.raises(ParameterError) as error:
        simulate(build_cluster(rng=1), initial=initial)
    assert hint in str(error.value)


def test_counts_that_do_not_match_are_explained():
    clusters = [build_cluster(rng=n) for n in range(3)]
    for arguments, hint in (
        ({"parameters": [Learning()] * 2}, "2 for 3 clusters"),
        ({"parameters": []}, "0 for 3 clusters"),
        ({"interventions": [[], []]}, "2 lists for 3 clusters"),
        ({"rng": [1, 2]}, "2 seeds for 3 clusters"),
    ):
        with pytest.raises(ParameterError, match=hint):
            simulate(clusters, **arguments)
    with pytest.raises(ParameterError, match="as many stages"):
        simulate([clusters[0], build_cluster(stages=4, rng=1)])
    with pytest.raises(ParameterError, match="at least one cluster"):
        simulate([])


def test_what_is_not_a_cluster_is_explained():
    broken = build_cluster(rng=1)
    broken.nodes["F01"]["kind"] = "smee"
    broken.nodes["U1"]["stage"] = 2
    tie = next(iter(broken.edges("F10")))
    broken.edges[tie]["weight"] = 0
    with pytest.raises(ClusterError) as error:
        simulate([build_cluster(rng=1), broken])
    for hint in ("'F01'", "'smee'", "'U1'", "weight 0"):
        assert hint in str(error.value)
    for change in ({"stage": 1.5}, {"stage": 0}, {"layer": "supporting"}):
        wrong = build_cluster(rng=1)
        wrong.nodes["F02"].update(change)
        with pytest.raises(ClusterError):
            simulate(wrong)
    wrong = build_cluster(rng=1)
    wrong.edges[next(iter(wrong.edges))]["dimension"] = "pipeline"
    with pytest.raises(ClusterError):
        simulate(wrong)
    with pytest.raises(ClusterError, match="not a networkx graph"):
        simulate([[1, 2]])
    with pytest.raises(ClusterError, match="no actors"):
        simulate(nx.Graph())
