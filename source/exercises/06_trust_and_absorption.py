# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id. [[tasks]]
# About 90 minutes (110 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 06](../notebooks/06_trust_and_absorption.ipynb).
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
from clusterlib.learning import Learning, attention_to, initial_knowledge, simulate
from clusterlib.plots import plot_cluster

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "06_trust_and_absorption")
about = cluster.graph  # what is special about your cluster
firm, partner, focal = about["my_firm"], about["my_partner"], about["my_focal"]
plot_cluster(
    cluster, highlight={firm, focal}, title=f"{firm} and {focal} in the cluster of {LEARNER}"
)

# %% [markdown]
# ## [[task:trust.psi]]
#
# `firm` is an SME, `partner` the one of its partners who knows most that the firm does not know. `known` says what every actor
# knows at the start, in twelve fields. From a gap $x$ in a field your firm learns $\psi = \alpha x e^{-x/\delta}$ in a period. The gap is what the
# partner knows more, and 0 where it knows less. Your firm has its own reach $\delta$ and its own rate $\alpha$.
#
# The answer is a dict: `{"learned": ..., "best_gap": ..., "most": ...}`.
#
# - `learned`: what the firm learns from the partner in one period, all twelve fields together. (Attention is left out.)
# - `best_gap`: the gap from which your firm would learn most.
# - `most`: what it would learn from that gap in one period.

# %% tags=["task"]
known = pd.DataFrame(initial_knowledge(cluster, rng=6), index=list(cluster))
reach, rate = about["my_reach"], about["my_rate"]
# BEGIN SOLUTION -> absorbed = ...
gap = np.maximum(known.loc[partner] - known.loc[firm], 0)
absorbed = {
    "learned": (rate * gap * np.exp(-gap / reach)).sum(),
    "best_gap": reach,
    "most": rate * reach * np.exp(-1),
}
# END SOLUTION
check("trust.psi", absorbed)

# %% [markdown]
# ## [[task:trust.understood]]
#
# Of a gap $x$ your firm understands the share $e^{-x/\delta}$. Take one partner, and all that it knows more: the sum of the gaps over all fields.
# Which **share of that sum** does your firm understand? Answer for every partner in `cluster[firm]`, outside sources too: a dict such
# as `{"F03": 0.41, "U1": 0.27, ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> understood = ...
understood = {}
for one in cluster[firm]:
    gap = np.maximum(known.loc[one] - known.loc[firm], 0)
    understood[one] = (gap * np.exp(-gap / reach)).sum() / gap.sum()
# END SOLUTION
check("trust.understood", understood)

# %% [markdown]
# ## [[task:trust.attention]]
#
# `focal` is the focal firm with most pipelines. Which share of its time goes to them? Full attention to a local tie takes one unit of
# time, full attention to a pipeline `1 + p.pipeline_cost` units. So time is attention times that, and the share is the time for pipelines,
# divided by the time for all ties.
#
# Answer for two cases: `usual` with `Learning()`, `loyal` with a loyalty of 3 and the trust in your cluster, `about["my_trust"]`. The
# answer is a dict: `{"usual": ..., "loyal": ...}`.

# %% tags=["task"]
usual, loyal = Learning(), Learning(loyalty=3, trust=about["my_trust"])


# BEGIN SOLUTION -> outside = ...
def share_of_time(p):
    time = {"local": 0.0, "outside": 0.0}
    for one, attention in attention_to(cluster, focal, p).items():
        if cluster.nodes[one]["layer"] == "supplementary":
            time["outside"] += attention * (1 + p.pipeline_cost)
        else:
            time["local"] += attention
    return time["outside"] / (time["outside"] + time["local"])


outside = {"usual": share_of_time(usual), "loyal": share_of_time(loyal)}
# END SOLUTION
check("trust.attention", outside)

# %% [markdown]
# ## [[task:trust.optimum]]
#
# After Nooteboom and others (2007) a firm can absorb $a_1 - a_2 d$ from a partner at cognitive distance $d$, and the novelty is $b_1 + b_2 d$.
# What it learns is the product. `about["my_distance"]` holds your four numbers. The answer is a dict with three numbers:
#
# - `distance`: the distance at which the firm learns most,
# - `learning`: what it learns there,
# - `more_able`: the best distance after training, which raises `a1` by a quarter and leaves the rest as it is.

