"""Catalogues: one PO file a language. Looking up, and merging with the English.

A catalogue never gives out a guess: a fuzzy entry, an empty one, one that is only its English, or one with markup that
its English does not have counts as missing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import polib
from markdown import Markdown

from guide.source.languages import Language
from guide.source.problems import Problem
from guide.translation.marks import is_copy, mark_reviewed, review_of, reviews, set_review, unmarked
from guide.translation.markup import faults, shape
from guide.translation.messages import Message, keyed
from guide.translation.po_files import header, key_of, read_po
from guide.translation.segments import collapse

# How alike an old and a new English segment must be for the old translation to be offered as a start.
SIMILAR = 0.6


@dataclass
class Catalogue:
    """A language's translations.

    path: relative to the project, for messages
    refused: what may not be shown, as problems; such an entry counts as missing
    copies: the entries that are only their English; they count as missing, too
    """

    language: Language
    path: str
    po: polib.POFile
    refused: list[Problem] = field(default_factory=list)
    copies: list[polib.POEntry] = field(default_factory=list)
    _shown: dict[str, polib.POEntry] = field(default_factory=dict)
    _stale: set[str] = field(default_factory=set)

    def lookup(self, msgid: str, context: str = "") -> str | None:
        """Return the translation that may be shown, or None. The msgid may be a key, which holds its context."""
        entry = self._shown.get(keyed(msgid, context))
        return collapse(entry.msgstr) if entry else None

    def line(self, key: str) -> int:
        """Return the line on which a translation that may be shown stands."""
        return self._shown[key].linenum or 0

    def state(self, key: str) -> str:
        """Return `missing`, `stale`, `translated` or `reviewed`, for a message's key."""
        entry = self._shown.get(key)
        if entry:
            mark = review_of(entry)
            return "reviewed" if mark and mark.sealed else "translated"
        return "stale" if key in self._stale else "missing"


def read_catalogue(file: Path, root: Path, language: Language, md: Markdown) -> Catalogue:
    """Read a PO file and decide which entries may be shown. Raises SourceError when it is not a PO file."""
    path = file.relative_to(root).as_posix()
    catalogue = Catalogue(language, path, read_po(file, root))
    shape_of = lru_cache(maxsize=None)(partial(shape, md))
    for entry in catalogue.po:
        if entry.obsolete or not entry.msgstr.strip():
            continue
        if entry.fuzzy:  # its English has changed, perhaps by a link or a number: it waits, and is never shown
            catalogue._stale.add(key_of(entry))
        elif is_copy(entry):
            catalogue.copies.append(entry)
        elif found := list(faults(shape_of, collapse(entry.msgid), collapse(entry.msgstr))):
            catalogue.refused += [Problem(path, entry.linenum or 0, message, check) for message, check in found]
        else:
            catalogue._shown[key_of(entry)] = entry
    return catalogue


@dataclass
class Changes:
    """What an update did to a catalogue: msgids by what happened to them."""

    added: list[str] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    unsealed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [f"{len(msgids)} {name}" for name, msgids in vars(self).items() if msgids]
        return ", ".join(parts) or "nothing to change"


def update(po: polib.POFile, messages: Iterable[Message]) -> Changes:
    """Bring a catalogue in step with the English, in place.

    A new segment that resembles one that went away takes its translation over, fuzzy, with the previous English kept.
    A segment that comes back gets its old translation back. What is no longer used moves to the end, as obsolete.
    What is only its English is emptied: some programs write it where a translation is missing.
    """
    changes = Changes()
    messages = list(messages)
    known = {key_of(entry): entry for entry in po}
    wanted = {message.key for message in messages}
    gone = [entry for entry in po if not entry.obsolete and key_of(entry) not in wanted]
    taken: set[str] = set()
    kept = [_merged(message, known, gone, taken, changes) for message in messages]
    for entry in (each for each in gone if _has_work(each) and not _untouched_heirloom(each, known)):
        changes.retired.append(entry.msgid)
        entry.obsolete = True
        entry.previous_msgid = None  # readers of PO files forget it there
    obsolete = [entry for entry in po if entry.obsolete and key_of(entry) not in wanted]
    for entry in kept:
        _empty_copy(entry, changes)
        _settle_review(entry, changes)
    po[:] = kept + obsolete
    return changes


