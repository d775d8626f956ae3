"""Parameters declared once: default, range, unit, meaning and source.

Validation, slider ranges and the parameter tables in the notebooks all read the same declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from clusterlib.checks import did_you_mean
from clusterlib.errors import ClusterlibError

if TYPE_CHECKING:
    import pandas as pd


class ParameterError(ClusterlibError):
    """One or more parameter values cannot be used. The text lists every problem with its cure."""


@dataclass(frozen=True)
class Declaration:
    """What is known about one parameter: read by validation, sliders and tables."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str
    plausible: tuple[float, float]
    reason: str
    whole: bool


def parameter(
    default: float,
    low: float,
    high: float,
    meaning: str,
    *,
    unit: str = "",
    source: str = "this course",
    plausible: tuple[float, float] | None = None,
    reason: str = "half to double of the default: no study measures it",
) -> Any:
    """Declare a field of a :class:`Parameters` class; ``low`` and ``high`` are allowed values.

    ``plausible`` are the ends between which it may lie in a real cluster, and ``reason`` says why;
    left out, they are half and double of the default, within what is allowed.
    """
    ends = plausible or (max(low, default / 2), min(high, 2 * default))
    extra: dict[str, Any] = {"low": low, "high": high, "unit": unit, "source": source}
    extra |= {"plausible": ends, "reason": reason}
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra=extra)


class Parameters(BaseModel):
    """Base of all parameter sets: frozen, checked, and clear about every mistake at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ParameterError.of(self._problems(error), type(self).__name__) from None

    @field_validator("*", mode="before")
    @classmethod
    def _plain_number(cls, value: Any) -> Any:
        """Turn NumPy scalars into Python numbers; a bool or a text is not a number."""
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, bool | str):
            raise ValueError("is not a number")
        return value

    def but(self, **changes: Any) -> Self:
        """Return a copy with some values changed, checked like a new one."""
        return type(self)(**{**self.model_dump(), **changes})

    @classmethod
    def declarations(cls) -> dict[str, Declaration]:
        """Return the declaration of every parameter, by name."""
        result = {}
        for name, field in cls.model_fields.items():
            extra: Any = field.json_schema_extra
            result[name] = Declaration(
                name=name,
                default=field.default,
                meaning=field.description or "",
                whole=field.annotation is int,
                **extra,
            )
        return result

    @classmethod
    def table(cls) -> pd.DataFrame:
        """Return a table of all parameters: default, ranges, unit, meaning and source."""
        import pandas as pd

        rows = [
            {
                "parameter": d.name,
                "default": d.default,
                "range": f"{d.low:g} to {d.high:g}",
                "plausible": f"{d.plausible[0]:g} to {d.plausible[1]:g}",
                "unit": d.unit,
                "meaning": d.meaning,
                "source": d.source,
            }
            for d in cls.declarations().values()
        ]
        return pd.DataFrame(rows).set_index("parameter")

    @classmethod
    def _problems(cls, error: ValidationError) -> list[str]:
        lines = []
        for problem in error.errors():
            name = str(problem["loc"][0])
            if problem["type"] == "extra_forbidden":
                cure = did_you_mean(name, cls.model_fields, "it is not a parameter here.")
                lines.append(f"{name}: unknown name; {cure}")
                continue
            known = cls.declarations()[name]
            number = "a whole number" if known.whole else "a number"
            cure = f"give {number} from {known.low:g} to {known.high:g}"
            lines.append(f"{name} = {problem['input']!r}: {cure} ({known.meaning}).")
        return lines
