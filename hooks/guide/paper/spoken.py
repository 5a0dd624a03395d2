"""Words behind letters that do not read back: what assistive technology says and what search and copy find."""

from __future__ import annotations

from pikepdf import Array, Name, Pdf, String

from guide.paper import tags

SCHEME = "said:"


def add_words(document: Pdf) -> None:
    """Turn each link that carries words into a span with these words, and no link."""
    spans = list(tags.links(document, SCHEME))
    for tag, _, code in spans:
        tag.S = Name.Span
        tag.ActualText = String(_decoded(code))
        tag.K = Array([kid for kid in tags.kids(tag) if not tags.is_reference(kid)])
        for key in ("/Alt", "/A"):
            if key in tag:
                del tag[key]
    tags.forget(document, [each for _, annotations, _ in spans for each in annotations])


def _decoded(code: str) -> str:
    return bytes(int(each, 16) for each in code.split("-")).decode()
