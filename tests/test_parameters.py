"""Parameters: declared once, checked with all problems at once."""

import math

import numpy as np
import pytest

from clusterlib.networks import Structure
from clusterlib.parameters import ParameterError, Parameters, parameter


class Example(Parameters):
    trust: float = parameter(0.7, 0, 1, "trust between partners", unit="share", source="Wang")
    firms: int = parameter(12, 1, 99, "firms in a stage")
    reach: float = parameter(0.2, 0, math.inf, "range of understanding")


def test_all_problems_come_at_once_with_place_and_cure():
    with pytest.raises(ParameterError) as caught:
        Example(trust=1.5, firms=2.5, trst=0.3, reach=math.nan)
    lines = str(caught.value).splitlines()
    assert lines[0] == "4 problems in Example:"
    assert "trust = 1.5: give a number from 0 to 1" in str(caught.value)
    assert "firms = 2.5: give a whole number from 1 to 99" in str(caught.value)
    assert "trst: unknown name; did you mean 'trust'?" in str(caught.value)
    assert "reach = nan" in str(caught.value)


@pytest.mark.parametrize("value", [True, "0.5", None, [0.5], math.inf, -0.1])
def test_only_numbers_in_range_are_accepted(value):
    with pytest.raises(ParameterError, match="trust"):
        Example(trust=value)


def test_numpy_numbers_and_infinity_where_declared():
    made = Example(trust=np.float32(0.5), firms=np.int64(3), reach=math.inf)
    assert (made.trust, made.firms, made.reach) == (0.5, 3, math.inf)
    assert type(made.firms) is int


def test_a_changed_copy_is_checked_and_the_original_stays():
    original = Example()
    assert original.but(trust=0.1).trust == 0.1
    assert original.trust == 0.7
    with pytest.raises(ParameterError):
        original.but(trust=2)
    with pytest.raises(ValueError, match="frozen"):
        original.trust = 0.3


def test_declarations_and_table_say_the_same():
    declared = Example.declarations()["trust"]
    assert (declared.low, declared.high, declared.default, declared.unit) == (0, 1, 0.7, "share")
    row = Example.table().loc["trust"]
    assert (row["default"], row["range"], row["source"]) == (0.7, "0 to 1", "Wang")


def test_every_parameter_of_a_cluster_is_described():
    for declared in Structure.declarations().values():
        assert declared.meaning, declared.name
        assert declared.low <= declared.default <= declared.high
