# %% [markdown] slideshow={"slide_type": "slide"}
# # 06 Trust and absorption
#
# **When does closeness help a firm to learn, and when does it blind the firm?**
#
# *60 minutes alone, 75 minutes in class, 95 minutes if English or Python is new to you; a good break is before "What a firm can absorb". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a function, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Say what trust and loyalty do to a firm's attention. *Task* `trust.attention`
# 2. Compute what a firm absorbs, whose ideas it understands, and the best distance. *Tasks* `trust.psi`, `trust.understood`, `trust.optimum`
# 3. Measure whether less trust or more absorptive capacity helps a cluster. *Task* `trust.levers`
# 4. Explain when trust turns into a trap. *Task* `trust.explain`

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib import build_cluster
from clusterlib.classics import distance
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare, sweep
from clustercourse.labs import trust_lab
from clustercourse.predictions import predict, reveal
from clusterlib.learning import Learning, attention_to
from clusterlib.plots import plot_lines

SEED = 2013
pd.options.display.precision, pd.options.display.max_colwidth = 3, None

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: dressmakers in New York
#
# In the 1990s Brian Uzzi studied twenty-three firms in the trade of women's dresses in New York. Some ties were at arm's length: a price, a
# deal, nothing more. Others were **embedded**: the partners knew each other well. Uzzi (1997) finds three things in these ties. Wang lists
# them: "trust, high-quality information exchange and joint problem-solving". They saved time and made both sides better off.
#
# But only up to a point. Firms whose ties were all embedded were in danger as well: they heard little of what happened elsewhere, and a shock
# to a main partner hit them hard. Uzzi calls it a **paradox**. In the same industry Uzzi (1996) had counted failures: contractors
# with a mix of both kinds of ties survived best.
#
# So closeness helps, and closeness harms. This lecture takes it apart: first closeness as trust, then closeness of minds.
#
# ## What trust does in the model
#
# **Trust**, $\tau$, is the share of a possible exchange that really takes place, wherever something is due in return: when supplier and
# customer swap what they know, and when a firm tells an institution something. No trust is needed to watch a competitor, to listen to a
# university, or for a pipeline under contract.
#
# **Loyalty** says what trust does to **attention**. Wang's relational dimension includes "norms, sanctions, obligations, expectations".
# A firm that feels bound by them turns first to the partners whom it trusts. In the model each local tie then pulls $e^{\text{loyalty} \cdot \tau}$
# times as strongly as a pipeline. There is only so much attention to share out: it is enough for [[5|Learning().attention]] local ties in full, and a
# pipeline takes as much as [[3|1 + Learning().pipeline_cost]] local ties. Here is what the focal firm F19 gives to each partner:

# %%
cluster = build_cluster("baseline", rng=SEED)
usual, loyal = Learning(), Learning(loyalty=3)
given = pd.DataFrame(
    {f"loyalty {p.loyalty:g}": attention_to(cluster, "F19", p) for p in [usual, loyal]}
)
given.T

# %% [markdown]
# Full attention to a tie would be 1. At loyalty 0 each tie gets [[0.29|given.loc["U1", "loyalty 0"]]] of it. With loyalty, at the usual trust of
# [[0.7|usual.trust]], a local tie gets [[0.55|given.loc["U1", "loyalty 3"]]], and a source outside (`XC2`, `XR3`, `XC3`) much less.
#
# ### Your turn
#
# F19 becomes loyal (3 instead of 0). Which share of its *earlier* attention to the lead customer `XC2` is left? In code, `given.loc["XC2", "loyalty 3"]` is one
# number of the table.

# %% tags=["task"]
# BEGIN SOLUTION -> left = ...
left = given.loc["XC2", "loyalty 3"] / given.loc["XC2", "loyalty 0"]
# END SOLUTION
check("trust.try_attention", left, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.229|left]].
# **Slip.** Giving the attention itself, or the part that is lost. The question asks for the part that is left.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How much trust is best?
#
# Wang says that trust "is essential of knowledge transfer". Elsewhere the paper says that "a certain amount of distrust" helps "to
# avoid lock-in". Can both be true? Without loyalty, performance rises all the way, from [[0.28|sweep(Setting(periods=80), {"trust": [0, 1]}, replicates=24, rng=SEED).at(trust=0).mean()]] with no trust to
# [[0.43|sweep(Setting(periods=80), {"trust": [0, 1]}, replicates=24, rng=SEED).at(trust=1).mean()]] with full trust. And with loyalty?
#
# **Performance** is how much a firm knows of what the market values, from 0 to 1, at the end of a run. A `Setting` says which clusters learn, how, and for how long.
# `sweep` runs it for each value of a parameter, `compare` with and without a change. `replicates=24` means: on so many random clusters, always the same ones, with the same luck.

