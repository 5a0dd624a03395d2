"""The definition language of forms: what a page's front matter says below `form`, read into the model."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from pathlib import PurePosixPath
from typing import Any, Literal, TypeVar

import yaml

from guide.forms.model import FIELD_TYPES, Between, Form, FormField, Section, Text
from guide.source.pages import Page
from guide.source.problems import Problem, SourceError, did_you_mean, listed
from guide.translation.segments import collapse

Value = TypeVar("Value")

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
