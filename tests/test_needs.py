"""What is installed: every package pinned with hashes, and for a build nothing that only checks and tests need."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from guide.kept import packages

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
DIRECT = {
    "run": [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]],
    **{name: EXTRAS[name] for name in ("check", "test", "work")},
}
LOCKS = list(DIRECT)


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def normal(requirement: str) -> tuple[str, str]:
    name, version = requirement.split("==")
    return re.sub(r"[-_.]+", "-", name).lower(), version


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_is_asked_for_and_each_package_with_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^[\w.-]+==.*(?:\n .*)*", text, re.MULTILINE)
    assert len(entries) == len(locked(name)) > 20
    assert [each for each in entries if "--hash=sha256:" not in each] == []
    asked = [normal(each) for earlier in LOCKS[: LOCKS.index(name) + 1] for each in DIRECT[earlier]]
    assert [each for each in asked if each not in locked(name).items()] == [], "run: make lock"


@pytest.mark.parametrize(("small", "large"), list(pairwise(LOCKS)))
def test_each_lock_adds_to_the_one_before(small: str, large: str) -> None:
    assert locked(small).items() < locked(large).items()


def test_what_only_checks_and_tests_need_is_not_installed_for_a_build() -> None:
    later = {normal(each)[0] for name in ("check", "test", "work") for each in DIRECT[name]}
    assert later & locked("run").keys() == set()


def test_what_results_are_kept_by_is_what_is_installed_for_a_build() -> None:
    counted = {normal("==".join(each.removesuffix(".dist-info").rsplit("-", 1))) for each in packages()}
    builds_the_package = {normal(each) for each in PROJECT["build-system"]["requires"]}
    own = {(PROJECT["project"]["name"], PROJECT["project"]["version"])}
    assert counted - own == locked("run").items() - builds_the_package


def test_a_build_imports_nothing_that_only_checks_need() -> None:
    program = "import sys, guide.cli, site_build, guide.build; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "guide.build" in loaded
    assert [each for each in loaded if each == "pyphen" or each.startswith("guide.checks.")] == []


def test_an_installed_copy_holds_words_templates_and_fonts(tmp_path: Path) -> None:
    """A wheel, as a non-editable install uses, has every file of the package."""
    source = shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("*.egg-info", "*.pyc"))
    files = {each.relative_to(source).as_posix() for each in source.rglob("*") if each.is_file()}
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-build-isolation", "--no-deps"]
    subprocess.run([*build, "--wheel-dir", tmp_path, tmp_path], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert {"guide/words/plain.yml", "events.py"} < files
    assert files - set(zipfile.ZipFile(wheel).namelist()) == set()
