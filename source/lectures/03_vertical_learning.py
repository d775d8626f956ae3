# %% [markdown] slideshow={"slide_type": "slide"}
# # 03 Vertical learning
#
# **What do suppliers and customers learn from each other? And why do they stop, though much is left to learn?**
#
# *60 minutes alone, 75 minutes in class, 90 minutes if English or Python is new to you; a good break is before "The small world". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Tell suppliers from customers, forward from backward. *Task* `vertical.links`
# 2. Tell which partners complement each other, and compute what barter carries. *Tasks* `vertical.swaps`, `vertical.barter`
# 3. Measure what suppliers, customers and lead customers are worth, on paired runs. *Tasks* `vertical.worth`, `vertical.outside`
# 4. Explain when barter between partners pays, and what it costs. *Task* `vertical.explain`

# %% tags=["setup"]
import pandas as pd

from clusterlib import build_cluster
from clusterlib.classics import Barter, barter, mean_barter, topologies
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare
from clustercourse.labs import vertical_lab
from clustercourse.predictions import predict, reveal
from clusterlib.learning import CutFlows, CutPipelines, initial_knowledge
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision, pd.options.display.max_colwidth = 3, 120

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: Toyota and its suppliers
#
# A supplier's factory in the United States makes similar parts for Toyota and for an American car maker. Dyer and Hatch (2006) compare
# what became of the two, for many suppliers, from 1990 to 1996. In the parts for Toyota the number of defects fell by half; in those for the largest
# American customer by a quarter.
#
# They explain the difference by what the customer shared with its suppliers. Dyer and Nobeoka (2000), whom the paper cites, describe how:
# Toyota's suppliers learn from Toyota **and** from each other, by fixed routines. Three problems had to be solved: members must want to
# share, nobody may take without giving, and members must find what is worth knowing.
#
# Wang calls this **vertical learning**: learning between "firms located in different links of value chain". It is **forward** if a firm
# learns from its customers and **backward** if it learns from its suppliers.

# %%
cluster = build_cluster("baseline", rng=SEED)
of_stage = dict(cluster.nodes(data="stage"))
stage = {number: {firm for firm in cluster if of_stage[firm] == number} for number in (1, 2, 3)}

# %% tags=["result"]
chain = cluster.subgraph(stage[1] | stage[2] | stage[3]).copy()
ties = list(chain.edges(data="dimension"))
chain.remove_edges_from([(a, b) for a, b, dimension in ties if dimension != "vertical"])
plot_cluster(chain, title="Many firms have one or two vertical partners, some have none")

# %% [markdown]
# From left to right: suppliers, makers of parts, makers of the final product. A vertical tie joins firms of neighbouring
# stages. This is what the paper says, and what the course model makes of it:
#
# | In the paper | In the model |
# |---|---|
# | "complementary resources" | a firm knows the fields of its own stage best |
# | "input-output relation", "cooperation" | vertical ties, over which the two barter |
# | "close contact with users" | also pipelines to **lead customers** outside |
# | suppliers' "complementary technology" | also pipelines to subcontractors outside |
# | "long-term cooperation and high trust" | trust $\tau$: the share of the possible exchanges that is made |
#
# ### Your turn
#
# How many firms of the stages 1 and 2 have no customer inside the cluster? You have the sets `stage[1]`, `stage[2]`, `stage[3]`, and
# `set(cluster[firm])` gives a firm's partners. If you are stuck, run `hint("vertical.try_customers")` in a new cell.

# %% tags=["task"]
# BEGIN SOLUTION -> no_customer = ...
no_customer = sum(not set(cluster[firm]) & stage[s + 1] for s in (1, 2) for firm in stage[s])
# END SOLUTION
check("vertical.try_customers", no_customer, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[6|no_customer]].
# **Slip.** Counting the firms of the last stage too. Their customers are outside by construction.
# **Stop.** All can name a supplier and a customer of one firm on the map.
# **Ask.** What do the firms without a customer in the cluster live on? (On customers elsewhere, from whom nobody in this
# model learns unless there is a pipeline.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Complementary knowledge
#
# The model divides knowledge into twelve **fields**. What a firm knows in a field is a number from 0 (nothing) to 1 (the frontier). These are
# means at the start:

