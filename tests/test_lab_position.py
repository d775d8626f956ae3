"""Lab 05: who knows more, told alike by the points, the correlations, the text and the verdict."""

import re
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest
from driving import shown
from scipy.stats import spearmanr

from clustercourse.labs import position, position_lab
from clustercourse.labs.position import ABILITIES, CORRELATIONS, FINE, PERIODS, PLACES, places_of
from clusterlib.learning import Learning
from clusterlib.words import number


@pytest.fixture(scope="module")
def seeds():
    """Mean correlations over some seeds, by attention, ability and measure."""
    lab = position_lab()
    start = lab.settings

    def mean(**settings):
        found = [
            shown(lab, **{**start, **settings, "seed": seed}).correlations for seed in range(1, 6)
        ]
        return {name: float(np.mean([one[name] for one in found])) for name in found[0]}

    return mean


@pytest.mark.parametrize(("name", "options"), [("measure", PLACES), ("ability", ABILITIES)])
def test_every_option_gives_its_own_picture_and_text(name, options):
    lab = position_lab()
    pictures, texts = set(), set()
    for option in options:
        shown(lab, **{name: option})
        pictures.add(lab.still())
        texts.add(lab.alt(lab.settings))
    assert len(pictures) == len(texts) == len(options)


def test_the_correlation_is_spearman_s_over_the_points_of_a_cluster():
    now = position_lab(measure="betweenness").result
    expected = []
    for count, cluster in enumerate(now.run.clusters):
        known = now.run.history.performance[-1, now.run.history.union.members(count)]
        between = nx.betweenness_centrality(cluster)
        rows = [
            (between[actor], known[place])
            for place, (actor, kind) in enumerate(cluster.nodes(data="kind"))
            if kind == "sme"
        ]
        expected.append(spearmanr(np.array(rows)).statistic)
    assert now.correlations["smes"] == pytest.approx(np.mean(expected))


def test_more_ties_go_with_more_knowledge_less_so_when_attention_is_short(seeds):
    usual, short, ample = (seeds(attention=ties)["smes"] for ties in (5, 1, 20))
    assert 0.4 < usual < 0.75
    assert short < usual - 0.15
    assert ample > usual


def test_holes_closeness_and_betweenness_add_little_to_the_number_of_ties(seeds):
    for measure in ("constraint", "effective_size", "betweenness"):
        found = seeds(measure=measure)
        assert abs(found["smes"]) > 0.35
        assert abs(found["given"]) < 0.2
    assert seeds(measure="constraint")["smes"] < 0


def test_without_attention_to_ties_the_correlation_that_stays_is_ability(seeds):
    abler, equal = (seeds(attention=0, ability=ability)["all"] for ability in ("greater", "equal"))
    assert abler > 0.15
    assert abs(equal) < 0.12
    assert abs(seeds(attention=0, ability="greater")["smes"]) < 0.12


def test_place_alone_gives_focal_firms_a_small_lead():
    lab = position_lab()
    greater, equal = (shown(lab, ability=ability).lead for ability in ("greater", "equal"))
    assert equal < 0.4 * greater


def test_equal_ability_is_that_of_the_smes():
    usual, equal = Learning(), ABILITIES["equal"][2]
    assert (equal.reach_focal, equal.rd_focal) == (usual.reach_sme, usual.rd_sme)
    assert equal.focal_lead == 0


def test_an_smes_place_says_nothing_before_anything_is_learned(seeds):
    assert abs(seeds(period=0)["smes"]) < 0.15


def test_to_measure_otherwise_runs_nothing_and_moves_the_points_and_the_trend():
    lab = position_lab()
    run = shown(lab, attention=1).run
    ties = lab.scene(lab.settings)
    assert shown(lab, measure="closeness").run is run
    near = lab.scene(lab.settings)
    at = near["at"]
    assert near["run"]["firms"]["x"] != ties["run"]["firms"]["x"]
    drawn, before = (one["frames"][at]["views"]["firms"] for one in (near, ties))
    assert drawn["trend"] != before["trend"]
    assert drawn["level"] == before["level"]
    assert lab.widget.plan["looks"] == ["measure"]


def test_firms_without_ties_have_no_constraint_and_no_point():
    now = position_lab(measure="constraint", seed=3).result
    ranks, known, focal = (getattr(now.points, of) for of in ("rank", "known", "focal"))
    lone = sum(
        layer == "core" and cluster.degree(actor) == 0
        for cluster in now.run.clusters
        for actor, layer in cluster.nodes(data="layer")
    )
    assert ranks.size == known.size == focal.size == 4 * 36 - lone
    assert not np.isnan(ranks).any()
    assert np.isnan(places_of(3, "constraint")[0]).any() == np.any(places_of(3, "degree")[0] == 0)


