"""Reading aloud: the right voice, sentence by sentence, and a word when the voice fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.conftest import Open
from tests.waiting import beside, until

# Two voices, and a record of what they were given to say. A headless browser has none.
VOICES = """
speechSynthesis.getVoices = () => [{lang: "en-GB"}, {lang: "ar_EG"}]
globalThis.spoken = []
speechSynthesis.speak = utterance => { spoken.push(utterance) }
speechSynthesis.cancel = () => {}
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
"""


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
    assert page.locator(".lead").inner_text().startswith(page.evaluate(said)[-1])
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
    page = open_phone("ar/about/privacy/", VOICES)
    beside(page, "English")
    page.locator(".second").first.wait_for()
    page.locator(".aids button").last.click()
    page.locator(".player").wait_for()
    for _ in range(3):
        page.evaluate("spoken.at(-1).onend()")
    heading, lead = ["ar", "en"], ["ar", "en"]
    assert page.evaluate("spoken.map(each => each.lang)") == heading + lead, "a block, then its other language"


ERRORS = {
    "network": "This voice needs a connection.",
    "not-allowed": "This browser does not read aloud here.",
    "synthesis-failed": "The voice of your phone does not work now.",
}


@pytest.mark.parametrize("error", ERRORS)
def test_a_voice_that_fails_stops_and_says_why(open_phone: Open, error: str) -> None:
    page = open_phone(
        "before/",
        VOICES
        + f"""
        speechSynthesis.speak = utterance => {{
            spoken.push(utterance)
            setTimeout(() => utterance.onerror({{error: "{error}"}}))
        }}
    """,
    )
    page.get_by_role("button", name="Listen").click()
    page.get_by_text(ERRORS[error]).wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("spoken.length") == 1
    assert not page.locator(".player").is_visible()


CASES = [
    ("en", [("Albert", "en-US"), ("Daniel", "en-GB")], "Daniel"),
    ("en", [("Zarvox", "en-US"), ("Samantha", "en-US, default")], "Samantha"),
    ("en", [("far", "en-GB"), ("near", "en-GB, local")], "near"),
    ("zh-Hans", [("Sin-ji", "zh-HK"), ("Mei-Jia", "zh-TW"), ("Tingting", "zh-CN")], "Tingting"),
    ("zh-Hant", [("Tingting", "zh_CN_#Hans"), ("Mei-Jia", "zh_TW_#Hant")], "Mei-Jia"),
    ("zh-Hans", [("Mei-Jia", "zh-TW"), ("Any", "cmn-Hans-CN")], "Any"),
    ("pt", [("Luciana", "pt-BR"), ("Joana", "pt-PT")], "Joana"),
    ("cy", [("odd", "x-nothing"), ("odder", ""), ("Gwyneth", "cy_GB")], "Gwyneth"),
]


@pytest.mark.parametrize(("lang", "voices", "expected"), CASES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_voice_suits_region_and_script(
    open_phone: Open, lang: str, voices: list[tuple[str, str]], expected: str
) -> None:
    listed = [
        {"name": name, "lang": tag.split(",")[0], "default": "default" in tag, "localService": "local" in tag}
        for name, tag in voices
    ]
    page = open_phone("before/", VOICES + f"speechSynthesis.getVoices = () => [{{lang: 'en-XX'}}, ...{listed}]"
                      .replace("True", "true").replace("False", "false"))  # fmt: skip
    page.evaluate("lang => document.documentElement.lang = lang", lang)
    page.get_by_role("button", name="Listen").click()
    until(page, "spoken.length > 0")
    assert page.evaluate("spoken[0].voice.name") == expected


def test_a_voice_that_comes_to_its_end_takes_no_focus_from_an_open_menu(open_phone: Open) -> None:
    page: Page = open_phone("before/", VOICES)
    page.get_by_role("button", name="Listen").click()
    page.locator(".player").wait_for()
    page.locator("header summary").nth(1).click()
    page.evaluate("spoken.at(-1).onerror({error: 'audio-busy'})")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator("header details[open]").count() == 1
