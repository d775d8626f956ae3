"""Tasks of 03_vertical_learning."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Counts, Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL, USUAL, Change, Floats
from clusterlib.experiments import Setting, compare
from clusterlib.learning import CutFlows, CutPipelines, RemoveActors
from clusterlib.networks import build_cluster

_READ = "Tell suppliers from customers, forward from backward"
_SWAP = "Tell which partners complement each other, and compute what barter carries"
_WORTH = "Measure what suppliers, customers and lead customers are worth, on paired runs"
_EXPLAIN = "Explain when barter between partners pays, and what it costs"

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=3, periods=40)
#: Kinds of outside partners.
OUTSIDE = ("lead_customer", "outside_subcontractor", "outside_rd")


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with more vertical ties; an SME of its middle stage is the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            horizontal_ties=float(rng.uniform(1.2, 2.0)),
            vertical_ties=float(rng.uniform(1.5, 2.2)),
            openness=float(rng.uniform(0.15, 0.3)),
            lead_customers=int(rng.integers(2, 5)),
            outside_subcontractors=int(rng.integers(2, 5)),
            rng=rng,
        )
        if all(pipelines(cluster).values()) and (firm := choose_firm(cluster)):
            cluster.graph["my_firm"] = firm
            return cluster


def choose_firm(cluster: nx.Graph) -> str | None:
    """Return the first SME of the middle stage that barters both ways, and not on equal terms."""
    for firm in stage(cluster, 2):
        of = (suppliers(cluster, firm), customers(cluster, firm))
        if cluster.nodes[firm]["kind"] == "sme" and all(of) and sum(map(len, of)) > 2:
            pairs = offers(cluster, firm=firm)
            able = {partner for partner, pair in pairs.items() if min(pair)}
            short = any(pairs[partner][0] > pairs[partner][1] for partner in able)
            ahead = any(pair[1] > pair[0] for pair in pairs.values())
            if short and ahead and all(able & them for them in of):
                return firm
    return None


def stage(cluster: nx.Graph, number: int) -> tuple[str, ...]:
    """Return the firms of a stage, in the order of the cluster."""
    return tuple(actor for actor, of in cluster.nodes(data="stage") if of == number)


def suppliers(cluster: nx.Graph, firm: str) -> set[str]:
    """Return a firm's suppliers in the cluster: its partners one stage before."""
    return partners(cluster, firm, -1)


def customers(cluster: nx.Graph, firm: str) -> set[str]:
    """Return a firm's customers in the cluster: its partners one stage on."""
    return partners(cluster, firm, 1)


def partners(cluster: nx.Graph, firm: str, step: int) -> set[str]:
    """Return a firm's partners so many stages on."""
    there = cluster.nodes[firm]["stage"] + step
    return {partner for partner in cluster[firm] if cluster.nodes[partner]["stage"] == there}


def links(cluster: nx.Graph) -> set[str]:
    """Return the firms of the middle stage that have both a supplier and a customer."""
    return {f for f in stage(cluster, 2) if suppliers(cluster, f) and customers(cluster, f)}


def links_by_ties(cluster: nx.Graph) -> set[str]:
    """Return the same, from the list of vertical ties."""
    sellers, buyers = set(), set()
    for *tie, dimension in cluster.edges(data="dimension"):
        if dimension == "vertical":
            seller, buyer = sorted(tie, key=lambda firm: cluster.nodes[firm]["stage"])
            sellers.add(seller)
            buyers.add(buyer)
    return sellers & buyers


