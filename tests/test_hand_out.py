"""What learners click on or run first, and the oldest packages that the course runs with."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
    import hand_out

    return hand_out


def test_the_link_copies_the_repository_and_opens_a_notebook_that_is_there(tool, root):
    link = urlsplit(tool.pull_link("https://hub.example.org/", "https://git.example.org/a/b.git"))
    assert link.path == "/hub/user-redirect/git-pull"
    asked = parse_qs(link.query)
    assert asked["repo"] == ["https://git.example.org/a/b.git"]
    folder, _, notebook = asked["urlpath"][0].removeprefix("lab/tree/").partition("/")
    assert folder == "b"
    assert (root / notebook).is_file()
    with pytest.raises(ValueError, match="begins with https"):
        tool.pull_link("hub.example.org", "https://git.example.org/a/b")


def test_the_first_cell_is_python_that_installs_only_what_is_missing(tool, root):
    cell = tool.colab_cell("https://example.org/course.zip")
    plain = re.sub(r"^( *)%pip.*$", r"\1raise RuntimeError('installs')", cell, flags=re.M)
    ast.parse(plain)
    # Here the course is there already, and this is not Colab.
    exec(compile(plain, "cell", "exec"), {})
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["course"]
    assert {*tool.COLAB} <= {re.split(r"[<>=\[]", name)[0] for name in needed}


def test_lower_bounds_are_those_that_were_tried(root):
    """All references of all exercises were computed with these and gave the same numbers."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = dict(name.split(">=") for name in project["dependencies"] if ">=" in name)
    assert bounds == {
        "matplotlib": "3.10", "networkx": "3.3", "numpy": "1.26", "pandas": "2.2",
        "pydantic": "2.7", "scipy": "1.12",
    }  # fmt: skip


def test_no_file_that_is_handed_out_names_an_index(root):
    for name in ("docker/Dockerfile", "tools/hand_out.py", "tools/student.py", "pyproject.toml"):
        text = (root / name).read_text("utf-8")
        assert not re.search(r"index-url|find-links|pypi|files\.python", text)
