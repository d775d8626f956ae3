# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 05](../notebooks/05_network_position.ipynb).
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
from clusterlib.experiments import DropLocalTies, LevelOf, Setting, compare, rank_correlation
from clusterlib.learning import ChangeActors, simulate
from clusterlib.measures import constraint, effective_size, local_network, position_table
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "05_network_position")
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
my_firm = cluster.graph["my_firm"]
plot_cluster(cluster, highlight=my_firm, title=f"The cluster of {LEARNER}: your firm is {my_firm}")

# %% [markdown]
# ## [[task:position.rank]]
#
# `my_firm` is an SME. Which **rank** does it have among the *firms* by degree, by betweenness and by closeness? Measure in the whole network,
# outside sources included. Rank 1 is the highest; a rank is 1 plus the number of firms that are ahead. The answer is a dict:
# `{"degree": ..., "betweenness": ..., "closeness": ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> rank = ...
measures = {
    "degree": dict(cluster.degree),
    "betweenness": nx.betweenness_centrality(cluster),
    "closeness": nx.closeness_centrality(cluster),
}
rank = {
    name: 1 + sum(values[firm] > values[my_firm] for firm in firms)
    for name, values in measures.items()
}
# END SOLUTION
check("position.rank", rank)

# %% [markdown]
# ## [[task:position.holes]]
#
# What are the **effective size** and the **constraint** of your firm, in the whole network? `effective_size` and `constraint` take a network and
# give a dict: a number for each actor. The answer is a dict: `{"effective_size": ..., "constraint": ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> holes = ...
holes = {
    "effective_size": effective_size(cluster)[my_firm],
    "constraint": constraint(cluster)[my_firm],
}
# END SOLUTION
check("position.holes", holes)

# %% [markdown]
# ## [[task:position.given]]
#
# `table` has the places of all actors, and what they know at the end of a run. Take the **SMEs** that have at least one tie. How strongly do
# the ranks of `constraint` and `performance` go together, **alone** and with `degree` held constant (**given**; a third
# argument of `rank_correlation` is what is held constant)? The answer is a
# dict: `{"alone": ..., "given": ...}`.

# %% tags=["task"]
run = simulate(cluster, periods=40, rng=5)
table = position_table(cluster).assign(performance=run.performance[-1])
# BEGIN SOLUTION -> given = ...
smes = table[(table.kind == "sme") & (table.degree > 0)]
given = {
    "alone": rank_correlation(smes.constraint, smes.performance),
    "given": rank_correlation(smes.constraint, smes.performance, smes.degree),
}
# END SOLUTION
check("position.given", given)

# %% [markdown]
# ## [[task:position.bridge]]
#
# In the lecture you computed the **overlap** of one tie: the partners that both ends have in common, as a share of the partners
# that at least one of them has; the two ends do not count. A tie with overlap 0 is a **local bridge**. Now take your own cluster.
#
# - `bridges`: which share of the local ties, `local.edges`, are local bridges? Partners are those in the whole network, `cluster`.
# - `bridging`, `redundant`: the experiment of the lecture. By which share does the performance of **all firms** change if a fifth of the
#   local ties is taken out, once those with the least overlap, once those with the most? `DropLocalTies("bridging")` and
#   `DropLocalTies("redundant")` are the two steps; of ties with equal overlap chance decides. Use `compare` with `today` as baseline,
#   `replicates=12` and `rng=5`. A loss is below zero.
#
# The answer is a dict: `{"bridges": ..., "bridging": ..., "redundant": ...}`.

# %% tags=["task"]
local = local_network(cluster)
today = Setting(cluster, periods=40)
# BEGIN SOLUTION -> lost = ...
common = [(set(cluster[a]) - {b}) & (set(cluster[b]) - {a}) for a, b in local.edges]
lost = {"bridges": sum(not both for both in common) / len(common)}
for which in ["bridging", "redundant"]:
    without = today.but(steps=[DropLocalTies(which)])
    lost[which] = compare(today, without, replicates=12, rng=5).relative.mean
