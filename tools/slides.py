"""Make offline slides of every lecture: build/slides/NN_topic.html and an index.

A slide holds one idea: a sentence, a question, a picture, or a lab that moves (slide_texts.py says
what of a text is seen). All that the lecture says stands in the speaker's notes (press S), with the
notes for lecturers. A prediction is a poll by hands, its result stands behind it. reveal.js comes
from the package sphinx-revealjs.
"""

from __future__ import annotations

import base64
import re
import shutil
import sys
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import sphinx_revealjs
from bs4 import BeautifulSoup
from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

sys.path.insert(0, str(Path(__file__).resolve().parent))
from authoring import FACT, read_source
from executed import BUILD, TOOLS, digest_of, lecture_sources, lectures, one_at_a_time
from showing import LIVE
from slide_texts import MOST, Slide, count_words, idea_of, sections_of

from clustercourse.labs.recording import Recording

SLIDES = BUILD / "slides"
COURSE = "How clusters learn"
_REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
_PARTS = ("dist/reset.css", "dist/reveal.css", "dist/reveal.js", "plugin/notes/notes.js", "LICENSE")
_CODE = HtmlFormatter(style="a11y-high-contrast-light", noclasses=True, nowrap=True)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
#: A picture that is so many times wider than high leaves room for another one.
_LOW = 3.2
#: Slides of a lecture at most, as long as there are texts that can be said.
_LONGEST = 30


def build() -> Path:
    """Make all decks, unless they are up to date; return their folder."""
    sources = lecture_sources()
    done = lectures(sources)
    written = [BUILD / "executed" / "lectures" / f"{source.stem}.ipynb" for source in sources]
    tools = [TOOLS / name for name in ("web", "slides.py", "slide_texts.py", "prose.py")]
    key = digest_of(*written, *sources, *tools)
    with one_at_a_time(SLIDES):
        mark = SLIDES / ".key"
        if mark.exists() and mark.read_text() == key:
            return SLIDES
        shutil.rmtree(SLIDES, ignore_errors=True)
        (SLIDES / "labs").mkdir(parents=True)
        for part in _PARTS:
            (SLIDES / "reveal" / Path(part)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_REVEAL / part, SLIDES / "reveal" / part)
        for part in ("deck.css", "deck.js"):
            shutil.copyfile(TOOLS / "web" / part, SLIDES / part)
        titles = {}
        for source in sources:
            slides = Deck(source.stem).made_of(read_source(source).cells, done[source.stem].cells)
            titles[source.stem] = slides[0].title
            page = page_of(slides)
            (SLIDES / f"{source.stem}.html").write_text(page, encoding="utf-8")
        (SLIDES / "index.html").write_text(index(titles), encoding="utf-8")
        mark.write_text(key)
    return SLIDES


