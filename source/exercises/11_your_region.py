# %% [markdown]
# # [[exercise]]
#
# You get a region of your own from an invented file of research projects: some provinces, some years, drawn from your id. [[tasks]]
# About 80 minutes (100 minutes if English or Python is new to you), [[points]]. Before you start, work through
# [lecture 11](../notebooks/11_your_region.ipynb).
#
# The project: an agency asks for a brief of two pages. Is the region open? Who are its gatekeepers? What would the model say to three steps? How far is it to be
# trusted? The first tasks give you the figures; the last one is the brief, and a page that prints as PDF.
#
# Replace the dots (`...`) by your code, and the sentence in the last task by your text. Keep the names on the left of `=`. `hint("...")` gives help in three steps
# and costs no points. You can check as often as you like. Do not round.
#
# Your lecturer runs this notebook again, with a cluster that nobody has seen. So let your code compute every answer from `cluster`. A number or a name
# that you type in is right here only: `check` gives its points, and your lecturer's run gives none.

# %% tags=["setup"]
import pandas as pd

from clustercourse.exercises import check, hint, my_cluster, progress
from clusterlib.experiments import AddPipelines, KeepPipelines, LevelOf, Setting, compare
from clusterlib.learning import RemoveActors
from clusterlib.measures import brokerage, clustering, local_network, openness
from clusterlib.plots import plot_cluster
from clusterlib.region import (
    READ_WITH_CARE,
    Region,
    example_download,
    random_twin,
    region_cluster,
    region_map,
    shuffle_members,
    write_brief,
)

pd.options.display.precision = 3

# %% [markdown]
# Write your student number, or a name that you will remember, between the quotes. Always write it the same way: capitals and spaces count.

# %% tags=["learner"]
# BEGIN SOLUTION -> LEARNER = "practice"
LEARNER = "model answer"
# END SOLUTION

cluster = my_cluster(LEARNER, "11_your_region")
own = None
firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
nuts, years, cut, source = (cluster.graph[name] for name in ["nuts", "years", "cut", "source"])
border = f"{', '.join(nuts)}; projects of {years[0]} to {years[1]} with up to {cut} members"
picture = region_map(Region(cluster, f"of {LEARNER}", source, ()))
care = READ_WITH_CARE
print(border)
picture

# %% [markdown]
# **With files of your own.** Do the tasks on the drawn region first: it has the points. Then you may do the brief on your own region or on a cluster that you surveyed. Put the
# lines of one of the two, and the last two, at the end of the cell above, without the hash signs, and run all cells again. `check` then gives feedback on your own figures and
# leaves your points alone. What the feedback says of projects is then about the lecture's region.
#
# ```python
# # a region, from a download of CORDIS
# # from clusterlib.region import read_cordis, region_cluster
# # region = region_cluster(read_cordis("cordis-h2020projects-csv.zip", years=(2015, 2018)), nuts=["ITH5"], cut=20)
# # own, source, picture = region.cluster, region.source, region_map(region)
#
# # or a survey
# # from clusterlib import read_cluster
# # own = read_cluster("actors.csv", "ties.csv")
# # source, picture = "Survey of 2026, by ...", plot_cluster(own)
# # care = "Ties are those that were named. Who was asked, and how many could be named, decides each figure."
#
# # both
# # cluster, border = own, "what is inside, and when"
# # firms = [actor for actor, layer in cluster.nodes(data="layer") if layer == "core"]
# ```

# %% [markdown]
# ## [[task:brief.openness]]
#
# Every tie has a `dimension` and a `weight`. A tie leads out if its dimension is `"pipeline"`. Give two shares:
#
# - `ties`: the share of all ties that lead out,
# - `weight`: the share of the sum of all weights that these ties have.
#
# The answer is a dict: `{"ties": ..., "weight": ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> opened = ...
out = {"ties": 0, "weight": 0}
total = {"ties": 0, "weight": 0}
for _, _, tie in cluster.edges(data=True):
    for name, amount in {"ties": 1, "weight": tie["weight"]}.items():
        total[name] += amount
        if tie["dimension"] == "pipeline":
            out[name] += amount
opened = {name: out[name] / total[name] for name in out}
# END SOLUTION
check("brief.openness", opened, cluster=own)

# %% [markdown]
# And by chance? As in the lecture: members change projects by lot, each keeps its number of projects. Your brief needs this figure. (A survey has no projects. Say so, and which chance
# you would take.)

