"""UTF-8 and UTF-16 are read, another coding is asked for; what looks the same is the same."""

from __future__ import annotations

import unicodedata

import networkx as nx
import pytest

from clustercourse.exercises import store
from clustercourse.exercises.answers import Name, NameOfEach, Names, Numbers
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster, my_cluster
from clustergrader import Grading, GradingError, grade
from clustergrader.decisions import HEADER, read_decisions
from clustergrader.roster import read_roster
from clustergrader.texts import read_sheet
from clusterlib.networks import ClusterError, read_cluster

FIRST = next(iter(UNITS.values()))
ROSTER = "Matrikelnummer;Nachname\ns101;{}\n"
#: A coding, a name in it, and what it is in the codings that are offered.
CODINGS = [
    ("cp1252", "Größe", ["Größe in cp1252", "in mac_roman"]),
    ("mac_roman", "Zoë", ["Zoë in mac_roman", "in cp1252"]),
    ("cp850", "Größe", ["Größe in cp850", "in cp1252"]),
    ("cp1250", "Łódź", ["Łódź in cp1250", "in cp1251"]),
    ("cp1251", "Иванов", ["Иванов in cp1251", "in gb18030"]),
    ("cp1253", "Μαρία", ["Μαρία in cp1253"]),
    ("gb18030", "张三", ["张三 in gb18030"]),
    ("cp932", "田中", ["田中 in cp932"]),
]


def write(path, text, codec="utf-8"):
    path.write_bytes(text.encode(codec))
    return path


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_all_its_forms(tmp_path, codec):
    (person,) = read_roster(write(tmp_path / "r.csv", ROSTER.format("Łódź-Größe"), codec)).people
    assert (person.id, person.name) == ("s101", "Łódź-Größe")


@pytest.mark.parametrize(("codec", "name", "shown"), CODINGS)
def test_another_coding_is_asked_for_with_its_line_and_how_it_would_look(
    tmp_path, codec, name, shown
):
    path = write(tmp_path / "r.csv", ROSTER.format(name), codec)
    with pytest.raises(ClusterError) as error:
        read_roster(path)
    (problem,) = error.value.problems
    assert problem.place == "r.csv, row 2"
    assert "not in UTF-8" in problem.what
    assert "--encoding " in problem.cure
    for one in shown:
        assert one in problem.cure
    assert 2 <= problem.cure.count(" in ") - problem.cure.count("(in ") <= 3
    (person,) = read_roster(path, codec).people
    assert person.name == name


def test_words_are_shown_that_tell_the_codings_apart(tmp_path):
    text = "id;name\n1;Zoë\n2;Řím\n"
    # Two of the codings differ at the second word only.
    with pytest.raises(ClusterError, match="Zoë, Øím in cp1252; Zoë, Řím in cp1250"):
        read_roster(write(tmp_path / "r.csv", text, "cp1250"))


def test_every_file_that_a_person_saves_is_asked_for(tmp_path):
    sheet = write(tmp_path / "t.csv", "Code;Task;Comment\n;;schön\n", "cp1252")
    with pytest.raises(ClusterError, match="schön in cp1252"):
        read_sheet(sheet, FIRST, [])
    decided = write(tmp_path / "d.csv", f"{HEADER}s101,extension,,2,Über Müll\r\n", "cp1252")
    with pytest.raises(ClusterError, match="Über Müll in cp1252"):
        read_decisions(decided, FIRST, [], None)
    found = read_decisions(decided, FIRST, [], None, "cp1252")
    assert found.extension["s101"].reason == "Über Müll"
    actors = write(tmp_path / "a.csv", "id,kind\nÖl,sme\nB,sme\n", "cp1252")
    ties = write(tmp_path / "b.csv", "source,target\nB,Öl\n")
    with pytest.raises(ClusterError, match=r"line 2: a letter is not in UTF-8 .*Öl in cp1252"):
        read_cluster(actors, ties)
    assert [*read_cluster(actors, ties, encoding="cp1252")] == ["Öl", "B"]


