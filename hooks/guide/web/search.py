"""What the search looks through: the words of each built page, section by section, in the page's language."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What is not the page's own text.
_OUTSIDE_TAGS = {"nav", "script", "style", "svg", "button", "template"}
_OUTSIDE_CLASSES = {"aids", "checked", "notice", "paper", "source", "tool", "handout", "item"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"}


@dataclass
class Section:
    """A part of a page: the id and the text of its heading, both empty before the first one, and the text below it."""

    id: str
    heading: str
    text: str


def sections(page: str) -> list[Section]:
    """Return the sections of a built page's `main`. What has no words is left out."""
    reader = _Reader()
    reader.feed(page)
    found = [Section(each.id, _collapsed(each.heading), _collapsed(each.text)) for each in reader.sections]
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


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Open()]
        self.open: list[tuple[str, bool]] = []  # each open element: its tag, whether it leaves its text out
        self.heading = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._write(" ")
        if tag in _VOID:
            return
        given = dict(attributes)
        classes = set((given.get("class") or "").split())
        self.open.append((tag, tag in _OUTSIDE_TAGS or bool(classes & _OUTSIDE_CLASSES)))
        if tag in {"h1", "h2", "h3", "h4"} and given.get("id") and self._inside():
            self.sections.append(_Open(str(given["id"])))
            self.heading = True

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in {"h1", "h2", "h3", "h4"}:
            self.heading = False
        if tag not in _INLINE:
            self._write(" ")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def _write(self, data: str) -> None:
        if self._inside():
            section = self.sections[-1]
            (section.heading if self.heading else section.text).append(data)

    def _inside(self) -> bool:
        return any(tag == "main" for tag, _ in self.open) and not any(outside for _, outside in self.open)
