"""The cluster map: layout, legibility, drawing in place, and what a notebook gets to show."""

import base64
import io
import itertools
import os
import re
import subprocess
import sys

import matplotlib.style
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import Normalize, to_rgba
from matplotlib.path import Path
from PIL import Image

from clusterlib import build_cluster, plot_cluster
from clusterlib.networks import ARCHETYPES, DIMENSIONS, KINDS
from clusterlib.plots import ClusterMap, CourseFigure, cluster_layout, describe_cluster
from clusterlib.plots.layout import FRAME, is_layered, plan_of
from clusterlib.plots.style import LINES, MARKERS, OKABE_ITO, luminance
from clusterlib.plots.ties import arrow_head, tie_curve


def new_map(size=(10.5, 5.5), **options):
    figure = CourseFigure(figsize=size)
    return figure, ClusterMap(figure.add_axes((0.01, 0.01, 0.98, 0.9)), **options)


def part(cluster_map, gid):
    """The artist of a map with this id."""
    return next(artist for artist in cluster_map.artists if artist.get_gid() == gid)


def pixels(figure):
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def boxes_of(collection):
    """Bounding boxes in pixels of each thing in a collection; rows are x0, y0, x1, y1."""
    collection.axes.apply_aspect()
    offsets = collection.get_offset_transform().transform(collection.get_offsets())
    paths, shapes = collection.get_paths(), collection.get_transforms()
    boxes = []
    for i, offset in enumerate(offsets):
        path = paths[i % len(paths)]
        if len(shapes):
            path = path.transformed(matplotlib.transforms.Affine2D(shapes[i % len(shapes)]))
        extents = collection.get_transform().transform_path(path).get_extents()
        boxes.append([*(extents.min + offset), *(extents.max + offset)])
    return np.array(boxes).reshape(-1, 4)


def overlaps(a, b):
    """Which boxes of a overlap which of b, by more than a tenth of a pixel."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    return (high - low > 0.1).all(axis=2)


def marker_boxes(cluster_map, cluster):
    """Boxes of the markers, in the order of the cluster's nodes."""
    kinds = [kind if kind in KINDS else "" for _, kind in cluster.nodes(data="kind")]
    found = np.zeros((len(cluster), 4))
    for kind in set(kinds):
        rows = [row for row, one in enumerate(kinds) if one == kind]
        found[rows] = boxes_of(part(cluster_map, f"actors {kind}"))
    return found


def survey(seed=0):
    """A directed cluster with weights, some ties answered by both sides."""
    rng = np.random.default_rng(seed)
    cluster = nx.DiGraph(build_cluster(rng=seed))
    cluster.remove_edges_from([edge for edge in list(cluster.edges) if rng.random() < 0.5])
    for _, _, data in cluster.edges(data=True):
        data["weight"] = float(rng.integers(1, 6))
    return cluster


# Layout ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_layers_and_stages_are_where_fig_1_has_them(archetype):
    cluster = build_cluster(archetype, rng=4)
    places = {node: np.array(place) for node, place in cluster_layout(cluster).items()}
    by = {kind: [places[n] for n, k in cluster.nodes(data="kind") if k == kind] for kind in KINDS}
    stages = {
        stage: np.array([places[n] for n, s in cluster.nodes(data="stage") if s == stage])
        for stage in (1, 2, 3)
    }
    firms = np.concatenate(list(stages.values()))
    assert stages[1][:, 0].max() < stages[2][:, 0].min()
    assert stages[2][:, 0].max() < stages[3][:, 0].min()
    for kind in ("university", "research_institute", "bridging_institution", "government_agency"):
        assert min(place[1] for place in by[kind]) > firms[:, 1].max()
    assert max(place[1] for place in by["outside_rd"]) < firms[:, 1].min()
    assert max(place[0] for place in by["outside_subcontractor"]) < firms[:, 0].min()
    assert min(place[0] for place in by["lead_customer"]) > firms[:, 0].max()
    for stage in stages.values():
        middle = (stage.min(axis=0) + stage.max(axis=0)) / 2
        from_middle = {
            kind: [np.hypot(*(p - middle)) for p in by[kind] if (p == stage).all(axis=1).any()]
            for kind in ("focal_firm", "sme")
        }
        if from_middle["focal_firm"]:
            assert max(from_middle["focal_firm"]) < min(from_middle["sme"])


