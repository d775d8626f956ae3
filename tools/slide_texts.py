"""What of a lecture's text stands on a slide: its one idea. All of the text becomes a note.

A slide is seen while somebody speaks, so it holds a sentence, a short list or a formula. What the
author set in bold is the idea, and lists, formulas and small tables are. What has none has no slide
of its own: it is said to the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from prose import with_mathml

#: Words that a slide holds at most, its title included.
MOST = 40
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_SENTENCE = re.compile(r"(?:(?<=[.?!])|(?<=[.?!]</strong>))\s+(?=[A-Z“\"<(])")
#: A sentence that begins so leans on the one before.
_LEANS = re.compile(r"(?:Then|This|That|These|Those|They|It|He|She|But|And|Its|Their|Here|There)\b")


@dataclass
class Section:
    """A heading and the text below it, as HTML.

    Attributes
    ----------
    level : int
        Of the heading; 0 where there is none.
    title : str
        The heading's text.
    html : str
        The text below.
    """

    level: int = 0
    title: str = ""
    html: str = ""


@dataclass
class Slide:
    """A slide: its title, what is seen, and what is said.

    Attributes
    ----------
    title, inside : str
        Text, and HTML.
    kind : {"text", "first", "picture", "question", "lab"}
    notes : list of str
        HTML for the lecturer.
    """

    title: str
    inside: str
    kind: str = "text"
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words are seen, those within pictures left out."""
        return count_words(f"<p>{self.title}</p>{self.inside}")


def count_words(html: str) -> int:
    """Count the words of HTML; a formula is one.

    Examples
    --------
    >>> count_words("<p>Two words <math><mi>x</mi><mi>y</mi></math></p>")
    3
    """
    soup = BeautifulSoup(html, "html.parser")
    for formula in soup.find_all("math"):
        formula.replace_with("formula")
    for hidden in soup.find_all(["template", "iframe"]):
        hidden.decompose()
    return len(re.findall(r"[\w'.,%+−-]*\w[\w'%]*", soup.get_text(" ")))


def sections_of(markdown: str) -> list[Section]:
    """Part a text at its headings.

    Examples
    --------
    >>> [(one.level, one.title) for one in sections_of("Before.\\n\\n## A title\\n\\nBelow.")]
    [(0, ''), (2, 'A title')]
    """
    soup = BeautifulSoup(_MARKDOWN.render(with_mathml(markdown)), "html.parser")
    found = [Section()]
    for part in soup.find_all(recursive=False):
        if part.name in ("h1", "h2", "h3"):
            found.append(Section(int(part.name[1]), part.get_text()))
        else:
            found[-1].html += str(part)
    return [one for one in found if one.title or one.html]


def idea_of(html: str, room: int) -> str:
    """Return what of a text is seen on its slide, in so many words at most; may be empty.

    Examples
    --------
    >>> idea_of("<p>First this. <strong>Then the idea.</strong> And more.</p>", 10)
    '<p><strong>Then the idea.</strong></p>'
    """
    soup = BeautifulSoup(html, "html.parser")
    for folded in soup.find_all("details"):
        folded.decompose()
    seen: list[str] = []
    for part in soup.find_all(recursive=False):
        left = room - count_words("".join(seen))
        found = _idea_of_part(part, left)
        if found and count_words(found) <= left:
            seen.append(found)
    return "".join(seen)


def _idea_of_part(part: Tag, room: int) -> str:
    if part.name == "p":
        if part.find("math", display="block"):
            return str(part.find("math"))
        bold = [one for one in _sentences(part) if _stands_alone(one)]
        if not bold or part.get_text().startswith("Reading."):
            return ""
        return "".join(f"<p>{one}</p>" for one in _fitting(bold, room))
    if part.name in ("ul", "ol"):
        items = [item.decode_contents().strip() for item in part.find_all("li", recursive=False)]
        if sum(map(count_words, items)) > room:
            items = [_lead_of(item) for item in items]
        inside = "".join(f"<li>{item}</li>" for item in _fitting(items, room))
        return f"<{part.name}>{inside}</{part.name}>" if inside else ""
    return str(part) if part.name in ("table", "blockquote") else ""


def _stands_alone(sentence: str) -> bool:
    """Return whether a sentence has an idea in bold and needs no sentence before it."""
    bold = re.search(r"<strong>(.*?)</strong>", sentence)
    return bool(bold) and (count_words(bold[1]) > 2 or not _LEANS.match(sentence))


def _lead_of(item: str) -> str:
    """Return the first sentence of an item, or what stands before its colon."""
    bold = re.match(r"<strong>.*?</strong>", item)
    return bold[0] if bold else re.split(r"(?<=[.?!])\s|: ", item, maxsplit=1)[0]


def _fitting(texts: list[str], room: int) -> list[str]:
    """Return the first of these texts, as many as there is room for."""
    kept: list[str] = []
    for text in texts:
        if count_words(" ".join([*kept, text])) > room:
            break
        kept.append(text)
    return kept


def _sentences(paragraph: Tag) -> list[str]:
    """Return the sentences of a paragraph as HTML; one with an open mark goes to its end."""
    found: list[str] = []
    for piece in _SENTENCE.split(paragraph.decode_contents().strip()):
        if found and not _closed(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found or [""]


def _closed(html: str) -> bool:
    return all(html.count(f"<{tag}") == html.count(f"</{tag}>") for tag in ("strong", "em", "math"))
