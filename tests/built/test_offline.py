"""The guide on the phone: saved whole or not at all, read without a network, and honest when something is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from guide.project import Project
from guide.source.pages import address
from playwright.sync_api import Browser, Page

from tests.built.serving import PORTAL, Host, served
from tests.conftest import Open
from tests.waiting import until

STORE = '(await caches.open("guide:/"))'


@pytest.fixture(scope="module")
def host(real_site: Path) -> Iterator[str]:
    with served(real_site, Host) as url:
        yield url
        Host.woken.set()


@pytest.fixture
def phone(chromium: Browser, host: str) -> Iterator[Page]:
    Host.mood, Host.over = "well", {}
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="allow")
    yield context.new_page()
    context.close()
    Host.mood = "well"


def open_panel(page: Page) -> None:
    page.locator(".foot .buttons button").last.click()
    page.locator(".keep [role=status]").wait_for()


def save(page: Page, url: str) -> None:
    page.goto(url, wait_until="networkidle")
    open_panel(page)
    page.locator(".keep button").click()
    page.locator(".keep button").wait_for()
    until(page, "Boolean(navigator.serviceWorker.controller)")


def kept(page: Page, expression: str) -> object:
    """Return what an expression gives in the store, `about` the English copy's saved.json."""
    return page.evaluate(
        f"async () => {{ const store = {STORE}; const about = await (await store.match('/saved.json')).json(); "
        f"return {expression} }}"
    )


HELD = "(await (await store.match('/' + about.path))?.arrayBuffer())?.byteLength"


# --- saved whole or not at all -----------------------------------------------------------------------------------


def test_the_copy_says_its_size_and_is_read_without_a_connection(
    project: Project, open_phone: Open, origin: str
) -> None:
    page = open_phone("before/")
    open_panel(page)
    page.get_by_text("It takes").wait_for()
    assert page.evaluate("caches.keys()") == [], "nothing is saved before the reader says so"
    page = open_phone("before/")
    save(page, origin + "before/")
    page.context.set_offline(True)
    for source in project.site.pages:
        page.goto(origin + address(source))
        assert page.get_by_text("This is the copy that you saved on").is_visible(), source
    page.goto(origin + "forms/prepare/?x=1#fill-in")
    page.locator("main textarea").first.fill("Tomos reads well.")
    page.locator("[data-do=share]").click()
    until(page, "document.querySelector('dialog textarea')?.value.includes('Tomos reads well.')")


@pytest.mark.parametrize("mood", ["portal", ".bin", "down", "trouble"])
def test_what_is_not_the_copy_is_never_saved(phone: Page, host: str, mood: str) -> None:
    """A login page, a cut file, no connection, a server in trouble: between the offer and the tap."""
    phone.goto(host + "before/", wait_until="networkidle")
    open_panel(phone)
    Host.mood = mood
    phone.locator(".keep button").click()
    phone.get_by_text("It could not be saved.").wait_for()
    assert phone.evaluate(f"async () => (await {STORE}.keys()).length") == 0


@pytest.mark.parametrize("mood", ["portal", ".bin", "down"])
def test_the_old_copy_stays_until_the_new_one_is_whole(phone: Page, host: str, mood: str) -> None:
    save(phone, host + "before/")
    newest = json.loads(phone.evaluate("async () => (await fetch('/saved.json')).text()"))
    old = kept(phone, HELD)
    newer = newest | {"version": "0" * 8, "path": f"saved.{'0' * 8}.bin"}
    Host.over = {"/saved.json": json.dumps(newer).encode()}
    phone.reload(wait_until="networkidle")
    open_panel(phone)
    Host.mood = mood
    phone.get_by_role("button", name="Save the newest pages").click()
    phone.get_by_text("It could not be saved.").wait_for()
    assert (kept(phone, "about.version"), kept(phone, HELD)) == (newest["version"], old)


@pytest.mark.parametrize("list_", [b"[]", b"null", b"{}", PORTAL, b'{"version": "1", "path": "../x"}'])
def test_a_list_that_is_none_is_not_believed(phone: Page, host: str, list_: bytes) -> None:
    Host.over = {"/saved.json": list_}
    phone.goto(host + "before/", wait_until="networkidle")
    open_panel(phone)
    assert phone.locator(".keep").text_content() == "This needs a connection. Try again later."


