# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 02](../notebooks/02_horizontal_learning.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib.classics import landscapes, topologies
from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.learning import Learning, initial_knowledge, simulate
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "02_horizontal_learning")
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
my_firm = cluster.graph["my_firm"]
plot_cluster(cluster, highlight=[my_firm], title=f"The cluster of {LEARNER}, with {my_firm}")

# %% [markdown]
# `known` holds what every actor knows at the start: a row for each actor, a column for each of twelve fields. The first nine fields
# are current, the last three are emerging. All current fields are worth the same on the market, so the **score** of a firm, its
# performance at the start, is its mean over the first nine.
#
# `rivals(firm)` gives the neighbours of a firm over horizontal ties. They are of its own stage.

# %%
known = pd.DataFrame(initial_knowledge(cluster, rng=2), index=list(cluster))
score = known.iloc[:, :9].mean(axis=1)


def rivals(firm):
    return [one for one, tie in cluster[firm].items() if tie["dimension"] == "horizontal"]


print(my_firm, "scores", round(score[my_firm], 3))
print("its rivals:", {one: round(float(score[one]), 3) for one in rivals(my_firm)})
print("its model:", max(rivals(my_firm), key=lambda one: score[one]))

# %% [markdown]
# ## [[task:horizontal.model]]
#
# The last line above is the step of the lecture: whom one firm imitates. Now take it for every firm of `firms`.
# A firm imitates the best of its rivals, if that rival scores higher than the firm itself. So most firms have one **model**, and
# some have none. How many firms imitate each model? The answer is a dict, such as `{"F09": 3, ...}`. You may leave out firms that nobody
# imitates.

# %% tags=["task"]
# BEGIN SOLUTION -> imitated = ...
imitated = {}
for firm in firms:
    best = max(rivals(firm), key=lambda one: score[one], default=firm)
    if score[best] > score[firm]:
        imitated[best] = imitated.get(best, 0) + 1
# END SOLUTION
check("horizontal.model", imitated)

# %% [markdown]
# ## [[task:horizontal.language]]
#
# The **cognitive distance** of two actors is the mean absolute difference of what they know, over the nine current fields.
# What is the mean distance of two firms that have a horizontal tie, and what of two that have a vertical tie? The answer is a dict:
# `{"horizontal": ..., "vertical": ...}`. `cluster.edges(data="dimension")` gives all ties as `(a, b, dimension)`.

# %% tags=["task"]
# BEGIN SOLUTION -> distance = ...
distance = {}
for dimension in ["horizontal", "vertical"]:
    pairs = [(a, b) for a, b, of in cluster.edges(data="dimension") if of == dimension]
    gaps = [(known.loc[a] - known.loc[b]).abs()[:9].mean() for a, b in pairs]
    distance[dimension] = sum(gaps) / len(gaps)
# END SOLUTION
check("horizontal.language", distance)

# %% [markdown]
# ## [[task:horizontal.teacher]]
#
# `my_firm` imitates its best rival. Would it learn most from that one? For each rival that scores **higher than `my_firm`**: how
# much could `my_firm` learn from it in one period, all current fields together?
#
# $$\lambda_H \sum_f \alpha x_f e^{-x_f/\delta}$$
#
# Here $x_f$ is the gap in field $f$: what the rival knows more, 0 if it knows less. The parameters are `p.horizontal`
# ($\lambda_H$), `p.learning_rate` ($\alpha$) and `p.reach_sme` ($\delta$). (Attention is left out.) The answer is a dict from rival to amount.

# %% tags=["task"]
p = Learning()
# BEGIN SOLUTION -> lessons = ...
lessons = {}
for rival in rivals(my_firm):
    if score[rival] > score[my_firm]:
        gap = (known.loc[rival] - known.loc[my_firm]).clip(lower=0)[:9]
        lessons[rival] = p.horizontal * (p.learning_rate * gap * np.exp(-gap / p.reach_sme)).sum()
# END SOLUTION
check("horizontal.teacher", lessons)

