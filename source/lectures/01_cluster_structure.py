# %% [markdown] slideshow={"slide_type": "slide"}
# # 01 The structure of a cluster
#
# **Who is in a cluster, who is tied to whom, and through whom does knowledge get in?**
#
# *50 minutes alone, 60 minutes in class, 75 minutes if English or Python is new to you; a good break is before "How open is it?". You need:* [00 Start here](00_start_here.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Count the actors and ties of a cluster by layer and dimension. <!-- structure.dimensions -->
# 2. Measure how dense a cluster is, and which share of its ties leads out. <!-- structure.openness, structure.local_density -->
# 3. Find the actors that others need: hubs, brokers and gatekeepers. <!-- structure.between, structure.gatekeepers -->
# 4. Compare a cluster with the four types of Markusen (1996). <!-- structure.explain -->

# %% tags=["setup"]
import networkx as nx

from clusterlib import build_cluster
from clusterlib.experiments import estimate
from clusterlib.plots import CourseFigure, cluster_layout, plot_cluster
from clustercourse.exercises import check, hint
from clustercourse.labs import structure_lab
from clustercourse.predictions import Question, predict, quiz, reveal

SEED = 2013

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the families of Florence
#
# Florence in the early 1400s was a cluster of bankers and cloth merchants. Marriages made alliances between families: they could
# carry trust and news. Each point is a family, each line a marriage. The data (Breiger and Pattison 1986) are a small part of
# what Padgett and Ansell (1993) studied.

# %%
florence = nx.florentine_families_graph()
plot_cluster(florence, title="Florence: marriages between leading families")

# %% [markdown] slideshow={"slide_type": "subslide"}
# Measures are best met where you can count by hand. Two of them belong to one actor:
#
# - Your number of ties is your **degree**. Count the lines of the Strozzi, and then of the Guadagni: [[4|florence.degree("Strozzi")]] each.
# - The number of pairs that need you on their shortest path is your **betweenness**. The Pazzi, on the left, have one marriage, with
#   the Salviati. Whoever wants to reach the Pazzi must pass them. So the Salviati stand between [[13|15 - 2]] pairs: the
#   Pazzi and each of the [[13|15 - 2]] other families.
#
# In these data the Strozzi are richer than the Medici, and more of them had held office.

# %% tags=["predict"]
predict(
    "structure.florence",
    "Which family stands between the most pairs of other families, on their shortest path?",
    ["Strozzi", "Albizzi", "Guadagni", "Medici"],
)

# %%
# For each family: between how many pairs of others does it stand?
between = nx.betweenness_centrality(florence, normalized=False)
most = max(between, key=between.get)

# %% tags=["result"]
picture = plot_cluster(
    florence,
    colour=between,
    size=between,
    colour_label="pairs in between",
    title=f"The {most} stand between {between[most]:.1f} of {14 * 13 // 2} pairs of others",
)
told = [
    f"{name}: {florence.degree(name)} marriages, between {between[name]:.1f} pairs"
    for name in [*sorted(between, key=between.get, reverse=True)[:3], "Strozzi"]
]
reveal("structure.florence", most, ". ".join(told) + ".", show=[picture])

# %% [markdown] tags=["explain"]
# The Medici have [[6|florence.degree("Medici")]] marriages, only [[2|florence.degree("Medici") - florence.degree("Strozzi")]] more
# than the Strozzi. But they stand between [[47.5|between["Medici"]]] pairs, the Strozzi between [[9.3|between["Strozzi"]]].
# (If a pair has several shortest paths, each counts in part.) **To have many ties is one thing, to be needed is another.**
#
# Why? Look at the [[6|florence.degree("Medici")]] partners of the Medici. They make [[15|6 * 5 / 2]] pairs, and only
# [[1|florence.subgraph(florence["Medici"]).size()]] of these pairs is married to each other: Ridolfi and Tornabuoni. An actor that joins two others
# who have no tie with each other is a **broker**. A few years later the Medici ruled the city.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 4. The text has just said who was rich and held office. Whoever knows the history says Medici:
# ask for the reason, for their marriages are only [[2|florence.degree("Medici") - florence.degree("Strozzi")]] more.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Draw a boundary
#
# A cluster has an inside and an outside. Draw a boundary round four families, and count again. The four are larger; their ties are the strong lines.

