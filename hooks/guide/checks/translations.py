"""What a translation has to keep of its English, and what a catalogue has to say of itself."""

from __future__ import annotations

from collections.abc import Iterator

from guide.project import Project
from guide.source.problems import Problem, listed
from guide.translation.marks import review_of
from guide.translation.po_files import key_of, problems_of_header

MOST_NAMED = 12  # lines in one message


def check(project: Project) -> Iterator[Problem]:
    """Find translations that are not fit to be shown, are out of step, or carry marks of nobody."""
    for each in (translations, copies, titles, in_step, reviews, languages):
        yield from each(project)


def translations(project: Project) -> Iterator[Problem]:
    """Hold translations to the markup, link targets and numbers of their English."""
    for catalogue in project.catalogues.values():
        yield from catalogue.refused


def copies(project: Project) -> Iterator[Problem]:
    """No translation is only its English, unless somebody says that it is meant."""
    for catalogue in project.catalogues.values():
        if found := catalogue.copies:
            first = list(found.values())[:MOST_NAMED]
            lines = listed(map(str, first))
            more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
            message = (
                f"{len(found)} translations are their English, on line {lines}{more}; run: guide update, which empties "
                'them. Where it is meant, add the comment "# same as the English"'
            )
            yield Problem(catalogue.path, first[0], message, "copies")


def titles(project: Project) -> Iterator[Problem]:
    """No two pages have one title: in results of the search and in messages, nothing else tells them apart."""
    for language in project.site.languages:
        first: dict[str, str] = {}
        for page in project.pages:
            title = project.title(page, language)
            if other := first.get(title):
                message = f'in {language.name}, the title "{title}" is that of {other}, too; choose another'
                yield Problem(page.path, page.key_line("title"), message, "titles")
            elif title:
                first[title] = page.path


def in_step(project: Project) -> Iterator[Problem]:
    """Each catalogue holds exactly the segments of today's English."""
    wanted = {message.key: message for message in project.strings.messages}
    for catalogue in project.catalogues.values():
        present = {key_of(entry): entry for entry in catalogue.po if not entry.obsolete}
        if old := [entry for key, entry in present.items() if key not in wanted]:
            example = _quoted(old[0].msgid)
            message = f"{len(old)} segments are no longer in the English, such as {example}; run: guide update"
            yield Problem(catalogue.path, old[0].linenum or 0, message, "in step")
        if new := [message for key, message in wanted.items() if key not in present]:
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
                        f'the mark "reviewed: {mark.by}" names no person and day that has been; '
                        "write: reviewed: NAME, 2026-11-01"
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
        for message in problems_of_header(catalogue.po, catalogue.language):
            yield Problem(catalogue.path, 1, message, "languages")


def _quoted(text: str, longest: int = 60) -> str:
    return f'"{text}"' if len(text) <= longest else f'"{text[: longest - 1]}…"'
