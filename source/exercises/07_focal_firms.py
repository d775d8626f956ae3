# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 07](../notebooks/07_focal_firms.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.experiments import Setting, compare
from clusterlib.learning import ChangeActors, CutFlows, CutPipelines, RemoveActors, simulate
from clusterlib.measures import brokerage
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "07_focal_firms")
focal = [actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"]
smes = [actor for actor, kind in cluster.nodes(data="kind") if kind == "sme"]
my_smes = cluster.graph["my_smes"]  # as many SMEs as there are focal firms, drawn by chance
plot_cluster(cluster, highlight=focal, rings=False, title=f"The focal firms of {LEARNER}")

# %% [markdown]
# ## [[task:focal.gatekeepers]]
#
# A **gatekeeper** stands between an actor outside and one inside that have no tie of their own. How often does each focal firm do so?
# Use `brokerage`. The answer is a dict, such as `{"F05": 12, ...}`; you may use `focal`.

# %% tags=["task"]
# BEGIN SOLUTION -> gatekeepers = ...
scores = brokerage(cluster)["gatekeeper"]
gatekeepers = {firm: scores[firm] for firm in focal}
# END SOLUTION
check("focal.gatekeepers", gatekeepers)

# %% [markdown]
# ## [[task:focal.inflow]]
#
# In this cluster only firms have pipelines. Your cluster has learned for `periods=40`. `flows` has a row for each flow, with what came over it
# in the whole run. Two shares are asked: the focal firms' share of all **pipelines**, and of all the knowledge that came **in** over
# pipelines. The answer is a dict: `{"pipelines": ..., "inflow": ...}`.

# %% tags=["task"]
history = simulate(cluster, periods=40, rng=7)
flows = history.flow_frame()
# BEGIN SOLUTION -> shares = ...
pipelines = flows[flows.dimension == "pipeline"]
through = pipelines.target_kind == "focal_firm"
shares = {
    "pipelines": through.mean(),
    "inflow": pipelines.flow[through].sum() / pipelines.flow.sum(),
}
# END SOLUTION
check("focal.inflow", shares)

# %% [markdown]
# ## [[task:focal.loss]]
#
# An experiment on paired runs: by which share does the level of the **SMEs** at the end change, against the usual run, in each of three cases?
# A loss is below zero. Take `periods=40` and `rng=7` again.
#
# - `focal_leave`: all focal firms leave at the start.
# - `smes_leave`: as many SMEs leave instead, those in `my_smes`. The level is then that of the SMEs who stay.
# - `pipelines_cut`: focal firms stay, and only *their* pipelines are cut, not those of SMEs.
#
# The answer is a dict with these three keys.

# %% tags=["task"]
usual = history.level("sme")[-1, 0]  # last record, first cluster
# BEGIN SOLUTION -> loss = ...
cut = CutPipelines(owners="focal_firm")
events = {
    "focal_leave": RemoveActors("focal_firm"),
    "smes_leave": RemoveActors(my_smes),
    "pipelines_cut": cut,
}
loss = {}
for name, event in events.items():
    run = simulate(cluster, periods=40, rng=7, interventions=[event])
    loss[name] = run.level("sme")[-1, 0] / usual - 1
# END SOLUTION
check("focal.loss", loss)

# %% [markdown]
# ## [[task:focal.equal]]
#
# The pipelines of the focal firms are worth something to SMEs: the SMEs' level, minus the level with these pipelines cut. How much of
# that worth would be there if focal firms held the same pipelines and the same ties, but understood no more than SMEs?
# `ChangeActors("focal_firm", reach=0.2)` gives them the reach of an SME.
#
# So compute their worth in that world too, from two more runs, and give it as a **share** of the worth in the usual world.

# %% tags=["task"]
# BEGIN SOLUTION -> left = ...
equal = ChangeActors("focal_firm", reach=0.2)
level = {}
for name, happens in {"open": [equal], "cut": [equal, cut]}.items():
    run = simulate(cluster, periods=40, rng=7, interventions=happens)
    level[name] = run.level("sme")[-1, 0]
worth = -loss["pipelines_cut"] * usual
left = (level["open"] - level["cut"]) / worth
# END SOLUTION
check("focal.equal", left)

# %% [markdown]
# ## [[task:focal.externality]]
#
# Design the experiment yourself. The chance that a focal firm does own R&D in a period, `rd_focal`, goes from `0` to `0.8`. How much performance do
# all SMEs gain **together**, and all focal firms together?
#
# `compare` finds what a mean firm gains, with the outcome `"sme_performance"` or `"focal_performance"`: take `replicates=6`,
# `rng=7` and then `.difference.mean`. The answer is a dict: `{"smes": ..., "focal": ...}`.

# %% tags=["task"]
base = Setting(cluster, periods=40)
# BEGIN SOLUTION -> gains = ...
lazy, busy = base.but(rd_focal=0), base.but(rd_focal=0.8)
sme_gain = compare(lazy, busy, "sme_performance", replicates=6, rng=7).difference.mean
focal_gain = compare(lazy, busy, "focal_performance", replicates=6, rng=7).difference.mean
gains = {"smes": sme_gain * len(smes), "focal": focal_gain * len(focal)}
# END SOLUTION
check("focal.externality", gains)

# %% [markdown]
# ## [[task:focal.explain]]
#
# The region wants a promise from its focal firms, in return for a new road. It can have one of three: they keep their pipelines, they keep
# talking to local firms, or they keep up their own R&D. The table shows, on your cluster with `replicates=20`, what a **broken** promise changes,
# as a share, for SMEs and for focal firms themselves.


# %%
def change(outcome, **broken):
    return compare(base, base.but(**broken), outcome, replicates=20, rng=7).relative.mean


promises = {
    "no pipelines": {"interventions": [CutPipelines(owners="focal_firm")]},
    "no talking": {"interventions": [CutFlows("focal_firm", ("core", "supporting"))]},
    "no own R&D": {"rd_focal": 0},
}
rows = {
    name: {who: change(f"{who}_performance", **broken) for who in ("sme", "focal")}
    for name, broken in promises.items()
}
table = pd.DataFrame(rows).T.round(4)
table.map("{:+.1%}".format)

# %% [markdown]
# Which promise would you ask for?
# [[rubric:focal.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
worst = table["sme"].idxmin()
explanation = f"""
I would ask for the promise against "{worst}". If it is broken the SMEs' level changes by
{table["sme"][worst]:.1%}; without own R&D of the focal firms by {table["sme"]["no own R&D"]:.1%}
only. Knowledge reaches SMEs in two steps: a focal firm, which understands wide gaps,
fetches it through a pipeline, and then its neighbours imitate and exchange. If either step
is missing SMEs get nothing of it. A gatekeeper does both, an external star only the first:
it fetches and does not tell. Its silence changes its own level by
{table["focal"]["no talking"]:.1%}, so it has little reason to talk. Cutting only their pipelines
changes the SMEs' level by {table["sme"]["no pipelines"]:.1%}. The model leaves out rivalry: telling
costs nothing here, while real leaders may fear that others copy them.
"""
# END SOLUTION
check("focal.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("07_focal_firms")
