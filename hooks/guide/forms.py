"""Forms: the model, the definition language in a page's front matter, and its mistakes.

A definition is read into dataclasses whose annotations are its grammar: what a field may hold, of which type, within
which limits. Every text is a `Text`, so one walk finds all of them, to extract or to translate.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, TypeVar

import yaml

from guide.pages import Page
from guide.problems import Problem, SourceError, did_you_mean, listed
from guide.segments import Lookup, collapse

Value = TypeVar("Value")


@dataclass(frozen=True)
class Text:
    """A text and the tag of the language it is in."""

    text: str
    lang: str = "en"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Between:
    """The limits of a whole number, or of how many texts a list has; both included. `unit` is what is counted."""

    least: int
    most: int
    unit: str


@dataclass(frozen=True)
class FormField:
    """What all fields have. `id` names the answer in saved files and must never change once published."""

    kind: ClassVar[str]

    id: str
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


# --- reading a definition ----------------------------------------------------------------------------------------

_ID = re.compile(r"[a-z][a-z0-9-]*")
_OUTSIDE = object()  # stands for a value that could not be read; a problem has been noted


def read_form(page: Page) -> Form | None:
    """Return the form that a page's front matter defines, or None where it defines none.

    Raises SourceError with every mistake: its line, what was found and what is allowed.
    """
    reader = _Reader(page)
    form = reader.read()
    if reader.problems:
        raise SourceError(reader.problems)
    return form


class _Reader:
    def __init__(self, page: Page):
        self.page = page
        self.problems: list[Problem] = []
        self.ids: dict[str, int] = {}  # the line on which each was first given

    def problem(self, node: yaml.Node, message: str) -> object:
        line = self.page.header_line + node.start_mark.line
        self.problems.append(Problem(self.page.path, line, message, "form"))
        return _OUTSIDE

    def read(self) -> Form | None:
        try:
            root = self.page.header_node
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            message = f"the front matter is not YAML: {error.problem}"
            self.problems.append(Problem(self.page.path, self.page.header_line + line, message, "form"))
            return None
        if not isinstance(root, yaml.MappingNode):
            return None
        header = {str(key.value): value for key, value in root.value}
        if "form" not in header:
            return None
        given: dict[str, Any] = {"slug": PurePosixPath(self.page.path).stem}
        for key in ("title", "description"):
            if key in header:
                given[key] = self.text(header[key], f'"{key}" of the page')
            else:
                given[key] = self.problem(header["form"], f'the page has a form and no "{key}"; add it above "form"')
        return self.record(header["form"], Form, "the form", given)

    def record(self, node: yaml.Node, cls: type[Value], what: str, given: dict[str, Any]) -> Value | None:
        """Read a mapping into a dataclass. `given` holds what the definition does not say itself."""
        entries = self.mapping(node, what)
        if entries is None:
            return None
        hints = typing.get_type_hints(cls, include_extras=True)
        parts = {
            part.name.replace("_", "-"): part
            for part in dataclasses.fields(cls)  # type: ignore[arg-type]
            if part.name not in given
        }
        self.unknown_keys(entries, list(parts), what)
        values = dict(given)
        for key, part in parts.items():
            if key in entries:
                values[part.name] = self.value(entries[key][1], hints[part.name], f'"{key}" of {what}')
            elif part.default is dataclasses.MISSING:
                values[part.name] = self.problem(node, f'{what} has no "{key}"; add it')
        return None if any(value is _OUTSIDE for value in values.values()) else cls(**values)

    def mapping(self, node: yaml.Node, what: str) -> dict[str, tuple[yaml.Node, yaml.Node]] | None:
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"{what} is {_found(node)}; write keys with values, one a line")
            return None
        entries: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if key.value in entries:
                self.problem(key, f'{what} has "{key.value}" twice; keep one')
            entries[str(key.value)] = (key, value)
        return entries

    def unknown_keys(self, entries: dict[str, tuple[yaml.Node, yaml.Node]], allowed: list[str], what: str) -> None:
        for name, (key, _) in entries.items():
            if name not in allowed and name != "type":
                hint = did_you_mean(name, allowed)
                self.problem(key, f'{what} has "{name}", which is not known.{hint} Allowed: {listed(allowed)}')

    def value(self, node: yaml.Node, hint: Any, what: str) -> Any:
        """Read a value as its annotation says."""
        limits: Any = next(iter(getattr(hint, "__metadata__", ())), None)
        hint = hint.__origin__ if limits else hint
        if isinstance(hint, types.UnionType):
            hint = next(each for each in typing.get_args(hint) if each is not type(None))
        if hint is int:
            return self.number(node, limits, what)
        if hint is Text:
            return self.text(node, what)
        if hint is str:
            return self.identifier(node, what)
        if typing.get_origin(hint) is Literal:
            return self.word(node, typing.get_args(hint), what)
        return self.sequence(node, typing.get_args(hint)[0], limits, what)

    def sequence(self, node: yaml.Node, item: Any, limits: Between | None, what: str) -> Any:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return self.problem(node, f"{what} is {_found(node)}; write a list, each entry after a dash")
        count = len(node.value)
        if limits and not limits.least <= count <= limits.most:
            return self.problem(node, f"{what} has {count} {limits.unit}; write {limits.least} to {limits.most}")
        read = {Text: self.text, Section: self.section, FormField: self.field}[item]
        values = tuple(read(each, f"{what}, number {index}") for index, each in enumerate(node.value, 1))
        if item is FormField:
            self.distinct(node, values)
        return _OUTSIDE if any(value is None or value is _OUTSIDE for value in values) else values

    def section(self, node: yaml.Node, what: str) -> Section | None:
        return self.record(node, Section, "a section", {})

    def field(self, node: yaml.Node, what: str) -> FormField | None:
        entries = self.mapping(node, "a field")
        if entries is None:
            return None
        if "type" not in entries:
            self.problem(node, f'a field has no "type"; write one of: {listed(FIELD_TYPES)}')
            return None
        kind_node = entries["type"][1]
        if kind_node.value not in FIELD_TYPES:
            hint = did_you_mean(str(kind_node.value), FIELD_TYPES)
            self.problem(kind_node, f"the field type is {_found(kind_node)}.{hint} Allowed: {listed(FIELD_TYPES)}")
            return None
        kind = str(kind_node.value)
        name = entries["id"][1].value if "id" in entries else ""
        return self.record(node, FIELD_TYPES[kind], f'the {kind} field "{name}"', {})

    def distinct(self, node: yaml.Node, fields: tuple[Any, ...]) -> None:
        for each, field_node in zip(fields, node.value, strict=True):
            if isinstance(each, FormField):
                line = self.page.header_line + field_node.start_mark.line
                if each.id in self.ids:
                    taken = f'the id "{each.id}" is taken on line {self.ids[each.id]}; each field needs its own'
                    self.problem(field_node, taken)
                self.ids.setdefault(each.id, line)

    def text(self, node: yaml.Node, what: str) -> Any:
        if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str" or not node.value.strip():
            quote = "; put it in quotes" if isinstance(node, yaml.ScalarNode) and node.value else ""
            return self.problem(node, f"{what} is {_found(node)}; write a text{quote}")
        return Text(collapse(node.value))

    def number(self, node: yaml.Node, limits: Between, what: str) -> Any:
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch(r"[0-9]{1,4}", value) or not limits.least <= int(value) <= limits.most:
            allowed = f"a whole number of {limits.unit} from {limits.least} to {limits.most}"
            return self.problem(node, f"{what} is {_found(node)}; write {allowed}")
        return int(value)

    def identifier(self, node: yaml.Node, what: str) -> Any:
        if not isinstance(node, yaml.ScalarNode) or not _ID.fullmatch(node.value):
            return self.problem(node, f"{what} is {_found(node)}; write small letters, digits and hyphens")
        return str(node.value)

    def word(self, node: yaml.Node, allowed: tuple[str, ...], what: str) -> Any:
        if not isinstance(node, yaml.ScalarNode) or node.value not in allowed:
            found = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
            hint = did_you_mean(found, allowed)
            return self.problem(node, f"{what} is {_found(node)}.{hint} Allowed: {listed(allowed)}")
        return str(node.value)


def _found(node: yaml.Node) -> str:
    """Say what stands in the file."""
    if isinstance(node, yaml.MappingNode):
        return "a set of keys"
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    return f'"{node.value}"' if node.value.strip() else "empty"
