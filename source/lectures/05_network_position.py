# %% [markdown] slideshow={"slide_type": "slide"}
# # 05 Network position
#
# **Which place in the network pays? And is it the place that pays, or the ability of those who hold it?**
#
# *65 minutes alone, 80 minutes in class, 95 minutes if English or Python is new to you; a good break is before the lab. You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a function.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Rank firms by three kinds of centrality, and measure the holes around a firm. *Tasks* `position.rank`, `position.holes`
# 2. Tell what a place adds, once the number of ties and ability are held constant. *Task* `position.given`
# 3. Find the ties that bridge, and measure what a cluster loses without them. *Task* `position.bridge`
# 4. Test claims about whole networks and advise a firm. *Tasks* `position.size`, `position.explain`

# %% tags=["setup"]
import pandas as pd

from clusterlib import build_cluster
from clustercourse.exercises import check, hint
from clusterlib.experiments import DropLocalTies, Setting, compare, estimate, rank_correlation
from clustercourse.labs import position_lab
from clustercourse.predictions import predict, reveal
from clusterlib.learning import Learning, simulate
from clusterlib.measures import position_table
from clusterlib.plots import plot_cluster

SEED = 2013
base = Setting(periods=80, record_every=80)  # runs of the baseline cluster; only the end is kept
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the funds of Toronto
#
# Many companies that manage mutual funds in Canada sit close together in Toronto. Bell (2005) asked which companies are more
# innovative. Being in the cluster helps. So does a central place in one network: who knows whom among the **managers**.
# A central place in another network, ties between **institutions**, does not help.
#
# So "the centre" is not one place. The centre of which network, by which measure? And did these firms do well because they were
# central, or were they central because they were good?
#
# Wang has no such doubts: firms "located in the network center" are "more likely to receive their support and more information
# resource". Position, size, density and openness are the paper's **structure dimension**. This lecture puts each to the test.
#
# In the course model every firm learns from its partners, a little in each period, while the market moves on. A firm's **performance** is
# how much it knows of what the market values, from 0 to 1.

# %%
cluster = build_cluster("baseline", rng=SEED)
run = simulate(cluster, periods=80, rng=SEED)
places = position_table(cluster).assign(performance=run.performance[-1])
title = "Firms with many ties (large) often know much (bright)"
plot_cluster(cluster, size=places.degree, colour=places.performance, title=title)

# %% [markdown]
# Many large markers are bright, but not F33 and F06. There is more than one way to be central:
#
# - **degree**: how many ties a firm has. (Lecture 01.)
# - **betweenness**: how many pairs of others need the firm on their shortest path. (Lecture 01.)
# - **closeness**: how near all the others are, from 0 to 1; high if few steps lead to everybody.

# %%
firms = places[places.layer == "core"]
firms.nlargest(4, "degree")[["kind", "degree", "betweenness", "closeness", "performance"]]

# %% [markdown]
# F33 and F18 have [[12|firms.degree["F33"]]] ties each. But F19, with one tie less, stands between twice as many pairs as F33, and is
# closest to all. The two focal firms perform better than F33. Is it their place, or is it that they are focal firms? We come back to this.
#
# ### Your turn
#
# `rank_correlation(x, y)` is Spearman's: 1 if more of x always goes with more of y, 0 if the order of one says nothing about the
# other, and below 0 if more of x goes with less of y. What is it for the **ties** (`degree`) of SMEs and their `performance` in this cluster?

# %% tags=["task"]
smes = firms[firms.kind == "sme"]
# BEGIN SOLUTION -> rho = ...
rho = rank_correlation(smes.degree, smes.performance)
# END SOLUTION
check("position.try_correlation", rho, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.62|rho]].
# **Slip.** Taking all firms. The question is about SMEs, for a reason: they are equally able.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Does the centre pay?
#
# One cluster is one draw. So take forty. `correlate` lets all of them learn for eighty periods, correlates a measure with performance in
# each, and gives the mean with its 95% interval. (You only need to call it.) We begin with SMEs: in the model they are all equally able.


# %%
def correlate(measure, *given, kinds=("sme",), **changes):
    """Correlate a measure with performance in each cluster, with ``given`` held constant."""
    runs = simulate(clusters, Learning(**changes), periods=80, record_every=80, rng=SEED)
    known = tables.assign(performance=runs.performance[-1]).query("kind in @kinds and degree > 0")
    columns = [measure, "performance", *given]
    each = [rank_correlation(*one[columns].to_numpy().T) for _, one in known.groupby("cluster")]
    return estimate(each)


