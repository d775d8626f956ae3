"""What is live on a lecture's page without a kernel: questions, results, tasks, quizzes, labs.

An executed lecture holds, beside the still form of each, the data that make it live (showing.py).
Here they become places of the page, which the program in web/course/ fills. Recordings are scripts
of their own, loaded when their lab comes near: a page that is opened from a file may read no other
kind of file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from pictures import with_picture_files
from showing import LIVE

from clustercourse.labs.recording import as_json, player, styles

#: The parts of the program, in their order.
PARTS = ["store", "experiments", "tasks", "quizzes", "labs", "carry", "page"]
WEB = Path(__file__).resolve().parent / "web" / "course"
#: The lecture whose lab moves on the front page, and that lab: one that answers no prediction.
FRONT = ("notebooks/08_buzz_and_pipelines.ipynb", "Toy: six firms, with and without a pipeline")


def write_program(static: Path) -> None:
    """Write the program and the style that lectures load once."""
    static.mkdir(parents=True, exist_ok=True)
    parts = [player(), *((WEB / f"{part}.js").read_text("utf-8") for part in PARTS)]
    code = "(() => {\n" + "\n".join(parts) + "\n})();\n"
    (static / "course.js").write_text(code, encoding="utf-8")
    style = styles() + (WEB / "course.css").read_text("utf-8")
    (static / "course.css").write_text(style, encoding="utf-8")


def make_live(notebook: nbformat.NotebookNode, name: str, static: Path) -> None:
    """Turn what has live data into places of the page."""
    stem = Path(name).stem
    cells = []
    labs = 0
    for cell in notebook.cells:
        live = _live_of(cell)
        if live and live["kind"] == "lab":
            labs += 1
            live = with_recording(live, f"{stem}-{labs}", static)
        still = "".join(one.get("data", {}).get("text/html", "") for one in cell.get("outputs", []))
        if live and live["kind"] == "task":
            # The answer stays folded; its place stands before it.
            cells.append(_cell(_place(live, "", stem)))
        elif live:
            cell.outputs = [_output(_place(live, still, stem))]
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
        cells.append(cell)
    notebook.cells = cells


def front_lab(done: Mapping[str, nbformat.NotebookNode], static: Path) -> str:
    """Return the lab that moves on the front page as Markdown, nothing where it is not made."""
    name, title = FRONT
    cells = done[name].cells if name in done else []
    for cell in cells:
        live = _live_of(cell)
        if live and live["kind"] == "lab" and live["plan"]["title"] == title:
            alone = {**live, "asked": {}, "plan": {**live["plan"], "tasks": []}}
            still = with_picture_files(cell.outputs[0].data["text/html"], "index.md", static)
            place = _place(with_recording(alone, "front", static), still, "front")
            return f"```{{raw}} html\n{place}\n```"
    return ""


def with_recording(live: Mapping[str, Any], name: str, static: Path) -> dict[str, Any]:
    """Write the recording of a lab as a script; return what the page needs to find it."""
    place = f"recordings/{name}.js"
    (static / place).parent.mkdir(parents=True, exist_ok=True)
    script = f"recordedLab({json.dumps(place)}, {as_json(live)});\n"
    (static / place).write_text(script, encoding="utf-8")
    return {"kind": "lab", "kept_as": live["kept_as"], "recording": place}


def _live_of(cell: nbformat.NotebookNode) -> dict[str, Any] | None:
    data = (output.get("data", {}) for output in cell.get("outputs", []))
    return next((one[LIVE] for one in data if LIVE in one), None)


def _place(live: Mapping[str, Any], still: str, lecture: str) -> str:
    """Return a place of the page: what it needs to be live, and the still form until then."""
    data = f'<script type="application/json">{as_json(live)}</script>'
    name = next((live[key] for key in ("name", "id", "kept_as") if key in live), "")
    of = f'data-lecture="{lecture}" data-name="{escape(name)}"'
    still = f'<div class="course-still">{still}</div>'
    return f'<div class="course-place" {of}>{data}{still}</div>'


def _output(html: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/html": html})


def _cell(html: str) -> nbformat.NotebookNode:
    """Return a cell that shows HTML and not its code; without any it would be left out."""
    cell = nbformat.v4.new_code_cell("# the answer", outputs=[_output(html)])
    cell.metadata["tags"] = ["remove-input"]
    return cell
