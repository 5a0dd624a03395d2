"""The real guide: its sources are sound, and every built page is right about itself."""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from guide.forms.model import texts
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import address
from guide.source.publisher import Publisher
from guide.translation.status import statuses
from guide.web.assets import source_hash
from guide.web.headers import header_policy
from lxml import etree, html

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def pages(project: Project, site: Path) -> Iterator[tuple[str, Language, html.HtmlElement]]:
    """Yield every page of the guide: its address in English, its language, its parsed HTML."""
    for source in project.site.pages:
        for each in project.site.languages:
            file = site / project.site.path(each, address(source)) / "index.html"
            yield address(source), each, html.document_fromstring(file.read_text(encoding="utf-8"))


def test_there_is_a_page_for_every_source_in_every_language(project: Project, real_site: Path) -> None:
    built = {file.parent.relative_to(real_site).as_posix() for file in real_site.rglob("index.html")}
    expected = {
        (project.site.path(each, address(source)) or ".").rstrip("/")
        for source in project.site.pages
        for each in project.site.languages
    }
    assert built == expected


def test_every_page_states_its_language_direction_and_addresses(project: Project, real_site: Path) -> None:
    for path, language, page in pages(project, real_site):
        url = project.site.page_url(language, path)
        assert (page.get("lang"), page.get("dir")) == (language.tag, language.direction), url
        assert page.xpath("//link[@rel='canonical']/@href") == [url]
        assert page.xpath("//link[@rel='alternate']") == [], "they stand in the sitemap"
        meta = {each.get("property") or each.get("name"): each.get("content") for each in page.xpath("//head/meta")}
        assert meta["og:image"] == f"{url}card.png"
        assert meta["og:description"] != ""
        assert page.xpath("//meta[@name='description']/@content") == [meta["og:description"]]
        assert re.fullmatch(r".+ – .+", page.findtext(".//title"))


def test_every_page_has_one_main_heading_and_unique_ids(project: Project, real_site: Path) -> None:
    for path, language, page in pages(project, real_site):
        assert len(page.xpath("//h1")) == 1, path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), (path, language.locale)
        english = html.document_fromstring((real_site / path / "index.html").read_text(encoding="utf-8"))
        assert ids == english.xpath("//@id"), "anchors are the same in every language"


def test_every_page_offers_every_language_by_its_own_name(project: Project, real_site: Path) -> None:
    expected = [(each.name, each.tag) for each in project.site.languages]
    for path, _, page in pages(project, real_site):
        links = page.xpath("//header//ul[@class='languages']//a")
        found = [(link.text, link.get("lang")) for link in links]
        assert sorted(found) == sorted(expected), "once"
        assert found == expected or path == "", "on the start page, the page's own comes among the first"
        assert bool(page.xpath("//nav[contains(@class, 'choose')]")) == (path == "")


def test_every_translated_page_says_that_it_is_a_draft_in_its_own_language(project: Project, real_site: Path) -> None:
    draft = "This is a draft translation. No one who speaks this language has checked it yet."
    for path, language, page in pages(project, real_site):
        notices = [each.find("p").text_content() for each in page.xpath("//main/div[@class='notice']")]
        if language == project.site.source:
            assert notices == []
        else:
            assert notices == [project.lookup(language)(draft) or draft], path


def test_the_page_about_the_translations_is_counted(project: Project, real_site: Path) -> None:
    page = html.document_fromstring((real_site / "about" / "languages" / "index.html").read_text(encoding="utf-8"))
    rows = [[cell.text_content().strip() for cell in row] for row in page.xpath("//table[@class='counts']/tbody/tr")]
    assert rows == [
        [language.name, f"{counts.percent_translated}%", f"{counts.percent_reviewed}%"]
        for language, counts in statuses(project)
    ]
    assert rows


def test_english_stands_only_where_a_translation_is_missing(project: Project, real_site: Path) -> None:
    """What has no translation shows the English, marked; a page that is complete shows none, and says nothing of it."""
    for path, language, page in pages(project, real_site):
        if language == project.site.source:
            continue
        lookup = project.lookup(language)
        source = next(each for each in project.site.pages if address(each) == path)
        own = [msgid for msgid in project.strings.page_msgids[f"docs/{source}"] if lookup(msgid) is None]
        notice = page.xpath("//main/div[@class='notice']/p")
        assert (len(notice) > 1) == bool(own), (path, language.locale)
        claims = path == "about/sources/"  # they are English for every reader
        if not own and not claims and all(map(lookup, (*project.strings.frame_msgids, *titles(project)))):
            left = [
                each.text_content()
                for each in page.xpath(
                    "//main//*[@lang='en'][not(@translate)][not(self::bdi)]"
                    "[not(ancestor-or-self::*[contains(@class, 'letters')])]"
                )
            ]
            shown = [text for text in left if text.strip() != project.site.source.name]
            assert shown == [], (path, language.locale)


