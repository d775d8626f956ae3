"""The package as a whole: light to import, pinned everywhere alike, fit for Binder."""

import ast
import importlib
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pins import direct_requirements, environment_file, pinned
from ruamel.yaml import YAML

from clusterlib import moved


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


EVERY_MODULE = """
import importlib, pkgutil, sys
import clusterlib
for found in pkgutil.walk_packages(clusterlib.__path__, "clusterlib."):
    if found.name != "clusterlib.__main__":
        importlib.import_module(found.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
JUPYTER = re.compile(r"ipy|jupyter|nb|notebook|traitlets|anywidget|tornado|zmq|voila|comm$", re.I)


def test_no_module_of_the_helper_library_loads_anything_of_jupyter():
    command = [sys.executable, "-c", EVERY_MODULE]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "clusterlib" in loaded
    assert [name for name in loaded if JUPYTER.match(name)] == []
    assert not {"clustercourse", "clustergrader"} & set(loaded)


def third_party(root, package):
    """Return the distributions that a package imports, also inside functions."""
    known, names = packages_distributions(), set()
    for path in (root / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module)
    roots = {name.partition(".")[0] for name in names} - {*sys.stdlib_module_names, *PACKAGES}
    return {canonicalize_name(known[name][0]) for name in roots if name in known}


def test_each_package_asks_for_what_it_imports_and_for_no_more(root):
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    hard = {canonicalize_name(Requirement(name).name) for name in project["dependencies"]}
    course = {canonicalize_name(name) for name in project["optional-dependencies"]["course"]}
    assert third_party(root, "clusterlib") == hard
    above = third_party(root, "clustercourse") | third_party(root, "clustergrader")
    # JupyterLab runs the notebooks; dask is for those who grade on many machines.
    assert above - hard - {"dask", "distributed"} == course - {"jupyterlab"}


#: Who may import whom: a room imports only rooms that stand before it. Nothing imports the labs.
ORDER = [
    {"clusterlib.errors", "clusterlib.checks", "clusterlib.version", "clusterlib.moved"},
    {"clusterlib.arrays", "clusterlib.seeds", "clusterlib.words"},
    {"clusterlib.parameters", "clusterlib.files"},
    {"clusterlib.networks"},
    {"clusterlib.measures", "clusterlib.learning", "clusterlib.classics"},
    {"clusterlib.experiments"},
    {"clusterlib.plots"},
    {"clusterlib.region"},
    {"clusterlib.commands"},
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


def modules_of(root):
    """Return the file of every module of the three packages by the module's name."""
    files = [path for name in PACKAGES for path in sorted((root / name).rglob("*.py"))]
    named = {".".join(path.relative_to(root).with_suffix("").parts): path for path in files}
    return {name.removesuffix(".__init__"): path for name, path in named.items()}


def imports_in(source, modules):
    """Return the modules that a source imports anywhere: in functions and for types only too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in modules else node.module for name in inner}
    return found & set(modules)


def circle_in(used):
    """Return a circle of modules, or nothing."""
    try:
        TopologicalSorter(used).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_circle_of_imports(root):
    # That a module needs the packages it lies in is left out: an __init__ imports what is inside.
    modules = modules_of(root)
    used = {name: imports_in(path.read_text(), modules) for name, path in modules.items()}
    assert circle_in(used) == []


@pytest.mark.parametrize(
    "back", ["if TYPE_CHECKING:\n    from a.one import x", "def f():\n    from a import one"]
)
def test_a_circle_is_found_wherever_it_is_closed(back):
    sources = {"a": "", "a.one": "import a.two", "a.two": back}
    circle = circle_in({name: imports_in(source, sources) for name, source in sources.items()})
    assert set(circle) == {"a.one", "a.two"}


#: What notebooks of last term import, by the module they name.
LAST_TERM = {
    "clusterlib": "ARCHETYPES ClusterError Structure build_cluster check_environment "
    "example_cluster plot_cluster read_cluster",
    "clusterlib.claims": "LEDGER claims_frame run_claims",
    "clusterlib.claims.outcomes": "LevelOf",
    "clusterlib.claims.surgery": "DropLocalTies",
    "clusterlib.claims.verdicts": "WORTH_NAMING",
    "clusterlib.classics": "Barter barter distance gift landscapes march mean_barter subgroups "
    "topologies twin_clusters",
    "clusterlib.environment": "check_environment",
    "clusterlib.exercises": "check export_progress hint my_cluster progress restore_progress",
    "clusterlib.experiments": "OUTCOMES Setting compare estimate rank_correlation relative sweep",
    "clusterlib.labs": "Axis Question buzz_lab focal_lab horizontal_lab multi_angle_lab "
    "policy_lab position_lab predict predict_curve quiz reveal reveal_curve structure_lab "
    "trust_lab vertical_lab",
    "clusterlib.learning": "ChangeActors CutFlows CutPipelines Learning RemoveActors "
    "TechnologyShift attention_to initial_knowledge simulate",
    "clusterlib.measures": "brokerage constraint effective_size local_network position_table "
    "structure_table",
    "clusterlib.plots": "CourseFigure CurvePanel describe_cluster plot_cluster plot_curves "
    "plot_effects plot_lines",
    "clusterlib.policy": "EQUAL_SPLIT Game INSTRUMENTS NOTHING Policy Rules all_on best_found play",
    "clusterlib.policy.pictures": "plot_teams",
}


@pytest.mark.parametrize("old", LAST_TERM)
def test_notebooks_of_last_term_get_the_objects_of_today(old):
    today = [importlib.import_module(name) for name in moved.MODULES.get(old, (old,))]
    for name in LAST_TERM[old].split():
        homes = [module for module in today if hasattr(module, name)]
        assert getattr(importlib.import_module(old), name) is getattr(homes[0], name)


def test_every_module_that_moved_is_tried():
    assert set(moved.MODULES) <= set(LAST_TERM)
    tried = {f"{old}.{name}" for old, names in LAST_TERM.items() for name in names.split()}
    assert set(moved.NAMES) <= tried


#: Lines of code that a room may have: what it has. Where it has less, the number comes down.
BUDGETS = {"clustercourse/labs": 2_892, "clustercourse/predictions": 882}
#: The same for the script of the labs.
SCRIPT = 1_073


def code_lines(text):
    """Count lines of Python without docstrings, comments and blank lines."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            told |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    spaces = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    return len({
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in spaces | {tokenize.ENDMARKER}
        for line in range(token.start[0], token.end[0] + 1)
    } - told)  # fmt: skip


@pytest.mark.parametrize("room", BUDGETS)
def test_a_room_does_not_grow_unseen(root, room):
    paths = (root / room).rglob("*.py")
    assert sum(code_lines(path.read_text("utf-8")) for path in paths) <= BUDGETS[room]


def test_the_script_of_the_labs_does_not_grow_unseen(root):
    paths = (root / "clustercourse/labs/program").glob("*.js")
    lines = [line.strip() for path in paths for line in path.read_text("utf-8").split("\n")]
    assert sum(bool(line) and not line.startswith("//") for line in lines) <= SCRIPT


def test_lines_of_code_are_counted_without_what_is_no_code():
    assert (
        code_lines('"""A."""\n\n# b\nx = (\n    1,\n)\n\n\ndef f():\n    """C."""\n    return x\n')
        == 5
    )
