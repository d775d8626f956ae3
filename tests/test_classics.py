"""The published models: interface, invariants, and plain re-computations of what they do."""

from __future__ import annotations

from functools import partial

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterlib import build_cluster
from clusterlib.classics import (
    _exchange,
    _runs,
    barter,
    distance,
    gift,
    landscapes,
    march,
    subgroups,
    topologies,
    twin_clusters,
)
from clusterlib.classics._copying import Neighbours, most_of
from clusterlib.parameters import ParameterError

SMALL_WORLD = topologies.small_world(20, 4, 0.2, rng=1)
SMALL_TWINS = twin_clusters.TwinClusters(actors=20, far_actors=16, categories=3, experts=0.2)

# Every model in a small version, to be called with periods=, replicates= and rng=.
MODELS = {
    "march": partial(march.simulate, march.March(p3=0.1, p4=0.1)),
    "landscapes": partial(landscapes.simulate, SMALL_WORLD, landscapes.Landscapes(bits=8, links=3)),
    "subgroups": partial(subgroups.simulate, SMALL_WORLD, subgroups.Subgroups(dimensions=20)),
    "barter": partial(barter.simulate, SMALL_WORLD, barter.Barter(categories=3)),
    "gift": partial(gift.simulate, SMALL_WORLD, gift.Gift(categories=3)),
    "twin_clusters": partial(twin_clusters.simulate, SMALL_TWINS),
}
PARAMETERS = {
    "march": march.March,
    "landscapes": landscapes.Landscapes,
    "subgroups": subgroups.Subgroups,
    "barter": barter.Barter,
    "gift": gift.Gift,
    "twin_clusters": twin_clusters.TwinClusters,
    "distance": distance.Distance,
}
models = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())

# Deadlines fail on a busy machine and say nothing about the model.
quick = settings(max_examples=25)


def arrays(history) -> dict[str, np.ndarray]:
    return {name: value for name, value in vars(history).items() if isinstance(value, np.ndarray)}


def same(one, other, runs=slice(None)) -> bool:
    return all(np.array_equal(arrays(one)[name], arrays(other)[name][runs]) for name in arrays(one))


# --- the interface, the same for all -------------------------------------------------------------


@models
def test_frame_is_tidy(model):
    history = model(periods=6, replicates=3, rng=1)
    frame = history.frame()
    assert len(frame) == 3 * 7
    assert frame.columns[:2].to_list() == ["replicate", "period"]
    assert not frame.duplicated(["replicate", "period"]).any()
    assert not frame.isna().any().any()
    for name in frame.columns[2:]:
        if hasattr(history, name):
            row = frame[(frame.replicate == 2) & (frame.period == 5)].iloc[0]
            assert row[name] == getattr(history, name)[2, 5]


@models
def test_same_seed_same_arrays_other_seed_others(model):
    assert same(model(periods=5, replicates=2, rng=7), model(periods=5, replicates=2, rng=7))
    assert not same(model(periods=5, replicates=2, rng=7), model(periods=5, replicates=2, rng=8))


@models
def test_a_replicate_does_not_depend_on_the_others(model, monkeypatch):
    alone = model(periods=5, replicates=1, rng=3)
    many = model(periods=5, replicates=5, rng=3)
    assert same(alone, many, slice(1))
    assert not same(many, many, [0, 0, 0, 0, 0])
    monkeypatch.setattr(_runs, "BATCH", 2)
    assert same(many, model(periods=5, replicates=5, rng=3))


@models
def test_a_short_run_is_the_beginning_of_a_long_one(model):
    short, long = model(periods=4, replicates=2, rng=5), model(periods=9, replicates=2, rng=5)
    paths = [name for name, path in arrays(short).items() if path.shape == (2, 5)]
    assert paths
    for name in paths:
        assert np.array_equal(getattr(short, name), getattr(long, name)[:, :5])


@models
def test_generator_and_seed_sequence_are_taken_and_a_sequence_is_left_alone(model):
    sequence = np.random.SeedSequence(11)
    first = model(periods=3, replicates=2, rng=sequence)
    assert same(first, model(periods=3, replicates=2, rng=sequence))
    assert same(first, model(periods=3, replicates=2, rng=11))
    generator = np.random.default_rng(11)
    one = model(periods=3, replicates=2, rng=generator)
    assert not same(one, model(periods=3, replicates=2, rng=generator))


