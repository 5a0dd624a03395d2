"""MkDocs events for paper: print forms in every edition, packs, handouts and the poster, and offer them on pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from current import current_language, current_project, write
from guide.forms.model import Form, translate
from guide.paper.handouts import handout
from guide.paper.packs import packs
from guide.paper.posters import FILE_NAME, poster
from guide.paper.press import Printed
from guide.paper.sheets import Sheet
from guide.project import Project
from guide.source.languages import Language
from guide.source.problems import SourceError
from guide.web.page import address
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Print what belongs to a page, write it beside the page, and tell the page's template of it."""
    project, language = current_project(config), current_language(config)
    path, folder = f"docs/{page.file.src_uri}", Path(page.file.abs_dest_path).parent
    try:
        if page.meta.get("template") == "forms.html":
            context |= _list_of_forms(project, language, folder)
        if path in project.forms:
            context["form"] = _translated(project, path, language)
            context["sheets"] = _written(folder, _sheets(project, path, language))
        context["handout"] = _handout(project, page, path, language, folder)
    except SourceError as error:
        raise PluginError(str(error)) from error


def _list_of_forms(project: Project, language: Language, folder: Path) -> dict[str, Any]:
    forms = [
        (
            project.site.path(language, address(path)),
            _translated(project, path, language),
            _sheets(project, path, language),
        )
        for path in project.forms
    ]
    all_forms = {address(path): form for path, form in project.forms.items()}
    placard = poster(project.printer)
    if language == project.site.source:
        write(folder / FILE_NAME, placard.pdf)
    return {
        "forms": forms,
        "packs": _written(folder, packs(project.printer, all_forms, language)),
        "poster": placard,
    }


def _handout(project: Project, page: Page, path: str, language: Language, folder: Path) -> Printed | None:
    made = handout(project.printer, page.content or "", address(path), language, path)
    if made:
        write(folder / made.file_name, made.pdf)
    return made


def _translated(project: Project, path: str, language: Language) -> Form:
    return translate(project.forms[path], project.lookup(language), language.tag)


@lru_cache(maxsize=16)  # the list of forms asks for all that the forms of one language ask for
def _sheets(project: Project, path: str, language: Language) -> tuple[Sheet, ...]:
    return tuple(project.printer.sheets(project.forms[path], address(path), language, path))


def _written(folder: Path, sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    made = tuple(sheets)
    for sheet in made:
        write(folder / sheet.file_name, sheet.pdf)
    return made