# %% tags=["predict"]
from clustercourse.predictions import Axis, predict_curve

predict_curve(
    "trust.loyalty",
    "Loyalty is 3. From no trust to a little of it, firms do better. How does it go on?",
    x=Axis("trust", 0, 1, ".1f"),
    y=Axis("performance of firms, period 80", 0.15, 0.45),
    known=[(0, 0.282), (0.1, 0.312)],
    points=[0.2, 0.3, 0.45, 0.6, 0.8, 1],
)

# %%
base = Setting(periods=80)
trusts = [0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1]
found = sweep(base, {"loyalty": [0, 3], "trust": trusts}, replicates=24, rng=SEED)
free = [found.at(loyalty=0, trust=trust).mean() for trust in trusts]
bound = [found.at(loyalty=3, trust=trust).mean() for trust in trusts]

# %% tags=["result"]
from clustercourse.predictions import reveal_curve

reveal_curve(
    "trust.loyalty",
    trusts,
    bound,
    f"Loyalty 3: highest {max(bound):.2f} at trust {trusts[int(np.argmax(bound))]:.1f}, "
    f"{bound[-1]:.2f} with full trust. Loyalty 0: {free[-1]:.2f} with full trust.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise to the end: trust is taken for good in any amount. It peaks at
# [[0.3|trusts[int(np.argmax(bound))]]], and full trust, [[0.26|bound[-1]]], ends below none, [[0.28|bound[0]]].

# %% [markdown]
# **Trust does two things at once.** It opens exchange: more is told. And, with loyalty, it binds attention: more is told by the
# same people. The gain is large while there is little trust, and fades. The cost grows. So the best trust lies in between,
# and full trust, at [[0.26|bound[-1]]], is even worse than none, at [[0.28|bound[0]]].
#
# Uzzi's word is **over-embeddedness**. Nothing is wrong with any single tie. The firm has no time left for a source that knows something else. (Strong and
# weak ties, the other half of Wang's relational dimension, are in lecture 05.)
#
# Who gains from trust? Wang, after Kale and others (2000): the more open partners are, "the more knowledge both of cooperators will acquire".

# %%
for who in ["sme_performance", "focal_performance"]:
    gain = compare(base.but(trust=0.1), base.but(trust=0.9), who, replicates=24, rng=SEED).relative
    print(f"{who}: {gain.mean:+.1%}, 95% interval {gain.low:+.1%} to {gain.high:+.1%}")

# %% [markdown]
# Both kinds of firm do, so this **holds** without loyalty. SMEs gain [[40%|compare(base.but(trust=0.1), base.but(trust=0.9), "sme_performance", replicates=24, rng=SEED).relative.mean]],
# focal firms only [[14%|compare(base.but(trust=0.1), base.but(trust=0.9), "focal_performance", replicates=24, rng=SEED).relative.mean]], as they get much of what they know
# through pipelines.
#
# The course has numbered Wang's claims. The list, with one or more experiments for each, is the **ledger**. Here are the claims on trust, with draws of their own. `effect` is
# the change as a share, `low` to `high` its 95% interval. For a curve that rises and falls, it is the change up to the peak.

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

ledger = claims_frame(run_claims([10, 12, 20, 24, 30], replicates=24))
ledger.set_index("claim")[["experiment", "effect", "low", "high", "finding"]]

# %% [markdown]
# - **Claim 10**, high trust lets partners communicate freely: **holds**.
# - **Claim 12**, trust is essential: **in part**. Without any trust firms lose [[30%|-ledger.effect[1]]]. Yet they know [[2.6|1 + ledger.effect[2]]] times as much as
#   without local learning (third row): they still watch competitors and listen to institutions. So trust is helpful, and not essential.
# - **Claim 20**, trust helps to transfer tacit knowledge: **holds**. *Tacit* knowledge is hard to understand, *codified* knowledge easy. In the model this is a short or a long
#   *reach* (next section). Trust is worth [[5%|ledger.effect[4]]] more where knowledge is tacit.
# - **Claim 24 and claim 30**, too much closeness harms, and some distrust helps: **hold, as far as trust goes, with loyalty only**. Without loyalty more trust is better: that is what
#   *holds* means in the last row. (The first row of claim 24 is about openness, see lecture 08.) And mind the words: Wang's distrust is of "traditional solutions"; what we lowered is
#   trust in partners. It is a near relative, not the same.

# %% [markdown] tags=["instructor"]
# **Slip.** Taking the falling part of the curve for betrayal. Nobody cheats in this model; attention runs out.
# **Break.** Before it, all can say what trust opens and what loyalty binds.
# **Ask.** Does your own work group have a partner whom everybody trusts and nobody checks any more?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What a firm can absorb
#
# A partner may be willing to tell everything, and still little is learned. Cohen and Levinthal (1990) call what is needed **absorptive
# capacity**: the ability to recognise the value of new knowledge, take it in and use it. It rests on **prior knowledge**: who knows
# nothing of a field cannot follow an expert.
#
# In the model a partner who knows $x$ more than the firm in a field, the **gap**, teaches it $\psi = \alpha x e^{-x/\delta}$ in a period. The gap $x$ is
# the novelty. The share $e^{-x/\delta}$ of it is understood. The **reach** $\delta$ is the absorptive capacity: [[0.2|usual.reach_sme]] for an SME,
# [[0.6|usual.reach_focal]] for a focal firm.

# %% tags=["predict"]
predict_curve(
    "trust.psi",
    "An SME with a reach of 0.2. The gap to its partner gets wider. How does what it learns go on?",
    x=Axis("gap", 0, 1, ".1f"),
    y=Axis("learned in a period", 0, 0.05, ".3f"),
    known=[(0, 0), (0.025, 0.0088), (0.05, 0.0156), (0.075, 0.0206), (0.1, 0.0243)],
    points=[0.2, 0.4, 0.6, 0.8, 1],
)


# %%
def psi(gap, reach):
    return usual.learning_rate * gap * np.exp(-gap / reach)


gap = np.linspace(0, 1, 101)
sme, focal = psi(gap, usual.reach_sme), psi(gap, usual.reach_focal)

# %% tags=["result"]
reveal_curve(
    "trust.psi",
    gap,
    sme,
    f"Most is learned from a gap of {gap[sme.argmax()]:.1f}: {sme.max():.3f} in a period.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise and level off: the wider the gap, the more there is to learn. It peaks where the gap equals
# the reach, at [[0.2|gap[sme.argmax()]]], and falls nearly to zero.

# %% tags=["result"]
plot_lines(
    gap,
    {"focal firm": focal, "SME": sme},
    title="A focal firm learns most from three times the gap",
    xlabel="gap (share of the world frontier)",
    ylabel="learned in a period",
    form=".3f",
)

# %% [markdown]
# **Learning is novelty times understanding, and it is highest where the gap equals the reach**, $x = \delta$. From the widest gap an SME
# learns [[0.003|sme[-1]]], from the best one [[0.029|sme.max()]]. That there is a maximum is built into the formula; what it does to a cluster is not.
#
# ### Your turn
#
# A source outside the cluster knows `0.95` of a field. How much of that field must an SME know **already**, to learn most from this source in the
# next period?

# %% tags=["task"]
source = 0.95
# BEGIN SOLUTION -> prior = ...
prior = source - usual.reach_sme
# END SOLUTION
check("trust.try_prior", prior, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.75|prior]].

# %% [markdown]
# That is a lot. An SME that knows a tenth of the field learns
# [[0.005|psi(source - 0.1, usual.reach_sme)]] from this source, a sixth of the most it could. **Prior knowledge decides who can use an expert**, as Cohen and
# Levinthal say. This is also why focal firms, with their long reach, translate for the others (lecture 07).
#
# ## The two faces of R&D
#
# Own R&D creates knowledge. It has a second face, say Cohen and Levinthal (1989): a firm that does research understands the research of others.
# Wang says the same: "investment in R&D" has "an important influence on absorptive capability". In the model R&D has the first face only.
# (`rd_sme` is the chance of own research in a period, usually [[0.06|usual.rd_sme]].) So let us add the second by hand.
#
# ### Your turn
#
# `alone` compares the usual cluster with one whose SMEs do R&D twice as often, and nothing else changes. Now suppose that twice the R&D also
# raises the reach of SMEs by a quarter: `reach_sme=0.25`. By which share does the SMEs' performance change if both change together, against `base`?
# Take `.relative.mean` of the comparison, with `replicates=24, rng=SEED`.

# %% tags=["task"]
alone = compare(base, base.but(rd_sme=0.12), "sme_performance", replicates=24, rng=SEED)
# BEGIN SOLUTION -> faces = ...
both = base.but(rd_sme=0.12, reach_sme=0.25)
faces = compare(base, both, "sme_performance", replicates=24, rng=SEED).relative.mean
# END SOLUTION
check("trust.try_faces", faces, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.132|faces]].
# **Cut.** Give the task as homework. Claim 22 stands in the ledger below.