@settings(max_examples=60)
@given(data=st.data())
def test_any_cluster_fits_the_frame_and_no_two_actors_share_a_place(data):
    cluster = nx.Graph()
    stages = data.draw(st.lists(st.integers(0, 20), min_size=0, max_size=12))
    for stage, count in enumerate(stages, start=1):
        focal = data.draw(st.integers(0, count))
        for i in range(count):
            kind = "focal_firm" if i < focal else "sme"
            cluster.add_node(f"F{stage}.{i}", kind=kind, stage=stage)
    for kind in list(KINDS)[2:]:
        for i in range(data.draw(st.integers(0, 25))):
            cluster.add_node(f"{kind}{i}", kind=kind, stage=None)
    nodes = list(cluster)
    if len(nodes) > 1:
        pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
        cluster.add_edges_from(data.draw(st.lists(pairs, max_size=40)))
    layout = cluster_layout(cluster)
    assert sorted(layout, key=str) == sorted(nodes, key=str)
    places = np.array(list(layout.values())).reshape(-1, 2)
    assert (places >= 0).all()
    assert (places <= FRAME).all()
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    assert (apart + np.eye(len(places)) > 0.05).all()


def test_every_actor_stands_in_its_own_region():
    cluster = build_cluster(rng=2, stages=5, firms_per_stage=7, focal_firms=6)
    regions = {r.labels[-1]: r.box for r in plan_of(cluster).regions if r.role == "stage"}
    for node, (x, y) in cluster_layout(cluster).items():
        stage = cluster.nodes[node]["stage"]
        if stage is not None:
            x0, y0, x1, y1 = regions[str(stage)]
            assert x0 < x < x1
            assert y0 < y < y1


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_ordering_shortens_the_ties(archetype):
    cluster = build_cluster(archetype, rng=3)

    def length(layout):
        return sum(np.hypot(*np.subtract(layout[u], layout[v])) for u, v in cluster.edges)

    listed = {n: p for ns, ps in plan_of(cluster).groups for n, p in zip(ns, ps, strict=True)}
    assert length(cluster_layout(cluster)) < 0.93 * length(listed)


