# %% [markdown] slideshow={"slide_type": "slide"}
# # 11 Your region
#
# **What does open data say about the network of a region, and how far would you trust the model on it?**
#
# *50 minutes alone, 65 minutes in class, 80 minutes if English or Python is new to you; a good break is before "What would the model say?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), [08 Buzz and pipelines](08_buzz_and_pipelines.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Say how open a region is, and set each figure beside chance. <!-- brief.openness, brief.chance -->
# 2. Find its gatekeepers, and tell position from size. <!-- brief.gatekeepers -->
# 3. Ask the model what a step would do, and where its answer comes from. <!-- brief.lost, brief.steps -->
# 4. Write a brief that says how far its figures can be trusted. <!-- brief.advice -->

# %% tags=["setup"]
from clustercourse.claims import load_reach
from clustercourse.exercises import check, hint
from clustercourse.predictions import predict, reveal
from clusterlib.experiments import AddPipelines, KeepPipelines, LevelOf, Setting, compare
from clusterlib.learning import RemoveActors
from clusterlib.measures import brokerage, clustering, local_network, openness
from clusterlib.region import example_download, random_twin, region_cluster, shuffle_members

SEED = 2019

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: who works with whom
#
# The EU publishes who takes part in which of its research projects (CORDIS, licence `CC BY 4.0`). Balland, Boschma and Ravet (2019) map the network of
# countries with such data. We do so for one region. The file here is invented, in the same shape: no real organisation is in it.
#
# | In the file | In the cluster |
# |---|---|
# | organisations with a NUTS code (the EU's codes of regions) of the region | actors inside: firms, universities, institutes, agencies |
# | their partners elsewhere | the outside |
# | a common project of $n$ organisations | a tie of weight $1/(n-1)$ between each two (Newman 2001) |
# | the firms with most projects that are not marked as SMEs | focal firms |

# %%
download, nuts = example_download(), ["ITH5"]
# Your own region: the zip as it was downloaded from CORDIS, and the code of your region.
# download, nuts = read_cordis("cordis-h2020projects-csv.zip", years=(2015, 2018)), ["ITH5"]
region = region_cluster(download, nuts=nuts)
cluster = region.cluster

# %% tags=["result"]
import pandas as pd
from IPython.display import display

from clusterlib.experiments import Estimate
from clusterlib.networks.schema import KINDS
from clusterlib.plots import CurvePanel, plot_curves, plot_estimates
from clusterlib.region import region_map

kinds = dict(cluster.nodes(data="kind"))
layers = dict(cluster.nodes(data="layer"))
inside = [actor for actor in cluster if layers[actor] != "supplementary"]
outside = {actor for actor in cluster if layers[actor] == "supplementary"}
firms = [actor for actor in cluster if layers[actor] == "core"]
count = pd.Series(kinds).map(lambda kind: KINDS[kind].label).value_counts()
display(region_map(region), count.to_frame("organisations"))

# %% [markdown]
# To get your own: search for "CORDIS projects" on the EU's data portal, take the projects of Horizon Europe or Horizon 2020 as CSV, and leave the zip as it
# is. In the cell above, import `read_cordis` from `clusterlib.region`. The explanations below tell of the example. A cluster that you surveyed has no projects to shuffle: take it to the
# [exercise](../exercises/11_your_region.ipynb), which has lines for it.

# %% [markdown] tags=["instructor"]
# **Tell.** The file is invented, so no result here is about Italy. What is real is the method, and its traps.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Is it open?
#
# We measure the **share of ties that lead out**. A number alone says little: a small region finds most partners elsewhere, whatever it wants. So we need a **null model**: a network in
# which only chance is at work. Here are two.
#
# - *Same degrees*: each organisation keeps its number of ties inside and outside (Maslov and Sneppen 2002).
# - *Same projects*: members change projects by lot. Each organisation keeps its number of projects, each project its size.

# %% tags=["predict"]
predict(
    "brief.open",
    "In the region more than four of five ties lead out. And if members change projects by lot?",
    ["fewer ties lead out", "about as many", "more ties lead out"],
)

# %%
shuffled, twins = [], []
for seed in range(10):
    other = region_cluster(shuffle_members(download, rng=seed), nuts=nuts)
    shuffled.append(other.cluster)
    twins.append(random_twin(cluster, rng=seed))

