# %% [markdown] slideshow={"slide_type": "slide"}
# # 03 Vertical learning
#
# **What do suppliers and customers learn from each other? And why do they stop, though much is left to learn?**
#
# *60 minutes alone, 80 minutes in class, 95 minutes if English or Python is new to you; a good break is before "The small world". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Tell suppliers from customers, forward from backward. <!-- vertical.links -->
# 2. Tell who can swap with whom, and compute what barter carries. <!-- vertical.swaps, vertical.barter -->
# 3. Measure what suppliers, customers and lead customers are worth. <!-- vertical.worth, vertical.outside -->
# 4. Explain when barter between partners pays, and why it stops. <!-- vertical.explain -->

# %% tags=["setup"]
import numpy as np

from clustercourse.claims import claims_frame, plot_effects, run_claims
from clustercourse.exercises import check, hint
from clustercourse.labs import formula_lab, toy_lab, vertical_lab
from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve, when_yours
from clusterlib import build_cluster
from clusterlib.classics import Barter, barter, mean_barter, topologies
from clusterlib.experiments import Setting, compare, estimate, relative
from clusterlib.learning import CutFlows, CutPipelines, initial_knowledge
from clusterlib.plots import CourseFigure, CurvePanel, plot_cluster, plot_curves, plot_estimates

SEED = 2013

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: Toyota and its suppliers
#
# Some suppliers make similar parts for Toyota and for an American car maker. From 1990 to 1996 defects fell by half in
# the parts for Toyota, and by a quarter in the others (Dyer and Hatch 2006). One reason: Toyota's suppliers learn from Toyota **and** from each
# other, by fixed routines (Dyer and Nobeoka 2000).
#
# Wang calls this **vertical learning**: learning between "firms located in different links of value chain". It is **forward** if a firm
# learns from its customers, and **backward** if it learns from its suppliers.

# %%
cluster = build_cluster("baseline", rng=SEED)
of_stage = dict(cluster.nodes(data="stage"))
stage = {number: {firm for firm in cluster if of_stage[firm] == number} for number in (1, 2, 3)}

# %% tags=["result"]
chain = cluster.subgraph(stage[1] | stage[2] | stage[3]).copy()
ties = list(chain.edges(data="dimension"))
chain.remove_edges_from([(a, b) for a, b, dimension in ties if dimension != "vertical"])
plot_cluster(chain, title="Many firms have one or two vertical partners, some have none")

# %% [markdown]
# From left to right: suppliers, makers of parts, makers of the final product. A vertical tie joins firms of neighbouring stages.
#
# ### Your turn
#
# How many firms of stage 2 have two customers or more inside the cluster? You have the sets `stage[1]`, `stage[2]`, `stage[3]`, and
# `set(cluster[firm])` gives a firm's partners. If you are stuck: `hint("vertical.try_customers")`.

# %% tags=["task"]
# BEGIN SOLUTION -> several_customers = ...
several_customers = sum(len(set(cluster[firm]) & stage[3]) >= 2 for firm in stage[2])
# END SOLUTION
check("vertical.try_customers", several_customers, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[5|several_customers]].
# **Slip.** Taking partners of the own stage for customers: they are competitors.
# **Stop.** All can name a supplier and a customer of one firm on the map.
# **Ask.** What do the firms without a customer in the cluster live on? (On customers elsewhere, from whom nobody in this
# model learns unless there is a pipeline.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## See it first: swaps in a chain
#
# Vertical partners **barter**: one field of knowledge for another, as in Cowan and Jonard (2004). What a firm knows in a field is a
# number from 0 (nothing) to 1 (the frontier). Here are three suppliers (A, C, E), two customers (B, F) and two fields.

