"""Regenerate notebooks/, exercises/, solutions/ and the lectures' explanations from source/.

With --check compare only.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import ROOT, explanations, make, read_source, without_facts, write
from executed import classics_sources, lecture_sources, run_once
from gates import wrong_marks
from glossary import notebook as glossary
from odd import notebook as odd_protocol

from clustercourse.predictions.explained import page

FOLDERS = ("notebooks", "exercises", "solutions")
EXPLAINED = "clustercourse/explained"
#: What is no authored notebook.
TEXTS = ("glossary", "odd")
#: Pictures may differ by this much of the full range: fonts and processors round differently.
PICTURE_TOLERANCE = 0.01


def jobs(root: Path) -> Iterator[tuple[Path, str, str]]:
    """Give source file, target relative to the root, and form, for every generated notebook."""
    for source in sorted((root / "source" / "lectures").glob("*.py")):
        yield source, f"notebooks/{source.stem}.ipynb", "blank"
        yield source, f"{EXPLAINED}/{source.stem}.html", "explained"
    for source in classics_sources(root):
        yield source, f"notebooks/classics/{source.stem}.ipynb", "blank"
    for source in sorted((root / "source").glob("glossary.toml")):
        yield source, f"notebooks/{source.stem}.ipynb", "glossary"
    for source in sorted((root / "source").glob("odd_protocol.md")):
        yield source, f"notebooks/{source.stem}.ipynb", "odd"
    for source in sorted((root / "source" / "exercises").glob("*.py")):
        yield source, f"exercises/{source.stem}.ipynb", "blank"
        yield source, f"solutions/{source.stem}.ipynb", "solved"


def build(job: tuple[Path, str, str]) -> str:
    """Return the text of one generated notebook; solved ones are executed."""
    source, _, form = job
    if form == "glossary":
        return write(glossary(lecture_sources()))
    if form == "odd":
        return write(odd_protocol())
    if form == "explained":
        return page(explanations(read_source(source)))
    if form == "solved":
        return write(without_facts(nbformat.reads(run_once(source), as_version=4)))
    return write(make(read_source(source), "blank"))


def differences(root: Path, built: dict[str, str]) -> list[str]:
    """Say which generated files differ from what the sources give, are missing or are orphans."""
    problems = []
    for target, text in built.items():
        path = root / target
        if not path.exists():
            problems.append(f"{target}: missing")
        elif path.suffix == ".html" and path.read_text(encoding="utf-8") != text:
            problems.append(f"{target}: differs from the source")
        elif path.read_text(encoding="utf-8") != text:
            problems += compare(target, json.loads(path.read_text("utf-8")), json.loads(text))
    for folder in (*FOLDERS, EXPLAINED):
        for path in sorted((root / folder).glob("**/*.*")):
            name = path.relative_to(root).as_posix()
            if ".ipynb_checkpoints" not in name and name not in built:
                problems.append(f"{name}: has no source")
    return problems


def compare(target: str, old: Any, new: Any) -> list[str]:
    """Compare two notebooks: all to the letter, but pictures pixel by pixel within tolerance."""
    if len(old["cells"]) != len(new["cells"]):
        return [f"{target}: {len(old['cells'])} cells, the source gives {len(new['cells'])}"]
    problems = []
    for number, (mine, theirs) in enumerate(zip(old["cells"], new["cells"], strict=True)):
        if strip_pictures(mine) != strip_pictures(theirs):
            problems.append(f"{target}: cell {number} differs from the source")
            continue
        for a, b in zip(pictures(mine), pictures(theirs), strict=True):
            if not alike(a, b):
                problems.append(f"{target}: a picture of cell {number} differs")
    rest = [{**notebook, "cells": None} for notebook in (old, new)]
    if rest[0] != rest[1]:
        problems.append(f"{target}: metadata differ")
    return problems


def strip_pictures(cell: dict[str, Any]) -> dict[str, Any]:
    """Return the cell with every picture replaced by its place."""
    copy = json.loads(json.dumps(cell))
    for output in copy.get("outputs", []):
        data = output.get("data", {})
        for kind in [kind for kind in data if kind.startswith("image/")]:
            data[kind] = ""
        if "text/html" in data and "base64," in "".join(data["text/html"]):
            data["text/html"] = "".join(data["text/html"]).split("base64,")[0]
    return copy


def pictures(cell: dict[str, Any]) -> list[bytes]:
    """Return the pictures of a cell's outputs."""
    return [
        base64.b64decode("".join(data))
        for output in cell.get("outputs", [])
        for kind, data in output.get("data", {}).items()
        if kind in ("image/png", "image/jpeg")
    ]


def alike(a: bytes, b: bytes) -> bool:
    """Return whether two pictures have one size and nearly the same pixels."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (a, b))
    if first.size != second.size:
        return False
    difference = np.asarray(first, float) - np.asarray(second, float)
    return bool(np.abs(difference).mean() / 255 <= PICTURE_TOLERANCE)


def main(root: Path = ROOT) -> int:
    """Build all, or check all; return 1 if a check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument(
        "stems", nargs="*", help="build these only, for example 01_cluster_structure"
    )
    given = parser.parse_args()
    check, stems = given.check, set(given.stems)
    todo = [job for job in jobs(root) if not stems or job[0].stem in stems]
    unknown = stems - {source.stem for source, _, _ in todo}
    if unknown or (check and stems):
        parser.error(f"no source {', '.join(unknown)}" if unknown else "--check takes no stems")
    written = sorted({source for source, _, form in todo if form not in TEXTS})
    wrong = [line for source in written for line in wrong_marks(source)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    with ProcessPoolExecutor(2) as pool:
        built = dict(zip((target for _, target, _ in todo), pool.map(build, todo), strict=True))
    if check:
        problems = differences(root, built)
        for problem in problems:
            print(problem, file=sys.stderr)
        if problems:
            print("Edit source/ and run `make build`; generated notebooks are never edited.")
        return 1 if problems else 0
    for target, text in built.items():
        path = root / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(built)} files built")
    return 0


if __name__ == "__main__":
    sys.exit(main())