# %% tags=["result"]


def spread(values):
    """Return the mean and the ends of what chance gives."""
    values = list(values)
    mean = sum(values) / len(values)
    return Estimate(mean, min(values), max(values), float("nan"), float("nan"), len(values))


def beside(measure):
    """Return a measure of the region, and what it is by chance."""
    return {
        "the region": spread([measure(cluster)]),
        "chance: same projects": spread(map(measure, shuffled)),
        "chance: same degrees": spread(map(measure, twins)),
    }


def tied_partners(network):
    """Return how often two partners of an actor inside are tied."""
    return clustering(local_network(network))


opened, closed = beside(openness), beside(tied_partners)
mine, lot = opened["the region"].mean, opened["chance: same projects"]
options = ["fewer ties lead out", "about as many", "more ties lead out"]
reveal(
    "brief.open",
    options[1 + int(lot.low > mine) - int(lot.high < mine)],
    f"{mine:.0%} in the region, {lot.mean:.0%} by chance ({lot.low:.0%} to {lot.high:.0%}).",
    show=[
        plot_estimates(
            "Open by any count, and less open than chance",
            opened,
            xlabel="share of ties that lead out",
            form=".3f",
            bars="range of ten draws",
        ),
        plot_estimates(
            "Tied partners: most of it is made by the data",
            closed,
            xlabel="clustering inside",
            form=".3f",
            bars="range of ten draws",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. A share of [[0.83|mine]] looks high, so chance is thought to be lower. But most organisations of the file are elsewhere.

# %% [markdown] tags=["explain"]
# By lot [[0.897|lot.mean]] of the ties would lead out; in the region it is [[0.829|mine]]. **So it looks inward more than chance.** "Same degrees" cannot ask this: it keeps
# the number of ties outside, so it gives the same.
#
# The second picture shows why the choice matters. Beside "same degrees" partners look tied to each other a lot: clustering [[0.67|closed["the region"].mean]] against
# [[0.53|closed["chance: same degrees"].mean]]. But all members of a project are tied to each other, so triangles come with the data. Beside "same projects", which has them too, it is
# [[0.63|closed["chance: same projects"].mean]]. **A figure is worth as much as its null model.**

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what each null model keeps, and what it lets go.
# **Slip.** "Chance" without saying what is kept.
# **Ask.** Which null model would you take for a surveyed cluster, where firms name their partners?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How open is open?
#
# If a region has a share $p$ of all participations, and members meet by lot, then a share $2(1-p)/(2(1-p)+hp)$ of its ties leads out with $h = 1$. With home
# preference $h$, a tie inside is $h$ times as likely.

# %% tags=["lab"]
from clustercourse.labs import formula_lab

formula_lab(
    "Formula: how open is a region by chance?",
    x=("p: the region's share of all participations", 0.01, 0.6),
    y=("share of its ties that leads out", 0, 1),
    curves={"2(1-p) / (2(1-p) + hp)": lambda p, h: 2 * (1 - p) / (2 * (1 - p) + h * p)},
    controls={"h": (0.5, 8, 0.5, 1, "home preference h")},
    mark=(0.01, 0.6, 0.01, 0.15, "share p"),
    tasks={
        "Leave h at 1. Set p to 0.05, then to 0.5. Which region is more open, without anybody's doing?": (
            "The small one: 0.97 against 0.67. Shares of regions of different size must not be compared."
        ),
        "Set p to 0.15. With which h are fewer than four of five ties outside?": (
            "From h = 3 on: ties inside are then three times as likely as by lot."
        ),
    },
)

# %% [markdown] tags=["instructor"]
# **Cut.** Say it: small regions are open by arithmetic.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Who are its gatekeepers?
#
# A gatekeeper stands between a partner outside and one inside who are not tied (Gould and Fernandez 1989). Wang expects the focal firms there.

# %% tags=["predict"]
predict(
    "brief.gate",
    "How many of the ten highest gatekeeper scores in the region belong to firms?",
    ["7 or more", "3 to 6", "2 or fewer"],
)

# %%
scores = brokerage(cluster)["gatekeeper"][inside]
by_chance = {seed: brokerage(twin)["gatekeeper"] for seed, twin in enumerate(twins[:5])}

# %% tags=["result"]
gates = scores.nlargest(10)
chance = pd.DataFrame(by_chance).loc[gates.index]
table = pd.DataFrame(
    {
        "what": [KINDS[kinds[actor]].label for actor in gates.index],
        "projects": [cluster.nodes[actor]["projects"] for actor in gates.index],
        "score": gates,
        "by chance, from": chance.min(axis=1),
        "to": chance.max(axis=1),
    }
)
table["score / chance"] = (gates / chance.mean(axis=1)).round(2)
at_gate = len(set(gates.index) & set(firms))
options = ["2 or fewer", "3 to 6", "7 or more"]
reveal(
    "brief.gate",
    options[int(at_gate > 2) + int(at_gate > 6)],
    f"{at_gate} of 10. By chance: five networks of the same degrees.",
    show=[table],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Lecture 07 had focal firms at the gate. Research projects are the ground of universities and institutes.

# %% [markdown] tags=["explain"]
# No firm is among the ten. And the scores are those of chance, or a little below: from [[0.95|table["score / chance"].min()]] to [[1.00|table["score / chance"].max()]] of what random networks of the same degrees give. **So these
# gatekeepers are those with most ties; no further skill at brokerage shows.** The data also chose them: firms seek partners elsewhere than in public projects.

# %% [markdown]
# ### Your turn
#
# `scores` has the gatekeeper score of each actor inside, `firms` is a list. Which share of all these scores do the firms hold?

# %% tags=["task"]
# BEGIN SOLUTION -> share = ...
share = scores[firms].sum() / scores.sum()
# END SOLUTION
check("brief.try_firms", share, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.129|share]].
# **Break.** Before it, all can say why a score beside chance says more than a rank.
# **Ask.** Giuliani and Bell (2005) found gatekeepers among firms by asking whom they ask for advice. Why may both be right?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What would the model say?
#
# Now the course model runs **on the region's own network**. An agency has three questions. What if the region opened up, with sixty more pipelines? If its largest firm left?
# If money went into institutes, so that multi-angle learning is twice as strong?

# %% tags=["predict"]
predict(
    "brief.steps",
    "Which of the three changes the performance of firms most, up or down?",
    ["60 more pipelines", "the largest firm leaves", "money for institutes"],
)

# %%
base = Setting(cluster, periods=60)
largest = max(firms, key=lambda firm: cluster.nodes[firm]["projects"])
others = LevelOf(tuple(firm for firm in firms if firm != largest))
steps = {
    "pipelines": {"steps": [AddPipelines(60)]},
    "largest": {"interventions": [RemoveActors(largest)]},
    "institutes": {"multi_angle": 0.6},
}
found = {}
for name, step in steps.items():
    for network in (cluster, twins[0]):
        start = base.but(structure=network)
        runs = compare(start, start.but(**step), others, replicates=5, rng=SEED)
        found[name, network is cluster] = runs.relative
path = {}
for kept in [0, 0.05, 0.1, 0.2, 0.4, 0.7]:
    fewer = base.but(steps=[KeepPipelines(kept)])
    path[kept] = compare(base, fewer, "performance", replicates=3, rng=SEED)

# %% tags=["result"]


def open_with(kept):
    """Return the share of ties that lead out with so many of the pipelines."""
    pipelines = mine * cluster.number_of_edges()
    return kept * pipelines / (kept * pipelines + cluster.number_of_edges() - pipelines)


x = [*map(open_with, path), mine]
y = [one.changed.mean() for one in path.values()]
usual = next(iter(path.values())).baseline.mean()
peak = max(range(len(y)), key=lambda place: y[place])
strongest = max(steps, key=lambda name: abs(found[name, True].mean))
words = {
    "pipelines": "60 more pipelines",
    "largest": "the largest firm leaves",
    "institutes": "money for institutes",
}
named = {True: "", False: ", random twin"}
reveal(
    "brief.steps",
    words[strongest],
    "; ".join(f"{words[name]}: {found[name, True].mean:+.1%}" for name in steps) + ".",
    show=[
        plot_estimates(
            "Twice as strong institutes move the region most, and its random twin nearly as much",
            {f"{words[name]}{named[real]}": one for (name, real), one in found.items()},
            xlabel="change of the firms' performance",
            form="+.1%",
        ),
        plot_curves(
            f"Best at {x[peak]:.2f} ({y[peak]:.2f}); the region is past it at {mine:.2f} ({usual:.2f})",
            CurvePanel(
                {"fewer outside": (x, [*y, usual])},
                "share of ties that lead out",
                "performance of firms (0 to 1)",
                points={"the region": ([mine], [usual])},
            ),
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. A largest firm is thought to carry its region. It holds few of very many ties.

# %% [markdown] tags=["explain"]
# Twice as strong institutes bring [[17.5%|found["institutes", True].mean]]. Without the largest firm the others change by
# [[-0.2%|found["largest", True].mean]]. More pipelines bring [[-0.1%|found["pipelines", True].mean]], with zero in the interval. The doses are unlike: sixty pipelines are [[1%|60 / (mine * cluster.number_of_edges())]] of those
# there are, so this alone says little. The second picture does: the region is past the model's peak. With part of its pipelines it would do better, as each takes the attention of three local ties (lecture 08).
#
# The random twin answers nearly the same: [[16.3%|found["institutes", False].mean]] for institutes. So most of this comes from how many ties of which kind there are, and little from who is tied to whom. **And the kinds come from the file**: CORDIS knows no
# value chain, so there is no vertical learning here, and institutes have little to compete with.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: buzz in the region
#
# Every lab on the course model takes a cluster of one's own. Here is lab 08.

# %% tags=["lab"]
from clustercourse.labs import buzz_lab

buzz_lab(
    cluster=cluster,
    tasks={
        "Set the buzz to 0, then to 2. Whom does it move, the focal firms or the SMEs?": (
            "The SMEs, from 0.33 to 0.55. Focal firms are at 0.63 and 0.67: they learn from partners elsewhere."
        ),
        "Give up 0.9 of the local ties. Does the buzz still matter?": (
            "Hardly: SMEs reach 0.35 without it and 0.37 with 2. What comes in is passed on over local ties."
        ),
    },
)

# %% [markdown]
# ### Your turn
#
# Why is the largest firm hardly missed? Which share of all pipelines of the region does it hold? `outside` is the set of partners elsewhere, `pipelines` the number of
# ties to them.

# %% tags=["task"]
pipelines = sum(dimension == "pipeline" for *_, dimension in cluster.edges(data="dimension"))
# BEGIN SOLUTION -> held = ...
held = len(outside & set(cluster[largest])) / pipelines
# END SOLUTION
check("brief.try_held", held, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.013|held]].

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How far would you trust it?
#
# Each answer rests on a claim that lecture 10 tried in many worlds, each with other parameters: *openness helps* (claim 17), *focal firms are gatekeepers* (4),
# *institutions promote knowledge
# sharing* (11).

# %% tags=["predict"]
predict(
    "brief.trust",
    "Which of the three claims would you carry to another region with least trust: it holds in the fewest worlds?",
    ["openness helps", "focal firms are gatekeepers", "institutions promote knowledge sharing"],
)

# %%
claims = {"pipelines": 17, "largest": 4, "institutes": 11}
reach = {name: load_reach()[number] for name, number in claims.items()}

# %% tags=["result"]
sentences = [
    "openness helps",
    "focal firms are gatekeepers",
    "institutions promote knowledge sharing",
]
rows = {
    f"claim {claims[name]}: {sentence}": {
        "holds in": f"{one.share().mean:.0%} of worlds",
        "rises, then falls in": f"{one.outcomes.count('rises, then falls') / len(one.outcomes):.0%}",
        "behind": f"{words[name]}: {found[name, True].mean:+.1%}",
    }
    for (name, one), sentence in zip(reach.items(), sentences, strict=True)
}
least = min(reach, key=lambda name: reach[name].share().mean)
reveal(
    "brief.trust",
    sentences[[*reach].index(least)],
    f"It holds in {reach[least].share().mean:.0%} of them.",
    show=[pd.DataFrame.from_dict(rows, orient="index")],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. Claim 4 failed in this region, so it is thought to be weak. It holds nearly everywhere else.

# %% [markdown] tags=["explain"]
# - *Openness helps* (claim 17) holds in [[18%|reach["pipelines"].share().mean]] of worlds only: in most it rises and then falls. That agrees with a region past its peak. *Where* the peak lies
#   hangs on the price of a pipeline, and nobody has measured it.
# - *Focal firms are gatekeepers* (claim 4) holds in [[98%|reach["largest"].share().mean]] of worlds, and *not here*: in this region focal firms do not stand at the gate. A robust claim may still not be about your region.
# - *Institutions promote knowledge sharing* (claim 11) holds in [[99%|reach["institutes"].share().mean]] of worlds. But "twice as strong" is our guess at what money does, and the file overstates institutes.
#
# So the brief may say: if a pipeline costs the attention of three local ties, this region does not lack pipelines. It may not say that institutes bring [[17.5%|found["institutes", True].mean]].

# %% [markdown] tags=["instructor"]
# **Ask.** Which one question to ten firms would do more for the brief than ten more runs?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The brief
#
# A brief of two pages has four parts: is the region open, who are its gatekeepers, what does the model say, how far is it to be trusted. Each figure stands beside chance. The
# [exercise](../exercises/11_your_region.ipynb) leads you through one and makes a page that prints as PDF. You get a region of your own, or bring your file.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "Region A has 95% of its ties outside, region B 80%. B is ten times as large.",
            {
                "A is more open by policy": "A small region has most partners elsewhere by arithmetic.",
                "Neither can be said before both stand beside chance": "Each has its own null model.",
                "B is closed": "By chance it might be higher or lower; nobody has looked.",
            },
            "Neither can be said before both stand beside chance",
        ),
        Question(
            "A region's clustering is far above 'same degrees' and as high as 'same projects'.",
            {
                "Its firms know only each other": "So do organisations that join projects by lot.",
                "The triangles come with the way the data are made": "All members of a project are tied.",
                "The measure is wrong": "It is right. It answers another question.",
            },
            "The triangles come with the way the data are made",
        ),
        Question(
            "A step does the same on the region and on its random twin.",
            {
                "The step does nothing": "It may do much, on both.",
                "The answer rests on numbers of ties, not on who is tied to whom": "A twin keeps those.",
                "The region is random": "Only for this question does it not matter.",
            },
            "The answer rests on numbers of ties, not on who is tied to whom",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this
#
# - **A common project is not learning.** Partners may never have met. The tie has no direction: it does not say who learned.
# - **What is missing is not at random.** Contacts without public money are not in the file: suppliers, customers, people who change jobs.
# - **Weights are a convention.** $1/(n-1)$ says that a large consortium is thin. It may also be where the partners of the next project meet.
# - **Some ties are a rule.** Most EU projects must have members in several countries. Neither null model keeps that.
# - **The border is drawn by an address.** A headquarters elsewhere takes its plant's projects with it.
# - **The model was not fitted.** Its parameters are those of an imagined cluster; only the ties are the region's.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. The region looks open, and is less so than chance. Say which chance.
# 2. Those with most projects stand at its gate, none of them firms.
# 3. In the model twice as strong institutes bring most, the largest firm is hardly missed, sixty more pipelines do not help. A random twin says where such an answer comes from.
# 4. Trust signs more than sizes, and say on what each verdict hangs.
#
# Next: your own brief, in the [exercise](../exercises/11_your_region.ipynb).

# %% [markdown]
# ## Further: the model against data
#
# On one cluster firms were asked whom they ask for advice. [The model beside real clusters](classics/real_clusters.ipynb) compares it with the model, and with what is published of
# others.

# %% [markdown]
# ## Reading
#
# **Reading.** Balland, Boschma and Ravet (2019), *Network dynamics in collaborative research in the EU, 2003-2017*, European Planning Studies 27(9), 1811-1837. Newman (2001), *Scientific
# collaboration networks II*, Physical Review E 64, 016132. Maslov and Sneppen (2002), *Specificity and stability in topology of protein networks*, Science 296(5569), 910-913. Gould and Fernandez
# (1989), *Structures of mediation*, Sociological Methodology 19, 89-126. Giuliani and Bell (2005), *The micro-determinants of meso-level learning and innovation*, Research Policy 34(1), 47-68.
