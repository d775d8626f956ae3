# %% [markdown] slideshow={"slide_type": "slide"}
# # 08 Buzz and pipelines
#
# **How far should a cluster look outside? When does it look outside too little, and when too much?**
#
# *65 minutes alone, 80 minutes in class, 100 minutes if English or Python is new to you; a good break is before "How open is best?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a table.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Measure how far the holders of pipelines look outside. *Task* `pipelines.index`
# 2. Tell lock-in from a low level. *Task* `pipelines.shift`
# 3. Tell what a free rider loses from what all lose. *Task* `pipelines.free_rider`
# 4. Test whether buzz and pipelines are complements, and find how open is best. *Tasks* `pipelines.both`, `pipelines.best`, `pipelines.explain`

# %% tags=["setup"]
import pandas as pd

from clusterlib import build_cluster, plot_cluster
from clusterlib.classics import march, subgroups, topologies, twin_clusters
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare, sweep
from clustercourse.labs import buzz_lab
from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve
from clusterlib.learning import TechnologyShift

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the Ruhr
#
# For a century coal, iron and steel in the Ruhr area grew together. Grabher (1993) asks why the region took so long to react when
# this came to an end. His answer: the close ties that had been its strength became its weakness. He finds three kinds of **lock-in**.
#
# - **Functional**: suppliers had worked for the same few steel firms for decades. They needed little research and marketing of their own.
#   When they had to find other customers, the people who look beyond the region were missing.
# - **Cognitive**: everybody shared one view of the world. A lasting decline was taken for a passing one.
# - **Political**: firms, unions and government worked together to keep what was there.
#
# Wang describes the same danger in general: "too much proximity leads to a lack of openness and flexibility". The cure that the paper names
# comes from Bathelt, Malmberg and Maskell (2004), who tell two ways to learn apart:
#
# | | **Buzz** | **Global pipeline** |
# |---|---|---|
# | partner | a neighbour | somebody outside the cluster |
# | to take part | it is enough to be there: "easy and free" | built on purpose; "not automatic", "not free" |
# | in the model | what passes over local ties | a tie that takes as much attention as 3 local ones |
# | brings | what others here know already | what nobody here knows yet, if one understands it |

# %%
cluster = build_cluster("baseline", rng=SEED)
outside = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supplementary"}
holders = {actor for source in outside for actor in cluster[source]}
holding = f"{len(holders)} of 36 firms hold all pipelines"
plot_cluster(cluster, highlight=holders, rings=False, title=holding)

# %% [markdown]
# Dash-dotted orange lines are pipelines, [[9|sum(cluster.degree(source) for source in outside)]] of
# [[111|cluster.size()]] ties; the ties of their holders stand out. How far does a firm look outside? The **E-I index** of Krackhardt and
# Stern (1988) compares its external ties with its internal ones, $(E - I) / (E + I)$: $-1$ for a firm that looks only inward,
# $1$ for one that looks only outward.
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

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Too much alike
#
# Even F19, the firm with most pipelines, looks mostly inward. Why should a cluster that learns well need the outside at all? Wang: it may be "locked in an under-competitiveness
# syndrome as a result of an excess of conformism". With Levitt and March the paper calls it the **competency trap**: what has worked is hard to
# unlearn.
#
# March (1991) has the simplest model of it. A group has a **code**: what everybody holds to be true. Members take over the code, each
# belief with probability $p_1$ in a period. The code in turn learns from those members who know more than it does. There are
# [[30|march.March().dimensions]] facts to learn. Knowledge is the share of right beliefs minus the share of wrong ones.

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
groups = {p1: march.simulate(march.March(p1=p1), replicates=60, rng=SEED) for p1 in (0.1, 0.9)}
slow, quick = (group.code.mean(axis=0) for group in groups.values())  # known by period

# %% tags=["result"]
from IPython.display import display

from clusterlib.plots import CurvePanel, plot_curves

