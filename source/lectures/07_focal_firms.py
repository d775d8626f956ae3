# %% [markdown] slideshow={"slide_type": "slide"}
# # 07 Focal firms
#
# **When a leading firm learns from the world outside, who else in the cluster gets to know?**
#
# *65 minutes alone, 85 minutes in class, 100 minutes if English or Python is new to you; a good break is before "Gatekeeper, or place at the gate?". You need:*
# [01 Cluster structure](01_cluster_structure.ipynb), *and from lecture 06 the reach* $\delta$: *how wide a gap a firm understands.*

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What you will be able to do
#
# 1. Find who stands between a cluster and the world, and account for what comes in. <!-- focal.gatekeepers, focal.inflow -->
# 2. Measure what focal firms are worth, and which part of it is absorptive capacity. <!-- focal.loss, focal.equal -->
# 3. Find who gains from an investment of the focal firms. <!-- focal.externality -->
# 4. Tell a gatekeeper from an external star, and say what a region should ask for. <!-- focal.explain -->

# %% tags=["setup"]
from clustercourse.exercises import check, hint
from clustercourse.predictions import Axis, predict, predict_curve, reveal, reveal_curve, when_yours
from clusterlib import build_cluster, plot_cluster
from clusterlib.experiments import Estimate, Setting, compare, estimate, sweep
from clusterlib.learning import CutPipelines, RemoveActors, TechnologyShift, simulate
from clusterlib.measures import brokerage

SEED = 2013
cluster = build_cluster("baseline", rng=SEED)
focal = [actor for actor, kind in cluster.nodes(data="kind") if kind == "focal_firm"]
base = Setting(periods=80)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## A case: two Italian districts
#
# Around Bologna stand the makers of machines that wrap tea, sweets and medicine. Munari, Sobrero and Malipiero (2012) follow which patents
# cite which. The leading firms cite the world outside more than others do. The smaller firms cite the leaders more than distance alone
# would explain. The leaders let the world in: they are **gatekeepers**.
#
# In the south, Morrison (2008) asked the leaders of a furniture district. They know the world, but with local firms they talk little.
# Giuliani and Bell (2005) call such firms **external stars**.
#
# Wang says that focal firms "can act as" such "technological gatekeepers" for "the whole district". When do they, and when are they stars?

# %% tags=["result"]
plot_cluster(cluster, highlight=focal, rings=False, title="Focal firms hold most pipelines")

# %% [markdown]
# Diamonds are focal firms, long dash-dotted lines their pipelines. The table shows what makes a firm focal: Wang's words, and the model's numbers.

# %% tags=["result"]
import pandas as pd

from clustercourse.claims import claims_frame, plot_effects, run_claims
from clusterlib.plots import CurvePanel, plot_curves, plot_estimates, plot_over_time

pd.options.display.max_colwidth = 100
s, p = base.structure, base.learning
rows = [
    (
        "greater number ... of relationships",
        "propensity for ties",
        s.focal_propensity,
        "1 (median)",
    ),
    ("technical resources and capacity", "reach", p.reach_focal, p.reach_sme),
    ("motivation to invest in R&D", "chance of own R&D in a period", p.rd_focal, p.rd_sme),
    ("advantage in knowledge", "head start in each field", p.focal_lead, 0),
    ("external knowledge to a greater extent", "share of pipelines: gate", s.gate, "the rest"),
]
columns = ["in the paper", "in the model", "focal firm", "SME"]
pd.DataFrame(rows, columns=columns).set_index("in the paper")

# %% [markdown]
# So beware. That focal firms hold most pipelines was **put into** the model. What follows from it was not.
#
# ## See it first: one gate
#
# One source outside (X), one focal firm (F), three SMEs. Only F has a pipeline. On the right F has the reach of an SME.

# %% tags=["lab"]
from clustercourse.labs import focal_lab, formula_lab, toy_lab