def test_a_copy_that_lacks_pages_does_not_call_itself_all(phone: Page, host: str) -> None:
    phone.goto(host + "before/", wait_until="networkidle")
    newest = json.loads(phone.evaluate("async () => (await fetch('/saved.json')).text()"))
    Host.over = {"/saved.json": json.dumps(newest | {"left": 3}).encode()}
    open_panel(phone)
    phone.get_by_text("The main pages and forms in this language.").wait_for()


# --- the panel looks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "harm",
    [
        "await store.delete('/' + about.path)",
        "await store.put('/' + about.path, new Response('garbage'))",
        "await store.put('/saved.json', new Response('garbage'))",
        "await store.put('/saved.json', new Response('[]'))",
    ],
    ids=["evicted", "garbage", "the list is garbage", "the list is another"],
)
def test_a_damaged_copy_is_not_called_saved_and_can_be_mended_or_removed(phone: Page, host: str, harm: str) -> None:
    save(phone, host + "before/")
    harmed(phone, harm, "Save it again")
    phone.get_by_text("Saved. You can open the guide").wait_for()
    assert kept(phone, f"about.bytes == {HELD}")
    harmed(phone, harm, "Remove it from this phone")
    phone.get_by_text("It is gone from this phone.").wait_for()
    assert phone.evaluate("caches.keys()") == []


def harmed(page: Page, harm: str, remedy: str) -> None:
    kept(page, harm)
    page.reload(wait_until="networkidle")
    open_panel(page)
    page.get_by_text("The copy on this phone is damaged.").wait_for()
    page.get_by_role("button", name=remedy).click()


