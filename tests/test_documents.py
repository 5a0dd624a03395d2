"""The documents name what there is: commands, keys and checks, each as the code has it."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from guide.checks import CHECKS
from guide.cli import main
from guide.forms.model import Form
from guide.source.pages import PageMeta

from tests.conftest import ROOT

OF_ITS_PAGE = {"title", "description", "slug"}
DOCUMENTS = ("README", "CONTRIBUTING", "TRANSLATING", "DEPLOYING")


def text(name: str) -> str:
    return (ROOT / f"{name}.md").read_text(encoding="utf-8")


def table(head: str) -> dict[str, list[str]]:
    """Return a table of CONTRIBUTING by the names in its first column: for each name, the other cells of its row."""
    rows = text("CONTRIBUTING").split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [row.strip("|").split("|") for row in rows]
    return {name: rest for first, *rest in cells for name in re.findall(r"`([^`]+)`", first)}


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit):
        main(["--help"])
    return re.findall(r"^    ([a-z][a-z-]*)(?:  |$)", capsys.readouterr().out, re.MULTILINE)


def key(name: str) -> str:
    return name.replace("_", "-")


def test_every_command_is_explained_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(table("command")) == commands(capsys)


@pytest.mark.parametrize("name", [*DOCUMENTS, "CHANGELOG"])
def test_a_document_tells_people_to_run_only_what_there_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text(name), re.MULTILINE)) <= set(targets)
    assert set(re.findall(r"`(?:\.venv/bin/)?guide ([a-z-]+)", text(name))) <= set(commands(capsys))


def test_every_key_of_front_matter_is_explained_and_no_other() -> None:
    assert list(table("key | what it says")) == [key(each.name) for each in fields(PageMeta)]


def test_every_key_of_a_form_is_explained_and_no_other() -> None:
    explained = table("key | what it is")
    assert list(explained) == [key(each.name) for each in fields(Form) if each.name not in OF_ITS_PAGE]


def test_every_check_is_explained_in_the_order_in_which_it_runs() -> None:
    assert tuple(table("check")) == CHECKS


def test_every_kind_of_need_is_explained() -> None:
    locks = {file.stem for file in (ROOT / "requirements").glob("*.txt")} - {"run"}
    assert locks <= set(re.findall(r"`([a-z]+)`", text("CONTRIBUTING")))
