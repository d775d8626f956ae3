"""Make the course as pages for a browser alone, in build/site.

Executed lectures, exercises, solutions, the reference of the library and the front page (README.md)
become one searchable site. It opens from a file or from any web host and asks nobody for anything:
formulas are MathML, scripts and letters come from the theme's package. In lectures questions,
results, tasks, quizzes and labs are live (live.py). With stems of lectures after it, such as
`python tools/edition.py 08_buzz_and_pipelines`, it makes only these, into another folder.
"""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import PACKAGES, ROOT
from executed import (
    BUILD,
    TOOLS,
    classics_sources,
    digest_of,
    lecture_sources,
    lectures,
    one_at_a_time,
)
from launching import launch_buttons, settings
from lighter import make_lighter
from live import LIVE, front_lab, make_live, write_program
from pictures import with_picture_files
from prose import with_mathml
from reference import one_name_each, write_reference

SITE = BUILD / "site"
PAGES = BUILD / "pages"  # what Sphinx reads
STATIC = BUILD / "static"  # what it copies: the program, recordings, pictures
COURSE = "How clusters learn"
#: Texts of the top folder that become pages, with what the menu calls them.
TEXTS = {"INSTRUCTOR.md": "For lecturers", "CONTRIBUTING.md": "How to help"}
FOLDERS = {
    "notebooks": ("Lectures", "Each lecture as it runs, with its results."),
    "notebooks/classics": (
        "Published models",
        "What is published of each model, or measured by others, beside what the library gives.",
    ),
    "exercises": ("Exercises", "The graded exercises, as learners get them."),
    "solutions": ("Solutions", "The exercises solved, for another learner's cluster."),
}
#: Notebooks of words only; nobody runs them.
UNRUN = ("glossary", "odd_protocol")
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
    "html_static_path": [*(str(TOOLS / "web" / f"edition.{kind}") for kind in ("css", "js"))],
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
#: The picture of the README with the line below it; on the site the lab itself stands there.
_FRONT_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n+\*[^*]+\*$", re.MULTILINE)
#: What the README says of the site, in three sentences: the first page begins with them.
_BROWSER = re.compile(r"^## With a browser alone\n\n(?P<here>.+?)\n\n", re.MULTILINE | re.DOTALL)
#: What the site calls the README's "Start", and beside which section the picture of claims stands.
TO_RUN, CLAIMS = "To run it yourself", "The models and the claims\n"
_PICTURE = re.compile(r'<img src="data:image/png;base64,(?P<data>[^"]+)" alt="(?P<alt>[^"]*)"')


def build(only: Sequence[str] = ()) -> Path:
    """Make the site, or some lectures alone, unless it is up to date; return its folder."""
    sources = [source for source in lecture_sources() if not only or source.stem in only]
    others = [] if only else classics_sources()
    done = {
        f"notebooks/{folder}{stem}.ipynb": notebook
        for folder, of in (("", sources), ("classics/", others))
        for stem, notebook in lectures(of).items()
    }
    kept = BUILD / "executed"
    written = [kept / one.parent.name / f"{one.stem}.ipynb" for one in (*sources, *others)]
    names = (
        "web",
        "edition.py",
        "lighter.py",
        "live.py",
        "pictures.py",
        "prose.py",
        "reference.py",
    )
    tools = [TOOLS / name for name in names]
    course = [ROOT / name for name in ("exercises", "solutions", *PACKAGES, "pyproject.toml")]
    course += [ROOT / "notebooks" / f"{stem}.ipynb" for stem in UNRUN]
    key = digest_of(*written, *tools, *course, *sorted(ROOT.glob("*.md")))
    site = SITE.with_name("-".join(["site", *only]))
    with one_at_a_time(SITE):
        mark = site / ".key"
        if not (mark.exists() and mark.read_text() == key):
            for folder in (PAGES, STATIC, site):
                shutil.rmtree(folder, ignore_errors=True)
            write_program(STATIC)
            write_pages(done, whole=not only)
            make_html(site)
            make_lighter(site)
            (site / ".nojekyll").touch()  # GitHub's pages would leave out _static otherwise
            mark.write_text(key)
    return site


