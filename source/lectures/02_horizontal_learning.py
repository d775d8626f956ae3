# %% [markdown] slideshow={"slide_type": "slide"}
# # 02 Horizontal learning
#
# **Firms of one trade watch each other and copy the best. Does that make a cluster better, or only alike?**
#
# *60 minutes alone, 75 minutes in class, 90 minutes if English or Python is new to you; a good break is before "Copying on a rugged landscape". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find whom a firm imitates, and how many firms imitate one. <!-- horizontal.model -->
# 2. Measure how well firms of one stage understand each other. <!-- horizontal.language, horizontal.teacher -->
# 3. Measure what imitation is worth, who gains, and whether it makes firms alike. <!-- horizontal.worth, horizontal.alike -->
# 4. Explain when it pays to let everybody see everybody, and when it does not. <!-- horizontal.explain -->

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib import Learning, build_cluster, simulate
from clusterlib.classics import landscapes, topologies
from clusterlib.experiments import Setting, compare, estimate
from clusterlib.learning import initial_knowledge
from clusterlib.plots import CourseFigure, CurvePanel, cluster_layout, plot_cluster, plot_curves
from clustercourse.exercises import check, hint
from clustercourse.labs import formula_lab, horizontal_lab, toy_lab
from clustercourse.predictions import Axis, Question, predict, predict_curve, quiz, reveal
from clustercourse.predictions import reveal_curve

SEED = 2013

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the pullovers of Hawick
#
# Hawick, a small town in Scotland, is known for knitwear. Porac, Thomas and Baden-Fuller (1989) asked managers
# of its firms whom they compete with. Pullovers are made all over the world. But the managers named mostly each other. They shared a picture
# of what a good product is, so what a neighbour did was understood at once. It also narrowed the view. Two decades later the industry was in
# decline (Porac, Thomas and Baden-Fuller 2011).
#
# Wang calls this **horizontal learning**: firms "in the same link of value chain" learn by "comparing, observing and imitating each
# other". The course model takes these words as rules. A firm *observes* its **rivals**: firms of its stage that it has a horizontal tie with. It
# *compares* their performance with its own. If the best of them is better, it *imitates* that one: it takes over a part of what that one knows
# more. Nobody is asked, no trust is needed, and nothing is given in return (Malmberg and Maskell 2002).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Five firms, one field
#
# A toy, in the lab below. On its left each of five firms sees its neighbours in a line. On its right one tie is new: E, the weakest, sees A, the best.

# %% tags=["predict"]
predict(
    "horizontal.toy",
    "E sees A, too. What does E know after 8 periods, against E on the line?",
    ["E knows more", "E knows less", "E knows as much"],
)

# %% tags=["lab"]
line = [("A", "B", "horizontal"), ("B", "C", "horizontal")]
line += [("C", "D", "horizontal"), ("D", "E", "horizontal")]
toy = toy_lab(
    knows={"A": 0.9, "B": 0.6, "C": 0.4, "D": 0.2, "E": 0.1},
    ties=line,
    called="a line",
    compare={"E sees A, too": {"ties": [*line, ("A", "E", "horizontal")]}},
    learning={"reach": 0.2, "learning_rate": 1.0},
    title="Lab 02: five firms that imitate",
    tasks={
        "Press Next period. On the line, which firm learns nothing?": "A. It sees nobody better: it can be "
        "copied, but has nobody to copy.",
        "Stay in period 1. Whom does E copy on the left, whom on the right?": "D on the left. On the "
        "right A, the best that it sees now.",
        "Which gap is wider, and of which does E understand more?": "The gap to A is eight times as "
        "wide, and hardly anything of it is understood.",
    },
)
toy

# %% tags=["result"]
left, right = (float(walk.knowledge[-1, -1, 0]) for walk in toy.result.walks)
answer = "E knows more" if right > left + 0.01 else "E knows less"
answer = "E knows as much" if abs(right - left) <= 0.01 else answer
because = (
    f"Period 8: {left:.2f} on the line, {right:.2f} where E sees A. Of a gap of 0.1, to D, it understands "
    f"{np.exp(-0.1 / 0.2):.0%}; of a gap of 0.8, to A, {np.exp(-0.8 / 0.2):.0%}."
)
reveal("horizontal.toy", answer, because)

