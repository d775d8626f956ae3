"""The course model in Mesa 3, tuned by hand: ties are looked up once, knowledge is a list.

Over twelve fields lists of floats are faster than arrays. Compare mesa_model, which is written as
one would write it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import exp

import mesa
from mesa.discrete_space import FixedAgent, Network

from .networkx_loop import LEAD, RD, REACH


class Outside(FixedAgent):
    """An actor that is a source of knowledge and does not learn."""

    def __init__(self, model, cell, name, about, knowledge):
        super().__init__(model)
        self.cell = cell
        self.name = name
        self.institution = about["layer"] == "supporting"
        self.knowledge = knowledge
        self.ties = []

    @property
    def performance(self):
        return sum(w * k for w, k in zip(self.model.market, self.knowledge, strict=True))

    def meet(self):
        """Note one's partners once all actors are there."""

    def assess(self):
        self.worth = self.performance

    def learn(self):
        pass

    def update(self):
        pass


class Member(Outside):
    """An actor of the cluster."""

    def __init__(self, model, cell, name, about, knowledge):
        super().__init__(model, cell, name, about, knowledge)
        p = model.parameters
        self.reach = getattr(p, REACH.get(about["kind"], "reach_institution"))
        self.rd = getattr(p, RD.get(about["kind"], "rd_other"))

    def meet(self):
        p = self.model.parameters
        load = 0.0
        ties = []
        for partner in self.cell.neighborhood.agents:
            tie = self.model.cluster.edges[self.name, partner.name]
            local = tie["dimension"] != "pipeline"
            effort = tie["weight"] * (exp(p.loyalty * p.trust) if local else 1)
            load += effort * (1 if local else 1 + p.pipeline_cost)
            strength = getattr(p, tie["dimension"]) * (p.buzz if local else 1)
            ties.append((partner, tie["dimension"], strength * p.learning_rate, effort))
        self.ties = [
            (partner, dimension, rate * min(1, p.attention * effort / load))
            for partner, dimension, rate, effort in ties
        ]
        self.peers = [partner for partner, dimension, _ in self.ties if dimension == "horizontal"]

    def exchange(self, partner, dimension):
        """Return how much of what could be absorbed the partner lets one have."""
        trust = self.model.parameters.trust
        if dimension == "horizontal":
            return float(partner is self.model_peer)
        if dimension == "vertical":
            pairs = list(zip(partner.knowledge, self.knowledge, strict=True))
            more = sum(theirs - mine > LEAD for theirs, mine in pairs)
            less = sum(mine - theirs > LEAD for theirs, mine in pairs)
            return trust * min(more, less) / more if more else 0.0
        if dimension == "multi_angle" and not partner.institution:
            return trust
        return 1.0

    def learn(self):
        best = max(self.peers, key=lambda peer: peer.worth, default=None)
        self.model_peer = best if best is not None and best.worth > self.worth else None
        relevance = self.model.relevance
        gained = [0.0] * len(relevance)
        most = [0.0] * len(relevance)
        for partner, dimension, rate in self.ties:
            rule = self.exchange(partner, dimension)
            if not rule:
                continue
            pairs = zip(partner.knowledge, self.knowledge, relevance, strict=True)
            for f, (theirs, mine, relevant) in enumerate(pairs):
                gap = theirs - mine
                if gap > 0:
                    gained[f] += rule * rate * gap * exp(-gap / self.reach) * relevant
                    most[f] = max(most[f], gap)
        self.gained = list(map(min, gained, most))
        self.research()

    def research(self):
        chance, choice = self.model.numbers[self.name]
        if chance < self.rd:
            p = self.model.parameters
            known = zip(self.knowledge, self.model.relevance, strict=True)
            ladder = list(accumulate((k + 0.001) ** p.path_dependence * r for k, r in known))
            f = bisect_right(ladder, choice * ladder[-1])
            self.gained[f] += p.rd_gain * (1 - self.knowledge[f])

    def update(self):
        kept = 1 - self.model.parameters.obsolescence
        pairs = zip(self.knowledge, self.gained, strict=True)
        self.knowledge = [min(1, kept * (known + gained)) for known, gained in pairs]


class CourseModel(mesa.Model):
    """A cluster whose actors learn."""

    def __init__(self, cluster, parameters, knowledge, market, draws):
        super().__init__(seed=0)
        self.cluster, self.parameters = cluster, parameters
        self.market, self.draws = list(map(float, market)), draws
        self.relevance = [max(w / max(self.market), parameters.curiosity) for w in self.market]
        network = Network(cluster, capacity=1, random=self.random)
        for (name, about), row in zip(cluster.nodes(data=True), knowledge, strict=True):
            kind = Outside if about["layer"] == "supplementary" else Member
            kind(self, network[name], name, about, list(map(float, row)))
        self.agents.do("meet")

    def step(self):
        numbers = self.draws[self.steps - 1].T.tolist()
        self.numbers = dict(zip(self.cluster, numbers, strict=True))
        self.agents.do("assess")
        self.agents.do("learn")
        self.agents.do("update")


def run(cluster, p, knowledge, market, draws):
    """Return the knowledge after all the periods of ``draws``."""
    model = CourseModel(cluster, p, knowledge, market, draws)
    for _ in draws:
        model.step()
    return [agent.knowledge for agent in model.agents]
