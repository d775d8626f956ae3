"""The course model in C, compiled here and now; the limit of what one core can do."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

_SOURCE = Path(__file__).with_name("course_model.c")
_NAMES = [
    "learning_rate",
    "trust",
    "loyalty",
    "attention",
    "pipeline_cost",
    "curiosity",
    "rd_gain",
    "path_dependence",
    "obsolescence",
]
_CHANNELS = ("horizontal", "vertical", "multi_angle", "pipeline")
_RD = {
    "focal_firm": "rd_focal",
    "sme": "rd_sme",
    "university": "rd_research",
    "research_institute": "rd_research",
    "bridging_institution": "rd_other",
    "government_agency": "rd_other",
}
_REACH = {"focal_firm": "reach_focal", "sme": "reach_sme"}


@cache
def _library() -> ctypes.CDLL:
    folder = tempfile.mkdtemp(prefix="course_model_")
    target = Path(folder) / "course_model.so"
    subprocess.run(
        ["gcc", "-O3", "-march=native", "-shared", "-fPIC", str(_SOURCE), "-o", str(target), "-lm"],
        check=True,
    )
    return ctypes.CDLL(str(target))


class CompiledCluster:
    """One cluster as C arrays; ``run`` advances it."""

    def __init__(self, cluster, parameters):
        place = {actor: number for number, actor in enumerate(cluster)}
        about = [cluster.nodes[actor] for actor in cluster]
        layers = np.array([one["layer"] for one in about])
        flows = sorted(
            (place[i], place[j], _CHANNELS.index(tie["dimension"]), tie["weight"])
            for j, i, tie in cluster.to_directed().edges(data=True)
            if layers[place[i]] != "supplementary"
        )
        receiver, giver, dimension, weight = np.array(flows).reshape(-1, 4).T
        self.parameters = parameters
        self.begin = np.searchsorted(receiver, np.arange(len(about) + 1)).astype(np.int64)
        self.giver, self.dimension = giver.astype(np.int64), dimension.astype(np.int64)
        self.weight = weight.copy()
        self.institution = (layers == "supporting").astype(np.int8)
        self.learns = (layers != "supplementary").astype(np.int8)
        self.reach = np.array(
            [getattr(parameters, _REACH.get(one["kind"], "reach_institution")) for one in about]
        )
        self.rd = np.array(
            [getattr(parameters, _RD[one["kind"]]) if one["kind"] in _RD else 0 for one in about],
            dtype=float,
        )
        lambdas = [getattr(parameters, name) for name in _CHANNELS]
        lambdas = [parameters.buzz * value for value in lambdas[:3]] + lambdas[3:]
        scalars = [getattr(parameters, name) for name in _NAMES]
        self.scalars = np.array([*lambdas, *scalars], dtype=float)

    def run(self, knowledge, market, draws):
        """Return (knowledge, performance, flow, own_rd) after all the periods of ``draws``."""
        known = knowledge.copy()
        actors, fields = known.shape
        performance = np.empty((len(draws) + 1, actors))
        flow, own_rd = np.zeros(self.giver.size), np.zeros(actors)
        arrays = [self.scalars, market, np.ascontiguousarray(draws), self.begin, self.giver]
        arrays += [self.dimension, self.weight, self.institution, self.learns, self.reach, self.rd]
        arrays += [known, performance, flow, own_rd]
        sizes = [ctypes.c_long(size) for size in (len(draws), actors, fields)]
        failed = _library().run(*sizes, *(ctypes.c_void_p(one.ctypes.data) for one in arrays))
        if failed:
            raise MemoryError("no memory for the compiled model")
        return known, performance, flow, own_rd