def test_streams_do_not_meet_those_that_a_learner_spawns_from_the_same_seed():
    theirs = np.random.default_rng(np.random.SeedSequence(1).spawn(1)[0])
    assert _runs.streams(1, 1)[0].random() != theirs.random()


@models
@pytest.mark.parametrize("wrong", [{"periods": 0}, {"periods": 2.5}, {"replicates": 0}])
def test_bad_counts_are_refused(model, wrong):
    name = next(iter(wrong))
    with pytest.raises(ParameterError, match=f"{name} = .*at least 1"):
        model(**{"periods": 3, "replicates": 2, "rng": 1} | wrong)


def test_all_problems_are_listed_at_once():
    with pytest.raises(ParameterError) as caught:
        landscapes.simulate(
            nx.empty_graph(1), landscapes.Landscapes(bits=3, links=5), periods=0, replicates=-1
        )
    text = str(caught.value)
    assert text.startswith("4 problems in landscapes.simulate:")
    for part in ("periods = 0", "replicates = -1", "links = 5", "fewer than two actors"):
        assert part in text


@pytest.mark.parametrize("kind", PARAMETERS.values(), ids=PARAMETERS.keys())
def test_parameters_are_declared_and_checked(kind):
    table = kind.table()
    assert (table["meaning"].str.len() > 0).all()
    assert (table["source"].str.len() > 0).all()
    name, declared = next(iter(kind.declarations().items()))
    with pytest.raises(ParameterError, match=name):
        kind(**{name: declared.high * 2 + 1})
    with pytest.raises(ParameterError, match="unknown name"):
        kind(nonsense=1)


def test_parameters_of_another_model_are_refused():
    with pytest.raises(ParameterError, match=r"give March\(...\), not Barter"):
        march.simulate(barter.Barter())
    with pytest.raises(ParameterError, match=r"give Distance\(...\)"):
        distance.optimum({"a1": 1})


@pytest.mark.parametrize("module", [landscapes, subgroups, barter, gift])
def test_networks_are_checked(module):
    for wrong in (5, [], [SMALL_WORLD, "ring"], barter.Barter()):
        with pytest.raises(ParameterError, match="give a networkx graph"):
            module.simulate(wrong, rng=1)
    with pytest.raises(ParameterError, match="there are 2 networks"):
        module.simulate([SMALL_WORLD, SMALL_WORLD], replicates=3, rng=1)
    with pytest.raises(ParameterError, match="sizes 5, 6"):
        module.simulate([topologies.ring(5), topologies.ring(6)], rng=1)


@pytest.mark.parametrize("module", [landscapes, subgroups, barter, gift])
def test_one_network_each_is_like_one_for_all(module):
    kind = {landscapes: landscapes.Landscapes(bits=6)}.get(module)
    one = module.simulate(SMALL_WORLD, kind, periods=4, replicates=3, rng=2)
    each = module.simulate([SMALL_WORLD.copy()] * 3, kind, periods=4, rng=2)
    assert same(one, each)


@pytest.mark.parametrize("module", [landscapes, subgroups, barter, gift])
def test_a_built_cluster_is_a_network_too_and_names_do_not_matter(module):
    kind = {landscapes: landscapes.Landscapes(bits=6)}.get(module)
    cluster = build_cluster(rng=1)
    plain = nx.convert_node_labels_to_integers(cluster)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(cluster)
    shuffled.add_edges_from(sorted(((v, u) for u, v in cluster.edges()), reverse=True))
    shuffled.add_edge("F01", "F01")
    history = module.simulate(cluster, kind, periods=4, rng=2)
    assert same(history, module.simulate(plain, kind, periods=4, rng=2))
    assert same(history, module.simulate(shuffled, kind, periods=4, rng=2))


@given(st.integers(2, 9), st.integers(0, 40), st.integers(0, 99))
@quick
def test_disagreement_is_the_share_of_pairs_that_differ(actors, positions, seed):
    beliefs = np.random.default_rng(seed).integers(-1, 2, (2, actors, positions + 1))
    pairs = [(beliefs[:, i] != beliefs[:, j]).mean(axis=1) for i in range(actors) for j in range(i)]
    assert np.allclose(_runs.disagreement(beliefs, (-1, 0, 1)), np.mean(pairs, axis=0))


