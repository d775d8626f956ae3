"""The claims ledger: what the paper says, the experiment that tests it, and the verdict."""

from clustercourse.claims.assessment import table
from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.testing import Assessment, claims_frame, run_claims
from clustercourse.claims.verdicts import Verdict

__all__ = [
    "LEDGER",
    "Assessment",
    "Claim",
    "Finding",
    "Verdict",
    "claims_frame",
    "run_claims",
    "table",
]
