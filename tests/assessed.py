"""All claims with as many runs as ``--quick``: minutes of tests are saved by running them once."""

from concurrent.futures import ProcessPoolExecutor
from functools import cache

from clustercourse.claims import Assessment, run_claims
from clustercourse.claims.testing import QUICK


@cache
def assessed() -> list[Assessment]:
    """Run all claims once."""
    with ProcessPoolExecutor(2) as pool:
        return run_claims(replicates=QUICK, executor=pool)