def _merged(
    message: Message, known: dict[str, polib.POEntry], gone: list[polib.POEntry], taken: set[str], changes: Changes
) -> polib.POEntry:
    entry = known.get(message.key)
    if entry is None:
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
        changes.added.append(message.msgid)
        _inherit(entry, message, gone, taken, changes)
    elif entry.obsolete:
        entry.obsolete = False
        changes.revived.append(message.msgid)
    entry.occurrences = [(file, "") for file in message.files]
    entry.comment = "\n".join(message.kinds)
    entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
    if not entry.fuzzy:
        entry.previous_msgid = None
    return entry


def _untouched_heirloom(entry: polib.POEntry, known: dict[str, polib.POEntry]) -> bool:
    """Whether an entry is a fuzzy offer that nobody worked on: the translation it was made from is still here."""
    origin = known.get(keyed(entry.previous_msgid or "", entry.msgctxt or "")) if entry.fuzzy else None
    if origin is None or origin is entry:
        return False
    return origin.msgstr == entry.msgstr and entry.tcomment in ("", unmarked(origin.tcomment))


def _has_work(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or entry.tcomment)


def _inherit(
    entry: polib.POEntry, message: Message, gone: list[polib.POEntry], taken: set[str], changes: Changes
) -> None:
    heirloom = _nearest(message, [each for each in gone if _has_work(each) and key_of(each) not in taken])
    if heirloom is None:
        return
    taken.add(key_of(heirloom))
    entry.tcomment = heirloom.tcomment
    set_review(entry, "")
    if heirloom.msgstr:
        previous = heirloom.previous_msgid if heirloom.fuzzy else heirloom.msgid
        entry.msgstr = heirloom.msgstr
        entry.previous_msgid = previous if previous != message.msgid else None
        entry.flags = ["fuzzy"]
        changes.stale.append(entry.msgid)


def _nearest(message: Message, candidates: list[polib.POEntry]) -> polib.POEntry | None:
    """Return the most alike segment that went away; one from the same file wins a tie."""
    best: tuple[float, polib.POEntry | None] = (SIMILAR, None)
    matcher = difflib.SequenceMatcher(autojunk=False, b=message.msgid)
    for entry in candidates:
        matcher.set_seq1(entry.msgid)
        if matcher.real_quick_ratio() < best[0] or matcher.quick_ratio() < best[0]:
            continue
        same_file = bool({file for file, _ in entry.occurrences} & set(message.files))
        likeness = matcher.ratio() + 0.01 * same_file
        if likeness > best[0]:
            best = (likeness, entry)
    return best[1]


def _empty_copy(entry: polib.POEntry, changes: Changes) -> None:
    if not entry.fuzzy and entry.msgstr and is_copy(entry):
        entry.msgstr = ""
        changes.emptied.append(entry.msgid)


def _settle_review(entry: polib.POEntry, changes: Changes) -> None:
    """Seal a fresh mark; drop one whose text has changed. One that names nobody stays, for the check to report."""
    marks = reviews(entry)
    fresh = [each for each in marks if each.fresh]
    if not marks or any(each.sealed for each in marks):
        return
    if fresh and entry.msgstr and not entry.fuzzy:
        if fresh[-1].complete:
            mark_reviewed(entry, fresh[-1].by)
            changes.sealed.append(entry.msgid)
    else:
        set_review(entry, "")
        changes.unsealed.append(entry.msgid)


def new_catalogue(language: Language) -> polib.POFile:
    """Return an empty catalogue with the header that the language needs."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = header(language)
    return po


def template(messages: Iterable[Message]) -> polib.POFile:
    """Return a PO template: every message, no translation."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    update(po, messages)
    return po
