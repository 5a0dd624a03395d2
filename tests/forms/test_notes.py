"""Translators learn what each text of a form is: who fills it in, and what belongs to what."""

from __future__ import annotations

from pathlib import Path

from guide.forms.model import texts
from guide.forms.notes import notes
from guide.project import Project

ROOT = Path(__file__).parent.parent.parent


def test_every_text_of_every_form_has_a_note_in_the_order_of_the_texts() -> None:
    for form in Project(ROOT).forms.values():
        found = list(notes(form))
        assert [text for text, _ in found] == texts(form)
        assert all(form.title.text in note and not note.endswith(": ") for _, note in found)


def test_a_note_says_who_reads_what_it_is_and_where_it_belongs() -> None:
    forms = Project(ROOT).forms
    of_a_child = dict(notes(forms["docs/forms/my-views.md"]))
    assert of_a_child["My family"] == (
        "form “My views”, a child fills it in (I and you are the child): an answer to choose, "
        "under “Who may read this page?”"
    )
    assert "names a box to draw in" in of_a_child["My picture of school"]
    assert "a parent fills it in" in dict(notes(forms["docs/forms/letter-council.md"]))["Date: {today}"]