# %% tags=["result"]
known = pd.DataFrame(initial_knowledge(cluster, rng=SEED), index=list(cluster))
fields = [f"fields of stage {s}" for s in (1, 1, 1, 2, 2, 2, 3, 3, 3)] + 3 * ["emerging fields"]
by_stage = known.groupby(of_stage).mean().T.groupby(fields).mean().T
by_stage.set_axis([f"firms of stage {s}" for s in (1, 2, 3)])[list(dict.fromkeys(fields))]

# %% [markdown]
# Each stage knows its own fields best. So two neighbours in the chain **complement** each other: each has what the other lacks.
# Two competitors of one stage know much the same. This was built in, after the paper. What follows from it? (The emerging fields
# have no market yet; they matter in lecture 08.)
#
# Vertical partners **barter**: one field for one field, as in Cowan and Jonard (2004). They swap as long
# as *both* have something that the other lacks. If my partner knows more in $n_{offered}$ fields and less in
# $n_{returned}$ fields, we can make $\min(n_{offered}, n_{returned})$ **swaps**. A **gift** would carry all that one knows more, without a return.


# %%
def exchange(a, b):
    """Return how many swaps two actors can make, and what a gift and barter would carry."""
    gap = known.loc[a] - known.loc[b]  # known: a row for each actor, a column for each field
    offered, returned = (gap > 0).sum(), (gap < 0).sum()
    swaps = min(offered, returned)
    # a swap moves an average gap in each direction
    carried = swaps * (gap[gap > 0].mean() - gap[gap < 0].mean()) if swaps else 0
    return swaps, gap.abs().sum(), carried


# %% tags=["predict"]
predict(
    "vertical.complements",
    "Suppose that competitors bartered too. How much could barter carry over a vertical tie, "
    "compared with a horizontal one?",
    ["about as much", "about half as much again", "twice as much or more"],
)

# %% tags=["result"]
from IPython.display import display

rows = []
for a, b, dimension in cluster.edges(data="dimension"):
    if dimension in ("horizontal", "vertical"):
        mixed = cluster.nodes[a]["kind"] != cluster.nodes[b]["kind"]
        pair = "focal firm and SME" if mixed else "alike"
        rows.append([a, b, dimension, pair, *exchange(a, b)])
swaps = pd.DataFrame(rows, columns=["a", "b", "dimension", "pair", "swaps", "gift", "barter"])
means = swaps.groupby("dimension")[["swaps", "gift", "barter"]].mean()
ratio = means.barter["vertical"] / means.barter["horizontal"]
options = ["about as much", "about half as much again", "twice as much or more"]
answer = options[int(ratio > 1.25) + int(ratio > 1.8)]
display(reveal("vertical.complements", answer, f"{ratio:.1f} times as much."))
swaps.groupby(["dimension", "pair"])[["swaps", "gift", "barter"]].mean()

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Swaps are hardly more, [[4.0|means.swaps["vertical"]]] against
# [[3.5|means.swaps["horizontal"]]]. But each moves a wider gap, so barter carries [[2.2|ratio]] times as much.

