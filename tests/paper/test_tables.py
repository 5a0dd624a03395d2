"""Tables on paper: their rows have the numbers that they have on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.forms.definition import read_form
from guide.forms.model import Form
from guide.paper.editions import Edition
from guide.paper.widgets import boxes
from guide.project import Project
from guide.source.languages import language
from guide.source.pages import parse_page

from tests.forms.examples import example, form_page
from tests.paper.papers import run, written
from tests.paper.scripts import sample_printer

WIDTH = 595.276  # of A4, in points


def numbers(pdf: Path) -> list[tuple[str, float]]:
    """Return the numbers on a sheet from top to bottom, each with its place across the page, from 0 to 1."""
    words = re.findall(r'<word xMin="(\S+)" .*?>(\d)</word>', run("pdftotext", "-bbox", pdf, "-"))
    return [(number, float(left) / WIDTH) for left, number in words]


@pytest.mark.parametrize("edition", ["alone", "beside", "large"])
@pytest.mark.parametrize(("locale", "edge"), [("cy", 0.1), ("ar", 0.9)])
def test_the_rows_of_a_table_are_numbered_where_the_language_begins(
    project: Project, tmp_path: Path, locale: str, edge: float, edition: str
) -> None:
    of = Edition(language(locale), language("en") if edition == "beside" else None, 18 if edition == "large" else 12)
    found = numbers(written(tmp_path, sample_printer(project.site, tmp_path / "cache"), form(), of))
    assert [number for number, _ in found if number in "123"][:3] == ["1", "2", "3"]
    assert all(abs(place - edge) < 0.05 for _, place in found[:3]), found


def test_one_row_has_no_number(project: Project, tmp_path: Path) -> None:
    file = written(tmp_path, sample_printer(project.site, tmp_path / "cache"), form(rows=1), Edition(language("en")))
    assert [place for _, place in numbers(file) if place < 0.1] == []


def test_a_field_of_a_table_says_which_row_it_is_of() -> None:
    questions = [place.question for place in boxes(form()).values()]
    assert questions[2:4] == ["What we agreed: 2. Who", "What we agreed: 2. What"]


def form(rows: int = 3) -> Form:
    """Return a form of one table, with two columns."""
    table = example("table")["example"] | {"rows": rows, "columns": ["Who", "What"]}
    found = read_form(parse_page(form_page(table), "docs/forms/every-field.md"))
    assert found is not None
    return found
