"""Lab 02: copying, told alike by the circle, the curves, the points and the text."""

import re

import networkx as nx
import numpy as np
import pytest
from driving import shown

from clustercourse.labs import horizontal_lab
from clustercourse.labs.horizontal import FIRMS, NETWORKS, PERIODS, RULES, network_of
from clusterlib.classics.landscapes import Landscapes


@pytest.mark.parametrize("copy", RULES)
def test_every_network_and_rule_gives_its_own_picture_and_text(copy):
    lab = horizontal_lab(copy=copy, period=10)
    pictures, texts = set(), set()
    for name, case in NETWORKS.items():
        shown(lab, network=name)
        assert case.words in lab.picture.alt
        assert RULES[copy] in lab.picture.alt
        pictures.add(lab.picture.data)
        texts.add(lab.picture.alt)
    assert len(pictures) == len(texts) == len(NETWORKS)


def test_the_range_comes_from_the_declaration():
    lab = horizontal_lab()
    declared = Landscapes.declarations()["links"]
    assert lab.controls["ruggedness"].value == declared.default
    assert declared.meaning in lab.controls["ruggedness"].tooltip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_a_rugged_landscape_seeing_all_is_best_early_and_worst_late(seed):
    lab = horizontal_lab(seed=seed)
    runs = [shown(lab, network=name) for name in NETWORKS]
    early, late = ([run.score(period) for run in runs] for period in (3, PERIODS))
    assert max(early) == early[-1]
    assert min(late) == late[-1]
    assert late[1] > late[-1] + 0.05


def test_without_ruggedness_all_find_the_best_and_seeing_all_is_quickest():
    lab = horizontal_lab(ruggedness=0)
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert ring.score(PERIODS) == everybody.score(PERIODS) == 1
    assert everybody.score(5) > ring.score(5) + 0.2


def test_copying_what_most_do_turns_the_order_round():
    lab = horizontal_lab(copy="most")
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert everybody.score(PERIODS) > ring.score(PERIODS) + 0.1


def test_copying_the_best_makes_alike_and_the_denser_the_sooner():
    lab = horizontal_lab(period=5)
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert everybody.ways < 3 < 10 < ring.ways < FIRMS
    assert everybody.ways_in_one_market <= 2


def test_title_circle_point_and_text_say_the_same():
    lab = horizontal_lab(network="shortcuts_5", period=7)
    now = lab._now
    title = lab._title.get_text()
    assert title in lab.picture.alt
    assert float(re.search(r"\d\.\d\d", title)[0]) == round(now.score(7), 2)
    assert f"{now.ways:.0f} of {FIRMS} ways" in title
    assert lab._circle._text.get_text().startswith(f"{now.ways_in_one_market} ways")
    assert np.array_equal(lab._circle._actors.get_array(), now.reached)
    (place, score) = lab._trail._now.get_xydata()[0]
    assert place == list(NETWORKS).index("shortcuts_5")
    assert score == now.score(7)


def test_points_tried_move_with_the_period_and_belong_to_one_problem():
    lab = horizontal_lab(network="line")
    shown(lab, network="ten")
    shown(lab, network="all")
    late = lab._trail._tried.get_xydata()[:, 1]
    shown(lab, period=3)
    early = lab._trail._tried.get_xydata()[:, 1]
    assert len(late) == len(early) == 2
    assert late[0] > late[1]
    assert early[0] < early[1]
    shown(lab, ruggedness=2)
    assert len(lab._trail._tried.get_xydata()) == 0
    lab.reset()
    assert lab.settings["ruggedness"] == 5
    assert lab._now.network == "line"


def test_the_period_only_looks():
    lab = horizontal_lab(network="all")
    end = lab._now
    start = shown(lab, period=0)
    assert start.history is end.history
    assert start.reached.max() < end.reached.max()
    assert lab.controls["period"].max == PERIODS


def test_shortcuts_are_added_to_the_same_ring():
    few, many = (network_of(name, 3) for name in ("shortcuts_5", "shortcuts_20"))
    assert set(network_of("ring", 3).edges) < set(few.edges) < set(many.edges)
    assert many.size() == FIRMS + 20
    assert network_of("all", 1) is network_of("all", 2)
    assert network_of("shortcuts_5", 1).edges != few.edges
    assert all(nx.is_connected(network_of(name, 1)) for name in NETWORKS)


def test_ties_are_drawn_where_the_network_has_them():
    lab = horizontal_lab(network="line")
    line = lab._circle.keep(network_of("line", 0))[::-1, :, 3].astype(bool)
    ring = lab._circle.keep(network_of("ring", 0))[::-1, :, 3].astype(bool)
    missing = ring & ~line
    rows, columns = np.nonzero(missing)
    # The last firm stands left of the first, which is at the top: their tie is what a line lacks.
    assert rows.max() < 0.1 * len(missing)
    assert columns.max() < 0.53 * missing.shape[1]
    assert columns.min() > 0.4 * missing.shape[1]
