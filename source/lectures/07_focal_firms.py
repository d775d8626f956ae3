# %% [markdown] slideshow={"slide_type": "slide"}
# # 07 Focal firms
#
# **When a leading firm learns from the world outside, who else in the cluster gets to know?**
#
# *60 minutes alone, 80 minutes in class, 95 minutes if English or Python is new to you; a good break is before "Gatekeeper, or place at the gate?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and from lecture 06 the reach* $\delta$: *how wide a gap a firm understands.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find who stands between a cluster and the world, and account for what comes in. *Tasks* `focal.gatekeepers`, `focal.inflow`
# 2. Measure what focal firms are worth, and which part of it is absorptive capacity. *Tasks* `focal.loss`, `focal.equal`
# 3. Find who gains from an investment of the focal firms. *Task* `focal.externality`
# 4. Tell a gatekeeper from an external star, and say what a region should ask for. *Task* `focal.explain`

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib import build_cluster
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare, sweep
from clustercourse.labs import focal_lab
from clusterlib.learning import CutPipelines, RemoveActors, simulate
from clusterlib.measures import brokerage
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision, pd.options.display.max_colwidth = 3, 100

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: two Italian districts
#
# Around Bologna stand the makers of machines that wrap tea, sweets and medicine. Munari, Sobrero and Malipiero (2012) follow which patents
# cite which. The leading firms cite knowledge from outside the district more than others do. And the smaller firms
# cite the leaders more than distance alone would explain. The leaders let the world in: they are **gatekeepers**.
#
# In the south, Morrison (2008) asked the leaders of a furniture district. They too know the world. But with local firms they
# talk little, and mostly about general matters. In a wine valley of Chile, Giuliani and Bell (2005) found both kinds of firm, and named
# the second one: **external stars**.
#
# Wang cites an early version of the first study, and concludes that focal firms act as "technological gatekeepers"
# for "the whole district". When is that so, and when are they stars?

# %%
cluster = build_cluster("baseline", rng=SEED)
focal = [actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"]
base = Setting(periods=80)
plot_cluster(cluster, highlight=focal, rings=False, title="Focal firms hold most pipelines")

# %% [markdown]
# The diamonds are focal firms, the long dash-dotted lines their pipelines. What makes a firm focal? The paper gives several answers. All but
# the last are numbers in the model:
#
# | In the paper, a focal firm has | In the model | Focal firm | SME |
# |---|---|---|---|
# | "greater number and intensity of relationships" | propensity for local ties | [[2.5|base.structure.focal_propensity]] | 1 (half have more) |
# | an advantage in "knowledge" | head start in each field | [[0.2|base.learning.focal_lead]] | 0 |
# | an "outstanding advantage of technical resources and capacity" | reach $\delta$: the gap from which it learns most | [[0.6|base.learning.reach_focal]] | [[0.2|base.learning.reach_sme]] |
# | "strong motivation to invest in R&D" | chance of own R&D in a period | [[0.20|base.learning.rd_focal]] | [[0.06|base.learning.rd_sme]] |
# | use of "external knowledge to a greater extent" | share of the pipelines (`gate`) | [[80%|base.structure.gate]] | the rest |
# | "superior co-ordination skills" | nothing: nobody gives orders | | |
#
# So beware. That focal firms hold most pipelines was **put into** the model. What follows from it was not.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Who stands at the gate?
#
# Gould and Fernandez (1989) count **brokers**. An actor inside scores as a **gatekeeper** for each pair that it joins: a source outside and an
# actor inside who have no tie with each other. (An SME that has the same source itself needs no gatekeeper for it.) It scores as a
# **coordinator** for each such pair of two actors inside.

# %%
scores = brokerage(cluster)
scores.loc[focal, ["coordinator", "gatekeeper"]]

# %% [markdown]
# F19 is a gatekeeper for [[23|scores.gatekeeper["F19"] ]] pairs. F06 is one for none, since it has no pipeline.
#
# ### Your turn
#
# Add up the gatekeeper scores of all actors. Which share of this sum do focal firms have? The table `scores` has a row for each actor,
# the list `focal` holds the focal firms.

# %% tags=["task"]
# BEGIN SOLUTION -> share = ...
share = scores.loc[focal, "gatekeeper"].sum() / scores["gatekeeper"].sum()
# END SOLUTION
check("focal.try_gate", share, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.88|share]].
# **Slip.** Giving the number of pairs, or the share of firms. The share of gatekeeper pairs is asked for.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What comes in through the gate?
#
# A place at the gate is an opportunity. Is it used? The run below adds up what each pipeline taught its owner in [[80|base.periods]] periods. Of the
# [[9|sum(d == "pipeline" for a, b, d in cluster.edges(data="dimension"))]] pipelines in this cluster focal firms hold
# [[7|sum(d == "pipeline" for a, b, d in cluster.edges(focal, data="dimension"))]].

