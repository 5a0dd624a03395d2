"""Make the fonts of what is typed into a PDF: `python make.py`, where fonttools is installed.

A simple font has 224 codes. Each repertoire is Windows-1252 with the letters of some languages in place of signs and
letters that nobody types in them. Chinese needs more: its fonts are composite, a code a glyph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.agl import UV2AGL
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
SOURCE = FONTS / "NotoSans-Regular.ttf"
FIRST, LAST = 32, 255
FULL = 1000  # the width of a Chinese letter, in thousandths of its size

WELSH = {129: "Ŵ", 141: "ŵ", 143: "Ŷ", 144: "ŷ", 157: "ẁ", 135: "ẃ", 136: "ẅ", 137: "ỳ"}
CENTRAL = "ĄąĆćĘęŁłŃńŚśŹźŻżĂăȘșȚțĞğİıŞşŐőŰű"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ҐґЄєІіЇїЁё’"

# Each with its languages, and its letters by their codes; Cyrillic ones begin where Windows-1251 has them.
REPERTOIRES = {
    "Western": (["en", "cy", "pt", "so"], WELSH),
    "Central": (["pl", "ro", "tr", "hu"], dict(enumerate(CENTRAL, 0xA1))),
    "Cyrillic": (["uk"], dict(enumerate(CYRILLIC[:64], 0xC0)) | dict(enumerate(CYRILLIC[64:], 0xA1))),
}

# Composite ones, each with its languages and the font of the sheets that it is cut from.
COMPOSITES = {
    "NotoSansSC-Simplified": (["zh-Hans"], "NotoSansSC-Regular.ttf"),
}


def make(name: str, languages: list[str], differences: dict[int, str]) -> None:
    """Write a repertoire's font, and beside it what a PDF says of it."""
    letters = {code: bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)} | differences
    font = _cut(SOURCE, map(ord, letters.values()))
    facts = {
        "languages": languages,
        "first": FIRST,
        "widths": [_width(font, each) for each in letters.values()],
        "differences": {str(code): UV2AGL.get(ord(each), f"uni{ord(each):04X}") for code, each in differences.items()},
    }
    _write(f"NotoSans-{name}", font, facts)


def make_composite(name: str, languages: list[str], source: str) -> None:
    """Write a composite font: `letters` has the letter of each glyph from the first on, `widths` those that differ.

    A glyph of several letters, such as the two forms of one radical, counts as the first of them.
    """
    font = _cut(FONTS / source, TTFont(FONTS / source).getBestCmap())
    first: dict[str, int] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        first.setdefault(glyph, code)
    letters = [chr(first[glyph]) for glyph in font.getGlyphOrder()[1:]]
    widths = {str(at): _width(font, each) for at, each in enumerate(letters, 1) if _width(font, each) != FULL}
    _write(name, font, {"languages": languages, "letters": "".join(letters), "widths": widths})


def _cut(source: Path, codes: Iterable[int]) -> TTFont:
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    return font


def _write(name: str, font: TTFont, facts: dict[str, Any]) -> None:
    font.save(HERE / f"{name}.ttf")
    unit = 1000 / font["head"].unitsPerEm
    facts |= {
        "ascent": round(font["hhea"].ascent * unit),
        "descent": round(font["hhea"].descent * unit),
        "box": [round(getattr(font["head"], side) * unit) for side in ("xMin", "yMin", "xMax", "yMax")],
        "capitals": round(font["OS/2"].sCapHeight * unit),
    }
    (HERE / f"{name}.json").write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")


def _width(font: TTFont, letter: str) -> int:
    glyph = font.getBestCmap().get(ord(letter))
    return round(font["hmtx"][glyph][0] * 1000 / font["head"].unitsPerEm) if glyph else 0


if __name__ == "__main__":
    for name, (languages, differences) in REPERTOIRES.items():
        make(name, languages, differences)
    for name, (languages, source) in COMPOSITES.items():
        make_composite(name, languages, source)