# --- March ---------------------------------------------------------------------------------------


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1),
    st.sampled_from([1, 2]), st.sampled_from([0, 1]), st.integers(0, 99),
)  # fmt: skip
@quick
def test_march_beliefs_stay_beliefs(p1, p2, p3, p4, steps, acts, seed):
    chosen = march.March(
        dimensions=7, individuals=6, p1=p1, p2=p2, p3=p3, p4=p4, steps=steps, acts=acts
    )
    history = march.simulate(chosen, periods=10, replicates=2, rng=seed)
    assert np.isin(history.beliefs, [-1, 0, 1]).all()
    assert (np.abs(history.code) <= 1).all()
    assert (history.code[:, 0] == 0).all()
    assert ((history.diversity >= 0) & (history.diversity <= 1)).all()


def test_march_without_code_learning_nothing_moves():
    history = march.simulate(march.March(p1=1, p2=0), periods=20, replicates=3, rng=1)
    assert (history.code == 0).all()
    assert (history.knowledge == history.knowledge[:, :1]).all()


def test_march_without_socialisation_the_code_learns_alone():
    history = march.simulate(march.March(p1=0, p2=1), periods=30, replicates=20, rng=1)
    assert (history.knowledge == history.knowledge[:, :1]).all()
    assert (history.code[:, -1] > history.knowledge[:, -1] + 0.3).all()


def test_march_a_belief_passes_through_doubt_unless_it_is_told_not_to():
    beliefs = np.array([[[-1, 0, 1, -1]]], dtype=np.int8)
    code = np.array([[1, 1, 1, 0]], dtype=np.int8)
    for steps, expected in ((1, [0, 1, 1, -1]), (2, [1, 1, 1, -1])):
        moved = beliefs.copy()
        march._socialise(march.March(p1=1, steps=steps), moved, code, _runs.streams(1, 1))
        assert moved.tolist() == [[expected]]


def test_march_code_follows_the_majority_of_its_betters_only():
    reality = np.ones((1, 3), dtype=np.int8)
    # The first two beat a code that knows nothing, the last two do worse and have no voice.
    shown = np.array([[[1, 1, -1], [1, 1, -1], [-1, -1, 1], [-1, -1, 1]]], dtype=np.int8)
    for code, expected in (([0, 0, 0], [1, 1, -1]), ([1, 0, 0], [1, 0, 0])):
        learnt = march._learn(
            march.March(dimensions=3, individuals=4, p2=1),
            np.array([code], dtype=np.int8), shown, reality, _runs.streams(1, 1),
        )  # fmt: skip
        assert learnt.tolist() == [expected]


def test_march_margin_makes_learning_likely():
    m = 20_000
    shown = np.ones((1, 3, m), dtype=np.int8)
    chosen = march.March(dimensions=1000, individuals=3, p2=0.3).model_copy(
        update={"dimensions": m}
    )
    reality = np.ones((1, m), dtype=np.int8)
    code = np.zeros((1, m), dtype=np.int8)
    learnt = march._learn(chosen, code, shown, reality, _runs.streams(1, 1))
    assert learnt.mean() == pytest.approx(1 - 0.7**3, abs=0.02)


def test_march_the_text_alone_reads_differently():
    figure, text = (
        march.simulate(march.READINGS[name], replicates=100, rng=1).code[:, -1].mean()
        for name in ("figure", "text")
    )
    assert figure > text + 0.04


