# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 04](../notebooks/04_multi_angle_learning.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import networkx as nx
import numpy as np
import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.experiments import Setting, compare
from clusterlib.learning import CutFlows, Learning, RemoveActors, initial_knowledge, simulate
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "04_multi_angle_learning")
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
institutions = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supporting"}
plot_cluster(cluster, highlight=institutions, rings=False, title=f"The institutions of {LEARNER}")

# %% [markdown]
# ## [[task:multi_angle.unserved]]
#
# Which firms have no tie with any institution? Give their ids as a set. You may use `firms` and `institutions`.

# %% tags=["task"]
# BEGIN SOLUTION -> unserved = ...
unserved = {firm for firm in firms if not institutions & set(cluster[firm])}
# END SOLUTION
check("multi_angle.unserved", unserved)

# %% [markdown]
# ## [[task:multi_angle.reach]]
#
# For each institution: how many firms does it reach in **at most** two steps, over its partners and their partners? Each firm
# counts once. The answer is a dict, such as `{"U1": 12, ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> reach = ...
reach = {}
for one in institutions:
    near = nx.single_source_shortest_path_length(cluster, one, cutoff=2)
    reach[one] = len(firms & set(near))
# END SOLUTION
check("multi_angle.reach", reach)

# %% [markdown]
# ## [[task:multi_angle.gift]]
#
# `cluster.graph["my_institution"]` is the institution with the most ties, `cluster.graph["my_firm"]` an SME among its partners.
# `theirs` and `mine` are what the two know at the start: twelve fields, the first nine of them current. How much could your firm
# learn in one period from the institution, all current fields together?
#
# - as a **gift**: $\lambda_M \sum_f \alpha x_f e^{-x_f/\delta}$, where $x_f$ is the gap in field $f$, what the institution knows more, 0 if it
#   knows less. The parameters are `p.multi_angle` ($\lambda_M$), `p.learning_rate` ($\alpha$) and `p.reach_sme` ($\delta$).
# - under **barter**: the gift times $\tau \min(n_{offered}, n_{returned}) / n_{offered}$, where `p.trust` is $\tau$ and the two counts are
#   over all twelve fields: in how many the institution knows more, and in how many your firm does.
#
# (Attention is left out.) The answer is a dict: `{"gift": ..., "barter": ...}`.

# %% tags=["task"]
p = Learning()
known = pd.DataFrame(initial_knowledge(cluster, rng=4), index=list(cluster))
mine = known.loc[cluster.graph["my_firm"]].to_numpy()
theirs = known.loc[cluster.graph["my_institution"]].to_numpy()
# BEGIN SOLUTION -> exchange = ...
gap = np.maximum(theirs - mine, 0)[:9]
gift = p.multi_angle * (p.learning_rate * gap * np.exp(-gap / p.reach_sme)).sum()
offered, returned = (theirs > mine).sum(), (mine > theirs).sum()
exchange = {"gift": gift, "barter": p.trust * min(offered, returned) / offered * gift}
# END SOLUTION
check("multi_angle.gift", exchange)

# %% [markdown]
# ## [[task:multi_angle.worth]]
#
# An experiment on paired runs: let your cluster learn for `periods=40` with `rng=4` as it is. Then again, with the same `rng`, with all
# institutions of one type removed from the start. By which share does the level of the **SMEs** at the end change? A loss is below zero.
#
# Do so for the four types and for all institutions at once, `"supporting"`. The answer is a dict with these five keys:
# `university`, `research_institute`, `bridging_institution`, `government_agency`, `supporting`.

# %% tags=["task"]
base = simulate(cluster, periods=40, rng=4).level("sme")[-1, 0]  # last record, first cluster
# BEGIN SOLUTION -> worth = ...
types = ["university", "research_institute", "bridging_institution", "government_agency"]
worth = {}
for who in [*types, "supporting"]:
    run = simulate(cluster, periods=40, rng=4, interventions=[RemoveActors(who)])
    worth[who] = run.level("sme")[-1, 0] / base - 1
# END SOLUTION
check("multi_angle.worth", worth)

# %% [markdown]
# ## [[task:multi_angle.teach]]
#
# Design the last experiment yourself. Institutions are worth something to SMEs: the SMEs' level as it is, minus the level
# without any institution. Which **share** of that is left if institutions only teach, that is, if no knowledge flows from firms
# (`"core"`) to institutions? Take `periods=40` and `rng=4` again, and the level at the end. The share may be below 0.

# %% tags=["task"]
# BEGIN SOLUTION -> share = ...
only_teach = [CutFlows(sources="core", targets="supporting")]
taught = simulate(cluster, periods=40, rng=4, interventions=only_teach).level("sme")[-1, 0]
nobody = base * (1 + worth["supporting"])
share = (taught - nobody) / (base - nobody)
# END SOLUTION
check("multi_angle.teach", share)

# %% [markdown]
# ## [[task:multi_angle.explain]]
#
# The region can pay for one type of institution only; the others close. One pair of runs is one draw of chance. So this table
# repeats the experiment on your cluster, with `replicates=20`: each pair has other knowledge at the start. `closes` is the mean change of the SMEs'
# level if a type closes and all others stay, `alone` if it stays and all others close.

# %%
usual = Setting(cluster, periods=40)
types = ["university", "research_institute", "bridging_institution", "government_agency"]


def change(gone):
    without = usual.but(interventions=[RemoveActors(gone)])
    return compare(usual, without, "sme_performance", replicates=20, rng=4).relative.mean


rows = {one: [change([one]), change([two for two in types if two != one])] for one in types}
table = pd.DataFrame(rows, index=["closes", "alone"]).T
table.loc["all four"] = [change(types), 0]
table

# %% [markdown]
# Which type would you keep?
# [[rubric:multi_angle.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
best = table["alone"][types].idxmax()
explanation = f"""
I would keep the type {best.replace("_", " ")}. If it stays and all others close, the SMEs' level changes by
{table["alone"][best]:.1%} on average over 20 pairs of runs, less than with any other type; without any institution by
{table["closes"]["all four"]:.1%}. It helps as a go-between: it hears from focal firms and passes on what it heard, as a gift, to
small firms of other stages which have nothing to give in return. If it only taught, {share:.0%} of what institutions are
worth would be left after 40 periods. Other institutions with ties to the same firms could stand in for a part of it: the four single
losses add up to {table["closes"][types].sum():.1%}. The model leaves out graduates, who raise what a firm can absorb. With
that, universities would look better.
"""
# END SOLUTION
check("multi_angle.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("04_multi_angle_learning")
