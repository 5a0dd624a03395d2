"""Links that leave the guide lead to the reader's language where the place has it, and say so where it has not."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project
from guide.source.facts import read_ledger
from guide.source.links import in_language
from guide.translation.segments import SegmentExtension
from markdown import Markdown

from tests.sites import PAGES, make

PAGE = "[The law](https://law.example/2), [a page](before.md), [help](https://help.example){: hreflang=cy }"
LINKS = "https://law.example/2:\n  cy: https://law.example/2/welsh\n"
FACT = """groups:
- id: law
  title: Law
  facts:
  - id: a
    claim: A.
    grade: A
    source: https://law.example/3
    source-cy: https://law.example/3/welsh
    checked: 2026-11-01
  - {id: b, claim: B., grade: A, source: "https://law.example/4", checked: 2026-11-01}
"""


def html(own: dict[str, str]) -> str:
    """Return a page in another language."""
    extension = SegmentExtension()
    extension.lookup, extension.own = (lambda key: None), own
    return Markdown(extensions=[extension, "attr_list"]).convert(PAGE)


def test_an_address_that_has_one_in_the_language_gives_way_to_it() -> None:
    assert '<a href="https://law.example/2/welsh">' in html({"https://law.example/2": "https://law.example/2/welsh"})


def test_a_link_out_of_the_language_says_so_and_one_inside_the_guide_or_that_says_its_own_is_left_alone() -> None:
    page = html({})
    assert '<a href="https://law.example/2" hreflang="en">' in page
    assert '<a href="before.md">' in page
    assert '<a href="https://help.example" hreflang="cy">' in page


def test_the_ledgers_welsh_sources_count_too(tmp_path: Path) -> None:
    file = tmp_path / "facts.yml"
    file.write_text(FACT, encoding="utf-8")
    links = {"https://law.example/2": {"cy": "https://law.example/2/welsh"}}
    assert in_language("ar", links, read_ledger(file)) == {}
    assert in_language("cy", links, read_ledger(file)) == {
        "https://law.example/2": "https://law.example/2/welsh",
        "https://law.example/3": "https://law.example/3/welsh",
    }


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ("", "docs/links.yml: no page has a link to https://law.example/2. Take it out (links)"),
        (PAGE.split(",", maxsplit=1)[0], 'docs/links.yml: an address is in "cy", which is no language of mkdocs.yml'),
    ],
)
def test_an_address_that_no_page_needs_is_reported(tmp_path: Path, links: str, message: str) -> None:
    make(tmp_path, PAGES | {"second.md": f"{PAGES['second.md']}\n{links}\n"})
    (tmp_path / "docs" / "links.yml").write_text(LINKS, encoding="utf-8")
    assert any(str(each).startswith(message) for each in check(Project(tmp_path), ["links"]))


def test_an_address_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "docs" / "links.yml").write_text(LINKS.replace("https://law.example/2/w", "law/w"), encoding="utf-8")
    found = [str(each) for each in check(Project(tmp_path), ["links"])]
    assert found == [
        'docs/links.yml:2: "cy" of "https://law.example/2" of docs/links.yml is "law/welsh"; '
        "write the address of the source, beginning with https:// (links)"
    ]
