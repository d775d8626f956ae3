"""Measures against published values, definitions spelt out, and networkx where it is right."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from clusterlib.measures import (
    ROLES,
    MeasureError,
    brokerage,
    centralisation,
    clustering,
    constraint,
    core_periphery,
    coreperiphery,
    effective_size,
    efficiency,
    ei_by_actor,
    ei_by_group,
    ei_index,
    eigenvector_centrality,
    graphs,
    inside,
    local_network,
    openness,
    position_table,
    structure_table,
)
from clusterlib.networks import ARCHETYPES, build_cluster


@st.composite
def networks(draw, most=9):
    """Any small network, isolates and lone actors included, with weights on its ties."""
    n = draw(st.integers(1, most))
    graph = (nx.DiGraph if draw(st.booleans()) else nx.Graph)()
    graph.add_nodes_from(f"F{i}" for i in range(n))
    pairs = [(u, v) for u, v in itertools.permutations(graph, 2) if graph.is_directed() or u < v]
    for u, v in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        graph.add_edge(u, v, weight=draw(st.sampled_from([0.25, 0.5, 1.0, 2.0, 3.0, 10.0])))
    return graph


@st.composite
def grouped(draw):
    graph = draw(networks(most=7))
    return graph, {actor: draw(st.sampled_from("abc")) for actor in graph}


@pytest.fixture
def borgatti():
    """The example of Borgatti (1997), with weights added."""
    graph = nx.Graph()
    ties = [("A", "B", 2), ("A", "F", 3), ("A", "G", 5), ("A", "E", 2), ("E", "G", 8)]
    ties += [("F", "G", 3), ("B", "G", 4), ("B", "D", 1), ("D", "G", 3), ("G", "C", 10)]
    graph.add_weighted_edges_from(ties)
    return graph


@pytest.fixture
def karate():
    """The karate club with arcs from the lower to the higher id, ids from 1, and two groups."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(1, 35))
    graph.add_edges_from(sorted((u + 1, v + 1)) for u, v in nx.karate_club_graph().edges)
    return graph, {actor: 1 + (actor <= 17) for actor in graph}


def burt(graph, weight=None):
    """Constraint and effective size of every actor, written down as Burt defines them."""

    def tie(u, v):
        arcs = [(u, v), (v, u)] if graph.is_directed() else [(u, v), (u, v)]
        return sum(graph.edges[a].get(weight, 1) for a in arcs if graph.has_edge(*a))

    contacts = {i: [j for j in graph if j != i and tie(i, j)] for i in graph}
    pairs = [(i, j) for i in graph for j in contacts[i]]
    p = {(i, j): tie(i, j) / sum(tie(i, k) for k in contacts[i]) for i, j in pairs}
    m = {(i, j): tie(i, j) / max(tie(i, k) for k in contacts[i]) for i, j in pairs}
    holes, sizes = {}, {}
    for i in graph:
        if not contacts[i]:
            holes[i] = sizes[i] = math.nan
            continue
        holes[i] = sizes[i] = 0.0
        for j in contacts[i]:
            between = [q for q in contacts[i] if q != j]
            holes[i] += (p[i, j] + sum(p[i, q] * p.get((q, j), 0) for q in between)) ** 2
            sizes[i] += 1 - sum(p[i, q] * m.get((j, q), 0) for q in between)
    return holes, sizes


def assert_same(ours, theirs):
    assert list(ours) == list(theirs)
    np.testing.assert_allclose(list(ours.values()), list(theirs.values()), rtol=1e-9)


# Structural holes


def test_structural_holes_of_borgattis_example(borgatti):
    assert [constraint(borgatti)[a] for a in "GAC"] == pytest.approx([0.400, 0.595, 1], abs=1e-3)
    assert [effective_size(borgatti)[a] for a in "GAC"] == pytest.approx([4.67, 2.5, 1], abs=0.01)
    assert efficiency(borgatti)["G"] == pytest.approx(0.78, abs=0.01)
    weighted = [constraint(borgatti, "weight")[a] for a in "GAC"]
    assert weighted == pytest.approx([0.299, 0.795, 1], abs=1e-3)
    # The default path of networkx 3.6 gives 5.52 and 2.79 here.
    sizes = [effective_size(borgatti, "weight")[a] for a in "GAC"]
    assert sizes == pytest.approx([5.47, 2.475, 1], abs=0.01)


