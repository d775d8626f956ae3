# %% [markdown] slideshow={"slide_type": "slide"}
# # 04 Multi-angle learning
#
# **What do universities, research institutes, agencies and go-betweens do for the firms of a cluster? Would anybody notice if they closed?**
#
# *60 minutes alone, 75 minutes in class, 90 minutes if English or Python is new to you; a good break is before "What are they worth?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and a little Python: a set, a dict, a loop.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find which firms an institution reaches, and in how many steps. *Tasks* `multi_angle.unserved`, `multi_angle.reach`
# 2. Tell a gift from barter, and compute what each carries. *Task* `multi_angle.gift`
# 3. Measure what a type of institution is worth, on paired runs. *Tasks* `multi_angle.worth`, `multi_angle.teach`
# 4. Explain when teaching pays, and when it does not. *Task* `multi_angle.explain`

# %% tags=["setup"]
import networkx as nx
import pandas as pd

from clusterlib import build_cluster
from clusterlib.classics import barter, gift, topologies
from clustercourse.exercises import check, hint
from clusterlib.experiments import Setting, compare
from clustercourse.labs import multi_angle_lab
from clusterlib.learning import CutFlows, RemoveActors, initial_knowledge
from clusterlib.measures import local_network
from clusterlib.plots import plot_cluster

SEED = 2013
pd.options.display.precision = 3

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: two wine provinces
#
# In the 1990s winemakers in two neighbouring provinces of Argentina had the same problem: plenty of ordinary wine, little that
# could be exported. San Juan relied on incentives for single firms. In Mendoza, government and many associations of firms founded new
# institutions and ran them together. McDermott (2007) finds that Mendoza moved to better wine and San Juan fell behind.
#
# McDermott, Corredoira and Kruse (2009) looked at the firms. Those with ties to the new institutions improved their products more.
# The reason they give: such an institution is a **bridge**. It brings together groups of producers who had not talked to each other.
#
# Wang calls this **multi-angle learning**: the learning "between firms with local government, university, public research
# institution and Intermediary organization". It is the third dimension, beside horizontal and vertical learning.

# %%
cluster = build_cluster("baseline", rng=SEED)
firms = {actor for actor, layer in cluster.nodes(data="layer") if layer == "core"}
institutions = {actor for actor, layer in cluster.nodes(data="layer") if layer == "supporting"}
plot_cluster(cluster, highlight=institutions, rings=False, title="Institutions reach all stages")

# %% [markdown]
# The actors in the band at the top are the **supporting layer** of Fig. 1 in the paper; dotted lines are
# multi-angle ties. This is what the paper says of them, and what the course model makes of it:
#
# | Institution | In the paper | In the model |
# |---|---|---|
# | university (U), research institute (R) | "not only create new idea, knowledge and technology but also perform the role in education, training and technology achievement transfer" | knows a fair share of every field, does own R&D now and then |
# | bridging institution (B) | "brokers, consultants" | knows less, no own R&D |
# | government agency (G) | with the others: "all kinds of services and infrastructure" | the same as a bridging institution |
#
# Knowledge in the model has 12 **fields**; an actor knows each of them to a degree from 0 to 1. A tie with an institution is like any
# other: it takes attention, and knowledge flows both ways. Only the rule differs: who gives what, and for what in return.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Whom does an institution reach?
#
# The university `U1` has [[7|cluster.degree("U1")]] partners among the [[36|len(firms)]] firms. What it teaches them they may pass on. So count
# in **steps**: a partner is one step away, a partner's partner two.

# %% tags=["predict"]
from clustercourse.predictions import predict, reveal

predict(
    "multi_angle.reach",
    "How many of the 36 firms does U1 reach in at most two steps, inside the cluster?",
    ["its 7 partners and a few more, up to 12", "about a third to a half", "more than half"],
)

# %%
local = local_network(cluster)  # the cluster without its outside sources
near = nx.single_source_shortest_path_length(local, "U1", cutoff=2)  # actor: steps
reached = firms & set(near)
print(sorted(actor for actor in reached if near[actor] == 1))

