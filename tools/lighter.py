"""What the theme makes of pages, made lighter: a page loads what it is read with, and no more.

The index of the search is for the page of the search alone, where it gets excerpts beside it.
Scripts come once the text is seen. Of two thousand icons those stay that a page shows. What helps
to debug the theme is left out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from bs4 import BeautifulSoup

#: What every page would load before its text, and only the search needs.
_SEARCH = re.compile(
    r'^ *<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>\n', re.M
)
_EARLY = re.compile(r'^ *<link rel="preload"[^>]*>\n', re.M)
#: Scripts without which a page can be read.
_LATER = re.compile(
    r'^ *<script(?: defer(?:="defer")?)? src="([^"]*/'
    r'(?:fontawesome|bootstrap|pydata-sphinx-theme|course)\.js[^"]*)"></script>\n',
    re.M,
)
# A frame is asked for once the style sheets have come; the scripts keep their order.
_LOADER = """<script>
requestAnimationFrame(() => setTimeout(() => %s.forEach((src) => {
  document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
})));
</script>
</body>"""
_ICON = re.compile(r'(?P<names>(?:\.fa-[\w-]+,?)+)\{--fa:"[^"]*"(?:;--fa--fa:"[^"]*")?\}')
_SEARCH_PAGE = "search.html"


def make_lighter(site: Path) -> None:
    """Take out of a built site what its pages do not need; write the excerpts for its search."""
    for pattern in ("*.map", "_sources/**/*", "_static/webpack-macros.html"):
        for path in site.rglob(pattern) if "/" not in pattern else site.glob(pattern):
            if path.is_file():
                path.unlink()
    _keep_icons(site)
    texts = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name.startswith(("_static", "_downloads")):
            continue
        page = path.read_text("utf-8")
        if name == _SEARCH_PAGE:
            ready = '<script src="_static/excerpts.js"></script>\n</head>'
            path.write_text(page.replace("</head>", ready, 1), encoding="utf-8")
            continue
        texts[name.removesuffix(".html")] = text_of(page)
        path.write_text(_with_scripts_later(_EARLY.sub("", _SEARCH.sub("", page))), "utf-8")
    data = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    (site / "_static" / "excerpts.js").write_text(f"const TEXTS = {data};\n", encoding="utf-8")


def _with_scripts_later(page: str) -> str:
    later = _LATER.findall(page)
    return _LATER.sub("", page).replace("</body>", _LOADER % json.dumps(later), 1)


def _keep_icons(site: Path) -> None:
    """Leave out the rules of icons that no page and no script of the theme names."""
    named = [*site.rglob("*.html"), *site.glob("_static/scripts/pydata*.js")]
    used = {name for path in named for name in re.findall(r"fa-[\w-]+", path.read_text("utf-8"))}
    style = site / "_static" / "styles" / "pydata-sphinx-theme.css"

    def kept(found: re.Match[str]) -> str:
        return found[0] if used & set(re.findall(r"fa-[\w-]+", found["names"])) else ""

    style.write_text(_ICON.sub(kept, style.read_text("utf-8")), encoding="utf-8")


def text_of(page: str) -> str:
    """Return what is read on a page, in one line.

    Examples
    --------
    >>> text_of("<html><nav>menu</nav><article><h1>A</h1><script>x</script><p>b  c</p></article>")
    'A b c'
    """
    article = BeautifulSoup(page, "html.parser").select_one("article")
    if article is None:
        return ""
    for left_out in article.select("script, style, .prev-next-area"):
        left_out.decompose()
    return " ".join(article.get_text(" ").split())