def test_structural_holes_of_a_directed_weighted_network():
    arcs = nx.DiGraph()
    arcs.add_weighted_edges_from([(0, 1, 2), (0, 2, 2), (1, 0, 1), (2, 1, 1)])
    assert list(constraint(arcs).values()) == pytest.approx([1.003, 1.003, 1.389], abs=1e-3)
    assert list(effective_size(arcs).values()) == pytest.approx([1.167, 1.167, 1], abs=1e-3)
    weighted = constraint(arcs, "weight"), effective_size(arcs, "weight")
    assert list(weighted[0].values()) == pytest.approx([0.840, 1.143, 1.378], abs=1e-3)
    assert list(weighted[1].values()) == pytest.approx([1.567, 1.083, 1], abs=1e-3)


@settings(max_examples=60)
@given(networks(), st.sampled_from([None, "weight"]))
def test_structural_holes_follow_burts_formulas(graph, weight):
    holes, sizes = burt(graph, weight)
    assert_same(constraint(graph, weight), holes)
    assert_same(effective_size(graph, weight), sizes)
    contacts = {a: len({*nx.all_neighbors(graph, a)}) for a in graph}
    assert_same(efficiency(graph, weight), {a: sizes[a] / (contacts[a] or 1) for a in graph})


@settings(max_examples=40)
@given(networks(), st.sampled_from([None, "weight"]))
def test_structural_holes_equal_the_correct_paths_of_networkx(graph, weight):
    with np.errstate(invalid="ignore"):
        if graph.number_of_edges():
            assert_same(constraint(graph, weight), nx.constraint(graph, weight=weight))
    if not graph.is_directed():
        theirs = nx.effective_size(graph, nodes=list(graph), weight=weight)
        assert_same(effective_size(graph, weight), theirs)


@settings(max_examples=40)
@given(networks(), st.sampled_from([None, "weight"]))
def test_structural_holes_stay_in_their_ranges(graph, weight):
    sizes, shares = effective_size(graph, weight), efficiency(graph, weight)
    for actor in graph:
        contacts = len({*nx.all_neighbors(graph, actor)})
        if contacts == 0:
            assert math.isnan(sizes[actor])
            assert math.isnan(shares[actor])
            assert math.isnan(constraint(graph, weight)[actor])
            continue
        assert 1 - 1e-9 <= sizes[actor] <= contacts + 1e-9
        assert 0 < shares[actor] <= 1 + 1e-9
        assert constraint(graph, weight)[actor] > 0


def test_products_are_the_same_in_one_block_or_many(monkeypatch):
    network = nx.barabasi_albert_graph(60, 3, seed=1)
    whole = constraint(network), clustering(network)
    monkeypatch.setattr(graphs, "_BLOCK", 7)
    assert (constraint(network), clustering(network)) == whole


# Brokerage


def test_gould_fernandez_on_the_karate_club(karate):
    roles = brokerage(*karate)
    assert list(roles.columns) == list(ROLES)
    assert roles.sum().to_list() == [16, 0, 17, 10, 0]
    published = {
        2: (0, 0, 1, 0, 0),
        3: (3, 0, 6, 0, 0),
        4: (2, 0, 0, 0, 0),
        9: (0, 0, 5, 0, 0),
        14: (0, 0, 4, 0, 0),
        20: (0, 0, 0, 2, 0),
        32: (5, 0, 0, 2, 0),
    }
    assert {a: tuple(roles.loc[a]) for a in published} == published


def count_roles(graph, group):
    """The five roles by trying every triple of actors."""
    counts = {actor: dict.fromkeys(ROLES, 0) for actor in graph}
    for i, k, j in itertools.permutations(graph, 3):
        if not (graph.has_edge(i, k) and graph.has_edge(k, j)) or graph.has_edge(i, j):
            continue
        same = (group[i] == group[k], group[k] == group[j], group[i] == group[j])
        role = {
            (True, True, True): "coordinator",
            (False, False, True): "itinerant",
            (True, False, False): "representative",
            (False, True, False): "gatekeeper",
            (False, False, False): "liaison",
        }[same]
        counts[k][role] += 1
    return counts


