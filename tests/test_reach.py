"""How far verdicts reach: worlds, planted claims, what decides, and the results of the course."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from clustercourse.claims import run_claims, table
from clustercourse.claims.evidence import Contrast, Part
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.reach import (
    FULL,
    InWorld,
    Reach,
    from_json,
    in_words,
    load_reach,
    main_experiment,
    reach_of,
    run_reach,
    to_json,
)
from clustercourse.claims.reach_pictures import plot_plane
from clustercourse.claims.settings import calm
from clustercourse.claims.worlds import PARAMETERS, draw_worlds, in_world, set_by
from clusterlib.cli import main
from clusterlib.errors import ClusterlibError
from clusterlib.experiments import Setting
from clusterlib.parameters import ParameterError


def _noise(history):
    """A value of its own for each cluster, the same in paired runs."""
    return history.performance[0, :: history.ids.__len__() // (history.cluster[-1] + 1)][
        : history.cluster[-1] + 1
    ]


def always(history):
    return 1 + 0.1 * _noise(history) + 0.5 * (history.period[-1] > 1)


def never(history):
    return 2 + 0.1 * _noise(history) - 0.5 * (history.period[-1] > 1)


def beyond(history):
    """Better in the second period only where four fields or more are emerging."""
    gain = 0.5 if history.emerging_fields > 3 else -0.5
    return 2 + 0.1 * _noise(history) + gain * (history.period[-1] > 1)


def planted(outcome):
    before, after = Setting(periods=1), Setting(periods=2)
    return Contrast("one period more", Part(before, outcome), Part(after, outcome), 1)


@pytest.fixture(scope="module")
def found():
    claims = {1: planted(always), 2: planted(never), 3: planted(beyond)}
    return reach_of(claims, worlds=64, replicates=3)


def test_worlds_lie_in_the_plausible_ranges_and_fill_them():
    worlds = draw_worlds(64)
    for name, known in PARAMETERS.items():
        low, high = known.plausible
        column = worlds[name]
        assert known.low <= low <= column.min() <= column.max() <= high <= known.high, name
        if known.whole:
            assert set(column) == set(range(int(np.ceil(low)), int(high) + 1)), name
        else:
            middle = (low + high) / 2 if low == 0 else (low * high) ** 0.5
            assert abs((column < middle).sum() - 32) <= 2, name
    assert draw_worlds(8).equals(worlds.head(8))
    assert not draw_worlds(8, seed=1).equals(worlds.head(8))


def test_every_plausible_range_holds_the_default_and_says_why():
    for known in PARAMETERS.values():
        low, high = known.plausible
        assert low <= known.default <= high, known.name
        assert low < high, known.name
        assert known.reason, known.name


def test_a_world_changes_all_but_what_an_experiment_sets_itself():
    experiment = Contrast("trust", calm(trust=0.1), calm(trust=0.9, openness=0.3), 1)
    assert set_by(experiment) == {"trust", "openness"}
    world = {name: known.plausible[0] for name, known in PARAMETERS.items()}
    world |= {name: round(value) for name, value in world.items() if PARAMETERS[name].whole}
    parts = in_world(experiment, world)
    before, after = (parts[part].of for part in experiment.parts())
    assert (before.learning.trust, after.learning.trust) == (0.1, 0.9)
    assert (before.structure.openness, after.structure.openness) == (0.2, 0.3)
    assert before.learning.loyalty == after.learning.loyalty == world["loyalty"]
    assert before.structure.pipeline_cost == before.learning.pipeline_cost == 1


def test_an_experiment_that_names_firms_keeps_their_names():
    experiment = main_experiment(LEDGER[27])
    assert {"stages", "firms_per_stage", "focal_firms"} <= set_by(experiment)
    assert "stages" not in set_by(main_experiment(LEDGER[6]))


def test_planted_claims_are_told_apart_and_what_decides_is_found(found):
    everywhere, nowhere, some = found[1], found[2], found[3]
    assert everywhere.share().mean == 1
    assert nowhere.share(InWorld.REVERSED).mean == 1
    assert everywhere.deciders() == nowhere.deciders() == []
    beyond_three = some.worlds["emerging_fields"].to_numpy() > 3
    assert [outcome == InWorld.HOLDS for outcome in some.outcomes] == beyond_three.tolist()
    (decider,) = some.deciders()
    assert (decider.name, decider.below, decider.border) == ("emerging_fields", False, 3)
    assert (decider.here, decider.there) == (1, 0)
    assert decider.p < 1e-6
    assert in_words(everywhere, at_defaults=True).startswith("holds in nearly all worlds (100%")
    assert in_words(nowhere, at_defaults=False).startswith("holds in hardly any world (0%")
    assert "rather where emerging_fields is above 3" in in_words(some, at_defaults=True)


def test_a_share_has_an_interval_that_knows_how_many_questions_were_asked(found):
    share = found[3].share()
    alone = Reach(found[3].worlds, found[3].effects, found[3].outcomes, found[3].free).share()
    assert share.low < alone.low < share.mean < alone.high < share.high
    # Wilson (1927), by hand, for 95%.
    n, k, z = 64, found[3].outcomes.count(InWorld.HOLDS), 1.959963984540054
    middle = (k + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (k * (n - k) / n + z**2 / 4) ** 0.5
    assert (alone.low, alone.high) == pytest.approx((middle - half, middle + half))


def test_an_accident_of_the_defaults_is_called_so():
    worlds = draw_worlds(16)
    outcomes = (InWorld.HOLDS,) * 2 + (InWorld.SMALL,) * 14
    reach = Reach(worlds, np.zeros(16), outcomes, tuple(PARAMETERS))
    assert in_words(reach, at_defaults=True).startswith("an accident of the defaults (12%")
    assert in_words(reach, at_defaults=False).startswith("holds in few worlds (12%")


def test_the_result_is_the_same_on_all_executors_and_after_a_stop(tmp_path):
    alone = run_reach([6, 17], worlds=4, replicates=2)
    kept = tmp_path / "reach.jsonl"
    with ThreadPoolExecutor(2) as pool:
        again = run_reach([6, 17], worlds=4, replicates=2, executor=pool, results=kept)
    lines = kept.read_text().splitlines(keepends=True)
    kept.write_text("".join(lines[: len(lines) // 2]))
    resumed = run_reach([6, 17], worlds=4, replicates=2, results=kept)
    for other in (again, resumed, from_json(to_json(alone, replicates=2, seed=2012))):
        for number, reach in alone.items():
            assert other[number].effects.tolist() == reach.effects.tolist()
            assert other[number].outcomes == reach.outcomes
            assert other[number].free == reach.free


def test_no_two_parameters_go_together_in_the_worlds_of_the_course():
    # Else what parts the worlds could not be told: 64 worlds had pairs at .8.
    together = draw_worlds(FULL).corr("spearman").to_numpy(copy=True)
    np.fill_diagonal(together, 0)
    assert np.abs(together).max() < 0.3


def test_a_wrong_number_of_worlds_is_refused():
    with pytest.raises(ParameterError, match="worlds = 1"):
        run_reach([6], worlds=1)


# The results that come with the course


def test_the_committed_results_are_those_of_todays_model():
    """Two worlds are run again; if this fails, run ``make reach`` and read what has changed."""
    kept, again = load_reach(), run_reach(worlds=2)
    assert list(kept) == list(again)
    for number, reach in again.items():
        assert len(kept[number].outcomes) >= 64
        assert kept[number].outcomes[:2] == reach.outcomes, number
        # The last bit differs between processors.
        assert kept[number].effects[:2] == pytest.approx(reach.effects, rel=1e-12, nan_ok=True)


def test_every_verdict_says_how_far_it_reaches():
    told = table(run_claims([13, 17], replicates=2))
    assert "Reach: not known; the experiments are on a published model." in told
    assert "Reach: holds in few worlds (" in told
    assert "; rises, then falls in " in told


def test_the_command_writes_the_worlds_and_names_what_decides(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("clustercourse.claims.reach.QUICK", 4)
    assert main(["reach", "--quick", "--only", "6", "--jobs", "1"]) == 0
    told = capsys.readouterr().out
    assert " 6  100% [" in told
    assert "1 claims, 4 worlds." in told
    found = from_json((tmp_path / "reach.json").read_text())
    assert found[6].outcomes == (InWorld.HOLDS,) * 4
    assert main(["reach", "--quick", "--only", "6"]) == 2
    assert "reach.json" in capsys.readouterr().err


def test_the_plane_shows_every_world_and_says_so_in_words():
    reach = load_reach()[10]
    figure = plot_plane(LEDGER[10].title, reach)
    assert f"holds in {reach.outcomes.count(InWorld.HOLDS)}" in figure.alt
    assert "loyalty is up to" in figure.alt
    assert figure.png()[:4] == b"\x89PNG"
    with pytest.raises(ClusterlibError, match="no parameter parts the worlds"):
        plot_plane(LEDGER[6].title, load_reach()[6])
