"""The one reader of what people write: text and YAML become values, or problems with file, line and what to write.

A dataclass is the grammar of a block. Its fields are the keys (`row_height` is written `row-height`), those with a
default may be left out, and the annotations say what each may hold:

    str                                                   a text that is not empty
    Annotated[str, Between(0, 60, "letters"), Must(rule)] a text within limits, held to a rule
    Annotated[int, Between(2, 20, "lines")]               a whole number
    bool                                                  yes or no
    datetime.date                                         a day: 2026-12-01
    Literal["parent", "child"]                            one of these words
    tuple[X, ...]                                         a list, its length limited by `Between` too
    dict[str, X]                                          names of the writer's own choice, each with an X
    another dataclass                                     a block of its own
    X | None                                              an X that may be left out

Anything else is a kind of the caller's own, and the caller says how it is read.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml

from guide.source.problems import Problem, SourceError, did_you_mean, listed

Value = TypeVar("Value")

# More than anything here needs. What grows beyond it is refused before it is there.
MOST_LETTERS = 100_000
DEEPEST = 20
MOST_ALIASES = 20

UNREAD: Any = object()  # stands for a value that could not be read; a problem has been noted

# Controls, surrogates, noncharacters and private letters show nothing or anything; soft hyphens, spaces without width
# and tags hide in words, and marks that turn the direction around reach into what follows. Joiners are letters' own.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef"
    r"\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_STANDARD = "tag:yaml.org,2002:"
_PLAIN = {f"{_STANDARD}{each}" for each in ("null", "bool", "int", "float", "timestamp", "str", "seq", "map", "merge")}


@dataclass(frozen=True)
class Between:
    """The limits of a whole number, of a text's letters or of a list's entries; both included.

    unit: what is counted; why: the reason for the limits, for messages
    """

    least: int
    most: int
    unit: str
    why: str = ""

    def __contains__(self, count: int) -> bool:
        return self.least <= count <= self.most

    def __str__(self) -> str:
        limits = f"{self.least} to {self.most}" if self.least else f"{self.most} at most"
        return f"{limits}, {self.why}" if self.why else limits


@dataclass(frozen=True)
class Must:
    """A rule for a text: yields what is wrong with it, to follow its name: `is "x"; write y`."""

    rule: Callable[[str], Iterator[str]]


# --- text ---------------------------------------------------------------------------------------------------------


def identifier(text: str) -> Iterator[str]:
    """Yield what is wrong with a name that stands in addresses, in attributes or in saved answers."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
        yield f'is "{text}"; write small letters, digits and hyphens'


