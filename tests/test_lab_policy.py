"""Lab 09: a game whose budget is enforced, told alike by picture, text and files."""

import numpy as np
import pytest
from driving import cut_off, shown

from clustercourse.labs import policy_lab
from clustercourse.labs.policy import AMOUNTS
from clustercourse.policy import EQUAL_SPLIT, NOTHING, Policy, best_found, play
from clusterlib.parameters import ParameterError

MIXED = {"pipelines_1": 20.0, "skills_1": 30.0, "pipelines_2": 40.0}


def test_sliders_take_their_range_from_the_policy():
    lab = policy_lab()
    declared = Policy.declarations()
    for name in AMOUNTS:
        assert (lab.controls[name].min, lab.controls[name].max) == (0, 50)
        assert declared[name].meaning in lab.controls[name].tooltip
    assert lab.policy == NOTHING


def test_the_score_is_that_of_the_game():
    lab = policy_lab(**MIXED)
    now = lab._now
    assert now.game.draws == 4
    for name, policy in (
        ("mine", Policy(**MIXED)),
        ("none", NOTHING),
        ("equal", EQUAL_SPLIT),
        ("best", best_found()),
    ):
        assert now.score(getattr(now, name)) == pytest.approx(play(policy, now.game).score)
    assert f"Score {now.score(now.mine):.3f}: {now.share:.0%}" in lab.picture.alt
    assert lab._title.get_text() in lab.picture.alt


@pytest.mark.parametrize("cluster", ["baseline", "marshallian", "state_anchored"])
def test_mixtures_beat_no_policy_and_the_best_found_beats_an_equal_split(cluster):
    now = policy_lab(cluster=cluster, **EQUAL_SPLIT.model_dump())._now
    assert now.score(now.none) < now.score(now.equal) < now.score(now.best)
    assert 0 < now.share < 1
    best = policy_lab(cluster=cluster, **best_found(cluster).model_dump())._now
    assert best.share == pytest.approx(1)


def test_too_much_is_said_and_not_played():
    lab = policy_lab(**MIXED)
    now = shown(lab, trust_1=15.0)
    assert now.mine is None
    assert lab._title.get_text() == "Not played: take back 15 in phase 1"
    assert "15 over" in [text.get_text() for text in lab._bars._texts]
    assert "yours none" in lab.picture.alt
    with pytest.raises(ParameterError, match="take 15 back"):
        lab.save("north.json")
    shown(lab, **dict.fromkeys(AMOUNTS, 50.0))
    assert lab._title.get_text() == "Not played: take back 200 in phase 1 and 200 in phase 2"
    assert cut_off(lab) == []
    now = shown(lab, **{**dict.fromkeys(AMOUNTS, 0.0), **MIXED, "trust_1": 15.0, "skills_1": 15.0})
    assert now.mine is not None
    assert now.left == (0, 10)


def test_it_is_played_over_time_and_tells_nothing_beforehand():
    lab = policy_lab(**MIXED)
    end = lab._now
    last = end.shift_at // 2 * 2  # the slider shows every second period
    early = shown(lab, period=last)
    assert early.mine is end.mine
    assert not early.moved
    assert "has not moved yet" in lab.picture.alt
    assert len(lab._shift.get_xdata()) == 0
    periods, levels = early.curves["mine"]
    assert periods[-1] == last
    assert early.score(early.mine) == pytest.approx(levels[1:].mean())
    late = shown(lab, period=last + 2)
    assert late.moved
    assert f"The market moved in period {end.shift_at}" in lab.picture.alt
    assert late.curves["mine"][1][-1] < levels[-1]


def test_another_seed_moves_the_market_at_another_time():
    lab = policy_lab()
    times = {shown(lab, seed=seed).shift_at for seed in range(1, 8)}
    assert len(times) > 3
    assert min(times) >= 16
    assert max(times) <= 64


def test_the_map_shows_the_pipelines_that_are_paid_for():
    lab = policy_lab()
    none = lab._now.shown.number_of_edges()
    assert lab._now.opened == set()
    assert shown(lab, pipelines_2=40.0).shown.number_of_edges() == none + 20
    assert len(lab._now.opened) > 5
    assert shown(lab, period=38).shown.number_of_edges() == none


def test_a_policy_is_saved_and_replayed(tmp_path):
    lab, other = policy_lab(**MIXED), policy_lab()
    path = lab.save(tmp_path / "north.json", team="North")
    other.load(path)
    assert other.policy == lab.policy
    assert other.picture.alt.startswith(lab.picture.alt.split(".")[0])
    assert other.picture.alert == ""
    other.reset()
    assert other.policy == NOTHING


def test_tried_scores_are_those_of_the_same_game():
    lab = policy_lab()
    shown(lab, skills_1=30.0)
    shown(lab, skills_2=30.0)
    tried, _ = lab._scale._tried.get_data()
    none = lab._now.score(lab._now.none)
    assert np.allclose(tried[0], none)
    assert len(tried) == 2
    shown(lab, seed=2)
    assert len(lab._scale._tried.get_data()[0]) == 0


def test_the_strip_shows_policies_within_the_budget_whatever_the_lab_started_with():
    lab = policy_lab(**EQUAL_SPLIT.model_dump())
    for panel in lab.strip().panels:
        assert "Not played" not in panel.alt


def test_every_slider_has_a_name_of_its_own():
    lab = policy_lab()
    names = [control.description for control in lab.controls.values()]
    assert len(set(names)) == len(names)
    assert "skills, phase 2" in names


def test_captions_say_what_each_phase_buys():
    lab = policy_lab()
    captions = [panel.caption for panel in lab.strip().panels]
    assert captions[0].startswith("both phases: trust 10, pipelines 10, R&D 10,")
    assert captions[1].startswith(
        "phase 1: pipelines 25, skills 25 · phase 2: pipelines 40, skills 10 · baseline"
    )
    assert lab.caption({**lab.settings, "rd_2": 5.0}).startswith(
        "phase 1: nothing · phase 2: R&D 5 · "
    )
    # The picture of a strip has room for about so many letters.
    assert max(map(len, captions)) < 120
