# %% [markdown] slideshow={"slide_type": "slide"}
# # 06 Trust and absorption
#
# **When does closeness help a firm to learn, and when does it blind the firm?**
#
# *60 minutes alone, 75 minutes in class, 90 minutes if English or Python is new to you; a good break is before "What a firm can absorb". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a function, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Say what trust and loyalty do to a firm's attention. <!-- trust.attention -->
# 2. Compute what a firm absorbs, whose ideas it understands, and the best distance. <!-- trust.psi, trust.understood, trust.optimum -->
# 3. Measure whether less trust or more absorptive capacity helps a cluster. <!-- trust.levers -->
# 4. Explain when trust turns into a trap. <!-- trust.explain -->

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clustercourse.claims import claims_frame, plot_effects, run_claims
from clustercourse.exercises import check, hint
from clustercourse.labs import formula_lab, toy_lab, trust_lab
from clustercourse.predictions import (
    Axis,
    Question,
    predict,
    predict_curve,
    quiz,
    reveal,
    reveal_curve,
    when_yours,
)
from clusterlib import build_cluster
from clusterlib.classics import distance
from clusterlib.experiments import Setting, compare, estimate, sweep
from clusterlib.learning import Learning, attention_to, simulate
from clusterlib.plots import CourseFigure, CurvePanel, plot_curves, plot_estimates, plot_lines
from clusterlib.plots import plot_over_time

SEED = 2013
pd.options.display.precision, pd.options.display.max_colwidth = 3, None

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: dressmakers in New York
#
# In the 1990s Brian Uzzi studied firms that make women's dresses in New York. Some ties were at arm's length: a price, a
# deal, nothing more. Others were **embedded**: the partners knew each other well. In these Uzzi (1997) finds "trust, high-quality
# information exchange and joint problem-solving", as Wang says. But firms whose ties were all embedded heard little of what
# happened elsewhere. Contractors with a mix of both kinds survived best (Uzzi 1996). He calls it a **paradox**.
#
# ## What trust does in the model
#
# **Trust**, $\tau$, is the share of a possible exchange that really takes place, wherever something is due in return: when supplier and
# customer swap what they know, and when a firm tells an institution something. No trust is needed to watch a competitor, to listen to a
# university, or for a pipeline under contract.
#
# **Loyalty** says what trust does to **attention**. A loyal firm turns first to partners whom it trusts. A local tie then
# pulls $e^{\text{loyalty} \cdot \tau}$ times as strongly as a pipeline, and attention is limited: enough for [[5|Learning().attention]] local ties, of which a pipeline takes [[3|1 + Learning().pipeline_cost]]. Usual trust is [[0.7|Learning().trust]].
#
# ## See it first: a loyal firm
#
# Focal firm F watches A, B and C, and has a pipeline to X, who knows most. Its ties ask for 3 + 3 units of attention; here it has 2.
# F is loyal. Left it trusts nobody, right fully.

# %% tags=["lab"]
toy_lab(
    knows={"F": 0.3, "A": 0.5, "B": 0.45, "C": 0.4, "X": 0.9},
    ties=[(*pair, "horizontal") for pair in ("FA", "FB", "FC")] + [("F", "X", "pipeline")],
    kinds={"F": "focal_firm", "X": "lead_customer"},
    called="trust 0",
    compare={"trust 1": {"trust": 1}},
    controls={"loyalty": (0, 3, 1, 3, "loyalty")},
    learning={"trust": 0, "attention": 2, "learning_rate": 1.0, "horizontal": 1.0},
    places={"F": (1.6, 0.7), "A": (0.6, 0), "B": (0, 0.7), "C": (0.6, 1.4), "X": (3, 0.7)},
    periods=16,
    title="Toy: trust binds attention",
    tasks={
        "Press Next period once. Which F learns more, and from whom?": "The trusting one, by a "
        "little: +0.091 from A, next to nothing from X. The other learns from both, +0.048 from A "
        "and +0.037 from X.",
        "Go to period 16. Who is ahead now?": "The F without trust: 0.82 against 0.54. The "
        "trusting F soon knows what its neighbours know, and hardly hears X.",
        "Set loyalty to 0. What is left of the difference?": "Nothing. Trust alone binds no "
        "attention; these ties need no trust to be open.",
    },
)

# %% [markdown]
# ### In a whole cluster
#
# `attention_to` gives what a firm attends to each partner; full attention to a tie would be 1. F19 is a focal firm.

