"""The claims ledger: what the paper says, the experiment that tests it, and the verdict."""

from clustercourse.claims.claim import Claim
from clustercourse.claims.evidence import Finding
from clustercourse.claims.ledger import LEDGER
from clustercourse.claims.running import Assessment, claims_frame, run_claims
from clustercourse.claims.verdicts import Verdict
from clustercourse.claims.wording import table

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