# %% tags=["result"]
four = ["Strozzi", "Peruzzi", "Castellani", "Bischeri"]
ends = [(a in four) + (b in four) for a, b in florence.edges]  # 2 inside, 1 that leads out
title = f"Four families: {ends.count(2)} marriages inside, {ends.count(1)} that lead out"
look = {"colour": dict.fromkeys(four, 0.5), "colour_range": (0, 1), "rings": False}
size = {family: 1 if family in four else 0.4 for family in florence}
figure = plot_cluster(florence, highlight=four, size=size, legend=False, title=title, **look)
figure.alt = f"The map of Florence. {title}. The four are {', '.join(four)}."
figure

# %%
inside = florence.subgraph(["Strozzi", "Peruzzi", "Castellani", "Bischeri"])
print("pairs that are tied, of the four:", nx.density(inside))
print("pairs that are tied, of all:", nx.density(florence))

# %% [markdown]
# - **Density** is the number of ties, divided by the number of pairs. The four make [[6|4 * 3 / 2]] pairs, [[5|inside.size()]] are tied:
#   [[0.83|nx.density(inside)]]. Of all [[105|15 * 14 / 2]] pairs [[20|florence.size()]] are tied: [[0.19|nx.density(florence)]]. Always ask: among whom?
# - The **share of ties that lead out**: of [[8|5 + 3]] ties [[3|ends.count(1)]] lead out.
# - A **gatekeeper** is an actor inside who stands between somebody outside and somebody inside who has no tie to that source. What the
#   Strozzi hear from the Ridolfi they can tell the Peruzzi. The Peruzzi have no tie that leads out: they are no gatekeeper.
# - An actor with ties that lead out and nobody inside to tell is an **external star** (Giuliani and Bell 2005).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The parts of a cluster
#
# Wang calls a cluster an innovation network and draws it in three layers (Fig. 1 of the paper):
#
# - **core**: the firms. A few **focal firms** lead; most are small and medium-sized enterprises, **SMEs**.
# - **supporting**: universities, research institutes, bridging institutions, government.
# - **supplementary**: knowledge sources outside, such as R&D organisations, lead customers and subcontractors.
#
# Firms stand in **stages** of a value chain, from suppliers to makers of the final product.

# %%
cluster = build_cluster("baseline", rng=SEED)
plot_cluster(cluster)

# %% [markdown]
# Ties have four **dimensions**. *Horizontal* ties join firms of one stage: competitors that watch each other. *Vertical* ties join
# suppliers and customers. *Multi-angle* ties join firms and institutions. The fourth kind leads out: Bathelt, Malmberg and Maskell (2004)
# call it a **global pipeline**. The paper names the first three as dimensions of learning inside the cluster.
#
# A cluster is a plain networkx graph. Actors and ties carry a description. These lines are all you need for the exercise:

# %%
for actor, layer in list(cluster.nodes(data="layer"))[:2]:
    print(actor, layer)
for a, b, dimension in list(cluster.edges(data="dimension"))[:2]:
    print(a, b, dimension)
print(list(cluster["F20"])[:4])  # the first partners of F20
print(cluster.degree("F20"))  # its number of ties
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
print(len(set(cluster["F20"]) & firms))  # & keeps what is in both sets: partners that are firms

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
# of this course: a cluster has a fixed budget of ties. The setting **openness** is the share of its local ties that it gives up, to
# spend on pipelines what they cost. One pipeline costs as much as [[3|1 + cluster.graph["structure"].pipeline_cost]] local ties.
#
# The cluster on the map was built with openness `0.2`.

# %% tags=["predict"]
predict(
    "structure.openness",
    "A fifth of the local ties was given up for pipelines. Which share of all ties leads out now?",
    ["clearly less than 20%", "about 20%", "clearly more than 20%"],
)

# %%
closed = build_cluster("baseline", rng=SEED, openness=0)  # the same cluster, no tie given up


def count_pipelines(graph):
    return sum(dimension == "pipeline" for _, _, dimension in graph.edges(data="dimension"))


share = count_pipelines(cluster) / cluster.size()

# %% tags=["result"]
sizes = {"clearly less than 20%": share < 0.17, "clearly more than 20%": share > 0.23}
answer = next((text for text, holds in sizes.items() if holds), "about 20%")
figure = CourseFigure(figsize=(13, 4.4))
parts = []
for place, (value, graph) in enumerate({0: closed, 0.2: cluster}.items()):
    ax = figure.add_axes((0.01 + place / 2, 0.0, 0.48, 0.92))
    out = count_pipelines(graph)
    parts.append(f"Openness {value}: {graph.size() - out} local ties, {out} pipelines")
    look = {"labels": False, "legend": False, "positions": cluster_layout(cluster)}
    plot_cluster(graph, ax=ax, title=parts[-1], **look)
