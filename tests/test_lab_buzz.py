"""Lab 08: openness pays up to a point, for whom it pays, and what the picture says of it."""

import re

import pytest
from driving import shown

from clustercourse.labs import buzz_lab
from clustercourse.labs.buzz import SERIES, SHIFT_AT
from clustercourse.labs.runs import PERIODS


def end_before_shift(now, of):
    """Return a kind's mean performance on the eve of the move."""
    return now.run.level[of][now.run.record(SHIFT_AT)]


def test_focal_firms_gain_by_openness_that_smes_pay_for():
    lab = buzz_lab()
    some, much = (shown(lab, openness=openness) for openness in (0.2, 0.9))
    assert end_before_shift(much, "focal_firm") > end_before_shift(some, "focal_firm") + 0.1
    assert end_before_shift(much, "sme") < end_before_shift(some, "sme") - 0.2


def test_buzz_and_pipelines_are_worth_more_together():
    lab = buzz_lab()
    gains = {}
    for buzz in (0, 0.3, 1):
        closed, opened = (shown(lab, buzz=buzz, openness=o).level(SHIFT_AT) for o in (0, 0.2))
        gains[buzz] = opened - closed
    assert 0 < gains[0] < gains[0.3] < gains[1]


def test_a_closed_cluster_hardly_recovers_after_the_move():
    lab = buzz_lab()
    for openness, least, most in ((0, 0.8, 1.15), (0.2, 1.15, 1.5)):
        now = shown(lab, openness=openness)
        after = now.level(SHIFT_AT + 2)
        assert least < now.level(PERIODS) / after < most


def test_every_level_fits_on_the_axes():
    lab = buzz_lab(openness=1.0, buzz=2.0)
    top = lab._curves.ax.get_ylim()[1]
    for buzz in (0, 2):
        now = shown(lab, buzz=buzz)
        assert max(now.run.level[one.name].max() for one in SERIES) < top


def test_title_and_text_say_the_same_and_name_the_cluster_as_it_is():
    lab = buzz_lab(openness=0.4)
    title = lab._title.get_text()
    assert lab.picture.alt.startswith(title)
    assert re.findall(r"\d\.\d\d", title) == [
        "0.40",
        f"{lab._now.level(SHIFT_AT):.2f}",
        f"{lab._now.level(PERIODS):.2f}",
    ]
    assert "Cluster of 54 actors" in lab.picture.alt
    assert "custom" not in lab.picture.alt.lower()
    pipelines = int(re.search(r"(\d+) pipelines", lab.picture.alt).group(1))
    dimensions = [d for *_, d in lab._now.run.clusters[0].edges(data="dimension")]
    assert pipelines == dimensions.count("pipeline") > 0


@pytest.mark.parametrize("openness", [0, 1])
def test_without_ties_of_one_sort_the_text_still_counts(openness):
    alt = buzz_lab(openness=openness).picture.alt
    assert ("pipelines." in alt) == (openness == 1)
    assert ("horizontal" in alt) == (openness == 0)
