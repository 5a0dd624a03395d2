"""The workflow that publishes: tests first, few permissions, no secrets, and only the project's own commands."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILE = ROOT / ".github" / "workflows" / "publish.yml"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def test_nothing_is_published_that_was_not_tested_and_built(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["build"]["steps"]
    runs = [each["run"] for each in steps if "run" in each]
    assert runs == ["make test", "make"]
    assert steps[-1]["uses"].startswith("actions/upload-pages-artifact@")
    assert steps[-1]["with"]["path"] == "site"
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_each_job_may_do_only_what_it_needs(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert "secrets" not in re.sub(r"#.*", "", FILE.read_text(encoding="utf-8"))


def test_actions_are_githubs_own_and_pinned(workflow: dict[str, Any]) -> None:
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == 4
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used)


def test_the_commands_of_the_documents_exist() -> None:
    """What README, CONTRIBUTING, TRANSLATING and DEPLOYING tell people to run."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = set(re.findall(r'add_parser\("([a-z-]+)"', (ROOT / "hooks/guide/cli.py").read_text(encoding="utf-8")))
    for name in ("README", "CONTRIBUTING", "TRANSLATING", "DEPLOYING"):
        text = (ROOT / f"{name}.md").read_text(encoding="utf-8")
        assert set(re.findall(r"`make ([a-z]+)", text)) <= targets, name
        assert set(re.findall(r"`(?:\.venv/bin/)?guide ([a-z-]+)", text)) <= commands, name