def test_a_fresh_interpreter_gives_the_same_map_and_never_loads_pyplot():
    code = (
        "import sys, networkx as nx; from clusterlib import build_cluster, plot_cluster\n"
        "from clusterlib.plots import cluster_layout\n"
        "plot_cluster(build_cluster(rng=1)).png()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "print(*map(cluster_layout, (build_cluster(rng=1), nx.florentine_families_graph())))"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    here = map(cluster_layout, (build_cluster(rng=1), nx.florentine_families_graph()))
    assert run.stdout.strip() == " ".join(map(str, here))


def test_a_plain_graph_in_parts_stays_together_without_overlaps():
    graph = nx.disjoint_union_all([nx.karate_club_graph(), nx.path_graph(3), nx.empty_graph(2)])
    places = np.array(list(cluster_layout(graph).values()))
    assert (places >= 0).all()
    assert (places <= FRAME).all()
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + 9 * np.eye(39)
    assert apart.min() > 0.6


# Ties --------------------------------------------------------------------------------------------


def test_a_tie_is_straight_unless_an_actor_is_in_the_way():
    places, radii = np.array([[0.0, 5.0], [8.0, 5.0], [4.0, 5.1]]), np.full(3, 0.5)
    bent = tie_curve(0, 1, places, radii)
    assert len(bent) > 2
    assert np.hypot(*(bent - places[2]).T).min() >= 0.5
    assert (bent[[0, -1]] == places[:2]).all()
    places[2, 1] = 6.0
    assert len(tie_curve(0, 1, places, radii)) == 2


def test_arcs_both_ways_run_apart():
    places, radii = np.array([[2.0, 5.0], [8.0, 5.0]]), np.full(2, 0.5)
    there = tie_curve(0, 1, places, radii, paired=True)
    back = tie_curve(1, 0, places, radii, paired=True)
    assert there[8, 1] > 5.2
    assert back[8, 1] < 4.8


def test_arrow_ends_at_the_rim():
    tip, *base = arrow_head(np.array([[0.0, 0.0], [4.0, 0.0]]), 0.5, 0.2, 0.1)
    assert tip == pytest.approx([3.5, 0])
    assert np.array(base) == pytest.approx(np.array([[3.3, 0.05], [3.3, -0.05]]))


# Legibility --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_no_label_collides_at_60_actors(archetype, seed):
    # Outside sources added: 60 actors or just above.
    cluster = build_cluster(archetype, rng=seed, outside_rd=9, lead_customers=5, universities=3)
    assert 60 <= len(cluster) <= 63
    figure, drawing = new_map()
    drawing.update(cluster)
    labels, markers = boxes_of(part(drawing, "labels")), marker_boxes(drawing, cluster)
    assert len(labels) == len(cluster)
    assert overlaps(labels, labels).sum() == len(labels)
    # A label touches its own marker and no other.
    assert overlaps(labels, markers).sum() == len(labels)
    assert overlaps(markers, markers).sum() == len(markers)
    assert (labels >= 0).all()
    assert (labels[:, 2:] <= figure.bbox.size).all()


@pytest.mark.parametrize("seed", range(3))
def test_long_names_never_cover_each_other_or_an_actor(seed):
    cluster = build_cluster(rng=seed)
    words = ["Cantina Alta", "Rossi", "Vetri del Nord", "Meccanica Longo", "Bertani"]
    names = {node: f"{words[i % 5]} {i}" for i, node in enumerate(cluster)}
    cluster = nx.relabel_nodes(cluster, names)
    _, drawing = new_map()
    drawing.update(cluster)
    labels, markers = boxes_of(part(drawing, "labels")), marker_boxes(drawing, cluster)
    assert len(labels) >= 0.85 * len(cluster)
    assert overlaps(labels, labels).sum() == len(labels)
    assert not overlaps(labels, markers).any()


def own_cluster(seed, firms, width):
    """Return a cluster as people bring one: firms in one stage, and names of their own."""
    cluster = build_cluster(
        rng=seed, stages=1, firms_per_stage=firms, focal_firms=3, outside_rd=4,
        lead_customers=0, outside_subcontractors=0,
    )  # fmt: skip
    names = {node: f"{'Werkzeugbau Hohenlohe und Partner'[:width]} {node}" for node in cluster}
    return nx.relabel_nodes(cluster, names)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(("firms", "width"), [(25, 18), (35, 11)])
@pytest.mark.parametrize("seed", range(3))
def test_each_name_stands_at_its_own_actor_and_nearly_all_are_named(seed, firms, width, plain):
    cluster = own_cluster(seed, firms, width)
    assert 35 <= len(cluster) <= 45
    if plain:
        cluster = nx.Graph(cluster.edges)
    _, drawing = new_map()
    drawing.update(cluster)
    labels, markers = boxes_of(part(drawing, "labels")), marker_boxes(drawing, cluster)
    rows, leaders = drawing._labelled, [a for a in drawing.artists if a.get_gid() == "leaders"]
    assert len(rows) >= 0.92 * len(cluster)
    middles = (markers[:, :2] + markers[:, 2:]) / 2
    lines = [drawing.ax.transData.transform(of) for a in leaders for of in a.get_segments()]
    led = {int(np.hypot(*(middles - line[0]).T).argmin()) for line in lines}
    for row, (x0, y0, x1, y1) in zip(rows, labels, strict=True):
        near = np.clip(middles, (x0, y0), (x1, y1)) - middles
        assert np.hypot(*near.T).argmin() == row or row in led
    assert overlaps(labels, labels).sum() == len(labels)
    assert not overlaps(labels, markers).any()


def test_names_without_room_are_counted_under_the_map():
    cluster = own_cluster(1, 60, 33)
    _, drawing = new_map()
    drawing.update(cluster)
    missing = len(cluster) - len(drawing._labelled)
    assert missing > 0
    assert drawing.unnamed == missing
    assert len([a for a in drawing.artists if a.get_gid() == "no room"]) == 1
    figure = plot_cluster(cluster)
    assert re.search(r"There is no room for \d+ names\.$", figure.alt)
    drawing.update(own_cluster(1, 4, 3))
    assert drawing.unnamed == 0
    assert "room" not in plot_cluster(own_cluster(1, 4, 3)).alt


def test_label_boxes_are_what_agg_draws():
    figure, drawing = new_map()
    drawing.update(build_cluster(rng=0))
    labels = part(drawing, "labels")
    boxes = boxes_of(labels)
    renderer = figure.canvas.get_renderer()
    renderer.clear()
    labels.set_facecolor("black")
    labels.draw(renderer)
    ink = np.asarray(renderer.buffer_rgba())[::-1, :, 3] > 60
    rows, columns = np.nonzero(ink)
    found = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    expected = [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)]
    assert found == pytest.approx(expected, abs=1.5)
    inside = np.zeros_like(ink)
    for x0, y0, x1, y1 in boxes:
        inside[int(y0) - 1 : int(y1) + 2, int(x0) - 1 : int(x1) + 2] = True
    assert not (ink & ~inside).any()


