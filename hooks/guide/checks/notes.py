"""Translators know what a short text is: each outside a form has a note, and each note a text.

A guide without the file of notes, a new one, has not begun to write them.
"""

from __future__ import annotations

from collections.abc import Iterator

from guide.project import Project
from guide.source.problems import Problem, did_you_mean
from guide.translation.notes import CHECK, ENOUGH, FILE, is_link, is_short
from guide.translation.strings import SourceString


def check(project: Project) -> Iterator[Problem]:
    """Find short texts that nobody explains, and notes for a text that is not there."""
    places = project.strings.places.values()
    texts = {each.msgid for found in places for each in found}
    for text, note in project.notes.items():
        if text not in texts:
            message = f'the guide has no text "{text}".{did_you_mean(text, texts)} Mend the text, or delete the note'
            yield Problem(FILE, note.line, message, CHECK)
    for found in places if project.notes else ():
        place = next((each for each in found if _is_bare(project, each)), None)
        if place:
            message = (
                f'"{place.msgid}" has fewer than {ENOUGH} words; say in {FILE} whether it is a noun or a verb, who '
                "speaks and what it does there"
            )
            yield Problem(place.file, _line(project, place), message, CHECK)


def _is_bare(project: Project, place: SourceString) -> bool:
    explained = place.context or place.msgid in project.notes or is_link(place.msgid)
    return is_short(place.msgid) and place.file not in project.forms and not explained


def _line(project: Project, place: SourceString) -> int:
    pages = [page for page in project.pages if page.path == place.file]
    return pages[0].line_of(place.msgid) if pages else 0