# %% [markdown] tags=["explain"]
# A firm imitates only the best that it sees. For E that is now A, and A is too far ahead: E understands
# [[2%|np.exp(-0.8 / 0.2)]] of the gap, and ends at [[0.16|right]]. On the line it copies D, understands [[61%|np.exp(-0.1 / 0.2)]], and
# ends at [[0.36|left]]. That a firm does not choose whom it understands best is a rule of the model, not a finding.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Whoever sees the best is thought to learn most. In period 8 E knows [[0.16|right]] against [[0.36|left]].
# **Cut.** "A common language" asks the same of two firms of the cluster.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Whom does a firm copy?
#
# The model divides knowledge into twelve **fields**. What an actor knows in a field is a number from 0 (nothing) to 1 (the frontier).
# Nine fields are *current*: the market pays for them today. A firm's **performance** is its mean over the current fields.

# %%
cluster = build_cluster("baseline", rng=SEED)
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
known = pd.DataFrame(initial_knowledge(cluster, rng=SEED), index=list(cluster))
score = known.iloc[:, :9].mean(axis=1)  # performance: the mean over the nine current fields
rivals = {firm: [] for firm in firms}
for a, b, dimension in cluster.edges(data="dimension"):
    if dimension == "horizontal":
        rivals[a].append(b)
        rivals[b].append(a)
learners = [f for f in firms if any(score[one] > score[f] for one in rivals[f])]
print(len(learners), "of", len(firms), "firms see a better rival")

# %% tags=["result"]
watch = cluster.copy()
others = [(a, b) for a, b, of in cluster.edges(data="dimension") if of != "horizontal"]
watch.remove_edges_from(others)
plot_cluster(
    watch,
    colour=score[firms],
    colour_range=(0, 0.6),
    colour_label="performance, 0 to 1",
    title="Lines: who sees whom. In each stage one firm or two stand out",
)

# %% [markdown]
# Follow a line: the darker end copies the lighter one, if it sees no rival that is lighter still.
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
# knowledge transfer". A **gap** $x$ is what the other knows more in a field. Of a gap a firm understands the share
# $e^{-x/\delta}$: the wider the gap, the smaller the share. The number $\delta$ is the firm's **reach**, or absorptive capacity;
# for an SME it is [[0.2|Learning().reach_sme]]. So $x e^{-x/\delta}$ can be learned. A period brings the share $\alpha$ of it:
# [[0.4|Learning().learning_rate]], and 1 in the toy.

# %% tags=["lab"]
formula_lab(
    tasks={
        "Leave the reach at 0.2 and move the gap. Of which gap is most learned?": "Of a gap of 0.2, as "
        "wide as the reach. Of a wider one too little is understood.",
        "Move the reach to 0.6, that of a focal firm. What happens to the hill?": "It moves to the right "
        "and grows: a focal firm learns most from gaps of which an SME understands little.",
    },
)

# %% [markdown] slideshow={"slide_type": "subslide"}
# Among the better rivals of `F32`, an SME, are `F31`, an SME, and `F30`, a focal firm. All gaps to F30 together are four times as wide as those
# to F31.

# %% tags=["predict"]
predict(
    "horizontal.teacher",
    "From F30 there is four times as much to learn as from F31. How much does F32 learn from F30 in a "
    "period, compared with F31?",
    ["about four times as much", "about twice as much", "about as much"],
)

# %%
gaps, learned = {}, {}
for rival in ["F31", "F30"]:
    gaps[rival] = (known.loc[rival] - known.loc["F32"])[:9].clip(lower=0)
    learned[rival] = 0.4 * gaps[rival] * np.exp(-gaps[rival] / 0.2)  # 0.2 is the reach of an SME

# %% tags=["result"]
times = learned["F30"].sum() / learned["F31"].sum()
answer = "about twice as much"
answer = "about four times as much" if times > 3 else "about as much" if times < 1.3 else answer
x = np.linspace(0, 0.6, 121)
figure = CourseFigure(figsize=(9.6, 4.2))
ax = figure.add_axes((0.09, 0.15, 0.62, 0.7))
ax.plot(x, 0.4 * x, ":", color="#5B6470", label="if all were understood")
ax.plot(x, 0.4 * x * np.exp(-x / 0.2), color="#222222", label="what is learned")
for (rival, gap), look in zip(gaps.items(), ["o#0072B2", "D#D55E00"], strict=True):
    shape, colour = look[0], look[1:]
    kind = "an SME" if rival == "F31" else "a focal firm"
    label = f"fields of {rival}, {kind}"
    ax.plot(gap, learned[rival], shape, color=colour, markersize=9, alpha=0.8, label=label)
