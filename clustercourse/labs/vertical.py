"""Lab 03: barter on a ring whose ties are moved, and where the small world is best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from clustercourse.labs.base import Lab
from clustercourse.labs.controls import period_slider, slider
from clustercourse.labs.curves import Curve, Curves, Series
from clustercourse.labs.ring import Ring
from clustercourse.labs.tried import Trail
from clusterlib.classics import Barter, mean_barter, topologies
from clusterlib.parameters import Declaration
from clusterlib.plots.style import INK, OKABE_ITO, QUIET, tidy

#: Networks in a run, their actors and the neighbours of each, and the periods of a run.
NETWORKS, ACTORS, DEGREE, PERIODS = 8, 100, 10, 60

REWIRING = Declaration(
    name="rewiring",
    default=0.1,
    low=0,
    high=1,
    unit="",
    meaning="share of the ties that are moved to an actor drawn at random",
    source="Watts and Strogatz (1998)",
    whole=False,
)

SERIES = (
    Series("ring", "ring", OKABE_ITO["blue"], "--", ".1f"),
    Series("here", "here", OKABE_ITO["vermillion"], "-", ".1f"),
)


@dataclass(frozen=True)
class Bartered:
    """Networks with a share of their ties moved, looked at in one period, and the ring."""

    rewiring: float
    experts: float
    absorption: float
    period: int
    seed: int
    networks: tuple[nx.Graph, ...]
    history: mean_barter.History
    ring: mean_barter.History

    @cached_property
    def curves(self) -> dict[str, Curve]:
        """Mean knowledge over time, here and on the ring."""
        time = np.arange(PERIODS + 1)
        ends = {"ring": self.ring, "here": self.history}
        return {name: (time, one.knowledge.mean(axis=0)) for name, one in ends.items()}

    @property
    def level(self) -> float:
        """Mean knowledge at the end."""
        return float(np.asarray(self.curves["here"][1])[-1])

    @property
    def gain(self) -> float:
        """By which share knowledge at the end is above that on the ring."""
        return self.level / float(np.asarray(self.curves["ring"][1])[-1]) - 1

    @property
    def one_sided(self) -> float:
        """Share of ties, in the period shown, where one has something to give and gets nothing."""
        return float(self.history.one_sided[:, self.period].mean())

    def known(self) -> NDArray[np.float64]:
        """Return what every actor of the first network knows in the period shown."""
        levels: NDArray[np.float64] = self.history.levels[0, self.period]
        return levels

    def expert(self) -> NDArray[np.bool_]:
        """Return which actors of the first network are experts."""
        top = self.history.parameters.start_level
        who: NDArray[np.bool_] = (self.history.start[0] > top).any(axis=1)
        return who


class VerticalLab(Lab[Bartered]):
    """Ties moved, experts and absorption -> how far and how fast barter spreads knowledge.

    Arguments and attributes are those of :class:`clustercourse.labs.base.Lab`.

    Parameters
    ----------
    **settings
        Starting values: ``rewiring`` (0 to 1), ``experts`` (0 to 0.3), ``absorption`` (0.1 to 1),
        ``period`` (0 to 60), ``seed`` (0 to 9999).

    Examples
    --------
    >>> lab = vertical_lab(rewiring=0.2)
    >>> lab.settings
    {'rewiring': 0.2, 'experts': 0.1, 'absorption': 0.1, 'period': 60, 'seed': 1}
    """

    title = "Lab 03: barter on a small world"
    clock = "period"
    examples = ({"rewiring": 0.0}, {"rewiring": 0.2}, {"rewiring": 1.0})

    def make_controls(self) -> dict[str, Any]:
        """Return the share of ties moved, of experts, the absorption and the period."""
        declared = Barter.declarations()
        return {
            "rewiring": slider(REWIRING, label="ties moved"),
            "experts": slider(declared["experts"], high=0.3, step=0.05),
            "absorption": slider(declared["absorption"], low=0.1, step=0.1),
            "period": period_slider(PERIODS),
        }

    def compute(self, settings: Mapping[str, Any]) -> Bartered:
        """Let networks of one seed barter, all from the same first levels, and the ring too."""
        chosen = Barter(experts=settings["experts"], absorption=settings["absorption"])
        seed = settings["seed"]
        return Bartered(
            **settings,
            networks=draw_networks(settings["rewiring"], seed),
            history=bartered(settings["rewiring"], chosen, seed),
            ring=bartered(0.0, chosen, seed),
        )

    def note(self, now: Bartered) -> float:
        """Return how much more is known than on the ring."""
        return now.gain

    def draw(self, figure: Figure) -> None:
        """Draw the scale of colours, the legend and the axes."""
        self._title = figure.text(0.012, 0.935, "", fontsize=16, weight="bold", color=INK)
        self._subtitle = figure.text(0.012, 0.88, "", fontsize=12, color=QUIET)
        self._ring = Ring(
            figure.add_axes((0.02, 0.225, 0.54, 0.64)),
            figure.add_axes((0.05, 0.115, 0.46, 0.03)),
            actors=ACTORS,
            near=DEGREE // 2,
            levels=(4, 28),
        )
        self._legend(figure)
        time = figure.add_axes((0.645, 0.57, 0.225, 0.28), xlim=(0, PERIODS), ylim=(0, 30))
        tidy(time, "period", "mean knowledge")
        self._curves = Curves(time, SERIES)
        tried = figure.add_axes((0.665, 0.12, 0.32, 0.255), xlim=(-0.04, 1.09), ylim=(-0.08, 0.64))
        tidy(tried, "share of ties moved", "more than on the ring")
        tried.yaxis.set_major_formatter(PercentFormatter(1))
        tried.axhline(0, color=QUIET, lw=1)
        self._trail = Trail(tried, f"knowledge in period {PERIODS}", "+z.0%")

    def update(self, now: Bartered, before: Bartered | None) -> Iterable[Artist]:
        """Show the first network, the curves and the points tried with these actors."""
        self._title.set_text(self._finding(now))
        self._subtitle.set_text(self._explanation(now))
        alike = self.alike(now, "experts", "absorption", "seed")
        tried = [(one.settings["rewiring"], one.note) for one in alike]
        return [
            *self._ring.update(now.networks[0], now.known(), now.expert()),
            *self._curves.update(now.curves, before.curves if before else None, now.period),
            *self._trail.update((now.rewiring, now.gain), tried, self.expected),
            self._title,
            self._subtitle,
        ]

    def describe(self, now: Bartered, before: Bartered | None) -> str:
        """Say what the ring, the curves and the point show."""
        ends = self._curves.describe(now.curves, before.curves if before else None)
        return (
            f"{self._finding(now)}. {self._explanation(now)} Actors stand on a ring, coloured by "
            f"what they know in period {now.period}: {now.known().min():.0f} to "
            f"{now.known().max():.0f}; {now.expert().sum()} experts, absorption "
            f"{now.absorption:.1f}. Knowledge at the end: {ends}.{self._trail.describe()}"
        )

    def say(self, now: Bartered, before: Bartered | None) -> str:
        """Say the finding."""
        return f"{self._finding(now)}. Period {now.period}."

    def _finding(self, now: Bartered) -> str:
        if not now.rewiring:
            return f"The ring, no tie moved: knowledge reaches {now.level:.1f}"
        return (
            f"{now.rewiring:.0%} of ties moved: knowledge reaches {now.level:.1f}, "
            f"{abs(now.gain):.0%} {'more' if now.gain > 0 else 'less'} than on the ring"
        )

    def _explanation(self, now: Bartered) -> str:
        return (
            f"On {now.one_sided:.0%} of ties only one side has something to give in period "
            f"{now.period}. Mean of {NETWORKS} networks; one is drawn."
        )

    def _legend(self, figure: Figure) -> None:
        ax = figure.add_axes((0.05, 0.16, 0.46, 0.05))
        ax.set_axis_off()
        expert, other = (
            Line2D([], [], ls="", marker=marker, ms=size, mfc="white", mec=INK, label=label)
            for marker, size, label in (("D", 9, "expert"), ("o", 8, "other actor"))
        )
        moved = Line2D([], [], color=OKABE_ITO["vermillion"], lw=2, label="moved tie")
        ax.legend(
            handles=[expert, other, moved],
            loc="center",
            ncols=3,
            fontsize=11,
            frameon=False,
            borderpad=0,
        )


@lru_cache(maxsize=64)
def draw_networks(rewiring: float, seed: int) -> tuple[nx.Graph, ...]:
    """Return the networks of a run; equal arguments return the same objects, so leave them be."""
    drawn = topologies.several(NETWORKS, topologies.small_world, ACTORS, DEGREE, rewiring, rng=seed)
    return tuple(drawn)


@lru_cache(maxsize=64)
def bartered(rewiring: float, parameters: Barter, seed: int) -> mean_barter.History:
    """Return what barter on the networks of a run leads to."""
    networks = list(draw_networks(rewiring, seed))
    return mean_barter.simulate(networks, parameters, periods=PERIODS, rng=seed)


#: What notebooks call.
vertical_lab = VerticalLab