class Deck:
    """The slides of a lecture, made cell by cell; what has no slide is said to the next one."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.slides: list[Slide] = []
        self.heading = ""
        self.said: list[str] = []
        self.further = False
        self.labs = 0

    def made_of(self, written: list[Any], done: list[Any]) -> list[Slide]:
        """Return the slides of a lecture as it is written and as it was executed."""
        cells = iter(done)
        for source in written:
            tags = set(source.metadata.get("tags", []))
            if "instructor" in tags:
                if not self.further:
                    self.note(text_of(FACT.sub(lambda found: found["shown"], source.source)))
                continue
            cell = next(cells)
            if cell.cell_type == "markdown":
                self.add_text(cell.source, explains="explain" in tags)
            elif not self.further:
                self.add_code(cell, tags)
        self.note(*self.said)
        return thinned(self.slides)

    def add(self, title: str, inside: str, kind: str = "text") -> None:
        """Add a slide, with what was to be said before it."""
        self.slides.append(Slide(title, inside, kind, self.said))
        self.said = []

    def note(self, *html: str) -> None:
        """Say something to the slide that is seen."""
        if self.slides:
            self.slides[-1].notes += html

    def add_text(self, markdown: str, *, explains: bool) -> None:
        """Add what a text has for the eye; all of it is said."""
        for section in sections_of(markdown):
            if section.title:
                self.heading = section.title
                self.further = section.title.startswith("Further")
            if self.further or section.title == "Reading":
                continue
            if section.level == 1:
                question = BeautifulSoup(section.html, "html.parser").find("strong")
                self.said = [section.html]
                self.add(section.title, f"<p>{question.decode_contents()}</p>", "first")  # type: ignore[union-attr]
                continue
            if explains:
                self.explain(section.html)
                continue
            self.said.append(section.html)
            room = MOST - count_words(self.heading)
            if idea := idea_of(section.html, room):
                self.add(self.heading, idea)

    def explain(self, html: str) -> None:
        """Say what a result means; its idea stands below the picture, if there is room."""
        self.note(html)
        last = self.slides[-1]
        if last.kind == "picture" and (idea := idea_of(html, min(25, MOST - last.words))):
            last.inside += f'<div class="below">{idea}</div>'

    def add_code(self, cell: Any, tags: set[str]) -> None:
        """Add what a cell of code shows; a lecturer has the code of a task in the notes."""
        live = [output.data[LIVE] for output in cell.outputs if LIVE in output.get("data", {})]
        if "predict" in tags and live:
            self.add_question(live[0], pictures_of(cell))
        elif "quiz" in tags and live:
            for number, question in enumerate(live[0]["questions"], 1):
                self.add_poll(
                    f"Quiz {number}", question["prompt"], dict(question["options"]), question
                )
        elif "lab" in tags and live:
            self.add_lab(live[0], cell)
        elif "task" in tags:
            code = highlight(cell.source, PythonLexer(), _CODE)
            self.said.append(f"<p><strong>One answer</strong></p><pre>{code}</pre>")
        elif not tags & {"setup"}:
            self.add_pictures(cell)

    def add_question(self, live: dict[str, Any], pictures: list[str]) -> None:
        """Ask a prediction: by hands, or on the axes of a curve."""
        if "options" in live:
            self.add_poll("Predict", live["question"], live["options"])
            return
        self.said.insert(0, f"<p><strong>Predict.</strong> {escape(live['question'])}</p>")
        asked = shortened(live["question"], MOST)
        self.add(asked, figure(pictures[0]) if pictures else "", "picture")

    def add_poll(self, head: str, asked: str, options: Any, quiz: Any = None) -> None:
        """Ask a question with options; those of a quiz show which is right at the next press."""
        said = f"<p><strong>{head}: who is for…?</strong> {escape(asked)}</p>"
        if quiz:
            told = "".join(f"<li><em>{escape(o)}</em> {escape(t)}</li>" for o, t in options.items())
            said += f"<ul>{told}</ul>"
        self.said.insert(0, said)
        items = [poll_item(option, quiz) for option in options]
        room = MOST - sum(map(count_words, items))
        if count_words(asked) > room:  # the question has a slide of its own
            self.add(head, f"<p>{escape(shortened(asked, MOST - 2))}</p>", "question")
        self.add(shortened(asked, room) or head, f'<ol type="A">{"".join(items)}</ol>', "question")

    def add_lab(self, live: dict[str, Any], cell: Any) -> None:
        """Add a lab that moves; the first still stands in print."""
        self.labs += 1
        name = f"labs/{self.stem}_{self.labs}.html"
        data = {key: value for key, value in live.items() if key != "kind"}
        title = data["plan"]["title"]
        # The class has predicted by hands.
        Recording({**data, "asked": {}}, title).save(SLIDES / name)
        for task, seen in data["plan"]["tasks"]:
            self.said.append(f"<p><strong>{escape(task)}</strong> {escape(seen)}</p>")
        stills = pictures_of(cell)
        frame = f'<iframe data-src="{name}" title="{escape(title)}"></iframe>'
        # A toy has words below its map: all of it is seen if it is not as wide as the slide.
        look = "live toy" if data["plan"].get("steps") else "live"
        self.add(title, f'<div class="{look}">{frame}{"".join(stills[:1])}</div>', "lab")

    def add_pictures(self, cell: Any) -> None:
        """Add each picture of a cell; before the first stands what came of the prediction."""
        outcome, told = outcome_of(cell)
        title = outcome or self.heading
        # The ledger's letters are too small for a hall; its verdicts are said.
        pictures = [] if "plot_effects(" in cell.source else pictures_of(cell)
        for together in low_ones_together(pictures):
            self.add(title, "".join(map(figure, together)), "picture")
            title = self.heading
        if not pictures and title != self.heading:
            self.add(title, f"<p>{escape(told)}</p>" if told else "")


def text_of(markdown: str) -> str:
    """Return a text without its headings' places, as HTML."""
    return "".join(section.html for section in sections_of(markdown))


def poll_item(option: str, quiz: Any) -> str:
    """Return an option; the right one of a quiz is marked at the next press."""
    right = ' class="fragment right"' if quiz and option == quiz["answer"] else ""
    return f"<li{right}>{escape(option)}</li>"


