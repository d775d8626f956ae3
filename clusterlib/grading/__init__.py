"""Grade a class: notebooks run apart from the judge, and marks, feedback and an overview."""

from clusterlib.grading.command import Grading, Report, find_exercise, grade
from clusterlib.grading.limits import GradingError, Limits

__all__ = ["Grading", "GradingError", "Limits", "Report", "find_exercise", "grade"]
