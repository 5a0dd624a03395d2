"""The real guide in a real browser: a phone of 360 px, with and without JavaScript, in both directions."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from guide.paper.typefaces import FONTS
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Browser, Page

from tests.built.pages import languages_to_look_at, paths_to_look_at
from tests.built.test_screen import MOVED
from tests.conftest import ROOT


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=request.param)
    page = context.new_page()
    yield page
    context.close()


# Opens pages one after another in a frame, which is half the work of going to them, and measures how wide each is on
# screens of some widths. The policy of a page holds in the frame, too.
IN_A_FRAME = """async ([paths, widths]) => {
    const frame = Object.assign(document.createElement("iframe"), { height: 740 })
    frame.style.border = 0
    document.body.append(frame)
    const wide = []
    for (const path of paths) {
        await new Promise(done => { frame.onload = done; frame.src = path })
        for (const width of widths) {
            frame.width = width
            wide.push([path, width, frame.contentDocument.documentElement.scrollWidth])
        }
    }
    return wide
}"""


def too_wide(page: Page, origin: str, paths: list[str], widths: list[int]) -> list[tuple[str, int]]:
    """Return which pages are wider than which screen."""
    page.route("**/frames", lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html"))
    page.goto(f"{origin}frames")
    measured = page.evaluate(IN_A_FRAME, [[origin + path for path in paths], widths])
    page.close()
    assert len(measured) == len(paths) * len(widths)
    assert all(wide > 300 for _, _, wide in measured), "each is there and laid out"
    return [(path, width) for path, width, wide in measured if wide > width]


@pytest.mark.parametrize("locale", [each.locale for each in Project(ROOT).site.languages])
def test_no_page_has_a_fault_or_is_wider_than_the_screen(
    project: Project, origin: str, chromium: Browser, locale: str
) -> None:
    """Every page of every language, on the narrowest phone, where its words have the least room."""
    page = chromium.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(origin) else faults.append(request.url))
    language = project.site.language(locale)
    paths = [project.site.path(language, address(source)) for source in project.site.pages]
    assert (too_wide(page, origin, paths, [320]), faults) == ([], [])


def test_no_kind_of_page_is_wider_than_a_phone_or_a_desk(project: Project, origin: str, chromium: Browser) -> None:
    assert too_wide(chromium.new_page(), origin, paths_to_look_at(project), [1280, 360]) == []


def test_a_page_that_is_too_wide_is_found(origin: str, chromium: Browser) -> None:
    page = chromium.new_page()
    wide = "<!doctype html><p style='width: 340px'>x"
    page.route("**/before/", lambda route: route.fulfill(body=wide, content_type="text/html"))
    assert too_wide(page, origin, ["before/"], [320, 360]) == [(f"{origin}before/", 320)]


def test_a_page_asks_for_nothing_that_it_does_not_need_at_once(project: Project, origin: str, phone: Page) -> None:
    """One response holds all that is shown. The style for paper and the first script follow, once a visit.

    On a form, the script that holds its answers comes with them, and where the phone asks for another language than the
    page's, the one that offers it. Without JavaScript, there is nothing but the style for paper: two requests. Which
    files a page names is looked at in every language by test_guide.py; here, on each kind of page, which of them a
    browser asks for.
    """
    requests: list[str] = []
    logo, locales = project.site.publisher.logo, [each.locale for each in project.site.languages]
    phone.on("request", lambda request: requests.append(request.url))
    scripts = phone.evaluate("matchMedia('(scripting: enabled)').matches")
    for path in paths_to_look_at(project, languages_to_look_at(project.site)[:2]):
        requests.clear()
        phone.goto(origin + path)
        locale = next((each for each in locales if path.startswith(f"{each}/")), project.site.source.locale)
        others = requests[requests.index(origin + path) + 1 :]
        kinds = {re.sub(r"\.[0-9a-f]{8}\b", "", url.removeprefix(origin)) for url in others}
        kept = {"assets/print.css"} | ({logo.path} if logo else set())
        if scripts:
            kept |= {f"assets/{locale}/start.js"}
        if scripts and not phone.evaluate("navigator.language").startswith(locale):
            kept |= {f"assets/{locale}/languages.js"}
        if scripts and phone.locator("[data-form]").count():
            kept |= {f"assets/{locale}/answers.js"}
        if scripts and phone.locator(".phrases").count():
            kept |= {f"assets/{locale}/cards.js"}
        if scripts and phone.locator(".letters").count():
            kept |= {f"assets/{locale}/letter.js"}
        assert kinds <= kept, "nothing before it is used"
    assert phone.context.cookies() == []


def test_a_reader_changes_the_language_and_stays_on_the_page(project: Project, origin: str, phone: Page) -> None:
    phone.goto(origin + "before/")
    for each in (*project.site.languages[1:], project.site.source):
        phone.locator("header summary").last.click()
        phone.get_by_role("banner").get_by_role("link", name=each.name, exact=True).click()
        phone.wait_for_url(origin + project.site.path(each, "before/"))
        assert phone.locator("html").get_attribute("lang") == each.tag


def test_a_parent_finds_the_way_from_the_start_to_a_form(origin: str, phone: Page) -> None:
    phone.goto(origin)
    phone.get_by_role("link", name="I am a parent or carer").click()
    phone.get_by_role("main").get_by_role("link", name="Before a meeting").click()
    phone.get_by_role("main").get_by_role("link", name="Form: get ready for a meeting").click()
    phone.wait_for_url(origin + "forms/prepare/")
    box = phone.locator("form textarea").first
    box.fill("Tomos reads well in the morning.")
    phone.locator("form input[type=checkbox]").first.check()
    assert box.input_value() == "Tomos reads well in the morning."


def test_enter_in_a_form_sends_nothing(origin: str, phone: Page) -> None:
    phone.goto(origin + "forms/prepare/")
    line = phone.locator("form input[type=text]").first
    line.fill("Anna")
    line.press("Enter")
    assert phone.url == origin + "forms/prepare/"
    assert line.input_value() == "Anna"


def test_the_menu_opens_over_the_page_and_by_keyboard(origin: str, phone: Page) -> None:
    phone.goto(origin + "words/")
    before = phone.locator("h1").bounding_box()
    phone.locator("header summary").nth(-2).focus()
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Your family").wait_for(state="visible")
    assert phone.locator("h1").bounding_box() == before
    current = phone.get_by_role("banner").get_by_role("link", name="Words", exact=True)
    assert current.get_attribute("aria-current") == "page"


@pytest.mark.parametrize("path", ["before/", "ar/before/"])
def test_the_page_is_mirrored_with_its_language(origin: str, phone: Page, path: str) -> None:
    phone.goto(origin + path)
    brand = phone.locator(".brand").bounding_box()
    menu = phone.locator("header .drop:not(.search) summary").first.bounding_box()
    assert brand is not None
    assert menu is not None
    assert (brand["x"] < menu["x"]) == (path == "before/")


def test_printing_leaves_the_frame_out(origin: str, phone: Page) -> None:
    phone.goto(origin + "before/")
    phone.emulate_media(media="print")
    assert not phone.locator("header.bar").is_visible()
    assert phone.locator("main h1").is_visible()


def test_a_printed_page_has_its_code(origin: str, phone: Page) -> None:
    """Nobody asks for it before, and a phone finds the way back to the page with it."""
    requests: list[str] = []
    phone.goto(f"{origin}ar/before/", wait_until="networkidle")
    phone.on("request", lambda request: requests.append(request.url))
    sheet = pypdfium2.PdfDocument(phone.pdf())
    pictures = [page.render(scale=2).to_pil() for page in sheet]
    found = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    assert requests == [f"{origin}ar/before/qr.svg"]
    assert [each.partition("://")[2].partition("/")[2] for each in found] == ["ar/before/"]


NUMBERED = """() => [...document.querySelectorAll("#content a")]
    .filter(each => each.checkVisibility() && getComputedStyle(each, "::after").display != "none").length"""


@pytest.mark.parametrize("path", ["disagree/", "about/sources/", "before/"])
def test_on_paper_each_number_of_a_link_has_its_address(origin: str, phone: Page, path: str) -> None:
    phone.goto(origin + path)
    phone.emulate_media(media="print")
    assert phone.evaluate(NUMBERED) == phone.locator(".handout li").count()


# A font that is lower and narrower than any that a phone has: what is high enough with it is so by its style. It comes
# from the project, so that the fonts of the machine do not matter.
SET_IN_A_LOW_FONT = """data => {
    const bytes = Uint8Array.from(atob(data), each => each.charCodeAt(0))
    const font = new FontFace("Low", bytes, { ascentOverride: "40%", descentOverride: "10%", lineGapOverride: "0%" })
    document.fonts.add(font)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync("* { font-family: Low !important; line-height: 1 !important; letter-spacing: -.15em !important }")
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return font.load().then(() => document.fonts.check("16px Low"))
}"""

# What stands alone and is too low to be touched. A link within a sentence is as high as its line; one that covers its
# card is as large as the card.
TOO_LOW = """() => {
    const alone = link => {
        const block = link.closest("p, li, td, dd, dt, h1, h2, h3, blockquote, nav, main, header, footer, body")
        const words = text => text.replace(/[\\s\\p{P}]+/gu, "")
        const links = [...block.querySelectorAll("a")].map(each => each.textContent).join("")
        return words(block.textContent) == words(links)
    }
    const area = link => getComputedStyle(link, "::after").position == "absolute" ? link.closest("li") : link
    return [...document.querySelectorAll("summary, button, .option, a")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > 0)
        .filter(each => !each.matches("a") || alone(each))
        .map(each => [each.textContent.trim(), area(each).getBoundingClientRect().height])
        .filter(([, height]) => height < 44)
}"""


def test_nothing_moves_as_scripts_come_and_targets_are_large_enough_for_a_thumb(
    project: Project, origin: str, chromium: Browser
) -> None:
    """What stands alone is 44 px high, on every kind of page, in every way to write, whatever font the phone has."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    font = base64.b64encode((FONTS / "NotoSans-Regular.ttf").read_bytes()).decode()
    moved, low = {}, []
    for path in paths_to_look_at(project):
        page.goto(origin + path, wait_until="networkidle")
        moved[path] = page.evaluate(MOVED)
        assert page.evaluate(SET_IN_A_LOW_FONT, font)
        low += [(path, *each) for each in page.evaluate(TOO_LOW)]
    page.close()
    assert {path: shifts for path, shifts in moved.items() if shifts} == {}
    assert low == []
