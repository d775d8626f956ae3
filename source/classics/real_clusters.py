# %% [markdown]
# # The model beside real clusters
#
# **What do surveys of real clusters find, and does the course model find it too?** One survey can be computed; of others the direction of a result is published.
#
# *The model:* the course model, with its usual clusters. *The survey:* printers and paper makers around Kecskemét, Hungary, were asked in 2012 whom they ask for technical advice
# (Juhász and Lengyel 2018). The data are open (see "The data" below). What stands here are our figures on them, not the data. How far firms look outside is the share of ties that lead out:
#
# $$\frac{E}{E + I}, \qquad E \text{ ties outside}, \; I \text{ ties inside} .$$

# %% tags=["setup"]
from pathlib import Path

import pandas as pd

from clusterlib import Setting, build_cluster, sweep
from clusterlib.experiments import estimate
from clusterlib.measures import openness
from clusterlib.plots import CurvePanel, plot_curves
from clusterlib.region import printing, read_survey, survey_of, survey_table

# %% [markdown]
# ## Who looks outside, and who is asked?
#
# Giuliani and Bell (2005) tell roles of firms apart. A **gatekeeper** has many links outside and is asked by many. An **external star** has many links and is asked by few. Here
# "many" is more than the median. Each figure stands beside chance: the links outside are dealt to the firms anew, a thousand times; for the first row each link goes to a firm by lot. Nineteen in
# twenty draws lie from *from* to *to*. The last column is the mean of twenty usual clusters of the course.
#
# *Top 4* are the four firms with most links: their share of all links, and of all requests. *Links, asked* and *links, size* are rank correlations over the firms, *gatekeepers* and *stars*
# shares of the firms.

# %%
drawn = [survey_of(build_cluster(rng=seed)) for seed in range(20)]
model = pd.DataFrame([survey_table(one, draws=2).value for one in drawn]).mean()
short = ["top 4, links", "top 4, asked", "links, asked", "links, size", "gatekeepers", "stars"]
rows = {}
for name, label in zip(printing.FIGURES, short, strict=False):
    value, _, low, high = printing.FIGURES[name]
    counted = label in ("gatekeepers", "stars")
    many, firms = (printing.FIRMS, len(drawn[0].firms)) if counted else (1, 1)
    rows[label] = {
        "survey": value / many,
        "from": low / many,
        "to": high / many,
        "course": model[name] / firms,
    }
roles = pd.DataFrame.from_dict(rows, orient="index").round(2)
print(f"Most links: {printing.STAR_LINKS} outside, asked by {printing.STAR_REQUESTS}")
roles

# %% [markdown]
# - **Links are concentrated, in both.** The four firms with most have [[0.53|roles.survey.iloc[0]]] of the links outside, by lot nearly always less than [[0.28|roles.to.iloc[0]]]. In the course's clusters it is
#   [[0.84|roles.iloc[0, 3]]]: that is put in, as most pipelines are given to focal firms.
# - **Who looks outside is asked more, perhaps.** The rank correlation is [[0.38|roles.survey.iloc[2]]]; by chance it reaches [[0.38|roles.to.iloc[2]]] too. Fewer firms than by chance are external stars:
#   [[0.19|roles.survey.iloc[5]]], against [[0.23|roles["from"].iloc[5]]] at least.
# - **But the firm with most links of all is a star.** It has [[50|printing.STAR_LINKS]] links outside and is asked by [[3|printing.STAR_REQUESTS]]. One such firm is lost in any mean.
# - **Size goes with links** in the survey, [[0.41|roles.survey.iloc[3]]], and far more in the course's clusters.

# %% [markdown]
# ## How open is best?
#
# The survey's network in the model, with fewer and fewer of its links outside; and the course's own clusters, which pay for pipelines with local ties.

# %%
shares = [0, 0.1, 0.2, 0.3, 0.5, 0.7]
runs = sweep(Setting(periods=80), {"openness": shares}, "performance", replicates=12, rng=1)
usual = [estimate(runs.at(openness=share)).mean for share in shares]
opened = [
    sum(openness(build_cluster(openness=share, rng=seed)) for seed in range(5)) / 5
    for share in shares
]

