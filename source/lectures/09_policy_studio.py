# %% [markdown] slideshow={"slide_type": "slide"}
# # 09 Policy studio
#
# **You have money for a cluster, and its market will move some day. What do you spend the money on?**
#
# *55 minutes alone, 70 minutes in class, 85 minutes if English or Python is new to you; a good break is before "Put it to the test". You need:* lectures
# [04 Multi-angle learning](04_multi_angle_learning.ipynb), [06 Trust and absorption](06_trust_and_absorption.ipynb) *and*
# [08 Buzz and pipelines](08_buzz_and_pipelines.ipynb), *and a little Python: a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Compute what money buys, with diminishing effects and with what lasts. *Task* `policy.effect`
# 2. Measure what a policy, and a change of it, is worth on the same draws. *Tasks* `policy.gain`, `policy.swap`
# 3. Stress-test a policy: other times, other clusters, poor buzz. *Task* `policy.stress`
# 4. Design a policy under a budget and defend it. *Tasks* `policy.plan`, `policy.explain`

# %% tags=["setup"]
import pandas as pd

from clusterlib import ARCHETYPES
from clustercourse.exercises import check, hint
from clustercourse.labs import policy_lab
from clustercourse.predictions import predict, reveal
from clustercourse.policy import EQUAL_SPLIT, INSTRUMENTS, NOTHING, Game, Policy, Rules
from clustercourse.policy import all_on, best_found, play, plot_teams

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: three countries pay for clusters
#
# - **Japan.** The Industrial Cluster Project began in 2001. Nishimura and Okamuro (2011) ask what it did for the productivity of firms' R&D.
#   To join was not enough to raise it. Research partners from the same region even lowered it, except national universities. The authors
#   advise networks within **and beyond** the cluster.
# - **Germany.** In 1999 Bavaria began to support clusters of some industries. Falck, Heblich and Kipar (2010) find that firms of these
#   industries became innovators more often, while they spent **less** on R&D of their own.
# - **France.** At the end of the 1990s the state began to support "local productive systems". Martin, Mayer and Mayneris (2011) find that the
#   chosen firms had been falling behind others in productivity, and that the support did not change this.
#
# Duranton (2011) calls the case for cluster policies "feeble". Wang ends with advice nevertheless: "global linkages and local
# linkages should be all established and developed so as to upgrade the dynamic capability of industrial cluster". Who is right?
# In this studio you try it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The rules of the game
#
# A game lasts [[80|__import__("clustercourse.policy.rules", fromlist=["x"]).PERIODS]] periods, in two phases of [[40|__import__("clustercourse.policy.rules", fromlist=["x"]).SECOND_PHASE]]. In each phase you may spend [[50|__import__("clustercourse.policy.rules", fromlist=["x"]).BUDGET]]; what
# you leave is lost, as at the end of a real programme. You choose among five instruments. Each stands for something that the paper says matters:
#
# | Instrument | What it does in the course model | In the paper | Claims |
# |---|---|---|---|
# | trust building | raises trust $\tau$; loyal firms then turn to local partners | "trust to each other is essential" | claim 10, claim 12, claim 30 |
# | pipelines | opens ties to outside sources, half to focal firms; each takes attention | "global pipelines" | claim 26, claim 29 |
# | R&D subsidies | SMEs do own R&D more often, $\rho$ | "investment in R&D" | claim 22, claim 27 |
# | institutes | strengthen multi-angle learning, $\lambda_M$ | "technology achievement transfer" | claim 11 |
# | skills | SMEs understand wider gaps, $\delta$ | "absorptive capability" | claim 2, claim 22 |
#
# In some period from [[16|__import__("clustercourse.policy.rules", fromlist=["x"]).EARLIEST_SHIFT]] to [[64|__import__("clustercourse.policy.rules", fromlist=["x"]).LATEST_SHIFT]] (drawn; you do not know it) **the market moves**: half of what it values goes to emerging fields.
# The **score** is the mean performance of all firms over all periods, averaged over several draws of clusters. (Performance: how much a
# firm knows of what the market values, from 0 to 1.)
#
# **Diminishing effect.** The first 12 for trust close half of the distance to full trust, the next 12 half of the rest: those
# who are easiest to win come first. So it is with R&D, institutes and skills. Each pipeline has the same price. But a firm with many
# of them has less attention for each.
#
# **What lasts.** In phase 2 a share of phase 1's money still works: for skills a large one, for R&D subsidies none. All costs and effects are
# this course's own; no study measured them. `Rules.table()` shows them.
#
# ### Your turn
#
# How high is trust if [[36|3 * Rules().trust_half]] is spent on it in phase 1? It starts at [[0.3|Rules().trust_before]]; full trust is 1. Each 12 closes half of the distance that is left.

