"""An English source page: YAML front matter and a Markdown body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml

from guide.source.problems import Problem, SourceError
from guide.source.schema import Between, Document, Reader, compose, read_text

CHECK = "front matter"

# The folder of a site in which schools have their pages.
SCHOOLS = "s"

# The same header that MkDocs accepts.
_HEADER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class PageMeta:
    """What a page's front matter says, by its keys. Each page has a title and a description.

    message: what a text message says where the description is too long for it and the title tells too little
    search: words with which readers look for it and that it does not use itself, with commas between them
    template: the file of `overrides/` that shows it, where it is not the one of every page
    audience: whom it is for
    menu: `foot` puts it at the foot of every page and not into the menu
    kit: whose words it shows, on a page of the newsletter kit; such a page is not in the kit itself. `no`: it shows
        none and is not in the kit, as nobody needs to be told of it
    offline: `with English` keeps it in English, too, in the copy for the phone: its other language is asked for there
    handout: the sentences to say on its handout, one for each step of its short version, or ""
    form: the definition of a form; its page stands in the list of forms, and not in the menu
    """

    title: str = ""
    description: str = ""
    message: str = ""
    search: str = ""
    template: str = ""
    audience: Literal["parents", "staff", "child"] = "parents"
    menu: Literal["foot"] | None = None
    kit: Literal["parents", "form", "staff", "no"] | None = None
    offline: Literal["with English"] | None = None
    handout: tuple[Annotated[str, Between(0, 120, "letters")], ...] = ()
    form: yaml.Node | None = None


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
    def document(self) -> Document:
        """The front matter as YAML nodes, which know their lines. Raises SourceError where it is no YAML."""
        return compose(self.header, self.path, CHECK, what="the front matter", first=self.header_line)

    @property
    def meta(self) -> PageMeta:
        """What the front matter says. A value that cannot be read has its default; `problems` says what is wrong."""
        return self._meta[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the front matter."""
        return self._meta[1]

    @cached_property
    def _meta(self) -> tuple[PageMeta, tuple[Problem, ...]]:
        try:
            reader = Reader(self.document, CHECK, {yaml.Node: lambda node, what: node})
        except SourceError as error:
            return PageMeta(), tuple(error.problems)
        root = self.document.root
        meta = reader.record(root, PageMeta, "the front matter") if root else PageMeta()
        if not isinstance(meta, PageMeta):
            return PageMeta(), tuple(reader.problems)
        return meta, (*reader.problems, *self._missing(meta, reader.problems))

    def _missing(self, meta: PageMeta, noted: list[Problem]) -> Iterator[Problem]:
        if not self.header and re.match(r"---[ \t]*\n", self.body):
            yield Problem(self.path, 1, "the front matter has no end; write --- on a line of its own below it", CHECK)
            return
        for key in ("title", "description"):
            if not getattr(meta, key) and not any(f'"{key}"' in each.message for each in noted):
                yield Problem(self.path, 1, f'the front matter has no "{key}"; add one', CHECK)

    def key_line(self, key: str) -> int:
        """Return the line of a key of the front matter, or its first line."""
        entries = self.document.root.value if isinstance(self.document.root, yaml.MappingNode) else ()
        found = next((each for each, _ in entries if each.value == key), None)
        return self.document.line(found) if found else 1

    @property
    def address(self) -> str:
        """The page's address below the site's, in the source language: `forms/prepare/`; empty for the start page."""
        return address(self.path)

    @property
    def title(self) -> str:
        """The title, empty where the front matter has none."""
        return self.meta.title

    @property
    def description(self) -> str:
        """The description, empty where the front matter has none."""
        return self.meta.description

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
    """Read one page. The line numbers are those of the file. Raises SourceError where it is no text."""
    path = file.relative_to(root).as_posix()
    return parse_page(read_text(file, path, CHECK), path)


def read_pages(files: Iterable[Path], root: Path) -> tuple[Page, ...]:
    """Read pages. Raises SourceError with every file that is no text or cannot have its name."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for file in files:
        if message := _wrong_name(file, root / "docs"):
            problems.append(Problem(file.relative_to(root).as_posix(), 0, message, CHECK))
            continue
        try:
            pages.append(read_page(file, root))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return tuple(pages)


def _wrong_name(file: Path, docs: Path) -> str:
    """Say why a page cannot have its name: it becomes an address, and the i18n plugin takes some for a language."""
    *folders, name = file.relative_to(docs).with_suffix("").parts
    taken = [each for each in folders if re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", each)]
    unfit = [each for each in (*folders, name) if not re.fullmatch(r"[A-Za-z0-9_~-]+", each)]
    if file.is_symlink() or not file.resolve().is_relative_to(docs.resolve()):
        return "this is a link to another file; copy the file here"
    if name.lower() == "readme":
        return "a folder's first page is index.md; rename it"
    if "." in name:
        return f"what follows a dot is taken for a language; rename it to {name.replace('.', '-')}.md"
    if [*folders, name][0] == SCHOOLS:
        return f'"{SCHOOLS}/" holds the pages of schools; rename it'
    if unfit:
        return f'"{unfit[0]}" becomes an address; write letters from a to z, digits and hyphens'
    return f'the folder "{taken[0]}" is taken for a language; give it a longer name' if taken else ""


@lru_cache(maxsize=1024)
def parse_page(source: str, path: str) -> Page:
    """Split a page's source into front matter and body. A preview, which reads again and again, gets the same page."""
    match = _HEADER.match(source)
    if not match:
        return Page(path, "", source, header_line=1, body_line=1)
    body_line = 1 + source.count("\n", 0, match.end())
    return Page(path, match.group(1), source[match.end() :], header_line=2, body_line=body_line)