@task(points=15, objective=_READ, answer=Names())
class Links:
    """Links in the chain"""

    right = links
    also = (links_by_ties,)

    def a_supplier_is_enough(cluster: nx.Graph) -> Any:
        """These firms have a supplier, but some of them have no customer. Asked are firms with
        both."""
        return {f for f in stage(cluster, 2) if suppliers(cluster, f)}

    def a_customer_is_enough(cluster: nx.Graph) -> Any:
        """These firms have a customer, but some of them have no supplier. Asked are firms with
        both."""
        return {f for f in stage(cluster, 2) if customers(cluster, f)}

    def one_of_the_two(cluster: nx.Graph) -> Any:
        """These firms have a supplier or a customer. Asked are firms with both: use and, not or."""
        return {f for f in stage(cluster, 2) if suppliers(cluster, f) | customers(cluster, f)}

    def two_vertical_ties(cluster: nx.Graph) -> Any:
        """These firms have two vertical ties or more. Two suppliers do not make a customer: look
        at the stage of each partner."""
        return {
            f
            for f in stage(cluster, 2)
            if len(suppliers(cluster, f)) + len(customers(cluster, f)) >= 2
        }

    hints = """
    - A firm of stage 2 has its suppliers among its partners of stage 1 and its customers
      among those of stage 3.
    - For each firm of stage 2: is one of its partners in stage[1], and is one in stage[3]?
    - {firm for firm in stage[2] if set(cluster[firm]) & ... and ...}: two sets share somebody if
      `&` leaves anybody.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        firms = stage(cluster, 2)
        told = f"{len(found)} of the {len(firms)} firms of the middle stage are links in the chain."
        claim = "many firms have one or two partners in the chain, and some have none"
        return readings.beside_the_lecture(told, len(found) < len(firms), claim)


def offers(
    cluster: nx.Graph,
    dimensions: tuple[str, ...] = ("vertical",),
    firm: str = "",
    fields: int | None = None,
) -> dict[str, tuple[int, int]]:
    """Return in how many fields each partner of ``my_firm`` knows more, and knows less."""
    known, firm = RUNS.knowledge(cluster), firm or cluster.graph["my_firm"]
    return {
        partner: readings.swappable(known[firm][:fields], known[partner][:fields])
        for partner, tie in cluster[firm].items()
        if tie["dimension"] in dimensions
    }


def swaps(cluster: nx.Graph, *dimensions: str) -> dict[str, int]:
    """Return how many swaps ``my_firm`` can make with each of its partners at the start."""
    pairs = offers(cluster, dimensions or ("vertical",))
    return {partner: min(pair) for partner, pair in pairs.items()}


@task(points=15, objective=_SWAP, answer=Counts())
class Swaps:
    """What can be swapped"""

    right = swaps
    also = (lambda cluster: {name: count for name, count in swaps(cluster).items() if count},)

    def what_the_partner_offers(cluster: nx.Graph) -> Any:
        """In so many fields the partner knows more. For each of them your firm must give another
        in return: take the smaller of the two counts."""
        return {partner: pair[0] for partner, pair in offers(cluster).items()}

    def what_my_firm_offers(cluster: nx.Graph) -> Any:
        """In so many fields your firm knows more. A swap needs a field of the partner as well:
        take the smaller of the two counts."""
        return {partner: pair[1] for partner, pair in offers(cluster).items()}

    def all_partners(cluster: nx.Graph) -> Any:
        """You count all partners. Asked are suppliers and customers: partners in the stage before
        and in the stage after."""
        return swaps(cluster, "vertical", "horizontal", "multi_angle")

    def the_sum(cluster: nx.Graph) -> Any:
        """You add up the fields in which either knows more. A swap uses one of each."""
        return {partner: sum(pair) for partner, pair in offers(cluster).items()}

    def the_current_fields_only(cluster: nx.Graph) -> Any:
        """You count in the first nine fields. Whoever swaps can offer any field: count in all
        twelve."""
        return {name: min(pair) for name, pair in offers(cluster, fields=readings.CURRENT).items()}

    def the_difference(cluster: nx.Graph) -> Any:
        """So many fields are left over on one side. How many pairs of fields are there?"""
        return {partner: abs(pair[0] - pair[1]) for partner, pair in offers(cluster).items()}

    hints = """
    - Suppliers and customers of your firm are its partners in stage 1 and in stage 3.
    - For each of them count two things: (theirs > mine).sum() and (mine > theirs).sum().
    - Begin with swaps = {}. Then, for one in partners: theirs = known.loc[one], two counts, and
      swaps[one] = ... of the two.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        pairs = offers(cluster)
        richest = max(pairs, key=lambda partner: pairs[partner][0])
        more, able = pairs[richest][0], min(pairs[richest])
        told = f"{richest} knows more in {more} fields, and {able} of them can be swapped."
        claim = "a swap needs a field in return, so not all that is offered can be had"
        return readings.beside_the_lecture(told, more > able, claim)


