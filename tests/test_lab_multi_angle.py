"""Lab 04: what institutions are worth, told alike by the picture and the text."""

import re

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import multi_angle_lab
from clustercourse.labs.multi_angle import CASES, PERIODS


def test_every_case_gives_its_own_picture_and_text():
    lab = multi_angle_lab()
    pictures, texts = set(), set()
    for name, case in CASES.items():
        shown(lab, institutions=name)
        assert case.words in lab.picture.alt
        pictures.add(lab.picture.data)
        texts.add(lab.picture.alt)
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
    assert lab._now.change > 0


def test_who_is_missing_is_grey_has_no_tie():
    now = multi_angle_lab(institutions="no_universities")._now
    kinds = dict(now.cluster.nodes(data="kind"))
    gone = [kind == "university" for kind in kinds.values()]
    assert np.isnan(now.knowledge()).tolist() == gone
    assert all(now.cluster.degree(n) == 0 for n, kind in kinds.items() if kind == "university")
    assert {kinds[n] for n in now.institutions_there} == {
        "research_institute",
        "bridging_institution",
        "government_agency",
    }
    assert any(now.run.clusters[0].degree(n) for n in ("U1", "U2"))


def test_title_text_and_point_say_the_same():
    lab = multi_angle_lab(institutions="no_bridging")
    now = lab._now
    title = lab._title.get_text()
    assert title in lab.picture.alt
    smes, complete = map(float, re.findall(r"\d\.\d\d", title))
    assert smes == round(now.levels()[0], 2)
    assert complete == round(now.levels()[1], 2)
    (place, change) = lab._trail._now.get_xydata()[0]
    assert place == list(CASES).index("no_bridging")
    assert change == now.change
    assert lab._trail._text.get_text() == f"{change:+z.1%}"


def test_points_tried_are_those_of_the_same_strength():
    lab = multi_angle_lab()
    shown(lab, institutions="no_universities")
    shown(lab, institutions="none")
    assert len(lab._trail._tried.get_xydata()) == 2
    shown(lab, strength=0.6)
    assert len(lab._trail._tried.get_xydata()) == 0
    lab.reset()
    assert lab._now.institutions == "all"


def test_no_institution_has_no_level():
    lab = multi_angle_lab(institutions="none")
    assert "institutions none" in lab.picture.alt
    assert "nan" not in lab.picture.alt


def test_the_period_only_looks():
    lab = multi_angle_lab(institutions="none")
    end = lab._now
    start = shown(lab, period=0)
    assert start.run is end.run
    assert start.change == end.change
    assert lab.controls["period"].max == PERIODS == end.run.history.period[-1]
