"""Published models of learning, beside the course model and with the same interface.

=========================================  =====================================================
:mod:`~clusterlib.classics.march`          March (1991): individuals and an organizational code
:mod:`~clusterlib.classics.landscapes`     Lazer and Friedman (2007): search on NK landscapes
:mod:`~clusterlib.classics.subgroups`      Fang, Lee and Schilling (2010): semi-isolated groups
:mod:`~clusterlib.classics.barter`         Cowan and Jonard (2004), Mueller et al. (2017)
:mod:`~clusterlib.classics.mean_barter`    the same rule, every tie by its average
:mod:`~clusterlib.classics.gift`           after Cowan and Jonard (2003): broadcast
:mod:`~clusterlib.classics.twin_clusters`  after Morrison, Rabellotti and Zirulia (2013)
:mod:`~clusterlib.classics.distance`       Nooteboom et al. (2007): optimal cognitive distance
:mod:`~clusterlib.classics.topologies`     the networks they are run on
:mod:`~clusterlib.classics.published`      the numbers that others have found
=========================================  =====================================================

Each has a parameter set of its own and a ``simulate`` that returns arrays, with a ``.frame()``.
What is published and what is this course's own is said in the notes of each ``simulate``.

Examples
--------
>>> from clusterlib.classics import march
>>> history = march.simulate(march.March(p1=0.1), replicates=10, rng=1)
>>> history.frame().columns.to_list()
['replicate', 'period', 'code', 'knowledge', 'diversity']
"""

from clusterlib.classics import (
    barter,
    distance,
    gift,
    landscapes,
    march,
    mean_barter,
    published,
    subgroups,
    topologies,
    twin_clusters,
)
from clusterlib.classics.barter import Barter
from clusterlib.classics.distance import Distance
from clusterlib.classics.gift import Gift
from clusterlib.classics.landscapes import Landscapes
from clusterlib.classics.march import March
from clusterlib.classics.subgroups import Subgroups
from clusterlib.classics.twin_clusters import TwinClusters

__all__ = [
    "Barter",
    "Distance",
    "Gift",
    "Landscapes",
    "March",
    "Subgroups",
    "TwinClusters",
    "barter",
    "distance",
    "gift",
    "landscapes",
    "march",
    "mean_barter",
    "published",
    "subgroups",
    "topologies",
    "twin_clusters",
]