def barter(
    cluster: nx.Graph,
    trust: float = USUAL.trust,
    *,
    fair: bool = True,
    swapped: int | None = None,
    whole: bool = False,
    **which: Any,
) -> dict[str, float]:
    """Return what ``my_firm`` could learn in a period from both, ``which`` gaps count."""
    known, firm = RUNS.knowledge(cluster), cluster.graph["my_firm"]
    found = {}
    for name, step in (("suppliers", -1), ("customers", 1)):
        total = 0.0
        for partner in sorted(partners(cluster, firm, step)):
            sides = (known[who][:swapped] for who in (firm, partner))
            offered, returned = readings.swappable(*sides)
            share = min(offered, returned) / offered if offered and fair else 1.0
            share *= offered if whole else 1
            gap = readings.gaps(known[firm], known[partner], **which)
            total += trust * share * float(readings.psi(gap).sum())
        found[name] = USUAL.vertical * total
    return found


@task(points=20, objective=_SWAP, answer=Numbers(SMALL))
class Barter:
    """Learning backward and forward"""

    right = barter
    also = (lambda cluster: slips.rounded(barter(cluster), 6),)

    def gift(cluster: nx.Graph) -> Any:
        """This is what partners could give. In barter they give only as much as your firm can
        return: multiply by min(offered, returned) / offered, partner by partner."""
        return barter(cluster, fair=False)

    def without_trust(cluster: nx.Graph) -> Any:
        """Nearly: only the share p.trust of what could be swapped is swapped."""
        return barter(cluster, trust=1)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Some gaps are below zero: there your firm knows more. Nobody unlearns from a partner:
        set them to zero, for example with np.maximum(gap, 0)."""
        return barter(cluster, clipped=False)

    def absolute_gaps(cluster: nx.Graph) -> Any:
        """You take gaps without their sign, so your firm learns from what it knows more itself.
        Only what the partner knows *more* can be learned: where it knows less the gap is 0."""
        return barter(cluster, absolute=True)

    def one_field_too_few(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return barter(cluster, fields=readings.CURRENT - 1)

    def one_field_too_few_at_the_start(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return barter(cluster, fields=slice(1, readings.CURRENT + 1))

    def the_directions(cluster: nx.Graph) -> Any:
        """The numbers are right, but suppliers and customers are the wrong way round. Suppliers
        are in the stage before."""
        return slips.swapped(barter(cluster))

    def emerging_fields_too(cluster: nx.Graph) -> Any:
        """You sum over all fields. The task asks for the current ones, the first nine. (All fields
        count when you ask who could swap what.)"""
        return barter(cluster, fields=12)

    def swaps_of_the_current_fields(cluster: nx.Graph) -> Any:
        """You count in nine fields who could swap what. Whoever swaps can offer any field: count
        in all twelve, and sum what is learned over the first nine."""
        return barter(cluster, swapped=readings.CURRENT)

    def not_divided_by_what_is_offered(cluster: nx.Graph) -> Any:
        """You multiply by the number of swaps. The share is swaps / offered."""
        return barter(cluster, whole=True)

    def the_mean_of_the_partners(cluster: nx.Graph) -> Any:
        """You take the mean over partners. Asked is what all of them together bring: the sum."""
        firm = cluster.graph["my_firm"]
        of = {"suppliers": suppliers(cluster, firm), "customers": customers(cluster, firm)}
        return slips.divided(barter(cluster), {name: len(them) for name, them in of.items()})

    hints = """
    - Go through the partners one by one. First the gap: what the partner knows minus what
      your firm knows, never below zero, for the first nine fields.
    - One partner brings p.vertical * p.trust * share * (p.learning_rate * gap * np.exp(-gap /
      p.reach_sme)).sum(), with share = swaps / offered.
    - Add up the partners in stage[1] for 'suppliers' and those in stage[3] for 'customers'. Mind
      which counts and sums go over nine fields, and which over ...
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        left = sum(found.values()) / sum(barter(cluster, fair=False).values())
        told = f"With the same trust a gift would bring {1 / left:.1f} times as much."
        claim = "barter carries less than a gift, since something must be returned"
        return readings.beside_the_lecture(told, left < 1, claim)