# %%
by_lot = []
for seed in range(5 if own is None else 0):
    shuffled = shuffle_members(example_download(years=tuple(years)), rng=seed)
    by_lot.append(openness(region_cluster(shuffled, nuts=nuts, cut=cut).cluster))
by_lot

# %% [markdown]
# ## [[task:brief.chance]]
#
# Are partners tied to each other more than by chance? Take the `clustering` of the network inside, `local_network(cluster)`, and its mean in five random networks of the same
# degrees, `random_twin(cluster, rng=seed)` with the seeds 0 to 4, each of them cut to its inside too. The answer is a dict: `{"region": ..., "chance": ...}`.

# %% tags=["task"]
# BEGIN SOLUTION -> circles = ...
twins = [random_twin(cluster, rng=seed) for seed in range(5)]
circles = {
    "region": clustering(local_network(cluster)),
    "chance": sum(clustering(local_network(twin)) for twin in twins) / 5,
}
# END SOLUTION
check("brief.chance", circles, cluster=own)

# %% [markdown]
# ## [[task:brief.gatekeepers]]
#
# Who are the five actors **inside** with the highest gatekeeper scores, `brokerage(cluster)["gatekeeper"]`? Give their ids as a set or a list.

# %% tags=["task"]
# BEGIN SOLUTION -> gatekeepers = ...
scores = brokerage(cluster)["gatekeeper"][list(local_network(cluster))]
gatekeepers = list(scores.nlargest(5).index)
# END SOLUTION
check("brief.gatekeepers", gatekeepers, cluster=own)

# %% [markdown]
# Is that more than their size? Beside your five stands what they would have in five random networks of the same degrees. Your brief needs it.

# %%
chance = pd.DataFrame(
    {seed: brokerage(random_twin(cluster, rng=seed))["gatekeeper"] for seed in range(5)}
)
beside = pd.DataFrame(
    {
        "score": brokerage(cluster)["gatekeeper"],
        "by chance, from": chance.min(axis=1),
        "to": chance.max(axis=1),
    }
)
beside[beside.index.isin([] if gatekeepers is ... else list(gatekeepers))]

# %% [markdown]
# ## [[task:brief.lost]]
#
# `largest` is the firm in most projects (in a survey: with most ties). By which share does the performance of the **other** firms change in the model if it leaves? Compare with
# `replicates=2` and `rng=11`; take `.relative.mean`.

# %% tags=["task"]
base = Setting(cluster, periods=20)
largest = max(firms, key=lambda firm: cluster.nodes[firm].get("projects", cluster.degree(firm)))
# BEGIN SOLUTION -> loss = ...
others = LevelOf(tuple(firm for firm in firms if firm != largest))
without = base.but(interventions=[RemoveActors(largest)])
loss = compare(base, without, others, replicates=2, rng=11).relative.mean
# END SOLUTION
check("brief.lost", loss, cluster=own)

# %% [markdown]
# ## [[task:brief.steps]]
#
# The agency has three steps in mind. Write a function `changes_on` that takes a network and returns by which share each step changes the performance of **all** firms there. Start
# from `Setting(network, periods=20)`, compare with `replicates=2` and `rng=11`, and take `.relative.mean`.
#
# - `open up`: thirty more pipelines, `AddPipelines(30)`,
# - `close`: half of the pipelines stay, so that firms have more time for each other, `KeepPipelines(0.5)`,
# - `institutes`: multi-angle learning is twice as strong, `multi_angle=0.6`.
#
# It returns a dict with these three keys.


# %% tags=["task"]
# BEGIN SOLUTION -> changes_on = lambda network: ...
def changes_on(network):
    """Return what each step changes on a network."""
    start = Setting(network, periods=20)
    steps = {
        "open up": start.but(steps=[AddPipelines(30)]),
        "close": start.but(steps=[KeepPipelines(0.5)]),
        "institutes": start.but(multi_angle=0.6),
    }
    return {
        name: compare(start, step, "performance", replicates=2, rng=11).relative.mean
        for name, step in steps.items()
    }


# END SOLUTION
changes = changes_on(cluster)
check("brief.steps", changes, cluster=own)

# %% [markdown]
# ## [[task:brief.advice]]
#
# Your function on the region, and on a random network of its degrees:

# %%
at_random = changes_on(random_twin(cluster, rng=0))
if at_random == changes:
    print("The same to the last digit. Does your function use the network that it is given?")
table = pd.DataFrame(
    {"region": changes, "random twin": at_random}, index=["open up", "close", "institutes"]
)
table

