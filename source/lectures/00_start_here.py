# %% [markdown]
# # 00 Start here
#
# **How do firms that are located close together learn from each other? And why do some clusters stop learning?**
#
# This course answers with small experiments that you run yourself. You need a little Python, and no
# knowledge of networks. **New to Python? Take [00 The Python you need](00_the_python_you_need.ipynb) first.** This notebook
# checks your computer, shows one experiment, and tells how to keep your work. Words of the field stand in the [glossary](glossary.ipynb). The model
# of the course, whole, stands in its [ODD protocol](odd_protocol.ipynb).
#
# *25 minutes alone, 30 minutes in class, 35 minutes if English or Python is new to you.*

# %% [markdown]
# ## How a notebook works
#
# A notebook is made of cells. Click on a cell and press **Shift + Enter**: it runs, and the next cell is
# selected. Run the cells from top to bottom. Some are folded to one line, such as `# A lab. Press Shift + Enter.`:
# nobody needs to read their code, but run them too.
#
# **After a break** open the notebook and choose *Run > Run All Cells*: your predictions, what you tried and your points come back.
# If something looks wrong, choose *Kernel > Restart Kernel* first, then the same. You cannot break anything.

# %% tags=["setup"]
import networkx as nx

from clustercourse import check_environment
from clustercourse.labs import structure_lab
from clustercourse.predictions import predict, reveal
from clusterlib import build_cluster
from clusterlib.plots import plot_cluster

check_environment()

# %% [markdown]
# A tick means that all is well. A cross tells you what to do.
#
# ## Your first experiment, in two minutes
#
# An **industrial cluster** is a place where many firms of one trade work close to each other, with the
# institutions that serve them: think of tiles in Sassuolo, or films in Hollywood. The cell below builds one. It is
# invented, after Fig. 1 of the paper that this course follows.

# %%
cluster = build_cluster(rng=7)
plot_cluster(cluster)

# %% [markdown]
# Each mark is an **actor**. Circles are **SMEs**: small and medium-sized enterprises. Large diamonds are **focal firms**: the few
# that lead. Institutions stand above the firms, sources of knowledge outside the cluster around them.
#
# Each line is a **tie**: knowledge can pass along it. A **local tie** joins two actors inside the cluster. A **pipeline** (orange) leads to
# a source outside. Most pairs of actors have no tie. Between them knowledge travels in **steps**, from partner to partner.
#
# The habit of this course is **predict, run, explain**. Choose an answer and press *Commit my prediction*. Then **Shift + Enter**
# goes on, as everywhere: your answer stays, and the next cell is selected. A wrong prediction teaches more than a right one, and nobody marks it.

# %% tags=["predict"]
predict(
    "start.steps",
    "Two actors that are joined by ties are picked at random. How many steps is it between them, on average?",
    ["2 or 3 steps", "5 or 6 steps", "10 steps or more"],
)

# %%
# Only actors that are joined by ties: the largest part of the network.
joined = cluster.subgraph(max(nx.connected_components(cluster), key=len))

# The steps from one SME to each of the others, and the mean over all pairs.
steps_from = nx.shortest_path_length(joined, "F16")
average = nx.average_shortest_path_length(joined)

# %% tags=["result"]
near = sum(1 <= steps <= 3 for steps in steps_from.values())
others = len(joined) - 1
partners = 2 * joined.size() / len(joined)
# The same number of actors in a ring, each tied to the three nearest on either side.
ring = nx.average_shortest_path_length(nx.watts_strogatz_graph(len(joined), 6, 0))
alone = nx.number_of_isolates(cluster)
picture = plot_cluster(
    cluster,
    colour=steps_from,
    colour_label="steps from F16",
    title=f"From F16, {near} of {others} others are at most 3 steps away",
)
ranges = {"2 or 3 steps": (1.5, 3.5), "5 or 6 steps": (4.5, 6.5), "10 steps or more": (9.5, 99)}
answer = next(text for text, (low, high) in ranges.items() if low <= average < high)
told = (
    f"On average {average:.1f} steps, over all pairs of {len(joined)} actors with {partners:.1f} ties each. "
    f"In a ring with 6 ties each it would be {ring:.1f}. {alone} of all {len(cluster)} actors have no tie."
)
reveal("start.steps", answer, told, show=[picture])

# %% [markdown] tags=["explain"]
# From the SME F16, [[42|near]] of the [[46|others]] others are at most 3 steps away, as the colours show. Between two of the
# [[47|len(joined)]] actors it takes [[2.5|average]] steps on average, though each has only [[4.8|partners]] ties.
#
# Why so few? In a ring, where each actor is tied to its nearest neighbours only, it would be [[4.3|ring]] steps, though each has more
# ties: 6. So it is not only the number of ties that counts, but where they lead.
#
# [[7|alone]] of the [[54|len(cluster)]] actors have no tie (grey). The others are *near* each other. **Whether the knowledge that arrives is understood, wanted and passed on is another matter.** That is what the course is about.

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. A map with many marks looks as if paths were long. A few ties that lead far make them
# short.