def test_at_150_actors_institutions_and_focal_firms_are_named():
    cluster = build_cluster(rng=1, firms_per_stage=44)
    assert len(cluster) == 150
    _, drawing = new_map()
    drawing.update(cluster)
    others = [n for n, kind in cluster.nodes(data="kind") if kind != "sme"]
    labels, markers = boxes_of(part(drawing, "labels")), marker_boxes(drawing, cluster)
    assert len(labels) == len(others)
    assert overlaps(labels, labels).sum() == overlaps(labels, markers).sum() == len(labels)
    assert overlaps(markers, markers).sum() == len(markers)


def test_labels_can_be_chosen_or_left_out():
    cluster = build_cluster(rng=1)
    for labels, count in ((["F01", "U1"], 2), ("F01", 1), (False, 0)):
        _, drawing = new_map(labels=labels)
        drawing.update(cluster)
        found = [a for a in drawing.artists if a.get_gid() == "labels"]
        assert sum(len(a.get_offsets()) for a in found) == count


def test_text_in_a_marker_has_contrast():
    cluster = build_cluster(rng=1)
    _, drawing = new_map()
    for colour in (None, np.linspace(0, 1, len(cluster))):
        drawing.update(cluster, colour=colour)
        letters = part(drawing, "labels")
        dots = [a for a in drawing.artists if str(a.get_gid()).startswith("actors")]
        places = np.concatenate([np.asarray(d.get_offsets()) for d in dots])
        fills = np.concatenate([d.get_facecolor() for d in dots])
        gaps = np.asarray(letters.get_offsets())[:, None] - places
        behind = fills[np.hypot(*gaps.transpose(2, 0, 1)).argmin(axis=1)]
        pair = np.stack([luminance(letters.get_facecolor()), luminance(behind)])
        assert pair.shape == (2, len(cluster))
        ratio = (pair.max(axis=0) + 0.05) / (pair.min(axis=0) + 0.05)
        assert ratio.min() > 3.9


def test_kinds_differ_in_shape_and_in_colour_and_ties_in_style_and_colour():
    def shape(marker):
        return marker.shape.vertices.tobytes() if isinstance(marker.shape, Path) else marker.shape

    assert set(MARKERS) == set(KINDS)
    assert set(LINES) == set(DIMENSIONS)
    for a, b in itertools.combinations(MARKERS.values(), 2):
        assert shape(a) != shape(b)
        assert a.colour != b.colour
    for c, d in itertools.combinations(LINES.values(), 2):
        assert c.style != d.style
        assert c.colour != d.colour
        assert c.colour in OKABE_ITO.values()


def legend_texts(figure):
    legends = [a for a in figure.axes[0].get_children() if type(a).__name__ == "Legend"]
    return {
        legend.get_title().get_text(): [t.get_text() for t in legend.get_texts()]
        for legend in legends
    }


def test_legend_shows_only_what_occurs_and_stands_beside_the_map():
    cluster = build_cluster("marshallian", rng=1, openness=0, government_agencies=0)
    figure = plot_cluster(cluster, colour=dict(cluster.degree()), colour_label="ties")
    texts = legend_texts(figure)
    assert "focal firm" not in texts["Actors"]
    assert "government agency" not in texts["Actors"]
    assert {"SME", "university"} < set(texts["Actors"])
    assert texts["Ties"] == [DIMENSIONS[d] for d in ("horizontal", "vertical", "multi_angle")]
    figure.canvas.draw()
    ax, *bars = figure.axes[0], *figure.axes[0].child_axes
    edge = ax.transData.transform((FRAME[0], 0))[0]
    drawn = [a for a in ax.get_children() if type(a).__name__ == "Legend"] + list(bars)
    boxes = [a.get_tightbbox(figure.canvas.get_renderer()) for a in drawn]
    assert len(boxes) == 3
    for box in boxes:
        assert box.x0 > edge
        assert box.x1 < figure.bbox.x1
        assert box.y0 > 0
    for a, b in itertools.combinations(boxes, 2):
        assert not a.overlaps(b)


