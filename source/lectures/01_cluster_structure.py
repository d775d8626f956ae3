# %% [markdown] slideshow={"slide_type": "slide"}
# # 01 The structure of a cluster
#
# **Who is in a cluster, who is tied to whom, and through whom does knowledge get in?**
#
# *50 minutes alone, 60 minutes in class, 70 minutes if English or Python is new to you; a good break is before "How open is it?". You need:* [00 Start here](00_start_here.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Count the actors and ties of a cluster by layer and dimension. *Task* `structure.dimensions`
# 2. Measure how open and how dense a cluster is. *Tasks* `structure.openness`, `structure.local_density`
# 3. Find the actors that connect: hubs, brokers and gatekeepers. *Tasks* `structure.between`, `structure.gatekeepers`
# 4. Compare a cluster with the archetypes of Markusen (1996). *Task* `structure.explain`

# %% tags=["setup"]
import networkx as nx
import pandas as pd

from clusterlib import build_cluster, example_cluster
from clustercourse.exercises import check, hint
from clustercourse.labs import structure_lab
from clustercourse.predictions import Question, predict, quiz, reveal
from clusterlib.measures import structure_table
from clusterlib.plots import CourseFigure, describe_cluster, plot_cluster

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the families of Florence
#
# Florence in the early 1400s was a cluster of bankers and cloth merchants. Marriages made alliances between families:
# they could carry trust and news. networkx brings the data (Breiger and Pattison 1986), a small part of what Padgett and Ansell
# (1993) studied. Each node is a family, each tie a marriage. Business ties formed another network, not shown here.

# %%
florence = nx.florentine_families_graph()
plot_cluster(florence, title="Florence: marriages between leading families")

# %% [markdown]
# In these data the Strozzi are richer than the Medici, and more of them had held office. Who is in between?

# %% tags=["predict"]
predict(
    "structure.florence",
    "Which family stands between the most pairs of other families, on their shortest path?",
    ["Strozzi", "Albizzi", "Guadagni", "Medici"],
)

# %%
between = nx.betweenness_centrality(florence, normalized=False)
top = max(between, key=between.get)
counts = f"{top}: {between[top]:.1f} pairs. Strozzi: {between['Strozzi']:.1f}."
reveal("structure.florence", top, counts)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 4. The text has just said who was rich and held office. Whoever knows the history says Medici:
# ask for the reason, for their marriages are only [[2|florence.degree("Medici") - florence.degree("Strozzi")]] more.

# %%
families = pd.DataFrame({"marriages": dict(florence.degree), "pairs in between": between})
families.sort_values("pairs in between", ascending=False).round(1).head(5)

# %% [markdown]
# The Medici have [[6|florence.degree("Medici")]] marriages, only [[2|florence.degree("Medici") - florence.degree("Strozzi")]] more
# than the Strozzi. But they stand between [[47.5|between["Medici"]]] of the [[91|14 * 13 / 2]] pairs of other families, the Strozzi
# between [[9.3|between["Strozzi"]]]. (If a pair has several shortest paths, each counts in part.) **How many ties you have is your
# *degree*. How many pairs need you on their shortest path is your *betweenness*.**
#
# Of the [[15|6 * 5 / 2]] pairs among the Medici's own partners only [[1|florence.subgraph(florence["Medici"]).size()]] is married to
# each other: Ridolfi and Tornabuoni. An actor that joins two others who have no tie with each other is a **broker**. A few years
# later the Medici ruled the city.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The parts of a cluster
#
# Wang calls a cluster an innovation network and draws it in three layers (Fig. 1 of the paper):
#
# - **core**: the firms. A few **focal firms** lead; most are small and medium-sized enterprises, **SMEs**.
# - **supporting**: universities, research institutes, bridging institutions, government.
# - **supplementary**: knowledge sources outside: R&D organisations, lead customers, subcontractors.
#
# Firms stand in **stages** of a value chain, from suppliers to makers of the final product.

# %%
cluster = build_cluster("baseline", rng=SEED)
plot_cluster(cluster)

# %% [markdown]
# There are four **dimensions** of ties. *Horizontal* ties join firms of one stage: competitors that watch each other.
# *Vertical* ties join suppliers and customers. *Multi-angle* ties join firms and institutions. The fourth kind leads out:
# Bathelt, Malmberg and Maskell (2004) call it a **global pipeline**. The paper names the first three as dimensions
# of learning inside the cluster.
#
# A cluster is a plain networkx graph. Actors and ties carry a description. These lines are all you need for the exercise:

