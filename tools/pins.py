"""Pin every requirement exactly, in the requirements files and in environment.yml.

All are made from pyproject.toml: requirements.txt for the course, requirements-dev.txt for its
tests, requirements-bench.txt for the peers of the benchmarks. They hold no index address.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--quiet"),
    *("--fork-strategy", "fewest", "--python-version", "3.11"),
    *("--no-emit-index-url", "--no-header", "--no-annotate"),
]
HEAD = """\
# Binder builds the course from this file. Made by `make pins`; edit pyproject.toml instead.
name: how-clusters-learn
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
"""


def pinned(text: str) -> dict[str, str]:
    """Return name -> requirement line for the pins that hold on Linux with Python 3.11."""
    environment = {"python_version": "3.11", "python_full_version": "3.11.0"}
    environment |= {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
    result = {}
    for line in text.splitlines():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            result[canonicalize_name(requirement.name)] = (
                f"{requirement.name}{requirement.specifier}"
            )
    return result


def environment_file(requirements: str, direct: list[str]) -> str:
    """Return environment.yml: the direct requirements first, then what they need, all pinned."""
    pins = pinned(requirements)
    names = direct + [name for name in pins if name not in direct]
    lines = [f"      - {pins[name]}" for name in names]
    return HEAD + "\n".join([*lines, "      - -e ."]) + "\n"


def direct_requirements() -> list[str]:
    """Return the names of what the library and the course need themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["course"]
    return [canonicalize_name(Requirement(line).name) for line in sorted(wanted)]


def main() -> None:
    """Write the files."""
    course = ["--extra", "course", "-o", "requirements.txt"]
    subprocess.run([*COMPILE, *course], cwd=ROOT, check=True)
    for extra, below in (("dev", "requirements.txt"), ("bench", "requirements-dev.txt")):
        options = ["--extra", extra, "-c", below, "-o", f"requirements-{extra}.txt"]
        subprocess.run([*COMPILE, *options], cwd=ROOT, check=True)
    requirements = (ROOT / "requirements.txt").read_text()
    (ROOT / "environment.yml").write_text(environment_file(requirements, direct_requirements()))


if __name__ == "__main__":
    main()
