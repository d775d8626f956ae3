"""Lab 06: trust helps, loyalty turns it, reach decides what is understood."""

import re

from driving import shown

from clustercourse.labs import trust_lab
from clustercourse.labs.trust import SHIFT_AT
from clustercourse.predictions.predicting import expect


def levels(lab, trusts, **settings):
    """Return the level before the move at several degrees of trust."""
    shown(lab, **settings)
    return [shown(lab, trust=trust).level(SHIFT_AT) for trust in trusts]


def test_the_optimum_is_interior_only_with_loyalty():
    lab, trusts = trust_lab(), (0, 0.2, 0.6, 1)
    plain = levels(lab, trusts, loyalty=0)
    assert plain == sorted(plain)
    loyal = levels(lab, trusts, loyalty=3)
    assert max(loyal) == loyal[1]
    assert loyal[1] > loyal[0] + 0.02
    assert loyal[1] > loyal[3] + 0.04


def test_without_trust_loyalty_changes_nothing():
    lab = trust_lab(trust=0)
    plain, loyal = (shown(lab, loyalty=loyalty) for loyalty in (0, 5))
    assert plain.values == loyal.values
    assert plain.level(160) == loyal.level(160)


def test_loyalty_moves_attention_from_pipelines_to_local_ties():
    lab = trust_lab(trust=0.7)
    plain, loyal = (shown(lab, loyalty=loyalty, period=40).values for loyalty in (0, 3))
    assert loyal["to_local"] > plain["to_local"]
    assert loyal["to_pipeline"] < plain["to_pipeline"] / 2
    assert loyal["from_outside"] < plain["from_outside"] / 2


def test_trust_and_loyalty_are_quick_at_first_and_slow_in_the_end():
    lab = trust_lab(loyalty=3)
    little, much = (shown(lab, trust=trust) for trust in (0.2, 1))
    assert much.level(16) > little.level(16) > 0
    # The lecture says that full trust falls behind halfway to the market's move.
    ahead = [much.level(period) > little.level(period) for period in (30, 50)]
    assert ahead == [True, False]
    assert much.level(SHIFT_AT) < little.level(SHIFT_AT)


def test_reach_lets_smes_understand_and_reach_more():
    lab = trust_lab()
    near, far = (shown(lab, reach=reach) for reach in (0.1, 0.4))
    assert near.values["understood"] < far.values["understood"]
    assert near.level(SHIFT_AT) < far.level(SHIFT_AT) - 0.1
    assert near.values["to_local"] == far.values["to_local"]


def test_nothing_has_been_learned_at_the_start():
    lab = trust_lab()
    start, soon = (shown(lab, period=period).values["from_outside"] for period in (0, 2))
    assert start == 0 < soon


def test_picture_and_words_tell_the_same():
    lab = trust_lab(trust=0.9, loyalty=3)
    title = lab._title.get_text()
    assert lab.picture.alt.startswith(title)
    level, attention = re.search(
        r"performance ([\d.]+), attention to a pipeline (\d+)%", title
    ).groups()
    assert level == lab._trail._text.get_text()
    assert f"each pipeline {attention}%" in lab.picture.alt


def test_the_trail_keeps_points_and_tells_those_of_another_loyalty_apart():
    lab = trust_lab(trust=0, loyalty=3)
    for trust in (0.2, 0.4):
        shown(lab, trust=trust)
    assert lab._trail._tried.get_xdata().tolist() == [0, 0.2]
    shown(lab, loyalty=0)
    assert lab._trail._tried.get_xdata().size == 0
    assert lab._trail._others.get_xdata().tolist() == [0, 0.2, 0.4]
    shown(lab, loyalty=3)
    assert lab._trail._tried.get_xdata().tolist() == [0, 0.2, 0.4]
    assert lab._trail._others.get_xdata().tolist() == [0.4]
    shown(lab, reach=0.5)
    assert lab._trail._others.get_xdata().size == 0


def test_a_drawn_prediction_stands_beside_what_was_tried():
    expect("test.trust").given = ((0.0, 0.3), (1.0, 0.45))
    lab = trust_lab("test.trust")
    assert lab._trail._expected.get_xydata().tolist() == [[0.0, 0.3], [1.0, 0.45]]
