# %% [markdown] slideshow={"slide_type": "slide"}
# # 01 The structure of a cluster
#
# **Who is in a cluster, who is tied to whom, and through whom does knowledge get in?**
#
# *55 minutes. You need:* [00 Start here](00_start_here.ipynb), *and a little Python: a list, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Read a cluster as a network: its layers, kinds and dimensions. *Task* `structure.dimensions`
# 2. Measure how open and how dense a cluster is. *Tasks* `structure.openness`, `structure.local_density`
# 3. Find the actors that connect: hubs, brokers and gatekeepers. *Tasks* `structure.between`, `structure.gatekeepers`
# 4. Compare a cluster with the archetypes of Markusen (1996). *Task* `structure.explain`

# %% tags=["setup"]
import networkx as nx
import pandas as pd

from clusterlib import build_cluster, example_cluster
from clusterlib.exercises import check, hint
from clusterlib.labs import Question, predict, quiz, reveal, structure_lab
from clusterlib.measures import structure_table
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: the families of Florence
#
# Florence in the early 1400s was a cluster of bankers and cloth merchants. Families married each other, and a marriage
# was also a business tie: it carried trust, credit and news. Padgett and Ansell (1993) recorded these
# marriages. networkx brings the data: each node is a family, each tie a marriage between two families.

# %%
florence = nx.florentine_families_graph()
plot_cluster(florence, title="Florence: marriages between leading families")

# %% [markdown]
# The Strozzi were richer than the Medici and had held more offices. Yet it was the Medici who came to rule the city.

# %% tags=["predict"]
predict(
    "structure.florence",
    "Which family stands most often between two others, on the shortest path of marriages?",
    ["Strozzi", "Albizzi", "Guadagni", "Medici"],
)

# %%
between = nx.betweenness_centrality(florence, normalized=False)
top = max(between, key=between.get)
counts = f"{top}: {between[top]:.1f} paths. Strozzi: {between['Strozzi']:.1f}."
reveal("structure.florence", top, counts)

# %%
families = pd.DataFrame({"marriages": dict(florence.degree), "paths in between": between})
families.sort_values("paths in between", ascending=False).round(1).head(5)

# %% [markdown]
# The Medici have [[6|florence.degree("Medici")]] marriages, only [[2|florence.degree("Medici") - florence.degree("Strozzi")]] more
# than the Strozzi. But they lie on [[47.5|between["Medici"]]] shortest paths, and the Strozzi on [[9.3|between["Strozzi"]]]. (Where two
# families have several shortest paths, each path counts in part.) The partners of the Medici were not married to each
# other, so news between them went through the Medici. **How many ties you have is your *degree*. Where they lead is
# your *betweenness*.** The second was the rarer good.

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
# A cluster is a plain networkx graph. Every actor and every tie carries its description:

# %%
print(cluster.nodes["F18"])
print(list(cluster.edges("F18", data="dimension"))[:3])

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### Your turn
#
# How many actors of this cluster are outside knowledge sources? And which actor has the most ties?

# %% tags=["task"]
# BEGIN SOLUTION -> outside = ...
outside = sum(layer == "supplementary" for _, layer in cluster.nodes(data="layer"))
# END SOLUTION
check("structure.try_count", outside, cluster)

# %% tags=["task"]
# BEGIN SOLUTION -> hub = ...
hub = max(cluster, key=cluster.degree)
# END SOLUTION
check("structure.try_hub", hub, cluster)

# %% [markdown] tags=["instructor"]
# Stop here after about 20 minutes. Typical slip: counting everything that is not a firm. The feedback knows it.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## How open is it?
#
# A tie to a partner next door is cheap: you meet anyway. A pipeline is not. In the paper's words, "knowledge flows through
# external linkage are not automatic and participation is not free". So the built cluster works with a fixed budget. It was made with
# `openness=0.2`: a fifth of the local ties was given up, and what they cost was spent on pipelines. One pipeline
# costs as much as [[3|1 + cluster.graph["structure"].pipeline_cost]] local ties.
#
# In the finished network, **openness** is measured as a share: ties that lead out, divided by all ties.

# %% tags=["predict"]
predict(
    "structure.openness",
    "A fifth of the local ties was given up for pipelines. Which share of all ties are pipelines now?",
    ["clearly less than 20%", "about 20%", "clearly more than 20%"],
)

# %%
pipelines = [tie for *tie, d in cluster.edges(data="dimension") if d == "pipeline"]
share = len(pipelines) / cluster.number_of_edges()
sizes = {"clearly less than 20%": share < 0.17, "clearly more than 20%": share > 0.23}
answer = next((text for text, holds in sizes.items() if holds), "about 20%")
reveal("structure.openness", answer, f"{len(pipelines)} of {cluster.size()} ties: {share:.1%}.")

