"""A problem found in a source: a value, to be collected, sorted and shown all at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `str()` gives `file:line: message (check)`, on one line whatever the message quotes.

    line: counts from 1, 0 means the whole file
    """

    file: str
    line: int
    message: str
    check: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return " ".join(f"{place}: {self.message} ({self.check})".splitlines())


class SourceError(Exception):
    """What cannot be built, with every problem found. Its text is one problem a line."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(found: str, allowed: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` for the nearest allowed word, or nothing."""
    near = difflib.get_close_matches(found, list(allowed), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def listed(words: Iterable[str]) -> str:
    """Join words for a message: `a, b, c`."""
    return ", ".join(words)
