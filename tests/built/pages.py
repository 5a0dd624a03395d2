"""Which pages stand for all of their kind."""

from __future__ import annotations

from guide.project import Project


def one_of_each_kind(project: Project) -> list[str]:
    """Return the paths of one page of each template, of forms with and without letters."""
    kinds = {}
    for page in project.pages:
        form = project.forms.get(page.path)
        kinds[page.meta.template, bool(form and form.letters)] = page.path
    return list(kinds.values())
