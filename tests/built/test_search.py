"""The search: a reader's own words, in every script that the guide is written in."""

from __future__ import annotations

import json

import pytest
import yaml
from playwright.sync_api import Page

from tests.conftest import ROOT, Open

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yml").read_text(encoding="utf-8"))


def searched(page: Page, words: str) -> list[str]:
    """Return the titles found."""
    page.locator("header summary").first.click()
    page.locator("[type=search]").fill(words)
    page.locator(".panel [role=status]:not(:empty)").wait_for()
    return [title.strip() for title in page.locator(".found a").all_text_contents()]


@pytest.mark.parametrize(
    ("path", "words", "expected"),
    [
        ("", "interpreter", "Your family"),
        ("", "MEETINGS", "Before a meeting"),  # another ending, capital letters
        ("", "interpretor", "Your family"),  # a slip
        ("cy/", "nghyfarfod", "Cyn cyfarfod"),  # a mutation
        ("cy/", "preifatrwydd", "Preifatrwydd"),
        ("ar/", "الخصوصيه", "الخصوصية"),
        ("ar/", "الإجتماع", "قبل الاجتماع"),  # hamza, article
    ],
)
def test_a_reader_finds_a_page_in_the_words_they_use(open_phone: Open, path: str, words: str, expected: str) -> None:
    found = searched(open_phone(path), words)
    assert expected in found, found


EVERYDAY = yaml.safe_load((ROOT / "tests" / "cases" / "everyday-words.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EVERYDAY)
def test_words_of_every_day_lead_to_the_page_that_answers(open_phone: Open, path: str) -> None:
    """One of the first three pages found is it, though few of these words stand on a page."""
    page = open_phone(path)
    page.locator("header summary").first.click()
    for asked, expected in EVERYDAY[path].items():
        page.locator("[type=search]").fill(asked)
        page.locator(".panel [role=status]:not(:empty)").wait_for()
        found = page.locator(".found a").evaluate_all("each => each.map(link => new URL(link.href).pathname)")
        assert f"/{path}{expected}" in found[:3], (asked, found)


def test_results_are_in_the_language_and_lead_to_the_place(open_phone: Open, origin: str) -> None:
    page = open_phone("cy/")
    searched(page, "cyfarfod")
    targets = page.locator(".found a").evaluate_all("each => each.map(link => link.href)")
    assert len(targets) > 4
    assert all(target.startswith(origin + "cy/") for target in targets)
    assert page.locator(".found mark").count() > 4
    page.locator(".found a").first.click()
    page.wait_for_url(targets[0])


def test_in_a_script_without_spaces_only_what_was_asked_for_is_marked(open_phone: Open) -> None:
    page = open_phone("zh-Hans/")
    searched(page, "会议")
    assert set(page.locator(".found mark").all_text_contents()) == {"会议"}


def test_what_is_not_there_is_not_found(open_phone: Open) -> None:
    page = open_phone("")
    assert searched(page, "xylophones") == []
    assert page.get_by_text("Nothing found. Try another word.").is_visible()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['asked']!r}")
def test_a_word_is_found_however_it_is_typed(open_phone: Open, case: dict[str, str]) -> None:
    """Each case is a page's text and what is asked for; another page has nothing to do with it."""
    page = open_phone("")
    index = [["before/", "X", "", [["", "", case["text"]]]], ["after/", "Y", "", [["", "", case.get("not", "zzz")]]]]
    page.route("**/search.json", lambda route: route.fulfill(body=json.dumps(index), content_type="application/json"))
    page.evaluate("lang => document.documentElement.lang = lang", case["lang"])
    assert searched(page, case["asked"]) == ["X"]
    assert page.locator(".found mark").count() > 0


def test_a_login_page_in_place_of_the_index_is_no_index(open_phone: Open) -> None:
    page = open_phone("")
    page.route("**/search.json", lambda route: route.fulfill(body="<h1>Log in</h1>", content_type="text/html"))
    page.locator("header summary").first.click()
    page.get_by_text("This needs a connection.").wait_for()
