"""The table of last days, in a browser: a letter's date in, the safe last day out, the same wherever the phone is."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import yaml
from guide.web.templates import COUNTED
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, Open

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "last-days.yml").read_text(encoding="utf-8")
)
PLAN, APPEAL = range(len(COUNTED))
WHOLE = "Type the whole date: day, month and year."

# Type into one of the two controls, and read what the table says of it.
TYPE = """([number, text]) => {
    const input = document.querySelectorAll(".days input")[number]
    input.value = text
    input.dispatchEvent(new Event("input"))
    const [typed, found] = input.closest("tr").querySelectorAll(".said")
    return [typed.textContent, found.textContent]
}"""


def begun(page: Page) -> Page:
    """Go to each control once: the script comes with the first."""
    for number in (PLAN, APPEAL):
        page.locator(".days input").nth(number).focus()
        page.wait_for_function("number => document.querySelectorAll('.days input')[number].oninput", arg=number)
    return page


def wrong(page: Page) -> list[str]:
    """Return the cases in which the table does not show the right days, in words with their weekday, and in digits."""
    found = []
    for case in CASES["days"]:
        letter = case["letter"]
        for number, last in ((PLAN, case["plan"]), (APPEAL, case["appeal"])):
            typed, said = page.evaluate(TYPE, [number, letter.isoformat()])
            shown = in_words(letter) in typed.replace(",", "") and in_words(last) in said.replace(",", "")
            if not (shown and f"{last:%d/%m/%Y}" in said and "Check your letter" in said):
                found.append(f"{letter}: {typed}; {last}: {said}")
    return found


def in_words(day: datetime.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


@pytest.mark.parametrize("zone", ["Pacific/Niue", "Europe/London", "Pacific/Kiritimati"])
def test_the_last_day_is_the_same_in_every_zone(open_phone: Open, zone: str) -> None:
    """From UTC-11 to UTC+14; what is left is counted by the day in Wales. Nothing is sent and nothing kept."""
    page = begun(open_phone("disagree/", timezone_id=zone))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    assert wrong(page) == []
    for case in CASES["nows"]:
        page.clock.set_fixed_time(case["now"])
        assert case["says"] in page.evaluate(TYPE, [APPEAL, case["letter"].isoformat()])[1], case
    assert requests == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_what_is_no_whole_date_is_said_once_the_reader_has_gone_on(open_phone: Open) -> None:
    """A browser without a control for dates shows a line for text: 24/11/2026 is read there, as people write it."""
    page = begun(open_phone("disagree/"))
    assert page.evaluate(TYPE, [APPEAL, ""]) == ["", ""]
    assert page.evaluate(TYPE, [PLAN, "0202-11-24"]) == ["", WHOLE], "a year that is still being typed"
    assert page.evaluate(TYPE, [APPEAL, "0202-11-24"]) == ["", ""], "the focus is here: not yet"
    page.evaluate("document.querySelectorAll('.days input').forEach(each => { each.type = 'text' })")
    for text in ("24/11/2026", "24.11.2026", " 24-11-2026 ", "2026-11-24"):
        assert "18/01/2027" in page.evaluate(TYPE, [APPEAL, text])[1], text
        assert "22/12/2026" in page.evaluate(TYPE, [PLAN, text])[1], text
    for text in ("31/02/2026", "29/02/2027", "24/13/2026", "00/11/2026", "24/11/26", "24/11", "soon"):
        assert page.evaluate(TYPE, [PLAN, text]) == ["", WHOLE], text


def test_the_day_is_written_in_the_reader_s_language_and_as_in_britain(open_phone: Open) -> None:
    page = begun(open_phone("ar/disagree/"))
    typed, said = page.evaluate(TYPE, [APPEAL, "2026-11-02"])
    assert "نوفمبر" in typed
    assert "ديسمبر 2026" in said
    assert page.locator(".days bdi[dir=ltr]").inner_text() == "27/12/2026"
    begun(welsh := open_phone("cy/disagree/"))
    assert "27/12/2026" in welsh.evaluate(TYPE, [APPEAL, "2026-11-02"])[1]


def test_the_table_says_how_to_count_without_javascript_and_is_filled_in_by_hand_on_paper(
    chromium: Browser, open_phone: Open, origin: str
) -> None:
    """A screen without scripts shows no place to write, because nobody can write there."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(origin + "disagree/")
    assert "Go 8 weeks on in a calendar. Then go one day back." in page.locator(".days").inner_text()
    assert "Date on the letter" not in page.locator(".days").inner_text()
    page.emulate_media(media="print")
    paper = begun(open_phone("disagree/"))
    paper.evaluate(TYPE, [APPEAL, "2026-11-02"])
    paper.emulate_media(media="print")
    for each in (page, paper):
        assert "Go 8 weeks on in a calendar. Then go one day back." in each.locator(".days").inner_text()
        assert not each.locator(".days input").first.is_visible()
        assert each.locator(".days td").nth(-1).bounding_box()["height"] > 40  # type: ignore[index]
    assert "27 December 2026" in paper.locator(".days").inner_text()
    assert "Days left" not in paper.locator(".days").inner_text(), "it is another number tomorrow"
    context.close()
