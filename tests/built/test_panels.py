"""Menu, search and languages: they open over the page, and never stand in a reader's way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.built.test_search import searched
from tests.conftest import Open
from tests.waiting import until_it_runs

OPENED = "header details[open]"
NAMES = ("search", "menu", "languages")


def opened(page: Page, number: int) -> Page:
    page.locator("header summary").nth(number).click()
    page.locator(f"{OPENED} .panel").wait_for()
    until_it_runs(page, "panels")
    return page


@pytest.fixture(params=[0, 1, 2], ids=NAMES)
def page(request: pytest.FixtureRequest, open_phone: Open) -> Page:
    return opened(open_phone("before/"), request.param)


def test_escape_closes_it_and_leads_back(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(OPENED)).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_tap_beside_it_closes_it(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 2000})
    page.mouse.click(180, 1990)
    expect(page.locator(OPENED)).to_have_count(0)


def test_a_tap_inside_leaves_it_open(page: Page) -> None:
    box = page.locator(f"{OPENED} .panel").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    page.wait_for_timeout(100)
    expect(page.locator(OPENED)).to_have_count(1)


def test_it_closes_when_the_focus_leaves_it(page: Page) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('main'))"):
            break
    expect(page.locator(OPENED)).to_have_count(0)
    assert page.evaluate("document.activeElement.checkVisibility()")


def test_one_of_them_is_open_at_a_time(page: Page) -> None:
    for number in (0, 1, 2):
        fold = page.locator("header details").nth(number)
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        expect(fold).to_have_attribute("open", "")
        expect(page.locator(OPENED)).to_have_count(1)


def test_a_result_on_the_same_page_closes_the_search(open_phone: Open) -> None:
    page = open_phone("words/")
    searched(page, "interpreter")
    link = page.locator(".found a[href*='words/#']").first
    if not link.count():
        page.evaluate("""() => {
            const link = document.querySelector('.found a')
            link.href = location.href + '#' + document.querySelector('main h2[id]').id
        }""")
        link = page.locator(".found a").first
    link.click()
    expect(page.locator(OPENED)).to_have_count(0)
    assert "#" in page.url


def test_after_back_nothing_is_open(open_phone: Open, origin: str) -> None:
    page = opened(open_phone("before/"), 1)
    page.locator(f"{OPENED} a").nth(3).click()
    page.wait_for_url(lambda url: url != origin + "before/")
    page.go_back(wait_until="networkidle")
    expect(page.locator(OPENED)).to_have_count(0)


def test_a_page_that_is_left_closes_what_is_open(open_phone: Open) -> None:
    """A page kept by the browser for Back is shown as it was left."""
    page = opened(open_phone("before/"), 1)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(page.locator(OPENED)).to_have_count(0)


def test_a_search_that_comes_late_takes_no_focus_from_another_panel(open_phone: Open) -> None:
    page = open_phone("before/")
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright looks into the function)
    page.locator("header summary").nth(0).click(no_wait_after=True)
    page.locator("header summary").nth(1).click()
    held[0].continue_()
    page.locator("[type=search]").wait_for(state="attached")
    page.wait_for_timeout(100)
    assert page.locator(f"{OPENED} summary").text_content() == "Menu"
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