# %% tags=["task"]
numbers = about["my_distance"]


# BEGIN SOLUTION -> best = ...
def best_distance(a1, a2, b1, b2):
    return (a1 * b2 - a2 * b1) / (2 * a2 * b2)


a1, a2, b1, b2 = (numbers[name] for name in ["a1", "a2", "b1", "b2"])
d = best_distance(a1, a2, b1, b2)
best = {
    "distance": d,
    "learning": (a1 - a2 * d) * (b1 + b2 * d),
    "more_able": best_distance(1.25 * a1, a2, b1, b2),
}
# END SOLUTION
check("trust.optimum", best)

# %% [markdown]
# ## [[task:trust.levers]]
#
# Now design an experiment. Suppose that the firms of your cluster are loyal: **loyalty is 3**. Their trust is what you vary, and the reach
# of SMEs is the usual `0.2` (your firm in task [[number:trust.psi]] was a special case). Let the cluster learn for `periods=60` with `rng=6`, and look at the level of **all firms** at the
# end, `run.level()[-1, 0]`. Do so for each trust in `trusts`, and once more for `trust=0.8` with a longer reach of SMEs, `reach_sme=0.3`.
# The answer is a dict:
#
# - `best_trust`: the trust with the highest level. In your cluster it may lie below `0.8` or above,
# - `other_trust`: by which share the level changes when trust goes from `0.8` to the best trust,
# - `more_reach`: by which share it changes when trust stays at `0.8` and the reach of SMEs goes up to `0.3`.

# %% tags=["task"]
trusts = [0, 0.2, 0.4, 0.6, 0.8, 1]


# BEGIN SOLUTION -> levers = ...
def level(**changes):
    run = simulate(cluster, Learning(loyalty=3, **changes), periods=60, rng=6)
    return run.level()[-1, 0]  # last record, first cluster


ends = {trust: level(trust=trust) for trust in trusts}
best_trust = max(ends, key=ends.get)
levers = {
    "best_trust": best_trust,
    "other_trust": ends[best_trust] / ends[0.8] - 1,
    "more_reach": level(trust=0.8, reach_sme=0.3) / ends[0.8] - 1,
}
# END SOLUTION
check("trust.levers", levers)

# %% [markdown]
# ## [[task:trust.explain]]
#
# The association of your cluster can pay for one programme. *Training* raises the reach of SMEs by half. *Meetings* raise trust to 1.
# *Fairs* make firms look around: loyalty falls to a third. One pair of runs is one draw of chance, so this table repeats each
# experiment with `replicates=20`. Each number is the relative change of the SMEs' level. At the start trust is `0.7` and reach `0.2`,
# as usual.

# %%
rows = {}
for loyalty in [0, 3]:
    start = Setting(cluster, periods=60).but(loyalty=loyalty)
    ends = {
        "training": start.but(reach_sme=0.3),
        "meetings": start.but(trust=1),
        "fairs": start.but(loyalty=loyalty / 3),
    }
    rows[f"loyalty {loyalty}"] = {
        name: compare(start, end, "sme_performance", replicates=20, rng=6).relative.mean
        for name, end in ends.items()
    }
table = pd.DataFrame(rows)
table.map("{:+.1%}".format)

# %% [markdown]
# Which programme would you pay for? In task [[number:trust.levers]] we supposed that firms are loyal. In fact you do not know, so the table has both cases.
# [[rubric:trust.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
first = table["loyalty 3"].idxmax()
explanation = f"""
If firms are loyal I would pay for {first}: the SMEs gain {table["loyalty 3"][first]:.1%}.
Training brings {table["loyalty 3"]["training"]:.1%}, meetings {table["loyalty 3"]["meetings"]:.1%}.
Loyalty turns trust into a trap: the more firms trust, the more of their time goes to local
partners. {focal} gives {outside["loyal"]:.0%} of its time to pipelines instead of
{outside["usual"]:.0%}. Less that is new comes in, so there is less to understand, and a longer
reach is worth less than without loyalty, where it brings {table["loyalty 0"]["training"]:.1%}.
If firms are not loyal, training is the better choice, and meetings do no harm. So I would first
ask firms with whom they spend their time. The model leaves out that trust takes years to grow,
that it differs from partner to partner, and that a firm which learns may raise its own reach.
"""
# END SOLUTION
check("trust.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("06_trust_and_absorption")