# %% tags=["lab"]
toy_lab(
    knows={"A": (0.8, 0.2), "C": (0.3, 0.3), "E": (0.2, 0.2), "B": (0.2, 0.8), "F": (0.5, 0.9)},
    ties=[(*pair, "vertical") for pair in ("AB", "AF", "CB", "EF")],
    kinds={"F": "focal_firm"},
    fields=("parts", "assembly"),
    learning={"trust": 1, "reach": 0.4},
    places={"A": (0, 2), "C": (0, 1), "E": (0, 0), "B": (2, 1.5), "F": (2, 0.5)},
    periods=12,
    title="Toy: barter in a value chain",
    tasks={
        "Press Next period once. A and B teach each other. Who learns nothing, and why?": "E. Its customer F knows more in both fields, so E has nothing to give in return.",
        "Go on to period 3. Which tie has stopped, and why?": "That of C and B. B has learned parts from A, and now knows more of them than C. C lacks assembly as before, but has nothing to return.",
        "Go on to period 12. Which ties carry nothing any more? Is there nothing left to learn?": "A with B, C with B, E with F. B could still learn parts from A, and C and E could learn both fields. Only the return is missing.",
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Complementary knowledge
#
# The model has twelve fields. After the paper's "complementary resources", firms start with most knowledge of their own stage's fields:

# %%
known = dict(zip(cluster, initial_knowledge(cluster, rng=SEED), strict=True))


def swaps(a, b):
    """Return how many swaps two actors can make, one field for one."""
    offered = sum(known[b] > known[a])
    returned = sum(known[a] > known[b])
    return min(offered, returned)


# %% tags=["result"]
groups = {
    "fields of stage 1": [0, 1, 2],
    "fields of stage 2": [3, 4, 5],
    "fields of stage 3": [6, 7, 8],
}
groups["emerging fields"] = [9, 10, 11]
by_stage = np.array(
    [[np.mean([known[firm][of] for firm in stage[s]]) for of in groups.values()] for s in (1, 2, 3)]
)
figure = CourseFigure(figsize=(8.4, 2.7))
ax = figure.add_axes((0.17, 0.05, 0.66, 0.68))
shades = ax.imshow(by_stage, "viridis", vmin=0, vmax=0.5, aspect="auto")
for row, column in np.ndindex(by_stage.shape):
    value = by_stage[row, column]
    ax.text(
        column,
        row,
        f"{value:.2f}",
        ha="center",
        va="center",
        color="white" if value < 0.3 else "black",
    )
ax.set_yticks(range(3), [f"firms of stage {s}" for s in (1, 2, 3)])
ax.set_xticks(range(4), list(groups))
ax.xaxis.tick_top()
ax.tick_params(length=0, labelsize=10)
ax.spines[:].set_visible(False)
figure.colorbar(shades, figure.add_axes((0.86, 0.05, 0.018, 0.68)), label="mean knowledge")
found = "Each stage knows its own fields best"
figure.suptitle(found, x=0.012, y=0.97, ha="left", weight="bold")
figure.alt = f"{found}. Mean knowledge at the start, from 0 to 1. " + " ".join(
    f"Firms of stage {s}: {', '.join(f'{of} {v:.2f}' for of, v in zip(groups, row, strict=True))}."
    for s, row in zip((1, 2, 3), by_stage, strict=True)
)
figure

# %% [markdown]
# A **gift** would carry all that one knows more, and ask for nothing. A swap needs a field of each side.

# %% tags=["predict"]
predict(
    "vertical.complements",
    "Suppose that competitors bartered too. How much could barter carry over a vertical tie, "
    "compared with a horizontal one?",
    ["about as much", "about one and a half times as much", "twice as much or more"],
)


# %% tags=["result"]
def carried(gaps):
    """Return what a gift and what barter could carry, from the gaps of a tie in all fields."""
    offered, returned = gaps[gaps > 0], -gaps[gaps < 0]
    pairs = min(len(offered), len(returned))
    barter = pairs * (offered.mean() + returned.mean()) if pairs else 0
    return offered.sum() + returned.sum(), barter


def per_tie(cluster, seed):
    """Return the mean of gift, barter and swaps over ties, for each kind of pair in a cluster."""
    levels = dict(zip(cluster, initial_knowledge(cluster, rng=seed), strict=True))
    sums = {}
    for a, b, dimension in cluster.edges(data="dimension"):
        if dimension in ("horizontal", "vertical"):
            gaps = levels[a] - levels[b]
            mixed = cluster.nodes[a]["kind"] != cluster.nodes[b]["kind"]
            row = (*carried(gaps), min((gaps > 0).sum(), (gaps < 0).sum()))
            for pair in ("all", "focal firm and SME" if mixed else "two alike"):
                sums.setdefault((dimension, pair), []).append(row)
    return {pair: np.mean(rows, axis=0) for pair, rows in sums.items()}


each = [per_tie(build_cluster("baseline", rng=seed), seed) for seed in range(40)]
kinds = [
    (d, pair) for d in ("horizontal", "vertical") for pair in ("two alike", "focal firm and SME")
]
gift_of, barter_of, swaps_of = (
    {pair: estimate([one[pair][k] for one in each]) for pair in each[0]} for k in range(3)
)
more = relative(*([one[d, "all"][1] for one in each] for d in ("horizontal", "vertical")))
more_swaps = relative(*([one[d, "all"][2] for one in each] for d in ("horizontal", "vertical")))
ratio = 1 + more.mean

figure = CourseFigure(figsize=(8.8, 3.3))
ax = figure.add_axes((0.4, 0.19, 0.44, 0.64), xlim=(-0.2, 3.1))
looks = {
    "gift": (gift_of, "s", "#D55E00", "white", 0.09),
    "barter": (barter_of, "o", "#0072B2", "#0072B2", -0.09),
}
for name, (values, marker, colour, fill, step) in looks.items():
    for row, pair in enumerate(kinds):
        one = values[pair]
        ax.plot([one.low, one.high], [row, row], color=colour, lw=2.5)
        ax.plot(one.mean, row, marker, ms=9, color=colour, mfc=fill, label="" if row else name)
        side = "left" if step > 0 else "right"
        ax.text(one.mean + step, row, f"{one.mean:.2f}", ha=side, va="center", size=9.5)
ax.set_yticks(range(4), [f"{d}, {pair} ({swaps_of[d, pair].mean:.1f} swaps)" for d, pair in kinds])
ax.set_ylim(3.5, -0.6)
ax.set_xlabel("knowledge that could flow over a tie, all fields (bar: 95% interval)")
ax.spines[["top", "right", "left"]].set_visible(False)
ax.tick_params(axis="y", length=0)
ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
found = "Barter carries most between partners who are different and equal"
figure.suptitle(found, x=0.012, y=0.97, ha="left", weight="bold")
figure.alt = f"{found}. What could flow over a tie, mean of 40 clusters. " + " ".join(
    f"{d}, {pair}: gift {gift_of[d, pair].mean:.2f}, barter {barter_of[d, pair].mean:.2f}, "
    f"swaps {swaps_of[d, pair].mean:.1f}."
    for d, pair in kinds
)
options = ["about as much", "about one and a half times as much", "twice as much or more"]
reveal(
    "vertical.complements",
    options[int(ratio > 1.25) + int(ratio > 1.8)],
    f"{ratio:.1f} times as much (95% interval {1 + more.low:.1f} to {1 + more.high:.1f}). "
    f"Swaps: {swaps_of['vertical', 'all'].mean:.1f} for a vertical tie, "
    f"{swaps_of['horizontal', 'all'].mean:.1f} for a horizontal one.",
    show=[figure],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Swaps are hardly more, [[3.6|swaps_of["vertical", "all"].mean]] against
# [[3.1|swaps_of["horizontal", "all"].mean]]. But each moves a wider gap, so barter carries [[2.4|ratio]] times as much.

# %% [markdown] tags=["explain"]
# A vertical tie allows only a few more swaps, [[3.6|swaps_of["vertical", "all"].mean]] against [[3.1|swaps_of["horizontal", "all"].mean]].
# But each swap moves a wider gap, so barter carries [[2.4|ratio]] times as much ([[2.3|1 + more.low]] to [[2.5|1 + more.high]]).
#
# Now compare a **focal firm and an SME** in the chain. A gift would carry most here. But they can make only
# [[1.8|swaps_of["vertical", "focal firm and SME"].mean]] swaps, for the small firm has little to return. **Barter needs a double coincidence: I lack what you have, and you lack what I
# have.**

# %% [markdown]
# ### The rule in the model
#
# Of what a firm could learn from a gap, $\psi = \alpha x e^{-x/\delta}$ (lecture 06), barter lets it have a part:
#
# $$\lambda_V \, \tau \, \frac{\min(n_{offered}, n_{returned})}{n_{offered}} \, \psi$$
#
# In $n_{offered}$ fields my partner knows more, in $n_{returned}$ fields I do. $\lambda_V$ is the strength of vertical learning. Trust $\tau$ is the
# share of possible swaps that is made.

# %% tags=["lab"]
formula_lab(
    "Formula: the part that barter lets through",
    x=("fields in which my partner knows more, of twelve (I know more in the others)", 0, 12),
    y=("part of what I could learn that I get", 0, 1.05),
    curves={
        "barter": lambda n, trust: trust * min(n, 12 - n) / n,
        "gift": lambda n: 1,
    },
    controls={"trust": (0, 1, 0.1, 0.7, "trust")},
    mark=(1, 12, 1, 6, "fields"),
    remark="barter = trust × min(offered, returned) / offered. A gift asks for nothing.",
)

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say why a focal firm and an SME barter little.
# **Ask.** A customer pays its supplier. Why does money not solve the problem of the double coincidence? (It may. But what
# knowledge is worth is hard to say before one has it. The model leaves money out.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The small world
#
# How far can barter carry knowledge through a whole network? Cowan and Jonard put actors on a **ring**, each tied to its
# nearest neighbours. Then they **move** a share of the ties, each to an actor drawn at random. On the ring your
# partners know each other, but paths are long. With all ties moved it is the other way round. With a few
# moved ties, paths are short and partners still know each other: a **small world** (Watts and Strogatz 1998).
#
# A tenth of the actors are **experts**, far ahead in one of five fields. A swap closes a tenth of the gap. Nobody forgets, and knowledge has no end.

# %% tags=["predict"]
predict_curve(
    "vertical.world",
    "A tenth of the ties moved brings about 4% more knowledge than the ring. How does it go on?",
    x=Axis("share of ties moved", 0, 1, ".2f"),
    y=Axis("knowledge, more than on the ring (%)", -4, 12, ".0f"),
    known=[(0, 0.0), (0.05, 3.2), (0.1, 4.4)],
    points=[0.2, 0.3, 0.5, 0.75, 1],
)

# %%
shares = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1]
worlds, usual = {}, {}
for p in shares:  # 40 networks for each share of ties moved
    worlds[p] = topologies.several(40, topologies.small_world, 100, 10, p, rng=SEED)
    usual[p] = mean_barter.simulate(worlds[p], periods=80, rng=SEED)


# %% tags=["result"]
def more_than_ring(runs, period=80):
    """Return by how many per cent actors know more than on the ring, for every share."""
    ring = runs[0].knowledge[:, period]
    return [relative(ring, runs[p].knowledge[:, period]) for p in shares]


def curve_of(rows):
    """Return a curve and its band, in per cent."""
    low, high = [100 * one.low for one in rows], [100 * one.high for one in rows]
    return (shares, [100 * one.mean for one in rows]), (low, high)


def with_zero(figure, low, high):
    """Give the first axes limits that hold all bands."""
    figure.axes[0].set_ylim(low, high)
    figure.axes[0].axhline(0, color="#5C6470", lw=1)
    return figure


def circles(title, columns, periods):
    """Draw networks on a circle, coloured by what their actors know in some periods."""
    angle = 2 * np.pi * np.arange(100) / 100
    at = np.column_stack([np.sin(angle), np.cos(angle)])
    figure = CourseFigure(figsize=(10, 6.6))
    said = []
    for column, p in enumerate(columns):
        network, run = worlds[p][0], usual[p]
        expert = (run.start[0] > 10).any(axis=1)
        for row, period in enumerate(periods):
            ax = figure.add_axes((0.01 + 0.295 * column, 0.47 - 0.465 * row, 0.29, 0.41))
            for a, b in network.edges:
                far = min((a - b) % 100, (b - a) % 100) > 5
                look = ("#D55E00", 0.7, 0.35) if far else ("#C3C8CE", 0.7, 0.8)
                ax.plot(*at[[a, b]].T, color=look[0], lw=look[1], alpha=look[2], zorder=1)
            level = run.levels[0, period]
            for which, marker, size in ((~expert, "o", 30), (expert, "D", 44)):
                dots = ax.scatter(
                    *at[which].T, c=level[which], vmin=4, vmax=28, s=size, marker=marker, zorder=2
                )
            mean, one_sided = run.levels[0, period].mean(), run.one_sided[0, period]
            name = "ring" if p == 0 else f"{p:.0%} of ties moved"
            ax.set_title(
                f"{name}, period {period}\nmean {mean:.1f}, {one_sided:.0%} of ties one-sided",
                size=9.5,
            )
            said.append(f"{name}, period {period}: mean {mean:.1f}, one-sided ties {one_sided:.0%}")
            ax.set_aspect("equal")
            ax.axis("off")
    label = "knowledge of an actor (mean of fields); diamonds: experts"
    figure.colorbar(dots, figure.add_axes((0.915, 0.2, 0.015, 0.5)), label=label)
    figure.suptitle(title, x=0.012, y=0.985, ha="left", weight="bold")
    figure.alt = f"{title}. One network of each kind, coloured by knowledge. {'; '.join(said)}."
    return figure


end, early = more_than_ring(usual), more_than_ring(usual, 15)
means = [100 * one.mean for one in end]
best = shares[means.index(max(means))]
top, all_moved, early_all = end[shares.index(best)], end[-1], early[-1]
lead = relative(usual[1].knowledge[:, 80], usual[best].knowledge[:, 80])
curves, bands = {}, {}
for name, rows in {"period 15": early, "period 80": end}.items():
    curves[name], bands[name] = curve_of(rows)
sides, around = {}, {}
for name, p in {"ring": 0, "small world": best, "all moved": 1}.items():
    one_sided = [estimate(share) for share in 100 * usual[p].one_sided.T]
    sides[name] = (range(81), [one.mean for one in one_sided])
    around[name] = ([one.low for one in one_sided], [one.high for one in one_sided])
reveal_curve(
    "vertical.world",
    shares,
    means,
    f"Highest with a share of {best} moved: {top.mean:+.1%} (95% interval {top.low:+.1%} to "
    f"{top.high:+.1%}). With all moved {all_moved.mean:+.1%} ({all_moved.low:+.1%} to "
    f"{all_moved.high:+.1%}). The one against the other {lead.mean:+.1%} ({lead.low:+.1%} to "
    f"{lead.high:+.1%}).",
    show=[
        circles(
            "All moved is quick and stops; the small world gets further", [0, best, 1], [15, 80]
        ),
        with_zero(
            plot_curves(
                "Early the moved ties win; in the end more of them are one-sided",
                CurvePanel(curves, "share of ties moved", "more than on the ring (%)", bands=bands),
                CurvePanel(sides, "period", "one-sided ties (%)", 110, around),
            ),
            -4,
            14,
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that go on rising: short paths are taken for better learning. It peaks with a share of [[0.2|best]]
# moved and comes back nearly to the level of the ring.

# %% [markdown] tags=["explain"]
# **In the end the small world is best**: [[5.5%|top.mean]] more than the ring ([[3.2%|top.low]] to [[7.8%|top.high]]), and
# [[5.1%|lead.mean]] more than with all ties moved ([[1.7%|lead.low]] to [[8.4%|lead.high]]). It is not the fastest: in period
# [[15|15]] all moved is at [[9.9%|early_all.mean]], and ahead.
#
# Why does the network with all ties moved fall behind the small world? Barter ends. A tie is **one-sided** when one of the two has nothing to
# return, as C in the toy. At the end [[98%|usual[1].one_sided[:, 80].mean()]] of its ties are one-sided,
# [[96%|usual[best].one_sided[:, 80].mean()]] in the small world, [[93%|usual[0].one_sided[:, 80].mean()]] on the ring. If my partners
# know each other, I may get from one what I cannot from the other. On the ring they do, but paths are long.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: move the ties

# %% tags=["predict"]
predict(
    "vertical.lab",
    "With absorption 1, a swap closes the whole gap. Which network is best then?",
    ["the ring", "a small world: a tenth of the ties moved", "all ties moved, or nearly all"],
)

# %% tags=["lab"]
vertical_lab(
    "vertical.lab",
    seed=2,
    tasks={
        "Move 'ties moved' from 0 to 1. Where does the point of what you tried stand highest? Draw other networks: is it always there?": "In most draws with between a tenth and four tenths of the ties moved, but not in all: each point is a mean of few networks. That is why the text above used many.",
        "Press Reset. Then move the period slowly from its left end to the right. Who gets bright first, and who stays dark? Watch the share of one-sided ties as well.": "Experts get bright first, then their partners. Who is two or three steps from any expert, or knew little from the start, stays dark.",
        "Set 'absorption' to 1: a swap closes the whole gap at once. Move 'ties moved' again. What becomes of the small world?": "It has no advantage left: the more ties are moved, the better, until about three in ten. From there on it levels off.",
    },
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. The result above is taken for a law. If a swap closes the whole gap, only speed counts, and
# short paths are fast.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Is it the experts?
#
# The lab shows a mean of few networks. Now take forty, and two changes: absorption 1 as in the lab, or no experts.

# %% tags=["predict"]
predict(
    "vertical.rare",
    "Without experts, a swap closes a tenth of the gap as before. How far is the best network ahead of the ring?",
    ["less than with experts", "about as far as with experts", "further than with experts"],
)

# %%
changed = {}
for name, change in {"absorption 1": Barter(absorption=1), "no experts": Barter(experts=0)}.items():
    changed[name] = {}
    for p in shares:
        changed[name][p] = mean_barter.simulate(worlds[p], change, periods=80, rng=SEED)

# %% tags=["result"]
curves, bands = {}, {}
curves["as usual"], bands["as usual"] = curve_of(end)
others = {name: more_than_ring(runs) for name, runs in changed.items()}
for name, rows in others.items():
    curves[name], bands[name] = curve_of(rows)
half, rare = others["absorption 1"][shares.index(0.5)], others["no experts"][-1]
share = max(one.mean for one in others["no experts"]) / top.mean
options = ["less than with experts", "about as far as with experts", "further than with experts"]
reveal(
    "vertical.rare",
    options[int(share > 0.75) + int(share > 1.33)],
    f"With experts {top.mean:+.1%}, without {rare.mean:+.1%} (95% interval {rare.low:+.1%} to "
    f"{rare.high:+.1%}). With absorption 1 and half of the ties moved {half.mean:+.0%} "
    f"({half.low:+.0%} to {half.high:+.0%}).",
    show=[
        with_zero(
            plot_curves(
                "Only slow learning and rare knowledge put the peak at the small world",
                CurvePanel(curves, "share of ties moved", "more than on the ring (%)", bands=bands),
            ),
            -4,
            34,
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. Who is tied to whom is thought to matter as much. But where nobody is far ahead, nothing rare
# has to travel far.

# %% [markdown] tags=["explain"]
# Without experts nothing rare comes from far away: all moved bring [[2.3%|rare.mean]] ([[1.9%|rare.low]] to [[2.7%|rare.high]]). If a gap
# closes at once, only speed counts, and short paths are fast: half of the ties moved bring [[27%|half.mean]]
# ([[23%|half.low]] to [[31%|half.high]]). **"The small world is best" is true of slow learners and rare knowledge, and not of networks as such.**

# %% [markdown] tags=["instructor"]
# **Stop.** All can name the two conditions under which the small world was best.
# **Ask.** Who would build a hub-and-spoke cluster, and who would want to live in one?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What is it worth to a cluster?
#
# The outcome is the **performance** of the firms: how much they know of what the
# market values, from 0 to 1, in period [[80|80]]. `compare` runs each of [[40|40]] clusters twice, with a change and without it, with the same luck.
#
# A firm can attend fully to [[5|Setting().learning.attention]] local ties; if it has more, each gets less. So there are two ways to take vertical learning
# away. The ties stay and **teach nothing**, but still take attention. Or they are **given up**, and the attention goes to other ties.

# %% tags=["predict"]
predict(
    "vertical.worth",
    "If vertical ties teach nothing, firms end about 10% lower. And if they are given up, so that "
    "firms have their attention for other ties?",
    ["they lose more", "they lose about as much", "they lose hardly anything"],
)

# %%
no_suppliers = [CutFlows(stage[1], stage[2]), CutFlows(stage[2], stage[3])]  # nothing backward
no_customers = [CutFlows(stage[2], stage[1]), CutFlows(stage[3], stage[2])]  # nothing forward
lost = {}
for attention in (5, 20):
    base = Setting(periods=80).but(attention=attention)
    ways = {
        "teach nothing": base.but(vertical=0),
        "given up": base.but(interventions=no_suppliers + no_customers),
        "suppliers given up": base.but(interventions=no_suppliers),
        "customers given up": base.but(interventions=no_customers),
    }
    for name, way in ways.items():
        lost[name, attention] = compare(base, way, replicates=40, rng=SEED).relative

# %% tags=["result"]
blind = Setting(periods=80).but(horizontal=0)  # nobody imitates a competitor
left = blind.but(interventions=no_suppliers + no_customers)
no_imitation = compare(blind, left, replicates=40, rng=SEED).relative
idle, given_up = lost["teach nothing", 5], lost["given up", 5]
ratio = given_up.mean / idle.mean
options = ["they lose hardly anything", "they lose about as much", "they lose more"]
answer = options[int(ratio > 0.6) + int(ratio > 1.3)]
rows = {f"{name}, attention {attention}": one for (name, attention), one in lost.items()}
rows["given up, attention 5, and nobody imitates"] = no_imitation
reveal(
    "vertical.worth",
    answer,
    f"Teach nothing: {idle.mean:+.1%}. Given up: {given_up.mean:+.1%} (95% interval "
    f"{given_up.low:+.1%} to {given_up.high:+.1%}).",
    show=[
        plot_estimates(
            "Vertical ties are worth their attention only where it is not scarce",
            rows,
            xlabel="change of the firms' performance",
            form="+.1%",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. A tie that teaches nothing is taken for a tie that is not there. The idle one takes
# attention.

# %% [markdown] tags=["explain"]
# Ties that teach nothing cost [[9.7%|-idle.mean]] ([[8.8%|-idle.high]] to [[10.7%|-idle.low]]). Ties that are given up cost nothing
# that we can see: the interval includes zero. Firms imitate the best of their stage instead, and listen to institutions. (If nobody imitates, they lose
# [[4.6%|-no_imitation.mean]].) With attention for [[20|20]] ties both ways cost [[9.4%|-lost["given up", 20].mean]].
# **What a tie is worth depends on what else you would do with your time.** So claim 8, that complementary partners boost knowledge, holds in part.
#
# With attention to spare, suppliers are worth [[3.4%|-lost["suppliers given up", 20].mean]] and customers
# [[3.6%|-lost["customers given up", 20].mean]]: about the same. With the usual attention, firms even gain [[2.1%|lost["customers given up", 5].mean]]
# ([[1.2%|lost["customers given up", 5].low]] to [[3.0%|lost["customers given up", 5].high]]) when they stop learning from customers: time is
# free for others.

# %% [markdown]
# ## Users outside
#
# "The rigorous users usually ask for the higher quality", says the paper. In the model a pipeline can lead to a **lead customer** outside, who is at
# the frontier in the fields of the last two stages. A subcontractor is so in those of the first two, an R&D organisation in about half of all.
# Cut one kind:

# %%
base, change = Setting(periods=80), {}
for kind in ["lead_customer", "outside_subcontractor", "outside_rd"]:
    cut = base.but(interventions=[CutPipelines(sources=kind)])
    change[kind] = compare(base, cut, replicates=200, rng=SEED)

# %% tags=["result"]
outside = {kind: one.relative for kind, one in change.items()}
drawn, number = [build_cluster(rng=seed) for seed in range(100)], {}
for kind in change:
    pipelines = [g.degree(who) for g in drawn for who in g if g.nodes[who]["kind"] == kind]
    number[kind] = sum(pipelines) / len(drawn)
each_one = {
    kind: relative(one.baseline, one.baseline + (one.changed - one.baseline) / number[kind])
    for kind, one in change.items()
}
names = {
    kind: kind.replace("outside_", "").replace("_", " ").replace("rd", "R&D") for kind in change
}
plot_estimates(
    "Lead customers matter, and other partners outside do too",
    {
        **{
            f"no {names[k]}s: {number[k]:.1f} pipelines fewer".replace("&Ds", "&D"): outside[k]
            for k in outside
        },
        **{f"one pipeline to {names[k]}": each_one[k] for k in each_one},
    },
    xlabel="change of the firms' performance",
    form="+.1%",
)

# %% [markdown]
# Without lead customers firms lose [[7.4%|-outside["lead_customer"].mean]] ([[6.5%|-outside["lead_customer"].high]] to
# [[8.2%|-outside["lead_customer"].low]]). So claim 9, close contact with users, **holds** for users outside. But users are not special: the interval of
# subcontractors, [[5.7%|-outside["outside_subcontractor"].high]] to [[7.3%|-outside["outside_subcontractor"].low]], overlaps. Each pipeline to R&D
# brings less (lower bars): not all that is known there has a market today.

# %% [markdown]
# ## Trust between clients and suppliers
#
# "Owing to long-term cooperation and high trust, the clients and the suppliers are able to communicate each other widely and
# freely." So raise trust from `0.1` to `0.9`. In the model trust also decides how much firms tell institutions.

# %%
wary, trusting = base.but(trust=0.1), base.but(trust=0.9)

# %% [markdown]
# ### Your turn
#
# How much of it is between clients and suppliers? Switch multi-angle learning off (`multi_angle=0`) in **both** settings, and
# compare them with `replicates=40, rng=SEED`. By which share does performance change (`.relative.mean`)?

# %% tags=["task"]
# BEGIN SOLUTION -> between_partners = ...
between_partners = compare(
    wary.but(multi_angle=0), trusting.but(multi_angle=0), replicates=40, rng=SEED
).relative.mean
# END SOLUTION
check("vertical.try_trust", between_partners, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.186|between_partners]].
# **Cut.** Lecture 06 is about trust. Give the task as homework.

# %% tags=["result"]
everywhere, partners, institutions, loyal = (
    compare(wary.but(**off), trusting.but(**off), replicates=40, rng=SEED).relative
    for off in ({}, {"multi_angle": 0}, {"vertical": 0}, {"loyalty": 3})
)
when_yours(
    plot_estimates(
        "Trust helps in both dimensions, unless it makes firms loyal",
        {
            "all": everywhere,
            "between clients and suppliers only": partners,
            "between firms and institutions only": institutions,
            "all, and firms are loyal (loyalty 3, not 0)": loyal,
        },
        xlabel="change of performance when trust rises",
    )
)

# %% [markdown]
# <details><summary>What the numbers say (open it when you have yours)</summary>
#
# Trust raises performance by [[33%|everywhere.mean]] in all, by [[19%|partners.mean]] ([[17%|partners.low]] to [[20%|partners.high]]) if it works between
# clients and suppliers only, and by [[25%|institutions.mean]] ([[23%|institutions.low]] to [[28%|institutions.high]]) if it works between firms and
# institutions only. Claim 10 **holds** here. But if trust makes firms *loyal*, so that they listen to partners at home and not to others, the same rise costs
# [[16%|-loyal.mean]] (lecture 06).
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A focal firm knows more than its supplier in 11 fields, the supplier more in 1. How many swaps?",
            {
                "1": "For each field one must come back, and the supplier has one to give.",
                "11": "That would be a gift. The supplier can return one field only.",
                "12": "In twelve fields one of them knows more. A swap needs a field of each.",
            },
            "1",
        ),
        Question(
            "In a region firms learn all at once what a partner knows. Should it build a small world?",
            {
                "Yes, for short paths and close partners spread most": "That was so for slow learners "
                "and rare knowledge. Here learning is fast.",
                "No, for here ties moved at random spread more": "With absorption 1 only "
                "speed counts, and the small world has no lead.",
                "No, for on a ring barter goes on for longest": "The ring is slow. With absorption 1 "
                "it ended lowest.",
            },
            "No, for here ties moved at random spread more",
        ),
        Question(
            "Vertical ties that teach nothing cost 10%, ties that are given up cost nothing. Why?",
            {
                "Suppliers and customers teach too little to be missed": "With attention to spare, "
                "giving them up costs 9%: they teach a lot.",
                "What they teach comes back through other partners": "Then ties that teach nothing "
                "would cost nothing, too.",
                "An idle tie takes attention that other ties could use": "A tie that is given "
                "up sets it free.",
            },
            "An idle tie takes attention that other ties could use",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Partners do not only barter.** At Toyota knowledge of production is "viewed as the property of the network" (Dyer and Nobeoka 2000).
# - **Nobody gives up customers to save attention.** The model has no sales.
# - **Users do more than know.** They invent (von Hippel 1976). They mislead: makers of disk drives listened to their best customers, and missed what these
#   did not ask for yet (Christensen and Bower 1996).
# - **Evidence on small worlds is mixed**: an inverted U on Broadway (Uzzi and Spiro 2005), no advantage for American patents (Fleming, King and
#   Juda 2007).
# - **Nothing new arises from a swap**, against the paper's "creation of new knowledge".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# The course's **ledger** tests the claims of the paper on other clusters (lecture 10).

# %% tags=["result"]
plot_effects(claims_frame(run_claims([8, 9, 10], replicates=24)))

# %% [markdown]
# 1. Barter carries most between partners who are different and equal. It stops when one has nothing to return.
# 2. The small world is best if learning is slow and knowledge is rare.
# 3. Vertical ties pay where attention is not scarce.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 8: complementary resources boost knowledge | holds in part: not if attention has another use |
# | backward learning brings complementary technology | holds with attention to spare; worth as much as forward |
# | claim 9: close contact with users | holds in part: users outside; customers in the chain only with attention to spare |
# | claim 10: long cooperation and trust | holds in part: without loyalty, not at loyalty 3; "long-term" is not in the model |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: hubs
#
# Are short paths all that counts? Mueller, Bogner, Buchmann and Kudic (2017) compare networks of [[100|100]] actors and [[200|200]] ties. In a *scale-free* network
# most newcomers choose partners with many ties. So it has **hubs**, and the shortest paths.

# %% tags=["predict"]
predict(
    "vertical.hubs",
    "In which network do actors know most in the end, on average?",
    ["small world", "random network", "scale-free, with hubs"],
)

# %%
makers = {"small": (topologies.small_world, 100, 4, 0.15)}
makers["random"] = (topologies.random_graph, 100, 200)
makers["hubs"] = (topologies.scale_free, 100, 2)
graphs, runs = {}, {}
for name, maker in makers.items():
    graphs[name] = topologies.several(40, *maker, rng=SEED)
    settings = barter.SETTINGS["mueller"]
    runs[name] = mean_barter.simulate(graphs[name], settings, periods=120, rng=SEED)

# %% tags=["result"]
in_words = {"small": "small world", "random": "random network", "hubs": "scale-free, with hubs"}
ends, tops, bottoms = {}, {}, {}
for name, run in runs.items():
    ends[name] = run.knowledge[:, -1]
    high, low = [], []
    for graph, level in zip(graphs[name], run.levels, strict=True):
        order = sorted(graph, key=graph.degree, reverse=True)
        high.append(level[-1][order[:10]].mean())
        low.append(level[-1][order[50:]].mean())
    tops[name], bottoms[name] = estimate(high), estimate(low)
best_kind = max(ends, key=lambda name: ends[name].mean())
told = ", ".join(f"{in_words[name]} {level.mean():.1f}" for name, level in ends.items())
fewest = relative(ends["small"], ends["hubs"])
reveal(
    "vertical.hubs",
    in_words[best_kind],
    f"Mean level: {told}. Hubs against small world: {fewest.mean:+.0%} (95% interval "
    f"{fewest.low:+.0%} to {fewest.high:+.0%}).",
    show=[
        plot_estimates(
            "Hubs leave those with few ties behind",
            {
                f"{in_words[name]}: {who}": of[name]
                for name in runs
                for who, of in {
                    "the ten with most ties": tops,
                    "the half with fewest": bottoms,
                }.items()
            },
            xlabel="knowledge at the end",
            form=".1f",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. The shortest paths should win. They lose, [[10.9|ends["hubs"].mean()]] against
# [[14.6|ends["small"].mean()]]: small partners of a hub have nothing to return.

# %% [markdown] tags=["explain"]
# The network with the shortest paths is the worst. The half of its actors with the fewest ties ends at
# [[8.2|bottoms["hubs"].mean]]; in the small world that half reaches [[13.1|bottoms["small"].mean]]. A hub hears everything early. After that
# its small partners have nothing to return. **What hurts is inequality: few actors with many ties, and many with few.** Keep this in mind for a
# hub-and-spoke cluster.

# %% [markdown]
# ## Further: the published model
#
# `mean_barter` is a shortcut of this course: all ties trade at once. In the model of Cowan and Jonard pairs meet at random, one after the other. Here is the same
# comparison with it, on the same networks:

# %% tags=["result"]
published = {p: barter.simulate(worlds[p], rng=SEED).knowledge[:, -1] for p in (0, 0.2, 1)}
against = {
    "a fifth of the ties moved, against the ring": relative(published[0], published[0.2]),
    "all moved, against the ring": relative(published[0], published[1]),
    "a fifth, against all moved": relative(published[1], published[0.2]),
}
plot_estimates(
    "In the published model, too, the small world is ahead in the end",
    against,
    xlabel="change of knowledge at the end",
    form="+.1%",
)

# %% [markdown]
# ## Reading
#
# **Reading.** Dyer and Nobeoka (2000), *Creating and managing a high-performance knowledge-sharing network: the Toyota case*, Strategic Management
# Journal 21(3), 345-367. Dyer and Hatch (2006), *Relation-specific capabilities and barriers to knowledge transfers*, Strategic Management Journal 27(8), 701-719.
# Cowan and Jonard (2004), *Network structure and the diffusion of knowledge*, Journal of Economic Dynamics and Control 28(8), 1557-1575.
# Watts and Strogatz (1998), *Collective dynamics of 'small-world' networks*, Nature 393, 440-442. Mueller, Bogner, Buchmann and Kudic (2017), *The effect of structural disparities
# on knowledge diffusion in networks*, Journal of Economic Interaction and Coordination 12(3), 613-634. von Hippel (1976), *The dominant role of users in the scientific instrument
# innovation process*, Research Policy 5(3), 212-239. Christensen and Bower (1996), *Customer power, strategic investment, and the failure of leading firms*, Strategic Management
# Journal 17(3), 197-218. Uzzi and Spiro (2005), *Collaboration and creativity: the small world problem*, American Journal of Sociology 111(2), 447-504. Fleming, King and
# Juda (2007), *Small worlds and regional innovation*, Organization Science 18(6), 938-954.
#
# *The models beside what is published of them:* [Cowan and Jonard (2004) and Mueller et al. (2017)](classics/cowan_jonard.ipynb).
#
# **Next:** [exercise 03](../exercises/03_vertical_learning.ipynb), on a cluster of your own.
