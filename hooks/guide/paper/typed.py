"""The fonts of what is typed into a PDF: Latin and Cyrillic letters, those of some languages in each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

FOLDER = Path(__file__).parent / "fonts-typed"

_NOT_SYMBOLIC = 1 << 5


@cache
def _repertoires() -> dict[str, dict[str, Any]]:
    """Return what a PDF says of each font, by the font's name."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}


def languages() -> dict[str, str]:
    """Return the languages that can be typed, by their tags, each with its font's name."""
    return {tag: name for name, facts in _repertoires().items() for tag in facts["languages"]}


def font(document: Pdf, tag: str) -> Object:
    """Return a language's font as a part of a document. Viewers know its letters by their names, so they can be typed.

    Raises KeyError for a language that cannot be typed.
    """
    name = languages()[tag]
    facts = _repertoires()[name]
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
            FontDescriptor=_descriptor(document, name, facts),
        )
    )


def _descriptor(document: Pdf, name: str, facts: dict[str, Any]) -> Object:
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
            FontFile2=document.make_stream((FOLDER / f"{name}.ttf").read_bytes()),
        )
    )