def titles(project: Project) -> list[str]:
    """Return what other pages may show of a page, and a list of forms of a form."""
    shown = [text for page in project.pages for text in (page.title, page.description)]
    return shown + [text for form in project.forms.values() for text in texts(form)]


def test_every_link_leads_somewhere(project: Project, real_site: Path) -> None:
    base = "https://here.example/"
    anchors: dict[str, set[str]] = {}
    for file in real_site.rglob("index.html"):
        folder = file.parent.relative_to(real_site).as_posix()
        url = base if folder == "." else f"{base}{folder}/"
        anchors[url] = set(html.document_fromstring(file.read_text(encoding="utf-8")).xpath("//@id"))
    for path, language, page in pages(project, real_site):
        here = base + project.site.path(language, path)
        for link in page.xpath("//a/@href"):
            target, fragment = urldefrag(urljoin(here, link))
            if not target.startswith(base):
                assert target.startswith(("https://", "mailto:")), link
            elif re.search(r"\.\w+$", target):
                assert (real_site / unquote(target.removeprefix(base))).exists(), link
            else:
                assert target in anchors, (here, link)
                assert not fragment or fragment in anchors[target], (here, link)


def test_links_between_pages_stay_in_the_language(project: Project, real_site: Path) -> None:
    base = "https://here.example/"
    for path, language, page in pages(project, real_site):
        here = base + project.site.path(language, path)
        for link in page.xpath("//main//a/@href"):
            target = urljoin(here, link)
            one_for_all = target == f"{base}forms/poster.pdf" or target.endswith(".zip")
            if target.startswith(base) and language != project.site.source and not one_for_all:
                assert target.startswith(f"{base}{language.locale}/"), (here, link)


def test_the_sitemap_lists_every_page_with_its_languages(project: Project, real_site: Path) -> None:
    source = (real_site / "sitemap.xml").read_bytes()
    assert gzip.decompress((real_site / "sitemap.xml.gz").read_bytes()) == source
    root = etree.fromstring(source)
    listed = root.xpath("//s:loc/text()", namespaces=SITEMAP)
    site = project.site
    assert sorted(listed) == sorted(
        site.page_url(each, address(page)) for page in site.pages for each in site.languages
    )
    for url in root.xpath("//s:url", namespaces=SITEMAP):
        tags = url.xpath("x:link/@hreflang", namespaces=SITEMAP)
        assert tags == [*(each.tag for each in site.languages), "x-default"]
        assert url.xpath("s:loc/text()", namespaces=SITEMAP)[0] in url.xpath("x:link/@href", namespaces=SITEMAP)


def test_no_page_waits_for_anything(project: Project, real_site: Path) -> None:
    for path, _, page in pages(project, real_site):
        assert page.xpath("//iframe | //link[@rel='preconnect'] | //link[@rel='preload']") == [], path
        assert [each.get("type") for each in page.xpath("//script")] == ["module"], "it does not hold up the page"
        assert {each.get("loading") for each in page.xpath("//img")} <= {"lazy"}, path
        assert len(page.xpath("//link[@rel='stylesheet']")) == len(page.xpath("//link[@media='print']")) == 1
        assert page.xpath("//@onclick | //@onload | //@onerror | //*[@style]") == []


FIRST_VIEW = 14_000  # one flight of a server: ten packets
MEDIAN = 8_192  # of the guidance pages of a language
OWN_EDITION = 450  # what a school's name, contact and link for mistakes may add


def test_every_page_arrives_in_the_first_round_trip(project: Project, real_site: Path) -> None:
    """Compressed as servers do: all of a first view, the script included.

    The style for paper, and what holds a form's answers, are loaded when all is shown.
    """
    heavy, guidance = {}, dict[Language, list[int]]()
    own = OWN_EDITION if project.site.publisher != Publisher() else 0
    for path, language, page in pages(project, real_site):
        file = real_site / project.site.path(language, path) / "index.html"
        (script,) = page.xpath("//script/@src")
        files = {"page": file, "script": file.parent / script}
        weights = {name: zipped(each.read_bytes()) for name, each in files.items()}
        first_view = sum(weights.values())
        if not page.xpath("//form"):
            guidance.setdefault(language, []).append(first_view)
        if first_view > FIRST_VIEW + own:
            heavy[project.site.path(language, path)] = weights | {
                part: zipped(etree.tostring(each))
                for part in ("style", "header", "main", "footer")
                for each in page.xpath(f"//{part}")
            }
    assert heavy == {}
    medians = {language.locale: statistics.median(sizes) for language, sizes in guidance.items()}
    assert {locale: median for locale, median in medians.items() if median > MEDIAN + own} == {}


