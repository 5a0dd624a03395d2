"""Links inside the guide lead to a place that is there; addresses in other languages belong to links that are used."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from guide.project import Project
from guide.source.links import FILE
from guide.source.pages import Page
from guide.source.problems import Problem, did_you_mean

CHECK = "links"


def check(project: Project) -> Iterator[Problem]:
    """Find links that lead nowhere."""
    for page in project.pages:
        for part in project.parsed(page).parts:
            target = part.attributes.get("href" if part.tag == "a" else "src", "")
            if target and not re.match(r"[a-zA-Z][\w+.-]*:|//", target) and "\x02" not in target:
                for message in _wrong(project, page, unquote(target)):
                    yield Problem(page.path, part.line, message, CHECK)
    yield from (Problem(FILE, 0, message, CHECK) for message in _elsewhere(project))


def _elsewhere(project: Project) -> Iterator[str]:
    """Yield what is wrong with the addresses in other languages."""
    used = {part.attributes.get("href", "") for page in project.pages for part in project.parsed(page).parts}
    for address in project.links.keys() - used:
        yield f"no page has a link to {address}.{did_you_mean(address, sorted(used))} Take it out"
    for locale in sorted({each for found in project.links.values() for each in found} - project.catalogues.keys()):
        yield f'an address is in "{locale}", which is no language of mkdocs.yml; add it there, or take the address out'


def _wrong(project: Project, page: Page, target: str) -> Iterator[str]:
    path, _, place = target.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    pages = {each.path: each for each in project.pages}
    if path.startswith("/"):
        yield f'a link leads to "{target}"; write the path of the file from here, such as before.md'
    elif file in pages:
        ids = project.parsed(pages[file]).ids
        if place and place not in ids:
            yield f'a link leads to "{target}", and {file} has no "#{place}".{did_you_mean(place, sorted(ids))}'
    elif not file.startswith("docs/") or not (project.root / file).is_file():
        folder = posixpath.dirname(page.path)
        near = did_you_mean(path, sorted(posixpath.relpath(each, folder) for each in pages))
        yield f'a link leads to "{target}", and there is no {file}.{near}'
