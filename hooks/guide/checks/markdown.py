"""Pages use only the Markdown that can be translated segment by segment, and that shows what its writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.project import Project
from guide.source.pages import Page
from guide.source.parsed import Block, Parsed, Part
from guide.source.problems import Problem

CHECK = "markdown"

_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_REFERENCE = re.compile(r"\]\s?\[[^\]^]*\]")
_HARD_BREAK = re.compile(r"\S(?: {2,}|\\)\n")
_PUT_ASIDE = re.compile(r"\x02[^\x03]*\x03")
# What office programs put before an entry of a list: a sign of their own, or a space that does not break after a hyphen
# or a number.
_PASTED_ENTRY = re.compile(r"[ \xa0]*(?:[•·‣▪●◦\uf0b7]|(?:[-*+o–—]|\d{1,3}[.)])[\xa0\u2002\u2003])")
_DASH = re.compile(r"[–—] ")
_ENTRY = re.compile(r" {0,3}(?:[-*+]|\d{1,2}\.) ")
_SCHEMES = ("https", "http", "mailto", "tel")


def check(project: Project) -> Iterator[Problem]:
    """Find what breaks once translated, what is no list though it looks like one, and what could run."""
    for page in project.pages:
        parsed = project.parsed(page)
        for line, message in (*_wrong(parsed), *_whole(project, page)):
            yield Problem(page.path, line, message, CHECK)


def _wrong(parsed: Parsed) -> Iterator[tuple[int, str]]:
    for line in parsed.references:
        yield line, "a reference link breaks once translated; write [text](target)"
    for block in parsed.blocks:
        yield from _wrong_text(block)
    for raw in parsed.raw:
        if raw.tag and not raw.text.startswith("<pre"):
            yield raw.line, f"the text in <{raw.tag}> cannot be translated; write Markdown, or <{raw.tag} markdown>"
    for part in parsed.parts:
        yield from _could_run(part)


def _wrong_text(block: Block) -> Iterator[tuple[int, str]]:
    text = _CODE.sub(lambda code: "\n" * code[0].count("\n"), block.text)
    for match in _REFERENCE.finditer(text):
        yield _line(block, text, match.start()), "a reference link breaks once translated; write [text](target)"
    for match in _HARD_BREAK.finditer(text):
        message = "a line break at the end of the line is lost in translation; start a new paragraph"
        yield _line(block, text, match.start()), message
    for number, line in enumerate(text.split("\n")):
        if _PASTED_ENTRY.match(line) or (not number and _DASH.match(line)):
            message = f'"{line.strip()[:20]}" looks like an entry of a list and is none; write "- " or "1. " before it'
            yield block.line + number, message
        if number and _ENTRY.match(line):
            message = (
                f'"{line.strip()[:20]}" is no entry of a list, as it continues a paragraph; put an empty line before'
            )
            yield block.line + number, message


def _line(block: Block, text: str, position: int) -> int:
    return block.line + text.count("\n", 0, position)


def _could_run(part: Part) -> Iterator[tuple[int, str]]:
    for name, value in part.attributes.items():
        if name.lower().startswith("on") or name.lower() == "style":
            yield part.line, f"{name}= in an attribute list would be refused by every browser; take it out"
        scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", value) if name in ("href", "src") else None
        if scheme and scheme[1].lower() not in _SCHEMES:
            yield part.line, f'a link begins with "{scheme[1]}:"; write one of {", ".join(_SCHEMES)}'


def _whole(project: Project, page: Page) -> Iterator[tuple[int, str]]:
    """Find segments that hold what the parser has put aside."""
    for segment in project.strings.segments(page):
        if "\x02" in segment.source:
            shown = _PUT_ASIDE.sub("…", segment.source)
            line = page.line_of(_PUT_ASIDE.split(segment.source)[0]) if segment.source[0] != "\x02" else 0
            yield line, f'"{shown}" mixes text with something that cannot be translated; put it in a block of its own'
