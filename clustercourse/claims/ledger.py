"""All claims of the paper."""

from __future__ import annotations

from collections.abc import Iterable

from clustercourse.claims.claim import Claim
from clustercourse.claims.claims_01_to_05 import CLAIMS as _CLUSTERS
from clustercourse.claims.claims_06_to_13 import CLAIMS as _LEARNING
from clustercourse.claims.claims_14_to_21 import CLAIMS as _STRUCTURE
from clustercourse.claims.claims_from_22 import CLAIMS as _OPENNESS
from clusterlib.parameters import ParameterError

#: The claims of Wang, by number.
LEDGER: dict[int, Claim] = {
    claim.number: claim for claim in (*_CLUSTERS, *_LEARNING, *_STRUCTURE, *_OPENNESS)
}


def chosen(numbers: Iterable[int] | None) -> list[Claim]:
    """Return the claims with some numbers, in order; all where None is given.

    Raises
    ------
    ParameterError
        If there is no claim of a number. All such numbers are listed.
    """
    wanted = sorted(set(LEDGER if numbers is None else numbers))
    unknown = [str(number) for number in wanted if number not in LEDGER]
    if unknown or not wanted:
        what = f"no claim {', '.join(unknown)}" if unknown else "no claim is chosen"
        raise ParameterError(f"{what}; give numbers from 1 to {len(LEDGER)}.")
    return [LEDGER[number] for number in wanted]
