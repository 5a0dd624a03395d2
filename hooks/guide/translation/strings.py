"""What is translated: every string of a checkout, where it stands and what it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.ext import extract_from_ast

from guide.forms.notes import notes
from guide.kept import digest
from guide.source.facts import FILE as LEDGER
from guide.source.pages import Page
from guide.source.template import parsed_template
from guide.translation.messages import Message, keyed
from guide.translation.notes import told
from guide.translation.scripts import script_words
from guide.translation.segments import Found, collapse, extract
from guide.words import label, words

if TYPE_CHECKING:
    from guide.project import Project

# The functions that mark a string of a template for translation.
TEMPLATE_FUNCTIONS = ("_", "plain", "dated")
SEARCHED = "words that readers search for: write those of your language"
IN_MESSAGES = "text message: 30 letters at most, as a phone sends few with the link"
META_KEYS = {
    "title": "page title",
    "description": "page description",
    "message": IN_MESSAGES,
    "search": SEARCHED,
}

# On more pages than these, a text is told by its kind alone: what stands around it differs.
FEW_PAGES = 3

# What a sentence is that stands on a page's handout and not on the page.
ON_PAPER = "to say, on paper"


@dataclass(frozen=True)
class SourceString:
    """A string to translate where it stands: its msgid, its file, what it is there, and its context if it has one.

    facts: the ids of the facts of the law that it states; note: for translators, where its kind says too little
    """

    msgid: str
    file: str
    kind: str
    context: str = ""
    facts: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """What tells its message from all others."""
        return keyed(self.msgid, self.context)


class Strings:
    """The strings of a checkout, page by page, then those around the pages."""

    def __init__(self, project: Project):
        self.project = project

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Every string as a message: each msgid once, with all its files and what translators are told of it."""
        return tuple(
            Message(
                found[0].msgid,
                files=tuple(dict.fromkeys(each.file for each in found)),
                kinds=tuple(dict.fromkeys(self._notes(found))),
                context=found[0].context,
            )
            for found in self.places.values()
        )

    @cached_property
    def places(self) -> dict[str, list[SourceString]]:
        """Every string by its message's key, wherever it stands; those of pages with a note where they are short."""
        places: dict[str, list[SourceString]] = {}
        for page in self.project.pages:
            for string in self._told(page):
                places.setdefault(string.key, []).append(string)
        for string in self._of_the_frame:
            places.setdefault(string.key, []).append(string)
        return places

    def _told(self, page: Page) -> Iterator[SourceString]:
        """Yield the strings of a page, each with a note where its kind says too little. Those of a form have one."""
        strings = self._of_pages[page.path]
        found = (Found(each.msgid, each.kind) for each in strings if not each.note)
        notes = told(self.project, page, list(found))
        return (each if each.note else replace(each, note=next(notes)) for each in strings)

    def _notes(self, found: list[SourceString]) -> Iterator[str]:
        if own := self.project.notes.get(found[0].msgid):
            yield own.text
        many = len({each.file for each in found if each.kind != "form"}) > FEW_PAGES
        for each in found:
            yield each.kind if many and each.kind != "form" else each.note or each.kind

    @cached_property
    def page_msgids(self) -> dict[str, tuple[str, ...]]:
        """The keys of each page's messages, by its path."""
        return {path: tuple(each.key for each in found) for path, found in self._of_pages.items()}

    @cached_property
    def frame_msgids(self) -> tuple[str, ...]:
        """The keys of what stands around the pages and on every printed form."""
        return tuple(each.key for each in self._of_the_frame)

    def of(self, page: Page) -> tuple[SourceString, ...]:
        """Return the strings of one page: front matter, form, body."""
        return tuple(self._of_pages[page.path])

    def segments(self, page: Page) -> list[Found]:
        """Return the strings of one page as segments."""
        return [Found(each.msgid, each.kind) for each in self.of(page)]

    def read(self, page: Page) -> list[Found]:
        """Return those of its strings that are there to be read."""
        return [each for each in self.segments(page) if each.kind != SEARCHED]

    @cached_property
    def _of_pages(self) -> dict[str, list[SourceString]]:
        return {page.path: list(self._of_page(page)) for page in self.project.pages}

    @cached_property
    def msgids_around(self) -> tuple[str, ...]:
        """The keys of all that is not the text of a page: front matter and forms, and what stands around the pages."""
        headers = (each.key for page in self.project.pages for each in self._of_header(page))
        return tuple(dict.fromkeys([*headers, *self.frame_msgids]))

    def _of_page(self, page: Page) -> Iterator[SourceString]:
        yield from self._of_header(page)
        for each in self.in_body(page):
            yield SourceString(each.source, page.path, each.kind, each.context, each.facts)

    def _of_header(self, page: Page) -> Iterator[SourceString]:
        for key, kind in META_KEYS.items():
            if text := collapse(getattr(page.meta, key)):
                yield SourceString(text, page.path, kind)
        for sentence in filter(None, page.meta.handout):
            yield SourceString(collapse(sentence), page.path, ON_PAPER)
        if form := self.project.forms.get(page.path):
            yield from (SourceString(msgid, page.path, "form", note=note) for msgid, note in notes(form))

    def in_body(self, page: Page) -> list[Found]:
        """Return the segments of a page's body."""
        key = digest("segments", self.project.parser, page.body)
        kept = self.project.store.made(key, lambda: self._extracted(page))
        return [Found(*each) for each in json.loads(kept)]

    def _extracted(self, page: Page) -> bytes:
        return json.dumps([astuple(each) for each in extract(self.project.markdown, page.body)]).encode()

    @cached_property
    def _of_the_frame(self) -> tuple[SourceString, ...]:
        return (*self._of_the_site(), *_words(), *self._of_templates(), *self._of_scripts(), *self._of_the_ledger())

    def _of_the_site(self) -> Iterator[SourceString]:
        site = self.project.site
        return (SourceString(text, "mkdocs.yml", "site") for text in (site.name, *site.section_titles) if text)

    def _of_templates(self) -> Iterator[SourceString]:
        for file in self._overrides("*.html"):
            tree = parsed_template(file.read_text(encoding="utf-8"), self._named(file))
            for _, _, message in extract_from_ast(tree, TEMPLATE_FUNCTIONS):
                text, context = (*message, "")[:2] if isinstance(message, tuple) else (message, "")
                if isinstance(text, str):
                    yield SourceString(collapse(text), self._named(file), "page frame", context or "")

    def _of_the_ledger(self) -> Iterator[SourceString]:
        said = words("notes")["rule"]
        for each in self.project.ledger.groups:
            yield SourceString(each.title, LEDGER, "heading", note=said.format(claim=each.facts[0].claim))

    def _of_scripts(self) -> Iterator[SourceString]:
        for file in self._overrides("*.js"):
            for text in script_words(file.read_text(encoding="utf-8")):
                yield SourceString(text, self._named(file), "what a button says or answers")

    def _overrides(self, pattern: str) -> list[Path]:
        return sorted((self.project.root / "overrides").rglob(pattern))

    def _named(self, file: Path) -> str:
        return file.relative_to(self.project.root).as_posix()


def _words() -> Iterator[SourceString]:
    for text, context in map(label, words("labels")):
        yield SourceString(text, "hooks/guide/words/labels.yml", "printed form", context)
    for pack in words("packs").values():
        for key in ("title", "about"):
            yield SourceString(pack[key], "hooks/guide/words/packs.yml", "printed form")
    for text in words("about").values():
        yield SourceString(text, "hooks/guide/words/about.yml", "newsletter")
