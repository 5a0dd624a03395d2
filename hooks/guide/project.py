"""One checkout: its site, pages, forms, the strings of its templates, and its catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
import markdown
from jinja2.ext import extract_from_ast

from guide.forms.definition import read_form
from guide.forms.model import Form, texts
from guide.newsletter.about import ABOUT
from guide.paper.labels import WORDS
from guide.paper.press import open_press
from guide.paper.sheets import Printer
from guide.source.addresses import FILE, Addresses, read_addresses
from guide.source.languages import Language
from guide.source.pages import Page, read_page
from guide.source.problems import Problem, SourceError
from guide.source.site import Site, read_site
from guide.translation.catalogues import Catalogue, Message, read_catalogue
from guide.translation.segments import Found, Lookup, collapse, extract
from guide.translation.status import Status, status
from guide.web.assets import script_words

# The functions that mark a string of a template for translation.
TEMPLATE_FUNCTIONS = ("_", "plain")
SOURCES = (
    "docs/**/*.md",
    "translations/*.po",
    "overrides/**/*.html",
    "overrides/**/*.js",
    "docs/**/*.svg",
    "docs/**/*.png",
)
META_KEYS = ("title", "description")


@dataclass(frozen=True)
class SourceString:
    """A string to translate where it stands: its msgid, its file, what it is there."""

    msgid: str
    file: str
    kind: str


_opened: dict[Path, tuple[tuple[tuple[Path, int], ...], Project]] = {}


def open_project(root: Path) -> Project:
    """Return the project of a checkout, read anew only when one of its sources has changed."""
    files = [root / "mkdocs.yml", root / FILE, *(file for each in SOURCES for file in root.glob(each))]
    stamp = tuple((file, file.stat().st_mtime_ns) for file in sorted(files) if file.exists())
    if root not in _opened or _opened[root][0] != stamp:
        _opened.clear()
        _opened[root] = (stamp, Project(root))
    return _opened[root][1]


def opened_project(root: Path) -> Project:
    """Return the project as it was last opened, without looking at its files. Raises KeyError."""
    return _opened[root][1]


class Project:
    """Everything that is read from a checkout, each part when it is first asked for.

    root: the folder with mkdocs.yml, docs/, overrides/ and translations/
    """

    def __init__(self, root: Path):
        self.root = root

    def read(self) -> None:
        """Read what a build cannot do without. Raises SourceError."""
        _ = self.site, self.forms, self.catalogues, self.addresses

    @cached_property
    def site(self) -> Site:
        """The settings. Raises SourceError."""
        return read_site(self.root / "mkdocs.yml")

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in the order of the navigation; the ones outside it at the end."""
        docs = self.root / "docs"
        listed = [docs / each for each in self.site.pages]
        others = sorted(file for file in docs.rglob("*.md") if file not in listed)
        return tuple(read_page(file, self.root) for file in [*listed, *others] if file.exists())

    def page(self, path: str) -> Page:
        """Return a page by its path, `docs/before.md`. Raises KeyError."""
        return self._pages[path]

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

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

    @cached_property
    def printer(self) -> Printer:
        """What prints the guide's forms, handouts and pictures."""
        return Printer(self.site, self.lookup, open_press(self.root))

    def catalogue_file(self, language: Language) -> Path:
        """Return where a language's translations are kept."""
        return self.root / "translations" / f"{language.locale}.po"

    @cached_property
    def catalogues(self) -> dict[str, Catalogue]:
        """The catalogues by locale; the source language has none. Raises SourceError."""
        md = self.site.markdown()
        found: dict[str, Catalogue] = {}
        problems: list[Problem] = []
        for each in self.site.languages[1:]:
            try:
                found[each.locale] = read_catalogue(self.catalogue_file(each), self.root, each, md)
            except SourceError as error:
                problems += error.problems
        if problems:
            raise SourceError(problems)
        return found

    def lookup(self, language: Language) -> Lookup:
        """Return the function that translates into a language; for the source language it gives the text back."""
        if language == self.site.source:
            return lambda msgid: msgid
        return self.catalogues[language.locale].lookup

    @cached_property
    def statuses(self) -> tuple[tuple[Language, Status], ...]:
        """How complete and how reviewed each translation is, over the whole guide."""
        msgids = [message.msgid for message in self.messages]
        return tuple((each.language, status(each, msgids)) for each in self.catalogues.values())

    @cached_property
    def strings(self) -> tuple[SourceString, ...]:
        """Every string to translate, page by page, then the site's and its templates' own."""
        return tuple(string for page in self.pages for string in self.page_strings(page)) + self._frame_strings

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """The same strings as messages: each msgid once, with all its files and kinds."""
        places: dict[str, list[SourceString]] = {}
        for string in self.strings:
            places.setdefault(string.msgid, []).append(string)
        return tuple(
            Message(
                msgid,
                files=tuple(dict.fromkeys(each.file for each in found)),
                kinds=tuple(dict.fromkeys(each.kind for each in found)),
            )
            for msgid, found in places.items()
        )

    @cached_property
    def page_msgids(self) -> dict[str, tuple[str, ...]]:
        """The msgids of each page, by its path."""
        return {path: tuple(each.msgid for each in strings) for path, strings in self._page_strings.items()}

    @cached_property
    def frame_msgids(self) -> tuple[str, ...]:
        """The msgids of what stands around the pages and on every printed form."""
        return tuple(each.msgid for each in self._frame_strings)

    @cached_property
    def _frame_strings(self) -> tuple[SourceString, ...]:
        return (*self._site_strings(), *self._template_strings(), *self._script_strings())

    def page_strings(self, page: Page) -> list[SourceString]:
        """Return the strings of one page: front matter, form, body."""
        return self._page_strings[page.path]

    @cached_property
    def _page_strings(self) -> dict[str, list[SourceString]]:
        md = self.site.markdown()
        return {page.path: self._extracted(page, md) for page in self.pages}

    def _extracted(self, page: Page, md: markdown.Markdown) -> list[SourceString]:
        meta = {key: collapse(str(page.meta.get(key) or "")) for key in META_KEYS}
        found = [SourceString(text, page.path, f"page {key}") for key, text in meta.items() if text]
        if form := self.forms.get(page.path):
            found += [SourceString(msgid, page.path, "form") for msgid in texts(form)]
        found += [SourceString(each.source, page.path, each.kind) for each in extract(md, page.body)]
        return found

    def page_segments(self, page: Page) -> list[Found]:
        """Return the same strings as segments."""
        return [Found(each.msgid, each.kind) for each in self.page_strings(page)]

    def _site_strings(self) -> Iterator[SourceString]:
        site = self.site
        for text in (site.name, *site.section_titles):
            if text:
                yield SourceString(text, "mkdocs.yml", "site")
        for text in WORDS:
            yield SourceString(text, "hooks/guide/paper/labels.py", "printed form")
        for text in ABOUT.values():
            yield SourceString(text, "hooks/guide/newsletter/about.py", "newsletter")

    def _template_strings(self) -> Iterator[SourceString]:
        environment = jinja2.Environment(autoescape=True)
        for file in sorted((self.root / "overrides").rglob("*.html")):
            tree = environment.parse(file.read_text(encoding="utf-8"))
            for _, _, message in extract_from_ast(tree, TEMPLATE_FUNCTIONS):
                if isinstance(message, str):
                    yield SourceString(collapse(message), file.relative_to(self.root).as_posix(), "page frame")

    def _script_strings(self) -> Iterator[SourceString]:
        for file, words in script_words(self.root / "overrides"):
            yield SourceString(words, file.relative_to(self.root).as_posix(), "what a button says or answers")
