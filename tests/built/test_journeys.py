"""What parents and teachers do, in Firefox and in WebKit. In Chromium, the other tests in this folder do it.

Each journey has a host of its own, and so nothing that an earlier one kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built.engines import CONTROL, ESCAPE, RUNNING, Engine
from tests.built.serving import Host, served
from tests.conftest import NOT_TESTED
from tests.tools import FOUND

FORM = "forms/prepare/"
BOX = "[data-form] textarea"
VALUE = f"document.querySelector('{BOX}').value"
SHOWN = """[...document.querySelectorAll("[data-do=keep], [data-form] textarea, [data-form] [type=checkbox]")]
    .map(each => each.type == "checkbox" ? each.checked : each.value).join()"""
OPEN = "header details[open]"
ARABIC = "توموس يقرأ جيدًا"
SEARCHES = [("before/", "MEETINGS"), ("cy/before/", "nghyfarfod"), ("ar/", "الإجتماع")]
COPY = "This is the copy that you saved on"


@pytest.fixture(scope="session", params=RUNNING)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if not FOUND[request.param]():
        pytest.skip(f"{NOT_TESTED} {request.param}: it cannot be installed from here")
    with RUNNING[request.param]() as running:
        yield running


@pytest.fixture
def host(real_site: Path, engine: Engine) -> Iterator[str]:
    Host.mood, Host.over = "well", {}
    with served(real_site, Host) as url:
        yield url
        engine.go("about:blank")


def filling(engine: Engine, url: str) -> None:
    """Open a form, and wait until it is looked after."""
    engine.go(url)
    engine.until("document.querySelector('.notice [role=status]')")


def opened(engine: Engine, name: str) -> None:
    """Open a panel of the bar, and wait for the script that looks after it."""
    engine.tap("header summary", name)
    engine.until("performance.getEntriesByType('resource').some(each => each.name.includes('/panels.'))")


def pasted(engine: Engine, kind: str) -> str:
    """Return what the clipboard holds of a kind, as a page gets it when a reader pastes."""
    engine.run("""
        window.pasted = null
        const place = document.body.appendChild(document.createElement("textarea"))
        place.addEventListener("paste", event => { window.pasted = event.clipboardData.getData(arguments[0]) })
        place.focus()
    """, kind)  # fmt: skip
    engine.press(CONTROL, "v")
    engine.until("window.pasted != null")
    return str(engine.value("window.pasted"))


# --- language, menu, search --------------------------------------------------------------------------------------


def test_the_page_is_there_in_another_language(engine: Engine, host: str) -> None:
    engine.go(host + "before/")
    opened(engine, "Language")
    engine.tap("header .languages a", "العربية")
    engine.until("document.documentElement.lang == 'ar'")
    assert engine.value("[location.href, document.dir]") == [host + "ar/before/", "rtl"]


def test_a_panel_closes_on_escape_on_a_tap_beside_it_and_for_another_one(engine: Engine, host: str) -> None:
    engine.go(host + "before/")
    opened(engine, "Menu")
    engine.press(ESCAPE)
    engine.until(f"!document.querySelector('{OPEN}')")
    assert engine.value("document.activeElement.textContent.trim()") == "Menu"
    engine.tap("header summary", "Language")
    engine.tap("header summary", "Menu")
    engine.until(f"document.querySelectorAll('{OPEN}').length == 1")
    engine.tap("header summary", "Menu")
    engine.tap("header summary", "Language")
    engine.tap(".foot p")
    engine.until(f"!document.querySelector('{OPEN}')")


def test_after_back_nothing_is_open_and_the_focus_can_be_seen(engine: Engine, host: str) -> None:
    engine.go(host + "before/")
    opened(engine, "Menu")
    engine.tap(f"{OPEN} a", "After a meeting")
    engine.until(f"location.href == '{host}after/'")
    engine.back()
    engine.until(f"location.href == '{host}before/'")
    engine.until(f"!document.querySelector('{OPEN}')")
    assert engine.value("document.activeElement.checkVisibility()")


@pytest.mark.parametrize(
    ("path", "words"), [("before/", "MEETINGS"), ("cy/before/", "nghyfarfod"), ("ar/", "الإجتماع")]
)
def test_a_reader_searches_and_goes_to_what_is_found(engine: Engine, host: str, path: str, words: str) -> None:
    engine.go(host + path)
    engine.tap("header .search summary")
    engine.type("[type=search]", words)
    target = engine.find(".found a:has(mark), .found li:has(mark) a")
    engine.until("document.activeElement.matches('[type=search]')")
    link = engine.run("return arguments[0].href", target)
    assert link.startswith(host + path.removesuffix("before/"))
    target.click()
    engine.until(f"location.href == '{link}'")
    engine.until(f"!document.querySelector('{OPEN}')")


# --- fill in, keep -----------------------------------------------------------------------------------------------


def test_what_is_typed_in_arabic_is_there_in_english_and_only_in_this_tab(engine: Engine, host: str) -> None:
    filling(engine, host + "ar/" + FORM)
    engine.type(BOX, ARABIC)
    engine.tap("[data-form] label:has([type=checkbox])")
    engine.reload()
    engine.until(f"{VALUE} == '{ARABIC}'")
    engine.tap("header details:last-child summary")
    engine.tap("header .languages a", "English")
    engine.until(f"location.href == '{host}{FORM}'")
    engine.until(f"{VALUE} == '{ARABIC}'")
    assert engine.value("document.querySelector('[data-form] [type=checkbox]').checked")
    assert engine.value("localStorage.length") == 0
    engine.new_tab()
    filling(engine, host + FORM)
    assert engine.value(VALUE) == ""


def test_back_brings_the_newest_answers_and_what_was_chosen(engine: Engine, host: str) -> None:
    """WebKit resets a form on the way back, Firefox shows it the answers of before."""
    filling(engine, host + FORM)
    engine.type(BOX, "first")
    for words, choice in ((" second", "[data-form] [type=checkbox]"), (" third", "[data-do=keep]")):
        filling(engine, host + "cy/" + FORM)
        engine.type(BOX, words)
        engine.tap(choice)
        newest = engine.value(SHOWN)
        engine.back()
        engine.until(f"location.href == '{host}{FORM}'")
        engine.until(f"{SHOWN} == {json.dumps(newest)}")
        engine.type(BOX, "!")
        assert engine.value(SHOWN) == newest.replace(words, words + "!")
    assert "first second! third!" in engine.value(SHOWN)


def test_what_is_kept_is_there_in_another_tab_until_it_is_cleared(engine: Engine, host: str) -> None:
    filling(engine, host + FORM)
    engine.tap("[data-do=keep]")
    engine.type(BOX, "Tomos")
    engine.until("document.querySelector('.notice p').textContent.includes('It is kept on this phone until')")
    engine.new_tab()
    filling(engine, host + "cy/" + FORM)
    engine.until(f"{VALUE} == 'Tomos'")
    engine.tap("[data-do=clear]")
    assert engine.value(f"[{VALUE}, localStorage.length]") == ["", 0]
    engine.tap(".said button")
    assert engine.value(f"[{VALUE}, localStorage.length]") == ["Tomos", 1]


# --- share, copy, beside -----------------------------------------------------------------------------------------


def test_answers_are_copied_as_text_to_share(engine: Engine, host: str) -> None:
    filling(engine, host + FORM)
    engine.type(BOX, "Tomos reads well.")
    engine.tap("[data-do=share]")
    engine.find("dialog textarea")
    engine.tap("dialog button", "Copy")
    engine.find("dialog .said", "Copied. Paste it into a message.")
    engine.tap("dialog button", "Close")
    assert "Tomos reads well." in pasted(engine, "text/plain")


def test_a_letter_is_written_and_copied_in_both_languages(engine: Engine, host: str) -> None:
    filling(engine, host + "forms/letter-help/")
    engine.type("[name='child:line']", "Tomos")
    for language in ("en", "cy"):
        engine.tap(f"[data-language={language}]")
        letter = engine.text(f".letters > article[lang={language}] p")
        engine.tap("[data-act=copy]")
        engine.find(".letters .said")
        copied = pasted(engine, "text/plain")
        assert "Tomos" in copied
        assert copied.startswith(letter)


@pytest.mark.parametrize(("name", "kind"), [("Copy", "text/plain"), ("Copy for an e-mail", "text/html")])
def test_the_first_tap_copies_every_language_shown(engine: Engine, host: str, name: str, kind: str) -> None:
    engine.go(host + "staff/share/")
    if engine.value("document.querySelector('.aids summary')"):
        engine.tap(".aids summary")
    engine.tap(".aids button", "Cymraeg")
    engine.until("document.querySelector('.aids [aria-pressed=true]')")
    engine.tap(".item summary")
    engine.until("performance.getEntriesByType('resource').filter(each => each.name.includes('/e-mail/')).length > 1")
    engine.tap(".item button", name)
    engine.find(".item .said", "Copied. Paste it into a message.")
    text = pasted(engine, kind)
    assert "working-together.example/cy/" in text
    assert ("<table" in text) == (kind == "text/html")


def test_welsh_stands_beside_the_english_until_it_is_put_away(engine: Engine, host: str) -> None:
    engine.go(host + "before/")
    engine.tap(".aids button", "Cymraeg")
    engine.until("document.querySelectorAll('main .second[lang=cy]').length > 5")
    engine.tap(".aids button", "Cymraeg")
    engine.until("!document.querySelector('main .second')")


# --- offline -----------------------------------------------------------------------------------------------------


def save(engine: Engine, url: str) -> None:
    engine.go(url)
    engine.tap(".foot .buttons button:last-child")
    engine.tap(".keep button", "Save")
    engine.find(".keep [role=status]", "Saved. You can open the guide without a connection now.")
    engine.until("navigator.serviceWorker.controller")


def test_the_copy_is_read_without_a_connection_and_says_what_is_not_in_it(engine: Engine, host: str) -> None:
    """Again and again: a browser that gets no answer takes the worker away."""
    save(engine, host + "before/")
    Host.mood = "down"
    for path in ("cy/before/", f"{FORM}prepare-en.pdf", "nothing/here/", "before/qr.svg", "ar/"):
        engine.go(host + path)
        assert engine.text("h1") == "This page is not in your copy"
    engine.tap("a", "Go to the start page")
    engine.until(f"location.href == '{host}'")
    for path in ("after/", FORM):
        engine.go(host + path)
        engine.until(f"document.body.textContent.includes('{COPY}')")
    engine.type(BOX, "Tomos")
    engine.tap("[data-do=share]")
    engine.until("document.querySelector('dialog textarea')?.value.includes('Tomos')")


def test_a_login_page_is_never_taken_for_the_guide(engine: Engine, host: str) -> None:
    save(engine, host + "before/")
    Host.mood = "portal"
    assert engine.value("fetch('/search.json').then(found => found.json()).then(found => found.length)") > 5
    Host.mood = "well"
    engine.go(host + "before/")
    engine.tap(".foot .buttons button:last-child")
    engine.tap(".keep button", "Remove it from this phone")
    engine.find(".keep [role=status]", "It is gone from this phone.")
    assert engine.value("caches.keys()") == []
