"""Tasks of 04_multi_angle_learning."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Names, Number, Numbers, Text
from clustercourse.exercises.tasks import called, task, unit
from clustercourse.exercises.units import readings
from clustercourse.exercises.units.readings import LECTURE, SMALL, USUAL, Floats, Summary
from clusterlib.experiments import Setting, compare
from clusterlib.learning import CutFlows, Intervention, Learning, RemoveActors
from clusterlib.measures import local_network
from clusterlib.networks import build_cluster

_READ = "Find which firms an institution reaches, and in how many steps"
_GIFT = "Tell a gift from barter, and compute what each carries"
_WORTH = "Measure what a type of institution is worth, on paired runs"
_EXPLAIN = "Explain when teaching pays, and when it does not"

#: The seed and the length of the runs that the tasks ask for.
RUNS = readings.Runs(seed=4, periods=40)
#: Who leaves in a task: each type of institution, and all of them.
TYPES = ("university", "research_institute", "bridging_institution", "government_agency")
LEAVING = (*TYPES, "supporting")


def draw(archetype: str, rng: np.random.Generator) -> nx.Graph:
    """Build an archetype with other institutions; one of them and a partner are the learner's."""
    while True:
        cluster = build_cluster(
            archetype,
            firms_per_stage=int(rng.integers(8, 12)),
            universities=int(rng.integers(1, 4)),
            research_institutes=int(rng.integers(1, 4)),
            multi_angle_ties=float(rng.uniform(1.2, 2.0)),
            openness=float(rng.uniform(0.1, 0.25)),
            rng=rng,
        )
        if pair := choose_pair(cluster):
            cluster.graph["my_institution"], cluster.graph["my_firm"] = pair
            return cluster


def choose_pair(cluster: nx.Graph) -> tuple[str, str] | None:
    """Return the institution with most ties and its first SME that has something to offer it."""
    known = RUNS.knowledge(cluster)
    institution = max(readings.in_layer(cluster, "supporting"), key=cluster.degree)
    for firm in cluster[institution]:
        offered, returned = readings.swappable(known[firm], known[institution])
        if cluster.nodes[firm]["kind"] == "sme" and 0 < returned < offered:
            return institution, firm
    return None


def unserved(cluster: nx.Graph, among: str = "supporting") -> set[str]:
    """Return the firms that have no tie with any institution, or with none of a kind."""
    them = {a for a, about in cluster.nodes(data=True) if among in (about["layer"], about["kind"])}
    return {firm for firm in readings.in_layer(cluster, "core") if not them & set(cluster[firm])}


