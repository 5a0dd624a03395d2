"""Printed forms: valid PDF/UA in every edition, readable back, and never with a missing letter."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from guide.forms.model import Form, Text, _map_texts, has_pictures, translate
from guide.kept import Store
from guide.paper.codes import qr_code
from guide.paper.editions import LARGE_SIZE, Edition, editions
from guide.paper.press import PRINT, Press, open_press
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import language
from guide.source.logo import Logo
from guide.source.problems import SourceError
from guide.source.publisher import Alnco, Publisher

from tests.forms.examples import every_field
from tests.paper.papers import actual_texts, most_sides, pages, read_back, run, words, words_of, written
from tests.paper.scripts import many_languages
from tests.paper.verapdf import Validator


@pytest.fixture(scope="session")
def printer(project: Project) -> Printer:
    return Printer(project.site, project.lookup, open_press(project.root), project.colours)


@pytest.fixture(scope="session")
def files(real_site: Path) -> list[Path]:
    return sorted(real_site.rglob("*.pdf"))


@pytest.fixture(scope="session")
def shown() -> Callable[[Path], list[str]]:
    """Return what gives the text of each page of a file that does not change: poppler reads it once."""
    return cache(pages)


@pytest.fixture(scope="session")
def sheets(project: Project, printer: Printer, real_site: Path) -> dict[Path, tuple[Form, Edition]]:
    """Every form's sheets in the built site."""
    return {
        real_site / project.site.path(each, f"forms/{form.slug}") / edition.file_name(form.slug): (form, edition)
        for form in project.forms.values()
        for each in project.site.languages
        for edition in printer.editions(form, each)
    }


def test_the_names_of_editions_never_change(project: Project) -> None:
    site = many_languages(project.site)
    names = {
        each.locale: [edition.file_name("prepare") for edition in editions(site, each)] for each in site.languages[:5]
    }
    assert names["en"] == ["prepare-en.pdf", "prepare-en-fillable.pdf", "prepare-en-cy.pdf", "prepare-en-large.pdf"]
    assert names["cy"] == ["prepare-cy.pdf", "prepare-cy-fillable.pdf", "prepare-cy-en.pdf", "prepare-cy-large.pdf"]
    assert names["ar"] == ["prepare-ar-en.pdf", "prepare-ar.pdf", "prepare-ar-cy.pdf", "prepare-ar-large.pdf"]
    assert names["ku-Arab"][0] == "prepare-ku-Arab-en.pdf"


def test_a_guide_without_welsh_has_no_edition_with_it(project: Project) -> None:
    site = many_languages(project.site, ("en", "pl"))
    assert [edition.file_name("x") for edition in editions(site, site.languages[1])] == [
        "x-pl-en.pdf",
        "x-pl.pdf",
        "x-pl-large.pdf",
    ]


def test_every_form_is_printed_in_every_edition(sheets: dict[Path, tuple[Form, Edition]]) -> None:
    assert sheets
    assert [file for file in sheets if not file.exists()] == []


PARTS = 4  # in how many parts all files are looked at, so that one can see how far it is


@pytest.mark.first
@pytest.mark.parametrize("part", range(PARTS))
def test_every_file_is_valid_pdf_ua(validator: Validator, files: list[Path], part: int) -> None:
    found = {file: validator.failures(file) for file in files[part::PARTS]}
    assert found
    assert {file: failures for file, failures in found.items() if failures} == {}
    assert validator.rules == 106


def test_the_validator_finds_a_fault(validator: Validator, tmp_path: Path, files: list[Path]) -> None:
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(files[0]) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    assert validator.failures(broken)


@pytest.mark.parametrize(
    "edition",
    [
        Edition(language("en")),
        Edition(language("en"), size=18),
        Edition(language("en"), fillable=True),
        Edition(language("cy"), second=language("en")),
        Edition(language("ar")),
        Edition(language("ar"), second=language("en")),
        Edition(language("ar"), size=18),
    ],
    ids=lambda edition: edition.file_name("x"),
)
def test_every_field_type_is_valid_pdf_ua(
    tmp_path: Path, printer: Printer, validator: Validator, edition: Edition
) -> None:
    assert validator.failures(written(tmp_path, printer, every_field(), edition)) == []


