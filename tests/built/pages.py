"""Which languages and pages stand for all of their kind: what is slow to look at is looked at in these."""

from __future__ import annotations

from guide.project import Project
from guide.source.pages import address
from guide.source.site import Site

# Scripts that are set alike: letter after letter with spaces between words; in squares without spaces.
ALIKE = {"Cyrl": "Latn", "Grek": "Latn", "Hant": "Hans"}


def languages_to_look_at(site: Site) -> list[str]:
    """Return the locales of the source language and of one language for each other way to write, e.g. Arabic."""
    found: dict[str, str] = {}
    for each in site.languages:
        found.setdefault(ALIKE.get(each.script, each.script), each.locale)
    return list(found.values())


def one_of_each_kind(project: Project) -> list[str]:
    """Return the paths of one page of each template, of forms with and without letters."""
    kinds = {}
    for page in project.pages:
        form = project.forms.get(page.path)
        kinds[page.meta.template, bool(form and form.letters)] = page.path
    return list(kinds.values())


def paths_to_look_at(project: Project, locales: list[str] | None = None) -> list[str]:
    """Return where a page of each kind stands, e.g. `ar/forms/prepare/`, in these languages or in each to look at."""
    site = project.site
    return [
        site.path(site.language(locale), address(page))
        for locale in locales or languages_to_look_at(site)
        for page in one_of_each_kind(project)
    ]
