"""Lab 02: copying, told alike by the circle, the curves, the points and the text."""

import re

import networkx as nx
import pytest
from driving import shown

from clustercourse.labs import horizontal_lab
from clustercourse.labs.horizontal import FIRMS, NETWORKS, PERIODS, RULES, network_of
from clustercourse.labs.views import UNIT
from clusterlib.classics.landscapes import Landscapes


@pytest.mark.parametrize("copy", RULES)
def test_every_network_and_rule_gives_its_own_picture_and_text(copy):
    lab = horizontal_lab(copy=copy, period=10)
    pictures, texts = set(), set()
    for name, case in NETWORKS.items():
        shown(lab, network=name)
        text = lab.alt(lab.settings)
        assert text.startswith(case.words)
        assert case.option in text
        assert RULES[copy] in text
        pictures.add(lab.still())
        texts.add(text)
    assert len(pictures) == len(texts) == len(NETWORKS)


def test_the_range_comes_from_the_declaration():
    lab = horizontal_lab()
    declared = Landscapes.declarations()["links"]
    assert lab.controls["ruggedness"].start == declared.default
    assert declared.meaning in lab.controls["ruggedness"].meaning


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_a_rugged_landscape_seeing_all_is_best_early_and_worst_late(seed):
    lab = horizontal_lab(seed=seed)
    runs = [shown(lab, network=name) for name in NETWORKS]
    early, late = ([run.score(period) for run in runs] for period in (3, PERIODS))
    assert max(early) == early[-1]
    assert min(late) == late[-1]
    assert late[1] > late[-1] + 0.05


def test_without_ruggedness_all_find_the_best_and_seeing_all_is_quickest():
    lab = horizontal_lab(ruggedness=0)
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert ring.score(PERIODS) == everybody.score(PERIODS) == 1
    assert everybody.score(5) > ring.score(5) + 0.2


def test_copying_what_most_do_turns_the_order_round():
    lab = horizontal_lab(copy="most")
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert everybody.score(PERIODS) > ring.score(PERIODS) + 0.1


def test_copying_the_best_makes_alike_and_the_denser_the_sooner():
    lab = horizontal_lab(period=5)
    ring, everybody = (shown(lab, network=name) for name in ("ring", "all"))
    assert everybody.ways < 3 < 10 < ring.ways < FIRMS
    assert everybody.ways_in_one_market <= 2


def test_title_circle_point_and_text_say_the_same():
    lab = horizontal_lab(network="shortcuts_5", period=7)
    now, scene, said = lab.result, lab.scene(lab.settings), lab.words(lab.settings)
    title, circle = said["finding"], scene["frames"][7]["views"]["circle"]
    assert title in lab.alt(lab.settings)
    assert float(re.search(r"\d\.\d\d", title)[0]) == round(now.score(7), 2)
    assert f"{now.ways:.0f} of {FIRMS} ways of working" in title
    assert circle["middle"] == f"{now.ways_in_one_market} ways\nof working"
    assert circle["level"] == pytest.approx(now.reached / UNIT, abs=0.5)
    assert scene["note"][7] == pytest.approx(now.score(7), abs=1e-6)
    assert lab._place(lab.settings) == list(NETWORKS).index("shortcuts_5")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"network": "ring", "period": 0}, "Before anybody copies, firms score"),
        ({"network": "all", "period": PERIODS}, "Where all see all, all work alike and score"),
        ({"network": "all", "period": 4}, "Where all see all, nearly all work alike and score"),
    ],
)
def test_the_title_knows_the_start_and_the_end(settings, says):
    lab = horizontal_lab(**settings)
    assert lab.words(lab.settings)["finding"].startswith(says)


def test_what_was_tried_is_scored_in_every_period():
    lab = horizontal_lab()
    line, ten = (lab.note(shown(lab, network=name)) for name in ("line", "ten"))
    assert len(line) == len(ten) == PERIODS + 1
    assert line[PERIODS] > ten[PERIODS]
    assert line[3] < ten[3]
    assert lab.note(shown(lab, period=3)) == ten


def test_curves_end_where_the_text_says():
    lab = horizontal_lab(network="ring")
    paths = lab.scene(lab.settings)["run"]["curves"]
    assert {len(path) for path in paths.values()} == {PERIODS + 1}
    ends = f"score {paths['score'][-1]:.2f}; ways of working {paths['ways'][-1]:.2f}"
    assert ends in lab.alt(lab.settings)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_prediction_is_settled_by_both_networks_on_one_hill(seed):
    lab = horizontal_lab(seed=seed)
    verdict = lab.verdicts["horizontal.lab"]
    ends = [shown(lab, **need, period=PERIODS) for need in verdict.needs]
    assert [end.network for end in ends] == ["ring", "all"]
    option, because = verdict.outcome(*ends)
    assert option == "both the same"
    assert "ring 1.00; everybody 1.00" in because


def test_another_landscape_would_settle_it_otherwise():
    lab = horizontal_lab()
    ends = [shown(lab, network=name, period=PERIODS) for name in ("ring", "all")]
    assert lab.verdicts["horizontal.lab"].outcome(*ends)[0] == "a ring"
    assert lab.verdicts["horizontal.lab"].outcome(*ends[::-1])[0] == "everybody sees everybody"


def test_the_period_only_looks():
    lab = horizontal_lab(network="all", period=PERIODS)
    end = lab.result
    start = shown(lab, period=0)
    assert start.history is end.history
    assert start.reached.max() < end.reached.max()
    assert lab.controls["period"].values == tuple(range(PERIODS + 1))


def test_shortcuts_are_added_to_the_same_ring():
    few, many = (network_of(name, 3) for name in ("shortcuts_5", "shortcuts_20"))
    assert set(network_of("ring", 3).edges) < set(few.edges) < set(many.edges)
    assert many.size() == FIRMS + 20
    assert network_of("all", 1) is network_of("all", 2)
    assert network_of("shortcuts_5", 1).edges != few.edges
    assert all(nx.is_connected(network_of(name, 1)) for name in NETWORKS)


def test_ties_are_drawn_where_the_network_has_them():
    lab = horizontal_lab()
    line, ring = (
        lab.scene({**lab.settings, "network": name})["run"]["circle"] for name in ("line", "ring")
    )
    assert line["at"] == ring["at"]
    # The last firm stands left of the first, which is at the top: their tie is what a line lacks.
    missing = {tuple(sorted(tie[:2])) for tie in ring["ties"]} - {
        tuple(sorted(tie[:2])) for tie in line["ties"]
    }
    assert missing == {(0, FIRMS - 1)}
    (x, y), (left, below) = ring["at"][0], ring["at"][-1]
    assert y == max(height for _, height in ring["at"])
    assert left < x
    assert below < y
