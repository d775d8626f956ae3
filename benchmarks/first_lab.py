"""How much Binder installs, and how long a newcomer waits until the first lab moves.

A fresh clone is installed into an empty virtual environment: from environment.yml as Binder does
it (its pip part; conda brings Python), or with ``make lab`` as the README says. Then Chromium opens
the first notebook, runs it and moves a control of its lab. Nothing is taken from caches. Beside the
seconds that passed stand those that processors worked, which hold on a busy machine too.

    .venv/bin/python benchmarks/first_lab.py          as on Binder
    .venv/bin/python benchmarks/first_lab.py --make   as a newcomer
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import psutil
from browsing import chromium, jupyterlab, new_page, open_and_run
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "notebooks/00_start_here.ipynb"
PICTURE, HANDLE = ".clusterlib-picture img[src]", ".clusterlib-lab .noUi-handle"
INSTALLED_WITHIN = 1800  # seconds
# The learner's code up to the lab, without a browser.
PLAIN = "from clustercourse.labs import structure_lab; structure_lab()"


class Clock:
    """Prints how long each step took, and how much of it processors worked."""

    def __init__(self) -> None:
        self.since = self.start = (time.monotonic(), worked())

    def say(self, what: str) -> None:
        """Print a step."""
        now = (time.monotonic(), worked())
        self._print(what, self.since, now)
        self.since = now

    def total(self) -> None:
        """Print the sum of all steps."""
        self._print("in all", self.start, self.since)

    @staticmethod
    def _print(what: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        waited, work = (b - a for a, b in zip(start, end, strict=True))
        print(f"{waited:7.1f} s, {work:6.1f} s of work  {what}", flush=True)


def worked() -> float:
    """Return the processor seconds of all processes that were started here."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(by_process().values())


def by_process() -> Counter[str]:
    """Return the processor seconds of what runs now, by its part in showing the lab."""
    spent: Counter[str] = Counter()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            words, times = " ".join(process.cmdline()), process.cpu_times()
            parts = {"ipykernel": "kernel", "chrom": "browser", "playwright": "browser"}
            name = next((part for word, part in parts.items() if word in words), "server")
            spent[name] += times.user + times.system
            spent[name] += times.children_user + times.children_system
    return spent


def pip_part() -> list[str]:
    """Return what environment.yml hands to pip."""
    text = (ROOT / "environment.yml").read_text("utf-8").partition("- pip:\n")[2]
    return [line.strip().removeprefix("- ") for line in text.splitlines()]


def install(clone: Path, folder: Path, clock: Clock) -> Path:
    """Install as Binder does, first fetching all that it needs; return the Python."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python, wheels = folder / "env" / "bin" / "python", folder / "wheels"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-cache-dir"]
    *packages, course = pip_part()
    fetched = [*packages, "setuptools>=77"]
    subprocess.run([*pip, "download", *fetched, "-d", wheels], cwd=folder, check=True)
    size = sum(path.stat().st_size for path in wheels.iterdir())
    clock.say(f"download of {size / 1e6:.0f} MB")
    offline = [*pip, "install", "--no-index", "--find-links", wheels]
    # The course is named "-e .", so pip must stand in the clone.
    subprocess.run([*offline, *packages, *course.split()], cwd=clone, check=True)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    build = ["bash", str(clone / "postBuild")]
    subprocess.run(
        build, cwd=clone, check=True, env=os.environ | {"PATH": path}, capture_output=True
    )
    clock.say("install without a network")
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
            python = install(clone, folder, clock)
            clock.total()
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
                # Behind make the installation is a part of the server's work.
                for who, seconds in [] if by_make else by_process().most_common():
                    print(f"{seconds:19.1f} s of work  {who}")
        if not by_make:
            for state in ("first", "again"):
                started = Clock()
                subprocess.run([python, "-c", PLAIN], check=True, cwd=clone)
                started.say(f"the lab in plain Python, {state}")


if __name__ == "__main__":
    main()