# %% [markdown]
# ## Your first lab
#
# A lab is a small machine with a few controls, and with questions. Move one control at a time and watch what changes. The
# arrow keys work too. Point at an actor to see who it is and whom it knows.
#
# The cluster gives up local ties to pay for pipelines; a control says which share. Leave *archetype*, the type of cluster, for lecture 01.

# %% tags=["lab"]
structure_lab(
    openness=0.4,
    tasks={
        "Move 'local ties given up' from its left end to its right end. What appears, and what "
        "disappears?": "Pipelines appear, and three local ties disappear for each of them: a "
        "pipeline costs as much as three local ties.",
        "Press 'Reset'. Who holds the pipelines, by the line 'pipelines held by focal firms'? Set "
        "'focal firms' to 0. Who holds them now? Look at the map.": "Focal firms hold most of the pipelines. Without "
        "them SMEs do, each of them one or two.",
        "Press 'Reset', then 'Another draw' a few times. What stays the same from one draw to the "
        "next?": "How many actors of each kind there are stays the same, and roughly how many "
        "ties. Who exactly is tied to whom is chance, so the other measures move a little.",
    },
)

# %% [markdown] tags=["instructor"]
# **Stop.** Nobody goes on before everybody has seen the ticks and moved the lab.
# **Slip.** Running cells out of order. The cure is always the same: restart the kernel, run all cells.
# **Tell.** On Binder let all download `my_progress.json` once, together, before they need it.

# %% [markdown]
# ## The map of the course
#
# | Notebook | Question |
# |---|---|
# | **00 Start here** | Does everything work, and how do I keep my work? |
# | [01 The structure of a cluster](01_cluster_structure.ipynb) | Who is in a cluster, who is tied to whom, and through whom does knowledge get in? |
# | [02 Horizontal learning](02_horizontal_learning.ipynb) | Firms watch each other and copy the best. Does that make a cluster better, or only alike? |
# | [03 Vertical learning](03_vertical_learning.ipynb) | What do suppliers and customers learn from each other, and why do they stop? |
# | [04 Multi-angle learning](04_multi_angle_learning.ipynb) | What do universities, institutes, agencies and go-betweens do for firms? |
# | [05 Network position](05_network_position.ipynb) | Which place in the network pays? And is it the place that pays, or ability? |
# | [06 Trust and absorption](06_trust_and_absorption.ipynb) | When does closeness help a firm to learn, and when does it blind the firm? |
# | [07 Focal firms](07_focal_firms.ipynb) | When a leading firm learns from outside, who else gets to know? |
# | [08 Buzz and pipelines](08_buzz_and_pipelines.ipynb) | How far should a cluster look outside? When too little, and when too much? |
# | [09 Policy studio](09_policy_studio.ipynb) | You have a budget for a cluster. How do you spend it, and can you defend it? |
# | [10 The evidence](10_evidence.ipynb) | Which claims of the paper hold, which fail, and how much should you believe a verdict? |
# | [11 Your region](11_your_region.ipynb) | What does open data say about a region, and how far would you trust the model on it? |
#
# Take 01 first. From 02 to 08 you may choose; each says at the top what it needs. 09 to 11 come last.
#
# After each lecture comes an **exercise** with the same number in the folder *exercises*, for example
# [exercise 01](../exercises/01_cluster_structure.ipynb). It is asked on a cluster of your own, drawn from your id. `check(...)`
# tells you at once whether an answer is right, and if not, which mistake it shows. `hint(...)` helps in three
# steps and costs nothing. The folder *solutions* holds solved exercises for another learner's
# cluster: the way is the same, the numbers are not.

# %% [markdown]
# ## Keep your work
#
# **On your own computer** there is nothing to do. Notebooks are saved as you go (*Ctrl + S* to be sure). Two small files stand beside
# the notebooks: `my_progress.json` holds your points, `my_tries.json` your predictions and what you tried.
#
# **On Binder** (a free service that runs the course in your browser) everything is lost when you close the browser, or after about 10 minutes without a click. So:
#
# 1. Before you leave, download the notebook (*File > Download*) and `my_tries.json` (right-click on it in the file list).
# 2. In an exercise, run `export_progress()`. It gives one line with all your points. Keep it, for example in a mail to yourself.
# 3. Next time, drag both files back into the file list, and run `restore_progress("...")` with your line between the quotes.
#    Where a task is in both, the better result stays.
#
# Before the first of these commands run, in a cell of its own, `from clustercourse.exercises import export_progress, restore_progress`. `progress()` shows your points in all exercises.

# %% [markdown]
# ## When something does not work
#
# | What you see | What to do |
# |---|---|
# | `ModuleNotFoundError` | The notebook runs in another Python. Start it with the command of the README. |
# | A lab shows a picture but no controls | Run its cell again. In a notebook that was only opened, controls do not work. |
# | `[*]` beside a cell and nothing happens | It is still working. If it takes over a minute: *Kernel > Interrupt Kernel*. |
# | An answer was right and is now wrong | The id near the top has changed. The answers depend on it. Points that you have stay. |
#
# The course follows one paper: L. Wang, *Research on Collective Learning Mechanism and Influencing Factors of
# Industrial Cluster Innovation Network*. It makes claims; we turn them into models and see under which assumptions they hold.
#
# **Next:** [01 Cluster structure](01_cluster_structure.ipynb)
