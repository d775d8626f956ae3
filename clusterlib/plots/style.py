"""How the course's pictures look: colours, markers, line styles and matplotlib settings.

Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart, or viridis.
Blue stands for firms, green and its neighbours for supporting institutions, warm colours for what
lies outside the cluster; ties follow the same rule. A shape or a line style always says it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl

#: The palette of Okabe and Ito (2008) by name.
OKABE_ITO: dict[str, str] = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky blue": "#56B4E9",
    "bluish green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "reddish purple": "#CC79A7",
}

#: Ink for text, and a quieter one for labels of regions.
INK, QUIET = "#222222", "#6B7280"

#: matplotlib settings of every picture.
SETTINGS: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "text.color": INK,
    "axes.titlesize": 12.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "legend.fontsize": 8.5,
    "legend.frameon": False,
}


@dataclass(frozen=True)
class Marker:
    """How one kind of actor is drawn; ``scale`` is its diameter against that of an SME."""

    shape: str
    colour: str
    scale: float
    text: str = "white"


#: Marker of each kind of actor.
MARKERS: dict[str, Marker] = {
    "focal_firm": Marker("D", OKABE_ITO["blue"], 1.15),
    "sme": Marker("o", OKABE_ITO["sky blue"], 1.0, INK),
    "university": Marker("^", OKABE_ITO["bluish green"], 1.35),
    "research_institute": Marker("s", OKABE_ITO["bluish green"], 0.95),
    "bridging_institution": Marker("P", OKABE_ITO["yellow"], 1.25, INK),
    "government_agency": Marker("h", "#4D4D4D", 1.15),
    "outside_rd": Marker("p", OKABE_ITO["vermillion"], 1.2),
    "lead_customer": Marker(">", OKABE_ITO["orange"], 1.3, INK),
    "outside_subcontractor": Marker("X", OKABE_ITO["reddish purple"], 1.2, INK),
}

#: Marker of an actor whose kind is not known.
PLAIN_MARKER = Marker("o", OKABE_ITO["sky blue"], 1.0, INK)


@dataclass(frozen=True)
class Line:
    """How the ties of one dimension are drawn; ``width`` in points."""

    colour: str
    style: Any
    width: float
    alpha: float


#: Line of each dimension of ties.
LINES: dict[str, Line] = {
    "horizontal": Line(OKABE_ITO["sky blue"], "solid", 1.4, 0.9),
    "vertical": Line(OKABE_ITO["blue"], (0, (5, 1.6)), 1.2, 0.75),
    "multi_angle": Line(OKABE_ITO["bluish green"], (0, (1.2, 1.4)), 1.3, 0.8),
    "pipeline": Line(OKABE_ITO["vermillion"], (0, (7, 1.5, 1.2, 1.5)), 1.7, 0.85),
}

#: Line of a tie whose dimension is not known.
PLAIN_LINE = Line("#7F7F7F", "solid", 1.1, 0.7)


@contextmanager
def style() -> Iterator[None]:
    """Draw with the course's settings inside a ``with`` block and leave the user's alone."""
    with mpl.rc_context(SETTINGS):
        yield
