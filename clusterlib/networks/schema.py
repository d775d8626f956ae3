"""The one place that says what a cluster is: its kinds of actors, its ties and their attributes.

A cluster is a plain :class:`networkx.Graph` (or :class:`networkx.DiGraph` when a survey asked who
learns from whom). Everything in networkx works on it.

Node attributes
---------------
kind : str
    One of :data:`KINDS`, for example ``"sme"`` or ``"university"``.
layer : str
    ``"core"``, ``"supporting"`` or ``"supplementary"`` (Fig. 1 of Wang); follows from the kind.
stage : int or None
    Position in the value chain, 1 is furthest from the final customer. Firms have one; others None.
    Where the value chain is not known, all firms stand in stage 1.

Edge attributes
---------------
dimension : str
    One of :data:`DIMENSIONS`: ``"horizontal"`` joins two firms of one stage, ``"vertical"`` firms
    of two stages, ``"multi_angle"`` a firm or an institution with an institution, ``"pipeline"``
    an actor of the cluster with an actor outside.
weight : float
    Strength of the tie, above 0; 1 where nothing else is known.

In a directed cluster an arc ``u -> v`` means that knowledge flows from u to v.
"""

from __future__ import annotations

from dataclasses import dataclass

#: The three layers of Fig. 1, from the inside out, with a label each.
LAYERS: dict[str, str] = {
    "core": "core: firms",
    "supporting": "supporting institutions",
    "supplementary": "outside knowledge sources",
}


@dataclass(frozen=True)
class Kind:
    """A kind of actor: its layer in Fig. 1, its label and the prefix of its ids."""

    layer: str
    label: str
    prefix: str


#: The kinds of actors in Fig. 1 of Wang, of which generated clusters are made.
FIG_1: dict[str, Kind] = {
    "focal_firm": Kind("core", "focal firm", "F"),
    "sme": Kind("core", "SME", "F"),
    "university": Kind("supporting", "university", "U"),
    "research_institute": Kind("supporting", "research institute", "R"),
    "bridging_institution": Kind("supporting", "bridging institution", "B"),
    "government_agency": Kind("supporting", "government agency", "G"),
    "outside_rd": Kind("supplementary", "outside R&D organisation", "XR"),
    "lead_customer": Kind("supplementary", "lead customer", "XC"),
    "outside_subcontractor": Kind("supplementary", "outside subcontractor", "XS"),
}

#: Every kind of actor. In real networks there are outside partners that Fig. 1 does not have.
KINDS: dict[str, Kind] = {
    **FIG_1,
    "outside_firm": Kind("supplementary", "outside firm", "XF"),
    "outside_body": Kind("supplementary", "outside public or other body", "XB"),
}

#: The dimensions of learning, each with a label.
DIMENSIONS: dict[str, str] = {
    "horizontal": "horizontal (same stage)",
    "vertical": "vertical (between stages)",
    "multi_angle": "multi-angle (with institutions)",
    "pipeline": "global pipeline",
}


def dimension_of(
    kind: str, stage: int | None, other_kind: str, other_stage: int | None
) -> str | None:
    """Return the dimension that a tie between two actors must have.

    Parameters
    ----------
    kind, other_kind : str
        Keys of :data:`KINDS`.
    stage, other_stage : int or None
        Stages of the two actors, None where they have none.

    Returns
    -------
    str or None
        A key of :data:`DIMENSIONS`; None for two outside actors, whose tie is not of the cluster.

    Examples
    --------
    >>> dimension_of("sme", 1, "focal_firm", 1)
    'horizontal'
    >>> dimension_of("sme", 1, "lead_customer", None)
    'pipeline'
    """
    layers = [KINDS[kind].layer, KINDS[other_kind].layer]
    if layers == ["supplementary", "supplementary"]:
        return None
    if "supplementary" in layers:
        return "pipeline"
    if "supporting" in layers:
        return "multi_angle"
    return "horizontal" if stage == other_stage else "vertical"
