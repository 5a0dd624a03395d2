"""Icons and pictures: one set, Material Design Icons (Apache-2.0), as the theme's package carries it."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from markupsafe import Markup

_SHAPE = re.compile(r'<path d="([^"]+)"/>')


@cache
def shape(name: str) -> str:
    """Return an icon's outline, the `d` of its path in a square of 24 by 24. Raises KeyError where there is none."""
    file = resources.files("material").joinpath("templates", ".icons", "material", f"{name}.svg")
    if not file.is_file() or not (found := _SHAPE.search(file.read_text(encoding="utf-8"))):
        raise KeyError(name)
    return found[1]


def icon(name: str) -> Markup:
    """Return an icon as it stands in a page: as large as its style says, in the colour of the text, not read aloud."""
    return Markup('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>').format(shape(name))
