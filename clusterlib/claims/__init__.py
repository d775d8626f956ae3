"""The claims ledger: what the paper says, the experiment that tests it, and the verdict."""

from clusterlib.claims.claim import Claim
from clusterlib.claims.evidence import Finding
from clusterlib.claims.ledger import LEDGER
from clusterlib.claims.running import Assessment, claims_frame, run_claims
from clusterlib.claims.verdicts import Verdict
from clusterlib.claims.wording import table

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
