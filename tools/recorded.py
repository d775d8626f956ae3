"""What of each lab a reader without a kernel can move: its recording.

source/recordings.toml names settings for the large labs. A toy or a formula is small: of it every
control is recorded, with as many values as fit.
"""

from __future__ import annotations

import sys
import tomllib
from itertools import count
from math import prod
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import ROOT

from clustercourse import labs
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Control
from clustercourse.labs.recording import Recording

DECLARED = ROOT / "source" / "recordings.toml"
#: So many settings of a lab that declares none are recorded at most.
MOST = 120


def recording_of(lab: Lab[Any]) -> Recording:
    """Record a lab with the settings that are declared for it, else with all its controls."""
    all_declared = tomllib.loads(DECLARED.read_text("utf-8"))
    # A cluster of one's own may be large: less of it fits.
    own = getattr(lab, "own", None) is not None
    declared = (all_declared["own"] if own else all_declared).get(name_of(lab))
    if isinstance(declared, list):
        return lab.record(*declared)
    return lab.record(**(whole_grid(lab) if declared is None else declared))


def name_of(lab: Lab[Any]) -> str:
    """Return the name by which lectures call a lab."""
    return next((name for name in labs.__all__ if getattr(labs, name) is type(lab)), "")


def whole_grid(lab: Lab[Any]) -> dict[str, list[Any]]:
    """Return values of all controls but the seed, as many as may be recorded."""
    moved = {n: c for n, c in lab.controls.items() if n not in (lab.clock, "seed")}
    for step in count(1):
        grid = {name: _each(of, step, lab.settings[name]) for name, of in moved.items()}
        if prod(map(len, grid.values())) <= MOST:
            return grid
    raise AssertionError("a step as long as a slider leaves one value")


def _each(control: Control, step: int, start: Any) -> list[Any]:
    """Return each so-many-th value of a slider, and where it starts; all values of a list."""
    values = control.values
    kept = set(values if control.kind == "list" else values[::step]) | {start}
    return [value for value in values if value in kept]