def make_html(site: Path) -> None:
    """Run Sphinx; a warning is an error."""
    warnings = StringIO()
    settings = {**SETTINGS, "html_static_path": [*SETTINGS["html_static_path"], str(STATIC)]}
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            PAGES, None, site, BUILD / "doctrees", "html", settings, None, warnings, freshenv=True
        )
        app.connect("autodoc-process-docstring", one_name_each, priority=400)
        app.connect("html-page-context", with_program)
        app.build()
    if warnings.getvalue():
        raise SystemExit(f"the reader's edition has problems:\n{warnings.getvalue()}")


def with_program(app: Sphinx, page: str, _: str, context: dict[str, Any], __: Any) -> None:
    """Load the program of what is live on the pages that have such places, and on no other."""
    if "course-place" in context.get("body", ""):
        app.add_js_file("course.js", loading_method="defer")
        app.add_css_file("course.css")


def write_pages(done: dict[str, nbformat.NotebookNode], *, whole: bool) -> None:
    """Write what Sphinx reads, with or without what is no lecture."""
    notebooks = dict(done)
    moving, claims = front_lab(done, STATIC), claims_picture(done)
    unrun = [f"notebooks/{stem}.ipynb" for stem in UNRUN]
    for folder in ("exercises", "solutions") if whole else ():
        unrun += sorted(f"{folder}/{path.name}" for path in (ROOT / folder).glob("*.ipynb"))
    for name in unrun:
        notebooks[name] = nbformat.read(ROOT / name, as_version=4)
    stems = {
        folder: [Path(name).stem for name in notebooks if str(Path(name).parent) == folder]
        for folder in FOLDERS
    }
    texts = [name for name in TEXTS if (ROOT / name).exists()]
    known = {*notebooks, *texts}
    for name, notebook in notebooks.items():
        target = PAGES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for_readers(notebook, name, known)
        nbformat.write(notebook, target)
    folders = {name: of for name, of in FOLDERS.items() if stems[name]}
    for folder, (title, about) in folders.items():
        entries = "\n".join(stems[folder])
        listed = "\n".join(entry(notebooks[f"{folder}/{one}.ipynb"], one) for one in stems[folder])
        text = f"# {title}\n\n{about}\n\n{listed}\n\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"
        (PAGES / folder / "index.md").write_text(text, encoding="utf-8")
    for name in texts:
        text = linked((ROOT / name).read_text("utf-8"), name, known)
        (PAGES / name).write_text(text, encoding="utf-8")
    menu = [*(f"{title} <{folder}/index>" for folder, (title, _) in folders.items())]
    if whole:
        write_reference(PAGES / "library")
        menu.append("Library <library/index>")
    menu += [f"{TEXTS[name]} <{name[:-3]}>" for name in texts]
    page = front_page(known, menu, moving=moving, claims=claims)
    (PAGES / "index.md").write_text(page, encoding="utf-8")


def entry(notebook: nbformat.NotebookNode, stem: str) -> str:
    """Return a line of a list of notebooks: the title, and the question of a lecture."""
    title = notebook.cells[0].source.partition("\n")[0].lstrip("# ")
    question = re.search(r"^\*\*(.*?)\*\*", notebook.cells[0].source, re.MULTILINE | re.DOTALL)
    about = f": {' '.join(question[1].split())}" if question else ""
    return f"- [{title}]({stem}.ipynb){about}"


