"""Addresses that last: what is published stays reachable, in every language, and what has moved leads on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from guide.cli import main
from guide.project import Project
from guide.source.addresses import (
    FILE,
    Address,
    Addresses,
    Living,
    Published,
    broken,
    published,
    read_address,
    read_addresses,
    unlisted,
)
from guide.source.problems import SourceError
from guide.web.assets import source_hash
from guide.web.headers import header_policy
from guide.web.redirects import host_rules, with_old_places
from lxml import html
from mkdocs.exceptions import Abort
from playwright.sync_api import Browser, Page

from tests.built.serving import served
from tests.built.test_accessibility import RULES, TAGS
from tests.sites import PAGES, Built, build, make

ARABIC = {
    "This page has moved.": "انتقلت الصفحة.",
    "This part has moved.": "انتقل القسم.",
    "It is here now:": "هنا الآن:",
    "Second": "الثانية",
}
LIST = "languages:\n  - en\n  - ar\npublished:\n  - /\n  - second/\n"


def site(folder: Path, text: str, url: str = "https://school.example/") -> Project:
    """Write a small project with this list of addresses; its lines are numbered from the first of `text`."""
    project = make(folder, translations={"ar": ARABIC}, site_url=url)
    (folder / FILE).write_text(text, encoding="utf-8")
    return project


def said(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what `guide check` says of the list."""
    main(["--project", str(folder), "check"])
    return [line.removesuffix(" (addresses)") for line in capsys.readouterr().out.splitlines() if FILE in line]


# --- the list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["/", "before/", "a/b/", "before/#why", "/#top", "x.pdf", "a/x-{language}.pdf"])
def test_an_address_reads_back_as_it_is_written(text: str) -> None:
    assert str(read_address(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "#a", "/before/", "../x/", "a//b/", "a b/", "a/{lang}.pdf", "x.pdf#2", "https://x.example/", 'a"b/', "a$/"],
)
def test_what_a_host_could_misread_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="is no address; write it as before/"):
        read_address(text)


def test_a_file_stands_in_the_languages_that_its_braces_name(project: Project) -> None:
    found = {
        text: [read_address(text).inside(project.site, each) for each in read_address(text).languages(project.site)]
        for text in ("a/x-{language}.pdf", "a/x-{translation}-en.pdf", "a/x.zip", "a/")
    }
    others = [each.locale for each in project.site.languages[1:]]
    assert found == {
        "a/x-{language}.pdf": ["a/x-en.pdf", *(f"{each}/a/x-{each}.pdf" for each in others)],
        "a/x-{translation}-en.pdf": [f"{each}/a/x-{each}-en.pdf" for each in others],
        "a/x.zip": ["a/x.zip"],
        "a/": ["a/", *(f"{each}/a/" for each in others)],
    }


def test_every_entry_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text("publishd: []\npublished:\n  - ../x/\n  - [a]\nmoved:\n  - a/\nlanguages: en\n", encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        read_addresses(file)
    assert [str(each) for each in raised.value.problems] == [
        'addresses.yml:1: the list has "publishd", which is not known. Did you mean "published"? '
        "Allowed: languages, published, moved (addresses)",
        'addresses.yml:3: "../x/" is no address; write it as before/, before/#why or '
        "forms/prepare/prepare-{language}.pdf (addresses)",
        'addresses.yml:4: "a list" is no address; write it as before/, before/#why or '
        "forms/prepare/prepare-{language}.pdf (addresses)",
        'addresses.yml:6: "moved" of the list is a list; write lines such as old/: before/ (addresses)',
        'addresses.yml:7: "languages" of the list is "en"; write a list, each entry after a dash (addresses)',
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "moved:\n", "published: []\nmoved: {}\n", "languages:\n"])
def test_a_list_may_say_nothing_yet(tmp_path: Path, text: str) -> None:
    assert read_addresses(tmp_path / FILE) == Addresses()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_addresses(tmp_path / FILE) == Addresses()


