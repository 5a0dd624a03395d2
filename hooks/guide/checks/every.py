"""Everything `guide check` looks for. A check is a generator of problems; it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from guide.checks.plain import check_page
from guide.forms.definition import read_form
from guide.newsletter.kit import items
from guide.paper.packs import packs
from guide.paper.posters import poster
from guide.paper.sheets import open_printer
from guide.project import Project
from guide.source.addresses import CHECK, FILE, broken, unlisted
from guide.source.pages import Page, address
from guide.source.problems import Problem, SourceError
from guide.translation.catalogues import Catalogue, review_of
from guide.web.places import living

Check = Callable[[Project], Iterator[Problem]]

# The law's short forms stand in brackets after the words. They keep their letters in every language but Welsh, which
# has its own, and none for ALP: councils differ, so it is spelled out.
_SHORT_FORM = re.compile(r"\((ALNCo|ALN|ALP|IDP)\)")
SHORT_FORMS = {"cy": {"ALN": "ADY", "ALNCo": "CADY", "IDP": "CDU", "ALP": ""}}

_HEADING = re.compile(r"^(#{1,6})[ \t]+(?P<text>.*?)[ \t]*$")
_ID = re.compile(r"\{[^}]*#(?P<id>[^\s}]+)[^}]*\}$")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s|\]\s?\[[^\]^]*\]")
_HARD_BREAK = re.compile(r"\S(?: {2,}|\\)$")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>[^>]*)>", re.IGNORECASE)
_FENCE = re.compile(r"^\s*(```|~~~)")
_DEFINES_ABBREVIATION = re.compile(r"^\*\[")


def check(project: Project) -> list[Problem]:
    """Run every check and return what they found, by file and line. Unreadable sources are problems too."""
    found: set[Problem] = set()
    for each in CHECKS:
        try:
            found.update(each(project))
        except SourceError as error:
            found.update(error.problems)
    return sorted(found)


# --- the English ------------------------------------------------------------------------------------------------


def front_matter(project: Project) -> Iterator[Problem]:
    """Every page has a title and a description."""
    for page in project.pages:
        yield from page.problems


def forms(project: Project) -> Iterator[Problem]:
    """Every form's definition can be read."""
    for page in project.pages:
        try:
            read_form(page)
        except SourceError as error:
            yield from error.problems


def headings(project: Project) -> Iterator[Problem]:
    """Every heading has an id of its own, written out, so that links hold in every language; levels follow in order."""
    for page in project.pages:
        ids: dict[str, int] = {}
        level = 0
        for line, text in _lines(page):
            if not (match := _HEADING.match(text)):
                continue
            if not (found := _ID.search(match["text"])):
                message = f'the heading "{match["text"]}" has no id; add one such as {{#short-name}}'
                yield Problem(page.path, line, message, "headings")
            elif found["id"] in ids:
                message = f'the id "{found["id"]}" is taken on line {ids[found["id"]]}; choose another'
                yield Problem(page.path, line, message, "headings")
            else:
                ids[found["id"]] = line
            depth = len(match[1])
            if depth > level + 1:
                message = f"a heading of level {depth} follows level {level}; write {'#' * (level + 1)}"
                yield Problem(page.path, line, message, "headings")
            level = depth


def constructs(project: Project) -> Iterator[Problem]:
    """Pages use only the Markdown that can be translated segment by segment."""
    for page in project.pages:
        for line, text in _lines(page):
            if _REFERENCE.search(text) and not _DEFINES_ABBREVIATION.match(text):
                message = "a reference link breaks once translated; write [text](target)"
                yield Problem(page.path, line, message, "markdown")
            if _HARD_BREAK.search(text):
                message = "a line break at the end of the line is lost in translation; start a new paragraph"
                yield Problem(page.path, line, message, "markdown")
            for tag in _TAG.finditer(text):
                if not tag["close"] and not re.search(r"\bmarkdown\b", tag["rest"]):
                    name = tag["name"]
                    message = f"the text in <{name}> cannot be translated; write Markdown, or <{name} markdown>"
                    yield Problem(page.path, line, message, "markdown")


def plain_language(project: Project) -> Iterator[Problem]:
    """English pages and forms keep to the rules of plain language."""
    for page in project.pages:
        yield from check_page(page, project.strings.segments(page))


def segments_whole(project: Project) -> Iterator[Problem]:
    """No segment holds what the parser has put aside."""
    for page in project.pages:
        for segment in project.strings.segments(page):
            if "\x02" in segment.source:
                shown = re.sub("\x02[^\x03]*\x03", "…", segment.source)
                message = f'"{shown}" mixes text with something that cannot be translated; put it in a block of its own'
                yield Problem(page.path, 0, message, "markdown")


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the body's lines with their numbers, without code."""
    fence = ""
    for number, text in enumerate(page.body.splitlines(), page.body_line):
        if match := _FENCE.match(text):
            fence = "" if fence == match[1] else fence or match[1]
        elif not fence:
            yield number, re.sub(r"`[^`]*`", "", text)


# --- the catalogues ---------------------------------------------------------------------------------------------


