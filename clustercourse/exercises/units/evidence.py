"""Tasks of 10_evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustercourse.exercises.answers import Number
from clustercourse.exercises.tasks import task

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


@task(objective="Read an effect with its interval", answer=Number())
class TrySmall:
    """Claims that hold by a little"""

    def right(table: pd.DataFrame) -> Any:
        return len(small(table))

    def effects_that_point_down_counted_by_their_sign(table: pd.DataFrame) -> Any:
        """You count every effect below zero as small: -0.5 is a large loss. Take the size with
        .abs()."""
        return int(
            (
                (main_rows(table)["verdict"] == "holds")
                & (main_rows(table)["unit"] == "share")
                & (main_rows(table)["effect"] < 0.1)
            ).sum()
        )

    def all_verdicts(table: pd.DataFrame) -> Any:
        """You count claims with other verdicts too. Keep those that hold."""
        return int(
            ((main_rows(table)["unit"] == "share") & (main_rows(table)["effect"].abs() < 0.1)).sum()
        )

    hints = """
    - Three conditions: the unit is a share, the verdict is 'holds', the size is below 0.1.
    - Join conditions with & and put each in brackets. The size is main.effect.abs().
    - ((main.unit == 'share') & (main.verdict == 'holds') & (main.effect.abs() < 0.1)).sum()
    """


@task(objective="Say what chance alone may do to a list of verdicts", answer=Number())
class TryChance:
    """Intervals that miss"""

    def right(table: pd.DataFrame) -> Any:
        return _MISS * int(table["counts"].sum())

    also = (lambda table: int(table["counts"].sum()) / 20,)

    def those_that_do_not_miss(table: pd.DataFrame) -> Any:
        """These are the intervals that do hold the true value. How many miss it?"""
        return (1 - _MISS) * int(table["counts"].sum())

    def one_for_each_claim(table: pd.DataFrame) -> Any:
        """You count claims. A claim may rest on more than one interval: count the rows."""
        return _MISS * table["claim"].nunique()

    def all_rows(table: pd.DataFrame) -> Any:
        """You count conditions and controls too. Take the rows that count."""
        return _MISS * len(table)

    hints = """
    - Of a hundred 95% intervals, how many miss the true value on average?
    - table['counts'] is True for the rows on which a verdict rests; the sum of a column of
      True and False is the number of True.
    - 0.05 * table['counts'].sum()
    """


@task(objective="Find the assumption on which a verdict hangs", answer=Number())
class TryTurn:
    """Conditions that turn a verdict"""

    def right(table: pd.DataFrame) -> Any:
        return len(turned(table))

    def all_conditions(table: pd.DataFrame) -> Any:
        """These are all conditions and controls. In how many is the finding another one than the
        verdict?"""
        return int((~table["counts"]).sum())

    def all_that_differ(table: pd.DataFrame) -> Any:
        """You take rows that count as well. Among those a difference is what 'holds in part' or
        'inverted U' means."""
        return int((table["finding"] != table["verdict"]).sum())

    hints = """
    - Conditions and controls are the rows in which `counts` is False: ~table['counts'].
    - Compare two columns: table['finding'] != table['verdict'].
    - (~table['counts'] & (table['finding'] != table['verdict'])).sum()
    """