# %% [markdown]
# ## [[task:horizontal.worth]]
#
# Let your cluster learn for `periods=40` with `rng=2` as it is. Then again, with the same `rng`, without horizontal learning:
# `Learning(horizontal=0)`. By which share does the level at the end change, for SMEs and for focal firms? A loss is below zero. The answer
# is a dict with the keys `sme` and `focal_firm`. `run.level("sme")[-1, 0]` is the level at the last record, of the first cluster.

# %% tags=["task"]
on = simulate(cluster, periods=40, rng=2)
# BEGIN SOLUTION -> off = ...
off = simulate(cluster, Learning(horizontal=0), periods=40, rng=2)
# END SOLUTION
# BEGIN SOLUTION -> worth = ...
worth = {of: off.level(of)[-1, 0] / on.level(of)[-1, 0] - 1 for of in ["sme", "focal_firm"]}
# END SOLUTION
check("horizontal.worth", worth)

# %% [markdown]
# ## [[task:horizontal.alike]]
#
# `run.variety("sme")[-1, 0]` says how much two SMEs differ in a field at the end. Design the comparison yourself: what does
# imitation do to the variety of SMEs, against the run without it? Measure it in two ways.
#
# - `absolute`: the change of the variety, as a share.
# - `relative`: the same for the variety divided by the SMEs' level at the end of the same run. It asks how different SMEs are
#   *for what they know*.
#
# The answer is a dict with these two keys. Below zero means that imitation makes more alike.

# %% tags=["task"]
# BEGIN SOLUTION -> alike = ...
absolute = on.variety("sme")[-1, 0] / off.variety("sme")[-1, 0]
relative = absolute / (on.level("sme")[-1, 0] / off.level("sme")[-1, 0])
alike = {"absolute": absolute - 1, "relative": relative - 1}
# END SOLUTION
check("horizontal.alike", alike)

# %% [markdown]
# ## [[task:horizontal.explain]]
#
# The trade association proposes an open day: every firm shows its way of working to all others. The table lets the firms of your
# cluster search the landscapes of the lecture and copy the best they see. They stand in a `ring`, or each sees its `partners` in your
# cluster (all firms that it has a tie with), or `all` see all, as on the open day. `early` is the mean score in period 5, `late` at the end. `ways` is
# how many different ways of working are left in period 5, and `alone` how many firms see nobody: what these find, nobody copies.

# %%
ring, everybody = topologies.ring(len(firms)), topologies.complete(len(firms))
networks = {"ring": ring, "partners": cluster.subgraph(firms), "all": everybody}
rows = {}
for ruggedness in [0, 5]:
    for who, network in networks.items():
        market = landscapes.Landscapes(bits=12, links=ruggedness)
        run = landscapes.simulate(network, market, periods=60, replicates=40, rng=2)
        means = run.performance.mean(axis=0)
        left = run.variety[:, 5].mean()
        alone = sum(degree == 0 for _, degree in network.degree)
        rows[ruggedness, who] = {"early": means[5], "late": means[60], "ways": left, "alone": alone}
table = pd.DataFrame(rows).T.rename_axis(["ruggedness", "sees"])
table

# %% [markdown]
# Would you hold the open day, or would you rather have firms see *fewer* others than now?
# [[rubric:horizontal.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
simple, rugged = table.loc[0], table.loc[5]
explanation = f"""
If the problem is rugged and the firms have time, I would not hold it. When all see all, the score is {rugged.early["all"]:.2f}
early, more than the {rugged.early["partners"]:.2f} of firms that see their partners: a good way spreads at once. But then
everybody has copied the same firm, {rugged.ways["all"]:.1f} ways of working are left instead of {rugged.ways["partners"]:.1f}, and
nothing else is found: late it is {rugged.late["all"]:.2f} against {rugged.late["partners"]:.2f}. A ring, where a firm sees two
others, even reaches {rugged.late["ring"]:.2f}: different ways are tried for longer, and one of them is better. My advice turns round
if the market is simple (ruggedness 0: all reach {simple.late["all"]:.2f} late, and the open day is ahead early), or if
only the next few periods count.
"""
# END SOLUTION
check("horizontal.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("02_horizontal_learning")
