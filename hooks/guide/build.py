"""One build of the site: what a run reads, what it gathers from page to page, and what it writes.

It is told of each language and each page, in any order of languages; it knows neither MkDocs nor the theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2

from guide.forms import offer as forms
from guide.newsletter import offer as newsletter
from guide.newsletter.kit import MAIL, Bundle, bundle
from guide.paper import offer as paper
from guide.paper.codes import qr_code, qr_picture
from guide.paper.sheets import open_printer
from guide.pictures import picture, pictures
from guide.project import Project
from guide.sound import unsound
from guide.source.addresses import Living, broken
from guide.source.files import gzipped
from guide.source.languages import Language
from guide.source.links import in_language
from guide.source.pages import address
from guide.source.problems import Problem, SourceError
from guide.source.site import host, without_scheme
from guide.translation.dates import written
from guide.translation.segments import SegmentExtension
from guide.translation.status import statuses
from guide.web import headers, offline, search
from guide.web.assets import Assets
from guide.web.icons import icon
from guide.web.page import (
    Frame,
    cut_at_next,
    dater,
    headings,
    links,
    opened,
    page_frame,
    plain_speaker,
    reachable,
    speaker,
)
from guide.web.pictured import PictureExtension, parts, styles_of
from guide.web.places import living
from guide.web.redirects import at_the_start, file_copies, host_rules, lost_places, page_redirects, with_old_places
from guide.web.report import report_link

# The folder with the templates of fields, one a type.
FORMS = Path(__file__).parent / "forms"

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass
class _Gathered:
    """What one language has given so far: its templates, and its pages' HTML by source path."""

    templates: jinja2.Environment | None = None
    pages: dict[str, str] = field(default_factory=dict)
    finished: bool = False


