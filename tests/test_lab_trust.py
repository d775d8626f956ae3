"""Lab 06: trust helps, loyalty turns it, reach decides what is understood."""

import re

from driving import shown

from clustercourse.labs import trust_lab
from clustercourse.labs.trust import SHIFT_AT
from clustercourse.predictions import Axis, predict, predict_curve


def levels(lab, trusts, **settings):
    """Return the level before the move at several degrees of trust."""
    shown(lab, **settings)
    return [shown(lab, trust=trust).level("core", SHIFT_AT) for trust in trusts]


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
    assert plain.level() == loyal.level()


def test_loyalty_moves_attention_from_pipelines_to_local_ties():
    lab = trust_lab(trust=0.7)
    plain, loyal = (shown(lab, loyalty=loyalty, period=40).values for loyalty in (0, 3))
    assert loyal["to_local"] > plain["to_local"]
    assert loyal["to_pipeline"] < plain["to_pipeline"] / 2
    assert loyal["from_outside"] < plain["from_outside"] / 2


def test_trust_and_loyalty_are_quick_at_first_and_slow_in_the_end():
    lab = trust_lab(loyalty=3)
    little, much = (shown(lab, trust=trust) for trust in (0.2, 1))
    assert much.level("core", 16) > little.level("core", 16) > 0
    # The lecture says that full trust falls behind halfway to the market's move.
    ahead = [much.level("core", period) > little.level("core", period) for period in (30, 50)]
    assert ahead == [True, False]
    assert much.level("core", SHIFT_AT) < little.level("core", SHIFT_AT)


def test_reach_lets_smes_understand_and_reach_more():
    lab = trust_lab()
    near, far = (shown(lab, reach=reach) for reach in (0.1, 0.4))
    assert near.values["understood"] < far.values["understood"]
    assert near.level("core", SHIFT_AT) < far.level("core", SHIFT_AT) - 0.1
    assert near.values["to_local"] == far.values["to_local"]


def test_nothing_has_been_learned_at_the_start():
    lab = trust_lab()
    start, soon = (shown(lab, period=period).values["from_outside"] for period in (0, 2))
    assert start == 0 < soon


def test_picture_and_words_tell_the_same():
    lab = trust_lab(trust=0.9, loyalty=3)
    alt = repr(lab)
    level, attention = re.search(r"get to ([\d.]+) before .* a pipeline (\d+)% of", alt).groups()
    assert level == f"{lab.note(lab.result):.2f}" == f"{lab.scene(lab.settings)['note']:.2f}"
    assert f"each pipeline {attention}%" in alt


def test_the_prediction_is_settled_by_both_levers():
    asked = predict("trust.lab", "Which helps more?", ["the longer reach", "less trust"])
    asked.chosen = "less trust"
    asked.commit()
    lab = trust_lab("trust.lab", loyalty=3.0)
    needs = lab.widget.asked["needs"]
    told = lab.outcome([{**lab.settings, **need} for need in needs])
    assert told["right"]
    reach, trust = re.findall(r"[+−][\d.]+%", told["because"])
    assert float(trust[1:-1]) > float(reach[1:-1]) > 0


def test_points_and_title_show_those_whom_the_question_is_about():
    lab = trust_lab(loyalty=3.0)
    now = lab.result
    assert lab.note(now) == now.level("sme", SHIFT_AT)
    assert "SMEs are 32 of the 36 firms" in repr(lab)
    (tried,) = (view for view in lab.widget.plan["views"] if view["kind"] == "tried")
    assert "SMEs" in tried["look"]["title"]
    assert "SMEs" in tried["look"]["y"]["label"]


def test_a_drawn_prediction_stands_beside_what_was_tried():
    axes = {"x": Axis("trust", 0, 1, ".1f"), "y": Axis("performance", 0.1, 0.6, ".2f")}
    known = [(0.0, 0.3), (0.2, 0.35)]
    asked = predict_curve(
        "test.trust", "How does it go on?", known=known, points=[0.4, 0.7, 1], **axes
    )
    asked.answer = ((0.4, 0.4), (0.7, 0.42), (1.0, 0.45))
    asked.commit()
    lab = trust_lab("test.trust")
    assert lab.widget.asked["expected"] == [[0.4, 0.4], [0.7, 0.42], [1.0, 0.45]]
    assert "you predicted" in lab.still()
