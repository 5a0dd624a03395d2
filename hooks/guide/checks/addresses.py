"""Every page is in the list of addresses that last."""

from __future__ import annotations

from collections.abc import Iterator

from guide.project import Project
from guide.source.addresses import CHECK, FILE, unlisted
from guide.source.problems import Problem
from guide.web.places import living


def check(project: Project) -> Iterator[Problem]:
    """Find pages that are not listed. What would be lost stops a build: the check of sources finds it."""
    there = living(project)
    if not (project.root / FILE).exists():
        yield Problem(FILE, 0, "the list of published addresses is missing; run: guide publish", CHECK)
        return
    for each in unlisted(project.addresses, there):
        yield Problem(FILE, 0, f"{each} is not in the list yet; run: guide publish", CHECK)
