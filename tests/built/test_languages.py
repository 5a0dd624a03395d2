"""Thirteen languages: each is found by its own name, and the reader's own stands first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.built.serving import served
from tests.sites import PAGES, build, make

GIVEN = ("en", "so", "ar", "zh-Hans", "pl", "ku-Arab", "bn", "cy", "fa", "uk", "ro", "ur", "pt")
LISTED = ("en", "cy", "pl", "pt", "ro", "so", "uk", "ur", "ar", "fa", "ckb", "bn", "zh-Hans")
TAGS = "all => all.map(each => each.lang)"
ROW = ".choose > .languages a"


@pytest.fixture(scope="module")
def thirteen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("thirteen")
    home = PAGES["index.md"].replace("---\n#", "template: home.html\n---\n#")
    make(folder, PAGES | {"index.md": home}, GIVEN)
    with served(build(folder).folder) as address:
        yield address


def opened(chromium: Browser, address: str, **phone: object) -> Page:
    page = chromium.new_context(viewport={"width": 360, "height": 740}, **phone).new_page()  # type: ignore[arg-type]
    page.goto(address, wait_until="networkidle")
    return page


def test_languages_stand_in_the_order_of_their_own_names(chromium: Browser, thirteen: str) -> None:
    """Whatever their order in mkdocs.yml: the official ones first, each script together. A page's own is in sight."""
    page = opened(chromium, thirteen + "second/")
    assert page.locator(".languages a").evaluate_all(TAGS) == list(LISTED)
    for path, row in (("", ["en", "cy", "pl"]), ("ku-Arab/", ["en", "cy", "ckb"])):
        page.goto(thirteen + path)
        assert page.locator(ROW).evaluate_all(TAGS) == row
        assert page.locator(".choose summary bdi").inner_text() == "+10"
    page.context.close()


@pytest.mark.parametrize(
    ("asked", "path", "row"),
    [
        ("uk-UA", "", ["uk", "en", "cy"]),
        ("zh-CN", "ar/", ["zh-Hans", "en", "ar"]),
        ("cy", "", ["cy", "en", "pl"]),
        ("en-GB", "", ["en", "cy", "pl"]),
        ("de", "", ["en", "cy", "pl"]),
    ],
)
def test_the_language_that_the_phone_asks_for_stands_first(
    chromium: Browser, thirteen: str, asked: str, path: str, row: list[str]
) -> None:
    """On the start page in the row in sight, on others in the panel; every language stays, once."""
    page = opened(chromium, thirteen + path, locale=asked)
    assert page.locator(ROW).evaluate_all(TAGS) == row
    assert sorted(page.locator(".languages a").evaluate_all(TAGS)) == sorted(LISTED)
    page.goto(thirteen + path + "second/", wait_until="networkidle")
    first = page.locator(".languages a").evaluate_all(TAGS)[0]
    assert first == (row[0] if row[0] != "en" else LISTED[0])
    page.context.close()


@pytest.mark.parametrize("path", ["", "ar/"])
def test_all_names_begin_at_one_side_on_a_small_phone(chromium: Browser, thirteen: str, path: str) -> None:
    """Whichever way each is read, also without JavaScript."""
    page = opened(chromium, thirteen + path, java_script_enabled=False)
    page.locator(".choose summary").click()
    begins = page.locator(".panel .languages a").evaluate_all(
        """(all, side) => all.filter(e => e.checkVisibility()).map(e => {
            const text = document.createRange()
            text.selectNodeContents(e)
            return Math.abs(text.getBoundingClientRect()[side] - e.parentElement.getBoundingClientRect()[side])
        })""",
        "right" if path else "left",
    )
    assert len(begins) == 10
    assert max(begins) < 1
    page.context.close()
