"""The folder of feedback pages: a page carries a seal, and without it none is taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from clustercourse.exercises.registry import UNITS
from clusterlib.files.saving import save_files

#: Names of files may have 255 bytes, and the ending needs some.
_LONGEST_NAME = 240


def page_name(submission: str) -> str:
    """Return the name of a feedback page; Moodle takes it back in the same folder."""
    *folders, name = submission.split("/")
    if len(name.encode()) > _LONGEST_NAME:
        name = f"{name[:50]} {hashlib.sha256(name.encode()).hexdigest()[:10]}"
    return "/".join([*folders, f"{name}.html"])


def save_page(folder: Path, stem: str, submission: str, page: bytes) -> None:
    """Save a page under its seal, in the place of the one that is there."""
    path = folder / page_name(submission)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_files([(path, _seal(page, stem, submission))], overwrite=True)


def _seal(page: bytes, stem: str, name: str) -> bytes:
    """Return a page with a last line that tells what wrote it, for which exercise and name."""
    digest = hashlib.sha256(f"{stem}\0{name}\0".encode() + page).hexdigest()
    return page + _start(stem) + f"{digest} -->\n".encode()


def find_pages_of_others(folder: Path, stem: str, submissions: Iterable[str]) -> list[Path]:
    """Return the pages of other exercises, edited or not, that have the names of this one's."""
    starts = [_start(other) for other in UNITS if other != stem]
    paths = [folder / page_name(name) for name in submissions]
    return [path for path in paths if any(start in _content(path) for start in starts)]


def remove_pages(folder: Path, stem: str, submissions: Iterable[str]) -> list[Path]:
    """Remove the pages of submissions that are gone, each only if it is still as it was written."""
    gone = []
    for name in submissions:
        path = folder / page_name(name)
        if _wrote(path, stem, name):
            path.unlink()
            gone.append(path)
            if path.parent != folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
    return gone


def _wrote(path: Path, stem: str, name: str) -> bool:
    page, start, _ = (content := _content(path)).rpartition(_start(stem))
    return bool(start) and not path.is_symlink() and content == _seal(page, stem, name)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _start(stem: str) -> bytes:
    # What a submission has put into a page cannot look like this: there < is written as &lt;.
    return f"<!-- clusterlib {stem} ".encode()