# %% tags=["task"]
# BEGIN SOLUTION -> trust = ...
trust = 1 - (1 - 0.3) * 0.5 ** (36 / 12)
# END SOLUTION
check("policy.try_level", trust, NOTHING)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.9125|trust]].
# **Slip.** Halving trust instead of the distance to full trust.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## One instrument, or several?
#
# `game` holds twelve draws of the baseline cluster. Every policy meets the same draws: the same clusters, the same luck, the same
# moves of the market. First all the money goes to one thing. A gain is the change of the score against no policy, here as a share of it.

# %% tags=["predict"]
predict(
    "policy.single",
    "All 100 go to one instrument. Which one is worth least?",
    ["trust building", "pipelines", "R&D subsidies", "institutes", "skills"],
)

# %%
game = Game(seed=SEED, draws=12)
none = play(NOTHING, game).score
gains = pd.Series({name: play(all_on(name), game).score / none - 1 for name in INSTRUMENTS})
gains["an equal split"] = play(EQUAL_SPLIT, game).score / none - 1
gains.rename(INSTRUMENTS).to_frame("gain")

# %% tags=["result"]
alone = gains.drop("an equal split")
reveal(
    "policy.single",
    INSTRUMENTS[alone.idxmin()],
    f"{INSTRUMENTS[alone.idxmin()]} {alone.min():+.1%}; the best alone is "
    f"{INSTRUMENTS[alone.idxmax()]} with {alone.max():+.1%}.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. After lecture 06 trust looks safe. With loyalty it takes attention away from pipelines, so
# it brings [[3%|gains["trust"]]] only.

# %% [markdown]
# Trust building alone is worth [[3%|gains["trust"]]], although lecture 06 found trust to be valuable. The reason is **loyalty**: the more firms
# trust their neighbours, the less attention they have for pipelines. Without loyalty, `Rules(loyalty=0)`, the same money would be worth
# [[14%|play(all_on("trust"), Game(seed=SEED, draws=12, rules=Rules(loyalty=0))).score / play(NOTHING, Game(seed=SEED, draws=12, rules=Rules(loyalty=0))).score - 1]]; with
# twice the loyalty it would do harm ([[-1%|play(all_on("trust"), Game(seed=SEED, draws=12, rules=Rules(loyalty=3))).score / play(NOTHING, Game(seed=SEED, draws=12, rules=Rules(loyalty=3))).score - 1]]). That is claim 30, that some distrust is
# worth having, with a price on it.
#
# No single instrument comes near the **equal split** of the money: [[22%|gains["an equal split"]]]. Is
# that because effects diminish, or because instruments need each other?
#
# ## Do they need each other?
#
# Spend half of each phase's money on pipelines, and nothing else: that gains something. So does half on skills. Now spend both halves.

# %% tags=["predict"]
predict(
    "policy.both",
    "Pipelines and skills together: what do they gain, compared with the sum of what each gains alone?",
    ["less than the sum", "about the sum", "more than the sum"],
)


# %%
def gain(*names):
    """Gain over no policy, with 25 in each phase for each of these instruments."""
    policy = {f"{name}_{phase}": 25 for name in names for phase in [1, 2]}
    return play(policy, game).score / none - 1


pairs = [("pipelines", "skills"), ("institutes", "skills"), ("trust", "skills")]
rows = {" and ".join(pair): [gain(*pair), sum(gain(one) for one in pair)] for pair in pairs}
pd.DataFrame(rows, index=["together", "sum of both alone"]).T

# %% tags=["result"]
ratio = gain("pipelines", "skills") / (gain("pipelines") + gain("skills"))
options = ["less than the sum", "about the sum", "more than the sum"]
answer = options[int(ratio > 0.95) + int(ratio > 1.05)]
reveal("policy.both", answer, f"Together {ratio:.2f} times the sum.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Diminishing effects are fresh in mind. A pipeline brings what only the skilled understand:
# together [[1.5|ratio]] times the sum.

# %% [markdown]
# **Pipelines and skills are complements**: together they gain [[1.5|gain("pipelines", "skills") / (gain("pipelines") + gain("skills"))]] times the sum. A pipeline
# brings what is far from all that a small firm knows, and without skills it is not understood. Wang's "knowledge flows through external linkage are
# not automatic" (claim 26) is just that. This pair alone beats the equal split.
#
# Institutes and skills nearly add up. **Trust and skills get in each other's way**: together they gain
# [[0.8|gain("trust", "skills") / (gain("trust") + gain("skills"))]] times the sum. Trained firms could use the pipelines that exist anyway, but loyalty takes away the
# attention for them. So the answer to the question above is both: effects diminish, *and* some instruments need each other.
#
# ### Your turn
#
# Train first or open first? Give all of phase 1 to skills and all of phase 2 to pipelines, and then the reverse. By which share is
# the **score** of training first higher than the score of opening first? Use `game`.

# %% tags=["task"]
# BEGIN SOLUTION -> better = ...
train_first = play({"skills_1": 50, "pipelines_2": 50}, game).score
open_first = play({"pipelines_1": 50, "skills_2": 50}, game).score
better = train_first / open_first - 1
# END SOLUTION
check("policy.try_order", better, NOTHING)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.068|better]].