# %% tags=["result"]
best = opened[usual.index(max(usual))]
end = printing.OPEN[-1]
plot_curves(
    f"The usual cluster is best at {best:.2f}; the survey's still gains a little at its own {end:.2f}",
    CurvePanel(
        {
            "survey": (printing.OPEN, printing.PERFORMANCE),
            "course": (opened, usual),
        },
        "share of ties that lead out",
        "performance of firms (0 to 1)",
        points={"the survey": ([end], [printing.PERFORMANCE[-1]])},
    ),
)

# %% [markdown]
# [[0.46|end]] of the survey's ties lead out. In the model its firms would lose if they had fewer; the last links bring little. So it may lie on the rising side, or near the
# top. **The survey cannot say what more links would do**: nobody asked. Two curves of other firms and other ties must not be compared in height.

# %% [markdown]
# ## Is advice mutual, and in closed triads?

# %%
names = list(printing.FIGURES)[6:]
ties = pd.DataFrame(
    {name: printing.FIGURES[name] for name in names}, ["survey", "by chance", "from", "to"]
).T
ties.round(2)

# %% [markdown]
# Advice is mutual in [[0.62|ties.survey.iloc[0]]] of the cases, and closes triads in [[0.53|ties.survey.iloc[1]]]: both beyond [[0.48|ties.to.iloc[0]]] and [[0.52|ties.to.iloc[1]]], the most that chance
# gives where each firm asks and is asked as often. In the course model ties go both ways by construction, so the first cannot be compared.

# %% [markdown]
# ## Where they agree, and where not
#
# Of these studies we know the direction of a result, from their abstracts; we state no number of theirs.
#
# | Study | Finds | The model | |
# |---|---|---|---|
# | Giuliani and Bell (2005), a wine cluster in Chile | knowledge flows within a core of firms with high absorptive capacity; some are gatekeepers, others linked outside but isolated inside | claims 3 to 5: with absorptive capacity gatekeepers, in poor buzz stars | agrees in direction |
# | Bell (2005), Canadian mutual funds, Toronto | being in the cluster and central in the managers' network goes with innovation | claim 1 and claim 14 hold | agrees in direction |
# | the same | centrality in the network of institutional ties does not | claim 11: institutions help | does not agree; his institutional ties are not the model's |
# | Owen-Smith and Powell (2004), biotechnology in Boston | where open research organisations dominate, membership is enough; else centrality counts | has no open and closed ties | cannot be compared |
# | Balland, Boschma and Ravet (2019), EU research | old and new member countries have grown together; some organisations bridge | one region, ties that never change | cannot be compared |
# | Juhász and Lengyel (2018), this survey over time | why ties begin and last | ties never change | cannot be compared |
#
# **One survey and a few signs are no validation.** They show where the model could have been wrong, and was not, and where it cannot be asked.
#
# ## The data
#
# Look for the repository `bokae/anet_course` on GitHub, folder `seminars/05_clusters-ergms`, licence GPL-3. Put `network_data.csv` and `firm_properties.csv` into a folder `printing_cluster` beside this
# notebook, and the next cell computes all figures anew. A survey of your own in two such files goes the same way.

# %%
folder = Path("printing_cluster")
if folder.is_dir():
    survey = read_survey(*(folder / name for name in printing.FILES))
    print(survey_table(survey).round(3).to_string())

# %% [markdown]
# ## Reference
#
# **Reading.** Juhász and Lengyel (2018), *Creation and persistence of ties in cluster knowledge networks*, Journal of Economic Geography 18(6), 1203-1226. Giuliani and Bell (2005), *The
# micro-determinants of meso-level learning and innovation: evidence from a Chilean wine cluster*, Research Policy 34(1), 47-68. Bell (2005), *Clusters, networks, and firm innovativeness*,
# Strategic Management Journal 26(3), 287-295, doi 10.1002/smj.448. Owen-Smith and Powell (2004), *Knowledge networks as channels and conduits*, Organization Science 15(1), 5-21, doi
# 10.1287/orsc.1030.0054. Balland, Boschma and Ravet (2019), *Network dynamics in collaborative research in the EU, 2003-2017*, European Planning Studies 27(9), 1811-1837, doi
# 10.1080/09654313.2019.1641187.
#
# In this course: [07 Focal firms](../07_focal_firms.ipynb), [11 Your region](../11_your_region.ipynb). In the library: `clusterlib.region`, `survey_table` and `openness_path`.
