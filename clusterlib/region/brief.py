"""A brief on a region: two pages of paper as a page for the browser, which prints it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clusterlib.errors import ClusterlibError
from clusterlib.files.saving import check_names, save_files
from clusterlib.plots.course_figure import CourseFigure
from clusterlib.region.page import READ_WITH_CARE

#: Text, figures and tables together stand on two pages of A4 with up to so many words.
MOST_WORDS = 450
_CSS = """
@page { size: A4; margin: 16mm 18mm }
body { font: 11pt/1.45 system-ui, sans-serif; color: #222; max-width: 174mm; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 .3rem }
h2 { font-size: 12.5pt; margin: 1rem 0 .3rem }
p { margin: .4rem 0 }
img { display: block; max-width: 100%; max-height: 120mm; height: auto; margin: auto }
table { border-collapse: collapse; margin: .5rem 0 } .source { color: #555; font-size: 9pt }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ccc; text-align: right }
th:first-child, td:first-child { text-align: left }
@media print, (min-width: 40rem) { td:first-child { white-space: nowrap } }
@media print { body { margin: 0; padding: 0; max-width: none } .second { break-before: page } }
"""


def write_brief(
    path: str | Path,
    text: str,
    *,
    title: str,
    source: str,
    figures: Mapping[str, Mapping[str, str]],
    picture: CourseFigure | None = None,
    care: str = READ_WITH_CARE,
    overwrite: bool = True,
) -> Path:
    """Write a brief as a page that prints on two sheets of A4.

    Parameters
    ----------
    path : path
        Where to; its name ends in ``.html``.
    text : str
        The brief itself; an empty line begins a paragraph.
    title, source : str
        What it is about, and where the data come from and under which licence.
    figures : mapping of str to mapping of str to str
        The table: for each figure its name, and what stands in each column.
    picture : CourseFigure, optional
        A map, such as :func:`clusterlib.region.region_map` draws it.
    care : str, optional
        What its ties are not; left out, those of common projects.
    overwrite : bool, default True
        Whether a file of this name may be replaced.

    Returns
    -------
    pathlib.Path
        The file. Open it in a browser and print it; "Save as PDF" is one of the printers.

    Raises
    ------
    ClusterlibError
        If the text is no text, empty or too long, the name does not end in ``.html``, or the file
        cannot be written. Then no file is changed.
    """
    path = Path(path)
    problems = []
    if path.suffix.lower() != ".html":
        problems.append(f"{path.name}: end the name in .html.")
    if not isinstance(text, str) or not text.strip():
        problems.append("text: give the brief as a text between quotes.")
    elif (count := len(text.split())) > MOST_WORDS:
        problems.append(f"text: {count} words; on two pages stand up to {MOST_WORDS}.")
    if problems:
        raise ClusterlibError("\n".join(["the brief cannot be written:", *problems]))
    check_names([path], overwrite=overwrite)
    page = _page(text, title, source, figures, picture, care)
    save_files([(path, page.encode())], overwrite=overwrite)
    return path


def _page(
    text: str,
    title: str,
    source: str,
    figures: Mapping[str, Mapping[str, str]],
    picture: CourseFigure | None,
    care: str,
) -> str:
    paragraphs = "".join(f"<p>{_h(' '.join(part.split()))}</p>" for part in _parts(text))
    columns = list(dict.fromkeys(name for row in figures.values() for name in row))
    head = "".join(f"<th>{_h(name)}</th>" for name in columns)
    rows = "".join(
        f"<tr><td>{_h(name)}</td>"
        + "".join(f"<td>{_h(str(row.get(column, '')))}</td>" for column in columns)
        + "</tr>"
        for name, row in figures.items()
    )
    drawn = picture._repr_mimebundle_()[0]["text/html"] if picture is not None else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{_h(title)}</title>
<meta name="viewport" content="width=device-width"><style>{_CSS}</style></head><body>
<h1>{_h(title)}</h1>
<p class="source">{_h(source)}</p>
{paragraphs}
<div class="second"><h2>Figures</h2>
<table><tr><th>figure</th>{head}</tr>{rows}</table>
{drawn}
<h2>Read with care</h2>
<p>{_h(care)}</p></div>
</body></html>
"""


def _parts(text: str) -> list[str]:
    """Return the paragraphs of a text.

    Examples
    --------
    >>> _parts("One\\nand.\\n\\n  Two. ")
    ['One\\nand.', 'Two.']
    """
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _h(value: Any) -> str:
    return html.escape(str(value))
