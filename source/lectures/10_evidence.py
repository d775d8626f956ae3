# %% [markdown] slideshow={"slide_type": "slide"}
# # 10 The evidence
#
# **The paper makes many claims. Which of them hold in the model, which fail, and how much should you believe a verdict?**
#
# *50 minutes alone, 65 minutes in class, 75 minutes if English or Python is new to you; a good break is before "What chance can do". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *two or more of the lectures 02 to 08, and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Read an effect with its interval, and tell small from large. <!-- evidence.try_small -->
# 2. Say what chance alone may do to a list of verdicts. <!-- evidence.try_chance -->
# 3. Find the assumption on which a verdict hangs. <!-- evidence.try_turn -->
#
# This lecture has no graded exercise. Its tasks are for you. It names results of lectures 06 to 08: take those first.

# %% tags=["setup"]
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

from clustercourse.claims import (
    LEDGER,
    WORTH_NAMING,
    claims_frame,
    load_reach,
    load_sentences,
    plot_effects,
    plot_plane,
    run_claims,
)
from clustercourse.exercises import check, hint
from clustercourse.labs import formula_lab
from clustercourse.predictions import Question, predict, quiz, reveal

SEED = 2012
pd.options.display.max_colwidth = None

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: a claim that many repeat
#
# "The larger cluster network size is, the more possibilities the cluster is able to acquire a wider range of knowledge sources", writes
# Wang. The paper is a review and does not test it.
#
# This course turns each such sentence, a **claim**, into an experiment. Four things are needed: a part of the model that stands for the
# words (here: the number of firms), a change (more firms), an outcome (performance), and an **expected sign** (more performance).

# %%
claim = LEDGER[16]
print(claim.title, "|", claim.place)
for experiment in claim.evidence:
    print("-", experiment.what)
print(len(LEDGER), "claims in all; an effect worth the name:", WORTH_NAMING)

# %% [markdown]
# The list of all claims with their experiments is the **ledger**. Claims and expected signs come from the paper's words, not from the results. Whoever looks at
# the results first will always be right: "the garden of forking paths" (Gelman and Loken 2014).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The ledger, run
#
# Each change is tried on the *same* clusters with the *same* luck: **paired runs**. Their mean difference is the effect, most often as a share of the baseline. Its **95% interval** says how far
# chance may have moved it: about nineteen in twenty such intervals contain the model's true effect. The verdict follows from the interval.
#
# | Verdict | Rule |
# |---|---|
# | holds | the whole interval lies on the side that the paper expects |
# | holds, negligible | the same, but it rules out an effect worth the name: [[3%|WORTH_NAMING["share"]]] of the baseline, a correlation of [[0.1|WORTH_NAMING["score"]]] |
# | fails | it does not, and rules out an effect worth the name on that side |
# | not significant | it does not, and does not rule it out: these runs cannot tell |
# | inverted U | it helps up to a peak, and harms after it (where the paper expects that, it *holds*) |
# | holds in part | of several experiments some hold and some fail |

# %% tags=["predict"]
predict(
    "evidence.hold",
    "How many of the 34 claims will hold in the model, without an 'in part' or an 'only up to a point'?",
    ["all but one or two", "about three in four", "about half", "less than a third"],
)

# %% [markdown]
# The next cell runs the whole ledger, in half a minute or less.

# %%
with ProcessPoolExecutor(2) as pool:
    results = run_claims(replicates=16, rng=SEED, executor=pool)

table = claims_frame(results)  # a row for each experiment
main = table.drop_duplicates("claim")  # the main experiment of each claim