def read_text(file: Path, name: str, check: str) -> str:
    """Return a file's text, its lines ended by a line feed, without a byte order mark.

    name: of the file, for messages. Raises SourceError where it cannot be read as UTF-8 text.
    """
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError([Problem(name, line, f"{_encoding(data)}; save the file as UTF-8", check)]) from error
    except OSError as error:
        reason = "a folder, and should be a file; rename it" if file.is_dir() else f"unreadable: {error.strerror}"
        raise SourceError([Problem(name, 0, f"this is {reason}", check)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _NO_TEXT.search(text):
        raise SourceError([Problem(name, text.count("\n", 0, found.start()) + 1, _no_letter(found[0]), check)])
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16"
    return "a letter here is not UTF-8"


def _no_letter(character: str) -> str:
    return f"the character U+{ord(character):04X} is no letter that can be seen; delete it"


# --- YAML ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """YAML nodes that know their place.

    first: the line of the file, from 1, on which the YAML starts
    faults: what is wrong whatever the document is: keys given twice, keys that are lists, unknown tags
    """

    file: str
    first: int
    root: yaml.Node | None
    faults: tuple[Problem, ...] = ()

    def line(self, node: yaml.Node) -> int:
        """Return the line of the file on which a node starts."""
        return self.first + int(node.start_mark.line)


def compose(text: str, file: str, check: str, *, what: str = "this", first: int = 1, tags: bool = False) -> Document:
    """Parse YAML into nodes, with a bound on what they may grow to.

    what: the text's name in messages; tags: whether unknown tags are another program's and no fault
    Raises SourceError where it is no YAML, or larger or deeper than anything here needs to be.
    """
    try:
        if len(text) > MOST_LETTERS:
            raise yaml.MarkedYAMLError(problem=f"{len(text)} letters, {MOST_LETTERS} at most")
        root = _root(_Composer(text))
    except yaml.YAMLError as error:
        line, message = _not_yaml(error, text)
        raise SourceError([Problem(file, first + line, f"{what} is not YAML: {message}", check)]) from error
    document = Document(file, first, root)
    faults = (Problem(file, document.line(node), message, check) for node, message in _faults(root, tags=tags))
    return dataclasses.replace(document, faults=tuple(faults))


def _root(composer: _Composer) -> yaml.Node | None:
    try:
        return composer.get_single_node()
    except (ValueError, OverflowError) as error:  # of chr(), for an escape such as "\\UFFFFFFFF"
        raise yaml.MarkedYAMLError(
            problem="an escape that names no letter", problem_mark=composer.get_mark()
        ) from error


class _Composer(yaml.SafeLoader):
    """Composes nodes and counts as it goes. An alias is the node it names, so nothing is ever expanded here."""

    def __init__(self, text: str):
        super().__init__(text)
        self.aliases = 0
        self.within: list[str | None] = []  # the anchors of the nodes around this one

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        self.aliases += isinstance(event, yaml.AliasEvent)
        if wrong := self._wrong(event):
            raise yaml.MarkedYAMLError(problem=wrong, problem_mark=event.start_mark)
        self.within.append(event.anchor)
        try:
            return super().compose_node(parent, index)
        finally:
            self.within.pop()

    def _wrong(self, event: yaml.NodeEvent) -> str:
        if isinstance(event, yaml.AliasEvent) and event.anchor in self.within:
            return f"*{event.anchor} stands inside what it names; write it out"
        if self.aliases > MOST_ALIASES:
            return f"more than {MOST_ALIASES} references such as *{event.anchor}; write them out"
        return f"more than {DEEPEST} levels, one inside the other" if len(self.within) >= DEEPEST else ""


def _not_yaml(error: Exception, text: str) -> tuple[int, str]:
    """Return the line, from 0, and the words for what the parser says."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.count("\n", 0, error.position), _no_letter(text[error.position])
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, str(error)
    if error.problem == "found unexpected end of stream" and error.context_mark:
        return error.context_mark.line, "a quotation mark opens here and nothing closes it"
    hint = "; put a text with a colon in quotes" if error.problem == "mapping values are not allowed here" else ""
    return error.problem_mark.line if error.problem_mark else 0, f"{error.problem}{hint}"


def _faults(root: yaml.Node | None, *, tags: bool) -> Iterator[tuple[yaml.Node, str]]:
    """Yield what is wrong whatever the document is, in no order."""
    seen: set[int] = set()
    rest = [root] if root else []
    while rest:
        node = rest.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.tag not in _PLAIN and not tags:
            yield node, f'the tag "{node.tag.replace(_STANDARD, "!!")}" means nothing here; take it out'
        if isinstance(node, yaml.ScalarNode) and (found := _NO_TEXT.search(node.value)):
            yield node, _no_letter(found[0])
        if isinstance(node, yaml.MappingNode):
            yield from _keys(node)
        for each in node.value if isinstance(node, yaml.CollectionNode) else ():
            rest += each if isinstance(each, tuple) else (each,)


def _keys(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, str]]:
    given: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            yield key, f"a key is {found(key)}; write a word"
        elif key.value in given:
            yield key, f'"{key.value}" is given twice; keep one'
        else:
            given.add(key.value)


def found(node: yaml.Node) -> str:
    """Say what stands in the file."""
    if isinstance(node, yaml.MappingNode):
        return "a set of keys"
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    shown = " ".join(str(node.value).split())
    return f'"{shown[:60]}{"…" if len(shown) > 60 else ""}"' if shown else "empty"  # noqa: PLR2004 (a line's room)


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is said: no value, an empty list, an empty block."""
    return node.tag == f"{_STANDARD}null" or not node.value


# --- values -------------------------------------------------------------------------------------------------------

Kind = Callable[[yaml.Node, str], Any]


class Reader:
    """Reads nodes of a document into values, and gathers what is wrong with them.

    kinds: how to read what only the caller knows: a function from a node and its name in messages to the value, or to
    what `problem` returns
    """

    def __init__(self, document: Document, check: str, kinds: Mapping[Any, Kind] | None = None):
        self.document = document
        self.check = check
        self.kinds: dict[Any, Kind] = dict(kinds or {})
        self.problems = list(document.faults)

    def problem(self, node: yaml.Node, message: str) -> Any:
        """Note what is wrong with a node; return what stands for its value."""
        self.problems.append(Problem(self.document.file, self.document.line(node), message, self.check))
        return UNREAD

    def sound(self, value: Value) -> Value:
        """Return the value. Raises SourceError where something is wrong."""
        if self.problems:
            raise SourceError(self.problems)
        return value

    def entries(self, node: yaml.Node, what: str, keys: Iterable[str] = ()) -> dict[str, yaml.Node] | None:
        """Return the values of a block by their keys, or None where it is no block. `keys`: for the message."""
        if isinstance(node, yaml.MappingNode):
            given: dict[str, yaml.Node] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    given.setdefault(key.value, value)
            return given
        allowed = f": {listed(keys)}" if keys else ""
        self.problem(node, f"{what} is {found(node)}; write keys with values, one a line{allowed}")
        return None

    def record(
        self,
        node: yaml.Node,
        cls: type[Value],
        what: str,
        given: Mapping[str, Any] | None = None,
        besides: Collection[str] | None = (),
    ) -> Value:
        """Read a block into a dataclass. A value with a default that cannot be read is noted, and has its default.

        given: values that the block does not say itself
        besides: keys that the caller reads; None where all others are another program's
        """
        given = given or {}
        parts = {
            each.name.replace("_", "-"): each
            for each in dataclasses.fields(cls)  # type: ignore[arg-type]
            if each.name not in given
        }
        entries = self.entries(node, what, parts)
        if entries is None:
            return typing.cast(Value, UNREAD)
        if besides is not None:
            self._known(node, parts, what, besides)
        hints = _hints(typing.cast(type, cls))
        values = dict(given)
        for key, part in parts.items():
            if key in entries:
                left_out = _optional(part) and self._left_empty(entries[key], hints[part.name])
                values[part.name] = (
                    UNREAD if left_out else self.value(entries[key], hints[part.name], f'"{key}" of {what}')
                )
            elif not _optional(part):
                values[part.name] = self.problem(node, f'{what} has no "{key}"; add it')
            if values.get(part.name) is UNREAD and _optional(part):
                del values[part.name]
        return typing.cast(Value, UNREAD if UNREAD in values.values() else cls(**values))

    def _left_empty(self, node: yaml.Node, hint: Any) -> bool:
        """Whether nothing is said where a list or a block may be left out. An empty text or number is a mistake."""
        hint, _, _ = unwrapped(hint)
        block = dataclasses.is_dataclass(hint) or typing.get_origin(hint) in (tuple, dict)
        return block and hint not in self.kinds and is_empty(node)

    def _known(self, node: yaml.Node, allowed: Collection[str], what: str, besides: Collection[str]) -> None:
        """Note each key of a block that means nothing there."""
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in {*allowed, *besides}:
                hint = did_you_mean(key.value, allowed)
                self.problem(key, f'{what} has "{key.value}", which is not known.{hint} Allowed: {listed(allowed)}')

    def value(self, node: yaml.Node, hint: Any, what: str) -> Any:
        """Read a value as its annotation says."""
        hint, limits, rules = unwrapped(hint)
        if hint in self.kinds:
            return self.kinds[hint](node, what)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.record(node, hint, what)
        inner = typing.get_args(hint)
        readers: dict[Any, Callable[[], Any]] = {
            Literal: lambda: self.word(node, inner, what),
            tuple: lambda: self.sequence(node, inner[0], limits, what),
            dict: lambda: self.names(node, inner[1], what),
            str: lambda: self.text(node, what, limits, rules),
            int: lambda: self.number(node, what, limits),
            bool: lambda: self.yes_or_no(node, what),
            datetime.date: lambda: self.day(node, what),
        }
        return readers[typing.get_origin(hint) or hint]()

    def sequence(self, node: yaml.Node, item: Any, limits: Between | None, what: str) -> Any:
        """Read a list. Its entries are read even where there are too many: all problems at once."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return self.problem(node, f"{what} is {found(node)}; write a list, each entry after a dash")
        count = len(node.value)
        if limits and count not in limits:
            return self.problem(node, f"{what} has {count} {limits.unit}; write {limits}")
        values = tuple(self.value(each, item, f"{what}, number {index}") for index, each in enumerate(node.value, 1))
        return UNREAD if UNREAD in values else values

    def names(self, node: yaml.Node, item: Any, what: str) -> Any:
        """Read a block whose keys are the writer's own."""
        entries = self.entries(node, what)
        if entries is None:
            return UNREAD
        values = {name: self.value(each, item, f'"{name}" of {what}') for name, each in entries.items()}
        return UNREAD if UNREAD in values.values() else values

    def text(self, node: yaml.Node, what: str, limits: Between | None = None, rules: tuple[Must, ...] = ()) -> Any:
        """Read a text; its lines become one. One that may have no letters may be left empty."""
        limits = limits or Between(1, MOST_LETTERS, "letters")
        if 0 in limits and is_empty(node):
            return ""
        text = " ".join(node.value.split("\n")).strip() if isinstance(node, yaml.ScalarNode) else ""
        if node.tag != f"{_STANDARD}str" or not text:
            quotes = "; put it in quotes" if text else ""
            return self.problem(node, f"{what} is {found(node)}; write a text{quotes}")
        if len(text) not in limits:
            return self.problem(node, f"{what} has {len(text)} {limits.unit}; write {limits}")
        wrong = [self.problem(node, f"{what} {each}") for must in rules for each in must.rule(text)]
        return UNREAD if wrong else text

    def number(self, node: yaml.Node, what: str, limits: Between | None) -> Any:
        """Read a whole number. Its annotation has to limit it."""
        assert limits is not None, f"{what}: a number needs Between"  # noqa: S101 (a programmer's mistake)
        digits = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) not in limits:
            allowed = f"a whole number of {limits.unit} from {limits.least} to {limits.most}"
            return self.problem(node, f"{what} is {found(node)}; write {allowed}")
        return int(digits)

    def yes_or_no(self, node: yaml.Node, what: str) -> Any:
        """Read yes or no."""
        if node.tag != f"{_STANDARD}bool":
            return self.problem(node, f"{what} is {found(node)}; write yes or no")
        return node.value.lower() in ("yes", "true", "on")

    def day(self, node: yaml.Node, what: str) -> Any:
        """Read a day."""
        try:
            return datetime.datetime.strptime(node.value, "%Y-%m-%d").date()
        except (TypeError, ValueError):
            return self.problem(node, f"{what} is {found(node)}; write a day such as 2026-12-01")

    def word(self, node: yaml.Node, allowed: tuple[str, ...], what: str) -> Any:
        """Read one of a few words."""
        if not isinstance(node, yaml.ScalarNode) or node.value not in allowed:
            hint = did_you_mean(node.value, allowed) if isinstance(node, yaml.ScalarNode) else ""
            return self.problem(node, f"{what} is {found(node)}.{hint} Allowed: {listed(allowed)}")
        return node.value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


def _optional(part: dataclasses.Field[Any]) -> bool:
    return part.default is not dataclasses.MISSING or part.default_factory is not dataclasses.MISSING


def unwrapped(hint: Any) -> tuple[Any, Between | None, tuple[Must, ...]]:
    """Return an annotation without `| None`, and what `Annotated` says besides."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    said = getattr(hint, "__metadata__", ())
    limits = next((each for each in said if isinstance(each, Between)), None)
    return hint.__origin__ if said else hint, limits, tuple(each for each in said if isinstance(each, Must))
