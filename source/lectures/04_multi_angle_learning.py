# %% [markdown] slideshow={"slide_type": "slide"}
# # 04 Multi-angle learning
#
# **What do universities, research institutes, agencies and go-betweens do for the firms of a cluster? Would anybody notice if they were gone?**
#
# *65 minutes alone, 80 minutes in class, 95 minutes if English or Python is new to you; a good break is before "What are they worth?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find which firms an institution reaches, and in how many steps. <!-- multi_angle.unserved, multi_angle.reach -->
# 2. Tell a gift from barter, and compute what each carries. <!-- multi_angle.gift -->
# 3. Measure what a type of institution is worth, and what its teaching is worth. <!-- multi_angle.worth, multi_angle.teach -->
# 4. Explain when teaching pays, and when it does not. <!-- multi_angle.explain -->

# %% tags=["setup"]
import networkx as nx
import numpy as np
import pandas as pd

from clustercourse.claims import claims_frame, plot_effects, run_claims
from clustercourse.exercises import check, hint
from clustercourse.labs import multi_angle_lab, toy_lab
from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve
from clusterlib import build_cluster
from clusterlib.classics import barter, gift, topologies
from clusterlib.experiments import Setting, compare, estimate, relative
from clusterlib.learning import CutFlows, RemoveActors, initial_knowledge, simulate
from clusterlib.measures import local_network
from clusterlib.plots import CourseFigure, CurvePanel, plot_cluster, plot_curves, plot_estimates
from clusterlib.plots import plot_over_time

SEED = 2013

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: two wine provinces
#
# In the 1990s two neighbouring provinces of Argentina made plenty of ordinary wine, and little that could be exported. San
# Juan relied on incentives for single firms. In Mendoza, government and firms founded new institutions together. Mendoza moved to better wine, San Juan fell behind
# (McDermott 2007). The new institutions joined groups that had not talked to each other (McDermott, Corredoira and Kruse 2009).
#
# Wang calls this **multi-angle learning**: the learning "between firms with local government, university, public research
# institution and Intermediary organization".

# %%
cluster = build_cluster("baseline", rng=SEED)
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
institutions = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supporting"}

# %% tags=["result"]
plot_cluster(cluster, highlight=institutions, rings=False, title="Institutions reach all stages")

# %% [markdown]
# Institutions stand in the band at the top; dotted lines are multi-angle ties.
#
# | Institution | In the model |
# |---|---|
# | university (U), research institute (R) | knows a fair share of every field, does own R&D now and then |
# | bridging institution (B), government agency (G) | knows less, no own R&D |
#
# Over a tie knowledge flows both ways, and the tie takes attention. What differs is the rule: who gives, and for what in return.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## See it first: a go-between
#
# U is a university, F a focal firm; A, B and E are small firms. U gives for nothing. F and E are customer and supplier: they **barter**, one field
# for another. Numbers say what each knows, from 0 (nothing) to 1 (the frontier).