early, late = quick[5] > slow[5], quick[-1] > slow[-1]
options = [
    "the quick group's, early and late",
    "the quick group's early, the slow group's late",
    "the slow group's, early and late",
]
answer = options[0 if early and late else 1 if early else 2]
display(
    reveal(
        "pipelines.march",
        answer,
        f"Period 5: quick {quick[5]:.2f}, slow {slow[5]:.2f}. Period 80: {quick[-1]:.2f}, {slow[-1]:.2f}.",
    )
)
plot_curves(
    "Quick learners are alike after ten periods, and stop learning",
    CurvePanel(
        {"slow": (range(81), slow), "quick": (range(81), quick)}, "period", "what the code knows"
    ),
    CurvePanel(
        {
            name: (range(81), group.diversity.mean(axis=0))
            for name, group in zip(["slow", "quick"], groups.values(), strict=True)
        },
        "period",
        "how often two members differ",
    ),
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Quick learning is taken for good learning. When all are alike, nobody is left to correct
# the code.

# %% [markdown]
# **Those who deviate teach the code.** Where all take over the code at once, nobody is left who knows better, and its mistakes stay for good.
# Slow learners keep their own views long enough for the code to find out who is right.
#
# A cluster is no single group. In the model of Fang, Lee and Schilling (2010) people live in groups of 7 and learn from those neighbours who do
# better. A share of the ties inside the groups is moved, so that they lead to members of other groups: none, a tenth, or all. Problems are harder
# here: each needs five right beliefs at once. Performance is the share of problems that a person solves.

# %%
rows = {}
for moved in (0, 0.1, 1):
    worlds = [topologies.caveman(140, 7, moved, rng=seed) for seed in range(12)]
    path = subgroups.simulate(worlds, periods=200, rng=SEED).performance.mean(axis=0)
    rows[moved] = {"period 30": path[30], "period 200": path[200]}
pd.DataFrame(rows).T.rename_axis("ties moved")

# %% [markdown]
# Without any group all are quick and get stuck: [[0.56|rows[1]["period 200"]]]. With a tenth of the ties moved they are slower, and end at
# [[0.73|rows[0.1]["period 200"]]]. Groups that are quite alone have learned least by then, [[0.43|rows[0]["period 200"]]]. **Semi-isolated groups do best: apart enough
# to be different, tied enough to tell each other.** So pipelines between clusters may help both, as long as they are few.

# %% [markdown] tags=["instructor"]
# **Slip.** External over all ties in the first task: that is openness and not the index.
# **Stop.** All can say who teaches the code.
# **Ask.** Find examples of a code: a technical standard, a business school's textbook, "how we do things here".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Free riders, and what a pipeline costs
#
# If new knowledge is so valuable, why do firms not look for it? Wang gives two reasons. Inside the cluster knowledge is
# free, so a "firm would rather become the *free-rider* for innovative products than make independent innovation". And outside it is neither
# automatic nor free.
#
# First the free rider. Wang adds that "localized learning might make up the lack of R&D within clusters". So let all SMEs stop their own research,
# in a cluster without buzz (`0`) and in one with the usual buzz (`1`). `buzz` multiplies all that local ties carry. What is left of their
# **performance**: how much they know of what the market values, from 0 to 1? A `Setting` says which clusters learn, how, and for how long; `sweep`
# runs it for each value of the parameters, always on the same random clusters.

# %%
base = Setting(periods=80)
grid = {"buzz": [0, 1], "rd_sme": [0, 0.06]}  # rd_sme: chance of own research in a period
smes = sweep(base, grid, "sme_performance", rng=SEED).frame().pivot_table("mean", "buzz", "rd_sme")
smes

# %% [markdown]
# Without buzz SMEs that do no research lose [[29%|1 - smes.loc[0, 0.0] / smes.loc[0, 0.06]]] of their level, with buzz only
# [[4%|1 - smes.loc[1, 0.0] / smes.loc[1, 0.06]]]. **Buzz does make up for own research.** But only as long as somebody
# brings in what is new. If *nobody* searches in a cluster without pipelines, focal firms and universities included, SMEs lose nearly half
# of their level (first line below). To live on what others find is a temptation for each, and a trap for all.
#
# The **ledger** is the course's list of Wang's claims, with experiments for each. Here are two: what an SME loses if it stops alone, or if all do
# (claim 27), and what a pipeline costs (claim 26). `effect` is the change as a share, with its 95% interval.

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

alone = base.but(openness=0)
nobody = alone.but(rd_sme=0, rd_focal=0, rd_research=0)
search = compare(alone, nobody, "sme_performance", rng=SEED)
loss = search.relative
print(
    f"Closed cluster, nobody searches any more: SMEs {loss.mean:.0%} ({loss.low:.0%} to {loss.high:.0%})"
)
ledger = claims_frame(run_claims([26, 27], replicates=24))
pd.options.display.max_colwidth = 100
columns = ["experiment", "detail", "effect", "low", "high", "finding"]
ledger.sort_values("claim", ascending=False, kind="stable").set_index("claim")[columns]

# %% [markdown] tags=["instructor"]
# **Cut.** Keep the table of claim 26: a pipeline helps only who understands what comes.

# %% [markdown]
# *Claim 27.* An SME that stops alone loses [[2.2%|-ledger.effect[4]]] of its level. If all SMEs stop, each of them loses another
# [[1.5%|-ledger.effect[3]]]. A part of what a firm finds serves others, and it does not count that part when it decides. **The claim holds, but the
# effect is small here**: an SME's research is rare in this model.
#
# *Claim 26.* If a pipeline takes as much attention as 6 local ties instead of 1, performance falls by [[28%|-ledger.effect[0]]]. And pipelines
# help only those who understand what comes: pipelines of SMEs raise the level of SMEs by a fifth, and more than double it if SMEs understand
# gaps as wide as focal firms do (reach `.6` instead of `.2`). **The claim holds.** A tie abroad is not yet knowledge at home.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The market moves
#
# So far a closed cluster is only poorer. The paper's warning goes further: "when the technology development trajectory and global economic
# conditions change, the excessive inward-looking may become a main obstacle". Half-way through a run, half of the market's weight moves from the
# current fields of knowledge to three emerging ones. Overnight a firm's knowledge is worth less, though it has forgotten nothing.
#
# Every cluster falls. Compare what comes then. **Recovery** is the change from just after the move to the end, as a share. That
# a cluster is low just after the move is not yet lock-in. That it stays low is.
#
# The experiment also varies **path dependence**: how strongly a firm's own research keeps to what it knows already. It is the competency trap
# of a single firm. The usual value is 2.

# %% tags=["predict"]
predict(
    "pipelines.moved",
    "From just after the move to period 160 the open cluster grows by about a quarter. And the closed one?",
    ["it falls further", "it grows clearly less", "it grows as much, from a lower level"],
)

# %%
move = Setting(periods=160, interventions=[TechnologyShift(at=80)])
grid = {"path_dependence": [1, 2, 3], "openness": [0, 0.2]}
names = ["performance", "after_shift", "final_performance"]  # before, just after, end
runs = sweep(move, grid, names, replicates=12, rng=SEED).frame()
levels = runs.pivot_table("mean", ["path_dependence", "openness"], "outcome")[names]
levels

# %% tags=["result"]
growth = levels.final_performance / levels.after_shift - 1
options = ["it falls further", "it grows clearly less", "it grows as much, from a lower level"]
answer = options[int(growth[2, 0] > 0) + int(growth[2, 0] > growth[2, 0.2] - 0.05)]
reveal(
    "pipelines.moved",
    answer,
    f"Open, with the usual path dependence 2: {growth[2, 0.2]:+.0%}. The closed one is your turn.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. After the first figures a closed cluster is only poorer, so it should come back as fast. It
# is path dependent too: [[7%|growth[2, 0]]] against [[25%|growth[2, 0.2]]].

# %% [markdown]
# ### Your turn
#
# `closed` is the row of the closed cluster with path dependence 2. What is its recovery: by which share does it grow from just after the move to the end?

# %% tags=["task"]
closed = levels.loc[(2, 0)]
# BEGIN SOLUTION -> recovery = ...
recovery = closed.final_performance / closed.after_shift - 1
# END SOLUTION
check("pipelines.try_recovery", recovery, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.071|recovery]].

# %% [markdown]
# Read the rows of the closed cluster. Where path dependence is 1, it recovers by [[21%|growth[1, 0]]], nearly as much as the open one. Where
# it is 3, it loses [[30%|-growth[3, 0]]] more: such firms "lose their innovative capacity and are unable to respond to new developments", as Wang
# puts it. The open cluster recovers by about [[25%|growth[3, 0.2]]], whatever its firms' path dependence is.
#
# So claim 28 **holds for the level**: the closed cluster ends at about half of the open one. For the **recovery it holds only where firms
# are path dependent**. Closed *and* path dependent: this is lock-in. One alone does not make it.

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say which two things together make lock-in.
# **Ask.** Which of Grabher's three lock-ins is in this model, and which is not?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How open is best?
#
# Pipelines are the cure, and they cost three local ties each. The parameter `openness` is the share of local ties that a cluster gives up. The paper says that openness "is positive correlate" with learning (claim 17), and also that too much proximity
# harms (claim 24). Draw what you expect, then find out in the lab.

# %% tags=["predict"]
predict_curve(
    "pipelines.openness",
    "You know how a cluster does that is closed, or gives up a tenth of its ties. How does it go on?",
    x=Axis("share of local ties given up", 0, 1, ".1f"),
    y=Axis("performance of firms (0 to 1)", 0, 0.62),
    known=[(0, 0.25), (0.1, 0.385)],
    points=[0.2, 0.3, 0.5, 0.7, 1],
)

# %% [markdown]
# ### The lab
#
# 1. Give up `0.1`, `0.3`, `0.5` and `0.9` of the local ties. Where is the mean of all firms highest? And which firms would tell you that `0.9` is best?
# 2. Set the buzz to `0.3` and repeat. What do pipelines change for SMEs now? Then set it to `2`.
# 3. Return the buzz to `1`. Give up `0`, then `0.2`, and press Play. Who falls most when the market moves, and who gets up again?

# %% tags=["lab"]
buzz_lab("pipelines.openness")

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. At `0.3`, and it matters little whether it is somewhat less or more. The focal firms would tell you to open up nearly all the way: they
#    hold most pipelines. Most SMEs then lose the ties over which they would hear of it.
# 2. Focal firms rise as before, SMEs hardly. With the buzz at `2` SMEs gain much more from the same pipelines.
# 3. At `0` all fall to less than half of their best level and stay there. At `0.2` focal firms fall furthest, but rise again, and SMEs
#    follow them slowly.
#
# </details>

# %%
names = ["performance", "sme_performance", "focal_performance", "local_inflow"]
runs = sweep(base, {"openness": [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1]}, names, rng=SEED).frame()
by_openness = runs.pivot_table("mean", "openness", "outcome")[names]

# %% tags=["result"]
display(
    reveal_curve(
        "pipelines.openness",
        by_openness.index,
        by_openness.performance,
        f"Best at {by_openness.performance.idxmax():.1f}: {by_openness.performance.max():.2f}. "
        f"Closed {by_openness.performance[0]:.2f}, most open {by_openness.performance[1]:.2f}.",
    )
)
grid = {"obsolescence": [0.01, 0.04], "openness": [0, 0.2]}
aging = sweep(base, grid, rng=SEED).frame().pivot_table("mean", "obsolescence", "openness")
opened = by_openness.index
plot_curves(
    "What is best for focal firms is not best for SMEs, nor for the buzz",
    CurvePanel(
        {
            "SMEs": (opened, by_openness.sme_performance),
            "focal firms": (opened, by_openness.focal_performance),
        },
        "openness",
        "performance",
    ),
    CurvePanel({"SMEs": (opened, by_openness.local_inflow)}, "openness", "learned from neighbours"),
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise to the end, after claim 17, or fall at once. It is an inverted U with its top near
# [[0.3|by_openness.performance.idxmax()]], and a flat one.

# %% [markdown]
# An **inverted U**. Too much proximity harms: claim 24 holds. Claim 17 does not as it stands: openness helps up to a point. And *whose* point? SMEs are best off at
# [[0.3|by_openness.sme_performance.idxmax()]], focal firms at [[1|by_openness.focal_performance.idxmax()]]. **A cluster's leading firms may open up
# further than is good for the rest.**
#
# The right panel tests claim 29: "the more developed the pipelines ... the more dynamic the buzz". It shows what an SME learns over local ties
# in a period. Pipelines do feed the buzz: it grows by [[41%|by_openness.local_inflow.max() / by_openness.local_inflow[0] - 1]] up to openness
# [[0.2|by_openness.local_inflow.idxmax()]]. Then it levels off, and from [[0.5|by_openness.index[4]]] on there are too few neighbours left to talk to.
#
# One more sentence of the section: the outside counts "especially for high-tech industry", where "cutting-edge knowledge is changing". **It
# holds**. By opening up (to `0.2`) a closed cluster gains [[44%|aging[0.2][0.01] / aging[0.0][0.01] - 1]] if knowledge ages at half the usual speed, and [[83%|aging[0.2][0.04] / aging[0.0][0.04] - 1]] if at twice.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## More than the sum
#
# Wang ends with both: "it is better that reaping the benefits of localized learning and globalized learning at the same time". There is a weak
# reading: both together beat each alone. And a strong one: each is worth *more* with the other. Then they are **complements**.
# This takes an experiment with two switches: the buzz, poor or usual, and the openness, closed or open.

# %%
grid = {"buzz": [0.3, 1], "openness": [0, 0.2]}
runs = sweep(base, grid, ["sme_performance", "focal_performance"], rng=SEED).frame()
table = runs.pivot_table("mean", "buzz", ["outcome", "openness"])
smes, focal = table["sme_performance"], table["focal_performance"]
table

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

# %% [markdown]
# With poor buzz pipelines lift SMEs from [[0.161|smes.loc[0.3, 0.0]]] to [[0.169|smes.loc[0.3, 0.2]]]: next to nothing. With the usual buzz from
# [[0.247|smes.loc[1.0, 0.0]]] to [[0.384|smes.loc[1.0, 0.2]]]. **Buzz and pipelines are complements**: one brings in, the other spreads. Focal
# firms need no buzz for it. They learn from the pipelines themselves, and with poor buzz they still rise from
# [[0.21|focal.loc[0.3, 0.0]]] to [[0.53|focal.loc[0.3, 0.2]]].
#
# Can pipelines *hurt*? In the course model only by the ties that are given up for them: whoever knows much tells others all the
# same. In the next model nobody gives up a tie, but all trade by **barter**: knowledge
# is told only to somebody who has something new to tell in return. Some actors are *experts*, who know one field very well. Pipelines tie the experts of two clusters.

# %% tags=["predict"]
predict(
    "pipelines.hurt",
    "The buzz is poor. The experts of a cluster get pipelines abroad. What becomes of all the others at home?",
    ["they gain, less than the experts", "nothing changes for them", "they lose"],
)

# %%
rows = {}
for case in ("poor_buzz", "rich_buzz", "small_and_weak"):
    for q in (0, 0.3):  # probability of a pipeline between two experts
        two = twin_clusters.SETTINGS[case].but(pipelines=q)
        run = twin_clusters.simulate(two, replicates=8, rng=SEED)
        rows[case, q] = [run.experts[:, -1].mean(), run.rest[:, -1].mean()]
twins = pd.DataFrame(rows, index=["experts", "the others"]).T.rename_axis(["case", "q"])
twins

# %% tags=["result"]
others = twins["the others"]
change = others["poor_buzz", 0.3] / others["poor_buzz", 0] - 1
options = ["they gain, less than the experts", "nothing changes for them", "they lose"]
answer = options[2 if change < -0.02 else 0 if change > 0.02 else 1]
reveal("pipelines.hurt", answer, f"The others: {change:+.0%} by pipelines.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. In the course model nobody can be hurt by another's pipeline. Under barter an expert who
# has traded abroad is lost to those at home.

# %% [markdown]
# The table shows mean knowledge at the end, without pipelines (`q` is 0) and with them. The model is **after** Morrison, Rabellotti and Zirulia (2013): their idea, rebuilt by this
# course, so read the signs only. Experts who have traded abroad are ahead in everything. At home nobody has anything to offer them in return, and barter with them ends: they are
# **external stars**. With rich buzz they trade at home before that happens, and are **gatekeepers**. A small and weak cluster has little to lose, and gains too.
#
# ## The section's claims, run
#
# The ledger repeats the section's claims with draws of its own. A mark is an effect, the bar its interval; *expected* is what the paper leads us to expect.

# %% tags=["result"]
from clustercourse.claims import plot_effects

claims = claims_frame(run_claims([1, 17, 24, 25, 26, 27, 28, 29, 31], replicates=24))
plot_effects(claims)

# %% [markdown]
# Two rows need a word. Claim 1 is that firms "outperform those located outside these clusters": with local ties firms reach
# [[3.7|1 + claims.effect[0]]] times the level that pipelines and own research give alone. It **holds**. Claim 25, the competency trap, is put to the test in
# three models and **holds** in all: in the course model (for closed clusters only), in that of Fang, Lee and Schilling, and in a search on rugged
# landscapes (lecture 02), where people who all see each other climb the same hill.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A closed cluster ends at half the level of an open one after the market has moved. Is it locked in?",
            {
                "Yes, half the level is lock-in": "It may have been at half the level before the move. "
                "That is poor, not locked in.",
                "One cannot tell from this": "Right. Compare what each recovers from just after "
                "the move.",
                "No, it is only closed": "It may be locked in as well. What it recovers would tell.",
            },
            "One cannot tell from this",
        ),
        Question(
            "In a cluster with poor buzz the agency pays for pipelines of the focal firms. What will the course model show?",
            {
                "All firms rise alike": "What comes in has to be passed on. Here there are few who talk.",
                "Focal firms rise, SMEs hardly": "Right. Pipelines bring in, buzz spreads; one without "
                "the other leaves SMEs where they are.",
                "SMEs rise most, they have most to learn": "They have, but they must hear of it and "
                "understand it.",
            },
            "Focal firms rise, SMEs hardly",
        ),
        Question(
            "Each SME of a cluster finds that it can stop its research and lose little. What follows?",
            {
                "Research of SMEs is useless": "A part of what it finds helps others. The firm does not see "
                "that part.",
                "If all stop, each loses more than alone": "Right. Each counted on the others, and "
                "then the others stop too.",
                "The cluster loses nothing, for focal firms do research": "They do. Yet when all SMEs stop, "
                "each of them loses more than it would alone.",
            },
            "If all stop, each loses more than alone",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Buzz may count less than here.** Fitjar and Rodríguez-Pose (2011) asked firms in five Norwegian city-regions. Those with many kinds of
#   partners abroad innovate more; many kinds of partners nearby make next to no difference.
# - **Costs on both sides.** Esposito and Rigby (2019) weigh the costs and benefits of local and non-local interaction. In the model
#   the cost of a pipeline is one number, the same for all. Where it lies decides how open is best.
# - **Lock-in is not fate.** Hassink (2007) studies textiles in Westmünsterland, not far from the Ruhr. Lock-ins were weak there, and the industry
#   renewed itself.
# - **The trap is in part built in.** Path dependence is a parameter of the model. That it needs a closed cluster to do harm is not built in.
# - **No politics.** Two of Grabher's lock-ins, the shared view and the coalition that keeps things as they are, have no place in the course
#   model. March's code comes close to the first.
# - **Nobody chooses.** Real firms build pipelines when they need them, so open clusters differ from closed ones in more than openness.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A few holders of pipelines look outside for all; even they look mostly inward.
# 2. Groups in which all are alike learn quickly, and then stop. Lock-in shows in what a cluster recovers, not in its level, and needs path dependence.
# 3. A free rider loses little; if all ride free, each loses more. The effect is real and small here.
# 4. Openness is an inverted U. Pipelines bring in, buzz spreads: complements for SMEs. Focal firms want more openness than SMEs.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 1: local learning makes clusters outperform | holds |
# | claim 17: openness helps | fails as it stands: an inverted U |
# | claim 24: too much proximity harms | holds, and so does too little |
# | claim 25: conformism locks in | holds in the published models; in the course model where firms are path dependent and the cluster closed |
# | claim 26: knowledge from outside is not automatic nor free | holds |
# | claim 27: firms would rather be free riders | holds, small |
# | claim 28: looking inward is an obstacle after a shift | holds for the level; for the recovery given path dependence |
# | claim 29: pipelines feed the buzz | holds up to a point, then reverses: an inverted U |
# | local learning "might make up the lack of R&D" | holds for SMEs, as long as others bring in what is new |
# | the outside counts "especially for high-tech" | holds: the quicker knowledge ages, the more |
# | claim 31: both together | holds; complements for SMEs |
# | claim 30: some distrust avoids lock-in | see lecture 06: only where trust binds attention |
#
# | Notation | Meaning |
# |---|---|
# | $(E - I)/(E + I)$ | E-I index: external against internal ties |
# | $o$, $c$ | openness; what a pipeline costs beyond a local tie |
# | $p_1$ | how quickly members take over the code (March) |
# | $\theta$ | path dependence of own research |
# | recovery | level at the end over level just after the move, minus 1 |
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
# **Next:** [exercise 08](../exercises/08_buzz_and_pipelines.ipynb), on a cluster of your own.
