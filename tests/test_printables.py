"""Printed forms: valid PDF/UA in every edition, readable back, and never with a missing letter."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from guide.forms import Form, Text, texts, translate
from guide.languages import language
from guide.printables import PRINT, Edition, Printer, editions, qr_code
from guide.problems import SourceError
from guide.project import Project
from guide.publisher import Publisher

from tests.test_forms import every_field
from tests.verapdf import Validator


@pytest.fixture(scope="session")
def printer(project: Project) -> Printer:
    return Printer(project.site, project.lookup)


@pytest.fixture(scope="session")
def validator() -> Validator:
    return Validator()


@pytest.fixture(scope="session")
def real_sheets(real_site: Path) -> list[Path]:
    return sorted(real_site.rglob("*.pdf"))


def run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def read_back(pdf: Path) -> Counter[str]:
    """Count the words that poppler finds."""
    return words(run("pdftotext", pdf, "-"))


def words(text: str) -> Counter[str]:
    """Count words; digits, marks above letters and invisible direction marks are left out."""
    letters = (each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) not in ("Mn", "Cf"))
    return Counter(re.findall(r"[^\W\d_]+", "".join(letters)))


def info(pdf: Path) -> dict[str, str]:
    lines = (line.partition(":") for line in run("pdfinfo", pdf).splitlines())
    return {key: value.strip() for key, _, value in lines}


def written(folder: Path, printer: Printer, form: Form, locale: str, second: str | None = None) -> Path:
    site = printer.site
    edition = Edition(site.language(locale), site.language(second) if second else None)
    sheet = printer.sheet(form, "forms/every-field/", edition, "docs/forms/every-field.md")
    file = folder / sheet.file_name
    file.write_bytes(sheet.pdf)
    return file


def test_every_form_is_printed_in_every_edition(project: Project, real_sheets: list[Path]) -> None:
    expected = {
        edition.file_name(form.slug)
        for form in project.forms.values()
        for each in project.site.languages
        for edition in editions(project.site, each)
    }
    assert {file.name for file in real_sheets} == expected
    assert {
        "prepare-en.pdf",
        "prepare-cy.pdf",
        "prepare-cy-en.pdf",
        "take-part-ar.pdf",
        "take-part-ar-en.pdf",
    } <= expected


def test_every_sheet_is_valid_pdf_ua(validator: Validator, real_sheets: list[Path]) -> None:
    assert real_sheets
    assert {file.name: validator.failures(file) for file in real_sheets} == {file.name: [] for file in real_sheets}
    assert validator.rules == 106


def test_the_validator_finds_a_fault(validator: Validator, tmp_path: Path, real_sheets: list[Path]) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(real_sheets[0].read_bytes().replace(b"pdfuaid:part", b"pdfuaid:port"))
    assert validator.failures(broken)


@pytest.mark.parametrize(("locale", "second"), [("en", None), ("cy", "en"), ("ar", None), ("ar", "en")])
def test_every_field_type_is_valid_pdf_ua(
    tmp_path: Path, printer: Printer, validator: Validator, locale: str, second: str | None
) -> None:
    assert validator.failures(written(tmp_path, printer, every_field(), locale, second)) == []


@pytest.mark.parametrize("locale", ["en", "cy"])
def test_the_text_of_every_sheet_reads_back(project: Project, real_site: Path, locale: str) -> None:
    folder = real_site if locale == "en" else real_site / locale
    for path, form in project.forms.items():
        shown = translate(form, project.lookup(project.site.language(locale)), locale)
        expected = sum((words(text) for text in texts(shown) if text != shown.description.text), Counter())
        found = read_back(folder / "forms" / form.slug / f"{form.slug}-{locale}.pdf")
        assert (expected - found).total() <= 0.01 * expected.total(), (path, expected - found)


def test_arabic_reads_back_nearly_whole(project: Project, real_site: Path) -> None:
    for form in project.forms.values():
        shown = translate(form, project.lookup(project.site.language("ar")), "ar")
        expected = sum((words(text) for text in texts(shown) if text != shown.description.text), Counter())
        found = read_back(real_site / "ar" / "forms" / form.slug / f"{form.slug}-ar.pdf")
        assert (expected - found).total() <= 0.1 * expected.total(), expected - found


def test_a_bilingual_sheet_has_both_languages(project: Project, real_site: Path) -> None:
    form = project.forms["docs/forms/prepare.md"]
    found = read_back(real_site / "cy" / "forms" / "prepare" / "prepare-cy-en.pdf")
    for locale in ("en", "cy"):
        shown = translate(form, project.lookup(project.site.language(locale)), locale)
        expected = sum((words(text) for text in texts(shown) if text != shown.description.text), Counter())
        assert not set(expected) - set(found)


def test_sheets_are_a4_with_title_and_language_and_few_sides(project: Project, real_sheets: list[Path]) -> None:
    titles = {form.slug: form.title for form in project.forms.values()}
    for file in real_sheets:
        facts = info(file)
        slug, locale = re.fullmatch(r"(.+?)-(en|cy|ar)(?:-en)?\.pdf", file.name).groups()  # type: ignore[union-attr]
        lookup = project.lookup(project.site.language(locale))
        assert facts["Page size"] == "595.276 x 841.89 pts (A4)"
        assert facts["Title"] == lookup(titles[slug].text)
        assert facts["Tagged"] == "yes"
        standard = file.name == f"{slug}-{locale}.pdf"
        assert int(facts["Pages"]) <= (2 if standard else 3), file.name
    assert info(next(file for file in real_sheets if file.name == "prepare-en.pdf"))["Pages"] == "1"


def test_the_footer_says_where_the_sheet_comes_from(tmp_path: Path, project: Project) -> None:
    publisher = Publisher("Ysgol y Bryn", contact="alnco@bryn.example")
    named = dataclasses.replace(project.site, url="https://working-together.example/", publisher=publisher)
    sheet = written(tmp_path, Printer(named, project.lookup), every_field(), "en")
    text = run("pdftotext", "-layout", sheet, "-")
    assert "Page 1 of 2" in text
    assert "working-together.example/forms/every-field" in text
    assert "Ysgol y Bryn · alnco@bryn.example" in text


def test_nothing_is_invented_where_no_publisher_is_named(tmp_path: Path, project: Project) -> None:
    nobody = dataclasses.replace(project.site, url="https://working-together.example/", publisher=Publisher())
    sheet = written(tmp_path, Printer(nobody, project.lookup), every_field(), "en")
    last_line = run("pdftotext", "-layout", "-l", "1", sheet, "-").split("\n")
    footer = next(line for line in last_line if "Page 1 of" in line)
    assert footer.split() == ["Page", "1", "of", "2", "working-together.example/forms/every-field"]


def test_a_missing_letter_stops_the_build_with_its_name(tmp_path: Path, printer: Printer) -> None:
    form = every_field()
    chinese = translate(form, lambda msgid: "会议" if msgid == form.title.text else None, "en")
    assert chinese.title == Text("会议", "en")
    with pytest.raises(SourceError, match=r"docs/forms/every-field\.md: every-field-en\.pdf cannot be printed: .*会"):
        written(tmp_path, printer, chinese, "en")


def test_a_script_without_a_font_is_named(project: Project, printer: Printer) -> None:
    with pytest.raises(SourceError, match="no font for the script Beng of bn"):
        printer.sheet(every_field(), "forms/x/", Edition(language("bn")), "docs/forms/x.md")


def test_two_builds_give_the_same_bytes(project: Project, real_sheets: list[Path]) -> None:
    again = Printer(project.site, project.lookup)
    form = project.forms["docs/forms/prepare.md"]
    edition = Edition(project.site.language("ar"), project.site.source)
    first = next(file for file in real_sheets if file.name == "prepare-ar-en.pdf")
    assert again.sheet(form, "forms/prepare/", edition, "x").pdf == first.read_bytes()


def test_the_code_is_an_svg_with_its_quiet_zone() -> None:
    code = qr_code("https://working-together.example/forms/prepare/")
    assert code.startswith("<svg")
    assert "https" not in re.sub(r'xmlns="[^"]*"', "", code), "drawn, not written"


def test_fonts_stay_with_the_template(real_site: Path) -> None:
    assert [file.name for file in real_site.rglob("*.ttf")] == []
    assert (PRINT / "fonts" / "OFL.txt").exists()
