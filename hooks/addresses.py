"""MkDocs events for addresses that last: check them, and lead the old ones to the new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
from current import current_language, current_project, write
from guide.checks.every import living
from guide.project import Project
from guide.source.addresses import Living, broken
from guide.source.problems import Problem
from guide.web.assets import Assets
from guide.web.page import address
from guide.web.redirects import at_the_start, file_copies, lost_places, page_redirects, with_old_places
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_ID = re.compile(r'\sid="([^"]+)"')


class _Build:
    """What one run gathers.

    templates: those of each language, by locale
    places: the ids of each page, by its address; they are the same in every language
    done: how many languages are built
    """

    templates: dict[str, jinja2.Environment]
    places: dict[str, frozenset[str]]
    done: int


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin anew with the first language; stop where the sources already show that an address would be lost."""
    project = current_project(config)
    if current_language(config) == project.site.source:
        _Build.templates, _Build.places, _Build.done = {}, {}, 0
        _stop_for(broken(project.addresses, project.site, living(project)), "nothing was built")


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Keep the language's templates for the pages at old addresses."""
    _Build.templates[current_language(config).locale] = env
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep old places of a page reachable."""
    project, language, path = current_project(config), current_language(config), address(page.file.src_uri)
    _Build.places[path] = frozenset(_ID.findall(output))
    output = with_old_places(output, project.addresses, path)
    places = lost_places(project.addresses, project.site, language, path)
    partial = _Build.templates[language.locale].get_template("partials/moved.html")
    return at_the_start(output, partial.render(places=places, titles=_titles(project))) if places else output


@event_priority(-200)  # the other languages are built from the first one's event, at -100
def on_post_build(config: MkDocsConfig) -> None:
    """When the last language is done, hold the whole site against the list, and write what stands at old addresses."""
    project, site = current_project(config), Path(config.site_dir)
    _Build.done += 1
    if _Build.done < len(project.site.languages):
        return
    _stop_for(broken(project.addresses, project.site, _built(project, site)), "do not publish this build")
    for old, new in file_copies(project.addresses, project.site):
        write(site / old, (site / new).read_bytes())
    _write_pages(project, site)


def _stop_for(problems: Iterator[Problem], what: str) -> None:
    if found := sorted(problems):
        raise PluginError("\n".join([*map(str, found), f"{len(found)} to mend; {what}."]))


def _built(project: Project, site: Path) -> Living:
    pages = living(project).pages
    return Living(pages, _Build.places.get, lambda path: (site / path).is_file())


def _write_pages(project: Project, site: Path) -> None:
    script, text = Assets(project.root / "overrides", project.lookup).moved
    titles = _titles(project)
    for redirect in page_redirects(project.addresses, project.site):
        template = _Build.templates[redirect.language.locale].get_template("moved.html")
        page = template.render(
            redirect=redirect, title=titles[redirect.source], script=script, root="../" * redirect.path.count("/")
        )
        write(site / redirect.path / "index.html", page)
        write(site / script, text)


def _titles(project: Project) -> dict[str, str]:
    return {address(page.path): page.title for page in project.pages}