def ways(cluster: nx.Graph) -> dict[str, tuple[Change, ...]]:
    """Return the ways to take vertical learning away, by the names in the answer."""
    first, middle, last = (stage(cluster, number) for number in (1, 2, 3))
    return {
        "off": (USUAL.but(vertical=0),),
        "no_suppliers": (CutFlows(first, middle), CutFlows(middle, last)),
        "no_customers": (CutFlows(middle, first), CutFlows(last, middle)),
    }


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the level over time of SMEs and of all firms in each case."""
    cases: dict[str, tuple[Change, ...]] = {"all": (), **ways(cluster)}
    cases["half suppliers"] = cases["no_suppliers"][:1]
    cases["half customers"] = cases["no_customers"][1:]
    return RUNS.levels(cluster, cases | {kind: (CutPipelines(sources=kind),) for kind in OUTSIDE})


def ends(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return the level at the end in each case."""
    return readings.at_end(levels(cluster)[of])


def worth(
    cluster: nx.Graph, of: str = "sme", level: readings.Summary[str] = readings.at_end
) -> dict[str, float]:
    """Return how much the level changes with each way to take vertical learning away."""
    return readings.changes(level(levels(cluster)[of]), "all", ways(cluster))


def worth_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    base = RUNS.end(cluster)
    return {way: RUNS.end(cluster, *changes) / base - 1 for way, changes in ways(cluster).items()}


def worth_of_other_length(cluster: nx.Graph) -> dict[str, float]:
    """Return the same where the changed runs take the usual periods."""
    longer = ends(RUNS.longer(cluster))
    return {way: longer[way] / ends(cluster)["all"] - 1 for way in ways(cluster)}


