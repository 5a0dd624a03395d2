"""What pages and forms state of the law is held against the ledger, in every language."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project

from tests.sites import PAGES, make

FACT = """groups:
- id: times
  title: Times
  facts:
  - id: weeks
    claim: A council has 7 weeks to reconsider.
    grade: {grade}
    source: https://council.example/weeks
    checked: 2026-11-20
"""
TODAY = datetime.date(2026, 11, 27)


def problems(folder: Path, text: str, grade: str = "A", **translations: str) -> list[str]:
    """Return what the check says of a page with one block that states a fact, and of its translations."""
    page = f"{PAGES['second.md']}\n{text}\n{{: fact=weeks }}\n"
    return problems_of_page(folder, page, grade, {locale: {text: said} for locale, said in translations.items()})


def problems_of_page(
    folder: Path, page: str, grade: str = "A", translations: dict[str, dict[str, str]] | None = None
) -> list[str]:
    languages = ("en", *(translations or ()))
    make(folder, PAGES | {"second.md": page}, languages, translations)
    (folder / "docs" / "facts.yml").write_text(FACT.format(grade=grade), encoding="utf-8")
    return [str(each) for each in check(Project(folder, TODAY), ["law"])]


@pytest.mark.parametrize("text", ["You have 7 weeks.", "You have seven weeks.", "Seven (7) weeks, and 9 more."])
def test_a_block_that_holds_the_number_and_the_time_of_its_claim_is_left_alone(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("You have 6 weeks.", "6 weeks"), ("You have seven days.", "7 days"), ("Ask at once.", "no number")],
)
def test_a_block_that_says_another_number_or_time_is_refused(tmp_path: Path, text: str, found: str) -> None:
    assert problems(tmp_path, text) == [
        f'docs/second.md:12: the fact "weeks" says 7 weeks, and the text that states it says {found}; '
        "write 7 weeks here, or mend the claim in docs/facts.yml (law)"
    ]


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("cy", "Mae gennych chi saith wythnos.", "Mae gennych chi chwe wythnos."),
        ("ar", "لديكم سبعة أسابيع.", "لديكم ستة أسابيع."),
        ("pl", "Masz 7 tygodni.", "Masz sześć tygodni."),
    ],
)
def test_a_translation_is_held_to_the_claim_as_its_english_is(
    tmp_path: Path, locale: str, right: str, wrong: str
) -> None:
    """Where a language has no list of words, the number stands in digits."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    assert problems(good, "You have seven weeks.", **{locale: right}) == []
    (problem,) = problems(bad, "You have seven weeks.", **{locale: wrong})
    assert problem.startswith(f"translations/{locale}.po:")
    assert 'the fact "weeks" says 7 weeks' in problem


def test_another_time_is_refused_in_a_translation_too(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "You have 7 weeks.", cy="Mae gennych chi 7 diwrnod.")
    assert "says 7 days" in problem


def test_the_english_of_a_missing_translation_is_held_once(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "You have 6 weeks.", cy="")
    assert problem.startswith("docs/second.md:12:")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The council usually has 7 weeks.", ["link its source, https://council.example/weeks"]),
        (
            "You have [7 weeks](https://council.example/weeks).",
            ["write “usually”, or who says it: “council.example says”"],
        ),
        ("You usually have [7 weeks](https://council.example/a).", ["link its source"]),
        ("You usually have [7 weeks](https://council.example/weeks).", []),
        ("You have 7 weeks, [the council says](https://council.example/weeks).", []),
    ],
)
def test_a_block_with_a_fact_of_grade_b_links_its_source_and_says_that_it_is_so(
    tmp_path: Path, text: str, says: list[str]
) -> None:
    found = problems(tmp_path, text, "B")
    assert len(found) == len(says)
    assert all(each in problem for each, problem in zip(says, found, strict=True))


def test_each_of_two_blocks_that_state_one_fact_is_held_to_it(tmp_path: Path) -> None:
    texts = ("You have seven weeks.", "Seven weeks is the limit.", "It is seven weeks.")
    page = PAGES["second.md"] + "".join(f"\n{text}\n{{: fact=weeks }}\n" for text in texts)
    welsh = dict(zip(texts, ("Saith wythnos.", "Chwe wythnos.", "Saith wythnos."), strict=True))
    (problem,) = problems_of_page(tmp_path, page, translations={"cy": welsh})
    catalogue = (tmp_path / "translations" / "cy.po").read_text(encoding="utf-8").splitlines()
    line = 1 + catalogue.index('msgstr "Chwe wythnos."')
    assert problem.startswith(f'translations/cy.po:{line}: the fact "weeks" says 7 weeks, and the text that states it ')


FORM = """---
title: Letter
description: A letter.
template: form.html
form:
  audience: parent
  minutes: 5
  intro: Write.
  sections:
    - title: You
      fields:
        - type: choice
          id: about
          label: What is it about?
          help: You usually have {weeks} weeks.
          options: ["2", "7"]
          fact: weeks
---
# Letter {{#letter}}
"""


def test_a_form_is_held_to_its_facts_like_a_page(tmp_path: Path) -> None:
    """Its line is that of the key `fact`; the options of the same field are texts like its help."""
    (problem,) = problems_of_page(tmp_path, FORM.format(weeks=6))
    assert problem.startswith('docs/second.md:17: the fact "weeks" says 7 weeks')


def test_a_section_is_held_to_its_fact_by_its_own_words_alone(tmp_path: Path) -> None:
    """Its fields say what they state by themselves."""
    form = FORM.replace("          fact: weeks\n", "").format(weeks=7)
    for title, found in (("Within seven weeks", 0), ("You", 1)):
        folder = tmp_path / str(found)
        folder.mkdir()
        page = form.replace("- title: You\n", f"- title: {title}\n      fact: weeks\n")
        assert len(problems_of_page(folder, page)) == found


def test_a_fact_of_grade_b_that_a_form_states_stands_on_a_page_with_its_link(tmp_path: Path) -> None:
    (problem,) = problems_of_page(tmp_path, FORM.format(weeks=7), "B")
    assert problem == (
        'docs/second.md:17: the fact "weeks" is of grade B; state it on a page, too, with a link to '
        "https://council.example/weeks (law)"
    )


def test_a_fact_behind_what_is_not_translated_states_nothing(tmp_path: Path) -> None:
    (problem,) = problems_of_page(tmp_path, f"{PAGES['second.md']}\n7 weeks\n{{: fact=weeks translate=no }}\n")
    assert "says no number" in problem


def test_what_the_real_guide_states_in_forms_is_tied_to_the_ledger(project: Project) -> None:
    tied = {name for found in project.statements.values() for each in found if each.in_form for name in each.facts}
    assert {"school-35-days", "end-4-weeks", "no-diagnosis", "disagreement-help"} <= tied
