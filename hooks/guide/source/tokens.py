"""The colours of the guide, as `overrides/styles/tokens.css` gives them for light."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from guide.source.problems import Problem, SourceError

FILE = "overrides/styles/tokens.css"
NAMES = ("paper", "ink", "edge", "accent")  # those that are used outside style sheets

_COLOUR = re.compile(r"--(?P<name>[\w-]+):\s*(?P<colour>#[0-9a-f]{6});", re.IGNORECASE)


def read_colours(root: Path) -> Mapping[str, str]:
    """Return the colours of a checkout by name, as `#rrggbb`: the first of each name, which is the light one.

    Raises SourceError where one that is used elsewhere is missing.
    """
    file = root / FILE
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    found = {match["name"]: match["colour"] for match in reversed(list(_COLOUR.finditer(text)))}
    if missing := [name for name in NAMES if name not in found]:
        message = 'there is no colour "--{}" as six digits; write it as --{}: #123456;'
        raise SourceError(Problem(FILE, 0, message.format(name, name), "look") for name in missing)
    return found
