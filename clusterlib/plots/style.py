"""How the course's pictures look: colours, markers, line styles and matplotlib settings.

Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart, with a grey,
a darker green and two browns because the kinds are eleven; values are shown in viridis. Blue stands
for firms, green for institutions that make knowledge, warm colours for what lies outside the
cluster; ties follow the same rule. A shape or a line style always says it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import matplotlib as mpl
import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

from clusterlib.arrays import Floats

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

#: Ink for text, a quieter one for remarks, and the colour of actors without a value.
INK, QUIET, NO_VALUE = "#222222", "#5B6470", "#D9D9D9"

#: matplotlib settings of every picture.
SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
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
    """How one kind of actor is drawn.

    ``scale`` is the width against that of an SME; ``room`` is the width for a label inside, against
    that of an SME too; ``middle`` is where such a label stands, as a share of the marker's width.
    """

    shape: Any
    colour: str
    scale: float = 1.0
    room: float = 0.88
    middle: tuple[float, float] = (0.0, 0.0)
    rim: str = "white"

    @cached_property
    def reach(self) -> float:
        """Half the width that is really drawn, against that of an SME; a diamond's is larger."""
        style = MarkerStyle(self.shape)
        corners = np.asarray(style.get_path().transformed(style.get_transform()).vertices)
        return float(self.scale * np.abs(corners).max())


def _polygon(*corners: tuple[float, float]) -> Path:
    return Path([*corners, corners[0]], closed=True)


# Shapes that hold a label: a plus with stout arms, and plates that point upstream and downstream.
_PLUS = _polygon(
    *[(-0.3, 0.5), (0.3, 0.5), (0.3, 0.3), (0.5, 0.3), (0.5, -0.3), (0.3, -0.3)],
    *[(0.3, -0.5), (-0.3, -0.5), (-0.3, -0.3), (-0.5, -0.3), (-0.5, 0.3), (-0.3, 0.3)],
)
_DOWNSTREAM = _polygon((-0.5, 0.4), (0.15, 0.4), (0.5, 0.0), (0.15, -0.4), (-0.5, -0.4))
_UPSTREAM = _polygon((0.5, 0.4), (-0.15, 0.4), (-0.5, 0.0), (-0.15, -0.4), (0.5, -0.4))

#: Marker of each kind of actor.
MARKERS: dict[str, Marker] = {
    "focal_firm": Marker("D", OKABE_ITO["blue"], 1.1, 1.0),
    "sme": Marker("o", OKABE_ITO["sky blue"]),
    "university": Marker("^", OKABE_ITO["bluish green"], 1.35, 0.84, (0.0, -0.14)),
    "research_institute": Marker("s", "#00664B", 0.95, 0.86),
    "bridging_institution": Marker(_PLUS, OKABE_ITO["yellow"], 1.15, 1.0, rim=INK),
    "government_agency": Marker("h", "#595959", 1.2, 0.98),
    "outside_rd": Marker("p", OKABE_ITO["vermillion"], 1.3, 1.08, (0.0, -0.02)),
    "lead_customer": Marker(_DOWNSTREAM, OKABE_ITO["orange"], 1.3, 1.05, (-0.07, 0.0)),
    "outside_subcontractor": Marker(_UPSTREAM, OKABE_ITO["reddish purple"], 1.3, 1.05, (0.07, 0.0)),
    "outside_firm": Marker("v", "#A6611A", 1.25, 0.84, (0.0, 0.14)),
    "outside_body": Marker("X", "#7F3B08", 1.1, 0.8),
}

#: Marker of an actor whose kind is not known.
PLAIN_MARKER = Marker("o", OKABE_ITO["sky blue"])


@dataclass(frozen=True)
class Line:
    """How the ties of one dimension are drawn; ``width`` in points."""

    colour: str
    style: Any
    width: float
    alpha: float


#: Line of each dimension of ties.
LINES: dict[str, Line] = {
    "horizontal": Line(OKABE_ITO["sky blue"], "solid", 1.5, 0.95),
    "vertical": Line(OKABE_ITO["blue"], (0, (5, 1.6)), 1.2, 0.7),
    "multi_angle": Line(OKABE_ITO["bluish green"], (0, (1.2, 1.4)), 1.3, 0.8),
    "pipeline": Line(OKABE_ITO["vermillion"], (0, (7, 1.5, 1.2, 1.5)), 1.7, 0.85),
}

#: Line of a tie whose dimension is not known.
PLAIN_LINE = Line("#7F7F7F", "solid", 1.1, 0.75)


def luminance(colours: Floats) -> Floats:
    """Return relative luminance (WCAG 2) of RGBA colours; below .21 white text reads best."""
    channels = colours[:, :3]
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


@contextmanager
def style() -> Iterator[None]:
    """Draw with the course's settings inside a ``with`` block and leave the user's alone."""
    with mpl.style.context(["default", SETTINGS]):
        yield


def tidy(ax: Axes, x: str, y: str = "") -> None:
    """Give axes the look of the course: labels with units, a light grid, no box."""
    ax.set_xlabel(x, fontsize=12, color=INK)
    ax.set_ylabel(y, fontsize=12, color=INK)
    ax.tick_params(labelsize=11, length=0, pad=5, colors=QUIET)
    ax.grid(color="#E3E6EA", linewidth=1)
    ax.set_axisbelow(True)
    ax.spines[:].set_visible(False)