# %% [markdown]
# Twice the R&D alone brings the SMEs [[3.5%|alone.relative.mean]] more performance, R&D with a longer reach [[13%|faces]]. **The second face can be worth more than the
# first.** That a quarter more reach is the right size is our assumption; nobody measured it here.
#
# ## Two kinds of distance under one name
#
# Wang says: "The decrease of cognitive distance is able to advance the efficiency and performance of localized learning." The formula shows that two
# things hide in this sentence.
#
# - Partners come closer in **language**: they understand each other across wider gaps. Then $\delta$ rises, and more is learned, always.
# - Partners come closer in **what they know**: the gap $x$ shrinks. More is learned until $x = \delta$. Then less, as little is new.
#
# Nooteboom and others (2007) have the second in mind. As partners are further apart, at cognitive distance $d$, a firm can absorb less of what
# a partner says, $a_1 - a_2 d$, and more of it is new: the novelty is $b_1 + b_2 d$. Their product, learning, has an **optimal cognitive distance**:

# %%
curve = distance.simulate(distance.Distance(a1=1, a2=0.8, b1=0.1, b2=1.2))
best = distance.optimum(curve.parameters)
able = distance.optimum(curve.parameters.but(a1=1.25))  # can absorb more

# %% tags=["result"]
plot_lines(
    curve.distance,
    {"novelty": curve.novelty, "absorption": curve.absorption, "learning": curve.learning},
    title=f"Most is learned at a middle distance, {best:.2f}",
    xlabel="cognitive distance d",
    ylabel="absorption, novelty, product",
)

