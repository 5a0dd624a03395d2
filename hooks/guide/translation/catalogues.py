"""Catalogues: one PO file a language. Looking up, merging with the English, the reviewer's mark.

A catalogue never gives out a guess: a fuzzy entry, an empty one, or one with markup that its English does not have
counts as missing. PO has no state "checked by a person", so a reviewer's mark is a translator comment:

    # reviewed: Anna Kowalska, 2026-12-01 [3f9a0c12]

The brackets hold a fingerprint of the English and its translation. When either changes, the mark no longer fits and
`update` drops it. A mark without brackets is a reviewer's fresh one: `update` seals it.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from markdown import Markdown

from guide.source.files import write_whole
from guide.source.languages import Language
from guide.source.problems import Problem, SourceError
from guide.translation.markup import faults, shape
from guide.translation.segments import collapse

# How alike an old and a new English segment must be for the old translation to be offered as a start.
SIMILAR = 0.6

_TEXT_LINE = re.compile(r'^(#~\s*)?(msg[a-z_]+\s*)?"')
_CLOSED = re.compile(r'^[^"]*"(?:[^"\\]|\\.)*"\s*$')
_REVIEWED = re.compile(r"^reviewed:\s*(?P<by>.*?)\s*(?:\[(?P<seal>[0-9a-f]{8})\])?\s*$", re.IGNORECASE)
_NAME_AND_DATE = re.compile(r"\S.*,\s*\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Message:
    """One string to translate: its msgid, the files it stands in, and what it is there."""

    msgid: str
    files: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """A reviewer's mark.

    sealed: it was made for this very text; fresh: it carries no fingerprint yet
    """

    by: str
    sealed: bool
    fresh: bool

    @property
    def complete(self) -> bool:
        """Whether it names a person and a day, `Anna Kowalska, 2026-12-01`: nothing else can be sealed."""
        return bool(_NAME_AND_DATE.fullmatch(self.by))


@dataclass
class Catalogue:
    """A language's translations.

    path: relative to the project, for messages
    refused: what may not be shown, as problems; such an entry counts as missing
    """

    language: Language
    path: str
    po: polib.POFile
    refused: list[Problem] = field(default_factory=list)
    _shown: dict[str, polib.POEntry] = field(default_factory=dict)
    _stale: set[str] = field(default_factory=set)

    def lookup(self, msgid: str) -> str | None:
        """Return the translation that may be shown, or None."""
        entry = self._shown.get(msgid)
        return collapse(entry.msgstr) if entry else None

    def state(self, msgid: str) -> str:
        """Return `missing`, `stale`, `translated` or `reviewed`."""
        entry = self._shown.get(msgid)
        if entry:
            mark = review_of(entry)
            return "reviewed" if mark and mark.sealed else "translated"
        return "stale" if msgid in self._stale else "missing"


def read_catalogue(file: Path, root: Path, language: Language, md: Markdown) -> Catalogue:
    """Read a PO file and decide which entries may be shown. Raises SourceError when it is not a PO file."""
    path = file.relative_to(root).as_posix()
    catalogue = Catalogue(language, path, read_po(file, root))
    shape_of = lru_cache(maxsize=None)(partial(shape, md))
    for entry in catalogue.po:
        if entry.obsolete or not entry.msgstr.strip():
            continue
        found = [
            Problem(path, entry.linenum or 0, message, check)
            for message, check in faults(shape_of, collapse(entry.msgid), collapse(entry.msgstr))
        ]
        catalogue.refused += found
        if entry.fuzzy:
            catalogue._stale.add(entry.msgid)
        elif not found:
            catalogue._shown[entry.msgid] = entry
    return catalogue


def read_po(file: Path, root: Path) -> polib.POFile:
    """Read a PO file; an entry's `linenum` is the line of its msgstr.

    Raises SourceError when the file is missing, not a PO file, or has a context, a plural or an msgid twice.
    """
    path = file.relative_to(root).as_posix()
    if not file.exists():
        raise SourceError([Problem(path, 0, "the catalogue is missing; run: guide update", "catalogue")])
    # Not splitlines(): a text may hold U+2028, which ends no line of a PO file.
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    _raise_for_open_quotes(lines, path)
    try:
        po = polib.pofile(str(file), encoding="utf-8")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = f"not a PO file that can be read: {error}"
        raise SourceError([Problem(path, int(line.group(1)) if line else 0, message, "catalogue")]) from error
    po.wrapwidth = 0
    _raise_for_unknown_kinds(po, path)
    for entry in po:
        after = range((entry.linenum or 1) - 1, len(lines))
        entry.linenum = next((number + 1 for number in after if "msgstr" in lines[number]), entry.linenum)
    return po


def _raise_for_open_quotes(lines: list[str], path: str) -> None:
    """Find what polib would read with a letter lost: a text whose closing quotation mark is missing."""
    broken = [
        (number, line) for number, line in enumerate(lines, 1) if _TEXT_LINE.match(line) and not _CLOSED.match(line)
    ]
    if broken:
        message = 'the quotation marks do not close: {}; write "…" with \\" for one inside'
        raise SourceError(Problem(path, number, message.format(line.strip()), "catalogue") for number, line in broken)


def _raise_for_unknown_kinds(po: polib.POFile, path: str) -> None:
    """Refuse what the merge could lose: contexts, plurals, and one msgid in two entries, in use or not."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for entry in po:
        line = entry.linenum or 0
        if entry.msgctxt is not None or entry.msgid_plural:
            message = f'"{entry.msgid}" has a context or a plural, which the guide does not use; take it out'
            problems.append(Problem(path, line, message, "catalogue"))
        elif entry.msgid in first:
            message = f'"{entry.msgid}" stands on line {first[entry.msgid]} already; keep one of the two'
            problems.append(Problem(path, line, message, "catalogue"))
        first.setdefault(entry.msgid, line)
    if problems:
        raise SourceError(problems)


