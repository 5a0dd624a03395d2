"""A finished page, as small as can be."""

from __future__ import annotations

import re

import minify_html

from guide.web.assets import source_hash
from guide.web.look import names, used_style

_STYLE = re.compile(r"(?<=<style>)[^<]+(?=</style>)")
_LINES_COUNT = re.compile(r"white-space:pre")


def slim(page: str, brought: frozenset[str]) -> str:
    """Return a page with a style as large as it needs, and without the marks that a browser sets itself.

    A page whose style shows the line breaks of a text, as in words to copy, keeps all its marks and white space.
    brought: the names of what scripts may add to it, see `brought_by`
    """
    found = _STYLE.search(page)
    style = used_style(found[0], names(page) | brought) if found else ""
    if found:
        page = page.replace(found[0], style).replace(source_hash(found[0]), source_hash(style))
    if _LINES_COUNT.search(style):
        return page
    return minify_html.minify(page, keep_closing_tags=True, keep_input_type_text_attr=True)