@settings(max_examples=60)
@given(grouped())
def test_brokerage_counts_every_open_triple(network):
    graph, group = network
    roles, expected = brokerage(graph, group), count_roles(graph, group)
    if not graph.is_directed():
        # Each pair of ends is met twice, once in either order.
        for role in ("coordinator", "itinerant", "liaison"):
            for counts in expected.values():
                assert counts[role] % 2 == 0
                counts[role] //= 2
        assert roles["representative"].equals(roles["gatekeeper"].rename("representative"))
    assert roles.to_dict("index") == expected


def test_brokerage_between_inside_and_outside_needs_no_group():
    cluster = build_cluster(rng=2)
    members = {a for a, layer in cluster.nodes(data="layer") if layer != "supplementary"}
    roles = brokerage(cluster)
    assert roles.equals(brokerage(cluster, members))
    owners = {a for a in members if any(b not in members for b in cluster[a])}
    assert set(roles.index[roles["gatekeeper"] > 0]) <= owners
    assert roles["gatekeeper"].sum() > 0
    assert roles["liaison"].sum() == 0
    assert roles["gatekeeper"].loc["XR1"] == 0 or "XR1" in owners


# Openness and the E-I index


def test_openness_by_hand():
    graph = nx.Graph([("F1", "F2"), ("F2", "U1"), ("F1", "X1"), ("X1", "X2")])
    layers = {"F1": "core", "F2": "core", "U1": "supporting"}
    nx.set_node_attributes(graph, layers | dict.fromkeys(["X1", "X2"], "supplementary"), "layer")
    # The tie of the two outsiders is none of the cluster's.
    assert openness(graph) == pytest.approx(1 / 3)
    assert openness(graph, {"F1", "F2", "U1"}) == pytest.approx(1 / 3)
    assert openness(graph, "layer") == pytest.approx(2 / 4)
    assert ei_index(graph) == pytest.approx(-1 / 3)
    assert ei_by_group(graph, "layer") == {"core": 1 / 3, "supporting": 1.0, "supplementary": 0.0}
    assert ei_by_actor(graph) == {"F1": 0.0, "F2": -1.0, "U1": -1.0, "X1": 0.0, "X2": -1.0}


def test_openness_rises_with_the_openness_built_in():
    found = [openness(build_cluster(openness=o, rng=3)) for o in (0, 0.1, 0.3, 0.6, 1)]
    assert found == sorted(set(found))
    assert found[0] == 0
    assert found[-1] == 1


@settings(max_examples=60)
@given(grouped())
def test_openness_and_ei_are_one_count_on_two_scales(network):
    graph, group = network
    graph.add_node("alone")
    group["alone"] = "d"
    arcs = list(graph.edges)
    external = sum(group[u] != group[v] for u, v in arcs)
    if not arcs:
        assert math.isnan(openness(graph, group))
        assert math.isnan(ei_index(graph, group))
    else:
        assert openness(graph, group) == pytest.approx(external / len(arcs))
        assert ei_index(graph, group) == pytest.approx(2 * external / len(arcs) - 1)
    assert math.isnan(ei_by_group(graph, group)["d"])
    by_actor = ei_by_actor(graph, group)
    for actor in graph:
        others = [v if u == actor else u for u, v in arcs if actor in (u, v)]
        signs = [1 if group[other] != group[actor] else -1 for other in others]
        if others:
            assert by_actor[actor] == pytest.approx(np.mean(signs))
        else:
            assert math.isnan(by_actor[actor])
    for label in "abc":
        mine = [(u, v) for u, v in arcs if label in (group[u], group[v])]
        if mine:
            index = np.mean([1 if group[u] != group[v] else -1 for u, v in mine])
            assert ei_by_group(graph, group)[label] == pytest.approx(index)


# Core and periphery


