"""The tools of the tests: what cannot be had is said, and does not keep the rest from being had."""

from __future__ import annotations

import shutil
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from tests import tools
from tests.conftest import NOT_TESTED, pytest_terminal_summary


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what apt is asked for, on a machine where nothing is installed and nothing can be."""
    commands: list[Any] = []
    monkeypatch.setattr(shutil, "which", lambda name: name if name in ("apt-get", "sudo") else None)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command[command.index("-qq") + 1 :]))
    return commands


def test_a_package_that_is_not_there_stops_no_other_one(asked: list[Any]) -> None:
    tools.main([*tools.ENGINES, "npm"])
    assert asked[0] == ["update"]
    assert asked[1:] == [["install", "-y", name] for name in ("firefox-esr", "webkit2gtk-driver", "xvfb", "npm")]


def test_a_chromium_without_windows_is_asked_for_and_another_one_only_where_it_cannot_be_had(
    asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(tools, "playwright_browser", lambda: True)
    assert tools.main([tools.WINDOWLESS, "chromium"]) == 0
    assert asked == [["update"], ["install", "-y", tools.WINDOWLESS]], "Playwright has one"
    monkeypatch.setattr(shutil, "which", lambda name: name if name in tools.BROWSERS[:2] else None)
    assert tools.browser() == tools.WINDOWLESS


@pytest.mark.usefixtures("asked")
def test_without_an_engine_the_tests_go_on_and_without_a_tool_they_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert tools.main([*tools.ENGINES]) == 0
    assert "Firefox, WebKit cannot be installed from here" in capsys.readouterr().err
    assert tools.main(["Firefox", "npm"]) == 1


def test_what_was_not_tested_is_said_once_at_the_end() -> None:
    said: list[str] = []
    reasons = [f"Skipped: {NOT_TESTED} WebKit", "Skipped: another reason", f"Skipped: {NOT_TESTED} WebKit"]
    skipped = [SimpleNamespace(longrepr=("file.py", 1, reason)) for reason in reasons]
    reporter: Any = SimpleNamespace(stats={"skipped": skipped}, section=lambda title, *_, **__: said.append(title))
    pytest_terminal_summary(reporter)
    assert said == [f"{NOT_TESTED} WebKit"]