def test_a_small_map_is_the_large_one_made_smaller():
    cluster = build_cluster(rng=1)
    large, small = plot_cluster(cluster), CourseFigure(figsize=(5.25, 2.75))
    plot_cluster(cluster, small.add_axes((0.01, 0.01, 0.98, 0.905)))
    large.axes[0].set_title("", loc="left")
    small.axes[0].set_title("", loc="left")
    shrunk = Image.open(io.BytesIO(large.png(1))).convert("L")
    other = Image.open(io.BytesIO(small.png(2))).convert("L")
    assert np.abs(np.subtract(shrunk, other, dtype=float)).mean() < 1.5


# Drawing in place --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pair", [("baseline", "baseline"), ("hub_and_spoke", "satellite_platform")]
)
def test_update_gives_the_picture_that_drawing_anew_gives(pair):
    first = build_cluster(pair[0], rng=1)
    second = build_cluster(pair[1], rng=2, openness=0.4)
    figure, drawing = new_map()
    assert drawing.update(first)
    knowledge = np.linspace(0, 1, len(second))
    drawing.update(second, colour=knowledge, highlight="F18")
    drawing.update(first, colour=knowledge[::-1], size=knowledge)
    drawing.update(second, colour=knowledge, highlight="F18")
    places = cluster_layout(first) if pair[0] == pair[1] else cluster_layout(second)
    fresh, again = new_map(positions=places)
    again.update(second, colour=knowledge, highlight="F18")
    assert (pixels(figure) == pixels(fresh)).all()


def test_ties_change_without_new_artists_and_without_moving_anybody():
    _, drawing = new_map()
    assert drawing.update(build_cluster(rng=1))
    artists, places = drawing.artists, part(drawing, "labels").get_offsets().copy()
    assert not drawing.update(build_cluster(rng=2), highlight=["F18", "U1"])
    assert drawing.artists == artists
    assert (part(drawing, "labels").get_offsets() == places).all()
    count = sum(len(a.get_segments()) for a in artists if str(a.get_gid()).startswith("ties"))
    assert count == build_cluster(rng=2).number_of_edges()


def test_background_changes_when_and_only_when_update_says_so():
    figure, drawing = new_map()
    base = build_cluster(rng=1)
    steps = [
        (base, {}, True),
        (build_cluster(rng=3), {}, False),
        (base, {"colour": dict(base.degree())}, True),
        (base, {"colour": dict(nx.clustering(base))}, False),
        (build_cluster(rng=1, openness=0), {}, True),
        (build_cluster(rng=1, firms_per_stage=9), {}, True),
        (survey(), {}, True),
    ]
    before = None
    for cluster, options, changed in steps:
        assert drawing.update(cluster, **options) is changed
        for artist in drawing.artists:
            artist.set_visible(False)
        background = pixels(figure)
        assert before is None or (background != before).any() == changed
        before = background


def test_background_and_artists_make_the_picture():
    figure, drawing = new_map()
    drawing.update(survey(), highlight="F18")
    whole = pixels(figure)
    for artist in drawing.artists:
        artist.set_animated(True)
    figure.canvas.draw()
    background = figure.canvas.copy_from_bbox(figure.bbox)
    figure.canvas.restore_region(background)
    for artist in drawing.artists:
        figure.axes[0].draw_artist(artist)
    assert (np.asarray(figure.canvas.buffer_rgba()) == whole).all()


def test_rebuilding_leaves_nothing_behind():
    figure, drawing = new_map()
    counts = []
    for seed in (1, 2, 3):
        drawing.update(build_cluster(rng=seed), colour=np.zeros(54))
        drawing.update(nx.path_graph(3))
        counts.append(len(figure.axes[0].get_children()))
    assert len(set(counts)) == 1


def test_values_become_colours_and_sizes():
    cluster = build_cluster(rng=1)
    values = {node: place / 100 for place, node in enumerate(cluster)}
    del values["U1"]
    _, drawing = new_map(colour_range=(0.0, 1.0))
    drawing.update(cluster, colour=values, size=pd.Series(values))
    viridis = matplotlib.colormaps["viridis"]
    smes = [n for n, kind in cluster.nodes(data="kind") if kind == "sme"]
    dots = part(drawing, "actors sme")
    assert dots.get_facecolor() == pytest.approx(np.array([viridis(values[n]) for n in smes]))
    assert (np.diff(dots.get_sizes()) > 0).all()
    grey = part(drawing, "actors university").get_facecolor()[0]
    assert grey[0] == grey[1] == grey[2]


