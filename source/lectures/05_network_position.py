# %% [markdown] slideshow={"slide_type": "slide"}
# # 05 Network position
#
# **Which place in the network pays? And is it the place that pays, or the ability of those who hold it?**
#
# *60 minutes alone, 80 minutes in class, 95 minutes if English or Python is new to you; a good break is before "Structural holes". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a function.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Rank firms by three kinds of centrality, and measure the holes around a firm. <!-- position.rank, position.holes -->
# 2. Tell what a place adds, once the number of ties and ability are held constant. <!-- position.given -->
# 3. Find the ties that bridge, and measure what a cluster loses without them. <!-- position.bridge -->
# 4. Test claims about whole networks and advise a firm. <!-- position.size, position.explain -->

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clustercourse.claims import claims_frame, plot_effects, run_claims
from clustercourse.exercises import check, hint
from clustercourse.labs import position_lab, toy_lab
from clustercourse.predictions import Question, predict, quiz, reveal, when_yours
from clusterlib import Structure, build_cluster, plot_cluster
from clusterlib.experiments import (
    DropLocalTies,
    Setting,
    compare,
    estimate,
    rank_correlation,
    relative,
    sweep,
)
from clusterlib.learning import Learning, simulate
from clusterlib.measures import brokerage, position_table
from clusterlib.plots import CourseFigure, cluster_layout, plot_estimates

SEED = 2013
base = Setting(periods=80, record_every=80)  # runs of the baseline cluster; only the end is kept
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the funds of Toronto
#
# Companies that manage mutual funds in Canada cluster in Toronto. Bell (2005) asked which are more innovative.
# A central place helps in one network: who knows whom among the **managers**. A central place among **institutions** does not.
# And were firms good because they were central, or central because they were good? Wang has no such doubts: firms "located in the
# network center" are "more likely to receive their support and more information resource".
#
# ## See it first: more partners, less time for each
#
# Firm F copies the best competitor that it watches. Its **attention** is limited: with too many ties, each gets less.

