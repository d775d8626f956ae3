"""Save files together: all of them or none, and over nothing that is there unless that is asked."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from clusterlib.networks.problems import ClusterError, Problem

_EXISTS = (
    "the file exists already",
    "Give another name, or allow to replace it (overwrite=True, --overwrite).",
)


def save_files(files: Sequence[tuple[Path, bytes]], *, overwrite: bool = False) -> None:
    """Save files together; if one cannot be saved, all is left as it was.

    Raises
    ------
    ClusterError
        If a file exists and ``overwrite`` is False, or if one cannot be written.
    """
    problems = list(_problems([path for path, _ in files], overwrite))
    if not problems:
        try:
            # A link stays a link: what it points to is replaced.
            _save([(path.resolve(), content) for path, content in files], overwrite)
        except FileExistsError as error:
            problems = [Problem(Path(error.filename).name, *_EXISTS)]
        except OSError as error:
            names = " and ".join(path.name for path, _ in files)
            what = f"writing failed ({error.strerror or error})"
            problems = [Problem(names, what, "Choose a folder in which you may write.")]
    if problems:
        raise ClusterError(problems, "the files to write")


def _problems(paths: list[Path], overwrite: bool) -> Iterator[Problem]:
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