def test_the_text_of_every_sheet_reads_back(
    printer: Printer, sheets: dict[Path, tuple[Form, Edition]], shown: Callable[[Path], list[str]]
) -> None:
    for file, (form, edition) in sheets.items():
        printed = words("\n".join(shown(file)))
        for each in edition.languages:
            expected = words_of(printer.translated(form, each))
            found = words(" ".join(actual_texts(file))) if each.tag == "ur" else printed
            allowed = 0.1 if each.script in ("Arab", "Beng") else 0.01  # poppler parts some of their words
            most = max(2, allowed * expected.total())
            assert (expected - found).total() <= most, (file.name, expected - found)


def test_a_long_word_in_the_head_of_a_table_gets_its_room(tmp_path: Path, printer: Printer, project: Project) -> None:
    form = project.forms["docs/forms/agreed-actions.md"]
    long = translate(form, lambda msgid: "Acknowledgements" if msgid == "How we will know" else None, "en")
    file = written(tmp_path, printer, long, Edition(language("en"), size=LARGE_SIZE))
    assert words_of(long) - read_back(file) == {}
    first_page = run("pdftotext", "-bbox", "-l", "1", file, "-")
    boxes = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', first_page)
    lines = sorted((float(top), float(left), float(right)) for left, top, right in boxes)
    beside = [(one, other) for one, other in pairwise(lines) if one[0] == other[0]]
    assert len(beside) > 10
    assert [(one, other) for one, other in beside if one[2] > other[1]] == [], "no word runs into the next column"


def test_sheets_are_a4_with_title_and_language(printer: Printer, sheets: dict[Path, tuple[Form, Edition]]) -> None:
    for file, (form, edition) in sheets.items():
        with pikepdf.open(file) as pdf:
            assert {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}
            assert str(pdf.docinfo.Title) == printer.translated(form, edition.language).title.text
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == edition.language.tag


def test_sheets_have_few_sides(sheets: dict[Path, tuple[Form, Edition]]) -> None:
    for file, (form, edition) in sheets.items():
        assert sides(file) <= most_sides(form, edition), file.name
    assert sides(next(file for file in sheets if file.name == "prepare-en.pdf")) == 1


