"""The capstone's game: money, what it does, who wins, and files that are saved and replayed."""

import json
import math

import numpy as np
import pytest

from clustercourse.policy import (
    BUDGET,
    EQUAL_SPLIT,
    INSTRUMENTS,
    NOTHING,
    Game,
    Policy,
    Rules,
    all_on,
    best_found,
    compare_teams,
    gain,
    improve,
    in_effect,
    load_policy,
    nearest_type,
    play,
    play_all,
    replay,
)
from clustercourse.policy import search as searching
from clustercourse.policy.game import worlds_of
from clustercourse.policy.pictures import plot_gains, plot_teams, plot_winners
from clustercourse.policy.playing import MOVES
from clusterlib import ARCHETYPES, Structure, build_cluster, example_cluster
from clusterlib.errors import ClusterlibError
from clusterlib.learning import Learning, TechnologyShift, simulate
from clusterlib.parameters import ParameterError

#: Draws that the kept searches did not use.
UNSEEN = {cluster: Game(cluster, seed=4, draws=8) for cluster in ARCHETYPES}


# ---- the budget


def test_all_problems_of_a_policy_come_at_once():
    with pytest.raises(ParameterError) as caught:
        Policy(trust_1=30, skills_1=40, rd_2=-1, pipelines_2="10", institutes_2=math.nan, skils_2=1)
    text = str(caught.value)
    assert text.startswith("5 problems in Policy:")
    assert "phase 1 spends 70 of 50: take 20 back" in text
    assert "did you mean 'skills_2'?" in text
    for name in ("rd_2 = -1", "pipelines_2 = '10'", "institutes_2 = nan"):
        assert name in text


def test_what_is_left_and_what_is_spent_make_the_budget():
    policy = Policy(trust_1=20, rd_1=5.5, skills_2=50)
    assert policy.left() == (24.5, 0)
    assert policy.money("trust") == (20, 0)
    assert Policy(**policy.amounts()) == policy
    assert EQUAL_SPLIT.left() == (0, 0)
    # Ten times a tenth is not quite one for a computer, and still not too much.
    Policy(**{f"{name}_1": BUDGET / 3 for name in ("trust", "rd", "skills")})


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_more_money_does_more_and_some_of_it_lasts(instrument):
    rules = Rules()
    levels = [rules.level(instrument, money) for money in (0, 10, 20, 30)]
    steps = np.diff(levels)
    assert (steps > 0).all()
    if instrument == "pipelines":
        assert steps == pytest.approx(steps[0])
    else:
        assert (np.diff(steps) < 0).all()
        assert levels[0] == getattr(rules, f"{instrument}_before")
        assert rules.level(instrument, 1e6) == pytest.approx(getattr(rules, f"{instrument}_top"))
    lasts = getattr(rules, f"{instrument}_lasts")
    first, second = in_effect(Policy(**{f"{instrument}_1": 40}))[instrument]
    assert first == rules.level(instrument, 40)
    assert second == rules.level(instrument, 40 * lasts)


def test_every_cost_and_effect_is_declared_with_its_meaning():
    for declared in Rules.declarations().values():
        assert declared.meaning
        assert declared.source
    assert Rules.declarations()["skills_half"].unit == "money"


# ---- the game


def test_without_money_it_is_the_course_model_with_the_rules_start():
    game = Game(seed=3, draws=2)
    rules = Rules()
    start = Learning(
        loyalty=rules.loyalty,
        **{moved: getattr(rules, f"{name}_before") for name, moved in MOVES.items()},
    )
    for place, world in enumerate(worlds_of(game)):
        cluster = world.cluster.copy()
        cluster.remove_edges_from(world.planned)
        shift = TechnologyShift(at=world.shift_at)
        run = simulate(cluster, start, periods=80, interventions=[shift], rng=[world.seed])
        assert play(NOTHING, game).level[:, place] == pytest.approx(run.level()[:, 0])


def test_money_opens_pipelines_in_its_phase_only():
    game = Game(seed=3, draws=1)
    (world,) = worlds_of(game)
    assert len(world.planned) == 31
    assert len(set(map(frozenset, world.planned))) == 31
    late = play(Policy(pipelines_2=40), game)
    none = play(NOTHING, game)
    assert (late.level[:41] == none.level[:41]).all()
    assert (late.level[41:] > none.level[41:]).any()
    assert late.pipelines == (0, 20)


