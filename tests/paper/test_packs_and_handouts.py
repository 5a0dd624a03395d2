"""Packs, handouts and the poster; and what the pages offer of all that is printed."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import yaml
from guide.forms.model import Form
from guide.kept import Store
from guide.paper.editions import pack_editions
from guide.paper.handouts import file_name, handout
from guide.paper.packs import PACKS, packs
from guide.paper.posters import poster
from guide.paper.press import Press, Printed
from guide.paper.sheets import Printer, open_printer
from guide.project import Project
from guide.source.languages import Language
from guide.source.logo import Logo
from guide.source.pages import Page, address
from guide.source.problems import SourceError
from guide.source.publisher import Publisher
from guide.words import words as about
from lxml import html
from PIL import Image

from tests.paper.papers import info, marked_languages, pages, read_back, run, words
from tests.paper.scripts import NEXT, PLANNED, sample_printer
from tests.paper.verapdf import Validator

MEETING = PACKS[0]


@pytest.fixture(scope="session")
def printer(project: Project) -> Printer:
    return open_printer(project)


@pytest.fixture(scope="session")
def many(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return sample_printer(project.site, tmp_path_factory.mktemp("cache"), (*PLANNED, *NEXT))


def page(site: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def links(page: html.HtmlElement) -> list[str]:
    return [link for link in page.xpath("//main//a/@href") if link.endswith(".pdf")]


# --- packs ---


def test_a_pack_holds_its_forms_as_they_are_on_their_own(project: Project, real_site: Path) -> None:
    """Behind the cover, each starts on its own page and is numbered for itself."""
    _, *found = pages(real_site / "forms" / "meeting-pack-en.pdf")
    alone = [page for slug in MEETING.forms for page in pages(real_site / "forms" / slug / f"{slug}-en.pdf")]
    assert [" ".join(page.split()) for page in found] == [" ".join(page.split()) for page in alone]
    assert "Page 2 of 2" in found[1]


def test_every_language_has_a_pack_alone_and_beside_the_language_of_schools(project: Project, many: Printer) -> None:
    names = {
        each.locale: [edition.file_name("meeting-pack") for edition in pack_editions(many.site, each)]
        for each in many.site.languages
    }
    assert names["en"] == ["meeting-pack-en.pdf", "meeting-pack-en-cy.pdf"]
    assert names["cy"] == ["meeting-pack-cy.pdf", "meeting-pack-cy-en.pdf"]
    assert names["ur"] == ["meeting-pack-ur-en.pdf", "meeting-pack-ur.pdf"]


def test_the_cover_of_a_pack_names_each_form_and_the_page_on_which_it_begins(project: Project, real_site: Path) -> None:
    cover, *others = pages(real_site / "forms" / "meeting-pack-en.pdf")
    assert " ".join(MEETING.about.split()) in " ".join(cover.split())
    begins = [at for at, page in enumerate(others, 2) if "Page 1 of" in page]
    for form, at in zip(chosen(project).values(), begins, strict=True):
        assert any(line.split() == [*form.title.text.split(), str(at)] for line in cover.splitlines()), form.slug


def test_a_pack_has_a_title_and_a_bookmark_for_its_cover_and_each_form(
    printer: Printer, project: Project, real_site: Path
) -> None:
    for locale in ("en", "cy", "ar"):
        language = project.site.language(locale)
        for edition in pack_editions(project.site, language):
            file = real_site / project.site.path(language, "forms") / edition.file_name(MEETING.stem)
            titles = [printer.translated(form, language).title.text for form in chosen(project).values()]
            assert info(file)["Title"] == project.lookup(language)(MEETING.title)
            with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
                assert [item.title for item in outline.root] == [info(file)["Title"], *titles]


def chosen(project: Project) -> dict[str, Form]:
    by_slug = {form.slug: form for form in project.forms.values()}
    return {slug: by_slug[slug] for slug in MEETING.forms}


def test_a_site_without_the_forms_has_no_pack(printer: Printer, project: Project) -> None:
    assert list(packs(printer, {}, project.site.source)) == []


def test_a_pack_in_nastaliq_is_valid(many: Printer, project: Project, validator: Validator, tmp_path: Path) -> None:
    forms = {address(path): form for path, form in project.forms.items()}
    language = next(each for each in many.site.languages if each.tag == "ur")
    for pack in packs(many, forms, language):
        file = tmp_path / pack.file_name
        file.write_bytes(pack.pdf)
        assert validator.failures(file) == []


# --- handouts ---

CONTENT = """\
<h1 id="a">Title <em>here</em></h1>
<p class="lead">One <strong>bold</strong> word.</p>
<div class="short"><h2 id="short">In short</h2>
<ol><li>Ask for <a href="x/">the plan</a> (<span lang="cy" translate="no">CDU</span>).</li>
<li lang="en" dir="ltr">Two</li></ol>
<p>And <abbr title="x">that</abbr>
is all.</p></div><p>Not this.</p>"""


@pytest.mark.parametrize("slug", ["before", "staff/meeting"])
@pytest.mark.parametrize("locale", ["en", "cy", "ar"])
def test_a_handout_says_what_the_page_says(project: Project, real_site: Path, slug: str, locale: str) -> None:
    path = project.site.path(project.site.language(locale), f"{slug}/")
    shown = page(real_site, path)
    name = file_name(f"{slug}/", project.site.language(locale))
    file = real_site / path / name
    parts = [*shown.xpath("//main//h1"), *shown.find_class("lead"), *shown.find_class("short")[0].iter("li", "p")]
    expected = sum((words(each.text_content()) for each in parts), words(""))
    missing = expected - read_back(file)
    assert missing.total() <= (0.1 if locale == "ar" else 0.01) * expected.total(), missing
    assert info(file)["Pages"] == "1"
    assert info(file)["Title"] == shown.xpath("string(//main//h1)")
    assert name in links(shown)


def test_names_of_handouts_never_change(project: Project) -> None:
    assert file_name("before/", project.site.language("ar")) == "before-ar.pdf"
    assert file_name("staff/meeting/", project.site.language("en")) == "staff-meeting-en.pdf"


def handed_out(printer: Printer, content: str, *steps: str) -> Printed | None:
    """Return the handout of a page whose front matter has these sentences beside its steps."""
    header = yaml.safe_dump({"title": "X", "handout": list(steps)})
    return handout(printer, Page("docs/x.md", header, "", 2, 9), content, printer.site.source)


def test_a_handout_keeps_what_is_bold_and_in_another_language(printer: Printer, tmp_path: Path) -> None:
    made = handed_out(printer, CONTENT)
    assert made is not None
    (tmp_path / "x.pdf").write_bytes(made.pdf)
    text = " ".join(run("pdftotext", "-raw", tmp_path / "x.pdf", "-").split())
    assert "Title here One bold word. 1. Ask for the plan (CDU). 2. Two And that is all." in text
    assert marked_languages(tmp_path / "x.pdf") == {"en", "cy"}


def test_a_handout_has_a_sentence_to_say_beside_each_step_and_room_for_notes(
    printer: Printer, validator: Validator, tmp_path: Path
) -> None:
    made = handed_out(printer, CONTENT, "What is that?", "When?")
    assert made is not None
    (tmp_path / "x.pdf").write_bytes(made.pdf)
    text = " ".join(run("pdftotext", "-raw", tmp_path / "x.pdf", "-").split())
    assert re.search(r"Ask for the plan \(CDU\)\. .What is that\?. 2\. Two .When\?. .*My notes .*School", text)
    assert validator.failures(tmp_path / "x.pdf") == []


def test_a_sentence_to_say_stands_between_the_quotation_marks_of_its_language(many: Printer, tmp_path: Path) -> None:
    """The typesetter's own are others in half of the languages: Arabic ones for Persian, say."""
    for locale, own in {"en": "“”", "fa": "«»", "ro": "„”", "cy": "‘’"}.items():
        language = many.site.language(locale)
        page = Page("docs/x.md", yaml.safe_dump({"title": "X", "handout": ["What is that?", ""]}), "", 2, 9)
        made = handout(many, page, CONTENT, language)
        assert made is not None
        (tmp_path / "x.pdf").write_bytes(made.pdf)
        marks = re.sub(r"[^“”‘’„«»]", "", run("pdftotext", "-raw", tmp_path / "x.pdf", "-"))
        assert sorted(marks) == sorted(own), locale


