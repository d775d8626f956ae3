"""Lab 03: barter is best on a small world, and where that ends."""

import re

import numpy as np
import pytest
from driving import shown

from clustercourse.labs import vertical_lab
from clustercourse.labs.vertical import ACTORS, DEGREE, PERIODS, RING
from clustercourse.predictions import Axis, predict_curve
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
    early = [shown(lab, rewiring=share).curves["here"][15] for share in (0, 0.2, 1)]
    assert early == sorted(early)


def test_experts_profit_most():
    now = vertical_lab(rewiring=0.2).result
    known, expert = now.known(), now.expert()
    assert expert.sum() == 10
    assert known[expert].mean() > 1.3 * known[~expert].mean()


def test_title_text_point_and_curve_say_the_same():
    lab = vertical_lab(rewiring=0.2)
    now, scene, said = lab.result, lab.scene(lab.settings), lab.words(lab.settings)
    assert said["finding"] in lab.alt(lab.settings)
    share, gain, level = (float(x) for x in re.findall(r"\d+(?:\.\d+)?", said["finding"]))
    assert share == 20
    assert level == round(now.level, 1) == round(float(now.curves["here"][-1]), 1)
    assert gain == round(100 * now.gain)
    assert scene["note"] == now.gain
    assert lab._place(lab.settings) == 0.2
    assert f"{now.one_sided:.0%} of ties are one-sided" in said["remark"]


def test_curves_and_colours_are_those_of_the_moments():
    lab = vertical_lab(rewiring=0.2, period=30)
    now, scene = lab.result, lab.scene(lab.settings)
    assert len(scene["run"]["curves"]["here"]) == len(lab.controls["period"].values)
    assert scene["run"]["curves"]["here"][-1] == pytest.approx(now.level, abs=1e-4)
    known = [
        RING["scale"]["unit"] * level for level in scene["frames"][15]["views"]["ring"]["level"]
    ]
    assert known == pytest.approx(now.known(), abs=0.03)
    assert scene["run"]["ring"]["kinds"] == now.expert().astype(int).tolist()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"rewiring": 0.0}, "On the ring, with no tie moved, knowledge reaches"),
        ({"rewiring": 1.0}, "All ties moved bring 7% more knowledge than the ring"),
        ({"rewiring": 0.9, "seed": 2}, "90% of ties moved bring as much knowledge as the ring"),
    ],
    ids=str,
)
def test_the_title_knows_both_ends_and_no_gain(settings, says):
    lab = vertical_lab(**settings)
    assert lab.words(lab.settings)["finding"].startswith(says)


def moved_ties(lab):
    """Return which of the ties drawn are longer than those to the next neighbours."""
    ties = np.array(lab.scene(lab.settings)["run"]["ring"]["ties"])
    steps = np.abs(ties[:, 0] - ties[:, 1])
    return np.minimum(steps, ACTORS - steps) > RING["near"]


def test_the_ring_is_no_gain_on_itself_and_has_no_moved_tie():
    lab = vertical_lab(rewiring=0)
    assert lab.result.gain == 0
    assert moved_ties(lab).sum() == 0
    assert len(moved_ties(lab)) == ACTORS * DEGREE / 2
    shown(lab, rewiring=1)
    assert moved_ties(lab).sum() > 0.8 * ACTORS * DEGREE / 2


def test_the_period_only_looks():
    lab = vertical_lab()
    end, start = lab.result, shown(lab, period=0)
    assert start.history is end.history
    assert start.gain == end.gain
    assert start.one_sided < 0.1 < 0.9 < end.one_sided
    assert lab.controls["period"].values[-1] == PERIODS


def test_a_predicted_curve_is_drawn_among_the_points():
    percent = Axis("more than on the ring", 0, 0.6, ".0%")
    predict_curve(
        "vertical.test",
        "How does it go on?",
        x=Axis("moved", 0, 1),
        y=percent,
        known=[],
        points=[0.2, 0.5, 1.0],
    )
    without = vertical_lab().still()
    expect("vertical.test").given = ((0.2, 0.1), (0.5, 0.2), (1.0, 0.3))
    lab = vertical_lab("vertical.test")
    assert lab.widget.asked["expected"] == [[0.2, 0.1], [0.5, 0.2], [1.0, 0.3]]
    assert "you predicted" in lab.still()
    assert "you predicted" not in without


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_with_full_absorption_nearly_all_ties_moved_settle_the_prediction(seed):
    lab = vertical_lab(seed=seed)
    verdict = lab.verdicts["vertical.lab"]
    assert [need["rewiring"] for need in verdict.needs] == [0.0, 0.1, (0.8, 1.0)]
    ends = [shown(lab, absorption=1.0, rewiring=share) for share in (0.0, 0.1, 1.0)]
    option, because = verdict.outcome(*ends)
    assert option == "all ties moved, or nearly all"
    assert f"{ends[1].gain:+.0%} with 10%" in because
    assert f"{ends[2].gain:+.0%} with 100%" in because
    # Networks of other seeds start from other levels: all are compared on one.
    other = shown(lab, rewiring=0.1, seed=seed + 1)
    assert verdict.outcome(ends[0], other, ends[2]) == (option, because)


def test_with_the_usual_absorption_the_small_world_would_be_best():
    lab = vertical_lab(seed=3)
    ends = [shown(lab, rewiring=share) for share in (0.0, 0.1, 1.0)]
    option, _ = lab.verdicts["vertical.lab"].outcome(*ends)
    assert option == "a small world: a tenth of the ties moved"