def zipped(source: bytes) -> int:
    return len(gzip.compress(source))


def test_what_is_loaded_on_use_is_small(project: Project, real_site: Path) -> None:
    """A module is at most 4 KB; the search 52 KB with its index; a whole language to keep at most 500 KB."""
    for file in (real_site / "assets").rglob("*.js"):
        assert zipped(file.read_bytes()) <= 4_000, file.name
    for language in project.site.languages:
        home = real_site / project.site.path(language, "")
        assert zipped((home / "search.json").read_bytes()) <= 52_000
        about = json.loads((home / "saved.json").read_text(encoding="utf-8"))
        assert (home / about["path"]).stat().st_size == about["bytes"] <= 500_000


def test_the_copy_to_keep_holds_every_page_of_its_language(project: Project, real_site: Path) -> None:
    for language in project.site.languages:
        home = real_site / project.site.path(language, "")
        about = json.loads((home / "saved.json").read_text(encoding="utf-8"))
        files = json.loads(gzip.decompress((home / about["path"]).read_bytes()))
        for source in project.site.pages:
            path = project.site.path(language, address(source))
            assert files[path] == (real_site / path / "index.html").read_text(encoding="utf-8")
        assert project.site.path(language, "search.json") in files
        found = (real_site / "assets").glob(f"{language.locale}.*/*.js")
        scripts = {each.relative_to(real_site).as_posix() for each in found}
        (paper,) = (real_site / "assets").glob("print.*.css")
        assert scripts | {f"assets/{paper.name}"} == {path for path in files if path.startswith("assets/")}
        assert "forms/prepare/" in files, "the questions in English, to share them"


def test_the_search_knows_every_page_once_and_nothing_else(project: Project, real_site: Path) -> None:
    for language in project.site.languages:
        home = real_site / project.site.path(language, "")
        index = json.loads((home / "search.json").read_text(encoding="utf-8"))
        assert [path for path, *_ in index] == [address(source) for source in project.site.pages]
        whole = json.dumps(index, ensure_ascii=False)
        assert "qr.svg" not in whole
        assert "<" not in whole
        headings = {part[0] for *_, parts in index for part in parts}
        assert {"why", "needs", "short"} <= headings


def test_every_page_says_what_it_may_load(project: Project, real_site: Path) -> None:
    for path, _, page in pages(project, real_site):
        (rules,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (style,) = page.xpath("//style/text()")
        assert rules.startswith("default-src 'none';"), path
        assert source_hash(style) in rules
        assert "unsafe" not in rules
        assert "http" not in rules


def test_hosts_get_the_same_rules_as_headers(real_site: Path) -> None:
    for name in ("_headers", ".htaccess", "headers.nginx.conf", "staticwebapp.config.json"):
        text = (real_site / name).read_text(encoding="utf-8")
        assert header_policy() in text
        assert "default-src 'none'" in text
        assert "frame-ancestors 'none'" in text
    json.loads((real_site / "staticwebapp.config.json").read_text(encoding="utf-8"))


def test_the_page_of_situations_leads_to_each_of_them_at_its_top(project: Project, real_site: Path) -> None:
    for language in project.site.languages:
        file = real_site / project.site.path(language, "situation/") / "index.html"
        page = html.document_fromstring(file.read_text(encoding="utf-8"))
        links = [(each.get("href"), each.text_content()) for each in page.xpath("//ul[@class='contents']//a")]
        parts = [(f"#{each.get('id')}", each.text_content()) for each in page.xpath("//main//h2[@id][not(@id='next')]")]
        assert len(parts) > 10
        assert links == parts


def test_what_is_said_to_families_can_be_had_in_every_language(project: Project, real_site: Path) -> None:
    for path in ("phrases/", "staff/invite/"):
        for language in project.site.languages:
            file = real_site / project.site.path(language, path) / "index.html"
            page = html.document_fromstring(file.read_text(encoding="utf-8"))
            offered = {each.get("lang") for each in page.xpath("//button[@data-use='beside']")}
            assert offered == {each.tag for each in project.site.languages} - {language.tag}