ax.set(xlim=(-0.01, 0.6), ylim=(-0.001, 0.045))
ax.set_xlabel("gap x: what the rival knows more in a field (0 to 1)")
ax.set_ylabel("learned in a period")
ax.set_title("Beyond a gap of 0.2 more to learn is less learned", loc="left", weight="bold")
ax.legend(bbox_to_anchor=(1.01, 1), loc="upper left", frameon=False)
ax.spines[["top", "right"]].set_visible(False)
told = [
    f"{rival}: {gaps[rival].sum():.2f} to learn, {learned[rival].sum():.2f} learned"
    for rival in gaps
]
figure.alt = (
    "What is learned rises with the gap up to 0.2 and falls behind it. " + ". ".join(told) + "."
)

# How much do partners of one stage understand of each other, and partners of two stages?
share = {"horizontal": [], "vertical": []}
for seed in range(20):
    graph = build_cluster("baseline", rng=seed)
    knows = dict(zip(graph, initial_knowledge(graph, rng=seed), strict=True))
    for dimension, shares in share.items():
        ties = [(a, b) for a, b, of in graph.edges(data="dimension") if of == dimension]
        apart = np.array([np.abs(knows[a] - knows[b])[:9] for a, b in ties])
        shares.append(float(np.exp(-apart / 0.2).mean()))
one, two = (estimate(shares) for shares in share.values())
told.append(
    f"All ties of 20 clusters: partners of one stage understand {one.mean:.0%} (95% interval "
    f"{one.low:.0%} to {one.high:.0%}), supplier and customer {two.mean:.0%} ({two.low:.0%} to "
    f"{two.high:.0%})"
)
reveal("horizontal.teacher", answer, ". ".join(told) + ".", show=[figure])

# %% [markdown] tags=["explain"]
# A mark is a field. F32 can learn [[0.20|learned["F30"].sum()]] from F30 and [[0.11|learned["F31"].sum()]] from F31. **A wide gap holds much to learn,
# and most of it is out of reach.** Most is learned from a gap as wide as the reach. Here the best performer is still the best
# teacher.
#
# Rivals share a language because they know the same fields: a firm understands [[57%|one.mean]] of a gap to a rival, and
# [[42%|two.mean]] of a gap to a supplier or customer. That firms start out in the fields of their stage is assumed.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. What is there to learn is taken for what is learned. It is [[1.8|times]] times as much.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What is imitation worth?
#
# Now let clusters learn for [[80|80]] periods, with and without horizontal learning. These are **paired runs**: the same clusters, the
# same start, the same luck.

# %% tags=["predict"]
predict(
    "horizontal.worth",
    "Nobody imitates any more. Who loses the larger share of performance?",
    ["SMEs", "focal firms", "both about the same"],
)

# %%
base = Setting(periods=80)
sme = compare(base, base.but(horizontal=0), "sme_performance", replicates=40, rng=SEED)
focal = compare(base, base.but(horizontal=0), "focal_performance", replicates=40, rng=SEED)
on = simulate(cluster, periods=80, rng=SEED)
off = simulate(cluster, Learning(horizontal=0), periods=80, rng=SEED)

# %% tags=["result"]
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

ratio = sme.relative.mean / focal.relative.mean
answer = "SMEs" if ratio > 1.5 else "focal firms" if ratio < 0.67 else "both about the same"
nobody = watch.copy()
nobody.remove_edges_from(list(watch.edges))
figure = CourseFigure(figsize=(13.2, 6.2))
places = cluster_layout(watch.subgraph(firms))
told = []
for row, (name, run, graph) in enumerate([("with", on, watch), ("without", off, nobody)]):
    for column, period in enumerate([0, 10, 30, 80]):
        ax = figure.add_axes((0.005 + 0.233 * column, 0.475 - 0.455 * row, 0.228, 0.4))
        now = dict(zip(run.ids, run.performance[period], strict=True))
        level = f"SMEs {run.level('sme')[period, 0]:.2f}"
        colour = {firm: now[firm] for firm in firms}
        look = {"labels": False, "legend": False, "positions": places}
        look |= {"colour": colour, "colour_range": (0, 0.7)}
        plot_cluster(graph.subgraph(firms), ax=ax, **look)
        said = f"{name} imitation, period {period}: {level}"
        title = said if column == 0 else f"period {period}: {level}"
        ax.set_title(title, loc="left", fontsize=10.5)
        told.append(said)
