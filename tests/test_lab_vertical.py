"""Lab 03: barter is best on a small world, and where that ends."""

import re

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import vertical_lab
from clustercourse.labs.ring import ring_distance
from clustercourse.labs.vertical import ACTORS, DEGREE, PERIODS
from clustercourse.predictions.predicting import expect


def gains(lab, moved=(0.05, 0.2, 1.0), **settings):
    """Return the gain over the ring with several shares of ties moved, a mean of six draws."""
    return [
        np.mean(
            [
                lab.compute({**lab.settings, **settings, "rewiring": share, "seed": seed}).gain
                for seed in range(1, 7)
            ]
        )
        for share in moved
    ]


def test_a_small_world_beats_the_ring_and_the_random_network():
    few, small, random = gains(vertical_lab())
    assert small > random + 0.01
    assert small > few > 0


@pytest.mark.parametrize("settings", [{"experts": 0.0}, {"absorption": 1.0}], ids=str)
def test_without_experts_or_with_full_absorption_the_optimum_is_gone(settings):
    few, small, random = gains(vertical_lab(), **settings)
    assert few < small < random + 0.002


def test_early_on_the_random_network_is_ahead():
    lab = vertical_lab()
    early = [shown(lab, rewiring=share).curves["here"][1][15] for share in (0, 0.2, 1)]
    assert early == sorted(early)


def test_experts_profit_most():
    now = vertical_lab(rewiring=0.2)._now
    known, expert = now.known(), now.expert()
    assert expert.sum() == 10
    assert known[expert].mean() > 1.3 * known[~expert].mean()


def test_title_text_point_and_curve_say_the_same():
    lab = vertical_lab(rewiring=0.2)
    now = lab._now
    title = lab._title.get_text()
    assert title in lab.picture.alt
    share, level, gain = (float(x) for x in re.findall(r"\d+(?:\.\d+)?", title))
    assert share == 20
    assert level == round(now.level, 1) == round(float(now.curves["here"][1][-1]), 1)
    assert gain == round(100 * now.gain)
    place = lab._trail._now.get_xydata()[0]
    assert tuple(place) == (0.2, now.gain)
    assert f"{now.one_sided:.0%} of ties" in lab._subtitle.get_text()


def test_the_ring_is_no_gain_on_itself_and_has_no_moved_tie():
    lab = vertical_lab(rewiring=0)
    assert lab._now.gain == 0
    assert len(lab._ring._shortcuts.get_segments()) == 0
    assert len(lab._ring._rim.get_segments()) == ACTORS * DEGREE / 2
    shown(lab, rewiring=1)
    assert len(lab._ring._shortcuts.get_segments()) > 0.8 * ACTORS * DEGREE / 2


def test_points_tried_are_those_of_the_same_actors():
    lab = vertical_lab()
    shown(lab, rewiring=0.2)
    shown(lab, rewiring=0.5)
    assert len(lab._trail._tried.get_xydata()) == 2
    shown(lab, experts=0.2)
    assert len(lab._trail._tried.get_xydata()) == 0
    lab.reset()
    assert lab.settings["experts"] == lab.settings["rewiring"] == 0.1


def test_the_period_only_looks():
    lab = vertical_lab()
    end, start = lab._now, shown(lab, period=0)
    assert start.history is end.history
    assert start.gain == end.gain
    assert start.one_sided < 0.1 < 0.9 < end.one_sided
    assert lab.controls["period"].max == PERIODS


def test_a_predicted_curve_is_drawn_among_the_points():
    expect("vertical.test").given = ((0.2, 0.1), (1.0, 0.3))
    lab = vertical_lab("vertical.test")
    assert lab._trail._expected.get_xydata().tolist() == [[0.2, 0.1], [1.0, 0.3]]


def test_distance_is_the_shorter_way_round():
    ties = np.array([[0, 3], [0, 99], [10, 60]])
    assert ring_distance(ties, 100).tolist() == [3, 1, 50]
