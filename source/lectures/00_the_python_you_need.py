# %% [markdown]
# # 00 The Python you need
#
# **Which lines of Python does the course use again and again?**
#
# Ten small steps on a cluster of five firms. In each step one cell works already: run it with **Shift + Enter** and read it.
# In the next cell write your own line in place of the dots. It is checked at once, and a wrong answer is told which mistake it shows.
# Nothing is marked or kept. If you are stuck, write `hint("python.count")` in a new cell, with the name of the step.
#
# *20 minutes alone, 25 minutes in class, 30 minutes if English or Python is new to you. If the first three steps are easy, go on to* [00 Start here](00_start_here.ipynb).

# %% tags=["setup"]
import networkx as nx
import numpy as np
import pandas as pd

from clustercourse.exercises import check, hint
from clusterlib.plots import plot_cluster

# %%
ties = [
    ("F01", "F02"),
    ("F02", "F03"),
    ("F02", "F04"),
    ("F02", "F05"),
    ("F01", "F04"),
    ("F04", "F05"),
]
plot_cluster(nx.Graph(ties), title="Five firms and their six ties")

# %% [markdown]
# ## 1. Count in a dict
#
# A dict holds pairs of a key and a value: here each firm and its kind. A comparison is true or false, and `sum` counts how often it is true.

# %%
kinds = {"F01": "sme", "F02": "focal_firm", "F03": "sme", "F04": "sme", "F05": "sme"}
sum(kind == "focal_firm" for kind in kinds.values())  # how many focal firms?

# %% tags=["task", "small"]
# How many SMEs? In the dict an SME is a "sme".
# BEGIN SOLUTION -> count = ...
count = sum(kind == "sme" for kind in kinds.values())
# END SOLUTION
check("python.count", count, kinds)

# %% [markdown] tags=["instructor"]
# **Answer.** [[4|count]].

# %% [markdown]
# ## 2. The best key of a dict
#
# `min` and `max` of a dict compare its keys, in the order of the alphabet. With `key=ties_of.get` they compare the values, and still give you the key.

# %%
ties_of = {"F01": 2, "F02": 4, "F03": 1, "F04": 3, "F05": 2}
min(ties_of, key=ties_of.get)  # which firm has the fewest ties?

# %% tags=["task", "small"]
# Which firm has the most ties?
# BEGIN SOLUTION -> best = ...
best = max(ties_of, key=ties_of.get)
# END SOLUTION
check("python.best", best, ties_of)

# %% [markdown] tags=["instructor"]
# **Answer.** F0[[2|int(best[1:])]].

# %% [markdown]
# ## 3. Sort
#
# `sorted` compares in the same way and gives a list, the smallest first. With `reverse=True` the largest comes first.

# %%
level = {"F01": 0.4, "F02": 0.7, "F03": 0.2, "F04": 0.5, "F05": 0.3}  # what each firm knows
sorted(level, key=level.get)  # from the firm that knows least

# %% tags=["task", "small"]
# All firms, from the one that knows most.
# BEGIN SOLUTION -> ranked = ...
ranked = sorted(level, key=level.get, reverse=True)
# END SOLUTION
check("python.sort", ranked, level)

# %% [markdown] tags=["instructor"]
# **Answer.** F0[[2|int(ranked[0][1:])]], F0[[4|int(ranked[1][1:])]], F0[[1|int(ranked[2][1:])]], F0[[5|int(ranked[3][1:])]],
# F0[[3|int(ranked[4][1:])]].

# %% [markdown]
# ## 4. Keep some
#
# A loop in square brackets makes a list. What stands first is what the list gets; with `if` at the end it keeps only some. It asks
# for each firm: `level[firm]` is a number. `level > 0.6` would be a `TypeError`, for a dict or a list is no number.

# %%
[firm for firm in level if level[firm] > 0.6]  # who knows more than 0.6?

# %% tags=["task", "small"]
# Who knows less than 0.4?
# BEGIN SOLUTION -> low = ...
low = [firm for firm in level if level[firm] < 0.4]
# END SOLUTION
check("python.keep", low, level)

# %% [markdown] tags=["instructor"]
# **Answer.** F0[[3|int(low[0][1:])]] and F0[[5|int(low[1][1:])]].

# %% [markdown]
# ## 5. Sets
#
# A set holds each thing once, in no order. `a & b` is what is in both, `a | b` what is in one or both, `a - b` what is in `a` and not in `b`.

