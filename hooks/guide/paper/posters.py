"""The poster: what the guide is and for whom, and in every language the code that opens it."""

from __future__ import annotations

from typing import Any

from guide.forms.model import Text
from guide.paper.press import Document, Printed
from guide.paper.sheets import Printer, plain
from guide.paper.typefaces import described
from guide.source.languages import Language
from guide.source.site import without_scheme
from guide.words import words

FILE_NAME = "poster.pdf"
SIZE = 12


def poster(printer: Printer) -> Printed:
    """Print the poster. Raises SourceError when it cannot be printed."""
    site, name = printer.site, Text(printer.site.name)
    official = tuple(each for each in site.languages if each.official or each == site.source)[:2]
    entries = [_entry(printer, each) for each in site.languages]
    data = printer.frame(official, SIZE, name) | {
        "entries": entries,
        "names": [plain(printer.said(name, each)) for each in official],
        "purposes": [_purpose(printer, each) for each in official],
        "languages": {each.tag: described(each) for each in site.languages},
        "address": without_scheme(site.url),
    }
    urls = tuple(each["url"] for each in entries)
    return printer.press.print(Document(FILE_NAME, "mkdocs.yml", "poster", data, printer.publisher(official[0]), urls))


def _entry(printer: Printer, language: Language) -> dict[str, Any]:
    url = printer.site.page_url(language, "")
    return {
        "tag": language.tag,
        "own": {"text": language.name, "lang": language.tag},
        "name": plain(printer.said(Text(printer.site.name), language)),
        "scan": plain(printer.label("scan", language)),
        "draft": printer.checked(language, "") != "all",
        "url": url,
        "address": without_scheme(url),
    }


def _purpose(printer: Printer, language: Language) -> Any:
    """Return what newsletters say of the guide, too."""
    said = printer.said(Text(words("about")["parents"]), language)
    name = printer.said(Text(printer.site.name), language)
    return plain(Text(said.text.replace("{name}", name.text), said.lang))
