"""The package as a whole: light to import, pinned everywhere alike, fit for Binder."""

import re
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pins import direct_requirements, environment_file, pinned
from ruamel.yaml import YAML


def test_import_stays_light():
    code = (
        "import sys, clusterlib\n"
        "heavy = {'matplotlib', 'pandas', 'ipywidgets', 'scipy', 'pydantic', 'numpy', 'networkx'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "clusterlib.build_cluster(rng=1)\n"
        "heavy = {'matplotlib', 'pandas', 'ipywidgets'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_everything_the_stub_names_is_there():
    import clusterlib

    assert "build_cluster" in clusterlib.__all__
    for name in clusterlib.__all__:
        assert getattr(clusterlib, name) is not None


def test_environment_has_the_pins_of_the_requirements(root):
    environment = YAML(typ="safe").load(root / "environment.yml")
    pip = next(item for item in environment["dependencies"] if isinstance(item, dict))["pip"]
    assert pip[-1] == "-e ."
    pins = {canonicalize_name(line.partition("==")[0]): line for line in pip[:-1]}
    assert pins == pinned((root / "requirements.txt").read_text())
    assert {"jupyterlab", "ipywidgets", "networkx", "matplotlib"} <= set(pins)
    assert "python=3.11" in environment["dependencies"]


def test_files_are_what_the_tool_makes(root):
    requirements = (root / "requirements.txt").read_text()
    made = environment_file(requirements, direct_requirements())
    assert made == (root / "environment.yml").read_text()


def test_every_requirement_is_pinned_exactly_and_names_no_index(root):
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        text = (root / name).read_text()
        assert "://" not in text
        assert "--" not in text
        for line in text.splitlines():
            specifiers = list(Requirement(line).specifier)
            assert [s.operator for s in specifiers] == ["=="], line


def test_pins_cover_what_the_project_asks_for(root):
    assert set(direct_requirements()) <= set(pinned((root / "requirements.txt").read_text()))


def test_binder_takes_the_folder_as_a_conda_environment(root):
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", str(root)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Building conda environment for python=3.11" in done.stderr


@pytest.mark.parametrize("name", ["LICENSE", "LICENSE-CONTENT", "CITATION.cff", "README.md"])
def test_a_reader_finds_licence_and_citation(root, name):
    assert len((root / name).read_text().split()) > 20


#: Who may import whom: a room imports only rooms that stand before it. Nothing imports the labs.
ORDER = [
    {"clusterlib.errors", "clusterlib.version", "clusterlib.moved"},
    {"clusterlib.parameters"},
    {"clusterlib.networks"},
    {"clusterlib.measures", "clusterlib.learning", "clusterlib.classics"},
    {"clusterlib.experiments"},
    {"clusterlib.plots"},
    {"clusterlib.cli"},
    {"clusterlib.__main__", "clusterlib.__init__"},
    {"clustercourse.predictions", "clustercourse.claims", "clustercourse.policy"},
    {"clustercourse.environment", "clustercourse.exercises", "clustercourse.labs"},
    {"clustercourse.commands"},
    {"clustercourse.__init__"},
    {"clustergrader"},
]
RANK = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
PACKAGES = ("clusterlib", "clustercourse", "clustergrader")


def room_of(module):
    """Return the room of a module, such as clusterlib.networks; the grader is one."""
    package, _, rest = module.partition(".")
    return package if package == "clustergrader" else f"{package}.{rest.partition('.')[0]}"


def test_arrows_point_down_only(root):
    wrong = []
    for path in sorted(path for name in PACKAGES for path in (root / name).rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        mine = room_of(module)
        if mine.startswith("clusterlib.data"):
            continue
        for used in re.findall(
            r"(?:from|import) (cluster(?:lib|course|grader)\S*)", path.read_text()
        ):
            other = room_of(used)
            if other in RANK and other != mine and RANK[other] >= RANK[mine]:
                wrong.append(f"{module} imports {used}")
    assert wrong == []
