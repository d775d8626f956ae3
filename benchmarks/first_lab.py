"""How much Binder installs, and how long a newcomer waits until the first lab moves.

A fresh clone is installed into an empty virtual environment: from environment.yml as Binder does
it (its pip part; conda brings Python), or with ``make lab`` as the README says. Then Chromium opens
the first notebook, runs it and moves a control of its lab. Nothing is taken from caches.

    .venv/bin/python benchmarks/first_lab.py          as on Binder
    .venv/bin/python benchmarks/first_lab.py --make   as a newcomer
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from browsing import chromium, jupyterlab, new_page, open_and_run
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "notebooks/00_start_here.ipynb"
PICTURE, HANDLE = ".clusterlib-picture img[src]", ".clusterlib-lab .noUi-handle"
INSTALLED_WITHIN = 1800  # seconds
_SIZE = re.compile(r"Downloading .*?\((\d+(?:\.\d+)?) ([kM])B\)")
# The learner's code up to the lab, without a browser.
PLAIN = "from clusterlib.labs import structure_lab; structure_lab()"


class Clock:
    """Prints how long each step took."""

    def __init__(self) -> None:
        self.last = self.start = time.monotonic()

    def say(self, what: str) -> None:
        """Print the seconds since the last step."""
        now = time.monotonic()
        print(f"{now - self.last:7.1f} s  {what}", flush=True)
        self.last = now

    def total(self) -> None:
        """Print the seconds since the start."""
        print(f"{time.monotonic() - self.start:7.1f} s  in all", flush=True)


def pip_part() -> str:
    """Return what environment.yml hands to pip."""
    text = (ROOT / "environment.yml").read_text("utf-8").partition("- pip:\n")[2]
    return "\n".join(line.strip().removeprefix("- ") for line in text.splitlines())


def install(clone: Path, folder: Path) -> Path:
    """Install as Binder does; return the Python."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python = folder / "env" / "bin" / "python"
    wanted = folder / "pip.txt"
    wanted.write_text(pip_part(), encoding="utf-8")
    # The course itself is named "-e .", so pip must stand in the clone.
    pip = [python, "-m", "pip", "install", "--no-cache-dir", "--progress-bar=off", "-r", wanted]
    done = subprocess.run(pip, cwd=clone, check=True, capture_output=True, text=True)
    megabytes = sum(float(n) / (1000 if k == "k" else 1) for n, k in _SIZE.findall(done.stdout))
    print(f"{megabytes:7.0f} MB downloaded", flush=True)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    build = ["bash", str(clone / "postBuild")]
    subprocess.run(build, cwd=clone, check=True, env=os.environ | {"PATH": path})
    return python


def sizes(environment: Path) -> None:
    """Print how much is installed, and the largest parts."""
    packages = next(environment.glob("lib/python*/site-packages"))
    parts: Counter[str] = Counter()
    for path in environment.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.is_relative_to(packages)
            name = path.relative_to(packages).parts[0] if inside else path.parent.name
            name = "share/jupyter" if "share" in path.parts else name
            parts[name.removesuffix(".libs")] += path.stat().st_size
    print(f"{parts.total() / 1e6:7.0f} MB installed, of these", flush=True)
    for name, size in parts.most_common(7):
        print(f"{size / 1e6:12.0f} MB  {name}")


def move(page: Page) -> None:
    """Move the lab's first control by a key and wait for another picture."""
    page.locator(HANDLE).first.scroll_into_view_if_needed()
    before = page.locator(PICTURE).first.get_attribute("src")
    page.locator(HANDLE).first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([picture, before]) => document.querySelector(picture).src !== before",
        arg=[PICTURE, before],
    )


def main() -> None:
    """Measure one of the two ways."""
    by_make = "--make" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        clone = folder / "course"
        os.environ |= {"MPLCONFIGDIR": str(folder / "fonts"), "PIP_NO_CACHE_DIR": "1"}
        os.environ.pop("PYTHONPATH", None)
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        clock.say("clone")
        if by_make:
            command = ["make", "--silent", "-C", str(clone), "lab", "ARGS={}"]
        else:
            python = install(clone, folder)
            clock.say("install")
            sizes(folder / "env")
            clock = Clock()
            command = [str(python), "-m", "jupyterlab"]
        with jupyterlab(clone, folder / "private", command, INSTALLED_WITHIN) as server:
            clock.say("install, until the server answers" if by_make else "server answers")
            with chromium() as browser, new_page(browser) as (page, _):
                open_and_run(page, server, NOTEBOOK)
                page.locator(PICTURE).first.scroll_into_view_if_needed()
                clock.say("browser, kernel, first notebook run to the painted lab")
                move(page)
                clock.say("lab moved")
        clock.total()
        if not by_make:
            for state in ("first", "again"):
                started = Clock()
                subprocess.run([python, "-c", PLAIN], check=True, cwd=clone)
                started.say(f"the lab in plain Python, {state}")


if __name__ == "__main__":
    main()
