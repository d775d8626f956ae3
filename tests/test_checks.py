"""Checks of single values."""

from fractions import Fraction

import numpy as np
import pytest

from clusterlib.checks import closest, did_you_mean, is_number, is_whole, whole_problems


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3), 10**400])
def test_whole_numbers(value):
    assert is_whole(value)
    assert is_whole(value, 3)
    assert not is_whole(value, high=2)


@pytest.mark.parametrize("value", [True, np.True_, 3.0, np.float64(3), "3", None, np.array([3])])
def test_what_is_no_whole_number(value):
    assert not is_whole(value)
    (problem,) = whole_problems(1, periods=value)
    assert problem == f"periods = {value!r}: give a whole number from 1 upwards."


def test_numbers():
    assert all(map(is_number, (1, 0.5, np.float32(0.5), np.int64(1), Fraction(1, 2))))
    assert not any(map(is_number, (True, np.True_, "1", None, 1j)))


def test_the_most_similar_name_is_named_whatever_its_capitals():
    assert closest("f01", ["F01", "F12"]) == "F01"
    assert closest(7, ["seven"]) == ""
    assert did_you_mean("OPENES", ["openness"]) == "Did you mean 'openness'? "
    assert did_you_mean("OPENES", ["openness"], "no.") == "did you mean 'openness'?"
    assert did_you_mean("x", ["openness"], "no.") == "no."


def test_among_very_many_names_none_is_sought():
    assert closest("F1", [f"F{number}" for number in range(6000)]) == ""
