"""Notes for translators: a short text says what it is, who reads it and what follows; each note has a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check
from guide.cli import main
from guide.project import Project
from guide.source.problems import SourceError
from guide.translation.notes import FILE

from tests.forms.examples import every_field_page
from tests.sites import ROOT, make

WORDS = """---
title: Words
description: Words explained.
audience: staff
---
# Words you will hear {#words}

notice {#notice}
:   An **official** letter. It says “no”.

Time
:   There is little of it.

## What next {#next}

- [Get ready](plan.md#day)
- [Elsewhere](https://example.org)
"""

PLAN = """---
title: Plan
description: How to plan.
---
# Get ready for it {#plan}

Children notice it. Keep the notice. You write time down.

## On the day {#day}

- Take a pen with you.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a project with terms, links, headings and a form, all of whose frame has notes."""
    make(tmp_path, {"index.md": WORDS, "plan.md": PLAN, "form.md": every_field_page()})
    return tmp_path


def kinds(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return what translators are told of each text."""
    return {each.key: each.kinds for each in Project(folder).strings.messages}


def found(folder: Path) -> dict[str, str]:
    """Return what the check says, by the file it says it of."""
    return {each.file: each.message for each in check(Project(folder), ["notes"])}


def test_a_short_text_says_where_it_stands_who_reads_it_and_what_follows(folder: Path) -> None:
    said = kinds(folder)
    assert said["notice"] == (
        "term on the page “Words” (staff read it), under “Words you will hear”; its explanation follows: "
        "“An official letter. It says ‘no’.”; used so: “Keep the notice.”",
    )
    assert said["On the day"] == ("heading on the page “Plan” (parents read it); what follows: “Take a pen with you.”",)
    assert said["Plan"] == (
        "title of a page (parents read it), in menus, in links and in results of the search; "
        "what the page is for: “How to plan.”",
    )
    assert said["[Get ready](plan.md#day)"] == (
        "link on the page “Words” (staff read it), under “What next”: it opens the page “Plan”",
    )
    assert said["[Elsewhere](https://example.org)"] == (
        "list item on the page “Words” (staff read it), under “What next”",
    )


def test_a_label_of_a_list_is_not_looked_for_in_sentences_and_a_long_text_has_its_kind_alone(folder: Path) -> None:
    said = kinds(folder)
    assert said["Time"][0].endswith("; its explanation follows: “There is little of it.”")
    assert said["Take a pen with you."] == ("list item",)


def test_what_a_person_wrote_comes_first(folder: Path) -> None:
    (folder / FILE).write_text("notice: noun, a letter\nSearch: verb\n", encoding="utf-8")
    said = kinds(folder)
    assert said["notice"][0] == "noun, a letter"
    assert said["notice"][1].startswith("term on the page “Words”")
    assert said["Search"] == ("verb", "page frame")


def test_a_text_of_many_pages_is_told_by_its_kind(tmp_path: Path) -> None:
    page = "---\ntitle: {0}\ndescription: D\n---\n# {0} {{#t}}\n\n## What next {{#next}}\n\nGo {0}.\n"
    pages = {name: page.format(name[0]) for name in ("index.md", "b.md", "c.md", "d.md")}
    make(tmp_path, pages)
    assert kinds(tmp_path)["What next"] == ("heading",)


def test_a_form_s_page_names_those_who_fill_it_in(folder: Path) -> None:
    form = Project(folder).forms["docs/form.md"]
    reads = {"parent": "parents read it", "child": "a child reads it", "staff": "staff read it"}
    assert f"({reads.get(form.audience, 'parents and staff read it')})" in kinds(folder)[form.title.text][0]


def test_a_short_text_that_nobody_explains_is_named_with_its_line(folder: Path) -> None:
    (folder / FILE).write_text("notice: noun, a letter\nOn the day: time\n", encoding="utf-8")
    named = [str(each) for each in check(Project(folder), ["notes"])]
    assert any(each.startswith('docs/index.md:11: "Time" has fewer than 4 words; say in ') for each in named)
    assert any(each.startswith('overrides/form.html: "Print" ') for each in named)
    assert not [each for each in named if '"notice"' in each or "On the day" in each or "Get ready" in each]


def test_a_word_with_a_context_and_a_text_of_a_form_explain_themselves(folder: Path) -> None:
    page = (folder / "docs" / "plan.md").read_text(encoding="utf-8")
    (folder / "docs" / "plan.md").write_text(page.replace("{#day}", '{#day data-context="of the meeting"}'), "utf-8")
    said = " ".join(str(each) for each in check(Project(folder), ["notes"]))
    assert "On the day" not in said
    assert "A short text" not in said
    assert "docs/form.md" not in said


def test_a_note_whose_text_is_gone_is_refused(folder: Path) -> None:
    (folder / FILE).write_text("# ours\nOn the days: time\n", encoding="utf-8")
    assert found(folder)[FILE] == (
        'the guide has no text "On the days". Did you mean "On the day"? Mend the text, or delete the note'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [("Plan: [a]\n", '"Plan" of'), ("- a\n", "write keys with values"), ("Plan: a\nPlan: b\n", "is given twice")],
)
def test_notes_that_cannot_be_read_stop_a_build(folder: Path, text: str, message: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        Project(folder).read()


def test_an_update_writes_the_notes_into_every_catalogue(folder: Path) -> None:
    (folder / FILE).write_text("notice: noun, a letter\n", encoding="utf-8")
    assert main(["--project", str(folder), "update"]) == 0
    assert "#. noun, a letter\n#. term on" in (folder / "translations" / "ar.po").read_text(encoding="utf-8")


def test_every_short_text_of_the_guide_is_explained_and_a_guide_without_notes_has_not_begun(folder: Path) -> None:
    assert Project(ROOT).notes
    assert check(Project(ROOT), ["notes"]) == check(Project(folder), ["notes"]) == []
