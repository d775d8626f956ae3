"""The parameters of the course model, each declared once."""

from __future__ import annotations

from math import inf

from clusterlib.parameters import Parameters, parameter


class Learning(Parameters):
    """Parameters of the course model. ``Learning.table()`` shows ranges, units and meanings.

    Examples
    --------
    >>> Learning(trust=0.9).but(horizontal=0).trust
    0.9
    >>> Learning(trusts=0.9, curiosity=2)
    Traceback (most recent call last):
    ...
    clusterlib.parameters.ParameterError: 2 problems in Learning:
      - curiosity = 2: give a number from 0 to 1 (chi: how far ...).
      - trusts: unknown name; did you mean 'trust'?
    """

    horizontal: float = parameter(
        0.5,
        0,
        10,
        "lambda_H: strength of horizontal learning, 0 is off",
        source="Lazer & Friedman (2007)",
    )
    vertical: float = parameter(
        1.0,
        0,
        10,
        "lambda_V: strength of vertical learning, 0 is off",
        source="Cowan & Jonard (2004)",
    )
    multi_angle: float = parameter(
        0.3,
        0,
        10,
        "lambda_M: strength of multi-angle learning, 0 is off",
        source="Cowan & Jonard (2003)",
    )
    pipeline: float = parameter(
        0.5, 0, 10, "lambda_G: strength of learning through global pipelines, 0 is off"
    )
    buzz: float = parameter(1.0, 0, 10, "multiplies the strength of the three local channels")
    learning_rate: float = parameter(
        0.4, 0, 10, "alpha: share of a small gap that is learned in a period", unit="1/period"
    )
    reach_sme: float = parameter(
        0.2,
        0.001,
        inf,
        "delta, absorptive capacity of an SME: the gap from which it learns most",
        unit="knowledge",
        source="after Nooteboom et al. (2007)",
    )
    reach_focal: float = parameter(
        0.6,
        0.001,
        inf,
        "delta of a focal firm",
        unit="knowledge",
        source="after Nooteboom et al. (2007)",
    )
    reach_institution: float = parameter(
        0.6,
        0.001,
        inf,
        "delta of an institution",
        unit="knowledge",
        source="after Nooteboom et al. (2007)",
    )
    outside_reach: float = parameter(
        1.0, 0.001, 100, "delta towards outside actors, as a multiple of that towards local ones"
    )
    trust: float = parameter(
        0.7,
        0,
        1,
        "tau: share of what could be bartered, or given to an institution, that is",
        plausible=(0.35, 1),
        reason="from half of the default to all that could be given",
    )
    loyalty: float = parameter(
        0.0,
        0,
        20,
        "how strongly trust draws attention to local ties; 0 not at all",
        plausible=(0, 3),
        reason="from none to so much that it turns the effect of trust round",
    )
    attention: float = parameter(
        5.0, 0, inf, "a: local ties that an actor can attend to fully in a period", unit="ties"
    )
    pipeline_cost: float = parameter(
        2.0,
        0,
        100,
        "c: attention a pipeline takes beyond that of a local tie",
        unit="local ties",
    )
    curiosity: float = parameter(
        0.15, 0, 1, "chi: how far fields are learned that the market does not value"
    )
    rd_sme: float = parameter(0.06, 0, 1, "rho: chance that an SME does own R&D", unit="per period")
    rd_focal: float = parameter(0.20, 0, 1, "rho of a focal firm", unit="per period")
    rd_research: float = parameter(
        0.20, 0, 1, "rho of a university or research institute", unit="per period"
    )
    rd_other: float = parameter(
        0.0,
        0,
        1,
        "rho of a bridging institution or government agency",
        unit="per period",
        plausible=(0, 0.1),
        reason="from none to half that of a university",
    )
    rd_gain: float = parameter(
        0.10, 0, 1, "eta: share of the distance to the frontier that own R&D closes"
    )
    path_dependence: float = parameter(
        2.0,
        0,
        20,
        "theta: how far own R&D keeps to the fields an actor knows; 0 not at all",
        plausible=(0, 4),
        reason="from search anywhere to little but what one knows",
    )
    obsolescence: float = parameter(
        0.02,
        0,
        1,
        "omega: share of knowledge that the moving frontier devalues",
        unit="1/period",
        plausible=(0.01, 0.04),
        reason="half of what is known is out of date after 69 periods, or after 17",
    )
    fields_per_stage: int = parameter(
        3, 1, 20, "knowledge fields of each stage of the value chain", unit="fields"
    )
    emerging_fields: int = parameter(
        3, 0, 20, "knowledge fields that the market does not value yet", unit="fields"
    )
    specialisation: float = parameter(
        1.0, 0, 4, "how far firms start out better in the fields of their own stage; 0 not at all"
    )
    focal_lead: float = parameter(
        0.2, 0, 1, "what focal firms know more at the start; two fifths of it in emerging fields"
    )
