"""Letters on paper: both languages beside each other, with room to write, and valid in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.forms.model import Form
from guide.paper.editions import Edition
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import language

from tests.paper.papers import pages, read_back, words_of, written
from tests.paper.scripts import PLANNED, sample_printer
from tests.paper.verapdf import Validator

EDITIONS = [
    Edition(language("en")),
    Edition(language("en"), size=18),
    Edition(language("ar"), second=language("en")),
    Edition(language("ur"), second=language("en")),
]


@pytest.fixture(scope="module")
def printer(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return sample_printer(project.site, tmp_path_factory.mktemp("cache"), PLANNED)


@pytest.fixture
def letter_form(project: Project) -> Form:
    return project.forms["docs/forms/letter-help.md"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.file_name("letter"))
def test_a_letter_is_valid_and_reads_back(
    tmp_path: Path, printer: Printer, letter_form: Form, validator: Validator, edition: Edition
) -> None:
    file = written(tmp_path, printer, letter_form, edition)
    assert validator.failures(file) == []
    expected = words_of(printer.translated(letter_form, language("en")))
    assert (expected - read_back(file)).total() <= 0.01 * expected.total()


def test_no_place_s_name_is_printed(tmp_path: Path, printer: Printer, letter_form: Form) -> None:
    assert "{" not in "".join(pages(written(tmp_path, printer, letter_form, EDITIONS[2])))


def test_a_letter_stands_on_a_side_of_its_own(tmp_path: Path, printer: Printer, letter_form: Form) -> None:
    letter, rest = pages(written(tmp_path, printer, letter_form, EDITIONS[0]))
    assert letter_form.sections[-1].title.text not in letter
    assert letter_form.sections[-1].title.text in rest


def test_no_letter_has_an_edition_to_fill_in_on_a_screen(printer: Printer, letter_form: Form) -> None:
    assert not any(each.fillable for each in printer.editions(letter_form, language("en")))
