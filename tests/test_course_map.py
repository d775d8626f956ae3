"""The map from the paper to the course is complete and up to date."""

from pathlib import Path

import course_map
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def found():
    return course_map.lectures()


def test_the_map_is_complete(found):
    assert course_map.gaps(found) == []


def test_the_file_holds_the_map_of_today(found):
    text = (ROOT / course_map.FILE).read_text("utf-8")
    assert course_map.with_map(text, course_map.the_map(found)) == text, "run `make build`"


def test_a_missing_lecture_leaves_gaps(found):
    rest = {stem: lecture for stem, lecture in found.items() if stem != "06_trust_and_absorption"}
    problems = course_map.gaps(rest)
    assert "06_trust_and_absorption: no such lecture" in problems
    assert any(problem.startswith("claim 22 is run in no lecture") for problem in problems)


def test_a_lecture_that_no_section_names_is_noticed(found):
    problems = course_map.gaps({**found, "11_new": found["10_evidence"]})
    assert "11_new: stands in no section" in problems


def test_the_first_notebook_lists_all_lectures(found):
    start = "\n".join(text for _, _, text in found["00_start_here"].cells)
    for stem, lecture in found.items():
        assert stem == "00_start_here" or f"[{lecture.title}]({stem}.ipynb)" in start


def test_counts_in_texts_are_those_of_today(found):
    assert course_map.miscounts(course_map.texts_that_count(found), found) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("README.md", "It has ten lectures.", "'ten lectures', but there are "),
        ("README.md", "Eight graded exercises", "'Eight graded exercises', but there are "),
        ("README.md", "and the 30 claims", "'30 claims', but there are "),
        ("a.md", "Twelve notebooks, two of them with a graded exercise", "'two of them with a gra"),
        ("05_network_position", "all seven claims of this lecture", "'seven claims of this lectur"),
        (
            "10_evidence",
            "Two claims are run again\nrun_claims([7, 9, 13])",
            "'Two claims are run a",
        ),
    ],
)
def test_a_wrong_count_is_noticed(found, name, text, problem):
    (line,) = course_map.miscounts({name: text}, found)
    assert line.startswith(f"{name}: {problem}")


def test_exercises_say_how_long_they_take_those_who_are_new_to_english_or_python():
    paths = sorted((ROOT / "source" / "exercises").glob("*.py"))
    assert course_map.exercise_minutes(paths) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("About 75 minutes (90 minutes if", "[75, 90] minutes, not [75, 95]"),
        ("About 75 minutes", "[75] minutes, not [75, 95]"),
        ("Some time", "[] minutes, not []"),
    ],
)
def test_minutes_of_an_exercise_that_newcomers_do_not_need_are_noticed(tmp_path, said, problem):
    path = tmp_path / "01_a.py"
    path.write_text(f"# %% [markdown]\n# {said}\n", encoding="utf-8")
    assert course_map.exercise_minutes([path]) == [f"01_a: its first cell says {problem}"]


def test_minutes_that_a_lecture_says_and_the_counts_do_not_are_noticed(found, tmp_path):
    text = found["10_evidence"].path.read_text("utf-8")
    path = tmp_path / "10_evidence.py"
    path.write_text(text.replace("# *50 minutes", "# *55 minutes"), encoding="utf-8")
    problems = course_map.gaps({**found, "10_evidence": course_map.Lecture(path)})
    assert problems == [
        "10_evidence: its first cell says (55, 65, 75) minutes, the counts (50, 65, 75)"
    ]
