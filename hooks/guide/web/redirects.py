"""Where a reader of an old address is sent: pages at the old addresses, places in living pages, rules for hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import relpath

from guide.source.addresses import Address, Addresses
from guide.source.languages import Language
from guide.source.site import Site

# An element that may hold the mark of an old place; in front of any other, the mark stands before it.
_HOLDS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "div", "section", "main"}
_MAIN = re.compile(r"<main\b[^>]*>")


@dataclass(frozen=True)
class Redirect:
    """A page at an old address, in one language.

    path: its own address below the site; source: the new page's address in the source language
    to: where it leads, relative to it; url: the same, absolute
    places: for places of the old page that have moved by themselves, where each is now, relative
    """

    language: Language
    path: str
    source: str
    to: str
    url: str
    places: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A place that has left a living page: its id, where it is now, and that page's address in the source language."""

    id: str
    to: str
    source: str


def page_redirects(addresses: Addresses, site: Site) -> Iterator[Redirect]:
    """Yield the pages that stand at old addresses, in every language. The list has to be sound."""
    for move in addresses.moved:
        if not move.old.is_page or move.old.anchor:
            continue
        end = _end(addresses, move.old)
        for language in site.languages:
            here = move.old.inside(site, language)
            yield Redirect(
                language,
                path=here,
                source=end.path,
                to=_relative(end, here, site, language),
                url=site.page_url(language, str(end).removeprefix("/")),
                places={
                    id_: _relative(to, here, site, language) for id_, to in _moved_places(addresses, move.old.path)
                },
            )


def file_copies(addresses: Addresses, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the old path of each moved file and the path that it is at now. The list has to be sound."""
    for move in addresses.moved:
        end = _end(addresses, move.old)
        if not move.old.is_page and not end.is_page:
            for language in move.old.languages(site):
                yield move.old.inside(site, language), end.inside(site, language)


def host_rules(addresses: Addresses, site: Site) -> tuple[tuple[str, str], ...]:
    """Return old and new path for each redirect that a host can do, from the root of its domain.

    A host does not see which place of a page is asked for: a page whose places went different ways is left out.
    """
    rules = []
    for move in addresses.moved:
        if move.old.anchor or (move.old.is_page and _moved_places(addresses, move.old.path)):
            continue
        end = _end(addresses, move.old)
        for language in move.old.languages(site):
            anchor = f"#{end.anchor}" if end.anchor else ""
            rules.append((site.base + move.old.inside(site, language), site.base + end.inside(site, language) + anchor))
    return tuple(rules)


def with_old_places(page: str, addresses: Addresses, path: str) -> str:
    """Return a page's HTML with the places that have moved within it reachable by their old ids, too."""
    for old, end in _moved_places(addresses, path):
        if end.path == path:
            page = _marked(page, old, end.anchor)
    return page


def lost_places(addresses: Addresses, site: Site, language: Language, path: str) -> tuple[Place, ...]:
    """Return the places that have left a living page for another one."""
    here = site.path(language, path)
    return tuple(
        Place(old, _relative(end, here, site, language), end.path)
        for old, end in _moved_places(addresses, path)
        if end.path != path
    )


def at_the_start(page: str, html: str) -> str:
    """Return a page's HTML with more at the start of its main part."""
    return _MAIN.sub(lambda match: match[0] + html, page, count=1)


def _end(addresses: Addresses, address: Address) -> Address:
    end = addresses.follow(address)
    if end is None:
        raise ValueError(f"{address} goes in a circle")
    return end


def _moved_places(addresses: Addresses, path: str) -> list[tuple[str, Address]]:
    """Return the places of a page that moved by themselves, and of the pages that it was on its way to the last one."""
    targets = {move.old: move.new.path for move in addresses.moved}
    pages = [path]
    while (following := targets.get(Address(pages[-1]))) is not None and Address(following) in targets:
        pages.append(following)
    places = dict.fromkeys(move.old.anchor for move in addresses.moved if move.old.path in pages and move.old.anchor)
    return [(id_, _end(addresses, Address(path, id_))) for id_ in places]


def _relative(to: Address, here: str, site: Site, language: Language) -> str:
    target = to.inside(site, language)
    path = relpath(f"/{target}", f"/{here}")
    slash = "/" if to.is_page else ""
    return path + slash + (f"#{to.anchor}" if to.anchor else "")


def _marked(page: str, old: str, new: str) -> str:
    """Put a mark with the old id where the new one is: it works without JavaScript."""

    def mark(match: re.Match[str]) -> str:
        span = f'<span id="{old}"></span>'
        return match[0] + span if match["tag"].lower() in _HOLDS or not new else span + match[0]

    element = rf'<(?P<tag>[a-zA-Z][\w-]*)\b[^>]*?\sid="{re.escape(new)}"[^>]*>' if new else r"<(?P<tag>main)\b[^>]*>"
    return re.sub(element, mark, page, count=1)