# %% [markdown]
# Training first is better, by [[7%|better]]. Of the money for skills [[75%|Rules().skills_lasts]] goes on working in phase 2, when the pipelines open; of
# the money for pipelines only [[25%|Rules().pipelines_lasts]], and before the training hardly anybody understood what came in. If nothing lasted, half of the advantage would be gone
# ([[3%|play({"skills_1": 50, "pipelines_2": 50}, Game(seed=SEED, draws=12, rules=Rules(skills_lasts=0, pipelines_lasts=0))).score / play({"pipelines_1": 50, "skills_2": 50}, Game(seed=SEED, draws=12, rules=Rules(skills_lasts=0, pipelines_lasts=0))).score - 1]] would be left). **What lasts comes first, and what needs it comes second.**

# %% [markdown] tags=["instructor"]
# **Stop.** Form the teams now. Each saves its policy in the lab with `lab.save("north.json", team="North")` and sends you
# the file.
# **Tell.** You show `plot_teams(sorted(Path("teams").glob("*.json")), Game(seed=...))`, with a seed that you announce
# only afterwards.
# **Ask.** Which policy in your region pays for two things that need each other, and who coordinates it?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: spend it
#
# The bars show what each phase spends; beyond the line it is too much, and nothing is played. On the scale your score stands among no policy,
# the equal split and the **best found**: a search that moved money between instruments, on other draws, until no move of 5 helped.
#
# 1. Get as near as you can to the best found. Which instrument do you give up first? Which two do you never take apart?
# 2. Press Play. How much does everybody lose when the market moves, and who comes back?
# 3. Choose another type of cluster and play your policy there. What would you change? Then *Another draw*: the market moves at
#    another time. Is your policy still good?

# %% tags=["predict"]
predict(
    "policy.lab",
    "Spend 10 on each instrument in both phases. Which share of the best found's gain does this reach?",
    ["less than half", "half to nine tenths", "more than nine tenths"],
)

