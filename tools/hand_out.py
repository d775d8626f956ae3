"""Print what learners click on, or run first, to get the course: `python tools/hand_out.py --help`.

A JupyterHub with nbgitpuller copies a repository into a learner's folder and never writes over what
the learner has changed. Colab has most of what the course needs: its first cell adds the rest.
"""

from __future__ import annotations

import argparse
from pathlib import PurePosixPath
from urllib.parse import urlencode, urlsplit

START = "notebooks/00_start_here.ipynb"
#: What the course needs in a notebook that somebody else's server shows.
COLAB = ("anywidget", "ipywidgets", "quickjs-ng")


def pull_link(hub: str, repository: str, branch: str = "main", notebook: str = START) -> str:
    """Return the link that copies a repository to a JupyterHub and opens a notebook there.

    Examples
    --------
    >>> pull_link("https://hub.example.org", "https://git.example.org/ada/course.git")
    'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example.org%2Fada%2F\
course.git&branch=main&urlpath=lab%2Ftree%2Fcourse%2Fnotebooks%2F00_start_here.ipynb'
    """
    for address in (hub, repository):
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"{address}: give an address that begins with https://.")
    folder = PurePosixPath(urlsplit(repository).path).name.removesuffix(".git")
    asked = {"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/{notebook}"}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"


def colab_cell(archive: str) -> str:
    """Return the first cell of a notebook in Colab: it installs what is missing, once.

    Examples
    --------
    >>> print(colab_cell("https://example.org/how-clusters-learn-1.0.0.zip"))
    # Run this cell first. It takes a minute the first time.
    try:
        import clustercourse
    except ImportError:
        %pip install --quiet anywidget ipywidgets quickjs-ng https://example.org/how-clusters-learn-\
1.0.0.zip
    try:
        from google.colab import output
        output.enable_custom_widget_manager()
    except ImportError:
        pass
    """
    return f"""\
# Run this cell first. It takes a minute the first time.
try:
    import clustercourse
except ImportError:
    %pip install --quiet {" ".join([*COLAB, archive])}
try:
    from google.colab import output
    output.enable_custom_widget_manager()
except ImportError:
    pass"""


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    ways = parser.add_subparsers(dest="way", required=True)
    hub = ways.add_parser("hub", help="the link for a JupyterHub with nbgitpuller")
    hub.add_argument("hub", help="address of the JupyterHub")
    hub.add_argument("repository", help="address of the repository with the learners' folder")
    hub.add_argument("--branch", default="main")
    hub.add_argument("--notebook", default=START)
    colab = ways.add_parser("colab", help="the first cell for Colab")
    colab.add_argument("zip", help="address of the zip that `make student` has made")
    options = parser.parse_args()
    if options.way == "hub":
        print(pull_link(options.hub, options.repository, options.branch, options.notebook))
    else:
        print(colab_cell(options.zip))


if __name__ == "__main__":
    main()
