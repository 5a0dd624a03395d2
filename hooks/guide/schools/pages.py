"""The page of a school, `s/SLUG/`, in each of its languages: how to reach it, what is most wanted, its sheets.

It stands in the frame of the guide and asks for the guide's own scripts, so it is laid over a site that was built from
the same checkout. What it says besides names and contacts, the guide says already.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from guide.forms.model import Form, translate
from guide.newsletter.kit import ABOUT as WORDS
from guide.paper.codes import Codes
from guide.paper.editions import Edition
from guide.project import Project
from guide.schools.roll import CHECK, School
from guide.source.languages import Language
from guide.source.pages import Page, PageMeta, address
from guide.source.problems import Problem
from guide.web.assets import Assets
from guide.web.environment import equip
from guide.web.page import Alternate, Frame, page_frame, styles_of

# The start page, and the part of it that a school's page shows, too.
HOME, WANTED = "docs/index.md", "wanted"

# What a page asks for that was reached from a school's.
ABOUT = "school.json"

# A link as the start page's source has it: to a page, to a place in one, or to a place in itself.
_LINK = re.compile(r'href="(?!")([\w~/-]+\.md)?(#[\w:-]+)?"')


@dataclass(frozen=True)
class Sheet:
    """A file that a page lists.

    kind: `sheet`, `pack`, `handout`, `poster` or `kit`; of: the path of its page, or the stem of the pack
    edition: of a sheet or a pack; length: in bytes; sides: of A4
    """

    kind: str
    of: str
    file_name: str
    edition: Edition | None
    length: int
    sides: int

    @property
    def kilobytes(self) -> int:
        """Size in units of 1,000 bytes, rounded up."""
        return -(-self.length // 1000)


@dataclass(frozen=True)
class _Entry:
    """A page as MkDocs describes it to the templates of the frame."""

    meta: PageMeta
    url: str
    children: tuple[Any, ...] = ()


@dataclass(frozen=True)
class _Lists:
    """Lists for families and for staff."""

    families: list[Any]
    staff: list[Any]


class Pages:
    """What makes the pages of schools.

    content: returns the HTML of a page in a language, by its path and the locale
    """

    def __init__(self, project: Project, codes: Codes, content: Callable[[str, str], str]):
        self.project, self.codes = project, codes
        self._content = content
        self._assets = Assets(project.root / "overrides", project.lookup)
        self._template = lru_cache(maxsize=None)(self._new_template)
        self._form = lru_cache(maxsize=None)(self._translated)

    def made(self, school: School, language: Language, sheets: Sequence[Sheet]) -> dict[str, bytes]:
        """Return a school's page in a language, and what stands beside it, by their paths below the site."""
        frame = school_frame(self.project, school, language)
        folder, url = frame.current.path, frame.current.url
        files = {
            f"{folder}index.html": self._html(school, frame, sheets).encode(),
            f"{folder}qr.svg": self.codes.drawing(url).encode(),
            f"{folder}qr.png": self.codes.picture(url),
        }
        return files | ({school.page + ABOUT: _about(school)} if language == self.project.site.source else {})

    def _html(self, school: School, frame: Frame, sheets: Sequence[Sheet]) -> str:
        language, base = frame.language, "../" * frame.current.path.count("/")
        home = base + self.project.site.path(language, "")
        wanted = _led_from(home, school.query, part(self._content(HOME, language.locale), WANTED))
        publisher = school.publisher(self.project.root / "docs", language.locale)
        return self._template(language).render(
            base_url=base,
            frame=frame,
            page=SimpleNamespace(content=wanted, ancestors=(), file=SimpleNamespace(src_uri=school.page)),
            nav=SimpleNamespace(items=self._entries(language, self._doors)),
            needed=styles_of(wanted, None),
            school=school,
            name=publisher.name,
            by=dataclasses.replace(publisher, name=""),
            words=WORDS["parents"],
            folder=base + school.page,
            forms=self._forms(language, sheets),
            handouts=self._handouts(sheets),
            packs=[each for each in sheets if each.kind == "pack"],
            posters=[each for each in sheets if each.kind == "poster"],
            kits=[each for each in sheets if each.kind == "kit"],
        )

    # --- the frame

    def _new_template(self, language: Language) -> jinja2.Template:
        loader = jinja2.FileSystemLoader(self.project.root / "overrides")
        environment = jinja2.Environment(loader=loader, autoescape=True, auto_reload=False)
        equip(environment, self.project, self._assets, language)
        environment.filters["url"] = _below
        return environment.get_template("school.html")

    @cached_property
    def _doors(self) -> list[Page]:
        return [self.project.page(f"docs/{each}") for each in self.project.site.doors]

    def _entries(self, language: Language, pages: Iterable[Page]) -> list[_Entry]:
        return [_Entry(each.meta, self.project.site.path(language, each.address)) for each in pages]

    # --- on paper

    def _forms(self, language: Language, sheets: Sequence[Sheet]) -> _Lists:
        """Return for each form where its page is, the form, and its sheets."""
        lists = _Lists([], [])
        for path in self.project.forms:
            form = self._form(path, language)
            own = [each for each in sheets if each.kind == "sheet" and each.of == path]
            where = self.project.site.path(language, address(path))
            (lists.staff if form.audience == "staff" else lists.families).append((where, form, own))
        return lists

    def _translated(self, path: str, language: Language) -> Form:
        return translate(self.project.forms[path], self.project.lookup(language), language.tag)

    def _handouts(self, sheets: Sequence[Sheet]) -> _Lists:
        """Return each handout with its title."""
        lists = _Lists([], [])
        for each in sheets:
            if each.kind == "handout":
                page = self.project.page(each.of)
                entry = (page.title, each)
                (lists.staff if page.meta.audience == "staff" else lists.families).append(entry)
        return lists


