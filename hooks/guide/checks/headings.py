"""Every heading has an id of its own, written out, so that links hold in every language; levels follow in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guide.project import Project
from guide.source.parsed import Block, Parsed
from guide.source.problems import Problem

CHECK = "headings"

_LEVEL = re.compile(r"h([1-6])")
_ID = re.compile(r"\{[^}]*#(?P<id>[^\s}]+)[^}]*\}\s*$")


def check(project: Project) -> Iterator[Problem]:
    """Find headings without an id, ids that are taken, and levels that are left out."""
    for page in project.pages:
        frame = _ids_of_templates(project.root / "overrides", page.meta.template)
        yield from (Problem(page.path, line, message, CHECK) for line, message in _wrong(project.parsed(page), frame))


def _ids_of_templates(folder: Path, template: str) -> frozenset[str]:
    """Return the ids that stand around a page: in the frame of every page, and in its own template."""
    files = [folder / "base.html", folder / (template or "base.html"), *(folder / "partials").glob("*.html")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return frozenset(each for text in texts for each in re.findall(r'\sid="([a-z0-9-]+)"', text))


def _wrong(parsed: Parsed, frame: frozenset[str]) -> Iterator[tuple[int, str]]:
    ids: dict[str, int] = {}
    level = 0
    for block, depth in _headings(parsed):
        if not (found := _ID.search(block.text)):
            yield block.line, f'the heading "{block.text}" has no id; add one such as {{#short-name}}'
        elif not re.fullmatch(r"[a-z0-9][a-z0-9-]*", found["id"]):
            yield block.line, f'the id "{found["id"]}" has other signs than small letters, digits and hyphens; mend it'
        elif found["id"] in frame:
            yield block.line, f'the id "{found["id"]}" is one of the page around the text; choose another'
        elif found["id"] in ids:
            yield block.line, f'the id "{found["id"]}" is taken on line {ids[found["id"]]}; choose another'
        else:
            ids[found["id"]] = block.line
        if depth > level + 1:
            yield block.line, f"a heading of level {depth} follows level {level}; write {'#' * (level + 1)}"
        level = depth


def _headings(parsed: Parsed) -> Iterator[tuple[Block, int]]:
    for block in parsed.blocks:
        if match := _LEVEL.fullmatch(block.tag):
            yield block, int(match[1])
