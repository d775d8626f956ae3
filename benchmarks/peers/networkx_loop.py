"""The course model as a plain loop over a networkx graph.

Knowledge is a list of floats for each actor: over twelve fields that is faster than arrays.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import exp

LEAD = 1e-12  # a lead below this is rounding
REACH = {"focal_firm": "reach_focal", "sme": "reach_sme"}
RD = {
    "focal_firm": "rd_focal",
    "sme": "rd_sme",
    "university": "rd_research",
    "research_institute": "rd_research",
}


def run(cluster, p, knowledge, market, draws):
    """Return the knowledge after all the periods of ``draws``."""
    nodes = cluster.nodes
    actors = list(cluster)
    fields = range(len(market))
    known = {actor: list(map(float, row)) for actor, row in zip(actors, knowledge, strict=True)}
    relevance = [max(w / max(market), p.curiosity) for w in market]
    for numbers in draws:
        chance = dict(zip(actors, numbers[0].tolist(), strict=True))
        choice = dict(zip(actors, numbers[1].tolist(), strict=True))
        worth = {a: sum(w * k for w, k in zip(market, known[a], strict=True)) for a in actors}
        after = {}
        for i in actors:
            if nodes[i]["layer"] == "supplementary":
                after[i] = known[i]
                continue
            mine, kind = known[i], nodes[i]["kind"]
            reach = getattr(p, REACH.get(kind, "reach_institution"))
            partners = cluster[i]
            load, effort, best = 0.0, {}, None
            for j, tie in partners.items():
                local = tie["dimension"] != "pipeline"
                effort[j] = tie["weight"] * (exp(p.loyalty * p.trust) if local else 1)
                load += effort[j] * (1 if local else 1 + p.pipeline_cost)
                if tie["dimension"] == "horizontal" and (best is None or worth[j] > worth[best]):
                    best = j
            gained, most = [0.0] * len(market), [0.0] * len(market)
            for j, tie in partners.items():
                theirs, dimension = known[j], tie["dimension"]
                rule = 1.0
                if dimension == "horizontal":
                    rule = 1.0 if j == best and worth[j] > worth[i] else 0.0
                elif dimension == "vertical":
                    more = sum(a - b > LEAD for a, b in zip(theirs, mine, strict=True))
                    less = sum(b - a > LEAD for a, b in zip(theirs, mine, strict=True))
                    rule = p.trust * min(more, less) / more if more else 0.0
                elif dimension == "multi_angle" and nodes[j]["layer"] == "core":
                    rule = p.trust
                if not rule:
                    continue
                strength = getattr(p, dimension) * (1 if dimension == "pipeline" else p.buzz)
                share = min(1, p.attention * effort[j] / load)
                rate = strength * p.learning_rate * share * rule
                for f in fields:
                    gap = theirs[f] - mine[f]
                    if gap > 0:
                        gained[f] += rate * gap * exp(-gap / reach) * relevance[f]
                        most[f] = max(most[f], gap)
            gained = list(map(min, gained, most))
            if chance[i] < getattr(p, RD.get(kind, "rd_other")):
                weights = zip(mine, relevance, strict=True)
                ladder = list(accumulate((k + 0.001) ** p.path_dependence * r for k, r in weights))
                f = bisect_right(ladder, choice[i] * ladder[-1])
                gained[f] += p.rd_gain * (1 - mine[f])
            kept = 1 - p.obsolescence
            after[i] = [min(1, kept * (k + d)) for k, d in zip(mine, gained, strict=True)]
        known = after
    return list(known.values())