# %% tags=["lab"]
lab = policy_lab("policy.lab", **EQUAL_SPLIT.model_dump())
lab

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. A committee that cannot decide looks like a bad planner. The equal split reaches about
# three quarters of the gain; the top is flat.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. R&D subsidies and trust go first; pipelines and skills stay together. In the second phase pipelines deserve most of the money. The
#    top is flat: many mixtures come close, none with a single instrument does.
# 2. All lose nearly a half when the market moves, whatever you did: performance counts what the market values, and hardly anybody knows
#    the new fields. Without a policy the firms stay down. With pipelines open and firms that understand them, the curve climbs again.
# 3. A state-anchored cluster lives by its institutes, a satellite platform by skills. The equal split is nowhere best and nowhere very bad.
#    If the market moves at another time, the score changes; the order of policies hardly does.
#
# </details>
#
# Save what you have with `lab.save("north.json", team="North")`; `lab.load("north.json")` plays it again, to the last digit. A class is compared
# with `plot_teams(["north.json", "south.json"], game)`. Here are three teams that have strong opinions:

# %%
teams = {
    "Openers": Policy(pipelines_1=50, pipelines_2=40, trust_2=10),
    "Neighbours": Policy(trust_1=20, institutes_1=30, institutes_2=30, rd_2=20),
    "Trainers": Policy(skills_1=40, pipelines_1=10, pipelines_2=35, skills_2=15),
}
plot_teams(teams, game)

# %% [markdown] tags=["instructor"]
# **Break.** Before it, each team says in one sentence what it would do otherwise now.

# %% [markdown]
# **Neither side alone wins.** Openers buy nearly only global ties, Neighbours only local learning. They gain
# [[44%|(play(teams["Openers"], game).score - none) / (play(best_found(), game).score - none)]] and
# [[61%|(play(teams["Neighbours"], game).score - none) / (play(best_found(), game).score - none)]] of what the best found gains. So claim 31 of the course's
# **ledger** (its numbered list of the paper's claims), that both are needed, holds with money as well.
#
# But look at what the best found buys: [[55|best_found().pipelines_1 + best_found().pipelines_2]] go to pipelines,
# [[40|best_found().skills_1 + best_found().skills_2]] to skills, [[5|best_found().institutes_1 + best_found().institutes_2]] to institutes, and nothing to trust.
# The local ties are there already; what small firms lack is the ability to understand. It is no proof: the game was built on the same model.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Put it to the test
#
# A policy that is good on average may be bad when it matters. A **stress test** changes one thing that nobody controls and plays again, with
# the policy *and* without. What counts is the **gain**, from here on as a difference: the score with the policy minus the score without,
# both under the same stress. The last row doubts the course's own rules: what if pipelines cost twice as much?


# %%
def gain_on(policy, where):
    """Score with a policy minus score without, on the same draws."""
    return play(policy, where).score - play(NOTHING, where).score


best = best_found()
plans = {"best found": best, **teams}
stresses = {
    "usual": {},
    "market moves early": {"shift_at": 16},
    "market moves late": {"shift_at": 64},
    "poor buzz": {"buzz": 0.3},
    "pipelines at twice the price": {"rules": Rules(pipelines_price=4)},
}
rows = {}
for stress, change in stresses.items():
    stressed = Game(seed=SEED, draws=12, **change)
    rows[stress] = {name: gain_on(plan, stressed) for name, plan in plans.items()}
tests = pd.DataFrame(rows).T
tests

