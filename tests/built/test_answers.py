"""What a parent types into a form: held for the tab, kept where asked for, never lost, and never misdescribed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.built.serving import served
from tests.conftest import WATCH, Open
from tests.waiting import until

FORM = "forms/prepare/"
KEY = "/answers:prepare"
DAY = 86_400_000
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
NONE = """for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { get() { throw Error() } })
}"""


def control(page: Page, words: str) -> Any:
    return page.locator(f"[data-do={words}]")


def box(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-form] textarea").nth(number)


def tick(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-form] [type=checkbox]").nth(number)


def notice(page: Page) -> Locator:
    return page.locator(".notice:has([data-do=keep]) > p").first


def ready(page: Page) -> None:
    """Wait until the form is looked after."""
    page.locator(".notice [role=status]").first.wait_for()


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage['{KEY}'] ?? 'null'"))


@pytest.fixture
def phone(open_phone: Open) -> Callable[..., Page]:
    def open_(path: str = FORM, script: str = "", **options: Any) -> Page:
        page = open_phone(path, script, **options)
        if "forms/" in path:
            ready(page)
        return page

    return open_


Phone = Callable[..., Page]


def second_tab(page: Page, url: str, script: str = "") -> Page:
    other = page.context.new_page()
    other.add_init_script(script)
    other.goto(url, wait_until="networkidle")
    ready(other)
    return other


# --- held for the tab --------------------------------------------------------------------------------------------


def test_the_style_of_a_form_comes_with_its_script(phone: Phone) -> None:
    page = phone()
    opens = page.locator(".file input")
    assert opens.evaluate("each => getComputedStyle(each).opacity") == "0", "its label is seen in its place"


def test_what_is_typed_stays_in_the_tab_in_every_language_and_nowhere_else(phone: Phone, origin: str) -> None:
    page = phone("ar/" + FORM)
    box(page).fill("توموس يقرأ جيدًا")
    tick(page, 1).check()
    page.reload(wait_until="networkidle")
    expect(box(page)).to_have_value("توموس يقرأ جيدًا")
    page.locator("header summary").last.click()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url(origin + FORM)
    expect(box(page)).to_have_value("توموس يقرأ جيدًا")
    expect(tick(page, 1)).to_be_checked()
    assert page.evaluate("localStorage.length") == 0
    assert not control(page, "keep").is_checked()
    other = second_tab(page, origin + FORM)
    expect(box(other)).to_have_value("")


def test_going_back_brings_the_newest_answers(phone: Phone, origin: str) -> None:
    page = phone()
    box(page).fill("first")
    page.goto(origin + "cy/" + FORM, wait_until="networkidle")
    expect(box(page)).to_have_value("first")
    box(page).fill("second")
    page.go_back(wait_until="networkidle")
    expect(box(page)).to_have_value("second")


def test_letters_typed_before_the_script_came_are_not_lost(phone: Phone, origin: str) -> None:
    page = phone()
    box(page).fill("old")
    box(page, 1).fill("stays")
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.querySelector('textarea').value = 'new')")
    page.reload(wait_until="networkidle")
    expect(box(page)).to_have_value("new")
    expect(box(page, 1)).to_have_value("stays")


def test_the_notice_says_what_is_true(phone: Phone) -> None:
    page = phone()
    expect(notice(page)).to_contain_text("It stays in this tab")
    control(page, "keep").check()
    expect(notice(page)).to_contain_text("It is kept on this phone until")
    expect(notice(page)).not_to_contain_text("iPhone")
    control(page, "keep").uncheck()
    expect(notice(page)).to_contain_text("It stays in this tab")
    expect(notice(phone(FORM, "window.GestureEvent = class {}"))).not_to_contain_text("iPhone")
    apple = phone(FORM, "window.GestureEvent = class {}")
    control(apple, "keep").check()
    expect(notice(apple)).to_contain_text("deletes them after 7 days without a visit")


@pytest.mark.parametrize("script", [FULL, NONE], ids=["full", "forbidden"])
def test_a_browser_that_keeps_nothing_is_not_said_to_keep(open_phone: Open, script: str) -> None:
    page = open_phone(FORM, script)
    box(page).fill("Tomos reads well.")
    expect(notice(page)).to_contain_text("is not sent and not kept")
    control(page, "keep").click()
    page.get_by_text("This browser does not keep anything. Save your answers to a file.").wait_for()
    expect(control(page, "keep")).not_to_be_checked()
    expect(box(page)).to_have_value("Tomos reads well.")


# --- kept on the phone -------------------------------------------------------------------------------------------


def test_answers_are_kept_until_a_day_in_every_language(phone: Phone, origin: str) -> None:
    page = phone()
    control(page, "keep").check()
    box(page).fill("Tomos reads well.")
    tick(page, 1).check()
    assert 29 < (kept(page)["until"] - page.evaluate("Date.now()")) / DAY <= 30
    other = second_tab(page, origin + "ar/" + FORM)
    expect(box(other)).to_have_value("Tomos reads well.")
    expect(tick(other, 1)).to_be_checked()
    expect(control(other, "keep")).to_be_checked()


def test_a_day_is_written_as_in_britain(phone: Phone) -> None:
    page = phone()
    control(page, "keep").check()
    day = page.evaluate(f"new Date({kept(page)['until']}).toLocaleDateString('en-GB', {{dateStyle: 'long'}})")
    expect(notice(page)).to_contain_text(f"until {day}.")


def test_what_is_full_is_said_and_what_was_kept_stays(phone: Phone) -> None:
    page = phone()
    control(page, "keep").check()
    box(page).fill("old")
    page.evaluate(f"() => {{ {FULL} }}")
    box(page).fill("new")
    page.get_by_text("There is no room on this phone for your last changes.").wait_for()
    expect(control(page, "keep")).to_be_checked()
    assert list(kept(page)["answers"].values()) == ["old"]


BROKEN = [
    "{",
    "null",
    "[]",
    '"x"',
    "{}",
    '{"until": 9e15}',
    '{"until": 9e15, "answers": []}',
    '{"until": "x", "answers": {}}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_entry_harms_nothing(phone: Phone, origin: str, text: str) -> None:
    """Neither the expiry of others, nor keeping from now on, nor what belongs to somebody else."""
    page = phone("")
    set_ = "([key, text]) => localStorage.setItem(key, text)"
    old = json.dumps({"until": 1, "answers": {}})
    good = json.dumps({"until": page.evaluate("Date.now()") + DAY, "answers": {"a": "b"}})
    for key, entry in {KEY: text, "/answers:a": old, "/answers:z": good, "answers:other": text, "x": text}.items():
        page.evaluate(set_, [key, entry])
    page.evaluate("text => sessionStorage.setItem('/answers:prepare', text)", text)
    page.goto(origin + "before/", wait_until="networkidle")
    until(page, "!('/answers:a' in localStorage)")
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["/answers:z", "answers:other", "x"]
    page.evaluate(set_, [KEY, text])
    page.goto(origin + FORM, wait_until="networkidle")
    control(page, "keep").check()
    box(page).fill("Tomos reads well.")
    assert "Tomos reads well." in kept(page)["answers"].values()


def test_answers_of_two_editions_on_one_host_never_meet(real_site: Path, tmp_path: Path, chromium: Browser) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(real_site)
    with served(tmp_path) as url:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{url}one/{FORM}", wait_until="networkidle")
        control(page, "keep").check()
        box(page).fill("Tomos")
        page.goto(f"{url}two/{FORM}", wait_until="networkidle")
        expect(box(page)).to_have_value("")
        expect(control(page, "keep")).not_to_be_checked()
        control(page, "clear").click()
        assert page.evaluate("Object.keys(localStorage)") == ["/one/answers:prepare"]
        context.close()


# --- two tabs ----------------------------------------------------------------------------------------------------


def test_two_tabs_add_to_each_other(phone: Phone, origin: str) -> None:
    one = phone()
    control(one, "keep").check()
    two = second_tab(one, origin + "cy/" + FORM)
    box(one, 0).fill("one")
    box(two, 1).fill("two")
    expect(box(two, 0)).to_have_value("one")
    expect(box(one, 1)).to_have_value("two")
    assert sorted(kept(one)["answers"].values()) == ["one", "two"]


def test_a_tab_that_hears_nothing_still_loses_nothing(phone: Phone, origin: str) -> None:
    one = phone()
    control(one, "keep").check()
    deaf = "addEventListener('storage', event => event.stopImmediatePropagation())"
    two = second_tab(one, origin + FORM, deaf)
    box(one, 0).fill("one")
    box(two, 1).fill("two")
    assert sorted(kept(one)["answers"].values()) == ["one", "two"]


def test_what_is_cleared_in_one_tab_is_gone_in_the_other_and_stays_gone(phone: Phone, origin: str) -> None:
    one = phone()
    control(one, "keep").check()
    box(one).fill("Tomos")
    two = second_tab(one, origin + FORM)
    control(one, "clear").click()
    expect(box(two)).to_have_value("")
    expect(control(two, "keep")).not_to_be_checked()
    box(two, 1).fill("new")
    assert two.evaluate("localStorage.length") == 0
    one.get_by_role("button", name="Undo").click()
    expect(box(one)).to_have_value("Tomos")
    assert list(kept(one)["answers"].values()) == ["Tomos"]
    expect(box(two, 1)).to_have_value("new")


def test_other_answers_kept_by_another_tab_are_replaced_only_when_asked(phone: Phone, origin: str) -> None:
    one = phone()
    two = second_tab(one, origin + FORM)
    box(one).fill("one")
    box(two).fill("two")
    control(one, "keep").check()
    control(two, "keep").click()
    two.get_by_text("Other answers to this form are kept on this phone.").wait_for()
    two.get_by_role("button", name="Cancel").click()
    expect(control(two, "keep")).not_to_be_checked()
    assert list(kept(one)["answers"].values()) == ["one"]
    control(two, "keep").click()
    two.get_by_role("button", name="Replace").click()
    expect(control(two, "keep")).to_be_checked()
    expect(box(one)).to_have_value("two")


# --- cleared -----------------------------------------------------------------------------------------------------


def test_clearing_can_be_undone_until_the_next_letter(phone: Phone) -> None:
    page = phone()
    control(page, "keep").check()
    box(page).fill("Tomos")
    tick(page, 2).check()
    control(page, "clear").click()
    expect(box(page)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Undo").click()
    expect(box(page)).to_have_value("Tomos")
    expect(tick(page, 2)).to_be_checked()
    expect(control(page, "keep")).to_be_checked()
    assert "Tomos" in kept(page)["answers"].values()
    control(page, "clear").click()
    box(page).fill("Another child")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.reload(wait_until="networkidle")
    expect(box(page)).to_have_value("Another child")


# --- what other forms were told already --------------------------------------------------------------------------

OTHER = "forms/take-part/"


def line(page: Page, id_: str) -> Locator:
    return page.locator(f"[name='{id_}:line'], [name='{id_}:name']")


def filled_in(page: Page) -> Locator:
    return page.get_by_text("These answers come from another form")


def test_a_form_takes_what_another_one_was_told_and_says_so(phone: Phone, origin: str) -> None:
    """In the tab, and in a language other than it was typed in; what nobody begins leaves nothing behind."""
    page = phone()
    line(page, "child").fill("Tomos")
    line(page, "class").fill("3")
    page.goto(origin + "cy/" + OTHER, wait_until="networkidle")
    expect(line(page, "child")).to_have_value("Tomos")
    page.goto(origin + OTHER, wait_until="networkidle")
    expect(filled_in(page)).to_contain_text("Child’s name · Class.")
    expect(line(page, "speak")).to_have_value("")
    assert page.evaluate("Object.keys(sessionStorage)") == [KEY]
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Clear these answers").click()
    expect(line(page, "class")).to_have_value("")
    expect(line(page, "child")).to_be_focused()
    page.reload(wait_until="networkidle")
    expect(line(page, "child")).to_have_value("")
    expect(filled_in(page)).to_have_count(0)


def test_a_form_keeps_to_its_own_child(phone: Phone, origin: str) -> None:
    """What is typed in a form stays there; a new form takes the newest, and nothing that belongs to another child."""
    page = phone()
    line(page, "child").fill("Tomos")
    line(page, "class").fill("3")
    page.goto(origin + OTHER, wait_until="networkidle")
    line(page, "child").fill("Lili")
    line(page, "class").fill("")
    line(page, "parent").fill("Anna Jones")
    page.goto(origin + FORM, wait_until="networkidle")
    expect(line(page, "child")).to_have_value("Tomos")
    expect(filled_in(page)).to_have_count(0)
    page.goto(origin + "forms/letter-decide/", wait_until="networkidle")
    expect(line(page, "child")).to_have_value("Lili")
    expect(line(page, "parent")).to_have_value("Anna Jones")
    expect(line(page, "class")).to_have_value("")


def test_what_is_gone_from_its_form_is_gone_from_the_others(phone: Phone, origin: str) -> None:
    """Kept on the phone, it reaches a new tab; cleared, it is nowhere; too old or broken, it counts as nothing."""
    page = phone()
    control(page, "keep").check()
    line(page, "child").fill("Tomos")
    other = second_tab(page, origin + OTHER)
    expect(line(other, "child")).to_have_value("Tomos")
    expect(control(other, "keep")).not_to_be_checked()
    control(page, "clear").click()
    other.reload(wait_until="networkidle")
    expect(line(other, "child")).to_have_value("")
    assert other.evaluate("localStorage.length + sessionStorage.length") == 0
    old, odd = {"until": 1, "answers": {"child:line": "Old"}}, {"until": 9e15, "answers": {"class:line": ["3"]}}
    for key, entry in {"/answers:a": json.dumps(old), "/answers:b": json.dumps(odd), "/answers:c": "{"}.items():
        other.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, entry])
    other.reload(wait_until="networkidle")
    expect(line(other, "child")).to_have_value("")
    expect(filled_in(other)).to_have_count(0)


def test_a_form_that_was_only_looked_at_shows_what_another_tab_keeps(phone: Phone, origin: str) -> None:
    """Whether it is on the screen meanwhile, with what it took from another form, or not."""
    page = phone(OTHER)
    line(page, "child").fill("Lili")
    page.goto(origin + FORM, wait_until="networkidle")
    away = second_tab(page, origin + FORM)
    away.goto(origin + "before/", wait_until="networkidle")
    other = second_tab(page, origin + "cy/" + FORM)
    control(other, "keep").check()
    line(other, "child").fill("Tomos")
    expect(line(page, "child")).to_have_value("Tomos")
    expect(filled_in(page)).to_have_count(0)
    away.goto(origin + FORM, wait_until="networkidle")
    expect(line(away, "child")).to_have_value("Tomos")
    expect(control(away, "keep")).to_be_checked()


# --- shared and copied -------------------------------------------------------------------------------------------

SHARE = "navigator.share = () => Promise.reject(new DOMException('', '%s'))"
# As iPhones do: what waits for anything first comes too late.
TAP = """
const copy = document.execCommand.bind(document)
document.execCommand = command => window.event?.type == "click" && copy(command)
navigator.clipboard.writeText = () => Promise.reject(Error())
"""
NO_COPY = "document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(Error())"


def test_a_refusal_to_share_is_answered_and_another_way_shown(phone: Phone) -> None:
    page = phone(FORM, SHARE % "NotAllowedError")
    box(page).fill("Tomos reads well.")
    control(page, "share").click()
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_text("Your phone did not share it. Choose “Copy”").wait_for()


def test_who_thinks_better_of_sharing_is_told_nothing(phone: Phone) -> None:
    page = phone(FORM, SHARE % "AbortError")
    control(page, "share").click()
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_timeout(100)
    assert page.locator("dialog .said").all_text_contents() in ([], [""])


def test_the_text_is_copied_inside_the_tap_itself(phone: Phone) -> None:
    page = phone(FORM, TAP, permissions=["clipboard-read", "clipboard-write"])
    box(page).fill("Tomos reads well.")
    control(page, "share").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied.").wait_for()
    assert "Tomos reads well." in page.evaluate("navigator.clipboard.readText()")


def test_where_copying_is_not_allowed_the_page_says_what_to_do(phone: Phone) -> None:
    page = phone(FORM, NO_COPY)
    control(page, "share").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Press and hold the text").wait_for()


# --- as text, on paper -------------------------------------------------------------------------------------------


def label(page: Page, number: int) -> str:
    """Return what the page asks in a box."""
    words = box(page, number).evaluate("each => document.querySelector(`[for='${each.id}']`).textContent")
    return " ".join(words.split())


def test_the_text_to_share_holds_the_answered_questions_in_both_languages(phone: Phone, origin: str) -> None:
    page = phone(FORM)
    english, unanswered, title = label(page, 0), label(page, 1), page.locator("h1").inner_text()
    page.goto(origin + "cy/" + FORM, wait_until="networkidle")
    welsh = page.locator("h1").inner_text()
    page.goto(origin + "ar/" + FORM, wait_until="networkidle")
    box(page).fill("توموس يقرأ جيدًا")
    tick(page, 1).check()
    control(page, "share").click()
    text = page.locator("dialog textarea")
    expect(text).to_have_value(re.compile(re.escape(english)))
    lines = text.input_value().splitlines()
    assert lines[lines.index(english) + 1] == "توموس يقرأ جيدًا"
    assert sum(line.startswith("- ") for line in lines) in (1, 2), "one option, in one language or in two"
    assert unanswered not in lines, "only what was answered"
    page.get_by_label("Cymraeg").check()
    expect(text).to_have_value(re.compile(re.escape(welsh)))
    page.locator("dialog input[type=radio]").last.check()
    expect(text).not_to_have_value(re.compile(f"{re.escape(welsh)}|{re.escape(title)}"))


def test_a_row_of_a_table_has_its_number_on_the_screen_and_in_the_name_of_each_box(phone: Phone) -> None:
    page = phone("forms/agreed-actions/")
    second = page.locator("[data-form] table tr").nth(2).locator("textarea")
    names = [second.nth(at).evaluate("box => box.labels[0].textContent.trim()") for at in range(second.count())]
    assert len(names) > 1
    assert all(name.startswith("2. ") for name in names)


def test_an_empty_box_is_as_tall_as_its_question_wants(phone: Phone) -> None:
    """Its lines are those that the form asks for, also where a browser fits boxes to what is typed."""
    page = phone("forms/prepare/")
    for each in page.locator("[data-form] textarea").all():
        rows, lines = each.evaluate(
            "box => [box.rows, box.clientHeight / parseFloat(getComputedStyle(box).lineHeight)]"
        )
        assert rows > 1
        assert lines >= rows, each


def test_tables_rows_and_notes_are_shared_with_their_names(phone: Phone) -> None:
    page = phone("forms/agreed-actions/")
    cells = page.locator("[data-form] table textarea")
    names = page.locator("[data-form] thead th").all_text_contents()
    cells.nth(0).fill("A quiet place to read")
    cells.nth(1).fill("Mrs Price")
    control(page, "share").click()
    text = page.locator("dialog textarea").input_value()
    assert "A quiet place to read" in text
    columns = [name.strip() for name in names if name.strip()]
    assert any(f"1. {one}:\nA quiet place to read\n1. {other}:\nMrs Price" in text for one, other in pairwise(columns))


def test_a_long_answer_is_printed_in_full(phone: Phone) -> None:
    page = phone()
    words = "\n".join(f"Line {number}" for number in range(1, 60))
    line = page.locator("[data-form] input[type=text]").first
    box(page).fill(words)
    line.fill("Anna, " * 60)
    page.emulate_media(media="print")
    assert page.locator("[data-do]:visible").count() == 0
    for place, text in ((box(page), words), (line, "Anna, " * 60)):
        assert not place.is_visible()
        copy = place.locator("+ .answer")
        assert copy.text_content() == text
        assert copy.evaluate(
            "each => each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth"
        )
    assert box(page, 1).is_visible(), "an empty box stays to write in"


def test_a_browser_that_cannot_print_says_what_to_do(open_phone: Open) -> None:
    page = open_phone("before/", "window.print = undefined")
    page.get_by_role("button", name="Print this page").click()
    page.get_by_text("Nothing happens?").wait_for()


# --- files -------------------------------------------------------------------------------------------------------


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        control(page, "open").click()
    chooser.value.set_files(file)


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        control(page, "save").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_answers_are_saved_to_a_file_and_opened_again(phone: Phone, tmp_path: Path) -> None:
    page = phone()
    box(page).fill("Tomos reads well.\nIn the morning.")
    tick(page, 2).check()
    file = saved(page, tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["form"] == "prepare"
    fresh = phone("cy/" + FORM)
    choose(fresh, file)
    expect(box(fresh)).to_have_value("Tomos reads well.\nIn the morning.")
    expect(tick(fresh, 2)).to_be_checked()
    fresh.reload(wait_until="networkidle")
    expect(tick(fresh, 2)).to_be_checked()


def wrong(name: str, tick: str) -> dict[str, str]:
    answers: dict[str, object] = {
        "no answers": [],
        "empty": {},
        "a number": {name: 1},
        "a list for a text": {name: ["x"]},
        "a text for a choice": {tick: "1"},
        "not offered": {tick: ["99"]},
        "one of two": {name: "good", tick: [1]},
        "of another form": {"nobody-asked": "x"},
        "null": None,
    }
    files = {key: json.dumps({"form": "prepare", "answers": value}) for key, value in answers.items()}
    other = json.dumps({"form": "my-views", "answers": {name: "x"}})
    return files | {
        "other form": other,
        "broken": "{",
        "list": "[]",
        "nothing": "",
        "long": " " * 1_000_001 + files["empty"],
    }


def test_a_file_is_looked_at_as_a_whole_before_anything_is_replaced(phone: Phone, tmp_path: Path) -> None:
    page = phone()
    box(page).fill("Tomos reads well.")
    names = [each.get_attribute("name") for each in (box(page), tick(page))]
    for title, text in wrong(*map(str, names)).items():
        (tmp_path / "file.json").write_text(text, encoding="utf-8")
        choose(page, tmp_path / "file.json")
        page.get_by_text("This file does not hold answers to this form.").wait_for()
        assert (title, box(page).input_value()) == (title, "Tomos reads well.")
        page.evaluate("document.querySelector('.said').textContent = ''")


def test_opening_a_file_asks_before_it_replaces(phone: Phone, tmp_path: Path) -> None:
    page = phone()
    box(page).fill("from the file")
    file = saved(page, tmp_path)
    box(page).fill("typed")
    choose(page, file)
    page.get_by_text("There are answers in the form already.").wait_for()
    expect(box(page)).to_have_value("typed")
    page.get_by_role("button", name="Cancel").click()
    expect(box(page)).to_have_value("typed")
    choose(page, file)
    page.get_by_role("button", name="Replace").click()
    expect(box(page)).to_have_value("from the file")


def test_answers_to_questions_no_longer_asked_are_named(phone: Phone, tmp_path: Path) -> None:
    page = phone()
    given = {str(box(page).get_attribute("name")): "still asked", "long-gone": "no longer"}
    (tmp_path / "old.json").write_text(json.dumps({"form": "prepare", "answers": given}), encoding="utf-8")
    choose(page, tmp_path / "old.json")
    page.get_by_text("without those to questions that this form no longer asks").wait_for()
    expect(box(page)).to_have_value("still asked")


# --- without the network -----------------------------------------------------------------------------------------


def test_a_button_whose_script_does_not_come_says_so(phone: Phone) -> None:
    page = phone()
    page.context.set_offline(True)
    control(page, "share").click()
    page.get_by_text("This needs a connection.").wait_for()


def test_no_script_of_the_form_may_break_the_policy(phone: Phone) -> None:
    assert "require-trusted-types-for 'script'" in str(
        phone().locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    )
    assert WATCH, "what breaks the policy fails each of these tests"