# %%
for actor, layer in list(cluster.nodes(data="layer"))[:2]:
    print(actor, layer)
for a, b, dimension in list(cluster.edges(data="dimension"))[:2]:
    print(a, b, dimension)
print(list(cluster["F18"])[:4])  # the first partners of F18
print(cluster.degree("F18"))  # its number of ties
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
print(len(set(cluster["F18"]) & firms))  # & keeps what is in both sets: partners that are firms

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### Your turn
#
# How many actors of this cluster are outside knowledge sources, with or without a tie? And how many ties has the actor with
# the most ties? Write your code in place of the dots. If you are stuck, run `hint("structure.try_count")` in a new cell.

# %% tags=["task"]
# BEGIN SOLUTION -> outside = ...
outside = sum(layer == "supplementary" for _, layer in cluster.nodes(data="layer"))
# END SOLUTION
check("structure.try_count", outside, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[12|outside]].

# %% tags=["task"]
# BEGIN SOLUTION -> most_ties = ...
most_ties = max(dict(cluster.degree).values())
# END SOLUTION
check("structure.try_hub", most_ties, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[12|most_ties]].
# **Slip.** Counting everything that is not a firm as an outside source. Institutions are inside; the feedback knows it.
# **Break.** Before it, let everybody find one institution, one focal firm and one outside source on the map.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How open is it?
#
# A tie to a partner next door is cheap: you meet anyway. A pipeline is not. In the paper's words, "knowledge flows through
# external linkage are not automatic and participation is not free". The paper says no more than that. The rest is an assumption
# of this course: the cluster has a fixed budget of ties. It was built with `openness=0.2`: a fifth of the local ties was given up,
# and what they cost was spent on pipelines. One pipeline costs as much as [[3|1 + cluster.graph["structure"].pipeline_cost]] local ties.
#
# In the finished network, openness is **measured** as a share: ties that lead out, divided by all ties. It is another number.

# %% tags=["predict"]
predict(
    "structure.openness",
    "A fifth of the local ties was given up for pipelines. Which share of all ties are pipelines now?",
    ["clearly less than 20%", "about 20%", "clearly more than 20%"],
)

