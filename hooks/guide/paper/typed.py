"""The fonts of what is typed into a PDF: Latin and Cyrillic letters, those of some languages in each, and Chinese ones.

Arabic and Indic letters have none: viewers draw what is typed a letter at a time, and neither join nor order them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

FOLDER = Path(__file__).parent / "fonts-typed"

_NOT_SYMBOLIC = 1 << 5
_SYMBOLIC = 1 << 2

# Of a composite font: the width of a letter that no other is listed for, in thousandths of its size.
_FULL = 1000

_BEFORE = (
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CMapName /Letters def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <ffff>",
    "endcodespacerange",
)


@cache
def _repertoires() -> dict[str, dict[str, Any]]:
    """Return what a PDF says of each font, by the font's name."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}


def languages() -> dict[str, str]:
    """Return the languages that can be typed, by their tags, each with its font's name."""
    return {tag: name for name, facts in _repertoires().items() for tag in facts["languages"]}


def font(document: Pdf, tag: str) -> Object:
    """Return a language's font as a part of a document. It tells viewers its letters, so that they can be typed.

    Raises KeyError for a language that cannot be typed.
    """
    name = languages()[tag]
    facts = _repertoires()[name]
    return document.make_indirect((_composite if "letters" in facts else _simple)(document, name, facts))


def _simple(document: Pdf, name: str, facts: dict[str, Any]) -> Dictionary:
    differences = [part for code, name in facts["differences"].items() for part in (int(code), Name(f"/{name}"))]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=_base(name),
        FirstChar=facts["first"],
        LastChar=facts["first"] + len(facts["widths"]) - 1,
        Widths=Array(facts["widths"]),
        Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences)),
        FontDescriptor=_descriptor(document, name, facts, _NOT_SYMBOLIC),
    )


def _composite(document: Pdf, name: str, facts: dict[str, Any]) -> Dictionary:
    """Return a font whose codes are its glyphs; the table of their letters is what a viewer looks a typed one up in."""
    widths = [part for glyph, width in facts["widths"].items() for part in (int(glyph), Array([width]))]
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=_base(name),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=_FULL,
        W=Array(widths),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=_descriptor(document, name, facts, _SYMBOLIC),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=_base(name),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(glyphs)]),
        ToUnicode=document.make_stream(_letters(facts["letters"])),
    )


def _letters(letters: str) -> bytes:
    """Return the table from glyphs, the first of which is 1, to letters (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in enumerate(letters, 1)]
    lines = [*_BEFORE]
    for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100)):
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join([*lines, "endcmap", "end", "end", ""]).encode()


def _base(name: str) -> Name:
    return Name(f"/{name.partition('-')[0]}")


def _descriptor(document: Pdf, name: str, facts: dict[str, Any], kind: int) -> Object:
    return document.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=_base(name),
            Flags=kind,
            FontBBox=Array(facts["box"]),
            ItalicAngle=0,
            Ascent=facts["ascent"],
            Descent=facts["descent"],
            CapHeight=facts["capitals"],
            StemV=80,
            FontFile2=document.make_stream((FOLDER / f"{name}.ttf").read_bytes()),
        )
    )
