"""The workflow that publishes: tests first, few permissions, no secrets, and only the project's own commands."""

from __future__ import annotations

import re
import tomllib
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
    steps = workflow["jobs"]["test"]["steps"]
    runs = [each["run"] for each in steps if "run" in each]
    assert runs == ["make test", "make cover", "make", ".venv/bin/guide schools build --out site"]
    assert steps[-2]["if"] == "hashFiles('schools.csv') != ''"
    assert steps[-1]["uses"].startswith("actions/upload-pages-artifact@")
    assert steps[-1]["with"] == {"path": "site"}
    assert workflow["jobs"]["deploy"]["needs"] == ["build", "test"]


def test_every_python_that_is_promised_is_built_on_and_the_oldest_tested(workflow: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    prefix = "Programming Language :: Python :: 3."
    promised = [each.removeprefix(prefix) for each in project["classifiers"] if each.startswith(prefix)]
    oldest = workflow["jobs"]["test"]["steps"][1]["with"]["python-version"]
    assert project["requires-python"] == f">={oldest}"
    built = [oldest, *workflow["jobs"]["build"]["strategy"]["matrix"]["python"]]
    assert built == [f"3.{each}" for each in promised]
    assert f"for minor in {' '.join(promised)}; do" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_each_job_may_do_only_what_it_needs(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read"},
        "test": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert "secrets" not in re.sub(r"#.*", "", FILE.read_text(encoding="utf-8"))


def test_actions_are_githubs_own_and_pinned_by_commit(workflow: dict[str, Any]) -> None:
    used = re.findall(r"uses: (.*)", FILE.read_text(encoding="utf-8"))
    assert len(used) == sum("uses" in step for job in workflow["jobs"].values() for step in job["steps"]) == 6
    assert [each for each in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}  # v[\d.]+", each)] == []


def test_the_update_bot_looks_at_everything_that_is_pinned() -> None:
    """Python packages, npm packages and actions, each where its pins stand."""
    bot = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert {each["package-ecosystem"] for each in bot["updates"]} == {"uv", "npm", "github-actions"}


def test_a_commit_is_held_to_what_make_lint_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert [each["entry"] for each in hooks] == ["make lint"]