def test_what_is_said_counts_only_where_a_file_is_in_no_unicode(tmp_path):
    (person,) = read_roster(write(tmp_path / "r.csv", ROSTER.format("Größe")), "cp1252").people
    assert person.name == "Größe"
    (person,) = read_roster(
        write(tmp_path / "j.csv", ROSTER.format("田中"), "iso2022_jp"), "iso2022_jp"
    ).people
    assert person.name == "田中"
    with pytest.raises(
        ClusterError, match=r"row 2: a letter is not in cp1252 either \(byte 0x81\)"
    ):
        read_roster(write(tmp_path / "m.csv", "id;name\n1;\u00fc\n", "cp850"), "cp1252")


def test_a_file_that_is_cut_off_and_a_coding_that_nobody_knows_are_said(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(ROSTER.format("Zoë").encode("utf-16")[:-1])
    with pytest.raises(ClusterError, match="not whole UTF-16"):
        read_roster(path)
    for name in ("cp9999", "base64", "a\0b"):
        plan = Grading(tmp_path, "01", tmp_path / "m.csv", tmp_path / "f", encoding=name)
        with pytest.raises(GradingError, match="--encoding"):
            grade(plan)


# What looks the same


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("learner", ["zoë", "Łódź-å", "한국1", "Ǖ-17"])
def test_an_id_that_looks_the_same_is_the_same_learner(tmp_path, monkeypatch, learner):
    monkeypatch.chdir(tmp_path)
    other = decomposed(learner)
    assert other != learner
    one, two = (draw_cluster(who, FIRST.stem, "secret") for who in (learner, other))
    assert nx.utils.graphs_equal(one, two)
    assert nx.utils.graphs_equal(my_cluster(learner, FIRST.stem), my_cluster(other, FIRST.stem))
    store.change(store.Path(store.FILE), lambda _: {other: {"a": {"points": 1, "tries": 1}}})
    assert [*store.load(store.Path(store.FILE))] == [learner]
    for stands, wanted in ((learner, other), (other, learner)):
        roster = read_roster(write(tmp_path / "r.csv", ROSTER.format("x").replace("s101", stands)))
        assert roster.find(wanted.upper()).id == learner
        assert roster.owner(f"{wanted}_01.ipynb") is roster.people[0]
        # What goes back to the gradebook stands there as it came.
        assert roster.people[0].cells["Matrikelnummer"] == stands


def test_ascii_ids_have_the_cluster_that_they_had():
    # Drawn by the version before ids were composed.
    cluster = draw_cluster("s101", FIRST.stem, "secret")
    assert (len(cluster), cluster.number_of_edges()) == (45, 35)
    assert sorted(cluster.edges)[:3] == [("F01", "F08"), ("F03", "B1"), ("F03", "F18")]


def test_two_rows_that_look_the_same_are_one_id_twice(tmp_path):
    text = f"id;name\nzoë;A\n{decomposed('zoë')};B\n"
    with pytest.raises(ClusterError, match="row 3: the id 'zoë' is in row 2 too"):
        read_roster(write(tmp_path / "r.csv", text))


def test_ids_and_answers_that_look_the_same_are_the_same(tmp_path):
    actors = write(tmp_path / "a.csv", f"id,kind\n{decomposed('Öl')},sme\nB,sme\n")
    cluster = read_cluster(actors, write(tmp_path / "b.csv", "source,target\nB,Öl\n"))
    assert [*cluster] == ["Öl", "B"]
    other = decomposed("Öl")
    assert Name().plain(other) == "Öl"
    assert Names().plain([other, "Öl"]) == ["Öl"]
    assert Numbers().plain({other: 1}) == {"Öl": 1.0}
    assert NameOfEach().plain({other: other}) == {"Öl": "Öl"}


def test_a_decision_finds_whom_it_is_about_however_the_id_is_coded(tmp_path):
    roster = read_roster(write(tmp_path / "r.csv", "id;name\nzoë;A\n"))
    row = f"{HEADER}{decomposed('zoë')},extension,,2,Ill\r\n"
    found = read_decisions(write(tmp_path / "d.csv", row), FIRST, [], roster)
    assert found.extension["zoë"].value == 2
    code = [("abc", f"{decomposed('zoë')}.ipynb", "zoë")]
    row = f"{HEADER}zoë.ipynb,late,,1,x\r\n"
    with pytest.raises(ClusterError, match="Write its code, which stays: abc"):
        read_decisions(write(tmp_path / "d.csv", row), FIRST, code, roster)
