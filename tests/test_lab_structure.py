"""Lab 01: controls move the structure as they must, and title, text and measures say the same."""

import math
import re

import pytest
from driving import shown

from clustercourse.labs import structure_lab
from clustercourse.labs.controls import slider
from clustercourse.labs.structure import MEASURES, NAMES, measures_of
from clusterlib import Structure
from clusterlib.networks import ARCHETYPES, FIG_1, KINDS, build_cluster


def test_sliders_take_their_ranges_from_the_declarations():
    lab = structure_lab()
    declared = Structure.declarations()
    openness = lab.controls["openness"]
    assert (openness.values[0], openness.values[-1]) == (0, 1)
    assert lab.controls["focal_firms"].start == declared["focal_firms"].default
    assert declared["openness"].meaning in openness.meaning
    with pytest.raises(ValueError, match="leaves its declared range"):
        slider(declared["openness"], high=1.5)


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_an_archetype_brings_its_focal_firms_and_pipelines_and_leaves_the_rest(archetype):
    lab = structure_lab(openness=0.35, seed=7)
    now = shown(lab, archetype=archetype)
    own = ARCHETYPES[archetype]
    assert lab.settings == {
        "archetype": archetype, "openness": own.openness, "focal_firms": own.focal_firms, "seed": 7,
    }  # fmt: skip
    kinds = [kind for _, kind in now.cluster.nodes(data="kind")]
    assert kinds.count("focal_firm") == own.focal_firms
    # A learner who has chosen a number keeps it, until the archetype changes.
    assert shown(lab, focal_firms=5) is not now
    assert lab.settings == {
        "archetype": archetype, "openness": own.openness, "focal_firms": 5, "seed": 7,
    }  # fmt: skip


def test_archetypes_are_named_in_words():
    lab = structure_lab()
    for archetype in ARCHETYPES:
        shown(lab, archetype=archetype)
        title = lab.words(lab.settings)["finding"]
        assert title.lower().startswith(NAMES[archetype].lower())
        assert "_" not in lab.alt(lab.settings)


def test_openness_moves_the_measures_in_the_direction_it_must():
    lab = structure_lab()
    closed = shown(lab, openness=0).values
    assert "pipelines held by focal firms none" in lab.alt(lab.settings)
    opened = shown(lab, openness=0.6).values
    assert closed["openness"] == 0 < opened["openness"]
    assert opened["partners"] < closed["partners"]
    assert math.isnan(closed["gates"])
    assert "none" not in lab.alt(lab.settings)


def test_the_share_of_focal_firms_ties_keeps_rising_where_centralisation_does_not():
    lab = structure_lab(archetype="hub_and_spoke")
    none, one, most = (shown(lab, focal_firms=number).values for number in (0, 1, 8))
    assert none["held"] == 0 < one["held"] < most["held"]
    assert one["centralisation"] > none["centralisation"] + 0.1
    assert one["centralisation"] > most["centralisation"]


def test_the_same_setting_gives_the_same_picture_whatever_came_before():
    setting = {"archetype": "satellite_platform", "openness": 0.4, "focal_firms": 3}
    straight, wandered = structure_lab(), structure_lab()
    for focal in (5, 0, 8, 2):
        shown(wandered, focal_firms=focal)
    shown(wandered, archetype="state_anchored", openness=1.0)
    one, other = (lab.strip(setting).panels[0] for lab in (straight, wandered))
    assert (one.alt, one.svg) == (other.alt, other.svg)


def test_the_map_shows_every_actor_and_tie_of_the_cluster_and_names_every_kind():
    lab = structure_lab(openness=0.3)
    cluster = lab.result.cluster
    drawn = lab.scene(lab.settings)["run"]["map"]
    look = next(view["look"] for view in lab.widget.plan["views"] if view["name"] == "map")
    assert drawn["ids"] == list(cluster)
    kinds = [list(KINDS)[kind] for kind in drawn["kinds"]]
    assert kinds == [kind for _, kind in cluster.nodes(data="kind")]
    assert len(drawn["ties"]) == cluster.number_of_edges()
    labels = [kind["label"] for kind in look["kinds"] if kind["label"]]
    assert len(labels) == len(set(labels)) == len(FIG_1)


def test_title_text_and_measures_say_the_same():
    lab = structure_lab(archetype="state_anchored", openness=0.3)
    values, words = lab.result.values, lab.words(lab.settings)
    assert re.findall(r"\d+%", words["finding"]) == [
        f"{values['openness']:.0%}", f"{values['held']:.0%}",
    ]  # fmt: skip
    drawn = lab.scene(lab.settings)["run"]["measures"]["values"]
    assert drawn == {one.name: pytest.approx(values[one.name], abs=1e-4) for one in MEASURES}
    for one in MEASURES:
        assert f"{one.label} {values[one.name]:{one.form}}" in words["told"]
    assert f"{len(lab.result.cluster)} actors" in words["remark"]


def test_a_cluster_without_ties_is_told_without_a_number():
    lab = structure_lab(archetype="marshallian")
    bare = build_cluster("marshallian", rng=1)
    bare.remove_edges_from(list(bare.edges))
    now = type(lab.result)(bare, "marshallian", measures_of(bare))
    assert lab.finding(now) == "Marshallian district: no tie at all, no focal firm"
    assert "nan" not in lab.describe(now)
    bare.add_edge(*list(bare)[:2], dimension="horizontal")
    assert "1 local tie, 0 pipelines" in lab.remark(now)


def test_wrong_settings_are_all_named_with_a_cure():
    with pytest.raises(ValueError, match="3 problems") as caught:
        structure_lab(opennes=0.3, focal_firms=99, archetype="district")
    text = str(caught.value)
    assert "did you mean 'openness'?" in text
    assert "choose 0 to 8" in text
    assert "'marshallian'" in text


def test_settings_without_names_are_told_how_to_give_them():
    with pytest.raises(TypeError, match="give settings by name"):
        structure_lab(0.2)
    with pytest.raises(TypeError, match="give settings by name"):
        structure_lab({"openness": 0.2})
    with pytest.raises(ValueError, match="is no dict; give a value for each name"):
        structure_lab().strip([0.2])
    with pytest.raises(ValueError, match="openness = True: choose 0 to 1"):
        structure_lab(openness=True)
