"""MkDocs events for pages: translate each while it is rendered, and give its template the frame."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import jinja2
from current import current_language, current_project, write
from guide.paper.codes import qr_code, qr_picture
from guide.project import open_project
from guide.source.pages import without_notes
from guide.source.problems import SourceError
from guide.source.site import without_scheme
from guide.translation.segments import SegmentExtension
from guide.web.page import address, links, page_frame, plain_speaker, reachable, speaker
from guide.web.report import report_link
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.pages")


def on_config(config: MkDocsConfig) -> None:
    """Read the project, and teach the Markdown parser to translate.

    The event comes once a language, on the same configuration object.
    """
    project = open_project(Path(config.config_file_path).parent)
    try:
        project.read()
    except SourceError as error:
        raise PluginError(f"{error}\n{len(error.problems)} to mend; nothing was built.") from error
    if not any(isinstance(each, SegmentExtension) for each in config.markdown_extensions):
        source = project.site.source
        config.markdown_extensions.append(SegmentExtension(source.tag, source.direction))  # type: ignore[arg-type]


def on_pre_build(config: MkDocsConfig) -> None:
    """Warn of translations that are not fit to be shown."""
    catalogue = current_project(config).catalogues.get(current_language(config).locale)
    for problem in sorted(catalogue.refused) if catalogue else ():
        log.warning("%s; the page shows the English", problem)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the theme's own styles, scripts and pictures out: the frame uses none of them."""
    for file in [each for each in files if each.src_dir != config.docs_dir]:
        files.remove(file)
    return files


@event_priority(100)  # before static-i18n touches the Markdown
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Choose the language of the page that is parsed next; leave notes to the checks out of it."""
    project, language = current_project(config), current_language(config)
    extension = next(each for each in config.markdown_extensions if isinstance(each, SegmentExtension))
    extension.lookup = None if language == project.site.source else project.lookup(language)
    return without_notes(markdown)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates their words, and escape what they print."""
    project = current_project(config)
    say = {each.locale: speaker(project.lookup(each), project.site.source) for each in project.site.languages}
    env.autoescape = True
    env.globals["_"] = say[current_language(config).locale]
    env.globals["plain"] = plain_speaker(project.lookup(current_language(config)))
    env.globals["say"] = say
    env.globals["site"] = project.site
    env.globals["links"] = links
    env.filters["reachable"] = reachable
    env.filters["without_scheme"] = without_scheme
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give the page's template its frame."""
    project = current_project(config)
    context["frame"] = page_frame(project, page.file.src_uri, current_language(config))
    context["statuses"] = project.statuses
    context["report"] = report_link(project, f"docs/{page.file.src_uri}", current_language(config))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Write the QR code of the page beside it, for a page on paper. On a screen it is not asked for."""
    url = current_project(config).site.page_url(current_language(config), address(page.file.src_uri))
    folder = Path(page.file.abs_dest_path).parent
    write(folder / "qr.svg", qr_code(url))
    write(folder / "qr.png", qr_picture(url))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Give templates without a page, 404.html and sitemap.xml, every page's frame; they belong to no language."""
    project = current_project(config)
    context["frames"] = [page_frame(project, source, project.site.source) for source in project.site.pages]
