# %% [markdown] slideshow={"slide_type": "slide"}
# # 05 Network position
#
# **Which place in the network pays? And is it the place that pays, or the ability of those who hold it?**
#
# *60 minutes, or 90 minutes if English or Python is new to you; a good break is before the lab. You need:*
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
from clusterlib.claims.surgery import DropLocalTies
from clusterlib.exercises import check, hint
from clusterlib.experiments import Setting, compare, estimate, rank_correlation
from clusterlib.labs import position_lab, predict, reveal
from clusterlib.learning import Learning, simulate
from clusterlib.measures import position_table
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the funds of Toronto
#
# Many of the companies that manage mutual funds in Canada sit close together in Toronto, others do not. Bell (2005) asked which of them are more
# innovative. Being in the cluster helps. So does a central place in one network: who knows whom among the **managers**.
# A central place in another network, ties between **institutions**, does not help.
#
# So "the centre" is not one place. Ask at once: the centre of which network, by which measure? And ask a second question:
# did these firms do well because they were central, or were they central because they were good?
#
# Wang has no such doubts: firms "located in the network center" are "more likely to receive their support and more information
# resource". The paper calls it the **structure dimension**: position, size, density, openness. This lecture puts each to the test.

# %%
cluster = build_cluster("baseline", rng=SEED)
run = simulate(cluster, periods=80, rng=SEED)
places = position_table(cluster).assign(performance=run.performance[-1])
title = "Large: has many ties. Bright: knows much"
plot_cluster(cluster, size=places.degree, colour=places.performance, title=title)

# %% [markdown]
# Many large markers are bright, but not all. There is more than one way to be central:
#
# - **degree**: how many ties a firm has. (Lecture 01.)
# - **betweenness**: how many pairs of others need the firm on their shortest path. (Lecture 01.)
# - **closeness**: how near all the others are, from 0 to 1; high if few steps lead to everybody.

# %%
firms = places[places.layer == "core"]
firms.nlargest(4, "degree")[["kind", "degree", "betweenness", "closeness", "performance"]]

# %% [markdown]
# F33 and F18 have [[12|firms.degree["F33"]]] ties each. But F19, with one tie less, stands between twice as many pairs as F33, and is
# closest to all. By performance, what a firm knows of what the market values, the two focal firms are ahead of F33. Is this
# their place, or that they are focal firms? Hold that thought.
#
# ### Your turn
#
# `rank_correlation(x, y)` is Spearman's: 1 if more of x always goes with more of y, 0 if the order of one says nothing about
# the other. How strongly do the **ties** (`degree`) of SMEs go with their `performance` in this cluster?

# %% tags=["task"]
smes = firms[firms.kind == "sme"]
# BEGIN SOLUTION -> rho = ...
rho = rank_correlation(smes.degree, smes.performance)
# END SOLUTION
check("position.try_correlation", rho, cluster)

# %% [markdown] tags=["instructor"]
# **Slip.** Taking all firms. The question is about SMEs, for a reason: they are equally able.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Does the centre pay?
#
# One cluster is one draw. So take forty. `correlate` lets all of them learn for eighty periods, correlates a measure with performance in
# each, and gives the mean over clusters with its interval. We begin with SMEs only: in the model they are all equally able.


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
# The mean is [[0.52|usual.mean]], with an interval from [[0.48|usual.low]] to [[0.56|usual.high]]. So claim 14, that central firms know
# more, **holds** for ties. More partners, more to learn from.
#
# But a tie takes time. In these runs a firm can attend to [[5|Learning().attention]] local ties fully.

# %% tags=["predict"]
predict(
    "position.attention",
    "Now a firm has time for one partner in a period: attention=1. What is left of the correlation?",
    ["nearly all of it", "about a third", "nothing"],
)

# %%
short, ample = correlate("degree", attention=1), correlate("degree", attention=20)

# %% tags=["result"]
options = ["nothing", "about a third", "nearly all of it"]
left = short.mean / usual.mean
answer = options[int(left > 0.15) + int(left > 0.7)]
numbers = f"Attention 1: {short.mean:.2f}. 5: {usual.mean:.2f}. 20: {ample.mean:.2f}."
reveal("position.attention", answer, numbers)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. "More partners, more to choose from." But a tie without attention carries little: the
# correlation falls from [[0.52|usual.mean]] to [[0.18|short.mean]].

