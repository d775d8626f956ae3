"""The claims ledger: what the paper says, the experiment that tests it, and the verdict."""

from clustercourse.claims.assessment import Assessment
from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.summary import claims_frame, table
from clustercourse.claims.testing import run_claims
from clustercourse.claims.verdicts import WORTH_NAMING, Verdict

__all__ = [
    "LEDGER",
    "WORTH_NAMING",
    "Assessment",
    "Claim",
    "Finding",
    "Verdict",
    "claims_frame",
    "run_claims",
    "table",
]
