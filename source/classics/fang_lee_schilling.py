# %% [markdown]
# # Fang, Lee and Schilling (2010): groups half apart
#
# **How far apart should the groups of an organisation be?** Apart they keep different views, but a good one has to get about.
#
# *The model:* $280$ people live in groups of 7 and hold beliefs of $-1$, 0 or 1 on $m = 100$ dimensions. In each period a person looks at the neighbours who do strictly
# better; where most of them agree on a belief, it is taken over with probability $0.3$. A share $\beta$ of the ties inside the groups is moved to other groups, and
# only whole blocks of $s = 5$ right beliefs pay, as a share of all:
#
# $$\text{payoff}_i = \frac{s}{m} \, \#\{\text{blocks in which all } s \text{ beliefs of } i \text{ are right}\} .$$

# %% tags=["setup"]
import networkx as nx

from clusterlib.classics import published, subgroups, topologies
from clusterlib.experiments import estimate
from clusterlib.plots import CurvePanel, plot_curves

# %%
ours, lasted = {}, {}
for beta, runs in {0: 8, 0.02: 8, 0.1: 12, 0.3: 12, 1: 12}.items():
    worlds = topologies.several(runs, topologies.caveman, 280, 7, beta, rng=2010)
    history = subgroups.simulate(worlds, rng=2010)  # until nobody has anything left to learn
    ours[beta] = estimate(history.performance[:, -1])
    lasted[beta] = history.performance.shape[1] - 1

# %% tags=["result"]
others = published.FANG_LEE_SCHILLING.values
plot_curves(
    "Groups do best in the end with few ties between them, not with none",
    CurvePanel.of_estimates(
        {"ours": ours},
        "beta, share of ties moved",
        "performance in equilibrium, 0 to 1",
        points={"2nd program": (list(others), list(others.values()))},
        log_from=0.02,
    ),
)

# %%
table = published.FANG_LEE_SCHILLING.beside(ours, "beta").round(2)
table["periods"] = lasted
table

# %% [markdown]
# ## Where it agrees, and where not
#
# - **It agrees** with the published finding: some ties between the groups are better than none, and than no groups at all. The chart's own numbers are not
#   known here. The crosses are a second program, written separately from the same text.
# - **With no tie moved the ring decides.** How the paper joins the groups before a tie is moved is not known here. Two ways, in equilibrium:

# %%
uneven = subgroups.simulate(nx.connected_caveman_graph(40, 7), replicates=8, rng=1)
apart = subgroups.simulate(nx.caveman_graph(40, 7), replicates=8, rng=1)
print(f"not joined at all: {apart.performance[:, -1].mean():.2f}")
rings = {"all have 6 ties (ours)": ours[0]}
rings["5 to 7 ties (networkx)"] = estimate(uneven.performance[:, -1])
published.RINGS.beside(rings, "ring").round(2)

# %% [markdown]
# Groups that are not joined stop at [[0.04|apart.performance[:, -1].mean()]]. On a ring ideas travel from group to group, slowly: for up to [[3060|lasted[0]]] periods here, against
# [[100|lasted[1]]] where all ties are moved. The second program has run the two rings often enough to tell them apart. Whoever stops earlier reads a slow group
# as a bad one.
#
# ## Reference
#
# **Reading.** Fang, Lee and Schilling (2010), *Balancing exploration and exploitation through structural design: the isolation of subgroups and organizational learning*,
# Organization Science 21(3), 625-642. Watts (1999), *Networks, dynamics, and the small-world phenomenon*, American Journal of Sociology 105(2), 493-527.
#
# In this course: [08 Buzz and pipelines](../08_buzz_and_pipelines.ipynb). In the library: `clusterlib.classics.subgroups`.