# %% [markdown]
# The best distance is $d^* = (a_1 b_2 - a_2 b_1) / (2 a_2 b_2)$, here [[0.58|best]]. It is *not* where the two lines cross, which is at
# [[0.45|(1 - 0.1) / (0.8 + 1.2)]]. A firm that can absorb more should look further away, to [[0.74|able]]. In technology alliances Nooteboom and others do
# find the inverted U. They also find that R&D cuts both ways: it raises absorptive capacity, and it leaves less that is new.
#
# Wang names three more distances that are small in a cluster. Each can be put into the model and tested:
#
# | Distance | In Wang's words | In the model | Experiment |
# |---|---|---|---|
# | space | their space distance is relatively smaller | more firms meet: more local ties | claim 2, second row |
# | culture | more "common language" | longer reach towards local partners | claim 7 |
# | organisation | business communication based on subcontract or cooperation | long relations: trust | claim 10, above |

# %% tags=["result"]
minds = claims_frame(run_claims([2, 7, 21, 22], replicates=24))
minds.set_index("claim")[["experiment", "effect", "low", "high", "finding"]]

# %% [markdown]
# - **Claim 2 and claim 7**, nearness in space and culture helps: **hold**. That a common language lengthens reach is assumed; what it is worth is found.
# - **Claim 21**, less cognitive distance is better: **inverted U**. Two curves start with firms far apart: focal firms know much more than SMEs, or each firm knows
#   a few fields only (*specialisation*). Learning rises as they come closer, and then falls. After a long run, firms that began alike are [[3.8%|-minds.effect[6]]] behind.
# - **Claim 22**, prior knowledge and R&D raise absorption: that more absorption helps **holds**, by a longer reach and by a higher rate $\alpha$. That R&D
#   raises it is assumed, as in the task above. R&D alone, from none (`rd_sme=0`) to `0.12` in the last row, adds only [[5.6%|minds.effect[9]]].

# %% [markdown] tags=["instructor"]
# **Stop.** All can say which distance should shrink, and which should not.
# **Ask.** Is an exchange student more useful to a firm that knows her subject, or to one that knows nothing of it? Let
# them place both on the curve of psi.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: trust, loyalty and reach
#
# 1. Set loyalty to 0 and try five degrees of trust. Then loyalty 3, and the same again. Where do the two rows of points part? Which of the
#    measures beside the points moves most between them?
# 2. Loyalty 3. Set trust to `0.2`, then to `1`. Press Play: the dotted lines are those with little trust. Who is ahead at first, and when does that change?
# 3. Loyalty 3, trust `0.7`. Raise the reach of SMEs to `0.6`, step by step. Then do the same with loyalty 0. Where is a longer reach worth more?

