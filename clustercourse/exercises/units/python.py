"""Tasks of 00_the_python_you_need: ten small steps on five firms.

Each is given what it is about as a third argument, the object that stands in the cell above it: a
dict, a dict of sets, a list, a table or an array. So its functions take anything.
"""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from clustercourse.exercises import slips
from clustercourse.exercises.answers import Answer, AnswerError, Name, Names, Number
from clustercourse.exercises.tasks import task

_STEP = "Write the ten lines of Python that the course needs"
_NOT_CALLED = "This is a function that has not run: round brackets () are missing behind its name."


def form_of(value: Any) -> str:
    """Return in a word what a value is; of many values of one form, that form with an s.

    Examples
    --------
    >>> [form_of(one) for one in (4, "F02", True, {"F02": 4}, sum)]
    ['number', 'text', 'truth', 'dict', 'function']
    >>> [form_of(many) for many in ({"F01", "F05"}, [0.2, 0.3], [("F02", 4)], [4, "F02"])]
    ['texts', 'numbers', 'pairs', 'mixture']
    """
    if isinstance(value, bool | np.bool_):
        return "truth"
    for form, kind in (("number", numbers.Real), ("text", str), ("dict", Mapping)):
        if isinstance(value, kind):
            return form
    if callable(value):
        return "function"
    if isinstance(value, Iterator):
        return "generator"  # going through it would use it up
    if not isinstance(value, Iterable):
        return "other"
    forms = {"pair" if isinstance(one, tuple) else form_of(one) for one in value}
    return f"{forms.pop()}s" if len(forms) == 1 else "mixture"


@dataclass(frozen=True)
class Explained:
    """A kind of answer, and what a teacher says to each form that is another."""

    kind: Answer
    others: Mapping[str, str] = field(default_factory=dict)

    def plain(self, value: Any) -> Any:
        """Return plain data, as the kind does."""
        form = form_of(value)
        if said := {"function": _NOT_CALLED, **self.others}.get(form):
            raise AnswerError(said)
        return self.kind.plain(value)

    def same(self, mine: Any, other: Any, slack: float = 1.0) -> bool:
        """Compare as the kind does."""
        return self.kind.same(mine, other, slack)

    def slip(self, mine: Any, right: Any) -> str:
        """Recognise what the kind does."""
        return self.kind.slip(mine, right)


@dataclass(frozen=True)
class Ranked:
    """Names in an order."""

    def plain(self, value: Any) -> list[str]:
        """Return a list of texts."""
        if isinstance(value, set | frozenset):
            raise AnswerError("A set has no order. The answer is a list.")
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise AnswerError("The answer is a list of firms, in an order.")
        return [Name().plain(item) for item in value]

    def same(self, mine: list[str], other: list[str], slack: float = 1.0) -> bool:
        """Compare one by one."""
        return mine == other

    def slip(self, mine: list[str], right: list[str]) -> str:
        """Recognise firms that are missing."""
        missing = [name for name in right if name not in mine]
        return f"Missing: {', '.join(missing)}." if missing else ""


def count(kinds: Any, of: str = "sme") -> int:
    """Count the firms of a kind."""
    return sum(kind == of for kind in kinds.values())


@task(
    objective=_STEP,
    answer=Explained(
        Number(),
        {
            "texts": "These are names. Asked is how many there are: count them.",
            "truths": "This says for each firm whether it is an SME. Put sum(...) around it: that "
            "counts how often it is true.",
            "generator": "This is a loop that nobody has run yet. Put sum(...) around it.",
            "text": "This is a text. Asked is how many there are, a number without quotes.",
        },
    ),
)
class Count:
    """1. Count in a dict"""

    right = count
    also = (
        lambda kinds: list(kinds.values()).count("sme"),
        lambda kinds: len([firm for firm in kinds if kinds[firm] == "sme"]),
    )

    def keys_instead_of_values(kinds: Any) -> Any:
        """You found none. Go over kinds.values(): the keys are the firms, and none is called 'sme'.
        And write 'sme' as it stands in the dict, in small letters."""
        return sum(firm == "sme" for firm in kinds)

    def all_firms(kinds: Any) -> Any:
        """These are all firms. Count those whose kind is 'sme' only."""
        return len(kinds)

    def the_other_kind(kinds: Any) -> Any:
        """These are the firms that are no SMEs. Compare with 'sme', spelt as in the dict."""
        return len(kinds) - count(kinds)

    def a_share(kinds: Any) -> Any:
        """This is a share. Asked is a count: do not divide."""
        return count(kinds) / len(kinds)

    hints = """
    - The line above the task does the same for another kind.
    - kinds.values() are the kinds. Compare each with 'sme', and sum the comparisons.
    - Take the line above, and write another text between the quotes.
    """


