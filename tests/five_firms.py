"""What the ten steps of 00_the_python_you_need are about: the objects that stand in its cells."""

import io
import re
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import jupytext

SOURCE = Path(__file__).parent.parent / "source" / "lectures" / "00_the_python_you_need.py"
_ABOUT = re.compile(r'check\("(python\.\w+)", \w+, (\w+)\)')


@cache
def objects():
    """Return the names of the notebook after its cells that work already, the tasks left out."""
    names = {}
    for cell in jupytext.read(SOURCE, fmt="py:percent").cells:
        if cell.cell_type == "code" and "task" not in cell.metadata.get("tags", []):
            with redirect_stdout(io.StringIO()):
                exec(cell.source, names)
    return names


@cache
def abouts():
    """Return what each task is about, by its id, in the order of the notebook."""
    return {task: objects()[name] for task, name in _ABOUT.findall(SOURCE.read_text("utf-8"))}