def test_what_stands_beside_the_steps_is_for_each_of_them(printer: Printer) -> None:
    with pytest.raises(SourceError, match=r'docs/x.md:2: "handout" has 1 entries, and the short version has 2 steps'):
        handed_out(printer, CONTENT, "What is that?")


def test_a_page_without_a_short_version_has_no_handout(printer: Printer, real_site: Path) -> None:
    for content in ("", "<p>Text</p>", "<h1>Title</h1><p>Text</p>"):
        assert handed_out(printer, content) is None
    assert links(page(real_site, "about/languages")) == []


def test_a_short_version_of_more_than_one_side_is_an_error(printer: Printer) -> None:
    long = CONTENT.replace("<li>", "<li>" + "word " * 600)
    with pytest.raises(SourceError, match=r"docs/x.md: x-en.pdf: the short version takes 3 sides of paper; shorten it"):
        handed_out(printer, long)


def test_room_for_notes_never_costs_a_second_side(many: Printer) -> None:
    """However much of a side the steps leave, and however high the lines of a script are, as in Nastaliq."""
    steps = [f"<li>{'Ask the school in words. ' * 3}</li>" for _ in range(7)]
    for language in (each for each in many.site.languages if each.locale in ("ur", "ar", "bn", "en")):
        for count in range(1, len(steps)):
            content = f'<h1>Title</h1><div class="short"><ol>{"".join(steps[:count])}</ol></div>'
            made = handout(many, Page("docs/x.md", "title: X", "", 2, 3), content, language)
            assert made is not None
            assert made.sides == 1


