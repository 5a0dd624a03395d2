"""Pictures: one for one thing, by its name, the same on a page, a form, a phrase and on paper.

`words/pictures.yml` names them. A block of a page has one by its attribute list, `{: picture=phone }`; a text of a form
by `picture` beside `text`; a template by `picture("phone")`, in Jinja and in Typst. All are decoration: the word is
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import yaml
from markupsafe import Markup

from guide.source.problems import did_you_mean
from guide.source.schema import Document, Must, Reader, compose, read_text
from guide.web.icons import shape

FILE = "hooks/guide/words/pictures.yml"
CHECK = "picture"


@dataclass(frozen=True)
class Picture:
    """A picture: its outline, the `d` of a path in a square of 24 by 24, and whether it turns with the text."""

    outline: str
    mirrored: bool = False

    def markup(self, *, rtl: bool = False) -> Markup:
        """Return it as it stands in a page: in the colour of the text, 24 pixels wide, not read aloud."""
        turned = Markup(' transform="matrix(-1 0 0 1 24 0)"') if rtl and self.mirrored else ""
        return Markup(
            '<svg class="picture" width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">'
            '<path{} d="{}"/></svg>'
        ).format(turned, self.outline)

    @property
    def svg(self) -> str:
        """It as a file of its own, black."""
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{self.outline}"/></svg>'


def _outline(text: str) -> Iterator[str]:
    if not re.fullmatch(r"M[MmLlHhVvCcSsQqTtAaZz\d\s.,-]+", text):
        yield "is no outline; write the `d` of a path, which begins with M"


def _of_the_set(text: str) -> Iterator[str]:
    try:
        shape(text)
    except KeyError:
        yield f'is "{text}", which the icon set lacks; look for another at https://pictogrammers.com/library/mdi/'


@dataclass(frozen=True)
class _Registry:
    icons: dict[str, Annotated[str, Must(_of_the_set)]]
    drawn: dict[str, Annotated[str, Must(_outline)]]
    mirrored: tuple[str, ...]


class _Reader(Reader):
    def __init__(self, document: Document):
        super().__init__(document, CHECK)

    def pictures(self, node: yaml.Node) -> dict[str, Picture]:
        found = self.record(node, _Registry, "the list of pictures")
        if not isinstance(found, _Registry):
            return {}
        entries: Mapping[str, Any] = self.entries(node, "") or {}
        for name in found.icons.keys() & found.drawn.keys():
            self.problem(entries["drawn"], f'the picture "{name}" is among the icons already; keep one')
        for name in found.mirrored:
            if name not in (known := found.icons.keys() | found.drawn.keys()):
                self.problem(entries["mirrored"], f'there is no picture "{name}".{did_you_mean(name, known)}')
        outlines = {name: shape(icon) for name, icon in found.icons.items()} | found.drawn
        return {name: Picture(outline, name in found.mirrored) for name, outline in outlines.items()}


def read_pictures(file: Path) -> Mapping[str, Picture]:
    """Read a list of pictures. Raises SourceError with every mistake."""
    document = compose(read_text(file, FILE, CHECK), FILE, CHECK, what="the list of pictures")
    if document.root is None:
        return {}
    reader = _Reader(document)
    return reader.sound(reader.pictures(document.root))


@cache
def pictures() -> Mapping[str, Picture]:
    """Return the guide's pictures by name. Raises SourceError with every mistake in their list."""
    with resources.as_file(resources.files("guide").joinpath("words", "pictures.yml")) as file:
        return read_pictures(file)


@cache
def names() -> Mapping[str, str]:
    """Return the names of the guide's pictures by their outlines."""
    return {each.outline: name for name, each in pictures().items()}


def picture(name: str, *, rtl: bool = False) -> Markup:
    """Return a picture as it stands in a page. Raises KeyError where there is none of this name."""
    return pictures()[name].markup(rtl=rtl)


def no_picture(name: str) -> str:
    """Say that there is no picture of a name, and which is near; nothing where there is one."""
    if name in pictures():
        return ""
    return f'there is no picture "{name}" in {FILE}.{did_you_mean(name, pictures())}'