def translations(project: Project) -> Iterator[Problem]:
    """Hold translations to the markup, link targets and numbers of their English."""
    for catalogue in project.catalogues.values():
        yield from catalogue.refused


def official_terms(project: Project) -> Iterator[Problem]:
    """Keep the official short forms in translations: parents will hear them. Welsh has its own."""
    for catalogue in project.catalogues.values():
        own = SHORT_FORMS.get(catalogue.language.tag, {})
        for entry in catalogue.po:
            if entry.obsolete or not entry.msgstr or entry.fuzzy:
                continue
            for short in dict.fromkeys(_SHORT_FORM.findall(entry.msgid)):
                expected = own.get(short, short)
                if not re.search(rf"\b{expected}\b", entry.msgstr):
                    message = f"the official short form {expected} is missing (English: {short}); put it in"
                    yield Problem(catalogue.path, entry.linenum or 0, message, "official terms")


def sheets(project: Project) -> Iterator[Problem]:
    """Every form can be printed in every edition, in its packs, and the poster: no letter is missing from the fonts."""
    printer = open_printer(project)
    forms = {address(path): form for path, form in project.forms.items()}
    jobs: list[Callable[[], object]] = [lambda: poster(printer)]
    for language in project.site.languages:
        for path, form in project.forms.items():
            jobs.append(partial(_all, printer.sheets(form, address(path), language, path)))
        jobs.append(partial(_all, packs(printer, forms, language)))
    for job in jobs:
        try:
            job()
        except SourceError as error:
            yield from error.problems


def text_messages(project: Project) -> Iterator[Problem]:
    """Every page's text message fits into one, in every language."""
    if any(front_matter(project)):
        return
    for language in project.site.languages:
        try:
            items(project, language)
        except SourceError as error:
            yield from error.problems


def _all(made: Iterable[object]) -> None:
    for _ in made:
        pass


def in_step(project: Project) -> Iterator[Problem]:
    """Each catalogue holds exactly the segments of today's English."""
    wanted = {message.msgid: message for message in project.strings.messages}
    for catalogue in project.catalogues.values():
        present = {entry.msgid: entry for entry in catalogue.po if not entry.obsolete}
        if old := [entry for msgid, entry in present.items() if msgid not in wanted]:
            example = _quoted(old[0].msgid)
            message = f"{len(old)} segments are no longer in the English, such as {example}; run: guide update"
            yield Problem(catalogue.path, old[0].linenum or 0, message, "in step")
        if new := [message for msgid, message in wanted.items() if msgid not in present]:
            example = f"{_quoted(new[0].msgid)} of {new[0].files[0]}"
            message = f"{len(new)} segments of the English are not here yet, such as {example}; run: guide update"
            yield Problem(catalogue.path, 0, message, "in step")


def reviews(project: Project) -> Iterator[Problem]:
    """Reviewers' marks fit the text they stand with."""
    for catalogue in project.catalogues.values():
        for entry in catalogue.po:
            mark = review_of(entry)
            if mark and not mark.sealed and not entry.obsolete:
                message = f'the mark "reviewed: {mark.by}" is not sealed to this text; run: guide update'
                if not mark.complete:
                    message = (
                        f'the mark "reviewed: {mark.by}" names no person and day; write: reviewed: NAME, 2026-12-01'
                    )
                yield Problem(catalogue.path, entry.linenum or 0, message, "reviewed")


def languages(project: Project) -> Iterator[Problem]:
    """mkdocs.yml and translations/ name the same languages, and each catalogue says which it is."""
    known = {f"{each.locale}.po" for each in project.site.languages}
    for file in sorted((project.root / "translations").glob("*.po")):
        if file.name not in known:
            message = "no language of mkdocs.yml uses this catalogue; add the language there or delete the file"
            yield Problem(f"translations/{file.name}", 0, message, "languages")
    for catalogue in project.catalogues.values():
        yield from _header_language(catalogue)


def addresses(project: Project) -> Iterator[Problem]:
    """No published address would be lost, every move leads somewhere, and every page is in the list."""
    there = living(project)
    yield from broken(project.addresses, project.site, there)
    if not (project.root / FILE).exists():
        yield Problem(FILE, 0, "the list of published addresses is missing; run: guide publish", CHECK)
        return
    for each in unlisted(project.addresses, there):
        yield Problem(FILE, 0, f"{each} is not in the list yet; run: guide publish", CHECK)


def _header_language(catalogue: Catalogue) -> Iterator[Problem]:
    stated = catalogue.po.metadata.get("Language", "")
    if stated.replace("_", "-") not in (catalogue.language.tag, catalogue.language.locale):
        message = f'the header says "Language: {stated}"; write "Language: {catalogue.language.tag}"'
        yield Problem(catalogue.path, 1, message, "languages")


def _quoted(text: str, longest: int = 60) -> str:
    return f'"{text}"' if len(text) <= longest else f'"{text[: longest - 1]}…"'


CHECKS: tuple[Check, ...] = (
    front_matter,
    forms,
    headings,
    constructs,
    segments_whole,
    plain_language,
    translations,
    official_terms,
    sheets,
    text_messages,
    in_step,
    reviews,
    languages,
    addresses,
)
