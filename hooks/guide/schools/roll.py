"""The list of schools, `schools.csv` at the top of a checkout: one school a row, as spreadsheets write it.

The first row names the columns, in any order: `slug` and `name`, and whichever of the others are used. UTF-8, with or
without a mark at its start, UTF-16 and Windows-1252 are read; commas, semicolons and tabs between the cells, too.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.paper.editions import KINDS
from guide.source.logo import read_logo
from guide.source.pages import SCHOOLS
from guide.source.problems import Problem, SourceError, did_you_mean, listed
from guide.source.publisher import Alnco, Publisher
from guide.source.schema import unwrapped
from guide.source.site import Site

FILE = "schools.csv"
FOLDER = f"{SCHOOLS}/"  # of their pages, below each language's start page
CHECK = "schools"

REQUIRED = ("slug", "name")

# Columns that say what the settings say of a publisher, and are as long and as sound as there.
_AS_IN_SETTINGS: dict[str, tuple[type, str]] = {
    "name": (Publisher, "name"),
    "name_cy": (Publisher, "name"),
    "address": (Publisher, "address"),
    "contact": (Publisher, "contact"),
    "alnco": (Alnco, "name"),
    "alnco_contact": (Alnco, "contact"),
}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60
_BETWEEN_WORDS = re.compile(r"[\s,;|]+")
_NO_BEGINNING = re.compile(r"[1-9]\d{2,4}[ ]?\d{3,6}|\d[.,]\d+E[+]\d+")
_QUOTES = "“”„‟«»"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class School:
    """A school of the list. What is not said is empty.

    slug: its name in addresses; name_cy: its name on what is in Welsh
    logo: a path below docs/; languages: locales of the guide, its source language always; editions: of `KINDS`. The
        list may leave these two empty, and a school has all of them then
    listed: whether search engines may show its page
    """

    slug: str
    name: str
    name_cy: str = ""
    address: str = ""
    contact: str = ""
    alnco: str = ""
    alnco_contact: str = ""
    logo: str = ""
    languages: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    listed: bool = False

    @property
    def page(self) -> str:
        """The address of its page below the site's, in the source language."""
        return f"{FOLDER}{self.slug}/"

    @property
    def query(self) -> str:
        """What follows the address of another page, so that it knows the school; a place in it may come behind."""
        return f"?s={self.slug}"

    def named(self, locale: str) -> str:
        """Return its name on what is in a language."""
        return (self.name_cy if locale == "cy" else "") or self.name

    def publisher(self, docs: Path, locale: str) -> Publisher:
        """Return who publishes what this school gets in a language. docs: the folder with its logo."""
        logo = read_logo(docs, self.logo)[0] if self.logo else None
        alnco = Alnco(self.alnco, self.alnco_contact)
        return Publisher(self.named(locale), self.address, self.contact, alnco, logo)


COLUMNS = tuple(each.name for each in dataclasses.fields(School))


def read_roll(root: Path, site: Site) -> tuple[School, ...]:
    """Read the list of a checkout. Raises SourceError with every problem of every row."""
    file = root / FILE
    if not file.is_file():
        message = f"there is no {FILE}; write one with the columns {listed(COLUMNS)}, a school a row"
        raise SourceError([Problem(FILE, 0, message, CHECK)])
    reader = _Reader(site, root / "docs")
    schools = reader.read(file.read_bytes())
    if reader.problems:
        raise SourceError(reader.problems)
    return schools


def for_search_engines(root: Path, site: Site) -> tuple[School, ...]:
    """Return the schools whose pages search engines may show; none where there is no list. Raises SourceError."""
    return tuple(each for each in read_roll(root, site) if each.listed) if (root / FILE).is_file() else ()


def folders(site: Site) -> tuple[str, ...]:
    """Return the folders below the site's address that hold what schools get, one a language."""
    return tuple(site.path(each, FOLDER) for each in site.languages)


