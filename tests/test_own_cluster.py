"""A cluster of one's own: its nearest type, a structure fitted to it, models and pictures of it."""

import base64
import json
import os
import re
import subprocess
import sys
import warnings
import zlib
from textwrap import dedent

import networkx as nx
import numpy as np
import pytest
from driving import as_json, ends, lost_texts

from clustercourse import labs
from clustercourse.labs.runs import open_up, take_cluster
from clusterlib import (
    ARCHETYPES,
    ClusterError,
    Setting,
    build_cluster,
    check_cluster,
    compare,
    example_cluster,
    plot_cluster,
    read_cluster,
    simulate,
)
from clusterlib.cli import main
from clusterlib.errors import ClusterlibError
from clusterlib.experiments import OpenUp
from clusterlib.learning import Learning, initial_knowledge
from clusterlib.networks import (
    KINDS,
    fit_structure,
    nearest_type,
    survey_template,
    write_cluster,
)
from clusterlib.networks.nearest import traits
from clusterlib.parameters import ParameterError
from clusterlib.plots.gathering import Others, gather
from clusterlib.region import compare_structure


def drawn_from(structure, count=12):
    return [build_cluster(structure, rng=seed) for seed in range(count)]


def own_clusters():
    big = build_cluster("state_anchored", firms_per_stage=40, universities=5, rng=3)
    return {
        "example": example_cluster(),
        "directed": example_cluster().to_directed(),
        "large": big,
        **{name: build_cluster(name, rng=7) for name in ARCHETYPES},
    }


@pytest.mark.parametrize("name", own_clusters())
def test_clusters_drawn_from_a_fitted_structure_are_like_the_one_it_was_fitted_to(name):
    own = own_clusters()[name]
    structure = fit_structure(own)
    drawn = drawn_from(structure, count=40 if len(own) < 100 else 12)
    spread = np.array(list(nearest_type(own).spread.values()))
    off = (np.mean([traits(one) for one in drawn], axis=0) - traits(own)) / spread
    assert abs(off).max() < 1, off
    pipelines = [sum(d == "pipeline" for _, _, d in one.edges(data="dimension")) for one in drawn]
    of_own = sum(d == "pipeline" for _, _, d in own.to_undirected().edges(data="dimension"))
    assert np.mean(pipelines) == pytest.approx(of_own, rel=0.1, abs=1)
    assert fit_structure(own) == structure


def test_where_most_ties_lead_out_a_pipeline_is_taken_to_cost_less():
    fitted = [fit_structure(build_cluster("satellite_platform", rng=seed)) for seed in range(5)]
    assert np.mean([one.openness for one in fitted]) == pytest.approx(0.5, abs=0.02)
    assert np.mean([one.pipeline_cost for one in fitted]) == pytest.approx(0.5, abs=0.1)
    own = example_cluster()
    out = [a for a, layer in own.nodes(data="layer") if layer == "supplementary"]
    firms = [a for a, layer in own.nodes(data="layer") if layer == "core"]
    own.add_edges_from([(f, x) for f in firms for x in out], dimension="pipeline", weight=1.0)
    assert fit_structure(own).pipeline_cost == 0  # 85 pipelines to 40 local ties


def test_ties_among_institutions_do_not_make_an_agency_attractive_to_firms():
    own = build_cluster(rng=1)
    institutions = [a for a, layer in own.nodes(data="layer") if layer == "supporting"]
    before = fit_structure(own).government_propensity
    for at, one in enumerate(institutions):
        for other in institutions[at + 1 :]:
            own.add_edge(one, other, dimension="multi_angle", weight=1.0)
    assert fit_structure(own).government_propensity == pytest.approx(before, rel=0.4)


@pytest.mark.parametrize("name", ARCHETYPES)
def test_a_structure_fitted_to_a_drawn_cluster_is_of_its_type(name):
    fitted = fit_structure(build_cluster(name, rng=11))
    found = [nearest_type(one).name for one in drawn_from(fitted)]
    assert found.count(name) >= 9


