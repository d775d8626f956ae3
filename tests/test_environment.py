"""The check of the learner's computer: what is missing is said, with its cure."""

from importlib import metadata

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from clustercourse import check_environment


def test_a_complete_computer_is_said_to_be_complete():
    report = check_environment()
    assert report.good
    assert str(report).startswith("Everything the course needs is here.")
    assert "package networkx" in report._repr_html_()


def test_a_missing_package_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch):
    real = metadata.version

    def version(name: str) -> str:
        if name == "anywidget":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    report = check_environment()
    assert not report.good
    assert "1 of " in report.summary
    assert "anywidget: missing" in str(report)
    assert "pip install -r requirements.txt" in report._repr_html_()


def test_a_read_only_folder_and_an_old_python_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr("sys.version_info", (3, 9, 1))
    text = str(check_environment())
    assert "✗ Python: 3.9.1" in text
    assert "✗ this folder: is read-only" in text
    assert "Install Python 3.11 or later" in text


def test_a_name_from_a_cell_that_has_not_run_is_explained_by_the_kernel():
    cells = ["sme", "sme = 3", "sme", "def ask():\n    return other\nask()"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, allow_errors=True).execute()
    first, _, third, last = notebook.cells
    for cell, name in ((first, "sme"), (last, "other")):
        (output,) = cell.outputs
        assert output.ename == "NameError"
        assert output.evalue == f"name '{name}' is not defined"
        assert f"Nothing here is called `{name}` yet" in output.traceback[-1]
        assert "Run > Run All Cells" in output.traceback[-1]
    assert third.outputs[0].data == {"text/plain": "3"}
    with pytest.raises(CellExecutionError, match="Run All Cells"):
        NotebookClient(notebook).execute()
