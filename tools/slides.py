"""Make offline slides of every lecture: build/slides/NN_topic.html and an index.

What a lecture says is cut into blocks: headings, paragraphs, code, outputs. The page itself lays
them out (web/deck.js), so that slides fit with the fonts of the machine that shows them. Notes for
lecturers become speaker notes (press S). reveal.js comes from the package sphinx-revealjs.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import sphinx_revealjs
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FACT, FOLDED, read_source
from executed import BUILD, TOOLS, digest_of, lecture_sources, lectures, one_at_a_time
from prose import with_mathml

from clustercourse.predictions.results import SHOWN

SLIDES = BUILD / "slides"
COURSE = "How clusters learn"
_REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
_PARTS = ("dist/reset.css", "dist/reveal.css", "dist/reveal.js", "plugin/notes/notes.js", "LICENSE")
_COLOURS = HtmlFormatter(style="a11y-high-contrast-light")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_LINK = re.compile(r'<a href="(?P<to>[^"]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
# Style sheets of tables, and what is folded: a slide shows its summary.
_LEFT_OUT = re.compile(
    r"<style.*?</style>|<details class=\"clusterlib-folded\"><summary>[^<]*</summary>"
    r"|</details><!-- folded -->|<details>(?=<summary>)"
    r"|(?: \(details\))?</summary>(.*?)</details>|<summary>|</details>",
    re.DOTALL,
)
_SUMMARY = re.compile(r"<details[^>]*><summary>(?P<text>.*?)(?: \(.*\))?</summary>", re.DOTALL)


def build() -> Path:
    """Make all decks, unless they are up to date; return their folder."""
    sources = lecture_sources()
    done = lectures(sources)
    written = [BUILD / "executed" / f"{source.stem}.ipynb" for source in sources]
    key = digest_of(*written, *sources, TOOLS / "web", TOOLS / "slides.py", TOOLS / "prose.py")
    with one_at_a_time(SLIDES):
        mark = SLIDES / ".key"
        if mark.exists() and mark.read_text() == key:
            return SLIDES
        for old in SLIDES.glob("*.html"):
            old.unlink()
        for part in _PARTS:
            (SLIDES / "reveal" / Path(part)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_REVEAL / part, SLIDES / "reveal" / part)
        for part in ("deck.css", "deck.js"):
            shutil.copyfile(TOOLS / "web" / part, SLIDES / part)
        colours = _COLOURS.get_style_defs(".page pre code")
        (SLIDES / "code.css").write_text(colours, encoding="utf-8")
        titles = {}
        for source in sources:
            text, titles[source.stem] = deck(source, done[source.stem])
            (SLIDES / f"{source.stem}.html").write_text(text, encoding="utf-8")
        (SLIDES / "index.html").write_text(index(titles), encoding="utf-8")
        mark.write_text(key)
    return SLIDES


def deck(source: Path, done: Any) -> tuple[str, str]:
    """Return the page with the slides of an executed lecture, and its title."""
    groups: list[list[str]] = []
    for block in blocks(source, done):
        if re.match(r"<h[12]\b", block):
            groups.append([])
        groups[-1].append(block)
    title = re.sub(r"<[^>]*>", "", groups[0][0])
    inside = "\n".join(f"<div>{''.join(group)}</div>" for group in groups)
    styles = ("reveal/dist/reset.css", "reveal/dist/reveal.css", "deck.css", "code.css")
    scripts = ("reveal/dist/reveal.js", "reveal/plugin/notes/notes.js", "deck.js")
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {COURSE}</title>
{"".join(f'<link rel="stylesheet" href="{name}">' for name in styles)}
</head>
<body class="deck">
<main class="reveal"><div class="slides"></div></main>
<div id="stage" class="stage"></div>
<div id="source">
{inside}
</div>
{"".join(f'<script src="{name}"></script>' for name in scripts)}
</body>
</html>
"""
    return page, title


