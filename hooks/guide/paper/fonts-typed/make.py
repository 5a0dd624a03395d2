"""Make the fonts of what is typed into a PDF: `python make.py`, where fonttools is installed.

A simple font has 224 codes. Each repertoire is Windows-1252 with the letters of some languages in place of signs and
letters that nobody types in them.
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools import subset
from fontTools.agl import UV2AGL
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SOURCE = HERE.parent / "fonts" / "NotoSans-Regular.ttf"
FIRST, LAST = 32, 255

WELSH = {129: "Ŵ", 141: "ŵ", 143: "Ŷ", 144: "ŷ", 157: "ẁ", 135: "ẃ", 136: "ẅ", 137: "ỳ"}
CENTRAL = "ĄąĆćĘęŁłŃńŚśŹźŻżĂăȘșȚțĞğİıŞşŐőŰű"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ҐґЄєІіЇїЁё’"

# Each with its languages, and its letters by their codes; Cyrillic ones begin where Windows-1251 has them.
REPERTOIRES = {
    "Western": (["en", "cy", "pt", "so"], WELSH),
    "Central": (["pl", "ro", "tr", "hu"], dict(enumerate(CENTRAL, 0xA1))),
    "Cyrillic": (["uk"], dict(enumerate(CYRILLIC[:64], 0xC0)) | dict(enumerate(CYRILLIC[64:], 0xA1))),
}


def make(name: str, languages: list[str], differences: dict[int, str]) -> None:
    """Write a repertoire's font, and beside it what a PDF says of it."""
    letters = {code: bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)} | differences
    options = subset.Options(layout_features=[], hinting=False)
    font = TTFont(SOURCE)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(letters.values()))
    cutter.subset(font)
    font.save(HERE / f"NotoSans-{name}.ttf")
    facts = {
        "languages": languages,
        "first": FIRST,
        "widths": [_width(font, each) for each in letters.values()],
        "differences": {str(code): UV2AGL.get(ord(each), f"uni{ord(each):04X}") for code, each in differences.items()},
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "box": [getattr(font["head"], side) for side in ("xMin", "yMin", "xMax", "yMax")],
        "capitals": font["OS/2"].sCapHeight,
    }
    (HERE / f"NotoSans-{name}.json").write_text(json.dumps(facts) + "\n", encoding="utf-8")


def _width(font: TTFont, letter: str) -> int:
    glyph = font.getBestCmap().get(ord(letter))
    return round(font["hmtx"][glyph][0] * 1000 / font["head"].unitsPerEm) if glyph else 0


if __name__ == "__main__":
    for name, (languages, differences) in REPERTOIRES.items():
        make(name, languages, differences)
