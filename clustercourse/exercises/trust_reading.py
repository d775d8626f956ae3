"""The first tasks of 06_trust_and_absorption: what a firm understands, and whom it has time for."""

from __future__ import annotations

import numpy as np

from clustercourse.exercises.answers import Numbers
from clustercourse.exercises.tasks import Misconception, Task
from clustercourse.exercises.trust_answers import (
    LOYALTY,
    SMALL,
    USUAL,
    absorbed,
    absorbed_by_search,
    gaps,
    times,
    times_by_effort,
    understood,
    understood_amount,
    understood_of_fields,
)

_ABSORB = "Compute what a firm absorbs, whose ideas it understands, and the best distance"
_TRUST = "Say what trust and loyalty do to a firm's attention"

PSI_TASK = Task(
    id="trust.psi",
    title="What your firm absorbs",
    objective=_ABSORB,
    points=15,
    answer=Numbers(SMALL),
    reference=absorbed,
    alternatives=(absorbed_by_search,),
    misconceptions=(
        Misconception(
            "gaps below zero",
            lambda cluster: absorbed(cluster, clipped=False),
            "In some fields your firm knows more, and these gaps came out below zero. Nobody "
            "unlearns from a partner: set them to zero, for example with np.maximum(gap, 0).",
        ),
        Misconception(
            "the widest gap",
            lambda cluster: (
                absorbed(cluster)
                | {
                    "best_gap": 1.0,
                    "most": cluster.graph["my_rate"] * np.exp(-1 / cluster.graph["my_reach"]),
                }
            ),
            "You take the widest gap for the best. It holds most that is new, but hardly any of it "
            "is understood. Where is novelty times understanding highest?",
        ),
        Misconception(
            "nothing is lost at the best gap",
            lambda cluster: (
                absorbed(cluster) | {"most": cluster.graph["my_rate"] * cluster.graph["my_reach"]}
            ),
            "Nearly. At the best gap a share exp(-1) is understood, not all of it: put the best "
            "gap into the whole formula.",
        ),
        Misconception(
            "an SME's usual reach",
            lambda cluster: (
                absorbed(cluster)
                | {"best_gap": USUAL.reach_sme, "most": cluster.graph["my_rate"] * 0.2 / np.e}
            ),
            "This is the best gap for an SME of the model, with a reach of 0.2. Your firm has a "
            'reach of its own: cluster.graph["my_reach"].',
        ),
        Misconception(
            "without the rate",
            lambda cluster: {
                name: value / (1 if name == "best_gap" else cluster.graph["my_rate"])
                for name, value in absorbed(cluster).items()
            },
            "The rate alpha is missing: multiply what is new and understood by "
            'cluster.graph["my_rate"].',
        ),
    ),
    hints=(
        "First the gap in each field, never below zero. Then the formula, field by field.",
        "psi = rate * gap * np.exp(-gap / reach). Its sum is `learned`. For the best gap try many "
        "gaps, np.linspace(0, 1, 10001), or set the derivative to zero.",
        "The derivative is zero where gap = reach. There psi = rate * reach * np.exp(-1).",
    ),
)

UNDERSTOOD_TASK = Task(
    id="trust.understood",
    title="Whose ideas your firm understands",
    objective=_ABSORB,
    points=20,
    answer=Numbers(SMALL),
    reference=understood,
    alternatives=(
        lambda cluster: {
            partner: float(np.average(np.exp(-gap / cluster.graph["my_reach"]), weights=gap))
            for partner in cluster[cluster.graph["my_firm"]]
            if (gap := gaps(cluster, cluster.graph["my_firm"], partner)).any()
        },
    ),
    misconceptions=(
        Misconception(
            "gaps below zero",
            lambda cluster: understood(cluster, clipped=False),
            "Fields in which your firm knows more must not count: set gaps below zero to zero, "
            "for example with np.maximum(gap, 0).",
        ),
        Misconception(
            "the other direction",
            lambda cluster: understood(cluster, turned=True),
            "This is what the partners would understand of your firm. Take what the partner knows "
            "minus what your firm knows.",
        ),
        Misconception(
            "all fields alike",
            understood_of_fields,
            "This is a mean over all fields. Fields without a gap count there as fully understood, "
            "though there is nothing to understand. Divide the sum of gap * exp(-gap / reach) by "
            "the sum of the gaps.",
        ),
        Misconception(
            "an amount",
            understood_amount,
            "This is how much is understood. Asked is a share: divide by the sum of the gaps, "
            "which is all that the partner knows more.",
        ),
        Misconception(
            "the part that is lost",
            lambda cluster: {one: 1 - share for one, share in understood(cluster).items()},
            "This is the share that is not understood. Asked is the other part.",
        ),
    ),
    hints=(
        "For one partner: its gaps to your firm, never below zero. How much of each is understood?",
        "A share np.exp(-gap / reach) of each gap is understood. Weigh wide gaps more: add up what "
        "is understood, and divide by the sum of the gaps.",
        "Begin with understood = {}. Then, for one in cluster[firm]: gap = np.maximum("
        "known.loc[one] - known.loc[firm], 0); understood[one] = (gap * np.exp(-gap / "
        "reach)).sum() / gap.sum().",
    ),
)

ATTENTION_TASK = Task(
    id="trust.attention",
    title="Time for the outside",
    objective=_TRUST,
    points=15,
    answer=Numbers(SMALL),
    reference=times,
    alternatives=(times_by_effort,),
    misconceptions=(
        Misconception(
            "pipelines as cheap as local ties",
            lambda cluster: times(cluster, weighted=False),
            "You add up attention as if all ties cost the same. Full attention to a pipeline takes "
            "as much time as to 1 + p.pipeline_cost local ties: multiply by that.",
        ),
        Misconception(
            "loyalty without trust",
            lambda cluster: times(cluster, USUAL.but(loyalty=LOYALTY, trust=1)),
            "You let loyalty work in full. It works through trust: the pull of a local tie is "
            "exp(loyalty * trust). Write trust=cluster.graph['my_trust'] beside loyalty=3.",
        ),
        Misconception(
            "time for local ties",
            lambda cluster: times(cluster, local=True),
            "This is the share of time for local ties. Asked is the share for pipelines.",
        ),
        Misconception(
            "the same with loyalty",
            lambda cluster: dict.fromkeys(("usual", "loyal"), times(cluster)["usual"]),
            "Both numbers are those without loyalty. Call attention_to a second time, with "
            f"Learning(loyalty={LOYALTY}, trust=...).",
        ),
        Misconception(
            "the usual trust",
            lambda cluster: times(cluster, USUAL.but(loyalty=LOYALTY)),
            "With loyalty trust matters, and in your cluster it is not the usual 0.7: write "
            "trust=cluster.graph['my_trust'] beside loyalty=3.",
        ),
    ),
    hints=(
        "attention_to(cluster, focal, p) gives the attention to each tie. A partner whose layer is "
        "'supplementary' is outside: that tie is a pipeline.",
        "Time = attention * 1 for a local tie and attention * (1 + p.pipeline_cost) for a "
        "pipeline. Then divide the time for pipelines by all of it.",
        "Write a function share(p) and call it twice: share(Learning()) and "
        f"share(Learning(loyalty={LOYALTY}, trust=cluster.graph['my_trust'])).",
    ),
)