clusters = [build_cluster("baseline", rng=seed) for seed in range(40)]
tables = pd.concat(map(position_table, clusters), keys=range(40), names=["cluster"])
usual = correlate("degree")

# %% [markdown]
# The mean is [[0.52|usual.mean]], with an interval from [[0.48|usual.low]] to [[0.56|usual.high]]. The course keeps a **ledger**, a numbered list of the
# paper's claims. Claim 14, that central firms know more, **holds** for ties: more partners, more to learn from.
#
# But a tie takes time. A firm has **attention** for [[5|Learning().attention]] local ties; if it has more, each gets less.

# %% tags=["predict"]
predict(
    "position.attention",
    "Now a firm has attention for one tie only. What is left of the correlation?",
    ["nearly all of it", "about a third", "nothing"],
)

# %% tags=["result"]
short, ample = correlate("degree", attention=1), correlate("degree", attention=20)
options = ["nothing", "about a third", "nearly all of it"]
left = short.mean / usual.mean
answer = options[int(left > 0.15) + int(left > 0.7)]
numbers = f"Attention 1: {short.mean:.2f}. 5: {usual.mean:.2f}. 20: {ample.mean:.2f}."
reveal("position.attention", answer, numbers)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. "More partners, more to choose from." But a tie without attention carries little: the
# correlation falls from [[0.52|usual.mean]] to [[0.18|short.mean]].

# %% [markdown]
# **Ties that a firm cannot attend to are worth little.** With attention for [[20|20]] ties the correlation is higher than usual.
#
# ### Ties by lot
#
# Is it the ties, or something that comes with them? The clean test hands ties out **by lot**. In each cluster pick an SME at random, give it two
# more competitors to learn from, and run the same clusters again, with the same luck. How much does its performance change?

# %% tags=["result"]
import numpy as np

from clusterlib.experiments import relative


def two_more(one, firm, rng):
    """Return the cluster with two more ties of the firm, to firms of its stage drawn by lot."""
    stages = dict(one.nodes(data="stage"))
    others = [who for who, at in stages.items() if at == stages[firm] and who not in one[firm]]
    drawn = rng.choice([who for who in others if who != firm], 2, replace=False)
    larger = one.copy()
    larger.add_edges_from([(firm, str(who)) for who in drawn], dimension="horizontal", weight=1.0)
    return larger


def by_lot(least, most, attention):
    """Return what two more ties change for SMEs that have so many, with its interval."""
    rng, before, after, firms = np.random.default_rng(SEED), [], [], []
    for one in clusters:
        smes = [who for who, kind in one.nodes(data="kind") if kind == "sme"]
        if smes := [who for who in smes if least <= one.degree(who) <= most]:
            firms.append(str(rng.choice(smes)))
            before.append(one)
            after.append(two_more(one, firms[-1], rng))
    learning, levels = Learning(attention=attention), []
    for graphs in (before, after):
        seeds = list(range(len(graphs)))
        runs = simulate(graphs, learning, periods=80, record_every=80, rng=seeds)
        places = [list(one).index(firm) for one, firm in zip(graphs, firms, strict=True)]
        levels.append([runs.one(k).performance[-1, place] for k, place in enumerate(places)])
    return relative(*levels)


groups = {"0 or 1": (0, 1), "2 or 3": (2, 3), "4 or 5": (4, 5), "6 or more": (6, 99)}
lots = {name: by_lot(*ties, attention=5) for name, ties in groups.items()}
ample_lots = {name: by_lot(*ties, attention=20) for name, ties in groups.items()}
pd.DataFrame(
    {
        "change": {name: gain.mean for name, gain in lots.items()},
        "from": {name: gain.low for name, gain in lots.items()},
        "to": {name: gain.high for name, gain in lots.items()},
        "change with attention 20": {name: gain.mean for name, gain in ample_lots.items()},
    }
).rename_axis("ties before").map("{:+.0%}".format)

