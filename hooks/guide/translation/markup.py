"""What inline markup a translation may carry: exactly what its English segment carries.

Both texts go through the site's own inline parser and attribute lists, so nothing that a page would act on can be
overlooked; what shows as plain text is then searched for what messengers and mail programs would act on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

# How long a translation may be: languages differ, short labels most.
TIMES, MARGIN = 3, 40
# Python-Markdown looks from each mark that opens to the end of the text, so its time is letters times marks. The
# largest segment of the guide needs a twentieth of this.
MOST_WORK = 40_000
LONGEST = 4_000  # letters

_OPENS = re.compile(r"[\[(<*_`&\\{!]")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_ISOLATES = set("\u2066\u2067\u2068")
_LINK_TARGETS = {"a": "href", "img": "src"}
# Letters to Unicode that show nothing: fillers of Hangul, an empty Braille cell; and what stands for a lost letter.
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd")
# Persian, Urdu and the scripts of India join and part letters with these; Arabic needs marks of direction.
_JOINERS = set("\u200c\u200d")
_DIRECTIONS = set("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# What messengers and mail programs make a link of. A full stop inside a word needs a last part as of a domain.
_REST = r"[^\s()<>\[\]\"'،؛。，、]"
_ADDRESS = re.compile(
    rf"""
    [a-z][a-z0-9+.-]*://{_REST}+ | (?:mailto|tel|sms|javascript|data):{_REST}+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)*
    | (?<![\w.-]) (?: \d{{1,3}}(?:\.\d{{1,3}}){{3}} | www\.[\w.-]+ ) (?:[:/?\#]{_REST}*)?
    | (?<![\w.-]) (?:[\w-]+\.)+ (?: [a-z]{{2,}}(?![\w-]) (?:[:/?\#]{_REST}*)? | xn--[\w-]+ | [^\W\d_]{{2,}}/{_REST}* )
    """,
    re.VERBOSE,
)
_SHORT = re.compile(r"\w\.[a-z]{2}")  # "m.in." is Polish for "among others"


@dataclass(frozen=True)
class Shape:
    """The markup of one segment; every part is counted, none is ordered."""

    elements: Counter[str]
    targets: Counter[str]
    raw: Counter[str]
    braces: Counter[str]
    footnotes: Counter[str]
    numbers: Counter[str]
    addresses: Counter[str]
    controls: Counter[str]
    readable: bool


def shape(md: Markdown, text: str) -> Shape:
    """Parse a segment's inline Markdown and count its markup, link targets, raw HTML, numbers, bare addresses."""
    md.reset()
    clean = "".join(each if _is_seen(each) or each in _JOINERS | _DIRECTIONS else " " for each in text)
    paragraph = _parsed(md, "p", clean)
    words = _words(paragraph)
    elements = [each for each in paragraph.iter() if each is not paragraph]
    return Shape(
        elements=Counter(map(_described, elements)) + _of_the_block(md, clean),
        targets=Counter(
            each.get(_LINK_TARGETS[str(each.tag)], "") for each in elements if str(each.tag) in _LINK_TARGETS
        ),
        raw=Counter(map(str, md.htmlStash.rawHtmlBlocks)) + Counter(_ENTITY.findall(words)),
        braces=Counter(_BRACES.findall(text)),
        footnotes=Counter(_FOOTNOTE.findall(text)),
        numbers=numbers(words),
        addresses=addresses(words) | addresses(text),
        controls=Counter(f"U+{ord(each):04X}" for each in _unseen(text)) + _open_isolates(text),
        readable=_is_readable(words),
    )


def prose(md: Markdown, text: str) -> str:
    """Return what a segment says in its own language: no markup, placeholders or addresses, no code.

    What names a language of its own, or is not translated, is left out, too.
    """
    md.reset()
    paragraph = _parsed(md, "p", text)
    for each in list(paragraph.iter()):
        if each.tag == "code" or each.get("lang") or each.get("translate") == "no":
            tail = each.tail
            each.clear()
            each.tail = tail
    return _ADDRESS.sub(" ", _BRACES.sub(" ", _words(paragraph)))


def _parsed(md: Markdown, tag: str, text: str) -> Element:
    """Return a block as the page has it: inline Markdown read, attribute lists where they belong."""
    root = Element("div")
    block = SubElement(root, tag)
    block.text = text
    for name in ("inline", "attr_list"):
        if name in md.treeprocessors:
            md.treeprocessors[name].run(root)
    return block


def _of_the_block(md: Markdown, text: str) -> Counter[str]:
    """Count the attributes that the block would get: a list at the end of a heading or a table's cell is theirs."""
    if not AttrListTreeprocessor.HEADER_RE.search(text):
        return Counter()
    stashed = list(md.htmlStash.rawHtmlBlocks)
    heading = _parsed(md, "h1", text)
    md.htmlStash.rawHtmlBlocks[:] = stashed
    given = {name: value for name, value in heading.attrib.items() if value is not None}  # None: a placeholder, {n}
    return Counter(f'the whole segment {name}="{value}"' for name, value in given.items())


def addresses(text: str) -> Counter[str]:
    """Count the addresses of a text that stand for themselves: programs that show text make links of them."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain if plain.isascii() else "".join(each for each in plain if unicodedata.category(each) != "Cf")
    found = (each.rstrip(".,;:!?") for each in _ADDRESS.findall(plain))
    return Counter(each for each in found if not _SHORT.fullmatch(each))


def numbers(text: str) -> Counter[str]:
    """Count the runs of digits by value, as Western digits: Arabic-Indic, Persian and Bengali digits are digits.

    Characters that are numbers by themselves, such as ½ or ², count as they are. A number before 月 is the name of a
    month, such as March in English.
    """
    runs = ("".join(str(unicodedata.digit(each)) for each in run) for run in re.findall(r"\d+(?!\d|\s?月)", text))
    others = (each for each in text if unicodedata.category(each) in ("No", "Nl"))
    return Counter([*(run.lstrip("0") or "0" for run in runs), *others])


def faults(shape_of: Callable[[str], Shape], english: str, translated: str) -> Iterator[tuple[str, str]]:
    """Yield `(message, check)` for each reason not to show a translation. What is too large is not parsed at all.

    shape_of: gives the shape of a text
    """
    too_large = [*_too_large(english, "the English"), *_too_large(translated, "the translation")]
    longest = TIMES * len(english) + MARGIN
    if len(translated) > longest:
        too_large.append(f"{len(translated)} letters, {longest} at most for this English; shorten it")
    yield from ((each, "length") for each in too_large)
    if not too_large:
        yield from differences(shape_of(english), shape_of(translated))


def _too_large(text: str, what: str) -> Iterator[str]:
    marks = len(_OPENS.findall(text))
    if len(text) > LONGEST:
        yield f"{what} has {len(text)} letters, {LONGEST} at most; make segments of it"
    elif len(text) * marks > MOST_WORK:
        yield f"{what} has {marks} marks such as [ * `, {MOST_WORK // len(text)} at most in a text this long"


def differences(english: Shape, translated: Shape) -> Iterator[tuple[str, str]]:
    """Yield `(message, check)` for each way in which a translation's markup differs from the English."""
    yield from _compare(english.targets, translated.targets, "link target", "links")
    yield from _compare(english.raw, translated.raw, "HTML", "markup")
    yield from _compare(english.braces, translated.braces, "placeholder or attribute list", "markup")
    yield from _compare(english.footnotes, translated.footnotes, "footnote", "markup")
    yield from _compare(english.elements, translated.elements, "markup", "markup")
    yield from _compare(english.numbers, translated.numbers, "number", "numbers")
    yield from _compare(english.addresses, translated.addresses, "address", "links")
    yield from _compare(english.controls, translated.controls, "invisible character", "markup")
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
    """Return an element's text as readers get it: backslash escapes undone, what the parser put aside left out.

    What a picture or a link says besides follows it.
    """
    besides = [each.get(name, "") for each in element.iter() for name in ("alt", "title")]
    text = " ".join(filter(None, ["".join(element.itertext()), *besides]))
    unescaped = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    return re.sub("\x02[^\x03]*\x03", "", unescaped)


def _is_readable(text: str) -> bool:
    return any(unicodedata.category(each)[0] in "LN" and each not in _BLANK for each in text)


def _open_isolates(text: str) -> Counter[str]:
    """Count the direction isolates that do not end: they would turn the rest of the paragraph."""
    surplus = sum(each in _ISOLATES for each in text) - text.count("\u2069")
    return Counter({"U+2069": abs(surplus)}) if surplus else Counter()


def _unseen(text: str) -> Iterator[str]:
    """Yield what a reviewer would not see: it hides words from the search, or shows others than were read."""
    for before, each in zip(" " + text, text, strict=False):
        if not (_joins(before) if each in _JOINERS else each in _DIRECTIONS or _is_seen(each)):
            yield each


@cache
def _is_seen(character: str) -> bool:
    return character in "\n\t" or not (character in _BLANK or unicodedata.category(character) in _UNSEEN)


def _joins(character: str) -> bool:
    """Whether a letter's script joins its letters."""
    return unicodedata.category(character)[0] in "LM" and not unicodedata.name(character, "").startswith("LATIN")