# --- landscapes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("bits", "links"), [(2, 0), (5, 4), (7, 2), (8, 3)])
def test_landscape_is_the_mean_of_the_contributions(bits, links):
    scores = landscapes.landscape(landscapes.Landscapes(bits=bits, links=links), rng=4)
    draws = np.random.default_rng(4)
    expected = np.zeros(2**bits)
    for bit in range(bits):
        others = draws.permutation(np.delete(np.arange(bits), bit))[:links]
        worth = draws.random(2 ** (links + 1), dtype=np.float32)
        # Any reading of a pattern as a number will do; this is the one of the library.
        order = sorted((bit, *others), key=lambda b: b >= bits // 2)
        for solution in range(2**bits):
            pattern = sum(((solution >> b) & 1) << place for place, b in enumerate(order))
            expected[solution] += worth[pattern]
    assert np.allclose(scores, expected / expected.max(), atol=1e-6)


@given(st.integers(2, 8), st.integers(0, 99), st.data())
@quick
def test_a_flip_changes_the_contributions_that_depend_on_the_bit_only(bits, seed, data):
    """With K = 0 the worth of a bit is the same whatever the others are."""
    scores = landscapes.landscape(landscapes.Landscapes(bits=bits, links=0), rng=seed)
    bit = data.draw(st.integers(0, bits - 1))
    numbers = np.arange(2**bits)
    change = scores[numbers | (1 << bit)] - scores[numbers & ~(1 << bit)]
    assert np.ptp(change) < 1e-6


@given(st.integers(0, 99))
@quick
def test_without_links_everyone_reaches_the_top_exactly(seed):
    chosen = landscapes.Landscapes(bits=6, links=0)
    for network in (topologies.complete(12), topologies.line(12)):
        history = landscapes.simulate(network, chosen, periods=150, replicates=2, rng=seed)
        assert (history.final == 1).all()
        assert (history.performance[:, -1] == 1).all()
        assert (history.variety[:, -1] == 1).all()
        assert (history.diversity[:, -1] == 0).all()


def test_search_never_loses_ground_and_copies_the_best_neighbour():
    chosen = landscapes.Landscapes(bits=10, links=4)
    history = landscapes.simulate(SMALL_WORLD, chosen, periods=30, replicates=5, rng=1)
    assert (np.diff(history.performance) >= 0).all()
    assert (history.best <= 1).all()
    full = landscapes.simulate(topologies.complete(20), chosen, periods=1, replicates=5, rng=1)
    # All but the best have copied the best, who has tried one flip.
    assert (full.variety[:, 1] <= 2).all()
    assert np.allclose(full.best[:, 0], history.best[:, 0])


def test_watched_actors_are_those_of_the_first_landscapes():
    chosen = landscapes.Landscapes(bits=8, links=3)
    run = partial(landscapes.simulate, SMALL_WORLD, chosen, periods=9, replicates=70, rng=1)
    history = run(watch=66)
    assert history.watched.shape == (66, 10, 20)
    assert np.allclose(history.watched.mean(axis=2), history.performance[:66])
    assert np.array_equal(history.watched[:, -1], history.final[:66])
    assert run().watched.shape == (0, 10, 20)
    assert np.array_equal(run().performance, history.performance)


@given(st.integers(1, 6), st.integers(0, 99))
@quick
def test_a_sample_holds_different_neighbours_and_all_where_there_are_few(size, seed):
    network = nx.gnp_random_graph(12, 0.3, seed=seed)
    neighbours = Neighbours.of(_runs.arcs([network]))
    seen, counts = neighbours.sample(np.random.default_rng(seed).random((12, size)))
    for actor in network:
        drawn = seen[actor][counts[actor]].tolist()
        assert len(drawn) == min(size, network.degree(actor))
        assert len(set(drawn)) == len(drawn)
        assert set(drawn) <= set(network[actor])


def test_without_a_neighbour_everyone_searches_alone():
    apart, chosen = nx.empty_graph(8), landscapes.Landscapes(bits=8, links=3, sample=2)
    runs = [
        landscapes.simulate(apart, chosen, periods=20, replicates=3, copy=copy, rng=1)
        for copy in ("best", "most")
    ]
    assert same(*runs)
    assert (runs[0].variety[:, -1] > 1).all()


def test_every_neighbour_is_drawn_as_often():
    neighbours = Neighbours.of(_runs.arcs([nx.star_graph(5)]))
    draws = np.random.default_rng(1)
    seen = [neighbours.sample(draws.random((6, 2)))[0][0] for _ in range(3000)]
    times = np.bincount(np.ravel(seen), minlength=6)
    assert times[0] == 0
    assert np.abs(times[1:] / 6000 - 0.2).max() < 0.02


def test_the_most_frequent_solution_is_taken_from_those_who_count():
    held = np.array([10, 20, 20, 30, 40, 10])
    seen = np.array([[1, 2, 3], [0, 3, 4], [0, 5, 5], [3, 3, 3], [5, 4, 4], [5, 5, 1]])
    counts = np.array(
        [[1, 1, 1], [1, 1, 1], [1, 1, 0], [0, 0, 0], [0, 1, 1], [0, 0, 1]], dtype=bool
    )
    chosen = most_of(held, seen, counts, np.zeros(seen.shape))
    assert held[chosen].tolist() == [20, 20, 10, 30, 40, 20]
    assert chosen[1] == 1  # three different solutions: itself


def test_copying_what_most_do_turns_the_effect_of_the_network_round():
    """Barkoczi and Galesic (2016): conformity with small samples likes the dense network."""
    chosen = landscapes.Landscapes(bits=13, links=7, sample=3)
    ends = {
        (copy, name): landscapes.simulate(
            network, chosen, periods=120, replicates=30, copy=copy, rng=3
        )
        .performance[:, -1]
        .mean()
        for copy in ("best", "most")
        for name, network in (("ring", topologies.ring(60)), ("all", topologies.complete(60)))
    }
    assert ends["best", "ring"] > ends["best", "all"] + 0.05
    assert ends["most", "all"] > ends["most", "ring"] + 0.1


def test_copying_what_most_do_needs_a_sample():
    with pytest.raises(ParameterError, match="needs a sample"):
        landscapes.simulate(SMALL_WORLD, copy="most")
    with pytest.raises(ParameterError, match='give "best" or "most"'):
        landscapes.simulate(SMALL_WORLD, copy="worst")
    with pytest.raises(ParameterError, match="watch = -1"):
        landscapes.simulate(SMALL_WORLD, watch=-1)


def test_an_arc_shows_its_tail_to_its_head_only():
    chosen = landscapes.Landscapes(bits=12, links=6)
    star = nx.DiGraph([(0, leaf) for leaf in range(1, 15)])
    chain = nx.DiGraph([(leaf, leaf + 1) for leaf in range(14)])
    run = partial(landscapes.simulate, parameters=chosen, periods=60, replicates=8, rng=1)
    down, along, both = run(star), run(chain), run(star.to_undirected())
    # Nobody shows the first actor anything, so it searches alone in both.
    assert np.array_equal(down.final[:, 0], along.final[:, 0])
    assert not np.array_equal(down.final[:, 0], both.final[:, 0])
    assert (down.final[:, 1:] >= down.final[:, :1]).all()


# --- subgroups -----------------------------------------------------------------------------------


@given(st.floats(0, 1), st.sampled_from([1, 2, 4]), st.integers(0, 99))
@quick
def test_subgroup_beliefs_stay_beliefs(learning, block, seed):
    chosen = subgroups.Subgroups(dimensions=8, block=block, learning=learning)
    history = subgroups.simulate(SMALL_WORLD, chosen, periods=15, replicates=2, rng=seed)
    assert np.isin(history.beliefs, [-1, 0, 1]).all()
    assert ((history.performance >= 0) & (history.performance <= 1)).all()
    if block == 1:
        assert np.allclose(history.performance, history.knowledge)
    if learning == 0:
        assert (history.knowledge == history.knowledge[:, :1]).all()


def test_subgroups_step_by_hand():
    """One certain step, computed actor by actor."""
    chosen = subgroups.Subgroups(dimensions=12, block=3, learning=1)
    history = subgroups.simulate(SMALL_WORLD, chosen, periods=1, replicates=1, rng=3)
    stream = _runs.streams(3, 1)
    reality = 2 * _runs.whole(stream, 0, 2, 12)[0] - 1
    before = _runs.whole(stream, -1, 2, 20, 12)[0]
    payoff = (before == reality).reshape(20, 4, 3).all(axis=2).sum(axis=1)
    expected = before.copy()
    for actor in SMALL_WORLD:
        better = [other for other in SMALL_WORLD[actor] if payoff[other] > payoff[actor]]
        majority = np.sign(before[better].sum(axis=0))
        expected[actor] = np.where(majority != 0, majority, before[actor])
    assert (expected != before).any()
    assert (history.beliefs[0] == expected).all()
    right = (expected == reality).reshape(20, 4, 3).all(axis=2).mean()
    assert history.performance[0, 1] == pytest.approx(right)


def test_subgroups_run_until_nobody_has_anything_left_to_learn():
    chosen = subgroups.Subgroups(dimensions=20, block=2)
    worlds = topologies.several(6, topologies.caveman, 28, 7, 0.1, rng=1)
    history = subgroups.simulate(worlds, chosen, rng=1)
    last = history.performance.shape[1] - 1
    # One run decides how long the paths are; each is what it is alone, and goes no further.
    moved = np.diff(history.knowledge).any(axis=0)
    assert moved[-1]
    assert history.settled.all()
    more = subgroups.simulate(worlds, chosen, periods=last + 50, rng=1)
    assert np.array_equal(more.beliefs, history.beliefs)
    assert np.array_equal(more.knowledge[:, : last + 1], history.knowledge)
    assert (more.knowledge[:, last:] == history.knowledge[:, -1:]).all()
    short = subgroups.simulate(worlds, chosen, periods=3, rng=1)
    assert not short.settled.any()
    assert np.array_equal(short.knowledge, history.knowledge[:, :4])


def test_subgroups_that_never_learn_need_periods():
    never = subgroups.Subgroups(learning=0, block=1)  # with larger blocks all may score nothing
    with pytest.raises(ParameterError, match="learning = 0: nobody ever learns"):
        subgroups.simulate(SMALL_WORLD, never)
    assert not subgroups.simulate(SMALL_WORLD, never, periods=2, rng=1).settled.any()


def test_subgroups_that_go_round_in_circles_are_left(monkeypatch):
    """Who has not settled after very long is left as it is, and the history says so."""
    monkeypatch.setattr(subgroups, "_LONGEST", 4)
    history = subgroups.simulate(topologies.caveman(28, 7), replicates=2, rng=1)
    assert history.performance.shape == (2, 5)
    assert not history.settled.any()


def test_subgroups_blocks_must_fit():
    with pytest.raises(ParameterError, match="multiple of block = 7"):
        subgroups.simulate(SMALL_WORLD, subgroups.Subgroups(block=7))


# --- barter and gift -----------------------------------------------------------------------------


networks = st.builds(
    lambda actors, ties, seed: nx.gnm_random_graph(actors, ties, seed=seed),
    st.integers(2, 14), st.integers(0, 30), st.integers(0, 99),
)  # fmt: skip


@given(networks, st.integers(2, 5), st.floats(0.05, 1), st.floats(0, 1), st.integers(0, 99))
@quick
def test_barter_never_lowers_a_level_and_ends_when_nothing_is_left(
    network, categories, absorption, experts, seed
):
    chosen = barter.Barter(categories=categories, absorption=absorption, experts=experts)
    history = barter.simulate(network, chosen, replicates=2, rng=seed)
    assert history.exhausted.all()
    assert (history.levels >= history.start).all()
    assert (history.levels <= history.start.max(axis=1, keepdims=True) + 1e-9).all()
    assert (np.diff(history.knowledge) >= -1e-12).all()
    for levels in history.levels:
        for u, v in network.edges():
            gives = (levels[u] > levels[v] * 1.01).any()
            gets = (levels[v] > levels[u] * 1.01).any()
            assert not (gives and gets)


@given(st.integers(2, 10), st.integers(1, 60), st.integers(0, 99))
@quick
def test_meetings_side_by_side_keep_everyones_order(actors, count, seed):
    draws = np.random.default_rng(seed)
    i = draws.integers(0, actors, count)
    j = (i + draws.integers(1, actors, count)) % actors
    rounds = list(_exchange.side_by_side(i, j, actors))
    assert sorted(np.concatenate(rounds)) == list(range(count))
    when = np.empty(count, dtype=int)
    for number, now in enumerate(rounds):
        when[now] = number
        assert np.unique(np.concatenate([i[now], j[now]])).size == 2 * now.size
    for actor in range(actors):
        assert (np.diff(when[(i == actor) | (j == actor)]) > 0).all()


@pytest.mark.parametrize("similarity", [0.01, 0.3])
def test_barter_side_by_side_is_barter_one_after_the_other(similarity):
    """The same draws, pair by pair in plain Python."""
    chosen = barter.Barter(absorption=0.3, similarity=similarity)
    network = topologies.small_world(30, 6, 0.2, rng=1)
    history = barter.simulate(network, chosen, periods=6, replicates=2, rng=9)
    pairs = _runs.ties(network).T
    for run, stream in enumerate(_runs.streams(9, 2)):
        levels = _exchange.first_levels([stream], 30, 5, 10, 3, 30)[0][0]
        assert np.array_equal(levels, history.start[run])
        for _ in range(6):
            picks = stream.integers(0, len(pairs), len(pairs))
            luck = stream.random((len(pairs), 5), np.float32)
            for (a, b), keys in zip(pairs[picks], luck, strict=True):
                gives = [c for c in range(5) if levels[a, c] > levels[b, c] * (1 + similarity)]
                gets = [c for c in range(5) if levels[b, c] > levels[a, c] * (1 + similarity)]
                count = min(len(gives), len(gets))
                for c in sorted(gives, key=lambda c: keys[c])[:count]:
                    levels[b, c] += 0.3 * (levels[a, c] - levels[b, c])
                for c in sorted(gets, key=lambda c: keys[c])[:count]:
                    levels[a, c] += 0.3 * (levels[b, c] - levels[a, c])
        assert np.allclose(levels, history.levels[run], rtol=1e-12)
        assert history.knowledge[run, -1] == pytest.approx(levels.mean())
        assert history.variance[run, -1] == pytest.approx(levels.mean(axis=1).var())


def test_barter_needs_something_in_return():
    """One who is ahead in everything gets no partner: the external star."""
    levels = np.array([[[10.0, 10.0], [1.0, 1.0]]])
    ties = [np.array([[0], [1]])]
    traded = _exchange.barter(
        levels, ties, [np.ones(1)], 0.01, [slice(None)], None, _runs.streams(1, 1)
    )
    assert np.array_equal(traded.levels, levels)
    assert traded.exhausted.all()


def test_experts_are_as_many_and_as_high_as_asked():
    chosen = barter.Barter(experts=0.25, expert_level=50)
    history = barter.simulate(SMALL_WORLD, chosen, periods=1, replicates=3, rng=1)
    assert ((history.start == 50).sum(axis=(1, 2)) == 5).all()
    assert ((history.start == 50).sum(axis=2) <= 1).all()
    assert (history.start[history.start != 50] <= 10).all()


def test_inequality_is_the_coefficient_of_variation():
    history = barter.simulate(SMALL_WORLD, periods=3, replicates=2, rng=1)
    means = history.levels.mean(axis=2)
    assert np.allclose(history.inequality[:, -1], means.std(axis=1) / means.mean(axis=1))


def test_diversity_is_none_when_all_are_alike():
    alike = np.tile(np.array([3.0, 5.0]), (1, 4, 1))
    assert [value.item() for value in _exchange.measures(alike)] == [4.0, 0.0, 0.0]


@given(networks, st.integers(0, 99))
@quick
def test_gift_reaches_the_maximum_of_every_component(network, seed):
    for absorption, periods, tolerance in ((1, 14, 0), (0.5, 200, 1e-9)):
        history = gift.simulate(
            network, gift.Gift(absorption=absorption), periods=periods, replicates=2, rng=seed
        )
        for start, levels, ceiling in zip(
            history.start, history.levels, history.ceiling, strict=True
        ):
            for component in nx.connected_components(network):
                members = sorted(component)
                most = start[members].max(axis=0)
                assert np.abs(levels[members] - most).max() <= tolerance
            assert levels.mean() == pytest.approx(ceiling)
        assert (history.levels >= history.start).all()


def test_gift_follows_the_arcs():
    chain = nx.DiGraph([(0, 1), (1, 2)])
    history = gift.simulate(chain, gift.Gift(absorption=1), periods=5, replicates=3, rng=1)
    assert np.array_equal(history.levels[:, 0], history.start[:, 0])
    assert np.array_equal(history.levels[:, 2], history.start.max(axis=1))
    assert np.allclose(history.knowledge[:, -1], history.ceiling)


def test_barter_and_gift_start_alike_and_gift_goes_further():
    given_away = gift.simulate(SMALL_WORLD, replicates=5, rng=1)
    bartered = barter.simulate(SMALL_WORLD, replicates=5, rng=1)
    assert np.array_equal(given_away.start, bartered.start)
    assert (given_away.knowledge[:, -1] > bartered.knowledge[:, -1]).all()


# --- twin clusters -------------------------------------------------------------------------------


def test_pipelines_join_experts_only_and_more_are_the_same_ones_and_others():
    few, many = (
        twin_clusters._build(SMALL_TWINS.but(pipelines=q), np.random.default_rng(1))
        for q in (0.3, 0.8)
    )
    assert np.array_equal(few[0], many[0])
    pairs = []
    for _, ties, rates in (few, many):
        across = (ties < 20).sum(axis=0) == 1
        assert (ties[0, across] < 4).all()
        assert ((ties[1, across] >= 20) & (ties[1, across] < 22)).all()
        assert (rates[across] == SMALL_TWINS.transfer).all()
        assert (rates[~across] == SMALL_TWINS.buzz).all()
        pairs.append(set(zip(*ties[:, across].tolist(), strict=True)))
    assert pairs[0] < pairs[1]


def test_without_pipelines_the_clusters_are_apart():
    alone = SMALL_TWINS.but(pipelines=0)
    one = twin_clusters.simulate(alone, replicates=3, rng=1)
    other = twin_clusters.simulate(SMALL_TWINS.but(pipelines=1), replicates=3, rng=1)
    assert (one.pipelines == 0).all()
    assert (other.pipelines == 4 * 2).all()
    assert np.array_equal(one.start, other.start)
    top = one.start[:, :20].max(axis=1, keepdims=True)
    assert (one.levels[:, :20] <= top + 1e-9).all()
    assert np.allclose(one.knowledge, (one.experts * 4 + one.rest * 16) / 20)


def test_experts_stand_anywhere_in_their_cluster():
    ring = SMALL_TWINS.but(rewiring=0, degree=2)
    built = [twin_clusters._build(ring, np.random.default_rng(seed)) for seed in range(200)]
    both = [((ties < 4).all(axis=0)).sum() for _, ties, _ in built]
    # Each of the 20 ties joins two of the 4 experts with probability 4 * 3 / (20 * 19).
    assert np.mean(both) == pytest.approx(20 * 12 / 380, abs=0.2)


def test_twins_without_experts_have_nobody_to_tie():
    history = twin_clusters.simulate(SMALL_TWINS.but(experts=0), periods=3, replicates=2, rng=1)
    assert np.isnan(history.experts).all()
    assert np.allclose(history.rest, history.knowledge)


def test_twins_check_the_degree_against_the_smaller_cluster():
    with pytest.raises(ParameterError, match=r"degree = 16: give an even number .* 16\."):
        twin_clusters.simulate(SMALL_TWINS.but(degree=16))


# --- cognitive distance --------------------------------------------------------------------------

positive = st.floats(0.05, 20)


@given(positive, positive, st.floats(0, 20), positive)
@quick
def test_the_optimum_is_where_learning_is_highest(a1, a2, b1, b2):
    chosen = distance.Distance(a1=a1, a2=a2, b1=b1, b2=b2)
    best = distance.optimum(chosen)
    top = distance.simulate(chosen, [best]).learning[0]
    assert (distance.simulate(chosen).learning <= top * (1 + 1e-9)).all()
    if a1 * b2 > a2 * b1:
        assert best == pytest.approx((a1 * b2 - a2 * b1) / (2 * a2 * b2))
    else:
        assert best == 0


def test_distance_frame_and_bounds():
    curve = distance.simulate()
    frame = curve.frame()
    assert frame.columns.to_list() == ["distance", "absorption", "novelty", "learning"]
    assert frame.learning.iloc[-1] == 0
    assert (distance.simulate(distances=[5.0]).absorption == 0).all()
    for wrong in (-1.0, float("nan")):
        with pytest.raises(ParameterError, match="not a distance"):
            distance.simulate(distances=[0, wrong])


# --- topologies ----------------------------------------------------------------------------------


@given(st.floats(0, 1), st.integers(0, 99))
@quick
def test_caveman_keeps_its_ties_and_moves_them_between_groups(rewiring, seed):
    ring = topologies.caveman(28, 7)
    network = topologies.caveman(28, 7, rewiring, rng=seed)
    assert network.size() == ring.size() == nx.connected_caveman_graph(4, 7).size()
    assert nx.is_connected(ring)
    assert {degree for _, degree in ring.degree()} == {6}
    assert sum(u // 7 != v // 7 for u, v in ring.edges()) == 4
    assert nx.number_of_selfloops(network) == 0
    inside = sum(u // 7 == v // 7 for u, v in network.edges())
    if rewiring == 0:
        assert nx.utils.graphs_equal(network, ring)
    if rewiring == 1:
        assert inside == 0
    assert nx.get_node_attributes(network, "group")[13] == 1


def test_networks_are_seeded_and_several_differ():
    for build, arguments in (
        (topologies.small_world, (30, 4, 0.5)),
        (topologies.random_graph, (30, 60)),
        (topologies.scale_free, (30, 2)),
        (topologies.caveman, (30, 5, 0.5)),
    ):
        assert nx.utils.graphs_equal(build(*arguments, rng=1), build(*arguments, rng=1))
        one, two, three = topologies.several(3, build, *arguments, rng=1)
        assert not nx.utils.graphs_equal(one, two)
        assert nx.utils.graphs_equal(two, topologies.several(2, build, *arguments, rng=1)[1])
        assert len(three) == 30


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: topologies.line(0), "actors = 0"),
        (lambda: topologies.ring(2), "at least 3"),
        (lambda: topologies.small_world(10, 3, 0.1), "even number below actors = 10"),
        (lambda: topologies.small_world(10, 4, 1.1), "rewiring = 1.1: give a number from 0 to 1"),
        (lambda: topologies.random_graph(4, 7), "only 6 pairs"),
        (lambda: topologies.scale_free(3, 3), "below actors = 3"),
        (lambda: topologies.caveman(15, 7), "multiple of group = 7, at least 14"),
        (lambda: topologies.caveman(7, 7, -1), "2 problems"),
    ],
)
def test_impossible_networks_are_refused(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
