"""MkDocs events for what schools pass on: the newsletter kit, and the picture that stands for a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from guide import kit
from guide.frame import address
from guide.languages import Language
from guide.print.cards import FILE_NAME, card
from guide.problems import SourceError
from guide.project import Project, opened_project
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Draw the page's picture; give the page of the kit its words, and write its files beside it."""
    project = opened_project(Path(config.config_file_path).parent)
    language = project.site.language(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]
    path, folder = f"docs/{page.file.src_uri}", Path(page.file.abs_dest_path).parent
    try:
        _write(folder / FILE_NAME, _card(project, page, path, language))
        if page.meta.get("template") == "share.html":
            context["kit"] = kit.asked_for(project, path, language)
            for name, content in kit.files_beside(context["kit"]).items():
                _write(folder / name, content)
        if page.meta.get("kit") == "parents":
            context["bundles"] = {each.locale: _bundle(project, each) for each in project.site.languages}
            _write(folder / _bundle(project, language).file_name, _bundle(project, language).content)
    except SourceError as error:
        raise PluginError(str(error)) from error


def _card(project: Project, page: Page, path: str, language: Language) -> bytes:
    """Draw what stands for the page; for the start page, the guide's own name."""
    title = str(page.meta.get("title", "")) if address(path) else project.site.name
    return card(project.printer, title, str(page.meta.get("description", "")), language, path)


@lru_cache(maxsize=64)
def _bundle(project: Project, language: Language) -> kit.Bundle:
    return kit.bundle(project, language)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
