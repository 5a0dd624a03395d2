"""The ledger of the law: read with its mistakes, held against the pages, and never too old."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project
from guide.source.facts import Ledger, Period, aged, read_ledger, refuse_old
from guide.source.problems import SourceError
from guide.source.site import host
from guide.translation.dates import written
from lxml import html

from tests.sites import PAGES, build, make

FACT = """groups:
- id: times
  title: Times
  facts:
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
    file.write_text(one + one.partition("  facts:\n")[2], encoding="utf-8")
    with pytest.raises(SourceError, match='the fact "weeks" is on line 5 already; keep one'):
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


def test_the_guide_counts_as_the_law_does(project: Project) -> None:
    """Regulation 12 of SI 2021/401 begins the four weeks on the day after the notice: they end 28 days after it.

    Regulation 10 of SI 2021/406 begins the eight on the day of the notice: they end 55 days after it. An appeal on the
    working day that follows is still in time, but the guide does not count with that.
    """
    periods = {name: fact.period for name, fact in project.ledger.facts.items() if fact.period}
    assert periods == {"end-4-weeks": Period(4, "on the day after"), "appeal-8-weeks": Period(8, "on the day")}
    assert {name: period.days for name, period in periods.items()} == {"end-4-weeks": 28, "appeal-8-weeks": 55}


@pytest.mark.parametrize(
    ("period", "says"),
    [
        (
            "{weeks: 7, starts: today}",
            '"starts" of "period" of a fact is "today". Allowed: on the day',
        ),
        ("{weeks: 0, starts: on the day}", 'is "0"; write a whole number of weeks from 1 to 52'),
        ("{weeks: 8, starts: on the day}", 'the period of "weeks" is 8 weeks, and its claim does not say so'),
        ("{weeks: 7}", 'has no "starts"; add it'),
    ],
)
def test_a_mistake_in_a_period_is_named(tmp_path: Path, period: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        ledger(tmp_path, checked=f"2026-11-20\n    period: {period}")
    assert says in str(caught.value)


def test_pages_and_ledger_are_held_against_each_other(tmp_path: Path) -> None:
    project = make(tmp_path, PAGES | {"second.md": PAGE % "week"})
    ledger(tmp_path / "docs")
    assert [str(each).partition(": ")[2] for each in check(Project(project.root), ["law"])] == [
        'no page states the fact "weeks"; put fact=weeks behind the block that does, or take it out (law)',
        'no fact "week" is in docs/facts.yml. Did you mean "weeks"? (law)',
    ]


def test_readers_see_when_the_rules_of_a_page_were_checked_and_not_what_ties_a_block_to_the_ledger(
    tmp_path: Path,
) -> None:
    """The day stands before what comes next, in the language of its sentence; a page without rules has none."""
    said = {"ar": {"We checked these rules on {date}.": "راجعنا هذه القواعد في {date}."}}
    make(tmp_path, PAGES | {"second.md": PAGE % "weeks" + "\n## Next {#next}\n"}, ("en", "ar", "pl"), said)
    ledger(tmp_path / "docs")
    site = build(tmp_path)
    for path, day in (("", "20 November 2026"), ("ar/", "20 نوفمبر 2026"), ("pl/", "20 November 2026")):
        page = site.source(f"{path}second/")
        assert "seven weeks" in page
        assert "fact=" not in page
        assert page.index("seven weeks") < page.index(day) < page.index("id=next")
        assert "2026" not in site.source(path)
    assert not (site.folder / "facts.yml").exists()


def test_the_day_of_a_page_is_the_oldest_of_its_facts(tmp_path: Path) -> None:
    file = tmp_path / "facts.yml"
    one = FACT.format(grade="A", source="https://law.example/", checked="2026-11-20")
    two = one.partition("  facts:\n")[2].replace("weeks", "days").replace("2026-11-20", "2026-02-03")
    file.write_text(one + two, encoding="utf-8")
    found = read_ledger(file)
    assert found.oldest(["weeks", "days"]) == datetime.date(2026, 2, 3)
    assert found.oldest(["weeks"]) == datetime.date(2026, 11, 20)
    assert found.oldest([]) is None


def test_no_page_says_by_hand_when_a_rule_was_checked(project: Project) -> None:
    assert [page.path for page in project.pages if re.search(r"\bchecked on \d", page.body)] == []


@pytest.mark.parametrize("locale", ["en", "cy", "ar"])
def test_the_guide_shows_its_whole_ledger(project: Project, real_site: Path, locale: str) -> None:
    """Welsh readers are sent to the Welsh text; a link says which language it leads to where that is another."""
    language = project.site.language(locale)
    file = real_site / project.site.path(language, "about/sources/") / "index.html"
    page = html.document_fromstring(file.read_text(encoding="utf-8"))
    links = {each.get("href"): each.get("hreflang") for each in page.cssselect(".source a")}
    claims = [" ".join(each.text_content().split()) for each in page.cssselect("main div > ul > li")]
    assert claims == [fact.claim for fact in project.ledger.facts.values()]
    for fact in project.ledger.facts.values():
        source, spoken = (fact.source_cy, "cy") if locale == "cy" and fact.source_cy else (fact.source, "en")
        assert links[source] == (None if spoken == locale else spoken)
    assert written(fact.checked, language) in page.text_content()


def by_grade_b(found: Ledger) -> list[str]:
    """Return what CONTRIBUTING lists for an adviser: for each host, the facts that were read there."""
    hosts: dict[str, list[str]] = {}
    for fact in found.facts.values():
        if fact.grade == "B":
            hosts.setdefault(host(fact.source), []).append(f"`{fact.id}`")
    return [f"| {name} | {', '.join(ids)} |" for name, ids in hosts.items()]


def test_contributing_lists_the_facts_of_grade_b_and_no_others(project: Project) -> None:
    table = "\n".join(["| read at | facts |", "|---|---|", *by_grade_b(project.ledger), ""])
    text = (project.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"{table}\n" in text, f"put this into CONTRIBUTING.md:\n{table}"
