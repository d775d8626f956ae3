"""What the words of labs mean."""

from clusterlib.networks.nearest import TYPE_WORDS

WORDS = {
    "focal firm": "a large firm with many ties: it understands more, and often holds pipelines",
    "SME": "a small or medium-sized firm; most firms are SMEs",
    "institution": "a university, a research institute, a bridging institution or an agency",
    "pipeline": "a tie to a partner outside the cluster",
    "local tie": "a tie between two actors of the cluster",
    "performance": "the part of what a firm knows that the market values",
    "buzz": "how much partners within the cluster tell each other; 0 is silence",
    "trust": "the share of an exchange that takes place where something is due in return",
    "loyalty": "how strongly trust binds attention to local partners",
    "reach": "the gap in knowledge from which a firm learns most: its absorptive capacity",
    "market moves": "other knowledge counts now, so all fall back",
    "archetype": "a type of cluster",
    "Marshallian district": TYPE_WORDS["marshallian"],
    "hub and spoke": TYPE_WORDS["hub_and_spoke"],
    "satellite platform": TYPE_WORDS["satellite_platform"],
    "state-anchored": TYPE_WORDS["state_anchored"],
    "degree centralisation": "how far ties gather at one actor: 1 in a star, 0 if all have as many",
    "way of working": "a choice in each of twelve decisions; its score says how good it is",
    "one-sided tie": "one has something to give, the other nothing to give in return",
    "rank correlation": "1: who is higher on the one is higher on the other; 0: no relation",
    "closeness": "how few steps lead from an actor to all others",
    "betweenness": "how often an actor lies on the shortest way between two others",
    "effective size": "how many partners an actor has who do not know each other",
    "constraint": "how far an actor's partners know each other; low where holes are between them",
    "broker into its stage": "an actor that passes knowledge from another stage into its own",
    "your cluster": "the one that you gave: its actors and ties stay as they are, unless a control "
    "says so; a run draws what they know first, and chance",
    "best found": "the best policy that a long search has found",
}
