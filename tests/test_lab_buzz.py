"""Lab 08: openness pays up to a point, for whom it pays, and what the picture says of it."""

import re
from xml.etree import ElementTree

import pytest
from driving import SVG, ends, shown

from clustercourse.labs import buzz_lab
from clustercourse.labs.model_lab import SHIFT_AT
from clustercourse.labs.runs import PERIODS


def test_openness_is_an_inverted_u_before_the_move():
    lab = buzz_lab()
    none, some, all_ = (
        shown(lab, openness=openness).level("core", SHIFT_AT) for openness in (0, 0.2, 1)
    )
    assert some > none + 0.05
    assert some > all_ + 0.05


def test_focal_firms_gain_by_openness_that_smes_pay_for():
    lab = buzz_lab()
    some, much = (shown(lab, openness=openness) for openness in (0.2, 0.9))
    assert much.level("focal_firm", SHIFT_AT) > some.level("focal_firm", SHIFT_AT) + 0.1
    assert much.level("sme", SHIFT_AT) < some.level("sme", SHIFT_AT) - 0.2


def test_buzz_and_pipelines_are_worth_more_together():
    lab = buzz_lab()
    gains = {}
    for buzz in (0, 0.3, 1):
        closed, opened = (
            shown(lab, buzz=buzz, openness=o).level("core", SHIFT_AT) for o in (0, 0.2)
        )
        gains[buzz] = opened - closed
    assert 0 < gains[0] < gains[0.3] < gains[1]


def test_a_closed_cluster_hardly_recovers_after_the_move():
    lab = buzz_lab()
    for openness, least, most in ((0, 0.8, 1.15), (0.2, 1.15, 1.5)):
        now = shown(lab, openness=openness)
        after = now.level("core", SHIFT_AT + 2)
        assert least < now.level("core", PERIODS) / after < most


def test_every_level_fits_on_the_axes():
    lab = buzz_lab(openness=1.0)
    axes = {view["name"]: view["look"] for view in lab.widget.plan["views"]}
    for buzz in ends(lab.controls["buzz"]):
        scene = lab.scene(lab.settings | shown(lab, buzz=buzz).settings)
        curves = [value for name in ("sme", "focal_firm") for value in scene["run"]["curves"][name]]
        assert axes["curves"]["y"]["low"] <= min(curves)
        assert max(curves) <= axes["curves"]["y"]["high"]
        assert axes["tried"]["y"]["low"] <= scene["note"] <= axes["tried"]["y"]["high"]


def test_title_and_text_say_the_same_and_name_the_cluster_as_it_is():
    lab = buzz_lab(openness=0.4)
    finding, now = lab.words(lab.settings)["finding"], lab.result
    assert repr(lab).startswith(f"{finding}.")
    levels = [f"{now.level(kind, SHIFT_AT):.2f}" for kind in ("core", "sme", "focal_firm")]
    assert re.findall(r"\d\.\d\d", finding) == levels
    assert f"By period {PERIODS} firms are at {now.level('core'):.2f}." in repr(lab)
    assert "Cluster of 54 actors" in repr(lab)
    assert "custom" not in repr(lab).lower()
    pipelines = int(re.search(r"(\d+) pipelines", repr(lab)).group(1))
    dimensions = [d for *_, d in now.run.clusters[0].edges(data="dimension")]
    assert pipelines == dimensions.count("pipeline") > 0
    assert repr(lab).endswith("Settings: local ties given up 0.4, buzz 1, period 80, seed 1.")


@pytest.mark.parametrize(("openness", "ways"), [(0.2, ["rise", "rise"]), (0.9, ["fall", "rise"])])
def test_the_title_says_which_firms_rise_and_which_fall(openness, ways):
    finding = buzz_lab().words({**buzz_lab().settings, "openness": openness})["finding"]
    assert re.findall(r"(rise|fall) to", finding) == ways


def test_the_note_of_what_was_tried_is_the_level_in_the_title():
    lab = buzz_lab(openness=0.3)
    note = lab.scene(lab.settings)["note"]
    assert repr(lab).startswith(f"Firms reach {note:.2f} before the market moves")
    texts = [text.text for text in ElementTree.fromstring(lab.still()).iter(f"{SVG}text")]
    assert f"{note:.2f}" in texts
    # It holds for a run, whatever the period.
    assert lab.scene({**lab.settings, "period": 0})["note"] == note


def test_the_map_shows_the_first_cluster_as_it_is_and_what_it_knows_then():
    lab = buzz_lab(openness=0.3, period=40)
    scene, now = lab.scene(lab.settings), lab.result
    cluster = now.run.clusters[0]
    assert scene["run"]["map"]["ids"] == list(cluster)
    assert len(scene["run"]["map"]["ties"]) == cluster.number_of_edges()
    known = now.run.knowledge(40)
    (frame,) = scene["frames"].values()
    sent = [level * 0.005 for level in frame["views"]["map"]["level"]]
    assert sent == pytest.approx(list(known), abs=0.0026)


@pytest.mark.parametrize("openness", [0, 1])
def test_without_ties_of_one_sort_the_text_still_counts(openness):
    text = repr(buzz_lab(openness=openness))
    assert ("pipelines." in text) == (openness == 1)
    assert ("horizontal" in text) == (openness == 0)