bar = figure.colorbar(
    ScalarMappable(Normalize(0, 0.7), "viridis"), cax=figure.add_axes((0.945, 0.15, 0.01, 0.65))
)
bar.set_label("performance of a firm, 0 to 1")
title = "Without imitation the diamonds go on and the circles stay behind"
figure.suptitle(title, x=0.01, y=0.985, ha="left", weight="bold", size=13)
figure.alt = f"Eight maps of one cluster, firms coloured by performance. {'. '.join(told)}."

losses = [
    f"{name} {loss.relative.mean:.0%} (95% interval {loss.relative.low:.0%} to {loss.relative.high:.0%})"
    for name, loss in {"SMEs": sme, "focal firms": focal}.items()
]
got = {of: on.gained(of).sum(axis=0)[0] for of in ["sme", "focal_firm"]}
parts = [
    f"{of}: by imitation {got[kind][0]:.1f}, over pipelines {got[kind][3]:.1f}"
    for kind, of in {"sme": "an SME", "focal_firm": "a focal firm"}.items()
]
because = (
    f"40 clusters: {', '.join(losses)}. Learned in our cluster in 80 periods, {'; '.join(parts)}."
)
reveal("horizontal.worth", answer, because, show=[figure])

# %% [markdown] tags=["explain"]
# Above, focal firms (diamonds) light up first, and SMEs that see them follow. Below, the focal firms light up alone.
#
# SMEs lose [[42%|-sme.relative.mean]] and focal firms [[7%|-focal.relative.mean]]. An **interval** that held zero would say that the effect may be
# chance; both lie below. A focal firm learns [[7.8|got["focal_firm"][3]]] over pipelines and [[0.2|got["focal_firm"][0]]] by imitation, an
# SME [[0.2|got["sme"][3]]] and [[3.1|got["sme"][0]]]. **Imitation carries knowledge from those who have a source to those who have none.**
#
# That imitation does not hurt is built in: whoever copies loses nothing by it. Found is how much it is worth, and to whom.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. Focal firms are said to watch the market most. But they seldom see anybody better: SMEs
# lose [[42%|-sme.relative.mean]], focal firms [[7%|-focal.relative.mean]].
# **Break.** Before it, say again what paired runs are: the same clusters, the same luck.
# **Ask.** A firm that is copied loses nothing in this model. Which firms in your region would laugh at that?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Copying on a rugged landscape
#
# So far knowledge adds up, field by field. Often it does not. Small stocks of parts save money if suppliers are punctual, and
# cost dearly if not: whether one decision is right depends on others. For that we need a second model, of Lazer and Friedman (2007).
#
# - In place of twelve amounts of knowledge a firm has twelve yes-or-no decisions: its **way of working**. There are
#   [[4096|2**12]] ways.
# - Each way has a **score**. The worth of a decision depends on itself and on $K$ others.
# - All scores together are a **landscape**. To change one decision is one step in it. A **peak** is a way that no single step makes better.

# %% tags=["result"]
figure = CourseFigure(figsize=(11.5, 4.1))
ways, peaks = np.arange(2**12), {}
for place, links in enumerate([0, 5]):
    heights = landscapes.landscape(landscapes.Landscapes(bits=12, links=links), rng=7) ** 8.0
    better = [heights >= heights[ways ^ (1 << bit)] for bit in range(12)]
    peaks[links] = heights[np.all(better, axis=0)]
    high = ways[np.all(better, axis=0)]
    high = high[np.argsort(-heights[high])][:5]
    # A walk past the highest peaks, the best in the middle; or up the only one and down again.
    stops = high[[4, 2, 0, 1, 3]] if links else [high[0] ^ 4095, high[0], high[0] ^ 4095]
    walk = [int(stops[0])]
    for stop in stops[1:]:
        for bit in range(12):
            if (walk[-1] ^ int(stop)) >> bit & 1:
                walk.append(walk[-1] ^ (1 << bit))
    on_peak = [step for step, way in enumerate(walk) if way in high]
    ax = figure.add_axes((0.06 + 0.49 * place, 0.15, 0.43, 0.66))
    ax.fill_between(range(len(walk)), heights[walk], color="#56B4E9", alpha=0.35)
    ax.plot(heights[walk], color="#0072B2")
    tops = [heights[walk[step]] for step in on_peak]
    ax.plot(on_peak, tops, "^", color="#D55E00", markersize=9, label="a peak")
    ax.set(ylim=(0, 1.1), xlabel="steps of a walk; each changes one decision")
    ax.set_ylabel("score (1 is the best possible)")
    name = "rugged" if links else "smooth"
    of_all = f"the highest 5 of {len(peaks[links])} peaks" if links else "1 peak"
    ax.set_title(f"K = {links}, {name}: {of_all}", loc="left", weight="bold")
    ax.legend(loc="upper right", frameon=False)
    ax.spines[["top", "right"]].set_visible(False)
