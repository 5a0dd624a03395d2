"""Small real builds: what MkDocs, the theme, the i18n plugin and our hooks give together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.project import Project
from guide.source.languages import language
from guide.translation import catalogues, po_files
from guide.translation.marks import mark_reviewed
from guide.web.assets import on_use
from lxml import html
from mkdocs.exceptions import Abort

from tests.sites import PAGES, ROOT, build, make

ARABIC = {
    "Start": "البداية",
    "Second": "الثانية",
    "More": "المزيد",
    "Read the [second](second.md#more) page, 12 times.": "اقرأ الصفحة [الثانية](second.md#more) 12 مرة.",
    "One": "واحد",
    "Two": "اثنان",
    "*More* text.": "نص *إضافي*.",
    "Where it starts.": "من هنا نبدأ.",
    "What comes second.": "ما يأتي بعد ذلك.",
}
NOTICES = {
    "This is a draft translation. No one who speaks this language has checked it yet.": "مسودة",
    "A person who speaks this language has checked parts of this translation.": "روجعت أجزاء",
    "A person who speaks this language has checked this translation.": "روجعت",
    "Parts of this page are still in English.": "أجزاء بالإنجليزية",
}


def words(text: str) -> list[str]:
    return text.split()


def test_with_empty_catalogues_the_text_is_the_english_text(tmp_path: Path) -> None:
    make(tmp_path)
    site = build(tmp_path)
    for path in ("", "second/"):
        english, arabic = site.content(path), site.content(f"ar/{path}")
        assert words(arabic.text_content()) == words(english.text_content())
        assert english.xpath(".//@lang") == []
        for element in arabic.xpath(".//h1 | .//h2 | .//p | .//li"):
            if element.text and element.text.strip():
                assert (element.get("lang"), element.get("dir")) == ("en", "ltr"), element.text
    assert site.warnings == []


def test_a_whole_translation_shows_no_english(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": ARABIC})
    site = build(tmp_path)
    content = site.content("ar")
    assert "اقرأ الصفحة الثانية 12 مرة." in content.text_content()
    assert content.xpath(".//@lang") == []
    assert site.page("ar/second/").get_element_by_id("more").text_content() == "المزيد"


def test_links_and_anchors_lead_to_the_page_in_the_same_language(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": ARABIC})
    site = build(tmp_path)
    assert site.content("ar").xpath(".//p/a/@href") == ["second/#more"]
    assert site.warnings == []


def test_every_page_says_its_language_and_direction(tmp_path: Path) -> None:
    make(tmp_path, languages=("en", "cy", "ar", "so", "ku-Arab"))
    site = build(tmp_path)
    found = {
        path: (site.page(path).get("lang"), site.page(path).get("dir")) for path in ("", "cy", "ar", "so", "ku-Arab")
    }
    assert found == {
        "": ("en", "ltr"),
        "cy": ("cy", "ltr"),
        "ar": ("ar", "rtl"),
        "so": ("so", "ltr"),
        "ku-Arab": ("ckb", "rtl"),
    }


def test_the_sitemap_names_every_language_by_its_absolute_address_and_the_head_its_own(tmp_path: Path) -> None:
    make(tmp_path, languages=("en", "ar", "ku-Arab"), site_url="https://school.example/guide/")
    site = build(tmp_path)
    head = site.page("ku-Arab/second/")
    assert head.xpath("//link[@rel='canonical']/@href") == ["https://school.example/guide/ku-Arab/second/"]
    assert head.xpath("//link[@rel='alternate']") == [], "what search engines alone read costs no phone"
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert dict(re.findall(r'hreflang="([\w-]+)" href="(\S+/second/)"', sitemap)) == {
        "en": "https://school.example/guide/second/",
        "ar": "https://school.example/guide/ar/second/",
        "ckb": "https://school.example/guide/ku-Arab/second/",
        "x-default": "https://school.example/guide/second/",
    }


def test_title_and_description_are_translated_wherever_they_stand(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": ARABIC | {"Working together": "معًا"}})
    page = build(tmp_path).page("ar/second/")
    assert page.findtext(".//title") == "الثانية – معًا"
    meta = {each.get("property") or each.get("name"): each.get("content") for each in page.xpath("//meta")}
    assert meta["og:description"] == "ما يأتي بعد ذلك."


@pytest.mark.parametrize(
    ("reviewed", "left_out", "expected"),
    [
        (0, 0, "مسودة"),
        (3, 0, "روجعت أجزاء"),
        (99, 0, "روجعت"),
        (0, 2, "مسودة أجزاء بالإنجليزية"),
        (99, 1, "روجعت أجزاء بالإنجليزية"),
    ],
    ids=["draft", "partly checked", "checked", "draft with English", "checked with English"],
)
def test_the_notice_is_counted_from_the_catalogue(tmp_path: Path, reviewed: int, left_out: int, expected: str) -> None:
    make(tmp_path, translations={"ar": dict(list(ARABIC.items())[left_out:]) | NOTICES})
    file = tmp_path / "translations" / "ar.po"
    po = po_files.read_po(file, tmp_path)
    on_the_page = [entry for entry in po if entry.msgstr and ("docs/index.md", "") in entry.occurrences]
    for entry in on_the_page[:reviewed]:
        mark_reviewed(entry, "Amal, 2026-11-01")
    po_files.write(po, file)
    (notice,) = build(tmp_path).page("ar").xpath("//div[@class='notice']")
    assert " ".join(each.text_content() for each in notice) == expected


def test_the_english_page_carries_no_notice(tmp_path: Path) -> None:
    make(tmp_path)
    assert build(tmp_path).page("").xpath("//div[@class='notice']") == []


def test_what_the_frame_cannot_translate_is_marked_as_english(tmp_path: Path) -> None:
    make(tmp_path)
    page = build(tmp_path).page("ar")
    (menu,) = page.xpath("//summary[contains(., 'Menu')]//span[@lang]")
    assert (menu.get("lang"), menu.get("dir")) == ("en", "ltr")


def test_a_fuzzy_translation_shows_the_english(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": ARABIC})
    text = PAGES["second.md"].replace("*More* text.", "*More* text, but not now.")
    (tmp_path / "docs" / "second.md").write_text(text, encoding="utf-8")
    project = Project(tmp_path)
    file = tmp_path / "translations" / "ar.po"
    po = po_files.read_po(file, tmp_path)
    catalogues.update(po, project.strings.messages)
    po_files.write(po, file)
    content = build(tmp_path).content("ar/second/")
    assert "More text, but not now." in content.text_content()
    assert "إضافي" not in content.text_content()


def test_the_404_page_speaks_every_language_and_belongs_to_none(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": {"This page is not here.": "هذه الصفحة غير موجودة."}})
    page = html.parse(str(build(tmp_path).folder / "404.html")).getroot()
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    sections = {each.get("lang"): (each.get("dir"), each.findtext("h2")) for each in page.xpath("//section")}
    assert sections["en"] == ("ltr", "This page is not here.")
    assert sections["ar"] == ("rtl", "هذه الصفحة غير موجودة.")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//section//a/@href") == ["/.", "/ar/"]


def test_the_publisher_is_shown_and_nothing_is_invented(tmp_path: Path) -> None:
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    publisher = {"name": "Ysgol y Bryn", "contact": "alnco@bryn.example", "report": "https://bryn.example/tell-us"}
    make(tmp_path / "with", extra={"publisher": publisher})
    foot = build(tmp_path / "with").page("").xpath("//footer")[0]
    assert "Ysgol y Bryn" in foot.text_content()
    assert foot.xpath(".//a/@href") == ["mailto:alnco@bryn.example", "https://bryn.example/tell-us"]
    make(tmp_path / "without")
    foot = build(tmp_path / "without").page("").xpath("//footer")[0]
    assert foot.xpath(".//a") == []
    assert "Contact" not in foot.text_content()


def test_nothing_of_the_theme_is_copied(tmp_path: Path) -> None:
    make(tmp_path)
    files = {file.name for file in build(tmp_path).folder.rglob("*") if file.is_file()}
    kinds = {re.sub(r"^(?:[a-z-]+\.)+[0-9a-f]{8}\.", "asset.", name) for name in files}
    hosts = {"_headers", ".htaccess", "headers.nginx.conf", "staticwebapp.config.json"}
    scripts = {f"{name}.js" for name in ("start", *on_use(ROOT / "overrides"))}
    phone = {"asset.css", "worker.js", "search.json", "saved.json", "asset.bin"} | scripts
    assert (
        kinds
        == {"index.html", "qr.svg", "qr.png", "card.png", "404.html", "sitemap.xml", "sitemap.xml.gz"} | hosts | phone
    )


def test_a_second_build_in_the_same_process_sees_what_has_changed(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": ARABIC})
    assert "نص إضافي" in build(tmp_path).content("ar/second/").text_content()
    file = tmp_path / "translations" / "ar.po"
    file.write_text(file.read_text(encoding="utf-8").replace("نص *إضافي*", "نص *آخر*"), encoding="utf-8")
    assert "نص آخر" in build(tmp_path).content("ar/second/").text_content()


def test_a_broken_catalogue_stops_the_build_with_file_and_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path)
    file = tmp_path / "translations" / "ar.po"
    file.write_text(file.read_text(encoding="utf-8") + 'msgid "open\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(Abort):
        build(tmp_path)
    assert re.search(r"translations/ar\.po:\d+: the quotation marks do not close", caplog.text)
    assert not (tmp_path / "site").exists()


def test_languages_know_their_script_and_direction() -> None:
    found = {locale: language(locale) for locale in ("pl", "ur", "bn", "zh-Hans", "pt", "ku-Arab", "uk")}
    assert [each.direction for each in found.values()] == ["ltr", "rtl", "ltr", "ltr", "ltr", "rtl", "ltr"]
    assert [each.script for each in found.values()] == ["Latn", "Arab", "Beng", "Hans", "Latn", "Arab", "Cyrl"]
    assert found["ku-Arab"].tag == "ckb"
    with pytest.raises(ValueError, match='"xx-nowhere" is not a language code'):
        language("xx-nowhere")
