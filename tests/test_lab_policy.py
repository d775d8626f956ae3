"""Lab 09: a game whose budget is enforced, told alike by picture, text and files."""

import pytest
from driving import shown

from clustercourse.labs import policy_lab
from clustercourse.labs.policy import AMOUNTS
from clustercourse.policy import EQUAL_SPLIT, NOTHING, Policy, best_found, play
from clusterlib.parameters import ParameterError

MIXED = {"pipelines_1": 20.0, "skills_1": 30.0, "pipelines_2": 40.0}


def test_sliders_take_their_range_from_the_policy():
    lab = policy_lab()
    declared = Policy.declarations()
    for name in AMOUNTS:
        assert (lab.controls[name].values[0], lab.controls[name].values[-1]) == (0, 50)
        assert declared[name].meaning in lab.controls[name].meaning
    assert lab.policy == NOTHING


def test_the_score_is_that_of_the_game():
    lab = policy_lab(**MIXED)
    now = lab.result
    assert now.game.draws == 4
    for name, policy in (
        ("mine", Policy(**MIXED)),
        ("none", NOTHING),
        ("equal", EQUAL_SPLIT),
        ("best", best_found()),
    ):
        assert now.score(getattr(now, name)) == pytest.approx(play(policy, now.game).score)
    assert repr(lab).startswith(f"Score {now.score(now.mine):.3f}: {now.share:.0%}")
    assert f"yours {now.score(now.mine):.3f}" in repr(lab)


@pytest.mark.parametrize("cluster", ["baseline", "marshallian", "state_anchored"])
def test_mixtures_beat_no_policy_and_the_best_found_beats_an_equal_split(cluster):
    now = policy_lab(cluster=cluster, **EQUAL_SPLIT.model_dump()).result
    assert now.score(now.none) < now.score(now.equal) < now.score(now.best)
    assert 0 < now.share < 1
    best = policy_lab(cluster=cluster, **best_found(cluster).model_dump()).result
    assert best.share == pytest.approx(1)


def test_too_much_is_said_and_not_played():
    lab = policy_lab(**MIXED)
    now = shown(lab, trust_1=15.0)
    assert now.mine is None
    scene = lab.scene(lab.settings)
    (frame,) = scene["frames"].values()
    assert frame["finding"] == "Not played: take back 15 in phase 1"
    assert frame["blocked"]
    assert "15 over" in scene["run"]["money"]["texts"]
    assert "mine" not in frame["views"]["scores"]
    assert "yours" not in repr(lab)
    with pytest.raises(ParameterError, match="take 15 back"):
        lab.save("north.json")
    shown(lab, **dict.fromkeys(AMOUNTS, 50.0))
    assert repr(lab).startswith("Not played: take back 200 in phase 1 and 200 in phase 2.")
    now = shown(lab, **{**dict.fromkeys(AMOUNTS, 0.0), **MIXED, "trust_1": 15.0, "skills_1": 15.0})
    assert now.mine is not None
    assert now.left == (0, 10)


def test_it_is_played_over_time_and_tells_nothing_beforehand():
    lab = policy_lab(**MIXED)
    end = lab.result
    last = end.world.shift_at // 2 * 2  # the slider shows every second period
    early = shown(lab, period=last)
    assert early.mine is end.mine
    assert early.period <= early.world.shift_at
    assert "has not moved yet" in repr(lab)
    levels = early.mine.curve
    assert early.score(early.mine) == pytest.approx(levels[1 : last + 1].mean())
    notes = lab.scene(lab.settings)["note"]
    assert notes[last // 2] == pytest.approx(early.score(early.mine), abs=1e-6)
    late = shown(lab, period=last + 2)
    assert late.period > late.world.shift_at
    assert f"The market moved in period {end.world.shift_at}" in repr(lab)
    assert late.mine.curve[last + 2] < levels[last]


def test_another_seed_moves_the_market_at_another_time():
    lab = policy_lab()
    times = {shown(lab, seed=seed).world.shift_at for seed in range(1, 8)}
    assert len(times) > 3
    assert min(times) >= 16
    assert max(times) <= 64


def test_the_map_shows_the_pipelines_that_are_paid_for():
    lab = policy_lab()
    none = lab.result.shown.number_of_edges()
    assert lab.result.opened == set()
    assert shown(lab, pipelines_2=40.0).shown.number_of_edges() == none + 20
    assert len(lab.result.opened) > 5
    assert shown(lab, period=38).shown.number_of_edges() == none


def test_a_policy_is_saved_and_replayed(tmp_path):
    lab, other = policy_lab(**MIXED), policy_lab()
    path = lab.save(tmp_path / "north.json", team="North")
    other.load(path)
    assert other.policy == lab.policy
    assert repr(other) == repr(lab)


def test_a_policy_that_overspends_leaves_no_point():
    lab = policy_lab(skills_1=30.0)
    assert lab.note(lab.result)[-1] == pytest.approx(lab.result.score(lab.result.mine), abs=1e-6)
    assert lab.note(shown(lab, trust_1=25.0)) is None


def test_the_equal_split_settles_the_prediction_of_the_lecture():
    lab = policy_lab(**EQUAL_SPLIT.model_dump())
    verdict = lab.verdicts["policy.lab"]
    assert all(lab.settings[name] == value for name, value in verdict.needs[0].items())
    option, because = verdict.outcome(lab.result)
    assert option == "half to nine tenths"
    assert f"{lab.result.share:.0%}" in because


def test_the_strip_shows_policies_within_the_budget_whatever_the_lab_started_with():
    lab = policy_lab(**EQUAL_SPLIT.model_dump())
    for panel in lab.strip().panels:
        assert "Not played" not in panel.alt


def test_every_slider_has_a_name_of_its_own():
    lab = policy_lab()
    names = [(control.group, control.label) for control in lab.controls.values()]
    assert len(set(names)) == len(names)
    assert ("Phase 2: from period 40", "skills") in names


def test_captions_say_what_each_phase_buys():
    lab = policy_lab()
    captions = [panel.caption for panel in lab.strip().panels]
    assert captions[0].startswith("both phases: trust 10, pipelines 10, R&D 10,")
    assert captions[1].startswith(
        "phase 1: pipelines 25, skills 25; phase 2: pipelines 40, skills 10"
    )
    assert lab.caption({**lab.settings, "rd_2": 5.0}).startswith(
        "phase 1: nothing; phase 2: R&D 5; cluster baseline"
    )
    # The picture of a strip has room for about so many letters.
    assert max(map(len, captions)) < 120


def test_a_still_leaves_out_what_was_not_played():
    lab = policy_lab(**MIXED)
    too_much, less = dict.fromkeys(AMOUNTS, 50.0), dict.fromkeys(AMOUNTS, 5.0)
    scores = lab.still(tried=[too_much, less]).partition("</svg>")[0]
    assert 'data-pick="0"' not in scores
    assert 'data-pick="1"' in scores
