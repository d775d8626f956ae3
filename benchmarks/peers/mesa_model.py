"""The course model in Mesa 3: actors stand on a network, learn together, then update together."""

from __future__ import annotations

import mesa
import numpy as np
from mesa.discrete_space import FixedAgent, Network

from .networkx_loop import LEAD, RD, REACH


class Outside(FixedAgent):
    """An actor that is a source of knowledge and does not learn."""

    def __init__(self, model, cell, name, about, knowledge):
        super().__init__(model)
        self.cell = cell
        self.name = name
        self.kind = about["kind"]
        self.layer = about["layer"]
        self.knowledge = knowledge

    def assess(self):
        self.performance = self.model.market @ self.knowledge

    def learn(self):
        pass

    def update(self):
        pass


class Member(Outside):
    """An actor of the cluster."""

    def __init__(self, model, cell, name, about, knowledge):
        super().__init__(model, cell, name, about, knowledge)
        self.reach = getattr(model.parameters, REACH.get(self.kind, "reach_institution"))
        self.rd = getattr(model.parameters, RD.get(self.kind, "rd_other"))

    @property
    def ties(self):
        """Pairs of a partner and what is known of the tie."""
        edges = self.model.cluster.edges
        return [(other, edges[self.name, other.name]) for other in self.cell.neighborhood.agents]

    def effort(self, tie):
        p = self.model.parameters
        return tie["weight"] * (
            1 if tie["dimension"] == "pipeline" else np.exp(p.loyalty * p.trust)
        )

    def upkeep(self, tie):
        return 1 + self.model.parameters.pipeline_cost if tie["dimension"] == "pipeline" else 1

    def exchange(self, other, dimension):
        """Return how much of what could be absorbed the other lets one have."""
        trust = self.model.parameters.trust
        if dimension == "horizontal":
            return float(other is self.best and other.performance > self.performance)
        if dimension == "vertical":
            more = np.sum(other.knowledge - self.knowledge > LEAD)
            less = np.sum(self.knowledge - other.knowledge > LEAD)
            return trust * min(more, less) / more if more else 0.0
        if dimension == "multi_angle" and other.layer == "core":
            return trust
        return 1.0

    def learn(self):
        p, ties = self.model.parameters, self.ties
        peers = [other for other, tie in ties if tie["dimension"] == "horizontal"]
        self.best = max(peers, key=lambda peer: peer.performance, default=None)
        load = sum(self.upkeep(tie) * self.effort(tie) for _, tie in ties)
        self.gained = np.zeros_like(self.knowledge)
        most = np.zeros_like(self.knowledge)
        for other, tie in ties:
            rule = self.exchange(other, tie["dimension"])
            if rule > 0:
                gap = np.maximum(0, other.knowledge - self.knowledge)
                absorbed = p.learning_rate * gap * np.exp(-gap / self.reach)
                share = min(1, p.attention * self.effort(tie) / load)
                strength = getattr(p, tie["dimension"])
                strength *= 1 if tie["dimension"] == "pipeline" else p.buzz
                self.gained += strength * share * rule * absorbed * self.model.relevance
                most = np.maximum(most, gap)
        self.gained = np.minimum(self.gained, most)
        self.research()

    def research(self):
        chance, choice = self.model.numbers[self.name]
        if chance < self.rd:
            p = self.model.parameters
            known = (self.knowledge + 0.001) ** p.path_dependence * self.model.relevance
            ladder = np.cumsum(known)
            field = np.searchsorted(ladder, choice * ladder[-1], side="right")
            self.gained[field] += p.rd_gain * (1 - self.knowledge[field])

    def update(self):
        kept = 1 - self.model.parameters.obsolescence
        self.knowledge = np.minimum(1, kept * (self.knowledge + self.gained))


class CourseModel(mesa.Model):
    """A cluster whose actors learn."""

    def __init__(self, cluster, parameters, knowledge, market, draws):
        super().__init__(seed=0)
        self.cluster, self.parameters = cluster, parameters
        self.market, self.draws = market, draws
        self.relevance = np.maximum(market / market.max(), parameters.curiosity)
        network = Network(cluster, capacity=1, random=self.random)
        for (name, about), row in zip(cluster.nodes(data=True), knowledge, strict=True):
            kind = Outside if about["layer"] == "supplementary" else Member
            kind(self, network[name], name, about, row.copy())

    def step(self):
        numbers = self.draws[self.steps - 1].T
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
