# %% [markdown] slideshow={"slide_type": "slide"}
# # 08 Buzz and pipelines
#
# **How far should a cluster look outside? When does it look outside too little, and when too much?**
#
# *60 minutes alone, 75 minutes in class, 90 minutes if English or Python is new to you; a good break is before "How open is best?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Measure how far the holders of pipelines look outside. <!-- pipelines.index -->
# 2. Tell lock-in from a low level. <!-- pipelines.shift -->
# 3. Tell what a free rider loses from what all lose. <!-- pipelines.free_rider -->
# 4. Test whether buzz and pipelines are complements, and find how open is best. <!-- pipelines.both, pipelines.best, pipelines.explain -->

# %% tags=["setup"]
from clustercourse.exercises import check, hint
from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve, when_yours
from clusterlib import build_cluster, plot_cluster
from clusterlib.classics import march, subgroups, topologies, twin_clusters
from clusterlib.experiments import AddPipelines, Setting, compare, estimate, relative, sweep
from clusterlib.learning import Learning, TechnologyShift, simulate

SEED = 2013
base = Setting(periods=80)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the Ruhr
#
# For a century coal, iron and steel in the Ruhr area grew together. Grabher (1993) asks why the region reacted so late when this came to an end.
# The close ties that had been its strength became its weakness: **lock-in**. Suppliers had worked for the same few steel firms for decades. Nobody
# looked beyond the region.
#
# Wang warns of it: "too much proximity leads to a lack of openness and flexibility". She tells two ways to learn apart, after Bathelt, Malmberg and Maskell (2004):
#
# | | **Buzz** | **Pipeline** |
# |---|---|---|
# | partner | a neighbour | somebody outside the cluster |
# | to take part | "easy and free" | "not automatic", "not free" |
# | in this course | all that is learned over local ties; the parameter `buzz` multiplies it | a tie to the outside that takes as much attention as 3 local ones |
#
# **Openness** is a parameter: the share of local ties that a cluster gives up for pipelines. A **closed** cluster has openness 0: no pipelines, and
# no tie given up.

# %% tags=["result"]
import numpy as np
import pandas as pd
from IPython.display import display

from clustercourse.claims import claims_frame, load_reach, plot_effects, run_claims
from clusterlib.plots import CurvePanel, plot_curves, plot_estimates, plot_over_time


def pipelines(history):
    """Count the pipelines of each cluster."""
    owners = history.target[history.dimension == "pipeline"]
    return np.bincount(history.cluster[owners], minlength=history.market.shape[1])


cluster = build_cluster("baseline", rng=SEED)
outside = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supplementary"}
holders = {actor for source in outside for actor in cluster[source]}
holding = f"{len(holders)} of 36 firms hold all {sum(cluster.degree(s) for s in outside)} pipelines"
plot_cluster(cluster, highlight=holders, rings=False, title=holding)

# %% [markdown]
# How far does a firm look outside? The **E-I index** of Krackhardt and Stern (1988) is $(E - I) / (E + I)$, with external and internal ties: $-1$ for a
# firm that looks only inward, $1$ for one that looks only outward.
#
# ### Your turn
#
# `F19` is a focal firm. What is its E-I index?

# %% tags=["task"]
external = len(outside & set(cluster["F19"]))
internal = cluster.degree("F19") - external
# BEGIN SOLUTION -> index = ...
index = (external - internal) / (external + internal)
# END SOLUTION
check("pipelines.try_index", index, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[-0.455|index]].
# **Slip.** External over all ties: that is a share and not the index.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## See it first: six firms, one pipeline
#
# Left, six firms that know only each other. Right, A has a pipeline to X. Step through. When does the left side stop learning, and why?

# %% tags=["lab"]
from clustercourse.labs import buzz_lab, toy_lab

