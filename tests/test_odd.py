"""The ODD protocol: made from the code, whole, and a model that is broken on purpose is caught."""

import re

import odd
import pytest

from clusterlib.learning import Learning, initial
from clusterlib.networks import Structure


@pytest.fixture(scope="module")
def protocol():
    return "\n\n".join(cell.source for cell in odd.notebook().cells)


def test_it_has_the_seven_elements_in_their_order(protocol):
    headings = re.findall(r"^## (.+)$", protocol, re.MULTILINE)
    assert headings == [
        "1. Purpose and patterns",
        "2. Entities, state variables and scales",
        "3. Process overview and scheduling",
        "4. Design concepts",
        "5. Initialisation",
        "6. Input data",
        "7. Submodels",
        "How to cite",
    ]
    assert "{{" not in protocol


@pytest.mark.parametrize("kind", [Learning, Structure])
def test_every_parameter_stands_there_with_its_declaration(protocol, kind):
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in protocol.splitlines()
        if line.startswith("| `")
    ]
    for name, one in kind.declarations().items():
        (row,) = [row for row in rows if row[0] == f"`{name}`" and one.meaning in row]
        assert row[1] == f"{one.default:g} {one.unit}".strip()
        assert row[2:4] == [
            f"{low:g} to {high:g}" for low, high in ((one.low, one.high), one.plausible)
        ]
        assert one.reason in row or (row[5] == "" and f"usual one: {one.reason}." in protocol)


def test_every_equation_stands_there_once_and_is_computed_somewhere(protocol):
    equations = odd.equations()
    assert odd.faults(equations, odd.named()) == []
    numbers = re.findall(r"^### Equation \((\d+)\)", protocol, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(equations) + 1)]
    assert len(equations) >= 9


def test_the_schedule_is_that_of_the_lines_of_a_period(protocol):
    steps = odd.steps()
    assert sorted(number for number, _ in steps) == [*range(1, 10)]
    names = {one.number: one.name for one in odd.equations()}
    for place, (number, name) in enumerate(steps, 1):
        assert name == names[number]
        assert f"{place}. {name}, equation ({number})" in protocol


def test_the_numbers_of_the_start_are_those_of_the_code():
    (start,) = [one.text for one in odd.equations() if one.name == "initial knowledge"]
    told = {float(number) for number in re.findall(r"\d+\.\d+|\b1\b", start)}
    used = {*initial._FIRM_LEVEL, *initial._FIRM_SPREAD, initial._FIRM_LEAST}
    used |= {*initial._FRONTIER, initial._MASTERY}
    assert told == used


DEFINED = "Equation (1), gap:\n    ``x``\n\nEquation (2), update:\n    ``y``"


def test_sound_equations_have_no_faults(monkeypatch):
    monkeypatch.setattr(odd, "steps", list)
    texts = [("m", DEFINED), ("m.f", "Of equation (1) and equation (2).")]
    assert odd.faults(odd.equations(iter(texts)), odd.named(iter(texts))) == []


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ([("m", DEFINED), ("m.f", "Equation (1).")], "equation (2), update: no function names it"),
        (
            [("m", DEFINED), ("m.f", f"Equations.\n\n{DEFINED}")],
            "equation (1) is defined 2 times; once is right",
        ),
        (
            [("m", DEFINED.replace("(2)", "(3)")), ("m.f", "Of equation (1) and equation (3).")],
            "equation (2) is defined 0 times; once is right",
        ),
        (
            [("m", DEFINED), ("m.f", "Of equation (1), equation (2) and equation (7).")],
            "equation (7) is named, but none defines it",
        ),
        (
            [("m", "Equation (1), gap:\n\nNothing."), ("m.f", "Equation (1).")],
            "equation (1), gap: it says nothing",
        ),
    ],
)
def test_an_equation_that_is_missing_or_stands_twice_is_noticed(texts, problem, monkeypatch):
    monkeypatch.setattr(odd, "steps", list)
    assert problem in odd.faults(odd.equations(iter(texts)), odd.named(iter(texts)))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("{{schedule}}", ""), "{{schedule}} is needed once"),
        (("{{fields}}", "{{fields}}, {{rivers}}"), "{{rivers}} stands for nothing"),
    ],
)
def test_a_template_that_leaves_something_out_is_refused(change, problem):
    with pytest.raises(SystemExit, match=re.escape(problem)):
        odd.notebook(odd.FILE.read_text("utf-8").replace(*change))