@pytest.mark.parametrize(
    ("leaves", "cross"), [(2, 1.0), *itertools.product([3, 15, 60], [1.0, None])]
)
def test_a_star_is_a_perfect_core_with_its_periphery(leaves, cross):
    found = core_periphery(nx.star_graph(leaves), cross)
    assert found.correlation == pytest.approx(1, abs=1e-12)
    assert 0 in found.core
    assert len(found.core) == (1 if cross == 1 else 2)
    assert found.exact == (leaves + 1 <= 16)


def pattern_correlation(graph, core, cross):
    """Pearson's correlation of the matrix with the ideal pattern, cell by cell."""
    cells = []
    for i, j in itertools.permutations(graph, 2):
        ends = (i in core) + (j in core)
        ideal = {2: 1.0, 1: cross, 0: 0.0}[ends]
        if ideal is not None:
            cells.append((float(graph.has_edge(i, j)), ideal))
    if len(cells) < 2:
        return math.nan
    seen, ideal = np.array(cells).T
    if np.ptp(seen) == 0 or np.ptp(ideal) == 0:
        return math.nan
    return np.corrcoef(seen, ideal)[0, 1]


@settings(max_examples=60)
@given(networks(most=6), st.sampled_from([1.0, 0.5, 0.0, 0.3, None]))
def test_the_core_is_the_best_of_all(graph, cross):
    found = core_periphery(graph, cross)
    cores = [set(c) for k in range(len(graph) + 1) for c in itertools.combinations(graph, k)]
    fits = [pattern_correlation(graph, core, cross) for core in cores]
    assert found.exact
    assert found.core | found.periphery == set(graph)
    assert not found.core & found.periphery
    if all(math.isnan(fit) for fit in fits):
        assert math.isnan(found.correlation)
        assert not found.core
        return
    best = np.nanmax(fits)
    assert found.correlation == pytest.approx(best, abs=1e-9)
    assert pattern_correlation(graph, found.core, cross) == pytest.approx(best, abs=1e-9)
    smallest = min(len(c) for c, fit in zip(cores, fits, strict=True) if fit > best - 1e-12)
    assert len(found.core) == smallest


def test_of_equally_good_cores_the_smallest_is_taken():
    line = nx.Graph([("F2", "F1"), ("F3", "F1")])
    line.add_node("F4")
    fits = [pattern_correlation(line, set(c), 0.5) for c in (["F1"], ["F1", "F2", "F3"])]
    assert fits[0] == pytest.approx(fits[1])
    assert core_periphery(line, cross=0.5).core == {"F1"}


@pytest.mark.parametrize("cross", [1.0, 0.5, 0.0, None])
def test_the_search_finds_what_trying_all_finds(monkeypatch, cross):
    rng = np.random.default_rng(5)
    networks = [nx.gnp_random_graph(12, rng.uniform(0.15, 0.6), seed=s) for s in range(8)]
    networks += [nx.barabasi_albert_graph(13, 2, seed=s) for s in range(8)]
    networks += [nx.gnp_random_graph(11, 0.25, seed=s, directed=True) for s in range(8)]
    exact = [core_periphery(graph, cross).correlation for graph in networks]
    monkeypatch.setattr(coreperiphery, "EXACT_UP_TO", 0)
    assert not core_periphery(networks[0], cross).exact
    searched = [core_periphery(graph, cross).correlation for graph in networks]
    assert searched == pytest.approx(exact, abs=1e-9)


