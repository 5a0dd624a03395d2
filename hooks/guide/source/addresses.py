"""Addresses that last: what has been published, and where what has moved is now.

`addresses.yml` lists both, by their address in the source language:

    published:
      - before/                                      # a page, in every language
      - forms/prepare/prepare-{language}.pdf         # a file, one in every language
      - forms/prepare/prepare-{translation}-en.pdf   # a file, one in every language but the source's
    moved:
      old/: before/                                  # a page
      before/#old: before/#new                       # a place in a page

`/` is the start page. A file without braces stands once, at the address that is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.source.languages import Language
from guide.source.problems import Problem, did_you_mean, listed
from guide.source.schema import UNREAD, Document, Reader, compose, found, is_empty, read_text
from guide.source.site import Site

FILE = "addresses.yml"
CHECK = "addresses"
LANGUAGE, TRANSLATION = "{language}", "{translation}"

# Letters, digits and a few signs: what host rules, shells and people on the phone all read alike.
_NAME = r"(?:\{language\}|\{translation\}|[A-Za-z0-9_~-])(?:\{language\}|\{translation\}|[A-Za-z0-9._~-])*"
_ADDRESS = re.compile(
    rf"(?P<path>/|(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)+(?:{_NAME})?|{_NAME})(?:#(?P<anchor>[\w.:-]+))?", re.ASCII
)
_HEAD = """\
# Addresses that people have on paper. A build fails when one of them would lead nowhere.
# `guide publish` adds new pages and languages below; what has moved is written below `moved` by hand.
"""


@dataclass(frozen=True, order=True)
class Address:
    """An address in the source language; `anchor` is a place in the page.

    path: below the site: empty for the start page, `before/` for a page, else a file, perhaps one a language
    """

    path: str
    anchor: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a file."""
        return self.path == "" or self.path.endswith("/")

    def languages(self, site: Site) -> tuple[Language, ...]:
        """Return the languages in which it exists."""
        if TRANSLATION in self.path:
            return site.languages[1:]
        return site.languages if self.is_page or LANGUAGE in self.path else (site.source,)

    def inside(self, site: Site, language: Language) -> str:
        """Return the path below the site in one language."""
        filled = re.sub(r"\{(?:language|translation)\}", language.locale, self.path)
        return site.path(language, filled)

    def __str__(self) -> str:
        return (self.path or "/") + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Published:
    """An address of the list, and its line."""

    address: Address
    line: int


@dataclass(frozen=True)
class Move:
    """Where something was, where it is now, and the line that says so."""

    old: Address
    new: Address
    line: int