# %% [markdown]
# The **time** of the move changes the score of all, also without a policy ([[0.24|play(NOTHING, Game(seed=SEED, draws=12, shift_at=16)).score]] if early,
# [[0.31|play(NOTHING, Game(seed=SEED, draws=12, shift_at=64)).score]] if late), but not the order of the policies. The best found keeps [[87%|tests["best found"]["market moves early"] / tests["best found"]["usual"]]] of its gain if the market moves
# early. With **poor buzz**, less learning over local ties, all gains shrink. The Neighbours' gain shrinks most, to [[62%|tests["Neighbours"]["poor buzz"] / tests["Neighbours"]["usual"]]], since what they
# paid for works through local learning. With **pipelines at twice the price** the best found loses most, and still leads.
#
# ### Your turn
#
# Take a milder stress, `buzz=0.5`. Which share of its usual gain does `best` keep? Use `gain_on`, and draws as before: `Game(seed=SEED, draws=12, ...)`.

# %% tags=["task"]
# BEGIN SOLUTION -> kept = ...
poor = Game(seed=SEED, draws=12, buzz=0.5)
kept = gain_on(best, poor) / gain_on(best, game)
# END SOLUTION
check("policy.try_stress", kept, NOTHING)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.92|kept]].
# **Ask.** Whose policy would you still defend if the market moved early, and in which words?
# **Cut.** The exercise has a stress test on a cluster of one's own.

# %% [markdown]
# ## One size for all?
#
# There are five types of cluster, and for each a best policy that the search found. Now each policy is played on each type. The numbers are
# shares: 1 is the gain of the policy that was made for the type.

# %%
made_for = {name: best_found(name) for name in ARCHETYPES} | {"equal split": EQUAL_SPLIT}
rows = {}
for here in ARCHETYPES:
    gained = {name: gain_on(policy, Game(here, seed=SEED)) for name, policy in made_for.items()}
    rows[here] = {name: one / gained[here] for name, one in gained.items()}
sizes = pd.DataFrame(rows).T.rename_axis(index="played on", columns="made for")
sizes

# %% [markdown] tags=["instructor"]
# **Cut.** Say its result: what helps is what is missing.

# %% [markdown]
# The policy made for state-anchored clusters keeps [[38%|sizes.loc["satellite_platform", "state_anchored"]]] of what is possible in a satellite platform: its firms have few
# ties with institutes. The policy made for the baseline does well in most places. **One size
# does not fit all** (Tödtling and Trippl 2005), but a type needs another policy only if it lacks something else. Which instrument helps depends on
# what is missing, and that is why this course began with reading a network.
#
# ## The paper's conclusion, claim by claim
#
# Wang concludes in four points. The studio has put money on each. Here is what the course's ledger says about the claims behind the
# instruments, each an experiment with draws of its own:

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

pd.options.display.max_colwidth = 90

claims_frame(run_claims([11, 12, 22, 26, 30, 31], replicates=16))[
    ["claim", "experiment", "effect", "low", "high", "finding"]
]

