"""Who runs the site: the one block of mkdocs.yml, `extra.publisher`, that makes it a school's own edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml

from guide.source.logo import Logo, read_logo
from guide.source.problems import Problem
from guide.source.schema import UNREAD, Between, Document, Must, Reader, is_empty

_CHECK = "publisher"
_MAIL = re.compile(r"[\w.!#$&'*+/=^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_WEB = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s\"'<>\\]*)?")
_SCHEME = re.compile(r"^[a-z][a-z+.-]*:", re.IGNORECASE)


def _wrong_contact(text: str) -> Iterator[str]:
    """Hold a contact to nothing, as it is text for people; but what looks like an address has to be one."""
    looks_like_address = "@" in text or _SCHEME.match(text) or text.startswith("www.")
    return _wrong_address(text) if looks_like_address else iter(())


def _wrong_address(text: str) -> Iterator[str]:
    if not text or _MAIL.fullmatch(text) or _WEB.fullmatch(text):
        return
    instead = "write a mail address such as office@school.example, or one that begins with https://"
    if text.startswith("mailto:"):
        instead = f"write {text.removeprefix('mailto:')} alone"
    if text.startswith(("http://", "www.")):
        instead = f"write https://{text.removeprefix('http://')}, if the site has it"
    yield f'is "{text}", neither a mail address nor an https address; {instead}'


def _letters(most: int) -> Between:
    return Between(0, most, "letters", "so that it fits the foot of a page and of a printed form")


@dataclass(frozen=True)
class Alnco:
    """The school's ALN co-ordinator. What is not said is empty."""

    name: Annotated[str, _letters(60)] = ""
    contact: Annotated[str, _letters(60), Must(_wrong_contact)] = ""

    @property
    def line(self) -> str:
        """Name and contact on one line."""
        return ", ".join(filter(None, (self.name, self.contact)))


@dataclass(frozen=True)
class Publisher:
    """Who runs the site. What is not said is empty, and is left out wherever it would stand.

    contact: a mail or https address, or a phone number; report: a mail address or an https one, for mistakes
    """

    name: Annotated[str, _letters(60)] = ""
    address: Annotated[str, _letters(120)] = ""
    contact: Annotated[str, _letters(60), Must(_wrong_contact)] = ""
    alnco: Alnco = Alnco()
    logo: Logo | None = None
    report: Annotated[str, Between(0, 300, "letters"), Must(_wrong_address)] = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Short lines for the foot of what is printed: the name and the contact."""
        return tuple(filter(None, (self.name, self.contact)))


def read_publisher(node: yaml.Node, document: Document, docs: Path) -> tuple[Publisher, list[Problem]]:
    """Read the block. Returns it, without what is wrong, and the problems.

    node: the block; document: its file; docs: the folder with the logo
    """

    def logo(node: yaml.Node, what: str) -> Any:
        path = reader.text(node, what, Between(0, 200, "letters"))
        found, wrong = read_logo(docs, path) if path and path is not UNREAD else (None, [])
        for each in wrong:
            reader.problem(node, f"{what}: {each}")
        return found

    reader = Reader(document, _CHECK, {Logo: logo})
    found = Publisher() if is_empty(node) else reader.record(node, Publisher, "extra.publisher")
    return (found if isinstance(found, Publisher) else Publisher()), reader.problems
