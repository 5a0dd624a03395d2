"""MkDocs events for what schools pass on: the newsletter kit, and the picture that stands for a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from current import current_language, current_project, write
from guide.newsletter import kit
from guide.paper.cards import FILE_NAME, card
from guide.project import Project
from guide.source.languages import Language
from guide.source.problems import SourceError
from guide.web.page import address
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Draw the page's picture; give the page of the kit its words, and write its files beside it."""
    project, language = current_project(config), current_language(config)
    path, folder = f"docs/{page.file.src_uri}", Path(page.file.abs_dest_path).parent
    try:
        write(folder / FILE_NAME, _card(project, path, language))
        if page.meta.get("template") == "share.html":
            context["kit"] = kit.asked_for(project, path, language)
            for name, content in kit.files_beside(context["kit"]).items():
                write(folder / name, content)
        if page.meta.get("kit") == "parents":
            context["bundles"] = {each.locale: _bundle(project, each) for each in project.site.languages}
            write(folder / _bundle(project, language).file_name, _bundle(project, language).content)
    except SourceError as error:
        raise PluginError(str(error)) from error


def _card(project: Project, path: str, language: Language) -> bytes:
    """Draw what stands for the page; for the start page, the guide's own name."""
    page = project.page(path)
    title = page.title if address(path) else project.site.name
    return card(project.printer, title, page.description, language, path)


@lru_cache(maxsize=64)
def _bundle(project: Project, language: Language) -> kit.Bundle:
    return kit.bundle(project, language)
