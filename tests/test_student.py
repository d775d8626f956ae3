"""What learners are given: it checks exercises, shows no answer, and overwrites nobody's work."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import hostile
import pytest

from clustercourse import packed
from clustercourse.exercises.registry import UNITS
from clustercourse.exercises.session import draw_cluster

OLD, NEW = "7.0.0", "7.1.0"


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
    import student

    return student


@pytest.fixture(scope="module")
def archive(tool):
    return tool.make(OLD)


@pytest.fixture
def folder(archive, tmp_path):
    zipfile.ZipFile(io.BytesIO(archive)).extractall(tmp_path)
    (there,) = tmp_path.iterdir()
    assert there.name == f"how-clusters-learn-{OLD}"
    return there


def run_in(folder: Path, code: str, path: Path) -> str:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=env | {"PYTHONPATH": str(path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECKS = """\
import clusterlib, clustercourse
print(clusterlib.__file__, clustercourse.__file__)
from clustercourse.exercises import check, my_cluster
from clustercourse.exercises.registry import UNITS
from clustercourse.policy import best_found
import networkx as nx
cluster = my_cluster("ada", "01_cluster_structure")
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
print(check("structure.local_density", nx.density(cluster.subgraph(firms))).look)
print(check("structure.local_density", nx.density(cluster)).text)
print(sum(unit.points for unit in UNITS.values()), best_found().skills_1)
"""


@pytest.mark.slow
def test_unpacked_it_checks_an_exercise_as_the_whole_course_does(folder, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    where, status, wrong, rest = run_in(work, CHECKS, folder).splitlines()
    assert where.split() == [
        f"{folder}/{name}/__init__.py" for name in ("clusterlib", "clustercourse")
    ]
    assert status == "right"
    task = next(t for t in UNITS["01_cluster_structure"].tasks if t.id == "structure.local_density")
    assert wrong in [known.message for known in task.misconceptions]
    assert rest == f"{sum(unit.points for unit in UNITS.values())} 25.0"


@pytest.mark.slow
def test_installed_it_checks_an_exercise_too(folder, tmp_path):
    there = tmp_path / "installed"
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", there, folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode and "setuptools" in done.stderr:
        pytest.skip("no setuptools to build with")
    assert done.returncode == 0, done.stderr
    assert not (there / "clustergrader").exists()
    assert "right" in run_in(tmp_path, CHECKS, there).split()


def test_neither_solutions_nor_masters_tests_or_the_grader_are_in_it(archive, tool):
    names = [name.partition("/")[2] for name in zipfile.ZipFile(io.BytesIO(archive)).namelist()]
    tops = {name.partition("/")[0] for name in names}
    made = {"START_HERE.md", "contents.json", "pyproject.toml", "update.py"}
    assert tops == {*tool._FOLDERS, *tool._FILES, *made}
    for stem in UNITS:
        assert f"exercises/{stem}.ipynb" in names
    assert tool.make(OLD) == archive


def test_no_answer_can_be_read_in_it_and_each_can_be_unpacked(archive):
    zipped = zipfile.ZipFile(io.BytesIO(archive))
    files = {name: zipped.read(name) for name in zipped.namelist()}
    units = {name: text for name, text in files.items() if "/exercises/units/" in name}
    for unit in UNITS.values():
        for task in unit.tasks:
            for known in task.misconceptions:
                part = known.message[:40].encode()
                assert [name for name, content in files.items() if part in content] == []
    assert [name for name, text in units.items() if b"skills_1" in text] == []
    # As INSTRUCTOR.md says: who wants to look needs one line.
    policies = next(text for name, text in units.items() if name.endswith("best_policies.json"))
    assert json.loads(packed.unpack(policies.decode()))["baseline"]
    for name, text in units.items():
        if name.endswith(".py") and not name.endswith("__init__.py"):
            ast.parse(text)


def test_a_newer_version_overwrites_nothing_of_a_learner(
    archive, tool, folder, tmp_path, monkeypatch
):
    mine = {
        "exercises/02_horizontal_learning.ipynb": hostile.notebook(["mine"]),
        "exercises/03_vertical_learning.ipynb": hostile.notebook(["mine, too"]),
        "exercises/notes.ipynb": hostile.notebook(["my notes"]),
        "my_progress.json": "{}",
        "exercises/my_progress.json": '{"points": 85}',
    }
    for name, text in mine.items():
        (folder / name).write_text(text)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    # In the new version exercise 02 is another one.
    newer = b'{"cells": [], "newer": true}'
    changed = {**dict(tool._of_course()), "exercises/02_horizontal_learning.ipynb": newer}
    monkeypatch.setattr(tool, "_of_course", lambda: changed.items())
    zipfile.ZipFile(io.BytesIO(tool.make(NEW))).extractall(tmp_path)
    new = tmp_path / f"how-clusters-learn-{NEW}"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before

    def update() -> str:
        command = [sys.executable, "update.py", str(folder)]
        return subprocess.run(command, cwd=new, capture_output=True, text=True, check=True).stdout

    said = update()
    for name, text in mine.items():
        assert (new / name).read_text() == text
    assert (new / f"exercises/02_horizontal_learning ({NEW}).ipynb").read_bytes() == newer
    assert f"the newer one is 02_horizontal_learning ({NEW}).ipynb" in said
    assert not (new / f"exercises/03_vertical_learning ({NEW}).ipynb").exists()
    # Again, and after work in the new folder: nothing is lost there either.
    assert update() == ""
    (new / "exercises/notes.ipynb").write_text("newer notes")
    assert "the old one is notes (2).ipynb" in update()
    assert (new / "exercises/notes.ipynb").read_text() == "newer notes"
    assert (new / "exercises/notes (2).ipynb").read_text() == mine["exercises/notes.ipynb"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_one_version_is_one_zip(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["student.py", "--version", OLD, "--folder", str(tmp_path)])
    tool.main()
    tool.main()
    path = tmp_path / f"how-clusters-learn-{OLD}.zip"
    path.write_bytes(b"what learners have")
    with pytest.raises(SystemExit, match="Raise the version"):
        tool.main()
    assert path.read_bytes() == b"what learners have"


def test_the_clusters_are_those_of_the_whole_course(folder, tmp_path):
    code = (
        "from clustercourse.exercises.session import draw_cluster\n"
        "print(sorted(draw_cluster('ada', '02_horizontal_learning').edges)[:5])"
    )
    edges = sorted(draw_cluster("ada", "02_horizontal_learning").edges)[:5]
    assert run_in(tmp_path, code, folder).strip() == str(edges)
