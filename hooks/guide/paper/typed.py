"""The font of what is typed into a PDF: Latin letters, with the accented w and y of Welsh."""

from __future__ import annotations

import json
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf

FOLDER = Path(__file__).parent / "fonts-typed"

_NOT_SYMBOLIC = 1 << 5


def font(document: Pdf) -> Object:
    """Return the font as a part of a document. Viewers know its letters by their names, so they can be typed."""
    facts = json.loads((FOLDER / "NotoSans-Typed.json").read_text(encoding="utf-8"))
    differences = [part for code, name in facts["differences"].items() for part in (int(code), Name(f"/{name}"))]
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.NotoSans,
            FirstChar=facts["first"],
            LastChar=facts["first"] + len(facts["widths"]) - 1,
            Widths=Array(facts["widths"]),
            Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences)),
            FontDescriptor=_descriptor(document, facts),
        )
    )


def _descriptor(document: Pdf, facts: dict[str, list[int]]) -> Object:
    return document.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.NotoSans,
            Flags=_NOT_SYMBOLIC,
            FontBBox=Array(facts["box"]),
            ItalicAngle=0,
            Ascent=facts["ascent"],
            Descent=facts["descent"],
            CapHeight=facts["capitals"],
            StemV=80,
            FontFile2=document.make_stream((FOLDER / "NotoSans-Typed.ttf").read_bytes()),
        )
    )
