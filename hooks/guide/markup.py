"""What inline markup a translation may carry: exactly what its English segment carries.

Both texts go through the site's own inline parser, so nothing that the parser would act on can be overlooked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_LINK_TARGETS = {"a": "href", "img": "src"}
# Marks that reorder what follows them without an end: a reader could be shown another text than a reviewer read.
_BIDI_EMBEDDINGS = set("\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True)
class Shape:
    """The markup of one segment; every part is counted, none is ordered."""

    elements: Counter[str]
    targets: Counter[str]
    raw: Counter[str]
    braces: Counter[str]
    footnotes: Counter[str]
    numbers: Counter[int]
    controls: Counter[str]


def shape(md: Markdown, text: str) -> Shape:
    """Parse a segment's inline Markdown and count its markup, link targets, raw HTML, numbers."""
    md.reset()
    root = Element("div")
    paragraph = SubElement(root, "p")
    paragraph.text = "".join(" " if _is_control(each) else each for each in text)
    md.treeprocessors["inline"].run(root)
    words = "".join(paragraph.itertext())
    elements = [each for each in paragraph.iter() if each is not paragraph]
    return Shape(
        elements=Counter(map(_described, elements)),
        targets=Counter(
            each.get(_LINK_TARGETS[str(each.tag)], "") for each in elements if str(each.tag) in _LINK_TARGETS
        ),
        raw=Counter(map(str, md.htmlStash.rawHtmlBlocks)),
        braces=Counter(_BRACES.findall(text)),
        footnotes=Counter(_FOOTNOTE.findall(text)),
        numbers=numbers(re.sub("\x02[^\x03]*\x03", "", words)),
        controls=Counter(f"U+{ord(each):04X}" for each in text if _is_control(each)),
    )


def numbers(text: str) -> Counter[int]:
    """Count the runs of digits by value: Arabic-Indic, Persian and Bengali digits are digits."""
    return Counter(int(run) for run in re.findall(r"\d+", text))


def differences(english: Shape, translated: Shape) -> Iterator[tuple[str, str]]:
    """Yield `(message, check)` for each way in which a translation's markup differs from the English."""
    yield from _compare(english.targets, translated.targets, "link target", "links")
    yield from _compare(english.raw, translated.raw, "HTML", "markup")
    yield from _compare(english.braces, translated.braces, "placeholder or attribute list", "markup")
    yield from _compare(english.footnotes, translated.footnotes, "footnote", "markup")
    yield from _compare(english.elements, translated.elements, "markup", "markup")
    yield from _compare(english.numbers, translated.numbers, "number", "numbers")
    yield from _compare(english.controls, translated.controls, "control character", "markup")


def _compare(expected: Counter[Any], found: Counter[Any], what: str, check: str) -> Iterator[tuple[str, str]]:
    added, lost = found - expected, expected - found
    if added and lost:
        yield f"{what} changed: found {_named(added)}, expected {_named(lost)}", check
    elif added:
        yield f"{what} added: {_named(added)}; take it out", check
    elif lost:
        yield f"{what} missing: {_named(lost)}; put it back", check


def _named(counts: Counter[Any]) -> str:
    return ", ".join(map(str, counts.elements()))


_MARKS = {"em": "*emphasis*", "strong": "**strong**", "a": "[link](…)", "img": "![picture](…)", "code": "`code`"}


def _described(element: Element) -> str:
    """Name an element as a translator would write it; its texts and its link target are compared elsewhere."""
    tag = str(element.tag)
    extra = sorted(
        f'{name}="{value}"' if name not in {"alt", "title"} else name
        for name, value in element.attrib.items()
        if name != _LINK_TARGETS.get(tag)
    )
    mark = _MARKS.get(tag, f"<{tag}>")
    if tag == "a" and not "".join(element.itertext()).strip():
        mark = "[](…) without a text"
    return " ".join([mark, *extra])


def _is_control(character: str) -> bool:
    return (unicodedata.category(character) == "Cc" and character not in "\n\t") or character in _BIDI_EMBEDDINGS