@task(points=15, objective=_READ, answer=Names())
class Unserved:
    """Firms without an institution"""

    right = unserved
    also = (
        lambda cluster: [
            firm
            for firm in readings.in_layer(cluster, "core")
            if all(cluster.nodes[partner]["layer"] != "supporting" for partner in cluster[firm])
        ],
    )

    def the_firms_with_a_tie(cluster: nx.Graph) -> Any:
        """These are the firms that do have a tie with an institution. Asked are the others."""
        return set(readings.in_layer(cluster, "core")) - unserved(cluster)

    def universities_only(cluster: nx.Graph) -> Any:
        """These firms have no tie with a university. Some of them have one with another
        institution: take all four types together."""
        return unserved(cluster, "university")

    def not_only_firms(cluster: nx.Graph) -> Any:
        """Institutions are among them, as they have no tie with each other. Asked are firms:
        actors of the layer 'core'."""
        return unserved(cluster) | set(readings.in_layer(cluster, "supporting"))

    def firms_without_any_tie(cluster: nx.Graph) -> Any:
        """These firms have no tie at all. A firm may have ties, but none with an institution."""
        return {f for f in readings.in_layer(cluster, "core") if not cluster.degree(f)}

    hints = """
    - Institutions are the actors of the layer 'supporting'.
    - Make a set of the institutions, then go through the firms and look at their partners.
    - {firm for firm in firms if ...}: an empty set counts as False, so `not` helps.
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        firms = readings.in_layer(cluster, "core")
        served = set(firms) - set(found)
        near = sum(bool(served & set(cluster[firm])) for firm in found)
        within = len(served) + near
        told = (
            f"{len(found)} firms have no institution, but {near} of them have a partner firm that "
            f"has one: {within} of {len(firms)} firms are at most two steps away."
        )
        claim = "institutions reach many firms in two steps"
        return readings.beside_the_lecture(told, 2 * within > len(firms), claim)


def reach(cluster: nx.Graph, steps: int = 2) -> dict[str, int]:
    """Return how many firms each institution reaches inside the cluster in so many steps."""
    local, firms = local_network(cluster), set(readings.in_layer(cluster, "core"))
    return {
        who: len(firms & set(nx.single_source_shortest_path_length(local, who, cutoff=steps)))
        for who in readings.in_layer(cluster, "supporting")
    }


def reach_by_partners(cluster: nx.Graph) -> dict[str, int]:
    """Return the same, from the partners and their partners."""
    firms, partners = set(readings.in_layer(cluster, "core")), {a: set(cluster[a]) for a in cluster}
    return {
        who: len(firms & partners[who].union(*(partners[p] for p in partners[who])))
        for who in readings.in_layer(cluster, "supporting")
    }


@task(points=15, objective=_READ, answer=Numbers())
class Reach:
    """Who is reached in two steps"""

    right = reach
    also = (reach_by_partners,)

    def partners_only(cluster: nx.Graph) -> Any:
        """These are the firms in one step, the partners. Add the firms that partners are tied
        to."""
        return reach(cluster, 1)

    def all_actors(cluster: nx.Graph) -> Any:
        """You count every actor: the institution itself, other institutions, outside sources.
        Asked are firms."""
        return {
            who: len(nx.single_source_shortest_path_length(cluster, who, cutoff=2))
            for who in reach(cluster)
        }

    def new_firms_only(cluster: nx.Graph) -> Any:
        """These are the firms in exactly two steps. 'At most two' includes the partners."""
        return slips.plus(reach(cluster), slips.negated(reach(cluster, 1)))

    def partners_forgotten(cluster: nx.Graph) -> Any:
        """You take the partners of the partners, and leave out partners that have no tie with each
        other. 'At most two steps' includes all partners themselves."""
        local, firms = local_network(cluster), set(readings.in_layer(cluster, "core"))
        return {
            who: len(firms & set().union(*(set(local[partner]) for partner in local[who])))
            for who in readings.in_layer(cluster, "supporting")
        }

    def paths_instead_of_firms(cluster: nx.Graph) -> Any:
        """You count a firm once for every way to it. Each firm counts once: use a set."""
        firms = set(readings.in_layer(cluster, "core"))
        return {
            who: sum(1 + len(firms & set(cluster[partner])) for partner in cluster[who])
            for who in readings.in_layer(cluster, "supporting")
        }

    def three_steps(cluster: nx.Graph) -> Any:
        """This goes a step too far: institution to firm, firm to firm, and no further."""
        return reach(cluster, 3)

    hints = """
    - First the partners of the institution, then the partners of each partner.
    - nx.single_source_shortest_path_length(cluster, one, cutoff=2) gives all actors within
      two steps. Which of them are firms?
    - for one in institutions: near = nx.single_source_shortest_path_length(cluster, one, ...);
      then reach[one] = the number of those in `near` who are ...
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        one = max(found, key=lambda who: found[who])
        partners = reach(cluster, 1)[one]
        told = f"{one} has {partners} partner firms and reaches {found[one]:.0f} in two steps."
        claim = "an institution reaches many more firms in two steps than it has partners"
        return readings.beside_the_lecture(told, found[one] >= 1.5 * partners, claim)


