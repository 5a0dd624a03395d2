"""What several tests need: the repository, small sites, the real site built once, a browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from guide.project import Project
from playwright.sync_api import Browser, sync_playwright

from tests.serving import served
from tests.tools import FLAGS
from tests.tools import browser as installed_browser
from tests.verapdf import Validator

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the real guide."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real guide once, strictly, and return the folder."""
    site = tmp_path_factory.mktemp("real") / "site"
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", site],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == "", "the build is quiet"
    return site


@pytest.fixture(scope="session")
def origin(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def validator() -> Iterator[Validator]:
    engine = Validator()
    yield engine
    engine.close()
