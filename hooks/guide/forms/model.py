"""The form model: dataclasses whose annotations are the grammar of a definition.

They say what a field may hold, of which type, within which limits. Every text is a `Text`, so one walk finds all of
them, to extract or to translate.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from guide.source.schema import Between, Must
from guide.translation.segments import Lookup

Value = TypeVar("Value")


@dataclass(frozen=True)
class Text:
    """A text and the tag of the language it is in."""

    text: str
    lang: str = "en"

    def __str__(self) -> str:
        return self.text


def _identifier(text: str) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
        yield f'is "{text}"; write small letters, digits and hyphens'


@dataclass(frozen=True)
class FormField:
    """What all fields have. `id` names the answer in saved files and must never change once published."""

    kind: ClassVar[str]

    id: Annotated[str, Must(_identifier)]
    label: Text
    help: Text | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class ShortText(FormField):
    """One line to write on."""

    kind: ClassVar[str] = "short text"


@dataclass(frozen=True)
class Lines(FormField):
    """Several ruled lines to write on."""

    kind: ClassVar[str] = "lines"
    lines: Annotated[int, Between(2, 20, "lines")] = field(default=3, kw_only=True)


@dataclass(frozen=True)
class Ticks(FormField):
    """Tick any that fit. `other` names a line for what is not in the list."""

    kind: ClassVar[str] = "ticks"
    options: Annotated[tuple[Text, ...], Between(2, 16, "options")] = field(kw_only=True)
    other: Text | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Choice(FormField):
    """Choose one."""

    kind: ClassVar[str] = "choice"
    options: Annotated[tuple[Text, ...], Between(2, 8, "options")] = field(kw_only=True)


@dataclass(frozen=True)
class Faces(FormField):
    """Circle one face, from the happiest to the saddest. Each face has its name."""

    kind: ClassVar[str] = "faces"
    options: Annotated[tuple[Text, ...], Between(3, 5, "faces")] = field(kw_only=True)


@dataclass(frozen=True)
class Table(FormField):
    """A table with empty rows."""

    kind: ClassVar[str] = "table"
    columns: Annotated[tuple[Text, ...], Between(2, 6, "columns")] = field(kw_only=True)
    rows: Annotated[int, Between(1, 20, "rows")] = field(default=4, kw_only=True)
    row_height: Annotated[int, Between(8, 120, "millimetres")] = field(default=13, kw_only=True)


@dataclass(frozen=True)
class Grid(FormField):
    """Choose one for each row. `note` names a last column to write in."""

    kind: ClassVar[str] = "grid"
    options: Annotated[tuple[Text, ...], Between(2, 5, "options")] = field(kw_only=True)
    rows: Annotated[tuple[Text, ...], Between(2, 20, "rows")] = field(kw_only=True)
    note: Text | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Drawing(FormField):
    """An empty box to draw in."""

    kind: ClassVar[str] = "drawing"
    height: Annotated[int, Between(20, 200, "millimetres")] = field(default=60, kw_only=True)


@dataclass(frozen=True)
class NameAndDate(FormField):
    """Who filled the form in, and when. `label` names the name's line, `date` the date's."""

    kind: ClassVar[str] = "name and date"
    date: Text = field(kw_only=True)


FIELD_TYPES: dict[str, type[FormField]] = {
    each.kind: each for each in (ShortText, Lines, Ticks, Choice, Faces, Table, Grid, Drawing, NameAndDate)
}


@dataclass(frozen=True)
class Section:
    """Fields that belong together, under a heading."""

    title: Text
    fields: tuple[FormField, ...]
    help: Text | None = None


@dataclass(frozen=True)
class Form:
    """A form: what the front matter's `form` says, with the page's title and description.

    slug: the page's name, and the stem of the PDF files
    audience: who fills it in; minutes: how long it takes; intro: said before the first question
    """

    slug: str
    title: Text
    description: Text
    audience: Literal["parent", "child", "staff", "everyone"]
    minutes: Annotated[int, Between(1, 60, "minutes")]
    intro: Text
    sections: tuple[Section, ...]

    @property
    def fields(self) -> Iterator[FormField]:
        """All fields, in order."""
        return (each for section in self.sections for each in section.fields)


def texts(form: Form) -> list[str]:
    """Return every text of a form, in order: its msgids."""
    found: list[str] = []

    def note(text: Text) -> Text:
        found.append(text.text)
        return text

    _map_texts(form, note)
    return found


def translate(form: Form, lookup: Lookup, tag: str) -> Form:
    """Return the form in another language; a text without a translation stays as it is, and says so by its `lang`."""
    return _map_texts(form, lambda text: translate_text(text, lookup, tag))


def translate_text(text: Text, lookup: Lookup, tag: str) -> Text:
    """Return one text in another language, or as it is where it has no translation."""
    found = lookup(text.text)
    return text if found is None else Text(found, tag)


def _map_texts(value: Value, change: Callable[[Text], Text]) -> Value:
    """Return the same value with every `Text` in it changed: the one walk over a form's texts."""
    changed: Any = value
    if isinstance(value, Text):
        changed = change(value)
    elif isinstance(value, tuple):
        changed = tuple(_map_texts(each, change) for each in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _map_texts(getattr(value, part.name), change) for part in dataclasses.fields(value)}
        changed = type(value)(**parts)
    return typing.cast(Value, changed)