def school_frame(project: Project, school: School, language: Language) -> Frame:
    """Return the frame of a school's page in a language."""
    site = project.site
    own = tuple(
        Alternate(each, site.path(each, school.page), site.page_url(each, school.page))
        for each in site.languages
        if each.locale in school.languages
    )
    return dataclasses.replace(page_frame(project, HOME.removeprefix("docs/"), language), alternates=own)


def wrong_site(project: Project, folder: Path) -> Iterator[Problem]:
    """Find that a folder holds another guide than the one that the pages of schools are laid over."""
    script = Assets(project.root / "overrides", project.lookup).script("start", project.site.source)
    if (folder / "index.html").is_file() and not (folder / script).is_file():
        message = "was built from something else than what is here; run guide build for it first"
        yield Problem(f"{folder.name}/", 0, message, CHECK)


def part(content: str, name: str) -> str:
    """Return a part of a rendered page, from its heading of the second level to the next; empty where it has none."""
    found = re.search(rf'<h2\b[^>]*\sid="{name}".*?(?=<h2\b|\Z)', content, re.DOTALL)
    return found[0] if found else ""


def _led_from(home: str, query: str, content: str) -> str:
    """Return a part of the start page with its links as a school's page has them; what they open knows the school.

    home: the way to the start page; query: what follows an address
    """
    return _LINK.sub(lambda link: f'href="{home}{address(link[1] or "index.md")}{query}{link[2] or ""}"', content)


@jinja2.pass_context
def _below(context: jinja2.runtime.Context, path: str) -> str:
    """Return a path below the site's address as seen from a page; another page that it leads to knows the school."""
    school: School = context["school"]
    other = not path.rpartition("/")[2] and not path.endswith(school.page)
    return f"{context['base_url']}{path}{school.query if other else ''}"


def _about(school: School) -> bytes:
    said = {each: getattr(school, each) for each in ("name", "name_cy", "contact", "alnco", "alnco_contact")}
    return json.dumps(said | {"languages": school.languages}, ensure_ascii=False).encode()
