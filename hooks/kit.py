"""MkDocs events for what schools pass on: the newsletter kit, and the picture that stands for a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from guide import kit
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
    folder = Path(page.file.abs_dest_path).parent
    title, description = (str(page.meta.get(key, "")) for key in ("title", "description"))
    try:
        drawn = card(project.printer, title, description, language, f"docs/{page.file.src_uri}")
        _write(folder / FILE_NAME, drawn)
        if page.meta.get("template") == "share.html":
            context["kit"] = kit.items(project, language)
            context["bundles"] = [(each, _bundle(project, each)) for each in project.site.languages]
            for name, content in kit.files_beside(context["kit"]).items():
                _write(folder / name, content)
            _write(folder / _bundle(project, language).file_name, _bundle(project, language).content)
    except SourceError as error:
        raise PluginError(str(error)) from error


@lru_cache(maxsize=64)
def _bundle(project: Project, language: Language) -> kit.Bundle:
    return kit.bundle(project, language)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