# %% tags=["result"]
pipelines = [tie for *tie, d in cluster.edges(data="dimension") if d == "pipeline"]
share = len(pipelines) / cluster.number_of_edges()
sizes = {"clearly less than 20%": share < 0.17, "clearly more than 20%": share > 0.23}
answer = next((text for text, holds in sizes.items() if holds), "about 20%")
reveal("structure.openness", answer, f"{len(pipelines)} of {cluster.size()} ties: {share:.1%}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. The setting is taken for the measure. A pipeline costs as much as
# [[3|1 + cluster.graph["structure"].pipeline_cost]] local ties, so [[8%|share]] is what is left of a fifth.

# %% [markdown]
# The reason is the price of a pipeline: the cluster gets few new ties for many old ones. Who pays? Local ties are given up
# at random, and most pipelines go to focal firms. So SMEs and institutions lose ties, and focal firms gain sources.
# [Lab question 3](#Lab:-move-the-structure) shows it. Whether the few pipelines are worth their price depends on what flows
# through them. That needs a learning model, and not only a map.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## One table for the structure
#
# The paper proposes three indicators: "the network centrality, the network size and the network openness". The table holds
# them, and some more from network research.

# %%
structure_table(cluster)

# %% [markdown] tags=["instructor"]
# **Ask.** Which of these numbers does the development agency of your region know? Which could it find out in a week?

# %% [markdown]
# - **Density**: ties that exist, divided by ties that could exist. Always ask: among which actors? Here among the cluster's own.
#   `nx.density(graph)` gives it; `cluster.subgraph(actors)` gives the network among some of the actors.
# - **Clustering**: how often two partners of an actor are partners themselves. **E-I index**: external minus internal ties, by all ties.
# - **Centralisation** (Freeman 1979): 1 if all ties go to one actor as in a star, 0 if all actors have as many.
# - **Core-periphery** (Borgatti and Everett 1999): how well the network fits a dense core and a periphery with few ties; 1 is a perfect fit.
# - **Constraint** (Burt 1992): low if your partners are not tied to each other.
# - **Gatekeeper** (Gould and Fernandez 1989): an actor inside who stands between somebody outside and somebody inside who has
#   no tie to that source. A firm with pipelines and nobody inside to tell is an **external star** (Giuliani and Bell 2005).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Four types of district
#
# Clusters differ. Markusen (1996) described four types:
#
# - **Marshallian**: many small firms, tied closely to each other, few ties outwards.
# - **hub-and-spoke**: one or a few large firms, with suppliers and customers gathered round them.
# - **satellite platform**: branch plants of outside firms; ties lead out rather than to the neighbour.
# - **state-anchored**: a public institution in the centre, such as a university or an agency.

# %% tags=["predict"]
predict(
    "structure.archetype",
    "In which type does one single actor have the largest share of all ties?",
    ["marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"],
)

# %% tags=["result"]
names = ["marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"]
districts = {name: [build_cluster(name, rng=seed) for seed in range(20)] for name in names}
largest = {
    name: sum(max(d for _, d in g.degree) / g.size() for g in graphs) / len(graphs)
    for name, graphs in districts.items()
}
top_type = max(largest, key=largest.get)
shares = ", ".join(f"{name} {share:.0%}" for name, share in largest.items())
reveal("structure.archetype", top_type, f"Share of ties that involve the top actor: {shares}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 4, not 2. Most are right here; those who are not choose the state, which comes second with
# [[20%|largest["state_anchored"]]]. Say what was built in: the hub was put into the archetype.

# %% tags=["result"]
findings = [
    "firms tied to firms",
    "ties gather at a few firms",
    "ties lead out",
    "ties lead to the state",
]
figure = CourseFigure(figsize=(13, 8.6))
for place, (name, finding) in enumerate(zip(names, findings, strict=True)):
    ax = figure.add_axes((0.01 + place % 2 / 2, 0.5 - place // 2 / 2, 0.48, 0.46))
    title = f"{name}: {finding}"
    plot_cluster(districts[name][0], ax=ax, labels=False, legend=False, title=title)
figure.alt = " ".join(describe_cluster(districts[name][0]) for name in names)
figure

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what tells the four types apart, without a number.
# **Ask.** Which type is the cluster nearest to you, and what would you count to find out?

# %% [markdown]
# Colours and lines are those of the maps above. Each number is a mean over [[20|len(districts["marshallian"])]] random clusters of the type. One draw can mislead; the lab lets you see how much the draws
# differ. Note what was built in and what was found: that a hub has many ties was put into the archetype. The numbers
# behind the four types are this course's own; only their pattern is from Markusen. One part of her picture is missing: the
# parent firms outside, to which the branch plants of a satellite platform belong.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: move the structure
#
# 1. Go through the four types and leave the other controls alone. Which measure tells them apart best?
# 2. Choose *hub and spoke*. Set focal firms to `0`, then `1`, then `8`. When does centralisation jump? Which measure keeps
#    rising, and why are these two not the same?
# 3. Choose *baseline* and raise the share of local ties given up from `0` to `0.5`. Watch the local ties of an SME and the actors
#    joined by local ties. Who loses, who gains?

# %% tags=["lab"]
structure_lab()

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. No single measure does it. Centralisation finds the hub, the share of focal firms' ties the satellite's weak centre, and the
#    map shows whose ties are multi-angle.
# 2. Centralisation jumps with the first hub. After that it does not rise any more: several hubs share the ties, so no one
#    stands out. The share of ties held by focal firms keeps rising, because it adds all of them up.
# 3. SMEs lose local ties, and some actors lose their last one. Pipelines go mostly to focal firms.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A cluster of your own
#
# *Optional: no task needs it.* A surveyed cluster comes as two small files, which any spreadsheet can write: one of actors (`id`, `kind`, `stage`), one of ties
# (`source`, `target`). More columns are kept. This one is invented; it shows the format.

# %%
bicycles = example_cluster()
plot_cluster(bicycles)

# %% [markdown]
# With files of your own you write `read_cluster("actors.csv", "ties.csv")`. Real files have mistakes in them.
# `read_cluster` lists all of them at once, with the line and what to do:

# %% tags=["raises"]
from pathlib import Path
from tempfile import TemporaryDirectory

from clusterlib import ClusterError, read_cluster

with TemporaryDirectory() as folder:
    actors, ties = Path(folder, "actors.csv"), Path(folder, "ties.csv")
    actors.write_text("id,kind,stage\nAnna,sme,1\nBert,smee,2\nCaro,sme,\n")
    ties.write_text("source,target\nAnna,Bert\nAnna,Dora\n")
    try:
        read_cluster(actors, ties)
    except ClusterError as error:
        print(error)

# %% [markdown] tags=["instructor"]
# **Cut.** No task needs it. Show it to those who bring data of their own.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "A firm has 9 ties, all to members of one tight group. What follows?",
            {
                "High degree, low betweenness": "Right. The members reach each other without it.",
                "High degree, high betweenness": "Degree counts ties. Betweenness counts paths that "
                "must pass through. The members of a tight group need nobody in between.",
                "Low degree, high betweenness": "Nine ties are many: its degree is high.",
            },
            "High degree, low betweenness",
        ),
        Question(
            "Two clusters have 10 pipelines each. Cluster A has 40 local ties, B has 90. Which is more open?",
            {
                "A": "Right: 10 of 50 ties is 20%, 10 of 100 is 10%. Openness is a share.",
                "B": "B has more ties, but a smaller share of them leads out.",
                "Both are equally open": "The number of pipelines is the same, but openness is "
                "their share of all ties.",
            },
            "A",
        ),
        Question(
            "A firm has three pipelines and no partner inside the cluster. What is it?",
            {
                "An external star": "Right. It learns from outside and passes nothing on.",
                "A gatekeeper": "A gatekeeper needs a second side: somebody inside to tell.",
                "A broker between stages": "To stand between two stages it needs ties into both.",
            },
            "An external star",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this picture
#
# - **A tie is not a flow.** In three wine clusters Giuliani (2007) found business ties everywhere, but knowledge ties
#   selective and uneven. A map of who meets whom overstates who learns from whom.
# - **Some learning needs no tie.** Neighbours see and hear each other. Marshall wrote of trades that are "in the air"; today it is
#   called local buzz. The map shows only ties, so it misses this.
# - **The edge of the map is a choice.** Whoever draws the boundary decides what is "outside", and so sets openness.
# - **The picture stands still.** Real ties form and end; some of that is the result of learning, not its cause.
# - **Position is not all.** A central firm may also be the most able one. Then its position gets the credit that belongs to its
#   ability. The two must be taken apart before one believes in positions.
# - **Florence is one case**, and we know how it ended. A measure that picks the winner afterwards has not predicted anything.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A cluster has three layers, firms stand in stages, and ties have four dimensions.
# 2. Openness is a share of ties; density needs the answer to "among whom?". A pipeline costs more than a local tie.
# 3. Degree counts ties, betweenness counts pairs that need you, a gatekeeper joins outside and inside.
# 4. Four archetypes differ in who holds the ties.
#
# | Notation | Meaning |
# |---|---|
# | $N$, $N_{in}$ | number of all actors, of the cluster's own actors |
# | $L$, $L_{in}$, $L_{out}$ | number of all ties, of local ties, of pipelines |
# | $k_i$ | degree of actor $i$: its number of ties |
# | $d = 2L_{in} / (N_{in}(N_{in}-1))$ | local density |
# | $L_{out} / L$ | openness as measured |
#
# **Reading.** Markusen (1996), *Sticky places in slippery space*, Economic Geography 72(3), 293-313. Padgett and Ansell (1993),
# *Robust action and the rise of the Medici, 1400-1434*, American Journal of Sociology 98(6), 1259-1319. Bathelt, Malmberg and
# Maskell (2004), *Clusters and knowledge*, Progress in Human Geography 28(1), 31-56. Giuliani (2007), *The selective
# nature of knowledge networks in clusters*, Journal of Economic Geography 7(2), 139-168. Giuliani and Bell (2005), *The micro-determinants
# of meso-level learning and innovation*, Research Policy 34(1), 47-68. Breiger and Pattison (1986), *Cumulated social roles*, Social
# Networks 8(3), 215-256. On the measures: Freeman (1979), Social Networks 1(3), 215-239; Burt (1992), *Structural Holes*, Harvard
# University Press; Borgatti and Everett (1999), Social Networks 21(4), 375-395; Gould and Fernandez (1989), Sociological Methodology 19, 89-126.
#
# **Next:** [exercise 01](../exercises/01_cluster_structure.ipynb), on a cluster of your own.
