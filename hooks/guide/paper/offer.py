"""What a page offers on paper: its form in every edition, the list of all forms, its handout, its picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from guide.paper.cards import FILE_NAME as CARD
from guide.paper.cards import card
from guide.paper.handouts import handout
from guide.paper.packs import packs
from guide.paper.posters import FILE_NAME as POSTER
from guide.paper.posters import poster
from guide.paper.press import Printed
from guide.paper.sheets import Printer, Sheet
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import address
from guide.web.page import Offer


def for_page(project: Project, printer: Printer, path: str, content: str, language: Language) -> Offer:
    """Print what belongs to a page. Raises SourceError when it cannot be printed.

    path: of the source, with `docs/`; content: the page's HTML without its frame
    """
    page = project.page(path)
    files: dict[str, bytes | str] = {CARD: _card(project, printer, path, language)}
    context: dict[str, Any] = {"handout": handout(printer, page, content, language)}
    files |= _files(filter(None, [context["handout"]]))
    if path in project.forms:
        context["form"] = printer.translated(project.forms[path], language)
        context["sheets"] = _sheets(project, printer, path, language)
        files |= _files(context["sheets"])
    if page.meta.template == "forms.html":
        context |= _list_of_forms(project, printer, language)
        files |= _files(context["packs"])
        files |= {POSTER: context["poster"].pdf} if language == project.site.source else {}
    return Offer(context, files)


def _card(project: Project, printer: Printer, path: str, language: Language) -> bytes:
    """Draw what stands for the page; for the start page, the guide's own name."""
    page = project.page(path)
    return card(printer, page.title if page.address else project.site.name, page.description, language, path)


def _list_of_forms(project: Project, printer: Printer, language: Language) -> dict[str, Any]:
    forms = {address(path): form for path, form in project.forms.items()}
    sheets = partial(_sheets, project, printer)
    return {
        "forms": [
            (project.site.path(language, address(path)), printer.translated(form, language), sheets(path, language))
            for path, form in project.forms.items()
        ],
        "packs": tuple(packs(printer, forms, language)),
        "poster": poster(printer),
    }


def _sheets(project: Project, printer: Printer, path: str, language: Language) -> tuple[Sheet, ...]:
    return tuple(printer.sheets(project.forms[path], address(path), language, path))


def _files(printed: Iterable[Printed]) -> dict[str, bytes | str]:
    return {each.file_name: each.pdf for each in printed}
