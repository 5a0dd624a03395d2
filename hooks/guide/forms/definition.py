"""The definition language of forms: what a page's front matter says below `form`, read into the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Any

import yaml

from guide.forms.fields import FIELD_TYPES
from guide.forms.letters import clashes, mistakes
from guide.forms.model import Form, FormField, Pictured, Section, Text
from guide.pictures import no_picture
from guide.source.pages import Page
from guide.source.problems import did_you_mean, listed
from guide.source.schema import UNREAD, Between, Must, Reader, found
from guide.translation.segments import collapse

CHECK = "form"
LONGEST = 400  # letters of one text, more than twice as many as any has


@lru_cache(maxsize=256)
def read_form(page: Page) -> Form | None:
    """Return the form that a page's front matter defines, or None where it defines none.

    Raises SourceError with every mistake: its line, what was found and what is allowed.
    """
    node = page.meta.form
    if page.document.root is None or node is None:
        return None
    reader = _Reader(page)
    given = {
        "slug": PurePosixPath(page.path).stem,
        "title": Text(collapse(page.title)),
        "description": Text(collapse(page.description)),
    }
    return reader.sound(reader.form(node, given))


def _a_picture(name: str) -> Iterator[str]:
    if wrong := no_picture(name):
        yield f"is no picture: {wrong}"


@dataclass(frozen=True)
class _WithPicture:
    text: Text
    picture: Annotated[str, Must(_a_picture)]


class _Reader(Reader):
    def __init__(self, page: Page):
        kinds = {Text: self.words, Pictured: self.pictured, Section: self.section, FormField: self.field}
        super().__init__(page.document, CHECK, kinds)
        self.problems += page.problems
        self.ids: dict[str, int] = {}  # the line on which each was first given

    def form(self, node: yaml.Node, given: dict[str, Any]) -> Form:
        form = self.record(node, Form, "the form", given)
        letters = (self.entries(node, "the form") or {}).get("letters")
        if letters is not None and not self.problems:  # their shape is right; now what they name
            for each, message in mistakes(letters, form):
                self.problem(each, message)
            for message in clashes(form):
                self.problem(letters, message)
        return form

    def words(self, node: yaml.Node, what: str) -> Any:
        text = self.text(node, what, Between(1, LONGEST, "letters", "so that people read it"))
        return UNREAD if text is UNREAD else Text(collapse(text))

    def pictured(self, node: yaml.Node, what: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            words = self.words(node, what)
            return UNREAD if words is UNREAD else Pictured(words.text)
        given = self.record(node, _WithPicture, what)
        return UNREAD if given is UNREAD else Pictured(given.text.text, picture=given.picture)

    def section(self, node: yaml.Node, what: str) -> Any:
        return self.record(node, Section, "a section")

    def field(self, node: yaml.Node, what: str) -> Any:
        entries = self.entries(node, "a field")
        if entries is None:
            return UNREAD
        if "type" not in entries:
            return self.problem(node, f'a field has no "type"; write one of: {listed(FIELD_TYPES)}')
        kind = entries["type"]
        if not isinstance(kind, yaml.ScalarNode) or kind.value not in FIELD_TYPES:
            hint = did_you_mean(str(kind.value), FIELD_TYPES)
            return self.problem(kind, f"the field type is {found(kind)}.{hint} Allowed: {listed(FIELD_TYPES)}")
        name = found(entries["id"]) if "id" in entries else '""'
        field = self.record(node, FIELD_TYPES[kind.value], f"the {kind.value} field {name}", besides=("type",))
        return self.distinct(field, node)

    def distinct(self, field: Any, node: yaml.Node) -> Any:
        if field is UNREAD:
            return UNREAD
        if field.id in self.ids:
            message = f'the id "{field.id}" is taken on line {self.ids[field.id]}; each field needs its own'
            return self.problem(node, message)
        self.ids[field.id] = self.document.line(node)
        return field
