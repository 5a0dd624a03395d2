"""How a page stands on a screen: nothing moves, nothing is wider than the screen, and a wide one is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.project import Project
from playwright.sync_api import Browser, Page

from tests.built.pages import paths_to_look_at
from tests.built.serving import Drips, served
from tests.conftest import Open

MOVED = """() => new Promise(done => {
    new PerformanceObserver(list => { globalThis.moved = list.getEntries().map(each => each.value) })
        .observe({ type: "layout-shift", buffered: true })
    requestAnimationFrame(() => setTimeout(() => done(globalThis.moved ?? []), 50))
})"""


def phone(chromium: Browser) -> Page:
    return chromium.new_page(viewport={"width": 360, "height": 740})


@pytest.mark.parametrize("size", [1.33, 2])
def test_enlarged_text_never_scrolls_sideways(project: Project, origin: str, chromium: Browser, size: float) -> None:
    page = phone(chromium)
    page.route("**/answers.*", lambda route: route.abort())  # what comes later mends nothing
    session = page.context.new_cdp_session(page)
    wide = {}
    for path in paths_to_look_at(project):
        page.goto(origin + path)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": round(16 * size)}})
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 18 * size - 1
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {path: width for path, width in wide.items() if width > 360} == {}


@pytest.mark.parametrize("path", ["", "ar/disagree/", "ar/forms/prepare/"])
def test_nothing_moves_while_a_page_comes_slowly(real_site: Path, chromium: Browser, path: str) -> None:
    page = phone(chromium)
    with served(real_site, Drips) as origin:
        page.goto(origin + path, wait_until="networkidle")
        assert page.evaluate(MOVED) == []
    page.close()


@pytest.mark.parametrize("path", ["", "ar/"])
def test_the_parents_door_is_in_the_first_view(open_phone: Open, path: str) -> None:
    """Whole, on a small phone, as is every language: in the row, or behind one tap."""
    page = open_phone(path)
    door = page.locator(".doors li").first.bounding_box()
    row = page.locator(".choose a").first.bounding_box()
    assert door is not None
    assert row is not None
    assert door["y"] + door["height"] <= 740
    assert row["y"] + row["height"] <= 130


@pytest.mark.parametrize("path", ["before/", "ar/before/"])
def test_the_menu_stands_open_beside_the_page_on_a_wide_screen(chromium: Browser, origin: str, path: str) -> None:
    """Without a script, and closed as it is; the page keeps clear of it."""
    context = chromium.new_context(viewport={"width": 1024, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(origin + path)
    menu, text = (page.locator(each).bounding_box() for each in (".menu .panel", "h1"))
    assert menu is not None
    assert text is not None
    assert not page.locator(".menu summary").is_visible()
    page.locator(".menu [aria-current=page]").focus()
    left, right = (menu, text) if path == "before/" else (text, menu)
    assert left["x"] + left["width"] <= right["x"]
    context.close()


def test_the_list_of_forms_uses_the_room(chromium: Browser, origin: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{origin}forms/")
    one, two = (page.locator(".cards > li").nth(each).bounding_box() for each in (0, 1))
    page.close()
    assert one is not None
    assert two is not None
    assert one["y"] == two["y"]


def test_bars_stand_where_an_arabic_page_begins_and_english_items_read_from_the_left(open_phone: Open) -> None:
    page = open_phone("ar/words/")
    widths = "each => [getComputedStyle(each).borderLeftWidth, getComputedStyle(each).borderRightWidth]"
    bars = page.locator("dd").evaluate_all(f"all => all.map({widths})")
    assert {left for left, _ in bars} == {"0px"}
    assert "0px" not in {right for _, right in bars}
    displays = page.locator("#content li > [dir=ltr]").evaluate_all("all => all.map(e => getComputedStyle(e).display)")
    assert set(displays) <= {"block"}


def test_a_slash_of_the_trail_never_begins_a_line(open_phone: Open) -> None:
    """It belongs to the name before it."""
    page = open_phone("ar/words/")
    before = page.locator(".trail > *").evaluate_all(
        "all => all.map(each => getComputedStyle(each, '::before').content)"
    )
    after = page.locator(".trail > *").evaluate_all("all => all.map(each => getComputedStyle(each, '::after').content)")
    assert set(before) == {"none"}
    assert after == ['"/"'] * (len(after) - 1) + ["none"]
