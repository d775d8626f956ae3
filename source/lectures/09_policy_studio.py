# %% [markdown] slideshow={"slide_type": "slide"}
# # 09 Policy studio
#
# **You have money for a cluster, and its market will move some day. What do you spend the money on?**
#
# *70 minutes alone, 85 minutes in class, 105 minutes if English or Python is new to you; a good break is before "Put it to the test". You need:* lectures
# [04 Multi-angle learning](04_multi_angle_learning.ipynb), [06 Trust and absorption](06_trust_and_absorption.ipynb) *and*
# [08 Buzz and pipelines](08_buzz_and_pipelines.ipynb), *and a little Python: a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Compute what money buys, with diminishing effects and with what lasts. <!-- policy.effect -->
# 2. Measure what a policy, and a change of it, is worth on the same draws. <!-- policy.gain, policy.swap -->
# 3. Stress-test a policy: other times, other clusters, poor buzz. <!-- policy.stress -->
# 4. Design a policy under a budget and defend it. <!-- policy.plan, policy.explain -->

# %% tags=["setup"]
from clustercourse.exercises import check, hint
from clustercourse.policy import EQUAL_SPLIT, INSTRUMENTS, NOTHING, Game, Policy, Rules
from clustercourse.policy import all_on, best_found, gain, play, plot_gains, plot_teams
from clustercourse.predictions import predict, reveal, when_yours
from clusterlib import ARCHETYPES, example_cluster

SEED = 2013

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: three countries pay for clusters
#
# - Japan, from 2001: to join the Industrial Cluster Project was not enough to raise the productivity of firms' R&D (Nishimura and Okamuro 2011).
# - Bavaria, from 1999: supported firms became innovators more often, and spent **less** on R&D of their own (Falck, Heblich and Kipar 2010).
# - France, from the end of the 1990s: the chosen firms had been falling behind, and support did not change this (Martin, Mayer and Mayneris 2011).
#
# Duranton (2011) calls the case for cluster policies "feeble". Wang advises that "global linkages and local
# linkages should be all established".

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The rules of the game
#
# A game has [[80|__import__("clustercourse.policy.rules", fromlist=["x"]).PERIODS]] periods, in two phases of [[40|__import__("clustercourse.policy.rules", fromlist=["x"]).SECOND_PHASE]]. In each phase you may spend [[50|__import__("clustercourse.policy.rules", fromlist=["x"]).BUDGET]]; what
# you leave is lost. Five instruments:
#
# | Instrument | What it does in the course model | In the paper | Claims |
# |---|---|---|---|
# | trust building | raises trust $\tau$; loyal firms then turn to local partners | "trust to each other is essential" | claim 10, claim 12, claim 24 |
# | pipelines | opens ties to outside sources, half to focal firms; each takes attention | "global pipelines" | claim 26, claim 29 |
# | R&D subsidies | SMEs do own R&D more often, $\rho$ | "investment in R&D" | claim 22, claim 27 |
# | institutes | strengthen multi-angle learning, $\lambda_M$ | "technology achievement transfer" | claim 11 |
# | skills | SMEs understand wider gaps, $\delta$ | "absorptive capability" | claim 2, claim 22 |
#
# In some period from [[16|__import__("clustercourse.policy.rules", fromlist=["x"]).EARLIEST_SHIFT]] to [[64|__import__("clustercourse.policy.rules", fromlist=["x"]).LATEST_SHIFT]] (you do not know which) **the market moves**: half of what it values goes to emerging fields.
#
# - The **score** is the mean performance of all firms over all periods and several draws of clusters. (Performance: how much a
#   firm knows of what the market values, from 0 to 1.)
# - The **gain** of a policy is its score minus the score without any policy, on the same draws: the same clusters, the same luck, the same moves of the market.
# - **What lasts.** In phase 2 a share of phase 1's money still works: for skills a large one, for R&D subsidies none.
# - **Diminishing effect.** Those who are easiest to win come first.
#
# Costs and effects are this course's own (`Rules.table()`); no study measured them.

