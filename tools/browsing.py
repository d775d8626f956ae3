"""JupyterLab in a real browser, for the browser tests and the benchmark of the labs.

Needs Chromium; the server gets folders of its own, so that no user setting plays a part.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
_IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
# How many cells have a prompt like "[*]:" with one of these characters in it.
_COUNT = r"""(characters) => [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
    .filter((prompt) => RegExp(`\\[${characters}`).test(prompt.textContent)).length"""
# The text of everything that cells wrote to the standard error, tracebacks included.
_ERRORS = r"""() => [...document.querySelectorAll(".jp-OutputArea-output[data-mime-type]")]
    .filter((output) => /stderr|error/.test(output.dataset.mimeType))
    .map((output) => output.textContent).join("\n")"""
_START_WITHIN = 60  # seconds
LAB = (sys.executable, "-m", "jupyterlab")
_RUN_WITHIN = 180_000  # milliseconds, for a whole notebook on a slow machine


def find_chromium() -> str | None:
    """Return the path of Chromium, None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Server:
    """A running JupyterLab."""

    url: str
    token: str
    folder: Path
    settings: Path

    def address(self, notebook: str) -> str:
        """Return the address of a notebook in a fresh workspace."""
        workspace = secrets.token_hex(4)
        path = f"lab/workspaces/{workspace}/tree/{notebook}"
        return f"{self.url}/{path}?token={self.token}&reset"

    def configure(self, extension: str, **values: Any) -> None:
        """Set the user settings of an extension, for pages that are opened afterwards."""
        path = self.settings / "@jupyterlab" / f"{extension}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


@contextmanager
def jupyterlab(
    folder: Path, private: Path, command: Sequence[str] = LAB, within: float = _START_WITHIN
) -> Iterator[Server]:
    """Serve the notebooks in ``folder``; everything else is kept in the folder ``private``.

    The options of the server are added to the command, or put in place of ``{}`` in its last part.
    """
    port, token = _free_port(), secrets.token_hex(16)
    server = Server(f"http://127.0.0.1:{port}", token, folder, private / "settings")
    server.configure("apputils-extension/notification", fetchNews="false", checkForUpdates=False)
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    options += [f"--ServerApp.token={token}", "--ServerApp.allow_root=True"]
    *first, last = command
    if "{}" in last:  # a command of the course, which names its folder itself
        placed = [last.format(" ".join(options))]
    else:
        placed = [last, *options, f"--ServerApp.root_dir={folder}"]
    with _running([*first, *placed], f"{server.url}/api?token={token}", private, within):
        yield server


@contextmanager
def voila(notebook: Path, private: Path) -> Iterator[str]:
    """Serve one notebook as a page without code; yield its address."""
    address = f"http://127.0.0.1:{(port := _free_port())}"
    command = [sys.executable, "-m", "voila", "--no-browser", f"--port={port}", str(notebook)]
    # Extensions that look for parts of JupyterLab which Voila leaves out.
    command += [
        f"--VoilaConfiguration.extension_denylist={name}"
        for name in ("jupyterlab-jupytext", "@jupyter-notebook/lab-extension")
    ]
    # The static files answer at once; the page itself would run the notebook.
    with _running(command, f"{address}/voila/static/voila.js", private):
        yield address


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _running(
    command: list[str], probe: str, private: Path, within: float = _START_WITHIN
) -> Iterator[None]:
    """Run a Jupyter server with folders of its own until the ``with`` block ends."""
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    env = os.environ | {name: str(private / place) for name, place in places.items()}
    private.mkdir(parents=True, exist_ok=True)
    with (private / "server.log").open("w") as log:
        # A group of its own: make would leave the server behind.
        process = subprocess.Popen(
            command, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait_for(probe, process, private / "server.log", within)
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_for(probe: str, process: subprocess.Popen[bytes], log: Path, within: float) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(probe, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), headless=True, args=_FLAGS
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_page(
    browser: Browser, width: int = 1400, height: int = 1000, zoom: float = 1.0
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page; yield it and a list that collects console errors."""
    # Browser zoom means fewer CSS pixels, each of them larger.
    size: ViewportSize = {"width": round(width / zoom), "height": round(height / zoom)}
    page = browser.new_page(viewport=size, device_scale_factor=zoom)
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page, errors
    finally:
        page.context.close()


def write_notebook(path: Path, *cells: str) -> None:
    """Write a notebook with some code cells."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}},
    )
    nbformat.write(notebook, path)


def open_and_run(page: Page, server: Server, notebook: str) -> None:
    """Open a notebook, run all its cells and wait until no cell is left to run."""
    page.goto(server.address(notebook))
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    until = time.monotonic() + 90
    idle = 0
    # While the session connects, JupyterLab drops "Run All Cells" or asks which kernel to take; it
    # also says "idle" for a moment before it connects.
    while not page.evaluate(_COUNT, "[*0-9]"):
        if time.monotonic() > until:
            raise RuntimeError("the notebook's kernel never started to run a cell")
        if page.locator(".jp-Dialog").count():
            page.locator(".jp-Dialog button.jp-mod-accept").click()
        idle = idle + 1 if page.locator(_IDLE).count() else 0
        if idle >= 4:
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_timeout(500)
    # A cell whose input is folded shows no prompt, so the others are waited for.
    page.wait_for_function(f"() => ({_COUNT})('[ *]') === 0 || ({_ERRORS})()", timeout=_RUN_WITHIN)
    if page.evaluate(_ERRORS):
        raise RuntimeError(f"{notebook} has an error:\n{page.evaluate(_ERRORS)}")