def best(ties_of: Any) -> str:
    """Return the firm with most ties."""
    most: str = max(ties_of, key=lambda firm: ties_of[firm])
    return most


@task(
    objective=_STEP,
    answer=Explained(
        Name(),
        {
            "number": "This is a number: how many ties the firm has. Asked is the firm. Give max "
            "the dict itself, not its values, and say by what to compare: key=ties_of.get.",
            "texts": "These are several firms. Asked is one: max(...) gives the key alone.",
            "mixture": "This is a pair of firm and number. Asked is the firm alone: give max the "
            "dict itself, not its items.",
        },
    ),
)
class Best:
    """2. The best key of a dict"""

    right = best
    also = (
        lambda ties_of: max(ties_of, key=ties_of.get),
        lambda ties_of: sorted(ties_of, key=ties_of.get)[-1],
    )

    def last_in_the_alphabet(ties_of: Any) -> Any:
        """This is the firm that comes last in the alphabet: max of a dict compares its keys. Say
        that it is to compare the values: key=ties_of.get."""
        return max(ties_of)

    def fewest(ties_of: Any) -> Any:
        """This firm has the fewest ties. Take max in place of min."""
        return min(ties_of, key=lambda firm: ties_of[firm])

    def first_of_the_dict(ties_of: Any) -> Any:
        """This is the firm that stands first in the dict. A dict keeps the order in which it was
        written, not that of its values."""
        return next(iter(ties_of))

    hints = """
    - The line above finds the smallest. You want the largest.
    - max(ties_of) alone compares the names. With key=... you say what it compares instead.
    - max, with the same key as in the line above.
    """


def ranked(level: Any, *, down: bool = True) -> list[str]:
    """Return the firms by what they know, most first."""
    return sorted(level, key=lambda firm: level[firm], reverse=down)


@task(
    objective=_STEP,
    answer=Explained(
        Ranked(),
        {
            "numbers": "These are the levels, without the firms. Asked are the firms: sort the "
            "dict itself, and compare by key=level.get.",
            "pairs": "These are pairs of firm and level. Asked are the firms alone: sort the dict "
            "itself, not its items.",
            "text": "This is one firm. Asked are all, in an order.",
        },
    ),
)
class Sort:
    """3. Sort"""

    right = ranked
    also = (
        lambda level: ranked(level, down=False)[::-1],
        lambda level: sorted(level, key=lambda firm: -level[firm]),
    )

    def lowest_first(level: Any) -> Any:
        """The order is right, but the lowest comes first. Add reverse=True."""
        return ranked(level, down=False)

    def by_name(level: Any) -> Any:
        """This is the order of the alphabet: the names are compared. Say by what to compare:
        key=level.get."""
        return sorted(level)

    def by_name_backwards(level: Any) -> Any:
        """This is the alphabet backwards: the names are compared. Say by what to compare:
        key=level.get."""
        return sorted(level, reverse=True)

    hints = """
    - The line above puts the lowest first.
    - sorted(...) takes one thing more: reverse=True.
    - sorted(level, key=..., reverse=True), with the key of the line above.
    """


def low(level: Any) -> list[str]:
    """Return the firms below 0.4."""
    return [firm for firm in level if level[firm] < 0.4]


@task(
    objective=_STEP,
    answer=Explained(
        Names(),
        {
            "numbers": "These are the levels. Asked are the firms: what stands first in the "
            "brackets is what the list gets.",
            "truths": "This says for each firm whether it is below 0.4. Asked are the firms: put "
            "the comparison behind an if, at the end.",
            "number": "This is a number. Asked is who they are: a list of firms.",
            "text": "This is one text. Asked is a list, in square brackets.",
        },
    ),
)
class Keep:
    """4. Keep some"""

    right = low
    also = (
        lambda level: {firm for firm, known in level.items() if known < 0.4},
        lambda level: sorted(low(level)),
    )

    def those_above(level: Any) -> Any:
        """These firms are above 0.4. Below is <."""
        return [firm for firm in level if level[firm] > 0.4]

    def at_most(level: Any) -> Any:
        """One too many: a firm at 0.4 is not below 0.4. Below is <, and <= is at most."""
        return [firm for firm in level if level[firm] <= 0.4]

    def not_below(level: Any) -> Any:
        """These are the firms that are not below 0.4, the others."""
        return [firm for firm in level if level[firm] >= 0.4]

    def everybody(level: Any) -> Any:
        """These are all firms. The condition is missing: if ..., at the end inside the
        brackets."""
        return list(level)

    hints = """
    - The line above keeps the firms above 0.6.
    - Two things differ in your line: the sign and the number.
    - [firm for firm in level if ...], with level[firm] compared to 0.4.
    """


