"""A surveyed cluster: who asks whom, who looks outside, and each figure beside chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from clusterlib.arrays import Flags, Floats, Ints
from clusterlib.experiments import KeepPipelines, Setting, compare, estimate
from clusterlib.files.problems import ClusterError, Problem
from clusterlib.region.comparing import swapped
from clusterlib.seeds import Seed

if TYPE_CHECKING:
    import pandas as pd

#: Cognitive roles after Giuliani and Bell (2005): many links outside or few, asked by many or few.
ROLES = {
    (True, True): "gatekeeper",
    (True, False): "external star",
    (False, True): "mutual exchanger",
    (False, False): "isolated",
}
#: So many firms with most links outside are looked at together.
_TOP = 4
#: The firms of a survey that count as focal, by their employees (the EU's border of small firms).
_LARGE = 50
_DRAWS = 1000


@dataclass(frozen=True)
class Survey:
    """Who asks whom in a cluster, and how many links each firm has outside.

    Attributes
    ----------
    firms : tuple of str
        Their ids.
    asks : array of bool, shape (firms, firms)
        Whether the firm of the row asks that of the column for advice.
    links : array of int, shape (firms,)
        Links outside the cluster.
    employees : array of int, shape (firms,)
        How large each firm is.
    """

    firms: tuple[str, ...]
    asks: Flags
    links: Ints
    employees: Ints

    @property
    def asked(self) -> Ints:
        """By how many others each firm is asked."""
        requests: Ints = self.asks.sum(axis=0)
        return requests

    def roles(self) -> list[str]:
        """Return the role of each firm; more than the median counts as many.

        Giuliani and Bell draw finer borders, by the ratio of what a firm gives and takes.
        """
        return [ROLES[how] for how in zip(_many(self.links), _many(self.asked), strict=True)]

    def cluster(self) -> nx.DiGraph:
        """Return the cluster for the course model; an arc runs from who is asked to who asks.

        All firms stand in one stage. Those with 50 employees or more are focal. Whom a link
        outside leads to was not asked: each gets a partner of its own.
        """
        cluster = nx.DiGraph()
        for firm, size in zip(self.firms, self.employees, strict=True):
            kind = "focal_firm" if size >= _LARGE else "sme"
            cluster.add_node(firm, kind=kind, layer="core", stage=1)
        for asker, other in np.argwhere(self.asks):
            cluster.add_edge(
                self.firms[other], self.firms[asker], dimension="horizontal", weight=1.0
            )
        for firm, count in zip(self.firms, self.links, strict=True):
            for number in range(count):
                partner = f"outside {number + 1} of {firm}"
                cluster.add_node(partner, kind="outside_firm", layer="supplementary", stage=None)
                cluster.add_edge(partner, firm, dimension="pipeline", weight=1.0)
        return cluster


def survey_of(cluster: nx.Graph) -> Survey:
    """Return what a survey of a drawn cluster would find: firms and their ties, both ways alike."""
    firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
    place = {firm: at for at, firm in enumerate(firms)}
    asks = np.zeros((len(firms), len(firms)), dtype=np.bool_)
    links = np.zeros(len(firms), dtype=np.int64)
    for u, v, dimension in cluster.edges(data="dimension"):
        if u in place and v in place:
            asks[place[u], place[v]] = asks[place[v], place[u]] = True
        elif dimension == "pipeline" and (u in place or v in place):
            links[place[u] if u in place else place[v]] += 1
    large = [_LARGE * (cluster.nodes[firm]["kind"] == "focal_firm") for firm in firms]
    return Survey(tuple(map(str, firms)), asks, links, np.array(large, dtype=np.int64))


def openness_path(survey: Survey, *, replicates: int = 12, rng: Seed = 0) -> pd.DataFrame:
    """Run the course model on a survey's network with fewer and fewer of its links outside.

    Returns
    -------
    pandas.DataFrame
        Columns: open (share of ties that lead out), performance (of the firms after 80 periods,
        from 0 to 1), low and high (its 95% interval).
    """
    import pandas as pd

    base, inner, links = (
        Setting(survey.cluster(), periods=80),
        survey.asks.sum(),
        survey.links.sum(),
    )
    rows = []
    for kept in (0.0, 0.1, 0.2, 0.4, 0.7, 1.0):
        fewer = base.but(steps=[KeepPipelines(kept)])
        runs = compare(base, fewer, "performance", replicates=replicates, rng=rng)
        level = estimate(runs.changed)
        rows.append((kept * links / (kept * links + inner), level.mean, level.low, level.high))
    return pd.DataFrame(rows, columns=["open", "performance", "low", "high"])


def read_survey(advice: str | Path, firms: str | Path, *, links: str = "external_links") -> Survey:
    """Read a survey: a matrix of who asks whom, and a table of the firms.

    Parameters
    ----------
    advice : path
        A CSV file with the ids in its first row and column; 1 where the row asks the column.
    firms : path
        A CSV file with the ids in its first column, and the columns ``employee`` and ``links``.
    links : str, default "external_links"
        The name of the column with the number of links outside.

    Returns
    -------
    Survey

    Raises
    ------
    ClusterError
        If a file cannot be used. All problems are listed.
    """
    matrix, table = (_table(Path(path)) for path in (advice, firms))
    problems = []
    names = [str(name) for name in matrix.index]
    if [str(name) for name in matrix.columns] != names:
        what = "the ids of the first row are not those of the first column"
        problems.append(Problem(Path(advice).name, what, "Give both in the same order."))
    if missing := [name for name in names if name not in {*map(str, table.index)}]:
        what = f"no row for {', '.join(missing[:5])}"
        problems.append(Problem(Path(firms).name, what, "Give a row for each firm of the matrix."))
    if absent := [name for name in (links, "employee") if name not in table]:
        what = f"no column {', '.join(absent)}, only {', '.join(map(str, table.columns))}"
        problems.append(Problem(Path(firms).name, what, "Name the column: links=..."))
    for path, part in ((advice, matrix), (firms, table.reindex(columns=[links, "employee"]))):
        numbers = part.select_dtypes("number")
        if not problems and (numbers.shape != part.shape or (numbers < 0).any(axis=None)):
            what = "not all cells are numbers from 0"
            problems.append(Problem(Path(path).name, what, "Give whole numbers, 0 for none."))
    if problems:
        raise ClusterError(problems, "the survey")
    table.index = table.index.map(str)
    asks = matrix.to_numpy() > 0
    np.fill_diagonal(asks, False)
    about = table.loc[names, [links, "employee"]].to_numpy().astype(np.int64)
    return Survey(tuple(names), asks, about[:, 0], about[:, 1])


def survey_table(survey: Survey, *, draws: int = _DRAWS, rng: Seed = 0) -> pd.DataFrame:
    """Set figures of a survey beside chance.

    Parameters
    ----------
    survey : Survey
    draws : int, default 1000
        Of chance.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    pandas.DataFrame
        One row a figure; columns: value, by chance (the mean of the draws), from and to (between
        which 95 of 100 draws lie), kept (what the null model keeps).

    Notes
    -----
    Where it is asked whether two properties of firms go together, chance deals the links outside
    to the firms anew. Where it is asked about the network, arcs exchange their ends, so that each
    firm asks and is asked as often as before. For how unequal links are, each link goes to a firm
    by lot.
    """
    import pandas as pd

    rng = np.random.default_rng(rng)
    rows = {}
    for name, (measure, chance, kept) in _figures().items():
        found = np.array([measure(chance(survey, rng)) for _ in range(draws)])
        low, high = np.quantile(found, [0.025, 0.975])
        rows[name] = (measure(survey), found.mean(), low, high, kept)
    columns = ["value", "by chance", "from", "to", "kept"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


Measure = Callable[[Survey], float]
Chance = Callable[[Survey, np.random.Generator], Survey]


def _figures() -> Mapping[str, tuple[Measure, Chance, str]]:
    dealt, arcs = "links, dealt to firms anew", "how often each firm asks and is asked"
    return {
        "links outside of the four firms with most": (_top_links, _by_lot, "the number of links"),
        "requests to these four": (_top_requests, _dealt, dealt),
        "rank correlation: links outside, asked by others": (
            lambda one: _rank(one.links, one.asked),
            _dealt,
            dealt,
        ),
        "rank correlation: links outside, employees": (
            lambda one: _rank(one.links, one.employees),
            _dealt,
            dealt,
        ),
        "gatekeepers": (lambda one: one.roles().count("gatekeeper"), _dealt, dealt),
        "external stars": (lambda one: one.roles().count("external star"), _dealt, dealt),
        "advice that is mutual": (_mutual, _exchanged, arcs),
        "advice within closed triads": (_transitive, _exchanged, arcs),
    }


def _top_links(one: Survey) -> float:
    return float(np.sort(one.links)[-_TOP:].sum() / one.links.sum())


def _top_requests(one: Survey) -> float:
    most = np.argsort(-one.links, kind="stable")[:_TOP]
    return float(one.asked[most].sum() / one.asked.sum())


def _rank(a: Ints, b: Ints) -> float:
    from scipy.stats import rankdata

    if min(np.ptp(a), np.ptp(b)) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(a), rankdata(b))[0, 1])


def _mutual(one: Survey) -> float:
    return float((one.asks & one.asks.T).sum() / one.asks.sum())


def _transitive(one: Survey) -> float:
    """Return which share of the paths i asks j asks k is closed by i asks k."""
    asks = one.asks.astype(np.int64)
    paths = asks @ asks
    np.fill_diagonal(paths, 0)
    return float((paths * asks).sum() / paths.sum())


def _many(values: Ints | Floats) -> list[bool]:
    return (values > np.median(values)).tolist()  # type: ignore[no-any-return]


def _dealt(one: Survey, rng: np.random.Generator) -> Survey:
    return Survey(one.firms, one.asks, rng.permutation(one.links), one.employees)


def _by_lot(one: Survey, rng: np.random.Generator) -> Survey:
    count = len(one.firms)
    links = rng.multinomial(one.links.sum(), np.full(count, 1 / count))
    return Survey(one.firms, one.asks, links, one.employees)


def _exchanged(one: Survey, rng: np.random.Generator) -> Survey:
    count = len(one.firms)
    # Askers and asked are two kinds of ends, as a firm may be both.
    arcs = [(int(a), int(b) + count) for a, b in np.argwhere(one.asks)]
    asks = np.zeros_like(one.asks)
    for asker, other in swapped(arcs, rng, loops=lambda a, b: b - count == a):
        asks[asker, other - count] = True
    return Survey(one.firms, asks, one.links, one.employees)


def _table(path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        return pd.read_csv(path, sep=None, engine="python", index_col=0, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        problem = Problem(path.name, f"cannot be read ({error})", "Give a CSV file.")
        raise ClusterError([problem], "the survey") from None
