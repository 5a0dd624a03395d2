"""The newsletter kit: words that fit, snippets that mail programs keep, codes that read back, one file a language."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from guide.checks.outputs import text_messages
from guide.kept import Store
from guide.newsletter import kit, sms
from guide.paper.cards import HEIGHT, MOST_BYTES, WIDTH, card
from guide.paper.codes import qr_code
from guide.paper.press import Press
from guide.paper.sheets import Printer, open_printer
from guide.project import Project
from guide.source.languages import Language
from guide.source.languages import language as language_of
from guide.source.pages import address
from guide.source.problems import SourceError
from guide.source.site import without_scheme
from lxml import html
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, expect

from tests.built.test_accessibility import violations
from tests.built.test_answers import TAP
from tests.conftest import Open
from tests.paper.scripts import NEXT, PLANNED, sample_printer
from tests.sites import make
from tests.waiting import beside

# What mail programs keep of a pasted text, the strictest of them together (caniemail.com): no class, no id, no script.
KEPT_TAGS = {"table", "tr", "td", "p", "a", "span", "tbody"}
KEPT_ATTRIBUTES = {"lang", "dir", "align", "style", "href", "width", "cellspacing", "role"}
KEPT_STYLES = {"font-family", "font-size", "font-weight", "line-height", "color", "padding", "margin", "border"}


def everything(project: Project) -> Iterator[tuple[Language, kit.Item]]:
    for language in project.site.languages:
        for item in kit.items(project, language):
            yield language, item


def test_every_page_for_families_and_staff_and_every_form_is_in_the_kit(project: Project) -> None:
    expected = {
        (address(page.path).strip("/").replace("/", "-") or "home") for page in project.pages if page.meta.kit is None
    }
    for language in project.site.languages:
        assert {item.slug for item in kit.items(project, language)} == expected
    assert {"home", "before", "forms", "forms-prepare", "staff-meeting"} <= expected


def test_a_text_message_is_one_message_with_its_link(project: Project) -> None:
    for language, item in everything(project):
        assert sms.fits(item.message), item.message
        *words, link = item.message.splitlines()
        assert link in (item.url, without_scheme(item.url))
        assert item.url == f"{project.site.url}{item.path}"
        assert item.path.startswith("" if language == project.site.source else f"{language.locale}/")
        assert words
        assert any(sms.typed(text) in words[0] for text in (item.title, item.description, item.brief) if text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x" * 160, (160, 160)),
        ("^{}\\[~]|€", (18, 160)),
        ("à è é ù ì ò Ç ä ö ñ ü", (21, 160)),
        ("Cyn cyfarfod ŵ", (14, 70)),
        ("Ty\u0302", (3, 70)),
        ("ç", (1, 70)),
        ("قبل الاجتماع", (12, 70)),
        ("😀", (2, 70)),
    ],
)
def test_a_text_message_is_counted_in_the_alphabet_that_phones_use(text: str, count: tuple[int, int]) -> None:
    assert sms.length(text) == count
    assert sms.fits("x" * 160)
    assert not sms.fits("x" * 161)
    assert not sms.fits("x" * 159 + "€")
    assert not sms.fits("ŵ" * 71)


def test_signs_of_printers_are_typed_as_on_a_phone_where_that_saves_room() -> None:
    assert sms.typed("Families’ “lives” – in 1…") == 'Families\' "lives" - in 1...'
    assert sms.typed("tŷ’r ysgol") == "tŷ’r ysgol", "it is sent as UTF-16 all the same"


@pytest.mark.parametrize(("letters", "words"), [(38, "قب: {}"), (39, "{}"), (42, "{}"), (43, "قب")])
def test_a_message_grows_shorter_until_it_fits(project: Project, letters: int, words: str) -> None:
    item = kit.items(project, project.site.source)[1]
    arabic = dataclasses.replace(item, title="قب", brief="قب", description="ع" * letters, url=f"https://{'x' * 18}/")
    assert arabic.message == f"{words.format('ع' * letters)}\n{arabic.url}"
    assert sms.fits(arabic.message)
    short = dataclasses.replace(arabic, brief="ع" * 50, description="ع" * 60)
    assert short.message == f"{'ع' * 50}\n{'x' * 18}", "the address alone, when nothing else helps"


def test_a_message_without_room_for_the_description_says_what_the_page_gives(tmp_path: Path) -> None:
    long = "What the page gives, in more words than there is room for."
    pages = {"index.md": f"---\ntitle: A\ndescription: {long}\nmessage: What it is\n---\n# A {{#a}}\n"}
    words = {"Working together": "معًا", long: "ب" * 60, **dict.fromkeys(kit.ABOUT.values(), "ع {name}")}
    for told, expected in (({}, "معًا"), ({"What it is": "ما هو"}, "ما هو")):
        folder = tmp_path / str(len(told))
        folder.mkdir()
        project = make(folder, pages=pages, translations={"ar": words | told})
        (item,) = kit.items(project, project.site.language("ar"))
        assert item.message.splitlines()[0] == expected


def test_a_paragraph_has_about_fifty_words_and_the_link(project: Project) -> None:
    for _, item in everything(project):
        assert item.paragraph.endswith(f"\n{item.url}")
        if item.language == project.site.source:
            assert 38 <= len(item.paragraph.split()) <= 65, item.paragraph


def test_the_words_are_in_their_language_and_say_when_no_one_has_checked_them(project: Project) -> None:
    for language, item in everything(project):
        assert item.language in (language, project.site.source)
        assert item.checked == (item.language == project.site.source)
        assert "{" not in item.paragraph
        if item.language == language:
            name = project.lookup(language)(project.site.name)
            assert name is not None
            assert name in item.paragraph


def test_what_is_half_translated_is_english_as_a_whole(tmp_path: Path) -> None:
    project = make(tmp_path, translations={"ar": {"Start": "البداية", "Second": "الثانية"}})
    items = kit.items(project, project.site.language("ar"))
    assert [(item.language.tag, item.checked) for item in items] == [("en", True)] * 2
    assert items[1].paragraph.startswith("Second. What comes second. “Working together” is a guide")
    assert items[1].url.endswith("/ar/second/"), "the page is still the reader's"


def test_a_message_that_cannot_fit_is_named(project: Project) -> None:
    long = Project(project.root)
    long.__dict__["site"] = dataclasses.replace(project.site, url=f"https://{'long-' * 28}.example/")
    says = r"docs/before\.md:2: the text message .* has \d+ letters; 160 at most; shorten the title in en, or site_url"
    with pytest.raises(SourceError, match=says):
        kit.items(long, project.site.source)
    assert [each for each in text_messages(long) if re.search(says, str(each))]


# --- e-mail ------------------------------------------------------------------------------------------------------


def stripped(source: str) -> html.HtmlElement:
    """Return a snippet as the strictest mail program leaves it."""
    root = html.fragment_fromstring(source, create_parent="div")
    for element in list(root.iter())[1:]:
        if element.tag not in KEPT_TAGS:
            element.drop_tag()
        for name in set(element.attrib) - KEPT_ATTRIBUTES:
            del element.attrib[name]
        styles = [each for each in element.get("style", "").split(";") if each.partition(":")[0] in KEPT_STYLES]
        element.set("style", ";".join(styles))
    return root


def test_a_snippet_loses_nothing_in_a_mail_program(project: Project) -> None:
    for _, item in everything(project):
        source = kit.snippet(item, project.colours)
        mail = stripped(source)
        assert html.tostring(mail) == html.tostring(stripped(source))
        original = html.fragment_fromstring(source, create_parent="div")
        for before, after in zip(original.iter(), mail.iter(), strict=True):
            assert (before.tag, before.get("style") or "") == (after.tag, after.get("style") or "")
        assert mail.text_content().strip().endswith(item.url)
        assert item.title in mail.text_content()
        assert item.about in mail.text_content()
        assert mail.xpath(".//a/@href") == [item.url]
        for cell in mail.xpath(".//td | .//p"):
            assert (cell.get("lang"), cell.get("dir")) == (item.language.tag, item.language.direction)


def test_a_title_cannot_break_out_of_a_snippet(project: Project) -> None:
    (item,) = (each for each in kit.items(project, project.site.source) if each.slug == "before")
    hostile = dataclasses.replace(item, title="<script>x</script>", description='"><img src=x>')
    assert "<script" not in kit.snippet_page(hostile, project.colours)
    assert "<img" not in kit.snippet_page(hostile, project.colours)


# --- codes and pictures ------------------------------------------------------------------------------------------


def read_codes(picture: Image.Image) -> set[str]:
    return {each.text for each in zxingcpp.read_barcodes(picture.convert("L"))}


@pytest.mark.parametrize("ground", ["black", "white"])
def test_the_code_as_drawing_is_read_on_any_ground(chromium: Browser, ground: str) -> None:
    url = "https://working-together.example/ar/forms/prepare/"
    page = chromium.new_page(viewport={"width": 300, "height": 300}, device_scale_factor=3)
    page.set_content(f'<body style="margin:0;background:{ground}">{qr_code(url)}')
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    assert read_codes(picture) == {url}


def test_every_code_leads_to_its_page_and_prints_sharply_at_three_centimetres(
    project: Project, real_site: Path
) -> None:
    for source in project.site.pages:
        for language in project.site.languages:
            file = real_site / project.site.path(language, address(source)) / "qr.png"
            picture = Image.open(file)
            assert read_codes(picture) == {project.site.page_url(language, address(source))}
            inches = picture.width / picture.info["dpi"][0]
            assert 29 < inches * 25.4 < 31
            assert picture.info["dpi"][0] >= 600


@pytest.mark.parametrize(("locale", "stem"), [("en", "prepare-en"), ("ar", "prepare-ar-en")])
def test_the_code_of_a_printed_form_is_read_from_a_scan(
    project: Project, real_site: Path, tmp_path: Path, locale: str, stem: str
) -> None:
    """At 150 dots an inch, as a phone or a cheap scanner sees it."""
    language = project.site.language(locale)
    pdf = real_site / project.site.path(language, "forms/prepare/") / f"{stem}.pdf"
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, tmp_path / "scan"], check=True)
    assert read_codes(Image.open(tmp_path / "scan.png")) == {project.site.page_url(language, "forms/prepare/")}


def test_every_page_has_a_picture_for_previews(project: Project, real_site: Path) -> None:
    for source in project.site.pages:
        for language in project.site.languages:
            file = real_site / project.site.path(language, address(source)) / "card.png"
            assert file.stat().st_size <= MOST_BYTES, file
            assert Image.open(file).size == (WIDTH, HEIGHT)


def test_a_picture_is_drawn_in_every_script_whatever_the_length(project: Project, tmp_path: Path) -> None:
    printer = sample_printer(project.site, tmp_path, (*PLANNED, *NEXT))
    for language in printer.site.languages:
        for length in (2, 60):
            drawn = card(printer, "word " * length, "word " * 25, language, "docs/x.md")
            assert Image.open(io.BytesIO(drawn)).size == (WIDTH, HEIGHT)
            assert len(drawn) <= MOST_BYTES


def test_a_title_ends_as_sentences_of_its_language_do(project: Project) -> None:
    item = next(item for _, item in everything(project))
    for locale, full_stop in {"ur": "۔ ", "bn": "। ", "zh-Hans": "。", "pl": ". "}.items():
        said = dataclasses.replace(item, language=language_of(locale)).paragraph
        assert said.startswith(f"{item.title}{full_stop}{item.description}")


def test_no_stroke_of_nastaliq_touches_the_sign_above_it(project: Project, tmp_path: Path) -> None:
    """Between the sign, 70 dots high, and the title there is a row without ink."""
    printer = Printer(project.site, lambda _: lambda _: "گر کر", Press(Store(tmp_path)), project.colours)
    drawn = card(printer, project.site.name, "A short line", project.site.language("ur"), "docs/x.md")
    picture = ImageOps.invert(Image.open(io.BytesIO(drawn)).convert("L")).point(lambda dot: 255 * (dot > 128))
    rows = [picture.crop((0, y, WIDTH, y + 1)).getbbox() is not None for y in range(HEIGHT)]
    top = rows.index(True)
    assert 60 < rows.index(False, top) - top < 80


# --- one file ----------------------------------------------------------------------------------------------------


def test_each_language_has_one_file_with_everything(project: Project, real_site: Path) -> None:
    for language in project.site.languages:
        folder = real_site / project.site.path(language, "staff/share/")
        file = folder / f"newsletter-kit-{language.locale}.zip"
        names = zipfile.ZipFile(file).namelist()
        assert {"texts.txt", "e-mail/before.html", "codes/before.svg", "codes/before.png", "poster.pdf"} <= set(names)
        assert [name for name in names if name.startswith(f"meeting-pack-{language.locale}")]
        texts = zipfile.ZipFile(file).read("texts.txt").decode("utf-8-sig")
        for item in kit.items(project, language):
            assert item.paragraph in texts
        assert zipfile.ZipFile(file).read("poster.pdf") == (real_site / "forms" / "poster.pdf").read_bytes()
        page = html.parse(str(real_site / "staff" / "share" / "index.html")).getroot()
        (row,) = page.xpath(f"//li[a[contains(@href, '{file.name}')]]")
        assert f"{-(-file.stat().st_size // 1000)} KB" in row.text_content()


def test_the_file_has_the_same_bytes_each_time(project: Project, real_site: Path) -> None:
    again = kit.zipped(Project(project.root), open_printer(project), project.site.language("cy"))
    built = real_site / "cy" / "staff" / "share" / "newsletter-kit-cy.zip"
    assert again == built.read_bytes()
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(again)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- on the page -------------------------------------------------------------------------------------------------


@pytest.fixture
def page(open_phone: Open) -> Page:
    return open_phone("staff/share/", permissions=["clipboard-read", "clipboard-write"])


def copied(page: Page, kind: str) -> str:
    text: str = page.evaluate("async kind => (await (await navigator.clipboard.read())[0].getType(kind)).text()", kind)
    return text


def test_one_tap_copies_a_text_in_every_language_chosen(page: Page, project: Project) -> None:
    english, arabic = (kit.items(project, project.site.language(locale))[2] for locale in ("en", "ar"))
    page.locator(".item summary").nth(2).click()
    item = page.locator(".item").nth(2)
    item.get_by_role("button", name="Copy", exact=True).first.click()
    item.locator(".said").get_by_text("Copied").wait_for()
    assert copied(page, "text/plain") == english.message
    beside(page, "العربية")
    item.locator(".words .second").first.wait_for()
    page.evaluate("document.querySelector('.item .said').textContent = ''")
    item.get_by_role("button", name="Copy", exact=True).nth(1).click()
    item.locator(".said").get_by_text("Copied").wait_for()
    assert copied(page, "text/plain") == f"{english.paragraph}\n\n{arabic.paragraph}"


def test_a_snippet_is_copied_for_an_e_mail_in_every_language_chosen(page: Page, project: Project) -> None:
    shown = [kit.items(project, project.site.language(locale))[2].language for locale in ("en", "ar")]
    beside(page, "العربية")
    page.locator(".item summary").nth(2).click()
    item = page.locator(".item").nth(2)
    item.locator(".words .second").first.wait_for()
    item.get_by_role("button", name="Copy for an e-mail").click()
    item.locator(".said").get_by_text("Copied").wait_for()
    pasted = html.fragment_fromstring(copied(page, "text/html"), create_parent="div")
    assert pasted.xpath(".//td/@dir") == [each.direction for each in shown]
    assert pasted.xpath(".//td/@lang") == [each.tag for each in shown]
    assert len(pasted.xpath(".//a[@href][@style]")) == 2, "with its look"


def copied_at_last(page: Page, name: str) -> None:
    """Tap until it is copied: a tap before all is there says how to copy by hand; later ones copy inside the tap."""
    item = page.locator(".item").nth(2)
    for _ in range(20):
        page.evaluate("for (const said of document.querySelectorAll('.item .said')) said.textContent = ''")
        item.get_by_role("button", name=name, exact=True).first.click()
        expect(item.locator(".said").filter(has_text=re.compile("."))).to_be_visible()
        if "Copied" in item.locator(".said").inner_text():
            return
    raise AssertionError(f"“{name}” copies outside of the tap only")


def test_texts_and_snippets_are_copied_inside_the_tap_itself(open_phone: Open) -> None:
    page = open_phone("staff/share-forms/", TAP, permissions=["clipboard-read", "clipboard-write"])
    item = page.locator(".item").nth(2)
    item.locator("summary").click()
    for kind, name in (("text/plain", "Copy"), ("text/html", "Copy for an e-mail")):
        copied_at_last(page, name)
        assert copied(page, kind)
    beside(page, "العربية")
    item.locator(".words .second").first.wait_for()
    copied_at_last(page, "Copy for an e-mail")
    assert copied(page, "text/html").count("<table") == 2, "one a language"


def test_axe_finds_nothing_in_an_open_item_with_two_languages(page: Page) -> None:
    beside(page, "العربية")
    item = page.locator(".item").nth(2)
    item.locator("summary").click()
    item.locator(".second").first.wait_for()
    page.locator(".item").nth(2).get_by_role("button", name="Copy", exact=True).first.click()
    page.locator(".said").get_by_text("Copied").wait_for()
    assert violations(page) == []


def test_without_javascript_every_text_is_there_to_be_selected(project: Project, real_site: Path) -> None:
    found = []
    for path in ("staff/share/", "staff/share-forms/", "staff/share-staff/"):
        page = html.parse(str(real_site / "ar" / path / "index.html")).getroot()
        shown = "//button[not(ancestor-or-self::*[contains(@class, 'tool') or contains(@class, 'aids')])]"
        assert page.xpath(shown) == []
        found += [re.sub(r"\s+", " ", each.text or "").strip() for each in page.cssselect(".words")]
    for item in kit.items(project, project.site.language("ar")):
        assert re.sub(r"\s+", " ", item.message) in found
        assert re.sub(r"\s+", " ", item.paragraph) in found
