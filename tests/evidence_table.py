"""A table of experiments, for the questions of the lecture on evidence."""

import pandas as pd


def evidence_table():
    """Some claims: one holds by a little but turns, some by much, one in part.

    No two of the known mistakes count the same in it.
    """
    rows = [
        (1, "holds", "holds", True, "share", 0.04),
        (1, "holds", "fails", False, "share", 0.01),
        (2, "holds", "holds", True, "share", -0.5),
        (2, "holds", "holds", True, "share", -0.3),
        (2, "holds", "holds", False, "share", -0.2),
        (2, "holds", "holds, negligible", False, "share", -0.02),
        (3, "fails", "fails", True, "share", 0.02),
        (4, "holds in part", "holds", True, "share", 0.06),
        (4, "holds in part", "fails", True, "share", 0.05),
        (4, "holds in part", "holds", False, "share", 0.08),
        (4, "holds in part", "fails", False, "share", 0.01),
        (4, "holds in part", "fails", False, "share", 0.02),
        (5, "fails", "fails", True, "share", -0.01),
        (5, "fails", "not significant", False, "share", -0.02),
        (8, "holds", "holds", True, "score", 0.05),
        (6, "holds", "holds", True, "share", 0.4),
        (6, "holds", "holds", False, "share", 0.05),
        (6, "holds", "fails", False, "share", 0.01),
        (6, "holds", "not significant", False, "share", 0.03),
        (7, "holds", "holds", True, "share", 0.8),
        (7, "holds", "fails", False, "share", 0.02),
        (7, "holds", "not significant", False, "share", 0.04),
        (9, "holds", "holds", True, "share", -0.4),
        (10, "holds", "holds", True, "share", -0.3),
        (11, "holds", "holds", True, "share", 0.6),
        (12, "fails", "fails", True, "share", 0.03),
        (13, "fails", "fails", True, "share", 0.04),
        (14, "fails", "fails", True, "share", -0.05),
    ]
    columns = ["claim", "verdict", "finding", "counts", "unit", "effect"]
    return pd.DataFrame(rows, columns=columns)
