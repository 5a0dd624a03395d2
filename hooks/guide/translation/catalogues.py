"""Catalogues: one PO file a language. Looking up, and merging with the English.

A catalogue never gives out a guess: a fuzzy entry, an empty one, one that is only its English, or one with markup that
its English does not have counts as missing.
"""

from __future__ import annotations

import datetime
import difflib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import polib

from guide.kept import Store, digest
from guide.source.languages import Language
from guide.source.problems import Problem
from guide.translation.marks import is_copy, mark_reviewed, review_of, reviews, set_review, unmarked
from guide.translation.markup import Shape, faults
from guide.translation.messages import Message, keyed
from guide.translation.po_files import header, key_of, read_po
from guide.translation.segments import collapse

# How alike an old and a new English segment must be for the old translation to be offered as a start.
SIMILAR = 0.6


@dataclass(frozen=True, slots=True)
class Shown:
    """A translation that may be shown, with its white space collapsed.

    line: of its file; reviewed: whether a person has checked this very text
    """

    text: str
    line: int
    reviewed: bool


@dataclass(frozen=True)
class Verdicts:
    """What became of a catalogue's entries, by their keys.

    stale: their English has changed; refused: `(line, message, check)` of what may not be shown
    copies: the lines of those that are only their English
    """

    shown: dict[str, Shown] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    copies: dict[str, int] = field(default_factory=dict)


# Of the catalogues that are in use, by their keys.
_known: WeakValueDictionary[str, Verdicts] = WeakValueDictionary()


@dataclass
class Catalogue:
    """A language's translations. What is stale, refused or a copy counts as missing.

    path: relative to the project, for messages; file: where it is
    """

    language: Language
    path: str
    file: Path
    verdicts: Verdicts

    @cached_property
    def po(self) -> polib.POFile:
        """Its entries, as they stand in the file."""
        return read_po(self.file, self.file.parent.parent)

    @property
    def refused(self) -> list[Problem]:
        """What may not be shown, as problems."""
        return [Problem(self.path, *each) for each in self.verdicts.refused]

    @property
    def copies(self) -> dict[str, int]:
        """The lines of the entries that are only their English, by their keys."""
        return self.verdicts.copies

    def lookup(self, msgid: str, context: str = "") -> str | None:
        """Return the translation that may be shown, or None. The msgid may be a key, which holds its context."""
        shown = self.verdicts.shown.get(keyed(msgid, context))
        return shown.text if shown else None

    def line(self, key: str) -> int:
        """Return the line on which a translation that may be shown stands."""
        return self.verdicts.shown[key].line

    def state(self, key: str) -> str:
        """Return `missing`, `stale`, `translated` or `reviewed`, for a message's key."""
        if shown := self.verdicts.shown.get(key):
            return "reviewed" if shown.reviewed else "translated"
        return "stale" if key in self._stale else "missing"

    @cached_property
    def _stale(self) -> frozenset[str]:
        return frozenset(self.verdicts.stale)


class Judge:
    """Decides which translations may be shown, each pair of texts only once.

    shape_of: gives the markup of a text; made_by: a key of what that depends on
    today: a reviewer's mark of a day to come is none
    """

    def __init__(self, shape_of: Callable[[str], Shape], store: Store, made_by: str, today: datetime.date):
        self.shape_of = lru_cache(maxsize=None)(shape_of)
        self.store, self.made_by, self.today = store, made_by, today

    def verdicts(self, content: bytes | None, path: str, read: Callable[[], polib.POFile]) -> Verdicts:
        """Return what becomes of a catalogue's entries, from its file's content. Raises SourceError as `read` does."""
        key = digest("catalogue", self.made_by, self.today.isoformat(), content)
        if (known := _known.get(key)) is None:
            kept = self.store.made(key, lambda: json.dumps(asdict(self._judged(read(), path))).encode())
            known = _known[key] = _unpacked(kept)
        return known

    def _judged(self, po: polib.POFile, path: str) -> Verdicts:
        """Judge the entries of a file that has changed; most of them have not."""
        key = digest("verdicts", self.made_by, path)
        before = json.loads(self.store.get(key) or "{}")
        known: dict[str, list[list[str]]] = {}
        verdicts = Verdicts()
        for entry in po:
            _judge(entry, verdicts, lambda *pair: _once(before, known, pair, self._faults))
        self.store.put(key, json.dumps(known).encode())
        return verdicts

    def _faults(self, english: str, translated: str) -> list[list[str]]:
        return [list(each) for each in faults(self.shape_of, english, translated)]


def _once(before: dict[str, Any], known: dict[str, Any], pair: tuple[str, str], find: Callable[..., Any]) -> Any:
    key = digest(pair)
    known[key] = before[key] if key in before else find(*pair)
    return known[key]


def _judge(entry: polib.POEntry, verdicts: Verdicts, faults_of: Callable[[str, str], list[list[str]]]) -> None:
    if entry.obsolete or not entry.msgstr.strip():
        return
    key, line, text = key_of(entry), entry.linenum or 0, collapse(entry.msgstr)
    if entry.fuzzy:  # its English has changed, perhaps by a link or a number: it waits, and is never shown
        verdicts.stale.append(key)
    elif is_copy(entry):
        verdicts.copies[key] = line
    elif found := faults_of(collapse(entry.msgid), text):
        verdicts.refused.extend((line, message, check) for message, check in found)
    else:
        mark = review_of(entry)
        verdicts.shown[key] = Shown(text, line, reviewed=bool(mark and mark.sealed))


def _unpacked(kept: bytes) -> Verdicts:
    found = json.loads(kept)
    shown = {sys.intern(key): Shown(**each) for key, each in found.pop("shown").items()}  # the same in all languages
    return Verdicts(shown, found["stale"], [tuple(each) for each in found["refused"]], found["copies"])


def read_catalogue(file: Path, root: Path, language: Language, judge: Judge) -> Catalogue:
    """Read a PO file and decide which entries may be shown. Raises SourceError when it is not a PO file."""
    path = file.relative_to(root).as_posix()
    try:
        content = file.read_bytes()
    except OSError:
        content = None  # for `read_po` to say why
    return Catalogue(language, path, file, judge.verdicts(content, path, lambda: read_po(file, root)))


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
    Words in a new context begin with the translation that they had until then, for readers see that one today; nobody
    has checked it for its new job.
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
        if not _carry_over(entry, known.values()):
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


def _carry_over(entry: polib.POEntry, known: Iterable[polib.POEntry]) -> bool:
    """Give an entry the translation that its words have in another context. Returns whether there was one."""
    other = next((each for each in known if each.msgid == entry.msgid and each.msgstr and not each.fuzzy), None)
    if other is None:
        return False
    entry.msgstr, entry.tcomment = other.msgstr, unmarked(other.tcomment)
    return True


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
