"""A phrase over the whole screen, for the other person to read: in two languages, upright or on its side."""

from __future__ import annotations

import pytest
from guide.project import Project
from playwright.sync_api import Page, expect

from tests.built.test_accessibility import violations
from tests.built.test_listen import VOICES
from tests.conftest import ROOT, Open

NEXT = str(Project(ROOT).catalogues["ar"].lookup("Next"))
ASKED = "performance.getEntriesByType('resource').some(each => each.name.includes('/cards.'))"


@pytest.fixture
def page(open_phone: Open) -> Page:
    page = open_phone("ar/phrases/", VOICES)
    page.locator(".phrases .large").nth(3).click()
    page.locator(".half").first.get_by_text("I need an interpreter").wait_for()
    return page


def test_it_fills_the_screen_in_both_languages_and_reads_each_aloud(page: Page) -> None:
    assert page.locator(".half p").evaluate_all("all => all.map(each => each.lang)") == ["en", "ar"]
    assert page.locator(".half").evaluate_all("all => all.map(each => each.dir)") == ["ltr", "rtl"]
    assert page.locator(".half .picture:visible").count() == 1, "the phrase's picture, on the other person's half"
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    for number, lang in enumerate(("en", "ar")):
        page.locator(".half button").nth(number).click()
        assert page.evaluate("spoken.at(-1).lang") == lang
    assert violations(page) == []


def test_one_goes_from_phrase_to_phrase_and_the_focus_to_the_last_one(page: Page) -> None:
    first = page.locator(".half p").first.text_content()
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator(".half p").first).not_to_have_text(first or "")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("[...document.querySelectorAll('.large')].indexOf(document.activeElement)") == 4


def test_back_and_a_tap_outside_close_it(page: Page) -> None:
    address = page.url
    page.go_back()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url == address
    page.locator(".phrases .large").first.click()
    page.locator(".half").first.click(position={"x": 3, "y": 3})
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_function("!history.state")


def test_it_turns_with_the_phone(page: Page) -> None:
    page.set_viewport_size({"width": 740, "height": 360})
    for number in range(4, 36):
        boxes = [page.locator(".half").nth(each).bounding_box() for each in (0, 1)]
        assert all(box and box["y"] == 0 and box["y"] + box["height"] < 360 for box in boxes), "side by side"
        over = "all => all.filter(each => each.scrollHeight > each.clientHeight + 1).length"
        assert page.locator(".half").evaluate_all(over) == 0, number
        if page.get_by_role("button", name=NEXT).is_disabled():
            break
        page.get_by_role("button", name=NEXT).click()


def test_without_a_connection_the_phrase_stands_alone(open_phone: Open) -> None:
    page = open_phone("ar/phrases/")
    page.context.set_offline(True)
    page.locator(".phrases .large").first.click()
    page.locator(".half").first.get_by_text("اتصال").wait_for()
    assert page.locator(".half p").nth(1).text_content()


def test_no_other_page_loads_it(open_phone: Open) -> None:
    assert open_phone("phrases/").evaluate(ASKED)
    assert not open_phone("words/").evaluate(ASKED)
