"""Check-yourself tasks of the lecture 10_evidence: how to read a table of experiments.

They are about the table that the lecture makes, so ``check`` takes it in place of a cluster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustercourse.exercises.answers import Number
from clustercourse.exercises.tasks import Misconception, Task

if TYPE_CHECKING:
    import pandas as pd

#: How often a 95% interval misses the truth.
_MISS = 0.05


def main_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return the first experiment of every claim, which is its main one."""
    return table.drop_duplicates("claim")


def turned(table: pd.DataFrame) -> pd.DataFrame:
    """Return the conditions under which the verdict would be another one."""
    return table[~table["counts"] & (table["finding"] != table["verdict"])]


def small(table: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that hold with a main effect below a tenth of the baseline."""
    rows = main_rows(table)
    shares = rows[(rows["unit"] == "share") & (rows["verdict"] == "holds")]
    return shares[shares["effect"].abs() < 0.1]


PRACTICE = (
    Task(
        id="evidence.try_small",
        title="Claims that hold by a little",
        objective="Read an effect with its interval",
        points=0,
        answer=Number(),
        reference=lambda table: len(small(table)),
        misconceptions=(
            Misconception(
                "effects that point down counted by their sign",
                lambda table: int(
                    (
                        (main_rows(table)["verdict"] == "holds")
                        & (main_rows(table)["unit"] == "share")
                        & (main_rows(table)["effect"] < 0.1)
                    ).sum()
                ),
                "You count every effect below zero as small: -0.5 is a large loss. Take the size "
                "with .abs().",
            ),
            Misconception(
                "all verdicts",
                lambda table: int(
                    (
                        (main_rows(table)["unit"] == "share")
                        & (main_rows(table)["effect"].abs() < 0.1)
                    ).sum()
                ),
                "You count claims with other verdicts too. Keep those that hold.",
            ),
        ),
        hints=(
            "Three conditions: the unit is a share, the verdict is 'holds', the size is below 0.1.",
            "Join conditions with & and put each in brackets. The size is main.effect.abs().",
            "((main.unit == 'share') & (main.verdict == 'holds') & (main.effect.abs() < 0.1))"
            ".sum()",
        ),
    ),
    Task(
        id="evidence.try_chance",
        title="Intervals that miss",
        objective="Say what chance alone may do to a list of verdicts",
        points=0,
        answer=Number(),
        reference=lambda table: _MISS * int(table["counts"].sum()),
        alternatives=(lambda table: int(table["counts"].sum()) / 20,),
        misconceptions=(
            Misconception(
                "those that do not miss",
                lambda table: (1 - _MISS) * int(table["counts"].sum()),
                "These are the intervals that do hold the true value. How many miss it?",
            ),
            Misconception(
                "one for each claim",
                lambda table: _MISS * table["claim"].nunique(),
                "You count claims. A claim may rest on more than one interval: count the rows.",
            ),
            Misconception(
                "all rows",
                lambda table: _MISS * len(table),
                "You count conditions and controls too. Take the rows that count.",
            ),
        ),
        hints=(
            "Of a hundred 95% intervals, how many miss the true value on average?",
            "table['counts'] is True for the rows on which a verdict rests; the sum of a column of "
            "True and False is the number of True.",
            "0.05 * table['counts'].sum()",
        ),
    ),
    Task(
        id="evidence.try_turn",
        title="Conditions that turn a verdict",
        objective="Find the assumption on which a verdict hangs",
        points=0,
        answer=Number(),
        reference=lambda table: len(turned(table)),
        misconceptions=(
            Misconception(
                "all conditions",
                lambda table: int((~table["counts"]).sum()),
                "These are all conditions and controls. In how many is the finding another one "
                "than the verdict?",
            ),
            Misconception(
                "all that differ",
                lambda table: int((table["finding"] != table["verdict"]).sum()),
                "You take rows that count as well. Among those a difference is what 'holds in "
                "part' or 'inverted U' means.",
            ),
        ),
        hints=(
            "Conditions and controls are the rows in which `counts` is False: ~table['counts'].",
            "Compare two columns: table['finding'] != table['verdict'].",
            "(~table['counts'] & (table['finding'] != table['verdict'])).sum()",
        ),
    ),
)
