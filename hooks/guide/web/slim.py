"""A finished page, as small as can be."""

from __future__ import annotations

import re

import minify_html

from guide.web.assets import source_hash
from guide.web.look import names, used_style

_STYLE = re.compile(r"(?<=<style>)[^<]+(?=</style>)")


def slim(page: str, brought: frozenset[str]) -> str:
    """Return a page with a style as large as it needs, and without the marks that a browser sets itself.

    brought: the names of what scripts may add to it, see `brought_by`
    """
    found = _STYLE.search(page)
    if found:
        style = used_style(found[0], names(page) | brought)
        page = page.replace(found[0], style).replace(source_hash(found[0]), source_hash(style))
    return minify_html.minify(page, keep_closing_tags=True, keep_input_type_text_attr=True)