# %% tags=["lab"]
from clustercourse.labs import formula_lab, policy_lab, toy_lab

formula_lab(
    "Formula: what money for trust comes to",
    x=("money that works for trust", 0, 50),
    y=("trust (0 none, 1 full)", 0, 1),
    curves={"trust": lambda x, half: 1 - 0.7 * 0.5 ** (x / half)},
    controls={"half": (6, 36, 6, 12, "money that closes half of the distance")},
    mark=(0, 48, 12, 12, "money"),
    remark="trust = 1 - (1 - 0.3) × 0.5 ^ (money / half)",
    tasks={
        "Move the money by 12 at a time. What do the first 12 add, and the second 12?": "0.35, then "
        "half of that. Each 12 closes half of the distance to full trust that is left.",
        "Now let 24 close half of the distance. When is trust as high as 12 made it before?": "With "
        "24. A price that doubles moves the whole curve to the right.",
    },
)

# %% [markdown]
# ### Your turn
#
# How high is trust if [[36|3 * Rules().trust_half]] is spent on it in phase 1? It starts at [[0.3|Rules().trust_before]]; full trust is 1.

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
# `game` holds twelve draws of the baseline cluster. First all the money goes to one thing.

# %% tags=["predict"]
predict(
    "policy.single",
    "All 100 go to one instrument. Which one gains least?",
    ["trust building", "pipelines", "R&D subsidies", "institutes", "skills"],
)

# %%
game = Game(seed=SEED, draws=12)
alone, by_loyalty = {}, {}
for name in INSTRUMENTS:
    alone[name] = gain(all_on(name), game)
for loyalty in [0, 1.5, 3]:  # none, that of the game, twice as much
    changed = Game(seed=SEED, draws=12, rules=Rules(loyalty=loyalty))
    by_loyalty[loyalty] = gain(all_on("trust"), changed)

# %% tags=["result"]
from clusterlib.plots import plot_estimates