# %% [markdown]
# **The first partners are worth most.** An SME with one tie or none gains [[91%|lots["0 or 1"].mean]], one with two or three gains
# [[29%|lots["2 or 3"].mean]]. One with six or more *loses* [[7%|-lots["6 or more"].mean]]: a new partner takes attention from those that taught it
# more. With attention for [[20|20]] ties it gains a little. So the ties themselves do it, **up to a point** that no correlation shows.

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what the interval is about: the mean over clusters, not one firm.
# **Ask.** Which measure would you take in your own region, and of which network? Who would answer the survey?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The place or the ability?
#
# Focal firms have many ties, and they are abler: they can learn from those who know much more, do more own R&D and know more at the
# start. Place and ability come together in life too: in a Chilean wine cluster Giuliani and Bell (2005) find that knowledge flows in a core of
# firms that can absorb most. Now look at all firms, and switch learning over ties off: with attention 0 nobody learns from anybody.

# %% tags=["predict"]
predict(
    "position.silent",
    "No knowledge flows over any tie. What is the correlation of ties and performance now, over "
    "all firms, focal firms included?",
    ["about 0", "about 0.25", "about 0.5"],
)

# %% tags=["result"]
both = ["sme", "focal_firm"]
as_smes = {"reach_focal": 0.2, "rd_focal": 0.06, "focal_lead": 0}  # focal firms no abler than SMEs
silent = correlate("degree", kinds=both, attention=0)
equal = correlate("degree", kinds=both, attention=0, **as_smes)
options = ["about 0", "about 0.25", "about 0.5"]
answer = options[int(silent.mean > 0.12) + int(silent.mean > 0.38)]
reveal("position.silent", answer, f"{silent.mean:.2f}; with equal ability {equal.mean:.2f}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. If nothing flows, nothing can correlate, it seems. Ability makes a firm central and
# knowing: [[0.27|silent.mean]].

# %% [markdown]
# A correlation of [[0.27|silent.mean]], and not one tie has carried anything! Focal firms have more ties, and they have more ability; ability makes
# them know more. This is **confounding**: a third thing, being a focal firm, stands behind both. Make focal firms no abler than SMEs, and
# [[0.03|equal.mean]] is left, with an interval that includes zero. A survey that correlates cannot tell the two apart.
#
# An experiment can. Take from focal firms their ability, or their place (many ties, most pipelines), or both. By how much does their
# mean performance still exceed that of SMEs?

# %% tags=["result"]
scattered = {"focal_propensity": 1, "gate": 1 / 9}  # ties and pipelines as any firm has them


def lead(history):
    """Return by how much focal firms know more than SMEs at the end, in each cluster."""
    return (history.level("focal_firm") - history.level("sme"))[-1]


cases = {
    "both": {},
    "place only": as_smes,
    "ability only": scattered,
    "neither": as_smes | scattered,
}
leads = {
    words: compare(base, base.but(**case), lead, replicates=40, rng=SEED).changed.mean()
    for words, case in cases.items()
}
pd.DataFrame({"lead of focal firms": leads}).rename_axis("what they have more of")

# %% [markdown]
# A central place without ability is worth [[0.04|leads["place only"]]]. Ability without the place is worth [[0.07|leads["ability only"]]]. Added
# up that is [[0.11|leads["place only"] + leads["ability only"]]], half of the [[0.22|leads["both"]]] that focal firms have with both. **Place and ability need
# each other.** Place brings knowledge to the door; ability lets it in. Zaheer and Bell (2005) find the same pattern among Canadian mutual
# funds: innovative firms that also have a good place get "a further performance boost".

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say what confounds what.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: who knows more?
#
# Each point is a firm of one of four clusters. The horizontal axis is its **rank** by a measure, as Spearman's correlation uses it.
#
# 1. Keep *number of ties*. Move attention from 5 to 1 and to 0. Which correlation goes, which stays? Now give focal firms the ability
#    of SMEs.
# 2. Press *Reset* and go through the measures. Which go with performance? Which still do **given** the number of ties, that is, among
#    SMEs with the same number of ties? Look at other draws before you decide.
# 3. Press Play with *number of ties*. When do ties begin to matter for SMEs? And for all firms?

# %% tags=["predict"]
predict(
    "position.lab",
    "Two SMEs have the same number of ties. The partners of the first know each other, those of the "
    "second do not. Who knows more in period 80, on average?",
    ["the first", "the second", "no clear difference"],
)

# %% tags=["lab"]
position_lab("position.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Burt is known, or believed at once. Holes are ties by another name here; with as many ties
# nothing is left.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. With less attention both shrink. At 0 that of the SMEs is gone, and part of that of all firms stays: ability. With equal ability
#    it goes too.
# 2. Every measure goes with performance, constraint with a minus sign. Given the number of ties most bars stay near 0 and change
#    sides with the draw. So the prediction's answer is: no clear difference.
# 3. At the start SMEs' ties mean nothing; their correlation grows in the first ten periods or so. Over all firms it
#    is above 0 from the start: focal firms begin with more knowledge and more ties.
#
# </details>

# %% [markdown] tags=["instructor"]
# **Stop.** All have seen which correlation stays when nothing flows.
# **Ask.** Let two students argue: one owns a firm with twelve ties, one a firm with three and a laboratory.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Structural holes
#
# Burt (1992) says: do not count partners, count **different** partners. Two partners who talk to each other tell you the same. Between partners
# who do not know each other there is a **structural hole**, and you connect its two sides. Wang takes this over: such firms have "the advantage
# of knowledge acquisition, knowledge absorption and knowledge innovation". Two measures:
#
# - **Effective size**: the number of partners, less what they have in common. With $n$ partners and $t$ ties among them it is $n - 2t/n$.
#   F18's [[12|places.degree["F18"]]] partners are worth [[10.3|places.effective_size["F18"]]] different ones.
# - **Constraint**: how far your ties lead back to the same people. **Low constraint, many holes.** (Formula: see the summary.)
#
# Now the test. `correlate(measure, "degree")` compares SMEs with
# the same number of ties: a **partial** correlation, the measure "given ties".

# %%
holes = correlate("constraint", "degree")
rows = {}
for measure in ["constraint", "effective_size", "betweenness", "closeness"]:
    plain, given = correlate(measure), correlate(measure, "degree")
    rows[measure] = [plain.mean, given.mean, given.low, given.high]
pd.DataFrame(rows, index=["alone", "given ties", "from", "to"]).T

# %% [markdown]
# Alone, constraint does as well as the number of ties. Given ties, [[-0.04|holes.mean]] is left, with an interval that includes zero. Claim 15,
# that holes give an advantage, **fails** in this model. Only closeness adds a little.
#
# Why? First, **holes are ties by another name** here: the rank correlation of constraint and degree is
# [[-0.97|tables.query("kind == 'sme' and degree > 0").constraint.corr(tables.degree, method="spearman")]] among SMEs. Few partners of a firm know each other anyway.
# Second, nothing is *made* at a hole. Burt (2004) found better ideas among managers who span holes: they combine what two groups know. In the model
# knowledge is only handed on. The evidence on firms is mixed: among makers of chemicals, Ahuja (2000) finds that firms with more ties have
# more patents, and firms with more holes have fewer.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Ways to stand between
#
# *Optional: no claim and no graded task needs it.* Gould and Fernandez (1989) ask **whom** a broker joins. Groups are stages and layers here.
# (Without directions, gatekeeper and representative are the same.)

# %% tags=["result"]
from clusterlib.measures import brokerage

roles, kinds_of_tie = ["coordinator", "gatekeeper", "itinerant", "liaison"], []
stages = [
    {who: str(about["stage"] or about["layer"]) for who, about in one.nodes(data=True)}
    for one in clusters
]
counted = [brokerage(one, groups) for one, groups in zip(clusters, stages, strict=True)]
tables[roles] = pd.concat(counted)[roles].to_numpy()
for dimension in ["horizontal", "vertical", "multi_angle"]:
    counts = [
        sum(kind == dimension for _, _, kind in one.edges(who, data="dimension"))
        for one in clusters
        for who in one
    ]
    tables[dimension] = counts
    kinds_of_tie.append(dimension)
by_kind = {name: correlate(name, *set(kinds_of_tie) - {name}) for name in kinds_of_tie}
brokers = {
    role: [
        correlate(role).mean,
        correlate(role, "degree").mean,
        correlate(role, *kinds_of_tie).mean,
    ]
    for role in roles
}
joins = {
    "coordinator": "coordinator: two of its own stage",
    "gatekeeper": "gatekeeper: its own stage and another",
    "itinerant": "itinerant: two of one other stage",
    "liaison": "liaison: two different other groups",
}
pd.DataFrame(brokers, index=["alone", "given ties", "given ties of each kind"]).T.rename(joins)

# %% [markdown] tags=["instructor"]
# **Cut.** Keep its last bold sentence. Gatekeepers come back in lecture 07.

# %% [markdown]
# Given the number of ties, gatekeepers do better ([[0.17|brokers["gatekeeper"][1]]]) and itinerants worse
# ([[-0.25|brokers["itinerant"][1]]]). But a gatekeeper *must* have a tie in its own stage, an itinerant needs none. And horizontal ties go most with
# an SME's performance: [[0.50|by_kind["horizontal"].mean]], against [[0.06|by_kind["vertical"].mean]] for vertical ones. Hold the ties of each kind
# constant, and the itinerant's loss and nearly half of the gatekeeper's gain are gone. **A role may stand for something simpler: which kinds of ties a firm has.**

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Strong and weak ties
#
# Wang names "strong" and "weak" ties and leaves it there. The idea is from Granovetter (1973). Strong ties come in tight groups: my close
# partners are each other's partners. So a **bridge** out of the group is nearly always a weak tie, and news comes over bridges.
#
# The **overlap** of a tie says how redundant it is. Count the partners that both ends have in common. Divide by the number of partners that
# at least one of them has. The two ends themselves do not count. A tie with overlap 0 is a local bridge.
#
# ### Your turn
#
# What is the overlap of the tie between F18 and F26?

# %% tags=["task"]
mine, theirs = set(cluster["F18"]) - {"F26"}, set(cluster["F26"]) - {"F18"}
# BEGIN SOLUTION -> overlap = ...
overlap = len(mine & theirs) / len(mine | theirs)
# END SOLUTION
check("position.try_overlap", overlap, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.273|overlap]].

# %% tags=["predict"]
predict(
    "position.bridges",
    "A cluster loses a fifth of its local ties: once those with the least overlap, once those with the most. "
    "Which loss costs more?",
    ["the bridges", "the redundant ties", "both cost about the same"],
)

# %% tags=["result"]
without = {w: base.but(steps=[DropLocalTies(w)]) for w in ["bridging", "redundant"]}
lost = {w: compare(base, without[w], replicates=40, rng=SEED).relative for w in without}
bridging, redundant = -lost["bridging"].mean, -lost["redundant"].mean
options = ["the redundant ties", "both cost about the same", "the bridges"]
answer = options[int(bridging > 0.8 * redundant) + int(bridging > 1.25 * redundant)]
reveal("position.bridges", answer, f"Bridges {bridging:.1%}, redundant ties {redundant:.1%}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. The class has just learned that holes do not pay the firm. The cluster is another matter:
# [[11.7%|bridging]] against [[5.9%|redundant]].

# %% [markdown]
# Without the bridges firms lose [[11.7%|bridging]] of their performance; without the same number of redundant ties, [[5.9%|redundant]]. Claim 19
# **holds**: what a redundant tie carried comes another way, what a bridge carried does not. This does not contradict the section on holes. A
# bridge is worth much to the **cluster**, since others learn over it too. The firm at its end need not be better off than another with the same number of ties.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The network as a whole
#
# The paper's last sentence on structure speaks of whole networks: "network centrality, network size and network openness is positive
# correlate with the organizational learning process". With Fig. 2 it adds density. Three more experiments:

# %% tags=["predict"]
predict(
    "position.size",
    "Twice as many firms in each stage, all else as it is. What does a firm know in the end, on average?",
    ["clearly more", "about the same", "clearly less"],
)

# %% tags=["result"]
from IPython.display import display

from clusterlib import Structure
from clusterlib.experiments import sweep
from clusterlib.plots import CourseFigure

FACTORS = [0.25, 0.5, 1, 2, 3, 5]
denser = [
    Structure(horizontal_ties=1.8 * f, vertical_ties=1.8 * f, multi_angle_ties=f) for f in FACTORS
]
curves = {
    "firms in each stage": ("firms_per_stage", [4, 8, 12, 18, 24, 30]),
    "share of local ties given up for pipelines": ("openness", [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]),
    "local ties, times the usual number": ("structure", denser),
}
figure = CourseFigure(figsize=(12, 4.2))
titles = [
    "Size: more firms, less for each",
    "Openness: best in the middle",
    "Density: up to a point",
]
found, said = {}, []
for place, (label, (name, values)) in enumerate(curves.items()):
    frame = sweep(base, {name: values}, replicates=40, rng=SEED).frame()
    xs = FACTORS if name == "structure" else values
    found[name] = dict(zip(xs, frame["mean"], strict=True))
    ax = figure.add_axes((0.055 + place / 3, 0.17, 0.265, 0.68), ylim=(0, 0.6), xlabel=label)
    ax.fill_between(xs, frame.low, frame.high, color="#0072B2", alpha=0.2, lw=0)
    ax.plot(xs, frame["mean"], "o-", color="#0072B2", lw=2)
    ax.set_title(titles[place], loc="left", fontsize=12, weight="bold")
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color="#E3E6EA")
    ax.set_axisbelow(True)
    ax.set_ylabel("performance of firms (0 to 1)" if place == 0 else "")
    points = ", ".join(f"{x:g}: {y:.2f}" for x, y in found[name].items())
    said.append(f"{titles[place]}. Performance by {label}: {points}.")
figure.alt = " ".join(said)
ratio = found["firms_per_stage"][24] / found["firms_per_stage"][12]
options = ["clearly less", "about the same", "clearly more"]
answer = options[int(ratio > 0.95) + int(ratio > 1.05)]
outcome = f"From 12 to 24 firms in each stage: {ratio - 1:+.0%}."
display(reveal("position.size", answer, outcome))
figure

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. More firms, more knowledge. But the same few sources are then shared by twice as many.

# %% [markdown]
# Bands are intervals over [[40|40]] draws.
#
# - **Size** (claim 16) **fails**. More firms share the same few focal firms and pipelines, so news from outside is further away from most.
# - **Openness** (claim 17) is an **inverted U**. The first pipelines bring what nobody has; the last ones cost the local ties that
#   would have spread it. Lecture 08 is about this.
# - **Density** (claim 18) is an **inverted U** too, a flat one. Beyond twice the usual number firms have more partners than time.
#
# ### Your turn
#
# "All else as it is" is a choice. Let the sources grow along: twice the firms in each stage **and** twice the focal firms, outside R&D
# organisations, lead customers and subcontractors. By which share of `base` does the performance of firms change? Take
# `compare` with `replicates=40, rng=SEED`.

# %% tags=["task"]
twice = base.but(
    firms_per_stage=24, focal_firms=8, outside_rd=12, lead_customers=6, outside_subcontractors=6
)
# BEGIN SOLUTION -> scaled = ...
scaled = compare(base, twice, replicates=40, rng=SEED).relative.mean
# END SOLUTION
check("position.try_scaled", scaled, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.017|scaled]].
# **Cut.** Show the figure and give the task as homework.