def review_of(entry: polib.POEntry) -> Review | None:
    """Return the reviewer's mark of an entry: one that fits the text, else the last one written."""
    marks = _reviews(entry)
    return next((each for each in marks if each.sealed), marks[-1] if marks else None)


def _reviews(entry: polib.POEntry) -> list[Review]:
    matches = filter(None, map(_REVIEWED.match, entry.tcomment.splitlines()))
    return [Review(match["by"], match["seal"] == fingerprint(entry), fresh=not match["seal"]) for match in matches]


def fingerprint(entry: polib.POEntry) -> str:
    """Return eight hexadecimal digits that stand for the English and its translation."""
    text = f"{collapse(entry.msgid)}\0{collapse(entry.msgstr)}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def mark_reviewed(entry: polib.POEntry, by: str) -> None:
    """Put a sealed reviewer's mark on an entry, in place of an older one. `by` is `name, date`."""
    _set_review(entry, f"reviewed: {by} [{fingerprint(entry)}]")


def _set_review(entry: polib.POEntry, mark: str) -> None:
    entry.tcomment = "\n".join(filter(None, [_unmarked(entry.tcomment), mark]))


def _unmarked(comment: str) -> str:
    return "\n".join(line for line in comment.splitlines() if not _REVIEWED.match(line))


@dataclass
class Changes:
    """What an update did to a catalogue: msgids by what happened to them."""

    added: list[str] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    unsealed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [f"{len(msgids)} {name}" for name, msgids in vars(self).items() if msgids]
        return ", ".join(parts) or "nothing to change"


def update(po: polib.POFile, messages: Iterable[Message]) -> Changes:
    """Bring a catalogue in step with the English, in place.

    A new segment that resembles one that went away takes its translation over, fuzzy, with the previous English kept.
    A segment that comes back gets its old translation back. What is no longer used moves to the end, as obsolete.
    """
    changes = Changes()
    messages = list(messages)
    known = {entry.msgid: entry for entry in po}
    wanted = {message.msgid for message in messages}
    gone = [entry for entry in po if not entry.obsolete and entry.msgid not in wanted]
    taken: set[str] = set()
    kept = [_merged(message, known, gone, taken, changes) for message in messages]
    for entry in (each for each in gone if _has_work(each) and not _untouched_heirloom(each, known)):
        changes.retired.append(entry.msgid)
        entry.obsolete = True
        entry.previous_msgid = None  # readers of PO files forget it there
    obsolete = [entry for entry in po if entry.obsolete and entry.msgid not in wanted]
    for entry in kept:
        _settle_review(entry, changes)
    po[:] = kept + obsolete
    return changes


def _merged(
    message: Message, known: dict[str, polib.POEntry], gone: list[polib.POEntry], taken: set[str], changes: Changes
) -> polib.POEntry:
    entry = known.get(message.msgid)
    if entry is None:
        entry = polib.POEntry(msgid=message.msgid)
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
    origin = known.get(entry.previous_msgid or "") if entry.fuzzy else None
    if origin is None or origin is entry:
        return False
    return origin.msgstr == entry.msgstr and entry.tcomment in ("", _unmarked(origin.tcomment))


def _has_work(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or entry.tcomment)


def _inherit(
    entry: polib.POEntry, message: Message, gone: list[polib.POEntry], taken: set[str], changes: Changes
) -> None:
    heirloom = _nearest(message, [each for each in gone if _has_work(each) and each.msgid not in taken])
    if heirloom is None:
        return
    taken.add(heirloom.msgid)
    entry.tcomment = heirloom.tcomment
    _set_review(entry, "")
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


def _settle_review(entry: polib.POEntry, changes: Changes) -> None:
    """Seal a fresh mark; drop one whose text has changed. One that names nobody stays, for the check to report."""
    marks = _reviews(entry)
    fresh = [each for each in marks if each.fresh]
    if not marks or any(each.sealed for each in marks):
        return
    if fresh and entry.msgstr and not entry.fuzzy:
        if fresh[-1].complete:
            mark_reviewed(entry, fresh[-1].by)
            changes.sealed.append(entry.msgid)
    else:
        _set_review(entry, "")
        changes.unsealed.append(entry.msgid)


def new_catalogue(language: Language) -> polib.POFile:
    """Return an empty catalogue with the header that the language needs."""
    po = polib.POFile(wrapwidth=0)
    tag = language.tag.replace("-", "_")
    po.metadata = {
        "Project-Id-Version": "Working together",
        "Language": language.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(tag).plural_forms,
    }
    return po


def template(messages: Iterable[Message]) -> polib.POFile:
    """Return a PO template: every message, no translation."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    update(po, messages)
    return po


def write(po: polib.POFile, file: Path) -> bool:
    """Write a catalogue whole or not at all. Returns whether the file changed."""
    text = f"{po}\n" if not str(po).endswith("\n") else str(po)
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    write_whole(file, text)
    return True
