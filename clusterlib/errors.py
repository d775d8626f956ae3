"""The root of all errors that say to a user what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Collection
from traceback import extract_tb
from typing import Any, Self


def listed(problems: Collection[object], where: str, most: int | None = None) -> str:
    """Return the text of an error that lists its problems, or the first ``most`` of them.

    Examples
    --------
    >>> print(listed(["seed = -1: give a whole number from 0 upwards."], "the setting"))
    1 problem in the setting:
      - seed = -1: give a whole number from 0 upwards.
    """
    count = len(problems)
    lines = [f"{count} problem{'' if count == 1 else 's'} in {where}:"]
    lines += [f"  - {problem}" for problem in list(problems)[:most]]
    if most is not None and count > most:
        lines.append(f"  ... and {count - most} more.")
    return "\n".join(lines)


class ClusterlibError(ValueError):
    """What was given cannot be used. The text names every problem with its place and its cure.

    A command ends with the text alone; whatever is no such error is a fault of the program.

    Attributes
    ----------
    problems : tuple
        What is wrong, one by one, where the text is a list.
    """

    problems: tuple[Any, ...] = ()

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this. The way through the library would hide the list below it; the lines
        # of a person's own cell and functions stay.
        steps = extract_tb(self.__traceback__)
        own = [
            step for step in steps if "ipykernel_" in step.filename or "<ipython" in step.filename
        ]
        lines = [f"line {step.lineno}: {step.line}" for step in own if step.line]
        return [*lines, f"{type(self).__name__}: {self}"]

    @classmethod
    def of(cls, problems: Collection[object], where: str) -> Self:
        """Return the error that lists some problems."""
        error = cls(listed(problems, where))
        error.problems = tuple(problems)
        return error

    @classmethod
    def raise_any(cls, problems: Collection[object], where: str) -> None:
        """Raise one error that lists all problems, if there are any.

        Examples
        --------
        >>> ClusterlibError.raise_any([], "the setting")
        >>> ClusterlibError.raise_any(["no seed: give one."], "the setting")
        Traceback (most recent call last):
        ...
        clusterlib.errors.ClusterlibError: 1 problem in the setting:
          - no seed: give one.
        """
        if problems:
            raise cls.of(problems, where)