@task(
    objective=_STEP,
    answer=Explained(
        Names(),
        {
            "number": "This is how many they are. Asked is who: the set itself.",
            "text": "This is one text. Asked is a set.",
        },
    ),
)
class Sets:
    """5. Sets"""

    def right(partners: Any) -> Any:
        return partners["F02"] - partners["F04"]

    also = (
        lambda partners: partners["F02"].difference(partners["F04"]),
        lambda partners: [firm for firm in partners["F02"] if firm not in partners["F04"]],
    )

    def partners_of_both(partners: Any) -> Any:
        """These are partners of both: & keeps what is in both sets. Asked are those that F04 does
        not have."""
        return partners["F02"] & partners["F04"]

    def partners_of_one_or_both(partners: Any) -> Any:
        """These are the partners of one or of both: | joins two sets. Take those of F04 away
        instead."""
        return partners["F02"] | partners["F04"]

    def the_other_way_round(partners: Any) -> Any:
        """These are partners of F04 that F02 does not have. The set that something is taken from
        stands first."""
        return partners["F04"] - partners["F02"]

    def partners_of_one_only(partners: Any) -> Any:
        """This set also holds who is a partner of F04 only: ^ keeps what is in one of two sets.
        Asked are partners of F02."""
        return partners["F02"] ^ partners["F04"]

    def all_partners(partners: Any) -> Any:
        """These are all partners of F02. Take away those that F04 has, too."""
        return partners["F02"]

    hints = """
    - Between two sets, & means: in both. Another sign takes away.
    - The sign is the minus. What stands before it is what you start from.
    - partners["F02"] - ...
    """


def cell(table: Any, row: str = "F04", column: str = "level") -> float:
    """Return one number of a table."""
    return float(table.loc[row, column])


@task(
    objective=_STEP,
    answer=Explained(
        Number(),
        {
            "numbers": "These are several numbers: a whole row or column. Give .loc both labels, "
            "the row and then the column.",
            "mixture": "This is a whole row. Give .loc both labels, the row and then the column.",
            "texts": "These are names. Asked is one number of the table.",
            "text": "This is a text. Asked is the number that stands in the table.",
        },
    ),
)
class Loc:
    """6. One number of a table"""

    right = cell
    also = (
        lambda table: table["level"]["F04"],
        lambda table: table.loc["F04"]["level"],
    )

    def another_column(table: Any) -> Any:
        """This stands in another column: the ties of F04. Asked is its level."""
        return cell(table, column="ties")

    def row_3_by_position(table: Any) -> Any:
        """You took row 3 by its position, counted from 0: that is another firm. .loc looks for the
        label 'F04', wherever the row stands."""
        return table["level"].iloc[3]

    def row_4_by_position(table: Any) -> Any:
        """You took row 4 by its position, counted from 0: that is another firm. .loc looks for the
        label 'F04', wherever the row stands."""
        return table["level"].iloc[4]

    def another_firm(table: Any) -> Any:
        """This is the level of F02. Look at the first label: the firm."""
        return cell(table, row="F02")

    def the_mean(table: Any) -> Any:
        """This is the mean of all firms. Asked is F04 alone."""
        return table["level"].mean()

    hints = """
    - .loc takes two labels in square brackets: the row first, then the column.
    - The row is called "F04", the column "level", both with quotes.
    - table.loc["F04", ...]
    """


@task(
    objective=_STEP,
    answer=Explained(
        Number(),
        {
            "numbers": "These are several numbers. Asked is one, their mean: write .mean() behind "
            "the brackets.",
            "text": "This is a text. Asked is a number.",
        },
    ),
)
class Column:
    """7. A row or a column of an array"""

    def right(knowledge: Any) -> Any:
        return knowledge[:, 1].mean()

    also = (
        lambda knowledge: sum(row[1] for row in knowledge) / len(knowledge),
        lambda knowledge: knowledge.mean(axis=0)[1],
    )

    def a_row(knowledge: Any) -> Any:
        """This is the mean of a row: all that one firm knows. A column is what all firms know of
        one field: knowledge[:, ...], with a colon for all rows."""
        return knowledge[1].mean()

    def another_row(knowledge: Any) -> Any:
        """This is the mean of the third row: all that one firm knows. A column needs a colon for
        all rows, and its place: knowledge[:, ...]. The second place has number 1."""
        return knowledge[2].mean()

    def counted_from_one(knowledge: Any) -> Any:
        """This is the third field. Places are counted from 0, so the second field has number
        1."""
        return knowledge[:, 2].mean()

    def the_first_field(knowledge: Any) -> Any:
        """This is the first field, which has number 0. The second has number 1."""
        return knowledge[:, 0].mean()

    def all_fields(knowledge: Any) -> Any:
        """This is the mean of the whole array. Take the column first, then its mean."""
        return knowledge.mean()

    def the_sum(knowledge: Any) -> Any:
        """This is the sum. The mean is the sum divided by the number of firms."""
        return knowledge[:, 1].sum()

    hints = """
    - The line above takes a row. A column needs both places: all rows, one column.
    - A colon means all. The second field has number 1.
    - knowledge[:, ...].mean()
    """


