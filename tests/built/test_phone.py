"""What JavaScript adds, used in a real browser at 360 px as a reader would. Nothing here may break a page's policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Page, expect

from tests.built.test_accessibility import violations
from tests.conftest import Open
from tests.waiting import until

# Two voices, and a record of what they were given to say. A headless browser has none.
VOICES = """
speechSynthesis.getVoices = () => [{lang: "en-GB"}, {lang: "ar_EG"}]
globalThis.spoken = []
speechSynthesis.speak = utterance => { spoken.push(utterance) }
speechSynthesis.cancel = () => {}
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
"""


def control(page: Page, words: str) -> Any:
    return page.locator(f"[data-do={words}]")


# --- fill in -----------------------------------------------------------------------------------------------------


def test_answers_are_not_kept_unless_asked_for(open_phone: Open) -> None:
    page = open_phone("forms/prepare/")
    page.locator("#say-first").fill("Tomos reads well.")
    page.reload()
    assert page.locator("#say-first").input_value() == ""
    assert page.evaluate("localStorage.length") == 0
    assert not control(page, "keep").is_checked()


def test_answers_are_kept_until_a_day_and_cleared(open_phone: Open, origin: str) -> None:
    page = open_phone("forms/prepare/")
    control(page, "keep").check()
    page.locator(".notice .said").get_by_text("Kept on this phone until").wait_for()
    page.locator("#say-first").fill("Tomos reads well.")
    page.get_by_label("Reports about my child").check()
    kept = json.loads(page.evaluate("localStorage['answers:prepare']"))
    assert 29 < (kept["until"] - page.evaluate("Date.now()")) / 86_400_000 <= 30
    page.goto(origin + "ar/forms/prepare/", wait_until="networkidle")
    assert page.locator("#say-first").input_value() == "Tomos reads well.", "in every language"
    assert page.locator("[name=papers]").nth(1).is_checked()
    control(page, "clear").click()
    until(page, "document.querySelector('#say-first').value == ''")
    assert page.evaluate("localStorage.length") == 0


def test_kept_answers_are_gone_after_their_day_whatever_page_is_opened(open_phone: Open, origin: str) -> None:
    page = open_phone("")
    page.evaluate("localStorage['answers:prepare'] = JSON.stringify({until: Date.now() - 1, answers: {}})")
    page.evaluate("localStorage['answers:my-views'] = JSON.stringify({until: Date.now() + 1e6, answers: {}})")
    page.goto(origin + "before/", wait_until="networkidle")
    assert page.evaluate("Object.keys(localStorage)") == ["answers:my-views"]


def test_the_text_to_share_holds_the_answered_questions_in_both_languages(open_phone: Open) -> None:
    page = open_phone("ar/forms/prepare/")
    page.locator("#say-first").fill("توموس يقرأ جيدًا")
    page.locator("[name=papers]").nth(1).check()
    control(page, "share").click()
    text = page.locator("dialog textarea")
    until(page, "document.querySelector('dialog textarea')?.value.includes('The first thing')")
    lines = text.input_value().splitlines()
    assert lines[lines.index("The first thing") + 1] == "توموس يقرأ جيدًا"
    assert "- Reports about my child" in lines
    assert "The second thing" not in lines, "only what was answered"
    page.get_by_label("Cymraeg").check()
    until(page, "document.querySelector('dialog textarea').value.includes('Y peth cyntaf')")
    assert "The first thing" not in text.input_value()
    page.locator("dialog input[type=radio]").last.check()
    until(page, "!document.querySelector('dialog textarea').value.includes('Y peth cyntaf')")


def test_tables_rows_and_notes_are_shared_with_their_names(open_phone: Open) -> None:
    page = open_phone("forms/agreed-actions/")
    page.locator("textarea[name$='-1-1']").first.fill("A quiet place to read")
    page.locator("textarea[name$='-1-2']").first.fill("Mrs Price")
    control(page, "share").click()
    text = page.locator("dialog textarea").input_value()
    assert "A quiet place to read" in text
    assert "What:\nA quiet place to read\nWho:\nMrs Price" in text


def test_the_text_is_copied(open_phone: Open, origin: str) -> None:
    page = open_phone("forms/prepare/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#say-first").fill("Tomos reads well.")
    control(page, "share").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied.").wait_for()
    assert "Tomos reads well." in page.evaluate("navigator.clipboard.readText()")


def test_where_copying_is_not_allowed_the_page_says_what_to_do(open_phone: Open) -> None:
    page = open_phone("forms/prepare/", "navigator.clipboard.writeText = () => Promise.reject(Error())")
    control(page, "share").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Press and hold the text").wait_for()


def test_answers_are_saved_to_a_file_and_loaded_again(open_phone: Open, tmp_path: Path) -> None:
    page = open_phone("forms/prepare/")
    page.locator("#say-first").fill("Tomos reads well.\nIn the morning.")
    page.locator("[name=papers]").nth(2).check()
    with page.expect_download() as download:
        control(page, "save").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert saved["form"] == "prepare"
    assert saved["answers"] == {"say-first": "Tomos reads well.\nIn the morning.", "papers": ["3"]}
    fresh = open_phone("cy/forms/prepare/")
    with fresh.expect_file_chooser() as chooser:
        control(fresh, "open").click()
    chooser.value.set_files(file)
    fresh.locator(".said").first.wait_for()
    assert fresh.locator("#say-first").input_value() == "Tomos reads well.\nIn the morning."
    assert fresh.locator("[name=papers]").nth(2).is_checked()


def test_a_wrong_file_is_refused_and_nothing_is_lost(open_phone: Open, tmp_path: Path) -> None:
    page = open_phone("forms/prepare/")
    page.locator("#say-first").fill("Tomos reads well.")
    for name, text in (
        ("other.json", '{"form": "my-views", "answers": {}}'),
        ("broken.json", "{"),
        ("list.json", "[]"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with page.expect_file_chooser() as chooser:
            control(page, "open").click()
        chooser.value.set_files(tmp_path / name)
        page.get_by_text("This file does not hold answers to this form.").wait_for()
        assert page.locator("#say-first").input_value() == "Tomos reads well."


def test_a_long_answer_is_printed_in_full(open_phone: Open) -> None:
    page = open_phone("forms/prepare/")
    words = "\n".join(f"Line {number}" for number in range(1, 60))
    page.locator("#say-first").fill(words)
    page.locator("#with-me").fill("Anna, " * 60)
    page.emulate_media(media="print")
    assert page.locator("[data-do]:visible").count() == 0
    for place, text in (("#say-first", words), ("#with-me", "Anna, " * 60)):
        assert not page.locator(place).is_visible()
        copy = page.locator(f"{place} + .answer")
        assert copy.text_content() == text
        assert copy.evaluate(
            "each => each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth"
        )
    assert page.locator("#say-second").is_visible(), "an empty box stays to write in"


def test_a_browser_that_cannot_print_says_what_to_do(open_phone: Open) -> None:
    page = open_phone("before/", "window.print = undefined")
    page.get_by_role("button", name="Print this page").click()
    page.get_by_text("Nothing happens?").wait_for()


# --- both languages ----------------------------------------------------------------------------------------------


def test_every_page_pairs_with_english_and_welsh(project: Project, open_phone: Open, origin: str) -> None:
    page = open_phone("ar/")
    for source in project.site.pages:
        page.goto(f"{origin}ar/{address(source)}", wait_until="networkidle")
        for name in ("English", "Cymraeg"):
            page.locator(".aids").get_by_role("button", name=name).click()
            page.locator(f".aids [aria-pressed=true]:text-is('{name}')").wait_for()
        english, welsh = (page.locator(f".second[lang={tag}][dir=ltr]").count() for tag in ("en", "cy"))
        assert english == welsh > 1, source


def test_each_phrase_stands_above_its_other_language_and_goes_again(open_phone: Open) -> None:
    page = open_phone("ar/phrases/")
    page.locator(".aids").get_by_role("button", name="English").click()
    first = page.locator(".phrases li").first
    first.locator(".second").wait_for()
    assert first.locator(".second").text_content() == "I would like to talk about my child."
    assert page.locator(".second a, .second [id]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    assert first.locator(".second").is_visible(), "it prints that way"
    page.emulate_media(media="screen")
    page.locator(".aids").get_by_role("button", name="English").click()
    expect(page.locator(".second")).to_have_count(0)


def test_the_page_of_phrases_offers_every_language(project: Project, open_phone: Open) -> None:
    page = open_phone("phrases/")
    names = page.locator(".aids button[aria-pressed]").all_text_contents()
    assert names == [each.name for each in project.site.languages[1:]]


def test_without_a_connection_the_other_language_is_asked_for_in_vain(open_phone: Open) -> None:
    page = open_phone("ar/before/")
    page.context.set_offline(True)
    page.locator(".aids").get_by_role("button", name="English").click()
    page.locator(".aids .said").wait_for()
    assert page.locator(".second").count() == 0


# --- listen ------------------------------------------------------------------------------------------------------


def test_listening_is_offered_only_with_a_voice_for_the_language(open_phone: Open) -> None:
    listen = "button:has-text('Gwrand')"
    assert open_phone("before/", VOICES).get_by_role("button", name="Listen").is_visible()
    assert not open_phone("cy/before/", VOICES).locator(listen).is_visible()
    assert not open_phone("before/").get_by_role("button", name="Listen").is_visible()


def test_the_page_is_read_sentence_by_sentence_with_pause_and_stop(open_phone: Open) -> None:
    page = open_phone("before/", VOICES)
    page.get_by_role("button", name="Listen").click()
    page.get_by_role("button", name="Pause").wait_for()
    said = "spoken.map(each => each.text.trim())"
    assert page.evaluate(said) == ["Before a meeting"]
    page.evaluate("spoken.at(-1).onend()")
    assert page.evaluate(said)[-1] == "Ten minutes now help you to say what matters."
    assert page.evaluate("[...CSS.highlights.get('heard')].join('').trim()") == page.evaluate(said)[-1]
    page.get_by_role("button", name="Pause").click()
    page.evaluate("spoken.at(-1).onend()")
    assert len(page.evaluate(said)) == 2, "a pause stays"
    page.get_by_role("button", name="Go on").click()
    assert page.evaluate(said)[-1] == page.evaluate(said)[-2], "it goes on with the same sentence"
    page.get_by_role("button", name="Stop").click()
    assert not page.evaluate("CSS.highlights.has('heard')")
    assert not page.locator(".player").is_visible()


def test_both_languages_are_read_each_in_its_own_voice(open_phone: Open) -> None:
    page = open_phone("ar/phrases/", VOICES)
    page.locator(".aids").get_by_role("button", name="English").click()
    page.locator(".second").first.wait_for()
    page.locator(".aids button").last.click()
    page.locator(".player").wait_for()
    for _ in range(5):
        page.evaluate("spoken.at(-1).onend()")
    heading, lead = ["ar", "en"], ["ar", "ar", "en", "en"]
    assert page.evaluate("spoken.map(each => each.lang)") == heading + lead, "a block, then its other language"


# --- search ------------------------------------------------------------------------------------------------------


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
        ("cy/", "cyfieithydd", "Eich teulu"),
        ("ar/", "مترجم", "أسرتكم"),
        ("ar/", "الإجتماع", "قبل الاجتماع"),  # hamza, article
    ],
)
def test_a_reader_finds_a_page_in_the_words_they_use(open_phone: Open, path: str, words: str, expected: str) -> None:
    found = searched(open_phone(path), words)
    assert expected in found, found


def test_results_are_in_the_language_and_lead_to_the_place(open_phone: Open, origin: str) -> None:
    page = open_phone("cy/")
    searched(page, "cyfarfod")
    targets = page.locator(".found a").evaluate_all("each => each.map(link => link.href)")
    assert len(targets) > 4
    assert all(target.startswith(origin + "cy/") for target in targets)
    assert page.locator(".found mark").count() > 4
    page.locator(".found a").first.click()
    page.wait_for_url(targets[0])


def test_what_is_not_there_is_not_found(open_phone: Open) -> None:
    page = open_phone("")
    assert searched(page, "xylophones") == []
    assert page.get_by_text("Nothing found. Try another word.").is_visible()


# --- all of it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["", "ar/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_in_use(open_phone: Open, locale: str, scheme: str) -> None:
    page = open_phone(f"{locale}phrases/", VOICES, color_scheme=scheme)
    page.locator(".aids button").first.click()
    page.locator(".second").first.wait_for()
    page.locator(".aids button").last.click()
    page.locator(".player").wait_for()
    assert violations(page) == []
    page.locator(".player button").last.click()
    searched(page, "نعم" if locale else "child")
    assert violations(page) == []
    form = open_phone(f"{locale}forms/prepare/", color_scheme=scheme)
    control(form, "keep").check()
    form.locator(".said").first.wait_for()
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
    to("#say-first")
    page.keyboard.type("Tomos reads well.")
    to("[name=papers]")
    page.keyboard.press("Space")
    to("[data-do=share]")
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    assert "Tomos reads well." in page.locator("dialog textarea").input_value()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.evaluate("window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')) }")
    to("[data-do=print]")
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
