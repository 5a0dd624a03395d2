"""One build of the site: what a run reads, what it gathers from page to page, and what it writes.

It is told of each language and each page, in any order of languages; it knows neither MkDocs nor the theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from guide.forms import offer as forms
from guide.newsletter import offer as newsletter
from guide.newsletter.kit import MAIL, Bundle, zipped
from guide.paper import offer as paper
from guide.paper.sheets import open_printer
from guide.project import Project
from guide.results import COUNTS, Result, Results
from guide.schools.pages import school_frame
from guide.schools.roll import for_search_engines
from guide.sound import unsound
from guide.source.addresses import Living, broken
from guide.source.files import gzipped
from guide.source.languages import Language
from guide.source.links import in_language
from guide.source.pages import Page, address
from guide.source.problems import Problem, SourceError
from guide.translation.segments import SegmentExtension
from guide.web import headers, offline, search
from guide.web.assets import Assets
from guide.web.environment import equip
from guide.web.page import Frame, page_frame, plain_speaker, styles_of
from guide.web.pictured import PictureExtension
from guide.web.places import living
from guide.web.redirects import at_the_start, file_copies, host_rules, lost_places, page_redirects, with_old_places
from guide.web.report import report_link
from guide.web.slim import slim

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass
class _Page:
    """What is known of a page that is being built: what stands beside it, and its ids and links (see `Result`)."""

    files: dict[str, bytes] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    links: list[list[str]] = field(default_factory=list)


class Build:
    """A run that writes the site into a folder.

    preview: a preview's own script stands in its pages, and a policy would stop it
    told: called with a language and a page's path when a page is begun, to show how far the run is
    sound: says whether nothing is wrong so far: only then may a page be used again
    first: the languages that this run builds, where others build the rest at the same time
    notes: what a maintainer may want to know of the site, though nothing is wrong
    segments, pictures: the extensions of the Markdown parser that translate and draw for the language begun last
    """

    def __init__(
        self,
        project: Project,
        folder: Path,
        *,
        preview: bool = False,
        told: Callable[[Language, str], None] | None = None,
        sound: Callable[[], bool] = lambda: False,
    ):
        """Read what a build cannot do without. Raises SourceError with all that is wrong; nothing is written yet."""
        if problems := unsound(project):
            raise SourceError(problems)
        self.project, self.folder, self.preview = project, folder, preview
        self.told = told or (lambda language, path: None)
        self.sound = sound
        self.first: tuple[Language, ...] = ()
        source = project.site.source
        self.segments = SegmentExtension(source.tag, source.direction)
        self.pictures = PictureExtension()
        self.printer = open_printer(project)
        self.assets = Assets(project.root / "overrides", project.lookup)
        self.results = Results(project, preview=preview)
        self.places: dict[str, frozenset[str]] = {}  # of each page, by its address; the same in every language
        self.notes: list[str] = []
        self._finished: set[Language] = set()
        self._folders: set[Path] = set()  # that are there
        self._templates: jinja2.Environment | None = None

    def begin(self, language: Language) -> list[Problem]:
        """Begin a language. Returns what is refused of its translations."""
        self._kept: dict[str, Result] = {}
        self._begun: dict[str, _Page] = {}
        self._made: dict[str, Result] = {}
        for page in self.project.pages:
            if result := self.results.get(page, language):
                self._kept[page.path] = result
        catalogue = self.project.catalogues.get(language.locale)
        self.segments.lookup = catalogue.lookup if catalogue else None
        self.segments.into = language.tag
        self.segments.own = in_language(language.locale, self.project.links, self.project.ledger)
        self.pictures.rtl = language.direction == "rtl"
        return sorted(catalogue.refused) if catalogue else []

    def kept(self, path: str) -> Result | None:
        """Return a page of the language as it was built before, if all that goes into it is the same."""
        return self._kept.get(path)

    def noted(self, path: str, ids: list[str], links: list[list[str]]) -> None:
        """Note the ids and the links that the parser found in a page; see `Result`."""
        self._begun[path] = _Page(ids=ids, links=links)

    def prepare(self, environment: jinja2.Environment, language: Language) -> None:
        """Give a language's templates their words, and escape what they print."""
        equip(environment, self.project, self.assets, language, preview=self.preview)
        self._templates = environment

    @cached_property
    def _bundles(self) -> dict[str, Bundle]:
        """The newsletter kit in one file a language, by locale; those that nobody else makes at the same time first."""
        there = dict.fromkeys([*self.first, *self.project.site.languages])
        return {each.locale: self._bundle(each) for each in there}

    def _bundle(self, language: Language) -> Bundle:
        key = self.results.of_all("bundle", language.locale)
        return Bundle(language, self.project.store.made(key, lambda: zipped(self.project, self.printer, language)))

    def frames(self) -> list[Frame]:
        """Return the frame of every page in the source language."""
        source = self.project.site.source
        return [page_frame(self.project, path, source) for path in self.project.site.pages]

    def listed(self) -> list[Frame]:
        """Return the frame of each school's page that search engines may show, in the source language.

        Raises SourceError with what is wrong in the list of schools.
        """
        project = self.project
        schools = for_search_engines(project.root, project.site)
        return [school_frame(project, each, project.site.source) for each in schools]

    def context(self, path: str, content: str, language: Language) -> dict[str, Any]:
        """Return what a page's template shows, and make what belongs beside the page. Raises SourceError.

        path: of the source, with `docs/`; content: the page's HTML without its frame
        """
        self.told(language, path)
        page = self.project.page(path)
        folder = self.project.site.path(language, page.address)
        context: dict[str, Any] = {
            "frame": page_frame(self.project, path.removeprefix("docs/"), language),
            "needed": styles_of(content, self.project.forms.get(path)),
            "statuses": self.results.statuses if page.meta.template == COUNTS else (),
            "ledger": self.project.ledger,
            "checked": self.project.ledger.oldest(
                name for each in self.project.statements[path] for name in each.facts
            ),
            "report": report_link(self.project, path, language),
        }
        for offer in (
            paper.for_page(self.project, self.printer, path, content, language),
            forms.for_page(self.project, path, language),
            newsletter.for_page(self.project, lambda: self._bundles, path, language),
        ):
            context |= offer.context
            self._begun[path].files |= {f"{folder}{name}": _bytes(data) for name, data in offer.files.items()}
        return context

    def finished_page(self, path: str, page: str, language: Language) -> str:
        """Return a page's HTML with its old places reachable; write what stands beside it, its QR code, too."""
        result = self._result(path, page, language)
        self._take(path, result)
        return result.html

    def _take(self, path: str, result: Result) -> None:
        """Take a page, and write what stands beside it."""
        self._made[path] = result
        self._write_all(result.files)
        self.places[address(path)] = frozenset(result.places)

    def _result(self, path: str, page: str, language: Language) -> Result:
        site, here = self.project.site, address(path)
        url, folder = site.page_url(language, here), site.path(language, here)
        codes = self.printer.press.codes
        beside = {f"{folder}qr.svg": codes.drawing(url).encode(), f"{folder}qr.png": codes.picture(url)}
        places = _ID.findall(page)
        page = with_old_places(page, self.project.addresses, here)
        if lost := lost_places(self.project.addresses, site, language, here):
            page = at_the_start(page, self._template("partials/moved.html").render(places=lost, titles=self._titles()))
        begun = self._begun.pop(path)
        html = page if self.preview else slim(page, self.assets.brought)
        return Result(html, beside | begun.files, search.said(page), places, begun.ids, begun.links)

    def finish(self, language: Language) -> None:
        """Write kept pages, what serves a language and stands at its old addresses; keep new pages if all is well."""
        for path, kept in self._kept.items():
            self.told(language, path)
            self._take(path, kept)
            self._write_all({self._file(path, language): kept.html})
        index = {self.project.site.path(language, "search.json"): self._index(language)}
        self._write_all(self.assets.scripts(language) | index | dict(self._moved_pages(language)))
        if self.sound():
            new = {path: each for path, each in self._made.items() if path not in self._kept}
            self.results.put((self.project.page(path), language, each) for path, each in new.items())
        self._finished.add(language)

    @property
    def complete(self) -> bool:
        """Whether every language is finished."""
        return self._finished == set(self.project.site.languages)

    def _index(self, language: Language) -> str:
        say = plain_speaker(self.project.lookup(language))
        return search.index(
            {
                page.address: (say(page.title), say(page.meta.search), self._made[page.path].said)
                for page in self.project.pages
            }
        )

    def write_copy(self, language: Language) -> None:
        """Write the copy for the phone of a language whose pages are written, and note what it has no room for."""
        path, kept = self.project.site.path, self._pages_to_keep(language)
        always = self.assets.scripts(language) | dict([self.assets.print_style])
        pages = self._texts([*kept, path(language, "search.json")])  # the search is of use where all it finds is there
        copy = offline.copy(always, pages, language.tag)
        self._write_all({path(language, "saved.json"): copy.about, path(language, copy.name): copy.packed})
        if copy.held < len(pages):
            most = len(pages) - 1
            self.notes.append(
                f"the copy for phones in {language.name} has room for {min(copy.held, most)} of {most} pages and none "
                f"for the search: {offline.MOST // 1000} KB; forms and pages for parents come first, in menu order"
            )

    def _pages_to_keep(self, language: Language) -> list[str]:
        """Return the pages of a language's copy, those first that a parent needs most."""
        source = self.project.site.source
        return [
            self._file(page.path, each)
            for page in sorted(self.project.pages, key=self._for_later)
            for each in dict.fromkeys((language, source))
            if each == language or self._kept_with_english(page.path)
        ]

    def _for_later(self, page: Page) -> tuple[bool, bool]:
        form = self.project.forms.get(page.path)
        return "staff" in (page.meta.audience, form and form.audience), form is None

    def _file(self, path: str, language: Language) -> str:
        return f"{self.project.site.path(language, address(path))}index.html"

    def _texts(self, paths: Iterable[str]) -> dict[str, str]:
        """Return those of some files that are there, by their addresses: a preview may not have built all."""
        there = (each for each in paths if (self.folder / each).is_file())
        return {each.removesuffix("index.html"): self._written(each) for each in there}

    def _written(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def _kept_with_english(self, path: str) -> bool:
        """Whether a page's other language is asked for where there is no connection; a form's always is."""
        return path in self.project.forms or self.project.page(path).meta.offline == "with English"

    def finish_site(self) -> None:
        """Hold the whole site against the list of addresses; write what stands at old ones and what serves all.

        Raises SourceError.
        """
        addresses, site = self.project.addresses, self.project.site
        built = Living(living(self.project).pages, self.places.get, lambda path: (self.folder / path).is_file())
        if problems := list(broken(addresses, site, built)):
            raise SourceError(problems)
        self._write_all({old: (self.folder / new).read_bytes() for old, new in file_copies(addresses, site)})
        for language in site.languages:
            self.write_copy(language)
        self.write_shared()
        self._write_all(headers.header_files(site.base, host_rules(addresses, site), self._mail_folders()))
        if (self.folder / "sitemap.xml").exists():  # MkDocs packs it with the day's time in it
            self._write_all({"sitemap.xml.gz": gzipped(self._written("sitemap.xml").encode())})

    def write_shared(self) -> None:
        """Write what serves the pages of every language."""
        self._write_all({"worker.js": self.assets.worker, **dict([self.assets.print_style])})

    def _mail_folders(self) -> list[str]:
        """Return the paths of the folders with snippets for e-mail, from the root of the domain."""
        site = self.project.site
        pages = [page.address for page in self.project.pages if page.meta.template == "share.html"]
        return [f"{site.base}{site.path(each, page)}{MAIL}/" for page in pages for each in site.languages]

    def _moved_pages(self, language: Language) -> Iterator[tuple[str, str]]:
        titles = self._titles()
        script, text = self.assets.moved
        for redirect in page_redirects(self.project.addresses, self.project.site):
            if redirect.language == language:
                page = self._template("moved.html").render(
                    redirect=redirect,
                    title=titles[redirect.source],
                    moved_script=script,
                    base_url="../" * redirect.path.count("/"),
                    page=None,
                )
                yield f"{redirect.path}index.html", page
                yield script, text

    def _template(self, name: str) -> jinja2.Template:
        if self._templates is None:
            raise ValueError("no language is prepared")
        return self._templates.get_template(name)

    def _titles(self) -> dict[str, str]:
        return {page.address: page.title for page in self.project.pages}

    def _write_all(self, files: Mapping[str, bytes | str]) -> None:
        for path, content in files.items():
            file = self.folder / path
            if file.parent not in self._folders:
                self._folders.add(file.parent)
                file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(content))


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