def test_a_point_is_named_by_its_firm_and_stands_at_its_rank_and_performance():
    lab = position_lab(measure="constraint", seed=3)
    now, scene = lab.result, lab.scene(lab.settings)
    drawn, frame = scene["run"]["firms"], scene["frames"][scene["at"]]["views"]["firms"]
    ranks, known, focal = (getattr(now.points, of) for of in ("rank", "known", "focal"))
    assert drawn["x"] == pytest.approx(ranks, abs=0.06)
    assert FINE * np.array(frame["level"]) == pytest.approx(known, abs=FINE / 2)
    assert len(drawn["ids"]) == len(set(drawn["ids"])) == ranks.size
    for name, one in zip(drawn["ids"], focal, strict=True):
        actor, count = re.match(r"(\w+) of cluster (\d)", name).groups()
        kind = now.run.clusters[int(count) - 1].nodes[actor]["kind"]
        assert (kind == "focal_firm") == one == ("focal firm" in name)


def test_firms_are_as_large_on_the_map_as_their_rank_and_others_small():
    lab = position_lab()
    scene, cluster = lab.scene(lab.settings), lab.result.run.clusters[0]
    sizes = dict(zip(cluster, scene["frames"][scene["at"]]["views"]["map"]["sizes"], strict=True))
    firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
    assert {sizes[actor] for actor in cluster if actor not in firms} == {0.2}
    most = max(cluster.degree(actor) for actor in firms)
    largest = max(sizes[actor] for actor in firms)
    assert [a for a in firms if sizes[a] == largest] == [
        a for a in firms if cluster.degree(a) == most
    ]
    assert 0 < min(sizes.values()) < largest <= 1


def test_title_text_and_gauges_say_the_same():
    lab = position_lab(measure="constraint")
    words, now, scene = lab.words(lab.settings), lab.result, lab.scene(lab.settings)
    said = [one.replace("−", "-") for one in re.findall(r"[+−]\d\.\d\d", words["finding"])]
    smes, given = map(float, said)
    assert smes == round(now.correlations["smes"], 2)
    assert given == round(now.correlations["given"], 2)
    values = scene["frames"][scene["at"]]["views"]["measures"]["values"]
    assert values == pytest.approx(now.correlations, abs=1e-4)
    for one in CORRELATIONS:
        assert f"{one.label} {number(now.correlations[one.name], one.form)}" in words["told"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"measure": "degree"}, "SMEs with more ties know more"),
        ({"measure": "constraint"}, "SMEs with more constraint know less"),
        ({"measure": "degree", "attention": 0}, "SMEs with more ties know as much"),
    ],
)
def test_the_title_says_who_knows_more(settings, said):
    lab = position_lab(**settings)
    assert lab.words(lab.settings)["finding"].startswith(said)


def test_ties_given_ties_is_nothing():
    lab = position_lab()
    assert "number of ties none" in lab.alt(lab.settings)
    assert "nan" not in lab.alt(lab.settings)


def test_a_run_that_is_played_moves_only_what_changes_with_time():
    lab = position_lab()
    scene = lab.scene(lab.settings, whole=True)
    assert len(scene["frames"]) == len(lab.controls["period"].values) == 41
    first, last = scene["frames"][0]["views"], scene["frames"][40]["views"]
    assert first["firms"]["level"] != last["firms"]["level"]
    assert first["map"]["level"] != last["map"]["level"]
    assert first["map"]["sizes"] == last["map"]["sizes"]
    assert first["measures"]["values"]["smes"] < last["measures"]["values"]["smes"] - 0.3


@pytest.mark.parametrize("seed", [1, 5, 7])
def test_the_prediction_is_settled_alike_in_every_draw(seed):
    lab = position_lab()
    verdict = lab.verdicts["position.lab"]
    (need,) = verdict.needs
    # The settings at the start settle it, once the measure is chosen.
    assert {**lab.settings, **need} == {**lab.settings, "measure": "effective_size"}
    now = lab.compute({**lab.settings, **need, "seed": seed})
    option, figures = verdict.outcome(now)
    assert option == "no clear difference"
    assert f"{number(now.correlations['given'], '+.2f')} in this draw" in figures


@pytest.mark.parametrize(
    ("given", "option"), [(0.3, "the second"), (-0.3, "the first"), (0.1, "no clear difference")]
)
def test_with_as_many_ties_a_larger_effective_size_is_that_of_the_second(
    given, option, monkeypatch
):
    draw = SimpleNamespace(correlations={"given": given})
    monkeypatch.setattr(position, "_positioned", lambda **_: draw)
    now = position_lab.verdicts["position.lab"].outcome(
        SimpleNamespace(settings={}, correlations={"given": 0.0})
    )
    assert now[0] == option


def test_the_lecture_asks_for_the_options_that_the_verdict_knows(root):
    lecture = (root / "source/lectures/05_network_position.py").read_text("utf-8")
    asked = lecture.split('"position.lab",', 1)[1].split("]", 1)[0]
    for option in ("the first", "the second", "no clear difference"):
        assert f'"{option}"' in asked


def test_the_way_back_is_the_start():
    lab = position_lab(attention=1)
    shown(lab, measure="closeness", attention=9, ability="equal", period=10)
    shown(lab, **lab.widget.start)
    assert lab.settings == position_lab(attention=1).settings
    assert lab.result.period == PERIODS
