# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 03](../notebooks/03_vertical_learning.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.experiments import Setting, compare
from clusterlib.learning import CutFlows, CutPipelines, Learning, initial_knowledge, simulate
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "03_vertical_learning")
my_firm = cluster.graph["my_firm"]
of_stage = dict(cluster.nodes(data="stage"))
stage = {number: {firm for firm in cluster if of_stage[firm] == number} for number in (1, 2, 3)}
plot_cluster(cluster, highlight={my_firm}, title=f"{my_firm}, a middle firm of {LEARNER}")

# %% [markdown]
# ## [[task:vertical.links]]
#
# Which firms of the middle stage have a supplier **and** a customer inside the cluster? Give their ids as a set. `stage[1]`,
# `stage[2]` and `stage[3]` are sets of firms; `set(cluster[firm])` gives a firm's partners.

# %% tags=["task"]
# BEGIN SOLUTION -> links = ...
links = {
    firm for firm in stage[2] if set(cluster[firm]) & stage[1] and set(cluster[firm]) & stage[3]
}
# END SOLUTION
check("vertical.links", links)

# %% [markdown]
# ## [[task:vertical.swaps]]
#
# `my_firm` is an SME of the middle stage. How many swaps, one field for one field, can it make at the start with each of its
# suppliers and customers in the cluster? All twelve fields count. `known.loc[actor]` is what an actor knows. The answer is a dict
# with a number for each partner, such as `{"F04": 3, "F22": 5}`.

# %% tags=["task"]
known = pd.DataFrame(initial_knowledge(cluster, rng=3), index=list(cluster))
mine = known.loc[my_firm].to_numpy()
# BEGIN SOLUTION -> swaps = ...
partners = set(cluster[my_firm]) & (stage[1] | stage[3])
swaps = {}
for one in partners:
    theirs = known.loc[one].to_numpy()
    swaps[one] = min((theirs > mine).sum(), (mine > theirs).sum())
# END SOLUTION
check("vertical.swaps", swaps)

# %% [markdown]
# ## [[task:vertical.barter]]
#
# How much could `my_firm` learn by barter in one period, all current fields (the first nine) together? From a partner $j$ it learns
#
# $$\lambda_V \; \tau \; \frac{\min(n_{offered}, n_{returned})}{n_{offered}} \; \sum_f \alpha x_f e^{-x_f/\delta}$$
#
# where $x_f$ is what the partner knows more in field $f$, 0 if it knows less. The counts are over all twelve fields: in how many
# the partner knows more, and in how many your firm does. The parameters are `p.vertical` ($\lambda_V$), `p.trust` ($\tau$),
# `p.learning_rate` ($\alpha$) and `p.reach_sme` ($\delta$). (Attention is left out.)
#
# Add up the partners on each side. The answer is a dict: `{"suppliers": ..., "customers": ...}`.

# %% tags=["task"]
p = Learning()
# BEGIN SOLUTION -> bartered = ...
bartered = {}
for name, side in {"suppliers": stage[1], "customers": stage[3]}.items():
    bartered[name] = 0
    for one in set(cluster[my_firm]) & side:
        theirs = known.loc[one].to_numpy()
        offered = (theirs > mine).sum()
        share = swaps[one] / offered if offered else 0
        gap = np.maximum(theirs - mine, 0)[:9]
        absorbed = (p.learning_rate * gap * np.exp(-gap / p.reach_sme)).sum()
        bartered[name] += p.vertical * p.trust * share * absorbed
# END SOLUTION
check("vertical.barter", bartered)

# %% [markdown]
# ## [[task:vertical.worth]]
#
# An experiment on paired runs: let your cluster learn for `periods=40` with `rng=3` as it is. Then again, with the same `rng`,
#
# - `off`: with vertical learning switched off, `Learning(vertical=0)`;
# - `no_suppliers`: nothing flows from suppliers to customers. `CutFlows(sources=..., targets=...)` in the list
#   `interventions=[...]` cuts what flows from some firms to others; here from each stage to the next;
# - `no_customers`: nothing flows from customers to suppliers.
#
# By which share does the level of the **SMEs** at the end change? A loss is below zero. The answer is a dict with these three keys.

