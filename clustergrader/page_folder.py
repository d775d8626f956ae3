"""The folder of feedback pages: a page carries a seal, and without it none is taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

from clustercourse.exercises.registry import UNITS
from clustergrader.showing import visible
from clusterlib.errors import ClusterlibError
from clusterlib.files.saving import save_files

#: Names of files may have 255 bytes, and the ending needs some.
_LONGEST_NAME = 240


def page_name(submission: str) -> str:
    """Return the name of a feedback page; Moodle takes it back in the same folder.

    A page ends in ``.html`` and no folder of pages does, so the two never meet.

    Examples
    --------
    >>> page_name("01.ipynb")
    '01.ipynb.html'
    >>> page_name("01.ipynb.html/01.ipynb")
    '01.ipynb.html_/01.ipynb.html'
    """
    *folders, name = map(_fitting, submission.split("/"))
    return "/".join([*map(_no_page, folders), f"{name}.html"])


def _fitting(name: str) -> str:
    """Return a name as it is, or one of its own for it if it is long or has hidden letters."""
    shown = visible(" ".join(name.split()) if "\n" in name or "\t" in name else name)
    if len(name.encode()) <= _LONGEST_NAME and shown == name:
        return name
    short = shown.replace("\\", "-")[:50]
    return f"{short} {hashlib.sha256(name.encode()).hexdigest()[:10]}"


def _no_page(folder: str) -> str:
    return f"{folder}_" if folder.casefold().rstrip("_").endswith(".html") else folder


def save_page(folder: Path, stem: str, submission: str, page: bytes) -> Path | None:
    """Save a page under its seal; return where a page that somebody had changed is kept."""
    path = folder / page_name(submission)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = keep_copy(path) if path.is_file() and not _wrote(path, stem, submission) else None
    save_files([(path, _seal(page, stem, submission))], overwrite=True)
    return kept


def keep_copy(path: Path) -> Path:
    """Copy what somebody has changed to a new name beside it."""
    places = (path.with_name(f"{path.stem}.yours-{n}{path.suffix}") for n in count(1))
    copy = next(place for place in places if not place.exists())
    save_files([(copy, path.read_bytes())])
    return copy


def save_pages(
    folder: Path, stem: str, pages: Iterable[tuple[str, Callable[[], bytes]]]
) -> list[str]:
    """Make and save pages, by the names of their submissions.

    Returns
    -------
    list of str
        What went wrong: a page that cannot be made, or saved, costs no other one. And where pages
        are kept that somebody had changed.
    """
    problems = []
    for submission, make in pages:
        try:
            if kept := save_page(folder, stem, submission, make()):
                problems.append(f"A page was changed by hand. It is kept as {kept}.")
        except Exception as error:
            said = str(error) if isinstance(error, ClusterlibError) else repr(error)[:300]
            problems.append(f"{submission}: its page could not be written. {said}")
    return problems


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