figure.alt = (
    f"Two maps of one cluster. {'. '.join(parts)}. Right, lines lead to sources outside, most of "
    "them from focal firms; between the firms there are fewer lines than on the left."
)

# Who pays? Local ties of a firm with and without pipelines, and pipelines that focal firms hold.
had, lost, held = {"sme": [], "focal_firm": []}, {"sme": [], "focal_firm": []}, []
for seed in range(20):
    ties_of = {}
    for value in (0, 0.2):
        graph = build_cluster("baseline", rng=seed, openness=value)
        kinds = dict(graph.nodes(data="kind"))
        ties = list(graph.edges(data="dimension"))
        ends = [kinds[end] for *tie, of in ties if of != "pipeline" for end in tie]
        for kind in had:
            ties_of[kind, value] = ends.count(kind) / list(kinds.values()).count(kind)
    ways_out = [{kinds[a], kinds[b]} for a, b, of in ties if of == "pipeline"]
    for kind in had:
        had[kind].append(ties_of[kind, 0])
        lost[kind].append(ties_of[kind, 0] - ties_of[kind, 0.2])
    held.append(sum("focal_firm" in ends for ends in ways_out) / len(ways_out))
had = {kind: estimate(values).mean for kind, values in had.items()}
lost, gates = {kind: estimate(values) for kind, values in lost.items()}, estimate(held)
fewer = ", ".join(
    f"{name} has {lost[kind].mean:.1f} of its {had[kind]:.1f} local ties fewer (95% interval "
    f"{lost[kind].low:.1f} to {lost[kind].high:.1f})"
    for kind, name in {"sme": "an SME", "focal_firm": "a focal firm"}.items()
)
pipelines = count_pipelines(cluster)
given_up = closed.size() - cluster.size() + pipelines
told = (
    f"{pipelines} of {cluster.size()} ties lead out: {share:.0%}. {given_up} local ties were given up for "
    f"them. Means of 20 clusters: {fewer}. Focal firms hold {gates.mean:.0%} of the pipelines "
    f"({gates.low:.0%} to {gates.high:.0%})."
)
reveal("structure.openness", answer, told, show=[figure])

# %% [markdown] tags=["explain"]
# The reason is the price of a pipeline: [[26|given_up]] local ties buy [[9|pipelines]] pipelines. **Openness is a setting, and says what is
# given up. The share of ties that lead out is measured, and says what is there.** They are two numbers, [[20%|cluster.graph["structure"].openness]]
# and [[8%|share]].
#
# Who pays? The ties to give up are drawn at random. So all lose a fifth: an SME [[0.9|lost["sme"].mean]] of [[4.6|had["sme"]]] local ties, a focal firm
# [[1.9|lost["focal_firm"].mean]] of [[9.9|had["focal_firm"]]]. But [[76%|gates.mean]] of the pipelines go to focal firms. That is built in. Whether few pipelines are worth many local ties
# depends on what flows through them. A map cannot say that: it needs a learning model.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. The setting is taken for the measure. A pipeline costs as much as
# [[3|1 + cluster.graph["structure"].pipeline_cost]] local ties, so [[8%|share]] is what is left of a fifth.
# **Ask.** Which of the numbers so far does the development agency of your region know? Which could it find out in a week?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Four types of district
#
# Clusters differ. Markusen (1996) described four types:
#
# - **Marshallian**: many small firms, tied closely to each other, few ties outwards.
# - **hub-and-spoke**: one or a few large firms, with suppliers and customers gathered round them.
# - **satellite platform**: branch plants of outside firms; ties lead out rather than to the neighbour.
# - **state-anchored**: a public institution in the centre, such as a university or an agency.
#
# Below is one cluster of each type. Marks and lines are those of the map above: large diamonds are focal firms.

