"""The glossary: each word once, as the lectures use it; and a lecture that breaks it is caught."""

import re
import tomllib
from pathlib import Path

import glossary
import pytest
from executed import lecture_sources
from glossary import Glossary, Term

SOURCES = lecture_sources()
STEMS = [path.stem for path in SOURCES]
TERMS = glossary.read()


def lecture(tmp_path, text, stem="01_broken"):
    path = tmp_path / f"{stem}.py"
    path.write_text(f"# %% [markdown]\n# {text}\n", encoding="utf-8")
    return path


# --- the course as it stands ---------------------------------------------------------------------


def test_the_glossary_is_sound():
    assert glossary.faults(TERMS, SOURCES) == []


@pytest.mark.parametrize("path", SOURCES, ids=STEMS)
def test_what_a_lecture_sets_in_bold_is_a_term_or_none(path):
    assert glossary.unexplained(path, TERMS) == []


@pytest.mark.parametrize("path", SOURCES, ids=STEMS)
def test_no_word_of_a_lecture_has_a_second_meaning(path):
    assert glossary.misused(path, TERMS) == []


def test_the_notebook_has_a_row_for_each_term_in_the_order_of_the_alphabet():
    title, words = (cell.source for cell in glossary.notebook(SOURCES).cells)
    rows = re.findall(r"^\| \*\*(.+?)\*\*.*\|$", words, re.MULTILINE)
    assert title.startswith(glossary.TITLE)
    assert rows == sorted((term.name for term in TERMS.terms), key=str.casefold)
    assert len({line.count("|") for line in words.splitlines()}) == 1


# --- a course that is broken on purpose ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("A **buzzword** is new.", 1),
        ("The **SMEs** and the **Focal firm** are old.", 0),
        ("This is a finding, and **nobody looks it up in a glossary**.", 0),
        ("**Nobody chooses.** A heading, and `**kwargs` are none.", 0),
        ("It **fails**.", 0),
    ],
)
def test_a_bold_word_that_nobody_explains_is_noticed(tmp_path, text, problems):
    assert len(glossary.unexplained(lecture(tmp_path, text), TERMS)) == problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Region A gives links to central firms.", "Ties, or pipelines."),
        ("Policy often reasons that outside links are good.", "Ties, or pipelines."),
        ("The new institutions were a bridge between groups.", "A bridge is a tie."),
        ("Openness is the share of all ties that lead out.", "Openness is the setting"),
        ("**Openness**: pipelines as a share of ties.", "Openness is the setting"),
        ("Its openness is 8%.", "Openness is a setting"),
        ("We measure the openness of a cluster.", "Openness is the setting"),
        ("The cluster closes: all its pipelines are cut.", "Say that the pipelines are cut"),
        ("A closed cluster is one whose pipelines are cut.", "Say that the pipelines are cut"),
        ("It has cut its pipelines and is closed now.", "Say that the pipelines are cut"),
        ("Firms in a closed circle hear the same.", "Closed is said of a cluster"),
        ("Buzz needs no tie.", "Buzz is what is learned over local ties"),
        ("Their absorptive capability is low.", "Absorptive capacity"),
        ("The nodes of the network are firms.", "Actors and ties"),
    ],
)
def test_a_second_meaning_is_noticed(tmp_path, text, said):
    assert any(said in problem for problem in glossary.misused(lecture(tmp_path, text), TERMS))
    code = lecture(tmp_path, "Text.")
    code.write_text(f"# %%\nquestion = {text!r}\n", encoding="utf-8")
    assert any(said in problem for problem in glossary.misused(code, TERMS))


@pytest.mark.parametrize(
    "text",
    [
        "Openness is the share of its local ties that a cluster gives up.",
        "Openness is a setting. The share of ties that lead out is measured.",
        "A closed cluster has openness 0: no pipelines, and no tie given up.",
        'The paper says "absorptive capability", and "a lack of openness".',
        "`openness` is set: `share of ties`.",
        "Buzz multiplies what is learned over local ties.",
        'Firms "in the same link of value chain"; a bridging institution; the ties are bridges.',
    ],
)
def test_the_right_meaning_is_left_alone(tmp_path, text):
    assert glossary.misused(lecture(tmp_path, text), TERMS) == []


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        (Term(name="tie", meaning="A line.", parameters=["ties"]), "no parameter 'ties'"),
        (Term(name="knot", meaning="A tie."), "no lecture sets it in bold"),
        (Term(name="knot", meaning="A tie.", lecture="01_broken"), "01_broken does not use"),
        (Term(name="tie", meaning="A line"), "one to three sentences"),
        (Term(name="tie", meaning="A line.", also=["ties"]), "'tie' stands twice"),
        (Term(name="not", meaning="No."), "listed as emphasis"),
    ],
)
def test_a_fault_of_the_glossary_is_noticed(tmp_path, term, problem):
    sources = [lecture(tmp_path, "A **tie** is a line, **not** a rope.")]
    broken = Glossary((term,), (), frozenset({"not"}))
    assert any(problem in line for line in glossary.faults(broken, sources))


def test_the_first_lecture_in_bold_introduces_a_term(tmp_path):
    sources = [
        lecture(tmp_path, text, f"0{n}_x")
        for n, text in enumerate(["A tie.", "Some **ties**.", "A **tie**."])
    ]
    one = Glossary((Term(name="tie", meaning="A line."),), (), frozenset())
    assert glossary.introduced(sources, one) == {"tie": "01_x"}


def test_the_file_says_no_key_that_nobody_reads():
    told = tomllib.loads(Path(glossary.FILE).read_text("utf-8"))
    assert set(told) == {"term", "forbidden", "emphasis"}
    assert all(re.compile(rule["pattern"]) for rule in told["forbidden"])
