"""Grade a class: notebooks run apart from the judge, and marks, feedback and an overview."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "grading": ["Grading", "GradingReport", "appeal", "find_exercise", "grade"],
        "limits": ["GradingError", "Limits"],
    },
)
