"""What people say of a translation in its comments, where PO has no word for it: who has read it, that it is meant.

    # reviewed: Anna Kowalska, 2026-11-01 [3f9a0c12]
    # same as the English

The brackets hold a seal: a digest of the English and its translation. When either changes, the mark no longer fits and
`update` drops it. A mark without brackets is a reviewer's fresh one: `update` seals it.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass

import polib

from guide.translation.segments import collapse

_REVIEWED = re.compile(r"^\s*reviewed:\s*(?P<by>.*?)\s*(?:\[(?P<seal>[0-9a-f]{8})\])?\s*$", re.IGNORECASE)
_NAME_AND_DAY = re.compile(r"(?P<name>[^\[\]\n]{2,80}),\s*(?P<day>\d{4}-\d{2}-\d{2})")
_SAME = re.compile(r"^\s*same as (?:the )?english\b", re.IGNORECASE)
_ONE_DAY = datetime.timedelta(days=1)  # a reviewer in New Zealand is ahead of a machine in Wales


@dataclass(frozen=True)
class Review:
    """A reviewer's mark.

    sealed: it was made for this very text; fresh: it carries no seal yet
    """

    by: str
    sealed: bool
    fresh: bool

    @property
    def complete(self) -> bool:
        """Whether it names a person and a day that has been, `Anna Kowalska, 2026-11-01`: nothing else is sealed."""
        return names_reviewer(self.by)


def names_reviewer(by: str) -> bool:
    """Whether a text is `name, day`: a name has two letters at least, the day is real and not to come."""
    found = _NAME_AND_DAY.fullmatch(by)
    if not found or sum(map(str.isalpha, found["name"])) < 2:  # noqa: PLR2004 (the shortest name)
        return False
    try:
        return datetime.date.fromisoformat(found["day"]) <= datetime.date.today() + _ONE_DAY
    except ValueError:
        return False


def review_of(entry: polib.POEntry) -> Review | None:
    """Return the reviewer's mark of an entry: one that fits the text, else the last one written."""
    marks = reviews(entry)
    return next((each for each in marks if each.sealed), marks[-1] if marks else None)


def reviews(entry: polib.POEntry) -> list[Review]:
    """Return all reviewers' marks of an entry, in order."""
    matches = filter(None, map(_REVIEWED.match, entry.tcomment.splitlines()))
    return [Review(match["by"], match["seal"] == seal(entry), fresh=not match["seal"]) for match in matches]


def seal(entry: polib.POEntry) -> str:
    """Return eight hexadecimal digits that stand for the English and its translation."""
    text = f"{collapse(entry.msgid)}\0{collapse(entry.msgstr)}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def mark_reviewed(entry: polib.POEntry, by: str) -> None:
    """Put a sealed reviewer's mark on an entry, in place of an older one. `by` is `name, day`."""
    set_review(entry, f"reviewed: {by} [{seal(entry)}]")


def set_review(entry: polib.POEntry, mark: str) -> None:
    """Put a mark in place of older ones, or take them away."""
    entry.tcomment = "\n".join(filter(None, [unmarked(entry.tcomment), mark]))


def unmarked(comment: str) -> str:
    """Return a translator's comment without reviewers' marks."""
    return "\n".join(line for line in comment.splitlines() if not _REVIEWED.match(line))


def is_copy(entry: polib.POEntry) -> bool:
    """Whether a translation is its English, and nobody says that it is meant: by a comment, or by reading it.

    Some programs write the English where a translation is missing.
    """
    if collapse(entry.msgstr) != collapse(entry.msgid):
        return False
    review = review_of(entry)
    return not (review and review.complete) and not any(map(_SAME.match, entry.tcomment.splitlines()))