def test_a_list_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("published:\n  - [\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"addresses\.yml:3: the list is not YAML"):
        read_addresses(tmp_path / FILE)


# --- what is wrong with it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"{LIST}  - gone/\n",
            'addresses.yml:7: gone/ is published and would vanish; put it back, or write below "moved" where it is '
            "now: gone/: new/",
        ),
        (f"{LIST}  - second/#gone\n", "addresses.yml:7: second/#gone is published and would vanish; put it back,"),
        (f"{LIST}  - second/\n", "addresses.yml:7: second/ is in the list already, on line 6; delete one of the two"),
        (
            LIST.replace("- ar", "- pl"),
            'addresses.yml:3: the language "pl" was published, and mkdocs.yml has it no more: '
            "all its addresses would be lost; put it back,",
        ),
        (
            f"{LIST}  - old/#a\nmoved:\n  old/: second/\n",
            "addresses.yml:7: old/#a is published, and its page has moved: second/#a is not there; "
            'write below "moved" where it is: old/#a: second/#new',
        ),
        (
            f"{LIST}moved:\n  old/: secnd/\n",
            'addresses.yml:8: old/ → secnd/: leads nowhere: secnd/ is not there. Did you mean "second/"?',
        ),
        (
            f"{LIST}moved:\n  old/: second/#mor\n",
            "addresses.yml:8: old/ → second/#mor: leads nowhere: second/#mor is not there. "
            'Did you mean "second/#more"?',
        ),
        (
            f"{LIST}moved:\n  old/: older/\n  older/: gone/\n",
            "addresses.yml:8: old/ → older/: leads nowhere (at last to gone/): gone/ is not there.",
        ),
        (f"{LIST}moved:\n  a/: b/\n  b/: a/\n", "addresses.yml:9: b/ → a/: these moves go in a circle;"),
        (f"{LIST}moved:\n  a/: a/\n", "addresses.yml:8: a/ → a/: these moves go in a circle;"),
        (
            f"{LIST}moved:\n  second/: /\n",
            "addresses.yml:8: second/ → /: second/ is still here, and nobody would see it",
        ),
        (
            f"{LIST}moved:\n  second/#more: /#start\n",
            "addresses.yml:8: second/#more → /#start: second/#more is still here, and nobody would see it",
        ),
        (
            f"{LIST}moved:\n  old/#a: second/#more\n",
            "addresses.yml:8: old/#a → second/#more: old/ is no page and has not moved; add a line for the whole page",
        ),
        (
            f"{LIST}moved:\n  ar/old/: second/\n",
            "addresses.yml:8: ar/old/ → second/: every language moves with its English; write old/",
        ),
        (f"{LIST}moved:\n  old/: x.pdf\n", "addresses.yml:8: old/ → x.pdf: a page can move to a page only"),
        (
            f"{LIST}moved:\n  a-{{language}}.pdf: b.pdf\n",
            "addresses.yml:8: a-{language}.pdf → b.pdf: write the same {language} or {translation} on both sides",
        ),
        (f"{LIST}moved:\n  a/: /\n  a/: second/\n", 'addresses.yml:9: "a/" is given twice; keep one'),
        (LIST.replace("  - second/\n", ""), "addresses.yml: second/ is not in the list yet; run: guide publish"),
    ],
)
def test_check_says_what_is_wrong_and_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    site(tmp_path, text)
    found = said(tmp_path, capsys)
    assert any(line.startswith(says) for line in found), found


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        f"{LIST}  - old/\nmoved:\n  old/: second/\n",
        f"{LIST}  - old/#a\nmoved:\n  old/: older/\n  older/: second/#more\n",
        f"{LIST}  - old/#more\nmoved:\n  old/: second/\n",
        f"{LIST}  - second/#old\nmoved:\n  second/#old: second/#more\n",
        f"{LIST}  - old/\nmoved:\n  old/: second/\n  old/#a: /#start\n",
        f"{LIST}  - x-{{language}}.pdf\n",
    ],
)
def test_check_is_content_where_everything_leads_somewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    site(tmp_path, text)
    assert said(tmp_path, capsys) == []


