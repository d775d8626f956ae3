"""Lab 04: what institutions are worth, told alike by the picture and the text."""

import re

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import multi_angle_lab
from clustercourse.labs.multi_angle import CASES, INSTITUTIONS, PERIODS
from clustercourse.predictions import predict


def test_every_case_gives_its_own_picture_and_text():
    lab = multi_angle_lab()
    pictures, texts = set(), set()
    for name, case in CASES.items():
        shown(lab, institutions=name)
        assert case.words in lab.words(lab.settings)["finding"]
        pictures.add(lab.still())
        texts.add(lab.alt(lab.settings))
    assert len(pictures) == len(texts) == len(CASES)


def test_all_together_are_worth_more_than_the_single_types_add_up_to():
    lab = multi_angle_lab()
    lost = {name: -shown(lab, institutions=name).change for name in CASES}
    single = [lost[name] for name in CASES if name.startswith("no_")]
    assert lost["all"] == 0
    assert len(single) == 4
    assert max(single) < 0.1
    assert sum(single) < lost["none"]


def test_to_teach_only_is_worth_hardly_more_than_nothing():
    lab = multi_angle_lab()
    teach, none = (shown(lab, institutions=name) for name in ("teach_only", "none"))
    assert abs(teach.change - none.change) < 0.05
    assert teach.change < -0.1
    # But it helps at first, while what they teach is new.
    assert teach.run.level_of("sme")[5] > none.run.level_of("sme")[5] * 1.03


def test_stronger_multi_angle_learning_lifts_smes_and_makes_institutions_dearer():
    lab = multi_angle_lab(institutions="none")
    weak, strong = (shown(lab, strength=strength) for strength in (0.1, 1.0))
    assert strong.levels()[1] > weak.levels()[1] + 0.1
    assert strong.change < weak.change - 0.1
    assert strong.levels()[0] == pytest.approx(weak.levels()[0])


def test_without_multi_angle_learning_they_only_take_attention():
    lab = multi_angle_lab(institutions="none", strength=0)
    assert lab.result.change > 0
    assert f"SMEs gain {lab.result.change:.1%}" in lab.words(lab.settings)["finding"]


def test_who_is_missing_is_grey_and_has_no_tie():
    lab = multi_angle_lab(institutions="no_universities")
    now, scene = lab.result, lab.scene(lab.settings)
    kinds = dict(now.cluster.nodes(data="kind"))
    gone = [kind == "university" for kind in kinds.values()]
    assert np.isnan(now.knowledge()).tolist() == gone
    assert all(now.cluster.degree(n) == 0 for n, kind in kinds.items() if kind == "university")
    there = set(INSTITUTIONS) - {"university"}
    assert {kinds[n] for n in now.marked} == there
    assert any(now.run.clusters[0].degree(n) for n in ("U1", "U2"))
    # The picture shows the same.
    (frame,) = scene["frames"].values()
    level, marked = (frame["views"]["map"][name] for name in ("level", "marked"))
    assert [step is None for step in level] == gone
    assert [list(kinds)[at] for at in marked] == now.marked
    tied = {at for a, b, _ in scene["run"]["map"]["ties"] for at in (a, b)}
    assert not any(gone[at] for at in tied)
    assert len(scene["run"]["map"]["ties"]) == now.cluster.number_of_edges()


def test_title_text_and_point_say_the_same():
    lab = multi_angle_lab(institutions="no_bridging")
    now, finding = lab.result, lab.words(lab.settings)["finding"]
    assert lab.alt(lab.settings).startswith(f"{finding}.")
    smes, complete = map(float, re.findall(r"\d\.\d\d", finding))
    assert smes == round(now.levels()[0], 2)
    assert complete == round(now.levels()[1], 2)
    assert f"lose {-now.change:.1%}" in finding
    assert lab.scene(lab.settings)["note"] == now.change
    assert f">−{-now.change:.1%}</text>" in lab.still()


def test_points_stand_along_the_cases_in_the_order_of_the_list():
    lab = multi_angle_lab()
    plan = lab.plan(lab.controls)
    assert plan["along"] == "institutions"
    assert plan["places"] == {name: place for place, name in enumerate(CASES)}
    (tried,) = (view for view in plan["views"] if view["kind"] == "tried")
    assert tried["look"]["x"]["ticks"] == [
        [place, case.short] for place, case in enumerate(CASES.values())
    ]
    # Each of them has its name, however narrow the panel is.
    assert all(f">{case.short}</text>" in lab.still() for case in CASES.values())


def test_no_institution_has_no_level():
    lab = multi_angle_lab(institutions="none")
    assert "institutions none;" in lab.alt(lab.settings)
    assert "nan" not in lab.alt(lab.settings)
    (frame,) = lab.scene(lab.settings)["frames"].values()
    assert frame["views"]["map"]["marked"] == []


def test_the_period_only_looks():
    lab = multi_angle_lab(institutions="none")
    end = lab.result
    start = shown(lab, period=0)
    assert start.run is end.run
    assert start.change == end.change
    assert lab.controls["period"].values[-1] == PERIODS == end.run.history.period[-1]


@pytest.mark.parametrize("seed", [1, 7])
def test_the_prediction_is_settled_by_teaching_only_and_by_none(seed):
    options = ["nearly all of it", "about half", "nearly nothing"]
    predict("multi_angle.lab", "What is left?", options).set_state(
        {"chosen": "nearly all of it", "presses": 1}
    )
    lab = multi_angle_lab("multi_angle.lab", seed=seed)
    needs = lab.verdicts["multi_angle.lab"].needs
    teach, none = seen = [{**lab.settings, **need} for need in needs]
    told = lab.outcome(seen)
    assert told["right"] is False
    assert "“nearly nothing”" in told["because"]
    for settings in (teach, none):
        assert f"−{-lab.compute(settings).change:.1%}" in told["because"]
