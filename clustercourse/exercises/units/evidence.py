"""Tasks of 10_evidence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from clustercourse.exercises.answers import Number
from clustercourse.exercises.tasks import task

if TYPE_CHECKING:
    import pandas as pd

#: How often a 95% interval misses the truth.
_MISS = 0.05


def small(
    table: pd.DataFrame,
    *,
    by_size: bool = True,
    column: str = "finding",
    limit: float = 0.1,
    shares_only: bool = True,
    main_only: bool = True,
) -> int:
    """Count main experiments that hold with an effect below a tenth of the baseline.

    The first experiment of every claim is its main one.
    """
    rows = table.drop_duplicates("claim") if main_only else table
    rows = rows[rows["unit"] == "share"] if shares_only else rows
    effect = rows["effect"].abs() if by_size else rows["effect"]
    return int(((effect < limit) & ((rows[column] == "holds") if column else True)).sum())


@task(objective="Read an effect with its interval", answer=Number())
class TrySmall:
    """Experiments that hold by a little"""

    right = small

    def effects_that_point_down_counted_by_their_sign(table: pd.DataFrame) -> Any:
        """You count every effect below zero as small: -0.5 is a large loss. Take the size with
        .abs()."""
        return small(table, by_size=False)

    def all_findings(table: pd.DataFrame) -> Any:
        """You count experiments that do not hold too. Keep those whose finding is 'holds'."""
        return small(table, column="")

    def by_their_sign_and_all_findings(table: pd.DataFrame) -> Any:
        """Two things. Every effect below zero counts as small here: take the size with .abs(). And
        experiments count that do not hold: keep those whose finding is 'holds'."""
        return small(table, by_size=False, column="")

    def rows_that_are_not_main(table: pd.DataFrame) -> Any:
        """You take all rows of `table`. Asked are main experiments, one for each claim: `main`."""
        return small(table, main_only=False)

    def those_that_are_larger(table: pd.DataFrame) -> Any:
        """These hold by a tenth or more. Asked are those that hold by less."""
        return small(table, limit=math.inf) - small(table)

    def all_units(table: pd.DataFrame) -> Any:
        """You count rows whose effect is no share of the baseline, such as a correlation. Keep
        those with the unit 'share'."""
        return small(table, shares_only=False)

    def verdicts_on_the_claims(table: pd.DataFrame) -> Any:
        """You take the verdict on the claim. It rests on other experiments too: take `finding`, the
        verdict on this one."""
        return small(table, column="verdict")

    def ten_for_a_tenth(table: pd.DataFrame) -> Any:
        """You set no limit, or every effect is below it. Effects are shares: a tenth is 0.1, and
        not 10."""
        return small(table, limit=10)

    hints = """
    - Three conditions: the unit is a share, the finding is 'holds', the size is below 0.1.
    - Join conditions with & and put each in brackets. The size is main.effect.abs().
    - Count the rows where all three are true: ((main.unit == 'share') & (main.finding ==
      'holds') & (main.effect.abs() < 0.1)).sum()
    """

    def says(table: pd.DataFrame, found: Any) -> str:
        told = f"{found:.0f} experiments hold by less than a tenth of the baseline."
        if small(table, column="") == found:
            told += " Here all that are so small hold, so `finding` changes nothing: that is luck."
        return told


def counting(table: pd.DataFrame) -> int:
    """Count the intervals on which a verdict rests."""
    return int(table["counts"].sum())


@task(objective="Say what chance alone may do to a list of verdicts", answer=Number())
class TryChance:
    """Intervals that miss"""

    def right(table: pd.DataFrame) -> Any:
        return _MISS * counting(table)

    also = (lambda table: counting(table) / 20,)

    def those_that_do_not_miss(table: pd.DataFrame) -> Any:
        """These are the intervals that do hold the true value. How many miss it?"""
        return (1 - _MISS) * counting(table)

    def one_for_each_claim(table: pd.DataFrame) -> Any:
        """You count claims. A claim may rest on more than one interval: count the rows."""
        return _MISS * table["claim"].nunique()

    def all_rows(table: pd.DataFrame) -> Any:
        """You count conditions and controls too. Take the rows that count."""
        return _MISS * len(table)

    def rows_that_do_not_count(table: pd.DataFrame) -> Any:
        """You take the rows where `counts` is false. Take those where it is true."""
        return _MISS * (len(table) - counting(table))

    def the_chance_that_one_misses(table: pd.DataFrame) -> Any:
        """This is the chance that at least one misses. Asked is how many miss on average: their
        number times the chance of each."""
        return 1 - (1 - _MISS) ** counting(table)

    def all_intervals(table: pd.DataFrame) -> Any:
        """This is how many intervals there are. One in twenty of them misses the true effect."""
        return counting(table)

    hints = """
    - Of a hundred 95% intervals, how many miss the true value on average?
    - table['counts'] is True for the rows on which a verdict rests; the sum of a column of True and
      False is the number of True.
    - One in twenty of these rows: 0.05 * table['counts'].sum()
    """


def conditions(table: pd.DataFrame) -> pd.DataFrame:
    """Return the conditions and controls of claims that hold."""
    return table[~table["counts"] & (table["verdict"] == "holds")]


def turned(table: pd.DataFrame) -> int:
    """Count the conditions and controls of claims that hold in which the finding is another."""
    return int((conditions(table)["finding"] != "holds").sum())


@task(objective="Find the assumption on which a verdict hangs", answer=Number())
class TryTurn:
    """Conditions that turn a verdict"""

    right = turned

    def all_conditions(table: pd.DataFrame) -> Any:
        """These are all conditions and controls of claims that hold. In how many is the finding
        another one?"""
        return len(conditions(table))

    def negligible_taken_for_holds(table: pd.DataFrame) -> Any:
        """You leave out 'holds, negligible'. It is another finding than 'holds': the interval has
        the right sign, but the effect is too small to matter. Count it as well."""
        return int((~conditions(table)["finding"].str.startswith("holds")).sum())

    def claims_counted(table: pd.DataFrame) -> Any:
        """You count claims. Asked is the number of rows: a claim may have more than one condition
        that turns."""
        rows = conditions(table)
        return rows[rows["finding"] != "holds"]["claim"].nunique()

    def those_that_do_not_turn(table: pd.DataFrame) -> Any:
        """In these the finding is 'holds', as the verdict is. Asked are those where it is another
        one."""
        return len(conditions(table)) - turned(table)

    def those_that_fail(table: pd.DataFrame) -> Any:
        """You count the finding 'fails' only. 'not significant' and 'holds, negligible' are other
        findings than 'holds', too."""
        return int((conditions(table)["finding"] == "fails").sum())

    def without_the_verdict(table: pd.DataFrame) -> Any:
        """You leave out the verdict. Take the claims whose `verdict` is 'holds', and of their rows
        those whose `finding` is another one."""
        return int((~table["counts"] & (table["finding"] != "holds")).sum())

    def of_all_claims(table: pd.DataFrame) -> Any:
        """You take all claims. Take those whose verdict is 'holds': where a claim holds in part,
        its experiments differ already."""
        return int((~table["counts"] & (table["finding"] != table["verdict"])).sum())

    def all_that_differ(table: pd.DataFrame) -> Any:
        """You take rows that count as well. Among those a difference is what 'holds in part' or
        'inverted U' means."""
        return int((table["finding"] != table["verdict"]).sum())

    hints = """
    - Two conditions: the verdict on the claim is 'holds', the finding is not.
    - Not equal is !=. Join conditions with & and put each in brackets.
    - Count the rows where both are true: ((conditions.verdict == 'holds') &
      (conditions.finding != 'holds')).sum()
    """
