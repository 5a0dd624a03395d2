"""MkDocs events for the newsletter kit: give its page the words, and write what can be downloaded beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from guide import kit
from guide.languages import Language
from guide.printables import qr_code, qr_picture
from guide.problems import SourceError
from guide.project import Project, opened_project
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give the page of the kit its items and its downloads."""
    if page.meta.get("template") != "share.html":
        return
    project = opened_project(Path(config.config_file_path).parent)
    language = project.site.language(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]
    try:
        context["kit"] = kit.items(project, language)
    except SourceError as error:
        raise PluginError(str(error)) from error
    folder = Path(page.file.abs_dest_path).parent
    context["bundle"] = _Download(f"{language.locale}.zip", _bundle(project, language, context["kit"]))
    folder.mkdir(parents=True, exist_ok=True)