def test_a_score_is_the_mean_over_periods_and_draws_and_the_same_every_time():
    game = Game(seed=5, draws=3)
    one, other = play(EQUAL_SPLIT, game), play_all([NOTHING, EQUAL_SPLIT], game)[1]
    assert one.level.shape == (81, 3)
    assert one.score == other.score == pytest.approx(one.level[1:].mean())
    assert play(EQUAL_SPLIT.amounts(), game).score == one.score
    assert play(EQUAL_SPLIT, Game(seed=6, draws=3)).score != one.score


def test_the_market_moves_at_another_time_in_every_draw():
    times = {world.shift_at for world in worlds_of(Game(draws=30))}
    assert len(times) > 15
    assert min(times) >= 16
    assert max(times) <= 64


def test_stress_changes_what_it_says_and_nothing_else():
    usual, early, poor = (
        worlds_of(game)[0] for game in (Game(), Game(shift_at=20), Game(buzz=0.5))
    )
    assert early.shift_at == 20
    assert poor.shift_at == usual.shift_at
    for other in (early, poor):
        assert other.planned == usual.planned
        assert set(other.cluster.edges) == set(usual.cluster.edges)
    assert play(NOTHING, Game(buzz=0.5)).score < play(NOTHING).score


def test_all_problems_of_a_game_come_at_once():
    with pytest.raises(ParameterError) as caught:
        Game("marshalian", seed=-1, draws=2.5, shift_at=80, buzz=math.nan, rules=None)
    text = str(caught.value)
    assert text.startswith("6 problems in Game:")
    assert "Did you mean 'marshallian'?" in text


# ---- no trivial winner


@pytest.mark.parametrize("cluster", ARCHETYPES)
def test_the_best_found_is_a_mixture_that_beats_naive_policies_on_draws_it_has_not_seen(cluster):
    best = best_found(cluster)
    naive = [EQUAL_SPLIT, *map(all_on, INSTRUMENTS)]
    none, top, *others = (one.score for one in play_all([NOTHING, best, *naive], UNSEEN[cluster]))
    gains = [(score - none) / (top - none) for score in others]
    assert top > 1.25 * none
    assert max(gains) < 0.95, gains
    assert gains[0] > 0.5  # an equal split is decent
    assert sum(sum(best.money(name)) > 0 for name in INSTRUMENTS) >= 2
    assert max(best.amounts().values()) < BUDGET
    assert best.left() == (0, 0)


def test_types_of_cluster_need_different_policies():
    assert len({best_found(cluster) for cluster in ARCHETYPES}) == len(ARCHETYPES)
    satellite, state = (UNSEEN[name] for name in ("satellite_platform", "state_anchored"))
    for here, there in ((satellite, state), (state, satellite)):
        own, other = play_all([best_found(here.cluster), best_found(there.cluster)], here)
        assert own.score > 1.05 * other.score


@pytest.mark.parametrize("cluster", ARCHETYPES)
def test_the_kept_policy_is_where_the_search_ends(cluster):
    game = Game(cluster, seed=searching.SEED, draws=searching.DRAWS)
    best = best_found(cluster)
    assert improve(best, game, steps=searching.STEPS[-1:])[0] == best


@pytest.mark.slow
def test_the_search_finds_the_kept_policy_again():
    assert searching.search("satellite_platform") == best_found("satellite_platform")


def test_the_search_climbs_and_ends_where_no_transfer_helps():
    game = Game(draws=1)
    best, score = improve(all_on("trust"), game, steps=[25])
    assert score > play(all_on("trust"), game).score
    assert best.left() == (0, 0)
    assert improve(best, game, steps=[25]) == (best, score)
    assert improve(NOTHING, game)[0] == NOTHING


def test_a_structure_of_ones_own_gets_the_best_of_the_kept_policies():
    kept = {best_found(cluster) for cluster in ARCHETYPES}
    assert best_found(Structure(multi_angle_ties=4, horizontal_ties=0.5)) in kept


# ---- files


