# %% [markdown]
# # March (1991): exploration and exploitation
#
# **How fast should people learn what their organisation believes?** Whoever learns it at once has nothing left to teach it.
#
# *The model:* $50$ people and a common **code** hold beliefs of $-1$, 0 or 1 on a reality of $30$ dimensions. In each period a belief
# of a person moves towards the code with probability $p_1$. Where most of those who do better than the code differ from it, by a majority of $k$
# people, the code follows them with probability
#
# $$1 - (1 - p_2)^k .$$

# %% tags=["setup"]
from clusterlib.classics import march, published
from clusterlib.experiments import estimate
from clusterlib.plots import CurvePanel, plot_curves


def code_knows(parameters):
    """Return what the code knows in the end: the mean of 100 runs, with its interval."""
    return estimate(march.simulate(parameters, replicates=100, rng=1991).code[:, -1])


# %%
rates = published.MARCH.values  # p1, from 0.1 to 0.9
ours = {p2: {p1: code_knows(march.March(p1=p1, p2=p2)) for p1 in rates} for p2 in (0.1, 0.5, 0.9)}

# %% tags=["result"]
plot_curves(
    "Slow learners make a wise organisation: ours (lines) and figure 1 at p2 = 0.5",
    CurvePanel.of_estimates(
        {f"p2 = {p2}": found for p2, found in ours.items()},
        "p1, how fast people learn from the code",
        "knowledge of the code, -1 to 1",
        points={"figure 1": (list(rates), list(rates.values()))},
    ),
)

# %%
published.MARCH.beside(ours[0.5], "p1").iloc[::2].round(3)

# %% [markdown]
# ## Where it agrees, and where not
#
# - **It agrees** with the numbers kept for figure 1 at each $p_1$, within the error of either. They have three decimals, finer than a printed chart can be
#   read: somebody has computed them with a program. For $p_2 = 0.1$ and $0.9$ no numbers are known here; the crosses stand at $0.5$ only.
# - **The text alone does not give the figure.** If a belief jumps to the code at once, and the code judges what people believe instead of what they do, it
#   ends lower:

# %%
text = {p1: code_knows(march.READINGS["text"].but(p1=p1)) for p1 in (0.1, 0.5, 0.9)}
published.MARCH.beside({**ours[0.5], **text}, "p1").loc[[*text]].round(3)

# %% [markdown]
# At $p_1 = 0.1$ that is [[0.83|text[0.1].mean]] instead of [[0.95|ours[0.5][0.1].mean]]. Two steps that stand in the original program only make the difference (Rodan 2005; Chanda
# and Miller 2019): a belief that contradicts the code first falls back to doubt, and people in doubt flip a coin when they act.
#
# ## Reference
#
# **Reading.** March (1991), *Exploration and exploitation in organizational learning*, Organization Science 2(1), 71-87. Rodan (2005), *Exploration and exploitation
# revisited*, Scandinavian Journal of Management 21(4), 407-428. Chanda and Miller (2019), *Replicating agent-based models*, Strategic Organization 17(4), 425-449.
#
# In this course: [08 Buzz and pipelines](../08_buzz_and_pipelines.ipynb). In the library: `clusterlib.classics.march`.