# %% [markdown]
# **Ties that a firm cannot attend to are worth little.** With attention for [[20|20]] ties the correlation is higher than usual. A consultant who
# counts business cards counts the wrong thing.
#
# ### Ties by lot
#
# Is it the ties, or something that comes with them? The clean test hands ties out **by lot**. In each cluster pick an SME at random, give it two
# more competitors to learn from, and run the same clusters again, with the same luck. By which share does its performance change?

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
# [[29%|lots["2 or 3"].mean]]. One with six or more *loses* [[7%|-lots["6 or more"].mean]]: it has more partners than time, and a new one takes
# attention from those that taught it more. With time for [[20|20]] ties it gains a little. So the ties themselves do it, up to a point.
# The correlation told the sign, and was silent about the point.

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what the interval is about: the mean over clusters, not one firm.
# **Ask.** Which measure would you take in your own region, and of which network? Who would answer the survey?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The place or the ability?
#
# Focal firms have many ties, and they are abler: they understand wider gaps, do more own R&D and know more at the start. The two
# come together, in the model as in life. Giuliani and Bell (2005) find that in a Chilean wine cluster knowledge
# flows in a core of firms that can absorb most. So look at all firms, and switch learning over ties off: with attention 0 nobody learns from anybody.

# %% tags=["predict"]
predict(
    "position.silent",
    "No knowledge flows over any tie. How strongly do ties and knowledge go together, over all firms, "
    "focal firms included?",
    ["about 0", "about 0.25", "about 0.5"],
)

# %%
both = ["sme", "focal_firm"]
as_smes = {"reach_focal": 0.2, "rd_focal": 0.06, "focal_lead": 0}  # focal firms no abler than SMEs
silent = correlate("degree", kinds=both, attention=0)
equal = correlate("degree", kinds=both, attention=0, **as_smes)

