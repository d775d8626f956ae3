# %% [markdown]
# # [[exercise]]
#
# You get a cluster of your own, drawn from your id, and a draft of a policy for it. [[tasks]]
# About 100 minutes (125 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 09](../notebooks/09_policy_studio.ipynb).
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen, perhaps of another type. So let your code compute
# everything from `cluster`, the policy of task [[number:policy.plan]] too: that cluster lies in another region.

# %% tags=["setup"]
from itertools import permutations

import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.plots import plot_cluster
from clustercourse.policy import INSTRUMENTS, NOTHING, Game, Policy, Rules, play

pd.options.display.precision = 4

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "09_policy_studio")
draft = Policy(**cluster.graph["draft"])
plot_cluster(cluster, rings=False, title=f"The cluster of {LEARNER}: for whom is the policy?")

# %% [markdown]
# Your draft leaves 10 in each phase:

# %%
pd.DataFrame({name: draft.money(name) for name in INSTRUMENTS}, index=["phase 1", "phase 2"])

# %% [markdown]
# ## [[task:policy.effect]]
#
# What does the draft come to in each phase? Asked are trust, $\tau$, and the number of new pipelines. In phase 2 a share of
# phase 1's money still works: `rules.trust_lasts`, `rules.pipelines_lasts`. With working money $m$:
#
# - $\tau = \tau_{top} - (\tau_{top} - \tau_{before}) \cdot 0.5^{m / half}$, with `rules.trust_top`, `rules.trust_before`, `rules.trust_half`
# - a pipeline costs `rules.pipelines_price`; a part of one cannot be bought.
#
# The answer is a dict with the keys `trust_1`, `trust_2`, `pipelines_1`, `pipelines_2`.

# %% tags=["task"]
rules = Rules()
# BEGIN SOLUTION -> bought = ...
bought = {}
for name in ["trust", "pipelines"]:
    working = rules.works(name, *draft.money(name))
    for phase in [1, 2]:
        bought[f"{name}_{phase}"] = rules.level(name, working[phase - 1])
# END SOLUTION
check("policy.effect", bought)

# %% [markdown]
# ## [[task:policy.gain]]
#
# `game` draws clusters made like yours. By which share does the draft raise the **score**, against no policy (`NOTHING`)?

# %% tags=["task"]
structure = cluster.graph["structure"]
game = Game(structure, seed=9, draws=2)
# BEGIN SOLUTION -> rise = ...
rise = play(draft, game).score / play(NOTHING, game).score - 1
# END SOLUTION
check("policy.gain", rise)

# %% [markdown]
# ## [[task:policy.swap]]
#
# `giver` is the instrument that gets most in phase 1 of your draft. Move 10 of its money **in phase 1** to one of the other four.
# By how much does the score of the draft change on `game`? Do so for each of the four, one at a time. The answer is a dict, such
# as `{"skills": 0.0021, ...}`, with the other four instruments as keys. `draft.model_dump()` gives all ten amounts as a dict.

# %% tags=["task"]
giver = cluster.graph["giver"]
amounts = draft.model_dump()
# BEGIN SOLUTION -> change = ...
change = {}
for name in INSTRUMENTS:
    if name != giver:
        moved = {
            **amounts,
            f"{giver}_1": amounts[f"{giver}_1"] - 10,
            f"{name}_1": amounts[f"{name}_1"] + 10,
        }
        change[name] = play(moved, game).score - play(draft, game).score
# END SOLUTION
check("policy.swap", change)

# %% [markdown]
# ## [[task:policy.stress]]
#
# Call **gain** the difference of two scores on one game, as the lecture does: that of the draft minus that of `NOTHING`. Which share of the usual gain is left
#
# - `early`: if the market moves early in every draw (`shift_at=16`),
# - `late`: if it moves late (`shift_at=64`),
# - `poor buzz`: if local learning is half as strong (`buzz=0.5`)?
#
# Draft and `NOTHING` meet the same stress. Use games with `seed=9, draws=2` again. The answer is a dict with these three keys.

# %% tags=["task"]
# BEGIN SOLUTION -> left = ...
tests = {"early": {"shift_at": 16}, "late": {"shift_at": 64}, "poor buzz": {"buzz": 0.5}}


def gain_under(stress):
    """Return the draft's gain under a stress."""
    stressed = Game(structure, seed=9, draws=2, **stress)
    return play(draft, stressed).score - play(NOTHING, stressed).score


left = {name: gain_under(stress) / gain_under({}) for name, stress in tests.items()}
# END SOLUTION
check("policy.stress", left)

