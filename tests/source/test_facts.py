"""The ledger of the law: read with its mistakes, held against the pages, and never too old."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project
from guide.source.facts import Ledger, aged, read_ledger, refuse_old
from guide.source.problems import SourceError

from tests.sites import PAGES, build, make

FACT = """facts:
  - id: weeks
    claim: The council has 7 weeks.
    grade: {grade}
    source: {source}
    checked: {checked}
"""
PAGE = PAGES["second.md"] + "\nYou have seven weeks.\n{: fact=%s }\n"


def ledger(folder: Path, **changes: str) -> Ledger:
    file = folder / "facts.yml"
    values = {"grade": "A", "source": "https://law.example/7", "checked": "2026-11-20"} | changes
    file.write_text(FACT.format(**values), encoding="utf-8")
    return read_ledger(file)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"grade": "C"}, '"grade" of a fact is "C"; write A if it was read in the law'),
        ({"source": "law.example"}, 'is "law.example"; write the address of the source, beginning with https://'),
        ({"checked": "yesterday"}, '"checked" of a fact is "yesterday"'),
    ],
)
def test_a_mistake_in_the_ledger_is_named(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    with pytest.raises(SourceError) as caught:
        ledger(tmp_path, **changes)
    assert says in str(caught.value)


def test_a_fact_given_twice_is_named(tmp_path: Path) -> None:
    file = tmp_path / "facts.yml"
    one = FACT.format(grade="A", source="https://law.example/", checked="2026-11-20")
    file.write_text(one + one.partition("\n")[2], encoding="utf-8")
    with pytest.raises(SourceError, match='the fact "weeks" is on line 2 already; keep one'):
        read_ledger(file)


@pytest.mark.parametrize(
    ("today", "reported", "refused"),
    [("2026-11-20", 0, 0), ("2027-11-20", 0, 0), ("2027-11-21", 1, 0), ("2028-11-20", 1, 1), ("2026-11-19", 1, 1)],
)
def test_a_fact_grows_old(tmp_path: Path, today: str, reported: int, refused: int) -> None:
    """After a year it is reported, after two it stops a build; a day to come is a mistake at once."""
    found, day = ledger(tmp_path), datetime.date.fromisoformat(today)
    assert len(list(aged(found, day))) == reported
    if refused:
        with pytest.raises(SourceError):
            refuse_old(found, day)
    else:
        refuse_old(found, day)


def test_pages_and_ledger_are_held_against_each_other(tmp_path: Path) -> None:
    project = make(tmp_path, PAGES | {"second.md": PAGE % "week"})
    ledger(tmp_path / "docs")
    assert [str(each).partition(": ")[2] for each in check(Project(project.root), ["law"])] == [
        'no page states the fact "weeks"; put fact=weeks behind the block that does, or take it out (law)',
        'no fact "week" is in docs/facts.yml. Did you mean "weeks"? (law)',
    ]


def test_readers_do_not_load_what_ties_a_block_to_the_ledger(tmp_path: Path) -> None:
    make(tmp_path, PAGES | {"second.md": PAGE % "weeks"})
    ledger(tmp_path / "docs")
    site = build(tmp_path)
    for path in ("second/", "ar/second/"):
        assert "seven weeks" in site.source(path)
        assert "fact=" not in site.source(path)
    assert not (site.folder / "facts.yml").exists()


def test_the_guide_shows_its_whole_ledger(project: Project, real_site: Path) -> None:
    page = (real_site / "about" / "sources" / "index.html").read_text(encoding="utf-8")
    assert project.ledger.facts
    for fact in project.ledger.facts.values():
        assert f'href="{fact.source}"' in page