# %% [markdown]
# Now write the brief for the agency. An empty line begins a paragraph; four of them are a good number.
# [[rubric:brief.advice]]

# %% tags=["task"]
# BEGIN SOLUTION -> brief = """Write your text here, over this sentence."""
at_gate = [actor for actor in gatekeepers if actor in firms]
said = ", ".join(sorted({cluster.nodes[a]["kind"].replace("_", " ") for a in gatekeepers}))
projects = pd.Series(dict(local_network(cluster).nodes(data="projects")))
busy, usual = projects[gatekeepers], projects.median()
times = beside.loc[gatekeepers, ["by chance, from", "to"]].div(scores[gatekeepers], axis=0)
least, most = times.min().min(), times.max().max()
best = max(changes, key=changes.get)
ADVICE = {
    "open up": "ask which firms lack partners elsewhere, and pay for pipelines there",
    "close": "pay for no more pipelines; the time of those who hold them is short",
    "institutes": "pay for no more pipelines before you have seen what institutes do for firms",
}
brief = f"""
The region looks open: {opened["ties"]:.0%} of its ties lead out, and {opened["weight"]:.0%} of the work in common projects. But a
small region finds most partners elsewhere by arithmetic: if members change projects by lot, it is {min(by_lot):.0%} to {max(by_lot):.0%}. Inside, two partners of an organisation
are tied in {circles["region"]:.0%} of the cases, against {circles["chance"]:.0%} in random networks of the same degrees. Most of this gap is made by the
data, since all members of a project are tied to each other. The border is that of {len(nuts)} provinces, {years[0]} to {years[1]}.

At the gate stand {", ".join(gatekeepers)}: {said}; {len(at_gate)} of them are firms. They are in {min(busy)} to {max(busy)} projects each, where
half of the organisations are in {usual:.0f} or fewer. Random networks of the same degrees give them {least:.2f} to {most:.2f} times their scores, so this says who is busy.

In the model twice as strong institutes change the firms' performance by {changes["institutes"]:+.1%} (random twin {at_random["institutes"]:+.1%}), thirty more
pipelines by {changes["open up"]:+.1%} ({at_random["open up"]:+.1%}), half of the pipelines by {changes["close"]:+.1%}. If the largest firm, {largest}, leaves, the others change by
{loss:+.2%}. My advice: {ADVICE[best]}.

How far to trust it. A common project is not learning: it has no direction, and partners may never meet. Suppliers and
customers are missing, so the model has no vertical learning here and flatters institutes. The twin says that the answers come
from numbers of ties, not from who is tied to whom. Whether more pipelines harm hangs on their price, which nobody has measured. Two draws are few. Before any money is spent I would ask ten firms whom they ask for advice.
"""
# END SOLUTION
check("brief.advice", brief)

# %% [markdown]
# ## Print it
#
# This cell writes `my_brief.html` (with files of your own `my_own_brief.html`) beside the notebook: your text, the figures and the map. Open it with a right click, "Open in New Browser Tab", and print it (Ctrl+P, Cmd+P) with "Save as PDF".
# Two pages, A4. From a terminal, `jupyter nbconvert --to html --no-input` turns the whole notebook into a page that prints, too.

# %%
if "Write your text here" not in brief:
    shown = {
        "share of ties that lead out": {
            "region": f"{opened['ties']:.0%}",
            **({"members by lot": f"{min(by_lot):.0%} to {max(by_lot):.0%}"} if by_lot else {}),
        },
        "the same by weight": {"region": f"{opened['weight']:.0%}"},
        "clustering inside": {
            "region": f"{circles['region']:.2f}",
            "random twin": f"{circles['chance']:.2f}",
        },
        "gatekeepers": {"region": ", ".join(gatekeepers)},
        "if the largest firm leaves": {"region": f"{loss:+.2%}"},
    }
    for step in changes:
        shown[f"the step: {step}"] = {
            "region": f"{changes[step]:+.1%}",
            "random twin": f"{at_random[step]:+.1%}",
        }
    title = "A brief on the region: is it open, and what would help it?"
    about = f"{source} {border}."
    print(
        "Written:",
        write_brief(
            "my_brief.html" if own is None else "my_own_brief.html",
            brief,
            title=title,
            source=about,
            figures=shown,
            picture=picture,
            care=care,
        ),
    )

# %% [markdown]
# ## Your points

# %%
progress("11_your_region")