def shortened(text: str, room: int) -> str:
    """Return the last sentences of a text that there is room for: the question stands at the end.

    Examples
    --------
    >>> shortened("A firm has two ties. It gets six. What follows?", 6)
    'It gets six. What follows?'
    """
    kept: list[str] = []
    for sentence in reversed(_SENTENCE.split(text)):
        if count_words(" ".join([sentence, *kept])) > room:
            break
        kept.insert(0, sentence)
    return " ".join(kept)


def pictures_of(cell: Any) -> list[str]:
    """Return the pictures that a cell shows, as HTML."""
    found = []
    for output in cell.outputs:
        soup = BeautifulSoup(output.get("data", {}).get("text/html", ""), "html.parser")
        for image in soup.find_all("img"):
            for name in ("style", "width", "height"):
                del image[name]
            found.append(str(image))
    return found


def low_ones_together(pictures: list[str]) -> Iterator[list[str]]:
    """Give pictures slide by slide: two low ones that follow each other share one."""
    waits: list[str] = []
    for picture in pictures:
        wide, high = size_of(picture)
        if waits and wide < _LOW * high:
            yield waits
            waits = []
        waits.append(picture)
        if wide < _LOW * high or len(waits) == 2:
            yield waits
            waits = []
    if waits:
        yield waits


def size_of(picture: str) -> tuple[int, int]:
    """Return how wide and high a picture is, 1 by 1 where it does not say so."""
    found = re.search(r"data:image/png;base64,([^\"]+)", picture)
    if not found:
        return 1, 1
    with Image.open(BytesIO(base64.b64decode(found[1]))) as image:
        return image.size


def thinned(slides: list[Slide]) -> list[Slide]:
    """Return at most as many slides as an hour bears: the shortest texts are only said."""
    kept = list(slides)
    while len(kept) > _LONGEST and (texts := [one for one in kept[1:-1] if one.kind == "text"]):
        short = min(texts, key=lambda one: one.words)
        place = next(place for place, one in enumerate(kept) if one is short)
        kept[place + 1].notes[:0] = short.notes
        del kept[place]
    return kept


def figure(picture: str) -> str:
    """Return a picture that fills its slide."""
    return f'<div class="picture">{picture}</div>'


def outcome_of(cell: Any) -> tuple[str, str]:
    """Return what came true of a prediction and its numbers, empty where none was asked."""
    for output in cell.outputs:
        data = output.get("data", {})
        if data.get(LIVE, {}).get("kind") == "result":
            soup = BeautifulSoup(data["text/html"], "html.parser")
            head = next(
                (one for one in soup.find_all("div") if one.get_text() == "The result"), None
            )
            if head and head.find_next("div"):
                text = head.find_next("div").get_text()  # type: ignore[union-attr]
                note = soup.find("div", style="margin-top:.4em")
                return text[0].upper() + text[1:], note.get_text() if note else ""
    return "", ""


def page_of(slides: list[Slide]) -> str:
    """Return a deck as a page."""
    title = slides[0].title
    styles = ("reveal/dist/reset.css", "reveal/dist/reveal.css", "deck.css")
    scripts = ("reveal/dist/reveal.js", "reveal/plugin/notes/notes.js", "deck.js")
    inside = "\n".join(section_of(slide, title) for slide in slides)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {COURSE}</title>
{"".join(f'<link rel="stylesheet" href="{name}">' for name in styles)}
</head>
<body class="deck">
<main class="reveal"><div class="slides">
{inside}
</div></main>
{"".join(f'<script src="{name}"></script>' for name in scripts)}
</body>
</html>
"""


def section_of(slide: Slide, deck: str) -> str:
    """Return a slide as HTML."""
    head = "h1" if slide.kind == "first" else "h2"
    notes = f'<aside class="notes">{"".join(slide.notes)}</aside>' if slide.notes else ""
    return (
        f'<section class="page {slide.kind}"><div class="sheet">'
        f'<{head}>{escape(slide.title)}</{head}><div class="inside">{slide.inside}</div>'
        f'<div class="foot">{escape(deck)}</div></div>{notes}</section>'
    )


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
<p>Space goes on, <kbd>Esc</kbd> shows all slides, <kbd>S</kbd> opens the speaker's notes: all that
the lecture says. <kbd>F</kbd> fills the screen. Labs move: click into one, and on the margin to go
on. With <code>?print</code> after the address of a deck all its slides stand below each other,
ready to print.</p>
</main>
</body>
</html>
"""


if __name__ == "__main__":
    print(f"slides: {build().relative_to(BUILD.parent) / 'index.html'}")
