# %% [markdown] slideshow={"slide_type": "slide"}
# # 10 The evidence
#
# **The paper makes many claims. Which of them hold in the model, which fail, and how much should you believe a verdict?**
#
# *40 minutes alone, 55 minutes in class, 65 minutes if English or Python is new to you; a good break is before "What chance can do". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb) *and two or more of the lectures 02 to 08.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Read an effect with its interval, and tell small from large. *Task* `evidence.try_small`
# 2. Say what chance alone may do to a list of verdicts. *Task* `evidence.try_chance`
# 3. Find the assumption on which a verdict hangs. *Task* `evidence.try_turn`
#
# This lecture has no graded exercise. Its tasks are for you; the capstone, [09 Policy studio](09_policy_studio.ipynb), is where you use what you learn here.

# %% tags=["setup"]
import pandas as pd

from clustercourse.claims import LEDGER, WORTH_NAMING, claims_frame, plot_effects, run_claims
from clustercourse.exercises import check, hint
from clustercourse.predictions import predict, reveal

SEED = 2012
pd.options.display.precision = 3
pd.options.display.max_colwidth = None

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: a claim that many repeat
#
# "The larger cluster network size is, the more possibilities the cluster is able to acquire a wider range of knowledge sources", writes
# Wang. It sounds right, and the paper does not test it: it is a review. Most of its sentences are of this kind: plausible, and backed by other papers.
#
# This course turns each such sentence, a **claim**, into an experiment. Four things are needed: a part of the model that stands for the
# words (here: the number of firms), a change (more firms), an outcome (performance), and an **expected sign** (more performance).

# %%
claim = LEDGER[16]
print(claim.title, "|", claim.place)
for experiment in claim.evidence:
    print("-", experiment.what)

# %% [markdown]
# The list of all claims with their experiments is the **ledger**. Claims and expected signs come from the paper's words, not from the results. That matters: whoever looks at
# the results first and words the claim afterwards will always be right. Gelman and Loken (2014) call the many small choices that such a person has "the garden of forking
# paths".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The ledger, run
#
# The ledger has [[31|len(LEDGER)]] claims. You have seen some of them tested in the lectures.

# %% tags=["predict"]
predict(
    "evidence.hold",
    "How many of the 31 claims will hold in the model, without an 'in part' or an 'only up to a point'?",
    ["all but one or two", "about three in four", "about half", "less than a third"],
)

# %% [markdown]
# The next cell runs the whole ledger, with few clusters for each setting (`replicates=16`) and on two processes. It
# takes half a minute or so. Each change is tried on the *same* clusters with the *same* luck: **paired runs**.

# %%
from concurrent.futures import ProcessPoolExecutor

with ProcessPoolExecutor(2) as pool:
    results = run_claims(replicates=16, rng=SEED, executor=pool)

table = claims_frame(results)  # a row for each experiment
main = table.drop_duplicates("claim")  # the main experiment of each claim
main.verdict.value_counts()