def test_highlight_rings_actors_and_fades_other_ties():
    cluster = build_cluster(rng=1)
    _, drawing = new_map()
    drawing.update(cluster, highlight=["F18"])
    ring = drawing._ring.get_offsets()
    assert ring == pytest.approx(np.array([cluster_layout(cluster)["F18"]]))
    ties = part(drawing, "ties horizontal").get_edgecolor()[:, 3]
    own = sum(cluster.edges[e]["dimension"] == "horizontal" for e in cluster.edges("F18"))
    assert (ties == ties.max()).sum() == own
    assert ties.min() < 0.3 * ties.max()


def test_ties_may_stand_out_without_rings():
    cluster = build_cluster(rng=1)
    (_, ringed), (_, plain) = new_map(), new_map()
    ringed.update(cluster, highlight=["F18"])
    plain.update(cluster, highlight=["F18"], rings=False)
    assert len(ringed._ring.get_offsets()) == 1
    assert len(plain._ring.get_offsets()) == 0
    for one, other in zip(ringed._ties.values(), plain._ties.values(), strict=True):
        assert (one.get_edgecolor() == other.get_edgecolor()).all()


def test_weights_become_widths_and_arcs_get_one_head_each():
    cluster = survey()
    figure, drawing = new_map()
    drawing.update(cluster)
    vertical = [d["weight"] for *_, d in cluster.edges(data=True) if d["dimension"] == "vertical"]
    widths = part(drawing, "ties vertical").get_linewidth()
    assert np.corrcoef(vertical, widths)[0, 1] == pytest.approx(1)
    assert len(part(drawing, "arrow heads").get_paths()) == cluster.number_of_edges()
    said = [text.get_text() for text in figure.axes[0].texts]
    assert "arrow: points to the learner" in said
    assert "line width: strength of the tie" in said
    plain = new_map()[1]
    plain.update(build_cluster(rng=1))
    assert len(part(plain, "arrow heads").get_paths()) == 0


ODD = {
    "nobody": nx.empty_graph(0),
    "one": nx.empty_graph(1),
    "no ties": nx.empty_graph(5),
    "own tie": nx.Graph([("a", "a"), ("a", "b")]),
    "multi": nx.MultiGraph([("a", "b"), ("a", "b")]),
    "directed": nx.DiGraph([("a", "b"), ("b", "a"), ("c", "a")]),
    "florentine": nx.florentine_families_graph(),
    "survey": survey(),
    "20 stages": build_cluster(rng=1, stages=20, firms_per_stage=4),
    "one stage": build_cluster(rng=1, stages=1, firms_per_stage=30, focal_firms=9, outside_rd=20),
    "all focal": build_cluster(rng=1, focal_firms=36),
    "core only": build_cluster(rng=1).subgraph([f"F{i:02d}" for i in range(1, 37)]),
    "outside only": build_cluster(rng=1).subgraph(["XR1", "XC1"]),
}


def _no_stage():
    cluster = build_cluster(rng=1)
    for node in ("F01", "F30"):
        cluster.nodes[node]["stage"] = None
    del cluster.nodes["F02"]["stage"]
    cluster.add_edge("F01", "F02")
    return cluster


ODD["no stage"] = _no_stage()


@pytest.mark.parametrize("name", ODD)
def test_any_graph_can_be_drawn(name):
    graph = ODD[name]
    figure = plot_cluster(graph)
    assert pixels(figure).std() > 0
    assert f"{len(graph)} actor" in figure.alt
    gids = [str(a.get_gid()) for a in figure.axes[0].collections]
    assert is_layered(graph) == any(g.startswith("actors ") and g != "actors " for g in gids)


def test_own_positions_are_used_and_take_the_regions_away():
    cluster = build_cluster(rng=1)
    places = {node: (1 + i / 5, 1 + (i * 7 % 54) / 8) for i, node in enumerate(cluster)}
    figure = plot_cluster(cluster, positions=places)
    assert not figure.axes[0].patches
    same = plot_cluster(cluster, positions=cluster_layout(cluster))
    assert same.png() == plot_cluster(cluster).png()


