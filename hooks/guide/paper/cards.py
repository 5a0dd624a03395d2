"""The picture that stands for a page where its address is shared, as Open Graph has it."""

from __future__ import annotations

from guide.forms.model import Text
from guide.paper.press import Canvas, Document
from guide.paper.sheets import Printer, plain
from guide.source.languages import Language

FILE_NAME = "card.png"

# What previews show without cutting, in pixels; a heavier picture is left out by some messengers.
WIDTH, HEIGHT = 1200, 630
MOST_BYTES = 60_000

# The template draws what stands between these rows and the line at the foot, as high as it is.
CANVAS = Canvas(WIDTH, HEIGHT, top=50, line=22)

# Of the letters that have no size of their own, in points.
_SIZE = 36


def card(printer: Printer, title: str, description: str, language: Language, source: str) -> bytes:
    """Return a page's picture as PNG. Raises SourceError when it cannot be drawn.

    title, description: msgids; source: the page's file, for messages
    """
    said = {
        "title": printer.said(Text(title), language),
        "description": printer.said(Text(description), language),
        "name": printer.said(Text(printer.site.name), language),
    }
    data = (
        printer.unsigned((language,), _SIZE, Text(title))
        | {key: plain(text) for key, text in said.items()}
        | {"colours": dict(printer.colours)}
    )
    return printer.press.picture(Document(FILE_NAME, source, "card", data), CANVAS)
