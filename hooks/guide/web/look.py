"""The style that a page holds: no rule that nothing on it asks for, and short names. What people write stays as it is.

A rule is left out where it names a class or an element that neither the page holds nor a script brings; whatever else
it asks for, a state, an attribute, an id, is taken to be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_letters

_TAG = re.compile(r"<([a-z][a-z0-9]*)\b")
_CLASSES = re.compile(r'\bclass="([^"]+)"')
_MADE = re.compile(r'(?:\bclassName(?::| =) |\bclassList\.\w+\(|\bclass=|\b(?:createE|e)lement\()"([\w -]+)"')

# What a text may hold. One language of a text may have it and another not, and a script sets them beside each other.
_IN_TEXTS = frozenset({"a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "sub", "sup"})

_WITHIN = "[^()]*"
for _level in range(4):
    _WITHIN = rf"(?:[^()]|\({_WITHIN}\))*"
_ONE = re.compile(rf"(?:[^,()]|\({_WITHIN}\))+")
_EITHER = re.compile(rf":(?:is|where)\(({_WITHIN})\)")
_OTHER = re.compile(rf":(?!is\b|where\b)[\w-]+\({_WITHIN}\)")
_NAMELESS = re.compile(r"\[[^]]*\]|::?[\w-]+|#[\w-]+")
_NAME = re.compile(r"\.?[a-z][\w-]*")

_PROPERTY = re.compile(r"--[a-z][\w-]*")
_SIZE = re.compile(r"(?<![\w-])((?:min-|max-)?)(inline|block)-size(?=:)")
_EDGE = re.compile(r"(?<![\w-])(inset|margin|padding|border)-block-(start|end)(?=[:-])")


@dataclass(frozen=True)
class _Rule:
    """What stands before the braces, and in them. selectors: each with the names of which it needs one of every set."""

    head: str
    selectors: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = ()
    body: str = ""
    rules: tuple[_Rule, ...] = ()

    def used(self, there: frozenset[str]) -> str:
        """Return the rule as far as a page asks for it that holds these names."""
        if self.rules:
            body = "".join(each.used(there) for each in self.rules)
            return f"{self.head}{{{body}}}" if body else ""
        heads = [text for text, needs in self.selectors if all(need & there for need in needs)]
        return f"{','.join(heads)}{{{self.body}}}" if heads else ""


def names(page: str) -> frozenset[str]:
    """Return the names of a page's elements, `p`, and of their classes, `.short`."""
    classes = {f".{name}" for found in _CLASSES.findall(page) for name in found.split()}
    return frozenset(classes | set(_TAG.findall(page)))


def brought_by(scripts: Iterable[str]) -> frozenset[str]:
    """Return the names of what scripts may add to a page: elements that they make or fetch, classes that they give."""
    words = {word for text in scripts for found in _MADE.findall(text) for word in found.split()}
    return _IN_TEXTS | words | {f".{word}" for word in words}


def used_style(style: str, there: frozenset[str]) -> str:
    """Return the rules of a style, made small before, that may be of use where these names are."""
    return "".join(rule.used(there) for rule in _rules(style))


@cache
def _rules(style: str) -> tuple[_Rule, ...]:
    return tuple(_read(iter(re.findall(r"[^{}]+|[{}]", style))))


def _read(parts: Iterator[str]) -> Iterator[_Rule]:
    for head in parts:
        if head == "}":
            return
        next(parts)
        if head.startswith(("@media", "@supports")):
            yield _Rule(head, rules=tuple(_read(parts)))
        else:
            yield _Rule(head, tuple(_selectors(head)), next(parts))
            next(parts)


def _selectors(head: str) -> Iterator[tuple[str, tuple[frozenset[str], ...]]]:
    for text in [head] if head.startswith("@") else _ONE.findall(head):
        yield text, () if head.startswith("@") else tuple(_needs(_OTHER.sub("", text)))


def _needs(selector: str) -> Iterator[frozenset[str]]:
    for found in _EITHER.findall(selector):
        each = [_named(one) for one in _ONE.findall(found)]
        if all(each):
            yield frozenset().union(*each)
    yield from (frozenset({name}) for name in _named(_EITHER.sub("", selector)))


def _named(selector: str) -> frozenset[str]:
    return frozenset(_NAME.findall(_NAMELESS.sub("", selector)))


def short_names(tokens: str) -> dict[str, str]:
    """Return a letter for each of the properties that a style sheet sets: `{"--paper": "--a", …}`."""
    return dict(zip(dict.fromkeys(_PROPERTY.findall(tokens)), (f"--{each}" for each in ascii_letters), strict=False))


def shortened(style: str, properties: dict[str, str]) -> str:
    """Return a style with short names for its own properties, and for sides: lines run across in every language."""
    style = _PROPERTY.sub(lambda found: properties.get(found[0], found[0]), style)
    style = _SIZE.sub(lambda found: found[1] + {"inline": "width", "block": "height"}[found[2]], style)
    return _EDGE.sub(_side, style)


def _side(found: re.Match[str]) -> str:
    side = {"start": "top", "end": "bottom"}[found[2]]
    return side if found[1] == "inset" else f"{found[1]}-{side}"