# %% tags=["predict"]
predict(
    "trust.lab",
    "Loyalty 3, trust 0.7. Which helps SMEs more by period 80, before the market moves: a longer reach (0.2 to 0.3), or "
    "less trust (0.7 to 0.3)?",
    ["the longer reach", "less trust", "both about the same"],
)

# %% tags=["lab"]
trust_lab("trust.lab", loyalty=3.0)

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. They start in the same point, for without trust loyalty has nothing to work with. They part at once. Attention to a pipeline does
#    not change in the first row and falls to a few per cent in the second.
# 2. Much trust is ahead at first: what the cluster knows spreads fast. Halfway to period [[80|base.periods]] it falls behind, for nothing new comes in.
#    **A trusting cluster is quick, and then stale.** Whoever evaluates it early sees a success.
# 3. Without loyalty. What helps you to understand is worth little when nobody brings in anything to be understood.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Two levers
#
# The lab shows the mean of four clusters only. Here are both levers, on SMEs, with more draws, and without loyalty for comparison:

# %%
levers = {}
for loyalty in [0, 3]:
    start = base.but(loyalty=loyalty)
    ends = {"longer reach": start.but(reach_sme=0.3), "less trust": start.but(trust=0.3)}
    levers[f"loyalty {loyalty}"] = {
        name: compare(start, end, "sme_performance", replicates=24, rng=SEED).relative.mean
        for name, end in ends.items()
    }
table = pd.DataFrame(levers)
table

