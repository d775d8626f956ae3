"""Lab 07: gatekeepers, stars and what comes in, told alike by the picture and the text."""

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import focal_lab
from clustercourse.labs.focal import CASES, PERIODS
from clustercourse.labs.inflow import SOURCES, inflow_of
from clusterlib.learning import CHANNELS, simulate
from clusterlib.networks import build_cluster


def test_every_case_gives_its_own_picture_and_text():
    lab = focal_lab()
    pictures, texts = set(), set()
    for name, case in CASES.items():
        shown(lab, what_if=name)
        assert case.words in lab.picture.alt
        pictures.add(lab.picture.data)
        texts.add(lab.picture.alt)
    assert len(pictures) == len(texts) == len(CASES)


def test_cutting_only_their_pipelines_is_most_of_what_their_leaving_costs():
    lab = focal_lab()
    gone, cut = (shown(lab, what_if=name).change for name in ("gone", "cut"))
    assert gone < cut < 0.6 * gone < -0.2


def test_a_star_who_tells_nobody_is_as_good_as_gone_and_keeps_nearly_all_for_itself():
    lab = focal_lab()
    usual, silent, gone = (shown(lab, what_if=x) for x in ("as_they_are", "silent", "gone"))
    assert silent.smes == pytest.approx(gone.smes)
    focal = [one.run.level["focal_firm"][-1] for one in (usual, silent)]
    assert 0.75 * focal[0] < focal[1] < focal[0]


def test_the_gate_counts_only_where_focal_firms_understand_more():
    lab = focal_lab()
    held = {
        reach: [shown(lab, reach=reach, gate=gate).smes for gate in (0, 1)] for reach in (0.6, 0.2)
    }
    assert held[0.6][1] > 1.3 * held[0.6][0]
    assert held[0.2][1] == pytest.approx(held[0.2][0], rel=0.08)


def test_in_poor_buzz_focal_firms_shine_and_smes_stay_behind():
    lab = focal_lab()
    usual, poor = (shown(lab, what_if=name) for name in ("as_they_are", "poor_buzz"))
    levels = [[one.run.level[of][-1] for of in ("focal_firm", "sme")] for one in (usual, poor)]
    assert levels[1][0] > 0.75 * levels[0][0]
    assert levels[1][1] < 0.5 * levels[0][1]


def test_what_is_gone_is_grey_or_without_its_ties():
    lab = focal_lab(what_if="gone")
    kinds = dict(lab._now.cluster.nodes(data="kind"))
    gone = [kind == "focal_firm" for kind in kinds.values()]
    assert np.isnan(lab._now.knowledge()).tolist() == gone
    assert "a focal firm learns: none" in lab.picture.alt
    cut = shown(lab, what_if="cut")
    dimensions = [d for _, _, d in cut.cluster.edges(cut.focal, data="dimension")]
    assert dimensions
    assert "pipeline" not in dimensions
    usual = shown(lab, what_if="as_they_are")
    assert usual.cluster.number_of_edges() > cut.cluster.number_of_edges()


def test_inflow_by_source_is_what_the_history_says():
    history = simulate([build_cluster(rng=1), build_cluster(rng=2)], periods=12, rng=1)
    focal = history.members("focal_firm")
    mean = history.learning[:, focal].sum(axis=0).mean(axis=0) / 12
    inflow = inflow_of(history, "focal_firm")
    for source, (channels, _) in SOURCES.items():
        expected = sum(mean[CHANNELS.index(name)] for name in channels)
        assert inflow[source] == pytest.approx(expected)


def test_the_share_of_outside_knowledge_is_that_of_the_flows():
    now = focal_lab()._now
    flows = now.run.history.flow_frame().query("dimension == 'pipeline'")
    through = flows[flows.target_kind == "focal_firm"].flow.sum() / flows.flow.sum()
    assert now.share == pytest.approx(through)
    assert f"{through:.0%} of outside knowledge" in focal_lab().picture.alt


def test_nothing_from_outside_is_said_when_all_pipelines_are_cut():
    lab = focal_lab(what_if="cut", gate=1)
    assert np.isnan(lab._now.share)
    assert "no outside knowledge comes in" in lab.picture.alt


def test_points_stay_while_only_gate_and_period_move():
    lab = focal_lab()
    for gate in (0.2, 0.5):
        shown(lab, gate=gate)
    shown(lab, period=20)
    tried = lab._trail._tried.get_xdata().tolist()
    assert set(tried) >= {0.8, 0.2}
    shown(lab, reach=0.2)
    assert lab._trail._tried.get_xdata().size == 0


def test_only_the_period_changes_the_map_and_no_curve():
    lab = focal_lab()
    end = shown(lab)
    start = shown(lab, period=0)
    assert start.run is end.run
    assert np.nanmean(start.knowledge()) < np.nanmean(end.knowledge())
    assert "period 0" in lab.picture.alt


def test_reset_returns_to_the_start():
    lab = focal_lab(reach=0.4)
    shown(lab, what_if="gone", gate=0.1, period=10)
    lab.reset()
    assert lab.settings == {
        "what_if": "as_they_are", "reach": 0.4, "gate": 0.8, "period": PERIODS, "seed": 1,
    }  # fmt: skip
    assert lab.visited == []


def test_the_strip_shows_three_findings():
    alts = [panel.alt for panel in focal_lab().strip().panels]
    assert len(alts) == len(set(alts)) == 3
