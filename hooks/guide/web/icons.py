"""Pictures, from Material Design Icons (Apache-2.0) as the theme's package carries them; and the icons of the frame."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from markupsafe import Markup

_PARTS = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)")
_ZERO = re.compile(r"^(-?)0\.")
_SHAPE = re.compile(r'<path d="([^"]+)"/>')

# What every page shows, as lines two units wide, in a square of 24 by 24: less than half the bytes of an outline.
_LINES = {
    "language": "M1 5h13M7.5 1v4M12 5Q10 13 2 18M4 8q2 5 7 7M12 22l5-12 5 12M14 18h6",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "search": "M15 15l6 6M10 3a7 7 0 1 0 .1 0",
}


@cache
def shape(name: str) -> str:
    """Return an icon's outline, the `d` of its path in a square of 24 by 24. Raises KeyError where there is none.

    It is exact to a tenth of a unit, which is less than a fifth of a pixel where it is drawn largest.
    """
    file = resources.files("material").joinpath("templates", ".icons", "material", f"{name}.svg")
    if not file.is_file() or not (found := _SHAPE.search(file.read_text(encoding="utf-8"))):
        raise KeyError(name)
    return in_tenths(found[1])


def in_tenths(outline: str) -> str:
    """Return an outline with its numbers rounded and written as short as can be."""
    short, before = "", ""
    for part in _PARTS.findall(outline):
        number = part if part.isalpha() else _ZERO.sub(r"\1.", f"{round(float(part), 1) + 0:.1f}".removesuffix(".0"))
        begins = number[0].isdigit() or (number[0] == "." and "." not in before)
        short += f" {number}" if before[-1:].isdigit() and begins else number
        before = number
    return short


def icon(name: str) -> Markup:
    """Return an icon of the frame: as large and in the colour that its style says, not read aloud. Raises KeyError."""
    return Markup('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>').format(_LINES[name])
