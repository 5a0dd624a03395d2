"""Telling the publisher about a mistake: the link carries page, address, language and version, and needs no script."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from guide.cli import main
from guide.project import Project
from guide.web.report import link, version

from tests.sites import PAGES, build, make

URL = "https://school.example/ar/second/"
WORDS = {
    "Second": "الثانية",
    "Something wrong on this page?": "خطأ؟",
    "Do you speak this language? Help us: tell us what is wrong on this page.": "ساعدونا.",
}


def reports(folder: Path, report: str, path: str, place: str = "footer") -> list[tuple[str, str]]:
    """Build a site with this address and return text and target of a page's links for mistakes."""
    make(
        folder, translations={"ar": WORDS}, site_url="https://school.example/", extra={"publisher": {"report": report}}
    )
    links = build(folder).page(path).xpath(f"//{place}//a[contains(@href, 'tell')]")
    return [(each.text_content(), each.get("href")) for each in links]


def test_a_mail_carries_page_address_language_and_version(tmp_path: Path) -> None:
    ((text, href),) = reports(tmp_path, "tell@school.example", "ar/second/")
    assert text == "خطأ؟"
    assert urlsplit(href).path == "tell@school.example"
    project = Project(tmp_path)
    fields = parse_qs(urlsplit(href).query, strict_parsing=True)
    assert fields == {
        "subject": ["الثانية"],
        "body": [f"\r\n\r\n{URL}\r\nar, {version(project, 'docs/second.md', project.site.languages[1])}"],
    }
    assert " " not in href
    assert "+" not in href, "a mail program shows it as a plus"


@pytest.mark.parametrize(
    ("report", "names"),
    [
        ("https://github.com/tell/guide/issues/new", ("title", "body")),
        ("https://github.com/tell/guide/issues/new?template=page.md", ("title", "body")),
        ("https://gitlab.com/tell/guide/-/issues/new", ("issue[title]", "issue[description]")),
    ],
)
def test_a_new_issue_carries_the_same(report: str, names: tuple[str, str]) -> None:
    found = link(report, "Tell & ask?", "where\nwhat")
    assert found.startswith(report)
    query = parse_qs(urlsplit(found).query, strict_parsing=True)
    assert [query[name] for name in names] == [["Tell & ask?"], ["\r\n\r\nwhere\r\nwhat"]]


def test_another_address_is_given_back_as_it_is() -> None:
    assert link("https://school.example/tell-us?a=b", "T", "about") == "https://school.example/tell-us?a=b"


def test_without_an_address_nobody_is_asked(tmp_path: Path) -> None:
    make(tmp_path, translations={"ar": WORDS})
    site = build(tmp_path)
    for path in ("", "ar/", "ar/second/"):
        assert "خطأ؟" not in site.source(path)
        assert "ساعدونا" not in site.source(path)
        assert "mailto:" not in site.source(path)


def test_a_draft_asks_its_speakers_to_help(tmp_path: Path) -> None:
    ((text, href),) = reports(tmp_path, "tell@school.example", "ar/second/", "div[@class='notice']")
    assert text == "ساعدونا."
    assert unquote(href).startswith("mailto:tell@school.example?subject=الثانية&body=\r\n")


def test_english_and_what_a_person_has_checked_ask_for_no_help(tmp_path: Path) -> None:
    assert reports(tmp_path, "tell@school.example", "second/", "main") == []
    assert main(["--project", str(tmp_path), "reviewed", "ar", "docs/second.md", "--by", "Amal"]) == 0
    page = build(tmp_path).page("ar/second/")
    assert page.xpath("//main//a[contains(@href, 'tell@')]") == []
    assert page.xpath("//footer//a[contains(@href, 'tell@')]") != []


def test_the_version_changes_with_the_text_of_its_page_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def versions() -> dict[str, str]:
        assert main(["--project", str(tmp_path), "version"]) == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        return {path: found for found, path in lines}

    make(tmp_path, translations={"ar": WORDS})
    before = versions()
    assert set(before) == {"/", "second/", "ar/", "ar/second/"}
    assert before == versions()
    (tmp_path / "docs" / "index.md").write_text(PAGES["index.md"].replace("12 times", "13 times"), encoding="utf-8")
    after = versions()
    assert {path for path in before if before[path] != after[path]} == {"/", "ar/"}
    file = tmp_path / "translations" / "ar.po"
    file.write_text(file.read_text(encoding="utf-8").replace("الثانية", "الثاني"), encoding="utf-8")
    assert {path for path in after if after[path] != versions()[path]} == {"ar/second/"}


def test_the_version_names_the_release(tmp_path: Path) -> None:
    project = make(tmp_path)
    release = next(
        line.split('"')[1]
        for line in (Path(__file__).parent.parent.parent / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        if line.startswith("version")
    )
    assert version(project, "docs/index.md", project.site.source).startswith(f"{release}-")


def test_the_link_weighs_little(tmp_path: Path) -> None:
    weights = []
    for name, report in (("with", "tell@school.example"), ("without", "")):
        (tmp_path / name).mkdir()
        make(tmp_path / name, translations={"ar": WORDS}, extra={"publisher": {"report": report}})
        site = build(tmp_path / name)
        weights.append([len(gzip.compress(site.source(path).encode())) for path in ("second/", "ar/second/")])
    (english, arabic), (plain_english, plain_arabic) = weights
    assert english - plain_english <= 150
    assert arabic - plain_arabic <= 200, "the notice asks for help, too"