@task(points=20, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Worth:
    """Three ways to lose it"""

    right = worth
    also = (worth_one_by_one,)

    def suppliers_for_customers(cluster: nx.Graph) -> Any:
        """The cuts are the wrong way round. Nothing is learned from suppliers if nothing flows
        from stage 1 to stage 2 and from stage 2 to stage 3."""
        return slips.swapped(worth(cluster), "no_suppliers", "no_customers")

    def the_changed_runs_are_longer(cluster: nx.Graph) -> Any:
        """Your changed runs are longer than the first: periods=40 is missing there, and simulate
        goes on for 160. Name it in every run."""
        return worth_of_other_length(cluster)

    def only_the_middle_stage(cluster: nx.Graph) -> Any:
        """You cut what the middle stage learns only. The first stage has customers too, and the
        last one has suppliers: each way needs two cuts."""
        half = readings.changes(ends(cluster), "all", ("half suppliers", "half customers"))
        return dict(zip(worth(cluster), (worth(cluster)["off"], *half.values()), strict=True))

    def all_firms(cluster: nx.Graph) -> Any:
        """These are the changes for all firms. The task asks for SMEs: level('sme')."""
        return worth(cluster, "core")

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level of the unchanged run."""
        return slips.times(worth(cluster), ends(cluster)["all"])

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (changed - unchanged) / unchanged. A loss is below
        zero."""
        return slips.negated(worth(cluster))

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level('sme')[-1]."""
        return worth(cluster, level=readings.over_time)

    hints = """
    - Four runs with the same rng: one as it is, one with Learning(vertical=0), and two with
      interventions that cut flows.
    - From suppliers: CutFlows(sources=stage[1], targets=stage[2]) and
      CutFlows(sources=stage[2], targets=stage[3]), both in one list. From customers: the
      other way.
    - One run: simulate(cluster, periods=40, rng=3, interventions=[...]).level('sme')[-1, 0]. Each
      change is ... / base - 1.
    """

    def says(cluster: nx.Graph, worth: Any) -> str:
        told = (
            f"Without vertical learning SMEs change by {worth['off']:.1%}, without suppliers by "
            f"{worth['no_suppliers']:.1%}, without customers by {worth['no_customers']:.1%}."
        )
        claim = "firms lose if ties in the chain teach nothing and still take attention"
        return readings.beside_the_lecture(told, worth["off"] < 0, claim)


def pipelines(cluster: nx.Graph) -> dict[str, int]:
    """Return how many pipelines lead to partners of each kind."""
    return {kind: sum(map(cluster.degree, readings.of_kind(cluster, kind))) for kind in OUTSIDE}


def outside(cluster: nx.Graph, of: str = "core") -> Any:
    """Return by how much the level changes for each pipeline that is cut, by kind of partner."""
    changes = readings.changes(ends(cluster, of), "all", OUTSIDE)
    return slips.divided(changes, pipelines(cluster))


def outside_by_removing(cluster: nx.Graph) -> Any:
    """Return the right answer from runs in which the partners themselves leave."""
    base = RUNS.end(cluster, of="core")
    left = {kind: RUNS.end(cluster, RemoveActors(kind), of="core") for kind in OUTSIDE}
    return {kind: (left[kind] / base - 1) / pipelines(cluster)[kind] for kind in OUTSIDE}


@task(points=15, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Outside:
    """What a pipeline is worth"""

    right = outside
    also = (outside_by_removing,)

    def all_pipelines_together(cluster: nx.Graph) -> Any:
        """These are the changes for all pipelines of a kind. Divide by their number, to compare
        kinds fairly."""
        return slips.times(outside(cluster), pipelines(cluster))

    def by_partner(cluster: nx.Graph) -> Any:
        """You divide by the number of outside partners. One partner may have several pipelines,
        another none: divide by the number of pipelines."""
        partners = {kind: len(readings.of_kind(cluster, kind)) for kind in OUTSIDE}
        return slips.divided(slips.times(outside(cluster), pipelines(cluster)), partners)

    @called("SMEs only")
    def smes_only(cluster: nx.Graph) -> Any:
        """These are the changes for SMEs. The task asks for all firms: level('core')."""
        return outside(cluster, "sme")

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: a loss is below zero."""
        return slips.negated(outside(cluster))

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level of the unchanged run first."""
        return slips.times(outside(cluster), ends(cluster, "core")["all"])

    hints = """
    - One run for each kind, with the pipelines to that kind cut, and the unchanged run.
    - CutPipelines(sources='lead_customer') cuts them. An outside partner has no other ties,
      so cluster.degree(partner) is its number of pipelines.
    - For one kind: (level_without / level_with - 1) / ..., from runs with periods=40 and rng=3.
      Which level? Divided by what?
    """

    def says(cluster: nx.Graph, outside: Any) -> str:
        users, science = outside.get("lead_customer", 0), outside.get("outside_rd", 0)
        told = (
            f"A pipeline to a lead customer is worth {-users:.2%} of the level, one to an R&D "
            f"organisation {-science:.2%}."
        )
        claim = "for each pipeline R&D organisations are worth less than lead customers"
        return readings.beside_the_lecture(told, science > users, claim)


def given_up(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return what all firms lose if their ties teach nothing, and if they are given up."""
    found: dict[str, dict[str, float]] = {"taught nothing": {}, "ties given up": {}}
    stages = [
        {firm for firm, of in cluster.nodes(data="stage") if of == number} for number in (1, 2, 3)
    ]
    pairs = [*pairwise(stages), *pairwise(stages[::-1])]
    for attention in (5, 100):
        usual = Setting(cluster, periods=RUNS.periods).but(attention=attention)
        cut = usual.but(interventions=[CutFlows(giver, taker) for giver, taker in pairs])
        for row, changed in (("taught nothing", usual.but(vertical=0)), ("ties given up", cut)):
            lost = compare(usual, changed, replicates=20, rng=RUNS.seed).relative
            found[row][f"attention {attention}"] = lost.mean
    return found


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """The consultant's number"""

    about = given_up

    hints = """
    - In which row do partners still take attention though they teach nothing? In which row is
      that attention free for others?
    - Compare the two rows with scarce attention, then the two with plenty. What do firms do
      with the attention that is set free?
    - A good text has four sentences: whether the consultant is right, and when; two numbers for
      it; what competes with barter for attention; what the model leaves out.
    """

    rubric = {
        "an answer by two numbers of your own cluster": 5,
        "why the rows differ or agree, what attention has to do with it, "
        "and what else it is used for": 6,
        "what the model leaves out, or why one pair of runs is not enough": 4,
    }


# The lecture's questions, about its own cluster.


@task(objective=_READ, answer=Number())
class TryCustomers:
    """Firms with several customers"""

    def right(cluster: nx.Graph) -> Any:
        return sum(len(customers(cluster, f)) >= 2 for f in stage(cluster, 2))

    def competitors_too(cluster: nx.Graph) -> Any:
        """More firms than have two customers. Is a partner of stage 2 among them? That is a
        competitor: customers are in stage 3. And count firms with two or more, not with one."""
        return sum(
            len(customers(cluster, f) | partners(cluster, f, 0)) >= 2 for f in stage(cluster, 2)
        )

    def one_is_enough(cluster: nx.Graph) -> Any:
        """These firms have a customer. Count those that have two or more."""
        return sum(bool(customers(cluster, f)) for f in stage(cluster, 2))

    def suppliers_instead(cluster: nx.Graph) -> Any:
        """Fewer firms than have two customers. Customers are in the stage after, stage 3. And two
        is enough: two or more."""
        return sum(len(suppliers(cluster, f)) >= 2 for f in stage(cluster, 2))

    def both_stages(cluster: nx.Graph) -> Any:
        """You count firms of stage 1 too. The question is about stage 2."""
        return sum(len(customers(cluster, f)) >= 2 for s in (1, 2) for f in stage(cluster, s))

    def any_two_partners(cluster: nx.Graph) -> Any:
        """You count all partners, of any stage and kind. Customers are in the stage after, stage
        3: keep these, with &."""
        return sum(len(cluster[f]) >= 2 for f in stage(cluster, 2))

    def exactly_two(cluster: nx.Graph) -> Any:
        """These firms have two customers and no more. Three are two or more as well."""
        return sum(len(customers(cluster, f)) == 2 for f in stage(cluster, 2))

    hints = """
    - `set(cluster[firm])` are all partners of a firm: competitors and institutions too.
    - Its customers are those of them that are in stage[3]; `&` finds who is in both sets.
    - Go through stage[2]; add one where len(set(cluster[firm]) & ...) is 2 or more.
    """


@lru_cache(maxsize=8)
def worth_of_trust(
    outcome: str = "performance", multi_angle: float = 0, vertical: float = 1
) -> float:
    """Return what more trust is worth: the lecture's experiment."""
    low = Setting(periods=80).but(trust=0.1, multi_angle=multi_angle, vertical=vertical)
    return compare(low, low.but(trust=0.9), outcome, replicates=40, rng=LECTURE).relative.mean


@task(objective=_WORTH, answer=SMALL)
class TryTrust:
    """Trust between clients and suppliers only"""

    def right(cluster: nx.Graph) -> Any:
        return worth_of_trust()

    also = (lambda cluster: round(worth_of_trust(), 5),)

    def with_institutions(cluster: nx.Graph) -> Any:
        """This is the effect of all trust. Switch multi-angle learning off in both settings, so
        that trust is left between clients and suppliers only."""
        return worth_of_trust(multi_angle=0.3)

    def the_other_channel(cluster: nx.Graph) -> Any:
        """You have switched off vertical learning. Here trust works between firms and institutions
        only. Switch multi-angle learning off instead."""
        return worth_of_trust(multi_angle=0.3, vertical=0)

    @called("SMEs")
    def smes(cluster: nx.Graph) -> Any:
        """This is the change for SMEs. Take the outcome as above: all firms."""
        return worth_of_trust("sme_performance")

    hints = """
    - In both settings nothing is learned from institutions: wary.but(multi_angle=0) and so on.
    - The setting to start from comes first, the changed one second: compare(..., ...,
      replicates=40, rng=SEED).
    - Of that comparison, which part is the mean change as a share?
    """


UNIT = unit(globals(), "03_vertical_learning", "suppliers and customers of your cluster", draw)
