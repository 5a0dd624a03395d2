"""The ledger of what the guide says about the law: `docs/facts.yml`, each claim with its source and day of check.

A block of a page states a fact by its attribute list, `{: fact=school-35-days }`, or several, `{: fact="a b" }`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml

from guide.source.problems import Problem, SourceError
from guide.source.schema import Between, Document, Must, Reader, compose, identifier, read_text

FILE = "docs/facts.yml"
CHECK = "law"

# A fact is looked at again once a year; what is older than two is not published.
REPORTED, REFUSED = datetime.timedelta(days=365), datetime.timedelta(days=730)


def web_address(text: str) -> Iterator[str]:
    """Yield what is wrong with an address outside the guide."""
    if not re.fullmatch(r"https://[\w.-]+(?:/[^\s\"'<>\\]*)?", text):
        yield f'is "{text}"; write the address of the source, beginning with https://'


def _grade(text: str) -> Iterator[str]:
    if text not in ("A", "B"):
        yield (
            f'is "{text}"; write A if it was read in the law or its Explanatory Notes, B if on an official page '
            "or in a charity’s words. What stands in none of these, the guide does not state: take it out"
        )


@dataclass(frozen=True)
class Period:
    """A time in which something must be done, counted from a letter; in weeks, as the law says it.

    starts: which day is the first of the first week, the one of the letter or the one after it
    """

    weeks: Annotated[int, Between(1, 52, "weeks")]
    starts: Literal["on the day", "on the day after"]

    @property
    def days(self) -> int:
        """How many days after the day of the letter the last week ends, whatever else the law allows."""
        return 7 * self.weeks - (self.starts == "on the day")


@dataclass(frozen=True)
class Fact:
    """What the guide says about the law, in one line.

    grade: A was read in the law or its Explanatory Notes; B was read elsewhere, and a page says who says it
    source, source_cy: where it stands, in English and in Welsh; checked: the day on which a person read it there
    period: the time that the claim gives, where the guide counts with it
    """

    id: str
    claim: str
    grade: Annotated[str, Must(_grade)]
    source: Annotated[str, Must(web_address)]
    checked: datetime.date
    source_cy: Annotated[str, Must(web_address)] | None = None
    period: Period | None = None

    def read_in(self, locale: str) -> tuple[str, str]:
        """Return the source for a reader of a language, and the locale of what stands there."""
        return (self.source_cy, "cy") if self.source_cy and locale == "cy" else (self.source, "en")


@dataclass(frozen=True)
class Group:
    """Facts of one topic, under a heading. `id`: of the heading, for links to it."""

    id: Annotated[str, Must(identifier)]
    title: str
    facts: tuple[Fact, ...]

    @property
    def by_source(self) -> list[tuple[Fact, ...]]:
        """The facts in their order; neighbours that were read in one place on one day stand together."""
        return [tuple(found) for _, found in groupby(self.facts, key=lambda each: (each.source, each.checked))]


@dataclass(frozen=True)
class _Ledger:
    groups: tuple[Group, ...] = ()


class _Reader(Reader):
    def __init__(self, document: Document):
        super().__init__(document, CHECK, {Fact: self.fact})
        self.lines: dict[str, int] = {}

    def fact(self, node: yaml.Node, what: str) -> Any:
        fact = self.record(node, Fact, "a fact")
        if isinstance(fact, Fact):
            if fact.id in self.lines:
                return self.problem(node, f'the fact "{fact.id}" is on line {self.lines[fact.id]} already; keep one')
            self.lines[fact.id] = self.document.line(node)
            if fact.period and not re.search(rf"\b{fact.period.weeks} weeks\b", fact.claim):
                weeks = f"{fact.period.weeks} weeks"
                return self.problem(node, f'the period of "{fact.id}" is {weeks}, and its claim does not say so')
        return fact


@dataclass(frozen=True)
class Ledger:
    """The facts in groups and by id, in the order of the file, and the line of each."""

    groups: tuple[Group, ...]
    facts: dict[str, Fact]
    lines: dict[str, int]

    def oldest(self, names: Iterable[str]) -> datetime.date | None:
        """Return the day since which all of these facts have been checked; None where there are none."""
        return min((self.facts[each].checked for each in names if each in self.facts), default=None)


def read_ledger(file: Path) -> Ledger:
    """Read the ledger; one that is not there is empty. Raises SourceError with every mistake."""
    if not file.exists():
        return Ledger((), {}, {})
    document = compose(read_text(file, FILE, CHECK), FILE, CHECK, what="the ledger")
    reader = _Reader(document)
    found = reader.sound(reader.record(document.root, _Ledger, "the ledger")) if document.root else _Ledger()
    return Ledger(found.groups, {fact.id: fact for group in found.groups for fact in group.facts}, reader.lines)


def aged(ledger: Ledger, today: datetime.date, *, limit: datetime.timedelta = REPORTED) -> Iterator[Problem]:
    """Yield the facts that nobody has looked at for longer than `limit`, and those said to be of a day to come."""
    for fact in ledger.facts.values():
        line, day = ledger.lines[fact.id], fact.checked.isoformat()
        if fact.checked > today:
            yield Problem(FILE, line, f'the fact "{fact.id}" was checked on {day}, a day to come; write the day', CHECK)
        elif today - fact.checked > limit:
            message = f'the fact "{fact.id}" was last checked on {day}; read {fact.source} again and write today'
            yield Problem(FILE, line, message, CHECK)


def refuse_old(ledger: Ledger, today: datetime.date) -> None:
    """Raise SourceError for facts that are too old to be published."""
    if old := list(aged(ledger, today, limit=REFUSED)):
        raise SourceError(old)
