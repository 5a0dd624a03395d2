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
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_ISOLATES = set("\u2066\u2067\u2068")
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
    numbers: Counter[str]
    controls: Counter[str]
    readable: bool


def shape(md: Markdown, text: str) -> Shape:
    """Parse a segment's inline Markdown and count its markup, link targets, raw HTML, numbers."""
    md.reset()
    root = Element("div")
    paragraph = SubElement(root, "p")
    paragraph.text = "".join(" " if _is_control(each) else each for each in text)
    md.treeprocessors["inline"].run(root)
    words = _words(paragraph)
    elements = [each for each in paragraph.iter() if each is not paragraph]
    return Shape(
        elements=Counter(map(_described, elements)),
        targets=Counter(
            each.get(_LINK_TARGETS[str(each.tag)], "") for each in elements if str(each.tag) in _LINK_TARGETS
        ),
        raw=Counter(map(str, md.htmlStash.rawHtmlBlocks)) + Counter(_ENTITY.findall(words)),
        braces=Counter(_BRACES.findall(text)),
        footnotes=Counter(_FOOTNOTE.findall(text)),
        numbers=numbers(words),
        controls=Counter(f"U+{ord(each):04X}" for each in text if _is_control(each)) + _open_isolates(text),
        readable=_is_readable(words),
    )


def numbers(text: str) -> Counter[str]:
    """Count the runs of digits by value, as Western digits: Arabic-Indic, Persian and Bengali digits are digits.

    Characters that are numbers by themselves, such as ½ or ², count as they are.
    """
    runs = ("".join(str(unicodedata.digit(each)) for each in run) for run in re.findall(r"\d+", text))
    others = (each for each in text if unicodedata.category(each) in ("No", "Nl"))
    return Counter([*(run.lstrip("0") or "0" for run in runs), *others])


def differences(english: Shape, translated: Shape) -> Iterator[tuple[str, str]]:
    """Yield `(message, check)` for each way in which a translation's markup differs from the English."""
    yield from _compare(english.targets, translated.targets, "link target", "links")
    yield from _compare(english.raw, translated.raw, "HTML", "markup")
    yield from _compare(english.braces, translated.braces, "placeholder or attribute list", "markup")
    yield from _compare(english.footnotes, translated.footnotes, "footnote", "markup")
    yield from _compare(english.elements, translated.elements, "markup", "markup")
    yield from _compare(english.numbers, translated.numbers, "number", "numbers")
    yield from _compare(english.controls, translated.controls, "control character", "markup")
    if english.readable and not translated.readable:
        yield "no text that can be seen: write the translation", "markup"


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
    if tag in _MARKS and not _is_readable(element.get("alt") or _words(element)):
        mark = f"{mark} without a text"
    return " ".join([mark, *extra])


def _words(element: Element) -> str:
    """Return an element's text as readers get it: backslash escapes undone, what the parser put aside left out."""
    unescaped = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), "".join(element.itertext()))
    return re.sub("\x02[^\x03]*\x03", "", unescaped)


def _is_readable(text: str) -> bool:
    return any(unicodedata.category(each)[0] in "LN" for each in text)


def _open_isolates(text: str) -> Counter[str]:
    """Count the direction isolates that do not end: they would turn the rest of the paragraph."""
    surplus = sum(each in _ISOLATES for each in text) - text.count("\u2069")
    return Counter({"U+2069": abs(surplus)}) if surplus else Counter()


def _is_control(character: str) -> bool:
    return (unicodedata.category(character) == "Cc" and character not in "\n\t") or character in _BIDI_EMBEDDINGS
