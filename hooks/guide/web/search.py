"""What the search looks through: the words of each built page, section by section, in the page's language."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from lxml import html

# What is not the page's own text.
_OUTSIDE_TAGS = {"nav", "script", "style", "svg", "button", "template"}
_OUTSIDE_CLASSES = {"aids", "checked", "notice", "paper", "source", "tool", "handout", "item"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"}


@dataclass
class Section:
    """A part of a page: the id and the text of its heading, both empty before the first one, and the text below it."""

    id: str
    heading: str
    text: str


def sections(page: str) -> list[Section]:
    """Return the sections of a built page's `main`. What has no words is left out."""
    read = [_Open()]
    for main in html.document_fromstring(page, html.HTMLParser(remove_comments=True)).iter("main"):
        _read(main, read)
    found = [Section(each.id, _collapsed(each.heading), _collapsed(each.text)) for each in read]
    return [each for each in found if each.heading or each.text]


def said(page: str) -> list[list[str]]:
    """Return what the index says of a built page: `[[id, heading, text], …]`."""
    return [[each.id, each.heading, each.text] for each in sections(page)]


def index(pages: dict[str, tuple[str, str, list[list[str]]]]) -> str:
    """Return a language's index as JSON: `[[path, title, words, [[id, heading, text], …]], …]`.

    pages: each page's path below the language's start page, its title, the words that readers use for it besides,
        and what is said on it
    """
    rows = [[path, *about] for path, about in pages.items()]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _collapsed(words: list[str]) -> str:
    return " ".join("".join(words).split())


@dataclass
class _Open:
    id: str = ""
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _read(element: html.HtmlElement, sections: list[_Open], *, heading: bool = False) -> None:
    """Add to the sections what an element says; a heading that can be led to begins a new one."""
    if element.tag in _HEADINGS and (id_ := element.get("id")):
        sections.append(_Open(id_))
        heading = True

    def write(text: str | None) -> None:
        (sections[-1].heading if heading else sections[-1].text).append(text or "")

    write(element.text)
    for each in element:
        apart = "" if each.tag in _INLINE else " "
        write(apart)
        if not _is_outside(each):
            _read(each, sections, heading=heading)
        write(apart)
        write(each.tail)


def _is_outside(element: html.HtmlElement) -> bool:
    return element.tag in _OUTSIDE_TAGS or not _OUTSIDE_CLASSES.isdisjoint(element.get("class", "").split())
