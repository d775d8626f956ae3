"""Hostile submissions: none gets more than it deserves, hangs the class or harms another."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import hostile
import pytest

import clusterlib
from clustergrader import Grading, Limits, grade
from clustergrader.page_folder import page_name
from clustergrader.safe_csv import safe
from clustergrader.showing import visible

SECRET = "a secret of the lecturer"
#: Short, so that what never ends does not take long; the honest need a fraction of it.
LIMITS = Limits(seconds=40, cell_seconds=3, memory=1_000, files=20, processes=24)


class Listener:
    """Something outside the sandbox that a submission might reach."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self._socket.accept()
            except OSError:
                return
            self.heard += 1

    def close(self) -> None:
        self._socket.close()


def look_for(folder: Path, seen: list[str]) -> None:
    """Look until a sandbox is seen: a look that never sees one says nothing at the end."""
    while not seen:
        seen.extend(hostile.sandboxes_of(folder))
        time.sleep(0.2)


def left_files(*more: Path) -> list[Path]:
    """Return files with the marker in places that a submission might reach."""
    package = Path(clusterlib.__file__).parent
    places = [Path("/"), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/dev"), *more]
    places += [Path("/usr"), Path("/usr/lib"), Path("/etc"), Path.home(), Path(sys.prefix), package]
    return [path for place in places for path in place.glob(f"{hostile.MARKER}*")]


def problems_of(case: hostile.Case, row: dict[str, str]) -> list[str]:
    """Compare what a case deserves with what it got."""
    found = []
    if row["Exercise 01"] != str(case.deserved):
        found.append(f"{row['Exercise 01']} points, deserved {case.deserved}")
    if not row["Status"].startswith(case.status) or not row["Status"]:
        found.append(f"status {row['Status']!r}, expected {case.status!r}")
    return found


@pytest.mark.slow
def test_no_hostile_submission_gains_hangs_harms_or_leaves_anything(tmp_path, monkeypatch):
    listener = Listener()
    folder = tmp_path / "submissions"
    folder.mkdir()
    cases = {case.submission: case for case in hostile.cases(listener.port)}
    assert len(cases) >= 100
    for case in cases.values():
        case.save(folder)
    before = {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}
    began = time.monotonic()
    # The folder of the course shows in the command of every sandbox: so they are found.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandboxes_seen: list[str] = []
    threading.Thread(target=look_for, args=(tmp_path, sandboxes_seen), daemon=True).start()
    report = grade(
        Grading(
            folder,
            "01",
            tmp_path / "marks.csv",
            tmp_path / "feedback",
            secret=SECRET,
            limits=LIMITS,
        ),
        progress=False,
    )
    assert time.monotonic() - began < 900
    listener.close()
    assert listener.heard == 0

    text = (tmp_path / "marks.csv").read_text(encoding="utf-8-sig")
    # A name stands in the table as one that does nothing there.
    shown = {str(safe(name)): name for name in cases}
    rows = {shown[row["Submission"]]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == cases.keys()
    problems = {}
    pages = {}
    for name, case in cases.items():
        found = problems_of(case, rows[name])
        pages[name] = (tmp_path / "feedback" / page_name(name)).read_text(encoding="utf-8")
        if case.says and case.says not in pages[name] + rows[name]["Look at"]:
            found.append(f"nothing says {case.says!r}: {rows[name]['Note']}")
        if found:
            problems[name] = [*found, rows[name]]
    assert problems == {}, json.dumps(problems, indent=1)

    # Nothing is left of any of them, and nothing that was there has changed.
    assert {path: path.lstat().st_mtime_ns for path in folder.rglob("*")} == before
    assert left_files(folder, tmp_path, tmp_path / "feedback") == []
    until = time.monotonic() + 5
    while (left := hostile.sandboxes_of(tmp_path)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []
    assert sandboxes_seen

    # No page runs or shows as code what a submission has put into it.
    assert "<script" not in "".join(pages.values())
    assert "&lt;script&gt;" in pages["intrudes-html.ipynb"]
    assert "<script" not in (tmp_path / "marks_overview.html").read_text(encoding="utf-8")
    for table in ("marks.csv", "marks_texts.csv"):
        cells = list(csv.reader(io.StringIO((tmp_path / table).read_text(encoding="utf-8-sig"))))
        assert not [cell for row in cells for cell in row if re.match(r"[=+\-@\t\r]", cell)]

    # What the curious saw: no secret, no name of a file of the lecturer, no reference, no network.
    texts = {
        entry.result.name: entry.result.tasks["structure.explain"].get("text", "")
        for entry in report.entries
    }
    seen = texts["intrudes-looks.ipynb"]
    assert "uid=0" not in seen.split()
    assert "rights=0000000000000000" in seen
    assert SECRET not in seen
    assert str(tmp_path) not in seen
    assert texts["intrudes-mounts.ipynb"].split()[:10] == [*["-1"] * 8, "1", "thread"]
    assert "NOTHING" in texts["cheat-references.ipynb"]
    assert "SILENCE" in texts["intrudes-network.ipynb"]
    letters = {texts[name].split()[0] for name in texts if name.startswith("letterbox")}
    assert letters == {"EMPTY"}

    # Nobody's name acts, and no honest notebook is remarked for somebody else's code.
    for said in (*pages.values(), str(visible(str(report)))):
        assert visible(said) == said
    published = [name for name in rows if "published" in rows[name]["Look at"]]
    assert published == ["published-solution.ipynb"]
    references = [name for name in rows if "own references" in rows[name]["Look at"]]
    assert references == ["published-references.ipynb"]