@dataclass(frozen=True)
class Addresses:
    """The list. `languages` are those in which it was published, by locale, with their lines."""

    published: tuple[Published, ...] = ()
    moved: tuple[Move, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()

    def follow(self, address: Address) -> Address | None:
        """Return where an address leads in the end: to itself if it has not moved. None where moves go in a circle.

        A place in a page that has moved as a whole is looked for in the new page.
        """
        targets = {move.old: move.new for move in self.moved}
        seen: set[Address] = set()
        while address not in seen:
            seen.add(address)
            if address in targets:
                address = targets[address]
            elif address.anchor and (page := targets.get(Address(address.path))):
                address = Address(page.path, page.anchor or address.anchor)
            else:
                return address
        return None


@dataclass(frozen=True)
class Living:
    """What there is: pages by their address in the source language; places in a page; files below the built site.

    places: gives None for a page whose places only a build knows
    files: None where nothing is built
    """

    pages: frozenset[str]
    places: Callable[[str], frozenset[str] | None]
    files: Callable[[str], bool] | None = None


def read_address(text: str) -> Address:
    """Read an address as it is written. Raises ValueError."""
    match = _ADDRESS.fullmatch(text)
    found = Address("" if match["path"] == "/" else match["path"], match["anchor"] or "") if match else None
    if found and (found.is_page or not found.anchor):
        return found
    raise ValueError(
        f'"{text}" is no address; write it as before/, before/#why or forms/prepare/prepare-{LANGUAGE}.pdf'
    )


def read_addresses(file: Path) -> Addresses:
    """Read the list; one that is not there is empty. Raises SourceError with every entry that cannot be read."""
    if not file.exists():
        return Addresses()
    document = compose(read_text(file, file.name, CHECK), file.name, CHECK, what="the list")
    return _Reader(document).read()


@dataclass(frozen=True)
class _List:
    """The keys of the list."""

    languages: tuple[tuple[str, int], ...] = ()
    published: tuple[Published, ...] = ()
    moved: tuple[Move, ...] = ()


class _Reader(Reader):
    def __init__(self, document: Document):
        kinds = {tuple[str, int]: self.locale, Published: self.published, tuple[Move, ...]: self.moves}
        super().__init__(document, CHECK, kinds)

    def read(self) -> Addresses:
        root = self.document.root
        found = self.record(root, _List, "the list") if root and not is_empty(root) else _List()
        found = self.sound(found)
        return Addresses(found.published, found.moved, found.languages)

    def locale(self, node: yaml.Node, what: str) -> Any:
        text = self.text(node, what)
        return UNREAD if text is UNREAD else (text, self.document.line(node))

    def published(self, node: yaml.Node, what: str) -> Any:
        address = self.address(node)
        return UNREAD if address is UNREAD else Published(address, self.document.line(node))

    def moves(self, node: yaml.Node, what: str) -> Any:
        if is_empty(node):
            return ()
        if not isinstance(node, yaml.MappingNode):
            return self.problem(node, f"{what} is {found(node)}; write lines such as old/: before/")
        read = [(self.address(key), self.address(value), self.document.line(key)) for key, value in node.value]
        return tuple(Move(*each) for each in read if UNREAD not in each)

    def address(self, node: yaml.Node) -> Any:
        try:
            return read_address(node.value if isinstance(node, yaml.ScalarNode) else found(node))
        except ValueError as error:
            return self.problem(node, str(error))


# --- what is wrong ------------------------------------------------------------------------------------------------


def broken(addresses: Addresses, site: Site, living: Living) -> Iterator[Problem]:
    """Yield every published address that would lead nowhere, and every move that is not sound."""
    known = {each.locale for each in site.languages}
    for locale, line in addresses.languages:
        if locale not in known:
            message = (
                f'the language "{locale}" was published, and mkdocs.yml has it no more: all its addresses would be lost'
            )
            yield _problem(line, f"{message}; put it back, or delete this line if nobody has any of them on paper")
    yield from _twice(addresses.published)
    for each in addresses.published:
        yield from _vanished(each, addresses, site, living)
    for move in addresses.moved:
        yield from _unsound(move, addresses, site, living)


def unlisted(addresses: Addresses, living: Living) -> list[Address]:
    """Return the pages that the list does not hold, in the order of their addresses."""
    listed_pages = {each.address.path for each in addresses.published if not each.address.anchor}
    return [Address(page) for page in sorted(living.pages - listed_pages)]


def _problem(line: int, message: str) -> Problem:
    return Problem(FILE, line, message, CHECK)


def _twice(entries: tuple[Published, ...]) -> Iterator[Problem]:
    first: dict[Address, int] = {}
    for each in entries:
        if each.address in first:
            message = (
                f"{each.address} is in the list already, on line {first[each.address]}; delete one of the two lines"
            )
            yield _problem(each.line, message)
        first.setdefault(each.address, each.line)


def _vanished(each: Published, addresses: Addresses, site: Site, living: Living) -> Iterator[Problem]:
    old, end = each.address, addresses.follow(each.address)
    if end is None or any(move.old == old for move in addresses.moved):
        return  # what is wrong with a move is said of the move
    gone = _gone(end, site, living)
    if gone and end == old:
        where = f" ({listed(gone)})" if gone != [str(old)] else ""
        fix = f'put it back, or write below "moved" where it is now: {old}: new/'
        yield _problem(each.line, f"{old} is published and would vanish{where}; {fix}")
    elif gone and end.path in living.pages:
        fix = f'write below "moved" where it is: {old}: {Address(end.path)}#new'
        yield _problem(each.line, f"{old} is published, and its page has moved: {end} is not there; {fix}")


def _gone(address: Address, site: Site, living: Living) -> list[str]:
    """Return what is not there of an address: paths below the site, or the address itself."""
    if address.is_page and address.path not in living.pages:
        return [str(address)]
    if living.files:
        paths = [address.inside(site, each) for each in address.languages(site)]
        if gone := [path for path in paths if not living.files(f"{path}index.html" if address.is_page else path)]:
            return gone
    places = living.places(address.path) if address.anchor else None
    return [str(address)] if places is not None and address.anchor not in places else []


def _unsound(move: Move, addresses: Addresses, site: Site, living: Living) -> Iterator[Problem]:
    said = f"{move.old} → {move.new}"
    first = move.old.path.partition("/")[0]
    if move.old.is_page and first in {each.locale for each in site.languages}:
        message = (
            f"{said}: every language moves with its English; write {move.old.path.removeprefix(first + '/') or '/'}"
        )
        yield _problem(move.line, message)
    elif move.old.is_page and not move.new.is_page:
        yield _problem(move.line, f"{said}: a page can move to a page only")
    elif not move.new.is_page and _braces(move.old) != _braces(move.new):
        yield _problem(move.line, f"{said}: write the same {LANGUAGE} or {TRANSLATION} on both sides")
    elif hidden := _hidden(move.old, site, living):
        yield _problem(move.line, f"{said}: {hidden} is still here, and nobody would see it; delete this line")
    elif move.old.anchor and addresses.follow(Address(move.old.path)) == Address(move.old.path) not in _pages(living):
        message = f"{said}: {move.old.path} is no page and has not moved; add a line for the whole page"
        yield _problem(move.line, message)
    else:
        yield from _lost(move, addresses, site, living)


def _braces(address: Address) -> list[str]:
    return re.findall(r"\{\w+\}", address.path)


def _pages(living: Living) -> set[Address]:
    return {Address(page) for page in living.pages}


def _hidden(old: Address, site: Site, living: Living) -> str:
    """Return what a move would hide: the address itself if it is there, or a file of it."""
    if old.is_page:
        places = living.places(old.path) if old.anchor and old.path in living.pages else frozenset()
        there = old.anchor in (places or ()) if old.anchor else old.path in living.pages
        return str(old) if there else ""
    paths = [old.inside(site, each) for each in old.languages(site)] if living.files else []
    return next((path for path in paths if living.files and living.files(path)), "")


def _lost(move: Move, addresses: Addresses, site: Site, living: Living) -> Iterator[Problem]:
    said = f"{move.old} → {move.new}"
    end = addresses.follow(move.old)
    if end is None:
        yield _problem(
            move.line, f"{said}: these moves go in a circle; one of them has to lead to a page that is there"
        )
    elif gone := _gone(end, site, living):
        on = f" (at last to {end})" if end != move.new else ""
        yield _problem(move.line, f"{said}: leads nowhere{on}: {listed(gone)} is not there.{_nearest(end, living)}")


def _nearest(end: Address, living: Living) -> str:
    if end.is_page and end.path in living.pages:
        found = living.places(end.path) or ()
        return did_you_mean(str(end), [str(Address(end.path, each)) for each in sorted(found)])
    return did_you_mean(str(end), [str(Address(page)) for page in sorted(living.pages)]) if end.is_page else ""


# --- adding to the list -------------------------------------------------------------------------------------------


def published(text: str, entries: dict[str, list[str]]) -> str:
    """Return the list with entries added at the end of `published` or `languages`; the rest stays as it is."""
    text = text or f"{_HEAD}languages: []\npublished: []\nmoved: {{}}\n"
    for part, new in entries.items():
        text = _with_entries(text, part, new) if new else text
    return text


def _with_entries(text: str, part: str, new: list[str]) -> str:
    root = compose(text, FILE, CHECK, what="the list").root
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next(((key, value) for key, value in pairs if key.value == part), None)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if found is None:
        return "".join([*lines, f"{part}:\n", *(f"  - {each}\n" for each in new)])
    key, value = found
    if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
        last = value.value[-1]
        indent, at = " " * (last.start_mark.column - 2), last.end_mark.line + 1
        return "".join([*lines[:at], *(f"{indent}- {each}\n" for each in new), *lines[at:]])
    kept = [each.value for each in value.value] if isinstance(value, yaml.SequenceNode) else []
    entries = [f"  - {each}\n" for each in [*kept, *new]]
    return "".join([*lines[: key.start_mark.line], f"{part}:\n", *entries, *lines[value.end_mark.line + 1 :]])