ring = [(one, other, "horizontal") for one, other in ("AB", "BC", "CD", "DE", "EF", "FA")]
toy_lab(
    knows={"X": 0.9, "A": 0.5, "B": 0.4, "C": 0.2, "D": 0.1, "E": 0.2, "F": 0.3},
    ties=ring,
    kinds={"A": "focal_firm", "X": "outside_rd"},
    compare={"one pipeline": {"ties": [*ring, ("X", "A", "pipeline")]}},
    called="closed",
    learning={"learning_rate": 1.0},
    periods=20,
    title="Toy: six firms, with and without a pipeline",
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Too much alike
#
# Wang: a cluster may be "locked in ... as a result of an excess of conformism". March (1991) has the simplest model of it. A group has a **code**: what
# everybody holds to be true. Members take over the code, each belief with probability $p_1$ in a period. The code in turn learns from those members who
# know more than it does.

# %% tags=["predict"]
predict(
    "pipelines.march",
    "In one group members take over the code quickly (0.9), in another slowly (0.1). Whose code knows more?",
    [
        "the quick group's, early and late",
        "the quick group's early, the slow group's late",
        "the slow group's, early and late",
    ],
)

# %%
groups = {}
for name, p1 in {"slow": 0.1, "quick": 0.9}.items():
    groups[name] = march.simulate(march.March(p1=p1), replicates=60, rng=SEED)


# %% tags=["result"]
def path(values):
    """Return the mean and the interval of paths, a row each, in every period."""
    every = [estimate(column) for column in values.T]
    return [[getattr(one, name) for one in every] for name in ("mean", "low", "high")]


def over_time(paths, ylabel, periods=None):
    """Return a panel of paths with their intervals."""
    found = {name: path(values) for name, values in paths.items()}
    return CurvePanel(
        {name: (periods or range(len(mean)), mean) for name, (mean, _, _) in found.items()},
        "period",
        ylabel,
        bands={name: (low, high) for name, (_, low, high) in found.items()},
    )


slow, quick = (groups[name].code for name in ("slow", "quick"))
gap = {period: estimate(quick[:, period] - slow[:, period]) for period in (5, 80)}
options = [
    "the quick group's, early and late",
    "the quick group's early, the slow group's late",
    "the slow group's, early and late",
]
answer = options[0 if gap[80].mean > 0 else 1 if gap[5].mean > 0 else 2]
reveal(
    "pipelines.march",
    answer,
    f"Period 5: quick {quick[:, 5].mean():.2f}, slow {slow[:, 5].mean():.2f}. "
    f"Period 80: {quick[:, 80].mean():.2f}, {slow[:, 80].mean():.2f}.",
    show=[
        plot_curves(
            "Quick learners are alike after ten periods, and stop learning",
            over_time({name: group.code for name, group in groups.items()}, "what the code knows"),
            over_time(
                {name: group.diversity for name, group in groups.items()},
                "how often two members differ",
            ),
        ),
        plot_estimates(
            "Ahead at first, behind in the end",
            {f"period {period}": one for period, one in gap.items()},
            xlabel="the quick group's code minus the slow group's (knowledge, -1 to 1)",
            form="+.2f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Quick learning is taken for good learning. When all are alike, nobody is left to correct
# the code.

# %% [markdown] tags=["explain"]
# **Those who deviate teach the code.** Where all take it over at once, nobody is left who knows better, and its mistakes stay: it is
# [[0.19|-gap[80].mean]] behind in the end. Slow learners keep their own views long enough for the code to find out who is right.

# %% [markdown] tags=["instructor"]
# **Stop.** All can say who teaches the code.
# **Ask.** Find examples of a code: a technical standard, a business school's textbook, "how we do things here".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Free riders
#
# Inside the cluster new knowledge is free, so a "firm would rather become the *free-rider*", says Wang. But "localized learning might make up the lack
# of R&D". So let firms stop their own research.

# %% tags=["predict"]
predict(
    "pipelines.ride",
    "In a closed cluster all SMEs stop their research: they lose 12% of their performance. Now focal firms and "
    "universities stop as well. How much do SMEs lose in all?",
    ["less than 15%", "about 25%", "more than 40%"],
)

# %%
nobody = {"rd_sme": 0, "rd_focal": 0, "rd_research": 0}  # chances of own research in a period
losses = {}
for name, openness in {"open": 0.2, "closed": 0}.items():
    here = base.but(openness=openness)
    for who, stop in {"all SMEs": {"rd_sme": 0}, "everybody": nobody}.items():
        losses[name, who] = compare(here, here.but(**stop), "sme_performance", rng=SEED).relative
makes_up = {}
for buzz in [0, 0.3, 1]:
    here = base.but(buzz=buzz)
    makes_up[buzz] = compare(here, here.but(rd_sme=0), "sme_performance", rng=SEED).relative

# %% tags=["result"]
from clusterlib.experiments import Estimate

ledger = claims_frame(run_claims([26, 27], replicates=24))
names = ["effect", "low", "high", "effect_size", "share", "replicates"]
alone, priced = (
    Estimate(*ledger[ledger.experiment.str.contains(what)][names].iloc[0])
    for what in ("its own loss", "gain of an SME")
)
total = losses["closed", "everybody"].mean
reveal(
    "pipelines.ride",
    ["less than 15%", "about 25%", "more than 40%"][int(total < -0.15) + int(total < -0.4)],
    f"{-total:.0%}.",
    show=[
        plot_estimates(
            "To live on what others find is a trap where nobody finds",
            {"open: one SME, its own loss": alone, "open: the same, research at a price": priced}
            | {f"{name}: {who}": one for (name, who), one in losses.items()},
            xlabel="change of the SMEs' performance, by who stops research",
            form="+.1%",
        ),
        plot_estimates(
            "Buzz makes up for own research (open cluster, all SMEs stop)",
            {f"buzz {buzz}": one for buzz, one in makes_up.items()},
            xlabel="change of the SMEs' performance by stopping research",
            form="+.1%",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Losses are added up. But buzz spreads only what somebody finds.
# **Cut.** Keep one sentence: buzz makes up for own research as long as somebody brings in what is new.

# %% [markdown] tags=["explain"]
# **Buzz does make up for own research**: in an open cluster SMEs lose [[29%|-makes_up[0].mean]] without buzz, and [[4%|-makes_up[1].mean]] with the usual one. But
# only as long as *somebody* brings in what is new. Where nobody does, in a closed cluster without any research, they lose
# [[48%|-losses["closed", "everybody"].mean]].
#
# An SME that stops alone loses [[2.2%|-alone.mean]]; if all stop, each loses [[4.1%|-losses["open", "all SMEs"].mean]]: part of what a firm finds
# serves others. Now let research cost what it brings a firm *without* neighbours. Then an SME that stops alone gains [[3.3%|priced.mean]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The market moves
#
# When conditions change, "the excessive inward-looking may become a main obstacle". In period `80` half of the market's weight moves from the current
# fields of knowledge to three emerging ones.
#
# Every cluster falls. **Recovery** is the change from just after the move to the end, as a share. Low is not yet lock-in;
# *staying* low is. The experiment also varies **path dependence**: how strongly a firm's own research keeps to what it knows already. The usual value is 2.

# %% tags=["predict"]
predict(
    "pipelines.moved",
    "From just after the move to period 160 the open cluster grows by about a quarter. And the closed one?",
    ["it falls further", "it grows clearly less", "it grows as much, from a lower level"],
)

# %%
move = Setting(periods=160, interventions=[TechnologyShift(at=80)])
grid = {"path_dependence": [1, 2, 3], "openness": [0, 0.2]}
names = ["after_shift", "final_performance", "recovery"]  # just after, at the end, change
runs = sweep(move, grid, names, replicates=12, rng=SEED)

# %% tags=["result"]
levels = runs.frame().pivot_table("mean", ["path_dependence", "openness"], "outcome")
growth = levels.final_performance / levels.after_shift - 1
options = ["it falls further", "it grows clearly less", "it grows as much, from a lower level"]
answer = options[int(growth[2, 0] > 0) + int(growth[2, 0] > growth[2, 0.2] - 0.05)]
periods = range(0, 161, 2)


def level_at(period):
    """Return what measures the firms' level in a period."""
    return lambda history: history.level("core")[period]


paths = sweep(move, grid, [level_at(t) for t in periods], replicates=12, rng=SEED)
panels, words = [], ["weak (1)", "usual (2)", "strong (3)"]
for place, name in enumerate(["closed", "open"]):
    every = {f"{word}:": paths.values[2 * k + place].T for k, word in enumerate(words)}
    panels.append(over_time(every, f"performance, {name} cluster", periods))
high = 0.52
less, lower = {}, {}
for theta, word in enumerate(words, start=1):
    shut, wide = ({"path_dependence": theta, "openness": openness} for openness in (0, 0.2))
    less[word] = estimate(runs.at("recovery", **shut) - runs.at("recovery", **wide))
    lower[word] = relative(
        runs.at("final_performance", **wide), runs.at("final_performance", **shut)
    )
reveal(
    "pipelines.moved",
    answer,
    f"Open, with the usual path dependence: {growth[2, 0.2]:+.0%}. The closed one is your turn.",
    show=[
        plot_curves(
            "Closed, and strongly path dependent: no recovery. Open: all recover",
            *(CurvePanel(one.curves, one.x, one.y, high, one.bands) for one in panels),
        ),
        plot_estimates(
            "A closed cluster recovers less where its firms are path dependent",
            {f"{word} path dependence": one for word, one in less.items()},
            xlabel="recovery of the closed cluster minus that of the open one (shares)",
            form="+.2f",
        ),
        plot_estimates(
            "A closed cluster ends lower in any case",
            {f"{word} path dependence": one for word, one in lower.items()},
            xlabel="performance at the end, closed against open",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. So far a closed cluster is only poorer, so it should come back as fast. It
# is path dependent too: [[7%|growth[2, 0]]] against [[25%|growth[2, 0.2]]].

# %% [markdown] tags=["explain"]
# Left, closed clusters. Just after the move they are alike. Then they part: firms that keep to what they
# know "lose their innovative capacity". Right, the open ones: pipelines bring in the new fields, so that own research has somewhere to begin.
#
# So looking inward is an obstacle **for the level**: closed clusters end [[47%|-lower["usual (2)"].mean]] lower. For the **recovery it is one where firms
# are path dependent**: where that is weak these runs cannot tell, where it is strong the recovery is [[0.54|-less["strong (3)"].mean]] less. Closed
# *and* path dependent: this is lock-in.

# %% [markdown]
# ### Your turn
#
# `levels` is the table behind the picture. `closed` is its row of the closed cluster with path dependence 2. By which share does its mean performance
# change from just after the move, `after_shift`, to the end, `final_performance`?

# %% tags=["task"]
closed = levels.loc[(2, 0)]
# BEGIN SOLUTION -> recovery = ...
recovery = closed.final_performance / closed.after_shift - 1
# END SOLUTION
check("pipelines.try_recovery", recovery, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.071|recovery]].

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say which two things together make lock-in.
# **Ask.** Which of Grabher's three lock-ins (functional, cognitive, political) is in this model, and which is not?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How open is best?
#
# Here a pipeline costs three local ties. The paper says that openness "is positive correlate" with learning (claim 17), and also that too much
# proximity harms (claim 24).

# %% tags=["predict"]
predict_curve(
    "pipelines.openness",
    "You know how a cluster does that is closed, or gives up a tenth of its ties. How does it go on?",
    x=Axis("openness: share of local ties given up", 0, 1, ".1f"),
    y=Axis("performance of firms (0 to 1)", 0, 0.62),
    known=[(0, 0.25), (0.1, 0.385)],
    points=[0.2, 0.3, 0.5, 0.7, 1],
)

# %%
names = ["performance", "sme_performance", "focal_performance", "local_inflow", pipelines]
paid = sweep(base, {"openness": [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]}, names, rng=SEED).frame()
added = []  # no local tie is given up
for count in [0, 8, 24, 37, 60, 100, 160]:
    more = base.but(steps=[AddPipelines(count)])
    added.append(sweep(more, {"openness": [0]}, names, rng=SEED).frame())

# %% tags=["result"]
free = pd.concat(added)


def of(frame, outcome):
    """Return the rows of an outcome."""
    return frame[frame.outcome == outcome].reset_index(drop=True)


def bundle(curves, x, y):
    """Return a panel of sweeps, by name as (places, rows)."""
    shown = {name: (places, rows["mean"]) for name, (places, rows) in curves.items()}
    return CurvePanel(
        shown, x, y, bands={name: (rows.low, rows.high) for name, (_, rows) in curves.items()}
    )


many = {"for ties": of(paid, "pipelines")["mean"], "added": of(free, "pipelines")["mean"]}
counted = "pipelines in the cluster"
level = {"for ties": of(paid, "performance"), "added": of(free, "performance")}
talk = {"for ties": of(paid, "local_inflow"), "added": of(free, "local_inflow")}
opened = of(paid, "performance").openness
whole = level["for ties"]
best = whole["mean"].idxmax()
smes, leaders = of(paid, "sme_performance"), of(paid, "focal_performance")
reveal_curve(
    "pipelines.openness",
    opened,
    whole["mean"],
    f"Best at {opened[best]:.1f}: {whole['mean'][best]:.2f} ({whole.low[best]:.2f} to "
    f"{whole.high[best]:.2f}). With {many['added'][3]:.0f} pipelines: "
    f"{whole['mean'].iloc[-1]:.2f} paid for with ties, {level['added']['mean'][3]:.2f} added.",
    show=[
        plot_curves(
            "Pipelines paid for with ties: an inverted U. Added: performance falls late, and little",
            bundle({name: (many[name], level[name]) for name in many}, counted, "performance"),
            bundle(
                {name: (many[name], talk[name]) for name in many},
                counted,
                "learned by an SME over local ties",
            ),
        ),
        plot_curves(
            "What is best for focal firms is not best for SMEs",
            bundle(
                {
                    "SMEs": (opened, smes),
                    "focal firms": (opened, leaders),
                },  # coloured as in the lab
                "openness: share of local ties given up",
                "performance",
            ),
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise to the end, after claim 17, or fall at once. It is an inverted U with its top near
# [[0.3|opened[best]]], and a flat one.

# %% [markdown] tags=["explain"]
# An **inverted U**, with a flat top. With [[37|many["added"][3]]] pipelines paid for with ties firms reach [[0.18|whole["mean"].iloc[-1]]]; with as many
# *added*, and no tie given up, [[0.51|level["added"]["mean"][3]]]. **Most of the fall is there by construction**: that a pipeline costs three local ties
# is a rule of this course; the paper only says "not free". What is left is small, from [[0.54|level["added"]["mean"][5]]] to
# [[0.52|level["added"]["mean"][6]]]: pipelines take attention from neighbours.
#
# The right panel tests claim 29: "the more developed the pipelines ... the more dynamic the buzz". A few do feed it. Many leave no neighbours to
# talk to, or no attention. Of other worlds (lecture 10) claim 29 holds in [[0%|load_reach()[29].share().mean]].
#
# *Whose* best? SMEs are best off near [[0.3|opened[smes["mean"].idxmax()]]], focal firms at [[1|opened[leaders["mean"].idxmax()]]]. **Where pipelines cost ties,
# leading firms may open up further than is good for the rest.**

# %% [markdown] slideshow={"slide_type": "slide"}
# ## More than the sum
#
# Wang ends with both: "it is better that reaping the benefits of localized learning and globalized learning at the same time". The weak reading: both
# together beat each alone. The strong one: each is worth *more* with the other. Then they are **complements**. This takes two switches.

# %% tags=["predict"]
predict(
    "pipelines.poor",
    "A closed cluster opens up (0.2). Whose performance rises by more than a tenth where buzz is poor (0.3)?",
    ["that of focal firms and SMEs", "that of focal firms only", "that of neither"],
)

# %%
grid = {"buzz": [0.3, 1], "openness": [0, 0.2]}
both = sweep(base, grid, ["sme_performance", "focal_performance"], rng=SEED)

# %% tags=["result"]
table = both.frame().pivot_table("mean", "buzz", ["outcome", "openness"])
smes, focal = table["sme_performance"], table["focal_performance"]
maps = {
    f"buzz {buzz}": (cluster, simulate(cluster, Learning(buzz=buzz), periods=80, rng=SEED))
    for buzz in (1, 0.3)
}
panels, twice = [], {}
for who, outcome in {"SMEs": "sme_performance", "focal firms": "focal_performance"}.items():
    rows = of(both.frame(), outcome)
    by_buzz = {f"buzz {one}:": rows[rows.buzz == one].reset_index(drop=True) for one in (0.3, 1)}
    shown = {name: ([0, 0.2], one) for name, one in by_buzz.items()}
    panels.append(bundle(shown, "openness", f"performance of {who}"))
    gained = [
        both.at(outcome, buzz=one, openness=0.2) - both.at(outcome, buzz=one, openness=0)
        for one in (0.3, 1)
    ]
    twice[who] = estimate(gained[1] - gained[0])
rise = [one.loc[0.3, 0.2] / one.loc[0.3, 0] - 1 > 0.1 for one in (focal, smes)]
options = ["that of neither", "that of focal firms only", "that of focal firms and SMEs"]
reveal(
    "pipelines.poor",
    options[sum(rise)],
    f"Focal firms {focal.loc[0.3, 0.2] / focal.loc[0.3, 0] - 1:+.0%}, "
    f"SMEs {smes.loc[0.3, 0.2] / smes.loc[0.3, 0] - 1:+.0%}.",
    show=[
        plot_over_time("What comes in spreads only where firms talk", maps, [0, 20, 80]),
        plot_curves(
            "SMEs need buzz to gain from pipelines, focal firms do not",
            *(CurvePanel(one.curves, one.x, one.y, 0.75, one.bands) for one in panels),
        ),
        smes.round(3).rename_axis("SMEs, openness", axis=1),
        focal.round(3).rename_axis("focal firms, openness", axis=1),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. SMEs are thought to hear of what comes in. With poor buzz they hardly do.

# %% [markdown] tags=["explain"]
# With poor buzz pipelines lift SMEs from [[0.161|smes.loc[0.3, 0.0]]] to [[0.169|smes.loc[0.3, 0.2]]], with the usual one from
# [[0.247|smes.loc[1.0, 0.0]]] to [[0.384|smes.loc[1.0, 0.2]]]. Pipelines bring in, buzz spreads. Focal firms learn from the pipelines
# themselves: even with poor buzz they rise from [[0.21|focal.loc[0.3, 0.0]]] to [[0.53|focal.loc[0.3, 0.2]]].

# %% [markdown]
# ### Your turn
#
# Opening up adds something to the level of SMEs. How much more does it add with the usual buzz (`1`) than with poor buzz (`0.3`)? The answer is a
# difference of two gains, not a share. `smes[0.2]` is the column of the open cluster.

# %% tags=["task"]
# BEGIN SOLUTION -> extra = ...
gain = smes[0.2] - smes[0.0]
extra = gain[1.0] - gain[0.3]
# END SOLUTION
check("pipelines.try_extra", extra, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.129|extra]].

# %% tags=["result"]
when_yours(
    plot_estimates(
        "Buzz and pipelines are complements for SMEs, hardly for focal firms",
        twice,
        xlabel="what opening up adds: usual buzz minus poor buzz",
        form="+.3f",
    )
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: buzz and pipelines
#
# Its peak is that of a fixed budget: local ties pay for pipelines. `buzz_lab(cluster=...)` takes your cluster.

# %% tags=["lab"]
buzz_lab(
    "pipelines.openness",
    tasks={
        "Give up 0.1, 0.3, 0.5 and 0.9 of the local ties. Which firms would tell you that 0.9 is best?": (
            "The focal firms: they hold most pipelines. Most SMEs then lose the ties over which they "
            "would hear of it."
        ),
        "Give up 0.2. Press Play. Who falls most when the market moves, and who gets up again?": (
            "In points focal firms fall furthest; as a share SMEs do. Focal firms rise again, and SMEs follow "
            "them slowly. With 0 all stay down."
        ),
        "Set the buzz to 0.3, then to 2, and give up 0, then 0.2, in each. What do pipelines change for SMEs?": (
            "With the buzz at 0.3 hardly anything, though focal firms rise as before. With the buzz at 2 "
            "SMEs gain much more from the same pipelines."
        ),
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "Two closed clusters end at 0.15. Just after the market moved, cluster A was at 0.12 and "
            "cluster B at 0.20. Which is locked in?",
            {
                "cluster A": "It is poor, but it recovers by a quarter.",
                "cluster B": "It falls further after the move: what counts is the recovery.",
                "both of them": "Both are low. Lock-in is staying low, and A climbs.",
            },
            "cluster B",
        ),
        Question(
            "In a cluster with poor buzz the agency pays for pipelines of the focal firms. What does the "
            "course model show?",
            {
                "All firms rise, SMEs a little later": "What comes in has to be passed on. Here few talk.",
                "Focal firms rise, SMEs hardly at all": "Pipelines bring in, buzz spreads.",
                "SMEs rise most, for they know least": "They have most to learn, but they must hear of it "
                "and understand it.",
            },
            "Focal firms rise, SMEs hardly at all",
        ),
        Question(
            "A region gets its first 60 pipelines, and no local tie is given up. How does performance go on?",
            {
                "It rises in a straight line": "The first pipelines bring most.",
                "It rises, then falls": "That early fall came from the local ties that were given up.",
                "It rises ever more slowly": "Without the cost in ties a fall comes late, and is small.",
            },
            "It rises ever more slowly",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Buzz may count less than here.** In five Norwegian city-regions partners abroad go with innovation; partners nearby make next to no difference
#   (Fitjar and Rodríguez-Pose 2011).
# - **What a pipeline costs decides how open is best.** Here it is one number (see Esposito and Rigby 2019).
# - **Lock-in is not fate.** In Westmünsterland, near the Ruhr, textiles renewed themselves (Hassink 2007).
# - **Nobody chooses.** Real firms build pipelines when they need them, and decide on their research.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# On other clusters (lecture 10):

# %% tags=["result", "slow"]
plot_effects(claims_frame(run_claims([1, 17, 24, 25, 26, 27, 28, 29, 31, 34], replicates=24)))

# %% [markdown]
# Claim 26: a pipeline that takes as much as 6 local ties instead of 1 costs [[28%|-ledger.effect[0]]] of performance.
#
# 1. Where all are alike, learning stops.
# 2. Lock-in shows in what a cluster recovers. It shows with path dependence.
# 3. Buzz makes up for own research, as long as somebody brings in what is new.
# 4. The first pipelines bring most. The inverted U comes mostly from their cost in ties.
# 5. For SMEs pipelines and buzz are complements.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 1: clusters outperform | holds, by construction: buzz can only add |
# | claim 17 and claim 29: openness helps | inverted U, mostly by construction |
# | claim 24: too much proximity | holds in part: for local ties it does; for trust see lecture 06 |
# | claim 25: conformism locks in | holds in March's model; here if closed and path dependent |
# | claim 26: not free | holds |
# | claim 27: free riders | holds in part: it pays at a price of R&D that we added, and hardly harms others |
# | claim 28: looking inward is an obstacle | holds for the level; for the recovery if path dependent |
# | claim 31: both together | holds; complements for SMEs |
# | claim 34: buzz for R&D | holds |
# | claim 33: high tech | asked below |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: groups half apart
#
# A cluster is no single group. In the model of Fang, Lee and Schilling (2010) people live in groups of 7 and learn from those neighbours who do better. A
# share of the ties inside the groups is moved, so that they lead to members of other groups; if none is, one tie leads to each neighbouring group. Each problem needs five right beliefs at once.
# Performance is the share of problems that a person solves.

# %% tags=["predict"]
predict(
    "pipelines.groups",
    "No ties are moved, a tenth of them, or all. Who solves most problems after 200 periods?",
    ["those who moved none", "those who moved a tenth", "those who moved all"],
)

# %%
apart = {}
for name, moved in {"none": 0, "a tenth": 0.1, "all": 1}.items():
    worlds = [topologies.caveman(140, 7, moved, rng=number) for number in range(12)]
    apart[name] = subgroups.simulate(worlds, periods=200, rng=SEED).performance

# %% tags=["result"]
ends = {name: values[:, -1].mean() for name, values in apart.items()}
reveal(
    "pipelines.groups",
    f"those who moved {max(ends, key=ends.get)}",
    ", ".join(f"{name}: {value:.2f}" for name, value in ends.items()) + ".",
    show=[
        plot_curves(
            "Groups with a few ties between them get furthest in 200 periods",
            over_time(apart, "share of problems solved"),
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. Without groups all are quick, and stop early.

# %% [markdown] tags=["explain"]
# Without any group all are quick and get stuck at [[0.56|ends["all"]]]. With a tenth of the ties moved they are slower, and reach
# [[0.72|ends["a tenth"]]]. Groups with one tie to each neighbouring group are at [[0.34|ends["none"]]] and **still learning**: this picture ends before they do.
# [The page on the model](classics/fang_lee_schilling.ipynb) lets them end. Apart enough to
# be different, tied enough to tell each other: so pipelines *between* clusters may help both.

# %% [markdown]
# ## Further: can pipelines hurt?
#
# In the course model they can only by the ties that are given up: whoever knows much tells others all the same. In the next model nobody
# gives up a tie, but all trade by **barter**: knowledge is told only to somebody who has something new to tell in return. Some actors are *experts*, who
# know one field very well. Pipelines tie the experts of two clusters.

# %% tags=["predict"]
predict(
    "pipelines.hurt",
    "The buzz is poor. The experts of a cluster get pipelines abroad. What becomes of all the others at home?",
    ["they gain, less than the experts", "nothing changes for them", "they lose"],
)

# %%
two = {}
for case in ["poor_buzz", "rich_buzz", "small_and_weak"]:
    for q in [0, 0.3]:  # probability of a pipeline between two experts
        setting = twin_clusters.SETTINGS[case].but(pipelines=q)
        two[case, q] = twin_clusters.simulate(setting, replicates=24, rng=SEED)

# %% tags=["result"]
by_pipelines = {}
for case in ["poor_buzz", "rich_buzz", "small_and_weak"]:
    shut, tied = two[case, 0], two[case, 0.3]
    by_pipelines[case, "experts"] = relative(shut.experts[:, -1], tied.experts[:, -1])
    by_pipelines[case, "the others"] = relative(shut.rest[:, -1], tied.rest[:, -1])
change = by_pipelines["poor_buzz", "the others"]
options = ["they gain, less than the experts", "nothing changes for them", "they lose"]
reveal(
    "pipelines.hurt",
    options[2 if change.sign < 0 else 0 if change.sign > 0 else 1],
    f"The others: {change.mean:+.0%} ({change.low:+.0%} to {change.high:+.0%}).",
    show=[
        plot_estimates(
            "By barter the experts' pipelines hurt the others where buzz is poor",
            {f"{case.replace('_', ' ')}: {who}": one for (case, who), one in by_pipelines.items()},
            xlabel="change of knowledge at the end by pipelines",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. In the course model nobody can be hurt by another's pipeline. Under barter an expert who
# has traded abroad is lost to those at home.

# %% [markdown] tags=["explain"]
# The model is **after** Morrison, Rabellotti and Zirulia (2013): their idea, rebuilt by this course, so read the signs only. Experts who have traded abroad are
# ahead in everything. At home nobody has anything to offer them in return, and barter with them ends: they are **external stars**. With rich buzz they trade
# at home before that happens, and are **gatekeepers**. The others then gain [[5%|by_pipelines["rich_buzz", "the others"].mean]]. In a small and weak
# cluster they gain [[9%|by_pipelines["small_and_weak", "the others"].mean]].

# %% [markdown]
# ## Further: high tech
#
# The outside counts "especially for high-tech industry", where "cutting-edge knowledge is changing". So let knowledge age at half the usual speed, at the
# usual one, and at twice.

# %% tags=["predict"]
predict(
    "pipelines.tech",
    "A closed cluster opens up (0.2). Where does it gain the larger share?",
    ["where knowledge ages slowly", "where knowledge ages quickly", "the same everywhere"],
)

# %%
aging, points = {}, {}
for speed in [0.01, 0.02, 0.04]:
    shut = base.but(obsolescence=speed, openness=0)
    pair = compare(shut, shut.but(openness=0.2), rng=SEED)
    aging[speed], points[speed] = pair.relative, pair.difference

# %% tags=["result"]
ahead = aging[0.04].mean - aging[0.01].mean
options = ["where knowledge ages slowly", "the same everywhere", "where knowledge ages quickly"]
reveal(
    "pipelines.tech",
    options[int(ahead > -0.05) + int(ahead > 0.05)],
    f"{aging[0.01].mean:.0%} and {aging[0.04].mean:.0%}.",
    show=[
        plot_estimates(
            "The quicker knowledge ages, the larger the share that opening up adds",
            {f"aging {speed} a period": one for speed, one in aging.items()},
            xlabel="gain of performance by opening up",
        ),
        plot_estimates(
            "In points it is the other way round, for levels are lower where knowledge ages quickly",
            {f"aging {speed} a period": one for speed, one in points.items()},
            xlabel="gain of performance by opening up, in points from 0 to 1",
            form="+.3f",
        ),
        plot_effects(claims_frame(run_claims([33], replicates=24))),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. The share grows, though levels are lower where knowledge ages quickly.

# %% [markdown] tags=["explain"]
# Claim 33 holds as a share, on other clusters too (last picture): opening up brings [[44%|aging[0.01].mean]] where knowledge ages slowly, [[83%|aging[0.04].mean]] where it ages quickly. In points it
# fails: [[0.18|points[0.01].mean]] against [[0.10|points[0.04].mean]]. Say which you mean.

# %% [markdown]
# ## Reading
#
# **Reading.** Bathelt, Malmberg and Maskell (2004), *Clusters and knowledge: local buzz, global pipelines and the process of knowledge creation*,
# Progress in Human Geography 28(1), 31-56, doi:10.1191/0309132504ph469oa. Grabher (1993), *The weakness of strong ties: the lock-in of regional development in the Ruhr area*, in
# Grabher (ed.), The Embedded Firm, Routledge, 255-277. March (1991), *Exploration and exploitation in organizational learning*, Organization
# Science 2(1), 71-87, doi:10.1287/orsc.2.1.71. Levitt and March (1988), *Organizational learning*, Annual Review of Sociology 14, 319-338, doi:10.1146/annurev.so.14.080188.001535. Fang, Lee and Schilling (2010),
# *Balancing exploration and exploitation through structural design*, Organization Science 21(3), 625-642. Morrison, Rabellotti and Zirulia (2013), *When
# do global pipelines enhance the diffusion of knowledge in clusters?*, Economic Geography 89(1), 77-96. Boschma (2005), *Proximity and innovation: a
# critical assessment*, Regional Studies 39(1), 61-74, doi:10.1080/0034340052000320887. Krackhardt and Stern (1988), *Informal networks and organizational crises*, Social Psychology
# Quarterly 51(2), 123-140. Fitjar and Rodríguez-Pose (2011), *When local interaction does not suffice*, Environment and Planning A 43(6), 1248-1267.
# Esposito and Rigby (2019), *Buzz and pipelines: the costs and benefits of local and nonlocal interaction*, Journal of Economic Geography 19(3), 753-773.
# Hassink (2007), *The strength of weak lock-ins*, Environment and Planning A 39(5), 1147-1165.
#
# *The models beside what is published of them:* [March (1991)](classics/march.ipynb), [Fang, Lee and Schilling (2010)](classics/fang_lee_schilling.ipynb), [Morrison, Rabellotti and Zirulia (2013)](classics/signs_only.ipynb).
#
# **Next:** [exercise 08](../exercises/08_buzz_and_pipelines.ipynb), on a cluster of your own.