toy_lab(
    knows={"X": 0.9, "F": 0.25, "A": 0.2, "B": 0.15, "C": 0.1},
    ties=[
        ("X", "F", "pipeline"),
        ("F", "A", "horizontal"),
        ("F", "C", "horizontal"),
        ("A", "B", "horizontal"),
    ],
    kinds={"X": "outside_rd", "F": "focal_firm"},
    compare={"F's reach 0.2": {"reach_focal": 0.2}},
    called="F's reach 0.6",
    learning={"learning_rate": 1.0},
    places={"X": (0, 0.5), "F": (0.7, 0.5), "A": (1.4, 1), "B": (2.2, 1), "C": (1.4, 0)},
    periods=15,
    title="Toy: a gate",
    tasks={
        "Go to period 1. What does F learn from X, left and right?": "Left 0.110, right 0.013: from a "
        "gap of 0.65 it understands 34% with its usual reach, and 4% with that of an SME.",
        "Go to period 15. Who in the cluster knows more on the left, and who does not?": "F knows 0.90 "
        "instead of 0.53, A and B know 0.63 and 0.54 instead of 0.46 and 0.41. C knows 0.45 and 0.46: "
        "it has no other partner, and F is soon too far ahead for it.",
    },
)

# %% [markdown]
# A tie carries knowledge where there is a gap. From a gap $x$ a firm learns $\psi = \alpha x e^{-x/\delta}$ in a period (lecture 06).

# %% tags=["lab"]
from math import exp

formula_lab(
    "Formula: what a firm learns from a gap",
    x=("gap (share of the frontier)", 0, 1),
    y=("learned in a period (share of the frontier)", 0, 0.1),
    curves={"learned": lambda x, reach: 0.4 * x * exp(-x / reach)},
    controls={"reach": (0.1, 0.6, 0.1, 0.2, "reach of the firm")},
    mark=(0, 1, 0.05, 0.6, "gap to the world outside"),
    guides={"most is learned here": lambda reach: reach},
    remark="Learned: 0.4 × gap × exp(−gap / reach). An SME has the reach 0.2, a focal firm 0.6.",
    form=".3f",
    tasks={
        "Move the reach from that of an SME, 0.2, to that of a focal firm, 0.6. What becomes of the "
        "wide gaps, those to the world outside?": "From a gap of 0.6 a firm learns 0.088 instead of "
        "0.012, seven times as much. From a gap of 0.1 it is 0.034 instead of 0.024.",
    },
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Who stands at the gate?
#
# Gould and Fernandez (1989) count brokers. An actor inside scores as a **gatekeeper** for each pair that it joins: a source outside and an
# actor inside who have no tie with each other. It scores as a **coordinator** for each such pair of two actors inside.

# %%
scores = brokerage(cluster)
scores.loc[focal, ["coordinator", "gatekeeper"]]

# %% [markdown]
# F06 scores nothing as a gatekeeper: it has no pipeline.
#
# ### Your turn
#
# Add up the gatekeeper scores of all actors. Which share of this sum do focal firms have? The table `scores` has a row for each actor,
# the list `focal` holds the focal firms.

# %% tags=["task"]
# BEGIN SOLUTION -> share = ...
share = scores.loc[focal, "gatekeeper"].sum() / scores["gatekeeper"].sum()
# END SOLUTION
check("focal.try_gate", share, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.88|share]].
# **Slip.** Giving the number of pairs, or the share of firms. The share of gatekeeper pairs is asked for.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What comes in through the gate?
#
# A place at the gate is an opportunity. Is it used? The run adds up what each pipeline teaches its owner, in `40` clusters over `80` periods.

# %% tags=["predict"]
predict(
    "focal.inflow",
    "A mean pipeline of a focal firm, against a mean pipeline of an SME: how much knowledge does it carry?",
    ["less: several pipelines share the attention of one firm", "about as much", "clearly more"],
)

# %%
many = [build_cluster(rng=number) for number in range(40)]
brought = {"focal_firm": [], "sme": []}  # what each pipeline brings its owner
for flow in simulate(many, periods=80, rng=SEED).flow_frame().itertuples():
    if flow.dimension == "pipeline":
        brought[flow.target_kind].append(flow.flow)


# %% tags=["result"]
def from_ledger(row):
    """Return what the ledger found in an experiment, as an estimate."""
    names = ("effect", "low", "high", "effect_size", "share", "replicates")
    return Estimate(*(getattr(row, name) for name in names))