# %% tags=["task"]
base = simulate(cluster, periods=40, rng=3).level("sme")[-1, 0]  # last record, first cluster
# BEGIN SOLUTION -> worth = ...
cuts = {
    "no_suppliers": [CutFlows(stage[1], stage[2]), CutFlows(stage[2], stage[3])],
    "no_customers": [CutFlows(stage[2], stage[1]), CutFlows(stage[3], stage[2])],
}
off = simulate(cluster, Learning(vertical=0), periods=40, rng=3).level("sme")[-1, 0]
worth = {"off": off / base - 1}
for name, events in cuts.items():
    run = simulate(cluster, periods=40, rng=3, interventions=events)
    worth[name] = run.level("sme")[-1, 0] / base - 1
# END SOLUTION
check("vertical.worth", worth)

# %% [markdown]
# ## [[task:vertical.outside]]
#
# Firms also have customers and suppliers outside. Design the experiment yourself: cut all pipelines to one kind of partner from the
# start, `CutPipelines(sources=kind)`, and see by which share the level of **all firms** (`"core"`) changes, again with `periods=40`
# and `rng=3`. To compare the kinds fairly, divide by the number of
# pipelines that you cut. `cluster.nodes(data="kind")` gives pairs of an actor and its kind.
#
# The answer is a dict with the keys `lead_customer`, `outside_subcontractor` and `outside_rd`.

# %% tags=["task"]
# BEGIN SOLUTION -> outside = ...
level = simulate(cluster, periods=40, rng=3).level("core")[-1, 0]
outside = {}
for kind in ["lead_customer", "outside_subcontractor", "outside_rd"]:
    cut = sum(cluster.degree(one) for one, of in cluster.nodes(data="kind") if of == kind)
    run = simulate(cluster, periods=40, rng=3, interventions=[CutPipelines(sources=kind)])
    outside[kind] = (run.level("core")[-1, 0] / level - 1) / cut
# END SOLUTION
check("vertical.outside", outside)

# %% [markdown]
# ## [[task:vertical.explain]]
#
# A consultant says: "Switch vertical learning off, and the level falls. This is what ties with suppliers and customers are worth to
# the cluster." The table repeats the experiment on your cluster with `replicates=20`, now for the level of **all firms**. In the row
# *taught nothing* the ties stay and take attention, but nothing is learned over them. In the row *ties given up* they take no attention
# either. A firm can attend to `attention` local ties fully: five, or a hundred, which is more than any firm has.

# %%
table = {}
for attention in (5, 100):
    usual = Setting(cluster, periods=40).but(attention=attention)
    firms = [(stage[1], stage[2]), (stage[2], stage[1]), (stage[2], stage[3]), (stage[3], stage[2])]
    given_up = usual.but(interventions=[CutFlows(a, b) for a, b in firms])
    table[f"attention {attention}"] = {
        "taught nothing": compare(usual, usual.but(vertical=0), replicates=20, rng=3).relative.mean,
        "ties given up": compare(usual, given_up, replicates=20, rng=3).relative.mean,
    }
table = pd.DataFrame(table)
table

# %% [markdown]
# When is the consultant right?
# [[rubric:vertical.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
few, many = table["attention 5"], table["attention 100"]
explanation = f"""
The consultant is right where attention is plenty. With attention for 100 ties the level changes by {many["taught nothing"]:.1%} if
partners teach nothing, and by {many["ties given up"]:.1%} if the ties are given up: the same. With attention for 5 ties the first
number is {few["taught nothing"]:.1%}, but the second is {few["ties given up"]:.1%}. A tie that is given up sets attention free. Firms
use it to imitate the best of their stage and to listen to institutions and pipelines, and this makes up for what suppliers
and customers taught. So what a tie brings must be compared with what the same attention would bring elsewhere. The model leaves out
orders, quality rules and joint problem solving: a firm cannot give up its customers and go on selling.
"""
# END SOLUTION
check("vertical.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("03_vertical_learning")