def sides(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_no_letter_is_smaller_than_12_pt_and_none_in_the_foot_than_10(files: list[Path]) -> None:
    """On a poster of many languages, all on one side, none is smaller than 10 pt: who cannot read it scans its code."""
    sizes = {file: list(letters(file)) for file in files}
    for file, found in sizes.items():
        assert found, file.name
        least = 10 if file.name == "poster.pdf" else 12
        assert [(size, height) for size, height in found if size < (least if height > 72 else 10)] == [], file.name
    assert {10, 12} <= {size for found in sizes.values() for size, _ in found}


def letters(file: Path) -> Iterator[tuple[float, float]]:
    """Yield the size of each run of letters, and how high it stands on the page, in points."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            content = page.obj.Contents.read_bytes().decode("latin-1")
            for height, size in re.findall(r"1 0 0 -1 \S+ (\S+) cm[^\n]*\nBT[^\n]*?/f\d+ (\S+) Tf", content):
                yield float(size), float(height)


def test_large_print_is_18_pt(files: list[Path]) -> None:
    for file in files:
        if "-large" in file.name:
            assert min(size for size, height in letters(file) if height > 72) >= 18, file.name


def test_no_page_ends_with_the_title_of_a_section(
    printer: Printer, sheets: dict[Path, tuple[Form, Edition]], shown: Callable[[Path], list[str]]
) -> None:
    for file, (form, edition) in sheets.items():
        beside = [printer.translated(form, each) for each in edition.languages]
        titles = {word for each in beside for section in each.sections for word in [section.title.text.split()[-1]]}
        for page in shown(file):
            lines = [line.split() for line in page.splitlines() if line.strip()]
            foot = next(at for at, line in enumerate(lines) if "working-together.example" in " ".join(line))
            first_of_foot = foot - 1 if " ".join(lines[foot - 1]) in {each.title.text for each in beside} else foot
            last = lines[first_of_foot - 1]
            assert not (set(last) & titles and is_title(" ".join(last), beside)), (file.name, last)


def is_title(line: str, forms: list[Form]) -> bool:
    return any(line == section.title.text for form in forms for section in form.sections)


def test_the_footer_says_where_the_sheet_comes_from(tmp_path: Path, project: Project) -> None:
    publisher = Publisher("Ysgol y Bryn", contact="alnco@bryn.example")
    named = dataclasses.replace(project.site, url="https://working-together.example/", publisher=publisher)
    printer = Printer(named, project.lookup, Press(Store(tmp_path)), project.colours)
    text = run("pdftotext", "-layout", written(tmp_path, printer, every_field(), Edition(language("en"))), "-")
    assert "Page 1 of 2" in text
    assert "working-together.example/forms/every-field" in text
    assert "Ysgol y Bryn · alnco@bryn.example" in text


def test_from_its_second_page_on_the_foot_names_the_form(tmp_path: Path, printer: Printer) -> None:
    first, second = pages(written(tmp_path, printer, every_field(), Edition(language("en"))))
    assert first.count("Every field") == 1
    assert "Every field" in second.splitlines()[-3:][0] + second.splitlines()[-2] + second.splitlines()[-1]


def test_nothing_is_invented_where_no_publisher_is_named(tmp_path: Path, project: Project) -> None:
    nobody = dataclasses.replace(project.site, url="https://working-together.example/", publisher=Publisher())
    printer = Printer(nobody, project.lookup, Press(Store(tmp_path)), project.colours)
    first, _ = pages(written(tmp_path, printer, every_field(), Edition(language("en"))))
    footer = first.splitlines()[-2:]
    named, here = sorted(footer, key=lambda line: "Page 1 of" in line)
    assert named.strip() == "Working together"
    assert here.split() == ["Page", "1", "of", "2", "working-together.example/forms/every-field"]


def test_a_missing_letter_stops_the_build_with_its_text_and_language(tmp_path: Path, printer: Printer) -> None:
    form = every_field()
    amharic = translate(form, lambda msgid: "ስብሰባ" if msgid == form.title.text else None, "en")
    assert amharic.title == Text("ስብሰባ", "en")
    with pytest.raises(SourceError) as caught:
        written(tmp_path, printer, amharic, Edition(language("en")))
    assert str(caught.value).startswith(
        'docs/forms/every-field.md: every-field-en.pdf cannot be printed: no font has "ስ" (U+1235) in "ስብሰባ" (en)'
    )


def test_a_school_stands_on_its_sheets_with_alnco_and_logo(
    tmp_path: Path, project: Project, validator: Validator
) -> None:
    """In every language, and whole: the longest texts that are allowed do not leave the page."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><circle cx="30" cy="30" r="30"/></svg>'
    alnco = Alnco("Mrs " + "Prys-Jones " * 5, "alnco." + "bryn" * 10 + "@bryn.example")
    publisher = Publisher(
        "Ysgol " + "y Bryn " * 7,
        "1 Road",
        "office." + "b" * 40 + "@bryn.example",
        alnco,
        Logo("x.svg", "svg", picture, 120, 60),
    )
    printer = Printer(
        dataclasses.replace(project.site, publisher=publisher), project.lookup, Press(Store(tmp_path)), project.colours
    )
    for edition in (Edition(language("en")), Edition(language("ar"), language("en"))):
        file = written(tmp_path, printer, every_field(), edition)
        text = "".join(run("pdftotext", file, "-").split())
        assert "ALNCo" in text
        assert "".join(publisher.contact.split()) in text
        assert "".join(alnco.contact.split()) in text
        assert validator.failures(file) == []
        lowest = max(map(float, re.findall(r'yMax="([\d.]+)"', run("pdftotext", "-bbox", file, "-"))))
        assert lowest < 842 - 10, "nothing is cut off at the edge of the paper"


@pytest.mark.parametrize(("checked", "key"), [("none", "draft"), ("some", "partly"), ("all", None)])
def test_a_sheet_says_of_its_translation_what_the_page_says(
    tmp_path: Path, project: Project, checked: str, key: str | None
) -> None:
    welsh = language("cy")
    printer = Printer(
        project.site,
        project.lookup,
        open_press(project.root),
        project.colours,
        lambda of, source: checked if of == welsh and source == "docs/forms/every-field.md" else "all",
    )
    text = " ".join(pages(written(tmp_path, printer, every_field(), Edition(welsh, language("en"))))[0].split())
    said = {each for each in ("draft", "partly") if printer.label(each, welsh).text in text}
    assert said == ({key} if key else set())


def test_a_picture_before_a_question_makes_no_sheet_longer(project: Project, printer: Printer) -> None:
    form = project.forms["docs/forms/prepare.md"]

    without = _map_texts(form, lambda text: Text(text.text, text.lang))
    assert has_pictures(form)
    sheets = [printer.sheet(each, "forms/prepare/", Edition(language("en")), "a test") for each in (form, without)]
    assert sheets[0].sides == sheets[1].sides


def test_a_letter_missing_from_the_foot_is_traced_to_the_publisher(tmp_path: Path, project: Project) -> None:
    named = dataclasses.replace(project.site, publisher=Publisher("学校"))
    (tmp_path / "mkdocs.yml").write_text("extra:\n  publisher: {name: 学校}\n", encoding="utf-8")
    printer = Printer(named, project.lookup, Press(Store(tmp_path), tmp_path), project.colours)
    said = r'^mkdocs.yml:2: .* no font has "学" \(U\+5B66\) in what mkdocs.yml says of the publisher'
    with pytest.raises(SourceError, match=said):
        written(tmp_path, printer, every_field(), Edition(language("en")))


def test_a_script_without_a_font_is_named(project: Project, tmp_path: Path) -> None:
    printer = Printer(project.site, lambda _: str, Press(Store(tmp_path)), project.colours)
    with pytest.raises(SourceError, match="no font for the script Ethi of am"):
        printer.sheet(every_field(), "forms/x/", Edition(language("am")), "docs/forms/x.md")


def test_several_pages_have_bookmarks(sheets: dict[Path, tuple[Form, Edition]]) -> None:
    for file, (form, edition) in sheets.items():
        with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
            (title,) = outline.root
            if form.letters:  # each letter has a heading in the place of its questions
                assert title.children, (file.name, edition)
            else:
                assert len(title.children) == len(form.sections), (file.name, edition)


def test_the_code_is_an_svg_with_its_quiet_zone() -> None:
    code = qr_code("https://working-together.example/forms/prepare/")
    assert code.startswith("<svg")
    assert "https" not in re.sub(r'xmlns="[^"]*"', "", code), "drawn, not written"


def test_fonts_stay_with_the_template(real_site: Path) -> None:
    assert [file.name for file in real_site.rglob("*.ttf")] == []
    assert (PRINT / "fonts" / "OFL.txt").exists()


def test_a_phone_number_keeps_its_order_on_an_arabic_sheet(project: Project, tmp_path: Path) -> None:
    """Of the heading and of the school's contact: each group stands to the right of the one before it."""
    site = dataclasses.replace(project.site, publisher=Publisher(name="مدرسة", contact="017 2500 6789"))
    words = {"Every field": "اتصلوا على 029 2000 1234"}
    printer = Printer(site, lambda _: words.get, open_press(project.root), project.colours)
    sheet = written(tmp_path, printer, every_field(), Edition(language("ar")))
    boxes = run("pdftotext", "-bbox", "-l", "1", sheet, "-")
    for groups in (("029", "2000", "1234"), ("017", "2500", "6789")):
        edges = [float(re.findall(rf'xMin="([\d.]+)"[^>]*>{group}<', boxes)[0]) for group in groups]
        assert edges == sorted(edges)