class Build:
    """A run that writes the site into a folder.

    preview: a preview's own script stands in its pages, and a policy would stop it
    told: called with a language and a page's path when a page is begun, to show how far the run is
    segments, pictures: the extensions of the Markdown parser that translate and draw for the language begun last
    """

    def __init__(
        self,
        project: Project,
        folder: Path,
        *,
        preview: bool = False,
        told: Callable[[Language, str], None] | None = None,
    ):
        """Read what a build cannot do without. Raises SourceError with all that is wrong; nothing is written yet."""
        if problems := unsound(project):
            raise SourceError(problems)
        self.project, self.folder, self.preview = project, folder, preview
        self.told = told or (lambda language, path: None)
        source = project.site.source
        self.segments = SegmentExtension(source.tag, source.direction)
        self.pictures = PictureExtension()
        self.printer = open_printer(project)
        self.assets = Assets(project.root / "overrides", project.lookup)
        self.statuses = statuses(project)
        self._styles: set[str] = set()
        self._gathered: dict[Language, _Gathered] = {}
        self._places: dict[str, frozenset[str]] = {}  # of each page, by its address; the same in every language

    def begin(self, language: Language) -> list[Problem]:
        """Begin a language. Returns what is refused of its translations."""
        self._gathered[language] = _Gathered()
        catalogue = self.project.catalogues.get(language.locale)
        self.segments.lookup = catalogue.lookup if catalogue else None
        self.segments.into = language.tag
        self.segments.own = in_language(language.locale, self.project.links, self.project.ledger)
        self.pictures.rtl = language.direction == "rtl"
        return sorted(catalogue.refused) if catalogue else []

    def prepare(self, environment: jinja2.Environment, language: Language) -> None:
        """Give a language's templates their words, and escape what they print."""
        project = self.project
        say = {each.locale: speaker(project.lookup(each), project.site.source) for each in project.site.languages}
        environment.loader = jinja2.ChoiceLoader([*filter(None, [environment.loader]), jinja2.FileSystemLoader(FORMS)])
        environment.autoescape = environment.trim_blocks = environment.lstrip_blocks = True
        environment.globals.update(
            {
                "_": say[language.locale],
                "plain": plain_speaker(project.lookup(language)),
                "dated": dater(project.lookup(language), language, project.site.source),
                "written": lambda day: written(day, language),
                "say": say,
                "site": project.site,
                "links": links,
                "cut_at_next": cut_at_next,
                "icon": icon,
                "outline": lambda name: pictures()[name].outline,
                "headings": headings,
                "parts": parts,
                "picture": partial(picture, rtl=language.direction == "rtl"),
                "style": self._style,
                "script": lambda name: self.assets.script(name, language)[0],
                "print_style": self.assets.print_style[0],
                "policy": lambda text: None if self.preview else headers.content_security_policy([text]),
            }
        )
        environment.filters.update(opened=opened, reachable=reachable, without_scheme=without_scheme, host=host)
        self._gathered[language].templates = environment

    @cached_property
    def _bundles(self) -> dict[str, Bundle]:
        """The newsletter kit in one file a language, by locale."""
        return {each.locale: bundle(self.project, self.printer, each) for each in self.project.site.languages}

    def _style(self, *names: str) -> str:
        text = self.assets.style(*names)
        self._styles.add(text)
        return text

    def frames(self) -> list[Frame]:
        """Return the frame of every page in the source language."""
        source = self.project.site.source
        return [page_frame(self.project, path, source) for path in self.project.site.pages]

    def context(self, path: str, content: str, language: Language) -> dict[str, Any]:
        """Return what a page's template shows, and write what belongs beside the page. Raises SourceError.

        path: of the source, with `docs/`; content: the page's HTML without its frame
        """
        self.told(language, path)
        folder = self.project.site.path(language, address(path))
        context: dict[str, Any] = {
            "frame": page_frame(self.project, path.removeprefix("docs/"), language),
            "drawn": styles_of(content, self.project.forms.get(path)),
            "statuses": self.statuses,
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
            self._write_all({f"{folder}{name}": data for name, data in offer.files.items()})
        return context

    def finished_page(self, path: str, page: str, language: Language) -> str:
        """Return a page's HTML with its old places reachable; keep it, and write its QR code beside it."""
        site, here = self.project.site, address(path)
        url, folder = site.page_url(language, here), site.path(language, here)
        self._write_all({f"{folder}qr.svg": qr_code(url), f"{folder}qr.png": qr_picture(url)})
        self._places[here] = frozenset(_ID.findall(page))
        page = with_old_places(page, self.project.addresses, here)
        if lost := lost_places(self.project.addresses, site, language, here):
            notice = self._template(language, "partials/moved.html")
            page = at_the_start(page, notice.render(places=lost, titles=self._titles()))
        self._gathered[language].pages[path] = page
        return page

    def finish(self, language: Language) -> None:
        """Write a language's scripts, its index and its copy; with the last language, finish the site.

        Raises SourceError.
        """
        path = self.project.site.path
        scripts = self.assets.scripts(language)
        index = {path(language, "search.json"): self._index(language)}
        paper = dict([self.assets.print_style])
        copy = offline.copy(self._pages_to_keep(language) | scripts | index | paper, language.tag)
        kept: dict[str, bytes | str] = {
            path(language, "saved.json"): copy.about,
            path(language, copy.name): copy.packed,
        }
        self._write_all(scripts | index | kept)
        self._gathered[language].finished = True
        if all(each in self._gathered and self._gathered[each].finished for each in self.project.site.languages):
            self._finish_site()

    def _index(self, language: Language) -> str:
        pages = self._gathered[language].pages
        said = plain_speaker(self.project.lookup(language))
        return search.index(
            {page.address: (said(page.title), said(page.meta.search), pages[page.path]) for page in self.project.pages}
        )

    def _pages_to_keep(self, language: Language) -> dict[str, str]:
        site = self.project.site
        return {
            site.path(each, address(path)): page
            for each in dict.fromkeys((language, site.source))
            for path, page in self._gathered[each].pages.items()
            if each == language or self._kept_with_english(path)
        }

    def _kept_with_english(self, path: str) -> bool:
        """Whether a page's other language is asked for where there is no connection; a form's always is."""
        return path in self.project.forms or self.project.page(path).meta.offline == "with English"

    def _finish_site(self) -> None:
        """Hold the whole site against the list of addresses; write what stands at old ones and what serves all."""
        addresses, site = self.project.addresses, self.project.site
        built = Living(living(self.project).pages, self._places.get, lambda path: (self.folder / path).is_file())
        if problems := list(broken(addresses, site, built)):
            raise SourceError(problems)
        self._write_all({old: (self.folder / new).read_bytes() for old, new in file_copies(addresses, site)})
        self._write_all(dict(self._moved_pages()))
        self._write_all({"worker.js": self.assets.worker, **dict([self.assets.print_style])})
        self._write_all(
            headers.header_files(self._styles, site.base, host_rules(addresses, site), self._mail_folders())
        )
        sitemap = self.folder / "sitemap.xml"
        if sitemap.exists():  # MkDocs packs it with the day's time in it
            self._write_all({"sitemap.xml.gz": gzipped(sitemap.read_bytes())})

    def _mail_folders(self) -> list[str]:
        """Return the paths of the folders with snippets for e-mail, from the root of the domain."""
        site = self.project.site
        pages = [page.address for page in self.project.pages if page.meta.template == "share.html"]
        return [f"{site.base}{site.path(each, page)}{MAIL}/" for page in pages for each in site.languages]

    def _moved_pages(self) -> Iterator[tuple[str, str]]:
        titles = self._titles()
        script, text = self.assets.moved
        for redirect in page_redirects(self.project.addresses, self.project.site):
            page = self._template(redirect.language, "moved.html").render(
                redirect=redirect,
                title=titles[redirect.source],
                moved_script=script,
                base_url="../" * redirect.path.count("/"),
                page=None,
            )
            yield f"{redirect.path}index.html", page
            yield script, text

    def _template(self, language: Language, name: str) -> jinja2.Template:
        templates = self._gathered[language].templates
        if templates is None:
            raise ValueError(f"the templates of {language.locale} are not prepared")
        return templates.get_template(name)

    def _titles(self) -> dict[str, str]:
        return {page.address: page.title for page in self.project.pages}

    def _write_all(self, files: Mapping[str, bytes | str]) -> None:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