# %% tags=["lab"]
toy_lab(
    knows={"F": 0.8, "U": 0.5, "A": 0.3, "B": 0.2, "E": 0.1},
    ties=[(*pair, "multi_angle") for pair in ("FU", "UA", "UB")] + [("E", "F", "vertical")],
    kinds={"F": "focal_firm", "U": "university"},
    learning={"multi_angle": 1, "reach": 0.4},
    places={"U": (1.2, 2), "F": (2.4, 1), "A": (0, 2), "B": (0, 0.6), "E": (1.4, 0)},
    periods=12,
    title="Toy: a go-between",
    tasks={
        "Press Next period once. Who learns from whom, and who learns nothing?": "A and B learn from U, "
        "and U from F. E learns nothing from F: it has nothing to give in return.",
        "Go on to period 8. Which of A, B and E know more now than U knew at the start, 0.50?": "A and B do: 0.64 "
        "and 0.61. What they know beyond U's first 0.50 came from F, though they have no tie with F.",
        "Go on to period 12. Who is left behind, and what would help?": "E, still at 0.10. Its tie "
        "with F is worth nothing to it; a tie with U would be worth a lot.",
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Whom does an institution reach?
#
# In the cluster, the university `U1` has [[7|cluster.degree("U1")]] partners among the firms. What it teaches them they may pass on. So count
# in **steps**: a partner is one step away, a partner's partner two.

# %% tags=["predict"]
predict(
    "multi_angle.reach",
    "How many of the 36 firms does U1 reach in at most two steps, inside the cluster?",
    ["its 7 partners and a few more, up to 12", "about a third to a half", "more than half"],
)

# %%
local = local_network(cluster)  # the cluster without its outside sources
near = nx.single_source_shortest_path_length(local, "U1", cutoff=2)  # actor: steps
reached = firms & set(near)

# %% tags=["result"]
options = ["its 7 partners and a few more, up to 12", "about a third to a half", "more than half"]
steps = {firm: near[firm] for firm in reached}
paths = local.copy()
on_paths = {frozenset((a, b)) for a in near for b in local[a] if near.get(b) == near[a] + 1}
paths.remove_edges_from([tie for tie in local.edges if frozenset(tie) not in on_paths])
reveal(
    "multi_angle.reach",
    options[(len(reached) > 12) + (len(reached) > 18)],
    f"{len(reached)} of {len(firms)} firms in two steps.",
    show=[
        plot_cluster(
            paths,
            colour=steps,
            colour_label="steps from U1 (grey: more)",
            colour_range=(1, 2),
            title=f"U1 reaches {len(reached)} of {len(firms)} firms in two steps",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Partners of partners are underrated when one of them is a focal firm: [[22|len(reached)]]
# of [[36|len(firms)]] are reached.

# %% [markdown] tags=["explain"]
# Two of the partners, F19 and F23, show why. F19 is a **focal firm** with [[8|local.degree("F19")]] ties inside the cluster, F23 an SME with
# [[1|local.degree("F23")]] tie. A tie to a well-connected firm is worth many. But reach is not learning: at each step something
# is lost, and a partner must want to pass it on.

# %% [markdown]
# ### Your turn
#
# How many firms have no tie with any institution? You have the sets `firms` and `institutions`, and `set(cluster[firm])` gives a firm's partners.

# %% tags=["task"]
# BEGIN SOLUTION -> unserved = ...
unserved = sum(not institutions & set(cluster[firm]) for firm in firms)
# END SOLUTION
check("multi_angle.try_unserved", unserved, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[11|unserved]].
# **Slip.** Taking universities for all institutions.
# **Stop.** All can say why a tie to a focal firm is worth many.
# **Ask.** Which firms have no tie, small or large ones? (SMEs with a low propensity for ties of any kind: those whom no
# policy reaches.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Gift and barter
#
# Why should anybody pass on what they know? Wang sees the obstacle: "the worry of unfair revenue will reduce the dynamics to
# transfer knowledge". There are two rules for a tie.
#
# - **Barter**: one field for one field. Suppliers and customers do so in the model.
# - **Gift**: give, and ask for nothing. Ironmasters of Cleveland told each other how they built their furnaces (Allen 1983). A university
#   publishes: its ties are open **channels** that leak (Owen-Smith and Powell 2004).
#
# The next experiment is not the course model but a published one, of Cowan and Jonard (2003, 2004), with its own scale of knowledge. [[100|100]] actors
# have a few neighbours each. Knowledge is bartered in one run and given in another, on the same networks.

# %% tags=["predict"]
predict_curve(
    "multi_angle.barter",
    "Given freely, knowledge climbs to 27.7 by period 100. How does it go on when it is bartered?",
    x=Axis("period", 0, 100, ".0f"),
    y=Axis("mean knowledge of an actor", 0, 30, ".1f"),
    known=[(0, 5.5), (5, 8.0), (10, 9.4)],
    points=[20, 40, 60, 80, 100],
)

# %%
worlds = [topologies.small_world(100, 6, 0.1, rng=seed) for seed in range(20)]
bartered = barter.simulate(worlds, periods=100, rng=SEED)
given = gift.simulate(worlds, periods=100, rng=SEED)

# %% tags=["result"]
curves, bands = {}, {}
for name, run in {"gift": given, "barter": bartered}.items():
    each = [estimate(level) for level in run.knowledge.T]
    curves[name] = (range(101), [one.mean for one in each])
    bands[name] = ([one.low for one in each], [one.high for one in each])
paths = {name: path for name, (_, path) in curves.items()}
behind = relative(given.knowledge[:, -1], bartered.knowledge[:, -1])

angle = 2 * np.pi * np.arange(100) / 100
at = np.column_stack([np.sin(angle), np.cos(angle)])
rings = CourseFigure(figsize=(9, 4.6))
said = []
for column, (name, run) in enumerate({"barter": bartered, "gift": given}.items()):
    ax = rings.add_axes((0.02 + 0.43 * column, 0.02, 0.4, 0.8))
    level, expert = run.levels[0].mean(axis=1), (run.start[0] > 10).any(axis=1)
    for a, b in worlds[0].edges:
        ax.plot(*at[[a, b]].T, color="#C3C8CE", lw=0.8, zorder=1)
    for which, marker, size in ((~expert, "o", 34), (expert, "D", 48)):
        dots = ax.scatter(*at[which].T, c=level[which], vmin=4, vmax=30, s=size, marker=marker)
    ax.set_title(f"{name}, period 100: mean {level.mean():.1f}", size=10.5)
    ax.set_aspect("equal")
    ax.axis("off")
    said.append(f"{name}: mean {level.mean():.1f}, from {level.min():.0f} to {level.max():.0f}")
label = "knowledge of an actor (diamonds: experts)"
rings.colorbar(dots, rings.add_axes((0.9, 0.12, 0.018, 0.64)), label=label)
found = "One network, the same start: by barter many stay dark, by gift nobody does"
rings.suptitle(found, x=0.012, y=0.97, ha="left", weight="bold")
rings.alt = f"{found}. Actors on a circle, coloured by knowledge in period 100. {'; '.join(said)}."

reveal_curve(
    "multi_angle.barter",
    range(101),
    paths["barter"],
    f"In period 5: barter {paths['barter'][5]:.1f}, gift {paths['gift'][5]:.1f}. "
    f"In period 100: barter {paths['barter'][-1]:.1f}, gift {paths['gift'][-1]:.1f}. A difference "
    f"of {behind.mean:+.0%} (95% interval {behind.low:+.0%} to {behind.high:+.0%}).",
    show=[
        plot_curves(
            "Barter keeps up for a few periods, then it stalls",
            CurvePanel(curves, "period", "mean knowledge (level)", 31, bands),
        ),
        rings,
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that climb as the gift does, only later. Barter stops: nobody has anything to offer in return. It
# ends at [[56%|1 + behind.mean]] of the gift.

# %% [markdown] tags=["explain"]
# Barter keeps up at first: [[8.0|paths["barter"][5]]] against [[8.2|paths["gift"][5]]] in period 5. Then it stalls,
# [[44%|-behind.mean]] below the gift ([[42%|-behind.high]] to [[46%|-behind.low]]). **Barter needs a double coincidence: I lack what you have, and
# you lack what I have.** Sooner or later, in every pair, one of the two has nothing that the other still wants.
#
# Claim 13, that worry about unfair returns slows transfer, holds here **by construction**: a swap is never more than two gifts.
# How early barter stops is not built in.

# %% [markdown]
# ### Your turn
#
# Back to the course model, with twelve fields. Could `U1` and the focal firm `F19` barter at the start? `offered` counts the fields in which U1 knows more,
# `returned` those in which F19 does. How many swaps, one field for one other field, are possible?

# %% tags=["task"]
known = pd.DataFrame(initial_knowledge(cluster, rng=SEED), index=list(cluster))
offered = (known.loc["U1"] > known.loc["F19"]).sum()
returned = (known.loc["F19"] > known.loc["U1"]).sum()
# BEGIN SOLUTION -> swaps = ...
swaps = min(offered, returned)
# END SOLUTION
check("multi_angle.try_swap", swaps, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[5|swaps]].

# %% [markdown]
# <details><summary>And with a small firm? (open it when you have your number)</summary>
#
# With the SME F23 it is another matter: U1 knows more in all [[12|(known.loc["U1"] > known.loc["F23"]).sum()]] fields, as F knew more than E in the toy.
# **Those who know least are shut out by barter, and served by a gift.** In the model an institution gives without condition. What a firm tells an institution
# depends on trust.
#
# </details>

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say who is shut out by barter.
# **Ask.** Is open publication a gift, if the reader must have studied to understand it?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What are they worth?
#
# Wang says that institutions "promote the cooperation, knowledge-sharing, information feedback". In a model we can do what no region
# can: take institutions away and leave everything else, chance included, as it was. Each type leaves alone, then all leave together.
#
# The outcome is the **performance** of a firm: how much it knows of what the market values, from 0 to 1, in period [[80|80]]. `compare` runs
# [[40|40]] clusters twice, with and without the change, with the same luck.

# %% tags=["predict"]
predict(
    "multi_angle.worth",
    "Add up the four losses of SMEs, when one type leaves and the others stay. Compare the sum with "
    "the loss when all four types leave together.",
    ["the sum is smaller", "they are about the same", "the sum is larger"],
)

# %%
base = Setting(periods=80)
types = ["university", "research_institute", "bridging_institution", "government_agency"]
smes, focal = {}, {}
for who in [*types, "supporting"]:  # "supporting": all four types
    without = base.but(interventions=[RemoveActors(who)])
    smes[who] = compare(base, without, "sme_performance", replicates=40, rng=SEED)
    focal[who] = compare(base, without, "focal_performance", replicates=40, rng=SEED)

# %% tags=["result"]
no_research = base.but(rd_research=0)  # they stay, but create nothing
no_rd = compare(base, no_research, "sme_performance", replicates=40, rng=SEED).relative
loss = {who: one.baseline - one.changed for who, one in smes.items()}
usual = smes["university"].baseline
summed = relative(usual, usual - sum(loss[who] for who in types))
ratio = relative(loss["supporting"], sum(loss[who] for who in types))
together = smes["supporting"].relative
one_university = relative(usual, usual - loss["university"] / 2)
one_agency = smes["government_agency"].relative
apart = relative(usual, usual - loss["university"] / 2 + loss["government_agency"])
options = ["the sum is smaller", "they are about the same", "the sum is larger"]
rows = {f"SMEs: no {who.replace('_', ' ')}": smes[who].relative for who in types}
rows |= {"SMEs: the four losses added up": summed, "SMEs: none of the four types": together}
rows["focal firms: none of the four types"] = focal["supporting"].relative
rows["SMEs: all stay, but no own R&D"] = no_rd
reveal(
    "multi_angle.worth",
    options[int(ratio.mean > -0.1) + int(ratio.mean > 0.1)],
    f"Sum of the losses {-summed.mean:.1%}, loss together {-together.mean:.1%}. The sum is "
    f"{-ratio.mean:.0%} smaller (95% interval {-ratio.high:.0%} to {-ratio.low:.0%}).",
    show=[
        plot_estimates(
            "All institutions together are worth more than the sum of the types",
            rows,
            xlabel="change of performance",
            form="+.1%",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. "They overlap, so the sum counts twice" is the argument. It is the other way round: as long
# as three types stay, they stand in for the fourth.

# %% [markdown] tags=["explain"]
# **As a whole institutions matter, a single type matters little.** Together they are worth [[17.7%|-together.mean]] to SMEs
# ([[15.0%|-together.high]] to [[20.4%|-together.low]]), the losses one by one add up to [[10.6%|-summed.mean]]. When
# universities leave, the institutes still tie many of the same firms together: they are **substitutes**.
#
# **Focal firms** hardly notice: the interval of their loss includes zero. And these runs cannot tell the types apart. Each of the two universities (half of
# their loss) is worth [[1.8%|-one_university.mean]], the one agency [[1.4%|-one_agency.mean]], though it knows less and creates nothing; the interval of the
# difference, [[-0.6%|-apart.high]] to [[1.2%|-apart.low]], includes zero. Own research is worth [[1.0%|-no_rd.mean]] ([[0.8%|-no_rd.high]] to [[1.2%|-no_rd.low]]).
#
# So claim 11, that institutions promote knowledge sharing, **holds**. The paper's "especially", for universities and research, we do not see.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: take an institution away
#
# Firms should "focus on the cooperative innovation" with institutions, the paper says. So compare institutions that also learn from firms with
# institutions that **only teach**.

# %% tags=["predict"]
predict(
    "multi_angle.lab",
    "All institutions stay and teach as before, but learn nothing from firms. What is left, in "
    "period 80, of what they are worth to SMEs?",
    ["nearly all of it", "about half", "nearly nothing"],
)

# %% tags=["lab"]
multi_angle_lab(
    "multi_angle.lab",
    tasks={
        "Take one type away after the other, then all. Which points of what you tried lie far from "
        "the zero line? Draw other clusters: which differences are chance?": "Single types lie close "
        "to the zero line, 'no institution' far below it. With few clusters a single type may "
        "even seem to do harm: that is chance.",
        "Choose 'all, but they only teach' and press Play. When does their teaching help, and what "
        "happens to the level of the institutions?": "It helps at the beginning. Then their level "
        "sinks below that of the SMEs: what they know goes out of date, and nobody tells them "
        "anything new. By period 80 nearly nothing is left.",
        "Choose 'no institution' and move 'multi-angle learning' to 1, then to 0. Why can it be a "
        "gain to lose them?": "At 1 their loss costs most. At 0 nothing is learned over these ties, "
        "but they still take attention that other ties could use.",
    },
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Teaching is what institutions are there for. But who hears nothing new soon has nothing new
# to tell.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## See why: the same go-between, twice
#
# F has a source outside now, X. The market moves on: in each period a little of what all know fades. Left F tells U what it learns, right it does not: its **trust** (lecture 06) is 0.

# %% tags=["lab"]
toy_lab(
    knows={"X": 0.95, "F": 0.6, "U": 0.5, "A": 0.3, "B": 0.2, "C": 0.1},
    ties=[("X", "F", "pipeline")] + [(*pair, "multi_angle") for pair in ("FU", "UA", "UB", "UC")],
    kinds={"F": "focal_firm", "U": "university", "X": "outside_rd"},
    learning={"multi_angle": 1, "pipeline": 1, "obsolescence": 0.03, "reach": 0.4},
    called="U also learns",
    compare={"U only teaches": {"trust": 0}},
    places={"X": (2.6, 0), "F": (2.6, 1.3), "U": (1.4, 1), "A": (0, 2), "B": (0, 1), "C": (0, 0)},
    periods=20,
    title="Toy: teaching with and without learning",
    tasks={
        "Press Next period once. What is different, and for whom?": "Only U: left it learns from F. A, "
        "B and C learn the same on both sides.",
        "Go on to period 5. How far apart are the small firms?": "Not far: A knows 0.45 left and 0.40 "
        "right. So far teaching alone does nearly as well.",
        "Go on to period 20. What do U and the small firms know?": "Left U knows 0.73, and they 0.65. "
        "Right all four are down to 0.27: what U knew goes out of date, and it hears nothing new.",
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Teaching alone, counted
#
# ### Your turn
#
# `teach` are institutions that only teach: knowledge no longer flows from firms (the core) to them. Compare them with a cluster
# that has no institutions, `nobody`, as baseline. By which share does the SMEs' performance change (`.relative.mean`)? Take
# `replicates=40, rng=SEED`.

# %% tags=["task"]
nobody = base.but(interventions=[RemoveActors("supporting")])
teach = base.but(interventions=[CutFlows(sources="core", targets="supporting")])
# BEGIN SOLUTION -> taught = ...
taught = compare(nobody, teach, "sme_performance", replicates=40, rng=SEED).relative.mean
# END SOLUTION
check("multi_angle.try_teach", taught, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[-0.0001|taught]], which is as good as nothing.
# **Cut.** The lab has shown it. Give the task as homework; the exercise asks for the same on a cluster of one's own.

# %% [markdown]
# ### A source outside
#
# Give each university and institute two pipelines to R&D organisations outside, on top of what there is: no local tie is given up for them here.

# %% tags=["predict"]
predict(
    "multi_angle.source",
    "Institutions only teach, and have these pipelines. What do they add to the performance of SMEs in period 80?",
    ["less than 5%", "about 10%", "more than 20%"],
)


# %%
def with_pipelines(cluster, rng):
    """Give every university and research institute two pipelines."""
    for actor in ["U1", "U2", "R1", "R2"]:
        for source in rng.choice(["XR1", "XR2", "XR3", "XR4", "XR5", "XR6"], 2, replace=False):
            cluster.add_edge(actor, str(source), dimension="pipeline", weight=1.0)
    return cluster


sourced = {"nobody": nobody.but(steps=[with_pipelines]), "teach": teach.but(steps=[with_pipelines])}
with_source = compare(
    sourced["nobody"], sourced["teach"], "sme_performance", replicates=40, rng=SEED
)

# %% tags=["result"]
periods = [5, 10, 20, 40, 60, 80]
curves, bands, teaching = {}, {}, {}
for name, some in {"also learn": base, "only teach": teach}.items():
    rows = [
        compare(
            nobody.but(periods=end),
            some.but(periods=end),
            "sme_performance",
            replicates=40,
            rng=SEED,
        ).relative
        for end in periods
    ]
    curves[name] = (periods, [100 * one.mean for one in rows])
    bands[name] = ([100 * one.low for one in rows], [100 * one.high for one in rows])
    teaching[name] = dict(zip(periods, rows, strict=True))
counted = plot_curves(
    "What institutions add: teaching alone helps early, and not in the end",
    CurvePanel(curves, "period", "added to SMEs (%)", 28, bands),
)
counted.axes[0].set_ylim(-4, 28)
counted.axes[0].axhline(0, color="#5C6470", lw=1)
cut = [CutFlows(sources="core", targets="supporting")]
runs = {
    "also learn": (cluster, simulate(cluster, periods=80, rng=SEED)),
    "only teach": (cluster, simulate(cluster, periods=80, interventions=cut, rng=SEED)),
}
twice = plot_over_time(
    "One cluster twice: where institutions only teach, they are the darkest in the end",
    runs,
    [10, 80],
    high=0.6,
)
agency, universities = (
    compare(
        base.but(steps=[with_pipelines]),
        base.but(steps=[with_pipelines], interventions=[RemoveActors(who)]),
        "sme_performance",
        replicates=40,
        rng=SEED,
    ).relative
    for who in ("government_agency", "university")
)
added = with_source.relative
options = ["less than 5%", "about 10%", "more than 20%"]
reveal(
    "multi_angle.source",
    options[int(added.mean > 0.05) + int(added.mean > 0.15)],
    f"{added.mean:+.0%} (95% interval {added.low:+.0%} to {added.high:+.0%}).",
    show=[
        counted,
        twice,
        plot_estimates(
            "With a source outside, teaching pays, and universities are missed more",
            {
                "they only teach, against none": teaching["only teach"][80],
                "the same, with pipelines": added,
                "no universities": smes["university"].relative,
                "the same, with pipelines of U and R": universities,
                "no agency, with pipelines of U and R": agency,
            },
            xlabel="change of the SMEs' performance",
            form="+.1%",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Teaching alone was worth nothing, so a source seems to mend it in part. It mends it more than in full,
# [[28%|added.mean]]: all that the teachers bring is new.

# %% [markdown] tags=["explain"]
# In period 10 institutions that only teach add [[8%|teaching["only teach"][10].mean]] ([[7%|teaching["only teach"][10].low]] to
# [[8%|teaching["only teach"][10].high]]), nearly as much as those that also learn. In period [[80|80]] they add nothing that we can see
# ([[-1.5%|teaching["only teach"][80].low]] to [[1.5%|teaching["only teach"][80].high]]), the others [[22%|teaching["also learn"][80].mean]]. Who hears
# nothing new repeats what everybody knows, and takes attention.
#
# With pipelines, teaching alone adds [[28%|added.mean]] ([[23%|added.low]] to [[33%|added.high]]), and to lose the universities
# costs SMEs [[8%|-universities.mean]] instead of [[4%|-smes["university"].relative.mean]]. **Teaching pays if the teacher has a source of something new: the firms
# of the cluster, or the world outside.** An institution is a **go-between**, as public research is in eighteen German
# networks (Kauffeld-Monz and Fritsch 2013).

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A university knows more than a small firm in every field. What can they barter?",
            {
                "the fields of the firm's own stage": "Even there the university knows more. What "
                "would the firm give?",
                "all fields in which the firm lacks something": "That would be a gift. A swap needs "
                "something in return.",
                "no field, for the firm has none to offer": "Without a return there is no swap.",
            },
            "no field, for the firm has none to offer",
        ),
        Question(
            "A cluster loses its universities, and SMEs hardly suffer. Now the other institutions go, too. "
            "What does the model expect?",
            {
                "SMEs hardly suffer this time either": "The first loss was small because the others "
                "stood in. Now nobody does.",
                "SMEs suffer much more this time": "Those who stood in are gone as well.",
                "focal firms suffer, and SMEs do not": "Focal firms hardly notice, even when all "
                "institutions go.",
            },
            "SMEs suffer much more this time",
        ),
        Question(
            "Institutions only teach, and the firms fall behind. What helps in the model?",
            {
                "to let them teach more firms": "What they teach is outdated, whoever hears it.",
                "to let them hear from firms": "A go-between is worth what it hears.",
                "to let universities replace agencies": "Types differ little as long as nobody tells "
                "them anything.",
            },
            "to let them hear from firms",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **People are missing.** The paper names the "high skilled worker". Graduates raise what a firm can absorb. Here a university cannot, so its
#   worth is put too low.
# - **Research is a small step.** In biotechnology star scientists started a whole industry (Zucker, Darby and Brewer 1998). No such jump can happen here.
# - **Government does more than talk.** It pays, regulates and builds roads. Its small effect here says nothing about policy.
# - **Not every firm can use a university.** Firms with own R&D and an open search do (Laursen and Salter 2004).
# - **A gift is assumed.** Some universities patent and sell. That is barter.
# - **Mendoza is one case.** The two provinces differ in more than institutions.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# The course's **ledger** tests the claims of the paper with draws of its own. Lecture 10 has all its rows.

# %% tags=["result"]
plot_effects(claims_frame(run_claims([11, 13], replicates=24)))

# %% [markdown]
# 1. An institution with few partners reaches many firms in two steps, above all through well-connected partners.
# 2. Barter needs something in return and stalls; a gift goes on and serves those who know least.
# 3. Institutions together are worth much to SMEs, and little to focal firms; single types stand in for each other.
# 4. Teaching pays as long as the teacher hears something new.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 11: institutions promote knowledge sharing | holds for all together; each type alone little |
# | "especially" universities and research | not seen, unless they have pipelines |
# | firms should "focus on the cooperative innovation" with institutions | holds: where they hear nothing new, teaching is soon worth nothing |
# | claim 13: worry about unfair returns slows transfer | holds by construction; that barter stalls early is not built in |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: not free, even as a gift
#
# Of pipelines Wang says that "participation is not free" (claim 26, lecture 08). Is it free with an institution next door, who gives
# for nothing? Compare two ways to lose what institutions teach: they leave, or all ties are kept and nothing is learned over them.

# %% tags=["predict"]
predict(
    "multi_angle.idle",
    "Which costs the firms more?",
    ["that institutions leave", "that their ties teach nothing", "both the same"],
)

# %%
idle = {}
for attention in [5, 20]:
    now = base.but(attention=attention)
    gone = now.but(interventions=[RemoveActors("supporting")])
    idle["they leave", attention] = compare(now, gone, replicates=40, rng=SEED)
    idle["ties kept", attention] = compare(now, now.but(multi_angle=0), replicates=40, rng=SEED)

# %% tags=["result"]
between = {
    a: relative(idle["they leave", a].changed, idle["ties kept", a].changed) for a in (5, 20)
}
options = ["that their ties teach nothing", "both the same", "that institutions leave"]
reveal(
    "multi_angle.idle",
    options[int(between[5].high > 0) + int(between[5].low > 0)],
    f"Ties kept against institutions that leave: {between[5].mean:+.1%} (95% interval "
    f"{between[5].low:+.1%} to {between[5].high:+.1%}).",
    show=[
        plot_estimates(
            "Ties that teach nothing cost more than no ties, while attention is scarce",
            {f"{name}, attention {a}": one.relative for (name, a), one in idle.items()},
            xlabel="change of the firms' performance",
            form="+.1%",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 2. Nothing is learned either way, so both seem alike. But ties that are kept take attention.

# %% [markdown] tags=["explain"]
# With the usual attention, for [[5|base.learning.attention]] local ties, ties over which nothing is learned cost [[6.5%|-between[5].mean]]
# more than ties that are not there. **A gift costs the receiver attention.** With attention for [[20|20]] ties the difference vanishes. So
# participation is not free inside the cluster either, as long as attention is scarce.

# %% [markdown]
# ## Reading
#
# **Reading.** McDermott (2007), *The politics of institutional renovation and economic upgrading*, Politics & Society 35(1), 103-143. McDermott,
# Corredoira and Kruse (2009), *Public-private institutions as catalysts of upgrading in emerging market societies*, Academy of Management
# Journal 52(6), 1270-1296. Cowan and Jonard (2003), *The dynamics of collective invention*, Journal of Economic Behavior and Organization 52(4), 513-532.
# Cowan and Jonard (2004), *Network structure and the diffusion of knowledge*, Journal of Economic Dynamics and Control 28(8), 1557-1575.
# Allen (1983), *Collective invention*, Journal of Economic Behavior and Organization 4(1), 1-24. Owen-Smith and Powell (2004), *Knowledge networks
# as channels and conduits*, Organization Science 15(1), 5-21. Kauffeld-Monz and Fritsch (2013), *Who are the knowledge brokers in regional
# systems of innovation?*, Regional Studies 47(5), 669-685. Laursen and Salter (2004), *Searching high and low*, Research Policy 33(8), 1201-1215.
# Zucker, Darby and Brewer (1998), *Intellectual human capital and the birth of U.S. biotechnology enterprises*, American Economic Review 88(1), 290-306.
#
# *The models beside what is published of them:* [the gift, after Cowan and Jonard (2003)](classics/signs_only.ipynb).
#
# **Next:** [exercise 04](../exercises/04_multi_angle_learning.ipynb), on a cluster of your own.
