"""What mkdocs.yml says of the site: read, or refused with the line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.source.problems import SourceError
from guide.source.site import read_site

SETTINGS = """site_name: Guide
site_url: https://school.example/guide/
nav:
  - index.md
  - About: [more.md]
plugins:
  - i18n:
      languages:
        - {locale: cy}
        - {locale: en, default: true}
markdown_extensions: [attr_list, toc: {permalink: true}]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for name in ("index.md", "more.md"):
        (tmp_path / "docs" / name).write_text("# T\n", encoding="utf-8")
    return tmp_path / "mkdocs.yml"


def test_the_source_language_comes_first_and_the_pages_in_their_order(file: Path) -> None:
    site = read_site(file, SETTINGS)
    assert [each.locale for each in site.languages] == [site.source.locale, "cy"] == ["en", "cy"]
    assert (site.pages, site.section_titles, site.doors) == (
        ("index.md", "more.md"),
        ("About",),
        ("index.md", "more.md"),
    )
    assert (site.base, site.page_url(site.language("cy"), "more/")) == (
        "/guide/",
        "https://school.example/guide/cy/more/",
    )
    assert site.extensions == ("toc", "tables", "fenced_code", "attr_list")
    assert site.extension_configs == {"toc": {"permalink": True}}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (SETTINGS, "- a\n", "mkdocs.yml:1: the file is a list; write keys with values, one a line"),
        ("site_name: Guide", "site_name: [a]", "mkdocs.yml:1: site_name is a list; write a text"),
        ("https://school.example/guide/", "javascript:x", 'mkdocs.yml:2: site_url is "javascript:x"; write an address'),
        ("https://school.example/guide/", "school.example", 'mkdocs.yml:2: site_url is "school.example"; write'),
        ("https://school.example/guide/", 'https://x.example/a"b/', "mkdocs.yml:2: site_url is"),
        ("https://school.example/guide/", "https://x.example/?a=b", "mkdocs.yml:2: site_url is"),
        ("nav:\n", "site_url: https://x.example/\nnav:\n", 'mkdocs.yml:3: "site_url" is given twice; keep one'),
        ("- index.md", "- indx.md", 'mkdocs.yml:4: nav has "indx.md", and there is no docs/indx.md. Did you mean'),
        ("- index.md", "- ../mkdocs.md", 'mkdocs.yml:4: nav has "../mkdocs.md"; write the path of a page below docs/'),
        ("- index.md", "- /etc/x.md", 'mkdocs.yml:4: nav has "/etc/x.md"; write the path of a page below docs/'),
        ("- index.md", "- https://x.example/", 'mkdocs.yml:4: nav has "https://x.example/"; write the path of a page'),
        ("- index.md", "- {a: index.md, b: more.md}", "mkdocs.yml:4: an entry of nav is a set of keys; write one name"),
        ("[more.md]", "[{B: [{C: [more.md]}]}]", "mkdocs.yml:5: nav has more than 3 levels; write these pages one"),
        ("{locale: cy}", "{locale: en}", 'the language "en" is given twice; keep one'),
        ("{locale: cy}", "{locale: cy, default: true}", "2 languages of the i18n plugin have `default: true`"),
        ("{locale: cy}", "{locale: ../x}", '"locale" of a language is "../x"'),
        ("attr_list,", "atr_list,", 'mkdocs.yml:11: the extension "atr_list" cannot be used: '),
        ("permalink: true", "permalnk: true", 'mkdocs.yml:11: the extension "toc" cannot be used: '),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_line(file: Path, old: str, new: str, says: str) -> None:
    assert old in SETTINGS
    with pytest.raises(SourceError) as caught:
        read_site(file, SETTINGS.replace(old, new))
    found = [str(each) for each in caught.value.problems]
    assert any(says in each for each in found), found
