"""The ODD protocol: source/odd_protocol.md as a notebook, its tables made from the code.

`make build` writes notebooks/odd_protocol.ipynb. Parameters come from their declarations, equations
from the docstrings that define them, the schedule from the lines of ``one_period``, the patterns
from the tests of what the model shows. So nothing in it can drift from the code.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import METADATA, ROOT, new_markdown

from clusterlib import learning
from clusterlib.learning import History, Learning, conditions, initial, interventions, one_period
from clusterlib.learning import __path__ as learning_path
from clusterlib.networks import Structure, building
from clusterlib.networks.schema import DIMENSIONS, KINDS
from clusterlib.parameters import Parameters, parameter

FILE = ROOT / "source" / "odd_protocol.md"
PATTERNS = ROOT / "tests" / "test_learning_findings.py"
_MARK = re.compile(r"\{\{([\w:]+)\}\}")
_DEFINED = re.compile(r"^( *)Equation \((\d+)\), (.+):$")
_NAMED = re.compile(r"[Ee]quation \((\d+)\)")
_STEP = re.compile(r"# \((\d+)\) (.+)$")
_USUAL = inspect.signature(parameter).parameters["reason"].default
_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")


@dataclass(frozen=True)
class Equation:
    """An equation as a docstring defines it."""

    number: int
    name: str
    text: str
    place: str


def docstrings() -> Iterator[tuple[str, str]]:
    """Yield every docstring of clusterlib.learning and of the building of clusters, with a name."""
    paths = [path for folder in learning_path for path in sorted(Path(folder).glob("*.py"))]
    for path in [*paths, Path(inspect.getfile(building))]:
        module = f"clusterlib.{path.parent.name}"
        module += "" if path.stem == "__init__" else f".{path.stem}"
        yield from _docstrings_in(ast.parse(path.read_text("utf-8")), module)


def _docstrings_in(
    node: ast.Module | ast.ClassDef | ast.FunctionDef, name: str
) -> Iterator[tuple[str, str]]:
    if text := ast.get_docstring(node):
        yield name, text
    for part in node.body:
        if isinstance(part, ast.ClassDef | ast.FunctionDef):
            yield from _docstrings_in(part, f"{name}.{part.name}")


def equations(texts: Iterator[tuple[str, str]] | None = None) -> list[Equation]:
    """Return the equations in the order of their numbers."""
    found = []
    for place, text in texts or docstrings():
        lines = text.splitlines()
        for number, line in enumerate(lines):
            if head := _DEFINED.match(line):
                inside = f"{head[1]}    "
                body = []
                for below in lines[number + 1 :]:
                    if below and not below.startswith(inside):
                        break
                    body.append(below.removeprefix(inside))
                told = "\n".join(body).strip()
                found.append(Equation(int(head[2]), head[3], told, place))
    return sorted(found, key=lambda one: one.number)


def named(texts: Iterator[tuple[str, str]] | None = None) -> dict[int, list[str]]:
    """Return where each equation is named: the functions to read."""
    places: dict[int, list[str]] = {}
    for place, text in texts or docstrings():
        for number in map(int, _NAMED.findall(text)):
            if place not in places.setdefault(number, []):
                places[number].append(place)
    for number, _ in steps():
        places.setdefault(number, []).append(f"{one_period.__module__}.{one_period.__name__}")
    return places


def steps() -> list[tuple[int, str]]:
    """Return number and name of each step of a period, in the order of the lines."""
    lines = inspect.getsource(one_period).splitlines()
    return [(int(step[1]), step[2]) for line in lines if (step := _STEP.search(line))]


def faults(found: list[Equation], places: Mapping[int, list[str]]) -> list[str]:
    """List equations that are missing, stand twice, or are computed nowhere."""
    numbers = [one.number for one in found]
    problems = [
        f"equation ({number}) is defined {numbers.count(number)} times; once is right"
        for number in range(1, max(numbers, default=0) + 1)
        if numbers.count(number) != 1
    ]
    for one in found:
        if not any(place != one.place for place in places.get(one.number, [])):
            problems.append(f"equation ({one.number}), {one.name}: no function names it")
        if not one.text:
            problems.append(f"equation ({one.number}), {one.name}: it says nothing")
    problems += [f"equation ({n}) is named, but none defines it" for n in set(places) - {*numbers}]
    return problems


def notebook(template: str | None = None) -> nbformat.NotebookNode:
    """Return the protocol as a notebook, a cell for each element."""
    template = FILE.read_text("utf-8") if template is None else template
    asked = _MARK.findall(template)
    problems = [f"{{{{{name}}}}} stands for nothing" for name in asked if name not in MADE]
    problems += [f"{{{{{name}}}}} is needed once" for name in MADE if asked.count(name) != 1]
    problems += faults(equations(), named())
    if problems:
        raise SystemExit("source/odd_protocol.md:\n" + "\n".join(problems))
    text = _MARK.sub(lambda mark: MADE[mark[1]](), template)
    parts = re.split(r"^(?=## )", text.strip(), flags=re.MULTILINE)
    cells = [
        new_markdown(source=part.strip(), id=f"odd-{number}") for number, part in enumerate(parts)
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)


# What stands in the place of a mark


def _table(head: str, rows: list[list[str]]) -> str:
    names = head.split(", ")
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _parameters(kind: type[Parameters]) -> Callable[[], str]:
    def table() -> str:
        rows = [
            [
                f"`{one.name}`",
                f"{one.default:g} {one.unit}".strip(),
                f"{one.low:g} to {one.high:g}",
                f"{one.plausible[0]:g} to {one.plausible[1]:g}",
                one.meaning,
                "" if one.reason == _USUAL else one.reason,
                one.source,
            ]
            for one in kind.declarations().values()
        ]
        head = "Parameter, Default, Permitted, Plausible, Meaning, Why plausible, Source"
        return _table(head, rows)

    return table


def _equations() -> str:
    places = named()
    parts = []
    for one in equations():
        text = _ROLE.sub(r"`\1`", one.text).replace("``", "`")
        code = ", ".join(f"`{place}`" for place in places[one.number] if place != one.place)
        parts.append(f"### Equation ({one.number}): {one.name}\n\n{text}\n\nIn the code: {code}.")
    return "\n\n".join(parts)


def _schedule() -> str:
    return "\n".join(
        f"{place}. {name}, equation ({n})" for place, (n, name) in enumerate(steps(), 1)
    )


def _patterns() -> str:
    """Return the names of the tests as sentences, under the headings of their file."""
    lines: list[str] = []
    for line in PATTERNS.read_text("utf-8").splitlines():
        if head := re.match(r"# -+ (.+)", line):
            lines += ["", f"*{head[1].capitalize()}:*", ""]
        elif lines and (test := re.match(r"def test_(\w+)\(", line)):
            told = test[1].replace("_", " ").replace("rd ", "R&D ").replace("sme", "SME")
            lines.append(f"- {told}")
    return "\n".join(lines).strip()


def _entities() -> str:
    rows = []
    for name, kind in KINDS.items():
        reach, rd = (of.get(name) for of in (conditions.REACH_OF_KIND, conditions.RD_OF_KIND))
        mine = [f"`{one}`" if one else "none" for one in (reach, rd)]
        rows.append([kind.label, f"`{name}`", kind.layer, *mine])
    return _table("Actor, Kind, Layer, Absorptive capacity, Own R&D", rows)


def _recorded() -> str:
    """Return the attributes of History, as its docstring has them."""
    text = inspect.cleandoc(History.__doc__ or "").partition("Attributes\n")[2]
    rows = [
        [f"`{name}`", " ".join(about.split())]
        for name, about in re.findall(r"^(\w[\w, ]*) :[^\n]*\n((?: {4}.*\n?)+)", text, re.MULTILINE)
    ]
    return _table("Recorded, Meaning", [[a, b.replace("``", "`")] for a, b in rows])


def _initial() -> str:
    rows = []
    for name, (low, high, new_low, new_high) in initial._RANGE.items():
        now = (
            "by its stage"
            if name in conditions.RD_OF_KIND and high == 0
            else f"{low:g} to {high:g}"
        )
        rows.append([KINDS[name].label, now, f"{new_low:g} to {new_high:g}"])
    return _table("Actor, Current fields, Emerging fields", rows)


def _interventions() -> str:
    kinds = [
        kind
        for name in learning.__all__
        if inspect.isclass(kind := getattr(interventions, name, None))
        and issubclass(kind, interventions.Intervention)
        and kind is not interventions.Intervention
    ]
    rows = [[f"`{kind.__name__}`", (kind.__doc__ or "").split("\n\n")[0]] for kind in kinds]
    return _table("Intervention, What it does", rows)


def _fields() -> str:
    p, built = Learning(), Structure()
    return (
        f"{built.stages} stages with {p.fields_per_stage} fields each, and {p.emerging_fields} "
        f"emerging fields; {built.stages * built.firms_per_stage} firms"
    )


def _citation() -> str:
    """Return CITATION.cff as a line."""
    told = YAML(typ="safe").load(ROOT / "CITATION.cff")
    who = ", ".join(one["name"] for one in told["authors"])
    return f"{who} ({told['date-released'].year}). *{told['title']}*, version {told['version']}."


def _periods() -> str:
    return str(inspect.signature(learning.simulate).parameters["periods"].default)


MADE: dict[str, Callable[[], str]] = {
    "patterns": _patterns,
    "entities": _entities,
    "dimensions": lambda: ", ".join(f"*{label}*" for label in DIMENSIONS.values()),
    "recorded": _recorded,
    "periods": _periods,
    "fields": _fields,
    "schedule": _schedule,
    "initial": _initial,
    "equations": _equations,
    "parameters:Learning": _parameters(Learning),
    "parameters:Structure": _parameters(Structure),
    "usual_reason": lambda: str(_USUAL),
    "interventions": _interventions,
    "citation": _citation,
}
