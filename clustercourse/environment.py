"""Return whether this computer, or this Binder, can run the course."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from html import escape
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from clusterlib.version import DISTRIBUTION

_OLDEST = (3, 11)


@dataclass(frozen=True)
class Check:
    """One thing that the course needs: whether it is there, and the cure if it is not."""

    what: str
    found: str
    good: bool
    cure: str = ""


@dataclass(frozen=True)
class Report:
    """All checks; a notebook shows them as a table."""

    checks: tuple[Check, ...]

    @property
    def good(self) -> bool:
        """Whether every check passed."""
        return all(check.good for check in self.checks)

    @property
    def summary(self) -> str:
        """One sentence: ready, or how many things need a cure."""
        missing = sum(not check.good for check in self.checks)
        if not missing:
            return "Everything the course needs is here."
        return f"{missing} of {len(self.checks)} things need your attention."

    def __str__(self) -> str:
        lines = [
            f"{'✓' if check.good else '✗'} {check.what}: {check.found}"
            + (f"\n    {check.cure}" if check.cure else "")
            for check in self.checks
            # Two dozen good packages would bury the one that is missing.
            if not (check.good and check.what.startswith("package "))
        ]
        return "\n".join([self.summary, *lines])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{'✓' if check.good else '✗'}</td>"
            f"<td style='text-align:left'>{escape(check.what)}</td>"
            f"<td style='text-align:left'>{escape(check.found)}</td>"
            f"<td style='text-align:left'>{escape(check.cure)}</td></tr>"
            for check in self.checks
        )
        return (
            f"<details{'' if self.good else ' open'}><summary><strong>"
            f"{'✓' if self.good else '✗'} {escape(self.summary)}</strong> (details)</summary>"
            "<table><thead><tr><th></th><th>What</th><th>Found</th><th>Cure</th></tr></thead>"
            f"<tbody>{rows}</tbody></table></details>"
        )


def check_environment() -> Report:
    """Check Python, the packages the course needs, and the folder of the notebook.

    Returns
    -------
    Report
        Shown as a table when it is the last line of a cell.

    Examples
    --------
    >>> check_environment().good
    True
    """
    checks = [_python(), *map(_package, metadata.requires(DISTRIBUTION) or []), _folder()]
    return Report(tuple(check for check in checks if check is not None))


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, _OLDEST))
    good = sys.version_info >= _OLDEST
    return Check("Python", found, good, "" if good else f"Install Python {wanted} or later.")


def _package(line: str) -> Check | None:
    requirement = Requirement(line)
    if requirement.marker and not requirement.marker.evaluate({"extra": "course"}):
        return None
    what = f"package {requirement.name}"
    try:
        return Check(what, metadata.version(requirement.name), True)
    except metadata.PackageNotFoundError:
        return Check(what, "missing", False, "Run: python -m pip install -r requirements.txt")


def _folder() -> Check:
    good = os.access(Path.cwd(), os.W_OK)
    cure = "" if good else "Copy the course to a folder that you may write to."
    return Check("this folder", "can be written" if good else "is read-only", good, cure)
