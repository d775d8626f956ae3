"""Errors: one root, one wording, and every problem kept one by one."""

import inspect
import pickle
import pkgutil
import subprocess
import sys
from importlib import import_module

import numpy as np
import pytest

import clustercourse
import clustergrader
import clusterlib
from clustercourse.policy import Policy
from clusterlib.errors import ClusterlibError, listed
from clusterlib.experiments import Setting
from clusterlib.parameters import ParameterError


def test_problems_are_counted_and_listed():
    assert listed(["a."], "it") == "1 problem in it:\n  - a."
    assert listed(["a.", "b."], "it", 2) == "2 problems in it:\n  - a.\n  - b."
    assert listed(["a.", "b.", "c."], "it", 1) == "3 problems in it:\n  - a.\n  ... and 2 more."


def test_an_error_keeps_its_problems_on_the_way_from_a_worker():
    with pytest.raises(ParameterError) as caught:
        ParameterError.raise_any(["a.", "b."], "it")
    back = pickle.loads(pickle.dumps(caught.value))
    assert (str(back), back.problems) == ("2 problems in it:\n  - a.\n  - b.", ("a.", "b."))
    ParameterError.raise_any([], "it")


def test_a_problem_of_several_lines_is_one():
    with pytest.raises(ParameterError, match="1 problem in the setting") as caught:
        Setting().but(trust=np.zeros((2, 2)))
    assert caught.value.problems[0].startswith("trust = array([[0., 0.],\n")


def test_what_is_spent_is_counted_in_any_kind_of_number():
    with pytest.raises(ParameterError, match="phase 1 spends 80 of 50: take 30 back"):
        Policy(trust_1=np.int64(40), skills_1=np.float32(40))


def test_every_error_that_a_user_sees_has_the_root():
    for package in (clusterlib, clustercourse, clustergrader):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".inside" in found.name or found.name.endswith("__main__"):
                continue  # run alone, beside the code of a submission
            for name, kind in inspect.getmembers(import_module(found.name), inspect.isclass):
                if kind.__module__ == found.name and issubclass(kind, Exception):
                    assert issubclass(kind, ClusterlibError), f"{found.name}.{name}"


IN_A_SHELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.run_cell("from clusterlib import read_cluster\\n\\nread_cluster('no.csv', 'nor.csv')")
print("another cell")
shell.run_cell("read_cluster(1)")
"""


def test_a_notebook_shows_the_text_of_an_error_and_the_persons_own_lines():
    run = subprocess.run(
        [sys.executable, "-c", IN_A_SHELL], capture_output=True, text=True, check=True
    )
    ours, of_python = run.stdout.split("another cell\n")
    lines = ours.splitlines()
    assert lines[:2] == [
        "line 3: read_cluster('no.csv', 'nor.csv')",
        "ClusterError: 2 problems in no.csv and nor.csv:",
    ]
    assert [line[:12] for line in lines[2:]] == ["  - no.csv: ", "  - nor.csv:"]
    # Any other error keeps the way to it.
    assert "Traceback" in of_python
