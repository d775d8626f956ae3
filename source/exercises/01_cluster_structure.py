# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 75 minutes (95 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 01](../notebooks/01_cluster_structure.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import networkx as nx
import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.measures import structure_table
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "01_cluster_structure")
plot_cluster(cluster, title=f"The cluster of {LEARNER}")

# %% [markdown]
# ## [[task:structure.dimensions]]
#
# Every tie has a `dimension`: horizontal, vertical, multi_angle or pipeline. In the lecture you went through all ties with
# `cluster.edges(data="dimension")`. Do so here for the suppliers, the firms of stage 1: they are in the set `first`. How many ties
# of each dimension have **one end or both ends** in `first`? The answer is a dict, such as `{"horizontal": 12, ...}`.

# %% tags=["task"]
first = {actor for actor, stage in cluster.nodes(data="stage") if stage == 1}
# BEGIN SOLUTION -> ties = ...
ties = {}
for a, b, dimension in cluster.edges(data="dimension"):
    if a in first or b in first:
        ties[dimension] = ties.get(dimension, 0) + 1
# END SOLUTION
check("structure.dimensions", ties)

# %% [markdown]
# ## [[task:structure.openness]]
#
# How far does your cluster look outside, to the outside knowledge sources? Give two shares, each a number between 0 and 1:
#
# - `ties`: the share of **all ties** that lead out,
# - `firms`: the share of **firms** that have such a tie, at least one.
#
# The answer is a dict: `{"ties": ..., "firms": ...}`.

# %% tags=["task"]
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
# BEGIN SOLUTION -> outside = ...
pipelines = [
    {a, b} for a, b, dimension in cluster.edges(data="dimension") if dimension == "pipeline"
]
holders = set()
for ends in pipelines:
    holders |= ends & firms
outside = {
    "ties": len(pipelines) / cluster.number_of_edges(),
    "firms": len(holders) / len(firms),
}
# END SOLUTION
check("structure.openness", outside)

# %% [markdown]
# ## [[task:structure.local_density]]
#
# How densely are the firms tied **to each other**? Of all ties that could exist among the firms, which share exists? (The structure
# table of the lecture gives another density, which takes in the institutions.)

# %% tags=["task"]
# BEGIN SOLUTION -> density = ...
density = nx.density(cluster.subgraph(firms))
# END SOLUTION
check("structure.local_density", density)

# %% [markdown]
# ## [[task:structure.between]]
#
# `cluster.graph["my_firm"]` is the SME in your cluster with the most ties (the first one, if several have as many). How much do
# others need it? For each pair of *other* actors in the whole network, take the part of their shortest paths that runs through
# your firm (0 if no path joins them). Give the mean over all these pairs. networkx calls it normalised betweenness.

# %% tags=["task"]
my_firm = cluster.graph["my_firm"]
# BEGIN SOLUTION -> between = ...
between = nx.betweenness_centrality(cluster)[my_firm]
# END SOLUTION
check("structure.between", between)

# %% [markdown]
# ## [[task:structure.gatekeepers]]
#
# A gatekeeper lets knowledge in and passes it on. Here the rule is strict: a firm with a pipeline **and** at least one partner
# *firm* that has no pipeline of its own. Give the ids of all such firms as a set. (The structure table of the lecture counts
# more: there any partner inside without a tie to the same source is enough, even an institution.)

# %% tags=["task"]
# BEGIN SOLUTION -> gatekeepers = ...
open_firms = set()
for a, b, dimension in cluster.edges(data="dimension"):
    if dimension == "pipeline":
        open_firms |= {a, b} & firms
gatekeepers = {firm for firm in open_firms if (set(cluster[firm]) & firms) - open_firms}
# END SOLUTION
check("structure.gatekeepers", gatekeepers)

# %% [markdown]
# ## [[task:structure.explain]]
#
# Markusen (1996) tells four types of industrial district apart: Marshallian, hub-and-spoke, satellite platform and
# state-anchored. Which one comes closest to your cluster? The map above and this table help.

# %%
structure_table(cluster).query("aspect in ['centralisation', 'core-periphery', 'brokerage']")

# %% [markdown]
# [[rubric:structure.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
hub = max(cluster, key=cluster.degree)
explanation = f"""
My cluster comes closest to a state-anchored district. In such a district a public institution stands in the centre,
and firms are tied to it rather than to each other. Two measures support this. Multi-angle ties, those with
institutions, are {ties["multi_angle"] / sum(ties.values()):.0%} of the ties of the first stage. The actor with the most ties is {hub},
a {cluster.nodes[hub]["kind"].replace("_", " ")}, with {cluster.degree(hub)} ties; the best-connected SME, {my_firm}, has
{cluster.degree(my_firm)}. One thing does not fit well: {outside["firms"]:.0%} of the firms have a pipeline, so knowledge from outside
matters too, and it does not come from the state. A limit: the ties say who is in contact, not what is learnt from whom.
"""
# END SOLUTION
check("structure.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("01_cluster_structure")
