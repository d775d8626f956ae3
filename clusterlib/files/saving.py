"""Save files together: all of them or none, and over nothing that is there unless that is asked."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from clusterlib.files.problems import ClusterError, Problem

_SOURCE = "the files to write"
_EXISTS = (
    "the file exists already",
    "Give another name, or allow to replace it (overwrite=True, --overwrite).",
)


def check_names(paths: Sequence[Path], *, overwrite: bool = False) -> None:
    """Check that files of these names can be made.

    Raises
    ------
    ClusterError
        If a file exists and ``overwrite`` is False, or if a folder does not exist.
    """
    if problems := list(_problems(paths, overwrite)):
        raise ClusterError(problems, _SOURCE)


def save_files(files: Sequence[tuple[Path, bytes]], *, overwrite: bool = False) -> None:
    """Save files together; if one cannot be saved, all is left as it was.

    Raises
    ------
    ClusterError
        If a file exists and ``overwrite`` is False, or if one cannot be written.
    """
    check_names([path for path, _ in files], overwrite=overwrite)
    try:
        # A link stays a link: what it points to is replaced.
        _save([(path.resolve(), content) for path, content in files], overwrite)
    except FileExistsError as error:
        raise ClusterError([Problem(Path(error.filename).name, *_EXISTS)], _SOURCE) from None
    except OSError as error:
        names = " and ".join(path.name for path, _ in files)
        what = f"writing failed ({error.strerror or error})"
        cure = "Choose a folder in which you may write."
        raise ClusterError([Problem(names, what, cure)], _SOURCE) from None


def _problems(paths: Sequence[Path], overwrite: bool) -> Iterator[Problem]:
    if len({path.resolve() for path in paths}) < len(paths):
        yield Problem(paths[0].name, "the same name for two files", "Give each its own name.")
    for path in paths:
        if not path.parent.is_dir():
            cure = "Make the folder first, or give the name of another."
            yield Problem(path.name, f"there is no folder '{path.parent}'", cure)
        elif path.is_dir():
            yield Problem(path.name, "this is a folder", "Give the name of a file.")
        elif path.exists() and not overwrite:
            yield Problem(path.name, *_EXISTS)


def _save(files: list[tuple[Path, bytes]], overwrite: bool) -> None:
    drafts = [_beside(path) for path, _ in files]
    backups = [_beside(path) for path, _ in files]
    taken: list[tuple[Path, Path]] = []
    try:
        for draft, (_, content) in zip(drafts, files, strict=True):
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for draft, backup, (path, _) in zip(drafts, backups, files, strict=True):
            if overwrite and path.exists():
                shutil.copy2(path, backup)
                shutil.copymode(path, draft)
            else:
                # Taking the name first fails when another program has made the file meanwhile.
                path.open("xb").close()
            taken.append((path, backup))
        for draft, (path, _) in zip(drafts, files, strict=True):
            draft.replace(path)
    except BaseException:
        for path, backup in taken:
            if backup.exists():
                backup.replace(path)
            else:
                path.unlink(missing_ok=True)
        raise
    finally:
        for path in drafts + backups:
            path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Return a new name in the same folder, from where a file can be renamed in one step."""
    return path.with_name(f".{uuid.uuid4().hex}.part")