# %% tags=["predict"]
from clustercourse.predictions import predict, reveal

predict(
    "focal.inflow",
    "A mean pipeline of a focal firm, against a mean pipeline of an SME: how much knowledge does it carry?",
    ["less: several pipelines share the attention of one firm", "about as much", "clearly more"],
)

# %%
flows = simulate(cluster, periods=80, rng=SEED).flow_frame()
came = flows[flows.dimension == "pipeline"].groupby("target_kind").flow
inflow = pd.DataFrame({"pipelines": came.size(), "each": came.mean(), "sum": came.sum()})
inflow

# %% tags=["result"]
more = inflow["each"]["focal_firm"] / inflow["each"]["sme"]
options = [
    "less: several pipelines share the attention of one firm",
    "about as much",
    "clearly more",
]
reveal(
    "focal.inflow",
    options[int(more > 0.9) + int(more > 1.1)],
    f"{more:.1f} times as much.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Attention is shared out, as lecture 06 said. It is; but a focal firm understands more of
# each source: [[1.8|more]] times as much.

# %% [markdown]
# So [[86%|inflow["sum"]["focal_firm"] / inflow["sum"].sum()]] of what comes in comes through focal firms. The world is far ahead, and they understand wide
# gaps. From a gap $x$ a firm learns $\psi = \alpha x e^{-x/\delta}$ in a period, with $\alpha$ = [[0.4|base.learning.learning_rate]]. From $x = 0.6$ an SME learns
# [[0.012|0.4 * 0.6 * np.exp(-0.6 / 0.2)]], a focal firm [[0.088|0.4 * 0.6 * np.exp(-0.6 / 0.6)]]. In the table the difference is smaller:
# focal firms know more already, so their gaps are not as wide, and they divide their attention.
#
# This was one run. The course's **ledger** tests the claims of the paper on many clusters of its own. Claim 3 says that focal firms use external
# knowledge "to a greater extent". The effect is their share of the inflow, minus their share of the firms:

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

COLUMNS = ["claim", "experiment", "effect", "low", "high", "finding"]
third = claims_frame(run_claims([3], replicates=24))
third[COLUMNS].round(3)

# %% [markdown]
# The first row holds **partly by construction**: the model gave them the pipelines. In the second row pipelines are handed
# out evenly. Still the focal firms' share of the inflow is higher than their share of the firms, by [[0.11|third.effect[1] ]]. In the third row they also
# understand no more than SMEs. Then the claim fails. **What counts is not what a firm holds, but what it understands.**

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what was put in (the gate) and what was found (the share of the inflow).
# **Ask.** Why do patents that cite patents not tell us this by themselves? (Firms that patent much have a high reach
# *and* many ties. In data the two go together; in a model we can part them.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What are they worth to the others?
#
# Claim 4: gatekeepers bring knowledge in **and** facilitate its "internal dissemination". So take the four focal firms away, and look at the
# SMEs. Or leave the firms and cut their pipelines. These are paired runs: the same clusters with and without the change, with the same luck.

# %% tags=["predict"]
predict(
    "focal.worth",
    "Without the four focal firms SMEs lose 45% of their performance. How much do they lose if focal "
    "firms stay with all their knowledge, R&D and local ties, and only their pipelines are cut?",
    ["hardly anything", "less than half of that", "more than half of that"],
)


# %%
def paired(before, after, outcome="sme_performance"):
    """Compare two settings in 40 pairs of runs, with the same luck in both of a pair."""
    return compare(before, after, outcome, replicates=40, rng=SEED)


changes = {
    "focal firms leave": {"interventions": [RemoveActors("focal_firm")]},
    "four SMEs leave": {"interventions": [RemoveActors(["F01", "F13", "F14", "F25"])]},
    "focal pipelines cut": {"interventions": [CutPipelines(owners="focal_firm")]},
    "reach of an SME": {"reach_focal": base.learning.reach_sme},
    "ties of an SME": {"focal_propensity": 1},
    "no own R&D": {"rd_focal": 0},
    "no head start": {"focal_lead": 0},
}
effects = {name: paired(base, base.but(**change)).relative for name, change in changes.items()}
rows = {name: [effect.mean, effect.low, effect.high] for name, effect in effects.items()}
worth = pd.DataFrame(rows, index=["SMEs", "from", "to"]).T  # a share, with its 95% interval
worth

# %% tags=["result"]
kept = worth.SMEs["focal pipelines cut"] / worth.SMEs["focal firms leave"]
options = ["hardly anything", "less than half of that", "more than half of that"]
reveal(
    "focal.worth",
    options[int(kept > 0.1) + int(kept > 0.5)],
    f"{-worth.SMEs['focal pipelines cut']:.0%}: {kept:.0%} of what it costs to lose them altogether.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. R&D, head start and many ties seem to count for most. What comes through the pipelines is
# [[82%|kept]] of all that focal firms are worth.

# %% [markdown]
# **What focal firms bring in is most of what they are worth.** Nobody misses four SMEs: the interval holds zero. Each of the last four rows takes one
# advantage of the focal firms away and leaves the others. With fewer ties less is passed on. The head start and own R&D hardly
# matter: knowledge loses [[2%|base.learning.obsolescence]] of its worth in each period, and soon the start is forgotten.
#
# Without the pipelines SMEs lose [[37%|-worth.SMEs["focal pipelines cut"] ]], without the reach [[29%|-worth.SMEs["reach of an SME"] ]]. The sum is more than the
# [[45%|-worth.SMEs["focal firms leave"] ]] of the first row, since the two need each other: a pipeline without reach carries little.
#
# Wang also names "the ability to steer change". In the model nobody steers. But suppose the market moves to new fields, and focal firms leave
# in that period. Do SMEs miss them more than on a quiet market?


# %% tags=["result"]
from clusterlib.learning import TechnologyShift


def at_end(history):
    """Mean performance of the SMEs in the last period."""
    return history.level("sme")[-1]


missed = {}
for day, moves in {"quiet": [], "shift": [TechnologyShift(at=80)]}.items():
    stay = base.but(periods=120, interventions=moves)
    gone = stay.but(interventions=[*moves, RemoveActors("focal_firm", at=80)])
    missed[day] = compare(stay, gone, at_end, replicates=24, rng=SEED).relative
pd.DataFrame(
    {day: {"SMEs": loss.mean, "from": loss.low, "to": loss.high} for day, loss in missed.items()}
).T.rename({"quiet": "quiet market", "shift": "market moves"})

# %% [markdown]
# They do: [[38%|-missed["shift"].mean]] after a shift against [[29%|-missed["quiet"].mean]] on a quiet market. What is new comes from outside, and
# focal firms fetch it. This helps in times of change, but nobody steers.

# %% [markdown] tags=["instructor"]
# **Tell.** "Ties of an SME" draws other networks, so its interval is wide.
# **Break.** Before it, all can say why the single losses add up to more than the whole.
# **Ask.** Could SMEs build pipelines of their own once the leaders are gone? (In life yes. Here ties are fixed.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Gatekeeper, or place at the gate?
#
# Policy often reasons: outside links are good, so give them to the firms in the middle of the network, from where all will hear.
# The parameter `gate` lets us test it: the probability that a pipeline belongs to a focal firm. At 0 SMEs hold all pipelines, at 1 focal
# firms do. Let focal firms keep their ties, but understand no more than an SME.

# %% tags=["predict"]
from clustercourse.predictions import Axis, predict_curve

predict_curve(
    "focal.gate",
    "With the usual reach SMEs rise from 0.28 at gate 0 to 0.41 at gate 1. How do they fare if focal firms "
    "have the reach of an SME?",
    x=Axis("gate (share of pipelines that focal firms hold)", 0, 1, ".2f"),
    y=Axis("performance of SMEs (0 to 1)", 0, 0.6, ".2f"),
    known=[(0, 0.275)],
    points=[0.25, 0.5, 0.75, 1],
)

# %%
gates = [0, 0.25, 0.5, 0.75, 1]
grid = {"reach_focal": [0.6, 0.2], "gate": gates}
swept = sweep(base, grid, "sme_performance", replicates=40, rng=SEED)
level = swept.frame().pivot(index="gate", columns="reach_focal", values="mean")
level

# %% tags=["result"]
from clustercourse.predictions import reveal_curve

reveal_curve(
    "focal.gate",
    gates,
    level[0.2],
    f"From {level[0.2][0]:.2f} to {level[0.2][1]:.2f}: who holds the pipelines hardly matters.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise, only less. They stay flat, at [[0.28|level[0.2][1]]]: who holds the pipelines hardly
# matters if nobody understands more than others.

# %% [markdown]
# With the usual reach SMEs climb from [[0.28|level[0.6][0] ]] to [[0.41|level[0.6][1] ]].
# If focal firms have the reach of an SME, they stay at [[0.28|level[0.2][1] ]], whoever holds the pipelines. **A place at the gate makes no gatekeeper.
# Absorptive capacity does.** A policy that puts links in the hands of central firms that cannot use them gets nothing for its money.
#
# Graf (2011) finds the same in the patents of four East German regions: absorptive capacity makes a gatekeeper, more than size.
#
# ### Your turn
#
# There is another way to make firms equal: SMEs understand as much as focal firms. That is the setting `equal`. By which share does the
# performance of SMEs change in it, if the gate goes from `0` to `0.8`? `paired` takes two settings, and `.relative.mean` is the change as a share.

# %% tags=["task"]
equal = base.but(reach_sme=0.6)
# BEGIN SOLUTION -> opened = ...
opened = paired(equal.but(gate=0), equal.but(gate=0.8)).relative.mean
# END SOLUTION
check("focal.try_equal", opened, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[-0.061|opened]].

# %% [markdown]
# SMEs now *lose* [[6%|-opened]]. If everybody understands the world, a few firms at the gate are a **bottleneck**: what they bring in comes
# second hand. So gatekeepers help where most firms could not use a pipeline of their own.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: at the gate
#
# 1. Move *reach of focal firms* from one end to the other. From where on do SMEs gain hardly any more? Which part of the bars grows?
# 2. Choose *they tell nobody*, then *they leave*. Compare the SMEs. What does a focal firm itself lose by its silence?
# 3. Choose *nobody talks much* and press Play. Who climbs, and who does not? Then look at the bars: what is missing from those of the SMEs?

# %% tags=["predict"]
predict(
    "focal.lab",
    "Focal firms still listen to everybody, inside and outside, but tell nobody any more. What is left "
    "of what they are worth to SMEs?",
    ["nearly all of it", "about half", "nothing"],
)

# %% tags=["lab"]
focal_lab("focal.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. A silent leader still seems to be worth something: as a customer, a model, an employer. In
# the model a firm is worth to others what it tells them.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. From the middle on little is gained. What grows is what comes through pipelines to the focal firms,
#    and what SMEs get from *partners in the cluster*.
# 2. For SMEs both are the same: nothing is left. A focal firm loses a little, since those whom it listens to know less now.
# 3. Focal firms climb nearly as high as usual, for pipelines need no buzz. SMEs sink. What is missing is *partners in the cluster*.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Gatekeepers and stars
#
# The third question of the lab has shown **external stars**: firms that know the world, in a cluster that learns little from them. Nobody has to be
# silent on purpose. It is enough that firms hardly talk. The parameter `buzz` multiplies all learning inside the cluster: 1 is usual, [[0.25|0.25]] is **poor
# buzz**. What are the focal firms' pipelines worth then, to them and to SMEs?

# %%
gains = pd.DataFrame(index=[1, 0.25], columns=["focal", "sme"], dtype=float)
for buzz in gains.index:
    held = base.but(buzz=buzz)
    shut = held.but(interventions=[CutPipelines(owners="focal_firm")])
    for who in gains:
        gains.loc[buzz, who] = paired(shut, held, f"{who}_performance").relative.mean
gains.rename_axis("buzz")  # what pipelines of focal firms add, as a share

# %% [markdown]
# With the usual buzz both gain: SMEs [[58%|gains.sme[1] ]]. In poor buzz focal firms gain even more, [[153%|gains.focal[0.25] ]], and SMEs only
# [[5%|gains.sme[0.25] ]]. **The same firms with the same pipelines are gatekeepers in one cluster and stars in another.** Gatekeeping is a property
# of the firm *and* of those around it.
#
# Can stars do harm? In this model they take nothing. Morrison, Rabellotti and Zirulia (2013) let actors **barter**: I give only if you can give
# something in return. Two clusters trade with each other through their experts only. Claim 5 of the ledger says that focal firms may be
# stars. Rows 3 and 4 are a model after theirs, the others are our model:

# %% tags=["result"]
fifth = claims_frame(run_claims([5], replicates=24))
fifth[COLUMNS].round(3)

# %% [markdown]
# In our model SMEs gain [[11%|fifth.effect[5] ]] from all pipelines together, even in poor buzz. In the other one those at home **lose**
# [[28%|-fifth.effect[3] ]]: an expert who has traded abroad is ahead in everything, and nobody at home has anything to offer in return. In rich
# buzz they gain [[6%|fifth.effect[4] ]], for they trade at home before that happens.

# %% [markdown] tags=["instructor"]
# **Stop.** All can tell a gatekeeper from a star, and say why it takes two to make one.
# **Ask.** Which rule, gift or barter, fits the furniture leaders of Morrison (2008)? And which rule would a region want,
# if it could choose?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Investments that help others
#
# Focal firms have "the ability and incentive to make investments with positive externalities for other companies", the paper says after Nijdam and De Langen
# (2003). An **externality** is a gain of those who did not pay. So let the four focal firms do much R&D of their own instead of
# none, and see who gains.
#
# ### Your turn
#
# Predict first: who gets more of it, the four focal firms that pay or the SMEs? Then complete the last line: which share of what all
# [[36|len(cluster) - 18]] firms gain together goes to the SMEs? (`focal_gain` and `sme_gain` are the gains of a *mean* firm.)

# %% tags=["task"]
lazy, busy = base.but(rd_focal=0), base.but(rd_focal=0.8)
focal_gain = paired(lazy, busy, "focal_performance").difference.mean
sme_gain = paired(lazy, busy).difference.mean
# BEGIN SOLUTION -> spilt = ...
spilt = 32 * sme_gain / (32 * sme_gain + 4 * focal_gain)
# END SOLUTION
check("focal.try_spill", spilt, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.716|spilt]].
# **Slip.** Comparing one mean SME with one mean focal firm. There are eight times as many SMEs.
# **Cut.** The effect is small in the model. Give the task as homework.

# %% [markdown]
# A mean focal firm gains [[0.046|focal_gain]], a mean SME only [[0.014|sme_gain]]. But there are eight times as many SMEs, so they get
# [[72%|32 * sme_gain / (32 * sme_gain + 4 * focal_gain)]] of the gain. **Most of the return goes to firms that did not pay.** A focal firm that counts only its own
# gain does too little R&D for the cluster. The "incentive" of which the paper speaks is there, but it is too weak.
#
# But the effect is small: SMEs gain [[3.7%|paired(lazy, busy).relative.mean]], where the focal firms' pipelines brought them
# [[58%|gains.sme[1] ]]. Last, the ledger on claim 4 and claim 23. In rows 2 and 3 **no** effect is expected. There "holds" says that
# none was found, and "not significant" that the interval is still too wide to say so.

# %% tags=["result"]
claims_frame(run_claims([4, 23], replicates=24))[COLUMNS].round(3)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A firm has the highest gatekeeper score of a cluster. What do you know?",
            {
                "It brings most knowledge into the cluster": "The score counts places between others. "
                "What comes in depends on what the firm understands.",
                "It stands between outside and inside more often than others": "Right. And no more "
                "than that: a place is an opportunity.",
                "It tells others what it learns outside": "The score knows ties only. An external "
                "star may have a high one.",
            },
            "It stands between outside and inside more often than others",
        ),
        Question(
            "A study finds that gatekeepers are large and central firms. A region gives central firms "
            "money for links abroad. When does it work in the model?",
            {
                "Always, since central firms reach everybody": "With the reach of an SME their links "
                "changed nothing.",
                "If these firms understand more than others, and talk": "Right. Both steps are "
                "needed: fetch and tell.",
                "Never, since SMEs should hold the links": "Only if SMEs understand as much as the "
                "leaders. Usually they do not.",
            },
            "If these firms understand more than others, and talk",
        ),
        Question(
            "Leaders grow, small firms stand still. What tells a star from a gatekeeper?",
            {
                "The leaders' number of pipelines": "Both have many.",
                "The leaders' own R&D": "It moved SMEs little, with or without talk.",
                "Whether SMEs fall when the leaders' pipelines are cut": "Right. Those of a star are "
                "worth nothing to others.",
            },
            "Whether SMEs fall when the leaders' pipelines are cut",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Telling costs nothing here.** In life a leader may fear that rivals copy it. Morrison's furniture makers kept to general matters.
# - **Nobody replaces the missing.** Ties are fixed. In life SMEs may build pipelines when a leader goes, and its engineers may found
#   firms. So the loss of nearly half of the SMEs' performance is rather too high.
# - **Gatekeepers may hold a cluster back.** In the tile cluster of Castellón leading firms were reluctant to change what they lived from, and new firms
#   brought the new technology (Hervas-Oliver and Albors-Garrigos 2014).
# - **Reach is given.** Wang says that focal firms enhance others' R&D and improve "the quality of the labor
#   pool". In the model an SME's reach and R&D never change.
# - **Nobody coordinates.** A "strategic centre" (Lorenzoni and Baden-Fuller 1995) sets goals for a web of partners. Here it is only
#   a partner with more ties.
# - **Focal firms are focal for ever.** In the Chilean valley gatekeepers persisted (Giuliani 2011). It need not be so elsewhere.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A gatekeeper score counts places between outside and inside. Focal firms hold most, and bring in most, partly because the model gave
#    them the pipelines.
# 2. SMEs lose nearly half without focal firms, and most of that if only the pipelines are cut. If focal firms understand no more than SMEs, it does
#    not matter who holds the pipelines.
# 3. Of what focal R&D adds, most goes to others. It is little compared with what pipelines bring.
# 4. A gatekeeper fetches and tells, a star only fetches. In poor buzz a gatekeeper becomes a star.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 3: focal firms use external knowledge more | holds; partly by construction, and because of their reach |
# | claim 4: they are gatekeepers, both halves | holds; a place at the gate alone fails |
# | claim 5, the rival: with poor buzz they are stars | holds; under barter others even lose |
# | claim 23: their investments help the others | holds, with a small effect |
# | "incentive" to invest | holds in part: they gain, but most of the return goes to others |
# | "ability to steer change" | holds in part: they are missed more after a shift; coordination is not in the model |
# | "central positions" because of more relationships | holds: with the ties of an SME they are worth less |
#
# | Notation | Meaning |
# |---|---|
# | $\delta$ | reach: the gap from which a firm learns most (`reach_focal`, `reach_sme`) |
# | `gate` | probability that a pipeline belongs to a focal firm |
# | $\rho$ | chance of own R&D in a period (`rd_focal`, `rd_sme`) |
# | $\lambda_G$, `buzz` | strength of pipelines, and of all local channels |
# | gatekeeper score | open pairs outside-inside that an actor stands between |
#
# **Reading.** Munari, Sobrero and Malipiero (2012), *Absorptive capacity and localized spillovers: focal firms as technological gatekeepers in industrial
# districts*, Industrial and Corporate Change 21(2), 429-462; the paper cites earlier versions, one under the authors' first names. Morrison (2008),
# *Gatekeepers of knowledge within industrial districts*, Regional Studies 42(6), 817-835, doi 10.1080/00343400701654178. Giuliani and Bell (2005), *The micro-determinants of meso-level learning and
# innovation*, Research Policy 34(1), 47-68. Giuliani (2011), *Role of technological gatekeepers in the growth of industrial clusters*, Regional Studies
# 45(10), 1329-1348. Graf (2011), *Gatekeepers in regional networks of innovators*, Cambridge Journal of Economics 35(1), 173-198, doi 10.1093/cje/beq001. Morrison,
# Rabellotti and Zirulia (2013), *When do global pipelines enhance the diffusion of knowledge in clusters?*, Economic Geography 89(1), 77-96. Gould and Fernandez (1989),
# *Structures of mediation*, Sociological Methodology 19, 89-126. Hervas-Oliver and Albors-Garrigos (2014), *Are technology gatekeepers renewing clusters?*, Entrepreneurship and Regional
# Development 26(5-6), 431-452, doi 10.1080/08985626.2014.933489.
# Lorenzoni and Baden-Fuller (1995), *Creating a strategic center to manage a web of partners*, California Management Review 37(3), 146-163.
#
# **Next:** [exercise 07](../exercises/07_focal_firms.ipynb), on a cluster of your own.
