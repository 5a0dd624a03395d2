"""Segments: the pieces of a page that can be translated, each a block's inline Markdown.

One walker serves extraction and translation, so both always see the same segments. It runs inside Python-Markdown
when the blocks are known and their text is still Markdown: after footnotes (priority 50), before inline markup (20).

Invariant: a walk that replaces nothing and marks nothing leaves the page as it was.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guide.translation.digits import isolated
from guide.translation.elsewhere import lead
from guide.translation.messages import keyed

PRIORITY = 22
AFTER_INLINE = 6  # and after attribute lists (8) and abbreviations (7)

# Returns the translation of a segment, or None where there is none that may be shown. It is asked for by its key.
Lookup = Callable[[str], str | None]

_OPAQUE = {"pre", "code", "script", "style"}
_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder")
_KINDS = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "p": "paragraph",
    "li": "list item",
    "th": "table heading",
    "td": "table cell",
    "dt": "term",
    "dd": "explanation",
    "summary": "fold-out title",
}
# What earlier steps of the parser put aside: raw HTML, a footnote's space before its way back.
_STASHED = re.compile(r"\x02[^\x03]*\x03")
# `translate=no` in a block's attribute list, HTML's own word for it, keeps official terms as they are.
_KEPT = re.compile(r"\btranslate=[\"']?no\b")
# What an attribute list says to us and not to readers: where one English word has two jobs, each place names its own,
# and the catalogue has an entry for each; `fact` ties a block to the ledger of the law.
_TO_US = ("data-context", "fact")
_SAID = re.compile(rf"""\b({"|".join(_TO_US)})=(?:"([^"]*)"|'([^']*)'|([^\s}}]+))""")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LEADING = re.compile(rf"\A(?:\s|{_STASHED.pattern})+")
_TRAILING = re.compile(rf"(?:\s|{_STASHED.pattern})+\Z")


@dataclass
class Segment:
    """One translatable place in a parsed page.

    source: the English inline Markdown, white space collapsed: the msgid
    kind: what the reader sees it as, for the translator's comment
    """

    element: Element
    part: str  # "text", "tail" or an attribute's name
    source: str
    kind: str
    _before: str = ""
    _after: str = ""
    _parent: Element | None = None  # of a tail

    @property
    def context(self) -> str:
        """Which of two jobs the words have here, from `data-context` in the attribute list; empty for most."""
        return self._said("data-context")

    @property
    def facts(self) -> str:
        """The ids of the facts that the block states, from `fact` in the attribute list; empty for most."""
        return self._said("fact")

    def _said(self, name: str) -> str:
        found = (each for each in _SAID.finditer(self._after) if each[1] == name)
        return next(("".join(filter(None, each.groups()[1:])) for each in found), "")

    @property
    def key(self) -> str:
        """What tells the message from all others."""
        return keyed(self.source, self.context)

    def replace(self, translation: str) -> None:
        """Put a translation where the source stands; attribute lists and stashed parts stay."""
        self._set(f"{self._before}{translation}{self._after}")

    def mark(self, tag: str, direction: str) -> None:
        """Say that this segment is in another language than its page. An attribute cannot be marked."""
        if self.part == "tail":
            self._wrap_tail(tag, direction)
        elif self.part == "text" and (len(self.element) or self.element.tag == "li"):
            self._wrap_text(tag, direction)
        elif self.part == "text":
            self.element.attrib.update(lang=tag, dir=direction)

    def _set(self, value: str) -> None:
        if self.part == "text":
            self.element.text = value
        elif self.part == "tail":
            self.element.tail = value
        else:
            self.element.set(self.part, value)

    def _wrap_text(self, tag: str, direction: str) -> None:
        # A list item's `lang` would reach the list inside it.
        span = Element("span", lang=tag, dir=direction)
        span.text, span.tail = self.source, self._after
        self.element.text = self._before
        self.element.insert(0, span)

    def _wrap_tail(self, tag: str, direction: str) -> None:
        span = Element("span", lang=tag, dir=direction)
        span.text, span.tail = self.source, self._after
        self.element.tail = self._before
        if self._parent is not None:
            self._parent.insert(list(self._parent).index(self.element) + 1, span)


def collapse(text: str) -> str:
    """Make runs of white space one space: the msgid rule. Changing it would lose every translation.

    Spaces that do not break a line are letters here: Polish and French need them.
    """
    return _SPACE.sub(" ", text).strip(" ")


def segments(root: Element) -> list[Segment]:
    """Return every translatable place of a parsed page, in reading order."""
    return list(_walk(root))


def _walk(element: Element) -> Iterator[Segment]:
    if element.tag in _OPAQUE or element.get("translate") == "no":
        return
    for name in _ATTRIBUTES:
        if _translatable(element.get(name)):
            yield Segment(element, name, collapse(element.get(name, "")), f"{name} text")
    yield from _segment(element, "text", element.text)
    for child in element:
        yield from _walk(child)
        for tail in _segment(child, "tail", child.tail):
            yield replace(tail, _parent=element)


def _segment(element: Element, part: str, text: str | None) -> Iterator[Segment]:
    if text is None or not _translatable(text):
        return
    before, inner, after = _cut(element, part, text)
    if _translatable(inner) and not _KEPT.search(after):
        yield Segment(element, part, collapse(inner), _kind(element), before, after)


