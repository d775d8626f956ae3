"""Make the reader's edition: the whole course as static pages in build/site.

Executed lectures, exercises, solutions, the reference of the library and the front page (README.md)
become one searchable site. It opens from a file or from any web host and asks nobody for anything:
formulas are MathML, pictures are in the pages, scripts and letters come from the theme's package.
"""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import sys
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import nbformat
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FOLDED, PACKAGES, ROOT
from executed import BUILD, TOOLS, digest_of, lecture_sources, lectures, one_at_a_time
from prose import with_mathml
from reference import one_name_each, write_reference

SITE = BUILD / "site"
PAGES = BUILD / "pages"  # what Sphinx reads
COURSE = "How clusters learn"
#: Texts of the top folder that become pages, with what the menu calls them.
TEXTS = {"INSTRUCTOR.md": "For lecturers", "CONTRIBUTING.md": "How to help"}
FOLDERS = {
    "notebooks": ("Lectures", "Each lecture as it runs, with its results."),
    "exercises": ("Exercises", "The graded exercises, as learners get them."),
    "solutions": ("Solutions", "The exercises solved, for another learner's cluster."),
}
#: The notebook of the words; nobody runs it.
GLOSSARY = "glossary"
#: An explanation waits for the reader's own prediction; a script puts it below its result.
EXPLAINED = '<details class="clusterlib-folded explained"><summary>What it says</summary>'
SETTINGS: dict[str, Any] = {
    "project": COURSE,
    "copyright": "the clusterlib authors, CC BY 4.0 (texts) and BSD-3-Clause (code)",
    "extensions": ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"],
    "language": "en",
    "root_doc": "index",
    "nb_execution_mode": "off",
    "nb_ipywidgets_js": {},
    "nb_code_prompt_show": "Show code",
    "nb_code_prompt_hide": "Hide code",
    "myst_heading_anchors": 3,
    "myst_update_mathjax": False,
    "napoleon_google_docstring": False,
    "napoleon_use_ivar": True,
    "autodoc_typehints": "none",
    "autodoc_member_order": "bysource",
    "add_module_names": False,
    "toc_object_entries_show_parents": "hide",
    "pygments_style": "a11y-high-contrast-light",
    "html_theme": "pydata_sphinx_theme",
    "html_title": COURSE,
    "html_static_path": [str(TOOLS / "web" / "edition.css"), str(TOOLS / "web" / "edition.js")],
    "html_css_files": ["edition.css"],
    "html_js_files": ["edition.js"],
    "html_domain_indices": False,
    "html_show_sphinx": False,
    "html_show_sourcelink": False,
    "html_copy_source": False,
    "html_context": {"default_mode": "auto"},
    "html_sidebars": {"index": []},
    "html_theme_options": {
        "logo": {"text": COURSE},
        "navbar_end": ["theme-switcher"],
        "navbar_persistent": ["search-button"],
        "footer_start": ["copyright"],
        "footer_end": [],
        "pygments_light_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
        "show_nav_level": 1,
        "show_toc_level": 2,
        "back_to_top_button": False,
    },
}
_LINK = re.compile(r"(?P<text>!?\[[^\]]*\])\((?P<to>[^)\s]+)\)")
_PICTURE = re.compile(r'<img src="data:image/png;base64,(?P<data>[^"]+)" alt="(?P<alt>[^"]*)"')


def build() -> Path:
    """Make the site, unless it is up to date; return its folder."""
    sources = lecture_sources()
    done = lectures(sources)
    written = [BUILD / "executed" / f"{source.stem}.ipynb" for source in sources]
    tools = [TOOLS / name for name in ("web", "edition.py", "prose.py", "reference.py")]
    course = [ROOT / name for name in ("exercises", "solutions", *PACKAGES, "pyproject.toml")]
    course.append(ROOT / "notebooks" / f"{GLOSSARY}.ipynb")
    key = digest_of(*written, *tools, *course, *sorted(ROOT.glob("*.md")))
    with one_at_a_time(SITE):
        mark = SITE / ".key"
        if not (mark.exists() and mark.read_text() == key):
            for folder in (PAGES, SITE):
                shutil.rmtree(folder, ignore_errors=True)
            write_pages(done, binder_address())
            make_html()
            (SITE / ".nojekyll").touch()  # GitHub's pages would leave out _static otherwise
            mark.write_text(key)
    return SITE


