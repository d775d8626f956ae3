"""The rules of the game: what money buys, how long it lasts, and the cluster before any of it."""

from __future__ import annotations

from clusterlib.parameters import Parameters, parameter

#: What money can be spent on, and in words.
INSTRUMENTS = {
    "trust": "trust building",
    "pipelines": "pipelines",
    "rd": "R&D subsidies",
    "institutes": "institutes",
    "skills": "skills",
}
#: Periods in a game, and the first period of its second phase.
PERIODS, SECOND_PHASE = 80, 40
#: The market moves before one of these periods, all equally likely, and by this share.
EARLIEST_SHIFT, LATEST_SHIFT, SHIFT = 16, 64, 0.5
#: What can be spent in each phase; what is left at its end is lost.
BUDGET = 50.0


class Rules(Parameters):
    """What money does, each cost and effect declared once. ``Rules.table()`` shows them all.

    The numbers are this course's own; they were chosen so that every instrument pays somewhere and
    none pays everywhere. Money for trust, R&D, institutes or skills has a **diminishing** effect:
    each ``half`` closes half of what is left to the top, for those easiest to win come first.
    Pipelines have a **linear** price; what diminishes there is the firms' attention, which the
    course model works out itself.

    Examples
    --------
    >>> round(Rules().level("trust", 12), 3)  # half of the way from .3 to 1
    0.65
    >>> Rules().level("pipelines", 9)  # a half pipeline is none
    4
    """

    trust_before: float = parameter(0.3, 0, 1, "tau without any trust building")
    trust_top: float = parameter(1.0, 0, 1, "tau that trust building comes near to")
    trust_half: float = parameter(
        12, 0.1, 1000, "money for trust that closes half of the distance", unit="money"
    )
    trust_lasts: float = parameter(
        0.5, 0, 1, "share of the first phase's money for trust that works in the second"
    )
    loyalty: float = parameter(
        1.5, 0, 20, "how strongly trust draws attention from pipelines to local ties"
    )
    pipelines_price: float = parameter(2, 0.1, 100, "money for one pipeline", unit="money")
    pipelines_lasts: float = parameter(
        0.25, 0, 1, "share of the first phase's money for pipelines that works in the second"
    )
    pipelines_to_focal: float = parameter(
        0.5, 0, 1, "chance that a new pipeline goes to a focal firm, not an SME"
    )
    rd_before: float = parameter(
        0.06,
        0,
        1,
        "rho, the chance that an SME does own R&D, without subsidies",
        unit="per period",
    )
    rd_top: float = parameter(
        0.3, 0, 1, "rho of an SME that subsidies come near to", unit="per period"
    )
    rd_half: float = parameter(
        15, 0.1, 1000, "money for R&D that closes half of the distance", unit="money"
    )
    rd_lasts: float = parameter(
        0.0, 0, 1, "share of the first phase's money for R&D that works in the second"
    )
    institutes_before: float = parameter(
        0.3, 0, 10, "lambda_M, the strength of multi-angle learning, without money for institutes"
    )
    institutes_top: float = parameter(1.2, 0, 10, "lambda_M that money comes near to")
    institutes_half: float = parameter(
        40, 0.1, 1000, "money for institutes that closes half of the distance", unit="money"
    )
    institutes_lasts: float = parameter(
        0.5, 0, 1, "share of the first phase's money for institutes that works in the second"
    )
    skills_before: float = parameter(
        0.2,
        0.001,
        10,
        "delta of an SME, the gap from which it learns most, without training",
        unit="knowledge",
    )
    skills_top: float = parameter(
        0.7, 0.001, 10, "delta of an SME that training comes near to", unit="knowledge"
    )
    skills_half: float = parameter(
        60, 0.1, 1000, "money for skills that closes half of the distance", unit="money"
    )
    skills_lasts: float = parameter(
        0.75, 0, 1, "share of the first phase's money for skills that works in the second"
    )

    def works(self, instrument: str, first: float, second: float) -> tuple[float, float]:
        """Return the money that works in each phase: in the second also some of the first's."""
        return first, second + getattr(self, f"{instrument}_lasts") * first

    def level(self, instrument: str, money: float) -> float:
        """Return what some working money for an instrument comes to.

        That is tau, a number of pipelines, rho, lambda_M or delta.
        """
        if instrument == "pipelines":
            # Money adds up from shares: what is a whole pipeline but for rounding is one.
            return int(money / self.pipelines_price + 1e-9)
        before, top, half = (
            float(getattr(self, f"{instrument}_{what}")) for what in ("before", "top", "half")
        )
        return float(before + (top - before) * (1 - 0.5 ** (money / half)))
