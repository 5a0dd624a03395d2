"""What a build cannot do without: every source can be read, and each names only what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from guide.paper.packs import wrong_packs
from guide.project import Project
from guide.source.addresses import broken
from guide.source.facts import refuse_old
from guide.source.problems import Problem, SourceError
from guide.web.assets import wrong_scripts
from guide.web.pictured import wrong_pictures
from guide.web.places import living
from guide.web.templates import wrong_templates


def unsound(project: Project) -> list[Problem]:
    """Return the problems of all sources; nothing can be built before they are mended."""
    parts: tuple[Callable[[Project], Iterable[Problem]], ...] = (
        _unreadable,
        wrong_templates,
        wrong_pictures,
        lambda each: wrong_packs([form.slug for form in each.forms.values()]),
        lambda each: wrong_scripts(each.root),
        _old_facts,
        lambda each: broken(each.addresses, each.site, living(each)),
    )
    return sorted({problem for part in parts for problem in _problems(part, project)})


def _unreadable(project: Project) -> Iterable[Problem]:
    project.read()
    return ()


def _old_facts(project: Project) -> Iterable[Problem]:
    refuse_old(project.ledger, project.today)
    return ()


def _problems(part: Callable[[Project], Iterable[Problem]], project: Project) -> list[Problem]:
    try:
        return list(part(project))
    except SourceError as error:
        return error.problems
