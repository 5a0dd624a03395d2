"""What the Markdown parser made of a page: blocks, links, ids and raw HTML, each with its line.

The parser keeps no lines. Each part is looked for in the source, from where the one before it was found.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# When blocks are known, before inline markup; when attribute lists are read, before other headings get ids.
_BLOCKS, _ATTRIBUTES = 22, 6
_PUT_ASIDE = re.compile(r"\x02[^\x03]*\x03")


@dataclass(frozen=True)
class Block:
    """A block's tag, its inline Markdown, and its line."""

    tag: str
    text: str
    line: int


@dataclass(frozen=True)
class Part:
    """An element with attributes, and the line of its block's source; 0 where it was not found."""

    tag: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True)
class Parsed:
    """A parsed page.

    html: the page's content; blocks: what holds text, in order; parts: elements with attributes, in order
    raw: HTML that stands in the source and is left as it is; references: the lines of link definitions
    """

    html: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    raw: tuple[Block, ...]
    references: tuple[int, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Every id in the content."""
        return frozenset(re.findall(r'\sid="([^"]+)"', self.html))


def parse(md: Markdown, body: str, first: int) -> Parsed:
    """Parse a page's Markdown. `first`: the line of the file on which it starts."""
    seen = _Seen(md)
    md.reset()
    for name, run, priority in (
        ("seen-blocks", seen.note_blocks, _BLOCKS),
        ("seen-parts", seen.note_parts, _ATTRIBUTES),
    ):
        md.treeprocessors.register(_Tell(md, run), name, priority)
    try:
        html = md.convert(body)
    finally:
        for name in ("seen-blocks", "seen-parts"):
            md.treeprocessors.deregister(name)
    lines = _Lines(body, first)
    blocks = tuple(Block(tag, text, lines.of(_PUT_ASIDE.split(text)[0].split("\n")[0])) for tag, text in seen.blocks)
    lines = _Lines(body, first)
    parts = tuple(Part(tag, each, lines.of(_written(each))) for tag, each in seen.parts)
    lines = _Lines(body, first)
    stash: list[Any] = md.htmlStash.rawHtmlBlocks
    raw = tuple(Block(_tag(each), each, lines.of(each.split("\n")[0])) for each in stash if isinstance(each, str))
    defined = re.finditer(r"^ {0,3}\[([^\]^*]+)\]:", body, re.MULTILINE)
    references = [each for each in defined if each[1].lower() in md.references]
    return Parsed(html, blocks, parts, raw, tuple(lines.at(each.start()) for each in references))


def packed(parsed: Parsed) -> bytes:
    """Return a parsed page as JSON."""
    return json.dumps(dataclasses.asdict(parsed)).encode()


@lru_cache(maxsize=1024)
def unpacked(kept: bytes) -> Parsed:
    """Return a parsed page from its JSON."""
    found = json.loads(kept)
    blocks, raw = (tuple(Block(**each) for each in found[name]) for name in ("blocks", "raw"))
    parts = tuple(Part(**each) for each in found["parts"])
    return Parsed(found["html"], blocks, parts, raw, tuple(found["references"]))


def _written(attributes: dict[str, str]) -> str:
    """Return what stands in the source of an element's attributes: a link's target, an id."""
    target = attributes.get("href") or attributes.get("src")
    if fact := attributes.get("fact"):
        return f'fact="{fact}"' if " " in fact else f"fact={fact}"
    return f"({target}" if target else next(iter(attributes.values()), "")


def _tag(raw: str) -> str:
    match = re.match(r"<([a-zA-Z][\w-]*)", raw)
    return match[1].lower() if match else ""


@dataclass
class _Lines:
    """Finds texts in a source, one after the other."""

    body: str
    first: int
    position: int = 0

    def of(self, text: str) -> int:
        """Return the line on which a text begins, whatever its white space, or 0."""
        pattern = re.compile(r"\s+".join(map(re.escape, text.split())))
        found = pattern.search(self.body, self.position) or pattern.search(self.body)
        if not pattern.pattern or not found:
            return 0
        self.position = max(self.position, found.start() + 1)
        return self.at(found.start())

    def at(self, position: int) -> int:
        return self.first + self.body.count("\n", 0, position)


class _Tell(Treeprocessor):
    def __init__(self, md: Markdown, told: Any):
        super().__init__(md)
        self.told = told

    def run(self, root: Element) -> None:
        self.told(root)


@dataclass
class _Seen:
    md: Markdown
    blocks: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def note_blocks(self, root: Element) -> None:
        self.blocks = [(tag, text) for tag, text in _texts(root) if _PUT_ASIDE.sub("", text).strip()]

    def note_parts(self, root: Element) -> None:
        self.parts = [(str(each.tag), dict(each.attrib)) for each in root.iter() if each.attrib]


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the texts that will be read as inline Markdown."""
    if element.text and not isinstance(element.text, AtomicString) and element.tag not in ("pre", "code"):
        yield str(element.tag), element.text
    for child in element:
        yield from _texts(child)
        if child.tail and not isinstance(child.tail, AtomicString):
            yield str(element.tag), child.tail