def exchange(
    cluster: nx.Graph, p: Learning = USUAL, swapped: int | None = None, **which: Any
) -> dict[str, float]:
    """Return what ``my_firm`` could learn by each rule, ``which`` gaps count."""
    known, of = RUNS.knowledge(cluster), cluster.graph
    mine, theirs = known[of["my_firm"]], known[of["my_institution"]]
    learned = readings.psi(readings.gaps(mine, theirs, **which), reach=p.reach_sme)
    gift = p.multi_angle * float(learned.sum())
    offered, returned = readings.swappable(mine[:swapped], theirs[:swapped])
    return {"gift": gift, "barter": p.trust * min(offered, returned) / offered * gift}


@task(points=20, objective=_GIFT, answer=Numbers(SMALL))
class Gift:
    """Gift or barter"""

    right = exchange
    also = (lambda cluster: slips.rounded(exchange(cluster), 6),)

    def gaps_below_zero(cluster: nx.Graph) -> Any:
        """Some gaps are below zero: there the firm knows more. Nobody unlearns from a partner: set
        them to zero, for example with np.maximum(gap, 0)."""
        return exchange(cluster, clipped=False)

    @called("the institution's reach")
    def the_institution_s_reach(cluster: nx.Graph) -> Any:
        """You use the reach of an institution. It is the firm that learns: take p.reach_sme."""
        return exchange(cluster, USUAL.but(reach_sme=USUAL.reach_institution))

    def without_the_strength(cluster: nx.Graph) -> Any:
        """Nearly: multiply by the strength of multi-angle learning, p.multi_angle."""
        return exchange(cluster, USUAL.but(multi_angle=1))

    def emerging_fields_too(cluster: nx.Graph) -> Any:
        """You sum over all fields. The task asks for the current ones, the first nine, for both
        numbers. (All fields count when you ask who could swap what.)"""
        return exchange(cluster, fields=12)

    def swaps_of_the_current_fields(cluster: nx.Graph) -> Any:
        """For the barter you count in nine fields who could swap what. Whoever swaps can offer any
        field: count in all twelve."""
        return exchange(cluster, swapped=readings.CURRENT)

    def absolute_gaps(cluster: nx.Graph) -> Any:
        """You take gaps without their sign, so your firm learns from what it knows more itself.
        Only what the partner knows *more* can be learned: where it knows less the gap is 0."""
        return exchange(cluster, absolute=True)

    def one_field_too_few(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return exchange(cluster, fields=readings.CURRENT - 1)

    def one_field_too_few_at_the_start(cluster: nx.Graph) -> Any:
        """One field too few: the first nine are [:9], for Python counts from 0 and leaves the end
        out."""
        return exchange(cluster, fields=slice(1, readings.CURRENT + 1))

    def trust_only(cluster: nx.Graph) -> Any:
        """Your barter is the gift times trust. Barter also needs a return: multiply by
        min(n_offered, n_returned) / n_offered."""
        return exchange(cluster) | {"barter": USUAL.trust * exchange(cluster)["gift"]}

    def trust_in_the_gift(cluster: nx.Graph) -> Any:
        """An institution's gift does not depend on trust. Trust is needed for barter, and for what
        a firm tells an institution."""
        return exchange(cluster) | {"gift": USUAL.trust * exchange(cluster)["gift"]}

    hints = """
    - First the gap: what the institution knows minus what the firm knows, never below zero.
    - Absorption of each field is p.learning_rate * gap * np.exp(-gap / p.reach_sme). Sum it
      over the first nine fields and multiply by p.multi_angle: the gift.
    - offered = (theirs > mine).sum() and returned = ..., over all fields; barter is the gift times
      p.trust and a share: how many swaps are there for each field that is offered?
    """

    def says(cluster: nx.Graph, found: Any) -> str:
        left = found["barter"] / found["gift"]
        told = f"Barter would carry {left:.0%} of the gift."
        claim = "those who know less are served better by a gift than by barter"
        return readings.beside_the_lecture(told, left < 1, claim)


@lru_cache(maxsize=8)
def levels(cluster: nx.Graph) -> dict[str, dict[str, Floats]]:
    """Return the levels over time as it is, as some leave, and as nothing flows one way."""
    cases: dict[str, tuple[Intervention, ...]] = {
        "all": (),
        "teach only": (CutFlows("core", "supporting"),),
        "learn only": (CutFlows("supporting", "core"),),
        **{who: (RemoveActors(who),) for who in LEAVING},
    }
    return RUNS.levels(cluster, cases)


def ends(cluster: nx.Graph, of: str = "sme") -> dict[str, float]:
    """Return the level at the end in each case."""
    return readings.at_end(levels(cluster)[of])


def worth(
    cluster: nx.Graph, of: str = "sme", level: Summary[str] = readings.at_end
) -> dict[str, float]:
    """Return how much the level changes when a type of institution leaves, as a share."""
    return readings.changes(level(levels(cluster)[of]), "all", LEAVING)


def worth_one_by_one(cluster: nx.Graph) -> dict[str, float]:
    """Return the same from runs one after the other."""
    base = RUNS.end(cluster)
    return {who: (RUNS.end(cluster, RemoveActors(who)) - base) / base for who in LEAVING}


def worth_of_other_length(cluster: nx.Graph) -> dict[str, float]:
    """Return the same where the changed runs take the usual periods."""
    longer = ends(RUNS.longer(cluster))
    return {who: longer[who] / ends(cluster)["all"] - 1 for who in LEAVING}


@task(points=20, objective=_WORTH, answer=Numbers(SMALL), runs=RUNS)
class Worth:
    """What each type is worth"""

    right = worth
    also = (worth_one_by_one,)

    def all_firms(cluster: nx.Graph) -> Any:
        """These are the changes for all firms. The task asks for SMEs: level('sme')."""
        return worth(cluster, "core")

    @called("a difference, no share")
    def a_difference_no_share(cluster: nx.Graph) -> Any:
        """These are differences of levels. Divide by the level with all institutions."""
        return slips.times(worth(cluster), ends(cluster)["all"])

    def the_sign(cluster: nx.Graph) -> Any:
        """The sign is the wrong way round: (without - with) / with. A loss is below zero."""
        return slips.negated(worth(cluster))

    def share_of_the_changed_run(cluster: nx.Graph) -> Any:
        """You divide by the level without them. The run with all institutions is the baseline."""
        return {who: 1 - ends(cluster)["all"] / ends(cluster)[who] for who in LEAVING}

    def the_changed_runs_are_longer(cluster: nx.Graph) -> Any:
        """Your changed runs are longer than the first: periods=40 is missing there, and simulate
        goes on for 160. Name it in every run."""
        return worth_of_other_length(cluster)

    def over_all_periods(cluster: nx.Graph) -> Any:
        """You compare means over all periods. Take the last record: level('sme')[-1]."""
        return worth(cluster, level=readings.over_time)

    def levels(cluster: nx.Graph) -> Any:
        """These are the levels themselves. Compare each with the run with all institutions."""
        return {who: ends(cluster)[who] for who in LEAVING}

    hints = """
    - Run the cluster once as it is. Then run it again with
      interventions=[RemoveActors(kind)], with the same rng, for each kind.
    - simulate(...).level('sme')[-1, 0] is the SMEs' level at the end of a run of one cluster.
    - A loop over the five names: run = simulate(cluster, periods=40, rng=4, interventions=[...]),
      then worth[who] = ... / base - 1.
    """

    def says(cluster: nx.Graph, worth: Any) -> str:
        alone, together = sum(worth.get(who, 0) for who in TYPES), worth.get("supporting", 0)
        told = f"The four single changes add up to {alone:.1%}, all at once is {together:.1%}."
        idle = [
            who for who in TYPES if not sum(map(cluster.degree, readings.of_kind(cluster, who)))
        ]
        if idle:
            told += f" ({' and '.join(idle)}: no tie in your cluster, so 0 is right.)"
        claim = (
            "the single losses add up to less than the loss of all, for one type stands in for "
            "another"
        )
        return readings.beside_the_lecture(told, alone > together, claim)


def teaching_share(cluster: nx.Graph, case: str = "teach only", of: str = "sme") -> float:
    """Return which share of the institutions' worth is left when they only teach."""
    end = ends(cluster, of)
    return (end[case] - end["supporting"]) / (end["all"] - end["supporting"])


@task(points=15, objective=_WORTH, answer=Number(absolute=0.0002), runs=RUNS)
class Teach:
    """If they only teach"""

    right = teaching_share
    also = (
        lambda cluster: (
            1
            - (ends(cluster)["all"] - ends(cluster)["teach only"])
            / (ends(cluster)["all"] - ends(cluster)["supporting"])
        ),
    )

    def the_part_that_is_lost(cluster: nx.Graph) -> Any:
        """This is the part of their worth that is lost. Asked is the part that is left."""
        return slips.complement(teaching_share(cluster))

    def the_other_direction(cluster: nx.Graph) -> Any:
        """You cut the flow from institutions to firms: these institutions learn and never teach.
        Cut the flow from the firms, 'core', to the institutions, 'supporting'."""
        return teaching_share(cluster, "learn only")

    def a_share_of_the_level(cluster: nx.Graph) -> Any:
        """This is a share of the level. Most of that level the SMEs have without institutions:
        subtract the level without any institution above and below the line."""
        return ends(cluster)["teach only"] / ends(cluster)["all"]

    def all_firms(cluster: nx.Graph) -> Any:
        """This is right for all firms. The task asks for SMEs."""
        return teaching_share(cluster, of="core")

    def a_change_of_the_level(cluster: nx.Graph) -> Any:
        """This is the relative change of the level. Asked is a share of what institutions are
        worth: (teach only - none) / (all - none)."""
        return ends(cluster)["teach only"] / ends(cluster)["all"] - 1

    hints = """
    - You need three levels of the SMEs: with institutions as they are, with institutions that
      only teach, and without any institution.
    - Institutions that only teach: interventions=[CutFlows(sources='core',
      targets='supporting')].
    - A share of a worth: subtract the level without any institution above the line and below it.
      (... - none) / (... - none)
    """

    def says(cluster: nx.Graph, share: Any) -> str:
        told = f"After 40 periods {share:.0%} of what institutions are worth is left."
        claim = "at first a part is left, and by period 80 nearly nothing"
        return readings.beside_the_lecture(told, share < 0.5, claim)


def one_type_only(cluster: nx.Graph) -> dict[str, dict[str, float]]:
    """Return how the SMEs' level changes if a type of institution closes, or is left alone."""
    usual = Setting(cluster, periods=RUNS.periods)

    def change(gone: list[str]) -> float:
        without = usual.but(interventions=[RemoveActors(gone)])
        lost = compare(usual, without, "sme_performance", replicates=20, rng=RUNS.seed)
        return lost.relative.mean

    found = {
        one: {"closes": change([one]), "alone": change([two for two in TYPES if two != one])}
        for one in TYPES
    }
    return found | {"all four": {"closes": change([*TYPES]), "alone": 0.0}}


@task(points=15, objective=_EXPLAIN, answer=Text())
class Explain:
    """Money for one type only"""

    about = one_type_only

    hints = """
    - Which type costs most when it leaves? Is that because of its number, or of each one?
    - Add up the four single losses. Compare with the loss when all leave. What can a firm do
      when one of its institutions closes?
    - A good text has four sentences: the type you keep; two numbers of yours for it; the way in
      which it helps; what the model leaves out that could change your mind.
    """

    rubric = {
        "a decision for a type by two numbers of your own cluster": 5,
        "how that type helps, what it passes on, to whom, and what could stand in for it": 6,
        "what the model leaves out, or why one pair of runs is not enough": 4,
    }


# The lecture's questions, about its own cluster.


@task(objective=_READ, answer=Number())
class TryUnserved:
    """Firms without an institution"""

    def right(cluster: nx.Graph) -> Any:
        return len(unserved(cluster))

    def the_firms_with_a_tie(cluster: nx.Graph) -> Any:
        """These are the firms with a tie to an institution. Count the others."""
        return len(readings.in_layer(cluster, "core")) - len(unserved(cluster))

    def without_a_university(cluster: nx.Graph) -> Any:
        """These have no tie with a university. Take all four types together."""
        return len(unserved(cluster, "university"))

    hints = """
    - `set(cluster[firm])` are the partners of a firm.
    - A firm counts if none of its partners is in `institutions`.
    - Count the firms of which that is true: sum(... for firm in firms), with `not` and `&` in
      the place of the dots.
    """


def swappable_with_u1(cluster: nx.Graph) -> tuple[int, int]:
    """Return how many fields U1 could offer F19 at the start, and F19 to U1."""
    known = readings.knowledge(cluster, LECTURE)
    return readings.swappable(known["F19"], known["U1"])


@task(objective=_GIFT, answer=Number())
class TrySwap:
    """Fields to swap"""

    def right(cluster: nx.Graph) -> Any:
        return min(swappable_with_u1(cluster))

    def what_the_university_offers(cluster: nx.Graph) -> Any:
        """In these fields the university knows more: a gift may carry all of them. In barter each
        needs a field in return."""
        return swappable_with_u1(cluster)[0]

    def all_fields(cluster: nx.Graph) -> Any:
        """These are all fields. A swap needs two of them, one in each direction."""
        return sum(swappable_with_u1(cluster))

    def the_difference(cluster: nx.Graph) -> Any:
        """This is how many fields are left over on one side. How many pairs are there?"""
        offered, returned = swappable_with_u1(cluster)
        return abs(offered - returned)

    hints = """
    - `offered` and `returned` are counts. Each swap uses up one of each.
    - With seven to offer and two to return, two swaps are possible.
    - Python has a function that takes the smaller of two numbers.
    """


def worth_of_teaching(of: str = "sme_performance", against: str = "none") -> float:
    """Return what teaching alone is worth against no institution: the lecture's experiment."""
    base = Setting(periods=80)
    teach = base.but(interventions=[CutFlows("core", "supporting")])
    none = base.but(interventions=[RemoveActors("supporting")])
    start = none if against == "none" else base
    return compare(start, teach, of, replicates=40, rng=LECTURE).relative.mean


@task(objective=_WORTH, answer=SMALL)
class TryTeach:
    """What teaching alone is worth"""

    def right(cluster: nx.Graph) -> Any:
        return worth_of_teaching()

    also = (lambda cluster: round(worth_of_teaching(), 5),)

    def all_firms(cluster: nx.Graph) -> Any:
        """This is the change for all firms. Ask for "sme_performance"."""
        return worth_of_teaching("performance")

    def against_all_that_institutions_do(cluster: nx.Graph) -> Any:
        """You compare with institutions as they are. Here the baseline is a cluster without any:
        what is teaching alone worth?"""
        return worth_of_teaching(against="all")

    def all_firms_against_all_that_institutions_do(cluster: nx.Graph) -> Any:
        """Two things: the baseline is a cluster without any institution (nobody), and the outcome
        is that of SMEs, "sme_performance"."""
        return worth_of_teaching("performance", against="all")

    hints = """
    - Compare two settings that you have: leave['supporting'] and teach.
    - The change is told against the first of the two. compare(baseline, changed,
      "sme_performance", replicates=40, rng=SEED): which is the baseline?
    - Of that comparison, .relative is the change as a share; which number of it is asked?
    """


UNIT = unit(globals(), "04_multi_angle_learning", "the institutions of your cluster", draw)
