"""Everything `guide check` looks for: each check by its name, a module of this folder.

A check is a generator of problems; it changes nothing. To add one: write a module with a function `check`, and add its
name to `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module
from typing import cast

from guide.checks import CHECKS
from guide.project import Project
from guide.source.problems import Problem, SourceError

Check = Callable[[Project], Iterator[Problem]]


def check(project: Project, only: Collection[str] = CHECKS) -> list[Problem]:
    """Run checks and return what they found, by file and line. Unreadable sources are problems too."""
    return sorted({problem for name in CHECKS if name in only for problem in _found(named(name), project)})


def named(name: str) -> Check:
    """Return a check by its name."""
    return cast(Check, import_module(f"guide.checks.{name}").check)


def _found(each: Check, project: Project) -> Iterable[Problem]:
    try:
        return list(each(project))
    except SourceError as error:
        return error.problems