# %% tags=["result"]
options = ["about 0", "about 0.25", "about 0.5"]
answer = options[int(silent.mean > 0.12) + int(silent.mean > 0.38)]
reveal("position.silent", answer, f"{silent.mean:.2f}; with equal ability {equal.mean:.2f}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. If nothing flows, nothing can correlate, it seems. Ability makes a firm central and
# knowing: [[0.27|silent.mean]].

# %% [markdown]
# A correlation of [[0.27|silent.mean]], and not one tie has carried anything! Focal firms are built with more ties and, apart
# from that, with more ability, and ability makes them know more. This is **confounding**: a third thing stands behind both. Make focal firms no abler than SMEs and
# [[0.03|equal.mean]] is left, with an interval that includes zero. Whoever surveys one cluster and correlates cannot tell.
#
# An experiment can. Take from focal firms their ability, or their place (many ties, most pipelines), or both. By how much do
# they still lead the SMEs?

# %%
base = Setting(periods=80, record_every=80)
scattered = {"focal_propensity": 1, "gate": 1 / 9}  # ties and pipelines as any firm has them


# %% tags=["result"]
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
pd.DataFrame({"lead of focal firms": leads})

# %% [markdown]
# A central place without ability is worth [[0.04|leads["place only"]]]. Ability without the place is worth [[0.07|leads["ability only"]]]. Added
# up that is [[0.11|leads["place only"] + leads["ability only"]]], half of the [[0.22|leads["both"]]] that focal firms have with both. **Place and ability need
# each other.** A place brings knowledge to the door; ability lets it in.
#
# Zaheer and Bell (2005) find the same pattern among the funds of Toronto: innovative firms gain from their own ability and from their place,
# and those that have both get "a further performance boost".

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say what confounds what.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: who knows more?
#
# Each point is a firm of one of four clusters. The horizontal axis is its **rank** by a measure, as Spearman's correlation uses it.
#
# 1. Keep *number of ties*. Move attention from 5 to 1, to 0, and to the other end. Which correlations go, which stays? Now give focal firms the ability
#    of SMEs and do it again.
# 2. Set attention back to 5 and go through the measures. Which of them go with knowledge? Which still do, given the number of ties?
#    Look at other draws before you decide.
# 3. Press Play with *number of ties*. When do ties begin to matter for SMEs? And for all firms?

# %% tags=["predict"]
predict(
    "position.lab",
    "Two SMEs have as many ties. The partners of the first know each other, those of the second do "
    "not. Who knows more in period 80?",
    ["the first, among partners who know each other", "the second, between holes", "no difference"],
)

# %% tags=["lab"]
position_lab("position.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Burt is known, or believed at once. Holes are ties by another name here; with as many ties
# nothing is left.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. With less attention all correlations shrink. At 0 that of the SMEs is gone, that of all firms stays: ability. With equal ability
#    it goes too.
# 2. Every measure goes with knowledge, constraint with a minus sign. Given the number of ties most dots sit near 0 and change
#    sides with the draw.
# 3. At the start SMEs' ties mean nothing, then their correlation grows in the first ten periods or so. Over all firms it
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
# who do not know each other there is a **structural hole**, and you stand on it. Wang takes this over: such firms have "the advantage
# of knowledge acquisition, knowledge absorption and knowledge innovation". Two measures:
#
# - **Effective size**: partners less their redundancy. With $n$ partners and $t$ ties among them it is $n - 2t/n$.
# - **Constraint**: how far all your time leads back to the same people, $\sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2$, where $p_{ij}$ is
#   the share of $i$'s ties that goes to $j$. Low constraint, many holes.
#
# ### Your turn
#
# What is the effective size of F18, with all its partners, outside sources too?

# %% tags=["task"]
partners = set(cluster["F18"])
among = cluster.subgraph(partners).number_of_edges()  # ties among the partners
# BEGIN SOLUTION -> effective = ...
effective = len(partners) - 2 * among / len(partners)
# END SOLUTION
check("position.try_effective", effective, cluster)

# %% [markdown]
# Of [[12|len(partners)]] partners [[10.3|effective]] are left. Now the test. `correlate(measure, "degree")` compares SMEs with as many ties: a
# **partial** correlation. What the number of ties explains is taken out of both, of the measure and of performance.

# %%
holes = correlate("constraint", "degree")
rows = {}
for measure in ["constraint", "effective_size", "betweenness", "closeness"]:
    plain, given = correlate(measure), correlate(measure, "degree")
    rows[measure] = [plain.mean, given.mean, given.low, given.high]
pd.DataFrame(rows, index=["alone", "given ties", "from", "to"]).T

# %% [markdown]
# Alone, constraint does as well as the number of ties. Given ties [[-0.04|holes.mean]] is left, with an interval that includes zero. Claim 15,
# that holes give an advantage, **fails** in this model. Only closeness adds a little.
#
# Why? First, **holes are ties by another name** here: constraint and degree of SMEs rank-correlate with
# [[-0.97|tables.query("kind == 'sme' and degree > 0").constraint.corr(tables.degree, method="spearman")]]. In a sparse network few partners know each other anyway.
# Whoever reports that holes pay, and has not held ties constant, has reported that ties pay.
#
# Second, nothing is *made* at a hole. Burt (2004) found better ideas among managers who span holes: they combine what two groups know. In the model knowledge is
# only handed on. The evidence on firms is split: among makers of chemicals, Ahuja (2000) finds that more ties mean more patents and more holes fewer.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Five ways to stand between
#
# Gould and Fernandez (1989) ask not only whether you stand between two others, but **whom** you join. Here groups are stages and layers:
#
# | Role | Joins | Example |
# |---|---|---|
# | coordinator | two of its own stage | two competitors |
# | gatekeeper, representative | its own stage and another | a supplier and a competitor |
# | itinerant | two of one other stage | two suppliers |
# | liaison | two different other groups | a supplier and a university |
#
# (Gatekeeper and representative are the same tie seen from two sides; without directions the counts are equal.)

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
pd.DataFrame(brokers, index=["alone", "given ties", "given ties of each kind"]).T

# %% [markdown] tags=["instructor"]
# **Cut.** Keep its last bold sentence. Gatekeepers come back in lecture 07.

# %% [markdown]
# Given the number of ties the roles differ: gatekeepers between stages are better off ([[0.17|brokers["gatekeeper"][1]]]), itinerants worse
# ([[-0.25|brokers["itinerant"][1]]]). Before you write a paper about it: a gatekeeper *must* have ties in its own stage, an itinerant needs
# none. And in the model a horizontal tie is worth most to an SME, [[0.50|by_kind["horizontal"].mean]] with the other kinds held constant; a vertical one
# adds [[0.06|by_kind["vertical"].mean]]. Hold the ties of each kind constant, and the itinerant's loss and most of the gatekeeper's gain are gone.
#
# **A role may stand for something simpler: which kinds of ties one has.** (The coordinator's minus sign says: of firms with as many horizontal
# ties, those whose competitors know each other do better. Why? Do not believe a reason before you have tested it.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Strong and weak ties
#
# Wang quotes the distinction of "strong" versus "weak" ties and leaves it there. It is from Granovetter (1973). Strong ties cost
# time and come in tight groups: my close partners are each other's partners. So a **bridge** out of the group is nearly always
# a weak tie, and news comes over bridges.
#
# How redundant a tie is can be measured. Its **overlap** is the number of partners that both ends have in common, divided by the number
# of partners that at least one of them has, not counting the two ends themselves. A tie with overlap 0 is a local bridge.
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

# %% tags=["predict"]
predict(
    "position.bridges",
    "A cluster loses a fifth of its local ties: once those with the least overlap, once those with the most. "
    "Which loss costs more?",
    ["the bridges", "the redundant ties", "both cost about the same"],
)

# %%
without = {w: base.but(steps=[DropLocalTies(w)]) for w in ["bridging", "redundant"]}
lost = {w: compare(base, without[w], replicates=40, rng=SEED).relative for w in without}

# %% tags=["result"]
bridging, redundant = -lost["bridging"].mean, -lost["redundant"].mean
options = ["the redundant ties", "both cost about the same", "the bridges"]
answer = options[int(bridging > 0.8 * redundant) + int(bridging > 1.25 * redundant)]
reveal("position.bridges", answer, f"Bridges {bridging:.1%}, redundant ties {redundant:.1%}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. The class has just learned that holes do not pay the firm. The cluster is another matter:
# [[11.7%|bridging]] against [[5.9%|redundant]].

# %% [markdown]
# Without the bridges firms lose [[11.7%|bridging]], without as many redundant ties [[5.9%|redundant]]. Claim 19 **holds**: what a redundant tie
# carried comes another way, what a bridge carried does not.
#
# Does this contradict the section on holes? No. A bridge is worth much to the **cluster**, since others learn over it too. That
# does not make the firm at its end better off than another with as many ties.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The network as a whole
#
# The paper's last sentence on structure speaks of whole networks: "network centrality, network size and network openness is positive
# correlate with the organizational learning process". Fig. 2 adds density. Three more experiments:

# %% tags=["predict"]
predict(
    "position.size",
    "Twice as many firms in each stage, all else as it is. What does the mean firm know in the end?",
    ["clearly more", "about the same", "clearly less"],
)

# %% tags=["result"]
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
reveal("position.size", answer, outcome)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. More firms, more knowledge. But the same few sources are then shared by twice as many.

# %% tags=["result"]
figure

# %% [markdown]
# Bands are intervals over [[40|40]] draws; each curve changes one thing.
#
# - **Size** (claim 16) **fails**. More firms share the same few focal firms and pipelines, so news from outside is further away from most.
#   (The paper speaks of learning; so we ask what a firm knows, and do not add up what all of them know.)
# - **Openness** (claim 17) is an **inverted U**. The first pipelines bring what nobody has; the last ones cost the local ties that
#   would have spread it. Lecture 08 is about this.
# - **Density** (claim 18) is an **inverted U** too, a flat one. Beyond twice the usual number firms have more partners than time.
#
# ### Your turn
#
# "All else as it is" is a choice. Let the sources grow along: twice the firms in each stage **and** twice the focal firms, outside R&D
# organisations, lead customers and subcontractors. By which share does the performance of firms change against `base`? Take
# `replicates=40, rng=SEED`.

# %% tags=["task"]
twice = base.but(
    firms_per_stage=24, focal_firms=8, outside_rd=12, lead_customers=6, outside_subcontractors=6
)
# BEGIN SOLUTION -> scaled = ...
scaled = compare(base, twice, replicates=40, rng=SEED).relative.mean
# END SOLUTION
check("position.try_scaled", scaled, cluster)

# %% [markdown] tags=["instructor"]
# **Cut.** Show the figure and give the task as homework.

# %% [markdown]
# Then size makes no clear difference: the interval runs from [[-2%|compare(base, twice, replicates=40, rng=SEED).relative.low]] to
# [[6%|compare(base, twice, replicates=40, rng=SEED).relative.high]]. **What counts is not how many you are, but how many sources you share
# with how many.** To find out what size does, one has to say what else grows.
#
# The course's ledger runs all six claims of this lecture with draws of its own. Of a claim with several experiments the picture shows the first:

# %% tags=["result"]
from clusterlib.claims import claims_frame, run_claims
from clusterlib.plots import plot_effects

plot_effects(claims_frame(run_claims(range(14, 20), replicates=40)))

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clusterlib.labs import Question, quiz

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
            "Constraint and knowledge correlate with -0.5, and with 0 given the number of ties. "
            "A firm wants to learn more. What does this speak for?",
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
# - **Ties fall from the sky.** Here chance hands out places. Real firms choose partners, and able firms are chosen. So real
#   correlations are more confounded than these, not less.
# - **A central place costs more than attention.** In a media cluster in Northern Italy Ferriani and MacMillan (2017) find that centrality helps small
#   firms to grow up to a point, and harms beyond.
# - **Nothing new is made.** At a hole two ideas may become a third. In the model they cannot, so it puts the worth of holes too low. For machine
#   shops McEvily and Zaheer (1999) find that firms with bridging ties are abler competitors.
# - **Ties have no strength.** "Weak" means "bridging" here. The two are not the same: Neal (2024) shows that a strong bridge is better than a weak
#   one. In a test with millions of people, moderately weak ties helped most to find jobs (Rajkumar and others 2022).
# - **One cluster is a small sample.** In any one of our forty clusters the partial correlation of constraint lies, typically,
#   [[0.21|abs(holes.mean / holes.effect_size)]] above or below the mean of all. A survey of one cluster could "find" either sign.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. There are several centres. Firms with more ties know more, until they have more partners than time. Holes are measured by effective size and constraint.
# 2. Ability stands behind place and knowledge. Place without ability is worth little, both together are worth more than their sum. Given ties, holes add nothing.
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
# | $a$ | attention: local ties that an actor can attend to fully |
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
