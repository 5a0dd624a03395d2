"""MkDocs' events: what happens when. Each passes on what MkDocs knows; `guide.build` does the work.

static-i18n builds one language after another on the same configuration object, so most events come once a language;
the build hangs on that object, as an attribute, because static-i18n takes its keys for settings of a language.

A page that was built before and would come out the same is neither read nor shown again: MkDocs knows of it, for links
and the menu, and the page as it was is written at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from guide.build import Build
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import without_notes
from guide.source.problems import SourceError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.events")


def on_config(config: MkDocsConfig) -> None:
    """Begin a build with its first language: it hangs on the configuration from then on."""
    if "build" not in vars(config):
        with _reported("nothing was built"):
            project = Project(Path(config.config_file_path).parent)
            preview = config.site_url != project.site.url  # MkDocs puts its own address there
            vars(config)["build"] = Build(project, Path(config.site_dir), preview=preview)
    ours: list[Any] = [_build(config).segments, _build(config).pictures]
    if ours[0] not in config.markdown_extensions:
        config.markdown_extensions += ours
        vars(config.plugins["i18n"])["reconfigure_files_alternates"] = _leave  # our frame knows them; each costs a file
        del config.theme.dirs[1:]  # the theme's 10,000 icons would be listed once a language, and none is used


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin a language, and warn of translations that are not fit to be shown."""
    language = _language(config)
    if language != _build(config).project.site.source:
        config.theme.static_templates.clear()  # 404.html and sitemap.xml belong to no language: one writes them
    for problem in _build(config).begin(language):
        log.warning("%s; the page shows the English", problem)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave the theme's own styles, scripts and pictures out: the frame uses none of them."""
    for file in [each for each in files if each.src_dir != config.docs_dir]:
        files.remove(file)


@event_priority(-150)  # after the i18n plugin
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Leave pages that are kept out of what MkDocs reads and shows; their links and those to them are tried still."""
    pages = [file for file in files.documentation_pages() if not _is_kept(file, files, config)]
    vars(files)["documentation_pages"] = lambda **_: pages


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave notes to the checks out of a page."""
    return without_notes(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Note which ids and links a page has: links are tried from page to page."""
    links = (page.links_to_anchors or {}).items()
    found = [[file.src_uri, id_, link] for file, ids in links for id_, link in ids.items()]
    _build(config).noted(_path(page.file), sorted(page.present_anchor_ids or ()), found)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates their words and what they ask for, and try the links of pages that are kept."""
    for file in files:
        if file.page and _build(config).kept(_path(file)):
            file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    _build(config).prepare(env, _language(config))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Give templates without a page, 404.html and sitemap.xml, every page's frame; they belong to no language.

    What search engines may show of schools stands apart.
    """
    context["frames"] = _build(config).frames()
    with _reported():
        context["listed"] = _build(config).listed()


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give a page's template what it shows."""
    with _reported():
        context |= _build(config).context(_path(page.file), page.content or "", _language(config))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Finish a page."""
    return _build(config).finished_page(_path(page.file), output, _language(config))


def on_post_build(config: MkDocsConfig) -> None:
    """Finish a language, and with the last one the site."""
    build = _build(config)
    with _reported():
        build.finish(_language(config))
        if build.complete:
            build.finish_site()
            for note in build.notes:
                log.info(note)


def _build(config: MkDocsConfig) -> Build:
    build: Build = vars(config)["build"]
    return build


def _language(config: MkDocsConfig) -> Language:
    locale: str = config.plugins["i18n"].current_language  # type: ignore[attr-defined]
    return _build(config).project.site.language(locale)


def _leave(*files: object) -> None:
    """Do nothing."""


def _is_kept(file: File, files: Files, config: MkDocsConfig) -> bool:
    """Whether a page is kept; MkDocs is told then what menus and links ask for: its front matter, ids and links."""
    build = _build(config)
    if (kept := build.kept(_path(file))) is None:
        return False
    page = file.page or Page(None, file, config)
    page.meta = dict(vars(build.project.page(_path(file)).meta))
    page.present_anchor_ids, page.links_to_anchors = set(kept.ids), {}
    for path, id_, link in kept.links:
        if target := files.get_file_from_path(path):
            page.links_to_anchors.setdefault(target, {})[id_] = link
    return True


def _path(file: File) -> str:
    return f"docs/{file.src_uri}"


@contextmanager
def _reported(outcome: str = "do not publish this build") -> Iterator[None]:
    """Say what cannot be built as MkDocs does, without a traceback."""
    try:
        yield
    except SourceError as error:
        raise PluginError(f"{error}\n{len(error.problems)} to mend; {outcome}.") from error
