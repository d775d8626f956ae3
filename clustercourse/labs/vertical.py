"""Lab 03: barter on a ring whose ties are moved, and where the small world is best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from clustercourse.labs import controls, views
from clustercourse.labs.base import Lab
from clustercourse.labs.controls import Chosen, Control, Settings
from clusterlib.arrays import Floats
from clusterlib.classics import Barter, mean_barter, topologies
from clusterlib.plots.style import OKABE_ITO, QUIET
from clusterlib.words import listed, number

#: Networks in a run, their actors and the neighbours of each, and the periods of a run.
NETWORKS, ACTORS, DEGREE, PERIODS = 8, 100, 10, 60

MOVED = "share of the ties that are moved to an actor drawn at random"

RED = OKABE_ITO["vermillion"]
SERIES = (
    views.Series("ring", "the ring", OKABE_ITO["blue"], views.DASHED, ".1f"),
    views.Series("here", "this network", RED, form=".1f"),
)
#: Closer than this, as shares, two networks do as well.
ALIKE = 0.02

#: How the ring is drawn: ties to the next neighbours lie on its rim, all others are moved ones.
_KNOWN = "what an actor knows, mean of its fields"
RING: views.Data = {
    "size": [2.2, 2.2], "near": DEGREE // 2, "actor": 0.075,
    "kinds": [
        views.mark("o", "other actor", QUIET, 0.8, "other actor"),
        views.mark("D", "expert", QUIET, 0.95, "expert"),
    ],
    "ties": [
        {"colour": "#B8BFC7", "width": 0.8, "alpha": 0.9, "dash": "", "bend": 0.12},
        {"colour": RED, "width": 0.9, "alpha": 0.4, "dash": "", "bend": 0, "label": "moved tie"},
    ],
    "scale": views.colour_scale(
        4, 28, _KNOWN, "knowledge", 7, ".0f", unit=0.05, over=False
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Bartered(Chosen):
    """Networks with a share of their ties moved, looked at in one period, and the ring."""

    networks: tuple[nx.Graph, ...]
    history: mean_barter.History
    ring: mean_barter.History

    @cached_property
    def curves(self) -> dict[str, Floats]:
        """Mean knowledge over time, here and on the ring."""
        both = {"ring": self.ring, "here": self.history}
        return {name: one.knowledge.mean(axis=0) for name, one in both.items()}

    @property
    def level(self) -> float:
        """Mean knowledge at the end."""
        return float(self.curves["here"][-1])

    @property
    def gain(self) -> float:
        """By which share knowledge at the end is above that on the ring."""
        return self.level / float(self.curves["ring"][-1]) - 1

    @property
    def one_sided(self) -> float:
        """Share of ties, in the period shown, where one has something to give and gets nothing."""
        return float(self.history.one_sided[:, self.period].mean())

    def known(self) -> Floats:
        """Return what every actor of the first network knows in the period shown."""
        return np.asarray(self.history.levels[0, self.period])

    def expert(self) -> NDArray[np.bool_]:
        """Return which actors of the first network are experts."""
        top = self.history.parameters.start_level
        return np.asarray((self.history.start[0] > top).any(axis=1))


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
    along = "rewiring"
    share = 0.5
    explained = ("one-sided tie",)
    examples = ({"rewiring": 0.0}, {"rewiring": 0.2}, {"rewiring": 1.0})

    def make_controls(self) -> dict[str, Control]:
        """Return the share of ties moved, of experts, the absorption and the period."""
        declared = Barter.declarations()
        ties = controls.free_slider("rewiring", (0, 1, 0.05, 0.1, MOVED))
        return {
            "rewiring": replace(ties, label="ties moved"),
            "experts": controls.slider(declared["experts"], high=0.3, step=0.05),
            "absorption": controls.slider(declared["absorption"], low=0.1, step=0.1),
            "period": controls.period_slider(PERIODS),
        }

    def compute(self, settings: Settings) -> Bartered:
        """Let networks of one seed barter, all from the same first levels, and the ring too."""
        return barter_on(settings)

    def note(self, now: Bartered) -> float:
        """Return how much more is known than on the ring."""
        return now.gain

    def lay_out(self) -> dict[str, views.View]:
        """Return the ring, the curves and the points tried."""
        level = views.axis("mean knowledge", 0, 30, (0, 10, 20, 30), "d")
        title = f"knowledge in period {PERIODS}, against the ring"
        share = views.axis("share of ties moved", -0.04, 1.06, views.SHARES, ".1f")
        more = views.axis("more than on the ring", -0.1, 0.64, (0, 0.2, 0.4, 0.6), ".0%")
        return {
            "ring": views.View("map", "actors on a ring", RING, _ring, _known, tall=34),
            "curves": views.curves(
                "mean knowledge over time", SERIES, views.time_axis(PERIODS), level,
                lambda now: {name: views.numbers(path[::2]) for name, path in now.curves.items()},
                tall=15,
            ),
            "tried": views.tried(title, share, more, "+.0%", said="shares of ties tried", tall=18),
        }  # fmt: skip

    def finding(self, now: Bartered) -> str:
        """Say how far knowledge spreads, against the ring."""
        level, gain = number(now.level, ".1f"), number(abs(now.gain), ".0%")
        if not now.rewiring:
            return f"On the ring, with no tie moved, knowledge reaches {level}"
        moved = "All ties" if now.rewiring == 1 else f"{number(now.rewiring, '.0%')} of ties"
        compared = f"{gain} {'more' if now.gain > 0 else 'less'} knowledge than the ring"
        if gain == "0%":
            compared = "as much knowledge as the ring"
        return f"{moved} moved bring {compared}: {level}"

    def remark(self, now: Bartered) -> str:
        """Say what is drawn, and how many ties are one-sided."""
        one_sided = f"{number(now.one_sided, '.0%')} of ties are one-sided"
        drawn = f"Drawn: one of {NETWORKS} networks. Numbers: mean of all."
        return f"Period {now.period}: {one_sided}. {drawn}"

    def describe(self, now: Bartered) -> str:
        """Say what the ring and the curves show."""
        low, high = now.known().min(), now.known().max()
        ends = listed({one.label: float(now.curves[one.name][-1]) for one in SERIES}, ".1f")
        return (
            f"Actors stand on a ring, coloured by what they know in period {now.period}: "
            f"{low:.0f} to {high:.0f}; {now.expert().sum()} experts, absorption "
            f"{now.absorption:.1f}. On one-sided ties only one side has "
            f"something to give. Knowledge at the end: {ends}."
        )


def _ring(now: Bartered) -> views.Data:
    return views.circle_data(now.networks[0], now.expert().astype(int).tolist(), "actor")


def _known(now: Bartered) -> views.Data:
    return {"level": views.levels(now.known(), RING["scale"]["unit"])}


def barter_on(settings: Settings) -> Bartered:
    """Let networks of one seed barter, all from the same first levels, and the ring too."""
    rewiring, seed = settings["rewiring"], settings["seed"]
    barter = Barter(experts=settings["experts"], absorption=settings["absorption"])
    here, ring = (bartered(moved, barter, seed) for moved in (rewiring, 0.0))
    return Bartered(settings, draw_networks(rewiring, seed), here, ring)


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

_EASY = {"absorption": 1.0, "experts": 0.1}


@VerticalLab.settles(
    "vertical.lab",
    *({**_EASY, "rewiring": moved} for moved in (0.0, 0.1, (0.8, 1.0))),
)
def _best(_: Bartered, small: Bartered, moved: Bartered) -> tuple[str, str]:
    """Return which network is best, as the lecture's question puts it; all on one seed."""
    alike = barter_on({**moved.settings, "rewiring": small.rewiring})
    answer = "all ties moved, or nearly all"
    if max(alike.gain, moved.gain) <= 0:
        answer = "the ring"
    elif alike.gain > moved.gain + ALIKE:
        answer = "a small world: a tenth of the ties moved"
    told = " and ".join(
        f"{number(one.gain, '+.0%')} with {number(one.rewiring, '.0%')} of the ties moved"
        for one in (alike, moved)
    )
    return answer, f"Against the ring, here: {told}."