# %%
cluster = build_cluster("baseline", rng=SEED)
usual, loyal = Learning(), Learning(loyalty=3)
given = pd.DataFrame(
    {f"loyalty {p.loyalty:g}": attention_to(cluster, "F19", p) for p in [usual, loyal]}
)

# %% tags=["result"]
outside = {who for who, layer in cluster.nodes(data="layer") if layer == "supplementary"}
ordered = sorted(given.index, key=lambda who: (who not in outside, who))
figure = CourseFigure(figsize=(9.6, 4.2))
ax = figure.add_axes((0.17, 0.14, 0.62, 0.72), xlim=(0, 0.7))
looks = {"loyalty 0": ("o", "#D55E00"), "loyalty 3": ("s", "#0072B2")}
for row, who in enumerate(ordered):
    ax.plot(given.loc[who], [row, row], color="#B5BAC1", lw=2, zorder=1)
for name, (marker, colour) in looks.items():
    ax.plot(given.loc[ordered, name], range(len(ordered)), marker, color=colour, ms=8, label=name)
    for row, who in enumerate(ordered):
        side = "right" if given.loc[who, name] == min(given.loc[who]) else "left"
        x = given.loc[who, name] + (-0.015 if side == "right" else 0.015)
        ax.text(x, row, f"{given.loc[who, name]:.2f}", ha=side, va="center", size=9, color=colour)
names = [f"{who}, {'outside' if who in outside else 'local'}" for who in ordered]
ax.set_yticks(range(len(ordered)), names, size=10)
ax.set_xlabel("attention of F19 (1: full)", size=10.5)
ax.spines[["top", "right", "left"]].set_visible(False)
ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5), fontsize=10.5)
found = "Loyalty moves attention from sources outside to partners inside"
figure.suptitle(found, x=0.012, y=0.97, ha="left", weight="bold")
values = "; ".join(
    f"{name} {given.loc[who, 'loyalty 0']:.2f} and {given.loc[who, 'loyalty 3']:.2f}"
    for name, who in zip(names, ordered, strict=True)
)
figure.alt = f"{found}. Attention of F19 at loyalty 0 and at loyalty 3, trust 0.7: {values}."
figure

# %% [markdown]
# ### Your turn
#
# F19 becomes loyal (3 instead of 0). Which share of its *earlier* attention to the lead customer `XC2` is left? In code, `given.loc["XC2", "loyalty 3"]` is one number.

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
# Wang says that trust "is essential of knowledge transfer", and that "a certain amount of distrust with respect to
# traditional solutions" helps "to avoid lock-in". Does distrust of *partners* help?
#
# **Performance** is how much a firm knows of what the market values, from 0 to 1, at the end of a run. A `Setting` says which clusters learn, how, and for how long.
# `sweep` runs it for each value of a parameter, `compare` with and without a change. `replicates=24` means: on so many random clusters, always the same ones, with the same luck.

