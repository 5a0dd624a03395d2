"""Who runs the site: the one block of mkdocs.yml, `extra.publisher`, that makes it a school's own edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from guide.source.logo import Logo, read_logo
from guide.source.problems import Problem, did_you_mean, listed

# How many letters fit the foot of a page and of a printed form.
LONGEST = {"name": 60, "address": 120, "contact": 60, "alnco.name": 60, "alnco.contact": 60}
KEYS = ("name", "address", "contact", "alnco", "logo", "report")
ALNCO_KEYS = ("name", "contact")

_CHECK = "publisher"
_MAIL = re.compile(r"[\w.!#$&'*+/=^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_WEB = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s\"'<>\\]*)?")
_SCHEME = re.compile(r"^[a-z][a-z+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Alnco:
    """The school's ALN co-ordinator. What is not said is empty."""

    name: str = ""
    contact: str = ""

    @property
    def line(self) -> str:
        """Name and contact on one line."""
        return ", ".join(filter(None, (self.name, self.contact)))


@dataclass(frozen=True)
class Publisher:
    """Who runs the site. What is not said is empty, and is left out wherever it would stand.

    contact: a mail or https address, or a phone number; report: a mail address or an https one, for mistakes
    """

    name: str = ""
    address: str = ""
    contact: str = ""
    alnco: Alnco = Alnco()
    logo: Logo | None = None
    report: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Short lines for the foot of what is printed: the name and the contact."""
        return tuple(filter(None, (self.name, self.contact)))


def read_publisher(node: yaml.Node | None, file: str, docs: Path, problems: list[Problem]) -> Publisher:
    """Read the block. What is wrong is added to `problems` and left out.

    node: the block, None when there is none; file: its file's name, for messages; docs: the folder with the logo
    """
    reader = _Reader(file, problems)
    values = reader.values(node, "", KEYS)
    alnco = reader.values(values.pop("alnco", None), "alnco.", ALNCO_KEYS)
    text = {key: reader.text(value, key) for key, value in values.items()}
    text |= {f"alnco.{key}": reader.text(value, f"alnco.{key}") for key, value in alnco.items()}
    for key in ("contact", "alnco.contact"):
        reader.report(values.get(key) or alnco.get("contact"), key, _wrong_contact(text.get(key, "")))
    reader.report(values.get("report"), "report", _wrong_report(text.get("report", "")))
    logo, wrong = read_logo(docs, text["logo"]) if text.get("logo") else (None, [])
    reader.report(values.get("logo"), "logo", wrong)
    return Publisher(
        name=text.get("name", ""),
        address=text.get("address", ""),
        contact=text.get("contact", ""),
        alnco=Alnco(text.get("alnco.name", ""), text.get("alnco.contact", "")),
        logo=logo,
        report=text.get("report", ""),
    )


class _Reader:
    """Reads YAML nodes, which know their lines, and gathers what is wrong with them."""

    def __init__(self, file: str, problems: list[Problem]):
        self.file = file
        self.problems = problems

    def values(self, node: yaml.Node | None, prefix: str, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Return the nodes of a block by their keys."""
        block = "extra.publisher" + (f".{prefix[:-1]}" if prefix else "")
        if not isinstance(node, yaml.MappingNode):
            if node is not None and node.value:
                message = f"{block} has to be a block; write {' and '.join(f'`{key}:`' for key in allowed)} below it"
                self.problems.append(Problem(self.file, _line(node), message, _CHECK))
            return {}
        found = {}
        for key, value in node.value:
            if key.value in allowed:
                found[key.value] = value
            else:
                message = f'{block} has "{key.value}"; allowed: {listed(allowed)}.{did_you_mean(key.value, allowed)}'
                self.problems.append(Problem(self.file, _line(key), message, _CHECK))
        return found

    def text(self, node: yaml.Node, key: str) -> str:
        """Return a value as text on one line."""
        if not isinstance(node, yaml.ScalarNode):
            self.report(node, key, ["this has to be text on one line; put it between quotation marks"])
            return ""
        if node.tag == "tag:yaml.org,2002:null":
            return ""
        if node.tag != "tag:yaml.org,2002:str":
            self.report(node, key, [f'write it between quotation marks: "{node.value}"'])
        found = " ".join(node.value.split())
        if (most := LONGEST.get(key, len(found))) < len(found):
            message = f"{len(found)} letters, {most} at most, so that it fits the foot of a printed form; shorten it"
            self.report(node, key, [message])
        return found

    def report(self, node: yaml.Node | None, key: str, messages: list[str]) -> None:
        """Add problems of a value."""
        for message in messages if node is not None else ():
            self.problems.append(Problem(self.file, _line(node), f"extra.publisher.{key}: {message}", _CHECK))


def _line(node: yaml.Node | None) -> int:
    return int(node.start_mark.line) + 1 if node else 0


def _wrong_contact(text: str) -> list[str]:
    """Say what is wrong with a contact: it is text for people, but what looks like an address has to be one."""
    looks_like_address = "@" in text or _SCHEME.match(text) or text.startswith("www.")
    return list(_wrong_address(text)) if looks_like_address else []


def _wrong_report(text: str) -> list[str]:
    return list(_wrong_address(text)) if text else []


def _wrong_address(text: str) -> Iterator[str]:
    if _MAIL.fullmatch(text) or _WEB.fullmatch(text):
        return
    instead = "write a mail address such as office@school.example, or one that begins with https://"
    if text.startswith("mailto:"):
        instead = f"write {text.removeprefix('mailto:')} alone"
    if text.startswith(("http://", "www.")):
        instead = f"write https://{text.removeprefix('http://')}, if the site has it"
    yield f'"{text}" is neither a mail address nor an https address; {instead}'
