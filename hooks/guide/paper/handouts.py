"""Handouts: a page's short version on one side of paper, made from the page as it is shown.

Beside each step stand its picture and the sentence to say that the page's front matter has for it; below them, room for
notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from lxml import html

from guide.forms.model import Text
from guide.paper.press import Document, Printed
from guide.paper.sheets import Printer, plain
from guide.paper.typefaces import described
from guide.pictures import names
from guide.source.languages import Language
from guide.source.languages import language as named_language
from guide.source.pages import Page
from guide.source.problems import Problem, SourceError
from guide.source.site import Site
from guide.translation.segments import collapse

# UKAAF prefers 14 pt for what is read, not filled in.
SIZE = 14

_BLOCKS = {"h3": "heading", "p": "paragraph", "ol": "numbered", "ul": "dotted"}


def file_name(address: str, language: Language) -> str:
    """Return the PDF's name, which must never change: `staff/meeting/` gives `staff-meeting-en.pdf`."""
    return f"{'-'.join(PurePosixPath(address).parts)}-{language.locale}.pdf"


def handout(printer: Printer, page: Page, content: str, language: Language) -> Printed | None:
    """Print the short version of a rendered page, or return None where the page has none.

    content: the page's HTML, without its frame. Raises SourceError when it cannot be printed, or not on one side.
    """
    parts = _parts(html.fragment_fromstring(content, create_parent="main"), language)
    if parts is None:
        return None
    name, url = file_name(page.address, language), printer.site.page_url(language, page.address)
    unsigned = not (printer.site.publisher.lines or printer.site.publisher.alnco.line)
    title = Text("".join(each["text"] for each in parts["heading"]), parts["heading"][0]["lang"])
    data = printer.frame((language,), SIZE, title, page.path) | parts
    data |= {"say": _sentences(printer, page, parts, language), "school": unsigned and page.meta.audience == "parents"}
    data["languages"] |= {tag: described(_named(printer.site, tag)) for tag in sorted(set(_tags(parts)))}
    printed = printer.press.print(Document(name, page.path, "handout", data, printer.publisher(language), (url,)))
    if printed.sides > 1:
        message = f"{name}: the short version takes {printed.sides} sides of paper; shorten it to one"
        raise SourceError([Problem(page.path, 0, message, "print")])
    return printed


def _sentences(printer: Printer, page: Page, parts: dict[str, Any], language: Language) -> list[Any]:
    """Return what to say at each step, or None. Raises SourceError unless there is an entry for each, or for none."""
    given = page.meta.handout
    count = sum(len(each["items"]) for each in parts["blocks"] if each["kind"] == "numbered")
    if given and len(given) != count:
        message = f'"handout" has {len(given)} entries, and the short version has {count} steps; write one for each'
        raise SourceError([Problem(page.path, page.key_line("handout"), message, "print")])
    return [plain(printer.said(Text(collapse(each)), language)) if each else None for each in given]


def _parts(page: html.HtmlElement, language: Language) -> dict[str, Any] | None:
    """Return title, lead and blocks of the short version, as spans of text that know their language."""
    short, titles, leads = page.find_class("short"), list(page.iter("h1")), page.find_class("lead")
    if not short or not titles:
        return None
    return {
        "heading": _spans(titles[0], language.tag),
        "lead": _spans(leads[0], language.tag) if leads else [],
        "blocks": [_block(each, language.tag) for each in short[0] if each.tag in _BLOCKS],
    }


def _tags(parts: Any) -> Iterator[str]:
    """Yield the tags of the languages of all spans."""
    if isinstance(parts, dict) and "lang" in parts:
        yield parts["lang"]
    elif isinstance(parts, dict | list):
        for each in parts.values() if isinstance(parts, dict) else parts:
            yield from _tags(each)


def _named(site: Site, tag: str) -> Language:
    return next((each for each in site.languages if each.tag == tag), None) or named_language(tag)


def _block(element: html.HtmlElement, lang: str) -> dict[str, Any]:
    lang = element.get("lang", lang)
    items = element.findall("li") or [element]
    return {
        "kind": _BLOCKS[element.tag],
        "items": [{"picture": _picture(each), "spans": _spans(each, lang)} for each in items],
    }


def _picture(element: html.HtmlElement) -> str:
    """Return the name of the picture with which an element begins, empty where there is none."""
    return names().get(element.xpath("string(.//*[local-name()='svg']/*[local-name()='path']/@d)"), "")


def _spans(element: html.HtmlElement, lang: str) -> list[dict[str, Any]]:
    """Return an element's text, cut where its language or its weight changes."""
    spans = [each for each in _pieces(element, lang, strong=False) if each["text"]]
    for at, edge in ((0, str.lstrip), (-1, str.rstrip)):
        spans[at]["text"] = edge(spans[at]["text"])
    return spans


def _pieces(element: html.HtmlElement, lang: str, *, strong: bool) -> Iterator[dict[str, Any]]:
    lang, strong = element.get("lang", lang), strong or element.tag == "strong"
    yield _piece(element.text, lang, strong=strong)
    for each in element:
        yield from _pieces(each, lang, strong=strong)
        yield _piece(each.tail, lang, strong=strong)


def _piece(text: str | None, lang: str, *, strong: bool) -> dict[str, Any]:
    collapsed = " ".join((text or "").split())
    before = " " if text and text[0].isspace() else ""
    after = " " if collapsed and text and text[-1].isspace() else ""
    return {"text": before + collapsed + after, "lang": lang, "strong": strong}
