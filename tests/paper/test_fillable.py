"""The edition to fill in on a screen: each question a field, named in full, in reading order; what is typed shows."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pikepdf
import pytest
from guide.paper.editions import FILLABLE, Edition
from guide.paper.press import open_press
from guide.paper.sheets import Printer
from guide.paper.tags import opened
from guide.paper.typed import FOLDER
from guide.paper.widgets import add_fields, boxes
from guide.project import Project
from guide.source.languages import language
from guide.translation.messages import without_context
from PIL import Image

from tests.forms.examples import every_field
from tests.paper.papers import pages, written
from tests.paper.viewers import differ, typed_in_pdfium, typed_in_poppler

# Letters of their own, of each font's languages; each must look different from all the others.
TYPED = {
    "cy": "wyŵŷâôŴŶẃẅ’",
    "pl": "zżŻłęĄșțĂğıİő",
    "uk": "иіїйґГгЄєЯя’",
    "zh-Hans": "会议问题学校，Aé7",
}


@pytest.fixture(scope="session")
def printer(project: Project) -> Printer:
    return Printer(project.site, project.lookup, open_press(project.root), project.colours)


@pytest.fixture
def file(tmp_path: Path, printer: Printer) -> Path:
    return written(tmp_path, printer, every_field(), Edition(language("en"), fillable=True))


@pytest.mark.parametrize("locale", TYPED)
def test_what_is_typed_appears(printer: Printer, tmp_path: Path, locale: str) -> None:
    """Each letter is drawn, and not as another one or as a letter that the font has not."""
    english = Printer(printer.site, lambda _: without_context, printer.press, printer.colours)
    pdf = written(tmp_path, english, every_field(), Edition(language(locale), fillable=True))
    field = next(name for name, box in boxes(every_field()).items() if box.kind == "lines")
    texts = ("", *TYPED[locale])
    in_pdfium = [typed_in_pdfium(pdf, field, text) for text in texts]
    in_poppler = [typed_in_poppler(pdf, field, text, tmp_path) for text in texts]
    for pictures in (in_pdfium, in_poppler):
        same = [pair for pair in itertools.combinations(zip(texts, pictures, strict=True), 2) if alike(*pair)]
        assert [(one[0], other[0]) for one, other in same] == []


def test_each_language_that_can_be_typed_has_one_font_with_a_width_for_each_of_its_codes() -> None:
    facts = [json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")]
    assert sorted(FILLABLE) == sorted(tag for each in facts for tag in each["languages"])
    for each in (each for each in facts if "differences" in each):
        assert all(each["widths"][int(code) - each["first"]] > 0 for code in each["differences"])


def test_a_box_of_one_line_takes_a_long_answer_to_its_end(file: Path, tmp_path: Path) -> None:
    """Its letters shrink, so that the last word can be seen."""
    field = next(name for name, box in boxes(every_field()).items() if box.kind == "line")
    answers = [f"{'Tomos Llywelyn ' * 6}{end}" for end in ("here", "there")]
    for here, there in (
        [typed_in_pdfium(file, field, text) for text in answers],
        [typed_in_poppler(file, field, text, tmp_path) for text in answers],
    ):
        assert differ(here, there)


def test_a_letter_that_the_font_has_not_is_seen_to_be_missing(real_site: Path, tmp_path: Path) -> None:
    """The reason why other scripts have no such edition, and the proof that the test above can fail."""
    pdf = real_site / "forms" / "prepare" / "prepare-en-fillable.pdf"
    empty, bengali = (typed_in_poppler(pdf, "goes-well:lines", text, tmp_path) for text in ("", "মিটিং"))
    assert not differ(empty, bengali)


def alike(one: tuple[str, Image.Image], other: tuple[str, Image.Image]) -> bool:
    return not differ(one[1], other[1])


def test_every_place_to_write_is_a_field_in_reading_order(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        widgets = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        assert [str(each.TU) for each in widgets] == [box.question for box in boxes(every_field()).values()]
        assert {str(page.obj.Tabs) for page in pdf.pages if "/Annots" in page.obj} == {"/S"}
        assert len({str(each.T) for each in pdf.Root.AcroForm.Fields}) == len(pdf.Root.AcroForm.Fields)


def test_a_field_is_named_by_its_question_in_full() -> None:
    named = {name: box.question for name, box in boxes(every_field()).items()}
    assert len(named) > 20
    assert all(len(question) > 3 for question in named.values())
    assert len(set(named.values())) == len(named), "no two fields have the same name"


def test_a_field_stands_on_the_page_of_its_question(project: Project, real_site: Path) -> None:
    for form in (each for each in project.forms.values() if not each.letters):
        pdf_file = real_site / "forms" / form.slug / f"{form.slug}-en-fillable.pdf"
        texts = [" ".join(page.split()) for page in pages(pdf_file)]
        with pikepdf.open(pdf_file) as pdf:
            for text, page in zip(texts, pdf.pages, strict=True):
                for each in page.obj.get("/Annots", []):
                    field = next(field for field in form.fields if name_of(each).startswith(f"{field.id}:"))
                    assert " ".join(field.label.text.split()) in text, (form.slug, field.label.text)


def name_of(annotation: pikepdf.Object) -> str:
    named = annotation if "/T" in annotation else annotation.Parent
    return str(named.T)


def test_a_choice_is_a_group_of_which_one_is_chosen(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        groups = [each for each in pdf.Root.AcroForm.Fields if "/Kids" in each]
        assert groups
        for group in groups:
            states = [str(next(key for key in dict(kid.AP.N) if key != "/Off")) for kid in group.Kids]
            assert len(set(states)) == len(states) >= 2


def test_a_box_without_a_place_is_an_error(printer: Printer) -> None:
    plain = printer.sheet(every_field(), "forms/x/", Edition(language("en")), "x").pdf
    with pytest.raises(ValueError, match="found \\[\\], expected"):
        add_fields(opened(plain), boxes(every_field()), "en")
