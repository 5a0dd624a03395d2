"""No legal sentence without a source: each fact of a page is in the ledger; each there is used and not too old."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from guide.project import Project
from guide.source.facts import FILE, aged
from guide.source.problems import Problem, did_you_mean

CHECK = "law"


def check(project: Project) -> Iterator[Problem]:
    """Hold pages and ledger against each other, as of today."""
    ledger = project.ledger
    used: set[str] = set()
    for page in project.pages:
        for part in project.parsed(page).parts:
            for name in part.attributes.get("fact", "").split():
                used.add(name)
                if name not in ledger.facts:
                    hint = did_you_mean(name, ledger.facts)
                    yield Problem(page.path, part.line, f'no fact "{name}" is in {FILE}.{hint}', CHECK)
    for name in ledger.facts.keys() - used:
        message = f'no page states the fact "{name}"; put fact={name} behind the block that does, or take it out'
        yield Problem(FILE, ledger.lines[name], message, CHECK)
    yield from aged(ledger, datetime.datetime.now(tz=datetime.UTC).date())
