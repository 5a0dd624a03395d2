"""MkDocs events for styles, scripts, search, the copy for the phone, and the headers of hosts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import jinja2
from current import current_language, current_project, write
from guide.project import Project
from guide.source.languages import Language
from guide.web import assets, headers, offline, search
from guide.web.page import address
from guide.web.redirects import host_rules
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

# Pages that a translated copy holds in English, too: their other language is asked for where there is no connection.
BESIDE = ("phrases.md", "forms/")


class _Build:
    """What one run gathers: it builds one language after another.

    pages: every page's HTML so far, by language and source path
    styles: every style that a page holds
    """

    serving = False
    assets: assets.Assets
    pages: dict[str, dict[str, str]]
    styles: set[str]


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether this is a preview: its reloading script stands in the page, and a policy would stop it."""
    _Build.serving = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin anew with the first language."""
    project, language = current_project(config), current_language(config)
    if language == project.site.source:
        _Build.assets = assets.Assets(project.root / "overrides", project.lookup)
        _Build.pages, _Build.styles = {}, set()
    _Build.pages[language.locale] = {}


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates their style, their script, the policy, and the paths of what is loaded on use."""
    language = current_language(config)
    env.trim_blocks = env.lstrip_blocks = True

    def style(*names: str) -> str:
        text = _Build.assets.style(*names)
        _Build.styles.add(text)
        return text

    env.globals["style"] = style
    env.globals["script"] = lambda name: _Build.assets.script(name, language)[0]
    env.globals["print_style"] = _Build.assets.print_style[0]
    env.globals["policy"] = lambda text: None if _Build.serving else headers.content_security_policy([text])
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Keep the page for the search and the copy."""
    _Build.pages[current_language(config).locale][page.file.src_uri] = output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the language's scripts, its index and its copy, and what serves all languages."""
    project, language, site = current_project(config), current_language(config), Path(config.site_dir)
    home = site / project.site.path(language, "")
    found = _index(project, language)
    scripts = _Build.assets.scripts(language)
    for path, text in scripts.items():
        write(site / path, text)
    write(home / "search.json", found)
    copy = _copy(project, language, scripts | {project.site.path(language, "search.json"): found})
    write(home / "saved.json", copy.about)
    write(home / copy.name, copy.packed)
    if language == project.site.source:
        write(site / "worker.js", _Build.assets.worker)
        write(site.joinpath(_Build.assets.print_style[0]), _Build.assets.print_style[1])
    for path, text in headers.header_files(
        _Build.styles, project.site.base, host_rules(project.addresses, project.site)
    ).items():
        write(site / path, text)


def _copy(project: Project, language: Language, files: dict[str, str]) -> offline.Copy:
    site = project.site
    pages = {
        site.path(each, address(source)): page
        for each in dict.fromkeys((language, site.source))
        for source, page in _Build.pages[each.locale].items()
        if each == language or source.startswith(BESIDE)
    }
    try:
        return offline.copy(pages | files, language.tag)
    except ValueError as error:
        raise PluginError(str(error)) from error


def _index(project: Project, language: Language) -> str:
    built = _Build.pages[language.locale]
    sources = {page.path.removeprefix("docs/"): page for page in project.pages}
    return search.index(
        {address(source): (project.title(page, language), built[source]) for source, page in sources.items()}
    )