# %% tags=["predict"]
predict_curve(
    "trust.loyalty",
    "Loyalty is 3. From no trust to a little of it, firms do better. How does it go on?",
    x=Axis("trust (0 to 1)", 0, 1, ".1f"),
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
best = trusts[int(np.argmax(bound))]
curves = {"loyalty 0": (trusts, free), "loyalty 3": (trusts, bound)}
bands = {}
for loyalty in [0, 3]:
    each = [estimate(found.at(loyalty=loyalty, trust=trust)) for trust in trusts]
    bands[f"loyalty {loyalty}"] = ([one.low for one in each], [one.high for one in each])
runs, paths = {}, {}
clusters = [build_cluster("baseline", rng=seed) for seed in range(24)]
for trust in [best, 1]:
    learning, name = Learning(loyalty=3, trust=trust), f"trust {trust:g}"
    runs[name] = (cluster, simulate(cluster, learning, periods=80, rng=SEED))
    history = simulate(clusters, learning, periods=80, record_every=5, rng=SEED)
    known = [estimate(level) for level in history.level("core")]
    paths[name] = (history.period, [one.mean for one in known])
    bands[name] = ([one.low for one in known], [one.high for one in known])
against_none = compare(
    base.but(loyalty=3, trust=0), base.but(loyalty=3, trust=1), replicates=24, rng=SEED
).relative
by_loyalty = {}
for loyalty in [0, 1, 1.5, 2, 3]:
    little, much = (base.but(loyalty=loyalty, trust=trust) for trust in [0.1, 0.9])
    by_loyalty[loyalty] = compare(little, much, replicates=24, rng=SEED).relative
none = compare(base, base.but(trust=0), replicates=24, rng=SEED).relative
silent = compare(base, base.but(buzz=0), replicates=24, rng=SEED).relative
rows = {f"trust 0.1 to 0.9, loyalty {loyalty:g}": row for loyalty, row in by_loyalty.items()}
rows["loyalty 0: usual trust to none"] = none
rows["loyalty 0: no learning over local ties"] = silent
reveal_curve(
    "trust.loyalty",
    trusts,
    bound,
    f"Loyalty 3: highest {max(bound):.2f} at trust {best:.1f}; {bound[-1]:.2f} with full trust, "
    f"{bound[0]:.2f} with none, a change of {against_none.mean:+.0%} (95% interval "
    f"{against_none.low:+.0%} to {against_none.high:+.0%}).",
    show=[
        plot_curves(
            "With loyalty some trust is best: full trust is ahead at first, then stale",
            CurvePanel(curves, "trust (share)", "performance, period 80 (0 to 1)", 0.5, bands),
            CurvePanel(paths, "period, loyalty 3", "performance (0 to 1)", 0.5, bands),
        ),
        plot_over_time(
            "One cluster, loyalty 3: with full trust it knows more early, and less late",
            runs,
            [10, 80],
            high=0.5,
        ),
        plot_estimates(
            "More trust helps at a loyalty of 1.5 or less, and harms at 3",
            rows,
            xlabel="change of the firms' performance",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise to the end: trust is taken for good in any amount. It peaks at
# [[0.3|best]], and full trust, [[0.26|bound[-1]]], ends below none, [[0.28|bound[0]]].

# %% [markdown] tags=["explain"]
# **Trust does two things at once.** It opens exchange: more is told. And, with loyalty, it binds attention: more is told by the
# same people. What it opens counts most while there is little trust; what it binds grows. So the best trust lies in between,
# and full trust, at [[0.26|bound[-1]]], is even worse than none, at [[0.28|bound[0]]]. Uzzi's word is **over-embeddedness**. **A trusting, loyal cluster is quick, and then stale.**
#
# Trust of `0.9` instead of `0.1` brings [[35%|by_loyalty[0].mean]] at loyalty 0 and costs [[15%|-by_loyalty[3].mean]] at loyalty 3; at [[2|2]] it makes no clear difference. So trust
# that lets partners talk (claim 10) and closeness that harms (claim 24) are both true, each in its kind of cluster.
# Is trust **essential** (claim 12)? Without any, firms lose [[31%|-none.mean]]; without learning over local ties, [[72%|-silent.mean]].
# The difference needs no trust: firms watch competitors and listen to institutions. So trust is helpful, not essential.

# %% [markdown] tags=["instructor"]
# **Slip.** Taking the falling part of the curve for betrayal. Nobody cheats in this model; attention runs out.
# **Break.** Before it, all can say what trust opens and what loyalty binds.
# **Ask.** Does your own work group have a partner whom everybody trusts and nobody checks any more?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What a firm can absorb
#
# A partner may tell everything, and still little is learned. Cohen and Levinthal (1990) call what is needed **absorptive
# capacity**. It rests on **prior knowledge**: who knows nothing of a field cannot follow an expert.
#
# In the model a partner who knows $x$ more than the firm in a field, the **gap**, teaches it $\psi = \alpha x e^{-x/\delta}$ in a period. The gap
# is the novelty. The share $e^{-x/\delta}$ of it is understood. The **reach** $\delta$ is the absorptive capacity: [[0.2|usual.reach_sme]] for an SME,
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
    f"Most is learned from a gap of {gap[sme.argmax()]:.1f}: {sme.max():.3f} in a period. From a "
    f"gap of 1: {sme[-1]:.3f}.",
    show=[
        plot_lines(
            gap,
            {"focal firm": focal, "SME": sme},
            title="A focal firm learns most from three times the gap",
            xlabel="gap (share of the world frontier)",
            ylabel="learned in a period",
            form=".3f",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise and level off: the wider the gap, the more there is to learn. It peaks where the gap equals
# the reach, at [[0.2|gap[sme.argmax()]]], and falls nearly to zero.

# %% [markdown] tags=["explain"]
# **Learning is novelty times understanding, and it is highest where the gap equals the reach**, $x = \delta$. From the widest gap an SME
# learns [[0.003|sme[-1]]], from the best one [[0.029|sme.max()]]. That there is a maximum is built into the formula; what it does to a cluster is not.

# %% tags=["lab"]
formula_lab(
    tasks={
        "Reach 0.2. Move the gap to 0.2, to 0.4 and to 0.8. What falls, and how much can "
        "the firm learn?": "Understanding falls: 37%, 14%, 2%. So the firm can learn less and less, "
        "0.07, 0.05, 0.01 (the lab learns all of it; the curve above a share of 0.4 a period), though there is more and more that is new.",
        "Raise the reach to 0.6. From where can most be learned now, and how much?": "At a gap of 0.6, and "
        "three times as much as before at 0.2: 0.22.",
    },
)

# %% [markdown]
# ## The two faces of R&D
#
# Own R&D creates knowledge. It has a second face (Cohen and Levinthal 1989): a firm that does research understands the research of others.
# The model has the first face only (`rd_sme`: the chance of own research in a period). We add the second by hand.
#
# ### Your turn
#
# `alone` compares the usual cluster with one whose SMEs do R&D twice as often. Now suppose that twice the R&D also
# raises the reach of SMEs by a quarter: `reach_sme=0.25`. By which share does the SMEs' performance change if both change, against `base`?
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

# %% tags=["result"]
two_faces = base.but(rd_sme=0.12, reach_sme=0.25)
wider = compare(base, two_faces, "sme_performance", replicates=24, rng=SEED).relative
when_yours(
    plot_estimates(
        "If R&D also widens reach, the second face is worth more than the first",
        {"twice the R&D": alone.relative, "twice the R&D, a quarter more reach": wider},
        xlabel="change of the SMEs' performance",
        form="+.1%",
    )
)

# %% [markdown]
# <details><summary>What the numbers say (open it when you have yours)</summary>
#
# The second face can be worth more: [[13%|wider.mean]] with both, [[3.5%|alone.relative.mean]] with the first. How much reach R&D brings is our assumption.
#
# </details>
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
# So **to use an expert, a firm must know much of the field already.** For all that SMEs take in it is otherwise (claim 22, lecture 10).
#
# ## Two kinds of distance under one name
#
# Wang says: "The decrease of cognitive distance is able to advance the efficiency and performance of localized learning."
#
# - Partners come closer in **language**. Then $\delta$ rises, and more is learned, always.
# - Partners come closer in **what they know**. Then $x$ shrinks: more is learned until $x = \delta$, then less.
#
# Nooteboom and others (2007) have the second in mind. At cognitive distance $d$ a firm can absorb $a_1 - a_2 d$ of what a partner says, and
# the novelty is $b_1 + b_2 d$. The product, learning, has an **optimal cognitive distance**:

# %%
curve = distance.simulate(distance.Distance(a1=1, a2=0.8, b1=0.1, b2=1.2))
optimum = distance.optimum(curve.parameters)
able = distance.optimum(curve.parameters.but(a1=1.25))  # can absorb more

# %% tags=["result"]
d = curve.distance
plot_lines(
    d,
    {
        "novelty": curve.novelty,
        "absorption": curve.absorption,
        "learning": curve.learning,
        "learning, abler": (1.25 - 0.8 * d) * (0.1 + 1.2 * d),
    },
    title=f"Most is learned at distance {optimum:.2f}; an abler firm: {able:.2f}",
    xlabel="cognitive distance d",
    ylabel="absorption, novelty, product",
)

# %% [markdown]
# The best distance is $d^* = (a_1 b_2 - a_2 b_1) / (2 a_2 b_2)$, here [[0.58|optimum]], and *not* where the two lines cross.
# A firm that can absorb more should look further away, to [[0.74|able]]. In technology alliances Nooteboom and others do
# find the inverted U.

# %% [markdown] tags=["instructor"]
# **Stop.** All can say which distance should shrink, and which should not.
# **Ask.** Is an exchange student more useful to a firm that knows her subject, or to one that knows nothing of it? Let
# them place both on the curve of psi.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Two levers: trust and reach

# %% tags=["predict"]
predict(
    "trust.lab",
    "Loyalty 3, trust 0.7. Which helps SMEs more by period 80: a longer reach (0.2 to 0.3), or "
    "less trust (0.7 to 0.3)?",
    ["the longer reach", "less trust", "both about the same"],
)

# %%
levers = {}
for loyalty in [0, 3]:
    start = base.but(loyalty=loyalty)
    ends = {"reach to 0.3": start.but(reach_sme=0.3), "trust to 0.3": start.but(trust=0.3)}
    for name, end in ends.items():
        found = compare(start, end, "sme_performance", replicates=24, rng=SEED)
        levers[f"loyalty {loyalty}: {name}"] = found.relative

# %% tags=["result"]
reach_gain = levers["loyalty 3: reach to 0.3"].mean
trust_gain = levers["loyalty 3: trust to 0.3"].mean
options = ["the longer reach", "less trust", "both about the same"]
close = abs(reach_gain - trust_gain) < 0.02
reveal(
    "trust.lab",
    options[2] if close else options[int(trust_gain > reach_gain)],
    show=[
        plot_estimates(
            "Which lever helps depends on how loyal a cluster is",
            levers,
            xlabel="change of the SMEs' performance",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. The section on reach is fresh in mind. Where nothing new comes in, there is little to
# understand: [[4%|reach_gain]] against [[13%|trust_gain]].

# %% [markdown] tags=["explain"]
# **What a cluster needs depends on how loyal it is.** Without loyalty a longer reach brings [[16%|levers["loyalty 0: reach to 0.3"].mean]] and less
# trust costs [[13%|-levers["loyalty 0: trust to 0.3"].mean]]. With loyalty the same reach brings [[4%|reach_gain]], and less trust brings
# [[13%|trust_gain]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: trust, loyalty and reach

# %% tags=["lab"]
trust_lab(
    loyalty=3.0,
    tasks={
        "Set loyalty to 0 and try five degrees of trust, from 0 on. Then loyalty 3, and the same again. Where "
        "do the two rows of points part? Which of the measures beside the points moves most "
        "between them?": "They start in the same point, for without trust loyalty has nothing to "
        "work with. They part at once. Attention to a pipeline does not change in the first row "
        "and falls to a few per cent in the second.",
        "Loyalty 3. Set trust to 0.2, then to 1. Press Play: the dotted lines are those with "
        "little trust. Who is ahead at first, and when does that change?": "Much trust is ahead at "
        "first: what the cluster knows spreads fast. Halfway to period 80 it falls behind, for "
        "nothing new comes in. Whoever evaluates it early sees a success.",
        "Loyalty 3, trust 0.7. Raise the reach of SMEs to 0.6, step by step: the points stand above each "
        "other. Then do the same with loyalty 0. Where is a longer reach worth more?": "Without loyalty. What helps you to "
        "understand is worth little when nobody brings in anything to be understood.",
    },
)

# %% [markdown]
# ### The ledger: its claims on trust and distance, on new draws
#
# *Tacit* knowledge (claim 20) is hard to understand: a short reach. A star marks what is put in.

# %% tags=["result", "slow"]
plot_effects(claims_frame(run_claims([2, 7, 10, 12, 20, 21, 22, 24, 30], replicates=24)))

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "Trust in a loyal cluster rises from 0.3 to 1. Why do its firms know less in the end?",
            {
                "Some firms take knowledge from partners and give none back": "Nobody cheats in "
                "this model. Look at where attention goes.",
                "Firms listen to local partners, and hardly to sources outside": "Each "
                "local tie is good; together they crowd out what is new.",
                "Trusted partners tell each other less than they did before": "They tell more. It "
                "is the same people who tell it.",
            },
            "Firms listen to local partners, and hardly to sources outside",
        ),
        Question(
            "An SME has a reach of 0.2. Three partners know more than it does in one field. From "
            "whom does it learn most in the next period?",
            {
                "From the one who knows 0.2 more": "Half as novel as 0.4, but more than "
                "twice as well understood.",
                "From the one who knows 0.4 more": "Twice as novel as 0.2, but the share that is "
                "understood falls from 37% to 14%.",
                "From the one who knows 0.8 more": "Most novel, and next to nothing of it is "
                "understood: 2%.",
            },
            "From the one who knows 0.2 more",
        ),
        Question(
            "A ministry wants partners in a cluster to learn more from each other, whatever they "
            "know. What works in the model?",
            {
                "Let all firms learn the same fields": "That helps firms which are far apart. "
                "Those that know the same have nothing to tell each other.",
                "Let all firms speak one language": "A longer reach helps at every gap.",
                "Let all firms stay with old partners": "That is loyalty. It helps nobody to "
                "understand, and shuts out what is new.",
            },
            "Let all firms speak one language",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Loyalty is an assumption.** Levin and Cross (2004) find the most
#   useful knowledge on *weak ties that are trusted*: trust without closeness.
# - **Trust is one number.** In life it is between two, grows, and breaks in a day.
# - **Nothing leaks.** Kale and others (2000) say that trust also protects a firm's know-how.
# - **Absorptive capacity is given.** It does not grow with R&D, and it depends on the pair (Lane and Lubatkin 1998).
# - **The curve is a guess.** In Dutch aviation too much *cognitive* closeness lowers innovation, organisational closeness
#   does not (Broekel and Boschma 2012).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Trust opens exchange. With loyalty it also takes attention from sources outside: some trust is better than full trust.
# 2. Learning is novelty times understanding. It is highest where the gap equals the reach.
# 3. Without loyalty a longer reach helps. With loyalty it helps little, and less trust helps more.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 10: high trust, free communication | holds in part: without loyalty |
# | claim 12: trust is essential | holds in part: helpful, not essential |
# | claim 20: trust and tacit knowledge | holds without loyalty |
# | claim 24: too much closeness | holds in part: with loyalty, or if closed |
# | claim 30: some distrust | of old solutions: holds (ledger); of partners: with loyalty only |
# | claim 2 and claim 7: closeness in space and culture | hold |
# | claim 21: less cognitive distance | inverted U |
# | claim 22: prior knowledge and R&D | holds in part: R&D if it widens reach |
# | claim 32: tacit knowledge | fails |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: who gains from trust?
#
# Wang says, after Kale and others (2000): the more open partners are, "the more knowledge both of cooperators will acquire". So let trust rise, without loyalty:

# %% tags=["result"]
gains = {
    name: compare(base.but(trust=0.1), base.but(trust=0.9), who, replicates=24, rng=SEED).relative
    for name, who in {"SMEs": "sme_performance", "focal firms": "focal_performance"}.items()
}
plot_estimates(
    "Both gain from trust, SMEs more", gains, xlabel="change of performance, trust 0.1 to 0.9"
)

# %% [markdown]
# Both do, so this **holds** without loyalty. SMEs gain [[40%|gains["SMEs"].mean]] of their performance, focal firms only [[14%|gains["focal firms"].mean]]: they get much of what they know
# through pipelines.
#
# ## Further: three more distances
#
# Wang names three more distances that are small in a cluster. Each can be put into the model:
#
# | Distance | In Wang's words | In the model | Experiment |
# |---|---|---|---|
# | space | their space distance is relatively smaller | more firms meet: more local ties | claim 2, lecture 10 |
# | culture | more "common language" | longer reach towards local partners | claim 7 |
# | organisation | business communication based on subcontract or cooperation | long relations: trust | claim 10 |
#
# ## Further: the paper's first conclusion
#
# Local learning "greatly fosters innovation ... especially for tacit knowledge" (claim 32). Here tacit knowledge is half as easy to understand as usual, codified knowledge twice as easy:

# %% tags=["result"]
import re

from clusterlib.experiments import Estimate

tacit = claims_frame(run_claims([32], replicates=24))
# What local learning adds in the first row, as the ledger tells it: tacit, then codified.
added = [int(found) / 100 for found in re.findall(r"\+(\d+)%", tacit.detail[0])]
times = {kind: 1 + more for kind, more in zip(["tacit", "codified"], added, strict=True)}
print("With local learning firms know so many times as much:", times)
rows = tacit[["effect", "low", "high", "effect_size", "share", "replicates"]]
readings = ["tacit for all", "tacit from afar only", "from afar it hardly travels"]
plot_estimates(
    "Local learning pays more where knowledge is codified",
    {name: Estimate(*row) for name, row in zip(readings, rows.to_numpy(), strict=True)},
    xlabel="effect of local learning, tacit against codified knowledge",
)

# %% [markdown]
# Local learning pays in both cases: firms then know [[2.65|times["tacit"]]] times as much where knowledge is tacit, and [[3.95|times["codified"]]] times where it is
# codified. The first number is [[33%|-tacit.effect[0]]] below the second: claim 32 **fails** here. Neighbours, too, pass on less of what is hard to understand. If
# it is hard to understand from afar only, local learning pays a little more ([[5%|tacit.effect[1]]]); if it hardly travels at all, less ([[9%|-tacit.effect[2]]]): what never comes in cannot be passed on.

# %% [markdown]
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
# *The models beside what is published of them:* [Nooteboom et al. (2007)](classics/signs_only.ipynb).
#
# **Next:** [exercise 06](../exercises/06_trust_and_absorption.ipynb), on a cluster of your own.