def blocks(source: Path, done: Any) -> Iterator[str]:
    """Give the blocks of a lecture in their order, as HTML."""
    cells = iter(done.cells)
    fresh = False  # whether the next block starts a slide
    for written in read_source(source).cells:
        tags = set(written.metadata.get("tags", []))
        if "instructor" in tags:
            text = FACT.sub(lambda found: found["shown"], written.source)
            yield f'<aside class="notes">{_MARKDOWN.render(with_mathml(text))}</aside>'
            continue
        cell = next(cells)
        is_text = cell.cell_type == "markdown"
        made = list(prose(cell.source) if is_text else code(cell, tags))
        if made and fresh:
            made[0] = starting(made[0])
        fresh = (fresh and not made) or "predict" in tags or "quiz" in tags
        yield from made


def prose(text: str) -> Iterator[str]:
    """Give the headings, paragraphs, lists and tables of a Markdown text."""
    tokens = _MARKDOWN.parse(with_mathml(text))
    start = 0
    for place, token in enumerate(tokens):
        if token.level or token.nesting == 1:
            continue
        part, start = tokens[start : place + 1], place + 1
        html = _MARKDOWN.renderer.render(part, _MARKDOWN.options, {}).strip()
        folded = _SUMMARY.match(html)
        if folded:
            yield f"<h3>{folded['text']}</h3>"
        elif not html.startswith("</details"):
            html = html.replace("<p><strong>Reading.", '<p class="small"><strong>Reading.')
            yield _LINK.sub(_link, html)


def _link(found: re.Match[str]) -> str:
    """Link to another deck or to the web; other links lead to what is not among the slides."""
    to = found["to"]
    lecture = re.fullmatch(r"(\d\d_\w+)\.ipynb", to)
    if lecture and any(source.stem == lecture[1] for source in lecture_sources()):
        return f'<a href="{lecture[1]}.html">{found["text"]}</a>'
    return found[0] if to.startswith("http") else found["text"]


def code(cell: Any, tags: set[str]) -> Iterator[str]:
    """Give a code cell, unless it is folded, and its outputs."""
    if "task" in tags:
        yield "<h3>One answer</h3>"
    if "predict" in tags:
        yield "<h3>Predict</h3>"
    if not tags & (FOLDED.keys() | {"setup", "lab"}):
        marked = highlight(cell.source, PythonLexer(), HtmlFormatter(nowrap=True))
        yield f'<pre class="code"><code>{_lines(marked)}</code></pre>'
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    if printed:
        yield f'<pre class="printed"><code>{_lines(escape(printed))}</code></pre>'
    for output in cell.outputs:
        data = output.get("data", {})
        if "text/html" in data:
            html = data["text/html"].replace(
                "<details><summary>Answer</summary><ul>", '<ul class="fragment answers">'
            )
            html = _LEFT_OUT.sub("", html.replace('border="1" ', ""))
            start = " data-start" if tags & {"lab", "quiz"} else ""
            # Each picture or table of a result has a slide of its own.
            first, *shown = html.split(SHOWN)
            yield f'<div class="output"{start}>{first}</div>'
            for one in shown:
                yield f'<div class="output" data-start>{SHOWN}{one}</div>'
        elif "text/plain" in data:
            yield f'<pre class="printed"><code>{_lines(escape(data["text/plain"]))}</code></pre>'


def _lines(html: str) -> str:
    return "".join(f'<span class="ln">{line}</span>' for line in html.rstrip("\n").split("\n"))


def starting(block: str) -> str:
    """Return a block that begins a new slide."""
    return block if "data-start" in block[:40] else re.sub(r"^<\w+", r"\g<0> data-start", block)


def index(titles: dict[str, str]) -> str:
    """Return the page that lists all decks."""
    items = "".join(f'<li><a href="{stem}.html">{text}</a></li>' for stem, text in titles.items())
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slides · {COURSE}</title>
<link rel="stylesheet" href="deck.css">
</head>
<body class="decks">
<main>
<h1>{COURSE}: slides</h1>
<ul>{items}</ul>
<p>Space goes on, <kbd>Esc</kbd> shows all slides, <kbd>S</kbd> opens the speaker's notes,
<kbd>F</kbd> fills the screen. With <code>?print</code> after the address of a deck all its slides
stand below each other, ready to print.</p>
</main>
</body>
</html>
"""


if __name__ == "__main__":
    print(f"slides: {build().relative_to(BUILD.parent) / 'index.html'}")