def test_a_missing_list_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site(tmp_path, LIST)
    (tmp_path / FILE).unlink()
    assert said(tmp_path, capsys) == ["addresses.yml: the list of published addresses is missing; run: guide publish"]


LIVING = Living(frozenset({"", "second/"}), {"": frozenset({"start"}), "second/": frozenset({"second", "more"})}.get)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("  - second/\n", ["second/ is in the list already, on line 6"]),
        ("  - gone/\nmoved:\n  old/: second/\n", ["gone/ is published and would vanish"]),
        ("  - old/#a\nmoved:\n  old/: second/\n", ["old/#a is published, and its page has moved: second/#a is not"]),
        ("  - old/\nmoved:\n  old/: gone/\n", ["old/ → gone/: leads nowhere"]),
        ("  - old/\nmoved:\n  old/: old/\n", ["old/ → old/: these moves go in a circle"]),
        ("  - second/#old\n  - old/#more\nmoved:\n  second/#old: second/#more\n  old/: second/\n", []),
    ],
)
def test_each_fault_of_the_list_is_found_once(tmp_path: Path, project: Project, more: str, says: list[str]) -> None:
    (tmp_path / FILE).write_text(f"{LIST}{more}", encoding="utf-8")
    found = [each.message for each in broken(read_addresses(tmp_path / FILE), project.site, LIVING)]
    assert len(found) == len(says), found
    assert all(message.startswith(expected) for message, expected in zip(found, says, strict=True)), found


# --- adding to it ------------------------------------------------------------------------------------------------


def test_publish_adds_what_is_new_and_keeps_what_people_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = "# Ours.\npublished: # on paper\n- second/   # the leaflet of 2026\n# below\nlanguages: [en]\nmoved: {}\n"
    site(tmp_path, before)
    assert main(["--project", str(tmp_path), "publish", "x-{language}.pdf"]) == 0
    assert capsys.readouterr().out == "addresses.yml: ar, /, x-{language}.pdf\n"
    assert (tmp_path / FILE).read_text(encoding="utf-8") == (
        "# Ours.\npublished: # on paper\n- second/   # the leaflet of 2026\n- /\n- x-{language}.pdf\n# below\n"
        "languages:\n  - en\n  - ar\nmoved: {}\n"
    )
    assert main(["--project", str(tmp_path), "publish", "x-{language}.pdf"]) == 0
    assert capsys.readouterr().out == "addresses.yml: nothing to add\n"


@pytest.mark.parametrize("before", ["", "published: []\n", "published:\nlanguages:\n", "# nothing yet\n", "moved: {}"])
def test_publish_begins_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str) -> None:
    text = published(before, {"languages": ["en", "ar"], "published": ["/", "second/"]})
    site(tmp_path, text)
    assert said(tmp_path, capsys) == []
    assert {each.address for each in read_addresses(tmp_path / FILE).published} == {Address(""), Address("second/")}


def test_what_stands_around_a_list_stays() -> None:
    flow = "published: [/] # ours\n# below\nmoved: {}\n"
    assert published(flow, {"published": ["a/"]}) == "published:\n  - /\n  - a/\n# below\nmoved: {}\n"
    block = "published:\n    - / # ours\n# below\nmoved: {}"
    assert published(block, {"published": ["a/"]}) == "published:\n    - / # ours\n    - a/\n# below\nmoved: {}\n"


def test_a_page_of_which_only_a_place_is_listed_is_not_listed() -> None:
    listed = Addresses((Published(Address("second/", "more"), 1), Published(Address(""), 2)))
    assert unlisted(listed, LIVING) == [Address("second/")]


