"""Which version this is: the library, the course and the grader come as one distribution."""

from importlib import metadata

#: Its name on an index. The name ``clusterlib`` belongs there to somebody else.
DISTRIBUTION = "how-clusters-learn"


def version() -> str:
    """Return the version that is installed."""
    return metadata.version(DISTRIBUTION)