# %% tags=["result"]
holding = (main.verdict == "holds").sum()
share = holding / len(main)
options = ["less than a third", "about half", "about three in four", "all but one or two"]
answer = options[int(share > 1 / 3) + int(share > 0.62) + int(share > 0.9)]
reveal("evidence.hold", answer, f"{holding} of {len(main)} hold.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. Claims that failed in a lecture are remembered better than those that held: [[24|holding]]
# hold.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How to read the picture
#
# Each row is a claim. The mark is the effect in its main experiment, the bar its **95% interval**: if we drew new clusters again and again,
# about nineteen in twenty such intervals would contain the model's true effect.
#
# Left of the line means less, right means more. The column *expected* says what the paper leads us to expect. Often it is *less*, because the experiment takes something away:
# without focal firms (claim 4) SMEs should know less. Most effects are a change, as a share of the baseline. Three are a **score**, such as a correlation.

# %%
plot_effects(table)

# %% [markdown]
# | Verdict | Rule |
# |---|---|
# | holds | the whole interval lies on the side that the paper expects |
# | fails | the interval rules out an effect worth the name ([[3%|WORTH_NAMING["share"]]] of the baseline, or a score of [[0.1|WORTH_NAMING["score"]]]) on that side |
# | not significant | neither: these runs cannot tell |
# | inverted U | it helps up to a peak, and harms after it (where the paper expects just that, the claim *holds*) |
# | holds in part | of several experiments some hold and some fail |
#
# "Fails" is not the same as "the opposite holds". Claim 16, on size, fails with [[-15%|main.set_index("claim").effect[16]]]: here more firms even do harm. Claim 15, on structural
# holes, is a score: do firms know more whose **constraint** is low, because their partners are not tied to each other? Then the score is below zero. It fails because the interval rules
# out a score of [[-0.1|-WORTH_NAMING["score"]]] or lower. Keep claim 15 in mind.
#
# ### Your turn
#
# "Holds" says which side of zero, and not how far. How many claims **hold** with a main effect smaller than a tenth of the baseline, up or down? Use
# `main`: its columns `unit` (take the rows with `"share"`), `verdict` and `effect`.

# %% tags=["task"]
# BEGIN SOLUTION -> small = ...
small = ((main.unit == "share") & (main.verdict == "holds") & (main.effect.abs() < 0.1)).sum()
# END SOLUTION
check("evidence.try_small", small, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[5|small]].

# %% [markdown]
# One of them is claim 27, the free rider: [[-1.3%|main.set_index("claim").effect[27]]]. The sign is sure, the loss is hard to notice. The largest effect is that of claim 1,
# [[+273%|main.set_index("claim").effect[1]]]. **A verdict without its size is half of the news.** A policy that acts on claim 27 would gain little.

# %% [markdown] tags=["instructor"]
# **Slip.** Reading an interval as the range of single clusters. It is about the mean.
# **Break.** Before it, all can tell "fails" from "not significant".
# **Ask.** Let pairs pick one claim each and say it in a sentence with its number: "Without horizontal learning firms
# reach [[38%|-main.set_index("claim").effect[6]]] less".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What chance can do
#
# Most claims have several experiments, each a row of `table`. The verdicts rest on [[47|table.counts.sum()]] of these [[76|len(table)]] rows (`table.counts`). The others are conditions and
# controls, which come below. What if we draw other clusters?

# %% tags=["predict"]
predict(
    "evidence.redraw",
    "Eight claims are run again on clusters drawn with another seed. How many verdicts will change?",
    ["none or one", "two or three", "four or more"],
)

# %%
again = run_claims([7, 9, 13, 15, 16, 19, 23, 27], replicates=16, rng=SEED + 1)
both = pd.DataFrame(
    {
        "before": main.set_index("claim").verdict,
        "effect": main.set_index("claim").effect,
        "again": {one.claim.number: str(one.verdict) for one in again},
        "effect again": {one.claim.number: one.findings[0].effect.mean for one in again},
    }
).dropna()
both

# %% tags=["result"]
changed = (both.before != both.again).sum()
answer = ["none or one", "two or three", "four or more"][int(changed > 1) + int(changed > 3)]
reveal("evidence.redraw", answer, f"{changed} of {len(both)} changed.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. After a lesson on chance many expect more of it. Only one verdict changes, and it was the
# one whose interval came close to a limit.

# %% [markdown]
# Effects move a little from draw to draw. But claim 15 went from [[0.08|both.effect[15]]] to [[-0.10|both["effect again"][15]]], and from *fails* to *holds*. Both intervals were
# honest; each comes from a few clusters, and one of them was unlucky. If we had run only the second draw, we would have written that structural holes pay.
#
# More clusters make intervals narrower, but slowly: **four times the runs, half the width**. Here is claim 15 with four times as many.

# %%
most = run_claims([15], replicates=64, rng=SEED + 2)[0]
score = most.findings[0].effect
print(f"{most.verdict}: {score.mean:+.2f}, from {score.low:+.2f} to {score.high:+.2f}")

# %% [markdown]
# The score is [[0.01|score.mean]], and the interval rules out that holes help by [[0.1|WORTH_NAMING["score"]]] or more: the claim **fails**, as the first draw had said.
# When a result matters and its interval comes close to a limit, run more before you tell anybody.
#
# ### Your turn
#
# Each 95% interval misses the model's true effect with a chance of one in twenty. How many of the intervals on which verdicts rest miss it, on average? Use `table.counts`. Do not round.

# %% tags=["task"]
# BEGIN SOLUTION -> missed = ...
missed = 0.05 * table.counts.sum()
# END SOLUTION
check("evidence.try_chance", missed, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[2.35|missed]].

# %% [markdown]
# So two or three of the intervals may miss, and nobody can say which. That is no reason to doubt a claim whose interval is far from zero. It is a reason where
# the interval comes close to zero, as in claim 15.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What a verdict hangs on
#
# Chance is the smaller worry. The larger one is that every result rests on assumptions. For many claims the ledger has runs that do **not** count for the verdict
# but ask: would it be the same if one assumption were another? (In the table, "the same" refers to an earlier experiment of the claim.)

# %%
conditions = table[~table.counts]
conditions[conditions.claim.isin([3, 4, 8, 16, 28])][
    ["claim", "verdict", "experiment", "effect", "low", "high", "finding"]
]

# %% [markdown]
# Read claim 4. Focal firms are gatekeepers: without them SMEs lose half. But give focal firms the same absorptive capacity as SMEs, and it no longer matters
# who holds the pipelines: [[2.1%|conditions[conditions.claim == 4].effect.iloc[1]]], and zero is in the interval. The claim hangs on **absorptive capacity**, not on position.
#
# Claim 8 hangs on **attention**. Vertical learning pays against ties that teach nothing. If the ties are given up and their attention goes to other partners, nothing is lost:
# [[0.1%|conditions[conditions.claim == 8].effect.iloc[0]]].
#
# Claim 16 fails when only firms are added. When focal firms and outside sources grow along, the effect is [[-0.8%|conditions[conditions.claim == 16].effect.iloc[1]]]: neither help nor harm can be seen.
# Claim 28 says that a closed cluster does worse after the market has moved. That its *level* is lower is sure. That it *recovers* less hangs on **path dependence**, on how strongly
# firms keep to what they know. Where that is weak, and both are measured against their level just after the move, it ends only [[1.2%|-conditions[conditions.claim == 28].effect.iloc[1]]] below an open one, and
# zero is in the interval.
#
# ### Your turn
#
# Take the conditions and controls, the rows with `~table.counts`. In how many of them does the `finding` differ from the `verdict` on the claim?

# %% tags=["task"]
# BEGIN SOLUTION -> turns = ...
turns = (~table.counts & (table.finding != table.verdict)).sum()
# END SOLUTION
check("evidence.try_turn", turns, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[8|turns]].

# %% [markdown]
# Not all of these are a weakness. For claim 4, removing four SMEs instead of four focal firms *should* change nothing: it is a **control**. Read what was
# changed before you judge.
#
# And some results are **put in, not found**: most outside knowledge enters through focal firms because a parameter gives them most of the pipelines. The ledger says so
# where it applies.

# %% tags=["result"]
main[main.by_construction != ""][["claim", "title", "by_construction"]]

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what a condition is, and what a control is.
# **Ask.** Choose a claim that holds, and invent an assumption that would make it fail. Then look whether the ledger has a
# run for it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The verdicts other than "holds", with the mechanism
#
# Look up the claims of the lectures that you took. Each reason gives the numbers, with the interval in brackets, and the mechanism.

# %% tags=["result"]
from textwrap import fill

for one in results:
    if one.verdict != "holds":
        print(f"{one.claim.number} {one.claim.title}: {one.verdict}")
        print(fill(one.reason, 110, initial_indent="  ", subsequent_indent="  "), end="\n\n")

# %% [markdown] tags=["instructor"]
# **Cut.** Learners look up at home what they took.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "An effect is +4% with the interval from -1% to +9%. The paper expects more. The verdict?",
            {
                "fails": "It fails only if an effect of 3% or more were ruled out. Here up to 9% is possible.",
                "not significant": "Right. Nothing and 9% are both possible: these runs cannot tell.",
                "holds": "The interval reaches below zero, so the sign is not sure.",
            },
            "not significant",
        ),
        Question(
            "Openness shows an inverted U. A study of real clusters finds that more open ones do better. "
            "Do the two disagree?",
            {
                "Yes, one of them is wrong": "Not if the real clusters are on the rising side of the U.",
                "No, if real clusters are less open than the peak": "Right. A straight line through the "
                "rising part slopes up.",
                "No, models and data never disagree": "They can, and then we learn something.",
            },
            "No, if real clusters are less open than the peak",
        ),
        Question(
            "A claim holds in the model with a narrow interval. What do we know about real clusters?",
            {
                "That it holds there too": "The interval covers chance in the model, not the gap between model and world.",
                "That the mechanism is able to produce it": "Right. Whether it does so out there needs data.",
                "Nothing at all": "A little more: the claim is at least possible and consistent.",
            },
            "That the mechanism is able to produce it",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe the evidence
#
# - **One model.** All but a few experiments run in one family of models. Oreskes, Shrader-Frechette and Belitz (1994) warn: a model of an open system can be
#   confirmed, never verified. That is why the ledger asks published models too, where there is one.
# - **We chose the experiments**, some of them after first trials. Another team would read "proximity" or "position" in another way. The quotes stand in the ledger, so you can disagree.
# - **We chose the limits.** With another limit for an effect worth the name, some verdicts change.
# - **The interval is too sure.** It covers the draw of clusters and luck. It does not cover parameters, of which nobody knows the true values.
# - **Data speak differently.** Giuliani (2007) finds that in wine clusters firms meet everywhere and yet pass on knowledge to few. Juhász and Lengyel (2018) find
#   that distance explains how advice ties begin, and knowledge how they last. In the model ties never change.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A verdict needs a size: of the claims that hold, some hold by so little that no policy should rest on them.
# 2. Two or three of the intervals miss by chance, and a verdict may turn with them. More runs help slowly.
# 3. Many verdicts hang on one assumption, above all on who has the absorptive capacity and on how strongly firms keep to what they know.
#
# | Notation | Meaning |
# |---|---|
# | effect | mean difference of paired runs, as a share of the baseline; or a score such as a correlation |
# | 95% interval | covers the model's true mean effect in about nineteen of twenty repetitions |
# | counts | whether the verdict rests on the row; else it is a condition or a control |
#
# **Reading.** Gelman and Loken (2014), *The statistical crisis in science*, American Scientist 102(6), 460-465. Oreskes, Shrader-Frechette and Belitz (1994), *Verification,
# validation, and confirmation of numerical models in the earth sciences*, Science 263(5147), 641-646. Giuliani (2007), *The selective nature of knowledge networks in clusters: evidence
# from the wine industry*, Journal of Economic Geography 7(2), 139-168. Juhász and Lengyel (2018), *Creation and persistence of ties in cluster knowledge networks*, Journal of
# Economic Geography 18(6), 1203-1226.
#
# **You have reached the end of the course.** Run the ledger on your own assumptions: `clusterlib claims --help`.
