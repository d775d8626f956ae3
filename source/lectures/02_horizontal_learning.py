# %% [markdown] slideshow={"slide_type": "slide"}
# # 02 Horizontal learning
#
# **Firms of one trade watch each other and copy the best. Does that make a cluster better, or only alike?**
#
# *55 minutes alone, 70 minutes in class, 85 minutes if English or Python is new to you; a good break is before "Copying on a rugged landscape". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find whom a firm imitates, and how many firms imitate one. *Task* `horizontal.model`
# 2. Measure how well firms of one stage understand each other. *Tasks* `horizontal.language`, `horizontal.teacher`
# 3. Measure what imitation is worth, who gains, and whether it makes firms alike. *Tasks* `horizontal.worth`, `horizontal.alike`
# 4. Explain when it pays to let everybody see everybody, and when it does not. *Task* `horizontal.explain`

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib import build_cluster
from clusterlib.classics import landscapes, topologies
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare
from clustercourse.labs import horizontal_lab
from clusterlib.learning import initial_knowledge
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the pullovers of Hawick
#
# Hawick, a small town in the south of Scotland, is known for fine knitwear. Porac, Thomas and Baden-Fuller (1989) asked managers
# of its firms whom they compete with. Pullovers are made all over the world. But the managers named mostly each other: firms of the same
# place that make the same kind of garment. With these few they compared themselves, and they shared a picture of what a good product is.
#
# Such a picture is a common language: what a neighbour does is understood at once. It also narrows the view. Two decades later the industry
# was in decline (Porac, Thomas and Baden-Fuller 2011). Pouder and St. John (1996) see a pattern: firms of a *hot spot* watch only each other,
# come to think alike, and have a *blind spot*.
#
# Wang calls this **horizontal learning**. It is among firms "in the same link of value chain", whose "relation ... is competition", and it
# "is involved in comparing, observing and imitating each other".

# %%
cluster = build_cluster("baseline", rng=SEED)
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
watch = cluster.copy()
ties = cluster.edges(data="dimension")
watch.remove_edges_from([(a, b) for a, b, of in ties if of != "horizontal"])
plot_cluster(watch, title="Who can see whom: rivals stand in one stage")

# %% [markdown]
# These are the horizontal ties only. The words of the paper enter the course model like this:
#
# | In the paper | In the model |
# |---|---|
# | observing | a firm sees the firms of its stage that it has a horizontal tie with: its **rivals** |
# | comparing | it compares their performance with its own |
# | imitating | it copies the best of them, if that one is better; in every field it takes over a part of the gap |
# | "the relation of the firms is competition" | nobody is asked: no trust is needed, and nothing is given in return |
# | cooperation for "common market" and "common brand" | not in the model |
#
# That nobody is asked is the point of Malmberg and Maskell (2002): rivals next door need not trust each other, or even talk.
#
# The model divides knowledge into twelve **fields**. What an actor knows in a field is a number from 0 (nothing) to 1 (the frontier).
# Nine fields are *current*: the market pays for them today. A firm's **performance** is its mean over the current fields.

# %%
known = pd.DataFrame(initial_knowledge(cluster, rng=SEED), index=list(cluster))
score = known.iloc[:, :9].mean(axis=1)  # performance: the mean over the nine current fields
rivals = {firm: list(watch[firm]) for firm in firms}
learners = [f for f in firms if any(score[one] > score[f] for one in rivals[f])]
print(len(learners), "of", len(firms), "firms see a rival that is better than they are")

# %% [markdown]
# Of the others, [[7|sum(not rivals[firm] for firm in firms)]] firms have no rival in sight, and
# [[8|len(firms) - len(learners) - sum(not rivals[firm] for firm in firms)]] are the best they see. These can be copied, but have nobody
# to copy.
#
# ### Your turn
#
# Whom does the firm `F32` imitate? Give its id. You have `rivals["F32"]` and `score`.

