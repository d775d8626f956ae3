"""Exercises on the learner's own cluster, with feedback that knows the mistake."""

from clustercourse.exercises.session import (
    check,
    export_progress,
    hint,
    my_cluster,
    progress,
    restore_progress,
)

__all__ = ["check", "export_progress", "hint", "my_cluster", "progress", "restore_progress"]
