"""What JavaScript adds, used in a real browser at 360 px as a reader would. Nothing here may break a page's policy."""

from __future__ import annotations

from typing import Any

import pytest
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Page, expect

from tests.built.test_accessibility import violations
from tests.built.test_listen import VOICES
from tests.built.test_search import searched
from tests.conftest import Open
from tests.waiting import beside, unfold, until


def control(page: Page, words: str) -> Any:
    return page.locator(f"[data-do={words}]")


# --- both languages ----------------------------------------------------------------------------------------------


def test_every_page_pairs_with_english_and_welsh(project: Project, open_phone: Open, origin: str) -> None:
    """Where a page is whole in all of them; what has no translation is English in each, and pairs with nothing."""
    page = open_phone("ar/")
    catalogues = [project.catalogues[locale] for locale in ("ar", "cy")]
    for source in project.site.pages:
        if not all(
            each.lookup(msgid) for msgid in project.strings.page_msgids[f"docs/{source}"] for each in catalogues
        ):
            continue
        page.goto(f"{origin}ar/{address(source)}")
        for name in ("English", "Cymraeg"):
            beside(page, name)
            page.locator(f".aids [aria-pressed=true]:text-is('{name}')").wait_for()
        english, welsh = (page.locator(f".second[lang={tag}][dir=ltr]").count() for tag in ("en", "cy"))
        assert english == welsh > 1, source


def test_each_phrase_stands_above_its_other_language_and_goes_again(open_phone: Open) -> None:
    page = open_phone("ar/phrases/")
    beside(page, "English")
    first = page.locator(".phrases li").first
    first.locator(".second").wait_for()
    assert first.locator(".second").text_content() == "I would like to talk about my child."
    assert page.locator(".second a, .second [id]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    assert first.locator(".second").is_visible(), "it prints that way"
    page.emulate_media(media="screen")
    beside(page, "English")
    expect(page.locator(".second")).to_have_count(0)


def test_the_page_of_phrases_offers_every_language(project: Project, open_phone: Open) -> None:
    page = open_phone("phrases/")
    others = [each.name for each in project.site.languages[1:]]
    group = unfold(page).get_by_role("group").filter(has_text="Show beside")
    assert group.get_by_role("button").all_text_contents() == others


def test_without_a_connection_the_other_language_is_asked_for_in_vain(open_phone: Open) -> None:
    page = open_phone("ar/before/")
    page.context.set_offline(True)
    beside(page, "English")
    page.locator(".aids .said").wait_for()
    assert page.locator(".second").count() == 0


# --- all of it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["", "ar/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_in_use(open_phone: Open, locale: str, scheme: str) -> None:
    page = open_phone(f"{locale}phrases/", VOICES, color_scheme=scheme)
    unfold(page).get_by_role("button").first.click()
    page.locator(".second").first.wait_for()
    page.locator(".aids button").last.click()
    page.locator(".player").wait_for()
    page.locator(".aids").evaluate("each => each.scrollIntoView({ block: 'center' })")  # clear of the player
    assert violations(page) == []
    page.locator(".player button").last.click()
    searched(page, "نعم" if locale else "child")
    assert violations(page) == []
    form = open_phone(f"{locale}forms/prepare/", color_scheme=scheme)
    form.locator(".notice p[role=status]").wait_for()
    control(form, "keep").check()
    assert violations(form) == []
    control(form, "share").click()
    form.locator("dialog textarea").wait_for()
    assert violations(form) == []


def test_a_form_is_filled_in_kept_and_shared_by_keyboard_alone(open_phone: Open) -> None:
    page = open_phone("forms/prepare/")

    def to(target: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("target => document.activeElement.matches(target)", target):
                return
        raise AssertionError(f"{target} cannot be reached by keyboard")

    to("[data-do=keep]")
    page.keyboard.press("Space")
    to("[data-form] textarea")
    page.keyboard.type("Tomos reads well.")
    to("[data-form] [type=checkbox]")
    page.keyboard.press("Space")
    to("[data-do=share]")
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    assert "Tomos reads well." in page.locator("dialog textarea").input_value()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.evaluate("window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')) }")
    to("[data-use=print]")
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")


def test_the_language_is_changed_and_the_guide_searched_by_keyboard_alone(open_phone: Open, origin: str) -> None:
    page = open_phone("before/")
    page.locator("header summary").nth(2).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(origin + "cy/before/")
    page.locator("header summary").first.focus()
    page.keyboard.press("Enter")
    until(page, "document.activeElement.type == 'search'")
    page.keyboard.type("cyfarfod")
    page.locator(".found a").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{origin}cy/**")


def test_nothing_moves_for_readers_who_want_it_calm(open_phone: Open) -> None:
    page = open_phone("before/", VOICES, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
