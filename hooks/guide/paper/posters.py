"""The poster: the guide's name in every language, each with the code that opens it."""

from __future__ import annotations

from guide.forms.model import Text
from guide.paper.press import Document, Printed
from guide.paper.sheets import Printer, plain
from guide.paper.typefaces import described
from guide.source.site import without_scheme

FILE_NAME = "poster.pdf"
SIZE = 14


def poster(printer: Printer) -> Printed:
    """Print the poster. Raises SourceError when it cannot be printed."""
    site, name = printer.site, Text(printer.site.name)
    official = tuple(each for each in site.languages if each.official or each == site.source)
    urls = tuple(site.page_url(each, "") for each in site.languages)
    entries = [
        {
            "tag": each.tag,
            "own": {"text": each.name, "lang": each.tag},
            "name": plain(printer.said(name, each)),
            "url": url,
            "address": without_scheme(url),
        }
        for each, url in zip(site.languages, urls, strict=True)
    ]
    data = printer.frame(official[:2], SIZE, name) | {
        "entries": entries,
        "names": [plain(printer.said(name, each)) for each in official[:2]],
        "languages": {each.tag: described(each) for each in site.languages},
        "address": without_scheme(site.url),
    }
    return printer.press.print(Document(FILE_NAME, "mkdocs.yml", "poster", data, urls))
