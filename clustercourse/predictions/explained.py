"""The explanations of the lectures: what is read once a question has been answered.

They are written in source/ below their results, and ``make build`` puts them into the folder
``explained``, one page for each lecture, so that no learner's notebook holds them in sight.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "explained"
_SECTION = re.compile(r'<section id="([\w.]+)">\n(.*?)</section>\n', re.DOTALL)


def explanation(name: str) -> str:
    """Return the explanation that belongs to a prediction as HTML, empty when there is none."""
    return _all().get(name, "")


@cache
def _all() -> dict[str, str]:
    pages = (page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.html")))
    return {name: text for page in pages for name, text in _SECTION.findall(page)}


def page(sections: dict[str, str]) -> str:
    """Return the page that holds explanations, each under the name of its prediction."""
    return "".join(
        f'<section id="{name}">\n{text.strip()}\n</section>\n' for name, text in sections.items()
    )
