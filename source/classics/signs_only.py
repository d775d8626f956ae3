# %% [markdown]
# # Models of which a sign or a formula is known
#
# **What can be compared where no figure's numbers are at hand?** Of three more classics a limit, a formula or a sign is known, and this page compares that.
#
# *The models:* a **gift** hands on what one knows to all neighbours (after Cowan and Jonard 2003). Partners learn most at a middle **cognitive distance** $d$
# (Nooteboom et al. 2007). Experts of two clusters barter over **pipelines** (after Morrison, Rabellotti and Zirulia 2013). The second has an equation, and an
# optimum that can be worked out:
#
# $$(a_1 - a_2 d)(b_1 + b_2 d), \qquad d^* = \frac{a_1 b_2 - a_2 b_1}{2 a_2 b_2} .$$

# %% tags=["setup"]
import numpy as np
import pandas as pd

from clusterlib.classics import distance, gift, topologies, twin_clusters
from clusterlib.experiments import relative
from clusterlib.plots import CurvePanel, plot_curves, plot_estimates

# %% [markdown]
# ## Gift: the network sets the speed only
#
# Every tied group ends with the best that anybody in it knew, in each category. That is a theorem, not a finding: the limit is 1 on any network.

# %%
paths = {}
for share in (0, 0.1, 1):
    world = topologies.small_world(200, 4, share, rng=3)
    given = gift.simulate(world, periods=300, replicates=2, rng=1)
    paths[f"p = {share:g}"] = (given.knowledge / given.ceiling[:, None]).mean(axis=0)

# %% tags=["result"]
plot_curves(
    "As a gift all knowledge arrives; on a ring later",
    CurvePanel(
        {name: (np.arange(path.size), path) for name, path in paths.items()},
        "period",
        "share of all that can be known",
        points={"the limit": ([300], [1])},
    ),
)

# %% [markdown]
# ## Cognitive distance: the formula is met
#
# The values of the four parameters are this course's; the shape and the optimum are published.

# %%
curves = {"usual": distance.Distance(), "more to lose": distance.Distance(a2=1.5)}
curves["more to tell"] = distance.Distance(b1=0.6)
table = {}
for name, parameters in curves.items():
    curve = distance.simulate(parameters, np.linspace(0, 1, 1001))
    best = curve.distance[curve.learning.argmax()]
    table[name] = {"formula": distance.optimum(parameters), "best of 1001 distances": best}
pd.DataFrame(table).T.round(3)

# %% tags=["result"]
drawn = {name: distance.simulate(one, np.linspace(0, 0.6, 61)) for name, one in curves.items()}
tops = {name: distance.optimum(one) for name, one in curves.items()}
heights = [distance.simulate(curves[name], [d]).learning[0] for name, d in tops.items()]
plot_curves(
    "Partners learn most at a middle distance, where the formula says",
    CurvePanel(
        {name: (curve.distance, curve.learning) for name, curve in drawn.items()},
        "cognitive distance d",
        "learning",
        points={"formula": (list(tops.values()), heights)},
    ),
)

# %% [markdown]
# ## Two clusters: the signs agree
#
# The model is rebuilt from the paper's abstract, so only the sign of three cases is theirs: pipelines pay where the buzz is rich, or the cluster small and
# weakly endowed; else experts become external stars.

# %%
gains = {}
for case, published_sign in {"poor_buzz": -1, "rich_buzz": 1, "small_and_weak": 1}.items():
    setting = twin_clusters.SETTINGS[case]
    shut = twin_clusters.simulate(setting.but(pipelines=0), replicates=12, rng=2013)
    tied = twin_clusters.simulate(setting, replicates=12, rng=2013)
    sign = "published: more" if published_sign > 0 else "published: less"
    name = f"{case.replace('_', ' ')} ({sign})"
    gains[name] = relative(shut.knowledge[:, -1], tied.knowledge[:, -1])

# %% tags=["result"]
plot_estimates(
    "Pipelines hurt a cluster with poor buzz, and help the two others",
    gains,
    xlabel="change of the cluster's mean knowledge by pipelines",
)

# %% [markdown]
# ## Where they agree, and where not
#
# - **Gift**: the limit is met on each network. How fast it is met on which network is this course's own: the published model also invents, which ours leaves out.
# - **Cognitive distance**: the formula and the curve agree. The published paper estimates the curve from alliances and patents; none of its estimates are used.
# - **Two clusters**: all three signs agree. No size should be read as theirs.
#
# ## Reference
#
# **Reading.** Cowan and Jonard (2003), *The dynamics of collective invention*, Journal of Economic Behavior and Organization 52(4), 513-532. Nooteboom, Van Haverbeke, Duysters,
# Gilsing and Van den Oord (2007), *Optimal cognitive distance and absorptive capacity*, Research Policy 36(7), 1016-1034. Morrison, Rabellotti and Zirulia (2013),
# *When do global pipelines enhance the diffusion of knowledge in clusters?*, Economic Geography 89(1), 77-96.
#
# In this course: [04 Multi-angle learning](../04_multi_angle_learning.ipynb), [06 Trust and absorptive capacity](../06_trust_and_absorption.ipynb),
# [08 Buzz and pipelines](../08_buzz_and_pipelines.ipynb). In the library: `clusterlib.classics.gift`, `distance` and `twin_clusters`.
