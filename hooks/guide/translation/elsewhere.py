"""Links that leave the guide: to the same text in the reader's language where there is one, else marked as English."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element


def lead(root: Element, own: Mapping[str, str], source: str) -> None:
    """Change the links of a parsed page, in place.

    own: addresses in the page's language by the English ones; source: the tag of English
    """
    for link in root.iter("a"):
        target = link.get("href", "")
        if target in own:
            link.set("href", own[target])
        elif target.startswith(("https:", "http:")) and "hreflang" not in link.attrib:
            link.set("hreflang", source)
