"""The claims ledger: what the paper says, the experiment that tests it, and the verdict."""

import lazy_loader

from clustercourse.claims.assessment import Assessment
from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.reach import load_reach
from clustercourse.claims.sentences import Sentence, load_sentences
from clustercourse.claims.summary import claims_frame, table
from clustercourse.claims.testing import run_claims
from clustercourse.claims.verdicts import WORTH_NAMING, Verdict

# The picture loads when it is drawn: exercises and the grader do without matplotlib.
__getattr__, _, _ = lazy_loader.attach(
    __name__, submod_attrs={"pictures": ["plot_effects"], "reach_pictures": ["plot_plane"]}
)

__all__ = [
    "LEDGER",
    "WORTH_NAMING",
    "Assessment",
    "Claim",
    "Finding",
    "Sentence",
    "Verdict",
    "claims_frame",
    "load_reach",
    "load_sentences",
    "plot_effects",
    "plot_plane",
    "run_claims",
    "table",
]