# %% tags=["result"]
options = ["its 7 partners and a few more, up to 12", "about a third to a half", "more than half"]
answer = options[(len(reached) > 12) + (len(reached) > 18)]
reveal("multi_angle.reach", answer, f"{len(reached)} of {len(firms)} firms in two steps.")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. Partners of partners are underrated when one of them is a focal firm: [[22|len(reached)]]
# of [[36|len(firms)]] are reached.

# %% [markdown]
# Two of the partners, F19 and F23, show why. F19 is a **focal firm** with [[8|local.degree("F19")]] ties inside the cluster, F23 an SME whose
# only tie inside the cluster is this one. A tie to a well-connected firm is worth many. But reach is not learning: at each step something
# is lost, and a partner must want to pass it on.
#
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
# - **Barter**: one field for one field. Cowan and Jonard (2004) let two actors swap as long as *both* have something that the
#   other lacks. In the course model suppliers and customers do so.
# - **Gift**, or **broadcast**: give, and ask for nothing. Allen (1983) found it among the ironmasters of Cleveland, who told each
#   other openly how they built their furnaces. A university that publishes does the same.
#
# A public institution's norm is the gift. Owen-Smith and Powell (2004) call its ties open **channels**: they leak, and what runs
# through them reaches others too. Ties between firms are closed **conduits** more often.
#
# The next experiment is not the course model but a published one, of Cowan and Jonard, with its own scale of knowledge. In one run knowledge
# is bartered, in another given. Both start with the same actors on the same networks.

# %% tags=["predict"]
from clustercourse.predictions import Axis, predict_curve

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
bartered = barter.simulate(worlds, periods=100, rng=SEED).knowledge.mean(axis=0)
given = gift.simulate(worlds, periods=100, rng=SEED).knowledge.mean(axis=0)

# %% tags=["result"]
from clustercourse.predictions import reveal_curve

