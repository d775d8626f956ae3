"""Figures as files, with the words that stand for them inside."""

from __future__ import annotations

import io
from pathlib import Path

from clusterlib.files.problems import ClusterError, Problem
from clusterlib.plots.course_figure import CourseFigure

#: The kinds of pictures, and where each keeps the words that stand for it.
_WORDS_IN = {"png": "Description", "svg": "Description", "pdf": "Subject"}


def kind_of_picture(path: Path) -> str:
    """Return the kind of picture that a file's name asks for.

    Raises
    ------
    ClusterError
        If the name ends in none that can be made.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in _WORDS_IN:
        what = f"{path.suffix!r} is not a kind of picture" if kind else "the name has no ending"
        cure = "End the name in .png, .svg or .pdf."
        raise ClusterError([Problem(path.name, what, cure)], "the files to write")
    return kind


def image(figure: CourseFigure, kind: str) -> bytes:
    """Return a figure as a file of that kind, with its description inside."""
    content = io.BytesIO()
    figure.savefig(content, format=kind, dpi=200, metadata={_WORDS_IN[kind]: figure.alt})
    return content.getvalue()
