"""The page of a school and its kit: the guide's frame, the school's data, links that lead somewhere."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from guide.newsletter import sms
from guide.newsletter.kit import items
from guide.project import Project
from guide.schools.kit import of_school
from guide.schools.roll import FILE, School, read_roll
from guide.schools.tasks import Orders, Size, Task, Workshop, made, tasks
from guide.web.assets import Assets
from guide.web.headers import content_security_policy
from lxml import html
from site_build import build_site

from tests.sites import make

SAMPLE = Path(__file__).parent / FILE
FIRST_VIEW = 14_000

HOME = """---
title: Start
description: Where it starts.
---
# Start {#start}

## Wanted {#wanted}

<div class="tasks" markdown>

- [Get ready](forms/ready.md)
- [Nothing](#start)

</div>

## Why {#why}

Because.
"""
FORM = """---
title: Get ready
description: Write it down.
template: form.html
form:
  audience: parent
  minutes: 5
  intro: Write.
  sections:
    - title: One
      fields:
        - {type: short text, id: child, label: Name}
---
# Get ready {#ready}
"""


@pytest.fixture(scope="module")
def roll(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[School, ...]:
    """Return the sample, read for the real guide."""
    folder = tmp_path_factory.mktemp("roll")
    (folder / FILE).write_bytes(SAMPLE.read_bytes())
    return read_roll(folder, project.site)


@pytest.fixture(scope="module")
def bag(project: Project, roll: tuple[School, ...]) -> list[Task]:
    return list(tasks(project, roll))


@pytest.fixture(scope="module")
def workshop(project: Project) -> Workshop:
    return Workshop(project)


@pytest.fixture(scope="module")
def files(bag: list[Task], workshop: Workshop) -> dict[str, bytes]:
    """Return all pages of the sample with what stands beside them, by their paths below the site."""
    return {path: data for task in in_order(bag) for path, data in made(task, workshop).files.items()}


def in_order(bag: list[Task]) -> list[Task]:
    """Return the pages of a bag as they are ordered, when all files that they list have 20,001 bytes and two sides."""
    orders, found = Orders(bag), list[Task]()
    while run := orders.take():
        for task in run:
            orders.enter(task, Size(task.path.rpartition("/")[2], 20_001, 2))
            found += [task] * (task.kind == "page")
    return found


def test_every_language_that_a_school_asked_for_has_a_page_in_the_frame_of_the_guide(
    project: Project, roll: tuple[School, ...], files: dict[str, bytes]
) -> None:
    for school in roll:
        for language in map(project.site.language, school.languages):
            page = html.document_fromstring(files[f"{project.site.path(language, school.page)}index.html"].decode())
            assert (page.get("lang"), page.get("dir")) == (language.tag, language.direction)
            assert page.xpath("string(//h1)") == school.named(language.locale)
            assert page.xpath("//link[@rel='canonical']/@href") == [project.site.page_url(language, school.page)]
            assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
            (style,) = page.xpath("//style/text()")
            assert page.xpath("//meta[@http-equiv]/@content") == [content_security_policy(style)]
            offered = page.xpath("//*[contains(@class, 'languages')]//a/@lang")
            assert offered == [project.site.language(each).tag for each in school.languages]
            said = page.xpath("string(//main)")
            assert [
                each
                for each in (school.address, school.contact, school.alnco, school.alnco_contact)
                if each not in said
            ] == []


def test_every_link_of_a_school_leads_to_a_page_of_the_guide_or_to_a_file_of_its_own(
    project: Project, bag: list[Task], files: dict[str, bytes]
) -> None:
    site = project.site
    pages = {site.path(each, page.address) for each in site.languages for page in project.pages}
    there = pages | {task.path for task in bag} | {path.removesuffix("index.html") for path in files}
    assets = Assets(project.root / "overrides", project.lookup)
    there |= {assets.print_style[0], *(path for each in site.languages for path in assets.scripts(each))}
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        page = html.document_fromstring(content.decode())
        links = [each for each in page.xpath("//@href | //@src | //@data-page") if ":" not in each]
        led = {urlsplit(urljoin(f"//x/{path}", each)).path.removeprefix("/") for each in links if each[0] != "#"}
        assert led - there == set(), path
        own = {task.path for task in bag if task.language in ("en", path.split("/")[0]) and task.path.startswith("s/")}
        assert {each for each in led if each.endswith((".pdf", ".zip"))} <= own


def test_a_school_offers_each_of_its_sheets_on_one_of_its_pages(bag: list[Task], files: dict[str, bytes]) -> None:
    texts = [content.decode() for path, content in files.items() if path.endswith(".html")]
    for task in bag:
        if task.kind != "page":
            assert any(f'{task.path.split("/")[-1]}"' in each and f"/{task.school.page}" in each for each in texts), (
                task.path
            )


def test_a_page_says_of_each_file_how_long_it_is(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            page = html.document_fromstring(content.decode())
            for link in page.xpath("//a[contains(@href, '.pdf') or contains(@href, '.zip')]"):
                assert "21" in link.getnext().text_content(), (path, link.get("href"))


def test_a_page_of_a_school_arrives_in_the_first_round_trip(project: Project, files: dict[str, bytes]) -> None:
    assets = Assets(project.root / "overrides", project.lookup)
    for path, content in files.items():
        if path.endswith(".html"):
            language = next((e for e in project.site.languages if path.startswith(f"{e.locale}/")), project.site.source)
            script = assets.scripts(language)[assets.script("start", language)]
            assert sum(len(gzip.compress(each)) for each in (content, script.encode())) < FIRST_VIEW, path


def test_what_a_form_is_told_of_a_school_is_what_the_list_says(
    roll: tuple[School, ...], files: dict[str, bytes]
) -> None:
    for school in roll:
        about = json.loads(files[f"{school.page}school.json"])
        languages = about.pop("languages")
        assert languages == list(school.languages)
        assert about == {each: getattr(school, each) for each in about}
        assert about.keys() == {"name", "name_cy", "contact", "alnco", "alnco_contact"}


def test_the_kit_leads_by_the_page_of_the_school(project: Project, bag: list[Task], workshop: Workshop) -> None:
    task = next(each for each in bag if each.kind == "kit" and each.school.slug == "porth-newydd")
    ((path, content),) = made(task, workshop).files.items()
    assert path == "s/porth-newydd/newsletter-kit.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.split("/")[0] for each in archive.namelist()} == {"en", "cy", "uk", "ar"}
        assert {"ar/code.svg", "ar/code.png", "ar/texts.txt", "ar/e-mail/forms-prepare.html"} <= {*archive.namelist()}
        texts = archive.read("ar/texts.txt").decode("utf-8-sig").split("\n")
        assert "https://working-together.example/ar/s/porth-newydd/" in texts
        assert "https://working-together.example/ar/forms/prepare/?s=porth-newydd" in texts
        snippet = archive.read("cy/e-mail/before.html").decode()
        assert 'href="https://working-together.example/cy/before/?s=porth-newydd"' in snippet
    long = School("a" * 60, "A", languages=("ar",))
    arabic = project.site.language("ar")
    for item in items(project, arabic):
        own = of_school(item, long, project.site.page_url(arabic, long.page))
        assert sms.fits(own.message), own.message
        assert own.url.removeprefix(item.url) in (f"?s={long.slug}", f"s/{long.slug}/")


def test_search_engines_are_told_of_the_pages_that_a_list_says_and_of_no_others(tmp_path: Path) -> None:
    make(tmp_path, {"index.md": HOME, "forms/ready.md": FORM}, ("en", "ar", "cy"))
    site = tmp_path / "site"

    def named() -> list[str]:
        assert build_site(tmp_path, site, quiet=True, compressed=True) == 0
        text = (site / "sitemap.xml").read_bytes()
        assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == text
        assert brotli.decompress((site / "sitemap.xml.br").read_bytes()) == text
        return [str(each) for each in html.fromstring(text).xpath("//loc/text()")]

    guide = named()
    (tmp_path / FILE).write_text("slug,name,languages,listed\na,A,cy,\nb,B,cy,\n", encoding="utf-8")
    assert named() == guide
    (tmp_path / FILE).write_text("slug,name,languages,listed\na,A,cy,yes\nb,B,cy,\n", encoding="utf-8")
    home = "https://working-together.example/"
    assert named() == [*guide, f"{home}s/a/", f"{home}cy/s/a/"]


def test_a_guide_is_not_built_with_a_list_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, {"index.md": HOME, "forms/ready.md": FORM})
    (tmp_path / FILE).write_text("slug,name,listed\na,,yes\n", encoding="utf-8")
    assert build_site(tmp_path, tmp_path / "site", quiet=True) == 1
    assert "schools.csv:2: " in capsys.readouterr().err


def test_what_a_list_says_is_text_and_never_a_part_of_the_page(tmp_path: Path) -> None:
    project = make(
        tmp_path,
        {"index.md": HOME, "forms/ready.md": FORM},
        languages=("en", "ar"),
        site_url="https://a.example/guide/",
    )
    rows = 'slug,name,contact,listed\na,"<b>Home</b> & ""A""",<i>1</i>,yes\n'
    (tmp_path / FILE).write_text(rows, encoding="utf-8")
    (school,) = read_roll(tmp_path, project.site)
    workshop = Workshop(project)
    bag = tasks(project, [school])
    found = {task.path: made(task, workshop).files[task.path] for task in bag if task.kind == "page"}
    assert found.keys() == {"s/a/index.html", "ar/s/a/index.html"}
    page = html.document_fromstring(found["ar/s/a/index.html"].decode())
    assert page.xpath("string(//h1)") == '<b>Home</b> & "A"'
    assert page.xpath("//b | //i") == []
    assert page.xpath("//meta[@name='robots']") == [], "the list asks for it"
    assert page.findtext(".//title").startswith('<b>Home</b> & "A" – ')
    assert page.xpath("//*[@id='wanted']/following-sibling::div//a/@href") == [
        "../../../ar/forms/ready/?s=a",
        "../../../ar/?s=a#start",
    ]
    assert page.xpath("//*[@id='why']") == []
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://a.example/guide/ar/s/a/"]


def test_a_page_is_the_same_whichever_process_makes_it_and_in_whatever_order(
    project: Project, bag: list[Task], files: dict[str, bytes]
) -> None:
    for changed in (bag, bag[::-1]):
        task = next(each for each in in_order(changed) if each.path == "cy/s/y-felin/index.html")
        assert made(task, Workshop(project)).files.items() <= files.items()