equal = gain(EQUAL_SPLIT, game)
least, most = (by(alone, key=lambda name: alone[name].mean) for by in (min, max))
OF = "gain of score over no policy"
reveal(
    "policy.single",
    INSTRUMENTS[least],
    f"{INSTRUMENTS[least]} gains {alone[least].mean:.3f}; the highest bar is "
    f"{INSTRUMENTS[most]} with {alone[most].mean:.3f}.",
    show=[
        plot_estimates(
            "No single instrument gains as much as an equal split",
            {INSTRUMENTS[name]: one for name, one in alone.items()} | {"equal split": equal},
            xlabel=OF,
            form="+.3f",
        ),
        plot_estimates(
            "Trust gains the less, the more loyal firms are",
            {f"all on trust, loyalty {loyalty}": one for loyalty, one in by_loyalty.items()},
            xlabel=OF,
            form="+.3f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. After lecture 06 trust looks safe. With loyalty it takes attention away from pipelines, so
# it gains [[0.007|alone["trust"].mean]] only.

# %% [markdown] tags=["explain"]
# Trust alone gains [[0.007|alone["trust"].mean]]. The reason is **loyalty**, in the game [[1.5|Rules().loyalty]]: the more firms trust their neighbours, the less attention they have for
# pipelines. Without loyalty the same money would gain [[0.038|by_loyalty[0].mean]]; at 3 the interval holds zero.
#
# The **equal split**, the same on everything, gains [[0.061|equal.mean]]. Is that because effects diminish, or because instruments need each other?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## See it first: a pipeline, skills, or both
#
# On the right A also has a pipeline to X, who knows much more. The slider is what money for skills moves: the reach.

# %% tags=["lab"]
ring = [(one, other, "horizontal") for one, other in ("AB", "BC", "CD", "DE", "EA")]
toy_lab(
    knows={"A": 0.2, "B": 0.3, "C": 0.4, "D": 0.3, "E": 0.2, "X": 0.9},
    ties=ring,
    kinds={"X": "outside_rd"},
    called="no pipeline",
    compare={"a pipeline": {"ties": [*ring, ("X", "A", "pipeline")]}},
    controls={"reach_sme": (0.2, 0.7, 0.1, 0.2, "skills: reach of SMEs")},
    learning={"learning_rate": 1.0},
    periods=12,
    title="Toy: a pipeline, skills, or both",
    tasks={
        "Go to period 12 with reach 0.2. What has the pipeline added?": "A little: 0.48 against "
        "0.40. A understands next to nothing of what X is ahead.",
        "Set the reach to 0.7. What do skills add on the left, and on the right?": "On the left "
        "nothing: all know 0.40, as much as C did. On the right they know 0.86.",
    },
)

# %% [markdown]
# ## Do they need each other?
#
# Half of each phase's money goes to one instrument, the other half to another or to nothing.

# %% tags=["predict"]
predict(
    "policy.both",
    "Pipelines and skills together: what do they gain, compared with the sum of what each gains alone?",
    ["less than the sum", "about the sum", "more than the sum"],
)


# %%
def half_on(*names):
    """Return a policy with 25 in each phase for each of these instruments."""
    return {f"{name}_{phase}": 25 for name in names for phase in [1, 2]}


halves = {}
for names in [["pipelines"], ["skills"], ["pipelines", "skills"]]:
    halves[" and ".join(names)] = gain(half_on(*names), game)

# %% tags=["result"]
from clusterlib.experiments import estimate, relative

pair = halves["pipelines and skills"].mean
ratio = pair / (halves["pipelines"].mean + halves["skills"].mean)
options = ["less than the sum", "about the sum", "more than the sum"]
answer = options[int(ratio > 0.95) + int(ratio > 1.05)]
extra = {}
for one, other in [("pipelines", "skills"), ("institutes", "skills"), ("trust", "skills")]:
    both, first, second, none = (
        play(policy, game).scores
        for policy in (half_on(one, other), half_on(one), half_on(other), NOTHING)
    )
    extra[f"{one} and {other}"] = estimate((both - none) - (first - none) - (second - none))
reveal(
    "policy.both",
    answer,
    f"Together {ratio:.1f} times the sum.",
    show=[
        plot_estimates(
            "Half of the money on each: together they gain more than the sum",
            halves,
            xlabel=OF,
            form="+.3f",
        ),
        plot_estimates(
            "Pipelines and skills need each other; trust and skills get in each other's way",
            extra,
            xlabel="gain together minus the sum of both alone",
            form="+.3f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Diminishing effects are fresh in mind. A pipeline brings what only the skilled understand:
# together [[1.5|ratio]] times the sum.

# %% [markdown] tags=["explain"]
# **Pipelines and skills are complements**: together they gain [[0.080|pair]], [[1.5|ratio]] times the sum. Wang: knowledge that flows through external
# linkages is "not automatic" (claim 26).
#
# **Trust and skills get in each other's way** ([[-0.008|extra["trust and skills"].mean]]): trained firms could use the pipelines that exist,
# but loyalty takes away attention. Effects diminish, *and* some instruments need each other.

# %% [markdown]
# ### Your turn
#
# Train first or open first? Give all of phase 1 to skills and all of phase 2 to pipelines, and then the reverse. By which share is
# the **score** of training first higher than the score of opening first? `play(policy, game).score` is the score of a policy; a policy is
# a dict such as `{"rd_1": 50, "trust_2": 50}`.

# %% tags=["task"]
# BEGIN SOLUTION -> better = ...
train_first = play({"skills_1": 50, "pipelines_2": 50}, game).score
open_first = play({"pipelines_1": 50, "skills_2": 50}, game).score
better = train_first / open_first - 1
# END SOLUTION
check("policy.try_order", better, NOTHING)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.068|better]].

# %% tags=["result"]
forgets = Game(seed=SEED, draws=12, rules=Rules(skills_lasts=0, pipelines_lasts=0))
ahead = {}
for words, where in {"usual rules": game, "if nothing lasted": forgets}.items():
    opened = play({"pipelines_1": 50, "skills_2": 50}, where).scores
    trained = play({"skills_1": 50, "pipelines_2": 50}, where).scores
    ahead[words] = relative(opened, trained)
when_yours(
    plot_estimates(
        "Training first is better, about half of it because money lasts",
        ahead,
        xlabel="score of training first against opening first",
        form="+.1%",
    )
)

# %% [markdown]
# <details><summary>What the numbers say (open it when you have yours)</summary>
#
# Training first is better by [[6.8%|ahead["usual rules"].mean]]; if nothing lasted, by [[3.4%|ahead["if nothing lasted"].mean]]. So where a phase pays for one of the
# two only, training comes first, and only half of that is because it lasts.
#
# </details>

# %% [markdown] tags=["instructor"]
# **Stop.** Form the teams now. Each saves its policy in the lab with `lab.save("north.json", team="North")` and sends you
# the file.
# **Tell.** You show `plot_teams(sorted(Path("teams").glob("*.json")), Game(seed=...))`, with a seed that you announce
# only afterwards.
# **Ask.** Which policy in your region pays for two things that need each other, and who coordinates it?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: spend it
#
# The **best found** comes from a search: on other draws money moved between instruments until no move of 5 helped. The lab plays fewer draws
# than the cells.

# %% tags=["predict"]
predict(
    "policy.lab",
    "Spend 10 on each instrument in both phases. Which share of the best found's gain does this reach?",
    ["less than half", "half to nine tenths", "more than nine tenths"],
)

# %% tags=["lab"]
lab = policy_lab(
    "policy.lab",
    tasks={
        "Get as near as you can to the best found. Which instrument do you give up first?": "R&D "
        "subsidies and trust go first here. The top is flat: many mixtures come near.",
        "Press Play. How much does everybody lose when the market moves, and who comes back?": "All "
        "lose nearly a half: hardly anybody knows the new fields. With pipelines and skills the "
        "curve climbs again; without a policy it stays low.",
        "Choose state anchored, and play your policy there. What would you change?": "Towards "
        "institutes: there the best found puts more than half of its money into them.",
    },
    **EQUAL_SPLIT.model_dump(),
)
lab

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. A committee that cannot decide looks like a bad planner. The equal split reaches about
# three quarters of the gain; the top is flat.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## One side, or both?
#
# `lab.save("north.json", team="North")` saves your policy; `plot_teams(["north.json", "south.json"], game)` compares a class. Openers
# buy global ties, Neighbours local learning. Trainers and Balancers buy pipelines and skills only.

# %%
teams = {
    "Openers": Policy(pipelines_1=50, pipelines_2=40, trust_2=10),
    "Neighbours": Policy(trust_1=20, institutes_1=30, institutes_2=30, rd_2=20),
    "Trainers": Policy(skills_1=40, pipelines_1=10, pipelines_2=35, skills_2=15),
    "Balancers": Policy(pipelines_1=25, skills_1=25, pipelines_2=35, skills_2=15),
}

# %% tags=["predict"]
predict(
    "policy.sides",
    "The Balancers pay for no trust, no institutes. Which share of the best found's gain do they reach?",
    ["less than half", "half to nine tenths", "more than nine tenths"],
)

# %%
best = best_found()
short = {}
for name in teams:
    short[name] = gain(best, game, over=teams[name])

# %% tags=["result"]
reached = {name: gain(team, game).mean / gain(best, game).mean for name, team in teams.items()}
options = ["less than half", "half to nine tenths", "more than nine tenths"]
reveal(
    "policy.sides",
    options[int(reached["Balancers"] > 0.5) + int(reached["Balancers"] > 0.9)],
    ", ".join(f"{name} {share:.0%}" for name, share in reached.items()) + ".",
    show=[
        plot_teams(teams, game),
        plot_estimates(
            "Only the Balancers' distance from the best found may be chance",
            short,
            xlabel="score of the best found minus the team's",
            form="+.3f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Wang's "both" is taken for a rule about money. The local ties are there already.
# **Break.** Before it, each team says in one sentence what it would do otherwise now.

# %% [markdown] tags=["explain"]
# One side is enough here, **if firms understand what comes in**. The Balancers reach [[99%|reached["Balancers"]]] of the best found's gain. The Openers,
# without skills, reach [[44%|reached["Openers"]]], the Neighbours [[61%|reached["Neighbours"]]].
#
# This does not refute claim 31, that local and global learning are both needed: local ties are there, free of charge, and skills help with neighbours.
# But *money* need not go to both.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Put it to the test
#
# A **stress test** changes one thing that nobody controls, and plays again with the policy *and* without.

# %% tags=["predict"]
predict(
    "policy.stress",
    "With poor buzz less is learned over local ties. Who keeps the smallest share of the usual gain?",
    ["the Openers", "the Neighbours", "the Balancers"],
)

# %%
stresses = {
    "usual": {},
    "market early": {"shift_at": 16},
    "market late": {"shift_at": 64},
    "poor buzz": {"buzz": 0.3},
    "pipelines × 2": {"rules": Rules(pipelines_price=4)},
}
tests = {}
for stress in stresses:
    stressed = Game(seed=SEED, draws=12, **stresses[stress])
    tests[stress] = {}
    for name in teams:
        tests[stress][name] = gain(teams[name], stressed)
    tests[stress]["best found"] = gain(best, stressed)

# %% tags=["result"]
kept_by = {name: tests["poor buzz"][name].mean / one.mean for name, one in tests["usual"].items()}
asked = {name: kept_by[name] for name in ("Openers", "Neighbours", "Balancers")}
reveal(
    "policy.stress",
    f"the {min(asked, key=asked.get)}",
    "Kept in poor buzz: " + ", ".join(f"{name} {one:.0%}" for name, one in kept_by.items()) + ".",
    show=[plot_gains("Poor buzz takes most from the Neighbours", tests, lit="best found")],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Pipelines look exposed. What Neighbours paid for works through local learning.

# %% [markdown] tags=["explain"]
# The Neighbours keep [[62%|kept_by["Neighbours"]]]: what they paid for works through local learning. With pipelines at twice the price the best found
# gains [[0.062|tests["pipelines × 2"]["best found"].mean]] instead of [[0.082|tests["usual"]["best found"].mean]]; the Neighbours buy none and gain what they did.

# %% [markdown]
# ### Your turn
#
# Take a milder stress, `buzz=0.5`. Which share of its usual gain does `best` keep? Use `gain(...).mean`, and draws as before: `Game(seed=SEED, draws=12, ...)`.

# %% tags=["task"]
# BEGIN SOLUTION -> kept = ...
poor = Game(seed=SEED, draws=12, buzz=0.5)
kept = gain(best, poor).mean / gain(best, game).mean
# END SOLUTION
check("policy.try_stress", kept, NOTHING)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.92|kept]].
# **Ask.** Whose policy would you still defend if the market moved early, and in which words?
# **Cut.** The exercise has a stress test on a cluster of one's own.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## One size for all?
#
# Now all the money goes to one instrument in each of five types of cluster.

# %% tags=["predict"]
predict(
    "policy.types",
    "In which type do skills alone gain most?",
    ["hub and spoke", "satellite platform", "state anchored"],
)

# %%
shown = {}
for type_ in ARCHETYPES:
    here = Game(type_, seed=SEED, draws=12)
    words = type_.replace("_", " ")
    shown[words] = {}
    for name in INSTRUMENTS:
        shown[words][INSTRUMENTS[name]] = gain(all_on(name), here)
    shown[words]["Neighbours"] = gain(teams["Neighbours"], here)
    shown[words]["best found"] = gain(best_found(type_), here)

# %% tags=["result"]
named = ["hub and spoke", "satellite platform", "state anchored"]
top = max(named, key=lambda words: shown[words]["skills"].mean)
leads = {}
for type_ in ARCHETYPES:
    words, here = type_.replace("_", " "), Game(type_, seed=SEED, draws=12)
    ranked = sorted(INSTRUMENTS, key=lambda name: -shown[words][INSTRUMENTS[name]].mean)
    first, second = ranked[:2]
    leads[f"{words}: {INSTRUMENTS[first]} over {INSTRUMENTS[second]}"] = gain(
        all_on(first), here, over=all_on(second)
    )
open_leads = sum(lead.sign == 0 for lead in leads.values())
reveal(
    "policy.types",
    top,
    f"There skills alone gain {shown[top]['skills'].mean:.3f}, the best found for the type "
    f"{shown[top]['best found'].mean:.3f}.",
    show=[
        plot_gains("Which instrument gains most differs by type", shown, lit="best found"),
        plot_estimates(
            f"The lead of the first instrument may be chance in {open_leads} of {len(leads)} types",
            leads,
            xlabel="gain of the first instrument minus that of the second, on the same draws",
            form="+.3f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. Where many small firms stand around a hub they seem to need skills most. They reach few pipelines.
# **Cut.** Say its result: what helps is what is missing.

# %% [markdown] tags=["explain"]
# In a satellite platform, with many pipelines, skills alone gain [[0.085|shown["satellite platform"]["skills"].mean]]. Where the state anchors
# the cluster, institutes alone gain [[0.086|shown["state anchored"]["institutes"].mean]], and the Neighbours, who buy nothing global,
# [[0.097|shown["state anchored"]["Neighbours"].mean]] of the best found's [[0.110|shown["state anchored"]["best found"].mean]]. Trust gains little in the
# baseline, and about as much as skills in a marshallian cluster ([[0.036|shown["marshallian"]["trust building"].mean]]). **One size does not fit all** (Tödtling and Trippl 2005): look at the
# cluster first. On the same draws the *lead* decides which instrument is best, not whether bars overlap: in [[2|open_leads]] types it may be chance (lower picture).

# %% [markdown]
# ## Which policy wins where?
#
# Let types and prices change. Who wins, and may its lead be chance?

# %% tags=["result", "slow"]
from clustercourse.policy import play_all, plot_winners

prices = {
    "usual prices": {},
    "pipelines × 2": {"pipelines_price": 4},
    "pipelines × 4": {"pipelines_price": 8},
    "skills × 2": {"skills_half": 120},
    "skills × ½": {"skills_half": 30},
}
plans = {**teams, "Equal split": EQUAL_SPLIT}
grid = {}
for type_ in ARCHETYPES:
    for price, change in prices.items():
        there = Game(type_, seed=SEED, draws=12, rules=Rules(**change))
        played = play_all(list(plans.values()), there)
        grid[type_.replace("_", " "), price] = dict(zip(plans, played, strict=True))
lead_by_chance = 0
for found in grid.values():
    first, second = sorted(found.values(), key=lambda one: -one.score)[:2]
    lead_by_chance += estimate(first.scores - second.scores).sign == 0
plot_winners(
    f"Types and prices decide who wins; {lead_by_chance} of {len(grid)} leads may be chance", grid
)

# %% [markdown]
# Cheap skills make the Balancers win in four types. Where pipelines cost four times as much, the Neighbours win in the hub. And your own region? `Game` is played on it, and says which
# type is nearest by structure, how near, and what decides:

# %%
own = example_cluster()  # or read_cluster("actors.csv", "ties.csv"), from clusterlib
Game(own, seed=SEED, draws=12).nearest

# %% [markdown]
# A cluster drawn from a type is about 1 away from its middle. The example is far from all five: doubt what works
# for its nearest one.
#
# ## The claims behind the instruments
#
# The ledger, on draws of its own:

# %% tags=["result"]
from clustercourse.claims import claims_frame, plot_effects, run_claims

plot_effects(claims_frame(run_claims([11, 12, 22, 26, 30, 31], replicates=16)))

# %% [markdown]
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A satellite platform has many pipelines, and its small firms learn little. What does the game "
            "pay for?",
            {
                "more pipelines, so that more comes in": "Enough comes in. Hardly anybody understands it.",
                "skills, so that what comes in is understood": "In this type they alone gain more than "
                "any other instrument alone.",
                "trust, so that what comes in is passed on": "With loyalty trust takes attention from "
                "pipelines; in this type it gains least.",
            },
            "skills, so that what comes in is understood",
        ),
        Question(
            "A programme has ended, and the supported firms lag behind others. What shows its effect?",
            {
                "how far they lag behind the others today": "They may have lagged even more without it.",
                "how much they grew while they had support": "Perhaps all firms grew in those years.",
                "how much similar firms grew without support": "It says where they would be without it.",
            },
            "how much similar firms grew without support",
        ),
        Question(
            "On the same draws A gains 0.08 (0.07 to 0.09) and B 0.075 (0.065 to 0.085). A's lead is "
            "0.005 (0.002 to 0.008). Is A ahead?",
            {
                "no, for the two intervals overlap": "They hold what all policies share: the luck of the "
                "draws. In the lead it cancels out.",
                "yes, for the lead's interval is above zero": "On the same draws the difference counts.",
                "open, for twelve draws are too few": "The interval counts them already.",
            },
            "yes, for the lead's interval is above zero",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **The prices are invented.** What survives is the reasoning: complements, order, stress, types.
# - **Money always arrives.** In Bavaria firms spent less of their own.
# - **Nobody lobbies.** In France firms in decline were supported.
# - **The score counts no taxes**, and nobody asks what else the money could do (Duranton 2011).
# - **The planner has many tries.** A region has one, and no control group.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Effects of money diminish, and some last longer. In the baseline, at the usual prices:
#    - if a phase pays for skills or for pipelines only, skills come first;
#    - pipelines and skills are complements;
#    - trust, with loyalty, gets in the way of skills.
# 2. Under stress compare gains, not scores.
# 3. Which instrument gains most differs by type, and which policy wins by type and price; some leads may be chance.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 31: local and global learning together | not decided by money: in the baseline pipelines with skills reach the best found within chance |
# | claim 26: external knowledge is not automatic | holds in the baseline: with skills pipelines gain more than the two alone |
# | claim 22: prior knowledge and R&D raise absorption | the game moves skills and R&D apart, so it cannot tell |
# | claim 11: institutions promote sharing | holds in five types, most in the state-anchored one |
# | claim 12: trust is essential | depends on loyalty and type |
# | claim 30: some distrust avoids lock-in | the game moves trust in partners, not in old solutions |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: the paper's conclusion, point by point
#
# | Wang's conclusion | In the studio |
# |---|---|
# | "Localized learning ... greatly fosters innovation" | with poor buzz all four teams gain less |
# | "vertical learning, horizontal learning and multi-angle learning" | institutes alone gain in all five types, most in the state-anchored one |
# | "inter-firms trustness degree, structure dimension, relational dimension, absorptive capability and leader firm's role" matter | how much trust and skills gain depends on the type |
# | "Global and local linkages offer particular, albeit different, advantages" | money for one side may do, with skills, or where the state anchors |
#
# A list of good things does not tell how much of each, for whom and in which order. An experiment may.

# %% [markdown]
# ## Reading
#
# **Reading.** Duranton (2011), *California dreamin': the feeble case for cluster policies*, Review of Economic Analysis 3(1), 3-45. Falck, Heblich and
# Kipar (2010), *Industrial innovation: direct evidence from a cluster-oriented policy*, Regional Science and Urban Economics 40(6), 574-582.
# Martin, Mayer and Mayneris (2011), *Public support to clusters*, Regional Science and Urban Economics 41(2), 108-123. Nishimura and Okamuro
# (2011), *R&D productivity and the organization of cluster policy*, Journal of Technology Transfer 36(2), 117-144. Tödtling and Trippl (2005), *One
# size fits all?*, Research Policy 34(8), 1203-1219. Bathelt, Malmberg and Maskell (2004), *Clusters and knowledge*, Progress in Human Geography 28(1), 31-56.
#
# **Next:** [exercise 09](../exercises/09_policy_studio.ipynb), a policy for a cluster of your own; and [10 Evidence](10_evidence.ipynb), the whole ledger.