# %% [markdown]
# ## [[task:policy.plan]]
#
# Now design a policy for clusters like yours: a dict of amounts, or a `Policy`, at most [[50|__import__("clustercourse.policy", fromlist=["x"]).BUDGET]] in each phase.
# Your region has its own law and its own prices:
#
# - **Your council pays only for the three instruments in `paid`.** A policy that spends on another one earns nothing.
# - `prices` says how many times the usual money each of the three needs for the same effect. `my_rules` are the rules at these
#   prices. Give them to every game that you play now: `Game(structure, ..., rules=my_rules)`.

# %%
paid, prices, my_rules = (cluster.graph[name] for name in ["paid", "prices", "rules"])
equal = {f"{name}_{phase}": 50 / 3 for name in paid for phase in [1, 2]}
pd.Series(prices, name="times the usual money").to_frame()

# %% [markdown]
# Your policy is played at your prices on clusters like yours that you have not seen. An equal split among the three,
# `equal`, earns nothing, the best that the course's search found for your region earns everything, and there
# are steps in between: [[5|(unit := __import__("clustercourse.exercises.units.policy", fromlist=["x"])).STEPS[3][1] * unit.Plan.points]] points from [[20%|unit.STEPS[3][0]]] of the way on,
# [[10|unit.STEPS[2][1] * unit.Plan.points]] points from [[35%|unit.STEPS[2][0]]], [[15|unit.STEPS[1][1] * unit.Plan.points]] points from [[55%|unit.STEPS[1][0]]],
# [[20|unit.STEPS[0][1] * unit.Plan.points]] points from [[75%|unit.STEPS[0][0]]].
#
# Another region needs another policy, so let your code decide: try changes on a game of your own, and keep
# what helps. What is cheap in your region, and what does your type of cluster lack?

# %% tags=["task"]
# BEGIN SOLUTION -> policy = ...
training = Game(structure, seed=2013, draws=8, rules=my_rules)
policy = dict(equal)
score = play(policy, training).score
for step in [10, 5]:
    before = 0
    while score > before:  # until no transfer helps
        before = score
        for phase in [1, 2]:
            for loser, winner in permutations(paid, 2):
                if policy[f"{loser}_{phase}"] >= step:
                    trial = dict(policy)
                    trial[f"{loser}_{phase}"] -= step
                    trial[f"{winner}_{phase}"] += step
                    if (tried := play(trial, training).score) > score:
                        policy, score = trial, tried
# END SOLUTION
check("policy.plan", policy)

# %% [markdown]
# ## [[task:policy.explain]]
#
# Defend your policy before the council of the region.
# [[rubric:policy.explain]]

# %% tags=["task"]
# BEGIN SOLUTION -> explanation = """Write your text here, over this sentence."""
none = play(NOTHING, training).score
poor = Game(structure, seed=2013, draws=8, rules=my_rules, buzz=0.5)
rest = play(policy, poor).score - play(NOTHING, poor).score
spends = {name: policy[f"{name}_1"] + policy[f"{name}_2"] for name in paid}
first, second = sorted(paid, key=spends.get, reverse=True)[:2]


def gain_of(*names):
    """Return what half of the money for each of these gains."""
    half = {f"{name}_{phase}": 25 for name in names for phase in [1, 2]}
    return play(half, training).score - none


DOES = {
    "trust": "trust opens firms to their neighbours",
    "pipelines": "pipelines bring in what is known outside",
    "rd": "R&D subsidies let small firms find something new",
    "institutes": "institutes pass on what others know",
    "skills": "skills let small firms understand more of it",
}
both, alone = gain_of(first, second), gain_of(first) + gain_of(second)
together = "more with" if both > alone else "less beside"
explanation = f"""
This policy raises the score on my eight training clusters from {none:.3f} to {score:.3f}; an equal split reaches
{play(equal, training).score:.3f}. It spends most on {INSTRUMENTS[first]} ({spends[first]:.0f} of 100) and
{INSTRUMENTS[second]} ({spends[second]:.0f}): {DOES[first]}, and {DOES[second]}. With half of the money for each they gain
{both:.3f}, one at a time {alone:.3f} in sum: each is worth {together} the other. The weakness: if buzz is half as strong, the gain falls from
{score - none:.3f} to {rest:.3f}. And the game is kind to planners. In France support did not stop the relative decline of the
chosen firms (Martin, Mayer and Mayneris 2011), so a real council should compare with firms that get nothing.
"""
# END SOLUTION
check("policy.explain", explanation)

# %% [markdown]
# ## Your points

# %%
progress("09_policy_studio")
