"""Make the folder that learners are given, as a zip named by the version: `make student`.

It holds the lectures, the blank exercises and the packages that they need, and neither solutions
nor masters, tests or the grader. What is right has to be there, as `check` says it at once; it is
packed (see clustercourse/packed.py), which is not the same as hidden.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from clustercourse.packed import pack  # noqa: E402

#: Whole folders, and single files.
_FOLDERS = ("notebooks", "exercises", "clusterlib", "clustercourse")
_FILES = ("LICENSE", "LICENSE-CONTENT", "requirements.txt")
_ANSWERS = "clustercourse/exercises/units/"
_ENDINGS = {".py", ".pyi", ".typed", ".json", ".js", ".css", ".html", ".csv", ".ipynb"}
#: What a learner works in; everything else may be replaced by a newer version.
_WORK = ("notebooks/", "exercises/")
_STUB = '''\
"""Packed: here stands what is right, and what the usual mistakes are."""

from clustercourse.packed import unpack

exec(compile(unpack({packed!r}), __file__, "exec"))
'''
_START = """\
# How clusters learn, version {version}

1. Install Python 3.11 or a later one.
2. In this folder: `python -m venv .venv`, then
   `.venv/bin/python -m pip install -r requirements.txt` and `.venv/bin/python -m pip install .`
   (Windows: `.venv\\Scripts\\python` in place of `.venv/bin/python`).
3. Start with `.venv/bin/jupyter lab notebooks/00_start_here.ipynb`.

Your work is what you write in `exercises/` and `notebooks/`, and the files `my_*.json`. When you
are given a newer version, unpack it: it has a folder of its own, beside this one. Then say in the
new folder

    python update.py PATH_OF_THE_OLD_FOLDER

It copies your work into the new folder and changes nothing in the old one. Where an exercise that
you have begun is a newer one too, yours keeps its name, and the newer one stands beside it.
"""
_UPDATE = '''\
"""Bring your work from the folder of an earlier version into this one: nothing is overwritten.

    python update.py PATH_OF_THE_OLD_FOLDER
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = ("notebooks", "exercises")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def given(folder):
    return json.loads((folder / "contents.json").read_text(encoding="utf-8"))


def work_in(folder):
    """Yield what was changed, or is not of the course."""
    known = given(folder)["files"]
    places = [folder, *(folder / name for name in WORK)]
    for place in places:
        pattern = "my_*.json" if place == folder else "**/*"
        for path in sorted(place.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and ".ipynb_checkpoints" not in name:
                if known.get(name) != digest(path):
                    yield name


def free(path):
    """Return a name beside a file that nothing has."""
    tries = (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in range(2, 10**6))
    return next(one for one in tries if not one.exists())


def main(old):
    if not (old / "contents.json").is_file():
        sys.exit(f"{old}: this is no folder of the course.")
    if old == HERE:
        sys.exit("Give the path of the old folder. You are in the new one.")
    version = given(HERE)["version"]
    ours = given(HERE)["files"]
    for name in work_in(old):
        source, target = old / name, HERE / name
        if target.exists() and digest(target) == digest(source):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and ours.get(name) == digest(target):
            newer = ours[name] != given(old)["files"].get(name)
            if newer:
                beside = target.with_name(f"{target.stem} ({version}){target.suffix}")
                shutil.copy2(target, beside if not beside.exists() else free(beside))
                print(f"{name}: yours; the newer one is {beside.name}")
            else:
                print(f"{name}: yours")
        elif target.exists():
            target = free(target)
            print(f"{name}: you have work here too, so the old one is {target.name}")
        else:
            print(f"{name}: yours")
        shutil.copy2(source, target)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
'''


def version() -> str:
    """Return the version in pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def contents(number: str) -> dict[str, bytes]:
    """Return the files of the learners' folder by name."""
    files = dict(sorted(_of_course()))
    files["pyproject.toml"] = _project((ROOT / "pyproject.toml").read_text("utf-8"), number)
    files["START_HERE.md"] = _START.format(version=number).encode()
    files["update.py"] = _UPDATE.encode()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    known = {"version": number, "files": digests}
    files["contents.json"] = (json.dumps(known, indent=1) + "\n").encode()
    return files


def _of_course() -> Iterator[tuple[str, bytes]]:
    for name in _FILES:
        yield name, (ROOT / name).read_bytes()
    for folder in _FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            hidden = "/." in name or "__pycache__" in name
            if path.is_file() and path.suffix in _ENDINGS and not hidden:
                yield name, _packed(name, path.read_bytes())


def _packed(name: str, content: bytes) -> bytes:
    """Return a file as learners get it."""
    if not name.startswith(_ANSWERS) or name.endswith("/__init__.py"):
        return content
    text = content.decode("utf-8")
    if name.endswith(".py"):
        return _STUB.format(packed=pack(text)).encode()
    return (pack(text) + "\n").encode()


def _project(text: str, number: str) -> bytes:
    """Return pyproject.toml without the grader and without tools that learners lack."""
    text = re.sub(r"^grade = .*\n", "", text, flags=re.M)
    text = re.sub(r"^version = .*$", f'version = "{number}"', text, count=1, flags=re.M)
    text = text.replace('readme = "README.md"', 'readme = "START_HERE.md"')
    text = re.sub(r"^clustergrader = .*\n", "", text, flags=re.M)
    text = text.replace(', "clustergrader*"', "").partition("[tool.clusterlib]")[0]
    return text.encode()


def make(number: str) -> bytes:
    """Return the zip; the same files give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents(number).items():
            # Named by the version: what a learner has of another one is never unpacked over.
            entry = zipfile.ZipInfo(f"how-clusters-learn-{number}/{name}", (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()


def main() -> None:
    """Write the zip, and over none of the same version that holds something else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default=version(), help="default: %(default)s")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "student")
    options = parser.parse_args()
    path = options.folder / f"how-clusters-learn-{options.version}.zip"
    content = make(options.version)
    if path.exists() and path.read_bytes() != content:
        sys.exit(
            f"{path}: there is another one of this version, and learners may have it. Raise the "
            "version in pyproject.toml, or give another --version."
        )
    options.folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
