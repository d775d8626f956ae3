"""Lab 07: gatekeepers, stars and what comes in, told alike by the picture and the text."""

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import focal_lab
from clustercourse.labs.focal import CASES, PERIODS, SOURCES
from clustercourse.predictions import predict
from clusterlib.learning import CHANNELS


def test_every_case_gives_its_own_picture_and_text():
    lab = focal_lab()
    pictures, texts = set(), set()
    for name, case in CASES.items():
        shown(lab, what_if=name)
        assert case.words in lab.words(lab.settings)["finding"]
        pictures.add(lab.still())
        texts.add(lab.alt(lab.settings))
    assert len(pictures) == len(texts) == len(CASES)


def test_cutting_only_their_pipelines_is_most_of_what_their_leaving_costs():
    lab = focal_lab()
    gone, cut = (shown(lab, what_if=name).change for name in ("gone", "cut"))
    assert gone < cut < 0.6 * gone < -0.2


def test_a_star_who_tells_nobody_is_as_good_as_gone_and_keeps_nearly_all_for_itself():
    lab = focal_lab()
    usual, silent, gone = (shown(lab, what_if=x) for x in ("as_they_are", "silent", "gone"))
    assert silent.smes == pytest.approx(gone.smes)
    focal = [one.level("focal_firm") for one in (usual, silent)]
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
    levels = [[one.level(of) for of in ("focal_firm", "sme")] for one in (usual, poor)]
    assert levels[1][0] > 0.75 * levels[0][0]
    assert levels[1][1] < 0.5 * levels[0][1]


def on_map(lab):
    """Return what is drawn of the map: ties, levels and whose ties stand out."""
    scene = lab.scene(lab.settings)
    (frame,) = scene["frames"].values()
    shown_now = frame["views"]["map"]
    return scene["run"]["map"]["ties"], shown_now["level"], shown_now["marked"]


def test_what_is_gone_is_grey_or_without_its_ties():
    lab = focal_lab(what_if="gone")
    now = lab.result
    kinds = dict(now.cluster.nodes(data="kind"))
    gone = [kind == "focal_firm" for kind in kinds.values()]
    assert np.isnan(now.knowledge()).tolist() == gone
    assert "a focal firm learns: none" in lab.alt(lab.settings)
    ties, level, marked = on_map(lab)
    assert [step is None for step in level] == gone
    assert not any(gone[a] or gone[b] for a, b, _ in ties)
    assert marked == []
    cut = shown(lab, what_if="cut")
    dimensions = [d for _, _, d in cut.cluster.edges(cut.marked, data="dimension")]
    assert dimensions
    assert "pipeline" not in dimensions
    ties, level, marked = on_map(lab)
    assert len(ties) == cut.cluster.number_of_edges()
    assert None not in level
    assert [list(kinds)[at] for at in marked] == cut.marked
    usual = shown(lab, what_if="as_they_are")
    assert usual.cluster.number_of_edges() > cut.cluster.number_of_edges()


def test_inflow_by_source_is_what_the_history_says():
    now = focal_lab().result
    history = now.run.history
    focal = history.members("focal_firm")
    mean = history.learning[:, focal].sum(axis=0).mean(axis=0) / PERIODS
    for source, (channels, _) in SOURCES.items():
        expected = sum(mean[CHANNELS.index(name)] for name in channels)
        assert now.inflow[0][source] == pytest.approx(expected)


def test_bars_show_what_comes_in():
    lab = focal_lab()
    bars = lab.scene(lab.settings)["run"]["inflow"]
    for row, text, inflow in zip(bars["rows"], bars["texts"], lab.result.inflow, strict=True):
        assert row == pytest.approx(list(inflow.values()), abs=1e-3)
        assert text == f"{sum(inflow.values()):.3f}"
    shown(lab, what_if="gone")
    assert lab.scene(lab.settings)["run"]["inflow"]["texts"][0] == "none"


def test_the_share_of_outside_knowledge_is_that_of_the_flows():
    lab = focal_lab()
    flows = lab.result.run.history.flow_frame().query("dimension == 'pipeline'")
    through = flows[flows.target_kind == "focal_firm"].flow.sum() / flows.flow.sum()
    assert lab.result.share == pytest.approx(through)
    assert f"{through:.0%} of outside knowledge" in lab.alt(lab.settings)


def test_nothing_from_outside_is_said_when_all_pipelines_are_cut():
    lab = focal_lab(what_if="cut", gate=1)
    assert np.isnan(lab.result.share)
    assert "No outside knowledge comes in" in lab.alt(lab.settings)


def test_without_pipelines_of_their_own_cutting_them_is_as_if_nothing_happens():
    lab = focal_lab(what_if="cut", gate=0)
    assert lab.result.change == 0
    assert "the same as if nothing happens" in lab.words(lab.settings)["finding"]


def test_title_and_point_say_the_same():
    lab = focal_lab(what_if="silent")
    now, finding = lab.result, lab.words(lab.settings)["finding"]
    assert f"lose {-now.change:.0%}: they get to {now.smes:.2f}, not" in finding
    assert lab.plan(lab.controls)["along"] == "gate"
    assert lab.scene(lab.settings)["note"] == now.smes
    assert f">{now.smes:.2f}</text>" in lab.still()


def test_only_the_period_changes_the_map_and_no_curve():
    lab = focal_lab()
    end, curves = lab.result, lab.scene(lab.settings)["run"]
    start = shown(lab, period=0)
    assert start.run is end.run
    assert lab.scene(lab.settings)["run"] == curves
    assert np.nanmean(start.knowledge()) < np.nanmean(end.knowledge())
    assert "period 0" in lab.alt(lab.settings)


def test_the_lab_starts_as_asked():
    assert focal_lab(reach=0.4).settings == {
        "what_if": "as_they_are", "reach": 0.4, "gate": 0.8, "period": PERIODS, "seed": 1,
    }  # fmt: skip


def test_the_strip_shows_three_findings():
    alts = [panel.alt for panel in focal_lab().strip().panels]
    assert len(alts) == len(set(alts)) == 3


@pytest.mark.parametrize("seed", [1, 7])
def test_the_prediction_is_settled_by_silence_and_by_leaving(seed):
    options = ["nearly all of it", "about half", "nothing"]
    predict("focal.lab", "What is left?", options).set_state({"chosen": "nothing", "presses": 1})
    lab = focal_lab("focal.lab", seed=seed)
    silent, gone = seen = [{**lab.settings, **need} for need in lab.verdicts["focal.lab"].needs]
    told = lab.outcome(seen)
    assert told["right"] is True
    for settings in (silent, gone):
        assert f"−{-lab.compute(settings).change:.0%}" in told["because"]
