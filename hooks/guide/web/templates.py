"""A page and the template that shows it have what each needs of the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from guide.project import Project
from guide.source.facts import FILE, Ledger
from guide.source.pages import Page
from guide.source.problems import Problem, did_you_mean, listed

CHECK = "template"
FORM, KIT, DATES = "form.html", "share.html", "dates.html"

# Where a template puts what it adds to a page.
MARKERS = {KIT: ("<!-- kit -->", "the kit"), DATES: ("<!-- last days -->", "the table of last days")}

# The facts with whose periods dates.html counts.
COUNTED = ("end-4-weeks", "appeal-8-weeks")

# The frame that all templates fill, and what shows no page of docs/.
_NO_PAGE = {"base.html", "main.html", "404.html", "moved.html", "school.html"}


def wrong_templates(project: Project) -> Iterator[Problem]:
    """Find templates that are not there, pages without the template they need, templates without what they show."""
    there = page_templates(project.root)
    for page in project.pages:
        found = (
            *_wrong(page, there),
            *_wrong_kit(page),
            *_wrong_markers(page, project.parsed(page).html),
            *_wrong_periods(page, project.ledger),
        )
        for line, message in found:
            yield Problem(page.path, line, message, CHECK)


def page_templates(root: Path) -> list[str]:
    """Return the names of the templates that a page may ask for."""
    return sorted(each.name for each in (root / "overrides").glob("*.html") if each.name not in _NO_PAGE)


def _wrong(page: Page, there: list[str]) -> Iterator[tuple[int, str]]:
    meta, line = page.meta, page.key_line("template")
    if meta.template and meta.template not in there:
        hint = did_you_mean(meta.template, there)
        yield line, f'there is no template "{meta.template}".{hint} Allowed: {listed(there)}'
    if meta.form is not None and meta.template != FORM:
        yield page.key_line("form"), f"a form is shown by its own template only; write template: {FORM}"
    if meta.form is None and meta.template == FORM:
        yield line, f'{FORM} shows a form, and the page has none; write it below "form", or take the template out'


def _wrong_kit(page: Page) -> Iterator[tuple[int, str]]:
    shows, is_kit = page.meta.kit not in (None, "no"), page.meta.template == KIT
    if is_kit and not shows:
        yield page.key_line("template"), f"{KIT} shows the kit of one audience; write kit: parents, form or staff"
    if shows and not is_kit:
        yield page.key_line("kit"), f'"kit: {page.meta.kit}" is shown by its own template only; write template: {KIT}'


def _wrong_markers(page: Page, content: str) -> Iterator[tuple[int, str]]:
    for template, (marker, what) in MARKERS.items():
        count = content.count(marker)
        if count and page.meta.template != template:
            yield page.body_line, f"{marker} is shown by its own template only; write template: {template}"
        elif count != 1 and page.meta.template == template:
            found = f"stands here {count} times" if count else "is missing"
            message = f"{marker}, in whose place {what} is put, {found}; write it once, on a line of its own"
            yield page.body_line, message


def _wrong_periods(page: Page, ledger: Ledger) -> Iterator[tuple[int, str]]:
    for name in COUNTED if page.meta.template == DATES else ():
        fact = ledger.facts.get(name)
        if not fact or not fact.period:
            yield page.key_line("template"), f'{DATES} counts with the fact "{name}"; give it a period in {FILE}'
