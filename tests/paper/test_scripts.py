"""Every script of the languages planned, and of those next in line, proved with sample words."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from guide.forms.model import texts
from guide.paper.editions import Edition
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import Language, language
from PIL import Image

from tests.conftest import ROOT
from tests.forms.examples import every_field
from tests.paper.papers import actual_texts, marked_languages, most_sides, read_back, words_of, written
from tests.paper.scripts import NEXT, PLANNED, many_languages, sample_lookup, sample_printer
from tests.paper.verapdf import Validator

LANGUAGES = [language(each) for each in (*PLANNED, *NEXT)]
RIGHT_TO_LEFT = [each for each in LANGUAGES if each.direction == "rtl"]
READ_BACK = {"Arab": 0.9, "Beng": 0.9, "Taml": 0.9, "Mlym": 0.9, "Guru": 0.9}


@pytest.fixture(scope="module")
def printer(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return sample_printer(project.site, tmp_path_factory.mktemp("cache"), (*PLANNED, *NEXT))


@pytest.fixture(params=LANGUAGES, ids=lambda each: each.locale)
def one(request: pytest.FixtureRequest) -> Language:
    return request.param  # type: ignore[no-any-return]


def test_samples_and_site_know_the_same_languages(project: Project) -> None:
    site = many_languages(project.site)
    assert {each.locale for each in project.site.languages} <= {each.locale for each in site.languages}
    assert [each.tag for each in RIGHT_TO_LEFT] == ["ar", "ckb", "fa", "ur"]


def test_a_sheet_beside_english_is_valid_and_marks_its_languages(
    tmp_path: Path, printer: Printer, validator: Validator, one: Language
) -> None:
    edition = Edition(one, second=printer.site.source if one.tag != "en" else None)
    file = written(tmp_path, printer, every_field(), edition)
    assert validator.failures(file) == []
    assert {each.split("-")[0] for each in marked_languages(file)} == {"en", one.tag.split("-")[0]}


@pytest.mark.parametrize("locale", ["cy", "pl", "uk", "zh-Hans"])
def test_a_sheet_to_fill_in_is_valid(tmp_path: Path, printer: Printer, validator: Validator, locale: str) -> None:
    """One of each font for what is typed."""
    assert validator.failures(written(tmp_path, printer, every_field(), Edition(language(locale), fillable=True))) == []


def test_a_sheet_alone_reads_back(tmp_path: Path, printer: Printer, one: Language) -> None:
    file = written(tmp_path, printer, every_field(), Edition(one))
    expected = words_of(printer.translated(every_field(), one))
    if one.tag == "ur":
        assert set(actual_texts(file)) >= set(texts(printer.translated(every_field(), one))) - {
            printer.translated(every_field(), one).description.text
        }
    else:
        missing = expected - read_back(file)
        assert missing.total() <= (1 - READ_BACK.get(one.script, 0.99)) * expected.total(), missing


# Of what the guide is written in, its own sheets are looked at.
OWN = {each.locale for each in Project(ROOT).site.languages}
TO_COME = [language(each) for each in PLANNED if each not in OWN] or [language(each) for each in NEXT]


@pytest.mark.parametrize("one", TO_COME, ids=lambda each: each.tag)
def test_standard_sheets_have_few_sides(project: Project, printer: Printer, one: Language) -> None:
    sides = {form: printer.sheet(form, "forms/x/", Edition(one), path).sides for path, form in project.forms.items()}
    assert {form.slug: each for form, each in sides.items() if each > most_sides(form, Edition(one))} == {}


def test_words_behind_letters_leave_no_link(tmp_path: Path, printer: Printer) -> None:
    file = written(tmp_path, printer, every_field(), Edition(language("ur")))
    with pikepdf.open(file) as pdf:
        assert [page for page in pdf.pages if "/Annots" in page.obj] == []
        assert b"said:" not in b"".join(bytes(str(each), "utf-8") for each in pdf.objects)


@pytest.mark.parametrize("one", RIGHT_TO_LEFT, ids=lambda each: each.tag)
def test_right_to_left_sheets_are_mirrored(tmp_path: Path, printer: Printer, one: Language) -> None:
    """The code stands at the left of the foot, and the ticks at the right of the page."""
    english = picture(written(tmp_path, printer, every_field(), Edition(language("en"))))
    mirrored = picture(written(tmp_path, printer, every_field(), Edition(one)))
    for page, (near, far) in ((english, ("right", "left")), (mirrored, ("left", "right"))):
        assert ink(page, near, top=0.92) > 4 * ink(page, far, top=0.92)


def picture(file: Path) -> Image.Image:
    command = ["pdftoppm", "-r", "40", "-l", "1", "-gray", "-png", str(file)]
    return Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))


def ink(page: Image.Image, side: str, top: float) -> int:
    """Count dark dots at one edge of the page, below a part of its height."""
    left = 0 if side == "left" else round(page.width * 0.83)
    part = page.crop((left, round(page.height * top), left + round(page.width * 0.17), page.height))
    return sum(part.histogram()[:128])


def test_sorani_and_urdu_say_which_language_they_are(tmp_path: Path, printer: Printer) -> None:
    for locale, tag in (("ku-Arab", "ckb"), ("ur", "ur"), ("zh-Hant", "zh-Hant")):
        with pikepdf.open(written(tmp_path, printer, every_field(), Edition(language(locale)))) as pdf:
            assert str(pdf.Root.Lang) == tag


def test_samples_hold_what_stands_in_braces() -> None:
    assert "{n}" in str(sample_lookup(language("bn"))("Page {n} of {m}"))