low = float(np.median(peaks[5]))
figure.alt = (
    "Two cuts through landscapes of twelve decisions. Left, K = 0: one smooth hill. Right, K = 5: "
    f"{len(peaks[5])} peaks with deep valleys between them; half of the peaks are below {low:.2f}."
)
print(f"K = 5: {len(peaks[5])} peaks; half of them score less than {low:.2f}")
figure

# %% [markdown]
# On the smooth hill every step up leads to the top. On the rugged landscape it leads to some peak. Here are
# [[51|len(peaks[5])]], and half of them score less than [[0.20|low]].
#
# In each period a firm looks at the best it sees. If that one is better, it copies its whole way of working. If not, it tries one step of its
# own, and keeps it if it helps. Put [[40|40]] firms on a ring, where each sees two others. Or let everybody see everybody.

# %% tags=["predict"]
predict_curve(
    "horizontal.curve",
    "K = 5. If all see all, the mean score is 0.56 in period 5 and 0.57 in the end. The ring starts "
    "slower. How does it go on?",
    x=Axis("period", 0, 60, ".0f"),
    y=Axis("mean score (1 is the best possible)", 0, 1, ".2f"),
    known=[(0, 0.06), (1, 0.13), (2, 0.19), (3, 0.25), (4, 0.30), (5, 0.35)],
    points=[10, 20, 40, 60],
)

# %%
ring, everybody = topologies.ring(40), topologies.complete(40)
market = landscapes.Landscapes(bits=12, links=5)  # 12 decisions, K = 5
ask = {"periods": 60, "replicates": 100, "rng": SEED}  # 100 markets, each a landscape of its own
on_ring = landscapes.simulate(ring, market, watch=1, **ask)
see_all = landscapes.simulate(everybody, market, watch=1, **ask)
ring_score, all_score = on_ring.performance.mean(axis=0), see_all.performance.mean(axis=0)

# %% tags=["result"]
figure = CourseFigure(figsize=(13, 5.6))
angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
x, y = np.cos(angles), np.sin(angles)
told = []
for row, (name, run) in enumerate({"ring": on_ring, "all see all": see_all}.items()):
    for column, period in enumerate([0, 1, 5, 20, 60]):
        ax = figure.add_axes((0.005 + 0.186 * column, 0.44 - 0.44 * row, 0.18, 0.4))
        for a, b in (ring if name == "ring" else everybody).edges:
            ax.plot(x[[a, b]], y[[a, b]], color="#7F7F7F", linewidth=1 if row == 0 else 0.15)
        ax.scatter(x, y, c=run.watched[0, period], vmin=0, vmax=0.7, s=55, zorder=2,
                   edgecolors="white", linewidths=0.5)  # fmt: skip
        left = run.variety[0, period]
        told.append(f"{name}, period {period}: {left} way{'s' * int(left > 1)}")
        box = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        ax.text(
            0, 0, f"{left} way{'s' * int(left > 1)}", ha="center", va="center", size=12, bbox=box
        )
        ax.set_title(told[-1].split(": ")[0], size=11)
        ax.set(aspect="equal", xlim=(-1.15, 1.15), ylim=(-1.15, 1.15))
        ax.set_axis_off()
bar = figure.colorbar(
    ScalarMappable(Normalize(0, 0.7), "viridis"), cax=figure.add_axes((0.94, 0.12, 0.012, 0.65))
)
bar.set_label("score of a firm in one market")
figure.suptitle("Where all see all, one way of working is left at once", x=0.01, y=0.98,
                ha="left", weight="bold", size=13)  # fmt: skip
figure.alt = f"Forty firms on a circle, coloured by score, in one market. {'; '.join(told)}."