def test_a_saved_policy_is_replayed_to_the_last_digit(tmp_path):
    policy = Policy(trust_1=12.5, skills_1=100 / 3, pipelines_2=41)
    path = policy.save(tmp_path / "north.json", team="Nørd")
    assert load_policy(path) == policy
    game = Game("hub_and_spoke", seed=9, draws=2)
    assert replay(path, game).score == play(policy, game).score
    assert json.loads(path.read_text("utf-8"))["team"] == "Nørd"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ["not JSON"]),
        ("[" * 100_000, ["not JSON"]),
        ("[1]", ["not a policy"]),
        ("{}", ["3 problems", "'version' is m", "'team' is missing", "'spending' is missing"]),
        (
            '{"version": 2, "team": 7, "spending": {"trust_1": 60, "skils_2": 1, "rd_2": NaN}, '
            '"spendin": 1}',
            ["7 problems", "did you mean 'spending'?", "reads version 1", "'team' is no name",
             "trust_1 = 60", "did you mean 'skills_2'?", "rd_2 = nan"],
        ),
        ('{"version": 1, "team": "a", "spending": [1]}', ["'spending' is no table"]),
        ('{"version": 1, "team": "a", "spending": {"trust_1": 30, "rd_1": 30}}', ["take 10 back"]),
        ("x" * 200_000, ["far too large"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_all_that_is_wrong(tmp_path, content, words):
    path = tmp_path / "north.json"
    path.write_text(content)
    with pytest.raises(ParameterError) as caught:
        load_policy(path)
    for word in words:
        assert word in str(caught.value)
    assert "north.json" in str(caught.value)


def test_a_class_is_compared_in_a_table_and_a_picture(tmp_path):
    files = [
        best_found().save(tmp_path / "a.json", team="Best"),
        all_on("trust").save(tmp_path / "b.json"),
    ]
    game = Game(draws=2)
    table = compare_teams(files, game)
    assert list(table.index) == ["Best", "(best found)", "(equal split)", "b", "(no policy)"]
    assert table.loc["Best", "of best"] == 1
    assert table.loc["(no policy)", "gain"] == 0
    assert table.loc["Best", "gain"] == gain(best_found(), game).mean
    assert table.loc["b", "low"] < table.loc["b", "gain"] < table.loc["b", "high"]
    assert table.loc["b", "trust"] == 2 * BUDGET
    assert table.score.is_monotonic_decreasing
    figure = plot_teams(files, game)
    assert "Ahead: Best, " in figure.alt
    assert "trust building 50" in figure.alt
    assert figure.png() != plot_teams(files[1:], game).png()
    assert plot_teams({"Best": best_found(), "b": all_on("trust")}, game).alt == figure.alt


def test_problems_of_all_files_of_a_class_come_at_once(tmp_path):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(ParameterError) as caught:
        compare_teams([tmp_path / "bad.json", tmp_path / "missing.json"])
    assert "bad.json" in str(caught.value)
    assert "missing.json" in str(caught.value)


# ---- gains, and where who wins


def test_a_gain_is_the_mean_of_paired_differences_and_may_be_over_another_policy():
    game = Game(draws=4)
    differences = play(EQUAL_SPLIT, game).scores - play(NOTHING, game).scores
    found = gain(EQUAL_SPLIT, game)
    assert found.mean == pytest.approx(differences.mean())
    assert found.low < found.mean < found.high
    assert gain(NOTHING, game).mean == 0
    over = gain(best_found(), game, over=EQUAL_SPLIT)
    assert over.mean == pytest.approx(gain(best_found(), game).mean - found.mean)


def test_pictures_tell_gains_and_winners_with_intervals():
    games = {"a": Game(draws=3), "b": Game("state_anchored", draws=3)}
    plans = {"equal": EQUAL_SPLIT, "trust": all_on("trust")}
    panels = {
        place: {name: gain(plan, game) for name, plan in plans.items()}
        for place, game in games.items()
    }
    figure = plot_gains("It depends", panels, lit="equal")
    assert figure.alt.startswith("It depends. Gain of score over no policy, with 95% intervals. a:")
    assert f"equal {panels['b']['equal'].mean:+.3f} (" in figure.alt
    grid = {
        (place, "usual"): {name: play(plan, game) for name, plan in plans.items()}
        for place, game in games.items()
    }
    lead = gain(EQUAL_SPLIT, games["a"], over=all_on("trust"))
    figure = plot_winners("One wins", grid)
    assert f"a, usual: equal, ahead of trust by {lead.mean:.3f} (" in figure.alt
    with pytest.raises(ClusterlibError, match="from 2 to 6 policies"):
        plot_winners("None", {("a", "b"): {"equal": play(EQUAL_SPLIT)}})


# ---- a cluster of one's own


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_a_cluster_drawn_from_a_type_is_nearest_to_it_whatever_its_size(archetype):
    usual = [nearest_type(build_cluster(archetype, rng=seed)) for seed in range(900, 910)]
    small = [
        nearest_type(build_cluster(archetype, firms_per_stage=9, universities=1, rng=seed))
        for seed in range(900, 910)
    ]
    assert {found.name for found in usual} == {archetype}
    assert sum(found.name == archetype for found in small) >= 8
    assert 0.5 < np.mean([found.distances[archetype] for found in usual]) < 1.5
    assert 0.2 < np.mean([found.farther for found in usual]) < 0.8


def test_a_game_says_which_type_a_cluster_of_ones_own_is_nearest_to_and_what_decides():
    own = example_cluster()
    assert Game("satellite_platform").nearest is None
    found = Game(own, draws=2).nearest
    told = str(found)
    assert told.startswith(
        "Unlike all five types. The nearest type is satellite platform (branches"
    )
    assert "distance 3.2, where a cluster of that type is about 1 away. Next: baseline" in told
    usual = str(nearest_type(build_cluster("satellite_platform", rng=1)))
    assert usual.startswith("Nearest type: satellite platform (branches of firms")
    assert "Not compared" not in told + usual
    assert " Next: baseline, 3.4. What decides: pipelines of a firm 0.64 (satellite" in told
    assert "Unlike that type: vertical ties of an SME 1.91" in told
    assert nearest_type(own.to_directed()).distances == found.distances
    # By hand: what decides has the largest difference of squared distances.
    frame = found.frame()
    off = frame[["satellite_platform", "baseline"]].sub(frame["here"], axis=0)
    off = off.div(frame["spread within types"], axis=0) ** 2
    assert found.deciding[0] == (off["baseline"] - off["satellite_platform"]).idxmax()
    assert math.isclose(found.distances["baseline"], off["baseline"].mean() ** 0.5)


@pytest.mark.parametrize("directed", [False, True])
def test_a_game_is_played_on_a_cluster_of_ones_own_itself(directed):
    own = example_cluster()
    own = own.to_directed() if directed else own
    game = Game(own, draws=2)
    assert game == Game(own.copy(), draws=2)  # equal clusters share their draws
    before = own.size()
    for world in worlds_of(game):
        assert list(world.cluster) == list(own)
        assert set(own.edges) <= set(world.cluster.edges)
        assert world.cluster.size() == before + len(world.planned)
        assert set(world.ties) == set(world.cluster.edges) - set(own.edges)
    assert own.size() == before
    first, second = worlds_of(game)
    assert first.planned != second.planned
    best, none = (play(plan, game) for plan in (best_found(own), NOTHING))
    assert best.score > none.score
    # Pipelines do something, so they lead the right way.
    assert play(all_on("pipelines"), game).score != none.score
    # Changed afterwards, it is another cluster and another game.
    own.remove_node("F01")
    assert Game(own, draws=2) != game


def test_a_cluster_without_sources_outside_gets_nothing_for_pipelines():
    own = example_cluster()
    out = [a for a, layer in own.nodes(data="layer") if layer == "supplementary"]
    own.remove_nodes_from(out)
    game = Game(own, draws=1)
    assert play(all_on("pipelines"), game).score == play(NOTHING, game).score


def test_new_pipelines_weigh_what_those_of_the_cluster_weigh():
    own = example_cluster()
    for tie in own.edges:
        own.edges[tie]["weight"] = 0.25
    (world,) = worlds_of(Game(own, draws=1))
    assert {world.cluster.edges[tie]["weight"] for tie in world.ties} == {0.25}


def test_what_is_no_cluster_has_no_type():
    own = example_cluster()
    own.nodes["F01"]["kind"] = "shop"
    with pytest.raises(ClusterlibError, match="unknown kind 'shop'"):
        Game(own)
    own = example_cluster()
    own.remove_nodes_from([a for a, layer in own.nodes(data="layer") if layer == "core"])
    with pytest.raises(ParameterError, match="has no firm"):
        nearest_type(own)
