"""Numbers in a text, in any script or in words, each with the words for times beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guide.words import words_of

# A time stands beside its number: so many letters away, in the same part of the sentence, no other number between.
_NEAR = 24
_DIGITS = r"\d+(?:[.,٫٬]\d+)*"
_LONGEST = 9  # digits of a number that means something
_PART = re.compile(r"[.;:!?؟]")
_ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Quantity:
    """A number, and the unit that follows it or, in languages that write it so, stands before it."""

    number: int
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'s' * (self.number != 1)}" if self.unit else str(self.number)


@dataclass(frozen=True)
class _Words:
    """How a language writes numbers and units: what finds them, and what was found."""

    number: re.Pattern[str]
    unit: re.Pattern[str] | None
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    before: bool


def quantities(text: str, locale: str) -> list[Quantity]:
    """Return the quantities of a text, in its order. Numbers in addresses of links are none."""
    words = _words(locale)
    plain = folded(without_addresses(text))
    found = list(words.number.finditer(plain))
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found[1:]), len(plain)]
    return [
        Quantity(number, _unit(plain[before : each.start()], plain[each.end() : after], words))
        for each, before, after in zip(found, ends, starts, strict=False)
        if (number := _number(each, words)) is not None
    ]


def knows(locale: str, unit: str) -> bool:
    """Whether a language's words for a unit are listed."""
    return unit in _words(locale).units.values()


def _number(found: re.Match[str], words: _Words) -> int | None:
    written = found[0]
    if written[0].isdecimal():
        return int(written) if written.isdecimal() and len(written) <= _LONGEST else None
    return words.numbers[found["word"]]


def _unit(before: str, after: str, words: _Words) -> str:
    if words.unit is None:
        return ""
    following = words.unit.findall(_PART.split(after)[0][:_NEAR])
    preceding = words.unit.findall(_PART.split(before)[-1][-_NEAR:]) if words.before else []
    return next((words.units[each] for each in (*following[:1], *preceding[-1:])), "")


@lru_cache
def _words(locale: str) -> _Words:
    listed: dict[str, Any] = words_of("law", locale)
    numbers = {folded(word): number for number, each in listed.get("numbers", {}).items() for word in each}
    units = {folded(word): unit for unit, each in listed.get("units", {}).items() for word in each}
    joined = "".join(f"(?:{any_of(map(folded, listed['joined']))})?" * 2) if "joined" in listed else ""
    begins, ends = (r"(?<!\w)", r"(?!\w)") if listed.get("spaced", True) else ("", "")
    named = rf"|{begins}{joined}(?P<word>{any_of(numbers)}){ends}" if numbers else ""
    unit = re.compile(any_of(units)) if units else None
    return _Words(re.compile(_DIGITS + named), unit, numbers, units, listed.get("before", False))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest that fits."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


def without_addresses(text: str) -> str:
    """Return inline Markdown without the addresses of its links."""
    return _ADDRESS.sub("]", text)


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return a text in small letters, without signs above and below them and without what shows nothing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if unicodedata.category(each) not in ("Mn", "Cf"))
