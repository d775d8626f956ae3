"""Is there one dense core with a sparse periphery around it? After Borgatti and Everett (1999)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy import sparse

from clusterlib.arrays import Flags, Floats
from clusterlib.measures.graphs import MeasureError, adjacency

if TYPE_CHECKING:
    import pandas as pd

#: Up to this many actors every possible core is tried.
EXACT_UP_TO = 16

#: A larger network is searched from this many first guesses of the core.
_STARTS = 10

#: One pass of the search ends when this many moves in a row brought nothing better.
_PATIENCE = 60

_Fit = Callable[[Any, Any, Any], Floats]


@dataclass(frozen=True)
class CorePeriphery:
    """The best core found, and how well the network fits the ideal pattern.

    Attributes
    ----------
    core, periphery : frozenset
        The actors of each; all actors are periphery where the correlation is undefined.
    correlation : float
        Between the ties and the ideal pattern, from -1 to 1 (a perfect fit); nan where no core
        gives both a pattern and a network that vary, as in a complete network or one without ties.
    exact : bool
        True if no other core can fit better, False if the search may have missed one.
    """

    core: frozenset[Any]
    periphery: frozenset[Any]
    correlation: float
    exact: bool

    def frame(self) -> pd.DataFrame:
        """Return a table with the role of each actor, the core first."""
        import pandas as pd

        actors = [*sorted(self.core, key=str), *sorted(self.periphery, key=str)]
        roles = ["core"] * len(self.core) + ["periphery"] * len(self.periphery)
        return pd.DataFrame({"actor": pd.Series(actors, dtype=object), "role": roles})


def core_periphery(graph: nx.Graph, cross: float | None = 1.0) -> CorePeriphery:
    """Split the actors into a core and a periphery that fit the ideal pattern best.

    In the ideal pattern every two actors of the core are tied and no two of the periphery.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Ties count as there or not there; their weights do not matter.
    cross : float or None, default 1.0
        The ideal density of ties between core and periphery, from 0 to 1: 1 for a core that is
        tied to everyone, 0 for a core apart. None leaves these pairs out of the correlation.

    Returns
    -------
    CorePeriphery
        The same graph gives the same core every time. Of several cores that fit equally well
        the smallest is preferred for up to 16 actors.

    Raises
    ------
    MeasureError
        If the graph cannot be measured or ``cross`` is out of range.

    Notes
    -----
    The discrete model of Borgatti and Everett (1999), Social Networks 21: maximise the Pearson
    correlation, over all ordered pairs of different actors, of the ties with the pattern.

    Up to 16 actors all cores are compared. Beyond, the search starts from the cores of the
    actors with most ties, of every size and the ten best of these, and improves each by moving
    actors one at a time, the best move first even if it makes matters worse for a while, keeping
    the best core met (Kernighan and Lin 1970). It may miss the best of all; for the karate club
    and a cluster of each archetype the tests prove that it does not.

    A high correlation does not show that a core has formed: in a network with a few hubs some
    set of actors always fits well. Compare with random networks of the same degrees.

    Examples
    --------
    >>> star = core_periphery(nx.star_graph(5))
    >>> star.core, star.correlation
    (frozenset({0}), 1.0)
    >>> families = core_periphery(nx.florentine_families_graph())
    >>> sorted(families.core), round(families.correlation, 3)
    (['Guadagni', 'Medici', 'Strozzi'], 0.33)
    """
    ties = adjacency(graph)
    if cross is not None and not 0 <= cross <= 1:
        raise MeasureError(f"cross = {cross!r}: give a density from 0 to 1, or None to ignore it.")
    n = ties.shape[0]
    # Core and cross cells are symmetric, so an arc and its reverse play the same part.
    both = (ties + ties.T).tocsr()
    fit = _fit(n, float(ties.sum()), cross)
    exact = n <= EXACT_UP_TO
    core = _try_all(both, fit) if exact else _search(both, fit)
    correlation = float(fit(*_tally(both, core)))
    if math.isinf(correlation):
        core, correlation, exact = np.zeros(n, dtype=bool), math.nan, True
    members = frozenset(actor for actor, in_core in zip(graph, core, strict=True) if in_core)
    return CorePeriphery(members, frozenset(graph) - members, correlation, exact)


def _fit(n: int, arcs: float, cross: float | None) -> _Fit:
    """Return the correlation as a function of core size, arcs in the core and arcs across."""

    def fit(size: Any, within: Any, across: Any) -> Floats:
        core_cells = size * (size - 1.0)
        if cross is None:
            cells = core_cells + (n - size) * (n - size - 1.0)
            seen, ideal, squares, common = arcs - across, core_cells, core_cells, within
        else:
            cells = n * (n - 1.0)
            cross_cells = 2.0 * size * (n - size)
            seen, ideal = arcs, core_cells + cross * cross_cells
            squares, common = core_cells + cross**2 * cross_cells, within + cross * across
        spread = (cells * seen - seen**2) * (cells * squares - ideal**2)
        covariance = cells * common - seen * ideal
        # Rounding leaves a constant pattern a tiny spread.
        varies = spread > 1e-9 * cells**2
        result: Floats = np.where(
            varies, covariance / np.sqrt(np.where(varies, spread, 1.0)), -np.inf
        )
        return result

    return fit


def _tally(both: sparse.csr_array, core: Flags) -> tuple[float, float, float]:
    """Return the size of a core, the arcs within it and the arcs across its border."""
    to_core = both @ core.astype(float)
    within = float(to_core[core].sum()) / 2
    return float(core.sum()), within, float(to_core[~core].sum())


def _try_all(both: sparse.csr_array, fit: _Fit) -> Flags:
    """Compare every core; of equally good ones return the smallest, then the first."""
    n = both.shape[0]
    cores = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    to_core = (both @ cores.T).T
    within = (to_core * cores).sum(axis=1) / 2
    across = (to_core * (1 - cores)).sum(axis=1)
    size = cores.sum(axis=1)
    correlation = fit(size, within, across)
    best = np.flatnonzero(correlation >= correlation.max() - 1e-12)
    chosen: Flags = cores[best[np.argmin(size[best])]].astype(bool)
    return chosen


def _search(both: sparse.csr_array, fit: _Fit) -> Flags:
    """Improve the most promising of the cores made of the actors with most ties."""
    n = both.shape[0]
    arcs = both.sum(axis=1)
    order = np.argsort(-arcs, kind="stable")
    place = np.empty(n, dtype=np.intp)
    place[order] = np.arange(n)
    ends = both.tocoo()
    last = np.maximum(place[ends.row], place[ends.col])
    within = np.cumsum(np.bincount(last, weights=ends.data, minlength=n)) / 2
    sizes = np.arange(1, n + 1)
    guesses = fit(sizes, within, np.cumsum(arcs[order]) - 2 * within)
    best, highest = np.zeros(n, dtype=bool), -np.inf
    for size in sizes[np.argsort(-guesses, kind="stable")[:_STARTS]]:
        core, correlation = _improve(both, arcs, place < size, fit)
        if correlation > highest + 1e-12:
            best, highest = core, correlation
    return best


def _improve(both: sparse.csr_array, arcs: Floats, core: Flags, fit: _Fit) -> tuple[Flags, float]:
    """Move actors in and out of a core for as long as a pass of moves makes it better."""
    best, highest = core, float(fit(*_tally(both, core)))
    while True:
        core, start = best.copy(), highest
        size, within, across = _tally(both, core)
        to_core = both @ core.astype(float)
        moved = np.zeros(core.size, dtype=bool)
        idle = 0
        while idle < _PATIENCE and not moved.all():
            sign = np.where(core, -1.0, 1.0)
            in_core, in_cross = sign * to_core, sign * (arcs - 2 * to_core)
            correlation = fit(size + sign, within + in_core, across + in_cross)
            correlation[moved] = -np.inf
            who = int(np.argmax(correlation))
            if correlation[who] == -np.inf:
                break
            size, within = size + sign[who], within + in_core[who]
            across += in_cross[who]
            partners = slice(both.indptr[who], both.indptr[who + 1])
            to_core[both.indices[partners]] += sign[who] * both.data[partners]
            core[who], moved[who] = not core[who], True
            idle += 1
            if correlation[who] > highest + 1e-12:
                best, highest, idle = core.copy(), float(correlation[who]), 0
        if highest <= start + 1e-12:
            return best, highest