def test_the_panel_brings_back_a_worker_that_the_browser_took_away(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    phone.evaluate("async () => (await navigator.serviceWorker.getRegistration()).unregister()")
    phone.reload(wait_until="networkidle")
    open_panel(phone)
    phone.get_by_text("Saved on").wait_for()
    until(phone, "navigator.serviceWorker.getRegistration().then(Boolean)")


def test_without_room_nothing_is_called_saved(phone: Page, host: str) -> None:
    phone.add_init_script("Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))")
    phone.goto(host + "before/", wait_until="networkidle")
    open_panel(phone)
    phone.locator(".keep button").click()
    phone.get_by_text("It could not be saved.").wait_for()


def test_a_browser_that_allows_no_store_says_so(phone: Page, host: str) -> None:
    phone.add_init_script("caches.has = () => Promise.reject(new DOMException('no', 'SecurityError'))")
    phone.goto(host + "before/", wait_until="networkidle")
    open_panel(phone)
    assert "This browser cannot keep the guide." in (phone.locator(".keep").text_content() or "")


# --- the worker always answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mood", ["down", "hangs", "trouble"])
def test_where_the_network_does_not_answer_the_copy_does(phone: Page, host: str, mood: str) -> None:
    save(phone, host + "before/")
    Host.mood = mood
    phone.goto(host + "after/", wait_until="commit")
    phone.get_by_text("This is the copy that you saved on").wait_for(timeout=15_000)
    assert phone.locator("h1").text_content() == "After a meeting"


def test_a_copy_never_hides_a_newer_page(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    phone.goto(host + "before/")
    assert phone.get_by_text("This is the copy that you saved on").count() == 0


@pytest.mark.parametrize("path", ["cy/before/", "forms/prepare/prepare.pdf", "nothing/here/", "before/qr.svg"])
def test_what_is_not_in_the_copy_is_answered_with_a_way_back(phone: Page, host: str, path: str) -> None:
    """Again and again: a browser that gets no answer takes the worker away."""
    save(phone, host + "before/")
    Host.mood = "down"
    for _ in range(4):
        phone.goto(host + path)
        assert phone.locator("h1").text_content() == "This page is not in your copy"
    colour = phone.evaluate("getComputedStyle(document.querySelector('a')).minHeight")
    assert colour == "44px", "the policy lets its style in"
    assert phone.get_by_role("link", name="Try again").get_attribute("href") == host + path
    phone.get_by_role("link", name="Go to the start page").click()
    phone.get_by_text("This is the copy that you saved on").wait_for()
    assert phone.url == host


def test_it_is_said_in_the_readers_language(phone: Page, host: str) -> None:
    save(phone, host + "ar/before/")
    Host.mood = "down"
    phone.goto(host + "before/")
    root = phone.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert phone.get_by_role("link").first.get_attribute("href") == host + "ar/"
    phone.goto(host + "phrases/")
    assert phone.locator(".notice[role=status]").count() == 1, "a page that stands beside others is in the copy"


def test_a_login_page_in_place_of_a_file_is_not_that_file(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    Host.mood = "portal"
    assert phone.evaluate("async () => (await (await fetch('/search.json')).json()).length > 5")
    assert "Log in" in phone.evaluate("async () => (await fetch('/forms/prepare/prepare.pdf')).text()")


def test_a_broken_copy_of_one_language_harms_no_other(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    save(phone, host + "ar/before/")
    kept(phone, "await store.put('/' + about.path, new Response('garbage'))")
    phone.evaluate(f"async () => {STORE}.put('/saved.json', new Response('garbage'))")
    Host.mood = "down"
    phone.goto(host + "ar/before/")
    assert phone.locator("h1").text_content() == "قبل الاجتماع"
    phone.goto(host + "before/")
    assert phone.locator("h1").text_content() == "This page is not in your copy"


# --- brought up to date ------------------------------------------------------------------------------------------


def older(page: Page, **about: object) -> None:
    kept(page, f"await store.put('/saved.json', new Response(JSON.stringify({{...about, ...{json.dumps(about)}}})))")


def test_a_copy_is_brought_up_to_date_a_day_later(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    older(phone, version="0" * 8, path=f"saved.{'0' * 8}.bin", time=0)
    kept(phone, "await store.put('/' + about.path, new Response('old'))")
    phone.goto(host + "before/")
    until(phone, "caches.open('guide:/').then(store => store.match('/saved.00000000.bin')).then(found => !found)")
    assert kept(phone, f"about.version != '00000000' && about.bytes == {HELD}")


def test_a_wrong_copy_is_fetched_again(phone: Page, host: str) -> None:
    save(phone, host + "before/")
    kept(phone, "await store.put('/' + about.path, new Response('garbage'))")
    Host.mood = "down"
    phone.goto(host + "after/")
    phone.get_by_text("This page is not in your copy").wait_for()
    Host.mood = "well"
    phone.goto(host + "before/")
    whole = f"(async () => {{ const store = {STORE}; const about = await (await store.match('/saved.json')).json(); "
    until(phone, f"{whole} return about.bytes == {HELD} }})()")


@pytest.mark.parametrize("mood", ["portal", ".bin"])
def test_refreshing_never_spoils_a_copy(phone: Page, host: str, mood: str) -> None:
    save(phone, host + "before/")
    size = kept(phone, HELD)
    older(phone, version="0" * 8, time=0)
    Host.mood = mood
    phone.goto(host + "before/")
    phone.wait_for_timeout(500)
    Host.mood = "down"
    phone.goto(host + "after/")
    assert phone.locator("h1").text_content() == "After a meeting"
    assert kept(phone, HELD) == size


def test_a_copy_is_removed_without_a_trace(phone: Page, host: str) -> None:
    save(phone, host + "ar/before/")
    phone.reload(wait_until="networkidle")
    open_panel(phone)
    phone.locator(".keep button").last.click()
    until(phone, "caches.keys().then(found => !found.length)")
    until(phone, "navigator.serviceWorker.getRegistrations().then(found => !found.length)")


# --- two editions on one host ------------------------------------------------------------------------------------


def test_two_editions_on_one_host_never_meet(real_site: Path, tmp_path: Path, chromium: Browser) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(real_site)
    with served(tmp_path) as url:
        context = chromium.new_context()
        page = context.new_page()
        save(page, f"{url}one/before/")
        page.goto(f"{url}two/before/", wait_until="networkidle")
        assert page.evaluate("caches.keys()") == ["guide:/one/"]
        open_panel(page)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("Saved. You can open the guide").wait_for()
        assert sorted(page.evaluate("caches.keys()")) == ["guide:/one/", "guide:/two/"]
        page.get_by_role("button", name="Remove it from this phone").click()
        page.get_by_text("It is gone").wait_for()
        assert page.evaluate("caches.keys()") == ["guide:/one/"], "the other school's copy stays"
        context.set_offline(True)
        page.goto(f"{url}one/after/")
        assert page.locator("h1").text_content() == "After a meeting"
        context.close()