def proven_best(graph):
    """The highest correlation (cross 1), by integer programming for every size of the core."""
    n, m = graph.number_of_nodes(), graph.number_of_edges()
    place = {actor: i for i, actor in enumerate(graph)}
    ends = np.array([(place[u], place[v]) for u, v in graph.edges])
    tie = np.arange(m)
    # A tie is covered (variable n + tie) only if one of its ends is in the core.
    rows = np.concatenate([tie, tie, tie])
    columns = np.concatenate([n + tie, ends[:, 0], ends[:, 1]])
    values = np.concatenate([np.ones(m), -np.ones(2 * m)])
    covered = sparse.csr_array((values, (rows, columns)), shape=(m, n + m))
    is_actor = np.arange(n + m) < n
    fits = []
    for size in range(1, n - 1):
        exactly = LinearConstraint(is_actor[None, :].astype(float), size, size)
        answer = milp(
            -(~is_actor).astype(float),
            constraints=[LinearConstraint(covered, -np.inf, 0), exactly],
            integrality=is_actor,
            bounds=Bounds(0, 1),
        )
        cells, ideal, arcs = n * (n - 1), size * (2 * n - size - 1), 2 * m
        covariance = cells * 2 * round(-answer.fun) - arcs * ideal
        fits.append(covariance / math.sqrt((cells - arcs) * arcs * (cells - ideal) * ideal))
    return max(fits)


def test_the_core_of_the_karate_club_is_the_proven_best():
    graph = nx.karate_club_graph()
    found = core_periphery(graph)
    assert found.correlation == pytest.approx(proven_best(graph), abs=1e-9)
    assert found.core == {0, 1, 2, 32, 33}


@pytest.mark.slow
@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_the_core_of_a_cluster_is_the_proven_best(archetype):
    graph = build_cluster(archetype, rng=1)
    assert core_periphery(graph).correlation == pytest.approx(proven_best(graph), abs=1e-9)


@pytest.mark.parametrize("directed", [False, True])
def test_a_planted_core_is_found(directed):
    graph = nx.compose(nx.complete_graph(8), nx.complete_bipartite_graph(8, 40))
    graph = graph.to_directed() if directed else graph
    found = core_periphery(graph)
    assert found.core == set(range(8))
    assert found.correlation == pytest.approx(1, abs=1e-12)
    frame = found.frame()
    assert frame["role"].value_counts().to_dict() == {"core": 8, "periphery": 40}


def test_a_core_apart_is_found():
    graph = nx.disjoint_union(nx.complete_graph(7), nx.empty_graph(20))
    assert core_periphery(graph, cross=0).core == set(range(7))
    assert core_periphery(graph, cross=0).correlation == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_where_nothing_varies_there_is_no_core(n):
    for graph in (nx.empty_graph(n), nx.complete_graph(n)):
        found = core_periphery(graph)
        assert math.isnan(found.correlation)
        assert found.core == frozenset()
        assert found.exact


# Centralisation


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness"])
@pytest.mark.parametrize("n", [3, 4, 10, 50])
def test_centralisation_is_1_for_a_star_and_0_where_all_are_alike(measure, n):
    assert centralisation(nx.star_graph(n - 1), measure) == pytest.approx(1)
    assert centralisation(nx.cycle_graph(n), measure) == pytest.approx(0)
    assert centralisation(nx.complete_graph(n), measure) == pytest.approx(0)
    assert centralisation(nx.empty_graph(n), measure) == 0


def test_centralisation_of_a_line_of_four_by_hand():
    line = nx.path_graph(4)
    assert centralisation(line, "degree") == pytest.approx(2 / 6)
    assert centralisation(line, "betweenness") == pytest.approx(2 * 2 / 9)
    assert centralisation(line, "closeness") == pytest.approx(2 * (3 / 4 - 3 / 6) / (3 * 2 / 5))


def test_directed_stars():
    star = nx.star_graph(6)
    both, outward = star.to_directed(), nx.DiGraph(list(star.edges))
    assert centralisation(both, "degree") == pytest.approx(1)
    assert centralisation(both, "betweenness") == pytest.approx(1)
    assert centralisation(outward, "out_degree") == pytest.approx(1)
    assert centralisation(outward.reverse(), "in_degree") == pytest.approx(1)
    assert centralisation(outward.reverse(), "closeness") == pytest.approx(1)


@settings(max_examples=40)
@given(networks())
def test_centralisation_is_a_share_in_any_network(graph):
    for measure in ("degree", "betweenness", "closeness", "in_degree", "out_degree"):
        if measure.endswith("_degree") and not graph.is_directed():
            continue
        value = centralisation(graph, measure)
        assert math.isnan(value) if len(graph) < 3 else -1e-9 <= value <= 1 + 1e-9


# Clustering and eigenvector centrality


