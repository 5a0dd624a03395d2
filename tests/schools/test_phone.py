"""From a school's page to a form on the phone, which names the school and writes its name into letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from guide.forms.model import texts
from guide.project import Project
from guide.schools.roll import FILE, read_roll
from guide.schools.tasks import Workshop, made, tasks
from playwright.sync_api import Browser, Page, expect

from tests.built.serving import served
from tests.built.test_accessibility import violations
from tests.conftest import WATCH
from tests.schools.test_pages import HOME
from tests.sites import ROOT, build, make

CLIPBOARD = ["clipboard-read", "clipboard-write"]
FORM = "forms/letter-help"
ROWS = """slug,name,name_cy,contact,alnco,alnco_contact,languages
hill,Hill School,Ysgol y Bryn,01632 960001,Ms Rees,alnco@hill.example,cy
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with a letter, and the pages of a school laid over it."""
    folder = tmp_path_factory.mktemp("schools")
    source = (ROOT / "docs" / f"{FORM}.md").read_text(encoding="utf-8")
    marked = {text: f"{text} ‹cy›" for text in texts(Project(ROOT).forms[f"docs/{FORM}.md"])}
    pages = {"index.md": HOME.replace("forms/ready", FORM), f"{FORM}.md": source}
    project = make(folder, pages, ("en", "cy", "ar"), {"cy": marked})
    (folder / FILE).write_text(ROWS, encoding="utf-8")
    site, workshop = build(folder).folder, Workshop(project)
    for task in tasks(project, read_roll(folder, project.site)):
        for path, content in made(task, workshop).files.items() if task.kind == "page" else ():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    with served(site) as address:
        yield address


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Yield a phone that gives texts away by copying only. At the end, nothing may have gone wrong."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.add_init_script(f"{WATCH}; delete Navigator.prototype.share")
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "policy" in message.text else None)
    yield page
    context.close()
    assert faults == []


def copied(phone: Page) -> str:
    phone.click("[data-act=copy]")
    phone.locator(".letters .said").wait_for()
    return str(phone.evaluate("navigator.clipboard.readText()"))


def test_a_form_that_is_opened_from_a_school_s_page_knows_the_school_in_every_language(phone: Page, guide: str) -> None:
    phone.goto(f"{guide}s/hill/", wait_until="networkidle")
    assert violations(phone) == []
    phone.click("#wanted + div a >> nth=0")
    box = phone.locator(".notice + form").locator("xpath=preceding-sibling::*[1]")
    expect(box).to_contain_text("Hill School")
    expect(box).to_contain_text("01632 960001")
    assert box.locator("a").nth(0).get_attribute("href") == f"{guide}s/hill/"
    assert box.locator("a").nth(1).get_attribute("href") == "mailto:alnco@hill.example"
    phone.fill("[name='child:line']", "Ali")
    letter = copied(phone)
    assert "To: Ms Rees, alnco@hill.example\nSchool: Hill School\nChild: Ali" in letter
    phone.click("[data-language=cy]")
    assert "School: Ysgol y Bryn ‹cy›" in copied(phone)
    phone.fill("[name='to:line']", "Mr Parry")
    assert "To: Mr Parry ‹cy›" in copied(phone), "what the reader types goes first"
    phone.click("[data-do=share]")
    shared = phone.locator("dialog textarea")
    expect(shared).to_have_value(re.compile("To: Hill School, 01632 960001, Ms Rees, alnco@hill.example\n"))
    phone.keyboard.press("Escape")
    phone.click(".drop:has([lang=cy]) summary")
    phone.click(".languages [lang=cy]")
    expect(box).to_contain_text("Ysgol y Bryn")
    assert box.locator("a").nth(0).get_attribute("href") == f"{guide}cy/s/hill/"


def test_a_page_that_is_opened_from_a_school_s_hands_the_school_on_to_forms(phone: Page, guide: str) -> None:
    phone.goto(f"{guide}cy/?s=hill", wait_until="networkidle")
    expect(phone.locator("main > .notice").last).to_contain_text("Ysgol y Bryn")
    assert violations(phone) == []
    links = phone.locator("main .tasks a")
    assert links.nth(0).get_attribute("href") == f"{guide}cy/{FORM}/?s=hill"
    assert links.nth(1).get_attribute("href") == "#start", "a link to a place keeps it"


def test_a_place_that_is_opened_from_a_school_s_page_is_found_and_its_page_knows_the_school(
    phone: Page, guide: str
) -> None:
    phone.goto(f"{guide}cy/s/hill/", wait_until="networkidle")
    phone.click("#wanted + div a >> nth=1")
    expect(phone.locator(":target")).to_have_attribute("id", "start")
    expect(phone.locator("main > .notice").last).to_contain_text("Ysgol y Bryn")
    phone.click("summary[data-use=search]")
    phone.fill("[type=search]", "help")
    phone.click(".found a")
    expect(phone.locator("main > .notice").last).to_contain_text("Ysgol y Bryn")
    assert phone.url.startswith(f"{guide}cy/{FORM}/?s=hill#")


def test_a_place_is_found_without_javascript(chromium: Browser, guide: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{guide}s/hill/")
    page.click("#wanted + div a >> nth=1")
    expect(page.locator(":target")).to_have_attribute("id", "start")
    page.close()


def test_every_page_of_the_guide_that_a_school_s_leads_to_knows_the_school(phone: Page, guide: str) -> None:
    phone.goto(f"{guide}cy/s/hill/", wait_until="networkidle")
    led = {
        str(each)
        for each in phone.evaluate("[...document.links].map(link => link.href)")
        if str(each).startswith(guide)
    }
    pages = {each for each in led if not urlsplit(each).path.endswith((".pdf", ".zip"))}
    own = {each for each in pages if each.split("#")[0].endswith("/s/hill/")}
    assert {f"{guide}cy/?s=hill", f"{guide}s/hill/"} <= pages
    assert {each for each in pages - own if urlsplit(each).query != "s=hill"} == set()


@pytest.mark.parametrize("slug", ["valley", "../s/hill", "hill%22"])
def test_an_address_with_no_school_of_the_list_changes_nothing(phone: Page, guide: str, slug: str) -> None:
    phone.goto(f"{guide}{FORM}/", wait_until="networkidle")
    before = phone.inner_html("main")
    phone.goto("about:blank")
    phone.goto(f"{guide}{FORM}/?s={slug}", wait_until="networkidle")
    assert phone.inner_html("main") == before
    assert "School:" not in copied(phone)


@pytest.mark.parametrize("before", ["", "?s=hill"])
def test_a_kept_guide_knows_the_school_without_a_connection(phone: Page, guide: str, before: str) -> None:
    """Whether it is kept on a page that knows the school, or the school comes later. Removed, it leaves nothing."""
    phone.goto(f"{guide}{FORM}/{before}", wait_until="networkidle")
    phone.click(".foot [data-use=keep]")
    phone.click(".keep button")
    phone.get_by_text("Saved.").wait_for()
    phone.wait_for_function("navigator.serviceWorker.controller")
    for offline in (True,) if before else (False, True):
        phone.context.set_offline(offline)
        phone.goto("about:blank")
        phone.goto(f"{guide}{FORM}/?s=hill#fill-in")
        expect(phone.locator(":target")).to_have_attribute("id", "fill-in")
        expect(phone.locator("main > .notice").last).to_contain_text("Hill School")
    phone.context.set_offline(False)
    phone.click(".foot [data-use=keep]")
    phone.get_by_role("button", name="Remove it").click()
    phone.get_by_text("It is gone").wait_for()
    assert phone.evaluate("caches.keys()") == []
