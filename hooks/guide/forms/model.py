"""The form model: dataclasses whose annotations are the grammar of a definition.

They say what a field may hold, of which type, within which limits. Every text is a `Text`, so one walk finds all of
them, to extract or to translate.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

from guide.source.schema import Between, Must, identifier
from guide.translation.digits import isolated
from guide.translation.messages import keyed
from guide.translation.segments import Lookup

Value = TypeVar("Value")

# In a letter's text, where an answer stands.
SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass(frozen=True)
class Text:
    """A text and the tag of the language it is in."""

    text: str
    lang: str = "en"

    def __str__(self) -> str:
        return self.text

    @property
    def cut(self) -> tuple[tuple[str, str], ...]:
        """The text cut at its slots: words, and the name of the slot after them, which is empty at the end.

        `Child: {child}` is (("Child: ", "child"), ("", "")).
        """
        words = SLOT.split(self.text)
        return tuple(zip(words[::2], [*words[1::2], ""], strict=True))


@dataclass(frozen=True)
class Pictured(Text):
    """A text that may have a picture, by its name: `{text: By phone, picture: phone}`, or the text alone."""

    picture: str = ""


def _identifier(text: str) -> Iterator[str]:
    yield from identifier(text)
    if text in ("fn", "fnref"):
        yield f'is "{text}", with which the ids of footnotes begin; choose another'


Kind: TypeAlias = Literal["line", "lines", "drawing", "tick", "one"]


@dataclass(frozen=True)
class Place:
    """A place to write or to tick: what every rendering calls it.

    name: unique in a form; the options of a question have one name and different values
    question: what assistive technology says, in full; group: the question of all places of which one is chosen
    value: which of several options, from "1"; empty for a place to write
    """

    name: str
    kind: Kind
    question: str
    group: str = ""
    value: str = ""

    @property
    def mark(self) -> str:
        """Its name where each place needs its own, options too: `papers:tick=2`."""
        return f"{self.name}={self.value}" if self.value else self.name


# What a field consists of: a place, or places in rows, or parts by name.
Part: TypeAlias = "Place | tuple[Part, ...] | dict[str, Part]"


@dataclass(frozen=True)
class FormField(ABC):
    """What all fields have. `id` names the answer in saved files and must never change once published.

    `fact` names what its texts state of the law, by the ids of the ledger.

    A name is the id, a colon and the part's own name. An id holds no colon, and neither does an id of a page's heading
    or a property of a form in a browser, so that names collide with nothing.
    """

    kind: ClassVar[str]
    order: ClassVar[int]  # in lists of all types

    id: Annotated[str, Must(_identifier)]
    label: Pictured
    help: Text | None = field(default=None, kw_only=True)
    fact: str = field(default="", kw_only=True)

    @abstractmethod
    def parts(self) -> Mapping[str, Part]:
        """Return the places to write or to tick, as the templates show them."""

    def places(self) -> Iterator[Place]:
        """Yield all places, in reading order."""
        yield from _places(dict(self.parts()))

    def name_of(self, part: str) -> str:
        """Return the name of a part; `label` and `help` are kept for those."""
        return f"{self.id}:{part}"

    def place(self, part: str, kind: Kind, *asked: object, value: str = "", group: str = "") -> Place:
        """Return a place. Its question is the field's own, and what else is asked."""
        return Place(self.name_of(part), kind, said(self.label, *asked), group, value)

    def one_of(self, options: tuple[Text, ...], part: str = "one", *asked: object) -> tuple[Place, ...]:
        """Return the places of which one is chosen."""
        group = said(self.label, *asked)
        return tuple(
            Place(self.name_of(part), "one", said(group, each), group, str(at)) for at, each in enumerate(options, 1)
        )


def _places(part: Part) -> Iterator[Place]:
    if isinstance(part, Place):
        yield part
    else:
        for each in part.values() if isinstance(part, dict) else part:
            yield from _places(each)


def said(*parts: object) -> str:
    """Join the parts of a question: `Who has a copy? School`, `People: Name: 2`. A part may be missing."""
    joined = ""
    for part in (str(each) for each in parts if each is not None):
        joined += ("" if not joined else " " if joined.endswith(("?", ".", ":")) else ": ") + part
    return joined


@dataclass(frozen=True)
class Section:
    """Fields that belong together, under a heading. `fact` names what its title and help state of the law."""

    title: Pictured
    fields: tuple[FormField, ...]
    help: Text | None = None
    fact: str = ""


@dataclass(frozen=True)
class Piece:
    """A paragraph of a letter: one or more whole sentences.

    text: may hold slots, `{child}`, where the answer of that field stands
    when: the field without whose answer the paragraph is left out
    words: the field whose answer follows, in a block of its own, as it was typed; on paper it has `lines` to write on
    options: the field that is answered by ticks; `sentences` says for each of its options what the letter says
    fact: what it states of the law, by the ids of the ledger
    """

    text: Text
    when: Annotated[str, Must(_identifier)] | None = None
    words: Annotated[str, Must(_identifier)] | None = None
    lines: Annotated[int, Between(2, 20, "lines")] = 4
    options: Annotated[str, Must(_identifier)] | None = None
    sentences: Annotated[tuple[Text, ...], Between(2, 16, "sentences")] = ()
    fact: str = ""


@dataclass(frozen=True)
class Letter:
    """What is made of a form's answers, in a language of the reader's choice.

    head, foot: lines such as `Child: {child}`; one whose slot is empty is not sent
    when: the field without whose answer there is no such letter yet
    """

    title: Text
    head: Annotated[tuple[Text, ...], Between(1, 10, "lines")]
    body: Annotated[tuple[Piece, ...], Between(1, 16, "paragraphs")]
    foot: Annotated[tuple[Text, ...], Between(1, 6, "lines")]
    when: Annotated[str, Must(_identifier)] | None = None


@dataclass(frozen=True)
class Form:
    """A form: what the front matter's `form` says, with the page's title and description.

    slug: the page's name, and the stem of the PDF files
    audience: who fills it in; minutes: how long it takes; intro: said before the first question
    letters: what is made of the answers; the last section then stands after them, and says what became of them
    """

    slug: str
    title: Text
    description: Text
    audience: Literal["parent", "child", "staff", "everyone"]
    minutes: Annotated[int, Between(1, 60, "minutes")]
    intro: Text
    sections: tuple[Section, ...]
    letters: tuple[Letter, ...] = ()

    def __hash__(self) -> int:
        """Return what few other forms have: to go through all texts takes as long as to translate them."""
        return hash((self.slug, self.title))

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


def has_pictures(form: Form) -> bool:
    """Whether a text of a form has a picture."""
    found: list[bool] = []

    def note(text: Text) -> Text:
        found.append(isinstance(text, Pictured) and bool(text.picture))
        return text

    _map_texts(form, note)
    return any(found)


def translate(form: Form, lookup: Lookup, tag: str) -> Form:
    """Return the form in another language; a text without a translation stays as it is, and says so by its `lang`."""
    return _map_texts(form, lambda text: translate_text(text, lookup, tag))


def translate_text(text: Text, lookup: Lookup, tag: str, context: str = "") -> Text:
    """Return one text in another language, or as it is where it has no translation."""
    found = lookup(keyed(text.text, context))
    return text if found is None else dataclasses.replace(text, text=isolated(found, tag), lang=tag)


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