def test_a_structure_counts_the_kinds_and_puts_those_that_it_lacks_with_rd():
    own = example_cluster()
    own.add_node("XF1", kind="outside_firm", layer="supplementary")
    own.add_node("XB1", kind="outside_body", layer="supplementary")
    fitted = fit_structure(own)
    kinds = [kind for _, kind in own.nodes(data="kind")]
    assert fitted.outside_rd == kinds.count("outside_rd") + 2
    assert fitted.universities == kinds.count("university")
    assert (fitted.stages, fitted.focal_firms) == (3, kinds.count("focal_firm"))


def test_without_ties_of_smes_there_is_nothing_to_fit():
    own = nx.create_empty_copy(example_cluster())
    with pytest.raises(ParameterError, match="No SME of this cluster has a local tie"):
        fit_structure(own)
    own.remove_nodes_from([a for a, layer in own.nodes(data="layer") if layer == "core"])
    with pytest.raises(ParameterError, match="has no firm"):
        fit_structure(own)
    # A comparison leaves it out then, and has all the rest.
    table = compare_structure(own, draws=1)
    assert "fitted structure" not in table.columns.get_level_values(0)
    assert "baseline" in table.columns.get_level_values(0)


def test_a_comparison_has_clusters_of_the_fitted_structure_beside_the_archetypes():
    own = example_cluster()
    table = compare_structure(own, draws=6)
    row = table.loc["share of ties that lead out"]
    fitted = row["fitted structure", "least"], row["fitted structure", "largest"]
    assert fitted[0] <= row["value", ""] <= fitted[1]
    assert not row["baseline", "least"] <= row["value", ""] <= row["baseline", "largest"]


@pytest.mark.parametrize("directed", [False, True])
def test_simulate_and_compare_run_on_a_cluster_of_ones_own(directed):
    own = example_cluster()
    own = own.to_directed() if directed else own
    history = simulate(own, periods=20, rng=1)
    assert (history.level("sme")[-1] > history.level("sme")[0]).all()
    base = Setting(own, periods=20)
    found = compare(base, base.but(buzz=0), "sme_performance", replicates=4, rng=1)
    assert found.difference.mean < 0


def as_a_file_says_it(cluster):
    """Return a cluster of which nobody knows how it was drawn."""
    del cluster.graph["structure"]
    return cluster


def test_what_a_file_does_not_say_is_not_compared_and_that_is_said():
    own = as_a_file_says_it(build_cluster("hub_and_spoke", rng=2))
    assert nearest_type(own).left_out == ()
    for about in own.nodes.values():
        about["stage"] = 1 if about["layer"] == "core" else None
    for *_, about in own.edges(data=True):
        if about["dimension"] == "vertical":
            about["dimension"] = "horizontal"
    found = nearest_type(own)
    assert found.name == "hub_and_spoke"
    assert "horizontal and vertical ties cannot be told apart" in str(found)
    assert not {"vertical ties of an SME", "horizontal ties of an SME"} & {*found.traits}
    both = sum(traits(own)[1:3])
    assert found.traits["ties of an SME with firms"] == pytest.approx(both)
    for about in own.nodes.values():
        about["kind"] = about["kind"].replace("focal_firm", "sme")
    found = nearest_type(own)
    assert "no focal firm is named" in str(found)
    assert not any("focal" in trait for trait in found.traits)
    own.remove_nodes_from([a for a, of in own.nodes.items() if of["layer"] != "core"])
    found = nearest_type(own)
    assert list(found.traits) == ["ties of an SME with firms"]
    assert len(found.left_out) == 5
    assert "no institution" in str(found)


def test_a_drawn_district_has_no_focal_firm_and_a_file_that_names_none_may_have_some():
    own = build_cluster("marshallian", rng=1)
    assert nearest_type(own).traits["focal firms, share of firms"] == 0
    assert "focal firms, share of firms" not in nearest_type(as_a_file_says_it(own)).traits


# ---- a survey