# %% [markdown]
# *Gift* and *barter* are what could flow over a tie, all fields and both directions together. *Alike* are two SMEs or two focal firms. Over all ties,
# vertical partners can make [[4.0|means.swaps["vertical"]]] swaps and competitors [[3.5|means.swaps["horizontal"]]]. But a vertical swap carries more: the gaps are wider.
#
# Look at the rows of a **focal firm and an SME**. The focal firm knows more in nearly all fields. A gift would carry most here.
# Barter carries least: the small firm has little to return. **Barter needs a double coincidence: I lack what you have, and you lack what I
# have.** It serves partners who are different, and equal.
#
# Not all that flows is understood. Of a gap $x$ a firm learns $\psi = \alpha x e^{-x/\delta}$ in a period. That is little if the gap is tiny, for there is
# nothing new, and little if it is wide, for it is not understood. ($\alpha$ and $\delta$ are numbers of the firm: see lecture 06.) Barter takes a part of it:
#
# $$\lambda_V \, \tau \, \frac{\min(n_{offered}, n_{returned})}{n_{offered}} \, \psi$$
#
# Here $\lambda_V$ is the strength of vertical learning, and trust $\tau$ the share of the possible swaps that is made.

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say why a focal firm and an SME barter little.
# **Ask.** A customer pays its supplier. Why does money not solve the problem of the double coincidence? (It may. But what
# knowledge is worth is hard to say before one has it. The model leaves money out.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## The small world
#
# How far can barter carry knowledge through a whole network? Cowan and Jonard (2004) put actors on a **ring**, each tied to its
# nearest neighbours. Then a share of the ties is **moved**, each to an actor drawn at random. On the ring your
# partners know each other, but paths are long. With all ties moved it is the other way round. In between, with a few
# moved ties, lies the **small world** (Watts and Strogatz 1998): paths are short, and partners still know each other.
#
# Their model has five fields. A tenth of the actors are **experts**, far ahead in one field. A swap closes a tenth of the gap.
# Nobody forgets. How much do actors know when barter is over?

# %% tags=["predict"]
from clustercourse.predictions import Axis, predict_curve

predict_curve(
    "vertical.world",
    "A tenth of the ties moved brings about 4% more knowledge than the ring. How does it go on?",
    x=Axis("share of ties moved", 0, 1, ".2f"),
    y=Axis("knowledge, more than on the ring (%)", -4, 12, ".0f"),
    known=[(0, 0.0), (0.05, 3.2), (0.1, 4.4)],
    points=[0.2, 0.3, 0.5, 0.75, 1],
)

# %%
shares = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1]
worlds = {p: topologies.several(40, topologies.small_world, 100, 10, p, rng=SEED) for p in shares}
usual = {p: mean_barter.simulate(worlds[p], periods=80, rng=SEED) for p in shares}

# %% tags=["result"]
from clustercourse.predictions import reveal_curve


def more_than_ring(runs, period=80):
    """Return by how many per cent actors know more than on the ring, for every share."""
    level = [runs[p].knowledge[:, period].mean() for p in shares]
    return [100 * (one / level[0] - 1) for one in level]


end = more_than_ring(usual)
best = shares[end.index(max(end))]
published = {
    p: barter.simulate(worlds[p][:20], rng=SEED).knowledge[:, -1].mean() for p in (0, 0.2, 1)
}
reveal_curve("vertical.world", shares, end, f"Highest with a share of {best} moved.")

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that go on rising: short paths are taken for better learning. It peaks with a share of [[0.2|best]]
# moved and comes back nearly to the level of the ring.

# %% [markdown]
# **The small world is best**: [[5.5%|max(end) / 100]] more than the ring, and [[5%|(100 + max(end)) / (100 + end[-1]) - 1]] more than with all ties moved.
# It is not the fastest. In period [[15|15]] knowledge is highest where [[75%|shares[more_than_ring(usual, 15).index(max(more_than_ring(usual, 15)))]]]
# of the ties are moved. Why do such networks fall behind?
#
# Because barter ends. A tie is **one-sided** when one of the two has something to give and the other has nothing to return. At the end
# [[93%|usual[0].one_sided[:, -1].mean()]] of the ties on the ring are one-sided, and [[98%|usual[1].one_sided[:, -1].mean()]] with all ties moved. Cowan and Jonard explain: if my
# partners know each other, I may get from one what I cannot get from the other. If they do not, a one-sided
# tie is the end of the path.
#
# (`mean_barter` is a shortcut of this course. In the published model the order is the
# same: [[16.0|published[0]]] on the ring, [[16.8|published[0.2]]] with a fifth of the ties moved, [[15.9|published[1]]] with all.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: move the ties
#
# 1. Move *ties moved* from 0 to 1. Where does the point of what you tried stand highest? Draw other networks: is it always there?
# 2. Press Play. Who gets bright first, and who stays dark? Watch the share of one-sided ties as well.
# 3. Set *absorption* to 1: a swap closes the whole gap at once. Then set it back, and set *experts* to 0. What becomes of the small world?

