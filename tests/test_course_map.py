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