# %% tags=["result"]
holding = (main.verdict == "holds").sum()
share = holding / len(main)
options = ["less than a third", "about half", "about three in four", "all but one or two"]
answer = options[int(share > 1 / 3) + int(share > 0.62) + int(share > 0.9)]
reveal(
    "evidence.hold", answer, f"{holding} of {len(main)} hold.", show=[plot_effects(table, reach={})]
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Nearly every claim has something to it, and "in part" is forgotten: [[19|holding]]
# hold, [[8|(main.verdict == "holds in part").sum()]] hold in part.

# %% [markdown] tags=["explain"]
# Each row is a claim: the mark is the effect of its main experiment, the bar its interval. The column *expected* often says
# *less*, because the experiment takes something away: without focal firms (claim 4) SMEs should know less.
#
# "Fails" does not always mean that the opposite holds. For claim 16, on size, it does: [[-15%|main.set_index("claim").effect[16]]], more firms do harm, all else as it is. Claim 15, on
# **structural holes** (lecture 05), expects a correlation of constraint with performance below zero. It fails because the interval
# rules out one of [[-0.1|-WORTH_NAMING["score"]]] or lower.

# %% [markdown]
# ### Your turn
#
# How many main experiments **hold** with an effect smaller than a tenth of the baseline, up or down? Use
# `main`: its columns `unit` (take the rows with `"share"`; three are `"score"`, a correlation or the like), `effect`, and `finding`, the verdict on
# this experiment alone.

# %% tags=["task"]
# BEGIN SOLUTION -> small = ...
small = ((main.unit == "share") & (main.finding == "holds") & (main.effect.abs() < 0.1)).sum()
# END SOLUTION
check("evidence.try_small", small, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[5|small]].

# %% [markdown]
# The largest effect is that of claim 1, [[+273%|main.set_index("claim").effect[1]]].
# **A verdict without its size is half of the news.**

# %% [markdown] tags=["instructor"]
# **Slip.** Reading an interval as the range of single clusters. It is about the mean.
# **Break.** Before it, all can tell "fails" from "not significant".
# **Ask.** Let pairs pick one claim each and say it in a sentence with its number: "Without horizontal learning firms
# reach [[38%|-main.set_index("claim").effect[6]]] less".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What chance can do
#
# Claim 15 fails, claim 23 (what focal firms invest helps the others) holds. Both verdicts rest on sixteen clusters. What if we draw others, twenty times?

# %% tags=["predict"]
predict(
    "evidence.redraw",
    "Claim 15 is run on twenty other draws of 16 clusters. How often will the verdict be 'fails' again?",
    ["in 17 or more of 20", "in 10 to 16 of 20", "in fewer than 10 of 20"],
)

# %%
again = {15: [], 23: []}  # takes a quarter of a minute
for number in again:
    for draw in range(1, 21):
        once = run_claims([number], replicates=16, rng=SEED + draw)[0]
        again[number].append(once)
many = {number: run_claims([number], replicates=640, rng=SEED + 21)[0] for number in again}

# %% tags=["result"]
from clusterlib.plots import CourseFigure

verdicts = {number: pd.Series([str(one.verdict) for one in again[number]]) for number in again}
effects = {number: [one.findings[0].effect for one in again[number]] for number in again}
truth = {number: many[number].findings[0].effect for number in again}
missing = {
    number: [not one.low <= truth[number].mean <= one.high for one in effects[number]]
    for number in again
}
looks = {
    "holds": ("o", "#0072B2", "#0072B2"),
    "holds, negligible": ("s", "#009E73", "#009E73"),
    "not significant": ("o", "#5B6470", "white"),
    "fails": ("X", "#D55E00", "#D55E00"),
}
figure = CourseFigure(figsize=(9.6, 4.4))
figure.suptitle(
    "Sixteen clusters settle claim 23, and not claim 15", x=0.012, ha="left", weight="bold"
)
labels = {
    15: "correlation, constraint with performance",
    23: "change of SMEs' performance, in %",
}
told = []
for place, number in enumerate(again):
    ax = figure.add_axes((0.08 + 0.5 * place, 0.13, 0.4, 0.68))
    by = 100 if number == 23 else 1
    ax.axhline(0, color="#5B6470", linewidth=1)
    ax.axhline(by * truth[number].mean, color="#222222", linestyle="--", label="640 clusters")
    for x, (one, verdict) in enumerate(zip(effects[number], verdicts[number], strict=True), 1):
        shape, colour, face = looks[verdict]
        ax.plot([x, x], [by * one.low, by * one.high], color=colour, linewidth=1.8)
        ax.plot(x, by * one.mean, shape, color=colour, markerfacecolor=face, markersize=7)
    for verdict in [name for name in looks if name in set(verdicts[number])]:
        shape, colour, face = looks[verdict]
        ax.plot([], [], shape, color=colour, markerfacecolor=face, label=verdict)
    ax.set_title(f"Claim {number}", loc="left")
    ax.set_xlabel("draw of 16 clusters")
    ax.set_ylabel(labels[number])
    ax.set_xticks([1, 5, 10, 15, 20])
    ax.legend(ncols=2, frameon=False, loc="lower right", bbox_to_anchor=(1.02, 0.98), fontsize=8)
    ax.spines[["top", "right"]].set_visible(False)
    form = "+.1%" if number == 23 else "+.2f"
    counted = verdicts[number].value_counts()
    told.append(
        f"Claim {number}: "
        + ", ".join(f"{count} of 20 {verdict}" for verdict, count in counted.items())
        + f"; {sum(missing[number])} of 20 intervals miss what 640 clusters give, "
        + f"{format(truth[number].mean, form)} ({format(truth[number].low, form)} to "
        + f"{format(truth[number].high, form)})"
    )
figure.alt = "Effects with 95% intervals of twenty draws. " + ". ".join(told) + "."
same = (verdicts[15] == "fails").sum()
answer = ["in fewer than 10 of 20", "in 10 to 16 of 20", "in 17 or more of 20"][
    int(same >= 10) + int(same >= 17)
]
reveal("evidence.redraw", answer, ". ".join(told) + ".", show=[figure])

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. A verdict is taken for a property of the claim. It belongs to the claim and the draw:
# claim 15 fails in [[7|same]] of the twenty.

# %% [markdown] tags=["explain"]
# On the left most draws cannot tell, and draw 1 says *holds*: had we run only that one, we would have written that structural holes pay.
# The dashed line is the answer of many clusters: a correlation of [[-0.01|truth[15].mean]], from [[-0.02|truth[15].low]] to [[0.01|truth[15].high]]. So the claim **fails**, as in the
# ledger above.
#
# On the right the effect is small, [[3.8%|truth[23].mean]], but its intervals stay clear of zero: it holds in [[20|(verdicts[23] == "holds").sum()]] draws of twenty. **Doubt a verdict whose
# interval comes close to a limit, and run more before you tell anybody.**

# %% [markdown]
# ### Your turn
#
# Most claims have several experiments, each a row of `table`. The verdicts rest on those where `table.counts` is true. Each of these intervals misses the model's true effect with a chance of one in
# twenty. How many miss it, on average? Do not round.

# %% tags=["task"]
# BEGIN SOLUTION -> missed = ...
missed = 0.05 * table.counts.sum()
# END SOLUTION
check("evidence.try_chance", missed, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[3.1|missed]].

# %% [markdown]
# So about three may miss, and nobody can say which. One experiment near a limit is
# enough to change a verdict. If all intervals are widened until they hold *at once* (Bonferroni), these change:

# %% tags=["result"]
main[main.at_once != main.verdict].set_index("claim")[["title", "verdict", "at_once"]]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How much is more?
#
# An interval reaches about $2s/\sqrt{n}$ to each side of the effect: $n$ is the number of clusters, $s$ how much single clusters differ.

# %% tags=["lab"]
formula_lab(
    "Formula: how wide is an interval?",
    x=("clusters n", 4, 256),
    y=("half the width of the 95% interval", 0, 0.4),
    curves={"2 s / √n": lambda x, spread: 2 * spread / x**0.5},
    controls={"spread": (0.05, 0.4, 0.05, 0.2, "spread s of single clusters")},
    mark=(4, 256, 4, 16, "clusters n"),
    tasks={
        "Leave the spread at 0.2, as in claim 15. Go from 16 clusters to 64. What becomes of the interval?": (
            "It reaches 0.10 to each side, then 0.05: four times the runs, half the width."
        ),
        "How many clusters make it half as wide once more?": (
            "256, four times 64 (the label rounds). More runs help ever more slowly, so run them where the interval comes close to a limit."
        ),
    },
)

# %% [markdown] tags=["instructor"]
# **Cut.** Say it: four times the runs, half the width.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What a verdict hangs on
#
# Chance is the smaller worry. The larger one is that every result rests on assumptions. For many claims the ledger has runs that do **not** count for the verdict
# but ask: would it be the same if one assumption were another?
#
# Take claim 4. Focal firms are gatekeepers: without them SMEs lose half. They hold most pipelines, and they absorb more than others.

# %% tags=["predict"]
predict(
    "evidence.hangs",
    "Let focal firms absorb no better than SMEs, in two clusters. In the first they hold no pipeline, in the "
    "second most of them. By how much is the performance of SMEs different in the second?",
    ["higher by about a half", "higher by about a fifth", "by less than a tenth, up or down"],
)

# %%
conditions = table[~table.counts]
gate = conditions[conditions.claim == 4].iloc[1]

# %% tags=["result"]
from clusterlib.experiments import Estimate
from clusterlib.plots import plot_estimates

names = ["effect", "low", "high", "effect_size", "share", "replicates"]
options = [
    "by less than a tenth, up or down",
    "higher by about a fifth",
    "higher by about a half",
]
reveal(
    "evidence.hangs",
    options[int(gate.effect > 0.1) + int(gate.effect > 0.35)],
    f"{gate.effect:+.1%} ({gate.low:+.1%} to {gate.high:+.1%}).",
    show=[
        plot_estimates(
            "One assumption changed: the main effect of a claim, and what is left of it",
            {
                "4: SMEs without the focal firms": Estimate(
                    *table[table.claim == 4][names].iloc[0]
                ),
                "4: pipelines theirs, absorbing like SMEs": Estimate(*gate[names]),
                "8: without vertical learning": Estimate(*table[table.claim == 8][names].iloc[0]),
                "8: the same, its attention free for others": Estimate(
                    *table[table.claim == 8][names].iloc[1]
                ),
                "16: twice the firms in each stage": Estimate(
                    *conditions[conditions.claim == 16][names].iloc[0]
                ),
                "16: also twice the focal and outside": Estimate(
                    *conditions[conditions.claim == 16][names].iloc[1]
                ),
            },
            xlabel="change of performance, as a share of the baseline",
            form="+.1%",
        ),
        plot_estimates(
            "Claim 28, the recovery: closed clusters lag where firms are path dependent",
            {
                "usual path dependence (2)": Estimate(*table[table.claim == 28][names].iloc[1]),
                "strong (3)": Estimate(*table[table.claim == 28][names].iloc[2]),
                "weak (1)": Estimate(*table[table.claim == 28][names].iloc[3]),
            },
            xlabel="level at the end / on the day of the shift: closed against open",
            form="+.1%",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Whoever holds the pipelines is thought to be the gatekeeper. Here the interval holds zero.

# %% [markdown] tags=["explain"]
# Where focal firms absorb like SMEs, these runs cannot tell whether it matters who holds the pipelines: [[2.1%|gate.effect]], from [[-1.3%|gate.low]] to [[5.4%|gate.high]]. It is
# far from the half that SMEs lose without them. **In this model claim 4 hangs on absorptive capacity**: position alone brings no more than [[5.4%|gate.high]].
#
# Claim 8 hangs on **attention**. Without vertical learning firms lose [[9.6%|-table[table.claim == 8].effect.iloc[0]]], if their ties stay and teach nothing. If the ties are given up and their attention goes to
# other partners, the change is [[0.1%|table[table.claim == 8].effect.iloc[1]]], from [[-2.3%|table[table.claim == 8].low.iloc[1]]] to [[2.5%|table[table.claim == 8].high.iloc[1]]].
#
# Claim 16 fails where only firms are added: twice as many cost [[12%|-conditions[conditions.claim == 16].effect.iloc[0]]]. Where focal firms and outside sources grow along, these runs cannot tell: [[-0.8%|conditions[conditions.claim == 16].effect.iloc[1]]], from
# [[-6%|conditions[conditions.claim == 16].low.iloc[1]]] to [[5%|conditions[conditions.claim == 16].high.iloc[1]]]. Claim 28, that a closed cluster recovers less, hangs on **path dependence**.

# %% [markdown]
# ### Your turn
#
# `conditions` has the rows that do not count. Take those of claims whose `verdict` is `"holds"`. In how many is the `finding` another one?

# %% tags=["task"]
# BEGIN SOLUTION -> turns = ...
turns = ((conditions.verdict == "holds") & (conditions.finding != "holds")).sum()
# END SOLUTION
check("evidence.try_turn", turns, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[8|turns]].

# %% [markdown]
# Not all of these are a weakness. For claim 4, removing four SMEs instead of four focal firms *should* change nothing: it is a **control**.
#
# And some results are **put in, not found**: their sign follows from an equation or from a rule. Then the ledger says how much, and not whether. It marks them with a star:

# %% tags=["result"]
main[main.by_construction != ""].set_index("claim")[["title", "by_construction"]]

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what a condition is, and what a control is.
# **Ask.** Choose a claim that holds, and invent an assumption that would make it fail. Then look whether the ledger has a
# run for it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## In how many worlds?
#
# So far one assumption changed at a time. Now all change at once: a *world* is one draw of all parameters, each from a plausible range, mostly half to double
# of its default (`Learning.table()`). Loyalty, 0 by default, is drawn from 0 to 3: at 1, and the usual trust, it
# doubles the pull of a local tie.

# %% tags=["predict"]
predict(
    "evidence.reach",
    "Claim 10: trust from .1 to .9 helps at the defaults. In what share of the worlds does it help?",
    ["in nearly all of them", "in about seven of ten", "in half of them or fewer"],
)

# %% tags=["result"]
reach = load_reach()[10]
drawn = load_reach()[4].worlds
as_little = (drawn.reach_focal <= drawn.reach_sme).sum()
share, first = reach.share(), reach.deciders()[0]
options = ["in half of them or fewer", "in about seven of ten", "in nearly all of them"]
reveal(
    "evidence.reach",
    options[int(share.mean > 0.55) + int(share.mean > 0.85)],
    f"It holds in {share.mean:.0%} of {len(reach.worlds)} worlds. The interval, wide enough to hold for all "
    f"claims at once: {share.low:.0%} to {share.high:.0%}.",
    show=[plot_plane(LEDGER[10].title, reach), plot_effects(table)],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Trust sounds good in any world. But beyond a loyalty of [[1.8|first.border]] it helps in
# [[42%|first.there]] of the worlds only.

# %% [markdown] tags=["explain"]
# What parts the worlds? Up to a loyalty of [[1.8|first.border]] trust helps in [[89%|first.here]] of them, beyond it in [[42%|first.there]]: it then binds attention
# to partners at home. **So ask how loyal firms are,
# before you believe that trust helps them.** A share of worlds is no probability: we chose the ranges.
#
# The second picture has the worlds of all claims. Claim 16, on size, holds in [[8%|load_reach()[16].share().mean]]: believe it in few. The bar is that of a claim's *main* experiment. And it knows only the
# ranges: claim 4 holds in [[98%|load_reach()[4].share().mean]], but focal firms absorb as little as SMEs in [[1|as_little]] of them only.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "An effect is +4% with the interval from -1% to +9%. The paper expects more. The verdict?",
            {
                "holds": "The interval reaches below zero, so the sign is not sure.",
                "fails": "It fails only if an effect of 3% or more were ruled out. Here up to 9% is possible.",
                "not significant": "Nothing and 9% are both possible.",
            },
            "not significant",
        ),
        Question(
            "An effect is +1% with the interval from +0.5% to +1.5%. The paper expects more. The verdict?",
            {
                "holds": "So it does, but 3% or more is ruled out. The verdict says that, too.",
                "holds, negligible": "The sign is sure, and the effect is not worth the name.",
                "not significant": "The sign is sure: zero is not in the interval.",
            },
            "holds, negligible",
        ),
        Question(
            "Openness shows an inverted U in the model. In a study of real clusters the more open ones do better.",
            {
                "The study contradicts the model": "Not if its clusters are on the rising side of the U.",
                "Its clusters may all be left of the peak": "The rising part slopes up.",
                "The study confirms the model": "The model also says that it falls. The study does not.",
            },
            "Its clusters may all be left of the peak",
        ),
        Question(
            "Focal firms absorb like SMEs, and it changes little who holds the pipelines. So an agency "
            "that wants gatekeepers should, in this model,",
            {
                "give pipelines to firms in the middle": f"Position alone brought no more than {gate.high:.1%}.",
                "train those who hold the pipelines": "What comes in depends on who absorbs it.",
                "close the pipelines of focal firms": "That is claim 4: SMEs lose much by it.",
            },
            "train those who hold the pipelines",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe the evidence
#
# - **One model.** Nearly all experiments run in one family of models. A model of an open system can be confirmed, never verified (Oreskes, Shrader-Frechette and
#   Belitz 1994).
# - **We chose the experiments**, some after first trials. Others would read "proximity" in another way. The quotes stand in the ledger, so you can disagree.
# - **We chose the limits.** With another limit for an effect worth the name, some verdicts change.
# - **The interval is too sure.** It covers the draw of clusters and luck, not parameters whose true values nobody knows.
# - **Data speak differently.** In wine clusters firms meet everywhere and yet pass on knowledge to few (Giuliani 2007). Distance explains how advice ties begin, and knowledge how they
#   last (Juhász and Lengyel 2018). In the model ties never change.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A verdict needs a size: [[5|small]] main experiments hold with an effect below a tenth.
# 2. Where an interval comes close to a limit, another draw may say something else. More runs help slowly.
# 3. Some verdicts hang on one assumption: who absorbs, where attention goes, how strongly firms keep to what they know.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: look up a verdict
#
# Each claim with its reach in other worlds; where it does not simply hold, its reason: the numbers, the interval in brackets, the mechanism.

# %% tags=["result"]
from textwrap import fill

for one in results:
    print(f"{one.claim.number} {one.claim.title}: {one.verdict}")
    reason = one.reason if one.verdict != "holds" else ""
    said = main.set_index("claim").reach[one.claim.number] or "not run there, another model"
    for text in filter(None, [reason, f"In other worlds: {said}"]):
        print(fill(text, 110, initial_indent="  ", subsequent_indent="  "))

# %% [markdown]
# ## Further: what this model cannot test
#
# A map of the paper comes with the ledger: each of its sentences that could be tested, with the claims that do so or the reason why none can. These have none:

# %% tags=["result"]
for sentence in load_sentences():
    if not sentence.claims:
        print(fill(f'"{sentence.quote}"', 110))
        print(fill(sentence.cannot, 110, initial_indent="  ", subsequent_indent="  "), end="\n\n")

# %% [markdown]
# ## Reading
#
# **Reading.** Gelman and Loken (2014), *The statistical crisis in science*, American Scientist 102(6), 460-465. Oreskes, Shrader-Frechette and Belitz (1994), *Verification,
# validation, and confirmation of numerical models in the earth sciences*, Science 263(5147), 641-646. Giuliani (2007), *The selective nature of knowledge networks in clusters: evidence
# from the wine industry*, Journal of Economic Geography 7(2), 139-168. Juhász and Lengyel (2018), *Creation and persistence of ties in cluster knowledge networks*, Journal of
# Economic Geography 18(6), 1203-1226.
#
# **Next:** [11 Your region](11_your_region.ipynb), on real networks. Or run the ledger yourself, with four times the clusters, another seed or other values of parameters:
# `clusterlib claims --seed 7 --set trust=.9`.
