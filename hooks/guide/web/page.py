"""What surrounds a page: its language, its other languages, its address, the honest word about its translation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup, escape

from guide.forms.model import Form, has_pictures
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import address
from guide.translation.dates import written
from guide.translation.messages import keyed
from guide.translation.segments import Lookup
from guide.translation.status import Status, status


@dataclass(frozen=True)
class Alternate:
    """A page in one language. `path` is below the site's address, `url` is absolute."""

    language: Language
    path: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What the templates need to know about one page in one language.

    alternates: the page in every language, the source language first
    home: the start page in this language
    translation: None in the source language
    """

    language: Language
    alternates: tuple[Alternate, ...]
    home: Alternate
    translation: Status | None = None

    @property
    def current(self) -> Alternate:
        """The page in this language."""
        return next(each for each in self.alternates if each.language == self.language)

    def beside(self, wanted: str | None = None) -> tuple[Alternate, ...]:
        """Return the page in the languages that a reader can set beside it: English and Welsh, or `every language`."""
        others = tuple(each for each in self.alternates if each.language != self.language)
        return tuple(each for each in others if wanted == "every language" or each.language.official)

    def in_sight(self, most: int) -> tuple[Alternate, ...]:
        """Return the page in its first languages, its own among them."""
        first = self.alternates[:most]
        return first if self.current in first else (*first[:-1], self.current)

    @property
    def default(self) -> Alternate:
        """The page in the source language: where a reader of no listed language is sent."""
        return self.alternates[0]


@dataclass(frozen=True)
class Offer:
    """What a room adds to a page: values for its template, and files that stand beside it, by name."""

    context: dict[str, Any]
    files: dict[str, bytes | str] = field(default_factory=dict)


def page_frame(project: Project, source: str, language: Language) -> Frame:
    """Return the frame of a page, from its source path below docs/."""
    translation = None
    if language != project.site.source:
        msgids = project.strings.page_msgids[f"docs/{source}"]
        translation = status(project.catalogues[language.locale], msgids)
    home = next(each for each in alternates(project, "index.md") if each.language == language)
    return Frame(language, alternates(project, source), home, translation)


def alternates(project: Project, source: str) -> tuple[Alternate, ...]:
    """Return a page in every language, the source language first."""
    site = project.site
    return tuple(
        Alternate(each, site.path(each, address(source)), site.page_url(each, address(source)))
        for each in site.languages
    )


@dataclass(frozen=True)
class Heading:
    """A heading of the second level. language: its `lang` and `dir`, where it is not in the page's."""

    id: str
    title: Markup
    language: Markup


def heading_of(attributes: str, title: str) -> Heading:
    """Return a heading by the attributes and the content of its element."""
    given = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
    language = "".join(f' {name}="{given[name]}"' for name in ("lang", "dir") if name in given)
    said, marked = map(Markup, (title, language))
    return Heading(given["id"], said, marked)


def headings(content: str) -> list[Heading]:
    """Return the headings of a rendered page, without that of what comes next."""
    told, _ = cut_at_next(content)
    return [heading_of(*found.groups()) for found in re.finditer(r"<h2\b([^>]*)>(.*?)</h2>", told, re.DOTALL)]


def opened(content: str) -> tuple[str, str]:
    """Return a rendered page in two parts: its title, with the sentence that leads in where one follows; the rest."""
    found = re.match(r'\s*<h1\b.*?</h1>(?:\s*<p\b[^>]*\bclass="lead".*?</p>)?', content, re.DOTALL)
    at = found.end() if found else 0
    return content[:at], content[at:]


def cut_at_next(content: str) -> tuple[str, str]:
    """Return a rendered page in two parts: what it says, and from the heading on what comes next."""
    found = re.search(r'<h2\b[^>]*\sid="next"', content)
    at = found.start() if found else len(content)
    return content[:at], content[at:]


def styles_of(content: str, form: Form | None) -> list[str]:
    """Return the style sheets that a page needs for what stands in its HTML, and in its form."""
    drawn = 'class="picture"' in content
    lists = "<dl" in content or "<blockquote" in content
    pictures = drawn or (form is not None and has_pictures(form))
    terms = re.search(r"<dd\b[^>]*\btranslate=", content) is not None
    return ["lists"] * lists + ["terms"] * terms + ["pictures"] * pictures + ["pictured"] * drawn


def links(content: str, url: str) -> list[str]:
    """Return where the links of a rendered page lead, in order, as absolute addresses. `url` is the page's own."""
    return [urljoin(url, unescape(target)) for target in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', content)]


def reachable(contact: str) -> Markup:
    """Return a contact as a link if it is a mail or web address, else as it is."""
    shown = Markup('<bdi dir="ltr">{}</bdi>').format(contact)
    if contact.startswith("https://"):
        return Markup('<a href="{}">{}</a>').format(contact, shown)
    if "@" in contact and " " not in contact:
        return Markup('<a href="mailto:{}">{}</a>').format(contact, shown)
    return Markup("<bdi>{}</bdi>").format(contact)


def speaker(lookup: Lookup, source: Language) -> Callable[..., Markup]:
    """Return the templates' `_`: the translation, or the English marked as English.

    A second argument is the context, where one English word has two jobs: `_("Open", "of an office")`.
    """

    def say(msgid: str, context: str = "") -> Markup:
        translation = lookup(keyed(msgid, context))
        if translation is None:
            return Markup('<span lang="{}" dir="{}">{}</span>').format(source.tag, source.direction, msgid)
        return escape(translation)

    return say


def dater(lookup: Lookup, language: Language, source: Language) -> Callable[[str, datetime.date], Markup]:
    """Return the templates' `dated`: `_` for a sentence with a day in it, both in one language.

    `dated("Checked on {date}.", day)`.
    """

    def dated(msgid: str, day: datetime.date) -> Markup:
        own = source if lookup(msgid) is None else language
        return Markup(speaker(lookup, source)(msgid).replace("{date}", escape(written(day, own))))  # noqa: S704 (both are escaped)

    return dated


def plain_speaker(lookup: Lookup) -> Callable[..., str]:
    """Return the templates' `plain`: for places that hold text only, such as attributes and the title."""
    return lambda msgid, context="": lookup(keyed(msgid, context)) or msgid