# --- the poster ---


def test_a_poster_of_every_language_planned_is_one_valid_side(
    many: Printer, validator: Validator, tmp_path: Path
) -> None:
    made = poster(many)
    file = tmp_path / made.file_name
    file.write_bytes(made.pdf)
    assert made.sides == 1
    assert validator.failures(file) == []
    found = read_back(file)
    for each in many.site.languages:
        if each.script in ("Latn", "Cyrl", "Hans", "Hant"):
            assert not words(each.name) - found, each.name
    with pikepdf.open(file) as pdf:
        alternatives = [
            str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert len(set(alternatives)) == len(many.site.languages) == 19


def test_a_poster_says_what_the_guide_is_and_what_to_do_with_a_code(many: Printer, tmp_path: Path) -> None:
    """It has lines for a school to write on, or says which school it is from."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><circle cx="15" cy="15" r="15"/></svg>'
    own = Publisher("Ysgol y Bryn", contact="029 2000 1234", logo=Logo("x.svg", "svg", svg, 30, 30))
    for site, line, other in ((many.site, "School", "Bryn"), (replace(many.site, publisher=own), "Bryn", "School")):
        printer = Printer(site, many.lookups, many.press, many.colours, many.checked)
        (tmp_path / "poster.pdf").write_bytes(poster(printer).pdf)
        found = read_back(tmp_path / "poster.pdf")
        assert not words(about("about")["parents"].replace("{name}", site.name)) - found
        assert not words(many.label("scan", site.source).text) - found
        assert line in found
        assert other not in found


@pytest.mark.parametrize(("locales", "shown"), [(PLANNED[:3], True), (PLANNED, True), ((*PLANNED, *NEXT), False)])
def test_pictures_say_it_without_words_where_codes_stay_large_enough(
    project: Project, tmp_path: Path, locales: tuple[str, ...], shown: bool
) -> None:
    """They stand between what the guide is and its first language."""
    file = tmp_path / "poster.pdf"
    file.write_bytes(poster(sample_printer(project.site, tmp_path, locales)).pdf)
    words = re.findall(r'yMin="(\S+)" .*yMax="(\S+)">(\w+)<', run("pdftotext", "-bbox", file, "-"))
    top = next(float(yMin) for yMin, _, word in words if word == "English")
    bottom = max(float(yMax) for _, yMax, _ in words if float(yMax) < top)
    assert (rows_with_ink(file, bottom, top) > 20) == shown


def rows_with_ink(file: Path, top: float, bottom: float) -> int:
    """Count the rows of dots that are not white, one a point, in the middle of a page from one height to another."""
    command = ["pdftoppm", "-r", "72", "-gray", "-singlefile", str(file)]
    page = Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))
    band = page.crop((page.width // 3, round(top), page.width * 2 // 3, round(bottom)))
    return sum(any(band.crop((0, y, band.width, y + 1)).histogram()[:128]) for y in range(band.height))


def test_the_poster_grows_with_the_site(project: Project, tmp_path: Path) -> None:
    for count in range(1, len(PLANNED) + 1):
        printer = sample_printer(project.site, tmp_path, PLANNED[:count])
        assert poster(printer).sides == 1, count


def test_a_poster_fails_where_a_letter_is_missing(project: Project, tmp_path: Path) -> None:
    def lookup(_: Language) -> object:
        return lambda msgid: "会议" if msgid == "Working together" else None

    printer = Printer(project.site, lookup, Press(Store(tmp_path)), project.colours)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match=r'mkdocs.yml: poster.pdf cannot be printed: no font has "会"'):
        poster(printer)


# --- what pages offer ---


def test_every_file_offered_is_there_and_every_file_is_offered(real_site: Path) -> None:
    offered = set()
    for file in real_site.rglob("index.html"):
        found = {(file.parent / link).resolve() for link in links(page(file.parent, "."))}
        assert [path for path in found if not path.exists()] == []
        offered |= found
    assert offered == {path.resolve() for path in real_site.rglob("*.pdf")}


def test_a_form_page_shows_two_editions_and_the_others_on_request(real_site: Path) -> None:
    shown = page(real_site, "ar/forms/prepare").find_class("paper")[0]
    assert [link.get("href") for link in shown.xpath("./ul/li/a")] == ["prepare-ar-en.pdf", "prepare-ar.pdf"]
    assert [link.get("href") for link in shown.xpath("./details/ul/li/a")] == [
        "prepare-ar-cy.pdf",
        "prepare-ar-large.pdf",
    ]


def test_an_edition_is_offered_with_its_languages_size_and_pages(real_site: Path) -> None:
    shown = page(real_site, "forms/take-part").find_class("paper")[0]
    file = real_site / "forms" / "take-part" / "take-part-en-large.pdf"
    said = " ".join(shown.xpath("string(.//a[@href='take-part-en-large.pdf']/..)").split())
    size = -(-file.stat().st_size // 1000)
    assert said == f"English, large print PDF, {size} KB, pages: {info(file)['Pages']}"
    other = shown.xpath(".//a[@href='take-part-en-cy.pdf']")[0]
    assert other.xpath("./bdi/@lang") == ["en", "cy"]


def test_where_nothing_can_be_filled_in_as_a_file_the_page_says_so(real_site: Path) -> None:
    for path, there in (("forms/prepare", True), ("cy/forms/prepare", True), ("ar/forms/prepare", False)):
        shown = page(real_site, path).find_class("paper")[0]
        fillable = [link for link in links(page(real_site, path)) if "fillable" in link]
        assert bool(fillable) is there
        assert len(shown.xpath("./p")) == (0 if there else 1)


@pytest.mark.parametrize(("path", "budget"), [("forms", 8000), ("forms/prepare", 10_000), ("forms/take-part", 10_000)])
def test_pages_of_forms_stay_light(real_site: Path, path: str, budget: int) -> None:
    for locale in ("", "cy", "ar"):
        weight = len(gzip.compress((real_site / locale / path / "index.html").read_bytes(), 9))
        assert weight < budget, (locale, path, weight)