@settings(max_examples=40)
@given(networks())
def test_clustering_leaves_out_actors_without_two_contacts(graph):
    plain = nx.Graph(graph)
    known = [c for actor, c in nx.clustering(plain).items() if plain.degree(actor) > 1]
    if known:
        assert clustering(graph) == pytest.approx(np.mean(known), abs=1e-12)
    else:
        assert math.isnan(clustering(graph))


def test_clustering_is_not_pulled_down_by_pendants():
    triangle = nx.complete_graph(3)
    triangle.add_edges_from((0, leaf) for leaf in "abc")
    assert clustering(triangle) == pytest.approx((1 / 10 + 1 + 1) / 3)
    assert nx.average_clustering(triangle) == pytest.approx((1 / 10 + 1 + 1) / 6)


@pytest.mark.parametrize("n", [60, 260])
def test_eigenvector_centrality_where_networkx_gives_up(n):
    world = nx.watts_strogatz_graph(n, 4, 0.02, seed=1)
    with pytest.raises(nx.PowerIterationFailedConvergence):
        nx.eigenvector_centrality(world)
    scores = np.array(list(eigenvector_centrality(world).values()))
    matrix = nx.to_numpy_array(world)
    largest = np.linalg.eigvalsh(matrix)[-1]
    np.testing.assert_allclose(matrix @ scores, largest * scores, atol=1e-8)
    assert scores.min() >= 0
    assert np.linalg.norm(scores) == pytest.approx(1)


def test_eigenvector_centrality_equals_networkx_where_that_converges():
    families = nx.florentine_families_graph()
    theirs = nx.eigenvector_centrality(families, max_iter=10_000, tol=1e-12)
    assert eigenvector_centrality(families) == pytest.approx(theirs, abs=1e-8)


@pytest.mark.parametrize("n", [4, 150])
def test_eigenvector_centrality_of_equal_components_is_fair(n):
    twins = nx.disjoint_union(nx.star_graph(n), nx.star_graph(n))
    twins.add_edge("a", "b")
    scores = eigenvector_centrality(twins)
    assert scores[0] == pytest.approx(scores[n + 1]) == pytest.approx(0.5)
    assert scores["a"] == 0
    assert all(math.isnan(v) for v in eigenvector_centrality(nx.empty_graph(3)).values())


# Tables


def test_florentine_families():
    families = nx.florentine_families_graph()
    assert families.number_of_nodes() == 15
    table = structure_table(families)
    assert table.loc["most between", "value"].startswith("Medici (47.5)")
    assert position_table(families).loc["Medici", "betweenness"] == 47.5
    missing = {
        "share of ties that lead out",
        "E-I index",
        "gatekeepers",
        "actors: core",
        "ties: pipeline",
    }
    assert not missing & set(table.index)
    assert not {"kind", "layer", "gatekeeper"} & set(position_table(families).columns)


@pytest.mark.parametrize("archetype", ARCHETYPES)
@pytest.mark.parametrize("directed", [False, True])
def test_the_structure_table_says_what_the_measures_say(archetype, directed):
    cluster = build_cluster(archetype, rng=4)
    cluster = cluster.to_directed() if directed else cluster
    before = nx.to_dict_of_dicts(cluster)
    table = structure_table(cluster)
    assert nx.to_dict_of_dicts(cluster) == before
    assert list(table.columns) == ["aspect", "value", "meaning", "source"]
    assert table.index.is_unique
    value = table["value"]
    local = cluster.subgraph(a for a in cluster if cluster.nodes[a]["layer"] != "supplementary")
    assert value[value.index.str.startswith("actors: ")].sum() == value["actors"] == len(cluster)
    assert value[value.index.str.startswith("ties: ")].sum() == value["ties"] == cluster.size()
    assert value["density"] == pytest.approx(nx.density(local))
    assert (
        value["share of ties that lead out"]
        == openness(cluster)
        == value["ties: pipeline"] / value["ties"]
    )
    assert value["E-I index"] == ei_index(cluster)
    assert value["clustering"] == clustering(local)
    for measure in ("degree", "betweenness"):
        expected = pytest.approx(centralisation(local, measure))
        assert value[f"{measure} centralisation"] == expected
    best = core_periphery(local)
    assert value["core-periphery fit"] == best.correlation
    assert value["core size"] == len(best.core)
    holes = constraint(cluster)
    assert value["mean constraint"] == pytest.approx(np.nanmean([holes[a] for a in local]))
    gates = brokerage(cluster)["gatekeeper"].loc[list(local)]
    assert value["gatekeepers"] == (gates > 0).sum()
    assert value["top gatekeepers"].startswith(f"{gates.idxmax()} ({gates.max()})")
    assert table["meaning"].str.len().max() <= 40
    assert value.map(lambda v: len(v) if isinstance(v, str) else 0).max() <= 50