# %% tags=["lab"]
partners = {"A": 0.5, "B": 0.4, "C": 0.35, "D": 0.3, "E": 0.3, "G": 0.3}
toy_lab(
    knows={"F": 0.15, **partners},
    ties=[("F", partner, "horizontal") for partner in "BC"],
    called="F has two partners",
    compare={"F has six": {"ties": [("F", partner, "horizontal") for partner in partners]}},
    controls={"attention": (1, 6, 1, 2, "attention of a firm, in ties")},
    learning={"horizontal": 1.0},
    places={"F": (1.4, 0.7)}
    | dict(
        zip("ABCDEG", [(0, 0), (0, 0.7), (0, 1.4), (2.8, 0), (2.8, 0.7), (2.8, 1.4)], strict=True)
    ),
    periods=12,
    title="Toy: two partners or six",
    tasks={
        "Press Next period, twice. From whom does F learn in the two worlds?": "From B on the "
        "left, from A on the right: it copies the best it sees. With six partners the best is "
        "better, but F gives it only a third of its full attention.",
        "Go to period 12. Which F knows more? Then set attention to 6, and look again.": "With "
        "attention for two ties the F with two partners knows more, 0.39 against 0.26. With "
        "attention for six, the F with six: 0.46 against 0.39.",
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Three ways to be central
#
# Now a whole cluster. A firm's **performance** is how much it knows of what the market values, from 0 to 1.

# %%
cluster = build_cluster("baseline", rng=SEED)
run = simulate(cluster, periods=80, rng=SEED)
places = position_table(cluster).assign(performance=run.performance[-1])
title = "Firms with many ties (large) often know much (bright)"
plot_cluster(cluster, size=places.degree, colour=places.performance, title=title)

# %% [markdown]
# - **degree**: how many ties a firm has. (Lecture 01.)
# - **betweenness**: how many pairs of others need the firm on their shortest path. (Lecture 01.)
# - **closeness**: how near all the others are, from 0 to 1; high if few steps lead to everybody.
# - **effective size**: partners, less what they have in common.

# %%
firms = places[places.layer == "core"]
shown = ["kind", "degree", "betweenness", "closeness", "effective_size", "performance"]
firms.nlargest(4, "degree")[shown]

# %% [markdown]
# F33 and F18 have [[12|firms.degree["F33"]]] ties each. But F19, with one tie less, stands between most pairs of these four, and is
# closest to all.
#
# ### Your turn
#
# `rank_correlation(x, y)` is Spearman's: 1 if more of x always goes with more of y, 0 if the order of one says nothing about the
# other, below 0 if more of x goes with less of y. What is it for the **ties** (`degree`) of SMEs and their `performance` here?

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
# One cluster is one draw. So take forty, for eighty periods. `correlate(measure)` correlates a measure with
# performance in each, and gives the mean with its 95% interval. First SMEs: they are all equally able.

# %% tags=["result"]
clusters = [build_cluster("baseline", rng=seed) for seed in range(40)]
tables = pd.concat(map(position_table, clusters), keys=range(40), names=["cluster"])


def in_each(measure, *given, kinds=("sme",), **changes):
    """Correlate a measure with performance in each cluster, with ``given`` held constant."""
    runs = simulate(clusters, Learning(**changes), periods=80, record_every=80, rng=SEED)
    known = tables.assign(performance=runs.performance[-1]).query("kind in @kinds and degree > 0")
    columns = [measure, "performance", *given]
    return [rank_correlation(*one[columns].to_numpy().T) for _, one in known.groupby("cluster")]


def correlate(measure, *given, **changes):
    """Return the mean of these correlations with its interval."""
    return estimate(in_each(measure, *given, **changes))


def larger(one, firm, names):
    """Return the cluster with ties of the firm to some competitors."""
    more = one.copy()
    ties = [(firm, str(name)) for name in names]
    more.add_edges_from(ties, dimension="horizontal", weight=1.0)
    return more


def rivals(one, firm):
    """Return the firms of the same stage that the firm does not watch yet."""
    stages = dict(one.nodes(data="stage"))
    known = {firm, *one[firm]}
    return [who for who, at in stages.items() if at == stages[firm] and who not in known]


def ends(graphs, firms, seeds, **changes):
    """Return what these firms know at the end, each in its own cluster."""
    runs = simulate(graphs, Learning(**changes), periods=80, record_every=80, rng=seeds)
    rows = [list(one).index(firm) for one, firm in zip(graphs, firms, strict=True)]
    return np.array([runs.one(k).performance[-1, row] for k, row in enumerate(rows)])


def by_lot(least, most, attention=5):
    """Return what two more ties change for SMEs that have so many, with its interval."""
    rng, before, after, chosen = np.random.default_rng(SEED), [], [], []
    for one in clusters:
        smes = [who for who, kind in one.nodes(data="kind") if kind == "sme"]
        if smes := [who for who in smes if least <= one.degree(who) <= most]:
            chosen.append(str(rng.choice(smes)))
            before.append(one)
            drawn = rng.choice(rivals(one, chosen[-1]), 2, replace=False)
            after.append(larger(one, chosen[-1], drawn))
    seeds = list(range(len(before)))
    levels = [ends(graphs, chosen, seeds, attention=attention) for graphs in (before, after)]
    return relative(*levels)


def one_more():
    """Give four SMEs of each cluster a stranger, or a friend of a friend who knows as much."""
    rng, graphs, chosen, seeds = np.random.default_rng(SEED), ([], [], []), [], []
    for seed, one in enumerate(clusters):
        known = dict(zip(one, simulate(one, periods=80, rng=seed).performance[-1], strict=True))
        smes = [who for who, kind in one.nodes(data="kind") if kind == "sme" and one.degree(who)]
        rng.shuffle(smes)
        pairs = {}
        for firm in smes:
            linked = {who for partner in one[firm] for who in one[partner]}
            pairs[firm] = [
                (abs(known[stranger] - known[friend]), stranger, friend)
                for stranger in rivals(one, firm)
                for friend in rivals(one, firm)
                if stranger not in linked and friend in linked
            ]
        alike = [firm for firm, found in pairs.items() if found and min(found)[0] <= 0.05]
        for firm in alike[:4]:
            _, stranger, friend = min(pairs[firm])
            for kept, names in zip(graphs, ([], [stranger], [friend]), strict=True):
                kept.append(larger(one, firm, names))
            chosen.append(firm)
            seeds.append(seed)
    return [pd.Series(ends(kept, chosen, seeds)).groupby(seeds).mean() for kept in graphs]


each = in_each("degree")
usual = estimate(each)
least, most = min(each), max(each)
figure = CourseFigure(figsize=(9.6, 2.4))
ax = figure.add_axes((0.03, 0.32, 0.94, 0.44), xlim=(-0.1, 1), ylim=(-1, 1))
heights = np.random.default_rng(1).uniform(0.15, 0.85, len(each))
ax.plot(each, heights, "o", color="#E69F00", mec="#222222", mew=0.5, ms=8, alpha=0.9)
ax.plot([usual.low, usual.high], [-0.25, -0.25], color="#0072B2", lw=3)
ax.plot(usual.mean, -0.25, "D", color="#0072B2", ms=9)
texts = [
    (usual.mean, -0.65, f"mean {usual.mean:.2f} ({usual.low:.2f} to {usual.high:.2f})", "center"),
    (least - 0.015, 0.4, f"{least:.2f}", "right"),
    (most + 0.015, 0.4, f"{most:.2f}", "left"),
]
for x, y, text, side in texts:
    ax.text(x, y, text, ha=side, va="center", size=10.5)
ax.axvline(0, color="#5B6470", lw=1)
ax.set_yticks([])
ax.spines[["left", "right", "top"]].set_visible(False)
ax.set_xlabel("rank correlation of ties and performance among SMEs, -1 to 1", size=10.5)
found = "In every cluster SMEs with more ties know more; in some much, in some little"
figure.suptitle(found, x=0.012, y=0.97, ha="left", weight="bold")
figure.alt = (
    f"{found}. Rank correlations of ties and performance in 40 clusters, a dot each: from "
    f"{least:.2f} to {most:.2f}, mean {usual.mean:.2f} with 95% interval {usual.low:.2f} to "
    f"{usual.high:.2f}."
)
figure

# %% [markdown]
# The mean is [[0.52|usual.mean]] ([[0.48|usual.low]] to [[0.56|usual.high]]). Claim 14 of the **ledger**, our list of the
# paper's claims, **holds** for ties: central firms know more. **Attention** was for [[5|Learning().attention]] local ties so far; a pipeline takes [[3|1 + Learning().pipeline_cost]].

# %% tags=["predict"]
predict(
    "position.attention",
    "Now a firm has attention for one tie only. What is left of the correlation?",
    ["nearly all of it", "about a third", "nothing"],
)

# %%
short = correlate("degree", attention=1)
ample = correlate("degree", attention=20)

# %% tags=["result"]
options = ["nothing", "about a third", "nearly all of it"]
left = short.mean / usual.mean
reveal(
    "position.attention",
    options[int(left > 0.15) + int(left > 0.7)],
    show=[
        plot_estimates(
            "The less attention, the less ties go with performance",
            {"attention 1": short, "attention 5, as usual": usual, "attention 20": ample},
            xlabel="rank correlation of ties and performance",
            form="+.2f",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. "More partners, more to choose from." But a tie without attention carries little: the
# correlation falls from [[0.52|usual.mean]] to [[0.18|short.mean]].

# %% [markdown] tags=["explain"]
# **Ties that a firm cannot attend to are worth little**, as in the toy.

# %% [markdown]
# ### Ties by lot
#
# Is it the ties, or something that comes with them? The clean test hands ties out **by lot**. In each cluster pick one SME at random, give it two
# more competitors to watch, and run it again with the same luck. `by_lot(least, most)` does it for SMEs that have so many ties before.

# %% tags=["predict"]
predict(
    "position.lots",
    "An SME that has six ties or more gets two more partners by lot. Its performance...",
    ["rises", "stays about the same", "falls"],
)

# %%
few = by_lot(least=0, most=1)
some = by_lot(least=2, most=3)
several = by_lot(least=4, most=5)
many = by_lot(least=6, most=99)

# %% tags=["result"]
relaxed = by_lot(least=6, most=99, attention=20)
options = ["stays about the same", "rises", "falls"]
answer = options[many.sign]
reveal(
    "position.lots",
    answer,
    show=[
        plot_estimates(
            "Two more partners help firms with few, and harm firms with many",
            {
                "0 or 1 tie before": few,
                "2 or 3": some,
                "4 or 5": several,
                "6 or more": many,
                "6 or more, attention 20": relaxed,
            },
            xlabel="change of the firm's performance",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. The correlation was positive, so more ties must be better. For those who have many they are
# not: [[-7%|many.mean]].
# **Stop.** All can say what the interval is about: the mean over clusters, not one firm.
# **Ask.** Which measure would you take in your own region, and of which network? Who would answer the survey?

# %% [markdown] tags=["explain"]
# **The first partners are worth most.** An SME with one tie or none gains [[91%|few.mean]] ([[47%|few.low]] to [[136%|few.high]]) of its performance, one with two or three
# [[29%|some.mean]]. One with six or more *loses* [[7%|-many.mean]]: a new partner takes attention from those that taught it
# more. With attention for [[20|20]] ties that loss is gone. So the ties themselves do it, **up to a point**.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The place or the ability?
#
# Focal firms have many ties. They are also abler: they understand wider gaps, do more own R&D and know more at the
# start, as in a Chilean wine cluster (Giuliani and Bell 2005). Now take all firms, and switch learning over ties off:
# with attention 0 nobody learns from anybody.

# %% tags=["predict"]
predict(
    "position.silent",
    "No knowledge flows over any tie. What is the correlation of ties and performance now, over "
    "all firms, focal firms included?",
    ["about 0", "about 0.25", "about 0.5"],
)

# %%
both = ["sme", "focal_firm"]
as_smes = {"reach_focal": 0.2, "rd_focal": 0.06, "focal_lead": 0}  # focal firms as able as SMEs
flows = correlate("degree", kinds=both)
silent = correlate("degree", kinds=both, attention=0)
equal = correlate("degree", kinds=both, attention=0, **as_smes)

# %% tags=["result"]
options = ["about 0", "about 0.25", "about 0.5"]
reveal(
    "position.silent",
    options[int(silent.mean > 0.12) + int(silent.mean > 0.38)],
    show=[
        plot_estimates(
            "Ties go with performance even where no tie carries anything",
            {
                "as usual": flows,
                "nothing flows": silent,
                "nothing flows, equal ability": equal,
            },
            xlabel="rank correlation of ties and performance, all firms",
            form="+.2f",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. If nothing flows, nothing can correlate, it seems. Ability makes a firm central and
# knowing: [[0.27|silent.mean]].

# %% [markdown] tags=["explain"]
# A correlation of [[0.27|silent.mean]], and not one tie has carried anything! Focal firms have more ties and more ability, and ability makes
# them know more. This is **confounding**: a third thing stands behind both. Make focal firms no abler than SMEs, and
# [[0.03|equal.mean]] is left (the interval includes zero). A correlation cannot tell the two apart.

# %% [markdown]
# ### Take one away, then the other
#
# An experiment can. Take from focal firms their ability, or their place (many ties, most pipelines), or both. How far do they
# still lead SMEs?

# %% tags=["result"]
scattered = {"focal_propensity": 1, "gate": 1 / 9}  # ties and pipelines as any firm has them


def lead(history):
    """Return by how much focal firms know more than SMEs at the end, in each cluster."""
    return (history.level("focal_firm") - history.level("sme"))[-1]


cases = {"place and ability": {}, "place only": as_smes, "ability only": scattered}
cases["neither"] = as_smes | scattered
leads = {
    words: compare(base, base.but(**case), lead, replicates=40, rng=SEED).changed
    for words, case in cases.items()
}
alone = leads["place only"] + leads["ability only"]
together = estimate(leads["place and ability"] - alone + leads["neither"])
leads = {words: estimate(values) for words, values in leads.items()}
leads["both, beyond the sum of the two"] = together
plot_estimates(
    "Place and ability together are worth more than their sum",
    leads,
    xlabel="lead of focal firms in performance",
    form="+.2f",
)

# %% [markdown]
# A central place without ability is worth [[0.04|leads["place only"].mean]], ability without the place [[0.07|leads["ability only"].mean]]; both together
# [[0.22|leads["place and ability"].mean]], which is [[0.11|together.mean]] more than their sum ([[0.10|together.low]] to [[0.13|together.high]]). **Place and ability need
# each other.** Zaheer and Bell (2005) find the same among Canadian funds.

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say what confounds what.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Structural holes
#
# Burt (1992) says: do not count partners, count **different** partners. Two who talk to each other tell you the same. Between two
# who do not is a **structural hole**. Wang says that firms there have "the advantage of knowledge acquisition".
#
# - **Effective size**: partners, less what they have in common. With $n$ partners and $t$ ties among them it is $n - 2t/n$.
#   F18's [[12|places.degree["F18"]]] partners count as [[10.3|places.effective_size["F18"]]] (table above).
# - **Constraint**: how far your ties lead back to the same people. **Low constraint, many holes.**
#
# Correlate **given** the number of ties: among SMEs with as many ties. And hand out holes by lot: four SMEs of each cluster get one
# new partner, a **stranger** to all their partners or a **friend of a friend** who knows as much.

# %% tags=["predict"]
predict(
    "position.lab",
    "Two SMEs have the same number of ties. The partners of the first know each other, those of the "
    "second do not. Who knows more in period 80, on average? (Less than 3% apart is no clear difference.)",
    ["the first", "the second", "no clear difference"],
)

# %%
holes = correlate("constraint", "degree")  # given ties
usually, stranger, friend = one_more()

# %% tags=["result"]
sme_ties = tables.query("kind == 'sme' and degree > 0")
tie_names = [one.constraint.corr(one.degree, "spearman") for _, one in sme_ties.groupby("cluster")]
with_stranger, with_friend = relative(usually, stranger), relative(usually, friend)
strange = relative(friend, stranger)
options = ["no clear difference", "the first", "the second"]
reveal(
    "position.lab",
    options[-strange.sign if abs(strange.mean) >= 0.03 else 0],
    show=[
        plot_estimates(
            "Holes are the number of ties by another name; given ties, little is left",
            {
                "constraint and number of ties": estimate(tie_names),
                "constraint and performance": correlate("constraint"),
                "the same, given ties": holes,
            },
            xlabel="rank correlation among SMEs",
            form="+.2f",
        ),
        plot_estimates(
            "A stranger or a friend of a friend: hardly a difference",
            {
                "a stranger": with_stranger,
                "a friend of a friend": with_friend,
                "stranger against friend of a friend": strange,
            },
            xlabel="change of the SME's performance",
            form="+.1%",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Burt is known, or believed at once. Holes are ties by another name here; with as many ties
# nothing clear is left.

# %% [markdown] tags=["explain"]
# Constraint is the number of ties by another name, so correlations hardly test holes: given ties, [[-0.04|holes.mean]] is left, and the interval includes zero.
# By lot, a new partner is worth about [[5%|with_stranger.mean]] of performance, and that it is a stranger, [[0.5%|strange.mean]] ([[0.1%|strange.low]] to
# [[1.0%|strange.high]]). Above zero, but below [[3%|0.03]]: claim 15 **fails in this model**. One reason is built in: nothing is *made* at a hole.
# Burt (2004) found better ideas among managers who span holes.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: hold one thing constant
#
# A point is a firm, placed by its **rank** on a measure.

# %% tags=["lab"]
position_lab(
    tasks={
        "Keep number of ties. Move attention from 5 to 1 and to 0. Which correlation goes, which "
        "stays? Then give focal firms the ability of SMEs.": "Both shrink. At 0 that of the SMEs "
        "is gone, and part of that of all firms stays: ability. With equal ability it goes too.",
        "Press Reset. Choose one measure after the other. Which go with performance among SMEs? Which "
        "still do in the line 'given their number of ties'? Look at other draws before you decide.": "Every measure goes with "
        "performance, constraint with a minus sign. Given the number of ties, betweenness, "
        "effective size and constraint change sides with the draw. Closeness keeps a small plus in "
        "nearly all draws, and the brokers into their stage in most: only they say more than the number of ties.",
        "Press Play with number of ties. When do ties begin to matter for SMEs? And for all "
        "firms?": "At the start SMEs' ties mean nothing; their correlation grows in the first ten "
        "periods or so. Later it falls a little. Over all firms it is above 0 from the start: focal firms begin with more "
        "knowledge and more ties.",
    },
)

# %% [markdown] tags=["instructor"]
# **Stop.** All have seen which correlation stays when nothing flows.
# **Ask.** Let two students argue: one owns a firm with twelve ties, one a firm with three and a laboratory.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Ties that bridge
#
# Wang names "strong" and "weak" ties. Granovetter (1973): strong ties come in tight groups, for my close
# partners are each other's partners. So a **bridge** out of the group is nearly always weak, and news comes over bridges.
#
# The **overlap** of a tie: count the partners that both ends have in common, and divide by the partners that
# at least one of them has (without the two ends). A tie with overlap 0 is a local bridge.

# %% tags=["result"]
figure = CourseFigure(figsize=(11, 3.9))
at = cluster_layout(cluster)
local = [tie for tie in cluster.edges if cluster.edges[tie]["dimension"] != "pipeline"]
inside = {who for tie in local for who in tie}
panels = {"bridging": "The fifth with the least overlap", "redundant": "The fifth with the most"}
for place, (which, head) in enumerate(panels.items()):
    kept = DropLocalTies(which)(cluster.copy(), np.random.default_rng(SEED))
    ax = figure.add_axes((0.01 + place / 2, 0.02, 0.48, 0.78))
    for one, other in local:
        lost = not kept.has_edge(one, other)
        (x0, y0), (x1, y1) = at[one], at[other]
        look = (
            {"color": "#D55E00", "lw": 2.2, "zorder": 2} if lost else {"color": "#D0D4D9", "lw": 1}
        )
        ax.plot([x0, x1], [y0, y1], **look)
    xy = np.array([at[who] for who in inside])
    ax.plot(*xy.T, "o", color="#0072B2", ms=6, mec="white", zorder=3)
    ax.set_title(head, size=11)
    ax.axis("off")
found = "Ties with little overlap reach across; ties with much meet in a few knots"
figure.suptitle(found, x=0.012, y=0.98, ha="left", weight="bold")
figure.alt = (
    f"{found}. Two maps of one cluster. Thick in the first: the fifth of the local ties with the "
    "least overlap; in the second: the fifth with the most."
)
figure

# %% [markdown]
# ### Your turn
#
# What is the overlap of the tie between F33 and F36?

# %% tags=["task"]
mine, theirs = set(cluster["F33"]) - {"F36"}, set(cluster["F36"]) - {"F33"}
# BEGIN SOLUTION -> overlap = ...
overlap = len(mine & theirs) / len(mine | theirs)
# END SOLUTION
check("position.try_overlap", overlap, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.231|overlap]].

# %% tags=["predict"]
predict(
    "position.bridges",
    "A cluster loses a fifth of its local ties: once those with the least overlap, once those with the most. "
    "Which loss costs more?",
    ["the bridges", "the redundant ties", "both cost about the same"],
)

# %%
no_bridges = base.but(steps=[DropLocalTies("bridging")])
no_redundant = base.but(steps=[DropLocalTies("redundant")])
bridging = compare(base, no_bridges, replicates=40, rng=SEED).relative
redundant = compare(base, no_redundant, replicates=40, rng=SEED).relative

# %% tags=["result"]
against = compare(no_redundant, no_bridges, replicates=40, rng=SEED).relative
options = ["both cost about the same", "the bridges", "the redundant ties"]
reveal(
    "position.bridges",
    options[-against.sign],
    f"The bridges cost more in {against.share * against.replicates:.0f} of 40 clusters.",
    show=[
        plot_estimates(
            "A lost bridge costs about twice as much as a lost redundant tie",
            {
                "without the bridges": bridging,
                "without redundant ties": redundant,
                "the first against the second": against,
            },
            xlabel="change of the firms' performance",
            form="+.1%",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. The class has just learned that holes do not pay the firm. The cluster is another matter:
# [[11.7%|-bridging.mean]] against [[5.9%|-redundant.mean]].

# %% [markdown] tags=["explain"]
# Without the bridges firms lose [[11.7%|-bridging.mean]] of their performance; without as many redundant ties, [[5.9%|-redundant.mean]]. The difference is
# [[6%|-against.mean]] ([[4%|-against.high]] to [[8%|-against.low]]): claim 19 **holds** so far. What a redundant tie carried comes another way. This is about
# the **cluster**, not the firm at the bridge. A single cluster can say the opposite: [[4|40 * (1 - against.share)]] of these did.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The network as a whole
#
# The paper's last sentence on structure: "network centrality, network size and network openness is positive
# correlate with the organizational learning process". Fig. 2 adds density.

# %% tags=["predict"]
predict(
    "position.size",
    "Twice as many firms in each stage, each with as many ties as before, all else as it is. What does a firm know in the end, on average?",
    ["clearly more", "about the same", "clearly less"],
)

# %%
size = sweep(base, {"firms_per_stage": [4, 8, 12, 18, 24, 30]}, replicates=40, rng=SEED)
openness = sweep(base, {"openness": [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]}, replicates=40, rng=SEED)

# %% tags=["result"]
FACTORS = [0.25, 0.5, 1, 2, 3, 5]
denser = [
    Structure(horizontal_ties=1.8 * f, vertical_ties=1.8 * f, multi_angle_ties=f) for f in FACTORS
]
density = sweep(base, {"structure": denser}, replicates=40, rng=SEED)
relaxed_density = sweep(base.but(attention=20), {"structure": denser}, replicates=40, rng=SEED)
figure = CourseFigure(figsize=(12, 4.2))
panels = [
    ("Size: more firms, less for each", "firms in each stage", {"": size}),
    ("Openness: best in between", "share of local ties given up for pipelines", {"": openness}),
    (
        "Density: up to a point",
        "local ties, times the usual number",
        {"attention 5": density, "attention 20": relaxed_density},
    ),
]
said, looks = [], [("#0072B2", "o-"), ("#D55E00", "s--")]
for place, (head, label, lines) in enumerate(panels):
    ax = figure.add_axes((0.055 + place / 3, 0.17, 0.265, 0.68), ylim=(0, 0.9), xlabel=label)
    for (name, line), (colour, look) in zip(lines.items(), looks, strict=False):
        frame = line.frame()
        xs = FACTORS if head.startswith("Density") else frame.iloc[:, 0].astype(float)
        ax.fill_between(xs, frame.low, frame.high, color=colour, alpha=0.2, lw=0)
        ax.plot(xs, frame["mean"], look, color=colour, lw=2, label=name)
        points = ", ".join(f"{x:g}: {y:.2f}" for x, y in zip(xs, frame["mean"], strict=True))
        said.append(f"{head}. Performance by {label} {name}: {points}.")
    if len(lines) > 1:
        ax.legend(loc="lower right", fontsize=10.5)
    ax.set_title(head, loc="left", fontsize=12, weight="bold")
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color="#E3E6EA")
    ax.set_axisbelow(True)
    ax.set_ylabel("performance of firms (0 to 1)" if place == 0 else "")
figure.alt = " ".join(said)
doubled = compare(base, base.but(firms_per_stage=24), replicates=40, rng=SEED).relative
options = ["clearly less", "about the same", "clearly more"]
reveal(
    "position.size",
    options[int(doubled.mean > -0.05) + int(doubled.mean > 0.05)],
    f"From 12 to 24 firms in each stage: {doubled.mean:+.0%}, 95% interval {doubled.low:+.0%} to "
    f"{doubled.high:+.0%}.",
    show=[figure],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. More firms, more knowledge. But the same few sources are then shared by twice as many.

# %% [markdown] tags=["explain"]
# - **Size** (claim 16) **fails**: [[-7%|doubled.mean]] with twice the firms. More firms share few focal firms and pipelines.
# - **Openness** (claim 17) is an **inverted U**, in part by construction (lecture 08).
# - **Density** (claim 18) is an **inverted U** too. Attention decides: with attention for [[20|20]] ties nothing falls.

# %% [markdown] tags=["instructor"]
# **Cut.** Openness comes back in lecture 08, and all three claims in lecture 10.

# %% [markdown]
# ### The ledger: the six claims of this lecture, on new draws

# %% tags=["result", "slow"]
plot_effects(claims_frame(run_claims(range(14, 20), replicates=40)))

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "A survey finds that central firms innovate more, and a ministry pays firms to meet. "
            "Which result of this lecture speaks most against its reasoning?",
            {
                "With attention for one tie, the correlation shrank to a third": "That tells when "
                "ties are worth little. But they did cause what was left.",
                "With nothing flowing over ties, a correlation remained": "So the survey "
                "would look alike if meeting changed nothing: able firms have more ties.",
                "With twice the firms in each stage, each of them knew less": "That is about "
                "size. The ministry adds ties and not firms.",
            },
            "With nothing flowing over ties, a correlation remained",
        ),
        Question(
            "An SME with two partners can win a third one. Whom should it take, by this lecture?",
            {
                "A stranger to both who knows little, since that opens a hole": "Holes added "
                "nothing here. What the partner knows did.",
                "A friend of both who knows much, though that closes a hole": "With so few "
                "ties there is attention to spare, and whether partners meet does not count.",
                "Nobody, since a third partner takes attention from the two": "That is so for "
                "firms with six ties or more. This one can attend to five.",
            },
            "A friend of both who knows much, though that closes a hole",
        ),
        Question(
            "A cluster must give up ten ties. Which ten will it miss least?",
            {
                "Ties between firms that have most partners in common": "What they carried "
                "comes another way.",
                "Ties between firms that work in different stages": "Such ties join groups. What "
                "comes over them often comes no other way.",
                "Ties between firms that have no partner in common": "These are the bridges: the "
                "loss was about twice as large.",
            },
            "Ties between firms that have most partners in common",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Ties come by chance.** Real firms choose partners, and able firms are chosen. So real correlations are confounded more.
# - **Nothing new is made.** McEvily and Zaheer (1999) find better capabilities in machine shops with bridging ties.
# - **Ties have no strength.** "Weak" means "bridging" here. In a test with millions of people moderately weak ties found most jobs
#   (Rajkumar and others 2022).
# - **One cluster is a small sample.** Among our forty the same correlation runs from [[0.27|least]] to [[0.75|most]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Firms with more ties know more, until they have more ties than attention.
# 2. A survey confounds place with ability. Both together are worth more than their sum.
# 3. Ties that bridge are worth about twice as much to a cluster as redundant ones.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 14: central firms know more | holds for SMEs, up to their attention |
# | claim 15: structural holes | fails: next to nothing beyond ties |
# | claim 16: size | fails; no clear difference if sources grow along |
# | claim 17: openness | inverted U, in part by construction |
# | claim 18: density (Fig. 2) | inverted U; with ample attention no fall |
# | claim 19: weak ties that bridge | bridging holds; strength alone hardly counts |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: size with its sources
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

# %% tags=["result"]
grown = compare(base, twice, replicates=40, rng=SEED).relative
when_yours(
    plot_estimates(
        "Size costs little if the sources grow along",
        {"twice the firms": doubled, "twice the firms, twice the sources": grown},
        xlabel="change of the firms' performance",
    )
)

# %% [markdown]
# <details><summary>What the numbers say (open it when you have yours)</summary>
#
# Then size makes no clear difference ([[-2%|grown.low]] to [[6%|grown.high]]). **Not the number of firms counts, but how many of them share a source.**
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: ways to stand between
#
# *No claim and no graded task needs it.* Gould and Fernandez (1989) ask **whom** a broker joins. Groups are stages and layers here.
# (Without directions, gatekeeper and representative are the same.)

# %% tags=["result"]
roles = {
    "coordinator": "coordinator: two of its own stage",
    "gatekeeper": "gatekeeper: its own stage and another",
    "itinerant": "itinerant: two of one other stage",
    "liaison": "liaison: two different other groups",
}
dimensions = ["horizontal", "vertical", "multi_angle"]
stages = [
    {who: str(about["stage"] or about["layer"]) for who, about in one.nodes(data=True)}
    for one in clusters
]
counted = [brokerage(one, groups) for one, groups in zip(clusters, stages, strict=True)]
tables[list(roles)] = pd.concat(counted)[list(roles)].to_numpy()
for dimension in dimensions:
    tables[dimension] = [
        sum(kind == dimension for _, _, kind in one.edges(who, data="dimension"))
        for one in clusters
        for who in one
    ]
given_ties = {role: correlate(role, "degree") for role in roles}
given_kinds = {role: correlate(role, *dimensions) for role in roles}
rows = {}
for role, words in roles.items():
    rows[words] = correlate(role)
    rows[f"{role}, given ties"] = given_ties[role]
    rows[f"{role}, given ties of each kind"] = given_kinds[role]
by_kind = {
    kind: correlate(kind, *(other for other in dimensions if other != kind)) for kind in dimensions
}
rows |= {f"{kind} ties, given the others": by_kind[kind] for kind in ["horizontal", "vertical"]}
plot_estimates(
    "What seems to be a role is often a kind of tie",
    rows,
    xlabel="rank correlation with performance, SMEs",
    form="+.2f",
)

# %% [markdown]
# Alone, all four roles go with performance, for they all need ties. Given the number of ties, gatekeepers do better ([[0.17|given_ties["gatekeeper"].mean]]), liaisons
# ([[-0.15|given_ties["liaison"].mean]]) and itinerants ([[-0.25|given_ties["itinerant"].mean]]) worse. But a gatekeeper *must* have a tie in its own stage, the other two need none, and horizontal ties go most with
# an SME's performance: [[0.50|by_kind["horizontal"].mean]], against [[0.06|by_kind["vertical"].mean]] for vertical ones.
#
# Hold the ties of each kind constant, and two signs flip: the liaison's ([[0.06|given_kinds["liaison"].mean]]), and the coordinator's, now the largest number of all
# ([[-0.29|given_kinds["coordinator"].mean]]). So among SMEs with as many horizontal ties, those whose competitors do *not* watch each other know less. One reading: competitors who
# watch each other have more ties, and know more. **A role may stand for something simpler: which kinds of ties a firm has, and to whom.**
#
# And the formula of constraint: $\sum_j (p_{ij}+\sum_q p_{iq}p_{qj})^2$ for firm $i$, where $p_{ij}$ is the share of its ties that goes to $j$.

# %% [markdown]
# **Reading.** Bell (2005), *Clusters, networks, and firm innovativeness*, Strategic Management Journal 26(3), 287-295, doi:10.1002/smj.448. Zaheer and Bell
# (2005), *Benefiting from network position*, Strategic Management Journal 26(9), 809-825, doi:10.1002/smj.482. Giuliani and Bell (2005), *The
# micro-determinants of meso-level learning and innovation*, Research Policy 34(1), 47-68. Burt (1992), *Structural Holes*, Harvard University
# Press. Burt (2004), *Structural holes and good ideas*, American Journal of Sociology 110(2), 349-399, doi:10.1086/421787. Ahuja (2000), *Collaboration
# networks, structural holes, and innovation*, Administrative Science Quarterly 45(3), 425-455, doi:10.2307/2667105 (the opposite of Burt: more holes, fewer patents). Granovetter (1973), *The strength of weak
# ties*, American Journal of Sociology 78(6), 1360-1380. Gould and Fernandez (1989), *Structures of mediation*, Sociological Methodology 19, 89-126.
# McEvily and Zaheer (1999), *Bridging ties*, Strategic Management Journal 20(12), 1133-1156. Rajkumar, Saint-Jacques, Bojinov, Brynjolfsson and Aral (2022), *A causal test of the strength
# of weak ties*, Science 377, 1304-1310, doi:10.1126/science.abl4476.
#
# **Next:** [exercise 05](../exercises/05_network_position.ipynb), on a cluster of your own.
