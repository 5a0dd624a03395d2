"""MkDocs events for forms: print each in every edition, and give its page the form."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from guide.forms import Form, translate
from guide.frame import address
from guide.languages import Language
from guide.printables import Printer, Sheet
from guide.problems import SourceError
from guide.project import Project, opened_project
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give a form's page the form and its sheets, written beside it, and the page that lists forms all of them."""
    project = opened_project(Path(config.config_file_path).parent)
    language = project.site.language(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]
    path = f"docs/{page.file.src_uri}"
    if page.meta.get("template") == "forms.html":
        context["forms"] = [
            (project.site.path(language, address(each)), _translated(project, each, language)) for each in project.forms
        ]
    if path in project.forms:
        context["form"] = _translated(project, path, language)
        context["sheets"] = _sheets(project, path, language)
        for sheet in context["sheets"]:
            target = Path(page.file.abs_dest_path).with_name(sheet.file_name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(sheet.pdf)


def _translated(project: Project, path: str, language: Language) -> Form:
    return translate(project.forms[path], project.lookup(language), language.tag)


@lru_cache(maxsize=1)
def _printer(project: Project) -> Printer:
    return Printer(project.site, project.lookup)


def _sheets(project: Project, path: str, language: Language) -> tuple[Sheet, ...]:
    try:
        return tuple(_printer(project).sheets(project.forms[path], address(path), language, path))
    except SourceError as error:
        raise PluginError(str(error)) from error
