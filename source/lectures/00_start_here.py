# %% [markdown]
# # 00 Start here
#
# **How do firms that are located close together learn from each other? And why do some clusters stop learning?**
#
# This course answers with small experiments that you run yourself. You need a little Python, and no
# knowledge of networks. This first notebook checks your computer, shows you one experiment,
# and tells you how to keep your work.
#
# *20 minutes alone, 25 minutes in class, 30 minutes if English or Python is new to you.*

# %% [markdown]
# ## How a notebook works
#
# A notebook is made of cells. Click on a cell and press **Shift + Enter**: it runs, and the next cell is
# selected. Run the cells from top to bottom. If something looks wrong, choose *Kernel > Restart Kernel*
# in the menu and start again from the top. You cannot break anything.

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
# Each mark is an actor, each line a tie through which knowledge can pass. (A line that runs behind a mark does not end
# there.) Most pairs of actors have **no** tie with each other. Knowledge that needs a partner must travel from partner to partner.
#
# Say what you expect before you look. It is the habit of this course: **predict, run, explain**. A wrong
# prediction teaches more than a right one, and nobody marks it.

# %% tags=["predict"]
predict(
    "start.steps",
    "Two actors that are joined by ties are picked at random. How many steps is it between them, on average?",
    ["2 or 3 steps", "about 8 steps", "about 20 steps"],
)

# %%
connected = cluster.subgraph(max(nx.connected_components(cluster), key=len))
steps = nx.average_shortest_path_length(connected)
guesses = {"2 or 3 steps": 2.5, "about 8 steps": 8, "about 20 steps": 20}
nearest = min(guesses, key=lambda guess: abs(guesses[guess] - steps))
reveal("start.steps", nearest, f"On average {steps:.1f} steps.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 1. A map with many marks looks as if paths were long. A few ties to different places make them
# short.

# %% [markdown]
# [[7|nx.number_of_isolates(cluster)]] of the [[54|len(cluster)]] actors have no tie at all and cannot be reached. Between the other
# [[47|len(connected)]] it takes [[2.5|steps]] steps on average, though each of them has only [[4.8|2 * connected.size() / len(connected)]]
# ties. A few ties to different places are enough. So being *near* in a network is common. **Whether the knowledge that
# arrives is understood, wanted and passed on is another matter.** That is what the course is about.
#
# ## Your first lab
#
# A lab is a small machine with a few controls. Move one control at a time and watch what changes. The
# arrow keys work too. Point at an actor to see who it is and whom it knows.
#
# 1. Move *local ties given up* from the left end to the right end. Which ties appear, and which disappear?
# 2. Set *focal firms* to 0. Who holds the pipelines now?
# 3. Press *Reset*, then *Another draw*. What stays the same from one draw to the next?

# %% tags=["lab"]
structure_lab()

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. Global pipelines appear, and three local ties disappear for each of them: a pipeline costs more.
# 2. Small firms (SMEs) hold the pipelines then, each at most a few.
# 3. The actors and the pattern stay the same. Who exactly is tied to whom is chance.
#
# </details>

# %% [markdown] tags=["instructor"]
# **Stop.** Nobody goes on before everybody has seen the ticks and moved the lab.
# **Slip.** Running cells out of order. The cure is always the same: restart the kernel, run from the top.
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
#
# Take 01 first. From 02 to 08 you may choose; each says at the top what it needs. 09 and 10 come last.
#
# After each lecture comes an **exercise** with the same number in the folder *exercises*, for example
# [exercise 01](../exercises/01_cluster_structure.ipynb). It is asked on a cluster of your own, drawn from your id. `check(...)`
# tells you at once whether an answer is right, and if not, which mistake it shows. `hint(...)` helps in three
# steps and costs nothing. The folder *solutions* holds solved exercises for another learner's
# cluster: the way is the same, the numbers are not.

# %% [markdown]
# ## Keep your work
#
# **On your own computer** there is nothing to do. Notebooks are saved as you go (*Ctrl + S* to be sure). Your points
# are in the small file `my_progress.json` in the folder of the exercise.
#
# **On Binder** (a free service that runs the course in your browser) everything is lost when you close the browser, or after about 10 minutes without a click. So:
#
# 1. Before you leave, download the notebook: *File > Download*.
# 2. In an exercise, run `export_progress()`. It gives one line with all your points. Keep it, for example in a mail to yourself.
# 3. Next time, drag the notebook back into the file list, and run `restore_progress("...")` with your line between the quotes.
#    Where a task is in both, the better result stays.
#
# Both come `from clustercourse.exercises import export_progress, restore_progress`. `progress()` shows your points in all exercises.

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