# %% tags=["result"]
reach_gain, trust_gain = (
    table.loc["longer reach", "loyalty 3"],
    table.loc["less trust", "loyalty 3"],
)
options = ["the longer reach", "less trust", "both about the same"]
close = abs(reach_gain - trust_gain) < 0.02
answer = options[2] if close else options[int(trust_gain > reach_gain)]
reveal("trust.lab", answer, f"Longer reach {reach_gain:+.1%}, less trust {trust_gain:+.1%}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. The section on reach is fresh in mind. Where nothing new comes in, there is little to
# understand: [[4%|reach_gain]] against [[13%|trust_gain]].

# %% [markdown]
# **What a cluster needs depends on how loyal it is.** Without loyalty a longer reach brings [[16%|table.loc["longer reach", "loyalty 0"]]] and less
# trust costs [[13%|-table.loc["less trust", "loyalty 0"]]]. With loyalty the same reach brings [[4%|table.loc["longer reach", "loyalty 3"]]], and less trust brings
# [[13%|table.loc["less trust", "loyalty 3"]]]. A campaign for more trust does good in the one and harm in the other.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "Why does full trust harm a loyal cluster in the model?",
            {
                "Some firms abuse it": "Nobody cheats in this model. Look at where attention goes.",
                "Firms have no attention left for sources outside": "Right. Each local tie is good; "
                "together they crowd out what is new.",
                "Trusted partners tell less": "They tell more. It is the same people who tell it.",
            },
            "Firms have no attention left for sources outside",
        ),
        Question(
            "An SME learns little from a world leader next door. What is the likeliest reason in "
            "the model?",
            {
                "The gap is far wider than its reach": "Right. There is much that is new, and next "
                "to nothing is understood. A partner halfway may teach it more.",
                "The leader has nothing new": "It has most that is new. Novelty is not the problem.",
                "There is too little trust": "Trust limits what is told in return. Here the "
                "firm would not understand it, even as a gift.",
            },
            "The gap is far wider than its reach",
        ),
        Question(
            "Firms of a cluster get a common language, and in time they all know the same. What "
            "happens to learning between them?",
            {
                "It rises all the time": "The language helps. But what is left to tell each other?",
                "It rises, then falls": "Right. The language lengthens reach; sameness "
                "takes away the gaps.",
                "It falls from the start": "At first firms are far apart, and understanding is "
                "what they lack.",
            },
            "It rises, then falls",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Loyalty is an assumption.** That trust takes attention from outsiders was put in. Levin and Cross (2004) find that the most
#   useful knowledge comes over *weak ties that are trusted*: trust and closeness are two things, and one can have the first without the second.
# - **Trust is one number.** In life it is between two, grows with good experience and breaks in a day. Wang's "dependability of knowledge
#   holder" has no place here: all that is told is true, and no source is better than another in this respect.
# - **Nothing leaks.** Kale and others (2000) say that trust also protects a firm's core expertise from partners. Here no firm
#   is ever harmed by what others learn from it.
# - **Absorptive capacity is given.** Reach does not grow with R&D, training or partners, and there is nobody inside the firm. Zahra and George (2002)
#   distinguish taking knowledge in from making use of it; Lane and Lubatkin (1998) find that it depends on the pair, not on one firm.
# - **Not every closeness harms.** In Dutch aviation Broekel and Boschma (2012) find that too much *cognitive* closeness lowers the innovation of firms, but
#   organisational closeness has no effect. In the model a longer reach never harms. Boschma (2005) expects an optimum everywhere.
# - **The form of the curve is a guess.** That most is learned at $x = \delta$ follows from the formula. No data were used to choose it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Trust opens exchange. With loyalty it also takes attention from sources outside, so that some trust is better than full trust.
# 2. Learning is novelty times understanding. It is highest where the gap equals the reach; prior knowledge decides who can use an expert.
# 3. Without loyalty a longer reach helps. With loyalty it helps little, and less trust helps more.
# 4. With loyalty, trust turns into a trap slowly: a trusting cluster is ahead at first.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 10: high trust, free communication | holds |
# | claim 12: trust is essential | holds in part: helpful, not essential |
# | "the more knowledge both of cooperators will acquire" | holds without loyalty, for SMEs more than for focal firms |
# | claim 20: trust and tacit knowledge | holds |
# | claim 24 (its part on loyalty) and claim 30: too much closeness, some distrust | hold with loyalty only |
# | claim 2 and claim 7: closeness in space and culture | hold |
# | claim 21: less cognitive distance | inverted U |
# | claim 22: prior knowledge and R&D | more absorption helps: holds; that R&D raises it is assumed |
#
# | Notation | Meaning |
# |---|---|
# | $\tau$ | trust: share of a possible exchange that takes place |
# | $e^{\text{loyalty} \cdot \tau}$ | pull of a local tie on attention, against 1 of a pipeline |
# | $x$ | gap: what the partner knows more in a field |
# | $\psi = \alpha x e^{-x/\delta}$ | what is learned from a gap; highest at $x = \delta$ |
# | $\delta$ | reach, the absorptive capacity |
# | $d^* = (a_1 b_2 - a_2 b_1) / (2 a_2 b_2)$ | optimal cognitive distance |
#
# **Reading.** Uzzi (1997), *Social structure and competition in interfirm networks: the paradox of embeddedness*, Administrative Science Quarterly 42(1), 35-67,
# doi:10.2307/2393808. Uzzi (1996), *The sources and consequences of embeddedness for the economic performance of organizations*, American Sociological Review
# 61(4), 674-698 (this is the one in Wang's list, where it has the year 1997). Cohen and Levinthal (1990), *Absorptive capacity: a new perspective on learning and
# innovation*, Administrative Science Quarterly 35(1), 128-152, doi:10.2307/2393553. Cohen and Levinthal (1989), *Innovation and learning: the two faces of
# R&D*, Economic Journal 99(397), 569-596. Nooteboom, Van Haverbeke, Duysters, Gilsing and Van den Oord (2007), *Optimal cognitive distance and absorptive capacity*,
# Research Policy 36(7), 1016-1034, doi:10.1016/j.respol.2007.04.003. Boschma (2005), *Proximity and innovation: a critical assessment*, Regional Studies
# 39(1), 61-74. Broekel and Boschma (2012), *Knowledge networks in the Dutch aviation industry: the proximity paradox*, Journal of Economic Geography 12(2),
# 409-433. Levin and Cross (2004), *The strength of weak ties you can trust*, Management Science 50(11), 1477-1490. Kale, Singh and Perlmutter (2000), *Learning
# and protection of proprietary assets in strategic alliances*, Strategic Management Journal 21(3), 217-237. Lane and Lubatkin (1998), *Relative absorptive
# capacity and interorganizational learning*, Strategic Management Journal 19(5), 461-477. Zahra and George (2002), *Absorptive capacity: a review,
# reconceptualization, and extension*, Academy of Management Review 27(2), 185-203.
#
# **Next:** [exercise 06](../exercises/06_trust_and_absorption.ipynb), on a cluster of your own.