def binder_address() -> str:
    """Return the address at which a BinderHub runs the course, empty where none is set."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    address: str = settings["tool"]["clusterlib"]["binder"]
    return address.rstrip("/")


def binder_button(address: str, notebook: str, text: str) -> str:
    """Return a link that opens a notebook on Binder, or nothing where no address is set."""
    if not address:
        return ""
    place = quote(f"lab/tree/{notebook}", safe="")
    return f'<p><a class="launch" href="{address}?urlpath={place}">{text}</a></p>\n\n'


def make_html() -> None:
    """Run Sphinx; a warning is an error."""
    warnings = StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            PAGES, None, SITE, BUILD / "doctrees", "html", SETTINGS, None, warnings, freshenv=True
        )
        app.connect("autodoc-process-docstring", one_name_each, priority=400)
        app.build()
    if warnings.getvalue():
        raise SystemExit(f"the reader's edition has problems:\n{warnings.getvalue()}")


def write_pages(done: dict[str, nbformat.NotebookNode], binder: str) -> None:
    """Write what Sphinx reads."""
    stems: dict[str, list[str]] = {"notebooks": [GLOSSARY]}
    for folder in ("exercises", "solutions"):
        stems[folder] = sorted(path.stem for path in (ROOT / folder).glob("*.ipynb"))
    notebooks = {f"notebooks/{stem}.ipynb": notebook for stem, notebook in done.items()}
    for folder, read in stems.items():
        for stem in read:
            notebooks[f"{folder}/{stem}.ipynb"] = nbformat.read(
                ROOT / folder / f"{stem}.ipynb", as_version=4
            )
    stems["notebooks"] = [*done, GLOSSARY]
    texts = [name for name in TEXTS if (ROOT / name).exists()]
    known = {*notebooks, *texts}
    for name, notebook in notebooks.items():
        target = PAGES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for_readers(notebook, name, known, binder)
        nbformat.write(notebook, target)
    for folder, (title, about) in FOLDERS.items():
        entries = "\n".join(stems[folder])
        listed = "\n".join(entry(notebooks[f"{folder}/{one}.ipynb"], one) for one in stems[folder])
        text = f"# {title}\n\n{about}\n\n{listed}\n\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"
        (PAGES / folder / "index.md").write_text(text, encoding="utf-8")
    for name in texts:
        text = linked((ROOT / name).read_text("utf-8"), name, known)
        (PAGES / name).write_text(text, encoding="utf-8")
    write_reference(PAGES / "library")
    menu = [*(f"{title} <{folder}/index>" for folder, (title, _) in FOLDERS.items())]
    menu += ["Library <library/index>", *(f"{TEXTS[name]} <{name[:-3]}>" for name in texts)]
    (PAGES / "index.md").write_text(front_page(done, known, binder, menu), encoding="utf-8")


def entry(notebook: nbformat.NotebookNode, stem: str) -> str:
    """Return a line of a list of notebooks: the title, and the question of a lecture."""
    title = notebook.cells[0].source.partition("\n")[0].lstrip("# ")
    question = re.search(r"^\*\*(.*?)\*\*", notebook.cells[0].source, re.MULTILINE | re.DOTALL)
    about = f": {' '.join(question[1].split())}" if question else ""
    return f"- [{title}]({stem}.ipynb){about}"


def front_page(
    done: dict[str, nbformat.NotebookNode], known: set[str], binder: str, menu: list[str]
) -> str:
    """Return the README as the first page, with the button and the picture of all claims."""
    text = linked((ROOT / "README.md").read_text("utf-8"), "README.md", known)
    intro, head, rest = text.partition("\n## ")
    button = binder_button(binder, "notebooks/00_start_here.ipynb", "Run the course on Binder")
    read = (
        "**Read it here:** [the lectures](notebooks/index.md), "
        "[the exercises](exercises/index.md), [their solutions](solutions/index.md), "
        "[the library](library/index.rst).\n\n"
    )
    toctree = "```{toctree}\n:hidden:\n\n" + "\n".join(menu) + "\n```\n"
    return f"{intro}\n\n{button}{read}{claims_picture(done)}{head}{rest}\n\n{toctree}"


def claims_picture(done: dict[str, nbformat.NotebookNode]) -> str:
    """Return the picture of all claims from lecture 10, as a figure of the front page."""
    for cell in done.get("10_evidence", nbformat.v4.new_notebook()).cells:
        for output in cell.get("outputs", []) if "plot_effects(" in cell.source else []:
            found = _PICTURE.search(output.get("data", {}).get("text/html", ""))
            if found:
                (PAGES / "claims.png").write_bytes(base64.b64decode(found["data"]))
                alt = html.unescape(found["alt"]).replace("\n", " ")
                return (
                    f"```{{figure}} claims.png\n:alt: {alt}\n:width: 100%\n\n"
                    "What the paper claims, tested in the course's model. "
                    "[Lecture 10](notebooks/10_evidence.ipynb) says how to read it.\n```\n"
                )
    return ""


def for_readers(notebook: nbformat.NotebookNode, name: str, known: set[str], binder: str) -> None:
    """Turn a notebook into a page: code folded, formulas as MathML, links within the site."""
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "markdown":
            cell.source = with_mathml(linked(cell.source, name, known))
            if "explain" in tags:
                cell.source = f"{EXPLAINED}\n\n{cell.source}\n\n</details>"
            continue
        if name.startswith("notebooks/") and "task" in tags:
            cell.metadata["tags"] = ["hide-cell"]
            cell.metadata["mystnb"] = {
                "code_prompt_show": "Show one answer",
                "code_prompt_hide": "Hide the answer",
            }
        elif tags & (FOLDED.keys() | {"setup"}):
            cell.metadata["tags"] = ["hide-input"]
        for output in cell.outputs:
            data = output.get("data", {})
            if "text/html" in data:
                shown = re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.DOTALL)
                output["data"] = {"text/html": shown.replace('border="1" ', "")}
    title, _, rest = notebook.cells[0].source.partition("\n")
    if name.startswith("solutions/"):
        notebook.cells[0].source = f"{title} (solved)\n{rest}"
    if name.startswith("notebooks/") and not name.endswith(f"/{GLOSSARY}.ipynb"):
        button = binder_button(binder, name, "Run this lecture on Binder")
        notebook.cells[0].source = f"{title}\n\n{button}{rest}"


def linked(text: str, name: str, known: set[str]) -> str:
    """Return a text of the repository with its links as the site needs them.

    A link to a page stays; a link to another file leads to a copy; one to a folder becomes text.
    """

    def link(found: re.Match[str]) -> str:
        to = found["to"]
        if re.match(r"[a-z]+:", to):
            return found[0]
        path, _, anchor = unquote(to).partition("#")
        target = os.path.normpath(Path(name).parent / path).replace(os.sep, "/")
        if not path:
            return f"{found['text']}(#{slug(anchor)})"
        if target == "README.md":
            path = f"{'../' * name.count('/')}index.md"
        elif target not in known:
            if not (ROOT / target).is_file():
                return found["text"].strip("![]")
            (PAGES / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / target, PAGES / target)
        return f"{found['text']}({path}{f'#{slug(anchor)}' if anchor else ''})"

    return _LINK.sub(link, text)


def slug(anchor: str) -> str:
    """Return the anchor of a heading as the site makes it, from that of JupyterLab."""
    return re.sub(r"[^\w\- ]", "", anchor.lower()).replace(" ", "-")


if __name__ == "__main__":
    print(f"reader's edition: {build().relative_to(ROOT) / 'index.html'}")