reveal_curve(
    "multi_angle.barter",
    range(101),
    bartered,
    f"In period 100: barter {bartered[-1]:.1f}, gift {given[-1]:.1f}.",
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that climb as the gift does, only later. Barter stops: nobody has anything to offer in return. It
# ends at [[56%|bartered[-1] / given[-1]]] of the gift.

# %% [markdown]
# Each of the [[100|len(worlds[0])]] actors has a few neighbours. Barter keeps up with the gift at first: [[8.0|bartered[5]]] against
# [[8.2|given[5]]] in period 5. Then it stalls at
# [[56%|bartered[-1] / given[-1]]] of the gift. **Barter needs a double coincidence: I lack what you have, and you lack what I have.**
# Sooner or later, in every pair, one of the two has nothing that the other still wants.
#
# The course keeps a **ledger**, a numbered list of the paper's claims. Claim 13, that worry about unfair returns slows transfer, **holds** in
# this model. That the gift reaches everybody in the end is built in: it follows from its rule. That barter stops so early is not.
#
# ### Your turn
#
# Could `U1` and the focal firm `F19` barter at the start? `offered` counts the fields in which U1 knows more, `returned` those in
# which F19 does. How many swaps, one field for one other field, are possible?

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
# With F19 it could. With the SME F23 it is another matter: U1 knows more in [[12|(known.loc["U1"] > known.loc["F23"]).sum()]] of the
# [[12|known.shape[1]]] fields, so F23 has nothing to offer. Under barter it would learn nothing from U1. Under the gift it may learn in
# every field. **Those who know least are shut out by barter, and served by a gift.** In the course model an
# institution gives without condition. What a firm tells an institution depends on trust, $\tau$.
#
# How much is learned depends on the **gap** as well: by how much the partner knows more. Little is learned if the gap is tiny, for there is
# nothing new, and little if it is wide, for it is not understood. Lecture 06 is about this.

# %% [markdown] tags=["instructor"]
# **Break.** Before it, all can say who is shut out by barter.
# **Ask.** Is open publication a gift, if the reader must have studied to understand it?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What are they worth?
#
# Wang says that institutions "promote the cooperation, knowledge-sharing, information feedback". In an experiment we can do what no region
# can: take institutions away and leave everything else, chance included, as it was. Each type leaves alone, then all leave together.
#
# The outcome is the **performance** of a firm: how much it knows of what the market values, from 0 to 1, at the end of the run. `compare` runs
# each of several clusters twice, with and without the change and with the same luck. Such **paired runs** make small differences visible.

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
leave = {who: base.but(interventions=[RemoveActors(who)]) for who in [*types, "supporting"]}
leave["no own R&D"] = base.but(rd_research=0)  # they stay, but create nothing
rows = {}
for who, without in leave.items():
    smes = compare(base, without, "sme_performance", replicates=40, rng=SEED).relative
    focal = compare(base, without, "focal_performance", replicates=40, rng=SEED).relative
    rows[who] = {"SMEs": smes.mean, "from": smes.low, "to": smes.high, "focal firms": focal.mean}
changes = pd.DataFrame(rows).T  # relative change of performance, with the 95% interval for SMEs
changes

# %% tags=["result"]
total, together = changes.SMEs[types].sum(), changes.SMEs["supporting"]
ratio = total / together
options = ["the sum is smaller", "they are about the same", "the sum is larger"]
answer = options[int(ratio > 0.9) + int(ratio > 1.1)]
reveal(
    "multi_angle.worth", answer, f"Sum of the losses {-total:.1%}, loss together {-together:.1%}."
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 3, not 1. "They overlap, so the sum counts twice" is the argument. It is the other way round: as long
# as three types stay, they stand in for the fourth.

# %% [markdown]
# **As a whole institutions matter, a single type hardly does.** When the universities leave, the institutes still tie many of the same
# firms together: they are **substitutes**. Whoever tests one type at a time underrates them all.
#
# Two more things stand in the table. **Focal firms** hardly notice: institutions can tell them little. And the type makes little difference:
# each of the two universities is worth [[1.8%|-changes.SMEs["university"] / 2]] to SMEs, the one agency [[1.4%|-changes.SMEs["government_agency"]]],
# though it knows less at the start and creates nothing. If universities and institutes stay but do no research, SMEs lose only
# [[1.0%|-changes.SMEs["no own R&D"]]].
#
# Claim 11, that institutions promote knowledge sharing, **holds**. The paper's "especially", for universities and research, **does not**, as far
# as this model goes. What an institution passes on counts, not what it creates.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: close an institution
#
# The paper names two uses of an institution. Firms "acquire the knowledge and high skilled worker" there, and they should "focus on the
# cooperative innovation" with it. So compare institutions that also learn from firms with institutions that **only teach**.
#
# 1. Close one type after the other, then all. Which points of what you tried lie far from the zero line? Draw other clusters: which
#    differences are chance?
# 2. Choose *all, but they only teach* and press Play. When does their teaching help, and what happens to the level of the institutions?
# 3. Choose *no institution* and move *multi-angle learning* to 1, then to 0. Why can closing them be a *gain*?

# %% tags=["predict"]
predict(
    "multi_angle.lab",
    "All institutions stay and teach as before, but learn nothing from firms. What is left, in "
    "period 80, of what they are worth to SMEs?",
    ["nearly all of it", "about half", "nearly nothing"],
)

# %% tags=["lab"]
multi_angle_lab("multi_angle.lab")

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Teaching is what institutions are there for. But who hears nothing new soon has nothing new
# to tell.

# %% [markdown]
# <details><summary>What you should have seen (open it after you have tried)</summary>
#
# 1. Single types lie close to the zero line; *none* and *teach only* lie far below it. With four clusters a single type may even seem to
#    do harm: that is chance.
# 2. It helps at the beginning: the SMEs do nearly as well as before. Then what the institutions know is outdated, and they have
#    nothing new to tell. Their level sinks below that of the SMEs, and by period [[80|base.periods]] nearly nothing is left.
# 3. At 1 closing them costs most. At 0 nothing is learned over these ties, but they still take attention that other ties could use.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Teaching alone
#
# Four clusters are few. An experiment with more draws tells whether the lab's impression is right.
#
# ### Your turn
#
# `teach` are institutions that only teach: knowledge no longer flows from firms (the core) to them. Compare them with a cluster
# that has no institutions, `leave["supporting"]`, as baseline. By which share does the SMEs' performance change? Take
# `replicates=40, rng=SEED`, as above.

# %% tags=["task"]
teach = base.but(interventions=[CutFlows(sources="core", targets="supporting")])
# BEGIN SOLUTION -> taught = ...
taught = compare(
    leave["supporting"], teach, "sme_performance", replicates=40, rng=SEED
).relative.mean
# END SOLUTION
check("multi_angle.try_teach", taught, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[-0.0001|taught]], which is as good as nothing.
# **Cut.** The lab has shown it. Give the task as homework; the exercise asks for the same on a cluster of one's own.

# %% [markdown]
# **In the long run teaching alone is worth nothing here**; the interval runs from
# [[-1.5%|compare(leave["supporting"], teach, "sme_performance", replicates=40, rng=SEED).relative.low]] to
# [[1.5%|compare(leave["supporting"], teach, "sme_performance", replicates=40, rng=SEED).relative.high]]. The market's frontier moves on, and knowledge loses [[2%|base.learning.obsolescence]] of its
# worth in each period. An institution that hears nothing new repeats what everybody knows, and takes attention. What makes it
# valuable is that it hears from a focal firm in one stage and tells a small firm in another. It is a **go-between**.
#
# Could own research be the source? In the model a university's own R&D adds little. Could the outside world? Give each
# university and institute two pipelines to R&D organisations outside, and look again:


# %%
def with_pipelines(cluster, rng):
    """Give every university and research institute two pipelines."""
    for actor in ["U1", "U2", "R1", "R2"]:
        for source in rng.choice(["XR1", "XR2", "XR3", "XR4", "XR5", "XR6"], 2, replace=False):
            cluster.add_edge(actor, str(source), dimension="pipeline", weight=1.0)
    return cluster


for start, end in [(leave["supporting"], teach), (base, leave["university"])]:
    before, after = start.but(steps=[with_pipelines]), end.but(steps=[with_pipelines])
    gain = compare(before, after, "sme_performance", replicates=40, rng=SEED)
    print(gain)

# %% [markdown]
# First line: from no institution to institutions that only teach. With pipelines teaching is worth
# [[28%|compare(leave["supporting"].but(steps=[with_pipelines]), teach.but(steps=[with_pipelines]), "sme_performance", replicates=40, rng=SEED).relative.mean]]
# to SMEs. Second line: from all institutions to all but the universities. SMEs lose [[8%|-gain.relative.mean]], more than twice as much as
# without pipelines.
#
# **Teaching pays if the teacher has a source of something new: the firms of the cluster, or the world outside.** In eighteen German networks Kauffeld-Monz and Fritsch (2013) find something like it: public research, above all
# universities, acts as broker and as gatekeeper, and firms without outside partners of their own profit most.
#
# ## Not free, even as a gift
#
# Of pipelines Wang says that "participation is not free" (claim 26, lecture 08). Is it free with an institution next door, who gives
# for nothing? Compare two ways to lose what they teach: close them, or keep all ties and learn nothing over them.

# %%
for usual in [base, base.but(attention=20)]:
    closed = compare(usual, usual.but(interventions=[RemoveActors("supporting")]), rng=SEED)
    idle = compare(usual, usual.but(multi_angle=0), rng=SEED)
    print(f"attention {usual.learning.attention:.0f}: ", end="")
    print(f"closed {closed.relative.mean:.1%}, ties kept {idle.relative.mean:.1%}")

# %% [markdown] tags=["instructor"]
# **Cut.** It prepares claim 26, which lecture 08 takes up.

# %% [markdown]
# With the usual attention, ties over which nothing is learned cost the firms more than ties that are not there. **A gift costs the
# receiver attention.** A firm can attend to [[5|base.learning.attention]] local ties fully; a sixth takes something from the others. With
# attention for [[20|usual.learning.attention]] ties the difference vanishes. So participation is not free inside the cluster either,
# as long as attention is scarce.
#
# The ledger tests claim 11 and claim 13 with draws of its own. Each row is an experiment. The effect is a relative change, with its
# 95% interval from `low` to `high`.

# %% tags=["result"]
from clustercourse.claims import claims_frame, run_claims

pd.options.display.max_colwidth = 90

claims_frame(run_claims([11, 13], replicates=24))[
    ["claim", "experiment", "effect", "low", "high", "finding"]
]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A university knows more than a small firm in every field. What can they barter?",
            {
                "Nothing": "Right. The firm has no field to give in return, so no swap is possible.",
                "All fields": "That would be a gift. A swap needs something in return.",
                "The fields of the firm's stage": "Even there the university knows more. What "
                "would the firm give?",
            },
            "Nothing",
        ),
        Question(
            "A study closes one of three similar institutes and finds no effect. What follows?",
            {
                "The institutes are useless": "The other two may stand in for it. Close all three "
                "before you conclude that.",
                "One institute hardly matters as long as the others stay": "Right. That is what "
                "was measured, and no more.",
                "The study is wrong": "It may be right about the one institute.",
            },
            "One institute hardly matters as long as the others stay",
        ),
        Question(
            "Institutions only teach, and the cluster's firms lag more and more. What helps in the model?",
            {
                "Teach more firms": "What is taught is outdated after a while. More of it does not help.",
                "Give institutions a source: firms that tell them, or partners outside": "Right. "
                "A go-between is worth what it hears.",
                "Exchange universities for agencies": "Types differ little in the model. What "
                "they hear is what counts.",
            },
            "Give institutions a source: firms that tell them, or partners outside",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **People are missing.** The paper names training and the "high skilled worker". Graduates carry knowledge into firms and
#   raise what a firm can absorb. Here absorptive capacity is fixed, so a university cannot raise it, and its worth is put too low.
# - **Research is a small step.** Own R&D closes a tenth of a gap now and then. In the biotechnology of the 1990s star scientists
#   at universities started a whole industry (Zucker, Darby and Brewer 1998). No such jump can happen here.
# - **Government does more than talk.** It pays, regulates and builds roads. In the model it is one more partner. Its small effect here says
#   nothing about policy; see lecture 09.
# - **Not every firm can use a university.** Laursen and Salter (2004) find that firms with own R&D and an open search draw on universities
#   most. In the model all that a firm needs is a tie.
# - **A gift is assumed.** Some universities patent and sell. Then part of the tie turns into barter, and what you saw in the second
#   section applies.
# - **Mendoza is one case.** The two provinces differ in more than institutions, and history did not run twice.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# 1. An institution with few partners reaches many firms in two steps, above all through well-connected partners.
# 2. Barter needs something in return and stalls; a gift goes on and serves those who know least.
# 3. Institutions as a whole are worth much to SMEs and hardly anything to focal firms; single types stand in for each other.
# 4. Teaching pays as long as the teacher hears something new, from firms or from outside. And it takes attention.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 11: institutions promote knowledge sharing | holds for all together; each type alone little |
# | "especially" universities and research | fails, unless they have pipelines |
# | firms should "focus on the cooperative innovation" with institutions | holds: where institutions hear nothing new, teaching is soon worth nothing |
# | claim 13: worry about unfair returns slows transfer | holds |
# | claim 26: participation is not free, here of local ties | holds while attention is scarce |
#
# | Notation | Meaning |
# |---|---|
# | $\lambda_M$ | strength of multi-angle learning (`multi_angle`) |
# | $b_{ij}$ | exchange rule: 1 for an institution's gift, $\tau$ for what a firm tells an institution |
# | $\tau \min(n_{ij}, n_{ji}) / n_{ij}$ | the same for barter; $n_{ij}$: fields in which $j$ knows more than $i$ |
# | $\psi = \alpha x e^{-x/\delta}$ | what is learned from a gap $x$ in a period; $\alpha$: speed, $\delta$: reach, or absorptive capacity |
# | $a$ | attention: local ties that an actor can attend to fully |
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
# **Next:** [exercise 04](../exercises/04_multi_angle_learning.ipynb), on a cluster of your own.