def chosen(schools: tuple[School, ...], slugs: list[str] | None) -> tuple[School, ...]:
    """Return the schools with some slugs; all of them where none is given. Raises SourceError for a slug of nobody."""
    known = [each.slug for each in schools]
    if unknown := [each for each in slugs or () if each not in known]:
        messages = [f'no school has the slug "{each}".{did_you_mean(each, known)}' for each in unknown]
        raise SourceError(Problem(FILE, 0, each, CHECK) for each in messages)
    return tuple(each for each in schools if not slugs or each.slug in slugs)


@dataclass(frozen=True)
class _Row:
    """A row: the line on which it begins, and its cells by the names of their columns."""

    line: int
    cells: dict[str, str]


class _Reader:
    """Reads the list, and collects what is wrong with it."""

    def __init__(self, site: Site, docs: Path):
        self.docs = docs
        self.problems: list[Problem] = []
        self.languages = tuple(each.locale for each in site.languages)

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(FILE, line, message, CHECK))

    def read(self, content: bytes) -> tuple[School, ...]:
        text = self.decoded(content)
        rows = list(self.rows(text)) if text is not None else []
        self.each_once(rows)
        if text is not None and not rows and not self.problems:
            self.problem(0, "names no school; write one a row, below the names of the columns")
        return tuple(self.school(row) for row in rows)

    # --- letters

    def decoded(self, content: bytes) -> str | None:
        """Return the text: what begins as UTF-16 does is that, what cannot be UTF-8 comes from an older Excel."""
        encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-16":
                self.problem(0, "begins as UTF-16 and is not; save it as “CSV UTF-8”")
                return None
            return self._from_windows(content, content.count(b"\n", 0, error.start) + 1)

    def _from_windows(self, content: bytes, line: int) -> str | None:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            self.problem(line, "has letters in no encoding that spreadsheets write; save it as “CSV UTF-8”")
            return None

    # --- rows

    def rows(self, text: str) -> Iterator[_Row]:
        """Yield the rows with something in them."""
        if "\0" in text:
            self.problem(0, "is no text; save it as “CSV UTF-8”")
            return
        lines = iter(self.lines(text))
        first, names = next(lines, (1, []))
        columns = [each.strip().casefold() for each in names]
        if not self.header(first, columns, names):
            return
        for line, cells in lines:
            if line and [each.casefold() for each in cells] == columns:
                self.problem(line, "repeats the names of the columns; delete this row")
            elif self.complete(line, cells, columns):
                padded = [*cells, *[""] * len(columns)]
                yield _Row(line, dict(zip(columns, padded, strict=False)))

    def lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, with its line. Excel may say on a first line what stands between cells."""
        told = re.match(r"sep=(.)\r?\n", text)
        begin = 0 if told is None else 1
        body = text if told is None else text[told.end() :]
        delimiter = told[1] if told else _delimiter(body)
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(each.strip() for each in cells):
                    yield line + begin, [" ".join(each.split()) for each in cells]
                line = reader.line_num + 1
        except csv.Error as error:
            self.problem(line + begin, f"cannot be read ({error}); write both quotes of a cell, or none")

    def header(self, line: int, columns: list[str], names: list[str]) -> bool:
        """Whether the first row names the columns; says what is wrong where it does not."""
        before = len(self.problems)
        if not set(columns) & set(COLUMNS):
            shown = listed(names) or "nothing"
            self.problem(line, f"is “{shown}”, not the names of the columns; write first: {','.join(COLUMNS)}")
            return False
        for at, each in enumerate(columns, 1):
            if each not in COLUMNS:
                hint = did_you_mean(each, COLUMNS)
                self.problem(line, f'column {at} is "{names[at - 1]}".{hint} Allowed: {listed(COLUMNS)}')
            elif each in columns[: at - 1]:
                self.problem(line, f'column {at}, "{each}", is there twice; keep one')
        for each in REQUIRED:
            if each not in columns:
                self.problem(line, f'no column is called "{each}"; add it')
        return len(self.problems) == before

    def complete(self, line: int, cells: list[str], columns: list[str]) -> bool:
        """Whether a row has a cell for each column. Empty ones at its end may be left out, or be too many."""
        extra = [each for each in cells[len(columns) :] if each]
        if extra:
            curly = "straight quotes, not curly ones," if set("".join(cells)) & set(_QUOTES) else "quotes"
            self.problem(
                line,
                f"has {len(cells)} cells, and there are {len(columns)} columns; "
                f"put {curly} around a text with the sign that stands between cells",
            )
            return False
        return True

    def each_once(self, rows: list[_Row]) -> None:
        lines: dict[str, int] = {}
        for row in rows:
            slug = row.cells["slug"]
            if slug and (first := lines.setdefault(slug, row.line)) != row.line:
                self.wrong(row, "slug", f'is "{slug}", as in row {first}; give each school its own')

    # --- cells

    def school(self, row: _Row) -> School:
        cells = {column: row.cells.get(column, "") for column in COLUMNS}
        self.slug(row, cells["slug"])
        for column, (cls, name) in _AS_IN_SETTINGS.items():
            self.as_in_settings(row, column, cells[column], typing.get_type_hints(cls, include_extras=True)[name])
        if cells["logo"]:
            for each in read_logo(self.docs, cells["logo"])[1]:
                self.wrong(row, "logo", f": {each}")
        languages = self.chosen(row, "languages", cells["languages"], self.languages)
        chosen: dict[str, Any] = {
            "languages": tuple(dict.fromkeys((self.languages[0], *languages))),
            "editions": self.chosen(row, "editions", cells["editions"], KINDS),
            "listed": bool(cells["listed"]) and bool(self.chosen(row, "listed", cells["listed"], ("yes",))),
        }
        return School(**{**cells, **chosen})

    def wrong(self, row: _Row, column: str, message: str) -> None:
        number = list(row.cells).index(column) + 1
        self.problem(row.line, f'column {number}, "{column}"{"" if message.startswith(":") else " "}{message}')

    def slug(self, row: _Row, text: str) -> None:
        if not text:
            self.wrong(row, "slug", "is empty; write the name of its page, such as ysgol-y-bryn")
        elif not _SLUG.fullmatch(text):
            self.wrong(row, "slug", f'is "{text}"; write small letters a to z, digits and hyphens')
        elif len(text) > _LONGEST_SLUG:
            self.wrong(row, "slug", f"has {len(text)} letters; write {_LONGEST_SLUG} at most")

    def as_in_settings(self, row: _Row, column: str, text: str, hint: Any) -> None:
        if column in REQUIRED and not text:
            self.wrong(row, column, "is empty; write the name that families know")
        _, limits, rules = unwrapped(hint)
        if limits and len(text) not in limits:
            self.wrong(row, column, f"has {len(text)} {limits.unit}; write {limits}")
        for each in (*(message for must in rules for message in must.rule(text)), *_spoiled(text)):
            self.wrong(row, column, each)
        if "contact" in column and _NO_BEGINNING.fullmatch(text):
            self.wrong(row, column, f'is "{text}", a number without its first 0; make the column text, and add it')

    def chosen(self, row: _Row, column: str, text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words of a cell in the order of those allowed; all of them where it is empty."""
        words = list(filter(None, _BETWEEN_WORDS.split(text)))
        for each in words:
            if each not in allowed:
                hint = did_you_mean(each, allowed)
                self.wrong(row, column, f'has "{each}".{hint} Allowed, with spaces between: {listed(allowed)}')
        return tuple(each for each in allowed if each in words) if words else allowed


def _delimiter(text: str) -> str:
    """Return what stands between the names of the columns: a comma, or what Excel writes elsewhere."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _spoiled(text: str) -> Iterator[str]:
    """Yield what a program has made of letters, or of quotes around a cell."""
    if "�" in text or ("?" in text and "://" not in text):
        yield f'is "{text}", in which a letter was lost; save the list as “CSV UTF-8”, and write the letter again'
    if _read_as_another(text):
        yield f'is "{text}", letters that were read in another encoding; save the list as “CSV UTF-8”, and mend them'
    if text[:1] in _QUOTES and text:
        yield f"is {text}, with curly quotes; write it without quotes, or with straight ones"


def _read_as_another(text: str) -> bool:
    """Whether UTF-8 was read as Windows-1252, `CÃ´r` for `Côr`."""
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False
