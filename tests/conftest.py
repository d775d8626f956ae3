"""Shared by all tests: the tools folder, and a folder of its own for whatever a test writes."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from clustercourse.exercises import session

# How long an example takes says more about the machine than about the code.
settings.register_profile("course", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("course")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))


#: Tests that share what takes long to make: a pass over the learners of a unit (see judged.py), a
#: run of all claims (see assessed.py), the slides, the pages, a JupyterLab.
_SHARING = re.compile(
    r"\[pass (?P<unit>\w+)|(?P<claims>test_claims\.py|the_claims_are)"
    r"|(?P<slides>test_slides|decks)|(?P<pages>test_site\.py)|(?P<lab>test_browser\.py)|(?P<recorded>test_browser_rec)"
)


class TogetherScheduling(LoadScopeScheduling):
    """Send tests that share their work to one worker, others to any.

    The marks of pytest-xdist for this, xdist_group, do nothing in pytest 9.2 (its issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        shared = _SHARING.search(nodeid)
        return (shared["unit"] or str(shared.lastgroup)) if shared else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling | None:
    """Distribute tests one by one, but for those that share their work."""
    return TogetherScheduling(config, log) if config.getvalue("dist") == "load" else None


@pytest.fixture
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in an empty folder, so that no progress file is left or found."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _own_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has worked in the kernel: else the next my_cluster speaks of a change of learner."""
    monkeypatch.setattr(session, "_session", session._Session())
