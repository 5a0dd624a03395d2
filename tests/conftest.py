"""What several tests need: the repository, small sites, the real site built once, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from guide.project import Project
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.built.serving import served
from tests.paper.verapdf import Validator
from tests.sites import built_strictly, shared
from tests.tools import FLAGS
from tests.tools import browser as installed_browser

ROOT = Path(__file__).parent.parent

WATCH = """
addEventListener("securitypolicyviolation", event => console.error("policy: " + event.violatedDirective))
"""
Open = Callable[..., Page]
NOT_TESTED = "NOT TESTED in"


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the real guide."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real guide, built strictly: the one that BUILT names, or a new one."""
    if built := os.environ.get("BUILT"):
        return ROOT / built
    return shared(tmp_path_factory, "real", lambda folder: built_strictly(ROOT, folder / "site"))


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


@pytest.fixture
def open_phone(chromium: Browser, origin: str) -> Iterator[Open]:
    """Yield a function that opens a path on a fresh phone. At the end, nothing may have gone wrong."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(path: str, script: str = "", **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": 360, "height": 740}, **options)
        context.add_init_script(WATCH + script)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(origin + path, wait_until="networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "net::ERR" not in fault] == []


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are cores: browsers are waited for."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: no worker ends alone with it, and one alone starts Java for it."""
    items.sort(key=lambda each: each.get_closest_marker("first") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, where nobody overlooks it, in which browsers nothing was tested."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted({reason.removeprefix("Skipped: ") for reason in reasons}):
        if reason.startswith(NOT_TESTED):
            terminalreporter.section(reason, "!", red=True, bold=True)