# %% tags=["task"]
# BEGIN SOLUTION -> model = ...
model = max(rivals["F32"], key=lambda one: score[one])
# END SOLUTION
check("horizontal.try_model", model, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** F[[30|int(model[1:])]].
# **Slip.** Taking the best of all partners. Whom a firm watches are its rivals: firms of its own stage.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A common language
#
# To see is not to understand. Wang says that "similar produce condition and 'common language' benefit to the communication and
# knowledge transfer". A **gap** is the difference between what two actors know in a field. Of a gap $x$ a firm understands the share
# $e^{-x/\delta}$: the wider the gap, the smaller the share. The number $\delta$ is the firm's **reach**, or absorptive capacity.
#
# Compare three partners of `F32`: `F31`, an SME and a rival; `F14`, an SME and a supplier; and `F30`, a focal firm and a rival.

# %%
partners = ["F31", "F14", "F30"]
gaps = (known.loc[partners] - known.loc["F32"]).abs().iloc[:, :9]
understood = np.exp(-gaps / 0.2)  # 0.2 is the reach of an SME
pd.DataFrame({"mean gap": gaps.mean(axis=1), "understood": understood.mean(axis=1)})

# %% [markdown]
# The two SMEs perform about alike. But the rival works on the same fields as F32, and the supplier on others. So the
# rival's mean gap is a third as wide, and [[75%|understood.loc["F31"].mean()]] of it is understood, against
# [[47%|understood.loc["F14"].mean()]]. **Firms of one stage speak one language because they know the same things.**
#
# The focal firm F30 is the best rival, and the hardest to understand: [[40%|understood.loc["F30"].mean()]]. A gap that is
# wide holds much to learn, but little of it is within reach. The best performer need not be the best teacher: see exercise 02.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What is imitation worth?
#
# Now let clusters learn, with and without horizontal learning. These are **paired runs**: the same clusters, the same start, the same luck.
# The outcome is the performance after [[80|80]] periods.

# %% tags=["predict"]
from clustercourse.predictions import predict, reveal

predict(
    "horizontal.worth",
    "Nobody imitates any more. Who loses the larger share of performance?",
    ["SMEs", "focal firms", "both about the same"],
)

# %%
base = Setting(periods=80)
sme = compare(base, base.but(horizontal=0), "sme_performance", replicates=40, rng=SEED)
focal = compare(base, base.but(horizontal=0), "focal_performance", replicates=40, rng=SEED)
print(sme, focal, sep="\n")

# %% tags=["result"]
ratio = sme.relative.mean / focal.relative.mean
answer = "SMEs" if ratio > 1.5 else "focal firms" if ratio < 0.67 else "both about the same"
both = f"SMEs {sme.relative.mean:.0%}, focal firms {focal.relative.mean:.0%}."
reveal("horizontal.worth", answer, both)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. Focal firms are said to watch the market most. But they seldom see anybody better: SMEs
# lose [[42%|-sme.relative.mean]], focal firms [[7%|-focal.relative.mean]].

# %% [markdown]
# How to read such a line: the mean with imitation, the mean without, and the change in per cent with its **95% interval**. An interval that holds
# zero means that the effect may be chance.
#
# A focal firm is mostly the best that it can see, so it hardly copies anybody. It brings knowledge in through pipelines, and the
# SMEs of its stage copy it. **Imitation carries knowledge from those who have a source to those who have none.**
#
# Wang adds that proximity offers "the chance to observe and evaluate the innovation activities of others expediently and
# freely". More to see should then be better. But in the model a firm can attend fully to [[5|base.learning.attention]] local ties only; if it
# has more, each gets less. Give firms half, double and four times as many horizontal ties, with the usual attention and with
# attention for [[20|20]] ties. By which share does performance change?


# %%
def seen(times, attention):
    usual = base.but(attention=attention)
    more = usual.but(horizontal_ties=1.8 * times)  # 1.8 is the usual number
    return compare(usual, more, "performance", replicates=24, rng=SEED).relative.mean


sights = pd.DataFrame({a: {n: seen(n, a) for n in [0.5, 2, 4]} for a in [5, 20]})
sights.rename_axis(index="horizontal ties, times", columns="attention, ties")

# %% [markdown]
# More to see is better, up to a point. With the usual attention, four times as many ties bring [[12%|sights.loc[4, 5]]], no more than
# double. With attention for [[20|sights.columns[1]]] ties they bring [[34%|sights.loc[4, 20]]]. **To observe is not free: it takes attention.**

# %% [markdown] tags=["instructor"]
# **Break.** Before it, say again what paired runs are: the same clusters, the same luck.
# **Ask.** A firm that is copied loses nothing in this model. Which firms in your region would laugh at that?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Copying on a rugged landscape
#
# In the course model knowledge adds up, field by field. Often it is not so. Whether one decision is right depends on others:
# small stocks of parts save money if suppliers are punctual, and cost dearly if not.
#
# So here is a second model, of Lazer and Friedman (2007). A **way of working** is a row of yes-or-no decisions, here 12. The worth of each
# depends on itself and on $K$ others. With $K=0$ the **landscape** of scores is one smooth hill. With larger $K$ it is **rugged**: many
# peaks, most of them low. In each period a firm looks at the best it sees. If that one is better, it copies its whole way of working. If
# not, it tries one change of its own, and keeps it if it helps.
#
# Put [[40|40]] firms on a ring, where each sees two others. Or let everybody see everybody.

# %% tags=["predict"]
from clustercourse.predictions import Axis, predict_curve

predict_curve(
    "horizontal.curve",
    "If all see all, the mean score is 0.56 in period 5 and 0.57 in the end. The ring starts "
    "slower. How does it go on?",
    x=Axis("period", 0, 60, ".0f"),
    y=Axis("mean score (1 is the best possible)", 0, 1, ".2f"),
    known=[(0, 0.06), (1, 0.13), (2, 0.19), (3, 0.25), (4, 0.30), (5, 0.35)],
    points=[10, 20, 40, 60],
)

# %%
ring, everybody = topologies.ring(40), topologies.complete(40)
market = landscapes.Landscapes(bits=12, links=5)  # 12 decisions, K = 5
ask = {"periods": 60, "replicates": 100, "rng": SEED}  # 100 markets
on_ring = landscapes.simulate(ring, market, **ask)
see_all = landscapes.simulate(everybody, market, **ask)
ring_score, all_score = on_ring.performance.mean(axis=0), see_all.performance.mean(axis=0)

# %% tags=["result"]
from clustercourse.predictions import reveal_curve

reveal_curve(
    "horizontal.curve",
    range(61),
    ring_score,
    f"In period 5: ring {ring_score[5]:.2f}, all {all_score[5]:.2f}. "
    f"In period 60: ring {ring_score[60]:.2f}, all {all_score[60]:.2f}.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that level off below those who see all. A slow start is taken for a bad end. The ring ends at
# [[0.78|ring_score[60]]], the others at [[0.57|all_score[60]]].

# %% [markdown]
# Where all see all, everybody copies the best firm at once. In period 1 a mean of [[1.2|see_all.variety[:, 1].mean()]] different ways of working is left of
# [[40|len(ring)]], so all search from one place, and stop on the first peak. On the ring a good way spreads one neighbour at a
# time: [[23|on_ring.variety[:, 1].mean()]] ways in period 1, [[12|on_ring.variety[:, 5].mean()]] in period 5. **Copying the best makes firms alike, and firms
# that are alike find nothing new.** In the end the ring is ahead on [[70%|(on_ring.performance[:, -1] > see_all.performance[:, -1]).mean()]] of the
# markets and behind on [[2%|(on_ring.performance[:, -1] < see_all.performance[:, -1]).mean()]].
#
# ### Your turn
#
# In which period is the mean score of the ring higher for the first time? You have the arrays `ring_score` and `all_score`, one number for
# each period from 0.

# %% tags=["task"]
# BEGIN SOLUTION -> ahead = ...
ahead = int(np.argmax(ring_score > all_score))
# END SOLUTION
check("horizontal.try_cross", ahead, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[11|ahead]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: who sees whom
#
# 1. Move the period to its right end. Go through the networks, from *a line* to *everybody sees everybody*: each leaves a point beside its score. Then
#    set the period to 4. What happens to the order of the points?
# 2. Choose *a ring*, set the period to 0 and press Play. How does a good way travel? Add shortcuts and play again.
# 3. Set the ruggedness to 0 and compare the networks, early and late. Then set it to 8. When is copying harmless?

# %% tags=["predict"]
predict(
    "horizontal.lab",
    "With ruggedness 0, which network has the higher score in the end?",
    ["a ring", "everybody sees everybody", "both the same"],
)

# %% tags=["lab"]
horizontal_lab("horizontal.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. On one smooth hill all find the top. Those who see all are only there first.
# **Stop.** All have seen the points of the networks tried in both orders, early and late.
# **Ask.** Which of your own working groups should see less of each other, and until when?

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. At the end the score falls from left to right: the more a firm sees, the lower. Early the order is the reverse.
# 2. It spreads as a patch of one colour that grows at both ends, until it meets another patch. Each
#    shortcut starts a new patch far away: quicker, and fewer ways survive.
# 3. With one smooth hill all networks reach the best possible score, 1, and those who see all are there first. At 8 the order is as at 5,
#    and all scores are lower. Copying is harmless if the problem is simple.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## It depends on whom they copy
#
# Experiments with people disagree. Mason and Watts (2012) let groups search a rugged landscape: networks in which news travels *fast* did
# better. Brackbill and Centola (2020) ran contests in data science, in which people took over a solution only if it was better than their
# own: networks in which news travels *slowly* won every time.
#
# Barkoczi and Galesic (2016) point to the rule of copying. Some copy the best. Others copy what **most** do. Let firms look at up to three
# of those they see, drawn at random in each period. If at least two work in the same way, and it is better than the firm's own, it copies that.

# %% tags=["predict"]
predict(
    "horizontal.most",
    "Firms copy what most of three others do, on the same rugged markets. Who is ahead in the end?",
    ["the ring", "those who see all", "no clear difference"],
)

# %%
ends = {("best", "ring"): ring_score[-1], ("best", "all"): all_score[-1]}
for who, network in {"ring": ring, "all": everybody}.items():
    run = landscapes.simulate(network, market.but(sample=3), copy="most", **ask)
    ends["most", who] = run.performance.mean(axis=0)[-1]
pd.Series(ends).unstack()[["ring", "all"]].rename_axis("copy")

# %% tags=["result"]
lead = ends["most", "all"] / ends["most", "ring"] - 1
answer = "no clear difference"
answer = "those who see all" if lead > 0.1 else "the ring" if lead < -0.1 else answer
reveal(
    "horizontal.most", answer, f"Ring {ends['most', 'ring']:.2f}, all {ends['most', 'all']:.2f}."
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. The lesson of the lab is carried over. With another rule the same network is good:
# [[0.78|ends["most", "all"]]] against [[0.46|ends["most", "ring"]]].

# %% [markdown]
# **The same network is good with one rule and bad with the other.** At first no two firms work alike, so all
# search alone. On the ring it stays so: the two others that a firm sees rarely agree. Where all see all, a way spreads
# once a few firms have found it. By then many ways have been tried.

# %% [markdown] tags=["instructor"]
# **Cut.** Only if you must, and say its result: without it the lesson of the lab looks like a law.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Alike, in the course model too?
#
# Back to the course model. `history.variety("sme")` says how much two SMEs differ in a field, on average. Does imitation lower it? Measure
# it as it is, and **relative to what they know**: divided by their level, the mean performance of the SMEs.


# %%
def variety(history):
    return history.variety("sme")[-1]


def variety_by_level(history):
    return history.variety("sme")[-1] / history.level("sme")[-1]


change = {}
for measure in [variety, variety_by_level]:
    change[measure] = compare(base.but(horizontal=0), base, measure, replicates=40, rng=SEED)
    print(change[measure])

# %% [markdown] tags=["instructor"]
# **Cut.** Lecture 08 comes back to claim 25, and the quiz does not ask for it.

# %% [markdown]
# As it is, variety hardly changes: the interval holds zero. Relative to what they know, SMEs are [[38%|-change[variety_by_level].relative.mean]] more alike. Both
# are true: without imitation they differ little because they all know little. **If you ask "how alike?", also ask "measured how?"**
#
# Last, the **ledger** of this course: a list of the paper's claims with experiments on clusters of its own. Claims 6 and 7 are from the section on
# horizontal learning, claim 25 from the one on lock-in:

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims
from clusterlib.learning import TechnologyShift

pd.options.display.max_colwidth = 160
closed = Setting(interventions=[TechnologyShift(at=80)]).but(openness=0)
recovery = compare(closed.but(horizontal=0), closed, "gain_factor", replicates=24, rng=SEED)
ledger = claims_frame(run_claims([6, 7, 25], replicates=24))
ledger = ledger.iloc[[0, 1, 2, 3, 6, 4, 5]]  # the open cluster right after the closed one
ledger[["claim", "experiment", "model", "effect", "low", "high", "finding"]]

# %% [markdown]
# - Claim 6, that firms learn by comparing, observing and imitating, **holds**: without it they end [[37%|-ledger.effect[0] ]] lower.
# - Claim 7, that proximity enhances absorptive capability, **holds**, but read it with care. The experiment doubles $\delta$
#   towards neighbours, and firms end [[39%|ledger.effect[1] ]] higher. That nearness doubles $\delta$ is assumed; what that is worth is found.
# - Claim 25, "an excess of conformism", **holds** in a **closed** cluster (no pipelines) whose firms keep to what they know, and **fails** in an open
#   one. It also holds on rugged landscapes, and where groups mix too much (Fang, Lee and Schilling 2010).
# - But imitation alone locks nobody in here. When the market has moved to new fields, firms of a closed cluster recover
#   [[9%|recovery.relative.mean]] better with it than without: whoever finds something new is copied. Lecture 08 comes back to this.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A region connects all its firms so that each sees all. After a year scores are up. What follows for year ten?",
            {
                "They will stay ahead": "Early and late can differ. A dense network is quick to "
                "copy, and has nothing left to find.",
                "Nothing yet": "Right. Early gains come with any problem. Late ones depend on how "
                "rugged it is, and on the rule of copying.",
                "They will fall back below today": "In the model nobody gives up a better way. The score "
                "stops growing, it does not fall.",
            },
            "Nothing yet",
        ),
        Question(
            "Why do rivals of one stage understand each other better than supplier and customer?",
            {
                "They trust each other more": "Horizontal learning needs no trust in the model, "
                "and vertical learning does.",
                "They know the same fields, so gaps are narrow": "Right. That is the common language.",
                "They perform better": "Performance says how much a firm knows, not in which fields.",
            },
            "They know the same fields, so gaps are narrow",
        ),
        Question(
            "Imitation is turned off, and SMEs lose far more than focal firms. Why?",
            {
                "Focal firms have nobody better to copy": "Right. They are the models, and learn "
                "from outside.",
                "Focal firms are few": "The losses are shares of a firm's performance. Their "
                "number plays no part.",
                "SMEs have more rivals": "Focal firms have more ties of every kind. What counts is "
                "whether somebody better is among them.",
            },
            "Focal firms have nobody better to copy",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Being copied costs nothing here.** In a market a rival who copies takes customers. Firms then hide what they do, or stop inventing
#   (lecture 08).
# - **Performance is in plain sight.** Real firms see a rival's product, and guess what made it good.
# - **People do not follow one rule for ever.** In the experiments of Mason and Watts (2012) whether people copied depended on the network.
# - **How far the ring leads is our choice.** It depends on the number of firms, of decisions, and on $K$. With a deadline in period 5, or on a
#   market that moves, those who see all may be right.
# - **Hawick is one case.** Cheap imports may explain its decline as well as a narrow view does.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A firm imitates the best rival it sees, if that one is better. Many firms see nobody better.
# 2. Rivals understand each other because they know the same fields. The best performer may still be out of reach.
# 3. Imitation is worth much to SMEs and little to focal firms. It takes attention. Whether it makes firms alike depends on the measure.
# 4. On a rugged problem, seeing all is quick at first and worse later, if firms copy the best. If they copy what most do, it is
#    the other way round.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 6: firms learn by comparing, observing, imitating | holds |
# | claim 7: proximity enhances absorptive capability | holds; that nearness raises it is assumed |
# | "common language" benefits transfer | holds: rivals' gaps are narrower, and more of them is understood |
# | the chance to observe "expediently and freely" | in part: more to see is better, but takes attention |
# | claim 25: conformism locks in | holds on rugged landscapes and in a closed cluster; fails in an open one, and when firms copy what most do |
#
# | Notation | Meaning |
# |---|---|
# | $\lambda_H$ | strength of horizontal learning (`horizontal`) |
# | $P_i$ | performance of firm $i$; the best rival $j$ is copied if $P_j > P_i$ |
# | $x$, $\delta$ | gap in a field; reach: a share $e^{-x/\delta}$ of a gap is understood |
# | $K$ | ruggedness: on how many other decisions the worth of each depends (`links`) |
#
# **Reading.** Porac, Thomas and Baden-Fuller (1989), *Competitive groups as cognitive communities: the case of Scottish knitwear manufacturers*,
# Journal of Management Studies 26(4), 397-416, and (2011), the same *revisited*, 48(3), 646-664. Malmberg and Maskell (2002), *The elusive concept of
# localization economies*, Environment and Planning A 34(3), 429-449. Pouder and St. John (1996), *Hot spots and blind spots*, Academy of Management
# Review 21(4), 1192-1225. Lazer and Friedman (2007), *The network structure of exploration and exploitation*, Administrative Science Quarterly 52(4), 667-694.
# Mason and Watts (2012), *Collaborative learning in networks*, PNAS 109(3), 764-769. Barkoczi and Galesic (2016), *Social learning strategies modify the effect
# of network structure on group performance*, Nature Communications 7, 13109. Brackbill and Centola (2020), *Impact of network structure on collective learning*,
# PLoS ONE 15(9), e0237978. Fang, Lee and Schilling (2010), *Balancing exploration and exploitation through structural design*, Organization Science
# 21(3), 625-642.
#
# **Next:** [exercise 02](../exercises/02_horizontal_learning.ipynb), on a cluster of your own.