# %%
partners = {"F02": {"F01", "F03", "F04", "F05"}, "F04": {"F01", "F02", "F05"}}
partners["F02"] & partners["F04"]  # partners of both

# %% tags=["task", "small"]
# Who is a partner of F02, and not of F04?
# BEGIN SOLUTION -> only = ...
only = partners["F02"] - partners["F04"]
# END SOLUTION
check("python.sets", only, partners)

# %% [markdown] tags=["instructor"]
# **Answer.** F0[[3|int(min(only)[1:])]] and F0[[4|int(max(only)[1:])]]: F04 is a partner of F02, and not of itself.

# %% [markdown]
# ## 6. One number of a table
#
# The rows and columns of a table have labels. `.loc` takes the label of the row, then that of the column; where the row stands does not matter.

# %%
table = pd.DataFrame({"ties": ties_of, "level": level}).sort_values("level", ascending=False)
print(table)
print("Ties of F02:", table.loc["F02", "ties"])

# %% tags=["task", "small"]
# What is the level of F04?
# BEGIN SOLUTION -> of_f04 = ...
of_f04 = table.loc["F04", "level"]
# END SOLUTION
check("python.loc", of_f04, table)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.5|of_f04]].

# %% [markdown]
# ## 7. A row or a column of an array
#
# An array has places and no labels, and places are counted from 0. `knowledge[3]` is the fourth row, `knowledge[:, 2]` is the third column: the colon means all rows.

# %%
# A row for each firm, F01 to F05; a column for each of three fields of knowledge.
knowledge = np.array(
    [[0.6, 0.3, 0.3], [0.9, 0.7, 0.5], [0.2, 0.1, 0.3], [0.5, 0.8, 0.2], [0.3, 0.4, 0.2]]
)
print("What F04 knows, on average over the fields:", knowledge[3].mean())

# %% tags=["task", "small"]
# What is known of the second field, on average over the firms?
# BEGIN SOLUTION -> second = ...
second = knowledge[:, 1].mean()
# END SOLUTION
check("python.column", second, knowledge)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.46|second]].

# %% [markdown]
# ## 8. A share
#
# A share is a part divided by the whole, a number from 0 to 1. Above and below must be the same things, such as ties by ties.

# %%
len(ties) / (5 * 4 / 2)  # the share of the pairs of firms that have a tie

# %% tags=["task", "small"]
# Which share of all ties is a tie of F02?
of_f02 = sum("F02" in tie for tie in ties)
# BEGIN SOLUTION -> share = ...
share = of_f02 / len(ties)
# END SOLUTION
check("python.share", share, ties)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.67|share]].

# %% [markdown]
# ## 9. Stop at the first
#
# `enumerate` gives each value with its place, counted from 0. `break` ends the loop: without it the loop goes on to the last.

# %%
over_time = [0.2, 0.28, 0.41, 0.46, 0.39, 0.43, 0.45]  # what F03 knows in periods 0, 1, 2, ...
for period, known in enumerate(over_time):
    if period > 0 and known < over_time[period - 1]:
        print("It falls for the first time in period", period)
        break

# %% tags=["task", "small"]
# In which period does F03 know more than 0.4 for the first time?
first = ...
for period, known in enumerate(over_time):
    # BEGIN SOLUTION -> ...
    if known > 0.4:
        first = period
        break
    # END SOLUTION
check("python.first", first, over_time)

# %% [markdown] tags=["instructor"]
# **Answer.** [[2|first]].

# %% [markdown]
# ## 10. Read an error message
#
# The last line of an error message says what is wrong, and an arrow shows where. `KeyError` names a key that the dict does not have, `NameError` a name
# that nothing has been given to: perhaps a cell above has not been run.

# %% tags=["task", "small", "raises-exception"]
# What kind of firm is F02? This line fails. Run it, read the message from its end, then mend it.
# BEGIN SOLUTION -> kind = kinds["F2"]
kind = kinds["F02"]
# END SOLUTION
check("python.error", kind, kinds)

# %% [markdown] tags=["instructor"]
# **Answer.** A focal firm: the key has [[2|len("F02") - 1]] digits.
# **Tell.** Nobody need be ashamed of an error message: it is the quickest teacher in the room.

# %% [markdown]
# ## Where you will need it
#
# Steps 1 to 5 and 8 are what exercise 01 asks for, on a larger cluster. Steps 6, 7 and 9 come with the models of learning, from lecture 02 on. Step 10 always.
#
# **Next:** [00 Start here](00_start_here.ipynb)