time = np.arange(61)
ends = {"ring": on_ring.performance[:, -1], "all": see_all.performance[:, -1]}
means = {name: estimate(end) for name, end in ends.items()}
ahead_by = estimate(ends["ring"] - ends["all"])
curves = plot_curves(
    "The ring starts slower, keeps more ways of working, and ends higher",
    CurvePanel(
        {"ring": (time, ring_score), "all": (time, all_score)},
        "period",
        "mean score (1 is the best possible)",
        high=1.0,
    ),
    CurvePanel(
        {
            "ring": (time, on_ring.variety.mean(axis=0)),
            "all": (time, see_all.variety.mean(axis=0)),
        },
        "period",
        "different ways of working, of 40 firms",
    ),
)
won = (ends["ring"] > ends["all"]).mean()
because = ", ".join(
    f"{name} {mean.mean:.2f} (95% interval {mean.low:.2f} to {mean.high:.2f})"
    for name, mean in means.items()
)
because = (
    f"Period 60, mean of 100 markets: {because}. The ring is ahead by {ahead_by.mean:.2f} "
    f"({ahead_by.low:.2f} to {ahead_by.high:.2f}), and on {won:.0%} of the markets. Ways left in period 1: "
    f"ring {on_ring.variety[:, 1].mean():.0f}, all {see_all.variety[:, 1].mean():.1f}."
)
reveal_curve("horizontal.curve", range(61), ring_score, because, show=[figure, curves])

# %% [markdown] tags=["explain"]
# Where all see all, everybody copies the best firm at once. In period 1 a mean of [[1.2|see_all.variety[:, 1].mean()]] ways of working is left, so all
# search from one place, and stop on the first peak. On the ring a good way spreads one neighbour at a time: [[23|on_ring.variety[:, 1].mean()]] ways are
# left, and other firms climb other peaks. **Copying the best makes firms alike, and firms that are alike search in one place only.**
#
# In the end the ring scores [[0.78|means["ring"].mean]] and the others [[0.57|means["all"].mean]]. The interval of the lead, from [[0.16|ahead_by.low]] to
# [[0.26|ahead_by.high]], lies above zero. But it is a mean: on [[70%|won]] of the markets the ring is ahead, on the others it is not.

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that level off below those who see all. A slow start is taken for a bad end. The ring ends at
# [[0.78|ring_score[60]]], the others at [[0.57|all_score[60]]].

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### Your turn
#
# In which period, if in any, is the mean score of the ring above that of those who see all for the first time? You have the arrays
# `ring_score` and `all_score`, one number for each period from 0.

