"""Turn an authored text notebook into the blank and the solved notebook.

Source is jupytext's percent format. Five marks are ours:

* ``# BEGIN SOLUTION -> share = ...`` to ``# END SOLUTION`` in a code cell: the blank notebook gets
  what stands behind the arrow, the solved one gets the lines in between.
* ``[[0.43|expression]]`` in a Markdown cell: the learner reads 0.43, and a gate evaluates the
  expression in the running notebook at that place and compares.
* ``[[points]]`` and the like in an exercise: what its unit says (see ``marks``).
* the cell tag ``instructor``: the cell is for the lecturer and appears in neither.
* the cell tag ``explain``: the text belongs to the result above it. A learner reads it there, once
  the question is answered, so the blank notebook has no such cell (see ``explanations``).
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

import jupytext
import nbformat
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parent))
from points_and_titles import with_marks

ROOT = Path(__file__).resolve().parent.parent
#: What the notebooks import.
PACKAGES = ("clusterlib", "clustercourse")
Form = Literal["blank", "solved"]

SOLUTION = re.compile(
    r"^(?P<indent> *)# BEGIN SOLUTION -> (?P<blank>.*)\n(?P<lines>(?:.*\n)*?) *# END SOLUTION *$",
    re.MULTILINE,
)
FACT = re.compile(r"\[\[(?P<shown>[^\]|]+)\|(?P<code>.+?)\]\](?!\])")
#: How the tag of a cell begins that evaluates a fact; what the text shows follows.
FACT_TAG = "fact:"
#: Cells with these tags show their result and fold their code: nobody needs to learn from it. The
#: first line stays in sight.
FOLDED = {
    "predict": "# A question. Press Shift + Enter.",
    "result": "# The result. Press Shift + Enter.",
    "lab": "# A lab. Press Shift + Enter.",
    "quiz": "# The quiz. Press Shift + Enter.",
}
#: What the first line of a folded cell says more, if it is tagged "slow": else one presses again.
SLOW = " It may take half a minute."
#: In the code of a cell, the prediction whose question it asks or whose result it shows.
ASKS = re.compile(r"\bpredict(?:_curve)?\(\s*\"([\w.]+)\"")
REVEALS = re.compile(r"\breveal(?:_curve)?\(\s*\"([\w.]+)\"")
# Jupyter sets the formulas of an output, where it finds them between dollar signs.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": True})
    .enable("table")
    .use(dollarmath_plugin, renderer=lambda text, options: f"${escape(text)}$")
)
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Fact:
    """A number in the prose and the expression that must give it."""

    cell: int
    shown: str
    code: str


def read_source(path: Path) -> nbformat.NotebookNode:
    """Read an authored notebook; a MarkError lists what stands for nothing in its unit."""
    return with_marks(read_as_written(path), path)


def read_as_written(path: Path) -> nbformat.NotebookNode:
    """Read an authored notebook with all its marks."""
    return jupytext.read(path, fmt="py:percent")


def make(source: nbformat.NotebookNode, form: Form) -> nbformat.NotebookNode:
    """Make the blank or the solved notebook, with stable cell ids and no outputs."""
    cells = []
    seen: dict[str, int] = {}
    for cell in source.cells:
        tags = cell.metadata.get("tags", [])
        if "instructor" in tags or (form == "blank" and {"solution", "explain"} & set(tags)):
            continue
        text = FACT.sub(lambda found: found["shown"], cell.source)
        if cell.cell_type == "code":
            text = SOLUTION.sub(blank_lines if form == "blank" else solved_lines, text)
            heads = [FOLDED[tag] + SLOW * ("slow" in tags) for tag in tags if tag in FOLDED]
            text = "\n".join([*heads[:1], text])
        digest = hashlib.sha256(f"{cell.cell_type}\n{text}".encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        new = nbformat.v4.new_code_cell if cell.cell_type == "code" else new_markdown
        made = new(source=text, id=f"{digest}-{seen[digest]}")
        made.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in ("tags", "slideshow") if key in cell.metadata}
        )
        if FOLDED.keys() & set(tags):
            made.metadata["jupyter"] = {"source_hidden": True}
        cells.append(made)
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)


def explanations(source: nbformat.NotebookNode) -> dict[str, str]:
    """Return what explains each result of a lecture as HTML, by the name of the prediction."""
    found: dict[str, str] = {}
    name = ""
    for cell in source.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and (names := REVEALS.findall(cell.source)):
            name = names[-1]
        elif "explain" in tags:
            text = FACT.sub(lambda fact: fact["shown"], cell.source)
            found[name] = found.get(name, "") + _MARKDOWN.render(text)
    return found


def new_markdown(**values: str) -> nbformat.NotebookNode:
    """Make a Markdown cell."""
    return nbformat.v4.new_markdown_cell(**values)


def blank_lines(found: re.Match[str]) -> str:
    """Return what a learner starts from."""
    comment = "  # your code here" if found["blank"].endswith("...") else ""
    return f"{found['indent']}{found['blank']}{comment}"


def solved_lines(found: re.Match[str]) -> str:
    """Return the solution without its marks."""
    return found["lines"].rstrip("\n")


def facts(source: nbformat.NotebookNode) -> list[Fact]:
    """List the facts of an authored notebook, by the number of their cell in the source."""
    return [
        Fact(number, found["shown"], found["code"])
        for number, cell in enumerate(source.cells)
        if cell.cell_type == "markdown"
        for found in FACT.finditer(cell.source)
    ]


def with_facts(source: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Add a cell after each text for every fact in it: it may use what stands above it only."""
    wanted, cells = facts(source), []
    for number, cell in enumerate(source.cells):
        cells.append(cell)
        for fact in (fact for fact in wanted if fact.cell == number):
            tags = {"tags": [f"{FACT_TAG}{fact.shown}"]}
            cells.append(nbformat.v4.new_code_cell(f"print(float({fact.code}))", metadata=tags))
    source.cells = cells
    return source


def is_fact(cell: nbformat.NotebookNode) -> bool:
    """Return whether a cell evaluates a fact."""
    return any(tag.startswith(FACT_TAG) for tag in cell.metadata.get("tags", []))


def without_facts(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take those cells out of an executed notebook, and count the others as if they had not been.

    Raises
    ------
    RuntimeError
        If one of the others has failed.
    """
    notebook.cells = [cell for cell in notebook.cells if not is_fact(cell)]
    for count, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        cell.execution_count = count
        for output in cell.outputs:
            if output["output_type"] == "error":
                raise RuntimeError(f"{output['ename']}: {output['evalue']} in\n{cell.source}")
            if "execution_count" in output:
                output["execution_count"] = count
    return notebook


#: So often a kernel may die while it starts.
KERNEL_STARTS = 3


def execute(
    notebook: nbformat.NotebookNode, *, allow_errors: bool = False
) -> nbformat.NotebookNode:
    """Run a notebook in an empty folder; outputs carry no times and no widget state."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for tries_left in reversed(range(KERNEL_STARTS)):
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                notebook,
                timeout=300,
                kernel_name="python3",
                resources={"metadata": {"path": folder}},
                record_timing=False,
                allow_errors=allow_errors,
                store_widget_state=False,
            )
            try:
                client.execute()
                break
            except RuntimeError as error:
                # Of kernels that start at once two may take one port; then one of them dies.
                if not tries_left or "Kernel died before" not in str(error):
                    raise
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # A view is tied to a kernel that is gone; the picture and the text beside it stay.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook


def write(notebook: nbformat.NotebookNode) -> str:
    """Return the notebook as text, the same every time."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"