def front_page(known: set[str], menu: list[str], *, moving: str, claims: str) -> str:
    """Return the README as the first page; it begins with what can be done on the site at once."""
    text = linked((ROOT / "README.md").read_text("utf-8"), "README.md", known)
    title, _, about = text.partition("\n")
    told = _BROWSER.search(about)
    assert told, "README.md says nowhere what a browser alone can do"
    about = about.replace(told["here"], "")
    if moving:
        about = _FRONT_PICTURE.sub("", about, count=1)
    intro, *sections = about.split("\n## ")
    # Python comes last, and the claims stand beside their picture.
    to_run = [one for one in sections if one.startswith("Start\n")]
    sections = [*(one for one in sections if one not in to_run), *to_run]
    sections = [re.sub("^Start\n", f"{TO_RUN}\n\n### Start\n", one) for one in sections]
    sections = [f"{one}\n\n{claims}" if one.startswith(CLAIMS) else one for one in sections]
    places = {
        "the lectures": "notebooks/index.md",
        "the exercises": "exercises/index.md",
        "their solutions": "solutions/index.md",
        "the library": "library/index.rst",
    }
    there = [f"[{name}]({to})" for name, to in places.items() if (PAGES / to).exists()]
    first = "notebooks/00_start_here"
    begin = f'<a class="launch begin" href="{first}.html">Begin with lecture 00</a>'
    begin = f"```{{raw}} html\n<p>{begin}</p>\n```" if f"{first}.ipynb" in known else ""
    read = f"Or go to {', '.join(there)}."
    launch = launch_buttons(f"{first}.ipynb", **settings())
    toctree = "```{toctree}\n:hidden:\n\n" + "\n".join(menu) + "\n```\n"
    top = [title, told["here"], begin, moving, launch, read, intro]
    return "\n\n".join([*top, *(f"## {one}" for one in sections), toctree])


def claims_picture(done: dict[str, nbformat.NotebookNode]) -> str:
    """Return the picture of all claims from lecture 10, as a figure of the front page."""
    for cell in done.get("notebooks/10_evidence.ipynb", nbformat.v4.new_notebook()).cells:
        for output in cell.get("outputs", []) if "plot_effects(" in cell.source else []:
            found = _PICTURE.search(output.get("data", {}).get("text/html", ""))
            if found:
                PAGES.mkdir(parents=True, exist_ok=True)
                (PAGES / "claims.png").write_bytes(base64.b64decode(found["data"]))
                alt = html.unescape(found["alt"]).replace("\n", " ")
                return (
                    f"```{{figure}} claims.png\n:alt: {alt}\n:width: 100%\n\n"
                    "What the paper claims, tested in the course's model. "
                    "[Lecture 10](notebooks/10_evidence.ipynb) says how to read it.\n```\n"
                )
    return ""


def for_readers(notebook: nbformat.NotebookNode, name: str, known: set[str]) -> None:
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
        elif tags & {"predict", "quiz", "lab"}:
            # Their code says what is asked and what comes out: nobody needs it on a page.
            cell.metadata["tags"] = ["remove-input"]
        elif tags & {"result", "setup"}:
            cell.metadata["tags"] = ["hide-input"]
        for output in cell.outputs:
            data = output.get("data", {})
            if "text/html" in data:
                shown = re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.DOTALL)
                shown = with_picture_files(shown.replace('border="1" ', ""), name, STATIC)
                kept = {LIVE: data[LIVE]} if LIVE in data else {}
                output["data"] = {"text/html": shown, **kept}
    make_live(notebook, name, STATIC)
    title, _, rest = notebook.cells[0].source.partition("\n")
    if name.startswith("solutions/"):
        notebook.cells[0].source = f"{title} (solved)\n{rest}"
    if name.startswith("notebooks/") and Path(name).stem not in UNRUN:
        button = launch_buttons(name, **settings())
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
            # A notebook that is no page here would be one by being copied.
            if not (ROOT / target).is_file() or target.endswith(".ipynb"):
                return found["text"].strip("![]")
            (PAGES / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / target, PAGES / target)
        return f"{found['text']}({path}{f'#{slug(anchor)}' if anchor else ''})"

    return _LINK.sub(link, text)


def slug(anchor: str) -> str:
    """Return the anchor of a heading as the site makes it, from that of JupyterLab."""
    return re.sub(r"[^\w\- ]", "", anchor.lower()).replace(" ", "-")


if __name__ == "__main__":
    print(f"the course for a browser: {build(sys.argv[1:]).relative_to(ROOT) / 'index.html'}")