def test_the_template_of_a_survey_is_read_as_it_is_and_lists_every_kind(tmp_path):
    files = survey_template(tmp_path / "survey")
    assert [path.name for path in files] == ["actors.csv", "ties.csv", "survey.txt"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cluster = read_cluster(*files[:2], directed=True)
    check_cluster(cluster)
    # F1 asked F2: the knowledge comes from F2.
    assert cluster.edges["F2", "F1"]["weight"] == 3
    assert {about["answered"] for _, about in cluster.nodes(data=True)} == {"yes", "no", None}
    text = files[2].read_text("utf-8")
    assert all(kind in text for kind in KINDS)
    for part in ("boundary", "roster", "technical", "Consent", "did not answer", "--directed"):
        assert part in text
    assert max(map(len, text.splitlines())) <= 88
    with pytest.raises(ClusterError, match="3 problems"):
        survey_template(tmp_path / "survey")
    assert read_cluster(*files[:2], directed=True).edges == cluster.edges


def test_a_roster_makes_a_sheet_with_all_who_are_to_be_asked_about(tmp_path):
    actors = tmp_path / "roster.csv"
    actors.write_text(
        "id,name,kind,stage\nA,Özgür & Söhne,sme,1\nB,,university,\nX,Lab,outside_rd,\n"
    )
    ties, text = survey_template(tmp_path / "out", actors)
    sheet = text.read_text("utf-8-sig").partition("SHEET FOR ONE")[2]
    assert "A  Özgür & Söhne (SME, stage 1)" in sheet
    assert "B (university)" in sheet
    assert "Lab" not in sheet  # sources outside are named by those who ask
    assert ties.read_text() == "source,target,weight\n"
    actors.write_text("id,kind\nA,shop\n")
    with pytest.raises(ClusterError, match="shop"):
        survey_template(tmp_path / "other", actors)
    assert not (tmp_path / "other").exists()


def test_the_command_writes_a_survey_and_inspect_reads_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["survey"]) == 0
    assert "Begin with survey/survey.txt" in capsys.readouterr().out
    assert main(["inspect", "survey/actors.csv", "survey/ties.csv", "--directed"]) == 0
    assert "The nearest type is " in capsys.readouterr().out
    assert main(["survey"]) == 2
    assert "exists already" in capsys.readouterr().err


# ---- large clusters on maps


def large_cluster():
    return build_cluster("hub_and_spoke", firms_per_stage=62, focal_firms=5, rng=1)


def test_of_a_large_cluster_the_busiest_are_drawn_and_all_others_are_in_one_mark_each():
    cluster = large_cluster()
    assert len(cluster) > 200
    found = gather(cluster)
    assert sorted(a for of in found.members.values() for a in of) == sorted(cluster)
    marks = [mark for mark in found.cluster if isinstance(mark, Others)]
    assert list(found.cluster)[: len(marks)] == marks
    for mark in marks:
        of = found.members[mark]
        assert len(of) == mark.count > 1
        assert {(cluster.nodes[a]["kind"], cluster.nodes[a]["stage"]) for a in of} == {
            (mark.kind, mark.stage)
        }
        # Nobody summed up has more ties than the least of those drawn.
        drawn = [a for a in found.cluster if a in cluster and cluster.nodes[a]["layer"] == "core"]
        assert max(map(cluster.degree, of)) <= min(map(cluster.degree, drawn))
    assert found.inside == (60, 192)
    assert found.outside == (12, 12)
    assert found.ties == (found.cluster.size(), cluster.size())
    check_cluster(found.cluster)


def test_small_clusters_are_drawn_whole():
    for cluster in (build_cluster(rng=1), example_cluster(), nx.path_graph(300)):
        found = gather(cluster)
        assert found.cluster is cluster
        assert found.all_drawn
        assert found.said == []


def test_of_many_ties_the_strongest_of_each_are_drawn():
    cluster = build_cluster(firms_per_stage=25, horizontal_ties=20, vertical_ties=6, rng=1)
    for at, tie in enumerate(cluster.edges):
        cluster.edges[tie]["weight"] = 1 + at % 7
    found = gather(cluster)
    assert found.cut
    assert ", the strongest" in " ".join(found.said)
    for actor in found.cluster:
        if actor in cluster and found.cluster.degree(actor):
            among = cluster.subgraph(a for a in found.cluster if a in cluster)
            best = max(of["weight"] for _, _, of in among.edges(actor, data=True))
            kept = [of["weight"] for _, _, of in found.cluster.edges(actor, data=True)]
            assert max(kept) == best