def test_all_mistakes_are_named_at_once():
    cluster = build_cluster(rng=1)
    with pytest.raises(ValueError, match="3 problems") as error:
        ClusterMap(CourseFigure().add_subplot()).update(
            cluster, colour={"F1": 1.0}, size=[1, 2], highlight=["Q", "F02"]
        )
    text = str(error.value)
    assert "colour: no actor 'F1' in the cluster; did you mean" in text
    assert "size: an array of shape (2,) for 54 actors" in text
    assert "highlight: no actor 'Q'" in text


# What a notebook gets ----------------------------------------------------------------------------


def test_the_same_cluster_gives_the_same_bytes_whatever_the_readers_style():
    picture = plot_cluster(build_cluster(rng=1), colour=np.arange(54.0)).png()
    with matplotlib.style.context(["dark_background", {"savefig.bbox": "tight", "font.size": 20}]):
        again = plot_cluster(build_cluster(rng=1), colour=np.arange(54.0)).png()
    assert picture == again


def test_figure_shows_an_image_with_alt_text_and_text_for_the_rest():
    figure = plot_cluster(build_cluster(rng=1), title='A "quoted" <finding>')
    data, metadata = figure._repr_mimebundle_()
    assert data["text/plain"] == figure.alt
    assert metadata["image/png"]["alt"] == figure.alt
    assert (
        'alt="Cluster map: A &quot;quoted&quot; &lt;finding&gt;. Baseline cl' in data["text/html"]
    )
    encoded = data["text/html"].split("base64,")[1].split('"')[0]
    shown = Image.open(io.BytesIO(base64.b64decode(encoded)))
    assert shown.size == (2100, 1100)
    exact = Image.open(io.BytesIO(figure.png())).convert("RGB")
    assert np.abs(np.subtract(shown.convert("RGB"), exact, dtype=float)).mean() < 0.5
    assert len(encoded) < 300_000


def test_exported_notebook_keeps_the_alt_text():
    nbformat, nbconvert = pytest.importorskip("nbformat"), pytest.importorskip("nbconvert")
    figure = plot_cluster(nx.path_graph(3))
    data, metadata = figure._repr_mimebundle_()
    output = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    cell = nbformat.v4.new_code_cell("figure", outputs=[output])
    page, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    assert f'alt="{figure.alt}"' in page
    assert "No description has been provided" not in page


def test_given_axes_are_returned_with_the_title():
    ax = CourseFigure().add_subplot()
    assert plot_cluster(build_cluster(rng=1), ax, title="A finding") is ax
    assert ax.get_title(loc="left") == "A finding"


def test_values_are_explained():
    cluster = build_cluster(rng=1)
    degree = pd.Series(dict(cluster.degree()), name="ties of the actor")
    figure = plot_cluster(cluster, colour=degree, size=degree)
    assert "Colour shows ties of the actor from 0 to 15." in figure.alt
    assert "marker size: ties of the actor" in [t.get_text() for t in figure.axes[0].texts]
    assert figure.axes[0].child_axes[0].get_title(loc="left") == "ties of the actor"


def test_description_counts_what_there_is():
    text = describe_cluster(build_cluster(rng=1, focal_firms=0, outside_rd=0, lead_customers=0))
    assert "45 actors: 36 firms in 3 stages, 6 supporting institutions and 3 outside" in text
    assert describe_cluster(nx.empty_graph(1)) == "Network of 1 actor. 0 ties."
    families = nx.florentine_families_graph()
    told = describe_cluster(families)
    assert told.startswith("Network of 15 actors. 20 ties: Acciaiuoli and Medici; Medici and ")
    assert told.count("; ") == 19
    assert "Most" not in told
    assert "Most ties: 0, 40." in describe_cluster(nx.star_graph(40))
    arcs = nx.DiGraph([(1, 2)], name="advice_network")
    assert describe_cluster(arcs) == "Advice-network of 2 actors. 1 arc: 1 to 2."


def test_a_map_without_a_finding_does_not_tell_what_a_task_may_ask():
    cluster = build_cluster(rng=1)
    assert "Most ties" not in plot_cluster(cluster).alt
    assert "Most ties" in plot_cluster(cluster, title="One firm leads").alt


def test_norm_keeps_one_value_in_the_middle():
    figure = plot_cluster(nx.path_graph(3), colour=[2.0, 2.0, 2.0])
    dots = next(a for a in figure.axes[0].collections if a.get_gid() == "actors ")
    middle = matplotlib.colormaps["viridis"](Normalize(1.5, 2.5)(2.0))
    assert dots.get_facecolor()[0] == pytest.approx(to_rgba(middle))