# %% [markdown]
# The price of a pipeline does it. Whoever turns outward gets few new ties for many old ones. Openness has a cost side, and
# [lab question 3](#Lab:-move-the-structure) shows it. Whether the few ties are worth their price depends on what flows through them:
# that needs a learning model, which comes later in the course.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## One table for the structure
#
# The paper measures structure by three indicators: "the network centrality, the network size and the network openness". This
# table holds them, and a few that later research added.

# %%
structure_table(cluster)

# %% [markdown]
# - **Density**: ties that exist, divided by ties that could exist. Ask at once: among *whom*? Here among the cluster's own actors.
# - **Centralisation** (Freeman 1979): 1 if everything hangs on one actor as in a star, 0 if all are alike.
# - **Core-periphery** (Borgatti and Everett 1999): how well the network fits the picture of a tight core with a loose rim; 1 is a perfect fit.
# - **Gatekeeper** (Gould and Fernandez 1989): an actor inside who stands between somebody outside and somebody inside.

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

# %%
names = ["marshallian", "hub_and_spoke", "satellite_platform", "state_anchored"]
districts = {name: [build_cluster(name, rng=seed) for seed in range(20)] for name in names}
largest = {
    name: sum(max(d for _, d in g.degree) / g.size() for g in graphs) / len(graphs)
    for name, graphs in districts.items()
}
top_type = max(largest, key=largest.get)
shares = ", ".join(f"{name} {share:.0%}" for name, share in largest.items())
reveal("structure.archetype", top_type, f"Share of ties that involve the top actor: {shares}.")

# %%
plot_cluster(districts["hub_and_spoke"][0], title="Hub-and-spoke: ties gather at a few firms")

# %% [markdown]
# Each number is a mean over [[20|len(districts["marshallian"])]] random clusters of the type. One draw can mislead; the lab lets you see how much the draws
# differ. Note what was built in and what was found: that a hub has many ties was put into the archetype. The numbers
# behind the four types are this course's own; only their pattern is from Markusen.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: move the structure
#
# 1. Go through the four types at the same openness. Which measure tells them apart best?
# 2. Choose *hub_and_spoke* and raise the number of focal firms. What happens to centralisation, and why?
# 3. Raise openness from `0` to `0.5`. Which measure rises, which falls? Who loses partners?

# %% tags=["lab"]
structure_lab()

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A cluster of your own
#
# A surveyed cluster comes as two small files, which any spreadsheet can write: one of actors (`id`, `kind`, `stage`), one of ties
# (`source`, `target`). More columns are kept. This one is invented; it shows the format.

# %%
bicycles = example_cluster()
plot_cluster(bicycles)

# %% [markdown]
# With files of your own you write `read_cluster("actors.csv", "ties.csv")`. Real files have mistakes in them. The reader lists all of
# them at once, with the line and a cure:

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
# - **The edge of the map is a choice.** Whoever draws the boundary decides what is "outside", and so sets openness.
# - **The picture stands still.** Real ties form and end; some of that is the result of learning, not its cause.
# - **Position is not all.** A central firm may also be the most able one. Then its position gets the credit that belongs to its
#   ability. A later lecture takes the two apart, and one claim of the paper falls.
# - **Florence is one case**, and we know how it ended. A measure that picks the winner afterwards has not predicted anything.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. A cluster has three layers, firms stand in stages, and ties have four dimensions.
# 2. Openness is a share of ties; density needs the answer to "among whom?". A pipeline costs more than a local tie.
# 3. Degree counts ties, betweenness counts paths, a gatekeeper joins outside and inside.
# 4. Four archetypes differ in who holds the ties.
#
# | Notation | Meaning |
# |---|---|
# | $N$, $L$ | number of actors, number of ties |
# | $k_i$ | degree of actor $i$: its number of ties |
# | $d = 2L / (N(N-1))$ | density |
# | $o = L_{out} / L$ | openness |
#
# **Reading.** Markusen (1996), *Sticky places in slippery space*, Economic Geography 72(3), 293-313. Padgett and Ansell (1993),
# *Robust action and the rise of the Medici, 1400-1434*, American Journal of Sociology 98(6), 1259-1319. Bathelt, Malmberg and
# Maskell (2004), *Clusters and knowledge*, Progress in Human Geography 28(1), 31-56. Giuliani (2007), *The selective
# nature of knowledge networks in clusters*, Journal of Economic Geography 7(2), 139-168.
#
# **Next:** [exercise 01](../exercises/01_cluster_structure.ipynb), on a cluster of your own.
