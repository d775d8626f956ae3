# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 08](../notebooks/08_buzz_and_pipelines.ipynb).
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
from clusterlib.experiments import Setting, sweep
from clusterlib.learning import ChangeActors, CutPipelines, Learning, TechnologyShift, simulate
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "08_buzz_and_pipelines")
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
outside = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supplementary"}
holders = {actor for source in outside for actor in cluster[source]}
plot_cluster(cluster, highlight=holders, rings=False, title=f"Who looks outside for {LEARNER}")

# %% [markdown]
# ## [[task:pipelines.index]]
#
# How far does each firm that holds a pipeline look outside? `holders` are all actors with a tie to a source outside. Take the **firms** among them.
# For each, count its ties with outside sources, $E$, and all its other ties, $I$. Its E-I index is $(E - I) / (E + I)$.
# The answer is a dict, such as `{"F04": -0.6, ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> index = ...
index = {}
for firm in firms & holders:
    external, ties = len(outside & set(cluster[firm])), cluster.degree(firm)
    index[firm] = (external - (ties - external)) / ties
# END SOLUTION
check("pipelines.index", index)

# %% [markdown]
# ## [[task:pipelines.both]]
#
# What do pipelines add to the level of the **SMEs**, with buzz and without? Let your cluster learn for `periods=40` with
# `rng=4`, four times: as it is; without pipelines (`interventions=[CutPipelines()]`); without buzz
# (`Learning(buzz=0)`); without both. The level of the SMEs at the end of a run is `run.level("sme")[-1, 0]`.
#
# The answer is a dict of two differences of levels, each with pipelines minus without: `{"with_buzz": ..., "without_buzz": ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> gains = ...
levels = {}
for buzz in (0, 1):
    for events in ((), (CutPipelines(),)):
        run = simulate(cluster, Learning(buzz=buzz), periods=40, interventions=events, rng=4)
        levels[buzz, len(events)] = run.level("sme")[-1, 0]
gains = {
    "with_buzz": levels[1, 0] - levels[1, 1],
    "without_buzz": levels[0, 0] - levels[0, 1],
}
# END SOLUTION
check("pipelines.both", gains)

# %% [markdown]
# ## [[task:pipelines.best]]
#
# This is a calculation, for SMEs only and with few draws. (Task [[number:pipelines.explain]] asks for your judgement, for the whole cluster and with many draws.)
# Design an experiment: `like_mine` draws clusters with the structure of yours. Sweep their `openness` over `grid`, with
# `replicates=3` and `rng=4`, and measure the performance of the **SMEs**. At which openness is its mean highest? And by which share
# is it higher there than in the closed cluster? The answer is a dict: `{"openness": ..., "gain": ...}`.

# %% tags=["task"]
like_mine = Setting(cluster.graph["structure"], periods=40)
grid = [0, 0.1, 0.2, 0.4, 0.7]
# BEGIN SOLUTION -> best = ...
runs = sweep(like_mine, {"openness": grid}, "sme_performance", replicates=3, rng=4)
level = {o: runs.at(openness=o).mean() for o in grid}
top = max(level, key=level.get)
best = {"openness": top, "gain": level[top] / level[0] - 1}
# END SOLUTION
check("pipelines.best", best)

# %% [markdown]
# ## [[task:pipelines.free_rider]]
#
# `cluster.graph["my_firms"]` are five SMEs. Here SMEs do more research than usual: use the parameters `p` in every run, with
# `periods=40` and `rng=4`.
#
# - **alone**: each of the five stops its own research in a run of its own, `ChangeActors(firm, rd=0)`, while all others go on. How much
#   does *that firm* lose at the end? Take the mean over the five.
# - **together**: all SMEs stop in one run, `ChangeActors("sme", rd=0)`. How much do the five lose now, in the mean?
#
# A firm's level at the end of a run is `run.level([firm])[-1, 0]`. A loss is above zero: before minus after. The answer is a
# dict: `{"alone": ..., "together": ...}`.

