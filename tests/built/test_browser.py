"""The real guide in a real browser: a phone of 360 px, with and without JavaScript, in both directions."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from guide.paper.typefaces import FONTS
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Browser, Page

from tests.built.pages import one_of_each_kind


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=request.param)
    page = context.new_page()
    yield page
    context.close()


def addresses(project: Project) -> list[tuple[str, str, str, str]]:
    site = project.site
    return [
        (site.path(each, address(source)), each.locale, each.tag, each.direction)
        for source in site.pages
        for each in site.languages
    ]


def test_every_page_opens_without_a_request_elsewhere_and_without_an_error(
    project: Project, origin: str, phone: Page
) -> None:
    """One response holds all that is shown; the first script and the icon follow it, both kept by the browser.

    On a form, the script that holds its answers comes with them.

    Without JavaScript, a browser asks at once for what a page on paper needs.
    """
    requests: list[str] = []
    faults: list[str] = []
    logo = project.site.publisher.logo
    phone.on("request", lambda request: requests.append(request.url))
    phone.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    phone.on("pageerror", lambda error: faults.append(str(error)))
    scripts = phone.evaluate("matchMedia('(scripting: enabled)').matches")
    for path, locale, tag, direction in addresses(project):
        requests.clear()
        phone.goto(origin + path)
        root = phone.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (tag, direction)
        first, *others = requests[requests.index(origin + path) :]  # an icon of the page before may come late
        assert first == origin + path
        kinds = {re.sub(r"\.[0-9a-f]{8}\.", ".", url.removeprefix(origin)) for url in others}
        paper = {"assets/print.css"} if scripts else {"assets/print.css", f"{path}qr.svg"}
        kept = {f"assets/start.{locale}.js", "icon.svg"} | ({logo.path} if logo else set())
        if scripts and phone.locator("[data-form]").count():
            kept |= {f"assets/answers.{locale}.js"}
        if scripts and phone.locator(".phrases").count():
            kept |= {f"assets/cards.{locale}.js"}
        if scripts and phone.locator(".letters").count():
            kept |= {f"assets/letter.{locale}.js"}
        assert kinds <= kept | paper, "nothing before it is used"
    assert faults == []
    assert phone.context.cookies() == []


def test_no_page_is_wider_than_the_screen(project: Project, origin: str, chromium: Browser) -> None:
    page = chromium.new_page()
    for path, *_ in addresses(project):
        page.goto(origin + path)
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


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


def test_targets_are_large_enough_for_a_thumb(project: Project, origin: str, chromium: Browser) -> None:
    """What stands alone is 44 px high, on every kind of page, in both directions, whatever font the phone has."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    font = base64.b64encode((FONTS / "NotoSans-Regular.ttf").read_bytes()).decode()
    found = []
    site = project.site
    for path in [
        site.path(site.language(each), address(kind)) for kind in one_of_each_kind(project) for each in ("en", "ar")
    ]:
        page.goto(origin + path, wait_until="networkidle")
        assert page.evaluate(SET_IN_A_LOW_FONT, font)
        found += [(path, *each) for each in page.evaluate(TOO_LOW)]
    page.close()
    assert found == []