def test_publish_refuses_what_is_no_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site(tmp_path, LIST)
    assert main(["--project", str(tmp_path), "publish", "../x"]) == 2
    assert 'addresses.yml: "../x" is no address' in capsys.readouterr().err
    assert (tmp_path / FILE).read_text(encoding="utf-8") == LIST


# --- the build ---------------------------------------------------------------------------------------------------


def failing_build(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    with pytest.raises(Abort):
        build(folder)
    return caplog.text


def test_the_build_names_every_lost_address_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    site(tmp_path, f"{LIST}  - gone/\n  - lost/\nmoved:\n  a/: b/\n")
    text = failing_build(tmp_path, caplog)
    assert "addresses.yml:7: gone/ is published" in text
    assert "addresses.yml:8: lost/ is published" in text
    assert "addresses.yml:10: a/ → b/: leads nowhere" in text
    assert "3 to mend; nothing was built." in text
    assert not list((tmp_path / "site").rglob("index.html"))


def test_the_build_misses_a_file_in_one_language_and_hides_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site(tmp_path, f"{LIST}  - x-{{language}}.txt\n  - icon.txt\nmoved:\n  icon.txt: x-en.txt\n")
    for name in ("x-en.txt", "icon.txt"):
        (tmp_path / "docs" / name).write_text("x", encoding="utf-8")
    text = failing_build(tmp_path, caplog)
    assert "addresses.yml:7: x-{language}.txt is published and would vanish (ar/x-ar.txt)" in text
    assert "addresses.yml:10: icon.txt → x-en.txt: icon.txt is still here, and nobody would see it" in text
    assert "2 to mend; do not publish this build." in text


def test_the_build_knows_the_places_that_a_template_makes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pages = PAGES | {"second.md": PAGES["second.md"].replace("---\n# S", "template: home.html\n---\n# S")}
    make(tmp_path, pages)
    (tmp_path / FILE).write_text(f"{LIST}moved:\n  a/: second/#content\n  b/: second/#nowhere\n", encoding="utf-8")
    text = failing_build(tmp_path, caplog)
    assert "b/ → second/#nowhere: leads nowhere" in text
    assert "a/ →" not in text


MOVED = f"""{LIST}  - old/
  - second/#past
  - second/#left
moved:
  old/: older/
  older/: second/
  deep/in/: second/#more
  earlier/: parted/
  parted/: /
  parted/#more: second/#more
  second/#past: second/#more
  second/#left: /#start
  a-{{language}}.txt: x-{{language}}.txt
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a small site in which much has moved, on a path of its domain."""
    folder = tmp_path_factory.mktemp("moved")
    site(folder, MOVED, "https://school.example/guide/")
    for path in ("docs/x-en.txt", "docs/ar/x-ar.txt"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    return build(folder)


def test_a_page_stands_at_the_old_address_in_every_language(moved: Built) -> None:
    assert moved.warnings == []
    for path, tag, direction, words, to in (
        ("old/", "en", "ltr", "This page has moved.", "../second/"),
        ("ar/old/", "ar", "rtl", "انتقلت الصفحة.", "../second/"),
        ("ar/older/", "ar", "rtl", "انتقلت الصفحة.", "../second/"),
        ("ar/deep/in/", "ar", "rtl", "انتقلت الصفحة.", "../../second/#more"),
    ):
        page = moved.page(path)
        assert (page.get("lang"), page.get("dir")) == (tag, direction)
        assert page.findtext(".//h1") == words
        assert page.xpath("//main/p/a/@href") == [to]
        home = "" if tag == "en" else "ar/"
        url = f"https://school.example/guide/{home}second/" + ("#more" if "deep" in path else "")
        assert page.xpath("//link[@rel='canonical']/@href") == [url]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//noscript/meta[@http-equiv='refresh']/@content") == [f"0;url={to}"]
        (script,) = page.xpath("//script")
        assert script.text is None
        assert (moved.folder / path / script.get("src")).resolve().is_file()
    assert "الثانية" in moved.page("ar/old/").findtext(".//main/p/a")


def test_a_page_at_an_old_address_says_what_it_may_load(moved: Built) -> None:
    page = moved.page("ar/old/")
    (rules,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    assert rules.startswith("default-src 'none';")
    assert source_hash(style) in rules
    assert header_policy() in (moved.folder / "_headers").read_text(encoding="utf-8")


def test_nothing_lists_the_pages_at_old_addresses(moved: Built) -> None:
    for file in ("sitemap.xml", "search.json", "ar/search.json", "index.html", "ar/index.html"):
        assert "old/" not in (moved.folder / file).read_text(encoding="utf-8"), file
    kept = json.loads((moved.folder / "saved.json").read_text(encoding="utf-8"))
    assert moved.page("old/").xpath("//link[@rel='alternate'] | //nav") == []
    assert kept["bytes"] > 0


def test_a_place_that_moved_within_its_page_is_found_without_javascript(moved: Built) -> None:
    for path in ("second/", "ar/second/"):
        (mark,) = moved.page(path).xpath("//*[@id='past']")
        assert mark.getparent().get("id") == "more"


def test_a_place_that_left_its_page_says_where_it_is_now(moved: Built) -> None:
    left = moved.page("ar/second/").get_element_by_id("left")
    assert " ".join(left.text_content().split()) == "انتقل القسم. هنا الآن: Start"
    assert left.xpath("a/@href") == ["../#start"]
    assert "left" not in (moved.folder / "ar" / "search.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<h2 class="x" id="b">B</h2>', '<h2 class="x" id="b"><span id="a"></span>B</h2>'),
        ('<textarea id="b"></textarea>', '<span id="a"></span><textarea id="b"></textarea>'),
        ('<p data-id="b"></p><p id="b">', '<p data-id="b"></p><p id="b"><span id="a"></span>'),
    ],
)
def test_the_mark_of_an_old_place_keeps_the_page_valid(tmp_path: Path, page: str, expected: str) -> None:
    (tmp_path / FILE).write_text("moved:\n  x/#a: x/#b\n", encoding="utf-8")
    assert with_old_places(page, read_addresses(tmp_path / FILE), "x/") == expected


def test_a_moved_file_is_found_at_its_old_address(moved: Built) -> None:
    assert (moved.folder / "a-en.txt").read_text(encoding="utf-8") == "docs/x-en.txt"
    assert (moved.folder / "ar" / "a-ar.txt").read_text(encoding="utf-8") == "docs/ar/x-ar.txt"


def test_hosts_get_the_moves_as_rules_of_their_own(moved: Built) -> None:
    lines = (moved.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [
        "/guide/old/ /guide/second/ 301",
        "/guide/ar/old/ /guide/ar/second/ 301",
    ]
    assert "/guide/ar/deep/in/ /guide/ar/second/#more 301" in lines
    assert "/guide/ar/a-ar.txt /guide/ar/x-ar.txt 301" in lines
    assert not [line for line in lines if "parted" in line or "earlier" in line], (
        "a host does not see the place that was asked for"
    )
    apache = (moved.folder / ".htaccess").read_text(encoding="utf-8")
    assert 'RedirectMatch 301 "^/guide/ar/old/?$" "/guide/ar/second/"' in apache
    assert 'ErrorDocument 404 "/guide/404.html"' in apache
    nginx = (moved.folder / "headers.nginx.conf").read_text(encoding="utf-8")
    assert 'location = "/guide/ar/old/" { return 301 "/guide/ar/second/$is_args$args"; }' in nginx
    assert 'return 301 "/guide/ar/second/$is_args$args#more"' in nginx
    azure = json.loads((moved.folder / "staticwebapp.config.json").read_text(encoding="utf-8"))
    assert {"route": "/guide/ar/old/", "redirect": "/guide/ar/second/", "statusCode": 301} in azure["routes"]


def test_the_rules_for_apache_match_the_old_address_and_nothing_else(moved: Built) -> None:
    apache = (moved.folder / ".htaccess").read_text(encoding="utf-8")
    rules = [re.compile(each) for each in re.findall(r'RedirectMatch 301 "(\S+)"', apache)]
    matched = {
        path: sum(bool(rule.search(path)) for rule in rules)
        for path in ("/guide/old/", "/guide/old", "/guide/ar/old/", "/guide/old/more/", "/guide/x/guide/old/", "/old/")
    }
    assert matched == dict.fromkeys(matched, 0) | {"/guide/old/": 1, "/guide/old": 1, "/guide/ar/old/": 1}


def test_a_site_where_nothing_has_moved_carries_nothing_for_it(tmp_path: Path) -> None:
    site(tmp_path, LIST)
    built = build(tmp_path)
    assert not (built.folder / "_redirects").exists()
    assert not list((built.folder / "assets").glob("moved*"))
    assert host_rules(Project(tmp_path).addresses, Project(tmp_path).site) == ()


# --- in a browser ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def moved_origin(moved: Built) -> Iterator[str]:
    with served(moved.folder) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("old", "arrives"),
    [
        ("old/", ("second/", "second/")),
        ("ar/old/?from=paper#more", ("ar/second/?from=paper#more", "ar/second/")),
        ("ar/deep/in/", ("ar/second/#more", "ar/second/#more")),
        ("ar/parted/#more", ("ar/second/#more", "ar/")),
        ("ar/parted/#other", ("ar/#other", "ar/")),
        ("ar/earlier/#more", ("ar/second/#more", "ar/")),
    ],
)
def test_a_reader_of_an_old_address_arrives_in_the_same_language(
    request: pytest.FixtureRequest, reader: Page, moved_origin: str, old: str, arrives: tuple[str, str]
) -> None:
    """With JavaScript, the first of the two, at the same place, too."""
    faults: list[str] = []
    reader.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    reader.goto(moved_origin + old, wait_until="commit")
    scripted = "with JavaScript" in request.node.name
    reader.wait_for_url(moved_origin + arrives[0 if scripted else 1])
    assert reader.locator("html").get_attribute("lang") == ("ar" if old.startswith("ar/") else "en")
    assert faults == []


def test_a_place_that_left_is_shown_only_to_a_reader_who_asked_for_it(reader: Page, moved_origin: str) -> None:
    reader.goto(f"{moved_origin}second/#left")
    assert reader.locator("#left").is_visible()
    reader.goto("about:blank")
    reader.goto(f"{moved_origin}second/")
    assert not reader.locator("#left").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_a_place_or_a_page_has_moved(
    moved_origin: str, chromium: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.route("**/moved.*.js", lambda route: route.abort())
    for path in ("old/", "ar/old/", "second/#left", "ar/second/#left"):
        page.goto(moved_origin + path)
        found = Axe().run(page, options={"runOnly": TAGS, "rules": RULES}).response
        assert (path, found["violations"]) == (path, [])
        assert len(found["passes"]) > 15, "axe looked at the page"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


# --- the guide itself --------------------------------------------------------------------------------------------


def test_every_page_of_the_guide_is_in_its_list(project: Project) -> None:
    listed = {each.address.path for each in project.addresses.published}
    assert {"", "before/", "forms/prepare/"} <= listed
    locales = sorted(each.locale for each in project.site.languages)
    assert sorted(locale for locale, _ in project.addresses.languages) == locales


def test_every_published_address_is_in_the_built_site(project: Project, real_site: Path) -> None:
    for each in project.addresses.published:
        for language in each.address.languages(project.site):
            path = real_site / each.address.inside(project.site, language)
            assert (path / "index.html" if each.address.is_page else path).is_file()
            if each.address.is_page:
                assert html.parse(str(path / "index.html")).getroot().get("lang") == language.tag
