"""What the sources give can be made: every sheet printed, every text message sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from guide.newsletter.kit import items
from guide.paper.packs import packs
from guide.paper.posters import poster
from guide.paper.sheets import open_printer
from guide.project import Project
from guide.source.pages import address
from guide.source.problems import Problem, SourceError


def check(project: Project) -> Iterator[Problem]:
    """Find sheets that cannot be printed, and text messages that are too long."""
    yield from sheets(project)
    yield from text_messages(project)


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
    if any(page.problems for page in project.pages):
        return
    for language in project.site.languages:
        try:
            items(project, language)
        except SourceError as error:
            yield from error.problems


def _all(made: Iterable[object]) -> None:
    for _ in made:
        pass