def test_the_structure_table_of_what_is_hardly_a_network():
    alone = nx.Graph()
    alone.add_node("F1", layer="core")
    lone = structure_table(alone)["value"]
    assert (lone["actors"], lone["ties"], lone["isolates"]) == (1, 0, 1)
    local = ("density", "clustering", "core-periphery fit", "mean constraint")
    for row in (*local, "share of ties that lead out"):
        assert math.isnan(lone[row])
    assert lone["most between"] == lone["core members"] == lone["top gatekeepers"] == "none"

    alone.nodes["F1"]["layer"] = "supplementary"
    assert "density" not in structure_table(alone).index

    closed = structure_table(build_cluster(openness=0, rng=1))["value"]
    assert (
        closed["share of ties that lead out"]
        == closed["ties: pipeline"]
        == closed["gatekeepers"]
        == 0
    )
    assert closed["E-I index"] == -1
    assert closed["top gatekeepers"] == "none"


def test_outsiders_are_no_gatekeepers_of_the_cluster():
    cluster = nx.Graph([("F1", "F2"), ("F1", "X1"), ("X1", "X2"), ("X1", "X3")])
    layers = dict.fromkeys(["F1", "F2"], "core") | dict.fromkeys(
        ["X1", "X2", "X3"], "supplementary"
    )
    nx.set_node_attributes(cluster, layers, "layer")
    assert brokerage(cluster).loc["X1", "gatekeeper"] == 2
    table = structure_table(cluster)["value"]
    assert (table["gatekeepers"], table["top gatekeepers"]) == (1, "F1 (1)")


def test_the_local_network_keeps_the_order_of_the_actors():
    cluster = build_cluster(outside_rd=200, rng=1)
    local = local_network(cluster)
    assert list(local) == [a for a in cluster if cluster.nodes[a]["layer"] != "supplementary"]
    assert set(local) == inside(cluster)
    assert local.size() == cluster.size() - sum(
        dimension == "pipeline" for _, _, dimension in cluster.edges(data="dimension")
    )
    assert list(local.nodes(data=True)) == [(a, cluster.nodes[a]) for a in local]


def test_the_structure_table_without_betweenness_or_dimensions():
    cluster = build_cluster(rng=1)
    rows = structure_table(cluster, betweenness=False).index
    assert not any("between" in row for row in rows)
    for _, _, tie in cluster.edges(data=True):
        del tie["dimension"]
    assert not any(row.startswith("ties: ") for row in structure_table(cluster).index)


@pytest.mark.parametrize("directed", [False, True])
def test_the_position_table_says_what_the_measures_say(directed):
    cluster = build_cluster(rng=5)
    cluster = cluster.to_directed() if directed else cluster
    table = position_table(cluster)
    assert list(table.index) == list(cluster)
    assert table["kind"].to_dict() == dict(cluster.nodes(data="kind"))
    assert table["degree"].to_dict() == dict(cluster.degree)
    assert ("eigenvector" in table) is not directed
    assert_same(table["constraint"].to_dict(), constraint(cluster))
    assert_same(table["efficiency"].to_dict(), efficiency(cluster))
    assert table[list(ROLES)].equals(brokerage(cluster))
    assert table["core_number"].to_dict() == nx.core_number(cluster)
    by_kind = position_table(cluster, group="kind", betweenness=False)
    assert by_kind[list(ROLES)].equals(brokerage(cluster, "kind"))
    assert "betweenness" not in by_kind