# %% [markdown]
# | Wang's conclusion | In the studio |
# |---|---|
# | "Localized learning ... greatly fosters innovation" | holds: with poor buzz every policy gains less |
# | "vertical learning, horizontal learning and multi-angle learning" | institutes pay everywhere, and most where the cluster is built around them |
# | "inter-firms trustness degree, structure dimension, relational dimension, absorptive capability and leader firm's role" matter | absorptive capability above all, together with pipelines; trust least, for with loyalty it crowds pipelines out |
# | "Global and local linkages offer particular, albeit different, advantages" | holds: a policy for one side alone gains about half |
#
# The important word is "different": because they are different they need each other. A list of good things, as in
# the paper, does not tell how much of each, for whom and in which order. An experiment may.
#
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A region pays for pipelines, and its small firms gain little. What fits the game?",
            {
                "Pipelines do not work": "They do, for firms that understand what comes in.",
                "They lack the skills to understand what comes in": "Right. The two are "
                "complements: each is worth more with the other.",
                "They need more trust first": "In the game trust draws attention away from "
                "pipelines.",
            },
            "They lack the skills to understand what comes in",
        ),
        Question(
            "A programme has ended. The supported firms still lag behind others. What can be said of its effect?",
            {
                "It had none": "Perhaps it had. Where would the firms be without it?",
                "Nothing, without knowing where they would be otherwise": "Right. If money goes to "
                "firms that fall behind, a comparison with the others misleads.",
                "It did harm": "They may have lagged even more without it.",
            },
            "Nothing, without knowing where they would be otherwise",
        ),
        Question(
            "Your policy beats all others on twelve draws. On twelve new draws it is third. Why?",
            {
                "The new draws are wrong": "They are drawn like the old ones.",
                "It was fitted to the chance of the first twelve": "Right. So score a policy on "
                "draws that were not used to choose it.",
                "Policies wear out": "Both times the game starts anew.",
            },
            "It was fitted to the chance of the first twelve",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **The prices are invented.** Which instrument wins depends on what a unit of it costs, and nobody knows that. Double a price in `Rules`
#   and look again. What survives is the reasoning: complements, order, stress.
# - **Money always arrives.** Real subsidies replace money that firms would have spent anyway. In Bavaria own R&D spending fell
#   (Falck, Heblich and Kipar 2010).
# - **Nobody lobbies.** In France support went to firms in relative decline (Martin, Mayer and Mayneris 2011). The game's planner has no voters.
# - **No cost on the other side.** The score counts no taxes, and nobody asks what else the money could do. Duranton (2011) argues that
#   clusters raise productivity only a little even where all goes well. And no firm or worker here may move to another place.
# - **The planner knows the model.** You could try a policy many times. A region has one try, and no control group. Nishimura and Okamuro could compare
#   firms inside and outside of the project; much of what is known comes from such comparisons.
# - **Participation is not collaboration.** In Japan it did not suffice to join. In the game whoever gets a pipeline uses it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Effects of money diminish, and some last longer than others: what lasts comes first.
# 2. No single instrument comes near a mixture. Pipelines and skills are complements; trust, with loyalty, gets in the way of both.
# 3. Under stress compare gains, not scores. The time of the move changes the score; poor buzz and other prices change what a policy is worth.
# 4. Types of cluster need different policies as far as they lack different things; an equal split is decent everywhere and best nowhere.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 31: local and global learning together | holds: money for one side alone gains about half of the best found |
# | claim 26: external knowledge is neither automatic nor free | holds: pipelines without skills gain much less |
# | claim 22: prior knowledge and R&D raise absorption | skills hold; R&D subsidies gain less than skills |
# | claim 11: institutions promote sharing | holds, most in state-anchored clusters |
# | claim 12 and claim 30: trust is essential; some distrust avoids lock-in | trust alone gains little here; with loyalty it can crowd out |
#
# | Notation | Meaning |
# |---|---|
# | $\tau$ | trust; $\tau_{before}$, $\tau_{top}$: without money, and what money comes near to |
# | $m$ | working money: a phase's own, and a share of the first phase's |
# | $\rho$, $\delta$ | an SME's chance of own R&D, and its reach (absorptive capacity) |
# | $\lambda_M$ | strength of multi-angle learning |
# | gain | score with a policy minus score without, on the same draws |
#
# **Reading.** Duranton (2011), *California dreamin': the feeble case for cluster policies*, Review of Economic Analysis 3(1), 3-45. Falck, Heblich and
# Kipar (2010), *Industrial innovation: direct evidence from a cluster-oriented policy*, Regional Science and Urban Economics 40(6), 574-582.
# Martin, Mayer and Mayneris (2011), *Public support to clusters*, Regional Science and Urban Economics 41(2), 108-123. Nishimura and Okamuro
# (2011), *R&D productivity and the organization of cluster policy*, Journal of Technology Transfer 36(2), 117-144. Tödtling and Trippl (2005), *One
# size fits all?*, Research Policy 34(8), 1203-1219. Bathelt, Malmberg and Maskell (2004), *Clusters and knowledge*, Progress in Human Geography 28(1), 31-56.
#
# **Next:** [exercise 09](../exercises/09_policy_studio.ipynb), a policy for a cluster of your own; and [10 Evidence](10_evidence.ipynb), the whole ledger.
