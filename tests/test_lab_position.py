"""Lab 05: who knows more, told alike by the points, the correlations and the text."""

import re

import networkx as nx
import numpy as np
import pytest
from driving import shown
from scipy.stats import spearmanr

from clustercourse.labs import position_lab
from clustercourse.labs.position import ABILITIES, PERIODS, PLACES, places_of
from clusterlib.learning import Learning


@pytest.fixture(scope="module")
def seeds():
    """Mean correlations over some seeds, by attention, ability and measure."""
    lab = position_lab()
    start = lab.settings

    def mean(**settings):
        found = [
            shown(lab, **{**start, **settings, "seed": seed}).correlations for seed in range(1, 6)
        ]
        return {name: float(np.mean([one[name] for one in found])) for name in found[0]}

    return mean


@pytest.mark.parametrize(("name", "options"), [("measure", PLACES), ("ability", ABILITIES)])
def test_every_option_gives_its_own_picture_and_text(name, options):
    lab = position_lab()
    pictures, texts = set(), set()
    for option in options:
        shown(lab, **{name: option})
        pictures.add(lab.picture.data)
        texts.add(lab.picture.alt)
    assert len(pictures) == len(texts) == len(options)


def test_the_correlation_is_spearman_s_over_the_points_of_a_cluster():
    now = position_lab(measure="betweenness")._now
    expected = []
    for number, cluster in enumerate(now.run.clusters):
        known = now.run.history.performance[-1, now.run.history.union.members(number)]
        between = nx.betweenness_centrality(cluster)
        rows = [
            (between[actor], known[place])
            for place, (actor, kind) in enumerate(cluster.nodes(data="kind"))
            if kind == "sme"
        ]
        expected.append(spearmanr(np.array(rows)).statistic)
    assert now.correlations["smes"] == pytest.approx(np.mean(expected))


def test_more_ties_go_with_more_knowledge_less_so_when_attention_is_short(seeds):
    usual, short, ample = (seeds(attention=number)["smes"] for number in (5, 1, 20))
    assert 0.4 < usual < 0.75
    assert short < usual - 0.15
    assert ample > usual


def test_holes_closeness_and_betweenness_add_little_to_the_number_of_ties(seeds):
    for measure in ("constraint", "effective_size", "betweenness"):
        found = seeds(measure=measure)
        assert abs(found["smes"]) > 0.35
        assert abs(found["given"]) < 0.2
    assert seeds(measure="constraint")["smes"] < 0


def test_without_attention_to_ties_the_correlation_that_stays_is_ability(seeds):
    abler, equal = (seeds(attention=0, ability=ability)["all"] for ability in ("greater", "equal"))
    assert abler > 0.15
    assert abs(equal) < 0.12
    assert abs(seeds(attention=0, ability="greater")["smes"]) < 0.12


def test_place_alone_gives_focal_firms_a_small_lead():
    lab = position_lab()
    greater, equal = (shown(lab, ability=ability).lead for ability in ("greater", "equal"))
    assert equal < 0.4 * greater


def test_equal_ability_is_that_of_the_smes():
    usual, equal = Learning(), ABILITIES["equal"][2]
    assert (equal.reach_focal, equal.rd_focal) == (usual.reach_sme, usual.rd_sme)
    assert equal.focal_lead == 0


def test_an_smes_place_says_nothing_before_anything_is_learned(seeds):
    assert abs(seeds(period=0)["smes"]) < 0.15


def test_to_measure_otherwise_runs_nothing_and_moves_the_trend_before_as_well():
    lab = position_lab()
    run = shown(lab, attention=1).run
    ties = lab._was.get_xydata()
    now = shown(lab, measure="closeness")
    assert now.run is run
    assert lab._before.measure == "closeness"
    assert lab._before.attention == 5
    assert not np.array_equal(lab._was.get_xydata(), ties)


def test_firms_without_ties_have_no_constraint_and_no_point():
    now = position_lab(measure="constraint", seed=3)._now
    ranks, known, focal = now.points
    lone = sum(
        layer == "core" and cluster.degree(actor) == 0
        for cluster in now.run.clusters
        for actor, layer in cluster.nodes(data="layer")
    )
    assert ranks.size == known.size == focal.size == 4 * 36 - lone
    assert not np.isnan(ranks).any()
    assert np.isnan(places_of(3, "constraint")[0]).any() == np.any(places_of(3, "degree")[0] == 0)


def test_title_text_and_panel_say_the_same():
    lab = position_lab(measure="constraint")
    title = lab._title.get_text()
    assert title in lab.picture.alt
    smes, given = map(float, re.findall(r"[+-]\d\.\d\d", title))
    assert smes == round(lab._now.correlations["smes"], 2)
    assert given == round(lab._now.correlations["given"], 2)
    assert [text.get_text() for text in lab._panel._texts][1:] == [f"{smes:+.2f}", f"{given:+.2f}"]


def test_ties_given_ties_is_nothing():
    lab = position_lab()
    assert "number of ties none" in lab.picture.alt
    assert "nan" not in lab.picture.alt


def test_reset_returns_to_the_start():
    lab = position_lab(attention=1)
    shown(lab, measure="closeness", attention=9, ability="equal", period=10)
    lab.reset()
    assert lab.settings == position_lab(attention=1).settings
    assert lab._now.period == PERIODS