def test_the_picture_of_a_large_cluster_says_who_is_drawn_and_shows_means():
    cluster = large_cluster()
    ties = dict(cluster.degree())
    figure = plot_cluster(cluster, colour=ties, highlight=["F100"], labels=["F031", "F100"])
    assert figure.alt.startswith("Cluster map: Hub-and-spoke cluster of 204 actors")
    assert "Drawn: 60 of 192 actors inside, 12 of 12 outside, " in figure.alt
    assert "so many more of this kind" in figure.alt
    written = [text.get_text() for text in figure.axes[0].texts]
    assert "drawn: 60 of 192 actors inside," in written
    found = gather(cluster)
    means = found.mean(ties)
    (mark,) = found.drawn_as(["F100"])
    assert means[mark] == pytest.approx(np.mean([ties[a] for a in found.members[mark]]))
    # Positions of one's own: all are drawn.
    places = {actor: (at % 15 + 0.5, at // 15 % 9 + 0.5) for at, actor in enumerate(cluster)}
    assert "Drawn:" not in plot_cluster(cluster, positions=places).alt
    with pytest.raises(ClusterlibError, match="no actor 'F999'"):
        plot_cluster(cluster, highlight=["F999"])


# ---- labs

LABS = ("structure", "multi_angle", "position", "trust", "focal", "buzz", "policy")


def some_clusters():
    def without(*kinds):
        cluster = example_cluster()
        gone = [a for a, of in cluster.nodes(data=True) if {of["kind"], of["layer"]} & {*kinds}]
        cluster.remove_nodes_from(gone)
        return cluster

    return {
        "example": example_cluster(),
        "directed": example_cluster().to_directed(),
        "large": large_cluster(),
        "no focal firm": without("focal_firm"),
        "core only": without("supporting", "supplementary"),
    }


def lab_on(name, cluster, **settings):
    return getattr(labs, f"{name}_lab")(cluster=cluster, **settings)


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("which", some_clusters())
@pytest.mark.parametrize("name", LABS)
def test_every_lab_on_clusters_moves_on_one_of_ones_own(name, which):
    own = some_clusters()[which]
    lab = lab_on(name, own)
    assert not {"archetype", "focal_firms", "gate", "cluster"} & set(lab.controls)
    assert lab.controls["seed"].meaning.endswith("the cluster stays yours")
    still = lab.still()
    assert lost_texts(still) == []
    for control, of in lab.controls.items():
        values = ends(of) if not control.endswith("_2") else ()
        for value in values:
            settings = {**lab.settings, control: value}
            scene, words = as_json(lab.scene(settings)), lab.alt(settings)
            assert not re.search(r"\bnan\b", words)
            (frame,) = scene["frames"].values()
            drawn = scene["run"]["map"]["ids"] if "map" in scene["run"] else []
            if "map" in frame["views"] and "level" in frame["views"]["map"]:
                assert len(frame["views"]["map"]["level"]) == len(drawn)
            if which == "large" and drawn:
                assert len(drawn) < 90
                assert "Drawn: 60 of 192 actors inside" in words
    assert len(lab.strip().panels) == 3
    assert lab.own.edges == own.edges  # nothing has changed it


@pytest.mark.parametrize("name", LABS)
def test_of_focal_firms_that_are_not_there_nothing_is_said_or_drawn(name):
    lab = lab_on(name, some_clusters()["no focal firm"])
    for control, of in lab.controls.items():
        for value in ends(of):
            words = " ".join(lab.words({**lab.settings, control: value}).values())
            assert not re.search(r"focal firms? (none|stay|rise|fall|reach|lose|gain)", words)
            assert not re.search(r"a focal firm (gives|learns)|[Ff]ocal firms are", words)
            assert not re.search(r"(0\.\d\d)\b.*\b(fall|rise|stay)\w* (at|to) \1", words), words
    for view in lab.plan(lab.controls)["views"]:
        series = [one["name"] for one in view["look"].get("series", ())]
        assert "focal_firm" not in series
        labels = [
            row if isinstance(row, str) else row["label"] for row in view["look"].get("rows", ())
        ]
        assert not any("focal" in label for label in labels)


@pytest.mark.parametrize("name", ["buzz", "structure"])
def test_at_zero_a_cluster_is_as_it_is_and_it_opens_step_by_step(name):
    own = example_cluster()
    lab = lab_on(name, own)
    assert lab.settings["openness"] == 0
    before = set(own.edges)
    gone, new = set(), set()
    for share in (0.0, 0.25, 0.5, 1.0):
        cluster = lab.compute({**lab.settings, "openness": share}).cluster
        now_gone, now_new = before - set(cluster.edges), set(cluster.edges) - before
        assert gone <= now_gone
        assert new <= now_new
        assert all(cluster.edges[tie]["dimension"] == "pipeline" for tie in now_new)
        assert len(now_gone) == round(share * 40)
        assert len(now_new) == min(round(share * 40 / 3), 74)
        gone, new = now_gone, now_new
    check_cluster(cluster)


def test_in_a_directed_cluster_new_pipelines_lead_to_the_firms():
    own = example_cluster().to_directed()
    for edge in [e for e in own.edges if own.nodes[e[1]]["layer"] == "supplementary"]:
        own.remove_edge(*edge)
    opened = open_up(take_cluster(own), 0.5, 1)
    new = set(opened.edges) - set(own.edges)
    assert new
    assert all(own.nodes[source]["layer"] == "supplementary" for source, _ in new)


def test_opening_up_is_a_step_of_experiments_and_refuses_what_is_no_share():
    own = Setting(example_cluster(), periods=20)
    found = compare(own, own.but(steps=[OpenUp(1, gate=1)]), "performance", replicates=4, rng=1)
    assert found.difference.mean != 0
    assert example_cluster().edges == own.structure.edges
    with pytest.raises(ParameterError, match="3 problems in OpenUp"):
        OpenUp(2, pipeline_cost=-1, gate="all")


@pytest.mark.parametrize("name", LABS)
def test_where_all_firms_stand_in_one_stage_a_lab_says_what_cannot_be_told(name):
    own, told = example_cluster(), "horizontal and vertical ties cannot be told apart"
    assert told not in lab_on(name, own).words(lab_on(name, own).settings)["remark"]
    for about in own.nodes.values():
        about["stage"] = about["stage"] and 1
    for *_, about in own.edges(data=True):
        about["dimension"] = about["dimension"].replace("vertical", "horizontal")
    lab = lab_on(name, own)
    assert told in lab.words(lab.settings)["remark"]
    assert lost_texts(lab.still()) == []


def test_sources_outside_know_at_first_what_the_readme_says():
    own = build_cluster(rng=1)
    for kind in ("outside_firm", "outside_body"):
        own.add_nodes_from((f"{kind}{n}" for n in range(6)), kind=kind, layer="supplementary")
    drawn = np.mean([initial_knowledge(own, rng=seed) for seed in range(20)], axis=0)
    kinds = np.array([kind for _, kind in own.nodes(data="kind")])
    new = Learning().emerging_fields
    by_stage = drawn[:, :-new].reshape(len(own), 3, -1).mean(axis=2)

    def known(kind):
        first, *_, last = by_stage[kinds == kind].mean(axis=0)
        return [first, last, drawn[kinds == kind, -new:].mean()]

    assert known("outside_rd")[2] > 0.6
    assert known("lead_customer") == pytest.approx([0.2, 0.95, 0.7], abs=0.03)
    assert known("outside_subcontractor") == pytest.approx([0.95, 0.2, 0.5], abs=0.03)
    assert known("outside_firm") == pytest.approx(known("university"), abs=0.03)
    assert known("outside_body") == pytest.approx(known("government_agency"), abs=0.03)


def test_the_lines_of_the_readme_for_a_notebook_work(root, tmp_path, monkeypatch):
    text = (root / "README.md").read_text("utf-8").partition("## Your own cluster")[2]
    blocks = re.findall(r"(?m)(?:^    .*\n|^\n(?=    ))+", text.partition("\n## ")[0])
    cells = [dedent(block).strip() for block in blocks if ".venv" not in block]
    # A notebook shows the last line of a cell.
    assert cells[0].splitlines()[-1].startswith("buzz_lab(cluster=own) ")
    monkeypatch.chdir(tmp_path)
    write_cluster(example_cluster(), "actors.csv", "ties.csv")
    exec("\n".join(cells), {})
    assert (tmp_path / "own.html").stat().st_size > 50_000


def test_all_runs_of_a_lab_are_on_the_same_cluster_and_differ_by_chance():
    lab = lab_on("trust", example_cluster())
    now = lab.compute(lab.settings)
    first, second = now.run.history.level("sme")[-1, :2]
    assert all(one is lab.own for one in now.run.clusters)
    assert first != second
    assert "Mean of 4 runs on your cluster" in lab.alt(lab.settings)
    assert "4 clusters" not in lab.alt(lab.settings)


def test_a_lab_on_a_cluster_of_ones_own_is_recorded():
    recording = lab_on("buzz", large_cluster()).record(buzz=[0.0, 1.0])
    assert len(recording.html.encode()) < 1_500_000
    assert "local ties given up" not in recording.html.partition('"controls":')[2][:60]
    assert "60 of 192 actors inside" in zlib.decompress(packed_in(recording)).decode()
    assert lab_on("structure", example_cluster()).record(openness=[0, 0.5]).page


def packed_in(recording):
    data = json.loads(re.search(r'type="application/json">(.*?)</script>', recording.html)[1])
    return base64.b64decode(data["scenes"][0])


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("vertical", {"cluster": example_cluster()}, "labs 01 and 04 to 09 do"),
        ("focal", {"cluster": example_cluster(), "gate": 0.5}, "gate: that is given by your"),
        ("buzz", {"cluster": "own.gexf"}, r"cluster=read_cluster\('own.gexf'\), not the name"),
        ("buzz", {"cluster": example_cluster().subgraph(["F07"])}, "has 0 SMEs"),
        ("position", {"cluster": example_cluster().subgraph(["F01", "F02"])}, "needs 4 or more"),
        ("trust", {"cluster": nx.path_graph(3)}, "no kind. Give one of"),
        ("policy", {"cluster": "hub"}, "choose 'baseline', "),
        ("buzz", {"cluster": example_cluster(), "prediction": "buzz.lab"}, "not both"),
    ],
)
def test_what_a_lab_cannot_take_is_refused_with_the_cure(name, given, message):
    with pytest.raises(ClusterlibError, match=message):
        getattr(labs, f"{name}_lab")(**given)


def test_lab_01_says_which_archetype_is_nearest_as_the_cluster_opens():
    lab = lab_on("structure", build_cluster("state_anchored", rng=4))
    assert "Nearest archetype: state-anchored" in lab.alt(lab.settings)
    assert "What decides: " in lab.alt(lab.settings)
    opened = lab.alt({**lab.settings, "openness": 0.8})
    assert "Nearest archetype: state-anchored" not in opened


def test_lab_09_plays_on_the_cluster_and_names_its_type():
    lab = lab_on("policy", example_cluster(), skills_1=50.0, skills_2=50.0)
    now = lab.compute(lab.settings)
    assert list(now.world.cluster) == list(example_cluster())
    assert "Nearest type: satellite platform" in lab.alt(lab.settings)
    assert now.best.score >= now.equal.score


def test_what_is_drawn_is_the_same_in_every_process():
    # Sets of texts have another order in each; with it the strongest of equal ties changed.
    code = (
        "from clusterlib import build_cluster\n"
        "from clusterlib.plots.gathering import gather\n"
        "large = build_cluster('state_anchored', firms_per_stage=90, rng=3)\n"
        "print([sorted(map(str, tie)) for tie in gather(large).cluster.edges])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
