"""Notes for translators on short texts outside forms: what each is there, who reads it and what follows.

What a page knows is told from where the text stands. What it cannot know, whether a word is a noun or a verb and who
speaks, people write into `translations/notes.yml`, by the English text:

Invite: verb, tells staff what to do first
"""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from guide.source.pages import Page
from guide.source.schema import Reader, compose, read_text
from guide.translation.segments import Found
from guide.words import words

if TYPE_CHECKING:
    from guide.project import Project

FILE = "translations/notes.yml"
CHECK = "notes"

# A text of fewer words does not explain itself.
ENOUGH = 4
# How many letters of what follows a note quotes.
_QUOTED = 110

_SINGLE = str.maketrans("“”", "‘’")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
# A single word is a noun after these: “children notice” says nothing of a notice.
_BEFORE_A_NOUN = r"\b(?:an?|the|your|this|of|for|from) "
_SENTENCE = re.compile(r"(?<=[.?!”])\s+")


@dataclass(frozen=True)
class Note:
    """What a person wrote for translators of a text, and its line of the file."""

    text: str
    line: int


def read_notes(root: Path) -> dict[str, Note]:
    """Return the notes by the texts they are for; without a file there are none. Raises SourceError."""
    if not (root / FILE).exists():
        return {}
    document = compose(read_text(root / FILE, FILE, CHECK), FILE, CHECK, what="the list of notes")
    reader = Reader(document, CHECK)

    def note(node: yaml.Node, what: str) -> Any:
        text = reader.text(node, what)
        return Note(text, document.line(node)) if isinstance(text, str) else text

    reader.kinds[Note] = note
    return dict(reader.sound(reader.names(document.root, Note, FILE) if document.root else {}))


def is_short(msgid: str) -> bool:
    """Whether a text has too few words to say what it is."""
    return len(msgid.split()) < ENOUGH


def is_link(msgid: str) -> bool:
    """Whether a text is a link and nothing else: it is told by the page that it opens."""
    return _LINK.fullmatch(msgid) is not None


def told(project: Project, page: Page, found: Sequence[Found]) -> Iterator[str]:
    """Yield a note for each text of a page, in order; none for those that are long enough.

    found: the texts of its front matter that are no form's, and those of its body
    """
    heading = page.title
    for at, each in enumerate(found):
        yield _told(project, page, each, heading, found[at + 1 :]) if is_short(each.source) else ""
        heading = each.source if each.kind == "heading" else heading


def _told(project: Project, page: Page, each: Found, heading: str, rest: Sequence[Found]) -> str:
    said, form = words("notes"), project.forms.get(page.path)
    opens = _opened(project, page, each.source)
    place = said["page"]["link" if opens else each.kind if each.kind in said["page"] else "text"].format(
        kind=each.kind,
        page=page.title,
        reads=said["reads"][form.audience if form else page.meta.audience],
        heading=_quoted(heading),
        opens=opens,
    )
    follows = page.description if each.kind == "page title" else rest[0].source if rest and not opens else ""
    after = {each.kind if each.kind in said["after"] else "text": follows, "used": _used(project, page, each)}
    return "; ".join([place, *(said["after"][name].format(text=_quoted(text)) for name, text in after.items() if text)])


def _read(markdown: str) -> str:
    """Return inline Markdown as it is read: without marks and addresses."""
    return _LINK.sub(r"\1", markdown).replace("*", "")


def _quoted(markdown: str) -> str:
    """Return a text to stand between quotation marks, so its own become single ones; its end may be cut off."""
    return textwrap.shorten(_read(markdown), _QUOTED, placeholder=" …").translate(_SINGLE)


def _opened(project: Project, page: Page, msgid: str) -> str:
    """Return the title of the page that a link opens; nothing where the text is no link to a page."""
    link = _LINK.fullmatch(msgid)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link[2].partition("#")[0])) if link else ""
    return next((each.title for each in project.pages if each.path == path), "")


def _used(project: Project, page: Page, each: Found) -> str:
    """Return a sentence of another page with a word that this one explains; a label of a list is no such word."""
    if each.kind != "term" or not re.match(r"[a-z]|[A-Z]{2}", each.source):
        return ""
    word = each.source.partition(" (")[0]
    before = r"\b" if " " in word else _BEFORE_A_NOUN
    whole = re.compile(rf"{before}{re.escape(word)}\b", re.IGNORECASE)
    for other in project.pages:
        if other.path != page.path and word.casefold() in other.body.casefold():
            for text in project.strings.in_body(other):
                if text.kind != "heading" and not is_link(text.source) and whole.search(_read(text.source)):
                    return next(filter(whole.search, _SENTENCE.split(_read(text.source))), "")
    return ""