# END SOLUTION
check("position.bridge", lost)

# %% [markdown]
# ## [[task:position.size]]
#
# Now a whole experiment. `base` draws clusters of the same kind as yours. `built` says how they are built: `built.firms_per_stage`,
# `built.focal_firms`, `built.outside_rd`, `built.lead_customers`, `built.outside_subcontractors`.
#
# By which share does the performance of all firms change
#
# - with **twice** the firms in each stage, all else as it is (`"more"`),
# - with twice the firms in each stage, twice the focal firms and twice the outside actors of all three kinds (`"scaled"`)?
#
# Use `compare` with `replicates=3, rng=5`. The answer is a dict: `{"more": ..., "scaled": ...}`. (Three pairs are few. How sure would you be?)

# %% tags=["task"]
built = cluster.graph["structure"]
base = Setting(built, periods=30)
# BEGIN SOLUTION -> size = ...
more = base.but(firms_per_stage=2 * built.firms_per_stage)
scaled = more.but(
    focal_firms=2 * built.focal_firms,
    outside_rd=2 * built.outside_rd,
    lead_customers=2 * built.lead_customers,
    outside_subcontractors=2 * built.outside_subcontractors,
)
size = {
    "more": compare(base, more, replicates=3, rng=5).relative.mean,
    "scaled": compare(base, scaled, replicates=3, rng=5).relative.mean,
}
# END SOLUTION
check("position.size", size)

# %% [markdown]
# ## [[task:position.explain]]
#
# The owner of your firm has money for one of these: two new partners in its own stage who are **strangers** to all its partners, two who are
# **friends of friends**, or training that doubles its **reach** (the gap from which it learns most). The table changes your
# firm, and nothing else, in twenty pairs of runs: by which share does its performance change?

# %%
stage = {
    actor for actor, at in cluster.nodes(data="stage") if at == cluster.nodes[my_firm]["stage"]
}


def two_more(known):
    """Tie my firm to two more firms of its stage: strangers, or known to its partners."""

    def step(one, rng):
        mine = set(one[my_firm])
        others = sorted(stage - mine - {my_firm})
        others = [other for other in others if bool(mine & set(one[other])) == known]
        for other in rng.choice(others, 2, replace=False):
            one.add_edge(my_firm, str(other), dimension="horizontal", weight=1.0)
        return one

    return step


training = [ChangeActors(my_firm, reach=0.4)]
ways = {
    "strangers": today.but(steps=[two_more(known=False)]),
    "friends of friends": today.but(steps=[two_more(known=True)]),
    "training": today.but(interventions=training),
    "strangers and training": today.but(steps=[two_more(known=False)], interventions=training),
}
rows = {}
for way, changed in ways.items():
    gain = compare(today, changed, LevelOf((my_firm,)), replicates=20, rng=5).relative
    rows[way] = {"change": gain.mean, "from": gain.low, "to": gain.high}
advice = pd.DataFrame(rows).T
advice

# %% [markdown]
# What do you advise?
# [[rubric:position.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
best = advice["change"].iloc[:3].idxmax()
explanation = f"""
I advise {best}: it changes the performance of {my_firm} by {advice["change"][best]:+.1%} on average over 20 pairs of runs. Two strangers
give {advice["change"]["strangers"]:+.1%}, two friends of friends {advice["change"]["friends of friends"]:+.1%}; the intervals say whether that
difference is chance. So it is hardly the holes that count. A new partner must be attended to, and the firm has {cluster.degree[my_firm]} ties
already. Training works through ability: with a wider reach every tie it has carries more. Together with
strangers training gives {advice["change"]["strangers and training"]:+.1%}. The correlation of task [[number:position.given]], {given["given"]:+.2f}, is that of one cluster: ties there were
not handed out by us, so something else may stand behind it. The model leaves out that new ideas may be made at a hole.
"""
# END SOLUTION
check("position.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("05_network_position")