def test_actors_may_be_anything_hashable():
    grid = nx.grid_2d_graph(3, 3)
    assert brokerage(grid, {(0, 0)}).loc[[(0, 0)], "coordinator"].to_list() == [0]
    assert len(position_table(grid, {a: sum(a) % 2 for a in grid})) == 9
    assert structure_table(grid).loc["most between", "value"].startswith("(1, 1) (")
    assert core_periphery(grid).frame().shape == (9, 2)


# Errors


EVERY = [
    constraint,
    effective_size,
    efficiency,
    clustering,
    eigenvector_centrality,
    brokerage,
    core_periphery,
    centralisation,
    openness,
    ei_index,
    ei_by_group,
    ei_by_actor,
    inside,
    local_network,
    structure_table,
    position_table,
]


@pytest.mark.parametrize("measure", EVERY)
def test_every_measure_refuses_what_it_cannot_measure(measure):
    with pytest.raises(MeasureError, match="no actors: add some"):
        measure(nx.Graph())
    with pytest.raises(MeasureError, match=r"not list: build one"):
        measure([("F1", "F2")])
    with pytest.raises(MeasureError, match=r"(?s)2 problems.*nx\.DiGraph\(graph\).*itself \(F1\)"):
        measure(nx.MultiDiGraph([("F1", "F1"), ("F1", "F2")]))


@pytest.mark.parametrize("measure", [brokerage, openness, ei_index, ei_by_group, ei_by_actor])
def test_every_actor_needs_a_group(measure):
    cluster = build_cluster(rng=1)
    with pytest.raises(MeasureError, match=r"'stage': 18 of 54 actors have no label: U1, U2, R1"):
        measure(cluster, "stage")
    with pytest.raises(MeasureError, match=r"group: 1 of 3 actors has no label: 2\. Give"):
        measure(nx.path_graph(3), {0: "a", 1: "a", 2: math.nan})
    with pytest.raises(MeasureError, match=r"1 of its members are not in the graph: F9"):
        measure(cluster, {"F01", "F9"})
    with pytest.raises(MeasureError, match="not list"):
        measure(cluster, ["F01"])
    with pytest.raises(MeasureError, match=r"'layer': 3 of 3 actors have no label"):
        measure(nx.path_graph(3))


def test_the_structure_table_names_all_that_is_wrong_with_a_cluster():
    cluster = build_cluster(rng=1)
    cluster.nodes["F01"]["layer"] = "kernel"
    u, v = next(iter(cluster.edges))
    cluster.edges[u, v]["dimension"] = "sideways"
    with pytest.raises(MeasureError, match=r"(?s)2 problems.*F01 \('kernel'\).*'sideways'"):
        structure_table(cluster)
    del cluster.nodes["F02"]["layer"]
    cluster.edges[u, v]["dimension"] = "horizontal"
    with pytest.raises(MeasureError, match=r"1 of 54 actors has no label: F02"):
        structure_table(cluster)


def test_a_tie_needs_a_strength():
    graph = nx.Graph([("a", "b", {"w": 1.0}), ("b", "c", {"w": -1}), ("c", "d", {"w": "x"})])
    graph.add_edge("a", "d")
    with pytest.raises(MeasureError, match=r"3 of 4 ties have no such value: .*a-d \(none\)"):
        constraint(graph, "w")
    with pytest.raises(MeasureError, match=r"b-c \(-1\), c-d \('x'\)"):
        effective_size(graph, "w")


def test_options_that_do_not_exist():
    with pytest.raises(MeasureError, match="'power': unknown; choose one of degree"):
        centralisation(nx.star_graph(3), "power")
    with pytest.raises(MeasureError, match="needs a directed graph"):
        centralisation(nx.star_graph(3), "in_degree")
    with pytest.raises(MeasureError, match=r"cross = 2: give a density from 0 to 1"):
        core_periphery(nx.star_graph(3), cross=2)
    with pytest.raises(MeasureError, match="pagerank"):
        eigenvector_centrality(nx.DiGraph([(0, 1)]))
