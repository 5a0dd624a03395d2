"""An English source page: YAML front matter and a Markdown body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

# The same header that MkDocs accepts.
_HEADER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page of docs/.

    path: relative to the project, with forward slashes, e.g. `docs/forms/prepare.md`
    header: the YAML text between the rules, empty without front matter
    header_line, body_line: the line of the file, from 1, on which each starts
    """

    path: str
    header: str
    body: str
    header_line: int
    body_line: int

    @cached_property
    def header_node(self) -> yaml.Node | None:
        """The front matter as YAML nodes, which know their lines. Raises yaml.YAMLError."""
        return yaml.compose(self.header, yaml.SafeLoader) if self.header else None

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The front matter's values. Raises yaml.YAMLError."""
        values = yaml.safe_load(self.header) if self.header else None
        return values if isinstance(values, dict) else {}

    @property
    def address(self) -> str:
        """The page's address below the site's, in the source language: `forms/prepare/`; empty for the start page."""
        return address(self.path)

    @property
    def title(self) -> str:
        """The title, empty where the front matter has none."""
        return str(self.meta.get("title", ""))

    @property
    def description(self) -> str:
        """The description, empty where the front matter has none."""
        return str(self.meta.get("description", ""))

    def line_of(self, text: str) -> int:
        """Return the line on which `text` (white space collapsed) begins, in the body or else in the front matter."""
        # A quotation repeats its mark at the start of each line.
        pattern = re.compile(r"(?:\s|^>\s?)+".join(map(re.escape, text.split())), re.MULTILINE)
        for part, first in ((self.body, self.body_line), (self.header, self.header_line)):
            if found := pattern.search(part):
                return first + part.count("\n", 0, found.start())
        return self.body_line


def address(source: str) -> str:
    """Return a page's address from its source path, with or without `docs/`: `forms/prepare.md`, `forms/prepare/`."""
    stem = source.removeprefix("docs/").removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def without_notes(markdown: str) -> str:
    """Return a page's Markdown without the comments that allow an exception to a check."""
    return re.sub(r"<!--\s*allow .*?-->\n?", "", markdown)


def read_page(file: Path, root: Path) -> Page:
    """Read one page. The line numbers are those of the file."""
    return parse_page(file.read_text(encoding="utf-8-sig"), file.relative_to(root).as_posix())


def parse_page(source: str, path: str) -> Page:
    """Split a page's source into front matter and body."""
    match = _HEADER.match(source)
    if not match:
        return Page(path, "", source, header_line=1, body_line=1)
    body_line = 1 + source.count("\n", 0, match.end())
    return Page(path, match.group(1), source[match.end() :], header_line=2, body_line=body_line)