# %% tags=["predict"]
predict(
    "vertical.lab",
    "With absorption 1, a swap closes the whole gap. Which network is best then?",
    ["the ring", "the small world, as before", "all ties moved, or nearly all"],
)

# %% tags=["lab"]
vertical_lab("vertical.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. The result above is taken for a law. If a swap closes the whole gap, only speed counts, and
# short paths are fast.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. Mostly with between a tenth and four tenths of the ties moved. But it is a mean of few networks: in some draws the curve is flat.
# 2. The experts get bright first, then their partners. Those who are two or three steps from any expert, or who knew little from the start, stay dark.
# 3. The small world has no advantage left: the more ties are moved, the better, until it levels off. Without
#    experts hardly anything depends on the network.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Where the small world vanishes
#
# The lab shows a mean of few networks. Here are more:

# %% tags=["result"]
from clusterlib.plots import plot_lines

changes = {"absorption 1": Barter(absorption=1), "no experts": Barter(experts=0)}
gains = {"as usual": end}
for name, change in changes.items():
    runs = {p: mean_barter.simulate(worlds[p], change, periods=80, rng=SEED) for p in shares}
    gains[name] = more_than_ring(runs)

plot_lines(
    shares,
    gains,
    title="Only slow learning and rare knowledge make the small world best",
    xlabel="share of ties moved",
    ylabel="more than on the ring (%)",
    form=".1f",
)

# %% [markdown]
# If a gap closes at once, few swaps are needed. Then only speed counts, and short paths are fast. Without experts there is
# nothing rare to bring from far away: the best network gains [[2.3%|max(gains["no experts"]) / 100]].
#
# **"The small world is best" is true of slow learners and rare knowledge, and not of networks as such.** Nor are short paths
# all that counts. Mueller, Bogner, Buchmann and Kudic (2017) compare networks of [[100|100]] actors and [[200|200]] ties. In a *scale-free* network
# most newcomers choose partners with many ties. So it has **hubs**, and the shortest paths.

# %% tags=["predict"]
predict(
    "vertical.hubs",
    "In which network do actors know most in the end, on average?",
    ["small world", "random network", "scale-free, with hubs"],
)

# %% tags=["result"]
makers = {
    "small world": (topologies.small_world, 100, 4, 0.15),
    "random network": (topologies.random_graph, 100, 200),
    "scale-free, with hubs": (topologies.scale_free, 100, 2),
}
levels, of_hubs = {}, {}
for name, maker in makers.items():
    graphs = topologies.several(40, *maker, rng=SEED)
    run = mean_barter.simulate(graphs, barter.SETTINGS["mueller"], periods=120, rng=SEED)
    levels[name] = run.knowledge[:, -1].mean()
    order = [sorted(graph, key=graph.degree, reverse=True) for graph in graphs]
    ends = [one[-1][places] for one, places in zip(run.levels, order, strict=True)]
    of_hubs[name] = (
        sum(one[:10].mean() for one in ends) / 40,
        sum(one[50:].mean() for one in ends) / 40,
    )
best_kind = max(levels, key=levels.get)
told = ", ".join(f"{name} {level:.1f}" for name, level in levels.items())
reveal("vertical.hubs", best_kind, f"Mean level: {told}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. The shortest paths should win. They lose, [[10.9|levels["scale-free, with hubs"]]] against
# [[14.6|levels["small world"]]]: small partners of a hub have nothing to return.

# %% [markdown]
# The network with the shortest paths is the worst. The half of its actors with the fewest ties ends at
# [[8.2|of_hubs["scale-free, with hubs"][1]]]; in the small world that half reaches [[13.1|of_hubs["small world"][1]]]. A hub hears everything early. After that
# its small partners have nothing to return. **What hurts is inequality: few actors with many ties, and many with few.** Keep this in mind for a
# hub-and-spoke cluster.

# %% [markdown] tags=["instructor"]
# **Stop.** All can name the two conditions under which the small world was best.
# **Ask.** Who would build a hub-and-spoke cluster, and who would want to live in one?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What is it worth to a cluster?
#
# Back to the course model. The outcome is the **performance** of the firms: how much they know of what the
# market values, from 0 to 1, in period [[80|80]]. `compare` runs each cluster twice, with a change and without it, with the same luck.
#
# A firm can attend fully to [[5|Setting().learning.attention]] local ties; if it has more, each gets less. So there are two ways to take vertical learning
# away. The ties stay and **teach nothing**, but still take attention. Or they are **given up**, and the attention goes to other ties.

# %% tags=["predict"]
predict(
    "vertical.worth",
    "If vertical ties teach nothing, firms end about 10% lower. And if they are given up, so that "
    "firms have their attention for other ties?",
    ["they lose more", "they lose about as much", "they lose hardly anything"],
)

# %%
no_suppliers = [CutFlows(stage[1], stage[2]), CutFlows(stage[2], stage[3])]  # nothing backward
no_customers = [CutFlows(stage[2], stage[1]), CutFlows(stage[3], stage[2])]  # nothing forward
cuts = {"from suppliers": no_suppliers, "from customers": no_customers}
table = {}
for attention in (5, 20):
    base = Setting(periods=80).but(attention=attention)
    ways = {"teach nothing": base.but(vertical=0)}
    ways["given up"] = base.but(interventions=no_suppliers + no_customers)
    ways |= {f"nothing {name}": base.but(interventions=cut) for name, cut in cuts.items()}
    changes = {name: compare(base, way, replicates=40, rng=SEED) for name, way in ways.items()}
    table[f"attention {attention}"] = {name: one.relative.mean for name, one in changes.items()}
table = pd.DataFrame(table)
table

# %% tags=["result"]
lost = table["attention 5"]
blind = Setting(periods=80).but(horizontal=0)  # nobody imitates a competitor
left = blind.but(interventions=no_suppliers + no_customers)
no_imitation = compare(blind, left, replicates=40, rng=SEED).relative.mean
ratio = lost["given up"] / lost["teach nothing"]
options = ["they lose hardly anything", "they lose about as much", "they lose more"]
answer = options[int(ratio > 0.6) + int(ratio > 1.3)]
reveal("vertical.worth", answer, f"{lost['teach nothing']:.1%} and {lost['given up']:.1%}.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. A tie that teaches nothing is taken for a tie that is not there. The idle one takes
# attention.

# %% [markdown]
# Claim 8, that complementary partners boost knowledge, **holds if the ties would be idle otherwise**: that costs [[9.7%|-lost["teach nothing"]]]. It
# **fails if the attention has another use**. Firms then imitate the best of their stage and listen to
# institutions, and lose nothing. (If nobody imitated, they would lose [[4.6%|-no_imitation]].) With attention for [[20|20]] ties there is no such choice, and
# both ways cost the same. **What a tie is worth depends on what else you would do with your time.**
#
# The last two rows give up one direction only. With attention to spare, backward and forward learning are worth the same, about [[3.4%|-table["attention 20"]["nothing from suppliers"]]].
# The paper expects technology from suppliers and market information from customers. In this model both are knowledge of a neighbouring stage.
#
# ## Users, and other partners outside
#
# "The rigorous users usually ask for the higher quality": the paper expects most of demanding customers. In the model a lead customer
# outside is at the frontier in the fields of the last two stages. A subcontractor is at the frontier in those of the first two, an R&D
# organisation in about half of all. Cut the pipelines to one kind, and count them:

# %%
base, rows = Setting(periods=80), {}
drawn = [build_cluster(rng=seed) for seed in range(100)]
for kind in ["lead_customer", "outside_subcontractor", "outside_rd"]:
    cut = base.but(interventions=[CutPipelines(sources=kind)])
    change = compare(base, cut, replicates=200, rng=SEED).relative
    ends = [g.degree(one) for g in drawn for one, of in g.nodes(data="kind") if of == kind]
    rows[kind] = {"change": change.mean, "from": change.low, "to": change.high}
    rows[kind] |= {"pipelines": sum(ends) / 100, "for each": change.mean / sum(ends) * 100}
outside = pd.DataFrame(rows).T
outside

# %% [markdown]
# Claim 9, close contact with users, **holds**: without lead customers firms lose [[7%|-outside.change["lead_customer"]]]. But nothing is special about
# users. Subcontractors are worth nearly as much. R&D organisations are worth more in total, because there are more pipelines to them. Per pipeline
# they are worth less, since not all that they know has a market today. (After the market has moved this may change: see lecture 08.)
#
# ## Trust between clients and suppliers
#
# "Owing to long-term cooperation and high trust, the clients and the suppliers are able to communicate each other widely and
# freely." So raise trust from $\tau = 0.1$ to $\tau = 0.9$. In the model trust also decides how much firms tell institutions.

# %%
wary, trusting = base.but(trust=0.1), base.but(trust=0.9)
everywhere = compare(wary, trusting, replicates=40, rng=SEED)
print(everywhere)

# %% [markdown]
# ### Your turn
#
# How much of it is between clients and suppliers? Switch multi-angle learning off (`multi_angle=0`) in **both** settings, `wary` and `trusting`, and
# compare again with `replicates=40, rng=SEED`. By which share does performance change? `.relative.mean` of a comparison is that share.

# %% tags=["task"]
# BEGIN SOLUTION -> between_partners = ...
between_partners = compare(
    wary.but(multi_angle=0), trusting.but(multi_angle=0), replicates=40, rng=SEED
).relative.mean
# END SOLUTION
check("vertical.try_trust", between_partners, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.186|between_partners]].
# **Cut.** Lecture 06 is about trust. Give the task as homework.

# %% tags=["result"]
partners, institutions = (
    compare(wary.but(**off), trusting.but(**off), replicates=40, rng=SEED).relative.mean
    for off in ({"multi_angle": 0}, {"vertical": 0})
)

# %% [markdown]
# Trust raises performance by [[33%|everywhere.relative.mean]] in all, by [[19%|partners]] if it works between clients and suppliers only, and
# by [[25%|institutions]] if it works between firms and institutions only. So claim 10 **holds**, but more of what trust does here runs through
# institutions. *Long-term* cooperation is not in the model: partners do not come to trust each other by working together.
#
# The course's **ledger** tests the claims of the paper on clusters of its own. Row 1 compares two losses: the loss is larger where firms
# are specialised than where all know the same, but only a little.

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

claims_frame(run_claims([8, 9, 10], replicates=24))[
    ["claim", "experiment", "effect", "low", "high", "finding"]
]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A focal firm knows more than its supplier in 11 fields, the supplier more in 1. How many swaps?",
            {
                "1": "Right. For each field one must come back, and the supplier has one to give.",
                "11": "That would be a gift. The supplier can return one field only.",
                "12": "In twelve fields one of them knows more. A swap needs a field of each.",
            },
            "1",
        ),
        Question(
            "Two regions with small-world networks do well. What follows from Cowan and Jonard?",
            {
                "Every region should build a small world": "It is best in their model for slow "
                "learners and rare knowledge. With fast learning its advantage vanishes.",
                "It may help where learning is slow and a few experts know much": "Right. These are "
                "the conditions under which it was best.",
                "Nothing, as the model is not about regions": "A model shows what can follow from "
                "what. Whether its conditions hold is then a question to ask of a region.",
            },
            "It may help where learning is slow and a few experts know much",
        ),
        Question(
            "Without vertical learning a cluster's level falls by 10%, but it does not fall when "
            "firms give up these ties. What explains both?",
            {
                "The ties take attention that is worth as much elsewhere": "Right. An idle tie "
                "costs what it takes, one that is given up does not.",
                "Vertical partners teach nothing": "They do: with plenty of attention giving them "
                "up costs about as much.",
                "Chance": "Both are means over paired runs; the first is far from zero.",
            },
            "The ties take attention that is worth as much elsewhere",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Partners do not only barter.** At Toyota knowledge of production is "viewed as the property of the network" (Dyer and Nobeoka 2000): a rule that
#   replaces the double coincidence. Others pay for what they learn.
# - **Nobody gives up customers to save attention.** A firm lives on them. The model has no sales.
# - **Demanding users do more than know.** They often invent: in scientific instruments
#   four of five important innovations came from users (von Hippel 1976).
# - **Users can mislead.** Makers of disk drives listened to their best customers and missed what these did not ask for yet (Christensen
#   and Bower 1996).
# - **Evidence on small worlds is mixed.** For musicals on Broadway Uzzi and Spiro (2005) find an inverted U. For patents in American regions Fleming, King and
#   Juda (2007) find no advantage of the small world; shorter paths and larger connected parts do help.
# - **Nothing new arises from a swap.** The paper speaks of the "creation of new knowledge". Here known things spread.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. Suppliers stand one stage before a firm, customers one stage after; learning from them is backward and forward.
# 2. Barter carries most between partners who are different and equal. It stops when one has nothing to return.
# 3. Partners in the chain are worth much to firms with attention to spare. Otherwise that attention would bring as much elsewhere.
# 4. The small world is best if learning is slow and knowledge is rare. Hubs make barter worse.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 8: complementary resources boost knowledge | holds if the ties would be idle; fails if attention has another use |
# | backward learning brings complementary technology | holds with attention to spare; worth as much as forward |
# | claim 9: close contact with users | holds; subcontractors are worth nearly as much |
# | "rigorous users" improve the product; the "solve of common problem" | not in the model |
# | claim 10: long cooperation and trust | trust holds, more of it through institutions; "long-term" is not in the model |
#
# | Notation | Meaning |
# |---|---|
# | $\lambda_V$ | strength of vertical learning (`vertical`) |
# | $n_{offered}$, $n_{returned}$ | fields in which my partner knows more than I, and less |
# | $\tau$ | trust: share of possible swaps that is made |
# | $\alpha$ | absorption: share of a gap that is closed |
#
# **Reading.** Dyer and Nobeoka (2000), *Creating and managing a high-performance knowledge-sharing network: the Toyota case*, Strategic Management
# Journal 21(3), 345-367. Dyer and Hatch (2006), *Relation-specific capabilities and barriers to knowledge transfers*, Strategic Management Journal 27(8), 701-719.
# Cowan and Jonard (2004), *Network structure and the diffusion of knowledge*, Journal of Economic Dynamics and Control 28(8), 1557-1575.
# Watts and Strogatz (1998), *Collective dynamics of 'small-world' networks*, Nature 393, 440-442. Mueller, Bogner, Buchmann and Kudic (2017), *The effect of structural disparities
# on knowledge diffusion in networks*, Journal of Economic Interaction and Coordination 12(3), 613-634. von Hippel (1976), *The dominant role of users in the scientific instrument
# innovation process*, Research Policy 5(3), 212-239. Christensen and Bower (1996), *Customer power, strategic investment, and the failure of leading firms*, Strategic Management
# Journal 17(3), 197-218. Uzzi and Spiro (2005), *Collaboration and creativity: the small world problem*, American Journal of Sociology 111(2), 447-504. Fleming, King and
# Juda (2007), *Small worlds and regional innovation*, Organization Science 18(6), 938-954.
#
# **Next:** [exercise 03](../exercises/03_vertical_learning.ipynb), on a cluster of your own.