each = {"focal firm": estimate(brought["focal_firm"]), "SME": estimate(brought["sme"])}
third = claims_frame(run_claims([3], replicates=24))
more = each["focal firm"].mean / each["SME"].mean
options = [
    "less: several pipelines share the attention of one firm",
    "about as much",
    "clearly more",
]
reveal(
    "focal.inflow",
    options[int(more > 0.9) + int(more > 1.1)],
    f"{more:.1f} times as much.",
    show=[
        plot_estimates(
            "A focal firm's pipeline carries more",
            {f"pipeline of a mean {owner}": one for owner, one in each.items()},
            xlabel="knowledge that comes in, sum of 80 periods",
            form=".2f",
        ),
        plot_estimates(
            "With the reach of an SME nothing is left of it",
            dict(
                zip(
                    ["as usual", "pipelines for all alike", "... and the reach of an SME"],
                    map(from_ledger, third.itertuples()),
                    strict=True,
                )
            ),
            xlabel="focal firms' share of what comes in, minus their share of the firms",
            form="+.2f",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 3. Attention is shared out, as lecture 06 said. It is; but a focal firm understands more of
# each source: [[1.6|more]] times as much.

# %% [markdown] tags=["explain"]
# A focal firm's pipeline brings [[5.05|each["focal firm"].mean]], an SME's [[3.16|each["SME"].mean]]. Their attention is shared out, but the world
# is far ahead, and focal firms understand wide gaps.
#
# The lower picture is claim 3 of the course's **ledger**, on other clusters: focal firms use external knowledge "to a greater extent". It
# shows their share of what comes in, minus their share of the firms.
#
# - Row 1: above zero **by construction**, for the model gave them the pipelines.
# - Row 2, pipelines handed out evenly: still above zero, by [[0.11|third.effect[1]]].
# - Row 3, the same, and they understand no more than SMEs: below zero, by [[0.03|-third.effect[2]]].
#
# So most of their lead was put in. **With as many pipelines for everybody, those who understand more still get more.**

# %% [markdown] tags=["instructor"]
# **Stop.** All can say what was put in (the gate) and what was found (the share of the inflow).
# **Ask.** Why do patents that cite patents not tell us this by themselves? (Firms that patent much have a high reach
# *and* many ties. In data the two go together; in a model we can part them.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## What are they worth to the others?
#
# A gatekeeper also passes on. So take the four focal firms away, and look at the SMEs. Or leave the firms and cut their pipelines. Runs are
# paired: the same clusters with and without the change, with the same luck.

# %% tags=["predict"]
predict(
    "focal.worth",
    "Without the four focal firms SMEs lose 45% of their performance. How much do they lose if focal "
    "firms stay with all their knowledge, R&D and local ties, and only their pipelines are cut?",
    ["hardly anything", "a tenth to a half of that", "more than half of that"],
)


# %%
def paired(before, after, outcome="sme_performance"):
    """Compare two settings in 40 pairs of runs, with the same luck in both of a pair."""
    return compare(before, after, outcome, replicates=40, rng=SEED)


changes = {
    "focal firms leave": {"interventions": [RemoveActors("focal_firm")]},
    "four SMEs leave": {"interventions": [RemoveActors(["F01", "F13", "F14", "F25"])]},
    "focal pipelines cut": {"interventions": [CutPipelines(owners="focal_firm")]},
    "reach of an SME": {"reach_focal": 0.2},
    "ties of an SME": {"focal_propensity": 1},
    "no own R&D": {"rd_focal": 0},
    "no head start": {"focal_lead": 0},
}
worth = {}
for name, change in changes.items():
    worth[name] = paired(base, base.but(**change)).relative

# %% tags=["result"]
left = worth["focal pipelines cut"].mean / worth["focal firms leave"].mean
options = ["hardly anything", "a tenth to a half of that", "more than half of that"]
cut = cluster.copy()
cut.remove_edges_from(
    [(a, b) for a, b, d in cluster.edges(focal, data="dimension") if d == "pipeline"]
)
runs = {
    "as they are": (cluster, simulate(cluster, periods=80, rng=SEED)),
    "focal pipelines cut": (cut, simulate(cut, periods=80, rng=SEED)),
}
reveal(
    "focal.worth",
    options[int(left > 0.1) + int(left > 0.5)],
    f"{-worth['focal pipelines cut'].mean:.0%}: {left:.0%} of what it costs to lose them altogether.",
    show=[
        plot_over_time(
            "Without the focal firms' pipelines the cluster stays dark", runs, [0, 20, 80]
        ),
        plot_estimates(
            "Most of what focal firms are worth comes in through their pipelines",
            worth,
            xlabel="change of the SMEs' performance",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. R&D, head start and many ties seem to count for most. What comes through the pipelines is
# [[82%|left]] of all that focal firms are worth.

# %% [markdown] tags=["explain"]
# With pipelines focal firms light up, then their neighbours, then those neighbours'.
#
# Nobody misses four SMEs: the interval holds zero. **What focal firms bring in is most of what they are worth**:
# cutting their pipelines costs [[37%|-worth["focal pipelines cut"].mean]], losing them altogether [[45%|-worth["focal firms leave"].mean]]. Without the reach SMEs lose
# [[29%|-worth["reach of an SME"].mean]]. The two losses add up to more than the whole, for the two need each other: a pipeline without reach carries little.

# %% [markdown] tags=["instructor"]
# **Tell.** "Ties of an SME" draws other networks, so its interval is wide.
# **Break.** Before it, all can say why the single losses add up to more than the whole.
# **Ask.** Could SMEs build pipelines of their own once the leaders are gone? (In life yes. Here ties are fixed.)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Gatekeeper, or place at the gate?
#
# Policy often reasons: pipelines are good, so give them to the firms in the middle of the network, from where all will hear.
# The parameter `gate` tests it: the probability that a pipeline belongs to a focal firm. At 0 SMEs hold all pipelines, at 1 focal
# firms do. Let focal firms keep their ties, but understand no more than an SME.

# %% tags=["predict"]
predict_curve(
    "focal.gate",
    "With the usual reach SMEs rise from 0.28 at gate 0 to 0.41 at gate 1. How do they fare if focal firms "
    "have the reach of an SME?",
    x=Axis("gate (share of pipelines that focal firms hold)", 0, 1, ".2f"),
    y=Axis("performance of SMEs (0 to 1)", 0, 0.6, ".2f"),
    known=[(0, 0.275)],
    points=[0.25, 0.5, 0.75, 1],
)

# %%
grid = {"reach_focal": [0.6, 0.2], "gate": [0, 0.25, 0.5, 0.75, 1]}
swept = sweep(base, grid, "sme_performance", replicates=40, rng=SEED).frame()

# %% tags=["result"]
gates = grid["gate"]
usual, alike = swept[swept.reach_focal == 0.6], swept[swept.reach_focal == 0.2]
shift = paired(base.but(reach_focal=0.2, gate=0), base.but(reach_focal=0.2, gate=1)).relative
named = {"usual reach": usual, "SME's reach": alike}
roomy = base.but(reach_focal=0.2, attention=20)
place = paired(roomy.but(gate=0), roomy.but(gate=1)).relative
reveal_curve(
    "focal.gate",
    gates,
    alike["mean"],
    f"From {alike['mean'].iloc[0]:.2f} to {alike['mean'].iloc[-1]:.2f}: a change of {shift.mean:+.1%} "
    f"({shift.low:+.1%} to {shift.high:+.1%}).",
    show=[
        plot_curves(
            "If focal firms understand as little as SMEs, it hardly matters who holds the pipelines",
            CurvePanel(
                {name: (gates, one["mean"]) for name, one in named.items()},
                "gate: share of pipelines that focal firms hold",
                "performance of SMEs (0 to 1)",
                bands={name: (one.low, one.high) for name, one in named.items()},
            ),
        ),
        plot_estimates(
            "It hardly matters because attention is short: with more of it the place alone helps",
            {"gate 0 to 1, SME's reach": shift, "the same, four times the attention": place},
            xlabel="change of the SMEs' performance",
            form="+.1%",
        ),
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Curves that rise, only less. They stay flat, near [[0.28|alike["mean"].iloc[-1]]]: who holds the pipelines hardly
# matters if nobody understands more than others.

# %% [markdown] tags=["explain"]
# With the usual reach SMEs climb from [[0.28|usual["mean"].iloc[0]]] to [[0.41|usual["mean"].iloc[-1]]]. If focal firms have the reach of an SME,
# it hardly matters who holds the pipelines. **At the usual attention a place at the gate makes no better gatekeeper. It takes absorptive capacity as well.** For
# few firms then share their attention among many sources. With four times the attention the place alone brings [[15%|place.mean]].
#
# Graf (2011) finds the same in East German patents.

# %% [markdown]
# ### Your turn
#
# There is another way to make firms equal: SMEs understand as much as focal firms. That is the setting `equal`. By which share does the
# performance of SMEs change in it, if the gate goes from `0` to `0.8`? Guess the sign first. `paired` takes two settings, and `.relative.mean` is the
# change as a share.

# %% tags=["task"]
equal = base.but(reach_sme=0.6)
# BEGIN SOLUTION -> opened = ...
opened = paired(equal.but(gate=0), equal.but(gate=0.8)).relative.mean
# END SOLUTION
check("focal.try_equal", opened, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[-0.061|opened]].

# %% tags=["result"]
spare = equal.but(attention=20)
wide = paired(spare.but(gate=0), spare.but(gate=0.8)).relative
when_yours(
    plot_estimates(
        "Where all understand the world, SMEs lose by a gate in few hands: attention is short",
        {
            "gate 0 to 0.8, all alike": paired(equal.but(gate=0), equal.but(gate=0.8)).relative,
            "the same, four times the attention": wide,
        },
        xlabel="change of the SMEs' performance",
        form="+.1%",
    )
)

# %% [markdown]
# <details><summary>What your number says (open it when you have it)</summary>
#
# If everybody understands the world, a few firms at the gate are a **bottleneck**: they share their attention among many sources. With four times the
# attention the loss is [[1%|-wide.mean]], and zero is in the interval. So gatekeepers help where most firms could not use a pipeline of their own.
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## And if firms hardly talk?
#
# So far firms talked as usual. **Buzz** is all that is learned over local ties. The parameter `buzz`
# multiplies it: `1` is usual, `0.25` is **poor buzz**. What are the focal firms' pipelines worth then, to them and to SMEs?

# %% tags=["predict"]
predict(
    "focal.stars",
    "In poor buzz the focal firms get their pipelines. Whose performance rises by more than a tenth?",
    ["that of focal firms and SMEs", "that of focal firms only", "that of neither"],
)

# %%
gains = {}
for buzz in [1, 0.25]:
    kept = base.but(buzz=buzz)
    shut = kept.but(interventions=[CutPipelines(owners="focal_firm")])
    gains["focal firms", buzz] = paired(shut, kept, "focal_performance").relative
    gains["SMEs", buzz] = paired(shut, kept, "sme_performance").relative

# %% tags=["result"]
rise = [gains[who, 0.25].mean > 0.1 for who in ("focal firms", "SMEs")]
options = ["that of neither", "that of focal firms only", "that of focal firms and SMEs"]
reveal(
    "focal.stars",
    options[sum(rise)],
    f"Focal firms {gains['focal firms', 0.25].mean:+.0%}, SMEs {gains['SMEs', 0.25].mean:+.0%}.",
    show=[
        plot_estimates(
            "The same firms: gatekeepers with the usual buzz, stars in poor buzz",
            {f"{who}, buzz {buzz}": one for (who, buzz), one in gains.items()},
            xlabel="what focal firms' pipelines add to performance",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. What comes in is thought to trickle down. It does so over local ties only.

# %% [markdown] tags=["explain"]
# With the usual buzz both gain: SMEs [[58%|gains["SMEs", 1].mean]]. In poor buzz focal firms gain
# [[153%|gains["focal firms", 0.25].mean]], of a lower level, and SMEs only [[5%|gains["SMEs", 0.25].mean]]. **The same firms with the same pipelines are gatekeepers in one
# cluster and stars in another.** Nobody has to be silent on purpose: it is enough that firms hardly talk.

# %% [markdown] tags=["instructor"]
# **Stop.** All can tell a gatekeeper from a star, and say why it takes two to make one.
# **Ask.** Which would a region ask for first: more pipelines, or more talk at home?

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Lab: at the gate

# %% tags=["predict"]
predict(
    "focal.lab",
    "Focal firms still listen to everybody, inside and outside, but tell nobody any more. What is left "
    "of what they are worth to SMEs?",
    ["nearly all of it", "about half", "nothing"],
)

# %% tags=["lab"]
focal_lab(
    "focal.lab",
    tasks={
        "Choose 'they tell nobody', then 'they leave'. Compare the SMEs. What does a focal firm itself lose by its silence?": (
            "For SMEs both are the same: nothing is left. A focal firm loses a little, since those whom "
            "it listens to know less now."
        ),
        "Choose 'focal firms as they are' again. Move their reach from one end to the other. From where on do "
        "SMEs gain hardly any more?": (
            "From the middle on little is gained. What grows is what comes through pipelines to the "
            "focal firms, and what SMEs get from partners in the cluster."
        ),
        "Choose 'nobody talks much' and press Play. Who climbs, and who does not? What is missing from the SMEs' bars?": (
            "Focal firms still climb far above the SMEs, for pipelines need no buzz. SMEs sink. What is "
            "missing is what they get from partners in the cluster."
        ),
    },
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. A silent leader still seems to be worth something: as a customer, a model, an employer. In
# the model a firm is worth to others what it tells them.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Investments that help others
#
# Focal firms have "the ability and incentive to make investments with positive externalities for other companies", the paper says. An **externality**
# is a gain of those who did not pay. So let the four focal firms do much R&D of their own instead of none, and see who gains.

# %%
lazy, busy = base.but(rd_focal=0), base.but(rd_focal=0.8)
focal_gain = paired(lazy, busy, "focal_performance").difference.mean
sme_gain = paired(lazy, busy).difference.mean

# %% tags=["result"]
plot_estimates(
    "A mean focal firm gains more than a mean SME",
    {
        "a mean focal firm": paired(lazy, busy, "focal_performance").difference,
        "a mean SME": paired(lazy, busy).difference,
    },
    xlabel="gain of performance by focal firms' R&D",
    form="+.3f",
)

# %% [markdown]
# ### Your turn
#
# Who gets more of it, the 4 focal firms that pay or the `32` SMEs? Complete the line: which share of what all firms gain together goes to the SMEs?

# %% tags=["task"]
# BEGIN SOLUTION -> spilt = ...
spilt = 32 * sme_gain / (32 * sme_gain + 4 * focal_gain)
# END SOLUTION
check("focal.try_spill", spilt, cluster)

# %% [markdown] tags=["instructor"]
# **Answer.** [[0.716|spilt]].
# **Slip.** Comparing one mean SME with one mean focal firm. There are eight times as many SMEs.
# **Cut.** The effect is small in the model. Give the task as homework.

# %% [markdown]
# <details><summary>What your number says (open it when you have it)</summary>
#
# Most of the return goes to firms that did not pay. A focal firm that counts only its own gain leaves that out. But a mean SME gains
# only [[0.014|sme_gain]]: little beside what pipelines bring. And R&D costs nothing in the model, so it says nothing on the "incentive".
#
# </details>

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Quiz

# %% tags=["quiz"]
from clustercourse.predictions import Question, quiz

quiz(
    [
        Question(
            "A firm has the highest gatekeeper score of its cluster. What does it have most of?",
            {
                "knowledge that comes in from outside": "The score counts places between others. What "
                "comes in depends on what the firm understands.",
                "open pairs of outside and inside that it joins": "A place is an opportunity, "
                "no more.",
                "neighbours whom it tells what it learns": "The score knows ties, not talk. An "
                "external star may have the highest.",
            },
            "open pairs of outside and inside that it joins",
        ),
        Question(
            "Central firms that understand no more than SMEs get all pipelines; before, SMEs held them. "
            "What becomes of the SMEs?",
            {
                "They gain, for central firms reach everybody": "The flat curve says no: who holds "
                "the pipelines hardly mattered.",
                "They stay where they are": "Only a wider reach makes the gate worth holding.",
                "They lose, for they hear it second hand": "The curve is flat. They lose where everybody "
                "understands much, as few firms share out their attention.",
            },
            "They stay where they are",
        ),
        Question(
            "Leaders with many pipelines grow, small firms stand still. What should the region ask for first?",
            {
                "More pipelines for the leaders": "They raise the leaders, who hardly tell anybody.",
                "More talk among firms at home": "With the usual buzz the same pipelines raise "
                "SMEs as well.",
                "More R&D of the leaders": "It moved SMEs little even where firms talk.",
            },
            "More talk among firms at home",
        ),
    ]
)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## When not to believe this model
#
# - **Telling costs nothing here.** In life a leader may fear that rivals copy it.
# - **Nobody replaces the missing.** Ties are fixed. In life SMEs may build pipelines when a leader goes. So the loss of nearly half of the SMEs'
#   performance is rather too high.
# - **Gatekeepers may hold a cluster back.** In the tile cluster of Castellón leading firms were reluctant to change, and new firms brought the new
#   technology (Hervas-Oliver and Albors-Garrigos 2014).
# - **Reach is given.** Wang says that focal firms improve "the quality of the labor pool". In the model an SME's reach never changes.
# - **Nobody coordinates.** A "strategic centre" (Lorenzoni and Baden-Fuller 1995) sets goals for its partners. Nobody does so here.

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Summary
#
# The ledger repeats the claims on other clusters. Claim 5 is another
# experiment there: before, pipelines take attention and teach nothing; after, they teach. So focal firms gain more than the [[153%|gains["focal firms", 0.25].mean]] above.

# %% tags=["result", "slow"]
plot_effects(claims_frame(run_claims([3, 4, 5, 23], replicates=24)))

# %% [markdown]
# 1. A gatekeeper score counts places. What comes in depends on reach.
# 2. SMEs lose nearly half without focal firms, and most of that if only the pipelines are cut. Where focal firms understand as little as SMEs,
#    and attention is short, it hardly matters who holds the pipelines.
# 3. Of the little that focal R&D adds, most goes to others.
# 4. A gatekeeper fetches and tells, a star only fetches. Poor buzz makes stars.
#
# | Claim | Verdict in this lecture |
# |---|---|
# | claim 3: focal firms use external knowledge more | holds, mostly by construction: pipelines were given to them; some of it is their reach |
# | claim 4: they are gatekeepers | holds; a place at the gate alone does not make one |
# | claim 5, the rival: in poor buzz they are stars | holds |
# | claim 23: their investments help the others | holds, small |
# | "incentive" to invest | not in the model: R&D costs nothing |
#
# | Notation | Meaning |
# |---|---|
# | $\delta$ | reach: the gap from which a firm learns most (`reach_focal`, `reach_sme`) |
# | `gate` | probability that a pipeline belongs to a focal firm |
# | `buzz` | multiplies all that is learned over local ties |

# %% [markdown] slideshow={"slide_type": "slide"}
# ## Further: are they missed more when the market moves?
#
# Wang also names "the ability to steer change". In the model nobody steers. But suppose the market moves to new fields, and focal firms leave
# in that period. Do SMEs miss them more than on a quiet market?

# %% tags=["predict"]
predict(
    "focal.shift",
    "On a quiet market SMEs lose 29% in the 40 periods after focal firms leave. And if the market moves in that period?",
    ["clearly less", "about as much", "clearly more"],
)


# %%
def at_end(history):
    """Mean performance of the SMEs in the last period."""
    return history.level("sme")[-1]


missed = {}
for market, moves in {"quiet": [], "moves": [TechnologyShift(at=80)]}.items():
    stay = base.but(periods=120, interventions=moves)
    gone = stay.but(interventions=[*moves, RemoveActors("focal_firm", at=80)])
    missed[market] = compare(stay, gone, at_end, replicates=24, rng=SEED).relative

# %% tags=["result"]
worse = missed["quiet"].mean - missed["moves"].mean
options = ["clearly less", "about as much", "clearly more"]
reveal(
    "focal.shift",
    options[int(worse > -0.05) + int(worse > 0.05)],
    f"{-missed['moves'].mean:.0%} against {-missed['quiet'].mean:.0%}.",
    show=[
        plot_estimates(
            "After a move of the market focal firms are missed more",
            {"quiet market": missed["quiet"], "market moves": missed["moves"]},
            xlabel="change of the SMEs' performance when focal firms leave",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 2, not 3. What is new comes from outside, and focal firms fetch it.

# %% [markdown] tags=["explain"]
# SMEs lose [[38%|-missed["moves"].mean]] after a move against [[29%|-missed["quiet"].mean]] on a quiet market. What is new comes from outside, and
# focal firms fetch it. That helps in times of change, but nobody steers.

# %% [markdown]
# ## Further: can stars do harm?
#
# In this model they take nothing from anybody. Morrison, Rabellotti and Zirulia (2013) let actors **barter**: I give only if you can give something in
# return. Two clusters trade with each other through their experts only. What becomes of the others at home?

# %% tags=["predict"]
predict(
    "focal.barter",
    "Experts get pipelines abroad, and all trade by barter. How do the others at home fare?",
    ["they lose in no buzz", "they lose in poor buzz only", "they lose in any buzz"],
)

# %%
# This may take half a minute.
fifth = claims_frame(run_claims([5], replicates=24))

# %% tags=["result"]
poor, rich = fifth.effect[3], fifth.effect[4]
options = ["they lose in no buzz", "they lose in poor buzz only", "they lose in any buzz"]
reveal(
    "focal.barter",
    options[int(poor < 0) + int(rich < 0)],
    f"Poor buzz {poor:+.0%}, rich buzz {rich:+.0%}.",
    show=[
        plot_estimates(
            "Where buzz is poor, stars harm those at home under barter, and not as a gift",
            dict(
                zip(
                    ["barter, poor buzz", "barter, rich buzz", "our model, poor buzz"],
                    [from_ledger(row) for row in list(fifth.itertuples())[3:6]],
                    strict=True,
                )
            ),
            xlabel="change of the others' level by pipelines",
        )
    ],
)

# %% [markdown] tags=["instructor"]
# **Expect.** Option 1, not 2. A pipeline is thought to help everybody, or at least to harm nobody.

# %% [markdown] tags=["explain"]
# In our model SMEs gain [[11%|fifth.effect[5]]] from all pipelines together, even in poor buzz. Under barter those at home **lose**
# [[28%|-fifth.effect[3]]]: an expert who has traded abroad is ahead in everything, and nobody at home has anything to offer in return. In rich buzz that
# loss is gone, for they trade at home before it comes; a gain of [[6%|fifth.effect[4]]] is so small that on some other draws its interval holds zero.
# The barter model is *after* theirs, rebuilt by this course: read no more than the loss in poor buzz.

# %% [markdown]
# ## Reading
#
# **Reading.** Munari, Sobrero and Malipiero (2012), *Absorptive capacity and localized spillovers: focal firms as technological gatekeepers in industrial
# districts*, Industrial and Corporate Change 21(2), 429-462; the paper cites earlier versions, one under the authors' first names. Morrison (2008),
# *Gatekeepers of knowledge within industrial districts*, Regional Studies 42(6), 817-835, doi 10.1080/00343400701654178. Giuliani and Bell (2005), *The micro-determinants of meso-level learning and
# innovation*, Research Policy 34(1), 47-68. Giuliani (2011), *Role of technological gatekeepers in the growth of industrial clusters*, Regional Studies
# 45(10), 1329-1348. Graf (2011), *Gatekeepers in regional networks of innovators*, Cambridge Journal of Economics 35(1), 173-198, doi 10.1093/cje/beq001. Morrison,
# Rabellotti and Zirulia (2013), *When do global pipelines enhance the diffusion of knowledge in clusters?*, Economic Geography 89(1), 77-96. Gould and Fernandez (1989),
# *Structures of mediation*, Sociological Methodology 19, 89-126. Hervas-Oliver and Albors-Garrigos (2014), *Are technology gatekeepers renewing clusters?*, Entrepreneurship and Regional
# Development 26(5-6), 431-452, doi 10.1080/08985626.2014.933489.
# Lorenzoni and Baden-Fuller (1995), *Creating a strategic center to manage a web of partners*, California Management Review 37(3), 146-163.
#
# **Next:** [exercise 07](../exercises/07_focal_firms.ipynb), on a cluster of your own.
