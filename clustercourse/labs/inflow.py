"""What a firm learns in a period, by where it comes from."""

from __future__ import annotations

from clusterlib.learning import CHANNELS, History
from clusterlib.plots.style import OKABE_ITO

#: Where knowledge comes from, with its channels and its colour: dark, middle, light, so that the
#: parts can be told apart in grey too. They always stand in this order.
SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    "pipelines": (("pipeline",), OKABE_ITO["vermillion"]),
    "partners in the cluster": (("horizontal", "vertical", "multi_angle"), OKABE_ITO["sky blue"]),
    "own R&D": (("own_rd",), OKABE_ITO["yellow"]),
}


def inflow_of(history: History, kind: str) -> dict[str, float]:
    """Return what an actor of a kind learned in a period by source, as a mean over the whole run.

    Those who have left by the end do not count; nan where nobody of the kind is left.

    Examples
    --------
    >>> from clusterlib import build_cluster
    >>> from clusterlib.learning import simulate
    >>> inflow = inflow_of(simulate(build_cluster(rng=1), periods=20, rng=1), "focal_firm")
    >>> inflow["pipelines"] > inflow["own R&D"]
    True
    """
    mine = history.members(kind) & history.present[-1]
    into = mine[history.target]
    flows = history.flow[:, into].sum(axis=0)
    by_channel = {
        name: float(flows[history.dimension[into] == name].sum()) for name in CHANNELS[:-1]
    }
    by_channel["own_rd"] = float(history.own_rd[:, mine].sum())
    each = mine.sum() * float(history.period[-1])
    return {
        source: float(sum(by_channel[name] for name in channels) / each) if each else float("nan")
        for source, (channels, _) in SOURCES.items()
    }