def _translatable(text: str | None) -> bool:
    if not text or isinstance(text, AtomicString):
        return False
    return any(character.isalpha() for character in _STASHED.sub("", text))


def _kind(element: Element) -> str:
    if "admonition-title" in element.get("class", ""):
        return "box title"
    return _KINDS.get(str(element.tag), "text")


def _cut(element: Element, part: str, text: str) -> tuple[str, str, str]:
    """Split off what a translator must not see: stashed parts at both ends, the attribute list at the end."""
    end = len(text)
    if part == "text" and (match := _attribute_list(element).search(text)):
        end = match.start()
    if match := _TRAILING.search(text, 0, end):
        end = match.start()
    start = match.end() if (match := _LEADING.search(text, 0, end)) else 0
    return text[:start], text[start:end], text[end:]


def _attribute_list(element: Element) -> re.Pattern[str]:
    at_line_end = element.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"}
    return AttrListTreeprocessor.HEADER_RE if at_line_end else AttrListTreeprocessor.BLOCK_RE


class SegmentExtension(Extension):
    """Python-Markdown extension that translates a page while it is parsed.

    Set `lookup` before each page; None leaves the page in its source language. A segment without a translation
    stays as it is, marked with the source language's tag and direction. Set `into`, the language's tag, besides, and
    `own`, the addresses in the language by the English ones.
    """

    def __init__(self, tag: str = "en", direction: str = "ltr"):
        super().__init__()
        self.tag, self.direction = tag, direction
        self.lookup: Lookup | None = None
        self.into = tag
        self.own: Mapping[str, str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the walker."""
        md.treeprocessors.register(_Translate(md, self), "segments", PRIORITY)
        md.treeprocessors.register(_Isolate(md, self), "digits", AFTER_INLINE)
        md.treeprocessors.register(_Lead(md, self), "elsewhere", AFTER_INLINE)
        md.treeprocessors.register(_Unsaid(md), "unsaid", AFTER_INLINE - 1)


class _Unsaid(Treeprocessor):
    """Takes out what an attribute list says to us: it is for catalogues and checks, and readers need not load it."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in _TO_US:
                element.attrib.pop(name, None)


class _Step(Treeprocessor, ABC):
    """A step of the parser that a page in its source language has no need of."""

    def __init__(self, md: Markdown, extension: SegmentExtension):
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        if self.extension.lookup is not None:
            self.change(root, self.extension.lookup)

    @abstractmethod
    def change(self, root: Element, lookup: Lookup) -> None:
        """Change a page that is translated, in place."""


class _Translate(_Step):
    def change(self, root: Element, lookup: Lookup) -> None:
        for segment in segments(root):
            translation = lookup(segment.key)
            if translation is None:
                segment.mark(self.extension.tag, self.extension.direction)
            elif translation != segment.source:
                segment.replace(translation)
        _translate_abbreviations(self.md, lookup)


class _Lead(_Step):
    def change(self, root: Element, lookup: Lookup) -> None:
        lead(root, self.extension.own, self.extension.tag)


class _Isolate(_Step):
    """Holds phone numbers and dates together in text that runs from right to left."""

    def change(self, root: Element, lookup: Lookup) -> None:
        self._isolate(root)

    def _isolate(self, element: Element) -> None:
        if element.tag in _OPAQUE or element.get("dir") == self.extension.direction:
            return
        element.text = self._isolated(element.text)
        for child in element:
            self._isolate(child)
            child.tail = self._isolated(child.tail)

    def _isolated(self, text: str | None) -> str | None:
        return text if not text or isinstance(text, AtomicString) else isolated(text, self.extension.into)


def _abbreviations(md: Markdown) -> dict[str, str]:
    found: dict[str, str] = {}
    if "abbr" in md.treeprocessors:
        found = md.treeprocessors["abbr"].abbrs  # type: ignore[attr-defined]
    return found


def _translate_abbreviations(md: Markdown, lookup: Lookup) -> None:
    """Translate the short form and the long form. One without a long form to show is left out: a tip has no `lang`."""
    abbreviations = _abbreviations(md)
    translated = {lookup(short) or short: lookup(long) for short, long in abbreviations.items()}
    abbreviations.clear()
    abbreviations.update({short: long for short, long in translated.items() if long})


@dataclass(frozen=True)
class Found:
    """A segment as extraction sees it: its msgid, its kind, its context, and the ids of the facts that it states."""

    source: str
    kind: str
    context: str = ""
    facts: str = ""


def extract(md: Markdown, body: str) -> list[Found]:
    """Return the segments of a page's Markdown, in reading order."""
    collector = _Collect(md)
    md.reset()
    md.treeprocessors.register(collector, "segments", PRIORITY)
    try:
        md.convert(body)
    finally:
        md.treeprocessors.deregister("segments")
    return collector.found


class _Collect(Treeprocessor):
    def __init__(self, md: Markdown):
        super().__init__(md)
        self.found: list[Found] = []

    def run(self, root: Element) -> None:
        self.found = [Found(each.source, each.kind, each.context, each.facts) for each in segments(root)]
        for short, long in _abbreviations(self.md).items():
            self.found += [Found(short, "abbreviation"), Found(long, "abbreviation, in full")]