# %% tags=["task"]
p = Learning(rd_sme=0.2)
mine = cluster.graph["my_firms"]
before = simulate(cluster, p, periods=40, rng=4)
# BEGIN SOLUTION -> losses = ...


def stopped(who, firm):
    """Return what a firm loses when somebody stops research."""
    run = simulate(cluster, p, periods=40, interventions=[ChangeActors(who, rd=0)], rng=4)
    return before.level([firm])[-1, 0] - run.level([firm])[-1, 0]


losses = {
    "alone": np.mean([stopped(firm, firm) for firm in mine]),
    "together": np.mean([stopped("sme", firm) for firm in mine]),
}
# END SOLUTION
check("pipelines.free_rider", losses)

# %% [markdown]
# ## [[task:pipelines.shift]]
#
# Half-way through the run, half of the market's weight moves to new fields. `moving` is such an experiment, with clusters like yours.
# Sweep its `openness` over that of your cluster, `usual`, and that of a **closed** cluster, `0`, with `replicates=3` and `rng=4`. Measure two outcomes:
#
# - **level**: by which share do closed clusters end below the open ones? Take the means of `"final_performance"`. Below is negative.
# - **recovery**: the outcome `"recovery"` is the growth from just after the move to the end, as a share. Give the closed
#   clusters' mean minus the open clusters'.
#
# The answer is a dict: `{"level": ..., "recovery": ...}`.

# %% tags=["task"]
usual = like_mine.structure.openness
moving = like_mine.but(interventions=[TechnologyShift(at=20)])
# BEGIN SOLUTION -> moved = ...
outcomes = ["final_performance", "recovery"]
runs = sweep(moving, {"openness": [0, usual]}, outcomes, replicates=3, rng=4)
shut, as_it_is = (
    {name: runs.at(name, openness=openness).mean() for name in outcomes} for openness in (0, usual)
)
moved = {
    "level": shut["final_performance"] / as_it_is["final_performance"] - 1,
    "recovery": shut["recovery"] - as_it_is["recovery"],
}
# END SOLUTION
check("pipelines.shift", moved)

# %% [markdown]
# ## [[task:pipelines.explain]]
#
# The region offers to pay for more pipelines, or for fewer. In task [[number:pipelines.best]] you computed what is best for SMEs. Here you decide: what is best
# for SMEs may not be best for focal firms, or with poor buzz. There is nothing more to compute. This table repeats the experiment of task [[number:pipelines.best]]
# with `20` draws, for focal firms too, with the usual buzz (`1.0`) and with poor buzz (`0.3`).
#
# With more draws another degree of openness may come out best for SMEs. Your answer in task [[number:pipelines.best]] is still right for its `3` draws: think
# about what this says.

# %%
runs = sweep(
    like_mine,
    {"buzz": [1, 0.3], "openness": grid},
    ["sme_performance", "focal_performance"],
    replicates=20,
    rng=4,
).frame()
table = runs.pivot_table("mean", "openness", ["buzz", "outcome"])
table

# %% [markdown]
# How open should your cluster be?
# [[rubric:pipelines.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
smes, focal = table[1.0]["sme_performance"], table[1.0]["focal_performance"]
top = smes.idxmax()
explanation = f"""
I would advise an openness of {top:g}. There SMEs reach {smes[top]:.2f} in the mean of 20
draws, against {smes[0.0]:.2f} in a closed cluster, and focal firms {focal[top]:.2f}. Focal
firms would like more: at openness {focal.idxmax():g} they reach {focal.max():.2f}, but there
SMEs are at {smes[focal.idxmax()]:.2f}. Pipelines are paid for with local ties, and most SMEs
hear of the outside only over local ties. With poor buzz SMEs reach
{table[0.3]["sme_performance"].max():.2f} at best: then the region should first pay for meetings,
not for pipelines. The model leaves out that firms choose their partners themselves, and that a
pipeline may cost a large firm less than a small one. Differences of a hundredth or two between
neighbouring degrees of openness may be chance.
"""
# END SOLUTION
check("pipelines.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("08_buzz_and_pipelines")
