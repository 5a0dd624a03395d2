"""Everything that people write can be read, and names only what is there."""

from __future__ import annotations

from collections.abc import Iterator

from guide.project import Project
from guide.sound import unsound
from guide.source.problems import Problem


def check(project: Project) -> Iterator[Problem]:
    """Find what a build would stop for."""
    yield from unsound(project)
