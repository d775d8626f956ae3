"""Buttons that open a notebook of the course where a kernel runs, all from one setting.

``repository`` under [tool.clusterlib] in pyproject.toml says where the course lies: Binder and
Colab follow from it, and a JupyterHub if ``hub`` names one.
"""

from __future__ import annotations

import tomllib
from html import escape
from urllib.parse import quote, urlsplit

from authoring import ROOT
from hand_out import colab_cell, pull_link

_BINDER = "https://mybinder.org/v2"
_COLAB = "https://colab.research.google.com/github"
#: How Binder calls places whose addresses it knows.
_KNOWN = {"github.com": "gh", "gitlab.com": "gl"}


def settings() -> dict[str, str]:
    """Return where the course lies and a JupyterHub, each empty where it is not set."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["clusterlib"]
    return {name: told[name].rstrip("/") for name in ("repository", "hub")}


def launch_links(notebook: str, repository: str, hub: str = "") -> dict[str, str]:
    """Return the addresses that open a notebook, by the name of the place.

    Examples
    --------
    >>> launch_links("notebooks/01_a.ipynb", "https://github.com/ada/course")["Colab"]
    'https://colab.research.google.com/github/ada/course/blob/HEAD/notebooks/01_a.ipynb'
    >>> launch_links("notebooks/01_a.ipynb", "")
    {}
    """
    if not repository:
        return {}
    address = urlsplit(repository)
    name = address.path.strip("/").removesuffix(".git")
    kind = _KNOWN.get(address.netloc, "git")
    at = {"gh": name, "gl": quote(name, safe=""), "git": quote(repository, safe="")}[kind]
    place = quote(f"lab/tree/{notebook}", safe="")
    links = {"Binder": f"{_BINDER}/{kind}/{at}/HEAD?urlpath={place}"}
    if kind == "gh":
        links["Colab"] = f"{_COLAB}/{name}/blob/HEAD/{notebook}"
    if hub:
        links["JupyterHub"] = pull_link(hub, repository, notebook=notebook)
    return links


def launch_buttons(notebook: str, repository: str, hub: str = "") -> str:
    """Return HTML that opens a notebook in each place; nothing where no place is set."""
    links = launch_links(notebook, repository, hub)
    if not links:
        return ""
    buttons = " ".join(
        f'<a class="launch" href="{escape(to)}">Open in {name}</a>' for name, to in links.items()
    )
    first = ""
    if "Colab" in links:
        cell = escape(colab_cell(f"{repository}/archive/HEAD.zip"))
        said = "In Colab this cell comes first"
        first = f"<details><summary>{said}</summary><pre>{cell}</pre></details>"
    return f"<p>{buttons}</p>{first}\n\n"
