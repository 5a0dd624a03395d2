"""Letters in a browser: what is typed in one language comes out in another, and nothing leaves the phone by itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from guide.forms.letters import name_of
from guide.forms.model import texts
from guide.project import Project
from guide.source.languages import language
from guide.translation.dates import days
from playwright.sync_api import Browser, Page, Request

from tests.built.serving import served
from tests.sites import ROOT, build, make

READERS = ("en", "cy", "ar", "pl", "fa", "zh-Hans")
SCHOOLS = ("en", "cy")
PATH = "forms/letter-decide/"
OWN = "لا تقرأ بعد.\nWeiß nicht."


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with one letter, each of its texts marked with the language that it is in."""
    folder = tmp_path_factory.mktemp("letters")
    form = Project(ROOT).forms["docs/forms/letter-decide.md"]
    pages = {
        "index.md": "---\ntitle: Start\ndescription: Start.\n---\n# Start {#start}\n",
        f"{PATH[:-1]}.md": (ROOT / "docs" / f"{PATH[:-1]}.md").read_text(encoding="utf-8"),
    }
    marked = {each: {text: f"{text} ‹{each}›" for text in texts(form)} for each in READERS[1:]}
    make(folder, pages, READERS, marked)
    with served(build(folder).folder) as address:
        yield address


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def fill(tab: Page, letters: str, reader: str) -> None:
    tab.goto(letters + ("" if reader == "en" else f"{reader}/") + PATH, wait_until="networkidle")
    tab.fill("[name='to:line']", "Ms Rees")
    tab.fill("[name='hard:lines']", OWN)
    tab.check("[name='needs:tick'][value='1']")
    for part, value in (("day", "9"), ("month", "12"), ("year", "2026")):
        tab.fill(f"[name='answer-by:{part}']", value)


def copied(tab: Page, school: str = "") -> str:
    if school:
        tab.click(f".letters [data-language={school}]")
    tab.click("[data-act=copy]")
    tab.locator(".letters .said").wait_for()
    return str(tab.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(("reader", "school"), list(itertools.product(READERS, SCHOOLS)))
def test_every_pair_of_languages_keeps_to_the_letter_s_own(tab: Page, letters: str, reader: str, school: str) -> None:
    """Sentences, days and the name of the reader's language are in the letter's; the own words are as typed."""
    fill(tab, letters, reader)
    letter = copied(tab, school)
    for each in READERS[1:]:
        assert (f"‹{each}›" in letter) == (each == school)
        day = days(language(each))[11].format(d=9, y=2026)
        assert (day in letter) == (each == school), day
    assert ("9 December 2026" in letter) == (school == "en")
    assert OWN in letter
    called = name_of(language(reader), language(school))
    assert (f"in this language: {called}." in letter) == (reader != school)


def test_what_is_left_empty_is_not_sent_as_a_label(tab: Page, letters: str) -> None:
    fill(tab, letters, "ar")
    letter = copied(tab, "en")
    assert "To: Ms Rees" in letter
    assert "Class:" not in letter
    assert "book an interpreter for me" in letter
    assert "large print" not in letter


def test_a_day_that_is_none_stays_as_it_was_typed(tab: Page, letters: str) -> None:
    fill(tab, letters, "en")
    tab.fill("[name='answer-by:month']", "13")
    assert "by 9/13/2026" in copied(tab)


def test_the_reminder_says_what_was_sent_and_when(tab: Page, letters: str) -> None:
    fill(tab, letters, "pl")
    for part, value in (("day", "29"), ("month", "2"), ("year", "2028")):
        tab.fill(f"[name='sent-on:{part}']", value)
    tab.check("[name='sent-how:one'][value='2']")
    letter = copied(tab, "en")
    assert letter.startswith("A reminder")
    assert "On 29 February 2028" in letter
    assert "I sent it by post." in letter


def test_a_letter_that_is_too_long_for_a_mail_program_is_not_cut(tab: Page, letters: str) -> None:
    """Two thousand characters of address: an Arabic letter takes six of them."""
    fill(tab, letters, "en")
    tab.fill("[name='hard:lines']", "ب" * 400)
    before = tab.url
    tab.click("[data-act=mail]")
    assert "too long" in tab.locator(".letters .said").inner_text()
    assert tab.url == before


def test_nothing_is_sent_while_a_letter_is_written(tab: Page, letters: str) -> None:
    fill(tab, letters, "ar")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    tab.fill("[name='child:line']", "Layla")
    copied(tab, "cy")
    tab.remove_listener("request", note)
    assert asked == []


def test_without_javascript_the_letter_is_there_to_be_filled_in_by_hand(chromium: Browser, letters: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{letters}ar/{PATH}")
    assert page.locator("article[lang=en] .letter").first.is_visible()
    assert not page.locator("[data-act=copy]").is_visible()
    context.close()


def test_a_letter_in_print_stands_alone(tab: Page, letters: str, tmp_path: Path) -> None:
    fill(tab, letters, "ar")
    tab.evaluate("window.print = () => {}")
    tab.click("[data-act=print]")
    tab.emulate_media(media="print")
    assert tab.locator("article[lang=en] .letter").first.is_visible()
    assert not tab.locator("h1").is_visible()
    assert not tab.locator("form > section").first.is_visible()
    tab.emulate_media(media="screen")
