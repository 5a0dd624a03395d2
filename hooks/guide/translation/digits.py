"""Digit groups in text that runs from right to left: a phone number keeps its order.

Between right-to-left letters, groups of digits with spaces between them change places, and a hyphen parts them
(Unicode Standard Annex 9, W2 and W4): «029 2000 1234» would be read as «1234 2000 029». Marks of isolation hold them
together, on a page and on paper. Two numbers with a hyphen are left alone: «0-25» runs as its sentence does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guide.source.languages import language

_GROUPS = re.compile(
    r"""
    (?P<held>[\u2066-\u2068][^\u2069]*\u2069)
    | (?<![\w+(])
    (?: \+?\(?\d+\)? (?: [ \u00a0\u202f] [-\u2010\u2011]? \(?\d+\)? )+      # 029 2000 1234, +44 (29) 2000, 10 000
      | \+?\(?\d+\)? (?: [-\u2010\u2011] \(?\d+\)? ){2,}                     # 2026-12-01, 029-2000-1234
      | \+\d+ | \(\d+\)[-\u2010\u2011]\d+ )                                  # +442920001234
    (?!\w)
    """,
    re.VERBOSE,
)


def isolated(text: str, tag: str) -> str:
    """Return a text of a language with its digit groups isolated, where the language runs from right to left."""
    return _GROUPS.sub(lambda found: found["held"] or f"\u2066{found[0]}\u2069", text) if _runs_left(tag) else text


@lru_cache(maxsize=64)
def _runs_left(tag: str) -> bool:
    return language(tag).direction == "rtl"
