"""Punctuation is that of the language: its quotation marks, and the comma, question mark or full stop of its script.

What has to differ says so in a translator's comment: `# punctuation: why`. Words for the search stand between commas of
Latin script in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.quantities import without_addresses
from guide.project import Project
from guide.source.languages import Language
from guide.source.problems import Problem, listed
from guide.translation.po_files import key_of

CHECK = "punctuation"
_QUOTES = frozenset("“”„«»‹›「」‘‚")  # without ’, which is an apostrophe, too
_KEPT = re.compile(r"^\s*punctuation:\s*\S", re.MULTILINE)
_CODE = re.compile(r"`[^`]*`")

# What stands for a mark of Latin script, by the script of the letter before it; Urdu has a full stop of its own, too.
_MARKS = {
    "Arab": ("\u0620-\u065f\u066e-\u06d3", {",": "،", ";": "؛", "?": "؟"}),
    "Beng": ("\u0980-\u09e3", {".": "।"}),
    "Hans": ("\u4e00-\u9fff", {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}),
}
_FULL_STOPS = {"ur": {".": "۔"}}


def check(project: Project) -> Iterator[Problem]:
    """Hold each catalogue to the marks of its language and its script."""
    searched = {page.meta.search for page in project.pages}
    for catalogue in project.catalogues.values():
        for entry in catalogue.po:
            if entry.msgid in searched or _KEPT.search(entry.tcomment) or catalogue.lookup(key_of(entry)) is None:
                continue
            for message in wrong(_CODE.sub("", without_addresses(entry.msgstr)), catalogue.language):
                yield Problem(catalogue.path, entry.linenum or 0, message, CHECK)


def wrong(text: str, language: Language) -> Iterator[str]:
    """Yield what is wrong with the punctuation of a text, and what to write."""
    if foreign := sorted(set(text) & _QUOTES - set(language.quotes)):
        first, last, *within = tuple(language.quotes)
        own = f"{first}…{last}, and {'…'.join(within)} within"
        yield f"{listed(foreign)} is no quotation mark of this language; write {own}"
    letters, marks = _MARKS.get(language.script, ("", {}))
    marks = marks | _FULL_STOPS.get(language.tag, {})
    if marks:
        for found in re.findall(rf"[{letters}]([{re.escape(''.join(marks))}])(?![A-Za-z0-9])", text):
            yield f'"{found}" after a letter of another script; write {marks[found]}'