# %% tags=["task"]
# BEGIN SOLUTION -> ahead = ...
ahead = int(np.argmax(ring_score > all_score))
# END SOLUTION
check("horizontal.try_cross", ahead, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[11|ahead]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: who sees whom

# %% tags=["predict"]
predict(
    "horizontal.lab",
    "With ruggedness 0, which network has the higher score in the end?",
    ["a ring", "everybody sees everybody", "both the same"],
)

# %% tags=["lab"]
horizontal_lab(
    "horizontal.lab",
    tasks={
        "Choose a ring, set the period to 0 and press Play. How does a good way travel? Then add "
        "shortcuts.": "It spreads as a patch of one colour that grows at both ends, until it meets "
        "another patch. Each shortcut starts a new patch far away: quicker, and fewer ways survive.",
        "Move the period to its right end and go through the networks. Then set the period to 4. What "
        "happens to the order of the points?": "At the end the score falls from left to right, with small steps back: the "
        "more a firm sees, the lower. Early the order is the reverse.",
        "Set the ruggedness to 0 and compare the networks, early and late. Then set it to 8. When is "
        "copying harmless?": "On one smooth hill all networks reach the best possible score, 1, and "
        "those who see all are there first. At 8 the order is as at 5, and all scores are lower. "
        "Copying is harmless if the problem is simple.",
    },
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. On one smooth hill all find the top. Those who see all are only there first.
# **Stop.** All have seen the points of the networks tried in both orders, early and late.
# **Ask.** Which of your own working groups should see less of each other, and until when?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What the ledger says
#
# The **ledger** of this course tests claims of the paper. Two are from the section on horizontal learning:

# %% tags=["result"]
from clustercourse.claims import claims_frame, plot_effects, run_claims

ledger = claims_frame(run_claims([6, 7], replicates=24))
plot_effects(ledger)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "All firms of a region see each other and copy the best, on a rugged problem. After a year scores are up. "
            "What does the model say for year ten?",
            {
                "They stay ahead, as they are quick to copy": "Quick to copy is quick to be alike. Then "
                "nothing is left to find.",
                "They stand still, as all work alike": "Nobody gives up a better way, and nobody "
                "searches elsewhere.",
                "They fall back, as good ways get lost": "In the model nobody gives up a better way. The "
                "score stops growing, it does not fall.",
            },
            "They stand still, as all work alike",
        ),
        Question(
            "Why do rivals of one stage understand each other better than supplier and customer?",
            {
                "They trust each other more": "Horizontal learning needs no trust in the model, "
                "and vertical learning does.",
                "They perform better": "Performance says how much a firm knows, not in which fields.",
                "They know the same fields": "So the gaps are narrow: that is the common language.",
            },
            "They know the same fields",
        ),
        Question(
            "Imitation is turned off, and SMEs lose far more than focal firms. Why?",
            {
                "Focal firms seldom see a better rival": "They are the models, and learn from outside.",
                "Focal firms are few, so it counts less": "The losses are shares of a firm's performance. "
                "Their number plays no part.",
                "SMEs have more rivals than focal firms": "Focal firms have more ties of every kind. What "
                "counts is whether somebody better is among them.",
            },
            "Focal firms seldom see a better rival",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Being copied costs nothing here.** In a market a rival who copies takes customers. Firms then hide what they do, or stop inventing
#   (lecture 08).
# - **Performance is in plain sight.** Real firms guess what made a rival's product good.
# - **The rule decides.** What if firms copy not the best, but what most do? See *Further: another rule of copying*.
# - **How far the ring leads is our choice.** It depends on the number of firms, of decisions, and on $K$. With a deadline in period 5
#   those who see all are right.
# - **Hawick is one case.** Cheap imports may explain its decline as well.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A firm imitates the best rival it sees, if that one is better. The best may be out of reach.
# 2. Rivals understand each other because they know the same fields.
# 3. Imitation is worth much to SMEs and little to focal firms.
# 4. On a rugged problem, seeing all is better early and worse late, if firms copy the best.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 6: firms learn by comparing, observing, imitating | holds; that imitation does not hurt is built in |
# | claim 7: proximity enhances absorptive capability | holds; that nearness raises it is assumed, what it is worth is found |
#
# | Notation | Meaning |
# |---|---|
# | $\lambda_H$ | strength of horizontal learning (`horizontal`) |
# | $x$, $\delta$ | gap in a field; reach: a share $e^{-x/\delta}$ of a gap is understood |
# | $K$ | ruggedness: on how many other decisions the worth of each depends (`links`) |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: another rule of copying
#
# Some copy the best. Others copy what **most** do (Barkoczi and Galesic 2016). Let firms look at up to three of those they see, drawn at random in each
# period. If at least two work in the same way, and it is better than the firm's own, it copies that.

# %% tags=["predict"]
predict(
    "horizontal.most",
    "Firms copy what most of three others do, on the same rugged markets. Who is ahead in the end?",
    ["the ring", "those who see all", "no clear difference"],
)

# %%
most = {}
for name, network in {"ring": ring, "all": everybody}.items():
    run = landscapes.simulate(network, market.but(sample=3), copy="most", **ask)
    most[name] = run.performance

# %% tags=["result"]
finals = {name: estimate(path[:, -1]) for name, path in most.items()}
lead = finals["all"].mean / finals["ring"].mean - 1
answer = "no clear difference"
answer = "those who see all" if lead > 0.1 else "the ring" if lead < -0.1 else answer
axes = ("period", "mean score (1 is the best possible)")
paths = {name: (time, path.mean(axis=0)) for name, path in most.items()}
figure = plot_curves(
    "Left firms copy the best, right they copy what most do",
    CurvePanel({"ring": (time, ring_score), "all": (time, all_score)}, *axes, high=1.0),
    CurvePanel(paths, *axes, high=1.0),
)
because = ", ".join(
    f"{name} {end.mean:.2f} (95% interval {end.low:.2f} to {end.high:.2f})"
    for name, end in finals.items()
)
reveal("horizontal.most", answer, f"Copying what most do: {because}.", show=[figure])

# %% [markdown] tags=["explain"]
# [[0.78|finals["all"].mean]] against [[0.46|finals["ring"].mean]], and the intervals lie apart: **the network that is worse with one rule is better
# with the other.** On the ring the two others that a firm sees rarely agree, so it searches alone. Where all see all, a way spreads once a few firms
# have found it.
#
# Experiments with people disagree, too. In Mason and Watts (2012) networks in which news travels fast did better, in Brackbill and Centola (2020) those in
# which it travels slowly.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. The lesson of the lab is carried over. With another rule the same network is good:
# [[0.78|finals["all"].mean]] against [[0.46|finals["ring"].mean]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: to see more takes attention
#
# *Exercise 02 does not need this part.* Wang adds that proximity offers "the chance to observe and evaluate the innovation activities of others expediently and
# freely". More to see should then be better. But in the model a firm can attend fully to [[5|base.learning.attention]] local ties only; if it
# has more, each gets less. Below, firms have half, double and four times as many horizontal ties, with the usual attention and with
# attention for [[20|20]] ties.


# %% tags=["result"]
def seen(times, attention):
    usual = base.but(attention=attention)
    more = usual.but(horizontal_ties=1.8 * times)  # 1.8 is the usual number
    return compare(usual, more, "performance", replicates=24, rng=SEED).relative


sights = {attention: [seen(times, attention) for times in [0.5, 2, 4]] for attention in [5, 20]}
paths = {}
for attention, (half, double, fourfold) in sights.items():
    changes = [100 * half.mean, 0, 100 * double.mean, 100 * fourfold.mean]
    paths[f"attention {attention}:"] = ([0.5, 1, 2, 4], changes)
figure = plot_curves(
    "With the usual attention, four times as much to see is not clearly better than double",
    CurvePanel(paths, "horizontal ties, times the usual number", "change of performance, %"),
)
for attention, changes in sights.items():
    texts = [f"{one.mean:+.0%} ({one.low:+.0%} to {one.high:+.0%})" for one in changes]
    print(f"attention {attention}: half {texts[0]}, double {texts[1]}, four times {texts[2]}")
figure

# %% [markdown]
# With the usual attention the intervals of double and four times overlap: double brings [[14%|sights[5][1].mean]] and four times [[12%|sights[5][2].mean]]. With attention for [[20|20]] ties, four times brings
# [[34%|sights[20][2].mean]]. **To observe is not free: it takes attention.**

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: alike, measured how?
#
# Copying makes firms alike on a landscape. In the course model, too? `history.variety("sme")` says how much two SMEs differ in a field, on average. Measure
# it as it is, and **relative to what they know**: divided by their level, the mean performance of the SMEs.


# %% tags=["result"]
def variety(history):
    return history.variety("sme")[-1]


def variety_by_level(history):
    return history.variety("sme")[-1] / history.level("sme")[-1]


change = {}
for measure in [variety, variety_by_level]:
    change[measure] = compare(base.but(horizontal=0), base, measure, replicates=40, rng=SEED)
    told = change[measure].relative
    print(
        f"{measure.__name__}: {told.mean:+.0%} (95% interval {told.low:+.0%} to {told.high:+.0%})"
    )

# %% [markdown]
# As it is, variety hardly changes: the interval holds zero. Relative to what they know, SMEs are [[38%|-change[variety_by_level].relative.mean]] more alike. Both
# are true: without imitation they differ little because they all know little. **If you ask "how alike?", also ask "measured how?"**

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Reading
#
# **Reading.** Porac, Thomas and Baden-Fuller (1989), *Competitive groups as cognitive communities: the case of Scottish knitwear manufacturers*,
# Journal of Management Studies 26(4), 397-416, and (2011), the same *revisited*, 48(3), 646-664. Malmberg and Maskell (2002), *The elusive concept of
# localization economies*, Environment and Planning A 34(3), 429-449. Lazer and Friedman (2007), *The network structure of exploration and exploitation*,
# Administrative Science Quarterly 52(4), 667-694. Mason and Watts (2012), *Collaborative learning in networks*, PNAS 109(3), 764-769. Barkoczi and Galesic
# (2016), *Social learning strategies modify the effect of network structure on group performance*, Nature Communications 7, 13109. Brackbill and Centola (2020),
# *Impact of network structure on collective learning*, PLoS ONE 15(9), e0237978. Where groups mix too much: Fang, Lee and Schilling (2010), *Balancing exploration
# and exploitation through structural design*, Organization Science 21(3), 625-642. Firms that watch only each other: Pouder and St. John (1996), *Hot spots and
# blind spots*, Academy of Management Review 21(4), 1192-1225.
#
# *The models beside what is published of them:* [Lazer and Friedman (2007)](classics/lazer_friedman.ipynb).
#
# **Next:** [exercise 02](../exercises/02_horizontal_learning.ipynb), on a cluster of your own.