def part(ties: Any) -> int:
    """Count the ties of F02."""
    return sum("F02" in tie for tie in ties)


@task(
    objective=_STEP,
    answer=Explained(
        Number(),
        {
            "pairs": "These are ties. Asked is a share: their number by the number of all ties.",
            "truths": "This says for each tie whether F02 is in it. sum(...) counts them.",
            "text": "This is a text. Asked is a number.",
        },
    ),
)
class Share:
    """8. A share"""

    def right(ties: Any) -> Any:
        return part(ties) / len(ties)

    also = (lambda ties: len([tie for tie in ties if "F02" in tie]) / len(ties),)

    def a_count(ties: Any) -> Any:
        """This is a count. A share is a count divided by the whole, here by the number of all
        ties."""
        return part(ties)

    def upside_down(ties: Any) -> Any:
        """The fraction is upside down: the part stands above, the whole below."""
        return len(ties) / part(ties)

    def part_by_the_rest(ties: Any) -> Any:
        """You divide by the other ties. A share divides by all, the part included."""
        return part(ties) / (len(ties) - part(ties))

    def by_firms(ties: Any) -> Any:
        """You divide ties by firms. Above and below must be the same things: ties by ties."""
        return part(ties) / len({firm for tie in ties for firm in tie})

    def of_all_pairs(ties: Any) -> Any:
        """You divide by all pairs of firms. Asked is the share of the ties."""
        firms = len({firm for tie in ties for firm in tie})
        return part(ties) / (firms * (firms - 1) / 2)

    def the_other_part(ties: Any) -> Any:
        """This is the share of the ties that F02 does not have."""
        return slips.complement(part(ties) / len(ties))

    def whole_numbers_only(ties: Any) -> Any:
        """Two strokes, //, drop what stands behind the point. Divide with one."""
        return part(ties) // len(ties)

    hints = """
    - A share is the part divided by the whole.
    - The part are the ties that have F02 in them, the whole are all ties.
    - of_f02 / ...
    """


def hits(over_time: Any) -> list[int]:
    """Return the periods in which the level is above 0.4."""
    return [period for period, known in enumerate(over_time) if known > 0.4]


@task(
    objective=_STEP,
    answer=Explained(
        Number(),
        {
            "numbers": "These are several periods. Asked is the first: stop there.",
            "truth": "This says whether it is so. Asked is when: the number of the period.",
        },
    ),
)
class First:
    """9. Stop at the first"""

    def right(over_time: Any) -> Any:
        return hits(over_time)[0]

    also = (lambda over_time: next(t for t, known in enumerate(over_time) if known > 0.4),)

    def the_last(over_time: Any) -> Any:
        """This is the last period in which it is so. The loop has found the first, went on, and
        wrote over it. break ends a loop."""
        return hits(over_time)[-1]

    def how_often(over_time: Any) -> Any:
        """This is how often it is so, a count. Asked is when it is so for the first time."""
        return len(hits(over_time))

    def counted_from_one(over_time: Any) -> Any:
        """You count periods from 1. Here the first period has number 0, as in every list."""
        return hits(over_time)[0] + 1

    def the_level(over_time: Any) -> Any:
        """This is the level in that period. Asked is the period, its place in the list."""
        return over_time[hits(over_time)[0]]

    def the_start(over_time: Any) -> Any:
        """This is the start, where the level is not above 0.4. Keep the period only if the
        condition holds: inside the if."""
        return 0

    hints = """
    - The loop above stops when the level falls. Yours stops when it is above 0.4.
    - Three lines: the condition with if, then, further in, what is kept, and break.
    - if known > 0.4: and below it first = period, and below that break.
    """


@task(
    objective=_STEP,
    answer=Explained(
        Name(),
        {"texts": "These are several texts. Asked is one: what stands in the dict for F02."},
    ),
)
class Error:
    """10. Read an error message"""

    def right(kinds: Any) -> Any:
        return kinds["F02"]

    def the_key(kinds: Any) -> Any:
        """This is the key. Asked is what stands in the dict for it: kinds[...]."""
        return "F02"

    def another_firm(kinds: Any) -> Any:
        """No error any more, but this is the kind of another firm. The message names the key that
        is not in the dict: which key did it mean?"""
        return kinds["F01"]

    hints = """
    - The last line of the message names what Python did not find.
    - It did not find the key 'F2'. Look at the dict in the first step: how is that firm spelt?
    - kinds["F..."], with two digits.
    """
