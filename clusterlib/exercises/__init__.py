"""Exercises on the learner's own cluster, with feedback that knows the mistake."""

from clusterlib.exercises.session import check, hint, my_cluster, progress

__all__ = ["check", "hint", "my_cluster", "progress"]