# %% tags=["result"]
maps = {"A": "state_anchored", "B": "marshallian", "C": "satellite_platform", "D": "hub_and_spoke"}
figure = CourseFigure(figsize=(13, 8.6), alt="Four maps, one cluster of each type.")
for place, (letter, name) in enumerate(maps.items()):
    ax = figure.add_axes((0.01 + place % 2 / 2, 0.5 - place // 2 / 2, 0.48, 0.46))
    one = build_cluster(name, rng=0)
    plot_cluster(one, ax=ax, labels=False, legend=False, title=f"Map {letter}")
    kinds = [dimension for _, _, dimension in one.edges(data="dimension")]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(sorted(kinds))}
    largest = max(dict(one.degree).values())
    figure.alt += f" {letter}: ties {counts}; the actor with most ties has {largest}."
figure

# %% tags=["predict"]
predict(
    "structure.archetype",
    "Which map is the hub-and-spoke district? Look for what sets it apart.",
    ["Map A", "Map B", "Map C", "Map D"],
)

# %%
# For 20 clusters of each type: which share of all ties does the actor with most ties have?
top = {}
for name in ["marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"]:
    clusters = [build_cluster(name, rng=seed) for seed in range(20)]
    top[name] = [max(dict(graph.degree).values()) / graph.size() for graph in clusters]

# %% tags=["result"]
letters = {name: letter for letter, name in maps.items()}
means = {name: estimate(shares) for name, shares in top.items()}
figure = CourseFigure(figsize=(9, 3.4))
ax = figure.add_axes((0.27, 0.2, 0.68, 0.64))
for row, mean in enumerate(means.values()):
    ax.plot([100 * mean.low, 100 * mean.high], [row, row], color="#0072B2", linewidth=3)
    ax.plot(100 * mean.mean, row, "o", color="#0072B2", markersize=9, markeredgecolor="white")
names = [f"map {letters[name]}: {name.replace('_', ' ')}" for name in means]
ax.set_yticks(range(4), names, size=11)
ax.set(xlim=(0, 32), ylim=(3.6, -0.6))
ax.set_xlabel("ties of the actor with most ties, % of all ties (mean of 20 clusters, 95% interval)")
title = f"In a hub-and-spoke district one actor has {means['hub_and_spoke'].mean:.0%} of all ties"
ax.set_title(title, loc="left", x=-0.35, weight="bold")
ax.spines[["top", "right"]].set_visible(False)
ax.grid(axis="x", color="#E3E6EA")
told = ", ".join(
    f"{name.replace('_', ' ')} {mean.mean:.0%} ({mean.low:.0%} to {mean.high:.0%})"
    for name, mean in means.items()
)
figure.alt = f"Share of all ties that the actor with most ties has, mean and interval: {told}."
reveal("structure.archetype", f"Map {letters['hub_and_spoke']}", told + ".", show=[figure])

# %% [markdown] tags=["explain"]
# On map D two diamonds hold the others together. On map C there are six, and none stands out: their lines lead out. On map A the lines
# run to the institutions, on map B from firm to firm.
#
# On average one number tells map D from the rest: the actor with most ties has [[24%|means["hub_and_spoke"].mean]] of all ties, against
# [[20%|means["state_anchored"].mean]] where the state is the anchor, and their intervals lie apart. In a Marshallian district it is
# [[12%|means["marshallian"].mean]]. But this was built in, not found: the numbers behind the types are this course's own, and only their pattern is from
# Markusen. One part of her picture is missing: the parent firms outside, to which branch plants belong.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 4. Six large diamonds look like hubs. Count the lines at each: on map C they lead out.
# **Stop.** All can say what tells the four types apart, without a number.
# **Ask.** Which type is the cluster nearest to you, and what would you count to find out?
# **Cut.** The lab has all four: let the class say there what tells them apart.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: move the structure
#
# **Centralisation** (Freeman 1979) is 1 if all ties go to one actor, as in a star, and 0 if all actors have as many.

# %% tags=["lab"]
structure_lab(
    tasks={
        "Go through the four types and leave the other controls alone. Which measure tells them "
        "apart best?": "None of them does it alone. Centralisation is high with hubs and in the "
        "state-anchored type, and low in the other two. The share of ties that lead out is highest in "
        "the satellite platform. And the map shows where most ties are multi-angle.",
        "Choose hub and spoke. Set focal firms to 0, then 1, then 8. When does centralisation jump? "
        "Which measure keeps rising?": "Centralisation jumps with the first hub. Then it does not "
        "rise any more: several hubs share the ties, so no one stands out. The share of ties held by "
        "focal firms keeps rising, because it adds all of them up.",
        "Choose baseline and raise the local ties given up from 0 to 0.5. Who loses, who gains?": "All "
        "lose local ties, and some actors lose their last one. Pipelines go mostly to focal firms.",
    }
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
quiz(
    [
        Question(
            "A firm has 9 ties, all to members of one tight group. What follows?",
            {
                "It is close to all of them, so all need it": "They reach each other without it. "
                "Betweenness counts paths that must pass through.",
                "It has a high degree and a low betweenness": "The members of the group reach "
                "each other without it.",
                "It is a broker, as it joins many others": "A broker joins others who have no tie with each "
                "other. These have.",
            },
            "It has a high degree and a low betweenness",
        ),
        Question(
            "Clusters A and B have 10 pipelines each; A has 40 local ties, B has 90. Where is the share of "
            "ties that lead out larger?",
            {
                "In A": "10 of 50 ties is 20%, 10 of 100 is 10%.",
                "In B": "B has more ties, but a smaller share of them leads out.",
                "The same": "The number of pipelines is the same, but not their share of all ties.",
            },
            "In A",
        ),
        Question(
            "A firm has three pipelines and no partner inside the cluster. What is it?",
            {
                "A gatekeeper, as it has the ways out": "A gatekeeper needs a second side: somebody "
                "inside to tell.",
                "A hub, as it has more than most": "A hub has many ties inside. This one has none.",
                "An external star, as nobody is told": "It learns from outside and passes "
                "nothing on.",
            },
            "An external star, as nobody is told",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this picture
#
# - **A tie is not a flow.** In three wine clusters Giuliani (2007) found business ties everywhere, but knowledge ties
#   selective and uneven. A map of who meets whom overstates who learns from whom.
# - **Some learning needs no tie.** Marshall wrote of trades that are "in the air": neighbours see and hear each other. The map shows only ties,
#   and the model of this course has no others. Where it says **buzz**, it means the strength of all learning over local ties.
# - **The edge of the map is a choice.** Whoever draws the boundary decides what leads "out".
# - **The picture stands still.** Real ties form and end; some of that is the result of learning, not its cause.
# - **Position is not all.** A central firm may also be the most able one. Then its position gets the credit for its ability.
# - **Florence is one case**, and we know how it ended. A measure that picks the winner afterwards has not predicted anything.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A cluster has three layers, firms stand in stages, and ties have four dimensions.
# 2. Density needs the answer to "among whom?". The share of ties that lead out is measured; openness is what was given up for them.
# 3. Degree counts ties, betweenness counts pairs that need you, a gatekeeper joins outside and inside.
# 4. Four types of district differ in who holds the ties.
#
# | Notation | Meaning |
# |---|---|
# | $N$, $N_{in}$ | number of all actors, of the cluster's own actors |
# | $L$, $L_{in}$, $L_{out}$ | number of all ties, of local ties, of pipelines |
# | $k_i$ | degree of actor $i$: its number of ties |
# | $d = 2L_{in} / (N_{in}(N_{in}-1))$ | local density: among the cluster's own actors |
# | $L_{out} / L$ | share of ties that lead out |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: all measures in one table
#
# *No task needs this part.* The paper proposes three indicators: "the network centrality, the network size and the network openness". What it calls
# openness is measured here as the share of ties that lead out. This table has them, and more from network research:
#
# - **Clustering**: how often two partners of an actor are partners themselves. **E-I index**: ties out minus ties inside, by all ties.
# - **Core-periphery** (Borgatti and Everett 1999): how well the network fits a dense core and a periphery with few ties; 1 is a perfect fit.
# - **Constraint** (Burt 1992): low if your partners are not tied to each other, as with a broker.
# - **Gatekeepers** are counted after Gould and Fernandez (1989): one for each pair that is joined.

# %% tags=["result"]
import pandas as pd

from clusterlib.measures import structure_table

pd.options.display.precision = 3
structure_table(cluster)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: a cluster of your own
#
# *No task needs this part.* A surveyed cluster comes as two small files, which any spreadsheet can write: one of actors (`id`, `kind`, `stage`), one of ties
# (`source`, `target`). More columns are kept. This one is invented; it shows the format.

# %%
from clusterlib import example_cluster

bicycles = example_cluster()
plot_cluster(bicycles)

# %% [markdown]
# It also goes into the labs: try `structure_lab(cluster=bicycles)`. With files of your own you write
# `read_cluster("actors.csv", "ties.csv")`; `clusterlib survey` writes a template for a survey. Real files have mistakes in them.
# `read_cluster` lists all of them at once, with the line and what to do:

# %% tags=["result", "raises"]
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

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Reading
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
