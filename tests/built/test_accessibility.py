"""Pages and forms in a real browser, held to WCAG 2.2 by axe: every way to write, light and dark, narrow and wide.

Every page once, in English; a page of each kind in the languages that stand for the others: templates and styles are
the same in all of them, and what is translated can hold no HTML of its own.

axe finds what a program can find; the rest is in test_browser.py (keyboard, targets, mirroring) or needs people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Browser, Page

from tests.built.pages import languages_to_look_at, one_of_each_kind
from tests.conftest import ROOT

# Named one by one: a bare run leaves out target sizes (2.2) and the contrast of AAA.
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}

# The page's policy lets no new `style` in; a sheet that a script makes is not the page's.
ADOPT = """text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets.push(sheet)
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""  # WCAG 1.4.12


def violations(page: Page) -> list[str]:
    response = Axe().run(page, options={"runOnly": TAGS, "rules": RULES, "resultTypes": ["violations"]}).response
    assert len(response["passes"]) >= 20, "axe looked at the page"
    return [f"{each['id']}: {node['html']}" for each in response["violations"] for node in each["nodes"]]


Scheme = Literal["light", "dark"]
EVERY = 5  # in how many parts the pages are looked at, for the cores to share


def views() -> list[tuple[str, Scheme, int]]:
    """Return how a page of each kind is looked at: dark and wide, or light and narrow; the first translation both ways.

    The source language's pages are looked at light and narrow one by one.
    """
    source, *others = languages_to_look_at(Project(ROOT).site)
    dark = (source, *others[::2])
    light = dict.fromkeys((*others[:1], *others[1::2]))
    return [*((each, "dark", 1280) for each in dark), *((each, "light", 320) for each in light)]


@pytest.mark.parametrize("view", views(), ids=lambda view: "-".join(map(str, view)))
def test_axe_finds_nothing(project: Project, origin: str, chromium: Browser, view: tuple[str, Scheme, int]) -> None:
    look(project, chromium, origin, one_of_each_kind(project), view)


@pytest.mark.parametrize("part", range(EVERY))
def test_axe_finds_nothing_on_any_page(project: Project, origin: str, chromium: Browser, part: int) -> None:
    look(project, chromium, origin, project.site.pages[part::EVERY], (project.site.source.locale, "light", 320))


def look(
    project: Project, chromium: Browser, origin: str, sources: Sequence[str], view: tuple[str, Scheme, int]
) -> None:
    locale, scheme, width = view
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in (project.site.path(project.site.language(locale), address(source)) for source in sources):
        page.goto(origin + path)
        found[path] = violations(page)
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert found


def test_axe_finds_nothing_with_the_menus_open(origin: str, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    for path in ("before/", "ar/before/"):
        for number in (0, 1):
            page.goto(origin + path)
            page.locator("header summary").nth(number).click()
            assert violations(page) == []
    page.close()


def test_axe_would_find_a_fault(origin: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(origin + "forms/prepare/")
    page.evaluate("document.querySelector('label[for]').remove(); document.body.style.color = '#777'")
    found = {each.partition(":")[0] for each in violations(page)}
    assert {"label", "color-contrast-enhanced"} <= found
    page.close()


@pytest.mark.parametrize("path", ["", "before/", "ar/words/", "cy/forms/take-part/"])
def test_nothing_is_lost_with_wide_spacing_or_large_text(origin: str, chromium: Browser, path: str) -> None:
    """WCAG 1.4.12 and 1.4.4: text spacing, and letters of double size on a narrow phone."""
    for style, width in ((SPACING, 320), ("html { font-size: 36px !important }", 640)):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto(origin + path)
        page.evaluate(ADOPT, style)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cut = page.evaluate(
            "[...document.querySelectorAll('main *, header *')].filter(each => getComputedStyle(each).overflow === "
            "'hidden' && each.scrollHeight > each.clientHeight + 1).map(each => each.outerHTML.slice(0, 80))"
        )
        assert [each for each in cut if "<span" not in each] == []
        page.close()


def test_forced_colours_keep_boxes_and_focus_visible(origin: str, chromium: Browser) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(origin + "forms/prepare/")
    border = page.locator("textarea").first.evaluate("each => getComputedStyle(each).borderTopWidth")
    assert border == "2px"
    page.locator("textarea").first.focus()
    assert page.locator("textarea").first.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    context.close()


def test_a_form_is_filled_in_by_keyboard_alone(project: Project, origin: str, chromium: Browser) -> None:
    """From the top: skip link, then Tab, typing and space; every stop is a place of the form, in its order."""
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(origin + "forms/prepare/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    places = [place for field in project.forms["docs/forms/prepare.md"].fields for place in field.places()]
    stops: list[str] = []
    while len(stops) < len(places):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.form ? document.activeElement.name : ''")
        if name:
            ticked = page.evaluate("document.activeElement.type == 'checkbox'")
            page.keyboard.press("Space") if ticked else page.keyboard.type("word")
            stops.append(name)
    assert stops == [place.name for place in places]
    for place in places:
        control = page.locator(f'[name="{place.name}"]' + (f'[value="{place.value}"]' if place.value else ""))
        assert control.is_checked() if place.value else control.input_value() == "word"
    page.close()
