"""One checkout: its site, pages, forms, addresses and catalogues, and the strings to translate in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import markdown

from guide.forms.definition import read_form
from guide.forms.model import Form
from guide.kept import Store, digest, makers, open_store
from guide.source.addresses import FILE, Addresses, read_addresses
from guide.source.facts import FILE as LEDGER
from guide.source.facts import Ledger, read_ledger
from guide.source.languages import Language
from guide.source.links import FILE as LINKS
from guide.source.links import Links, read_links
from guide.source.pages import Page, read_pages
from guide.source.parsed import Parsed, packed, parse, unpacked
from guide.source.problems import Problem, SourceError
from guide.source.site import Site, read_site
from guide.source.tokens import read_colours
from guide.translation.catalogues import Catalogue, Judge, read_catalogue
from guide.translation.markup import shape
from guide.translation.messages import without_context
from guide.translation.notes import Note, read_notes
from guide.translation.segments import Lookup
from guide.translation.stated import Statement, stated
from guide.translation.strings import Strings


class Project:
    """Everything that is read from a checkout, each part when it is first asked for.

    root: the folder with mkdocs.yml, docs/, overrides/ and translations/
    today: the day as of which facts are old; the day in UTC, if not given
    """

    def __init__(self, root: Path, today: datetime.date | None = None):
        self.root = root
        self.today = today or datetime.datetime.now(tz=datetime.UTC).date()

    def read(self) -> None:
        """Read what a build cannot do without. Raises SourceError with the problems of all of it."""
        problems: list[Problem] = []
        for part in (
            lambda: self.site,
            lambda: self.sound_pages,
            lambda: self.forms,
            lambda: self.catalogues,
            lambda: self.addresses,
            lambda: self.links,
            lambda: self.notes,
        ):
            try:
                part()
            except SourceError as error:
                problems += error.problems
        if problems:
            raise SourceError(problems)

    @cached_property
    def site(self) -> Site:
        """The settings. Raises SourceError."""
        return read_site(self.root / "mkdocs.yml")

    @cached_property
    def markdown(self) -> markdown.Markdown:
        """The parser of the pages, with the same extensions as the built site. Reset it before each use."""
        return self.site.markdown()

    @cached_property
    def store(self) -> Store:
        """What was made before."""
        return open_store(self.root)

    @cached_property
    def parser(self) -> str:
        """A key of all that decides what the parser makes of a text."""
        return digest(makers(__name__), self.site.extensions, self.site.extension_configs)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in the order of the navigation; the ones outside it at the end."""
        docs = self.root / "docs"
        listed = dict.fromkeys(docs / each for each in self.site.pages)
        others = sorted(file for file in docs.rglob("*.md") if file not in listed)
        return read_pages([*listed, *others], self.root)

    @property
    def sound_pages(self) -> tuple[Page, ...]:
        """The pages, where the front matter of all of them is sound. Raises SourceError where it is not."""
        if problems := [problem for page in self.pages for problem in page.problems]:
            raise SourceError(problems)
        return self.pages

    def page(self, path: str) -> Page:
        """Return a page by its path, `docs/before.md`. Raises KeyError."""
        return self._pages[path]

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    def parsed(self, page: Page) -> Parsed:
        """Return what the parser makes of a page's English."""
        if page.path not in self._parsed:
            key = digest("parsed", self.parser, page.body, page.body_line)
            self._parsed[page.path] = unpacked(self.store.made(key, lambda: self._packed(page)))
        return self._parsed[page.path]

    def _packed(self, page: Page) -> bytes:
        return packed(parse(self.markdown, page.body, page.body_line))

    @cached_property
    def _parsed(self) -> dict[str, Parsed]:
        return {}

    def title(self, page: Page, language: Language) -> str:
        """Return a page's title in a language, in English where it has no translation."""
        return self.lookup(language)(page.title) or page.title

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms by page path, in the order of the navigation. Raises SourceError with the mistakes of all."""
        found: dict[str, Form] = {}
        problems: list[Problem] = []
        for page in self.pages:
            try:
                form = read_form(page)
            except SourceError as error:
                problems += error.problems
            else:
                if form:
                    found[page.path] = form
        if problems:
            raise SourceError(problems)
        return found

    @cached_property
    def addresses(self) -> Addresses:
        """The published addresses, and what has moved. Raises SourceError."""
        return read_addresses(self.root / FILE)

    def catalogue_file(self, language: Language) -> Path:
        """Return where a language's translations are kept."""
        return self.root / "translations" / f"{language.locale}.po"

    @cached_property
    def catalogues(self) -> dict[str, Catalogue]:
        """The catalogues by locale; the source language has none. Raises SourceError."""
        found: dict[str, Catalogue] = {}
        problems: list[Problem] = []
        for each in self.site.languages[1:]:
            try:
                found[each.locale] = read_catalogue(self.catalogue_file(each), self.root, each, self.judge)
            except SourceError as error:
                problems += error.problems
        if problems:
            raise SourceError(problems)
        return found

    @cached_property
    def judge(self) -> Judge:
        """What decides which translations may be shown."""
        return Judge(lambda text: shape(self.markdown, text), self.store, self.parser, self.today)

    def lookup(self, language: Language) -> Lookup:
        """Return the function that translates into a language; for the source language it gives the text back."""
        if language == self.site.source:
            return without_context
        return self.catalogues[language.locale].lookup

    @cached_property
    def ledger(self) -> Ledger:
        """What the guide says about the law. Raises SourceError."""
        return read_ledger(self.root / LEDGER)

    @cached_property
    def links(self) -> Links:
        """The addresses outside the guide that have one in another language. Raises SourceError."""
        return read_links(self.root / LINKS)

    @cached_property
    def notes(self) -> dict[str, Note]:
        """What people wrote for translators, by the text it is for. Raises SourceError."""
        return read_notes(self.root)

    @cached_property
    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """What each page and its form state of the law, by the page's path. Raises SourceError."""
        return {page.path: tuple(stated(self, page)) for page in self.pages}

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """The colours of the guide by name. Raises SourceError."""
        return read_colours(self.root)

    @cached_property
    def strings(self) -> Strings:
        """What is translated."""
        return Strings(self)