# %% [markdown]
# Then size makes no clear difference: the interval runs from [[-2%|compare(base, twice, replicates=40, rng=SEED).relative.low]] to
# [[6%|compare(base, twice, replicates=40, rng=SEED).relative.high]]. **Not the number of firms counts, but how many of them share a source.**
#
# The ledger runs all six claims of this lecture with draws of its own. Of a claim with several experiments the picture shows the first:

# %% tags=["result"]
from clustercourse.claims import claims_frame, plot_effects, run_claims

plot_effects(claims_frame(run_claims(range(14, 20), replicates=40)))

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A survey finds that central firms innovate more. What follows?",
            {
                "A central place makes firms innovative": "Perhaps. But able firms may attract "
                "partners, and the survey would look the same.",
                "Place and innovation go together, for one reason or another": "Right. To find "
                "the reason, hold ability constant, or change the place and see.",
                "Being central has no effect": "That does not follow either. A confounded effect "
                "may still be there.",
            },
            "Place and innovation go together, for one reason or another",
        ),
        Question(
            "The correlation of constraint and performance is -0.5. Given the number of ties it is 0. "
            "A firm wants to learn more. What should it do?",
            {
                "Drop partners who know each other": "Then it has fewer partners, and that is what "
                "counts here.",
                "Find more partners, as long as there is time for them": "Right. The number of "
                "partners does the work; whether they know each other adds nothing.",
                "Keep its partners from meeting": "Constraint would fall, but it is not "
                "constraint that matters once ties are counted.",
            },
            "Find more partners, as long as there is time for them",
        ),
        Question(
            "Two firms of a tight group lose their tie. Nothing happens. What can you say of it?",
            {
                "It was a local bridge": "Over a bridge comes what comes no other way. Its loss "
                "would be felt.",
                "It was redundant": "Right. They share partners, and news takes the other way.",
                "It was a weak tie": "More likely a strong one: ties in tight groups are.",
            },
            "It was redundant",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Ties come by chance.** Real firms choose partners, and able firms are chosen. So real correlations are more confounded than these, not less.
# - **A central place has other costs.** In a media cluster in Northern Italy Ferriani and MacMillan (2017) find that centrality helps small
#   firms to grow up to a point, and harms beyond.
# - **Nothing new is made.** At a hole two ideas may become a third. In the model they cannot, so it puts the worth of holes too low. For machine
#   shops McEvily and Zaheer (1999) find that firms with bridging ties have better capabilities.
# - **Ties have no strength.** "Weak" means "bridging" here. The two are not the same: in simulations of Neal (2024) a strong bridge is more useful
#   than a weak one. In a test with millions of people, moderately weak ties helped most to find jobs (Rajkumar and others 2022).
# - **One cluster is a small sample.** In one of our clusters the partial correlation of constraint lies, typically,
#   [[0.21|abs(holes.mean / holes.effect_size)]] above or below the mean. A survey of one cluster could "find" either sign.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. There are several centres. Firms with more ties know more, until they have more ties than attention. Effective size and constraint measure holes.
# 2. A survey confounds place with ability. Each alone is worth little, both together more than their sum. Given ties, holes add nothing.
# 3. Ties with no common partners are bridges. To lose them costs a cluster twice as much as to lose redundant ones.
# 4. Larger is not better if sources do not grow along; openness and density are best in the middle.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 14: central firms know more | holds for ties, up to those a firm can attend to; among all firms ability stands behind part of it |
# | claim 15: structural holes give an advantage | fails: nothing beyond the number of ties |
# | claim 16: the larger, the better | fails; no difference if sources grow along |
# | claim 17: openness helps | inverted U |
# | claim 18: density helps (Fig. 2) | inverted U, flat |
# | claim 19: weak ties that bridge matter most | holds for the cluster |
#
# | Notation | Meaning |
# |---|---|
# | $k_i$ | degree: number of ties of firm $i$ |
# | $n - 2t/n$ | effective size: $n$ partners, $t$ ties among them |
# | $\sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2$ | constraint; $p_{ij}$: share of $i$'s ties that goes to $j$ |
# | $\rho_{xy \cdot z}$ | partial rank correlation of $x$ and $y$ given $z$ |
#
# **Reading.** Bell (2005), *Clusters, networks, and firm innovativeness*, Strategic Management Journal 26(3), 287-295, doi:10.1002/smj.448. Zaheer and Bell
# (2005), *Benefiting from network position*, Strategic Management Journal 26(9), 809-825, doi:10.1002/smj.482. Giuliani and Bell (2005), *The
# micro-determinants of meso-level learning and innovation*, Research Policy 34(1), 47-68. Burt (1992), *Structural Holes*, Harvard University
# Press. Burt (2004), *Structural holes and good ideas*, American Journal of Sociology 110(2), 349-399, doi:10.1086/421787. Ahuja (2000), *Collaboration
# networks, structural holes, and innovation*, Administrative Science Quarterly 45(3), 425-455, doi:10.2307/2667105. Granovetter (1973), *The strength of weak
# ties*, American Journal of Sociology 78(6), 1360-1380. Gould and Fernandez (1989), *Structures of mediation*, Sociological Methodology 19, 89-126.
# McEvily and Zaheer (1999), *Bridging ties*, Strategic Management Journal 20(12), 1133-1156. Ferriani and MacMillan (2017), *Performance gains and losses from network
# centrality in cluster located firms*, Innovation: Organization and Management 19(3), 307-334, doi:10.1080/14479338.2017.1341293. Neal (2024), *The
# not-so-forbidden triad*, Network Science. Rajkumar, Saint-Jacques, Bojinov, Brynjolfsson and Aral (2022), *A causal test of the strength
# of weak ties*, Science 377, 1304-1310, doi:10.1126/science.abl4476.
#
# **Next:** [exercise 05](../exercises/05_network_position.ipynb), on a cluster of your own.
