"""The newsletter kit: for each page, in each language, words and links that a school can pass on.

Everything is made from the page's own title and description and from a few sentences for all pages, each through the
catalogues, so that the kit cannot fall behind the guide.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from guide.newsletter import sms
from guide.paper.packs import packs
from guide.paper.posters import poster
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import Page, address
from guide.source.problems import Problem, SourceError
from guide.source.site import without_scheme
from guide.translation.status import status
from guide.words import words

ABOUT: dict[str, str] = words("about")

# The folder of the snippets, which hosts send with a policy of its own.
MAIL = "e-mail"

# The slug of the start page.
HOME = "home"

# A zip file holds local times; this one stands for none.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Item:
    """What a school needs to tell families of one page.

    slug: the page's address as a file name, `forms-prepare`; `home` for the start page
    audience: `parents`, `form` or `staff`
    language: of the words; the source language where one of them is not translated
    brief: what a text message says where the description is too long for it
    url, path: the page in the language asked for, absolute and below the site's address
    checked: whether a person has checked the words, or they are the source's own
    shorter: an address for a text message that has no room for `url`, if there is one
    """

    slug: str
    audience: str
    language: Language
    title: str
    description: str
    brief: str
    about: str
    url: str
    path: str
    checked: bool
    shorter: str = ""

    @property
    def message(self) -> str:
        """The longest text message that fits into one, or the shortest one there is.

        The address has a line of its own, which reads from left to right in every language. Phones make a link of it
        without `https://`, too.
        """
        said = [f"{each}\n{self.url}" for each in (f"{self.title}: {self.description}", self.description, self.brief)]
        said += [f"{self.brief}\n{without_scheme(each)}" for each in (self.url, self.shorter) if each]
        messages = [*map(sms.typed, said)]
        return next(filter(sms.fits, messages), messages[-1])

    @property
    def paragraph(self) -> str:
        """A paragraph for a newsletter, of about 50 words in English."""
        return f"{self.title}{self.language.full_stop}{self.description} {self.about}\n{self.url}"

    @property
    def text(self) -> str:
        """Both as plain text, under the title."""
        return f"{self.title}\n\n{self.message}\n\n{self.paragraph}\n"


def items(project: Project, language: Language) -> tuple[Item, ...]:
    """Return the kit in a language, in the order of the navigation.

    Raises SourceError where the shortest text message is too long.
    """
    made = [(page, _item(project, page, language)) for page in project.pages if page.meta.kit is None]
    if problems := [_too_long(page, item) for page, item in made if not sms.fits(item.message)]:
        raise SourceError(problems)
    return tuple(item for _, item in made)


def asked_for(project: Project, path: str, language: Language) -> tuple[Item, ...]:
    """Return the items that a page of the kit shows, those of one audience. Raises SourceError as `items` does."""
    audience = project.page(path).meta.kit
    return tuple(each for each in items(project, language) if each.audience == audience)


def _item(project: Project, page: Page, language: Language) -> Item:
    site, place = project.site, address(page.path)
    audience = _audience(project, page)
    title = page.title if place else site.name
    english = (title, page.description, ABOUT[audience], site.name)
    translated = tuple(map(project.lookup(language), english))
    given = translated if all(translated) else english
    title, description, about, name = map(str, given)
    wanted = page.meta.message
    brief = (wanted if given == english else project.lookup(language)(wanted)) if wanted else None
    return Item(
        slug=place.strip("/").replace("/", "-") or HOME,
        audience=audience,
        language=language if all(translated) else site.source,
        title=title,
        description=description,
        brief=brief or title,
        about=about.replace("{name}", name),
        url=site.page_url(language, place),
        path=site.path(language, place),
        checked=given == english or _checked(project, language, english),
    )


def _audience(project: Project, page: Page) -> str:
    if page.path in project.forms:
        return "form"
    return "staff" if page.meta.audience == "staff" else "parents"


def _checked(project: Project, language: Language, msgids: tuple[str, ...]) -> bool:
    counts = status(project.catalogues[language.locale], msgids)
    return counts.reviewed == counts.total


def _too_long(page: Page, item: Item) -> Problem:
    count, most = sms.length(item.message)
    letters = "letters" if most == sms.LONGEST else "letters, some of which phones send as UTF-16"
    message = (
        f'the text message "{" ".join(item.message.split())}" has {count} {letters}; {most} at most; '
        f"shorten the title in {item.language.locale}, or site_url"
    )
    return Problem(page.path, page.line_of("title:"), message, "kit")


# --- for e-mail --------------------------------------------------------------------------------------------------

_PLACE = (
    "font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:{ink};padding:12px 16px;border:1px solid {edge}"
)
_TITLE = "margin:0 0 8px;font-size:20px;font-weight:bold"
_LINK = "color:{accent}"


def snippet(item: Item, colours: Mapping[str, str]) -> str:
    """Return the paragraph as HTML that mail editors keep: a table cell with its own look, language and direction."""
    language = item.language
    place_style, link_style = (each.format_map(colours) for each in (_PLACE, _LINK))
    side = "right" if language.direction == "rtl" else "left"
    own = f'lang="{language.tag}" dir="{language.direction}" align="{side}"'
    words = escape(f"{item.description} {item.about}")
    link = f'<a href="{escape(item.url)}" style="{link_style}"><span dir="ltr">{escape(item.url)}</span></a>'
    return (
        f'<table role="presentation" width="100%" cellspacing="0" {own}><tr><td {own} style="{place_style}">'
        f'<p {own} style="{_TITLE}">{escape(item.title)}</p>'
        f'<p {own} style="margin:0 0 8px">{words}</p><p {own} style="margin:0">{link}</p></td></tr></table>\n'
    )


def snippet_page(item: Item, colours: Mapping[str, str]) -> str:
    """Return the snippet as a page of its own, to be opened and copied where there is no JavaScript."""
    return (
        f'<!doctype html>\n<html lang="{item.language.tag}" dir="{item.language.direction}">\n<meta charset="utf-8">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(item.title)}</title>\n{snippet(item, colours)}'
    )


# --- all of it in one file ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bundle:
    """Everything of one language in one ZIP file."""

    language: Language
    content: bytes

    @property
    def file_name(self) -> str:
        """The file's name. Newsletters link to it: never change it."""
        return f"newsletter-kit-{self.language.locale}.zip"

    @property
    def kilobytes(self) -> int:
        """Size in units of 1,000 bytes, rounded up."""
        return -(-len(self.content) // 1000)


def zipped(project: Project, printer: Printer, language: Language) -> bytes:
    """Return a language's file: texts, snippets, codes, packs and the poster. Raises SourceError."""
    kit = items(project, language)
    forms = {address(path): form for path, form in project.forms.items()}
    codes = printer.press.codes
    printed = [*packs(printer, forms, language), poster(printer)]
    files = {
        "texts.txt": texts(kit),
        **files_beside(kit, project.colours),
        **{f"codes/{item.slug}.svg": codes.drawing(item.url).encode() for item in kit},
        **{f"codes/{item.slug}.png": codes.picture(item.url) for item in kit},
        **{each.file_name: each.pdf for each in printed},
    }
    return zip_of(files)


def files_beside(kit: tuple[Item, ...], colours: Mapping[str, str]) -> dict[str, bytes]:
    """Return what stands beside the page of the kit: a snippet for each item, by file name."""
    return {f"{MAIL}/{item.slug}.html": snippet_page(item, colours).encode() for item in kit}


def texts(kit: tuple[Item, ...]) -> bytes:
    """Return all words of the kit as a text file, whose mark tells Windows that it is not in its own encoding."""
    return "\n\n".join(item.text for item in kit).encode("utf-8-sig")


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return files by name as a ZIP, with the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            about = zipfile.ZipInfo(name, _NO_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            archive.writestr(about, content)
    return buffer.getvalue()
